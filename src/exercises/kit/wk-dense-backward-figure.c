/* wk-dense-backward-figure.c - the network with its loss and the way back
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forward figure's nodes, with a column for the loss at the right. Arrows lead back
 * from it, one after the other; the derivative of a weight ends at the weight's pill,
 * where the value at its tail comes in from the other side; that of a bias ends at the
 * bias. Only the current path is labelled.
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward-private.h"

#include <math.h>

#include "model/wk-number.h"

/* --- the loss --- */

static gboolean
loss_fits (const WkBackwardFigure *figure, const char *text, WkTypeRole type)
{
  double r = wk_network_layout_get_radius (figure->dense.layout);
  double half = 0.36 * wk_type_size (type, figure->dense.view->text_scale);

  return half < r && wk_dense_figure_measure (&figure->dense, text, type).width / 2.0 <=
                         sqrt (r * r - half * half) - 4.0;
}

static char *
loss_formula (const WkBackwardFigure *figure, gboolean with_value)
{
  g_autofree char *J = wk_number_to_formula (
      wk_dense_trace_get_J (figure->backward->trace), figure->dense.language);

  return with_value ? g_strdup_printf ("J=%s", J)
                    : g_strdup_printf (
                          "J=%s", wk_dense_backward_loss_symbols (figure->backward));
}

static char *
target_text (const WkBackwardFigure *figure)
{
  const WkDense *dense = figure->dense.dense;
  g_autofree char *y = NULL;

  if (dense->sizes[dense->n_layers] > 1 ||
      figure->dense.view->text_scale == WK_TEXT_SCALE_PROJECTOR)
    return NULL;
  y = wk_number_to_text (dense->y[0], figure->dense.language);
  return g_strdup_printf (_L (figure->dense.language, "target %s"), y);
}

/* Below the loss: its formula and the target, as far as they fit the column. */
static void
plan_loss (WkBackwardFigure *figure)
{
  const WkNodePlace *node =
      wk_network_layout_get_node (figure->dense.layout, n_layers (figure) + 1, 0);
  double pitch = wk_network_layout_get_column_pitch (figure->dense.layout);
  double gap = wk_network_layout_get_symbol_gap (figure->dense.layout);
  double lines = figure->dense.view->text_scale == WK_TEXT_SCALE_PROJECTOR ? 1.7 : 3.0;
  double height = lines * wk_type_size (WK_TYPE_SYMBOL, figure->dense.view->text_scale);

  figure->loss_below = (WkRect){ node->x - pitch / 2.0 + 6.0,
                                 node->y + node->radius + gap, pitch - 12.0, height };
  wk_network_layout_add_obstacle (figure->dense.layout, figure->loss_below);
}

static void
draw_loss_below (WkBackwardFigure *figure, gboolean known, gboolean inside)
{
  WkSceneBuilder *builder = figure->dense.builder;
  WkRect room = figure->loss_below;
  g_autofree char *formula = loss_formula (figure, FALSE);
  g_autofree char *value = loss_formula (figure, TRUE);
  g_autofree char *target = target_text (figure);
  const char *shown = known && !inside ? value : formula;
  WkExtents extents;
  double y = room.y;

  extents = wk_dense_figure_measure_formula (&figure->dense, shown, WK_TYPE_SYMBOL);
  if (extents.width > room.width)
    {
      shown = "J";
      extents = wk_dense_figure_measure_formula (&figure->dense, shown, WK_TYPE_SYMBOL);
    }
  wk_scene_add_formula (builder, "loss-formula", known ? WK_ROLE_INK : WK_ROLE_MUTED,
                        WK_TYPE_SYMBOL, room.x + room.width / 2.0, y, WK_ANCHOR_MIDDLE,
                        WK_VALIGN_TOP, shown);
  y += extents.ascent + extents.descent + 8.0;
  if (target != NULL &&
      wk_dense_figure_measure (&figure->dense, target, WK_TYPE_SECONDARY).width <=
          room.width)
    wk_scene_add_text (builder, "loss-target", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                       room.x + room.width / 2.0, y, WK_ANCHOR_MIDDLE, WK_VALIGN_TOP,
                       target);
}

static void
draw_loss (WkBackwardFigure *figure)
{
  static const WkTypeRole types[] = { WK_TYPE_NODE_VALUE, WK_TYPE_LABEL_STRONG,
                                      WK_TYPE_SECONDARY };
  const WkNodePlace *node =
      wk_network_layout_get_node (figure->dense.layout, n_layers (figure) + 1, 0);
  double fill =
      CLAMP (figure->dense.pass * figure->dense.n_columns - (double) n_layers (figure),
             0.0, 1.0);
  gboolean known = fill >= 0.5;
  gboolean current = figure->step != NULL;
  double J = wk_dense_trace_get_J (figure->backward->trace);
  g_autofree char *value = wk_number_to_text (J, figure->dense.language);
  g_autofree char *words = wk_number_to_words (J, figure->dense.language);
  const char *text = known ? value : "?";
  gboolean inside = FALSE;
  WkItem *circle = wk_scene_add_circle (figure->dense.builder, "loss",
                                        known ? WK_ROLE_INK : WK_ROLE_MUTED, node->x,
                                        node->y, node->radius);

  circle->width = current ? 4.0 : 2.5;
  circle->emphasis = current ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_NOT_YET;
  circle->fill = known ? WK_ROLE_BACKWARD : WK_ROLE_PAPER;
  circle->tint = known ? 0.2 * fill : 1.0;
  wk_item_set_spoken (circle, _L (figure->dense.language, "loss"),
                      known ? words : _L (figure->dense.language, "not computed yet"),
                      NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (types) && !inside; i++)
    if (loss_fits (figure, text, types[i]))
      {
        WkItem *item = wk_scene_add_text (
            figure->dense.builder, "loss-value", known ? WK_ROLE_INK : WK_ROLE_MUTED,
            types[i], node->x, node->y, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);

        item->emphasis = known ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_NOT_YET;
        inside = TRUE;
      }
  draw_loss_below (figure, known, inside);
}

