/* wk-screens.h - the screens that are plugged in, by names that can be remembered
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "HDMI-1|ACME|P300": connector, maker, model, any of them empty. (transfer full) */
char *wk_screens_name (GdkMonitor *monitor);
/* For people: "P300 (HDMI-1)". (transfer full) */
char *wk_screens_title (GdkMonitor *monitor);
guint wk_screens_get_n (GdkDisplay *display);
/* The screen @window is on, or NULL. Borrowed, as all of these are. */
GdkMonitor *wk_screens_of (GtkWindow *window);
/* Which of these names, up to NULL, @name means: that of the same device, at the same
 * connector if there are several; else the device at the same connector. The first if
 * it might be more than one, -1 if it is none. */
int wk_screens_choose (const char *const *names, const char *name);
/* The one that @name means: the same device, else what is at the same connector; NULL
 * if it is not there. */
GdkMonitor *wk_screens_find (GdkDisplay *display, const char *name);
/* The screen after @monitor, which is another one if there is one. */
GdkMonitor *wk_screens_next (GdkDisplay *display, GdkMonitor *monitor);

G_END_DECLS
