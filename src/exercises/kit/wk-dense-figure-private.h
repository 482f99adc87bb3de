/* wk-dense-figure-private.h - what the parts of the network graph share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-dense-figure.h"

G_BEGIN_DECLS

/* A step first lets the values flow along the edges, then fills the node. */
#define WK_DENSE_FLOW_SHARE 0.6

/* Where the values of a layer are written. */
typedef enum
{
  WK_DENSE_VALUE_INSIDE,
  WK_DENSE_VALUE_BELOW,
  WK_DENSE_VALUE_LEFT,
  WK_DENSE_VALUE_RIGHT,
  WK_DENSE_VALUE_NONE, /* too many to read: the working band says the current one */
} WkDenseValuePlace;

typedef struct
{
  const WkDense *dense;
  const WkView *view;
  const WkLanguage *language;
  WkSceneBuilder *builder;
  WkNetworkLayout *layout;
  guint n_columns;
  guint step;        /* that runs or has just ended; 0 at the question */
  guint layer;       /* of the step; 0 at the question */
  int node;          /* of the step, -1: the whole layer */
  double flow, fill; /* of the step, 0 to 1 */
  /* Beside a column for the loss all values come in one step, whose share is @pass, and
   * the nodes that are current are told one by one. */
  gboolean has_loss;
  double pass;
  gboolean lit[WK_DENSE_MAX_LAYERS + 1][WK_DENSE_MAX_NODES];
  /* Of values that fit their circles; of those that do not, and where these go. */
  WkTypeRole inside_type[WK_DENSE_MAX_LAYERS + 1];
  WkTypeRole outside_type[WK_DENSE_MAX_LAYERS + 1];
  WkDenseValuePlace outside_place[WK_DENSE_MAX_LAYERS + 1];
  guint digits[WK_DENSE_MAX_LAYERS + 1];
  /* Tags beside nodes; a width of 0: none. */
  WkRect bias[WK_DENSE_MAX_LAYERS + 1][WK_DENSE_MAX_NODES];
  WkRect was[WK_DENSE_MAX_LAYERS + 1][WK_DENSE_MAX_NODES];
} WkDenseFigure;

/* How far node @node of @layer is filled: 0 not computed, 1 known. */
double wk_dense_figure_get_fill (const WkDenseFigure *figure, guint layer, guint node);
gboolean wk_dense_figure_is_current (const WkDenseFigure *figure,
                                     guint layer,
                                     int node);
WkExtents wk_dense_figure_measure (const WkDenseFigure *figure,
                                   const char *text,
                                   WkTypeRole type);
WkExtents wk_dense_figure_measure_formula (const WkDenseFigure *figure,
                                           const char *text,
                                           WkTypeRole type);

/* The headings of the columns: which form fits a column of @pitch, its height. */
guint wk_dense_figure_choose_heading (const WkDenseFigure *figure, double pitch);
double wk_dense_figure_heading_height (const WkDenseFigure *figure, guint heading);
void wk_dense_figure_draw_headings (WkDenseFigure *figure, guint heading, double top);

/* A node that ReLU cut. */
gboolean wk_dense_figure_is_cut (const WkDenseFigure *figure, guint layer, guint node);

/* Once the layout stands: where values go, then where biases go. Symbols, values and
 * tags become what later labels must keep off, whether they show yet or not, so that
 * nothing moves from step to step. */
void wk_dense_figure_plan_values (WkDenseFigure *figure);
void wk_dense_figure_plan_biases (WkDenseFigure *figure);
void wk_dense_figure_plan_was (WkDenseFigure *figure, gboolean over_edges);
void wk_dense_figure_draw_edges (WkDenseFigure *figure);
void wk_dense_figure_speak_weight (const WkDenseFigure *figure,
                                   WkItem *item,
                                   guint l,
                                   guint j,
                                   guint k);
void wk_dense_figure_draw_nodes (WkDenseFigure *figure);
void wk_dense_figure_draw_tags (WkDenseFigure *figure);

G_END_DECLS
