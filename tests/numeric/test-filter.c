/* test-filter.c - photographs through a kernel against plain sums in double
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-filter-private.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-random.h"

/* Where a padding reads: by walking there, one place at a time. */
static int
plain_place (WkPadding padding, int i, int n)
{
  int at = 0, step = 1;

  if (i >= 0 && i < n)
    return i;
  if (padding == WK_PADDING_ZERO || padding == WK_PADDING_NONE)
    return -1;
  if (padding == WK_PADDING_REPLICATE)
    return CLAMP (i, 0, n - 1);
  if (padding == WK_PADDING_WRAP)
    {
      while (i < 0)
        i += n;
      while (i >= n)
        i -= n;
      return i;
    }
  for (int k = 0; k < ABS (i) && n > 1; k++)
    {
      if (at + step < 0 || at + step >= n)
        step = -step;
      at += step;
    }
  return at;
}

/* y and the sum of |w x|, which bounds the error. */
static double
plain_value (const WkConv *conv,
             const float *image,
             int n_rows,
             int n_columns,
             int row,
             int column,
             double *size)
{
  int sign = conv->mode == WK_CONV_CONVOLUTION ? -1 : 1;
  double sum = 0;

  *size = 0;
  for (int u = 0; u < conv->kernel.n_rows; u++)
    for (int v = 0; v < conv->kernel.n_columns; v++)
      {
        int r = plain_place (conv->padding,
                             row + sign * (u - conv->origin_row) * conv->dilation_row,
                             n_rows);
        int c = plain_place (conv->padding,
                             column + sign * (v - conv->origin_column) *
                                          conv->dilation_column,
                             n_columns);
        double product;

        if (r < 0 || c < 0)
          continue;
        product = conv->kernel.data[u * conv->kernel.n_columns + v] *
                  (double) image[r * n_columns + c];
        sum += product;
        *size += fabs (product);
      }
  return sum;
}

typedef struct
{
  WkConv conv;
  double weights[12 * 12];
  int n_rows, n_columns;
  float *image, *out, *other;
} Case;

static void
draw_case (Case *data, gboolean split)
{
  WkRandom *random = wk_random_new ((guint64) g_test_rand_int ());
  WkConv *conv = &data->conv;
  int h = wk_random_int_between (random, 1, 12);
  int w = wk_random_int_between (random, 1, 12);
  double column[12], row[12];
  gsize n;

  for (int i = 0; i < 12; i++)
    {
      column[i] = wk_random_uniform_between (random, -2, 2);
      row[i] = wk_random_uniform_between (random, -2, 2);
    }
  for (int i = 0; i < h * w; i++)
    {
      data->weights[i] = split ? column[i / w] * row[i % w]
                               : wk_random_uniform_between (random, -2, 2);
      if (!split && wk_random_below (random, 4) == 0)
        data->weights[i] = 0;
    }
  *conv = (WkConv){
    .kernel = { h, w, data->weights },
    .origin_row = wk_random_int_between (random, 0, h - 1),
    .origin_column = wk_random_int_between (random, 0, w - 1),
    .dilation_row = wk_random_int_between (random, 1, 3),
    .dilation_column = wk_random_int_between (random, 1, 3),
    .stride_row = wk_random_int_between (random, 1, 3),
    .stride_column = wk_random_int_between (random, 1, 3),
    .mode = (WkConvMode) wk_random_below (random, WK_N_CONV_MODES),
    .padding = (WkPadding) wk_random_below (random, WK_N_PADDINGS),
  };
  data->n_rows = wk_random_int_between (random, 1, 40);
  data->n_columns = wk_random_int_between (random, 1, 200);
  n = (gsize) data->n_rows * (gsize) data->n_columns;
  data->image = g_new (float, n);
  data->out = g_new (float, n);
  data->other = g_new (float, n);
  for (gsize i = 0; i < n; i++)
    data->image[i] = (float) wk_random_uniform_between (random, 0, 255);
  wk_random_free (random);
}

static void
free_case (Case *data)
{
  g_free (data->image);
  g_free (data->out);
  g_free (data->other);
}

static void
compare (const Case *data, gboolean split)
{
  const WkConv *conv = &data->conv;
  WkConvRange range = wk_filter_get_range (conv, data->n_rows, data->n_columns);
  int n_products = split ? conv->kernel.n_rows + conv->kernel.n_columns
                         : conv->kernel.n_rows * conv->kernel.n_columns;

  for (int p = 0; p < range.n_rows; p++)
    for (int q = 0; q < range.n_columns; q++)
      {
        double size;
        double y = plain_value (conv, data->image, data->n_rows, data->n_columns,
                                range.row + p * conv->stride_row,
                                range.column + q * conv->stride_column, &size);

        /* The bound of the header, and a little for the second order. */
        g_assert_cmpfloat (fabs (y - (double) data->out[p * range.n_columns + q]), <=,
                           1.01 * (n_products + 1) * 0x1p-24 * size + 1e-30);
      }
}

