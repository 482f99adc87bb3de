/* wk-ratio-figure.c - both models to scale
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kernels are drawn as areas with one cell a weight, in the same cells for both
 * models; beside them the towers, which count channels and biases, too. The stack grows
 * while step 1 runs, with what it sees so far.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-ratio-private.h"

#define MAX_CELL 42.0
#define COLUMN_GAP 54.0
#define KERNEL_GAP 0.5 /* between the kernels of the stack, in cells */
#define MIN_GAP 5.0
#define LABEL_GAP 14.0
#define INSET 1.5 /* of the cells' lines from the outline */
#define CELL_LINES 0.3

typedef struct
{
  const WkRatioFigure *figure;
  double cell, gap;
  int columns, rows; /* of the stack's kernels */
  double label;      /* width of what stands beside the stack; 0: nothing */
} Layout;

/* --- sizes --- */

static char *
sees_words (const WkRatioFigure *figure, int layers)
{
  int side = 1 + layers * (figure->ratio->small - 1);

  return g_strdup_printf (_L (figure->language, "sees %d × %d"), side, side);
}

static double
gap_of (double cell)
{
  return MAX (KERNEL_GAP * cell, MIN_GAP);
}

static gboolean
fits (const Layout *layout, double cell, double width, double height)
{
  const WkRatio *ratio = layout->figure->ratio;
  double small = ratio->small * cell, gap = gap_of (cell);
  double stack = layout->columns * (small + gap) - gap + layout->label;

  return ratio->large * cell + COLUMN_GAP + stack <= width &&
         ratio->large * cell <= height && layout->rows * (small + gap) - gap <= height;
}

/* The largest cell with which both models fit, 1 at least. */
static double
find_cell (const Layout *layout, double width, double height)
{
  double cell = MAX_CELL;

  while (cell > 1 && !fits (layout, cell, width, height))
    cell -= cell > 8 ? 1 : 0.25;
  return cell;
}

static void
choose (Layout *layout, double width, double height)
{
  const WkRatioFigure *figure = layout->figure;
  int n = figure->ratio->n, best_columns = 1;
  g_autofree char *words = sees_words (figure, n);
  double label = wk_ratio_text_width (figure, WK_TYPE_SECONDARY, words) + LABEL_GAP;
  double best = 0, labelled;

  for (int columns = 1; columns <= n; columns++)
    {
      double cell;

      layout->columns = columns;
      layout->rows = (n + columns - 1) / columns;
      cell = find_cell (layout, width, height);
      if (cell > best)
        {
          best = cell;
          best_columns = columns;
        }
    }
  layout->columns = best_columns;
  layout->rows = (n + best_columns - 1) / best_columns;
  layout->cell = best;
  if (best_columns == 1)
    {
      layout->label = label;
      labelled = find_cell (layout, width, height);
      if (labelled * figure->ratio->small + gap_of (labelled) >= figure->line &&
          labelled >= 0.7 * best)
        layout->cell = labelled;
      else
        layout->label = 0;
    }
  layout->gap = gap_of (layout->cell);
}

/* --- kernels --- */

static void
draw_cells (const Layout *layout,
            const char *id,
            int side,
            double x,
            double y,
            double opacity)
{
  WkSceneBuilder *builder = layout->figure->builder;
  double size = side * layout->cell;

  for (int i = 1; i < side; i++)
    for (int axis = 0; axis < 2; axis++)
      {
        double at = i * layout->cell;
        WkItem *line = wk_scene_add_line (
            builder, wk_scene_id (builder, "%s-%s-%d", id, axis ? "row" : "column", i),
            WK_ROLE_INK,
            axis ? (WkPoint){ x + INSET, y + at } : (WkPoint){ x + at, y + INSET },
            axis ? (WkPoint){ x + size - INSET, y + at }
                 : (WkPoint){ x + at, y + size - INSET });

        line->width = 1.5;
        line->opacity = CELL_LINES * opacity;
      }
}

