/* test-training.c - the training bar: buttons, scrubber, what is spoken
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "app/wk-window-weights.h"
#include "exercises/wk-kinds.h"
#include "gui-kit.h"
#include "session/wk-session-train.h"
#include "widgets/wk-scrubber.h"
#include "widgets/wk-train-bar.h"

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkSessionTrain *train;
  GtkWidget *bar;
  guint n; /* snapshots waited for */
} Fixture;

static void
open_window (Fixture *f, int width, int height)
{
  f->window = gui_open (width, height);
  f->session = wk_window_get_session (f->window);
  f->train = wk_session_get_train (f->session);
  gui_set_animations (FALSE);
  gui_frames (f->window, 10);
  f->bar = gui_find (GTK_WIDGET (f->window), WK_TYPE_TRAIN_BAR);
  g_assert_nonnull (f->bar);
}

/* The first exercise that can be trained, with a network that is small. */
static void
go_to_model (Fixture *f)
{
  g_autoptr (WkValue) hidden = wk_value_new_number (16);

  for (guint i = 0; !wk_session_train_is_possible (f->train); i++)
    {
      g_assert_cmpuint (i, <,
                        wk_deck_get_n_exercises (wk_session_get_deck (f->session)));
      wk_session_set_exercise (f->session, i);
    }
  g_assert_true (wk_session_set_parameter (f->session, "hidden", hidden, NULL));
  gui_wait (gui_is_solved, f->session);
  gui_frames (f->window, 5);
}

/* While it trains or not: nothing of it is left. */
static void
close_window (Fixture *f)
{
  gpointer session = f->session;

  g_object_add_weak_pointer (session, &session);
  gui_close (f->window);
  g_assert_null (session);
}

/* The button of the bar that says or is called @name. */
static GtkWidget *
find_button (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, name);
      const char *label =
          GTK_IS_BUTTON (child) ? gtk_button_get_label (GTK_BUTTON (child)) : NULL;

      if (found != NULL)
        return found;
      if (GTK_IS_BUTTON (child) &&
          (g_strcmp0 (label, name) == 0 ||
           g_strcmp0 (gtk_widget_get_tooltip_text (child), name) == 0))
        return child;
    }
  return NULL;
}

static void
press (const Fixture *f, const char *name)
{
  GtkWidget *button = find_button (f->bar, name);

  if (button == NULL || !gtk_widget_is_sensitive (button))
    g_error ("no button “%s” to press", name);
  g_signal_emit_by_name (button, "clicked");
}

static WkSessionTrainState
state (const Fixture *f)
{
  WkSessionTrainProgress progress;

  wk_session_train_get_progress (f->train, &progress);
  return progress.state;
}

static gboolean
has_snapshots (gpointer data)
{
  const Fixture *f = data;

  return wk_session_train_get_n_snapshots (f->train) >= f->n;
}

static gboolean
has_ended (gpointer data)
{
  return state (data) == WK_SESSION_TRAIN_ENDED;
}

static gboolean
follows (gpointer data)
{
  const Fixture *f = data;

  return wk_session_train_get_shown (f->train) ==
         (int) wk_session_train_get_n_snapshots (f->train) - 1;
}

static void
wait_for_snapshots (Fixture *f, guint n)
{
  f->n = n;
  gui_wait (has_snapshots, f);
}

static void
test_where (void)
{
  Fixture f;

  open_window (&f, 1280, 800);
  g_assert_false (gtk_widget_get_visible (f.bar));
  go_to_model (&f);
  g_assert_true (gtk_widget_get_visible (f.bar));
  g_assert_nonnull (find_button (f.bar, "Train"));
  g_assert_false (gtk_widget_is_sensitive (find_button (f.bar, "Stop Training")));
  g_assert_false (gtk_widget_is_sensitive (find_button (f.bar, "Shipped Weights")));
  wk_session_set_exercise (f.session, 0);
  g_assert_false (gtk_widget_get_visible (f.bar));
  close_window (&f);
}

static void
test_buttons (void)
{
  Fixture f;
  guint n;

  open_window (&f, 1280, 800);
  go_to_model (&f);
  press (&f, "Train");
  g_assert_cmpint (state (&f), ==, WK_SESSION_TRAIN_RUNNING);
  wait_for_snapshots (&f, 2);
  press (&f, "Pause");
  g_assert_cmpint (state (&f), ==, WK_SESSION_TRAIN_PAUSED);
  press (&f, "Resume");
  g_assert_cmpint (state (&f), ==, WK_SESSION_TRAIN_RUNNING);
  wait_for_snapshots (&f, 4);
  gui_wait (follows, &f);
  press (&f, "Stop Training");
  gui_wait (has_ended, &f);
  g_assert_nonnull (find_button (f.bar, "Train"));
  n = wk_session_train_get_n_snapshots (f.train);
  g_assert_cmpuint (n, >=, 4);
  press (&f, "Shipped Weights");
  gui_wait (gui_is_solved, f.session);
  g_assert_true (wk_session_train_is_shipped (f.train));
  press (&f, "Restart Training");
  g_assert_cmpuint (wk_session_train_get_n_snapshots (f.train), ==, 0);
  wait_for_snapshots (&f, 2);
  close_window (&f); /* while it trains */
}

