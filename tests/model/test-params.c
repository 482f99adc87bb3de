/* test-params.c - parameters against their specs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-params.h"

#include <string.h>

#include "model-kinds.h"
#include "model/wk-yaml.h"

static WkValue *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WkValue *value = wk_yaml_parse (text, strlen (text), "t", &error);

  g_assert_no_error (error);
  return value;
}

static WkParams *
mixed (const char *text)
{
  g_autoptr (WkValue) values = parse (text);
  g_autoptr (GError) error = NULL;
  WkParams *params = wk_params_new (test_mixed_specs, values, NULL, &error);

  g_assert_no_error (error);
  return params;
}

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = wk_params_new (test_mixed_specs, NULL, NULL, &error);
  g_autoptr (WkParams) same = mixed ("{}");
  g_autoptr (WkParams) null = mixed ("null");
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = wk_value_to_text (wk_params_get_values (params));
  g_assert_cmpstr (
      text, ==,
      "{x: [1, 2], n: 3, rate: 0.5, mode: two, biases: false, words: [a, b], "
      "image: camera, seed: \"1\", kernel: [[1, 2, 3], [4, 5, 6]]}");
  g_assert_true (wk_params_equal (params, same));
  g_assert_true (wk_params_equal (params, null));
  g_assert_true (wk_params_get_specs (params) == test_mixed_specs);
  g_assert_false (wk_params_has (params, "picked"));
  g_assert_null (wk_params_get_word (params, "picked"));
}

static void
test_read (void)
{
  g_autoptr (WkParams) params = mixed (
      "{x: [3, -4.5], n: 12, rate: 1e-3, mode: one, biases: true, words: [c], "
      "picked: w1_13, image: /tmp/a b.png, seed: 0042, kernel: [[1, 2], [3, 4]]}");
  gsize n, rows, cols;
  g_autofree double *x = wk_params_dup_vector (params, "x", &n);
  g_autofree double *kernel = wk_params_dup_matrix (params, "kernel", &rows, &cols);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (x[1], ==, -4.5);
  g_assert_cmpuint (rows, ==, 2);
  g_assert_cmpuint (cols, ==, 2);
  g_assert_cmpfloat (kernel[2], ==, 3);
  g_assert_cmpint (wk_params_get_int (params, "n"), ==, 12);
  g_assert_cmpfloat (wk_params_get_number (params, "rate"), ==, 1e-3);
  g_assert_cmpfloat (wk_params_get_number (params, "kernel[1][1]"), ==, 4);
  g_assert_cmpuint (wk_params_get_choice (params, "mode"), ==, 0);
  g_assert_true (wk_params_get_switch (params, "biases"));
  g_assert_cmpstr (wk_params_get_word (params, "picked"), ==, "w1_13");
  g_assert_cmpstr (wk_params_get_word (params, "seed"), ==, "0042");
  g_assert_cmpstr (wk_params_get_word (params, "words[0]"), ==, "c");
  g_assert_null (wk_params_dup_vector (params, "picked", &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (wk_params_dup_matrix (params, "none", &rows, &cols));
  g_assert_cmpuint (rows + cols, ==, 0);
}

static void
test_seeds (void)
{
  static const struct
  {
    const char *text, *seed;
  } cases[] = {
    { "{seed: 42}", "42" },       { "{seed: 1e3}", "1e3" },
    { "{seed: True}", "True" },   { "{seed: true}", "true" },
    { "{seed: 3b}", "3b" },       { "{seed: blåbær}", "blåbær" },
    { "{seed: \"a b\"}", "a b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WkParams) params = mixed (cases[i].text);

      g_assert_cmpstr (wk_params_get_word (params, "seed"), ==, cases[i].seed);
    }
}

/* One problem: its message, path and code; and that it is in the list, too. */
static void
assert_problem (const WkParamSpec *specs,
                const char *text,
                int code,
                const char *path,
                const char *message)
{
  g_autoptr (WkValue) values = parse (text);
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = wk_params_new (specs, values, problems, &error);

  g_assert_null (params);
  g_assert_error (error, WK_PARAMS_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpstr (wk_params_error_get_path (error), ==, path);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((GError *) problems->pdata[0])->message, ==, message);
  g_assert_cmpstr (wk_params_error_get_path (problems->pdata[0]), ==, path);
}

