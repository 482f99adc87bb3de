/* wk-session-state.c - the current exercise: solution, position, parameters
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "session/wk-session-private.h"
#include "session/wk-state.h"

void
wk_exercise_state_clear (gpointer data)
{
  WkExerciseState *state = data;

  wk_content_clear (&state->content);
  wk_exercise_state_forget_solution (state);
}

WkExerciseState *
wk_session_get_state (WkSession *self, guint i)
{
  return i < self->states->len ? &g_array_index (self->states, WkExerciseState, i)
                               : NULL;
}

WkExerciseState *
wk_session_get_current_state (WkSession *self)
{
  return wk_session_get_state (self, self->exercise);
}

void
wk_session_stop_worker (WkSession *self)
{
  if (self->job == NULL)
    return;
  g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  self->generation++;
  wk_session_notify (self, WK_SESSION_PROP_BUSY);
}

/* Tells what a new solution, or none, changed. */
static void
solution_changed (WkSession *self)
{
  WkExerciseState *state = wk_session_get_current_state (self);
  guint n_steps = wk_session_get_n_steps (self);

  if (state != NULL && state->solution != NULL && state->position > n_steps)
    {
      state->position = n_steps;
      wk_session_notify (self, WK_SESSION_PROP_POSITION);
    }
  if (n_steps != self->n_steps)
    {
      self->n_steps = n_steps;
      wk_session_notify (self, WK_SESSION_PROP_N_STEPS);
    }
  wk_session_notify (self, WK_SESSION_PROP_SOLUTION);
  wk_session_scene_changed (self);
  wk_session_answers_changed (self);
}

typedef struct
{
  GWeakRef session;
  guint generation;
} Waiting;

static void
free_waiting (gpointer data)
{
  Waiting *waiting = data;

  g_weak_ref_clear (&waiting->session);
  g_free (waiting);
}

static void
solved_later (gpointer data, WkSolution *solution, GError *error)
{
  Waiting *waiting = data;
  g_autoptr (WkSession) self = g_weak_ref_get (&waiting->session);
  WkExerciseState *state = self != NULL ? wk_session_get_current_state (self) : NULL;

  if (state == NULL || waiting->generation != self->generation)
    {
      g_clear_pointer (&solution, wk_solution_unref);
      g_clear_error (&error);
      return;
    }
  wk_exercise_state_forget_solution (state);
  state->solution = solution;
  state->error = error;
  g_clear_object (&self->job);
  wk_session_notify (self, WK_SESSION_PROP_BUSY);
  solution_changed (self);
}

static void
start_worker (WkSession *self, const WkExerciseKind *kind, WkParams *params)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->session, self);
  waiting->generation = ++self->generation;
  self->job = g_cancellable_new ();
  wk_session_solve_later (kind, params, wk_session_get_language (self), self->job,
                          solved_later, waiting, free_waiting);
  wk_session_notify (self, WK_SESSION_PROP_BUSY);
}

/* Sees to it that the current exercise has a solution, a reason or a worker. */
void
wk_session_solve (WkSession *self)
{
  WkExerciseState *state = wk_session_get_current_state (self);
  const WkExerciseKind *kind;

  wk_session_stop_worker (self);
  if (state != NULL && state->solution == NULL && state->error == NULL)
    {
      kind = wk_exercise_get_kind (wk_session_get_current (self));
      if (wk_session_is_slow (kind, state->params))
        start_worker (self, kind, state->params);
      else
        state->solution = wk_session_solve_now (
            kind, state->params, wk_session_get_language (self), NULL, &state->error);
    }
  solution_changed (self);
}

void
wk_exercise_state_forget_solution (WkExerciseState *state)
{
  g_clear_pointer (&state->solution, wk_solution_unref);
  g_clear_error (&state->error);
  wk_exercise_state_forget_marks (state);
}

WkSolution *
wk_session_get_solution (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExerciseState *state = wk_session_get_current_state (self);
  return state != NULL ? state->solution : NULL;
}

const GError *
wk_session_get_error (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExerciseState *state = wk_session_get_current_state (self);
  return state != NULL ? state->error : NULL;
}

gboolean
wk_session_is_busy (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  return self->job != NULL;
}

guint
wk_session_get_n_steps (WkSession *self)
{
  const WkSolution *solution = wk_session_get_solution (self);

  return solution != NULL ? wk_solution_get_n_steps (solution) : 0;
}

WkDeck *
wk_session_get_deck (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  return self->deck;
}

static void
tell_all (WkSession *self)
{
  static const WkSessionProp props[] = {
    WK_SESSION_PROP_LANGUAGE,  WK_SESSION_PROP_EXERCISE, WK_SESSION_PROP_POSITION,
    WK_SESSION_PROP_PARAMS,    WK_SESSION_PROP_SEED,     WK_SESSION_PROP_UNDO_NAME,
    WK_SESSION_PROP_REDO_NAME,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (props); i++)
    wk_session_notify (self, props[i]);
}

