/* wk-ring.h - rings around parts of a figure, from native render nodes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "scene/wk-scene.h"

G_BEGIN_DECLS

/* Around @item, which fills @bounds; @x and @y are the page's corner and @scale its
 * pixels a unit. Lines get a slim ring along them rather than a box. */
void wk_ring_append (GtkSnapshot *snapshot,
                     const WkItem *item,
                     WkRect bounds,
                     double x,
                     double y,
                     double scale,
                     const GdkRGBA *colour,
                     float width);

/* The plain focus ring of a whole widget. */
void wk_ring_append_box (GtkSnapshot *snapshot, int x, int y, int width, int height);

G_END_DECLS
