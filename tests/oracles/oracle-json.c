/* oracle-json.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle-json.h"

#include <string.h>

typedef struct
{
  const char *text, *at, *end; /* *end is 0 */
  guint depth;
  GError **error;
} Reader;

void
json_free (Json *json)
{
  if (json == NULL)
    return;
  g_free (json->string);
  g_clear_pointer (&json->items, g_ptr_array_unref);
  g_clear_pointer (&json->keys, g_ptr_array_unref);
  g_free (json);
}

const Json *
json_get (const Json *json, const char *key)
{
  if (json == NULL || json->type != JSON_MAP)
    return NULL;
  for (guint i = 0; i < json->keys->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (json->keys, i), key))
        return g_ptr_array_index (json->items, i);
    }
  return NULL;
}

const char *
json_type_name (const Json *json)
{
  static const char *const names[] = { "null",     "a boolean", "a number",
                                       "a string", "a list",    "a map" };

  return json == NULL ? "nothing" : names[json->type];
}

static gpointer
fail (Reader *reader, const char *message)
{
  guint line = 1, column = 1;

  for (const char *c = reader->text; c < reader->at; c++)
    {
      column = *c == '\n' ? 1 : column + 1;
      line += *c == '\n';
    }
  g_set_error (reader->error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               "line %u, column %u: %s", line, column, message);
  return NULL;
}

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && strchr (" \t\r\n", *reader->at) != NULL)
    reader->at++;
}

static gboolean
take (Reader *reader, char c)
{
  skip_blanks (reader);
  if (reader->at >= reader->end || *reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
read_hex (Reader *reader, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, reader->at++)
    {
      if (!g_ascii_isxdigit (*reader->at))
        return FALSE;
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*reader->at);
    }
  return TRUE;
}

/* After the backslash. */
static gboolean
read_escape (Reader *reader, GString *string)
{
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const char *name;
  gunichar unit, low;

  if (*reader->at == 'u')
    {
      reader->at++;
      if (!read_hex (reader, &unit) || unit == 0)
        return FALSE;
      if (unit >= 0xd800 && unit < 0xe000)
        {
          if (unit >= 0xdc00 || !g_str_has_prefix (reader->at, "\\u"))
            return FALSE;
          reader->at += 2;
          if (!read_hex (reader, &low) || low < 0xdc00 || low >= 0xe000)
            return FALSE;
          unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
      g_string_append_unichar (string, unit);
      return TRUE;
    }

  name = *reader->at != 0 ? strchr (names, *reader->at) : NULL;
  if (name == NULL)
    return FALSE;
  g_string_append_c (string, values[name - names]);
  reader->at++;
  return TRUE;
}

/* After the opening quote. */
static char *
read_string (Reader *reader)
{
  g_autoptr (GString) string = g_string_new (NULL);

  for (;;)
    {
      char c = *reader->at;

      if (reader->at >= reader->end)
        return fail (reader, "a string does not end");
      if (c == '"')
        break;
      if ((guchar) c < 0x20)
        return fail (reader, "a control character in a string");
      reader->at++;
      if (c != '\\')
        g_string_append_c (string, c);
      else if (!read_escape (reader, string))
        return fail (reader, "an unknown escape in a string");
    }
  reader->at++;
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static gsize
skip_digits (Reader *reader)
{
  const char *start = reader->at;

  while (g_ascii_isdigit (*reader->at))
    reader->at++;
  return (gsize) (reader->at - start);
}

static gboolean
read_number (Reader *reader, double *number)
{
  const char *start = reader->at;
  gboolean right;

  if (*reader->at == '-')
    reader->at++;
  if (*reader->at == '0')
    {
      reader->at++;
      right = TRUE;
    }
  else
    right = skip_digits (reader) > 0;
  if (right && *reader->at == '.')
    {
      reader->at++;
      right = skip_digits (reader) > 0;
    }
  if (right && (*reader->at == 'e' || *reader->at == 'E'))
    {
      reader->at++;
      if (*reader->at == '+' || *reader->at == '-')
        reader->at++;
      right = skip_digits (reader) > 0;
    }
  *number = right ? g_ascii_strtod (start, NULL) : 0;
  return right;
}

static Json *read_value (Reader *reader);

static Json *
json_new (JsonType type)
{
  Json *json = g_new0 (Json, 1);

  json->type = type;
  if (type == JSON_LIST || type == JSON_MAP)
    json->items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_free);
  if (type == JSON_MAP)
    json->keys = g_ptr_array_new_with_free_func (g_free);
  return json;
}

/* After the opening bracket, up to and with @close. */
static Json *
read_container (Reader *reader, JsonType type, char close)
{
  g_autoptr (Json) json = json_new (type);

  if (++reader->depth > ORACLE_JSON_MAX_DEPTH)
    return fail (reader, "nested too deeply");
  while (json->items->len > 0 || !take (reader, close))
    {
      Json *item;

      if (type == JSON_MAP)
        {
          g_autofree char *key = NULL;

          if (!take (reader, '"'))
            return fail (reader, "a key is expected");
          key = read_string (reader);
          if (key == NULL)
            return NULL;
          if (json_get (json, key) != NULL)
            return fail (reader, "a key stands twice");
          if (!take (reader, ':'))
            return fail (reader, "a colon is expected");
          g_ptr_array_add (json->keys, g_steal_pointer (&key));
        }
      item = read_value (reader);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (json->items, item);

      if (take (reader, close))
        break;
      if (!take (reader, ','))
        return fail (reader, "a comma or a closing bracket is expected");
    }
  reader->depth--;
  return g_steal_pointer (&json);
}

static Json *
read_word (Reader *reader)
{
  static const struct
  {
    const char *word;
    JsonType type;
    double number;
  } words[] = { { "null", JSON_NULL, 0 },
                { "false", JSON_BOOLEAN, 0 },
                { "true", JSON_BOOLEAN, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_has_prefix (reader->at, words[i].word))
        {
          Json *json = json_new (words[i].type);

          json->number = words[i].number;
          reader->at += strlen (words[i].word);
          return json;
        }
    }
  return fail (reader, "a value is expected");
}

static Json *
read_value (Reader *reader)
{
  if (take (reader, '{'))
    return read_container (reader, JSON_MAP, '}');
  if (take (reader, '['))
    return read_container (reader, JSON_LIST, ']');
  if (take (reader, '"'))
    {
      char *string = read_string (reader);
      Json *json = string != NULL ? json_new (JSON_STRING) : NULL;

      if (json != NULL)
        json->string = string;
      return json;
    }
  if (*reader->at == '-' || g_ascii_isdigit (*reader->at))
    {
      double number;
      Json *json;

      if (!read_number (reader, &number))
        return fail (reader, "a number is expected");
      json = json_new (JSON_NUMBER);
      json->number = number;
      return json;
    }
  return read_word (reader);
}

Json *
json_parse (const char *text, gsize length, GError **error)
{
  g_autofree char *copy = NULL;
  g_autoptr (Json) json = NULL;
  Reader reader = { .error = error };

  /* UTF-8 without a zero inside: the end is then where the first zero is. */
  copy = g_strndup (text, length);
  reader.text = reader.at = copy;
  reader.end = copy + strlen (copy);
  if (!g_utf8_validate_len (text, length, NULL))
    return fail (&reader, "the file is not UTF-8 text");

  json = read_value (&reader);
  if (json == NULL)
    return NULL;
  skip_blanks (&reader);
  if (reader.at < reader.end)
    return fail (&reader, "something follows the value");
  return g_steal_pointer (&json);
}
