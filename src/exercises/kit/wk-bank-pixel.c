/* wk-bank-pixel.c - one pixel of an output map, with its numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A block for each input map: what lies in the window, the slice of the filter that
 * belongs to it, and their sum; then the bias and the pixel. Window and slice stand one
 * above the other or side by side, whichever leaves the larger cells; where neither can
 * be read, only the sums stand.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-bank-private.h"
#include "model/wk-number.h"

#define MAX_CELL 78.0
#define FRAME 13.0 /* of the map around the window */
#define GAP 34.0
#define SLICE_GAP 26.0
#define OUTPUT_SIDE 2.6 /* of the pixel's box, in lines */

typedef enum
{
  ABOVE,  /* window above slice */
  BESIDE, /* window beside slice */
  NO_GRIDS,
} Shape;

typedef struct
{
  const WkBankFigure *figure;
  WkRect area;
  gboolean down; /* blocks one below the other */
  Shape shape;
  double cell;
  double head, result; /* heights of a block's heading and of its sum */
  double heading, sum; /* widths of the widest heading and of the widest sum */
  double block_width, block_height;
  double output_width, output_height;
  double note;
} Layout;

/* --- sizes --- */

static char *
slice_symbol (int map)
{
  return g_strdup_printf ("W[1,%d]", map + 1);
}

static char *
map_words (const WkBankFigure *figure, int map)
{
  return g_strdup_printf (_L (figure->language, "map %d"), map + 1);
}

static char *
sum_words (const WkBankFigure *figure, int map, gboolean known)
{
  g_autofree char *value =
      wk_number_to_formula (figure->bank->sums[map], figure->language);

  return g_strdup_printf ("s_{%d}=%s", map + 1, known ? value : "\\text{?}");
}

static char *
bias_words (const WkBankFigure *figure)
{
  g_autofree char *value = wk_number_to_formula (figure->bank->bias, figure->language);

  return g_strdup_printf ("b_1=%s", value);
}

static double
min_cell (const WkBankFigure *figure)
{
  double em = wk_type_size (WK_TYPE_GRID_VALUE, figure->view->text_scale);

  return MAX (1.18 * em, wk_bank_text_width (figure, WK_TYPE_GRID_VALUE, "−9") + 6);
}

static double
patch_width (const Layout *layout, double cell)
{
  return MAX (layout->figure->bank->n_columns * cell + 2 * FRAME, layout->heading);
}

static double
slice_width (const Layout *layout, double cell)
{
  return MAX (layout->figure->bank->n_columns * cell, layout->heading);
}

static double
grids_width (const Layout *layout, double cell)
{
  return layout->shape == NO_GRIDS ? layout->heading
         : layout->shape == ABOVE
             ? patch_width (layout, cell)
             : patch_width (layout, cell) + SLICE_GAP + slice_width (layout, cell);
}

static double
grids_height (const Layout *layout, double cell)
{
  double one = layout->figure->bank->n_rows * cell;

  return layout->shape == NO_GRIDS ? 0
         : layout->shape == ABOVE  ? 2 * one + 2 * FRAME + layout->head
                                   : one + 2 * FRAME;
}

/* Of all blocks and the output, with cells of @cell. */
static void
find_extent (Layout *layout, double cell, double *width, double *height)
{
  int n = layout->figure->bank->n_in;
  double grids = grids_width (layout, cell);

  layout->block_width = MAX (grids, layout->sum);
  layout->block_height = layout->head + grids_height (layout, cell) + layout->result;
  if (layout->down)
    {
      *width = MAX (layout->block_width, layout->output_width);
      *height = n * (layout->block_height + GAP / 2) + layout->output_height;
    }
  else
    {
      *width = n * (layout->block_width + GAP) + layout->output_width;
      *height = MAX (layout->block_height, layout->output_height);
    }
}

static double
find_cell (Layout *layout, Shape shape)
{
  double width, height, room = layout->area.height - layout->note;

  layout->shape = shape;
  for (double cell = MAX_CELL; cell >= min_cell (layout->figure); cell -= 1)
    {
      find_extent (layout, cell, &width, &height);
      if (width <= layout->area.width && height <= room)
        return cell;
    }
  return 0;
}

