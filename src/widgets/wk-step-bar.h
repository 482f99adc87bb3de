/* wk-step-bar.h - first, back, play, forward, last, the scrubber, "2 / 4"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "widgets/wk-player.h"

G_BEGIN_DECLS

#define WK_TYPE_STEP_BAR (wk_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (WkStepBar, wk_step_bar, WK, STEP_BAR, GtkWidget)

/* Once, before it is shown. */
void wk_step_bar_set_player (WkStepBar *bar, WkPlayer *player);

G_END_DECLS
