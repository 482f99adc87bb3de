/* wk-window-state.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-window-state.h"

#include "app/wk-present.h"
#include "exercises/wk-kinds.h"
#include "session/wk-deck-monitor.h"
#include "widgets/wk-ui.h"

#define KEEPER "wk-state-keeper"
#define MONITOR "wk-deck-monitor"

/* --- how the window looked --- */

static void
set_state (WkWindow *window, const char *action, GVariant *state)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), action, state);
}

static int
get_pane (WkWindow *window, const char *action)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (window), action);

  return g_variant_get_boolean (state) ? 1 : 0;
}

void
wk_window_restore_state (WkWindow *window, const WkState *state)
{
  const WkWindowState *kept = wk_state_get_window (state);

  if (kept->width > 0 && kept->height > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), kept->width, kept->height);
  if (kept->maximized)
    gtk_window_maximize (GTK_WINDOW (window));
  if (kept->sidebar >= 0)
    set_state (window, "sidebar", g_variant_new_boolean (kept->sidebar > 0));
  if (kept->panel >= 0)
    set_state (window, "panel", g_variant_new_boolean (kept->panel > 0));
  if (kept->theme != NULL)
    set_state (window, "figure-theme", g_variant_new_string (kept->theme));
  wk_present_set_choices (wk_window_get_present (window), wk_state_get_present (state));
}

static void
fill_cb (WkState *state, gpointer data)
{
  WkWindow *window = data;
  WkPresent *present = wk_window_get_present (window);
  g_autoptr (GVariant) theme =
      g_action_group_get_action_state (G_ACTION_GROUP (window), "figure-theme");
  WkWindowState kept = {
    .maximized = gtk_window_is_maximized (GTK_WINDOW (window)),
    .sidebar = -1,
    .panel = -1,
    .theme = (char *) g_variant_get_string (theme, NULL),
  };

  gtk_window_get_default_size (GTK_WINDOW (window), &kept.width, &kept.height);
  /* A folded pane says nothing about how a wider window should look. */
  if (!wk_window_is_folded (window))
    {
      kept.sidebar = get_pane (window, "sidebar");
      kept.panel = get_pane (window, "panel");
    }
  wk_state_set_window (state, &kept);
  wk_state_set_present (state, wk_present_get_choices (present));
  if (wk_present_is_running (present))
    wk_state_set_text_scale (state, wk_present_get_own_text_scale (present));
  wk_state_set_deck (state, wk_window_get_deck_path (window));
}

static gboolean
close_cb (WkWindow *window)
{
  WkStateKeeper *keeper = g_object_get_data (G_OBJECT (window), KEEPER);

  if (keeper != NULL)
    wk_state_keeper_close (keeper);
  g_object_set_data (G_OBJECT (window), KEEPER, NULL);
  return GDK_EVENT_PROPAGATE;
}

static void
touch_cb (WkWindow *window)
{
  WkStateKeeper *keeper = g_object_get_data (G_OBJECT (window), KEEPER);

  if (keeper != NULL)
    wk_state_keeper_touch (keeper);
}

void
wk_window_keep_state (WkWindow *window, const char *path, const char *deck_path)
{
  WkStateKeeper *keeper =
      wk_state_keeper_new (path, wk_window_get_session (window), fill_cb, window);

  g_object_set_data_full (G_OBJECT (window), KEEPER, keeper, g_object_unref);
  wk_window_set_deck_path (window, deck_path);
  g_signal_connect (window, "close-request", G_CALLBACK (close_cb), NULL);
  /* Quit destroys the window without asking it to close. */
  g_signal_connect (window, "unrealize", G_CALLBACK (close_cb), NULL);
  g_signal_connect (window, "notify::default-width", G_CALLBACK (touch_cb), NULL);
  g_signal_connect (window, "notify::default-height", G_CALLBACK (touch_cb), NULL);
  g_signal_connect (window, "notify::maximized", G_CALLBACK (touch_cb), NULL);
}

/* --- the deck's file --- */

/* While it is being written a file may be half of one: the deck that is shown stays. */
static void
reload_cb (WkWindow *window)
{
  const char *path = wk_window_get_deck_path (window);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load (path, wk_exercise_kinds, NULL, &error);

  if (deck == NULL)
    {
      message = g_strdup_printf (_ ("%s has changed, but cannot be opened: %s"), name,
                                 error->message);
      wk_window_toast (window, message);
      return;
    }
  wk_session_replace_deck (wk_window_get_session (window), deck);
  message = g_strdup_printf (_ ("%s has changed and was opened again"), name);
  wk_window_toast (window, message);
}

void
wk_window_set_deck_path (WkWindow *window, const char *path)
{
  WkDeckMonitor *monitor = path != NULL ? wk_deck_monitor_new (path) : NULL;

  if (monitor != NULL)
    g_signal_connect_object (monitor, "changed", G_CALLBACK (reload_cb), window,
                             G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (window), MONITOR, monitor,
                          monitor != NULL ? g_object_unref : NULL);
  touch_cb (window);
}

const char *
wk_window_get_deck_path (WkWindow *window)
{
  WkDeckMonitor *monitor = g_object_get_data (G_OBJECT (window), MONITOR);

  return monitor != NULL ? wk_deck_monitor_get_path (monitor) : NULL;
}

/* --- dropped files --- */

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue *value,
         double x,
         double y,
         WkWindow *window)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  wk_window_open_file (window, files->data);
  return TRUE;
}

void
wk_window_accept_drops (WkWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
