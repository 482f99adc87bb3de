/* test-keeping.c - what the window saves, opens again and keeps; search, preferences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "app/wk-preferences.h"
#include "app/wk-progress-window.h"
#include "app/wk-window-edit.h"
#include "app/wk-window-state.h"
#include "exercises/wk-kinds.h"
#include "gui-kit.h"
#include "widgets/wk-choice-button.h"
#include "widgets/wk-exercise-list.h"

static gboolean
file_exists (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
set_weight (WkWindow *window, double value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) number = wk_value_new_number (value);

  wk_session_set_parameter (wk_window_get_session (window), "layers[0].W[1][1]", number,
                            &error);
  g_assert_no_error (error);
}

/* --- saving --- */

static void
test_save (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autofree char *folder = gui_new_folder ();

  set_weight (window, 7);
  for (int whole = 0; whole < 2; whole++)
    {
      g_autofree char *path =
          g_build_filename (folder, whole ? "deck.yaml" : "exercise.yaml", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkDeck) deck = NULL;

      wk_window_save_deck (window, path, whole == 1);
      gui_wait (file_exists, path);
      gui_frames (window, 3);
      deck = wk_deck_load (path, wk_exercise_kinds, NULL, &error);
      g_assert_no_error (error);
      if (whole)
        g_assert_cmpuint (wk_deck_get_n_exercises (deck), >, 1);
      else
        g_assert_cmpuint (wk_deck_get_n_exercises (deck), ==, 1);
      g_assert_true (
          wk_params_equal (wk_exercise_get_params (wk_deck_get_exercise (deck, 0)),
                           wk_session_get_params (wk_window_get_session (window))));
    }
  gui_remove_folder (folder);
  gui_close (window);
}

/* --- a deck that changes on disk --- */

static void
write_deck (const char *path, const char *weight)
{
  g_autofree char *text = g_strdup_printf (
      "deck: 1\nid: t\ntitle: T\nexercises:\n"
      "  - {number: 1, kind: dense-forward, title: One}\n"
      "  - {number: 2, kind: dense-forward, title: Two, parameters: {x: [%s, 3]}}\n",
      weight);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static gboolean
is_nine (gpointer data)
{
  WkParams *params = wk_session_get_params (wk_window_get_session (data));

  return wk_params_get_number (params, "x[0]") == 9;
}

static void
test_reload (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "deck.yaml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  write_deck (path, "5");
  wk_window_open_file (window, file);
  g_assert_cmpstr (wk_window_get_deck_path (window), ==, path);
  wk_session_set_exercise (session, 1);
  wk_session_set_position (session, 2);
  /* Half of a deck changes nothing. */
  g_assert_true (g_file_set_contents (path, "deck: [", -1, NULL));
  gui_frames (window, 3);
  write_deck (path, "9");
  gui_wait (is_nine, window);
  g_assert_cmpuint (wk_session_get_exercise (session), ==, 1);
  g_assert_cmpfloat (wk_session_get_position (session), ==, 2);
  /* The exam that comes with the program is one menu item away. */
  g_action_group_activate_action (G_ACTION_GROUP (window), "open-exam", NULL);
  g_assert_null (wk_window_get_deck_path (window));
  g_assert_cmpstr (wk_deck_get_id (wk_session_get_deck (session)), ==,
                   "exam-2018-06-11");
  gui_remove_folder (folder);
  gui_close (window);
}

/* --- state --- */

static void
test_state (void)
{
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *path = g_build_filename (folder, "state", NULL);
  g_autofree char *trouble = NULL;
  g_autoptr (WkState) state = NULL;
  WkWindow *window = gui_open (1300, 720);

  wk_window_keep_state (window, path, NULL);
  wk_session_set_exercise (wk_window_get_session (window), 1);
  wk_session_set_position (wk_window_get_session (window), 3);
  set_weight (window, 7);
  g_action_group_change_action_state (G_ACTION_GROUP (window), "panel",
                                      g_variant_new_boolean (FALSE));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "figure-theme",
                                      g_variant_new_string ("print"));
  gtk_window_close (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;

  state = wk_state_load (path, &trouble);
  g_assert_null (trouble);
  window = gui_open (1280, 800);
  wk_state_restore (state, wk_window_get_session (window));
  wk_window_restore_state (window, state);
  gui_frames (window, 2);
  g_assert_cmpuint (wk_session_get_exercise (wk_window_get_session (window)), ==, 1);
  g_assert_cmpfloat (wk_session_get_position (wk_window_get_session (window)), ==, 3);
  g_assert_cmpint (wk_state_get_window (state)->width, ==, 1300);
  g_assert_cmpint (wk_session_get_theme (wk_window_get_session (window)), ==,
                   WK_THEME_PRINT);
  {
    g_autoptr (GVariant) shown =
        g_action_group_get_action_state (G_ACTION_GROUP (window), "panel");

    g_assert_false (g_variant_get_boolean (shown));
  }
  gui_remove_folder (folder);
  gui_close (window);
}

/* --- search --- */

static guint
count_visible (GtkWidget *list)
{
  GtkListBox *box = GTK_LIST_BOX (gui_find (list, GTK_TYPE_LIST_BOX));
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (box, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      n++;
  return n;
}

static void
test_search (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  GtkWidget *list = gui_find (GTK_WIDGET (window), WK_TYPE_EXERCISE_LIST);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));
  GtkWidget *entry;

  gui_frames (window, 2);
  g_assert_cmpuint (count_visible (list), ==, n);
  g_action_group_activate_action (G_ACTION_GROUP (window), "search", NULL);
  entry = gui_find (list, GTK_TYPE_SEARCH_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "relu OUTPUT");
  g_assert_cmpuint (count_visible (list), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "dense");
  g_assert_cmpuint (count_visible (list), >=, 3);
  g_assert_cmpuint (count_visible (list), <=, n);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1b");
  g_assert_cmpuint (count_visible (list), ==, 1);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (wk_exercise_get_number (wk_session_get_current (session)), ==, "1b");
  g_assert_cmpuint (count_visible (list), ==, n);
  g_assert_false (gtk_widget_get_visible (entry));
  gui_close (window);
}

/* --- dialogs --- */

/* A choice row of the preferences at work, by its place. */
static void
choose (GtkWidget *dialog, const char *theme_of_figure, WkWindow *window)
{
  GtkWidget *button = gui_find (dialog, WK_TYPE_CHOICE_BUTTON);
  g_autoptr (GVariant) state = NULL;

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "chosen", 2);
  state = g_action_group_get_action_state (G_ACTION_GROUP (window), "figure-theme");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, theme_of_figure);
}

static void
test_dialogs (void)
{
  WkWindow *window = gui_open (1280, 800);
  g_autoptr (WkProgress) progress = wk_progress_new (NULL);
  GtkWidget *dialogs[] = {
    wk_preferences_window_new (window),
    wk_progress_window_new (GTK_WINDOW (window), progress, "exam-2018-06-11"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gtk_window_present (GTK_WINDOW (dialogs[i]));
      gui_frames (window, 3);
      if (i == 0)
        choose (dialogs[i], "dark", window);
      gtk_window_destroy (GTK_WINDOW (dialogs[i]));
    }
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/keeping/save", test_save);
  g_test_add_func ("/keeping/reload", test_reload);
  g_test_add_func ("/keeping/state", test_state);
  g_test_add_func ("/keeping/search", test_search);
  g_test_add_func ("/keeping/dialogs", test_dialogs);
  return g_test_run ();
}
