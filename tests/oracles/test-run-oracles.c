/* test-run-oracles.c - does the oracle runner see what it should see?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside running each public file whole, it spoils the files: every output of every
 * case gets a wrong value and must be reported, and every input and attribute is taken
 * away or replaced by something absurd, which must end as a failure with a name, not as
 * a crash.
 */
#include "config.h"

#include "oracle-json.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>

/* The files that are run, and ops in them that are not there. */
static const char *const files[] = {
  "activations", "autoencoder", "conv2d", "conv2d_origin", "dense",
  "onnx",        "optim",       "params", "pooling",       "receptive_field",
  "sampling",    "softmax_ce",  "vae",
};
static const char *const missing_ops[] = {
  "AveragePool",
  "BatchNormalization",
  "GRU",
  "Gemm",
  "GlobalAveragePool",
  "GlobalMaxPool",
  "LSTM",
  "MatMul",
  "MaxPool",
  "NegativeLogLikelihoodLoss",
  "RNN",
  "SoftmaxCrossEntropyLoss",
};

typedef struct
{
  char *out, *err;
  int status;
  guint passed, failed, skipped;
} Run;

static void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Runs @path and reads the last line, which must always be there. */
static void
run_oracles (const char *path, Run *run)
{
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "oracles", "run-oracles", NULL);
  const char *argv[] = { program, path, NULL };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_lines;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &run->out,
                &run->err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  run->status = WEXITSTATUS (status);

  lines = g_strsplit (run->out, "\n", -1);
  n_lines = g_strv_length (lines);
  g_assert_cmpuint (n_lines, >=, 2);
  g_assert_cmpstr (lines[n_lines - 1], ==, "");
  g_assert_cmpint (sscanf (lines[n_lines - 2], "%u passed, %u failed, %u skipped",
                           &run->passed, &run->failed, &run->skipped),
                   ==, 3);
}

static void
run_text (const char *text, gssize length, Run *run)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("oracle-XXXXXX.json", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  run_oracles (path, run);
  g_unlink (path);
}

static char *
find_file (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);

  return g_test_build_filename (G_TEST_DIST, "oracles", file, NULL);
}

static Json *
load_file (const char *name)
{
  g_autofree char *path = find_file (name), *text = NULL;
  g_autoptr (GError) error = NULL;
  Json *json;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  json = json_parse (text, length, &error);
  g_assert_no_error (error);
  return json;
}

static gboolean
op_is_missing (const Json *entry)
{
  const char *op = json_get (entry, "op")->string;

  for (guint i = 0; i < G_N_ELEMENTS (missing_ops); i++)
    {
      if (g_str_equal (op, missing_ops[i]))
        return TRUE;
    }
  return FALSE;
}

/* The cases of a file whose op is there, at most @n_per_op of each. */
static GPtrArray *
get_cases (const Json *json, guint n_per_op)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const GPtrArray *all = json_get (json, "cases")->items;
  GPtrArray *cases = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      Json *entry = g_ptr_array_index (all, i);
      char *op = json_get (entry, "op")->string;
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, op));

      if (op_is_missing (entry) || count >= n_per_op)
        continue;
      g_hash_table_insert (counts, op, GUINT_TO_POINTER (count + 1));
      g_ptr_array_add (cases, entry);
    }
  return cases;
}

static void
test_whole (gconstpointer data)
{
  g_autofree char *path = find_file (data);
  g_autoptr (Json) json = load_file (data);
  g_autoptr (GPtrArray) cases = get_cases (json, G_MAXUINT);
  g_auto (Run) run = { 0 };

  run_oracles (path, &run);
  if (run.failed > 0)
    g_test_message ("%s", run.out);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpuint (run.passed, ==, cases->len);
  g_assert_cmpuint (run.failed, ==, 0);
  g_assert_cmpuint (run.skipped, ==, json_get (json, "cases")->items->len - cases->len);
}

