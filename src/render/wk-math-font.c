/* wk-math-font.c - the numbers of the mathematics font
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HarfBuzz reads the MATH table; here its integers become em, and the metrics of a
 * glyph are kept once computed (the extents of a CFF outline cost some microseconds).
 * One lock guards it all: a layout takes tens of microseconds, so that threads wait
 * less than they would lose in finer locking.
 */
#include "config.h"

#include "render/wk-fonts.h"
#include "render/wk-math-private.h"

#include <hb-ot.h>
#include <hb.h>

typedef struct
{
  hb_font_t *font;
  hb_face_t *face;
  double upem;
  guint n_glyphs;
  WkMetrics *metrics;
  guint8 *known;
  guint ssty[4]; /* lookups that turn a letter into its script form */
  guint n_ssty;
  WkMathConstants c;
} MathFont;

static GMutex lock;
static MathFont *math_font;

static double
constant (const MathFont *font, hb_ot_math_constant_t which)
{
  return hb_ot_math_get_constant (font->font, which) / font->upem;
}

static double
percent (const MathFont *font, hb_ot_math_constant_t which)
{
  return hb_ot_math_get_constant (font->font, which) / 100.0;
}

#define C(name) constant (font, HB_OT_MATH_CONSTANT_##name)

static void
read_scripts (const MathFont *font, WkMathConstants *c)
{
  c->script_scale[0] = 1;
  c->script_scale[1] = percent (font, HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN);
  c->script_scale[2] =
      percent (font, HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN);
  c->axis = C (AXIS_HEIGHT);
  c->accent_base = C (ACCENT_BASE_HEIGHT);
  c->sub_down = C (SUBSCRIPT_SHIFT_DOWN);
  c->sub_top_max = C (SUBSCRIPT_TOP_MAX);
  c->sub_drop = C (SUBSCRIPT_BASELINE_DROP_MIN);
  c->sup_up = C (SUPERSCRIPT_SHIFT_UP);
  c->sup_up_cramped = C (SUPERSCRIPT_SHIFT_UP_CRAMPED);
  c->sup_bottom_min = C (SUPERSCRIPT_BOTTOM_MIN);
  c->sup_drop = C (SUPERSCRIPT_BASELINE_DROP_MAX);
  c->sub_sup_gap = C (SUB_SUPERSCRIPT_GAP_MIN);
  c->sup_bottom_max = C (SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT);
  c->after_script = C (SPACE_AFTER_SCRIPT);
  c->upper_gap = C (UPPER_LIMIT_GAP_MIN);
  c->upper_rise = C (UPPER_LIMIT_BASELINE_RISE_MIN);
  c->lower_gap = C (LOWER_LIMIT_GAP_MIN);
  c->lower_drop = C (LOWER_LIMIT_BASELINE_DROP_MIN);
  c->display_operator = C (DISPLAY_OPERATOR_MIN_HEIGHT);
  c->overlap =
      hb_ot_math_get_min_connector_overlap (font->font, HB_DIRECTION_TTB) / font->upem;
}

static void
read_fractions (const MathFont *font, WkMathConstants *c)
{
  c->stack_top = C (STACK_TOP_SHIFT_UP);
  c->stack_top_display = C (STACK_TOP_DISPLAY_STYLE_SHIFT_UP);
  c->stack_bottom = C (STACK_BOTTOM_SHIFT_DOWN);
  c->stack_bottom_display = C (STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN);
  c->stack_gap = C (STACK_GAP_MIN);
  c->stack_gap_display = C (STACK_DISPLAY_STYLE_GAP_MIN);
  c->num_up = C (FRACTION_NUMERATOR_SHIFT_UP);
  c->num_up_display = C (FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP);
  c->den_down = C (FRACTION_DENOMINATOR_SHIFT_DOWN);
  c->den_down_display = C (FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN);
  c->num_gap = C (FRACTION_NUMERATOR_GAP_MIN);
  c->num_gap_display = C (FRACTION_NUM_DISPLAY_STYLE_GAP_MIN);
  c->den_gap = C (FRACTION_DENOMINATOR_GAP_MIN);
  c->den_gap_display = C (FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN);
  c->fraction_rule = C (FRACTION_RULE_THICKNESS);
  c->over_gap = C (OVERBAR_VERTICAL_GAP);
  c->over_rule = C (OVERBAR_RULE_THICKNESS);
  c->over_extra = C (OVERBAR_EXTRA_ASCENDER);
  c->under_gap = C (UNDERBAR_VERTICAL_GAP);
  c->under_rule = C (UNDERBAR_RULE_THICKNESS);
  c->under_extra = C (UNDERBAR_EXTRA_DESCENDER);
  c->radical_gap = C (RADICAL_VERTICAL_GAP);
  c->radical_gap_display = C (RADICAL_DISPLAY_STYLE_VERTICAL_GAP);
  c->radical_rule = C (RADICAL_RULE_THICKNESS);
  c->radical_extra = C (RADICAL_EXTRA_ASCENDER);
  c->degree_before = C (RADICAL_KERN_BEFORE_DEGREE);
  c->degree_after = C (RADICAL_KERN_AFTER_DEGREE);
  c->degree_raise =
      percent (font, HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT);
}

static void
find_script_forms (MathFont *font)
{
  const hb_tag_t features[] = { HB_TAG ('s', 's', 't', 'y'), 0 };
  hb_set_t *lookups = hb_set_create ();
  hb_codepoint_t lookup = HB_SET_VALUE_INVALID;

  hb_ot_layout_collect_lookups (font->face, HB_OT_TAG_GSUB, NULL, NULL, features,
                                lookups);
  while (hb_set_next (lookups, &lookup) && font->n_ssty < G_N_ELEMENTS (font->ssty))
    font->ssty[font->n_ssty++] = lookup;
  hb_set_destroy (lookups);
}

