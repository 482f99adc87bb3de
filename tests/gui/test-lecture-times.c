/* test-lecture-times.c - a lecture is quick at 1920 x 1080, and goes on for hours
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times are processor time of the main thread between the painted frames of the real
 * window, so that a busy machine does not count; how many frames the clock left out is
 * told beside them. WORKINGS_BENCH_SLACK is a factor on the bounds.
 */
#include "config.h"

#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/wk-present.h"
#include "gui-kit.h"
#include "timing-kit.h"

/* 50 ms from a key to its frame; the frame clock may take one of its beats first. */
#define KEY_MS (50.0 - 1000.0 / 60)
/* A frame that takes no longer than the clock's beat is in time. */
#define FRAME_MS (1000.0 / 60)
/* Of a thousand steps: what may be left in use, and what the process may have grown by
 * (the allocator's pages, fonts and formulas seen for the first time). */
#define HEAP_BYTES (256 * 1024)
#define RESIDENT_BYTES (4 * 1024 * 1024)

typedef struct
{
  WkWindow *window;
  WkSession *session;
  WkPresent *present;
  WkCanvas *canvas;
  WkStageTools *tools;
  gulong handler;
  double last_ms;    /* processor time at the last painted frame */
  gint64 last_frame; /* its time */
  guint n_late;      /* frames that the clock left out */
  GArray *times;     /* of double: processor time from frame to frame */
} Hall;

/* --- the hall --- */

static void
painted_cb (GdkFrameClock *clock, Hall *hall)
{
  double now = now_ms ();
  double used = now - hall->last_ms;
  gint64 frame = gdk_frame_clock_get_frame_time (clock);
  gint64 beats = (frame - hall->last_frame + 8333) / 16667;

  if (hall->last_ms > 0)
    g_array_append_val (hall->times, used);
  if (hall->last_frame > 0 && beats > 1 && beats < 20)
    hall->n_late += (guint) beats - 1;
  hall->last_ms = now;
  hall->last_frame = frame;
}

static void
start_frames (Hall *hall)
{
  g_array_set_size (hall->times, 0);
  hall->last_ms = now_ms ();
  hall->last_frame = 0;
  hall->n_late = 0;
}

static void
tell_frames (Hall *hall, const char *what)
{
  g_assert_cmpuint (hall->times->len, >, 0);
  g_test_message ("%s: %u frames, median %.1f ms, 95 of 100 within %.1f ms, the "
                  "slowest %.1f ms; the clock left out %u",
                  what, hall->times->len, percentile (hall->times, 0.5),
                  percentile (hall->times, 0.95), percentile (hall->times, 1),
                  hall->n_late);
}

static gboolean
is_here (gpointer data)
{
  WkAudience *audience = wk_present_get_audience (((Hall *) data)->present);

  return audience != NULL &&
         wk_canvas_get_n_paints (wk_audience_get_canvas (audience)) > 0;
}

static Hall *
open_hall (void)
{
  Hall *hall = g_new0 (Hall, 1);
  WkPresentState choices = { .at_once = TRUE };
  GdkFrameClock *clock;

  gui_set_animations (FALSE);
  hall->window = gui_open (1920, 1080);
  hall->session = wk_window_get_session (hall->window);
  hall->present = wk_window_get_present (hall->window);
  wk_present_set_choices (hall->present, &choices);
  wk_present_start (hall->present);
  gui_wait (is_here, hall);
  gui_frames (hall->window, 5);
  hall->canvas = wk_audience_get_canvas (wk_present_get_audience (hall->present));
  hall->tools = wk_audience_get_tools (wk_present_get_audience (hall->present));
  wk_canvas_settle (hall->canvas);
  g_assert_cmpfloat (wk_canvas_get_page_rect (hall->canvas).width, >=, 1880);
  hall->times = g_array_new (FALSE, FALSE, sizeof (double));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (hall->window));
  hall->handler =
      g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), hall);
  return hall;
}

static void
close_hall (Hall *hall)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (hall->window));

  g_signal_handler_disconnect (clock, hall->handler);
  wk_present_stop (hall->present);
  gui_set_animations (TRUE);
  gui_close (hall->window);
  g_array_unref (hall->times);
  g_free (hall);
}

static void
press (Hall *hall, guint key)
{
  gui_key (hall->window, key, 0);
}