static void
append_json (GString *text, const Json *json)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (json->type)
    {
    case JSON_NULL:
      g_string_append (text, "null");
      break;
    case JSON_BOOLEAN:
      g_string_append (text, json->number != 0 ? "true" : "false");
      break;
    case JSON_NUMBER:
      g_string_append (text, g_ascii_dtostr (number, sizeof number, json->number));
      break;
    case JSON_STRING:
      {
        g_autofree char *escaped = g_strescape (json->string, "\177");

        /* What g_strescape() writes in octal is no JSON; the files are ASCII. */
        g_string_append_printf (text, "\"%s\"", escaped);
        break;
      }
    default:
      g_string_append_c (text, json->type == JSON_LIST ? '[' : '{');
      for (guint i = 0; i < json->items->len; i++)
        {
          if (i > 0)
            g_string_append_c (text, ',');
          if (json->type == JSON_MAP)
            g_string_append_printf (
                text, "\"%s\":", (const char *) g_ptr_array_index (json->keys, i));
          append_json (text, g_ptr_array_index (json->items, i));
        }
      g_string_append_c (text, json->type == JSON_LIST ? ']' : '}');
      break;
    }
}

/* The number that comes first or last in @json, or NULL. Shapes do not count. */
static Json *
find_number (Json *json, gboolean last)
{
  if (json->type == JSON_NUMBER)
    return json;
  if (json->type == JSON_STRING && strstr ("nan -inf", json->string) != NULL)
    return json;
  for (guint i = 0; json->items != NULL && i < json->items->len; i++)
    {
      guint at = last ? json->items->len - 1 - i : i;
      Json *found;

      if (json->type == JSON_MAP &&
          g_str_equal (g_ptr_array_index (json->keys, at), "shape"))
        continue;
      found = find_number (g_ptr_array_index (json->items, at), last);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Appends a case with a fresh id. */
static void
append_case (GString *text, Json *entry, guint *n_cases)
{
  Json *id = (Json *) json_get (entry, "id");
  char *before = id->string;

  id->string = g_strdup_printf ("%s spoilt %u", before, *n_cases);
  g_string_append (text, *n_cases > 0 ? ",\n" : "");
  append_json (text, entry);
  g_free (id->string);
  id->string = before;
  (*n_cases)++;
}

#define HEAD "{\"head\":{\"schema\":\"oracle-1\"},\"cases\":[\n"

/* A wrong value for each output of each case. It is far away, on the other side of 0,
 * and below every limit. */
static void
test_planted (gconstpointer data)
{
  g_autoptr (Json) json = load_file (data);
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GPtrArray) cases = get_cases (json, G_MAXUINT);
  g_auto (Run) run = { 0 };
  guint n_cases = 0;

  for (guint i = 0; i < cases->len * 2; i++)
    {
      Json *entry = g_ptr_array_index (cases, i / 2);
      const Json *expected = json_get (entry, "expected");

      for (guint k = 0; k < expected->items->len; k++)
        {
          Json *number = find_number (g_ptr_array_index (expected->items, k), i % 2);
          Json before;

          if (number == NULL)
            continue;
          /* A lower limit is not hurt by being lower. */
          if (i % 2 == 0 &&
              g_str_equal (g_ptr_array_index (expected->keys, k), "variance_interval"))
            continue;
          before = *number;
          number->type = JSON_NUMBER;
          number->number = before.number >= 0 ? -1 - before.number : 1 - before.number;
          append_case (text, entry, &n_cases);
          *number = before;
        }
    }
  g_string_append (text, "]}");

  run_text (text->str, -1, &run);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_cmpuint (run.passed, ==, 0);
  g_assert_cmpuint (run.failed, ==, n_cases);
  g_test_message ("%u wrong values", n_cases);
}

/* The exam's own file, whole, and with each of its numbers spoilt that a part compares.
 */
static void
test_exam (void)
{
  static const char *const spoilt[][2] = {
    { "94356", "94357" },
    { "\"answer_in_the_exam\": 49", "\"answer_in_the_exam\": 48" },
    { "5.5", "5.25" },
    { "1.8122472559214327", "1.81224725" },
    { "58.005", "58.0051" },
    { "\"b1_2\": -16", "\"b1_2\": 16" },
  };
  g_autofree char *path = find_file ("exam-2018"), *text = NULL;
  g_auto (Run) whole = { 0 };

  run_oracles (path, &whole);
  g_assert_cmpstr (whole.out, ==, "5 passed, 0 failed, 0 skipped\n");
  g_assert_cmpint (whole.status, ==, 0);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autoptr (GString) other = g_string_new (text);
      g_auto (Run) run = { 0 };

      g_assert_cmpuint (g_string_replace (other, spoilt[i][0], spoilt[i][1], 1), ==, 1);
      run_text (other->str, -1, &run);
      g_assert_cmpint (run.status, ==, 1);
      g_assert_cmpuint (run.passed, ==, 4);
      g_assert_cmpuint (run.failed, ==, 1);
    }
}

