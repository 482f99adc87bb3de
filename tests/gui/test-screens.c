/* test-screens.c - a lecture on two screens, which come and go
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs on a compositor without hardware (with-mutter.sh), whose screens are switched by
 * its own interface on the bus.
 */
#include "config.h"

#include <stdio.h>

#include "app/wk-lecturer.h"
#include "app/wk-present-private.h"
#include "gui-kit.h"
#include "widgets/wk-screens.h"

#define BUS_NAME "org.gnome.Mutter.DisplayConfig"
#define BUS_PATH "/org/gnome/Mutter/DisplayConfig"

/* --- plugging in and out --- */

typedef struct
{
  const char *connector;
  const char *mode;
  int x;
} Plug;

static const Plug plugs[] = {
  { "Meta-0", "1280x800@60.000", 0 },
  { "Meta-1", "1024x768@60.000", 1280 },
};

static guint
count_screens (void)
{
  return wk_screens_get_n (gdk_display_get_default ());
}

static gboolean
has_screens (gpointer n)
{
  return count_screens () == GPOINTER_TO_UINT (n);
}

static GVariant *
call (const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *reply;

  g_assert_no_error (error);
  reply =
      g_dbus_connection_call_sync (bus, BUS_NAME, BUS_PATH, BUS_NAME, method, arguments,
                                   NULL, G_DBUS_CALL_FLAGS_NONE, 30000, NULL, &error);
  g_assert_no_error (error);
  return reply;
}

/* Only the screens whose bits are set in @which; the first of them is at the left. */
static void
plug (guint which)
{
  g_autoptr (GVariant) state = call ("GetCurrentState", NULL);
  g_autoptr (GVariant) serial = g_variant_get_child_value (state, 0);
  g_autoptr (GVariant) done = NULL;
  GVariantBuilder screens;
  guint n = 0;

  g_variant_builder_init (&screens, G_VARIANT_TYPE ("a(iiduba(ssa{sv}))"));
  for (guint i = 0; i < G_N_ELEMENTS (plugs); i++)
    {
      GVariantBuilder monitors;

      if ((which & (1u << i)) == 0)
        continue;
      g_variant_builder_init (&monitors, G_VARIANT_TYPE ("a(ssa{sv})"));
      g_variant_builder_add (&monitors, "(ssa{sv})", plugs[i].connector, plugs[i].mode,
                             NULL);
      g_variant_builder_add (&screens, "(iiduba(ssa{sv}))", n > 0 ? plugs[i].x : 0, 0,
                             1.0, 0, n == 0, &monitors);
      n++;
    }
  done = call ("ApplyMonitorsConfig",
               g_variant_new ("(uua(iiduba(ssa{sv}))a{sv})",
                              g_variant_get_uint32 (serial), 1, &screens, NULL));
  gui_wait (has_screens, GUINT_TO_POINTER (n));
}

/* --- a hall --- */

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkPresent *present;
  const char *audience; /* connector that is waited for; NULL: a window */
} Hall;

static GtkWindow *
audience_window (Hall *hall)
{
  WkAudience *audience = wk_present_get_audience (hall->present);

  return audience != NULL ? (GtkWindow *) gtk_widget_get_root (GTK_WIDGET (audience))
                          : NULL;
}

static const char *
connector_of (GtkWindow *window)
{
  GdkMonitor *monitor = wk_screens_of (window);

  return monitor != NULL ? gdk_monitor_get_connector (monitor) : NULL;
}

/* Full screen where it should be, and this window on the other one. */
static gboolean
is_on (gpointer data)
{
  Hall *hall = data;
  GtkWindow *own = GTK_WINDOW (hall->window);
  GtkWindow *theirs = audience_window (hall);

  return theirs != NULL && theirs != own && gtk_window_is_fullscreen (theirs) &&
         gtk_window_is_fullscreen (own) &&
         g_strcmp0 (connector_of (theirs), hall->audience) == 0 &&
         g_strcmp0 (connector_of (own), hall->audience) != 0;
}

