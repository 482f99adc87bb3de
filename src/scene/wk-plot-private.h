/* wk-plot-private.h - what drawing a plot and labelling it share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "scene/wk-plot.h"

G_BEGIN_DECLS

#define WK_PLOT_TICK_TYPE WK_TYPE_SYMBOL_SMALL
#define WK_PLOT_TITLE_TYPE WK_TYPE_SECONDARY
/* Between numbers and title. */
#define WK_PLOT_TITLE_GAP 8.0

struct _WkPlot
{
  WkSceneBuilder *builder;
  const WkView *view;
  char *id;
  WkRect rect, box;
  WkPlotAxis x, y;
  double x_ticks[WK_PLOT_MAX_TICKS], y_ticks[WK_PLOT_MAX_TICKS];
  guint n_x_ticks, n_y_ticks;
  double tick_height; /* of the numbers at the bottom axis */
  /* What labels keep off. */
  GArray *rects;    /* of WkRect */
  GArray *segments; /* of WkPoint, two each */
  WkPoint end;      /* of the curve added last */
  gboolean has_end;
};

/* "@plot-@id", as long as the builder. */
const char *wk_plot_id (WkPlot *plot, const char *id);
WkExtents wk_plot_measure (const WkPlot *plot, const char *text, WkTypeRole type);
gboolean wk_plot_is_formula_type (WkTypeRole type);
void wk_plot_add_segment (WkPlot *plot, WkPoint from, WkPoint to);
/* The part of the segment inside @box; FALSE if there is none. */
gboolean wk_plot_clip (WkRect box, WkPoint *from, WkPoint *to);
WkItem *wk_plot_draw_mark (WkPlot *plot,
                           const char *id,
                           WkRole role,
                           WkMarkShape shape,
                           WkPoint at,
                           double radius);
double wk_plot_mark_radius (const WkPlot *plot);
/* Between an axis and its numbers: a mark on the axis touches none. */
double wk_plot_tick_gap (const WkPlot *plot);

G_END_DECLS
