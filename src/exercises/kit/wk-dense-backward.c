/* wk-dense-backward.c - the steps of a backward pass, and the paths behind them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward.h"

#include <math.h>
#include <string.h>

const WkParamChoice wk_dense_losses[] = {
  { "squared", N_ ("squared error") },
  { "half-squared", N_ ("half squared error") },
  { "cross-entropy", N_ ("binary cross-entropy") },
  { NULL },
};

/* --- ids --- */

char *
wk_dense_parameter_id (WkDenseParameter which)
{
  guint from = (guint) which.from + 1, to = which.to + 1;

  if (which.from < 0)
    return g_strdup_printf ("db%u_%u", which.layer, to);
  return g_strdup_printf (from > 9 || to > 9 ? "dw%u_%u_%u" : "dw%u_%u%u", which.layer,
                          from, to);
}

/* Digits up to the end or an underscore, which is passed; 0 if there are none. */
static guint
read_index (const char **text)
{
  guint value = 0;

  while (g_ascii_isdigit (**text) && value < 1000)
    value = value * 10 + (guint) (*(*text)++ - '0');
  if (**text == '_')
    (*text)++;
  return value;
}

gboolean
wk_dense_parameter_from_id (const char *id, WkDenseParameter *which)
{
  const char *at = id;
  gboolean is_weight = g_str_has_prefix (id, "dw");
  guint layer, from = 0, to;
  g_autofree char *back = NULL;

  if (!is_weight && !g_str_has_prefix (id, "db"))
    return FALSE;
  at += 2;
  layer = read_index (&at);
  if (is_weight && strchr (at, '_') == NULL && strlen (at) == 2)
    {
      from = (guint) (at[0] - '0');
      to = (guint) (at[1] - '0');
    }
  else
    {
      from = is_weight ? read_index (&at) : 0;
      to = read_index (&at);
    }
  if (layer < 1 || to < 1 || layer > WK_DENSE_MAX_LAYERS || to > WK_DENSE_MAX_NODES ||
      (is_weight && (from < 1 || from > WK_DENSE_MAX_NODES)))
    return FALSE;
  *which = (WkDenseParameter){ layer, is_weight ? (int) from - 1 : -1, to - 1 };
  /* As printed and in no other way. */
  back = wk_dense_parameter_id (*which);
  return g_str_equal (back, id);
}

gboolean
wk_dense_has_parameter (const guint *sizes, guint n_layers, WkDenseParameter which)
{
  return which.layer <= n_layers && which.to < sizes[which.layer] &&
         (which.from < 0 || (guint) which.from < sizes[which.layer - 1]);
}

/* --- check --- */

static guint
length_of (const WkParams *params, const char *path)
{
  WkValue *value = wk_params_get_value (params, path);

  return value == NULL ? 0 : (guint) wk_value_get_length (value);
}

guint
wk_dense_read_sizes (const WkParams *params, guint *sizes)
{
  guint n_layers = MIN (length_of (params, "layers"), WK_DENSE_MAX_LAYERS);

  sizes[0] = length_of (params, "x");
  for (guint l = 0; l < n_layers; l++)
    {
      g_autofree char *path = g_strdup_printf ("layers[%u].b", l);

      sizes[l + 1] = length_of (params, path);
    }
  return n_layers;
}

static gboolean
check_ids (const WkParams *params, GError **error)
{
  const WkLanguage *language = wk_language_from_environment ();
  guint sizes[WK_DENSE_MAX_LAYERS + 1] = { 0 };
  guint n_layers = wk_dense_read_sizes (params, sizes);
  const char *pick =
      wk_params_has (params, "pick") ? wk_params_get_word (params, "pick") : NULL;
  WkDenseParameter which;

  for (guint i = 0; i < length_of (params, "asked"); i++)
    {
      g_autofree char *path = g_strdup_printf ("asked[%u]", i);
      const char *id = wk_params_get_word (params, path);

      if (!wk_dense_parameter_from_id (id, &which) ||
          !wk_dense_has_parameter (sizes, n_layers, which))
        {
          wk_params_set_error (
              error, WK_PARAMS_ERROR_CROSS, path,
              _L (language,
                  "“%s” is no weight or bias of this network: write db2_1 for "
                  "a bias (layer 2, node 1), dw1_13 for a weight"),
              id);
          return FALSE;
        }
    }
  /* One that the network no longer has is simply not picked any more. */
  if (pick != NULL && pick[0] != '\0' && !wk_dense_parameter_from_id (pick, &which))
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "pick",
                           _L (language, "“%s” is no weight or bias: write db2_1 for a "
                                         "bias, dw1_13 for a weight"),
                           pick);
      return FALSE;
    }
  return TRUE;
}

