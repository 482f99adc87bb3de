/* wk-number-list.c - several numbers as people type or paste them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list is read piece by piece rather than split first: only the reader of a number
 * knows that the comma of "0,5, 1" is a decimal sign and that the blanks of "1 / 4"
 * belong to it.
 */
#include "config.h"

#include "model/wk-number.h"

#include <string.h>

#include "model/wk-number-private.h"

/* What is longer was not typed, and hardly meant for a grid of numbers. */
#define MAX_LIST_BYTES 4096
#define MAX_TABLE_BYTES (1024 * 1024)
/* Of what cannot be read, so much is quoted. */
#define MAX_QUOTED_CHARS 20

/* Where a reader stopped: a number's worth of text from there on. */
static void
quote (const char *p, char **unread)
{
  const char *end = p;
  glong n = 0;

  if (unread == NULL)
    return;
  while (*end != '\0' && n < MAX_QUOTED_CHARS &&
         (n == 0 || !wk_number_is_blank (g_utf8_get_char (end))))
    {
      end = g_utf8_next_char (end);
      n++;
    }
  *unread = g_strndup (p, (gsize) (end - p));
}

static gboolean
is_readable (const char *text, gsize max_bytes)
{
  return text != NULL && strlen (text) <= max_bytes && g_utf8_validate (text, -1, NULL);
}

static double *
take_numbers (GArray *numbers, gsize *n)
{
  *n = numbers->len;
  return (double *) (gpointer) g_array_free (numbers, FALSE);
}

/* --- lists --- */

/* A comma separates in "1, 2"; in "1,2,3" one cannot know what is meant. */
static gboolean
is_separator (const char *p, WkNumberRules rules)
{
  gunichar c = g_utf8_get_char (p);

  if (c == ',')
    return (rules & WK_NUMBER_NO_COMMA) != 0 || p[1] == '\0' ||
           wk_number_is_blank (g_utf8_get_char (p + 1));
  return c == ';' || c == 'x' || c == 'X' || c == 0xd7;
}

/* Blanks with at most one sign among them. FALSE where neither is. */
static gboolean
skip_separator (const char **p, WkNumberRules rules)
{
  const char *start = *p;

  wk_number_skip_blanks (p);
  if (is_separator (*p, rules))
    {
      *p = g_utf8_next_char (*p);
      wk_number_skip_blanks (p);
    }
  return *p > start;
}

/* The text without blanks and one pair of brackets around it. (transfer full) */
static char *
unwrap (const char *text)
{
  static const char *const pairs[] = { "()", "[]", "{}" };
  const char *start = text;
  const char *end = text + strlen (text);

  wk_number_skip_blanks (&start);
  while (end > start &&
         wk_number_is_blank (g_utf8_get_char (g_utf8_find_prev_char (start, end))))
    end = g_utf8_find_prev_char (start, end);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (end - start >= 2 && *start == pairs[i][0] && end[-1] == pairs[i][1])
      return g_strndup (start + 1, (gsize) (end - start - 2));
  return g_strndup (start, (gsize) (end - start));
}

double *
wk_number_read_list (const char *text, gsize *n, char **unread)
{
  GArray *numbers;
  g_autofree char *inner = NULL;
  const char *p;
  gboolean fine = TRUE;

  g_return_val_if_fail (n != NULL, NULL);
  *n = 0;
  if (unread != NULL)
    *unread = NULL;
  if (!is_readable (text, MAX_LIST_BYTES))
    return NULL;

  numbers = g_array_new (FALSE, FALSE, sizeof (double));
  inner = unwrap (text);
  p = inner;
  wk_number_skip_blanks (&p);
  for (gboolean more = TRUE; more && fine;)
    {
      const char *start = p;
      double number;

      fine = wk_number_scan (&p, WK_NUMBER_IN_LIST, &number);
      if (fine)
        {
          g_array_append_val (numbers, number);
          more = skip_separator (&p, WK_NUMBER_IN_LIST) && *p != '\0';
          fine = more || *p == '\0';
        }
      if (!fine)
        quote (start, unread);
    }
  if (fine)
    return take_numbers (numbers, n);
  g_array_free (numbers, TRUE);
  return NULL;
}

/* --- tables --- */

