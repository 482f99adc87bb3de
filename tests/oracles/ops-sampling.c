/* ops-sampling.c - sampling.json
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <math.h>
#include <stdlib.h>

#include "numeric/wk-random.h"

static void
run_mt19937_raw (OracleCase *c)
{
  g_autoptr (WkRandom) random = NULL;
  double first[10] = { 0 };
  gint64 seed;

  if (!oracle_only_attrs (c, "seed", NULL) ||
      !oracle_attr_count (c, "seed", 0, G_MAXUINT32, &seed))
    return;

  random = wk_random_new ((guint64) seed);
  for (guint i = 1; i <= 1000; i++)
    {
      double raw = wk_random_raw (random);

      if (i <= 10)
        first[i - 1] = raw;
      if (i == 1000)
        oracle_check_number (c, "number_1000", raw);
    }
  oracle_check (c, "first_10", first, 10);
  oracle_check_number (c, "first_uniform_32bit_over_2_32", first[0] / 4294967296.0);
}

static void
run_categorical_by_inverse_cdf (OracleCase *c)
{
  const Tensor *p = oracle_input (c, "p"), *u = oracle_input (c, "u");
  g_autofree double *index = NULL;

  if (p == NULL || u == NULL || !oracle_only_attrs (c, NULL, NULL))
    return;

  index = g_new (double, u->n + 1);
  for (gsize i = 0; i < u->n; i++)
    index[i] = wk_categorical_pick (p->data, (guint) p->n, u->data[i]);
  oracle_check (c, "index", index, u->n);
}

static int
compare_numbers (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The largest distance between the distribution of @x, which is sorted here, and the
 * standard normal one. */
static double
ks_statistic (double *x, gsize n)
{
  double largest = 0;

  qsort (x, n, sizeof *x, compare_numbers);
  for (gsize i = 0; i < n; i++)
    {
      double phi = 0.5 * erfc (-x[i] / sqrt (2));

      largest = MAX (largest, (double) (i + 1) / (double) n - phi);
      largest = MAX (largest, phi - (double) i / (double) n);
    }
  return largest;
}

/* A limit, not a value: FALSE and a failure if @got is outside. */
static void
check_limit (OracleCase *c, const char *name, double got)
{
  const Tensor *limit;
  double low, high;

  if (!oracle_expects (c, name))
    return;
  limit = oracle_expected (c, name);
  if (limit == NULL || limit->n < 1 || limit->n > 2)
    {
      oracle_fail (c, "%s: one or two limits are needed", name);
      return;
    }
  low = limit->n == 2 ? limit->data[0] : -INFINITY;
  high = limit->data[limit->n - 1];
  if (!(got >= low && got <= high))
    oracle_fail (c, "%s: got %.17g, expected from %.17g to %.17g", name, got, low,
                 high);
}

static void
run_normal_sample_acceptance (OracleCase *c)
{
  g_autoptr (WkRandom) random = NULL;
  g_autofree double *x = NULL;
  double sum = 0, squares = 0, mean;
  gint64 n, seed = 1;

  if (!oracle_only_attrs (c, "n", "seed", NULL) ||
      !oracle_attr_count (c, "n", 2, 50 * 1000 * 1000, &n) ||
      (oracle_has_attr (c, "seed") &&
       !oracle_attr_count (c, "seed", 0, G_MAXUINT32, &seed)))
    return;

  random = wk_random_new ((guint64) seed);
  x = g_new (double, (gsize) n);
  for (gint64 i = 0; i < n; i++)
    {
      x[i] = wk_random_normal (random);
      sum += x[i];
    }
  mean = sum / (double) n;
  for (gint64 i = 0; i < n; i++)
    squares += (x[i] - mean) * (x[i] - mean);

  check_limit (c, "mean_abs_max", fabs (mean));
  check_limit (c, "variance_interval", squares / (double) (n - 1));
  check_limit (c, "ks_statistic_max", ks_statistic (x, (gsize) n));
}

const OracleOp oracle_ops_sampling[] = {
  { "mt19937_raw", run_mt19937_raw },
  { "categorical_by_inverse_cdf", run_categorical_by_inverse_cdf },
  { "normal_sample_acceptance", run_normal_sample_acceptance },
  { NULL, NULL },
};
