/* test-undo.c - every change can be left again, exactly
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/wk-kinds.h"
#include "session-kinds.h"
#include "session/wk-session-private.h"

static void
test_names (void)
{
  g_autoptr (WkSession) session = open_session ();
  guint undo_names, redo_names, params;

  watch (session, "undo-name", &undo_names);
  watch (session, "redo-name", &redo_names);
  watch (session, "params", &params);
  g_assert_null (wk_session_get_undo_name (session));
  g_assert_false (wk_session_undo (session));
  g_assert_false (wk_session_redo (session));

  g_assert_true (set_number (session, "w[1]", 7, NULL));
  g_assert_cmpstr (wk_session_get_undo_name (session), ==, "Set weights 2 to 7");
  g_assert_null (wk_session_get_redo_name (session));
  g_assert_true (set_number (session, "n", 3, NULL));
  g_assert_cmpstr (wk_session_get_undo_name (session), ==, "Set steps to 3");
  g_assert_cmpuint (params, ==, 2);

  g_assert_true (wk_session_undo (session));
  g_assert_cmpstr (wk_session_get_undo_name (session), ==, "Set weights 2 to 7");
  g_assert_cmpstr (wk_session_get_redo_name (session), ==, "Set steps to 3");
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 4);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (session), "w[1]"), ==,
                     2);
  g_assert_true (wk_session_redo (session));
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (session), "w[1]"), ==,
                     7);
  g_assert_cmpuint (undo_names, ==, 5);
  g_assert_cmpuint (redo_names, ==, 5);

  /* A new change ends what could be done again. */
  g_assert_true (set_number (session, "w[0]", 5, NULL));
  g_assert_null (wk_session_get_redo_name (session));
  g_assert_false (wk_session_redo (session));
  /* A refused one is no step. */
  g_assert_false (set_number (session, "n", 77, NULL));
  g_assert_cmpstr (wk_session_get_undo_name (session), ==, "Set weights 1 to 5");
}

static void
change (WkSession *session, double w, const char *key)
{
  g_autoptr (WkValue) number = wk_value_new_number (w);
  g_autoptr (WkParams) params =
      wk_params_with (wk_session_get_params (session), "w[0]", number, NULL);

  g_assert_true (wk_session_change (session, params, "Turn", key, NULL));
}

static double
w0 (WkSession *session)
{
  return wk_params_get_number (wk_session_get_params (session), "w[0]");
}

static void
test_merge (void)
{
  g_autoptr (WkSession) session = open_session ();

  for (int i = 2; i < 9; i++)
    change (session, i, "wheel");
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (w0 (session), ==, 1);
  g_assert_null (wk_session_get_undo_name (session));
  g_assert_true (wk_session_redo (session));
  g_assert_cmpfloat (w0 (session), ==, 8);

  /* Nothing merges with what was undone and redone, with another key, or after the end
   * of the gesture. */
  change (session, 9, "wheel");
  change (session, 10, "keys");
  change (session, 11, "keys");
  wk_session_end_merge (session);
  change (session, 12, "keys");
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (w0 (session), ==, 11);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (w0 (session), ==, 9);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (w0 (session), ==, 8);
}

/* What comes back to where it began is no step, and answers are back. */
static void
test_merge_to_nothing (void)
{
  g_autoptr (WkSession) session = open_session ();
  WkAnswerState state;

  g_assert_true (wk_session_set_answer (session, "sum", "6"));
  change (session, 5, "wheel");
  g_assert_true (wk_session_get_answer (session, "sum", &state));
  g_assert_null (state.typed);
  change (session, 1, "wheel");
  g_assert_true (wk_session_get_answer (session, "sum", &state));
  g_assert_cmpstr (state.typed, ==, "6");
  g_assert_cmpint (state.verdict, ==, WK_VERDICT_RIGHT);
  g_assert_cmpstr (wk_session_get_undo_name (session), ==, "Answer “6”");
}