/* Cells between tabs or semicolons; a cell is one number, in quotes or not. */
static gboolean
read_cells (const char *line, GArray *numbers, char **unread)
{
  g_auto (GStrv) cells = g_strsplit_set (line, "\t;", -1);
  guint n = g_strv_length (cells);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *cell = g_strdup (g_strstrip (cells[i]));
      gsize length = strlen (cell);
      double number;

      if (length >= 2 && cell[0] == '"' && cell[length - 1] == '"')
        {
          memmove (cell, cell + 1, length - 2);
          cell[length - 2] = '\0';
        }
      if (*cell == '\0' && i + 1 == n)
        return TRUE; /* a separator at the end of the line */
      if (!wk_number_read (cell, &number))
        {
          quote (cell, unread);
          return FALSE;
        }
      g_array_append_val (numbers, number);
    }
  return TRUE;
}

/* Numbers between commas and blanks. */
static gboolean
read_words (const char *line, GArray *numbers, char **unread)
{
  const WkNumberRules rules = WK_NUMBER_IN_LIST | WK_NUMBER_NO_COMMA;
  const char *p = line;

  wk_number_skip_blanks (&p);
  while (*p != '\0')
    {
      const char *start = p;
      double number;

      if (!wk_number_scan (&p, rules, &number) ||
          (*p != '\0' && !skip_separator (&p, rules)))
        {
          quote (start, unread);
          return FALSE;
        }
      g_array_append_val (numbers, number);
    }
  return TRUE;
}

/* Lines, from line ends or, as in [[1, 2], [3, 4]], from closing brackets. */
static char **
split_rows (const char *text)
{
  GString *lines = g_string_new (NULL);
  gboolean closed = FALSE;
  char **rows;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '[' || *p == '(' || *p == '{')
        continue;
      if (*p == ']' || *p == ')' || *p == '}')
        {
          g_string_append_c (lines, '\n');
          closed = TRUE;
          continue;
        }
      if (*p == ',' && closed)
        continue;
      if (!g_ascii_isspace (*p))
        closed = FALSE;
      g_string_append_c (lines, *p == '\r' ? '\n' : *p);
    }
  rows = g_strsplit (lines->str, "\n", -1);
  g_string_free (lines, TRUE);
  return rows;
}

double *
wk_number_read_table (const char *text, gsize *rows, gsize *cols, char **unread)
{
  GArray *numbers;
  g_auto (GStrv) lines = NULL;
  gboolean celled;
  gboolean fine = TRUE;
  gsize n;

  g_return_val_if_fail (rows != NULL && cols != NULL, NULL);
  *rows = *cols = 0;
  if (unread != NULL)
    *unread = NULL;
  if (!is_readable (text, MAX_TABLE_BYTES))
    return NULL;

  numbers = g_array_new (FALSE, FALSE, sizeof (double));
  celled = strpbrk (text, "\t;") != NULL;
  lines = split_rows (text);
  for (guint i = 0; lines[i] != NULL && fine; i++)
    {
      guint before = numbers->len;
      guint found;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      fine = celled ? read_cells (lines[i], numbers, unread)
                    : read_words (lines[i], numbers, unread);
      found = numbers->len - before;
      if (fine && *rows > 0 && found != *cols)
        {
          quote (lines[i], unread);
          fine = FALSE;
        }
      *cols = found;
      (*rows)++;
    }
  if (fine && numbers->len > 0)
    return take_numbers (numbers, &n);
  *rows = *cols = 0;
  g_array_free (numbers, TRUE);
  return NULL;
}

/* --- shown back --- */

char *
wk_number_list_to_text (const double *numbers, gsize n, const WkLanguage *language)
{
  GString *text = g_string_new (NULL);
  gboolean comma = strcmp (wk_language_get_decimal (language), ",") == 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = wk_number_to_text (numbers[i], language);

      if (i > 0)
        g_string_append (text, comma ? "; " : ", ");
      g_string_append (text, number);
    }
  return g_string_free (text, FALSE);
}

char *
wk_number_to_edit (double value, const WkLanguage *language)
{
  g_autofree char *exact = wk_number_to_exact (value);
  GString *text = g_string_new (exact);

  g_string_replace (text, "-", "\xe2\x88\x92", 0);
  g_string_replace (text, ".", wk_language_get_decimal (language), 0);
  return g_string_free (text, FALSE);
}
