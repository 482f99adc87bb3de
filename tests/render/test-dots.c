/* test-dots.c - scatters as they are painted, against a slow plain drawing
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plain drawing knows the shapes by what they are called: it asks for each of 36
 * points of each pixel whether it is inside, and where a dot really lies, not at which
 * quarter of a pixel.
 */
#include "config.h"

#include <cairo.h>
#include <math.h>

#include "render-scenes.h"

#define N 5000
#define SIDE 6 /* points of a pixel, each way */

typedef struct
{
  WkPoint points[N];
  guint8 classes[N];
} Scatter;

/* Denser in the middle, as codes are; all within 900 x 500 at (300, 200). */
static Scatter *
make_scatter (guint32 seed)
{
  Scatter *scatter = g_new (Scatter, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N; i++)
    {
      double u = 0, v = 0;

      for (int k = 0; k < 3; k++)
        {
          u += g_rand_double (rand) / 3;
          v += g_rand_double (rand) / 3;
        }
      scatter->points[i] = (WkPoint){ 300 + 900 * u, 200 + 500 * v };
      scatter->classes[i] = (guint8) g_rand_int_range (rand, 0, 10);
    }
  return scatter;
}

static WkScene *
make_dots (const WkPoint *points,
           const guint8 *classes,
           guint n,
           double radius,
           double opacity,
           WkEmphasis emphasis)
{
  WkView view = make_view (WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  WkItem *item = wk_scene_add_dots (builder, "codes", points, classes, n, radius);

  item->opacity = opacity;
  item->emphasis = emphasis;
  return wk_scene_builder_finish (builder);
}

static GBytes *
paint (WkScene *scene, WkThemeId theme, guint width, guint height)
{
  gsize stride;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = wk_paint_pixels (scene, theme, width, height, FALSE, &stride, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (stride, ==, 4 * width);
  return bytes;
}

/* --- the plain drawing --- */

static gboolean
in_polygon (const WkPoint *corners, guint n, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    if ((corners[i].y > y) != (corners[j].y > y) &&
        x < corners[i].x + (corners[j].x - corners[i].x) * (y - corners[i].y) /
                               (corners[j].y - corners[i].y))
      inside = !inside;
  return inside;
}

static gboolean
in_triangle (double x, double y)
{
  WkPoint corners[3];

  for (guint i = 0; i < 3; i++)
    corners[i] =
        (WkPoint){ 1.48 * sin (2 * G_PI * i / 3), -1.48 * cos (2 * G_PI * i / 3) };
  return in_polygon (corners, 3, x, y);
}

static gboolean
in_star (double x, double y)
{
  WkPoint corners[10];

  for (guint i = 0; i < 10; i++)
    {
      double r = i % 2 == 0 ? 1.5 : 0.7;

      corners[i] = (WkPoint){ r * sin (G_PI * i / 5), -r * cos (G_PI * i / 5) };
    }
  return in_polygon (corners, 10, x, y);
}

static gboolean
in_plus (double x, double y)
{
  x = fabs (x);
  y = fabs (y);
  return MAX (x, y) < 1.3 && MIN (x, y) < 0.37;
}

/* Inside the marker of a disc with radius 1? */
static gboolean
in_marker (guint class, double x, double y)
{
  switch (class)
    {
    case 0:
      return hypot (x, y) < 1;
    case 1:
      return in_triangle (x, y);
    case 2:
      return MAX (fabs (x), fabs (y)) < 0.87;
    case 3:
      return fabs (x) / 1.2 + fabs (y) / 1.3 < 1;
    case 4:
      return in_triangle (x, -y);
    case 5:
      return in_plus (x, y);
    case 7:
      return in_plus ((x + y) * G_SQRT2 / 2, (x - y) * G_SQRT2 / 2);
    case 8:
      return in_star (x, y);
    default:
      return fabs (x) < 1.25 && fabs (y) < 0.2 + 0.85 * fabs (x) / 1.25;
    }
}

/* From the middle to the nearest side, in radii of the disc: a marker that grows by one
 * pixel all around grows by 1 / this. */
static const double sides[] = { 1, 0.74, 0.87, 0.88, 0.74, 0.52, 1, 0.52, 0.7, 0.7 };

/* The share of the pixel that the marker covers, grown by @halo pixels all around. */
static double
coverage (guint class,
          double x,
          double y,
          double radius,
          double halo,
          int column,
          int row)
{
  double r = radius + halo / sides[class];
  guint inside = 0;

  for (guint k = 0; k < SIDE * SIDE; k++)
    {
      double dx = column + (k % SIDE + 0.5) / SIDE - x;
      double dy = row + (double) (k / SIDE + 0.5) / SIDE - y;
      double away = hypot (dx, dy);

      inside += class == 6 ? away < 1.26 * radius + halo && away > 0.72 * radius - halo
                           : in_marker (class, dx / r, dy / r);
    }
  return (double) inside / (SIDE * SIDE);
}

/* Of marks in one colour each, with something around them in the last of @colours, on
 * white. Three channels a pixel. */
static double *
draw_plainly (const WkPoint *points,
              const guint8 *classes,
              guint n,
              double radius,
              double halo,
              double scale,
              const WkColour *colours,
              int width,
              int height)
{
  double *page = g_new (double, (gsize) width *(gsize) height * 3);
  double r = radius * scale;

  for (int i = 0; i < width * height * 3; i++)
    page[i] = 255;
  for (guint i = 0; i < n; i++)
    {
      double x = points[i].x * scale, y = points[i].y * scale;
      for (int inner = halo > 0 ? 0 : 1; inner < 2; inner++)
        for (int row = (int) (y - 2 * r) - 1; row < y + 2 * r + 1; row++)
          for (int column = (int) (x - 2 * r) - 1; column < x + 2 * r + 1; column++)
            {
              double share =
                  coverage (classes[i], x, y, r, inner ? 0 : halo * scale, column, row);
              WkColour c = colours[inner ? classes[i] : 10];
              const double rgb[] = { 255 * c.red, 255 * c.green, 255 * c.blue };

              for (int k = 0; share > 0 && k < 3; k++)
                {
                  double *pixel = &page[3 * (row * width + column) + k];

                  *pixel = share * rgb[k] + (1 - share) * *pixel;
                }
            }
    }
  return page;
}

/* The mean difference of a channel where either has drawn anything, and the share of
 * pixels with one of more than 90. */
static void
compare (GBytes *bytes,
         const double *page,
         int width,
         int height,
         double *mean,
         double *bad)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  double sum = 0;
  guint n = 0, far = 0;

  for (int i = 0; i < width * height; i++)
    {
      double worst = 0;
      gboolean drawn = FALSE;

      for (int k = 0; k < 3; k++)
        {
          double found = data[4 * i + 2 - k], wanted = page[3 * i + k];

          drawn = drawn || found < 255 || wanted < 255;
          worst = MAX (worst, fabs (found - wanted));
          sum += fabs (found - wanted);
        }
      n += drawn;
      far += worst > 90;
    }
  *mean = sum / 3 / MAX (n, 1);
  *bad = (double) far / MAX (n, 1);
}

static void
dimmed_colours (WkColour *colours)
{
  for (guint i = 0; i < 10; i++)
    colours[i] =
        wk_theme_line (wk_theme_get (WK_THEME_LIGHT), WK_ROLE_LINE, WK_EMPHASIS_NORMAL);
}

/* Each marker, large, all in the line colour: dimmed ones have no edge. */
static void
test_shapes (void)
{
  const WkTheme *light = wk_theme_get (WK_THEME_LIGHT);
  WkColour colours[10];

  dimmed_colours (colours);
  for (guint8 class = 0; class < 10; class ++)
    {
      const WkPoint at = { 400.125, 300.375 };
      g_autoptr (WkScene) scene = make_dots (&at, &class, 1, 30, 1, WK_EMPHASIS_DIMMED);
      g_autoptr (GBytes) bytes = paint (scene, WK_THEME_LIGHT, 1600, 900);
      g_autofree double *page =
          draw_plainly (&at, &class, 1, 30, 0, 1, colours, 1600, 900);
      double mean, bad, area = 0;
      WkColour line = wk_theme_line (light, WK_ROLE_LINE, WK_EMPHASIS_NORMAL);

      compare (bytes, page, 1600, 900, &mean, &bad);
      g_assert_cmpfloat (mean, <, 0.5);
      g_assert_cmpfloat (bad, ==, 0);
      /* None speaks louder than the disc. */
      for (int i = 0; i < 1600 * 900; i++)
        area += (255 - page[3 * i]) / (255 - 255 * line.red);
      g_assert_cmpfloat (area / (G_PI * 900), >, 0.85);
      g_assert_cmpfloat (area / (G_PI * 900), <, 1.1);
    }
}

/* All of them, small and dense; in the dark theme each has paper around it, 0.54 units
 * wide. */
static void
test_scatter (void)
{
  const WkTheme *dark = wk_theme_get (WK_THEME_DARK);
  g_autofree Scatter *scatter = make_scatter (7);
  WkView view = make_view (WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) on_white = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree double *page = NULL;
  WkColour colours[11];
  double mean, bad;
  WkItem *item =
      wk_scene_add_box (builder, "white", WK_ROLE_NONE, (WkRect){ 0, 0, 1600, 900 }, 0);

  for (guint i = 0; i < 10; i++)
    {
      g_assert_true (
          wk_theme_marker (dark, i, WK_EMPHASIS_NORMAL, 1, &colours[i], &colours[10]));
    }
  /* The plain drawing begins white: so does this one. */
  item->fill = WK_ROLE_INK;
  item->tint = 1;
  wk_scene_add_dots (builder, "codes", scatter->points, scatter->classes, N, 4.5);
  on_white = wk_scene_builder_finish (builder);
  bytes = paint (on_white, WK_THEME_DARK, 1920, 1080);
  page = draw_plainly (scatter->points, scatter->classes, N, 4.5, 0.54, 1.2, colours,
                       1920, 1080);
  {
    WkColour ink = wk_theme_fill (dark, WK_ROLE_INK, 1);
    const double rgb[] = { 255 * ink.red, 255 * ink.green, 255 * ink.blue };

    /* Where nothing was drawn it is the ink's white. */
    for (int i = 0; i < 1920 * 1080; i++)
      if (page[3 * i] == 255 && page[3 * i + 1] == 255 && page[3 * i + 2] == 255)
        for (int k = 0; k < 3; k++)
          page[3 * i + k] = rgb[k];
  }
  compare (bytes, page, 1920, 1080, &mean, &bad);
  g_test_message ("mean %.3f, far %.5f", mean, bad);
  g_assert_cmpfloat (mean, <, 2);
  g_assert_cmpfloat (bad, <, 0.002);
}

static gpointer
paint_in_thread (gpointer scene)
{
  return paint (scene, WK_THEME_LIGHT, 1920, 1080);
}

/* Whatever was painted before, and in which thread. */
static void
test_same_bytes (void)
{
  g_autofree Scatter *scatter = make_scatter (3);
  g_autofree Scatter *changed = g_memdup2 (scatter, sizeof *scatter);
  g_autoptr (WkScene) scene =
      make_dots (scatter->points, scatter->classes, N, 5, 1, WK_EMPHASIS_NORMAL);
  g_autoptr (GBytes) first = paint (scene, WK_THEME_LIGHT, 1920, 1080);
  g_autoptr (GBytes) second = paint (scene, WK_THEME_LIGHT, 1920, 1080);
  g_autoptr (GBytes) third = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (GBytes) fourth = NULL;
  GThread *thread;

  changed->points[N - 1].x += 2;
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (WkScene) larger = make_dots (scatter->points, scatter->classes, N,
                                              5 + 0.5 * i, 1, WK_EMPHASIS_NORMAL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (WkScene) moved =
          make_dots (changed->points, changed->classes, N, 5, 1, WK_EMPHASIS_NORMAL);

      bytes = paint (larger, (WkThemeId) (i % 3), 1440, 900);
      g_assert_false (g_bytes_equal (bytes, first));
      g_clear_pointer (&other, g_bytes_unref);
      other = paint (moved, WK_THEME_LIGHT, 1920, 1080);
    }
  third = paint (scene, WK_THEME_LIGHT, 1920, 1080);
  thread = g_thread_new ("paint", paint_in_thread, scene);
  fourth = g_thread_join (thread);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_true (g_bytes_equal (first, third));
  g_assert_true (g_bytes_equal (first, fourth));
  g_assert_false (g_bytes_equal (first, other));
}

/* What fades does so as a whole: dots beneath others never shine through. */
static void
test_opacity (void)
{
  g_autofree Scatter *scatter = make_scatter (5);
  g_autoptr (WkScene) half =
      make_dots (scatter->points, scatter->classes, N, 5, 0.5, WK_EMPHASIS_NORMAL);
  g_autoptr (WkScene) full =
      make_dots (scatter->points, scatter->classes, N, 5, 1, WK_EMPHASIS_NORMAL);
  g_autoptr (GBytes) a = paint (half, WK_THEME_LIGHT, 1600, 900);
  g_autoptr (GBytes) b = paint (full, WK_THEME_LIGHT, 1600, 900);
  const guint8 *faded = g_bytes_get_data (a, NULL), *plain = g_bytes_get_data (b, NULL);

  for (gsize i = 0; i < 4 * 1600 * 900; i++)
    g_assert_cmpint (abs (faded[i] - (plain[i] + 255) / 2), <=, 2);
}

/* Few are stamped singly, many in a layer: nobody can tell. */
static void
test_few (void)
{
  g_autofree Scatter *scatter = make_scatter (11);
  guint width = 1600, height = 900;
  WkView view = make_view (WK_TEXT_SCALE_1);
  WkSceneBuilder *builder = wk_scene_builder_new (&view);
  g_autoptr (WkScene) whole =
      make_dots (scatter->points, scatter->classes, 300, 6, 1, WK_EMPHASIS_NORMAL);
  g_autoptr (WkScene) pieces = NULL;
  g_autoptr (GBytes) a = NULL;
  g_autoptr (GBytes) b = NULL;
  const guint8 *p, *q;

  for (guint i = 0; i < 300; i++)
    wk_scene_add_mark (builder, wk_scene_id (builder, "mark-%u", i),
                       scatter->classes[i], scatter->points[i].x, scatter->points[i].y,
                       6);
  pieces = wk_scene_builder_finish (builder);
  a = paint (whole, WK_THEME_LIGHT, width, height);
  b = paint (pieces, WK_THEME_LIGHT, width, height);
  p = g_bytes_get_data (a, NULL);
  q = g_bytes_get_data (b, NULL);
  for (gsize i = 0; i < 4 * (gsize) width * height; i++)
    g_assert_cmpint (abs (p[i] - q[i]), <=, 2);
}

/* --- files --- */

typedef struct
{
  const guint8 *data;
  gsize left;
} Reader;

static cairo_status_t
read_bytes (void *closure, unsigned char *data, unsigned int length)
{
  Reader *reader = closure;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* A picture of the file as another program draws it, against our own. */
static double
difference (const char *picture, GBytes *png)
{
  Reader reader = { g_bytes_get_data (png, NULL), g_bytes_get_size (png) };
  cairo_surface_t *a = cairo_image_surface_create_from_png (picture);
  cairo_surface_t *b = cairo_image_surface_create_from_png_stream (read_bytes, &reader);
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);
  double sum = 0;

  g_assert_cmpint (cairo_surface_status (a), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (width, ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  for (int row = 0; row < height; row++)
    {
      const guint8 *p =
          cairo_image_surface_get_data (a) + row * cairo_image_surface_get_stride (a);
      const guint8 *q =
          cairo_image_surface_get_data (b) + row * cairo_image_surface_get_stride (b);

      for (int i = 0; i < 4 * width; i++)
        if (i % 4 < 3)
          sum += abs (p[i] - q[i]);
    }
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  return sum / 3 / width / height;
}

static void
test_svg (void)
{
  g_autofree Scatter *scatter = make_scatter (13);
  g_autoptr (WkScene) scene =
      make_dots (scatter->points, scatter->classes, N, 5, 1, WK_EMPHASIS_NORMAL);
  g_autoptr (GBytes) svg = export_scene (scene, WK_FORMAT_SVG, WK_THEME_LIGHT, 0);
  g_autoptr (GBytes) again = export_scene (scene, WK_FORMAT_SVG, WK_THEME_LIGHT, 0);
  g_autoptr (GBytes) png = export_scene (scene, WK_FORMAT_PNG, WK_THEME_LIGHT, 1600);
  g_autofree char *path = scratch_path ("dots.svg");
  g_autofree char *picture = scratch_path ("dots-svg.png");
  const char *arguments[] = { "rsvg-convert", "-o", picture, path, NULL };
  g_autofree char *output = NULL;

  g_assert_true (g_bytes_equal (svg, again));
  g_test_message ("%zu bytes", g_bytes_get_size (svg));
  g_assert_cmpuint (g_bytes_get_size (svg), <, 400 * 1000);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (svg, NULL),
                                      (gssize) g_bytes_get_size (svg), NULL));
  output = run_tool (arguments);
  g_assert_cmpfloat (difference (picture, png), <, 1);
}

static void
test_pdf (void)
{
  g_autofree Scatter *scatter = make_scatter (13);
  g_autoptr (WkScene) scene =
      make_dots (scatter->points, scatter->classes, N, 5, 0.5, WK_EMPHASIS_NORMAL);
  g_autoptr (GBytes) pdf = export_scene (scene, WK_FORMAT_PDF, WK_THEME_LIGHT, 0);
  g_autoptr (GBytes) png = export_scene (scene, WK_FORMAT_PNG, WK_THEME_LIGHT, 1600);
  g_autofree char *path = scratch_path ("dots.pdf");
  g_autofree char *stem = scratch_path ("dots-pdf");
  g_autofree char *picture = g_strconcat (stem, ".png", NULL);
  const char *arguments[] = { "pdftoppm", "-png",        "-singlefile", "-scale-to-x",
                              "1600",     "-scale-to-y", "900",         path,
                              stem,       NULL };
  g_autofree char *output = NULL;

  g_test_message ("%zu bytes", g_bytes_get_size (pdf));
  g_assert_cmpuint (g_bytes_get_size (pdf), <, 800 * 1000);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                      (gssize) g_bytes_get_size (pdf), NULL));
  output = run_tool (arguments);
  g_assert_cmpfloat (difference (picture, png), <, 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  wk_fonts_init (&error);
  g_assert_no_error (error);
  g_test_add_func ("/dots/shapes", test_shapes);
  g_test_add_func ("/dots/scatter", test_scatter);
  g_test_add_func ("/dots/same-bytes", test_same_bytes);
  g_test_add_func ("/dots/opacity", test_opacity);
  g_test_add_func ("/dots/few", test_few);
  g_test_add_func ("/dots/svg", test_svg);
  g_test_add_func ("/dots/pdf", test_pdf);
  return g_test_run ();
}
