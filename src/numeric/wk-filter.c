/* wk-filter.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are made ready one by one as the output goes down: a row with its padding beside
 * it, for a separable kernel already filtered along itself. A ring holds as many as the
 * kernel is high, which fits the processor's cache. An output row is then a weighted
 * sum of shifted rows.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-filter-private.h"
#include "numeric/wk-numeric.h"

/* What two factors may differ from the kernel by, relative to its largest weight. */
#define SPLIT_TOLERANCE 1e-13
#define NO_ROW G_MININT

/* Weights that are not 0, with the places they read. */
typedef struct
{
  guint n;
  float *weights;
  int *rows, *columns; /* offsets from the window's first row and column, >= 0 */
} Terms;

typedef struct
{
  const WkConv *conv;
  const float *image;
  int n_rows, n_columns;
  WkConvRange range;
  const WkFilterUnit *unit;
  int first_row, first_column; /* of the window of output (0, 0), in the image */
  int window_rows, window_columns;
  int width;   /* of what the windows of an output row read */
  int n_dense; /* of an output row before the stride */

  Terms across; /* of a separable kernel: the pass along the rows; else nothing */
  Terms terms;  /* of what makes an output row out of the ring's */

  float *padded;          /* one row with its padding, for the pass along it */
  float *zeros;           /* one row outside the image */
  float *dense;           /* one output row before the stride */
  float *ring;            /* window_rows rows */
  int *ring_holds;        /* which row of the window's axis each slot holds */
  const float **rows;     /* where each slot's row is: in the ring or in the image */
  const float **pointers; /* of the terms */
  const float **across_pointers; /* of the pass along the rows */
} Run;

static void
free_run (Run *run)
{
  g_free (run->across.weights);
  g_free (run->across.rows);
  g_free (run->across.columns);
  g_free (run->terms.weights);
  g_free (run->terms.rows);
  g_free (run->terms.columns);
  g_free (run->padded);
  g_free (run->zeros);
  g_free (run->dense);
  g_free (run->ring);
  g_free (run->ring_holds);
  g_free (run->rows);
  g_free (run->pointers);
  g_free (run->across_pointers);
}

/* --- kernels --- */

gboolean
wk_filter_split (const WkPlane *kernel, double *column, double *row)
{
  gsize width, n, top = 0;
  double largest;

  g_return_val_if_fail (kernel != NULL && kernel->data != NULL, FALSE);
  g_return_val_if_fail (kernel->n_rows >= 1 && kernel->n_columns >= 1, FALSE);

  width = (gsize) kernel->n_columns;
  n = (gsize) kernel->n_rows * width;
  for (gsize i = 1; i < n; i++)
    if (fabs (kernel->data[i]) > fabs (kernel->data[top]))
      top = i;
  largest = kernel->data[top];
  for (gsize i = 0; i < n; i++)
    {
      double c = kernel->data[i / width * width + top % width];
      double r = kernel->data[top / width * width + i % width];
      double product = largest != 0 ? c * (r / largest) : 0;

      /* The negation also refuses a NaN. */
      if (!(fabs (kernel->data[i] - product) <= SPLIT_TOLERANCE * fabs (largest)))
        return FALSE;
    }
  for (gsize i = 0; column != NULL && i < (gsize) kernel->n_rows; i++)
    column[i] = kernel->data[i * width + top % width];
  for (gsize i = 0; row != NULL && i < width; i++)
    row[i] = largest != 0 ? kernel->data[top / width * width + i] / largest : 0;
  return TRUE;
}

static int
offset_of (WkConvMode mode, int i, int n, int dilation)
{
  return (mode == WK_CONV_CONVOLUTION ? n - 1 - i : i) * dilation;
}

/* Of a kernel of @n_rows x @n_columns. A kernel of zeros keeps one, so that there is a
 * sum. FALSE without memory. */
