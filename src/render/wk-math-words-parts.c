/* wk-math-words-parts.c - formulas read out: scripts, operators, fractions
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-math-words.h"

#include <string.h>

/* --- scripts --- */

static const WkNode *
only (const WkNode *row)
{
  return row->body != NULL && row->body->next == NULL ? row->body : NULL;
}

/* The layer of a superscript [1]: its list, up to *@stop. */
static const WkNode *
layer_of (const WkNode *first, const WkNode **stop)
{
  const WkNode *last = first;

  if (first == NULL || first->type != WK_NODE_CHAR || first->ch != '[')
    return NULL;
  while (last->next != NULL)
    last = last->next;
  if (last->type != WK_NODE_CHAR || last->ch != ']' || wk_words_partner (first) != last)
    return NULL;
  *stop = last;
  return first->next;
}

/* Indices of a weight are said one by one: w_{13} is "w one three". */
static void
say_sub (GString *out, const WkLanguage *language, const WkNode *row, gboolean weight)
{
  gboolean plain = TRUE;
  gboolean digits = TRUE;
  g_autofree char *words = NULL;

  for (const WkNode *node = row->body; node != NULL; node = node->next)
    {
      WkAtom atom = wk_math_atom (node);

      plain = plain && (atom == WK_ATOM_ORD || atom == WK_ATOM_PUNCT);
      digits = digits && wk_words_is_plain_digit (node);
    }
  if (weight && digits)
    {
      for (const WkNode *node = row->body; node != NULL; node = node->next)
        wk_say_small (out, language, node->ch - '0');
      return;
    }
  words = wk_words_range (language, row->body, NULL);
  if (plain)
    wk_say (out, words);
  else
    wk_say_template (out, _L (language, N_ ("sub {a}, end of sub,")), words, NULL,
                     NULL);
}

static void
say_power (GString *out, const WkLanguage *language, const WkNode *first)
{
  const WkNode *stop = NULL;
  const WkNode *layer = layer_of (first, &stop);
  g_autofree char *words = NULL;
  gunichar ch = first->next == NULL && first->type == WK_NODE_CHAR ? first->ch : 0;

  if (layer != NULL)
    {
      words = wk_words_range (language, layer, stop);
      wk_say_template (out, _L (language, N_ ("of layer {a}")), words, NULL, NULL);
    }
  else if (ch == '2')
    wk_say (out, _L (language, N_ ("squared")));
  else if (ch == '3')
    wk_say (out, _L (language, N_ ("cubed")));
  else if (ch == 'T' || ch == 0x22A4)
    wk_say (out, _L (language, N_ ("transposed")));
  else if (ch == 0x2217)
    wk_say (out, _L (language, N_ ("star")));
  else if (ch == 0x2218)
    wk_say (out, _L (language, N_ ("degrees")));
  else
    {
      words = wk_words_range (language, first, NULL);
      wk_say_template (out,
                       wk_words_simple (first, NULL)
                           ? _L (language, N_ ("to the power of {a}"))
                           : _L (language, N_ ("to the power of {a}, end of power,")),
                       words, NULL, NULL);
    }
}

static void
say_sup (GString *out, const WkLanguage *language, const WkNode *row)
{
  const WkNode *first = row->body;

  for (; first != NULL && first->primes; first = first->next)
    wk_say (out, _L (language, N_ ("prime")));
  if (first != NULL && first->type == WK_NODE_ROW && first->next == NULL)
    first = first->body; /* f'^2 keeps its ^2 as a group */
  if (first != NULL)
    say_power (out, language, first);
}

