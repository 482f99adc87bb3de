/* wk-present-ask.c - what is asked does not show by accident
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At the question nothing computed is to be seen as long as an answer is open. A step
 * that shows such a value is therefore announced first: the lecturer asks, the class
 * answers, the second press shows it.
 */
#include "config.h"

#include <math.h>

#include "app/wk-present-private.h"
#include "widgets/wk-ui.h"

/* How far an exercise has been shown with these numbers. */
typedef struct
{
  WkSolution *solution;
  guint step;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  wk_solution_unref (shown->solution);
  g_free (shown);
}

void
wk_present_ask_init (WkPresent *self)
{
  self->shown = g_hash_table_new_full (NULL, NULL, NULL, shown_free);
}

void
wk_present_ask_clear (WkPresent *self)
{
  g_hash_table_remove_all (self->shown);
}

static guint
get_shown (WkPresent *self)
{
  gpointer key = GUINT_TO_POINTER (wk_session_get_exercise (self->session));
  const Shown *shown = g_hash_table_lookup (self->shown, key);

  return shown != NULL && shown->solution == wk_session_get_solution (self->session)
             ? shown->step
             : 0;
}

gboolean
wk_present_was_shown (WkPresent *self, guint exercise)
{
  return g_hash_table_contains (self->shown, GUINT_TO_POINTER (exercise));
}

static void
set_shown (WkPresent *self, guint step)
{
  gpointer key = GUINT_TO_POINTER (wk_session_get_exercise (self->session));
  WkSolution *solution = wk_session_get_solution (self->session);
  Shown *shown;

  if (solution == NULL || step <= get_shown (self))
    return;
  shown = g_new0 (Shown, 1);
  shown->solution = wk_solution_ref (solution);
  shown->step = step;
  g_hash_table_replace (self->shown, key, shown);
}

void
wk_present_note_shown (WkPresent *self)
{
  set_shown (self, (guint) floor (wk_session_get_position (self->session) + 1e-9));
}

/* Values on the way count only where nothing else is asked. */
static gboolean
counts (WkPresent *self, const WkAnswer *answer)
{
  WkAnswerState state;

  if (!answer->aside)
    return TRUE;
  for (guint i = 0; wk_session_get_answer_at (self->session, i, &state); i++)
    if (!state.answer->aside)
      return FALSE;
  return TRUE;
}

static gboolean
is_open (WkPresent *self, const WkAnswer *answer, guint low, guint high)
{
  return answer->step > low && answer->step <= high && counts (self, answer) &&
         wk_session_is_answer_open (self->session, answer->id);
}

/* The first step after @low, up to @high, that shows what is asked; 0: none. */
static guint
find_asked (WkPresent *self, guint low, guint high)
{
  guint first = 0;
  WkAnswerState state;

  if (self->choices.at_once)
    return 0;
  low = MAX (low, get_shown (self));
  for (guint i = 0; wk_session_get_answer_at (self->session, i, &state); i++)
    if (is_open (self, state.answer, low, high) &&
        (first == 0 || state.answer->step < first))
      first = state.answer->step;
  return first;
}

/* "\hat y = {?}": all that @step shows. (transfer full) */
static char *
make_formula (WkPresent *self, guint step)
{
  GString *formula = g_string_new (NULL);
  WkAnswerState state;

  for (guint i = 0; wk_session_get_answer_at (self->session, i, &state); i++)
    if (is_open (self, state.answer, step - 1, step) && state.answer->symbol != NULL)
      g_string_append_printf (formula, "%s%s = \\text{?}",
                              formula->len > 0 ? ",\\quad " : "", state.answer->symbol);
  return g_string_free (formula, formula->len == 0);
}

gboolean
wk_present_may_go (WkPresent *self, WkWait wait, guint step)
{
  guint position = (guint) floor (wk_session_get_position (self->session));
  guint low = wait == WK_WAIT_STEP ? step - 1 : position;
  guint asked = find_asked (self, low, step);
  g_autofree char *formula = NULL;

  if (asked == 0 || (self->wait == wait && self->wait_step == step))
    {
      wk_present_stop_waiting (self);
      set_shown (self, step);
      return TRUE;
    }
  self->wait = wait;
  self->wait_step = step;
  formula = wait == WK_WAIT_STEP ? make_formula (self, step) : NULL;
  wk_audience_set_prompt (WK_AUDIENCE (self->audience), formula,
                          wait == WK_WAIT_STEP
                              ? _ ("Forward again shows it")
                              : _ ("End again shows all that is asked"));
  wk_present_update_status (self);
  return FALSE;
}

void
wk_present_stop_waiting (WkPresent *self)
{
  if (self->wait == WK_WAIT_NONE)
    return;
  self->wait = WK_WAIT_NONE;
  wk_audience_set_prompt (WK_AUDIENCE (self->audience), NULL, NULL);
  wk_present_update_status (self);
}

void
wk_present_limit_playing (WkPresent *self)
{
  guint n_steps = wk_session_get_n_steps (self->session);
  guint asked = find_asked (self, wk_player_get_target (self->player), n_steps);

  wk_player_set_limit (self->player, asked > 0 ? asked - 1 : G_MAXUINT);
}

/* Another exercise would come where someone left it, or this lecture with other
 * numbers: neither was confirmed. Told as one change, or it would count as shown. */
void
wk_present_undo (WkPresent *present, gboolean again)
{
  WkSession *session;
  guint before;

  g_return_if_fail (WK_IS_PRESENT (present) && present->running);

  session = present->session;
  before = wk_session_get_exercise (session);
  g_object_freeze_notify (G_OBJECT (session));
  if (again)
    wk_session_redo (session);
  else
    wk_session_undo (session);
  if (wk_session_get_exercise (session) != before)
    wk_session_set_position (session, 0);
  g_object_thaw_notify (G_OBJECT (session));
}
