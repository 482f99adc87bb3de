/* wk-math-break.c - where a long formula breaks
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As in a displayed textbook formula, lines break *before* a relation or a binary
 * operator, and between the statements of a list ("y = 36, J = 16"). A line that begins
 * with a relation stands under the first relation of its statement, one that begins
 * with an operator behind it. The best set of breaks is found by dynamic programming
 * over the places where a break may be: fewest lines first, relations before operators,
 * plus before times; inside brackets only if nothing else helps; last, even lines.
 */
#include "config.h"

#include "render/wk-math-private.h"

#include <math.h>

#define COST_OVERFULL 1e9
#define COST_BRACKET 1e6 /* a level */
#define COST_LINE 1e4
#define COST_LATE                                                    \
  400.0 /* a statement that begins in the middle of a line is broken \
         */
#define COST_SHORT_INDENT 300.0
#define COST_TIMES 150.0
#define COST_COMMA 120.0
#define COST_PLUS 60.0
#define COST_UNEVEN 40.0

#define MAX_ALIGN 0.45   /* of the width: a longer left side does not push lines in */
#define SMALL_INDENT 1.5 /* em */

typedef enum
{
  BREAK_STATEMENT, /* a new statement, flush left */
  BREAK_RELATION,
  BREAK_OPERATOR,
} BreakType;

/* A place where a line may begin. */
typedef struct
{
  guint piece;
  BreakType type;
  double penalty;
  guint statement;         /* candidate that begins its statement */
  guint relation_piece;    /* of a statement: its first relation */
  double relation, behind; /* and where that begins and ends; < 0: it has none */
  double align;            /* where the line would begin; < 0: nothing to align with */
  double cost;             /* of the best lines before it */
  guint from;              /* candidate that begins the line before it */
  double indent;           /* of that line */
} Candidate;

static void
add_candidate (GArray *candidates, guint piece, BreakType type, double penalty)
{
  Candidate candidate = { .piece = piece,
                          .type = type,
                          .penalty = penalty,
                          .cost = HUGE_VAL,
                          .align = -1,
                          .relation = -1 };

  g_array_append_val (candidates, candidate);
}

static gboolean
is_product (gunichar ch)
{
  return ch == 0x22C5 || ch == 0xD7 || ch == 0x2217 || ch == 0x2299;
}

/* All places, the beginning first and the end last. */
static GArray *
find_candidates (const WkPiece *pieces, guint n)
{
  GArray *candidates = g_array_sized_new (FALSE, FALSE, sizeof (Candidate), 16);
  guint depth = 0;
  gboolean comma = FALSE; /* the last atom was one */
  gboolean space = FALSE; /* and a space came after it */

  add_candidate (candidates, 0, BREAK_STATEMENT, 0);
  for (guint i = 0; i < n; i++)
    {
      const WkPiece *piece = &pieces[i];
      double inside;

      if (piece->atom == WK_ATOM_NONE)
        {
          space = space || piece->space;
          continue;
        }
      if (piece->atom == WK_ATOM_CLOSE && depth > 0)
        depth--;
      inside = depth * COST_BRACKET;
      if (comma && space && depth == 0)
        add_candidate (candidates, i, BREAK_STATEMENT, 0);
      else if (comma)
        add_candidate (candidates, i, BREAK_OPERATOR, COST_COMMA + inside);
      else if (i > 0 && piece->atom == WK_ATOM_REL)
        add_candidate (candidates, i, BREAK_RELATION, inside);
      else if (piece->atom == WK_ATOM_BIN)
        add_candidate (candidates, i, BREAK_OPERATOR,
                       (is_product (piece->ch) ? COST_TIMES : COST_PLUS) + inside);
      if (piece->atom == WK_ATOM_OPEN)
        depth++;
      comma = piece->atom == WK_ATOM_PUNCT;
      space = FALSE;
    }
  add_candidate (candidates, n, BREAK_STATEMENT, 0);
  return candidates;
}

/* Where the first relation of the statement in [from, to) stands, outside brackets. */
static void
find_relation (const WkPiece *pieces, guint from, guint to, Candidate *statement)
{
  double x = 0;
  int depth = 0;

  for (guint i = from; i < to; i++)
    {
      const WkPiece *piece = &pieces[i];

      x += i > from ? piece->before : 0;
      depth += piece->atom == WK_ATOM_OPEN ? 1 : piece->atom == WK_ATOM_CLOSE ? -1 : 0;
      if (piece->atom == WK_ATOM_REL && depth <= 0)
        {
          statement->relation_piece = i;
          statement->relation = x;
          statement->behind = x + piece->width +
                              wk_math_spacing (WK_ATOM_REL, WK_ATOM_ORD, WK_STYLE_TEXT);
          return;
        }
      x += piece->width;
    }
}

