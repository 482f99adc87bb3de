/* wk-scene-walk.c - the order in which a figure is read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "scene/wk-scene-private.h"

/* Items whose middles are this near to each other are read as one column. */
#define COLUMN 50.0

/* Groups in groups deeper than this are taken as a mistake. */
#define MOST_DEPTH 16

static void
append_member (WkScene *scene, GHashTable *members, WkItem *item, guint depth)
{
  GPtrArray *own = item->type == WK_ITEM_GROUP && depth < MOST_DEPTH
                       ? g_hash_table_lookup (members, item->id)
                       : NULL;

  if (item->label != NULL)
    g_ptr_array_add (scene->walk, item);
  for (guint i = 0; own != NULL && i < own->len; i++)
    append_member (scene, members, g_ptr_array_index (own, i), depth + 1);
}

/* A lone item's place in reading order. */
typedef struct
{
  WkItem *item;
  double x, y; /* its middle */
  guint column;
} Place;

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  return (p->x > q->x) - (p->x < q->x);
}

static int
compare_in_columns (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->column != q->column)
    return p->column < q->column ? -1 : 1;
  return p->y != q->y ? (p->y > q->y) - (p->y < q->y) : compare_x (a, b);
}

/* Columns from left to right, as figures flow, each from its top: what is painted first
 * may change with the step, where it stands does not. */
static void
append_lone (WkScene *scene, GArray *places)
{
  double start = 0;

  g_array_sort (places, compare_x);
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      place->column = i > 0 ? (place - 1)->column : 0;
      if (i == 0 || place->x - start > COLUMN)
        {
          start = place->x;
          place->column++;
        }
    }
  g_array_sort (places, compare_in_columns);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (scene->walk, g_array_index (places, Place, i).item);
}

/* Groups in the order they were added, each with its members; then the others. */
void
wk_scene_find_walk (WkScene *scene)
{
  g_autoptr (GHashTable) members = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) lone = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < scene->items->len; i++)
    {
      WkItem *item = g_ptr_array_index (scene->items, i);
      const WkRect *box = &scene->hit_bounds[i];
      const WkItem *group = item->parent != NULL
                                ? g_hash_table_lookup (scene->by_id, item->parent)
                                : NULL;

      if (group == NULL || group->type != WK_ITEM_GROUP || group == item)
        {
          Place place = { .item = item,
                          .x = box->x + box->width / 2,
                          .y = box->y + box->height / 2 };

          if (item->type == WK_ITEM_GROUP)
            g_ptr_array_add (groups, item);
          else if (item->label != NULL)
            g_array_append_val (lone, place);
          continue;
        }

      GPtrArray *list = g_hash_table_lookup (members, group->id);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (members, group->id, list);
        }
      g_ptr_array_add (list, item);
    }

  for (guint i = 0; i < groups->len; i++)
    append_member (scene, members, g_ptr_array_index (groups, i), 0);
  append_lone (scene, lone);
}
