/* wk-canvas-parts.h - the reachable parts of a canvas's scene, by id
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * They are made and named in slices, when the main loop has time: a figure is on the
 * screen before they are. A part that is needed at once (the focus goes there) is made
 * at once. Of more than WK_CANVAS_MOST_PARTS items the groups with a label stand for
 * their members, and if that does not do, runs of neighbours in reading order are one
 * part.
 */
#pragma once

#include "widgets/wk-canvas-part.h"

G_BEGIN_DECLS

#define WK_CANVAS_MOST_PARTS 1500

/* Items of a scene, in reading order, that share a part. */
typedef struct
{
  const WkItem *first;
  const WkItem *last; /* NULL: the first alone */
} WkReach;

typedef void (*WkPartMade) (GtkWidget *canvas, GtkWidget *part);

typedef struct
{
  GtkWidget *canvas; /* their parent, which owns them */
  GHashTable *table; /* id -> WkCanvasPart */
  WkPartMade made;   /* connects to a new one */
  WkScene *scene;
  GArray *reach;     /* of WkReach in @scene; NULL: not looked for yet */
  guint next;        /* the first of @reach that has not been looked at */
  GtkWidget *before; /* the part of the one before */
  guint generation;
  gboolean done;
} WkCanvasParts;

void wk_canvas_parts_init (WkCanvasParts *parts, GtkWidget *canvas, WkPartMade made);
/* Widgets are kept from scene to scene, and with them the focus. @scene may be NULL. */
void wk_canvas_parts_set_scene (WkCanvasParts *parts, WkScene *scene);
/* Works for about @budget microseconds of the thread, at least on one part. Returns
 * whether there is more to do; @moved is set to TRUE if any part came or moved. */
gboolean wk_canvas_parts_work (WkCanvasParts *parts, gint64 budget, gboolean *moved);
/* @page: where the page is in the canvas; @scale: pixels a unit */
void wk_canvas_parts_allocate (WkCanvasParts *parts, WkRect page, double scale);
/* The part of an item, made now if need be. NULL if the scene has none. */
GtkWidget *wk_canvas_parts_get (WkCanvasParts *parts, const char *id);
/* The next item that has a part; NULL or unknown @id: the first (last for step -1). */
const WkItem *wk_canvas_parts_walk (WkCanvasParts *parts, const char *id, int step);
/* Of all parts, that of the item @id alone is held; NULL: none. */
void wk_canvas_parts_set_grabbed (WkCanvasParts *parts, const char *id);
guint wk_canvas_parts_get_n (WkCanvasParts *parts);
/* Before the canvas unparents its children. */
void wk_canvas_parts_clear (WkCanvasParts *parts);

/* What focus rings go round and cards stand beside. */
WkRect wk_canvas_item_bounds (const WkScene *scene, const WkItem *item);
/* Square pixels that both cover. */
double wk_canvas_overlap (WkRect place, const GtkAllocation *box);

G_END_DECLS
