/* test-schema.c - the published schema of the deck format against the reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader is asked by giving it each key of the schema with a value that no key
 * takes, and one that the schema does not have: what it calls unknown has to be what
 * the schema leaves out. A small validator, of the words the schema uses, then reads
 * the decks that ship with the program.
 */
#include "config.h"

#include "model/wk-deck.h"

#include <string.h>

#include "model-kinds.h"
#include "model/wk-yaml.h"

static WkValue *
load (const char *name)
{
  g_autofree char *path = g_build_filename (WK_SOURCE_DIR, "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  WkValue *value;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  value = wk_yaml_parse (text, length, path, &error);
  g_assert_no_error (error);
  return value;
}

/* The reader's own list of keys, as it tells it about a key that is like none. */
static char *
keys_from_reader (const char *deck)
{
  g_autoptr (GError) error = NULL;
  const char *list;

  g_assert_null (wk_deck_parse (deck, strlen (deck), "f", test_kinds, NULL, &error));
  list = strstr (error->message, "expected one of ");
  g_assert_nonnull (list);
  return g_strdup (list + strlen ("expected one of "));
}

static char *
keys_from_schema (const WkValue *properties)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (gsize i = 0; i < wk_value_get_length (properties); i++)
    g_ptr_array_add (keys, (gpointer) wk_value_get_key (properties, i));
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (", ", (char **) keys->pdata);
}

static void
test_keys (void)
{
  g_autoptr (WkValue) schema = load ("deck.schema.json");
  g_autofree char *deck = keys_from_reader ("deck: 1\nQQQQQQQQQ: 1\nexercises: "
                                            "[{number: 1, kind: mixed}]\n");
  g_autofree char *exercise = keys_from_reader (
      "deck: 1\nexercises: [{number: 1, kind: mixed, QQQQQQQQQ: 1}]\n");
  g_autofree char *deck_schema =
      keys_from_schema (wk_value_lookup (schema, "properties"));
  g_autofree char *exercise_schema = keys_from_schema (wk_value_get_member (
      wk_value_get_member (wk_value_get_member (schema, "$defs"), "exercise"),
      "properties"));

  g_assert_cmpstr (deck, ==, deck_schema);
  g_assert_cmpstr (exercise, ==, exercise_schema);
}

static gboolean matches (const WkValue *root,
                         const WkValue *schema,
                         const WkValue *value);

static gboolean
has_type (const WkValue *types, const WkValue *value)
{
  static const char *const names[] = {
    [WK_VALUE_NULL] = "null",     [WK_VALUE_BOOL] = "boolean",
    [WK_VALUE_NUMBER] = "number", [WK_VALUE_STRING] = "string",
    [WK_VALUE_LIST] = "array",    [WK_VALUE_MAP] = "object",
  };
  const char *name = names[wk_value_get_type_tag (value)];

  if (wk_value_get_string (types) != NULL)
    return strcmp (wk_value_get_string (types), name) == 0;
  for (gsize i = 0; i < wk_value_get_length (types); i++)
    if (strcmp (wk_value_get_string (wk_value_get_item (types, i)), name) == 0)
      return TRUE;
  return FALSE;
}

static const WkValue *
resolve (const WkValue *root, const char *reference)
{
  g_assert_true (g_str_has_prefix (reference, "#/$defs/"));
  return wk_value_get_member (wk_value_get_member (root, "$defs"),
                              reference + strlen ("#/$defs/"));
}

static gboolean
matches_map (const WkValue *root, const WkValue *schema, const WkValue *value)
{
  const WkValue *properties = wk_value_get_member (schema, "properties");
  const WkValue *others = wk_value_get_member (schema, "additionalProperties");
  const WkValue *required = wk_value_get_member (schema, "required");
  const WkValue *names = wk_value_get_member (schema, "propertyNames");

  for (gsize i = 0; i < wk_value_get_length (required); i++)
    if (wk_value_get_member (
            value, wk_value_get_string (wk_value_get_item (required, i))) == NULL)
      return FALSE;
  for (gsize i = 0; i < wk_value_get_length (value); i++)
    {
      const char *key = wk_value_get_key (value, i);
      const WkValue *item = wk_value_get_item (value, i);
      const WkValue *known = wk_value_get_member (properties, key);
      g_autoptr (WkValue) name = wk_value_new_string (key);

      if (names != NULL && !matches (root, names, name))
        return FALSE;
      if (known == NULL && others != NULL && !wk_value_get_bool (others) &&
          wk_value_get_type_tag (others) == WK_VALUE_BOOL)
        return FALSE;
      if (known == NULL)
        known = others;
      if (known != NULL && wk_value_get_type_tag (known) == WK_VALUE_MAP &&
          !matches (root, known, item))
        return FALSE;
    }
  return TRUE;
}

