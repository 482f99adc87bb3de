/* wk-math-fraction.c - fractions, roots, bars and matrices
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules 9 to 11 and 15 of The TeXbook's appendix G.
 */
#include "config.h"

#include "render/wk-math-private.h"

/* TeX's \nulldelimiterspace, \arraystretch's strut and the columns' room at 10 pt. */
#define NULL_SPACE 0.12
#define STRUT_HEIGHT 0.84
#define STRUT_DEPTH 0.36
#define COLUMN_SPACE 1.0
#define ROW_GAP 0.1 /* at most, between rows that are higher than a strut */

/* --- fractions --- */

static WkStyle
fraction_style (const WkNode *node, WkStyle style)
{
  if (node->rows == 1)
    return wk_style_is_cramped (style) ? WK_STYLE_DISPLAY_CRAMPED : WK_STYLE_DISPLAY;
  if (node->rows == 2)
    return wk_style_is_cramped (style) ? WK_STYLE_TEXT_CRAMPED : WK_STYLE_TEXT;
  return style;
}

static WkStyle
numerator_style (WkStyle style)
{
  switch (style)
    {
    case WK_STYLE_DISPLAY:
    case WK_STYLE_DISPLAY_CRAMPED:
      return (WkStyle) (style + 2);
    default:
      return wk_style_sup (style);
    }
}

/* Rules 15b to 15d: baselines of both parts, and room between them. */
static void
fraction_shifts (const WkSetter *setter,
                 gboolean bar,
                 WkStyle style,
                 const WkBox *num,
                 const WkBox *den,
                 double *up,
                 double *down)
{
  const WkMathConstants *c = setter->c;
  gboolean display = wk_style_is_display (style);
  double scale = wk_set_scale (setter, style);
  double axis = c->axis * scale;
  double half = c->fraction_rule * scale / 2;

  if (bar)
    {
      double num_gap = (display ? c->num_gap_display : c->num_gap) * scale;
      double den_gap = (display ? c->den_gap_display : c->den_gap) * scale;

      *up = (display ? c->num_up_display : c->num_up) * scale;
      *down = (display ? c->den_down_display : c->den_down) * scale;
      *up = MAX (*up, num->depth + num_gap + axis + half);
      *down = MAX (*down, den->height + den_gap - axis + half);
    }
  else
    {
      double wanted = (display ? c->stack_gap_display : c->stack_gap) * scale;
      double gap;

      *up = (display ? c->stack_top_display : c->stack_top) * scale;
      *down = (display ? c->stack_bottom_display : c->stack_bottom) * scale;
      gap = (*up - num->depth) - (den->height - *down);
      if (gap < wanted)
        {
          *up += (wanted - gap) / 2;
          *down += (wanted - gap) / 2;
        }
    }
}

WkBox
wk_set_fraction (WkSetter *setter, const WkNode *node, WkStyle outer)
{
  WkStyle style = fraction_style (node, outer);
  double scale = wk_set_scale (setter, style);
  double axis = setter->c->axis * scale;
  double rule = setter->c->fraction_rule * scale;
  WkBox box = wk_set_start (setter);
  WkBox left = { .width = NULL_SPACE };
  WkBox right = { .width = NULL_SPACE };
  WkBox num;
  WkBox den;
  double size;
  double width;
  double up;
  double down;

  if (node->ch != 0)
    {
      /* TeX's \delim1 and \delim2 of a binomial. */
      size = (wk_style_is_display (style) ? 2.39 : 1.01) * scale;
      left = wk_set_delimiter (setter, node->ch, style, size);
    }
  num = wk_set_row (setter, node->body, numerator_style (style));
  den = wk_set_row (setter, node->sub, wk_style_cramp (numerator_style (style)));
  width = MAX (num.width, den.width);
  fraction_shifts (setter, node->bar, style, &num, &den, &up, &down);
  wk_set_move (setter, &num, left.width + (width - num.width) / 2, -up);
  wk_set_move (setter, &den, left.width + (width - den.width) / 2, down);
  if (node->bar)
    wk_set_rule (setter, left.width, -axis - rule / 2, width, rule, FALSE);
  if (node->close != 0)
    {
      right = wk_set_delimiter (setter, node->close, style,
                                (wk_style_is_display (style) ? 2.39 : 1.01) * scale);
      wk_set_move (setter, &right, left.width + width, 0);
    }
  box.width = left.width + width + right.width;
  box.height = MAX (num.height + up, MAX (left.height, right.height));
  box.depth = MAX (den.depth + down, MAX (left.depth, right.depth));
  wk_set_end (setter, &box);
  return box;
}

