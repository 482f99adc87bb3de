/* wk-scene-builder.c - puts a scene together
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Items may be written to until the builder is finished; then what is pointed at gets
 * its extent measured once, and everything is read-only.
 */
#include "config.h"

#include <string.h>

#include "scene/wk-scene-private.h"

#define MARGIN 56.0

/* How far the ring of a current node reaches beyond it. */
#define FOCUS_RING 14.0

/* Bounds of a picture inside a figure; larger ones are scaled down before. */
#define MAX_IMAGE_BYTES ((gsize) 64 * 1024 * 1024)

WkSceneBuilder *
wk_scene_builder_new (const WkView *view)
{
  g_return_val_if_fail (view != NULL, NULL);

  WkSceneBuilder *builder = g_new0 (WkSceneBuilder, 1);

  builder->view = *view;
  builder->body =
      (WkRect){ MARGIN, MARGIN, view->width - 2 * MARGIN, view->height - 2 * MARGIN };
  builder->items = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_item_free);
  builder->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  builder->scratch = g_string_chunk_new (1024);
  builder->opacity = 1;
  return builder;
}

const WkView *
wk_scene_builder_get_view (const WkSceneBuilder *builder)
{
  g_return_val_if_fail (builder != NULL, NULL);

  return &builder->view;
}

WkRect
wk_scene_builder_get_body (const WkSceneBuilder *builder)
{
  g_return_val_if_fail (builder != NULL, ((WkRect){ 0, 0, 0, 0 }));

  return builder->body;
}

void
wk_scene_builder_set_body (WkSceneBuilder *builder, WkRect body)
{
  g_return_if_fail (builder != NULL);

  builder->body = body;
}

void
wk_scene_builder_set_height (WkSceneBuilder *builder, double height)
{
  g_return_if_fail (builder != NULL && height > 0);

  builder->view.height = height;
}

void
wk_scene_builder_set_title (WkSceneBuilder *builder, const char *title)
{
  g_return_if_fail (builder != NULL);

  char *copy = g_strdup (title);
  g_free (builder->title);
  builder->title = copy;
}

void
wk_scene_builder_take_description (WkSceneBuilder *builder, char *description)
{
  g_return_if_fail (builder != NULL);

  g_free (builder->description);
  builder->description = description;
}

guint
wk_scene_builder_get_n_items (const WkSceneBuilder *builder)
{
  return builder->items->len;
}

WkItem *
wk_scene_builder_get_item (WkSceneBuilder *builder, guint i)
{
  return g_ptr_array_index (builder->items, i);
}

const WkItem *
wk_scene_builder_find (const WkSceneBuilder *builder, const char *id)
{
  return g_hash_table_lookup (builder->by_id, id);
}

void
wk_scene_builder_clear (WkSceneBuilder *builder)
{
  g_hash_table_remove_all (builder->by_id);
  g_ptr_array_set_size (builder->items, 0);
}

static void
move_down (WkItem *item, double by)
{
  switch (item->type)
    {
    case WK_ITEM_BOX:
      item->box.y += by;
      break;
    case WK_ITEM_CIRCLE:
      item->circle.y += by;
      break;
    case WK_ITEM_LINE:
      item->line.y1 += by;
      item->line.y2 += by;
      break;
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      for (guint i = 0; i < item->poly.n; i++)
        item->poly.points[i].y += by;
      break;
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
      item->text.y += by;
      break;
    case WK_ITEM_IMAGE:
      item->image.y += by;
      break;
    case WK_ITEM_DOTS:
      for (guint i = 0; i < item->dots.n; i++)
        item->dots.points[i].y += by;
      break;
    case WK_ITEM_GROUP:
      break;
    }
}

void
wk_scene_builder_crop (WkSceneBuilder *builder, double from, double to)
{
  for (guint i = 0; i < builder->items->len; i++)
    move_down (g_ptr_array_index (builder->items, i), -from);
  builder->view.height = to - from;
  builder->cut += from;
}

