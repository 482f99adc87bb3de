/* wk-present-place.c - windows that come to where they were put
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK takes a new size and state from a Wayland compositor only with the next frame,
 * and Mutter gives none to a surface that lies under others or on a screen that went.
 * Such a window waits for a frame and Mutter for its new size, for ever: it would never
 * reach its screen. A surface that is made anew gets both.
 */
#include "config.h"

#include "app/wk-present-private.h"
#include "widgets/wk-screens.h"

#define LOOK_MS 700
/* A compositor may also have its own mind where windows are. */
#define MAX_LOOKS 4

static gint64
count_frames (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  return clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : -1;
}

void
wk_present_put (GtkWindow *window,
                WkPlaced *placed,
                gboolean fullscreen,
                GdkMonitor *monitor)
{
  placed->is_fullscreen = fullscreen;
  g_set_object (&placed->monitor, monitor);
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (window, monitor);
  else if (fullscreen)
    gtk_window_fullscreen (window);
  else
    gtk_window_unfullscreen (window);
}

/* So that a window that gets no frame is known from one that needs none. */
static void
ask_for_frame (GtkWindow *window, WkPlaced *placed)
{
  placed->frames = count_frames (window);
  gtk_widget_queue_draw (GTK_WIDGET (window));
}

static gboolean
has_come (GtkWindow *window, const WkPlaced *placed)
{
  return gtk_window_is_fullscreen (window) == placed->is_fullscreen &&
         (placed->monitor == NULL || wk_screens_of (window) == placed->monitor);
}

/* Whether it had to be. A screen that went meanwhile brings another placing. */
static gboolean
map_anew (GtkWindow *window, WkPlaced *placed)
{
  if (has_come (window, placed) || count_frames (window) != placed->frames ||
      (placed->monitor != NULL && !gdk_monitor_is_valid (placed->monitor)))
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  wk_present_put (window, placed, placed->is_fullscreen, placed->monitor);
  gtk_window_present (window);
  return TRUE;
}

static gboolean
look_cb (gpointer data)
{
  WkPresent *self = data;
  GtkWindow *own = GTK_WINDOW (self->window);
  GtkWindow *theirs = self->audience_window;
  gboolean all_here = has_come (own, &self->own_place);

  if (theirs != NULL)
    {
      all_here &= has_come (theirs, &self->audience_place);
      /* Keys go where they went. */
      if (map_anew (theirs, &self->audience_place))
        gtk_window_present (own);
    }
  map_anew (own, &self->own_place);
  if (all_here || ++self->n_looks == MAX_LOOKS)
    {
      self->rescue_source = 0;
      return G_SOURCE_REMOVE;
    }
  ask_for_frame (own, &self->own_place);
  if (theirs != NULL)
    ask_for_frame (theirs, &self->audience_place);
  return G_SOURCE_CONTINUE;
}

void
wk_present_watch_places (WkPresent *self)
{
  g_clear_handle_id (&self->rescue_source, g_source_remove);
  self->n_looks = 0;
  ask_for_frame (GTK_WINDOW (self->window), &self->own_place);
  if (self->audience_window != NULL)
    ask_for_frame (self->audience_window, &self->audience_place);
  /* After what the compositor said and all that is to be drawn. */
  self->rescue_source =
      g_timeout_add_full (G_PRIORITY_LOW, LOOK_MS, look_cb, self, NULL);
}

void
wk_present_unwatch_places (WkPresent *self)
{
  g_clear_handle_id (&self->rescue_source, g_source_remove);
  g_clear_object (&self->own_place.monitor);
  g_clear_object (&self->audience_place.monitor);
}
