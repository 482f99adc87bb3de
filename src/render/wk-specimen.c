/* wk-specimen.c - the sheet of formulas
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-specimen.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "render/wk-cairo-private.h"
#include "render/wk-export-private.h"
#include "render/wk-fonts.h"
#include "render/wk-math-private.h"

#define WIDTH 1600.0
#define MARGIN 56.0
#define GAP 44.0 /* between formulas, and between rows */
#define ROW_GAP 22.0
#define TITLE_ROOM 40.0
#define SYMBOL_COLUMNS 24
#define SYMBOL_ROW 52.0
#define BROKEN_WIDTH 640.0
#define POINTS_PER_UNIT 0.6

typedef struct
{
  const char *title;
  double wrap; /* width at which its formulas break; 0: never */
  const char *formulas[16];
} Section;

static const Section sections[] = {
  { N_ ("Scripts, primes, indices"),
    0,
    { "w^{[l]}_{jk}", "x^2_1", "x_{i_j}^{k^2}", "e^{-x^2/2}", "f'(x)", "g''^2",
      "{}_2F_1", "a^{b^{c^d}}", "W_{hh}h_{t-1}", "\\hat y^{2}", "10^{-4}",
      "\\mathrm{ReLU}'(0)" } },
  { N_ ("Fractions, roots, binomials"),
    0,
    { "\\frac{\\partial J}{\\partial w^{[1]}_{13}}", "\\frac12", "x+\\tfrac12",
      "\\dfrac{x^2}{1+\\frac1x}", "\\frac{1}{1+\\frac{1}{1+\\frac1x}}",
      "\\sqrt{\\sigma^2+\\epsilon}", "\\sqrt[3]{x}", "\\sqrt{\\frac{1+x^2}{1-x}}",
      "\\sqrt{\\sqrt{\\sqrt x}}", "\\binom nk",
      "x=\\frac{-b\\pm\\sqrt{b^2-4ac}}{2a}" } },
  { N_ ("Accents and bars"),
    0,
    { "\\hat y", "\\hat J", "\\bar x", "\\tilde x", "\\vec v", "\\dot x", "\\ddot x",
      "\\check a", "\\breve a", "\\mathring a", "\\widehat{abc}", "\\widetilde{xyz}",
      "\\overline{AB}", "\\underline{x+y}" } },
  { N_ ("Brackets that grow"),
    0,
    { "\\left(\\frac{x_i-\\mu}{\\sigma}\\right)^2", "\\left[(1-h_t^2)W\\right]",
      "\\left\\{\\frac ab\\right\\}",
      "\\left|\\frac{\\partial h_n}{\\partial h_0}\\right|",
      "\\left\\|\\frac xy\\right\\|", "\\left\\lceil\\frac{10}4\\right\\rceil",
      "\\left\\lfloor\\frac{10}4\\right\\rfloor",
      "\\left\\langle\\frac ab\\right\\rangle", "\\left.\\frac{dy}{dx}\\right|_{x=0}",
      "P\\left(A\\middle|\\frac BC\\right)",
      "\\bigl(\\Bigl(\\biggl(\\Biggl(x\\Biggr)\\biggr)\\Bigr)\\bigr)",
      "\\left(\\begin{matrix}1\\\\2\\\\3\\\\4\\\\5\\end{matrix}\\right)" } },
  { N_ ("Sums, products, limits"),
    0,
    { "z_k=\\sum_jw_{jk}a_j+b_k", "\\prod_{t=1}^{3}x_t",
      "\\min_f\\|f(\\tilde x)-x\\|^2", "\\lim_{x\\to0}\\frac{\\sin x}x",
      "\\int_0^1f(x)\\,dx", "\\bigcup_{i\\in I}A_i", "\\textstyle\\sum_{i=1}^nx_i",
      "\\operatorname*{arg\\,max}_\\theta L",
      "\\sum_{\\substack{i<j\\\\i\\in I}}x_{ij}", "\\log_{10}x", "\\tanh^2z_t" } },
  { N_ ("Functions"),
    0,
    { "\\max(0,z)\\quad\\min\\quad\\sup\\quad\\inf\\quad\\gcd\\quad\\det\\quad\\Pr",
      "\\exp x\\quad\\log x\\quad\\ln x\\quad\\lg x", "\\sin\\cos\\tan\\cot\\sec\\csc",
      "\\sinh\\cosh\\tanh\\coth", "\\arcsin\\arccos\\arctan",
      "\\arg\\deg\\dim\\hom\\ker", "\\operatorname{softmax}(s)_i" } },
  { N_ ("Matrices and cases"),
    0,
    { "\\begin{pmatrix}2&1&3\\\\2&-1&1\\end{pmatrix}",
      "\\begin{bmatrix}x_1\\\\x_2\\end{bmatrix}",
      "\\begin{vmatrix}a&b\\\\c&d\\end{vmatrix}",
      "\\begin{matrix}1&2\\\\3&4\\end{matrix}",
      "g(z)=\\begin{cases}z&z>0\\\\0.01z&\\text{otherwise}\\end{cases}",
      "\\begin{aligned}a&=b+c\\\\&=d\\end{aligned}" } },
  { N_ ("Above and below"),
    0,
    { "\\underbrace{a+b+c}_{3}", "\\overbrace{x_1+\\dots+x_n}^{n}", "\\overset{!}{=}",
      "\\underset{x}{y}", "a\\stackrel{\\text{def}}{=}b" } },
  { N_ ("Letters, digits, text, spaces"),
    0,
    { "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789",
      "\\alpha\\beta\\gamma\\delta\\epsilon\\varepsilon\\zeta\\eta\\theta\\iota\\kappa"
      "\\lambda\\mu\\nu\\xi\\pi\\rho\\sigma\\tau\\upsilon\\phi\\varphi\\chi\\psi\\omeg"
      "a",
      "\\Gamma\\Delta\\Theta\\Lambda\\Xi\\Pi\\Sigma\\Upsilon\\Phi\\Psi\\Omega",
      "\\mathbf{Wxb}", "\\mathrm{Wxb}", "\\mathbb{RNZ}", "\\mathcal{LNO}",
      "\\boldsymbol{\\theta}", "\\text{på norsk, 5\\,\\%}", "0{,}5", "74\\,304",
      "a\\,b\\:c\\;d\\ e\\quad f\\qquad g\\!h" } },
  { N_ ("Colours"),
    0,
    { "\\pos{3\\cdot9}+\\neg{1\\cdot(-2)}+\\back{2\\cdot5}+1=\\focus{36}",
      "\\focus{-2}", "\\focus{\\frac{49}{27}}\\approx1.815",
      "\\focus{(0.2,0.1,0.3,0.5)}",
      "\\delta=\\back{\\frac{\\partial J}{\\partial z}}" } },
  { N_ ("Broken at relations and operators"),
    BROKEN_WIDTH,
    { "\\hat y=g(w^{[2]}_{11}a^{[1]}_1+w^{[2]}_{21}a^{[1]}_2+w^{[2]}_{31}a^{[1]}_3)"
      "=3\\cdot9+1\\cdot(-2)+2\\cdot5+1=\\focus{36}",
      "z=a_1+a_2+a_3+a_4+a_5+a_6+a_7+a_8+a_9+a_{10}+a_{11}+a_{12}" } },
};

