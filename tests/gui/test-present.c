/* test-present.c - a lecture: what keys do, what shows, and that all is as before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "app/wk-lecturer.h"
#include "app/wk-present.h"
#include "gui-kit.h"

/* --- the window --- */

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkPresent *present;
} Hall;

static gboolean
is_here (gpointer data)
{
  Hall *hall = data;
  WkAudience *audience = wk_present_get_audience (hall->present);

  return audience != NULL &&
         wk_canvas_get_n_paints (wk_audience_get_canvas (audience)) > 0;
}

static void
open_hall (Hall *hall)
{
  gui_set_animations (FALSE);
  hall->window = gui_open (1280, 800);
  hall->session = wk_window_get_session (hall->window);
  hall->present = wk_window_get_present (hall->window);
}

static void
start (Hall *hall)
{
  wk_present_start (hall->present);
  gui_wait (is_here, hall);
}

static void
press (Hall *hall, guint key)
{
  gui_key (hall->window, key, 0);
}

/* The number of the exercise and the position, as one word: "1a 3". */
static void
assert_at (Hall *hall, const char *expected)
{
  const char *number = wk_exercise_get_number (wk_session_get_current (hall->session));
  g_autofree char *found =
      g_strdup_printf ("%s %g", number, wk_session_get_position (hall->session));

  g_assert_cmpstr (found, ==, expected);
}

/* Through 1a, whose last step alone shows what is asked, and on. */
static void
test_forward (void)
{
  Hall hall;
  WkAudience *audience;

  open_hall (&hall);
  start (&hall);
  audience = wk_present_get_audience (hall.present);
  press (&hall, GDK_KEY_Right);
  press (&hall, GDK_KEY_Page_Down);
  press (&hall, GDK_KEY_space);
  assert_at (&hall, "1a 3");
  g_assert_false (wk_audience_has_prompt (audience));
  press (&hall, GDK_KEY_Return);
  assert_at (&hall, "1a 3");
  g_assert_true (wk_audience_has_prompt (audience));
  g_assert_true (wk_session_is_answer_open (hall.session, "yhat"));
  press (&hall, GDK_KEY_Down);
  assert_at (&hall, "1a 4");
  g_assert_false (wk_audience_has_prompt (audience));
  /* Once shown, it is no secret. */
  press (&hall, GDK_KEY_Left);
  assert_at (&hall, "1a 3");
  press (&hall, GDK_KEY_Right);
  assert_at (&hall, "1a 4");
  press (&hall, GDK_KEY_Right);
  assert_at (&hall, "1b 0");
  press (&hall, GDK_KEY_BackSpace);
  assert_at (&hall, "1a 4");
  /* Nobody answered, and nothing was shown on request. */
  g_assert_false (wk_session_is_done (hall.session));
  gui_close (hall.window);
}

/* Back takes the announcement away; so does whatever else one presses. */
static void
test_asked (void)
{
  Hall hall;
  WkAudience *audience;

  open_hall (&hall);
  start (&hall);
  audience = wk_present_get_audience (hall.present);
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1a 0");
  g_assert_true (wk_audience_has_prompt (audience));
  press (&hall, GDK_KEY_Left);
  assert_at (&hall, "1a 0");
  g_assert_false (wk_audience_has_prompt (audience));
  press (&hall, GDK_KEY_End);
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1a 4");
  /* Other numbers, another answer. */
  press (&hall, GDK_KEY_Home);
  assert_at (&hall, "1a 0");
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1a 4");
  press (&hall, GDK_KEY_Home);
  g_assert_true (wk_session_new_numbers (hall.session, "heron", NULL));
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1a 0");
  press (&hall, GDK_KEY_a);
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1a 4");
  gui_close (hall.window);
}

/* What someone looked at before the lecture was not shown in it: neither a jump nor the
 * way back tells it. */
static void
test_asked_before (void)
{
  Hall hall;

  open_hall (&hall);
  wk_session_set_exercise (hall.session, 1);
  wk_session_set_position (hall.session, 4);
  wk_session_set_exercise (hall.session, 2);
  start (&hall);
  press (&hall, GDK_KEY_Left);
  assert_at (&hall, "1b 0");
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1b 0");
  g_assert_true (wk_audience_has_prompt (wk_present_get_audience (hall.present)));
  press (&hall, GDK_KEY_Escape);

  wk_session_set_position (hall.session, 4);
  wk_session_set_exercise (hall.session, 2);
  start (&hall);
  press (&hall, GDK_KEY_1);
  press (&hall, GDK_KEY_b);
  assert_at (&hall, "1b 0");
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1b 0");
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1b 4");
  press (&hall, GDK_KEY_Right);
  press (&hall, GDK_KEY_Left);
  assert_at (&hall, "1b 4");
  gui_close (hall.window);
}

