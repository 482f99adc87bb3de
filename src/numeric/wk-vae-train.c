/* wk-vae-train.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-vae-train.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-numeric.h"
#include "numeric/wk-random.h"
#include "numeric/wk-vae-pass.h"

#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#define MAX_BATCH 4096
#define BETA1 0.9
#define BETA2 0.999
#define EPSILON 1e-8

struct _WkVaeTrainer
{
  WkVaePass pass;
  WkVaeRecipe recipe;
  const guint8 *samples;
  guint n;

  WkRandom *order_random, *draw_random;
  guint *order; /* n: of this epoch */
  float *w;     /* draws of a minibatch */
  guint epoch, batch;
  guint64 step; /* of Adam */

  WkVaeLoss batch_loss, epoch_loss;
  WkVaeLoss sum; /* over the samples of this epoch */
};

WkVaeRecipe
wk_vae_recipe_default (void)
{
  return (WkVaeRecipe){ .rate = 0.001, .n_batch = 64, .seed = 1 };
}

static gboolean
check_recipe (const WkVaeRecipe *recipe, guint n, GError **error)
{
  if (recipe->rate > 0 && isfinite (recipe->rate) && recipe->n_batch >= 1 &&
      recipe->n_batch <= MAX_BATCH && n >= 1)
    return TRUE;
  /* Without numbers put in, so that it can be looked up in a catalogue. */
  G_STATIC_ASSERT (MAX_BATCH == 4096);
  g_set_error_literal (
      error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED,
      N_ ("training needs a rate above 0, minibatches of 1 to 4096, and samples"));
  return FALSE;
}

/* --- start --- */

static void
draw_weights (WkVaeTrainer *self)
{
  g_autoptr (WkRandom) random = wk_random_new (self->recipe.seed);

  for (guint i = 0; i < WK_VAE_N_BLOCKS; i += 2)
    {
      guint rows;
      guint columns;
      gsize begin = wk_vae_block (&self->pass.spec, i, &rows, &columns);
      gsize end = begin + (gsize) (rows + 1) * columns;
      double bound = 1 / sqrt (rows);

      for (gsize k = begin; k < end; k++)
        self->pass.weights[k] =
            (float) wk_random_uniform_between (random, -bound, bound);
    }
}

static void
begin_epoch (WkVaeTrainer *self)
{
  for (guint i = 0; i < self->n; i++)
    self->order[i] = i;
  wk_random_shuffle (self->order_random, self->order, self->n);
  self->batch = 0;
  self->sum = (WkVaeLoss){ 0 };
}

WkVaeTrainer *
wk_vae_trainer_new (const WkVaeSpec *spec,
                    const WkVaeRecipe *recipe,
                    const guint8 *samples,
                    guint n,
                    GError **error)
{
  g_autoptr (WkVaeTrainer) self = NULL;

  wk_numeric_init ();
  if (!wk_vae_spec_check (spec, error) || !check_recipe (recipe, n, error))
    return NULL;
  self = g_new0 (WkVaeTrainer, 1);
  self->recipe = *recipe;
  self->samples = samples;
  self->n = n;
  if (!wk_vae_pass_init (&self->pass, spec, recipe->n_batch, error))
    return NULL;
  self->order = g_try_new (guint, n);
  self->w = g_try_new0 (float, (gsize) recipe->n_batch * spec->n_latent);
  if (self->order == NULL || self->w == NULL)
    {
      g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                           N_ ("training: not enough memory"));
      return NULL;
    }
  /* Streams of their own, so that the order does not depend on the number of draws. */
  self->order_random = wk_random_new (recipe->seed ^ ((guint64) 1 << 40));
  self->draw_random = wk_random_new (recipe->seed ^ ((guint64) 2 << 40));
  draw_weights (self);
  begin_epoch (self);
  return g_steal_pointer (&self);
}

void
wk_vae_trainer_free (WkVaeTrainer *trainer)
{
  if (trainer == NULL)
    return;
  g_clear_pointer (&trainer->order_random, wk_random_free);
  g_clear_pointer (&trainer->draw_random, wk_random_free);
  g_free (trainer->order);
  g_free (trainer->w);
  wk_vae_pass_clear (&trainer->pass);
  g_free (trainer);
}

/* --- a minibatch --- */

static void
step (WkVaeTrainer *self, guint n)
{
  WkVaeAdam adam = { .beta1 = (float) BETA1,
                     .beta2 = (float) BETA2,
                     .epsilon = (float) EPSILON };

  self->step++;
  adam.rate = (float) (self->recipe.rate / (1 - pow (BETA1, (double) self->step)));
  adam.correction = (float) (1 / sqrt (1 - pow (BETA2, (double) self->step)));
  wk_vae_pass_update (&self->pass, &adam, n);
}

/* Adam's moments of weights that no sample moves fall below the normal floats, where
 * processors are slow. Returns what to hand to restore_floats(). */
static guint
flush_denormals (void)
{
#ifdef __SSE2__
  guint before = _mm_getcsr ();

  _mm_setcsr (before | 0x8040);
  return before;
#else
  return 0;
#endif
}

static void
restore_floats (guint before)
{
#ifdef __SSE2__
  _mm_setcsr (before);
#endif
}

static guint
load_batch (WkVaeTrainer *self)
{
  guint begin = self->batch * self->recipe.n_batch;
  guint n = MIN (self->recipe.n_batch, self->n - begin);
  gsize latent = (gsize) n * self->pass.spec.n_latent;

  wk_vae_pass_load (&self->pass, self->samples, self->order + begin, n);
  for (gsize i = 0; i < latent; i++)
    self->w[i] = (float) wk_random_normal (self->draw_random);
  return n;
}

