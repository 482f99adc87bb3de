/* wk-window-weights.h - the window's action that saves what was trained
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

/* save-weights, enabled while weights of this process are shown. */
void wk_window_add_weights_action (WkWindow *window);

/* Writes the weights that are shown in a worker; the exercise then has them from this
 * file, so that a saved deck has them too. */
void wk_window_save_weights (WkWindow *window, const char *path);

G_END_DECLS