/* --- roots --- */

WkBox
wk_set_radical (WkSetter *setter, const WkNode *node, WkStyle style)
{
  const WkMathConstants *c = setter->c;
  double scale = wk_set_scale (setter, style);
  double rule = c->radical_rule * scale;
  double gap =
      (wk_style_is_display (style) ? c->radical_gap_display : c->radical_gap) * scale;
  WkBox box = wk_set_start (setter);
  WkBox degree = { 0 };
  WkBox body;
  WkBox sign;
  double x = 0;
  double top;
  double spare;

  if (node->sup != NULL)
    degree = wk_set_row (setter, node->sup, WK_STYLE_SCRIPT_2);
  body = wk_set_row (setter, node->body, wk_style_cramp (style));
  sign = wk_set_stretched (setter, 0x221A, style,
                           MAX (body.height, 0) + body.depth + gap + rule, FALSE);
  /* Rule 11: what the sign is too high is shared by above and below. */
  spare = sign.height - rule - body.height - body.depth - gap;
  if (spare > 0)
    gap += spare / 2;
  top = body.height + gap + rule;
  if (node->sup != NULL)
    {
      x = c->degree_before * scale + degree.width;
      wk_set_move (setter, &degree, c->degree_before * scale,
                   sign.height - top - c->degree_raise * sign.height - degree.depth);
      box.height = degree.height + c->degree_raise * sign.height - (sign.height - top);
      x = MAX (0, x + c->degree_after * scale);
    }
  wk_set_move (setter, &sign, x, sign.height - top);
  wk_set_move (setter, &body, x + sign.width, 0);
  wk_set_rule (setter, x + sign.width - rule / 8, -top, body.width + rule / 8, rule,
               FALSE);
  box.width = x + sign.width + body.width;
  box.height = MAX (box.height, top + c->radical_extra * scale);
  box.depth = MAX (body.depth, sign.height - top);
  wk_set_end (setter, &box);
  return box;
}

/* \overline and \underline. */
WkBox
wk_set_line (WkSetter *setter, const WkNode *node, WkStyle style)
{
  const WkMathConstants *c = setter->c;
  double scale = wk_set_scale (setter, style);
  WkBox box = wk_set_start (setter);
  WkBox body =
      wk_set_row (setter, node->body, node->under ? style : wk_style_cramp (style));

  box.width = body.width;
  box.height = body.height;
  box.depth = body.depth;
  if (node->under)
    {
      wk_set_rule (setter, 0, body.depth + c->under_gap * scale, box.width,
                   c->under_rule * scale, FALSE);
      box.depth += (c->under_gap + c->under_rule + c->under_extra) * scale;
    }
  else
    {
      wk_set_rule (setter, 0, -body.height - (c->over_gap + c->over_rule) * scale,
                   box.width, c->over_rule * scale, FALSE);
      box.height += (c->over_gap + c->over_rule + c->over_extra) * scale;
    }
  wk_set_end (setter, &box);
  return box;
}

/* --- matrices --- */

typedef struct
{
  guint rows, columns;
  WkBox *cells;
  double *widths;           /* of columns */
  double *heights, *depths; /* of rows */
  double strut;             /* of a row, both together */
} Grid;

static double
column_space (const WkNode *node, guint column)
{
  if (node->environment->type == WK_ARRAY_ALIGNED)
    return column % 2 == 1 ? 0 : COLUMN_SPACE;
  return COLUMN_SPACE;
}

static double
cell_indent (const WkNode *node, guint column, double room)
{
  switch (node->environment->type)
    {
    case WK_ARRAY_CASES:
      return 0;
    case WK_ARRAY_ALIGNED:
      return column % 2 == 0 ? room : 0;
    default:
      return room / 2;
    }
}

/* The = behind an & of aligned keeps its distance to what stands before it. */
static double
cell_start (const WkNode *node, guint column, const WkNode *cell, WkStyle style)
{
  if (node->environment->type != WK_ARRAY_ALIGNED || column % 2 == 0 ||
      cell->body == NULL || wk_math_atom (cell->body) != WK_ATOM_REL)
    return 0;
  return wk_math_spacing (WK_ATOM_ORD, WK_ATOM_REL, style);
}

