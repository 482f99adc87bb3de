/* wk-dense-step-table.c - old value, rate, gradient, new value: a row a parameter
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns are as wide as the widest value will be, known or not, so that nothing moves
 * from step to step.
 */
#include "config.h"

#include "exercises/kit/wk-dense-step-figure.h"

#include <math.h>

#include "model/wk-number.h"

#define ARROW 64.0
#define MIN_ARROW 40.0
#define MAX_ROW_FACTOR 2.6
#define MIN_ROW_FACTOR 1.6
#define PADDING 16.0

/* --- rows --- */

static guint
count_rows (const WkStepFigure *figure)
{
  return figure->descent->all ? (guint) figure->descent->n_theta
                              : figure->descent->asked->len;
}

/* The @i-th parameter: those asked, or all, layer by layer, weights before biases. */
static WkDenseParameter
row_parameter (const WkStepFigure *figure, guint i)
{
  const WkDense *dense = figure->descent->backward->dense;

  if (!figure->descent->all)
    return g_array_index (figure->descent->asked, WkDenseParameter, i);
  for (guint l = 1; l <= dense->n_layers; l++)
    {
      guint n_weights = dense->sizes[l - 1] * dense->sizes[l];

      if (i < n_weights)
        return (WkDenseParameter){ l, (int) (i / dense->sizes[l]),
                                   i % dense->sizes[l] };
      i -= n_weights;
      if (i < dense->sizes[l])
        return (WkDenseParameter){ l, -1, i };
      i -= dense->sizes[l];
    }
  return (WkDenseParameter){ 1, -1, 0 };
}

static guint
current_row (const WkStepFigure *figure)
{
  WkDenseParameter which;

  if (figure->step == NULL || figure->step->type != WK_DESCENT_PARAMETER)
    return G_MAXUINT;
  for (guint i = 0; i < count_rows (figure); i++)
    {
      which = row_parameter (figure, i);
      if (which.layer == figure->step->which.layer &&
          which.from == figure->step->which.from && which.to == figure->step->which.to)
        return i;
    }
  return G_MAXUINT;
}

/* NAN: not wanted for this one. */
static double
difference_of (const WkStepFigure *figure, WkDenseParameter which)
{
  const WkDescent *descent = figure->descent;

  for (guint i = 0; descent->differences != NULL && i < descent->asked->len; i++)
    {
      WkDenseParameter one = g_array_index (descent->asked, WkDenseParameter, i);

      if (one.layer == which.layer && one.from == which.from && one.to == which.to)
        return g_array_index (descent->differences, double, i);
    }
  return NAN;
}

/* --- planning --- */

static char *
rate_text (const WkStepFigure *figure)
{
  g_autofree char *rate = wk_number_to_text (figure->descent->rate, figure->language);

  return g_strdup_printf ("− %s ·", rate);
}

static double
number_width (const WkStepFigure *figure, double value, WkTypeRole type)
{
  g_autofree char *text = wk_number_to_text (value, figure->language);

  return wk_step_measure (figure, text, type).width;
}

static WkTypeRole
plain_type (const WkStepTable *table)
{
  return table->type == WK_TYPE_NODE_VALUE ? WK_TYPE_GRID_VALUE : WK_TYPE_LABEL;
}

static WkTypeRole
symbol_type (const WkStepTable *table)
{
  return table->type == WK_TYPE_LABEL_STRONG ? WK_TYPE_SYMBOL_SMALL : WK_TYPE_SYMBOL;
}

static const char *
heading (const WkStepFigure *figure, WkStepColumn column)
{
  switch (column)
    {
    case WK_STEP_COLUMN_OLD:
      return _L (figure->language, "old");
    case WK_STEP_COLUMN_GRADIENT:
      return _L (figure->language, "gradient");
    case WK_STEP_COLUMN_NEW:
      return _L (figure->language, "new");
    case WK_STEP_COLUMN_SYMBOL:
    case WK_STEP_COLUMN_RATE:
    case WK_STEP_COLUMN_ARROW:
    case WK_STEP_N_COLUMNS:
    default:
      return NULL;
    }
}

/* More rows than this before or after the current one are never on the sheet. */
#define MAX_NEAR 32

