/* wk-cli-check.c - are these decks right?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A deck holds no answers; its author may guard some with `check`, and here they are
 * compared with what the numbers of the deck really give.
 */
#include "config.h"

#include <stdio.h>

#include "cli/wk-cli-private.h"
#include "model/wk-number.h"

static void
add_problem (GPtrArray *problems,
             const WkDeck *deck,
             guint line,
             guint column,
             const char *what,
             const char *expected)
{
  g_ptr_array_add (problems, g_strdup_printf ("%s:%u:%u: error: %s, expected %s",
                                              wk_deck_get_source (deck), line, column,
                                              what, expected));
}

static const char *
nearest_answer (const WkSolution *solution, const char *id)
{
  guint n = wk_solution_get_n_answers (solution);
  g_autofree const char **ids = g_new0 (const char *, n + 1);
  const char *nearest;

  for (guint i = 0; i < n; i++)
    ids[i] = wk_solution_get_answer (solution, i)->id;
  nearest = wk_nearest_word (id, ids);
  return nearest != NULL ? nearest : n > 0 ? ids[0] : _ ("no guard");
}

static void
check_guard (GPtrArray *problems,
             const WkDeck *deck,
             const WkSolution *solution,
             const WkValue *guards,
             gsize i)
{
  const char *id = wk_value_get_key (guards, i);
  const WkValue *guard = wk_value_get_item (guards, i);
  const WkAnswer *answer = wk_solution_find_answer (solution, id);
  guint line, column;
  g_autofree char *what = NULL;
  g_autofree char *expected = NULL;

  if (answer == NULL)
    {
      wk_value_get_key_place (guards, i, &line, &column);
      what = g_strdup_printf (_ ("check: there is no answer “%s”"), id);
      add_problem (problems, deck, line, column, what, nearest_answer (solution, id));
      return;
    }
  wk_value_get_place (guard, &line, &column);
  if (!wk_answer_agrees (answer, guard))
    {
      g_autofree char *given = wk_value_to_text ((WkValue *) guard);
      g_autoptr (WkValue) right = wk_answer_to_value (answer);

      what = g_strdup_printf (_ ("check: “%s” is %s"), id, given);
      expected = wk_value_to_text (right);
      add_problem (problems, deck, line, column, what, expected);
    }
}

static void
check_exercise (GPtrArray *problems, const WkDeck *deck, const WkExercise *exercise)
{
  const WkCliOptions none = { NULL };
  const WkValue *guards = wk_exercise_get_check (exercise);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkSolution) solution =
      wk_cli_solution (&none, exercise, wk_deck_get_language (deck), &error);

  if (solution == NULL)
    {
      guint line, column;

      wk_value_get_place (wk_params_get_values (wk_exercise_get_params (exercise)),
                          &line, &column);
      g_ptr_array_add (problems, g_strdup_printf ("%s:%u:%u: error: %s",
                                                  wk_deck_get_source (deck), line,
                                                  column, error->message));
      return;
    }
  for (gsize i = 0; guards != NULL && i < wk_value_get_length (guards); i++)
    check_guard (problems, deck, solution, guards, i);
}

static guint
check_file (const char *path, GString *out)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load (path, wk_exercise_kinds, problems, &error);
  g_autofree char *quoted = wk_cli_quote (path);

  if (deck == NULL && problems->len == 0)
    g_ptr_array_add (problems, g_strdup (error->message));
  for (guint i = 0; deck != NULL && i < wk_deck_get_n_exercises (deck); i++)
    check_exercise (problems, deck, wk_deck_get_exercise (deck, i));
  if (deck != NULL)
    wk_cli_check_texts (path, wk_deck_get_source (deck), problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = g_utf8_make_valid (g_ptr_array_index (problems, i), -1);

      fprintf (stderr, "%s\n", line);
    }
  if (problems->len == 0)
    {
      guint n = wk_deck_get_n_exercises (deck);

      g_string_append_printf (out,
                              ngettext ("%s: %u exercise, no problem\n",
                                        "%s: %u exercises, no problem\n", n),
                              quoted, n);
    }
  return problems->len;
}

gboolean
wk_cli_check (const WkCliOptions *options, GString *out, GError **error)
{
  guint n = 0, n_files = 0;

  for (char **path = options->rest; *path != NULL; path++)
    {
      guint found = check_file (*path, out);

      n += found;
      n_files += found > 0;
    }
  if (n == 0)
    return TRUE;
  g_set_error (
      error, WK_CLI_ERROR, WK_CLI_INPUT,
      ngettext ("%u problem in %u of %u decks", "%u problems in %u of %u decks", n), n,
      n_files, g_strv_length (options->rest));
  return FALSE;
}
