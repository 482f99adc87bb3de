/* wk-canvas-parts.h - the reachable parts of a canvas's scene, by id
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "widgets/wk-canvas-part.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *canvas; /* their parent, which owns them */
  GHashTable *table; /* id -> WkCanvasPart */
} WkCanvasParts;

void wk_canvas_parts_init (WkCanvasParts *parts, GtkWidget *canvas);
/* Widgets are kept from scene to scene, and with them the focus. Returns whether any
 * part came or moved. @scene may be NULL. */
gboolean wk_canvas_parts_sync (WkCanvasParts *parts, WkScene *scene);
/* @page: where the page is in the canvas; @scale: pixels a unit */
void wk_canvas_parts_allocate (WkCanvasParts *parts, WkRect page, double scale);
/* NULL if there is none. */
GtkWidget *wk_canvas_parts_find (WkCanvasParts *parts, const char *id);
/* Before the canvas unparents its children. */
void wk_canvas_parts_clear (WkCanvasParts *parts);

/* What focus rings go round and cards stand beside. */
WkRect wk_canvas_item_bounds (const WkScene *scene, const WkItem *item);

G_END_DECLS