static void
measure_row (const WkStepFigure *figure, WkStepTable *table, WkDenseParameter which)
{
  static const WkStepColumn columns[] = { WK_STEP_COLUMN_OLD, WK_STEP_COLUMN_GRADIENT,
                                          WK_STEP_COLUMN_NEW };
  const WkDescent *descent = figure->descent;
  g_autofree char *symbol = wk_dense_parameter_symbol (descent->backward, which);
  const double values[] = { wk_descent_old (descent, which),
                            wk_descent_gradient (descent, which),
                            wk_descent_new_value (descent, which) };

  table->widths[WK_STEP_COLUMN_SYMBOL] =
      MAX (table->widths[WK_STEP_COLUMN_SYMBOL],
           wk_step_measure_formula (figure, symbol, symbol_type (table)).width);
  for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
    table->widths[columns[k]] =
        MAX (table->widths[columns[k]], number_width (figure, values[k], table->type));
}

/* Those asked, and those around the current one. */
static void
measure_rows (const WkStepFigure *figure, WkStepTable *table)
{
  const GArray *asked = figure->descent->asked;
  guint current = current_row (figure), first;

  if (current == G_MAXUINT)
    current = 0;
  first = current > MAX_NEAR ? current - MAX_NEAR : 0;
  for (guint i = 0; i < asked->len; i++)
    measure_row (figure, table, g_array_index (asked, WkDenseParameter, i));
  for (guint i = first; i < MIN (table->n_rows, current + MAX_NEAR); i++)
    measure_row (figure, table, row_parameter (figure, i));
}

static void
measure_columns (const WkStepFigure *figure, WkStepTable *table)
{
  g_autofree char *rate = rate_text (figure);

  measure_rows (figure, table);
  table->widths[WK_STEP_COLUMN_RATE] =
      wk_step_measure (figure, rate, plain_type (table)).width;
  table->widths[WK_STEP_COLUMN_ARROW] = ARROW;
  for (WkStepColumn column = 0; column < WK_STEP_N_COLUMNS; column++)
    if (heading (figure, column) != NULL)
      table->widths[column] = MAX (
          table->widths[column],
          wk_step_measure (figure, heading (figure, column), WK_TYPE_SECONDARY).width);
}

static void
add_up (WkStepTable *table)
{
  table->width = -table->gap + 2.0 * PADDING;
  for (guint i = 0; i < WK_STEP_N_COLUMNS; i++)
    if (table->widths[i] > 0.0)
      table->width += table->widths[i] + table->gap;
}

/* Less around the numbers; the rate stands in the rule as well. */
static void
squeeze (WkStepTable *table, double room)
{
  table->gap = 14.0;
  table->widths[WK_STEP_COLUMN_ARROW] = MIN_ARROW;
  add_up (table);
  if (table->width > room)
    table->widths[WK_STEP_COLUMN_ARROW] = 0.0;
  add_up (table);
  if (table->width > room)
    table->widths[WK_STEP_COLUMN_RATE] = 0.0;
  add_up (table);
}

WkStepTable
wk_step_table_plan (const WkStepFigure *figure, double room, double height)
{
  static const WkTypeRole types[] = { WK_TYPE_NODE_VALUE, WK_TYPE_LABEL_STRONG };
  WkStepTable table = { .n_rows = count_rows (figure) };
  double size;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      size = wk_type_size (types[i], figure->view->text_scale);
      table.type = types[i];
      table.gap = 0.7 * size;
      table.header = 1.6 * wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
      table.row = CLAMP ((height - table.header) / table.n_rows, MIN_ROW_FACTOR * size,
                         (figure->descent->differences != NULL ? 1.3 : 1.0) *
                             MAX_ROW_FACTOR * size);
      for (guint k = 0; k < WK_STEP_N_COLUMNS; k++)
        table.widths[k] = 0.0;
      measure_columns (figure, &table);
      add_up (&table);
      /* On the projector the larger type is worth the room around it. */
      if (table.width > room && (i + 1 == G_N_ELEMENTS (types) ||
                                 figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR))
        squeeze (&table, room);
      if (table.width <= room &&
          table.header + table.n_rows * table.row <= height + 1e-6)
        return table;
    }
  return table;
}

void
wk_step_table_widen (WkStepTable *table, double room)
{
  double more = (room - table->width) / (WK_STEP_N_COLUMNS - 1.0);

  table->gap += CLAMP (more, 0.0, table->gap);
  add_up (table);
}

double
wk_step_table_height (const WkStepTable *table)
{
  return table->header + table->n_rows * table->row;
}

/* --- drawing --- */

typedef struct
{
  const WkStepTable *table;
  WkStepFigure *figure;
  WkDenseParameter which;
  char *id;
  double x, y; /* of the row: left, middle */
  gboolean current;
} Row;

