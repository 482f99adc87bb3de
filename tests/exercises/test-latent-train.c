/* test-latent-train.c - training a latent space: recipe, curves, snapshots, threads
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-latent-model.h"
#include "exercises/kit/wk-latent-train.h"
#include "exercises/wk-kinds.h"
#include "model/wk-digits.h"
#include "model/wk-yaml.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-random.h"

static const WkExerciseKind *
get_kind (void)
{
  const WkExerciseKind *kind = wk_kind_find (wk_exercise_kinds, "latent-space");

  g_assert_nonnull (kind);
  g_assert_true (kind->training == &wk_latent_training);
  return kind;
}

/* (transfer full): of the kind's parameters with @changes, in YAML. */
static WkValue *
make_recipe (const char *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) values =
      wk_yaml_parse (changes, strlen (changes), "test", &error);
  g_autoptr (WkParams) params = wk_kind_params (get_kind (), values, NULL, &error);

  g_assert_no_error (error);
  return wk_latent_training.recipe (params);
}

static WkTrained *
train (const char *changes, guint epochs)
{
  g_autoptr (WkValue) recipe = make_recipe (changes);
  g_autoptr (GError) error = NULL;
  gpointer trainer = wk_latent_training.new_trainer (recipe, &error);
  WkTrainingProgress progress = { 0 };
  WkTrained *trained;

  g_assert_no_error (error);
  while (progress.epoch < epochs)
    {
      g_assert_true (wk_latent_training.iterate (trainer, &error));
      wk_latent_training.get_progress (trainer, &progress);
      g_assert_cmpuint (progress.n_batches, ==, 79); /* 5 000 by 64 */
    }
  trained = wk_latent_training.snapshot (trainer, &error);
  g_assert_no_error (error);
  wk_latent_training.free_trainer (trainer);
  return trained;
}

/* --- recipe --- */

static void
test_recipe (void)
{
  static const struct
  {
    const char *changes, *name;
  } cases[] = {
    { "{}", "autoencoder=no,batch=64,beta=1,epoch=0,hidden=256,latent=2,"
            "likelihood=bernoulli,rate=0.001,seed=1" },
    { "{hidden: 32, beta: 0.5, training_seed: 7, likelihood: gaussian}",
      "autoencoder=no,batch=64,beta=0.5,epoch=0,hidden=32,latent=2,"
      "likelihood=gaussian,rate=0.001,seed=7" },
    /* It has no divergence to weigh, so that beta cannot make two of one. */
    { "{autoencoder: true, beta: 3}",
      "autoencoder=yes,batch=64,beta=0,epoch=0,hidden=256,latent=2,"
      "likelihood=bernoulli,rate=0.001,seed=1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WkValue) recipe = make_recipe (cases[i].changes);
      float weight = 0;
      g_autoptr (WkTrained) trained =
          wk_trained_new ("latent-space", recipe, 0, &weight, 1, NULL, 0, NULL);

      g_assert_cmpstr (wk_trained_get_name (trained), ==, cases[i].name);
    }
}

#define REST "likelihood: bernoulli, autoencoder: false, beta: 1, latent: 2, "

static const struct
{
  const char *recipe, *english, *norwegian; /* of what is said of it */
} bad_recipes[] = {
  { "{}", "“hidden”", "«hidden»" },
  { "{hidden: 16, " REST "seed: 1, rate: 0.001}", "“batch”", "«batch»" },
  { "{hidden: 16, " REST "seed: -1, rate: 0.001, batch: 64}", "“seed”", "«seed»" },
  { "{hidden: 16.5, " REST "seed: 1, rate: 0.001, batch: 64}", "“hidden”", "«hidden»" },
  { "{hidden: 16, " REST "seed: 1, rate: 0, batch: 64}",
    "training needs a rate above 0, minibatches of 1 to 4096, and samples",
    "trening trenger en rate over 0, minibatcher på 1 til 4096, og eksempler" },
  { "{hidden: 16, " REST "seed: 1, rate: 0.001, batch: 1e9}", "“batch”", "«batch»" },
};

static void
expect_refused (const char *text, const char *part)
{
  g_autoptr (WkValue) recipe = wk_yaml_parse (text, strlen (text), "test", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_latent_training.new_trainer (recipe, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, part) == NULL)
    g_error ("%s: “%s”, expected “%s” in it", text, error->message, part);
}

/* In the words of who sits before it, also where numeric/ has the last one. */
static void
test_bad_recipe (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_recipes); i++)
    {
      wk_language_prefer (wk_language_get ("en"));
      expect_refused (bad_recipes[i].recipe, bad_recipes[i].english);
      wk_language_prefer (wk_language_get ("nb"));
      expect_refused (bad_recipes[i].recipe, bad_recipes[i].norwegian);
      wk_language_prefer (NULL);
    }
}

