/* wk-math-command.c - the commands of the parser that are more than a symbol
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-math-parse.h"

#include <stdlib.h>
#include <string.h>

#define MU (1.0 / 18.0)

void
wk_parse_symbol (WkNode *node, const WkSymbol *symbol)
{
  /* \lt is only another way to type <. */
  node->symbol = symbol->ch == '<' || symbol->ch == '>' ? NULL : symbol;
  node->ch = symbol->ch;
  node->atom = symbol->atom;
  node->limits = symbol->limits;
  if (symbol->atom == WK_ATOM_OP)
    node->type = WK_NODE_BIGOP;
}

/* --- commands with arguments --- */

static WkNode *
parse_fraction (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_FRACTION, WK_ATOM_ORD);

  node->command = command->name;
  node->bar = command->ch == 0;
  node->ch = command->ch;
  node->close = command->ch == 0 ? 0 : ')';
  node->rows = (guint) command->number;
  node->body = wk_parse_argument (parser, at);
  if (node->body != NULL)
    node->sub = wk_parse_argument (parser, at);
  return parser->error == NULL ? node : NULL;
}

static WkNode *
parse_root (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_RADICAL, WK_ATOM_ORD);

  wk_parse_skip_spaces (parser);
  if (*parser->p == '[')
    {
      const char *bracket = parser->p++;
      gboolean optional = parser->optional;

      parser->optional = TRUE;
      node->sup = wk_parse_node (parser, WK_NODE_ROW, WK_ATOM_ORD);
      node->sup->body = wk_parse_list (parser);
      parser->optional = optional;
      if (parser->error == NULL && *parser->p != ']')
        return wk_parse_fail (parser, bracket, WK_MATH_ERROR_BRACE,
                              "“[” is never closed");
      if (parser->error != NULL)
        return NULL;
      parser->p++;
      /* Braces that only hide a ] add nothing. */
      if (node->sup->body != NULL && node->sup->body->next == NULL &&
          node->sup->body->type == WK_NODE_ROW && node->sup->body->command == NULL)
        node->sup = node->sup->body;
    }
  node->body = wk_parse_argument (parser, at);
  return node->body != NULL ? node : NULL;
}

static WkNode *
parse_accent (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_ACCENT, WK_ATOM_ORD);

  node->command = command->name;
  node->ch = command->ch;
  node->wide = command->number != 0;
  node->body = wk_parse_argument (parser, at);
  return node->body != NULL ? node : NULL;
}

static WkNode *
parse_line (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_LINE, WK_ATOM_ORD);

  node->command = command->name;
  node->under = command->number != 0;
  node->body = wk_parse_argument (parser, at);
  return node->body != NULL ? node : NULL;
}

static WkNode *
parse_brace (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_BRACE, WK_ATOM_OP);

  node->command = command->name;
  node->ch = command->ch;
  node->under = command->number != 0;
  node->limits = WK_LIMITS_ALWAYS;
  node->body = wk_parse_argument (parser, at);
  return node->body != NULL ? node : NULL;
}

static WkNode *
parse_stack (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_STACK, WK_ATOM_ORD);
  WkNode *script = wk_parse_argument (parser, at);

  if (script == NULL)
    return NULL;
  node->command = command->name;
  *(command->number == 0 ? &node->sup : &node->sub) = script;
  node->body = wk_parse_argument (parser, at);
  if (node->body == NULL)
    return NULL;
  node->atom = command->ch != 0 ? WK_ATOM_REL : wk_math_atom (node->body);
  return node;
}

static WkNode *
parse_letters (WkParser *parser, const WkCommand *command, const char *at)
{
  WkLetters letters = parser->letters;
  WkNode *row;

  parser->letters = (WkLetters) command->number;
  row = wk_parse_argument (parser, at);
  parser->letters = letters;
  if (row != NULL)
    {
      row->command = command->name;
      row->letters = (WkLetters) command->number;
    }
  return row;
}

static WkNode *
parse_colour (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_COLOUR, WK_ATOM_ORD);

  node->command = command->name;
  node->colour = (WkMathColour) command->number;
  node->body = wk_parse_argument (parser, at);
  return node->body != NULL ? node : NULL;
}

static WkNode *
parse_phantom (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_PHANTOM, WK_ATOM_ORD);

  node->body = wk_parse_argument (parser, at);
  return node->body != NULL ? node : NULL;
}

/* --- words --- */

