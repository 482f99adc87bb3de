/* wk-math-words.c - formulas read out: lists, brackets, signs
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As a lecturer would say it: "w one three of layer one", "x squared", "a over b". Ends
 * are marked ("end of root") only where the reading would be ambiguous without. Whole
 * phrases with {a}, {b} and {c} are translated, so that a language may order them.
 */
#include "config.h"

#include "render/wk-math-words.h"

#include <string.h>

/* --- saying --- */

void
wk_say (GString *out, const char *word)
{
  if (*word == '\0')
    return;
  if (out->len > 0 && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
  g_string_append (out, word);
}

/* With plain spaces. */
void
wk_say_text (GString *out, const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "\xe2\x80\x89", " ", 0);
  wk_say (out, plain->str);
}

void
wk_say_comma (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != ',' && out->str[out->len - 1] != ':')
    g_string_append_c (out, ',');
}

void
wk_say_template (GString *out,
                 const char *text,
                 const char *a,
                 const char *b,
                 const char *c)
{
  g_autoptr (GString) said = g_string_new (NULL);
  const char *values[] = { a, b, c };

  for (const char *p = text; *p != '\0'; p++)
    {
      if (p[0] == '{' && p[1] >= 'a' && p[1] <= 'c' && p[2] == '}')
        {
          const char *value = values[p[1] - 'a'];

          g_string_append (said, value != NULL ? value : "");
          p += 2;
        }
      else
        g_string_append_c (said, *p);
    }
  wk_say (out, said->str);
}

char *
wk_words_range (const WkLanguage *language, const WkNode *first, const WkNode *stop)
{
  GString *out = g_string_new (NULL);

  wk_say_range (out, language, first, stop);
  return g_string_free (out, FALSE);
}

/* --- looking --- */

const WkNode *
wk_words_char (const WkNode *node)
{
  while (node != NULL && node->type != WK_NODE_CHAR)
    switch (node->type)
      {
      case WK_NODE_SCRIPTS:
        node = node->body;
        break;
      case WK_NODE_ROW:
      case WK_NODE_COLOUR:
        node = node->type == WK_NODE_COLOUR ? node->body->body : node->body;
        if (node != NULL && node->next != NULL)
          return NULL;
        break;
      default:
        return NULL;
      }
  return node;
}

static gunichar
char_of (const WkNode *node)
{
  const WkNode *found = wk_words_char (node);

  return found != NULL ? found->ch : 0;
}

gboolean
wk_words_simple (const WkNode *first, const WkNode *stop)
{
  guint things = 0;

  if (first != NULL && first->type == WK_NODE_CHAR && first->ch == 0x2212)
    first = first->next;
  for (const WkNode *node = first; node != NULL && node != stop; node = node->next)
    {
      if (wk_words_is_digit (node) || (node->type == WK_NODE_CHAR && node->ch == '.'))
        {
          things = MAX (things, 1);
          continue;
        }
      if (node->type == WK_NODE_COLOUR && !wk_words_simple (node->body->body, NULL))
        return FALSE;
      if (node->type == WK_NODE_FRACTION || wk_math_atom (node) != WK_ATOM_ORD)
        return FALSE;
      things++;
    }
  return things <= 1;
}

const WkNode *
wk_words_partner (const WkNode *open)
{
  int depth = 0;

  for (const WkNode *node = open; node != NULL; node = node->next)
    {
      WkAtom atom = wk_math_atom (node);

      depth += atom == WK_ATOM_OPEN ? 1 : atom == WK_ATOM_CLOSE ? -1 : 0;
      if (char_of (node) == '!' || char_of (node) == '?')
        depth += atom == WK_ATOM_CLOSE ? 1 : 0;
      if (depth == 0)
        return node;
    }
  return NULL;
}

/* Bars of the kind @ch from @node to the end of the bracket or list it stands in. */
static guint
count_bars (const WkNode *node, const WkNode *stop, gunichar ch)
{
  guint n = 0;
  int depth = 0;

  for (; node != NULL && node != stop && depth >= 0; node = node->next)
    {
      WkAtom atom = wk_math_atom (node);

      depth += atom == WK_ATOM_OPEN ? 1 : atom == WK_ATOM_CLOSE ? -1 : 0;
      if (depth == 0 && atom == WK_ATOM_ORD && char_of (node) == ch)
        n++;
    }
  return n;
}