static gboolean
is_solved (gpointer session)
{
  return !wk_session_is_busy (session);
}

static gboolean
is_whole (gpointer session)
{
  double position = wk_session_get_position (session);

  return position == floor (position);
}

static void
go_to_exercise (Hall *hall, guint i)
{
  wk_session_set_exercise (hall->session, i);
  wk_session_set_position (hall->session, 0);
  gui_wait (is_solved, hall->session);
  gui_frames (hall->window, 3);
  wk_canvas_settle (hall->canvas);
}

/* --- from a key to its frame --- */

typedef struct
{
  WkCanvas *canvas;
  guint n_paints;
} Paint;

static gboolean
is_painted (gpointer data)
{
  const Paint *paint = data;

  return wk_canvas_get_n_paints (paint->canvas) > paint->n_paints;
}

static double
time_key (Hall *hall, guint key)
{
  Paint paint = { hall->canvas, wk_canvas_get_n_paints (hall->canvas) };
  double start = now_ms ();
  double used;

  press (hall, key);
  gui_wait (is_solved, hall->session);
  gui_wait (is_painted, &paint);
  gui_frames (hall->window, 0);
  used = now_ms () - start;
  gui_frames (hall->window, 2);
  wk_canvas_settle (hall->canvas);
  return used;
}

/* The slowest of all steps forward and back. */
static double
time_keys (Hall *hall, guint n)
{
  double worst = 0;

  for (guint k = 0; k < 2 * n; k++)
    {
      double used = time_key (hall, k < n ? GDK_KEY_Page_Down : GDK_KEY_Page_Up);

      worst = MAX (worst, used);
    }
  return worst;
}

/* Every step of every exercise forward and back, and every change of exercise. */
static void
test_key (void)
{
  Hall *hall = open_hall ();
  WkDeck *deck = wk_session_get_deck (hall->session);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const char *number = wk_exercise_get_number (wk_deck_get_exercise (deck, i));
      double worst = G_MAXDOUBLE;
      guint n;

      go_to_exercise (hall, i);
      n = wk_session_get_n_steps (hall->session);
      for (guint round = 0; round < ROUNDS && worst >= KEY_MS; round++)
        {
          double slack = get_slack ();
          double used = time_keys (hall, n) / slack;

          worst = MIN (worst, used);
        }
      g_array_append_val (times, worst);
      g_test_message ("%s: the slowest of %u keys %.1f ms", number, 2 * n, worst);
    }
  g_test_message ("median %.1f ms, the slowest %.1f ms", percentile (times, 0.5),
                  percentile (times, 1));
  g_assert_cmpfloat (percentile (times, 1), <, KEY_MS);
  close_hall (hall);
}

/* --- animation --- */

/* One step of each exercise, from the middle, where most is to be drawn. */
static void
animate (Hall *hall, guint i, GArray *all)
{
  WkDeck *deck = wk_session_get_deck (hall->session);

  double used = G_MAXDOUBLE;

  for (guint round = 0; round < ROUNDS && used >= FRAME_MS; round++)
    {
      double slack = get_slack ();

      gui_set_animations (FALSE);
      go_to_exercise (hall, i);
      wk_session_set_position (hall->session,
                               wk_session_get_n_steps (hall->session) / 2);
      gui_frames (hall->window, 3);
      wk_canvas_settle (hall->canvas);
      gui_set_animations (TRUE);
      start_frames (hall);
      press (hall, GDK_KEY_Page_Down);
      gui_frames (hall->window, 3);
      gui_wait (is_whole, hall->session);
      tell_frames (hall, wk_exercise_get_number (wk_deck_get_exercise (deck, i)));
      g_assert_cmpuint (hall->times->len, >, 3);
      used = MIN (used, percentile (hall->times, 0.95) / slack);
    }
  g_array_append_val (all, used);
}

static void
test_animation (void)
{
  Hall *hall = open_hall ();
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (hall->session));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n; i++)
    animate (hall, i, all);
  g_test_message ("95 of 100 frames of the slowest exercise within %.1f ms",
                  percentile (all, 1));
  g_assert_cmpfloat (percentile (all, 1), <, FRAME_MS);
  close_hall (hall);
}

/* --- tools --- */

