/* wk-dense-figure.h - the network graph of chapter 1
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-dense-kit.h"
#include "scene/wk-network-layout.h"

G_BEGIN_DECLS

/* Nodes, edges, pills, biases, legend, and the plot of the activation, at the view's
 * position. */
void wk_dense_figure_draw (const WkDense *dense,
                           const WkView *view,
                           WkSceneBuilder *builder);

G_END_DECLS