static void
choose_shape (Layout *layout)
{
  double above = find_cell (layout, ABOVE), beside = find_cell (layout, BESIDE);
  double width, height;

  layout->shape = above <= 0 && beside <= 0 ? NO_GRIDS
                  : above >= beside         ? ABOVE
                                            : BESIDE;
  layout->cell = MAX (above, beside);
  find_extent (layout, layout->cell, &width, &height);
}

static const char *
note_words (const WkBankFigure *figure)
{
  if (figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR)
    return _L (figure->language, "Layers compute the cross-correlation: no turning.");
  return _L (figure->language,
             "Window times slice, cell by cell, and all added. Layers "
             "compute the cross-correlation: no turning.");
}

static void
lay_out (Layout *layout)
{
  const WkBankFigure *figure = layout->figure;
  g_autofree char *bias = bias_words (figure);
  g_autofree char *value = wk_number_to_text (figure->bank->pixel, figure->language);
  g_autofree char *slice = slice_symbol (figure->bank->n_in - 1);
  g_autofree char *map = map_words (figure, figure->bank->n_in - 1);
  const char *output = _L (figure->language, "output map 1");

  for (int c = 0; c < figure->bank->n_in; c++)
    {
      g_autofree char *sum = sum_words (figure, c, TRUE);
      double width = wk_bank_formula_width (figure, WK_TYPE_SYMBOL, sum);

      layout->sum = MAX (layout->sum, width);
    }
  layout->heading = MAX (wk_bank_formula_width (figure, WK_TYPE_SYMBOL_SMALL, slice),
                         wk_bank_text_width (figure, WK_TYPE_SECONDARY, map));
  layout->head = wk_bank_line_height (figure, WK_TYPE_SECONDARY) + 6;
  layout->result = wk_bank_line_height (figure, WK_TYPE_SYMBOL) + 14;
  layout->output_width =
      MAX (wk_bank_text_width (figure, WK_TYPE_SECONDARY, output),
           MAX (wk_bank_formula_width (figure, WK_TYPE_SYMBOL, bias),
                wk_bank_text_width (figure, WK_TYPE_NODE_VALUE, value) + 40));
  layout->output_height =
      layout->head + layout->result +
      OUTPUT_SIDE * wk_bank_line_height (figure, WK_TYPE_NODE_VALUE) / 1.25;
  layout->note =
      wk_bank_heading (figure, NULL, note_words (figure), 0, 0, layout->area.width) +
      16;
  choose_shape (layout);
  if (layout->shape == NO_GRIDS)
    {
      layout->note = 0;
      choose_shape (layout);
    }
}

/* --- drawing --- */

/* How far map @map's sum has come; the last is the pixel itself. */
static double
share (const Layout *layout, int map)
{
  double n = layout->figure->bank->n_in + 1;

  return CLAMP (layout->figure->t[1] * n - map, 0.0, 1.0);
}

typedef struct
{
  const Layout *layout;
  const char *id, *key;
  int map;
  WkRole role;
  gboolean signs; /* tinted by sign and size */
} Grid;

static void
draw_cell (const Grid *grid, WkRect cell, int row, int column)
{
  const WkBankFigure *figure = grid->layout->figure;
  const WkBank *bank = figure->bank;
  WkSceneBuilder *builder = figure->builder;
  double value = grid->signs ? wk_bank_weight (bank, grid->map, row, column)
                             : wk_bank_patch (bank, grid->map, row, column);
  g_autofree char *text = wk_number_to_text (value, figure->language);
  g_autofree char *spoken = wk_number_to_words (value, figure->language);
  g_autofree char *label =
      grid->signs
          ? g_strdup_printf (
                _L (figure->language, "filter 1, slice for map %d, row %d, column %d"),
                grid->map + 1, row + 1, column + 1)
          : g_strdup_printf (
                _L (figure->language, "window on map %d, row %d, column %d"),
                grid->map + 1, row + 1, column + 1);
  g_autofree char *path =
      g_strdup_printf ("%s[%d][%d]", grid->key, grid->map * bank->n_rows + row, column);
  const char *id = wk_scene_id (builder, "%s-%d-%d-%d", grid->id, grid->map + 1,
                                row + 1, column + 1);
  WkItem *box = wk_scene_add_box (builder, id, WK_ROLE_MUTED, cell, 0);

  box->width = 1.5;
  box->fill =
      grid->signs ? value < 0 ? WK_ROLE_NEGATIVE : WK_ROLE_POSITIVE : grid->role;
  box->tint = !grid->signs ? 0.14
              : value == 0 ? 0
                           : MIN (0.1 + 0.08 * fabs (value), 0.4);
  if (box->tint <= 0)
    box->fill = WK_ROLE_NONE;
  wk_item_set_spoken (box, label, spoken, NULL, path);
  wk_scene_add_text (builder, wk_scene_id (builder, "%s-value", id), WK_ROLE_INK,
                     WK_TYPE_GRID_VALUE, cell.x + cell.width / 2,
                     cell.y + cell.height / 2, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE,
                     text);
}

