/* wk-check-shape.c - polygons against points and boxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "render/wk-check-private.h"

/* Straight pieces for a curve. */
#define PIECES 8

static WkPoint
curve_point (const WkPoint *from, const WkPoint *p, double t)
{
  double u = 1 - t;
  double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

  return (WkPoint){ a * from->x + b * p[0].x + c * p[1].x + d * p[2].x,
                    a * from->y + b * p[0].y + c * p[1].y + d * p[2].y };
}

static void
set_bounds (WkShape *shape)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  for (guint i = 0; i < shape->n; i++)
    {
      x0 = MIN (x0, shape->points[i].x);
      y0 = MIN (y0, shape->points[i].y);
      x1 = MAX (x1, shape->points[i].x);
      y1 = MAX (y1, shape->points[i].y);
    }
  shape->bounds = shape->n > 0 ? (WkRect){ x0, y0, x1 - x0, y1 - y0 } : (WkRect){ 0 };
}

WkShape *
wk_shape_new (const WkPath *path)
{
  WkShape *shape = g_new0 (WkShape, 1);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) closed = g_array_new (FALSE, FALSE, sizeof (gboolean));
  const WkPoint *p = (const WkPoint *) path->points->data;

  for (guint i = 0; i < path->ops->len; i++)
    switch (g_array_index (path->ops, guint8, i))
      {
      case WK_PATH_MOVE:
        {
          gboolean open = FALSE;

          g_array_append_val (starts, points->len);
          g_array_append_val (closed, open);
          g_array_append_vals (points, p, 1);
          p += 1;
          break;
        }
      case WK_PATH_LINE:
        g_array_append_vals (points, p, 1);
        p += 1;
        break;
      case WK_PATH_CURVE:
        {
          WkPoint from = g_array_index (points, WkPoint, points->len - 1);

          for (int k = 1; k <= PIECES; k++)
            {
              WkPoint q = curve_point (&from, p, (double) k / PIECES);

              g_array_append_val (points, q);
            }
          p += 3;
          break;
        }
      default:
        if (closed->len > 0)
          g_array_index (closed, gboolean, closed->len - 1) = TRUE;
        break;
      }
  shape->references = 1;
  shape->n = points->len;
  shape->n_starts = starts->len;
  shape->points = (WkPoint *) g_array_free (g_steal_pointer (&points), FALSE);
  shape->starts = (guint *) g_array_free (g_steal_pointer (&starts), FALSE);
  shape->closed = (gboolean *) g_array_free (g_steal_pointer (&closed), FALSE);
  set_bounds (shape);
  return shape;
}

WkShape *
wk_shape_ref (WkShape *shape)
{
  if (shape != NULL)
    shape->references++;
  return shape;
}

void
wk_shape_unref (WkShape *shape)
{
  if (shape == NULL || --shape->references > 0)
    return;
  g_free (shape->points);
  g_free (shape->starts);
  g_free (shape->closed);
  g_free (shape);
}

static guint
polygon_end (const WkShape *shape, guint polygon)
{
  return polygon + 1 < shape->n_starts ? shape->starts[polygon + 1] : shape->n;
}

gboolean
wk_rect_contains (WkRect rect, double x, double y, double margin)
{
  return x >= rect.x - margin && x <= rect.x + rect.width + margin &&
         y >= rect.y - margin && y <= rect.y + rect.height + margin;
}

gboolean
wk_shape_contains (const WkShape *shape, double x, double y)
{
  int winding = 0;

  if (!wk_rect_contains (shape->bounds, x, y, 0))
    return FALSE;
  for (guint k = 0; k < shape->n_starts; k++)
    {
      guint start = shape->starts[k], end = polygon_end (shape, k);

      for (guint i = start; i < end; i++)
        {
          WkPoint a = shape->points[i];
          WkPoint b = shape->points[i + 1 < end ? i + 1 : start];
          double side = (b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y);

          if (a.y <= y && b.y > y && side > 0)
            winding++;
          else if (a.y > y && b.y <= y && side < 0)
            winding--;
        }
    }
  return winding != 0;
}

/* Liang and Barsky: does the segment pass through the box? */
static gboolean
segment_meets_box (WkPoint a, WkPoint b, WkRect box)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  const double p[] = { -dx, dx, -dy, dy };
  const double q[] = { a.x - box.x, box.x + box.width - a.x, a.y - box.y,
                       box.y + box.height - a.y };
  double enter = 0, leave = 1;

  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0)
        {
          if (q[i] < 0)
            return FALSE;
        }
      else if (p[i] < 0)
        enter = MAX (enter, q[i] / p[i]);
      else
        leave = MIN (leave, q[i] / p[i]);
    }
  return enter <= leave;
}

static double
point_to_segment (WkPoint p, WkPoint a, WkPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;

  t = CLAMP (t, 0, 1);
  return hypot (p.x - a.x - t * dx, p.y - a.y - t * dy);
}

static double
point_to_box (WkPoint p, WkRect box)
{
  double dx = MAX (MAX (box.x - p.x, p.x - box.x - box.width), 0);
  double dy = MAX (MAX (box.y - p.y, p.y - box.y - box.height), 0);

  return hypot (dx, dy);
}

/* Two convex things that do not meet are nearest at a corner of one of them. */
static gboolean
segment_reaches_box (WkPoint a, WkPoint b, WkRect box, double reach)
{
  const WkPoint corners[] = { { box.x, box.y },
                              { box.x + box.width, box.y },
                              { box.x + box.width, box.y + box.height },
                              { box.x, box.y + box.height } };

  if (MIN (a.x, b.x) > box.x + box.width + reach || MAX (a.x, b.x) < box.x - reach ||
      MIN (a.y, b.y) > box.y + box.height + reach || MAX (a.y, b.y) < box.y - reach)
    return FALSE;
  if (segment_meets_box (a, b, box) || point_to_box (a, box) < reach ||
      point_to_box (b, box) < reach)
    return TRUE;
  for (int i = 0; i < 4; i++)
    if (point_to_segment (corners[i], a, b) < reach)
      return TRUE;
  return FALSE;
}

gboolean
wk_shape_line_touches (const WkShape *shape, WkRect box, double reach)
{
  for (guint k = 0; k < shape->n_starts; k++)
    {
      guint start = shape->starts[k], end = polygon_end (shape, k);
      guint last = shape->closed[k] ? end : end - 1;

      for (guint i = start; i < last; i++)
        if (segment_reaches_box (shape->points[i],
                                 shape->points[i + 1 < end ? i + 1 : start], box,
                                 reach))
          return TRUE;
    }
  return FALSE;
}

gboolean
wk_shape_fill_touches (const WkShape *shape, WkRect box)
{
  for (guint k = 0; k < shape->n_starts; k++)
    {
      guint start = shape->starts[k], end = polygon_end (shape, k);

      for (guint i = start; i < end; i++)
        if (segment_meets_box (shape->points[i],
                               shape->points[i + 1 < end ? i + 1 : start], box))
          return TRUE;
    }
  return wk_shape_contains (shape, box.x + box.width / 2, box.y + box.height / 2);
}

gboolean
wk_rect_overlap (WkRect a, WkRect b, double *depth)
{
  double x = MIN (a.x + a.width, b.x + b.width) - MAX (a.x, b.x);
  double y = MIN (a.y + a.height, b.y + b.height) - MAX (a.y, b.y);

  if (depth != NULL)
    *depth = MIN (x, y);
  return x > 0 && y > 0;
}
