/* wk-dot-layer.h - thousands of markers as one picture
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "render/wk-device.h"

G_BEGIN_DECLS

/* Draws on a surface of pixels, each marker to a quarter of a pixel, all together at
 * @alpha. FALSE, with nothing drawn, if a unit is not one size of pixel in both
 * directions or the markers are too large. */
gboolean wk_dot_layer_draw (cairo_t *cr, const WkDots *dots, double alpha);

G_END_DECLS
