/* wk-math-lines.c - a whole formula: its lines, and how large it came out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-math-private.h"

#include <math.h>

/* Each line is at least so high and deep, in em, with so much between two. */
#define LINE_HEIGHT 0.75
#define LINE_DEPTH 0.25
#define LINE_GAP 0.25

typedef struct
{
  WkMathLayout layout; /* first: it is what others see */
  gatomicrefcount refs;
} Layout;

/* Baselines of all lines; returns what stands below the first baseline, in em. */
static double
place_lines (WkSetter *setter, GArray *pieces, guint n_lines, double *ascent)
{
  double baseline = 0;
  double below = 0;

  for (guint line = 0; line < n_lines; line++)
    {
      double height = LINE_HEIGHT;
      double depth = LINE_DEPTH;

      for (guint i = 0; i < pieces->len; i++)
        {
          const WkPiece *piece = &g_array_index (pieces, WkPiece, i);

          if (piece->line != line)
            continue;
          height = MAX (height, piece->box.height);
          depth = MAX (depth, piece->box.depth);
        }
      if (line == 0)
        *ascent = height;
      else
        baseline = below + LINE_GAP + height;
      below = baseline + depth;
      for (guint i = 0; i < pieces->len; i++)
        {
          const WkPiece *piece = &g_array_index (pieces, WkPiece, i);

          if (piece->line == line)
            wk_set_move (setter, &piece->box, piece->x, baseline);
        }
    }
  return below;
}

static void
grow (WkRect *ink, gboolean *any, double x1, double y1, double x2, double y2)
{
  if (x2 <= x1 || y2 <= y1)
    return;
  if (*any)
    {
      x1 = MIN (x1, ink->x);
      y1 = MIN (y1, ink->y);
      x2 = MAX (x2, ink->x + ink->width);
      y2 = MAX (y2, ink->y + ink->height);
    }
  *ink = (WkRect){ x1, y1, x2 - x1, y2 - y1 };
  *any = TRUE;
}

/* From em to units, and what it all covers. */
static void
finish (WkSetter *setter, WkMathLayout *layout, double size)
{
  WkRect ink = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < setter->glyphs->len; i++)
    {
      WkMathGlyph *glyph = &g_array_index (setter->glyphs, WkMathGlyph, i);
      const WkMetrics *m = wk_math_font_metrics (glyph->glyph);
      double scale = glyph->scale * size;

      glyph->x *= size;
      glyph->y *= size;
      grow (&ink, &any, glyph->x + m->left * scale, glyph->y - m->height * scale,
            glyph->x + m->right * scale, glyph->y + m->depth * scale);
    }
  for (guint i = 0; i < setter->rules->len; i++)
    {
      WkRect *rect = &g_array_index (setter->rules, WkMathRule, i).rect;

      rect->x *= size;
      rect->y *= size;
      rect->width *= size;
      rect->height *= size;
      grow (&ink, &any, rect->x, rect->y, rect->x + rect->width,
            rect->y + rect->height);
    }
  layout->extents.ink = ink;
  layout->size = size;
  layout->n_glyphs = setter->glyphs->len;
  layout->n_rules = setter->rules->len;
  layout->glyphs = (WkMathGlyph *) g_array_free (setter->glyphs, FALSE);
  layout->rules = (WkMathRule *) g_array_free (setter->rules, FALSE);
  layout->text = g_string_free (setter->text, FALSE);
}

static gboolean
check_result (const WkSetter *setter, double width, double height, GError **error)
{
  if (setter->missing != 0)
    {
      char text[8] = "";

      g_unichar_to_utf8 (setter->missing, text);
      g_set_error (error, WK_MATH_ERROR, WK_MATH_ERROR_COMMAND,
                   "The mathematics font has no “%s” (U+%04X)", text, setter->missing);
      return FALSE;
    }
  if (width > WK_MATH_MAX_EM || height > WK_MATH_MAX_EM)
    {
      g_set_error (error, WK_MATH_ERROR, WK_MATH_ERROR_LIMIT,
                   "The formula is too large to be set");
      return FALSE;
    }
  return TRUE;
}

static Layout *
set_formula (const WkMath *math,
             double size,
             double wrap,
             gboolean display,
             GError **error)
{
  WkSetter setter = {
    .glyphs = g_array_sized_new (FALSE, FALSE, sizeof (WkMathGlyph), 64),
    .rules = g_array_sized_new (FALSE, FALSE, sizeof (WkMathRule), 4),
    .text = g_string_sized_new (64),
    .c = wk_math_font_constants (),
    .colour = WK_MATH_INK,
  };
  g_autoptr (GArray) pieces = g_array_sized_new (FALSE, FALSE, sizeof (WkPiece), 32);
  Layout *layout;
  WkBroken broken;
  double ascent = LINE_HEIGHT;
  double descent;

  wk_set_pieces (&setter, math->root->body, display ? WK_STYLE_DISPLAY : WK_STYLE_TEXT,
                 pieces);
  broken = wk_math_break (pieces, wrap / size);
  descent = place_lines (&setter, pieces, broken.n_lines, &ascent);
  if (!check_result (&setter, broken.width, ascent + descent, error))
    {
      g_array_unref (setter.glyphs);
      g_array_unref (setter.rules);
      g_string_free (setter.text, TRUE);
      return NULL;
    }

  layout = g_new0 (Layout, 1);
  g_atomic_ref_count_init (&layout->refs);
  layout->layout.extents.width = broken.width * size;
  layout->layout.extents.ascent = ascent * size;
  layout->layout.extents.descent = descent * size;
  layout->layout.extents.n_lines = broken.n_lines;
  finish (&setter, &layout->layout, size);
  return layout;
}

WkMathLayout *
wk_math_layout_new (const WkMath *math,
                    double size,
                    double wrap,
                    gboolean display,
                    GError **error)
{
  Layout *layout;

  if (!isfinite (size) || size <= 0 || size > 1e6)
    {
      g_set_error (error, WK_MATH_ERROR, WK_MATH_ERROR_LIMIT,
                   "A formula cannot be set at the size %g", size);
      return NULL;
    }
  if (!isfinite (wrap) || wrap < 0)
    wrap = 0;
  if (!wk_math_font_lock (error))
    return NULL;
  layout = set_formula (math, size, wrap, display, error);
  wk_math_font_unlock ();
  return layout != NULL ? &layout->layout : NULL;
}

WkMathLayout *
wk_math_layout_ref (WkMathLayout *layout)
{
  g_atomic_ref_count_inc (&((Layout *) layout)->refs);
  return layout;
}

void
wk_math_layout_unref (WkMathLayout *layout)
{
  if (layout == NULL || !g_atomic_ref_count_dec (&((Layout *) layout)->refs))
    return;
  g_free ((gpointer) layout->glyphs);
  g_free ((gpointer) layout->rules);
  g_free ((gpointer) layout->text);
  g_free (layout);
}

/* What it takes in memory, about. */
gsize
wk_math_layout_bytes (const WkMathLayout *layout)
{
  return sizeof (Layout) + layout->n_glyphs * (sizeof (WkMathGlyph) + 2) +
         layout->n_rules * sizeof (WkMathRule);
}
