/* wk-session-answers.c - what is asked, what was answered, what help was taken
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kept is only what was typed. It is marked when someone asks, against the solution
 * there is then, so that marks follow undo, language and picks by themselves.
 */
#include "config.h"

#include <string.h>

#include "model/wk-message-private.h"
#include "session/wk-session-private.h"

#define MAX_POINTS 64
#define N_HINTS 3

static void
clear_mark (gpointer data)
{
  g_free (((WkMark *) data)->feedback);
}

void
wk_exercise_state_forget_marks (WkExerciseState *state)
{
  g_clear_pointer (&state->marks, g_array_unref);
}

/* Marks all that was typed: one answer may follow from another. */
static const WkMark *
get_mark (WkExerciseState *state, guint i)
{
  guint n = wk_solution_get_n_answers (state->solution);
  g_autofree const char **typed = NULL;

  if (state->marks == NULL)
    {
      typed = g_new0 (const char *, n + 1);
      state->marks = g_array_sized_new (FALSE, TRUE, sizeof (WkMark), n);
      g_array_set_clear_func (state->marks, clear_mark);
      for (guint k = 0; k < n; k++)
        typed[k] = wk_sheet_get (state->sheet,
                                 wk_solution_get_answer (state->solution, k)->id);
      for (guint k = 0; k < n; k++)
        {
          WkMark mark = { WK_VERDICT_UNREADABLE, NULL };

          if (typed[k] != NULL)
            mark.verdict =
                wk_solution_mark (state->solution, k, typed[k], typed, &mark.feedback);
          g_array_append_val (state->marks, mark);
        }
    }
  return &g_array_index (state->marks, WkMark, i);
}

static WkExerciseState *
solved_state (WkSession *self)
{
  WkExerciseState *state = wk_session_get_current_state (self);

  return state != NULL && state->solution != NULL ? state : NULL;
}

/* -1 if nothing with that id is asked. */
static int
find (WkExerciseState *state, const char *id)
{
  guint n = state != NULL ? wk_solution_get_n_answers (state->solution) : 0;

  for (guint i = 0; id != NULL && i < n; i++)
    if (strcmp (wk_solution_get_answer (state->solution, i)->id, id) == 0)
      return (int) i;
  return -1;
}

guint
wk_session_get_n_answers (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), 0);

  const WkExerciseState *state = solved_state (self);
  return state != NULL ? wk_solution_get_n_answers (state->solution) : 0;
}

gboolean
wk_session_get_answer_at (WkSession *self, guint i, WkAnswerState *out)
{
  g_return_val_if_fail (WK_IS_SESSION (self) && out != NULL, FALSE);

  WkExerciseState *state = solved_state (self);
  const WkMark *mark;
  const WkHelp *help;

  *out = (WkAnswerState){ .verdict = WK_VERDICT_UNREADABLE };
  if (i >= wk_session_get_n_answers (self))
    return FALSE;
  out->answer = wk_solution_get_answer (state->solution, i);
  out->typed = wk_sheet_get (state->sheet, out->answer->id);
  mark = get_mark (state, i);
  out->verdict = mark->verdict;
  out->feedback = mark->feedback;
  help = wk_sheet_get_help (state->sheet, out->answer->id);
  out->n_hints = help->n_hints;
  out->revealed = help->revealed;
  return TRUE;
}

gboolean
wk_session_get_answer (WkSession *self, const char *id, WkAnswerState *out)
{
  g_return_val_if_fail (WK_IS_SESSION (self) && out != NULL, FALSE);

  int i = find (solved_state (self), id);

  return wk_session_get_answer_at (self, i >= 0 ? (guint) i : G_MAXUINT, out);
}

const WkAnswer *
wk_session_find_blank (WkSession *self, const char *item_id)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  guint n = wk_session_get_n_answers (self);

  for (guint i = 0; item_id != NULL && i < n; i++)
    {
      const WkAnswer *answer =
          wk_solution_get_answer (wk_session_get_solution (self), i);

      if (g_strcmp0 (answer->item, item_id) == 0)
        return answer;
    }
  return NULL;
}

