/* test-conv.c - convolutions: the exam's pixel, paddings, layers by brute force
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <float.h>
#include <math.h>

#include "numeric/wk-conv-layer.h"
#include "numeric/wk-conv.h"
#include "numeric/wk-count.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-random.h"

/* The image and kernel of exam-2018.json; 49 is the exam's answer. */
static const double image_data[] = {
  2, 0, 4, 5, 1, 0, 1, 2, 5, 0, 3, 3, 1, 4, 4, 1, 0, 2,
  4, 3, 2, 1, 4, 1, 3, 1, 4, 2, 0, 3, 0, 4, 4, 4, 0, 3,
};
static const double kernel_data[] = { 4, -1, 4, 0, 1, 3, 2, 2, -1 };
static const WkPlane image = { 6, 6, image_data };

static WkConv
exam_conv (WkConvMode mode, WkPadding padding)
{
  return (WkConv){
    .kernel = { 3, 3, kernel_data },
    .origin_row = 1,
    .origin_column = 2,
    .dilation_row = 1,
    .dilation_column = 1,
    .stride_row = 1,
    .stride_column = 1,
    .mode = mode,
    .padding = padding,
  };
}

static void
test_exam (void)
{
  static const double products[] = { 12, 0, 20, 0, 5, 12, 0, 0, 0 };
  WkConv conv = exam_conv (WK_CONV_CONVOLUTION, WK_PADDING_ZERO);
  WkConvTap taps[9];

  g_assert_cmpfloat (wk_conv_at (&conv, &image, 0, 2, taps), ==, 49);
  for (guint i = 0; i < 9; i++)
    {
      g_assert_cmpfloat (taps[i].product, ==, products[i]);
      g_assert_cmpint (taps[i].kernel_row, ==, (int) i / 3);
      g_assert_cmpint (taps[i].kernel_column, ==, (int) i % 3);
      g_assert_cmpint (taps[i].row, ==, 1 - (int) i / 3);
      g_assert_cmpint (taps[i].column, ==, 4 - (int) i % 3);
      g_assert_cmpint (taps[i].inside, ==, i < 6);
      g_assert_cmpint (taps[i].from_row, ==, i < 6 ? taps[i].row : -1);
    }

  /* What the usual mistakes give. */
  conv.mode = WK_CONV_CROSS_CORRELATION;
  g_assert_cmpfloat (wk_conv_at (&conv, &image, 0, 2, NULL), ==, 13);
  conv.origin_column = 1;
  g_assert_cmpfloat (wk_conv_at (&conv, &image, 0, 2, NULL), ==, 33);
  conv.mode = WK_CONV_CONVOLUTION;
  g_assert_cmpfloat (wk_conv_at (&conv, &image, 0, 2, NULL), ==, 7);
}

