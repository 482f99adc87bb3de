/* wk-text.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pango itemises, shapes and breaks lines in units of 1/1024 page unit, without hinting
 * or rounding, so that a text is as wide on paper as on any screen. What comes out is
 * copied into plain glyph runs and kept: a step that redraws shapes nothing anew.
 */
#include "config.h"

#include "render/wk-text-private.h"

#include <hb-ot.h>
#include <hb.h>
#include <pango/pangocairo.h>

#include "render/wk-fonts.h"
#include "render/wk-math.h"
#include "render/wk-render.h"

/* Texts kept by a thread, and the longest that is kept. */
#define MAX_CACHED 2048
#define MAX_CACHED_BYTES 2048

typedef struct
{
  double size, wrap;
  gboolean bold;
  char text[];
} Key;

typedef struct
{
  PangoContext *context;
  PangoContext *wide_context;
  GHashTable *layouts; /* Key to WkTextLayout */
} Shaper;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->text) ^ ((guint) (key->size * 64) << 8) ^
         (guint) (key->wrap * 16) ^ (guint) key->bold;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *k = a, *l = b;

  return k->size == l->size && k->wrap == l->wrap && k->bold == l->bold &&
         strcmp (k->text, l->text) == 0;
}

static void
shaper_free (gpointer data)
{
  Shaper *shaper = data;

  g_hash_table_unref (shaper->layouts);
  g_clear_object (&shaper->context);
  g_clear_object (&shaper->wide_context);
  g_free (shaper);
}

