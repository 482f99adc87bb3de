/* wk-bank-figure.c - which filter makes which map
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three columns: the input maps with the window on each, the filters as boxes of
 * rows x columns x input maps, the output maps; beside them, or below on a tall page,
 * the table of sizes. Boxes are the only thing drawn in three dimensions.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-bank-private.h"
#include "model/wk-number.h"

#define MAX_ROWS 8
#define MAX_CARDS 4
#define ROW_MIN 74.0
#define COLUMN_GAP 44.0
#define ARROW 46.0
#define TABLE_GAP 48.0
#define MIN_LOOK 34.0 /* an arrow needs room for its head */

/* What stands in a row: a filter from 0, or a gap. */
#define GAP (-1)

typedef struct
{
  const WkBankFigure *figure;
  WkRect area;
  double input_x, input_width; /* columns */
  double filter_x, filter_width;
  double output_x, output_width;
  double top, row_height; /* of the rows, below the headings */
  int rows[MAX_ROWS];
  guint n_rows;
  int lit; /* the filter that is followed, or GAP */
} Layout;

/* --- measuring --- */

double
wk_bank_text_width (const WkBankFigure *figure, WkTypeRole type, const char *text)
{
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;

  measure->text (measure, text, type, figure->view->text_scale, 0, &extents);
  return extents.width;
}

double
wk_bank_formula_width (const WkBankFigure *figure, WkTypeRole type, const char *source)
{
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;

  measure->formula (measure, source, type, figure->view->text_scale, 0, &extents);
  return extents.width;
}

double
wk_bank_line_height (const WkBankFigure *figure, WkTypeRole type)
{
  return 1.25 * wk_type_size (type, figure->view->text_scale);
}

double
wk_bank_heading (const WkBankFigure *figure,
                 const char *id,
                 const char *text,
                 double x,
                 double y,
                 double width)
{
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;

  measure->text (measure, text, WK_TYPE_SECONDARY, figure->view->text_scale, width,
                 &extents);
  if (id != NULL)
    wk_scene_add_text (figure->builder, id, WK_ROLE_MUTED, WK_TYPE_SECONDARY, x, y,
                       WK_ANCHOR_MIDDLE, WK_VALIGN_TOP, text)
        ->text.wrap = width;
  return extents.ascent + extents.descent;
}

/* --- which filters are shown --- */

static void
choose_rows (Layout *layout, guint room)
{
  const WkBank *bank = layout->figure->bank;
  guint n = (guint) bank->n_out, head;

  room = CLAMP (room, 1, MAX_ROWS);
  layout->n_rows = 0;
  if (n <= room)
    {
      for (guint i = 0; i < n; i++)
        layout->rows[layout->n_rows++] = (int) i;
      return;
    }
  if (room < 5)
    {
      layout->rows[layout->n_rows++] = bank->filter;
      if (room >= 2)
        layout->rows[layout->n_rows++] = GAP;
      if (room >= 3 && bank->filter != (int) n - 1)
        layout->rows[layout->n_rows++] = (int) n - 1;
      return;
    }
  /* 1, 2, ..., the one that is looked at, ..., the last. */
  head = bank->filter < (int) room - 2 ? room - 2 : room - 4;
  for (guint i = 0; i < head; i++)
    layout->rows[layout->n_rows++] = (int) i;
  layout->rows[layout->n_rows++] = GAP;
  if (head == room - 4 && bank->filter != (int) n - 1)
    {
      layout->rows[layout->n_rows++] = bank->filter;
      if (bank->filter < (int) n - 2)
        layout->rows[layout->n_rows++] = GAP;
    }
  layout->rows[layout->n_rows++] = (int) n - 1;
}

/* While step 2 runs the light goes from filter to filter. */
static int
find_lit (const Layout *layout)
{
  const WkBankFigure *figure = layout->figure;
  double t = figure->t[2];
  guint k = (guint) (t * layout->n_rows);

  if (figure->view->position <= 1)
    return GAP;
  if (t >= 1 || k >= layout->n_rows)
    return figure->bank->filter;
  return layout->rows[k];
}

/* --- columns and rows --- */

