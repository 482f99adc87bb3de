/* wk-lecturer.h - the lecturer's own screen: figure, what comes next, question, notes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figure is the audience's scene, painted once more; what hands do to it, the
 * audience sees. The next step is drawn when nothing else is to be done.
 */
#pragma once

#include "app/wk-window.h"
#include "widgets/wk-stage-tools.h"

G_BEGIN_DECLS

#define WK_TYPE_LECTURER (wk_lecturer_get_type ())
G_DECLARE_FINAL_TYPE (WkLecturer, wk_lecturer, WK, LECTURER, GtkWidget)

/* @actions: what its buttons and @menu do, as "present". */
GtkWidget *wk_lecturer_new (WkWindow *window, GActionGroup *actions, GMenuModel *menu);
WkCanvas *wk_lecturer_get_canvas (WkLecturer *lecturer);
/* Around the canvas. */
WkStageTools *wk_lecturer_get_tools (WkLecturer *lecturer);
/* One line: what is asked, typed or hidden; NULL: nothing. */
void wk_lecturer_set_status (WkLecturer *lecturer, const char *text);
void wk_lecturer_set_timer (WkLecturer *lecturer, const char *text);
void wk_lecturer_set_panel_shown (WkLecturer *lecturer, gboolean shown);
gboolean wk_lecturer_is_panel_shown (WkLecturer *lecturer);
/* Does at once what would be done later: tests. */
void wk_lecturer_settle (WkLecturer *lecturer);
/* The position that the picture of the next step shows; -1: there is none. */
double wk_lecturer_get_next (WkLecturer *lecturer);

G_END_DECLS
