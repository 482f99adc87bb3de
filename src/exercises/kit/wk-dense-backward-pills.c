/* wk-dense-backward-pills.c - weights in pills, and what becomes of them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward-private.h"

#include <math.h>

#include "model/wk-number.h"

/* What must be seen of an arrow beside a pill on it. */
#define SHORT_REST 70.0
/* What must be seen of the arrow to a bias that has no tag. */
#define BIAS_ARROW 26.0

char *
wk_backward_figure_gradient_text (const WkBackwardFigure *figure)
{
  const WkBackward *backward = figure->backward;
  double value = is_path (figure) ? wk_dense_backward_product (backward, figure->step)
                                  : wk_dense_trace_get_derivative (backward->trace,
                                                                   figure->step->which);

  return wk_number_to_text (value, figure->dense.language);
}

double
wk_backward_figure_pill_width (const WkBackwardFigure *figure, const char *text)
{
  double width =
      wk_dense_figure_measure (&figure->dense, text, WK_TYPE_LABEL_STRONG).width;

  return MAX (width + 0.72 * figure->pill_height, 1.25 * figure->pill_height);
}

static gboolean
is_few (const WkBackwardFigure *figure, guint l)
{
  return figure->dense.dense->sizes[l - 1] <= WK_NETWORK_MAX_PILLS &&
         figure->dense.dense->sizes[l] <= WK_NETWORK_MAX_PILLS;
}

/* As wide as the weight, the weight as a factor, and its derivative. */
static double
weight_pill_width (const WkBackwardFigure *figure, guint l, guint j, guint k)
{
  const WkBackward *backward = figure->backward;
  g_autofree char *weight = wk_number_to_text (
      wk_dense_weight (figure->dense.dense, l, j, k), figure->dense.language);
  g_autofree char *factor = g_strdup_printf ("× %s", weight);
  double width = wk_backward_figure_pill_width (figure, factor);

  for (guint i = 0; i < backward->steps->len; i++)
    {
      const WkBackwardStep *step = wk_dense_backward_get_step (backward, i + 1);

      if (step->type >= WK_BACKWARD_PATH && step->which.layer == l &&
          step->which.from == (int) j && step->which.to == k)
        {
          g_autofree char *value = wk_number_to_text (
              step->type == WK_BACKWARD_PATH
                  ? wk_dense_backward_product (backward, step)
                  : wk_dense_trace_get_derivative (backward->trace, step->which),
              figure->dense.language);

          width = MAX (width, wk_backward_figure_pill_width (figure, value));
        }
    }
  return width;
}

/* Anywhere on an edge where nothing else is; FALSE if there is no such place. */
gboolean
wk_backward_figure_place_on_edge (WkBackwardFigure *figure,
                                  guint l,
                                  guint j,
                                  guint k,
                                  double width,
                                  WkRect *rect)
{
  static const double shares[] = { 0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72 };
  WkPoint start, end;
  gboolean is_short;

  if (!wk_network_layout_get_edge (figure->dense.layout, l, j, k, &start, &end))
    return FALSE;
  is_short = hypot (end.x - start.x, end.y - start.y) < width + SHORT_REST;
  for (guint i = 0; i < 2 * G_N_ELEMENTS (shares); i++)
    {
      WkPoint at = between (start, end, shares[i % G_N_ELEMENTS (shares)]);

      /* On a short one it would hide the arrow: above or below it then. */
      if (is_short)
        at.y += (i < G_N_ELEMENTS (shares) ? -1.0 : 1.0) *
                (figure->pill_height / 2.0 + WK_BACKWARD_ARROW_WIDTH + 6.0);

      *rect = (WkRect){ at.x - width / 2.0, at.y - figure->pill_height / 2.0, width,
                        figure->pill_height };
      if (!wk_network_layout_is_free (figure->dense.layout, *rect))
        continue;
      wk_network_layout_add_obstacle (figure->dense.layout, *rect);
      return TRUE;
    }
  rect->width = 0.0;
  return FALSE;
}

static void
plan_all_pills (WkBackwardFigure *figure, guint l)
{
  guint n_from = figure->dense.dense->sizes[l - 1],
        n_to = figure->dense.dense->sizes[l];
  g_autofree double *widths = g_new0 (double, (gsize) n_from *n_to);
  g_autofree WkPoint *places = g_new0 (WkPoint, (gsize) n_from * n_to);

  for (guint j = 0; j < n_from; j++)
    for (guint k = 0; k < n_to; k++)
      widths[j * n_to + k] = weight_pill_width (figure, l, j, k);
  if (!wk_network_layout_place_pills (figure->dense.layout, l, -1, widths,
                                      figure->pill_height, places))
    return;
  for (guint i = 0; i < n_from * n_to; i++)
    {
      /* An edge of a node that is not shown. */
      if (places[i].x == 0.0)
        continue;
      figure->pills[l][i] = (WkRect){ places[i].x - widths[i] / 2.0,
                                      places[i].y - figure->pill_height / 2.0,
                                      widths[i], figure->pill_height };
      wk_network_layout_add_obstacle (figure->dense.layout, figure->pills[l][i]);
    }
}

