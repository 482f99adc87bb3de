/* timed-callbacks.h - how long the program's callbacks take
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A test that links timed-callbacks.c with the linker's --wrap (see meson.build) has
 * every callback that the program hands to GLib and GTK measured, in processor time of
 * the main thread: signals, sources, ticks, tasks, actions, and the virtual functions
 * of its widgets but snapshot. Callbacks within callbacks count for both.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Widgets of the classes there are by now are measured, too. */
void timed_callbacks_add_classes (void);
/* Forgets what was measured. */
void timed_callbacks_reset (void);
guint timed_callbacks_get_n (void);
/* How many took longer than @ms. */
guint timed_callbacks_count_above (double ms);
double timed_callbacks_get_worst (void);
/* Where the @n slowest are, as test messages. */
void timed_callbacks_tell (guint n);

G_END_DECLS
