/* wk-session-train.h - training the model of the current exercise
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One training at a time, in a thread of its own. Each epoch that is done gives the
 * exercise other weights: its parameter `training->param` becomes the name of the
 * snapshot, all of which is one step of undo. The figure shows the newest; where it
 * cannot keep up, epochs are passed over.
 *
 * While another exercise is shown the training waits, and goes on when one comes back.
 * It pauses by itself when someone else chooses weights: undo, a snapshot, what ships.
 * It ends for good when the deck is replaced or closed.
 */
#pragma once

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_SESSION_TRAIN (wk_session_train_get_type ())
G_DECLARE_FINAL_TYPE (WkSessionTrain, wk_session_train, WK, SESSION_TRAIN, GObject)

/* Signal: changed (any of what the functions below tell). */

typedef enum
{
  WK_SESSION_TRAIN_NONE,    /* of the current exercise nothing is or was trained */
  WK_SESSION_TRAIN_RUNNING, /* though it may have been told to wait */
  WK_SESSION_TRAIN_PAUSED,
  WK_SESSION_TRAIN_ENDED, /* all epochs done, stopped, or failed */
} WkSessionTrainState;

typedef struct
{
  WkSessionTrainState state;
  guint epoch;         /* whole ones done */
  guint n_epochs;      /* asked for */
  double fraction;     /* 0 to 1 */
  double seconds_left; /* < 0: not known yet */
  const char *problem; /* why it failed, or NULL; borrowed until the next change */
} WkSessionTrainProgress;

/* Of the session, which owns it. Borrowed; never NULL. */
WkSessionTrain *wk_session_get_train (WkSession *session);

/* Whether the current exercise's kind can be trained. */
gboolean wk_session_train_is_possible (WkSessionTrain *self);
void wk_session_train_get_progress (WkSessionTrain *self,
                                    WkSessionTrainProgress *progress);

/* With the current exercise's parameters, from the first epoch: the same seed gives the
 * same weights. A training there was is ended. FALSE if there is nothing to train. */
gboolean wk_session_train_start (WkSessionTrain *self);
void wk_session_train_pause (WkSessionTrain *self);
/* Also follows the training again, where other weights were chosen meanwhile. */
void wk_session_train_resume (WkSessionTrain *self);
/* What was trained up to now stays. */
void wk_session_train_stop (WkSessionTrain *self);

/* Ends it for good: the window closes. Waits for the minibatch it is at. */
void wk_session_train_close (WkSessionTrain *self);

/* Of the training of the current exercise. */
guint wk_session_train_get_n_snapshots (WkSessionTrain *self);
guint wk_session_train_get_snapshot_epoch (WkSessionTrain *self, guint i);
/* The one whose weights the exercise has, or is about to have; -1 if it has others. */
int wk_session_train_get_shown (WkSessionTrain *self);
/* Gives the exercise these weights, as soon as what drawing needs was derived of them
 * in a thread; of several the last one asked for, and none if meanwhile the training
 * goes on or other weights are chosen. Shown one after the other they are one step of
 * undo. Pauses the training. */
void wk_session_train_show_snapshot (WkSessionTrain *self, guint i);
/* --- keeping them --- */

/* What the exercise shows, if it was trained in this process and would go with it.
 * (transfer full) (nullable) */
WkTrained *wk_session_train_dup_own (WkSessionTrain *self);
/* @trained was written to the file at @path: an exercise that shows it has it from
 * there now, which a saved deck can tell. One step of undo; the scrubber still knows
 * it. FALSE if it shows another one, or if no deck could hold that path. */
gboolean wk_session_train_take_file (WkSessionTrain *self,
                                     const WkTrained *trained,
                                     const char *path);

/* The weights that come with the program. */
gboolean wk_session_train_is_shipped (WkSessionTrain *self);
void wk_session_train_show_shipped (WkSessionTrain *self);

G_END_DECLS