static gboolean
has_stopped (gpointer session)
{
  return !wk_session_get_playing (session);
}

static void
test_play (void)
{
  Hall hall;
  WkPresentState choices = { .pace = 1000 };

  open_hall (&hall);
  wk_present_set_choices (hall.present, &choices);
  start (&hall);
  press (&hall, GDK_KEY_p);
  g_assert_true (wk_session_get_playing (hall.session));
  gui_wait (has_stopped, hall.session);
  assert_at (&hall, "1a 3");
  g_assert_true (wk_audience_has_prompt (wk_present_get_audience (hall.present)));
  press (&hall, GDK_KEY_p);
  gui_wait (has_stopped, hall.session);
  assert_at (&hall, "1a 4");
  /* Other numbers on the way, another answer. */
  press (&hall, GDK_KEY_Home);
  press (&hall, GDK_KEY_p);
  g_assert_true (wk_session_new_numbers (hall.session, "heron", NULL));
  g_assert_true (wk_session_get_playing (hall.session));
  gui_wait (has_stopped, hall.session);
  assert_at (&hall, "1a 3");
  gui_close (hall.window);
}

static void
test_jump (void)
{
  Hall hall;

  open_hall (&hall);
  start (&hall);
  press (&hall, GDK_KEY_2);
  press (&hall, GDK_KEY_c);
  assert_at (&hall, "2c 0");
  press (&hall, GDK_KEY_KP_1);
  press (&hall, GDK_KEY_Return);
  assert_at (&hall, "1a 0");
  press (&hall, GDK_KEY_9);
  press (&hall, GDK_KEY_Return);
  assert_at (&hall, "1a 0");
  gui_key (hall.window, GDK_KEY_End, GDK_CONTROL_MASK);
  g_assert_cmpuint (wk_session_get_exercise (hall.session), ==,
                    wk_deck_get_n_exercises (wk_session_get_deck (hall.session)) - 1);
  gui_key (hall.window, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_at (&hall, "1a 0");
  gui_close (hall.window);
}

/* A key that is held sends itself again: on through the steps, but no further than what
 * is asked, and nothing flickers. */
static void
hold (Hall *hall, guint key, guint n)
{
  for (guint i = 0; i < n; i++)
    wk_present_key (hall->present, GTK_WIDGET (hall->window), key, 100, 0);
}

static void
test_held (void)
{
  Hall hall;
  WkAudience *audience;

  open_hall (&hall);
  start (&hall);
  audience = wk_present_get_audience (hall.present);
  hold (&hall, GDK_KEY_Right, 20);
  assert_at (&hall, "1a 3");
  g_assert_true (wk_audience_has_prompt (audience));
  wk_present_key_up (hall.present, 100);
  hold (&hall, GDK_KEY_Right, 1);
  assert_at (&hall, "1a 4");
  wk_present_key_up (hall.present, 100);
  for (guint n = 2; n < 5; n++)
    {
      hold (&hall, GDK_KEY_b, n);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_BLACK);
      wk_present_key_up (hall.present, 100);
      hold (&hall, GDK_KEY_b, n);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_NONE);
      wk_present_key_up (hall.present, 100);
    }
  /* Nor does the lecture end and begin and end. */
  press (&hall, GDK_KEY_Escape);
  hold (&hall, GDK_KEY_F5, 1);
  wk_present_start (hall.present);
  hold (&hall, GDK_KEY_F5, 3);
  g_assert_true (wk_present_is_running (hall.present));
  gui_close (hall.window);
}

