/* wk-formula-text.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-formula-text.h"

#include <string.h>

/* The parts between the equals signs that stand outside of all braces. */
static GPtrArray *
split (const char *formula)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = formula;
  int depth = 0;

  for (const char *p = formula; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '{')
        depth++;
      else if (*p == '}')
        depth--;
      else if (*p == '=' && depth == 0)
        {
          g_ptr_array_add (parts, g_strstrip (g_strndup (start, (gsize) (p - start))));
          start = p + 1;
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

char *
wk_formula_text_short (const char *formula)
{
  g_autofree char *plain = without_focus (formula);
  g_autoptr (GPtrArray) parts = split (plain);
  guint n = parts->len;

  if (n < 4)
    return g_steal_pointer (&plain);
  return g_strdup_printf ("%s = %s = %s", (char *) parts->pdata[0],
                          (char *) parts->pdata[n - 2], (char *) parts->pdata[n - 1]);
}

char *
wk_formula_text_pending (const char *formula)
{
  g_autofree char *plain = without_focus (formula);
  g_autoptr (GPtrArray) parts = split (plain);

  return g_strdup_printf ("%s = \\ldots", (char *) parts->pdata[0]);
}
