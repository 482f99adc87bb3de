/* test-lecturer.c - what the lecturer's own window tells, and what its buttons do
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "app/wk-lecturer.h"
#include "app/wk-present-private.h"
#include "gui-kit.h"
#include "widgets/wk-flow-label.h"

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkPresent *present;
  WkAudience *audience;
  GtkWidget *lecturer;
} Hall;

/* The audience's is an ordinary window beside it. */
static void
open_hall (Hall *hall)
{
  gui_set_animations (FALSE);
  hall->window = gui_open (1280, 800);
  hall->session = wk_window_get_session (hall->window);
  hall->present = wk_window_get_present (hall->window);
  wk_present_set_place (hall->present, TRUE, NULL);
  wk_present_start (hall->present);
  gui_frames (hall->window, 3);
  hall->audience = wk_present_get_audience (hall->present);
  hall->lecturer = gui_find (GTK_WIDGET (hall->window), WK_TYPE_LECTURER);
  g_assert_nonnull (hall->lecturer);
}

static void
press (Hall *hall, guint key)
{
  gui_key (hall->window, key, 0);
}

static void
go_to (Hall *hall, const char *number)
{
  int i = wk_deck_find (wk_session_get_deck (hall->session), number);

  wk_session_set_exercise (hall->session, (guint) i);
  wk_session_set_position (hall->session, 0);
  gui_wait (gui_is_solved, hall->session);
}

/* --- what is there --- */

typedef gboolean (*Match) (GtkWidget *widget, const char *text);

static GtkWidget *
find (GtkWidget *widget, Match match, const char *text)
{
  GtkWidget *found = NULL;

  if (match (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find (child, match, text);
  return found;
}

static gboolean
is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) &&
         g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
is_of_class (GtkWidget *widget, const char *name)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, name);
}

/* A button of the lecturer's, by what it does. */
static gboolean
is_button (GtkWidget *widget, const char *action)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) ==
             0;
}

static const char *
text_of (Hall *hall, Match match, const char *what)
{
  GtkWidget *label = find (hall->lecturer, match, what);

  g_assert_nonnull (label);
  return gtk_label_get_text (GTK_LABEL (label));
}

/* What stands below a heading is painted, and spoken with these words among it. */
static void
assert_below (Hall *hall, const char *heading, const char *words)
{
  GtkWidget *label = find (hall->lecturer, is_label, heading);
  g_autofree char *spoken = NULL;
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *line = NULL;
  GtkWidget *flow;

  g_assert_nonnull (label);
  flow = gtk_widget_get_next_sibling (label);
  g_assert_true (WK_IS_FLOW_LABEL (flow));
  /* Tells the name that it has where it has another one. */
  spoken = gtk_test_accessible_check_property (GTK_ACCESSIBLE (flow),
                                               GTK_ACCESSIBLE_PROPERTY_LABEL, "?");
  g_assert_nonnull (spoken);
  line = g_regex_replace_literal (blanks, spoken, -1, 0, " ", 0, NULL);
  if (strstr (line, words) == NULL)
    g_error ("%s: %s", heading, line);
  g_assert_cmpint (gtk_widget_get_height (flow), >, 20);
}

static void
assert_title (Hall *hall, const char *title)
{
  GtkWidget *found = gui_find (hall->lecturer, ADW_TYPE_WINDOW_TITLE);

  g_assert_nonnull (found);
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (found)), ==, title);
}

/* As the deck has them, for the exercise that is shown, whoever changed it. */
static void
test_words (void)
{
  Hall hall;

  open_hall (&hall);
  assert_title (&hall, "1a Network output, identity activations");
  assert_below (&hall, "Question",
                "The network has two inputs, one hidden layer of three nodes and one "
                "output.");
  assert_below (&hall, "Notes",
                "Ask for the hidden values first: which of them is negative, and why?");
  assert_below (&hall, "Notes", "That is what changes in 1b.");
  g_assert_cmpstr (text_of (&hall, is_of_class, "step"), ==, "0 / 4");
  press (&hall, GDK_KEY_Right);
  g_assert_cmpstr (text_of (&hall, is_of_class, "step"), ==, "1 / 4");
  gui_key (hall.window, GDK_KEY_1, 0);
  gui_key (hall.window, GDK_KEY_b, 0);
  gui_frames (hall.window, 3);
  assert_title (&hall, "1b Network output, ReLU activations");
  assert_below (&hall, "Question",
                "The network, its weights and its input are those of 1a.");
  assert_below (&hall, "Notes", "ReLU comes after the whole sum and the bias");
  go_to (&hall, "2a");
  gui_frames (hall.window, 3);
  assert_below (&hall, "Notes", "Who does not turn gets 13");
  /* In the deck's other language, too. */
  wk_session_set_language (hall.session, wk_language_get ("nb"));
  gui_wait (gui_is_solved, hall.session);
  gui_frames (hall.window, 3);
  assert_below (&hall, "Notes", "Uten å snu får man 13");
  gui_close (hall.window);
}

