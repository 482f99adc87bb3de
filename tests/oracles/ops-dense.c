/* ops-dense.c - dense.json
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <math.h>

#include "numeric/wk-dense.h"

#define MAX_LAYERS 64

static gboolean
read_activation (OracleCase *c, const Json *json, WkDenseLayer *layer)
{
  g_autofree char *id = NULL;

  if (json->type != JSON_STRING)
    {
      oracle_fail (c, "an activation is %s", json_type_name (json));
      return FALSE;
    }
  id = g_strdelimit (g_strdup (json->string), "_", '-');
  if (g_str_equal (id, "linear") || g_str_equal (id, "none"))
    layer->g = WK_ACTIVATION_IDENTITY;
  else if (!wk_activation_from_id (id, &layer->g))
    {
      oracle_fail (c, "activation '%s' is not there", json->string);
      return FALSE;
    }
  layer->slope = oracle_attr_slope (c, wk_activation_get_default_slope (layer->g));
  return TRUE;
}

/* As many layers as there are activations; their sizes must fit attrs.sizes. */
static gboolean
read_layers (OracleCase *c, WkDenseLayer *layers, guint *n_layers)
{
  const Json *activations = json_get (c->attrs, "activations");
  const Tensor *sizes = oracle_attr_tensor (c, "sizes");

  if (activations == NULL || activations->type != JSON_LIST ||
      activations->items->len < 1 || activations->items->len > MAX_LAYERS ||
      sizes == NULL || sizes->n != activations->items->len + 1)
    {
      oracle_fail (c, "'sizes' and 'activations' do not fit together");
      return FALSE;
    }

  *n_layers = activations->items->len;
  for (guint l = 0; l < *n_layers; l++)
    {
      g_autofree char *W_name = g_strdup_printf ("W%u", l + 1);
      g_autofree char *b_name = g_strdup_printf ("b%u", l + 1);
      const Tensor *W, *b;
      gint64 n_in, n_out;

      if (!oracle_to_count (c, "a size", sizes->data[l], 1, 1000000, &n_in) ||
          !oracle_to_count (c, "a size", sizes->data[l + 1], 1, 1000000, &n_out))
        return FALSE;
      W = oracle_input_n (c, W_name, (gsize) (n_in * n_out));
      b = oracle_input_n (c, b_name, (gsize) n_out);
      if (W == NULL || b == NULL)
        return FALSE;
      layers[l] = (WkDenseLayer){
        .n_in = (guint) n_in, .n_out = (guint) n_out, .W = W->data, .b = b->data
      };
      if (!read_activation (c, g_ptr_array_index (activations->items, l), &layers[l]))
        return FALSE;
    }
  return TRUE;
}

/* "sse", "half_sse", "mse", "ce_mean", ...: a name and perhaps how a batch is reduced.
 */
static gboolean
read_loss (OracleCase *c, WkLoss *loss, WkReduction *reduction)
{
  static const struct
  {
    const char *name;
    WkLoss loss;
    WkReduction reduction;
  } losses[] = {
    { "sse", WK_LOSS_SQUARED_ERROR, WK_REDUCTION_SUM },
    { "sse_sum", WK_LOSS_SQUARED_ERROR, WK_REDUCTION_SUM },
    { "sse_mean", WK_LOSS_SQUARED_ERROR, WK_REDUCTION_SAMPLE_MEAN },
    { "sse_batchmean", WK_LOSS_SQUARED_ERROR, WK_REDUCTION_SAMPLE_MEAN },
    { "half_sse", WK_LOSS_HALF_SQUARED_ERROR, WK_REDUCTION_SUM },
    { "half_sse_sum", WK_LOSS_HALF_SQUARED_ERROR, WK_REDUCTION_SUM },
    { "half_sse_mean", WK_LOSS_HALF_SQUARED_ERROR, WK_REDUCTION_SAMPLE_MEAN },
    { "half_sse_batchmean", WK_LOSS_HALF_SQUARED_ERROR, WK_REDUCTION_SAMPLE_MEAN },
    { "mse", WK_LOSS_SQUARED_ERROR, WK_REDUCTION_ELEMENT_MEAN },
    { "half_mse", WK_LOSS_HALF_SQUARED_ERROR, WK_REDUCTION_ELEMENT_MEAN },
    { "ce", WK_LOSS_CROSS_ENTROPY, WK_REDUCTION_SAMPLE_MEAN },
    { "ce_mean", WK_LOSS_CROSS_ENTROPY, WK_REDUCTION_SAMPLE_MEAN },
    { "ce_batchmean", WK_LOSS_CROSS_ENTROPY, WK_REDUCTION_SAMPLE_MEAN },
    { "ce_sum", WK_LOSS_CROSS_ENTROPY, WK_REDUCTION_SUM },
    { "bce", WK_LOSS_BINARY_CROSS_ENTROPY, WK_REDUCTION_ELEMENT_MEAN },
    { "bce_mean", WK_LOSS_BINARY_CROSS_ENTROPY, WK_REDUCTION_ELEMENT_MEAN },
    { "bce_batchmean", WK_LOSS_BINARY_CROSS_ENTROPY, WK_REDUCTION_SAMPLE_MEAN },
    { "bce_sum", WK_LOSS_BINARY_CROSS_ENTROPY, WK_REDUCTION_SUM },
    { "bce_with_logits", WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS,
      WK_REDUCTION_ELEMENT_MEAN },
    { "bce_with_logits_mean", WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS,
      WK_REDUCTION_ELEMENT_MEAN },
    { "bce_with_logits_batchmean", WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS,
      WK_REDUCTION_SAMPLE_MEAN },
    { "bce_with_logits_sum", WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS,
      WK_REDUCTION_SUM },
  };
  const char *name = oracle_attr_string (c, "loss", "");

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      if (g_str_equal (losses[i].name, name))
        {
          *loss = losses[i].loss;
          *reduction = losses[i].reduction;
          return TRUE;
        }
    }
  oracle_fail (c, "loss '%s' is not there", name);
  return FALSE;
}

