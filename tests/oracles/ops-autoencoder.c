/* ops-autoencoder.c - autoencoder.json: one pass, and the best that is linear
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <math.h>

#include "numeric/wk-dense.h"
#include "numeric/wk-linear-autoencoder.h"

static void
run_linear_autoencoder_optimum (OracleCase *c)
{
  const Tensor *x = oracle_input (c, "x");
  g_autofree double *reconstruction = NULL, *singular_values = NULL;
  GError *error = NULL;
  double sse = NAN;
  gint64 code;

  if (x == NULL || x->n_dims != 2 || !oracle_only_attrs (c, "code", NULL) ||
      !oracle_attr_count (c, "code", 1, 1000, &code))
    return;
  reconstruction = g_new0 (double, x->n);
  singular_values = g_new0 (double, x->shape[1]);
  if (!wk_linear_autoencoder_optimum (x->data, (guint) x->shape[0], (guint) x->shape[1],
                                      (guint) code, reconstruction, singular_values,
                                      &sse, &error))
    {
      oracle_fail_error (c, error);
      return;
    }
  oracle_check (c, "reconstruction", reconstruction, x->n);
  oracle_check (c, "singular_values", singular_values, x->shape[1]);
  oracle_check_number (c, "min_sse", sse);
}

static void
run_linear_denoiser_optimum (OracleCase *c)
{
  const Tensor *covariance = oracle_input (c, "covariance");
  g_autofree double *w = NULL;
  GError *error = NULL;
  double sigma = oracle_attr_number (c, "noise_sd", NAN);
  double risk = NAN;

  if (covariance == NULL || covariance->n_dims != 2 ||
      covariance->shape[0] != covariance->shape[1] ||
      !oracle_only_attrs (c, "noise_sd", NULL))
    return;
  w = g_new0 (double, covariance->n);
  if (!wk_linear_denoiser_optimum (covariance->data, (guint) covariance->shape[0],
                                   sigma, w, &risk, &error))
    {
      oracle_fail_error (c, error);
      return;
    }
  oracle_check (c, "W", w, covariance->n);
  oracle_check_number (c, "risk", risk);
}

/* The clean input with noise added, or with the values that the mask names left out. */
static double *
corrupt (OracleCase *c, const Tensor *x, const Tensor *corruption)
{
  const char *how = oracle_attr_string (c, "corruption", "none");
  double *noisy = g_new0 (double, x->n + 1);

  for (gsize i = 0; i < x->n; i++)
    if (g_str_equal (how, "mask"))
      noisy[i] = x->data[i] * corruption->data[i];
    else
      noisy[i] = x->data[i] + corruption->data[i];
  return noisy;
}

static void
run_autoencoder_step (OracleCase *c)
{
  const Tensor *x = oracle_input (c, "x"), *corruption, *w1, *w2, *b1, *b2;
  g_autofree double *noisy = NULL;
  g_autoptr (WkDenseTrace) trace = NULL;
  g_autoptr (GError) error = NULL;
  guint n, p;

  if (x == NULL || x->n_dims != 2 ||
      !oracle_only_attrs (c, "corruption", "hidden", "output", "loss", "W_layout",
                          NULL))
    return;
  n = (guint) x->shape[0];
  p = (guint) x->shape[1];
  corruption = oracle_input_n (c, "corruption", x->n);
  b1 = oracle_input (c, "b1");
  b2 = oracle_input_n (c, "b2", p);
  w1 = b1 != NULL ? oracle_input_n (c, "W1", p * b1->n) : NULL;
  w2 = b1 != NULL ? oracle_input_n (c, "W2", p * b1->n) : NULL;
  if (corruption == NULL || w1 == NULL || w2 == NULL || b2 == NULL)
    return;

  const WkDenseLayer layers[] = {
    { p, (guint) b1->n, w1->data, b1->data, WK_ACTIVATION_SIGMOID, 0 },
    { (guint) b1->n, p, w2->data, b2->data, WK_ACTIVATION_SIGMOID, 0 },
  };

  noisy = corrupt (c, x, corruption);
  trace = wk_dense_trace_new (layers, 2, n, &error);
  if (trace == NULL || !wk_dense_forward (layers, 2, noisy, trace, &error) ||
      !wk_dense_backward (layers, 2, WK_LOSS_SQUARED_ERROR, WK_REDUCTION_SAMPLE_MEAN,
                          x->data, trace, &error))
    {
      oracle_fail_error (c, g_steal_pointer (&error));
      return;
    }
  oracle_check (c, "network_input", noisy, x->n);
  oracle_check (c, "output", wk_dense_trace_peek_a (trace, 2), x->n);
  oracle_check_number (c, "loss", wk_dense_trace_get_J (trace));
  oracle_check (c, "dW1", wk_dense_trace_peek_dW (trace, 1), w1->n);
  oracle_check (c, "db1", wk_dense_trace_peek_db (trace, 1), b1->n);
  oracle_check (c, "dW2", wk_dense_trace_peek_dW (trace, 2), w2->n);
  oracle_check (c, "db2", wk_dense_trace_peek_db (trace, 2), b2->n);
}

const OracleOp oracle_ops_autoencoder[] = {
  { "linear_autoencoder_optimum", run_linear_autoencoder_optimum },
  { "linear_denoiser_optimum", run_linear_denoiser_optimum },
  { "autoencoder_step", run_autoencoder_step },
  { NULL, NULL },
};
