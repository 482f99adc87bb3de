/* wk-flow.c - running text with inline formulas, wrapped into lines
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text is cut into pieces (a word, or a formula), pieces that touch into units, and
 * units are put on lines greedily. Each run of words of a line becomes one TEXT item,
 * each formula one FORMULA item, placed by what was measured; so the painter breaks no
 * line of its own, but inside a formula that is wider than a line.
 */
#include "config.h"

#include <string.h>

#include "scene/wk-figure.h"
#include "scene/wk-flow-private.h"

#define LEADING 1.32   /* baseline to baseline, in em */
#define LEAST_GAP 0.1  /* between what two lines hold, in em */
#define CAPITALS 0.76  /* of a word above its baseline, in em: less than its ascent */
#define PARAGRAPH 0.35 /* before a new paragraph, in em */
#define ELLIPSIS "\xe2\x80\xa6"

typedef struct
{
  char *text;
  gboolean formula;
  WkTypeRole type;    /* of a formula */
  gboolean glued;     /* no blank before it */
  gboolean paragraph; /* begins one */
  double wrap;        /* of a formula wider than a line; else 0 */
  WkExtents extents;
} Piece;

typedef struct
{
  guint first, n; /* of the flow's pieces */
  double baseline;
  double width, ascent, descent;
  double top; /* of what it holds, above the baseline */
} Line;

struct _WkFlow
{
  const WkMeasure *measure;
  WkTypeRole type, formula_type;
  WkTextScale scale;
  double width;
  double size;  /* of an em */
  double blank; /* between two words */
  double ascent, descent;
  gboolean cut;
  GArray *pieces; /* of Piece */
  GArray *lines;  /* of Line */
};

static Piece *
piece_at (const WkFlow *flow, guint i)
{
  return &g_array_index (flow->pieces, Piece, i);
}

static Line *
line_at (const WkFlow *flow, guint i)
{
  return &g_array_index (flow->lines, Line, i);
}

static void
clear_piece (gpointer piece)
{
  g_free (((Piece *) piece)->text);
}

static double
text_width (const WkFlow *flow, const char *text)
{
  WkExtents extents = { 0 };

  flow->measure->text (flow->measure, text, flow->type, flow->scale, 0, &extents);
  return extents.width;
}

static void
measure_piece (const WkFlow *flow, Piece *piece)
{
  if (piece->formula)
    flow->measure->formula (flow->measure, piece->text, piece->type, flow->scale,
                            piece->wrap, &piece->extents);
  else
    flow->measure->text (flow->measure, piece->text, flow->type, flow->scale, 0,
                         &piece->extents);
}

static void
take_piece (WkFlow *flow, char *text, Piece like)
{
  if (*text == '\0')
    {
      g_free (text);
      return;
    }
  like.text = text;
  /* The parts of a fraction inside a line would be as small as indices. */
  like.type =
      strstr (text, "\\frac") != NULL ? WK_TYPE_FORMULA_SMALL : flow->formula_type;
  measure_piece (flow, &like);
  if (like.formula && like.extents.width > flow->width)
    {
      like.wrap = flow->width;
      measure_piece (flow, &like);
    }
  g_array_append_val (flow->pieces, like);
}

/* Where the part of @word ends that fits in @room; at least one character. */
static gsize
fitting_bytes (const WkFlow *flow, const char *word, double room)
{
  gsize fits = 0;

  for (const char *p = g_utf8_next_char (word); *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *head = NULL;

      /* An accent stays with its letter. */
      if (g_unichar_ismark (g_utf8_get_char (p)))
        continue;
      head = g_strndup (word, (gsize) (p - word));
      if (fits > 0 && text_width (flow, head) > room)
        return fits;
      fits = (gsize) (p - word);
    }
  return fits > 0 ? fits : strlen (word);
}

/* A word wider than a line is cut where it must be. */
static void
take_word (WkFlow *flow, char *word, Piece like)
{
  while (text_width (flow, word) > flow->width && g_utf8_strlen (word, -1) > 1)
    {
      gsize bytes = fitting_bytes (flow, word, flow->width);
      char *rest = g_strdup (word + bytes);

      if (*rest == '\0')
        {
          g_free (rest);
          break;
        }
      word[bytes] = '\0';
      take_piece (flow, word, like);
      like.glued = TRUE;
      like.paragraph = FALSE;
      word = rest;
    }
  take_piece (flow, word, like);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The "$" that ends the formula beginning at @p, or NULL. */
static const char *
formula_end (const char *p)
{
  for (; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '$')
        return p;
    }
  return NULL;
}

