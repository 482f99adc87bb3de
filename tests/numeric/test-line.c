/* test-line.c - minima, maxima and crossings along a line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "numeric/wk-line.h"

/* The exam's network (weights, biases, input, target) as anyone may compute it:
 * J (rate) = (36 - 2120 rate + 24640 rate^2 - 32)^2, of which the zeros, the crossings
 * and the hill are found by hand with the formula for a quadratic. */
static const double exam_W1[] = { 2, 1, 3, 2, -1, 1 }, exam_b1[] = { 1, 0, -1 };
static const double exam_W2[] = { 3, 1, 2 }, exam_b2[] = { 1 };
static const double exam_x[] = { 1, 3 }, exam_y[] = { 32 };
static const WkDenseLayer exam[] = {
  { .n_in = 2, .n_out = 3, .W = exam_W1, .b = exam_b1, .g = WK_ACTIVATION_IDENTITY },
  { .n_in = 3, .n_out = 1, .W = exam_W2, .b = exam_b2, .g = WK_ACTIVATION_IDENTITY },
};

static void
assert_close (double value, double wanted)
{
  g_assert_cmpfloat_with_epsilon (value, wanted, 1e-9 * fabs (wanted));
}

static void
assert_feature (const WkLine *line,
                guint i,
                WkLineFeatureType type,
                double x,
                double value)
{
  const WkLineFeature *feature;

  g_assert_cmpuint (i, <, line->features->len);
  feature = &g_array_index (line->features, WkLineFeature, i);
  g_assert_cmpint (feature->type, ==, type);
  g_assert_cmpfloat_with_epsilon (feature->x, x, 1e-7 * x);
  g_assert_cmpfloat_with_epsilon (feature->value, value, 1e-9 * (1e-3 + fabs (value)));
}

static void
test_exam (void)
{
  g_autoptr (WkDenseTrace) trace =
      wk_dense_run (exam, 2, exam_x, WK_LOSS_SQUARED_ERROR, exam_y, NULL);
  g_autoptr (WkDenseLine) along =
      wk_dense_line_new (exam, 2, exam_x, WK_LOSS_SQUARED_ERROR, exam_y, trace, NULL);
  g_autoptr (WkLine) line = NULL;
  double J, root = sqrt (2120.0 * 2120 - 4 * 24640 * 4);
  double wider = sqrt (2120.0 * 2120 - 4 * 24640 * 8);
  double hill = 4 - 2120.0 * 2120 / (4 * 24640);

  g_assert_cmpfloat (wk_dense_line_get_slope (along), ==, 16960);
  g_assert_true (wk_dense_line_at (2, &J, along));
  g_assert_cmpfloat (wk_dense_line_peek_outputs (along)[0], ==, 94356);
  g_assert_cmpfloat (J, ==, 94324.0 * 94324.0);
  g_assert_true (wk_dense_line_at (0.001, &J, along));
  assert_close (J, pow (4 - 2.12 + 0.02464, 2));
  g_assert_cmpfloat_with_epsilon (J, 3.628, 5e-4);

  line = wk_line_explore (wk_dense_line_at, along, 1e-5, 4, 360, 16);
  g_assert_cmpuint (line->features->len, ==, 6);
  assert_feature (line, 0, WK_LINE_MINIMUM, (2120 - root) / (2 * 24640), 0);
  assert_feature (line, 1, WK_LINE_RISES, (2120 - wider) / (2 * 24640), 16);
  assert_feature (line, 2, WK_LINE_MAXIMUM, 2120.0 / (2 * 24640), hill * hill);
  assert_feature (line, 3, WK_LINE_FALLS, (2120 + wider) / (2 * 24640), 16);
  assert_feature (line, 4, WK_LINE_MINIMUM, (2120 + root) / (2 * 24640), 0);
  assert_feature (line, 5, WK_LINE_RISES, 2120.0 / 24640, 16);
  /* As they are printed. */
  g_assert_cmpfloat_with_epsilon ((2120 - root) / (2 * 24640), 0.001930, 5e-7);
  g_assert_cmpfloat_with_epsilon ((2120 - wider) / (2 * 24640), 0.003955, 5e-7);
  g_assert_cmpfloat_with_epsilon (2120.0 / (2 * 24640), 0.04302, 5e-6);
  g_assert_cmpfloat_with_epsilon (hill * hill, 1731, 0.5);
  g_assert_cmpfloat_with_epsilon ((2120 + wider) / (2 * 24640), 0.08208, 5e-6);
  g_assert_cmpfloat_with_epsilon ((2120 + root) / (2 * 24640), 0.08411, 5e-6);
  g_assert_cmpfloat_with_epsilon (2120.0 / 24640, 0.08604, 5e-6);
}

