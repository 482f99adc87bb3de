/* wk-vae-train.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-vae-train.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cblas.h>

#include "numeric/wk-gaussian.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-random.h"
#include "numeric/wk-vae-loops.h"

#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#define MAX_BATCH 4096
#define BETA1 0.9
#define BETA2 0.999
#define EPSILON 1e-8

struct _WkVaeTrainer
{
  WkVaeSpec spec;
  WkVaeRecipe recipe;
  const guint8 *samples;
  guint n;

  WkRandom *order_random, *draw_random;
  guint *order; /* n: of this epoch */
  guint epoch, batch;
  guint64 step; /* of Adam */

  gsize n_weights;
  gsize at[WK_VAE_N_BLOCKS];
  float *weights, *gradient, *m, *v; /* n_weights each */

  /* Rows of one minibatch. */
  float *x;                        /* P */
  float *hidden, *back, *unfolded; /* H: encoder, derivative, decoder */
  float *o;                        /* P; becomes dJ/do */
  float *mu, *logvar, *w, *z;      /* L */
  float *d_mu, *d_logvar, *dz;     /* L */
  float *room;

  WkVaeLoss batch_loss, epoch_loss;
  WkVaeLoss sum; /* over the samples of this epoch */
};

WkVaeRecipe
wk_vae_recipe_default (void)
{
  return (WkVaeRecipe){ .rate = 0.001, .n_batch = 64, .seed = 1 };
}

/* --- room --- */

static gboolean
check_recipe (const WkVaeRecipe *recipe, guint n, GError **error)
{
  if (recipe->rate > 0 && isfinite (recipe->rate) && recipe->n_batch >= 1 &&
      recipe->n_batch <= MAX_BATCH && n >= 1)
    return TRUE;
  g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED,
               "training needs a rate above 0, minibatches of 1 to %d, and samples",
               MAX_BATCH);
  return FALSE;
}

static float *
take (float **next, gsize n)
{
  float *taken = *next;

  /* Each begins where vectors are read fastest. */
  *next += (n + 15) / 16 * 16;
  return taken;
}

static gboolean
make_room (WkVaeTrainer *self, GError **error)
{
  gsize b = self->recipe.n_batch;
  gsize pixels = b * self->spec.n_pixels;
  gsize hidden = b * self->spec.n_hidden;
  gsize latent = b * self->spec.n_latent;
  gsize n = 4 * self->n_weights + 2 * pixels + 3 * hidden + 7 * latent + 16 * 17;
  float *next;

  self->room = g_try_malloc0_n (n, sizeof (float));
  self->order = g_try_malloc_n (self->n, sizeof (guint));
  if (self->room == NULL || self->order == NULL)
    {
      g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                   "training: not enough memory");
      return FALSE;
    }
  next = self->room + (64 - (gsize) self->room % 64) / sizeof (float) % 16;
  self->weights = take (&next, self->n_weights);
  self->gradient = take (&next, self->n_weights);
  self->m = take (&next, self->n_weights);
  self->v = take (&next, self->n_weights);
  self->x = take (&next, pixels);
  self->o = take (&next, pixels);
  self->hidden = take (&next, hidden);
  self->unfolded = take (&next, hidden);
  self->back = take (&next, hidden);
  self->mu = take (&next, latent);
  self->logvar = take (&next, latent);
  self->w = take (&next, latent);
  self->z = take (&next, latent);
  self->d_mu = take (&next, latent);
  self->d_logvar = take (&next, latent);
  self->dz = take (&next, latent);
  return TRUE;
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
      gsize begin = wk_vae_block (&self->spec, i, &rows, &columns);
      gsize end = begin + (gsize) (rows + 1) * columns;
      double bound = 1 / sqrt (rows);

      for (gsize k = begin; k < end; k++)
        self->weights[k] = (float) wk_random_uniform_between (random, -bound, bound);
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
  self->spec = *spec;
  self->recipe = *recipe;
  self->samples = samples;
  self->n = n;
  self->n_weights = wk_vae_n_weights (spec);
  for (guint i = 0; i < WK_VAE_N_BLOCKS; i++)
    self->at[i] = wk_vae_block (spec, i, NULL, NULL);
  if (!make_room (self, error))
    return NULL;
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
  g_free (trainer->room);
  g_free (trainer);
}

/* --- products --- */

