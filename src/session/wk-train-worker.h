/* wk-train-worker.h - a training in a thread of its own
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread owns the trainer, from its first byte to its last, and hands out nothing
 * but finished snapshots. It runs at a lower priority than the window, and looks after
 * each minibatch whether it is to pause or to stop.
 */
#pragma once

#include "model/wk-kind.h"

G_BEGIN_DECLS

typedef struct _WkTrainWorker WkTrainWorker;

typedef struct
{
  WkTrainingProgress progress;
  double seconds;     /* spent training, without pauses */
  gboolean has_ended; /* all epochs are done, stopped, or failed */
} WkTrainReport;

/* Something is to be collected. */
typedef void (*WkTrainTell) (WkTrainWorker *worker, gpointer user_data);

/* Starts at once. @tell is called in the caller's main context when it has nothing
 * more urgent to do, and never after the worker was freed. */
WkTrainWorker *wk_train_worker_new (const WkTraining *training,
                                    WkValue *recipe,
                                    guint n_epochs,
                                    WkTrainTell tell,
                                    gpointer user_data);
/* Stops it, and waits for the minibatch or snapshot that it is at. */
void wk_train_worker_free (WkTrainWorker *worker);
void wk_train_worker_set_paused (WkTrainWorker *worker, gboolean paused);
/* Returns at once; the end is told. */
void wk_train_worker_stop (WkTrainWorker *worker);

/**
 * wk_train_worker_collect:
 * @report: (out): how far it is
 * @error: set once, when the training failed
 *
 * Returns: (transfer full) (element-type WkTrained): snapshots since the last call, the
 *   oldest first; what drawing needs is derived in the newest only
 */
GPtrArray *wk_train_worker_collect (WkTrainWorker *worker,
                                    WkTrainReport *report,
                                    GError **error);

G_END_DECLS
