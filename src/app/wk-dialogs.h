/* wk-dialogs.h - the dialogs of a window: open, export, shortcuts, about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

void wk_dialogs_open (WkWindow *window);
void wk_dialogs_export (WkWindow *window);
void wk_dialogs_shortcuts (WkWindow *window);
void wk_dialogs_about (WkWindow *window);
/* Why a deck could not be opened. @problems: (element-type utf8) */
void wk_dialogs_deck_problems (WkWindow *window,
                               const char *path,
                               GPtrArray *problems,
                               const GError *error);

/* Writes, then tells how it went in a toast. Takes over the reference of @job. */
void wk_dialogs_run_export (WkWindow *window, WkExport *job);

G_END_DECLS
