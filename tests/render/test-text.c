/* test-text.c - fonts, measuring, and that painting does what was measured
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "render-scenes.h"
#include "render/wk-text-private.h"

static const char minus_two[] = "\xE2\x88\x92"
                                "2";

static WkExtents
measure (const char *text, WkTypeRole type, WkTextScale scale, double wrap)
{
  const WkMeasure *measure = wk_render_get_measure ();
  WkExtents extents;

  measure->text (measure, text, type, scale, wrap, &extents);
  return extents;
}

/* Inter's own numbers: 2816 units per em, ascender 2728, descender 680, "1" as high as
 * a capital, 2048; the advance of "0" is 1824 (from its hmtx table). */
static void
test_metrics (void)
{
  WkExtents one = measure ("0", WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0);
  WkExtents two = measure ("00", WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0);

  g_assert_cmpfloat_with_epsilon (two.width, 2 * one.width, 0.01);
  g_assert_cmpfloat_with_epsilon (one.ascent, 24 * 2728 / 2816.0, 0.01);
  g_assert_cmpfloat_with_epsilon (one.descent, 24 * 680 / 2816.0, 0.01);
  g_assert_cmpfloat_with_epsilon (wk_text_digit_height (FALSE), 2048 / 2816.0, 1e-3);
  g_assert_cmpuint (one.n_lines, ==, 1);
  /* Digits stand a little over the line on both sides. */
  g_assert_cmpfloat (one.ink.y, <, -24 * 2048 / 2816.0);
  g_assert_cmpfloat (one.ink.y + one.ink.height, >, 0);
  g_assert_cmpfloat (one.ink.height, <, 24 * 0.8);
}

static void
test_wrap (void)
{
  const char *words = "one two three four five six seven eight nine ten";
  WkExtents line = measure (words, WK_TYPE_CAPTION, WK_TEXT_SCALE_1, 0);
  WkExtents block = measure (words, WK_TYPE_CAPTION, WK_TEXT_SCALE_1, 200);
  WkExtents longest = measure ("Donaudampfschifffahrtsgesellschaft", WK_TYPE_CAPTION,
                               WK_TEXT_SCALE_1, 200);

  g_assert_cmpuint (line.n_lines, ==, 1);
  g_assert_cmpuint (block.n_lines, >, 2);
  g_assert_cmpfloat (block.width, <=, 200);
  g_assert_cmpfloat_with_epsilon (block.ascent, line.ascent, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      block.descent, line.descent + (block.n_lines - 1) * (line.ascent + line.descent),
      0.05);
  /* A word that is wider than its line leaves neither line nor sheet. */
  g_assert_cmpuint (longest.n_lines, >, 1);
  g_assert_cmpfloat (longest.width, <=, 200);
}

/* Nothing, much, and what is no UTF-8. */
static void
test_odd (void)
{
  g_autofree char *much = g_strnfill (20000, 'x');
  WkExtents empty = measure ("", WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0);
  WkExtents wide = measure (much, WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0);
  WkExtents broken = measure ("a\xFF", WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0);
  WkExtents source;

  g_assert_cmpfloat (empty.width, ==, 0);
  g_assert_cmpfloat (empty.ascent, >, 0);
  g_assert_cmpuint (empty.n_lines, ==, 1);
  g_assert_cmpfloat (wide.width, >, 20000 * 5);
  g_assert_cmpfloat (broken.width, >, 0);
  /* A formula that does not parse is as large as its source. */
  wk_render_get_measure ()->formula (wk_render_get_measure (), "\\nonsense{",
                                     WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0, &source);
  g_assert_cmpfloat (source.width, ==,
                     measure ("\\nonsense{", WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0).width);
}

/* The box of all dark pixels, in units. */
static WkRect
dark_pixels (WkScene *scene)
{
  gsize stride;
  g_autoptr (GBytes) bytes =
      wk_paint_pixels (scene, WK_THEME_LIGHT, 1600, 900, FALSE, &stride, NULL);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  int x0 = 1600, x1 = -1, y0 = 900, y1 = -1;

  for (int y = 0; y < 900; y++)
    for (int x = 0; x < 1600; x++)
      if (data[(gsize) y * stride + (gsize) x * 4] < 128)
        {
          x0 = MIN (x0, x);
          x1 = MAX (x1, x);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y);
        }
  return (WkRect){ x0, y0, x1 + 1 - x0, y1 + 1 - y0 };
}

