/* wk-cairo-private.h - the Cairo device: screen, PNG, PDF, print
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "render/wk-device.h"

G_BEGIN_DECLS

/* Draws on @cr, which it references. With @keep_text glyphs go out as text that can be
 * selected and searched; else as outlines, each exactly where it belongs. */
WkDevice *wk_cairo_device_new (cairo_t *cr, gboolean keep_text);

/* Adds to the current path. */
void wk_cairo_add_path (cairo_t *cr, const WkPath *path);

/* RGBA with straight alpha to one of Cairo's surfaces; NULL without memory or if it is
 * too large. */
cairo_surface_t *wk_cairo_image_new (guint columns, guint rows, const guint8 *rgba);

/* "cannot draw: out of memory" */
gboolean wk_cairo_check (cairo_status_t status, GError **error);

G_END_DECLS
