/* wk-message-private.h - messages of this layer, in the user's own language
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message goes to the person at the keyboard, not onto a figure: it speaks what the
 * environment asks for.
 */
#pragma once

#include "model/wk-language.h"

#define _(text) wk_language_text (wk_language_from_environment (), (text))
