/* smooth-kit.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "smooth-kit.h"

#include "gui-kit.h"
#include "widgets/wk-param-panel.h"

static WkParamPanel *
find_panel (WkWindow *window)
{
  return WK_PARAM_PANEL (gui_find (GTK_WIDGET (window), WK_TYPE_PARAM_PANEL));
}

gboolean
smooth_is_at_rest (gpointer window)
{
  return gui_is_solved (wk_window_get_session (window)) &&
         !wk_param_panel_is_building (find_panel (window));
}

void
smooth_show_panel (WkWindow *window)
{
  WkParamPanel *panel = find_panel (window);

  if (!wk_param_panel_get_expanded (panel))
    g_action_group_activate_action (G_ACTION_GROUP (window), "parameters", NULL);
  g_assert_true (wk_param_panel_get_expanded (panel));
  gui_wait (smooth_is_at_rest, window);
  gui_frames (window, 3);
}
