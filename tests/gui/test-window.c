/* test-window.c - the window in this process: steps, drawing, keys, looks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-dialogs.h"
#include "gui-kit.h"
#include "widgets/wk-canvas-part.h"
#include "widgets/wk-exercise-list.h"
#include "widgets/wk-side-panel.h"
#include "widgets/wk-working-row.h"

static double
position (WkWindow *window)
{
  return wk_session_get_position (wk_window_get_session (window));
}

/* --- opens --- */

static void
test_opens (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkRect page = wk_canvas_get_page_rect (wk_window_get_canvas (window));

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==,
                   "Machine Learning for Image Analysis");
  g_assert_cmpstr (wk_exercise_get_number (wk_session_get_current (session)), ==, "1a");
  g_assert_cmpfloat (position (window), ==, 0);
  g_assert_cmpuint (wk_session_get_n_steps (session), ==, 4);
  g_assert_cmpfloat (page.width, >, 500);
  g_assert_cmpfloat (page.height, >, 350);
  gui_close (window);
}

static void
test_chapters (void)
{
  WkWindow *window = gui_open (1280, 800);
  const WkExercise *exercise = wk_session_get_current (wk_window_get_session (window));
  g_autofree char *english =
      wk_exercise_list_chapter (exercise, wk_language_get ("en"));
  g_autofree char *norwegian =
      wk_exercise_list_chapter (exercise, wk_language_get ("nb"));

  g_assert_cmpstr (english, ==, "1 · Dense networks");
  g_assert_true (g_str_has_prefix (norwegian, "1 · "));
  g_assert_cmpstr (norwegian, !=, english);
  gui_close (window);
}

/* --- steps --- */

typedef struct
{
  WkWindow *window;
  double position;
} Goal;

static gboolean
is_at (gpointer data)
{
  const Goal *goal = data;

  return position (goal->window) == goal->position;
}

static void
wait_for_position (WkWindow *window, double where)
{
  gui_wait (is_at, &(Goal){ window, where });
}

/* What the list of the working says: done, current or pending, a letter a step. */
static char *
working_states (WkWindow *window)
{
  GtkWidget *panel = gui_find (GTK_WIDGET (window), WK_TYPE_SIDE_PANEL);
  GtkWidget *row = gui_find (panel, WK_TYPE_WORKING_ROW);
  GString *states = g_string_new (NULL);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    g_string_append_c (states, gtk_widget_has_css_class (row, "current")   ? 'c'
                               : gtk_widget_has_css_class (row, "pending") ? 'p'
                                                                           : 'd');
  return g_string_free (states, FALSE);
}

static void
check_states (WkWindow *window, const char *expected)
{
  g_autofree char *states = working_states (window);

  g_assert_cmpstr (states, ==, expected);
}

static void
test_steps (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkPlayer *player = wk_window_get_player (window);

  gui_set_animations (FALSE);
  check_states (window, "pppp");
  wk_player_back (player);
  g_assert_cmpfloat (position (window), ==, 0);
  wk_player_forward (player);
  wait_for_position (window, 1);
  check_states (window, "cppp");
  wk_player_forward (player);
  wait_for_position (window, 2);
  check_states (window, "dcpp");
  wk_player_last (player);
  wait_for_position (window, 4);
  check_states (window, "dddc");
  wk_player_forward (player);
  g_assert_cmpfloat (position (window), ==, 4);
  wk_player_go_to (player, 3);
  wait_for_position (window, 3);
  wk_player_first (player);
  wait_for_position (window, 0);
  gui_close (window);
}