/* Which statement each place belongs to, and where a line from there begins. */
static void
align_candidates (GArray *candidates, const WkPiece *pieces, double wrap)
{
  Candidate *c = (Candidate *) candidates->data;
  guint statement = 0;

  for (guint k = 0; k < candidates->len; k++)
    {
      const Candidate *first;

      if (c[k].type == BREAK_STATEMENT)
        {
          guint next = k + 1;

          while (next < candidates->len && c[next].type != BREAK_STATEMENT)
            next++;
          statement = k;
          if (next < candidates->len)
            find_relation (pieces, c[k].piece, c[next].piece, &c[k]);
        }
      c[k].statement = statement;
      first = &c[statement];
      if (c[k].type == BREAK_STATEMENT || first->relation < 0 ||
          c[k].piece < first->relation_piece)
        continue;
      c[k].align = c[k].type == BREAK_RELATION ? first->relation : first->behind;
      if (c[k].align > wrap * MAX_ALIGN)
        c[k].align = -1;
    }
}

/* Width of the pieces from place @from to before @to, without spaces at its ends. */
static double
line_width (const WkPiece *pieces, guint from, guint to)
{
  double width = 0;

  while (to > from && pieces[to - 1].space)
    to--;
  for (guint i = from; i < to; i++)
    width += (i > from ? pieces[i].before : 0) + pieces[i].width;
  return width;
}

static double
small_indent (const Candidate *c, double wrap)
{
  return c->type == BREAK_STATEMENT ? 0 : MIN (SMALL_INDENT, wrap / 8);
}

/* What a line between two places costs, with the indent it takes. */
static double
line_cost (const Candidate *from,
           const Candidate *to,
           guint from_index,
           double width,
           double wrap,
           gboolean last,
           double *indent)
{
  double cost = COST_LINE + from->penalty;
  double slack;

  *indent = from->type != BREAK_STATEMENT && from->align >= 0
                ? from->align
                : small_indent (from, wrap);
  if (*indent + width > wrap)
    {
      *indent = small_indent (from, wrap);
      cost += from->type != BREAK_STATEMENT ? COST_SHORT_INDENT : 0;
    }
  slack = wrap - *indent - width;
  if (slack < -1e-9)
    cost += COST_OVERFULL * (1 - slack / wrap);
  else if (!last)
    cost += COST_UNEVEN * (slack / wrap) * (slack / wrap);
  if (!last && to->type != BREAK_STATEMENT && to->statement > from_index)
    cost += COST_LATE;
  return cost;
}

static void
choose (GArray *candidates, const WkPiece *pieces, double wrap)
{
  Candidate *c = (Candidate *) candidates->data;
  guint n = candidates->len;

  c[0].cost = 0;
  for (guint from = 0; from + 1 < n; from++)
    {
      double width = 0;

      for (guint to = from + 1; to < n; to++)
        {
          double indent;
          double cost;

          /* Grow by what stands between; trailing spaces are taken off for the test. */
          for (guint i = c[to - 1].piece; i < c[to].piece; i++)
            width += (i > c[from].piece ? pieces[i].before : 0) + pieces[i].width;
          cost = width;
          for (guint i = c[to].piece; i > c[from].piece && pieces[i - 1].space; i--)
            cost -= pieces[i - 1].width;
          cost = line_cost (&c[from], &c[to], from, cost, wrap, to + 1 == n, &indent);
          if (c[from].cost + cost < c[to].cost)
            {
              c[to].cost = c[from].cost + cost;
              c[to].from = from;
              c[to].indent = indent;
            }
          if (width > wrap && to > from + 1)
            break;
        }
    }
}

/* One line with everything on it. */
static WkBroken
one_line (WkPiece *pieces, guint n)
{
  double x = 0;

  for (guint i = 0; i < n; i++)
    {
      x += pieces[i].before;
      pieces[i].x = x;
      pieces[i].line = 0;
      x += pieces[i].width;
    }
  return (WkBroken){ 1, x };
}

static double
place_line (WkPiece *pieces,
            const Candidate *from,
            const Candidate *to,
            guint line,
            double indent)
{
  double x = indent;

  for (guint i = from->piece; i < to->piece; i++)
    {
      x += i > from->piece ? pieces[i].before : 0;
      pieces[i].x = x;
      pieces[i].line = line;
      x += pieces[i].width;
    }
  return indent + line_width (pieces, from->piece, to->piece);
}

WkBroken
wk_math_break (GArray *array, double wrap)
{
  WkPiece *pieces = (WkPiece *) array->data;
  guint n = array->len;
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (GArray) ends = NULL;
  WkBroken broken;
  Candidate *c;

  for (guint i = 0; i < n; i++)
    pieces[i].width = wk_piece_width (array, i);
  broken = one_line (pieces, n);
  if (wrap <= 0 || broken.width <= wrap)
    return broken;
  candidates = find_candidates (pieces, n);
  align_candidates (candidates, pieces, wrap);
  choose (candidates, pieces, wrap);

  c = (Candidate *) candidates->data;
  ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint k = candidates->len - 1; k > 0; k = c[k].from)
    g_array_prepend_val (ends, k);
  broken = (WkBroken){ 0, 0 };
  for (guint i = 0; i < ends->len; i++)
    {
      const Candidate *to = &c[g_array_index (ends, guint, i)];
      double width = place_line (pieces, &c[to->from], to, broken.n_lines, to->indent);

      broken.width = MAX (broken.width, width);
      broken.n_lines++;
    }
  return broken;
}
