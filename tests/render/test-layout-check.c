/* test-layout-check.c - plants faults, and sees each reported
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "render-scenes.h"
#include "render/wk-check-private.h"

typedef void (*Plant) (WkSceneBuilder *builder);

static GPtrArray *
check (Plant plant, WkTextScale scale, WkThemeId theme)
{
  WkView view = make_view (scale);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;

  plant (builder);
  scene = wk_scene_builder_finish (builder);
  return wk_layout_check (scene, theme);
}

/* Exactly one finding, about these items. */
static void
expect (Plant plant, WkFindingType type, const char *item, const char *other)
{
  g_autoptr (GPtrArray) findings = check (plant, WK_TEXT_SCALE_1, WK_THEME_LIGHT);
  const WkFinding *finding;
  g_autofree char *text = NULL;

  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->type, ==, type);
  g_assert_cmpstr (finding->item, ==, item);
  g_assert_cmpstr (finding->other, ==, other);
  text = wk_finding_to_text (finding);
  g_assert_true (g_str_has_prefix (text, item));
}

static void
test_clean (void)
{
  for (guint scale = 0; scale < 2; scale++)
    for (guint theme = 0; theme < WK_N_THEMES; theme++)
      {
        g_autoptr (WkScene) scene = make_scene ((WkTextScale) scale);
        g_autoptr (GPtrArray) findings = wk_layout_check (scene, (WkThemeId) theme);

        for (guint i = 0; i < findings->len; i++)
          {
            g_autofree char *text =
                wk_finding_to_text (g_ptr_array_index (findings, i));

            g_test_message ("%s", text);
          }
        g_assert_cmpuint (findings->len, ==, 0);
      }
}

static void
plant_overlap (WkSceneBuilder *builder)
{
  add_words (builder, "first", WK_TYPE_LABEL, 100, 100, "overlapping");
  add_words (builder, "second", WK_TYPE_LABEL, 180, 104, "words");
}

/* The boxes of the lines overlap, their ink does not. */
static void
plant_close_lines (WkSceneBuilder *builder)
{
  add_words (builder, "first", WK_TYPE_LABEL, 100, 100, "over");
  add_words (builder, "second", WK_TYPE_LABEL, 100, 120, "zero");
}

static void
plant_cover (WkSceneBuilder *builder)
{
  WkItem *box;

  add_words (builder, "text", WK_TYPE_LABEL, 100, 100, "covered");
  box = wk_scene_add_box (builder, "lid", WK_ROLE_INK, (WkRect){ 120, 85, 30, 10 }, 0);
  box->fill = WK_ROLE_PAPER;
}

static void
plant_struck (WkSceneBuilder *builder)
{
  add_words (builder, "text", WK_TYPE_LABEL, 100, 100, "struck");
  wk_scene_add_line (builder, "line", WK_ROLE_INK, (WkPoint){ 60, 140 },
                     (WkPoint){ 200, 40 });
}

/* Beneath, a line is no fault; nor is a frame around. */
static void
plant_framed (WkSceneBuilder *builder)
{
  wk_scene_add_line (builder, "line", WK_ROLE_LINE, (WkPoint){ 60, 140 },
                     (WkPoint){ 200, 40 });
  add_words (builder, "text", WK_TYPE_LABEL, 100, 100, "framed");
  wk_scene_add_box (builder, "frame", WK_ROLE_INK, (WkRect){ 90, 70, 130, 50 }, 8);
}

static void
plant_cut (WkSceneBuilder *builder)
{
  add_words (builder, "text", WK_TYPE_LABEL, 1560, 100, "cut off");
}

static void
plant_off (WkSceneBuilder *builder)
{
  add_words (builder, "text", WK_TYPE_LABEL, 300, -20, "gone");
}

static void
plant_pale_text (WkSceneBuilder *builder)
{
  WkItem *box =
      wk_scene_add_box (builder, "box", WK_ROLE_NONE, (WkRect){ 90, 60, 200, 60 }, 0);

  box->fill = WK_ROLE_POSITIVE;
  box->tint = 1;
  add_words (builder, "text", WK_TYPE_LABEL, 100, 100, "pale");
}

