/* wk-conv-figure-planes.c - the image with what lies around it, and the output
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies outside the image is hatched, and its values come when they are read. The
 * output is filled up to the pixel, as if one had worked through it in reading order.
 */
#include "config.h"

#include "exercises/kit/wk-conv-figure-private.h"

#include <math.h>

#include "model/wk-number.h"

/* Under a number cells are tinted at most so much; without one, as much as lets the
 * rings be seen. */
#define TINT_WITH_NUMBER 0.25
#define TINT_WITHOUT 0.4
/* Of the glow under the window, from the smallest value to the largest. */
#define LEAST_GLOW 0.4
/* Of an image with what lies around it. */
#define MANY_CELLS 150
/* Share of the step in which the window arrives. */
#define ARRIVES 0.7

static double
largest (const double *numbers, int n)
{
  double most = 0.0;

  for (int i = 0; i < n; i++)
    most = MAX (most, fabs (numbers[i]));
  return most > 0.0 ? most : 1.0;
}

static void
tint_cell (WkItem *box, double value, double most, gboolean numbers)
{
  box->width = numbers || box->box.width > 14.0 ? 1.5 : 0.75;
  box->fill = value < 0.0 ? WK_ROLE_NEGATIVE : WK_ROLE_INK;
  box->tint = fabs (value) / most * (numbers ? TINT_WITH_NUMBER : TINT_WITHOUT);
  if (value == 0.0)
    box->fill = WK_ROLE_NONE;
}

static void
glow_cell (WkItem *box, double value, double most, double glow)
{
  box->fill = WK_ROLE_FOCUS;
  box->tint = glow * (LEAST_GLOW + (1.0 - LEAST_GLOW) * fabs (value) / most);
}

/* TRUE if a cell of the kernel lies there once it is laid. */
static gboolean
is_tapped (const WkConvWork *work, int row, int column)
{
  const WkConvTap *first = wk_conv_work_tap (work, 0, 0);
  const WkConv *conv = &work->conv;
  int down = row - first->row, right = column - first->column;

  return down >= 0 && right >= 0 && down % conv->dilation_row == 0 &&
         right % conv->dilation_column == 0 &&
         down / conv->dilation_row < conv->kernel.n_rows &&
         right / conv->dilation_column < conv->kernel.n_columns;
}

static gboolean
is_inside (const WkConvWork *work, int row, int column)
{
  return row >= 0 && column >= 0 && row < work->image.n_rows &&
         column < work->image.n_columns;
}

static double
share_after (double t, double from)
{
  return CLAMP ((t - from) / (1.0 - from), 0.0, 1.0);
}

/* --- the image --- */

static void
speak_image (WkConvFigure *figure, WkItem *box, int row, int column, double value)
{
  g_autofree char *words = wk_number_to_words (value, figure->language);
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "image, row %d, column %d"), row, column);
  g_autofree char *path = g_strdup_printf ("image[%d][%d]", row, column);

  wk_item_set_spoken (box, label, words, NULL, path);
}

static void
speak_outside (WkConvFigure *figure, WkItem *box, int row, int column, double value)
{
  g_autofree char *words = figure->t[WK_CONV_STEP_READ] >= 1.0
                               ? wk_number_to_words (value, figure->language)
                               : g_strdup (_L (figure->language, "not read yet"));
  g_autofree char *label = g_strdup_printf (
      _L (figure->language, "outside the image, row %d, column %d"), row, column);

  wk_item_set_spoken (box, label, words, NULL, NULL);
}

static void
draw_image_cell (WkConvFigure *figure, int row, int column, double most)
{
  const WkConvWork *work = figure->work;
  const WkConvGrid *grid = &figure->input;
  WkRect cell = wk_conv_grid_cell (grid, row, column);
  double value = wk_conv_work_read (work, row, column);
  double glow = is_tapped (work, row, column)
                    ? share_after (figure->t[WK_CONV_STEP_LAY], ARRIVES)
                    : 0.0;
  const char *id = wk_scene_id (figure->builder, "image-%d-%d", row, column);
  WkItem *box = wk_scene_add_box (figure->builder, id, WK_ROLE_LINE, cell, 0.0);

  tint_cell (box, value, most, grid->numbers);
  if (glow > 0.0)
    glow_cell (box, value, most, glow);
  speak_image (figure, box, row, column, value);
  if (grid->numbers)
    wk_conv_figure_hold (figure, id, WK_ROLE_INK, cell, 1.0, value);
}