/* What clickers send is for the lecture, whatever field has the keyboard. */
static void
test_field (void)
{
  Hall hall;
  WkAudience *audience;
  GtkWidget *field;

  open_hall (&hall);
  start (&hall);
  audience = wk_present_get_audience (hall.present);
  press (&hall, GDK_KEY_v);
  gui_frames (hall.window, 5);
  field = gui_find (GTK_WIDGET (audience), GTK_TYPE_TEXT);
  g_assert_nonnull (field);
  g_assert_true (gtk_widget_grab_focus (field));
  gtk_editable_set_text (GTK_EDITABLE (field), "heron");
  press (&hall, GDK_KEY_Page_Down);
  press (&hall, GDK_KEY_Page_Down);
  assert_at (&hall, "1a 2");
  press (&hall, GDK_KEY_Page_Up);
  assert_at (&hall, "1a 1");
  g_assert_false (gui_key (hall.window, GDK_KEY_Right, 0));
  assert_at (&hall, "1a 1");
  press (&hall, GDK_KEY_F8);
  /* One that nobody sees has none. */
  g_action_group_activate_action (G_ACTION_GROUP (hall.window), "search", NULL);
  press (&hall, GDK_KEY_Right);
  assert_at (&hall, "1a 2");
  gui_close (hall.window);
}

/* Digits are colours of the pen, and yet numbers of exercises. */
static void
test_pen_jump (void)
{
  const WkPen pen = { WK_INK_RED, 5 };
  const WkPoint points[] = { { 100, 100 }, { 300, 200 } };
  Hall hall;
  WkInk *ink;
  WkToolsState *state;
  WkInkPlace place;

  open_hall (&hall);
  start (&hall);
  gui_frames (hall.window, 5);
  ink = wk_session_get_ink (hall.session);
  place = wk_session_get_ink_place (hall.session);
  state = wk_stage_tools_get_state (
      wk_audience_get_tools (wk_present_get_audience (hall.present)));
  g_assert_true (wk_ink_add (ink, &place, &pen, 1440, 900, points, 2));
  press (&hall, GDK_KEY_d);
  press (&hall, GDK_KEY_2);
  g_assert_cmpint (state->pen.colour, ==, WK_INK_BLUE);
  press (&hall, GDK_KEY_c);
  assert_at (&hall, "2c 0");
  g_assert_false (wk_ink_is_empty (ink));
  press (&hall, GDK_KEY_1);
  press (&hall, GDK_KEY_Return);
  assert_at (&hall, "1a 0");
  /* A colour, and then no number. */
  press (&hall, GDK_KEY_3);
  press (&hall, GDK_KEY_e);
  g_assert_cmpint (state->tool, ==, WK_TOOL_ERASER);
  press (&hall, GDK_KEY_c);
  g_assert_true (wk_ink_is_empty (ink));
  press (&hall, GDK_KEY_u);
  press (&hall, GDK_KEY_Escape);
  /* Nor is a tool's key lost behind a digit. */
  press (&hall, GDK_KEY_2);
  press (&hall, GDK_KEY_l);
  g_assert_cmpint (state->tool, ==, WK_TOOL_SPOTLIGHT);
  assert_at (&hall, "1a 0");
  gui_close (hall.window);
}

/* An audience in a window, on the only screen, becomes all of it. */
static void
test_apart (void)
{
  Hall hall;
  GtkWidget *audience;

  open_hall (&hall);
  wk_present_set_place (hall.present, TRUE, NULL);
  start (&hall);
  audience = GTK_WIDGET (wk_present_get_audience (hall.present));
  g_assert_true (gtk_widget_get_root (audience) != GTK_ROOT (hall.window));
  press (&hall, GDK_KEY_Right);
  /* A button of the lecturer's that the class has nothing to do with. */
  press (&hall, GDK_KEY_b);
  gtk_widget_activate_action (gui_find (GTK_WIDGET (hall.window), WK_TYPE_LECTURER),
                              "present.timer", NULL);
  g_assert_cmpint (wk_audience_get_blank (WK_AUDIENCE (audience)), ==, WK_BLANK_BLACK);
  press (&hall, GDK_KEY_b);
  press (&hall, GDK_KEY_F11);
  g_assert_true (gtk_widget_get_root (audience) == GTK_ROOT (hall.window));
  g_assert_null (gui_find (GTK_WIDGET (hall.window), WK_TYPE_LECTURER));
  assert_at (&hall, "1a 1");
  press (&hall, GDK_KEY_Right);
  assert_at (&hall, "1a 2");
  wk_present_set_place (hall.present, TRUE, NULL);
  gui_frames (hall.window, 5);
  gui_close (hall.window);
}

