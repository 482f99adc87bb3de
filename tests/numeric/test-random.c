/* test-random.c - the generator against published values, and what is made from it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact values come from a second version in another language, on another
 * implementation of mt19937 that was started by init_genrand() of its authors.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/wk-random.h"

static void
test_raw (void)
{
  g_autoptr (WkRandom) one = wk_random_new (1), standard = wk_random_new (5489);
  g_autoptr (WkRandom) copy = NULL;
  guint32 raw = 0;

  g_assert_cmpuint (wk_random_raw (one), ==, 1791095845);
  g_assert_cmpuint (wk_random_raw (one), ==, 4282876139);
  copy = wk_random_copy (one);
  g_assert_cmpuint (wk_random_raw (one), ==, 3093770124);
  g_assert_cmpuint (wk_random_raw (copy), ==, 3093770124);

  /* The value that the C++ standard requires of its mt19937. */
  for (guint i = 0; i < 10000; i++)
    raw = wk_random_raw (standard);
  g_assert_cmpuint (raw, ==, 4123659995);
}

static void
test_seeds (void)
{
  static const struct
  {
    const char *word;
    guint64 hash;
    guint32 first;
  } words[] = {
    /* The first three hashes are test vectors of FNV's authors. */
    { "", G_GUINT64_CONSTANT (0xcbf29ce484222325), 2668924074 },
    { "a", G_GUINT64_CONSTANT (0xaf63dc4c8601ec8c), 279331241 },
    { "foobar", G_GUINT64_CONSTANT (0x85944171f73967e8), 1062763443 },
    { "solveig", G_GUINT64_CONSTANT (0x3c59f32155d531d4), 1960437432 },
    { "blåbær", G_GUINT64_CONSTANT (0x1dd6adb2dc77292c), 1619962622 },
  };
  g_autoptr (WkRandom) large = wk_random_new (G_GUINT64_CONSTANT (1) << 32);
  g_autoptr (WkRandom) zero = wk_random_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (WkRandom) random = wk_random_new_from_word (words[i].word);

      g_assert_cmphex (wk_random_hash_word (words[i].word), ==, words[i].hash);
      g_assert_cmpuint (wk_random_raw (random), ==, words[i].first);
    }
  g_assert_cmpuint (wk_random_raw (large), ==, 2414267757);
  /* Not GSL's default seed; numpy.random.seed (0) gives the same. */
  g_assert_cmpuint (wk_random_raw (zero), ==, 2357136044);
}

/* GSL has variables for its default generator and seed. */
static void
test_environment (void)
{
  g_autoptr (WkRandom) random = NULL;

  g_setenv ("GSL_RNG_SEED", "123", TRUE);
  g_setenv ("GSL_RNG_TYPE", "taus", TRUE);
  random = wk_random_new (1);
  g_assert_cmpuint (wk_random_raw (random), ==, 1791095845);
}

static void
test_uniform (void)
{
  /* numpy.random.seed (42); numpy.random.rand (3) */
  static const double expected[] = { 0.3745401188473625, 0.9507143064099162,
                                     0.7319939418114051 };
  g_autoptr (WkRandom) random = wk_random_new (42);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (wk_random_uniform (random), ==, expected[i]);
  for (guint i = 0; i < 1000; i++)
    {
      double value = wk_random_uniform_between (random, -3, -1);

      g_assert_true (value >= -3 && value < -1);
      /* Between neighbours there is nothing but the lower end. */
      g_assert_cmpfloat (wk_random_uniform_between (random, 1, nextafter (1, 2)), ==,
                         1);
    }
}

/* The chi-square statistic of @n bins that should be equally full. It exceeds
 * n - 1 + 5 sqrt (2 (n - 1)) with a probability below 1e-4; seeds are fixed. */
static void
assert_even (const guint *bins, guint n)
{
  double total = 0, chi = 0;

  for (guint i = 0; i < n; i++)
    total += bins[i];
  for (guint i = 0; i < n; i++)
    chi += (bins[i] - total / n) * (bins[i] - total / n) / (total / n);
  g_assert_cmpfloat (chi, <, n - 1 + 5 * sqrt (2.0 * (n - 1)));
}

static void
test_below (void)
{
  static const guint32 dice[] = { 1, 5, 0, 2, 1, 1, 5, 5, 5, 0, 2, 3 };
  g_autoptr (WkRandom) random = wk_random_new (1);
  guint bins[6] = { 0 }, thirds[3] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (dice); i++)
    g_assert_cmpuint (wk_random_below (random, 6), ==, dice[i]);
  for (guint i = 0; i < 60000; i++)
    bins[wk_random_below (random, 6)]++;
  assert_even (bins, 6);

  /* raw % n would hit the first third twice as often as the others. */
  for (guint i = 0; i < 60000; i++)
    thirds[wk_random_below (random, 3u << 30) >> 30]++;
  assert_even (thirds, 3);

  for (guint i = 0; i < 100; i++)
    {
      int value = wk_random_int_between (random, -2, 2);

      g_assert_cmpuint (wk_random_below (random, 1), ==, 0);
      g_assert_cmpuint (wk_random_below (random, G_MAXUINT32), <, G_MAXUINT32);
      g_assert_true (value >= -2 && value <= 2);
      wk_random_int_between (random, G_MININT, G_MAXINT);
      g_assert_cmpint (wk_random_int_between (random, G_MAXINT, G_MAXINT), ==,
                       G_MAXINT);
    }
}