static gboolean
matches_string (const WkValue *schema, const char *text)
{
  const WkValue *pattern = wk_value_get_member (schema, "pattern");
  const WkValue *most = wk_value_get_member (schema, "maxLength");

  if (text == NULL)
    return TRUE;
  return (pattern == NULL ||
          g_regex_match_simple (wk_value_get_string (pattern), text, 0, 0)) &&
         (most == NULL ||
          g_utf8_strlen (text, -1) <= (glong) wk_value_get_number (most));
}

static gboolean
matches (const WkValue *root, const WkValue *schema, const WkValue *value)
{
  const WkValue *reference = wk_value_get_member (schema, "$ref");
  const WkValue *type = wk_value_get_member (schema, "type");
  const WkValue *only = wk_value_get_member (schema, "const");
  const WkValue *one_of = wk_value_get_member (schema, "oneOf");
  const WkValue *choices = wk_value_get_member (schema, "enum");
  const WkValue *items = wk_value_get_member (schema, "items");
  guint n = 0;

  if (reference != NULL &&
      !matches (root, resolve (root, wk_value_get_string (reference)), value))
    return FALSE;
  if (type != NULL && !has_type (type, value))
    return FALSE;
  if (only != NULL && !wk_value_equal (only, value))
    return FALSE;
  for (gsize i = 0; i < wk_value_get_length (one_of); i++)
    n += matches (root, wk_value_get_item (one_of, i), value) ? 1 : 0;
  if (one_of != NULL && n != 1)
    return FALSE;
  n = 0;
  for (gsize i = 0; i < wk_value_get_length (choices); i++)
    n += wk_value_equal (wk_value_get_item (choices, i), value) ? 1 : 0;
  if (choices != NULL && n == 0)
    return FALSE;
  if (items != NULL && wk_value_get_type_tag (value) == WK_VALUE_LIST)
    for (gsize i = 0; i < wk_value_get_length (value); i++)
      if (!matches (root, items, wk_value_get_item (value, i)))
        return FALSE;
  if (wk_value_get_type_tag (value) == WK_VALUE_MAP &&
      !matches_map (root, schema, value))
    return FALSE;
  return matches_string (schema, wk_value_get_string (value));
}

static void
test_decks (void)
{
  g_autoptr (WkValue) schema = load ("deck.schema.json");
  g_autofree char *folder = g_build_filename (WK_SOURCE_DIR, "data", "decks", NULL);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("decks", name, NULL);
      g_autoptr (WkValue) deck = load (path);

      g_assert_true (matches (schema, schema, deck));
      n++;
    }
  g_dir_close (dir);
  g_assert_cmpuint (n, >=, 1);
}

/* The schema and the reader agree on small decks, right and wrong. */
static void
test_agree (void)
{
  static const struct
  {
    const char *text;
    gboolean right;
  } cases[] = {
    { "{deck: 1, exercises: [{number: 1, kind: mixed}]}", TRUE },
    { "{deck: 2, exercises: [{number: 1, kind: mixed}]}", FALSE },
    { "{exercises: [{number: 1, kind: mixed}]}", FALSE },
    { "{deck: 1, exercises: [{kind: mixed}]}", FALSE },
    { "{deck: 1, exercises: [{number: 1}]}", FALSE },
    { "{deck: 1, exercises: [{number: a b, kind: mixed}]}", FALSE },
    { "{deck: 1, exercises: {}}", FALSE },
    { "{deck: 1, language: de, exercises: [{number: 1, kind: mixed}]}", FALSE },
    { "{deck: 1, title: {en: x}, exercises: [{number: 1, kind: mixed}]}", TRUE },
    { "{deck: 1, title: {e: x}, exercises: [{number: 1, kind: mixed}]}", FALSE },
    { "{deck: 1, title: [x], exercises: [{number: 1, kind: mixed}]}", FALSE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, points: [a]}]}", TRUE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, points: {nb: [a]}}]}", TRUE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, points: a}]}", FALSE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, check: {a: 1}}]}", TRUE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, check: {a: [one]}}]}", FALSE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, parameters: [1]}]}", FALSE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, seed: 7}]}", TRUE },
    { "{deck: 1, exercises: [{number: 1, kind: mixed, seed: [7]}]}", FALSE },
  };
  g_autoptr (WkValue) schema = load ("deck.schema.json");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = cases[i].text;
      g_autoptr (WkValue) value = wk_yaml_parse (text, strlen (text), "t", NULL);
      g_autoptr (WkDeck) deck =
          wk_deck_parse (text, strlen (text), "t", test_kinds, NULL, NULL);

      if ((deck != NULL) != cases[i].right)
        g_error ("the reader is wrong about %s", text);
      if (matches (schema, schema, value) != cases[i].right)
        g_error ("the schema is wrong about %s", text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/keys", test_keys);
  g_test_add_func ("/schema/decks", test_decks);
  g_test_add_func ("/schema/agree", test_agree);
  return g_test_run ();
}
