/* wk-train-snapshots.h - weights of a training's epochs, kept within bounds
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights alone, 100 MB of them at most; what drawing needs is derived in one of them
 * at a time. All can be found by their names as long as they are kept. When there is no
 * more room, the one whose neighbours are nearest goes, so that what is left lies
 * evenly over the epochs; the first, the newest and the one that is shown stay.
 */
#pragma once

#include "model/wk-trained.h"

G_BEGIN_DECLS

#define WK_TRAIN_MAX_BYTES (100 * 1000 * 1000)

typedef struct _WkTrainSnapshots WkTrainSnapshots;

/* @max_bytes: of all weights, but always three snapshots. */
WkTrainSnapshots *wk_train_snapshots_new (gsize max_bytes);
void wk_train_snapshots_free (WkTrainSnapshots *self);

/* A further epoch's. */
void wk_train_snapshots_add (WkTrainSnapshots *self, WkTrained *trained);
guint wk_train_snapshots_get_n (const WkTrainSnapshots *self);
WkTrained *wk_train_snapshots_get (const WkTrainSnapshots *self, guint i);
/* -1 if there is none of that name. */
int wk_train_snapshots_find (const WkTrainSnapshots *self, const char *name);
/* The @i-th is shown now: with all that was derived in @trained, the same weights. */
void wk_train_snapshots_show (WkTrainSnapshots *self, guint i, WkTrained *trained);

/* A new training begins. Of the old one those stay to be found (but are not counted)
 * that are shown or came last, since steps of undo may lead back to them. */
void wk_train_snapshots_begin (WkTrainSnapshots *self);

G_END_DECLS
