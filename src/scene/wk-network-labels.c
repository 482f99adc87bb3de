/* wk-network-labels.c - pills on edges, tags beside nodes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pills of one layer stand in a column of their own if there is any place between the
 * nodes where the edges are far enough apart; the eye then reads them like a table.
 * Else each slides along its own edge until none touches another.
 */
#include "config.h"

#include "scene/wk-network-layout-private.h"

#include <math.h>

/* Between two pills, and between a pill and a node. */
#define PILL_GAP 4.0
#define NODE_GAP 10.0
#define N_PLACES 33
#define N_PASSES 8
#define N_STARTS 4
/* Pills that may slide, and the share of the space between two columns they may fill.
 */
#define MAX_SLIDING 16
#define FULL 0.7

typedef struct
{
  guint index; /* into the caller's arrays */
  WkPoint start, end;
  double low, high; /* range of x for the middle of its pill */
  double half;      /* of its width */
  double x;
} Edge;

static double
edge_y (const Edge *edge, double x)
{
  double dx = edge->end.x - edge->start.x;

  return edge->start.y + (edge->end.y - edge->start.y) * (x - edge->start.x) / dx;
}

static guint
collect_edges (const WkNetworkLayout *layout,
               guint layer,
               int only,
               const double *widths,
               Edge *edges)
{
  const Column *before = &layout->columns[layer - 1];
  const Column *after = &layout->columns[layer];
  guint n = 0;

  for (guint j = 0; j < before->n; j++)
    for (guint k = 0; k < after->n; k++)
      {
        Edge edge = { .index = j * after->n + k };
        const WkNodePlace *a = &before->nodes[j];
        const WkNodePlace *b = &after->nodes[k];

        if ((only >= 0 && k != (guint) only) || !a->shown || !b->shown)
          continue;
        edge.start = (WkPoint){ a->x, a->y };
        edge.end = (WkPoint){ b->x, b->y };
        edge.half = widths[edge.index] / 2.0;
        edge.low = before->x + (before->zigzag ? layout->radius * 0.8 : 0.0) +
                   layout->radius + before->reserved + NODE_GAP + edge.half;
        edge.high = after->x - (after->zigzag ? layout->radius * 0.8 : 0.0) -
                    layout->radius - WK_NETWORK_RING - PILL_GAP - edge.half;
        if (edge.high < edge.low || n >= WK_NETWORK_MAX_SHOWN * WK_NETWORK_MAX_SHOWN)
          return 0;
        edges[n++] = edge;
      }
  return n;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The smallest distance of two edges at @x. */
static double
narrowest (const Edge *edges, guint n, double x)
{
  double ys[WK_NETWORK_MAX_SHOWN * WK_NETWORK_MAX_SHOWN];
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    ys[i] = edge_y (&edges[i], x);
  qsort (ys, n, sizeof ys[0], compare_doubles);
  for (guint i = 1; i < n; i++)
    least = MIN (least, ys[i] - ys[i - 1]);
  return least;
}

/* How deep the pill of @edge at @x would lie in what is there already. */
static double
obstructed_at (const WkNetworkLayout *layout, const Edge *edge, double x, double height)
{
  double y = edge_y (edge, x);
  double sum = 0.0;

  for (guint i = 0; i < layout->obstacles->len; i++)
    {
      WkRect rect = g_array_index (layout->obstacles, WkRect, i);
      double dx = edge->half + rect.width / 2.0 + PILL_GAP -
                  fabs (x - rect.x - rect.width / 2.0);
      double dy = (height + rect.height) / 2.0 + PILL_GAP -
                  fabs (y - rect.y - rect.height / 2.0);

      if (dx > 0.0 && dy > 0.0)
        sum += MIN (dx, dy);
    }
  return sum;
}

static gboolean
any_obstructed (const WkNetworkLayout *layout,
                const Edge *edges,
                guint n,
                double x,
                double height)
{
  for (guint i = 0; i < n; i++)
    if (obstructed_at (layout, &edges[i], x, height) > 0.0)
      return TRUE;
  return FALSE;
}

/* All pills at one x: where the edges are furthest apart, but rather in the middle. */
static gboolean
place_in_column (const WkNetworkLayout *layout, Edge *edges, guint n, double height)
{
  double low = -G_MAXDOUBLE, high = G_MAXDOUBLE;
  double best_score = -G_MAXDOUBLE, best_x = 0.0;

  for (guint i = 0; i < n; i++)
    {
      low = MAX (low, edges[i].low);
      high = MIN (high, edges[i].high);
    }
  if (high < low)
    return FALSE;
  for (guint p = 0; p < N_PLACES; p++)
    {
      double share = p / (N_PLACES - 1.0);
      double x = low + share * (high - low);
      double least = narrowest (edges, n, x);
      /* Edges that cross under a pill leave open whose weight it is. */
      double around = MIN (narrowest (edges, n, x - edges[0].half),
                           narrowest (edges, n, x + edges[0].half));
      double score = MIN (least, 1.8 * height) + MIN (around, height) -
                     0.5 * height * fabs (share - 0.5);

      if (least >= height + PILL_GAP && score > best_score &&
          !any_obstructed (layout, edges, n, x, height))
        {
          best_score = score;
          best_x = x;
        }
    }
  if (best_score == -G_MAXDOUBLE)
    return FALSE;
  for (guint i = 0; i < n; i++)
    edges[i].x = best_x;
  return TRUE;
}

/* How deep other edges run under the pill of @which at @x: they leave open whose weight
 * it is. */
static double
crossed_at (const Edge *edges, guint n, guint which, double x, double height)
{
  const Edge *edge = &edges[which];
  double y = edge_y (edge, x);
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    for (int side = -1; side <= 1 && i != which; side++)
      {
        double under = edge_y (&edges[i], x + side * edge->half);

        sum += MAX (0.0, height / 2.0 + PILL_GAP - fabs (y - under));
      }
  return sum;
}

/* Touching is never worth it. */
#define TOUCH_COST 100.0

/* A place of a pill on its edge; the cost does not count the other pills. */
typedef struct
{
  double x, y, cost;
  gboolean obstructed;
} Place;

static void
list_places (const WkNetworkLayout *layout,
             const Edge *edges,
             guint n,
             double height,
             Place *places)
{
  for (guint i = 0; i < n; i++)
    for (guint p = 0; p < N_PLACES; p++)
      {
        double share = p / (N_PLACES - 1.0);
        double x = edges[i].low + share * (edges[i].high - edges[i].low);
        double obstructed = obstructed_at (layout, &edges[i], x, height);

        places[i * N_PLACES + p] = (Place){
          .x = x,
          .y = edge_y (&edges[i], x),
          .cost = TOUCH_COST * obstructed + crossed_at (edges, n, i, x, height) +
                  0.2 * height * fabs (share - 0.5),
          .obstructed = obstructed > 0.0,
        };
      }
}

/* How deep the pill of @which at @place lies in the others where they are now. */
static double
overlap_at (const Edge *edges,
            guint n,
            guint which,
            const Place *place,
            const Place *const *now,
            double height)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      double dx =
          edges[which].half + edges[i].half + PILL_GAP - fabs (place->x - now[i]->x);
      double dy = height + PILL_GAP - fabs (place->y - now[i]->y);

      if (i != which && dx > 0.0 && dy > 0.0)
        sum += MIN (dx, dy);
    }
  return sum;
}

