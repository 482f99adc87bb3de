/* wk-session-private.h - what the files of session/ share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session/wk-session-train.h"
#include "session/wk-session.h"

G_BEGIN_DECLS

/* What help was taken for one asked value. */
typedef struct
{
  guint n_hints;
  gboolean revealed;
} WkHelp;

/* What a student gave for one set of numbers. Immutable but for the help, which sheets
 * made from each other share: a hint once read stays read, whatever is undone. */
typedef struct
{
  grefcount refs;
  GHashTable *typed; /* answer id to text */
  guint64 ticks;     /* of the checklist */
  GHashTable *help;  /* answer id to WkHelp; shared */
} WkSheet;

WkSheet *wk_sheet_new (void);
WkSheet *wk_sheet_ref (WkSheet *sheet);
void wk_sheet_unref (WkSheet *sheet);
const char *wk_sheet_get (const WkSheet *sheet, const char *id); /* or NULL */
/* What is kept of what was typed: valid, trimmed, one line of bounded length; NULL if
 * nothing. (transfer full) */
char *wk_sheet_clean (const char *typed);
gboolean wk_sheet_is_empty (const WkSheet *sheet);
/* A copy with another text; NULL takes it off. (transfer full) */
WkSheet *wk_sheet_with (const WkSheet *sheet, const char *id, const char *typed);
WkSheet *wk_sheet_with_ticks (const WkSheet *sheet, guint64 ticks);
/* What of @sheet still holds when the solution @before becomes @after: answers and help
 * for values that are asked in both and are the same. (transfer full) */
WkSheet *wk_sheet_prune (WkSheet *sheet,
                         const WkSolution *before,
                         const WkSolution *after);
gboolean wk_sheet_equal (const WkSheet *a, const WkSheet *b); /* but for the help */
WkHelp *wk_sheet_get_help (WkSheet *sheet, const char *id);   /* never NULL */

/* All that undo restores of an exercise. */
typedef struct
{
  WkParams *params;
  char *seed; /* that the numbers were drawn from, or NULL */
  WkSheet *sheet;
} WkContent;

void wk_content_clear (WkContent *content);
WkContent wk_content_copy (const WkContent *content);
gboolean wk_content_equal (const WkContent *a, const WkContent *b);

typedef struct _WkUndoStep WkUndoStep;

/* One value of the sheet, marked. */
typedef struct
{
  WkVerdict verdict;
  char *feedback;
} WkMark;

/* What is kept of an exercise while another one is shown. */
typedef struct
{
  union
  {
    WkContent content;
    struct
    {
      WkParams *params;
      char *seed;
      WkSheet *sheet;
    };
  };
  GArray *marks;        /* of WkMark, one an answer; NULL: stale */
  double position;      /* as asked for; clamped when there is a solution */
  WkSolution *solution; /* of params in the session's language, or NULL */
  GError *error;        /* why there is none */
} WkExerciseState;

struct _WkSession
{
  GObject parent_instance;

  WkDeck *deck;
  GArray *states; /* of WkExerciseState, one an exercise */
  guint exercise;
  const WkLanguage *language; /* asked for, or NULL */
  WkThemeId theme;
  WkTextScale text_scale;
  double page_width, page_height;
  gboolean playing;
  WkInk *ink;

  WkScene *scene;    /* NULL: stale */
  guint n_steps;     /* as last notified */
  GQueue undo, redo; /* of WkUndoStep, the next one first */
  gboolean may_merge;
  guint n_changes;
  WkSolution *drag; /* the solution at the press, or NULL */
  guint n_drags;
  gboolean is_dragging;
  guint generation;      /* counts solves */
  GCancellable *job;     /* of the worker, or NULL */
  WkSessionTrain *train; /* NULL as long as no one asked */
};

