/* wk-formula-text.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-formula-text.h"

#include <string.h>

#define CLAUSE_END ",\\quad"

static gboolean
is_separator (const char *p, const char *separator)
{
  return strncmp (p, separator, strlen (separator)) == 0;
}

/* The stripped parts between @separator where that stands outside of all braces. */
static GPtrArray *
split (const char *formula, const char *separator)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = formula;
  int depth = 0;

  for (const char *p = formula; *p != '\0'; p++)
    {
      if (depth == 0 && is_separator (p, separator))
        {
          g_ptr_array_add (parts, g_strstrip (g_strndup (start, (gsize) (p - start))));
          p += strlen (separator) - 1;
          start = p + 1;
        }
      else if (*p == '\\' && p[1] != '\0')
        {
          p++;
        }
      else if (*p == '{' || *p == '}')
        {
          depth += *p == '{' ? 1 : -1;
        }
    }
  g_ptr_array_add (parts, g_strstrip (g_strdup (start)));
  return parts;
}

/* The braces stay: they only group. */
static char *
without_focus (const char *formula)
{
  g_auto (GStrv) pieces = g_strsplit (formula, "\\focus{", -1);

  return g_strjoinv ("{", pieces);
}

static void
append_short (GString *text, const char *clause)
{
  g_autoptr (GPtrArray) parts = split (clause, "=");
  guint n = parts->len;

  if (text->len > 0)
    g_string_append (text, "\n\n");
  if (n < 4)
    g_string_append_printf (text, "$%s$", clause);
  else
    g_string_append_printf (text, "$%s = %s = %s$", (char *) parts->pdata[0],
                            (char *) parts->pdata[n - 2], (char *) parts->pdata[n - 1]);
}

char *
wk_formula_text_short (const char *formula)
{
  g_autofree char *plain = without_focus (formula);
  g_autoptr (GPtrArray) clauses = split (plain, CLAUSE_END);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    append_short (text, clauses->pdata[i]);
  return g_string_free (text, FALSE);
}

/* The clause with the result, or else the last. */
char *
wk_formula_text_pending (const char *formula)
{
  g_autoptr (GPtrArray) clauses = split (formula, CLAUSE_END);
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *plain = NULL;
  guint asked = clauses->len - 1;

  for (guint i = 0; i < clauses->len; i++)
    if (strstr (clauses->pdata[i], "\\focus{") != NULL)
      asked = i;
  plain = without_focus (clauses->pdata[asked]);
  parts = split (plain, "=");
  return g_strdup_printf ("$%s = \\ldots$", (char *) parts->pdata[0]);
}
