/* test-dots.c - scatters: building, comparing, dumping, pointing at
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "fixed-measure.h"
#include "scene/wk-scene-private.h"
#include "scene/wk-scene.h"

static const WkPoint points[] = { { 100, 200 }, { 300, 250 }, { 180, 400 } };
static const guint8 classes[] = { 0, 9, 3 };

static WkSceneBuilder *
make_builder (void)
{
  WkView view = { .width = 1600,
                  .height = 900,
                  .measure = &fixed_measure,
                  .language = wk_language_get ("en") };

  return wk_scene_builder_new (&view);
}

static WkScene *
make_scene (const WkPoint *at, const guint8 *of, double radius)
{
  WkSceneBuilder *builder = make_builder ();

  wk_scene_add_dots (builder, "codes", at, of, 3, radius);
  return wk_scene_builder_finish (builder);
}

static void
test_copies (void)
{
  WkPoint at[3] = { points[0], points[1], points[2] };
  guint8 of[3] = { 0, 9, 23 };
  g_autoptr (WkScene) scene = make_scene (at, of, 5);
  const WkItem *item = wk_scene_find (scene, "codes");

  at[0].x = of[0] = 77;
  g_assert_cmpint (item->type, ==, WK_ITEM_DOTS);
  g_assert_cmpuint (item->dots.n, ==, 3);
  g_assert_cmpfloat (item->dots.points[0].x, ==, 100);
  g_assert_cmpuint (item->dots.classes[0], ==, 0);
  /* There are ten markers. */
  g_assert_cmpuint (item->dots.classes[2], ==, 3);
  g_assert_cmpfloat (item->tint, ==, 1);
  g_assert_null (wk_scene_hit (scene, 100, 200, 0));
}

static void
test_equal (void)
{
  g_autoptr (WkScene) scene = make_scene (points, classes, 5);
  g_autoptr (WkScene) same = make_scene (points, classes, 5);
  g_autoptr (WkScene) larger = make_scene (points, classes, 6);
  WkPoint moved[3] = { points[0], points[1], { 180, 400.5 } };
  const guint8 other[3] = { 0, 9, 4 };
  g_autoptr (WkScene) elsewhere = make_scene (moved, classes, 5);
  g_autoptr (WkScene) otherwise = make_scene (points, other, 5);

  g_assert_true (wk_scene_equal (scene, same));
  g_assert_false (wk_scene_equal (scene, larger));
  g_assert_false (wk_scene_equal (scene, elsewhere));
  g_assert_false (wk_scene_equal (scene, otherwise));
}

static void
test_bounds (void)
{
  g_autoptr (WkScene) scene = make_scene (points, classes, 5);
  WkRect bounds;

  g_assert_true (wk_scene_item_bounds (scene, wk_scene_find (scene, "codes"),
                                       &fixed_measure, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 100 - 5 * WK_DOT_REACH);
  g_assert_cmpfloat (bounds.y, ==, 200 - 5 * WK_DOT_REACH);
  g_assert_cmpfloat (bounds.width, ==, 200 + 10 * WK_DOT_REACH);
  g_assert_cmpfloat (bounds.height, ==, 200 + 10 * WK_DOT_REACH);
}

/* A group of dots is hit at the dots, not between them. */
static void
test_hit (void)
{
  WkSceneBuilder *builder = make_builder ();
  g_autoptr (WkScene) scene = NULL;

  wk_scene_add_group (builder, "plane", "the plane");
  wk_scene_set_group (builder, "plane");
  wk_scene_add_dots (builder, "codes", points, classes, 3, 5);
  wk_scene_add_mark (builder, "legend", 4, 700, 100, 6);
  scene = wk_scene_builder_finish (builder);
  g_assert_nonnull (wk_scene_hit (scene, 303, 252, 0));
  g_assert_nonnull (wk_scene_hit (scene, 704, 100, 0));
  g_assert_null (wk_scene_hit (scene, 200, 300, 8));
}

static guint n_told;

static GLogWriterOutput
writer (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  n_told++;
  return G_LOG_WRITER_HANDLED;
}

static void
test_nowhere (void)
{
  WkPoint at[3] = { points[0], { NAN, 3 }, points[2] };
  WkSceneBuilder *builder = make_builder ();
  g_autoptr (WkScene) scene = NULL;

  wk_scene_add_dots (builder, "codes", at, classes, 3, 5);
  wk_scene_add_dots (builder, "none", NULL, NULL, 0, 5);
  g_log_set_writer_func (writer, NULL, NULL);
  scene = wk_scene_builder_finish (builder);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (wk_scene_get_n_items (scene), ==, 1);
}

static void
test_crop (void)
{
  WkSceneBuilder *builder = make_builder ();
  WkItem *item = wk_scene_add_dots (builder, "codes", points, classes, 3, 5);
  g_autoptr (WkScene) scene = NULL;

  wk_scene_builder_crop (builder, 90, 800);
  g_assert_cmpfloat (item->dots.points[0].y, ==, 110);
  g_assert_cmpfloat (item->dots.points[2].y, ==, 310);
  scene = wk_scene_builder_finish (builder);
}

/* FNV-1a (Fowler, Noll, Vo) of the quarters of units and classes, least byte first. */
static guint32
plain_sum (const WkPoint *at, const guint8 *of, guint n)
{
  guint32 sum = 2166136261u;

  for (guint i = 0; i < n; i++)
    {
      const gint32 words[3] = { (gint32) lround (4 * at[i].x),
                                (gint32) lround (4 * at[i].y), of[i] };

      for (guint k = 0; k < 12; k++)
        {
          sum ^= ((guint32) words[k / 4] >> 8 * (k % 4)) & 0xff;
          sum *= 16777619u;
        }
    }
  return sum;
}

static void
test_dump (void)
{
  g_autoptr (WkScene) scene = make_scene (points, classes, 5);
  g_autofree char *dump = wk_scene_dump (scene);
  g_autofree char *wanted =
      g_strdup_printf ("dots codes none/normal n=3 92,192 216x216 r=5.00 "
                       "classes=1,0,0,1,0,0,0,0,0,1 sum=%08x\n",
                       plain_sum (points, classes, 3));
  /* As a processor with other last bits has it. */
  WkPoint near[3] = { { 100 + 1e-5, 200 }, { 300, 250 - 1e-5 }, points[2] };
  WkPoint far[3] = { { 100.5, 200 }, points[1], points[2] };
  g_autoptr (WkScene) as_good = make_scene (near, classes, 5);
  g_autoptr (WkScene) another = make_scene (far, classes, 5);
  g_autofree char *same = wk_scene_dump (as_good);
  g_autofree char *other = wk_scene_dump (another);

  g_assert_true (g_str_has_suffix (dump, wanted));
  g_assert_cmpstr (dump, ==, same);
  g_assert_cmpstr (dump, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dots/copies", test_copies);
  g_test_add_func ("/dots/equal", test_equal);
  g_test_add_func ("/dots/bounds", test_bounds);
  g_test_add_func ("/dots/hit", test_hit);
  g_test_add_func ("/dots/nowhere", test_nowhere);
  g_test_add_func ("/dots/crop", test_crop);
  g_test_add_func ("/dots/dump", test_dump);
  return g_test_run ();
}
