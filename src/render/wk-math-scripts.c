/* wk-math-scripts.c - what stands above, below and behind: scripts, limits, accents
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules 12, 13 and 18 of The TeXbook's appendix G.
 */
#include "config.h"

#include "render/wk-math-private.h"

#include <hb-ot.h>

/* --- scripts behind --- */

/* Cut-in of a script into its base: the sum of both glyphs' kerns, at the two heights
 * where they come closest; the wider of the two, so that nothing touches. */
static double
script_kern (const WkBox *base, const WkBox *script, double scale, gboolean sub)
{
  int left = sub ? HB_OT_MATH_KERN_BOTTOM_RIGHT : HB_OT_MATH_KERN_TOP_RIGHT;
  int right = sub ? HB_OT_MATH_KERN_TOP_LEFT : HB_OT_MATH_KERN_BOTTOM_LEFT;
  double kern[2];

  if (base->glyph == 0 || script->glyph == 0)
    return 0;
  kern[0] = wk_math_font_kern (base->glyph, left, sub ? -base->depth : base->height) +
            wk_math_font_kern (script->glyph, right, script->height);
  kern[1] = wk_math_font_kern (base->glyph, left, sub ? script->height : 0) +
            wk_math_font_kern (script->glyph, right, -script->depth);
  return MAX (kern[0], kern[1]) * scale;
}

typedef struct
{
  double up, down;
} Shifts;

/* Rule 18: how far the superscript goes up and the subscript down. */
static Shifts
script_shifts (const WkSetter *setter,
               const WkBox *base,
               const WkBox *sub,
               const WkBox *sup,
               WkStyle style)
{
  const WkMathConstants *c = setter->c;
  double scale = wk_set_scale (setter, style);
  Shifts s = { 0, 0 };

  if (!base->plain)
    {
      s.up = base->height - c->sup_drop * scale;
      s.down = base->depth + c->sub_drop * scale;
    }
  if (sup == NULL)
    {
      s.down = MAX (s.down, c->sub_down * scale);
      s.down = MAX (s.down, sub->height - c->sub_top_max * scale);
      return s;
    }
  s.up =
      MAX (s.up, (wk_style_is_cramped (style) ? c->sup_up_cramped : c->sup_up) * scale);
  s.up = MAX (s.up, sup->depth + c->sup_bottom_min * scale);
  if (sub != NULL)
    {
      double gap;

      s.down = MAX (s.down, c->sub_down * scale);
      gap = (s.up - sup->depth) - (sub->height - s.down);
      if (gap < c->sub_sup_gap * scale)
        {
          double lift;

          s.down += c->sub_sup_gap * scale - gap;
          lift = c->sup_bottom_max * scale - (s.up - sup->depth);
          if (lift > 0)
            {
              s.up += lift;
              s.down -= lift;
            }
        }
    }
  return s;
}

static WkBox
set_beside (WkSetter *setter, const WkNode *node, WkStyle style, WkBox base)
{
  double scale = wk_set_scale (setter, style);
  WkBox box = base;
  WkBox sub = { 0 };
  WkBox sup = { 0 };
  double width = 0;
  Shifts s;

  /* Superscript first: as it is read, and as it is copied from a PDF. */
  if (node->sup != NULL)
    sup = wk_set_row (setter, node->sup, wk_style_sup (style));
  if (node->sub != NULL)
    sub = wk_set_row (setter, node->sub, wk_style_sub (style));
  s = script_shifts (setter, &base, node->sub != NULL ? &sub : NULL,
                     node->sup != NULL ? &sup : NULL, style);
  if (node->sup != NULL)
    {
      double x = base.width + base.italic + script_kern (&base, &sup, scale, FALSE);

      wk_set_move (setter, &sup, x, -s.up);
      width = x + sup.width;
      box.height = MAX (box.height, sup.height + s.up);
      box.depth = MAX (box.depth, sup.depth - s.up);
    }
  if (node->sub != NULL)
    {
      double x = base.width + script_kern (&base, &sub, scale, TRUE);

      wk_set_move (setter, &sub, x, s.down);
      width = MAX (width, x + sub.width);
      box.height = MAX (box.height, sub.height - s.down);
      box.depth = MAX (box.depth, sub.depth + s.down);
    }
  box.width = width + setter->c->after_script * scale;
  box.italic = 0;
  box.glyph = 0;
  box.plain = FALSE;
  wk_set_end (setter, &box);
  return box;
}

/* --- limits above and below --- */

