/* wk-present-input.c - what hands do during a lecture: keys, clickers, the pointer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "app/wk-lecturer.h"
#include "app/wk-present-private.h"
#include "app/wk-window-keys.h"
#include "widgets/wk-ui.h"

/* --- what is said in the corner --- */

static gboolean
said_cb (gpointer data)
{
  WkPresent *self = data;

  self->typing_source = 0;
  wk_present_typing_clear (&self->typing);
  wk_audience_set_typed (WK_AUDIENCE (self->audience), NULL);
  wk_present_update_status (self);
  return G_SOURCE_REMOVE;
}

static void
say_for (WkPresent *self, const char *text, guint milliseconds)
{
  g_clear_handle_id (&self->typing_source, g_source_remove);
  wk_audience_set_typed (WK_AUDIENCE (self->audience), text);
  if (text != NULL)
    self->typing_source = g_timeout_add (milliseconds, said_cb, self);
  if (text != NULL && self->lecturer != NULL)
    wk_lecturer_set_status (WK_LECTURER (self->lecturer), text);
  else
    wk_present_update_status (self);
}

void
wk_present_say (WkPresent *self, const char *text)
{
  say_for (self, text, 1800);
}

/* --- numbers --- */

/* The exercise of that number; of a bare "2" the first of chapter 2. -1: none. */
static int
find_exercise (WkPresent *self, const char *typed)
{
  WkDeck *deck = wk_session_get_deck (self->session);
  int found = wk_deck_find (deck, typed);
  gsize length = strlen (typed);

  for (guint i = 0; found < 0 && i < wk_deck_get_n_exercises (deck); i++)
    {
      const char *number = wk_exercise_get_number (wk_deck_get_exercise (deck, i));

      if (strncmp (number, typed, length) == 0 && !g_ascii_isdigit (number[length]))
        found = (int) i;
    }
  return found;
}

static void
jump (WkPresent *self)
{
  int found = find_exercise (self, self->typing.text);
  g_autofree char *text = NULL;

  wk_present_stop_waiting (self);
  if (found >= 0)
    {
      say_for (self, NULL, 0);
      wk_present_go_to_exercise (self, (guint) found);
    }
  else
    {
      text = g_strdup_printf (_ ("There is no exercise %s"), self->typing.text);
      wk_present_say (self, text);
    }
  wk_present_typing_clear (&self->typing);
}

/* Returns whether the key was part of a number. */
static gboolean
type (WkPresent *self, guint key, GdkModifierType state)
{
  gboolean control = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0;
  gboolean typed = self->typing.text[0] != '\0';
  g_autofree char *text = NULL;

  switch (wk_present_typing_key (&self->typing, key, control, g_get_monotonic_time ()))
    {
    case WK_TYPING_JUMP:
      jump (self);
      return TRUE;
    case WK_TYPING_TAKEN:
      if (self->typing.text[0] != '\0')
        text = g_strdup_printf ("%s…", self->typing.text);
      say_for (self, text, WK_PRESENT_NUMBER_US / 1000);
      return TRUE;
    case WK_TYPING_NOT_MINE:
    default:
      if (typed)
        say_for (self, NULL, 0);
      return FALSE;
    }
}

/* --- keys --- */

static gboolean
is_for_part (guint key)
{
  return key == GDK_KEY_Left || key == GDK_KEY_Right || key == GDK_KEY_Up ||
         key == GDK_KEY_Down || key == GDK_KEY_Return || key == GDK_KEY_plus ||
         key == GDK_KEY_minus || key == GDK_KEY_Escape ||
         (key >= GDK_KEY_0 && key <= GDK_KEY_9);
}

