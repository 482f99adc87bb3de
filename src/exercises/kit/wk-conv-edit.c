/* wk-conv-edit.c - hands on image, kernel and output of a convolution
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of image and kernel are typed, stepped and dragged. A pick on the kernel
 * moves its origin; one on the output, or on the image, moves the pixel that is asked;
 * the ring on the image that marks the pixel is dragged from cell to cell.
 */
#include "config.h"

#include "exercises/kit/wk-conv-kit.h"

#include <math.h>
#include <stdio.h>

#include "exercises/kit/wk-number-edit.h"
#include "scene/wk-scene.h"

/* Play Map goes over a photograph with about so many stops a side. */
#define PHOTO_STOPS 12

static WkParams *
with_pair (const WkParams *params,
           const char *key,
           int first,
           int second,
           GError **error)
{
  const double pair[] = { first, second };
  g_autoptr (WkValue) value = wk_value_new_vector (pair, 2);

  return wk_params_with (params, key, value, error);
}

/* The check across parameters is the caller's, as for every edit; but a pixel that is
 * dragged stays on the map. */
static WkParams *
with_pixel (const WkConvWork *work,
            const WkParams *params,
            int row,
            int column,
            GError **error)
{
  row = CLAMP (row, 0, work->range.n_rows - 1);
  column = CLAMP (column, 0, work->range.n_columns - 1);
  if (row == work->row && column == work->column)
    return NULL;
  return with_pair (params, "pixel", row, column, error);
}

/* The unit of the output whose origin is nearest to place @place of the image. */
static int
nearest_unit (int place, int start, int stride)
{
  return (int) rint ((place - start) / (double) stride);
}

static WkParams *
edit_place (const WkConvWork *work,
            const WkParams *params,
            const WkItem *item,
            const WkEdit *edit,
            GError **error)
{
  double cell = item->type == WK_ITEM_BOX ? item->box.width : 1.0;
  double cell_height = item->type == WK_ITEM_BOX ? item->box.height : 1.0;

  if (edit->type == WK_EDIT_DRAG)
    return with_pixel (
        work, params,
        nearest_unit (work->at_row + (int) rint (edit->dy / MAX (cell_height, 1.0)),
                      work->range.row, work->conv.stride_row),
        nearest_unit (work->at_column + (int) rint (edit->dx / MAX (cell, 1.0)),
                      work->range.column, work->conv.stride_column),
        error);
  if (edit->type == WK_EDIT_SET || edit->type == WK_EDIT_STEP)
    {
      g_autofree char *path =
          g_strdup_printf ("image[%d][%d]", work->at_row, work->at_column);

      return wk_number_edit (params, path, edit, WK_CONV_MAX_NUMBER, error);
    }
  return NULL;
}

/* The pixel of a picture under the pointer, in whole pixels of @n. */
static int
pixel_at (double at, double from, double size, int n)
{
  return CLAMP ((int) floor ((at - from) / MAX (size, 1.0) * n), 0, n - 1);
}

/* On the photograph or on what comes out: the pixel follows the pointer. */
static WkParams *
edit_picture (const WkConvWork *work,
              const WkParams *params,
              const WkItem *item,
              const WkEdit *edit,
              GError **error)
{
  gboolean is_input = g_str_equal (item->id, "photo-input");
  int row, column;

  if (edit->type == WK_EDIT_STEP)
    return wk_conv_walk (params, (int) rint (edit->amount));
  if (!edit->at_point || edit->type == WK_EDIT_SET)
    return NULL;
  row = pixel_at (edit->y, item->image.y, item->image.height,
                  is_input ? work->image.n_rows : work->range.n_rows);
  column = pixel_at (edit->x, item->image.x, item->image.width,
                     is_input ? work->image.n_columns : work->range.n_columns);
  if (is_input)
    {
      row = nearest_unit (row, work->range.row, work->conv.stride_row);
      column = nearest_unit (column, work->range.column, work->conv.stride_column);
    }
  return with_pixel (work, params, row, column, error);
}