static MathFont *
load (hb_face_t *face)
{
  MathFont *font = g_new0 (MathFont, 1);

  font->face = hb_face_reference (face);
  font->font = hb_font_create (face);
  font->upem = hb_face_get_upem (face);
  hb_font_set_scale (font->font, (int) font->upem, (int) font->upem);
  font->n_glyphs = hb_face_get_glyph_count (face);
  font->metrics = g_new0 (WkMetrics, font->n_glyphs);
  font->known = g_new0 (guint8, font->n_glyphs);
  find_script_forms (font);
  read_scripts (font, &font->c);
  read_fractions (font, &font->c);
  return font;
}

/* Loads the font at the first call. */
gboolean
wk_math_font_lock (GError **error)
{
  g_mutex_lock (&lock);
  if (math_font == NULL)
    {
      hb_face_t *face;

      if (!wk_fonts_init (error))
        {
          g_mutex_unlock (&lock);
          return FALSE;
        }
      face = wk_fonts_get_math_face ();
      if (!hb_ot_math_has_data (face))
        {
          g_mutex_unlock (&lock);
          g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_FONTS,
                       "The mathematics font has no MATH table");
          return FALSE;
        }
      math_font = load (face);
      math_font->c.x_height =
          wk_math_font_metrics (wk_math_font_glyph ('x', 0))->height;
      math_font->c.digit_height =
          wk_math_font_metrics (wk_math_font_glyph ('8', 0))->height;
      math_font->c.space = wk_math_font_metrics (wk_math_font_glyph (' ', 0))->width;
    }
  return TRUE;
}

void
wk_math_font_unlock (void)
{
  g_mutex_unlock (&lock);
}

const WkMathConstants *
wk_math_font_constants (void)
{
  return &math_font->c;
}

guint32
wk_math_font_glyph (gunichar ch, guint level)
{
  hb_codepoint_t glyph = 0;

  if (!hb_font_get_nominal_glyph (math_font->font, ch, &glyph))
    return 0;
  for (guint i = 0; level > 0 && i < math_font->n_ssty; i++)
    {
      hb_codepoint_t forms[2] = { 0 };
      guint n = G_N_ELEMENTS (forms);

      if (hb_ot_layout_lookup_get_glyph_alternates (math_font->face, math_font->ssty[i],
                                                    glyph, 0, &n, forms) > 0 &&
          n > 0)
        return forms[MIN (level, n) - 1];
    }
  return glyph;
}

const WkMetrics *
wk_math_font_metrics (guint32 glyph)
{
  static const WkMetrics nothing;
  MathFont *font = math_font;
  WkMetrics *metrics;
  hb_glyph_extents_t extents = { 0 };

  if (glyph >= font->n_glyphs)
    return &nothing;
  metrics = &font->metrics[glyph];
  if (font->known[glyph])
    return metrics;

  hb_font_get_glyph_extents (font->font, glyph, &extents);
  metrics->width = hb_font_get_glyph_h_advance (font->font, glyph) / font->upem;
  metrics->height = extents.y_bearing / font->upem;
  metrics->depth = -(extents.y_bearing + extents.height) / font->upem;
  metrics->left = extents.x_bearing / font->upem;
  metrics->right = (extents.x_bearing + extents.width) / font->upem;
  metrics->italic =
      hb_ot_math_get_glyph_italics_correction (font->font, glyph) / font->upem;
  metrics->attach =
      hb_ot_math_get_glyph_top_accent_attachment (font->font, glyph) / font->upem;
  font->known[glyph] = TRUE;
  return metrics;
}

double
wk_math_font_kern (guint32 glyph, int corner, double height)
{
  return hb_ot_math_get_glyph_kerning (math_font->font, glyph,
                                       (hb_ot_math_kern_t) corner,
                                       (hb_position_t) (height * math_font->upem)) /
         math_font->upem;
}

static hb_direction_t
direction (gboolean wide)
{
  return wide ? HB_DIRECTION_LTR : HB_DIRECTION_BTT;
}

guint
wk_math_font_variants (guint32 glyph, gboolean wide, WkPart *parts, guint max)
{
  hb_ot_math_glyph_variant_t variants[32];
  guint n = G_N_ELEMENTS (variants);

  hb_ot_math_get_glyph_variants (math_font->font, glyph, direction (wide), 0, &n,
                                 variants);
  n = MIN (n, max);
  for (guint i = 0; i < n; i++)
    parts[i] = (WkPart){ .glyph = variants[i].glyph,
                         .advance = variants[i].advance / math_font->upem };
  return n;
}

guint
wk_math_font_assembly (guint32 glyph, gboolean wide, WkPart *parts, guint max)
{
  hb_ot_math_glyph_part_t pieces[16];
  guint n = G_N_ELEMENTS (pieces);
  hb_position_t italic;

  hb_ot_math_get_glyph_assembly (math_font->font, glyph, direction (wide), 0, &n,
                                 pieces, &italic);
  n = MIN (n, max);
  for (guint i = 0; i < n; i++)
    parts[i] = (WkPart){
      .glyph = pieces[i].glyph,
      .advance = pieces[i].full_advance / math_font->upem,
      .start = pieces[i].start_connector_length / math_font->upem,
      .connector = pieces[i].end_connector_length / math_font->upem,
      .extender = (pieces[i].flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER) != 0,
    };
  return n;
}
