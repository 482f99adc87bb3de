/* wk-export-dialog.h - what goes into a file, and how it will look
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

#define WK_TYPE_EXPORT_DIALOG (wk_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WkExportDialog, wk_export_dialog, WK, EXPORT_DIALOG, AdwWindow)

/* For the window's session, as it stands. */
WkExportDialog *wk_export_dialog_new (WkWindow *window);
/* As if @path had been picked in the file dialog; for tests. @asked: it was asked about
 * an existing file. */
void wk_export_dialog_write (WkExportDialog *dialog, const char *path, gboolean asked);

G_END_DECLS