/* to = from W + b for @n rows. */
static void
affine (const WkVaeTrainer *self,
        const float *from,
        guint n_from,
        WkVaeBlock block,
        guint n_to,
        guint n,
        float *to)
{
  const float *bias = self->weights + self->at[block + 1];

  for (guint i = 0; i < n; i++)
    memcpy (to + (gsize) i * n_to, bias, n_to * sizeof *to);
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) n, (int) n_to,
               (int) n_from, 1, from, (int) n_from, self->weights + self->at[block],
               (int) n_to, 1, to, (int) n_to);
}

/* dJ/dW and dJ/db of a block from dJ/d(its output). */
static void
affine_gradient (WkVaeTrainer *self,
                 const float *from,
                 guint n_from,
                 WkVaeBlock block,
                 const float *delta,
                 guint n_to,
                 guint n)
{
  cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) n_from, (int) n_to,
               (int) n, 1, from, (int) n_from, delta, (int) n_to, 0,
               self->gradient + self->at[block], (int) n_to);
  wk_vae_column_sums (delta, n, n_to, self->gradient + self->at[block + 1]);
}

/* back = delta W^T, added to what is there if @add. */
static void
through (const WkVaeTrainer *self,
         WkVaeBlock block,
         const float *delta,
         guint n_to,
         guint n_from,
         guint n,
         gboolean add,
         float *back)
{
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) n, (int) n_from,
               (int) n_to, 1, delta, (int) n_to, self->weights + self->at[block],
               (int) n_to, add ? 1 : 0, back, (int) n_from);
}

/* --- forward, backward, step --- */

/* Of the samples in x: mu and logvar. */
static void
encode (WkVaeTrainer *self, guint n)
{
  guint h = self->spec.n_hidden;
  guint l = self->spec.n_latent;

  affine (self, self->x, self->spec.n_pixels, WK_VAE_WE, h, n, self->hidden);
  wk_vae_relu (self->hidden, (gsize) n * h);
  affine (self, self->hidden, h, WK_VAE_WM, l, n, self->mu);
  affine (self, self->hidden, h, WK_VAE_WL, l, n, self->logvar);
}

/* z from mu, logvar and @w; @kl: summed over the samples; d_mu and d_logvar become its
 * derivatives. */
static double
sample_latent (WkVaeTrainer *self, const float *w, guint n)
{
  gsize size = (gsize) n * self->spec.n_latent;
  double kl = 0;

  for (gsize i = 0; i < size; i++)
    {
      double mu = (double) self->mu[i];
      double logvar = (double) self->logvar[i];
      double d_mu;
      double d_logvar;

      kl += wk_gaussian_kl_logvar (&mu, &logvar, 1, &d_mu, &d_logvar);
      self->d_mu[i] = (float) d_mu;
      self->d_logvar[i] = (float) d_logvar;
      self->z[i] = self->mu[i];
      if (!self->spec.deterministic)
        self->z[i] += w[i] * (float) exp (logvar / 2);
    }
  return kl;
}

/* Summed over the samples; @scale: of the derivative that o becomes, or 0: none. */
static double
decode (WkVaeTrainer *self, guint n, float scale)
{
  guint h = self->spec.n_hidden;
  guint p = self->spec.n_pixels;
  gsize size = (gsize) n * p;
  float *d = scale != 0 ? self->o : NULL;

  affine (self, self->z, self->spec.n_latent, WK_VAE_WD, h, n, self->unfolded);
  wk_vae_relu (self->unfolded, (gsize) n * h);
  affine (self, self->unfolded, h, WK_VAE_WO, p, n, self->o);
  if (self->spec.likelihood == WK_VAE_GAUSSIAN)
    return wk_vae_half_square (self->o, self->x, size, scale, d);
  return wk_vae_cross_entropy (self->o, self->x, size, scale, d);
}

