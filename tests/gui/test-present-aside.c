/* test-present-aside.c - beside the figure in a lecture, where its keys go on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-lecturer.h"
#include "app/wk-present.h"
#include "gui-kit.h"
#include "widgets/wk-param-panel.h"

/* Of the width. */
#define PANEL_WIDEST 0.35

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkPresent *present;
  WkAudience *audience;
} Hall;

static gboolean
is_drawn (gpointer data)
{
  Hall *hall = data;

  return wk_canvas_get_n_paints (wk_audience_get_canvas (hall->audience)) > 0;
}

static void
open_hall (Hall *hall)
{
  gui_set_animations (FALSE);
  hall->window = gui_open (1600, 900);
  hall->session = wk_window_get_session (hall->window);
  hall->present = wk_window_get_present (hall->window);
  wk_present_start (hall->present);
  hall->audience = wk_present_get_audience (hall->present);
  gui_wait (is_drawn, hall);
}

static void
press (Hall *hall, guint key)
{
  gui_key (hall->window, key, 0);
}

static WkParamPanel *
find_parameters (Hall *hall)
{
  return WK_PARAM_PANEL (gui_find (GTK_WIDGET (hall->audience), WK_TYPE_PARAM_PANEL));
}

static gboolean
is_built (gpointer panel)
{
  return !wk_param_panel_is_building (panel);
}

/* The figure keeps the greater part, and nothing is to be scrolled sideways. */
static void
test_narrow (void)
{
  static const char *const numbers[] = { "1a", "2c", "6c" };
  Hall hall;
  WkParamPanel *panel;

  open_hall (&hall);
  press (&hall, GDK_KEY_v);
  panel = find_parameters (&hall);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      int found = wk_deck_find (wk_session_get_deck (hall.session), numbers[i]);
      double all = gtk_widget_get_width (GTK_WIDGET (hall.audience));

      g_test_message ("%s", numbers[i]);
      wk_session_set_exercise (hall.session, (guint) found);
      gui_wait (gui_is_solved, hall.session);
      gui_frames (hall.window, 3);
      gui_wait (is_built, panel);
      gui_frames (hall.window, 3);
      g_assert_cmpfloat (gtk_widget_get_width (GTK_WIDGET (panel)), <=,
                         PANEL_WIDEST * all);
      g_assert_cmpint (wk_param_panel_get_least_width (panel), <=,
                       gtk_widget_get_width (GTK_WIDGET (panel)));
    }
  gui_close (hall.window);
}

static GtkWidget *
get_focus (Hall *hall)
{
  return gtk_window_get_focus (GTK_WINDOW (hall->window));
}

static void
try_focus (Hall *hall)
{
  press (hall, GDK_KEY_v);
  gui_frames (hall->window, 30);
  g_assert_nonnull (get_focus (hall));
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (hall), WK_TYPE_PARAM_PANEL));
  press (hall, GDK_KEY_Page_Down);
  g_assert_cmpuint (wk_player_get_target (wk_window_get_player (hall->window)), ==, 1);
  press (hall, GDK_KEY_Page_Up);
  g_assert_cmpuint (wk_player_get_target (wk_window_get_player (hall->window)), ==, 0);
  press (hall, GDK_KEY_period);
  g_assert_cmpint (wk_audience_get_blank (hall->audience), ==, WK_BLANK_BLACK);
  press (hall, GDK_KEY_period);
  press (hall, GDK_KEY_b);
  g_assert_cmpint (wk_audience_get_blank (hall->audience), ==, WK_BLANK_BLACK);
  press (hall, GDK_KEY_b);
  press (hall, GDK_KEY_Escape);
  g_assert_false (wk_audience_is_panel_shown (hall->audience));
  g_assert_true (get_focus (hall) ==
                 GTK_WIDGET (wk_audience_get_canvas (hall->audience)));
}

/* The keyboard goes into the parameters and comes back, sliding in or not; clickers are
 * heard all the time. */