static gboolean
is_in_a_window (gpointer data)
{
  Hall *hall = data;
  GtkWindow *theirs = audience_window (hall);

  return theirs != NULL && theirs != GTK_WINDOW (hall->window) &&
         !gtk_window_is_fullscreen (theirs) &&
         gtk_widget_get_mapped (GTK_WIDGET (theirs));
}

static gboolean
is_here (gpointer data)
{
  Hall *hall = data;

  return audience_window (hall) == GTK_WINDOW (hall->window) &&
         gtk_window_is_fullscreen (GTK_WINDOW (hall->window));
}

static gboolean
is_ordinary (gpointer data)
{
  Hall *hall = data;

  return !gtk_window_is_fullscreen (GTK_WINDOW (hall->window)) &&
         gtk_widget_get_mapped (GTK_WIDGET (hall->window));
}

static void
open_hall (Hall *hall)
{
  gui_set_animations (FALSE);
  hall->window = gui_open (1000, 700);
  hall->session = wk_window_get_session (hall->window);
  hall->present = wk_window_get_present (hall->window);
}

static void
expect_on (Hall *hall, const char *connector)
{
  hall->audience = connector;
  g_test_message ("audience on %s", connector);
  gui_wait (is_on, hall);
}

static void
press (Hall *hall, guint key)
{
  gui_key (hall->window, key, 0);
}

/* The audience's page has the shape of its own screen. */
static void
expect_page (Hall *hall, double width)
{
  double page_width, page_height;

  gui_frames (hall->window, 5);
  wk_session_get_page (hall->session, &page_width, &page_height);
  g_assert_cmpfloat (page_width, ==, width);
}

static void
test_two (void)
{
  Hall hall;
  GtkWidget *lecturer;

  plug (3);
  open_hall (&hall);
  wk_present_set_place (hall.present, FALSE, "Meta-1|MetaVendor|MetaVirtualMonitor");
  wk_present_start (hall.present);
  expect_on (&hall, "Meta-1");
  expect_page (&hall, 1200);
  lecturer = gui_find (GTK_WIDGET (hall.window), WK_TYPE_LECTURER);
  g_assert_nonnull (lecturer);
  wk_lecturer_settle (WK_LECTURER (lecturer));
  g_assert_cmpfloat (wk_lecturer_get_next (WK_LECTURER (lecturer)), ==, 1);
  press (&hall, GDK_KEY_Page_Down);
  wk_lecturer_settle (WK_LECTURER (lecturer));
  g_assert_cmpfloat (wk_lecturer_get_next (WK_LECTURER (lecturer)), ==, 2);

  press (&hall, GDK_KEY_s);
  expect_on (&hall, "Meta-0");
  expect_page (&hall, 1440);
  press (&hall, GDK_KEY_s);
  expect_on (&hall, "Meta-1");
  /* Again and again: now and then a window is placed while it gets no frames. */
  for (guint i = 0; i < 8; i++)
    {
      press (&hall, GDK_KEY_F11);
      gui_wait (is_in_a_window, &hall);
      press (&hall, GDK_KEY_F11);
      expect_on (&hall, "Meta-1");
    }
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 1);
  press (&hall, GDK_KEY_Escape);
  gui_wait (is_ordinary, &hall);
  g_assert_cmpstr (wk_present_get_choices (hall.present)->monitor, ==,
                   "Meta-1|MetaVendor|MetaVirtualMonitor");
  gui_close (hall.window);
}

static gboolean
is_own_on (gpointer data)
{
  const Hall *hall = data;

  return g_strcmp0 (connector_of (GTK_WINDOW (hall->window)), hall->audience) == 0;
}

static gboolean
is_first_step (gpointer session)
{
  return wk_session_get_position (session) == 1;
}

/* A window under another one gets no frames from the compositor, and without one it
 * takes no other place: steps go on, and it comes to its screen all the same. */
