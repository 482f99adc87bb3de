/* wk-dense-kit.c - a dense network to work by hand: parameters, pass, steps
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-kit.h"

/* The order of WkActivation. */
const WkParamChoice wk_dense_activations[] = {
  { "identity", N_ ("identity") },
  { "relu", N_ ("ReLU") },
  { "leaky-relu", N_ ("leaky ReLU") },
  { "sigmoid", N_ ("sigmoid") },
  { "tanh", N_ ("tanh") },
  { "softplus", N_ ("softplus") },
  { NULL },
};

const WkParamSpec wk_dense_layer_columns[] = {
  { .key = "W",
    .symbol = "W",
    .label = N_ ("Weights"),
    .what = N_ ("Row j holds the weights that leave node j of the layer before."),
    .type = WK_PARAM_MATRIX,
    .min = -1e6,
    .max = 1e6,
    .min_rows = 1,
    .max_rows = WK_DENSE_MAX_NODES,
    .min_cols = 1,
    .max_cols = WK_DENSE_MAX_NODES },
  { .key = "b",
    .symbol = "b",
    .label = N_ ("Biases"),
    .what = N_ ("One number for each node of the layer."),
    .type = WK_PARAM_VECTOR,
    .min = -1e6,
    .max = 1e6,
    .min_rows = 1,
    .max_rows = WK_DENSE_MAX_NODES },
  { .key = "g",
    .symbol = "g",
    .label = N_ ("Activation"),
    .what = N_ ("What each node does with its weighted sum."),
    .type = WK_PARAM_CHOICE,
    .choices = wk_dense_activations,
    .fallback = "identity" },
  { .key = "slope",
    .label = N_ ("Slope"),
    .what = N_ ("Of the leaky ReLU, where its input is negative."),
    .type = WK_PARAM_REAL,
    .min = -10.0,
    .max = 10.0,
    .fallback = "0.01",
    .when = "g=leaky-relu" },
  { NULL },
};

static guint
length_of (const WkParams *params, const char *path)
{
  WkValue *value = wk_params_get_value (params, path);

  return value == NULL ? 0 : (guint) wk_value_get_length (value);
}

static gboolean
check_layer (const WkParams *params, guint l, guint *n_before, GError **error)
{
  const WkLanguage *language = wk_language_from_environment ();
  g_autofree char *path_W = g_strdup_printf ("layers[%u].W", l);
  g_autofree char *path_row = g_strdup_printf ("layers[%u].W[0]", l);
  g_autofree char *path_b = g_strdup_printf ("layers[%u].b", l);
  guint rows = length_of (params, path_W);
  guint cols = length_of (params, path_row);
  guint n_biases = length_of (params, path_b);

  if (rows != *n_before)
    {
      wk_params_set_error (
          error, WK_PARAMS_ERROR_SHAPE, path_W,
          _LN (language, "%u row of weights, expected %u: one for each node before",
               "%u rows of weights, expected %u: one for each node before", rows),
          rows, *n_before);
      return FALSE;
    }
  if (n_biases != cols)
    {
      wk_params_set_error (
          error, WK_PARAMS_ERROR_SHAPE, path_b,
          _LN (language, "%u bias, expected %u: one for each column of W",
               "%u biases, expected %u: one for each column of W", n_biases),
          n_biases, cols);
      return FALSE;
    }
  *n_before = cols;
  return TRUE;
}

gboolean
wk_dense_check (const WkParams *params, GError **error)
{
  guint n_layers = length_of (params, "layers");
  guint n_before = length_of (params, "x");

  for (guint l = 0; l < n_layers; l++)
    if (!check_layer (params, l, &n_before, error))
      return FALSE;
  if (wk_params_has (params, "y") && length_of (params, "y") != n_before)
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_SHAPE, "y",
                           _LN (wk_language_from_environment (),
                                "%u target, expected %u: one for each output node",
                                "%u targets, expected %u: one for each output node",
                                length_of (params, "y")),
                           length_of (params, "y"), n_before);
      return FALSE;
    }
  return TRUE;
}

static void
plan_steps (WkDense *dense)
{
  guint n_nodes = 0, most = 0;

  dense->is_identity = TRUE;
  for (guint l = 1; l <= dense->n_layers; l++)
    {
      n_nodes += dense->sizes[l];
      most = MAX (most, dense->sizes[l]);
      if (dense->layer[l - 1].g != WK_ACTIVATION_IDENTITY)
        dense->is_identity = FALSE;
    }
  dense->node_steps =
      n_nodes <= WK_DENSE_MAX_NODE_STEPS && most <= WK_DENSE_MAX_LAYER_NODES;
}

