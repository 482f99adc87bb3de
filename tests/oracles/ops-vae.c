/* ops-vae.c - vae.json: loss, gradient and one step of a variational autoencoder
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-optim.h"
#include "numeric/wk-vae.h"

static const char *const block_names[WK_VAE_N_BLOCKS] = {
  "We", "be", "Wm", "bm", "Wl", "bl", "Wd", "bd", "Wo", "bo"
};

static gboolean
read_weights (OracleCase *c, const WkVaeSpec *spec, double *weights)
{
  for (guint i = 0; i < WK_VAE_N_BLOCKS; i++)
    {
      guint rows, columns;
      gsize offset = wk_vae_block (spec, i, &rows, &columns);
      const Tensor *block = oracle_input_n (c, block_names[i], (gsize) rows * columns);

      if (block == NULL)
        return FALSE;
      memcpy (weights + offset, block->data, block->n * sizeof (double));
    }
  return TRUE;
}

static void
check_blocks (OracleCase *c,
              const WkVaeSpec *spec,
              const char *format,
              const double *all)
{
  g_auto (GStrv) around = g_strsplit (format, "%", 2);

  for (guint i = 0; i < WK_VAE_N_BLOCKS; i++)
    {
      guint rows, columns;
      gsize offset = wk_vae_block (spec, i, &rows, &columns);
      g_autofree char *name = g_strconcat (around[0], block_names[i], around[1], NULL);

      oracle_check (c, name, all + offset, (gsize) rows * columns);
    }
}

static void
check_latent (OracleCase *c,
              const WkVaeSpec *spec,
              const double *weights,
              const Tensor *x,
              const Tensor *w)
{
  guint l = spec->n_latent;
  guint n = (guint) x->shape[0];
  g_autofree double *mu = g_new0 (double, n *l);
  g_autofree double *logvar = g_new0 (double, n *l);
  g_autofree double *z = g_new0 (double, n *l);
  g_autofree double *decoded = g_new0 (double, x->n);

  for (guint s = 0; s < n; s++)
    {
      wk_vae_encode (spec, weights, x->data + s * spec->n_pixels, mu + s * l,
                     logvar + s * l);
      for (guint i = s * l; i < (s + 1) * l; i++)
        z[i] = mu[i] + exp (logvar[i] / 2) * w->data[i];
      wk_vae_decode (spec, weights, z + s * l, decoded + s * spec->n_pixels);
    }
  /* The oracle gives the logits. */
  for (gsize i = 0; spec->likelihood == WK_VAE_BERNOULLI && i < x->n; i++)
    decoded[i] = log (decoded[i]) - log1p (-decoded[i]);
  oracle_check (c, "mu", mu, n * l);
  oracle_check (c, "logvar", logvar, n * l);
  oracle_check (c, "z", z, n * l);
  oracle_check (c, "output_before_sigmoid", decoded, x->n);
}

static void
step_and_check (OracleCase *c,
                const WkVaeSpec *spec,
                double *weights,
                const double *gradient,
                const Tensor *x,
                const Tensor *w)
{
  WkOptimSpec adam = wk_optim_spec_default (WK_OPTIM_ADAM, 0.01);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkOptim) optim = wk_optim_new (&adam, wk_vae_n_weights (spec), &error);
  WkVaeLoss after;

  if (optim == NULL || !wk_optim_iterate (optim, weights, gradient, &error) ||
      !wk_vae_loss (spec, weights, x->data, w->data, (guint) x->shape[0], &after, NULL,
                    &error))
    {
      oracle_fail_error (c, g_steal_pointer (&error));
      return;
    }
  check_blocks (c, spec, "%_after", weights);
  oracle_check_number (c, "loss_after", after.loss);
}

static void
run_vae_step (OracleCase *c)
{
  const Tensor *x = oracle_input (c, "x"), *w;
  const Tensor *hidden = oracle_input (c, "be"), *latent = oracle_input (c, "bm");
  WkVaeSpec spec = wk_vae_spec_default ();
  g_autofree double *weights = NULL, *gradient = NULL;
  GError *error = NULL;
  WkVaeLoss loss;

  if (x == NULL || hidden == NULL || latent == NULL || x->n_dims != 2 ||
      !oracle_only_attrs (c, "likelihood", "beta", "hidden_activation", "loss",
                          "gaussian_reconstruction", "optimiser", "W_layout", NULL))
    return;
  spec.n_pixels = (guint) x->shape[1];
  spec.n_hidden = (guint) hidden->n;
  spec.n_latent = (guint) latent->n;
  spec.beta = oracle_attr_number (c, "beta", 1);
  if (g_str_equal (oracle_attr_string (c, "likelihood", "bernoulli"), "gaussian"))
    spec.likelihood = WK_VAE_GAUSSIAN;
  w = oracle_input_n (c, "eps", x->shape[0] * spec.n_latent);
  if (w == NULL || !wk_vae_spec_check (&spec, &error))
    {
      oracle_fail_error (c, error);
      return;
    }
  weights = g_new0 (double, wk_vae_n_weights (&spec));
  gradient = g_new0 (double, wk_vae_n_weights (&spec));
  if (!read_weights (c, &spec, weights))
    return;
  check_latent (c, &spec, weights, x, w);
  if (!wk_vae_loss (&spec, weights, x->data, w->data, (guint) x->shape[0], &loss,
                    gradient, &error))
    {
      oracle_fail_error (c, error);
      return;
    }
  oracle_check_number (c, "loss", loss.loss);
  oracle_check_number (c, "reconstruction", loss.reconstruction);
  oracle_check_number (c, "kl", loss.kl);
  check_blocks (c, &spec, "d%", gradient);
  step_and_check (c, &spec, weights, gradient, x, w);
}

const OracleOp oracle_ops_vae[] = {
  { "vae_step", run_vae_step },
  { NULL, NULL },
};