static void
plant_pale_on_photo (WkSceneBuilder *builder)
{
  static const guint8 grey[] = { 90, 90, 90, 255 };

  wk_scene_add_image (builder, "photo", (WkRect){ 90, 60, 200, 60 }, 1, 1, grey);
  add_words (builder, "text", WK_TYPE_LABEL, 100, 100, "pale");
}

static void
plant_pale_line (WkSceneBuilder *builder)
{
  WkItem *box =
      wk_scene_add_box (builder, "box", WK_ROLE_NONE, (WkRect){ 90, 60, 300, 300 }, 0);

  box->fill = WK_ROLE_POSITIVE;
  box->tint = 0.9;
  wk_scene_add_line (builder, "line", WK_ROLE_POSITIVE, (WkPoint){ 100, 100 },
                     (WkPoint){ 300, 300 });
}

static void
plant_source (WkSceneBuilder *builder)
{
  wk_scene_add_formula (builder, "formula", WK_ROLE_INK, WK_TYPE_FORMULA, 100, 200,
                        WK_ANCHOR_START, WK_VALIGN_BASELINE, "\\frac{1}{");
}

static void
test_planted (void)
{
  g_autoptr (GPtrArray) close_lines =
      check (plant_close_lines, WK_TEXT_SCALE_1, WK_THEME_LIGHT);
  g_autoptr (GPtrArray) framed = check (plant_framed, WK_TEXT_SCALE_1, WK_THEME_LIGHT);

  g_assert_cmpuint (close_lines->len, ==, 0);
  g_assert_cmpuint (framed->len, ==, 0);
  expect (plant_overlap, WK_FINDING_OVERLAP, "second", "first");
  expect (plant_cover, WK_FINDING_OVERLAP, "text", "lid");
  expect (plant_struck, WK_FINDING_OVERLAP, "text", "line");
  expect (plant_cut, WK_FINDING_CUT, "text", NULL);
  expect (plant_off, WK_FINDING_OFF_PAGE, "text", NULL);
  expect (plant_pale_text, WK_FINDING_PALE, "text", NULL);
  expect (plant_pale_on_photo, WK_FINDING_PALE, "text", NULL);
  expect (plant_pale_line, WK_FINDING_PALE, "line", NULL);
  expect (plant_source, WK_FINDING_SOURCE, "formula", NULL);
}

/* The table of types has no size that is too small, so the glyph is put on the checking
 * device by hand: as a painter would that shrank a text to make it fit. */
static void
plant_glyph (double size, gboolean clipped, WkFindingType type, guint wanted)
{
  WkView view = make_view (WK_TEXT_SCALE_PROJECTOR);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  WkDevice *device = wk_check_device_new ();
  WkFont font = { .face = wk_fonts_get_math_face (), .size = size };
  WkGlyph glyph = { .glyph = 20, .x = 200, .y = 200 };
  WkGlyphRun run = { .font = &font,
                     .glyphs = &glyph,
                     .n_glyphs = 1,
                     .x = 200,
                     .y = 200,
                     .colour = { 0, 0, 0, 1 } };
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (WkPath) clip = wk_path_new ();

  add_words (builder, "text", WK_TYPE_LABEL, 200, 200, "1");
  scene = wk_scene_builder_finish (builder);
  wk_path_box (clip, (WkRect){ 200, 0, clipped ? 5 : 500, 500 }, 0);
  device->klass->begin (device, scene, 1, 0, 0);
  device->klass->push_clip (device, clip);
  device->klass->begin_item (device, wk_scene_get_item (scene, 0));
  device->klass->glyphs (device, &run);
  device->klass->end_item (device);
  device->klass->pop_clip (device);
  device->klass->end (device);
  findings =
      wk_check_judge ((WkCheckDevice *) device, scene, wk_theme_get (WK_THEME_LIGHT));
  device->klass->free (device);

  g_assert_cmpuint (findings->len, ==, wanted);
  if (wanted > 0)
    g_assert_cmpint (((WkFinding *) g_ptr_array_index (findings, 0))->type, ==, type);
}

static void
test_small (void)
{
  plant_glyph (36, FALSE, WK_FINDING_SMALL, 0);
  plant_glyph (35.9, FALSE, WK_FINDING_SMALL, 1);
  plant_glyph (36, TRUE, WK_FINDING_CUT, 1);
}

