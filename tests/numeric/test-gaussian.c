/* test-gaussian.c - the divergence against long double, and its derivatives
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "numeric/wk-gaussian.h"
#include "numeric/wk-random.h"

static void
assert_close (double got, long double expected, double tolerance)
{
  if (fabsl (got - expected) <= tolerance * fabsl (expected))
    return;
  g_test_message ("got %.17g, expected %.20Lg", got, expected);
  g_test_fail ();
}

/* The formula as it is printed, with 11 more bits. */
static long double
plain_kl (long double mu, long double sigma)
{
  return (mu * mu + sigma * sigma - 2 * logl (sigma) - 1) / 2;
}

static void
test_divergence (void)
{
  g_autoptr (WkRandom) random = wk_random_new (4);

  for (guint trial = 0; trial < 20000; trial++)
    {
      double mu = wk_random_uniform_between (random, -3, 3);
      double sigma = exp (wk_random_uniform_between (random, -20, 5));
      double d_mu, d_sigma, d_logvar, logvar = 2 * log (sigma);
      double kl = wk_gaussian_kl (&mu, &sigma, 1, &d_mu, &d_sigma, &d_logvar);

      assert_close (kl, plain_kl (mu, sigma), 1e-14);
      assert_close (wk_gaussian_kl_logvar (&mu, &logvar, 1, NULL, NULL),
                    plain_kl (mu, sigma), 1e-13);
      g_assert_cmpfloat (d_mu, ==, mu);
      assert_close (d_sigma, (long double) sigma - 1 / (long double) sigma, 1e-14);
      assert_close (d_logvar, ((long double) sigma * sigma - 1) / 2, 1e-14);
    }
}

/* With sigma = 1 + e the part of sigma is e^2 - e^3 / 3 + e^4 / 4 - ...; the printed
 * formula has lost every digit of it at e = 1e-9. */
static void
test_minimum (void)
{
  const double mu = 0;

  for (double size = 1e-3; size > 1e-14; size /= 3)
    {
      for (int sign = -1; sign <= 1; sign += 2)
        {
          double sigma = 1 + sign * size;
          long double e = (long double) sigma - 1, series = 0;
          double logvar = (double) (2 * log1pl (e));

          for (int k = 30; k >= 3; k--)
            series += 2 * (k % 2 == 0 ? 1 : -1) * powl (e, k) / k;
          series = (2 * e * e + series) / 2;
          assert_close (wk_gaussian_kl (&mu, &sigma, 1, NULL, NULL, NULL), series,
                        1e-14);
          assert_close (wk_gaussian_kl_logvar (&mu, &logvar, 1, NULL, NULL), series,
                        1e-14);
        }
    }
}

static void
test_extremes (void)
{
  const double mu = 0, tiny = 1e-300, zero = 0, below = -1;
  const double logvar = -1000, larger = 1000;
  double d_sigma;

  assert_close (wk_gaussian_kl (&mu, &tiny, 1, NULL, &d_sigma, NULL),
                (-2 * logl (1e-300L) - 1) / 2, 1e-15);
  assert_close (d_sigma, -1e300L, 1e-15);
  g_assert_true (isnan (wk_gaussian_kl (&mu, &zero, 1, NULL, NULL, NULL)));
  g_assert_true (isnan (wk_gaussian_kl (&mu, &below, 1, NULL, NULL, NULL)));
  g_assert_cmpfloat (wk_gaussian_kl_logvar (&mu, &logvar, 1, NULL, NULL), ==, 499.5);
  g_assert_true (isinf (wk_gaussian_kl_logvar (&mu, &larger, 1, NULL, NULL)));
  g_assert_cmpfloat (wk_gaussian_kl (NULL, NULL, 0, NULL, NULL, NULL), ==, 0);
}

/* The distribution of Rayleigh, and that of chi squared with two degrees of freedom:
 * 50, 95 and 99 % lie within the roots of 1.3863, 5.9915 and 9.2103 (tables). */
static void
test_within (void)
{
  g_autoptr (WkRandom) random = wk_random_new (7);
  const double radii[] = { 0.25, 1, 2, 3 };
  guint counts[G_N_ELEMENTS (radii)] = { 0 };
  const guint n = 200000;

  g_assert_cmpfloat (wk_gaussian_within (0), ==, 0);
  g_assert_cmpfloat_with_epsilon (wk_gaussian_within (sqrt (1.3863)), 0.50, 1e-4);
  g_assert_cmpfloat_with_epsilon (wk_gaussian_within (sqrt (5.9915)), 0.95, 1e-4);
  g_assert_cmpfloat_with_epsilon (wk_gaussian_within (sqrt (9.2103)), 0.99, 1e-4);
  for (guint i = 0; i < n; i++)
    {
      double radius = hypot (wk_random_normal (random), wk_random_normal (random));

      for (guint k = 0; k < G_N_ELEMENTS (radii); k++)
        counts[k] += radius <= radii[k];
    }
  for (guint k = 0; k < G_N_ELEMENTS (radii); k++)
    g_assert_cmpfloat_with_epsilon (counts[k] / (double) n,
                                    wk_gaussian_within (radii[k]), 0.005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gaussian/divergence", test_divergence);
  g_test_add_func ("/gaussian/minimum", test_minimum);
  g_test_add_func ("/gaussian/extremes", test_extremes);
  g_test_add_func ("/gaussian/within", test_within);
  return g_test_run ();
}
