/* test-answers.c - the answers panel: fields, verdicts, hints, two presses for the rest
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-present.h"
#include "gui-kit.h"
#include "widgets/wk-answers-panel.h"
#include "widgets/wk-canvas-entry.h"
#include "widgets/wk-canvas-parts.h"
#include "widgets/wk-points-list.h"
#include "widgets/wk-ui.h"

static gboolean
has_panel (gpointer data)
{
  return gui_find (data, WK_TYPE_ANSWER_ROW) != NULL;
}

static WkAnswersPanel *
get_panel (WkWindow *window)
{
  gui_wait (has_panel, window);
  return WK_ANSWERS_PANEL (gui_find (GTK_WIDGET (window), WK_TYPE_ANSWERS_PANEL));
}

static void
type (WkAnswersPanel *panel, const char *id, const char *text)
{
  WkAnswerRow *row = wk_answers_panel_find_row (panel, id);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (wk_answer_row_get_field (row)), text);
}

static const char *
verdict (WkAnswersPanel *panel, const char *id)
{
  return wk_answer_row_get_verdict (wk_answers_panel_find_row (panel, id));
}

static const char *
text (WkAnswersPanel *panel, const char *id)
{
  WkAnswerRow *row = wk_answers_panel_find_row (panel, id);

  return gtk_editable_get_text (GTK_EDITABLE (wk_answer_row_get_field (row)));
}

static void
test_verdicts (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  WkSession *session = wk_window_get_session (window);
  WkAnswerRow *row = wk_answers_panel_find_row (panel, "yhat");

  g_assert_null (verdict (panel, "yhat"));
  type (panel, "yhat", "34");
  g_assert_null (verdict (panel, "yhat"));
  wk_answer_row_check (row);
  g_assert_cmpstr (verdict (panel, "yhat"), ==,
                   "Each node adds its own bias after the weighted sum.");
  type (panel, "yhat", "thirty");
  wk_answer_row_check (row);
  g_assert_nonnull (strstr (verdict (panel, "yhat"), "cannot be read"));
  type (panel, "yhat", "36");
  wk_answer_row_check (row);
  g_assert_cmpstr (verdict (panel, "yhat"), ==, "Right.");

  /* Undo and redo show in the field, too. */
  wk_session_undo (session);
  g_assert_cmpstr (text (panel, "yhat"), ==, "thirty");
  wk_session_redo (session);
  g_assert_cmpstr (text (panel, "yhat"), ==, "36");
  /* An answer from the figure comes here. */
  wk_session_set_answer (session, "a1_2", "5");
  g_assert_cmpstr (text (panel, "a1_2"), ==, "5");
  wk_session_set_answer (session, "yhat", "43");
  g_assert_cmpstr (verdict (panel, "yhat"), ==,
                   "Right from your value of $a^{[1]}_2$.");
  gui_close (window);
}

/* 1c: w = 1 can be forgotten unseen; it says so once the value is right. */
static void
test_coincidence (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  WkSession *session = wk_window_get_session (window);

  wk_session_set_exercise (session, 2);
  wk_session_set_answer (session, "db1_2", "8");
  g_assert_nonnull (strstr (verdict (panel, "db1_2"), "New Numbers"));
  wk_session_set_answer (session, "dw1_13", "16");
  g_assert_cmpstr (verdict (panel, "dw1_13"), ==, "Right.");
  gui_close (window);
}

/* What is being typed stays while something else changes; other numbers empty it. */
static void
test_half_typed (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  WkSession *session = wk_window_get_session (window);

  type (panel, "yhat", "3");
  wk_session_set_answer (session, "a1_1", "9");
  wk_session_step (session, 1);
  g_assert_cmpstr (text (panel, "yhat"), ==, "3");
  g_assert_true (wk_session_new_numbers (session, "oak", NULL));
  g_assert_cmpstr (text (panel, "yhat"), ==, "");
  g_assert_cmpstr (text (panel, "a1_1"), ==, "");
  g_assert_null (verdict (panel, "a1_1"));
  wk_session_undo (session);
  g_assert_cmpstr (text (panel, "a1_1"), ==, "9");
  gui_close (window);
}

