/* test-canvas.c - hands on the figure, for every exercise of the exam
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/wk-kinds.h"
#include "gui-kit.h"
#include "model/wk-number.h"
#include "widgets/wk-canvas-card.h"
#include "widgets/wk-canvas-entry.h"
#include "widgets/wk-canvas-parts.h"

typedef void (*WithExercise) (WkWindow *window, WkSession *session, WkCanvas *canvas);

static gboolean
is_solved (gpointer session)
{
  return !wk_session_is_busy (session);
}

static void
go_to (WkSession *session, WkCanvas *canvas, double position)
{
  wk_session_set_position (session, position);
  wk_canvas_settle (canvas);
}

/* Runs @with for each exercise of the built-in deck, and so for each kind. */
static void
for_each_exercise (WithExercise with)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkCanvas *canvas = wk_window_get_canvas (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));

  gui_set_animations (FALSE);
  for (guint i = 0; i < n; i++)
    {
      wk_session_set_exercise (session, i);
      gui_wait (is_solved, session);
      g_test_message ("%s", wk_exercise_get_number (wk_session_get_current (session)));
      wk_canvas_settle (canvas);
      gui_frames (window, 2);
      with (window, session, canvas);
    }
  gui_close (window);
}

static GPtrArray *
list_parts (WkCanvas *canvas)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (canvas));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (WK_IS_CANVAS_PART (child))
      g_ptr_array_add (parts, child);
  return parts;
}

/* --- what a screen reader finds --- */

static void
check_name (GtkWidget *part, const WkItem *item)
{
  g_autofree char *name = wk_canvas_part_item_name (item);
  g_autofree char *wrong = NULL;

  g_assert_cmpstr (item->label, !=, "");
  g_assert_false (g_str_has_prefix (item->label, "Gtk"));
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (part),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  g_assert_cmpstr (wrong, ==, NULL);
}

/* The parts are the scene's labelled items, in reading order, named by label and value,
 * at every step, and where the painted ones are. */
static void
with_parts (WkWindow *window, WkSession *session, WkCanvas *canvas)
{
  guint n_steps = wk_session_get_n_steps (session);

  for (guint step = 0; step <= n_steps; step++)
    {
      g_autoptr (GPtrArray) parts = NULL;
      WkScene *scene;
      guint n;

      go_to (session, canvas, step);
      gui_frames (window, 1);
      scene = wk_session_get_scene (session);
      n = wk_scene_get_n_labelled (scene);
      parts = list_parts (canvas);
      g_assert_cmpuint (parts->len, >, 0);
      g_assert_cmpuint (parts->len, <=, WK_CANVAS_MOST_PARTS);
      if (n > WK_CANVAS_MOST_PARTS)
        continue;
      g_assert_cmpuint (parts->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          const WkItem *item = wk_scene_get_labelled (scene, i);

          g_assert_cmpstr (wk_canvas_part_get_id (parts->pdata[i]), ==, item->id);
          check_name (parts->pdata[i], item);
        }
    }
}

static void
test_parts (void)
{
  for_each_exercise (with_parts);
}

/* Right goes through all of them, and Left back. */
static void
with_walk (WkWindow *window, WkSession *session, WkCanvas *canvas)
{
  g_autoptr (GPtrArray) parts = list_parts (canvas);
  guint n = MIN (parts->len, 200);

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (wk_canvas_is_walking (canvas));
      g_assert_cmpstr (wk_canvas_get_selected (canvas), ==,
                       wk_canvas_part_get_id (parts->pdata[i]));
      g_assert_true (gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_Right, 0));
    }
  for (guint i = n; i-- > 0 && n < parts->len;)
    {
      g_assert_true (gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_Left, 0));
      g_assert_cmpstr (wk_canvas_get_selected (canvas), ==,
                       wk_canvas_part_get_id (parts->pdata[i]));
    }
  g_assert_true (gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_Escape, 0));
  g_assert_false (wk_canvas_is_walking (canvas));
  g_assert_null (wk_canvas_get_selected (canvas));
}

static void
test_walk (void)
{
  for_each_exercise (with_walk);
}

