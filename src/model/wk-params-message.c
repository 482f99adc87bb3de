/* wk-params-message.c - the words in which wrong parameters are told
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "model/wk-message-private.h"
#include "model/wk-params-private.h"

/* How much of a wrong value a message quotes. */
#define MAX_QUOTED_CHARS 40

const char *
wk_params_message_no_such_path (void)
{
  return _ ("no such value, expected the path of one that is there");
}

/* What was found, as it was written: "fast" in quotes, 12, a list. */
char *
wk_params_describe_value (const WkValue *value)
{
  switch (wk_value_get_type_tag (value))
    {
    case WK_VALUE_NUMBER:
      if (wk_value_get_written (value) != NULL)
        return g_strdup (wk_value_get_written (value));
      return wk_value_to_text (value);
    case WK_VALUE_STRING:
      {
        const char *text = wk_value_get_string (value);
        g_autofree char *line = g_strdup (text);
        g_autofree char *start = NULL;

        g_strdelimit (line, "\n\r\t", ' ');
        if (g_utf8_strlen (line, -1) <= MAX_QUOTED_CHARS)
          return g_strdup_printf ("\"%s\"", line);
        start = g_utf8_substring (line, 0, MAX_QUOTED_CHARS);
        return g_strdup_printf ("\"%s…\"", start);
      }
    case WK_VALUE_LIST:
      return g_strdup (wk_value_get_length (value) == 0 ? _ ("an empty list")
                                                        : _ ("a list"));
    case WK_VALUE_MAP:
      return g_strdup (_ ("a map of keys and values"));
    case WK_VALUE_BOOL:
      return g_strdup (wk_value_get_bool (value) ? "true" : "false");
    case WK_VALUE_NULL:
    default:
      return g_strdup (_ ("nothing"));
    }
}

/* A number or constant that stands for its own digits, as the seed 007 does. */
WkValue *
wk_params_value_as_word (WkValue *value)
{
  WkValueType type = wk_value_get_type_tag (value);

  if (type == WK_VALUE_NUMBER || type == WK_VALUE_BOOL)
    {
      const char *written = wk_value_get_written (value);
      g_autofree char *text = written == NULL ? wk_value_to_text (value) : NULL;

      return wk_value_new_string (written != NULL ? written : text);
    }
  return wk_value_ref (value);
}

char *
wk_params_message_unknown_key (const char *key, const char *const *known)
{
  const char *nearest = wk_nearest_word (key, known);
  g_autofree char *list = NULL;
  g_autoptr (WkValue) value = wk_value_new_string (key);
  g_autofree char *quoted = wk_params_describe_value (value);

  if (nearest != NULL)
    return g_strdup_printf (_ ("unknown key %s, did you mean \"%s\"?"), quoted,
                            nearest);
  list = g_strjoinv (", ", (char **) known);
  return g_strdup_printf (_ ("unknown key %s, expected one of %s"), quoted, list);
}

gunichar
wk_params_find_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) ||
          c == 0xfffe || c == 0xffff)
        return c;
    }
  return 0;
}

/* Longer words are no slips of the fingers, and the table below stays small. */
#define MAX_WORD 64

/* Edits from @a to @b: insert, delete, replace, exchange of neighbours (the optimal
 * string alignment distance). */
static guint
edit_distance (const char *a, const char *b)
{
  guint rows[3][MAX_WORD + 1];
  guint n_a = (guint) strlen (a), n_b = (guint) strlen (b);

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i - 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          guint replace = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, replace);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
  return rows[n_a % 3][n_b];
}

const char *
wk_nearest_word (const char *word, const char *const *words)
{
  const char *nearest = NULL;
  gsize length = strlen (word);
  guint best = (guint) MAX (length / 3, 1) + 1;

  if (length == 0 || length > MAX_WORD)
    return NULL;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint distance;

      if (strlen (words[i]) > MAX_WORD)
        continue;
      distance = edit_distance (word, words[i]);
      if (distance >= MAX (length, strlen (words[i])) &&
          g_ascii_strcasecmp (word, words[i]) != 0)
        continue; /* they share nothing */
      if (distance < best)
        {
          best = distance;
          nearest = words[i];
        }
    }
  return nearest;
}
