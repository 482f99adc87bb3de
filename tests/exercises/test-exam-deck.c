/* test-exam-deck.c - the built-in deck, read with the kinds it names
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/wk-kinds.h"
#include "model/wk-deck.h"

static void
test_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = NULL;
  const WkLanguage *nb = wk_language_get ("nb");
  const WkExercise *first, *second;

  deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wk_deck_get_id (deck), ==, "exam-2018-06-11");
  g_assert_cmpstr (wk_deck_get_title (deck, NULL), ==,
                   "Machine Learning for Image Analysis");
  first = wk_deck_get_exercise (deck, (guint) wk_deck_find (deck, "1a"));
  second = wk_deck_get_exercise (deck, (guint) wk_deck_find (deck, "1B"));
  g_assert_cmpstr (wk_exercise_get_title (first, nb), ==,
                   "Nettverkets utverdi, identitetsaktivering");
  g_assert_cmpstr (wk_exercise_get_from (second), ==, "1a");
  g_assert_cmpfloat (
      wk_params_get_number (wk_exercise_get_params (second), "layers[0].W[1][1]"), ==,
      -1);
  g_assert_cmpstr (wk_params_get_word (wk_exercise_get_params (second), "layers[1].g"),
                   ==, "relu");
  g_assert_cmpfloat (wk_params_get_number (wk_exercise_get_params (second), "x[1]"), ==,
                     3);
  g_assert_cmpfloat (wk_params_get_number (wk_exercise_get_params (second), "y[0]"), ==,
                     32);
  g_assert_cmpfloat (wk_value_get_number (
                         wk_value_get_member (wk_exercise_get_check (second), "yhat")),
                     ==, 38);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);

      g_assert_cmpstr (wk_exercise_get_question (exercise, NULL), !=,
                       wk_exercise_get_question (exercise, nb));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exam-deck/builtin", test_builtin);
  return g_test_run ();
}
