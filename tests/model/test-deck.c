/* test-deck.c - decks: what they say, and every way in which they can be wrong
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-deck.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model-kinds.h"
#include "model/wk-yaml.h"

#define HEAD "deck: 1\nid: d\ntitle: T\nlanguage: en\nexercises:\n"
#define DENSE                 \
  "  - number: 1a\n"          \
  "    kind: dense-forward\n" \
  "    seed: 007\n"           \
  "    parameters:\n"         \
  "      x: [1, 3]\n"         \
  "      layers: [{W: [[2], [1]], b: [1]}]\n"

static WkDeck *
parse (const char *text, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  WkDeck *deck =
      wk_deck_parse (text, strlen (text), "f.yaml", test_kinds, problems, &error);

  g_assert_true ((deck == NULL) == (error != NULL));
  return deck;
}

static WkDeck *
parse_fine (const char *text)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  WkDeck *deck = parse (text, problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_nonnull (deck);
  g_assert_cmpuint (problems->len, ==, 0);
  return deck;
}

/* The problems of @text, one a line. */
static char *
problems_of (const char *text)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WkDeck) deck = parse (text, problems);

  g_assert_null (deck);
  g_assert_cmpuint (problems->len, >, 0);
  g_ptr_array_add (problems, NULL);
  return g_strjoinv ("\n", (char **) problems->pdata);
}

