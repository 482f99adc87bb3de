/* wk-math-environment.c - the parser's brackets and matrices
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-math-parse.h"

#include <string.h>

/* --- delimiters --- */

static const struct
{
  const char *name;
  gunichar ch;
} delimiters[] = {
  { "(", '(' },
  { ")", ')' },
  { "[", '[' },
  { "]", ']' },
  { "|", '|' },
  { "/", '/' },
  { "<", 0x27E8 },
  { ">", 0x27E9 },
  { ".", 0 },
  { "\\{", '{' },
  { "\\}", '}' },
  { "\\|", 0x2016 },
  { "\\lvert", '|' },
  { "\\rvert", '|' },
  { "\\vert", '|' },
  { "\\lVert", 0x2016 },
  { "\\rVert", 0x2016 },
  { "\\Vert", 0x2016 },
  { "\\langle", 0x27E8 },
  { "\\rangle", 0x27E9 },
  { "\\lceil", 0x2308 },
  { "\\rceil", 0x2309 },
  { "\\lfloor", 0x230A },
  { "\\rfloor", 0x230B },
  { "\\lbrace", '{' },
  { "\\rbrace", '}' },
  { "\\lbrack", '[' },
  { "\\rbrack", ']' },
  { "\\backslash", '\\' },
  { "\\mid", '|' },
  { "\\uparrow", 0x2191 },
  { "\\downarrow", 0x2193 },
};

static gboolean
parse_delimiter (WkParser *parser, const char *at, gunichar *ch)
{
  gsize n = 1;

  wk_parse_skip_spaces (parser);
  if (*parser->p == '\\')
    n += wk_parse_command_length (parser->p);
  for (guint i = 0; *parser->p != '\0' && i < G_N_ELEMENTS (delimiters); i++)
    if (strlen (delimiters[i].name) == n &&
        strncmp (delimiters[i].name, parser->p, n) == 0)
      {
        *ch = delimiters[i].ch;
        parser->p += n;
        return TRUE;
      }
  wk_parse_fail (parser, at, WK_MATH_ERROR_ARGUMENT, "“%.*s” lacks its bracket",
                 (int) wk_parse_command_length (at) + 1, at);
  return FALSE;
}

WkNode *
wk_parse_fence (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_FENCE, WK_ATOM_INNER);
  gboolean optional = parser->optional;
  guint fences;
  const char *right;

  if (!parse_delimiter (parser, at, &node->ch))
    return NULL;
  parser->optional = FALSE;
  fences = parser->fences;
  parser->fences = 1;
  node->body = wk_parse_node (parser, WK_NODE_ROW, WK_ATOM_ORD);
  node->body->body = wk_parse_list (parser);
  parser->fences = fences;
  parser->optional = optional;
  if (parser->error != NULL)
    return NULL;
  if (!wk_parse_at_command (parser, "right"))
    return wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE,
                          "“\\left” without “\\right”");
  right = parser->p;
  parser->p += strlen ("\\right");
  return parse_delimiter (parser, right, &node->close) ? node : NULL;
}

WkNode *
wk_parse_middle (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_MIDDLE, WK_ATOM_REL);

  if (parser->fences == 0)
    return wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE,
                          "“\\middle” without “\\left”");
  return parse_delimiter (parser, at, &node->ch) ? node : NULL;
}

WkNode *
wk_parse_big (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_BIG, (WkAtom) command->number);

  node->command = command->name;
  node->amount = command->amount;
  return parse_delimiter (parser, at, &node->ch) ? node : NULL;
}

/* --- matrices --- */

static const WkEnvironment environments[] = {
  { "matrix", WK_ARRAY_MATRIX, 0, 0 },
  { "pmatrix", WK_ARRAY_MATRIX, '(', ')' },
  { "bmatrix", WK_ARRAY_MATRIX, '[', ']' },
  { "Bmatrix", WK_ARRAY_MATRIX, '{', '}' },
  { "vmatrix", WK_ARRAY_MATRIX, '|', '|' },
  { "Vmatrix", WK_ARRAY_MATRIX, 0x2016, 0x2016 },
  { "cases", WK_ARRAY_CASES, '{', 0 },
  { "aligned", WK_ARRAY_ALIGNED, 0, 0 },
  { "substack", WK_ARRAY_SUBSTACK, 0, 0 },
};

