/* test-vae.c - the variational autoencoder: its gradient, its training
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-numeric.h"
#include "numeric/wk-optim.h"
#include "numeric/wk-random.h"
#include "numeric/wk-vae-train.h"

#define N_SAMPLES 5

static const WkVaeSpec small = {
  .n_pixels = 7,
  .n_hidden = 5,
  .n_latent = 2,
  .likelihood = WK_VAE_BERNOULLI,
  .beta = 1.5,
};

typedef struct
{
  WkVaeSpec spec;
  double *weights, *gradient;
  double x[N_SAMPLES * 7], w[N_SAMPLES * 2];
} Case;

/* Whether what enters the ReLU, from W + b, is away from its corner, where differences
 * tell nothing; @is_alive: whether something passes it. */
static gboolean
is_smooth (const Case *c, WkVaeBlock block, const double *from, gboolean *is_alive)
{
  guint rows;
  guint columns;
  const double *w = c->weights + wk_vae_block (&c->spec, block, &rows, &columns);
  const double *bias = w + rows * columns;

  *is_alive = FALSE;
  for (guint j = 0; j < columns; j++)
    {
      double sum = bias[j];

      for (guint i = 0; i < rows; i++)
        sum += from[i] * w[i * columns + j];
      if (fabs (sum) < 1e-2)
        return FALSE;
      *is_alive |= sum > 0;
    }
  return TRUE;
}

static gboolean
can_be_judged (const Case *c)
{
  gboolean passes = FALSE, encodes, decodes;

  for (guint s = 0; s < N_SAMPLES; s++)
    {
      double mu[2], logvar[2];

      wk_vae_encode (&c->spec, c->weights, c->x + 7 * s, mu, logvar);
      for (guint i = 0; i < 2 && !c->spec.deterministic; i++)
        mu[i] += exp (logvar[i] / 2) * c->w[2 * s + i];
      if (!is_smooth (c, WK_VAE_WE, c->x + 7 * s, &encodes) ||
          !is_smooth (c, WK_VAE_WD, mu, &decodes))
        return FALSE;
      /* A sample that ends in one of them has no gradient of the encoder. */
      passes |= encodes && decodes;
    }
  return passes;
}

static void
case_draw (Case *c)
{
  for (gsize i = 0; i < wk_vae_n_weights (&c->spec); i++)
    c->weights[i] = g_test_rand_double_range (-1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (c->x); i++)
    c->x[i] = i % 3 == 0 ? 0 : g_test_rand_double_range (0, 1);
  for (guint i = 0; i < G_N_ELEMENTS (c->w); i++)
    c->w[i] = g_test_rand_double_range (-2, 2);
}

static void
case_init (Case *c, WkVaeLikelihood likelihood, gboolean deterministic)
{
  gsize n = wk_vae_n_weights (&small);

  c->spec = small;
  c->spec.likelihood = likelihood;
  c->spec.deterministic = deterministic;
  c->weights = g_new (double, n);
  c->gradient = g_new (double, n);
  do
    case_draw (c);
  while (!can_be_judged (c));
}

static void
case_clear (Case *c)
{
  g_free (c->weights);
  g_free (c->gradient);
}

static double
loss_at (const Case *c)
{
  g_autoptr (GError) error = NULL;
  WkVaeLoss loss;

  g_assert_true (
      wk_vae_loss (&c->spec, c->weights, c->x, c->w, N_SAMPLES, &loss, NULL, &error));
  g_assert_no_error (error);
  return loss.loss;
}

/* Every block has a gradient that is not just 0, but that of log sigma^2 where nothing
 * is drawn. */
static void
check_blocks (const Case *c)
{
  for (guint i = 0; i < WK_VAE_N_BLOCKS; i++)
    {
      guint rows;
      guint columns;
      gsize begin = wk_vae_block (&c->spec, i, &rows, &columns);
      gboolean is_unused = c->spec.deterministic && (i == WK_VAE_WL || i == WK_VAE_BL);
      double largest = 0;

      for (gsize k = begin; k < begin + (gsize) rows * columns; k++)
        largest = MAX (largest, fabs (c->gradient[k]));
      g_assert_cmpint (largest > 1e-9, ==, !is_unused);
    }
}

