/* wk-progress-private.h - the database, as the thread of WkProgress sees it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All of this belongs to one thread.
 */
#pragma once

#include "session/wk-progress.h"

G_BEGIN_DECLS

typedef struct _WkProgressStore WkProgressStore;

/* Never NULL: what cannot be opened is kept in memory instead. @trouble: (out)
 * (transfer full) (nullable): a sentence about that. */
WkProgressStore *wk_progress_store_open (const char *path, char **trouble);
void wk_progress_store_close (WkProgressStore *store);

/* An attempt with its own copies. */
typedef struct
{
  WkAttempt attempt;
  GStringChunk *strings;
} WkKeptAttempt;

WkKeptAttempt *wk_kept_attempt_new (const WkAttempt *attempt);
void wk_kept_attempt_free (WkKeptAttempt *kept);

/* Each may set @trouble as above; then the store has become one in memory. */
void wk_progress_store_add (WkProgressStore *store,
                            const WkAttempt *attempt,
                            char **trouble);
void wk_progress_store_clear (WkProgressStore *store, char **trouble);
/* "deck\nexercise" of what is done. (transfer full) */
GPtrArray *wk_progress_store_list_done (WkProgressStore *store);
WkProgressSummary *wk_progress_store_summarize (WkProgressStore *store,
                                                const char *deck);

G_END_DECLS
