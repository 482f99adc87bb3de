/* test-yaml.c - from text to values, and what is refused
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-yaml.h"

#include <math.h>
#include <string.h>

static WkValue *
parse_bytes (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  WkValue *value = wk_yaml_parse (text, length, "t", &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
  return value;
}

static WkValue *
parse (const char *text)
{
  return parse_bytes (text, strlen (text));
}

static void
assert_fails_bytes (const char *text, gsize length, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  WkValue *value = wk_yaml_parse (text, length, "t", &error);

  g_assert_null (value);
  g_assert_error (error, WK_YAML_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_fails (const char *text, const char *message)
{
  assert_fails_bytes (text, strlen (text), WK_YAML_ERROR_SYNTAX, message);
}

/* The tables of the YAML 1.2.2 core schema, section 10.3.2. */
static const struct
{
  const char *text;
  double number;
} core_numbers[] = {
  { "0", 0 },
  { "-19", -19 },
  { "+12", 12 },
  { "0o14", 12 },
  { "0x1F", 31 },
  { "0.", 0 },
  { "-0.0", 0 },
  { ".5", 0.5 },
  { "+12e03", 12e3 },
  { "-2E+05", -2e5 },
  { "007", 7 },
  { "1e-3", 1e-3 },
  { ".inf", INFINITY },
  { "-.Inf", -INFINITY },
  { "+.INF", INFINITY },
  { "1e999", INFINITY },
  { "123456789012345678901234567890", 123456789012345678901234567890.0 },
};

static const char *const core_words[] = {
  "nan",   "inf",    "yes",    "no",       "on",  "off",      "y",          "n",
  "nUll",  "TrUe",   "1_000",  "0b1",      "0o8", "0xg",      "1:30",       "+.nan",
  "-.nan", "1e",     "e1",     ".",        "+",   "1.2.3",    ".e1",        "0o",
  "0x",    "12e03x", "--1",    "0X1",      "0O1", "infinity", "2018-06-11", "=",
  "\"1\"", "'1'",    "'null'", "\"true\"",
};

static void
test_core_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (core_numbers); i++)
    {
      g_autoptr (WkValue) number = parse (core_numbers[i].text);

      g_assert_cmpint (wk_value_get_type_tag (number), ==, WK_VALUE_NUMBER);
      g_assert_cmpfloat (wk_value_get_number (number), ==, core_numbers[i].number);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (core_words); i++)
    {
      g_autoptr (WkValue) word = parse (core_words[i]);

      if (wk_value_get_type_tag (word) != WK_VALUE_STRING)
        g_error ("%s is no word", core_words[i]);
    }
}

