/* wk-marker.c - the shapes of classes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each has about the area of the disc, so that none speaks louder than the others, and
 * none reaches further than WK_DOT_REACH radii.
 */
#include "config.h"

#include "render/wk-marker.h"

#include <math.h>

#define EDGE 0.24
#define LEAST_EDGE 0.8
/* Around the fill; thin, or small markers would be frayed. */
#define HALO 0.12
#define LEAST_HALO 0.5

#define RING_OUTER 1.26
#define RING_INNER 0.72

/* In radii. Corners run clockwise as seen, y down. */
static const WkPoint up[] = { { 0, -1.48 }, { 1.282, 0.74 }, { -1.282, 0.74 } };
static const WkPoint square[] = { { -0.87, -0.87 },
                                  { 0.87, -0.87 },
                                  { 0.87, 0.87 },
                                  { -0.87, 0.87 } };
static const WkPoint diamond[] = { { 0, -1.3 }, { 1.2, 0 }, { 0, 1.3 }, { -1.2, 0 } };
static const WkPoint down[] = { { 0, 1.48 }, { -1.282, -0.74 }, { 1.282, -0.74 } };
static const WkPoint plus[] = { { -0.37, -1.3 }, { 0.37, -1.3 },  { 0.37, -0.37 },
                                { 1.3, -0.37 },  { 1.3, 0.37 },   { 0.37, 0.37 },
                                { 0.37, 1.3 },   { -0.37, 1.3 },  { -0.37, 0.37 },
                                { -1.3, 0.37 },  { -1.3, -0.37 }, { -0.37, -0.37 } };
/* The plus, an eighth of a turn on. */
static const WkPoint cross[] = { { -1.18, -0.66 }, { -0.66, -1.18 }, { 0, -0.52 },
                                 { 0.66, -1.18 },  { 1.18, -0.66 },  { 0.52, 0 },
                                 { 1.18, 0.66 },   { 0.66, 1.18 },   { 0, 0.52 },
                                 { -0.66, 1.18 },  { -1.18, 0.66 },  { -0.52, 0 } };
/* Outer corners on a circle of 1.5, inner ones on one of 0.7. */
static const WkPoint star[] = { { 0, -1.5 },        { 0.411, -0.566 },
                                { 1.427, -0.464 },  { 0.666, 0.216 },
                                { 0.882, 1.214 },   { 0, 0.7 },
                                { -0.882, 1.214 },  { -0.666, 0.216 },
                                { -1.427, -0.464 }, { -0.411, -0.566 } };
/* Two triangles that lean on each other; a little wider than a point where they do. */
static const WkPoint bow[] = { { -1.25, -1.05 }, { 0, -0.2 }, { 1.25, -1.05 },
                               { 1.25, 1.05 },   { 0, 0.2 },  { -1.25, 1.05 } };

/* @inner: of the circle within that touches the sides: insets scale by it. */
static const struct
{
  const WkPoint *corners; /* NULL: a disc or a ring */
  guint n;
  double inner;
} shapes[WK_N_CLASSES] = {
  { NULL, 0, 1 },    { up, 3, 0.74 },    { square, 4, 0.87 }, { diamond, 4, 0.88 },
  { down, 3, 0.74 }, { plus, 12, 0.52 }, { NULL, 0, 1 },      { cross, 12, 0.52 },
  { star, 10, 0.7 }, { bow, 6, 0.7 },
};

#define RING 6

/* Four arcs, one after the other, either way round. */
static void
add_circle (WkPath *path, double x, double y, double rx, double ry)
{
  const double kappa = 0.5522847498;
  double kx = rx * kappa, ky = ry * kappa;

  wk_path_move (path, x + rx, y);
  wk_path_curve (path, x + rx, y + ky, x + kx, y + ry, x, y + ry);
  wk_path_curve (path, x - kx, y + ry, x - rx, y + ky, x - rx, y);
  wk_path_curve (path, x - rx, y - ky, x - kx, y - ry, x, y - ry);
  wk_path_curve (path, x + kx, y - ry, x + rx, y - ky, x + rx, y);
  wk_path_close (path);
}

void
wk_marker_add (WkPath *path,
               guint class,
               double x,
               double y,
               double radius,
               double inset)
{
  guint shape = class % WK_N_CLASSES;
  double scale = MAX (radius - inset / shapes[shape].inner, 0);

  if (shape == RING)
    {
      double inner = MIN (RING_INNER * radius + inset, RING_OUTER * radius - inset);

      add_circle (path, x, y, RING_OUTER * radius - inset, RING_OUTER * radius - inset);
      /* Against the other, which makes it a hole. */
      add_circle (path, x, y, inner, -inner);
      return;
    }
  if (shapes[shape].corners == NULL)
    {
      add_circle (path, x, y, scale, scale);
      return;
    }
  for (guint i = 0; i < shapes[shape].n; i++)
    {
      WkPoint corner = shapes[shape].corners[i];

      if (i == 0)
        wk_path_move (path, x + scale * corner.x, y + scale * corner.y);
      else
        wk_path_line (path, x + scale * corner.x, y + scale * corner.y);
    }
  wk_path_close (path);
}

static gboolean
same_colour (WkColour a, WkColour b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

gboolean
wk_marker_insets (const WkDots *dots, guint class, double *whole, double *fill)
{
  gboolean edged = !same_colour (dots->fills[class], dots->edges[class]);

  *whole = edged && dots->around[class] ? -MAX (HALO * dots->radius, LEAST_HALO) : 0;
  *fill = edged && !dots->around[class] ? MAX (EDGE * dots->radius, LEAST_EDGE) : 0;
  return edged;
}