/* The escape at the backslash, whose last byte is left to be passed over. */
static gboolean
parse_text_escape (WkParser *parser, GString *text, gboolean spaces)
{
  static const struct
  {
    const char *escape, *stands_for;
  } escapes[] = {
    { "textbackslash{}", "\\" },
    { "textasciitilde{}", "~" },
    { "textless{}", "<" },
    { "textgreater{}", ">" },
    { "textbar{}", "|" },
    { "^{}", "^" },
    { ",", "\xe2\x80\x89" },
    { " ", " " },
    { "{", "{" },
    { "}", "}" },
    { "%", "%" },
    { "&", "&" },
    { "#", "#" },
    { "$", "$" },
    { "_", "_" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (g_str_has_prefix (parser->p + 1, escapes[i].escape))
      {
        parser->p += strlen (escapes[i].escape);
        if (spaces || escapes[i].stands_for[0] != ' ')
          g_string_append (text, escapes[i].stands_for);
        return TRUE;
      }
  return FALSE;
}

/* Characters up to the closing brace, as they are; escapes are taken off. */
static char *
parse_raw (WkParser *parser, const char *at, gboolean spaces)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *composed = NULL;
  const char *open;
  guint braces = 0;
  char *kept;

  wk_parse_skip_spaces (parser);
  if (*parser->p != '{')
    return wk_parse_fail (parser, at, WK_MATH_ERROR_ARGUMENT, "“%.*s” lacks its braces",
                          (int) wk_parse_command_length (at) + 1, at);
  open = parser->p++;
  for (; *parser->p != '\0' && (*parser->p != '}' || braces > 0); parser->p++)
    {
      char c = *parser->p;

      if (c == '{')
        braces++;
      else if (c == '}')
        braces--;
      else if (c == '\\')
        {
          if (!parse_text_escape (parser, text, spaces))
            return wk_parse_fail (parser, parser->p, WK_MATH_ERROR_COMMAND,
                                  "A command inside text");
        }
      else if (strchr (" \t\n\r~", c) != NULL)
        g_string_append (text, spaces ? " " : "");
      else if (c == 0x7F || (guchar) c < 0x20)
        return wk_parse_fail (parser, parser->p, WK_MATH_ERROR_COMMAND,
                              "Unexpected control character");
      else
        g_string_append_c (text, c);
    }
  if (*parser->p != '}')
    return wk_parse_fail (parser, open, WK_MATH_ERROR_BRACE, "“{” is never closed");
  parser->p++;
  composed = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
  kept = wk_math_alloc (parser->math, strlen (composed) + 1);
  memcpy (kept, composed, strlen (composed) + 1);
  return kept;
}

static WkNode *
parse_text (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_TEXT, WK_ATOM_ORD);

  node->command = command->name;
  node->letters = (WkLetters) command->number;
  node->text = parse_raw (parser, at, TRUE);
  return node->text != NULL ? node : NULL;
}

static WkNode *
parse_function (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_FUNCTION, WK_ATOM_OP);

  node->limits = (WkLimits) command->number;
  node->command = command->name;
  node->text = command->name;
  if (g_str_equal (command->name, "limsup"))
    node->text = "lim sup";
  else if (g_str_equal (command->name, "liminf"))
    node->text = "lim inf";
  return node;
}

static WkNode *
parse_operator_name (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_FUNCTION, WK_ATOM_OP);

  node->limits = WK_LIMITS_NEVER;
  if (*parser->p == '*')
    {
      parser->p++;
      node->limits = WK_LIMITS_AUTO;
    }
  node->text = parse_raw (parser, at, FALSE);
  return node->text != NULL ? node : NULL;
}

/* \not before a sign that has a struck-out form. */
static WkNode *
parse_not (WkParser *parser, const WkCommand *command, const char *at)
{
  static const struct
  {
    const char *sign, *symbol;
  } struck[] = { { "=", "ne" }, { "\\in", "notin" }, { "\\exists", "nexists" } };

  wk_parse_skip_spaces (parser);
  for (guint i = 0; i < G_N_ELEMENTS (struck); i++)
    {
      gsize n = strlen (struck[i].sign);

      if (strncmp (parser->p, struck[i].sign, n) == 0 &&
          (n == 1 || !g_ascii_isalpha (parser->p[n])))
        {
          WkNode *node = wk_parse_node (parser, WK_NODE_CHAR, WK_ATOM_ORD);

          parser->p += n;
          wk_parse_symbol (
              node, wk_math_symbol (struck[i].symbol, strlen (struck[i].symbol)));
          return node;
        }
    }
  return wk_parse_fail (parser, at, WK_MATH_ERROR_ARGUMENT,
                        "“\\not” cannot strike out what follows it");
}

