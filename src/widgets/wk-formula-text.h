/* wk-formula-text.h - short forms of a step's formula for the list of the working
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step's formula reads "symbol = rule in symbols = numbers = result", or is several
 * of these with ",\quad" between them. The figure's band has room for all of it, a side
 * panel has not.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "$symbol = numbers = result$", without the highlight; a paragraph for each of
 * several. Running text with formulas. (transfer full) */
char *wk_formula_text_short (const char *formula);
/* "$symbol = \ldots$": the step is not done yet. (transfer full) */
char *wk_formula_text_pending (const char *formula);

G_END_DECLS
