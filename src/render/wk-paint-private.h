/* wk-paint-private.h - the painter's state
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-render.h"

G_BEGIN_DECLS

typedef struct
{
  const WkTheme *theme;
  WkDevice *device;
  WkTextScale scale;
  WkPath *path;   /* scratch */
  GArray *glyphs; /* of WkGlyph, scratch */
  GString *text;  /* scratch */
} WkPainter;

void wk_paint_text_item (WkPainter *painter, const WkItem *item);
void wk_paint_formula_item (WkPainter *painter, const WkItem *item);

gboolean wk_path_is_finite (const WkPath *path);

G_END_DECLS
