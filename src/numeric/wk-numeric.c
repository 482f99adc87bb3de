/* wk-numeric.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-numeric.h"

#include <math.h>

#include <gsl/gsl_errno.h>

G_DEFINE_QUARK (wk_numeric_error, wk_numeric_error)

#if WK_HAVE_OPENBLAS
/* Declared here because OpenBLAS's cblas.h and GSL's own declare the same functions in
 * different ways. */
void openblas_set_num_threads (int n_threads);
#endif

void
wk_numeric_init (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;

  gsl_set_error_handler_off ();
#if WK_HAVE_OPENBLAS
  /* More threads help only from n = 512 and hurt on a busy machine. */
  openblas_set_num_threads (1);
#endif
  g_once_init_leave (&done, 1);
}

gboolean
wk_numeric_check_status (int status, const char *what, GError **error)
{
  WkNumericError code;

  switch (status)
    {
    case GSL_SUCCESS:
      return TRUE;
    case GSL_EBADLEN:
    case GSL_ENOTSQR:
    case GSL_ENOMEM:
      code = WK_NUMERIC_ERROR_SHAPE;
      break;
    case GSL_EOVRFLW:
    case GSL_EZERODIV:
    case GSL_ESING:
    case GSL_EDOM:
    case GSL_ERANGE:
      code = WK_NUMERIC_ERROR_NOT_FINITE;
      break;
    default:
      code = WK_NUMERIC_ERROR_FAILED;
      break;
    }

  g_set_error (error, WK_NUMERIC_ERROR, code, "%s: %s", what, gsl_strerror (status));
  return FALSE;
}

gboolean
wk_numeric_check_finite (const double *values,
                         gsize n,
                         const char *what,
                         GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      if (isfinite (values[i]))
        continue;
      if (n == 1)
        g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE,
                     "%s is not finite", what);
      else
        g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE,
                     "%s[%" G_GSIZE_FORMAT "] is not finite", what, i + 1);
      return FALSE;
    }
  return TRUE;
}

double *
wk_numeric_try_alloc (gsize n, GError **error)
{
  /* At least one, so that an empty array is not taken for a failure. */
  double *values = n <= WK_NUMERIC_MAX_LENGTH ? g_try_new0 (double, MAX (n, 1)) : NULL;

  if (values == NULL)
    g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                 "no memory for %" G_GSIZE_FORMAT " numbers", n);
  return values;
}