/* Letters that stand for functions: a bracket behind them means "of". */
static gboolean
is_function (const WkNode *node)
{
  static const gunichar letters[] = { 'f',   'g',   'h',   'p',   'q',  'C',
                                      'D',   'E',   'J',   'L',   'N',  'P',
                                      0x3C3, 0x3C0, 0x3C6, 0x3D5, 0x3C8 };
  gunichar ch;

  if (node == NULL)
    return FALSE;
  if (node->type == WK_NODE_ACCENT)
    return TRUE;
  if (node->type == WK_NODE_ROW && node->command != NULL &&
      node->letters == WK_LETTERS_ROMAN)
    return TRUE;
  if (node->type == WK_NODE_SCRIPTS)
    return is_function (node->body);
  ch = char_of (node);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i] == ch)
      return TRUE;
  return FALSE;
}

/* --- brackets --- */

static const char *
bracket_words (gunichar ch, gboolean open)
{
  switch (ch)
    {
    case '(':
    case ')':
      return open ? N_ ("open bracket") : N_ ("close bracket");
    case '[':
    case ']':
      return open ? N_ ("open square bracket") : N_ ("close square bracket");
    case '{':
    case '}':
      return open ? N_ ("the set") : N_ ("end of set");
    case '|':
      return open ? N_ ("the absolute value of") : N_ ("end of absolute value");
    case 0x2016:
      return open ? N_ ("the norm of") : N_ ("end of norm");
    case 0x2308:
    case 0x2309:
      return open ? N_ ("the ceiling of") : N_ ("end of ceiling");
    case 0x230A:
    case 0x230B:
      return open ? N_ ("the floor of") : N_ ("end of floor");
    case 0x27E8:
    case 0x27E9:
      return open ? N_ ("open angle bracket") : N_ ("close angle bracket");
    default:
      return "";
    }
}

static void
say_bracket (GString *out, const WkLanguage *language, gunichar ch, gboolean open)
{
  const char *words = bracket_words (ch, open);

  if (*words != '\0')
    wk_say (out, _L (language, words));
}

/* "The absolute value of W" needs no end marked. */
static gboolean
names_its_inside (gunichar ch)
{
  return ch == '|' || ch == 0x2016 || ch == 0x2308 || ch == 0x230A;
}

/* An opening bracket of a list and, where one thing is inside, all up to its partner.
 * Returns what follows. */
static const WkNode *
say_open (GString *out,
          const WkLanguage *language,
          const WkNode *open,
          const WkNode *before)
{
  const WkNode *close = wk_words_partner (open);
  gunichar ch = char_of (open);

  if (ch == '(' && is_function (before))
    wk_say (out, _L (language, N_ ("of")));
  if (close != NULL && close->type == WK_NODE_CHAR && ch == '(' &&
      wk_words_simple (open->next, close))
    {
      wk_say_range (out, language, open->next, close);
      return close->next;
    }
  say_bracket (out, language, ch, TRUE);
  if (close != NULL && close->type == WK_NODE_CHAR && names_its_inside (ch) &&
      wk_words_simple (open->next, close))
    {
      wk_say_range (out, language, open->next, close);
      return close->next;
    }
  return open->next;
}

static void
say_fence (GString *out, const WkLanguage *language, const WkNode *node)
{
  say_bracket (out, language, node->ch, TRUE);
  wk_say_range (out, language, node->body->body, NULL);
  say_bracket (out, language, node->close, FALSE);
}

/* A bar opens, closes, or, alone in its bracket, separates. @open is the state. Returns
 * what follows. */
static const WkNode *
say_bar (GString *out,
         const WkLanguage *language,
         const WkNode *node,
         const WkNode *stop,
         gboolean *open)
{
  gunichar ch = char_of (node);
  const WkNode *end = node->next;

  if (*open)
    {
      *open = FALSE;
      say_bracket (out, language, ch, FALSE);
      return node->next;
    }
  if (count_bars (node, stop, ch) % 2 == 1)
    {
      wk_say (out, _L (language, ch == '|' ? N_ ("given") : N_ ("double bar")));
      return node->next;
    }
  say_bracket (out, language, ch, TRUE);
  while (end != NULL && end != stop && char_of (end) != ch)
    end = end->next;
  if (end != NULL && end->type == WK_NODE_CHAR && wk_words_simple (node->next, end))
    {
      wk_say_range (out, language, node->next, end);
      return end->next;
    }
  *open = TRUE;
  return node->next;
}