static GtkEventController *
controller_of (Hall *hall, GType type)
{
  g_autoptr (GListModel) list =
      gtk_widget_observe_controllers (GTK_WIDGET (hall->tools));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return g_steal_pointer (&controller);
    }
  g_assert_not_reached ();
}

static void
move_about (Hall *hall, guint n)
{
  g_autoptr (GtkEventController) motion =
      controller_of (hall, GTK_TYPE_EVENT_CONTROLLER_MOTION);

  for (guint i = 0; i < n; i++)
    {
      g_signal_emit_by_name (motion, "motion", 960 + 700 * cos (i * 0.07),
                             540 + 350 * sin (i * 0.05));
      gui_frames (hall->window, 1);
    }
}

/* A spiral as a quick hand draws it, from @turn on, which starts it elsewhere. */
static void
scribble (Hall *hall, guint n, double turn)
{
  g_autoptr (GtkEventController) drag = controller_of (hall, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (drag, "drag-begin", 960.0, 540.0);
  for (guint i = 0; i < n; i++)
    {
      double radius = 60 + (double) (i % 400);

      g_signal_emit_by_name (drag, "drag-update",
                             960 + 60 * turn + 1.6 * radius * cos (i * 0.12 + turn),
                             540 + radius * sin (i * 0.12 + turn));
      gui_frames (hall->window, 1);
    }
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  gui_frames (hall->window, 1);
}

/* What is done with a tool, for each round from 0. */
typedef void (*Act) (Hall *hall, guint round);

/* @share of the frames are in time, in the best of some rounds. @paints: the figure may
 * be painted; else it stays as it was. */
static void
check_tool (Hall *hall, const char *what, double share, gboolean paints, Act act)
{
  guint n_paints = wk_canvas_get_n_paints (hall->canvas);
  double used = G_MAXDOUBLE;

  for (guint round = 0; round < ROUNDS && used >= FRAME_MS; round++)
    {
      double slack = get_slack ();

      start_frames (hall);
      act (hall, round);
      tell_frames (hall, what);
      used = MIN (used, percentile (hall->times, share) / slack);
    }
  g_assert_cmpfloat (used, <, FRAME_MS);
  if (!paints)
    g_assert_cmpuint (wk_canvas_get_n_paints (hall->canvas), ==, n_paints);
}

static void
point_about (Hall *hall, guint round)
{
  move_about (hall, 100);
}

static void
draw_long (Hall *hall, guint round)
{
  if (round > 0)
    press (hall, GDK_KEY_u);
  scribble (hall, 400, 0);
}

static void
draw_over (Hall *hall, guint round)
{
  if (round > 0)
    press (hall, GDK_KEY_u);
  scribble (hall, 100, 11);
}

/* There and back; each frame is painted anew. */
static void
zoom_about (Hall *hall, guint round)
{
  gui_set_animations (TRUE);
  for (guint i = 0; i < 6; i++)
    {
      guint n_paints = wk_canvas_get_n_paints (hall->canvas);

      press (hall, GDK_KEY_z);
      gui_frames (hall->window, 24);
      g_assert_cmpuint (wk_canvas_get_n_paints (hall->canvas), >, n_paints + 1);
    }
  gui_set_animations (FALSE);
}

static void
test_tools (void)
{
  Hall *hall = open_hall ();

  go_to_exercise (hall, 0);
  wk_session_set_position (hall->session, 2);
  gui_frames (hall->window, 3);
  press (hall, GDK_KEY_h);
  check_tool (hall, "pointer highlight", 0.95, FALSE, point_about);
  press (hall, GDK_KEY_l);
  check_tool (hall, "spotlight", 0.95, FALSE, point_about);
  press (hall, GDK_KEY_Escape);
  /* Each frame of it is painted with letters of a size of their own. */
  check_tool (hall, "zoom", 0.9, TRUE, zoom_about);
  press (hall, GDK_KEY_d);
  check_tool (hall, "pen, a long line over all of the figure", 0.95, FALSE, draw_long);
  for (guint i = 1; i < 10; i++)
    scribble (hall, 20, i);
  check_tool (hall, "pen, over ten lines", 0.95, FALSE, draw_over);
  press (hall, GDK_KEY_Escape);
  check_tool (hall, "zoom, with eleven lines drawn over it", 0.9, TRUE, zoom_about);
  close_hall (hall);
}

/* --- a thousand steps --- */

static gsize
resident_bytes (void)
{
  unsigned long total = 0, resident = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  g_assert_nonnull (file);
  g_assert_cmpint (fscanf (file, "%lu %lu", &total, &resident), ==, 2);
  fclose (file);
  return resident * (gsize) sysconf (_SC_PAGESIZE);
}

static gsize
heap_bytes (void)
{
  struct mallinfo2 info;

  /* How full it is differs from one look to the next. */
  wk_render_clear_glyphs ();
  malloc_trim (0);
  info = mallinfo2 ();
  return info.uordblks + info.hblkhd;
}

static GBytes *
shoot (Hall *hall)
{
  GtkWidget *widget = GTK_WIDGET (wk_present_get_audience (hall->present));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gsize size = (gsize) width * (gsize) height * 4;
  guint8 *data = g_malloc (size);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (hall->window)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, data, (gsize) width * 4);
  return g_bytes_new_take (data, size);
}