/* Where the digits lie on the figure that is shown, once it shows @n epochs or more.
 * (transfer full): of WkPoint */
static GArray *
dup_plane (Fixture *f, guint n)
{
  WkCanvas *canvas = wk_window_get_canvas (f->window);
  guint n_paints = wk_canvas_get_n_paints (canvas);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  const WkItem *item;

  wait_for_snapshots (f, n);
  gui_wait (follows, f);
  gui_wait (gui_is_solved, f->session);
  gui_frames (f->window, 3);
  g_assert_cmpuint (wk_canvas_get_n_paints (canvas), >, n_paints);
  item = wk_scene_find (wk_session_get_scene (f->session), "plane-digits");
  g_assert_nonnull (item);
  return g_array_append_vals (points, item->dots.points, item->dots.n);
}

/* The figure that is shown is another one with each epoch. */
static void
test_figure (void)
{
  Fixture f;
  g_autoptr (GArray) first = NULL, later = NULL;
  guint n_moved = 0;

  open_window (&f, 1280, 800);
  go_to_model (&f);
  press (&f, "Train");
  first = dup_plane (&f, 1);
  later = dup_plane (&f, wk_session_train_get_n_snapshots (f.train) + 2);
  g_assert_cmpuint (first->len, >, 1000);
  g_assert_cmpuint (later->len, >, 1000);
  for (guint i = 0; i < MIN (first->len, later->len); i++)
    n_moved +=
        g_array_index (first, WkPoint, i).x != g_array_index (later, WkPoint, i).x;
  g_assert_cmpuint (n_moved, >, first->len / 2);
  press (&f, "Stop Training");
  gui_wait (has_ended, &f);
  g_assert_cmpstr (wk_session_get_undo_name (f.session), ==, "Train");
  close_window (&f);
}

static gboolean
shows_second (gpointer data)
{
  const Fixture *f = data;

  return wk_session_train_get_shown (f->train) == 1 && gui_is_solved (f->session);
}

static gboolean
shows_none (gpointer data)
{
  Fixture *f = data;

  return wk_session_train_get_shown (f->train) < 0 && gui_is_solved (f->session);
}

/* By keys; read out as epochs. */
static void
test_scrubber (void)
{
  Fixture f;
  GtkWidget *scrubber;
  GtkWidget *scale;
  g_autofree char *label = NULL;

  open_window (&f, 1280, 800);
  go_to_model (&f);
  scrubber = gui_find (f.bar, WK_TYPE_SCRUBBER);
  scale = gui_find (scrubber, GTK_TYPE_SCALE);
  g_assert_false (gtk_widget_get_visible (scrubber));
  press (&f, "Train");
  wait_for_snapshots (&f, 3);
  g_assert_true (gtk_widget_get_visible (scrubber));
  press (&f, "Pause");
  gui_frames (f.window, 5);
  g_assert_true (gtk_widget_get_focusable (scale));
  g_signal_emit_by_name (scale, "move-slider", GTK_SCROLL_START);
  g_assert_cmpint (wk_session_train_get_shown (f.train), ==, 0);
  g_signal_emit_by_name (scale, "move-slider", GTK_SCROLL_STEP_RIGHT);
  gui_wait (shows_second, &f);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (scale),
                                                   GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
  label = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "Epoch 2 of 40");
  g_assert_null (label);
  g_assert_cmpint (state (&f), ==, WK_SESSION_TRAIN_PAUSED);
  /* Other weights are none of its epochs. */
  press (&f, "Shipped Weights");
  gui_wait (shows_none, &f);
  gui_frames (f.window, 5);
  label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (scale),
                                              GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                              "None of these epochs is shown");
  g_assert_null (label);
  g_assert_cmpfloat (gtk_widget_get_opacity (scrubber), <, 1);
  close_window (&f);
}

