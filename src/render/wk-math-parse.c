/* wk-math-parse.c - LaTeX to a parse tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recursive descent over the characters of the source. Every recursion passes through
 * enter(), so that depth is bounded; everything else is bounded by the length of the
 * source. Nodes live in an arena of blocks that goes with the formula.
 */
#include "config.h"

#include "render/wk-math-parse.h"

#include <string.h>

#define BLOCK_BYTES 8192

G_DEFINE_QUARK (wk_math_error, wk_math_error)

/* --- arena --- */

gpointer
wk_math_alloc (WkMath *math, gsize bytes)
{
  gpointer place;

  bytes = (bytes + 15) & ~(gsize) 15;
  if (math->blocks->len == 0 || math->used + bytes > BLOCK_BYTES)
    {
      g_ptr_array_add (math->blocks, g_malloc0 (MAX (BLOCK_BYTES, bytes)));
      math->used = 0;
    }
  place = (char *) g_ptr_array_index (math->blocks, math->blocks->len - 1) + math->used;
  math->used += bytes;
  return place;
}

WkNode *
wk_parse_node (WkParser *parser, WkNodeType type, WkAtom atom)
{
  WkNode *node = wk_math_alloc (parser->math, sizeof *node);

  node->type = type;
  node->atom = atom;
  node->letters = parser->letters;
  return node;
}

/* --- errors and depth --- */

gpointer
wk_parse_fail (WkParser *parser,
               const char *at,
               WkMathError code,
               const char *format,
               ...)
{
  va_list args;
  g_autofree char *text = NULL;

  if (parser->error != NULL)
    return NULL;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  parser->error = g_error_new (WK_MATH_ERROR, code, "%s at character %ld", text,
                               g_utf8_strlen (parser->source, at - parser->source) + 1);
  return NULL;
}

gboolean
wk_parse_enter (WkParser *parser)
{
  if (parser->depth >= WK_MATH_MAX_DEPTH)
    {
      wk_parse_fail (parser, parser->p, WK_MATH_ERROR_LIMIT,
                     "The formula is nested more than %d deep", WK_MATH_MAX_DEPTH);
      return FALSE;
    }
  parser->depth++;
  return TRUE;
}

void
wk_parse_leave (WkParser *parser)
{
  parser->depth--;
}

/* --- tokens --- */

void
wk_parse_skip_spaces (WkParser *parser)
{
  while (*parser->p == ' ' || *parser->p == '\t' || *parser->p == '\n' ||
         *parser->p == '\r')
    parser->p++;
}

/* Bytes of the command name behind the backslash at @p: letters, or one character. */
gsize
wk_parse_command_length (const char *p)
{
  gsize n = 0;

  while (g_ascii_isalpha (p[1 + n]))
    n++;
  if (n == 0 && p[1] != '\0')
    n = (gsize) (g_utf8_next_char (p + 1) - (p + 1));
  return n;
}

gboolean
wk_parse_at_command (const WkParser *parser, const char *name)
{
  gsize n = strlen (name);

  return parser->p[0] == '\\' && wk_parse_command_length (parser->p) == n &&
         strncmp (parser->p + 1, name, n) == 0;
}

/* TRUE where a list ends: its caller looks why. */
static gboolean
at_end_of_list (const WkParser *parser)
{
  switch (*parser->p)
    {
    case '\0':
    case '}':
    case '&':
      return TRUE;
    case ']':
      return parser->optional;
    case '\\':
      return parser->p[1] == '\\' || wk_parse_at_command (parser, "right") ||
             wk_parse_at_command (parser, "end");
    default:
      return FALSE;
    }
}

/* --- plain characters --- */

static const struct
{
  char typed;
  gunichar ch;
  WkAtom atom;
} plain[] = {
  { '-', 0x2212, WK_ATOM_BIN }, { '+', '+', WK_ATOM_BIN },
  { '*', 0x2217, WK_ATOM_BIN }, { '=', '=', WK_ATOM_REL },
  { '<', '<', WK_ATOM_REL },    { '>', '>', WK_ATOM_REL },
  { ':', ':', WK_ATOM_REL },    { ',', ',', WK_ATOM_PUNCT },
  { ';', ';', WK_ATOM_PUNCT },  { '(', '(', WK_ATOM_OPEN },
  { '[', '[', WK_ATOM_OPEN },   { ')', ')', WK_ATOM_CLOSE },
  { ']', ']', WK_ATOM_CLOSE },  { '!', '!', WK_ATOM_CLOSE },
  { '?', '?', WK_ATOM_CLOSE },  { '`', 0x2018, WK_ATOM_ORD },
};

