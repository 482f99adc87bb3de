/* wk-latent-train.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At the end of an epoch the digits held out are judged with one draw each, the same in
 * every epoch and training: over 1 000 digits that is enough for a curve, and it costs
 * no more than some minibatches do.
 */
#include "config.h"

#include "exercises/kit/wk-latent-train.h"

#include <math.h>

#include "exercises/kit/wk-latent-model.h"
#include "exercises/kit/wk-latent-work.h"
#include "model/wk-digits.h"
#include "model/wk-message-private.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-vae-train.h"

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
    wk_value_new_number (WK_LATENT_PLANE),
  };

  return wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
}

/* A whole number of the recipe, from @min to @max; else -1 with @error. */
static double
get_count (const WkValue *recipe,
           const char *key,
           double min,
           double max,
           GError **error)
{
  const WkValue *value = wk_value_get_member (recipe, key);
  double number = value != NULL ? wk_value_get_number (value) : -1;

  if (number >= min && number <= max && number == floor (number))
    return number;
  g_set_error (error, WK_TRAINED_ERROR, WK_TRAINED_ERROR_KIND,
               _ ("the recipe’s “%s” cannot be trained with"), key);
  return -1;
}

static gboolean
read_recipe (WkValue *recipe, WkVaeSpec *spec, WkVaeRecipe *how, GError **error)
{
  const WkValue *rate = wk_value_get_member (recipe, "rate");
  double n_batch;
  double seed;

  if (!wk_latent_spec_from_recipe (recipe, spec, error))
    return FALSE;
  n_batch = get_count (recipe, "batch", 1, 4096, error);
  seed = n_batch > 0 ? get_count (recipe, "seed", 0, G_MAXUINT32, error) : -1;
  if (seed < 0)
    return FALSE;
  *how = wk_vae_recipe_default ();
  how->rate = rate != NULL ? wk_value_get_number (rate) : 0;
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

static void
free_model (gpointer model)
{
  wk_latent_model_free (model);
}

static const char *
translate (gpointer data, const char *text)
{
  return _ (text);
}

/* What numeric/ says in English, in the user's language: put together anew, or found as
 * it is. Always FALSE. */
static gboolean
say_again (GError **error)
{
  char *text;

  if (error == NULL || *error == NULL || (*error)->domain != WK_NUMERIC_ERROR)
    return FALSE;
  text = wk_numeric_error_to_text (*error, translate, NULL);
  if (text == NULL)
    text = g_strdup (_ ((*error)->message));
  g_free ((*error)->message);
  (*error)->message = text;
  return FALSE;
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
    {
      say_again (error);
      g_clear_pointer (&trainer, free_trainer);
    }
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

  if (!wk_vae_trainer_iterate (trainer->vae, error) ||
      (wk_vae_trainer_get_epoch (trainer->vae) != epoch && !judge (trainer, error)))
    return say_again (error);
  return TRUE;
}

static void
get_progress (gpointer data, WkTrainingProgress *progress)
{
  Trainer *trainer = data;

  progress->epoch = wk_vae_trainer_get_epoch (trainer->vae);
  progress->batch = wk_vae_trainer_get_batch (trainer->vae);
  progress->n_batches = wk_vae_trainer_get_n_batches (trainer->vae);
}

/* Where the digits lie, by the trainer's own products: fast, for watching. */
static WkLatentModel *
make_model (WkVaeTrainer *vae,
            const WkVaeSpec *spec,
            const WkDigits *digits,
            GCancellable *cancellable,
            GError **error)
{
  gsize n = (gsize) digits->n * WK_LATENT_PLANE;
  g_autofree float *mu = g_new (float, n);
  g_autofree float *logvar = g_new (float, n);

  wk_vae_trainer_encode (vae, digits->pixels, digits->n, mu, logvar);
  return wk_latent_model_new (spec, wk_vae_trainer_peek_weights (vae), mu, logvar,
                              cancellable, error);
}

static WkTrained *
snapshot (gpointer data, GError **error)
{
  Trainer *trainer = data;
  WkLatentModel *model =
      make_model (trainer->vae, &trainer->spec, trainer->digits, NULL, error);
  WkTrained *trained = NULL;

  if (model != NULL)
    trained = wk_trained_new (
        "latent-space", trainer->recipe, wk_vae_trainer_get_epoch (trainer->vae),
        wk_vae_trainer_peek_weights (trainer->vae), wk_vae_n_weights (&trainer->spec),
        (const double *) (gpointer) trainer->curves->data, WK_LATENT_N_CURVES, error);
  if (trained != NULL)
    wk_trained_take_derived (trained, model, free_model);
  else
    wk_latent_model_free (model);
  return trained;
}

static gboolean
derive (WkTrained *trained, GCancellable *cancellable, GError **error)
{
  Trainer *trainer = new_trainer (wk_trained_get_recipe (trained), error);
  WkLatentModel *model;
  gsize n;
  const float *weights = wk_trained_get_weights (trained, &n);

  if (trainer == NULL)
    return FALSE;
  g_return_val_if_fail (n == wk_vae_n_weights (&trainer->spec), FALSE);
  wk_vae_trainer_set_weights (trainer->vae, weights);
  model =
      make_model (trainer->vae, &trainer->spec, trainer->digits, cancellable, error);
  if (model != NULL)
    wk_trained_take_derived (trained, model, free_model);
  free_trainer (trainer);
  return model != NULL;
}

/* Of the steps, those with a digit's numbers stand on the plane of all digits but for
 * the one of several dimensions; the case by hand has none before it comes to the
 * plane. */
static gboolean
is_watched (const WkParams *params, guint step)
{
  const char *view = wk_params_get_word (params, "view");
  gboolean by_hand = strcmp (wk_params_get_word (params, "numbers"), "case") == 0;

  if (strcmp (view, "steps") == 0)
    return by_hand ? step >= WK_LATENT_STEP_PLANE : step != WK_LATENT_STEP_MORE;
  return !by_hand || strcmp (view, "digit") != 0;
}

static WkParams *
watch (const WkParams *params, guint step)
{
  g_autoptr (WkValue) training = NULL;

  if (is_watched (params, step))
    return NULL;
  training = wk_value_new_string ("training");
  return wk_params_with (params, "view", training, NULL);
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
  .seed = "training_seed",
  .curve_names = curve_names,
  .recipe = make_recipe,
  .new_trainer = new_trainer,
  .free_trainer = free_trainer,
  .iterate = iterate,
  .get_progress = get_progress,
  .snapshot = snapshot,
  .derive = derive,
  .watch = watch,
};