const char *
wk_scene_id (WkSceneBuilder *builder, const char *format, ...)
{
  char buffer[256];
  va_list args;

  g_return_val_if_fail (builder != NULL && format != NULL, NULL);

  va_start (args, format);
  g_vsnprintf (buffer, sizeof buffer, format, args);
  va_end (args);
  return g_string_chunk_insert_const (builder->scratch, buffer);
}

void
wk_scene_builder_set_opacity (WkSceneBuilder *builder, double opacity)
{
  g_return_if_fail (builder != NULL);

  builder->opacity = CLAMP (opacity, 0.0, 1.0);
}

void
wk_scene_set_group (WkSceneBuilder *builder, const char *id)
{
  g_return_if_fail (builder != NULL);

  char *copy = g_strdup (id);
  g_free (builder->group);
  builder->group = copy;
}

static WkItem *
add_item (WkSceneBuilder *builder, WkItemType type, const char *id, WkRole role)
{
  WkItem *item = g_new0 (WkItem, 1);

  item->type = type;
  item->role = role;
  item->opacity = builder->opacity;
  item->id = g_strdup (id != NULL ? id : "");
  if (g_hash_table_contains (builder->by_id, item->id))
    {
      /* The figure still shows; only what looks the id up finds the first. */
      g_critical ("two items of a scene are called \"%s\"", item->id);
      g_free (item->id);
      item->id = g_strdup_printf ("%s~%u", id, builder->items->len);
    }
  item->parent = g_strdup (builder->group);
  g_hash_table_insert (builder->by_id, item->id, item);
  g_ptr_array_add (builder->items, item);
  return item;
}

WkItem *
wk_scene_add_box (WkSceneBuilder *builder,
                  const char *id,
                  WkRole role,
                  WkRect rect,
                  double radius)
{
  g_return_val_if_fail (builder != NULL, NULL);

  WkItem *item = add_item (builder, WK_ITEM_BOX, id, role);

  item->width = 2.5;
  item->box.x = rect.x;
  item->box.y = rect.y;
  item->box.width = rect.width;
  item->box.height = rect.height;
  item->box.radius = radius;
  return item;
}

WkItem *
wk_scene_add_circle (WkSceneBuilder *builder,
                     const char *id,
                     WkRole role,
                     double x,
                     double y,
                     double radius)
{
  g_return_val_if_fail (builder != NULL, NULL);

  WkItem *item = add_item (builder, WK_ITEM_CIRCLE, id, role);

  item->width = 2.5;
  item->circle.x = x;
  item->circle.y = y;
  item->circle.radius = radius;
  return item;
}

WkItem *
wk_scene_add_line (WkSceneBuilder *builder,
                   const char *id,
                   WkRole role,
                   WkPoint from,
                   WkPoint to)
{
  g_return_val_if_fail (builder != NULL, NULL);

  WkItem *item = add_item (builder, WK_ITEM_LINE, id, role);

  item->width = 3;
  item->line.x1 = from.x;
  item->line.y1 = from.y;
  item->line.x2 = to.x;
  item->line.y2 = to.y;
  return item;
}

static void
set_points (WkItem *item, const WkPoint *points, guint n)
{
  item->poly.points = n > 0 ? g_memdup2 (points, n * sizeof (WkPoint)) : NULL;
  item->poly.n = n;
}

WkItem *
wk_scene_add_polyline (WkSceneBuilder *builder,
                       const char *id,
                       WkRole role,
                       const WkPoint *points,
                       guint n)
{
  g_return_val_if_fail (builder != NULL && (points != NULL || n == 0), NULL);

  WkItem *item = add_item (builder, WK_ITEM_POLYLINE, id, role);

  item->width = 3;
  set_points (item, points, n);
  return item;
}

