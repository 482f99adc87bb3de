/* ops-optim.c - optim.json: steps on J = 1/2 w^T H w + c^T w
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <string.h>

#include "numeric/wk-optim.h"

#define OBJECTIVE "0.5 w^T H w + c^T w"

static gboolean
read_spec (OracleCase *c, WkOptimSpec *spec)
{
  const Tensor *betas = oracle_attr_tensor (c, "betas");
  WkOptimMethod method;

  if (!wk_optim_method_from_id (c->op, &method))
    {
      oracle_fail (c, "no optimiser '%s'", c->op);
      return FALSE;
    }
  *spec = wk_optim_spec_default (method, oracle_attr_number (c, "lr", 0.01));
  spec->momentum = oracle_attr_number (c, "momentum", spec->momentum);
  spec->nesterov = oracle_attr_boolean (c, "nesterov", spec->nesterov);
  spec->weight_decay = oracle_attr_number (c, "weight_decay", spec->weight_decay);
  spec->alpha = oracle_attr_number (c, "alpha", spec->alpha);
  spec->epsilon = oracle_attr_number (c, "eps", spec->epsilon);
  if (betas != NULL && betas->n == 2)
    {
      spec->beta1 = betas->data[0];
      spec->beta2 = betas->data[1];
    }
  return oracle_only_attrs (c, "lr", "steps", "objective", "momentum", "nesterov",
                            "weight_decay", "alpha", "eps", "betas", NULL);
}

static void
run_optim (OracleCase *c)
{
  const Tensor *w0 = oracle_input (c, "w0"), *H, *linear;
  g_autoptr (WkOptim) optim = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree double *trajectory = NULL, *gradient = NULL, *w = NULL;
  WkOptimSpec spec;
  gint64 n_steps;
  gsize n;

  if (w0 == NULL || !read_spec (c, &spec) ||
      !oracle_attr_count (c, "steps", 1, 1000000, &n_steps))
    return;
  n = w0->n;
  H = oracle_input_n (c, "H", n * n);
  linear = oracle_input_n (c, "c", n);
  if (H == NULL || linear == NULL)
    return;
  if (!g_str_equal (oracle_attr_string (c, "objective", OBJECTIVE), OBJECTIVE))
    {
      oracle_fail (c, "the objective is not there");
      return;
    }

  optim = wk_optim_new (&spec, n, &error);
  w = g_memdup2 (w0->data, (n + 1) * sizeof *w);
  gradient = g_new (double, n + 1);
  trajectory = g_new (double, (gsize) n_steps *n + 1);
  for (gsize t = 0; optim != NULL && t < (gsize) n_steps; t++)
    {
      for (gsize i = 0; i < n; i++)
        {
          gradient[i] = linear->data[i];
          for (gsize j = 0; j < n; j++)
            gradient[i] += H->data[i * n + j] * w[j];
        }
      if (!wk_optim_iterate (optim, w, gradient, &error))
        break;
      memcpy (trajectory + t * n, w, n * sizeof *w);
    }
  if (!oracle_fail_error (c, g_steal_pointer (&error)))
    oracle_check (c, "trajectory", trajectory, (gsize) n_steps * n);
}

const OracleOp oracle_ops_optim[] = {
  { "sgd", run_optim },     { "adam", run_optim }, { "adagrad", run_optim },
  { "rmsprop", run_optim }, { NULL, NULL },
};