/* The whole gradient beside central differences. */
static void
check_gradient (WkVaeLikelihood likelihood, double beta, gboolean deterministic)
{
  const double step = 1e-5;
  Case c;
  WkVaeLoss loss;

  case_init (&c, likelihood, deterministic);
  c.spec.beta = beta;
  g_assert_true (
      wk_vae_loss (&c.spec, c.weights, c.x, c.w, N_SAMPLES, &loss, c.gradient, NULL));
  check_blocks (&c);
  for (gsize i = 0; i < wk_vae_n_weights (&c.spec); i++)
    {
      double before = c.weights[i];
      double up;
      double down;

      c.weights[i] = before + step;
      up = loss_at (&c);
      c.weights[i] = before - step;
      down = loss_at (&c);
      c.weights[i] = before;
      g_assert_cmpfloat_with_epsilon (c.gradient[i], (up - down) / (2 * step), 1e-6);
    }
  case_clear (&c);
}

static void
test_gradient (void)
{
  const double betas[] = { 0, 0.25, 1, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (betas); i++)
    {
      check_gradient (WK_VAE_BERNOULLI, betas[i], FALSE);
      check_gradient (WK_VAE_GAUSSIAN, betas[i], FALSE);
    }
  check_gradient (WK_VAE_BERNOULLI, 1.5, TRUE);
  check_gradient (WK_VAE_GAUSSIAN, 1.5, TRUE);
}

/* teaching case: pixels (1, 0) decoded as (0.8, 0.1) cost -log 0.8 - log 0.9. */
static void
test_reconstruction (void)
{
  const WkVaeSpec spec = { .n_pixels = 2, .n_hidden = 1, .n_latent = 1 };
  const double x[] = { 1, 0 };
  const double decoded[] = { 0.8, 0.1 };
  /* As sigmoids of -700 and of 40: all wrong, but not without end. */
  const double wrong[] = { 1e-304, 1 };

  g_assert_cmpfloat_with_epsilon (wk_vae_reconstruction (&spec, x, decoded), 0.3285,
                                  5e-5);
  g_assert_true (isfinite (wk_vae_reconstruction (&spec, x, wrong)));
  g_assert_cmpfloat (wk_vae_reconstruction (&spec, x, wrong), >, 699 + 36);
}

/* --- training --- */

#define N_PIXELS 40
#define N_DIGITS 150

/* Bars at four places: something that two dimensions can hold. */
static void
fill_samples (guint8 *samples)
{
  memset (samples, 0, N_DIGITS * N_PIXELS);
  for (guint i = 0; i < N_DIGITS; i++)
    for (guint j = 0; j < 10; j++)
      samples[i * N_PIXELS + (i % 4) * 10 + j] =
          (guint8) (i % 7 == 0 && j == 3 ? 90 : 255);
}

/* Pixels of which few are 0. */
static void
fill_dense (guint8 *samples)
{
  for (guint i = 0; i < N_DIGITS * N_PIXELS; i++)
    samples[i] = (guint8) (1 + (i * 7919) % 253);
}

static WkVaeTrainer *
new_trainer (const guint8 *samples, WkVaeLikelihood likelihood, guint64 seed)
{
  WkVaeSpec spec = { .n_pixels = N_PIXELS,
                     .n_hidden = 17,
                     .n_latent = 2,
                     .likelihood = likelihood,
                     .beta = 0.5 };
  WkVaeRecipe recipe = wk_vae_recipe_default ();
  g_autoptr (GError) error = NULL;
  WkVaeTrainer *trainer;

  recipe.seed = seed;
  recipe.rate = 0.01;
  trainer = wk_vae_trainer_new (&spec, &recipe, samples, N_DIGITS, &error);
  g_assert_no_error (error);
  return trainer;
}

