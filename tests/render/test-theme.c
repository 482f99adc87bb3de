/* test-theme.c - the look's table of colours, and that it can be read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "render-scenes.h"

static guint
hex (WkColour c)
{
  return (guint) lround (c.red * 255) << 16 | (guint) lround (c.green * 255) << 8 |
         (guint) lround (c.blue * 255);
}

/* Published: black on white is 21; #767676 is the lightest grey that has 4.5 on white
 * (WebAIM); the room's 1/14 makes 15 of black on white. */
static void
test_contrast (void)
{
  const WkColour white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };
  const double g6 = 0x76 / 255.0, g7 = 0x77 / 255.0;
  const WkColour grey = { g6, g6, g6, 1 }, lighter = { g7, g7, g7, 1 };

  g_assert_cmpfloat_with_epsilon (wk_contrast (white, black, FALSE), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (wk_contrast (black, white, TRUE), 15, 1e-9);
  g_assert_cmpfloat_with_epsilon (wk_contrast (grey, white, FALSE), 4.54, 0.005);
  g_assert_cmpfloat (wk_contrast (lighter, white, FALSE), <, 4.5);
}

static void
test_table (void)
{
  static const struct
  {
    WkRole role;
    guint line[WK_N_THEMES], text[WK_N_THEMES];
  } rows[] = {
    { WK_ROLE_INK, { 0x1B1F24, 0xF1F3F5, 0 }, { 0x1B1F24, 0xF1F3F5, 0 } },
    { WK_ROLE_MUTED,
      { 0x5B6470, 0xA9B2BD, 0x444444 },
      { 0x5B6470, 0xA9B2BD, 0x444444 } },
    { WK_ROLE_POSITIVE, { 0x0072B2, 0x56B4E9, 0 }, { 0x00598C, 0x56B4E9, 0 } },
    { WK_ROLE_NEGATIVE, { 0xD55E00, 0xFF9A4D, 0 }, { 0xA84300, 0xFF9A4D, 0 } },
    { WK_ROLE_BACKWARD, { 0xAA4499, 0xE39BD3, 0 }, { 0x8E2F7E, 0xE39BD3, 0 } },
    { WK_ROLE_RIGHT, { 0x009E73, 0x4CC9A0, 0 }, { 0x00694D, 0x4CC9A0, 0 } },
    /* Text on a glow is ink only. */
    { WK_ROLE_FOCUS, { 0xA87600, 0xF2B705, 0 }, { 0x1B1F24, 0xF1F3F5, 0 } },
  };
  static const guint papers[] = { 0xFFFFFF, 0x16191D, 0xFFFFFF };
  static const guint lines[] = { 0xD3D8DF, 0x3A424C, 0xBBBBBB };
  static const double glows[] = { 0.35, 0.20, 0.15 };

  for (guint t = 0; t < WK_N_THEMES; t++)
    {
      const WkTheme *theme = wk_theme_get ((WkThemeId) t);
      WkColour glow = wk_theme_fill (theme, WK_ROLE_FOCUS, 1);

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_assert_cmphex (
              hex (wk_theme_line (theme, rows[i].role, WK_EMPHASIS_NORMAL)), ==,
              rows[i].line[t]);
          g_assert_cmphex (
              hex (wk_theme_text (theme, rows[i].role, WK_EMPHASIS_NORMAL)), ==,
              rows[i].text[t]);
          g_assert_cmphex (
              hex (wk_theme_line (theme, rows[i].role, WK_EMPHASIS_DIMMED)), ==,
              lines[t]);
          g_assert_cmphex (
              hex (wk_theme_text (theme, rows[i].role, WK_EMPHASIS_DIMMED)), ==,
              rows[1].text[t]);
        }
      g_assert_cmphex (hex (wk_theme_fill (theme, WK_ROLE_PAPER, 1)), ==, papers[t]);
      g_assert_cmphex (hex (wk_theme_fill (theme, WK_ROLE_POSITIVE, 1)), ==,
                       rows[2].line[t]);
      g_assert_cmphex (hex (glow), ==, t == WK_THEME_PRINT ? 0 : 0xF2B705);
      g_assert_cmpfloat_with_epsilon (glow.alpha, glows[t], 1e-9);
    }
  g_assert_cmphex (hex (wk_theme_fill (wk_theme_get (0), WK_ROLE_WASH, 1)), ==,
                   0xF4F6F8);
  g_assert_cmphex (hex (wk_theme_fill (wk_theme_get (1), WK_ROLE_WASH, 1)), ==,
                   0x20252B);
  g_assert_cmpfloat (wk_theme_fill (wk_theme_get (2), WK_ROLE_WASH, 1).alpha, ==, 0);
}