/* A kernel of the library becomes the exercise's own before it is changed. */
static WkParams *
with_own_kernel (const WkConvWork *work, const WkParams *params, GError **error)
{
  const WkPlane *kernel = &work->conv.kernel;
  gsize n = (gsize) kernel->n_rows * (gsize) kernel->n_columns;
  g_autofree double *weights = g_memdup2 (work->kernel, n * sizeof (double));
  g_autoptr (WkValue) own = wk_value_new_string ("own");
  g_autoptr (WkValue) matrix = NULL;
  g_autoptr (WkParams) with_kernel = NULL;
  g_autoptr (WkParams) with_origin = NULL;

  for (gsize i = 0; i < n; i++)
    weights[i] /= work->divisor;
  matrix =
      wk_value_new_matrix (weights, (gsize) kernel->n_rows, (gsize) kernel->n_columns);
  with_kernel = wk_params_with (params, "kernel", matrix, error);
  if (with_kernel == NULL)
    return NULL;
  with_origin = with_pair (with_kernel, "origin", work->conv.origin_row,
                           work->conv.origin_column, error);
  return with_origin != NULL ? wk_params_with (with_origin, "filter", own, error)
                             : NULL;
}

static WkParams *
edit_cell (const WkConvWork *work,
           const WkParams *params,
           const WkItem *item,
           const WkEdit *edit,
           GError **error)
{
  int row, column;

  if (edit->type == WK_EDIT_PICK)
    {
      if (sscanf (item->edits, "kernel[%d][%d]", &row, &column) == 2)
        return with_pair (params, "origin", row, column, error);
      if (sscanf (item->edits, "image[%d][%d]", &row, &column) == 2)
        return with_pixel (
            work, params, nearest_unit (row, work->range.row, work->conv.stride_row),
            nearest_unit (column, work->range.column, work->conv.stride_column), error);
    }
  return wk_number_edit (params, item->edits, edit, WK_CONV_MAX_NUMBER, error);
}

WkParams *
wk_conv_edit (const WkParams *params,
              const WkItem *item,
              const WkEdit *edit,
              GError **error)
{
  g_autoptr (WkConvWork) work = wk_conv_work_new (params, NULL, NULL);
  int row, column;

  if (work == NULL || item->edits == NULL)
    return NULL;
  if (g_str_equal (item->id, "place"))
    return edit_place (work, params, item, edit, error);
  if (sscanf (item->id, "output-%d-%d", &row, &column) == 2)
    {
      if (edit->type == WK_EDIT_STEP)
        return wk_conv_walk (params, (int) rint (edit->amount));
      return edit->type == WK_EDIT_PICK ? with_pixel (work, params, row, column, error)
                                        : NULL;
    }
  if (item->type == WK_ITEM_IMAGE)
    return edit_picture (work, params, item, edit, error);
  if (!work->is_own && g_str_has_prefix (item->edits, "kernel"))
    {
      g_autoptr (WkParams) own = with_own_kernel (work, params, error);

      return own != NULL ? edit_cell (work, own, item, edit, error) : NULL;
    }
  return edit_cell (work, params, item, edit, error);
}

/* Every cell of a map of numbers, some of a photograph. */
static void
find_strides (const WkConvWork *work, int *row, int *column)
{
  *row = work->photo != NULL ? MAX (1, work->range.n_rows / PHOTO_STOPS) : 1;
  *column = work->photo != NULL ? MAX (1, work->range.n_columns / PHOTO_STOPS) : 1;
}

WkParams *
wk_conv_walk (const WkParams *params, int places)
{
  g_autoptr (WkConvWork) work = wk_conv_work_new (params, NULL, NULL);
  int row_stride, column_stride, n_rows, n_columns, place;

  if (work == NULL || places == 0)
    return NULL;
  if (places == G_MININT)
    return with_pixel (work, params, 0, 0, NULL);
  find_strides (work, &row_stride, &column_stride);
  n_rows = (work->range.n_rows - 1) / row_stride + 1;
  n_columns = (work->range.n_columns - 1) / column_stride + 1;
  place = work->row / row_stride * n_columns + work->column / column_stride;
  if (places < -place || places >= n_rows * n_columns - place)
    return NULL;
  place += places;
  return with_pair (params, "pixel", place / n_columns * row_stride,
                    place % n_columns * column_stride, NULL);
}
