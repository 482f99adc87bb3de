/* lecture-kit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "lecture-kit.h"

#include "timing-kit.h"

/* --- frames --- */

static void
begun_cb (GdkFrameClock *clock, Hall *hall)
{
  hall->begun_ms = wall_ms ();
  hall->begun_wait = queue_ms ();
}

static void
painted_cb (GdkFrameClock *clock, Hall *hall)
{
  double now = now_ms ();
  double wait = queue_ms ();
  double used = now - hall->last_ms;
  gint64 beat = gdk_frame_clock_get_frame_time (clock);
  gint64 beats = (beat - hall->last_beat + 8333) / 16667;

  if (hall->begun_ms > 0)
    {
      double took = wall_ms () - hall->begun_ms - (wait - hall->begun_wait);

      hall->longest = MAX (hall->longest, took);
    }
  if (hall->last_ms > 0)
    g_array_append_val (hall->times, used);
  if (hall->last_beat > 0 && beats > 1 && beats < 20)
    hall->n_late += (guint) beats - 1;
  hall->last_ms = now;
  hall->last_beat = beat;
}

void
hall_start_frames (Hall *hall)
{
  g_array_set_size (hall->times, 0);
  hall->last_ms = now_ms ();
  hall->last_beat = 0;
  hall->begun_ms = 0;
  hall->n_late = 0;
  hall->longest = 0;
}

void
hall_tell_frames (Hall *hall, const char *what)
{
  g_assert_cmpuint (hall->times->len, >, 0);
  g_test_message ("%s: %u frames, median %.1f ms, 95 of 100 within %.1f ms, the "
                  "slowest %.1f ms, on the wall %.1f ms; the clock left out %u",
                  what, hall->times->len, percentile (hall->times, 0.5),
                  percentile (hall->times, 0.95), percentile (hall->times, 1),
                  hall->longest, hall->n_late);
}

/* --- the hall --- */

static gboolean
is_here (gpointer data)
{
  WkAudience *audience = wk_present_get_audience (((Hall *) data)->present);

  return audience != NULL &&
         wk_canvas_get_n_paints (wk_audience_get_canvas (audience)) > 0;
}

Hall *
hall_open (void)
{
  Hall *hall = g_new0 (Hall, 1);
  WkPresentState choices = { .at_once = TRUE };

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
  hall->clock = gtk_widget_get_frame_clock (GTK_WIDGET (hall->window));
  hall->handlers[0] =
      g_signal_connect (hall->clock, "before-paint", G_CALLBACK (begun_cb), hall);
  hall->handlers[1] =
      g_signal_connect (hall->clock, "after-paint", G_CALLBACK (painted_cb), hall);
  return hall;
}

void
hall_close (Hall *hall)
{
  for (guint i = 0; i < G_N_ELEMENTS (hall->handlers); i++)
    g_signal_handler_disconnect (hall->clock, hall->handlers[i]);
  wk_present_stop (hall->present);
  gui_set_animations (TRUE);
  gui_close (hall->window);
  g_array_unref (hall->times);
  g_free (hall);
}

void
hall_press (Hall *hall, guint key)
{
  gui_key (hall->window, key, 0);
}

void
hall_go_to (Hall *hall, guint exercise)
{
  wk_session_set_exercise (hall->session, exercise);
  wk_session_set_position (hall->session, 0);
  gui_wait (gui_is_solved, hall->session);
  gui_frames (hall->window, 3);
  wk_canvas_settle (hall->canvas);
}
