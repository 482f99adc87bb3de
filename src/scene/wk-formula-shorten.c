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

/* A piece of the source; the formula's are parted by the commas of the outermost level,
 * since "z = 1 + 2 = 3, a = g(z) = 3" are two chains. */
typedef struct
{
  const char *start, *end;
} Span;

/* How @p changes the depth, and in @bytes how long what stands there is. */
static int
nesting (const char *p, gsize *bytes)
{
  static const struct
  {
    const char *word;
    int change;
  } words[] = { { "\\left", 1 }, { "\\right", -1 }, { "\\begin", 1 }, { "\\end", -1 } };

  *bytes = 1;
  if (*p == '{' || *p == '(' || *p == '[')
    return 1;
  if (*p == '}' || *p == ')' || *p == ']')
    return -1;
  if (*p != '\\' || p[1] == '\0')
    return 0;

  *bytes = 2;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if (g_str_has_prefix (p, words[i].word) && !g_ascii_isalpha (p[length]))
        {
          /* The delimiter behind counts no second time. */
          gboolean fence = words[i].word[1] == 'l' || words[i].word[1] == 'r';

          *bytes = length + (fence && p[length] != '\0' && p[length] != '\\');
          return words[i].change;
        }
    }
  return 0;
}

/* Where @sign stands on the outermost level of the span: (element-type const char *).
 */
static GPtrArray *
find_outermost (Span span, char sign)
{
  GPtrArray *places = g_ptr_array_new ();
  int depth = 0;
  gsize bytes;

  for (const char *p = span.start; p < span.end; p += bytes)
    {
      depth += nesting (p, &bytes);
      if (*p == sign && depth == 0)
        g_ptr_array_add (places, (gpointer) p);
    }
  return places;
}

/* Appends the span, less the middle of its chain. TRUE if something was left out. */
static gboolean
append_chain (GString *out, Span span, guint keep)
{
  g_autoptr (GPtrArray) places = find_outermost (span, '=');
  const char *first, *last;

  if (places->len < keep + 1)
    {
      g_string_append_len (out, span.start, span.end - span.start);
      return FALSE;
    }
  first = g_ptr_array_index (places, 0);
  last = g_ptr_array_index (places, places->len - keep);
  g_string_append_len (out, span.start, first + 1 - span.start);
  g_string_append (out, DOTS);
  g_string_append_len (out, last, span.end - last);
  return TRUE;
}

char *
wk_formula_shorten (const char *source, guint keep)
{
  g_return_val_if_fail (source != NULL && keep >= 1, NULL);

  g_autoptr (GString) out = g_string_new (NULL);
  Span rest = { source, source + strlen (source) };
  g_autoptr (GPtrArray) commas = find_outermost (rest, ',');
  gboolean shorter = FALSE;

  for (guint i = 0; i < commas->len; i++)
    {
      const char *comma = g_ptr_array_index (commas, i);

      shorter |= append_chain (out, (Span){ rest.start, comma }, keep);
      g_string_append_c (out, ',');
      rest.start = comma + 1;
    }
  shorter |= append_chain (out, rest, keep);
  return shorter ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
