/* wk-glyph-cache.h - glyphs as masks of pixels
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <hb.h>

G_BEGIN_DECLS

/* Above this size in pixels an outline costs no more than a mask. */
#define WK_GLYPH_CACHE_MAX_SIZE 200.0

/* Paints the glyphs in @cr's source colour. Positions and @size are in pixels, so the
 * context's matrix has to be the identity. */
void wk_glyph_cache_draw (cairo_t *cr,
                          hb_face_t *face,
                          double size,
                          const cairo_glyph_t *glyphs,
                          guint n_glyphs);

G_END_DECLS
