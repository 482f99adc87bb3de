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

/**
 * wk_figure_draw_message:
 *
 * The sheet with one sentence in place of a figure: why there is none, or that it is
 * being computed.
 *
 * Returns: (transfer full): the scene
 */
WkScene *wk_figure_draw_message (const WkView *view, const char *message);

/* Fills number, title, question, audience and remark from the exercise. The strings
 * belong to the exercise. */
void wk_view_set_exercise (WkView *view, const WkExercise *exercise);

/* Running text with inline $...$ formulas, wrapped to @width, as TEXT and FORMULA items
 * named "@id-0", "@id-1"... Returns the height used. With @builder NULL it only
 * measures. @y is the top of the first line. A line break is a blank, an empty line
 * starts a new line; "\\$" is a dollar sign. */
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
