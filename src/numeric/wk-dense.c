/* wk-dense.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recurrences stand in the header. The loops run over the input node outside and
 * over the output node inside: each sum still adds in the order of its index, while the
 * weights are read in the order in which they lie in memory.
 */
#include "config.h"

#include "numeric/wk-dense.h"

#include <math.h>
#include <string.h>

/* One layer of a trace, or the input, which has only a and dJ_da. */
typedef struct
{
  guint size;
  double *z, *a, *dJ_da, *delta; /* n_samples rows of size */
  double *dW, *db;
} LayerTrace;

struct _WkDenseTrace
{
  guint n_layers; /* without the input */
  guint n_samples;
  double J;
  LayerTrace *layers; /* n_layers + 1, the input first */
  double *block;      /* where all arrays lie */
};

static gboolean
fail_shape (GError **error, const char *message)
{
  g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE, message);
  return FALSE;
}

/* Adds @rows * @columns to @total; FALSE on overflow. */
static gboolean
add_array (gsize *total, gsize rows, gsize columns)
{
  gsize n;

  return g_size_checked_mul (&n, rows, columns) &&
         g_size_checked_add (total, *total, n);
}

static gboolean
count_numbers (const WkDenseLayer *layers,
               guint n_layers,
               guint n_samples,
               gsize *total,
               GError **error)
{
  gboolean fits;

  *total = 0;
  fits = add_array (total, layers[0].n_in, (gsize) n_samples * 2);
  for (guint l = 0; l < n_layers; l++)
    {
      const WkDenseLayer *layer = &layers[l];

      if (layer->n_in < 1 || layer->n_out < 1)
        return fail_shape (error, "a layer needs at least one node");
      if (l > 0 && layer->n_in != layers[l - 1].n_out)
        {
          g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                       "layer %u: takes %u values, but the layer before has %u nodes",
                       l + 1, layer->n_in, layers[l - 1].n_out);
          return FALSE;
        }
      fits = fits && add_array (total, layer->n_out, (gsize) n_samples * 4 + 1) &&
             add_array (total, layer->n_in, layer->n_out);
    }
  if (!fits)
    return fail_shape (error, "the network is too large");
  return TRUE;
}

static double *
take (double **rest, gsize rows, gsize columns)
{
  double *array = *rest;

  *rest += rows * columns;
  return array;
}

WkDenseTrace *
wk_dense_trace_new (const WkDenseLayer *layers,
                    guint n_layers,
                    guint n_samples,
                    GError **error)
{
  WkDenseTrace *trace;
  double *block, *rest;
  gsize total;

  g_return_val_if_fail (layers != NULL && n_layers >= 1 && n_samples >= 1, NULL);

  if (!count_numbers (layers, n_layers, n_samples, &total, error))
    return NULL;
  block = wk_numeric_try_alloc (total, error);
  if (block == NULL)
    return NULL;

  trace = g_new0 (WkDenseTrace, 1);
  trace->n_layers = n_layers;
  trace->n_samples = n_samples;
  trace->layers = g_new0 (LayerTrace, (gsize) n_layers + 1);
  trace->block = rest = block;

  trace->layers[0].size = layers[0].n_in;
  trace->layers[0].a = take (&rest, n_samples, layers[0].n_in);
  trace->layers[0].dJ_da = take (&rest, n_samples, layers[0].n_in);
  for (guint l = 0; l < n_layers; l++)
    {
      LayerTrace *to = &trace->layers[l + 1];
      guint size = layers[l].n_out;

      to->size = size;
      to->z = take (&rest, n_samples, size);
      to->a = take (&rest, n_samples, size);
      to->dJ_da = take (&rest, n_samples, size);
      to->delta = take (&rest, n_samples, size);
      to->dW = take (&rest, layers[l].n_in, size);
      to->db = take (&rest, 1, size);
    }
  return trace;
}

void
wk_dense_trace_free (WkDenseTrace *trace)
{
  if (trace == NULL)
    return;
  g_free (trace->block);
  g_free (trace->layers);
  g_free (trace);
}

