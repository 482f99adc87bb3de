/* wk-math-layout.c - from the parse tree to boxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Appendix G of The TeXbook with the constants of OpenType's MATH table in place of
 * TeX's font parameters, as LuaTeX applies them. Every function sets its part at the
 * origin by appending glyphs and rules, and gives back a box with their ranges; whoever
 * called it moves them. Lengths are in em of the formula's size, y points down.
 */
#include "config.h"

#include "render/wk-math-private.h"

/* Room of a glow around a focused result, in em. */
#define GLOW_X 0.14
#define GLOW_Y 0.12
/* By which round digits reach below the baseline. */
#define OVERSHOOT 0.05
/* \, inside text */
#define THIN_SPACE (3 / 18.0)

/* --- glyphs, rules, boxes --- */

WkBox
wk_set_start (const WkSetter *setter)
{
  return (WkBox){ .glyphs = setter->glyphs->len,
                  .glyphs_end = setter->glyphs->len,
                  .rules = setter->rules->len,
                  .rules_end = setter->rules->len };
}

/* What was set since @box was started is in it. */
void
wk_set_end (const WkSetter *setter, WkBox *box)
{
  box->glyphs_end = setter->glyphs->len;
  box->rules_end = setter->rules->len;
  if (box->glyph == 0)
    box->attach = box->width / 2;
}

void
wk_set_move (WkSetter *setter, const WkBox *box, double dx, double dy)
{
  WkMathGlyph *glyphs = (WkMathGlyph *) setter->glyphs->data;
  WkMathRule *rules = (WkMathRule *) setter->rules->data;

  for (guint i = box->glyphs; i < box->glyphs_end; i++)
    {
      glyphs[i].x += dx;
      glyphs[i].y += dy;
    }
  for (guint i = box->rules; i < box->rules_end; i++)
    {
      rules[i].rect.x += dx;
      rules[i].rect.y += dy;
    }
}

void
wk_set_glyph (WkSetter *setter,
              guint32 glyph,
              double scale,
              double x,
              double y,
              gunichar text)
{
  WkMathGlyph set = {
    .glyph = glyph,
    .x = x,
    .y = y,
    .scale = scale,
    .colour = setter->colour,
    .text_offset = text != 0 ? (gint32) setter->text->len : -1,
  };

  if (text != 0)
    g_string_append_unichar (setter->text, text);
  g_array_append_val (setter->glyphs, set);
}

void
wk_set_rule (WkSetter *setter,
             double x,
             double y,
             double width,
             double height,
             gboolean glow)
{
  WkMathRule rule = {
    .rect = { x, y, width, height },
    .colour = setter->colour,
    .glow = glow,
  };

  g_array_append_val (setter->rules, rule);
}

double
wk_set_scale (const WkSetter *setter, WkStyle style)
{
  return setter->c->script_scale[wk_style_level (style)];
}

WkBox
wk_set_single (WkSetter *setter, guint32 glyph, WkStyle style, gunichar text)
{
  double scale = wk_set_scale (setter, style);
  const WkMetrics *m = wk_math_font_metrics (glyph);
  WkBox box = wk_set_start (setter);

  wk_set_glyph (setter, glyph, scale, 0, 0, text);
  box.glyph = glyph;
  box.plain = TRUE;
  box.width = m->width * scale;
  box.height = m->height * scale;
  box.depth = m->depth * scale;
  box.italic = m->italic * scale;
  box.attach = m->attach * scale;
  wk_set_end (setter, &box);
  return box;
}

WkBox
wk_set_char (WkSetter *setter, gunichar ch, WkStyle style, gunichar text)
{
  guint32 glyph = wk_math_font_glyph (ch, wk_style_level (style));

  if (glyph == 0 && setter->missing == 0)
    setter->missing = ch;
  return wk_set_single (setter, glyph, style, text);
}

/* --- words --- */

