/* wk-ring.h - rings around parts of a figure, from native render nodes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "scene/wk-scene.h"

G_BEGIN_DECLS

/* Around @item, which fills @bounds; @x and @y are the page's corner and @scale its
 * pixels a unit. @further: pixels added to the usual distance; the ring's @width is
 * inside. Lines get a slim ring along them rather than a box. */
void wk_ring_append (GtkSnapshot *snapshot,
                     const WkItem *item,
                     WkRect bounds,
                     double x,
                     double y,
                     double scale,
                     double further,
                     const GdkRGBA *colour,
                     float width);

/* The plain focus ring of a whole widget, with a thin one of @paper inside. */
void wk_ring_append_box (GtkSnapshot *snapshot,
                         int x,
                         int y,
                         int width,
                         int height,
                         const GdkRGBA *paper);

G_END_DECLS
