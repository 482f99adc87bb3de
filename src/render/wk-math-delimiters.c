/* wk-math-delimiters.c - what grows: brackets, roots, braces, wide accents
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The font offers a few sizes of a bracket and, beyond them, pieces to build it from:
 * fixed ends and extenders, which overlap by at least MinConnectorOverlap and at most
 * by the connectors of both pieces. We take as few extenders as reach the size and
 * then overlap all joints by the same share of what they allow, so that it is met.
 */
#include "config.h"

#include "render/wk-math-private.h"

#include <math.h>
#include <string.h>

#define MAX_VARIANTS 32
#define MAX_PARTS 16
#define MAX_REPEATS 400

/* TeX's \delimiterfactor, \delimitershortfall and \nulldelimiterspace, at 10 pt. */
#define FACTOR 0.901
#define SHORTFALL 0.5
#define NULL_SPACE 0.12

typedef struct
{
  guint repeats; /* of each extender */
  double share;  /* of the overlap that each joint allows beyond the least */
} Assembly;

static gboolean
part_at (const WkPart *parts, guint n, guint repeats, guint i, const WkPart **part)
{
  for (guint k = 0; k < n; k++)
    {
      guint times = parts[k].extender ? repeats : 1;

      if (i < times)
        {
          *part = &parts[k];
          return TRUE;
        }
      i -= times;
    }
  return FALSE;
}

/* How much more than @least two neighbours may overlap. */
static double
room_of_joint (const WkPart *above, const WkPart *below, double least)
{
  return MAX (0, MIN (above->connector, below->start) - least);
}

/* Length with the least overlaps, and what all joints could take off it. */
static double
full_length (const WkPart *parts, guint n, guint repeats, double least, double *room)
{
  const WkPart *before = NULL;
  const WkPart *part;
  double sum = 0;

  *room = 0;
  for (guint i = 0; part_at (parts, n, repeats, i, &part); i++)
    {
      sum += part->advance;
      if (before != NULL)
        {
          sum -= least;
          *room += room_of_joint (before, part, least);
        }
      before = part;
    }
  return sum;
}

static Assembly
choose_repeats (const WkPart *parts, guint n, double size, double least)
{
  Assembly assembly = { 0, 0 };
  double fixed;
  double once;
  double length;
  double room;

  /* Each repeat adds the same, so the number is found at once. */
  fixed = full_length (parts, n, 0, least, &room);
  once = full_length (parts, n, 1, least, &room) - fixed;
  if (fixed < size && once > 1e-6)
    assembly.repeats = (guint) MIN (ceil ((size - fixed) / once - 1e-9), MAX_REPEATS);
  length = full_length (parts, n, assembly.repeats, least, &room);
  if (room > 0)
    assembly.share = CLAMP ((length - size) / room, 0, 1);
  return assembly;
}

static WkBox
build (WkSetter *setter,
       const WkPart *parts,
       guint n,
       double size,
       double scale,
       gboolean wide,
       gunichar text)
{
  double least = setter->c->overlap;
  Assembly assembly = choose_repeats (parts, n, size / scale, least);
  WkBox box = wk_set_start (setter);
  const WkPart *before = NULL;
  const WkPart *part;
  double place = 0; /* along the direction, em of the glyphs */

  for (guint i = 0; part_at (parts, n, assembly.repeats, i, &part); i++)
    {
      const WkMetrics *m = wk_math_font_metrics (part->glyph);
      gunichar shown = i == 0 ? text : 0;

      if (before != NULL)
        place -= least + assembly.share * room_of_joint (before, part, least);
      if (wide)
        {
          wk_set_glyph (setter, part->glyph, scale, place * scale, 0, shown);
          box.height = MAX (box.height, m->height * scale);
          box.depth = MAX (box.depth, m->depth * scale);
        }
      else
        {
          wk_set_glyph (setter, part->glyph, scale, 0, -(place + m->depth) * scale,
                        shown);
          box.width = MAX (box.width, m->width * scale);
        }
      place += part->advance;
      before = part;
    }
  if (wide)
    box.width = place * scale;
  else
    box.height = place * scale;
  wk_set_end (setter, &box);
  return box;
}

/* The single glyph, lowered so that its ink stands on the baseline. */
static WkBox
single (WkSetter *setter, guint32 glyph, WkStyle style, gboolean wide, gunichar text)
{
  WkBox box = wk_set_single (setter, glyph, style, text);

  if (!wide)
    {
      wk_set_move (setter, &box, 0, -box.depth);
      box.height += box.depth;
      box.depth = 0;
    }
  return box;
}

WkBox
wk_set_stretched (WkSetter *setter,
                  gunichar ch,
                  WkStyle style,
                  double size,
                  gboolean wide)
{
  WkPart parts[MAX_VARIANTS];
  double scale = wk_set_scale (setter, style);
  guint32 glyph = wk_math_font_glyph (ch, 0);
  guint32 best = glyph;
  gboolean reached = FALSE;
  guint n;

  if (glyph == 0)
    return wk_set_char (setter, ch, style, ch);
  n = wk_math_font_variants (glyph, wide, parts, MAX_VARIANTS);
  for (guint i = 0; i < n && !reached; i++)
    {
      const WkMetrics *m = wk_math_font_metrics (parts[i].glyph);
      double extent = scale * (wide ? m->right - m->left : m->height + m->depth);

      if (wide && extent > size && i > 0)
        break;
      best = parts[i].glyph;
      reached = !wide && extent >= size;
    }
  if (!reached && (n == 0 || !wide || ch == 0x23DE || ch == 0x23DF))
    {
      n = wk_math_font_assembly (glyph, wide, parts, MAX_PARTS);
      if (n > 0)
        return build (setter, parts, n, size, scale, wide, ch);
    }
  return single (setter, best, style, wide, ch);
}

