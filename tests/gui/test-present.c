/* test-present.c - a lecture: what keys do, what shows, and that all is as before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "app/wk-present.h"
#include "gui-kit.h"

/* --- the table of keys --- */

static void
test_keys (void)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    WkPresentCommand command;
  } rows[] = {
    { GDK_KEY_Right, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_Down, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_space, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_Page_Down, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_Return, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_KP_Enter, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_KP_Page_Down, 0, WK_PRESENT_FORWARD },
    { GDK_KEY_KP_Right, GDK_LOCK_MASK, WK_PRESENT_FORWARD },
    { GDK_KEY_Left, 0, WK_PRESENT_BACK },
    { GDK_KEY_Up, 0, WK_PRESENT_BACK },
    { GDK_KEY_Page_Up, 0, WK_PRESENT_BACK },
    { GDK_KEY_BackSpace, 0, WK_PRESENT_BACK },
    { GDK_KEY_space, GDK_SHIFT_MASK, WK_PRESENT_BACK },
    { GDK_KEY_Home, 0, WK_PRESENT_FIRST_STEP },
    { GDK_KEY_KP_End, 0, WK_PRESENT_LAST_STEP },
    { GDK_KEY_Home, GDK_CONTROL_MASK, WK_PRESENT_FIRST_EXERCISE },
    { GDK_KEY_End, GDK_CONTROL_MASK, WK_PRESENT_LAST_EXERCISE },
    { GDK_KEY_b, 0, WK_PRESENT_BLACK },
    { GDK_KEY_B, GDK_LOCK_MASK, WK_PRESENT_BLACK },
    { GDK_KEY_period, 0, WK_PRESENT_BLACK },
    /* AltGr, and signs that a layout has on another level. */
    { GDK_KEY_period, GDK_SHIFT_MASK, WK_PRESENT_BLACK },
    { GDK_KEY_KP_Decimal, 0, WK_PRESENT_BLACK },
    { GDK_KEY_w, 0, WK_PRESENT_WHITE },
    { GDK_KEY_comma, 0, WK_PRESENT_WHITE },
    { GDK_KEY_question, GDK_SHIFT_MASK, WK_PRESENT_HELP },
    { GDK_KEY_question, 0, WK_PRESENT_HELP },
    { GDK_KEY_F5, 0, WK_PRESENT_LEAVE },
    { GDK_KEY_F5, GDK_SHIFT_MASK, WK_PRESENT_LEAVE },
    { GDK_KEY_Escape, 0, WK_PRESENT_LEAVE },
    { GDK_KEY_l, 0, WK_PRESENT_TOOL },
    { GDK_KEY_t, 0, WK_PRESENT_TIMER },
    /* What belongs to the window, and to nobody. */
    { GDK_KEY_w, GDK_CONTROL_MASK, WK_PRESENT_NOTHING },
    { GDK_KEY_Right, GDK_ALT_MASK, WK_PRESENT_NOTHING },
    { GDK_KEY_q, 0, WK_PRESENT_NOTHING },
    { GDK_KEY_2, 0, WK_PRESENT_NOTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s with %x", gdk_keyval_name (rows[i].key), rows[i].state);
      g_assert_cmpint (wk_present_keys_find (rows[i].key, rows[i].state), ==,
                       rows[i].command);
    }
}

/* No key stands for two commands. */
static void
test_keys_once (void)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const WkPresentKey *key = wk_present_keys_get (); key->title != NULL; key++)
    {
      g_auto (GStrv) names = g_strsplit (key->keys, " ", -1);

      g_assert_cmpuint (key->n_told, <=, g_strv_length (names));
      for (guint i = 0; names[i] != NULL; i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (names[i])));
    }
}

/* --- typing a number --- */

#define MS G_TIME_SPAN_MILLISECOND

static WkTypingResult
type (WkPresentTyping *typing, guint key, gint64 milliseconds)
{
  return wk_present_typing_key (typing, key, FALSE, G_USEC_PER_SEC + milliseconds * MS);
}

static void
test_typing (void)
{
  WkPresentTyping typing = { 0 };

  g_assert_cmpint (type (&typing, GDK_KEY_2, 0), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_c, 1500), ==, WK_TYPING_JUMP);
  g_assert_cmpstr (typing.text, ==, "2c");
  wk_present_typing_clear (&typing);
  /* Enter from habit is no step further, a later one is. */
  g_assert_cmpint (type (&typing, GDK_KEY_Return, 1900), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_Return, 2000), ==, WK_TYPING_NOT_MINE);

  /* Too late: the letter is a command, and the number forgotten. */
  g_assert_cmpint (type (&typing, GDK_KEY_2, 10000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_b, 11501), ==, WK_TYPING_NOT_MINE);
  g_assert_cmpstr (typing.text, ==, "");

  g_assert_cmpint (type (&typing, GDK_KEY_1, 20000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_0, 21000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_BackSpace, 22000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_Return, 23000), ==, WK_TYPING_JUMP);
  g_assert_cmpstr (typing.text, ==, "1");
  wk_present_typing_clear (&typing);

  /* Letters without a digit, and beyond e. */
  g_assert_cmpint (type (&typing, GDK_KEY_b, 30000), ==, WK_TYPING_NOT_MINE);
  g_assert_cmpint (type (&typing, GDK_KEY_2, 30000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_w, 30100), ==, WK_TYPING_NOT_MINE);

  /* Esc takes the number back and nothing else; more digits than fit are let go. */
  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (type (&typing, GDK_KEY_9, 40000), ==, WK_TYPING_TAKEN);
  g_assert_cmpuint (strlen (typing.text), ==, WK_PRESENT_MAX_DIGITS);
  g_assert_cmpint (type (&typing, GDK_KEY_Escape, 40000), ==, WK_TYPING_TAKEN);
  g_assert_cmpint (type (&typing, GDK_KEY_Escape, 40000), ==, WK_TYPING_NOT_MINE);
}

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

/* The parameters leave the figure whole, and Esc closes them before the lecture. */
static void
test_panel (void)
{
  Hall hall;
  WkAudience *audience;
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
  g_test_add_func ("/present/keys", test_keys);
  g_test_add_func ("/present/keys/once", test_keys_once);
  g_test_add_func ("/present/typing", test_typing);
  g_test_add_func ("/present/forward", test_forward);
  g_test_add_func ("/present/asked", test_asked);
  g_test_add_func ("/present/asked/before", test_asked_before);
  g_test_add_func ("/present/play", test_play);
  g_test_add_func ("/present/jump", test_jump);
  g_test_add_func ("/present/blank", test_blank);
  g_test_add_func ("/present/pointer", test_pointer);
  g_test_add_func ("/present/panel", test_panel);
  g_test_add_func ("/present/comes-back", test_comes_back);
  g_test_add_func ("/present/closed-meanwhile", test_closed_meanwhile);
  g_test_add_func ("/present/at-speed", test_at_speed);
  return g_test_run ();
}