static void
plant_fading (WkSceneBuilder *builder)
{
  add_words (builder, "text", WK_TYPE_LABEL, 100, 100, "fading")->opacity = 0.1;
  wk_scene_add_line (builder, "line", WK_ROLE_INK, (WkPoint){ 100, 300 },
                     (WkPoint){ 300, 300 })
      ->opacity = 0.1;
}

static void
plant_fading_cut (WkSceneBuilder *builder)
{
  add_words (builder, "text", WK_TYPE_LABEL, 1560, 100, "cut off")->opacity = 0.5;
}

/* On the way in or out an item may be pale, but nothing else. */
static void
test_fading (void)
{
  g_autoptr (GPtrArray) findings =
      check (plant_fading, WK_TEXT_SCALE_1, WK_THEME_LIGHT);

  g_assert_cmpuint (findings->len, ==, 0);
  expect (plant_fading_cut, WK_FINDING_CUT, "text", NULL);
}

static double tint_planted;

static void
plant_ink_on_tint (WkSceneBuilder *builder)
{
  WkItem *box =
      wk_scene_add_box (builder, "box", WK_ROLE_NONE, (WkRect){ 90, 60, 400, 60 }, 0);

  box->fill = WK_ROLE_POSITIVE;
  box->tint = tint_planted;
  add_words (builder, "text", WK_TYPE_LABEL, 100, 110, "value");
}

/* On a tint 5.5 is enough in the room; at the desk 7 is wanted. */
static void
test_room (void)
{
  const WkTheme *theme = wk_theme_get (WK_THEME_LIGHT);
  WkColour ink = wk_theme_text (theme, WK_ROLE_INK, WK_EMPHASIS_NORMAL);
  gboolean between = FALSE;

  for (tint_planted = 0.3; tint_planted < 1; tint_planted += 0.05)
    {
      WkColour tint = wk_theme_fill (theme, WK_ROLE_POSITIVE, tint_planted);
      double at_desk = wk_contrast (ink, tint, FALSE);
      double in_room = wk_contrast (ink, tint, TRUE);
      g_autoptr (GPtrArray) desk =
          check (plant_ink_on_tint, WK_TEXT_SCALE_1, WK_THEME_LIGHT);
      g_autoptr (GPtrArray) room =
          check (plant_ink_on_tint, WK_TEXT_SCALE_PROJECTOR, WK_THEME_LIGHT);

      g_assert_cmpuint (desk->len, ==, at_desk < 7 ? 1 : 0);
      g_assert_cmpuint (room->len, ==, in_room < 5.5 ? 1 : 0);
      between = between || (in_room > 5.5 && in_room < 7);
    }
  g_assert_true (between);
}

/* --- scatters --- */

/* A cloud around (400, 400), and alone dots at (100, 100) and (700, 700), so that the
 * bounds hold much that has no dot. */
static void
add_cloud (WkSceneBuilder *builder)
{
  WkPoint points[402];
  guint8 classes[402];

  for (guint i = 0; i < 400; i++)
    points[i] = (WkPoint){ 305 + 10 * (i % 20), 305 + 10 * (i / 20) };
  points[400] = (WkPoint){ 100, 100 };
  points[401] = (WkPoint){ 700, 700 };
  for (guint i = 0; i < 402; i++)
    classes[i] = (guint8) (i % 10);
  wk_scene_add_dots (builder, "codes", points, classes, 402, 4.5);
}

static void
add_digit (WkSceneBuilder *builder, double x, double y, gboolean plated)
{
  WkItem *plate;

  if (plated)
    {
      plate = wk_scene_add_circle (builder, "plate", WK_ROLE_CLASS_1, x, y, 19);
      plate->fill = WK_ROLE_PAPER;
      plate->tint = 1;
    }
  wk_scene_add_text (builder, "digit", WK_ROLE_INK, WK_TYPE_LABEL_STRONG, x, y,
                     WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, "8");
}

static void
plant_on_dots (WkSceneBuilder *builder)
{
  add_cloud (builder);
  add_digit (builder, 400, 400, FALSE);
}

static void
plant_on_plate (WkSceneBuilder *builder)
{
  add_cloud (builder);
  add_digit (builder, 400, 400, TRUE);
}

