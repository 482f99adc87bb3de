/* test-loss.c - losses against plain versions in long double and differences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <float.h>
#include <math.h>

#include "numeric/wk-loss.h"
#include "numeric/wk-random.h"

#define N 5

static void
assert_close (double got, long double expected, double tolerance)
{
  if (fabsl (got - expected) <= tolerance * (1 + fabsl (expected)))
    return;
  g_test_message ("got %.17g, expected %.20Lg", got, expected);
  g_test_fail ();
}

static void
fill (WkRandom *random, double *x, guint n, double spread)
{
  for (guint i = 0; i < n; i++)
    x[i] = wk_random_uniform_between (random, -spread, spread);
}

static void
test_softmax (void)
{
  g_autoptr (WkRandom) random = wk_random_new (1);

  for (guint trial = 0; trial < 2000; trial++)
    {
      double x[N], p[N], log_p[N], d[N], total = 0;
      long double sum = 0;

      fill (random, x, N, trial % 2 == 0 ? 3 : 900);
      for (guint i = 0; i < N; i++)
        sum += expl (x[i]);
      wk_softmax (x, N, p);
      wk_log_softmax (x, N, log_p);
      assert_close (wk_logsumexp (x, N), logl (sum), 1e-15);
      for (guint i = 0; i < N; i++)
        {
          assert_close (p[i], expl (x[i]) / sum, 1e-15);
          assert_close (log_p[i], x[i] - logl (sum), 1e-15);
          assert_close (wk_cross_entropy (x, N, i, d), logl (sum) - x[i], 1e-15);
          assert_close (d[i], expl (x[i]) / sum - 1, 1e-15);
          assert_close (d[(i + 1) % N], expl (x[(i + 1) % N]) / sum, 1e-15);
          total += p[i];
        }
      assert_close (total, 1, 1e-15);
    }
}

/* Where the textbook formula gives infinity, 0 or a NaN. */
static void
test_extremes (void)
{
  double huge[] = { 1e308, -1e308 }, equal[] = { 1000, 1000 }, far[] = { 0, -800 };
  double nothing[] = { -INFINITY, -INFINITY }, p[2], d[2], target[] = { 1, 0 };

  wk_softmax (huge, 2, p);
  g_assert_cmpfloat (p[0], ==, 1);
  g_assert_cmpfloat (p[1], ==, 0);
  g_assert_cmpfloat (wk_cross_entropy (huge, 2, 0, d), ==, 0);
  g_assert_true (isinf (wk_cross_entropy (huge, 2, 1, d)));
  g_assert_cmpfloat (wk_logsumexp (equal, 2), ==, 1000 + log (2));
  /* The loss keeps its distance from 0: -log (1 - e^-800) would be 0 already at -40. */
  far[1] = -50;
  assert_close (wk_cross_entropy (far, 2, 0, NULL) * exp (50), 1, 1e-14);
  assert_close (wk_cross_entropy_soft (far, target, 2, NULL) * exp (50), 1, 1e-14);
  g_assert_cmpfloat (wk_logsumexp (nothing, 2), ==, -INFINITY);
  g_assert_cmpfloat (wk_logsumexp (NULL, 0), ==, -INFINITY);
  far[0] = NAN;
  g_assert_true (isnan (wk_logsumexp (far, 2)));

  g_assert_cmpfloat (wk_binary_cross_entropy_with_logit (800, 1, d), ==, 0);
  g_assert_cmpfloat (wk_binary_cross_entropy_with_logit (800, 0, d), ==, 800);
  g_assert_cmpfloat (d[0], ==, 1);
  g_assert_cmpfloat (wk_binary_cross_entropy (1, 1, d), ==, 0);
  g_assert_cmpfloat (d[0], ==, -1);
  g_assert_true (isinf (wk_binary_cross_entropy (0, 1, d)));
  g_assert_true (isnan (wk_binary_cross_entropy (1.5, 1, d)));
  g_assert_true (isnan (d[0]));
}

