/* wk-value-text.c - values as YAML and JSON
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two differ in their words for what is not finite, and in plain (unquoted) words.
 */
#include "config.h"

#include "model/wk-value.h"

#include <math.h>

#include "model/wk-number.h"

/* A string in double quotes with JSON's escapes, which YAML reads as well. */
static void
append_quoted (const char *text, GString *out)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, (char) c);
        }
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
               c == 0xfeff || c == 0xfffe || c == 0xffff)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

/* Words that need no quotes: no sign that YAML knows, and none of its constants. */
static gboolean
is_plain_word (const char *text)
{
  static const char *const constants[] = { "true", "false", "null", NULL };

  if (!g_ascii_isalpha (text[0]))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  for (gsize i = 0; constants[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, constants[i]) == 0)
      return FALSE;
  return TRUE;
}

static void
append_number (double number, gboolean json, GString *out)
{
  g_autofree char *text = NULL;

  if (isfinite (number))
    {
      text = wk_number_to_exact (number);
      g_string_append (out, text);
    }
  else if (json)
    g_string_append (out, "null");
  else
    g_string_append (out, isnan (number) ? ".nan" : number < 0 ? "-.inf" : ".inf");
}

static void
append (const WkValue *value, gboolean json, GString *out)
{
  WkValueType type = wk_value_get_type_tag (value);
  gboolean map = type == WK_VALUE_MAP;

  switch (type)
    {
    case WK_VALUE_BOOL:
      g_string_append (out, wk_value_get_bool (value) ? "true" : "false");
      return;
    case WK_VALUE_NUMBER:
      append_number (wk_value_get_number (value), json, out);
      return;
    case WK_VALUE_STRING:
      if (!json && is_plain_word (wk_value_get_string (value)))
        g_string_append (out, wk_value_get_string (value));
      else
        append_quoted (wk_value_get_string (value), out);
      return;
    case WK_VALUE_NULL:
    default:
      g_string_append (out, "null");
      return;
    case WK_VALUE_LIST:
    case WK_VALUE_MAP:
      break;
    }

  g_string_append_c (out, map ? '{' : '[');
  for (gsize i = 0; i < wk_value_get_length (value); i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (map)
        {
          if (!json && is_plain_word (wk_value_get_key (value, i)))
            g_string_append (out, wk_value_get_key (value, i));
          else
            append_quoted (wk_value_get_key (value, i), out);
          g_string_append (out, ": ");
        }
      append (wk_value_get_item (value, i), json, out);
    }
  g_string_append_c (out, map ? '}' : ']');
}

char *
wk_value_to_text (const WkValue *value)
{
  GString *out = g_string_new (NULL);

  append (value, FALSE, out);
  return g_string_free (out, FALSE);
}

void
wk_value_append_json (const WkValue *value, GString *out)
{
  append (value, TRUE, out);
}
