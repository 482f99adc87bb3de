/* bench-train.c - how many digits a second a variational autoencoder trains on
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For bench-train.py, which asks, a word on each line of standard input. "train" is
 * answered by how many samples a second an epoch of 784-256-(2+2)-256-784 took,
 * minibatches of 64; "products" by how many there would be if there were nothing but
 * its five large matrix products, by sgemm. One thread, its own time on the processor.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <gsl/gsl_cblas.h>

#include "model/wk-digits.h"
#include "numeric/wk-vae-train.h"

#define BATCH 64
#define REPEATS 20

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static double
train (WkVaeTrainer *trainer, guint n)
{
  guint n_batches = wk_vae_trainer_get_n_batches (trainer);
  double start = now ();

  for (guint i = 0; i < n_batches; i++)
    if (!wk_vae_trainer_iterate (trainer, NULL))
      g_error ("the training failed");
  return n / (now () - start);
}

/* Every product as it stands in the formulas: rows of both matrices in a row. */
static double
products (const WkVaeSpec *spec, float *x, float *weights, float *out)
{
  int p = (int) spec->n_pixels;
  int h = (int) spec->n_hidden;
  double start = now ();

  for (guint i = 0; i < REPEATS; i++)
    {
      cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, BATCH, h, p, 1, x, p,
                   weights, h, 0, out, h);
      cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, BATCH, p, h, 1, x, h,
                   weights, p, 0, out, p);
      cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, h, p, BATCH, 1, x, h, x, p,
                   0, out, p);
      cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, BATCH, h, p, 1, x, p,
                   weights, p, 0, out, h);
      cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, p, h, BATCH, 1, x, p, x, h,
                   0, out, h);
    }
  return BATCH * REPEATS / (now () - start);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  const WkDigits *digits = wk_digits_get (WK_DIGITS_TRAINING, &error);
  WkVaeSpec spec = wk_vae_spec_default ();
  WkVaeRecipe recipe = wk_vae_recipe_default ();
  g_autofree float *x = g_new (float, BATCH *spec.n_pixels);
  g_autofree float *weights = g_new (float, spec.n_pixels *spec.n_hidden);
  g_autofree float *out = g_new (float, spec.n_pixels *spec.n_hidden);
  g_autoptr (WkVaeTrainer) trainer = NULL;
  char word[16];

  if (digits == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < BATCH * spec.n_pixels; i++)
    x[i] = (float) (i % 97) / 97;
  for (guint i = 0; i < spec.n_pixels * spec.n_hidden; i++)
    weights[i] = (float) (i % 89) / 89;
  recipe.n_batch = BATCH;
  trainer = wk_vae_trainer_new (&spec, &recipe, digits->pixels, digits->n, &error);
  if (trainer == NULL)
    g_error ("%s", error->message);
  while (scanf ("%15s", word) == 1)
    {
      printf ("%.1f\n", strcmp (word, "train") == 0
                            ? train (trainer, digits->n)
                            : products (&spec, x, weights, out));
      fflush (stdout);
    }
  return 0;
}
