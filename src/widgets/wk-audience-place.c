/* wk-audience-place.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-audience-place.h"

#include "widgets/wk-canvas-parts.h"

/* Places that are tried in a row, from right to left. */
#define COLUMNS 9
/* Of a shape, where a text is 1: what is left of it still tells what it is. */
#define SHAPE_WEIGHT 0.3

typedef struct
{
  WkRect place;  /* in pixels */
  double weight; /* of a pixel of it; all of a text weighs the same */
} Thing;

/* What is as large as the page, a line, or nothing is not in the way. */
static double
get_weight (const WkScene *scene, const WkItem *item, const WkRect *bounds)
{
  switch (item->type)
    {
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
      return 1;
    case WK_ITEM_BOX:
    case WK_ITEM_CIRCLE:
    case WK_ITEM_AREA:
    case WK_ITEM_IMAGE:
    case WK_ITEM_DOTS:
      return bounds->width < wk_scene_get_width (scene) / 2 ? SHAPE_WEIGHT : 0;
    default:
      return 0;
    }
}

static GArray *
list_things (const WkScene *scene, const WkRect *page)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (Thing));
  double scale = page->width / wk_scene_get_width (scene);

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);
      WkRect bounds = wk_canvas_item_bounds (scene, item);
      Thing thing = { .weight = get_weight (scene, item, &bounds) };

      thing.place = (WkRect){ page->x + bounds.x * scale, page->y + bounds.y * scale,
                              bounds.width * scale, bounds.height * scale };
      if (!(thing.weight > 0) || thing.place.width < 1 || thing.place.height < 1)
        continue;
      thing.weight /= thing.place.width * thing.place.height;
      g_array_append_val (things, thing);
    }
  return things;
}

static double
get_hidden (const GArray *things, const GtkAllocation *box)
{
  double hidden = 0;

  for (guint i = 0; i < things->len; i++)
    {
      const Thing *thing = &g_array_index (things, Thing, i);

      hidden += thing->weight * wk_canvas_overlap (thing->place, box);
    }
  return hidden;
}

/* The best place of a row, if it is better than what there is. */
static void
try_row (const GArray *things,
         const GtkAllocation *area,
         int y,
         double *least,
         GtkAllocation *box)
{
  int rest = MAX (area->width - box->width, 0);
  GtkAllocation try = { 0, y, box->width, box->height };

  for (int i = 0; i < COLUMNS; i++)
    {
      double hidden;

      if (*least == 0)
        return;
      try.x = area->x + rest - rest * i / (COLUMNS - 1);
      hidden = get_hidden (things, &try);
      if (hidden < *least)
        {
          *least = hidden;
          *box = try;
        }
    }
}

/* From the bottom right of @area on, through what is below it, and upwards. */
static void
find_place (const WkScene *scene,
            const WkRect *page,
            const GtkAllocation *area,
            const GtkAllocation *taken,
            GtkAllocation *box)
{
  g_autoptr (GArray) things = list_things (scene, page);
  Thing other = { { taken->x, taken->y, taken->width, taken->height }, 1 };
  int step = MAX (box->height / 4, 1);
  int first = box->y;
  int end = (int) (page->y + page->height) - box->height;
  double least = G_MAXDOUBLE;

  g_array_append_val (things, other);
  try_row (things, area, first, &least, box);
  for (int y = first + step; y <= end && least > 0; y += step)
    try_row (things, area, y, &least, box);
  for (int y = first - step; y >= area->y && least > 0; y -= step)
    try_row (things, area, y, &least, box);
}

static void
measure (GtkWidget *chip, const GtkAllocation *area, GtkAllocation *box)
{
  int least;

  gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, &least, &box->width, NULL,
                      NULL);
  box->width = MAX (MIN (box->width, area->width), least);
  gtk_widget_measure (chip, GTK_ORIENTATION_VERTICAL, box->width, NULL, &box->height,
                      NULL, NULL);
  box->x = area->x;
  box->y = area->y + area->height - box->height;
}

void
wk_audience_place_corner (GtkWidget *chip,
                          const GtkAllocation *area,
                          GtkAllocation *taken)
{
  if (!gtk_widget_get_visible (chip))
    return;
  measure (chip, area, taken);
  gtk_widget_size_allocate (chip, taken, -1);
}

void
wk_audience_place_free (GtkWidget *chip,
                        const WkScene *scene,
                        WkRect page,
                        const GtkAllocation *area,
                        const GtkAllocation *taken)
{
  GtkAllocation box = { 0 };

  if (!gtk_widget_get_visible (chip))
    return;
  measure (chip, area, &box);
  box.x += area->width - box.width;
  if (scene != NULL)
    find_place (scene, &page, area, taken, &box);
  gtk_widget_size_allocate (chip, &box, -1);
}

/* Panel and bar both come and go in a revealer, as nothing else does. */
gboolean
wk_audience_is_aside (GtkWidget *audience, double x, double y)
{
  GtkWidget *under = gtk_widget_pick (audience, x, y, GTK_PICK_INSENSITIVE);

  return under != NULL && (gtk_widget_get_ancestor (under, GTK_TYPE_REVEALER) != NULL ||
                           gtk_widget_get_ancestor (under, GTK_TYPE_EDITABLE) != NULL);
}
