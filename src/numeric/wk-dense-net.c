/* wk-dense-net.c - a network that owns its numbers; steps and differences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-dense.h"

#include <float.h>
#include <math.h>
#include <string.h>

struct _WkDenseNet
{
  guint n_layers;
  WkDenseLayer *layers; /* W and b point into theta */
  double *theta;
  gsize n_theta;
};

WkDenseNet *
wk_dense_net_new (const WkDenseLayer *layers, guint n_layers, GError **error)
{
  g_autoptr (WkDenseTrace) shape = NULL;
  WkDenseNet *net;
  double *theta;
  gsize n_theta = 0;

  /* A trace is made of layers that fit together, and is larger than the parameters. */
  shape = wk_dense_trace_new (layers, n_layers, 1, error);
  if (shape == NULL)
    return NULL;
  for (guint l = 0; l < n_layers; l++)
    n_theta += ((gsize) layers[l].n_in + 1) * layers[l].n_out;
  theta = wk_numeric_try_alloc (n_theta, error);
  if (theta == NULL)
    return NULL;

  net = g_new0 (WkDenseNet, 1);
  net->n_layers = n_layers;
  net->layers = g_memdup2 (layers, n_layers * sizeof *layers);
  net->theta = theta;
  net->n_theta = n_theta;
  for (guint l = 0; l < n_layers; l++)
    {
      gsize n_weights = (gsize) layers[l].n_in * layers[l].n_out;

      memcpy (theta, layers[l].W, n_weights * sizeof *theta);
      net->layers[l].W = theta;
      theta += n_weights;
      memcpy (theta, layers[l].b, layers[l].n_out * sizeof *theta);
      net->layers[l].b = theta;
      theta += layers[l].n_out;
    }
  return net;
}

void
wk_dense_net_free (WkDenseNet *net)
{
  if (net == NULL)
    return;
  g_free (net->layers);
  g_free (net->theta);
  g_free (net);
}

const WkDenseLayer *
wk_dense_net_get_layers (const WkDenseNet *net)
{
  g_return_val_if_fail (net != NULL, NULL);
  return net->layers;
}

guint
wk_dense_net_get_n_layers (const WkDenseNet *net)
{
  g_return_val_if_fail (net != NULL, 0);
  return net->n_layers;
}

double *
wk_dense_net_get_theta (WkDenseNet *net)
{
  g_return_val_if_fail (net != NULL, NULL);
  return net->theta;
}

gsize
wk_dense_net_get_n_theta (const WkDenseNet *net)
{
  g_return_val_if_fail (net != NULL, 0);
  return net->n_theta;
}

void
wk_dense_net_copy_gradient (const WkDenseNet *net,
                            const WkDenseTrace *trace,
                            double *gradient)
{
  g_return_if_fail (net != NULL && trace != NULL && gradient != NULL);
  g_return_if_fail (wk_dense_trace_get_n_layers (trace) == net->n_layers);

  for (guint l = 1; l <= net->n_layers; l++)
    {
      const WkDenseLayer *layer = &net->layers[l - 1];
      gsize n_weights = (gsize) layer->n_in * layer->n_out;

      g_return_if_fail (wk_dense_trace_get_size (trace, l - 1) == layer->n_in);
      g_return_if_fail (wk_dense_trace_get_size (trace, l) == layer->n_out);
      memcpy (gradient, wk_dense_trace_peek_dW (trace, l),
              n_weights * sizeof *gradient);
      gradient += n_weights;
      memcpy (gradient, wk_dense_trace_peek_db (trace, l),
              layer->n_out * sizeof *gradient);
      gradient += layer->n_out;
    }
}

WkDenseNet *
wk_dense_step (const WkDenseLayer *layers,
               guint n_layers,
               const WkDenseTrace *trace,
               double rate,
               GError **error)
{
  g_autoptr (WkDenseNet) net = wk_dense_net_new (layers, n_layers, error);
  g_autofree double *gradient = NULL;

  if (net == NULL)
    return NULL;
  gradient = wk_numeric_try_alloc (net->n_theta, error);
  if (gradient == NULL)
    return NULL;

  wk_dense_net_copy_gradient (net, trace, gradient);
  for (gsize i = 0; i < net->n_theta; i++)
    net->theta[i] -= rate * gradient[i];
  return g_steal_pointer (&net);
}

double
wk_dense_get_parameter (const WkDenseLayer *layers, WkDenseParameter which)
{
  const WkDenseLayer *layer;

  g_return_val_if_fail (layers != NULL && which.layer >= 1, NAN);
  layer = &layers[which.layer - 1];
  g_return_val_if_fail (which.from < (int) layer->n_in && which.to < layer->n_out, NAN);

  if (which.from < 0)
    return layer->b[which.to];
  return layer->W[(gsize) which.from * layer->n_out + which.to];
}

double
wk_dense_trace_get_derivative (const WkDenseTrace *trace, WkDenseParameter which)
{
  if (which.from < 0)
    return wk_dense_trace_get_db (trace, which.layer, which.to);
  return wk_dense_trace_get_dW (trace, which.layer, (guint) which.from, which.to);
}

static double *
find_parameter (WkDenseNet *net, WkDenseParameter which)
{
  const WkDenseLayer *layer = &net->layers[which.layer - 1];
  gsize offset = (gsize) (layer->W - net->theta);

  if (which.from < 0)
    return net->theta + offset + (gsize) layer->n_in * layer->n_out + which.to;
  return net->theta + offset + (gsize) which.from * layer->n_out + which.to;
}

gboolean
wk_dense_finite_difference (const WkDenseLayer *layers,
                            guint n_layers,
                            guint n_samples,
                            const double *x,
                            WkLoss loss,
                            WkReduction reduction,
                            const double *y,
                            WkDenseParameter which,
                            double h,
                            double *derivative,
                            GError **error)
{
  g_autoptr (WkDenseNet) net = NULL;
  g_autoptr (WkDenseTrace) trace = NULL;
  double *theta;
  double theta_0, J[2], at[2];

  g_return_val_if_fail (which.layer >= 1 && which.layer <= n_layers, FALSE);
  g_return_val_if_fail (which.from < (int) layers[which.layer - 1].n_in, FALSE);
  g_return_val_if_fail (which.to < layers[which.layer - 1].n_out, FALSE);
  g_return_val_if_fail (derivative != NULL, FALSE);

  net = wk_dense_net_new (layers, n_layers, error);
  trace = net != NULL ? wk_dense_trace_new (layers, n_layers, n_samples, error) : NULL;
  if (trace == NULL)
    return FALSE;

  theta = find_parameter (net, which);
  theta_0 = *theta;
  if (h <= 0)
    h = cbrt (DBL_EPSILON) * MAX (1, fabs (theta_0));
  for (guint i = 0; i < 2; i++)
    {
      at[i] = *theta = i == 0 ? theta_0 - h : theta_0 + h;
      if (!wk_dense_forward (net->layers, n_layers, x, trace, error) ||
          !wk_dense_loss (net->layers, n_layers, loss, reduction, y, trace, error))
        return FALSE;
      J[i] = wk_dense_trace_get_J (trace);
    }

  /* The points as they are after rounding, not 2 h. */
  *derivative = (J[1] - J[0]) / (at[1] - at[0]);
  return wk_numeric_check_finite (derivative, 1, "difference quotient", error);
}
