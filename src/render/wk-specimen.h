/* wk-specimen.h - a sheet with everything the formula typesetter can do
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-render.h"

G_BEGIN_DECLS

/* One page, 1600 units wide and as high as it takes. wk_fonts_init() must have
 * succeeded. (transfer full) */
WkScene *wk_specimen_scene (const WkLanguage *language);

/* The sheet in all themes, light, dark, print: in a PDF a page each, else one above the
 * other. @width: of a PNG in pixels; 0: 1600. (transfer full): or NULL */
GBytes *wk_specimen_bytes (const WkLanguage *language,
                           WkFormat format,
                           guint width,
                           GError **error);

G_END_DECLS
