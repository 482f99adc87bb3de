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

/* Tells in a toast what was written; its button opens the folder. */
void wk_dialogs_exported (WkWindow *window, const char *const *paths);
void wk_dialogs_export_failed (GtkWindow *parent, const GError *error);
/* PNG, SVG and description of the figure on the clipboard. */
void wk_dialogs_copy (WkWindow *window, const WkExportChoice *choice);
/* The same, as it was chosen in the export dialog the last time. */
void wk_dialogs_copy_figure (WkWindow *window);

G_END_DECLS
