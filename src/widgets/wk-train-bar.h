/* wk-train-bar.h - training the model of the exercise, and going back through it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Visible as long as the current exercise's kind can be trained, whichever that is.
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-session-train.h"

G_BEGIN_DECLS

#define WK_TYPE_TRAIN_BAR (wk_train_bar_get_type ())
G_DECLARE_FINAL_TYPE (WkTrainBar, wk_train_bar, WK, TRAIN_BAR, GtkWidget)

GtkWidget *wk_train_bar_new (WkSession *session);

G_END_DECLS
