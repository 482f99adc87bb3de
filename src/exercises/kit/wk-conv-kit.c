/* wk-conv-kit.c - from parameters to a worked pixel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-conv-kit.h"

#include "exercises/kit/wk-conv-library.h"

static void
get_pair (const WkParams *params, const char *key, int *first, int *second)
{
  double pair[2];

  wk_params_get_pair (params, key, pair);
  *first = (int) pair[0];
  *second = (int) pair[1];
}

static void
read_kernel (const WkParams *params, WkConvWork *work)
{
  WkConv *conv = &work->conv;
  WkConvFilter filter;
  gsize rows, columns;

  if (wk_conv_filter_get (wk_params_get_choice (params, "filter"), &filter))
    {
      rows = (gsize) filter.n_rows;
      columns = (gsize) filter.n_columns;
      work->kernel = g_memdup2 (filter.weights, rows * columns * sizeof (double));
      work->divisor = filter.divisor;
    }
  else
    {
      work->kernel = wk_params_dup_matrix (params, "kernel", &rows, &columns);
      work->divisor = 1.0;
      work->is_own = TRUE;
    }
  conv->kernel = (WkPlane){ (int) rows, (int) columns, work->kernel };
  conv->origin_row = ((int) rows - 1) / 2;
  conv->origin_column = ((int) columns - 1) / 2;
  if (work->is_own && wk_params_has (params, "origin"))
    get_pair (params, "origin", &conv->origin_row, &conv->origin_column);
}

static gboolean
shows_photo (const WkParams *params)
{
  return wk_params_get_choice (params, "source") == 1;
}

/* Everything but what depends on the range of the output. */
static WkConvWork *
read_params (const WkParams *params)
{
  WkConvWork *work = g_new0 (WkConvWork, 1);
  WkConv *conv = &work->conv;
  gsize rows, columns;

  read_kernel (params, work);
  if (!shows_photo (params))
    {
      work->pixels = wk_params_dup_matrix (params, "image", &rows, &columns);
      work->image = (WkPlane){ (int) rows, (int) columns, work->pixels };
    }
  get_pair (params, "stride", &conv->stride_row, &conv->stride_column);
  get_pair (params, "dilation", &conv->dilation_row, &conv->dilation_column);
  get_pair (params, "pixel", &work->row, &work->column);
  conv->mode = (WkConvMode) wk_params_get_choice (params, "mode");
  conv->padding = (WkPadding) wk_params_get_choice (params, "padding");
  return work;
}

static WkConvPhotoKey
photo_key (const WkConvWork *work, const WkParams *params)
{
  return (WkConvPhotoKey){ .name = wk_params_get_word (params, "photo"),
                           .conv = &work->conv,
                           .divisor = work->divisor,
                           .colour = wk_params_get_choice (params, "channel") > 0 };
}

gboolean
wk_conv_work_is_slow (const WkParams *params)
{
  g_autoptr (WkConvWork) work = NULL;
  WkConvPhotoKey key;

  if (!shows_photo (params))
    return FALSE;
  work = read_params (params);
  key = photo_key (work, params);
  return wk_conv_photo_is_slow (&key);
}

/* How far the outermost cells of the kernel lie from its origin, before and behind. */
static void
get_reach (int origin, int size, int dilation, gboolean turns, int *before, int *behind)
{
  int low = origin * dilation, high = (size - 1 - origin) * dilation;

  *before = turns ? high : low;
  *behind = turns ? low : high;
}

static void
find_padding (WkConvWork *work)
{
  const WkConv *conv = &work->conv;
  const WkConvRange *range = &work->range;
  gboolean turns = wk_conv_work_turns (work);
  int before, behind, last;

  get_reach (conv->origin_row, conv->kernel.n_rows, conv->dilation_row, turns, &before,
             &behind);
  last = range->row + (range->n_rows - 1) * conv->stride_row;
  work->above = MAX (0, before - range->row);
  work->below = MAX (0, last + behind - (work->image.n_rows - 1));
  get_reach (conv->origin_column, conv->kernel.n_columns, conv->dilation_column, turns,
             &before, &behind);
  last = range->column + (range->n_columns - 1) * conv->stride_column;
  work->left = MAX (0, before - range->column);
  work->right = MAX (0, last + behind - (work->image.n_columns - 1));
}