static void
backward (WkVaeTrainer *self, guint n)
{
  guint p = self->spec.n_pixels;
  guint h = self->spec.n_hidden;
  guint l = self->spec.n_latent;
  gsize latent = (gsize) n * l;
  float beta = self->spec.deterministic ? 0 : (float) (self->spec.beta / n);

  affine_gradient (self, self->unfolded, h, WK_VAE_WO, self->o, p, n);
  through (self, WK_VAE_WO, self->o, p, h, n, FALSE, self->back);
  wk_vae_gate (self->unfolded, (gsize) n * h, self->back);
  affine_gradient (self, self->z, l, WK_VAE_WD, self->back, h, n);
  through (self, WK_VAE_WD, self->back, h, l, n, FALSE, self->dz);
  for (gsize i = 0; i < latent; i++)
    {
      /* w sigma = z - mu, which is 0 where nothing is drawn. */
      float drawn = self->dz[i] * (self->z[i] - self->mu[i]) / 2;

      self->d_mu[i] = self->dz[i] + beta * self->d_mu[i];
      self->d_logvar[i] = drawn + beta * self->d_logvar[i];
    }
  affine_gradient (self, self->hidden, h, WK_VAE_WM, self->d_mu, l, n);
  affine_gradient (self, self->hidden, h, WK_VAE_WL, self->d_logvar, l, n);
  through (self, WK_VAE_WM, self->d_mu, l, h, n, FALSE, self->back);
  through (self, WK_VAE_WL, self->d_logvar, l, h, n, TRUE, self->back);
  wk_vae_gate (self->hidden, (gsize) n * h, self->back);
  affine_gradient (self, self->x, p, WK_VAE_WE, self->back, h, n);
}

static void
step (WkVaeTrainer *self)
{
  WkVaeAdam adam = { .beta1 = (float) BETA1,
                     .beta2 = (float) BETA2,
                     .epsilon = (float) EPSILON };

  self->step++;
  adam.rate = (float) (self->recipe.rate / (1 - pow (BETA1, (double) self->step)));
  adam.correction = (float) (1 / sqrt (1 - pow (BETA2, (double) self->step)));
  wk_vae_adam (&adam, self->gradient, self->n_weights, self->m, self->v, self->weights);
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
  guint p = self->spec.n_pixels;
  guint begin = self->batch * self->recipe.n_batch;
  guint n = MIN (self->recipe.n_batch, self->n - begin);
  gsize latent = (gsize) n * self->spec.n_latent;

  for (guint i = 0; i < n; i++)
    wk_vae_from_bytes (self->samples + (gsize) self->order[begin + i] * p, p,
                       self->x + (gsize) i * p);
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
      loss_of (&self->spec, self->sum.reconstruction, self->sum.kl, self->n);
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

  encode (self, n);
  kl = sample_latent (self, self->w, n);
  reconstruction = decode (self, n, 1.0f / (float) n);
  self->batch_loss = loss_of (&self->spec, reconstruction, kl, n);
  finite = isfinite (self->batch_loss.loss);
  if (finite)
    {
      backward (self, n);
      finite = wk_vae_is_finite (self->gradient, self->n_weights);
    }
  if (finite)
    {
      step (self);
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
  return trainer->weights;
}

void
wk_vae_trainer_set_weights (WkVaeTrainer *trainer, const float *weights)
{
  gsize size = trainer->n_weights * sizeof *weights;

  memcpy (trainer->weights, weights, size);
  memset (trainer->m, 0, size);
  memset (trainer->v, 0, size);
  trainer->step = 0;
}

/* @n samples from @samples into x, at most a minibatch. */
static guint
load_samples (WkVaeTrainer *self, const guint8 *samples, guint begin, guint n)
{
  guint p = self->spec.n_pixels;
  guint count = MIN (self->recipe.n_batch, n - begin);

  wk_vae_from_bytes (samples + (gsize) begin * p, (gsize) count * p, self->x);
  return count;
}

void
wk_vae_trainer_encode (WkVaeTrainer *trainer,
                       const guint8 *samples,
                       guint n,
                       float *mu,
                       float *logvar)
{
  guint l = trainer->spec.n_latent;
  guint before = flush_denormals ();

  for (guint i = 0; i < n; i += trainer->recipe.n_batch)
    {
      guint count = load_samples (trainer, samples, i, n);
      gsize size = (gsize) count * l * sizeof *mu;

      encode (trainer, count);
      memcpy (mu + (gsize) i * l, trainer->mu, size);
      memcpy (logvar + (gsize) i * l, trainer->logvar, size);
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

      encode (trainer, count);
      for (guint k = 0; k < n_draws; k++)
        {
          for (guint j = 0; j < count * trainer->spec.n_latent; j++)
            trainer->w[j] = (float) wk_random_normal (random);
          kl += sample_latent (trainer, trainer->w, count);
          reconstruction += decode (trainer, count, 0);
        }
    }
  restore_floats (before);
  *loss = loss_of (&trainer->spec, reconstruction, kl, (double) n * n_draws);
  return wk_numeric_check_finite (&loss->loss, 1, "loss of the autoencoder", error);
}