static void
test_focus (void)
{
  Hall hall;

  open_hall (&hall);
  try_focus (&hall);
  gui_set_animations (TRUE);
  try_focus (&hall);
  try_focus (&hall);
  press (&hall, GDK_KEY_v);
  gui_frames (hall.window, 30);
  press (&hall, GDK_KEY_F5);
  g_assert_false (wk_present_is_running (hall.present));
  gui_set_animations (FALSE);
  gui_close (hall.window);
}

/* Esc closes a menu of the lecturer's, not the lecture. */
static void
test_menu (void)
{
  Hall hall;
  GtkWidget *lecturer, *menu;

  open_hall (&hall);
  wk_present_set_place (hall.present, TRUE, NULL);
  gui_frames (hall.window, 3);
  lecturer = gui_find (GTK_WIDGET (hall.window), WK_TYPE_LECTURER);
  menu = gui_find (lecturer, GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  gui_frames (hall.window, 3);
  gtk_widget_child_focus (
      GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu))),
      GTK_DIR_TAB_FORWARD);
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (&hall), GTK_TYPE_POPOVER));
  g_assert_false (gui_key (hall.window, GDK_KEY_Escape, 0));
  g_assert_true (wk_present_is_running (hall.present));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  gui_frames (hall.window, 3);
  press (&hall, GDK_KEY_Escape);
  g_assert_false (wk_present_is_running (hall.present));
  gui_close (hall.window);
}

static GtkWindow *
find_help (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_SHORTCUTS_WINDOW (window))
        return window;
    }
  return NULL;
}

/* Whether it closes the window. */
static gboolean
press_in_help (Hall *hall, guint key)
{
  press (hall, GDK_KEY_question);
  gui_frames (hall->window, 3);
  g_assert_nonnull (find_help ());
  gui_window_key (find_help (), key, 0);
  return find_help () == NULL;
}

/* The lecturer reads the keys in a window: the clicker goes on behind it. */
static void
test_help (void)
{
  Hall hall;
  WkPlayer *player;

  open_hall (&hall);
  player = wk_window_get_player (hall.window);
  wk_present_set_place (hall.present, TRUE, NULL);
  g_assert_true (press_in_help (&hall, GDK_KEY_Page_Down));
  g_assert_cmpuint (wk_player_get_target (player), ==, 1);
  g_assert_true (press_in_help (&hall, GDK_KEY_Page_Up));
  g_assert_cmpuint (wk_player_get_target (player), ==, 0);
  g_assert_true (press_in_help (&hall, GDK_KEY_b));
  g_assert_cmpint (wk_audience_get_blank (hall.audience), ==, WK_BLANK_BLACK);
  press (&hall, GDK_KEY_b);
  g_assert_true (press_in_help (&hall, GDK_KEY_period));
  g_assert_cmpint (wk_audience_get_blank (hall.audience), ==, WK_BLANK_BLACK);
  press (&hall, GDK_KEY_period);
  /* It ends what is on top, as Esc does. */
  g_assert_true (press_in_help (&hall, GDK_KEY_F5));
  g_assert_true (wk_present_is_running (hall.present));
  g_assert_cmpuint (wk_player_get_target (player), ==, 0);
  gui_close (hall.window);
}

/* As a keyboard tells it: key and code go down, or up, in that window. */
static void
key_goes (GtkWindow *window, const char *signal, guint key, guint code)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (window));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      if (g_str_equal (signal, "key-pressed"))
        g_signal_emit_by_name (controller, signal, key, code, 0, &taken);
      else
        g_signal_emit_by_name (controller, signal, key, code, 0);
    }
}

#define CODE_QUESTION 61
#define CODE_PAGE_DOWN 117

