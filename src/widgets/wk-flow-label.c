/* wk-flow-label.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-flow-label.h"

#include <adwaita.h>

#include "widgets/wk-picture.h"
#include "widgets/wk-ui.h"

/* Pixels a page unit at 96 dpi: labels of 24 units come out at 16 pixels. */
#define PIXELS_A_UNIT (16.0 / 24.0)
#define MIN_WIDTH 160
#define NATURAL_WIDTH 300

struct _WkFlowLabel
{
  GtkWidget parent_instance;

  char *text;
  const WkLanguage *language;
  WkRole role;
  WkTypeRole type;
  WkTypeRole formula_type;
  double zoom;
  int theme;      /* WkThemeId; -1: the window's */
  double width;   /* of a single formula, in units; 0: running text */
  WkScene *scene; /* for the present width, or NULL */
  WkPicture picture;
};

G_DEFINE_FINAL_TYPE (WkFlowLabel, wk_flow_label, GTK_TYPE_WIDGET)

/* The desktop's text size, too, counts for what the painter sets. */
static double
get_scale (WkFlowLabel *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return self->zoom * PIXELS_A_UNIT * (dpi > 0 ? (double) dpi / 1024 / 96 : 1);
}

/* Lays the text out at @width units; with a builder it also adds the items. */
static double
lay_out (WkFlowLabel *self, const WkView *view, WkSceneBuilder *builder)
{
  if (self->text == NULL || self->text[0] == '\0')
    return 0;
  return wk_flow_add (builder, view, "flow", self->role, self->type, self->formula_type,
                      0, 0, view->width, self->text);
}

static WkView
get_view (WkFlowLabel *self, double width)
{
  return (WkView){
    .width = width,
    .height = 1,
    .text_scale = WK_TEXT_SCALE_1,
    .language = self->language,
    .measure = wk_render_get_measure (),
  };
}

static GtkSizeRequestMode
wk_flow_label_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wk_flow_label_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  WkFlowLabel *self = WK_FLOW_LABEL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      if (self->width > 0)
        *minimum = *natural = (int) ceil (self->width * get_scale (self));
    }
  else
    {
      double scale = get_scale (self);
      WkView view = get_view (self, (for_size > 0 ? for_size : NATURAL_WIDTH) / scale);

      *minimum = *natural = (int) ceil (lay_out (self, &view, NULL) * scale);
    }
}

static void
wk_flow_label_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WkFlowLabel *self = WK_FLOW_LABEL (widget);

  g_clear_pointer (&self->scene, wk_scene_unref);
}

static void
wk_flow_label_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WkFlowLabel *self = WK_FLOW_LABEL (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int factor = gtk_widget_get_scale_factor (widget);
  GdkTexture *texture;

  if (self->scene == NULL && width > 0 && height > 0)
    {
      double scale = get_scale (self);
      WkView view = get_view (self, width / scale);
      WkSceneBuilder *builder;

      view.height = height / scale;
      builder = wk_scene_builder_new (&view);
      lay_out (self, &view, builder);
      self->scene = wk_scene_builder_finish (builder);
    }
  texture = wk_picture_get (&self->picture, self->scene,
                            self->theme < 0 ? wk_picture_window_theme ()
                                            : (WkThemeId) self->theme,
                            width * factor, height * factor, TRUE);
  if (texture != NULL)
    gtk_snapshot_append_texture (
        snapshot, texture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
wk_flow_label_dispose (GObject *object)
{
  WkFlowLabel *self = WK_FLOW_LABEL (object);

  wk_picture_clear (&self->picture);
  g_clear_pointer (&self->scene, wk_scene_unref);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (wk_flow_label_parent_class)->dispose (object);
}

static void
wk_flow_label_class_init (WkFlowLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_flow_label_dispose;
  widget_class->get_request_mode = wk_flow_label_get_request_mode;
  widget_class->measure = wk_flow_label_measure;
  widget_class->size_allocate = wk_flow_label_size_allocate;
  widget_class->snapshot = wk_flow_label_snapshot;
  gtk_widget_class_set_css_name (widget_class, "wkflowlabel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
wk_flow_label_init (WkFlowLabel *self)
{
  self->role = WK_ROLE_INK;
  self->zoom = 1;
  self->theme = -1;
  self->type = WK_TYPE_LABEL;
  self->formula_type = WK_TYPE_SYMBOL_SMALL;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
wk_flow_label_new (WkTypeRole type, WkTypeRole formula_type)
{
  WkFlowLabel *self = g_object_new (WK_TYPE_FLOW_LABEL, NULL);

  self->type = type;
  self->formula_type = formula_type;
  return GTK_WIDGET (self);
}

void
wk_flow_label_set_text (WkFlowLabel *flow, const char *text, const WkLanguage *language)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (WK_IS_FLOW_LABEL (flow));

  if (g_strcmp0 (flow->text, text) == 0 && flow->language == language)
    return;
  g_free (flow->text);
  flow->text = g_strdup (text);
  flow->language = language;
  g_clear_pointer (&flow->scene, wk_scene_unref);
  spoken = wk_ui_speak (text, language);
  wk_ui_set_name (GTK_WIDGET (flow), spoken);
  gtk_widget_queue_resize (GTK_WIDGET (flow));
}

void
wk_flow_label_set_formula (WkFlowLabel *flow,
                           const char *formula,
                           const WkLanguage *language)
{
  const WkMeasure *measure = wk_render_get_measure ();
  g_autofree char *text = g_strdup_printf ("$%s$", formula);
  WkExtents extents;

  measure->formula (measure, formula, flow->formula_type, WK_TEXT_SCALE_1, 0, &extents);
  /* A little more, so that rounding to pixels never breaks the line. */
  flow->width = MAX (extents.width, extents.ink.x + extents.ink.width) + 3;
  wk_flow_label_set_text (flow, text, language);
}

void
wk_flow_label_set_role (WkFlowLabel *flow, WkRole role)
{
  g_return_if_fail (WK_IS_FLOW_LABEL (flow));

  if (flow->role == role)
    return;
  flow->role = role;
  g_clear_pointer (&flow->scene, wk_scene_unref);
  gtk_widget_queue_draw (GTK_WIDGET (flow));
}

void
wk_flow_label_set_look (WkFlowLabel *flow, double zoom, int theme)
{
  g_return_if_fail (WK_IS_FLOW_LABEL (flow) && zoom > 0);

  if (flow->zoom == zoom && flow->theme == theme)
    return;
  flow->zoom = zoom;
  flow->theme = theme;
  g_clear_pointer (&flow->scene, wk_scene_unref);
  gtk_widget_queue_resize (GTK_WIDGET (flow));
}

guint
wk_flow_label_get_n_paints (WkFlowLabel *flow)
{
  return flow->picture.n_paints;
}
