/* wk-timing.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-timing.h"

static gulong handler;

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  g_signal_handler_disconnect (clock, handler);
  g_printerr ("first frame at %" G_GINT64_FORMAT " us\n", g_get_monotonic_time ());
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
