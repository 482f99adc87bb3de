/* wk-present-screens.c - where the audience sees the figure, and where the lecturer is
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One screen: the window itself is the audience's. Two: the audience's figure is full
 * screen on one, this window on the other. A screen may come and go at any time: what
 * is shown is the session's, so that only widgets move.
 */
#include "config.h"

#include "app/wk-lecturer.h"
#include "app/wk-present-private.h"
#include "widgets/wk-screens.h"
#include "widgets/wk-ui.h"

static GdkDisplay *
get_display (WkPresent *self)
{
  return gtk_widget_get_display (GTK_WIDGET (self->window));
}

/* --- the audience's own window --- */

static gboolean
close_cb (WkPresent *self)
{
  wk_present_stop (self);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        WkPresent *self)
{
  GtkWidget *widget =
      gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  return wk_present_key (self, widget, key, code, modifiers);
}

static void
key_up_cb (GtkEventControllerKey *controller,
           guint key,
           guint code,
           GdkModifierType modifiers,
           WkPresent *self)
{
  wk_present_key_up (self, code);
}

static void
make_window (WkPresent *self)
{
  GtkWidget *window = gtk_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *title = g_strdup_printf (
      _ ("%s: Audience"), gtk_window_get_title (GTK_WINDOW (self->window)));

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_up_cb), self, 0);
  gtk_widget_add_controller (window, keys);
  self->audience_window = GTK_WINDOW (window);
}

/* Open parameters stay open, in whichever view the lecturer now has. */
static void
move_to_own_window (WkPresent *self)
{
  gboolean was = wk_present_is_panel_shown (self);

  if (self->lecturer == NULL)
    {
      self->lecturer = wk_lecturer_new (self->window, G_ACTION_GROUP (self->actions),
                                        G_MENU_MODEL (self->menu));
      wk_stage_tools_share (wk_lecturer_get_tools (WK_LECTURER (self->lecturer)),
                            wk_audience_get_tools (WK_AUDIENCE (self->audience)));
      wk_audience_set_panel_shown (WK_AUDIENCE (self->audience), FALSE);
      wk_lecturer_set_panel_shown (WK_LECTURER (self->lecturer), was);
    }
  wk_window_set_lecture (self->window, self->lecturer);
  if (self->audience_window != NULL)
    return;
  make_window (self);
  gtk_window_set_child (self->audience_window, self->audience);
}

void
wk_present_close_windows (WkPresent *self)
{
  if (self->audience_window == NULL)
    return;
  gtk_window_set_child (self->audience_window, NULL);
  gtk_window_destroy (self->audience_window);
  self->audience_window = NULL;
}

/* --- placing --- */

static void
place_here (WkPresent *self)
{
  gboolean was = wk_present_is_panel_shown (self);

  wk_present_close_windows (self);
  wk_window_set_lecture (self->window, self->audience);
  self->lecturer = NULL;
  wk_audience_set_panel_shown (WK_AUDIENCE (self->audience), was);
  if (!self->windowed)
    wk_present_put (GTK_WINDOW (self->window), &self->own_place, TRUE, NULL);
  gtk_widget_grab_focus (
      GTK_WIDGET (wk_audience_get_canvas (WK_AUDIENCE (self->audience))));
}

