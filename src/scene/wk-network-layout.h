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

#define WK_NETWORK_MAX_RADIUS 52.0
#define WK_NETWORK_MIN_RADIUS 22.0
/* The focus ring is so much wider than its node. */
#define WK_NETWORK_RING 14.0
/* Above this an ellipsis stands for the middle nodes. */
#define WK_NETWORK_MAX_SHOWN 12
/* Above this only the current node's edges carry pills. */
#define WK_NETWORK_MAX_PILLS 5

typedef struct _WkNetworkLayout WkNetworkLayout;

typedef struct
{
  double x, y, radius;
  gboolean shown; /* FALSE: the ellipsis stands for it */
} WkNodePlace;

/**
 * wk_network_layout_new:
 * @sizes: (array length=n_layers): nodes a layer, the input first
 * @area: where nodes may be, their symbols and biases included, column titles not
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
double wk_network_layout_get_radius (const WkNetworkLayout *layout);
/* Between the centres of two columns; of two neighbours in a column (0 for one node).
 */
double wk_network_layout_get_column_pitch (const WkNetworkLayout *layout);
double wk_network_layout_get_row_pitch (const WkNetworkLayout *layout, guint layer);
/* The middle of a column. */
double wk_network_layout_get_column_x (const WkNetworkLayout *layout, guint layer);
/* Free height below a node of this layer, down to the ring of the next or the area. */
double wk_network_layout_get_room_below (const WkNetworkLayout *layout, guint layer);
/* TRUE if a layer's symbols fit below its nodes. */
gboolean wk_network_layout_has_symbols (const WkNetworkLayout *layout, guint layer);
/* Height of a symbol with the gap above it, and that gap alone. */
double wk_network_layout_get_symbol_height (const WkNetworkLayout *layout);
double wk_network_layout_get_symbol_gap (const WkNetworkLayout *layout);
/* The place of the ellipsis; FALSE if the layer is shown whole. */
gboolean wk_network_layout_get_ellipsis (const WkNetworkLayout *layout,
                                         guint layer,
                                         WkPoint *place);

/* The edge between two shown nodes, from rim to rim. FALSE if one of them is not. */
gboolean wk_network_layout_get_edge (const WkNetworkLayout *layout,
                                     guint layer,
                                     guint from,
                                     guint to,
                                     WkPoint *start,
                                     WkPoint *end);

/* Space to the right of a column's nodes that something else takes: pills keep off. */
void wk_network_layout_reserve_right (WkNetworkLayout *layout,
                                      guint layer,
                                      double width);

/**
 * wk_network_layout_place_pills:
 * @layer: the layer that the edges enter, from 1
 * @only: the node whose edges carry pills, or -1: all
 * @widths: n_from x n_to, row-major: width of each pill
 * @places: (out): n_from x n_to: the middle of each pill; untouched where none is
 *
 * Returns: TRUE if they all fit without touching a pill or a node
 */
gboolean wk_network_layout_place_pills (const WkNetworkLayout *layout,
                                        guint layer,
                                        int only,
                                        const double *widths,
                                        double height,
                                        WkPoint *places);

/* Something else that labels must keep off, such as a pill. */
void wk_network_layout_add_obstacle (WkNetworkLayout *layout, WkRect rect);

/* TRUE if an edge into or out of @layer passes through @rect. */
gboolean wk_network_layout_meets_edge (const WkNetworkLayout *layout,
                                       guint layer,
                                       WkRect rect);

/* TRUE if nothing (nodes with their rings, obstacles) lies in @rect, but for edges. */
gboolean wk_network_layout_is_free (const WkNetworkLayout *layout, WkRect rect);

/* The number of obstacles so far, and back to that number. */
guint wk_network_layout_mark (const WkNetworkLayout *layout);
void wk_network_layout_restore (WkNetworkLayout *layout, guint mark);

/**
 * wk_network_layout_place_tag:
 * @low: rather below the node
 * @over_edges: where there is no place without an edge, on one: the tag then wants a
 *   plate of paper
 * @rect: (out): where a tag of @width x @height goes that belongs to a node
 *
 * Tries the corners around the node for one that no node, no obstacle and
 * (see @over_edges) no edge touches, and adds it to the obstacles.
 *
 * Returns: FALSE if there is none
 */
gboolean wk_network_layout_place_tag (WkNetworkLayout *layout,
                                      guint layer,
                                      guint node,
                                      double width,
                                      double height,
                                      gboolean low,
                                      gboolean over_edges,
                                      WkRect *rect);

/**
 * wk_network_layout_place_tags:
 * @widths: (array): one a node
 * @rects: (out): one a node
 *
 * A tag for every node of a layer. Where nodes stand close all tags take the same place
 * beside theirs, or one could not tell whose they are.
 *
 * Returns: FALSE if there is no place for all; nothing is then kept
 */
gboolean wk_network_layout_place_tags (WkNetworkLayout *layout,
                                       guint layer,
                                       const double *widths,
                                       double height,
                                       WkRect *rects);

G_END_DECLS
