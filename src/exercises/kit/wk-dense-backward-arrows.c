/* wk-dense-backward-arrows.c - the arrows of the way back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward-private.h"

#include <math.h>

#include "model/wk-number.h"

#define THIN_ARROW_WIDTH 2.5
/* Edges between two layers up to which each can be pointed at. */
#define MAX_POINTED 144
/* Thin arrows between two layers, and their length in heads, up to which each has a
 * head: where more are, heads would hide each other's arrows. */
#define MAX_HEADS 12
#define HEAD_LENGTH 24.0

/* How far arrow @i has come: 0 leaves the loss. Beyond the step that shows it the arrow
 * from the loss is there at once. */
double
wk_backward_figure_share_of (const WkBackwardFigure *figure, guint i)
{
  guint n = n_layers (figure) - figure->step->which.layer + 1;

  if (figure->step->type == WK_BACKWARD_LOSS)
    return figure->progress;
  if (i == 0)
    return 1.0;
  return CLAMP (figure->progress * n - (i - 1.0), 0.0, 1.0);
}

/* Of the arrow from layer @l (l + 1 to l), and of the last one, to the target. */
double
wk_backward_figure_share_into (const WkBackwardFigure *figure, guint l)
{
  return wk_backward_figure_share_of (figure, n_layers (figure) - l);
}

double
wk_backward_figure_target_share (const WkBackwardFigure *figure)
{
  return wk_backward_figure_share_of (figure, n_layers (figure) -
                                                  figure->step->which.layer + 1);
}

/* A gate that is closed somewhere on the path, at @layer or nearer the loss. */
gboolean
wk_backward_figure_is_closed (const WkBackwardFigure *figure, guint layer)
{
  for (guint l = n_layers (figure); is_path (figure) && l >= layer && l > 0; l--)
    if (wk_dense_backward_g_prime (figure->backward, l, figure->step->nodes[l]) == 0.0)
      return TRUE;
  return FALSE;
}

/* Where the line from @from to the middle of @rect meets its rim. */
WkPoint
wk_backward_figure_rim_of (WkRect rect, WkPoint from)
{
  WkPoint middle = { rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 };
  double dx = fabs (from.x - middle.x), dy = fabs (from.y - middle.y);
  double share = MIN (dx > 0.0 ? (rect.width / 2.0 + 4.0) / dx : G_MAXDOUBLE,
                      dy > 0.0 ? (rect.height / 2.0 + 4.0) / dy : G_MAXDOUBLE);

  return between (middle, from, MIN (share, 1.0));
}

void
wk_backward_figure_remember_arrow (WkBackwardFigure *figure, WkPoint start, WkPoint end)
{
  if (figure->n_arrows >= G_N_ELEMENTS (figure->arrows))
    return;
  figure->arrows[figure->n_arrows][0] = start;
  figure->arrows[figure->n_arrows++][1] = end;
}

gboolean
wk_backward_figure_meets_arrow (const WkBackwardFigure *figure, WkRect rect)
{
  for (guint i = 0; i < figure->n_arrows; i++)
    for (guint s = 0; s <= 64; s++)
      {
        WkPoint at = between (figure->arrows[i][0], figure->arrows[i][1], s / 64.0);

        if (at.x > rect.x - 10.0 && at.x < rect.x + rect.width + 10.0 &&
            at.y > rect.y - 4.0 && at.y < rect.y + rect.height + 4.0)
          return TRUE;
      }
  return FALSE;
}

/* --- edges as they lie there --- */

static void
draw_base_edge (WkBackwardFigure *figure, guint l, guint j, guint k)
{
  const WkDense *dense = figure->dense.dense;
  WkSceneBuilder *builder = figure->dense.builder;
  gboolean is_loss = l > dense->n_layers;
  guint n_edges = is_loss ? dense->sizes[l - 1] : dense->sizes[l - 1] * dense->sizes[l];
  WkPoint start, end;
  WkItem *item;

  if (!wk_network_layout_get_edge (figure->dense.layout, l, j, k, &start, &end))
    return;
  item = wk_scene_add_line (
      builder,
      is_loss ? wk_scene_id (builder, "loss-edge-%u", j + 1)
              : wk_scene_id (builder, "edge-%u-%u-%u", l, j + 1, k + 1),
      WK_ROLE_MUTED, start, end);
  if (!is_loss && wk_dense_weight (dense, l, j, k) < 0.0)
    item->role = WK_ROLE_NEGATIVE;
  item->width = n_edges > 36 ? 1.5 : 3.0;
  item->emphasis = WK_EMPHASIS_DIMMED;
  if (!is_loss && n_edges <= MAX_POINTED &&
      figure->pills[l][j * dense->sizes[l] + k].width == 0.0)
    wk_dense_figure_speak_weight (&figure->dense, item, l, j, k);
}

