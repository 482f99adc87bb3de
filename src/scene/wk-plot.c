/* wk-plot.c - the axes of a plot, its curves and marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "scene/wk-plot-private.h"

#define MAX_SHOWN_TICKS 6
#define CURVE_WIDTH 4.0
#define ZERO_ARROW 44.0
#define RING 14.0
/* Farther out of the page nothing is told apart. */
#define FAR 1e5

/* --- measuring --- */

gboolean
wk_plot_is_formula_type (WkTypeRole type)
{
  return type == WK_TYPE_SYMBOL || type == WK_TYPE_SYMBOL_SMALL ||
         type == WK_TYPE_FORMULA || type == WK_TYPE_FORMULA_SMALL;
}

WkExtents
wk_plot_measure (const WkPlot *plot, const char *text, WkTypeRole type)
{
  const WkMeasure *measure = plot->view->measure;
  WkExtents extents;

  if (wk_plot_is_formula_type (type))
    measure->formula (measure, text, type, plot->view->text_scale, 0.0, &extents);
  else
    measure->text (measure, text, type, plot->view->text_scale, 0.0, &extents);
  return extents;
}

const char *
wk_plot_id (WkPlot *plot, const char *id)
{
  return wk_scene_id (plot->builder, "%s-%s", plot->id, id);
}

/* The widest number of the ticks; and the highest, into @height. */
static double
widest_tick (WkPlot *plot,
             const WkPlotAxis *axis,
             const double *ticks,
             guint n,
             double *height)
{
  double width = 0.0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text =
          wk_plot_axis_tick_text (axis, ticks[i], plot->view->language);
      WkExtents extents = wk_plot_measure (plot, text, WK_PLOT_TICK_TYPE);

      width = MAX (width, extents.width);
      if (height != NULL)
        *height = MAX (*height, extents.ascent + extents.descent);
    }
  return width;
}

/* Height of a title of at most @width. */
static double
title_height (const WkPlot *plot, const char *title, double width)
{
  WkExtents extents;

  if (title == NULL)
    return 0.0;
  plot->view->measure->text (plot->view->measure, title, WK_PLOT_TITLE_TYPE,
                             plot->view->text_scale, MAX (width, 1.0), &extents);
  return extents.ascent + extents.descent + WK_PLOT_TITLE_GAP;
}

double
wk_plot_tick_gap (const WkPlot *plot)
{
  return wk_plot_mark_radius (plot) + 4.0;
}

/* --- where the box goes --- */

static void
choose_x_ticks (WkPlot *plot)
{
  double gap = 0.7 * wk_type_size (WK_PLOT_TICK_TYPE, plot->view->text_scale);

  for (guint most = MAX_SHOWN_TICKS; most >= 2; most--)
    {
      double least = INFINITY, width;

      plot->n_x_ticks = wk_plot_axis_ticks (&plot->x, most, plot->x_ticks);
      width = widest_tick (plot, &plot->x, plot->x_ticks, plot->n_x_ticks, NULL);
      for (guint i = 1; i < plot->n_x_ticks; i++)
        least = MIN (least, wk_plot_at (plot, plot->x_ticks[i], 1.0).x -
                                wk_plot_at (plot, plot->x_ticks[i - 1], 1.0).x);
      if (width + gap <= least)
        return;
    }
}

static void
choose_box (WkPlot *plot)
{
  double size = wk_type_size (WK_PLOT_TICK_TYPE, plot->view->text_scale);
  double some[WK_PLOT_MAX_TICKS];
  double right, left, top, bottom, y_width;
  guint n = wk_plot_axis_ticks (&plot->x, MAX_SHOWN_TICKS, some);

  plot->tick_height = 0.0;
  right = 0.5 * widest_tick (plot, &plot->x, some, n, &plot->tick_height);
  top = MAX (title_height (plot, plot->y.title, plot->rect.width), 0.6 * size);
  if (plot->x.bare)
    plot->tick_height = 0.0;
  bottom = wk_plot_tick_gap (plot) + plot->tick_height +
           title_height (plot, plot->x.title, plot->rect.width);
  plot->box = plot->rect;
  plot->box.y += top + 0.3 * size;
  plot->box.height = MAX (plot->box.height - top - 0.3 * size - bottom, 1.0);
  plot->n_y_ticks = wk_plot_axis_ticks (
      &plot->y, (guint) CLAMP (plot->box.height / (1.7 * size), 2.0, MAX_SHOWN_TICKS),
      plot->y_ticks);
  /* Of two numbers that would touch one is enough. */
  if (plot->n_y_ticks == 2 &&
      wk_plot_at (plot, plot->x.max, plot->y_ticks[0]).y -
              wk_plot_at (plot, plot->x.max, plot->y_ticks[1]).y <
          plot->tick_height)
    plot->n_y_ticks = 1;
  y_width = widest_tick (plot, &plot->y, plot->y_ticks, plot->n_y_ticks, NULL);
  left = MAX (y_width + wk_plot_tick_gap (plot) + 2.0, right);
  plot->box.x += left;
  plot->box.width = MAX (plot->box.width - left - right, 1.0);
  choose_x_ticks (plot);
}

