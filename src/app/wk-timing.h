/* wk-timing.h - how long the start takes, and where
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With WORKINGS_TIMINGS set in the environment each mark is told on standard error:
 * "first frame at N us, used M us", N on the monotonic clock and M of the processor by
 * the calling thread. Else nothing happens.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wk_timing_mark (const char *what);
/* Marks the first frame of @window when it is on its way to the screen. */
void wk_timing_watch_first_frame (GtkWidget *window);

G_END_DECLS