/* --- curves --- */

/* Reconstruction and divergence of digits with weights that were trained, the slow way:
 * in double, sample by sample, one draw each. */
static WkVaeLoss
judge (WkTrained *trained, const WkDigits *digits)
{
  WkVaeSpec spec;
  gsize n;
  const float *floats = wk_trained_get_weights (trained, &n);
  g_autofree double *weights = g_new (double, n);
  g_autoptr (WkRandom) random = wk_random_new (12345);
  WkVaeLoss sum = { 0 };

  g_assert_true (
      wk_latent_spec_from_recipe (wk_trained_get_recipe (trained), &spec, NULL));
  for (gsize i = 0; i < n; i++)
    weights[i] = (double) floats[i];
  for (guint i = 0; i < digits->n; i++)
    {
      double x[WK_DIGITS_PIXELS];
      double w[] = { wk_random_normal (random), wk_random_normal (random) };
      WkVaeLoss loss;

      for (guint k = 0; k < WK_DIGITS_PIXELS; k++)
        x[k] = digits->pixels[i * WK_DIGITS_PIXELS + k] / 255.0;
      g_assert_true (wk_vae_loss (&spec, weights, x, w, 1, &loss, NULL, NULL));
      sum.reconstruction += loss.reconstruction / digits->n;
      sum.kl += loss.kl / digits->n;
    }
  return sum;
}

/* Other draws than the trainer's: the mean over 1 000 digits moves by some tenths. */
static void
test_curves (void)
{
  g_autoptr (WkTrained) trained = train ("{hidden: 64}", 2);
  WkVaeLoss held_out = judge (trained, wk_digits_get (WK_DIGITS_HELD_OUT, NULL));
  guint n;
  const double *curves = wk_trained_get_curves (trained, &n);

  g_assert_cmpuint (n, ==, WK_LATENT_N_CURVES);
  g_assert_cmpuint (wk_trained_get_epoch (trained), ==, 2);
  curves += WK_LATENT_N_CURVES;
  g_assert_cmpfloat_with_epsilon (curves[WK_LATENT_CURVE_HELD_OUT_RECONSTRUCTION],
                                  held_out.reconstruction, 1);
  g_assert_cmpfloat_with_epsilon (curves[WK_LATENT_CURVE_HELD_OUT_KL], held_out.kl,
                                  0.01);
  /* While it went on it was worse than at the end of the epoch. */
  g_assert_cmpfloat (curves[WK_LATENT_CURVE_RECONSTRUCTION], >,
                     curves[WK_LATENT_CURVE_HELD_OUT_RECONSTRUCTION] - 5);
  g_assert_cmpfloat (curves[WK_LATENT_CURVE_KL], >, 0);
}

