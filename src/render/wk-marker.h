/* wk-marker.h - the shapes of classes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-device.h"

G_BEGIN_DECLS

/* Adds the marker of @class, as large as a disc of @radius, to the path; every part of
 * it winds the same way but for the hole of a ring, so that either rule of filling
 * gives the same. @inset: how far its edge is drawn in;
 * negative: out. */
void wk_marker_add (WkPath *path,
                    guint class,
                    double x,
                    double y,
                    double radius,
                    double inset);

/* The insets of the whole marker of @class and of its fill, in units. FALSE if it has
 * no edge: then the fill is all of it. */
gboolean wk_marker_insets (const WkDots *dots,
                           guint class,
                           double *whole,
                           double *fill);

G_END_DECLS
