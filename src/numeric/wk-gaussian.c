/* wk-gaussian.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * D. P. Kingma and M. Welling, "Auto-Encoding Variational Bayes", ICLR 2014, appendix
 * B. With s = sigma^2 - 1 and l = log sigma^2 the part of sigma is
 *
 *   sigma^2 - log sigma^2 - 1 = s - log (1 + s) = exp (l) - 1 - l
 *
 * which near 0 is s^2 / 2, the small difference of two large numbers. GSL has both
 * forms as series.
 */
#include "config.h"

#include "numeric/wk-gaussian.h"

#include <math.h>

#include <gsl/gsl_sf_log.h>

#include "numeric/wk-numeric.h"

/* Below it the series is used; above nothing cancels that would matter. */
#define NEAR 0.5

static double
part_of_sigma (double sigma)
{
  double s = (sigma - 1) * (sigma + 1);

  if (!(sigma > 0))
    return NAN;
  if (fabs (s) < NEAR)
    return -gsl_sf_log_1plusx_mx (s);
  /* Not log (sigma^2): the square of 1e-200 is 0. */
  return sigma * sigma - 2 * log (sigma) - 1;
}

static double
part_of_logvar (double l)
{
  double sum = 0;

  if (fabs (l) >= NEAR)
    return exp (l) - l - 1;
  /* l^2 / 2 (1 + l / 3 (1 + l / 4 (1 + ...))); the term after 0.5^16 2 / 18! is
   * nothing. */
  for (guint k = 18; k >= 3; k--)
    sum = (1 + sum) * l / k;
  return 0.5 * l * l * (1 + sum);
}

double
wk_gaussian_kl (const double *mu,
                const double *sigma,
                guint n,
                double *d_mu,
                double *d_sigma,
                double *d_logvar)
{
  double sum = 0;

  g_return_val_if_fail ((mu != NULL && sigma != NULL) || n == 0, NAN);

  wk_numeric_init ();
  for (guint i = 0; i < n; i++)
    {
      double s = (sigma[i] - 1) * (sigma[i] + 1);

      sum += mu[i] * mu[i] + part_of_sigma (sigma[i]);
      if (d_mu != NULL)
        d_mu[i] = mu[i];
      if (d_sigma != NULL)
        d_sigma[i] = s / sigma[i];
      if (d_logvar != NULL)
        d_logvar[i] = 0.5 * s;
    }
  return 0.5 * sum;
}

double
wk_gaussian_kl_logvar (const double *mu,
                       const double *logvar,
                       guint n,
                       double *d_mu,
                       double *d_logvar)
{
  double sum = 0;

  g_return_val_if_fail ((mu != NULL && logvar != NULL) || n == 0, NAN);

  wk_numeric_init ();
  for (guint i = 0; i < n; i++)
    {
      sum += mu[i] * mu[i] + part_of_logvar (logvar[i]);
      if (d_mu != NULL)
        d_mu[i] = mu[i];
      if (d_logvar != NULL)
        d_logvar[i] = 0.5 * expm1 (logvar[i]);
    }
  return 0.5 * sum;
}

void
wk_gaussian_sample (const double *mu,
                    const double *sigma,
                    const double *w,
                    guint n,
                    double *z)
{
  g_return_if_fail ((mu != NULL && sigma != NULL && w != NULL && z != NULL) || n == 0);

  for (guint i = 0; i < n; i++)
    z[i] = mu[i] + sigma[i] * w[i];
}

double
wk_gaussian_within (double radius)
{
  return -expm1 (-0.5 * radius * radius);
}

void
wk_gaussian_sample_backward (const double *sigma,
                             const double *w,
                             const double *dz,
                             guint n,
                             double *d_mu,
                             double *d_sigma,
                             double *d_logvar)
{
  g_return_if_fail ((sigma != NULL && w != NULL && dz != NULL) || n == 0);

  for (guint i = 0; i < n; i++)
    {
      if (d_mu != NULL)
        d_mu[i] = dz[i];
      if (d_sigma != NULL)
        d_sigma[i] = dz[i] * w[i];
      if (d_logvar != NULL)
        d_logvar[i] = dz[i] * w[i] * sigma[i] / 2;
    }
}