WkPlot *
wk_plot_new (WkSceneBuilder *builder,
             const char *id,
             WkRect rect,
             const WkPlotAxis *x,
             const WkPlotAxis *y)
{
  WkPlot *plot;

  g_return_val_if_fail (builder != NULL && id != NULL, NULL);
  g_return_val_if_fail (x != NULL && x->min < x->max, NULL);
  g_return_val_if_fail (y != NULL && y->min < y->max, NULL);

  plot = g_new0 (WkPlot, 1);
  plot->builder = builder;
  plot->view = wk_scene_builder_get_view (builder);
  plot->id = g_strdup (id);
  plot->rect = rect;
  plot->x = *x;
  plot->y = *y;
  plot->rects = g_array_new (FALSE, FALSE, sizeof (WkRect));
  plot->segments = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  choose_box (plot);
  return plot;
}

void
wk_plot_free (WkPlot *plot)
{
  if (plot == NULL)
    return;
  g_free (plot->id);
  g_array_unref (plot->rects);
  g_array_unref (plot->segments);
  g_free (plot);
}

WkRect
wk_plot_get_box (const WkPlot *plot)
{
  g_return_val_if_fail (plot != NULL, ((WkRect){ 0 }));

  return plot->box;
}

WkPoint
wk_plot_at (const WkPlot *plot, double x, double y)
{
  g_return_val_if_fail (plot != NULL, ((WkPoint){ 0 }));

  double across = wk_plot_axis_share (&plot->x, x);
  double up = wk_plot_axis_share (&plot->y, y);

  return (WkPoint){ plot->box.x + CLAMP (across, -FAR, FAR) * plot->box.width,
                    plot->box.y + (1.0 - CLAMP (up, -FAR, FAR)) * plot->box.height };
}

static gboolean
holds_share (double share)
{
  return share >= -1e-9 && share <= 1.0 + 1e-9;
}

gboolean
wk_plot_holds (const WkPlot *plot, double x, double y)
{
  g_return_val_if_fail (plot != NULL, FALSE);

  return holds_share (wk_plot_axis_share (&plot->x, x)) &&
         holds_share (wk_plot_axis_share (&plot->y, y));
}

/* --- curves --- */

/* Liang and Barsky. */
gboolean
wk_plot_clip (WkRect box, WkPoint *from, WkPoint *to)
{
  double dx = to->x - from->x, dy = to->y - from->y;
  double p[] = { -dx, dx, -dy, dy };
  double q[] = { from->x - box.x, box.x + box.width - from->x, from->y - box.y,
                 box.y + box.height - from->y };
  double enter = 0.0, leave = 1.0;
  WkPoint start = *from;

  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0.0 && q[i] < 0.0)
        return FALSE;
      if (p[i] < 0.0)
        enter = MAX (enter, q[i] / p[i]);
      else if (p[i] > 0.0)
        leave = MIN (leave, q[i] / p[i]);
    }
  if (enter >= leave && (enter > leave || dx != 0.0 || dy != 0.0))
    return FALSE;
  *from = (WkPoint){ start.x + enter * dx, start.y + enter * dy };
  *to = (WkPoint){ start.x + leave * dx, start.y + leave * dy };
  return TRUE;
}

void
wk_plot_add_segment (WkPlot *plot, WkPoint from, WkPoint to)
{
  g_array_append_val (plot->segments, from);
  g_array_append_val (plot->segments, to);
}