/* --- the page --- */

typedef struct
{
  WkSceneBuilder *builder; /* NULL: it is only measured */
  const WkView *view;
  double y;
  guint n; /* formulas so far */
} Sheet;

static void
measure (const Sheet *sheet, const char *source, double wrap, WkExtents *extents)
{
  sheet->view->measure->formula (sheet->view->measure, source, WK_TYPE_FORMULA_SMALL,
                                 WK_TEXT_SCALE_1, wrap, extents);
}

static void
add_title (Sheet *sheet, const char *title)
{
  if (sheet->builder != NULL)
    wk_scene_add_text (sheet->builder,
                       wk_scene_id (sheet->builder, "title-%u", sheet->n),
                       WK_ROLE_MUTED, WK_TYPE_LABEL, MARGIN, sheet->y, WK_ANCHOR_START,
                       WK_VALIGN_TOP, _L (sheet->view->language, title));
  sheet->y += TITLE_ROOM;
}

/* Formulas from @first on that fit one row, on one baseline. Returns the next. */
static guint
add_row (Sheet *sheet, const Section *section, guint first)
{
  WkExtents extents[G_N_ELEMENTS (section->formulas)];
  double x = MARGIN;
  double ascent = 0;
  double descent = 0;
  guint end = first;

  while (end < G_N_ELEMENTS (section->formulas) && section->formulas[end] != NULL)
    {
      WkExtents *e = &extents[end];

      measure (sheet, section->formulas[end], section->wrap, e);
      if (end > first && x + e->width > WIDTH - MARGIN)
        break;
      x += e->width + GAP;
      ascent = MAX (ascent, MAX (e->ascent, -e->ink.y));
      descent = MAX (descent, MAX (e->descent, e->ink.y + e->ink.height));
      end++;
    }
  x = MARGIN;
  for (guint i = first; i < end; i++)
    {
      if (sheet->builder != NULL)
        {
          WkItem *item = wk_scene_add_formula (
              sheet->builder, wk_scene_id (sheet->builder, "formula-%u", sheet->n),
              WK_ROLE_INK, WK_TYPE_FORMULA_SMALL, x, sheet->y + ascent, WK_ANCHOR_START,
              WK_VALIGN_BASELINE, section->formulas[i]);

          item->text.wrap = section->wrap;
        }
      sheet->n++;
      x += extents[i].width + GAP;
    }
  sheet->y += ascent + descent + ROW_GAP;
  return end;
}

