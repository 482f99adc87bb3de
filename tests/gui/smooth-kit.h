/* smooth-kit.h - a window whose times are measured
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

/* Of a window: all is worked out, and the panel of its parameters is built. */
gboolean smooth_is_at_rest (gpointer window);
/* The panel follows every change, and is seldom folded by who changes much. */
void smooth_show_panel (WkWindow *window);

G_END_DECLS