static void
draw_grid (const Grid *grid, double x, double y)
{
  const WkBank *bank = grid->layout->figure->bank;
  double side = grid->layout->cell;

  for (int row = 0; row < bank->n_rows; row++)
    for (int column = 0; column < bank->n_columns; column++)
      draw_cell (grid, (WkRect){ x + column * side, y + row * side, side, side }, row,
                 column);
}

static void
draw_map (const Layout *layout, int map, double x, double y)
{
  const WkBankFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  double width = figure->bank->n_columns * layout->cell;
  double height = figure->bank->n_rows * layout->cell;
  WkRole role = map % 2 == 0 ? WK_ROLE_POSITIVE : WK_ROLE_NEGATIVE;
  Grid grid = { layout, "patch", "patches", map, role, FALSE };
  WkItem *box = wk_scene_add_box (
      builder, wk_scene_id (builder, "map-%d", map + 1), WK_ROLE_INK,
      (WkRect){ x - FRAME, y - FRAME, width + 2 * FRAME, height + 2 * FRAME }, 6);

  box->fill = role;
  box->tint = 0.16;
  box->emphasis = WK_EMPHASIS_DONE;
  box = wk_scene_add_box (builder, wk_scene_id (builder, "window-%d", map + 1),
                          WK_ROLE_FOCUS,
                          (WkRect){ x - 4, y - 4, width + 8, height + 8 }, 8);
  box->fill = WK_ROLE_PAPER;
  box->tint = 1;
  box->width = 6;
  draw_grid (&grid, x, y);
}

static void
draw_grids (const Layout *layout, int map, double x, double y)
{
  const WkBankFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  double width = figure->bank->n_columns * layout->cell;
  double left = x + (layout->block_width - grids_width (layout, layout->cell)) / 2;
  double patch_x = left + (patch_width (layout, layout->cell) - width) / 2;
  double patch_y = y + layout->head + FRAME;
  double slice_x = patch_x, slice_y = patch_y;
  double slice_head = y;
  g_autofree char *words = map_words (figure, map);
  g_autofree char *symbol = slice_symbol (map);
  Grid slice = { layout, "slice", "weights", map, WK_ROLE_NONE, TRUE };

  if (layout->shape == ABOVE)
    {
      slice_head = patch_y + figure->bank->n_rows * layout->cell + FRAME;
      slice_y = slice_head + layout->head;
    }
  else
    slice_x = left + patch_width (layout, layout->cell) + SLICE_GAP +
              (slice_width (layout, layout->cell) - width) / 2;
  wk_scene_add_text (builder, wk_scene_id (builder, "map-%d-heading", map + 1),
                     WK_ROLE_MUTED, WK_TYPE_SECONDARY, patch_x + width / 2,
                     y + layout->head / 2 - 3, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE,
                     words);
  draw_map (layout, map, patch_x, patch_y);
  wk_scene_add_formula (builder, wk_scene_id (builder, "slice-%d-heading", map + 1),
                        WK_ROLE_INK, WK_TYPE_SYMBOL_SMALL, slice_x + width / 2,
                        slice_head + layout->head / 2 - 2, WK_ANCHOR_MIDDLE,
                        WK_VALIGN_MIDDLE, symbol);
  draw_grid (&slice, slice_x, slice_y);
}

