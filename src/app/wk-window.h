/* wk-window.h - the window: exercises, figure, steps, question and working
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "app/wk-export.h"
#include "widgets/wk-canvas.h"
#include "widgets/wk-player.h"

G_BEGIN_DECLS

typedef struct _WkPresent WkPresent;

#define WK_TYPE_WINDOW (wk_window_get_type ())
G_DECLARE_FINAL_TYPE (WkWindow, wk_window, WK, WINDOW, AdwApplicationWindow)

WkWindow *wk_window_new (GtkApplication *application, WkSession *session);
WkSession *wk_window_get_session (WkWindow *window);
WkPlayer *wk_window_get_player (WkWindow *window);
WkCanvas *wk_window_get_canvas (WkWindow *window);
/* The lecture that it gives, or could. */
WkPresent *wk_window_get_present (WkWindow *window);
/* Shows @lecture in place of all else; NULL: as before. */
void wk_window_set_lecture (WkWindow *window, GtkWidget *lecture);
/* The lecture began or ended. */
void wk_window_present_changed (WkWindow *window);
/* Shows the deck in @file, or a dialog with what is wrong with it. */
void wk_window_open_file (WkWindow *window, GFile *file);
/* TRUE if it is too narrow for its panes, which then lie over the figure. */
gboolean wk_window_is_folded (WkWindow *window);
/* Takes @toast, whose title is markup. */
void wk_window_take_toast (WkWindow *window, AdwToast *toast);
void wk_window_toast (WkWindow *window, const char *message);

G_END_DECLS