static void
test_plain_curves (void)
{
  g_autoptr (WkTrained) trained = train ("{hidden: 16, autoencoder: true}", 1);
  WkVaeLoss held_out = judge (trained, wk_digits_get (WK_DIGITS_HELD_OUT, NULL));
  guint n;
  const double *curves = wk_trained_get_curves (trained, &n);

  /* Nothing is drawn, so that floats are all that lies between. */
  g_assert_cmpfloat_with_epsilon (curves[WK_LATENT_CURVE_HELD_OUT_RECONSTRUCTION],
                                  held_out.reconstruction, 0.01);
  g_assert_cmpfloat (curves[WK_LATENT_CURVE_KL], ==, 0);
  g_assert_cmpfloat (curves[WK_LATENT_CURVE_HELD_OUT_KL], ==, 0);
}

/* --- snapshots --- */

static void
assert_close (const double *a, const double *b, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-3 * (1 + fabs (b[i])));
}

/* What a snapshot brings is what the weights give, worked out in double. */
static void
test_derived (void)
{
  g_autoptr (WkTrained) trained = train ("{hidden: 32}", 1);
  g_autoptr (WkTrained) bare = wk_trained_new_bare (trained);
  g_autoptr (WkTrained) other = wk_trained_new_bare (trained);
  g_autoptr (GError) error = NULL;
  const WkLatentModel *quick;
  const WkLatentModel *again;
  const WkLatentModel *exact;

  g_assert_true (wk_trained_has_derived (trained));
  quick = wk_latent_model_get (trained, NULL, NULL);
  exact = wk_latent_model_get (bare, NULL, NULL);
  g_assert_true (wk_latent_training.derive (other, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (wk_trained_has_derived (other));
  again = wk_latent_model_get (other, NULL, NULL);
  g_assert_cmpuint (quick->n, ==, 5000);
  assert_close (quick->mu, exact->mu, 2 * exact->n);
  assert_close (quick->sigma, exact->sigma, 2 * exact->n);
  g_assert_true (memcmp (again->mu, quick->mu, 2 * quick->n * sizeof (double)) == 0);
}

/* --- threads --- */

static gpointer
train_in_thread (gpointer changes)
{
  return train (changes, 1);
}

static void
assert_same_weights (const WkTrained *a, const WkTrained *b)
{
  gsize n;
  gsize m;
  const float *one = wk_trained_get_weights (a, &n);
  const float *other = wk_trained_get_weights (b, &m);

  g_assert_cmpuint (n, ==, m);
  g_assert_true (memcmp (one, other, n * sizeof *one) == 0);
}

/* Two at once give what each gives alone, to the bit. */
static void
test_threads (void)
{
  static const char *const changes[] = { "{hidden: 48}",
                                         "{hidden: 48, training_seed: 2}" };
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("train", train_in_thread, (gpointer) changes[i]);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WkTrained) together = g_thread_join (threads[i]);
      g_autoptr (WkTrained) alone = train (changes[i], 1);

      assert_same_weights (together, alone);
    }
}

/* --- what is wrong --- */

static void
test_burst (void)
{
  static const char text[] = "{hidden: 16, likelihood: gaussian, autoencoder: false, "
                             "beta: 1, latent: 2, seed: 1, rate: 1.0e+30, batch: 64}";
  g_autoptr (WkValue) recipe = wk_yaml_parse (text, sizeof text - 1, "test", NULL);
  g_autoptr (GError) error = NULL;
  gpointer trainer = wk_latent_training.new_trainer (recipe, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (wk_latent_training.iterate (trainer, &error) && n < 1000)
    n++;
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_assert_true (g_str_has_prefix (error->message, "epoch 1, minibatch "));
  wk_latent_training.free_trainer (trainer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/latent-train/recipe", test_recipe);
  g_test_add_func ("/latent-train/recipe/bad", test_bad_recipe);
  g_test_add_func ("/latent-train/curves", test_curves);
  g_test_add_func ("/latent-train/curves/plain", test_plain_curves);
  g_test_add_func ("/latent-train/derived", test_derived);
  g_test_add_func ("/latent-train/threads", test_threads);
  g_test_add_func ("/latent-train/burst", test_burst);
  return g_test_run ();
}