/* One piece of a curve, if it has any length. */
static WkItem *
end_piece (WkPlot *plot, const char *id, WkRole role, GArray *points, guint *n_pieces)
{
  const WkPoint *at = (const WkPoint *) points->data;
  WkItem *item;

  if (points->len < 2)
    return NULL;
  (*n_pieces)++;
  item = wk_scene_add_polyline (
      plot->builder,
      *n_pieces == 1 ? wk_plot_id (plot, id)
                     : wk_scene_id (plot->builder, "%s-%s-%u", plot->id, id, *n_pieces),
      role, at, points->len);
  item->width = CURVE_WIDTH;
  for (guint i = 1; i < points->len; i++)
    wk_plot_add_segment (plot, at[i - 1], at[i]);
  plot->end = at[points->len - 1];
  plot->has_end = TRUE;
  g_array_set_size (points, 0);
  return item;
}

WkItem *
wk_plot_add_curve (WkPlot *plot,
                   const char *id,
                   WkRole role,
                   const WkPoint *values,
                   guint n)
{
  g_return_val_if_fail (plot != NULL && id != NULL, NULL);
  g_return_val_if_fail (values != NULL || n == 0, NULL);

  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  WkItem *first = NULL, *piece;
  guint n_pieces = 0;

  plot->has_end = FALSE;
  for (guint i = 1; i < n; i++)
    {
      gboolean is_known = !isnan (values[i - 1].x) && !isnan (values[i - 1].y) &&
                          !isnan (values[i].x) && !isnan (values[i].y);
      WkPoint from = wk_plot_at (plot, values[i - 1].x, values[i - 1].y);
      WkPoint to = wk_plot_at (plot, values[i].x, values[i].y);
      WkPoint whole = to;

      if (is_known && wk_plot_clip (plot->box, &from, &to))
        {
          if (points->len == 0)
            g_array_append_val (points, from);
          g_array_append_val (points, to);
          if (hypot (whole.x - to.x, whole.y - to.y) < 1e-6)
            continue;
        }
      piece = end_piece (plot, id, role, points, &n_pieces);
      first = first != NULL ? first : piece;
      g_array_set_size (points, 0);
    }
  piece = end_piece (plot, id, role, points, &n_pieces);
  return first != NULL ? first : piece;
}

static WkItem *
add_rule (WkPlot *plot, const char *id, WkRole role, WkPoint from, WkPoint to)
{
  WkItem *item =
      wk_scene_add_line (plot->builder, wk_plot_id (plot, id), role, from, to);

  item->width = 2.0;
  item->dashed = TRUE;
  wk_plot_add_segment (plot, from, to);
  return item;
}

WkItem *
wk_plot_add_level (WkPlot *plot, const char *id, WkRole role, double y)
{
  g_return_val_if_fail (plot != NULL && id != NULL, NULL);

  double at = wk_plot_at (plot, plot->x.min, y).y;

  if (!holds_share (wk_plot_axis_share (&plot->y, y)))
    return NULL;
  return add_rule (plot, id, role, (WkPoint){ plot->box.x, at },
                   (WkPoint){ plot->box.x + plot->box.width, at });
}

WkItem *
wk_plot_add_upright (WkPlot *plot, const char *id, WkRole role, double x)
{
  g_return_val_if_fail (plot != NULL && id != NULL, NULL);

  double at = wk_plot_at (plot, x, plot->y.min).x;

  if (!holds_share (wk_plot_axis_share (&plot->x, x)))
    return NULL;
  return add_rule (plot, id, role, (WkPoint){ at, plot->box.y + plot->box.height },
                   (WkPoint){ at, plot->box.y });
}

WkItem *
wk_plot_add_bar (WkPlot *plot,
                 const char *id,
                 WkRole role,
                 double x,
                 double y,
                 double width)
{
  g_return_val_if_fail (plot != NULL && id != NULL, NULL);

  double base = plot->y.scale == WK_SCALE_LOG ? plot->y.min
                                              : CLAMP (0.0, plot->y.min, plot->y.max);
  WkPoint foot = wk_plot_at (plot, x, base);
  WkPoint head = wk_plot_at (plot, x, CLAMP (y, plot->y.min, plot->y.max));
  WkRect rect = { foot.x - width / 2.0, MIN (foot.y, head.y), width,
                  fabs (head.y - foot.y) };
  WkItem *item;

  if (isnan (y) || !holds_share (wk_plot_axis_share (&plot->x, x)))
    return NULL;
  item = wk_scene_add_box (plot->builder, wk_plot_id (plot, id), role, rect, 0.0);
  item->fill = role;
  item->tint = 1.0;
  wk_plot_keep_off (plot, rect);
  return item;
}

/* --- marks --- */

