/* wk-ring.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-ring.h"

#include <math.h>

/* Pixels between a part and its ring. */
#define DISTANCE 5.0
#define CORNER 8.0

static void
append_border (GtkSnapshot *snapshot,
               WkRect box,
               double radius,
               const GdkRGBA *colour,
               float width)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) box.x, (float) box.y,
                                               (float) box.width, (float) box.height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) radius);
  gtk_snapshot_append_border (snapshot, &outline,
                              (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
}

static void
append_line_ring (GtkSnapshot *snapshot,
                  const WkItem *item,
                  double scale,
                  double distance,
                  const GdkRGBA *colour,
                  float width)
{
  double dx = item->line.x2 - item->line.x1;
  double dy = item->line.y2 - item->line.y1;
  double half = item->width * scale / 2 + distance;
  WkRect box = { -distance, -half, hypot (dx, dy) * scale + 2 * distance, 2 * half };

  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (item->line.x1 * scale),
                                                (float) (item->line.y1 * scale)));
  gtk_snapshot_rotate (snapshot, (float) (atan2 (dy, dx) * 180 / G_PI));
  append_border (snapshot, box, half, colour, width);
}

void
wk_ring_append (GtkSnapshot *snapshot,
                const WkItem *item,
                WkRect bounds,
                double x,
                double y,
                double scale,
                double further,
                const GdkRGBA *colour,
                float width)
{
  double distance = DISTANCE + further;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (item->type == WK_ITEM_LINE)
    {
      append_line_ring (snapshot, item, scale, distance, colour, width);
    }
  else
    {
      WkRect box = { bounds.x * scale - distance, bounds.y * scale - distance,
                     bounds.width * scale + 2 * distance,
                     bounds.height * scale + 2 * distance };
      double radius = CORNER;

      if (item->type == WK_ITEM_CIRCLE)
        radius = MIN (box.width, box.height) / 2;
      else if (item->type == WK_ITEM_BOX)
        radius =
            MIN (item->box.radius * scale + distance, MIN (box.width, box.height) / 2);
      append_border (snapshot, box, radius, colour, width);
    }
  gtk_snapshot_restore (snapshot);
}

void
wk_ring_append_box (GtkSnapshot *snapshot,
                    int x,
                    int y,
                    int width,
                    int height,
                    const GdkRGBA *paper)
{
  const GdkRGBA accent = { 0.21f, 0.52f, 0.89f, 1 };

  if (width <= 6 || height <= 6)
    return;
  append_border (snapshot, (WkRect){ x, y, width, height }, CORNER, &accent, 3);
  append_border (snapshot, (WkRect){ x + 3, y + 3, width - 6, height - 6 }, CORNER - 3,
                 paper, 2);
}
