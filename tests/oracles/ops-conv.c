/* ops-conv.c - conv2d_origin.json, conv2d.json, pooling.json
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <string.h>

#include "numeric/wk-conv-layer.h"
#include "numeric/wk-conv.h"

static gboolean
read_plane (OracleCase *c, const char *name, WkPlane *plane)
{
  const Tensor *tensor = oracle_input (c, name);

  if (tensor == NULL)
    return FALSE;
  if (tensor->n_dims != 2 || tensor->n == 0 || tensor->shape[0] > WK_CONV_MAX_SIDE ||
      tensor->shape[1] > WK_CONV_MAX_SIDE)
    {
      oracle_fail (c, "'%s' is no plane", name);
      return FALSE;
    }
  *plane = (WkPlane){ (int) tensor->shape[0], (int) tensor->shape[1], tensor->data };
  return TRUE;
}

static void
run_conv2d_origin (OracleCase *c)
{
  static const char *const names[] = { "convolution", "cross_correlation" };
  WkConv conv = { .dilation_row = 1,
                  .dilation_column = 1,
                  .stride_row = 1,
                  .stride_column = 1,
                  .padding = WK_PADDING_ZERO };
  g_autofree double *out = NULL;
  const char *padding;
  gint64 row, column;
  WkPlane image;
  gsize n;

  if (!read_plane (c, "image", &image) || !read_plane (c, "kernel", &conv.kernel) ||
      !oracle_only_attrs (c, "origin_row", "origin_col", "padding", NULL) ||
      !oracle_attr_count (c, "origin_row", 0, conv.kernel.n_rows - 1, &row) ||
      !oracle_attr_count (c, "origin_col", 0, conv.kernel.n_columns - 1, &column))
    return;
  padding = oracle_attr_string (c, "padding", "zero");
  if (!g_str_has_prefix (padding, "zero"))
    {
      oracle_fail (c, "padding '%s' is not there", padding);
      return;
    }

  conv.origin_row = (int) row;
  conv.origin_column = (int) column;
  n = (gsize) image.n_rows * (gsize) image.n_columns;
  out = g_new (double, n);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      conv.mode = i == 0 ? WK_CONV_CONVOLUTION : WK_CONV_CROSS_CORRELATION;
      wk_conv_map (&conv, &image, out);
      oracle_check (c, names[i], out, n);
    }
}

/* @n whole numbers of attribute @name, or @fallback for each if it is not there. */
static gboolean
read_counts (OracleCase *c,
             const char *name,
             guint n,
             gint64 low,
             int fallback,
             int *values)
{
  const Tensor *tensor = oracle_attr_tensor (c, name);

  for (guint i = 0; i < n; i++)
    values[i] = fallback;
  if (!oracle_has_attr (c, name))
    return TRUE;
  if (tensor == NULL || (tensor->n != n && tensor->n != 1))
    {
      oracle_fail (c, "attribute '%s' does not have %u numbers", name, n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      gint64 value;

      if (!oracle_to_count (c, name, tensor->data[tensor->n == 1 ? 0 : i], low, 1 << 20,
                            &value))
        return FALSE;
      values[i] = (int) value;
    }
  return TRUE;
}

static gboolean
read_maps (OracleCase *c, const char *name, const Tensor **tensor, WkMaps *maps)
{
  *tensor = oracle_input (c, name);
  if (*tensor == NULL)
    return FALSE;
  if ((*tensor)->n_dims != 4 || (*tensor)->n == 0)
    {
      oracle_fail (c, "'%s' is not [N, C, H, W]", name);
      return FALSE;
    }
  *maps = (WkMaps){ (guint) (*tensor)->shape[0], (guint) (*tensor)->shape[1],
                    (guint) (*tensor)->shape[2], (guint) (*tensor)->shape[3] };
  return TRUE;
}

static gboolean
read_conv_layer (OracleCase *c, const WkMaps *kernel, WkConvLayer *layer)
{
  const char *mode = oracle_attr_string (c, "mode", "cross_correlation");
  g_autofree char *id = g_strdelimit (g_strdup (mode), "_", '-');
  int stride[2], dilation[2], pad[4], groups;

  if (!oracle_only_attrs (c, "mode", "stride", "pad_top_left_bottom_right", "dilation",
                          "groups", "x_layout", "w_layout", NULL) ||
      !read_counts (c, "stride", 2, 1, 1, stride) ||
      !read_counts (c, "dilation", 2, 1, 1, dilation) ||
      !read_counts (c, "pad_top_left_bottom_right", 4, 0, 0, pad) ||
      !read_counts (c, "groups", 1, 1, 1, &groups))
    return FALSE;
  if (!wk_conv_mode_from_id (id, &layer->mode))
    {
      oracle_fail (c, "mode '%s' is not there", mode);
      return FALSE;
    }
  layer->n_out = kernel->n_samples;
  layer->groups = (guint) groups;
  layer->row =
      (WkWindow){ (int) kernel->n_rows, stride[0], pad[0], pad[2], dilation[0] };
  layer->column =
      (WkWindow){ (int) kernel->n_columns, stride[1], pad[1], pad[3], dilation[1] };
  return TRUE;
}

static void
run_conv2d_layer (OracleCase *c)
{
  const Tensor *x, *W, *b = oracle_input_optional (c, "b"), *dy;
  g_autofree double *y = NULL, *dx = NULL, *dW = NULL, *db = NULL;
  g_autoptr (GError) error = NULL;
  WkMaps in, kernel, out;
  WkConvLayer layer;
  gsize n;

  if (!read_maps (c, "x", &x, &in) || !read_maps (c, "w", &W, &kernel) ||
      !read_conv_layer (c, &kernel, &layer))
    return;
  if (!wk_conv_layer_get_shape (&layer, &in, &out, &error))
    {
      oracle_fail_error (c, g_steal_pointer (&error));
      return;
    }
  if (kernel.n_maps * layer.groups != in.n_maps || (b != NULL && b->n != layer.n_out))
    {
      oracle_fail (c, "'w' or 'b' does not fit 'x'");
      return;
    }
  n = wk_maps_count (&out);
  dy = oracle_input_n (c, "dy", n);
  if (dy == NULL)
    return;

  y = g_new (double, n);
  dx = g_new (double, x->n);
  dW = g_new (double, W->n);
  db = g_new (double, layer.n_out);
  if (!wk_conv_layer_forward (&layer, &in, x->data, W->data, b != NULL ? b->data : NULL,
                              y, &error) ||
      !wk_conv_layer_backward (&layer, &in, x->data, W->data, dy->data, dx, dW, db,
                               &error))
    {
      oracle_fail_error (c, g_steal_pointer (&error));
      return;
    }
  oracle_check (c, "y", y, n);
  oracle_check (c, "dx", dx, x->n);
  oracle_check (c, "dw", dW, W->n);
  oracle_check (c, "db", db, layer.n_out);
}

static void
run_conv_output_size (OracleCase *c)
{
  gint64 n_inputs;
  WkWindow window;

  if (oracle_only_attrs (c, "input", "kernel", "stride", "pad_begin", "pad_end",
                         "dilation", NULL) &&
      oracle_attr_count (c, "input", 0, G_MAXINT, &n_inputs) &&
      oracle_has_attr (c, "kernel") &&
      read_counts (c, "kernel", 1, 1, 1, &window.kernel) &&
      read_counts (c, "stride", 1, 1, 1, &window.stride) &&
      read_counts (c, "pad_begin", 1, 0, 0, &window.pad_begin) &&
      read_counts (c, "pad_end", 1, 0, 0, &window.pad_end) &&
      read_counts (c, "dilation", 1, 1, 1, &window.dilation))
    oracle_check_number (c, "output", (double) wk_window_count (&window, n_inputs));
  else if (c->problems->len == 0)
    oracle_fail (c, "attribute 'kernel' is missing");
}

static gboolean
read_pool (OracleCase *c, WkPoolLayer *pool)
{
  int kernel[2], stride[2], pad[2];

  if (!oracle_only_attrs (c, "kernel", "stride", "pad", "count_include_pad", NULL) ||
      !read_counts (c, "kernel", 2, 1, 1, kernel) ||
      !read_counts (c, "stride", 2, 1, 1, stride) ||
      !read_counts (c, "pad", 2, 0, 0, pad))
    return FALSE;
  if (!oracle_has_attr (c, "stride"))
    memcpy (stride, kernel, sizeof stride);
  pool->row = (WkWindow){ kernel[0], stride[0], pad[0], pad[0], 1 };
  pool->column = (WkWindow){ kernel[1], stride[1], pad[1], pad[1], 1 };
  pool->count_padding = oracle_attr_boolean (c, "count_include_pad", TRUE);
  return TRUE;
}

static void
run_pool (OracleCase *c)
{
  gboolean is_max = g_str_equal (c->op, "maxpool2d");
  g_autofree double *y = NULL, *dx = NULL, *where = NULL;
  g_autofree guint *argmax = NULL;
  g_autoptr (GError) error = NULL;
  const Tensor *x, *dy;
  WkPoolLayer pool;
  WkMaps in, out;
  gsize n;

  if (!read_maps (c, "x", &x, &in) || !read_pool (c, &pool))
    return;
  if (!wk_pool_layer_get_shape (&pool, &in, &out, &error))
    {
      oracle_fail_error (c, g_steal_pointer (&error));
      return;
    }
  n = wk_maps_count (&out);
  dy = oracle_input_n (c, "dy", n);
  if (dy == NULL)
    return;

  y = g_new (double, n);
  dx = g_new (double, x->n);
  argmax = g_new0 (guint, n);
  where = g_new0 (double, n);
  if (is_max)
    {
      if (wk_max_pool_forward (&pool, &in, x->data, y, argmax, &error))
        wk_max_pool_backward (&pool, &in, argmax, dy->data, dx, &error);
      for (gsize i = 0; i < n; i++)
        where[i] = argmax[i];
      oracle_check (c, "argmax_row_major_in_plane", where, n);
    }
  else if (wk_average_pool_forward (&pool, &in, x->data, y, &error))
    wk_average_pool_backward (&pool, &in, dy->data, dx, &error);
  if (oracle_fail_error (c, g_steal_pointer (&error)))
    return;
  oracle_check (c, "y", y, n);
  oracle_check (c, "dx", dx, x->n);
}

const OracleOp oracle_ops_conv[] = {
  { "conv2d_origin", run_conv2d_origin },
  { "conv2d_layer", run_conv2d_layer },
  { "conv_output_size", run_conv_output_size },
  { "maxpool2d", run_pool },
  { "avgpool2d", run_pool },
  { NULL, NULL },
};
