/* wk-device.c - paths
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-device.h"

/* Control points of the cubic that stands for a quarter of a circle: off by 0.03 %. */
#define KAPPA 0.5522847498307936

WkPath *
wk_path_new (void)
{
  WkPath *path = g_new (WkPath, 1);

  path->ops = g_array_sized_new (FALSE, FALSE, sizeof (guint8), 16);
  path->points = g_array_sized_new (FALSE, FALSE, sizeof (WkPoint), 32);
  return path;
}

void
wk_path_free (WkPath *path)
{
  if (path == NULL)
    return;
  g_array_unref (path->ops);
  g_array_unref (path->points);
  g_free (path);
}

void
wk_path_clear (WkPath *path)
{
  g_array_set_size (path->ops, 0);
  g_array_set_size (path->points, 0);
}

static void
add (WkPath *path, WkPathOp op, const WkPoint *points, guint n)
{
  guint8 byte = (guint8) op;

  g_array_append_val (path->ops, byte);
  g_array_append_vals (path->points, points, n);
}

void
wk_path_move (WkPath *path, double x, double y)
{
  add (path, WK_PATH_MOVE, &(WkPoint){ x, y }, 1);
}

void
wk_path_line (WkPath *path, double x, double y)
{
  add (path, WK_PATH_LINE, &(WkPoint){ x, y }, 1);
}

void
wk_path_curve (WkPath *path,
               double x1,
               double y1,
               double x2,
               double y2,
               double x3,
               double y3)
{
  const WkPoint points[] = { { x1, y1 }, { x2, y2 }, { x3, y3 } };

  add (path, WK_PATH_CURVE, points, 3);
}

void
wk_path_close (WkPath *path)
{
  add (path, WK_PATH_CLOSE, NULL, 0);
}

void
wk_path_box (WkPath *path, WkRect rect, double radius)
{
  double x = rect.x, y = rect.y, w = rect.width, h = rect.height;
  double r = CLAMP (radius, 0, MIN (w, h) / 2);
  double k = r * (1 - KAPPA);

  if (r <= 0)
    {
      wk_path_move (path, x, y);
      wk_path_line (path, x + w, y);
      wk_path_line (path, x + w, y + h);
      wk_path_line (path, x, y + h);
      wk_path_close (path);
      return;
    }
  wk_path_move (path, x + r, y);
  wk_path_line (path, x + w - r, y);
  wk_path_curve (path, x + w - k, y, x + w, y + k, x + w, y + r);
  wk_path_line (path, x + w, y + h - r);
  wk_path_curve (path, x + w, y + h - k, x + w - k, y + h, x + w - r, y + h);
  wk_path_line (path, x + r, y + h);
  wk_path_curve (path, x + k, y + h, x, y + h - k, x, y + h - r);
  wk_path_line (path, x, y + r);
  wk_path_curve (path, x, y + k, x + k, y, x + r, y);
  wk_path_close (path);
}

void
wk_path_circle (WkPath *path, double x, double y, double radius)
{
  double r = radius, k = radius * KAPPA;

  wk_path_move (path, x + r, y);
  wk_path_curve (path, x + r, y + k, x + k, y + r, x, y + r);
  wk_path_curve (path, x - k, y + r, x - r, y + k, x - r, y);
  wk_path_curve (path, x - r, y - k, x - k, y - r, x, y - r);
  wk_path_curve (path, x + k, y - r, x + r, y - k, x + r, y);
  wk_path_close (path);
}

WkRect
wk_path_bounds (const WkPath *path)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  for (guint i = 0; i < path->points->len; i++)
    {
      const WkPoint *point = &g_array_index (path->points, WkPoint, i);

      x0 = MIN (x0, point->x);
      y0 = MIN (y0, point->y);
      x1 = MAX (x1, point->x);
      y1 = MAX (y1, point->y);
    }
  return x1 < x0 ? (WkRect){ 0 } : (WkRect){ x0, y0, x1 - x0, y1 - y0 };
}
