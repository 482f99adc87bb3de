/* test-vae-doubles.c - layers whose bits are the same on every machine
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside plain loops, compared bit by bit, for every instruction set there is here.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-vae-doubles.h"
#include "numeric/wk-vae.h"

static void
fill (double *values, gsize n, gboolean with_zeros)
{
  for (gsize i = 0; i < n; i++)
    values[i] = with_zeros && g_test_rand_int_range (0, 3) > 0
                    ? 0
                    : g_test_rand_double_range (-2, 2);
}

static void
assert_same (const double *values, const double *expected, guint n)
{
  int size = (int) (n * sizeof *values);

  g_assert_cmpmem (values, size, expected, size);
}

/* One output after the other. */
static void
plain_affine (const double *from,
              guint n,
              guint n_from,
              const double *weights,
              const double *bias,
              guint n_to,
              double *to)
{
  for (guint s = 0; s < n; s++)
    for (guint j = 0; j < n_to; j++)
      {
        double sum = bias[j];

        for (guint i = 0; i < n_from; i++)
          sum += from[s * n_from + i] * weights[i * n_to + j];
        to[s * n_to + j] = sum;
      }
}

static void
test_affine (void)
{
  const guint n_to[] = { 1, 2, 3, 7, 23, 24, 25, 61, 96 };
  double from[8 * 50];
  double weights[50 * 96];
  double bias[96];
  double expected[8 * 96];
  double to[8 * 96];

  for (guint unit = 0; wk_vae_doubles_get_unit (unit) != NULL; unit++)
    for (guint k = 0; k < 10 * G_N_ELEMENTS (n_to); k++)
      {
        guint columns = n_to[k % G_N_ELEMENTS (n_to)];
        guint n_from = (guint) g_test_rand_int_range (1, 51);
        guint n = (guint) g_test_rand_int_range (1, 9);

        fill (from, n * n_from, TRUE);
        fill (weights, n_from * columns, FALSE);
        fill (bias, columns, FALSE);
        plain_affine (from, n, n_from, weights, bias, columns, expected);
        wk_vae_doubles_get_unit (unit)->affine (from, n, n_from, weights, bias, columns,
                                                to);
        assert_same (to, expected, n * columns);
      }
}

static void
test_relu (void)
{
  for (guint unit = 0; wk_vae_doubles_get_unit (unit) != NULL; unit++)
    for (guint n = 0; n < 11; n++)
      {
        double values[11];
        double before[11];

        fill (values, 11, FALSE);
        memcpy (before, values, sizeof values);
        wk_vae_doubles_get_unit (unit)->relu (values, n);
        for (guint i = 0; i < 11; i++)
          g_assert_cmpfloat (values[i], ==, i < n && before[i] < 0 ? 0.0 : before[i]);
      }
}

/* Beside libm, and all units beside each other; of all lengths, since vectors have an
 * end. */
static void
test_sigmoid (void)
{
  const double special[] = { 0, -0.0, 1e-300, -1e-17, 700, -700, 708, -708 };
  double first[1003];
  double values[1003];
  double x[1003];

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = i < G_N_ELEMENTS (special)
               ? special[i]
               : g_test_rand_double_range (-1, 1) * (i % 2 == 0 ? 10 : 700);
  for (guint unit = 0; wk_vae_doubles_get_unit (unit) != NULL; unit++)
    {
      memcpy (values, x, sizeof x);
      wk_vae_doubles_get_unit (unit)->sigmoid (values, G_N_ELEMENTS (x));
      for (guint i = 0; i < G_N_ELEMENTS (x); i++)
        {
          double expected =
              x[i] >= 0 ? 1 / (1 + exp (-x[i])) : exp (x[i]) / (1 + exp (x[i]));

          g_assert_cmpfloat_with_epsilon (values[i] / expected, 1, 4e-16);
        }
      if (unit == 0)
        memcpy (first, values, sizeof values);
      assert_same (values, first, G_N_ELEMENTS (values));
      for (guint n = 0; n < 9; n++)
        {
          memcpy (values, x, sizeof x);
          wk_vae_doubles_get_unit (unit)->sigmoid (values + 20, n);
          assert_same (values + 20, first + 20, n);
          assert_same (values + 20 + n, x + 20 + n, 1);
        }
    }
}