/* --- characters --- */

static const char *
sign_words (gunichar ch)
{
  switch (ch)
    {
    case '=':
      return N_ ("equals");
    case '<':
      return N_ ("is less than");
    case '>':
      return N_ ("is greater than");
    case '+':
      return N_ ("plus");
    case 0x2212:
      return N_ ("minus");
    case 0x2217:
      return N_ ("times");
    case '!':
      return N_ ("factorial");
    case '?':
      return N_ ("unknown");
    default:
      return NULL;
    }
}

static void
say_char (GString *out, const WkLanguage *language, const WkNode *node)
{
  const char *words = sign_words (node->ch);
  char text[8] = "";

  if (node->primes)
    wk_say (out, _L (language, N_ ("prime")));
  else if (node->atom == WK_ATOM_OPEN || node->atom == WK_ATOM_CLOSE)
    {
      if (words != NULL)
        wk_say (out, _L (language, words));
      else
        say_bracket (out, language, node->ch, node->atom == WK_ATOM_OPEN);
    }
  else if (node->ch == ',' || node->ch == ';' || node->ch == ':')
    wk_say_comma (out);
  else if (node->symbol != NULL && node->symbol->spoken != NULL)
    wk_say (out, _L (language, node->symbol->spoken));
  else if (words != NULL)
    wk_say (out, _L (language, words));
  else
    {
      g_unichar_to_utf8 (node->ch, text);
      wk_say (out, text);
    }
}

/* J/d and the partial derivatives are said "by", other quotients "over". Two dots are a
 * range. Returns what follows. */
static const WkNode *
say_slash_or_dots (GString *out, const WkLanguage *language, const WkNode *node)
{
  if (node->ch == '/')
    {
      wk_say (out,
              _L (language, char_of (node->next) == 0x2202 ? N_ ("by") : N_ ("over")));
      return node->next;
    }
  if (node->next != NULL && char_of (node->next) == '.')
    {
      wk_say (out, _L (language, N_ ("up to")));
      return node->next->next;
    }
  return node->next;
}

static gboolean
is_small_letter (const WkNode *node)
{
  return node != NULL && node->type == WK_NODE_CHAR && node->symbol == NULL &&
         node->ch >= 'a' && node->ch <= 'z';
}

/* Three small letters and more, and all upright ones, are a word: "true", "ReLU".
 * FALSE if there is none at @node; else @end is what follows it. */
static gboolean
say_letters (GString *out, const WkNode *node, const WkNode *stop, const WkNode **end)
{
  const WkNode *letter = node;
  guint n = 0;

  if (node->letters == WK_LETTERS_ROMAN && g_unichar_isalpha (node->ch))
    while (letter != NULL && letter != stop && letter->type == WK_NODE_CHAR &&
           g_unichar_isalnum (letter->ch))
      letter = letter->next;
  else
    {
      for (; letter != stop && is_small_letter (letter); letter = letter->next)
        n++;
      letter = n >= 3 ? letter : node;
    }
  *end = letter;
  for (letter = node; letter != *end; letter = letter->next)
    {
      char text[8] = "";

      g_unichar_to_utf8 (letter->ch, text);
      if (letter == node)
        wk_say (out, text);
      else
        g_string_append (out, text);
    }
  return *end != node;
}

/* --- nodes --- */

static void
say_space (GString *out, const WkNode *node)
{
  const char *name = node->command;

  if (g_str_equal (name, "quad") || g_str_equal (name, "qquad") ||
      g_str_equal (name, " "))
    wk_say_comma (out);
}

static void
say_scripts (GString *out,
             const WkLanguage *language,
             const WkNode *node,
             gboolean more)
{
  if (wk_math_atom (node) == WK_ATOM_OP)
    wk_say_operator (out, language, node->body, node, more);
  else
    wk_say_scripts (out, language, node, TRUE);
}

