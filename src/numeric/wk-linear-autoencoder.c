/* wk-linear-autoencoder.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-linear-autoencoder.h"

#include <string.h>

#include <gsl/gsl_linalg.h>

#include "numeric/wk-numeric.h"

static void
means (const double *x, guint n, guint p, double *mean)
{
  memset (mean, 0, p * sizeof *mean);
  for (gsize i = 0; i < n; i++)
    for (guint j = 0; j < p; j++)
      mean[j] += x[i * p + j] / n;
}

/* reconstruction = mean + the part of the centred samples along the first columns of V:
 * U S of these columns times V^T of them. */
static void
project (const gsl_matrix *u,
         const double *s,
         const gsl_matrix *v,
         guint code,
         const double *mean,
         double *reconstruction)
{
  gsize p = v->size1;

  for (gsize i = 0; i < u->size1; i++)
    for (gsize j = 0; j < p; j++)
      {
        double sum = mean[j];

        for (gsize k = 0; k < code; k++)
          sum += gsl_matrix_get (u, i, k) * s[k] * gsl_matrix_get (v, j, k);
        reconstruction[i * p + j] = sum;
      }
}

gboolean
wk_linear_autoencoder_optimum (const double *x,
                               guint n,
                               guint p,
                               guint code,
                               double *reconstruction,
                               double *singular_values,
                               double *sse,
                               GError **error)
{
  g_autofree double *room = NULL;
  gsize size = (gsize) n * p;
  int status;

  wk_numeric_init ();
  if (code < 1 || code > p || n < p)
    {
      g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                   "linear autoencoder: a code of %u for %u samples of %u values", code,
                   n, p);
      return FALSE;
    }
  room = wk_numeric_try_alloc (size + (gsize) p * p + 3 * (gsize) p, error);
  if (room == NULL)
    return FALSE;
  gsl_matrix_view u = gsl_matrix_view_array (room, n, p);
  gsl_matrix_view v = gsl_matrix_view_array (room + size, p, p);
  gsl_vector_view s = gsl_vector_view_array (room + size + (gsize) p * p, p);
  gsl_vector_view work = gsl_vector_view_array (s.vector.data + p, p);
  double *mean = work.vector.data + p;

  means (x, n, p, mean);
  for (gsize i = 0; i < size; i++)
    room[i] = x[i] - mean[i % p];
  wk_numeric_lock_blas ();
  status = gsl_linalg_SV_decomp (&u.matrix, &v.matrix, &s.vector, &work.vector);
  wk_numeric_unlock_blas ();
  if (!wk_numeric_check_status (status, "singular values of the samples", error))
    return FALSE;
  if (reconstruction != NULL)
    project (&u.matrix, s.vector.data, &v.matrix, code, mean, reconstruction);
  if (singular_values != NULL)
    memcpy (singular_values, s.vector.data, p * sizeof (double));
  *sse = 0;
  for (guint k = p; k > code; k--)
    *sse += s.vector.data[k - 1] * s.vector.data[k - 1];
  return wk_numeric_check_finite (sse, 1, "error of the linear autoencoder", error);
}

gboolean
wk_linear_denoiser_optimum (const double *covariance,
                            guint p,
                            double sigma,
                            double *w,
                            double *risk,
                            GError **error)
{
  g_autofree double *room = NULL;
  int status;

  wk_numeric_init ();
  if (p < 1 || !(sigma > 0))
    {
      g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                   "linear denoiser: no values, or no noise");
      return FALSE;
    }
  room = wk_numeric_try_alloc ((gsize) p * p, error);
  if (room == NULL)
    return FALSE;
  gsl_matrix_view sum = gsl_matrix_view_array (room, p, p);

  memcpy (room, covariance, (gsize) p * p * sizeof (double));
  for (guint i = 0; i < p; i++)
    room[(gsize) i * p + i] += sigma * sigma;
  wk_numeric_lock_blas ();
  status = gsl_linalg_cholesky_decomp1 (&sum.matrix);
  wk_numeric_unlock_blas ();
  if (!wk_numeric_check_status (status, "covariance of the noisy values", error))
    return FALSE;
  *risk = 0;
  /* C and C + sigma^2 I commute and are symmetric, so the columns of the solution of
   * (C + sigma^2 I) w = C are the rows of w. */
  for (gsize i = 0; i < p; i++)
    {
      gsl_vector_const_view from = gsl_vector_const_view_array (covariance + i * p, p);
      gsl_vector_view to = gsl_vector_view_array (w + i * p, p);

      wk_numeric_lock_blas ();
      status = gsl_linalg_cholesky_solve (&sum.matrix, &from.vector, &to.vector);
      wk_numeric_unlock_blas ();
      if (!wk_numeric_check_status (status, "linear denoiser", error))
        return FALSE;
      *risk += sigma * sigma * w[i * p + i];
    }
  return wk_numeric_check_finite (risk, 1, "risk of the linear denoiser", error);
}