static WkItem *
draw_square (const Layout *layout,
             const char *id,
             int side,
             double x,
             double y,
             WkRole fill,
             double opacity)
{
  double size = side * layout->cell;
  WkItem *box = wk_scene_add_box (layout->figure->builder, id, WK_ROLE_INK,
                                  (WkRect){ x, y, size, size }, 0);

  box->fill = fill;
  box->tint = 0.3;
  box->width = 2.5;
  box->opacity = opacity;
  draw_cells (layout, id, side, x, y, opacity);
  return box;
}

static void
draw_large (const Layout *layout, double x, double y)
{
  const WkRatioFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  int side = figure->ratio->large;
  g_autofree char *value = g_strdup_printf ("%d × %d", side, side);
  WkItem *box;

  wk_scene_add_group (builder, "model-a", _L (figure->language, "model A"));
  wk_scene_set_group (builder, "model-a");
  box = draw_square (layout, "large", side, x, y, WK_ROLE_POSITIVE, 1);
  box->emphasis =
      wk_view_current_step (figure->view) == 2 ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_DONE;
  wk_item_set_spoken (box, _L (figure->language, "kernel of model A"), value, NULL,
                      "large");
  wk_scene_set_group (builder, NULL);
}

/* How far layer @layer, from 0, has come: one after the other in step 1. */
static double
layer_share (const WkRatioFigure *figure, int layer)
{
  return layer == 0 ? 1 : CLAMP (figure->t[1] * figure->ratio->n - layer, 0.0, 1.0);
}

static void
draw_layer (const Layout *layout, int layer, double x, double y)
{
  const WkRatioFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  int side = figure->ratio->small;
  double share = layer_share (figure, layer);
  guint current = wk_view_current_step (figure->view);
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "kernel of model B, layer %d"), layer + 1);
  g_autofree char *value = g_strdup_printf ("%d × %d", side, side);
  g_autofree char *sees = sees_words (figure, layer + 1);
  WkItem *box;

  if (share <= 0)
    return;
  box = draw_square (layout, wk_scene_id (builder, "layer-%d", layer + 1), side, x, y,
                     WK_ROLE_NEGATIVE, share);
  box->emphasis = current == 1 || current == 3 ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_DONE;
  wk_item_set_spoken (box, label, value, sees, "small");
  if (layout->label > 0 && figure->t[1] > 0)
    wk_scene_add_text (builder, wk_scene_id (builder, "sees-%d", layer + 1),
                       WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                       x + side * layout->cell + LABEL_GAP, y + side * layout->cell / 2,
                       WK_ANCHOR_START, WK_VALIGN_MIDDLE, sees)
        ->opacity = share;
}

/* The input is below: the first layer stands at the bottom. */
static void
draw_stack (const Layout *layout, double x, double bottom)
{
  const WkRatioFigure *figure = layout->figure;
  WkSceneBuilder *builder = figure->builder;
  double each = figure->ratio->small * layout->cell + layout->gap;

  wk_scene_add_group (builder, "stack", _L (figure->language, "model B"));
  wk_scene_set_group (builder, "stack");
  for (int i = 0; i < figure->ratio->n; i++)
    draw_layer (layout, i, x + i / layout->rows * each,
                bottom - (i % layout->rows + 1) * each + layout->gap);
  wk_scene_set_group (builder, NULL);
}