static void
test_hints (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  WkSession *session = wk_window_get_session (window);
  WkAnswerState state;

  for (int i = 0; i < 4; i++)
    wk_answers_panel_hint (panel);
  g_assert_true (wk_session_get_answer (session, "yhat", &state));
  g_assert_cmpuint (state.n_hints, ==, 3);
  /* Once the main answer is settled they are for a value on the way. */
  wk_session_set_answer (session, "yhat", "36");
  wk_answers_panel_hint (panel);
  g_assert_true (wk_session_get_answer (session, "a1_1", &state));
  g_assert_cmpuint (state.n_hints, ==, 1);
  gui_close (window);
}

static GBytes *
picture_of (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GBytes *bytes;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  bytes = gsk_render_node_serialize (node);
  gsk_render_node_unref (node);
  return bytes;
}

/* The second hint's formula is in symbols: the figure shows which values they are. */
static void
test_hint_lights (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  GtkWidget *canvas = GTK_WIDGET (wk_window_get_canvas (window));
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  gui_frames (window, 10);
  none = picture_of (canvas);
  wk_answers_panel_hint (panel);
  gui_frames (window, 10);
  first = picture_of (canvas);
  wk_answers_panel_hint (panel);
  gui_frames (window, 10);
  second = picture_of (canvas);
  g_assert_true (g_bytes_equal (none, first));
  g_assert_false (g_bytes_equal (first, second));
  gui_close (window);
}

static void
test_solution (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  WkSession *session = wk_window_get_session (window);

  gui_set_animations (FALSE);
  g_assert_false (wk_answers_panel_show_solution (panel));
  g_assert_null (verdict (panel, "yhat"));
  g_assert_cmpfloat (wk_session_get_position (session), ==, 0);
  /* Another exercise: the press does not count there. */
  wk_session_set_exercise (session, 1);
  g_assert_false (wk_answers_panel_show_solution (panel));
  g_assert_true (wk_answers_panel_show_solution (panel));
  g_assert_cmpstr (verdict (panel, "yhat"), ==, "The value is 38.");
  g_assert_false (wk_session_is_done (session));
  wk_session_set_exercise (session, 0);
  g_assert_null (verdict (panel, "yhat"));
  gui_close (window);
}

/* Every exercise has its fields, each with a name; switching is quick and clean. */
static void
test_all_exercises (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  WkSession *session = wk_window_get_session (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < n; i++)
      {
        WkAnswerState state;

        wk_session_set_exercise (session, i);
        while (wk_session_is_busy (session))
          g_main_context_iteration (NULL, TRUE);
        for (guint k = 0; k < MIN (wk_session_get_n_answers (session), 24); k++)
          {
            WkAnswerRow *row;

            g_assert_true (wk_session_get_answer_at (session, k, &state));
            row = wk_answers_panel_find_row (panel, state.answer->id);
            g_assert_nonnull (row);
            g_assert_true (GTK_IS_ENTRY (wk_answer_row_get_field (row)) ||
                           GTK_IS_DROP_DOWN (wk_answer_row_get_field (row)));
          }
        gui_frames (window, 2);
      }
  gui_close (window);
}

/* The checklist of a verbal part shows when it was asked for twice. */
static void
test_points (void)
{
  static const char deck_text[] =
      "deck: 1\nexercises:\n  - {number: 1, kind: dense-forward,\n"
      "     points: ['The mean of $x_1$', Another]}\n";
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "deck.yaml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  WkWindow *window = gui_open (1280, 800);
  WkAnswersPanel *panel = get_panel (window);
  WkSession *session = wk_window_get_session (window);
  GtkWidget *list, *button;

  g_assert_true (g_file_set_contents (path, deck_text, -1, NULL));
  wk_window_open_file (window, file);
  g_assert_cmpuint (wk_session_get_n_points (session), ==, 2);
  list = gui_find (GTK_WIDGET (panel), WK_TYPE_POINTS_LIST);
  g_assert_false (gtk_widget_get_visible (list));
  wk_answers_panel_show_solution (panel);
  g_assert_false (gtk_widget_get_visible (list));
  wk_answers_panel_show_solution (panel);
  g_assert_true (gtk_widget_get_visible (list));
  button = gtk_widget_get_last_child (list);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  g_assert_true (wk_session_get_tick (session, 1));
  wk_session_undo (session);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (button)));
  gui_close (window);
  gui_remove_folder (folder);
}