static void
iterate (WkVaeTrainer *trainer, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (wk_vae_trainer_iterate (trainer, &error));
      g_assert_no_error (error);
    }
}

/* The loss that the floats report beside that of the doubles, at the trained weights.
 */
static void
check_evaluation (WkVaeLikelihood likelihood, gboolean is_dense)
{
  guint8 samples[N_DIGITS * N_PIXELS];
  g_autoptr (WkVaeTrainer) trainer = NULL;
  WkVaeSpec spec = { .n_pixels = N_PIXELS,
                     .n_hidden = 17,
                     .n_latent = 2,
                     .likelihood = likelihood,
                     .beta = 0.5,
                     .deterministic = TRUE };
  g_autofree double *weights = g_new (double, wk_vae_n_weights (&spec));
  double x[N_PIXELS];
  double mu[2];
  double logvar[2];
  float fast_mu[2 * N_DIGITS];
  float fast_logvar[2 * N_DIGITS];

  if (is_dense)
    fill_dense (samples);
  else
    fill_samples (samples);
  trainer = new_trainer (samples, likelihood, 3);
  iterate (trainer, 40);
  for (gsize i = 0; i < wk_vae_n_weights (&spec); i++)
    weights[i] = (double) wk_vae_trainer_peek_weights (trainer)[i];
  wk_vae_trainer_encode (trainer, samples, N_DIGITS, fast_mu, fast_logvar);
  for (guint i = 0; i < N_DIGITS; i++)
    {
      for (guint j = 0; j < N_PIXELS; j++)
        x[j] = samples[i * N_PIXELS + j] / 255.0;
      wk_vae_encode (&spec, weights, x, mu, logvar);
      for (guint k = 0; k < 2; k++)
        {
          g_assert_cmpfloat_with_epsilon ((double) fast_mu[2 * i + k], mu[k], 1e-4);
          g_assert_cmpfloat_with_epsilon ((double) fast_logvar[2 * i + k], logvar[k],
                                          1e-4);
        }
    }
}

static void
test_evaluation (void)
{
  check_evaluation (WK_VAE_BERNOULLI, FALSE);
  check_evaluation (WK_VAE_GAUSSIAN, FALSE);
  check_evaluation (WK_VAE_BERNOULLI, TRUE);
}

/* One minibatch of all samples beside the doubles: the step of Adam from the gradient
 * of wk_vae_loss() at the weights before. Without draws both see the same z. */
static void
check_step (const WkVaeSpec *spec, const guint8 *samples)
{
  double x[N_DIGITS * N_PIXELS];
  const double w[2 * N_DIGITS] = { 0 };
  WkVaeRecipe recipe = { .rate = 0.01, .n_batch = N_DIGITS, .seed = 5 };
  gsize n = wk_vae_n_weights (spec);
  g_autofree double *before = g_new (double, n);
  g_autofree double *gradient = g_new (double, n);
  g_autoptr (WkVaeTrainer) trainer = NULL;
  WkVaeLoss loss;

  for (guint i = 0; i < N_DIGITS * N_PIXELS; i++)
    x[i] = samples[i] / 255.0;
  trainer = wk_vae_trainer_new (spec, &recipe, samples, N_DIGITS, NULL);
  for (gsize i = 0; i < n; i++)
    before[i] = (double) wk_vae_trainer_peek_weights (trainer)[i];
  g_assert_true (wk_vae_loss (spec, before, x, w, N_DIGITS, &loss, gradient, NULL));
  iterate (trainer, 1);
  g_assert_cmpfloat_with_epsilon (wk_vae_trainer_get_batch_loss (trainer).loss,
                                  loss.loss, 1e-4 * loss.loss);
  for (gsize i = 0; i < n; i++)
    {
      double g = gradient[i];
      double moved = (double) wk_vae_trainer_peek_weights (trainer)[i] - before[i];

      /* Adam's first step is nearly the sign; where floats cannot tell it, it is not
       * judged. */
      if (fabs (g) > 1e-4)
        g_assert_cmpfloat_with_epsilon (moved, -0.01 * g / (fabs (g) + 1e-8), 1e-4);
      else if (g == 0)
        g_assert_cmpfloat_with_epsilon (moved, 0, 1e-2);
    }
}

