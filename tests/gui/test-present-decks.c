/* test-present-decks.c - a lecture with decks made for the test: solutions that take
 * their time, numbers of two digits
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-lecturer.h"
#include "app/wk-present.h"
#include "gui-kit.h"

#include "../session/session-kinds.h"

/* --- kinds: "n" steps, of which the second shows what is asked --- */

static WkSolution *
solve_steps (WkParams *params,
             const WkLanguage *language,
             GCancellable *cancellable,
             GError **error)
{
  WkSolution *solution = wk_solution_new (params, language);

  for (int i = 0; i < wk_params_get_int (params, "n"); i++)
    wk_solution_take_step (solution, g_strdup ("A step."), g_strdup ("1=1"), "");
  wk_solution_add_answer (solution, "asked", "s", WK_ANSWER_NUMBER, 1)->step = 2;
  return solution;
}

/* As long as the lock is held. */
static WkSolution *
solve_steps_late (WkParams *params,
                  const WkLanguage *language,
                  GCancellable *cancellable,
                  GError **error)
{
  g_mutex_lock (&slow_lock);
  g_mutex_unlock (&slow_lock);
  return solve_steps (params, language, cancellable, error);
}

static const WkExerciseKind prompt_kind = {
  .id = "prompt",
  .title = "Prompt",
  .topic = "Test",
  .summary = "Is there at once.",
  .specs = sum_specs,
  .vary = vary_sum,
  .solve = solve_steps,
  .draw = draw_sum,
};

static const WkExerciseKind late_kind = {
  .id = "late",
  .title = "Late",
  .topic = "Test",
  .summary = "Takes its time.",
  .specs = sum_specs,
  .vary = vary_sum,
  .solve = solve_steps_late,
  .draw = draw_sum,
  .flags = WK_KIND_SLOW,
};

static const char late_deck[] =
    "deck: 1\nid: test\ntitle: Test\nlanguage: en\nexercises:\n"
    "  - {number: 1a, kind: prompt, title: A, question: W?, parameters: {n: 4}}\n"
    "  - {number: 1b, kind: late, title: B, question: W?, parameters: {n: 3}}\n"
    "  - {number: 2a, kind: late, title: C, question: W?, parameters: {n: 3}}\n"
    "  - {number: 2b, kind: prompt, title: D, question: W?, parameters: {n: 4}}\n";

