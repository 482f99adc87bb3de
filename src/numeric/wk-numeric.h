/* wk-numeric.h - what all of the mathematics shares: start, errors, finiteness
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * This layer is GLib's core, GSL on an optimised CBLAS, and libm. Its functions are
 * value in, value out: const inputs, outputs owned by the caller. A message of
 * WK_NUMERIC_ERROR begins with the place where the trouble arose:
 * "layer 2, node 3: pre-activation is not finite". It is English; as this layer knows
 * no languages, wk_numeric_error_to_text() says it again in the words of the caller.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For xgettext; the same as in model/. */
#ifndef N_
#define N_(text) (text)
#endif

#define WK_NUMERIC_ERROR (wk_numeric_error_quark ())
GQuark wk_numeric_error_quark (void);

typedef enum
{
  WK_NUMERIC_ERROR_SHAPE,      /* sizes do not fit together, or are too large */
  WK_NUMERIC_ERROR_NOT_FINITE, /* a NaN or an infinity; the message says where */
  WK_NUMERIC_ERROR_FAILED,     /* a method did not succeed */
} WkNumericError;

/* Switches GSL's aborting error handler off and sets OpenBLAS to one thread. Any number
 * of times, from any thread; what here needs it calls it. */
void wk_numeric_init (void);

/* Around every product of BLAS, and what of GSL makes some: OpenBLAS without threads of
 * its own hands two threads that are in it at once the same room, now and then. Held
 * for one product, not for a minibatch. */
void wk_numeric_lock_blas (void);
void wk_numeric_unlock_blas (void);

/* The translation of @text, or @text itself. */
typedef const char *(*WkNumericTranslate) (gpointer data, const char *text);

/* The message of an error that names a place, put together from translated words.
 * (transfer full), or NULL if @error is none of those. */
char *wk_numeric_error_to_text (const GError *error,
                                WkNumericTranslate translate,
                                gpointer data);

/* For this layer: sets %WK_NUMERIC_ERROR_NOT_FINITE. @format lives for ever, is marked
 * for translation, and holds at most three %u, which become @first, @second and
 * @third; @sample counts from 1, or is 0: not named. Always FALSE. */
gboolean wk_numeric_set_not_finite (GError **error,
                                    guint sample,
                                    const char *format,
                                    guint first,
                                    guint second,
                                    guint third);

/* The only place where a status of GSL becomes an error: TRUE if @status is success.
 * @what begins the message: "fit of degree 3". */
gboolean wk_numeric_check_status (int status, const char *what, GError **error);

/* TRUE if all of @values are finite. Else the message is "@what[i] is not finite" with
 * i counted from 1, or "@what is not finite" if @n is 1. */
gboolean wk_numeric_check_finite (const double *values,
                                  gsize n,
                                  const char *what,
                                  GError **error);

/* More numbers than any exercise needs. A machine that promises more memory than it has
 * would end the program when they are written. */
#define WK_NUMERIC_MAX_LENGTH ((gsize) 1 << 28)

/* Room for @n zeroed doubles, or NULL with %WK_NUMERIC_ERROR_SHAPE. Free: g_free. */
double *wk_numeric_try_alloc (gsize n, GError **error);

G_END_DECLS