/* @nucleus: FALSE if that was said already. */
void
wk_say_scripts (GString *out,
                const WkLanguage *language,
                const WkNode *node,
                gboolean nucleus)
{
  const WkNode *letter = wk_words_char (node->body);
  gunichar ch = letter != NULL ? letter->ch : 0;
  const WkNode *stop = NULL;

  if (nucleus && ch == 0x2207 && node->sub != NULL)
    {
      g_autofree char *words = wk_words_range (language, node->sub->body, NULL);

      wk_say_template (out, _L (language, N_ ("the gradient by {a} of")), words, NULL,
                       NULL);
      if (node->sup != NULL)
        say_sup (out, language, node->sup);
      return;
    }
  if (nucleus)
    {
      WkNode alone = *node->body;

      alone.next = NULL;
      wk_say_range (out, language, &alone, NULL);
    }
  /* "g prime of layer one", but "h t squared". */
  if (node->sup != NULL && node->sup->body != NULL && node->sup->body->primes)
    {
      say_sup (out, language, node->sup);
      if (node->sub != NULL)
        say_sub (out, language, node->sub, FALSE);
      return;
    }
  if (node->sub != NULL)
    say_sub (out, language, node->sub, ch == 'w' || ch == 'W');
  if (node->sup != NULL && node->sup->body != NULL)
    {
      if (layer_of (node->sup->body, &stop) == NULL && only (node->sup) != NULL &&
          only (node->sup)->type == WK_NODE_ROW && only (node->sup)->body != NULL)
        say_power (out, language, only (node->sup)->body);
      else
        say_sup (out, language, node->sup);
    }
}

/* --- operators --- */

static const struct
{
  const char *name, *spoken;
} functions[] = {
  { "ln", N_ ("natural log") },
  { "log", N_ ("log") },
  { "exp", N_ ("exp") },
  { "sin", N_ ("sine") },
  { "cos", N_ ("cosine") },
  { "tan", N_ ("tangent") },
  { "tanh", N_ ("hyperbolic tangent") },
  { "max", N_ ("maximum") },
  { "min", N_ ("minimum") },
  { "argmax", N_ ("arg max") },
  { "argmin", N_ ("arg min") },
  { "lim", N_ ("limit") },
  { "Pr", N_ ("probability") },
  { "det", N_ ("determinant") },
};

static const char *
operator_name (const WkLanguage *language, const WkNode *node)
{
  if (node->type == WK_NODE_BIGOP)
    return _L (language, node->symbol->spoken);
  if (node->type != WK_NODE_FUNCTION)
    return "";
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_strcmp0 (functions[i].name, node->text) == 0)
      return _L (language, functions[i].spoken);
  return node->text;
}

/* "sum over j from one to three": @first is the subscript's list. */
static void
say_bounds (GString *out,
            const WkLanguage *language,
            const char *name,
            const WkNode *first,
            const WkNode *sup)
{
  const WkNode *equals = first;
  g_autofree char *variable = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = sup != NULL ? wk_words_range (language, sup, NULL) : NULL;
  g_autoptr (GString) bounds = g_string_new (NULL);

  while (equals != NULL && (equals->type != WK_NODE_CHAR || equals->ch != '='))
    equals = equals->next;
  wk_say (bounds, name);
  if (first != NULL)
    {
      variable = wk_words_range (language, first, equals);
      wk_say_template (bounds, _L (language, N_ ("over {a}")), variable, NULL, NULL);
    }
  if (equals != NULL)
    {
      from = wk_words_range (language, equals->next, NULL);
      wk_say_template (bounds, _L (language, N_ ("from {a}")), from, NULL, NULL);
    }
  if (to != NULL)
    wk_say_template (bounds, _L (language, N_ ("to {a}")), to, NULL, NULL);
  wk_say (out, bounds->str);
}

static void
say_integral (GString *out,
              const WkLanguage *language,
              const char *name,
              const WkNode *sub,
              const WkNode *sup)
{
  g_autofree char *from = sub != NULL ? wk_words_range (language, sub, NULL) : NULL;
  g_autofree char *to = sup != NULL ? wk_words_range (language, sup, NULL) : NULL;

  wk_say (out, name);
  if (from != NULL)
    wk_say_template (out, _L (language, N_ ("from {a}")), from, NULL, NULL);
  if (to != NULL)
    wk_say_template (out, _L (language, N_ ("to {a}")), to, NULL, NULL);
}

