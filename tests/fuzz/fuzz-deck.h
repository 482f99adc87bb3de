/* fuzz-deck.h - what must hold for any bytes given to the deck reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "model/model-kinds.h"
#include "model/wk-deck.h"
#include "model/wk-yaml.h"

/* A problem is one line that starts with its place. */
static void
fuzz_check_message (const char *message)
{
  g_assert_true (g_str_has_prefix (message, "f:"));
  g_assert_true (g_ascii_isdigit (message[2]));
  g_assert_nonnull (strstr (message, ": error: "));
  g_assert_null (strchr (message, '\n'));
  g_assert_true (g_utf8_validate (message, -1, NULL));
}

/* What can be read can be written, and reads back as the same. */
static void
fuzz_check_value (const WkValue *value)
{
  g_autofree char *text = wk_value_to_text (value);
  g_autoptr (WkValue) again = NULL;
  g_autoptr (GError) error = NULL;

  if (strlen (text) > WK_YAML_MAX_BYTES)
    return;
  again = wk_yaml_parse (text, strlen (text), "f", &error);
  if (again == NULL || !wk_value_equal (value, again))
    g_error ("%s does not read back: %s", text, error != NULL ? error->message : "");
  g_assert_cmpuint (wk_value_hash (value), ==, wk_value_hash (again));
}

/* The same as it is laid out for people. */
static void
fuzz_check_layout (const WkValue *value)
{
  g_autofree char *text = wk_yaml_write (value);
  g_autoptr (WkValue) again = NULL;
  g_autoptr (GError) error = NULL;

  if (strlen (text) > WK_YAML_MAX_BYTES)
    return;
  again = wk_yaml_parse (text, strlen (text), "f", &error);
  if (again == NULL || !wk_value_equal (value, again))
    g_error ("%s does not read back: %s", text, error != NULL ? error->message : "");
}

/* A deck that is written opens to the same exercises. */
static void
fuzz_check_written (const WkDeck *deck)
{
  g_autofree char *text = wk_deck_to_yaml (deck, NULL, -1);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) read =
      wk_deck_parse (text, strlen (text), "f", test_kinds, NULL, &error);

  if (read == NULL)
    g_error ("%s\n%s", error->message, text);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *one = wk_deck_get_exercise (deck, i);
      const WkExercise *other = wk_deck_get_exercise (read, i);

      g_assert_cmpstr (wk_exercise_get_number (one), ==,
                       wk_exercise_get_number (other));
      if (!wk_params_equal (wk_exercise_get_params (one),
                            wk_exercise_get_params (other)))
        g_error ("other parameters: %s", text);
      g_assert_cmpstr (wk_exercise_get_seed (one), ==, wk_exercise_get_seed (other));
      for (const char *const *tag = wk_language_list (); *tag != NULL; tag++)
        {
          const WkLanguage *language = wk_language_get (*tag);

          g_assert_cmpstr (wk_exercise_get_title (one, language), ==,
                           wk_exercise_get_title (other, language));
          g_assert_cmpstr (wk_exercise_get_question (one, language), ==,
                           wk_exercise_get_question (other, language));
          g_assert_cmpstr (wk_exercise_get_notes (one, language), ==,
                           wk_exercise_get_notes (other, language));
        }
    }
  again = wk_deck_to_yaml (read, NULL, -1);
  g_assert_cmpstr (again, ==, text);
}

static void
fuzz_check_deck (const WkDeck *deck)
{
  guint n = wk_deck_get_n_exercises (deck);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <=, WK_DECK_MAX_EXERCISES);
  g_assert_nonnull (wk_deck_get_id (deck));
  for (guint i = 0; i < n; i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);

      g_assert_cmpint (wk_deck_find (deck, wk_exercise_get_number (exercise)), ==,
                       (int) i);
      g_assert_nonnull (wk_exercise_get_kind (exercise));
      fuzz_check_value (wk_params_get_values (wk_exercise_get_params (exercise)));
      for (const char *const *tag = wk_language_list (); *tag != NULL; tag++)
        {
          const WkLanguage *language = wk_language_get (*tag);
          g_autofree const char **points = wk_exercise_dup_points (exercise, language);

          g_assert_cmpuint (strlen (wk_exercise_get_title (exercise, language)), >, 0);
          g_assert_nonnull (wk_exercise_get_question (exercise, language));
          g_assert_nonnull (points);
        }
    }
}

static void
fuzz_deck_one (const char *data, gsize size)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) yaml_error = NULL;
  g_autoptr (WkValue) value = wk_yaml_parse (data, size, "f", &yaml_error);
  g_autoptr (WkDeck) deck =
      wk_deck_parse (data, size, "f", test_kinds, problems, &error);

  if (value != NULL)
    {
      fuzz_check_value (value);
      fuzz_check_layout (value);
    }
  else
    fuzz_check_message (yaml_error->message);
  if (deck != NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (problems->len, ==, 0);
      fuzz_check_deck (deck);
      fuzz_check_written (deck);
      return;
    }
  g_assert_cmpuint (problems->len, >, 0);
  g_assert_cmpstr (problems->pdata[0], ==, error->message);
  for (guint i = 0; i < problems->len; i++)
    fuzz_check_message (problems->pdata[i]);
}