static void
assert_problems (const char *text, const char *expected)
{
  g_autofree char *found = problems_of (text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_texts (void)
{
  const WkLanguage *en = wk_language_get ("en"), *nb = wk_language_get ("nb");
  g_autoptr (WkDeck) deck = parse_fine (
      "deck: 1\nid: d\ntitle: {nb: Prøve, de: Probe}\nlanguage: nb\nexercises:\n" DENSE
      "    title: {en: One, no: En}\n"
      "    question: |\n      To linjer\n      tekst.\n\n"
      "    remark: {de: Nur deutsch}\n"
      "    points: {en: [a, b], nb: [c]}\n"
      "    audience: 2018\n"
      "  - {number: 2, kind: mixed}\n");
  const WkExercise *first = wk_deck_get_exercise (deck, 0);
  const WkExercise *second = wk_deck_get_exercise (deck, 1);
  g_autofree const char **points = wk_exercise_dup_points (first, en);
  g_autofree const char **nb_points = wk_exercise_dup_points (first, nb);
  g_autofree const char **no_points = wk_exercise_dup_points (second, nb);

  g_assert_cmpstr (wk_deck_get_title (deck, en), ==, "Prøve");
  g_assert_true (wk_deck_get_language (deck) == nb);
  g_assert_cmpstr (wk_deck_get_source (deck), ==, "f.yaml");
  g_assert_cmpstr (wk_exercise_get_title (first, en), ==, "One");
  g_assert_cmpstr (wk_exercise_get_title (first, nb), ==, "En");
  g_assert_cmpstr (wk_exercise_get_question (first, en), ==, "To linjer\ntekst.");
  g_assert_cmpstr (wk_exercise_get_remark (first, en), ==, "Nur deutsch");
  g_assert_cmpstr (wk_exercise_get_audience (first, en), ==, "2018");
  g_assert_null (wk_exercise_get_notes (first, en));
  g_assert_cmpstr (wk_exercise_get_seed (first), ==, "007");
  g_assert_cmpuint (g_strv_length ((char **) points), ==, 2);
  g_assert_cmpstr (points[1], ==, "b");
  g_assert_cmpstr (nb_points[0], ==, "c");
  g_assert_null (no_points[0]);
  g_assert_cmpstr (wk_exercise_get_number (second), ==, "2");
  g_assert_cmpstr (wk_exercise_get_title (second, en), ==, "All there is");
  g_assert_cmpstr (wk_exercise_get_question (second, en), ==, "");
  g_assert_null (wk_exercise_get_check (second));
  g_assert_null (wk_exercise_get_seed (second));
  g_assert_true (wk_exercise_get_kind (second) == &test_mixed);
}

/* A deck needs little; and the same may be written as JSON. */
static void
test_small (void)
{
  g_autoptr (WkDeck) deck =
      parse_fine ("deck: 1\nexercises: [{number: 1, kind: mixed}]");
  g_autoptr (WkDeck) json = parse_fine (
      "{\"deck\":1,\"id\":\"d\",\"exercises\":[{\"number\":\"1\",\"kind\":\"mixed\","
      "\"title\":\"A \\uD83D\\uDE00\\u00e6\",\"parameters\":{\"n\":5}}]}");

  g_assert_cmpstr (wk_deck_get_id (deck), ==, "f");
  g_assert_cmpstr (wk_deck_get_title (deck, NULL), ==, "f");
  g_assert_cmpint (wk_deck_find (deck, "2"), ==, -1);
  g_assert_null (wk_deck_get_exercise (deck, 1));
  g_assert_cmpstr (wk_exercise_get_title (wk_deck_get_exercise (json, 0), NULL), ==,
                   "A 😀æ");
  g_assert_cmpint (
      wk_params_get_int (wk_exercise_get_params (wk_deck_get_exercise (json, 0)), "n"),
      ==, 5);
}

static void
test_from (void)
{
  g_autoptr (WkDeck) deck = parse_fine (
      HEAD DENSE "  - {number: 1b, kind: dense-forward, from: 1A}\n"
                 "  - {number: 1c, kind: dense-forward, from: 1b, seed: own, "
                 "parameters: {x: [5, 6]}}\n"
                 "  - {number: 1d, kind: mixed, from: 1c, parameters: {n: 7}}\n");
  const WkExercise *b = wk_deck_get_exercise (deck, 1);
  const WkExercise *c = wk_deck_get_exercise (deck, 2);
  const WkExercise *d = wk_deck_get_exercise (deck, 3);

  g_assert_true (
      wk_params_equal (wk_exercise_get_params (b),
                       wk_exercise_get_params (wk_deck_get_exercise (deck, 0))));
  g_assert_cmpstr (wk_exercise_get_from (b), ==, "1a");
  g_assert_cmpstr (wk_exercise_get_seed (b), ==, "007");
  g_assert_cmpstr (wk_exercise_get_seed (c), ==, "own");
  g_assert_cmpfloat (wk_params_get_number (wk_exercise_get_params (c), "x[0]"), ==, 5);
  g_assert_cmpfloat (
      wk_params_get_number (wk_exercise_get_params (c), "layers[0].W[0][0]"), ==, 2);
  /* Another kind: what it lacks is dropped, what it shares comes along. */
  g_assert_cmpfloat (wk_params_get_number (wk_exercise_get_params (d), "x[1]"), ==, 6);
  g_assert_cmpint (wk_params_get_int (wk_exercise_get_params (d), "n"), ==, 7);
  g_assert_false (wk_params_has (wk_exercise_get_params (d), "layers"));
}

static void
test_from_wrong (void)
{
  assert_problems (
      HEAD "  - {number: 1a, kind: mixed, from: 1b}\n"
           "  - {number: 1b, kind: mixed, from: 1b}\n",
      "f.yaml:6:37: error: from: \"1b\", expected the number of an earlier "
      "exercise\n"
      "f.yaml:7:37: error: from: \"1b\", expected the number of an earlier "
      "exercise");
  /* Wrong parameters are told once, where they stand; own ones at their own place. */
  assert_problems (HEAD
                   "  - {number: 1a, kind: mixed, parameters: {n: 0}}\n"
                   "  - {number: 1b, kind: mixed, from: 1a}\n"
                   "  - {number: 1c, kind: mixed, from: 1a, parameters: {rat: 2}}\n"
                   "  - {number: 1d, kind: mixed, from: 1a, parameters: {n: 13}}\n",
                   "f.yaml:6:47: error: n: 0, expected a whole number from 1 to 12\n"
                   "f.yaml:8:54: error: unknown key \"rat\", did you mean \"rate\"?\n"
                   "f.yaml:9:57: error: n: 13, expected a whole number from 1 to 12");
}

/* Everything that is wrong in one file comes in one pass, in the order of the file. */
static void
test_all_problems (void)
{
  assert_problems (
      "deck: 2\nidd: x\nlanguage: nn-NO\ntitle: \"two\\nlines\"\n"
      "exercises:\n"
      "  - numbr: 1\n"
      "    kind: dense-froward\n"
      "  - number: 1a\n"
      "    kind: dense-forward\n"
      "    questions: |\n      q\n"
      "    parameters:\n"
      "      x: [1, .nan, 1e999, nan]\n"
      "      layers:\n"
      "        - {W: [[1], [2, 3]], b: 1, g: rleu}\n"
      "        - 5\n"
      "  - number: 1A\n"
      "    kind: [mixed]\n"
      "    points: one\n"
      "    audience: {english: x}\n"
      "    check: {y: [one]}\n"
      "  - 7\n",
      "f.yaml:1:7: error: deck: 2, expected 1\n"
      "f.yaml:2:1: error: unknown key \"idd\", did you mean \"id\"?\n"
      "f.yaml:4:8: error: title: several lines or a tab, expected one line\n"
      "f.yaml:6:5: error: number: missing, expected 1a\n"
      "f.yaml:6:5: error: unknown key \"numbr\", did you mean \"number\"?\n"
      "f.yaml:7:11: error: kind: \"dense-froward\", expected one of dense-forward, "
      "mixed; "
      "did you mean \"dense-forward\"?\n"
      "f.yaml:10:5: error: unknown key \"questions\", did you mean \"question\"?\n"
      "f.yaml:13:14: error: x[1]: not a finite number (.nan), expected a number from "
      "-1000000 to 1000000\n"
      "f.yaml:13:20: error: x[2]: not a finite number (1e999), expected a number from "
      "-1000000 to 1000000\n"
      "f.yaml:13:27: error: x[3]: \"nan\", expected a number from -1000000 to 1000000\n"
      "f.yaml:15:21: error: layers[0].W[1]: 2 numbers, expected 1\n"
      "f.yaml:15:33: error: layers[0].b: 1, expected a list of numbers such as [1, 2]\n"
      "f.yaml:15:39: error: layers[0].g: \"rleu\", expected one of identity, relu, "
      "leaky-relu; did you mean \"relu\"?\n"
      "f.yaml:16:11: error: layers[1]: 5, expected a map of keys and values\n"
      "f.yaml:17:13: error: number: \"1A\" a second time, expected each number once\n"
      "f.yaml:18:11: error: kind: a list, expected one of dense-forward, mixed\n"
      "f.yaml:19:13: error: points: \"one\", expected a list of 1 to 50 texts\n"
      "f.yaml:20:16: error: audience: \"english\", expected a language such as en or "
      "nb\n"
      "f.yaml:21:16: error: check.y: a list, expected a number, a list of numbers or a "
      "word\n"
      "f.yaml:22:5: error: exercises: 7, expected a map of keys and values");
}

static void
test_single_problems (void)
{
  assert_problems ("",
                   "f.yaml:1:1: error: the deck: nothing, expected a map of keys and "
                   "values");
  assert_problems ("- 1\n",
                   "f.yaml:1:1: error: the deck: a list, expected a map of keys "
                   "and values");
  assert_problems ("id: x\n",
                   "f.yaml:1:1: error: deck: missing, expected 1\n"
                   "f.yaml:1:1: error: exercises: missing, expected a list of "
                   "exercises");
  assert_problems ("deck: 1\nexercises: []\n",
                   "f.yaml:2:12: error: exercises: an empty "
                   "list, expected a list of exercises");
  assert_problems (
      "deck: 1\nlanguage: klingon\nexercises: [{number: 1, kind: mixed}]\n",
      "f.yaml:2:11: error: language: \"klingon\", expected one of en, nb");
  assert_problems (HEAD "  - {number: 1/2, kind: mixed}\n",
                   "f.yaml:6:14: error: number: \"1/2\", expected a name of letters, "
                   "digits, dots and dashes, at most 16 long");
  assert_problems (HEAD "  - {number: 1, kind: mixed, title: \"a\\u0007b\"}\n",
                   "f.yaml:6:37: error: title: the control character U+0007, expected "
                   "none");
  /* What is quoted never breaks the line. */
  assert_problems (HEAD "  - {number: 1, kind: mixed, notes: {\"n\\nb\": x}}\n",
                   "f.yaml:6:38: error: notes: \"n b\", expected a language such as en "
                   "or nb");
  /* One language under two tags. */
  assert_problems (HEAD "  - {number: 1, kind: mixed, notes: {nb: x, nb-NO: y}}\n",
                   "f.yaml:6:45: error: notes: \"nb-NO\" is a language that has its "
                   "text already, expected each once");
  assert_problems (HEAD "  - {\"n\\nr\": 1, \"n\\nr\": 1}\n",
                   "f.yaml:6:17: error: the key \"n r\" a second time, expected each "
                   "key once");
  assert_problems (HEAD "  - {number: 1, kind: mixed, notes: ''}\n",
                   "f.yaml:6:37: error: notes: empty, expected a text");
  assert_problems (HEAD "  - {number: 1, kind: mixed, notes: {}}\n",
                   "f.yaml:6:37: error: notes: a map of keys and values, expected a "
                   "text, or a map from language to text");
  assert_problems (HEAD "  - {number: 1, kind: mixed, seed: [1]}\n",
                   "f.yaml:6:36: error: seed: a list, expected a word");
  assert_problems (HEAD "  - {number: 1, kind: dense-forward}\n",
                   "f.yaml:6:5: error: layers: missing, expected a value\n"
                   "f.yaml:6:5: error: x: missing, expected a value");
  /* Across parameters: the kind's own check. */
  assert_problems (HEAD "  - number: 1\n    kind: dense-forward\n    parameters:\n"
                        "      x: [1, 2, 3]\n      layers:\n"
                        "        - {W: [[1], [2]], b: [1]}\n",
                   "f.yaml:11:15: error: layers[0].W: 2 rows, expected 3");
  /* The key of a table's row. */
  assert_problems (HEAD "  - {number: 1, kind: dense-forward, parameters: {x: [1],\n"
                        "     layers: [{W: [[1]], b: [1], slop: 1}]}}\n",
                   "f.yaml:7:34: error: layers[0]: unknown key \"slop\", did you mean "
                   "\"slope\"?");
}

static void
test_syntax (void)
{
  assert_problems (
      "deck: 1\nid: [a, b\nexercises: 3\n",
      "f.yaml:3:10: error: did not find expected ',' or ']' (while parsing "
      "a flow sequence that starts in line 2)");
  assert_problems ("deck: 1\ndeck: 1\n", "f.yaml:2:1: error: the key \"deck\" a second "
                                         "time, expected each key once");
}

static void
test_many (void)
{
  GString *text = g_string_new (HEAD);
  g_autofree char *found = NULL;
  g_autoptr (WkDeck) deck = NULL;

  for (guint i = 0; i < WK_DECK_MAX_EXERCISES; i++)
    g_string_append_printf (text, "  - {number: %u, kind: mixed}\n", i);
  deck = parse_fine (text->str);
  g_assert_cmpuint (wk_deck_get_n_exercises (deck), ==, WK_DECK_MAX_EXERCISES);
  g_string_append (text, "  - {number: x, kind: mixed}\n");
  found = problems_of (text->str);
  g_assert_cmpstr (found, ==,
                   "f.yaml:6:3: error: exercises: 501 of them, expected at most 500");
  g_string_free (text, TRUE);
}

/* Files. */

static char *folder;

static char *
write_file (const char *name, const char *contents, gssize length)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_load_fails (const char *path, int code, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WkDeck) deck = wk_deck_load (path, test_kinds, problems, &error);

  g_assert_null (deck);
  g_assert_error (error, WK_DECK_ERROR, code);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0], ==, error->message);
  g_assert_nonnull (strstr (error->message, path));
  if (strstr (error->message, expected) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, expected);
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_load (void)
{
  g_autofree char *path = write_file ("fine.yaml", HEAD DENSE, -1);
  g_autofree char *link = g_build_filename (folder, "link.yaml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load (path, test_kinds, NULL, &error);
  g_autoptr (WkDeck) linked = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (wk_deck_get_source (deck), ==, path);
  g_assert_cmpint (symlink ("fine.yaml", link), ==, 0);
  linked = wk_deck_load (link, test_kinds, NULL, &error);
  g_assert_no_error (error);
}

static void
test_load_wrong (void)
{
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *empty = write_file ("empty.yaml", "", 0);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_load_fails (fifo, WK_DECK_ERROR_READ, "is no regular file");
  assert_load_fails (folder, WK_DECK_ERROR_READ, "is a folder");
  assert_load_fails (missing, WK_DECK_ERROR_READ, "No such file");
  assert_load_fails ("/dev/zero", WK_DECK_ERROR_READ, "is no regular file");
  assert_load_fails (empty, WK_DECK_ERROR_INVALID, "expected a map");
}

/* Root may read everything, so the reading is done by nobody. */
static void
test_load_unreadable (void)
{
  g_autofree char *path = write_file ("secret.yaml", HEAD DENSE, -1);
  int status = 0;
  pid_t child;

  g_assert_cmpint (chmod (path, 0), ==, 0);
  if (geteuid () != 0)
    {
      assert_load_fails (path, WK_DECK_ERROR_READ, "Permission denied");
      return;
    }
  g_assert_cmpint (chmod (folder, 0755), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (setgid (65534) != 0 || setuid (65534) != 0)
        _exit (2);
      wk_deck_load (path, test_kinds, NULL, &error);
      _exit (g_error_matches (error, WK_DECK_ERROR, WK_DECK_ERROR_READ) &&
                     strstr (error->message, "Permission denied") != NULL
                 ? 0
                 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_load_large (void)
{
  const gsize large = 10 * 1000 * 1000, within = WK_YAML_MAX_BYTES;
  g_autofree char *brackets = g_malloc (large);
  g_autofree char *path = NULL;
  g_autofree char *second = NULL;
  clock_t start;

  memset (brackets, '[', large);
  path = write_file ("brackets.yaml", brackets, (gssize) large);
  second = write_file ("deep.yaml", brackets, (gssize) within);
  /* Of the processor, so that a busy machine does not count. */
  start = clock ();
  assert_load_fails (path, WK_DECK_ERROR_LIMIT, "is too large");
  assert_load_fails (second, WK_DECK_ERROR_LIMIT, "nested too deep");
  g_assert_cmpint (clock () - start, <, 3 * CLOCKS_PER_SEC);
}

static void
remove_folder (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("wk-deck-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_test_add_func ("/deck/texts", test_texts);
  g_test_add_func ("/deck/small", test_small);
  g_test_add_func ("/deck/from", test_from);
  g_test_add_func ("/deck/from-wrong", test_from_wrong);
  g_test_add_func ("/deck/all-problems", test_all_problems);
  g_test_add_func ("/deck/single-problems", test_single_problems);
  g_test_add_func ("/deck/syntax", test_syntax);
  g_test_add_func ("/deck/many", test_many);
  g_test_add_func ("/deck/load", test_load);
  g_test_add_func ("/deck/load-wrong", test_load_wrong);
  g_test_add_func ("/deck/load-unreadable", test_load_unreadable);
  g_test_add_func ("/deck/load-large", test_load_large);
  status = g_test_run ();
  remove_folder ();
  return status;
}
