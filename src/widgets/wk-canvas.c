/* wk-canvas.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas.h"

#include <math.h>

#include "widgets/wk-canvas-card.h"
#include "widgets/wk-canvas-parts.h"
#include "widgets/wk-page-fit.h"
#include "widgets/wk-picture.h"
#include "widgets/wk-ring.h"
#include "widgets/wk-ui.h"

#define MIN_WIDTH 480
#define MIN_HEIGHT 270
/* How near a pointer must come to a thin line, in pixels. */
#define SLOP 6.0
#define CARD_DISTANCE 12

struct _WkCanvas
{
  GtkWidget parent_instance;

  WkSession *session;
  WkScene *scene;
  WkThemeId theme;
  WkPicture picture;
  WkRect page; /* in pixels of the widget */
  WkCanvasParts parts;
  char *hovered;
  char *selected;
  WkCanvasCard *card;
  gboolean allocating; /* a new page asks for a new scene within size_allocate */
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (WkCanvas, wk_canvas, GTK_TYPE_WIDGET)

/* --- the page --- */

static double
get_scale (WkCanvas *self)
{
  return self->scene != NULL ? self->page.width / wk_scene_get_width (self->scene) : 0;
}

static void
place_page (WkCanvas *self, int width, int height)
{
  double page_width;
  double page_height;

  if (self->session != NULL)
    {
      gboolean tall_allowed =
          wk_session_get_text_scale (self->session) == WK_TEXT_SCALE_1;

      wk_page_fit (width, height, tall_allowed, &page_width, &page_height);
      wk_session_set_page (self->session, page_width, page_height);
      wk_canvas_set_scene (self, wk_session_get_scene (self->session));
    }
  if (self->scene != NULL)
    self->page = wk_page_place (wk_scene_get_width (self->scene),
                                wk_scene_get_height (self->scene), width, height);
}

static WkRect
to_pixels (WkCanvas *self, WkRect units)
{
  double scale = get_scale (self);

  return (WkRect){ self->page.x + units.x * scale, self->page.y + units.y * scale,
                   units.width * scale, units.height * scale };
}

static const WkItem *
item_at (WkCanvas *self, double x, double y)
{
  double scale = get_scale (self);

  if (scale <= 0)
    return NULL;
  return wk_scene_hit (self->scene, (x - self->page.x) / scale,
                       (y - self->page.y) / scale, SLOP / scale);
}

static const WkItem *
find_item (WkCanvas *self, const char *id)
{
  const WkItem *item =
      self->scene != NULL && id != NULL ? wk_scene_find (self->scene, id) : NULL;

  return item != NULL && item->label != NULL ? item : NULL;
}

/* --- parts --- */

static void
allocate_card (WkCanvas *self, int width, int height)
{
  GtkWidget *card = GTK_WIDGET (self->card);
  const WkItem *item = find_item (self, self->selected);
  GtkAllocation box;
  WkRect target;

  if (item == NULL || !gtk_widget_get_visible (card))
    return;
  target = to_pixels (self, wk_canvas_item_bounds (self->scene, item));
  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &box.width, NULL,
                      NULL);
  box.width = MIN (box.width, width);
  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height,
                      NULL, NULL);
  /* Beside the part, on the side with more room, so that neither it nor its label below
   * is covered. */
  if (target.x + target.width / 2 < width / 2.0)
    box.x = (int) ceil (target.x + target.width) + CARD_DISTANCE;
  else
    box.x = (int) floor (target.x) - CARD_DISTANCE - box.width;
  box.y = (int) (target.y + target.height / 2) - box.height / 2;
  box.x = CLAMP (box.x, 0, MAX (width - box.width, 0));
  box.y = CLAMP (box.y, 0, MAX (height - box.height, 0));
  gtk_widget_size_allocate (card, &box, -1);
}

/* --- selection --- */

static void
update_card (WkCanvas *self)
{
  const WkItem *item = find_item (self, self->selected);

  gtk_widget_set_visible (GTK_WIDGET (self->card), item != NULL);
  if (item != NULL)
    {
      wk_canvas_card_set_item (self->card, item);
      if (!self->allocating)
        gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
}

void
wk_canvas_select (WkCanvas *canvas, const char *id)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (g_strcmp0 (canvas->selected, id) == 0)
    return;
  g_free (canvas->selected);
  canvas->selected = g_strdup (id);
  update_card (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_object_notify_by_pspec (G_OBJECT (canvas), props[PROP_SELECTED]);
}

const char *
wk_canvas_get_selected (WkCanvas *canvas)
{
  return canvas->selected;
}

static WkCanvasPart *
focused_part (WkCanvas *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return WK_IS_CANVAS_PART (child) ? WK_CANVAS_PART (child) : NULL;
}

gboolean
wk_canvas_is_walking (WkCanvas *canvas)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), FALSE);

  return focused_part (canvas) != NULL &&
         gtk_widget_has_focus (GTK_WIDGET (focused_part (canvas)));
}

