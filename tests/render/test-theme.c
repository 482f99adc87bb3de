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
        for (guint role = WK_ROLE_MUTED; role <= WK_ROLE_CLASS_10; role++)
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
    for (guint role = WK_ROLE_POSITIVE; role <= WK_ROLE_CLASS_10; role++)
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

/* A marker is seen by its edge, or by its fill if the edge is but paper around it. */
static void
test_markers (void)
{
  for (guint t = 0; t < WK_N_THEMES; t++)
    for (guint room = 0; room < 2; room++)
      for (guint class = 0; class < WK_N_CLASSES; class ++)
        {
          const WkTheme *theme = wk_theme_get ((WkThemeId) t);
          WkColour paper = wk_theme_fill (theme, WK_ROLE_PAPER, 1);
          WkColour wash = over (wk_theme_fill (theme, WK_ROLE_WASH, 1), paper);
          WkColour line = wk_theme_line (theme, WK_ROLE_LINE, WK_EMPHASIS_NORMAL);
          WkColour fill, edge;

          gboolean around;

          wk_theme_marker (theme, class, WK_EMPHASIS_DIMMED, 1, &fill, &edge);
          g_assert_cmphex (hex (fill), ==, hex (line));
          g_assert_cmphex (hex (edge), ==, hex (line));
          around = wk_theme_marker (theme, class, WK_EMPHASIS_NORMAL, 1, &fill, &edge);
          g_assert_cmpfloat (wk_contrast (around ? fill : edge, paper, room), >=, 3);
          g_assert_cmpfloat (wk_contrast (around ? fill : edge, wash, room), >=, 3);
          if (around)
            g_assert_cmphex (hex (edge), ==, hex (paper));
        }
}

/* --- colours to those who see fewer --- */

/* Rows of three. Machado, Oliveira, Fernandes: A Physiologically-based Model for
 * Simulation of Color Vision Deficiency, 2009: without red, green or blue cones. */
static const double eyes[4][9] = {
  { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
    1.051998 },
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
    0.968881 },
  { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
    0.303900 },
};

static double
to_linear (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

/* CIE L*a*b*, D65, of the colour as that eye sees it. */
static void
seen_lab (const double eye[9], WkColour colour, double lab[3])
{
  /* IEC 61966-2-1, divided by the white point. */
  static const double xyz[9] = { 0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505,
                                 0.2126,          0.7152,          0.0722,
                                 0.0193 / 1.089,  0.1192 / 1.089,  0.9505 / 1.089 };
  const double rgb[] = { to_linear (colour.red), to_linear (colour.green),
                         to_linear (colour.blue) };
  double seen[3], f[3];

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (
        eye[3 * i] * rgb[0] + eye[3 * i + 1] * rgb[1] + eye[3 * i + 2] * rgb[2], 0, 1);
  for (guint i = 0; i < 3; i++)
    {
      double v =
          xyz[3 * i] * seen[0] + xyz[3 * i + 1] * seen[1] + xyz[3 * i + 2] * seen[2];

      f[i] = v > 0.008856 ? cbrt (v) : 7.787 * v + 16.0 / 116;
    }
  lab[0] = 116 * f[1] - 16;
  lab[1] = 500 * (f[0] - f[1]);
  lab[2] = 200 * (f[1] - f[2]);
}

static double
degrees (double a, double b)
{
  double angle = atan2 (b, a) * 180 / G_PI;

  return angle < 0 ? angle + 360 : angle;
}

/* CIEDE2000 as Sharma, Wu and Dalal wrote it down in 2005. */
static double
ciede2000 (const double p[3], const double q[3])
{
  const double to_radians = G_PI / 180, far = 6103515625.0; /* 25^7 */
  double mean = (hypot (p[1], p[2]) + hypot (q[1], q[2])) / 2;
  double g = 0.5 * (1 - sqrt (pow (mean, 7) / (pow (mean, 7) + far)));
  double a1 = p[1] * (1 + g), a2 = q[1] * (1 + g);
  double c1 = hypot (a1, p[2]), c2 = hypot (a2, q[2]);
  double h1 = degrees (a1, p[2]), h2 = degrees (a2, q[2]);
  double dh = h2 - h1, h = (h1 + h2) / 2, l = (p[0] + q[0]) / 2, c = (c1 + c2) / 2;
  double t, sl, sc, sh, rt, big;

  if (fabs (dh) > 180)
    {
      dh += dh > 0 ? -360 : 360;
      h += h < 180 ? 180 : -180;
    }
  if (c1 * c2 == 0)
    {
      dh = 0;
      h = h1 + h2;
    }
  big = 2 * sqrt (c1 * c2) * sin (dh / 2 * to_radians);
  t = 1 - 0.17 * cos ((h - 30) * to_radians) + 0.24 * cos (2 * h * to_radians) +
      0.32 * cos ((3 * h + 6) * to_radians) - 0.20 * cos ((4 * h - 63) * to_radians);
  sl = 1 + 0.015 * (l - 50) * (l - 50) / sqrt (20 + (l - 50) * (l - 50));
  sc = 1 + 0.045 * c;
  sh = 1 + 0.015 * c * t;
  rt = -2 * sqrt (pow (c, 7) / (pow (c, 7) + far)) *
       sin (60 * exp (-pow ((h - 275) / 25, 2)) * to_radians);
  return sqrt (pow ((q[0] - p[0]) / sl, 2) + pow ((c2 - c1) / sc, 2) +
               pow (big / sh, 2) + rt * (c2 - c1) / sc * big / sh);
}

/* The measure first: pairs published with it. */
static void
test_colour_blind (void)
{
  static const struct
  {
    double p[3], q[3], wanted;
  } pairs[] = {
    { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
    { { 50, 2.5, 0 }, { 50, 0, -2.5 }, 4.3065 },
    { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
    { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpfloat_with_epsilon (ciede2000 (pairs[i].p, pairs[i].q), pairs[i].wanted,
                                    1e-4);
  for (guint t = WK_THEME_LIGHT; t <= WK_THEME_DARK; t++)
    for (guint eye = 0; eye < 4; eye++)
      for (guint i = 0; i < WK_N_CLASSES; i++)
        for (guint j = 0; j < i; j++)
          {
            const WkTheme *theme = wk_theme_get ((WkThemeId) t);
            WkColour one, other, edge;
            double p[3], q[3];

            wk_theme_marker (theme, i, WK_EMPHASIS_NORMAL, 1, &one, &edge);
            wk_theme_marker (theme, j, WK_EMPHASIS_NORMAL, 1, &other, &edge);
            seen_lab (eyes[eye], one, p);
            seen_lab (eyes[eye], other, q);
            g_assert_cmpfloat (ciede2000 (p, q), >, eye == 0 ? 15 : 7);
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
  g_test_add_func ("/theme/markers", test_markers);
  g_test_add_func ("/theme/colour-blind", test_colour_blind);
  g_test_add_func ("/theme/names", test_names);
  return g_test_run ();
}