/* To the last step and back to the question, with all that a lecturer does on the way;
 * all is as before then. Returns the number of steps. */
static guint
there_and_back (Hall *hall, guint round)
{
  guint n = wk_session_get_n_steps (hall->session);

  for (guint i = 0; i < 2 * n; i++)
    {
      press (hall, i < n ? GDK_KEY_Page_Down : GDK_KEY_Page_Up);
      gui_wait (is_solved, hall->session);
      gui_frames (hall->window, 1);
      if (i % 3 == 0)
        {
          press (hall, i % 2 > 0 ? GDK_KEY_b : GDK_KEY_w);
          gui_frames (hall->window, 1);
          press (hall, GDK_KEY_x);
        }
      if (i % 4 == 1)
        {
          press (hall, GDK_KEY_z);
          gui_frames (hall->window, 1);
          press (hall, GDK_KEY_plus);
          gui_frames (hall->window, 1);
          press (hall, GDK_KEY_Escape);
        }
      if (i % 5 == 2)
        {
          press (hall, GDK_KEY_d);
          scribble (hall, 6, round);
          press (hall, i % 2 > 0 ? GDK_KEY_u : GDK_KEY_c);
          press (hall, GDK_KEY_Escape);
        }
      if (i % 7 == 3)
        {
          press (hall, GDK_KEY_l);
          move_about (hall, 2);
          press (hall, GDK_KEY_plus);
          press (hall, GDK_KEY_minus);
          press (hall, GDK_KEY_l);
        }
    }
  wk_tools_state_hide (wk_stage_tools_get_state (hall->tools));
  return 2 * n;
}

/* All exercises in turn, so that each has been seen before what is compared begins. */
static guint
lecture (Hall *hall, guint n_steps)
{
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (hall->session));
  guint done = 0;

  for (guint i = 0; done < n_steps || i % n != 0; i++)
    {
      go_to_exercise (hall, i % n);
      done += there_and_back (hall, i / n);
    }
  go_to_exercise (hall, 0);
  wk_session_set_position (hall->session, 2);
  gui_frames (hall->window, 5);
  return done;
}

static void
test_thousand (void)
{
  Hall *hall = open_hall ();
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  gsize heap, resident;
  gssize heap_growth, resident_growth;
  guint n;

  lecture (hall, 150);
  before = shoot (hall);
  heap = heap_bytes ();
  resident = resident_bytes ();
  n = lecture (hall, 1000);
  heap_growth = (gssize) (heap_bytes () - heap);
  resident_growth = (gssize) (resident_bytes () - resident);
  after = shoot (hall);
  g_test_message ("%u steps: heap %.1f MB, %+.1f kB; resident %.1f MB, %+.1f kB", n,
                  (double) heap / 1e6, (double) heap_growth / 1e3,
                  (double) resident / 1e6, (double) resident_growth / 1e3);
  g_assert_cmpuint (n, >=, 1000);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpint (heap_growth, <, HEAP_BYTES);
  g_assert_cmpint (resident_growth, <, RESIDENT_BYTES);
  close_hall (hall);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gui_init ();
  g_test_add_func ("/lecture/key", test_key);
  g_test_add_func ("/lecture/animation", test_animation);
  g_test_add_func ("/lecture/tools", test_tools);
  g_test_add_func ("/lecture/thousand", test_thousand);
  return g_test_run ();
}