static WkRect
painted (WkTypeRole type,
         WkAnchor anchor,
         WkVAlign valign,
         double wrap,
         const char *text)
{
  WkView view = make_view (WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  WkItem *item = wk_scene_add_text (builder, "t", WK_ROLE_INK, type, 800, 450, anchor,
                                    valign, text);

  item->text.wrap = wrap;
  scene = wk_scene_builder_finish (builder);
  return dark_pixels (scene);
}

static void
assert_near (double found, double wanted)
{
  g_assert_cmpfloat_with_epsilon (found, wanted, 1.01);
}

/* Ink lies where the extents say it does, for every anchor and alignment. */
static void
test_agreement (void)
{
  static const double shares[] = { 0, -0.5, -1 };
  WkExtents e = measure ("Hxg", WK_TYPE_NODE_VALUE, WK_TEXT_SCALE_1, 0);
  double digits = 36 * wk_text_digit_height (FALSE);
  const double baselines[] = { 450, 450 + e.ascent, 450 + digits / 2, 450 - e.descent };

  for (guint a = 0; a < 3; a++)
    for (guint v = 0; v < 4; v++)
      {
        WkRect box = painted (WK_TYPE_NODE_VALUE, (WkAnchor) a, (WkVAlign) v, 0, "Hxg");

        assert_near (box.x, 800 + shares[a] * e.width + e.ink.x);
        assert_near (box.width, e.ink.width);
        assert_near (box.y, baselines[v] + e.ink.y);
        assert_near (box.height, e.ink.height);
      }
}

/* A number sits in the middle of its node, to the pixel, with and without a minus. */
static void
test_centred (void)
{
  static const char *const numbers[] = { "1", "5", "36", "7" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      WkRect box = painted (WK_TYPE_NODE_VALUE, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, 0,
                            numbers[i]);

      assert_near (box.y + box.height / 2, 450);
      g_assert_cmpfloat_with_epsilon (box.x + box.width / 2, 800, 2.01);
    }
  {
    WkRect box =
        painted (WK_TYPE_NODE_VALUE, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, 0, minus_two);

    assert_near (box.y + box.height / 2, 450);
  }
}

/* Each line of a block is anchored by itself. */
static void
test_block (void)
{
  const char *words = "Hxd widest xH Hxd narrower xH";
  WkRect middle =
      painted (WK_TYPE_LABEL, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, 180, words);
  WkExtents e = measure (words, WK_TYPE_LABEL, WK_TEXT_SCALE_1, 180);

  g_assert_cmpuint (e.n_lines, >=, 2);
  g_assert_cmpfloat_with_epsilon (middle.x + middle.width / 2, 800, 1.5);
  g_assert_cmpfloat_with_epsilon (middle.y + middle.height / 2, 450, 4);
}

static void
test_foreign (void)
{
  g_autofree char *none = wk_fonts_find_foreign ("Norsk bokm\xC3\xA5l \xE2\x88\x92"
                                                 "2 \xC2\xB7 \xE2\x80\x89\xE2\x80\x93",
                                                 FALSE);
  g_autofree char *some =
      wk_fonts_find_foreign ("a\xE4\xB8\xAD b\xE6\x96\x87\xE4\xB8\xAD", FALSE);
  g_autofree char *math =
      wk_fonts_find_foreign ("\xCF\x83\xE2\x88\x82\xE2\x88\x91", TRUE);
  WkView view = make_view (WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) scene = NULL;
  g_autofree char *found = NULL;
  WkExtents extents = measure ("\xE4\xB8\xAD", WK_TYPE_LABEL, WK_TEXT_SCALE_1, 0);

  g_assert_null (none);
  g_assert_null (math);
  g_assert_cmpstr (some, ==, "\xE4\xB8\xAD\xE6\x96\x87");
  /* Drawn all the same: by a font of the system, or as the box of an unknown one. */
  g_assert_cmpfloat (extents.width, >, 5);
  g_assert_cmpfloat (extents.ink.width, >, 0);
  add_words (builder, "t", WK_TYPE_LABEL, 100, 100, "plain");
  add_words (builder, "u", WK_TYPE_LABEL, 100, 200, "\xE6\x96\x87 not plain");
  scene = wk_scene_builder_finish (builder);
  found = wk_render_find_foreign (scene);
  g_assert_cmpstr (found, ==, "\xE6\x96\x87");
}

/* Only the bundled families are seen, whatever the system has. */
static void
test_families (void)
{
  PangoFontFamily **families;
  int n;
  gboolean inter = FALSE;

  pango_font_map_list_families (wk_fonts_get_map (), &families, &n);
  for (int i = 0; i < n; i++)
    {
      const char *name = pango_font_family_get_name (families[i]);

      inter = inter || strcmp (name, "Inter") == 0;
      /* Pango adds the generic names by itself. */
      g_assert_true (g_strv_contains (
          (const char *const[]){ "Inter", "Sans", "Serif", "Monospace", "System-ui",
                                 "Cursive", "Fantasy", NULL },
          name));
    }
  g_assert_true (inter);
  g_free (families);
}

static void
test_missing_child (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("WORKINGS_DATADIR", "/nowhere", TRUE);
  g_assert_false (wk_fonts_init (&error));
  g_assert_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_FONTS);
  g_assert_nonnull (strstr (error->message, "/nowhere"));
  g_unsetenv ("WORKINGS_DATADIR");
}

static void
test_missing (void)
{
  if (g_test_subprocess ())
    {
      test_missing_child ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/missing-fonts", test_missing);
  g_test_add_func ("/text/metrics", test_metrics);
  g_test_add_func ("/text/wrap", test_wrap);
  g_test_add_func ("/text/odd", test_odd);
  g_test_add_func ("/text/agreement", test_agreement);
  g_test_add_func ("/text/centred", test_centred);
  g_test_add_func ("/text/block", test_block);
  g_test_add_func ("/text/foreign", test_foreign);
  g_test_add_func ("/text/families", test_families);
  return g_test_run ();
}
