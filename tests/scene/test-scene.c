/* test-scene.c - building, looking up, pointing at, walking through, dumping
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixed-measure.h"
#include "scene/wk-scene.h"

static WkView
plain_view (void)
{
  return (WkView){ .width = 1600,
                   .height = 900,
                   .measure = &fixed_measure,
                   .language = wk_language_get ("en") };
}

static void
test_sizes (void)
{
  /* The table of the look. */
  static const struct
  {
    WkTypeRole type;
    double one, projector;
  } rows[] = {
    { WK_TYPE_NUMBER, 34, 54 },     { WK_TYPE_TITLE, 28, 54 },
    { WK_TYPE_COUNTER, 24, 36 },    { WK_TYPE_SECONDARY, 22, 36 },
    { WK_TYPE_GRID_VALUE, 28, 36 }, { WK_TYPE_NODE_VALUE, 36, 45 },
    { WK_TYPE_FORMULA, 42, 54 },    { WK_TYPE_FORMULA_SMALL, 32, 45 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpfloat (wk_type_size (rows[i].type, WK_TEXT_SCALE_1), ==, rows[i].one);
      g_assert_cmpfloat (wk_type_size (rows[i].type, WK_TEXT_SCALE_PROJECTOR), ==,
                         rows[i].projector);
    }
  for (int type = 0; type < WK_N_TYPES; type++)
    for (int scale = 0; scale < 2; scale++)
      {
        double least = wk_type_min_size ((WkTypeRole) type, (WkTextScale) scale);

        g_assert_cmpfloat (least, >=, scale == WK_TEXT_SCALE_1 ? 22 : 36);
        g_assert_cmpfloat (wk_type_size ((WkTypeRole) type, (WkTextScale) scale), >=,
                           least);
      }
}

static void
test_pages (void)
{
  double width, height;
  WkPage page;

  g_assert_true (wk_page_from_name ("4:3", &page));
  wk_page_size (page, &width, &height);
  g_assert_cmpfloat (width, ==, 1200);
  g_assert_cmpfloat (height, ==, 900);
  g_assert_true (wk_page_from_name ("Tall", &page));
  g_assert_cmpint (page, ==, WK_PAGE_TALL);
  g_assert_cmpstr (wk_page_name (page), ==, "tall");
  g_assert_false (wk_page_from_name ("5:4", &page));
  g_assert_false (wk_page_from_name (NULL, &page));
}

static void
test_progress (void)
{
  WkView view = plain_view ();

  view.position = 1.4;
  g_assert_cmpfloat (wk_view_progress (&view, 1), ==, 1);
  g_assert_cmpfloat_with_epsilon (wk_view_progress (&view, 2), 0.4, 1e-12);
  g_assert_cmpfloat (wk_view_progress (&view, 3), ==, 0);
  g_assert_cmpuint (wk_view_current_step (&view), ==, 2);
  view.position = 2;
  g_assert_cmpuint (wk_view_current_step (&view), ==, 2);
  view.position = 1.9999999999999;
  g_assert_cmpfloat (wk_view_progress (&view, 2), ==, 1);
  g_assert_cmpuint (wk_view_current_step (&view), ==, 2);
  view.position = 0;
  g_assert_cmpuint (wk_view_current_step (&view), ==, 0);
  view.position = (double) NAN;
  g_assert_cmpuint (wk_view_current_step (&view), ==, 0);
  g_assert_cmpfloat (wk_view_progress (&view, 1), ==, 0);
}