/* Comes with the window; its value when it is read. */
static void
draw_outside_cell (WkConvFigure *figure, int row, int column, double most)
{
  const WkConvWork *work = figure->work;
  const WkConvGrid *grid = &figure->input;
  WkRect cell = wk_conv_grid_cell (grid, row, column);
  double value = wk_conv_work_read (work, row, column);
  gboolean tapped = is_tapped (work, row, column);
  double glow = tapped ? share_after (figure->t[WK_CONV_STEP_LAY], ARRIVES) : 0.0;
  const char *id = wk_scene_id (figure->builder, "image-%d-%d", row, column);
  WkItem *box;

  if (figure->t[WK_CONV_STEP_LAY] <= 0.0)
    return;
  box = wk_scene_add_box (figure->builder, id, WK_ROLE_LINE, cell, 0.0);
  box->width = grid->numbers || cell.width > 14.0 ? 1.5 : 0.75;
  box->hatched = grid->numbers || cell.width > 14.0;
  box->opacity = figure->t[WK_CONV_STEP_LAY];
  if (glow > 0.0)
    glow_cell (box, value, most, glow);
  speak_outside (figure, box, row, column, value);
  /* Where much lies outside, only what is read there is of interest. */
  if (grid->numbers && (tapped || grid->n_rows * grid->n_columns <= MANY_CELLS))
    wk_conv_figure_hold (figure, id, WK_ROLE_INK, cell, figure->t[WK_CONV_STEP_READ],
                         value);
}

/* The window flies from the kernel to its place. */
static void
draw_window (WkConvFigure *figure)
{
  const WkConvWork *work = figure->work;
  const WkPlane *kernel = &work->conv.kernel;
  const WkConvTap *first = wk_conv_work_tap (work, 0, 0);
  const WkConvTap *last =
      wk_conv_work_tap (work, kernel->n_rows - 1, kernel->n_columns - 1);
  double t = figure->t[WK_CONV_STEP_LAY];
  WkRect begin = wk_conv_grid_cell (&figure->input, first->row, first->column);
  WkRect end = wk_conv_grid_cell (&figure->input, last->row, last->column);
  WkRect from = { figure->kernel.x, figure->kernel.y,
                  figure->kernel.n_columns * figure->kernel.width,
                  figure->kernel.n_rows * figure->kernel.height };
  WkRect to = { begin.x, begin.y, end.x + end.width - begin.x,
                end.y + end.height - begin.y };
  WkItem *box;

  if (t <= 0.0)
    return;
  t = MIN (t / ARRIVES, 1.0);
  box = wk_scene_add_box (figure->builder, "window", WK_ROLE_FOCUS,
                          wk_conv_rect_mix (from, to, t * t * (3.0 - 2.0 * t)), 10.0);
  /* On rows that are low its line would lie on the numbers. */
  box->width = figure->input.numbers ? CLAMP (begin.height / 7.0, 2.5, 6.0) : 6.0;
}

/* Where the origin goes: muted until it is laid there. */
static void
draw_place (WkConvFigure *figure)
{
  const WkConvWork *work = figure->work;
  gboolean laid = figure->t[WK_CONV_STEP_LAY] >= 1.0;
  g_autofree char *value = wk_number_to_words (
      wk_conv_work_read (work, work->at_row, work->at_column), figure->language);
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "the pixel, image row %d, column %d"),
                       work->at_row, work->at_column);
  WkItem *ring = wk_conv_figure_add_ring (
      figure, "place",
      wk_conv_grid_cell (&figure->input, work->at_row, work->at_column));

  if (!laid)
    {
      if (figure->input.numbers)
        ring->role = WK_ROLE_MUTED;
      ring->dashed = TRUE;
    }
  wk_item_set_spoken (
      ring, label, value,
      laid ? _L (figure->language, "The kernel's origin lies here.") : NULL, "pixel");
}

void
wk_conv_figure_draw_input (WkConvFigure *figure)
{
  const WkConvWork *work = figure->work;
  const WkConvGrid *grid = &figure->input;
  double most = largest (work->pixels, work->image.n_rows * work->image.n_columns);

  wk_scene_add_group (figure->builder, "input", _L (figure->language, "input"));
  wk_scene_set_group (figure->builder, "input");
  wk_conv_figure_add_heading (figure, grid, "input",
                              wk_conv_figure_input_words (figure));
  wk_conv_figure_add_indices (figure, grid, "input");
  for (int row = grid->first_row; row < grid->first_row + grid->n_rows; row++)
    for (int column = grid->first_column; column < grid->first_column + grid->n_columns;
         column++)
      {
        if (is_inside (work, row, column))
          draw_image_cell (figure, row, column, most);
        else
          draw_outside_cell (figure, row, column, most);
      }
  draw_window (figure);
  draw_place (figure);
  wk_scene_set_group (figure->builder, NULL);
}