static int
compare_numbers (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
test_normal_values (void)
{
  static const double one[] = { -0.00011437481734488664, -0.3879107411620074,
                                -1.2044522497315175,     0.0836230045470262,
                                -0.053362545117080384,   -0.6378364840596764 };
  static const double exam[] = { -0.4382913199379115, 0.19035087142402585,
                                 -0.8086541451792114, 0.3394175644310061 };
  g_autoptr (WkRandom) random = wk_random_new (1), other = wk_random_new (20180611);

  for (guint i = 0; i < G_N_ELEMENTS (one); i++)
    g_assert_cmpfloat (wk_random_normal (random), ==, one[i]);
  for (guint i = 0; i < G_N_ELEMENTS (exam); i++)
    g_assert_cmpfloat (wk_random_normal (other), ==, exam[i]);
}

static void
test_normal_moments (void)
{
  enum
  {
    N = 400000
  };
  g_autoptr (WkRandom) random = wk_random_new (2);
  g_autofree double *x = g_new (double, N);
  double moments[5] = { 0 }, distance = 0;
  guint beyond_3 = 0;

  for (guint i = 0; i < N; i++)
    {
      x[i] = wk_random_normal (random);
      beyond_3 += fabs (x[i]) > 3;
      for (guint k = 1; k <= 4; k++)
        moments[k] += pow (x[i], k) / N;
    }
  /* Five standard deviations of each: var (x^k) / N with var 1, 2, 15, 96. */
  g_assert_cmpfloat (fabs (moments[1]), <, 5 * sqrt (1.0 / N));
  g_assert_cmpfloat (fabs (moments[2] - 1), <, 5 * sqrt (2.0 / N));
  g_assert_cmpfloat (fabs (moments[3]), <, 5 * sqrt (15.0 / N));
  g_assert_cmpfloat (fabs (moments[4] - 3), <, 5 * sqrt (96.0 / N));
  g_assert_cmpfloat (fabs (beyond_3 - N * erfc (3 / sqrt (2))), <,
                     5 * sqrt (N * erfc (3 / sqrt (2))));

  /* Kolmogorov and Smirnov; 2.6 / sqrt (N) is passed with probability 1 - 3e-6. */
  qsort (x, N, sizeof *x, compare_numbers);
  for (guint i = 0; i < N; i++)
    distance = MAX (distance, fabs (0.5 * erfc (-x[i] / sqrt (2)) - (i + 0.5) / N));
  g_assert_cmpfloat (distance, <, 2.6 / sqrt (N));
}

static void
test_categorical (void)
{
  static const double p[] = { 0, 0.5, 0, 0.25, 0.25, 0 };
  static const double tenths[] = {
    0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0
  };
  static const double nothing[] = { 0, 0 }, negative[] = { 1.5, -0.5 };
  const double unknown[] = { 0.5, NAN };
  g_autoptr (WkRandom) random = wk_random_new (3);
  guint bins[6] = { 0 };

  g_assert_cmpint (wk_categorical_pick (p, 6, 0), ==, 1);
  g_assert_cmpint (wk_categorical_pick (p, 6, 0.5), ==, 3);
  g_assert_cmpint (wk_categorical_pick (p, 6, nextafter (1, 0)), ==, 4);
  /* Ten tenths add up to a little less than 1. */
  g_assert_cmpint (wk_categorical_pick (tenths, 11, nextafter (1, 0)), ==, 9);
  g_assert_cmpint (wk_categorical_pick (nothing, 2, 0.5), ==, -1);
  g_assert_cmpint (wk_categorical_pick (negative, 2, 0.5), ==, -1);
  g_assert_cmpint (wk_categorical_pick (unknown, 2, 0.2), ==, -1);
  g_assert_cmpint (wk_categorical_pick (NULL, 0, 0.5), ==, -1);

  for (guint i = 0; i < 40000; i++)
    bins[wk_random_categorical (random, p, 6)]++;
  g_assert_cmpuint (bins[0] + bins[2] + bins[5], ==, 0);
  g_assert_cmpfloat (fabs (bins[1] - 20000.0), <, 5 * sqrt (10000));
  g_assert_cmpfloat (fabs (bins[3] - 10000.0), <, 5 * sqrt (7500));
}

static void
test_shuffle (void)
{
  static const guint expected[] = { 7, 2, 1, 4, 6, 0, 3, 5 };
  g_autoptr (WkRandom) random = wk_random_new (1);
  guint items[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  guint orders[256] = { 0 }, counts[24], n_orders = 0;

  wk_random_shuffle (random, items, 8);
  g_assert_cmpmem (items, sizeof items, expected, sizeof expected);
  wk_random_shuffle (random, NULL, 0);

  for (guint i = 0; i < 24000; i++)
    {
      guint four[] = { 0, 1, 2, 3 };

      wk_random_shuffle (random, four, 4);
      orders[four[0] * 64 + four[1] * 16 + four[2] * 4 + four[3]]++;
    }
  for (guint i = 0; i < 256; i++)
    {
      if (orders[i] == 0)
        continue;
      g_assert_cmpuint (n_orders, <, 24);
      counts[n_orders++] = orders[i];
    }
  g_assert_cmpuint (n_orders, ==, 24);
  assert_even (counts, 24);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/raw", test_raw);
  g_test_add_func ("/random/seeds", test_seeds);
  g_test_add_func ("/random/environment", test_environment);
  g_test_add_func ("/random/uniform", test_uniform);
  g_test_add_func ("/random/below", test_below);
  g_test_add_func ("/random/normal-values", test_normal_values);
  g_test_add_func ("/random/normal-moments", test_normal_moments);
  g_test_add_func ("/random/categorical", test_categorical);
  g_test_add_func ("/random/shuffle", test_shuffle);
  return g_test_run ();
}
