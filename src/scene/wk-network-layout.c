/* wk-network-layout.c - where the nodes of a network go
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns are cells of equal width. The radius follows from the fullest column; where
 * even the smallest radius does not fit, neighbours step aside in a zigzag, and only
 * then does the ellipsis come earlier than at 12.
 */
#include "config.h"

#include "scene/wk-network-layout-private.h"

#include <math.h>

/* Between the rims of two nodes of a column. */
#define GAP 4.0
/* What edges need between two columns. */
#define MIN_COLUMN_GAP 64.0
/* A column of few nodes does not spread further than this. */
#define MAX_ROW_PITCH 250.0
/* Above the first and below the last node of a column without symbols. */
#define PLAIN_ABOVE (WK_NETWORK_RING + 4.0)
#define PLAIN_BELOW 6.0
/* Between a symbol and the node below it. */
#define SYMBOL_TO_NEXT 16.0
/* Rather smaller nodes with symbols than larger ones without, but not below this. */
#define LEAST_WITH_SYMBOLS 27.0
/* Symbols best stay clear of the ring, but for a circle below this radius. */
#define SYMBOL_GAP (WK_NETWORK_RING + 2.0)
#define ENOUGH 43.0
/* Least vertical distance of neighbours in a zigzag, in radii: those after the next
 * must not touch either, nor may the column grow wide. */
#define ZIGZAG_Y 1.62

static double
symbol_height (const WkView *view)
{
  WkExtents extents;

  view->measure->formula (view->measure, "a^{[1]}_2", WK_TYPE_SYMBOL, view->text_scale,
                          0.0, &extents);
  return extents.ascent + extents.descent;
}

/* What a tag in the upper right corner (a bias) takes above its node. */
static double
room_above (const WkView *view, double radius)
{
  double tag = wk_type_size (WK_TYPE_LABEL, view->text_scale) * 1.1;

  return MAX (WK_NETWORK_RING,
              WK_NETWORK_CORNER * (radius + WK_NETWORK_RING) + tag - radius);
}

/* The largest radius at which @n nodes, with symbols @gap below them if that is not
 * negative, fit a column of height @h. */
static double
radius_for (const WkNetworkLayout *layout, guint n, double h, double gap)
{
  gboolean symbols = gap >= 0.0;
  double symbol = layout->symbol_size + gap;
  double above =
      symbols ? room_above (layout->view, WK_NETWORK_MIN_RADIUS) : PLAIN_ABOVE;
  double below = symbols ? symbol + PLAIN_BELOW : PLAIN_BELOW;
  double between = symbols ? symbol + SYMBOL_TO_NEXT : GAP;

  return (h - above - below - (n - 1) * between) / (2.0 * n);
}

static void
choose_radius (WkNetworkLayout *layout)
{
  double radius = WK_NETWORK_MAX_RADIUS;

  for (guint l = 0; l < layout->n_layers; l++)
    {
      guint n = MIN (layout->columns[l].n, WK_NETWORK_MAX_SHOWN);
      double roomy = radius_for (layout, n, layout->area.height, SYMBOL_GAP);
      double with =
          radius_for (layout, n, layout->area.height, WK_NETWORK_SYMBOL_GAP_MIN);
      double without = radius_for (layout, n, layout->area.height, -1.0);

      /* A gap below the ring is worth less than a circle that holds its value. */
      with = MAX (roomy, MIN (with, ENOUGH));
      radius = MIN (radius, with >= LEAST_WITH_SYMBOLS ? with : MIN (without, 36.0));
    }
  radius = MIN (radius, (layout->column_pitch - MIN_COLUMN_GAP) / 2.0);
  layout->radius = CLAMP (radius, WK_NETWORK_MIN_RADIUS, WK_NETWORK_MAX_RADIUS);
  for (guint l = 0; l < layout->n_layers; l++)
    {
      Column *column = &layout->columns[l];
      guint n = MIN (column->n, WK_NETWORK_MAX_SHOWN);

      column->symbols = radius_for (layout, n, layout->area.height,
                                    WK_NETWORK_SYMBOL_GAP_MIN) >= layout->radius - 0.01;
    }
}

/* Above the first node of a column: its ring, and where biases show its bias. */
static double
above_of (const WkNetworkLayout *layout, const Column *column, gboolean symbols)
{
  return symbols || column->n <= WK_NETWORK_MAX_PILLS ? layout->above : PLAIN_ABOVE;
}

static double
below_of (const WkNetworkLayout *layout, gboolean symbols)
{
  return symbols ? layout->below : PLAIN_BELOW;
}