/* Targets as rows of outputs; class numbers of a cross-entropy become one-hot rows. */
static double *
read_targets (OracleCase *c, WkLoss loss, guint n_samples, guint n_outputs)
{
  const Tensor *y = oracle_input (c, "y");
  gsize n = (gsize) n_samples * n_outputs;
  g_autofree double *rows = NULL;

  if (y == NULL)
    return NULL;
  if (y->n == n && !(loss == WK_LOSS_CROSS_ENTROPY && y->n_dims < 2))
    return g_memdup2 (y->data, n * sizeof *y->data);
  if (loss != WK_LOSS_CROSS_ENTROPY || y->n != n_samples)
    {
      oracle_fail (c, "'y' does not fit the outputs");
      return NULL;
    }

  rows = g_new0 (double, n);
  for (gsize i = 0; i < n_samples; i++)
    {
      gint64 target;

      if (!oracle_to_count (c, "a class in 'y'", y->data[i], 0, n_outputs - 1, &target))
        return NULL;
      rows[i * n_outputs + (gsize) target] = 1;
    }
  return g_steal_pointer (&rows);
}

static void
check_layer (OracleCase *c, const char *prefix, guint l, const double *got, gsize n)
{
  g_autofree char *name = g_strdup_printf ("%s%u", prefix, l);

  oracle_check (c, name, got, n);
}

static void
check_trace (OracleCase *c, const WkDenseLayer *layers, const WkDenseTrace *trace)
{
  guint n_samples = wk_dense_trace_get_n_samples (trace);

  oracle_check_number (c, "loss", wk_dense_trace_get_J (trace));
  oracle_check (c, "dx", wk_dense_trace_peek_dJ_da (trace, 0),
                (gsize) n_samples * layers[0].n_in);
  for (guint l = 1; l <= wk_dense_trace_get_n_layers (trace); l++)
    {
      gsize n_in = layers[l - 1].n_in, n_out = layers[l - 1].n_out;

      check_layer (c, "pre", l, wk_dense_trace_peek_z (trace, l), n_samples * n_out);
      check_layer (c, "act", l, wk_dense_trace_peek_a (trace, l), n_samples * n_out);
      check_layer (c, "delta", l, wk_dense_trace_peek_delta (trace, l),
                   n_samples * n_out);
      check_layer (c, "dW", l, wk_dense_trace_peek_dW (trace, l), n_in * n_out);
      check_layer (c, "db", l, wk_dense_trace_peek_db (trace, l), n_out);
    }
}

static void
check_step (OracleCase *c,
            const WkDenseLayer *layers,
            guint n_layers,
            const WkDenseTrace *trace,
            double rate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDenseNet) net = wk_dense_step (layers, n_layers, trace, rate, &error);

  if (oracle_fail_error (c, g_steal_pointer (&error)))
    return;
  for (guint l = 1; l <= n_layers; l++)
    {
      const WkDenseLayer *layer = &wk_dense_net_get_layers (net)[l - 1];
      g_autofree char *W_name = g_strdup_printf ("W%u_after", l);
      g_autofree char *b_name = g_strdup_printf ("b%u_after", l);

      oracle_check (c, W_name, layer->W, (gsize) layer->n_in * layer->n_out);
      oracle_check (c, b_name, layer->b, layer->n_out);
    }
}

static void
run_dense_forward_backward_sgd (OracleCase *c)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDenseTrace) trace = NULL;
  g_autofree double *y = NULL;
  WkDenseLayer layers[MAX_LAYERS];
  const Tensor *x = oracle_input (c, "x");
  guint n_layers, n_samples;
  WkReduction reduction;
  WkLoss loss;

  if (x == NULL || !read_layers (c, layers, &n_layers) ||
      !read_loss (c, &loss, &reduction) ||
      !oracle_only_attrs (c, "sizes", "activations", "loss", "lr", "W_layout", "alpha",
                          "slope", "negative_slope", NULL))
    return;
  if (!g_str_equal (oracle_attr_string (c, "W_layout", "in_out"), "in_out") ||
      x->n == 0 || x->n % layers[0].n_in != 0)
    {
      oracle_fail (c, "the layout of 'W' or the size of 'x' does not fit");
      return;
    }
  n_samples = (guint) (x->n / layers[0].n_in);
  y = read_targets (c, loss, n_samples, layers[n_layers - 1].n_out);
  if (y == NULL)
    return;

  trace = wk_dense_trace_new (layers, n_layers, n_samples, &error);
  if (trace == NULL || !wk_dense_forward (layers, n_layers, x->data, trace, &error) ||
      !wk_dense_backward (layers, n_layers, loss, reduction, y, trace, &error))
    {
      oracle_fail_error (c, g_steal_pointer (&error));
      return;
    }
  check_trace (c, layers, trace);
  if (oracle_has_attr (c, "lr"))
    check_step (c, layers, n_layers, trace, oracle_attr_number (c, "lr", NAN));
}

const OracleOp oracle_ops_dense[] = {
  { "dense_forward_backward_sgd", run_dense_forward_backward_sgd },
  { NULL, NULL },
};