/* A group with two unlabelled parts, two circles that overlap, a thin line. */
static WkScene *
sample_scene (void)
{
  WkView view = plain_view ();
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  WkItem *item;

  wk_scene_add_group (builder, "second", "the second layer");
  wk_scene_add_group (builder, "first", NULL);
  item = wk_scene_add_circle (builder, "below", WK_ROLE_INK, 100, 100, 50);
  wk_item_set_spoken (item, "below", "1", NULL, "x[0]");
  item = wk_scene_add_circle (builder, "above", WK_ROLE_INK, 150, 100, 50);
  wk_item_set_spoken (item, "above", NULL, NULL, NULL);
  wk_scene_set_group (builder, "first");
  item = wk_scene_add_line (builder, "edge", WK_ROLE_POSITIVE, (WkPoint){ 300, 300 },
                            (WkPoint){ 500, 400 });
  wk_item_set_spoken (item, "an edge", "2", "given", "W[0]");
  wk_scene_set_group (builder, "second");
  wk_scene_add_box (builder, "frame", WK_ROLE_LINE, (WkRect){ 600, 600, 100, 50 }, 8);
  wk_scene_add_text (builder, "word", WK_ROLE_INK, WK_TYPE_LABEL, 720, 625,
                     WK_ANCHOR_START, WK_VALIGN_MIDDLE, "abcd");
  wk_scene_set_group (builder, NULL);
  wk_scene_add_text (builder, "free", WK_ROLE_MUTED, WK_TYPE_LABEL, 800, 800,
                     WK_ANCHOR_END, WK_VALIGN_TOP, "ab\"c");
  wk_scene_builder_set_title (builder, "a title");
  return wk_scene_builder_finish (builder);
}

static const char *
hit_id (const WkScene *scene, double x, double y, double slop)
{
  const WkItem *item = wk_scene_hit (scene, x, y, slop);

  return item != NULL ? item->id : NULL;
}

static void
test_hit (void)
{
  g_autoptr (WkScene) scene = sample_scene ();

  g_assert_cmpstr (hit_id (scene, 60, 100, 0), ==, "below");
  g_assert_cmpstr (hit_id (scene, 125, 100, 0), ==, "above");
  g_assert_cmpstr (hit_id (scene, 190, 100, 0), ==, "above");
  g_assert_cmpstr (hit_id (scene, 205, 100, 0), ==, NULL);
  g_assert_cmpstr (hit_id (scene, 205, 100, 8), ==, "above");
  g_assert_cmpstr (hit_id (scene, 400, 350, 0), ==, "edge");
  g_assert_cmpstr (hit_id (scene, 400, 360, 0), ==, NULL);
  g_assert_cmpstr (hit_id (scene, 400, 360, 6), ==, "edge");
  /* What has no words of its own speaks for its group. */
  g_assert_cmpstr (hit_id (scene, 650, 620, 0), ==, "second");
  g_assert_cmpstr (hit_id (scene, 740, 625, 0), ==, "second");
  g_assert_cmpstr (hit_id (scene, 790, 810, 0), ==, NULL);
  g_assert_cmpstr (hit_id (scene, (double) NAN, 810, 5), ==, NULL);
}

static void
test_walk (void)
{
  static const char *const order[] = { "second", "edge", "below", "above" };
  g_autoptr (WkScene) scene = sample_scene ();
  const WkItem *item = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      item = wk_scene_walk (scene, item, 1);
      g_assert_nonnull (item);
      g_assert_cmpstr (item->id, ==, order[i]);
    }
  g_assert_null (wk_scene_walk (scene, item, 1));
  g_assert_true (wk_scene_walk (scene, NULL, -1) == item);
  g_assert_cmpstr (wk_scene_walk (scene, item, -1)->id, ==, "below");
  g_assert_null (wk_scene_walk (scene, wk_scene_find (scene, "second"), -1));
}

/* Whatever is painted first: columns from left to right. */
static void
test_walk_in_columns (void)
{
  static const struct
  {
    const char *id;
    double x, y;
  } nodes[] = { { "out", 900, 300 }, { "h2", 530, 400 }, { "h1", 500, 200 },
                { "in2", 100, 250 }, { "h3", 510, 600 }, { "in1", 100, 150 } };
  WkView view = plain_view ();
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    wk_item_set_spoken (wk_scene_add_circle (builder, nodes[i].id, WK_ROLE_INK,
                                             nodes[i].x, nodes[i].y, 20),
                        nodes[i].id, NULL, NULL, NULL);
  scene = wk_scene_builder_finish (builder);
  for (const WkItem *item = wk_scene_walk (scene, NULL, 1); item != NULL;
       item = wk_scene_walk (scene, item, 1))
    g_string_append_printf (order, "%s ", item->id);
  g_assert_cmpstr (order->str, ==, "in1 in2 h1 h2 h3 out ");
}

