/* wk-dense-backward-labels.c - symbols and values along the current path
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward-private.h"

#include <math.h>

#include "model/wk-number.h"

/* A formula at the first of @spots that is free, best one that no arrow passes. FALSE
 * if there is none. */
static gboolean
draw_label_at (WkBackwardFigure *figure,
               const char *id,
               const char *formula,
               WkRole role,
               const WkRect *spots,
               guint n_spots)
{
  for (guint i = 0; i < 2 * n_spots; i++)
    {
      WkRect spot = spots[i % n_spots];
      WkRect wide = { spot.x - 3.0, spot.y - 4.0, spot.width + 6.0, spot.height + 8.0 };
      WkItem *plate;

      if (!wk_network_layout_is_free (figure->dense.layout, wide) ||
          (i < n_spots && wk_backward_figure_meets_arrow (figure, spot)))
        continue;
      wk_network_layout_add_obstacle (figure->dense.layout, spot);
      plate = wk_scene_add_box (figure->dense.builder,
                                wk_scene_id (figure->dense.builder, "%s-plate", id),
                                WK_ROLE_NONE, spot, 6.0);
      plate->fill = WK_ROLE_PAPER;
      plate->tint = 1.0;
      plate->width = 0.0;
      wk_scene_add_formula (figure->dense.builder, id, role, WK_TYPE_SYMBOL_SMALL,
                            spot.x, spot.y, WK_ANCHOR_START, WK_VALIGN_TOP, formula);
      return TRUE;
    }
  return FALSE;
}

/* Beside a pill: above, below, right, left. */
void
wk_backward_figure_draw_label (WkBackwardFigure *figure,
                               const char *id,
                               WkRect at,
                               const char *formula,
                               WkRole role)
{
  WkExtents extents =
      wk_dense_figure_measure_formula (&figure->dense, formula, WK_TYPE_SYMBOL_SMALL);
  double w = extents.width, h = extents.ascent + extents.descent;
  double x = at.x + at.width / 2.0, y = at.y + at.height / 2.0;
  /* As far off as the layout wants labels to be from the pill. */
  const WkRect spots[] = {
    { x - w / 2.0, at.y - h - 10.0, w, h },
    { x - w / 2.0, at.y + at.height + 10.0, w, h },
    { at.x + at.width + 12.0, y - h - 10.0, w, h },
    { at.x + at.width + 12.0, y + 10.0, w, h },
    { at.x - w - 12.0, y - h - 10.0, w, h },
    { at.x - w - 12.0, y + 10.0, w, h },
    { at.x + at.width + 12.0, y - h / 2.0, w, h },
    { at.x - w - 12.0, y - h / 2.0, w, h },
    { at.x + at.width, at.y + at.height + 10.0, w, h },
    { at.x - w, at.y + at.height + 10.0, w, h },
    { at.x + at.width, at.y - h - 10.0, w, h },
    { at.x - w, at.y - h - 10.0, w, h },
    { at.x + 0.5 * at.width, at.y + at.height + 10.0, w, h },
    { at.x + 0.5 * at.width - w, at.y + at.height + 10.0, w, h },
    { at.x + 0.5 * at.width, at.y - h - 10.0, w, h },
    { at.x + 0.5 * at.width - w, at.y - h - 10.0, w, h },
  };

  draw_label_at (figure, id, formula, role, spots, G_N_ELEMENTS (spots));
}

/* On the tail's side of the pill, so that it is not taken for a part of the gradient.
 */
static void
draw_value_label (WkBackwardFigure *figure,
                  WkPoint start,
                  WkRect pill,
                  const char *formula,
                  WkRole role)
{
  WkExtents extents =
      wk_dense_figure_measure_formula (&figure->dense, formula, WK_TYPE_SYMBOL_SMALL);
  double w = extents.width, h = extents.ascent + extents.descent;
  WkPoint rim = wk_backward_figure_rim_of (pill, start);
  WkRect spots[18];
  guint n = 0;

  for (guint i = 0; i < 4; i++)
    {
      WkPoint at = between (start, rim, 0.35 + 0.2 * i);

      spots[n++] = (WkRect){ at.x - w / 2.0, at.y - h - 10.0, w, h };
      spots[n++] = (WkRect){ at.x - w / 2.0, at.y + 10.0, w, h };
      spots[n++] = (WkRect){ at.x - w - 14.0, at.y, w, h };
      spots[n++] = (WkRect){ at.x + 14.0, at.y - h, w, h };
    }
  spots[n++] = (WkRect){ pill.x - w, pill.y + pill.height + 10.0, w, h };
  spots[n++] = (WkRect){ pill.x - 0.5 * w, pill.y + pill.height + 10.0, w, h };
  draw_label_at (figure, "value-in-text", formula, role, spots, n);
}

static void
draw_g_prime (WkBackwardFigure *figure, guint l, guint node)
{
  g_autofree char *number = wk_number_to_formula (
      wk_dense_backward_g_prime (figure->backward, l, node), figure->dense.language);
  g_autofree char *text = g_strdup_printf ("g'=%s", number);
  WkExtents extents =
      wk_dense_figure_measure_formula (&figure->dense, text, WK_TYPE_SYMBOL_SMALL);
  const char *id = wk_scene_id (figure->dense.builder, "g-prime-%u-%u", l, node + 1);
  WkItem *plate;
  WkRect rect;

  if (!wk_network_layout_place_tag (figure->dense.layout, l, node, extents.width,
                                    extents.ascent + extents.descent, TRUE, TRUE,
                                    &rect))
    return;
  plate = wk_scene_add_box (figure->dense.builder,
                            wk_scene_id (figure->dense.builder, "%s-plate", id),
                            WK_ROLE_NONE, rect, 6.0);
  plate->fill = WK_ROLE_PAPER;
  plate->tint = 1.0;
  plate->width = 0.0;
  wk_scene_add_formula (figure->dense.builder, id, WK_ROLE_BACKWARD,
                        WK_TYPE_SYMBOL_SMALL, rect.x, rect.y, WK_ANCHOR_START,
                        WK_VALIGN_TOP, text);
}