/* What has the keyboard may keep it: fields, the parts of the figure. */
static gboolean
is_kept (GtkWidget *focus, guint key, guint plain)
{
  GtkWidget *canvas =
      focus != NULL ? gtk_widget_get_ancestor (focus, WK_TYPE_CANVAS) : NULL;
  gboolean walking = canvas != NULL && wk_canvas_is_walking (WK_CANVAS (canvas));

  if (focus == NULL || key == GDK_KEY_F5)
    return FALSE;
  if (GTK_IS_EDITABLE (focus) && plain == GDK_KEY_Escape)
    return TRUE;
  if (plain == GDK_KEY_Escape || plain == GDK_KEY_F8)
    return walking && plain == GDK_KEY_Escape;
  if (wk_window_keys_keep (focus, key))
    return TRUE;
  if ((plain == GDK_KEY_space || plain == GDK_KEY_Return) &&
      wk_window_keys_want_space (focus))
    return TRUE;
  return walking && is_for_part (plain);
}

/* A blank screen and the keys go away with any key, which does nothing else. */
static gboolean
uncover (WkPresent *self)
{
  WkAudience *audience = WK_AUDIENCE (self->audience);

  if (wk_audience_get_blank (audience) != WK_BLANK_NONE)
    {
      wk_present_set_blank (self, WK_BLANK_NONE);
      return TRUE;
    }
  if (wk_audience_is_help_shown (audience))
    {
      wk_audience_set_help (audience, NULL);
      return TRUE;
    }
  return FALSE;
}

/* What lies over the figure: the tool in hand comes first, but not in the middle of a
 * number. */
static gboolean
use_tool (WkPresent *self, GtkWidget *root, guint plain, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (root));
  gboolean own = self->lecturer != NULL &&
                 GTK_WIDGET (gtk_widget_get_root (self->lecturer)) == root;

  if (self->typing.text[0] != '\0' || GTK_IS_EDITABLE (focus))
    return FALSE;
  return wk_stage_tools_key (own ? wk_lecturer_get_tools (WK_LECTURER (self->lecturer))
                                 : wk_audience_get_tools (WK_AUDIENCE (self->audience)),
                             plain, state);
}

gboolean
wk_present_key (WkPresent *present,
                GtkWidget *root,
                guint keyval,
                guint code,
                GdkModifierType state)
{
  WkPresentCommand command;
  guint plain;

  g_return_val_if_fail (WK_IS_PRESENT (present), GDK_EVENT_PROPAGATE);

  if (!present->running || wk_present_keys_is_modifier (keyval))
    return GDK_EVENT_PROPAGATE;
  if (uncover (present))
    return GDK_EVENT_STOP;
  command = wk_present_keys_look_up (gtk_widget_get_display (root), keyval, code, state,
                                     &plain);
  if (is_kept (gtk_root_get_focus (GTK_ROOT (root)), keyval, plain))
    return GDK_EVENT_PROPAGATE;
  if (use_tool (present, root, plain, state))
    return GDK_EVENT_STOP;
  if (type (present, plain, state))
    return GDK_EVENT_STOP;
  if (plain == GDK_KEY_Escape && wk_present_is_panel_shown (present))
    {
      wk_present_toggle_panel (present);
      return GDK_EVENT_STOP;
    }
  if (command == WK_PRESENT_NOTHING || command == WK_PRESENT_TOOL)
    return GDK_EVENT_PROPAGATE;
  wk_present_do (present, command);
  return GDK_EVENT_STOP;
}

/* --- the pointer --- */

void
wk_present_click (WkPresent *self, WkPresentCommand command)
{
  if (!uncover (self) || command == WK_PRESENT_LEAVE)
    wk_present_do (self, command);
}

static void
forward_cb (WkPresent *self)
{
  wk_present_click (self, WK_PRESENT_FORWARD);
}

static void
back_cb (WkPresent *self)
{
  wk_present_click (self, WK_PRESENT_BACK);
}

void
wk_present_watch_pointer (WkPresent *self)
{
  g_signal_connect_object (self->audience, "forward", G_CALLBACK (forward_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audience, "back", G_CALLBACK (back_cb), self,
                           G_CONNECT_SWAPPED);
}
