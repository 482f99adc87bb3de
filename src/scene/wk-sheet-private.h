/* wk-sheet-private.h - the parts of the sheet around a figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "scene/wk-flow-private.h"
#include "scene/wk-scene-private.h"

G_BEGIN_DECLS

#define WK_SHEET_MARGIN 56.0

/* Title strip: returns its height, that is where the body begins. It is the same at all
 * positions. */
double wk_sheet_add_title (WkSceneBuilder *builder, const WkView *view, guint n_steps);

typedef struct _WkBand WkBand;

/* Sizes the working band. @most: height it should not exceed at the steps,
 * @question_most: at position 0. Keeps @solution and @view. */
WkBand *wk_band_new (const WkSolution *solution,
                     const WkView *view,
                     double most,
                     double question_most);
void wk_band_free (WkBand *band);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkBand, wk_band_free)
/* At the view's position; the same at all steps. */
double wk_band_get_height (const WkBand *band);
/* Caption and formula, or the question, in their state at the view's position. */
void wk_band_add_words (const WkBand *band, WkSceneBuilder *builder);

/* --- wk-figure-words.c --- */

/* The figure in words: the step and its formula, what the kind says, and the numbers of
 * the formula in digits where no word so far had them. (transfer full) */
char *wk_figure_words (const WkExerciseKind *kind,
                       const WkSolution *solution,
                       const WkView *view);

/* The middle of each chain "a = b = c = d" left out: @keep is how many of the last
 * parts stay. NULL if nothing can be left out. (transfer full) */
char *wk_formula_shorten (const char *source, guint keep);

G_END_DECLS