/* The right edge of a column; of the first the left one. */
static double
column_x (const Row *row, WkStepColumn column)
{
  double x = row->x + PADDING;

  for (WkStepColumn i = 0; i <= column; i++)
    if (row->table->widths[i] > 0.0)
      x += row->table->widths[i] + (i < column ? row->table->gap : 0.0);
  return x;
}

static double
column_middle (const Row *row, WkStepColumn column)
{
  return column_x (row, column) - row->table->widths[column] / 2.0;
}

static WkItem *
draw_number (const Row *row,
             WkStepColumn column,
             const char *name,
             double value,
             gboolean known,
             WkRole role)
{
  WkStepFigure *figure = row->figure;
  g_autofree char *text = known ? wk_number_to_text (value, figure->language) : NULL;
  g_autofree char *words = wk_number_to_words (value, figure->language);
  g_autofree char *what =
      wk_descent_name (figure->descent, figure->language, row->which);
  g_autofree char *label = g_strdup_printf ("%s: %s", heading (figure, column), what);
  WkItem *item = wk_scene_add_text (
      figure->builder, wk_scene_id (figure->builder, "%s-%s", name, row->id),
      known ? (row->current ? WK_ROLE_INK : role) : WK_ROLE_MUTED, row->table->type,
      column_middle (row, column), row->y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE,
      known ? text : "?");

  /* A question mark on a glow is ink, too. */
  if (row->current && !known)
    item->role = WK_ROLE_INK;
  item->emphasis = !known         ? WK_EMPHASIS_NOT_YET
                   : row->current ? WK_EMPHASIS_CURRENT
                                  : WK_EMPHASIS_NORMAL;
  if (row->current && !known)
    item->emphasis = WK_EMPHASIS_CURRENT;
  wk_item_set_spoken (item, label,
                      known ? words : _L (figure->language, "not computed yet"), NULL,
                      NULL);
  return item;
}

static void
draw_old (const Row *row)
{
  WkDenseParameter which = row->which;
  WkItem *item =
      draw_number (row, WK_STEP_COLUMN_OLD, "old",
                   wk_descent_old (row->figure->descent, which), TRUE, WK_ROLE_INK);
  g_autofree char *path =
      which.from < 0 ? g_strdup_printf ("layers[%u].b[%u]", which.layer - 1, which.to)
                     : g_strdup_printf ("layers[%u].W[%d][%u]", which.layer - 1,
                                        which.from, which.to);

  item->edits = g_strdup (path);
}

static void
draw_rate (const Row *row)
{
  WkStepFigure *figure = row->figure;
  g_autofree char *text = rate_text (figure);
  WkItem *item;

  if (row->table->widths[WK_STEP_COLUMN_RATE] == 0.0)
    return;
  item = wk_scene_add_text (
      figure->builder, wk_scene_id (figure->builder, "rate-%s", row->id),
      row->current ? WK_ROLE_INK : WK_ROLE_MUTED, plain_type (row->table),
      column_middle (row, WK_STEP_COLUMN_RATE), row->y, WK_ANCHOR_MIDDLE,
      WK_VALIGN_MIDDLE, text);
  item->emphasis = row->current ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_NORMAL;
}

static void
draw_arrow (const Row *row)
{
  WkStepFigure *figure = row->figure;
  double right = column_x (row, WK_STEP_COLUMN_ARROW);
  WkItem *item;

  if (row->table->widths[WK_STEP_COLUMN_ARROW] == 0.0)
    return;
  item = wk_scene_add_line (
      figure->builder, wk_scene_id (figure->builder, "arrow-%s", row->id),
      row->current ? WK_ROLE_INK : WK_ROLE_MUTED,
      (WkPoint){ right - row->table->widths[WK_STEP_COLUMN_ARROW], row->y },
      (WkPoint){ right, row->y });
  item->line.head = WK_MARKER_ARROW;
}

/* Before all rows: what hangs down from the row above is not covered. */
static void
draw_glow (const Row *row)
{
  WkItem *glow =
      wk_scene_add_box (row->figure->builder, "glow", WK_ROLE_NONE,
                        (WkRect){ row->x, row->y - row->table->row / 2.0 + 2.0,
                                  row->table->width, row->table->row - 4.0 },
                        12.0);

  glow->fill = WK_ROLE_FOCUS;
  glow->tint = 1.0;
  glow->width = 0.0;
}