/* --- functions whose turns are known --- */

static gboolean
wave (double x, double *value, gpointer data)
{
  *value = 2 + cos (x);
  return TRUE;
}

static gboolean
tent (double x, double *value, gpointer data)
{
  *value = fabs (x - 3);
  return TRUE;
}

static gboolean
cliff (double x, double *value, gpointer data)
{
  *value = exp (x);
  return x < 100;
}

static gboolean
flat (double x, double *value, gpointer data)
{
  *value = 5;
  return TRUE;
}

static void
test_others (void)
{
  g_autoptr (WkLine) waves = wk_line_explore (wave, NULL, 0.1, 13, 200, 2);
  g_autoptr (WkLine) bend = wk_line_explore (tent, NULL, 0.01, 1000, 20, 1);
  g_autoptr (WkLine) end = wk_line_explore (cliff, NULL, 1e-3, 1e6, 100, 10);
  g_autoptr (WkLine) plain = wk_line_explore (flat, NULL, 1, 2, 3, 5);

  for (guint k = 0; k < 2; k++)
    {
      const WkLineFeature *low = wk_line_get_feature (waves, WK_LINE_MINIMUM, k);
      const WkLineFeature *high = wk_line_get_feature (waves, WK_LINE_MAXIMUM, k);

      g_assert_cmpfloat_with_epsilon (low->x, (2 * k + 1) * G_PI, 1e-6);
      g_assert_cmpfloat_with_epsilon (high->x, (2 * k + 2) * G_PI, 1e-6);
      assert_close (low->value, 1);
      assert_close (wk_line_get_feature (waves, WK_LINE_FALLS, k)->x,
                    (4 * k + 1) * G_PI / 2);
      assert_close (wk_line_get_feature (waves, WK_LINE_RISES, k)->x,
                    (4 * k + 3) * G_PI / 2);
    }
  g_assert_null (wk_line_get_feature (waves, WK_LINE_MINIMUM, 2));
  assert_close (wk_line_get_feature (bend, WK_LINE_MINIMUM, 0)->x, 3);
  assert_close (wk_line_get_feature (bend, WK_LINE_FALLS, 0)->x, 2);
  assert_close (wk_line_get_feature (bend, WK_LINE_RISES, 0)->x, 4);
  g_assert_cmpuint (end->features->len, ==, 1);
  assert_close (wk_line_get_feature (end, WK_LINE_RISES, 0)->x, log (10));
  g_assert_cmpfloat (
      g_array_index (end->samples, WkLineSample, end->samples->len - 1).x, <, 100);
  g_assert_cmpuint (plain->features->len, ==, 0);
}

/* Samples rise, and each minimum is one of them with others close by. */
static void
test_samples (void)
{
  g_autoptr (WkLine) line = wk_line_explore (wave, NULL, 0.1, 13, 50, 2);
  double low = wk_line_get_feature (line, WK_LINE_MINIMUM, 0)->x;
  guint n_near = 0;

  for (guint i = 1; i < line->samples->len; i++)
    {
      double x = g_array_index (line->samples, WkLineSample, i).x;

      g_assert_cmpfloat (x, >=, g_array_index (line->samples, WkLineSample, i - 1).x);
      n_near += fabs (x / low - 1) < 0.021;
    }
  g_assert_cmpuint (n_near, >=, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line/exam", test_exam);
  g_test_add_func ("/line/others", test_others);
  g_test_add_func ("/line/samples", test_samples);
  return g_test_run ();
}
