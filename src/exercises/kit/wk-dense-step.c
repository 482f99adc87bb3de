/* wk-dense-step.c - one step of gradient descent, judged, and further ones
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-step.h"

#include <math.h>

#include "model/wk-number.h"

/* Beside J before the step less than this is nothing. */
#define NOTHING 1e-12
/* J changes by less than this share of itself: it has converged. */
#define CONVERGED 1e-12
#define SAMPLES_A_DECADE 64
#define SAMPLES_A_DECADE_LARGE 20
/* Parameters above which a network is large. */
#define LARGE 1000
#define MAX_DECADES 14.0
/* Multiplications that further steps may cost: the window waits for them. */
#define MAX_WORK 2e8

/* --- ids --- */

char *
wk_descent_id (WkDenseParameter which)
{
  g_autofree char *derivative = wk_dense_parameter_id (which);

  return g_strdup (derivative + 1);
}

gboolean
wk_descent_from_id (const char *id, WkDenseParameter *which)
{
  g_autofree char *derivative = g_strconcat ("d", id, NULL);

  return wk_dense_parameter_from_id (derivative, which);
}

static guint
count_asked (const WkParams *params)
{
  WkValue *value = wk_params_get_value (params, "asked");

  return value == NULL ? 0 : (guint) wk_value_get_length (value);
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

  for (guint i = 0; i < count_asked (params); i++)
    {
      g_autofree char *path = g_strdup_printf ("asked[%u]", i);
      const char *id = wk_params_get_word (params, path);

      if (!wk_descent_from_id (id, &which) ||
          !wk_dense_has_parameter (sizes, n_layers, which))
        {
          wk_params_set_error (
              error, WK_PARAMS_ERROR_CROSS, path,
              _L (language, "“%s” is no weight or bias of this network: write b2_1 for "
                            "a bias (layer 2, node 1), w1_13 for a weight"),
              id);
          return FALSE;
        }
    }
  /* One that the network no longer has is simply not picked any more. */
  if (pick != NULL && pick[0] != '\0' && !wk_descent_from_id (pick, &which))
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "pick",
                           _L (language, "“%s” is no weight or bias: write b2_1 for a "
                                         "bias, w1_13 for a weight"),
                           pick);
      return FALSE;
    }
  return TRUE;
}

gboolean
wk_descent_check (const WkParams *params, GError **error)
{
  return wk_dense_backward_check_loss (params, error) && check_ids (params, error);
}

/* --- which parameters --- */

static gboolean
is_listed (const GArray *list, WkDenseParameter which)
{
  for (guint i = 0; i < list->len; i++)
    {
      WkDenseParameter one = g_array_index (list, WkDenseParameter, i);

      if (one.layer == which.layer && one.from == which.from && one.to == which.to)
        return TRUE;
    }
  return FALSE;
}

/* The exam's two: the bias of a hidden node, the weight into another; or the nearest.
 */
static void
add_default_asked (WkDescent *descent)
{
  const WkDense *dense = descent->backward->dense;
  guint layer = MAX (dense->n_layers, 2) - 1;
  guint n = dense->sizes[layer];
  WkDenseParameter bias = { layer, -1, MIN (1, n - 1) };
  WkDenseParameter weight = { layer, 0, MIN (2, n - 1) };

  g_array_append_val (descent->asked, bias);
  g_array_append_val (descent->asked, weight);
}

static void
read_asked (WkDescent *descent, const WkParams *params)
{
  const WkDense *dense = descent->backward->dense;
  WkDenseParameter which;

  for (guint i = 0; i < count_asked (params); i++)
    {
      g_autofree char *path = g_strdup_printf ("asked[%u]", i);

      if (wk_descent_from_id (wk_params_get_word (params, path), &which) &&
          !is_listed (descent->asked, which))
        g_array_append_val (descent->asked, which);
    }
  if (descent->asked->len == 0)
    add_default_asked (descent);
  descent->n_asked = descent->asked->len;
  if (wk_params_has (params, "pick") &&
      wk_descent_from_id (wk_params_get_word (params, "pick"), &which) &&
      wk_dense_has_parameter (dense->sizes, dense->n_layers, which) &&
      !is_listed (descent->asked, which))
    g_array_append_val (descent->asked, which);
}