double
wk_plot_mark_radius (const WkPlot *plot)
{
  return plot->view->text_scale == WK_TEXT_SCALE_PROJECTOR ? 13.0 : 10.0;
}

/* The corners of a mark that is a polygon. */
static guint
polygon (WkMarkShape shape, WkPoint at, double r, WkPoint *points)
{
  static const WkPoint squares[] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  static const WkPoint diamonds[] = {
    { 0, -1.35 }, { 1.2, 0 }, { 0, 1.35 }, { -1.2, 0 }
  };
  static const WkPoint triangles[] = { { 0, -1.25 }, { 1.2, 0.85 }, { -1.2, 0.85 } };
  static const WkPoint crosses[] = { { -1.1, -0.4 }, { -0.4, -1.1 }, { 0, -0.7 },
                                     { 0.4, -1.1 },  { 1.1, -0.4 },  { 0.7, 0 },
                                     { 1.1, 0.4 },   { 0.4, 1.1 },   { 0, 0.7 },
                                     { -0.4, 1.1 },  { -1.1, 0.4 },  { -0.7, 0 } };
  const WkPoint *corners = shape == WK_MARK_SQUARE    ? squares
                           : shape == WK_MARK_DIAMOND ? diamonds
                           : shape == WK_MARK_CROSS   ? crosses
                                                      : triangles;
  guint n = shape == WK_MARK_TRIANGLE ? 3 : shape == WK_MARK_CROSS ? 12 : 4;

  for (guint i = 0; i < n; i++)
    points[i] = (WkPoint){ at.x + r * corners[i].x, at.y + r * corners[i].y };
  return n;
}

WkItem *
wk_plot_draw_mark (WkPlot *plot,
                   const char *id,
                   WkRole role,
                   WkMarkShape shape,
                   WkPoint at,
                   double radius)
{
  WkPoint points[12];
  WkItem *item;

  if (shape == WK_MARK_DISC || shape == WK_MARK_RING)
    {
      /* A dark outline holds also where the fill is pale, and on the glow. */
      item = wk_scene_add_circle (plot->builder, id,
                                  shape == WK_MARK_DISC ? WK_ROLE_INK : role, at.x,
                                  at.y, radius);
      item->fill = shape == WK_MARK_DISC ? role : WK_ROLE_PAPER;
      item->width = shape == WK_MARK_DISC ? 2.0 : 3.0;
    }
  else
    item = wk_scene_add_area (plot->builder, id, role, 1.0, points,
                              polygon (shape, at, 0.95 * radius, points));
  item->tint = 1.0;
  return item;
}

WkItem *
wk_plot_add_mark (WkPlot *plot,
                  const char *id,
                  WkRole role,
                  WkMarkShape shape,
                  double x,
                  double y)
{
  g_return_val_if_fail (plot != NULL && id != NULL, NULL);

  double r = wk_plot_mark_radius (plot);
  WkPoint at = wk_plot_at (plot, x, y);

  if (!wk_plot_holds (plot, x, y))
    return NULL;
  /* With the ring that it gets as a current one. */
  wk_plot_keep_off (plot, (WkRect){ at.x - r - RING, at.y - r - RING, 2.0 * (r + RING),
                                    2.0 * (r + RING) });
  return wk_plot_draw_mark (plot, wk_plot_id (plot, id), role, shape, at, r);
}

WkItem *
wk_plot_add_zero (WkPlot *plot, const char *id, WkRole role, double x)
{
  g_return_val_if_fail (plot != NULL && id != NULL, NULL);

  double bottom = plot->box.y + plot->box.height;
  WkPoint at = wk_plot_at (plot, x, plot->y.min);
  g_autofree char *name = g_strdup_printf ("%s-word", id);
  WkItem *item;

  if (!holds_share (wk_plot_axis_share (&plot->x, x)))
    return NULL;
  item = wk_scene_add_line (plot->builder, wk_plot_id (plot, id), role,
                            (WkPoint){ at.x, MAX (bottom - ZERO_ARROW, plot->box.y) },
                            (WkPoint){ at.x, bottom });
  item->width = CURVE_WIDTH;
  item->line.head = WK_MARKER_OPEN;
  wk_plot_keep_off (plot, (WkRect){ at.x - 12.0, bottom - 28.0, 24.0, 28.0 });
  wk_plot_add_label (plot, name, role, WK_TYPE_SECONDARY,
                     (WkPoint){ at.x, bottom - 18.0 }, "0");
  return item;
}