/* One descent from a start. Returns the cost of all pills, -1 if some touch. */
static double
slide (const Edge *edges,
       guint n,
       const Place *places,
       double height,
       const Place **now)
{
  double sum = 0.0;
  gboolean moved = TRUE;

  for (guint pass = 0; pass < N_PASSES && moved; pass++)
    {
      moved = FALSE;
      for (guint i = 0; i < n; i++)
        {
          double least =
              now[i]->cost + TOUCH_COST * overlap_at (edges, n, i, now[i], now, height);

          for (const Place *place = places + i * N_PLACES;
               place < places + (i + 1) * N_PLACES; place++)
            if (place->cost < least - 1e-6)
              {
                double cost = place->cost +
                              TOUCH_COST * overlap_at (edges, n, i, place, now, height);

                if (cost < least - 1e-6)
                  {
                    least = cost;
                    now[i] = place;
                    moved = TRUE;
                  }
              }
        }
    }
  for (guint i = 0; i < n; i++)
    {
      if (now[i]->obstructed || overlap_at (edges, n, i, now[i], now, height) > 0.0)
        return -1.0;
      sum += now[i]->cost;
    }
  return sum;
}

/* The best of several starts, each spread by another stride. */
static gboolean
place_sliding (const WkNetworkLayout *layout, Edge *edges, guint n, double height)
{
  g_autofree Place *places = NULL;
  g_autofree const Place **now = NULL;
  double least = -1.0, room = 0.0;

  /* Hopeless cases must not cost the time of hopeful ones. */
  for (guint i = 0; i < n; i++)
    room += (2.0 * edges[i].half + PILL_GAP) * (height + PILL_GAP);
  if (n > MAX_SLIDING ||
      room > FULL * layout->area.height * (edges[0].high - edges[0].low))
    return FALSE;
  places = g_new (Place, (gsize) n * N_PLACES);
  now = g_new (const Place *, n);
  list_places (layout, edges, n, height, places);
  for (guint start = 1; start <= N_STARTS; start++)
    {
      double cost;

      for (guint i = 0; i < n; i++)
        {
          double share = (i % start + 0.5) / start;

          now[i] = &places[i * N_PLACES + (guint) (share * (N_PLACES - 1))];
        }
      cost = slide (edges, n, places, height, now);
      if (cost < 0.0 || (least >= 0.0 && cost >= least))
        continue;
      least = cost;
      for (guint i = 0; i < n; i++)
        edges[i].x = now[i]->x;
    }
  return least >= 0.0;
}

