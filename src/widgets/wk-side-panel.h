/* wk-side-panel.h - the question, and the working step by step
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "widgets/wk-player.h"

G_BEGIN_DECLS

#define WK_TYPE_SIDE_PANEL (wk_side_panel_get_type ())
G_DECLARE_FINAL_TYPE (WkSidePanel, wk_side_panel, WK, SIDE_PANEL, GtkWidget)

/* Once, before it is shown. */
void wk_side_panel_set_player (WkSidePanel *panel, WkPlayer *player);

G_END_DECLS