/* --- clock and timer --- */

static char *
new_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_strdup_printf ("%02d:%02d", g_date_time_get_hour (now),
                          g_date_time_get_minute (now));
}

static gboolean
is_now (gpointer data)
{
  g_autofree char *now = new_time ();

  return g_str_equal (gui_find_text (((Hall *) data)->lecturer, "Clock"), now);
}

/* It goes with the time of the place, which is made another one here. */
static void
test_clock (void)
{
  Hall hall;
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  g_autofree char *before = new_time ();
  g_autofree char *after = NULL;
  g_autofree char *there = NULL;
  const char *text;

  open_hall (&hall);
  after = new_time ();
  text = gui_find_text (hall.lecturer, "Clock");
  g_assert_true (g_str_equal (text, before) || g_str_equal (text, after));
  g_setenv ("TZ", "XXX-05:30", TRUE);
  there = new_time ();
  g_assert_cmpstr (there, !=, after);
  gui_wait (is_now, &hall);
  if (zone != NULL)
    g_setenv ("TZ", zone, TRUE);
  else
    g_unsetenv ("TZ");
  gui_close (hall.window);
}

static gboolean
is_over (gpointer end)
{
  return g_get_monotonic_time () > *(gint64 *) end;
}

static void
pass (double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  gui_wait (is_over, &end);
}

static void
click (Hall *hall, const char *action)
{
  GtkWidget *button = find (hall->lecturer, is_button, action);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
toggle_timer (Hall *hall, gboolean by_button)
{
  if (by_button)
    click (hall, "present.timer");
  else
    press (hall, GDK_KEY_t);
}

/* Goes on from @before, no faster than time does; what it shows then. */
static guint
run_timer (Hall *hall, gboolean by_button, guint before)
{
  gint64 start = g_get_monotonic_time ();
  guint now;

  toggle_timer (hall, by_button);
  now = gui_wait_timer (hall->lecturer, before);
  g_assert_cmpint (now, <=,
                   before + 1 + (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  return now;
}

/* Runs, pauses, runs on from where it was, and is set back. */
static void
test_timer (void)
{
  guint paused;
  Hall hall;

  open_hall (&hall);
  for (int by_button = 0; by_button < 2; by_button++)
    {
      g_assert_cmpstr (gui_find_text (hall.lecturer, "Timer"), ==, "0:00");
      run_timer (&hall, by_button, 0);
      toggle_timer (&hall, by_button);
      paused = gui_get_timer (hall.lecturer);
      pass (2.2);
      g_assert_cmpuint (gui_get_timer (hall.lecturer), ==, paused);
      run_timer (&hall, by_button, paused);
      if (by_button)
        click (&hall, "present.reset-timer");
      else
        press (&hall, GDK_KEY_r);
      g_assert_cmpstr (gui_find_text (hall.lecturer, "Timer"), ==, "0:00");
      pass (1.3);
    }
  g_assert_cmpstr (gui_find_text (hall.lecturer, "Timer"), ==, "0:00");
  gui_close (hall.window);
}

/* --- buttons --- */

static void
test_buttons (void)
{
  static const struct
  {
    const char *action;
    WkBlank blank;
    const char *status;
  } blanks[] = { { "present.black", WK_BLANK_BLACK, "The screen is black" },
                 { "present.white", WK_BLANK_WHITE, "The screen is white" } };
  Hall hall;

  open_hall (&hall);
  click (&hall, "present.forward");
  click (&hall, "present.forward");
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 2);
  click (&hall, "present.back");
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      click (&hall, blanks[i].action);
      g_assert_cmpint (wk_audience_get_blank (hall.audience), ==, blanks[i].blank);
      g_assert_cmpstr (text_of (&hall, is_of_class, "status"), ==, blanks[i].status);
      /* A press uncovers and does nothing else. */
      click (&hall, "present.forward");
      g_assert_cmpint (wk_audience_get_blank (hall.audience), ==, WK_BLANK_NONE);
      g_assert_cmpstr (text_of (&hall, is_of_class, "status"), ==, "");
      g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 1);
    }
  click (&hall, "present.play");
  g_assert_true (wk_session_get_playing (hall.session));
  click (&hall, "present.play");
  g_assert_false (wk_session_get_playing (hall.session));
  /* One screen: nothing to swap, and nothing happens. */
  click (&hall, "present.swap");
  g_assert_true (wk_present_is_running (hall.present));
  g_assert_true (gtk_widget_get_root (GTK_WIDGET (hall.audience)) !=
                 GTK_ROOT (hall.window));
  click (&hall, "present.leave");
  g_assert_false (wk_present_is_running (hall.present));
  gui_close (hall.window);
}

