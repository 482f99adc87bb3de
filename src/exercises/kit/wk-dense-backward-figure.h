/* wk-dense-backward-figure.h - the network with its loss and the way back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-dense-backward.h"
#include "scene/wk-network-layout.h"

G_BEGIN_DECLS

void wk_dense_backward_figure_draw (const WkBackward *backward,
                                    const WkView *view,
                                    WkSceneBuilder *builder);

/* The asked derivatives in a row, "?" where not yet, and the conventions below: its
 * height at this width, and the drawing. */
double wk_dense_backward_ledger_height (const WkBackward *backward,
                                        const WkView *view,
                                        double width);
void wk_dense_backward_ledger_draw (const WkBackward *backward,
                                    const WkView *view,
                                    WkSceneBuilder *builder,
                                    WkRect rect);

G_END_DECLS
