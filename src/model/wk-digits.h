/* wk-digits.h - the handwritten digits that ship with the program
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 5 000 digits to train on and 1 000 held out, of the MNIST database (Y. LeCun,
 * C. Cortes, C. J. C. Burges): data/sets, IDX files under gzip. Any prefix whose length
 * is a multiple of ten holds each class equally often.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WK_DIGITS_SIDE 28
#define WK_DIGITS_PIXELS (WK_DIGITS_SIDE * WK_DIGITS_SIDE)

typedef enum
{
  WK_DIGITS_TRAINING,
  WK_DIGITS_HELD_OUT,
} WkDigitsPart;

/* Immutable; lives as long as the process. */
typedef struct
{
  guint n;
  const guint8 *pixels; /* n * 784, row by row; 0 is background, 255 ink */
  const guint8 *labels; /* n, 0 to 9 */
} WkDigits;

#define WK_DIGITS_ERROR (wk_digits_error_quark ())
GQuark wk_digits_error_quark (void);

typedef enum
{
  WK_DIGITS_ERROR_READ,
  WK_DIGITS_ERROR_DAMAGED,
} WkDigitsError;

/* Read on the first call (some 20 ms; safe from several threads), then kept. NULL with
 * one sentence that names the file. */
const WkDigits *wk_digits_get (WkDigitsPart part, GError **error);

G_END_DECLS
