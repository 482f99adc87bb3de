/* wk-paint-text.c - texts and formulas
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-fonts.h"
#include "render/wk-math.h"
#include "render/wk-paint-private.h"
#include "render/wk-text-private.h"

static double
anchor_shift (WkAnchor anchor, double width)
{
  switch (anchor)
    {
    case WK_ANCHOR_MIDDLE:
      return -width / 2;
    case WK_ANCHOR_END:
      return -width;
    case WK_ANCHOR_START:
    default:
      return 0;
    }
}

void
wk_paint_text_item (WkPainter *painter, const WkItem *item)
{
  double size = wk_type_size (item->text.type, painter->scale);
  g_autoptr (WkTextLayout) layout = wk_text_layout (
      item->text.text, size, wk_type_is_bold (item->text.type), item->text.wrap);
  double baseline = wk_text_baseline (&layout->extents, item->text.valign, item->text.y,
                                      size * wk_text_digit_height (FALSE));

  for (guint i = 0; i < layout->n_runs; i++)
    {
      const WkTextRun *run = &layout->runs[i];
      double x = item->text.x + run->x +
                 anchor_shift (item->text.anchor, layout->widths[run->line]);
      double y = baseline + run->y;
      WkGlyphRun out;

      g_array_set_size (painter->glyphs, 0);
      g_array_append_vals (painter->glyphs, layout->glyphs + run->first, run->n_glyphs);
      for (guint j = 0; j < run->n_glyphs; j++)
        {
          WkGlyph *glyph = &g_array_index (painter->glyphs, WkGlyph, j);

          glyph->x += x;
          glyph->y += y;
        }
      out = (WkGlyphRun){
        .font = &run->font,
        .glyphs = (const WkGlyph *) painter->glyphs->data,
        .n_glyphs = run->n_glyphs,
        .text = run->text,
        .x = x,
        .y = y,
        .advance = run->advance,
        .colour = wk_theme_text (painter->theme, item->role, item->emphasis),
      };
      painter->device->klass->glyphs (painter->device, &out);
    }
}

/* A formula that steps back has one colour; its glow would call for attention. */
static gboolean
is_quiet (const WkItem *item)
{
  return item->emphasis == WK_EMPHASIS_DIMMED || item->emphasis == WK_EMPHASIS_NOT_YET;
}

static WkColour
math_colour (const WkPainter *painter, const WkItem *item, WkMathColour colour)
{
  WkRole role = item->role;

  if (!is_quiet (item))
    switch (colour)
      {
      case WK_MATH_FOCUS:
        role = WK_ROLE_INK;
        break;
      case WK_MATH_POSITIVE:
        role = WK_ROLE_POSITIVE;
        break;
      case WK_MATH_NEGATIVE:
        role = WK_ROLE_NEGATIVE;
        break;
      case WK_MATH_BACKWARD:
        role = WK_ROLE_BACKWARD;
        break;
      case WK_MATH_INK:
      default:
        break;
      }
  return wk_theme_text (painter->theme, role, item->emphasis);
}

static void
paint_rules (WkPainter *painter,
             const WkItem *item,
             const WkMathLayout *layout,
             WkPoint origin,
             gboolean glow)
{
  for (guint i = 0; i < layout->n_rules; i++)
    {
      const WkMathRule *rule = &layout->rules[i];
      WkRect rect = { origin.x + rule->rect.x, origin.y + rule->rect.y,
                      rule->rect.width, rule->rect.height };
      WkColour colour;

      if (rule->glow != glow || (glow && is_quiet (item)))
        continue;
      colour = glow ? wk_theme_fill (painter->theme, WK_ROLE_FOCUS, 1)
                    : math_colour (painter, item, rule->colour);
      wk_path_clear (painter->path);
      wk_path_box (painter->path, rect, 0);
      painter->device->klass->fill (painter->device, painter->path, colour);
    }
}

/* TRUE if @glyph may join a run that ends with @last: one size, one colour, and its
 * character comes later in the text, so that the run reads from left to right. */
static gboolean
joins (const WkMathGlyph *last, const WkMathGlyph *glyph)
{
  if (last->scale != glyph->scale || last->colour != glyph->colour)
    return FALSE;
  if (last->text_offset < 0 || glyph->text_offset < 0)
    return last->text_offset < 0 && glyph->text_offset < 0;
  return glyph->text_offset > last->text_offset && glyph->x >= last->x;
}

static void
paint_math_run (WkPainter *painter,
                const WkItem *item,
                const WkMathLayout *layout,
                WkPoint origin,
                guint first,
                guint n)
{
  const WkMathGlyph *head = &layout->glyphs[first];
  gboolean has_text = layout->text != NULL && head->text_offset >= 0;
  WkFont font = { .face = wk_fonts_get_math_face (),
                  .size = layout->size * head->scale };
  WkGlyphRun run = { .font = &font, .n_glyphs = n };

  g_array_set_size (painter->glyphs, 0);
  g_string_truncate (painter->text, 0);
  for (guint i = first; i < first + n; i++)
    {
      const WkMathGlyph *from = &layout->glyphs[i];
      WkGlyph glyph = { .glyph = from->glyph,
                        .x = origin.x + from->x,
                        .y = origin.y + from->y,
                        .cluster = (guint) painter->text->len };

      if (has_text)
        g_string_append_unichar (painter->text,
                                 g_utf8_get_char (layout->text + from->text_offset));
      g_array_append_val (painter->glyphs, glyph);
    }
  run.glyphs = (const WkGlyph *) painter->glyphs->data;
  run.text = has_text ? painter->text->str : NULL;
  run.x = run.glyphs[0].x;
  run.y = run.glyphs[0].y;
  run.advance = run.glyphs[n - 1].x - run.x;
  run.colour = math_colour (painter, item, head->colour);
  painter->device->klass->glyphs (painter->device, &run);
}

void
wk_paint_formula_item (WkPainter *painter, const WkItem *item)
{
  double size = wk_type_size (item->text.type, painter->scale);
  g_autoptr (WkMathLayout) layout =
      wk_math_layout (item->text.text, size, item->text.wrap,
                      wk_text_is_display (item->text.type), NULL);
  WkPoint origin;

  if (layout == NULL)
    {
      wk_paint_text_item (painter, item);
      return;
    }
  origin.x = item->text.x + anchor_shift (item->text.anchor, layout->extents.width);
  origin.y = wk_text_baseline (&layout->extents, item->text.valign, item->text.y,
                               size * wk_text_digit_height (TRUE));
  paint_rules (painter, item, layout, origin, TRUE);
  for (guint first = 0, n; first < layout->n_glyphs; first += n)
    {
      n = 1;
      while (first + n < layout->n_glyphs &&
             joins (&layout->glyphs[first + n - 1], &layout->glyphs[first + n]))
        n++;
      paint_math_run (painter, item, layout, origin, first, n);
    }
  paint_rules (painter, item, layout, origin, FALSE);
}