/* The message names case, output, index, got and expected. */
static void
test_message (void)
{
  static const char text[] = HEAD
      "{\"id\":\"one\",\"op\":\"relu\",\"attrs\":{},\"inputs\":{\"x\":[-1,2,3]},"
      "\"expected\":{\"y\":[0,2.5,3]},\"tol\":{\"abs\":0,\"rel\":0}},"
      "{\"id\":\"two\",\"op\":\"teleport\",\"attrs\":{},\"inputs\":{},"
      "\"expected\":{\"y\":0},\"tol\":{\"abs\":0,\"rel\":0}},"
      "{\"id\":\"three\",\"op\":\"relu\",\"attrs\":{},\"inputs\":{\"x\":[\"nan\"]},"
      "\"expected\":{\"y\":[\"nan\"]},\"tol\":{\"abs\":0,\"rel\":0}}]}";
  g_auto (Run) run = { 0 };

  run_text (text, -1, &run);
  g_assert_cmpstr (run.out, ==,
                   "FAILED one (relu): y[1]: got 2, expected 2.5\n"
                   "skipped teleport: the op is not there\n"
                   "1 passed, 1 failed, 1 skipped\n");
  g_assert_cmpint (run.status, ==, 1);
}

/* One member of @map of a case, absurd in many ways, and once under another name. */
static void
append_absurd (GString *text, Json *entry, const Json *map, guint k, guint *n_cases)
{
  static const char *const absurd[] = {
    "null",
    "true",
    "-1",
    "0.5",
    "1e300",
    "99999999",
    "\"nan\"",
    "\"gelu\"",
    "[]",
    "{}",
    "[[]]",
    "[-1]",
    "[[1,2],[3]]",
    "[\"inf\",\"-inf\"]",
    "[[[[[[[[[1]]]]]]]]]",
    "{\"shape\":[0],\"data\":[]}",
    "{\"shape\":[],\"data\":[7]}",
    "{\"shape\":[1,2],\"data\":[1e308,-1e308]}",
    "{\"shape\":[1e9,1e9,1e9,1e9],\"data\":[1]}",
  };
  gpointer *value = &g_ptr_array_index (map->items, k);
  gpointer *key = &g_ptr_array_index (map->keys, k);
  gpointer value_before = *value, key_before = *key;

  for (guint i = 0; i < G_N_ELEMENTS (absurd); i++)
    {
      g_autoptr (Json) other = json_parse (absurd[i], strlen (absurd[i]), NULL);

      *value = other;
      append_case (text, entry, n_cases);
    }
  *value = value_before;
  *key = (gpointer) "renamed";
  append_case (text, entry, n_cases);
  *key = key_before;
}