static void
test_blank (void)
{
  static const guint black[] = { GDK_KEY_b, GDK_KEY_period };
  static const guint white[] = { GDK_KEY_w, GDK_KEY_comma };
  static const guint others[] = { GDK_KEY_b,         GDK_KEY_w,      GDK_KEY_Right,
                                  GDK_KEY_Page_Down, GDK_KEY_Escape, GDK_KEY_F5,
                                  GDK_KEY_x };
  Hall hall;
  WkAudience *audience;

  open_hall (&hall);
  start (&hall);
  audience = wk_present_get_audience (hall.present);
  for (guint i = 0; i < G_N_ELEMENTS (black); i++)
    {
      press (&hall, black[i]);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_BLACK);
      press (&hall, black[i]);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_NONE);
      press (&hall, white[i]);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_WHITE);
      press (&hall, white[i]);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_NONE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      press (&hall, GDK_KEY_b);
      press (&hall, GDK_KEY_Shift_L);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_BLACK);
      press (&hall, others[i]);
      g_assert_cmpint (wk_audience_get_blank (audience), ==, WK_BLANK_NONE);
      g_assert_true (wk_present_is_running (hall.present));
      assert_at (&hall, "1a 0");
    }
  gui_close (hall.window);
}

/* A press on the figure goes on; one with Ctrl is a hand on it; a drag changes it. */
static void
test_pointer (void)
{
  Hall hall;
  WkCanvas *canvas;
  double x, y;

  open_hall (&hall);
  start (&hall);
  gui_frames (hall.window, 5);
  canvas = wk_audience_get_canvas (wk_present_get_audience (hall.present));
  wk_canvas_settle (canvas);
  gui_drag (canvas, 3, 3, 0, 0);
  assert_at (&hall, "1a 1");
  g_assert_true (gui_part_place (canvas, "node-0-1", &x, &y));
  gui_drag (canvas, x, y, 0, 0);
  assert_at (&hall, "1a 2");
  g_assert_null (wk_canvas_get_selected (canvas));
  g_assert_null (wk_session_get_undo_name (hall.session));
  gui_drag (canvas, x, y, 0, -60);
  assert_at (&hall, "1a 2");
  g_assert_nonnull (wk_session_get_undo_name (hall.session));
  gui_close (hall.window);
}

/* --- as it was before --- */

static void
test_comes_back (void)
{
  static const guint ends[] = { GDK_KEY_Escape, GDK_KEY_F5 };
  Hall hall;

  open_hall (&hall);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      WkCanvas *canvas = wk_window_get_canvas (hall.window);
      double width, height, after_width, after_height;
      WkThemeId theme = wk_session_get_theme (hall.session);
      WkPresentState choices = { .theme = (char *) "dark" };
      GtkWidget *focus;
      GAction *panel = g_action_map_lookup_action (G_ACTION_MAP (hall.window), "panel");
      g_autoptr (GVariant) shown = g_action_get_state (panel);
      g_autoptr (GVariant) still = NULL;

      gtk_widget_grab_focus (GTK_WIDGET (canvas));
      focus = gtk_window_get_focus (GTK_WINDOW (hall.window));
      wk_session_get_page (hall.session, &width, &height);
      wk_present_set_choices (hall.present, &choices);
      start (&hall);
      g_assert_cmpint (wk_session_get_text_scale (hall.session), ==,
                       WK_TEXT_SCALE_PROJECTOR);
      g_assert_cmpint (wk_session_get_theme (hall.session), ==, WK_THEME_DARK);
      press (&hall, ends[i]);
      g_assert_false (wk_present_is_running (hall.present));
      gui_frames (hall.window, 10);
      g_assert_cmpint (wk_session_get_text_scale (hall.session), ==, WK_TEXT_SCALE_1);
      g_assert_cmpint (wk_session_get_theme (hall.session), ==, theme);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (hall.window)) == focus);
      still = g_action_get_state (panel);
      g_assert_true (g_variant_equal (shown, still));
      wk_session_get_page (hall.session, &after_width, &after_height);
      g_assert_cmpfloat (fabs (width - after_width), <, 2);
      g_assert_cmpfloat (height, ==, after_height);
      /* Esc, once more, does not end the program. */
      press (&hall, GDK_KEY_Escape);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (hall.window)));
    }
  gui_close (hall.window);
}