static gboolean
take_differences (WkDescent *descent, GError **error)
{
  const WkBackward *backward = descent->backward;
  const WkDense *dense = backward->dense;

  if (!backward->differences)
    return TRUE;
  descent->differences = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < descent->asked->len; i++)
    {
      double difference;

      if (!wk_dense_finite_difference (
              dense->layer, dense->n_layers, 1, dense->x, backward->loss,
              WK_REDUCTION_SUM, dense->y,
              g_array_index (descent->asked, WkDenseParameter, i), 0.0, &difference,
              error))
        return FALSE;
      g_array_append_val (descent->differences, difference);
    }
  return TRUE;
}

static void
plan_steps (WkDescent *descent)
{
  WkDescentStep step = { .type = WK_DESCENT_WHERE };

  for (; step.type < WK_DESCENT_PARAMETER; step.type++)
    g_array_append_val (descent->steps, step);
  for (guint i = 0; i < descent->asked->len; i++)
    {
      step.which = g_array_index (descent->asked, WkDenseParameter, i);
      g_array_append_val (descent->steps, step);
    }
  step = (WkDescentStep){ .type = WK_DESCENT_JUDGE };
  g_array_append_val (descent->steps, step);
  step.type = WK_DESCENT_FURTHER;
  if (descent->history->len > 2)
    g_array_append_val (descent->steps, step);
}

/* --- after the step --- */

void
wk_descent_move (const WkDescent *descent, WkDenseNet *net, WkDenseParameter which)
{
  const WkDenseLayer *layer = &wk_dense_net_get_layers (net)[which.layer - 1];
  /* All numbers of the network lie in this row, which may be written. */
  double *theta = wk_dense_net_get_theta (net);
  gssize offset = which.from < 0
                      ? (layer->b - theta) + (gssize) which.to
                      : (layer->W - theta) +
                            (gssize) ((guint) which.from * layer->n_out + which.to);

  theta[offset] = wk_descent_new_value (descent, which);
}

/* J with only the asked parameters moved. */
static double
J_of_asked (const WkDescent *descent)
{
  const WkBackward *backward = descent->backward;
  const WkDense *dense = backward->dense;
  g_autoptr (WkDenseNet) net = wk_dense_net_new (dense->layer, dense->n_layers, NULL);
  g_autoptr (WkDenseTrace) trace = NULL;

  if (net == NULL)
    return NAN;
  for (guint i = 0; i < descent->n_asked; i++)
    wk_descent_move (descent, net, g_array_index (descent->asked, WkDenseParameter, i));
  trace = wk_dense_run (wk_dense_net_get_layers (net), dense->n_layers, dense->x,
                        backward->loss, dense->y, NULL);
  return trace != NULL ? wk_dense_trace_get_J (trace) : INFINITY;
}

/* Two numbers that multiply: polynomials of degree up to WK_DESCENT_MAX_DEGREE. */
static void
add_product (double *sum, const double *a, const double line[2], guint degree)
{
  for (guint i = 0; i <= degree; i++)
    {
      sum[i] += a[i] * line[0];
      if (i < WK_DESCENT_MAX_DEGREE)
        sum[i + 1] += a[i] * line[1];
    }
}

/* The output as a polynomial in the rate: layer by layer, each weight being a straight
 * line in it. */