/* The pill of an edge on the path, if it has none yet. */
static void
plan_path_pill (WkBackwardFigure *figure, guint l, guint j, guint k)
{
  WkRect *rect = &figure->pills[l][j * figure->dense.dense->sizes[l] + k];

  if (rect->width == 0.0)
    wk_backward_figure_place_on_edge (figure, l, j, k,
                                      weight_pill_width (figure, l, j, k), rect);
}

void
wk_backward_figure_plan_pills (WkBackwardFigure *figure)
{
  const WkDense *dense = figure->dense.dense;

  for (guint l = 1; l <= dense->n_layers; l++)
    {
      figure->pills[l] = g_new0 (WkRect, (gsize) dense->sizes[l - 1] * dense->sizes[l]);
      if (is_few (figure, l))
        plan_all_pills (figure, l);
    }
  if (!has_target (figure))
    return;
  if (figure->step->which.from >= 0)
    plan_path_pill (figure, figure->step->which.layer, (guint) figure->step->which.from,
                    figure->step->which.to);
  for (guint l = dense->n_layers; is_path (figure) && l > figure->step->which.layer;
       l--)
    plan_path_pill (figure, l, figure->step->nodes[l - 1], figure->step->nodes[l]);
}

static gboolean
passes (WkPoint start, WkPoint end, WkRect rect)
{
  for (guint s = 0; s <= 128; s++)
    {
      WkPoint at = between (start, end, s / 128.0);

      if (at.x > rect.x && at.x < rect.x + rect.width && at.y > rect.y &&
          at.y < rect.y + rect.height)
        return TRUE;
    }
  return FALSE;
}

/* Other pills of layer @l that lie on the edge from @j to @k. */
static void
drop_on_edge (WkBackwardFigure *figure, guint l, guint j, guint k)
{
  guint n = figure->dense.dense->sizes[l - 1] * figure->dense.dense->sizes[l];
  WkPoint start, end;

  if (!wk_network_layout_get_edge (figure->dense.layout, l, j, k, &start, &end))
    return;
  for (guint i = 0; i < n; i++)
    if (i != j * figure->dense.dense->sizes[l] + k &&
        passes (start, end, figure->pills[l][i]))
      figure->pills[l][i].width = 0.0;
}

/* What steps back does not lie over the path. */
void
wk_backward_figure_drop_pills (WkBackwardFigure *figure)
{
  const WkBackwardStep *step = figure->step;

  if (!is_path (figure))
    return;
  for (guint l = n_layers (figure); l > step->which.layer; l--)
    drop_on_edge (figure, l, step->nodes[l - 1], step->nodes[l]);
  if (step->which.from >= 0)
    drop_on_edge (figure, step->which.layer, (guint) step->which.from, step->which.to);
}