static void
cut_into_pieces (WkFlow *flow, const char *text)
{
  Piece next = { .glued = TRUE };
  g_autoptr (GString) word = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      const char *end = *p == '$' ? formula_end (p + 1) : NULL;

      if (is_blank (*p))
        {
          guint breaks = 0;

          for (; is_blank (*p); p++)
            breaks += *p == '\n';
          take_word (flow, g_strdup (word->str), next);
          g_string_truncate (word, 0);
          next.glued = FALSE;
          next.paragraph = breaks > 1 && flow->pieces->len > 0;
        }
      else if (end != NULL)
        {
          guint before = flow->pieces->len;

          take_word (flow, g_strdup (word->str), next);
          g_string_truncate (word, 0);
          if (flow->pieces->len > before)
            next = (Piece){ .glued = TRUE };
          next.formula = TRUE;
          take_piece (flow, g_strndup (p + 1, (gsize) (end - p - 1)), next);
          next = (Piece){ .glued = TRUE };
          p = end + 1;
        }
      else
        {
          if (*p == '\\' && p[1] == '$')
            p++;
          const char *after = g_utf8_next_char (p);
          g_string_append_len (word, p, after - p);
          p = after;
        }
    }
  take_word (flow, g_strdup (word->str), next);
}

static double
gap_before (const WkFlow *flow, const Piece *piece)
{
  return piece->glued ? 0 : flow->blank;
}

static void
start_line (WkFlow *flow, guint first)
{
  Line line = { .first = first,
                .ascent = flow->ascent,
                .descent = flow->descent,
                .top = CAPITALS * flow->size };

  g_array_append_val (flow->lines, line);
}

static void
put_piece (WkFlow *flow, guint i)
{
  Line *line = line_at (flow, flow->lines->len - 1);
  const Piece *piece = piece_at (flow, i);

  line->width += (line->n > 0 ? gap_before (flow, piece) : 0) + piece->extents.width;
  line->ascent = MAX (line->ascent, piece->extents.ascent);
  if (piece->formula)
    line->top = MAX (line->top, piece->extents.ascent);
  line->descent = MAX (line->descent, piece->extents.descent);
  line->n++;
}

static double
unit_width (const WkFlow *flow, guint first, guint n)
{
  double width = 0;

  for (guint i = first; i < first + n; i++)
    width += piece_at (flow, i)->extents.width;
  return width;
}

static void
fill_lines (WkFlow *flow)
{
  guint n_pieces = flow->pieces->len;

  if (n_pieces > 0)
    start_line (flow, 0);
  for (guint i = 0; i < n_pieces;)
    {
      Line *line = line_at (flow, flow->lines->len - 1);
      const Piece *piece = piece_at (flow, i);
      guint n = 1;
      double width;

      while (i + n < n_pieces && piece_at (flow, i + n)->glued)
        n++;
      width = unit_width (flow, i, n);
      if (width > flow->width)
        {
          /* Too wide for any line: its pieces may be parted. */
          n = 1;
          width = piece->extents.width;
        }
      if (line->n > 0 &&
          (piece->paragraph || piece->wrap > 0 ||
           line->width + gap_before (flow, piece) + width > flow->width + 0.01))
        start_line (flow, i);
      for (guint k = i; k < i + n; k++)
        put_piece (flow, k);
      i += n;
    }
}

static void
set_baselines (WkFlow *flow)
{
  for (guint i = 0; i < flow->lines->len; i++)
    {
      Line *line = line_at (flow, i);
      const Line *above = i > 0 ? line - 1 : NULL;

      if (above == NULL)
        {
          line->baseline = line->ascent;
          continue;
        }
      line->baseline =
          above->baseline +
          MAX (LEADING * flow->size,
               above->descent + line->top + LEAST_GAP * flow->size) +
          (piece_at (flow, line->first)->paragraph ? PARAGRAPH * flow->size : 0);
    }
}

/* "a node, …" reads worse than "a node…". */
static void
drop_punctuation (WkFlow *flow, Line *line)
{
  Piece *last = piece_at (flow, line->first + line->n - 1);
  gsize length = strlen (last->text);

  if (last->formula)
    return;
  while (length > 1 && strchr (".,;:-", last->text[length - 1]) != NULL)
    last->text[--length] = '\0';
  line->width -= last->extents.width;
  measure_piece (flow, last);
  line->width += last->extents.width;
}

/* Takes pieces off the last line until an ellipsis fits behind. */
static void
end_with_ellipsis (WkFlow *flow)
{
  Line *line = line_at (flow, flow->lines->len - 1);
  Piece dots = { .text = g_strdup (ELLIPSIS), .glued = TRUE };

  measure_piece (flow, &dots);
  while (line->n > 1 && line->width + dots.extents.width > flow->width)
    {
      const Piece *last = piece_at (flow, line->first + line->n - 1);

      line->width -= last->extents.width + gap_before (flow, last);
      line->n--;
    }
  if (line->width + dots.extents.width > flow->width && line->n == 1 &&
      !piece_at (flow, line->first)->formula)
    {
      Piece *only = piece_at (flow, line->first);
      double room = MAX (flow->width - dots.extents.width, 0);

      only->text[fitting_bytes (flow, only->text, room)] = '\0';
      measure_piece (flow, only);
      line->width = only->extents.width;
    }
  drop_punctuation (flow, line);
  g_array_set_size (flow->pieces, line->first + line->n);
  g_array_append_val (flow->pieces, dots);
  put_piece (flow, flow->pieces->len - 1);
}

