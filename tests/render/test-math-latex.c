/* test-math-latex.c - plain LaTeX out of formulas, and what LaTeX says of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/math-lines.h"
#include "render/wk-math-private.h"

#include <glib/gstdio.h>

static char *
latex_of (const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkMath) math = wk_math_parse (source, &error);

  g_assert_no_error (error);
  return wk_math_to_latex (math);
}

static void
test_cases (void)
{
  static const struct
  {
    const char *source, *latex;
  } cases[] = {
    { "\\focus{36}", "{36}" },
    { "\\pos{a}+\\neg{b}+\\back{c}", "{a}+{b}+{c}" },
    { "x_1^2", "x_1^2" },
    { "x_{12}", "x_{12}" },
    { "\\alpha x", "\\alpha x" },
    { "\\alpha2", "\\alpha2" },
    { "\\frac12", "\\frac{1}{2}" },
    { "g'^2", "g'^2" },
    { "0{,}5", "0{,}5" },
    { "−2·3", "-2\\cdot3" },
    { "\\text{5\\% å_b}", "\\text{5\\% å\\_b}" },
    { "\\left( \\frac ab \\right.", "\\left(\\frac{a}{b}\\right." },
    { "\\sqrt[3]x", "\\sqrt[{3}]{x}" },
    { "\\begin{cases}1&x\\\\2\\end{cases}", "\\begin{cases}1&x\\\\2\\end{cases}" },
    { "\\substack{a\\\\b\\\\}", "\\substack{a\\\\b}" },
    { "\\substack{a\\\\\\\\}", "\\substack{a\\\\\\\\}" },
    { "\\sum\\limits_i", "\\sum\\limits_i" },
    { "\\operatorname{sgn}x", "\\operatorname{sgn}x" },
    { "\\lt\\mathbb R", "<\\mathbf{R}" },
    { "{}_1", "{}_1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *latex = latex_of (cases[i].source);

      g_assert_cmpstr (latex, ==, cases[i].latex);
    }
}

/* What comes out shows the same characters in the same places, colours apart. */
static void
test_same_picture (void)
{
  g_autoptr (GPtrArray) lines = math_lines ("formulas.txt");

  for (guint i = 0; i < lines->len; i++)
    {
      const char *source = g_ptr_array_index (lines, i);
      g_autofree char *latex = latex_of (source);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkMathLayout) one = wk_math_layout (source, 42, 0, TRUE, &error);
      g_autoptr (WkMathLayout) two = wk_math_layout (latex, 42, 0, TRUE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (one->n_glyphs, ==, two->n_glyphs);
      for (guint k = 0; k < one->n_glyphs; k++)
        {
          g_assert_cmpuint (one->glyphs[k].glyph, ==, two->glyphs[k].glyph);
          g_assert_cmpfloat_with_epsilon (one->glyphs[k].y, two->glyphs[k].y, 1e-6);
        }
      if (strstr (source, "\\focus") == NULL)
        g_assert_cmpfloat_with_epsilon (one->extents.width, two->extents.width, 1e-6);
    }
}

/* --- a real LaTeX --- */

static void
append_formula (GString *text, const char *source)
{
  g_autofree char *latex = latex_of (source);

  g_string_append_printf (text, "$\\displaystyle %s$\n\n", latex);
}

/* Every formula, symbol and construct. */
static char *
whole_document (void)
{
  static const char *const more[] = {
    "\\begin{aligned}a&=b\\\\&=c\\end{aligned}",
    "\\begin{pmatrix}1&2&3&4&5&6&7&8&9&10&11&12\\end{pmatrix}",
    "\\begin{bmatrix}[1]\\\\[2]\\\\*\\end{bmatrix}",
    "\\bigl(\\Bigm|\\biggr\\}\\Bigg/",
    "\\left\\{\\frac ab\\middle|\\frac cd\\right\\rceil",
    "\\dfrac12\\tfrac34\\binom nk",
    "\\underbrace{a}_b\\overbrace{c}^d\\overset{!}{=}\\underset xy\\stackrel ab",
    "\\hat a\\bar a\\tilde a\\vec a\\dot a\\ddot a\\check a\\breve a\\mathring a",
    "\\widehat{ab}\\widetilde{ab}\\overline{ab}\\underline{ab}",
    "\\mathbf a\\mathrm b\\mathit c\\mathcal L\\mathbb R\\boldsymbol\\theta\\bm x",
    "\\text{på norsk: 5\\,\\% <|>\\{\\}}\\mbox{x}\\textbf{y}\\textit{z}\\textrm{w}",
    "\\sum_{\\substack{i\\\\j}}\\argmax_x\\argmin_y\\limsup_n\\gcd\\Pr",
    "a\\,b\\:c\\;d\\!e\\quad f\\qquad g\\ h~i\\enspace j",
    "\\displaystyle x\\textstyle y\\scriptstyle z\\scriptscriptstyle w",
    "x\\phantom{y}z\\not=1\\not\\in a\\nexists b\\coloneqq c",
    "\\sqrt[n]{x}\\sqrt{\\sqrt x}f''^{2}{}_a^b",
  };
  GString *text = g_string_new ("\\documentclass{article}\n"
                                "\\usepackage[utf8]{inputenc}\n"
                                "\\usepackage{amsmath}\n\\begin{document}\n");
  g_autoptr (GPtrArray) lines = math_lines ("formulas.txt");
  guint n;
  const WkSymbol *symbols = wk_math_symbol_list (&n);

  for (guint i = 0; i < lines->len; i++)
    append_formula (text, g_ptr_array_index (lines, i));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *source = g_strdup_printf ("\\%s x", symbols[i].name);

      append_formula (text, source);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    append_formula (text, more[i]);
  g_string_append (text, "\\end{document}\n");
  return g_string_free (text, FALSE);
}

static gboolean
has_amsmath (void)
{
  const char *const argv[] = { "kpsewhich", "amsmath.sty", NULL };
  int status = 1;

  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                       NULL, NULL, &status, NULL) &&
         g_spawn_check_wait_status (status, NULL);
}

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

static void
test_compiles (void)
{
  g_autofree char *program = g_find_program_in_path ("pdflatex");
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  char *argv[] = { program,
                   (char *) "-interaction=nonstopmode",
                   (char *) "-halt-on-error",
                   (char *) "-draftmode",
                   (char *) "formulas.tex",
                   NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (program == NULL || !has_amsmath ())
    {
      g_test_skip ("there is no pdflatex with amsmath here (Debian: "
                   "texlive-latex-base), so the LaTeX of the formulas is not compiled");
      return;
    }
  folder = g_dir_make_tmp ("wk-latex-XXXXXX", &error);
  g_assert_no_error (error);
  text = whole_document ();
  path = g_build_filename (folder, "formulas.tex", NULL);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (folder, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    {
      gsize length = strlen (said);

      g_test_message ("%s", said + (length > 1500 ? length - 1500 : 0));
      g_test_fail ();
    }
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/math/latex/cases", test_cases);
  g_test_add_func ("/math/latex/same-picture", test_same_picture);
  g_test_add_func ("/math/latex/compiles", test_compiles);
  return g_test_run ();
}
