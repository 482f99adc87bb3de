/* wk-deck-parse.c - from a deck's text to exercises
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Goes on after a problem, so that an author sees all of them at once. Every problem is
 * told at the place of the value or key that has it. The keys are those of
 * data/deck.schema.json, which a test compares.
 */
#include "config.h"

#include "model/wk-deck.h"

#include <math.h>
#include <string.h>

#include "model/wk-deck-private.h"
#include "model/wk-message-private.h"
#include "model/wk-params-private.h"
#include "model/wk-yaml.h"

#define MAX_PROBLEMS 200
#define MAX_NUMBER_BYTES 16
#define MAX_ID_BYTES 64

static const char *const deck_keys[] = { "deck",     "id",        "title",
                                         "language", "exercises", NULL };
static const char *const exercise_keys[] = {
  "number", "kind",  "title",  "question", "parameters", "seed",  "generator",
  "from",   "notes", "remark", "points",   "audience",   "check", NULL
};

typedef struct
{
  guint line;
  guint column;
  char *text; /* the whole line */
} Problem;

static void
free_problem (gpointer pointer)
{
  g_free (((Problem *) pointer)->text);
  g_free (pointer);
}

/* The same line a second time (an exercise that takes over wrong parameters) says
 * nothing new. @sentence is taken. */
void
wk_deck_report_at (WkDeckReader *reader, guint line, guint column, char *sentence)
{
  Problem *problem = g_new0 (Problem, 1);

  problem->line = MAX (line, 1);
  problem->column = MAX (column, 1);
  problem->text =
      g_strdup_printf ("%s:%u:%u: error: %s", reader->deck->source, problem->line,
                       problem->column, wk_message_to_line (sentence));
  g_free (sentence);
  for (guint i = 0; i < reader->problems->len; i++)
    if (strcmp (((Problem *) reader->problems->pdata[i])->text, problem->text) == 0 ||
        i + 1 >= MAX_PROBLEMS)
      {
        free_problem (problem);
        return;
      }
  g_ptr_array_add (reader->problems, problem);
}

void
wk_deck_report (WkDeckReader *reader, const WkValue *value, char *sentence)
{
  guint line, column;

  wk_value_get_place (value, &line, &column);
  wk_deck_report_at (reader, line, column, sentence);
}

void
wk_deck_report_expected (WkDeckReader *reader,
                         const char *key,
                         const WkValue *value,
                         const char *what)
{
  g_autofree char *found = wk_params_describe_value (value);

  wk_deck_report (reader, value,
                  g_strdup_printf (_ ("%s: %s, expected %s"), key, found, what));
}

static gboolean
check_is_map (WkDeckReader *reader, const char *key, const WkValue *value)
{
  if (wk_value_get_type_tag (value) == WK_VALUE_MAP)
    return TRUE;
  wk_deck_report_expected (reader, key, value, _ ("a map of keys and values"));
  return FALSE;
}

static void
check_keys (WkDeckReader *reader, const WkValue *map, const char *const *known)
{
  for (gsize i = 0; i < wk_value_get_length (map); i++)
    {
      const char *key = wk_value_get_key (map, i);
      guint line, column;

      if (g_strv_contains (known, key))
        continue;
      wk_value_get_key_place (map, i, &line, &column);
      wk_deck_report_at (reader, line, column,
                         wk_params_message_unknown_key (key, known));
    }
}

/* A short name: "1a", 2, "exam-2018". NULL after a report, or if @value is NULL. */
static char *
read_name (WkDeckReader *reader, const char *key, WkValue *value, gsize max_bytes)
{
  g_autoptr (WkValue) word = value != NULL ? wk_params_value_as_word (value) : NULL;
  const char *text = wk_value_get_string (word);
  g_autofree char *expected = NULL;
  gboolean fine;

  if (value == NULL)
    return NULL;
  fine = text != NULL && g_ascii_isalnum (text[0]) && strlen (text) <= max_bytes;
  for (const char *p = text; fine && *p != '\0'; p++)
    fine = g_ascii_isalnum (*p) || strchr ("._-", *p) != NULL;
  if (fine)
    return g_strdup (text);

  expected = g_strdup_printf (
      _ ("a name of letters, digits, dots and dashes, at most %zu long"), max_bytes);
  wk_deck_report_expected (reader, key, value, expected);
  return NULL;
}