static gboolean
walk (WkCanvas *self, const WkItem *from, int step)
{
  const WkItem *item =
      self->scene != NULL ? wk_scene_walk (self->scene, from, step) : NULL;
  GtkWidget *part = item != NULL ? wk_canvas_parts_find (&self->parts, item->id) : NULL;

  if (part == NULL)
    return FALSE;
  gtk_widget_grab_focus (part);
  wk_canvas_select (self, item->id);
  return TRUE;
}

/* Tab goes in to one part and out again: a figure may have hundreds. */
static gboolean
wk_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WkCanvas *self = WK_CANVAS (widget);
  GtkWidget *part;

  if (gtk_widget_has_focus (widget) || focused_part (self) != NULL)
    return FALSE;
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return gtk_widget_grab_focus (widget);
  part = wk_canvas_parts_find (&self->parts, self->selected);
  if (part != NULL)
    return gtk_widget_grab_focus (part);
  if (walk (self, NULL, direction == GTK_DIR_TAB_FORWARD ? 1 : -1))
    return TRUE;
  return gtk_widget_grab_focus (widget);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        WkCanvas *self)
{
  WkCanvasPart *part = focused_part (self);
  const WkItem *from =
      part != NULL ? find_item (self, wk_canvas_part_get_id (part)) : NULL;

  switch (key)
    {
    case GDK_KEY_Escape:
      if (part == NULL && self->selected == NULL)
        return GDK_EVENT_PROPAGATE;
      gtk_widget_grab_focus (GTK_WIDGET (self));
      wk_canvas_select (self, NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return part == NULL && walk (self, NULL, 1);
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      if (part != NULL && !walk (self, from, 1))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return part != NULL;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      if (part != NULL && !walk (self, from, -1))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return part != NULL;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The focus left the figure: its card goes with it. */
static void
leave_focus_cb (WkCanvas *self)
{
  wk_canvas_select (self, NULL);
}

/* --- pointer --- */

static void
hover (WkCanvas *self, const char *id)
{
  if (g_strcmp0 (self->hovered, id) == 0)
    return;
  g_free (self->hovered);
  self->hovered = g_strdup (id);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), id != NULL ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, WkCanvas *self)
{
  const WkItem *item = item_at (self, x, y);

  hover (self, item != NULL ? item->id : NULL);
}

static void
leave_cb (WkCanvas *self)
{
  hover (self, NULL);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WkCanvas *self)
{
  const WkItem *item = item_at (self, x, y);
  WkCanvasPart *part = focused_part (self);

  /* A click picks out; it does not walk, so that the arrow keys still step. */
  if (part != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  wk_canvas_select (self, item != NULL ? item->id : NULL);
}

static gboolean
wk_canvas_query_tooltip (GtkWidget *widget,
                         int x,
                         int y,
                         gboolean keyboard,
                         GtkTooltip *tooltip)
{
  WkCanvas *self = WK_CANVAS (widget);
  const WkItem *item = keyboard ? NULL : item_at (self, x, y);
  g_autofree char *name = NULL;
  WkRect pixels;

  /* What the card says is not said twice. */
  if (item == NULL || g_strcmp0 (item->id, self->selected) == 0)
    return FALSE;
  name = wk_canvas_part_item_name (item);
  pixels = to_pixels (self, wk_canvas_item_bounds (self->scene, item));
  gtk_tooltip_set_text (tooltip, name);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) pixels.x, (int) pixels.y,
                                                      (int) ceil (pixels.width),
                                                      (int) ceil (pixels.height) });
  return TRUE;
}

/* --- drawing --- */

static void
append_ring (WkCanvas *self, GtkSnapshot *snapshot, const char *id, gboolean strong)
{
  const WkItem *item = find_item (self, id);
  WkColour colour;

  if (item == NULL)
    return;
  colour =
      wk_theme_line (wk_theme_get (self->theme), WK_ROLE_POSITIVE, WK_EMPHASIS_CURRENT);
  wk_ring_append (snapshot, item, wk_canvas_item_bounds (self->scene, item),
                  self->page.x, self->page.y, get_scale (self),
                  &(GdkRGBA){ (float) colour.red, (float) colour.green,
                              (float) colour.blue, strong ? 1.0f : 0.55f },
                  strong ? 3 : 2);
}

static void
wk_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WkCanvas *self = WK_CANVAS (widget);
  int factor = gtk_widget_get_scale_factor (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  WkColour paper =
      wk_theme_line (wk_theme_get (self->theme), WK_ROLE_PAPER, WK_EMPHASIS_NORMAL);
  GdkTexture *texture = wk_picture_get (&self->picture, self->scene, self->theme,
                                        (int) self->page.width * factor,
                                        (int) self->page.height * factor, FALSE);

  gtk_snapshot_append_color (
      snapshot,
      &(GdkRGBA){ (float) paper.red, (float) paper.green, (float) paper.blue, 1 },
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (texture != NULL)
    gtk_snapshot_append_texture (
        snapshot, texture,
        &GRAPHENE_RECT_INIT ((float) self->page.x, (float) self->page.y,
                             (float) self->page.width, (float) self->page.height));
  if (g_strcmp0 (self->hovered, self->selected) != 0)
    append_ring (self, snapshot, self->hovered, FALSE);
  append_ring (self, snapshot, self->selected, TRUE);
  if (gtk_widget_has_visible_focus (widget))
    wk_ring_append_box (snapshot, 2, 2, width - 4, height - 4);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->card), snapshot);
}