static void
test_scalars_wrong (void)
{
  const WkParamSpec *specs = test_mixed_specs;

  assert_problem (specs, "{rate: fast}", WK_PARAMS_ERROR_TYPE, "rate",
                  "rate: \"fast\", expected a number");
  assert_problem (specs, "{rate: \"1\"}", WK_PARAMS_ERROR_TYPE, "rate",
                  "rate: \"1\", expected a number");
  assert_problem (specs, "{rate: nan}", WK_PARAMS_ERROR_TYPE, "rate",
                  "rate: \"nan\", expected a number");
  assert_problem (specs, "{rate: .nan}", WK_PARAMS_ERROR_RANGE, "rate",
                  "rate: not a finite number (.nan), expected a number");
  assert_problem (specs, "{rate: 1e999}", WK_PARAMS_ERROR_RANGE, "rate",
                  "rate: not a finite number (1e999), expected a number");
  assert_problem (specs, "{rate: }", WK_PARAMS_ERROR_TYPE, "rate",
                  "rate: nothing, expected a number");
  assert_problem (specs, "{rate: [1]}", WK_PARAMS_ERROR_TYPE, "rate",
                  "rate: a list, expected a number");
  assert_problem (specs, "{n: 2.5}", WK_PARAMS_ERROR_RANGE, "n",
                  "n: 2.5, expected a whole number from 1 to 12");
  assert_problem (specs, "{n: 0x10}", WK_PARAMS_ERROR_RANGE, "n",
                  "n: 0x10, expected a whole number from 1 to 12");
  assert_problem (specs, "{n: 0}", WK_PARAMS_ERROR_RANGE, "n",
                  "n: 0, expected a whole number from 1 to 12");
  assert_problem (specs, "{mode: on}", WK_PARAMS_ERROR_RANGE, "mode",
                  "mode: \"on\", expected one of one, two; did you mean \"one\"?");
  assert_problem (specs, "{mode: three}", WK_PARAMS_ERROR_RANGE, "mode",
                  "mode: \"three\", expected one of one, two");
  assert_problem (specs, "{mode: 1}", WK_PARAMS_ERROR_TYPE, "mode",
                  "mode: 1, expected one of one, two");
  assert_problem (specs, "{biases: yes}", WK_PARAMS_ERROR_TYPE, "biases",
                  "biases: \"yes\", expected true or false");
  assert_problem (specs, "{picked: 3}", WK_PARAMS_ERROR_TYPE, "picked",
                  "picked: 3, expected a word");
  assert_problem (specs, "{image: \"a\\u0007b\"}", WK_PARAMS_ERROR_RANGE, "image",
                  "image: the control character U+0007, expected none");
}

static void
test_lists_wrong (void)
{
  const WkParamSpec *specs = test_mixed_specs;

  assert_problem (specs, "{x: 1}", WK_PARAMS_ERROR_TYPE, "x",
                  "x: 1, expected a list of numbers such as [1, 2]");
  assert_problem (specs, "{x: [1, 2, 3, 4]}", WK_PARAMS_ERROR_SHAPE, "x",
                  "x: 4 numbers, expected 0 to 3");
  assert_problem (specs, "{x: [1, a]}", WK_PARAMS_ERROR_TYPE, "x[1]",
                  "x[1]: \"a\", expected a number");
  assert_problem (specs, "{words: []}", WK_PARAMS_ERROR_SHAPE, "words",
                  "words: 0 words, expected at least 1");
  assert_problem (specs, "{words: [a, 1]}", WK_PARAMS_ERROR_TYPE, "words[1]",
                  "words[1]: 1, expected a word");
  assert_problem (specs, "{words: a}", WK_PARAMS_ERROR_TYPE, "words",
                  "words: \"a\", expected a list of words such as [one, two]");
  assert_problem (specs, "{kernel: [[1, 2], 3]}", WK_PARAMS_ERROR_TYPE, "kernel[1]",
                  "kernel[1]: 3, expected a list of numbers such as [1, 2]");
  assert_problem (specs, "{kernel: [[1, 2]]}", WK_PARAMS_ERROR_SHAPE, "kernel",
                  "kernel: 1 row, expected 2");
  assert_problem (specs, "{kernel: [[1, 2], [3]]}", WK_PARAMS_ERROR_SHAPE, "kernel[1]",
                  "kernel[1]: 1 number, expected 2");
  assert_problem (specs, "{kernel: [[1, 2], [3, x]]}", WK_PARAMS_ERROR_TYPE,
                  "kernel[1][1]", "kernel[1][1]: \"x\", expected a number");
  assert_problem (specs, "{kernel: 3}", WK_PARAMS_ERROR_TYPE, "kernel",
                  "kernel: 3, expected a list of rows such as [[1, 2], [3, 4]]");
}

