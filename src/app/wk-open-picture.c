/* wk-open-picture.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-open-picture.h"

#include "app/wk-dialogs.h"
#include "app/wk-window-state.h"
#include "exercises/wk-kinds.h"
#include "widgets/wk-ui.h"

/* The index of the file's exercise in @deck, if it is the deck that the file is of. */
static int
find_in_deck (WkDeck *deck, const WkOrigin *origin)
{
  const WkExercise *wanted = wk_deck_get_exercise (origin->deck, origin->exercise);
  int i;

  if (deck == NULL ||
      g_strcmp0 (wk_deck_get_id (deck), wk_deck_get_id (origin->deck)) != 0)
    return -1;
  i = wk_deck_find (deck, wk_exercise_get_number (wanted));
  return i >= 0 && wk_exercise_get_kind (wk_deck_get_exercise (deck, (guint) i)) ==
                       wk_exercise_get_kind (wanted)
             ? i
             : -1;
}

/* Which of its exercises the session then has to show. */
static guint
choose_deck (WkSession *session, const WkOrigin *origin)
{
  int i = find_in_deck (wk_session_get_deck (session), origin);

  if (i < 0)
    {
      g_autoptr (WkDeck) builtin = wk_deck_load_builtin (wk_exercise_kinds, NULL);

      i = find_in_deck (builtin, origin);
      wk_session_set_deck (session, i >= 0 ? builtin : origin->deck);
    }
  return i >= 0 ? (guint) i : origin->exercise;
}

gboolean
wk_open_origin (WkSession *session, const WkOrigin *origin, GError **error)
{
  const WkExercise *exercise = wk_deck_get_exercise (origin->deck, origin->exercise);
  WkParams *params = wk_exercise_get_params (exercise);
  const char *seed = wk_exercise_get_seed (exercise);

  wk_session_set_exercise (session, choose_deck (session, origin));
  wk_session_set_language (session, origin->language);
  wk_session_set_text_scale (session, origin->text_scale);
  /* The seed stays with the numbers if it still gives them. */
  if (seed != NULL && wk_session_can_vary (session) &&
      !wk_params_equal (wk_session_get_params (session), params))
    wk_session_new_numbers (session, seed, NULL);
  if (!wk_params_equal (wk_session_get_params (session), params) &&
      !wk_session_set_params (session, params, error))
    return FALSE;
  wk_session_set_position (session, origin->position);
  return TRUE;
}

static void
read_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  WkOrigin *origin = wk_origin_load (data, wk_exercise_kinds, &error);

  if (origin != NULL)
    g_task_return_pointer (task, origin, (GDestroyNotify) wk_origin_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WkWindow *window = WK_WINDOW (source);
  WkSession *session = wk_window_get_session (window);
  WkDeck *deck = session != NULL ? wk_session_get_deck (session) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkOrigin) origin = g_task_propagate_pointer (G_TASK (result), &error);

  /* The window was closed meanwhile. */
  if (session == NULL)
    return;
  if (origin == NULL || !wk_open_origin (session, origin, &error))
    {
      wk_dialogs_deck_problems (window, g_task_get_task_data (G_TASK (result)), NULL,
                                error);
      return;
    }
  if (wk_session_get_deck (session) != deck)
    wk_window_set_deck_path (window, NULL);
  g_action_group_change_action_state (
      G_ACTION_GROUP (window), "figure-theme",
      g_variant_new_string (wk_theme_name (origin->theme)));
  g_action_group_change_action_state (
      G_ACTION_GROUP (window), "large-text",
      g_variant_new_boolean (origin->text_scale == WK_TEXT_SCALE_PROJECTOR));
}

gboolean
wk_open_picture (WkWindow *window, const char *path)
{
  g_autoptr (GTask) task = NULL;

  if (!wk_origin_is_picture (path))
    return FALSE;
  task = g_task_new (window, NULL, read_cb, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_work);
  return TRUE;
}