WkBox
wk_set_delimiter (WkSetter *setter, gunichar ch, WkStyle style, double size)
{
  double axis = setter->c->axis * wk_set_scale (setter, style);
  WkBox box;

  if (ch == 0)
    {
      box = wk_set_start (setter);
      box.width = NULL_SPACE;
      wk_set_end (setter, &box);
      return box;
    }
  box = wk_set_stretched (setter, ch, style, size, FALSE);
  wk_set_move (setter, &box, 0, box.height / 2 - axis);
  box.depth = box.height / 2 - axis;
  box.height = box.height / 2 + axis;
  return box;
}

double
wk_set_fence_size (const WkSetter *setter, double height, double depth, WkStyle style)
{
  double axis = setter->c->axis * wk_set_scale (setter, style);
  double half = MAX (height - axis, depth + axis);

  return MAX (2 * half * FACTOR, 2 * half - SHORTFALL);
}

/* The bracket was set behind what it opens: its glyphs go before them, so that glyphs
 * are in reading order. */
static void
put_first (WkSetter *setter, guint body, guint bracket)
{
  GArray *glyphs = setter->glyphs;
  guint n = glyphs->len - bracket;
  WkMathGlyph *all = (WkMathGlyph *) glyphs->data;
  WkMathGlyph *moved;

  if (n == 0 || bracket == body)
    return;
  moved = g_memdup2 (all + bracket, n * sizeof *moved);
  memmove (all + body + n, all + body, (bracket - body) * sizeof *all);
  memcpy (all + body, moved, n * sizeof *moved);
  g_free (moved);
}

WkBox
wk_set_fence (WkSetter *setter, const WkNode *node, WkStyle style)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (WkPiece));
  WkBox box = wk_set_start (setter);
  WkBox body;
  WkBox left;
  WkBox right;
  double height = 0;
  double depth = 0;
  double size;
  guint i = 0;
  guint bracket;

  wk_set_pieces (setter, node->body->body, style, pieces);
  for (i = 0; i < pieces->len; i++)
    {
      const WkPiece *piece = &g_array_index (pieces, WkPiece, i);

      height = MAX (height, piece->box.height);
      depth = MAX (depth, piece->box.depth);
    }
  size = wk_set_fence_size (setter, height, depth, style);
  i = 0;
  for (const WkNode *child = node->body->body; child != NULL; child = child->next, i++)
    if (child->type == WK_NODE_MIDDLE)
      g_array_index (pieces, WkPiece, i).box =
          wk_set_delimiter (setter, child->ch, style, size);
  body = wk_set_place (setter, pieces, box);

  bracket = setter->glyphs->len;
  left = wk_set_delimiter (setter, node->ch, style, size);
  wk_set_move (setter, &body, left.width, 0);
  put_first (setter, box.glyphs, bracket);
  right = wk_set_delimiter (setter, node->close, style, size);
  wk_set_move (setter, &right, left.width + body.width, 0);

  box.width = left.width + body.width + right.width;
  box.height = MAX (body.height, MAX (left.height, right.height));
  box.depth = MAX (body.depth, MAX (left.depth, right.depth));
  wk_set_end (setter, &box);
  return box;
}

/* \overbrace and \underbrace; their scripts are limits. */
WkBox
wk_set_brace (WkSetter *setter, const WkNode *node, WkStyle style)
{
  double scale = wk_set_scale (setter, style);
  double gap = 0.1 * scale;
  WkBox box = wk_set_start (setter);
  WkBox body = wk_set_row (setter, node->body, style);
  WkBox brace = wk_set_stretched (setter, node->ch, style, body.width, TRUE);
  double left = 0;
  double top = 0; /* of the brace's ink, y down */
  double bottom = 0;
  const WkMathGlyph *glyphs = (const WkMathGlyph *) setter->glyphs->data;

  for (guint i = brace.glyphs; i < brace.glyphs_end; i++)
    {
      const WkMetrics *m = wk_math_font_metrics (glyphs[i].glyph);

      left = i == brace.glyphs ? m->left * scale : left;
      top = i == brace.glyphs ? -m->height * scale : MIN (top, -m->height * scale);
      bottom = i == brace.glyphs ? m->depth * scale : MAX (bottom, m->depth * scale);
    }
  wk_set_move (setter, &brace, (body.width - brace.width) / 2 - left,
               node->under ? body.depth + gap - top : -body.height - gap - bottom);
  box.width = body.width;
  box.height = body.height + (node->under ? 0 : gap + bottom - top);
  box.depth = body.depth + (node->under ? gap + bottom - top : 0);
  wk_set_end (setter, &box);
  return box;
}
