/* wk-stage-tools-hands.c - mouse, touch and stylus with a tool
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-stage-tools-private.h"

#include <math.h>

#define HIDE_MS 2000
/* How near the left edge the bar comes, in pixels, and how long it stays behind. */
#define BAR_ZONE 28
#define BAR_MS 1500
#define DRAG_THRESHOLD 6.0
/* Around what is enlarged, in units. */
#define ZOOM_MARGIN 24.0
/* A click with the region's tool. */
#define CLICK_ZOOM 2.5

/* --- what is enlarged --- */

void
wk_stage_tools_zoom_at (WkStageTools *self, double factor, WkPoint at, gboolean at_once)
{
  double x, y;
  double before = wk_canvas_get_zoom (WK_CANVAS (self->canvas), &x, &y);
  double zoom = CLAMP (before * factor, 1, WK_CANVAS_MAX_ZOOM);

  /* Nearly all of the page is all of it. */
  if (zoom < 1.02)
    zoom = 1;
  if (zoom == before)
    return;
  wk_tools_state_set_zoom (self->state, zoom, at.x + (x - at.x) * before / zoom,
                           at.y + (y - at.y) * before / zoom, at_once);
}

void
wk_stage_tools_zoom_to (WkStageTools *self, WkRect box)
{
  double width, height, zoom;

  if (!wk_canvas_get_page_size (WK_CANVAS (self->canvas), &width, &height))
    return;
  zoom = MIN (width / (box.width + 2 * ZOOM_MARGIN),
              height / (box.height + 2 * ZOOM_MARGIN));
  wk_tools_state_set_zoom (self->state, CLAMP (zoom, 1, WK_CANVAS_MAX_ZOOM),
                           box.x + box.width / 2, box.y + box.height / 2, FALSE);
}

/* --- cursor --- */

void
wk_stage_tools_update_hands (WkStageTools *self)
{
  WkTool tool = self->state->tool;
  gboolean draws = tool == WK_TOOL_PEN || tool == WK_TOOL_ERASER;
  const char *own = draws                    ? "none"
                    : tool == WK_TOOL_REGION ? "crosshair"
                    : self->pointer_hidden   ? "none"
                    : self->panning          ? "grabbing"
                                             : NULL;

  gtk_widget_set_can_target (self->canvas, !draws && tool != WK_TOOL_REGION);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), own);
  wk_canvas_set_cursor_name (WK_CANVAS (self->canvas), own);
}

static void
set_hidden (WkStageTools *self, gboolean hidden)
{
  if (self->pointer_hidden == hidden)
    return;
  self->pointer_hidden = hidden;
  wk_stage_tools_update_hands (self);
}

/* One timer for many motions: it looks how long ago the last one was. */
static gboolean
hide_cb (gpointer data)
{
  WkStageTools *self = data;
  gint64 left = self->last_motion + HIDE_MS * 1000 - g_get_monotonic_time ();

  self->hide_source = 0;
  if (left > 1000)
    self->hide_source = g_timeout_add ((guint) (left / 1000 + 1), hide_cb, self);
  else if (self->hide_pointer)
    set_hidden (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
pointer_moved (WkStageTools *self)
{
  self->last_motion = g_get_monotonic_time ();
  set_hidden (self, FALSE);
  if (self->hide_pointer && self->hide_source == 0)
    self->hide_source = g_timeout_add (HIDE_MS, hide_cb, self);
}

void
wk_stage_tools_set_hide_pointer (WkStageTools *self, gboolean hide)
{
  g_return_if_fail (WK_IS_STAGE_TOOLS (self));

  self->hide_pointer = hide;
  pointer_moved (self);
}

gboolean
wk_stage_tools_is_pointer_hidden (WkStageTools *self)
{
  g_return_val_if_fail (WK_IS_STAGE_TOOLS (self), FALSE);

  return self->pointer_hidden;
}

/* --- bar --- */

static gboolean
bar_cb (gpointer data)
{
  WkStageTools *self = data;

  self->bar_source = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), FALSE);
  return G_SOURCE_REMOVE;
}

/* It comes with the pointer, and goes after it; one that has the focus stays. */
static void
follow_bar (WkStageTools *self, double x)
{
  GtkRevealer *bar = GTK_REVEALER (self->bar);
  double reach = gtk_revealer_get_reveal_child (bar)
                     ? BAR_ZONE + gtk_widget_get_width (self->bar)
                     : BAR_ZONE;

  if (x >= 0 && x < reach && !self->pressing)
    {
      g_clear_handle_id (&self->bar_source, g_source_remove);
      gtk_revealer_set_reveal_child (bar, TRUE);
    }
  else if (gtk_revealer_get_reveal_child (bar) && self->bar_source == 0 &&
           gtk_widget_get_focus_child (self->bar) == NULL)
    {
      self->bar_source = g_timeout_add (BAR_MS, bar_cb, self);
    }
}

void
wk_stage_tools_stop_timers (WkStageTools *self)
{
  g_clear_handle_id (&self->hide_source, g_source_remove);
  g_clear_handle_id (&self->bar_source, g_source_remove);
}

/* --- motion --- */

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, WkStageTools *self)
{
  WkPoint at;

  /* GTK repeats the last place when widgets come and go. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  pointer_moved (self);
  follow_bar (self, x);
  if (self->pressing || !wk_stage_tools_to_page (self, x, y, &at))
    return;
  /* What the keys have put down is not dragged to the mouse. */
  wk_tools_state_lift (self->state);
  wk_tools_state_move (self->state, at.x, at.y);
}

