/* wk-canvas-hands.c - the pointer on the figure: hover, click, drag, wheel
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a hand means is the kind's to say: it gets a WkEdit, and gives new parameters.
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include <math.h>

#include "widgets/wk-ui.h"

/* Pixels that a press may wander and still be a click. */
#define DRAG_THRESHOLD 5.0
/* Closer points of a line say nothing more, in units. */
#define LEAST_WAY 0.5

/* --- edits --- */

static gboolean
edit_item (WkCanvas *self, const WkItem *item, const WkEdit *edit)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (self->session == NULL)
    return FALSE;
  done = wk_session_edit (self->session, item, edit, &error);
  if (error != NULL)
    wk_canvas_select (self, item->id);
  wk_canvas_set_problem (self, error == NULL ? NULL
                               : wk_params_error_get_sentence (error) != NULL
                                   ? wk_params_error_get_sentence (error)
                                   : error->message);
  return done;
}

gboolean
wk_canvas_edit (WkCanvas *canvas, const char *id, const WkEdit *edit)
{
  g_autoptr (WkScene) scene = NULL;
  const WkItem *item;

  g_return_val_if_fail (WK_IS_CANVAS (canvas) && edit != NULL, FALSE);

  /* The kind looks at the item as it is for the parameters there are. */
  wk_canvas_refresh (canvas);
  item = wk_canvas_find_item (canvas, id);
  if (item == NULL)
    return FALSE;
  /* The item must outlive what the edit sets off. */
  scene = wk_scene_ref (canvas->scene);
  return edit_item (canvas, item, edit);
}

void
wk_canvas_act (WkCanvas *self, const char *id)
{
  g_autofree char *own = g_strdup (id);

  if (wk_canvas_blanks_enter (self, own, NULL))
    return;
  if (g_strcmp0 (self->grabbed, own) == 0)
    {
      wk_canvas_let_go (self, TRUE);
      return;
    }
  wk_canvas_select (self, own);
  if (wk_canvas_grab (self, own))
    return;
  if (!wk_canvas_edit (self, own, &(WkEdit){ .type = WK_EDIT_PICK }) &&
      self->problem == NULL)
    wk_canvas_type (self, own, NULL);
}

/* --- hover --- */

/* Where the pointer is, in units of the page. */
static void
set_point (WkCanvas *self, WkEdit *edit, double x, double y)
{
  double scale = wk_canvas_get_scale (self);

  edit->at_point = scale > 0;
  if (!edit->at_point)
    return;
  edit->x = (x - self->page.x) / scale;
  edit->y = (y - self->page.y) / scale;
}

static void
update_cursor (WkCanvas *self)
{
  gtk_widget_set_cursor_from_name (
      GTK_WIDGET (self), self->cursor != NULL ? self->cursor : self->own_cursor);
}

void
wk_canvas_set_cursor_name (WkCanvas *canvas, const char *name)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (g_strcmp0 (canvas->cursor, name) == 0)
    return;
  canvas->cursor = name;
  update_cursor (canvas);
}

static void
show_cursor (WkCanvas *self, const WkItem *item)
{
  self->own_cursor = item == NULL                       ? NULL
                     : item->strokes                    ? "crosshair"
                     : item->moves && self->drag.moving ? "grabbing"
                     : item->moves                      ? "grab"
                                                        : "pointer";
  update_cursor (self);
}

static void
hover (WkCanvas *self, const WkItem *item)
{
  const char *id = item != NULL ? item->id : NULL;

  if (g_strcmp0 (self->hovered, id) == 0)
    return;
  g_free (self->hovered);
  self->hovered = g_strdup (id);
  show_cursor (self, item);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, WkCanvas *self)
{
  const WkItem *item;

  if (self->drag.moving)
    return;
  item = wk_canvas_item_at (self, x, y);
  hover (self, item);
  if (item != NULL && item->follows)
    {
      /* The item lives in it. */
      WkScene *scene = wk_scene_ref (self->scene);
      WkEdit edit = { .type = WK_EDIT_POINT };

      set_point (self, &edit, x, y);
      edit_item (self, item, &edit);
      wk_scene_unref (scene);
    }
}

static void
leave_cb (WkCanvas *self)
{
  hover (self, NULL);
}

gboolean
wk_canvas_query_tooltip (GtkWidget *widget,
                         int x,
                         int y,
                         gboolean keyboard,
                         GtkTooltip *tooltip)
{
  WkCanvas *self = WK_CANVAS (widget);
  const WkItem *item = keyboard ? NULL : wk_canvas_item_at (self, x, y);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  WkRect pixels;

  /* What the card says is not said twice, nor what follows the pointer by itself. */
  if (item == NULL || item->follows || self->presenting ||
      g_strcmp0 (item->id, self->selected) == 0)
    return FALSE;
  name = wk_canvas_part_item_name (item);
  text = g_strjoin ("\n", name, item->how, NULL);
  pixels = wk_canvas_to_pixels (self, wk_canvas_item_bounds (self->scene, item));
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) pixels.x, (int) pixels.y,
                                                      (int) ceil (pixels.width),
                                                      (int) ceil (pixels.height) });
  return TRUE;
}

/* --- click and drag --- */

/* In front of an audience a plain press is no hand on a part. */
static gboolean
is_plain_press (WkCanvas *self, gpointer gesture)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);

  return self->presenting &&
         (gtk_event_controller_get_current_event_state (controller) &
          GDK_CONTROL_MASK) == 0;
}

/* TRUE if the pointer is on a field, which keeps its presses. */
static gboolean
on_field (WkCanvas *self, double x, double y)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return hit != NULL && hit != GTK_WIDGET (self);
}