/* --- spaces and styles --- */

static WkNode *
parse_space (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_SPACE, WK_ATOM_NONE);

  node->command = command->name;
  node->amount = command->amount;
  return node;
}

static WkNode *
parse_style (WkParser *parser, const WkCommand *command, const char *at)
{
  WkNode *node = wk_parse_node (parser, WK_NODE_STYLE, WK_ATOM_NONE);

  node->command = command->name;
  node->amount = command->number;
  return node;
}

/* --- the table, sorted in byte order --- */

static const WkCommand commands[] = {
  { " ", parse_space, 0, 0, 0 },
  { "!", parse_space, 0, 0, -3 * MU },
  { ",", parse_space, 0, 0, 3 * MU },
  { ":", parse_space, 0, 0, 4 * MU },
  { ";", parse_space, 0, 0, 5 * MU },
  { ">", parse_space, 0, 0, 4 * MU },
  { "Big", wk_parse_big, 0, WK_ATOM_ORD, 1.62 },
  { "Bigg", wk_parse_big, 0, WK_ATOM_ORD, 2.7 },
  { "Biggl", wk_parse_big, 0, WK_ATOM_OPEN, 2.7 },
  { "Biggm", wk_parse_big, 0, WK_ATOM_REL, 2.7 },
  { "Biggr", wk_parse_big, 0, WK_ATOM_CLOSE, 2.7 },
  { "Bigl", wk_parse_big, 0, WK_ATOM_OPEN, 1.62 },
  { "Bigm", wk_parse_big, 0, WK_ATOM_REL, 1.62 },
  { "Bigr", wk_parse_big, 0, WK_ATOM_CLOSE, 1.62 },
  { "Pr", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "arccos", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "arcsin", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "arctan", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "arg", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "argmax", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "argmin", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "back", parse_colour, 0, WK_MATH_BACKWARD, 0 },
  { "bar", parse_accent, 0x304, 0, 0 },
  { "begin", wk_parse_environment, 0, 0, 0 },
  { "big", wk_parse_big, 0, WK_ATOM_ORD, 1.08 },
  { "bigg", wk_parse_big, 0, WK_ATOM_ORD, 2.16 },
  { "biggl", wk_parse_big, 0, WK_ATOM_OPEN, 2.16 },
  { "biggm", wk_parse_big, 0, WK_ATOM_REL, 2.16 },
  { "biggr", wk_parse_big, 0, WK_ATOM_CLOSE, 2.16 },
  { "bigl", wk_parse_big, 0, WK_ATOM_OPEN, 1.08 },
  { "bigm", wk_parse_big, 0, WK_ATOM_REL, 1.08 },
  { "bigr", wk_parse_big, 0, WK_ATOM_CLOSE, 1.08 },
  { "binom", parse_fraction, '(', 0, 0 },
  { "bm", parse_letters, 0, WK_LETTERS_BOLD_ITALIC, 0 },
  { "boldsymbol", parse_letters, 0, WK_LETTERS_BOLD_ITALIC, 0 },
  { "breve", parse_accent, 0x306, 0, 0 },
  { "check", parse_accent, 0x30C, 0, 0 },
  { "cos", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "cosh", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "cot", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "coth", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "csc", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "ddot", parse_accent, 0x308, 0, 0 },
  { "deg", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "det", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "dfrac", parse_fraction, 0, 1, 0 },
  { "dim", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "displaystyle", parse_style, 0, WK_STYLE_DISPLAY, 0 },
  { "dot", parse_accent, 0x307, 0, 0 },
  { "enspace", parse_space, 0, 0, 0.5 },
  { "exp", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "focus", parse_colour, 0, WK_MATH_FOCUS, 0 },
  { "frac", parse_fraction, 0, 0, 0 },
  { "gcd", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "hat", parse_accent, 0x302, 0, 0 },
  { "hom", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "inf", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "ker", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "left", wk_parse_fence, 0, 0, 0 },
  { "lg", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "lim", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "liminf", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "limsup", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "ln", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "log", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "mathbb", parse_letters, 0, WK_LETTERS_BLACKBOARD, 0 },
  { "mathbf", parse_letters, 0, WK_LETTERS_BOLD, 0 },
  { "mathcal", parse_letters, 0, WK_LETTERS_SCRIPT, 0 },
  { "mathit", parse_letters, 0, WK_LETTERS_ITALIC, 0 },
  { "mathnormal", parse_letters, 0, WK_LETTERS_ITALIC, 0 },
  { "mathring", parse_accent, 0x30A, 0, 0 },
  { "mathrm", parse_letters, 0, WK_LETTERS_ROMAN, 0 },
  { "max", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "mbox", parse_text, 0, WK_LETTERS_ROMAN, 0 },
  { "middle", wk_parse_middle, 0, 0, 0 },
  { "min", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "neg", parse_colour, 0, WK_MATH_NEGATIVE, 0 },
  { "not", parse_not, 0, 0, 0 },
  { "operatorname", parse_operator_name, 0, 0, 0 },
  { "overbrace", parse_brace, 0x23DE, 0, 0 },
  { "overline", parse_line, 0, 0, 0 },
  { "overset", parse_stack, 0, 0, 0 },
  { "phantom", parse_phantom, 0, 0, 0 },
  { "pos", parse_colour, 0, WK_MATH_POSITIVE, 0 },
  { "qquad", parse_space, 0, 0, 2 },
  { "quad", parse_space, 0, 0, 1 },
  { "scriptscriptstyle", parse_style, 0, WK_STYLE_SCRIPT_2, 0 },
  { "scriptstyle", parse_style, 0, WK_STYLE_SCRIPT, 0 },
  { "sec", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "sin", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "sinh", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "sqrt", parse_root, 0, 0, 0 },
  { "stackrel", parse_stack, '=', 0, 0 },
  { "substack", wk_parse_substack, 0, 0, 0 },
  { "sup", parse_function, 0, WK_LIMITS_AUTO, 0 },
  { "tan", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "tanh", parse_function, 0, WK_LIMITS_NEVER, 0 },
  { "text", parse_text, 0, WK_LETTERS_ROMAN, 0 },
  { "textbf", parse_text, 0, WK_LETTERS_BOLD, 0 },
  { "textit", parse_text, 0, WK_LETTERS_ITALIC, 0 },
  { "textrm", parse_text, 0, WK_LETTERS_ROMAN, 0 },
  { "textstyle", parse_style, 0, WK_STYLE_TEXT, 0 },
  { "tfrac", parse_fraction, 0, 2, 0 },
  { "thinspace", parse_space, 0, 0, 3 * MU },
  { "tilde", parse_accent, 0x303, 0, 0 },
  { "underbrace", parse_brace, 0x23DF, 1, 0 },
  { "underline", parse_line, 0, 1, 0 },
  { "underset", parse_stack, 0, 1, 0 },
  { "vec", parse_accent, 0x20D7, 0, 0 },
  { "widehat", parse_accent, 0x302, 1, 0 },
  { "widetilde", parse_accent, 0x303, 1, 0 },
};