/* 17 and 70 hidden units: less than a vector of sums, and more than a row of them;
 * pictures that are mostly 0, and others. */
static void
test_step (void)
{
  guint8 samples[N_DIGITS * N_PIXELS];
  WkVaeSpec spec = {
    .n_pixels = N_PIXELS, .n_latent = 2, .beta = 0.5, .deterministic = TRUE
  };

  for (guint k = 0; k < 8; k++)
    {
      spec.n_hidden = k % 2 == 0 ? 17 : 70;
      spec.likelihood = k / 2 % 2 == 0 ? WK_VAE_BERNOULLI : WK_VAE_GAUSSIAN;
      if (k < 4)
        fill_samples (samples);
      else
        fill_dense (samples);
      check_step (&spec, samples);
    }
}

/* The streams that a trainer draws its order and its w from. */
#define ORDER_STREAM ((guint64) 1 << 40)
#define DRAW_STREAM ((guint64) 2 << 40)
#define N_STEPS 20

/* All samples, in the order and with the draws of one epoch after the other. */
static void
step_doubles (const WkVaeSpec *spec,
              const guint8 *samples,
              guint64 seed,
              WkOptim *optim,
              double *weights,
              WkVaeLoss *loss)
{
  g_autoptr (WkRandom) order_random = wk_random_new (seed ^ ORDER_STREAM);
  g_autoptr (WkRandom) draw_random = wk_random_new (seed ^ DRAW_STREAM);
  g_autofree double *gradient = g_new (double, wk_vae_n_weights (spec));
  double x[N_DIGITS * N_PIXELS];
  double w[2 * N_DIGITS];
  guint order[N_DIGITS];

  for (guint k = 0; k < N_STEPS; k++)
    {
      for (guint i = 0; i < N_DIGITS; i++)
        order[i] = i;
      wk_random_shuffle (order_random, order, N_DIGITS);
      for (guint i = 0; i < N_DIGITS * N_PIXELS; i++)
        x[i] = samples[order[i / N_PIXELS] * N_PIXELS + i % N_PIXELS] / 255.0;
      for (guint i = 0; i < 2 * N_DIGITS; i++)
        w[i] = wk_random_normal (draw_random);
      g_assert_true (wk_vae_loss (spec, weights, x, w, N_DIGITS, loss, gradient, NULL));
      g_assert_true (wk_optim_iterate (optim, weights, gradient, NULL));
    }
}

/* Steps of Adam beside those of the doubles, which other than the first depend on the
 * size of the gradient. */
static void
check_steps (WkVaeLikelihood likelihood, double beta)
{
  guint8 samples[N_DIGITS * N_PIXELS];
  WkVaeSpec spec = { .n_pixels = N_PIXELS,
                     .n_hidden = 70,
                     .n_latent = 2,
                     .likelihood = likelihood,
                     .beta = beta };
  WkVaeRecipe recipe = { .rate = 0.001, .n_batch = N_DIGITS, .seed = 6 };
  WkOptimSpec adam = wk_optim_spec_default (WK_OPTIM_ADAM, recipe.rate);
  gsize n = wk_vae_n_weights (&spec);
  g_autofree double *weights = g_new (double, n);
  g_autoptr (WkOptim) optim = wk_optim_new (&adam, n, NULL);
  g_autoptr (WkVaeTrainer) trainer = NULL;
  guint n_off = 0;
  WkVaeLoss loss;

  fill_samples (samples);
  trainer = wk_vae_trainer_new (&spec, &recipe, samples, N_DIGITS, NULL);
  for (gsize i = 0; i < n; i++)
    weights[i] = (double) wk_vae_trainer_peek_weights (trainer)[i];
  step_doubles (&spec, samples, recipe.seed, optim, weights, &loss);
  iterate (trainer, N_STEPS);
  g_assert_cmpfloat_with_epsilon (wk_vae_trainer_get_batch_loss (trainer).loss,
                                  loss.loss, 1e-4 * loss.loss);
  /* They moved by up to 0.02. Where a derivative is nearly 0, floats may miss its
   * sign. */
  for (gsize i = 0; i < n; i++)
    n_off +=
        fabs ((double) wk_vae_trainer_peek_weights (trainer)[i] - weights[i]) > 1e-5;
  g_assert_cmpuint (n_off, <, n / 1000);
}