static void
test_covered (void)
{
  Hall hall;

  plug (3);
  open_hall (&hall);
  wk_present_set_place (hall.present, FALSE, "Meta-1|MetaVendor|MetaVirtualMonitor");
  wk_present_start (hall.present);
  expect_on (&hall, "Meta-1");
  gui_frames (hall.window, 60); /* no one looks any more whether it has come */
  gtk_window_fullscreen_on_monitor (GTK_WINDOW (hall.window),
                                    wk_screens_of (audience_window (&hall)));
  gui_wait (is_own_on, &hall);
  gui_set_animations (TRUE);
  press (&hall, GDK_KEY_Right);
  gui_wait (is_first_step, hall.session);
  gui_set_animations (FALSE);
  wk_present_set_place (hall.present, FALSE, "Meta-1|MetaVendor|MetaVirtualMonitor");
  expect_on (&hall, "Meta-1");
  gui_close (hall.window);
}

/* --- what is not to be lost --- */

static WkToolsState *
get_tools (Hall *hall)
{
  WkAudience *audience = wk_present_get_audience (hall->present);

  return wk_stage_tools_get_state (wk_audience_get_tools (audience));
}

/* A line at this step, the pen in hand, and a part of the page enlarged. */
static void
take_tools (Hall *hall)
{
  WkToolsState *tools = get_tools (hall);

  press (hall, GDK_KEY_d);
  wk_tools_state_set_page (tools, 1200, 900);
  wk_tools_state_move (tools, 300, 200);
  wk_tools_state_press (tools);
  wk_tools_state_move (tools, 500, 400);
  wk_tools_state_lift (tools);
  wk_tools_state_set_colour (tools, WK_INK_GREEN);
  press (hall, GDK_KEY_z);
  g_assert_cmpfloat (tools->zoom, ==, 2);
}

/* All of that, in what the class sees and in what the lecturer sees. */
static void
expect_tools (Hall *hall)
{
  WkInkPlace place = wk_session_get_ink_place (hall->session);
  WkInk *ink = wk_session_get_ink (hall->session);
  GtkWidget *lecturer = gui_find (GTK_WIDGET (hall->window), WK_TYPE_LECTURER);
  WkToolsState *tools = get_tools (hall);
  WkCanvas *canvas = wk_audience_get_canvas (wk_present_get_audience (hall->present));

  /* Nothing of it waits for a frame, and a window under another gets none. */
  place.step = 1;
  g_assert_cmpuint (wk_ink_get_n_strokes (ink, &place), ==, 1);
  g_assert_cmpint (tools->tool, ==, WK_TOOL_PEN);
  g_assert_cmpint (tools->pen.colour, ==, WK_INK_GREEN);
  g_assert_cmpfloat (tools->zoom, ==, 2);
  g_assert_cmpfloat (wk_canvas_get_zoom (canvas, NULL, NULL), ==, 2);
  g_assert_nonnull (lecturer);
  canvas = wk_lecturer_get_canvas (WK_LECTURER (lecturer));
  g_assert_cmpfloat (wk_canvas_get_zoom (canvas, NULL, NULL), ==, 2);
  g_assert_true (wk_stage_tools_get_state (
                     wk_lecturer_get_tools (WK_LECTURER (lecturer))) == tools);
}

/* It shows no less than before and runs. */
static void
expect_timer (Hall *hall, guint seconds)
{
  guint now = gui_get_timer (GTK_WIDGET (hall->window));

  g_assert_cmpuint (now, >=, seconds);
  gui_wait_timer (GTK_WIDGET (hall->window), now);
}

