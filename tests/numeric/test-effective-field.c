/* test-effective-field.c - gradients of one unit, by counting paths and by differences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "numeric/wk-conv-layer.h"
#include "numeric/wk-effective-field.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-random.h"

/* The exam's stack: 3/1, 5/1, 2/2, 3/1, which sees 12. */
static const WkWindow exam[] = { { 3, 1, 0, 0, 1 },
                                 { 5, 1, 0, 0, 1 },
                                 { 2, 2, 0, 0, 1 },
                                 { 3, 1, 0, 0, 1 } };

/* Paths from pixel @i to @unit of layer @l, one by one. */
static double
count_paths (const WkWindow *layers,
             const WkReceptiveField *rows,
             guint l,
             gint64 unit,
             gint64 pixel)
{
  double n = 0;

  if (unit < 0 || unit >= rows[l].n_units)
    return 0;
  if (l == 0)
    return unit == pixel;
  for (int u = 0; u < layers[l - 1].kernel; u++)
    n += count_paths (layers, rows, l - 1,
                      unit * layers[l - 1].stride - layers[l - 1].pad_begin +
                          u * layers[l - 1].dilation,
                      pixel);
  return n;
}

static void
expect_counts (const WkWindow *layers, guint n_layers, int n_inputs, gint64 unit)
{
  g_autoptr (GError) error = NULL;
  WkReceptiveField rows[8];
  WkFieldExtent extent;
  double profile[512], counts[512], largest = 0;

  g_assert_true (wk_receptive_field_trace (layers, n_layers, n_inputs, rows, &error));
  g_assert_true (
      wk_effective_field_extent (layers, n_layers, n_inputs, unit, &extent, &error));
  g_assert_cmpint (extent.width, ==, rows[n_layers].width);
  g_assert_cmpint (extent.start, ==, rows[n_layers].start + unit * rows[n_layers].jump);
  g_assert_true (
      wk_effective_field_expect (layers, n_layers, n_inputs, unit, profile, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < extent.width; i++)
    {
      counts[i] = extent.start + i < 0 || extent.start + i >= n_inputs
                      ? 0
                      : count_paths (layers, rows, n_layers, unit, extent.start + i);
      largest = MAX (largest, counts[i]);
    }
  for (guint i = 0; i < extent.width; i++)
    g_assert_cmpfloat_with_epsilon (profile[i] * profile[i], counts[i] / largest,
                                    1e-12);
}

static void
test_counts (void)
{
  expect_counts (exam, 4, 40, 0);
  expect_counts (exam, 4, 40, 5);
  for (guint i = 0; i < 200; i++)
    {
      WkWindow layers[4];
      WkReceptiveField rows[5];
      guint n = (guint) g_test_rand_int_range (1, 5);

      for (guint l = 0; l < n; l++)
        layers[l] =
            (WkWindow){ g_test_rand_int_range (1, 5), g_test_rand_int_range (1, 3),
                        g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 3),
                        g_test_rand_int_range (1, 3) };
      if (!wk_receptive_field_trace (layers, n, 30, rows, NULL))
        continue;
      /* A unit may see nothing but padding. */
      if (wk_effective_field_expect (layers, n, 30, rows[n].n_units / 2,
                                     g_newa (double, rows[n].width), NULL))
        expect_counts (layers, n, 30, rows[n].n_units / 2);
    }
}

/* The weights of one draw, in the order in which they are drawn, put into layers; then
 * the unit is computed forward for images with a single 1. */
static void
expect_differences (const WkWindow *layers,
                    guint n_layers,
                    int side,
                    guint unit,
                    guint64 seed)
{
  g_autoptr (GError) error = NULL;
  WkRandom *random = wk_random_new (seed);
  double weights[4][64], field[4096], largest = 0;
  g_autofree double *plain = NULL;
  WkEffectiveStack stack = { layers, layers, n_layers, side, side, unit, unit };
  WkFieldExtent extent;

  for (guint l = n_layers; l > 0; l--)
    for (int i = 0; i < layers[l - 1].kernel * layers[l - 1].kernel; i++)
      weights[l - 1][i] = wk_random_normal (random);
  g_assert_true (
      wk_effective_field_extent (layers, n_layers, side, unit, &extent, NULL));
  g_assert_true (wk_effective_field_sample (&stack, seed, 1, field, &error));
  plain = g_new0 (double, extent.width *extent.width);
  for (guint i = 0; i < extent.width * extent.width; i++)
    {
      gint64 r = extent.start + i / extent.width, c = extent.start + i % extent.width;
      WkMaps maps = { 1, 1, (guint) side, (guint) side };
      double *x = g_new0 (double, side *side);

      if (r >= 0 && r < side && c >= 0 && c < side)
        x[r * side + c] = 1;
      for (guint l = 0; l < n_layers; l++)
        {
          WkConvLayer layer = { 1, layers[l], layers[l], 1, WK_CONV_CROSS_CORRELATION };
          WkMaps out;
          double *y;

          g_assert_true (wk_conv_layer_get_shape (&layer, &maps, &out, NULL));
          y = g_new (double, wk_maps_count (&out));
          g_assert_true (
              wk_conv_layer_forward (&layer, &maps, x, weights[l], NULL, y, NULL));
          g_free (x);
          x = y;
          maps = out;
        }
      plain[i] = fabs (x[unit * maps.n_columns + unit]);
      largest = MAX (largest, plain[i]);
      g_free (x);
    }
  for (guint i = 0; i < extent.width * extent.width; i++)
    g_assert_cmpfloat_with_epsilon (field[i], plain[i] / largest, 1e-12);
  wk_random_free (random);
}

