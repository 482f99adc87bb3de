/* wk-latent-train.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At the end of an epoch the digits held out are judged with one fixed draw each: over
 * 1 000 digits that moves their mean by about 0.1 nats, always the same way, and costs
 * as much as six minibatches.
 */
#include "config.h"

#include "exercises/kit/wk-latent-train.h"

#include <string.h>

#include "model/wk-digits.h"
#include "model/wk-message-private.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-vae-train.h"

#define N_LATENT 2
#define N_BATCH 64
#define RATE 0.001
#define N_DRAWS 1

typedef struct
{
  WkValue *recipe;
  WkVaeSpec spec;
  const WkDigits *digits;
  const WkDigits *held_out;
  WkVaeTrainer *vae;
  GArray *curves; /* of double, WK_LATENT_N_CURVES for each epoch */
} Trainer;

/* --- recipe --- */

static WkValue *
make_recipe (const WkParams *params)
{
  static const char *const keys[] = { "hidden", "likelihood", "autoencoder", "beta",
                                      "seed",   "rate",       "batch",       "latent" };
  gboolean plain = wk_params_get_switch (params, "autoencoder");
  WkValue *items[] = {
    wk_value_new_number (wk_params_get_int (params, "hidden")),
    wk_value_new_string (wk_params_get_word (params, "likelihood")),
    wk_value_new_bool (plain),
    wk_value_new_number (plain ? 0 : wk_params_get_number (params, "beta")),
    wk_value_new_number (wk_params_get_number (params, "training_seed")),
    wk_value_new_number (RATE),
    wk_value_new_number (N_BATCH),
    wk_value_new_number (N_LATENT),
  };

  return wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
}

/* A whole number from 0 to @max of the recipe; else -1. */
static double
get_count (const WkValue *recipe, const char *key, double max)
{
  const WkValue *value = wk_value_get_member (recipe, key);
  double number = value != NULL ? wk_value_get_number (value) : -1;

  return number >= 0 && number <= max ? (double) (guint64) number : -1;
}

static gboolean
read_recipe (const WkValue *recipe, WkVaeSpec *spec, WkVaeRecipe *how, GError **error)
{
  const WkValue *likelihood = wk_value_get_member (recipe, "likelihood");
  const WkValue *plain = wk_value_get_member (recipe, "autoencoder");
  const WkValue *beta = wk_value_get_member (recipe, "beta");
  const WkValue *rate = wk_value_get_member (recipe, "rate");
  double n_hidden = get_count (recipe, "hidden", 4096);
  double n_latent = get_count (recipe, "latent", 64);
  double n_batch = get_count (recipe, "batch", 4096);
  double seed = get_count (recipe, "seed", 4294967295.0);

  if (n_hidden < 1 || n_latent < 1 || n_batch < 1 || seed < 0 || likelihood == NULL ||
      plain == NULL || beta == NULL || rate == NULL)
    {
      g_set_error_literal (error, WK_TRAINED_ERROR, WK_TRAINED_ERROR_KIND,
                           _ ("this is no recipe for a latent space"));
      return FALSE;
    }
  *spec = wk_vae_spec_default ();
  spec->n_pixels = WK_DIGITS_PIXELS;
  spec->n_hidden = (guint) n_hidden;
  spec->n_latent = (guint) n_latent;
  spec->likelihood = g_strcmp0 (wk_value_get_string (likelihood), "gaussian") == 0
                         ? WK_VAE_GAUSSIAN
                         : WK_VAE_BERNOULLI;
  spec->beta = wk_value_get_number (beta);
  spec->deterministic = wk_value_get_bool (plain);
  *how = wk_vae_recipe_default ();
  how->rate = wk_value_get_number (rate);
  how->n_batch = (guint) n_batch;
  how->seed = (guint64) seed;
  return TRUE;
}

/* --- trainer --- */

static void
free_trainer (gpointer data)
{
  Trainer *trainer = data;

  if (trainer == NULL)
    return;
  g_clear_pointer (&trainer->vae, wk_vae_trainer_free);
  g_array_unref (trainer->curves);
  wk_value_unref (trainer->recipe);
  g_free (trainer);
}