static void
test_closed_meanwhile (void)
{
  Hall hall;

  open_hall (&hall);
  start (&hall);
  press (&hall, GDK_KEY_t);
  press (&hall, GDK_KEY_2);
  press (&hall, GDK_KEY_v);
  gui_close (hall.window);
}

static GtkWidget *
find_prompt (GtkWidget *audience)
{
  GtkWidget *child = gtk_widget_get_first_child (audience);

  while (child != NULL && !gtk_widget_has_css_class (child, "asked"))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* The parameters leave the figure whole, and Esc closes them before the lecture. */
static void
test_panel (void)
{
  Hall hall;
  WkAudience *audience;
  GtkWidget *prompt;
  WkRect before, beside;

  open_hall (&hall);
  start (&hall);
  gui_frames (hall.window, 5);
  audience = wk_present_get_audience (hall.present);
  before = wk_canvas_get_page_rect (wk_audience_get_canvas (audience));
  press (&hall, GDK_KEY_v);
  g_assert_true (wk_audience_is_panel_shown (audience));
  gui_frames (hall.window, 5);
  beside = wk_canvas_get_page_rect (wk_audience_get_canvas (audience));
  g_assert_true (beside.height < before.height || beside.width < before.width);
  g_assert_cmpfloat (beside.height, >, before.height / 2);
  /* What is said over the figure becomes smaller with it. */
  press (&hall, GDK_KEY_End);
  gui_frames (hall.window, 5);
  prompt = find_prompt (GTK_WIDGET (audience));
  g_assert_nonnull (prompt);
  g_assert_cmpfloat (gtk_widget_get_height (prompt), <, 0.13 * beside.height);
  press (&hall, GDK_KEY_Left);
  press (&hall, GDK_KEY_Escape);
  g_assert_false (wk_audience_is_panel_shown (audience));
  g_assert_true (wk_present_is_running (hall.present));
  press (&hall, GDK_KEY_question);
  g_assert_true (wk_audience_is_help_shown (audience));
  press (&hall, GDK_KEY_Escape);
  g_assert_false (wk_audience_is_help_shown (audience));
  g_assert_true (wk_present_is_running (hall.present));
  press (&hall, GDK_KEY_Escape);
  g_assert_false (wk_present_is_running (hall.present));
  gui_close (hall.window);
}

/* Two hundred presses at once, animated: not one is lost. */
static void
test_at_speed (void)
{
  Hall hall;
  guint n_exercises;

  open_hall (&hall);
  gui_set_animations (TRUE);
  start (&hall);
  press (&hall, GDK_KEY_a);
  n_exercises = wk_deck_get_n_exercises (wk_session_get_deck (hall.session));
  for (guint i = 0; i < n_exercises; i++)
    {
      guint n_steps;

      gui_wait (gui_is_solved, hall.session);
      g_assert_cmpuint (wk_session_get_exercise (hall.session), ==, i);
      n_steps = wk_session_get_n_steps (hall.session);
      for (guint k = 0; k < n_steps; k++)
        {
          press (&hall, k % 2 == 0 ? GDK_KEY_Page_Down : GDK_KEY_Right);
          g_assert_cmpuint (wk_player_get_target (wk_window_get_player (hall.window)),
                            ==, k + 1);
        }
      press (&hall, GDK_KEY_Page_Down);
    }
  gui_set_animations (FALSE);
  gui_close (hall.window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/present/forward", test_forward);
  g_test_add_func ("/present/asked", test_asked);
  g_test_add_func ("/present/asked/before", test_asked_before);
  g_test_add_func ("/present/play", test_play);
  g_test_add_func ("/present/jump", test_jump);
  g_test_add_func ("/present/blank", test_blank);
  g_test_add_func ("/present/held", test_held);
  g_test_add_func ("/present/field", test_field);
  g_test_add_func ("/present/pen-jump", test_pen_jump);
  g_test_add_func ("/present/apart", test_apart);
  g_test_add_func ("/present/pointer", test_pointer);
  g_test_add_func ("/present/panel", test_panel);
  g_test_add_func ("/present/comes-back", test_comes_back);
  g_test_add_func ("/present/closed-meanwhile", test_closed_meanwhile);
  g_test_add_func ("/present/at-speed", test_at_speed);
  return g_test_run ();
}
