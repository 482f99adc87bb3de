/* wk-conv.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two modes differ only in the sign of the offset, (u - o) d; a convolution is the
 * cross-correlation with the kernel turned by half a turn and its origin turned along.
 */
#include "config.h"

#include "numeric/wk-conv.h"

#include <math.h>

static const char *const mode_ids[WK_N_CONV_MODES] = {
  [WK_CONV_CONVOLUTION] = "convolution",
  [WK_CONV_CROSS_CORRELATION] = "cross-correlation",
};

static const char *const padding_ids[WK_N_PADDINGS] = {
  [WK_PADDING_NONE] = "none",       [WK_PADDING_ZERO] = "zero",
  [WK_PADDING_REFLECT] = "reflect", [WK_PADDING_REPLICATE] = "replicate",
  [WK_PADDING_WRAP] = "wrap",
};

/* The place of @id in @ids, or -1. */
static int
find_id (const char *const *ids, guint n_ids, const char *id)
{
  for (guint i = 0; i < n_ids; i++)
    {
      if (g_str_equal (ids[i], id))
        return (int) i;
    }
  return -1;
}

const char *
wk_conv_mode_get_id (WkConvMode mode)
{
  g_return_val_if_fail ((guint) mode < WK_N_CONV_MODES, NULL);
  return mode_ids[mode];
}

gboolean
wk_conv_mode_from_id (const char *id, WkConvMode *mode)
{
  int found;

  g_return_val_if_fail (id != NULL && mode != NULL, FALSE);
  found = find_id (mode_ids, WK_N_CONV_MODES, id);
  if (found >= 0)
    *mode = (WkConvMode) found;
  return found >= 0;
}

const char *
wk_padding_get_id (WkPadding padding)
{
  g_return_val_if_fail ((guint) padding < WK_N_PADDINGS, NULL);
  return padding_ids[padding];
}

gboolean
wk_padding_from_id (const char *id, WkPadding *padding)
{
  int found;

  g_return_val_if_fail (id != NULL && padding != NULL, FALSE);
  found = find_id (padding_ids, WK_N_PADDINGS, id);
  if (found >= 0)
    *padding = (WkPadding) found;
  return found >= 0;
}

int
wk_padding_index (WkPadding padding, int i, int n)
{
  int period;

  g_return_val_if_fail (n >= 1, -1);

  if (i >= 0 && i < n)
    return i;
  switch (padding)
    {
    case WK_PADDING_REPLICATE:
      return i < 0 ? 0 : n - 1;
    case WK_PADDING_WRAP:
      return (i % n + n) % n;
    case WK_PADDING_REFLECT:
      /* There and back without standing still at the ends: 0 .. n-1 .. 1. */
      if (n == 1)
        return 0;
      period = 2 * (n - 1);
      i = (i % period + period) % period;
      return i < n ? i : period - i;
    default:
      return -1;
    }
}

/* How far the cell (u, v) lies from the place of the output. */
static void
get_offset (const WkConv *conv, int u, int v, int *row, int *column)
{
  int sign = conv->mode == WK_CONV_CONVOLUTION ? -1 : 1;

  *row = sign * (u - conv->origin_row) * conv->dilation_row;
  *column = sign * (v - conv->origin_column) * conv->dilation_column;
}

static gboolean
is_side (int n)
{
  return n >= 1 && n <= WK_CONV_MAX_SIDE;
}

static gboolean
plane_is_valid (const WkPlane *plane)
{
  return plane != NULL && plane->data != NULL && is_side (plane->n_rows) &&
         is_side (plane->n_columns);
}

static gboolean
conv_is_valid (const WkConv *conv)
{
  return conv != NULL && plane_is_valid (&conv->kernel) && conv->origin_row >= 0 &&
         conv->origin_row < conv->kernel.n_rows && conv->origin_column >= 0 &&
         conv->origin_column < conv->kernel.n_columns && is_side (conv->dilation_row) &&
         is_side (conv->dilation_column) && is_side (conv->stride_row) &&
         is_side (conv->stride_column);
}

