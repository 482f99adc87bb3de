/* tools-kit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tools-kit.h"

#include "exercises/wk-kinds.h"

static gboolean
is_drawn (gpointer data)
{
  return wk_canvas_get_n_paints (((Stage *) data)->canvas) > 0;
}

Stage *
stage_open (int width, int height, WkThemeId theme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  Stage *stage = g_new0 (Stage, 1);

  g_assert_no_error (error);
  stage->session = wk_session_new (deck);
  wk_session_set_text_scale (stage->session, WK_TEXT_SCALE_PROJECTOR);
  wk_session_set_theme (stage->session, theme);
  stage->canvas = WK_CANVAS (wk_canvas_new ());
  wk_canvas_set_session (stage->canvas, stage->session);
  g_object_set (stage->canvas, "answers-shown", FALSE, NULL);
  stage->tools = WK_STAGE_TOOLS (wk_stage_tools_new (stage->canvas));
  stage->state = wk_stage_tools_get_state (stage->tools);
  stage->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (stage->window, FALSE);
  gtk_window_set_child (stage->window, GTK_WIDGET (stage->tools));
  gtk_window_set_default_size (stage->window, width, height);
  gtk_window_present (stage->window);
  gui_wait (is_drawn, stage);
  stage_frames (stage, 3);
  wk_canvas_settle (stage->canvas);
  return stage;
}

Stage *
stage_open_at (guint step, WkThemeId theme)
{
  Stage *stage = stage_open (1280, 800, theme);

  gui_set_animations (FALSE);
  wk_session_set_position (stage->session, step);
  stage_frames (stage, 2);
  return stage;
}

void
stage_close (Stage *stage)
{
  gtk_window_destroy (stage->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (stage->session);
  g_free (stage);
}

static void
count_cb (GdkFrameClock *clock, guint *n)
{
  if (*n > 0)
    (*n)--;
}

static gboolean
is_zero (gpointer data)
{
  return *(guint *) data == 0;
}

void
stage_frames (Stage *stage, guint n)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (stage->window));
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_cb), &n);

  gdk_frame_clock_begin_updating (clock);
  gui_wait (is_zero, &n);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
}

gboolean
stage_key (Stage *stage, guint key, GdkModifierType modifiers)
{
  gboolean taken = wk_stage_tools_key (stage->tools, key, modifiers);

  stage_frames (stage, 1);
  return taken;
}

/* (transfer full) */
static GtkEventController *
controller_of (Stage *stage, GType type)
{
  g_autoptr (GListModel) list =
      gtk_widget_observe_controllers (GTK_WIDGET (stage->tools));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return g_steal_pointer (&controller);
    }
  g_assert_not_reached ();
}

WkPoint
stage_to_pixels (Stage *stage, double x, double y)
{
  WkRect page = wk_canvas_get_page_rect (stage->canvas);
  double width, height;

  g_assert_true (wk_canvas_get_page_size (stage->canvas, &width, &height));
  return (WkPoint){ page.x + x * page.width / width,
                    page.y + y * page.height / height };
}

void
stage_move (Stage *stage, double x, double y)
{
  g_autoptr (GtkEventController) motion =
      controller_of (stage, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  WkPoint at = stage_to_pixels (stage, x, y);

  g_signal_emit_by_name (motion, "motion", at.x, at.y);
}

void
stage_leave (Stage *stage)
{
  g_autoptr (GtkEventController) motion =
      controller_of (stage, GTK_TYPE_EVENT_CONTROLLER_MOTION);

  g_signal_emit_by_name (motion, "leave");
}

void
stage_drag (Stage *stage, const WkPoint *points, guint n)
{
  g_autoptr (GtkEventController) drag = controller_of (stage, GTK_TYPE_GESTURE_DRAG);
  WkPoint from = stage_to_pixels (stage, points[0].x, points[0].y);
  WkPoint to = from;

  /* A gesture that is not pressed has no start point: what is told is then from the
   * widget's corner. */
  g_signal_emit_by_name (drag, "drag-begin", from.x, from.y);
  for (guint i = 1; i < n; i++)
    {
      to = stage_to_pixels (stage, points[i].x, points[i].y);
      g_signal_emit_by_name (drag, "drag-update", to.x, to.y);
    }
  g_signal_emit_by_name (drag, "drag-end", n > 1 ? to.x - from.x : 0,
                         n > 1 ? to.y - from.y : 0);
}

void
stage_scroll (Stage *stage, double clicks)
{
  g_autoptr (GtkEventController) wheel =
      controller_of (stage, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean taken;

  g_signal_emit_by_name (wheel, "scroll", 0.0, clicks, &taken);
}

GdkTexture *
stage_shot (Stage *stage)
{
  GtkWidget *widget = GTK_WIDGET (stage->tools);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  return gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (stage->window)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

GBytes *
stage_pixels (Stage *stage, int *width, int *height)
{
  g_autoptr (GdkTexture) texture = stage_shot (stage);
  gsize stride;
  guint8 *data;

  *width = gdk_texture_get_width (texture);
  *height = gdk_texture_get_height (texture);
  stride = (gsize) *width * 4;
  data = g_malloc (stride * (gsize) *height);
  gdk_texture_download (texture, data, stride);
  return g_bytes_new_take (data, stride * (gsize) *height);
}
