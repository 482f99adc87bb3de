/* test-vae-epoch.c - the mean over an epoch whose last minibatch is short
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-vae-train.h"

#define N_PIXELS 31
#define N_SAMPLES 150

/* Each sample counts alike. */
static void
check_mean (const WkVaeSpec *spec)
{
  static const guint sizes[] = { 64, 64, 22 };
  guint8 samples[N_SAMPLES * N_PIXELS];
  WkVaeRecipe recipe = { .rate = 0.01, .n_batch = 64, .seed = 7 };
  g_autoptr (WkVaeTrainer) trainer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    samples[i] = (guint8) g_test_rand_int_range (0, 256);
  trainer = wk_vae_trainer_new (spec, &recipe, samples, N_SAMPLES, NULL);
  for (guint epoch = 1; epoch <= 3; epoch++)
    {
      WkVaeLoss mean = { 0 };
      WkVaeLoss told;

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          WkVaeLoss loss;

          g_assert_cmpuint (wk_vae_trainer_get_epoch (trainer), ==, epoch - 1);
          g_assert_true (wk_vae_trainer_iterate (trainer, NULL));
          loss = wk_vae_trainer_get_batch_loss (trainer);
          mean.reconstruction += loss.reconstruction * sizes[i] / N_SAMPLES;
          mean.kl += loss.kl * sizes[i] / N_SAMPLES;
          mean.loss += loss.loss * sizes[i] / N_SAMPLES;
        }
      g_assert_cmpuint (wk_vae_trainer_get_epoch (trainer), ==, epoch);
      told = wk_vae_trainer_get_epoch_loss (trainer);
      g_assert_cmpfloat_with_epsilon (told.reconstruction, mean.reconstruction, 1e-10);
      g_assert_cmpfloat_with_epsilon (told.kl, mean.kl, 1e-10);
      g_assert_cmpfloat_with_epsilon (told.loss, mean.loss, 1e-10);
    }
}

static void
test_mean (void)
{
  WkVaeSpec spec = { .n_pixels = N_PIXELS, .n_hidden = 17, .n_latent = 2, .beta = 0.5 };

  check_mean (&spec);
  spec.likelihood = WK_VAE_GAUSSIAN;
  spec.beta = 4;
  check_mean (&spec);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vae-epoch/mean", test_mean);
  return g_test_run ();
}