static void
test_differences (void)
{
  static const WkWindow padded[] = { { 3, 1, 1, 1, 1 },
                                     { 3, 2, 1, 1, 1 },
                                     { 3, 1, 1, 1, 2 } };

  expect_differences (exam, 4, 20, 1, 5);
  expect_differences (padded, 3, 16, 0, 6);
  expect_differences (padded, 3, 16, 4, 7);
}

/* Many draws come near what is expected. */
static void
test_average (void)
{
  static const WkWindow three[] = { { 3, 1, 0, 0, 1 },
                                    { 3, 1, 0, 0, 1 },
                                    { 3, 1, 0, 0, 1 } };
  /* Paths of three windows of 3: coefficients of (1 + x + x^2)^3. */
  static const double paths[] = { 1, 3, 6, 7, 6, 3, 1 };
  WkEffectiveStack stack = { three, three, 3, 20, 20, 6, 6 };
  double field[49], profile[7];

  g_assert_true (wk_effective_field_expect (three, 3, 20, 6, profile, NULL));
  g_assert_true (wk_effective_field_sample (&stack, 3, 4000, field, NULL));
  for (guint i = 0; i < 7; i++)
    g_assert_cmpfloat_with_epsilon (profile[i], sqrt (paths[i] / 7), 1e-12);
  for (guint i = 0; i < 49; i++)
    g_assert_cmpfloat_with_epsilon (field[i], profile[i / 7] * profile[i % 7], 0.08);
  g_assert_cmpuint (wk_effective_field_count (paths, 7, 0.5), ==, 3);
}

/* Luo et al., theorem 1: the squared size becomes a Gaussian; its width grows with the
 * square root of the number of layers, here (3^2 - 1) / 12 a layer. */
static void
test_deep (void)
{
  WkWindow layers[150];
  double profile[301], sum = 0, spread = 0;

  for (guint l = 0; l < 150; l++)
    layers[l] = (WkWindow){ 3, 1, 0, 0, 1 };
  g_assert_true (wk_effective_field_expect (layers, 150, 400, 20, profile, NULL));
  for (int i = 0; i < 301; i++)
    {
      sum += profile[i] * profile[i];
      spread += (i - 150) * (i - 150) * profile[i] * profile[i];
    }
  g_assert_cmpfloat_with_epsilon (spread / sum, 150 * 8.0 / 12, 1e-9);
  g_assert_cmpuint (wk_effective_field_count (profile, 301, WK_EFFECTIVE_SHARE), <,
                    150);
}

static void
test_errors (void)
{
  g_autoptr (GError) error = NULL;
  WkFieldExtent extent;
  WkWindow blind = { 1, 1, 3, 0, 1 };
  double profile[1];

  g_assert_false (wk_effective_field_extent (exam, 4, 5, 0, &extent, &error));
  g_assert_error (error, WK_RECEPTIVE_FIELD_ERROR,
                  WK_RECEPTIVE_FIELD_ERROR_INPUT_TOO_SMALL);
  g_clear_error (&error);
  g_assert_false (wk_effective_field_extent (exam, 4, 40, 99, &extent, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
  g_clear_error (&error);
  /* A unit that sees only padding has no gradient. */
  g_assert_false (wk_effective_field_expect (&blind, 1, 4, 0, profile, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/effective-field/counts", test_counts);
  g_test_add_func ("/effective-field/differences", test_differences);
  g_test_add_func ("/effective-field/average", test_average);
  g_test_add_func ("/effective-field/deep", test_deep);
  g_test_add_func ("/effective-field/errors", test_errors);
  return g_test_run ();
}
