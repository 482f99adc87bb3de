/* wk-canvas-part.h - a reachable part of a figure, as a widget for the keyboard's focus
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws nothing and takes no pointer: it is what a screen reader finds and follows. Its
 * actions (part.act, part.increase, part.decrease) are those of Enter, + and -.
 *
 * Signal: acted (int): 0 for Enter, 1 and -1 for the other two.
 */
#pragma once

#include <gtk/gtk.h>

#include "scene/wk-scene.h"

G_BEGIN_DECLS

#define WK_TYPE_CANVAS_PART (wk_canvas_part_get_type ())
G_DECLARE_FINAL_TYPE (WkCanvasPart, wk_canvas_part, WK, CANVAS_PART, GtkWidget)

GtkWidget *wk_canvas_part_new (const char *id);
const char *wk_canvas_part_get_id (WkCanvasPart *part);
/* Takes over label, value and how of @item, if they are new. @last: (nullable): the
 * last of the items that it stands for, if it stands for more than one. */
void wk_canvas_part_set_item (WkCanvasPart *part,
                              const WkItem *item,
                              const WkItem *last);
/* Says so in the description, with what the keys do now. Of parts that can be held. */
void wk_canvas_part_set_grabbed (WkCanvasPart *part, gboolean grabbed);
/* In page units. Returns whether it is new. */
gboolean wk_canvas_part_set_bounds (WkCanvasPart *part, WkRect bounds);
WkRect wk_canvas_part_get_bounds (WkCanvasPart *part);
/* Which scene it was last found in. */
void wk_canvas_part_set_generation (WkCanvasPart *part, guint generation);
guint wk_canvas_part_get_generation (WkCanvasPart *part);

/* "hidden node 2: minus 2" (transfer full) */
char *wk_canvas_part_item_name (const WkItem *item);

G_END_DECLS
