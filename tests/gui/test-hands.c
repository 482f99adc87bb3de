/* test-hands.c - numbers and answers given on the figure, in all of the exam
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gui-kit.h"
#include "model/wk-number.h"
#include "widgets/wk-canvas-entry.h"

/* --- numbers changed by hand --- */

/* The first part that edits a number, or NULL. */
static const WkItem *
find_editable (WkSession *session)
{
  WkScene *scene = wk_session_get_scene (session);

  for (guint i = 0; i < wk_scene_get_n_labelled (scene); i++)
    {
      const WkItem *item = wk_scene_get_labelled (scene, i);
      WkValue *value =
          item->edits != NULL
              ? wk_params_get_value (wk_session_get_params (session), item->edits)
              : NULL;

      if (value != NULL && wk_value_get_type_tag (value) == WK_VALUE_NUMBER)
        return item;
    }
  return NULL;
}

static double
get_number (WkSession *session, const char *path)
{
  return wk_params_get_number (wk_session_get_params (session), path);
}

/* Whatever a hand does, one undo takes it back exactly. */
static void
check_undone (WkSession *session, WkParams *before)
{
  gui_wait (gui_is_solved, session);
  g_assert_true (wk_session_undo (session));
  gui_wait (gui_is_solved, session);
  g_assert_true (wk_params_equal (wk_session_get_params (session), before));
}

static void
with_hands (WkWindow *window, WkSession *session, WkCanvas *canvas)
{
  const WkItem *item = find_editable (session);
  g_autoptr (WkParams) before = wk_params_ref (wk_session_get_params (session));
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  double old;
  double up;
  double x;
  double y;

  if (item == NULL)
    return;
  id = g_strdup (item->id);
  path = g_strdup (item->edits);
  old = get_number (session, path);
  wk_canvas_select (canvas, id);

  /* Keys; two steps right after each other are one of undo. */
  g_assert_true (gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_plus, 0));
  gui_wait (gui_is_solved, session);
  up = get_number (session, path);
  if (up == old)
    {
      /* At the top of its range: said, and nothing changed. */
      g_assert_true (wk_params_equal (wk_session_get_params (session), before));
      return;
    }
  wk_canvas_settle (canvas);
  gui_frames (window, 1);
  check_undone (session, before);
  wk_canvas_settle (canvas);
  gui_frames (window, 1);

  /* The wheel. */
  g_assert_true (gui_part_place (canvas, id, &x, &y));
  gui_scroll (canvas, x, y, -1);
  gui_wait (gui_is_solved, session);
  if (!wk_params_equal (wk_session_get_params (session), before))
    check_undone (session, before);

  /* A drag is one step of undo. */
  wk_canvas_settle (canvas);
  gui_frames (window, 1);
  gui_drag (canvas, x, y, 3, -60);
  gui_wait (gui_is_solved, session);
  if (!wk_params_equal (wk_session_get_params (session), before))
    check_undone (session, before);
  wk_canvas_settle (canvas);
}

static void
test_hands (void)
{
  gui_for_each_exercise (with_hands);
}

/* --- typing --- */

static void
type_text (WkCanvas *canvas, const char *text)
{
  GtkWidget *entry = gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY);
  GtkWidget *field = gui_find (entry, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (field), text);
  g_signal_emit_by_name (field, "activate");
}