static WkColour
over (WkColour top, WkColour below)
{
  double a = top.alpha;

  return (WkColour){ a * top.red + (1 - a) * below.red,
                     a * top.green + (1 - a) * below.green,
                     a * top.blue + (1 - a) * below.blue, 1 };
}

/* Every text colour on what it may stand on, at the desk and in the room. */
static void
test_legible (void)
{
  for (guint t = 0; t < WK_N_THEMES; t++)
    for (guint room = 0; room < 2; room++)
      {
        const WkTheme *theme = wk_theme_get ((WkThemeId) t);
        WkColour paper = wk_theme_fill (theme, WK_ROLE_PAPER, 1);
        WkColour wash = over (wk_theme_fill (theme, WK_ROLE_WASH, 1), paper);
        WkColour glow = wk_theme_fill (theme, WK_ROLE_FOCUS, 1);
        WkColour ink = wk_theme_text (theme, WK_ROLE_INK, WK_EMPHASIS_NORMAL);
        double tinted = room ? 5.5 : 7;

        g_assert_cmpfloat (wk_contrast (ink, paper, room), >=, 7);
        g_assert_cmpfloat (wk_contrast (ink, wash, room), >=, 7);
        g_assert_cmpfloat (wk_contrast (ink, over (glow, paper), room), >=, tinted);
        g_assert_cmpfloat (wk_contrast (ink, over (glow, wash), room), >=, tinted);
        for (guint role = WK_ROLE_MUTED; role <= WK_ROLE_CLASS_8; role++)
          {
            WkColour text = wk_theme_text (theme, (WkRole) role, WK_EMPHASIS_NORMAL);
            WkColour line = wk_theme_line (theme, (WkRole) role, WK_EMPHASIS_NORMAL);
            WkColour tint = wk_theme_fill (theme, (WkRole) role, 0.4);

            g_assert_cmpfloat (wk_contrast (text, paper, room), >=, 4.5);
            g_assert_cmpfloat (wk_contrast (text, wash, room), >=, 4.5);
            if (role != WK_ROLE_LINE && role != WK_ROLE_WASH)
              g_assert_cmpfloat (wk_contrast (line, paper, room), >=, 3);
            if (role != WK_ROLE_FOCUS && role != WK_ROLE_WASH)
              g_assert_cmpfloat (wk_contrast (ink, tint, room), >=, tinted);
          }
      }
}

/* More tint is never less colour. */
static void
test_tint (void)
{
  for (guint t = 0; t < WK_N_THEMES; t++)
    for (guint role = WK_ROLE_POSITIVE; role <= WK_ROLE_CLASS_8; role++)
      {
        const WkTheme *theme = wk_theme_get ((WkThemeId) t);
        WkColour paper = wk_theme_fill (theme, WK_ROLE_PAPER, 1);
        double last = -1;

        if (role == WK_ROLE_FOCUS)
          continue;
        for (int i = 0; i <= 20; i++)
          {
            WkColour c = wk_theme_fill (theme, (WkRole) role, i / 20.0);
            double far = fabs (c.red - paper.red) + fabs (c.green - paper.green) +
                         fabs (c.blue - paper.blue);

            g_assert_cmpfloat (far, >, last);
            last = far;
          }
      }
}

static void
test_names (void)
{
  WkThemeId id = WK_THEME_LIGHT;
  WkFormat format = WK_FORMAT_PNG;

  g_assert_true (wk_theme_from_name ("Print", &id));
  g_assert_cmpint (id, ==, WK_THEME_PRINT);
  g_assert_false (wk_theme_from_name ("sepia", &id));
  g_assert_false (wk_theme_from_name (NULL, &id));
  g_assert_cmpstr (wk_theme_name (WK_THEME_DARK), ==, "dark");
  g_assert_true (wk_format_from_name ("PDF", &format));
  g_assert_cmpint (format, ==, WK_FORMAT_PDF);
  g_assert_true (wk_format_from_path ("a.b/c.d.SVG", &format));
  g_assert_cmpint (format, ==, WK_FORMAT_SVG);
  g_assert_false (wk_format_from_path ("a.png/c", &format));
  g_assert_false (wk_format_from_path (".png", &format));
  g_assert_false (wk_format_from_path ("-", &format));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/contrast", test_contrast);
  g_test_add_func ("/theme/table", test_table);
  g_test_add_func ("/theme/legible", test_legible);
  g_test_add_func ("/theme/tint", test_tint);
  g_test_add_func ("/theme/names", test_names);
  return g_test_run ();
}