void
wk_backward_figure_draw_base_edges (WkBackwardFigure *figure)
{
  const WkDense *dense = figure->dense.dense;

  for (guint l = 1; l <= dense->n_layers + 1; l++)
    for (guint j = 0; j < dense->sizes[l - 1]; j++)
      for (guint k = 0; k < (l > dense->n_layers ? 1 : dense->sizes[l]); k++)
        draw_base_edge (figure, l, j, k);
}

/* --- the way back --- */

static gboolean
has_heads (const WkBackwardFigure *figure, guint l, WkPoint start, WkPoint end)
{
  const guint *sizes = figure->dense.dense->sizes;
  guint n_from = l > n_layers (figure) ? 1 : sizes[l];
  guint n_to = l - 1 > figure->step->which.layer ? sizes[l - 1] : 1;

  return n_from * n_to <= MAX_HEADS &&
         hypot (end.x - start.x, end.y - start.y) > 3.5 * HEAD_LENGTH;
}

/* From node @k of layer @l (the loss for n_layers + 1) back to node @j. */
static void
draw_back (WkBackwardFigure *figure,
           guint l,
           guint j,
           guint k,
           double share,
           gboolean thin)
{
  WkSceneBuilder *builder = figure->dense.builder;
  gboolean is_loss = l > n_layers (figure);
  gboolean closed =
      !is_loss && (thin ? wk_dense_backward_g_prime (figure->backward, l, k) == 0.0
                        : wk_backward_figure_is_closed (figure, l));
  WkPoint start, end;
  WkItem *item;

  if (share <= 0.0 ||
      !wk_network_layout_get_edge (figure->dense.layout, l, j, k, &start, &end))
    return;
  item = wk_scene_add_line (builder,
                            wk_scene_id (builder, "back-%u-%u-%u", l, j + 1, k + 1),
                            closed ? WK_ROLE_MUTED : WK_ROLE_BACKWARD, end,
                            between (end, start, MAX (share, 0.05)));
  if (!thin)
    wk_backward_figure_remember_arrow (figure, end, start);
  item->width = thin ? THIN_ARROW_WIDTH : WK_BACKWARD_ARROW_WIDTH;
  item->emphasis = closed ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_CURRENT;
  item->line.head =
      thin && !has_heads (figure, l, start, end) ? WK_MARKER_NONE : WK_MARKER_ARROW;
  item->cut =
      closed && (thin || !wk_backward_figure_is_closed (figure, l + 1)) && share >= 1.0;
}

void
wk_backward_figure_draw_path (WkBackwardFigure *figure)
{
  const WkBackwardStep *step = figure->step;

  draw_back (figure, n_layers (figure) + 1, step->nodes[n_layers (figure)], 0, 1.0,
             FALSE);
  for (guint l = n_layers (figure); l > step->which.layer; l--)
    draw_back (figure, l, step->nodes[l - 1], step->nodes[l],
               wk_backward_figure_share_into (figure, l - 1), FALSE);
}

/* Every edge between the loss and the node that the parameter enters. */
void
wk_backward_figure_draw_all_paths (WkBackwardFigure *figure)
{
  const WkDense *dense = figure->dense.dense;
  const WkBackwardStep *step = figure->step;

  for (guint k = 0; k < dense->sizes[dense->n_layers]; k++)
    draw_back (figure, dense->n_layers + 1, k, 0, 1.0,
               step->type != WK_BACKWARD_LOSS || dense->sizes[dense->n_layers] > 1);
  if (step->type == WK_BACKWARD_LOSS)
    return;
  for (guint l = dense->n_layers; l > step->which.layer; l--)
    for (guint k = 0; k < dense->sizes[l]; k++)
      for (guint j = 0; j < dense->sizes[l - 1]; j++)
        if (l - 1 > step->which.layer || j == step->which.to)
          draw_back (figure, l, j, k, wk_backward_figure_share_into (figure, l - 1),
                     TRUE);
}