static gboolean
make_terms (const WkConv *conv,
            const double *weights,
            int n_rows,
            int n_columns,
            Terms *terms)
{
  gsize n = (gsize) n_rows * (gsize) n_columns;

  terms->weights = g_try_new (float, n);
  terms->rows = g_try_new (int, n);
  terms->columns = g_try_new (int, n);
  if (terms->weights == NULL || terms->rows == NULL || terms->columns == NULL)
    return FALSE;
  for (int u = 0; u < n_rows; u++)
    for (int v = 0; v < n_columns; v++)
      {
        float weight = (float) *weights++;

        if (weight == 0 && !(terms->n == 0 && u == n_rows - 1 && v == n_columns - 1))
          continue;
        terms->weights[terms->n] = weight;
        terms->rows[terms->n] = offset_of (conv->mode, u, n_rows, conv->dilation_row);
        terms->columns[terms->n++] =
            offset_of (conv->mode, v, n_columns, conv->dilation_column);
      }
  return TRUE;
}

static gboolean
make_both_terms (Run *run, gboolean separable)
{
  const WkPlane *kernel = &run->conv->kernel;
  g_autofree double *column = NULL;
  g_autofree double *row = NULL;

  if (!separable)
    return make_terms (run->conv, kernel->data, kernel->n_rows, kernel->n_columns,
                       &run->terms);
  column = g_try_new (double, kernel->n_rows);
  row = g_try_new (double, kernel->n_columns);
  return column != NULL && row != NULL && wk_filter_split (kernel, column, row) &&
         make_terms (run->conv, row, 1, kernel->n_columns, &run->across) &&
         make_terms (run->conv, column, kernel->n_rows, 1, &run->terms);
}

/* --- rows --- */

/* The row @row of the image, or a place above or below it, as wide as the windows
 * reach. May point into the image itself. */
static const float *
pad_row (Run *run, int row, float *out)
{
  WkPadding padding = run->conv->padding;
  int from = wk_padding_index (padding, row, run->n_rows);
  int left = MAX (-run->first_column, 0), inner;
  const float *source;

  if (from < 0)
    return run->zeros;
  source = run->image + (gsize) from * (gsize) run->n_columns;
  if (run->first_column >= 0 && run->first_column + run->width <= run->n_columns)
    return source + run->first_column;
  left = MIN (left, run->width);
  inner = MIN (run->width, run->n_columns - run->first_column);
  for (int i = 0; i < left; i++)
    {
      int at = wk_padding_index (padding, run->first_column + i, run->n_columns);

      out[i] = at < 0 ? 0 : source[at];
    }
  if (inner > left)
    memcpy (out + left, source + run->first_column + left,
            (gsize) (inner - left) * sizeof (float));
  for (int i = MAX (inner, left); i < run->width; i++)
    {
      int at = wk_padding_index (padding, run->first_column + i, run->n_columns);

      out[i] = at < 0 ? 0 : source[at];
    }
  return out;
}

static void
combine_across (Run *run, const float *row, float *out)
{
  for (guint t = 0; t < run->across.n; t++)
    run->across_pointers[t] = row + run->across.columns[t];
  run->unit->combine (run->across_pointers, run->across.weights, run->across.n, out,
                      run->n_dense);
}

/* The row @row, ready for the sum. */
static const float *
get_row (Run *run, int row)
{
  int slot = (row - run->first_row) % run->window_rows;
  float *place = run->ring + (gsize) slot * (gsize) run->width;

  if (run->ring_holds[slot] == row)
    return run->rows[slot];
  if (run->across.n > 0)
    {
      combine_across (run, pad_row (run, row, run->padded), place);
      run->rows[slot] = place;
    }
  else
    run->rows[slot] = pad_row (run, row, place);
  run->ring_holds[slot] = row;
  return run->rows[slot];
}

static gboolean
fill_output (Run *run, float *out, GError **error)
{
  int stride_row = run->conv->stride_row, stride = run->conv->stride_column;
  int n = run->range.n_columns;

  for (int p = 0; p < run->range.n_rows; p++, out += n)
    {
      int top = run->first_row + p * stride_row;
      float *row = stride == 1 ? out : run->dense;

      for (guint t = 0; t < run->terms.n; t++)
        run->pointers[t] =
            get_row (run, top + run->terms.rows[t]) + run->terms.columns[t];
      run->unit->combine (run->pointers, run->terms.weights, run->terms.n, row,
                          run->n_dense);
      for (int q = 0; stride != 1 && q < n; q++)
        out[q] = row[(gsize) q * (gsize) stride];
      if (!run->unit->is_finite (out, n))
        return wk_numeric_set_not_finite (
            error, 0, N_ ("row %u of the output: a value is not finite"), (guint) p + 1,
            0, 0);
    }
  return TRUE;
}

/* --- the whole --- */