WkItem *
wk_scene_add_area (WkSceneBuilder *builder,
                   const char *id,
                   WkRole fill,
                   double tint,
                   const WkPoint *points,
                   guint n)
{
  g_return_val_if_fail (builder != NULL && (points != NULL || n == 0), NULL);

  WkItem *item = add_item (builder, WK_ITEM_AREA, id, WK_ROLE_NONE);

  item->fill = fill;
  item->tint = tint;
  set_points (item, points, n);
  return item;
}

static WkItem *
add_words (WkSceneBuilder *builder,
           WkItemType item_type,
           const char *id,
           WkRole role,
           WkTypeRole type,
           WkPoint at,
           WkAnchor anchor,
           WkVAlign valign,
           const char *text)
{
  WkItem *item = add_item (builder, item_type, id, role);

  item->text.x = at.x;
  item->text.y = at.y;
  item->text.type = type;
  item->text.anchor = anchor;
  item->text.valign = valign;
  item->text.text = g_utf8_make_valid (text != NULL ? text : "", -1);
  return item;
}

WkItem *
wk_scene_add_text (WkSceneBuilder *builder,
                   const char *id,
                   WkRole role,
                   WkTypeRole type,
                   double x,
                   double y,
                   WkAnchor anchor,
                   WkVAlign valign,
                   const char *text)
{
  g_return_val_if_fail (builder != NULL, NULL);

  return add_words (builder, WK_ITEM_TEXT, id, role, type, (WkPoint){ x, y }, anchor,
                    valign, text);
}

WkItem *
wk_scene_add_formula (WkSceneBuilder *builder,
                      const char *id,
                      WkRole role,
                      WkTypeRole type,
                      double x,
                      double y,
                      WkAnchor anchor,
                      WkVAlign valign,
                      const char *source)
{
  g_return_val_if_fail (builder != NULL, NULL);

  return add_words (builder, WK_ITEM_FORMULA, id, role, type, (WkPoint){ x, y }, anchor,
                    valign, source);
}

WkItem *
wk_scene_add_image (WkSceneBuilder *builder,
                    const char *id,
                    WkRect rect,
                    guint columns,
                    guint rows,
                    const guint8 *rgba)
{
  g_return_val_if_fail (builder != NULL, NULL);
  g_return_val_if_fail (rgba != NULL || columns == 0 || rows == 0, NULL);

  gsize bytes = 0;
  WkItem *item = add_item (builder, WK_ITEM_IMAGE, id, WK_ROLE_NONE);

  item->image.x = rect.x;
  item->image.y = rect.y;
  item->image.width = rect.width;
  item->image.height = rect.height;
  if (!g_size_checked_mul (&bytes, columns, rows) ||
      !g_size_checked_mul (&bytes, bytes, 4) || bytes == 0 || bytes > MAX_IMAGE_BYTES)
    return item;

  item->image.rgba = g_try_malloc (bytes);
  if (item->image.rgba != NULL)
    {
      memcpy (item->image.rgba, rgba, bytes);
      item->image.columns = columns;
      item->image.rows = rows;
    }
  return item;
}

WkItem *
wk_scene_add_dots (WkSceneBuilder *builder,
                   const char *id,
                   const WkPoint *points,
                   const guint8 *classes,
                   guint n,
                   double radius)
{
  g_return_val_if_fail (builder != NULL, NULL);
  g_return_val_if_fail (n == 0 || (points != NULL && classes != NULL), NULL);

  WkItem *item = add_item (builder, WK_ITEM_DOTS, id, WK_ROLE_NONE);

  item->tint = 1;
  item->dots.n = n;
  item->dots.radius = radius;
  item->dots.points = n > 0 ? g_memdup2 (points, n * sizeof (WkPoint)) : NULL;
  item->dots.classes = n > 0 ? g_memdup2 (classes, n) : NULL;
  for (guint i = 0; i < n; i++)
    item->dots.classes[i] %= WK_N_CLASSES;
  return item;
}

