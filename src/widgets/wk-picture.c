/* wk-picture.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-picture.h"

#include <adwaita.h>
#include <gsk/gsk.h>
#include <string.h>

void
wk_picture_clear (WkPicture *picture)
{
  g_clear_pointer (&picture->scene, wk_scene_unref);
  g_clear_object (&picture->texture);
  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_clear_pointer (&picture->node, gsk_render_node_unref);
}

static gboolean
is_current (const WkPicture *picture,
            const WkScene *scene,
            WkThemeId theme,
            int width,
            int height,
            WkRect target,
            gboolean transparent)
{
  return picture->texture != NULL && picture->scene == scene &&
         picture->theme == theme && picture->width == width &&
         picture->height == height && picture->transparent == transparent &&
         memcmp (&picture->target, &target, sizeof target) == 0;
}

GdkTexture *
wk_picture_get (WkPicture *picture,
                WkScene *scene,
                WkThemeId theme,
                int width,
                int height,
                gboolean transparent)
{
  return wk_picture_get_part (picture, scene, theme, width, height,
                              (WkRect){ 0, 0, width, height }, transparent);
}

GdkTexture *
wk_picture_get_part (WkPicture *picture,
                     WkScene *scene,
                     WkThemeId theme,
                     int width,
                     int height,
                     WkRect target,
                     gboolean transparent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels = NULL;
  gsize stride = 0;

  if (scene == NULL || width < 1 || height < 1)
    return NULL;
  if (is_current (picture, scene, theme, width, height, target, transparent))
    return picture->texture;

  picture->n_paints++;
  wk_picture_clear (picture);
  pixels = wk_paint_part (scene, theme, (guint) width, (guint) height, target,
                          transparent, &stride, &error);
  if (pixels == NULL)
    {
      g_debug ("painting: %s", error->message);
      return NULL;
    }
  picture->scene = wk_scene_ref (scene);
  picture->theme = theme;
  picture->width = width;
  picture->height = height;
  picture->target = target;
  picture->transparent = transparent;
  picture->texture =
      gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
  picture->pixels = g_steal_pointer (&pixels);
  picture->stride = stride;
  return picture->texture;
}

/* Where GSK paints with Cairo, GTK 4.8 converts all of a texture, pixel by pixel and
 * through floats, each time a corner of it is painted: 35 ms for a large figure. A node
 * that copies its pixels takes one or two. It stays the same node until the picture
 * changes, so that GSK passes over it as it does over a texture. */
static void
append_node (WkPicture *picture, GtkSnapshot *snapshot, const graphene_rect_t *place)
{
  if (picture->node == NULL || !graphene_rect_equal (place, &picture->place))
    {
      g_clear_pointer (&picture->node, gsk_render_node_unref);
      picture->node = gsk_cairo_node_new (place);
      picture->place = *place;
      wk_paint_bytes (gsk_cairo_node_get_draw_context (picture->node), picture->pixels,
                      (guint) picture->width, (guint) picture->height, picture->stride,
                      (WkRect){ (double) place->origin.x, (double) place->origin.y,
                                (double) place->size.width,
                                (double) place->size.height });
    }
  gtk_snapshot_append_node (snapshot, picture->node);
}

void
wk_picture_append (WkPicture *picture,
                   GtkWidget *widget,
                   GtkSnapshot *snapshot,
                   const graphene_rect_t *place)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  if (picture->texture == NULL)
    return;
  if (renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer))
    append_node (picture, snapshot, place);
  else
    gtk_snapshot_append_texture (snapshot, picture->texture, place);
}

WkThemeId
wk_picture_window_theme (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  return adw_style_manager_get_dark (style) ? WK_THEME_DARK : WK_THEME_LIGHT;
}
