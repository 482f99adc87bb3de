/* wk-export.h - figures of the open deck to files, without stopping the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the session holds is taken down at once; solving, drawing, painting and writing
 * happen in a worker. First it plans: then it is known which files there will be, and
 * which of them are there already. Then it writes them.
 */
#pragma once

#include <gio/gio.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

typedef enum
{
  WK_EXPORT_STEP,  /* the figure as it stands */
  WK_EXPORT_STEPS, /* every step of the exercise */
  WK_EXPORT_DECK,  /* every step of every exercise */
  WK_EXPORT_N_RANGES,
} WkExportRange;

typedef struct
{
  WkExportRange range;
  WkExportOptions options;        /* theme, format, width, ... */
  double page_width, page_height; /* units; 0: those of the window */
  WkTextScale text_scale;
  gboolean hide_title;
  gboolean hide_band;
  gboolean ink; /* with what the pen drew over it */
} WkExportChoice;

#define WK_TYPE_EXPORT (wk_export_get_type ())
G_DECLARE_FINAL_TYPE (WkExport, wk_export, WK, EXPORT, GObject)

/* TRUE if the choice gives one file: a single figure, or the pages of a PDF. */
gboolean wk_export_is_one_file (const WkExportChoice *choice);

/**
 * wk_export_new:
 * @path: the file to write; where there are several, the folder for them
 *
 * Returns: (transfer full): the job, or NULL if nothing can be exported
 */
WkExport *wk_export_new (WkSession *session,
                         const WkExportChoice *choice,
                         const char *path,
                         GError **error);

/* Solves what has to be, and finds out the names of the files. */
void wk_export_plan_async (WkExport *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
gboolean wk_export_plan_finish (WkExport *self, GAsyncResult *result, GError **error);
/* The files it writes, once planned; NULL-terminated. Borrowed. */
const char *const *wk_export_get_paths (WkExport *self);
/* How many of them were there already when it was planned. */
guint wk_export_get_n_existing (WkExport *self);

/* Once planned. Cancelled, it leaves whole files, and those not yet written as they
 * were. */
void wk_export_run_async (WkExport *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
gboolean wk_export_run_finish (WkExport *self, GAsyncResult *result, GError **error);
/* Figures done, and figures wanted; from any thread. */
void wk_export_get_progress (WkExport *self, guint *done, guint *wanted);

/* "1a-step2", without an ending: the name proposed for the session's figure, or for the
 * pages of a PDF. (transfer full) */
char *wk_export_propose_name (WkSession *session, WkExportRange range);

/* What goes on the clipboard for one figure. */
typedef struct
{
  GBytes *png;
  GBytes *svg;
  char *description;
} WkExportCopy;

void wk_export_copy_free (WkExportCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkExportCopy, wk_export_copy_free)
/* Of the session's figure; the range counts as WK_EXPORT_STEP. */
void wk_export_copy_async (WkSession *session,
                           const WkExportChoice *choice,
                           GAsyncReadyCallback callback,
                           gpointer data);
/* (transfer full) */
WkExportCopy *wk_export_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
