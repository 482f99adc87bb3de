/* wk-window-save.h - asking where to save, and saving there
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

typedef void (*WkSaveTo) (WkWindow *window, const char *path);
/* In the worker. (transfer full) */
typedef GBytes *(*WkSaveMake) (gpointer data);
typedef void (*WkSaved) (WkWindow *window, const char *path, gpointer data);

/* Shows a dialog that proposes @name; @to is called with what was chosen. */
void wk_window_ask_path (WkWindow *window,
                         const char *title,
                         const char *name,
                         GtkFileFilter *filter,
                         WkSaveTo to);

/* Writes what @make gives of @data in a worker, and tells how it went. @saved, or NULL,
 * is called only if it went well. Takes @data. */
void wk_window_save (WkWindow *window,
                     const char *path,
                     WkSaveMake make,
                     gpointer data,
                     GDestroyNotify destroy,
                     WkSaved saved);
void wk_window_tell_unsaved (WkWindow *window, const char *why);

G_END_DECLS
