/* gui-kit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gui-kit.h"

#include <stdio.h>

#include <glib/gstdio.h>

#include "app/wk-application.h"
#include "exercises/wk-kinds.h"
#include "render/wk-fonts.h"
#include "widgets/wk-canvas-part.h"

#define PATIENCE_US (30 * G_USEC_PER_SEC)

static GtkApplication *application;

void
gui_init (void)
{
  g_autoptr (GError) error = NULL;

  application = GTK_APPLICATION (wk_application_new ());
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  wk_fonts_init (&error);
  g_assert_no_error (error);
}

void
gui_wait (GuiCondition condition, gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
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
gui_frames (WkWindow *window, guint n)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_cb), &n);

  gdk_frame_clock_begin_updating (clock);
  gui_wait (is_zero, &n);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
is_drawn (gpointer data)
{
  return wk_canvas_get_n_paints (wk_window_get_canvas (data)) > 0;
}

WkWindow *
gui_open_session (WkSession *session, int width, int height)
{
  WkWindow *window = wk_window_new (application, session);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  gui_wait (is_drawn, window);
  gui_frames (window, 3);
  wk_canvas_settle (wk_window_get_canvas (window));
  return window;
}

WkWindow *
gui_open (int width, int height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  g_autoptr (WkSession) session = NULL;

  g_assert_no_error (error);
  session = wk_session_new (deck);
  return gui_open_session (session, width, height);
}

void
gui_close (WkWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
gui_set_animations (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

gboolean
gui_window_key (GtkWindow *window, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (window));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller =
          g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &taken);
    }
  return taken;
}

gboolean
gui_key (WkWindow *window, guint key, GdkModifierType modifiers)
{
  return gui_window_key (GTK_WINDOW (window), key, modifiers);
}

/* (transfer full) (nullable) */
static GtkEventController *
find_controller (GtkWidget *widget, GType type, GtkPropagationPhase phase)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller =
          g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type) &&
          gtk_event_controller_get_propagation_phase (controller) == phase)
        return g_steal_pointer (&controller);
    }
  return NULL;
}

gboolean
gui_widget_key (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GtkEventController) keys =
      find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY, GTK_PHASE_BUBBLE);
  gboolean taken = FALSE;

  if (keys == NULL)
    keys = find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY, GTK_PHASE_CAPTURE);
  g_assert_nonnull (keys);
  g_signal_emit_by_name (keys, "key-pressed", key, 0, modifiers, &taken);
  return taken;
}

void
gui_drag (WkCanvas *canvas, double x, double y, double dx, double dy)
{
  g_autoptr (GtkEventController) drag =
      find_controller (GTK_WIDGET (canvas), GTK_TYPE_GESTURE_DRAG, GTK_PHASE_BUBBLE);

  g_assert_nonnull (drag);
  g_signal_emit_by_name (drag, "drag-begin", x, y);
  for (guint i = 1; i <= 4 && (dx != 0 || dy != 0); i++)
    g_signal_emit_by_name (drag, "drag-update", dx * i / 4, dy * i / 4);
  g_signal_emit_by_name (drag, "drag-end", dx, dy);
}

void
gui_scroll (WkCanvas *canvas, double x, double y, double clicks)
{
  g_autoptr (GtkEventController) motion = find_controller (
      GTK_WIDGET (canvas), GTK_TYPE_EVENT_CONTROLLER_MOTION, GTK_PHASE_BUBBLE);
  g_autoptr (GtkEventController) wheel = find_controller (
      GTK_WIDGET (canvas), GTK_TYPE_EVENT_CONTROLLER_SCROLL, GTK_PHASE_BUBBLE);
  gboolean taken;

  g_signal_emit_by_name (motion, "motion", x, y);
  g_signal_emit_by_name (wheel, "scroll", 0.0, clicks, &taken);
}

gboolean
gui_part_place (WkCanvas *canvas, const char *id, double *x, double *y)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (canvas));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t box;

      if (!WK_IS_CANVAS_PART (child) ||
          g_strcmp0 (wk_canvas_part_get_id (WK_CANVAS_PART (child)), id) != 0 ||
          !gtk_widget_compute_bounds (child, GTK_WIDGET (canvas), &box))
        continue;
      *x = box.origin.x + box.size.width / 2;
      *y = box.origin.y + box.size.height / 2;
      return TRUE;
    }
  return FALSE;
}

GtkWidget *
gui_find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = gui_find (child, type);
  return found;
}

static gboolean
is_described (GtkWidget *widget, const char *description)
{
  g_autofree char *other = NULL;

  if (!GTK_IS_LABEL (widget) ||
      !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                         GTK_ACCESSIBLE_PROPERTY_DESCRIPTION))
    return FALSE;
  other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  return other == NULL;
}

const char *
gui_find_text (GtkWidget *widget, const char *description)
{
  const char *found = NULL;

  if (is_described (widget, description))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = gui_find_text (child, description);
  return found;
}

guint
gui_get_timer (GtkWidget *widget)
{
  const char *text = gui_find_text (widget, "Timer");
  guint minutes, seconds;

  g_assert_nonnull (text);
  g_assert_cmpint (sscanf (text, "%u:%u", &minutes, &seconds), ==, 2);
  return 60 * minutes + seconds;
}

typedef struct
{
  GtkWidget *widget;
  guint seconds;
} Later;

static gboolean
is_later (gpointer data)
{
  const Later *later = data;

  return gui_get_timer (later->widget) > later->seconds;
}

guint
gui_wait_timer (GtkWidget *widget, guint seconds)
{
  Later later = { widget, seconds };

  gui_wait (is_later, &later);
  return gui_get_timer (widget);
}

gboolean
gui_is_solved (gpointer session)
{
  return !wk_session_is_busy (session);
}

void
gui_go_to (WkSession *session, WkCanvas *canvas, double position)
{
  wk_session_set_position (session, position);
  wk_canvas_settle (canvas);
}

void
gui_for_each_exercise (GuiWithExercise with)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkCanvas *canvas = wk_window_get_canvas (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));

  gui_set_animations (FALSE);
  for (guint i = 0; i < n; i++)
    {
      wk_session_set_exercise (session, i);
      gui_wait (gui_is_solved, session);
      g_test_message ("%s", wk_exercise_get_number (wk_session_get_current (session)));
      wk_canvas_settle (canvas);
      gui_frames (window, 2);
      with (window, session, canvas);
    }
  gui_close (window);
}

char *
gui_new_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("workings-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
gui_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}
