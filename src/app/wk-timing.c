/* wk-timing.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-timing.h"

#include <time.h>

static gulong handler;

void
wk_timing_mark (const char *what)
{
  struct timespec used = { 0 };

  if (g_getenv ("WORKINGS_TIMINGS") == NULL)
    return;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  g_printerr ("%s at %" G_GINT64_FORMAT " us, used %" G_GINT64_FORMAT " us\n", what,
              g_get_monotonic_time (),
              (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  g_signal_handler_disconnect (clock, handler);
  wk_timing_mark ("first frame");
}

static void
realize_cb (GtkWidget *window)
{
  handler = g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                              G_CALLBACK (after_paint_cb), NULL);
}

void
wk_timing_watch_first_frame (GtkWidget *window)
{
  if (g_getenv ("WORKINGS_TIMINGS") != NULL)
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}
