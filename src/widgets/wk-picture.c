/* wk-picture.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-picture.h"

#include <adwaita.h>
#include <string.h>

void
wk_picture_clear (WkPicture *picture)
{
  g_clear_pointer (&picture->scene, wk_scene_unref);
  g_clear_object (&picture->texture);
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
  return picture->texture;
}

WkThemeId
wk_picture_window_theme (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  return adw_style_manager_get_dark (style) ? WK_THEME_DARK : WK_THEME_LIGHT;
}