/* --- the window --- */

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
open_hall (Hall *hall, const char *text)
{
  static const WkExerciseKind *const both[] = { &prompt_kind, &late_kind, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck =
      wk_deck_parse (text, strlen (text), "test", both, NULL, &error);

  g_assert_no_error (error);
  gui_set_animations (FALSE);
  hall->session = wk_session_new (deck);
  hall->window = gui_open_session (hall->session, 1280, 800);
  hall->present = wk_window_get_present (hall->window);
  wk_present_start (hall->present);
  hall->audience = wk_present_get_audience (hall->present);
  gui_wait (is_drawn, hall);
}

static void
close_hall (Hall *hall)
{
  gui_close (hall->window);
  g_object_unref (hall->session);
}

static void
press (Hall *hall, guint key)
{
  gui_key (hall->window, key, 0);
}

static void
press_often (Hall *hall, guint key, guint n)
{
  for (guint i = 0; i < n; i++)
    press (hall, key);
}

/* The number of the exercise and the position, and whether more is announced. */
static void
assert_at (Hall *hall, const char *expected)
{
  const char *number = wk_exercise_get_number (wk_session_get_current (hall->session));
  g_autofree char *found =
      g_strdup_printf ("%s %g%s", number, wk_session_get_position (hall->session),
                       wk_audience_has_prompt (hall->audience) ? " ?" : "");

  g_assert_cmpstr (found, ==, expected);
}

/* The exercise of that index, and its solution does not come. */
static void
come_late (Hall *hall, guint exercise)
{
  static guint n_seeds;
  g_autofree char *seed = g_strdup_printf ("heron %u", n_seeds++);

  wk_session_set_exercise (hall->session, 0);
  g_mutex_lock (&slow_lock);
  wk_session_set_exercise (hall->session, exercise);
  if (wk_session_get_solution (hall->session) != NULL)
    g_assert_true (wk_session_new_numbers (hall->session, seed, NULL));
  wk_session_set_position (hall->session, 0);
  g_assert_true (wk_session_is_busy (hall->session));
}

static void
let_come (Hall *hall)
{
  g_mutex_unlock (&slow_lock);
  gui_wait (gui_is_solved, hall->session);
  gui_frames (hall->window, 3);
  gui_wait (gui_is_solved, hall->session);
  gui_frames (hall->window, 3);
}

/* --- presses while a solution is worked out --- */

/* They go on to what is asked, and announce it; nobody has seen that, so that none of
 * them confirms it. */
static void
test_pending_asked (void)
{
  Hall hall;

  open_hall (&hall, late_deck);
  come_late (&hall, 1);
  press (&hall, GDK_KEY_Page_Down);
  assert_at (&hall, "1b 0");
  let_come (&hall);
  assert_at (&hall, "1b 1");
  /* The announcement stays, and the next press is its answer. */
  come_late (&hall, 2);
  press_often (&hall, GDK_KEY_Page_Down, 2);
  let_come (&hall);
  assert_at (&hall, "2a 1 ?");
  press (&hall, GDK_KEY_Page_Down);
  assert_at (&hall, "2a 2");
  come_late (&hall, 1);
  press_often (&hall, GDK_KEY_Page_Down, 5);
  let_come (&hall);
  assert_at (&hall, "1b 1 ?");
  press (&hall, GDK_KEY_Page_Up);
  assert_at (&hall, "1b 1");
  close_hall (&hall);
}

/* Where nothing is announced not one is lost, into the next exercise and the one after
 * that, late or not. */
static void
test_pending_on (void)
{
  Hall hall;

  open_hall (&hall, late_deck);
  press (&hall, GDK_KEY_a);
  come_late (&hall, 1);
  press_often (&hall, GDK_KEY_Right, 3);
  let_come (&hall);
  assert_at (&hall, "1b 3");
  come_late (&hall, 1);
  press_often (&hall, GDK_KEY_Right, 3 + 1 + 2);
  let_come (&hall);
  assert_at (&hall, "2a 2");
  come_late (&hall, 1);
  press_often (&hall, GDK_KEY_Right, 3 + 1 + 3 + 1 + 2);
  let_come (&hall);
  assert_at (&hall, "2b 2");
  close_hall (&hall);
}

/* Back takes one back; elsewhere they count for nothing; a key that is held is no
 * hurry. */
static void
test_pending_taken_back (void)
{
  Hall hall;

  open_hall (&hall, late_deck);
  press (&hall, GDK_KEY_a);
  come_late (&hall, 1);
  press_often (&hall, GDK_KEY_Right, 3);
  press (&hall, GDK_KEY_Left);
  let_come (&hall);
  assert_at (&hall, "1b 2");
  come_late (&hall, 1);
  press_often (&hall, GDK_KEY_Right, 2);
  press (&hall, GDK_KEY_Home);
  let_come (&hall);
  assert_at (&hall, "1b 0");
  come_late (&hall, 1);
  press_often (&hall, GDK_KEY_Right, 3);
  press_often (&hall, GDK_KEY_1, 1);
  press_often (&hall, GDK_KEY_a, 1);
  let_come (&hall);
  assert_at (&hall, "1a 0");
  come_late (&hall, 1);
  for (guint i = 0; i < 30; i++)
    wk_present_key (hall.present, GTK_WIDGET (hall.window), GDK_KEY_Right, 100, 0);
  wk_present_key_up (hall.present, 100);
  let_come (&hall);
  assert_at (&hall, "1b 1");
  close_hall (&hall);
}

/* End goes as far as it would have gone, and what is pressed after it from there. */
static void
test_pending_end (void)
{
  Hall hall;

  open_hall (&hall, late_deck);
  come_late (&hall, 1);
  press (&hall, GDK_KEY_End);
  assert_at (&hall, "1b 0");
  let_come (&hall);
  assert_at (&hall, "1b 0 ?");
  press (&hall, GDK_KEY_a);
  come_late (&hall, 1);
  press (&hall, GDK_KEY_Right);
  press (&hall, GDK_KEY_End);
  let_come (&hall);
  assert_at (&hall, "1b 3");
  come_late (&hall, 1);
  press (&hall, GDK_KEY_End);
  press_often (&hall, GDK_KEY_Right, 2);
  let_come (&hall);
  assert_at (&hall, "2a 1");
  come_late (&hall, 1);
  press (&hall, GDK_KEY_End);
  press (&hall, GDK_KEY_Left);
  let_come (&hall);
  assert_at (&hall, "1b 0");
  come_late (&hall, 1);
  press (&hall, GDK_KEY_End);
  press (&hall, GDK_KEY_Home);
  let_come (&hall);
  assert_at (&hall, "1b 0");
  close_hall (&hall);
}

/* --- numbers --- */

static const char long_deck[] =
    "deck: 1\nid: test\ntitle: Test\nlanguage: en\nexercises:\n"
    "  - {number: 1, kind: prompt, title: A, question: W?}\n"
    "  - {number: 2, kind: prompt, title: B, question: W?}\n"
    "  - {number: 10, kind: prompt, title: C, question: W?}\n"
    "  - {number: 12a, kind: prompt, title: D, question: W?}\n"
    "  - {number: 12b, kind: prompt, title: E, question: W?}\n";

static void
type_number (Hall *hall, const char *keys)
{
  for (; *keys != '\0'; keys++)
    press (hall, *keys == '\n' ? GDK_KEY_Return : (guint) *keys);
}

/* Two digits, with the pen in hand or not: that they are colours, too, takes nothing
 * from them, and what was drawn stays. */
static void
test_two_digits (void)
{
  const WkPen pen = { WK_INK_RED, 5 };
  const WkPoint points[] = { { 100, 100 }, { 300, 200 } };
  Hall hall;
  WkToolsState *state;
  WkInkPlace place;

  open_hall (&hall, long_deck);
  state = wk_stage_tools_get_state (wk_audience_get_tools (hall.audience));
  for (guint i = 0; i < 2; i++)
    {
      type_number (&hall, "12b");
      assert_at (&hall, "12b 0");
      type_number (&hall, "10\n");
      assert_at (&hall, "10 0");
      type_number (&hall, "12\n");
      assert_at (&hall, "12a 0");
      type_number (&hall, "1\n");
      assert_at (&hall, "1 0");
      if (i == 0)
        press (&hall, GDK_KEY_d);
    }
  g_assert_cmpint (state->tool, ==, WK_TOOL_PEN);
  g_assert_cmpint (state->pen.colour, ==, WK_INK_RED);
  /* Two colours, and what cannot be a number: "c" clears. */
  place = wk_session_get_ink_place (hall.session);
  g_assert_true (wk_ink_add (wk_session_get_ink (hall.session), &place, &pen, 1440, 900,
                             points, 2));
  type_number (&hall, "12");
  g_assert_cmpint (state->pen.colour, ==, WK_INK_BLUE);
  type_number (&hall, "c");
  g_assert_true (wk_ink_is_empty (wk_session_get_ink (hall.session)));
  assert_at (&hall, "1 0");
  type_number (&hall, "13");
  g_assert_cmpint (state->pen.colour, ==, WK_INK_GREEN);
  type_number (&hall, "2\n");
  assert_at (&hall, "2 0");
  close_hall (&hall);
}

/* --- what is said, and to whom --- */

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

static gboolean
reads (gpointer widget, const char *text)
{
  return find_label (GTK_WIDGET (widget), text) != NULL;
}

/* The class hears of the lecturer's own matters only on the only screen; a number that
 * is typed is seen by all. */
static void
test_said (void)
{
  Hall hall;

  open_hall (&hall, late_deck);
  /* Looked at before a frame, since words go after two seconds. */
  press (&hall, GDK_KEY_s);
  g_assert_true (reads (hall.audience, "There is one screen"));
  wk_present_set_place (hall.present, TRUE, NULL);
  for (guint i = 0; i < 2; i++)
    {
      const char *words =
          i == 0 ? "What is asked shows at once" : "There is no exercise 9";

      press (&hall, GDK_KEY_2);
      gui_frames (hall.window, 5);
      g_assert_true (reads (hall.audience, "2…"));
      g_assert_true (reads (hall.window, "2…"));
      press (&hall, GDK_KEY_Escape);
      type_number (&hall, i == 0 ? "a" : "9\n");
      g_assert_true (reads (hall.window, words));
      g_assert_false (reads (hall.audience, words));
      g_assert_false (reads (hall.audience, "2…"));
      g_assert_false (reads (hall.audience, "9…"));
    }
  close_hall (&hall);
}

/* What the window has to tell is told during a lecture as well: in the lecturer's
 * window, or on the only screen. */
static void
test_toasts (void)
{
  Hall hall;

  open_hall (&hall, late_deck);
  wk_window_toast (hall.window, "No numbers <here>.");
  gui_frames (hall.window, 10);
  g_assert_true (reads (hall.window, "No numbers <here>."));
  press (&hall, GDK_KEY_Escape);
  wk_present_set_place (hall.present, TRUE, NULL);
  wk_present_start (hall.present);
  hall.audience = wk_present_get_audience (hall.present);
  gui_frames (hall.window, 10);
  wk_window_toast (hall.window, "The deck is broken.");
  /* One after the other. */
  while (!reads (hall.window, "The deck is broken."))
    gui_frames (hall.window, 10);
  g_assert_false (reads (hall.audience, "The deck is broken."));
  close_hall (&hall);
}

/* --- the parameters, from view to view --- */

static void
test_panel_moves (void)
{
  Hall hall;
  GtkWidget *lecturer;

  open_hall (&hall, late_deck);
  for (guint i = 0; i < 4; i++)
    {
      gboolean shown = i % 2 == 0;

      if (wk_audience_is_panel_shown (hall.audience) != shown)
        press (&hall, GDK_KEY_v);
      wk_present_set_place (hall.present, TRUE, NULL);
      gui_frames (hall.window, 3);
      lecturer = gui_find (GTK_WIDGET (hall.window), WK_TYPE_LECTURER);
      g_assert_nonnull (lecturer);
      g_assert_cmpint (wk_lecturer_is_panel_shown (WK_LECTURER (lecturer)), ==, shown);
      g_assert_false (wk_audience_is_panel_shown (hall.audience));
      if (i >= 2)
        press (&hall, GDK_KEY_v);
      press (&hall, GDK_KEY_F11);
      gui_frames (hall.window, 3);
      g_assert_null (gui_find (GTK_WIDGET (hall.window), WK_TYPE_LECTURER));
      g_assert_cmpint (wk_audience_is_panel_shown (hall.audience), ==,
                       i >= 2 ? !shown : shown);
    }
  close_hall (&hall);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/present/pending/asked", test_pending_asked);
  g_test_add_func ("/present/pending/end", test_pending_end);
  g_test_add_func ("/present/pending/on", test_pending_on);
  g_test_add_func ("/present/pending/taken-back", test_pending_taken_back);
  g_test_add_func ("/present/two-digits", test_two_digits);
  g_test_add_func ("/present/said", test_said);
  g_test_add_func ("/present/toasts", test_toasts);
  g_test_add_func ("/present/panel-moves", test_panel_moves);
  return g_test_run ();
}
