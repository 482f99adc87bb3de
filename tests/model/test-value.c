/* test-value.c - values, their paths and their texts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-value.h"

#include <math.h>
#include <string.h>

#include "model/wk-yaml.h"

static WkValue *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WkValue *value = wk_yaml_parse (text, strlen (text), "t", &error);

  g_assert_no_error (error);
  return value;
}

static void
test_build (void)
{
  const double numbers[] = { 1, 2, 3, 4, 5, 6 };
  const char *keys[] = { "b", "a" };
  WkValue *items[] = { wk_value_new_matrix (numbers, 2, 3),
                       wk_value_new_vector (numbers, 0) };
  g_autoptr (WkValue) map = wk_value_new_map (keys, items, 2);
  g_autoptr (WkValue) same = parse ("{a: [], b: [[1, 2, 3], [4, 5, 6]]}");
  g_autofree char *text = wk_value_to_text (map);

  g_assert_cmpstr (text, ==, "{b: [[1, 2, 3], [4, 5, 6]], a: []}");
  g_assert_true (wk_value_equal (map, same));
  g_assert_cmpuint (wk_value_hash (map), ==, wk_value_hash (same));
  g_assert_cmpstr (wk_value_get_key (map, 1), ==, "a");
  g_assert_null (wk_value_get_key (map, 2));
  g_assert_null (wk_value_get_member (map, "c"));
  g_assert_null (wk_value_get_string (map));
  g_assert_cmpfloat (wk_value_get_number (map), ==, 0);
  g_assert_cmpuint (wk_value_get_length (items[1]), ==, 0);
}

static void
test_lookup (void)
{
  g_autoptr (WkValue) root = parse ("{layers: [{W: [[1, 2]]}, {W: [[3, 4]], b: [5]}], "
                                    "x: 7, \"[0]\": 1, empty: {}}");
  static const char *const none[] = {
    "y",
    "layers[2]",
    "layers[-1]",
    "layers[0",
    "layers[0]W",
    "layers.W",
    "x[0]",
    "x.y",
    ".x",
    "layers[]",
    "[0]",
    "layers..W",
    "layers[",
    "layers[0].W[0][",
    "x.",
    "empty.a",
    "layers[99999999999999999999]",
  };

  g_assert_true (wk_value_lookup (root, "") == root);
  g_assert_cmpfloat (wk_value_get_number (wk_value_lookup (root, "layers[1].W[0][1]")),
                     ==, 4);
  g_assert_cmpfloat (wk_value_get_number (wk_value_lookup (root, "x")), ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    if (wk_value_lookup (root, none[i]) != NULL)
      g_error ("there is something at \"%s\"", none[i]);
}

static void
test_with (void)
{
  g_autoptr (WkValue) root = parse ("{layers: [{W: [[1, 2]]}, {W: [[3, 4]]}], x: 7}");
  g_autoptr (WkValue) nine = wk_value_new_number (9);
  g_autoptr (WkValue) changed = wk_value_with (root, "layers[1].W[0][1]", nine);
  g_autoptr (WkValue) grown = wk_value_with (root, "layers[0].g", nine);
  g_autofree char *text = wk_value_to_text (changed);
  g_autofree char *old = wk_value_to_text (root);
  g_autofree char *more = wk_value_to_text (grown);

  g_assert_cmpstr (text, ==, "{layers: [{W: [[1, 2]]}, {W: [[3, 9]]}], x: 7}");
  g_assert_cmpstr (old, ==, "{layers: [{W: [[1, 2]]}, {W: [[3, 4]]}], x: 7}");
  g_assert_cmpstr (more, ==, "{layers: [{W: [[1, 2]], g: 9}, {W: [[3, 4]]}], x: 7}");
  /* What did not change is shared. */
  g_assert_true (wk_value_lookup (root, "layers[0]") ==
                 wk_value_lookup (changed, "layers[0]"));
  g_assert_null (wk_value_with (root, "layers[2]", nine));
  g_assert_null (wk_value_with (root, "y.z", nine));
  g_assert_null (wk_value_with (root, "x[0]", nine));
  g_assert_null (wk_value_with (root, "layers[0]x", nine));
}

static void
test_text_reads_back (void)
{
  static const char *const words[] = {
    "plain",
    "",
    "two words",
    "true",
    "Null",
    "1",
    "1e5",
    "~",
    "a: b",
    "- a",
    "#no",
    "\"q\"",
    "\\",
    "é😀",
    "a\nb\tc",
    ".inf",
    "0x10",
    "'single'",
    "[x]",
    "{",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "`",
    "\x01",
    "\xc2\x85",
    "\xe2\x80\xa8",
    "\xef\xbb\xbf",
    "n",
    "yes",
    "=",
    "<<",
    "-",
    "leaky-relu",
    "a_1",
    "\x7f",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *key = words[i];
      WkValue *item = wk_value_new_string (words[i]);
      g_autoptr (WkValue) map = wk_value_new_map (&key, &item, 1);
      g_autofree char *text = wk_value_to_text (map);
      g_autoptr (WkValue) read = parse (text);
      GString *json = g_string_new (NULL);
      g_autoptr (WkValue) from_json = NULL;

      g_assert_true (wk_value_equal (map, read));
      wk_value_append_json (map, json);
      from_json = parse (json->str);
      g_assert_true (wk_value_equal (map, from_json));
      g_string_free (json, TRUE);
    }
}

static void
test_json (void)
{
  g_autoptr (WkValue) value =
      parse ("{a: [1, 2.5, 1e30, -0.1, .inf, .nan, null, true], b: \"x\\\"\\u0001\"}");
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *text = wk_value_to_text (value);

  wk_value_append_json (value, json);
  g_assert_cmpstr (json->str, ==,
                   "{\"a\": [1, 2.5, 1e+30, -0.1, null, null, null, true], "
                   "\"b\": \"x\\\"\\u0001\"}");
  g_assert_cmpstr (text, ==,
                   "{a: [1, 2.5, 1e+30, -0.1, .inf, .nan, null, true], "
                   "b: \"x\\\"\\u0001\"}");
}

static void
test_equal (void)
{
  static const char *const different[] = {
    "1",      "2",      "\"1\"",  "true",     "false",  "null",         "[1]",
    "[1, 2]", "[2, 1]", "{a: 1}", "{a: 2}",   "{b: 1}", "{a: 1, b: 1}", "[]",
    "{}",     ".nan",   ".inf",   "[[1], 2]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (different); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (different); k++)
      {
        g_autoptr (WkValue) a = parse (different[i]);
        g_autoptr (WkValue) b = parse (different[k]);

        g_assert_true (wk_value_equal (a, b) == (i == k));
        if (i == k)
          g_assert_cmpuint (wk_value_hash (a), ==, wk_value_hash (b));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/build", test_build);
  g_test_add_func ("/value/lookup", test_lookup);
  g_test_add_func ("/value/with", test_with);
  g_test_add_func ("/value/text-reads-back", test_text_reads_back);
  g_test_add_func ("/value/json", test_json);
  g_test_add_func ("/value/equal", test_equal);
  return g_test_run ();
}