static void
test_steps (void)
{
  check_steps (WK_VAE_BERNOULLI, 1);
  check_steps (WK_VAE_BERNOULLI, 4);
  check_steps (WK_VAE_GAUSSIAN, 0.5);
}

static void
test_seed (void)
{
  guint8 samples[N_DIGITS * N_PIXELS];
  g_autoptr (WkVaeTrainer) a = NULL, b = NULL, other = NULL;
  WkVaeLoss first;
  WkVaeLoss last;
  int size;
  WkVaeSpec spec = { .n_pixels = N_PIXELS, .n_hidden = 17, .n_latent = 2 };

  fill_samples (samples);
  a = new_trainer (samples, WK_VAE_BERNOULLI, 7);
  b = new_trainer (samples, WK_VAE_BERNOULLI, 7);
  other = new_trainer (samples, WK_VAE_BERNOULLI, 8);
  iterate (a, 3);
  first = wk_vae_trainer_get_epoch_loss (a);
  g_assert_cmpuint (wk_vae_trainer_get_n_batches (a), ==, 3);
  g_assert_cmpuint (wk_vae_trainer_get_epoch (a), ==, 1);
  iterate (a, 297);
  iterate (b, 300);
  iterate (other, 300);
  last = wk_vae_trainer_get_epoch_loss (a);
  size = (int) (wk_vae_n_weights (&spec) * sizeof (float));
  g_assert_cmpmem (wk_vae_trainer_peek_weights (a), size,
                   wk_vae_trainer_peek_weights (b), size);
  g_assert_cmpint (memcmp (wk_vae_trainer_peek_weights (a),
                           wk_vae_trainer_peek_weights (other), (gsize) size),
                   !=, 0);
  /* It learns: four bars are easy. */
  g_assert_cmpfloat (last.loss, <, first.loss / 3);
}

/* The sizes that the program trains, with what else a program does in between. */
static void
test_same_bits (void)
{
  const guint n = 150;
  WkVaeSpec spec = wk_vae_spec_default ();
  WkVaeRecipe recipe = wk_vae_recipe_default ();
  g_autofree guint8 *samples = g_new (guint8, n * spec.n_pixels);
  g_autofree float *mu = g_new (float, 2 * n);
  g_autofree float *logvar = g_new (float, 2 * n);
  g_autoptr (WkVaeTrainer) a = NULL, b = NULL;
  WkVaeLoss loss;
  int size = (int) (wk_vae_n_weights (&spec) * sizeof (float));

  for (guint i = 0; i < n * spec.n_pixels; i++)
    samples[i] = (guint8) MAX (g_test_rand_int_range (-1000, 256), 0);
  a = wk_vae_trainer_new (&spec, &recipe, samples, n, NULL);
  iterate (a, 7);
  b = wk_vae_trainer_new (&spec, &recipe, samples, n, NULL);
  for (guint k = 0; k < 7; k++)
    {
      iterate (b, 1);
      wk_vae_trainer_encode (b, samples, n, mu, logvar);
      g_assert_true (wk_vae_trainer_evaluate (b, samples, n, 2, &loss, NULL));
    }
  g_assert_cmpmem (wk_vae_trainer_peek_weights (a), size,
                   wk_vae_trainer_peek_weights (b), size);
}