/* Parameters. */

/* The place of what is at @path in @given: of its key if it is a key that has no
 * business there, else of the value, else of the nearest thing around it. */
static void
find_place (const WkValue *given,
            const char *path,
            gboolean of_key,
            guint *line,
            guint *column)
{
  g_autofree char *part = g_strdup (path != NULL ? path : "");

  wk_value_get_place (given, line, column);
  for (;;)
    {
      const WkValue *value = wk_value_lookup (given, part);
      char *dot = strrchr (part, '.');
      char *bracket = strrchr (part, '[');
      char *cut = dot != NULL && (bracket == NULL || dot > bracket) ? dot : bracket;

      if (value != NULL && !of_key)
        {
          wk_value_get_place (value, line, column);
          return;
        }
      if (of_key && cut == dot)
        {
          const WkValue *map;
          const char *key = dot != NULL ? dot + 1 : part;

          if (dot != NULL)
            *dot = '\0';
          map = dot != NULL ? wk_value_lookup (given, part) : given;
          for (gsize i = 0; i < wk_value_get_length (map); i++)
            if (g_strcmp0 (wk_value_get_key (map, i), key) == 0)
              wk_value_get_key_place (map, i, line, column);
          return;
        }
      if (cut == NULL)
        return;
      *cut = '\0';
    }
}

/* Appends what @map has and @kind knows; later ones replace earlier ones. */
static WkValue *
merge (WkValue *base, WkValue *own, const WkParamSpec *specs, gboolean drop_unknown)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  WkValue *sources[] = { base, own };
  WkValue *map;
  guint line, column;

  for (gsize s = 0; s < G_N_ELEMENTS (sources); s++)
    for (gsize i = 0; i < wk_value_get_length (sources[s]); i++)
      {
        const char *key = wk_value_get_key (sources[s], i);
        guint place[2];

        if (s == 0 && (wk_value_get_member (own, key) != NULL ||
                       (drop_unknown && wk_param_spec_find (specs, key) == NULL)))
          continue;
        wk_value_get_key_place (sources[s], i, &place[0], &place[1]);
        g_ptr_array_add (keys, (gpointer) key);
        g_ptr_array_add (items, wk_value_ref (wk_value_get_item (sources[s], i)));
        g_array_append_vals (places, place, 1);
      }

  map = wk_value_new_map ((const char *const *) keys->pdata, (WkValue **) items->pdata,
                          items->len);
  for (guint i = 0; i < items->len; i++)
    {
      const guint *place = (const guint *) (gpointer) places->data + 2 * i;

      wk_value_set_key_place (map, i, place[0], place[1]);
    }
  wk_value_get_place (own != NULL ? own : base, &line, &column);
  wk_value_set_place (map, line, column);
  return map;
}

static void
read_params (WkDeckReader *reader, WkExercise *exercise, WkValue *map)
{
  WkValue *own = wk_value_get_member (map, "parameters");
  int source_index = wk_deck_find (reader->deck, exercise->from);
  const WkExercise *source = wk_deck_get_exercise (
      reader->deck, source_index >= 0 ? (guint) source_index : G_MAXUINT);
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  guint line, column;

  if (own != NULL && wk_value_get_type_tag (own) == WK_VALUE_NULL)
    own = NULL;
  if (own != NULL && !check_is_map (reader, "parameters", own))
    return;
  if (exercise->kind == NULL)
    return;

  exercise->given =
      merge (source != NULL ? source->given : NULL, own, exercise->kind->specs,
             source != NULL && source->kind != NULL &&
                 source->kind->specs != exercise->kind->specs);
  if (own == NULL)
    {
      wk_value_get_place (map, &line, &column);
      wk_value_set_place (exercise->given, line, column);
    }
  exercise->params = wk_kind_params (exercise->kind, exercise->given, problems, NULL);
  for (guint i = 0; i < problems->len; i++)
    {
      const GError *problem = problems->pdata[i];
      gboolean of_key =
          g_error_matches (problem, WK_PARAMS_ERROR, WK_PARAMS_ERROR_UNKNOWN_KEY);

      find_place (exercise->given, wk_params_error_get_path (problem), of_key, &line,
                  &column);
      wk_deck_report_at (reader, line, column, g_strdup (problem->message));
    }
}

