/* test-vae-room.c - a step of the training takes no memory
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The functions that give memory are this program's: what they are asked for, by GLib
 * as well, is counted and handed on to the C library. What OpenBLAS takes within a
 * product is its own affair (for some processors it does) and is not counted. The
 * sanitizers have such functions in the same place, so that this is not built with
 * them.
 */
#include "config.h"

#include <errno.h>
#include <stdlib.h>

#include "numeric/wk-vae-train.h"

#define N_SAMPLES 150

/* The C library's, under the names that it keeps for this. */
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);
void *__libc_memalign (size_t alignment, size_t size);

static int n_taken;
static gboolean in_blas;

/* By the linker in place of those of numeric/, which stand around every product. */
void __real_wk_numeric_lock_blas (void);
void __real_wk_numeric_unlock_blas (void);
void __wrap_wk_numeric_lock_blas (void);
void __wrap_wk_numeric_unlock_blas (void);

void
__wrap_wk_numeric_lock_blas (void)
{
  __real_wk_numeric_lock_blas ();
  in_blas = TRUE;
}

void
__wrap_wk_numeric_unlock_blas (void)
{
  in_blas = FALSE;
  __real_wk_numeric_unlock_blas ();
}

void *
malloc (size_t size)
{
  n_taken += !in_blas;
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  n_taken += !in_blas;
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  n_taken += !in_blas;
  return __libc_realloc (memory, size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  n_taken += !in_blas;
  return __libc_memalign (alignment, size);
}

int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  n_taken += !in_blas;
  *memory = __libc_memalign (alignment, size);
  return *memory != NULL ? 0 : ENOMEM;
}

/* The counter counts, whoever asks. */
static void
test_counter (void)
{
  void *volatile memory;
  int before = n_taken;

  memory = malloc (100);
  memory = realloc (memory, 200);
  free (memory);
  memory = calloc (3, 3);
  free (memory);
  memory = aligned_alloc (64, 64);
  free (memory);
  g_assert_cmpint (posix_memalign ((void **) &memory, 64, 64), ==, 0);
  free (memory);
  memory = g_malloc (100);
  g_free (memory);
  g_assert_cmpint (n_taken - before, ==, 6);
}

/* @share of the pixels are 0: few, and the products are of full matrices. */
static void
check_steps (WkVaeLikelihood likelihood, guint share)
{
  WkVaeSpec spec = wk_vae_spec_default ();
  WkVaeRecipe recipe = wk_vae_recipe_default ();
  g_autofree guint8 *samples = g_new (guint8, N_SAMPLES * spec.n_pixels);
  g_autoptr (WkVaeTrainer) trainer = NULL;

  spec.likelihood = likelihood;
  for (guint i = 0; i < N_SAMPLES * spec.n_pixels; i++)
    samples[i] = g_test_rand_int_range (0, 100) < (int) share
                     ? 0
                     : (guint8) g_test_rand_int_range (1, 256);
  trainer = wk_vae_trainer_new (&spec, &recipe, samples, N_SAMPLES, NULL);
  g_assert_true (wk_vae_trainer_iterate (trainer, NULL));
  /* Two epochs: their ends, and the short minibatch, too. */
  for (guint i = 0; i < 6; i++)
    {
      int before = n_taken;
      gboolean good = wk_vae_trainer_iterate (trainer, NULL);
      int after = n_taken;

      g_assert_true (good);
      g_assert_cmpint (after - before, ==, 0);
    }
  g_assert_cmpuint (wk_vae_trainer_get_epoch (trainer), ==, 2);
}

static void
test_steps (void)
{
  check_steps (WK_VAE_BERNOULLI, 80);
  check_steps (WK_VAE_BERNOULLI, 10);
  check_steps (WK_VAE_GAUSSIAN, 80);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vae-room/counter", test_counter);
  g_test_add_func ("/vae-room/steps", test_steps);
  return g_test_run ();
}