/* The arrow from the loss: its factor in symbols, then its number in a pill. */
static void
draw_start_labels (WkBackwardFigure *figure)
{
  const WkDense *dense = figure->dense.dense;
  guint last = dense->n_layers;
  guint node = is_path (figure) ? figure->step->nodes[last] : 0;
  g_autofree char *delta =
      wk_number_to_text (wk_dense_trace_get_delta (figure->backward->trace, last, node),
                         figure->dense.language);
  g_autofree char *symbol = NULL;
  gboolean known = wk_backward_figure_share_of (figure, 0) >= 1.0;
  WkRect rect;

  if (!wk_backward_figure_place_on_edge (figure, last + 1, node, 0,
                                         wk_backward_figure_pill_width (figure, delta),
                                         &rect))
    return;
  wk_backward_figure_draw_pill (figure, "delta", rect, known ? delta : "?",
                                known ? WK_ROLE_BACKWARD : WK_ROLE_MUTED,
                                known ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_NOT_YET);
  if (dense->sizes[last] == 1 && wk_dense_g (dense, last) == WK_ACTIVATION_IDENTITY)
    symbol = g_strdup (wk_dense_backward_start_symbols (figure->backward));
  else
    symbol = g_strdup_printf (node < 9 ? "\\delta^{[%u]}_%u" : "\\delta^{[%u]}_{%u}",
                              last, node + 1);
  wk_backward_figure_draw_label (figure, "delta-symbol", rect, symbol,
                                 WK_ROLE_BACKWARD);
}

static void
draw_target_labels (WkBackwardFigure *figure)
{
  WkDenseParameter which = figure->step->which;
  g_autofree char *symbol = wk_dense_parameter_symbol (figure->backward, which);
  g_autofree char *gradient = wk_backward_figure_gradient_text (figure);
  gboolean known = wk_backward_figure_target_share (figure) >= 1.0;
  WkRect rect;

  if (which.from >= 0)
    {
      guint index =
          (guint) which.from * figure->dense.dense->sizes[which.layer] + which.to;

      rect = figure->pills[which.layer][index];
      if (rect.width > 0.0)
        wk_backward_figure_draw_label (figure, "target-symbol", rect, symbol,
                                       WK_ROLE_BACKWARD);
      return;
    }
  if (figure->target.width == 0.0)
    return;
  wk_backward_figure_draw_pill (figure, "target", figure->target,
                                known ? gradient : "?",
                                known ? WK_ROLE_BACKWARD : WK_ROLE_MUTED,
                                known ? WK_EMPHASIS_CURRENT : WK_EMPHASIS_NOT_YET);
  wk_backward_figure_draw_label (figure, "target-symbol", figure->target, symbol,
                                 WK_ROLE_BACKWARD);
}

void
wk_backward_figure_draw_path_labels (WkBackwardFigure *figure)
{
  const WkDense *dense = figure->dense.dense;
  const WkBackwardStep *step = figure->step;

  if (is_path (figure) || dense->sizes[dense->n_layers] == 1)
    draw_start_labels (figure);
  if (has_target (figure))
    draw_target_labels (figure);
  if (is_path (figure) && step->which.from >= 0 &&
      wk_backward_figure_target_share (figure) > 0.0)
    {
      guint index =
          (guint) step->which.from * dense->sizes[step->which.layer] + step->which.to;
      WkRect pill = figure->pills[step->which.layer][index];
      g_autofree char *tail =
          wk_dense_symbol (dense, step->which.layer - 1, (guint) step->which.from);
      double a = wk_dense_backward_tail (figure->backward, step->which);
      g_autofree char *value = wk_number_to_formula (a, figure->dense.language);
      g_autofree char *text = g_strdup_printf ("%s=%s", tail, value);
      WkPoint start, end;

      if (pill.width > 0.0 &&
          wk_network_layout_get_edge (figure->dense.layout, step->which.layer,
                                      (guint) step->which.from, step->which.to, &start,
                                      &end))
        draw_value_label (figure, start, pill, text,
                          a < 0.0 ? WK_ROLE_NEGATIVE : WK_ROLE_POSITIVE);
    }
  for (guint l = dense->n_layers; is_path (figure) && l > step->which.layer; l--)
    {
      g_autofree char *symbol =
          wk_dense_weight_symbol (dense, l, step->nodes[l - 1], step->nodes[l]);
      WkRect rect =
          figure->pills[l][step->nodes[l - 1] * dense->sizes[l] + step->nodes[l]];

      if (rect.width > 0.0)
        wk_backward_figure_draw_label (
            figure, wk_scene_id (figure->dense.builder, "factor-symbol-%u", l), rect,
            symbol, WK_ROLE_BACKWARD);
    }
  for (guint l = dense->n_layers; is_path (figure) && l >= step->which.layer; l--)
    draw_g_prime (figure, l, step->nodes[l]);
}
