/* wk-points-list.h - the checklist of a verbal part, to tick what one's own answer had
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_POINTS_LIST (wk_points_list_get_type ())
G_DECLARE_FINAL_TYPE (WkPointsList, wk_points_list, WK, POINTS_LIST, GtkWidget)

GtkWidget *wk_points_list_new (WkSession *session);
/* Shows what the session knows; invisible where there are no points, or they were not
 * asked for yet. */
void wk_points_list_update (WkPointsList *list);

G_END_DECLS