static gboolean
run_by (const Case *data, gboolean split, const WkFilterUnit *unit, float *out)
{
  g_autoptr (GError) error = NULL;
  gboolean done =
      wk_filter_map_by (&data->conv, split ? WK_FILTER_SEPARABLE : WK_FILTER_DIRECT,
                        unit, data->image, data->n_rows, data->n_columns, out, &error);

  g_assert_no_error (error);
  return done;
}

static void
test_random (gconstpointer arg)
{
  gboolean split = GPOINTER_TO_INT (arg);

  for (guint i = 0; i < 300; i++)
    {
      WkConvRange range;
      Case data;

      draw_case (&data, split);
      g_assert_true (run_by (&data, split, wk_filter_get_best_unit (), data.out));
      compare (&data, split);
      /* Every vector unit gives the same bits. */
      range = wk_filter_get_range (&data.conv, data.n_rows, data.n_columns);
      for (guint unit = 0; unit < 3; unit++)
        {
          if (wk_filter_get_unit (unit) == NULL)
            continue;
          g_assert_true (run_by (&data, split, wk_filter_get_unit (unit), data.other));
          g_assert_cmpint (
              memcmp (data.out, data.other,
                      (gsize) range.n_rows * (gsize) range.n_columns * sizeof (float)),
              ==, 0);
        }
      free_case (&data);
    }
}

/* The exam's pixel, 49, on the whole map; numbers this small are exact. */
static void
test_exam (void)
{
  static const float image[] = {
    2, 0, 4, 5, 1, 0, 1, 2, 5, 0, 3, 3, 1, 4, 4, 1, 0, 2,
    4, 3, 2, 1, 4, 1, 3, 1, 4, 2, 0, 3, 0, 4, 4, 4, 0, 3,
  };
  static const double kernel[] = { 4, -1, 4, 0, 1, 3, 2, 2, -1 };
  WkConv conv = { { 3, 3, kernel }, 1, 2, 1, 1, 1, 1, WK_CONV_CONVOLUTION,
                  WK_PADDING_ZERO };
  float out[36];

  g_assert_true (wk_filter_map (&conv, image, 6, 6, out, NULL));
  g_assert_true (out[2] == 49.0f);
  conv.mode = WK_CONV_CROSS_CORRELATION;
  g_assert_true (wk_filter_map (&conv, image, 6, 6, out, NULL));
  g_assert_true (out[2] == 13.0f);
}

static void
test_split (void)
{
  static const double sobel[] = { 1, 0, -1, 2, 0, -2, 1, 0, -1 };
  static const double laplacian[] = { 0, 1, 0, 1, -4, 1, 0, 1, 0 };
  static const double zeros[6];
  static const double nan_kernel[] = { 1, NAN, 1, 1 };
  double column[3], row[3];

  g_assert_true (wk_filter_split (&(WkPlane){ 3, 3, sobel }, column, row));
  for (guint i = 0; i < 9; i++)
    g_assert_cmpfloat (column[i / 3] * row[i % 3], ==, sobel[i]);
  g_assert_false (wk_filter_split (&(WkPlane){ 3, 3, laplacian }, NULL, NULL));
  g_assert_true (wk_filter_split (&(WkPlane){ 2, 3, zeros }, column, row));
  g_assert_false (wk_filter_split (&(WkPlane){ 2, 2, nan_kernel }, column, row));
}

static void
test_not_finite (void)
{
  static const double one[] = { 1, 1 }, huge[] = { 3e38, 3e38 },
                      bad[] = { INFINITY, 1 };
  static const double *const kernels[] = { huge, bad };
  float image[64], out[64];

  for (guint i = 0; i < 64; i++)
    image[i] = 1;
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      WkConv conv = { { 1, 2, i < 2 ? kernels[i] : one },
                      0,
                      0,
                      1,
                      1,
                      1,
                      1,
                      WK_CONV_CONVOLUTION,
                      WK_PADDING_ZERO };

      image[37] = i == 2 ? NAN : 1;
      g_assert_false (wk_filter_map (&conv, image, 4, 16, out, &error));
      g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
    }
}

/* A window larger than the image has no place without padding. */
static void
test_empty (void)
{
  static const double kernel[25];
  static const float image[16];
  WkConv conv = { { 5, 5, kernel }, 2, 2, 1, 1, 1, 1, WK_CONV_CONVOLUTION,
                  WK_PADDING_NONE };
  WkConvRange range = wk_filter_get_range (&conv, 4, 4);
  float out = 7;

  g_assert_cmpint (range.n_rows * range.n_columns, ==, 0);
  g_assert_true (wk_filter_map (&conv, image, 4, 4, &out, NULL));
  g_assert_true (out == 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/filter/direct", GINT_TO_POINTER (FALSE), test_random);
  g_test_add_data_func ("/filter/separable", GINT_TO_POINTER (TRUE), test_random);
  g_test_add_func ("/filter/exam", test_exam);
  g_test_add_func ("/filter/split", test_split);
  g_test_add_func ("/filter/not-finite", test_not_finite);
  g_test_add_func ("/filter/empty", test_empty);
  return g_test_run ();
}