/* Cases without a part, or with something absurd in its place. */
static void
test_absurd (gconstpointer data)
{
  static const char *const parts[] = { "attrs", "inputs", "expected" };
  g_autoptr (Json) json = load_file (data);
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GPtrArray) cases = get_cases (json, 4);
  g_auto (Run) run = { 0 };
  guint n_cases = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      Json *entry = g_ptr_array_index (cases, i);

      for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
        {
          const Json *map = json_get (entry, parts[part]);

          for (guint k = 0; k < map->items->len; k++)
            append_absurd (text, entry, map, k, &n_cases);
        }
    }
  g_string_append (text, "]}");

  run_text (text->str, -1, &run);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpuint (run.passed + run.failed, ==, n_cases);
  /* Some of it is harmless: null in place of an attribute that has a default, or
   * another name for what only describes the case. */
  g_assert_cmpuint (run.failed, >, n_cases / 3);
  g_test_message ("%u absurd cases, %u of them harmless", n_cases, run.passed);
}

static void
test_malformed (void)
{
  static const char *const texts[] = {
    "",
    "{",
    "[]",
    "7",
    "{\"cases\":[]}",
    "{\"head\":{\"schema\":\"oracle-2\"},\"cases\":[]}",
    "{\"head\":{\"schema\":\"oracle-1\"}}",
    "{\"head\":{\"schema\":\"oracle-1\"},\"cases\":{}}",
    HEAD "]} x",
    HEAD "7]}",
    HEAD "{\"id\":\"a\"}]}",
    HEAD "{\"op\":\"relu\"}]}",
    HEAD "{\"id\":\"a\",\"op\":\"x\"},{\"id\":\"a\",\"op\":\"x\"}]}",
    HEAD "{\"id\":\"a\",\"id\":\"b\",\"op\":\"x\"}]}",
    HEAD "{\"id\":\"a\",\"op\":\"x\",\"tol\":NaN}]}",
    HEAD "{\"id\":\"a\",\"op\":\"x\",\"tol\":01}]}",
    HEAD "{\"id\":\"a\",\"op\":\"x\",\"tol\":1.}]}",
    HEAD "{\"id\":\"\\ud800\",\"op\":\"x\"}]}",
    HEAD "{\"id\":\"a\\u0000\",\"op\":\"x\"}]}",
    HEAD "{\"id\":\"\xff\",\"op\":\"x\"}]}",
    HEAD "{\"id\":\"a",
    HEAD "{\"id\":\"a\",}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Run) run = { 0 };

      run_text (texts[i], -1, &run);
      g_assert_cmpint (run.status, ==, 1);
      g_assert_cmpstr (run.out, ==, "0 passed, 0 failed, 0 skipped\n");
      /* One sentence, with the name of the file. */
      g_assert_nonnull (strstr (run.err, "oracle-"));
      g_assert_true (g_str_has_suffix (run.err, ".\n"));
      g_assert_true (strchr (run.err, '\n') == run.err + strlen (run.err) - 1);
    }
}

static void
test_deep (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  static const char zero[] = "{\"head\"\0:1}";
  g_auto (Run) run = { 0 }, with_zero = { 0 }, missing = { 0 };

  run_text (deep, -1, &run);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "nested too deeply"));
  run_text (zero, sizeof zero - 1, &with_zero);
  g_assert_cmpint (with_zero.status, ==, 1);
  run_oracles ("/nonexistent/oracle.json", &missing);
  g_assert_cmpint (missing.status, ==, 1);
  g_assert_nonnull (strstr (missing.err, "/nonexistent/oracle.json"));
}

static void
add_for_files (const char *path, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strdup_printf ("/oracles/%s/%s", path, files[i]);

      g_test_add_data_func (name, files[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_for_files ("whole", test_whole);
  add_for_files ("planted", test_planted);
  add_for_files ("absurd", test_absurd);
  g_test_add_func ("/oracles/exam", test_exam);
  g_test_add_func ("/oracles/message", test_message);
  g_test_add_func ("/oracles/malformed", test_malformed);
  g_test_add_func ("/oracles/deep", test_deep);
  return g_test_run ();
}