gboolean
wk_dense_backward_check_loss (const WkParams *params, GError **error)
{
  const WkLanguage *language = wk_language_from_environment ();
  guint n_layers = length_of (params, "layers");
  g_autofree char *path_g = g_strdup_printf ("layers[%u].g", n_layers - 1);
  gsize n = 0;
  g_autofree double *y = NULL;

  if (!wk_dense_check (params, error))
    return FALSE;
  if (!g_str_equal (wk_params_get_word (params, "loss"), "cross-entropy"))
    return TRUE;
  if (!g_str_equal (wk_params_get_word (params, path_g), "sigmoid"))
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "loss",
                           _L (language, "cross-entropy needs the sigmoid as the "
                                         "activation of the last layer"));
      return FALSE;
    }
  y = wk_params_dup_vector (params, "y", &n);
  for (gsize i = 0; i < n; i++)
    if (y[i] < 0.0 || y[i] > 1.0)
      {
        wk_params_set_error (
            error, WK_PARAMS_ERROR_CROSS, "y",
            _L (language, "with cross-entropy each target is from 0 to 1"));
        return FALSE;
      }
  return TRUE;
}

gboolean
wk_dense_backward_check (const WkParams *params, GError **error)
{
  return wk_dense_backward_check_loss (params, error) && check_ids (params, error);
}

/* --- steps --- */

static guint
count_paths (const WkDense *dense, guint layer)
{
  guint64 n = 1;

  for (guint l = layer + 1; l <= dense->n_layers; l++)
    n *= dense->sizes[l];
  return n < G_MAXUINT ? (guint) n : G_MAXUINT;
}

static void
add_step (WkBackward *backward, WkBackwardStep step)
{
  step.difference = NAN;
  g_array_append_val (backward->steps, step);
}

static gboolean
add_parameter_steps (WkBackward *backward, WkDenseParameter which, GError **error)
{
  const WkDense *dense = backward->dense;
  WkBackwardStep step = { .which = which, .n_paths = count_paths (dense, which.layer) };

  step.nodes[which.layer] = which.to;
  for (guint path = 0; step.n_paths <= WK_BACKWARD_MAX_PATHS && path < step.n_paths;
       path++)
    {
      guint rest = path;

      step.type = WK_BACKWARD_PATH;
      step.path = path;
      for (guint l = dense->n_layers; l > which.layer; l--)
        {
          step.nodes[l] = rest % dense->sizes[l];
          rest /= dense->sizes[l];
        }
      add_step (backward, step);
    }
  if (step.n_paths > 1)
    {
      step.type = WK_BACKWARD_SUM;
      add_step (backward, step);
    }
  if (backward->differences)
    {
      WkBackwardStep *last =
          &g_array_index (backward->steps, WkBackwardStep, backward->steps->len - 1);

      return wk_dense_finite_difference (dense->layer, dense->n_layers, 1, dense->x,
                                         backward->loss, WK_REDUCTION_SUM, dense->y,
                                         which, 0.0, &last->difference, error);
    }
  return TRUE;
}

/* The exam's four: a bias and a weight of the last layer, the bias of a hidden node,
 * the weight into another; each the nearest there is. */
static void
add_default_asked (WkBackward *backward)
{
  const WkDense *dense = backward->dense;
  guint last = dense->n_layers;
  guint before = dense->sizes[last - 1];
  WkDenseParameter which = { last, -1, 0 };

  g_array_append_val (backward->asked, which);
  which.from = (int) MIN (1, before - 1);
  g_array_append_val (backward->asked, which);
  if (last == 1)
    return;
  which = (WkDenseParameter){ last - 1, -1, MIN (1, before - 1) };
  g_array_append_val (backward->asked, which);
  which = (WkDenseParameter){ last == 2 ? 1 : last - 1, 0, MIN (2, before - 1) };
  g_array_append_val (backward->asked, which);
}

static gboolean
is_asked (const WkBackward *backward, WkDenseParameter which)
{
  for (guint i = 0; i < backward->asked->len; i++)
    {
      WkDenseParameter one = g_array_index (backward->asked, WkDenseParameter, i);

      if (one.layer == which.layer && one.from == which.from && one.to == which.to)
        return TRUE;
    }
  return FALSE;
}