/* Training flushes them for itself and no further. */
static void
test_denormals (void)
{
  guint8 samples[N_DIGITS * N_PIXELS];
  float mu[2 * N_DIGITS], logvar[2 * N_DIGITS];
  volatile float least = G_MINFLOAT;
  g_autoptr (WkVaeTrainer) trainer = NULL;
  WkVaeLoss loss;

  fill_samples (samples);
  trainer = new_trainer (samples, WK_VAE_BERNOULLI, 1);
  iterate (trainer, 2);
  g_assert_cmpfloat (least / 4, >, 0);
  wk_vae_trainer_encode (trainer, samples, N_DIGITS, mu, logvar);
  g_assert_cmpfloat (least / 4, >, 0);
  g_assert_true (wk_vae_trainer_evaluate (trainer, samples, N_DIGITS, 1, &loss, NULL));
  g_assert_cmpfloat (least / 4, >, 0);
}

static void
test_refused (void)
{
  guint8 samples[N_DIGITS * N_PIXELS];
  WkVaeSpec spec = wk_vae_spec_default ();
  WkVaeRecipe recipe = wk_vae_recipe_default ();
  g_autoptr (GError) error = NULL;

  spec.n_latent = 65;
  g_assert_null (wk_vae_trainer_new (&spec, &recipe, samples, 1, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
  g_clear_error (&error);
  spec.n_latent = 2;
  spec.beta = NAN;
  g_assert_null (wk_vae_trainer_new (&spec, &recipe, samples, 1, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED);
  g_clear_error (&error);
  spec.beta = 1;
  recipe.rate = 0;
  g_assert_null (wk_vae_trainer_new (&spec, &recipe, samples, 1, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED);
}

/* A rate far too high: said in words, with the weights before the step. */
static void
test_not_finite (void)
{
  guint8 samples[N_DIGITS * N_PIXELS];
  WkVaeSpec spec = { .n_pixels = N_PIXELS, .n_hidden = 17, .n_latent = 2, .beta = 1 };
  WkVaeRecipe recipe = { .rate = 1e30, .n_batch = 64, .seed = 1 };
  g_autoptr (WkVaeTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;

  fill_samples (samples);
  trainer = wk_vae_trainer_new (&spec, &recipe, samples, N_DIGITS, NULL);
  for (guint i = 0; i < 20 && error == NULL; i++)
    wk_vae_trainer_iterate (trainer, &error);
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  for (gsize i = 0; i < wk_vae_n_weights (&spec); i++)
    g_assert_true (isfinite (wk_vae_trainer_peek_weights (trainer)[i]));
}

/* Nothing keeps a plain autoencoder's log sigma^2 small, and nothing asks for it. */
static void
test_plain_logvar (void)
{
  WkVaeSpec spec = small;
  WkVaeRecipe recipe = { .rate = 0.001, .n_batch = 4, .seed = 1 };
  gsize n = wk_vae_n_weights (&spec);
  g_autofree float *weights = g_new0 (float, n);
  const guint8 samples[4 * 7] = { 255, 0, 9, 80 };
  g_autoptr (WkVaeTrainer) trainer = NULL;

  spec.deterministic = TRUE;
  weights[wk_vae_block (&spec, WK_VAE_BL, NULL, NULL)] = 200;
  trainer = wk_vae_trainer_new (&spec, &recipe, samples, 4, NULL);
  wk_vae_trainer_set_weights (trainer, weights);
  iterate (trainer, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vae/gradient", test_gradient);
  g_test_add_func ("/vae/reconstruction", test_reconstruction);
  g_test_add_func ("/vae/evaluation", test_evaluation);
  g_test_add_func ("/vae/step", test_step);
  g_test_add_func ("/vae/steps", test_steps);
  g_test_add_func ("/vae/seed", test_seed);
  g_test_add_func ("/vae/same-bits", test_same_bits);
  g_test_add_func ("/vae/denormals", test_denormals);
  g_test_add_func ("/vae/refused", test_refused);
  g_test_add_func ("/vae/not-finite", test_not_finite);
  g_test_add_func ("/vae/plain-logvar", test_plain_logvar);
  return g_test_run ();
}
