/* wk-figure-words.c - a figure in words, for screen readers and files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "scene/wk-sheet-private.h"

/* More numbers than this nobody listens to. */
#define MAX_NUMBERS 40

/* Appends a sentence, or several, after a blank. */
static void
append (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (out->len > 0 && !g_ascii_isspace (out->str[out->len - 1]))
    g_string_append_c (out, ' ');
  g_string_append (out, text);
}

/* Running text with its formulas in words, or at least without the dollar signs. */
static void
append_words (GString *out, const WkView *view, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "$", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *words =
          i % 2 == 1 && view->measure->words != NULL
              ? view->measure->words (view->measure, parts[i], view->language)
              : NULL;

      g_string_append (out, words != NULL ? words : parts[i]);
    }
}

static void
append_formula (GString *out, const WkView *view, const WkStep *step)
{
  g_autofree char *words = NULL;

  if (step->formula == NULL && step->spoken == NULL)
    return;
  if (step->spoken != NULL)
    words = g_strdup (step->spoken);
  else if (view->measure->words != NULL)
    words = view->measure->words (view->measure, step->formula, view->language);
  append (out, words != NULL ? words : step->formula);
  if (!g_str_has_suffix (out->str, "."))
    g_string_append_c (out, '.');
}

/* --- the numbers of a formula --- */

/* Past a subscript or superscript: an index is no value. */
static const char *
skip_script (const char *p)
{
  guint depth = 0;

  for (; *p != '\0'; p++)
    {
      depth += *p == '{';
      if (*p == '}' && depth > 0)
        depth--;
      if (depth == 0 && !g_ascii_isspace (*p))
        return p + 1;
    }
  return p;
}

/* TRUE if a minus after @before is a sign: nothing that could be lessened is there. */
static gboolean
opens_number (char before)
{
  return before == '\0' || strchr ("=(+-*/{[,<>&", before) != NULL;
}

/* The digits at @p with what groups and divides them: "12\,345", "0{,}5", "1.25". */
static const char *
read_digits (const char *p, GString *number)
{
  while (TRUE)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (number, *p++);
      else if (*p == '.' && g_ascii_isdigit (p[1]))
        g_string_append_c (number, *p++);
      else if (g_str_has_prefix (p, "{,}"))
        {
          g_string_append_c (number, ',');
          p += 3;
        }
      else if (g_str_has_prefix (p, "\\,") && g_ascii_isdigit (p[2]))
        p += 2;
      else
        return p;
    }
}

/* TRUE if @number stands in @text as a number of its own. */
static gboolean
has_number (const char *text, const char *number)
{
  gsize length = strlen (number);

  for (const char *p = text; (p = strstr (p, number)) != NULL; p++)
    {
      gboolean starts = p == text || (!g_ascii_isalnum (p[-1]) && p[-1] != '-' &&
                                      p[-1] != '.' && p[-1] != ',');
      const char *end = p + length;

      if (starts && !g_ascii_isalnum (*end) &&
          !((*end == '.' || *end == ',') && g_ascii_isdigit (end[1])))
        return TRUE;
    }
  return FALSE;
}

/* The formula's numbers in digits, with an ASCII minus, where the text lacks them. */
static void
append_numbers (GString *out, const WkView *view, const char *formula)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;
  char before = '\0';

  for (const char *p = formula; *p != '\0' && n < MAX_NUMBERS;)
    {
      gboolean minus = *p == '-' && opens_number (before) && g_ascii_isdigit (p[1]);
      g_autoptr (GString) number = g_string_new (minus ? "-" : NULL);

      if (*p == '_' || *p == '^')
        {
          p = skip_script (p + 1);
          before = 'x';
          continue;
        }
      if (!minus && !g_ascii_isdigit (*p))
        {
          /* A relation such as \approx leaves letters behind, a minus after them a
           * sign: the word counts as a relation. */
          if (*p == '\\' && g_ascii_isalpha (p[1]))
            {
              for (p++; g_ascii_isalpha (*p); p++)
                ;
              before = '=';
              continue;
            }
          if (!g_ascii_isspace (*p))
            before = *p;
          p++;
          continue;
        }
      p = read_digits (p + minus, number);
      before = '0';
      if (has_number (out->str, number->str) || has_number (list->str, number->str))
        continue;
      g_string_append_printf (list, "%s%s", n++ > 0 ? "; " : "", number->str);
    }
  if (n == 0)
    return;
  append (out, _L (view->language, "Numbers:"));
  g_string_append_printf (out, " %s.", list->str);
}

/* TRUE if the kind's own words hold the caption already. */
static gboolean
tells_caption (const char *own, const WkView *view, const WkStep *step)
{
  g_autoptr (GString) caption = g_string_new (NULL);

  if (own == NULL || step == NULL || step->caption == NULL)
    return FALSE;
  append_words (caption, view, step->caption);
  return caption->len > 0 && strstr (own, caption->str) != NULL;
}

char *
wk_figure_words (const WkExerciseKind *kind,
                 const WkSolution *solution,
                 const WkView *view)
{
  guint current = wk_view_current_step (view);
  const WkStep *step =
      current > 0 ? wk_solution_get_step (solution, current - 1) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *own =
      kind->describe != NULL ? kind->describe (solution, view) : NULL;
  gboolean told = tells_caption (own, view, step);

  if (told)
    append (out, own);
  else if (step != NULL)
    append_words (out, view, step->caption != NULL ? step->caption : "");
  else if (view->question != NULL)
    append_words (out, view, view->question);
  if (step != NULL)
    append_formula (out, view, step);
  g_string_truncate (out, strlen (g_strchomp (out->str)));
  if (!told)
    append (out, own);
  if (step != NULL && step->formula != NULL)
    append_numbers (out, view, step->formula);
  g_strstrip (out->str);
  return g_strdup (out->str);
}
