/* wk-window-keys.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-window-keys.h"

#include "app/wk-present.h"
#include "widgets/wk-param-panel.h"

static void
move_exercise (WkWindow *self, int by)
{
  int n = (int) wk_deck_get_n_exercises (
      wk_session_get_deck (wk_window_get_session (self)));
  int i = (int) wk_session_get_exercise (wk_window_get_session (self)) + by;

  if (i >= 0 && i < n)
    wk_session_set_exercise (wk_window_get_session (self), (guint) i);
}

/* A button that was reached with Tab keeps its Space; one that was only clicked does
 * not take it from the steps. */
gboolean
wk_window_keys_want_space (GtkWidget *focus)
{
  return (GTK_IS_BUTTON (focus) || GTK_IS_SWITCH (focus) ||
          GTK_IS_CHECK_BUTTON (focus)) &&
         gtk_widget_has_visible_focus (focus);
}

static gboolean
handle_key (WkWindow *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      wk_player_forward (wk_window_get_player (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
    case GDK_KEY_BackSpace:
      wk_player_back (wk_window_get_player (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      wk_player_first (wk_window_get_player (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      wk_player_last (wk_window_get_player (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_exercise (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_exercise (self, 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
is_arrow (guint key)
{
  return key == GDK_KEY_Left || key == GDK_KEY_Right || key == GDK_KEY_Up ||
         key == GDK_KEY_Down;
}

static gboolean
is_jump (guint key)
{
  return key == GDK_KEY_Home || key == GDK_KEY_End || key == GDK_KEY_Page_Up ||
         key == GDK_KEY_Page_Down;
}

/* Jumps are of no use to an entry without text, nor to the cells of a grid. */
gboolean
wk_window_keys_keep (GtkWidget *focus, guint key)
{
  if (GTK_IS_EDITABLE (focus))
    return !is_jump (key) || gtk_editable_get_text (GTK_EDITABLE (focus))[0] != '\0';
  if (GTK_IS_TEXT_VIEW (focus) ||
      gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return TRUE;
  return gtk_widget_get_ancestor (focus, WK_TYPE_PARAM_PANEL) != NULL &&
         (!is_jump (key) || GTK_IS_RANGE (focus));
}

/* Before the focused widget sees the key: a list or a slider would keep the arrows. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        WkWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  WkCanvas *canvas = wk_window_get_canvas (self);

  if (wk_present_key (wk_window_get_present (self), GTK_WIDGET (self), key, code,
                      modifiers))
    return GDK_EVENT_STOP;
  if (wk_present_is_running (wk_window_get_present (self)))
    return GDK_EVENT_PROPAGATE;
  if ((modifiers &
       (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (focus != NULL)
    {
      if (wk_window_keys_keep (focus, key))
        return GDK_EVENT_PROPAGATE;
      if (key == GDK_KEY_space && wk_window_keys_want_space (focus))
        return GDK_EVENT_PROPAGATE;
      if (is_arrow (key) && wk_canvas_is_walking (canvas))
        return GDK_EVENT_PROPAGATE;
    }
  return handle_key (self, key);
}

static void
key_up_cb (GtkEventControllerKey *controller,
           guint key,
           guint code,
           GdkModifierType modifiers,
           WkWindow *self)
{
  if (wk_window_get_present (self) != NULL)
    wk_present_key_up (wk_window_get_present (self), code);
}

void
wk_window_add_keys (WkWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), window);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_up_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}