static WkNode *
parse_character (WkParser *parser)
{
  const char *at = parser->p;
  gunichar ch = g_utf8_get_char (at);
  WkNode *node;

  if (ch < 0x20 || ch == 0x7F || ch == '$')
    return wk_parse_fail (parser, at, WK_MATH_ERROR_COMMAND, "Unexpected %s",
                          ch == '$' ? "“$”" : "control character");
  parser->p = g_utf8_next_char (at);
  if (ch == '~' || ch == 0xA0 || ch == 0x2009 || ch == 0x202F)
    {
      /* Thin spaces also come typed, between the thousands of a number. */
      node = wk_parse_node (parser, WK_NODE_SPACE, WK_ATOM_NONE);
      node->command = ch == '~' || ch == 0xA0 ? "~" : ",";
      node->amount = 3 / 18.0;
      return node;
    }

  node = wk_parse_node (parser, WK_NODE_CHAR, WK_ATOM_ORD);
  node->ch = ch == 0xB7 ? 0x22C5 : ch;
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if ((gunichar) plain[i].typed == ch)
      {
        node->ch = plain[i].ch;
        node->atom = plain[i].atom;
        return node;
      }
  if (ch == 0x2212)
    node->atom = WK_ATOM_BIN;
  else if ((node->symbol = wk_math_symbol_by_char (node->ch)) != NULL)
    wk_parse_symbol (node, node->symbol);
  return node;
}

/* --- groups and arguments --- */

/* What stands between braces; the brace at p is the opening one. */
WkNode *
wk_parse_group (WkParser *parser)
{
  const char *at = parser->p++;
  gboolean optional = parser->optional;
  guint fences = parser->fences;
  WkNode *row;

  if (!wk_parse_enter (parser))
    return NULL;
  parser->optional = FALSE;
  parser->fences = 0;
  row = wk_parse_node (parser, WK_NODE_ROW, WK_ATOM_ORD);
  row->braced = TRUE;
  row->body = wk_parse_list (parser);
  parser->optional = optional;
  parser->fences = fences;
  wk_parse_leave (parser);
  if (parser->error != NULL)
    return NULL;
  if (*parser->p != '}')
    return wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE, "“{” is never closed");
  parser->p++;
  return row;
}

/* One argument of the command that begins at @at: a group or a single token. Always a
 * ROW. */
WkNode *
wk_parse_argument (WkParser *parser, const char *at)
{
  WkNode *row;
  int n = (int) (wk_parse_command_length (at) + 1);

  wk_parse_skip_spaces (parser);
  if (*parser->p == '{')
    return wk_parse_group (parser);
  if (*at != '\\')
    n = 1;
  if (at_end_of_list (parser) || strchr ("^_'", *parser->p) != NULL)
    return wk_parse_fail (parser, at, WK_MATH_ERROR_ARGUMENT,
                          "“%.*s” lacks its argument", n, at);
  if (!wk_parse_enter (parser))
    return NULL;
  row = wk_parse_node (parser, WK_NODE_ROW, WK_ATOM_ORD);
  row->body = wk_parse_atom (parser);
  wk_parse_leave (parser);
  return parser->error == NULL ? row : NULL;
}

/* --- lists and scripts --- */

/* Primes, and a ^ right behind them, make one superscript. */
static WkNode *
parse_primes (WkParser *parser)
{
  WkNode *row = wk_parse_node (parser, WK_NODE_ROW, WK_ATOM_ORD);
  WkNode **end = &row->body;
  const WkSymbol *symbol = wk_math_symbol ("prime", 5);

  while (*parser->p == '\'')
    {
      WkNode *node = wk_parse_node (parser, WK_NODE_CHAR, WK_ATOM_ORD);

      wk_parse_symbol (node, symbol);
      node->primes = TRUE;
      *end = node;
      end = &node->next;
      parser->p++;
      wk_parse_skip_spaces (parser);
    }
  return row;
}

static gboolean
parse_script (WkParser *parser, WkNode *scripts)
{
  const char *at = parser->p;
  gboolean under = *at == '_';
  WkNode *row;
  WkNode **place = under ? &scripts->sub : &scripts->sup;

  if (*at == '\'')
    row = parse_primes (parser);
  else
    {
      parser->p++;
      row = wk_parse_argument (parser, at);
    }
  if (row == NULL)
    return FALSE;
  if (*place != NULL)
    {
      WkNode *last = (*place)->body;

      /* f'^2 is one superscript; f^2^3 is a mistake, as in TeX. */
      if (under || last == NULL || !last->primes)
        {
          wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE,
                         under ? "A second subscript" : "A second superscript");
          return FALSE;
        }
      while (last->next != NULL)
        last = last->next;
      last->next = row;
      return TRUE;
    }
  *place = row;
  return TRUE;
}

/* \limits and \nolimits change the operator before them. */
static gboolean
parse_limits (WkParser *parser, WkNode *last)
{
  gboolean always = wk_parse_at_command (parser, "limits");

  if (!always && !wk_parse_at_command (parser, "nolimits"))
    return FALSE;
  if (last != NULL && last->type == WK_NODE_SCRIPTS)
    last = last->body;
  if (last == NULL || (last->type != WK_NODE_BIGOP && last->type != WK_NODE_FUNCTION &&
                       last->type != WK_NODE_BRACE))
    {
      wk_parse_fail (parser, parser->p, WK_MATH_ERROR_ARGUMENT,
                     "Limits without an operator");
      return TRUE;
    }
  last->limits = always ? WK_LIMITS_ALWAYS : WK_LIMITS_NEVER;
  last->modifier = always ? "limits" : "nolimits";
  parser->p += always ? 7 : 9;
  return TRUE;
}

