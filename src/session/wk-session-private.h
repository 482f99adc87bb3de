/* wk-session-private.h - what the files of session/ share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session/wk-session.h"

G_BEGIN_DECLS

/* What is kept of an exercise while another one is shown. */
typedef struct
{
  WkParams *params;
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

  WkScene *scene;    /* NULL: stale */
  guint n_steps;     /* as last notified */
  guint generation;  /* counts solves */
  GCancellable *job; /* of the worker, or NULL */
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

typedef void (*WkSolved) (gpointer user_data, WkSolution *solution, GError *error);

/* Solves on the calling thread. */
WkSolution *wk_session_solve_now (const WkExerciseKind *kind,
                                  WkParams *params,
                                  const WkLanguage *language,
                                  GCancellable *cancellable,
                                  GError **error);

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
