/* wk-scene.c - a figure, read: look up, hit, walk, extent
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "model/wk-boxed.h"
#include "scene/wk-scene-private.h"

WK_DEFINE_BOXED_TYPE (WkScene, wk_scene)

WkScene *
wk_scene_ref (WkScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);

  g_atomic_ref_count_inc (&scene->ref_count);
  return scene;
}

void
wk_scene_unref (WkScene *scene)
{
  g_return_if_fail (scene != NULL);

  if (!g_atomic_ref_count_dec (&scene->ref_count))
    return;
  g_ptr_array_unref (scene->walk);
  g_hash_table_unref (scene->by_id);
  g_ptr_array_unref (scene->items);
  g_free (scene->hit_bounds);
  g_free (scene->hit_valid);
  g_free (scene->title);
  g_free (scene->description);
  g_free (scene);
}

double
wk_scene_get_width (const WkScene *scene)
{
  return scene->width;
}

double
wk_scene_get_height (const WkScene *scene)
{
  return scene->height;
}

double
wk_scene_get_cut (const WkScene *scene)
{
  return scene->cut;
}

WkTextScale
wk_scene_get_text_scale (const WkScene *scene)
{
  return scene->text_scale;
}

const WkLanguage *
wk_scene_get_language (const WkScene *scene)
{
  return scene->language;
}

const char *
wk_scene_get_title (const WkScene *scene)
{
  return scene->title;
}

const char *
wk_scene_get_description (const WkScene *scene)
{
  return scene->description;
}

guint
wk_scene_get_n_items (const WkScene *scene)
{
  return scene->items->len;
}

const WkItem *
wk_scene_get_item (const WkScene *scene, guint i)
{
  g_return_val_if_fail (i < scene->items->len, NULL);

  return g_ptr_array_index (scene->items, i);
}

const WkItem *
wk_scene_find (const WkScene *scene, const char *id)
{
  return id != NULL ? g_hash_table_lookup (scene->by_id, id) : NULL;
}

/* The item itself, or the nearest group around it that can be pointed at. */
static const WkItem *
speaking (const WkScene *scene, const WkItem *item)
{
  for (guint depth = 0; item != NULL && depth < 16; depth++)
    {
      if (item->label != NULL)
        return item;
      item = wk_scene_find (scene, item->parent);
    }
  return NULL;
}

/**
 * wk_scene_hit:
 * @x: in units of the page
 * @slop: how far from the item the point may be, in units
 *
 * Of several items within @slop the nearest; of several under the point the topmost. A
 * member of a group that has no label of its own stands for the group.
 *
 * Returns: (transfer none) (nullable): the item
 */
const WkItem *
wk_scene_hit (const WkScene *scene, double x, double y, double slop)
{
  const WkItem *best = NULL;
  double nearest = slop;

  g_return_val_if_fail (scene != NULL, NULL);
  if (!isfinite (x) || !isfinite (y))
    return NULL;

  for (guint i = scene->items->len; i-- > 0;)
    {
      const WkItem *item = g_ptr_array_index (scene->items, i);

      if (!scene->hit_valid[i] || item->opacity <= 0)
        continue;

      double distance = wk_item_distance (item, &scene->hit_bounds[i], x, y);
      if (best == NULL ? distance <= nearest : distance < nearest)
        {
          const WkItem *spoken = speaking (scene, item);

          if (spoken == NULL)
            continue;
          best = spoken;
          nearest = distance;
        }
    }
  return best;
}

const WkItem *
wk_scene_walk (const WkScene *scene, const WkItem *from, int step)
{
  guint n, at;

  g_return_val_if_fail (scene != NULL, NULL);

  n = scene->walk->len;
  if (n == 0)
    return NULL;
  /* The scene may have been drawn anew since; its parts keep their ids. */
  if (from != NULL)
    from = wk_scene_find (scene, from->id);
  if (from == NULL || !g_ptr_array_find (scene->walk, from, &at))
    return g_ptr_array_index (scene->walk, step < 0 ? n - 1 : 0);

  gint64 to = (gint64) at + step;
  return to >= 0 && to < n ? g_ptr_array_index (scene->walk, (guint) to) : NULL;
}

guint
wk_scene_get_n_labelled (const WkScene *scene)
{
  return scene->walk->len;
}

const WkItem *
wk_scene_get_labelled (const WkScene *scene, guint i)
{
  g_return_val_if_fail (i < scene->walk->len, NULL);

  return g_ptr_array_index (scene->walk, i);
}

static gboolean
group_bounds (const WkScene *scene,
              const WkItem *group,
              const WkMeasure *measure,
              guint depth,
              WkRect *bounds)
{
  gboolean found = FALSE;

  for (guint i = 0; i < scene->items->len; i++)
    {
      const WkItem *item = g_ptr_array_index (scene->items, i);
      WkRect one;
      gboolean fills;

      if (g_strcmp0 (item->parent, group->id) != 0 || item == group)
        continue;
      fills = item->type == WK_ITEM_GROUP
                  ? depth < 16 && group_bounds (scene, item, measure, depth + 1, &one)
                  : wk_item_bounds (item, measure, scene->text_scale, &one);
      if (fills)
        *bounds = found ? wk_rect_union (*bounds, one) : one;
      found = found || fills;
    }
  return found;
}

gboolean
wk_scene_item_bounds (const WkScene *scene,
                      const WkItem *item,
                      const WkMeasure *measure,
                      WkRect *bounds)
{
  g_return_val_if_fail (scene != NULL && item != NULL && bounds != NULL, FALSE);

  if (item->type == WK_ITEM_GROUP)
    return group_bounds (scene, item, measure, 0, bounds);
  return wk_item_bounds (item, measure, scene->text_scale, bounds);
}

gboolean
wk_scene_equal (const WkScene *a, const WkScene *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->width != b->width || a->height != b->height ||
      a->text_scale != b->text_scale || a->language != b->language ||
      a->items->len != b->items->len || g_strcmp0 (a->title, b->title) != 0 ||
      g_strcmp0 (a->description, b->description) != 0)
    return FALSE;

  for (guint i = 0; i < a->items->len; i++)
    if (!wk_item_equal (g_ptr_array_index (a->items, i),
                        g_ptr_array_index (b->items, i)))
      return FALSE;
  return TRUE;
}