/* Everything of the bar is inside a window that is as small as allowed. */
static void
test_narrow (void)
{
  static const int sizes[][2] = { { 800, 600 }, { 1280, 800 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Fixture f;
      graphene_rect_t bounds;
      GtkWidget *shipped;

      open_window (&f, sizes[i][0], sizes[i][1]);
      go_to_model (&f);
      press (&f, "Train");
      wait_for_snapshots (&f, 3);
      gui_frames (f.window, 5);
      shipped = find_button (f.bar, "Shipped Weights");
      g_assert_true (
          gtk_widget_compute_bounds (shipped, GTK_WIDGET (f.window), &bounds));
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                         gtk_widget_get_width (GTK_WIDGET (f.window)));
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                         gtk_widget_get_height (GTK_WIDGET (f.window)));
      g_assert_true (gtk_widget_compute_bounds (gui_find (f.bar, WK_TYPE_SCRUBBER),
                                                GTK_WIDGET (f.window), &bounds));
      g_assert_cmpfloat (bounds.size.width, >=, 100);
      close_window (&f);
    }
}

/* --- keeping them --- */

static gboolean
shows_some (gpointer data)
{
  const Fixture *f = data;

  return wk_session_train_get_shown (f->train) >= 0;
}

static gboolean
is_from_file (gpointer data)
{
  const Fixture *f = data;

  return gui_is_solved (f->session) &&
         g_str_has_suffix (
             wk_params_get_word (wk_session_get_params (f->session), "model"), ".wkm");
}

static void
expect_same_weights (const WkTrained *a, const WkTrained *b)
{
  gsize n, m;
  const float *one = wk_trained_get_weights (a, &n);
  const float *other = wk_trained_get_weights (b, &m);

  g_assert_cmpuint (n, ==, m);
  g_assert_true (memcmp (one, other, n * sizeof *one) == 0);
}

/* What the saved deck shows at its first exercise, in another session. */
static void
expect_in_deck (Fixture *f, const char *path, const WkTrained *trained)
{
  g_autofree char *text = wk_session_dup_deck (f->session, FALSE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = NULL;
  g_autoptr (WkTrained) found = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  deck = wk_deck_load (path, wk_exercise_kinds, NULL, &error);
  g_assert_no_error (error);
  found = wk_trained_find (
      wk_trained_get_kind (trained),
      wk_params_get_word (wk_exercise_get_params (wk_deck_get_exercise (deck, 0)),
                          "model"),
      &error);
  g_assert_no_error (error);
  expect_same_weights (found, trained);
}

static void
test_save (void)
{
  Fixture f;
  g_autofree char *folder = gui_new_folder ();
  g_autofree char *file = g_build_filename (folder, "my weights.wkm", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "a.wkm", NULL);
  g_autofree char *deck = g_build_filename (folder, "deck.yaml", NULL);
  g_autoptr (WkTrained) own = NULL;
  g_autoptr (WkTrained) shown = NULL;
  int at;

  open_window (&f, 1280, 800);
  go_to_model (&f);
  g_assert_false (gtk_widget_is_sensitive (find_button (f.bar, "Save Weights")));
  press (&f, "Train");
  wait_for_snapshots (&f, 3);
  /* What is stopped before it is shown is not shown any more: any epoch will do. */
  gui_wait (shows_some, &f);
  press (&f, "Stop Training");
  gui_wait (has_ended, &f);
  gui_wait (gui_is_solved, f.session);
  gui_frames (f.window, 2);
  g_assert_true (gtk_widget_is_sensitive (find_button (f.bar, "Save Weights")));
  own = wk_session_train_dup_own (f.train);
  at = wk_session_train_get_shown (f.train);
  /* Where it cannot be written everything stays as it is. */
  wk_window_save_weights (f.window, nowhere);
  gui_frames (f.window, 10);
  shown = wk_session_train_dup_own (f.train);
  g_assert_true (shown == own);
  wk_window_save_weights (f.window, file);
  gui_wait (is_from_file, &f);
  gui_frames (f.window, 2);
  g_assert_cmpint (wk_session_train_get_shown (f.train), ==, at);
  g_assert_false (gtk_widget_is_sensitive (find_button (f.bar, "Save Weights")));
  expect_in_deck (&f, deck, own);
  g_assert_cmpstr (wk_session_get_undo_name (f.session), ==, "Save Weights");
  wk_session_undo (f.session);
  g_assert_true (gtk_widget_is_sensitive (find_button (f.bar, "Save Weights")));
  gui_wait (gui_is_solved, f.session);
  close_window (&f);
  gui_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/training/where", test_where);
  g_test_add_func ("/training/buttons", test_buttons);
  g_test_add_func ("/training/figure", test_figure);
  g_test_add_func ("/training/scrubber", test_scrubber);
  g_test_add_func ("/training/narrow", test_narrow);
  g_test_add_func ("/training/save", test_save);
  return g_test_run ();
}
