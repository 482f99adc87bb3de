/* wk-session-params.c - new parameters, for the exercise and its group
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

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
      if (params == NULL || wk_params_equal (params, state->params))
        continue;
      wk_params_unref (state->params);
      state->params = g_steal_pointer (&params);
      wk_exercise_state_forget_solution (state);
    }
}

gboolean
wk_session_set_params (WkSession *self, WkParams *params, GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self) && params != NULL, FALSE);

  WkExerciseState *state = wk_session_get_current_state (self);
  g_autoptr (WkParams) before = NULL;
  g_autoptr (WkParams) checked = NULL;

  if (state == NULL)
    {
      g_set_error_literal (error, WK_SESSION_ERROR, WK_SESSION_ERROR_NONE_OPEN,
                           _L (self->language, "No exercise is open."));
      return FALSE;
    }
  checked = wk_kind_params (kind_at (self, self->exercise),
                            wk_params_get_values (params), NULL, error);
  if (checked == NULL)
    return FALSE;
  if (wk_params_equal (checked, state->params))
    return TRUE;

  g_object_freeze_notify (G_OBJECT (self));
  before = g_steal_pointer (&state->params);
  state->params = g_steal_pointer (&checked);
  wk_exercise_state_forget_solution (state);
  change_group (self, wk_params_get_values (before),
                wk_params_get_values (state->params));
  wk_session_solve (self);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
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
    {
      g_set_error_literal (error, WK_SESSION_ERROR, WK_SESSION_ERROR_NONE_OPEN,
                           _L (self->language, "No exercise is open."));
      return FALSE;
    }
  changed = wk_params_with (params, path, value, error);
  return changed != NULL && wk_session_set_params (self, changed, error);
}
