/* ops-gaussian.c - vae.json: divergence and reparameterisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include "numeric/wk-gaussian.h"

/* From sigma and from log sigma^2, if the case has both. */
static void
run_kl_to_standard_normal (OracleCase *c)
{
  const Tensor *mu = oracle_input (c, "mu");
  const Tensor *sigma = oracle_input_optional (c, "sigma");
  const Tensor *logvar = oracle_input_optional (c, "logvar");
  g_autofree double *d_mu = NULL, *d_sigma = NULL, *d_logvar = NULL;
  guint n;

  if (mu == NULL || !oracle_only_attrs (c, NULL, NULL))
    return;
  n = (guint) mu->n;
  if ((sigma == NULL && logvar == NULL) || (sigma != NULL && sigma->n != n) ||
      (logvar != NULL && logvar->n != n))
    {
      oracle_fail (c, "'sigma' or 'logvar' does not fit 'mu'");
      return;
    }

  d_mu = g_new (double, n + 1);
  d_sigma = g_new (double, n + 1);
  d_logvar = g_new (double, n + 1);
  if (sigma != NULL)
    {
      oracle_check_number (
          c, "kl", wk_gaussian_kl (mu->data, sigma->data, n, d_mu, d_sigma, d_logvar));
      oracle_check (c, "dmu", d_mu, n);
      oracle_check (c, "dsigma", d_sigma, n);
      oracle_check (c, "dlogvar", d_logvar, n);
    }
  if (logvar != NULL)
    {
      oracle_check_number (
          c, "kl", wk_gaussian_kl_logvar (mu->data, logvar->data, n, d_mu, d_logvar));
      oracle_check (c, "dmu", d_mu, n);
      oracle_check (c, "dlogvar", d_logvar, n);
    }
}

static void
run_reparameterisation (OracleCase *c)
{
  const Tensor *mu = oracle_input (c, "mu"), *sigma, *w, *dz;
  g_autofree double *z = NULL, *d_mu = NULL, *d_sigma = NULL, *d_logvar = NULL;
  guint n;

  if (mu == NULL || !oracle_only_attrs (c, NULL, NULL))
    return;
  n = (guint) mu->n;
  sigma = oracle_input_n (c, "sigma", n);
  w = oracle_input_n (c, "eps", n);
  dz = oracle_input_n (c, "dz", n);
  if (sigma == NULL || w == NULL || dz == NULL)
    return;

  z = g_new (double, n + 1);
  d_mu = g_new (double, n + 1);
  d_sigma = g_new (double, n + 1);
  d_logvar = g_new (double, n + 1);
  wk_gaussian_sample (mu->data, sigma->data, w->data, n, z);
  wk_gaussian_sample_backward (sigma->data, w->data, dz->data, n, d_mu, d_sigma,
                               d_logvar);
  oracle_check (c, "z", z, n);
  oracle_check (c, "dmu", d_mu, n);
  oracle_check (c, "dsigma", d_sigma, n);
  oracle_check (c, "dlogvar", d_logvar, n);
}

const OracleOp oracle_ops_gaussian[] = {
  { "kl_to_standard_normal", run_kl_to_standard_normal },
  { "reparameterisation", run_reparameterisation },
  { NULL, NULL },
};