/* Places first, first + stride, ... of @n samples with first + low >= 0 and the last
 * one
 * + high < n. */
static void
find_places (int low, int high, int n, int stride, int *first, int *n_places)
{
  int last = n - 1 - high;

  *first = -low;
  *n_places = last >= *first ? (last - *first) / stride + 1 : 0;
}

WkConvRange
wk_conv_get_range (const WkConv *conv, const WkPlane *image)
{
  WkConvRange range = { 0 };
  int low[2] = { 0 }, high[2] = { 0 };

  g_return_val_if_fail (conv_is_valid (conv) && plane_is_valid (image), range);

  if (conv->padding == WK_PADDING_NONE)
    {
      int a[2], b[2];

      get_offset (conv, 0, 0, &a[0], &a[1]);
      get_offset (conv, conv->kernel.n_rows - 1, conv->kernel.n_columns - 1, &b[0],
                  &b[1]);
      for (guint axis = 0; axis < 2; axis++)
        {
          low[axis] = MIN (a[axis], b[axis]);
          high[axis] = MAX (a[axis], b[axis]);
        }
    }
  find_places (low[0], high[0], image->n_rows, conv->stride_row, &range.row,
               &range.n_rows);
  find_places (low[1], high[1], image->n_columns, conv->stride_column, &range.column,
               &range.n_columns);
  return range;
}

static WkConvTap
make_tap (const WkConv *conv, const WkPlane *image, int row, int column, int u, int v)
{
  WkConvTap tap = { .kernel_row = u, .kernel_column = v };
  int row_offset, column_offset;

  get_offset (conv, u, v, &row_offset, &column_offset);
  tap.weight =
      conv->kernel.data[(gsize) u * (gsize) conv->kernel.n_columns + (gsize) v];
  tap.row = row + row_offset;
  tap.column = column + column_offset;
  tap.inside = tap.row >= 0 && tap.row < image->n_rows && tap.column >= 0 &&
               tap.column < image->n_columns;
  tap.from_row = wk_padding_index (conv->padding, tap.row, image->n_rows);
  tap.from_column = wk_padding_index (conv->padding, tap.column, image->n_columns);
  if (tap.from_row < 0 || tap.from_column < 0)
    tap.from_row = tap.from_column = -1;
  else
    tap.value = image->data[(gsize) tap.from_row * (gsize) image->n_columns +
                            (gsize) tap.from_column];
  tap.product = tap.weight * tap.value;
  return tap;
}

double
wk_conv_at (const WkConv *conv,
            const WkPlane *image,
            int row,
            int column,
            WkConvTap *taps)
{
  double sum = 0;

  g_return_val_if_fail (conv_is_valid (conv) && plane_is_valid (image), NAN);
  g_return_val_if_fail (row >= 0 && row < image->n_rows, NAN);
  g_return_val_if_fail (column >= 0 && column < image->n_columns, NAN);

  for (int u = 0; u < conv->kernel.n_rows; u++)
    {
      for (int v = 0; v < conv->kernel.n_columns; v++)
        {
          WkConvTap tap = make_tap (conv, image, row, column, u, v);

          sum += tap.product;
          if (taps != NULL)
            *taps++ = tap;
        }
    }
  return sum;
}

void
wk_conv_map (const WkConv *conv, const WkPlane *image, double *out)
{
  WkConvRange range;

  g_return_if_fail (conv_is_valid (conv) && plane_is_valid (image));

  range = wk_conv_get_range (conv, image);
  for (int p = 0; p < range.n_rows; p++)
    {
      for (int q = 0; q < range.n_columns; q++)
        *out++ = wk_conv_at (conv, image, range.row + p * conv->stride_row,
                             range.column + q * conv->stride_column, NULL);
    }
}