/* Fields in the figure are in it again after a lecture that went through others. */
static gboolean
is_in_place (gpointer canvas)
{
  GtkWidget *entry = gui_find (canvas, WK_TYPE_CANVAS_ENTRY);
  graphene_rect_t box;

  return entry != NULL && gtk_widget_compute_bounds (entry, canvas, &box) &&
         box.origin.x > 20 && box.origin.y > 20;
}

static void
test_after_lecture (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkCanvas *canvas = wk_window_get_canvas (window);

  gui_wait (is_in_place, canvas);
  wk_present_start (wk_window_get_present (window));
  gui_frames (window, 5);
  wk_session_set_exercise (session, 7);
  wk_session_set_position (session, 3);
  gui_frames (window, 5);
  wk_session_set_exercise (session, 0);
  gui_frames (window, 5);
  wk_present_stop (wk_window_get_present (window));
  gui_frames (window, 10);
  gui_wait (is_in_place, canvas);
  gui_close (window);
}

static GtkWidget *
find_prompt (WkAudience *audience)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (audience));

  while (child != NULL && !gtk_widget_has_css_class (child, "asked"))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* The middle of no text of the figure is under @prompt. */
static void
check_hides_nothing (WkSession *session, WkCanvas *canvas, GtkWidget *prompt)
{
  WkScene *scene = wk_session_get_scene (session);
  WkRect page = wk_canvas_get_page_rect (canvas);
  graphene_rect_t box;

  g_assert_true (gtk_widget_compute_bounds (prompt, GTK_WIDGET (canvas), &box));
  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);
      double scale = page.width / wk_scene_get_width (scene);
      WkRect bounds;

      if (item->type != WK_ITEM_TEXT && item->type != WK_ITEM_FORMULA)
        continue;
      bounds = wk_canvas_item_bounds (scene, item);
      g_test_message ("%s", item->id);
      g_assert_false (graphene_rect_contains_point (
          &box, &GRAPHENE_POINT_INIT (
                    (float) (page.x + (bounds.x + bounds.width / 2) * scale),
                    (float) (page.y + (bounds.y + bounds.height / 2) * scale))));
    }
}

/* What is announced in a lecture stands where the figure is not. */
static void
test_announced (void)
{
  static const guint exercises[] = { 0, 1, 7 }; /* 1a, 1b, 2d */
  WkWindow *window = gui_open (1024, 768);
  WkSession *session = wk_window_get_session (window);
  WkPresent *present = wk_window_get_present (window);

  gui_set_animations (FALSE);
  wk_present_start (present);
  gui_frames (window, 5);
  for (guint i = 0; i < G_N_ELEMENTS (exercises); i++)
    {
      WkAudience *audience = wk_present_get_audience (present);

      wk_session_set_exercise (session, exercises[i]);
      while (!wk_audience_has_prompt (audience))
        wk_present_do (present, WK_PRESENT_FORWARD);
      gui_frames (window, 5);
      check_hides_nothing (session, wk_audience_get_canvas (audience),
                           find_prompt (audience));
    }
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/gui/answers/verdicts", test_verdicts);
  g_test_add_func ("/gui/answers/coincidence", test_coincidence);
  g_test_add_func ("/gui/answers/half-typed", test_half_typed);
  g_test_add_func ("/gui/answers/hints", test_hints);
  g_test_add_func ("/gui/answers/hint-lights", test_hint_lights);
  g_test_add_func ("/gui/answers/solution", test_solution);
  g_test_add_func ("/gui/answers/all-exercises", test_all_exercises);
  g_test_add_func ("/gui/answers/points", test_points);
  g_test_add_func ("/gui/answers/after-lecture", test_after_lecture);
  g_test_add_func ("/gui/answers/announced", test_announced);
  return g_test_run ();
}
