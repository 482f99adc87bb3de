/* wk-param-panel.h - the parameters of the current exercise, to be changed
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made from the specs of the exercise's kind, whatever they are. Editors are built a
 * few at a time, and kept as long as the kind stays.
 *
 * Property (notify): expanded.
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_PARAM_PANEL (wk_param_panel_get_type ())
G_DECLARE_FINAL_TYPE (WkParamPanel, wk_param_panel, WK, PARAM_PANEL, GtkWidget)

GtkWidget *wk_param_panel_new (WkSession *session);
gboolean wk_param_panel_get_expanded (WkParamPanel *panel);
void wk_param_panel_set_expanded (WkParamPanel *panel, gboolean expanded);
/* For a place where the title and the buttons have no room in one line: they take as
 * many as they need. Once and for all. */
void wk_param_panel_set_narrow (WkParamPanel *panel);
/* In which nothing has to be scrolled sideways, as far as editors are built. */
int wk_param_panel_get_least_width (WkParamPanel *panel);
/* TRUE while editors are still to be built. */
gboolean wk_param_panel_is_building (WkParamPanel *panel);

G_END_DECLS
