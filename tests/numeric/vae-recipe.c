/* vae-recipe.c - trains a variational autoencoder and judges it on the held-out digits
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For peer-vae.py. Arguments: seed, epochs, a file of doubles: draws of w, 2 for each
 * held-out digit, again and again. Prints the negative ELBO in nats: mean over digits
 * and draws, in doubles.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/wk-digits.h"
#include "numeric/wk-vae-train.h"

static const WkDigits *
get_digits (WkDigitsPart part)
{
  g_autoptr (GError) error = NULL;
  const WkDigits *digits = wk_digits_get (part, &error);

  if (digits == NULL)
    g_error ("%s", error->message);
  return digits;
}

static double *
new_trained (const WkVaeSpec *spec, guint64 seed, guint n_epochs)
{
  const WkDigits *digits = get_digits (WK_DIGITS_TRAINING);
  WkVaeRecipe recipe = wk_vae_recipe_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WkVaeTrainer) trainer = NULL;
  double *weights = g_new (double, wk_vae_n_weights (spec));

  recipe.seed = seed;
  trainer = wk_vae_trainer_new (spec, &recipe, digits->pixels, digits->n, &error);
  while (error == NULL && wk_vae_trainer_get_epoch (trainer) < n_epochs)
    wk_vae_trainer_iterate (trainer, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  for (gsize i = 0; i < wk_vae_n_weights (spec); i++)
    weights[i] = (double) wk_vae_trainer_peek_weights (trainer)[i];
  return weights;
}

static double
judge (const WkVaeSpec *spec, const double *weights, const double *w, gsize n_w)
{
  const WkDigits *digits = get_digits (WK_DIGITS_HELD_OUT);
  gsize n_digits = digits->n;
  gsize n_x = n_digits * WK_DIGITS_PIXELS;
  gsize n_draws = n_w / (n_digits * spec->n_latent);
  g_autofree double *x = g_new (double, n_x);
  double sum = 0;

  if (n_draws == 0)
    g_error ("too few draws");
  for (gsize i = 0; i < n_x; i++)
    x[i] = digits->pixels[i] / 255.0;
  for (gsize k = 0; k < n_draws; k++)
    {
      g_autoptr (GError) error = NULL;
      WkVaeLoss loss;

      if (!wk_vae_loss (spec, weights, x, w + k * n_digits * spec->n_latent, digits->n,
                        &loss, NULL, &error))
        g_error ("%s", error->message);
      sum += loss.loss;
    }
  return sum / (double) n_draws;
}

int
main (int argc, char **argv)
{
  WkVaeSpec spec = wk_vae_spec_default ();
  g_autoptr (GError) error = NULL;
  g_autofree double *weights = NULL;
  g_autofree char *draws = NULL;
  gsize size;

  if (argc != 4)
    g_error ("Usage: vae-recipe SEED EPOCHS DRAWS");
  if (!g_file_get_contents (argv[3], &draws, &size, &error))
    g_error ("%s", error->message);
  weights = new_trained (&spec, (guint64) atoi (argv[1]), (guint) atoi (argv[2]));
  printf ("%.6f\n",
          judge (&spec, weights, (const double *) draws, size / sizeof (double)));
  return 0;
}
