/* wk-picture.h - a painted scene, kept as a texture until something changes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GSK passes over unchanged textures and nodes but repaints every new Cairo node, so
 * that each widget that shows a scene keeps one of these.
 */
#pragma once

#include <gtk/gtk.h>

#include "render/wk-render.h"

G_BEGIN_DECLS

typedef struct
{
  WkScene *scene; /* what @texture shows */
  WkThemeId theme;
  int width, height; /* in device pixels */
  WkRect target;     /* where all of the scene would be, in these pixels */
  gboolean transparent;
  GdkTexture *texture;
  GBytes *pixels; /* of the texture, as Cairo has them */
  gsize stride;
  GskRenderNode *node; /* of the pixels at @place, or NULL */
  graphene_rect_t place;
  guint n_paints; /* how often the painter ran, for tests */
} WkPicture;

void wk_picture_clear (WkPicture *picture);

/* Borrowed; NULL where there is nothing to show or the painter refuses. */
GdkTexture *wk_picture_get (WkPicture *picture,
                            WkScene *scene,
                            WkThemeId theme,
                            int width,
                            int height,
                            gboolean transparent);

/* The same of a part: all of the scene would fill @target. */
GdkTexture *wk_picture_get_part (WkPicture *picture,
                                 WkScene *scene,
                                 WkThemeId theme,
                                 int width,
                                 int height,
                                 WkRect target,
                                 gboolean transparent);

/* Shows what was got last at @place of @widget, which is being snapshot. Nothing if
 * that was NULL. */
void wk_picture_append (WkPicture *picture,
                        GtkWidget *widget,
                        GtkSnapshot *snapshot,
                        const graphene_rect_t *place);

/* The theme of what belongs to the window, not to the figure. */
WkThemeId wk_picture_window_theme (void);

G_END_DECLS