/**
 * wk_dense_new:
 * @params: checked by wk_dense_check()
 *
 * Returns: (transfer full): the network with its pass forward, or NULL if a value is
 * not finite; the error names the place
 */
WkDense *
wk_dense_new (const WkParams *params, GError **error)
{
  g_autoptr (WkDense) dense = g_new0 (WkDense, 1);
  gsize n = 0, rows = 0, cols = 0;

  dense->x = wk_params_dup_vector (params, "x", &n);
  dense->sizes[0] = (guint) n;
  dense->n_layers = MIN (length_of (params, "layers"), WK_DENSE_MAX_LAYERS);
  for (guint l = 0; l < dense->n_layers; l++)
    {
      g_autofree char *path_W = g_strdup_printf ("layers[%u].W", l);
      g_autofree char *path_b = g_strdup_printf ("layers[%u].b", l);
      g_autofree char *path_g = g_strdup_printf ("layers[%u].g", l);
      g_autofree char *path_slope = g_strdup_printf ("layers[%u].slope", l);
      WkDenseLayer *layer = &dense->layer[l];

      dense->W[l] = wk_params_dup_matrix (params, path_W, &rows, &cols);
      dense->b[l] = wk_params_dup_vector (params, path_b, &n);
      *layer = (WkDenseLayer){
        .n_in = (guint) rows,
        .n_out = (guint) cols,
        .W = dense->W[l],
        .b = dense->b[l],
        .slope = wk_params_get_number (params, path_slope),
      };
      wk_activation_from_id (wk_params_get_word (params, path_g), &layer->g);
      dense->sizes[l + 1] = (guint) cols;
    }
  if (wk_params_has (params, "y"))
    dense->y = wk_params_dup_vector (params, "y", &n);
  plan_steps (dense);

  dense->trace = wk_dense_run (dense->layer, dense->n_layers, dense->x,
                               WK_LOSS_SQUARED_ERROR, NULL, error);
  if (dense->trace == NULL)
    return NULL;
  return g_steal_pointer (&dense);
}

void
wk_dense_free (WkDense *dense)
{
  if (dense == NULL)
    return;
  for (guint l = 0; l < WK_DENSE_MAX_LAYERS; l++)
    {
      g_free (dense->W[l]);
      g_free (dense->b[l]);
    }
  g_clear_pointer (&dense->trace, wk_dense_trace_free);
  g_free (dense->x);
  g_free (dense->y);
  g_free (dense);
}

double
wk_dense_a (const WkDense *dense, guint layer, guint node)
{
  return wk_dense_trace_get_a (dense->trace, layer, node);
}

double
wk_dense_z (const WkDense *dense, guint layer, guint node)
{
  return wk_dense_trace_get_z (dense->trace, layer, node);
}

double
wk_dense_weight (const WkDense *dense, guint layer, guint from, guint to)
{
  return dense->W[layer - 1][from * dense->sizes[layer] + to];
}

double
wk_dense_bias (const WkDense *dense, guint layer, guint node)
{
  return dense->b[layer - 1][node];
}

WkActivation
wk_dense_g (const WkDense *dense, guint layer)
{
  return dense->layer[layer - 1].g;
}

guint
wk_dense_get_n_steps (const WkDense *dense)
{
  guint n = 0;

  if (!dense->node_steps)
    return dense->n_layers;
  for (guint l = 1; l <= dense->n_layers; l++)
    n += dense->sizes[l];
  return n;
}

void
wk_dense_get_step (const WkDense *dense, guint step, guint *layer, int *node)
{
  guint left = step - 1;

  *layer = step;
  *node = -1;
  if (!dense->node_steps)
    return;
  for (*layer = 1; *layer < dense->n_layers && left >= dense->sizes[*layer]; (*layer)++)
    left -= dense->sizes[*layer];
  *node = (int) left;
}

guint
wk_dense_find_step (const WkDense *dense, guint layer, guint node)
{
  guint step = node + 1;

  if (layer == 0 || !dense->node_steps)
    return layer;
  for (guint l = 1; l < layer; l++)
    step += dense->sizes[l];
  return step;
}
