/* wk-timing.h - when the first frame is on its way to the screen
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* With WORKINGS_TIMINGS set in the environment, tells the time of the first frame of
 * @window on standard error: "first frame at N us", on the monotonic clock. */
void wk_timing_watch_first_frame (GtkWidget *window);

G_END_DECLS
