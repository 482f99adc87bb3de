/* wk-formula-shorten.c - the middle of a chain of equations, left out
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A node with many inputs has a formula with many terms. Where even the smallest type
 * and all lines of the working band cannot hold it, the beginning and the end say what
 * is computed and what came out; dots stand for the rest.
 */
#include "config.h"

#include <string.h>

#include "scene/wk-sheet-private.h"

#define DOTS " \\cdots "

/* Bytes of the relations of the outermost level, in order. */
static GArray *
find_relations (const char *source)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gsize));
  int depth = 0;

  for (const char *p = source; *p != '\0'; p++)
    {
      if (*p == '{')
        depth++;
      else if (*p == '}')
        depth--;
      else if (*p == '\\' && g_str_has_prefix (p, "\\left") && !g_ascii_isalpha (p[5]))
        depth++;
      else if (*p == '\\' && g_str_has_prefix (p, "\\right") && !g_ascii_isalpha (p[6]))
        depth--;
      else if (*p == '\\' && g_str_has_prefix (p, "\\begin{"))
        depth++;
      else if (*p == '\\' && g_str_has_prefix (p, "\\end{"))
        depth--;
      else if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '=' && depth == 0)
        {
          gsize at = (gsize) (p - source);
          g_array_append_val (places, at);
        }
    }
  return places;
}

char *
wk_formula_shorten (const char *source, guint keep)
{
  g_return_val_if_fail (source != NULL && keep >= 1, NULL);

  g_autoptr (GArray) places = find_relations (source);
  gsize first, last;

  if (places->len < keep + 1)
    return NULL;
  first = g_array_index (places, gsize, 0);
  last = g_array_index (places, gsize, places->len - keep);

  g_autofree char *head = g_strndup (source, first + 1);
  return g_strconcat (head, DOTS, source + last, NULL);
}