static void
draw_row (const Row *row)
{
  WkStepFigure *figure = row->figure;
  const WkDescent *descent = figure->descent;
  guint own = wk_descent_find (descent, row->which);
  gboolean known =
      own > 0 ? wk_view_progress (figure->view, own) >= 1.0 : figure->judged;
  g_autofree char *symbol = wk_dense_parameter_symbol (descent->backward, row->which);

  wk_scene_add_formula (figure->builder,
                        wk_scene_id (figure->builder, "symbol-%s", row->id),
                        WK_ROLE_INK, symbol_type (row->table), row->x + PADDING, row->y,
                        WK_ANCHOR_START, WK_VALIGN_MIDDLE, symbol);
  draw_old (row);
  draw_rate (row);
  draw_number (row, WK_STEP_COLUMN_GRADIENT, "gradient",
               wk_descent_gradient (descent, row->which), figure->knows_gradients,
               WK_ROLE_BACKWARD);
  draw_arrow (row);
  draw_number (row, WK_STEP_COLUMN_NEW, "new",
               wk_descent_new_value (descent, row->which), known, WK_ROLE_INK);
}

/* "by differences 8", below the gradient, where rows leave room. */
static void
draw_difference (const Row *row)
{
  WkStepFigure *figure = row->figure;
  double value = difference_of (figure, row->which);
  double size = wk_type_size (row->table->type, figure->view->text_scale);
  double small = wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  WkItem *item;
  double half;

  if (isnan (value) || !figure->knows_gradients ||
      row->table->row < 1.1 * (size + 2.0 * small))
    return;
  number = wk_number_to_text (value, figure->language);
  text = g_strdup_printf (_L (figure->language, "difference %s"), number);
  half = wk_step_measure (figure, text, WK_TYPE_SECONDARY).width / 2.0;
  item = wk_scene_add_text (
      figure->builder, wk_scene_id (figure->builder, "difference-%s", row->id),
      row->current ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_SECONDARY,
      column_middle (row, WK_STEP_COLUMN_GRADIENT), row->y + 0.5 * size + 0.6 * small,
      WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
  item->text.x = CLAMP (
      item->text.x, row->x + PADDING + half,
      MAX (row->x + row->table->width - PADDING - half, row->x + PADDING + half));
}

static void
draw_headings (const Row *row, double y)
{
  WkStepFigure *figure = row->figure;

  for (WkStepColumn column = 0; column < WK_STEP_N_COLUMNS; column++)
    if (heading (figure, column) != NULL)
      wk_scene_add_text (
          figure->builder, wk_scene_id (figure->builder, "heading-%u", column),
          WK_ROLE_MUTED, WK_TYPE_SECONDARY, column_middle (row, column), y,
          WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, heading (figure, column));
}

/* Rows that fit, around the current one; what is left out is told below. */
void
wk_step_table_draw (const WkStepTable *table, WkStepFigure *figure, WkRect rect)
{
  guint fit =
      (guint) MAX (1.0, floor ((rect.height - table->header + 1e-6) / table->row));
  guint current = current_row (figure), first = 0;
  Row row = { .table = table, .figure = figure, .x = rect.x };

  if (fit < table->n_rows)
    fit = MAX (fit, 2) - 1;
  fit = MIN (fit, table->n_rows);
  if (current != G_MAXUINT && current >= fit)
    first = MIN (current - fit / 2, table->n_rows - fit);
  draw_headings (&row, rect.y + table->header / 2.0);
  row.y = rect.y + table->header + (current - first + 0.5) * table->row;
  if (current != G_MAXUINT)
    draw_glow (&row);
  for (guint i = 0; i < fit; i++)
    {
      row.which = row_parameter (figure, first + i);
      row.id = wk_descent_id (row.which);
      row.y = rect.y + table->header + (i + 0.5) * table->row;
      row.current = first + i == current;
      draw_row (&row);
      draw_difference (&row);
      g_free (row.id);
    }
  if (fit < table->n_rows &&
      table->header + (fit + 1) * table->row <= rect.height + 1.0)
    {
      guint rest = table->n_rows - fit;
      g_autofree char *text = g_strdup_printf (
          _LN (figure->language, "and %u more", "and %u more", rest), rest);

      wk_scene_add_text (figure->builder, "more", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                         rect.x + PADDING,
                         rect.y + table->header + (fit + 0.5) * table->row,
                         WK_ANCHOR_START, WK_VALIGN_MIDDLE, text);
    }
}
