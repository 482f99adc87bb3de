/* test-math-layout.c - what a laid-out formula looks like, in numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/math-lines.h"
#include "render/wk-fonts.h"
#include "render/wk-math.h"

#include <hb.h>
#include <math.h>

#define MU (1.0 / 18.0)

static WkMathLayout *
lay (const char *source, double size)
{
  g_autoptr (GError) error = NULL;
  WkMathLayout *layout = wk_math_layout (source, size, 0, TRUE, &error);

  g_assert_no_error (error);
  return layout;
}

static double
width_of (const char *source)
{
  g_autoptr (WkMathLayout) layout = lay (source, 1);

  return layout->extents.width;
}

/* Read from the font here, apart from the typesetter. */
static guint32
font_glyph (gunichar ch)
{
  hb_font_t *font = hb_font_create (wk_fonts_get_math_face ());
  hb_codepoint_t glyph = 0;

  g_assert_true (hb_font_get_nominal_glyph (font, ch, &glyph));
  hb_font_destroy (font);
  return glyph;
}

static double
font_advance (gunichar ch)
{
  hb_font_t *font = hb_font_create (wk_fonts_get_math_face ());
  double advance = hb_font_get_glyph_h_advance (font, font_glyph (ch)) /
                   (double) hb_face_get_upem (wk_fonts_get_math_face ());

  hb_font_destroy (font);
  return advance;
}

static void
close_to (double value, double wanted)
{
  g_assert_cmpfloat_with_epsilon (value, wanted, 1e-6);
}

/* Variables lean, digits and operators stand, and h has its own place in Unicode. */
static void
test_letters (void)
{
  static const struct
  {
    const char *source;
    gunichar ch;
  } cases[] = {
    { "y", 0x1D466 },
    { "h", 0x210E },
    { "W", 0x1D44A },
    { "7", '7' },
    { "-", 0x2212 },
    { "\\theta", 0x1D703 },
    { "\\Sigma", 0x3A3 },
    { "\\mathbf{w}", 0x1D430 },
    { "\\mathrm{e}", 'e' },
    { "\\text{å}", 0xE5 },
    { "\\partial", 0x1D715 },
    { "\\nabla", 0x2207 },
    { "\\mathbb{R}", 0x211D },
    { "\\epsilon", 0x1D716 },
    { "\\varepsilon", 0x1D700 },
    { "*", 0x2217 },
    { "\\neg{-}", 0x2212 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WkMathLayout) layout = lay (cases[i].source, 10);

      g_assert_cmpuint (layout->n_glyphs, ==, 1);
      g_assert_cmpuint (layout->glyphs[0].glyph, ==, font_glyph (cases[i].ch));
    }
}

/* The TeXbook's spaces, between letters whose advances come from the font. */
static void
test_spacing (void)
{
  double a = font_advance (0x1D44E); /* without italic correction */
  double one = font_advance ('1');

  close_to (width_of ("a=a"), 2 * a + font_advance ('=') + 10 * MU);
  close_to (width_of ("a+a"), 2 * a + font_advance ('+') + 8 * MU);
  close_to (width_of ("a,a"), 2 * a + font_advance (',') + 3 * MU);
  close_to (width_of ("1{,}1"), 2 * one + font_advance (','));
  close_to (width_of ("a/a"), 2 * a + font_advance ('/'));
  close_to (width_of ("-a"), a + font_advance (0x2212));
  close_to (width_of ("a=-a"),
            2 * a + font_advance ('=') + font_advance (0x2212) + 10 * MU);
  close_to (width_of ("(-a)"),
            a + font_advance (0x2212) + font_advance ('(') + font_advance (')'));
  close_to (width_of ("a\\,a"), 2 * a + 3 * MU);
  close_to (width_of ("a\\quad a"), 2 * a + 1);
  close_to (width_of ("a\\!a"), 2 * a - 3 * MU);
  close_to (width_of ("\\log a") - width_of ("\\log"), a + 3 * MU);
  close_to (width_of ("\\log(a)") - width_of ("\\log"),
            a + font_advance ('(') + font_advance (')'));
  /* A colour changes no space, and braces make an ordinary symbol. */
  close_to (width_of ("a\\pos{+}a"), width_of ("a+a"));
  close_to (width_of ("a{+}a"), 2 * a + font_advance ('+'));
  /* None in scripts. */
  close_to (width_of ("a^{1=1}") - width_of ("a^{11}"),
            width_of ("a^{1{=}1}") - width_of ("a^{11}"));
  close_to (width_of ("a^{1+1}"), width_of ("a^{1{+}1}"));
}

