/* wk-dense-figure-edges.c - edges, what flows along them, weights in pills
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the current node's edges stand in colour; the others step back to the line
 * colour. During a step the colour runs along each edge from the value to the node.
 */
#include "config.h"

#include "exercises/kit/wk-dense-figure-private.h"

#include <math.h>

#include "model/wk-number.h"

/* Edges between two layers beyond which the faded ones are hairlines. */
#define CROWDED 36

static WkRole
role_of (double weight)
{
  return weight < 0.0   ? WK_ROLE_NEGATIVE
         : weight > 0.0 ? WK_ROLE_POSITIVE
                        : WK_ROLE_MUTED;
}

static double
width_of (double weight)
{
  return MIN (3.0 + 2.2 * fabs (weight), 14.0);
}

static WkPoint
between (WkPoint a, WkPoint b, double share)
{
  return (WkPoint){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

void
wk_dense_figure_speak_weight (const WkDenseFigure *figure,
                              WkItem *item,
                              guint l,
                              guint j,
                              guint k)
{
  g_autofree char *from =
      wk_dense_node_words (figure->dense, figure->language, l - 1, j);
  g_autofree char *to = wk_dense_node_words (figure->dense, figure->language, l, k);
  g_autofree char *label =
      g_strdup_printf (_L (figure->language, "weight from %s to %s"), from, to);
  g_autofree char *value =
      wk_number_to_words (wk_dense_weight (figure->dense, l, j, k), figure->language);
  g_autofree char *path = g_strdup_printf ("layers[%u].W[%u][%u]", l - 1, j, k);

  wk_item_set_spoken (item, label, value, NULL, path);
}

/* @spoken: no pill says the weight, so the edge does. */
static void
draw_edge (WkDenseFigure *figure, guint l, guint j, guint k, gboolean spoken)
{
  const WkDense *dense = figure->dense;
  double w = wk_dense_weight (dense, l, j, k);
  gboolean current = wk_dense_figure_is_current (figure, l, (int) k);
  gboolean crowded = dense->sizes[l - 1] * dense->sizes[l] > CROWDED;
  double faded = crowded ? 1.5 : 3.0;
  double strong = figure->node >= 0 ? width_of (w) : MIN (1.5 + 0.5 * fabs (w), 4.0);
  const char *id = wk_scene_id (figure->builder, "edge-%u-%u-%u", l, j + 1, k + 1);
  WkPoint start, end;
  WkItem *item;

  if (!wk_network_layout_get_edge (figure->layout, l, j, k, &start, &end))
    return;
  if (current && figure->flow < 1.0)
    {
      item = wk_scene_add_line (
          figure->builder,
          wk_scene_id (figure->builder, "track-%u-%u-%u", l, j + 1, k + 1), role_of (w),
          start, end);
      item->emphasis = WK_EMPHASIS_DIMMED;
      item->width = faded;
    }
  if (current)
    end = between (start, end, MAX (figure->flow, 0.02));
  item = wk_scene_add_line (figure->builder, id, role_of (w), start, end);
  item->width = current ? strong : faded;
  item->emphasis = current ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_DIMMED;
  if (current && figure->node < 0)
    item->opacity = 0.6;
  if (spoken)
    wk_dense_figure_speak_weight (figure, item, l, j, k);
  if (current && figure->node >= 0 && figure->flow > 0.0 && figure->flow < 1.0)
    {
      WkItem *bead = wk_scene_add_circle (
          figure->builder,
          wk_scene_id (figure->builder, "flow-%u-%u-%u", l, j + 1, k + 1), role_of (w),
          end.x, end.y, 6.0 + width_of (w) / 2.0);

      bead->fill = role_of (w);
      bead->tint = 1.0;
      bead->width = 0.0;
    }
}

static void
draw_pill (WkDenseFigure *figure, guint l, guint j, guint k, WkPoint at, WkRect size)
{
  double w = wk_dense_weight (figure->dense, l, j, k);
  gboolean current = wk_dense_figure_is_current (figure, l, (int) k);
  g_autofree char *text = wk_number_to_text (w, figure->language);
  WkRect rect = { at.x - size.width / 2.0, at.y - size.height / 2.0, size.width,
                  size.height };
  WkItem *box = wk_scene_add_box (
      figure->builder,
      wk_scene_id (figure->builder, "weight-%u-%u-%u", l, j + 1, k + 1),
      current ? role_of (w) : WK_ROLE_LINE, rect, size.height / 2.0);
  WkItem *label;

  box->fill = WK_ROLE_PAPER;
  box->tint = 1.0;
  box->width = current ? 2.5 : 2.0;
  box->emphasis = current ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_DIMMED;
  wk_dense_figure_speak_weight (figure, box, l, j, k);
  label = wk_scene_add_text (
      figure->builder,
      wk_scene_id (figure->builder, "weight-text-%u-%u-%u", l, j + 1, k + 1),
      current ? WK_ROLE_INK : WK_ROLE_MUTED,
      current ? WK_TYPE_LABEL_STRONG : WK_TYPE_LABEL, at.x, at.y, WK_ANCHOR_MIDDLE,
      WK_VALIGN_MIDDLE, text);
  label->emphasis = current ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_DIMMED;
  wk_network_layout_add_obstacle (figure->layout, rect);
}

/* Pills of the edges into layer @l, as far as they all fit; TRUE if there are any. */
static gboolean
plan_pills (WkDenseFigure *figure,
            guint l,
            int *only,
            WkPoint *places,
            double *widths,
            double height)
{
  const WkDense *dense = figure->dense;
  guint n_from = dense->sizes[l - 1], n_to = dense->sizes[l];
  gboolean few = n_from <= WK_NETWORK_MAX_PILLS && n_to <= WK_NETWORK_MAX_PILLS;

  for (guint j = 0; j < n_from; j++)
    for (guint k = 0; k < n_to; k++)
      {
        g_autofree char *text =
            wk_number_to_text (wk_dense_weight (dense, l, j, k), figure->language);
        WkExtents extents =
            wk_dense_figure_measure (figure, text, WK_TYPE_LABEL_STRONG);

        widths[j * n_to + k] = MAX (extents.width + 0.72 * height, 1.25 * height);
      }
  *only = -1;
  if (few &&
      wk_network_layout_place_pills (figure->layout, l, -1, widths, height, places))
    return TRUE;
  *only = figure->node;
  return figure->layer == l && figure->node >= 0 &&
         wk_network_layout_place_pills (figure->layout, l, figure->node, widths, height,
                                        places);
}

static void
draw_layer_edges (WkDenseFigure *figure, guint l)
{
  const WkDense *dense = figure->dense;
  guint n_from = dense->sizes[l - 1], n_to = dense->sizes[l];
  g_autofree double *widths = g_new0 (double, (gsize) n_from *n_to);
  g_autofree WkPoint *places = g_new0 (WkPoint, (gsize) n_from * n_to);
  double height = 1.7 * wk_type_size (WK_TYPE_LABEL_STRONG, figure->view->text_scale);
  gboolean few = n_from <= WK_NETWORK_MAX_PILLS && n_to <= WK_NETWORK_MAX_PILLS;
  int only = -1;
  gboolean pills;

  if (figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR)
    height = 1.36 * wk_type_size (WK_TYPE_LABEL_STRONG, figure->view->text_scale);
  pills = plan_pills (figure, l, &only, places, widths, height);
  /* The current node's edges last, on top. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint j = 0; j < n_from; j++)
      for (guint k = 0; k < n_to; k++)
        {
          gboolean current = wk_dense_figure_is_current (figure, l, (int) k);
          gboolean has_pill = pills && (only < 0 || (guint) only == k);

          if (current == (pass == 1))
            draw_edge (figure, l, j, k,
                       !has_pill && (few || (current && figure->node >= 0)));
        }
  for (guint j = 0; pills && j < n_from; j++)
    for (guint k = 0; k < n_to; k++)
      if ((only < 0 || (guint) only == k) && places[j * n_to + k].x != 0.0)
        draw_pill (figure, l, j, k, places[j * n_to + k],
                   (WkRect){ 0, 0, widths[j * n_to + k], height });
}

void
wk_dense_figure_draw_edges (WkDenseFigure *figure)
{
  for (guint l = 1; l < figure->n_columns; l++)
    if (l != figure->layer)
      draw_layer_edges (figure, l);
  if (figure->layer > 0)
    draw_layer_edges (figure, figure->layer);
}