/* Exercises. */

static void
read_number (WkDeckReader *reader, WkExercise *exercise, WkValue *map)
{
  WkValue *value = wk_value_get_member (map, "number");
  g_autofree char *number = read_name (reader, "number", value, MAX_NUMBER_BYTES);

  if (value == NULL)
    wk_deck_report (reader, map,
                    g_strdup_printf (_ ("%s: missing, expected %s"), "number", "1a"));
  else if (number != NULL && wk_deck_find (reader->deck, number) >= 0)
    wk_deck_report (
        reader, value,
        g_strdup_printf (_ ("number: \"%s\" a second time, expected each number once"),
                         number));
  else
    exercise->number = g_steal_pointer (&number);
}

/* "x", expected one of ..., with what was perhaps meant. */
static void
report_choice (WkDeckReader *reader,
               const char *key,
               const WkValue *value,
               const char *const *choices)
{
  const char *word = wk_value_get_string (value);
  const char *nearest = word != NULL ? wk_nearest_word (word, choices) : NULL;
  g_autofree char *found = wk_params_describe_value (value);
  g_autofree char *list = g_strjoinv (", ", (char **) choices);

  if (nearest != NULL)
    wk_deck_report (
        reader, value,
        g_strdup_printf (_ ("%s: %s, expected one of %s; did you mean \"%s\"?"), key,
                         found, list, nearest));
  else
    wk_deck_report (
        reader, value,
        g_strdup_printf (_ ("%s: %s, expected one of %s"), key, found, list));
}

static void
read_kind (WkDeckReader *reader, WkExercise *exercise, WkValue *map)
{
  WkValue *value = wk_value_get_member (map, "kind");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  exercise->kind = wk_kind_find (reader->kinds, wk_value_get_string (value));
  if (exercise->kind != NULL)
    return;
  for (gsize i = 0; reader->kinds != NULL && reader->kinds[i] != NULL; i++)
    g_ptr_array_add (ids, (gpointer) reader->kinds[i]->id);
  g_ptr_array_add (ids, NULL);
  if (value != NULL)
    report_choice (reader, "kind", value, (const char *const *) ids->pdata);
  else
    {
      g_autofree char *list = g_strjoinv (", ", (char **) ids->pdata);

      wk_deck_report (reader, map,
                      g_strdup_printf (_ ("kind: missing, expected one of %s"), list));
    }
}

/* Another exercise that stands before this one, so that there are no circles. */
static void
read_from (WkDeckReader *reader, WkExercise *exercise, WkValue *map)
{
  WkValue *value = wk_value_get_member (map, "from");
  g_autofree char *from = read_name (reader, "from", value, MAX_NUMBER_BYTES);
  int i = wk_deck_find (reader->deck, from);
  const WkExercise *source = i >= 0 ? reader->deck->exercises->pdata[i] : NULL;

  if (from == NULL)
    return;
  if (source == NULL || source == exercise)
    {
      wk_deck_report_expected (reader, "from", value,
                               _ ("the number of an earlier exercise"));
      return;
    }
  exercise->from = g_strdup (source->number);
  exercise->seed = g_strdup (source->seed);
}

