/* wk-canvas-card.h - what a part of the figure is, its value, and how it came about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "scene/wk-scene.h"

G_BEGIN_DECLS

#define WK_TYPE_CANVAS_CARD (wk_canvas_card_get_type ())
G_DECLARE_FINAL_TYPE (WkCanvasCard, wk_canvas_card, WK, CANVAS_CARD, GtkWidget)

WkCanvasCard *wk_canvas_card_new (void);
void wk_canvas_card_set_item (WkCanvasCard *card, const WkItem *item);
/* Each NULL for none. @working: running text with formulas; @problem: what was wrong
 * with the last change; @hint: what one can do. */
void wk_canvas_card_set_working (WkCanvasCard *card,
                                 const char *working,
                                 const WkLanguage *language);
void wk_canvas_card_set_problem (WkCanvasCard *card, const char *problem);
void wk_canvas_card_set_hint (WkCanvasCard *card, const char *hint);

G_END_DECLS
