/* wk-cli-texts.c - do the formulas in a deck's own texts parse?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure shows a formula that does not parse just as it was typed; its author had
 * better hear of it before. The deck's reader does not know formulas, so its texts are
 * looked at here, in the file itself: a formula is told by its own line and column, not
 * by those of the text around it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/wk-cli-private.h"
#include "model/wk-yaml.h"
#include "render/wk-math.h"

typedef struct
{
  const char *source; /* for messages */
  const char *file;   /* all of it */
  GPtrArray *problems;
} Texts;

/* One text while it is looked through. */
typedef struct
{
  const Texts *texts;
  const char *key;
  guint line, column;
  const char *cursor; /* in the file: nothing before it is looked at again */
} Text;

/* --- places --- */

/* Where @line begins in the file, or its end. */
static const char *
line_start (const char *file, guint line)
{
  const char *p = file;

  for (guint i = 1; i < line; i++)
    {
      const char *end = strchr (p, '\n');

      if (end == NULL)
        return p + strlen (p);
      p = end + 1;
    }
  return p;
}

static void
find_place (const char *file, const char *at, guint *line, guint *column)
{
  const char *start = file;

  *line = 1;
  for (const char *p = file; p < at; p++)
    if (*p == '\n')
      {
        (*line)++;
        start = p + 1;
      }
  *column = (guint) g_utf8_strlen (start, at - start) + 1;
}

/* As it stands between double quotes. */
static char *
doubled (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\\", -1);

  return g_strjoinv ("\\\\", parts);
}

/* Where the first @bytes of @formula end in the file, which is searched for its first
 * line with the "$" before it: as typed, or as between double quotes. NULL if it is
 * written in yet another way. */
static const char *
find_formula (Text *text, const char *formula, gsize bytes)
{
  g_autofree char *first_line = g_strndup (formula, strcspn (formula, "\n"));
  g_autofree char *head = g_strndup (first_line, MIN (bytes, strlen (first_line)));

  for (int quoted = 0; quoted < 2; quoted++)
    {
      g_autofree char *body = quoted ? doubled (first_line) : g_strdup (first_line);
      g_autofree char *before = quoted ? doubled (head) : g_strdup (head);
      g_autofree char *wanted = g_strconcat ("$", body, NULL);
      const char *found = strstr (text->cursor, wanted);

      if (found == NULL)
        continue;
      text->cursor = found + strlen (wanted);
      return found + 1 + strlen (before);
    }
  return NULL;
}

/* --- problems --- */

static void
report (const Text *text, const char *at, const char *what, const char *expected)
{
  guint line = text->line, column = text->column;

  if (at != NULL)
    find_place (text->texts->file, at, &line, &column);
  g_ptr_array_add (text->texts->problems,
                   g_strdup_printf ("%s:%u:%u: error: %s: %s, expected %s",
                                    text->texts->source, line, column, text->key, what,
                                    expected));
}

static const char *
expected_for (const GError *error)
{
  if (g_error_matches (error, WK_MATH_ERROR, WK_MATH_ERROR_COMMAND))
    return _ ("a command of those that HACKING.md lists, or \\text{...} for words");
  if (g_error_matches (error, WK_MATH_ERROR, WK_MATH_ERROR_BRACE))
    return _ ("a partner for each brace, \\left and \\begin");
  if (g_error_matches (error, WK_MATH_ERROR, WK_MATH_ERROR_ARGUMENT))
    return _ ("{...} behind the command");
  return _ ("a shorter or flatter formula");
}

/* Takes " at character N" off @message; the bytes of @formula before it. */
static gsize
take_position (char *message, const char *formula)
{
  static const char words[] = " at character ";
  char *at = g_strrstr (message, words);
  long n;

  if (at == NULL)
    return 0;
  n = strtol (at + strlen (words), NULL, 10);
  *at = '\0';
  if (n < 1 || n > g_utf8_strlen (formula, -1) + 1)
    return 0;
  return (gsize) (g_utf8_offset_to_pointer (formula, n - 1) - formula);
}

static void
check_formula (Text *text, const char *formula)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkMath) math = wk_math_parse (formula, &error);
  g_autofree char *message = NULL;
  g_autofree char *what = NULL;
  const char *at;

  if (math != NULL)
    {
      find_formula (text, formula, 0);
      return;
    }
  message = g_strdup (error->message);
  at = find_formula (text, formula, take_position (message, formula));
  what = g_strdup_printf (_ ("the formula $%s$: %s"), formula, message);
  g_strdelimit (what, "\n\r\t", ' ');
  report (text, at, what, expected_for (error));
}

/* --- texts --- */

/* Formulas stand between "$" and "$"; "\$" is a dollar sign, "\" guards any character
 * inside a formula. */
static void
check_text (const Texts *texts, const char *key, const WkValue *value)
{
  Text text = { .texts = texts, .key = key };
  const char *p = wk_value_get_string (value);

  if (p == NULL)
    return;
  wk_value_get_place (value, &text.line, &text.column);
  text.cursor = line_start (texts->file, text.line);
  while (*p != '\0')
    {
      const char *end = p + 1;
      g_autofree char *formula = NULL;

      if (*p != '$')
        {
          p += *p == '\\' && p[1] == '$' ? 2 : 1;
          continue;
        }
      while (*end != '\0' && *end != '$')
        end += *end == '\\' && end[1] != '\0' ? 2 : 1;
      if (*end == '\0')
        {
          report (&text, strchr (text.cursor, '$'), _ ("a “$” without its partner"),
                  _ ("$...$ around a formula, or \\$ for a dollar sign"));
          return;
        }
      formula = g_strndup (p + 1, (gsize) (end - p - 1));
      check_formula (&text, formula);
      p = end + 1;
    }
}

/* A text, a list of them, or either of them by language. */
static void
check_texts (const Texts *texts, const char *key, const WkValue *value)
{
  if (value == NULL)
    return;
  check_text (texts, key, value);
  for (gsize i = 0; i < wk_value_get_length (value); i++)
    check_texts (texts, key, wk_value_get_item (value, i));
}

void
wk_cli_check_texts (const char *path, const char *source, GPtrArray *problems)
{
  static const char *const keys[] = { "title", "question", "notes", "remark",
                                      "points" };
  g_autofree char *file = NULL;
  g_autoptr (WkValue) deck = NULL;
  const WkValue *exercises;
  Texts texts = { .source = source, .problems = problems };
  gsize length;

  /* The deck has just been read: what fails now has changed under our hands. */
  if (!g_file_get_contents (path, &file, &length, NULL))
    return;
  deck = wk_yaml_parse (file, length, source, NULL);
  if (deck == NULL || strlen (file) != length)
    return;
  texts.file = file;
  exercises = wk_value_get_member (deck, "exercises");
  for (gsize i = 0; i < wk_value_get_length (exercises); i++)
    for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
      check_texts (&texts, keys[k],
                   wk_value_get_member (wk_value_get_item (exercises, i), keys[k]));
}