static gboolean
current_row_shows (gpointer data)
{
  GtkWidget *panel = gui_find (data, WK_TYPE_SIDE_PANEL);
  GtkWidget *scroller = gui_find (panel, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *row = gui_find (panel, WK_TYPE_WORKING_ROW);
  graphene_rect_t bounds;

  while (row != NULL && !gtk_widget_has_css_class (row, "current"))
    row = gtk_widget_get_next_sibling (row);
  return row != NULL && gtk_widget_compute_bounds (row, scroller, &bounds) &&
         bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <=
             (float) gtk_widget_get_height (scroller);
}

/* All of it, also where it tells more than before it became current. */
static void
test_row_is_followed (void)
{
  WkWindow *window = gui_open (1000, 600);
  WkPlayer *player = wk_window_get_player (window);
  WkSession *session = wk_window_get_session (window);

  gui_set_animations (FALSE);
  /* The last one, 6c, has the longest rows. */
  wk_session_set_exercise (session,
                           wk_deck_get_n_exercises (wk_session_get_deck (session)) - 1);
  gui_wait (gui_is_solved, session);
  for (guint step = 1; step <= 7; step++)
    {
      wk_player_forward (player);
      wait_for_position (window, step);
      gui_wait (current_row_shows, window);
    }
  gui_close (window);
}

/* From between two steps, as after scrubbing, each direction goes to the next whole
 * step. */
static void
test_scrubbed (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkPlayer *player = wk_window_get_player (window);

  gui_set_animations (FALSE);
  wk_player_scrub (player, 1.4);
  g_assert_cmpfloat (position (window), ==, 1.4);
  wk_player_forward (player);
  wait_for_position (window, 2);
  wk_player_scrub (player, 1.4);
  wk_player_back (player);
  wait_for_position (window, 1);
  gui_close (window);
}

typedef struct
{
  double last;
  guint n_between;
  gboolean monotonic;
} Track;

static void
track_cb (WkSession *session, GParamSpec *pspec, Track *track)
{
  double now = wk_session_get_position (session);

  if (now != floor (now))
    track->n_between++;
  if (now < track->last)
    track->monotonic = FALSE;
  track->last = now;
}

static void
test_animates (void)
{
  WkWindow *window = gui_open (1280, 800);
  Track track = { 0, 0, TRUE };

  gui_set_animations (TRUE);
  g_signal_connect (wk_window_get_session (window), "notify::position",
                    G_CALLBACK (track_cb), &track);
  /* Again where the machine stood still while it lasted. */
  for (guint i = 0; i < 5 && track.n_between < 3; i++)
    {
      gint64 start;

      wk_player_scrub (wk_window_get_player (window), 0);
      gui_frames (window, 2);
      track = (Track){ 0, 0, TRUE };
      start = g_get_monotonic_time ();
      wk_player_forward (wk_window_get_player (window));
      wait_for_position (window, 1);
      g_assert_cmpint (g_get_monotonic_time () - start, >, 500 * 1000);
      g_assert_true (track.monotonic);
    }
  g_assert_cmpuint (track.n_between, >=, 3);
  gui_close (window);
}

/* Of the first step, which begins anew where the machine stood still until its end. */
static gboolean
is_between (gpointer window)
{
  WkPlayer *player = wk_window_get_player (window);
  double now = position (window);

  if (now >= 1)
    {
      wk_player_scrub (player, 0);
      wk_player_forward (player);
    }
  return now > 0.05 && now < 0.95;
}

static void
test_interrupted (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkPlayer *player = wk_window_get_player (window);

  gui_set_animations (TRUE);
  wk_player_forward (player);
  gui_wait (is_between, window);
  g_assert_cmpuint (wk_player_get_target (player), ==, 1);
  wk_player_forward (player);
  g_assert_cmpuint (wk_player_get_target (player), ==, 2);
  wait_for_position (window, 2);
  wk_player_forward (player);
  /* Another exercise ends it, and keeps its own position. */
  wk_session_set_exercise (wk_window_get_session (window), 1);
  g_assert_cmpfloat (position (window), ==, 0);
  gui_frames (window, 5);
  g_assert_cmpfloat (position (window), ==, 0);
  gui_close (window);
}

static void
test_plays (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkPlayer *player = wk_window_get_player (window);

  gui_set_animations (FALSE);
  wk_player_scrub (player, 2);
  wk_player_set_playing (player, TRUE);
  g_assert_true (wk_session_get_playing (session));
  wait_for_position (window, 4);
  g_assert_false (wk_session_get_playing (session));
  /* At the end it starts anew; any step by hand stops it. */
  wk_player_set_playing (player, TRUE);
  wait_for_position (window, 1);
  g_assert_true (wk_session_get_playing (session));
  wk_player_forward (player);
  g_assert_false (wk_session_get_playing (session));
  gui_close (window);
}

/* --- drawing --- */

static void
test_unchanged_frames (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkCanvas *canvas = wk_window_get_canvas (window);
  GtkWidget *part;
  guint n_paints;

  gui_set_animations (FALSE);
  n_paints = wk_canvas_get_n_paints (canvas);
  g_assert_cmpuint (n_paints, <=, 2);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  gui_frames (window, 10);
  g_assert_cmpuint (wk_canvas_get_n_paints (canvas), ==, n_paints);

  /* A ring and a card are drawn over it. */
  part = gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_PART);
  g_assert_nonnull (part);
  wk_canvas_select (canvas, wk_canvas_part_get_id (WK_CANVAS_PART (part)));
  gui_frames (window, 5);
  wk_canvas_select (canvas, NULL);
  gui_frames (window, 5);
  g_assert_cmpuint (wk_canvas_get_n_paints (canvas), ==, n_paints);

  /* A step is one painting where nothing moves, and so is another theme. */
  wk_player_forward (wk_window_get_player (window));
  gui_frames (window, 5);
  g_assert_cmpuint (wk_canvas_get_n_paints (canvas), ==, n_paints + 1);
  wk_session_set_theme (wk_window_get_session (window), WK_THEME_PRINT);
  gui_frames (window, 5);
  g_assert_cmpuint (wk_canvas_get_n_paints (canvas), ==, n_paints + 2);
  gui_close (window);
}