static void
lay_out (Layout *layout, WkRect area)
{
  const WkBankFigure *figure = layout->figure;
  const WkBank *bank = figure->bank;
  double gap = MIN (COLUMN_GAP, 0.045 * area.width);
  double left = area.width - 2 * gap, heights[3];
  g_autofree char *input = NULL;
  g_autofree char *filters = NULL;
  g_autofree char *output = NULL;

  layout->area = area;
  layout->input_width = 0.27 * left;
  layout->output_width = 0.27 * left;
  layout->filter_width = left - layout->input_width - layout->output_width;
  layout->input_x = area.x;
  layout->filter_x = area.x + layout->input_width + gap;
  layout->output_x = layout->filter_x + layout->filter_width + gap;

  input = g_strdup_printf (
      _LN (figure->language, "%d input map", "%d input maps", bank->n_in), bank->n_in);
  output = g_strdup_printf (
      _LN (figure->language, "%d output map", "%d output maps", bank->n_out),
      bank->n_out);
  filters = g_strdup_printf (_LN (figure->language, "%d filter, %d × %d × %d",
                                  "%d filters, each %d × %d × %d", bank->n_out),
                             bank->n_out, bank->n_rows, bank->n_columns, bank->n_in);
  heights[0] = wk_bank_heading (figure, "input-heading", input,
                                layout->input_x + layout->input_width / 2, area.y,
                                layout->input_width);
  heights[1] = wk_bank_heading (figure, "filter-heading", filters,
                                layout->filter_x + layout->filter_width / 2, area.y,
                                layout->filter_width);
  heights[2] = wk_bank_heading (figure, "output-heading", output,
                                layout->output_x + layout->output_width / 2, area.y,
                                layout->output_width);
  layout->top = area.y + MAX (heights[0], MAX (heights[1], heights[2])) + 18;
  layout->row_height = area.y + area.height - layout->top;
  choose_rows (layout, (guint) MAX (1.0, floor (layout->row_height / ROW_MIN)));
  layout->row_height = MIN (layout->row_height / layout->n_rows, 150.0);
  layout->top +=
      (area.y + area.height - layout->top - layout->row_height * layout->n_rows) / 2;
  layout->lit = find_lit (layout);
}

static double
row_middle (const Layout *layout, guint row)
{
  return layout->top + (row + 0.5) * layout->row_height;
}

static void
add_dots (const Layout *layout, const char *id, double x, double y)
{
  for (int i = -1; i <= 1; i++)
    {
      WkItem *dot = wk_scene_add_circle (
          layout->figure->builder,
          wk_scene_id (layout->figure->builder, "%s-dot-%d", id, i + 1), WK_ROLE_NONE,
          x, y + 14.0 * i, 3.5);

      dot->fill = WK_ROLE_MUTED;
      dot->tint = 1;
      dot->width = 0;
    }
}

/* --- input and output maps --- */

/* A map of @rows x @columns as large as @room allows, centred there. */
static WkRect
fit_map (WkRect room, int rows, int columns)
{
  double shape = CLAMP ((double) rows / columns, 0.5, 2.0);
  double width = MIN (room.width, room.height / shape);

  return (WkRect){ room.x + (room.width - width) / 2,
                   room.y + (room.height - width * shape) / 2, width, width * shape };
}

/* @n_rows x @n_columns cells at (@row, @column) of a map of @rows x @columns. */
static WkRect
window_in (WkRect map,
           int rows,
           int columns,
           int row,
           int column,
           int n_rows,
           int n_columns)
{
  double width = MAX (map.width * n_columns / columns, 9.0);
  double height = MAX (map.height * n_rows / rows, 9.0);

  return (WkRect){
    MIN (map.x + map.width * column / columns, map.x + map.width - width),
    MIN (map.y + map.height * row / rows, map.y + map.height - height), width, height
  };
}

static void
draw_window (const WkBankFigure *figure, const char *id, WkRect window)
{
  WkItem *box = wk_scene_add_box (figure->builder, id, WK_ROLE_FOCUS, window, 5);

  box->fill = WK_ROLE_FOCUS;
  box->tint = 1;
  box->width = 4;
}

static void
draw_card (const Layout *layout, int map, WkRect room, WkRect *card)
{
  const WkBankFigure *figure = layout->figure;
  const WkBank *bank = figure->bank;
  WkSceneBuilder *builder = figure->builder;
  int row, column;
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "input map %d"), map + 1);
  g_autofree char *value = g_strdup_printf (_L (figure->language, "%d × %d pixels"),
                                            bank->image_rows, bank->image_columns);
  WkItem *box;

  *card = fit_map (room, bank->image_rows, bank->image_columns);
  box = wk_scene_add_box (builder, wk_scene_id (builder, "map-%d", map + 1),
                          WK_ROLE_INK, *card, 4);
  box->fill = map % 2 == 0 ? WK_ROLE_POSITIVE : WK_ROLE_NEGATIVE;
  box->tint = 0.16;
  box->width = 2.5;
  box->emphasis = WK_EMPHASIS_DONE;
  wk_item_set_spoken (box, label, value, NULL, NULL);
  wk_bank_get_window (bank, &row, &column);
  draw_window (figure, wk_scene_id (builder, "window-%d", map + 1),
               window_in (*card, bank->image_rows, bank->image_columns, row, column,
                          bank->n_rows, bank->n_columns));
}