static void
say_braced (GString *out,
            const WkLanguage *language,
            const WkNode *node,
            const WkNode *label)
{
  g_autofree char *body = wk_words_range (language, node->body->body, NULL);
  g_autofree char *words =
      label != NULL ? wk_words_range (language, label->body, NULL) : NULL;

  if (words != NULL)
    wk_say_template (out, _L (language, N_ ("{a}, labelled {b},")), body, words, NULL);
  else
    wk_say (out, body);
}

/* @scripts: NULL if it has none. @more: something to work on follows. */
void
wk_say_operator (GString *out,
                 const WkLanguage *language,
                 const WkNode *nucleus,
                 const WkNode *scripts,
                 gboolean more)
{
  const WkNode *sub =
      scripts != NULL && scripts->sub != NULL ? scripts->sub->body : NULL;
  const WkNode *sup =
      scripts != NULL && scripts->sup != NULL ? scripts->sup->body : NULL;
  const char *name = operator_name (language, nucleus);

  if (nucleus->type == WK_NODE_BRACE)
    {
      say_braced (out, language, nucleus,
                  scripts != NULL && nucleus->under ? scripts->sub
                  : scripts != NULL                 ? scripts->sup
                                                    : NULL);
      return;
    }
  if (nucleus->type == WK_NODE_BIGOP && nucleus->symbol->limits == WK_LIMITS_NEVER)
    say_integral (out, language, name, sub, sup);
  else if (nucleus->type == WK_NODE_BIGOP)
    say_bounds (out, language, name, sub, sup);
  else
    {
      g_autofree char *words =
          sub != NULL ? wk_words_range (language, sub, NULL) : NULL;

      wk_say (out, name);
      if (words != NULL)
        wk_say_template (
            out,
            g_strcmp0 (nucleus->text, "log") == 0 ? _L (language, N_ ("base {a}"))
            : nucleus->limits != WK_LIMITS_NEVER  ? _L (language, N_ ("over {a}"))
                                                  : "{a}",
            words, NULL, NULL);
      if (sup != NULL)
        say_sup (out, language, scripts->sup);
    }
  if (more)
    wk_say (out, _L (language, N_ ("of")));
}

/* --- fractions and matrices --- */

/* Neither a sum nor a fraction: "a b over c" can only mean one thing. */
static gboolean
is_product (const WkNode *first)
{
  for (const WkNode *node = first; node != NULL; node = node->next)
    {
      WkAtom atom = wk_math_atom (node);

      if (node->type == WK_NODE_COLOUR && !is_product (node->body->body))
        return FALSE;
      if (atom == WK_ATOM_REL || atom == WK_ATOM_PUNCT || node->ch == '/' ||
          node->type == WK_NODE_FRACTION ||
          (atom == WK_ATOM_BIN && (node->ch == '+' || node->ch == 0x2212) &&
           node != first))
        return FALSE;
    }
  return TRUE;
}

/* Both parts begin with the sign of a derivative. */
static gboolean
is_derivative (const WkNode *node, gunichar sign)
{
  const WkNode *above = node->body->body;
  const WkNode *below = node->sub->body;

  return above != NULL && below != NULL && above->type == WK_NODE_CHAR &&
         below->type == WK_NODE_CHAR && above->ch == sign && below->ch == sign &&
         above->next != NULL && below->next != NULL;
}

void
wk_say_fraction (GString *out, const WkLanguage *language, const WkNode *node)
{
  gboolean partial = is_derivative (node, 0x2202);
  gboolean total = is_derivative (node, 'd');
  gboolean derivative = partial || total;
  const WkNode *above = derivative ? node->body->body->next : node->body->body;
  const WkNode *below = derivative ? node->sub->body->next : node->sub->body;
  g_autofree char *a = wk_words_range (language, above, NULL);
  g_autofree char *b = wk_words_range (language, below, NULL);
  const char *text;

  if (partial)
    text = _L (language, N_ ("partial {a} by partial {b}"));
  else if (total)
    text = _L (language, N_ ("d {a} by d {b}"));
  else if (node->ch != 0)
    text = _L (language, N_ ("{a} choose {b}"));
  else if (is_product (above) && is_product (below))
    text = _L (language, N_ ("{a} over {b}"));
  else
    text = _L (language, N_ ("the fraction {a} over {b}, end of fraction,"));
  wk_say_template (out, text, a, b, NULL);
}

