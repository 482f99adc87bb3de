/* wk-loss.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With m the largest entry of x, at place i_m:
 *
 *   logsumexp (x)   = m + log1p (sum over i != i_m of exp (x_i - m))
 *   log softmax (x)_i = (x_i - m) - log1p (the same sum)
 *
 * The largest term is 1 and is left out of the sum, so that a probability close to 1
 * keeps its distance from 1: log (1 - 1e-20) comes out as -1e-20.
 */
#include "config.h"

#include "numeric/wk-loss.h"

#include <math.h>

static const char *const ids[WK_N_LOSSES] = {
  [WK_LOSS_SQUARED_ERROR] = "squared-error",
  [WK_LOSS_HALF_SQUARED_ERROR] = "half-squared-error",
  [WK_LOSS_BINARY_CROSS_ENTROPY] = "binary-cross-entropy",
  [WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS] = "binary-cross-entropy-with-logits",
  [WK_LOSS_CROSS_ENTROPY] = "cross-entropy",
};

const char *
wk_loss_get_id (WkLoss loss)
{
  g_return_val_if_fail ((guint) loss < WK_N_LOSSES, NULL);
  return ids[loss];
}

gboolean
wk_loss_from_id (const char *id, WkLoss *loss)
{
  g_return_val_if_fail (id != NULL && loss != NULL, FALSE);

  for (guint i = 0; i < WK_N_LOSSES; i++)
    {
      if (g_str_equal (id, ids[i]))
        {
          *loss = (WkLoss) i;
          return TRUE;
        }
    }
  return FALSE;
}

double
wk_reduction_factor (WkReduction reduction, guint n_samples, guint n_outputs)
{
  switch (reduction)
    {
    case WK_REDUCTION_SUM:
      return 1;
    case WK_REDUCTION_SAMPLE_MEAN:
      return 1.0 / n_samples;
    case WK_REDUCTION_ELEMENT_MEAN:
      return 1.0 / ((double) n_samples * n_outputs);
    default:
      g_return_val_if_reached (NAN);
    }
}

static double
squared_error (double half, const double *a, const double *y, guint n, double *dJ_da)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      double difference = a[i] - y[i];

      sum += difference * difference;
      if (dJ_da != NULL)
        dJ_da[i] = 2 * half * difference;
    }
  return half * sum;
}

/* Sums @of_one (x_i, y_i) and collects its derivatives. */
static double
sum_of_entries (double (*of_one) (double, double, double *),
                const double *x,
                const double *y,
                guint n,
                double *dx)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += of_one (x[i], y[i], dx != NULL ? &dx[i] : NULL);
  return sum;
}

double
wk_loss_evaluate (WkLoss loss,
                  WkActivation g,
                  double slope,
                  const double *z,
                  const double *a,
                  const double *y,
                  guint n,
                  double *dJ_da,
                  double *delta)
{
  /* delta holds dJ/da first if the caller does not want both. */
  double *d = dJ_da != NULL ? dJ_da : delta;
  double J;

  g_return_val_if_fail (z != NULL && a != NULL && y != NULL, NAN);

  switch (loss)
    {
    case WK_LOSS_SQUARED_ERROR:
      J = squared_error (1, a, y, n, d);
      break;
    case WK_LOSS_HALF_SQUARED_ERROR:
      J = squared_error (0.5, a, y, n, d);
      break;
    case WK_LOSS_BINARY_CROSS_ENTROPY:
      J = sum_of_entries (wk_binary_cross_entropy, a, y, n, d);
      if (g == WK_ACTIVATION_SIGMOID)
        return sum_of_entries (wk_binary_cross_entropy_with_logit, z, y, n, delta);
      break;
    case WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS:
      J = sum_of_entries (wk_binary_cross_entropy_with_logit, a, y, n, d);
      break;
    case WK_LOSS_CROSS_ENTROPY:
      J = wk_cross_entropy_soft (a, y, n, d);
      break;
    default:
      g_return_val_if_reached (NAN);
    }

  if (delta != NULL)
    {
      for (guint i = 0; i < n; i++)
        delta[i] = d[i] * wk_activation_derivative (g, slope, z[i]);
    }
  return J;
}

/* Where the largest entry is; a NaN wins, so that it comes out. */
static guint
find_largest (const double *x, guint n)
{
  guint largest = 0;

  for (guint i = 1; i < n; i++)
    {
      if (x[i] > x[largest] || isnan (x[i]))
        largest = i;
    }
  return largest;
}