static void
test_keys_wrong (void)
{
  assert_problem (test_mixed_specs, "{rat: 1}", WK_PARAMS_ERROR_UNKNOWN_KEY, "rat",
                  "unknown key \"rat\", did you mean \"rate\"?");
  assert_problem (
      test_mixed_specs, "{zzzz: 1}", WK_PARAMS_ERROR_UNKNOWN_KEY, "zzzz",
      "unknown key \"zzzz\", expected one of x, n, rate, mode, biases, words, "
      "picked, image, seed, kernel");
  assert_problem (test_mixed_specs, "[1]", WK_PARAMS_ERROR_TYPE, NULL,
                  "a list, expected a map of keys and values");
  assert_problem (test_dense_specs, "{x: [1], layrs: [], layers: [{W: [[1]], b: [1]}]}",
                  WK_PARAMS_ERROR_UNKNOWN_KEY, "layrs",
                  "unknown key \"layrs\", did you mean \"layers\"?");
  assert_problem (test_dense_specs, "{x: [1]}", WK_PARAMS_ERROR_MISSING, "layers",
                  "layers: missing, expected a value");
}

static void
test_tables (void)
{
  g_autoptr (WkValue) values = parse (
      "{x: [1], y: null, layers: [{b: [1], W: [[2]]}, {W: [[3]], b: [4], g: relu}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = wk_params_new (test_dense_specs, values, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = wk_value_to_text (wk_params_get_values (params));
  g_assert_cmpstr (text, ==,
                   "{x: [1], layers: [{W: [[2]], b: [1], g: identity, slope: 0.01}, "
                   "{W: [[3]], b: [4], g: relu, slope: 0.01}]}");

  assert_problem (test_dense_specs, "{x: [1], layers: []}", WK_PARAMS_ERROR_SHAPE,
                  "layers", "layers: 0 rows, expected 1 to 6");
  assert_problem (test_dense_specs, "{x: [1], layers: 3}", WK_PARAMS_ERROR_TYPE,
                  "layers",
                  "layers: 3, expected a list of maps such as [{key: value}]");
  assert_problem (test_dense_specs, "{x: [1], layers: [3]}", WK_PARAMS_ERROR_TYPE,
                  "layers[0]", "layers[0]: 3, expected a map of keys and values");
  assert_problem (test_dense_specs, "{x: [1], layers: [{W: [[1]]}]}",
                  WK_PARAMS_ERROR_MISSING, "layers[0].b",
                  "layers[0].b: missing, expected a value");
  assert_problem (test_dense_specs, "{x: [1], layers: [{W: [[1]], b: [1], h: 1}]}",
                  WK_PARAMS_ERROR_UNKNOWN_KEY, "layers[0].h",
                  "layers[0]: unknown key \"h\", expected one of W, b, g, slope");
  assert_problem (
      test_dense_specs, "{x: [1], layers: [{W: [[1]], b: [2000000]}]}",
      WK_PARAMS_ERROR_RANGE, "layers[0].b[0]",
      "layers[0].b[0]: 2000000, expected a number from -1000000 to 1000000");
}

static void
test_several (void)
{
  g_autoptr (WkValue) values = parse ("{n: 0, rate: x, y: 1, x: [a, 2, b]}");
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_params_new (test_mixed_specs, values, problems, &error));
  g_assert_cmpuint (problems->len, ==, 5);
  g_assert_cmpstr (error->message, ==, ((GError *) problems->pdata[0])->message);
}

