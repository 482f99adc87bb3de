/* wk-network-layout-private.h - what placing nodes and placing pills share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "scene/wk-network-layout.h"

G_BEGIN_DECLS

/* How far out, of radius and ring, the corner of a tag beside a node lies. */
#define WK_NETWORK_CORNER 0.74
/* Between a node's rim and the symbol below it, at least. */
#define WK_NETWORK_SYMBOL_GAP_MIN 6.0

typedef struct
{
  guint n;          /* nodes */
  guint slots;      /* places, the ellipsis included */
  guint head, tail; /* nodes before and after the ellipsis; 0, 0: none */
  double x;
  double pitch;
  double reserved; /* right of the nodes */
  gboolean symbols;
  gboolean zigzag;
  WkNodePlace *nodes;
} Column;

struct _WkNetworkLayout
{
  const WkView *view; /* while it is built only */
  WkRect area;
  guint n_layers;
  Column *columns;
  double column_pitch;
  double radius;
  double above, below; /* what a column with symbols needs outside its nodes */
  double symbol_size, symbol_gap;
  double middle;
  GArray *obstacles; /* of WkRect */
};

G_END_DECLS
