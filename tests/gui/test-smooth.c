/* test-smooth.c - nothing the program does on the main thread keeps a hand waiting
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All times are processor time of the main thread; timing-kit.h tells what a slow or
 * busy machine is allowed.
 */
#include "config.h"

#include <math.h>

#include "app/wk-present.h"
#include "gui-kit.h"
#include "session/wk-session-train.h"
#include "timed-callbacks.h"
#include "timing-kit.h"
#include "widgets/wk-canvas-entry.h"
#include "widgets/wk-canvas-part.h"
#include "widgets/wk-param-panel.h"

#define CHANGE_MS 8.0
#define SWITCH_MS 50.0
#define PRESS_MS 50.0
#define CALLBACK_MS 2.0
#define WORST_CALLBACK_MS 10.0
#define CHANGES 40
#define N_SEEDS 4

static gboolean
is_solved (gpointer session)
{
  return !wk_session_is_busy (session);
}

static gboolean
is_at_rest (gpointer data)
{
  WkWindow *window = data;
  GtkWidget *panel = gui_find (GTK_WIDGET (window), WK_TYPE_PARAM_PANEL);

  return is_solved (wk_window_get_session (window)) &&
         !wk_param_panel_is_building (WK_PARAM_PANEL (panel));
}

/* The panel follows every change, and is seldom folded by who changes much. */
static void
show_panel (WkWindow *window)
{
  GtkWidget *panel = gui_find (GTK_WIDGET (window), WK_TYPE_PARAM_PANEL);

  if (!wk_param_panel_get_expanded (WK_PARAM_PANEL (panel)))
    g_action_group_activate_action (G_ACTION_GROUP (window), "parameters", NULL);
  g_assert_true (wk_param_panel_get_expanded (WK_PARAM_PANEL (panel)));
  gui_wait (is_at_rest, window);
  gui_frames (window, 3);
}

/* --- one change --- */

/* The values an edit of the @i-th part changes: one step up or down. FALSE if none. */
static gboolean
change (WkSession *session, guint i)
{
  WkScene *scene = wk_scene_ref (wk_session_get_scene (session));
  guint n = wk_scene_get_n_labelled (scene);
  gboolean changed = FALSE;

  for (guint k = 0; k < n && !changed; k++)
    {
      const WkItem *item = wk_scene_get_labelled (scene, (i * 7 + k) % n);

      if (item->edits != NULL)
        changed = wk_session_edit (
            session, item,
            &(WkEdit){ .type = WK_EDIT_STEP, .amount = i % 2 > 0 ? 1 : -1 }, NULL);
    }
  wk_scene_unref (scene);
  return changed;
}

/* Set, solve, draw and paint at 1920 x 1080, at every step. */
static void
measure_changes (WkSession *session, GArray *times)
{
  guint n_steps = wk_session_get_n_steps (session);

  for (guint i = 0; i < CHANGES; i++)
    {
      g_autoptr (GBytes) pixels = NULL;
      gsize stride;
      double start;
      double used;

      wk_session_set_position (session, i % (n_steps + 1));
      wk_session_get_scene (session);
      start = now_ms ();
      if (!change (session, i))
        wk_session_set_position (session, (i + 0.5) / CHANGES * n_steps);
      used = now_ms () - start;
      /* What a worker solves is no work of this thread. */
      gui_wait (is_solved, session);
      start = now_ms ();
      pixels = wk_paint_pixels (wk_session_get_scene (session), WK_THEME_LIGHT, 1920,
                                1080, FALSE, &stride, NULL);
      used += now_ms () - start;
      g_array_append_val (times, used);
    }
}

static void
test_change (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));

  gui_set_animations (FALSE);
  show_panel (window);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  wk_session_set_page (session, 1600, 900);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
      double used;

      wk_session_set_exercise (session, i);
      gui_wait (is_at_rest, window);
      /* Fonts and formulas are kept from the first time on. */
      measure_changes (session, times);
      used = G_MAXDOUBLE;
      for (guint round = 0; round < ROUNDS && used >= CHANGE_MS; round++)
        {
          double slack = get_slack ();

          g_array_set_size (times, 0);
          measure_changes (session, times);
          used = MIN (used, percentile (times, 0.95) / slack);
        }
      g_test_message ("%s: median %.2f ms, 95 of 100 within %.2f ms",
                      wk_exercise_get_number (wk_session_get_current (session)),
                      percentile (times, 0.5), used);
      g_assert_cmpfloat (used, <, CHANGE_MS);
    }
  gui_close (window);
}

/* --- moving and drawing --- */

