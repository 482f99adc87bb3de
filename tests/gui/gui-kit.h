/* gui-kit.h - a window under test, and waiting for it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/wk-window.h"

G_BEGIN_DECLS

/* Starts the application without claiming its name on a bus; once a process. */
void gui_init (void);

/* A window of the built-in exam, mapped and drawn. */
WkWindow *gui_open (int width, int height);
void gui_close (WkWindow *window);

typedef gboolean (*GuiCondition) (gpointer data);
/* Runs the main loop until @condition holds; fails the test after half a minute. */
void gui_wait (GuiCondition condition, gpointer data);
/* Lets @n frames of the window pass. */
void gui_frames (WkWindow *window, guint n);

void gui_set_animations (gboolean on);
/* As if pressed in the window. Returns whether the window took it. */
gboolean gui_key (WkWindow *window, guint key, GdkModifierType modifiers);
/* The first descendant of @type, in tree order, or NULL. */
GtkWidget *gui_find (GtkWidget *widget, GType type);

/* A folder of its own for the test, removed by gui_remove_folder(). */
char *gui_new_folder (void);
void gui_remove_folder (const char *path);

G_END_DECLS
