/* wk-network-layout.h - where the nodes, edges and pills of a network go
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the rules of the look: nodes are circles of radius 52 down to 22 as layers grow;
 * weights stand in pills on their edges and pills never collide; above 5 nodes a layer
 * only the current node's edges carry pills; above 12 an ellipsis stands for the middle
 * ones. Serves every kind that draws a network (forward, backward, step).
 */
#pragma once

#include "scene/wk-scene.h"

G_BEGIN_DECLS

typedef struct _WkNetworkLayout WkNetworkLayout;

typedef struct
{
  double x, y, radius;
  gboolean shown; /* FALSE: the ellipsis stands for it */
} WkNodePlace;

/**
 * wk_network_layout_new:
 * @sizes: (array length=n_layers): nodes a layer, the input first
 * @area: where nodes may be, column titles and node labels included
 *
 * Returns: (transfer full): the layout
 */
WkNetworkLayout *wk_network_layout_new (const guint *sizes,
                                        guint n_layers,
                                        WkRect area,
                                        const WkView *view);
void wk_network_layout_free (WkNetworkLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkNetworkLayout, wk_network_layout_free)

const WkNodePlace *wk_network_layout_get_node (const WkNetworkLayout *layout,
                                               guint layer,
                                               guint node);

G_END_DECLS
