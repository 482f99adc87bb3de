/* wk-pool-layer.c - the pooling half of wk-conv-layer.h
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window is a rectangle here, cut to the image: padding that counts as minus infinity
 * never wins, and padding that counts as 0 adds nothing to a sum. A window is never
 * empty, as padding is narrower than the window.
 */
#include "config.h"

#include "numeric/wk-conv-layer.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-numeric.h"

/* Rows and columns from begin to before end; @area of the whole window. */
typedef struct
{
  guint row_begin, row_end, column_begin, column_end;
  double area;
} Window;

static gboolean
fail_shape (GError **error, const char *message)
{
  g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE, message);
  return FALSE;
}

static WkWindow
without_dilation (const WkWindow *window)
{
  WkWindow plain = *window;

  plain.dilation = 1;
  return plain;
}

gboolean
wk_pool_layer_get_shape (const WkPoolLayer *layer,
                         const WkMaps *in,
                         WkMaps *out,
                         GError **error)
{
  WkConvLayer one_map = { .n_out = 1, .groups = 1 };
  WkMaps planes = *in;

  g_return_val_if_fail (layer != NULL && in != NULL && out != NULL, FALSE);

  if (layer->row.pad_begin >= layer->row.kernel ||
      layer->row.pad_end >= layer->row.kernel ||
      layer->column.pad_begin >= layer->column.kernel ||
      layer->column.pad_end >= layer->column.kernel)
    return fail_shape (error, "the padding of a pool is as wide as its window");
  /* Each map is pooled by itself. */
  one_map.row = without_dilation (&layer->row);
  one_map.column = without_dilation (&layer->column);
  planes.n_maps = 1;
  if (!wk_conv_layer_get_shape (&one_map, &planes, out, error))
    return FALSE;
  out->n_maps = in->n_maps;
  if (wk_maps_count (in) - 1 >= WK_NUMERIC_MAX_LENGTH ||
      wk_maps_count (out) - 1 >= WK_NUMERIC_MAX_LENGTH)
    return fail_shape (error, "the maps are empty or too large");
  return TRUE;
}

static void
cut (const WkWindow *window, guint unit, guint n, guint *begin, guint *end)
{
  gint64 first = (gint64) unit * window->stride - window->pad_begin;

  *begin = (guint) MAX (first, 0);
  *end = (guint) MIN (first + window->kernel, n);
}

/* The window of entry @i of the output, and the plane of the input it lies in. */
static gsize
find_window (const WkPoolLayer *layer,
             const WkMaps *in,
             const WkMaps *out,
             gsize i,
             Window *window)
{
  gsize plane = (gsize) out->n_rows * out->n_columns;
  guint unit = (guint) (i % plane);

  cut (&layer->row, unit / out->n_columns, in->n_rows, &window->row_begin,
       &window->row_end);
  cut (&layer->column, unit % out->n_columns, in->n_columns, &window->column_begin,
       &window->column_end);
  if (layer->count_padding)
    window->area = (double) layer->row.kernel * layer->column.kernel;
  else
    window->area = (double) (window->row_end - window->row_begin) *
                   (window->column_end - window->column_begin);
  return i / plane * in->n_rows * in->n_columns;
}

gboolean
wk_max_pool_forward (const WkPoolLayer *layer,
                     const WkMaps *in,
                     const double *x,
                     double *y,
                     guint *argmax,
                     GError **error)
{
  WkMaps out;

  g_return_val_if_fail (x != NULL && y != NULL, FALSE);

  if (!wk_pool_layer_get_shape (layer, in, &out, error) ||
      !wk_numeric_check_finite (x, wk_maps_count (in), "input of the pool", error))
    return FALSE;
  for (gsize i = 0; i < wk_maps_count (&out); i++)
    {
      Window window;
      const double *plane = x + find_window (layer, in, &out, i, &window);
      guint best = window.row_begin * in->n_columns + window.column_begin;

      for (guint r = window.row_begin; r < window.row_end; r++)
        {
          for (guint c = window.column_begin; c < window.column_end; c++)
            {
              if (plane[r * in->n_columns + c] > plane[best])
                best = r * in->n_columns + c;
            }
        }
      y[i] = plane[best];
      if (argmax != NULL)
        argmax[i] = best;
    }
  return TRUE;
}

gboolean
wk_max_pool_backward (const WkPoolLayer *layer,
                      const WkMaps *in,
                      const guint *argmax,
                      const double *dy,
                      double *dx,
                      GError **error)
{
  gsize in_plane, out_plane;
  WkMaps out;

  g_return_val_if_fail (argmax != NULL && dy != NULL && dx != NULL, FALSE);

  if (!wk_pool_layer_get_shape (layer, in, &out, error))
    return FALSE;
  in_plane = (gsize) in->n_rows * in->n_columns;
  out_plane = (gsize) out.n_rows * out.n_columns;
  memset (dx, 0, wk_maps_count (in) * sizeof *dx);
  for (gsize i = 0; i < wk_maps_count (&out); i++)
    {
      g_return_val_if_fail (argmax[i] < in_plane, FALSE);
      dx[i / out_plane * in_plane + argmax[i]] += dy[i];
    }
  return wk_numeric_check_finite (dx, wk_maps_count (in), "dx", error);
}

gboolean
wk_average_pool_forward (const WkPoolLayer *layer,
                         const WkMaps *in,
                         const double *x,
                         double *y,
                         GError **error)
{
  WkMaps out;

  g_return_val_if_fail (x != NULL && y != NULL, FALSE);

  if (!wk_pool_layer_get_shape (layer, in, &out, error))
    return FALSE;
  for (gsize i = 0; i < wk_maps_count (&out); i++)
    {
      Window window;
      const double *plane = x + find_window (layer, in, &out, i, &window);
      double sum = 0;

      for (guint r = window.row_begin; r < window.row_end; r++)
        {
          for (guint c = window.column_begin; c < window.column_end; c++)
            sum += plane[r * in->n_columns + c];
        }
      y[i] = sum / window.area;
    }
  return wk_numeric_check_finite (y, wk_maps_count (&out), "output of the pool", error);
}

gboolean
wk_average_pool_backward (const WkPoolLayer *layer,
                          const WkMaps *in,
                          const double *dy,
                          double *dx,
                          GError **error)
{
  WkMaps out;

  g_return_val_if_fail (dy != NULL && dx != NULL, FALSE);

  if (!wk_pool_layer_get_shape (layer, in, &out, error))
    return FALSE;
  memset (dx, 0, wk_maps_count (in) * sizeof *dx);
  for (gsize i = 0; i < wk_maps_count (&out); i++)
    {
      Window window;
      double *plane = dx + find_window (layer, in, &out, i, &window);

      for (guint r = window.row_begin; r < window.row_end; r++)
        {
          for (guint c = window.column_begin; c < window.column_end; c++)
            plane[r * in->n_columns + c] += dy[i] / window.area;
        }
    }
  return wk_numeric_check_finite (dx, wk_maps_count (in), "dx", error);
}
