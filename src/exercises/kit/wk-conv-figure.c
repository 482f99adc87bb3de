/* wk-conv-figure.c - the figure of a convolution at a pixel
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First all boxes, then what lies on them (the window, the marked origin), and at last
 * all numbers, so that nothing runs through a number.
 */
#include "config.h"

#include "exercises/kit/wk-conv-figure-private.h"

#include "model/wk-number.h"

#define RING_INSET 3.0
#define RING_WIDTH 3.5

WkRect
wk_conv_grid_cell (const WkConvGrid *grid, int row, int column)
{
  return (WkRect){ grid->x + (column - grid->first_column) * grid->width,
                   grid->y + (row - grid->first_row) * grid->height, grid->width,
                   grid->height };
}

WkRect
wk_conv_rect_mix (WkRect from, WkRect to, double share)
{
  return (WkRect){ from.x + share * (to.x - from.x), from.y + share * (to.y - from.y),
                   from.width + share * (to.width - from.width),
                   from.height + share * (to.height - from.height) };
}

static gboolean
is_projector (const WkConvFigure *figure)
{
  return figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR;
}

const char *
wk_conv_figure_input_words (const WkConvFigure *figure)
{
  /* On the projector words are large; the third step says how it is padded. */
  if (is_projector (figure))
    return _L (figure->language, "input");
  switch (figure->work->conv.padding)
    {
    case WK_PADDING_ZERO:
      return _L (figure->language, "input, zero padding");
    case WK_PADDING_REFLECT:
      return _L (figure->language, "input, mirrored outside");
    case WK_PADDING_REPLICATE:
      return _L (figure->language, "input, edge repeated");
    case WK_PADDING_WRAP:
      return _L (figure->language, "input, wrapped around");
    case WK_PADDING_NONE:
    default:
      return _L (figure->language, "input, no padding");
    }
}

const char *
wk_conv_figure_kernel_words (const WkConvFigure *figure, gboolean turned)
{
  const char *word = turned && wk_conv_work_turns (figure->work)
                         ? _L (figure->language, "kernel, turned")
                         : _L (figure->language, "kernel");

  /* Its numbers are whole, and the sum is divided. */
  if (figure->work->divisor != 1.0)
    return wk_scene_id (figure->builder, "%s, 1/%g", word, figure->work->divisor);
  if (turned && is_projector (figure))
    return wk_conv_work_turns (figure->work) ? _L (figure->language, "turned")
                                             : _L (figure->language, "kernel");
  if (!wk_conv_work_turns (figure->work))
    return turned ? _L (figure->language, "kernel, not turned")
                  : _L (figure->language, "kernel");
  return turned ? _L (figure->language, "kernel, turned")
                : _L (figure->language, "kernel");
}

/* How far what stands beside the image is moved in, to the image itself, as long as
 * nothing is drawn outside it. */
static double
moved_in (const WkConvFigure *figure, const WkConvGrid *grid, int first, double size)
{
  double t = figure->t[WK_CONV_STEP_LAY];

  if (grid != &figure->input || first >= 0)
    return 0.0;
  return (1.0 - t * t * (3.0 - 2.0 * t)) * -first * size;
}