static gboolean
check_trace (const WkDenseLayer *layers,
             guint n_layers,
             const WkDenseTrace *trace,
             GError **error)
{
  gboolean same =
      trace->n_layers == n_layers && trace->layers[0].size == layers[0].n_in;

  for (guint l = 0; same && l < n_layers; l++)
    same = trace->layers[l].size == layers[l].n_in &&
           trace->layers[l + 1].size == layers[l].n_out;
  if (!same)
    return fail_shape (error, "the trace belongs to a network of another shape");
  return TRUE;
}

static gboolean
check_parameters (const WkDenseLayer *layer, guint l, GError **error)
{
  for (guint j = 0; j < layer->n_in; j++)
    {
      for (guint k = 0; k < layer->n_out; k++)
        {
          if (!isfinite (layer->W[(gsize) j * layer->n_out + k]))
            return wk_numeric_set_not_finite (
                error, 0, N_ ("layer %u, node %u: weight from node %u is not finite"),
                l, k + 1, j + 1);
        }
    }
  for (guint k = 0; k < layer->n_out; k++)
    {
      if (!isfinite (layer->b[k]))
        return wk_numeric_set_not_finite (
            error, 0, N_ ("layer %u, node %u: bias is not finite"), l, k + 1, 0);
    }
  return TRUE;
}

/* Something of a node; the sample is named if there are several. */
static gboolean
fail_at_node (const WkDenseTrace *trace,
              guint layer,
              guint sample,
              guint node,
              const char *format,
              GError **error)
{
  return wk_numeric_set_not_finite (error, trace->n_samples > 1 ? sample + 1 : 0,
                                    format, layer, node + 1, 0);
}

static gboolean
forward_row (const WkDenseLayer *layer,
             WkDenseTrace *trace,
             guint l,
             guint sample,
             GError **error)
{
  const double *from = trace->layers[l - 1].a + (gsize) sample * layer->n_in;
  double *z = trace->layers[l].z + (gsize) sample * layer->n_out;
  double *a = trace->layers[l].a + (gsize) sample * layer->n_out;

  memset (z, 0, layer->n_out * sizeof *z);
  for (guint j = 0; j < layer->n_in; j++)
    {
      const double *w = layer->W + (gsize) j * layer->n_out;

      for (guint k = 0; k < layer->n_out; k++)
        z[k] += from[j] * w[k];
    }
  for (guint k = 0; k < layer->n_out; k++)
    {
      z[k] += layer->b[k];
      if (!isfinite (z[k]))
        return fail_at_node (trace, l, sample, k,
                             N_ ("layer %u, node %u: pre-activation is not finite"),
                             error);
      a[k] = wk_activation_value (layer->g, layer->slope, z[k]);
      if (!isfinite (a[k]))
        return fail_at_node (trace, l, sample, k,
                             N_ ("layer %u, node %u: activation is not finite"), error);
    }
  return TRUE;
}