static void
test_walk_of_another_scene (void)
{
  g_autoptr (WkScene) scene = sample_scene ();
  g_autoptr (WkScene) again = sample_scene ();

  g_assert_cmpstr (wk_scene_walk (again, wk_scene_find (scene, "below"), 1)->id, ==,
                   "above");
}

static void
test_bounds (void)
{
  g_autoptr (WkScene) scene = sample_scene ();
  WkRect bounds;

  g_assert_true (wk_scene_item_bounds (scene, wk_scene_find (scene, "word"),
                                       &fixed_measure, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 720);
  g_assert_cmpfloat (bounds.width, ==, 4 * 0.5 * 24);
  g_assert_cmpfloat_with_epsilon (bounds.height, 1.2 * 24, 1e-9);
  g_assert_true (wk_scene_item_bounds (scene, wk_scene_find (scene, "free"),
                                       &fixed_measure, &bounds));
  g_assert_cmpfloat (bounds.x + bounds.width, ==, 800);
  g_assert_cmpfloat_with_epsilon (bounds.y, 800, 1e-9);
  /* Frame and word together: from the frame's outline to the word's end. */
  g_assert_true (wk_scene_item_bounds (scene, wk_scene_find (scene, "second"),
                                       &fixed_measure, &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.x, 600 - 1.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.x + bounds.width, 768, 1e-9);
}

static void
test_dump (void)
{
  static const char expected[] =
      "page 1600x900 scale=1 language=en title=\"a title\" description=\"\"\n"
      "group second label=\"the second layer\"\n"
      "group first\n"
      "circle below ink/normal 100,100 r=50 width=2.50 label=\"below\" value=\"1\" "
      "edits=\"x[0]\"\n"
      "circle above ink/normal 150,100 r=50 width=2.50 label=\"above\"\n"
      "line edge in=first positive/normal 300,300 500,400 width=3.00 label=\"an edge\" "
      "value=\"2\" how=\"given\" edits=\"W[0]\"\n"
      "box frame in=second line/normal 600,600 100x50 r=8 width=2.50\n"
      "text word in=second ink/normal 720,625 label start middle \"abcd\"\n"
      "text free muted/normal 800,800 label end top \"ab\\\"c\"\n";
  g_autoptr (WkScene) scene = sample_scene ();
  g_autofree char *dump = wk_scene_dump (scene);

  g_assert_cmpstr (dump, ==, expected);
}

/* The text oracle must not move with a font that sets words a hair wider. */
static void
test_dump_of_fractions (void)
{
  WkView view = plain_view ();
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  g_autofree char *dump = NULL;

  wk_scene_add_circle (builder, "c", WK_ROLE_INK, -0.2, 99.8, 50.3);
  scene = wk_scene_builder_finish (builder);
  dump = wk_scene_dump (scene);
  g_assert_nonnull (strstr (dump, "circle c ink/normal 0,100 r=50 "));
}

static void
test_equal (void)
{
  g_autoptr (WkScene) a = sample_scene ();
  g_autoptr (WkScene) b = sample_scene ();
  WkView view = plain_view ();
  g_autoptr (WkScene) empty = wk_scene_builder_finish (wk_scene_builder_new (&view));

  g_assert_true (wk_scene_equal (a, b));
  g_assert_true (wk_scene_equal (a, a));
  g_assert_false (wk_scene_equal (a, empty));
  g_assert_null (wk_scene_walk (empty, NULL, 1));
  g_assert_null (wk_scene_hit (empty, 1, 1, 10));
}

static void
test_image (void)
{
  WkView view = plain_view ();
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  guint8 pixels[2 * 1 * 4] = { 1, 2, 3, 255, 4, 5, 6, 255 };
  g_autoptr (WkScene) scene = NULL;

  wk_scene_add_image (builder, "i", (WkRect){ 0, 0, 10, 5 }, 2, 1, pixels);
  wk_scene_add_image (builder, "none", (WkRect){ 0, 0, 10, 5 }, 0, 0, NULL);
  pixels[0] = 9;
  scene = wk_scene_builder_finish (builder);
  g_assert_cmpuint (wk_scene_find (scene, "i")->image.rgba[0], ==, 1);
  g_assert_cmpuint (wk_scene_find (scene, "none")->image.columns, ==, 0);
}

/* The node of the current step has a glow below it, as an item. */
static void
test_ring (void)
{
  WkView view = plain_view ();
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  WkItem *node;

  wk_scene_add_circle (builder, "first", WK_ROLE_INK, 1, 2, 40);
  node = wk_scene_add_circle (builder, "node", WK_ROLE_INK, 300, 200, 40);
  node->emphasis = WK_EMPHASIS_CURRENT;
  node->opacity = 0.5;
  scene = wk_scene_builder_finish (builder);
  g_assert_cmpuint (wk_scene_get_n_items (scene), ==, 3);
  g_assert_cmpstr (wk_scene_get_item (scene, 1)->id, ==, "node-ring");
  g_assert_cmpstr (wk_scene_get_item (scene, 2)->id, ==, "node");
  g_assert_cmpfloat (wk_scene_find (scene, "node-ring")->circle.radius, ==, 54);
  g_assert_cmpfloat (wk_scene_find (scene, "node-ring")->opacity, ==, 0.5);
}

/* Criticals told of while they are awaited. */
static gboolean awaited;
static GString *told;

static GLogWriterOutput
writer (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  if (!awaited)
    return g_log_writer_default (level, fields, n, data);
  for (gsize i = 0; i < n; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0)
      g_string_append_printf (told, "%s;", (const char *) fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static void
test_bad_items (void)
{
  WkView view = plain_view ();
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;

  awaited = TRUE;
  wk_scene_add_circle (builder, "a", WK_ROLE_INK, 1, 1, 1);
  wk_scene_add_circle (builder, "a", WK_ROLE_INK, 2, 2, 2);
  wk_scene_add_circle (builder, "n", WK_ROLE_INK, (double) NAN, 2, 2);
  scene = wk_scene_builder_finish (builder);
  awaited = FALSE;
  g_assert_cmpstr (told->str, ==,
                   "two items of a scene are called \"a\";"
                   "item \"n\" of a scene is nowhere: not a finite place;");
  g_assert_cmpuint (wk_scene_get_n_items (scene), ==, 2);
  g_assert_cmpfloat (wk_scene_find (scene, "a")->circle.x, ==, 1);
  g_assert_null (wk_scene_find (scene, "n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  told = g_string_new (NULL);
  g_log_set_writer_func (writer, NULL, NULL);
  g_test_add_func ("/scene/type/sizes", test_sizes);
  g_test_add_func ("/scene/view/pages", test_pages);
  g_test_add_func ("/scene/view/progress", test_progress);
  g_test_add_func ("/scene/hit", test_hit);
  g_test_add_func ("/scene/walk", test_walk);
  g_test_add_func ("/scene/walk-in-columns", test_walk_in_columns);
  g_test_add_func ("/scene/walk-of-another-scene", test_walk_of_another_scene);
  g_test_add_func ("/scene/bounds", test_bounds);
  g_test_add_func ("/scene/dump", test_dump);
  g_test_add_func ("/scene/dump-of-fractions", test_dump_of_fractions);
  g_test_add_func ("/scene/equal", test_equal);
  g_test_add_func ("/scene/image", test_image);
  g_test_add_func ("/scene/ring", test_ring);
  g_test_add_func ("/scene/bad-items", test_bad_items);
  return g_test_run ();
}