gboolean
wk_session_is_answer_open (WkSession *self, const char *id)
{
  WkAnswerState state;

  return wk_session_get_answer (self, id, &state) && !state.revealed &&
         !(state.typed != NULL && state.verdict == WK_VERDICT_RIGHT) &&
         wk_session_get_position (self) < state.answer->step;
}

gboolean
wk_session_is_done (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  guint n = wk_session_get_n_answers (self);
  guint n_points = wk_session_get_n_points (self);
  guint n_needed = 0;
  WkAnswerState state;

  for (guint i = 0; i < n; i++)
    n_needed +=
        !wk_solution_get_answer (wk_session_get_solution (self), i)->aside ? 1 : 0;
  for (guint i = 0; i < n; i++)
    {
      wk_session_get_answer_at (self, i, &state);
      if ((n_needed == 0 || !state.answer->aside) &&
          (state.revealed || state.typed == NULL || state.verdict != WK_VERDICT_RIGHT))
        return FALSE;
    }
  for (guint i = 0; n == 0 && i < n_points; i++)
    if (!wk_session_get_tick (self, i))
      return FALSE;
  return n > 0 || n_points > 0;
}

/* --- attempts --- */

static void
tell_attempt (WkSession *self, WkAttempt *attempt)
{
  const WkExerciseState *state = wk_session_get_current_state (self);
  g_autofree char *parameters = wk_value_to_text (wk_params_get_values (state->params));

  attempt->deck = wk_deck_get_id (self->deck);
  attempt->exercise = wk_exercise_get_number (wk_session_get_current (self));
  attempt->seed = state->seed;
  attempt->parameters = parameters;
  attempt->done = wk_session_is_done (self);
  attempt->when = g_get_real_time () / G_USEC_PER_SEC;
  wk_session_attempted (self, attempt);
}

static void
tell_answer_attempt (WkSession *self, guint i)
{
  WkAttempt attempt = { NULL };
  WkAnswerState state;

  wk_session_get_answer_at (self, i, &state);
  if (state.typed != NULL && state.verdict == WK_VERDICT_UNREADABLE)
    return;
  attempt.answer = state.answer->id;
  attempt.symbol = state.answer->symbol;
  attempt.typed = state.typed;
  attempt.verdict = state.typed != NULL ? state.verdict : WK_VERDICT_WRONG;
  attempt.slip = attempt.verdict == WK_VERDICT_SLIP ? state.feedback : NULL;
  attempt.n_hints = state.n_hints;
  attempt.revealed = state.revealed;
  tell_attempt (self, &attempt);
}

/* --- answering --- */

/* Takes @sheet. */
static gboolean
put_sheet (WkSession *self, WkSheet *sheet, const char *name)
{
  WkExerciseState *state = wk_session_get_current_state (self);
  GArray *before;

  if (wk_sheet_equal (sheet, state->sheet))
    {
      wk_sheet_unref (sheet);
      return FALSE;
    }
  before = wk_session_begin_change (self);
  wk_sheet_unref (state->sheet);
  state->sheet = sheet;
  wk_exercise_state_forget_marks (state);
  return wk_session_end_change (self, before, name, NULL);
}

gboolean
wk_session_set_answer (WkSession *self, const char *id, const char *typed)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  WkExerciseState *state = solved_state (self);
  int i = find (state, id);
  g_autofree char *clean = wk_sheet_clean (typed);
  g_autofree char *name = NULL;

  if (i < 0)
    return FALSE;
  name = clean != NULL ? g_strdup_printf (_ ("Answer “%s”"), clean)
                       : g_strdup (_ ("Clear Answer"));
  if (put_sheet (self, wk_sheet_with (state->sheet, id, clean), name) && clean != NULL)
    tell_answer_attempt (self, (guint) i);
  return TRUE;
}

