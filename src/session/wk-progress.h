/* wk-progress.h - attempts kept from day to day
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A database that one thread of its own reads and writes; nothing here waits for a disk
 * but wk_progress_flush(). What cannot be read or written is told in one sentence,
 * once, and everything goes on without.
 *
 * Signals: changed (another exercise is done, or all is cleared), trouble (const char
 * *: one sentence for the user). Both in the main context of whoever made it.
 */
#pragma once

#include <gio/gio.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_PROGRESS (wk_progress_get_type ())
G_DECLARE_FINAL_TYPE (WkProgress, wk_progress, WK, PROGRESS, GObject)

/* Begins to read at once, in its thread. @path NULL: nothing is kept beyond the
 * process. */
WkProgress *wk_progress_new (const char *path);
/* Where it is kept: WORKINGS_STATEDIR, else the user's data folder. NULL if
 * WORKINGS_STATEDIR is empty: nothing is kept. (transfer full) */
char *wk_progress_default_path (void);

/* Notes each attempt of @session from now on, until either goes. */
void wk_progress_watch (WkProgress *progress, WkSession *session);
void wk_progress_add (WkProgress *progress, const WkAttempt *attempt);
/* What is known by now: the database is read in the background. */
gboolean wk_progress_is_done (WkProgress *progress,
                              const char *deck,
                              const char *exercise);
/* Forgets everything, also on disk. */
void wk_progress_clear (WkProgress *progress);
/* Waits until everything given up to now is on disk: at the end of the process. */
void wk_progress_flush (WkProgress *progress);

typedef struct
{
  char *exercise; /* number */
  guint n_right;
  guint n_wrong; /* slips and carried ones too */
  guint n_shown; /* on request */
  guint n_hints;
  gboolean done;
  gboolean clean; /* done, and never anything wrong, hinted at or shown */
} WkProgressRow;

typedef struct
{
  char *slip;      /* the feedback */
  char *exercises; /* "1a, 1c" */
  guint n;
} WkProgressSlip;

typedef struct
{
  GPtrArray *rows;  /* of WkProgressRow, by number */
  GPtrArray *slips; /* of WkProgressSlip, at most 12, the most frequent first */
} WkProgressSummary;

void wk_progress_summary_free (WkProgressSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkProgressSummary, wk_progress_summary_free)

/* Of one deck. */
void wk_progress_summarize_async (WkProgress *progress,
                                  const char *deck,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
WkProgressSummary *wk_progress_summarize_finish (WkProgress *progress,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