WkItem *
wk_scene_add_mark (WkSceneBuilder *builder,
                   const char *id,
                   guint class,
                   double x,
                   double y,
                   double radius)
{
  guint8 one = (guint8) (class % WK_N_CLASSES);

  return wk_scene_add_dots (builder, id, &(WkPoint){ x, y }, &one, 1, radius);
}

WkItem *
wk_scene_add_group (WkSceneBuilder *builder, const char *id, const char *label)
{
  g_return_val_if_fail (builder != NULL, NULL);

  WkItem *item = add_item (builder, WK_ITEM_GROUP, id, WK_ROLE_NONE);

  item->label = g_strdup (label);
  return item;
}

/* Only what can be pointed at, and what belongs to a group, is measured. */
static void
measure_targets (WkScene *scene, const WkMeasure *measure)
{
  guint n = scene->items->len;

  scene->hit_bounds = g_new0 (WkRect, n);
  scene->hit_valid = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++)
    {
      const WkItem *item = g_ptr_array_index (scene->items, i);

      if (item->label != NULL || item->parent != NULL)
        scene->hit_valid[i] =
            wk_item_bounds (item, measure, scene->text_scale, &scene->hit_bounds[i]);
    }
}

static void
drop_unplaceable (WkSceneBuilder *builder)
{
  for (guint i = 0; i < builder->items->len;)
    {
      WkItem *item = g_ptr_array_index (builder->items, i);

      if (wk_item_is_finite (item))
        {
          i++;
          continue;
        }
      /* A layout's mistake; Cairo would go silently dead on it. */
      g_critical ("item \"%s\" of a scene is nowhere: not a finite place", item->id);
      g_hash_table_remove (builder->by_id, item->id);
      g_ptr_array_remove_index (builder->items, i);
    }
}

/* The node of the current step stands on a glow that reaches beyond it. */
static void
add_rings (WkSceneBuilder *builder)
{
  for (guint i = 0; i < builder->items->len; i++)
    {
      const WkItem *node = g_ptr_array_index (builder->items, i);
      WkItem *ring;

      if (node->type != WK_ITEM_CIRCLE || node->emphasis != WK_EMPHASIS_CURRENT ||
          node->width <= 0)
        continue;
      ring = wk_scene_add_circle (builder, wk_scene_id (builder, "%s-ring", node->id),
                                  WK_ROLE_NONE, node->circle.x, node->circle.y,
                                  node->circle.radius + FOCUS_RING);
      ring->width = 0;
      ring->fill = WK_ROLE_FOCUS;
      ring->tint = 1;
      ring->opacity = node->opacity;
      g_free (ring->parent);
      ring->parent = g_strdup (node->parent);
      g_ptr_array_insert (
          builder->items, (int) i++,
          g_ptr_array_steal_index (builder->items, builder->items->len - 1));
    }
}

WkScene *
wk_scene_builder_finish (WkSceneBuilder *builder)
{
  g_return_val_if_fail (builder != NULL, NULL);

  WkScene *scene = g_new0 (WkScene, 1);

  drop_unplaceable (builder);
  add_rings (builder);
  g_atomic_ref_count_init (&scene->ref_count);
  scene->width = builder->view.width;
  scene->height = builder->view.height;
  scene->cut = builder->cut;
  scene->text_scale = builder->view.text_scale;
  scene->language = builder->view.language;
  scene->title = builder->title != NULL ? builder->title : g_strdup ("");
  scene->description =
      builder->description != NULL ? builder->description : g_strdup ("");
  scene->items = builder->items;
  scene->by_id = builder->by_id;
  scene->walk = g_ptr_array_new ();
  measure_targets (scene, builder->view.measure);
  wk_scene_find_walk (scene);

  g_free (builder->group);
  g_string_chunk_free (builder->scratch);
  g_free (builder);
  return scene;
}