static gpointer
new_trainer (WkValue *recipe, GError **error)
{
  WkVaeRecipe how;
  Trainer *trainer = g_new0 (Trainer, 1);

  trainer->recipe = wk_value_ref (recipe);
  trainer->curves = g_array_new (FALSE, FALSE, sizeof (double));
  if (read_recipe (recipe, &trainer->spec, &how, error))
    trainer->digits = wk_digits_get (WK_DIGITS_TRAINING, error);
  if (trainer->digits != NULL)
    trainer->held_out = wk_digits_get (WK_DIGITS_HELD_OUT, error);
  if (trainer->held_out != NULL)
    trainer->vae = wk_vae_trainer_new (&trainer->spec, &how, trainer->digits->pixels,
                                       trainer->digits->n, error);
  if (trainer->vae == NULL)
    g_clear_pointer (&trainer, free_trainer);
  return trainer;
}

/* The curves of the epoch that just ended. */
static gboolean
judge (Trainer *trainer, GError **error)
{
  WkVaeLoss training = wk_vae_trainer_get_epoch_loss (trainer->vae);
  WkVaeLoss held_out;
  double row[WK_LATENT_N_CURVES];

  if (!wk_vae_trainer_evaluate (
          trainer->vae, trainer->held_out->pixels, trainer->held_out->n,
          trainer->spec.deterministic ? 1 : N_DRAWS, &held_out, error))
    return FALSE;
  row[WK_LATENT_CURVE_RECONSTRUCTION] = training.reconstruction;
  row[WK_LATENT_CURVE_KL] = trainer->spec.deterministic ? 0 : training.kl;
  row[WK_LATENT_CURVE_HELD_OUT_RECONSTRUCTION] = held_out.reconstruction;
  row[WK_LATENT_CURVE_HELD_OUT_KL] = trainer->spec.deterministic ? 0 : held_out.kl;
  g_array_append_vals (trainer->curves, row, WK_LATENT_N_CURVES);
  return TRUE;
}

static gboolean
iterate (gpointer data, GError **error)
{
  Trainer *trainer = data;
  guint epoch = wk_vae_trainer_get_epoch (trainer->vae);

  if (!wk_vae_trainer_iterate (trainer->vae, error))
    return FALSE;
  return wk_vae_trainer_get_epoch (trainer->vae) == epoch || judge (trainer, error);
}

static void
get_progress (gpointer data, WkTrainingProgress *progress)
{
  Trainer *trainer = data;

  progress->epoch = wk_vae_trainer_get_epoch (trainer->vae);
  progress->batch = wk_vae_trainer_get_batch (trainer->vae);
  progress->n_batches = wk_vae_trainer_get_n_batches (trainer->vae);
}

static WkTrained *
snapshot (gpointer data, GError **error)
{
  Trainer *trainer = data;

  return wk_trained_new (
      "latent-space", trainer->recipe, wk_vae_trainer_get_epoch (trainer->vae),
      wk_vae_trainer_peek_weights (trainer->vae), wk_vae_n_weights (&trainer->spec),
      (const double *) (gpointer) trainer->curves->data, WK_LATENT_N_CURVES, error);
}

static const char *const curve_names[] = {
  [WK_LATENT_CURVE_RECONSTRUCTION] = N_ ("Reconstruction"),
  [WK_LATENT_CURVE_KL] = N_ ("KL divergence"),
  [WK_LATENT_CURVE_HELD_OUT_RECONSTRUCTION] = N_ ("Reconstruction, held out"),
  [WK_LATENT_CURVE_HELD_OUT_KL] = N_ ("KL divergence, held out"),
  NULL,
};

const WkTraining wk_latent_training = {
  .param = "model",
  .epochs = "epochs",
  .curve_names = curve_names,
  .recipe = make_recipe,
  .new_trainer = new_trainer,
  .free_trainer = free_trainer,
  .iterate = iterate,
  .get_progress = get_progress,
  .snapshot = snapshot,
};