static void
add_section (Sheet *sheet, const Section *section)
{
  guint i = 0;

  add_title (sheet, section->title);
  while (i < G_N_ELEMENTS (section->formulas) && section->formulas[i] != NULL)
    i = add_row (sheet, section, i);
  sheet->y += ROW_GAP;
}

static void
add_symbols (Sheet *sheet)
{
  double step = (WIDTH - 2 * MARGIN) / SYMBOL_COLUMNS;
  guint n;
  const WkSymbol *symbols = wk_math_symbol_list (&n);

  add_title (sheet, N_ ("Signs"));
  for (guint i = 0; sheet->builder != NULL && i < n; i++)
    {
      g_autofree char *source = g_strdup_printf ("\\%s", symbols[i].name);

      wk_scene_add_formula (sheet->builder, wk_scene_id (sheet->builder, "sign-%u", i),
                            WK_ROLE_INK, WK_TYPE_SYMBOL,
                            MARGIN + step * (i % SYMBOL_COLUMNS + 0.5),
                            sheet->y + SYMBOL_ROW * (i / SYMBOL_COLUMNS + 0.7),
                            WK_ANCHOR_MIDDLE, WK_VALIGN_BASELINE, source);
    }
  sheet->y += SYMBOL_ROW * ((n + SYMBOL_COLUMNS - 1) / SYMBOL_COLUMNS);
}

static void
fill_sheet (Sheet *sheet)
{
  sheet->y = MARGIN;
  sheet->n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    add_section (sheet, &sections[i]);
  add_symbols (sheet);
  sheet->y += MARGIN;
}

WkScene *
wk_specimen_scene (const WkLanguage *language)
{
  WkView view = {
    .width = WIDTH,
    .height = WIDTH,
    .text_scale = WK_TEXT_SCALE_1,
    .language = language,
    .measure = wk_render_get_measure (),
  };
  Sheet sheet = { .view = &view };

  fill_sheet (&sheet);
  view.height = ceil (sheet.y);
  sheet.builder = wk_scene_builder_new (&view);
  wk_scene_builder_set_title (sheet.builder,
                              _L (language, N_ ("Specimen of formulas")));
  fill_sheet (&sheet);
  return wk_scene_builder_finish (sheet.builder);
}