static void
with_typing (WkWindow *window, WkSession *session, WkCanvas *canvas)
{
  const WkItem *item = find_editable (session);
  g_autoptr (WkParams) before = wk_params_ref (wk_session_get_params (session));
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  double old;

  if (item == NULL)
    return;
  id = g_strdup (item->id);
  path = g_strdup (item->edits);
  old = get_number (session, path);
  g_object_set (canvas, "answers-shown", FALSE, NULL);
  wk_canvas_settle (canvas);
  wk_canvas_select (canvas, id);
  g_assert_true (gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_2, 0));
  g_assert_nonnull (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
  gui_frames (window, 2);
  /* What cannot be read, or does not fit, changes nothing and keeps the field. */
  type_text (canvas, "two");
  g_assert_cmpfloat (get_number (session, path), ==, old);
  g_assert_nonnull (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
  type_text (canvas, "1e300");
  g_assert_cmpfloat (get_number (session, path), ==, old);
  g_assert_nonnull (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
  type_text (canvas, old == 2 ? "3" : "2");
  gui_wait (gui_is_solved, session);
  if (get_number (session, path) != old)
    {
      gui_frames (window, 2);
      g_assert_null (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
      check_undone (session, before);
    }
  else
    {
      gui_widget_key (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY),
                      GDK_KEY_Escape, 0);
    }
  gui_frames (window, 2);
  g_assert_null (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
}

static void
test_typing (void)
{
  gui_for_each_exercise (with_typing);
}

/* --- answers in the figure --- */

static GPtrArray *
list_blanks (WkCanvas *canvas)
{
  GPtrArray *blanks = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (canvas));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (WK_IS_CANVAS_ENTRY (child))
      g_ptr_array_add (blanks, child);
  return blanks;
}

static guint
count_expected (WkSession *session)
{
  guint n = 0;

  for (guint i = 0; i < wk_session_get_n_answers (session); i++)
    {
      WkAnswerState state;
      const WkItem *item;

      wk_session_get_answer_at (session, i, &state);
      item = state.answer->item != NULL
                 ? wk_scene_find (wk_session_get_scene (session), state.answer->item)
                 : NULL;
      if (item != NULL && state.answer->step > 0 &&
          state.answer->type != WK_ANSWER_CHOICE)
        n++;
    }
  return n;
}

static void
with_blanks (WkWindow *window, WkSession *session, WkCanvas *canvas)
{
  g_autoptr (GPtrArray) blanks = NULL;
  guint n_right = 0;

  gui_go_to (session, canvas, 0);
  blanks = list_blanks (canvas);
  g_assert_cmpuint (blanks->len, ==, count_expected (session));
  gui_frames (window, 2);
  for (guint i = 0, b = 0; i < wk_session_get_n_answers (session); i++)
    {
      WkAnswerState state;
      g_autofree char *text = NULL;
      GtkWidget *field;

      wk_session_get_answer_at (session, i, &state);
      if (b >= blanks->len || state.answer->item == NULL ||
          state.answer->type == WK_ANSWER_CHOICE || state.answer->step == 0)
        continue;
      field = gui_find (blanks->pdata[b++], GTK_TYPE_ENTRY);
      text = wk_number_to_exact (state.answer->value);
      gtk_editable_set_text (GTK_EDITABLE (field), text);
      g_assert_null (state.typed);
      g_signal_emit_by_name (field, "activate");
      g_assert_true (wk_session_get_answer_at (session, i, &state));
      g_assert_cmpstr (state.typed, ==, text);
      g_assert_cmpint (state.verdict, ==, WK_VERDICT_RIGHT);
      n_right++;
    }
  g_assert_cmpuint (n_right, ==, blanks->len);
  wk_canvas_settle (canvas);
  gui_frames (window, 2);
  for (guint i = 0; i < blanks->len; i++)
    g_assert_true (gtk_widget_has_css_class (blanks->pdata[i], "right"));
  /* Where the figure shows the value, the field is gone. */
  gui_go_to (session, canvas, wk_session_get_n_steps (session));
  g_assert_null (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
  gui_go_to (session, canvas, 0);
  g_object_set (canvas, "answers-shown", FALSE, NULL);
  wk_canvas_settle (canvas);
  g_assert_null (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
  g_object_set (canvas, "answers-shown", TRUE, NULL);
}

static void
test_blanks (void)
{
  gui_for_each_exercise (with_blanks);
}

/* 1a by Tab and Enter alone: a wrong value is told in place. */
static void
test_blank_keys (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkCanvas *canvas = wk_window_get_canvas (window);
  g_autoptr (GPtrArray) blanks = list_blanks (canvas);
  WkAnswerState state;

  g_assert_cmpuint (blanks->len, ==, 4);
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD);
  g_assert_true (wk_canvas_is_walking (canvas));
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD));
      g_assert_true (wk_canvas_entry_has_focus (blanks->pdata[i]));
    }
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD));
  type_text (canvas, "8");
  g_assert_true (wk_session_get_answer_at (session, 0, &state));
  g_assert_cmpint (state.verdict, ==, WK_VERDICT_SLIP);
  wk_canvas_settle (canvas);
  g_assert_true (gtk_widget_has_css_class (blanks->pdata[0], "wrong"));
  type_text (canvas, "nine");
  wk_canvas_settle (canvas);
  g_assert_false (gtk_widget_has_css_class (blanks->pdata[0], "wrong"));
  /* Enter on the part leads into its blank, digits as well. */
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  wk_canvas_select (canvas, "node-1-2");
  gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_Return, 0);
  g_assert_true (wk_canvas_entry_has_focus (blanks->pdata[1]));
  gui_widget_key (blanks->pdata[1], GDK_KEY_Escape, 0);
  g_assert_true (wk_canvas_is_walking (canvas));
  g_assert_cmpstr (wk_canvas_get_selected (canvas), ==, "node-1-2");
  gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_5, 0);
  g_assert_cmpstr (wk_canvas_entry_get_text (blanks->pdata[1]), ==, "5");
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/hands/hands", test_hands);
  g_test_add_func ("/hands/typing", test_typing);
  g_test_add_func ("/hands/blanks", test_blanks);
  g_test_add_func ("/hands/blank-keys", test_blank_keys);
  return g_test_run ();
}