void
wk_conv_figure_add_heading (WkConvFigure *figure,
                            const WkConvGrid *grid,
                            const char *id,
                            const char *text)
{
  wk_scene_add_text (figure->builder, wk_scene_id (figure->builder, "%s-heading", id),
                     WK_ROLE_MUTED, WK_TYPE_SECONDARY, grid->heading_x,
                     grid->heading_y +
                         moved_in (figure, grid, grid->first_row, grid->height),
                     WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
}

/* Rows and columns outside the image are not there before the window is laid. */
static double
index_opacity (const WkConvFigure *figure,
               const WkConvGrid *grid,
               gboolean is_row,
               int place)
{
  const WkPlane *image = &figure->work->image;

  if (grid != &figure->input ||
      (place >= 0 && place < (is_row ? image->n_rows : image->n_columns)))
    return 1.0;
  return figure->t[WK_CONV_STEP_LAY];
}

void
wk_conv_figure_add_indices (WkConvFigure *figure,
                            const WkConvGrid *grid,
                            const char *id)
{
  double em = wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
  double left = grid->x + moved_in (figure, grid, grid->first_column, grid->width);
  double top = grid->y + moved_in (figure, grid, grid->first_row, grid->height);

  for (int i = 0; grid->indices && i < grid->n_rows + grid->n_columns; i++)
    {
      gboolean is_row = i < grid->n_rows;
      int k = is_row ? i : i - grid->n_rows;
      int place = (is_row ? grid->first_row : grid->first_column) + k;
      double opacity = index_opacity (figure, grid, is_row, place);
      g_autofree char *text = wk_number_to_text (place, figure->language);
      WkItem *item;

      if (opacity <= 0.0)
        continue;
      item = wk_scene_add_text (
          figure->builder,
          wk_scene_id (figure->builder, "%s-%s-%d", id, is_row ? "row" : "column",
                       place),
          WK_ROLE_MUTED, WK_TYPE_SECONDARY,
          is_row ? left - 10.0 : grid->x + (k + 0.5) * grid->width,
          is_row ? grid->y + (k + 0.5) * grid->height : top - 0.62 * em - 4.0,
          is_row ? WK_ANCHOR_END : WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
      item->opacity = opacity;
    }
}

static void
number_free (WkConvNumber *number)
{
  g_free (number->id);
  g_free (number->text);
  g_free (number->formula);
  g_free (number);
}

/* @formula: the same where only the digits of formulas have room. */
static void
hold (WkConvFigure *figure,
      const char *id,
      WkRole role,
      WkRect cell,
      double opacity,
      const char *text,
      const char *formula)
{
  WkConvNumber *number;

  if (opacity <= 0.0)
    return;
  number = g_new0 (WkConvNumber, 1);
  number->id = g_strdup_printf ("%s-value", id);
  number->text = g_strdup (text);
  number->formula = g_strdup (formula);
  number->role = role;
  number->cell = cell;
  number->opacity = MIN (opacity, 1.0);
  g_ptr_array_add (figure->numbers, number);
}

void
wk_conv_figure_hold_text (WkConvFigure *figure,
                          const char *id,
                          WkRole role,
                          WkRect cell,
                          double opacity,
                          const char *text)
{
  hold (figure, id, role, cell, opacity, text, text);
}

void
wk_conv_figure_hold (WkConvFigure *figure,
                     const char *id,
                     WkRole role,
                     WkRect cell,
                     double opacity,
                     double value)
{
  g_autofree char *text = wk_number_to_text (value, figure->language);
  g_autofree char *formula = wk_number_to_formula (value, figure->language);

  hold (figure, id, role, cell, opacity, text, formula);
}

void
wk_conv_figure_raise_last (WkConvFigure *figure)
{
  WkConvNumber *number;

  if (figure->numbers->len == 0)
    return;
  number = g_ptr_array_index (figure->numbers, figure->numbers->len - 1);
  number->raised = TRUE;
}

/* What is asked is larger on the projector, where its cell has room: as other numbers
 * are, else in the narrower digits of formulas. */
static WkTypeRole
number_type (const WkConvFigure *figure, const WkConvNumber *number)
{
  const WkMeasure *measure = figure->view->measure;
  double width = number->cell.width - WK_CONV_ANSWER_ROOM + 1.0;
  double height = number->cell.height - WK_CONV_ANSWER_ROOM + 1.0;
  WkExtents extents;

  if (!number->raised || figure->view->text_scale != WK_TEXT_SCALE_PROJECTOR)
    return figure->type;
  measure->text (measure, number->text, WK_TYPE_NODE_VALUE, figure->view->text_scale, 0,
                 &extents);
  if (extents.width <= width && extents.ink.height <= height)
    return WK_TYPE_NODE_VALUE;
  measure->formula (measure, number->formula, WK_TYPE_FORMULA_SMALL,
                    figure->view->text_scale, 0, &extents);
  return extents.width <= width && extents.ink.height <= height ? WK_TYPE_FORMULA_SMALL
                                                                : figure->type;
}

static void
add_numbers (WkConvFigure *figure)
{
  for (guint i = 0; i < figure->numbers->len; i++)
    {
      const WkConvNumber *number = g_ptr_array_index (figure->numbers, i);
      WkTypeRole type = number_type (figure, number);
      double x = number->cell.x + number->cell.width / 2.0;
      double y = number->cell.y + number->cell.height / 2.0;
      WkItem *item =
          type == WK_TYPE_FORMULA_SMALL
              ? wk_scene_add_formula (figure->builder, number->id, number->role, type,
                                      x, y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE,
                                      number->formula)
              : wk_scene_add_text (figure->builder, number->id, number->role, type, x,
                                   y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, number->text);

      item->opacity = number->opacity;
    }
}

WkItem *
wk_conv_figure_add_ring (WkConvFigure *figure, const char *id, WkRect cell)
{
  /* Small cells have no room for an inset. */
  double inset = MIN (RING_INSET, cell.height / 16.0);
  WkItem *ring =
      wk_scene_add_box (figure->builder, id, WK_ROLE_INK,
                        (WkRect){ cell.x + inset, cell.y + inset,
                                  cell.width - 2.0 * inset, cell.height - 2.0 * inset },
                        MIN (8.0, cell.height / 5.0));

  ring->width = CLAMP (cell.height / 10.0, 2.0, RING_WIDTH);
  return ring;
}

void
wk_conv_figure_draw (const WkConvWork *work,
                     const WkView *view,
                     WkSceneBuilder *builder)
{
  WkConvFigure figure = {
    .work = work,
    .view = view,
    .language = view->language,
    .builder = builder,
    .numbers = g_ptr_array_new_with_free_func ((GDestroyNotify) number_free),
  };

  for (guint step = WK_CONV_STEP_TURN; step <= WK_CONV_STEP_ADD; step++)
    figure.t[step] = wk_view_progress (view, step);
  if (work->photo != NULL)
    wk_conv_figure_draw_photo (&figure);
  else
    {
      wk_conv_figure_lay_out (&figure);
      wk_conv_figure_draw_input (&figure);
      wk_conv_figure_draw_middle (&figure);
      wk_conv_figure_draw_output (&figure);
    }
  add_numbers (&figure);
  g_ptr_array_unref (figure.numbers);
}