gboolean
wk_canvas_is_part_at (WkCanvas *canvas, double x, double y)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), FALSE);

  return wk_canvas_item_at (canvas, x, y) != NULL || on_field (canvas, x, y);
}

void
wk_canvas_drop_drag (WkCanvas *self, gboolean keep)
{
  gboolean moving = self->drag.moving;

  if (moving)
    wk_session_end_drag (self->session, keep);
  g_clear_pointer (&self->drag.points, g_array_unref);
  g_clear_pointer (&self->drag.scene, wk_scene_unref);
  self->drag = (WkCanvasDrag){ 0 };
  if (moving)
    show_cursor (self, wk_canvas_find_item (self, self->hovered));
}

static void
add_point (WkCanvas *self, double x, double y)
{
  double scale = wk_canvas_get_scale (self);

  if (scale > 0)
    wk_canvas_stroke_add (
        self->drag.points, &self->drag.least,
        (WkPoint){ (x - self->page.x) / scale, (y - self->page.y) / scale });
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, WkCanvas *self)
{
  const WkItem *item;

  wk_canvas_drop_drag (self, TRUE);
  wk_canvas_let_go (self, TRUE);
  wk_canvas_refresh (self);
  item = wk_canvas_item_at (self, x, y);
  if (on_field (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  /* A click picks out; it does not walk, so that the arrow keys still step. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
  wk_canvas_select (self,
                    item != NULL && !is_plain_press (self, gesture) ? item->id : NULL);
  if (item == NULL)
    return;
  self->drag.scene = wk_scene_ref (self->scene);
  self->drag.item = item;
  self->drag.x = x;
  self->drag.y = y;
  if (!item->strokes)
    return;
  self->drag.points = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  self->drag.least = LEAST_WAY;
  add_point (self, x, y);
}

/* Of a line the places between two frames count, too; a drag needs the last alone. */
static void
add_history (WkCanvas *self, GtkGesture *gesture, double x, double y)
{
  GdkEvent *event = gtk_gesture_get_last_event (
      gesture, gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)));
  g_autofree GdkTimeCoord *history = NULL;
  double event_x, event_y;
  guint n = 0;

  if (event == NULL || gdk_event_get_event_type (event) != GDK_MOTION_NOTIFY ||
      !gdk_event_get_position (event, &event_x, &event_y))
    return;
  history = gdk_event_get_history (event, &n);
  for (guint i = 0; i < n; i++)
    if ((history[i].flags & GDK_AXIS_FLAG_X) && (history[i].flags & GDK_AXIS_FLAG_Y))
      add_point (self, history[i].axes[GDK_AXIS_X] - event_x + x,
                 history[i].axes[GDK_AXIS_Y] - event_y + y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WkCanvas *self)
{
  double scale = wk_canvas_get_scale (self);
  WkEdit edit = { .type = WK_EDIT_DRAG };

  if (self->drag.item == NULL || scale <= 0 || self->session == NULL)
    return;
  if (self->drag.points != NULL)
    {
      add_history (self, GTK_GESTURE (gesture), self->drag.x + dx, self->drag.y + dy);
      add_point (self, self->drag.x + dx, self->drag.y + dy);
      edit.points = (const WkPoint *) self->drag.points->data;
      edit.n_points = self->drag.points->len;
    }
  if (!self->drag.moving && hypot (dx, dy) < DRAG_THRESHOLD)
    return;
  if (!self->drag.moving)
    {
      wk_session_begin_drag (self->session);
      self->drag.moving = TRUE;
      show_cursor (self, self->drag.item);
    }
  edit.dx = dx / scale;
  edit.dy = dy / scale;
  set_point (self, &edit, self->drag.x + dx, self->drag.y + dy);
  edit_item (self, self->drag.item, &edit);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WkCanvas *self)
{
  g_autofree char *picked = self->drag.item != NULL && !self->drag.moving
                                ? g_strdup (self->drag.item->id)
                                : NULL;
  WkEdit edit = { .type = WK_EDIT_PICK };
  gboolean click = is_plain_press (self, gesture) && !self->drag.moving &&
                   hypot (dx, dy) < DRAG_THRESHOLD;

  set_point (self, &edit, self->drag.x, self->drag.y);
  wk_canvas_drop_drag (self, TRUE);
  if (click)
    wk_canvas_clicked (self);
  else if (picked != NULL)
    wk_canvas_edit (self, picked, &edit);
}

static void
drag_cancel_cb (WkCanvas *self)
{
  wk_canvas_drop_drag (self, FALSE);
}

/* A second click opens the field for the number. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WkCanvas *self)
{
  const WkItem *item = n_press == 2 ? wk_canvas_item_at (self, x, y) : NULL;
  g_autofree char *id = item != NULL ? g_strdup (item->id) : NULL;

  if (id != NULL && !on_field (self, x, y) && !is_plain_press (self, gesture))
    wk_canvas_type (self, id, NULL);
}

/* --- wheel --- */

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, WkCanvas *self)
{
  const WkItem *item = wk_canvas_find_item (self, self->hovered);
  g_autofree char *id = item != NULL ? g_strdup (item->id) : NULL;
  double steps;

  if (item == NULL || item->edits == NULL)
    return GDK_EVENT_PROPAGATE;
  self->scrolled -= dy;
  steps = trunc (self->scrolled);
  self->scrolled -= steps;
  if (steps != 0)
    wk_canvas_edit (self, id, &(WkEdit){ .type = WK_EDIT_STEP, .amount = steps });
  return GDK_EVENT_STOP;
}

void
wk_canvas_add_pointer (WkCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}
