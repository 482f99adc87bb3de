/* ops-activation.c - activations.json
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include "numeric/wk-activation.h"

/* The op is the id with an underscore. */
static void
run_activation (OracleCase *c)
{
  g_autofree char *id = g_strdelimit (g_strdup (c->op), "_", '-');
  g_autofree double *y = NULL, *dydx = NULL;
  const Tensor *x = oracle_input (c, "x");
  WkActivation g;
  double slope;

  if (x == NULL || !oracle_only_attrs (c, "alpha", "slope", "negative_slope", NULL))
    return;
  if (!wk_activation_from_id (id, &g))
    {
      oracle_fail (c, "no activation '%s'", id);
      return;
    }
  slope = oracle_attr_slope (c, wk_activation_get_default_slope (g));

  y = g_new (double, x->n + 1);
  dydx = g_new (double, x->n + 1);
  for (gsize i = 0; i < x->n; i++)
    {
      y[i] = wk_activation_value (g, slope, x->data[i]);
      dydx[i] = wk_activation_derivative (g, slope, x->data[i]);
    }
  oracle_check (c, "y", y, x->n);
  oracle_check (c, "dydx", dydx, x->n);
}

const OracleOp oracle_ops_activation[] = {
  { "identity", run_activation },
  { "relu", run_activation },
  { "leaky_relu", run_activation },
  { "elu", run_activation },
  { "sigmoid", run_activation },
  { "tanh", run_activation },
  { "softplus", run_activation },
  { "log_sigmoid", run_activation },
  { NULL, NULL },
};