WkItem *
wk_backward_figure_draw_pill (WkBackwardFigure *figure,
                              const char *id,
                              WkRect rect,
                              const char *text,
                              WkRole role,
                              WkEmphasis emphasis)
{
  WkSceneBuilder *builder = figure->dense.builder;
  gboolean dimmed = emphasis == WK_EMPHASIS_DIMMED;
  WkItem *box = wk_scene_add_box (builder, id, role, rect, rect.height / 2.0);
  WkItem *label;

  box->fill = WK_ROLE_PAPER;
  box->tint = 1.0;
  box->width = dimmed ? 2.0 : 3.0;
  box->emphasis = emphasis;
  label = wk_scene_add_text (
      builder, wk_scene_id (builder, "%s-text", id),
      dimmed || emphasis == WK_EMPHASIS_NOT_YET ? WK_ROLE_MUTED : role,
      dimmed ? WK_TYPE_LABEL : WK_TYPE_LABEL_STRONG, rect.x + rect.width / 2.0,
      rect.y + rect.height / 2.0, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
  label->emphasis = emphasis;
  return box;
}

/* The derivative of a bias stands next to the bias, or where that has no room itself,
 * as far from the node as an arrow needs. */
void
wk_backward_figure_plan_bias_target (WkBackwardFigure *figure)
{
  WkDenseParameter which =
      has_target (figure) ? figure->step->which : (WkDenseParameter){ 1, 0, 0 };
  WkRect tag = figure->dense.bias[which.layer][which.to];
  const WkNodePlace *node =
      wk_network_layout_get_node (figure->dense.layout, which.layer, which.to);
  double x = tag.x + tag.width / 2.0, y = tag.y + tag.height / 2.0;
  double out = node->radius + WK_NETWORK_RING + BIAS_ARROW, h = figure->pill_height;
  g_autofree char *text = NULL;
  WkRect spots[12];
  guint n = 0;
  double w;

  if (!has_target (figure) || which.from >= 0 || !node->shown)
    return;
  text = wk_backward_figure_gradient_text (figure);
  w = wk_backward_figure_pill_width (figure, text);
  if (tag.width > 0.0)
    {
      spots[n++] = (WkRect){ tag.x + tag.width + 16.0, y - h / 2.0, w, h };
      spots[n++] = (WkRect){ x - w / 2.0, tag.y - h - 8.0, w, h };
      spots[n++] = (WkRect){ tag.x - w - 16.0, y - h / 2.0, w, h };
      spots[n++] = (WkRect){ x - w / 2.0, tag.y + tag.height + 8.0, w, h };
      spots[n++] = (WkRect){ tag.x + tag.width + 16.0, y - 0.8 * h, w, h };
      spots[n++] = (WkRect){ tag.x + tag.width + 16.0, y - 1.1 * h, w, h };
      spots[n++] = (WkRect){ tag.x + tag.width + 16.0, y - 0.2 * h, w, h };
      spots[n++] = (WkRect){ tag.x + 0.5 * tag.width, tag.y - h - 8.0, w, h };
    }
  else
    {
      spots[n++] = (WkRect){ node->x - w / 2.0, node->y - out - h, w, h };
      spots[n++] = (WkRect){ node->x - w / 2.0, node->y + out, w, h };
      spots[n++] = (WkRect){ node->x - out - w, node->y - h / 2.0, w, h };
      spots[n++] = (WkRect){ node->x - 0.8 * out - w, node->y - 0.5 * out - h, w, h };
      spots[n++] = (WkRect){ node->x - 0.8 * out - w, node->y + 0.5 * out, w, h };
      spots[n++] = (WkRect){ node->x + 0.8 * out, node->y - 0.6 * out - h, w, h };
      spots[n++] = (WkRect){ node->x + 0.8 * out, node->y + 0.6 * out, w, h };
      spots[n++] = (WkRect){ node->x + out, node->y - h / 2.0, w, h };
    }
  for (guint i = 0; i < n && figure->target.width == 0.0; i++)
    if (wk_network_layout_is_free (figure->dense.layout, spots[i]))
      figure->target = spots[i];
  if (figure->target.width > 0.0)
    wk_network_layout_add_obstacle (figure->dense.layout, figure->target);
}

void
wk_backward_figure_draw_weight_pills (WkBackwardFigure *figure)
{
  const WkDense *dense = figure->dense.dense;
  const WkBackwardStep *step = figure->step;

  for (guint l = 1; l <= dense->n_layers; l++)
    for (guint j = 0; j < dense->sizes[l - 1]; j++)
      for (guint k = 0; k < dense->sizes[l]; k++)
        {
          WkRect rect = figure->pills[l][j * dense->sizes[l] + k];
          g_autofree char *weight = wk_number_to_text (wk_dense_weight (dense, l, j, k),
                                                       figure->dense.language);
          const char *id =
              wk_scene_id (figure->dense.builder, "weight-%u-%u-%u", l, j + 1, k + 1);
          gboolean passed = is_path (figure) && l > step->which.layer &&
                            step->nodes[l - 1] == j && step->nodes[l] == k;
          gboolean target = has_target (figure) && step->which.layer == l &&
                            step->which.from == (int) j && step->which.to == k;
          WkItem *box;

          if (rect.width == 0.0)
            continue;
          if (target && wk_backward_figure_target_share (figure) >= 1.0)
            {
              g_autofree char *gradient = wk_backward_figure_gradient_text (figure);

              box = wk_backward_figure_draw_pill (
                  figure, id, rect, gradient, WK_ROLE_BACKWARD, WK_EMPHASIS_CURRENT);
            }
          else if (target)
            box = wk_backward_figure_draw_pill (figure, id, rect, "?", WK_ROLE_MUTED,
                                                WK_EMPHASIS_NOT_YET);
          else if (passed)
            {
              g_autofree char *factor = g_strdup_printf ("× %s", weight);

              box = wk_backward_figure_draw_pill (
                  figure, id, rect, factor, WK_ROLE_BACKWARD, WK_EMPHASIS_CURRENT);
            }
          else
            box = wk_backward_figure_draw_pill (figure, id, rect, weight, WK_ROLE_LINE,
                                                WK_EMPHASIS_DIMMED);
          wk_dense_figure_speak_weight (&figure->dense, box, l, j, k);
        }
}
