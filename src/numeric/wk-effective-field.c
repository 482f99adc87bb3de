/* wk-effective-field.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of paths overflow a double for a hundred layers, so each layer's are divided
 * by their largest; only their ratios are asked for.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-effective-field.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-random.h"

/* Of a field along one axis; keeps a plane below WK_NUMERIC_MAX_LENGTH. */
#define MAX_WIDTH 16384

/* Units of one depth along one axis. */
typedef struct
{
  gint64 start;   /* the first that counts, may be in the padding */
  guint width;    /* how many */
  gint64 n_units; /* those there are: 0 .. n_units - 1 */
} Span;

/* @spans: one a depth, n_layers + 1; the last is the unit itself. */
static gboolean
trace_spans (const WkWindow *layers,
             guint n_layers,
             int n_inputs,
             gint64 unit,
             Span *spans,
             GError **error)
{
  g_autofree WkReceptiveField *rows = g_new (WkReceptiveField, n_layers + 1);

  if (!wk_receptive_field_trace (layers, n_layers, n_inputs, rows, error))
    return FALSE;
  if (unit < 0 || unit >= rows[n_layers].n_units || rows[n_layers].width > MAX_WIDTH)
    {
      g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                           "effective field: no such unit, or its field is too wide");
      return FALSE;
    }
  spans[n_layers] = (Span){ unit, 1, rows[n_layers].n_units };
  for (guint l = n_layers; l > 0; l--)
    {
      const WkWindow *layer = &layers[l - 1];
      const Span *out = &spans[l];

      spans[l - 1] = (Span){
        .start = out->start * layer->stride - layer->pad_begin,
        .width = (guint) ((gint64) (out->width - 1) * layer->stride +
                          (gint64) layer->dilation * (layer->kernel - 1) + 1),
        .n_units = rows[l - 1].n_units,
      };
    }
  return TRUE;
}

static gboolean
is_unit (const Span *span, guint i)
{
  return span->start + i >= 0 && span->start + i < span->n_units;
}

gboolean
wk_effective_field_extent (const WkWindow *layers,
                           guint n_layers,
                           int n_inputs,
                           gint64 unit,
                           WkFieldExtent *extent,
                           GError **error)
{
  g_autofree Span *spans = g_new (Span, n_layers + 1);

  g_return_val_if_fail (layers != NULL || n_layers == 0, FALSE);

  if (!trace_spans (layers, n_layers, n_inputs, unit, spans, error))
    return FALSE;
  *extent = (WkFieldExtent){ spans[0].start, spans[0].width };
  return TRUE;
}

/* Divides by the largest, so that it is 1. FALSE if there is none, or one that is not
 * finite. */
static gboolean
scale_to_one (double *values, gsize n)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (values[i]))
        return FALSE;
      largest = MAX (largest, fabs (values[i]));
    }
  for (gsize i = 0; i < n && largest > 0; i++)
    values[i] /= largest;
  return largest > 0;
}

static gboolean
fail_scale (GError **error)
{
  return wk_numeric_set_not_finite (
      error, 0, N_ ("effective field: a gradient is not finite, or all are 0"), 0, 0,
      0);
}

gboolean
wk_effective_field_expect (const WkWindow *layers,
                           guint n_layers,
                           int n_inputs,
                           gint64 unit,
                           double *profile,
                           GError **error)
{
  g_autofree Span *spans = g_new (Span, n_layers + 1);
  g_autofree double *next = NULL;

  g_return_val_if_fail ((layers != NULL || n_layers == 0) && profile != NULL, FALSE);

  if (!trace_spans (layers, n_layers, n_inputs, unit, spans, error))
    return FALSE;
  next = wk_numeric_try_alloc (spans[0].width, error);
  if (next == NULL)
    return FALSE;
  profile[0] = 1;
  for (guint l = n_layers; l > 0; l--)
    {
      const WkWindow *layer = &layers[l - 1];

      memset (next, 0, spans[l - 1].width * sizeof (double));
      for (guint p = 0; p < spans[l].width; p++)
        for (guint u = 0; u < (guint) layer->kernel; u++)
          next[p * (guint) layer->stride + u * (guint) layer->dilation] += profile[p];
      for (guint i = 0; i < spans[l - 1].width; i++)
        profile[i] = is_unit (&spans[l - 1], i) ? next[i] : 0;
      if (!scale_to_one (profile, spans[l - 1].width))
        return fail_scale (error);
    }
  for (guint i = 0; i < spans[0].width; i++)
    profile[i] = sqrt (profile[i]);
  return TRUE;
}