/* Up to what ends a list, which is left unread. NULL is also the empty list. */
WkNode *
wk_parse_list (WkParser *parser)
{
  WkNode *first = NULL;
  WkNode **end = &first;
  WkNode *last = NULL;

  for (;;)
    {
      wk_parse_skip_spaces (parser);
      if (parser->error != NULL || at_end_of_list (parser))
        return parser->error == NULL ? first : NULL;
      if (parse_limits (parser, last))
        continue;
      if (strchr ("^_'", *parser->p) != NULL)
        {
          if (last == NULL || last->type != WK_NODE_SCRIPTS)
            {
              WkNode *scripts = wk_parse_node (parser, WK_NODE_SCRIPTS, WK_ATOM_ORD);

              if (last == NULL || last->atom == WK_ATOM_NONE)
                {
                  scripts->body = wk_parse_node (parser, WK_NODE_ROW, WK_ATOM_ORD);
                  *end = scripts;
                }
              else
                {
                  /* Take the place of the nucleus. */
                  scripts->body = wk_math_alloc (parser->math, sizeof *last);
                  *scripts->body = *last;
                  *last = *scripts;
                  scripts = last;
                }
              last = scripts;
              end = &last->next;
            }
          if (!parse_script (parser, last))
            return NULL;
          continue;
        }
      last = wk_parse_atom (parser);
      if (last == NULL)
        return NULL;
      *end = last;
      end = &last->next;
    }
}

/* One atom without its scripts. */
WkNode *
wk_parse_atom (WkParser *parser)
{
  if (*parser->p == '{')
    return wk_parse_group (parser);
  if (*parser->p == '\\')
    {
      WkNode *node;

      if (!wk_parse_enter (parser))
        return NULL;
      node = wk_parse_command (parser);
      wk_parse_leave (parser);
      return node;
    }
  return parse_character (parser);
}

/* --- the formula --- */

static gboolean
check_source (WkParser *parser)
{
  const char *end;

  if (strlen (parser->source) > WK_MATH_MAX_BYTES)
    {
      parser->error = g_error_new (WK_MATH_ERROR, WK_MATH_ERROR_LIMIT,
                                   "The formula is longer than %d bytes at character 1",
                                   WK_MATH_MAX_BYTES);
      return FALSE;
    }
  if (!g_utf8_validate (parser->source, -1, &end))
    {
      g_autofree char *good =
          g_strndup (parser->source, (gsize) (end - parser->source));

      parser->error = g_error_new (WK_MATH_ERROR, WK_MATH_ERROR_COMMAND,
                                   "The formula is not UTF-8 at character %ld",
                                   g_utf8_strlen (good, -1) + 1);
      return FALSE;
    }
  return TRUE;
}

static void
complain_of_end (WkParser *parser)
{
  const char *at = parser->p;

  if (*at == '}')
    wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE, "“}” without “{”");
  else if (wk_parse_at_command (parser, "right"))
    wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE, "“\\right” without “\\left”");
  else if (wk_parse_at_command (parser, "end"))
    wk_parse_fail (parser, at, WK_MATH_ERROR_BRACE, "“\\end” without “\\begin”");
  else
    wk_parse_fail (parser, at, WK_MATH_ERROR_COMMAND, "“%.*s” outside a matrix",
                   *at == '&' ? 1 : 2, at);
}

WkMath *
wk_math_parse (const char *source, GError **error)
{
  WkParser parser = { 0 };

  g_return_val_if_fail (source != NULL, NULL);

  parser.source = parser.p = source;
  if (check_source (&parser))
    {
      WkMath *math = g_new0 (WkMath, 1);

      g_atomic_ref_count_init (&math->refs);
      math->blocks = g_ptr_array_new_with_free_func (g_free);
      math->source = g_strdup (source);
      parser.math = math;
      math->root = wk_parse_node (&parser, WK_NODE_ROW, WK_ATOM_ORD);
      math->root->body = wk_parse_list (&parser);
      if (parser.error == NULL && *parser.p != '\0')
        complain_of_end (&parser);
      if (parser.error == NULL)
        return math;
      wk_math_unref (math);
    }
  g_propagate_error (error, parser.error);
  return NULL;
}

WkMath *
wk_math_ref (WkMath *math)
{
  g_atomic_ref_count_inc (&math->refs);
  return math;
}

void
wk_math_unref (WkMath *math)
{
  if (math == NULL || !g_atomic_ref_count_dec (&math->refs))
    return;
  g_ptr_array_unref (math->blocks);
  g_free (math->source);
  g_free (math);
}