static void
test_drag (void)
{
  g_autoptr (WkSession) session = open_session ();
  g_autoptr (WkScene) scene = wk_scene_ref (wk_session_get_scene (session));
  const WkItem *item = wk_scene_find (scene, "w0");
  WkEdit edit = { .type = WK_EDIT_DRAG };

  wk_session_begin_drag (session);
  for (int i = 1; i <= 30; i++)
    {
      edit.dy = -i;
      /* 13 is refused on the way: the last good figure stays. */
      g_assert_cmpint (wk_session_edit (session, item, &edit, NULL), ==, i != 12);
    }
  wk_session_end_drag (session, TRUE);
  /* The way counts from the press: 1 + 30. */
  g_assert_cmpfloat (w0 (session), ==, 31);

  /* Another drag is another step; Esc takes it back and leaves no trace. */
  wk_session_begin_drag (session);
  edit.dy = -10;
  g_assert_true (wk_session_edit (session, item, &edit, NULL));
  g_assert_cmpfloat (w0 (session), ==, 41);
  wk_session_end_drag (session, FALSE);
  g_assert_cmpfloat (w0 (session), ==, 31);
  g_assert_null (wk_session_get_redo_name (session));
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (w0 (session), ==, 1);

  /* Steps of the wheel on one item. */
  edit = (WkEdit){ .type = WK_EDIT_STEP, .amount = 1 };
  for (int i = 0; i < 5; i++)
    g_assert_true (wk_session_edit (session, item, &edit, NULL));
  g_assert_cmpfloat (w0 (session), ==, 6);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpfloat (w0 (session), ==, 1);
  /* Out of the range: refused, with a reason. */
  {
    g_autoptr (GError) error = NULL;

    edit = (WkEdit){ .type = WK_EDIT_SET, .value = 1000 };
    g_assert_false (wk_session_edit (session, item, &edit, &error));
    g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_RANGE);
  }
}

/* Undo goes to where the change was, and takes the group along. */
static void
test_across_exercises (void)
{
  g_autoptr (WkSession) session = open_session ();

  g_assert_true (set_number (session, "w[2]", 30, NULL));
  wk_session_set_exercise (session, 2);
  g_assert_true (set_number (session, "w[0]", 20, NULL));
  wk_session_set_exercise (session, 1);
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (session), "w[2]"), ==,
                     30);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 2);
  g_assert_cmpfloat (w0 (session), ==, 1);
  wk_session_set_exercise (session, 1);
  g_assert_true (wk_session_undo (session));
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 0);
  wk_session_set_exercise (session, 1);
  g_assert_cmpfloat (wk_params_get_number (wk_session_get_params (session), "w[2]"), ==,
                     3);
}

/* --- at random --- */

/* All that undo promises to restore, of every exercise. */
static char *
content_text (WkSession *session)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; wk_session_get_state (session, i) != NULL; i++)
    {
      const WkExerciseState *state = wk_session_get_state (session, i);
      g_autofree char *values = wk_value_to_text (wk_params_get_values (state->params));
      g_autoptr (GList) ids = g_hash_table_get_keys (state->sheet->typed);

      ids = g_list_sort (ids, (GCompareFunc) strcmp);
      g_string_append_printf (text, "%u: %s seed=%s ticks=%" G_GUINT64_FORMAT, i,
                              values, state->seed, state->sheet->ticks);
      for (GList *id = ids; id != NULL; id = id->next)
        g_string_append_printf (text, " %s=%s", (char *) id->data,
                                wk_sheet_get (state->sheet, id->data));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
edit_at_random (WkSession *session, GRand *rand)
{
  g_autoptr (WkScene) scene = wk_scene_ref (wk_session_get_scene (session));
  guint n = wk_scene_get_n_items (scene);
  const WkItem *item =
      n > 0 ? wk_scene_get_item (scene, (guint) g_rand_int_range (rand, 0, (int) n))
            : NULL;
  WkEdit edit = { .type = (WkEditType) g_rand_int_range (rand, 0, 4),
                  .value = g_rand_int_range (rand, -9, 10),
                  .amount = g_rand_int_range (rand, -3, 4),
                  .dy = g_rand_int_range (rand, -200, 200) };

  if (item != NULL)
    wk_session_edit (session, item, &edit, NULL);
}

static void
answer_at_random (WkSession *session, GRand *rand)
{
  static const char *const texts[] = { "36", "-2", "1/4", "what", "", "0,5", "9" };
  guint n = wk_session_get_n_answers (session);
  WkAnswerState state;

  if (n == 0)
    return;
  wk_session_get_answer_at (session, (guint) g_rand_int_range (rand, 0, (int) n),
                            &state);
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      wk_session_show_hint (session, state.answer->id);
      break;
    case 1:
      wk_session_reveal (session, g_rand_boolean (rand) ? state.answer->id : NULL);
      break;
    default:
      wk_session_set_answer (session, state.answer->id,
                             texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
      break;
    }
}

static void
act (WkSession *session, GRand *rand)
{
  static const char *const paths[] = {
    "w[0]", "w[2]", "x[0]", "layers[0].W[1][2]", "n", "layers[1].b[0]", "pick"
  };
  static const char *const seeds[] = { "a", "b", "æøå", "never", "" };
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));

  switch (g_rand_int_range (rand, 0, 14))
    {
    case 0:
      wk_session_set_exercise (session, (guint) g_rand_int_range (rand, 0, (int) n));
      break;
    case 1:
    case 2:
      set_number (session, paths[g_rand_int_range (rand, 0, G_N_ELEMENTS (paths))],
                  g_rand_int_range (rand, -3, 13), NULL);
      break;
    case 3:
      wk_session_new_numbers (
          session, seeds[g_rand_int_range (rand, 0, G_N_ELEMENTS (seeds))], NULL);
      break;
    case 4:
      wk_session_reset (session, NULL);
      break;
    case 5:
      wk_session_begin_drag (session);
      break;
    case 6:
      wk_session_end_drag (session, g_rand_boolean (rand));
      break;
    case 7:
      wk_session_step (session, g_rand_boolean (rand) ? 1 : -1);
      break;
    case 8:
      wk_session_set_language (session,
                               wk_language_get (g_rand_boolean (rand) ? "en" : "nb"));
      break;
    case 9:
    case 10:
      edit_at_random (session, rand);
      break;
    case 11:
      wk_session_end_merge (session);
      break;
    default:
      answer_at_random (session, rand);
      break;
    }
}