static PangoContext *
context_new (PangoFontMap *map)
{
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  /* Fixed, or Pango would ask the environment. */
  pango_context_set_language (context, pango_language_from_string ("en"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  return context;
}

static Shaper *
get_shaper (void)
{
  static GPrivate thread_shaper = G_PRIVATE_INIT (shaper_free);
  Shaper *shaper = g_private_get (&thread_shaper);

  if (shaper == NULL)
    {
      shaper = g_new0 (Shaper, 1);
      shaper->context = context_new (wk_fonts_get_map ());
      shaper->layouts = g_hash_table_new_full (key_hash, key_equal, g_free,
                                               (GDestroyNotify) wk_text_layout_unref);
      g_private_set (&thread_shaper, shaper);
    }
  return shaper;
}

static PangoContext *
get_context (Shaper *shaper, const char *text)
{
  g_autofree char *foreign = wk_fonts_find_foreign (text, FALSE);

  if (foreign == NULL)
    return shaper->context;
  if (shaper->wide_context == NULL)
    shaper->wide_context = context_new (wk_fonts_get_wide_map ());
  return shaper->wide_context;
}

static PangoLayout *
make_pango_layout (Shaper *shaper,
                   const char *text,
                   double size,
                   gboolean bold,
                   double wrap)
{
  PangoLayout *layout = pango_layout_new (get_context (shaper, text));
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_family_static (font, "Inter");
  pango_font_description_set_weight (font,
                                     bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_auto_dir (layout, FALSE);
  if (wrap > 0)
    {
      /* A word longer than the line is broken: better than leaving the sheet. */
      pango_layout_set_width (layout, (int) (MIN (wrap, 1e5) * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
units (int pango)
{
  return (double) pango / PANGO_SCALE;
}

static void
add_run (GArray *runs, GArray *glyphs, const char *text, PangoGlyphItem *item)
{
  PangoFont *font = item->item->analysis.font;
  WkTextRun run = { .first = glyphs->len };
  double x = 0;

  if (font == NULL)
    return;
  run.font.pango_font = g_object_ref (font);
  run.font.face = hb_font_get_face (pango_font_get_hb_font (font));
  run.text = g_strndup (text + item->item->offset, (gsize) item->item->length);
  for (int i = 0; i < item->glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &item->glyphs->glyphs[i];

      if (info->glyph != PANGO_GLYPH_EMPTY)
        {
          gboolean unknown = (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
          WkGlyph glyph = { .glyph = unknown ? 0 : info->glyph, /* 0: the font's box */
                            .x = x + units (info->geometry.x_offset),
                            .y = units (info->geometry.y_offset),
                            .cluster = (guint) item->glyphs->log_clusters[i] };

          g_array_append_val (glyphs, glyph);
          run.n_glyphs++;
        }
      x += units (info->geometry.width);
    }
  run.advance = x;
  g_array_append_val (runs, run);
}

/* Pango's positions are from the layout's top left corner, left aligned. */
static void
copy_lines (PangoLayout *pango, double size, WkTextLayout *layout)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, TRUE, sizeof (WkTextRun));
  g_autoptr (GArray) glyphs = g_array_new (FALSE, TRUE, sizeof (WkGlyph));
  g_autoptr (GArray) widths = g_array_new (FALSE, TRUE, sizeof (double));
  PangoLayoutIter *iter = pango_layout_get_iter (pango);
  const char *text = pango_layout_get_text (pango);
  double first = units (pango_layout_iter_get_baseline (iter));
  double last = first;

  do
    {
      PangoGlyphItem *item = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle logical;
      guint before = runs->len;

      last = units (pango_layout_iter_get_baseline (iter));
      if (item == NULL)
        {
          double width;

          pango_layout_line_get_extents (pango_layout_iter_get_line_readonly (iter),
                                         NULL, &logical);
          width = units (logical.width);
          g_array_append_val (widths, width);
          continue;
        }
      pango_layout_iter_get_run_extents (iter, NULL, &logical);
      add_run (runs, glyphs, text, item);
      if (runs->len > before)
        {
          WkTextRun *run = &g_array_index (runs, WkTextRun, runs->len - 1);

          run->font.size = size;
          run->x = units (logical.x);
          run->y = last - first;
          run->line = widths->len;
        }
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);

  layout->n_runs = runs->len;
  layout->runs = (WkTextRun *) g_array_free (g_steal_pointer (&runs), FALSE);
  layout->glyphs = (WkGlyph *) g_array_free (g_steal_pointer (&glyphs), FALSE);
  layout->extents.n_lines = widths->len;
  layout->widths = (double *) g_array_free (g_steal_pointer (&widths), FALSE);
}

static WkTextLayout *
layout_new (Shaper *shaper, const char *text, double size, gboolean bold, double wrap)
{
  g_autoptr (PangoLayout) pango = make_pango_layout (shaper, text, size, bold, wrap);
  WkTextLayout *layout = g_new0 (WkTextLayout, 1);
  PangoRectangle ink, logical;
  int baseline;

  layout->references = 1;
  copy_lines (pango, size, layout);
  pango_layout_get_extents (pango, &ink, &logical);
  for (guint i = 0; i < layout->extents.n_lines; i++)
    layout->extents.width = MAX (layout->extents.width, layout->widths[i]);
  baseline = pango_layout_get_baseline (pango);
  layout->extents.ascent = units (baseline - logical.y);
  layout->extents.descent = units (logical.y + logical.height - baseline);
  layout->extents.ink = (WkRect){ units (ink.x), units (ink.y - baseline),
                                  units (ink.width), units (ink.height) };
  return layout;
}

WkTextLayout *
wk_text_layout (const char *text, double size, gboolean bold, double wrap)
{
  Shaper *shaper = get_shaper ();
  g_autofree char *valid = NULL;
  g_autofree Key *key = NULL;
  WkTextLayout *layout;
  gsize length;

  if (text == NULL)
    text = "";
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  length = strlen (text);
  if (length > MAX_CACHED_BYTES)
    return layout_new (shaper, text, size, bold, wrap);

  key = g_malloc (sizeof (Key) + length + 1);
  key->size = size;
  key->wrap = MAX (wrap, 0);
  key->bold = bold;
  memcpy (key->text, text, length + 1);
  layout = g_hash_table_lookup (shaper->layouts, key);
  if (layout == NULL)
    {
      layout = layout_new (shaper, text, size, bold, wrap);
      if (g_hash_table_size (shaper->layouts) >= MAX_CACHED)
        g_hash_table_remove_all (shaper->layouts);
      g_hash_table_insert (shaper->layouts, g_steal_pointer (&key), layout);
    }
  layout->references++;
  return layout;
}

void
wk_text_layout_unref (WkTextLayout *layout)
{
  if (layout == NULL || --layout->references > 0)
    return;
  for (guint i = 0; i < layout->n_runs; i++)
    {
      g_object_unref (layout->runs[i].font.pango_font);
      g_free (layout->runs[i].text);
    }
  g_free (layout->runs);
  g_free (layout->glyphs);
  g_free (layout->widths);
  g_free (layout);
}

double
wk_text_digit_height (gboolean math)
{
  static double heights[2];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      hb_face_t *faces[] = { wk_fonts_get_text_face (), wk_fonts_get_math_face () };

      for (guint i = 0; i < 2; i++)
        {
          hb_font_t *font = hb_font_create (faces[i]);
          hb_glyph_extents_t extents = { 0 };
          hb_codepoint_t glyph = 0;

          hb_font_get_nominal_glyph (font, '1', &glyph);
          hb_font_get_glyph_extents (font, glyph, &extents);
          heights[i] = (double) extents.y_bearing / hb_face_get_upem (faces[i]);
          hb_font_destroy (font);
        }
      g_once_init_leave (&once, 1);
    }
  return heights[math ? 1 : 0];
}

double
wk_text_baseline (const WkExtents *extents,
                  WkVAlign valign,
                  double y,
                  double digit_height)
{
  switch (valign)
    {
    case WK_VALIGN_TOP:
      return y + extents->ascent;
    case WK_VALIGN_MIDDLE:
      if (extents->n_lines <= 1)
        return y + digit_height / 2;
      return y + (extents->ascent - extents->descent) / 2;
    case WK_VALIGN_BOTTOM:
      return y - extents->descent;
    case WK_VALIGN_BASELINE:
    default:
      return y;
    }
}

gboolean
wk_text_is_display (WkTypeRole type)
{
  return type == WK_TYPE_FORMULA || type == WK_TYPE_FORMULA_SMALL;
}

/* --- the measure --- */

static void
measure_text (const WkMeasure *measure,
              const char *text,
              WkTypeRole type,
              WkTextScale scale,
              double wrap,
              WkExtents *extents)
{
  g_autoptr (WkTextLayout) layout =
      wk_text_layout (text, wk_type_size (type, scale), wk_type_is_bold (type), wrap);

  *extents = layout->extents;
}

static void
measure_formula (const WkMeasure *measure,
                 const char *source,
                 WkTypeRole type,
                 WkTextScale scale,
                 double wrap,
                 WkExtents *extents)
{
  g_autoptr (WkMathLayout) layout = wk_math_layout (
      source, wk_type_size (type, scale), wrap, wk_text_is_display (type), NULL);

  if (layout != NULL)
    *extents = layout->extents;
  else
    measure_text (measure, source, type, scale, wrap, extents);
}

static char *
formula_words (const WkMeasure *measure, const char *source, const WkLanguage *language)
{
  g_autoptr (WkMath) math = wk_math_parse (source, NULL);

  return math != NULL ? wk_math_to_words (math, language) : NULL;
}

const WkMeasure *
wk_render_get_measure (void)
{
  static const WkMeasure measure = { measure_text, measure_formula, formula_words };

  return &measure;
}
