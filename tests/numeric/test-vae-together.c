/* test-vae-together.c - several trainings at once: each as if it were alone, to the bit
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "numeric/wk-random.h"
#include "numeric/wk-vae-train.h"

#define N_BATCHES 150

/* Wide enough that OpenBLAS takes room for its products. */
static gpointer
train_wide (gpointer samples)
{
  WkVaeSpec spec = wk_vae_spec_default ();
  WkVaeRecipe recipe = wk_vae_recipe_default ();
  g_autoptr (WkVaeTrainer) trainer = NULL;
  gsize size;

  spec.n_hidden = 48;
  size = wk_vae_n_weights (&spec) * sizeof (float);
  trainer = wk_vae_trainer_new (&spec, &recipe, samples, 128, NULL);
  for (guint i = 0; i < N_BATCHES; i++)
    g_assert_true (wk_vae_trainer_iterate (trainer, NULL));
  return g_memdup2 (wk_vae_trainer_peek_weights (trainer), size);
}

/* A training that ends is at its last minibatch while the next one begins. */
static void
test_together (void)
{
  WkVaeSpec spec = wk_vae_spec_default ();
  g_autoptr (WkRandom) random = wk_random_new (4);
  g_autofree guint8 *samples = g_malloc (128 * 784);
  g_autofree float *alone = NULL;
  GThread *threads[4];

  spec.n_hidden = 48;
  for (guint i = 0; i < 128 * 784; i++)
    samples[i] = (guint8) wk_random_below (random, 256);
  alone = train_wide (samples);
  for (guint round = 0; round < 4; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("train", train_wide, samples);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        {
          g_autofree float *weights = g_thread_join (threads[i]);

          g_assert_true (
              memcmp (weights, alone, wk_vae_n_weights (&spec) * sizeof (float)) == 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vae-together", test_together);
  return g_test_run ();
}