static void
keep_within (WkFlow *flow, double most)
{
  guint n = flow->lines->len;

  while (n > 1 &&
         line_at (flow, n - 1)->baseline + line_at (flow, n - 1)->descent > most)
    n--;
  if (n == flow->lines->len)
    return;
  g_array_set_size (flow->lines, n);
  end_with_ellipsis (flow);
  flow->cut = TRUE;
}

WkFlow *
wk_flow_new (const WkView *view,
             WkTypeRole type,
             WkTypeRole formula_type,
             double width,
             double most,
             const char *text)
{
  WkFlow *flow = g_new0 (WkFlow, 1);
  WkExtents extents = { 0 };
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  flow->measure = view->measure;
  flow->type = type;
  flow->formula_type = formula_type;
  flow->scale = view->text_scale;
  flow->width = MAX (width, 1);
  flow->size = wk_type_size (type, view->text_scale);
  flow->blank = text_width (flow, "n n") - text_width (flow, "nn");
  flow->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (flow->pieces, clear_piece);
  flow->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  flow->measure->text (flow->measure, "Hg", type, flow->scale, 0, &extents);
  flow->ascent = extents.ascent;
  flow->descent = extents.descent;

  cut_into_pieces (flow, valid);
  fill_lines (flow);
  set_baselines (flow);
  if (most > 0)
    keep_within (flow, most);
  return flow;
}

void
wk_flow_free (WkFlow *flow)
{
  g_array_unref (flow->pieces);
  g_array_unref (flow->lines);
  g_free (flow);
}

double
wk_flow_get_height (const WkFlow *flow)
{
  if (flow->lines->len == 0)
    return 0;
  return line_at (flow, flow->lines->len - 1)->baseline + wk_flow_get_descent (flow);
}

double
wk_flow_get_width (const WkFlow *flow)
{
  double width = 0;

  for (guint i = 0; i < flow->lines->len; i++)
    width = MAX (width, line_at (flow, i)->width);
  return width;
}

guint
wk_flow_get_n_lines (const WkFlow *flow)
{
  return flow->lines->len;
}

gboolean
wk_flow_is_cut (const WkFlow *flow)
{
  return flow->cut;
}

double
wk_flow_get_ascent (const WkFlow *flow)
{
  return flow->lines->len > 0 ? line_at (flow, 0)->ascent : 0;
}

double
wk_flow_get_descent (const WkFlow *flow)
{
  return flow->lines->len > 0 ? line_at (flow, flow->lines->len - 1)->descent : 0;
}

static void
place_line (const WkFlow *flow,
            const Line *line,
            WkSceneBuilder *builder,
            const char *id,
            guint *n_items,
            WkRole role,
            WkPoint at)
{
  guint end = line->first + line->n;

  for (guint i = line->first; i < end;)
    {
      const Piece *piece = piece_at (flow, i);
      const char *name = wk_scene_id (builder, "%s-%u", id, (*n_items)++);
      WkItem *item;

      if (i > line->first)
        at.x += gap_before (flow, piece);
      if (piece->formula)
        {
          item =
              wk_scene_add_formula (builder, name, role, piece->type, at.x, at.y,
                                    WK_ANCHOR_START, WK_VALIGN_BASELINE, piece->text);
          item->text.wrap = piece->wrap;
          at.x += piece->extents.width;
          i++;
          continue;
        }

      g_autoptr (GString) run = g_string_new (piece->text);
      for (i++; i < end && !piece_at (flow, i)->formula; i++)
        g_string_append_printf (run, "%s%s", piece_at (flow, i)->glued ? "" : " ",
                                piece_at (flow, i)->text);
      wk_scene_add_text (builder, name, role, flow->type, at.x, at.y, WK_ANCHOR_START,
                         WK_VALIGN_BASELINE, run->str);
      at.x += text_width (flow, run->str);
    }
}

void
wk_flow_place (const WkFlow *flow,
               WkSceneBuilder *builder,
               const char *id,
               WkRole role,
               double x,
               double y)
{
  guint n_items = 0;

  for (guint i = 0; i < flow->lines->len; i++)
    {
      const Line *line = line_at (flow, i);

      place_line (flow, line, builder, id, &n_items, role,
                  (WkPoint){ x, y + line->baseline });
    }
}

double
wk_flow_add (WkSceneBuilder *builder,
             const WkView *view,
             const char *id,
             WkRole role,
             WkTypeRole type,
             WkTypeRole formula_type,
             double x,
             double y,
             double width,
             const char *text)
{
  g_return_val_if_fail (view != NULL && view->measure != NULL && id != NULL, 0);

  g_autoptr (WkFlow) flow = wk_flow_new (view, type, formula_type, width, 0, text);

  if (builder != NULL)
    wk_flow_place (flow, builder, id, role, x, y);
  return wk_flow_get_height (flow);
}
