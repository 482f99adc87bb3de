/* wk-numeric.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-numeric.h"

#include <math.h>

#include <gsl/gsl_errno.h>

/* What wk_numeric_error_to_text() needs to say a message again. */
typedef struct
{
  const char *format; /* NULL: the message has no place */
  guint sample, numbers[3];
} WkNumericErrorPrivate;

static void
wk_numeric_error_private_init (WkNumericErrorPrivate *place)
{
}

static void
wk_numeric_error_private_copy (const WkNumericErrorPrivate *from,
                               WkNumericErrorPrivate *to)
{
  /* GLib's macro hands over what the compiler takes for a possible NULL. */
  if (from != NULL && to != NULL)
    *to = *from;
}

static void
wk_numeric_error_private_clear (WkNumericErrorPrivate *place)
{
}

G_DEFINE_EXTENDED_ERROR (WkNumericError, wk_numeric_error)

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

static GMutex blas_mutex;

void
wk_numeric_lock_blas (void)
{
  g_mutex_lock (&blas_mutex);
}

void
wk_numeric_unlock_blas (void)
{
  g_mutex_unlock (&blas_mutex);
}

/* Not printf: a translation cannot ask for more than there is. */
static void
append_filled (GString *text, const char *format, const guint *numbers, guint n_numbers)
{
  guint i = 0;

  for (const char *c = format; *c != 0; c++)
    {
      if (c[0] == '%' && c[1] == 'u' && i < n_numbers)
        {
          g_string_append_printf (text, "%u", numbers[i++]);
          c++;
        }
      else
        g_string_append_c (text, *c);
    }
}

static char *
say (const WkNumericErrorPrivate *place, WkNumericTranslate translate, gpointer data)
{
  GString *text = g_string_new (NULL);
  /* TRANSLATORS: stands before a message, with the blank: "sample 2, layer 1, node 3:
   * ". */
  const char *sample = N_ ("sample %u, ");
  const char *format = place->format;

  if (place->sample > 0)
    append_filled (text, translate != NULL ? translate (data, sample) : sample,
                   &place->sample, 1);
  append_filled (text, translate != NULL ? translate (data, format) : format,
                 place->numbers, 3);
  return g_string_free (text, FALSE);
}

char *
wk_numeric_error_to_text (const GError *error,
                          WkNumericTranslate translate,
                          gpointer data)
{
  const WkNumericErrorPrivate *place;

  if (!g_error_matches (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE))
    return NULL;
  place = wk_numeric_error_get_private (error);
  return place != NULL && place->format != NULL ? say (place, translate, data) : NULL;
}

gboolean
wk_numeric_set_not_finite (GError **error,
                           guint sample,
                           const char *format,
                           guint first,
                           guint second,
                           guint third)
{
  WkNumericErrorPrivate place = { format, sample, { first, second, third } };
  g_autofree char *message = say (&place, NULL, NULL);

  g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE, message);
  if (error != NULL)
    wk_numeric_error_private_copy (&place, wk_numeric_error_get_private (*error));
  return FALSE;
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