/* As wk_conv_at(), from the photograph. */
static double
fill_taps (WkConvWork *work)
{
  const WkConv *conv = &work->conv;
  int sign = wk_conv_work_turns (work) ? -1 : 1;
  WkConvTap *tap = work->taps;
  double sum = 0.0;

  for (int u = 0; u < conv->kernel.n_rows; u++)
    for (int v = 0; v < conv->kernel.n_columns; v++, tap++)
      {
        int row = work->at_row + sign * (u - conv->origin_row) * conv->dilation_row;
        int column =
            work->at_column + sign * (v - conv->origin_column) * conv->dilation_column;

        *tap = (WkConvTap){
          .kernel_row = u,
          .kernel_column = v,
          .weight = work->kernel[u * conv->kernel.n_columns + v],
          .row = row,
          .column = column,
          .inside = row >= 0 && column >= 0 && row < work->image.n_rows &&
                    column < work->image.n_columns,
          .from_row = wk_padding_index (conv->padding, row, work->image.n_rows),
          .from_column =
              wk_padding_index (conv->padding, column, work->image.n_columns),
          .value = wk_conv_work_read (work, row, column),
        };
        tap->product = tap->weight * tap->value;
        sum += tap->product;
      }
  return sum;
}

static void
find_place (WkConvWork *work)
{
  const WkConv *conv = &work->conv;

  work->at_row = work->range.row + work->row * conv->stride_row;
  work->at_column = work->range.column + work->column * conv->stride_column;
  work->taps = g_new (WkConvTap, conv->kernel.n_rows * conv->kernel.n_columns);
}

static gboolean
work_photo (WkConvWork *work,
            const WkParams *params,
            GCancellable *cancellable,
            GError **error)
{
  WkConvPhotoKey key = photo_key (work, params);
  guint channel = wk_params_get_choice (params, "channel");

  work->photo = wk_conv_photo_get (&key, cancellable, error);
  if (work->photo == NULL)
    return FALSE;
  work->plane = channel > 0 ? (int) channel - 1 : 0;
  work->image = (WkPlane){ work->photo->n_rows, work->photo->n_columns, NULL };
  work->range = work->photo->range;
  /* Photographs differ in size: the nearest pixel there is. */
  work->row = MIN (work->row, work->range.n_rows - 1);
  work->column = MIN (work->column, work->range.n_columns - 1);
  find_place (work);
  work->value = fill_taps (work) / work->divisor;
  return TRUE;
}

static void
work_numbers (WkConvWork *work)
{
  const WkConv *conv = &work->conv;
  int n;

  work->range = wk_conv_get_range (conv, &work->image);
  find_place (work);
  work->value =
      wk_conv_at (conv, &work->image, work->at_row, work->at_column, work->taps) /
      work->divisor;
  n = work->range.n_rows * work->range.n_columns;
  work->map = g_new (double, n);
  wk_conv_map (conv, &work->image, work->map);
  for (int i = 0; i < n; i++)
    work->map[i] /= work->divisor;
}

WkConvWork *
wk_conv_work_new (const WkParams *params, GCancellable *cancellable, GError **error)
{
  g_autoptr (WkConvWork) work = NULL;

  if (!wk_conv_work_check (params, error))
    return NULL;
  work = read_params (params);
  if (shows_photo (params))
    {
      if (!work_photo (work, params, cancellable, error))
        return NULL;
    }
  else
    work_numbers (work);
  find_padding (work);
  return g_steal_pointer (&work);
}

void
wk_conv_work_free (WkConvWork *work)
{
  g_free (work->kernel);
  g_free (work->pixels);
  g_free (work->taps);
  g_free (work->map);
  g_clear_pointer (&work->photo, wk_conv_photo_unref);
  g_free (work);
}

