/* wk-plot.h - plots: axes with round numbers, curves, marks, labels
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the rules of the look: a left and a bottom axis, light horizontal lines, 3 to 6
 * ticks at round numbers, titles in words, direct labels rather than a legend. A curve
 * that leaves the axes ends there and is never laid on them; zero on a log axis is an
 * open arrow with the word 0.
 *
 *   WkPlotAxis x = { WK_SCALE_LOG, 0, 0, _L (language, "learning rate") };
 *   WkPlotAxis y = { WK_SCALE_LINEAR, 0, 0, _L (language, "loss") };
 *   wk_plot_axis_fit (&x, rates, n);
 *   wk_plot_axis_fit (&y, losses, n);
 *   plot = wk_plot_new (builder, "loss", rect, &x, &y);
 *   wk_plot_draw_axes (plot);
 *   wk_plot_add_curve (plot, "curve", WK_ROLE_POSITIVE, points, n);
 *   wk_plot_add_mark (plot, "now", WK_ROLE_NEGATIVE, WK_MARK_DISC, 2.0, 16.0);
 *   wk_plot_add_label (plot, "now-label", WK_ROLE_NEGATIVE, WK_TYPE_SECONDARY,
 *                      wk_plot_at (plot, 2.0, 16.0), "rate 2");
 *   wk_plot_free (plot);
 *
 * What is added is painted in that order and labels keep off all that came before, so:
 * curves, then marks, then labels.
 */
#pragma once

#include "scene/wk-scene.h"

G_BEGIN_DECLS

/* More ticks than this an axis never has. */
#define WK_PLOT_MAX_TICKS 12

typedef enum
{
  WK_SCALE_LINEAR,
  WK_SCALE_LOG,
} WkScaleType;

typedef struct
{
  WkScaleType scale;
  double min, max;   /* what is shown: finite, min < max; log: 0 < min */
  const char *title; /* in words, or NULL; borrowed until the plot is freed */
  gboolean whole;    /* linear: ticks at whole numbers only */
  gboolean bare;     /* of the bottom axis: no numbers, those of a plot below serve */
} WkPlotAxis;

typedef enum
{
  WK_MARK_DISC,
  WK_MARK_RING,
  WK_MARK_SQUARE,
  WK_MARK_DIAMOND,
  WK_MARK_TRIANGLE,
  WK_MARK_CROSS,
} WkMarkShape;

typedef struct _WkPlot WkPlot;

/* --- axes --- */

/* Ends at round numbers such that all of @values lie between; what is not finite does
 * not count, on a log axis neither what is not positive. Without any: 0 to 1 (log: 1 to
 * 10). */
void wk_plot_axis_fit (WkPlotAxis *axis, const double *values, gsize n);
/* Where ticks go: at most @most (2 to WK_PLOT_MAX_TICKS), round numbers between the
 * ends, rising. A log axis has them at powers of ten, of a short one at 1, 2, 5.
 * Returns how many. */
guint wk_plot_axis_ticks (const WkPlotAxis *axis,
                          guint most,
                          double ticks[WK_PLOT_MAX_TICKS]);
/* A tick's number as a formula: "0.5", "10^{-3}". (transfer full) */
char *wk_plot_axis_tick_text (const WkPlotAxis *axis,
                              double tick,
                              const WkLanguage *language);
/* 0 at the min, 1 at the max; log: minus 10^6 for what is not positive. */
double wk_plot_axis_share (const WkPlotAxis *axis, double value);

/* --- the plot --- */

/* @id: in front of the ids of all items, "@id-axis-x"; @rect: for all of it, the
 * numbers at the ticks and the titles included. The builder must outlive the plot.
 * (transfer full) */
WkPlot *wk_plot_new (WkSceneBuilder *builder,
                     const char *id,
                     WkRect rect,
                     const WkPlotAxis *x,
                     const WkPlotAxis *y);
void wk_plot_free (WkPlot *plot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkPlot, wk_plot_free)

/* Between the axes. */
WkRect wk_plot_get_box (const WkPlot *plot);
/* Where a value lies on the page, inside the box or not. */
WkPoint wk_plot_at (const WkPlot *plot, double x, double y);
gboolean wk_plot_holds (const WkPlot *plot, double x, double y);
/* Lines, axes, numbers, titles: first of all. */
void wk_plot_draw_axes (WkPlot *plot);
/* The axes with their titles and a question mark: what is not computed yet tells no
 * numbers. */
void wk_plot_draw_empty (WkPlot *plot);

/* --- what is in it --- */

/* Through @values, cut off at the box; a value that is not finite parts it. Returns the
 * first of its pieces ("@id", "@id-2", ...) or NULL if nothing of it is inside. */
WkItem *wk_plot_add_curve (WkPlot *plot,
                           const char *id,
                           WkRole role,
                           const WkPoint *values,
                           guint n);
/* A dashed line all across at @y, or from bottom to top at @x; NULL if outside. */
WkItem *wk_plot_add_level (WkPlot *plot, const char *id, WkRole role, double y);
WkItem *wk_plot_add_upright (WkPlot *plot, const char *id, WkRole role, double x);
/* A bar from the bottom (linear: from 0) to @y, centred at @x, @width in units of the
 * page. NULL if outside. */
WkItem *wk_plot_add_bar (WkPlot *plot,
                         const char *id,
                         WkRole role,
                         double x,
                         double y,
                         double width);
/* NULL if outside. */
WkItem *wk_plot_add_mark (WkPlot *plot,
                          const char *id,
                          WkRole role,
                          WkMarkShape shape,
                          double x,
                          double y);
/* Zero on a log axis: an open arrow at @x down to the bottom, with the word 0. */
WkItem *wk_plot_add_zero (WkPlot *plot, const char *id, WkRole role, double x);

/* --- labels --- */

/* A text (or a formula, as a type of formulas says) beside @at, a point of the page,
 * where nothing is; NULL if there is no such place inside the box. */
WkItem *wk_plot_add_label (WkPlot *plot,
                           const char *id,
                           WkRole role,
                           WkTypeRole type,
                           WkPoint at,
                           const char *text);
/* The same, at most @reach units away: farther off it might be another's. */
WkItem *wk_plot_add_label_near (WkPlot *plot,
                                const char *id,
                                WkRole role,
                                WkTypeRole type,
                                WkPoint at,
                                double reach,
                                const char *text);
/* At the right end of the level at @y, above it or below; else at the left. */
WkItem *wk_plot_add_level_label (WkPlot *plot,
                                 const char *id,
                                 WkRole role,
                                 WkTypeRole type,
                                 double y,
                                 const char *text);
/* At the end of the curve added last. */
WkItem *wk_plot_add_end_label (WkPlot *plot,
                               const char *id,
                               WkRole role,
                               WkTypeRole type,
                               const char *text);

typedef struct
{
  WkRole role;
  gboolean dashed;
  gboolean is_mark; /* a mark of @shape rather than a line */
  WkMarkShape shape;
  const char *text;
} WkPlotLegend;

/* In the corner of the box that is free; FALSE if none is. */
gboolean wk_plot_add_legend (WkPlot *plot,
                             const char *id,
                             const WkPlotLegend *entries,
                             guint n);
/* Something else that labels must keep off. */
void wk_plot_keep_off (WkPlot *plot, WkRect rect);

G_END_DECLS
