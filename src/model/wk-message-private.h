/* wk-message-private.h - messages of this layer, in the user's own language
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message goes to the person at the keyboard, not onto a figure: it speaks what the
 * environment asks for.
 */
#pragma once

#include "model/wk-language.h"

#define _(text) wk_language_text (wk_language_from_environment (), (text))
#define ngettext(one, many, n) \
  wk_language_plural (wk_language_from_environment (), (one), (many), (n))

/* What was quoted from a file may hold line ends; a message is one line. */
static inline char *
wk_message_to_line (char *message)
{
  for (char *c = message; *c != '\0'; c++)
    if ((guchar) *c < 0x20 || *c == 0x7f)
      *c = ' ';
  return message;
}