/* All columns share one middle line, that of the fullest; the others give way. */
static void
choose_middle (WkNetworkLayout *layout)
{
  const Column *fullest = &layout->columns[0];
  double h = layout->area.height;
  double above, below;

  layout->above = room_above (layout->view, layout->radius);
  layout->symbol_gap = SYMBOL_GAP;
  for (guint l = 0; l < layout->n_layers; l++)
    {
      const Column *column = &layout->columns[l];
      guint n = MIN (column->n, WK_NETWORK_MAX_SHOWN);

      if (column->symbols &&
          radius_for (layout, n, h, SYMBOL_GAP) < layout->radius - 0.01)
        layout->symbol_gap = WK_NETWORK_SYMBOL_GAP_MIN;
      if (column->n > fullest->n)
        fullest = column;
    }
  layout->below = layout->symbol_size + layout->symbol_gap + PLAIN_BELOW;
  above = above_of (layout, fullest, fullest->symbols);
  below = below_of (layout, fullest->symbols);
  layout->middle = layout->area.y + above + (h - above - below) / 2.0;
}

/* Twice what there is from the middle line to the nearer end of a column. */
static double
span_of (const WkNetworkLayout *layout, const Column *column, gboolean symbols)
{
  double above = above_of (layout, column, symbols);
  double below = below_of (layout, symbols);
  double up = layout->middle - layout->area.y - above;
  double down = layout->area.y + layout->area.height - below - layout->middle;

  return 2.0 * MAX (0.0, MIN (up, down) - layout->radius);
}

static void
choose_column (WkNetworkLayout *layout, Column *column)
{
  double r = layout->radius;
  double with_symbol = 2.0 * r + layout->symbol_size + WK_NETWORK_SYMBOL_GAP_MIN;
  double span = span_of (layout, column, column->symbols);
  guint shown = MIN (column->n, WK_NETWORK_MAX_SHOWN);

  if (column->symbols && shown > 1 &&
      span / (shown - 1) < with_symbol + SYMBOL_TO_NEXT - 0.01)
    {
      /* The middle line of a fuller column takes the room. */
      column->symbols = FALSE;
      span = span_of (layout, column, FALSE);
    }
  column->pitch = shown > 1 ? MIN (span / (shown - 1), MAX_ROW_PITCH) : 0.0;
  if (shown > 1 && column->pitch < 2.0 * r + 1.0)
    {
      column->zigzag = TRUE;
      if (column->pitch < ZIGZAG_Y * r)
        {
          shown = (guint) MAX (3.0, floor (span / (ZIGZAG_Y * r)) + 1.0);
          column->pitch = span / (shown - 1);
        }
    }
  column->head = column->tail = 0;
  if (shown < column->n)
    {
      column->head = shown / 2;
      column->tail = shown - 1 - column->head;
    }
  column->slots = shown;
}

/* As far below its node as the ring is wide, where there is room for it. */
static void
choose_symbol_gap (WkNetworkLayout *layout)
{
  double gap = SYMBOL_GAP;

  for (guint l = 0; l < layout->n_layers; l++)
    {
      const Column *column = &layout->columns[l];
      double last = layout->middle + (column->slots - 1) / 2.0 * column->pitch;
      double room = layout->area.y + layout->area.height - PLAIN_BELOW - last;

      if (!column->symbols)
        continue;
      if (column->slots > 1)
        room = MIN (room, column->pitch - layout->radius - SYMBOL_TO_NEXT);
      gap = MIN (gap, room - layout->radius - layout->symbol_size);
    }
  layout->symbol_gap = MAX (gap, WK_NETWORK_SYMBOL_GAP_MIN);
}

static WkPoint
slot_place (const WkNetworkLayout *layout, const Column *column, guint slot)
{
  double sideways = 0.0;

  if (column->zigzag)
    {
      /* No further aside than neighbours need. */
      double apart = 2.0 * layout->radius + GAP;
      double needed = sqrt (MAX (0.0, apart * apart - column->pitch * column->pitch));

      sideways = (slot % 2 == 0 ? -0.5 : 0.5) * needed;
    }
  return (WkPoint){ column->x + sideways,
                    layout->middle +
                        ((double) slot - (column->slots - 1) / 2.0) * column->pitch };
}

static void
place_nodes (WkNetworkLayout *layout, Column *column)
{
  column->nodes = g_new0 (WkNodePlace, column->n);
  for (guint k = 0; k < column->n; k++)
    {
      gboolean whole = column->slots == column->n;
      gboolean in_head = whole || k < column->head;
      gboolean in_tail = !whole && k >= column->n - column->tail;
      guint slot = in_head ? k : column->slots - (column->n - k);
      WkPoint place;

      if (!in_head && !in_tail)
        continue;
      place = slot_place (layout, column, slot);
      column->nodes[k] = (WkNodePlace){ place.x, place.y, layout->radius, TRUE };
    }
}