static WkBox
set_text (WkSetter *setter, const char *text, WkLetters letters, WkStyle style)
{
  WkBox box = wk_set_start (setter);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);
      WkBox letter;

      if (ch == ' ' || ch == 0x2009)
        {
          box.width += (ch == ' ' ? setter->c->space : THIN_SPACE) *
                       wk_set_scale (setter, style);
          continue;
        }
      letter = wk_set_char (setter, wk_math_letter (ch, letters), style, ch);
      wk_set_move (setter, &letter, box.width, 0);
      box.width += letter.width;
      box.height = MAX (box.height, letter.height);
      box.depth = MAX (box.depth, letter.depth);
    }
  wk_set_end (setter, &box);
  return box;
}

static WkBox
set_function (WkSetter *setter, const WkNode *node, WkStyle style)
{
  return set_text (setter, node->text, WK_LETTERS_ROMAN, style);
}

/* --- lists --- */

static WkBox
set_space (WkSetter *setter, const WkNode *node, WkStyle style)
{
  WkBox box = wk_set_start (setter);
  gboolean between_words =
      g_str_equal (node->command, "~") || g_str_equal (node->command, " ");

  box.width =
      (between_words ? setter->c->space : node->amount) * wk_set_scale (setter, style);
  wk_set_end (setter, &box);
  return box;
}

void
wk_set_pieces (WkSetter *setter, const WkNode *list, WkStyle style, GArray *pieces)
{
  guint first = pieces->len;
  WkPiece *last = NULL;

  for (const WkNode *node = list; node != NULL; node = node->next)
    {
      WkPiece piece = { .atom = wk_math_atom (node), .ch = node->ch };

      if (node->type == WK_NODE_STYLE)
        style = (WkStyle) ((int) node->amount | (style & 1));
      piece.space = node->type == WK_NODE_SPACE;
      piece.before = style; /* for the spacing below */
      piece.box = wk_set_node (setter, node, style);
      if (node->type == WK_NODE_BIGOP)
        piece.box.italic = 0; /* its advance has it */
      g_array_append_val (pieces, piece);
    }
  wk_math_coerce (&g_array_index (pieces, WkPiece, first), pieces->len - first);
  for (guint i = first; i < pieces->len; i++)
    {
      WkPiece *piece = &g_array_index (pieces, WkPiece, i);
      WkStyle own = (WkStyle) piece->before;

      piece->before = 0;
      if (piece->atom == WK_ATOM_NONE)
        continue;
      if (last != NULL)
        piece->before =
            wk_math_spacing (last->atom, piece->atom, own) * wk_set_scale (setter, own);
      last = piece;
    }
}

/* As LuaTeX does it, a leaning letter's correction counts only where something stands
 * right behind it. */
double
wk_piece_width (const GArray *pieces, guint i)
{
  const WkPiece *piece = &g_array_index (pieces, WkPiece, i);
  gboolean leans = i + 1 < pieces->len && !g_array_index (pieces, WkPiece, i + 1).space;

  return piece->box.width + (leans ? piece->box.italic : 0);
}

WkBox
wk_set_place (WkSetter *setter, GArray *pieces, WkBox start)
{
  WkBox box = start;

  for (guint i = 0; i < pieces->len; i++)
    {
      const WkPiece *piece = &g_array_index (pieces, WkPiece, i);

      box.width += piece->before;
      wk_set_move (setter, &piece->box, box.width, 0);
      box.width += wk_piece_width (pieces, i);
      box.height = MAX (box.height, piece->box.height);
      box.depth = MAX (box.depth, piece->box.depth);
    }
  wk_set_end (setter, &box);
  return box;
}

WkBox
wk_set_row (WkSetter *setter, const WkNode *row, WkStyle style)
{
  WkBox start = wk_set_start (setter);
  GArray *pieces;
  WkBox box;

  if (row == NULL || row->body == NULL)
    return start;
  /* {y} is y itself, so that an accent finds the letter's own axis. */
  if (row->body->next == NULL && row->body->type == WK_NODE_CHAR)
    return wk_set_node (setter, row->body, style);

  pieces = g_array_sized_new (FALSE, FALSE, sizeof (WkPiece), 16);
  wk_set_pieces (setter, row->body, style, pieces);
  box = wk_set_place (setter, pieces, start);
  g_array_unref (pieces);
  return box;
}