/* Index and exponent stand one above the other; the exponent's baseline is higher. */
static void
test_scripts (void)
{
  g_autoptr (WkMathLayout) layout = lay ("a^2_1", 100);
  g_autoptr (WkMathLayout) deep = lay ("x_{y_{z_w}}", 100);

  g_assert_cmpuint (layout->n_glyphs, ==, 3);
  close_to (layout->glyphs[1].x, layout->glyphs[2].x);
  g_assert_cmpfloat (layout->glyphs[1].y, <, 0);
  g_assert_cmpfloat (layout->glyphs[2].y, >, 0);
  g_assert_cmpfloat (layout->glyphs[1].scale, <, 0.8);
  /* Two sizes of script, not three. */
  g_assert_cmpfloat (deep->glyphs[2].scale, <, deep->glyphs[1].scale);
  close_to (deep->glyphs[3].scale, deep->glyphs[2].scale);
}

/* Limits stand above and below a sum in display style, beside it in text. */
static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkMathLayout) display = lay ("\\sum_{i}^{n}", 100);
  g_autoptr (WkMathLayout) text =
      wk_math_layout ("\\sum_{i}^{n}", 100, 0, FALSE, &error);
  g_autoptr (WkMathLayout) forced =
      wk_math_layout ("\\sum\\limits_{i}^{n}", 100, 0, FALSE, &error);

  g_assert_cmpfloat (display->extents.width, <, text->extents.width);
  g_assert_cmpfloat (display->extents.ascent, >, text->extents.ascent);
  g_assert_cmpfloat (forced->extents.width, <, text->extents.width);
}

static void
test_glow (void)
{
  g_autoptr (WkMathLayout) nine = lay ("\\focus{9}", 50);
  g_autoptr (WkMathLayout) two = lay ("\\focus{-2}", 50);
  g_autoptr (WkMathLayout) mixed =
      lay ("\\pos{1}+\\neg{2}+\\back{3}+\\focus{\\pos{4}}", 50);

  g_assert_cmpuint (nine->n_rules, ==, 1);
  g_assert_true (nine->rules[0].glow);
  g_assert_cmpint (nine->glyphs[0].colour, ==, WK_MATH_FOCUS);
  /* The same height for both, room on all sides, nothing outside the ink. */
  close_to (nine->rules[0].rect.y, two->rules[0].rect.y);
  close_to (nine->rules[0].rect.height, two->rules[0].rect.height);
  g_assert_cmpfloat (nine->rules[0].rect.x, <=, nine->glyphs[0].x - 4);
  close_to (nine->extents.ink.width, nine->rules[0].rect.width);
  g_assert_cmpint (mixed->glyphs[0].colour, ==, WK_MATH_POSITIVE);
  g_assert_cmpint (mixed->glyphs[1].colour, ==, WK_MATH_INK);
  g_assert_cmpint (mixed->glyphs[2].colour, ==, WK_MATH_NEGATIVE);
  g_assert_cmpint (mixed->glyphs[4].colour, ==, WK_MATH_BACKWARD);
  /* On a glow there is ink only. */
  g_assert_cmpint (mixed->glyphs[6].colour, ==, WK_MATH_FOCUS);
}