static void
read_seed (WkDeckReader *reader, WkExercise *exercise, WkValue *map)
{
  static const WkParamSpec specs[] = {
    { .key = "seed", .type = WK_PARAM_SEED },
    { .key = NULL },
  };
  WkValue *value = wk_value_get_member (map, "seed");
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (WkValue) wanted = NULL;
  g_autoptr (WkParams) params = NULL;
  const char *key = "seed";

  if (value == NULL)
    return;
  wk_value_ref (value);
  wanted = wk_value_new_map (&key, &value, 1);
  params = wk_params_new (specs, wanted, problems, NULL);
  for (guint i = 0; i < problems->len; i++)
    wk_deck_report (reader, value, g_strdup (((GError *) problems->pdata[i])->message));
  if (params != NULL)
    {
      g_free (exercise->seed);
      exercise->seed = g_strdup (wk_params_get_word (params, "seed"));
    }
}

/* A version of the way numbers are drawn. The numbers stand beside, so a later version
 * than ours is no harm. */
static void
read_generator (WkDeckReader *reader, WkExercise *exercise, WkValue *map)
{
  WkValue *value = wk_value_get_member (map, "generator");
  double number = wk_value_get_number (value);

  if (value == NULL)
    return;
  if (number >= 1 && number <= 1000 && number == floor (number))
    exercise->generator = (guint) number;
  else
    wk_deck_report_expected (reader, "generator", value, _ ("a whole number from 1"));
}

static gboolean
is_number_list (const WkValue *value)
{
  gsize n = wk_value_get_length (value);

  if (wk_value_get_type_tag (value) != WK_VALUE_LIST)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const WkValue *item = wk_value_get_item (value, i);

      if (wk_value_get_type_tag (item) != WK_VALUE_NUMBER ||
          !isfinite (wk_value_get_number (item)))
        return FALSE;
    }
  return n > 0;
}

static void
read_check (WkDeckReader *reader, WkExercise *exercise, WkValue *map)
{
  WkValue *check = wk_value_get_member (map, "check");

  if (check == NULL || !check_is_map (reader, "check", check))
    return;
  for (gsize i = 0; i < wk_value_get_length (check); i++)
    {
      WkValue *value = wk_value_get_item (check, i);
      g_autofree char *key = NULL;

      if (wk_value_get_type_tag (value) == WK_VALUE_STRING ||
          (wk_value_get_type_tag (value) == WK_VALUE_NUMBER &&
           isfinite (wk_value_get_number (value))) ||
          is_number_list (value))
        continue;
      key = g_strdup_printf ("check.%s", wk_value_get_key (check, i));
      wk_deck_report_expected (reader, key, value,
                               _ ("a number, a list of numbers or a word"));
    }
  exercise->check = wk_value_ref (check);
}

static void
read_exercise (WkDeckReader *reader, WkValue *map)
{
  static const char *const keys[WK_DECK_N_TEXTS] = {
    [WK_DECK_TITLE] = "title",       [WK_DECK_QUESTION] = "question",
    [WK_DECK_NOTES] = "notes",       [WK_DECK_REMARK] = "remark",
    [WK_DECK_AUDIENCE] = "audience", [WK_DECK_POINTS] = "points",
  };
  WkExercise *exercise;

  if (!check_is_map (reader, "exercises", map))
    return;
  exercise = wk_deck_add_exercise (reader->deck);
  check_keys (reader, map, exercise_keys);
  read_number (reader, exercise, map);
  read_kind (reader, exercise, map);
  for (gsize i = 0; i < WK_DECK_N_TEXTS; i++)
    exercise->texts[i] = wk_deck_read_texts (
        reader, keys[i], wk_value_get_member (map, keys[i]), (WkDeckTextId) i);
  read_from (reader, exercise, map);
  read_seed (reader, exercise, map);
  read_generator (reader, exercise, map);
  read_params (reader, exercise, map);
  read_check (reader, exercise, map);
}

