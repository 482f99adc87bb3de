/* wk-window-edit.h - the window's actions that change numbers, and save them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

/* undo, redo, new-numbers, numbers-from (a seed), reset, save-exercise, save-deck. The
 * names of what undo would do are kept in @section, the first of the main menu, and as
 * tooltips of the two buttons. */
void wk_window_add_edit_actions (WkWindow *window,
                                 GMenu *section,
                                 GtkWidget *undo_button,
                                 GtkWidget *redo_button);

/* Writes the deck with the numbers as they are, in a worker; tells how it went. */
void wk_window_save_deck (WkWindow *window, const char *path, gboolean whole);

G_END_DECLS