/* The names in the table's order, NULL behind the last: for the tests. */
const char *
wk_math_command_name (guint i)
{
  return i < G_N_ELEMENTS (commands) ? commands[i].name : NULL;
}

typedef struct
{
  const char *name;
  gsize length;
} Key;

static int
compare_name (const void *a, const void *b)
{
  const Key *key = a;
  const WkCommand *command = b;
  int order = strncmp (key->name, command->name, key->length);

  return order != 0 ? order : command->name[key->length] == '\0' ? 0 : -1;
}

WkNode *
wk_parse_command (WkParser *parser)
{
  const char *at = parser->p;
  Key key = { at + 1, wk_parse_command_length (at) };
  const WkSymbol *symbol;
  const WkCommand *command;

  if (key.length == 0)
    return wk_parse_fail (parser, at, WK_MATH_ERROR_COMMAND, "A lone backslash");
  parser->p += 1 + key.length;
  symbol = wk_math_symbol (key.name, key.length);
  if (symbol != NULL)
    {
      WkNode *node = wk_parse_node (parser, WK_NODE_CHAR, WK_ATOM_ORD);

      wk_parse_symbol (node, symbol);
      return node;
    }
  command = bsearch (&key, commands, G_N_ELEMENTS (commands), sizeof commands[0],
                     compare_name);
  if (command == NULL)
    return wk_parse_fail (parser, at, WK_MATH_ERROR_COMMAND, "Unknown command “\\%.*s”",
                          (int) MIN (key.length, 40), key.name);
  return command->parse (parser, command, at);
}