/* Round a circle in the item's box, as a drag tells it; @line: all of it so far. */
static gboolean
drag_on (WkSession *session, const WkItem *item, WkRect box, guint i, GArray *line)
{
  double angle = 2 * G_PI * i / CHANGES;
  WkPoint at = { box.x + box.width * (0.5 + 0.3 * cos (angle)),
                 box.y + box.height * (0.5 + 0.3 * sin (angle)) };
  WkEdit edit = { .type = WK_EDIT_DRAG, .at_point = TRUE, .x = at.x, .y = at.y };

  g_array_append_val (line, at);
  edit.dx = at.x - g_array_index (line, WkPoint, 0).x;
  edit.dy = at.y - g_array_index (line, WkPoint, 0).y;
  if (item->strokes)
    {
      edit.points = (const WkPoint *) line->data;
      edit.n_points = line->len;
    }
  return wk_session_edit (session, item, &edit, NULL);
}

/* One frame each: change, solve, draw, and paint at 1920 x 1080. */
static void
measure_drag (WkSession *session, const WkItem *item, WkRect box, GArray *times)
{
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (WkPoint));

  wk_session_begin_drag (session);
  for (guint i = 0; i < CHANGES; i++)
    {
      g_autoptr (GBytes) pixels = NULL;
      double start = now_ms ();
      double used;
      gsize stride;

      drag_on (session, item, box, i, line);
      used = now_ms () - start;
      gui_wait (is_solved, session);
      start = now_ms ();
      pixels = wk_paint_pixels (wk_session_get_scene (session), WK_THEME_LIGHT, 1920,
                                1080, FALSE, &stride, NULL);
      used += now_ms () - start;
      g_array_append_val (times, used);
    }
  wk_session_end_drag (session, FALSE);
}

/* Returns how many parts can be moved or drawn on. */
static guint
measure_drags (WkSession *session)
{
  g_autoptr (WkScene) scene = wk_scene_ref (wk_session_get_scene (session));
  guint n = 0;

  for (guint i = 0; i < wk_scene_get_n_labelled (scene); i++)
    {
      const WkItem *item = wk_scene_get_labelled (scene, i);
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
      double used = G_MAXDOUBLE;
      WkRect box;

      if ((!item->moves && !item->strokes) ||
          !wk_scene_item_bounds (scene, item, wk_render_get_measure (), &box))
        continue;
      measure_drag (session, item, box, times);
      for (guint round = 0; round < ROUNDS && used >= CHANGE_MS; round++)
        {
          double slack = get_slack ();

          g_array_set_size (times, 0);
          measure_drag (session, item, box, times);
          used = MIN (used, percentile (times, 0.95) / slack);
        }
      n++;
      g_test_message ("%s of %s: median %.2f ms, 95 of 100 within %.2f ms", item->id,
                      wk_exercise_get_number (wk_session_get_current (session)),
                      percentile (times, 0.5), used);
      g_assert_cmpfloat (used, <, CHANGE_MS);
    }
  return n;
}

static void
test_drag (void)
{
  WkWindow *window = gui_open (1280, 800);
  WkSession *session = wk_window_get_session (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));
  guint n_moved = 0;

  gui_set_animations (FALSE);
  show_panel (window);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  wk_session_set_page (session, 1600, 900);
  for (guint i = 0; i < n; i++)
    {
      guint n_steps;

      wk_session_set_exercise (session, i);
      gui_wait (is_at_rest, window);
      n_steps = wk_session_get_n_steps (session);
      for (guint step = 0; step <= n_steps; step++)
        {
          wk_session_set_position (session, step);
          n_moved += measure_drags (session);
        }
    }
  if (n_moved == 0)
    g_test_skip ("no exercise has a part that moves");
  gui_close (window);
}

/* --- another exercise --- */

static gboolean
is_painted (gpointer data)
{
  return wk_canvas_get_n_paints (data) > 0;
}

/* From the key to the painted frame, with everything GTK does for it. */
static double
measure_switch (WkWindow *window, guint i)
{
  WkSession *session = wk_window_get_session (window);
  double start = now_ms ();
  double used;

  wk_session_set_exercise (session, i);
  gui_frames (window, 1);
  used = now_ms () - start;
  gui_wait (is_at_rest, window);
  gui_frames (window, 3);
  return used;
}

static void
test_switch (void)
{
  WkWindow *window = gui_open (1900, 1100);
  WkSession *session = wk_window_get_session (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));
  double worst = 0;

  gui_set_animations (FALSE);
  gui_wait (is_painted, wk_window_get_canvas (window));
  show_panel (window);
  for (guint i = 1; i < 3 * n; i++)
    {
      double used = measure_switch (window, i % n);

      g_test_message ("%s: %.1f ms",
                      wk_exercise_get_number (wk_session_get_current (session)), used);
      worst = MAX (worst, used);
    }
  g_assert_cmpfloat (worst, <, SWITCH_MS * get_slack ());
  gui_close (window);
}

/* --- callbacks --- */