static gboolean
allocate (Run *run)
{
  gsize width = (gsize) run->width;

  if (width * (gsize) run->window_rows > WK_NUMERIC_MAX_LENGTH)
    return FALSE;
  run->padded = g_try_new (float, width);
  run->zeros = g_try_new0 (float, width);
  run->dense = g_try_new (float, run->n_dense);
  run->ring = g_try_new (float, width *(gsize) run->window_rows);
  run->ring_holds = g_try_new (int, run->window_rows);
  run->rows = g_try_new (const float *, run->window_rows);
  run->pointers = g_try_new (const float *, run->terms.n);
  run->across_pointers = g_try_new (const float *, run->across.n + 1);
  if (run->padded == NULL || run->zeros == NULL || run->dense == NULL ||
      run->ring == NULL || run->ring_holds == NULL || run->rows == NULL ||
      run->pointers == NULL || run->across_pointers == NULL)
    return FALSE;
  for (int i = 0; i < run->window_rows; i++)
    run->ring_holds[i] = NO_ROW;
  return TRUE;
}

/* Two passes cost the rows of the window once more in memory. */
static gboolean
is_separable_better (const WkConv *conv)
{
  gsize n = (gsize) conv->kernel.n_rows * (gsize) conv->kernel.n_columns, n_terms = 0;

  for (gsize i = 0; i < n; i++)
    n_terms += conv->kernel.data[i] != 0;
  return n_terms > (gsize) conv->kernel.n_rows + (gsize) conv->kernel.n_columns + 3 &&
         wk_filter_split (&conv->kernel, NULL, NULL);
}

static void
place_windows (Run *run)
{
  const WkConv *conv = run->conv;
  gboolean turned = conv->mode == WK_CONV_CONVOLUTION;
  int u = turned ? conv->kernel.n_rows - 1 - conv->origin_row : conv->origin_row;
  int v =
      turned ? conv->kernel.n_columns - 1 - conv->origin_column : conv->origin_column;

  run->first_row = run->range.row - u * conv->dilation_row;
  run->first_column = run->range.column - v * conv->dilation_column;
  run->window_rows = (conv->kernel.n_rows - 1) * conv->dilation_row + 1;
  run->window_columns = (conv->kernel.n_columns - 1) * conv->dilation_column + 1;
  run->n_dense = (run->range.n_columns - 1) * conv->stride_column + 1;
  run->width = run->n_dense + run->window_columns - 1;
}

WkConvRange
wk_filter_get_range (const WkConv *conv, int n_rows, int n_columns)
{
  static const double nothing;

  return wk_conv_get_range (conv, &(WkPlane){ n_rows, n_columns, &nothing });
}

gboolean
wk_filter_map_by (const WkConv *conv,
                  WkFilterWay way,
                  const WkFilterUnit *unit,
                  const float *image,
                  int n_rows,
                  int n_columns,
                  float *out,
                  GError **error)
{
  Run run = {
    .conv = conv, .image = image, .n_rows = n_rows, .n_columns = n_columns, .unit = unit
  };
  gboolean done = FALSE;

  g_return_val_if_fail (conv != NULL && image != NULL && out != NULL, FALSE);

  run.range = wk_filter_get_range (conv, n_rows, n_columns);
  if (run.range.n_rows == 0 || run.range.n_columns == 0)
    return TRUE;
  if (!wk_numeric_check_finite (conv->kernel.data,
                                (gsize) conv->kernel.n_rows *
                                    (gsize) conv->kernel.n_columns,
                                "kernel", error))
    return FALSE;
  place_windows (&run);
  if (way == WK_FILTER_AUTO)
    way = is_separable_better (conv) ? WK_FILTER_SEPARABLE : WK_FILTER_DIRECT;
  if (make_both_terms (&run, way == WK_FILTER_SEPARABLE) && allocate (&run))
    done = fill_output (&run, out, error);
  else
    g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED,
                 "filter: not enough memory for a window of %d rows", run.window_rows);
  free_run (&run);
  return done;
}

gboolean
wk_filter_map (const WkConv *conv,
               const float *image,
               int n_rows,
               int n_columns,
               float *out,
               GError **error)
{
  return wk_filter_map_by (conv, WK_FILTER_AUTO, wk_filter_get_best_unit (), image,
                           n_rows, n_columns, out, error);
}