/* The projector's cable is loose. */
static void
test_unplugged (void)
{
  Hall hall;
  guint seconds;

  plug (3);
  open_hall (&hall);
  wk_present_set_place (hall.present, FALSE, "Meta-1|MetaVendor|MetaVirtualMonitor");
  wk_present_start (hall.present);
  expect_on (&hall, "Meta-1");
  press (&hall, GDK_KEY_Right);
  press (&hall, GDK_KEY_t);
  take_tools (&hall);
  expect_timer (&hall, 0);
  seconds = gui_get_timer (GTK_WIDGET (hall.window));
  press (&hall, GDK_KEY_b);
  plug (1);
  gui_wait (is_in_a_window, &hall);
  g_assert_cmpint (wk_audience_get_blank (wk_present_get_audience (hall.present)), ==,
                   WK_BLANK_BLACK);
  expect_tools (&hall);
  expect_timer (&hall, seconds);
  seconds = gui_get_timer (GTK_WIDGET (hall.window));
  press (&hall, GDK_KEY_b);
  press (&hall, GDK_KEY_Right);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 2);
  press (&hall, GDK_KEY_End);
  g_assert_true (wk_audience_has_prompt (wk_present_get_audience (hall.present)));
  plug (3);
  expect_on (&hall, "Meta-1");
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 2);
  expect_tools (&hall);
  expect_timer (&hall, seconds);
  /* What was announced is still to be confirmed, by one press. */
  g_assert_true (wk_audience_has_prompt (wk_present_get_audience (hall.present)));
  press (&hall, GDK_KEY_End);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 4);
  gui_close (hall.window);
}

/* The lecture begins before the projector is plugged in, and goes on after it is gone
 * with the screen that the lecturer's window was on. */
static void
test_plugged_in (void)
{
  Hall hall;

  plug (1);
  open_hall (&hall);
  wk_present_start (hall.present);
  gui_wait (is_here, &hall);
  press (&hall, GDK_KEY_Right);
  take_tools (&hall);
  press (&hall, GDK_KEY_t);
  press (&hall, GDK_KEY_End);
  g_assert_true (wk_audience_has_prompt (wk_present_get_audience (hall.present)));
  plug (3);
  expect_on (&hall, "Meta-1");
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 1);
  g_assert_true (wk_audience_has_prompt (wk_present_get_audience (hall.present)));
  expect_tools (&hall);
  expect_timer (&hall, 0);
  plug (2);
  gui_wait (is_in_a_window, &hall);
  expect_tools (&hall);
  expect_timer (&hall, 1);
  g_assert_true (wk_audience_has_prompt (wk_present_get_audience (hall.present)));
  press (&hall, GDK_KEY_Left);
  press (&hall, GDK_KEY_Right);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 2);
  press (&hall, GDK_KEY_F5);
  gui_wait (is_ordinary, &hall);
  g_assert_cmpint (wk_session_get_text_scale (hall.session), ==, WK_TEXT_SCALE_1);
  gui_close (hall.window);
  plug (3);
}

/* --- the lecturer's menu and button --- */

static void
choose_place (Hall *hall, const char *place)
{
  g_action_group_change_action_state (G_ACTION_GROUP (hall->present->actions), "place",
                                      g_variant_new_string (place));
}

static void
expect_state (Hall *hall, const char *place)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (
      G_ACTION_GROUP (hall->present->actions), "place");

  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, place);
}

static void
test_menu (void)
{
  Hall hall;

  plug (3);
  open_hall (&hall);
  wk_present_start (hall.present);
  choose_place (&hall, "Meta-0|MetaVendor|MetaVirtualMonitor");
  expect_on (&hall, "Meta-0");
  expect_state (&hall, "Meta-0|MetaVendor|MetaVirtualMonitor");
  g_action_group_activate_action (G_ACTION_GROUP (hall.present->actions), "swap", NULL);
  expect_on (&hall, "Meta-1");
  expect_state (&hall, "Meta-1|MetaVendor|MetaVirtualMonitor");
  g_assert_cmpstr (wk_present_get_choices (hall.present)->monitor, ==,
                   "Meta-1|MetaVendor|MetaVirtualMonitor");
  choose_place (&hall, "window");
  gui_wait (is_in_a_window, &hall);
  expect_state (&hall, "window");
  choose_place (&hall, "Meta-1|MetaVendor|MetaVirtualMonitor");
  expect_on (&hall, "Meta-1");
  expect_state (&hall, "Meta-1|MetaVendor|MetaVirtualMonitor");
  gui_close (hall.window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/screens/two", test_two);
  g_test_add_func ("/screens/covered", test_covered);
  g_test_add_func ("/screens/unplugged", test_unplugged);
  g_test_add_func ("/screens/plugged-in", test_plugged_in);
  g_test_add_func ("/screens/menu", test_menu);
  return g_test_run ();
}
