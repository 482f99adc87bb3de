/* test-math-parse.c - what parses, what does not, and what it says then
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/math-lines.h"
#include "render/wk-math-private.h"

static void
test_tables_sorted (void)
{
  guint n;
  const WkSymbol *symbols = wk_math_symbol_list (&n);

  for (guint i = 1; i < n; i++)
    g_assert_cmpstr (symbols[i - 1].name, <, symbols[i].name);
  for (guint i = 0; i < n; i++)
    g_assert_true (wk_math_symbol (symbols[i].name, strlen (symbols[i].name)) ==
                   &symbols[i]);
  for (guint i = 1; wk_math_command_name (i) != NULL; i++)
    g_assert_cmpstr (wk_math_command_name (i - 1), <, wk_math_command_name (i));
  for (guint i = 0; wk_math_command_name (i) != NULL; i++)
    g_assert_null (
        wk_math_symbol (wk_math_command_name (i), strlen (wk_math_command_name (i))));
}

/* Every symbol and letter of the tables is in the font. */
static void
test_font_has_all (void)
{
  guint n;
  const WkSymbol *symbols = wk_math_symbol_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *source = g_strdup_printf ("\\%s", symbols[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkMathLayout) layout = wk_math_layout (source, 10, 0, TRUE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (layout->n_glyphs, ==, 1);
    }
  for (WkLetters letters = WK_LETTERS_ITALIC; letters <= WK_LETTERS_SCRIPT; letters++)
    for (gunichar ch = 'A'; ch <= 'z'; ch++)
      if (g_ascii_isalpha ((char) ch))
        {
          g_assert_true (wk_math_font_lock (NULL));
          g_assert_cmpuint (wk_math_font_glyph (wk_math_letter (ch, letters), 0), !=,
                            0);
          wk_math_font_unlock ();
        }
}

static void
check_formulas (const char *name)
{
  g_autoptr (GPtrArray) lines = math_lines (name);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *source = g_ptr_array_index (lines, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkMath) math = wk_math_parse (source, &error);

      if (math == NULL)
        g_error ("%s: %s", source, error->message);
      for (int display = 0; display < 2; display++)
        {
          g_autoptr (WkMathLayout) layout =
              wk_math_layout (source, 42, 0, display, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (layout->n_glyphs, >, 0);
          g_assert_cmpuint (layout->extents.n_lines, ==, 1);
        }
    }
}

static void
test_formulas (void)
{
  check_formulas ("formulas.txt");
  check_formulas ("latex-formulas.txt");
}

static void
test_errors (void)
{
  static const struct
  {
    const char *source;
    int code;
    const char *says, *at;
  } cases[] = {
    { "a+\\foo b", WK_MATH_ERROR_COMMAND, "\\foo", "at character 3" },
    { "æøå+\\foo", WK_MATH_ERROR_COMMAND, "\\foo", "at character 5" },
    { "\\begin{nomatrix}1\\end{nomatrix}", WK_MATH_ERROR_COMMAND, "nomatrix",
      "at character 1" },
    { "a&b", WK_MATH_ERROR_COMMAND, "outside a matrix", "at character 2" },
    { "a\\\\b", WK_MATH_ERROR_COMMAND, "outside a matrix", "at character 2" },
    { "x$y", WK_MATH_ERROR_COMMAND, "Unexpected", "at character 2" },
    { "x\\", WK_MATH_ERROR_COMMAND, "backslash", "at character 2" },
    { "x\x01", WK_MATH_ERROR_COMMAND, "control", "at character 2" },
    { "x\xff", WK_MATH_ERROR_COMMAND, "UTF-8", "at character 2" },
    { "\\text{a\\frac b}", WK_MATH_ERROR_COMMAND, "text", "at character 8" },
    { "x^{2", WK_MATH_ERROR_BRACE, "never closed", "at character 3" },
    { "x}", WK_MATH_ERROR_BRACE, "without", "at character 2" },
    { "\\left(x", WK_MATH_ERROR_BRACE, "without “\\right”", "at character 1" },
    { "x\\right)", WK_MATH_ERROR_BRACE, "without “\\left”", "at character 2" },
    { "\\left(\\frac{1}{2\\right)", WK_MATH_ERROR_BRACE, "never closed",
      "at character 15" },
    { "\\begin{matrix}1&2", WK_MATH_ERROR_BRACE, "never ended", "at character 1" },
    { "\\end{matrix}", WK_MATH_ERROR_BRACE, "without", "at character 1" },
    { "\\sqrt[3{x}", WK_MATH_ERROR_BRACE, "never closed", "at character 6" },
    { "x_1_2", WK_MATH_ERROR_BRACE, "second subscript", "at character 4" },
    { "x^1^2", WK_MATH_ERROR_BRACE, "second superscript", "at character 4" },
    { "a\\middle|b", WK_MATH_ERROR_BRACE, "without “\\left”", "at character 2" },
    { "\\frac1", WK_MATH_ERROR_ARGUMENT, "\\frac", "at character 1" },
    { "x^", WK_MATH_ERROR_ARGUMENT, "“^”", "at character 2" },
    { "{x_}", WK_MATH_ERROR_ARGUMENT, "“_”", "at character 3" },
    { "\\hat ", WK_MATH_ERROR_ARGUMENT, "\\hat", "at character 1" },
    { "\\text x", WK_MATH_ERROR_ARGUMENT, "\\text", "at character 1" },
    { "\\left x\\right)", WK_MATH_ERROR_ARGUMENT, "bracket", "at character 1" },
    { "\\begin x", WK_MATH_ERROR_ARGUMENT, "name", "at character 1" },
    { "x\\limits", WK_MATH_ERROR_ARGUMENT, "Limits", "at character 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      WkMath *math = wk_math_parse (cases[i].source, &error);

      g_assert_null (math);
      g_assert_error (error, WK_MATH_ERROR, cases[i].code);
      if (strstr (error->message, cases[i].says) == NULL ||
          !g_str_has_suffix (error->message, cases[i].at))
        g_error ("%s: %s", cases[i].source, error->message);
    }
}

static void
expect_limit (const char *source)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_math_parse (source, &error));
  g_assert_error (error, WK_MATH_ERROR, WK_MATH_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "at character "));
}