/* A line from each map to the filter that is lit: it looks at all of them. */
static void
draw_look (const Layout *layout, int map, WkRect card)
{
  WkSceneBuilder *builder = layout->figure->builder;
  double from = card.x + card.width + 8, to = layout->filter_x - 6;

  for (guint i = 0; i < layout->n_rows && to - from >= MIN_LOOK; i++)
    {
      WkItem *line;

      if (layout->rows[i] != layout->lit || layout->lit == GAP)
        continue;
      line =
          wk_scene_add_line (builder, wk_scene_id (builder, "look-%d", map + 1),
                             WK_ROLE_INK, (WkPoint){ from, card.y + card.height / 2 },
                             (WkPoint){ to, row_middle (layout, i) });
      line->width = 2.5;
      line->line.head = WK_MARKER_ARROW;
      return;
    }
}

static void
draw_inputs (const Layout *layout)
{
  const WkBankFigure *figure = layout->figure;
  int n_in = figure->bank->n_in;
  double height = layout->row_height * layout->n_rows, gap = 16;
  int room = CLAMP ((int) (height / 84), 1, MAX_CARDS);
  gboolean cut = n_in > room;
  int n = cut ? MAX (room - 1, 1) : n_in;
  double each = MIN ((height - (cut ? 56 : 0)) / n - gap, 190);
  double y = layout->top + (height - n * (each + gap) + gap - (cut ? 56 : 0)) / 2;

  wk_scene_add_group (figure->builder, "maps", _L (figure->language, "input maps"));
  wk_scene_set_group (figure->builder, "maps");
  for (int i = 0; i < n; i++)
    {
      /* The last map stands below the dots. */
      int map = cut && n > 1 && i == n - 1 ? n_in - 1 : i;
      WkRect card;

      if (cut && i == MAX (n - 1, 1))
        {
          add_dots (layout, "maps", layout->input_x + layout->input_width / 2,
                    y + 56.0 / 2 - gap / 2);
          y += 56;
        }
      draw_card (layout, map, (WkRect){ layout->input_x, y, layout->input_width, each },
                 &card);
      draw_look (layout, map, card);
      y += each + gap;
    }
  if (cut && n == 1)
    add_dots (layout, "maps", layout->input_x + layout->input_width / 2, y + 20);
  wk_scene_set_group (figure->builder, NULL);
}

static void
draw_output (const Layout *layout, guint row, int filter)
{
  const WkBankFigure *figure = layout->figure;
  const WkBank *bank = figure->bank;
  WkSceneBuilder *builder = figure->builder;
  int rows = bank->image_rows - bank->n_rows + 1;
  int columns = bank->image_columns - bank->n_columns + 1;
  double side = layout->row_height - 18, x = layout->output_x;
  WkRect card = fit_map (
      (WkRect){ x, row_middle (layout, row) - side / 2, layout->output_width, side },
      rows, columns);
  gboolean lit = filter == layout->lit;
  int window_row, window_column;
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "output map %d"), filter + 1);
  g_autofree char *value =
      g_strdup_printf (_L (figure->language, "%d × %d pixels"), rows, columns);
  WkItem *box = wk_scene_add_box (
      builder, wk_scene_id (builder, "output-%d", filter + 1), WK_ROLE_MUTED, card, 4);

  box->emphasis = lit ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_NORMAL;
  if (lit)
    {
      box->role = WK_ROLE_INK;
      box->fill = WK_ROLE_POSITIVE;
      box->tint = 0.16;
    }
  wk_item_set_spoken (box, label, value,
                      _L (figure->language, "The filter of the same number makes it."),
                      "filter");
  wk_bank_get_window (bank, &window_row, &window_column);
  if (lit)
    draw_window (figure, "output-pixel",
                 window_in (card, rows, columns, window_row, window_column, 1, 1));
}

/* --- rows --- */

static void
draw_arrow (const Layout *layout, int filter, double y)
{
  const WkBankFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  double from = layout->filter_x + layout->filter_width - ARROW + 10;
  double to = layout->output_x + layout->output_width / 2 - layout->row_height / 2 - 8;
  gboolean lit = filter == layout->lit;
  WkItem *arrow;

  to = MAX (MIN (to, from + 120), from + 34);
  arrow = wk_scene_add_line (builder, wk_scene_id (builder, "arrow-%d", filter + 1),
                             lit ? WK_ROLE_INK : WK_ROLE_MUTED, (WkPoint){ from, y },
                             (WkPoint){ to, y });
  arrow->line.head = WK_MARKER_ARROW;
  arrow->emphasis = lit ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_DIMMED;
}

