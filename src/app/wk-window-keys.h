/* wk-window-keys.h - the keys of the window, before what has the focus sees them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

void wk_window_add_keys (WkWindow *window);
/* Whether @focus needs @key for itself: a field, a list, an editor. */
gboolean wk_window_keys_keep (GtkWidget *focus, guint key);
/* Whether @focus is a button that was reached with Tab. */
gboolean wk_window_keys_want_space (GtkWidget *focus);

G_END_DECLS
