/* wk-stage.h - the middle of the window: the canvas, the step bar under it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The canvas is as high as its page can use, the step bar follows, and what is left
 * below belongs to the parameters.
 */
#pragma once

#include <gtk/gtk.h>

#include "widgets/wk-canvas.h"
#include "widgets/wk-player.h"

G_BEGIN_DECLS

#define WK_TYPE_STAGE (wk_stage_get_type ())
G_DECLARE_FINAL_TYPE (WkStage, wk_stage, WK, STAGE, GtkWidget)

/* Once, before it is shown. */
void wk_stage_set_player (WkStage *stage, WkPlayer *player);
WkCanvas *wk_stage_get_canvas (WkStage *stage);

G_END_DECLS