static void
type_answer (WkCanvas *canvas, const char *text)
{
  GtkWidget *entry = gui_find (GTK_WIDGET (canvas), WK_TYPE_CANVAS_ENTRY);
  GtkWidget *field = entry != NULL ? gui_find (entry, GTK_TYPE_ENTRY) : NULL;

  if (field == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (field), text);
  g_signal_emit_by_name (field, "activate");
}

/* What one does with an exercise, step by step. */
static void
work_through (WkWindow *window)
{
  WkSession *session = wk_window_get_session (window);
  WkCanvas *canvas = wk_window_get_canvas (window);
  guint n_steps = wk_session_get_n_steps (session);

  type_answer (canvas, "17");
  gui_frames (window, 1);
  for (guint i = 0; i < n_steps; i++)
    {
      gui_key (window, GDK_KEY_Right, 0);
      gui_frames (window, 2);
    }
  for (guint i = 0; i <= 20; i++)
    {
      wk_session_set_position (session, i * n_steps / 20.0);
      gui_frames (window, 1);
    }
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < 20; i++)
    {
      gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_Right, 0);
      gui_frames (window, 1);
      gui_widget_key (GTK_WIDGET (canvas), i % 2 > 0 ? GDK_KEY_plus : GDK_KEY_minus, 0);
      gui_wait (is_solved, session);
      gui_frames (window, 1);
    }
  gui_widget_key (GTK_WIDGET (canvas), GDK_KEY_Escape, 0);
  for (guint i = 0; i < N_SEEDS; i++)
    {
      g_autofree char *seed = g_strdup_printf ("heron-%u", 40 + i);

      gtk_widget_activate_action (GTK_WIDGET (window), "win.numbers-from", "s", seed);
      gui_wait (is_at_rest, window);
      gui_frames (window, 2);
    }
  while (wk_session_undo (session))
    gui_frames (window, 1);
  gui_key (window, GDK_KEY_Home, 0);
  gui_frames (window, 2);
}

static void
test_callbacks (void)
{
  WkWindow *window = gui_open (1900, 1100);
  WkSession *session = wk_window_get_session (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));
  double share;

  gui_set_animations (FALSE);
  gui_frames (window, 20);
  show_panel (window);
  timed_callbacks_add_classes ();
  timed_callbacks_reset ();
  for (guint i = 0; i < n; i++)
    {
      wk_session_set_exercise (session, i);
      gui_wait (is_at_rest, window);
      gui_frames (window, 3);
      work_through (window);
    }
  share = (double) timed_callbacks_count_above (CALLBACK_MS * get_slack ()) /
          timed_callbacks_get_n ();
  g_test_message ("%u callbacks, %.2f %% above %g ms, the slowest %.2f ms",
                  timed_callbacks_get_n (), 100 * share, CALLBACK_MS,
                  timed_callbacks_get_worst ());
  timed_callbacks_tell (25);
  g_assert_cmpuint (timed_callbacks_get_n (), >, 1000);
  g_assert_cmpfloat (share, <, 0.01);
  g_assert_cmpfloat (timed_callbacks_get_worst (), <, WORST_CALLBACK_MS * get_slack ());
  gui_close (window);
}

/* --- training --- */

#define EPOCHS_WATCHED 12
#define FRAME_MS (1000.0 / 60)

static gboolean
has_trained (gpointer train)
{
  return wk_session_train_get_n_snapshots (train) >= EPOCHS_WATCHED;
}

typedef struct
{
  gint64 last;      /* of the frame before, in us */
  double last_used; /* processor time of this thread until then, in ms */
  GArray *gaps;
  GArray *used; /* of each frame, in ms */
} Frames;

/* A figure that asks for every frame, as an animation does. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Frames *frames = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double gap = (double) (now - frames->last) / 1e3;
  double now_used = now_ms ();
  double used = now_used - frames->last_used;

  if (frames->last != 0)
    {
      g_array_append_val (frames->gaps, gap);
      g_array_append_val (frames->used, used);
    }
  frames->last = now;
  frames->last_used = now_used;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

/* What the frame clock shows is wall-clock time, which other processes take from: it is
 * told, beside the same without training, and does not count. What counts is how long
 * this thread works from one frame to the next. */