/* --- many parts --- */

static WkScene *
make_crowd (guint n, gboolean grouped)
{
  WkView view = { .width = 1600,
                  .height = 900,
                  .language = wk_language_get ("en"),
                  .measure = wk_render_get_measure () };
  WkSceneBuilder *builder = wk_scene_builder_new (&view);

  wk_scene_builder_set_title (builder, "crowd");
  for (guint i = 0; i < n; i++)
    {
      const char *id = wk_scene_id (builder, "cell-%u", i);
      g_autofree char *label = g_strdup_printf ("cell %u", i);
      WkItem *item;

      if (grouped && i % 100 == 0)
        {
          const char *group = wk_scene_id (builder, "row-%u", i / 100);
          g_autofree char *name = g_strdup_printf ("row %u", i / 100);

          wk_scene_set_group (builder, NULL);
          wk_scene_add_group (builder, group, name);
          wk_scene_set_group (builder, group);
        }
      item = wk_scene_add_box (builder, id, WK_ROLE_INK,
                               (WkRect){ 10.0 * (i % 100), 10.0 * (i / 100), 8, 8 }, 0);
      wk_item_set_spoken (item, label, "1", NULL, NULL);
    }
  return wk_scene_builder_finish (builder);
}

static void
check_crowd (guint n, gboolean grouped, guint expected, const char *second)
{
  g_autoptr (WkScene) scene = make_crowd (n, grouped);
  GtkWidget *canvas = g_object_ref_sink (wk_canvas_new ());
  g_autoptr (GPtrArray) parts = NULL;

  wk_canvas_set_scene (WK_CANVAS (canvas), scene);
  wk_canvas_settle (WK_CANVAS (canvas));
  parts = list_parts (WK_CANVAS (canvas));
  g_assert_cmpuint (parts->len, ==, expected);
  g_assert_cmpstr (wk_canvas_part_get_id (parts->pdata[1]), ==, second);
  /* They are gone with the scene. */
  wk_canvas_set_scene (WK_CANVAS (canvas), NULL);
  wk_canvas_settle (WK_CANVAS (canvas));
  g_assert_null (gui_find (canvas, WK_TYPE_CANVAS_PART));
  g_object_unref (canvas);
}

/* Beyond 1500, rows stand for their cells; without rows, neighbours share a part. */
static void
test_crowd (void)
{
  check_crowd (1500, FALSE, 1500, "cell-1");
  check_crowd (1400, TRUE, 1414, "cell-0");
  check_crowd (5000, TRUE, 50, "row-1");
  check_crowd (3001, FALSE, 1001, "cell-3");
}

/* --- nothing computed shows --- */

/* At the question, the part that holds the blank of an answer does not say its value.
 */
static void
with_question (WkWindow *window, WkSession *session, WkCanvas *canvas)
{
  go_to (session, canvas, 0);
  for (guint i = 0; i < wk_session_get_n_answers (session); i++)
    {
      WkAnswerState state;
      const WkItem *item;
      g_autofree char *words = NULL;

      g_assert_true (wk_session_get_answer_at (session, i, &state));
      g_assert_true (wk_session_is_answer_open (session, state.answer->id));
      if (state.answer->item == NULL)
        continue;
      item = wk_scene_find (wk_session_get_scene (session), state.answer->item);
      if (item == NULL || item->label == NULL)
        continue;
      words = wk_number_to_words (state.answer->value, wk_language_get ("en"));
      g_assert_cmpstr (item->value, !=, words);
      g_assert_null (item->how);
    }
}

static void
test_question (void)
{
  for_each_exercise (with_question);
}

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
  gui_wait (is_solved, session);
  g_assert_true (wk_session_undo (session));
  gui_wait (is_solved, session);
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
  gui_wait (is_solved, session);
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
  gui_wait (is_solved, session);
  if (!wk_params_equal (wk_session_get_params (session), before))
    check_undone (session, before);

  /* A drag is one step of undo. */
  wk_canvas_settle (canvas);
  gui_frames (window, 1);
  gui_drag (canvas, x, y, 3, -60);
  gui_wait (is_solved, session);
  if (!wk_params_equal (wk_session_get_params (session), before))
    check_undone (session, before);
  wk_canvas_settle (canvas);
}

