/* test-conv-photo.c - a photograph through a kernel, and the pointer on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photographs' numbers come from the reader of pictures, which has tests of its
 * own; the sums are done once more here, plainly.
 */
#include "config.h"

#include "exercises/conv-kit.h"
#include "model/wk-image.h"
#include "scene/fixed-measure.h"
#include "scene/wk-figure.h"

#define SIDE_PIXELS 256

static float *
load_plane (const char *name, WkChannel channel)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkImage) image = wk_image_load (name, NULL, NULL, &error);
  float *plane = g_new (float, SIDE_PIXELS *SIDE_PIXELS);

  g_assert_no_error (error);
  g_assert_cmpuint (wk_image_get_columns (image), ==, SIDE_PIXELS);
  g_assert_cmpuint (wk_image_get_rows (image), ==, SIDE_PIXELS);
  wk_image_get_plane (image, channel, plane);
  return plane;
}

/* Zero padding; the kernel is as it lies on the image, its origin its middle. */
static double
plain_sum (const float *plane, const double *kernel, int n, int row, int column)
{
  double sum = 0.0;

  for (int u = 0; u < n; u++)
    for (int v = 0; v < n; v++)
      {
        int r = row + u - n / 2, c = column + v - n / 2;

        if (r >= 0 && c >= 0 && r < SIDE_PIXELS && c < SIDE_PIXELS)
          sum += kernel[u * n + v] * (double) plane[r * SIDE_PIXELS + c];
      }
  return sum;
}

static void
check_filter (const char *filter, const double *kernel, int n, double divisor)
{
  static const int pixels[][2] = { { 0, 0 }, { 255, 255 }, { 90, 120 }, { 3, 200 } };
  g_autofree float *camera = load_plane ("camera", WK_CHANNEL_GREY);

  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{source: photo, photo: camera, filter: %s, mode: cross-correlation, "
          "pixel: [%d, %d]}",
          filter, pixels[i][0], pixels[i][1]);
      g_autoptr (WkSolution) solution = solution_of (text);

      g_assert_cmpfloat_with_epsilon (
          wk_solution_find_answer (solution, "pixel")->value,
          plain_sum (camera, kernel, n, pixels[i][0], pixels[i][1]) / divisor, 1e-9);
    }
}

static void
test_filters (void)
{
  check_filter ("identity", (const double[]){ 0, 0, 0, 0, 1, 0, 0, 0, 0 }, 3, 1);
  check_filter ("box", (const double[]){ 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 3, 9);
  check_filter ("sharpen", (const double[]){ 0, -1, 0, -1, 5, -1, 0, -1, 0 }, 3, 1);
  check_filter ("sobel-x", (const double[]){ -1, 0, 1, -2, 0, 2, -1, 0, 1 }, 3, 1);
  check_filter ("sobel-y", (const double[]){ -1, -2, -1, 0, 0, 0, 1, 2, 1 }, 3, 1);
  check_filter ("laplacian", (const double[]){ 0, 1, 0, 1, -4, 1, 0, 1, 0 }, 3, 1);
  check_filter ("gaussian",
                (const double[]){ 1,  4, 6, 4,  1,  4,  16, 24, 16, 4, 6, 24, 36,
                                  24, 6, 4, 16, 24, 16, 4,  1,  4,  6, 4, 1 },
                5, 256);
}

/* A convolution turns the kernel; the named channel is worked. */
static void
test_channel (void)
{
  static const double turned[] = { 1, 0, -1, 2, 0, -2, 1, 0, -1 };
  g_autofree float *green = load_plane ("coffee", WK_CHANNEL_GREEN);
  g_autoptr (WkSolution) solution = solution_of (
      "{source: photo, photo: coffee, channel: green, filter: sobel-x, pixel: [9, 7]}");

  g_assert_cmpfloat_with_epsilon (wk_solution_find_answer (solution, "pixel")->value,
                                  plain_sum (green, turned, 3, 9, 7), 1e-9);
}

static void
test_nearest_pixel (void)
{
  g_autoptr (WkSolution) solution =
      solution_of ("{source: photo, photo: camera, filter: box, pixel: [9999, 3]}");

  g_assert_cmpstr (wk_solution_find_answer (solution, "pixel")->symbol, ==, "y[255,3]");
}

static void
test_no_photo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params =
      params_of ("{source: photo, photo: /nowhere/at-all.png}", &error);
  g_autoptr (WkSolution) solution = NULL;

  g_assert_no_error (error);
  g_assert_true (kind ()->is_slow (params));
  solution = kind ()->solve (params, wk_language_get ("en"), NULL, &error);
  g_assert_null (solution);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "at-all.png"));
  g_assert_null (strchr (error->message, '\n'));
}