/* --- widget --- */

static void
wk_canvas_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? MIN_WIDTH : MIN_HEIGHT;
  *natural = horizontal ? 2 * MIN_WIDTH : 2 * MIN_HEIGHT;
}

static void
wk_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WkCanvas *self = WK_CANVAS (widget);

  self->allocating = TRUE;
  place_page (self, width, height);
  wk_canvas_parts_allocate (&self->parts, self->page, get_scale (self));
  allocate_card (self, width, height);
  self->allocating = FALSE;
}

static void
wk_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_string (value, WK_CANVAS (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wk_canvas_dispose (GObject *object)
{
  WkCanvas *self = WK_CANVAS (object);
  GtkWidget *child;

  wk_canvas_set_session (self, NULL);
  wk_canvas_parts_clear (&self->parts);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->scene, wk_scene_unref);
  wk_picture_clear (&self->picture);
  G_OBJECT_CLASS (wk_canvas_parent_class)->dispose (object);
}

static void
wk_canvas_finalize (GObject *object)
{
  WkCanvas *self = WK_CANVAS (object);

  g_free (self->hovered);
  g_free (self->selected);
  G_OBJECT_CLASS (wk_canvas_parent_class)->finalize (object);
}

static void
wk_canvas_class_init (WkCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wk_canvas_get_property;
  object_class->dispose = wk_canvas_dispose;
  object_class->finalize = wk_canvas_finalize;
  widget_class->measure = wk_canvas_measure;
  widget_class->size_allocate = wk_canvas_size_allocate;
  widget_class->snapshot = wk_canvas_snapshot;
  widget_class->focus = wk_canvas_focus;
  widget_class->query_tooltip = wk_canvas_query_tooltip;
  props[PROP_SELECTED] = g_param_spec_string (
      "selected", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "wkcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controllers (WkCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_focus_cb), self);
  gtk_widget_add_controller (widget, focus);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static void
wk_canvas_init (WkCanvas *self)
{
  wk_canvas_parts_init (&self->parts, GTK_WIDGET (self));
  self->card = wk_canvas_card_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->card), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
}

GtkWidget *
wk_canvas_new (void)
{
  return g_object_new (WK_TYPE_CANVAS, NULL);
}

void
wk_canvas_set_scene (WkCanvas *canvas, WkScene *scene)
{
  gboolean resized;

  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (canvas->scene == scene)
    return;
  resized = canvas->scene == NULL || scene == NULL ||
            wk_scene_get_width (canvas->scene) != wk_scene_get_width (scene) ||
            wk_scene_get_height (canvas->scene) != wk_scene_get_height (scene);
  g_clear_pointer (&canvas->scene, wk_scene_unref);
  if (scene != NULL)
    {
      canvas->scene = wk_scene_ref (scene);
      wk_ui_set_name (GTK_WIDGET (canvas), wk_scene_get_title (scene));
      wk_ui_set_description (GTK_WIDGET (canvas), wk_scene_get_description (scene));
    }
  if (wk_canvas_parts_sync (&canvas->parts, scene) && !canvas->allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  update_card (canvas);
  if (resized && !canvas->allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
wk_canvas_set_theme (WkCanvas *canvas, WkThemeId theme)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (canvas->theme == theme)
    return;
  canvas->theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* Before the canvas has a size its page would have to be drawn twice. */
static void
scene_cb (WkCanvas *self)
{
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    wk_canvas_set_scene (self, wk_session_get_scene (self->session));
}

static void
theme_cb (WkCanvas *self)
{
  wk_canvas_set_theme (self, wk_session_get_theme (self->session));
}

/* Only text of the smaller size has a tall page. */
static void
text_scale_cb (WkCanvas *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
wk_canvas_set_session (WkCanvas *canvas, WkSession *session)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (canvas->session == session)
    return;
  if (canvas->session != NULL)
    g_signal_handlers_disconnect_by_data (canvas->session, canvas);
  g_set_object (&canvas->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "notify::scene", G_CALLBACK (scene_cb), canvas);
  g_signal_connect_swapped (session, "notify::theme", G_CALLBACK (theme_cb), canvas);
  g_signal_connect_swapped (session, "notify::text-scale", G_CALLBACK (text_scale_cb),
                            canvas);
  theme_cb (canvas);
  /* Drawing waits for the size: the page takes the canvas's shape. */
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

guint
wk_canvas_get_n_paints (WkCanvas *canvas)
{
  return canvas->picture.n_paints;
}

WkRect
wk_canvas_get_page_rect (WkCanvas *canvas)
{
  return canvas->page;
}