static char *
repeated (const char *what, guint n, const char *end)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, what);
  g_string_append (text, end);
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  static const char *const nested[] = {
    "{",        "\\hat ",   "x^{",     "\\frac{",         "\\left(",
    "\\sqrt[",  "\\focus ", "\\sum_{", "\\begin{matrix}", "\\mathrm{",
    "x_\\hat{",
  };
  g_autofree char *full = repeated ("x", WK_MATH_MAX_BYTES, "");
  g_autofree char *more = repeated ("x", WK_MATH_MAX_BYTES + 1, "");
  g_autofree char *wide = repeated ("&", WK_MATH_MAX_COLUMNS, "");
  g_autofree char *wide_matrix =
      g_strdup_printf ("\\begin{matrix}%s\\end{matrix}", wide);
  g_autofree char *rows = repeated ("\\\\", WK_MATH_MAX_CELLS, "1");
  g_autofree char *high_matrix =
      g_strdup_printf ("\\begin{matrix}%s\\end{matrix}", rows);
  g_autoptr (WkMath) math = wk_math_parse (full, NULL);

  g_assert_nonnull (math);
  expect_limit (more);
  expect_limit (wide_matrix);
  expect_limit (high_matrix);
  for (guint i = 0; i < G_N_ELEMENTS (nested); i++)
    {
      g_autofree char *deep = repeated (nested[i], 400, "x");

      expect_limit (deep);
    }
}

/* Braces 40 deep are no mistake, and the empty formula is one too. */
static void
test_allowed (void)
{
  static const char *const sources[] = {
    "",
    " ",
    "{}",
    "{}_1^2",
    "_1",
    "'",
    "x'^2",
    "x^{}",
    "\\frac{}{}",
    "\\sqrt{}",
    "\\begin{matrix}\\end{matrix}",
    "\\left.\\right.",
    "\\text{}",
    "\\focus{}",
    "x_\\frac12",
    "\\hat{}",
    "a\\,\\;\\:\\!\\quad\\qquad\\ ~b",
    "\\mathrm{}",
    "\\begin{cases}1\\\\[4pt]2\\\\\\end{cases}",
    "\\sum\\limits_i\\nolimits^j",
    "\\operatorname*{arg\\,min}_x",
    "\\substack{a\\\\b}",
    "−2·3×4≤5",
    "αβγ",
    "\\text{på øre, 5\\% \\{x\\}}",
    "\\left\\lceil x\\middle|y\\right\\rceil",
  };
  g_autofree char *open = repeated ("{", 40, "x");
  g_autofree char *close = repeated ("}", 40, "");
  g_autofree char *deep = g_strconcat (open, close, NULL);
  g_autoptr (WkMath) nested = wk_math_parse (deep, NULL);

  g_assert_nonnull (nested);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WkMathLayout) layout =
          wk_math_layout (sources[i], 20, 0, TRUE, &error);

      if (layout == NULL)
        g_error ("%s: %s", sources[i], error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/math/parse/tables-sorted", test_tables_sorted);
  g_test_add_func ("/math/parse/font-has-all", test_font_has_all);
  g_test_add_func ("/math/parse/formulas", test_formulas);
  g_test_add_func ("/math/parse/errors", test_errors);
  g_test_add_func ("/math/parse/limits", test_limits);
  g_test_add_func ("/math/parse/allowed", test_allowed);
  return g_test_run ();
}