static void
read_exercises (WkDeckReader *reader, WkValue *root)
{
  WkValue *list = wk_value_get_member (root, "exercises");
  gsize n = wk_value_get_length (list);

  if (list == NULL)
    {
      wk_deck_report (reader, root,
                      g_strdup_printf (_ ("%s: missing, expected %s"), "exercises",
                                       _ ("a list of exercises")));
      return;
    }
  if (wk_value_get_type_tag (list) != WK_VALUE_LIST || n == 0)
    {
      wk_deck_report_expected (reader, "exercises", list, _ ("a list of exercises"));
      return;
    }
  if (n > WK_DECK_MAX_EXERCISES)
    {
      wk_deck_report (
          reader, list,
          g_strdup_printf (_ ("exercises: %zu of them, expected at most %d"), n,
                           WK_DECK_MAX_EXERCISES));
      return;
    }
  for (gsize i = 0; i < n; i++)
    read_exercise (reader, wk_value_get_item (list, i));
}

/* What a deck without an id is called: its file's name without the ending. */
static char *
default_id (const char *source)
{
  g_autofree char *name = g_path_get_basename (source);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_steal_pointer (&name);
}

static void
read_deck (WkDeckReader *reader, WkValue *root)
{
  WkDeck *deck = reader->deck;
  WkValue *version = wk_value_get_member (root, "deck");
  WkValue *language = wk_value_get_member (root, "language");

  if (!check_is_map (reader, _ ("the deck"), root))
    return;
  check_keys (reader, root, deck_keys);
  if (version == NULL)
    wk_deck_report (reader, root,
                    g_strdup_printf (_ ("%s: missing, expected %s"), "deck", "1"));
  else if (wk_value_get_type_tag (version) != WK_VALUE_NUMBER ||
           wk_value_get_number (version) != 1.0)
    wk_deck_report_expected (reader, "deck", version, "1");
  if (language != NULL)
    {
      deck->language = wk_language_get (wk_value_get_string (language));
      if (deck->language == NULL)
        {
          report_choice (reader, "language", language, wk_language_list ());
          deck->language = wk_language_get ("en");
        }
    }
  deck->id = read_name (reader, "id", wk_value_get_member (root, "id"), MAX_ID_BYTES);
  if (deck->id == NULL)
    deck->id = default_id (deck->source);
  deck->title = wk_deck_read_texts (reader, "title",
                                    wk_value_get_member (root, "title"), WK_DECK_TITLE);
  read_exercises (reader, root);
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const Problem *first = *(const Problem *const *) a;
  const Problem *second = *(const Problem *const *) b;

  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return strcmp (first->text, second->text);
}

WkDeck *
wk_deck_parse (const char *text,
               gsize length,
               const char *source,
               const WkExerciseKind *const *kinds,
               GPtrArray *problems,
               GError **error)
{
  g_autoptr (WkDeck) deck = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_problem);
  g_autoptr (GError) syntax = NULL;
  g_autoptr (WkValue) root = NULL;
  WkDeckReader reader = { .kinds = kinds, .problems = found };

  g_return_val_if_fail (source != NULL, NULL);
  root = wk_yaml_parse (text != NULL ? text : "", length, source, &syntax);
  if (root == NULL)
    {
      if (problems != NULL)
        g_ptr_array_add (problems, g_strdup (syntax->message));
      g_set_error_literal (error, WK_DECK_ERROR,
                           syntax->code == WK_YAML_ERROR_LIMIT ? WK_DECK_ERROR_LIMIT
                                                               : WK_DECK_ERROR_INVALID,
                           syntax->message);
      return NULL;
    }

  deck = wk_deck_new (source);
  reader.deck = deck;
  read_deck (&reader, root);
  if (found->len == 0)
    return g_steal_pointer (&deck);

  g_ptr_array_sort (found, compare_problems);
  for (guint i = 0; problems != NULL && i < found->len; i++)
    g_ptr_array_add (problems, g_strdup (((Problem *) found->pdata[i])->text));
  g_set_error_literal (error, WK_DECK_ERROR, WK_DECK_ERROR_INVALID,
                       ((Problem *) found->pdata[0])->text);
  return NULL;
}