WkNetworkLayout *
wk_network_layout_new (const guint *sizes,
                       guint n_layers,
                       WkRect area,
                       const WkView *view)
{
  WkNetworkLayout *layout = g_new0 (WkNetworkLayout, 1);

  g_return_val_if_fail (n_layers >= 1, layout);
  layout->view = view;
  layout->area = area;
  layout->n_layers = n_layers;
  layout->columns = g_new0 (Column, n_layers);
  layout->column_pitch = area.width / n_layers;
  layout->symbol_size = symbol_height (view);
  layout->obstacles = g_array_new (FALSE, FALSE, sizeof (WkRect));
  for (guint l = 0; l < n_layers; l++)
    {
      layout->columns[l].n = MAX (sizes[l], 1);
      layout->columns[l].x = area.x + (l + 0.5) * layout->column_pitch;
    }
  choose_radius (layout);
  choose_middle (layout);
  for (guint l = 0; l < n_layers; l++)
    choose_column (layout, &layout->columns[l]);
  choose_symbol_gap (layout);
  for (guint l = 0; l < n_layers; l++)
    place_nodes (layout, &layout->columns[l]);
  return layout;
}

void
wk_network_layout_free (WkNetworkLayout *layout)
{
  if (layout == NULL)
    return;
  for (guint l = 0; l < layout->n_layers; l++)
    g_free (layout->columns[l].nodes);
  g_free (layout->columns);
  g_clear_pointer (&layout->obstacles, g_array_unref);
  g_free (layout);
}

const WkNodePlace *
wk_network_layout_get_node (const WkNetworkLayout *layout, guint layer, guint node)
{
  g_return_val_if_fail (layer < layout->n_layers && node < layout->columns[layer].n,
                        NULL);
  return &layout->columns[layer].nodes[node];
}

double
wk_network_layout_get_radius (const WkNetworkLayout *layout)
{
  return layout->radius;
}

double
wk_network_layout_get_column_pitch (const WkNetworkLayout *layout)
{
  return layout->column_pitch;
}

double
wk_network_layout_get_row_pitch (const WkNetworkLayout *layout, guint layer)
{
  return layout->columns[layer].pitch;
}

double
wk_network_layout_get_column_x (const WkNetworkLayout *layout, guint layer)
{
  return layout->columns[layer].x;
}

double
wk_network_layout_get_room_below (const WkNetworkLayout *layout, guint layer)
{
  const Column *column = &layout->columns[layer];
  double last = layout->middle + (column->slots - 1) / 2.0 * column->pitch;
  double room = layout->area.y + layout->area.height - last - layout->radius;

  if (column->slots > 1)
    room = MIN (room, column->pitch - 2.0 * layout->radius - SYMBOL_TO_NEXT);
  return column->zigzag ? 0.0 : room;
}

gboolean
wk_network_layout_has_symbols (const WkNetworkLayout *layout, guint layer)
{
  return layout->columns[layer].symbols;
}

double
wk_network_layout_get_symbol_height (const WkNetworkLayout *layout)
{
  return layout->symbol_size + layout->symbol_gap;
}

double
wk_network_layout_get_symbol_gap (const WkNetworkLayout *layout)
{
  return layout->symbol_gap;
}

gboolean
wk_network_layout_get_ellipsis (const WkNetworkLayout *layout,
                                guint layer,
                                WkPoint *place)
{
  const Column *column = &layout->columns[layer];

  if (column->slots == column->n)
    return FALSE;
  *place = slot_place (layout, column, column->head);
  return TRUE;
}

gboolean
wk_network_layout_get_edge (const WkNetworkLayout *layout,
                            guint layer,
                            guint from,
                            guint to,
                            WkPoint *start,
                            WkPoint *end)
{
  const WkNodePlace *a = wk_network_layout_get_node (layout, layer - 1, from);
  const WkNodePlace *b = wk_network_layout_get_node (layout, layer, to);
  double dx = b->x - a->x, dy = b->y - a->y;
  double length = hypot (dx, dy);

  if (!a->shown || !b->shown || length <= a->radius + b->radius)
    return FALSE;
  *start = (WkPoint){ a->x + dx / length * a->radius, a->y + dy / length * a->radius };
  *end = (WkPoint){ b->x - dx / length * b->radius, b->y - dy / length * b->radius };
  return TRUE;
}