/* The key that opens the window of keys comes up over that window. */
static void
test_help_release (void)
{
  Hall hall;
  GtkWindow *own;
  WkPlayer *player;

  open_hall (&hall);
  own = GTK_WINDOW (hall.window);
  player = wk_window_get_player (hall.window);
  wk_present_set_place (hall.present, TRUE, NULL);
  for (guint i = 1; i < 4; i++)
    {
      key_goes (own, "key-pressed", GDK_KEY_question, CODE_QUESTION);
      gui_frames (hall.window, 3);
      g_assert_nonnull (find_help ());
      key_goes (find_help (), "key-released", GDK_KEY_question, CODE_QUESTION);
      /* Esc, which is the window's own. */
      gtk_window_close (find_help ());
      gui_frames (hall.window, 3);
      g_assert_null (find_help ());
    }
  /* A clicker's press in the window, and the next one behind it, are two. */
  key_goes (own, "key-pressed", GDK_KEY_End, 0);
  g_assert_true (wk_audience_has_prompt (hall.audience));
  wk_present_do (hall.present, WK_PRESENT_HELP);
  key_goes (find_help (), "key-pressed", GDK_KEY_Page_Down, CODE_PAGE_DOWN);
  g_assert_null (find_help ());
  g_assert_cmpuint (wk_player_get_target (player), ==, 1);
  key_goes (own, "key-released", GDK_KEY_Page_Down, CODE_PAGE_DOWN);
  for (guint i = 2; i <= 4; i++)
    {
      key_goes (own, "key-pressed", GDK_KEY_Page_Down, CODE_PAGE_DOWN);
      key_goes (own, "key-released", GDK_KEY_Page_Down, CODE_PAGE_DOWN);
      g_assert_cmpuint (wk_player_get_target (player), ==, MIN (i, 3));
    }
  g_assert_true (wk_audience_has_prompt (hall.audience));
  key_goes (own, "key-pressed", GDK_KEY_question, CODE_QUESTION);
  key_goes (find_help (), "key-released", GDK_KEY_question, CODE_QUESTION);
  gtk_window_close (find_help ());
  gui_close (hall.window);
}

/* Undo may lead to an exercise that someone had solved: the class gets its question. */
static void
test_undo (void)
{
  Hall hall;
  GActionGroup *actions;

  open_hall (&hall);
  actions = G_ACTION_GROUP (hall.window);
  press (&hall, GDK_KEY_Escape);
  wk_session_set_exercise (hall.session, 1);
  g_assert_true (wk_session_new_numbers (hall.session, "heron", NULL));
  gui_wait (gui_is_solved, hall.session);
  wk_session_set_position (hall.session, 4);
  wk_session_set_exercise (hall.session, 2);
  gui_wait (gui_is_solved, hall.session);
  wk_present_start (hall.present);
  hall.audience = wk_present_get_audience (hall.present);
  gui_wait (is_drawn, &hall);
  g_action_group_activate_action (actions, "undo", NULL);
  gui_wait (gui_is_solved, hall.session);
  gui_frames (hall.window, 3);
  g_assert_cmpuint (wk_session_get_exercise (hall.session), ==, 1);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 0);
  press (&hall, GDK_KEY_End);
  g_assert_true (wk_audience_has_prompt (hall.audience));
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 0);
  /* Confirmed for these numbers, not for those that come back. */
  press (&hall, GDK_KEY_End);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 4);
  wk_session_set_exercise (hall.session, 2);
  gui_wait (gui_is_solved, hall.session);
  g_action_group_activate_action (actions, "redo", NULL);
  gui_wait (gui_is_solved, hall.session);
  g_assert_cmpuint (wk_session_get_exercise (hall.session), ==, 1);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 0);
  gui_close (hall.window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/present/parameters/narrow", test_narrow);
  g_test_add_func ("/present/parameters/focus", test_focus);
  g_test_add_func ("/present/menu", test_menu);
  g_test_add_func ("/present/help", test_help);
  g_test_add_func ("/present/help/release", test_help_release);
  g_test_add_func ("/present/undo", test_undo);
  return g_test_run ();
}