static void
read_asked (WkBackward *backward, const WkParams *params)
{
  for (guint i = 0; i < length_of (params, "asked"); i++)
    {
      g_autofree char *path = g_strdup_printf ("asked[%u]", i);
      WkDenseParameter which;

      if (wk_dense_parameter_from_id (wk_params_get_word (params, path), &which) &&
          !is_asked (backward, which))
        g_array_append_val (backward->asked, which);
    }
  if (backward->asked->len == 0)
    add_default_asked (backward);
}

static gboolean
plan_steps (WkBackward *backward, const WkParams *params, GError **error)
{
  const WkDense *dense = backward->dense;
  WkDenseParameter which;

  add_step (backward, (WkBackwardStep){ .type = WK_BACKWARD_FORWARD });
  add_step (backward, (WkBackwardStep){ .type = WK_BACKWARD_LOSS,
                                        .which = { dense->n_layers, -1, 0 } });
  for (guint i = 0; i < backward->asked->len; i++)
    if (!add_parameter_steps (
            backward, g_array_index (backward->asked, WkDenseParameter, i), error))
      return FALSE;
  if (wk_params_has (params, "pick") &&
      wk_dense_parameter_from_id (wk_params_get_word (params, "pick"), &which) &&
      wk_dense_has_parameter (dense->sizes, dense->n_layers, which) &&
      !is_asked (backward, which))
    return add_parameter_steps (backward, which, error);
  return TRUE;
}

WkBackward *
wk_dense_backward_new_bare (const WkParams *params, GError **error)
{
  g_autoptr (WkBackward) backward = g_new0 (WkBackward, 1);
  WkDense *dense;

  backward->steps = g_array_new (FALSE, TRUE, sizeof (WkBackwardStep));
  backward->asked = g_array_new (FALSE, TRUE, sizeof (WkDenseParameter));
  backward->loss = (WkLoss) wk_params_get_choice (params, "loss");
  backward->differences = wk_params_get_switch (params, "differences");
  dense = backward->dense = wk_dense_new (params, error);
  if (dense == NULL)
    return NULL;
  backward->trace = wk_dense_run (dense->layer, dense->n_layers, dense->x,
                                  backward->loss, dense->y, error);
  return backward->trace != NULL ? g_steal_pointer (&backward) : NULL;
}

WkBackward *
wk_dense_backward_new (const WkParams *params, GError **error)
{
  g_autoptr (WkBackward) backward = wk_dense_backward_new_bare (params, error);

  if (backward == NULL)
    return NULL;
  read_asked (backward, params);
  return plan_steps (backward, params, error) ? g_steal_pointer (&backward) : NULL;
}

void
wk_dense_backward_free (WkBackward *backward)
{
  if (backward == NULL)
    return;
  g_clear_pointer (&backward->dense, wk_dense_free);
  g_clear_pointer (&backward->trace, wk_dense_trace_free);
  g_array_unref (backward->steps);
  g_array_unref (backward->asked);
  g_free (backward);
}

const WkBackwardStep *
wk_dense_backward_get_step (const WkBackward *backward, guint step)
{
  return &g_array_index (backward->steps, WkBackwardStep, step - 1);
}

double
wk_dense_backward_g_prime (const WkBackward *backward, guint layer, guint node)
{
  const WkDenseLayer *own = &backward->dense->layer[layer - 1];

  return wk_activation_derivative (own->g, own->slope,
                                   wk_dense_z (backward->dense, layer, node));
}

double
wk_dense_backward_tail (const WkBackward *backward, WkDenseParameter which)
{
  return which.from < 0
             ? 1.0
             : wk_dense_a (backward->dense, which.layer - 1, (guint) which.from);
}

double
wk_dense_backward_product (const WkBackward *backward, const WkBackwardStep *step)
{
  const WkDense *dense = backward->dense;
  guint last = dense->n_layers;
  double product = wk_dense_trace_get_delta (backward->trace, last, step->nodes[last]);

  for (guint l = last - 1; l >= step->which.layer; l--)
    product *= wk_dense_weight (dense, l + 1, step->nodes[l], step->nodes[l + 1]) *
               wk_dense_backward_g_prime (backward, l, step->nodes[l]);
  return product * wk_dense_backward_tail (backward, step->which);
}
