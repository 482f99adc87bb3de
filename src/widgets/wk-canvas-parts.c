/* wk-canvas-parts.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-parts.h"

#include <math.h>
#include <time.h>

#include "render/wk-render.h"

void
wk_canvas_parts_init (WkCanvasParts *parts, GtkWidget *canvas, WkPartMade made)
{
  parts->canvas = canvas;
  parts->made = made;
  parts->done = TRUE;
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

double
wk_canvas_overlap (WkRect place, const GtkAllocation *box)
{
  double width =
      MIN (place.x + place.width, box->x + box->width) - MAX (place.x, box->x);
  double height =
      MIN (place.y + place.height, box->y + box->height) - MAX (place.y, box->y);

  return MAX (width, 0) * MAX (height, 0);
}

void
wk_canvas_parts_set_scene (WkCanvasParts *parts, WkScene *scene)
{
  if (parts->scene == scene)
    return;
  g_clear_pointer (&parts->scene, wk_scene_unref);
  g_clear_pointer (&parts->reach, g_array_unref);
  parts->scene = scene != NULL ? wk_scene_ref (scene) : NULL;
  parts->next = 0;
  parts->before = NULL;
  parts->generation++;
  parts->done = FALSE;
}

/* --- who has a part --- */

/* TRUE if a group with a label, which can be reached itself, stands around it. */
static gboolean
is_spoken_for (const WkScene *scene, const WkItem *item)
{
  guint depth = 0;

  while (item->parent != NULL && depth++ < 16)
    {
      item = wk_scene_find (scene, item->parent);
      if (item == NULL)
        return FALSE;
      if (item->label != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
find_reach (WkCanvasParts *parts)
{
  guint n = parts->scene != NULL ? wk_scene_get_n_labelled (parts->scene) : 0;
  gboolean fold = n > WK_CANVAS_MOST_PARTS;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  guint share;

  if (parts->reach != NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      const WkItem *item = wk_scene_get_labelled (parts->scene, i);

      if (!fold || !is_spoken_for (parts->scene, item))
        g_ptr_array_add (items, (gpointer) item);
    }
  share = items->len / WK_CANVAS_MOST_PARTS +
          (items->len % WK_CANVAS_MOST_PARTS > 0 || items->len == 0);
  parts->reach = g_array_sized_new (FALSE, FALSE, sizeof (WkReach), items->len / share);
  for (guint i = 0; i < items->len; i += share)
    {
      guint last = MIN (i + share, items->len) - 1;
      WkReach reach = { items->pdata[i], last > i ? items->pdata[last] : NULL };

      g_array_append_val (parts->reach, reach);
    }
}

static int
find_index (WkCanvasParts *parts, const char *id)
{
  find_reach (parts);
  for (guint i = 0; id != NULL && i < parts->reach->len; i++)
    if (g_str_equal (g_array_index (parts->reach, WkReach, i).first->id, id))
      return (int) i;
  return -1;
}

const WkItem *
wk_canvas_parts_walk (WkCanvasParts *parts, const char *id, int step)
{
  int i = find_index (parts, id);
  int n = (int) parts->reach->len;

  i = i < 0 ? (step < 0 ? n - 1 : 0) : i + step;
  return i >= 0 && i < n ? g_array_index (parts->reach, WkReach, i).first : NULL;
}

guint
wk_canvas_parts_get_n (WkCanvasParts *parts)
{
  return g_hash_table_size (parts->table);
}

/* --- the widgets --- */

static WkRect
reach_bounds (WkCanvasParts *parts, const WkReach *reach)
{
  WkRect bounds = wk_canvas_item_bounds (parts->scene, reach->first);
  WkRect other;

  if (reach->last == NULL)
    return bounds;
  other = wk_canvas_item_bounds (parts->scene, reach->last);
  bounds.width = MAX (bounds.x + bounds.width, other.x + other.width);
  bounds.height = MAX (bounds.y + bounds.height, other.y + other.height);
  bounds.x = MIN (bounds.x, other.x);
  bounds.y = MIN (bounds.y, other.y);
  bounds.width -= bounds.x;
  bounds.height -= bounds.y;
  return bounds;
}

/* Returns whether it came or moved. */
static gboolean
sync_one (WkCanvasParts *parts, const WkReach *reach, GtkWidget **found)
{
  GtkWidget *widget = g_hash_table_lookup (parts->table, reach->first->id);
  gboolean changed = widget == NULL;
  WkCanvasPart *part;

  if (widget == NULL)
    {
      widget = wk_canvas_part_new (reach->first->id);
      parts->made (parts->canvas, widget);
      gtk_widget_insert_after (widget, parts->canvas, parts->before);
      g_hash_table_insert (parts->table,
                           (char *) wk_canvas_part_get_id (WK_CANVAS_PART (widget)),
                           widget);
    }
  part = WK_CANVAS_PART (widget);
  wk_canvas_part_set_generation (part, parts->generation);
  wk_canvas_part_set_item (part, reach->first, reach->last);
  changed = wk_canvas_part_set_bounds (part, reach_bounds (parts, reach)) || changed;
  *found = widget;
  return changed;
}

GtkWidget *
wk_canvas_parts_get (WkCanvasParts *parts, const char *id)
{
  int i = find_index (parts, id);
  GtkWidget *part;

  if (i < 0)
    return NULL;
  if (sync_one (parts, &g_array_index (parts->reach, WkReach, i), &part))
    gtk_widget_queue_allocate (parts->canvas);
  return part;
}

void
wk_canvas_parts_set_grabbed (WkCanvasParts *parts, const char *id)
{
  GHashTableIter iter;
  gpointer key, part;

  g_hash_table_iter_init (&iter, parts->table);
  while (g_hash_table_iter_next (&iter, &key, &part))
    wk_canvas_part_set_grabbed (part, g_strcmp0 (key, id) == 0);
}

static gint64
thread_us (void)
{
  struct timespec used = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

/* Takes away what the scene no longer has. Returns whether there is more. */
static gboolean
sweep (WkCanvasParts *parts, gint64 end)
{
  GtkWidget *focus = gtk_widget_get_focus_child (parts->canvas);
  GHashTableIter iter;
  gpointer value;

  if (WK_IS_CANVAS_PART (focus) &&
      wk_canvas_part_get_generation (WK_CANVAS_PART (focus)) != parts->generation)
    gtk_widget_grab_focus (parts->canvas);
  g_hash_table_iter_init (&iter, parts->table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GtkWidget *part = value;

      if (wk_canvas_part_get_generation (value) == parts->generation)
        continue;
      if (thread_us () > end)
        return TRUE;
      g_hash_table_iter_remove (&iter);
      gtk_widget_unparent (part);
    }
  return FALSE;
}

gboolean
wk_canvas_parts_work (WkCanvasParts *parts, gint64 budget, gboolean *moved)
{
  gint64 end = thread_us () + budget;

  if (parts->done)
    return FALSE;
  find_reach (parts);
  while (parts->next < parts->reach->len)
    {
      GtkWidget *part;

      if (sync_one (parts, &g_array_index (parts->reach, WkReach, parts->next), &part))
        *moved = TRUE;
      /* Children are in reading order, for those who list them. */
      if (gtk_widget_get_prev_sibling (part) != parts->before)
        gtk_widget_insert_after (part, parts->canvas, parts->before);
      parts->before = part;
      parts->next++;
      if (thread_us () > end)
        return TRUE;
    }
  if (sweep (parts, end))
    return TRUE;
  parts->done = TRUE;
  return FALSE;
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

void
wk_canvas_parts_clear (WkCanvasParts *parts)
{
  g_clear_pointer (&parts->table, g_hash_table_unref);
  g_clear_pointer (&parts->reach, g_array_unref);
  g_clear_pointer (&parts->scene, wk_scene_unref);
}