static WkVaeLoss
loss_of (const WkVaeSpec *spec, double reconstruction, double kl, double n)
{
  WkVaeLoss loss = { .reconstruction = reconstruction / n, .kl = kl / n };

  loss.loss = loss.reconstruction + (spec->deterministic ? 0 : spec->beta * loss.kl);
  return loss;
}

static void
count_batch (WkVaeTrainer *self, guint n)
{
  self->sum.reconstruction += self->batch_loss.reconstruction * n;
  self->sum.kl += self->batch_loss.kl * n;
  if (++self->batch < wk_vae_trainer_get_n_batches (self))
    return;
  self->epoch_loss =
      loss_of (&self->pass.spec, self->sum.reconstruction, self->sum.kl, self->n);
  self->epoch++;
  begin_epoch (self);
}

gboolean
wk_vae_trainer_iterate (WkVaeTrainer *trainer, GError **error)
{
  WkVaeTrainer *self = trainer;
  guint before = flush_denormals ();
  guint n = load_batch (self);
  double kl;
  double reconstruction;
  gboolean finite;

  wk_vae_pass_encode (&self->pass, n);
  kl = wk_vae_pass_sample (&self->pass, self->w, n);
  reconstruction = wk_vae_pass_decode (&self->pass, n, TRUE);
  self->batch_loss = loss_of (&self->pass.spec, reconstruction, kl, n);
  finite = isfinite (self->batch_loss.loss) && wk_vae_pass_backward (&self->pass, n);
  if (finite)
    {
      step (self, n);
      count_batch (self, n);
    }
  restore_floats (before);
  if (!finite)
    wk_numeric_set_not_finite (
        error, 0, N_ ("epoch %u, minibatch %u: the loss or its gradient is not finite"),
        self->epoch + 1, self->batch + 1, 0);
  return finite;
}

/* --- state --- */

WkVaeLoss
wk_vae_trainer_get_batch_loss (const WkVaeTrainer *trainer)
{
  return trainer->batch_loss;
}

WkVaeLoss
wk_vae_trainer_get_epoch_loss (const WkVaeTrainer *trainer)
{
  return trainer->epoch_loss;
}

guint
wk_vae_trainer_get_epoch (const WkVaeTrainer *trainer)
{
  return trainer->epoch;
}

guint
wk_vae_trainer_get_batch (const WkVaeTrainer *trainer)
{
  return trainer->batch;
}

guint
wk_vae_trainer_get_n_batches (const WkVaeTrainer *trainer)
{
  return (trainer->n + trainer->recipe.n_batch - 1) / trainer->recipe.n_batch;
}

const float *
wk_vae_trainer_peek_weights (const WkVaeTrainer *trainer)
{
  return trainer->pass.weights;
}

void
wk_vae_trainer_set_weights (WkVaeTrainer *trainer, const float *weights)
{
  gsize size = trainer->pass.n_weights * sizeof *weights;

  memcpy (trainer->pass.weights, weights, size);
  memset (trainer->pass.m, 0, size);
  memset (trainer->pass.v, 0, size);
  trainer->step = 0;
}

/* The samples from @begin on, at most a minibatch. */
static guint
load_samples (WkVaeTrainer *self, const guint8 *samples, guint begin, guint n)
{
  guint count = MIN (self->recipe.n_batch, n - begin);

  wk_vae_pass_load (&self->pass, samples + (gsize) begin * self->pass.spec.n_pixels,
                    NULL, count);
  return count;
}

void
wk_vae_trainer_encode (WkVaeTrainer *trainer,
                       const guint8 *samples,
                       guint n,
                       float *mu,
                       float *logvar)
{
  guint l = trainer->pass.spec.n_latent;
  guint before = flush_denormals ();

  for (guint i = 0; i < n; i += trainer->recipe.n_batch)
    {
      guint count = load_samples (trainer, samples, i, n);
      gsize size = (gsize) count * l * sizeof *mu;

      wk_vae_pass_encode (&trainer->pass, count);
      memcpy (mu + (gsize) i * l, trainer->pass.mu, size);
      memcpy (logvar + (gsize) i * l, trainer->pass.logvar, size);
    }
  restore_floats (before);
}

gboolean
wk_vae_trainer_evaluate (WkVaeTrainer *trainer,
                         const guint8 *samples,
                         guint n,
                         guint n_draws,
                         WkVaeLoss *loss,
                         GError **error)
{
  /* The same draws in every call and for every training. */
  g_autoptr (WkRandom) random = wk_random_new (16);
  guint before = flush_denormals ();
  double reconstruction = 0;
  double kl = 0;

  for (guint i = 0; i < n; i += trainer->recipe.n_batch)
    {
      guint count = load_samples (trainer, samples, i, n);

      wk_vae_pass_encode (&trainer->pass, count);
      for (guint k = 0; k < n_draws; k++)
        {
          for (guint j = 0; j < count * trainer->pass.spec.n_latent; j++)
            trainer->w[j] = (float) wk_random_normal (random);
          kl += wk_vae_pass_sample (&trainer->pass, trainer->w, count);
          reconstruction += wk_vae_pass_decode (&trainer->pass, count, FALSE);
        }
    }
  restore_floats (before);
  *loss = loss_of (&trainer->pass.spec, reconstruction, kl, (double) n * n_draws);
  return isfinite (loss->loss) ||
         wk_numeric_set_not_finite (
             error, 0, N_ ("epoch %u: the loss over other samples is not finite"),
             trainer->epoch, 0, 0);
}
