/* wk-ink-line.c - a hand's line: smoothing, thinning, curves
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Thinning is Ramer's and Douglas and Peucker's: of a stretch, the point that is
 * farthest from its chord is kept if it is off by more than the tolerance, and the two
 * halves are treated alike; here with a stack, since a hand may draw thousands of
 * points.
 *
 * References: U. Ramer, Computer Graphics and Image Processing 1 (1972) 244;
 * D. Douglas, T. Peucker, Cartographica 10 (1973) 112. Curves: E. Catmull, R. Rom
 * (1974), with the centripetal parameters of C. Yuksel, S. Schaefer, J. Keyser, CAD 43
 * (2011) 747, which make no loops.
 */
#include "config.h"

#include <math.h>

#include "session/wk-ink-private.h"

/* Between neighbours, in units: nearer ones are tremor. */
#define MIN_DISTANCE 1.0
#define TOLERANCE 0.5
/* So far a point is moved to smooth a line. */
#define TREMOR 0.7
/* How far the pieces of a curve may be from it, in units; at most so many pieces
 * between two points. */
#define PIECE_ERROR 0.12
#define MAX_PIECES 24

static double
distance (WkPoint a, WkPoint b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

/* From the stretch a to b. */
static double
distance_to_chord (WkPoint p, WkPoint a, WkPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;

  t = CLAMP (t, 0, 1);
  return hypot (p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double
wk_ink_line_distance (const WkPoint *points, guint n, WkPoint from)
{
  double least = n == 1 ? distance (points[0], from) : INFINITY;

  for (guint i = 1; i < n; i++)
    least = MIN (least, distance_to_chord (from, points[i - 1], points[i]));
  return least;
}

static GArray *
drop_near (const WkPoint *points, guint n)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  const WkPoint *end = NULL;

  for (guint i = 0; i < n; i++)
    {
      const WkPoint *last =
          kept->len > 0 ? &g_array_index (kept, WkPoint, kept->len - 1) : NULL;

      if (!isfinite (points[i].x) || !isfinite (points[i].y))
        continue;
      end = &points[i];
      if (last == NULL || distance (*last, points[i]) >= MIN_DISTANCE)
        g_array_append_val (kept, points[i]);
    }
  /* A line ends where the hand lifted the pen. */
  if (kept->len > 1)
    g_array_index (kept, WkPoint, kept->len - 1) = *end;
  return kept;
}

/* Each point half itself, a quarter of each neighbour; but no farther from where it was
 * than a hand trembles, since corners are meant. */
static void
smooth (GArray *line)
{
  WkPoint *points = (WkPoint *) line->data;
  WkPoint before;

  if (line->len < 3)
    return;
  before = points[0];
  for (guint i = 1; i + 1 < line->len; i++)
    {
      WkPoint own = points[i];
      double dx = (before.x - 2 * own.x + points[i + 1].x) / 4;
      double dy = (before.y - 2 * own.y + points[i + 1].y) / 4;
      double share = TREMOR / MAX (hypot (dx, dy), TREMOR);

      points[i].x += share * dx;
      points[i].y += share * dy;
      before = own;
    }
}

typedef struct
{
  guint first, last;
} Stretch;

static void
mark_kept (const WkPoint *points, guint n, guint8 *kept)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Stretch whole = { 0, n - 1 };

  kept[0] = kept[n - 1] = TRUE;
  g_array_append_val (stack, whole);
  while (stack->len > 0)
    {
      Stretch now = g_array_index (stack, Stretch, stack->len - 1);
      guint farthest = now.first;
      double most = TOLERANCE;

      g_array_set_size (stack, stack->len - 1);
      for (guint i = now.first + 1; i < now.last; i++)
        {
          double off =
              distance_to_chord (points[i], points[now.first], points[now.last]);

          if (off > most)
            {
              most = off;
              farthest = i;
            }
        }
      if (farthest == now.first)
        continue;
      kept[farthest] = TRUE;
      g_array_append_val (stack, ((Stretch){ now.first, farthest }));
      g_array_append_val (stack, ((Stretch){ farthest, now.last }));
    }
}

GArray *
wk_ink_line_thin (const WkPoint *points, guint n)
{
  g_autoptr (GArray) line = drop_near (points, n);
  g_autofree guint8 *kept = NULL;
  GArray *thin;

  smooth (line);
  if (line->len < 3)
    return g_steal_pointer (&line);
  kept = g_new0 (guint8, line->len);
  mark_kept ((const WkPoint *) line->data, line->len, kept);
  thin = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  for (guint i = 0; i < line->len; i++)
    if (kept[i])
      g_array_append_val (thin, g_array_index (line, WkPoint, i));
  return thin;
}

/* Between @a at time @ta and @b at @tb; equal times: @a. */
static WkPoint
blend (WkPoint a, double ta, WkPoint b, double tb, double t)
{
  double share = tb > ta ? (t - ta) / (tb - ta) : 0;

  return (WkPoint){ a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) };
}

/* By how much the way from @a over @b to @c turns, in radians. */
static double
turn (WkPoint a, WkPoint b, WkPoint c)
{
  double x1 = b.x - a.x, y1 = b.y - a.y, x2 = c.x - b.x, y2 = c.y - b.y;

  return fabs (atan2 (x1 * y2 - y1 * x2, x1 * x2 + y1 * y2));
}

/* An arc of length L that turns by a is off its chord by L a / 8; of n pieces, each is
 * off by the square of n less. */
static guint
count_pieces (WkPoint p0, WkPoint p1, WkPoint p2, WkPoint p3)
{
  double angle = turn (p0, p1, p2) + turn (p1, p2, p3);
  double n = ceil (sqrt (distance (p1, p2) * angle / (8 * PIECE_ERROR)));

  return (guint) CLAMP (n, 1, MAX_PIECES);
}

/* Barry's and Goldman's pyramid; times are sums of square roots of distances. */
static void
add_span (GArray *curve, WkPoint p0, WkPoint p1, WkPoint p2, WkPoint p3)
{
  double t1 = sqrt (distance (p0, p1));
  double t2 = t1 + sqrt (distance (p1, p2));
  double t3 = t2 + sqrt (distance (p2, p3));
  guint n = count_pieces (p0, p1, p2, p3);

  for (guint i = 1; i <= n; i++)
    {
      double t = t1 + (t2 - t1) * i / n;
      WkPoint a1 = blend (p0, 0, p1, t1, t), a2 = blend (p1, t1, p2, t2, t);
      WkPoint a3 = blend (p2, t2, p3, t3, t);
      WkPoint b1 = blend (a1, 0, a2, t2, t), b2 = blend (a2, t1, a3, t3, t);
      WkPoint at = i < n ? blend (b1, t1, b2, t2, t) : p2;

      g_array_append_val (curve, at);
    }
}

GArray *
wk_ink_line_curve (const WkPoint *points, guint n)
{
  GArray *curve = g_array_new (FALSE, FALSE, sizeof (WkPoint));

  if (n == 0)
    return curve;
  g_array_append_val (curve, points[0]);
  for (guint i = 1; i < n; i++)
    {
      WkPoint a = points[i - 1], b = points[i];
      /* At the ends the curve goes on as straight as it comes. */
      WkPoint before =
          i > 1 ? points[i - 2] : (WkPoint){ 2 * a.x - b.x, 2 * a.y - b.y };
      WkPoint behind =
          i + 1 < n ? points[i + 1] : (WkPoint){ 2 * b.x - a.x, 2 * b.y - a.y };

      if (distance (a, b) > 0)
        add_span (curve, before, a, b, behind);
    }
  return curve;
}