static void
test_core_constants (void)
{
  static const char *const nulls[] = { "null", "Null", "NULL", "~", "" };
  static const char *const trues[] = { "true", "True", "TRUE" };
  static const char *const falses[] = { "false", "False", "FALSE" };
  static const char *const nans[] = { ".nan", ".NaN", ".NAN" };

  for (gsize i = 0; i < G_N_ELEMENTS (nulls); i++)
    {
      g_autofree char *text = g_strdup_printf ("a: %s\n", nulls[i]);
      g_autoptr (WkValue) map = parse (text);

      g_assert_cmpint (wk_value_get_type_tag (wk_value_get_item (map, 0)), ==,
                       WK_VALUE_NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (trues); i++)
    {
      g_autoptr (WkValue) yes = parse (trues[i]);
      g_autoptr (WkValue) no = parse (falses[i]);
      g_autoptr (WkValue) nan = parse (nans[i]);

      g_assert_true (wk_value_get_bool (yes));
      g_assert_cmpint (wk_value_get_type_tag (no), ==, WK_VALUE_BOOL);
      g_assert_false (wk_value_get_bool (no));
      g_assert_true (isnan (wk_value_get_number (nan)));
    }
}

static void
test_written (void)
{
  g_autoptr (WkValue) list = parse ("[1e999, 007, 7, True, 0x10, 1.50, 1.5]");
  static const char *const written[] = { "1e999", "007",  NULL, "True",
                                         "0x10",  "1.50", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    g_assert_cmpstr (wk_value_get_written (wk_value_get_item (list, i)), ==,
                     written[i]);
}

static void
assert_place (const WkValue *value, guint line, guint column)
{
  guint l, c;

  wk_value_get_place (value, &l, &c);
  g_assert_cmpuint (l, ==, line);
  g_assert_cmpuint (c, ==, column);
}

static void
assert_key_place (const WkValue *map, gsize i, guint line, guint column)
{
  guint l, c;

  wk_value_get_key_place (map, i, &l, &c);
  g_assert_cmpuint (l, ==, line);
  g_assert_cmpuint (c, ==, column);
}

static void
test_places (void)
{
  /* Columns count characters: the é and the emoji are one each. */
  g_autoptr (WkValue) root = parse ("\xef\xbb\xbf"
                                    "a: 1\n"
                                    "é😀: {b: [x, \"y\\uD83D\\uDE00\", z]}\r\n"
                                    "c: |\n"
                                    "  text\n"
                                    "  more\n"
                                    "d:\n"
                                    "  - - 5\n");

  assert_place (root, 1, 1);
  assert_key_place (root, 0, 1, 1);
  assert_place (wk_value_lookup (root, "a"), 1, 4);
  assert_key_place (root, 1, 2, 1);
  assert_place (wk_value_get_item (root, 1), 2, 5);
  assert_key_place (wk_value_get_item (root, 1), 0, 2, 6);
  assert_place (wk_value_lookup (wk_value_get_item (root, 1), "b[1]"), 2, 13);
  assert_place (wk_value_lookup (wk_value_get_item (root, 1), "b[2]"), 2, 30);
  g_assert_cmpstr (
      wk_value_get_string (wk_value_lookup (wk_value_get_item (root, 1), "b[1]")), ==,
      "y😀");
  assert_place (wk_value_lookup (root, "c"), 3, 4);
  g_assert_cmpstr (wk_value_get_string (wk_value_lookup (root, "c")), ==,
                   "text\nmore\n");
  assert_place (wk_value_lookup (root, "d[0][0]"), 7, 7);
  assert_key_place (root, 99, 0, 0);
}

static void
assert_string (const char *text, const char *expected)
{
  g_autoptr (WkValue) value = parse (text);

  g_assert_cmpstr (wk_value_get_string (value), ==, expected);
}

static void
test_surrogates (void)
{
  assert_string ("\"\\uD83D\\uDE00\"", "😀");
  assert_string ("\"\\ud83d\\ude00\"", "😀");
  assert_string ("\"\\uD800\\uDC00\\uDBFF\\uDFFF\"",
                 "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
  assert_string ("\"a\\uD83D\\uDE00b\\u00e9\\/\"", "a😀bé/");
  assert_string ("\"\\U0001F600\"", "😀");
  /* A doubled backslash is a backslash. */
  assert_string ("\"\\\\uD83D\"", "\\uD83D");
  assert_string ("\"\\\\\\uD83D\\uDE00\"", "\\😀");
  /* Outside double quotes it is no escape, and comes back as written. */
  assert_string ("\\uD83D\\uDe00", "\\uD83D\\uDe00");
  assert_string ("'\\udAbC \\uD83d'", "\\udAbC \\uD83d");
  assert_string ("|\n  \\uD83D\\uDE00\n", "\\uD83D\\uDE00\n");
  assert_string ("\\\\uD83D", "\\\\uD83D");
  /* Private characters of the author stay what they are. */
  assert_string ("\"\xee\x80\x80\\uD83D\\uDE00\\uE83D\"", "\xee\x80\x80😀\xee\xa0\xbd");

  assert_fails ("\"\\uD83D\"", "t:1:2: error: half of a surrogate pair, expected both "
                               "halves");
  assert_fails ("a: 1\nb: [\"é\\uDE00\"]\n", "t:2:7: error: half of a surrogate pair, "
                                             "expected both halves");
  assert_fails ("\"\\uD83D\\uD83D\\uDE00\"", "t:1:2: error: half of a surrogate pair, "
                                             "expected both halves");
  assert_fails ("\"\\uD83Dx\\uDE00\"", "t:1:2: error: half of a surrogate pair, "
                                       "expected both halves");
  assert_fails ("[\"\\uD83D\\uDE00\", \"\\uDE00\\uD83D\"]",
                "t:1:19: error: half of a surrogate pair, expected both halves");
  assert_fails ("{\"\\uD83D\": 1}", "t:1:3: error: half of a surrogate pair, expected "
                                    "both halves");
  assert_fails ("\"\xee\x80\x80\xee\xa0\x80\xef\x80\x80\\uD83D\\uDE00\"",
                "t:1:1: error: surrogate escapes in a text full of private characters, "
                "expected plain UTF-8");
}

/* A second, slow way to the same: every character of the range, escaped and joined. */
static void
test_all_surrogates (void)
{
  for (gunichar c = 0x10000; c <= 0x10ffff; c += 0x3fb)
    {
      g_autofree char *text =
          g_strdup_printf ("[\"\\u%04x\\u%04X\"]", 0xd800 + ((c - 0x10000) >> 10),
                           0xdc00 + ((c - 0x10000) & 0x3ff));
      g_autoptr (WkValue) list = parse (text);
      const char *string = wk_value_get_string (wk_value_get_item (list, 0));

      g_assert_cmpuint (g_utf8_get_char (string), ==, c);
      g_assert_cmpint (g_utf8_strlen (string, -1), ==, 1);
    }
}

static void
test_json (void)
{
  g_autoptr (WkValue) value =
      parse ("{\n\t\"a\":[1,2.5e-3,-1,true,false,null],\"b\":{\"c\":\"\\\"\\\\\\/\\b\\f"
             "\\n\\r\\t\"},\"\":[],\"d\":{}}\n");

  g_assert_cmpfloat (wk_value_get_number (wk_value_lookup (value, "a[1]")), ==, 2.5e-3);
  g_assert_cmpstr (wk_value_get_string (wk_value_lookup (value, "b.c")), ==,
                   "\"\\/\b\f\n\r\t");
  g_assert_cmpuint (wk_value_get_length (value), ==, 4);
}

static void
test_refused (void)
{
  assert_fails ("a: &x 1\nb: *x\n", "t:1:4: error: the anchor &x, expected none");
  assert_fails ("b: *x\n", "t:1:4: error: the alias *x, expected the value itself");
  assert_fails ("a: [&x [1]]\n", "t:1:5: error: the anchor &x, expected none");
  assert_fails ("a: &x {b: 1}\n", "t:1:4: error: the anchor &x, expected none");
  assert_fails ("a: !!str 1\n",
                "t:1:4: error: the tag tag:yaml.org,2002:str, expected none");
  assert_fails ("a: ! 1\n", "t:1:4: error: the tag !, expected none");
  assert_fails ("a: !x [1]\n", "t:1:4: error: the tag !x, expected none");
  assert_fails ("!x a: 1\n", "t:1:1: error: the tag !x, expected none");
  assert_fails ("*x : 1\n", "t:1:1: error: the alias *x, expected the value itself");
  assert_fails ("a: 1\n---\nb: 2\n", "t:2:1: error: a second document, expected one");
  assert_fails ("a: 1\nb: 2\n\"a\": 3\n", "t:3:1: error: the key \"a\" a second time, "
                                          "expected each key once");
  assert_fails ("{a: {b: 1, b: 1}}", "t:1:12: error: the key \"b\" a second time, "
                                     "expected each key once");
  assert_fails (
      "{ééééééééééééééééééééééééééééééééé: 1, ééééééééééééééééééééééééééééééééé: 2}",
      "t:1:40: error: the key \"ééééééééééééééééééééééééééééééééé\" a second "
      "time, expected each key once");
  assert_fails ("? [a]\n: 1\n",
                "t:1:3: error: a list or map as a key, expected a word");
  assert_fails ("{{a: 1}: 1}", "t:1:2: error: a list or map as a key, expected a word");
  assert_fails ("\"a\\0b\"", "t:1:1: error: a text with a zero character in it, "
                             "expected none");
}

static void
test_many_keys (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "k%u: 1\n", i);
  wk_value_unref (parse (text->str));
  g_string_append (text, "k17: 1\n");
  assert_fails (text->str, "t:20001:1: error: the key \"k17\" a second time, expected "
                           "each key once");
  g_string_free (text, TRUE);
}

static void
test_bytes (void)
{
  assert_fails ("a: 1\nbé: \xff\n", "t:2:5: error: a byte that is not UTF-8, expected "
                                    "text in UTF-8");
  assert_fails ("\xc3",
                "t:1:1: error: a byte that is not UTF-8, expected text in UTF-8");
  assert_fails ("a: \xed\xa0\x80\n", "t:1:4: error: a byte that is not UTF-8, expected "
                                     "text in UTF-8");
  assert_fails_bytes ("a: 1\nb\0c", 8, WK_YAML_ERROR_SYNTAX,
                      "t:2:2: error: a zero byte, expected text");
  assert_fails ("a: 1\nb: \x01\n", "t:2:4: error: control characters are not allowed");
}

static void
test_syntax (void)
{
  static const char *const wrong[] = {
    "[1, 2",     "{a: 1",       "a: b: c",   "\"open",      "'open",
    "a: [1, 2}", "- a\nb: 1",   "a:\n\t- b", "\"\\x\"",     "\"\\u12\"",
    "@a",        "`a",          "a: %",      "{a: 1}}",     "%YAML 9.1\n--- a",
    "]",         "a: 1\n b: 2", "|x\n a",    "\"a\" \"b\"", "--- a\n... b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      WkValue *value = wk_yaml_parse (wrong[i], strlen (wrong[i]), "t", &error);

      if (value != NULL)
        g_error ("\"%s\" is accepted", wrong[i]);
      g_assert_error (error, WK_YAML_ERROR, WK_YAML_ERROR_SYNTAX);
      g_assert_true (g_regex_match_simple ("^t:[0-9]+:[0-9]+: error: [^\n]+$",
                                           error->message, 0, 0));
    }
  assert_fails ("a: [1,\n  2\nb: 3", "t:3:2: error: did not find expected ',' or ']' "
                                     "(while parsing a flow sequence that starts in "
                                     "line 1)");
}

static void
test_empty (void)
{
  static const char *const texts[] = { "",      "\n",          "# nothing\n",
                                       "---\n", "--- \n...\n", "\xef\xbb\xbf" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (WkValue) value = parse (texts[i]);

      g_assert_cmpint (wk_value_get_type_tag (value), ==, WK_VALUE_NULL);
    }
}

/* @n times @part between @before and @after. */
static char *
repeat (const char *before, const char *part, gsize n, const char *after)
{
  GString *text = g_string_new (before);

  for (gsize i = 0; i < n; i++)
    g_string_append (text, part);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static void
test_keys_limit (void)
{
  g_autofree char *most = repeat ("{\"", "\\x01", WK_YAML_MAX_KEY, "\": 1}");
  g_autofree char *more = repeat ("{\"", "\\x01", WK_YAML_MAX_KEY + 1, "\": 1}");
  g_autoptr (WkValue) map = parse (most);
  g_autofree char *text = wk_value_to_text (map);
  g_autoptr (WkValue) again = parse (text);

  g_assert_true (wk_value_equal (map, again));
  assert_fails_bytes (more, strlen (more), WK_YAML_ERROR_LIMIT,
                      "t:1:2: error: a key of 129 bytes, expected at most 128");
}

static void
test_limits (void)
{
  g_autofree char *deep = repeat ("", "[", WK_YAML_MAX_DEPTH, "");
  g_autofree char *close = repeat (deep, "]", WK_YAML_MAX_DEPTH, "");
  g_autofree char *deeper = repeat ("", "[", WK_YAML_MAX_DEPTH + 1, "");
  g_autofree char *dashes = repeat ("", "- ", WK_YAML_MAX_DEPTH + 1, "a");
  g_autofree char *maps = repeat ("", "{a: ", 100000, "");
  g_autofree char *word = repeat ("", "x", WK_YAML_MAX_STRING, "");
  g_autofree char *long_word = repeat ("", "x", WK_YAML_MAX_STRING + 1, "");
  g_autofree char *long_key = repeat ("? ", "x", WK_YAML_MAX_STRING + 1, "\n: 1");
  g_autofree char *nodes = repeat ("[", "1,", WK_YAML_MAX_NODES, "]");
  g_autofree char *large = repeat ("", "[[[[[[[[[[[[[[[[", 10000000 / 16, "");

  wk_value_unref (parse (close));
  wk_value_unref (parse (word));
  assert_fails_bytes (
      deeper, strlen (deeper), WK_YAML_ERROR_LIMIT,
      "t:1:65: error: lists or maps nested too deep, expected at most 64 "
      "levels");
  assert_fails_bytes (dashes, strlen (dashes), WK_YAML_ERROR_LIMIT,
                      "t:1:129: error: lists or maps nested too deep, expected at most "
                      "64 levels");
  assert_fails_bytes (maps, strlen (maps), WK_YAML_ERROR_LIMIT,
                      "t:1:257: error: lists or maps nested too deep, expected at most "
                      "64 levels");
  assert_fails_bytes (long_word, strlen (long_word), WK_YAML_ERROR_LIMIT,
                      "t:1:1: error: a text of 65537 bytes, expected at most 65536");
  assert_fails_bytes (long_key, strlen (long_key), WK_YAML_ERROR_LIMIT,
                      "t:1:3: error: a text of 65537 bytes, expected at most 65536");
  assert_fails_bytes (nodes, strlen (nodes), WK_YAML_ERROR_LIMIT,
                      "t:1:1000000: error: too many values, expected at most 500000");
  assert_fails_bytes (
      large, strlen (large), WK_YAML_ERROR_LIMIT,
      "t:1:1: error: a text of 10000000 bytes, expected at most 8388608");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/yaml/core-numbers", test_core_numbers);
  g_test_add_func ("/yaml/core-constants", test_core_constants);
  g_test_add_func ("/yaml/written", test_written);
  g_test_add_func ("/yaml/places", test_places);
  g_test_add_func ("/yaml/surrogates", test_surrogates);
  g_test_add_func ("/yaml/all-surrogates", test_all_surrogates);
  g_test_add_func ("/yaml/json", test_json);
  g_test_add_func ("/yaml/refused", test_refused);
  g_test_add_func ("/yaml/many-keys", test_many_keys);
  g_test_add_func ("/yaml/bytes", test_bytes);
  g_test_add_func ("/yaml/syntax", test_syntax);
  g_test_add_func ("/yaml/empty", test_empty);
  g_test_add_func ("/yaml/limits", test_limits);
  g_test_add_func ("/yaml/keys-limit", test_keys_limit);
  return g_test_run ();
}