static void
draw_filter (const Layout *layout, guint row, int filter)
{
  const WkBankFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  double y = row_middle (layout, row), last;
  g_autofree char *longest = g_strdup_printf ("W_{%d}", figure->bank->n_out);
  g_autofree char *symbol = g_strdup_printf ("W_{%d}", filter + 1);
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "filter %d"), filter + 1);
  g_autofree char *value = g_strdup_printf (
      _L (figure->language, "%d × %d weights for each of %d maps"),
      figure->bank->n_rows, figure->bank->n_columns, figure->bank->n_in);
  WkRect glow = { layout->filter_x, y - layout->row_height / 2 + 4,
                  layout->filter_width - ARROW + 4, layout->row_height - 8 };
  gboolean lit = filter == layout->lit;
  WkItem *box = wk_scene_add_box (
      builder, wk_scene_id (builder, "filter-%d", filter + 1), WK_ROLE_NONE, glow, 12);

  box->width = 0;
  if (lit)
    {
      box->fill = WK_ROLE_FOCUS;
      box->tint = 1;
    }
  wk_item_set_spoken (box, label, value,
                      _L (figure->language, "It makes the output map of its number."),
                      "filter");
  last =
      layout->filter_x + 14 + wk_bank_formula_width (figure, WK_TYPE_SYMBOL, longest);
  wk_scene_add_formula (builder, wk_scene_id (builder, "filter-%d-symbol", filter + 1),
                        lit ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_SYMBOL,
                        layout->filter_x + 14, y, WK_ANCHOR_START, WK_VALIGN_MIDDLE,
                        symbol);
  wk_bank_draw_block (
      figure, filter, lit,
      (WkRect){ last + 14, y - layout->row_height / 2 + 10,
                layout->filter_x + layout->filter_width - ARROW - last - 26,
                layout->row_height - 20 });
  draw_arrow (layout, filter, y);
}

static void
draw_bank (const WkBankFigure *figure, WkRect area)
{
  Layout layout = { .figure = figure };

  lay_out (&layout, area);
  draw_inputs (&layout);
  wk_scene_add_group (figure->builder, "filters", _L (figure->language, "filters"));
  wk_scene_set_group (figure->builder, "filters");
  for (guint i = 0; i < layout.n_rows; i++)
    {
      if (layout.rows[i] != GAP)
        {
          draw_filter (&layout, i, layout.rows[i]);
          continue;
        }
      add_dots (&layout, wk_scene_id (figure->builder, "filters-%u", i),
                layout.filter_x + (layout.filter_width - ARROW) / 2,
                row_middle (&layout, i));
      add_dots (&layout, wk_scene_id (figure->builder, "outputs-%u", i),
                layout.output_x + layout.output_width / 2, row_middle (&layout, i));
    }
  wk_scene_set_group (figure->builder, NULL);
  wk_scene_add_group (figure->builder, "outputs", _L (figure->language, "output maps"));
  wk_scene_set_group (figure->builder, "outputs");
  for (guint i = 0; i < layout.n_rows; i++)
    if (layout.rows[i] != GAP)
      draw_output (&layout, i, layout.rows[i]);
  wk_scene_set_group (figure->builder, NULL);
}

void
wk_bank_draw (const WkBank *bank, const WkView *view, WkSceneBuilder *builder)
{
  WkBankFigure figure = {
    .bank = bank, .view = view, .language = view->language, .builder = builder
  };
  WkRect body = wk_scene_builder_get_body (builder), bank_area = body, table = body;
  gboolean tall = wk_view_is_tall (view);

  for (guint step = 1; step <= 4; step++)
    figure.t[step] = wk_view_progress (view, step);
  if (view->position > 0 && view->position <= 1 && bank->has_pixel)
    {
      wk_bank_draw_pixel (&figure, body);
      return;
    }
  if (tall)
    {
      table.height = MIN (wk_bank_table_height (&figure, body.width), body.height / 2);
      table.y = body.y + body.height - table.height;
      bank_area.height = body.height - table.height - 30;
    }
  else
    {
      table.width = wk_bank_table_width (&figure, TRUE);
      if (table.width > 0.42 * body.width)
        table.width = wk_bank_table_width (&figure, FALSE);
      table.x = body.x + body.width - table.width;
      bank_area.width = body.width - table.width - TABLE_GAP;
    }
  draw_bank (&figure, bank_area);
  wk_bank_draw_table (&figure, table);
}