/* --- real weights --- */

typedef struct
{
  const WkEffectiveStack *stack;
  Span *rows, *columns;  /* one a depth */
  double *here, *before; /* gradients at two depths */
  WkRandom *random;
} Draw;

static void
go_back (Draw *draw, guint l)
{
  const WkWindow *row = &draw->stack->rows[l - 1],
                 *column = &draw->stack->columns[l - 1];
  const Span *rows = &draw->rows[l], *columns = &draw->columns[l];
  const Span *in_rows = &draw->rows[l - 1], *in_columns = &draw->columns[l - 1];
  double scale = 1 / sqrt ((double) row->kernel * column->kernel);
  double *swap = draw->here;

  memset (draw->before, 0,
          (gsize) in_rows->width * in_columns->width * sizeof (double));
  for (guint u = 0; u < (guint) row->kernel; u++)
    for (guint v = 0; v < (guint) column->kernel; v++)
      {
        double w = wk_random_normal (draw->random) * scale;

        for (guint p = 0; p < rows->width; p++)
          {
            gsize r = p * (guint) row->stride + u * (guint) row->dilation;
            double *to =
                draw->before + r * in_columns->width + v * (guint) column->dilation;
            const double *from = draw->here + (gsize) p * columns->width;

            for (guint q = 0; q < columns->width; q++)
              to[(gsize) q * (guint) column->stride] += w * from[q];
          }
      }
  for (guint r = 0; r < in_rows->width; r++)
    for (guint c = 0; c < in_columns->width; c++)
      if (!is_unit (in_rows, r) || !is_unit (in_columns, c))
        draw->before[(gsize) r * in_columns->width + c] = 0;
  draw->here = draw->before;
  draw->before = swap;
}

static gboolean
sample (Draw *draw, guint n_draws, double *field, GError **error)
{
  gsize n = (gsize) draw->rows[0].width * draw->columns[0].width;

  draw->here = wk_numeric_try_alloc (n, error);
  draw->before = draw->here != NULL ? wk_numeric_try_alloc (n, error) : NULL;
  if (draw->before == NULL)
    return FALSE;
  memset (field, 0, n * sizeof (double));
  for (guint i = 0; i < n_draws; i++)
    {
      draw->here[0] = 1;
      for (guint l = draw->stack->n_layers; l > 0; l--)
        go_back (draw, l);
      for (gsize k = 0; k < n; k++)
        field[k] += draw->here[k] * draw->here[k];
    }
  for (gsize k = 0; k < n; k++)
    field[k] = sqrt (field[k]);
  return scale_to_one (field, n) || fail_scale (error);
}

gboolean
wk_effective_field_sample (const WkEffectiveStack *stack,
                           guint64 seed,
                           guint n_draws,
                           double *field,
                           GError **error)
{
  Draw draw = { .stack = stack };
  gboolean done;

  g_return_val_if_fail (stack != NULL && field != NULL && n_draws >= 1, FALSE);

  draw.rows = g_new (Span, stack->n_layers + 1);
  draw.columns = g_new (Span, stack->n_layers + 1);
  draw.random = wk_random_new (seed);
  done = trace_spans (stack->rows, stack->n_layers, stack->n_rows, stack->unit_row,
                      draw.rows, error) &&
         trace_spans (stack->columns, stack->n_layers, stack->n_columns,
                      stack->unit_column, draw.columns, error) &&
         sample (&draw, n_draws, field, error);
  wk_random_free (draw.random);
  g_free (draw.here);
  g_free (draw.before);
  g_free (draw.rows);
  g_free (draw.columns);
  return done;
}

gsize
wk_effective_field_count (const double *values, gsize n, double share)
{
  double largest = 0;
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, values[i]);
  for (gsize i = 0; i < n; i++)
    count += values[i] > share * largest;
  return count;
}