/* --- the menu --- */

/* Looks through sections for the entry; activates it as the menu would. */
static gboolean
choose (Hall *hall, GMenuModel *menu, const char *label)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section =
          g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *found = NULL;
      g_autofree char *action = NULL;
      g_autoptr (GVariant) target =
          g_menu_model_get_item_attribute_value (menu, i, "target", NULL);

      if (section != NULL && choose (hall, section, label))
        return TRUE;
      if (!g_menu_model_get_item_attribute (menu, i, "label", "s", &found) ||
          !g_str_equal (found, label))
        continue;
      g_assert_true (g_menu_model_get_item_attribute (menu, i, "action", "s", &action));
      g_assert_true (
          gtk_widget_activate_action_variant (hall->lecturer, action, target));
      return TRUE;
    }
  return FALSE;
}

static void
choose_entry (Hall *hall, const char *label)
{
  GtkWidget *button = gui_find (hall->lecturer, GTK_TYPE_MENU_BUTTON);

  g_assert_nonnull (button);
  g_assert_true (
      choose (hall, gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), label));
}

static void
assert_state (Hall *hall, const char *action, const char *expected)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (hall->present->actions), action);
  g_autofree char *text = g_variant_print (state, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_colours (void)
{
  Hall hall;
  WkThemeId own;

  open_hall (&hall);
  own = hall.present->theme;
  assert_state (&hall, "colours", "''");
  choose_entry (&hall, "Dark");
  g_assert_cmpint (wk_session_get_theme (hall.session), ==, WK_THEME_DARK);
  g_assert_cmpstr (wk_present_get_choices (hall.present)->theme, ==, "dark");
  assert_state (&hall, "colours", "'dark'");
  choose_entry (&hall, "Light");
  g_assert_cmpint (wk_session_get_theme (hall.session), ==, WK_THEME_LIGHT);
  assert_state (&hall, "colours", "'light'");
  /* The key goes the same way. */
  press (&hall, GDK_KEY_c);
  g_assert_cmpint (wk_session_get_theme (hall.session), ==, WK_THEME_DARK);
  assert_state (&hall, "colours", "'dark'");
  choose_entry (&hall, "Like the Figure");
  g_assert_cmpint (wk_session_get_theme (hall.session), ==, own);
  g_assert_null (wk_present_get_choices (hall.present)->theme);
  assert_state (&hall, "colours", "''");
  gui_close (hall.window);
}

static void
test_at_once (void)
{
  Hall hall;

  open_hall (&hall);
  assert_state (&hall, "at-once", "false");
  press (&hall, GDK_KEY_End);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 0);
  g_assert_true (wk_audience_has_prompt (hall.audience));
  g_assert_cmpstr (text_of (&hall, is_of_class, "status"), ==,
                   "End again shows all that is asked");
  choose_entry (&hall, "Show What Is Asked at Once");
  assert_state (&hall, "at-once", "true");
  g_assert_true (wk_present_get_choices (hall.present)->at_once);
  g_assert_false (wk_audience_has_prompt (hall.audience));
  press (&hall, GDK_KEY_End);
  g_assert_cmpfloat (wk_session_get_position (hall.session), ==, 4);
  choose_entry (&hall, "Show What Is Asked at Once");
  assert_state (&hall, "at-once", "false");
  g_assert_false (wk_present_get_choices (hall.present)->at_once);
  gui_close (hall.window);
}