static void
find_polynomial (WkDescent *descent)
{
  const WkBackward *backward = descent->backward;
  const WkDense *dense = backward->dense;
  double a[WK_DENSE_MAX_NODES][WK_DESCENT_MAX_DEGREE + 1] = { { 0 } };
  double next[WK_DENSE_MAX_NODES][WK_DESCENT_MAX_DEGREE + 1];

  if (!dense->is_identity || dense->n_layers > WK_DESCENT_MAX_DEGREE ||
      dense->sizes[dense->n_layers] > 1)
    return;
  for (guint j = 0; j < dense->sizes[0]; j++)
    a[j][0] = dense->x[j];
  for (guint l = 1; l <= dense->n_layers; l++)
    {
      for (guint k = 0; k < dense->sizes[l]; k++)
        {
          double *sum = next[k];

          for (guint i = 0; i <= WK_DESCENT_MAX_DEGREE; i++)
            sum[i] = 0.0;
          for (guint j = 0; j < dense->sizes[l - 1]; j++)
            add_product (
                sum, a[j],
                (double[]){ wk_dense_weight (dense, l, j, k),
                            -wk_dense_trace_get_dW (backward->trace, l, j, k) },
                l - 1);
          sum[0] += wk_dense_bias (dense, l, k);
          sum[1] -= wk_dense_trace_get_db (backward->trace, l, k);
        }
      for (guint k = 0; k < dense->sizes[l]; k++)
        for (guint i = 0; i <= WK_DESCENT_MAX_DEGREE; i++)
          a[k][i] = next[k][i];
    }
  for (guint i = 0; i <= WK_DESCENT_MAX_DEGREE; i++)
    descent->polynomial[i] = a[0][i];
  descent->degree = dense->n_layers;
}

/* --- along the step --- */

/* A parabola that starts like J has its zero at 2 J / slope: the rates of interest lie
 * around it, and the chosen one among them. */
static void
choose_rates (WkDescent *descent)
{
  double natural = 2.0 * descent->J / descent->slope;
  double low = MIN (0.02 * natural, descent->rate / 3.0);
  double high = MAX (100.0 * natural, 2.0 * descent->rate);

  low = CLAMP (low, 1e-280, 1e280);
  high = CLAMP (high, 10.0 * low, 1e290);
  low = MAX (low, high * pow (10.0, -MAX_DECADES));
  descent->from = pow (10.0, floor (log10 (low) + 1e-9));
  descent->to = high;
}

static gboolean
look_along (WkDescent *descent, GError **error)
{
  const WkBackward *backward = descent->backward;
  const WkDense *dense = backward->dense;
  guint n_outputs = dense->sizes[dense->n_layers], n;
  g_autoptr (WkDenseLine) along =
      wk_dense_line_new (dense->layer, dense->n_layers, dense->x, backward->loss,
                         dense->y, backward->trace, error);
  double per_decade;

  if (along == NULL)
    return FALSE;
  descent->slope = wk_dense_line_get_slope (along);
  if (!wk_dense_line_at (descent->rate, &descent->J_after, along))
    descent->J_after = INFINITY;
  else
    descent->outputs_after =
        g_memdup2 (wk_dense_line_peek_outputs (along), n_outputs * sizeof (double));
  if (!(descent->slope > 0.0) || !isfinite (descent->slope) || descent->J <= 0.0)
    return TRUE;
  choose_rates (descent);
  per_decade = descent->n_theta > LARGE ? SAMPLES_A_DECADE_LARGE : SAMPLES_A_DECADE;
  n = (guint) (per_decade * log10 (descent->to / descent->from)) + 3;
  descent->line = wk_line_explore (wk_dense_line_at, along, descent->from, descent->to,
                                   n, descent->J);
  return TRUE;
}

/* --- further steps --- */

