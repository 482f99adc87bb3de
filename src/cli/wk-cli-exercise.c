/* wk-cli-exercise.c - from the arguments to a solved exercise
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "cli/wk-cli-private.h"
#include "model/wk-yaml.h"

WkDeck *
wk_cli_load_deck (const WkCliOptions *options, GError **error)
{
  if (options->deck != NULL)
    return wk_deck_load (options->deck, wk_exercise_kinds, NULL, error);
  return wk_deck_load_builtin (wk_exercise_kinds, error);
}

const WkLanguage *
wk_cli_language (const WkCliOptions *options, const WkDeck *deck, GError **error)
{
  const WkLanguage *language;
  g_autofree char *quoted = NULL;
  g_autofree char *tags = NULL;

  if (options->language == NULL)
    return wk_deck_get_language (deck);
  if (g_utf8_validate (options->language, -1, NULL))
    {
      language = wk_language_get (options->language);
      if (language != NULL)
        return language;
    }
  quoted = wk_cli_quote (options->language);
  tags = g_strjoinv (", ", (char **) wk_language_list ());
  g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
               _ ("--language: “%s” is not spoken here, only %s"), quoted, tags);
  return NULL;
}

const WkExercise *
wk_cli_exercise (const WkDeck *deck, const char *number, GError **error)
{
  int i = g_utf8_validate (number, -1, NULL) ? wk_deck_find (deck, number) : -1;
  g_autofree char *quoted = NULL;
  g_autoptr (GString) numbers = NULL;

  if (i >= 0)
    return wk_deck_get_exercise (deck, (guint) i);

  quoted = wk_cli_quote (number);
  numbers = g_string_new (NULL);
  for (guint k = 0; k < wk_deck_get_n_exercises (deck) && k < 30; k++)
    g_string_append_printf (numbers, "%s%s", k > 0 ? ", " : "",
                            wk_exercise_get_number (wk_deck_get_exercise (deck, k)));
  if (wk_deck_get_n_exercises (deck) > 30)
    g_string_append (numbers, ", …");
  g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
               _ ("there is no exercise “%s” in %s, which has %s"), quoted,
               wk_deck_get_source (deck), numbers->str);
  return NULL;
}

void
wk_cli_prefix_exercise (GError **error, const WkExercise *exercise)
{
  g_prefix_error (error, _ ("exercise %s: "), wk_exercise_get_number (exercise));
}

/* The keys of @specs, NULL-terminated; the keys are borrowed. */
static const char **
spec_keys (const WkParamSpec *specs)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (const WkParamSpec *spec = specs; spec->key != NULL; spec++)
    g_ptr_array_add (keys, (gpointer) spec->key);
  g_ptr_array_add (keys, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

static gboolean
unknown_parameter (const char *path, const WkParamSpec *specs, GError **error)
{
  g_autofree char *key = g_strndup (path, strcspn (path, ".["));
  g_autofree char *quoted = NULL;
  g_autofree const char **keys = NULL;
  const char *nearest;

  if (wk_param_spec_find (specs, key) != NULL)
    {
      quoted = wk_cli_quote (path);
      g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                   _ ("--set: there is nothing at “%s”"), quoted);
      return FALSE;
    }
  keys = spec_keys (specs);
  quoted = wk_cli_quote (key);
  nearest = wk_nearest_word (key, keys);
  if (nearest == NULL)
    g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                 _ ("--set: there is no parameter “%s”; `kinds` lists them"), quoted);
  else
    g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                 _ ("--set: there is no parameter “%s”; did you mean “%s”?"), quoted,
                 nearest);
  return FALSE;
}

gboolean
wk_cli_put_in (const char *argument,
               const WkParamSpec *specs,
               WkValue **values,
               GError **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *quoted = wk_cli_quote (argument);
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  g_autofree char *source = NULL;
  g_autoptr (WkValue) item = NULL;
  WkValue *changed;

  if (equals == NULL || equals == argument)
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
                   _ ("--set: “%s” is not of the form key=value"), quoted);
      return FALSE;
    }
  if (!g_utf8_validate (argument, -1, NULL))
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT, _ ("--set: “%s” is not UTF-8"),
                   quoted);
      return FALSE;
    }
  path = g_strndup (argument, (gsize) (equals - argument));
  key = g_strndup (path, strcspn (path, ".["));
  if (wk_param_spec_find (specs, key) == NULL)
    return unknown_parameter (path, specs, error);
  source = g_strconcat ("--set ", path, NULL);
  item = wk_yaml_parse (equals + 1, strlen (equals + 1), source, error);
  if (item == NULL)
    return FALSE;
  changed = wk_value_with (*values, path, item);
  if (changed == NULL)
    return unknown_parameter (path, specs, error);
  wk_value_unref (*values);
  *values = changed;
  return TRUE;
}

/* A seed's numbers replace those of the exercise, all at once: taken one by one, a
 * longer x would not fit the old layers. */
static gboolean
draw_numbers (const char *seed,
              const WkExerciseKind *kind,
              const WkParams *params,
              WkValue **values,
              GError **error)
{
  g_autoptr (WkValue) drawn = NULL;

  if (!g_utf8_validate (seed, -1, NULL) || *seed == '\0')
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_INPUT,
                           _ ("--seed: the seed must be a word in UTF-8"));
      return FALSE;
    }
  if (kind->vary == NULL)
    {
      g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                   _ ("--seed: the kind %s draws no new numbers"), kind->id);
      return FALSE;
    }
  drawn = kind->vary (seed, params, error);
  if (drawn == NULL)
    return FALSE;
  for (gsize i = 0; i < wk_value_get_length (drawn); i++)
    {
      WkValue *changed = wk_value_with (*values, wk_value_get_key (drawn, i),
                                        wk_value_get_item (drawn, i));

      g_return_val_if_fail (changed != NULL, FALSE);
      wk_value_unref (*values);
      *values = changed;
    }
  return TRUE;
}

static WkParams *
changed_params (const char *seed,
                char *const *sets,
                const WkExercise *exercise,
                GError **error)
{
  const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
  WkParams *params = wk_exercise_get_params (exercise);
  g_autoptr (WkValue) values = wk_value_ref (wk_params_get_values (params));

  if (seed == NULL && sets == NULL)
    return wk_params_ref (params);
  if (seed != NULL && !draw_numbers (seed, kind, params, &values, error))
    return NULL;
  for (char *const *set = sets; set != NULL && *set != NULL; set++)
    if (!wk_cli_put_in (*set, kind->specs, &values, error))
      return NULL;
  return wk_kind_params (kind, values, NULL, error);
}

static WkSolution *
solve (const char *seed,
       char *const *sets,
       const WkExercise *exercise,
       const WkLanguage *language,
       GError **error)
{
  const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
  g_autoptr (GError) local = NULL;
  g_autoptr (WkParams) params = changed_params (seed, sets, exercise, &local);
  g_autoptr (WkSolution) solution = NULL;

  if (params != NULL)
    solution = kind->solve (params, language, NULL, &local);
  if (solution == NULL)
    {
      wk_cli_prefix_exercise (&local, exercise);
      g_propagate_error (error, g_steal_pointer (&local));
    }
  return g_steal_pointer (&solution);
}

WkSolution *
wk_cli_solution (const WkCliOptions *options,
                 const WkExercise *exercise,
                 const WkLanguage *language,
                 GError **error)
{
  return solve (options->seed, options->sets, exercise, language, error);
}

WkSolution *
wk_cli_solution_of_seed (const char *seed,
                         const WkExercise *exercise,
                         const WkLanguage *language,
                         GError **error)
{
  return solve (seed, NULL, exercise, language, error);
}
