/* wk-canvas-parts.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-parts.h"

#include <math.h>

#include "render/wk-render.h"

void
wk_canvas_parts_init (WkCanvasParts *parts, GtkWidget *canvas)
{
  parts->canvas = canvas;
  /* Keys belong to the parts. */
  parts->table = g_hash_table_new (g_str_hash, g_str_equal);
}

WkRect
wk_canvas_item_bounds (const WkScene *scene, const WkItem *item)
{
  WkRect bounds = { 0 };

  wk_scene_item_bounds (scene, item, wk_render_get_measure (), &bounds);
  return bounds;
}

static WkCanvasPart *
take_or_make (WkCanvasParts *parts, GHashTable *old, const char *id)
{
  GtkWidget *part = g_hash_table_lookup (old, id);

  if (part != NULL)
    {
      g_hash_table_remove (old, id);
    }
  else
    {
      part = wk_canvas_part_new (id);
      gtk_widget_set_parent (part, parts->canvas);
    }
  g_hash_table_insert (parts->table,
                       (char *) wk_canvas_part_get_id (WK_CANVAS_PART (part)), part);
  return WK_CANVAS_PART (part);
}

gboolean
wk_canvas_parts_sync (WkCanvasParts *parts, WkScene *scene)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&parts->table);
  guint n_items = scene != NULL ? wk_scene_get_n_items (scene) : 0;
  gboolean changed = FALSE;
  GHashTableIter iter;
  gpointer gone;

  parts->table = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n_items; i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);
      WkCanvasPart *part;

      if (item->label == NULL)
        continue;
      part = take_or_make (parts, old, item->id);
      wk_canvas_part_set_item (part, item);
      if (wk_canvas_part_set_bounds (part, wk_canvas_item_bounds (scene, item)))
        changed = TRUE;
    }
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &gone))
    gtk_widget_unparent (GTK_WIDGET (gone));
  return changed;
}

void
wk_canvas_parts_allocate (WkCanvasParts *parts, WkRect page, double scale)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, parts->table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GtkWidget *part = value;
      WkRect units = wk_canvas_part_get_bounds (WK_CANVAS_PART (part));
      GtkAllocation box = { (int) floor (page.x + units.x * scale),
                            (int) floor (page.y + units.y * scale),
                            MAX ((int) ceil (units.width * scale), 1),
                            MAX ((int) ceil (units.height * scale), 1) };
      int ignored;

      /* GTK asks that what is allocated has been measured. */
      gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, &ignored, NULL, NULL,
                          NULL);
      gtk_widget_size_allocate (part, &box, -1);
    }
}

GtkWidget *
wk_canvas_parts_find (WkCanvasParts *parts, const char *id)
{
  return id != NULL ? g_hash_table_lookup (parts->table, id) : NULL;
}

void
wk_canvas_parts_clear (WkCanvasParts *parts)
{
  g_clear_pointer (&parts->table, g_hash_table_unref);
}