typedef enum
{
  WK_SESSION_PROP_0,
  WK_SESSION_PROP_DECK,
  WK_SESSION_PROP_EXERCISE,
  WK_SESSION_PROP_POSITION,
  WK_SESSION_PROP_N_STEPS,
  WK_SESSION_PROP_SCENE,
  WK_SESSION_PROP_THEME,
  WK_SESSION_PROP_TEXT_SCALE,
  WK_SESSION_PROP_PAGE_WIDTH,
  WK_SESSION_PROP_LANGUAGE,
  WK_SESSION_PROP_PLAYING,
  WK_SESSION_PROP_BUSY,
  WK_SESSION_PROP_PARAMS,
  WK_SESSION_PROP_SOLUTION,
  WK_SESSION_PROP_SEED,
  WK_SESSION_PROP_UNDO_NAME,
  WK_SESSION_PROP_REDO_NAME,
  WK_SESSION_N_PROPS
} WkSessionProp;

void wk_session_notify (WkSession *session, WkSessionProp prop);
/* The scene is stale. */
void wk_session_scene_changed (WkSession *session);
WkExerciseState *wk_session_get_state (WkSession *session, guint i); /* or NULL */
WkExerciseState *wk_session_get_current_state (WkSession *session);  /* or NULL */
void wk_exercise_state_clear (gpointer state);
void wk_exercise_state_forget_solution (WkExerciseState *state);
/* Sees to it that the current exercise has a solution, a reason or a worker. */
void wk_session_solve (WkSession *session);
void wk_session_stop_worker (WkSession *session);

/* What is asked, typed or marked changed in the current exercise. */
void wk_session_answers_changed (WkSession *session);
void wk_session_attempted (WkSession *session, const WkAttempt *attempt);
void wk_exercise_state_forget_marks (WkExerciseState *state);

/* Undo. A change of content is made between these two: the first returns what there was
 * in every exercise, the second compares, notes what changed as one step, tells and
 * solves. @name and @merge_key as in wk_session_change(). */
GArray *wk_session_begin_change (WkSession *session); /* of WkContent */
gboolean wk_session_end_change (WkSession *session,
                                GArray *before,
                                const char *name,
                                const char *merge_key);
void wk_session_forget_changes (WkSession *session);
/* @params for the current exercise, as if the step of undo with this key had led there
 * and the changes since been made after it. FALSE if there is no such step. */
gboolean wk_session_amend (WkSession *session, WkParams *params, const char *merge_key);
/* Ends it for good; waits for the minibatch it is at. */
void wk_session_end_train (WkSession *session);
/* All exercises were given other content: exercise @i is shown, everything is told. */
void wk_session_restored (WkSession *session, guint i, const WkLanguage *language);
/* Gives the current exercise @params (taken) and merges into the others of the group.
 * Answers
 * and seed, which no longer belong to the numbers, are taken off. Does not solve. */
void wk_session_put_params (WkSession *session, WkParams *params);
/* "Set Input 2 to 3", in the window's language. (transfer full) */
char *wk_session_name_change (const WkExerciseKind *kind,
                              WkParams *before,
                              WkParams *after);

typedef void (*WkSolved) (gpointer user_data, WkSolution *solution, GError *error);

/* Solves on the calling thread. */
WkSolution *wk_session_solve_now (const WkExerciseKind *kind,
                                  WkParams *params,
                                  const WkLanguage *language,
                                  GCancellable *cancellable,
                                  GError **error);

/* Whether that belongs in a worker. */
gboolean wk_session_is_slow (const WkExerciseKind *kind, const WkParams *params);

/* Solves in a worker. @solved is called in the caller's main context with a new
 * solution or an error (both given away), or not at all when cancelled. */
void wk_session_solve_later (const WkExerciseKind *kind,
                             WkParams *params,
                             const WkLanguage *language,
                             GCancellable *cancellable,
                             WkSolved solved,
                             gpointer user_data,
                             GDestroyNotify destroy);

/* @theirs with what changed from @before to @after, where they had the same.
 * (transfer full) */
WkValue *wk_value_merge (WkValue *theirs, WkValue *before, WkValue *after);
/* TRUE if both take their parameters, directly or not, from the same exercise. */
gboolean wk_session_in_group (WkDeck *deck, guint a, guint b);

G_END_DECLS