static gboolean
is_wide (gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (wk_window_get_canvas (data))) > 1000;
}

static void
test_page_shape (void)
{
  WkWindow *window = gui_open (800, 600);
  WkCanvas *canvas = wk_window_get_canvas (window);
  AdwFlap *flap = ADW_FLAP (gui_find (GTK_WIDGET (window), ADW_TYPE_FLAP));
  double width;
  double height;

  /* Small: one pane at most beside the figure. */
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 800);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (canvas)), >=, 480);
  g_assert_nonnull (flap);
  wk_session_get_page (wk_window_get_session (window), &width, &height);
  g_assert_cmpfloat (width, >=, 1200);
  g_assert_cmpfloat (height, ==, 900);
  adw_flap_set_reveal_flap (flap, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1590, 700);
  gui_wait (is_wide, window);
  gui_frames (window, 3);
  wk_session_get_page (wk_window_get_session (window), &width, &height);
  g_assert_cmpfloat (width, >, 1400);
  g_assert_cmpfloat (wk_canvas_get_page_rect (canvas).height, >, 500);
  gui_close (window);
}

/* --- keys --- */

static void
test_keys (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);

  gui_set_animations (FALSE);
  g_assert_true (gui_key (window, GDK_KEY_Right, 0));
  wait_for_position (window, 1);
  g_assert_true (gui_key (window, GDK_KEY_space, 0));
  wait_for_position (window, 2);
  g_assert_true (gui_key (window, GDK_KEY_Left, 0));
  wait_for_position (window, 1);
  g_assert_true (gui_key (window, GDK_KEY_End, 0));
  wait_for_position (window, 4);
  g_assert_true (gui_key (window, GDK_KEY_Home, 0));
  wait_for_position (window, 0);
  g_assert_true (gui_key (window, GDK_KEY_Down, 0));
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 1);
  g_assert_true (gui_key (window, GDK_KEY_Up, 0));
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 0);
  g_assert_true (gui_key (window, GDK_KEY_Up, 0));
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 0);
  g_assert_false (gui_key (window, GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_false (gui_key (window, GDK_KEY_Tab, 0));
  gui_close (window);
}

/* Walking the parts, arrows belong to the figure; Esc gives them back. */
static void
test_walk (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkCanvas *canvas = wk_window_get_canvas (window);
  g_autofree char *first = NULL;

  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD);
  g_assert_true (wk_canvas_is_walking (canvas));
  first = g_strdup (wk_canvas_get_selected (canvas));
  g_assert_nonnull (first);
  g_assert_false (gui_key (window, GDK_KEY_Right, 0));
  g_assert_cmpfloat (position (window), ==, 0);
  /* Tab leads out again, past all other parts (and here there are no blanks). */
  g_object_set (canvas, "answers-shown", FALSE, NULL);
  wk_canvas_settle (canvas);
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD));
  wk_canvas_select (canvas, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  g_assert_false (wk_canvas_is_walking (canvas));
  g_assert_true (gui_key (window, GDK_KEY_Right, 0));
  gui_close (window);
}

