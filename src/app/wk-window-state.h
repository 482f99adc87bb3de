/* wk-window-state.h - what a window keeps from start to start, and the deck's file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"
#include "session/wk-state.h"

G_BEGIN_DECLS

/* Size and panes as they were; before the window is shown. */
void wk_window_restore_state (WkWindow *window, const WkState *state);
/* From now on the state is kept in the file at @path, until the window closes. */
void wk_window_keep_state (WkWindow *window, const char *path, const char *deck_path);

/* The file the deck came from, NULL for the exam: when it changes on disk, it is opened
 * again, at the same exercise. */
void wk_window_set_deck_path (WkWindow *window, const char *path);
const char *wk_window_get_deck_path (WkWindow *window);

/* Files that are dropped on the window are opened. */
void wk_window_accept_drops (WkWindow *window);

G_END_DECLS
