/* wk-deck-texts.c - the texts of a deck, in one or several languages
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "model/wk-deck-private.h"
#include "model/wk-message-private.h"
#include "model/wk-params-private.h"

#define MAX_TITLE_CHARS 500
#define MAX_POINTS 50

/* One text without blanks at its end, or NULL after a report. */
static char *
read_line (WkDeckReader *reader, const char *key, WkValue *value, gboolean is_title)
{
  g_autoptr (WkValue) word = wk_params_value_as_word (value);
  g_autofree char *text = g_strdup (wk_value_get_string (word));
  gunichar control;

  if (text == NULL)
    {
      wk_deck_report_expected (reader, key, value, _ ("a text"));
      return NULL;
    }
  g_strchomp (text);
  control = wk_params_find_control (text);
  if (control != 0)
    wk_deck_report (
        reader, value,
        g_strdup_printf (_ ("%s: the control character U+%04X, expected none"), key,
                         control));
  else if (*text == '\0')
    wk_deck_report (reader, value,
                    g_strdup_printf (_ ("%s: empty, expected a text"), key));
  else if (is_title && strpbrk (text, "\n\t") != NULL)
    wk_deck_report (
        reader, value,
        g_strdup_printf (_ ("%s: several lines or a tab, expected one line"), key));
  else if (is_title && g_utf8_strlen (text, -1) > MAX_TITLE_CHARS)
    wk_deck_report (reader, value,
                    g_strdup_printf (_ ("%s: too long, expected at most %d characters"),
                                     key, MAX_TITLE_CHARS));
  else
    return g_steal_pointer (&text);
  return NULL;
}

/* What one language has: a text, or the list of points. */
static GStrv
read_lines (WkDeckReader *reader, const char *key, WkValue *value, WkDeckTextId id)
{
  g_auto (GStrv) lines = NULL;
  gsize n = wk_value_get_length (value);
  gboolean fine = TRUE;

  if (id != WK_DECK_POINTS)
    {
      char *line = read_line (reader, key, value, id == WK_DECK_TITLE);

      if (line == NULL)
        return NULL;
      lines = g_new0 (char *, 2);
      lines[0] = line;
      return g_steal_pointer (&lines);
    }

  if (wk_value_get_type_tag (value) != WK_VALUE_LIST || n == 0 || n > MAX_POINTS)
    {
      g_autofree char *expected =
          g_strdup_printf (_ ("a list of 1 to %d texts"), MAX_POINTS);

      wk_deck_report_expected (reader, key, value, expected);
      return NULL;
    }
  lines = g_new0 (char *, n + 1);
  for (gsize i = 0, k = 0; i < n; i++)
    {
      char *line = read_line (reader, key, wk_value_get_item (value, i), FALSE);

      if (line != NULL)
        lines[k++] = line;
      else
        fine = FALSE;
    }
  return fine ? g_steal_pointer (&lines) : NULL;
}

/* "nb", "en-GB": two or three letters, perhaps more after a dash. */
static gboolean
is_language_tag (const char *tag)
{
  gsize letters = 0;

  while (g_ascii_isalpha (tag[letters]))
    letters++;
  if (letters < 2 || letters > 3 || (tag[letters] != '\0' && tag[letters] != '-'))
    return FALSE;
  for (const char *p = tag + letters; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;
  return strlen (tag) <= 16;
}

static void
add_text (GPtrArray *texts, const char *tag, GStrv lines)
{
  const WkLanguage *language = wk_language_get (tag);
  WkDeckText *text = g_new0 (WkDeckText, 1);

  text->tag = g_strdup (language != NULL ? wk_language_get_tag (language) : tag);
  text->lines = lines;
  g_ptr_array_add (texts, text);
}

/* Several tags can mean one language: nb, no, nb-NO. */
static gboolean
has_language (GPtrArray *texts, const char *tag)
{
  const WkLanguage *language = wk_language_get (tag);

  for (guint i = 0; i < texts->len; i++)
    {
      const WkDeckText *text = texts->pdata[i];

      if (g_str_equal (text->tag,
                       language != NULL ? wk_language_get_tag (language) : tag))
        return TRUE;
    }
  return FALSE;
}

/* @value is the text itself, in the deck's language, or a map from language to text. */
GPtrArray *
wk_deck_read_texts (WkDeckReader *reader,
                    const char *key,
                    WkValue *value,
                    WkDeckTextId id)
{
  g_autoptr (GPtrArray) texts = NULL;
  GStrv lines;

  if (value == NULL)
    return NULL;
  texts = wk_deck_texts_new ();
  if (wk_value_get_type_tag (value) != WK_VALUE_MAP)
    {
      lines = read_lines (reader, key, value, id);
      if (lines != NULL)
        add_text (texts, wk_language_get_tag (reader->deck->language), lines);
      return g_steal_pointer (&texts);
    }

  if (wk_value_get_length (value) == 0)
    wk_deck_report_expected (reader, key, value,
                             _ ("a text, or a map from language to text"));
  for (gsize i = 0; i < wk_value_get_length (value); i++)
    {
      const char *tag = wk_value_get_key (value, i);
      guint line, column;

      if (!is_language_tag (tag))
        {
          wk_value_get_key_place (value, i, &line, &column);
          wk_deck_report_at (
              reader, line, column,
              g_strdup_printf (_ ("%s: \"%s\", expected a language such as en or nb"),
                               key, tag));
          continue;
        }
      if (has_language (texts, tag))
        {
          wk_value_get_key_place (value, i, &line, &column);
          wk_deck_report_at (
              reader, line, column,
              g_strdup_printf (_ ("%s: \"%s\" is a language that has its text already, "
                                  "expected each once"),
                               key, tag));
          continue;
        }
      lines = read_lines (reader, key, wk_value_get_item (value, i), id);
      if (lines != NULL)
        add_text (texts, tag, lines);
    }
  return g_steal_pointer (&texts);
}
