/* wk-export-preview.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GtkDrawingArea would paint on Cairo at each frame; this paints when something
 * changed.
 */
#include "config.h"

#include "app/wk-export-preview.h"

#include "widgets/wk-picture.h"
#include "widgets/wk-ui.h"

struct _WkExportPreview
{
  GtkWidget parent_instance;

  WkScene *scene; /* or NULL */
  WkScene *ink;   /* over it, or NULL */
  WkThemeId theme;
  gboolean transparent;
  WkPicture picture, ink_picture;
};

G_DEFINE_FINAL_TYPE (WkExportPreview, wk_export_preview, GTK_TYPE_WIDGET)

/* Squares where the paper is left out. */
static void
draw_squares (GtkSnapshot *snapshot, const graphene_rect_t *place)
{
  static const GdkRGBA grey = { 0.8f, 0.8f, 0.8f, 1 }, white = { 1, 1, 1, 1 };
  const float size = 12;
  graphene_rect_t tile = GRAPHENE_RECT_INIT (0, 0, 2 * size, 2 * size);

  gtk_snapshot_append_color (snapshot, &white, place);
  gtk_snapshot_push_repeat (snapshot, place, &tile);
  for (int i = 0; i < 2; i++)
    gtk_snapshot_append_color (
        snapshot, &grey,
        &GRAPHENE_RECT_INIT ((float) i * size, (float) i * size, size, size));
  gtk_snapshot_pop (snapshot);
}

static void
wk_export_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WkExportPreview *self = WK_EXPORT_PREVIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int factor = gtk_widget_get_scale_factor (widget);
  double ratio, fit;
  graphene_rect_t place;
  GdkTexture *texture;

  if (self->scene == NULL)
    return;
  ratio = wk_scene_get_height (self->scene) / wk_scene_get_width (self->scene);
  fit = MIN (width, height / ratio);
  place = GRAPHENE_RECT_INIT ((float) ((width - fit) / 2),
                              (float) ((height - fit * ratio) / 2), (float) fit,
                              (float) (fit * ratio));
  texture =
      wk_picture_get (&self->picture, self->scene, self->theme, (int) (fit * factor),
                      (int) (fit * ratio * factor), self->transparent);
  if (texture == NULL)
    return;
  if (self->transparent)
    draw_squares (snapshot, &place);
  gtk_snapshot_append_texture (snapshot, texture, &place);
  texture = wk_picture_get (&self->ink_picture, self->ink, self->theme,
                            (int) (fit * factor), (int) (fit * ratio * factor), TRUE);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &place);
}

static void
wk_export_preview_dispose (GObject *object)
{
  WkExportPreview *self = WK_EXPORT_PREVIEW (object);

  g_clear_pointer (&self->scene, wk_scene_unref);
  g_clear_pointer (&self->ink, wk_scene_unref);
  wk_picture_clear (&self->picture);
  wk_picture_clear (&self->ink_picture);
  G_OBJECT_CLASS (wk_export_preview_parent_class)->dispose (object);
}

static void
wk_export_preview_class_init (WkExportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_export_preview_dispose;
  widget_class->snapshot = wk_export_preview_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wk_export_preview_init (WkExportPreview *self)
{
  wk_ui_set_name (GTK_WIDGET (self), _ ("Preview"));
}

void
wk_export_preview_show (WkExportPreview *self,
                        WkScene *scene,
                        WkScene *ink,
                        WkThemeId theme,
                        gboolean transparent)
{
  if (scene != NULL)
    wk_scene_ref (scene);
  if (ink != NULL)
    wk_scene_ref (ink);
  g_clear_pointer (&self->scene, wk_scene_unref);
  g_clear_pointer (&self->ink, wk_scene_unref);
  self->scene = scene;
  self->ink = ink;
  self->theme = theme;
  self->transparent = transparent;
  wk_ui_set_description (GTK_WIDGET (self),
                         scene != NULL ? wk_scene_get_description (scene) : "");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
