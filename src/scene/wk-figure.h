/* wk-figure.h - the sheet around an exercise's figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-deck.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

/**
 * wk_figure_draw:
 *
 * Title strip, working band with caption and formula of the current step (the question
 * at position 0), and the kind's figure between them. The band is as high as the
 * tallest step needs (at least 130 units, 184 for the projector), so that nothing
 * jumps.
 *
 * Returns: (transfer full): the scene; a pure function of its arguments
 */
WkScene *wk_figure_draw (const WkExerciseKind *kind,
                         const WkSolution *solution,
                         const WkView *view);

/* Fills number, title, question, audience and remark from the exercise. The strings
 * belong to the exercise. */
void wk_view_set_exercise (WkView *view, const WkExercise *exercise);

/* Running text with inline $...$ formulas, wrapped to @width, as TEXT and FORMULA items
 * named "@id-0", "@id-1"... Returns the height used. With @builder NULL it only
 * measures. @valign is WK_VALIGN_TOP or WK_VALIGN_BASELINE. */
double wk_flow_add (WkSceneBuilder *builder,
                    const WkView *view,
                    const char *id,
                    WkRole role,
                    WkTypeRole type,
                    WkTypeRole formula_type,
                    double x,
                    double y,
                    double width,
                    const char *text);

G_END_DECLS
