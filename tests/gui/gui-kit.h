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
/* The same of @session. */
WkWindow *gui_open_session (WkSession *session, int width, int height);
void gui_close (WkWindow *window);

typedef gboolean (*GuiCondition) (gpointer data);
/* Runs the main loop until @condition holds; fails the test after half a minute. */
void gui_wait (GuiCondition condition, gpointer data);
/* Lets @n frames of the window pass. */
void gui_frames (WkWindow *window, guint n);

void gui_set_animations (gboolean on);
/* As if pressed in the window. Returns whether the window took it. */
gboolean gui_key (WkWindow *window, guint key, GdkModifierType modifiers);
/* The same in another window. */
gboolean gui_window_key (GtkWindow *window, guint key, GdkModifierType modifiers);
/* The same for @widget's own controllers, as if it had the focus. */
gboolean gui_widget_key (GtkWidget *widget, guint key, GdkModifierType modifiers);
/* A press at @x, @y of the canvas, a way of @dx, @dy, and letting go. */
void gui_drag (WkCanvas *canvas, double x, double y, double dx, double dy);
/* Moves the pointer there and turns the wheel by @clicks (negative: up). */
void gui_scroll (WkCanvas *canvas, double x, double y, double clicks);
/* The middle of the part @id, in pixels of the canvas. FALSE if there is none. */
gboolean gui_part_place (WkCanvas *canvas, const char *id, double *x, double *y);
/* The first descendant of @type, in tree order, or NULL. */
GtkWidget *gui_find (GtkWidget *widget, GType type);

/* What the label says that assistive tools describe so, or NULL. */
const char *gui_find_text (GtkWidget *widget, const char *description);
/* Of the lecturer's timer below @widget, in seconds. */
guint gui_get_timer (GtkWidget *widget);
/* Until it shows more than @seconds; how much. */
guint gui_wait_timer (GtkWidget *widget, guint seconds);

/* A GuiCondition: no worker of the WkSession runs. */
gboolean gui_is_solved (gpointer session);
/* At once, with all that follows the figure. */
void gui_go_to (WkSession *session, WkCanvas *canvas, double position);
typedef void (*GuiWithExercise) (WkWindow *window,
                                 WkSession *session,
                                 WkCanvas *canvas);
/* Runs @with for each exercise of the built-in deck, and so for each kind. */
void gui_for_each_exercise (GuiWithExercise with);

/* A folder of its own for the test, removed by gui_remove_folder(). */
char *gui_new_folder (void);
void gui_remove_folder (const char *path);

G_END_DECLS
