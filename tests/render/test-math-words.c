/* test-math-words.c - formulas as a lecturer would say them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/math-lines.h"
#include "model/wk-language.h"
#include "render/wk-math.h"

static const struct
{
  const char *source, *en, *nb;
} cases[] = {
  { "\\frac{\\partial J}{\\partial w^{[1]}_{13}}=\\focus{16}",
    "partial J by partial w one three of layer one equals sixteen",
    "den partiellderiverte av J med hensyn på w én tre i lag én er lik seksten" },
  { "\\partial J/\\partial b^{[1]}_2=8",
    "partial J by partial b two of layer one equals eight",
    "partiell J med hensyn på partiell b to i lag én er lik åtte" },
  { "x^2+y^3", "x squared plus y cubed", "x i andre pluss y i tredje" },
  { "\\frac ab", "a over b", "a over b" },
  { "\\hat y=36", "y hat equals thirty-six", "y hatt er lik trettiseks" },
  { "w^{[1]}_{13}", "w one three of layer one", "w én tre i lag én" },
  { "-2", "minus two", "minus to" },
  { "3\\cdot(-2)", "three times minus two", "tre ganger minus to" },
  { "\\theta\\leftarrow\\theta-\\lambda", "theta becomes theta minus lambda",
    "theta blir theta minus lambda" },
  { "\\sum_{j=1}^{3}w_j", "sum over j from one to three of w j",
    "sum over j fra én til tre av w j" },
  { "\\prod_tW", "product over t of W", "produkt over t av W" },
  { "0{,}5+1.25", "0.5 plus 1.25", "0,5 pluss 1,25" },
  { "74\\,304", "74304", "74304" },
  { "74\u2009304", "74304", "74304" },
  { "f(x)=g'(z)", "f of x equals g prime of z", "f av x er lik g merket av z" },
  { "\\lambda(1-c_0)", "lambda open bracket one minus c zero close bracket",
    "lambda parentes én minus c null slutt parentes" },
  { "\\frac{x-\\mu}{\\sqrt{\\sigma^2+\\epsilon}}",
    "the fraction x minus mu over square root of sigma squared plus epsilon, "
    "end of root, end of fraction",
    "brøken x minus my over kvadratroten av sigma i andre pluss epsilon, "
    "slutt rot, slutt brøk" },
  { "\\lvert W\\rvert\\le1", "the absolute value of W at most one",
    "absoluttverdien av W høyst én" },
  { "|W|^n", "the absolute value of W end of absolute value to the power of n",
    "absoluttverdien av W slutt absoluttverdi opphøyd i n" },
  { "|w|=\\lceil x\\rceil", "the absolute value of w equals the ceiling of x",
    "absoluttverdien av w er lik avrunding oppover av x" },
  { "p(x|z)", "p of open bracket x given z close bracket",
    "p av parentes x gitt z slutt parentes" },
  { "8.897\\times10^9", "8.897 times ten to the power of nine",
    "8,897 ganger ti opphøyd i ni" },
  { "10^{-4}", "ten to the power of minus four", "ti opphøyd i minus fire" },
  { "\\max(0,9)", "maximum of open bracket zero, nine close bracket",
    "maksimum av parentes null, ni slutt parentes" },
  { "\\log_{10}x", "log base ten of x", "logaritmen med grunntall ti av x" },
  { "\\tanh^2z_t", "hyperbolic tangent squared of z t",
    "tangens hyperbolicus i andre av z t" },
  { "h_{t-1}", "h sub t minus one, end of sub", "h indeks t minus én, slutt indeks" },
  { "\\nabla_\\theta\\log\\pi", "the gradient by theta of log of pi",
    "gradienten med hensyn på theta av logaritmen av pi" },
  { "\\mathrm{ReLU}'(0)=0", "ReLU prime of zero equals zero",
    "ReLU merket av null er lik null" },
  { "x=1,\\quad y=2", "x equals one, y equals two", "x er lik én, y er lik to" },
  { "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
    "matrix, two by two: one, two; three, four, end of matrix",
    "matrise, to ganger to: én, to; tre, fire, slutt matrise" },
  { "\\text{loss}=0", "loss equals zero", "loss er lik null" },
};

static void
test_words (void)
{
  const WkLanguage *en = wk_language_get ("en");
  const WkLanguage *nb = wk_language_get ("nb");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WkMath) math = wk_math_parse (cases[i].source, NULL);
      g_autofree char *english = NULL;
      g_autofree char *norwegian = NULL;

      g_assert_nonnull (math);
      english = wk_math_to_words (math, en);
      norwegian = wk_math_to_words (math, nb);
      g_assert_cmpstr (english, ==, cases[i].en);
      g_assert_cmpstr (norwegian, ==, cases[i].nb);
    }
}

/* No LaTeX, no doubled space or comma is left in any formula's words. */
static void
test_clean (void)
{
  g_autoptr (GPtrArray) lines = math_lines ("formulas.txt");
  static const char *const tags[] = { "en", "nb" };

  for (guint i = 0; i < lines->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (tags); k++)
      {
        const char *source = g_ptr_array_index (lines, i);
        g_autoptr (WkMath) math = wk_math_parse (source, NULL);
        g_autofree char *words = wk_math_to_words (math, wk_language_get (tags[k]));

        g_assert_cmpuint (strlen (words), >, 0);
        g_assert_true (g_utf8_validate (words, -1, NULL));
        if (strpbrk (words, "\\{}^_&$") != NULL || strstr (words, "  ") != NULL ||
            strstr (words, " ,") != NULL || strstr (words, ",,") != NULL)
          g_error ("%s: %s", source, words);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/math/words/cases", test_words);
  g_test_add_func ("/math/words/clean", test_clean);
  return g_test_run ();
}