/* --- the pointer --- */

static WkScene *
scene_at (const WkSolution *solution, double position)
{
  WkMeasure measure = fixed_measure;
  WkView view = { .position = position,
                  .language = wk_language_get ("en"),
                  .measure = &measure };

  wk_page_size (WK_PAGE_16_9, &view.width, &view.height);
  return wk_figure_draw (kind (), solution, &view);
}

static void
test_pointer (void)
{
  g_autoptr (WkSolution) solution =
      solution_of ("{source: photo, photo: camera, filter: box, stride: [2, 1]}");
  g_autoptr (WkScene) scene = scene_at (solution, 5);
  const WkItem *item = wk_scene_find (scene, "photo-input");
  double pixel = item->image.width / SIDE_PIXELS;
  WkEdit edit = { .type = WK_EDIT_POINT,
                  .at_point = TRUE,
                  .x = item->image.x + 100.5 * pixel,
                  .y = item->image.y + 40.5 * pixel };
  g_autoptr (WkParams) params = kind ()->edit (solution, item, &edit, NULL);
  int place[2];

  g_assert_true (item->follows);
  g_assert_nonnull (params);
  read_pair (params, "pixel", place);
  /* Every other row has a unit. */
  g_assert_cmpint (place[0], ==, 20);
  g_assert_cmpint (place[1], ==, 100);
  /* The photograph is in memory, so the next frame need not wait. */
  g_assert_false (kind ()->is_slow (params));
  edit.at_point = FALSE;
  g_assert_null (kind ()->edit (solution, item, &edit, NULL));
}

/* A number of a library's kernel makes the kernel one's own, with the same picture. */
static void
test_own_kernel (void)
{
  g_autoptr (WkSolution) solution =
      solution_of ("{source: photo, photo: camera, filter: gaussian}");
  g_autoptr (WkScene) scene = scene_at (solution, 1);
  const WkItem *item = wk_scene_find (scene, "kernel-0-0");
  WkEdit edit = { .type = WK_EDIT_SET, .value = 2 };
  g_autoptr (WkParams) params = kind ()->edit (solution, item, &edit, NULL);

  g_assert_nonnull (params);
  g_assert_cmpstr (wk_params_get_word (params, "filter"), ==, "own");
  g_assert_cmpfloat (wk_params_get_number (params, "kernel[0][0]"), ==, 2);
  g_assert_cmpfloat (wk_params_get_number (params, "kernel[2][2]"), ==, 36.0 / 256.0);
  g_assert_cmpfloat (wk_params_get_number (params, "origin[0]"), ==, 2);
}

/* Nothing of the output before the first step; up to the pixel; then the whole. */
static void
test_output (void)
{
  g_autoptr (WkSolution) solution =
      solution_of ("{source: photo, photo: camera, filter: sharpen, pixel: [100, 50]}");

  for (guint step = 0; step <= 5; step++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, step);
      const WkItem *item = wk_scene_find (scene, "photo-output");
      gboolean before = item->image.rgba[(100 * SIDE_PIXELS + 49) * 4 + 3] != 0;
      gboolean at = item->image.rgba[(100 * SIDE_PIXELS + 50) * 4 + 3] != 0;

      g_assert_true (before);
      g_assert_true (at == (step == 5));
      g_assert_true ((item->opacity > 0.0) == (step > 0));
      g_assert_true (step == 5 || strcmp (item->value, "not computed yet") == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conv-photo/filters", test_filters);
  g_test_add_func ("/conv-photo/channel", test_channel);
  g_test_add_func ("/conv-photo/nearest-pixel", test_nearest_pixel);
  g_test_add_func ("/conv-photo/no-photo", test_no_photo);
  g_test_add_func ("/conv-photo/pointer", test_pointer);
  g_test_add_func ("/conv-photo/own-kernel", test_own_kernel);
  g_test_add_func ("/conv-photo/output", test_output);
  return g_test_run ();
}
