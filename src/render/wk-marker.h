/* wk-marker.h - the shapes of classes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-device.h"

G_BEGIN_DECLS

/* Adds the marker of @class, as large as a disc of @radius, to the path; every part of
 * it winds the same way but for the hole of a ring, so that either rule of filling
 * gives the same. @inset: how far its edge is drawn in. */
void wk_marker_add (WkPath *path,
                    guint class,
                    double x,
                    double y,
                    double radius,
                    double inset);

/* How wide the edge of a marker is: of one of this radius. */
double wk_marker_edge (double radius);

gboolean wk_colour_equal (WkColour a, WkColour b);

G_END_DECLS