/* The gradient from the head, and the value from the tail, both into the pill. */
void
wk_backward_figure_draw_weight_target (WkBackwardFigure *figure)
{
  WkDenseParameter which = figure->step->which;
  WkSceneBuilder *builder = figure->dense.builder;
  guint j = (guint) which.from, k = which.to;
  WkRect pill =
      figure->pills[which.layer][j * figure->dense.dense->sizes[which.layer] + k];
  double a = wk_dense_backward_tail (figure->backward, which);
  double share = wk_backward_figure_target_share (figure);
  gboolean closed =
      is_path (figure)
          ? wk_backward_figure_is_closed (figure, which.layer)
          : wk_dense_backward_g_prime (figure->backward, which.layer, k) == 0.0;
  WkPoint start, end;
  WkItem *item;

  if (share <= 0.0 || !wk_network_layout_get_edge (figure->dense.layout, which.layer, j,
                                                   k, &start, &end))
    return;
  if (pill.width == 0.0)
    {
      WkPoint middle = between (start, end, 0.5);

      pill = (WkRect){ middle.x, middle.y, 0.0, 0.0 };
    }
  wk_backward_figure_remember_arrow (figure, end,
                                     wk_backward_figure_rim_of (pill, end));
  wk_backward_figure_remember_arrow (figure, start,
                                     wk_backward_figure_rim_of (pill, start));
  item = wk_scene_add_line (
      builder, "back-target", closed ? WK_ROLE_MUTED : WK_ROLE_BACKWARD, end,
      between (end, wk_backward_figure_rim_of (pill, end), MAX (share, 0.05)));
  item->width = WK_BACKWARD_ARROW_WIDTH;
  item->emphasis = closed ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_CURRENT;
  item->line.head = WK_MARKER_ARROW;
  item->cut =
      closed && share >= 1.0 &&
      !(is_path (figure) && wk_backward_figure_is_closed (figure, which.layer + 1));
  item = wk_scene_add_line (
      builder, "value-in", a < 0.0 ? WK_ROLE_NEGATIVE : WK_ROLE_POSITIVE, start,
      between (start, wk_backward_figure_rim_of (pill, start), MAX (share, 0.05)));
  item->width = 5.0;
  item->emphasis = WK_EMPHASIS_CURRENT;
  item->line.head = WK_MARKER_ARROW;
}

/* The bias in an outline, joined to its node; or, where the bias has no tag, an arrow
 * to its derivative. */
void
wk_backward_figure_draw_bias_target (WkBackwardFigure *figure)
{
  WkDenseParameter which = figure->step->which;
  WkSceneBuilder *builder = figure->dense.builder;
  WkRect tag = figure->dense.bias[which.layer][which.to];
  gboolean has_tag = tag.width > 0.0;
  const WkNodePlace *node =
      wk_network_layout_get_node (figure->dense.layout, which.layer, which.to);
  gboolean closed =
      wk_dense_backward_g_prime (figure->backward, which.layer, which.to) == 0.0;
  WkRole role = closed ? WK_ROLE_MUTED : WK_ROLE_BACKWARD;
  WkPoint centre = { node->x, node->y }, start, rim;
  WkRect stub;
  WkItem *item;

  if (has_tag)
    tag = (WkRect){ tag.x - 7.0, tag.y - 4.0, tag.width + 14.0, tag.height + 8.0 };
  else
    tag = figure->target;
  if (wk_backward_figure_target_share (figure) <= 0.0 || tag.width == 0.0 ||
      !node->shown)
    return;
  rim = wk_backward_figure_rim_of (tag, centre);
  start = between (centre, rim,
                   node->radius /
                       MAX (hypot (rim.x - centre.x, rim.y - centre.y), node->radius));
  stub = (WkRect){ MIN (start.x, rim.x) - 4.0, MIN (start.y, rim.y) - 4.0,
                   fabs (rim.x - start.x) + 8.0, fabs (rim.y - start.y) + 8.0 };
  /* Over another arrow it could not be told from it. */
  if (!wk_backward_figure_meets_arrow (figure, stub) &&
      ((!has_tag && is_path (figure)) ||
       !wk_network_layout_meets_edge (figure->dense.layout, which.layer, stub)))
    {
      item = wk_scene_add_line (builder, "back-target", role, start, rim);
      item->width = WK_BACKWARD_ARROW_WIDTH;
      item->emphasis = closed ? WK_EMPHASIS_NORMAL : WK_EMPHASIS_CURRENT;
      item->line.head = has_tag || closed ? WK_MARKER_NONE : WK_MARKER_ARROW;
      item->cut = closed && !has_tag;
    }
  if (!has_tag)
    return;
  item = wk_scene_add_box (builder, "bias-outline", role, tag, tag.height / 2.0);
  item->fill = WK_ROLE_PAPER;
  item->tint = 1.0;
  item->width = 3.0;
}
