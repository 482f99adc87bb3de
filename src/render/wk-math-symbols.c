/* wk-math-symbols.c - the named symbols and the letters of the font
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row a symbol: name, character, class, words. Sorted by name in byte order, which
 * a test checks. Names and classes are those of LaTeX with amsmath and unicode-math.
 */
#include "config.h"

#include "render/wk-math-private.h"

#include <stdlib.h>
#include <string.h>

static const WkSymbol symbols[] = {
  { "#", 0x0023, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("number sign") },
  { "$", 0x0024, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("dollars") },
  { "%", 0x0025, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("percent") },
  { "&", 0x0026, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("and") },
  { "Delta", 0x0394, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital delta") },
  { "Gamma", 0x0393, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital gamma") },
  { "Im", 0x2111, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("the imaginary part of") },
  { "Lambda", 0x039B, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital lambda") },
  { "Leftarrow", 0x21D0, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("follows from") },
  { "Leftrightarrow", 0x21D4, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("if and only if") },
  { "Omega", 0x03A9, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital omega") },
  { "Phi", 0x03A6, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital phi") },
  { "Pi", 0x03A0, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital pi") },
  { "Psi", 0x03A8, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital psi") },
  { "Re", 0x211C, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("the real part of") },
  { "Rightarrow", 0x21D2, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("so") },
  { "Sigma", 0x03A3, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital sigma") },
  { "Theta", 0x0398, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital theta") },
  { "Upsilon", 0x03A5, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital upsilon") },
  { "Vert", 0x2016, WK_ATOM_ORD, WK_LIMITS_NEVER, NULL },
  { "Xi", 0x039E, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("capital xi") },
  { "_", 0x005F, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("underscore") },
  { "alpha", 0x03B1, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("alpha") },
  { "angle", 0x2220, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("angle") },
  { "approx", 0x2248, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is about") },
  { "ast", 0x2217, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("convolved with") },
  { "backslash", 0x005C, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("backslash") },
  { "beta", 0x03B2, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("beta") },
  { "bigcap", 0x22C2, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("intersection") },
  { "bigcup", 0x22C3, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("union") },
  { "bigodot", 0x2A00, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("elementwise product") },
  { "bigoplus", 0x2A01, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("circled sum") },
  { "bigotimes", 0x2A02, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("tensor product") },
  { "bullet", 0x2219, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("bullet") },
  { "cap", 0x2229, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("intersection") },
  { "cdot", 0x22C5, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("times") },
  { "cdots", 0x22EF, WK_ATOM_INNER, WK_LIMITS_NEVER, N_ ("and so on") },
  { "chi", 0x03C7, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("chi") },
  { "circ", 0x2218, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("composed with") },
  { "colon", 0x003A, WK_ATOM_PUNCT, WK_LIMITS_NEVER, N_ ("colon") },
  { "coloneqq", 0x2254, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is defined as") },
  { "cong", 0x2245, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is congruent to") },
  { "coprod", 0x2210, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("coproduct") },
  { "cup", 0x222A, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("union") },
  { "ddots", 0x22F1, WK_ATOM_INNER, WK_LIMITS_NEVER, N_ ("and so on") },
  { "delta", 0x03B4, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("delta") },
  { "div", 0x00F7, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("divided by") },
  { "dots", 0x2026, WK_ATOM_INNER, WK_LIMITS_NEVER, N_ ("and so on") },
  { "dotsb", 0x22EF, WK_ATOM_INNER, WK_LIMITS_NEVER, N_ ("and so on") },
  { "dotsc", 0x2026, WK_ATOM_INNER, WK_LIMITS_NEVER, N_ ("and so on") },
  { "downarrow", 0x2193, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("down arrow") },
  { "ell", 0x2113, WK_ATOM_ORD, WK_LIMITS_NEVER, "l" },
  { "emptyset", 0x2205, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("the empty set") },
  { "epsilon", 0x03F5, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("epsilon") },
  { "equiv", 0x2261, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is identical to") },
  { "eta", 0x03B7, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("eta") },
  { "exists", 0x2203, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("there exists") },
  { "forall", 0x2200, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("for all") },
  { "gamma", 0x03B3, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("gamma") },
  { "ge", 0x2265, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("at least") },
  { "geq", 0x2265, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("at least") },
  { "gets", 0x2190, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("becomes") },
  { "gg", 0x226B, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is much greater than") },
  { "gt", 0x003E, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is greater than") },
  { "hbar", 0x210F, WK_ATOM_ORD, WK_LIMITS_NEVER, "h" },
  { "iff", 0x27FA, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("if and only if") },
  { "iint", 0x222C, WK_ATOM_OP, WK_LIMITS_NEVER, N_ ("double integral") },
  { "imath", 0x0131, WK_ATOM_ORD, WK_LIMITS_NEVER, "i" },
  { "impliedby", 0x27F8, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("follows from") },
  { "implies", 0x27F9, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("so") },
  { "in", 0x2208, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("in") },
  { "infty", 0x221E, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("infinity") },
  { "int", 0x222B, WK_ATOM_OP, WK_LIMITS_NEVER, N_ ("integral") },
  { "iota", 0x03B9, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("iota") },
  { "jmath", 0x0237, WK_ATOM_ORD, WK_LIMITS_NEVER, "j" },
  { "kappa", 0x03BA, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("kappa") },
  { "lVert", 0x2016, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "lambda", 0x03BB, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("lambda") },
  { "land", 0x2227, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("and") },
  { "langle", 0x27E8, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "lbrace", 0x007B, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "lbrack", 0x005B, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "lceil", 0x2308, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "ldots", 0x2026, WK_ATOM_INNER, WK_LIMITS_NEVER, N_ ("and so on") },
  { "le", 0x2264, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("at most") },
  { "leftarrow", 0x2190, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("becomes") },
  { "leftrightarrow", 0x2194, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("corresponds to") },
  { "leq", 0x2264, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("at most") },
  { "lfloor", 0x230A, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "ll", 0x226A, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is much less than") },
  { "lnot", 0x00AC, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("not") },
  { "longleftarrow", 0x27F5, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("becomes") },
  { "longmapsto", 0x27FC, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("maps to") },
  { "longrightarrow", 0x27F6, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("to") },
  { "lor", 0x2228, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("or") },
  { "lt", 0x003C, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is less than") },
  { "lvert", 0x007C, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "mapsto", 0x21A6, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("maps to") },
  { "mid", 0x2223, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("given") },
  { "mp", 0x2213, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("minus or plus") },
  { "mu", 0x03BC, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("mu") },
  { "nabla", 0x2207, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("the gradient of") },
  { "ne", 0x2260, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is not equal to") },
  { "neq", 0x2260, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is not equal to") },
  { "nexists", 0x2204, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("there does not exist") },
  { "ni", 0x220B, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("contains") },
  { "notin", 0x2209, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("not in") },
  { "nu", 0x03BD, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("nu") },
  { "odot", 0x2299, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("times elementwise") },
  { "oint", 0x222E, WK_ATOM_OP, WK_LIMITS_NEVER, N_ ("contour integral") },
  { "omega", 0x03C9, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("omega") },
  { "oplus", 0x2295, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("circled plus") },
  { "otimes", 0x2297, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("tensor") },
  { "parallel", 0x2225, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is parallel to") },
  { "partial", 0x2202, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("partial") },
  { "perp", 0x22A5, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is perpendicular to") },
  { "phi", 0x03D5, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("phi") },
  { "pi", 0x03C0, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("pi") },
  { "pm", 0x00B1, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("plus or minus") },
  { "prime", 0x2032, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("prime") },
  { "prod", 0x220F, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("product") },
  { "propto", 0x221D, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is proportional to") },
  { "psi", 0x03C8, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("psi") },
  { "rVert", 0x2016, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
  { "rangle", 0x27E9, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
  { "rbrace", 0x007D, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
  { "rbrack", 0x005D, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
  { "rceil", 0x2309, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
  { "rfloor", 0x230B, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
  { "rho", 0x03C1, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("rho") },
  { "rightarrow", 0x2192, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("to") },
  { "rvert", 0x007C, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
  { "setminus", 0x2216, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("without") },
  { "sigma", 0x03C3, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("sigma") },
  { "sim", 0x223C, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is distributed as") },
  { "simeq", 0x2243, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is about") },
  { "star", 0x22C6, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("star") },
  { "subset", 0x2282, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is a subset of") },
  { "subseteq", 0x2286, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("is a subset of") },
  { "sum", 0x2211, WK_ATOM_OP, WK_LIMITS_AUTO, N_ ("sum") },
  { "supset", 0x2283, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("contains") },
  { "supseteq", 0x2287, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("contains") },
  { "tau", 0x03C4, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("tau") },
  { "theta", 0x03B8, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("theta") },
  { "times", 0x00D7, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("times") },
  { "to", 0x2192, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("to") },
  { "triangle", 0x25B3, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("triangle") },
  { "uparrow", 0x2191, WK_ATOM_REL, WK_LIMITS_NEVER, N_ ("up arrow") },
  { "upsilon", 0x03C5, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("upsilon") },
  { "varepsilon", 0x03B5, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("epsilon") },
  { "varnothing", 0x2205, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("the empty set") },
  { "varphi", 0x03C6, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("phi") },
  { "varpi", 0x03D6, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("pi") },
  { "varrho", 0x03F1, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("rho") },
  { "varsigma", 0x03C2, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("sigma") },
  { "vartheta", 0x03D1, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("theta") },
  { "vdots", 0x22EE, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("and so on") },
  { "vee", 0x2228, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("or") },
  { "vert", 0x007C, WK_ATOM_ORD, WK_LIMITS_NEVER, NULL },
  { "wedge", 0x2227, WK_ATOM_BIN, WK_LIMITS_NEVER, N_ ("and") },
  { "xi", 0x03BE, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("xi") },
  { "zeta", 0x03B6, WK_ATOM_ORD, WK_LIMITS_NEVER, N_ ("zeta") },
  { "{", 0x007B, WK_ATOM_OPEN, WK_LIMITS_NEVER, NULL },
  { "|", 0x2016, WK_ATOM_ORD, WK_LIMITS_NEVER, NULL },
  { "}", 0x007D, WK_ATOM_CLOSE, WK_LIMITS_NEVER, NULL },
};

typedef struct
{
  const char *name;
  gsize length;
} Key;

static int
compare_name (const void *a, const void *b)
{
  const Key *key = a;
  const WkSymbol *symbol = b;
  int order = strncmp (key->name, symbol->name, key->length);

  return order != 0 ? order : symbol->name[key->length] == '\0' ? 0 : -1;
}

/* The row of the command @name (of @length bytes, without the backslash), or NULL. */
const WkSymbol *
wk_math_symbol (const char *name, gsize length)
{
  Key key = { name, length };

  return bsearch (&key, symbols, G_N_ELEMENTS (symbols), sizeof symbols[0],
                  compare_name);
}

/* The first row that shows @ch, for symbols typed as themselves; only beyond ASCII. */
const WkSymbol *
wk_math_symbol_by_char (gunichar ch)
{
  if (ch < 0x80)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (symbols[i].ch == ch)
      return &symbols[i];
  return NULL;
}

const WkSymbol *
wk_math_symbol_list (guint *n)
{
  *n = G_N_ELEMENTS (symbols);
  return symbols;
}

/* --- letters --- */

/* Where an alphabet begins in the Mathematical Alphanumeric Symbols; 0: not there. */
typedef struct
{
  gunichar upper, lower, digits, greek_upper, greek_lower;
} Alphabet;

static const Alphabet alphabets[] = {
  [WK_LETTERS_ITALIC] = { 0x1D434, 0x1D44E, 0, 0, 0x1D6FC },
  [WK_LETTERS_ROMAN] = { 0, 0, 0, 0, 0 },
  [WK_LETTERS_BOLD] = { 0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2 },
  [WK_LETTERS_BOLD_ITALIC] = { 0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736 },
  [WK_LETTERS_BLACKBOARD] = { 0x1D538, 0x1D552, 0x1D7D8, 0, 0 },
  [WK_LETTERS_SCRIPT] = { 0x1D49C, 0x1D4B6, 0, 0, 0 },
};

/* Letters that had a place before the block was made; the block leaves holes there. */
static const struct
{
  gunichar hole, letter;
} holes[] = {
  { 0x1D455, 0x210E }, { 0x1D49D, 0x212C }, { 0x1D4A0, 0x2130 }, { 0x1D4A1, 0x2131 },
  { 0x1D4A3, 0x210B }, { 0x1D4A4, 0x2110 }, { 0x1D4A7, 0x2112 }, { 0x1D4A8, 0x2133 },
  { 0x1D4AD, 0x211B }, { 0x1D4BA, 0x212F }, { 0x1D4BC, 0x210A }, { 0x1D4C4, 0x2134 },
  { 0x1D53A, 0x2102 }, { 0x1D53F, 0x210D }, { 0x1D545, 0x2115 }, { 0x1D547, 0x2119 },
  { 0x1D548, 0x211A }, { 0x1D549, 0x211D }, { 0x1D551, 0x2124 },
};

/* The variants behind omega in the Greek alphabets, in the block's order. */
static const gunichar greek_variants[] = { 0x2202, 0x03F5, 0x03D1, 0x03F0,
                                           0x03D5, 0x03F1, 0x03D6 };

static gunichar
greek (gunichar ch, const Alphabet *alphabet)
{
  if (alphabet->greek_lower == 0)
    return ch;
  if (ch >= 0x3B1 && ch <= 0x3C9)
    return alphabet->greek_lower + (ch - 0x3B1);
  if (ch >= 0x391 && ch <= 0x3A9 && alphabet->greek_upper != 0)
    return alphabet->greek_upper + (ch - 0x391);
  for (guint i = 0; i < G_N_ELEMENTS (greek_variants); i++)
    if (greek_variants[i] == ch)
      return alphabet->greek_lower + 25 + i;
  return ch;
}

gunichar
wk_math_letter (gunichar ch, WkLetters letters)
{
  const Alphabet *alphabet = &alphabets[letters];
  gunichar found = ch;

  if (ch >= 'A' && ch <= 'Z' && alphabet->upper != 0)
    found = alphabet->upper + (ch - 'A');
  else if (ch >= 'a' && ch <= 'z' && alphabet->lower != 0)
    found = alphabet->lower + (ch - 'a');
  else if (ch >= '0' && ch <= '9' && alphabet->digits != 0)
    found = alphabet->digits + (ch - '0');
  else if (ch == 0x131 && letters == WK_LETTERS_ITALIC)
    return 0x1D6A4;
  else if (ch == 0x237 && letters == WK_LETTERS_ITALIC)
    return 0x1D6A5;
  else
    return greek (ch, alphabet);

  for (guint i = 0; i < G_N_ELEMENTS (holes); i++)
    if (holes[i].hole == found)
      return holes[i].letter;
  return found;
}