/* In a window one can share, move and size. */
static void
place_apart (WkPresent *self)
{
  move_to_own_window (self);
  wk_present_put (self->audience_window, &self->audience_place, FALSE, NULL);
  wk_present_put (GTK_WINDOW (self->window), &self->own_place, self->fullscreen, NULL);
  gtk_window_present (self->audience_window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
place_on (WkPresent *self, GdkMonitor *monitor)
{
  GdkMonitor *own = wk_screens_of (GTK_WINDOW (self->window));

  if (own == NULL || own == monitor)
    own = wk_screens_next (get_display (self), monitor);
  move_to_own_window (self);
  wk_present_put (self->audience_window, &self->audience_place, TRUE, monitor);
  wk_present_put (GTK_WINDOW (self->window), &self->own_place, TRUE, own);
  gtk_window_present (self->audience_window);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* The remembered screen, else one the window is not on. */
GdkMonitor *
wk_present_get_monitor (WkPresent *self)
{
  GdkDisplay *display = get_display (self);
  GdkMonitor *chosen = wk_screens_find (display, self->choices.monitor);

  return chosen != NULL
             ? chosen
             : wk_screens_next (display, wk_screens_of (GTK_WINDOW (self->window)));
}

static void
after_placing (WkPresent *self)
{
  wk_present_watch_places (self);
  wk_player_set_widget (self->player,
                        self->audience_window != NULL ? self->audience : NULL);
  wk_present_update_actions (self);
  wk_present_timer_show (self);
  wk_present_update_status (self);
}

void
wk_present_place (WkPresent *self)
{
  guint n = wk_screens_get_n (get_display (self));
  gboolean apart = self->apart;

  if (!apart && n > 1)
    place_on (self, wk_present_get_monitor (self));
  /* The projector went: the lecturer's view stays, and the figure is in a window until
   * it comes back. */
  else if (apart || self->lecturer != NULL)
    place_apart (self);
  else
    place_here (self);
  if (self->lecturer != NULL)
    gtk_widget_grab_focus (
        GTK_WIDGET (wk_lecturer_get_canvas (WK_LECTURER (self->lecturer))));
  after_placing (self);
}

static gboolean
placed_cb (gpointer data)
{
  WkPresent *self = data;

  self->place_source = 0;
  wk_present_place (self);
  return G_SOURCE_REMOVE;
}

/* Several changes make one: a screen that is plugged in comes with its neighbours' new
 * places. */
static void
monitors_cb (WkPresent *self)
{
  if (self->place_source == 0)
    self->place_source = g_timeout_add (250, placed_cb, self);
}

void
wk_present_watch_screens (WkPresent *self)
{
  self->monitors =
      g_signal_connect_swapped (gdk_display_get_monitors (get_display (self)),
                                "items-changed", G_CALLBACK (monitors_cb), self);
}

void
wk_present_unwatch_screens (WkPresent *self)
{
  g_clear_handle_id (&self->place_source, g_source_remove);
  wk_present_unwatch_places (self);
  g_clear_signal_handler (&self->monitors,
                          gdk_display_get_monitors (get_display (self)));
}

void
wk_present_unplace (WkPresent *self)
{
  wk_player_set_widget (self->player, NULL);
  wk_present_close_windows (self);
  wk_window_set_lecture (self->window, NULL);
  self->lecturer = NULL;
  if (!self->fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self->window));
  else
    gtk_window_fullscreen (GTK_WINDOW (self->window));
}

/* --- moving --- */

void
wk_present_set_place (WkPresent *present, gboolean apart, const char *monitor)
{
  g_return_if_fail (WK_IS_PRESENT (present));

  present->apart = apart;
  if (monitor != NULL && g_strcmp0 (monitor, present->choices.monitor) != 0)
    {
      g_free (present->choices.monitor);
      present->choices.monitor = g_strdup (monitor);
    }
  if (present->running)
    wk_present_place (present);
}

void
wk_present_swap (WkPresent *self)
{
  g_autofree char *name = NULL;

  if (wk_screens_get_n (get_display (self)) < 2)
    {
      wk_present_say (self, _ ("There is one screen"));
      return;
    }
  /* Out of a window to the screen that was chosen. */
  if (!self->apart)
    name = wk_screens_name (
        wk_screens_next (get_display (self), wk_present_get_monitor (self)));
  wk_present_set_place (self, FALSE, name);
}

void
wk_present_toggle_window (WkPresent *self)
{
  if (self->lecturer == NULL)
    {
      self->windowed = gtk_window_is_fullscreen (GTK_WINDOW (self->window));
      wk_present_put (GTK_WINDOW (self->window), &self->own_place, !self->windowed,
                      NULL);
      return;
    }
  if (wk_screens_get_n (get_display (self)) > 1)
    {
      wk_present_set_place (self, !self->apart, NULL);
      return;
    }
  /* The only screen: the figure takes all of it, and the lecturer's view goes. */
  self->apart = FALSE;
  self->windowed = FALSE;
  place_here (self);
  after_placing (self);
}