static long double
plain_loss (WkLoss loss, const long double *a, const double *y)
{
  long double J = 0, sum = 0;

  for (guint i = 0; i < N; i++)
    sum += expl (a[i]);
  for (guint i = 0; i < N; i++)
    {
      long double sigmoid = 1 / (1 + expl (-a[i]));

      switch (loss)
        {
        case WK_LOSS_SQUARED_ERROR:
          J += (a[i] - y[i]) * (a[i] - y[i]);
          break;
        case WK_LOSS_HALF_SQUARED_ERROR:
          J += (a[i] - y[i]) * (a[i] - y[i]) / 2;
          break;
        case WK_LOSS_BINARY_CROSS_ENTROPY:
          J -= y[i] * logl (a[i]) + (1 - y[i]) * logl (1 - a[i]);
          break;
        case WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS:
          J -= y[i] * logl (sigmoid) + (1 - y[i]) * logl (1 - sigmoid);
          break;
        case WK_LOSS_CROSS_ENTROPY:
          J -= y[i] * logl (expl (a[i]) / sum);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return J;
}

/* Every loss with every activation that may stand before it; dJ/da by differences. */
static void
test_derivatives (void)
{
  g_autoptr (WkRandom) random = wk_random_new (2);

  for (guint trial = 0; trial < 4000; trial++)
    {
      WkLoss loss = (WkLoss) (trial % WK_N_LOSSES);
      WkActivation g = (WkActivation) (trial / WK_N_LOSSES % WK_N_ACTIVATIONS);
      double z[N], a[N], y[N], dJ_da[N], delta[N], delta_alone[N], J;

      if (loss == WK_LOSS_BINARY_CROSS_ENTROPY)
        g = WK_ACTIVATION_SIGMOID;
      fill (random, z, N, 3);
      for (guint i = 0; i < N; i++)
        {
          a[i] = wk_activation_value (g, 0.1, z[i]);
          y[i] = wk_random_uniform (random);
        }
      J = wk_loss_evaluate (loss, g, 0.1, z, a, y, N, dJ_da, delta);
      wk_loss_evaluate (loss, g, 0.1, z, a, y, N, NULL, delta_alone);
      g_assert_cmpfloat (wk_loss_evaluate (loss, g, 0.1, z, a, y, N, NULL, NULL), ==,
                         J);

      for (guint i = 0; i < N; i++)
        {
          long double at[N], h = 1e-6L, above, below;

          for (guint k = 0; k < N; k++)
            at[k] = a[k];
          assert_close (J, plain_loss (loss, at, y), 1e-14);
          at[i] = a[i] + h;
          above = plain_loss (loss, at, y);
          at[i] = a[i] - h;
          below = plain_loss (loss, at, y);
          /* Near the ends of (0, 1) the third derivative grows as 1 / a^3. */
          assert_close (dJ_da[i], (above - below) / (2 * h), 1e-7);
          assert_close (delta[i],
                        (above - below) / (2 * h) *
                            wk_activation_derivative (g, 0.1, z[i]),
                        1e-7);
          g_assert_cmpfloat (delta_alone[i], ==, delta[i]);
        }
    }
}

/* A saturated sigmoid: dJ/da g' is infinity times 0, delta is a - y. */
static void
test_saturated (void)
{
  double z = -800, a = 0, y = 1, dJ_da, delta;

  g_assert_cmpfloat (wk_loss_evaluate (WK_LOSS_BINARY_CROSS_ENTROPY,
                                       WK_ACTIVATION_SIGMOID, 0, &z, &a, &y, 1, &dJ_da,
                                       &delta),
                     ==, 800);
  g_assert_cmpfloat (delta, ==, -1);
  g_assert_true (isinf (dJ_da));
}

static void
test_batch (void)
{
  static const double logits[] = { 1, 2, 3, -1, 0.5, 0 };
  static const guint targets[] = { 2, 0 };
  double sum = 0, d[6], row[3];

  for (guint i = 0; i < 2; i++)
    sum += wk_cross_entropy (logits + 3 * i, 3, targets[i], NULL);
  assert_close (wk_cross_entropy_batch (logits, targets, 2, 3, WK_REDUCTION_SUM, NULL),
                sum, 1e-15);
  assert_close (
      wk_cross_entropy_batch (logits, targets, 2, 3, WK_REDUCTION_SAMPLE_MEAN, d),
      sum / 2, 1e-15);
  wk_cross_entropy (logits + 3, 3, 0, row);
  for (guint i = 0; i < 3; i++)
    assert_close (d[3 + i], row[i] / 2, 1e-15);
  g_assert_cmpfloat (wk_reduction_factor (WK_REDUCTION_ELEMENT_MEAN, 4, 2), ==, 0.125);
}

static void
test_ids (void)
{
  WkLoss loss;

  for (guint i = 0; i < WK_N_LOSSES; i++)
    {
      g_assert_true (wk_loss_from_id (wk_loss_get_id ((WkLoss) i), &loss));
      g_assert_cmpuint (loss, ==, i);
    }
  g_assert_true (wk_loss_from_id ("squared-error", &loss));
  g_assert_cmpuint (loss, ==, WK_LOSS_SQUARED_ERROR);
  g_assert_false (wk_loss_from_id ("hinge", &loss));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loss/softmax", test_softmax);
  g_test_add_func ("/loss/extremes", test_extremes);
  g_test_add_func ("/loss/derivatives", test_derivatives);
  g_test_add_func ("/loss/saturated", test_saturated);
  g_test_add_func ("/loss/batch", test_batch);
  g_test_add_func ("/loss/ids", test_ids);
  return g_test_run ();
}
