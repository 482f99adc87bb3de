/* wk-session-train-private.h - what the files of a session's training share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session/wk-session-train.h"
#include "session/wk-train-snapshots.h"
#include "session/wk-train-worker.h"

G_BEGIN_DECLS

struct _WkSessionTrain
{
  GObject parent_instance;

  WkSession *session; /* owns this; NULL: it is gone */

  /* The training there is or was. */
  const WkExerciseKind *kind; /* NULL: none */
  guint exercise;
  guint n_epochs;
  WkTrainWorker *worker; /* NULL: ended */
  GPtrArray *retired;    /* of WkTrainWorker: told to stop, not yet ended */
  WkTrainReport report;
  char *problem;
  gboolean is_paused;
  WkTrainSnapshots *snapshots;

  /* What the exercise follows. */
  WkTrained *newest; /* not shown yet, or NULL */
  char *followed;    /* what the parameter has to hold if no one else chose */
  guint n_follows;   /* counts steps of undo */
  guint timer;       /* until the newest may be shown */
  gint64 shown_at;

  GCancellable *deriving; /* what show_snapshot() waits for, or NULL */
  guint wanted;           /* the snapshot it waits for */
  char *wanted_over;      /* what the parameter held when it was asked for */

  char *file;      /* what was saved last is in, or NULL */
  char *file_name; /* the name it has in this process */
};

void wk_session_train_changed (WkSessionTrain *self);
/* The current exercise's kind, if it can be trained; else NULL. */
const WkExerciseKind *wk_session_train_get_kind (WkSessionTrain *self);
/* Whether what is or was trained is of the exercise that is shown. */
gboolean wk_session_train_is_here (WkSessionTrain *self);
/* What the current exercise's parameter holds. */
const char *wk_session_train_get_weights (WkSessionTrain *self);
/* The current exercise's parameters with other weights. (transfer full) */
WkParams *wk_session_train_params_with (WkSessionTrain *self,
                                        const char *weights,
                                        GError **error);
/* The newest weights, which were not shown yet, will not be. */
void wk_session_train_forget_newest (WkSessionTrain *self);
/* Nor will the snapshot that show_snapshot() waits for, if it does. */
void wk_session_train_forget_wanted (WkSessionTrain *self);

G_END_DECLS