double
wk_conv_work_pixel (const WkConvWork *work, int row, int column)
{
  if (work->photo != NULL)
    return work->photo
        ->in[work->plane][(gsize) row * (gsize) work->image.n_columns + (gsize) column];
  return work->pixels[row * work->image.n_columns + column];
}

gboolean
wk_conv_work_turns (const WkConvWork *work)
{
  return work->conv.mode == WK_CONV_CONVOLUTION;
}

const WkConvTap *
wk_conv_work_tap (const WkConvWork *work, int r, int c)
{
  const WkPlane *kernel = &work->conv.kernel;

  if (wk_conv_work_turns (work))
    {
      r = kernel->n_rows - 1 - r;
      c = kernel->n_columns - 1 - c;
    }
  return &work->taps[r * kernel->n_columns + c];
}

void
wk_conv_work_origin (const WkConvWork *work, int *row, int *column)
{
  const WkConv *conv = &work->conv;
  gboolean turns = wk_conv_work_turns (work);

  *row = turns ? conv->kernel.n_rows - 1 - conv->origin_row : conv->origin_row;
  *column =
      turns ? conv->kernel.n_columns - 1 - conv->origin_column : conv->origin_column;
}

double
wk_conv_work_read (const WkConvWork *work, int row, int column)
{
  int from_row = wk_padding_index (work->conv.padding, row, work->image.n_rows);
  int from_column =
      wk_padding_index (work->conv.padding, column, work->image.n_columns);

  if (from_row < 0 || from_column < 0)
    return 0.0;
  return wk_conv_work_pixel (work, from_row, from_column);
}

guint
wk_conv_work_count_outside (const WkConvWork *work)
{
  int n = work->conv.kernel.n_rows * work->conv.kernel.n_columns;
  guint count = 0;

  for (int i = 0; i < n; i++)
    count += !work->taps[i].inside;
  return count;
}

/* --- what holds across parameters --- */

static gboolean
check_origin (const WkConvWork *work, GError **error)
{
  const WkConv *conv = &work->conv;

  if (conv->origin_row < conv->kernel.n_rows &&
      conv->origin_column < conv->kernel.n_columns)
    return TRUE;
  wk_params_set_error (
      error, WK_PARAMS_ERROR_CROSS, "origin",
      _L (wk_language_from_environment (),
          "row %d, column %d lies outside the kernel of %d × %d; rows and columns "
          "count from 0"),
      conv->origin_row, conv->origin_column, conv->kernel.n_rows,
      conv->kernel.n_columns);
  return FALSE;
}

static gboolean
check_pixel (const WkConvWork *work, const WkConvRange *range, GError **error)
{
  if (work->row < range->n_rows && work->column < range->n_columns)
    return TRUE;
  wk_params_set_error (
      error, WK_PARAMS_ERROR_CROSS, "pixel",
      _L (wk_language_from_environment (),
          "row %d, column %d lies outside the output of %d × %d; rows and columns "
          "count from 0"),
      work->row, work->column, range->n_rows, range->n_columns);
  return FALSE;
}

gboolean
wk_conv_work_check (const WkParams *params, GError **error)
{
  g_autoptr (WkConvWork) work = read_params (params);
  const WkConv *conv = &work->conv;
  WkConvRange range;

  if (!check_origin (work, error))
    return FALSE;
  if (shows_photo (params))
    return TRUE;
  range = wk_conv_get_range (conv, &work->image);
  if (range.n_rows == 0 || range.n_columns == 0)
    {
      wk_params_set_error (
          error, WK_PARAMS_ERROR_CROSS, "padding",
          _L (wk_language_from_environment (),
              "without padding the window must lie inside, and one of %d × %d does not "
              "fit into an image of %d × %d"),
          (conv->kernel.n_rows - 1) * conv->dilation_row + 1,
          (conv->kernel.n_columns - 1) * conv->dilation_column + 1, work->image.n_rows,
          work->image.n_columns);
      return FALSE;
    }
  return check_pixel (work, &range, error);
}