void
wk_network_layout_reserve_right (WkNetworkLayout *layout, guint layer, double width)
{
  layout->columns[layer].reserved = MAX (layout->columns[layer].reserved, width);
}

gboolean
wk_network_layout_place_pills (const WkNetworkLayout *layout,
                               guint layer,
                               int only,
                               const double *widths,
                               double height,
                               WkPoint *places)
{
  Edge edges[WK_NETWORK_MAX_SHOWN * WK_NETWORK_MAX_SHOWN];
  guint n = collect_edges (layout, layer, only, widths, edges);

  if (n == 0 || (!place_in_column (layout, edges, n, height) &&
                 !place_sliding (layout, edges, n, height)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    places[edges[i].index] = (WkPoint){ edges[i].x, edge_y (&edges[i], edges[i].x) };
  return TRUE;
}

/* --- tags --- */

static gboolean
rects_meet (WkRect a, WkRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
         b.y < a.y + a.height;
}

/* Liang and Barsky: does the segment enter the rectangle? */
static gboolean
segment_meets (WkPoint from, WkPoint to, WkRect rect)
{
  double p[] = { from.x - to.x, to.x - from.x, from.y - to.y, to.y - from.y };
  double q[] = { from.x - rect.x, rect.x + rect.width - from.x, from.y - rect.y,
                 rect.y + rect.height - from.y };
  double enter = 0.0, leave = 1.0;

  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0.0 && q[i] < 0.0)
        return FALSE;
      if (p[i] < 0.0)
        enter = MAX (enter, q[i] / p[i]);
      else if (p[i] > 0.0)
        leave = MIN (leave, q[i] / p[i]);
    }
  return enter <= leave;
}

static gboolean
circle_meets (const WkNodePlace *node, double extra, WkRect rect)
{
  double x = CLAMP (node->x, rect.x, rect.x + rect.width);
  double y = CLAMP (node->y, rect.y, rect.y + rect.height);

  return hypot (node->x - x, node->y - y) < node->radius + extra;
}

static gboolean
edges_meet (const WkNetworkLayout *layout, guint layer, WkRect rect)
{
  WkPoint start, end;

  if (layer == 0 || layer >= layout->n_layers)
    return FALSE;
  for (guint j = 0; j < layout->columns[layer - 1].n; j++)
    for (guint k = 0; k < layout->columns[layer].n; k++)
      if (wk_network_layout_get_edge (layout, layer, j, k, &start, &end) &&
          segment_meets (start, end, rect))
        return TRUE;
  return FALSE;
}

gboolean
wk_network_layout_meets_edge (const WkNetworkLayout *layout, guint layer, WkRect rect)
{
  return edges_meet (layout, layer, rect) || edges_meet (layout, layer + 1, rect);
}

static gboolean
is_free (const WkNetworkLayout *layout,
         guint layer,
         guint node,
         WkRect rect,
         gboolean over_edges)
{
  WkRect wide = { rect.x - 6.0, rect.y - 4.0, rect.width + 12.0, rect.height + 8.0 };

  if (rect.x < layout->area.x ||
      rect.x + rect.width > layout->area.x + layout->area.width ||
      rect.y < layout->area.y ||
      rect.y + rect.height > layout->area.y + layout->area.height)
    return FALSE;
  for (guint i = 0; i < layout->obstacles->len; i++)
    if (rects_meet (wide, g_array_index (layout->obstacles, WkRect, i)))
      return FALSE;
  for (guint l = 0; l < layout->n_layers; l++)
    for (guint k = 0; k < layout->columns[l].n; k++)
      if (layout->columns[l].nodes[k].shown &&
          circle_meets (&layout->columns[l].nodes[k],
                        l == layer && k == node ? WK_NETWORK_RING - 4.0
                                                : WK_NETWORK_RING + 6.0,
                        rect))
        return FALSE;
  return over_edges || !wk_network_layout_meets_edge (layout, layer, wide);
}