/* All the way back, and all the way forth. */
static void
check_all_the_way (WkSession *session, GPtrArray *history)
{
  while (wk_session_redo (session))
    ;
  for (guint depth = g_queue_get_length (&session->undo); depth-- > 0;)
    {
      g_autofree char *now = NULL;

      g_assert_true (wk_session_undo (session));
      now = content_text (session);
      g_assert_cmpstr (now, ==, history->pdata[depth]);
    }
  g_assert_false (wk_session_undo (session));
  for (guint depth = 1; wk_session_redo (session); depth++)
    {
      g_autofree char *now = content_text (session);

      g_assert_cmpstr (now, ==, history->pdata[depth]);
    }
}

/* @history holds the content before each step that can be undone, and the present. */
static void
walk (WkSession *session, int n_actions)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20180611);
  g_autoptr (GPtrArray) history = g_ptr_array_new_with_free_func (g_free);
  guint n_undone = 0;

  g_ptr_array_add (history, content_text (session));
  for (int i = 0; i < n_actions; i++)
    {
      guint depth = g_queue_get_length (&session->undo);
      g_autofree char *now = NULL;

      if (g_rand_int_range (rand, 0, 10) == 0)
        wk_session_undo (session);
      else if (g_rand_int_range (rand, 0, 20) == 0)
        wk_session_redo (session);
      else
        act (session, rand);
      now = content_text (session);
      if (g_queue_get_length (&session->redo) > 0)
        {
          /* Still on the way back: each station is one that was there. */
          depth = g_queue_get_length (&session->undo);
          g_assert_cmpstr (now, ==, history->pdata[depth]);
          n_undone++;
          continue;
        }
      depth = g_queue_get_length (&session->undo);
      g_ptr_array_set_size (history, (int) MIN (history->len, depth + 1));
      if (history->len == depth + 1)
        {
          g_free (history->pdata[depth]);
          history->pdata[depth] = g_steal_pointer (&now);
        }
      else
        {
          g_assert_cmpuint (history->len, ==, depth);
          g_ptr_array_add (history, g_steal_pointer (&now));
        }
    }
  wait_until_done (session);
  g_assert_cmpuint (n_undone, >, 100);

  check_all_the_way (session, history);
}

static void
test_random (void)
{
  g_autoptr (WkSession) session = open_session ();

  walk (session, 10000);
}

static void
test_random_exam (void)
{
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, NULL);
  g_autoptr (WkSession) session = wk_session_new (deck);

  walk (session, 1000);
}

int
main (int argc, char **argv)
{
  GError *error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/session/undo/names", test_names);
  g_test_add_func ("/session/undo/merge", test_merge);
  g_test_add_func ("/session/undo/merge-to-nothing", test_merge_to_nothing);
  g_test_add_func ("/session/undo/drag", test_drag);
  g_test_add_func ("/session/undo/across-exercises", test_across_exercises);
  g_test_add_func ("/session/undo/random", test_random);
  g_test_add_func ("/session/undo/random-exam", test_random_exam);
  return g_test_run ();
}
