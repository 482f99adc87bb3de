/* wk-progress-window.h - what went well, and which slips come back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "session/wk-progress.h"

G_BEGIN_DECLS

/* Of the deck of that id. Fills itself when the database has answered. */
GtkWidget *wk_progress_window_new (GtkWindow *parent,
                                   WkProgress *progress,
                                   const char *deck);

G_END_DECLS