/* Rule 13a. @slant: a leaning operator's limits lean with it. */
static WkBox
set_around (WkSetter *setter,
            const WkNode *above,
            const WkNode *below,
            WkStyle style,
            WkBox base,
            double slant)
{
  const WkMathConstants *c = setter->c;
  double scale = wk_set_scale (setter, style);
  WkBox box = base;
  WkBox sup = { 0 };
  WkBox sub = { 0 };
  double width;
  double right;

  if (above != NULL)
    sup = wk_set_row (setter, above, wk_style_sup (style));
  if (below != NULL)
    sub = wk_set_row (setter, below, wk_style_sub (style));
  width = MAX (base.width, MAX (sup.width, sub.width));
  box.width = width;
  wk_set_move (setter, &base, (width - base.width) / 2, 0);
  right = width;
  if (above != NULL)
    {
      double up =
          base.height + MAX (c->upper_gap * scale + sup.depth, c->upper_rise * scale);

      wk_set_move (setter, &sup, (width - sup.width + slant) / 2, -up);
      box.height = up + sup.height;
      right = MAX (right, (width + sup.width + slant) / 2);
    }
  if (below != NULL)
    {
      double down =
          base.depth + MAX (c->lower_gap * scale + sub.height, c->lower_drop * scale);

      wk_set_move (setter, &sub, (width - sub.width - slant) / 2, down);
      box.depth = down + sub.depth;
    }
  box.width = right;
  box.italic = 0;
  box.glyph = 0;
  box.plain = FALSE;
  wk_set_end (setter, &box);
  return box;
}

static gboolean
takes_limits (const WkNode *nucleus, WkStyle style)
{
  if (wk_math_atom (nucleus) != WK_ATOM_OP)
    return FALSE;
  return nucleus->limits == WK_LIMITS_ALWAYS ||
         (nucleus->limits == WK_LIMITS_AUTO && wk_style_is_display (style));
}

WkBox
wk_set_scripts (WkSetter *setter, const WkNode *node, WkStyle style)
{
  WkBox base = wk_set_node (setter, node->body, style);

  if (takes_limits (node->body, style))
    {
      double slant = base.italic;

      base.italic = 0;
      return set_around (setter, node->sup, node->sub, style, base, slant);
    }
  /* An integral's advance includes its slant; the subscript tucks in below it. */
  if (node->body->type == WK_NODE_BIGOP)
    base.width -= base.italic;
  return set_beside (setter, node, style, base);
}

/* Rule 13: a big operator, larger in display style, centred on the axis. */
WkBox
wk_set_bigop (WkSetter *setter, const WkNode *node, WkStyle style)
{
  double scale = wk_set_scale (setter, style);
  double wanted = wk_style_is_display (style) ? setter->c->display_operator : 0;
  guint32 glyph = wk_math_font_glyph (node->ch, 0);
  WkPart parts[8];
  guint n = wk_math_font_variants (glyph, FALSE, parts, G_N_ELEMENTS (parts));
  double down;
  WkBox box;

  if (glyph == 0 && setter->missing == 0)
    setter->missing = node->ch;
  for (guint i = 0; i < n; i++)
    {
      const WkMetrics *m = wk_math_font_metrics (parts[i].glyph);

      glyph = parts[i].glyph;
      if (m->height + m->depth >= wanted)
        break;
    }
  box = wk_set_single (setter, glyph, style, node->ch);
  down = (box.height - box.depth) / 2 - setter->c->axis * scale;
  wk_set_move (setter, &box, 0, down);
  box.height -= down;
  box.depth += down;
  box.plain = FALSE;
  return box;
}

WkBox
wk_set_stack (WkSetter *setter, const WkNode *node, WkStyle style)
{
  WkBox base = wk_set_row (setter, node->body, style);

  return set_around (setter, node->sup, node->sub, style, base, 0);
}

/* --- accents --- */

/* Rule 12, with the font's points of attachment in place of \skewchar. */
WkBox
wk_set_accent (WkSetter *setter, const WkNode *node, WkStyle style)
{
  double scale = wk_set_scale (setter, style);
  WkBox box = wk_set_row (setter, node->body, wk_style_cramp (style));
  const WkMetrics *m;
  WkBox accent;
  double up;

  if (node->wide)
    accent = wk_set_stretched (setter, node->ch, style, box.width, TRUE);
  else
    accent = wk_set_char (setter, node->ch, style, node->ch);
  m = wk_math_font_metrics (
      g_array_index (setter->glyphs, WkMathGlyph, accent.glyphs).glyph);
  up = box.height - MIN (box.height, setter->c->accent_base * scale);
  wk_set_move (setter, &accent, box.attach - m->attach * scale, -up);
  box.height = MAX (box.height, m->height * scale + up);
  box.glyphs_end = setter->glyphs->len;
  box.rules_end = setter->rules->len;
  box.glyph = 0;
  return box;
}
