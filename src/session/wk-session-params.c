/* wk-session-params.c - new parameters, for the exercise and its group
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-message-private.h"
#include "session/wk-session-private.h"

WkParams *
wk_session_get_params (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExerciseState *state = wk_session_get_current_state (self);
  return state != NULL ? state->params : NULL;
}

static const WkExerciseKind *
kind_at (WkSession *self, guint i)
{
  return wk_exercise_get_kind (wk_deck_get_exercise (self->deck, i));
}

/* Hidden parameters are picks, and some that the panel shows: another asked weight, a
 * place in the picture, what the figure shows beside. They leave the numbers what they
 * are. */
static gboolean
only_picks_differ (WkParams *a, WkParams *b)
{
  for (const WkParamSpec *spec = wk_params_get_specs (a); spec->key != NULL; spec++)
    {
      const WkValue *one = wk_params_get_value (a, spec->key);
      const WkValue *other = wk_params_get_value (b, spec->key);

      if (!spec->hidden && !spec->pick && one != other &&
          (one == NULL || other == NULL || !wk_value_equal (one, other)))
        return FALSE;
    }
  return TRUE;
}

/* A pick may ask for another value under the same id: what was given for the old one is
 * taken off. Solves, which whoever shows the exercise would do at once anyway; where
 * that takes long, as with a model that nobody looked at yet, all that was typed stays,
 * unmarked. */
static void
prune (WkSession *self,
       const WkExerciseKind *kind,
       WkExerciseState *state,
       WkParams *params)
{
  g_autoptr (WkSolution) before =
      state->solution != NULL ? wk_solution_ref (state->solution) : NULL;
  g_autoptr (GError) error = NULL;
  WkSolution *after = NULL;
  WkSheet *sheet;

  if (kind->is_slow != NULL && kind->is_slow (params))
    {
      wk_exercise_state_forget_solution (state);
      return;
    }
  if (before != NULL && (kind->flags & WK_KIND_SLOW) == 0)
    after = wk_session_solve_now (kind, params, wk_session_get_language (self), NULL,
                                  &error);
  sheet = wk_sheet_prune (state->sheet, before, after);
  wk_sheet_unref (state->sheet);
  state->sheet = sheet;
  wk_exercise_state_forget_solution (state);
  state->solution = after;
}

/* Takes @params. */
static void
put (WkSession *self, guint i, WkParams *params)
{
  WkExerciseState *state = wk_session_get_state (self, i);

  if (!only_picks_differ (state->params, params))
    {
      g_clear_pointer (&state->seed, g_free);
      wk_sheet_unref (state->sheet);
      state->sheet = wk_sheet_new ();
      wk_exercise_state_forget_solution (state);
    }
  else
    prune (self, kind_at (self, i), state, params);
  wk_params_unref (state->params);
  state->params = params;
}

/* An exercise of the group that cannot follow keeps what it has. */
static void
change_group (WkSession *self, WkValue *before, WkValue *after)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      WkExerciseState *state = wk_session_get_state (self, i);
      g_autoptr (WkValue) merged = NULL;
      g_autoptr (WkParams) params = NULL;

      if (i == self->exercise || !wk_session_in_group (self->deck, i, self->exercise))
        continue;
      merged = wk_value_merge (wk_params_get_values (state->params), before, after);
      params = wk_kind_params (kind_at (self, i), merged, NULL, NULL);
      if (params != NULL && !wk_params_equal (params, state->params))
        put (self, i, g_steal_pointer (&params));
    }
}

void
wk_session_put_params (WkSession *self, WkParams *params)
{
  WkExerciseState *state = wk_session_get_current_state (self);
  g_autoptr (WkParams) before = wk_params_ref (state->params);

  put (self, self->exercise, params);
  change_group (self, wk_params_get_values (before), wk_params_get_values (params));
}

static gboolean
fail_none_open (GError **error)
{
  g_set_error_literal (error, WK_SESSION_ERROR, WK_SESSION_ERROR_NONE_OPEN,
                       _ ("No exercise is open."));
  return FALSE;
}

gboolean
wk_session_change (WkSession *self,
                   WkParams *params,
                   const char *name,
                   const char *merge_key,
                   GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self) && params != NULL, FALSE);

  const WkExerciseState *state = wk_session_get_current_state (self);
  g_autoptr (WkParams) checked = NULL;
  g_autofree char *told = NULL;
  GArray *before;

  if (state == NULL)
    return fail_none_open (error);
  checked = wk_kind_params (kind_at (self, self->exercise),
                            wk_params_get_values (params), NULL, error);
  if (checked == NULL)
    return FALSE;
  if (wk_params_equal (checked, state->params))
    return TRUE;
  if (name == NULL)
    name = told =
        wk_session_name_change (kind_at (self, self->exercise), state->params, checked);
  before = wk_session_begin_change (self);
  wk_session_put_params (self, g_steal_pointer (&checked));
  wk_session_end_change (self, before, name, merge_key);
  return TRUE;
}

gboolean
wk_session_set_params (WkSession *self, WkParams *params, GError **error)
{
  return wk_session_change (self, params, NULL, NULL, error);
}

gboolean
wk_session_set_parameter (WkSession *self,
                          const char *path,
                          WkValue *value,
                          GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self) && path != NULL && value != NULL, FALSE);

  WkParams *params = wk_session_get_params (self);
  g_autoptr (WkParams) changed = NULL;

  if (params == NULL)
    return fail_none_open (error);
  changed = wk_params_with (params, path, value, error);
  return changed != NULL && wk_session_set_params (self, changed, error);
}

WkParams *
wk_session_get_deck_params (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExercise *exercise = wk_session_get_current (self);
  return exercise != NULL ? wk_exercise_get_params (exercise) : NULL;
}