static void
plant_beside_dots (WkSceneBuilder *builder)
{
  add_cloud (builder);
  add_digit (builder, 600, 300, FALSE);
}

static void
plant_under_dots (WkSceneBuilder *builder)
{
  add_digit (builder, 400, 400, FALSE);
  add_cloud (builder);
}

/* In the bounds of the dots, but under none of them. */
static void
plant_between_dots (WkSceneBuilder *builder)
{
  add_digit (builder, 600, 300, FALSE);
  add_cloud (builder);
}

/* A plate that ends in the middle of the text. */
static void
plant_half_plated (WkSceneBuilder *builder)
{
  WkItem *plate;

  add_cloud (builder);
  plate = wk_scene_add_box (builder, "plate", WK_ROLE_NONE,
                            (WkRect){ 400, 380, 40, 40 }, 0);
  plate->fill = WK_ROLE_PAPER;
  plate->tint = 1;
  plate->width = 0;
  add_digit (builder, 400, 400, FALSE);
}

/* Light dots whose edge is lost on a ground of its own colour. */
static void
plant_pale_dots (WkSceneBuilder *builder)
{
  WkItem *ground =
      wk_scene_add_box (builder, "ground", WK_ROLE_NONE, (WkRect){ 0, 0, 900, 900 }, 0);

  ground->fill = WK_ROLE_CLASS_3;
  ground->tint = 1;
  ground->width = 0;
  add_cloud (builder);
}

static void
test_dots (void)
{
  const Plant clean[] = { plant_on_plate, plant_beside_dots, plant_between_dots };

  for (guint i = 0; i < G_N_ELEMENTS (clean); i++)
    for (guint theme = 0; theme < WK_N_THEMES; theme++)
      {
        g_autoptr (GPtrArray) findings =
            check (clean[i], WK_TEXT_SCALE_1, (WkThemeId) theme);

        g_assert_cmpuint (findings->len, ==, 0);
      }
  expect (plant_on_dots, WK_FINDING_OVERLAP, "digit", "codes");
  expect (plant_half_plated, WK_FINDING_OVERLAP, "digit", "codes");
  expect (plant_under_dots, WK_FINDING_OVERLAP, "digit", "codes");
  expect (plant_pale_dots, WK_FINDING_PALE, "codes", NULL);
}

/* The grid finds what looking at each dot finds. */
static void
test_dot_field (void)
{
  WkPoint points[500];
  guint8 classes[500] = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  WkDots dots = { .points = points, .classes = classes, .n = 500, .radius = 5 };
  WkDotField *field;
  guint n_hits = 0;

  for (guint i = 0; i < 500; i++)
    points[i] = (WkPoint){ g_rand_double_range (rand, 100, 900),
                           g_rand_double_range (rand, 300, 500) };
  field = wk_dot_field_new (&dots);
  for (guint k = 0; k < 5000; k++)
    {
      WkRect box = { g_rand_double_range (rand, 60, 920),
                     g_rand_double_range (rand, 260, 520),
                     g_rand_double_range (rand, 0, 20),
                     g_rand_double_range (rand, 0, 20) };
      gboolean hit = FALSE;

      for (guint i = 0; i < 500; i++)
        {
          double x = CLAMP (points[i].x, box.x, box.x + box.width);
          double y = CLAMP (points[i].y, box.y, box.y + box.height);

          hit = hit || hypot (points[i].x - x, points[i].y - y) < 5;
        }
      n_hits += hit;
      g_assert_cmpint (wk_dot_field_touches (field, box), ==, hit);
    }
  g_assert_cmpuint (n_hits, >, 500);
  g_assert_cmpuint (n_hits, <, 4500);
  wk_dot_field_free (field);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-check/clean", test_clean);
  g_test_add_func ("/layout-check/planted", test_planted);
  g_test_add_func ("/layout-check/small", test_small);
  g_test_add_func ("/layout-check/fading", test_fading);
  g_test_add_func ("/layout-check/room", test_room);
  g_test_add_func ("/layout-check/dots", test_dots);
  g_test_add_func ("/layout-check/dot-field", test_dot_field);
  return g_test_run ();
}
