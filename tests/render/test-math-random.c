/* test-math-random.c - 20 000 random formulas
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Half are trees built from the grammar, which must parse; half are soups of tokens and
 * bytes, which may not. The seed is printed by GLib; each run takes another one.
 */
#include "config.h"

#include "render/math-random.h"

#define N_TREES 10000
#define N_SOUPS 10000

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

static void build_list (GString *out, guint depth);

static gsize longest; /* most are short, so that what fails can be read */

static void
build_group (GString *out, guint depth)
{
  g_string_append_c (out, '{');
  build_list (out, depth + 1);
  g_string_append_c (out, '}');
}

static void
build_symbol (GString *out)
{
  guint n;
  const WkSymbol *symbols = wk_math_symbol_list (&n);

  g_string_append_printf (out, "\\%s ", symbols[pick ((int) n)].name);
}

static void
build_leaf (GString *out)
{
  static const char *const leaves[] = {
    "x",
    "y_1",
    "12",
    "0.5",
    "0{,}5",
    "a^2",
    "w^{[1]}_{13}",
    "-",
    "+",
    "=",
    ",",
    "/",
    "g'",
    "(",
    ")",
    "[",
    "]",
    "|",
    "\\|",
    "<",
    "\\,",
    "\\quad",
    "\\ ",
    "~",
    "!",
    "\\text{på en måte}",
    "*",
    ".",
    "..",
    "\\mathrm{ReLU}",
    "\\max",
    "\\log",
    "\\operatorname{foo}",
    "\\hat y",
    "å",
    "·",
  };

  if (pick (3) == 0)
    build_symbol (out);
  else
    g_string_append (out, leaves[pick (G_N_ELEMENTS (leaves))]);
}

static void
build_array (GString *out, guint depth)
{
  static const char *const names[] = { "matrix", "pmatrix", "bmatrix",
                                       "cases",  "aligned", "vmatrix" };
  const char *name = names[pick (G_N_ELEMENTS (names))];
  int rows = 1 + pick (3);

  g_string_append_printf (out, "\\begin{%s}", name);
  for (int r = 0; r < rows; r++)
    {
      int columns = 1 + pick (3);

      for (int k = 0; k < columns; k++)
        {
          if (k > 0)
            g_string_append_c (out, '&');
          build_list (out, depth + 2);
        }
      if (r + 1 < rows)
        g_string_append (out, "\\\\{}");
    }
  g_string_append_printf (out, "\\end{%s}", name);
}

static void
build_fence (GString *out, guint depth)
{
  static const char *const pairs[][2] = {
    { "(", ")" },
    { "[", ")" },
    { ".", "|" },
    { "\\{", "\\}" },
    { "\\langle", "\\rangle" },
    { "\\lceil", "." },
    { "\\|", "\\|" },
    { "/", "\\backslash" },
  };
  int i = pick (G_N_ELEMENTS (pairs));

  g_string_append_printf (out, "\\left%s ", pairs[i][0]);
  build_list (out, depth + 1);
  if (pick (4) == 0)
    {
      g_string_append (out, "\\middle|");
      build_list (out, depth + 1);
    }
  g_string_append_printf (out, "\\right%s ", pairs[i][1]);
}

static void
build_atom (GString *out, guint depth)
{
  static const char *const one[] = {
    "\\sqrt",      "\\hat",        "\\bar",        "\\vec",     "\\tilde",
    "\\widehat",   "\\overline",   "\\focus",      "\\pos",     "\\neg",
    "\\back",      "\\mathbf",     "\\underline",  "\\mathcal", "\\phantom",
    "\\overbrace", "\\underbrace", "\\boldsymbol", "",
  };
  static const char *const two[] = { "\\frac",    "\\dfrac",    "\\tfrac",   "\\binom",
                                     "\\overset", "\\underset", "\\stackrel" };

  switch (depth > 6 ? 0 : pick (9))
    {
    case 0:
    case 1:
    case 2:
      build_leaf (out);
      break;
    case 3:
      g_string_append (out, one[pick (G_N_ELEMENTS (one))]);
      build_group (out, depth);
      break;
    case 4:
      g_string_append (out, two[pick (G_N_ELEMENTS (two))]);
      build_group (out, depth);
      build_group (out, depth);
      break;
    case 5:
      build_fence (out, depth);
      break;
    case 6:
      build_array (out, depth);
      break;
    case 7:
      g_string_append (out, "\\sqrt[");
      g_string_append (out, pick (2) ? "3" : "n+1");
      g_string_append_c (out, ']');
      build_group (out, depth);
      break;
    default:
      /* A group with scripts: alone, so that none comes twice. */
      build_group (out, depth);
      if (pick (2))
        {
          g_string_append_c (out, '_');
          build_group (out, depth);
        }
      if (pick (2))
        {
          g_string_append_c (out, '^');
          build_group (out, depth);
        }
      g_string_append (out, "{}");
      break;
    }
}

static void
build_list (GString *out, guint depth)
{
  int n = pick (depth < 2 ? 6 : 4);

  for (int i = 0; i < n && out->len < longest; i++)
    build_atom (out, depth);
}

static void
test_trees (void)
{
  guint parsed = 0;

  for (guint i = 0; i < N_TREES; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);

      longest = i % 10 == 0 ? 4000 : 100;
      build_list (source, 0);
      parsed += math_check_source (source->str, 50 + pick (1500));
    }
  /* The grammar may meet the bounds, seldom. */
  g_assert_cmpuint (parsed, >, N_TREES * 95 / 100);
}

/* Pieces that fit nowhere in particular. */
static const char *const tokens[] = { "{",
                                      "}",
                                      "^",
                                      "_",
                                      "'",
                                      "&",
                                      "\\\\",
                                      "\\frac",
                                      "\\sqrt",
                                      "[",
                                      "]",
                                      "\\left",
                                      "\\right",
                                      "(",
                                      ")",
                                      "\\{",
                                      ".",
                                      "|",
                                      "\\hat",
                                      "\\text{",
                                      "\\begin{matrix}",
                                      "\\end{matrix}",
                                      "\\begin{cases}",
                                      "\\end{cases}",
                                      "\\focus",
                                      "\\limits",
                                      "\\sum",
                                      "\\middle|",
                                      "x",
                                      "1",
                                      " ",
                                      "-",
                                      "=",
                                      "\\",
                                      "\\mathrm",
                                      "\\big(",
                                      "\\substack{",
                                      "\\operatorname{",
                                      "\\overbrace",
                                      "$",
                                      "%",
                                      "#",
                                      "~",
                                      "\\,",
                                      "\xff",
                                      "\xc3",
                                      "å",
                                      "\x01",
                                      "\\neg" };

static void
test_soups (void)
{
  for (guint i = 0; i < N_SOUPS; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      int n = 1 + pick (30);

      for (int k = 0; k < n; k++)
        if (pick (20) == 0)
          g_string_append_c (source, (char) (1 + pick (255)));
        else
          g_string_append (source, tokens[pick (G_N_ELEMENTS (tokens))]);
      math_check_source (source->str, 50 + pick (1500));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/math/random/trees", test_trees);
  g_test_add_func ("/math/random/soups", test_soups);
  return g_test_run ();
}