/* On the only screen; test-screens has two. */
static void
test_place (void)
{
  Hall hall;

  open_hall (&hall);
  assert_state (&hall, "place", "'window'");
  press (&hall, GDK_KEY_F11);
  assert_state (&hall, "place", "''");
  g_assert_true (gtk_widget_get_root (GTK_WIDGET (hall.audience)) ==
                 GTK_ROOT (hall.window));
  g_action_group_change_action_state (G_ACTION_GROUP (hall.present->actions), "place",
                                      g_variant_new_string ("window"));
  hall.lecturer = gui_find (GTK_WIDGET (hall.window), WK_TYPE_LECTURER);
  g_assert_nonnull (hall.lecturer);
  assert_state (&hall, "place", "'window'");
  choose_entry (&hall, "Audience in a Window");
  g_assert_true (gtk_widget_get_root (GTK_WIDGET (hall.audience)) !=
                 GTK_ROOT (hall.window));
  assert_state (&hall, "place", "'window'");
  gui_close (hall.window);
}

/* --- playing at a pace --- */

typedef struct
{
  gint64 times[8];
  guint n;
} Steps;

static void
step_cb (WkSession *session, GParamSpec *pspec, Steps *steps)
{
  if (steps->n < G_N_ELEMENTS (steps->times))
    steps->times[steps->n++] = g_get_monotonic_time ();
}

static gboolean
has_stopped (gpointer session)
{
  return !wk_session_get_playing (session);
}

/* Between the first three steps of 1a, which tell nothing that is asked: each a pace
 * after the one before, and at least one not much later. */
static void
assert_pace (Hall *hall, guint pace)
{
  Steps steps = { .n = 0 };
  gint64 least = G_MAXINT64;
  gulong handler;

  press (hall, GDK_KEY_Home);
  handler = g_signal_connect (hall->session, "notify::position", G_CALLBACK (step_cb),
                              &steps);
  press (hall, GDK_KEY_p);
  gui_wait (has_stopped, hall->session);
  g_signal_handler_disconnect (hall->session, handler);
  g_assert_cmpfloat (wk_session_get_position (hall->session), ==, 3);
  g_assert_cmpuint (steps.n, ==, 3);
  for (guint i = 1; i < steps.n; i++)
    {
      gint64 between = steps.times[i] - steps.times[i - 1];

      g_test_message ("%u ms: %.3f s", pace, (double) between / G_USEC_PER_SEC);
      g_assert_cmpint (between, >, (pace - 30) * 1000);
      least = MIN (least, between);
    }
  g_assert_cmpint (least, <, (pace + 400) * 1000);
}

static void
test_pace (void)
{
  static const guint paces[] = { 1800, 3000, 5000, 8000, 12000, 20000, 20000 };
  Hall hall;

  open_hall (&hall);
  press (&hall, GDK_KEY_plus);
  g_assert_cmpuint (wk_present_get_choices (hall.present)->pace, ==, 1000);
  press (&hall, GDK_KEY_plus);
  g_assert_cmpuint (wk_present_get_choices (hall.present)->pace, ==, 1000);
  assert_pace (&hall, 1000);
  press (&hall, GDK_KEY_minus);
  assert_pace (&hall, 1800);
  for (guint i = 0; i < G_N_ELEMENTS (paces); i++)
    {
      g_assert_cmpuint (wk_present_get_choices (hall.present)->pace, ==, paces[i]);
      press (&hall, GDK_KEY_minus);
    }
  press (&hall, GDK_KEY_plus);
  g_assert_cmpuint (wk_present_get_choices (hall.present)->pace, ==, 12000);
  gui_close (hall.window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/lecturer/words", test_words);
  g_test_add_func ("/lecturer/clock", test_clock);
  g_test_add_func ("/lecturer/timer", test_timer);
  g_test_add_func ("/lecturer/buttons", test_buttons);
  g_test_add_func ("/lecturer/colours", test_colours);
  g_test_add_func ("/lecturer/at-once", test_at_once);
  g_test_add_func ("/lecturer/place", test_place);
  g_test_add_func ("/lecturer/pace", test_pace);
  return g_test_run ();
}