static void
say_node (GString *out, const WkLanguage *language, const WkNode *node, gboolean more)
{
  switch (node->type)
    {
    case WK_NODE_CHAR:
      say_char (out, language, node);
      break;
    case WK_NODE_BIGOP:
    case WK_NODE_FUNCTION:
      wk_say_operator (out, language, node, NULL, more);
      break;
    case WK_NODE_TEXT:
      wk_say_text (out, node->text);
      break;
    case WK_NODE_ROW:
      wk_say_range (out, language, node->body, NULL);
      break;
    case WK_NODE_BRACE:
    case WK_NODE_COLOUR:
      wk_say_range (out, language, node->body->body, NULL);
      break;
    case WK_NODE_SCRIPTS:
      say_scripts (out, language, node, more);
      break;
    case WK_NODE_FRACTION:
      wk_say_fraction (out, language, node);
      break;
    case WK_NODE_RADICAL:
      wk_say_root (out, language, node);
      break;
    case WK_NODE_ACCENT:
      wk_say_accent (out, language, node);
      break;
    case WK_NODE_LINE:
      wk_say_line (out, language, node);
      break;
    case WK_NODE_STACK:
      wk_say_stack (out, language, node);
      break;
    case WK_NODE_FENCE:
      say_fence (out, language, node);
      break;
    case WK_NODE_MIDDLE:
      wk_say (out, _L (language, N_ ("given")));
      break;
    case WK_NODE_BIG:
      say_bracket (out, language, node->ch, node->atom == WK_ATOM_OPEN);
      break;
    case WK_NODE_SPACE:
      say_space (out, node);
      break;
    case WK_NODE_ARRAY:
      wk_say_array (out, language, node);
      break;
    case WK_NODE_PHANTOM:
    case WK_NODE_STYLE:
      break;
    }
}

/* Something follows that an operator can work on. */
static gboolean
has_operand (const WkNode *next, const WkNode *stop)
{
  while (next != NULL && next != stop && next->type == WK_NODE_SPACE)
    next = next->next;
  if (next == NULL || next == stop)
    return FALSE;
  switch (wk_math_atom (next))
    {
    case WK_ATOM_ORD:
    case WK_ATOM_OP:
    case WK_ATOM_OPEN:
    case WK_ATOM_INNER:
      return TRUE;
    case WK_ATOM_BIN:
      return TRUE; /* a sign */
    default:
      return FALSE;
    }
}

void
wk_say_range (GString *out,
              const WkLanguage *language,
              const WkNode *first,
              const WkNode *stop)
{
  const WkNode *before = NULL;
  const WkNode *node = first;
  gboolean bar = FALSE;
  gboolean double_bar = FALSE;

  while (node != NULL && node != stop)
    {
      const WkNode *next = NULL;
      gunichar ch = char_of (node);
      WkAtom atom = wk_math_atom (node);

      if (wk_words_is_digit (node))
        next = wk_say_number (out, language, node);
      else if (node->type == WK_NODE_CHAR && atom == WK_ATOM_OPEN)
        next = say_open (out, language, node, before);
      else if (node->type == WK_NODE_CHAR && (ch == '/' || ch == '.'))
        next = say_slash_or_dots (out, language, node);
      else if (node->type == WK_NODE_CHAR && say_letters (out, node, stop, &next))
        ;
      else if (atom == WK_ATOM_ORD && (ch == '|' || ch == 0x2016))
        {
          next = say_bar (out, language, node, stop, ch == '|' ? &bar : &double_bar);
          if (node->type == WK_NODE_SCRIPTS)
            wk_say_scripts (out, language, node, FALSE);
        }
      else
        {
          say_node (out, language, node, has_operand (node->next, stop));
          next = node->next;
        }
      before = node;
      node = next;
    }
}

char *
wk_math_to_words (const WkMath *math, const WkLanguage *language)
{
  g_autofree char *words = NULL;
  GString *out;

  g_return_val_if_fail (math != NULL, NULL);

  /* Phrases bring pauses of their own: one comma is enough, and none at the end. */
  words = wk_words_range (language, math->root->body, NULL);
  out = g_string_new (NULL);
  for (const char *p = words; *p != '\0'; p++)
    {
      if (p[0] == ' ' && (p[1] == ',' || p[1] == ';' || p[1] == ' '))
        continue;
      if (*p == ',' && out->len > 0 && strchr (",:;", out->str[out->len - 1]) != NULL)
        continue;
      g_string_append_c (out, *p);
    }
  while (out->len > 0 && strchr (", ;", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