static gboolean
descend (WkDescent *descent, guint n_steps, GCancellable *cancellable, GError **error)
{
  const WkBackward *backward = descent->backward;
  const WkDense *dense = backward->dense;
  g_autoptr (WkDenseNet) net = wk_dense_net_new (dense->layer, dense->n_layers, error);
  double before = descent->J;

  if (net == NULL)
    return FALSE;
  n_steps = (guint) CLAMP (MAX_WORK / (6.0 * (double) descent->n_theta), 1.0, n_steps);
  g_array_append_val (descent->history, before);
  descent->end = WK_DESCENT_STOPPED;
  for (guint k = 1; k <= n_steps; k++)
    {
      const WkDenseLayer *layers = wk_dense_net_get_layers (net);
      g_autoptr (WkDenseTrace) trace = wk_dense_run (layers, dense->n_layers, dense->x,
                                                     backward->loss, dense->y, NULL);
      WkDenseNet *next = NULL;
      g_autoptr (WkDenseTrace) after = NULL;
      double J;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (trace != NULL)
        next = wk_dense_step (layers, dense->n_layers, trace, descent->rate, NULL);
      if (next != NULL)
        {
          g_clear_pointer (&net, wk_dense_net_free);
          net = next;
          after = wk_dense_run (wk_dense_net_get_layers (net), dense->n_layers,
                                dense->x, backward->loss, dense->y, NULL);
        }
      if (after == NULL)
        {
          descent->end = WK_DESCENT_DIVERGED;
          break;
        }
      J = wk_dense_trace_get_J (after);
      g_array_append_val (descent->history, J);
      if (fabs (J - before) <= CONVERGED * before || J <= NOTHING * descent->J)
        {
          descent->end = WK_DESCENT_CONVERGED;
          break;
        }
      before = J;
    }
  return TRUE;
}

WkDescent *
wk_descent_new (const WkParams *params, GCancellable *cancellable, GError **error)
{
  g_autoptr (WkDescent) descent = g_new0 (WkDescent, 1);
  const WkDense *dense;

  descent->asked = g_array_new (FALSE, TRUE, sizeof (WkDenseParameter));
  descent->steps = g_array_new (FALSE, TRUE, sizeof (WkDescentStep));
  descent->history = g_array_new (FALSE, FALSE, sizeof (double));
  descent->rate = wk_params_get_number (params, "rate");
  descent->all = wk_params_get_switch (params, "all");
  descent->backward = wk_dense_backward_new_bare (params, error);
  if (descent->backward == NULL)
    return NULL;
  dense = descent->backward->dense;
  for (guint l = 1; l <= dense->n_layers; l++)
    descent->n_theta += (gsize) (dense->sizes[l - 1] + 1) * dense->sizes[l];
  descent->J = wk_dense_trace_get_J (descent->backward->trace);
  read_asked (descent, params);
  if (!take_differences (descent, error) || !look_along (descent, error))
    return NULL;
  descent->J_asked = J_of_asked (descent);
  find_polynomial (descent);
  if (!descend (descent, (guint) wk_params_get_int (params, "steps"), cancellable,
                error))
    return NULL;
  plan_steps (descent);
  return g_steal_pointer (&descent);
}

void
wk_descent_free (WkDescent *descent)
{
  if (descent == NULL)
    return;
  g_clear_pointer (&descent->backward, wk_dense_backward_free);
  g_clear_pointer (&descent->line, wk_line_free);
  g_clear_pointer (&descent->differences, g_array_unref);
  g_array_unref (descent->asked);
  g_array_unref (descent->steps);
  g_array_unref (descent->history);
  g_free (descent->outputs_after);
  g_free (descent);
}

/* --- looking --- */

const WkDescentStep *
wk_descent_get (const WkDescent *descent, guint step)
{
  return &g_array_index (descent->steps, WkDescentStep, step - 1);
}

guint
wk_descent_find (const WkDescent *descent, WkDenseParameter which)
{
  for (guint step = 1; step <= descent->steps->len; step++)
    {
      const WkDescentStep *this = wk_descent_get (descent, step);

      if (this->type == WK_DESCENT_PARAMETER && this->which.layer == which.layer &&
          this->which.from == which.from && this->which.to == which.to)
        return step;
    }
  return 0;
}

double
wk_descent_old (const WkDescent *descent, WkDenseParameter which)
{
  return wk_dense_get_parameter (descent->backward->dense->layer, which);
}

double
wk_descent_gradient (const WkDescent *descent, WkDenseParameter which)
{
  return wk_dense_trace_get_derivative (descent->backward->trace, which);
}

double
wk_descent_new_value (const WkDescent *descent, WkDenseParameter which)
{
  return wk_descent_old (descent, which) -
         descent->rate * wk_descent_gradient (descent, which);
}

double
wk_descent_clean (const WkDescent *descent, double J)
{
  return fabs (J) <= NOTHING * descent->J ? 0.0 : J;
}