gboolean
wk_network_layout_is_free (const WkNetworkLayout *layout, WkRect rect)
{
  return is_free (layout, G_MAXUINT, 0, rect, TRUE);
}

void
wk_network_layout_add_obstacle (WkNetworkLayout *layout, WkRect rect)
{
  g_array_append_val (layout->obstacles, rect);
}

guint
wk_network_layout_mark (const WkNetworkLayout *layout)
{
  return layout->obstacles->len;
}

void
wk_network_layout_restore (WkNetworkLayout *layout, guint mark)
{
  g_array_set_size (layout->obstacles, MIN (mark, layout->obstacles->len));
}

#define N_SPOTS 5

/* Around a node: the corners, upper right first, or lower right first with @low; and
 * above it. */
static void
find_spots (const WkNodePlace *place,
            double width,
            double height,
            gboolean low,
            WkRect spots[N_SPOTS])
{
  double out = WK_NETWORK_CORNER * (place->radius + WK_NETWORK_RING);
  double right = place->x + out, left = place->x - out - width;
  double top = place->y - out - height, bottom = place->y + out;
  double above = place->y - place->radius - WK_NETWORK_RING - height - 2.0;

  spots[0] = (WkRect){ right, low ? bottom : top, width, height };
  spots[1] = (WkRect){ right, low ? top : bottom, width, height };
  spots[2] = (WkRect){ place->x - width / 2.0, above, width, height };
  spots[3] = (WkRect){ left, low ? bottom : top, width, height };
  spots[4] = (WkRect){ left, low ? top : bottom, width, height };
}

gboolean
wk_network_layout_place_tag (WkNetworkLayout *layout,
                             guint layer,
                             guint node,
                             double width,
                             double height,
                             gboolean low,
                             gboolean over_edges,
                             WkRect *rect)
{
  const WkNodePlace *place = wk_network_layout_get_node (layout, layer, node);
  WkRect spots[N_SPOTS];

  if (!place->shown)
    return FALSE;
  find_spots (place, width, height, low, spots);
  for (guint i = 0; i < (over_edges ? 2 * N_SPOTS : N_SPOTS); i++)
    {
      if (!is_free (layout, layer, node, spots[i % N_SPOTS], i >= N_SPOTS))
        continue;
      *rect = spots[i % N_SPOTS];
      wk_network_layout_add_obstacle (layout, *rect);
      return TRUE;
    }
  return FALSE;
}

/* All at @spot; the last one, below which no node stands, at @last. */
static gboolean
place_all_at (WkNetworkLayout *layout,
              guint layer,
              guint spot,
              guint last,
              gboolean over_edges,
              const double *widths,
              double height,
              WkRect *rects)
{
  const Column *column = &layout->columns[layer];
  guint mark = wk_network_layout_mark (layout);

  for (guint k = 0; k < column->n; k++)
    {
      WkRect spots[N_SPOTS];
      guint at = k + 1 < column->n ? spot : last;

      if (!column->nodes[k].shown)
        return FALSE;
      find_spots (&column->nodes[k], widths[k], height, FALSE, spots);
      if (!is_free (layout, layer, k, spots[at], over_edges))
        {
          wk_network_layout_restore (layout, mark);
          return FALSE;
        }
      rects[k] = spots[at];
      wk_network_layout_add_obstacle (layout, spots[at]);
    }
  return TRUE;
}

gboolean
wk_network_layout_place_tags (WkNetworkLayout *layout,
                              guint layer,
                              const double *widths,
                              double height,
                              WkRect *rects)
{
  const Column *column = &layout->columns[layer];
  double out = WK_NETWORK_CORNER * (layout->radius + WK_NETWORK_RING);
  guint mark = wk_network_layout_mark (layout);
  guint k = 0;

  /* Each where it is best, if it is then still plain to which node it belongs. */
  if (column->n == 1 || column->pitch >= 2.0 * out + 3.0 * height)
    {
      while (k < column->n &&
             wk_network_layout_place_tag (layout, layer, k, widths[k], height, FALSE,
                                          TRUE, &rects[k]))
        k++;
      if (k == column->n)
        return TRUE;
      wk_network_layout_restore (layout, mark);
    }
  if (place_all_at (layout, layer, 0, 0, FALSE, widths, height, rects) ||
      place_all_at (layout, layer, 0, 1, FALSE, widths, height, rects))
    return TRUE;
  for (guint i = 0; i < 2 * N_SPOTS; i++)
    {
      guint spot = i % N_SPOTS;

      if (place_all_at (layout, layer, spot, spot, i >= N_SPOTS, widths, height, rects))
        return TRUE;
    }
  return FALSE;
}