static void
leave_cb (WkStageTools *self)
{
  self->pointer_x = self->pointer_y = -1;
  follow_bar (self, -1);
  wk_tools_state_hide (self->state);
}

/* --- press --- */

static gboolean
takes_presses (WkTool tool)
{
  return tool == WK_TOOL_PEN || tool == WK_TOOL_ERASER || tool == WK_TOOL_REGION;
}

/* The other end of a stylus. */
static gboolean
is_eraser_end (GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (
      gesture, gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)));
  GdkDeviceTool *tool = event != NULL ? gdk_event_get_device_tool (event) : NULL;

  return tool != NULL &&
         gdk_device_tool_get_tool_type (tool) == GDK_DEVICE_TOOL_TYPE_ERASER;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, WkStageTools *self)
{
  WkToolsState *state = self->state;
  GtkGesture *of = GTK_GESTURE (gesture);
  WkPoint at;

  if (x < BAR_ZONE && !takes_presses (state->tool))
    follow_bar (self, x);
  if (takes_presses (state->tool) && wk_stage_tools_to_page (self, x, y, &at))
    {
      if (state->tool == WK_TOOL_PEN && is_eraser_end (of))
        wk_tools_state_set_tool (state, WK_TOOL_ERASER);
      gtk_gesture_set_state (of, GTK_EVENT_SEQUENCE_CLAIMED);
      self->pressing = TRUE;
      wk_tools_state_lift (state);
      wk_tools_state_move (state, at.x, at.y);
      wk_tools_state_press (state);
    }
  else if (state->zoom > 1 && !wk_canvas_is_part_at (WK_CANVAS (self->canvas), x, y))
    {
      wk_canvas_get_zoom (WK_CANVAS (self->canvas), &self->pan_from.x,
                          &self->pan_from.y);
    }
  else
    {
      gtk_gesture_set_state (of, GTK_EVENT_SEQUENCE_DENIED);
    }
}

static void
pan (WkStageTools *self, GtkGesture *gesture, double dx, double dy)
{
  WkRect page = wk_canvas_get_page_rect (WK_CANVAS (self->canvas));
  double width, height;

  if (!self->panning && hypot (dx, dy) < DRAG_THRESHOLD)
    return;
  if (!wk_canvas_get_page_size (WK_CANVAS (self->canvas), &width, &height))
    return;
  if (!self->panning)
    {
      self->panning = TRUE;
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      wk_stage_tools_update_hands (self);
    }
  wk_tools_state_set_zoom (self->state, self->state->zoom,
                           self->pan_from.x - dx * width / page.width,
                           self->pan_from.y - dy * height / page.height, TRUE);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WkStageTools *self)
{
  double x, y;
  WkPoint at;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y))
    x = y = 0;
  if (!self->pressing)
    pan (self, GTK_GESTURE (gesture), dx, dy);
  else if (wk_stage_tools_to_page (self, x + dx, y + dy, &at))
    wk_tools_state_move (self->state, at.x, at.y);
}

static void
end_region (WkStageTools *self, double dx, double dy)
{
  WkRect box;

  if (!wk_tools_state_get_box (self->state, &box))
    return;
  wk_tools_state_set_tool (self->state, WK_TOOL_NONE);
  if (hypot (dx, dy) < DRAG_THRESHOLD)
    wk_stage_tools_zoom_at (self, CLICK_ZOOM, (WkPoint){ box.x, box.y }, FALSE);
  else
    wk_stage_tools_zoom_to (self, box);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WkStageTools *self)
{
  if (self->pressing)
    end_region (self, dx, dy);
  self->pressing = FALSE;
  wk_tools_state_lift (self->state);
  if (self->panning)
    {
      self->panning = FALSE;
      wk_stage_tools_update_hands (self);
    }
}

static void
drag_cancel_cb (WkStageTools *self)
{
  self->pressing = self->panning = FALSE;
  wk_tools_state_lift (self->state);
  wk_stage_tools_update_hands (self);
}

/* --- wheel and pinch --- */

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double dx,
           double dy,
           WkStageTools *self)
{
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean with_control = (modifiers & GDK_CONTROL_MASK) != 0;
  gboolean sizes = self->state->tool != WK_TOOL_NONE &&
                   self->state->tool != WK_TOOL_REGION && !with_control;
  WkCanvas *canvas = WK_CANVAS (self->canvas);
  double steps;
  WkPoint at;

  if (!sizes && !with_control &&
      (self->state->zoom <= 1 ||
       wk_canvas_is_part_at (canvas, self->pointer_x, self->pointer_y)))
    return GDK_EVENT_PROPAGATE;
  self->scrolled -= dy;
  steps = trunc (self->scrolled);
  self->scrolled -= steps;
  if (steps == 0)
    return GDK_EVENT_STOP;
  if (sizes)
    wk_tools_state_resize (self->state, (int) steps);
  else if (wk_stage_tools_to_page (self, self->pointer_x, self->pointer_y, &at))
    wk_stage_tools_zoom_at (self, pow (WK_TOOLS_ZOOM_STEP, steps), at, FALSE);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, WkStageTools *self)
{
  self->pinch = wk_canvas_get_zoom (WK_CANVAS (self->canvas), NULL, NULL);
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, WkStageTools *self)
{
  double now = wk_canvas_get_zoom (WK_CANVAS (self->canvas), NULL, NULL);
  double x, y;
  WkPoint at;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y) ||
      !wk_stage_tools_to_page (self, x, y, &at))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  wk_stage_tools_zoom_at (self, self->pinch * scale / now, at, TRUE);
}

void
wk_stage_tools_add_hands (WkStageTools *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  /* Before the canvas, for which a turn of the wheel changes a number. */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