const char *
wk_session_show_hint (WkSession *self, const char *id)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  WkExerciseState *state = solved_state (self);
  int i = find (state, id);
  const WkAnswer *answer;
  WkHelp *help;

  if (i < 0)
    return NULL;
  answer = wk_solution_get_answer (state->solution, (guint) i);
  help = wk_sheet_get_help (state->sheet, id);
  if (help->n_hints >= N_HINTS || answer->hints[help->n_hints] == NULL)
    return NULL;
  help->n_hints++;
  wk_session_answers_changed (self);
  return answer->hints[help->n_hints - 1];
}

void
wk_session_reveal (WkSession *self, const char *id)
{
  g_return_if_fail (WK_IS_SESSION (self));

  WkExerciseState *state = solved_state (self);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < wk_session_get_n_answers (self); i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (state->solution, i);
      WkHelp *help = wk_sheet_get_help (state->sheet, answer->id);

      if (help->revealed || (id != NULL && strcmp (answer->id, id) != 0))
        continue;
      help->revealed = TRUE;
      g_array_append_val (shown, i);
    }
  if (shown->len == 0)
    return;
  wk_session_answers_changed (self);
  for (guint k = 0; k < shown->len; k++)
    {
      guint i = g_array_index (shown, guint, k);
      WkAnswerState answer;

      /* What was already answered has its attempt. */
      if (wk_session_get_answer_at (self, i, &answer) && answer.typed == NULL)
        tell_answer_attempt (self, i);
    }
}

/* --- checklists --- */

static const char **
deck_points (WkSession *self)
{
  const WkExercise *exercise = wk_session_get_current (self);

  return exercise != NULL
             ? wk_exercise_dup_points (exercise, wk_session_get_language (self))
             : NULL;
}

guint
wk_session_get_n_points (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), 0);

  const WkExerciseState *state = solved_state (self);
  guint n = state != NULL ? wk_solution_get_n_points (state->solution) : 0;
  g_autofree const char **points = n == 0 ? deck_points (self) : NULL;

  if (points != NULL)
    n = g_strv_length ((char **) points);
  return MIN (n, MAX_POINTS);
}

const char *
wk_session_get_point (WkSession *self, guint i)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExerciseState *state = solved_state (self);
  g_autofree const char **points = NULL;

  if (i >= wk_session_get_n_points (self))
    return NULL;
  if (state != NULL && wk_solution_get_n_points (state->solution) > 0)
    return wk_solution_get_point (state->solution, i);
  points = deck_points (self);
  return points[i];
}

/* Among the help for answers; no answer has this id. */
#define POINTS_HELP " points"

gboolean
wk_session_are_points_shown (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  const WkExerciseState *state = wk_session_get_current_state (self);
  return state != NULL && wk_sheet_get_help (state->sheet, POINTS_HELP)->revealed;
}

void
wk_session_show_points (WkSession *self)
{
  g_return_if_fail (WK_IS_SESSION (self));

  const WkExerciseState *state = wk_session_get_current_state (self);

  if (wk_session_get_n_points (self) == 0 || wk_session_are_points_shown (self))
    return;
  wk_sheet_get_help (state->sheet, POINTS_HELP)->revealed = TRUE;
  wk_session_answers_changed (self);
}

gboolean
wk_session_get_tick (WkSession *self, guint i)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  const WkExerciseState *state = wk_session_get_current_state (self);
  return state != NULL && i < MAX_POINTS && (state->sheet->ticks >> i) & 1;
}

void
wk_session_set_tick (WkSession *self, guint i, gboolean ticked)
{
  g_return_if_fail (WK_IS_SESSION (self));

  const WkExerciseState *state = wk_session_get_current_state (self);
  guint64 bit = G_GUINT64_CONSTANT (1) << (i & 63);
  guint64 ticks;

  if (i >= wk_session_get_n_points (self))
    return;
  ticks = ticked ? state->sheet->ticks | bit : state->sheet->ticks & ~bit;
  if (put_sheet (self, wk_sheet_with_ticks (state->sheet, ticks),
                 ticked ? _ ("Tick a Point") : _ ("Untick a Point")) &&
      wk_session_get_n_answers (self) == 0 && wk_session_is_done (self))
    {
      WkAttempt attempt = { .answer = "points", .verdict = WK_VERDICT_RIGHT };

      tell_attempt (self, &attempt);
    }
}