static void
test_paddings (void)
{
  static const struct
  {
    WkPadding padding;
    double value;
  } rows[] = { { WK_PADDING_REFLECT, 50 },
               { WK_PADDING_REPLICATE, 57 },
               { WK_PADDING_WRAP, 53 } };
  /* Places -4 .. 7 of the row 0 1 2 3. */
  static const int reads[][12] = {
    [WK_PADDING_NONE] = { -1, -1, -1, -1, 0, 1, 2, 3, -1, -1, -1, -1 },
    [WK_PADDING_ZERO] = { -1, -1, -1, -1, 0, 1, 2, 3, -1, -1, -1, -1 },
    [WK_PADDING_REFLECT] = { 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1 },
    [WK_PADDING_REPLICATE] = { 0, 0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3 },
    [WK_PADDING_WRAP] = { 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WkConv conv = exam_conv (WK_CONV_CONVOLUTION, rows[i].padding);

      g_assert_cmpfloat (wk_conv_at (&conv, &image, 0, 2, NULL), ==, rows[i].value);
    }
  for (guint p = 0; p < WK_N_PADDINGS; p++)
    {
      for (int i = 0; i < 12; i++)
        g_assert_cmpint (wk_padding_index ((WkPadding) p, i - 4, 4), ==, reads[p][i]);
      g_assert_cmpint (wk_padding_index ((WkPadding) p, 0, 1), ==, 0);
    }
  g_assert_cmpint (wk_padding_index (WK_PADDING_REFLECT, -5, 1), ==, 0);
}

static void
test_range (void)
{
  WkConv conv = exam_conv (WK_CONV_CONVOLUTION, WK_PADDING_NONE);
  WkConvRange range = wk_conv_get_range (&conv, &image);
  double map[36];

  /* The kernel reaches from row -1 to +1 and from column 0 to +2. */
  g_assert_cmpint (range.row, ==, 1);
  g_assert_cmpint (range.column, ==, 0);
  g_assert_cmpint (range.n_rows, ==, 4);
  g_assert_cmpint (range.n_columns, ==, 4);
  wk_conv_map (&conv, &image, map);
  /* The third value of the first row of the 4 x 4 map. */
  g_assert_cmpfloat (map[2], ==, 38);

  conv.stride_row = 2;
  conv.stride_column = 3;
  range = wk_conv_get_range (&conv, &image);
  g_assert_cmpint (range.n_rows, ==, 2);
  g_assert_cmpint (range.n_columns, ==, 2);
  conv.dilation_row = 3;
  range = wk_conv_get_range (&conv, &image);
  g_assert_cmpint (range.n_rows, ==, 0);
  conv.padding = WK_PADDING_ZERO;
  range = wk_conv_get_range (&conv, &image);
  g_assert_cmpint (range.n_rows, ==, 3);
  g_assert_cmpint (range.n_columns, ==, 2);
}

static void
test_ids (void)
{
  WkConvMode mode;
  WkPadding padding;

  for (guint i = 0; i < WK_N_CONV_MODES; i++)
    {
      g_assert_true (
          wk_conv_mode_from_id (wk_conv_mode_get_id ((WkConvMode) i), &mode));
      g_assert_cmpuint (mode, ==, i);
    }
  for (guint i = 0; i < WK_N_PADDINGS; i++)
    {
      g_assert_true (wk_padding_from_id (wk_padding_get_id ((WkPadding) i), &padding));
      g_assert_cmpuint (padding, ==, i);
    }
  g_assert_false (wk_padding_from_id ("mirror", &padding));
  g_assert_false (wk_conv_mode_from_id ("", &mode));
}

/* Two input maps, one pixel, bias 3: 1 + 6 + 3 = 10. */
static void
test_two_maps (void)
{
  static const double x[] = { 1, 0, 2, 0, 1, 0, 3, 0, 1, 0, 1, 0, 2, 1, 0, 0, 1, 3 };
  static const double W[] = { 2, 1, 0, 0, 0, -1, 0, 1, -1, 0, 0, 1, 0, 0, 2, -1, 0, 2 };
  const double b[] = { 3 };
  const WkConvLayer layer = {
    1, { 3, 1, 0, 0, 1 }, { 3, 1, 0, 0, 1 }, 1, WK_CONV_CROSS_CORRELATION
  };
  const WkMaps in = { 1, 2, 3, 3 };
  double y;

  g_assert_true (wk_conv_layer_forward (&layer, &in, x, W, b, &y, NULL));
  g_assert_cmpfloat (y, ==, 10);
}

/* y[n,o,p,q] by the definition, every index written out, with bounds tested at every
 * product. */
static double
plain_output (const WkConvLayer *l,
              const WkMaps *in,
              const double *x,
              const double *W,
              const guint *at)
{
  int maps = (int) (in->n_maps / l->groups), out = (int) (l->n_out / l->groups);
  double sum = 0;

  for (int c = 0; c < maps; c++)
    {
      for (int u = 0; u < l->row.kernel; u++)
        {
          for (int v = 0; v < l->column.kernel; v++)
            {
              int r =
                  (int) at[2] * l->row.stride - l->row.pad_begin + u * l->row.dilation;
              int s = (int) at[3] * l->column.stride - l->column.pad_begin +
                      v * l->column.dilation;
              int from = (int) at[1] / out * maps + c;
              gboolean turn = l->mode == WK_CONV_CONVOLUTION;
              int ku = turn ? l->row.kernel - 1 - u : u;
              int kv = turn ? l->column.kernel - 1 - v : v;

              if (r < 0 || r >= (int) in->n_rows || s < 0 || s >= (int) in->n_columns)
                continue;
              sum +=
                  x[(((int) at[0] * (int) in->n_maps + from) * (int) in->n_rows + r) *
                        (int) in->n_columns +
                    s] *
                  W[(((int) at[1] * maps + c) * l->row.kernel + ku) * l->column.kernel +
                    kv];
            }
        }
    }
  return sum;
}

static WkWindow
draw_window (WkRandom *random)
{
  return (WkWindow){
    .kernel = wk_random_int_between (random, 1, 4),
    .stride = wk_random_int_between (random, 1, 3),
    .pad_begin = wk_random_int_between (random, 0, 3),
    .pad_end = wk_random_int_between (random, 0, 3),
    .dilation = wk_random_int_between (random, 1, 2),
  };
}

#define MAX_ENTRIES 4096

/* J = sum dy y is linear in x and in W: its derivative is the difference quotient with
 * any step. */
static void
check_layer (const WkConvLayer *layer,
             const WkMaps *in,
             const WkMaps *out,
             WkRandom *random)
{
  static double x[MAX_ENTRIES], W[MAX_ENTRIES], y[MAX_ENTRIES], dy[MAX_ENTRIES];
  static double dx[MAX_ENTRIES], dW[MAX_ENTRIES], db[16];
  gsize n_x = wk_maps_count (in), n_y = wk_maps_count (out), n_W, at_x, at_W;
  double J = 0, J_x = 0, J_W = 0, sum_dy = 0, sum_db = 0;

  n_W = layer->n_out * (in->n_maps / layer->groups) * (gsize) layer->row.kernel *
        (gsize) layer->column.kernel;
  g_assert_cmpuint (MAX (MAX (n_x, n_y), n_W), <=, MAX_ENTRIES);
  /* Small whole numbers: all sums are exact. */
  for (gsize i = 0; i < MAX_ENTRIES; i++)
    {
      x[i] = wk_random_int_between (random, -9, 9);
      W[i] = wk_random_int_between (random, -9, 9);
      dy[i] = wk_random_int_between (random, -9, 9);
    }
  g_assert_true (wk_conv_layer_forward (layer, in, x, W, NULL, y, NULL));
  g_assert_true (wk_conv_layer_backward (layer, in, x, W, dy, dx, dW, db, NULL));
  at_x = wk_random_below (random, (guint32) n_x);
  at_W = wk_random_below (random, (guint32) n_W);
  for (gsize i = 0; i < n_y; i++)
    {
      gsize plane = (gsize) out->n_rows * out->n_columns;
      guint at[4] = { (guint) (i / plane / out->n_maps),
                      (guint) (i / plane % out->n_maps),
                      (guint) (i % plane / out->n_columns),
                      (guint) (i % out->n_columns) };

      g_assert_cmpfloat (y[i], ==, plain_output (layer, in, x, W, at));
      J += dy[i] * y[i];
      x[at_x]++;
      J_x += dy[i] * plain_output (layer, in, x, W, at);
      x[at_x]--;
      W[at_W]++;
      J_W += dy[i] * plain_output (layer, in, x, W, at);
      W[at_W]--;
      sum_dy += dy[i];
    }
  g_assert_cmpfloat (dx[at_x], ==, J_x - J);
  g_assert_cmpfloat (dW[at_W], ==, J_W - J);
  for (guint o = 0; o < layer->n_out; o++)
    sum_db += db[o];
  g_assert_cmpfloat (sum_db, ==, sum_dy);
}

static void
test_layers (void)
{
  g_autoptr (WkRandom) random = wk_random_new (11);
  guint n_layers = 0;

  while (n_layers < 400)
    {
      guint groups = 1 + wk_random_below (random, 3);
      WkConvLayer layer = { .n_out = groups * (1 + wk_random_below (random, 2)),
                            .row = draw_window (random),
                            .column = draw_window (random),
                            .groups = groups,
                            .mode = (WkConvMode) wk_random_below (random, 2) };
      WkMaps in = { 1 + wk_random_below (random, 2),
                    groups * (1 + wk_random_below (random, 2)),
                    1 + wk_random_below (random, 6), 1 + wk_random_below (random, 6) };
      WkMaps out;

      if (!wk_conv_layer_get_shape (&layer, &in, &out, NULL))
        continue;
      check_layer (&layer, &in, &out, random);
      n_layers++;
    }
}

static void
assert_conv_shape (WkConvLayer layer, WkMaps in, gboolean fits)
{
  g_autoptr (GError) error = NULL;
  WkMaps out;

  g_assert_cmpint (wk_conv_layer_get_shape (&layer, &in, &out, &error), ==, fits);
  if (!fits)
    g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
}

static void
test_shapes (void)
{
  const WkWindow three = { 3, 1, 0, 0, 1 }, padded = { 2, 1, 2, 0, 1 };
  const WkWindow endless = { 1, 1, G_MAXINT, G_MAXINT, 1 };
  const WkPoolLayer pool = { padded, three, FALSE };
  g_autoptr (GError) error = NULL;
  WkMaps in = { 1, 1, 5, 5 }, out;

  assert_conv_shape ((WkConvLayer){ 2, three, three, 1, 0 }, in, TRUE);
  assert_conv_shape ((WkConvLayer){ 2, three, three, 2, 0 }, in, FALSE);
  assert_conv_shape ((WkConvLayer){ 0, three, three, 1, 0 }, in, FALSE);
  assert_conv_shape ((WkConvLayer){ 1, three, three, 0, 0 }, in, FALSE);
  assert_conv_shape ((WkConvLayer){ 1, three, { 0 }, 1, 0 }, in, FALSE);
  assert_conv_shape ((WkConvLayer){ 1, endless, endless, 1, 0 }, in, FALSE);
  assert_conv_shape ((WkConvLayer){ 1, three, three, 1, 0 }, (WkMaps){ 1, 1, 2, 5 },
                     FALSE);
  assert_conv_shape ((WkConvLayer){ 1, three, three, 1, 0 },
                     (WkMaps){ G_MAXUINT, 1, G_MAXUINT, G_MAXUINT }, FALSE);
  g_assert_false (wk_pool_layer_get_shape (&pool, &in, &out, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
}

static void
test_not_finite (void)
{
  const WkWindow two = { 2, 1, 0, 0, 1 };
  const WkConvLayer layer = { 1, two, two, 1, WK_CONV_CROSS_CORRELATION };
  const WkPoolLayer pool = { two, two, FALSE };
  const WkMaps in = { 1, 1, 2, 2 };
  const double x[] = { 1, NAN, 2, 3 }, large[] = { DBL_MAX, DBL_MAX, 0, 0 };
  const double W[] = { 1, 1, 1, 1 };
  g_autoptr (GError) error = NULL;
  double y;

  g_assert_false (wk_conv_layer_forward (&layer, &in, large, W, NULL, &y, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_clear_error (&error);
  g_assert_false (wk_max_pool_forward (&pool, &in, x, &y, NULL, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_assert_cmpstr (error->message, ==, "input of the pool[2] is not finite");
  g_clear_error (&error);
  g_assert_false (wk_average_pool_forward (&pool, &in, x, &y, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
}

static void
test_counts (void)
{
  guint64 one = wk_count_conv (64, 64, 7, 7, 1, FALSE);
  guint64 three = 3 * wk_count_conv (64, 64, 3, 3, 1, FALSE);

  g_assert_cmpuint (wk_count_conv (2, 4, 3, 3, 1, FALSE), ==, 72);
  g_assert_cmpuint (wk_count_conv (2, 4, 3, 3, 1, TRUE), ==, 76);
  g_assert_cmpuint (one * 27, ==, three * 49);
  g_assert_cmpuint (wk_count_dense (2, 3, TRUE) + wk_count_dense (3, 1, TRUE), ==, 13);
  g_assert_cmpuint (wk_count_conv (3, 4, 3, 3, 2, FALSE), ==, 0);
  g_assert_cmpuint (wk_count_dense (G_MAXUINT64, 2, TRUE), ==, G_MAXUINT64);
  g_assert_cmpuint (wk_count_conv (1 << 30, 1 << 30, 1 << 30, 1 << 30, 1, TRUE), ==,
                    G_MAXUINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conv/exam", test_exam);
  g_test_add_func ("/conv/paddings", test_paddings);
  g_test_add_func ("/conv/range", test_range);
  g_test_add_func ("/conv/ids", test_ids);
  g_test_add_func ("/conv/two-maps", test_two_maps);
  g_test_add_func ("/conv/layers", test_layers);
  g_test_add_func ("/conv/shapes", test_shapes);
  g_test_add_func ("/conv/not-finite", test_not_finite);
  g_test_add_func ("/conv/counts", test_counts);
  return g_test_run ();
}