static void
test_check (void)
{
  g_autoptr (WkValue) values = parse ("{x: [1, 2], layers: [{W: [[1]], b: [1]}]}");
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  g_assert_null (wk_kind_params (&test_dense, values, problems, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==, "layers[0].W: 1 rows, expected 2");
  g_assert_cmpstr (wk_params_error_get_sentence (error), ==, "1 rows, expected 2");
  copy = g_error_copy (error);
  g_assert_cmpstr (wk_params_error_get_path (copy), ==, "layers[0].W");
  g_assert_cmpuint (problems->len, ==, 1);
  g_clear_error (&error);
  error = g_error_new_literal (G_FILE_ERROR, 0, "x");
  g_assert_null (wk_params_error_get_path (error));
  g_assert_cmpstr (wk_params_error_get_sentence (error), ==, "x");
  g_assert_true (wk_kind_find (test_kinds, "mixed") == &test_mixed);
  g_assert_null (wk_kind_find (test_kinds, "mixe"));
  g_assert_null (wk_kind_find (NULL, "mixed"));
}

static void
test_with (void)
{
  g_autoptr (WkParams) params = mixed ("{}");
  g_autoptr (WkValue) seven = wk_value_new_number (7);
  g_autoptr (WkValue) hundred = wk_value_new_number (100);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) changed = wk_params_with (params, "kernel[1][2]", seven, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (wk_params_get_number (changed, "kernel[1][2]"), ==, 7);
  g_assert_cmpfloat (wk_params_get_number (params, "kernel[1][2]"), ==, 6);
  g_assert_false (wk_params_equal (params, changed));

  g_assert_null (wk_params_with (params, "n", hundred, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_null (wk_params_with (params, "kernel[9][9]", seven, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_UNKNOWN_KEY);
  g_assert_cmpstr (wk_params_error_get_path (error), ==, "kernel[9][9]");
  g_clear_error (&error);
  g_assert_null (wk_params_with (params, "m", seven, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_UNKNOWN_KEY);
}

static const WkParamSpec pair_specs[] = {
  { .key = "stride",
    .type = WK_PARAM_VECTOR,
    .min = 1,
    .max = 9,
    .min_rows = 2,
    .max_rows = 2,
    .fallback = "1",
    .whole = TRUE,
    .scalar = TRUE },
  { NULL },
};

/* One number, or one for rows and one for columns. */
static void
test_pairs (void)
{
  static const struct
  {
    const char *text;
    double rows, columns;
  } cases[] = {
    { "{}", 1, 1 },
    { "{stride: 3}", 3, 3 },
    { "{stride: [2, 5]}", 2, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WkValue) values = parse (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkParams) params = wk_params_new (pair_specs, values, NULL, &error);
      double pair[2];

      g_assert_no_error (error);
      wk_params_get_pair (params, "stride", pair);
      g_assert_cmpfloat (pair[0], ==, cases[i].rows);
      g_assert_cmpfloat (pair[1], ==, cases[i].columns);
    }
  assert_problem (pair_specs, "{stride: 0}", WK_PARAMS_ERROR_RANGE, "stride",
                  "stride: 0, expected a whole number from 1 to 9");
  assert_problem (pair_specs, "{stride: 1.5}", WK_PARAMS_ERROR_RANGE, "stride",
                  "stride: 1.5, expected a whole number from 1 to 9");
  assert_problem (pair_specs, "{stride: [1, 2.5]}", WK_PARAMS_ERROR_RANGE, "stride[1]",
                  "stride[1]: 2.5, expected a whole number from 1 to 9");
  assert_problem (pair_specs, "{stride: [1]}", WK_PARAMS_ERROR_SHAPE, "stride",
                  "stride: 1 number, expected 2");
  assert_problem (pair_specs, "{stride: wide}", WK_PARAMS_ERROR_TYPE, "stride",
                  "stride: \"wide\", expected a number or a list of numbers such as "
                  "[1, 2]");
}

static void
test_nearest (void)
{
  static const char *const words[] = {
    "layers", "x", "y", "identity", "softplus", NULL
  };

  g_assert_cmpstr (wk_nearest_word ("layrs", words), ==, "layers");
  g_assert_cmpstr (wk_nearest_word ("lyaers", words), ==, "layers");
  g_assert_cmpstr (wk_nearest_word ("softplsu", words), ==, "softplus");
  g_assert_cmpstr (wk_nearest_word ("idntty", words), ==, "identity");
  g_assert_cmpstr (wk_nearest_word ("X", words), ==, "x");
  g_assert_cmpstr (wk_nearest_word ("xs", words), ==, "x");
  g_assert_null (wk_nearest_word ("z", words));
  g_assert_null (wk_nearest_word ("zz", words));
  g_assert_null (wk_nearest_word ("abcdef", words));
  g_assert_null (wk_nearest_word ("", words));
}

/* --- lists that follow --- */

typedef struct
{
  const char *values; /* what was changed */
  const char *path;
  const char *fitted; /* or NULL: refused with @error */
  const char *error;
} Fit;

/* Worked by hand: W of each layer has a row for each node before. */
static const Fit fits[] = {
  /* One more input. */
  { "{x: [1, 3, 5], layers: [{W: [[2, 1], [2, -1]], b: [1, 0]}]}", "x",
    "{x: [1, 3, 5], layers: [{W: [[2, 1], [2, -1], [0, 0]], b: [1, 0], g: identity, "
    "slope: 0.01}]}",
    NULL },
  /* One less, two layers on: only the first follows. */
  { "{x: [1], layers: [{W: [[2, 1], [2, -1]], b: [1, 0]}, {W: [[3], [4]], b: [1]}]}",
    "x",
    "{x: [1], layers: [{W: [[2, 1]], b: [1, 0], g: identity, slope: 0.01}, "
    "{W: [[3], [4]], b: [1], g: identity, slope: 0.01}]}",
    NULL },
  /* One more hidden node. */
  { "{x: [1], layers: [{W: [[2, 1, 5]], b: [1, 0]}, {W: [[3], [4]], b: [1]}]}",
    "layers[0].W",
    "{x: [1], layers: [{W: [[2, 1, 5]], b: [1, 0], g: identity, slope: 0.01}, "
    "{W: [[3], [4], [0]], b: [1], g: identity, slope: 0.01}]}",
    NULL },
  /* A layer in between was taken away, or doubled. */
  { "{x: [1], layers: [{W: [[2, 1]], b: [1, 0]}, {W: [[3, 4, 5]], b: [1]}]}", NULL,
    "{x: [1], layers: [{W: [[2, 1]], b: [1, 0], g: identity, slope: 0.01}, "
    "{W: [[3, 4, 5], [0, 0, 0]], b: [1], g: identity, slope: 0.01}]}",
    NULL },
  /* One more row of weights needs one more input, or one more node before. */
  { "{x: [1], layers: [{W: [[2, 1], [3, 4]], b: [1, 0]}]}", "layers[0].W",
    "{x: [1, 0], layers: [{W: [[2, 1], [3, 4]], b: [1, 0], g: identity, slope: 0.01}]}",
    NULL },
  { "{x: [1], layers: [{W: [[2, 1]], b: [1, 0]}, {W: [[3], [4], [5]], b: [1]}]}",
    "layers[1].W",
    "{x: [1], layers: [{W: [[2, 1, 0]], b: [1, 0], g: identity, slope: 0.01}, "
    "{W: [[3], [4], [5]], b: [1], g: identity, slope: 0.01}]}",
    NULL },
  /* What was changed itself is wrong. */
  { "{x: [1], layers: [{W: [[2, 1], [3, 4], [5, 6]], b: [1, 0]}]}", "layers[0].W", NULL,
    "layers[0].W: 3 rows, expected 1" },
  { "{x: [], layers: [{W: [[2, 1]], b: [1, 0]}]}", "x", NULL,
    "x: 0 numbers, expected 1 to 12" },
  { "{x: [1], layers: [{W: [[2e9, 1]], b: [1, 0]}]}", "x", NULL,
    "layers[0].W[0][0]: 2e9, expected a number from -1000000 to 1000000" },
};

static void
test_fit (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      g_autoptr (WkValue) values = parse (fits[i].values);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkParams) params =
          wk_kind_fit (&test_dense, values, fits[i].path, &error);
      g_autofree char *text = NULL;

      if (params != NULL)
        text = wk_value_to_text (wk_params_get_values (params));
      g_assert_cmpstr (text, ==, fits[i].fitted);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, fits[i].error);
    }
}

static void
test_spec_at (void)
{
  const WkParamSpec *spec = wk_param_spec_at (test_dense_specs, "layers[3].W[0][1]");

  g_assert_cmpstr (spec->key, ==, "W");
  g_assert_cmpstr (wk_param_spec_at (test_dense_specs, "x[1]")->key, ==, "x");
  g_assert_cmpstr (wk_param_spec_at (test_dense_specs, "layers[1]")->key, ==, "layers");
  g_assert_null (wk_param_spec_at (test_dense_specs, "layers[1].no"));
  g_assert_null (wk_param_spec_at (test_dense_specs, "x.no"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/params/defaults", test_defaults);
  g_test_add_func ("/params/read", test_read);
  g_test_add_func ("/params/seeds", test_seeds);
  g_test_add_func ("/params/scalars-wrong", test_scalars_wrong);
  g_test_add_func ("/params/lists-wrong", test_lists_wrong);
  g_test_add_func ("/params/keys-wrong", test_keys_wrong);
  g_test_add_func ("/params/tables", test_tables);
  g_test_add_func ("/params/several", test_several);
  g_test_add_func ("/params/check", test_check);
  g_test_add_func ("/params/with", test_with);
  g_test_add_func ("/params/pairs", test_pairs);
  g_test_add_func ("/params/nearest", test_nearest);
  g_test_add_func ("/params/fit", test_fit);
  g_test_add_func ("/params/spec-at", test_spec_at);
  return g_test_run ();
}