void
wk_session_set_deck (WkSession *self, WkDeck *deck)
{
  g_return_if_fail (WK_IS_SESSION (self));

  if (deck == self->deck)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  wk_session_stop_worker (self);
  wk_session_forget_changes (self);
  g_array_set_size (self->states, 0);
  wk_ink_forget (self->ink);
  g_clear_pointer (&self->deck, wk_deck_unref);
  self->deck = deck != NULL ? wk_deck_ref (deck) : NULL;
  self->language = NULL;
  self->exercise = 0;
  for (guint i = 0; deck != NULL && i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);
      WkExerciseState state = { 0 };

      state.params = wk_params_ref (wk_exercise_get_params (exercise));
      state.seed = g_strdup (wk_exercise_get_seed (exercise));
      state.sheet = wk_sheet_new ();
      g_array_append_val (self->states, state);
    }
  wk_session_notify (self, WK_SESSION_PROP_DECK);
  tell_all (self);
  wk_session_set_playing (self, FALSE);
  wk_session_solve (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
wk_session_restored (WkSession *self, guint i, const WkLanguage *language)
{
  g_object_freeze_notify (G_OBJECT (self));
  wk_session_stop_worker (self);
  wk_session_forget_changes (self);
  self->exercise = self->states->len > 0 ? MIN (i, self->states->len - 1) : 0;
  if (language != NULL && language != wk_session_get_language (self))
    {
      self->language = language;
      for (guint k = 0; k < self->states->len; k++)
        wk_exercise_state_forget_solution (wk_session_get_state (self, k));
    }
  tell_all (self);
  wk_session_set_playing (self, FALSE);
  wk_session_solve (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
wk_session_replace_deck (WkSession *self, WkDeck *deck)
{
  g_return_if_fail (WK_IS_SESSION (self) && deck != NULL);

  g_autoptr (WkState) state = wk_state_new ();

  wk_state_store (state, self);
  g_object_freeze_notify (G_OBJECT (self));
  wk_session_set_deck (self, deck);
  wk_state_restore (state, self);
  g_object_thaw_notify (G_OBJECT (self));
}

guint
wk_session_get_exercise (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), 0);

  return self->exercise;
}

const WkExercise *
wk_session_get_current (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  return self->exercise < self->states->len
             ? wk_deck_get_exercise (self->deck, self->exercise)
             : NULL;
}

void
wk_session_set_exercise (WkSession *self, guint i)
{
  g_return_if_fail (WK_IS_SESSION (self));

  double before = wk_session_get_position (self);

  i = self->states->len > 0 ? MIN (i, self->states->len - 1) : 0;
  if (i == self->exercise)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  wk_session_end_drag (self, TRUE);
  self->exercise = i;
  wk_session_notify (self, WK_SESSION_PROP_EXERCISE);
  wk_session_notify (self, WK_SESSION_PROP_PARAMS);
  wk_session_notify (self, WK_SESSION_PROP_SEED);
  wk_session_set_playing (self, FALSE);
  wk_session_solve (self);
  if (wk_session_get_position (self) != before)
    wk_session_notify (self, WK_SESSION_PROP_POSITION);
  g_object_thaw_notify (G_OBJECT (self));
}

double
wk_session_get_position (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), 0);

  const WkExerciseState *state = wk_session_get_current_state (self);
  return state != NULL && state->solution != NULL ? state->position : 0;
}

void
wk_session_set_position (WkSession *self, double position)
{
  g_return_if_fail (WK_IS_SESSION (self));

  WkExerciseState *state = wk_session_get_current_state (self);

  if (state == NULL || isnan (position))
    return;
  if (state->solution == NULL)
    {
      /* Kept for when the worker is done. */
      if (self->job != NULL)
        state->position = MAX (position, 0);
      return;
    }
  position = CLAMP (position, 0, (double) wk_session_get_n_steps (self));
  if (position == state->position)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  state->position = position;
  wk_session_notify (self, WK_SESSION_PROP_POSITION);
  wk_session_scene_changed (self);
  g_object_thaw_notify (G_OBJECT (self));
}

double
wk_session_get_stop (WkSession *self, int direction)
{
  /* Frames that add up to "2" may end a hair beside it. */
  const double hair = 1e-6;
  double position = wk_session_get_position (self);
  double stop = direction < 0 ? ceil (position - hair) + direction
                              : floor (position + hair) + direction;

  return CLAMP (stop, 0, (double) wk_session_get_n_steps (self));
}

gboolean
wk_session_step (WkSession *self, int direction)
{
  double before = wk_session_get_position (self);

  wk_session_set_position (self, wk_session_get_stop (self, direction));
  return wk_session_get_position (self) != before;
}