static void
draw_block (const Layout *layout, int map, double x, double y)
{
  const WkBankFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  gboolean known = share (layout, map) >= 0.5;
  g_autofree char *sum = sum_words (figure, map, known);
  g_autofree char *words = map_words (figure, map);
  g_autofree char *group = g_strdup_printf ("block-%d", map + 1);
  WkItem *item;

  wk_scene_add_group (builder, group, words);
  wk_scene_set_group (builder, group);
  if (layout->shape != NO_GRIDS)
    draw_grids (layout, map, x, y);
  else
    wk_scene_add_text (builder, wk_scene_id (builder, "map-%d-heading", map + 1),
                       WK_ROLE_MUTED, WK_TYPE_SECONDARY, x + layout->block_width / 2,
                       y + layout->head / 2, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, words);
  item = wk_scene_add_formula (builder, wk_scene_id (builder, "sum-%d", map + 1),
                               known ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_SYMBOL,
                               x + layout->block_width / 2,
                               y + layout->block_height - layout->result / 2 + 4,
                               WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, sum);
  item->emphasis = known ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_NOT_YET;
  wk_scene_set_group (builder, NULL);
}

static void
speak_pixel (const WkBankFigure *figure, WkItem *box, gboolean known)
{
  g_autofree char *value =
      known ? wk_number_to_words (figure->bank->pixel, figure->language)
            : g_strdup (_L (figure->language, "not computed yet"));

  wk_item_set_spoken (
      box, _L (figure->language, "pixel of output map 1"), value,
      known ? _L (figure->language, "The sums of all maps and the bias, added.") : NULL,
      NULL);
}

static void
draw_output (const Layout *layout, double x, double y)
{
  const WkBankFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  gboolean known = share (layout, figure->bank->n_in) >= 0.5;
  g_autofree char *value = wk_number_to_text (figure->bank->pixel, figure->language);
  g_autofree char *bias = bias_words (figure);
  g_autofree char *spoken = wk_number_to_words (figure->bank->bias, figure->language);
  double side = layout->output_height - layout->head - layout->result;
  double width =
      MAX (side, wk_bank_text_width (figure, WK_TYPE_NODE_VALUE, value) + 36);
  double middle = x + layout->output_width / 2;
  WkItem *item;

  wk_scene_add_text (builder, "output-heading", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                     middle, y + layout->head / 2 - 3, WK_ANCHOR_MIDDLE,
                     WK_VALIGN_MIDDLE, _L (figure->language, "output map 1"));
  item = wk_scene_add_box (
      builder, "pixel", WK_ROLE_FOCUS,
      (WkRect){ middle - width / 2, y + layout->head, width, side }, 10);
  item->fill = WK_ROLE_FOCUS;
  item->tint = 1;
  item->width = 4;
  speak_pixel (figure, item, known);
  wk_scene_add_text (builder, "pixel-value", WK_ROLE_INK, WK_TYPE_NODE_VALUE, middle,
                     y + layout->head + side / 2, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE,
                     known ? value : "?");
  item = wk_scene_add_formula (builder, "bias", WK_ROLE_INK, WK_TYPE_SYMBOL, middle,
                               y + layout->output_height - layout->result / 2 + 6,
                               WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, bias);
  wk_item_set_spoken (item, _L (figure->language, "bias of filter 1"), spoken, NULL,
                      "bias");
}

void
wk_bank_draw_pixel (const WkBankFigure *figure, WkRect body)
{
  Layout layout = { .figure = figure,
                    .area = body,
                    .down = wk_view_is_tall (figure->view) };
  int n = figure->bank->n_in;
  double width, height, x, y, gap;

  lay_out (&layout);
  find_extent (&layout, layout.cell, &width, &height);
  y = body.y + MAX (0.0, (body.height - layout.note - height) / 2);
  /* What is left over is shared between the blocks. */
  gap = layout.down ? GAP / 2 : MIN (GAP + (body.width - width) / (n + 1), 3.2 * GAP);
  width = n * (layout.block_width + gap) + layout.output_width;
  x = layout.down ? body.x : body.x + (body.width - width) / 2;
  for (int map = 0; map < n; map++)
    {
      if (layout.down)
        draw_block (&layout, map, body.x + (body.width - layout.block_width) / 2,
                    y + map * (layout.block_height + gap));
      else
        draw_block (&layout, map, x + map * (layout.block_width + gap),
                    y + (height - layout.block_height) / 2);
    }
  if (layout.down)
    draw_output (&layout, body.x + (body.width - layout.output_width) / 2,
                 y + n * (layout.block_height + gap));
  else
    draw_output (&layout, x + n * (layout.block_width + gap),
                 y + (height - layout.output_height) / 2);
  if (layout.note > 0)
    wk_bank_heading (figure, "no-turning", note_words (figure), body.x + body.width / 2,
                     y + height + 16, body.width);
}
