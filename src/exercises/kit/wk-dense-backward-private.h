/* wk-dense-backward-private.h - what the parts of the backward figure share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-dense-backward-figure.h"
#include "exercises/kit/wk-dense-figure-private.h"

G_BEGIN_DECLS

#define WK_BACKWARD_ARROW_WIDTH 6.0

typedef struct
{
  WkDenseFigure dense; /* first: the network's own figure */
  const WkBackward *backward;
  const WkBackwardStep *step; /* NULL at the question */
  double progress;
  WkRect loss_below; /* the formula of J and the target */
  /* By layer: pills of the edges into it; a width of 0: none. */
  WkRect *pills[WK_DENSE_MAX_LAYERS + 1];
  double pill_height;
  WkRect target; /* the derivative of a bias; a width of 0: no room */
  /* Arrows of the current step, which labels rather keep off. */
  WkPoint arrows[2 * (WK_DENSE_MAX_LAYERS + 2)][2];
  guint n_arrows;
} WkBackwardFigure;

static inline WkPoint
between (WkPoint a, WkPoint b, double share)
{
  return (WkPoint){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

static inline gboolean
is_path (const WkBackwardFigure *figure)
{
  return figure->step != NULL && figure->step->type == WK_BACKWARD_PATH;
}

static inline gboolean
is_sum (const WkBackwardFigure *figure)
{
  return figure->step != NULL && figure->step->type == WK_BACKWARD_SUM;
}

static inline gboolean
has_target (const WkBackwardFigure *figure)
{
  return is_path (figure) || is_sum (figure);
}

static inline guint
n_layers (const WkBackwardFigure *figure)
{
  return figure->dense.dense->n_layers;
}

double wk_backward_figure_share_of (const WkBackwardFigure *figure, guint i);
double wk_backward_figure_share_into (const WkBackwardFigure *figure, guint l);
double wk_backward_figure_target_share (const WkBackwardFigure *figure);
gboolean wk_backward_figure_is_closed (const WkBackwardFigure *figure, guint layer);
WkPoint wk_backward_figure_rim_of (WkRect rect, WkPoint from);
void wk_backward_figure_remember_arrow (WkBackwardFigure *figure,
                                        WkPoint start,
                                        WkPoint end);
gboolean wk_backward_figure_meets_arrow (const WkBackwardFigure *figure, WkRect rect);
char *wk_backward_figure_gradient_text (const WkBackwardFigure *figure);
double wk_backward_figure_pill_width (const WkBackwardFigure *figure, const char *text);
gboolean wk_backward_figure_place_on_edge (WkBackwardFigure *figure,
                                           guint l,
                                           guint j,
                                           guint k,
                                           double width,
                                           WkRect *rect);
void wk_backward_figure_plan_bias_target (WkBackwardFigure *figure);
void wk_backward_figure_plan_pills (WkBackwardFigure *figure);
void wk_backward_figure_drop_pills (WkBackwardFigure *figure);
WkItem *wk_backward_figure_draw_pill (WkBackwardFigure *figure,
                                      const char *id,
                                      WkRect rect,
                                      const char *text,
                                      WkRole role,
                                      WkEmphasis emphasis);
void wk_backward_figure_draw_weight_pills (WkBackwardFigure *figure);
void wk_backward_figure_draw_base_edges (WkBackwardFigure *figure);
void wk_backward_figure_draw_path (WkBackwardFigure *figure);
void wk_backward_figure_draw_all_paths (WkBackwardFigure *figure);
void wk_backward_figure_draw_weight_target (WkBackwardFigure *figure);
void wk_backward_figure_draw_bias_target (WkBackwardFigure *figure);
void wk_backward_figure_draw_label (WkBackwardFigure *figure,
                                    const char *id,
                                    WkRect at,
                                    const char *formula,
                                    WkRole role);
void wk_backward_figure_draw_path_labels (WkBackwardFigure *figure);

G_END_DECLS