static void
say_count (GString *out, const WkLanguage *language, guint n)
{
  g_autofree char *digits = g_strdup_printf ("%u", n);

  wk_say_digits (out, language, digits);
}

void
wk_say_array (GString *out, const WkLanguage *language, const WkNode *node)
{
  const WkNode *cell = node->body;
  WkArrayType type = node->environment->type;
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) columns = g_string_new (NULL);

  say_count (rows, language, node->rows);
  say_count (columns, language, node->columns);
  if (type == WK_ARRAY_MATRIX)
    wk_say_template (out, _L (language, N_ ("matrix, {a} by {b}:")), rows->str,
                     columns->str, NULL);
  else if (type == WK_ARRAY_CASES)
    wk_say_template (out, _L (language, N_ ("{a} cases:")), rows->str, NULL, NULL);
  for (guint r = 0; r < node->rows; r++)
    {
      guint given = cell->columns;

      if (r > 0)
        g_string_append_c (out, ';');
      for (guint k = 0; k < given; k++, cell = cell->next)
        {
          if (k > 0 && type != WK_ARRAY_ALIGNED)
            wk_say_comma (out);
          wk_say_range (out, language, cell->body, NULL);
        }
    }
  if (type == WK_ARRAY_MATRIX)
    {
      wk_say_comma (out);
      wk_say (out, _L (language, N_ ("end of matrix,")));
    }
  else if (type == WK_ARRAY_CASES)
    {
      wk_say_comma (out);
      wk_say (out, _L (language, N_ ("end of cases,")));
    }
}

/* --- accents, roots, bars --- */

static char *
words_row (const WkLanguage *language, const WkNode *row)
{
  return wk_words_range (language, row->body, NULL);
}

void
wk_say_accent (GString *out, const WkLanguage *language, const WkNode *node)
{
  static const struct
  {
    gunichar ch;
    const char *words;
  } accents[] = {
    { 0x302, N_ ("{a} hat") },   { 0x304, N_ ("{a} bar") },
    { 0x303, N_ ("{a} tilde") }, { 0x20D7, N_ ("vector {a}") },
    { 0x307, N_ ("{a} dot") },   { 0x308, N_ ("{a} double dot") },
    { 0x30C, N_ ("{a} check") }, { 0x306, N_ ("{a} breve") },
    { 0x30A, N_ ("{a} ring") },
  };
  g_autofree char *body = words_row (language, node->body);

  for (guint i = 0; i < G_N_ELEMENTS (accents); i++)
    if (accents[i].ch == node->ch)
      wk_say_template (out, _L (language, accents[i].words), body, NULL, NULL);
}

void
wk_say_root (GString *out, const WkLanguage *language, const WkNode *node)
{
  g_autofree char *body = words_row (language, node->body);
  g_autofree char *degree = node->sup != NULL ? words_row (language, node->sup) : NULL;

  if (degree != NULL)
    wk_say_template (out, _L (language, N_ ("root {b} of {a}, end of root")), body,
                     degree, NULL);
  else if (wk_words_simple (node->body->body, NULL))
    wk_say_template (out, _L (language, N_ ("square root of {a}")), body, NULL, NULL);
  else
    wk_say_template (out, _L (language, N_ ("square root of {a}, end of root")), body,
                     NULL, NULL);
}

void
wk_say_stack (GString *out, const WkLanguage *language, const WkNode *node)
{
  g_autofree char *body = words_row (language, node->body);
  g_autofree char *script =
      words_row (language, node->sup != NULL ? node->sup : node->sub);

  wk_say_template (out,
                   _L (language, node->sup != NULL ? N_ ("{a} with {b} above")
                                                   : N_ ("{a} with {b} below")),
                   body, script, NULL);
}

void
wk_say_line (GString *out, const WkLanguage *language, const WkNode *node)
{
  g_autofree char *body = words_row (language, node->body);

  wk_say_template (out,
                   _L (language, node->under ? N_ ("{a} underlined") : N_ ("{a} bar")),
                   body, NULL, NULL);
}
