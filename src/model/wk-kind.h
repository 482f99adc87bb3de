/* wk-kind.h - an exercise kind: one const table
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kind turns parameters into a solution, and a solution into scenes. Everything else
 * (window, projector, files, command line, tests) only looks at scenes. The scene types
 * are opaque here: this layer passes them through.
 */
#pragma once

#include <gio/gio.h>

#include "model/wk-params.h"
#include "model/wk-solution.h"
#include "model/wk-trained.h"

G_BEGIN_DECLS

typedef struct _WkView WkView;
typedef struct _WkSceneBuilder WkSceneBuilder;
typedef struct _WkItem WkItem;
typedef struct _WkEdit WkEdit;

typedef enum
{
  WK_KIND_SLOW = 1 << 0,   /* solve in a worker */
  WK_KIND_TRAINS = 1 << 1, /* has progress and snapshots */
  WK_KIND_RANDOM = 1 << 2, /* needs a seed */
} WkKindFlags;

/* How far a training has come. */
typedef struct
{
  guint epoch;     /* whole epochs done */
  guint batch;     /* minibatches done of the one that runs */
  guint n_batches; /* in an epoch */
} WkTrainingProgress;

/* What a kind that trains (WK_KIND_TRAINS) adds: new / iterate / snapshot. A trainer is
 * used by one thread at a time, and knows nothing of threads itself. */
typedef struct
{
  const char *param;              /* key of the word that names the weights: "model" */
  const char *epochs;             /* key of the integer: how many epochs Train does */
  const char *seed;               /* key of the integer that Train starts from */
  const char *const *curve_names; /* marked for translation, ends with NULL */

  /* All that Train with these parameters would depend on. (transfer full) */
  WkValue *(*recipe) (const WkParams *params);
  /* Loads its data; NULL with @error. */
  gpointer (*new_trainer) (WkValue *recipe, GError **error);
  void (*free_trainer) (gpointer trainer);
  /* One minibatch: a millisecond or two. */
  gboolean (*iterate) (gpointer trainer, GError **error);
  void (*get_progress) (gpointer trainer, WkTrainingProgress *progress);
  /* At the end of an epoch: the weights as they are, with curves up to here, and all
   * that drawing needs already derived. (transfer full) */
  WkTrained *(*snapshot) (gpointer trainer, GError **error);
  /* Optional: derives again what drawing needs of a snapshot that was kept bare, as
   * snapshot() did; faster than solving would. In any thread. */
  gboolean (*derive) (WkTrained *trained, GCancellable *cancellable, GError **error);
  /* Optional: what brings the weights on the figure as it is after @step, so that a
   * training is seen; NULL where they are on it. (transfer full) */
  WkParams *(*watch) (const WkParams *params, guint step);
} WkTraining;

typedef struct
{
  const char *id;      /* "dense-forward" */
  const char *title;   /* marked for translation */
  const char *topic;   /* chapter, marked for translation: "Dense networks" */
  const char *summary; /* one sentence, marked for translation */
  const WkParamSpec *specs;

  /* Optional: what holds across parameters. Errors through wk_params_set_error(). */
  gboolean (*check) (const WkParams *params, GError **error);

  /* Optional: fresh numbers that can be worked by hand. @seed is any UTF-8 word; the
   * same seed gives the same values on every machine. Returns a map of values. */
  WkValue *(*vary) (const char *seed, const WkParams *params, GError **error);

  /* Calls numeric/, records all steps, answers, hints, slips. */
  WkSolution *(*solve) (WkParams *params,
                        const WkLanguage *language,
                        GCancellable *cancellable,
                        GError **error);

  /* Optional: whether solving these takes longer than a frame has time for, and so
   * belongs in a worker. Without it, the flag WK_KIND_SLOW says. */
  gboolean (*is_slow) (const WkParams *params);

  /* Pure: no state, no colours, no fonts. The sheet (title strip, working band) is
   * drawn around it by wk_figure_draw(). */
  void (*draw) (const WkSolution *solution,
                const WkView *view,
                WkSceneBuilder *builder);

  /* Words for a screen reader and the command line. (transfer full) */
  char *(*describe) (const WkSolution *solution, const WkView *view);

  /* Optional: a hit on an item plus a drag or key, to new parameters; NULL if it does
   * not fit. */
  WkParams *(*edit) (const WkSolution *solution,
                     const WkItem *item,
                     const WkEdit *edit,
                     GError **error);

  /* Optional: what is played along a parameter, such as the pixel of an output map. The
   * parameters @places on (back if negative; %G_MININT: the first); NULL beyond the
   * end, or if nothing changes. @walk_label is on
   * the button, marked for translation: "Play Map". */
  const char *walk_label;
  WkParams *(*walk) (const WkParams *params, int places);

  /* Of a kind with WK_KIND_TRAINS; else NULL. */
  const WkTraining *training;

  WkKindFlags flags;
} WkExerciseKind;

/* @kinds ends with NULL. */
const WkExerciseKind *wk_kind_find (const WkExerciseKind *const *kinds, const char *id);

/* wk_params_new() and the kind's check. */
WkParams *wk_kind_params (const WkExerciseKind *kind,
                          WkValue *values,
                          GPtrArray *problems,
                          GError **error);

/**
 * wk_kind_fit:
 * @values: a map in which the list at @path has got another length, or a table rows
 * @path: (nullable): what stays as it is
 *
 * Other vectors and matrices are made longer (with zeros) or shorter where the kind's
 * check asks for it: one more input needs one more row of weights. If nothing fits so,
 * another list may be one longer or shorter as well: one more row of weights needs one
 * more input.
 *
 * Returns: (transfer full): the parameters, or NULL with what the check said first
 */
WkParams *wk_kind_fit (const WkExerciseKind *kind,
                       WkValue *values,
                       const char *path,
                       GError **error);

G_END_DECLS