static void
add_name (const WkRatioFigure *figure,
          const char *id,
          const char *text,
          double x,
          double y)
{
  wk_scene_add_text (figure->builder, id, WK_ROLE_MUTED, WK_TYPE_SECONDARY, x, y,
                     WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
}

static void
add_count (const WkRatioFigure *figure, double x, double y)
{
  gboolean known = figure->t[1] >= 0.5;
  g_autofree char *text =
      known ? g_strdup_printf ("n=%d", figure->ratio->n) : g_strdup ("n=\\text{?}");
  WkItem *item = wk_scene_add_formula (
      figure->builder, "n", known ? WK_ROLE_INK : WK_ROLE_MUTED, WK_TYPE_SYMBOL_SMALL,
      x, y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);

  item->emphasis = known ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_NOT_YET;
}

/* The kernels on one ground, below them the names and the number of layers. */
static void
draw_models (const WkRatioFigure *figure, WkRect area)
{
  Layout layout = { .figure = figure };
  const WkRatio *ratio = figure->ratio;
  double room = area.height - 2 * figure->line - 20;
  double large, stack, used, x, ground, names, name_a, name_b;
  const char *a = _L (figure->language, "model A");
  const char *b = _L (figure->language, "model B");

  choose (&layout, area.width, room);
  name_a = wk_ratio_text_width (figure, WK_TYPE_SECONDARY, a);
  name_b = wk_ratio_text_width (figure, WK_TYPE_SECONDARY, b);
  large = MAX (ratio->large * layout.cell, name_a);
  stack = layout.columns * (ratio->small * layout.cell + layout.gap) - layout.gap;
  used = large + COLUMN_GAP + MAX (stack, name_b) + layout.label;
  x = area.x + MAX (0.0, (area.width - used) / 2);
  ground = area.y + room;
  names = ground + figure->line / 2 + 10;
  add_name (figure, "name-a", a, x + large / 2, names);
  draw_large (&layout, x + (large - ratio->large * layout.cell) / 2,
              ground - ratio->large * layout.cell);
  x += large + COLUMN_GAP;
  add_name (figure, "name-b", b, x + MAX (stack, name_b) / 2, names);
  draw_stack (&layout, x + (MAX (stack, name_b) - stack) / 2, ground);
  add_count (figure, x + MAX (stack, name_b) / 2, names + figure->line);
}

/* --- the whole --- */

/* What is taken for granted, at the bottom; returns the room it takes. */
static double
draw_assumptions (const WkRatioFigure *figure, WkRect body)
{
  g_autofree char *text = wk_ratio_assumptions (figure->ratio, figure->language);
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;
  double height;

  measure->text (measure, text, WK_TYPE_SECONDARY, figure->view->text_scale, body.width,
                 &extents);
  height = extents.ascent + extents.descent;
  wk_scene_add_text (figure->builder, "assumptions", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                     body.x, body.y + body.height - height, WK_ANCHOR_START,
                     WK_VALIGN_TOP, text)
      ->text.wrap = body.width;
  return height + 14;
}

void
wk_ratio_draw (const WkRatio *ratio, const WkView *view, WkSceneBuilder *builder)
{
  WkRatioFigure figure = {
    .ratio = ratio, .view = view, .language = view->language, .builder = builder
  };
  WkRect body = wk_scene_builder_get_body (builder), models, towers, table;
  gboolean projector = view->text_scale == WK_TEXT_SCALE_PROJECTOR;
  double table_width;

  for (guint step = 1; step <= 4; step++)
    figure.t[step] = wk_view_progress (view, step);
  figure.line = 1.3 * wk_type_size (WK_TYPE_SECONDARY, view->text_scale);
  figure.bar_line = 1.3 * wk_type_size (WK_TYPE_LABEL_STRONG, view->text_scale);
  body.height -= draw_assumptions (&figure, body);
  table = towers = models = body;
  table_width = wk_ratio_table_width (&figure);
  if (wk_view_is_tall (view))
    {
      table.height = wk_ratio_table_height (&figure);
      table.y = body.y + body.height - table.height;
      towers.height = models.height = body.height - table.height - 30;
    }
  else if (!projector && table_width <= 0.4 * body.width)
    {
      table.width = table_width;
      table.x = body.x + body.width - table.width;
      towers.width = body.width - table.width - COLUMN_GAP;
    }
  else
    table.width = 0;
  models.width = towers.width;
  towers.x += towers.width - wk_ratio_towers_width (&figure);
  towers.width = wk_ratio_towers_width (&figure);
  models.width -= towers.width + COLUMN_GAP;
  draw_models (&figure, models);
  wk_ratio_draw_towers (&figure, towers);
  if (table.width > 0)
    wk_ratio_draw_table (&figure, table);
}
