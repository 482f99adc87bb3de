/* wk-names.h - nothing in the window is spoken by the name of its class
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session/wk-session.h"
#include "widgets/wk-ui.h"

G_BEGIN_DECLS

/* Names what has no name, now and whenever another exercise or another number of rows
 * brought new widgets. See wk_ui_name_rest(). */
void wk_names_watch (GtkWidget *window, WkSession *session);

G_END_DECLS