static void
set_cells (WkSetter *setter, const WkNode *node, WkStyle style, Grid *grid)
{
  const WkNode *cell = node->body;
  double stretch = node->environment->type == WK_ARRAY_CASES ? 1.2 : 1;
  double scale = wk_set_scale (setter, style);

  if (node->environment->type == WK_ARRAY_SUBSTACK)
    stretch = 0;
  grid->strut = (STRUT_HEIGHT + STRUT_DEPTH) * stretch * scale;
  for (guint r = 0; r < grid->rows; r++)
    {
      guint given = cell->columns;

      grid->heights[r] = STRUT_HEIGHT * stretch * scale;
      grid->depths[r] = STRUT_DEPTH * stretch * scale;
      for (guint k = 0; k < given; k++, cell = cell->next)
        {
          WkBox box = wk_set_row (setter, cell, style);
          double before = cell_start (node, k, cell, style) * scale;

          wk_set_move (setter, &box, before, 0);
          box.width += before;
          grid->cells[r * grid->columns + k] = box;
          grid->widths[k] = MAX (grid->widths[k], box.width);
          grid->heights[r] = MAX (grid->heights[r], box.height);
          grid->depths[r] = MAX (grid->depths[r], box.depth);
        }
    }
}

/* Struts keep ordinary rows apart; where a row outgrows them, a little is put between
 * it and the row above, which LaTeX lets touch. */
static double
row_gap (const Grid *grid, guint row, double scale)
{
  double over;

  if (row == 0)
    return 0;
  over = grid->depths[row - 1] + grid->heights[row] - grid->strut;
  return CLAMP (over, 0, ROW_GAP * scale);
}

/* Moves the cells to their places around the axis; returns the whole's extents. */
static WkBox
place_cells (WkSetter *setter,
             const WkNode *node,
             const Grid *grid,
             WkBox box,
             WkStyle style)
{
  double scale = wk_set_scale (setter, style);
  double axis = setter->c->axis * scale;
  double total = 0;
  double y;

  for (guint r = 0; r < grid->rows; r++)
    total += grid->heights[r] + grid->depths[r] + row_gap (grid, r, scale);
  y = -axis - total / 2;
  for (guint r = 0; r < grid->rows; r++)
    {
      double x = 0;

      y += row_gap (grid, r, scale) + grid->heights[r];
      for (guint k = 0; k < grid->columns; k++)
        {
          const WkBox *cell = &grid->cells[r * grid->columns + k];

          if (k > 0)
            x += column_space (node, k) * scale;
          wk_set_move (setter, cell,
                       x + cell_indent (node, k, grid->widths[k] - cell->width), y);
          x += grid->widths[k];
          box.width = MAX (box.width, x);
        }
      y += grid->depths[r];
    }
  box.height = total / 2 + axis;
  box.depth = total / 2 - axis;
  wk_set_end (setter, &box);
  return box;
}

WkBox
wk_set_array (WkSetter *setter, const WkNode *node, WkStyle outer)
{
  Grid grid = { .rows = node->rows, .columns = node->columns };
  gboolean aligned = node->environment->type == WK_ARRAY_ALIGNED;
  WkStyle style = aligned                       ? WK_STYLE_DISPLAY
                  : wk_style_level (outer) == 0 ? WK_STYLE_TEXT
                                                : outer;
  WkBox box = wk_set_start (setter);
  WkBox left = { 0 };
  WkBox right = { 0 };
  WkBox body;
  double size;

  grid.cells = g_new0 (WkBox, (gsize) grid.rows * grid.columns);
  grid.widths = g_new0 (double, grid.columns);
  grid.heights = g_new0 (double, grid.rows);
  grid.depths = g_new0 (double, grid.rows);
  set_cells (setter, node, style, &grid);
  body = place_cells (setter, node, &grid, box, style);
  g_free (grid.cells);
  g_free (grid.widths);
  g_free (grid.heights);
  g_free (grid.depths);

  if (node->environment->open == 0)
    return body;
  size = wk_set_fence_size (setter, body.height, body.depth, style);
  left = wk_set_delimiter (setter, node->environment->open, style, size);
  wk_set_move (setter, &body, left.width, 0);
  right = wk_set_delimiter (setter, node->environment->close, style, size);
  wk_set_move (setter, &right, left.width + body.width, 0);
  box.width = left.width + body.width + right.width;
  box.height = MAX (body.height, left.height);
  box.depth = MAX (body.depth, left.depth);
  wk_set_end (setter, &box);
  return box;
}