/* --- the files --- */

/* Each theme's picture one below the other on @cr, or on a page each. */
static gboolean
paint_themes (cairo_t *cr,
              const WkScene *scene,
              double scale,
              gboolean pages,
              GError **error)
{
  double width = wk_scene_get_width (scene) * scale;
  double height = wk_scene_get_height (scene) * scale;

  for (guint theme = 0; theme < WK_N_THEMES; theme++)
    {
      WkRect target = { 0, pages ? 0 : theme * height, width, height };

      if (!wk_paint_cairo (scene, (WkThemeId) theme, cr, target, FALSE, error))
        return FALSE;
      if (pages)
        cairo_show_page (cr);
    }
  return wk_cairo_check (cairo_status (cr), error);
}

static GBytes *
specimen_pdf (const WkScene *scene, GError **error)
{
  WkBuffer buffer = { 0 };
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      wk_buffer_write, &buffer, wk_scene_get_width (scene) * POINTS_PER_UNIT,
      wk_scene_get_height (scene) * POINTS_PER_UNIT);
  cairo_t *cr = cairo_create (surface);
  gboolean good;

  wk_pdf_set_date (surface);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  wk_scene_get_title (scene));
  good = paint_themes (cr, scene, POINTS_PER_UNIT, TRUE, error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  good = good && wk_cairo_check (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  if (good)
    return g_bytes_new_take (buffer.data, buffer.length);
  g_free (buffer.data);
  return NULL;
}

static GBytes *
specimen_png (const WkScene *scene, guint width, GError **error)
{
  double scale = (width > 0 ? width : WIDTH) / wk_scene_get_width (scene);
  double height = ceil (WK_N_THEMES * wk_scene_get_height (scene) * scale);
  WkBuffer buffer = { 0 };
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean good;

  if (height > 32767)
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE,
                   "A specimen %u pixels wide is too high for a picture", width);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (scale * WIDTH),
                                        (int) height);
  cr = cairo_create (surface);
  good = paint_themes (cr, scene, scale, FALSE, error);
  cairo_destroy (cr);
  good = good && wk_cairo_check (cairo_surface_write_to_png_stream (
                                     surface, wk_buffer_write, &buffer),
                                 error);
  cairo_surface_destroy (surface);
  if (good)
    return g_bytes_new_take (buffer.data, buffer.length);
  g_free (buffer.data);
  return NULL;
}

/* Appends @svg, a whole document, as an element at @y. */
static void
append_document (GString *out, const char *svg, double y)
{
  const char *p = strstr (svg, "<svg");

  if (p != NULL)
    g_string_append_printf (out, "<svg y=\"%d\"%s", (int) y, p + strlen ("<svg"));
}

static GBytes *
specimen_svg (WkScene *scene, GError **error)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  int height = (int) wk_scene_get_height (scene);

  g_string_append_printf (
      out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">\n",
      (int) WIDTH, WK_N_THEMES * height);
  for (guint theme = 0; theme < WK_N_THEMES; theme++)
    {
      WkExportOptions options = { .format = WK_FORMAT_SVG, .theme = (WkThemeId) theme };
      WkExportPage page = { .scene = scene, .name = wk_theme_name (options.theme) };
      g_autoptr (GBytes) bytes = wk_export_pages (&page, 1, &options, error);
      g_autofree char *text = NULL;

      if (bytes == NULL)
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      append_document (out, text, theme * height);
    }
  g_string_append (out, "</svg>\n");
  return g_string_free_to_bytes (out);
}

GBytes *
wk_specimen_bytes (const WkLanguage *language,
                   WkFormat format,
                   guint width,
                   GError **error)
{
  g_autoptr (WkScene) scene = NULL;

  if (!wk_fonts_init (error))
    return NULL;
  scene = wk_specimen_scene (language);
  switch (format)
    {
    case WK_FORMAT_PDF:
      return specimen_pdf (scene, error);
    case WK_FORMAT_SVG:
      return specimen_svg (scene, error);
    default:
      return specimen_png (scene, width, error);
    }
}