/* Tab takes one stop in a list, and changes nothing. */
static void
test_tab (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);

  for (guint i = 0; i < 30; i++)
    {
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      g_assert_cmpuint (wk_session_get_exercise (session), ==, 0);
      g_assert_cmpfloat (position (window), ==, 0);
    }
  gui_close (window);
}

/* --- names --- */

static guint
check_names (GtkWidget *widget)
{
  guint n = 0;

  if (gtk_widget_get_focusable (widget) && gtk_widget_get_mapped (widget) &&
      (GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget) ||
       GTK_IS_RANGE (widget) || WK_IS_CANVAS (widget) || WK_IS_CANVAS_PART (widget)))
    {
      GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

      if (!gtk_test_accessible_has_property (accessible,
                                             GTK_ACCESSIBLE_PROPERTY_LABEL) &&
          !gtk_test_accessible_has_relation (accessible,
                                             GTK_ACCESSIBLE_RELATION_LABELLED_BY))
        g_error ("%s has no name", G_OBJECT_TYPE_NAME (widget));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_names (child);
  return n;
}

static void
test_names (void)
{
  WkWindow *window = gui_open (1280, 800);

  g_assert_cmpuint (check_names (GTK_WIDGET (window)), >, 20);
  gui_close (window);
}

/* --- looks --- */

static void
set_state (WkWindow *window, const char *name, GVariant *state)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), name, state);
}

static void
test_looks (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);

  set_state (window, "figure-theme", g_variant_new_string ("dark"));
  g_assert_cmpint (wk_session_get_theme (session), ==, WK_THEME_DARK);
  set_state (window, "figure-theme", g_variant_new_string ("print"));
  g_assert_cmpint (wk_session_get_theme (session), ==, WK_THEME_PRINT);
  set_state (window, "figure-theme", g_variant_new_string ("follow"));
  g_assert_cmpint (wk_session_get_theme (session), ==, WK_THEME_LIGHT);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpint (wk_session_get_theme (session), ==, WK_THEME_DARK);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
  set_state (window, "large-text", g_variant_new_boolean (TRUE));
  g_assert_cmpint (wk_session_get_text_scale (session), ==, WK_TEXT_SCALE_PROJECTOR);
  set_state (window, "figure-language", g_variant_new_string ("nb"));
  g_assert_cmpstr (wk_language_get_tag (wk_session_get_language (session)), ==, "nb");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==,
                   "Maskinlæring for bildeanalyse");
  gui_frames (window, 3);
  gui_close (window);
}

/* Of a laptop, with a window manager's title and a panel. */
#define SMALL_SCREEN (768 - 48)

/* All keys are on the screen, which a window of shortcuts does not scroll. */
static void
check_shortcuts (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  int height = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) one = g_list_model_get_item (windows, i);

      if (GTK_IS_SHORTCUTS_WINDOW (one))
        gtk_widget_measure (one, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL,
                            NULL);
    }
  g_assert_cmpint (height, >, 300);
  g_assert_cmpint (height, <=, SMALL_SCREEN);
}

static void
test_help (void)
{
  WkWindow *window = gui_open (1280, 800);

  wk_dialogs_shortcuts (window);
  gui_frames (window, 3);
  check_shortcuts ();
  wk_dialogs_about (window);
  gui_frames (window, 3);
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/window/opens", test_opens);
  g_test_add_func ("/window/chapters", test_chapters);
  g_test_add_func ("/window/steps", test_steps);
  g_test_add_func ("/window/row-is-followed", test_row_is_followed);
  g_test_add_func ("/window/scrubbed", test_scrubbed);
  g_test_add_func ("/window/animates", test_animates);
  g_test_add_func ("/window/interrupted", test_interrupted);
  g_test_add_func ("/window/plays", test_plays);
  g_test_add_func ("/window/unchanged-frames", test_unchanged_frames);
  g_test_add_func ("/window/page-shape", test_page_shape);
  g_test_add_func ("/window/keys", test_keys);
  g_test_add_func ("/window/walk", test_walk);
  g_test_add_func ("/window/tab", test_tab);
  g_test_add_func ("/window/names", test_names);
  g_test_add_func ("/window/looks", test_looks);
  g_test_add_func ("/window/help", test_help);
  return g_test_run ();
}