/* Brackets cover what is in them, however high that is, by variants and by pieces. */
static void
test_brackets_grow (void)
{
  static const char *const fences[][2] = {
    { "(", ")" },
    { "[", "]" },
    { "\\{", "\\}" },
    { "|", "|" },
    { "\\|", "\\|" },
    { "\\lceil", "\\rceil" },
    { "\\langle", "\\rangle" },
  };
  g_autoptr (GString) body = g_string_new ("1");

  for (guint high = 1; high < 12; high++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (fences); i++)
        {
          g_autofree char *inside =
              g_strdup_printf ("\\begin{matrix}%s\\end{matrix}", body->str);
          g_autofree char *source = g_strdup_printf (
              "\\left%s%s\\right%s", fences[i][0], inside, fences[i][1]);
          g_autoptr (WkMathLayout) bare = lay (inside, 100);
          g_autoptr (WkMathLayout) fenced = lay (source, 100);
          double bare_height = bare->extents.ascent + bare->extents.descent;

          g_assert_cmpfloat (fenced->extents.ink.height, >, 0.85 * bare_height);
          g_assert_cmpfloat (fenced->extents.ink.height, <, 1.5 * bare_height + 40);
          /* Centred on the axis, 0.25 em above the baseline. */
          if (high > 3 && fences[i][0][1] != 'l')
            g_assert_cmpfloat_with_epsilon (
                fenced->extents.ink.y + fenced->extents.ink.height / 2, -25, 10);
        }
      g_string_append (body, "\\\\1");
    }
}

/* At twice the size everything is twice as large. */
static void
test_scales (void)
{
  g_autoptr (GPtrArray) lines = math_lines ("latex-formulas.txt");

  for (guint i = 0; i < lines->len; i++)
    {
      const char *source = g_ptr_array_index (lines, i);
      g_autoptr (WkMathLayout) one = lay (source, 21);
      g_autoptr (WkMathLayout) two = lay (source, 42);

      g_assert_cmpuint (one->n_glyphs, ==, two->n_glyphs);
      close_to (2 * one->extents.width, two->extents.width);
      close_to (2 * one->extents.ascent, two->extents.ascent);
      close_to (2 * one->extents.ink.height, two->extents.ink.height);
      for (guint k = 0; k < one->n_glyphs; k++)
        close_to (2 * one->glyphs[k].x, two->glyphs[k].x);
    }
}

/* Every glyph that stands for a character points at it. */
static void
test_text (void)
{
  g_autoptr (WkMathLayout) layout = lay ("\\hat y-\\theta_1\\text{ å}", 42);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < layout->n_glyphs; i++)
    if (layout->glyphs[i].text_offset >= 0)
      g_string_append_unichar (
          text, g_utf8_get_char (layout->text + layout->glyphs[i].text_offset));
  g_assert_cmpstr (text->str, ==, "y\xcc\x82−θ1å");
}

static void
test_refused (void)
{
  static const double sizes[] = { 0, -1, 1e9, NAN, INFINITY };
  g_autoptr (GError) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wk_math_layout ("x", sizes[i], 0, TRUE, &error));
      g_assert_error (error, WK_MATH_ERROR, WK_MATH_ERROR_LIMIT);
    }
  g_assert_null (wk_math_layout ("\\text{漢}", 42, 0, TRUE, &missing));
  g_assert_error (missing, WK_MATH_ERROR, WK_MATH_ERROR_COMMAND);
  g_assert_nonnull (strstr (missing->message, "U+6F22"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (wk_fonts_init (NULL));
  g_test_add_func ("/math/layout/letters", test_letters);
  g_test_add_func ("/math/layout/spacing", test_spacing);
  g_test_add_func ("/math/layout/scripts", test_scripts);
  g_test_add_func ("/math/layout/limits", test_limits);
  g_test_add_func ("/math/layout/glow", test_glow);
  g_test_add_func ("/math/layout/brackets-grow", test_brackets_grow);
  g_test_add_func ("/math/layout/scales", test_scales);
  g_test_add_func ("/math/layout/text", test_text);
  g_test_add_func ("/math/layout/refused", test_refused);
  return g_test_run ();
}
