/* test-canvas.c - the figure, its parts, card and menu, for every exercise of the exam
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/wk-kinds.h"
#include "gui-kit.h"
#include "model/wk-number.h"
#include "widgets/wk-canvas-card.h"
#include "widgets/wk-canvas-parts.h"

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

      gui_go_to (session, canvas, step);
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
  gui_for_each_exercise (with_parts);
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
  gui_for_each_exercise (with_walk);
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
  gui_go_to (session, canvas, 0);
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
  gui_for_each_exercise (with_question);
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
  gui_go_to (session, canvas, 2);
  gui_frames (window, 10);
  g_assert_true (gui_part_place (canvas, "node-1-1", &x, &y));
  gui_drag (canvas, x, y, 0, 0);
  g_assert_cmpstr (wk_canvas_get_selected (canvas), ==, "node-1-1");
  card = gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_CARD);
  g_assert_true (gtk_widget_get_visible (card));
  /* It follows the figure, and a number that does not fit is told on it. */
  gui_go_to (session, canvas, 0);
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
  gui_go_to (session, canvas, 1);
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
  g_test_add_func ("/canvas/card", test_card);
  g_test_add_func ("/canvas/menu", test_menu);
  return g_test_run ();
}
