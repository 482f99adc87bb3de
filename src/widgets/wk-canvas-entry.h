/* wk-canvas-entry.h - a small field over a part of the figure, and a line under it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For a number that is typed onto a part, and for the blank of an answer. What is said
 * about the text stands under it: in words, with an icon, and in a colour.
 *
 * Signals: entered (string): Enter was pressed; changed: the text; cancelled: Esc;
 * left: the focus went elsewhere.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/wk-language.h"

G_BEGIN_DECLS

#define WK_TYPE_CANVAS_ENTRY (wk_canvas_entry_get_type ())
G_DECLARE_FINAL_TYPE (WkCanvasEntry, wk_canvas_entry, WK, CANVAS_ENTRY, GtkWidget)

typedef enum
{
  WK_CANVAS_ENTRY_NOTHING,
  WK_CANVAS_ENTRY_NOTE, /* neither right nor wrong */
  WK_CANVAS_ENTRY_RIGHT,
  WK_CANVAS_ENTRY_WRONG,
} WkCanvasEntryState;

GtkWidget *wk_canvas_entry_new (void);
void wk_canvas_entry_set_name (WkCanvasEntry *entry, const char *name);
void wk_canvas_entry_set_text (WkCanvasEntry *entry, const char *text);
const char *wk_canvas_entry_get_text (WkCanvasEntry *entry);
void wk_canvas_entry_set_placeholder (WkCanvasEntry *entry, const char *text);
/* @word: (nullable): shown at all times; @message: (nullable): running text with inline
 * formulas, shown while the field has the focus or the pointer. Both are told to a
 * screen reader. @language: of the message; NULL: the window's. */
void wk_canvas_entry_set_state (WkCanvasEntry *entry,
                                WkCanvasEntryState state,
                                const char *word,
                                const char *message,
                                const WkLanguage *language);
void wk_canvas_entry_set_editable (WkCanvasEntry *entry, gboolean editable);
/* The field is at least about @height pixels high, with letters to match, in steps. */
void wk_canvas_entry_set_room (WkCanvasEntry *entry, double height);
/* Focus, with the cursor behind the text, or all of it selected. */
void wk_canvas_entry_edit (WkCanvasEntry *entry, gboolean select_all);
gboolean wk_canvas_entry_has_focus (WkCanvasEntry *entry);
/* What it takes beside its message, which hangs below it. */
void wk_canvas_entry_get_field_size (WkCanvasEntry *entry, int *width, int *height);

G_END_DECLS
