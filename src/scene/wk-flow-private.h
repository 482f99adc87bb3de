/* wk-flow-private.h - running text, laid out before it is placed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "scene/wk-scene.h"

G_BEGIN_DECLS

typedef struct _WkFlow WkFlow;

/* @most: height it may take; what is beyond ends with an ellipsis. 0: no limit. */
WkFlow *wk_flow_new (const WkView *view,
                     WkTypeRole type,
                     WkTypeRole formula_type,
                     double width,
                     double most,
                     const char *text);
void wk_flow_free (WkFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkFlow, wk_flow_free)

double wk_flow_get_height (const WkFlow *flow);
double wk_flow_get_width (const WkFlow *flow); /* of the longest line */
guint wk_flow_get_n_lines (const WkFlow *flow);
gboolean wk_flow_is_cut (const WkFlow *flow);
/* From the top to the baseline of the first line; from that of the last to the bottom.
 */
double wk_flow_get_ascent (const WkFlow *flow);
double wk_flow_get_descent (const WkFlow *flow);

/* @x is where the lines begin, @y the top of the first. */
void wk_flow_place (const WkFlow *flow,
                    WkSceneBuilder *builder,
                    const char *id,
                    WkRole role,
                    double x,
                    double y);

G_END_DECLS
