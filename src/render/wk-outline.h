/* wk-outline.h - the outlines of glyphs
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From HarfBuzz, not from FreeType: that one's hinting and stem darkening follow the
 * environment, and a picture must not.
 */
#pragma once

#include <hb.h>

#include "render/wk-device.h"

G_BEGIN_DECLS

/* Adds the glyph's outline to @path: font units times @scale, y turned down, its origin
 * at (x, y). The font's own scale must be its units per em. */
void wk_outline_add (WkPath *path,
                     hb_font_t *font,
                     guint32 glyph,
                     double scale,
                     double x,
                     double y);
/* A font whose scale is the face's units per em. */
hb_font_t *wk_outline_font_new (hb_face_t *face);

G_END_DECLS
