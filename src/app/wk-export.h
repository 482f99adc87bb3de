/* wk-export.h - figures of the open exercise to files, without stopping the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scenes are drawn at once, from the session as it is; painting and writing happen in a
 * worker, so that the window goes on.
 */
#pragma once

#include <gio/gio.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_EXPORT (wk_export_get_type ())
G_DECLARE_FINAL_TYPE (WkExport, wk_export, WK, EXPORT, GObject)

/**
 * wk_export_new:
 * @path: the file that was chosen; its ending says the format
 * @all_steps: every step; PNG and SVG then go to numbered files beside @path, PDF has a
 *   page a step
 *
 * Returns: (transfer full): what wk_export_run_async() will write, or NULL
 */
WkExport *wk_export_new (WkSession *session,
                         const char *path,
                         gboolean all_steps,
                         GError **error);

/* The files it writes, NULL-terminated. Borrowed. */
const char *const *wk_export_get_paths (WkExport *self);
/* Those of them, besides @path itself, that exist already. (transfer full) */
char **wk_export_dup_existing (WkExport *self);

void wk_export_run_async (WkExport *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
gboolean wk_export_run_finish (WkExport *self, GAsyncResult *result, GError **error);

/* "1a-step2", without an ending: the name proposed for the session's figure. (transfer
 * full) */
char *wk_export_propose_name (WkSession *session);

G_END_DECLS
