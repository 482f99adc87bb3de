/* wk-number-private.h - reading a number out of a longer text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-number.h"

G_BEGIN_DECLS

typedef enum
{
  WK_NUMBER_IN_LIST = 1 << 0,  /* plain blanks separate, and so does ", " */
  WK_NUMBER_NO_COMMA = 1 << 1, /* a comma is never a decimal sign */
} WkNumberRules;

/* Reads one number or fraction at @p, which must be valid UTF-8, and moves on behind
 * it. */
gboolean wk_number_scan (const char **p, WkNumberRules rules, double *value);
gboolean wk_number_is_blank (gunichar c);
void wk_number_skip_blanks (const char **p);

G_END_DECLS