/* log1p of the sum of exp (x_i - x_largest) over the others. Equal infinities have no
 * difference, but in the limit they share alike. */
static double
log_rest (const double *x, guint n, guint largest)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      if (i != largest)
        sum += x[i] == x[largest] ? 1 : exp (x[i] - x[largest]);
    }
  return log1p (sum);
}

double
wk_logsumexp (const double *x, guint n)
{
  guint largest;

  g_return_val_if_fail (x != NULL || n == 0, NAN);

  if (n == 0)
    return -INFINITY;
  largest = find_largest (x, n);
  return x[largest] + log_rest (x, n, largest);
}

void
wk_softmax (const double *x, guint n, double *p)
{
  double sum = 0;
  double top;

  g_return_if_fail (x != NULL && p != NULL && n >= 1);

  top = x[find_largest (x, n)];
  for (guint i = 0; i < n; i++)
    {
      p[i] = x[i] == top ? 1 : exp (x[i] - top);
      sum += p[i];
    }
  for (guint i = 0; i < n; i++)
    p[i] /= sum;
}

void
wk_log_softmax (const double *x, guint n, double *log_p)
{
  guint largest;
  double top, rest;

  g_return_if_fail (x != NULL && log_p != NULL && n >= 1);

  largest = find_largest (x, n);
  top = x[largest];
  rest = log_rest (x, n, largest);
  for (guint i = 0; i < n; i++)
    log_p[i] = (x[i] == top ? 0 : x[i] - top) - rest;
}

double
wk_cross_entropy (const double *logits, guint n, guint target, double *d_logits)
{
  guint largest;
  double loss;

  g_return_val_if_fail (logits != NULL && target < n, NAN);

  largest = find_largest (logits, n);
  loss = log_rest (logits, n, largest);
  if (logits[target] != logits[largest])
    loss += logits[largest] - logits[target];

  if (d_logits != NULL)
    {
      wk_softmax (logits, n, d_logits);
      d_logits[target] -= 1;
    }
  return loss;
}

double
wk_cross_entropy_soft (const double *logits, const double *y, guint n, double *d_logits)
{
  double loss = 0, total = 0;
  double top, rest;
  guint largest;

  g_return_val_if_fail (logits != NULL && y != NULL && n >= 1, NAN);

  largest = find_largest (logits, n);
  top = logits[largest];
  rest = log_rest (logits, n, largest);
  for (guint i = 0; i < n; i++)
    {
      total += y[i];
      if (y[i] != 0)
        loss += y[i] * ((logits[i] == top ? 0 : top - logits[i]) + rest);
    }

  if (d_logits != NULL)
    {
      wk_softmax (logits, n, d_logits);
      for (guint i = 0; i < n; i++)
        d_logits[i] = total * d_logits[i] - y[i];
    }
  return loss;
}

double
wk_cross_entropy_batch (const double *logits,
                        const guint *targets,
                        guint n_samples,
                        guint n,
                        WkReduction reduction,
                        double *d_logits)
{
  double factor = wk_reduction_factor (reduction, n_samples, n);
  double sum = 0;

  g_return_val_if_fail (logits != NULL && targets != NULL, NAN);

  for (gsize i = 0; i < n_samples; i++)
    sum += wk_cross_entropy (logits + i * n, n, targets[i],
                             d_logits != NULL ? d_logits + i * n : NULL);
  if (d_logits != NULL)
    {
      for (gsize i = 0; i < (gsize) n_samples * n; i++)
        d_logits[i] *= factor;
    }
  return sum * factor;
}

double
wk_binary_cross_entropy_with_logit (double z, double y, double *dz)
{
  if (dz != NULL)
    *dz = wk_activation_value (WK_ACTIVATION_SIGMOID, 0, z) - y;
  /* softplus (z) - y z without the cancellation of softplus (z) - z for large z. */
  return (z > 0 ? z * (1 - y) : -z * y) + log1p (exp (-fabs (z)));
}

double
wk_binary_cross_entropy (double a, double y, double *da)
{
  double if_one = y == 0 ? 0 : y * log (a);
  double if_zero = y == 1 ? 0 : (1 - y) * log1p (-a);

  if (!(a >= 0 && a <= 1))
    {
      if (da != NULL)
        *da = NAN;
      return NAN;
    }
  /* Term by term: (a - y) / (a (1 - a)) would be 0 / 0 at a = y = 1. */
  if (da != NULL)
    *da = (y == 1 ? 0 : (1 - y) / (1 - a)) - (y == 0 ? 0 : y / a);
  return -(if_one + if_zero);
}