/* --- colours --- */

/* A focused result stands in ink on a glow. The glow reaches from digit height to the
 * baseline at least, so that 9 and -2 get the same box. */
static WkBox
set_colour (WkSetter *setter, const WkNode *node, WkStyle style)
{
  WkMathColour outer = setter->colour;
  gboolean glow = node->colour == WK_MATH_FOCUS;
  double scale = wk_set_scale (setter, style);
  double pad = glow ? GLOW_X * scale : 0;
  WkBox box = wk_set_start (setter);
  WkBox body;
  double top;
  double bottom;

  /* What stands on a glow is ink only. */
  if (outer != WK_MATH_FOCUS)
    setter->colour = node->colour;
  if (glow)
    wk_set_rule (setter, 0, 0, 0, 0, TRUE);
  body = wk_set_row (setter, node->body, style);
  setter->colour = outer;
  if (!glow)
    return body;

  body.width += body.italic;
  body.italic = 0;
  wk_set_move (setter, &body, pad, 0);
  box.width = body.width + 2 * pad;
  box.height = body.height;
  box.depth = body.depth;
  top = MAX (body.height, setter->c->digit_height * scale) + GLOW_Y * scale;
  bottom = (body.depth > OVERSHOOT * scale ? body.depth : 0) + GLOW_Y * scale;
  g_array_index (setter->rules, WkMathRule, box.rules).rect =
      (WkRect){ 0, -top, box.width, top + bottom };
  wk_set_end (setter, &box);
  return box;
}

static WkBox
set_phantom (WkSetter *setter, const WkNode *node, WkStyle style)
{
  gsize text = setter->text->len;
  WkBox box = wk_set_row (setter, node->body, style);

  g_array_set_size (setter->glyphs, box.glyphs);
  g_array_set_size (setter->rules, box.rules);
  g_string_truncate (setter->text, text);
  wk_set_end (setter, &box);
  return box;
}

/* --- one node --- */

static WkBox
set_char_node (WkSetter *setter, const WkNode *node, WkStyle style)
{
  gunichar ch = wk_math_letter (node->ch, node->letters);
  WkBox box = wk_set_char (setter, ch, style, node->ch);

  /* The letters of a word stand as in text. */
  if (node->letters == WK_LETTERS_ROMAN)
    box.italic = 0;
  return box;
}

WkBox
wk_set_node (WkSetter *setter, const WkNode *node, WkStyle style)
{
  switch (node->type)
    {
    case WK_NODE_CHAR:
      return set_char_node (setter, node, style);
    case WK_NODE_BIGOP:
      return wk_set_bigop (setter, node, style);
    case WK_NODE_FUNCTION:
      return set_function (setter, node, style);
    case WK_NODE_TEXT:
      return set_text (setter, node->text, node->letters, style);
    case WK_NODE_ROW:
      return wk_set_row (setter, node, style);
    case WK_NODE_SCRIPTS:
      return wk_set_scripts (setter, node, style);
    case WK_NODE_FRACTION:
      return wk_set_fraction (setter, node, style);
    case WK_NODE_RADICAL:
      return wk_set_radical (setter, node, style);
    case WK_NODE_ACCENT:
      return wk_set_accent (setter, node, style);
    case WK_NODE_LINE:
      return wk_set_line (setter, node, style);
    case WK_NODE_STACK:
      return wk_set_stack (setter, node, style);
    case WK_NODE_BRACE:
      return wk_set_brace (setter, node, style);
    case WK_NODE_FENCE:
      return wk_set_fence (setter, node, style);
    case WK_NODE_BIG:
      return wk_set_delimiter (setter, node->ch, style, node->amount);
    case WK_NODE_SPACE:
      return set_space (setter, node, style);
    case WK_NODE_COLOUR:
      return set_colour (setter, node, style);
    case WK_NODE_ARRAY:
      return wk_set_array (setter, node, style);
    case WK_NODE_PHANTOM:
      return set_phantom (setter, node, style);
    case WK_NODE_STYLE:
    case WK_NODE_MIDDLE: /* set by its fence */
      break;
    }
  return wk_set_start (setter);
}