/* \\[4pt]: the extra space is not kept. */
static void
skip_row_space (WkParser *parser)
{
  wk_parse_skip_spaces (parser);
  if (*parser->p == '[')
    {
      const char *end = strchr (parser->p, ']');

      if (end != NULL && end - parser->p < 12)
        parser->p = end + 1;
    }
}

/* Cells up to what ends the array, row by row; short rows are filled up. */
static gboolean
parse_cells (WkParser *parser, WkNode *array, const char *at)
{
  WkNode **end = &array->body;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint fences = parser->fences;
  gboolean open = TRUE;

  parser->fences = 0;
  while (open)
    {
      WkNode *cell = NULL;
      WkNode *first = NULL;
      guint columns = 0;

      do
        {
          if (columns > 0)
            parser->p++;
          cell = wk_parse_node (parser, WK_NODE_ROW, WK_ATOM_ORD);
          cell->body = wk_parse_list (parser);
          if (parser->error != NULL)
            return FALSE;
          *end = cell;
          end = &cell->next;
          first = first != NULL ? first : cell;
          columns++;
        }
      while (*parser->p == '&');
      g_ptr_array_add (rows, first);
      first->columns = columns;
      array->columns = MAX (array->columns, columns);
      if (array->columns > WK_MATH_MAX_COLUMNS ||
          array->columns * rows->len > WK_MATH_MAX_CELLS)
        return wk_parse_fail (parser, at, WK_MATH_ERROR_LIMIT,
                              "The matrix is too large") != NULL;
      open = parser->p[0] == '\\' && parser->p[1] == '\\';
      if (open)
        {
          parser->p += 2;
          skip_row_space (parser);
          /* A \\ before the end opens no row. */
          open = !wk_parse_at_command (parser, "end") && *parser->p != '}';
        }
    }
  array->rows = rows->len;
  parser->fences = fences;
  return TRUE;
}

WkNode *
wk_parse_environment (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_ARRAY, WK_ATOM_ORD);
  gboolean optional = parser->optional;
  g_autofree char *closing = NULL;
  const char *name;
  gsize n;

  wk_parse_skip_spaces (parser);
  name = parser->p + 1;
  n = *parser->p == '{' ? strcspn (name, "}") : 0;
  if (n == 0 || name[n] != '}')
    return wk_parse_fail (parser, at, WK_MATH_ERROR_ARGUMENT,
                          "“\\begin” lacks its name");
  for (guint i = 0; i < G_N_ELEMENTS (environments); i++)
    if (environments[i].type != WK_ARRAY_SUBSTACK &&
        strlen (environments[i].name) == n &&
        strncmp (environments[i].name, name, n) == 0)
      node->environment = &environments[i];
  if (node->environment == NULL)
    return wk_parse_fail (parser, at, WK_MATH_ERROR_COMMAND,
                          "Unknown environment “%.*s”", (int) MIN (n, 40), name);
  parser->p = name + n + 1;
  if (node->environment->open != 0)
    node->atom = WK_ATOM_INNER;

  parser->optional = FALSE;
  if (!parse_cells (parser, node, at))
    return NULL;
  parser->optional = optional;
  closing = g_strdup_printf ("\\end{%s}", node->environment->name);
  if (!g_str_has_prefix (parser->p, closing))
    return wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE,
                          "“\\begin{%s}” is never ended", node->environment->name);
  parser->p += strlen (closing);
  return node;
}

WkNode *
wk_parse_substack (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_ARRAY, WK_ATOM_ORD);
  gboolean optional = parser->optional;

  node->environment = &environments[G_N_ELEMENTS (environments) - 1];
  wk_parse_skip_spaces (parser);
  if (*parser->p != '{')
    return wk_parse_fail (parser, at, WK_MATH_ERROR_ARGUMENT,
                          "“\\substack” lacks its argument");
  parser->p++;
  parser->optional = FALSE;
  if (!parse_cells (parser, node, at))
    return NULL;
  parser->optional = optional;
  if (*parser->p != '}')
    return wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE, "“{” is never closed");
  parser->p++;
  return node;
}