static void
draw_loss_heading (WkBackwardFigure *figure, double top, double height)
{
  const char *text = _L (figure->dense.language, "loss");
  double pitch = wk_network_layout_get_column_pitch (figure->dense.layout);
  double line = 1.35 * wk_type_size (WK_TYPE_SECONDARY, figure->dense.view->text_scale);

  if (height > 0.0 &&
      wk_dense_figure_measure (&figure->dense, text, WK_TYPE_SECONDARY).width <
          pitch - 18.0)
    wk_scene_add_text (
        figure->dense.builder, "heading-loss", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
        wk_network_layout_get_column_x (figure->dense.layout, n_layers (figure) + 1),
        top + 0.5 * line, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
}

/* --- the whole --- */

static void
find_step (WkBackwardFigure *figure)
{
  const WkView *view = figure->dense.view;
  guint step = MIN (wk_view_current_step (view), figure->backward->steps->len);
  guint last = n_layers (figure);

  figure->dense.node = -1;
  figure->dense.step = step;
  figure->dense.pass = wk_view_progress (view, 1);
  if (step == 0)
    return;
  figure->progress = wk_view_progress (view, step);
  figure->step = wk_dense_backward_get_step (figure->backward, step);
  if (figure->step->type <= WK_BACKWARD_LOSS)
    {
      /* The rings of several would cover one another. */
      figure->dense.lit[last][0] = figure->dense.dense->sizes[last] == 1;
      figure->dense.node = 0;
      return;
    }
  figure->dense.layer = figure->step->which.layer;
  figure->dense.node = (int) figure->step->which.to;
  figure->dense.lit[figure->step->which.layer][figure->step->which.to] = TRUE;
  for (guint l = last; is_path (figure) && l > figure->step->which.layer; l--)
    figure->dense.lit[l][figure->step->nodes[l]] = TRUE;
  if (figure->step->which.from >= 0)
    figure->dense.lit[figure->step->which.layer - 1][figure->step->which.from] = TRUE;
}

static void
draw_items (WkBackwardFigure *figure)
{
  gboolean back = figure->step != NULL && figure->step->type >= WK_BACKWARD_LOSS;
  int node = figure->dense.node;

  wk_dense_figure_plan_values (&figure->dense);
  plan_loss (figure);
  /* In a crowded layer a lone tag would lie on the path. */
  figure->dense.node = -1;
  wk_dense_figure_plan_biases (&figure->dense);
  wk_dense_figure_plan_was (&figure->dense, FALSE);
  wk_backward_figure_plan_pills (figure);
  wk_backward_figure_drop_pills (figure);
  wk_backward_figure_plan_bias_target (figure);
  wk_dense_figure_plan_was (&figure->dense, TRUE);
  figure->dense.node = node;
  wk_backward_figure_draw_base_edges (figure);
  if (back && is_path (figure))
    wk_backward_figure_draw_path (figure);
  else if (back)
    wk_backward_figure_draw_all_paths (figure);
  if (back && has_target (figure) && figure->step->which.from >= 0)
    wk_backward_figure_draw_weight_target (figure);
  if (back && has_target (figure) && figure->step->which.from < 0)
    wk_backward_figure_draw_bias_target (figure);
  wk_backward_figure_draw_weight_pills (figure);
  wk_dense_figure_draw_nodes (&figure->dense);
  wk_dense_figure_draw_tags (&figure->dense);
  draw_loss (figure);
  if (back)
    wk_backward_figure_draw_path_labels (figure);
}

void
wk_dense_backward_figure_draw (const WkBackward *backward,
                               const WkView *view,
                               WkSceneBuilder *builder)
{
  WkBackwardFigure figure = {
    .dense = { .dense = backward->dense,
               .view = view,
               .language = view->language,
               .builder = builder,
               .n_columns = backward->dense->n_layers + 1,
               .has_loss = TRUE },
    .backward = backward,
    .pill_height = wk_type_size (WK_TYPE_LABEL_STRONG, view->text_scale) *
                   (view->text_scale == WK_TEXT_SCALE_PROJECTOR ? 1.36 : 1.7),
  };
  WkRect body = wk_scene_builder_get_body (builder);
  double ledger = wk_dense_backward_ledger_height (backward, view, body.width);
  guint sizes[WK_DENSE_MAX_LAYERS + 2];
  WkRect area = body;
  guint heading;
  double height;

  for (guint l = 0; l < figure.dense.n_columns; l++)
    sizes[l] = backward->dense->sizes[l];
  sizes[figure.dense.n_columns] = 1;
  find_step (&figure);
  heading = wk_dense_figure_choose_heading (&figure.dense,
                                            body.width / (figure.dense.n_columns + 1));
  height = wk_dense_figure_heading_height (&figure.dense, heading);
  area.y += height;
  area.height -= height + ledger + 8.0;
  figure.dense.layout =
      wk_network_layout_new (sizes, figure.dense.n_columns + 1, area, view);
  wk_dense_figure_draw_headings (&figure.dense, heading, body.y);
  draw_loss_heading (&figure, body.y, height);
  draw_items (&figure);
  wk_dense_backward_ledger_draw (
      backward, view, builder,
      (WkRect){ body.x, body.y + body.height - ledger, body.width, ledger });
  for (guint l = 1; l <= backward->dense->n_layers; l++)
    g_free (figure.pills[l]);
  wk_network_layout_free (figure.dense.layout);
}