gboolean
wk_dense_forward (const WkDenseLayer *layers,
                  guint n_layers,
                  const double *x,
                  WkDenseTrace *trace,
                  GError **error)
{
  guint n_in;

  g_return_val_if_fail (layers != NULL && x != NULL && trace != NULL, FALSE);

  if (!check_trace (layers, n_layers, trace, error))
    return FALSE;

  n_in = layers[0].n_in;
  for (guint s = 0; s < trace->n_samples; s++)
    {
      for (guint j = 0; j < n_in; j++)
        {
          if (!isfinite (x[(gsize) s * n_in + j]))
            return wk_numeric_set_not_finite (error, trace->n_samples > 1 ? s + 1 : 0,
                                              N_ ("input %u is not finite"), j + 1, 0,
                                              0);
        }
    }
  memcpy (trace->layers[0].a, x, (gsize) trace->n_samples * n_in * sizeof *x);

  for (guint l = 1; l <= n_layers; l++)
    {
      if (!check_parameters (&layers[l - 1], l, error))
        return FALSE;
      for (guint s = 0; s < trace->n_samples; s++)
        {
          if (!forward_row (&layers[l - 1], trace, l, s, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* J of all samples, and on request its derivatives at the output. */
static gboolean
loss_at_output (const WkDenseLayer *output,
                WkLoss loss,
                WkReduction reduction,
                const double *y,
                WkDenseTrace *trace,
                gboolean derivatives,
                GError **error)
{
  LayerTrace *top = &trace->layers[trace->n_layers];
  gsize n = top->size;
  double factor = wk_reduction_factor (reduction, trace->n_samples, top->size);
  double sum = 0;

  for (guint s = 0; s < trace->n_samples; s++)
    {
      for (gsize k = 0; k < n; k++)
        {
          if (!isfinite (y[s * n + k]))
            return wk_numeric_set_not_finite (error, trace->n_samples > 1 ? s + 1 : 0,
                                              N_ ("target %u is not finite"),
                                              (guint) k + 1, 0, 0);
        }
      sum += wk_loss_evaluate (loss, output->g, output->slope, top->z + s * n,
                               top->a + s * n, y + s * n, top->size,
                               derivatives ? top->dJ_da + s * n : NULL,
                               derivatives ? top->delta + s * n : NULL);
    }

  trace->J = factor * sum;
  if (!isfinite (trace->J))
    return wk_numeric_set_not_finite (error, 0, N_ ("the loss is not finite"), 0, 0, 0);
  if (derivatives)
    {
      for (gsize i = 0; i < trace->n_samples * n; i++)
        {
          top->dJ_da[i] *= factor;
          top->delta[i] *= factor;
        }
    }
  return TRUE;
}

gboolean
wk_dense_loss (const WkDenseLayer *layers,
               guint n_layers,
               WkLoss loss,
               WkReduction reduction,
               const double *y,
               WkDenseTrace *trace,
               GError **error)
{
  g_return_val_if_fail (layers != NULL && y != NULL && trace != NULL, FALSE);

  return check_trace (layers, n_layers, trace, error) &&
         loss_at_output (&layers[n_layers - 1], loss, reduction, y, trace, FALSE,
                         error);
}

/* dJ/dW and dJ/db of layer @l, and dJ/da of the layer before, from delta of layer @l.
 */
static gboolean
backward_layer (const WkDenseLayer *layer, WkDenseTrace *trace, guint l, GError **error)
{
  LayerTrace *to = &trace->layers[l];
  LayerTrace *from = &trace->layers[l - 1];
  gsize n_in = layer->n_in, n_out = layer->n_out;

  memset (to->dW, 0, n_in * n_out * sizeof *to->dW);
  memset (to->db, 0, n_out * sizeof *to->db);
  for (guint s = 0; s < trace->n_samples; s++)
    {
      const double *delta = to->delta + s * n_out;

      for (guint k = 0; k < n_out; k++)
        {
          if (!isfinite (delta[k]))
            return fail_at_node (trace, l, s, k,
                                 N_ ("layer %u, node %u: derivative is not finite"),
                                 error);
          to->db[k] += delta[k];
        }
      for (guint j = 0; j < n_in; j++)
        {
          double a = from->a[s * n_in + j];
          const double *w = layer->W + j * n_out;
          double sum = 0;

          for (guint k = 0; k < n_out; k++)
            {
              to->dW[j * n_out + k] += a * delta[k];
              sum += delta[k] * w[k];
            }
          from->dJ_da[s * n_in + j] = sum;
        }
    }

  for (guint j = 0; j < n_in; j++)
    {
      for (guint k = 0; k < n_out; k++)
        {
          if (!isfinite (to->dW[j * n_out + k]))
            return wk_numeric_set_not_finite (
                error, 0,
                N_ ("layer %u, node %u: derivative of the weight from node %u is not "
                    "finite"),
                l, k + 1, j + 1);
        }
    }
  for (guint k = 0; k < n_out; k++)
    {
      if (!isfinite (to->db[k]))
        return wk_numeric_set_not_finite (
            error, 0, N_ ("layer %u, node %u: derivative of the bias is not finite"), l,
            k + 1, 0);
    }
  return TRUE;
}

/* dJ/da of layer @layer, which may be the input. */
static gboolean
fail_before (const WkDenseTrace *trace,
             guint layer,
             guint sample,
             guint node,
             GError **error)
{
  if (layer > 0)
    return fail_at_node (trace, layer, sample, node,
                         N_ ("layer %u, node %u: derivative is not finite"), error);
  return wk_numeric_set_not_finite (error, trace->n_samples > 1 ? sample + 1 : 0,
                                    N_ ("input %u: derivative is not finite"), node + 1,
                                    0, 0);
}

gboolean
wk_dense_backward (const WkDenseLayer *layers,
                   guint n_layers,
                   WkLoss loss,
                   WkReduction reduction,
                   const double *y,
                   WkDenseTrace *trace,
                   GError **error)
{
  g_return_val_if_fail (layers != NULL && y != NULL && trace != NULL, FALSE);

  if (!check_trace (layers, n_layers, trace, error) ||
      !loss_at_output (&layers[n_layers - 1], loss, reduction, y, trace, TRUE, error))
    return FALSE;

  for (guint l = n_layers; l >= 1; l--)
    {
      const LayerTrace *from = &trace->layers[l - 1];

      if (!backward_layer (&layers[l - 1], trace, l, error))
        return FALSE;
      for (gsize i = 0; i < (gsize) trace->n_samples * from->size; i++)
        {
          guint sample = (guint) (i / from->size), node = (guint) (i % from->size);

          if (!isfinite (from->dJ_da[i]))
            return fail_before (trace, l - 1, sample, node, error);
          if (l > 1)
            from->delta[i] = from->dJ_da[i] *
                             wk_activation_derivative (layers[l - 2].g,
                                                       layers[l - 2].slope, from->z[i]);
        }
    }
  return TRUE;
}

WkDenseTrace *
wk_dense_run (const WkDenseLayer *layers,
              guint n_layers,
              const double *x,
              WkLoss loss,
              const double *y,
              GError **error)
{
  g_autoptr (WkDenseTrace) trace = wk_dense_trace_new (layers, n_layers, 1, error);

  if (trace == NULL || !wk_dense_forward (layers, n_layers, x, trace, error))
    return NULL;
  if (y != NULL &&
      !wk_dense_backward (layers, n_layers, loss, WK_REDUCTION_SUM, y, trace, error))
    return NULL;
  return g_steal_pointer (&trace);
}

guint
wk_dense_trace_get_n_layers (const WkDenseTrace *trace)
{
  g_return_val_if_fail (trace != NULL, 0);
  return trace->n_layers;
}

guint
wk_dense_trace_get_n_samples (const WkDenseTrace *trace)
{
  g_return_val_if_fail (trace != NULL, 0);
  return trace->n_samples;
}

guint
wk_dense_trace_get_size (const WkDenseTrace *trace, guint layer)
{
  g_return_val_if_fail (trace != NULL && layer <= trace->n_layers, 0);
  return trace->layers[layer].size;
}

double
wk_dense_trace_get_J (const WkDenseTrace *trace)
{
  g_return_val_if_fail (trace != NULL, NAN);
  return trace->J;
}

static gboolean
has_layer (const WkDenseTrace *trace, guint layer, guint first)
{
  return trace != NULL && layer >= first && layer <= trace->n_layers;
}

/* The six arrays are read alike: the whole one, and one entry of it. */
#define DEFINE_PEEK(field, first)                                                    \
  const double *wk_dense_trace_peek_##field (const WkDenseTrace *trace, guint layer) \
  {                                                                                  \
    g_return_val_if_fail (has_layer (trace, layer, first), NULL);                    \
    return trace->layers[layer].field;                                               \
  }

#define DEFINE_GET(field, first)                                             \
  double wk_dense_trace_get_##field (const WkDenseTrace *trace, guint layer, \
                                     guint node)                             \
  {                                                                          \
    g_return_val_if_fail (has_layer (trace, layer, first), NAN);             \
    g_return_val_if_fail (node < trace->layers[layer].size, NAN);            \
    return trace->layers[layer].field[node];                                 \
  }

DEFINE_PEEK (z, 1)
DEFINE_PEEK (a, 0)
DEFINE_PEEK (dJ_da, 0)
DEFINE_PEEK (delta, 1)
DEFINE_PEEK (dW, 1)
DEFINE_PEEK (db, 1)

DEFINE_GET (z, 1)
DEFINE_GET (a, 0)
DEFINE_GET (dJ_da, 0)
DEFINE_GET (delta, 1)
DEFINE_GET (db, 1)

double
wk_dense_trace_get_dW (const WkDenseTrace *trace, guint layer, guint from, guint to)
{
  g_return_val_if_fail (trace != NULL, NAN);
  g_return_val_if_fail (layer >= 1 && layer <= trace->n_layers, NAN);
  g_return_val_if_fail (from < trace->layers[layer - 1].size, NAN);
  g_return_val_if_fail (to < trace->layers[layer].size, NAN);
  return trace->layers[layer].dW[(gsize) from * trace->layers[layer].size + to];
}