/* --- the output --- */

typedef enum
{
  CELL_LATER,
  CELL_ASKED,
  CELL_DONE,
} CellState;

static void
speak_output (WkConvFigure *figure, WkItem *box, int row, int column, double value)
{
  const WkConvWork *work = figure->work;
  gboolean known = box->fill != WK_ROLE_NONE || box->emphasis == WK_EMPHASIS_DONE;
  g_autofree char *words = known ? wk_number_to_words (value, figure->language)
                                 : g_strdup (_L (figure->language, "not computed yet"));
  g_autofree char *label = g_strdup_printf (
      row == work->row && column == work->column
          ? _L (figure->language, "output, row %d, column %d, the pixel that is asked")
          : _L (figure->language, "output, row %d, column %d"),
      row, column);

  wk_item_set_spoken (box, label, words, NULL, "pixel");
}

static void
draw_output_cell (WkConvFigure *figure, int row, int column, double most)
{
  const WkConvWork *work = figure->work;
  const WkConvGrid *grid = &figure->output;
  int place = row * work->range.n_columns + column;
  int asked = work->row * work->range.n_columns + work->column;
  CellState state = place < asked    ? CELL_DONE
                    : place == asked ? CELL_ASKED
                                     : CELL_LATER;
  double known = state == CELL_DONE    ? figure->t[WK_CONV_STEP_TURN]
                 : state == CELL_ASKED ? share_after (figure->t[WK_CONV_STEP_ADD], 0.5)
                                       : 0.0;
  double value = work->map[place];
  WkRect cell = wk_conv_grid_cell (grid, row, column);
  const char *id = wk_scene_id (figure->builder, "output-%d-%d", row, column);
  WkItem *box = wk_scene_add_box (figure->builder, id, WK_ROLE_LINE, cell, 0.0);

  tint_cell (box, value, most, grid->numbers);
  box->tint *= known;
  if (known <= 0.0)
    box->fill = WK_ROLE_NONE;
  else
    box->emphasis = WK_EMPHASIS_DONE;
  if (state == CELL_ASKED && known > 0.0)
    glow_cell (box, most, most, known);
  speak_output (figure, box, row, column, value);
  if (!grid->numbers)
    return;
  if (state == CELL_ASKED && known < 1.0)
    wk_conv_figure_hold_text (figure, wk_scene_id (figure->builder, "output-unknown"),
                              WK_ROLE_MUTED, cell, 1.0 - known, "?");
  wk_conv_figure_hold (figure, id, WK_ROLE_INK, cell, known, value);
  if (state == CELL_ASKED && known > 0.0)
    wk_conv_figure_raise_last (figure);
}

/* Below an output whose numbers have no room. */
static void
draw_value (WkConvFigure *figure)
{
  double t = figure->t[WK_CONV_STEP_ADD];
  g_autofree char *formula = wk_conv_figure_value_formula (figure, t > 0.5);
  WkItem *item =
      wk_scene_add_formula (figure->builder, "output-formula", WK_ROLE_INK,
                            WK_TYPE_SYMBOL, figure->output.heading_x, figure->value_y,
                            WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, formula);

  item->opacity = t > 0.0 && t < 1.0 ? fabs (2.0 * t - 1.0) : 1.0;
}

void
wk_conv_figure_draw_output (WkConvFigure *figure)
{
  const WkConvWork *work = figure->work;
  const WkConvGrid *grid = &figure->output;
  double most = largest (work->map, work->range.n_rows * work->range.n_columns);

  wk_scene_add_group (figure->builder, "output", _L (figure->language, "output"));
  wk_scene_set_group (figure->builder, "output");
  wk_conv_figure_add_heading (figure, grid, "output", _L (figure->language, "output"));
  wk_conv_figure_add_indices (figure, grid, "output");
  for (int row = 0; row < work->range.n_rows; row++)
    for (int column = 0; column < work->range.n_columns; column++)
      draw_output_cell (figure, row, column, most);
  wk_conv_figure_add_ring (figure, "output-ring",
                           wk_conv_grid_cell (grid, work->row, work->column));
  if (!grid->numbers)
    draw_value (figure);
  wk_scene_set_group (figure->builder, NULL);
}