static void
test_hands (void)
{
  for_each_exercise (with_hands);
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
  gui_wait (is_solved, session);
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
  for_each_exercise (with_typing);
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

  go_to (session, canvas, 0);
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
  go_to (session, canvas, wk_session_get_n_steps (session));
  g_assert_null (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
  go_to (session, canvas, 0);
  g_object_set (canvas, "answers-shown", FALSE, NULL);
  wk_canvas_settle (canvas);
  g_assert_null (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY));
  g_object_set (canvas, "answers-shown", TRUE, NULL);
}

static void
test_blanks (void)
{
  for_each_exercise (with_blanks);
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

/* --- card --- */

static void
test_card (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkCanvas *canvas = wk_window_get_canvas (window);
  GtkWidget *card;
  double x;
  double y;

  gui_set_animations (FALSE);
  g_assert_null (gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_CARD));
  go_to (session, canvas, 2);
  gui_frames (window, 10);
  g_assert_true (gui_part_place (canvas, "node-1-1", &x, &y));
  gui_drag (canvas, x, y, 0, 0);
  g_assert_cmpstr (wk_canvas_get_selected (canvas), ==, "node-1-1");
  card = gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_CARD);
  g_assert_true (gtk_widget_get_visible (card));
  /* It follows the figure, and a number that does not fit is told on it. */
  go_to (session, canvas, 0);
  wk_canvas_edit (canvas, "node-1-1", &(WkEdit){ .type = WK_EDIT_PICK });
  wk_canvas_edit (canvas, "node-0-1", &(WkEdit){ .type = WK_EDIT_SET, .value = 1e300 });
  g_assert_cmpstr (wk_canvas_get_selected (canvas), ==, "node-0-1");
  gui_frames (window, 2);
  wk_session_set_exercise (session, 1);
  g_assert_null (wk_canvas_get_selected (canvas));
  g_assert_false (gtk_widget_get_visible (card));
  gui_close (window);
}

/* --- the menu --- */

typedef struct
{
  char *text;
  gboolean done;
} Clip;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Clip *clip = data;

  clip->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  clip->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Clip *) data)->done;
}

static char *
copied (WkCanvas *canvas, const char *action)
{
  Clip clip = { 0 };

  gtk_widget_activate_action (GTK_WIDGET (canvas), action, NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (canvas)), NULL,
                                 read_cb, &clip);
  gui_wait (is_read, &clip);
  return clip.text;
}

static void
test_menu (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  WkCanvas *canvas = wk_window_get_canvas (window);
  g_autofree char *latex = NULL;
  g_autofree char *values = NULL;
  GtkWidget *menu;

  gui_set_animations (FALSE);
  go_to (session, canvas, 1);
  latex = copied (canvas, "figure.copy-latex");
  values = copied (canvas, "figure.copy-values");
  g_assert_nonnull (strstr (latex, "cdot"));
  g_assert_null (strstr (latex, "\\focus"));
  g_assert_nonnull (strstr (values, "\t"));
  gtk_widget_activate_action (GTK_WIDGET (canvas), "figure.menu", NULL);
  gui_frames (window, 3);
  menu = gui_find (GTK_WIDGET (canvas), GTK_TYPE_POPOVER_MENU);
  g_assert_true (gtk_widget_get_visible (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  gui_frames (window, 3);
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/canvas/parts", test_parts);
  g_test_add_func ("/canvas/walk", test_walk);
  g_test_add_func ("/canvas/crowd", test_crowd);
  g_test_add_func ("/canvas/question", test_question);
  g_test_add_func ("/canvas/hands", test_hands);
  g_test_add_func ("/canvas/typing", test_typing);
  g_test_add_func ("/canvas/blanks", test_blanks);
  g_test_add_func ("/canvas/blank-keys", test_blank_keys);
  g_test_add_func ("/canvas/card", test_card);
  g_test_add_func ("/canvas/menu", test_menu);
  return g_test_run ();
}