static void
watch_frames (WkWindow *window, const char *what, GuiCondition condition, gpointer data)
{
  Frames frames = { .gaps = g_array_new (FALSE, FALSE, sizeof (double)),
                    .used = g_array_new (FALSE, FALSE, sizeof (double)) };
  GtkWidget *canvas = GTK_WIDGET (wk_window_get_canvas (window));
  guint tick = gtk_widget_add_tick_callback (canvas, frame_cb, &frames, NULL);
  double start = now_ms ();
  guint n_late = 0;

  if (condition != NULL)
    gui_wait (condition, data);
  else
    gui_frames (window, 120);
  gtk_widget_remove_tick_callback (canvas, tick);
  g_assert_cmpuint (frames.gaps->len, >, 10);
  for (guint i = 0; i < frames.gaps->len; i++)
    n_late += g_array_index (frames.gaps, double, i) > 25;
  g_test_message (
      "%s: %u frames of %.1f ms of the main thread each, 95 of 100 of %.1f ms; %u "
      "late, 95 of 100 within %.1f ms",
      what, frames.gaps->len, (now_ms () - start) / frames.gaps->len,
      percentile (frames.used, 0.95), n_late, percentile (frames.gaps, 0.95));
  g_assert_cmpfloat (percentile (frames.used, 0.95), <, FRAME_MS * get_slack ());
  g_array_unref (frames.gaps);
  g_array_unref (frames.used);
}

static void
test_training (void)
{
  WkWindow *window = gui_open (1900, 1100);
  WkSession *session = wk_window_get_session (window);
  WkSessionTrain *train = wk_session_get_train (session);
  double share;

  gui_set_animations (FALSE);
  gui_frames (window, 20);
  show_panel (window);
  timed_callbacks_add_classes ();
  for (guint i = 0; !wk_session_train_is_possible (train); i++)
    {
      g_assert_cmpuint (i, <, wk_deck_get_n_exercises (wk_session_get_deck (session)));
      wk_session_set_exercise (session, i);
    }
  gui_wait (is_at_rest, window);
  gui_frames (window, 10);
  watch_frames (window, "at rest", NULL, NULL);
  timed_callbacks_reset ();
  g_assert_true (wk_session_train_start (train));
  watch_frames (window, "training", has_trained, train);
  share = (double) timed_callbacks_count_above (CALLBACK_MS * get_slack ()) /
          timed_callbacks_get_n ();
  g_test_message ("%u callbacks, %.2f %% above %g ms, the slowest %.2f ms",
                  timed_callbacks_get_n (), 100 * share, CALLBACK_MS,
                  timed_callbacks_get_worst ());
  timed_callbacks_tell (10);
  g_assert_cmpuint (timed_callbacks_get_n (), >, 100);
  g_assert_cmpfloat (share, <, 0.01);
  g_assert_cmpfloat (timed_callbacks_get_worst (), <, WORST_CALLBACK_MS * get_slack ());
  gui_close (window);
}

/* --- in front of the class --- */

typedef struct
{
  WkCanvas *canvas;
  guint n_paints;
} Painted;

static gboolean
is_newly_painted (gpointer data)
{
  Painted *painted = data;

  return wk_canvas_get_n_paints (painted->canvas) != painted->n_paints;
}

/* From the press to the next frame at 1920 x 1080, animated: every step of the deck.
 */
static void
test_lecture (void)
{
  WkWindow *window = gui_open (1920, 1080);
  WkSession *session = wk_window_get_session (window);
  WkPresent *present = wk_window_get_present (window);
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (session));
  WkPresentState choices = { .at_once = TRUE };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));
  Painted painted;

  wk_present_set_choices (present, &choices);
  wk_present_start (present);
  painted.canvas = wk_audience_get_canvas (wk_present_get_audience (present));
  gui_frames (window, 10);
  gui_set_animations (TRUE);
  for (guint i = 0; i < n; i++)
    {
      wk_session_set_exercise (session, i);
      gui_wait (is_solved, session);
      gui_frames (window, 3);
      for (guint k = 0; k < wk_session_get_n_steps (session); k++)
        {
          gint64 wall = g_get_monotonic_time ();
          double start = now_ms ();
          double used, waited;

          painted.n_paints = wk_canvas_get_n_paints (painted.canvas);
          gui_key (window, GDK_KEY_Page_Down, 0);
          gui_wait (is_newly_painted, &painted);
          used = now_ms () - start;
          waited = (double) (g_get_monotonic_time () - wall) / 1e3;
          g_array_append_val (times, used);
          g_array_append_val (waits, waited);
        }
    }
  g_test_message ("%u presses: half within %.1f ms, all within %.1f ms; on the wall "
                  "%.1f and %.1f ms",
                  times->len, percentile (times, 0.5), percentile (times, 1),
                  percentile (waits, 0.5), percentile (waits, 1));
  g_assert_cmpfloat (percentile (times, 1), <, PRESS_MS * get_slack ());
  gui_set_animations (FALSE);
  gui_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/smooth/change", test_change);
  g_test_add_func ("/smooth/drag", test_drag);
  g_test_add_func ("/smooth/switch", test_switch);
  g_test_add_func ("/smooth/lecture", test_lecture);
  g_test_add_func ("/smooth/callbacks", test_callbacks);
  g_test_add_func ("/smooth/training", test_training);
  return g_test_run ();
}
