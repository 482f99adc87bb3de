/* math-sheet.c - draws formulas, one a line, for the eye and beside LaTeX's
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: math-sheet FORMULAS OUT.png [SIZE [WRAP [inline]]]
 *        math-sheet FORMULAS latex|LANGUAGE   (one line of LaTeX or words for each)
 */
#include "config.h"

#include "render/wk-fonts.h"
#include "render/wk-math.h"

#include <cairo-ft.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN 24.0

static cairo_font_face_t *
open_face (FT_Library library)
{
  FT_Face face;

  if (FT_New_Face (library, wk_fonts_get_math_path (), 0, &face) != 0)
    g_error ("The mathematics font does not open");
  return cairo_ft_font_face_create_for_ft_face (face, FT_LOAD_NO_HINTING);
}

static void
draw (cairo_t *cr, const WkMathLayout *layout, double x, double y)
{
  static const double colours[][3] = {
    { 0.11, 0.12, 0.14 }, { 0.11, 0.12, 0.14 }, { 0, 0.35, 0.55 },
    { 0.66, 0.26, 0 },    { 0.56, 0.18, 0.5 },
  };

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < layout->n_rules; i++)
      {
        const WkMathRule *rule = &layout->rules[i];
        const double *c = colours[rule->colour];

        if (rule->glow != (pass == 0))
          continue;
        if (rule->glow)
          cairo_set_source_rgba (cr, 0.95, 0.72, 0.02, 0.35);
        else
          cairo_set_source_rgb (cr, c[0], c[1], c[2]);
        cairo_rectangle (cr, x + rule->rect.x, y + rule->rect.y, rule->rect.width,
                         rule->rect.height);
        cairo_fill (cr);
      }
  for (guint i = 0; i < layout->n_glyphs; i++)
    {
      const WkMathGlyph *g = &layout->glyphs[i];
      cairo_glyph_t glyph = { g->glyph, x + g->x, y + g->y };
      const double *c = colours[g->colour];

      cairo_set_source_rgb (cr, c[0], c[1], c[2]);
      cairo_set_font_size (cr, layout->size * g->scale);
      cairo_show_glyphs (cr, &glyph, 1);
    }
}

static int
write_lines (char **lines, const char *what)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (WkMath) math = NULL;
      g_autofree char *text = NULL;

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      math = wk_math_parse (lines[i], NULL);
      if (math != NULL)
        text = g_str_equal (what, "latex")
                   ? wk_math_to_latex (math)
                   : wk_math_to_words (math, wk_language_get (what));
      g_print ("%s\n", text != NULL ? text : "");
    }
  return 0;
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) layouts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wk_math_layout_unref);
  double size = argc > 3 ? g_ascii_strtod (argv[3], NULL) : 42;
  double wrap = argc > 4 ? g_ascii_strtod (argv[4], NULL) : 0;
  double width = 200;
  double height = MARGIN;
  FT_Library library;
  cairo_font_face_t *face;
  cairo_surface_t *surface;
  cairo_t *cr;

  setlocale (LC_CTYPE, "C.UTF-8");
  if (argc < 3 || !g_file_get_contents (argv[1], &text, NULL, NULL) ||
      !wk_fonts_init (NULL) || FT_Init_FreeType (&library) != 0)
    return 2;
  lines = g_strsplit (text, "\n", -1);
  if (strchr (argv[2], '.') == NULL)
    return write_lines (lines, argv[2]);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      WkMathLayout *layout;

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      layout = wk_math_layout (lines[i], size, wrap, argc <= 5, &error);
      if (layout == NULL)
        {
          g_printerr ("%s\n  %s\n", lines[i], error->message);
          continue;
        }
      g_ptr_array_add (layouts, layout);
      width = MAX (width, layout->extents.width + 2 * MARGIN);
      height += layout->extents.ascent + layout->extents.descent + size * 0.4;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width),
                                        (int) ceil (height + MARGIN));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  face = open_face (library);
  cairo_set_font_face (cr, face);
  height = MARGIN;
  for (guint i = 0; i < layouts->len; i++)
    {
      const WkMathLayout *layout = g_ptr_array_index (layouts, i);

      draw (cr, layout, MARGIN, height + layout->extents.ascent);
      height += layout->extents.ascent + layout->extents.descent + size * 0.4;
    }
  return cairo_surface_write_to_png (surface, argv[2]) == CAIRO_STATUS_SUCCESS ? 0 : 3;
}