/* Out of range it stays a positive number, whose logarithm is finite. */
static void
test_far (void)
{
  double values[] = { -1e4, 1e4, -G_MAXDOUBLE };

  wk_vae_doubles_sigmoid (values, 3);
  g_assert_cmpfloat_with_epsilon (log (values[0]), -708, 1e-10);
  g_assert_cmpfloat (values[1], ==, 1);
  g_assert_cmpfloat_with_epsilon (log (values[2]), -708, 1e-10);
}

/* --- many samples --- */

static const WkVaeSpec spec = { .n_pixels = 45,
                                .n_hidden = 31,
                                .n_latent = 3,
                                .beta = 1 };

#define N_MANY 21

static double *
new_weights (void)
{
  double *weights = g_new (double, wk_vae_n_weights (&spec));

  fill (weights, wk_vae_n_weights (&spec), FALSE);
  return weights;
}

static const double *
block (const double *weights, WkVaeBlock which)
{
  return weights + wk_vae_block (&spec, which, NULL, NULL);
}

/* Plainly, from the formulas at the head of wk-vae.h. */
static void
plain_encode (const double *weights, const double *x, double *mu, double *logvar)
{
  double hidden[31];

  plain_affine (x, 1, 45, block (weights, WK_VAE_WE), block (weights, WK_VAE_BE), 31,
                hidden);
  for (guint i = 0; i < 31; i++)
    hidden[i] = MAX (hidden[i], 0);
  plain_affine (hidden, 1, 31, block (weights, WK_VAE_WM), block (weights, WK_VAE_BM),
                3, mu);
  plain_affine (hidden, 1, 31, block (weights, WK_VAE_WL), block (weights, WK_VAE_BL),
                3, logvar);
}

static void
test_encode (void)
{
  g_autofree double *weights = new_weights ();
  guint8 samples[N_MANY * 45];
  double x[45];
  double mu[N_MANY * 3], logvar[N_MANY * 3];
  double one_mu[3], one_logvar[3];

  for (guint i = 0; i < sizeof samples; i++)
    samples[i] = (guint8) MAX (g_test_rand_int_range (-500, 256), 0);
  wk_vae_encode_many (&spec, weights, samples, N_MANY, mu, logvar);
  for (guint s = 0; s < N_MANY; s++)
    {
      for (guint i = 0; i < 45; i++)
        x[i] = samples[s * 45 + i] / 255.0;
      plain_encode (weights, x, one_mu, one_logvar);
      assert_same (mu + 3 * s, one_mu, 3);
      assert_same (logvar + 3 * s, one_logvar, 3);
      wk_vae_encode (&spec, weights, x, one_mu, one_logvar);
      assert_same (mu + 3 * s, one_mu, 3);
      assert_same (logvar + 3 * s, one_logvar, 3);
    }
}

static void
test_decode (void)
{
  g_autofree double *weights = new_weights ();
  double z[N_MANY * 3], x[N_MANY * 45], one[45];
  double hidden[31], logits[45];

  fill (z, G_N_ELEMENTS (z), FALSE);
  wk_vae_decode_many (&spec, weights, z, N_MANY, x);
  for (guint s = 0; s < N_MANY; s++)
    {
      wk_vae_decode (&spec, weights, z + 3 * s, one);
      assert_same (x + 45 * s, one, 45);
      plain_affine (z + 3 * s, 1, 3, block (weights, WK_VAE_WD),
                    block (weights, WK_VAE_BD), 31, hidden);
      for (guint i = 0; i < 31; i++)
        hidden[i] = MAX (hidden[i], 0);
      plain_affine (hidden, 1, 31, block (weights, WK_VAE_WO),
                    block (weights, WK_VAE_BO), 45, logits);
      for (guint i = 0; i < 45; i++)
        g_assert_cmpfloat_with_epsilon (one[i], 1 / (1 + exp (-logits[i])), 1e-15);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vae-doubles/affine", test_affine);
  g_test_add_func ("/vae-doubles/relu", test_relu);
  g_test_add_func ("/vae-doubles/sigmoid", test_sigmoid);
  g_test_add_func ("/vae-doubles/far", test_far);
  g_test_add_func ("/vae-doubles/encode-many", test_encode);
  g_test_add_func ("/vae-doubles/decode-many", test_decode);
  return g_test_run ();
}
