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
  self->quiet = FALSE;
  wk_present_typing_clear (&self->typing);
  wk_audience_set_typed (WK_AUDIENCE (self->audience), NULL);
  wk_present_update_status (self);
  return G_SOURCE_REMOVE;
}

/* What is said is the lecturer's business: the class sees it where there is but one
 * screen. A number that is being @typed is seen by all. */
static void
say_for (WkPresent *self, const char *text, gboolean typed, guint milliseconds)
{
  gboolean shown = typed || self->lecturer == NULL;

  g_clear_handle_id (&self->typing_source, g_source_remove);
  wk_audience_set_typed (WK_AUDIENCE (self->audience), shown ? text : NULL);
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
  say_for (self, text, FALSE, 1800);
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

  self->quiet = FALSE;
  wk_present_stop_waiting (self);
  if (found >= 0)
    {
      say_for (self, NULL, FALSE, 0);
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
      /* Whatever its first digit was as well, it is a number now. */
      self->quiet = FALSE;
      if (self->typing.text[0] != '\0')
        text = g_strdup_printf ("%s…", self->typing.text);
      say_for (self, text, TRUE, WK_PRESENT_NUMBER_US / 1000);
      return TRUE;
    case WK_TYPING_NOT_MINE:
    default:
      if (typed)
        say_for (self, NULL, FALSE, 0);
      return FALSE;
    }
}

/* --- keys --- */

static gboolean
is_digit (guint key)
{
  return key >= GDK_KEY_0 && key <= GDK_KEY_9;
}

static gboolean
is_for_part (guint key)
{
  return key == GDK_KEY_Left || key == GDK_KEY_Right || key == GDK_KEY_Up ||
         key == GDK_KEY_Down || key == GDK_KEY_Return || key == GDK_KEY_plus ||
         key == GDK_KEY_minus || key == GDK_KEY_Escape || is_digit (key);
}

/* Letters and signs are text there. */
static gboolean
takes_text (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) ||
         gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* What has the keyboard may keep it: fields, the parts of the figure. But no field
 * keeps what clickers send, which are in another hand, apart from Esc: that leaves the
 * field or the menu first, and pressed again the lecture. */
static gboolean
is_kept (GtkWidget *focus, guint key, guint plain)
{
  GtkWidget *canvas =
      focus != NULL ? gtk_widget_get_ancestor (focus, WK_TYPE_CANVAS) : NULL;
  gboolean walking = canvas != NULL && wk_canvas_is_walking (WK_CANVAS (canvas));

  if (focus == NULL || key == GDK_KEY_F5)
    return FALSE;
  if (plain == GDK_KEY_Page_Down || plain == GDK_KEY_Page_Up)
    return gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
  if (plain == GDK_KEY_Escape &&
      (GTK_IS_EDITABLE (focus) ||
       gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return TRUE;
  if (plain == GDK_KEY_Escape || plain == GDK_KEY_F8)
    return walking && plain == GDK_KEY_Escape;
  /* Buttons and closed cells do nothing with a clicker's black screen. */
  if ((plain == GDK_KEY_period || plain == GDK_KEY_b) && !takes_text (focus))
    return FALSE;
  if (wk_window_keys_keep (focus, key))
    return TRUE;
  if ((plain == GDK_KEY_space || plain == GDK_KEY_Return) &&
      wk_window_keys_want_space (focus))
    return TRUE;
  return walking && is_for_part (plain);
}

static gboolean
is_covered (WkPresent *self)
{
  WkAudience *audience = WK_AUDIENCE (self->audience);

  return wk_audience_get_blank (audience) != WK_BLANK_NONE ||
         wk_audience_is_help_shown (audience);
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

/* What lies over the figure. */
static gboolean
use_tool (WkPresent *self, GtkWidget *root, guint plain, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (root));
  gboolean own = self->lecturer != NULL &&
                 GTK_WIDGET (gtk_widget_get_root (self->lecturer)) == root;

  if (GTK_IS_EDITABLE (focus))
    return FALSE;
  return wk_stage_tools_key (own ? wk_lecturer_get_tools (WK_LECTURER (self->lecturer))
                                 : wk_audience_get_tools (WK_AUDIENCE (self->audience)),
                             plain, state);
}

/* With the pen in hand a digit is a colour. It may begin a number all the same, or "2c"
 * would clear what was drawn: as long as a letter completes it, and without a word. */
static void
keep_colour (WkPresent *self, guint digit)
{
  say_for (self, NULL, FALSE, 0);
  wk_present_typing_key (&self->typing, digit, FALSE, g_get_monotonic_time ());
  self->quiet = TRUE;
  self->typing_source = g_timeout_add (WK_PRESENT_LETTER_US / 1000, said_cb, self);
}

/* Whether the number of an exercise is @start, or goes on from there. */
static gboolean
begins_number (WkPresent *self, const char *start)
{
  WkDeck *deck = wk_session_get_deck (self->session);

  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    if (g_str_has_prefix (wk_exercise_get_number (wk_deck_get_exercise (deck, i)),
                          start))
      return TRUE;
  return FALSE;
}

/* It was a colour and no more, if @key does not go on to an exercise that there is. A
 * second digit may be another colour as well. */
static void
forget_colour (WkPresent *self, guint key)
{
  g_autofree char *number = NULL;

  if (!self->quiet || key == GDK_KEY_Return)
    return;
  number = g_strdup_printf ("%s%c", self->typing.text, key < 128 ? (char) key : '?');
  if (is_digit (key) ? begins_number (self, number)
                     : wk_deck_find (wk_session_get_deck (self->session), number) >= 0)
    return;
  self->quiet = FALSE;
  wk_present_typing_clear (&self->typing);
}

/* --- keys that are held down --- */

/* Such a key sends itself again and again. */
static gboolean
note_held (WkPresent *self, guint code)
{
  gboolean again = code != 0 && code == self->held;

  self->held = code;
  return again;
}

void
wk_present_key_up (WkPresent *present, guint code)
{
  g_return_if_fail (WK_IS_PRESENT (present));

  if (present->held == code)
    present->held = 0;
}

/* What is held goes on through the steps, as far as they are known. It confirms
 * nothing, and turns nothing on and off and on. */
static gboolean
may_repeat (WkPresent *self, WkPresentCommand command)
{
  switch (command)
    {
    case WK_PRESENT_FORWARD:
      return self->wait == WK_WAIT_NONE && !wk_present_is_late (self);
    case WK_PRESENT_BACK:
    case WK_PRESENT_FASTER:
    case WK_PRESENT_SLOWER:
    case WK_PRESENT_TOOL:
    case WK_PRESENT_NOTHING:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
wk_present_key (WkPresent *present,
                GtkWidget *root,
                guint keyval,
                guint code,
                GdkModifierType state)
{
  WkPresentCommand command;
  gboolean again, typed;
  guint plain;

  g_return_val_if_fail (WK_IS_PRESENT (present), GDK_EVENT_PROPAGATE);

  if (wk_present_keys_is_modifier (keyval))
    return GDK_EVENT_PROPAGATE;
  again = note_held (present, code);
  if (!present->running)
    return again && keyval == GDK_KEY_F5;
  if ((again && is_covered (present)) || uncover (present))
    return GDK_EVENT_STOP;
  command = wk_present_keys_look_up (gtk_widget_get_display (root), keyval, code, state,
                                     &plain);
  if (is_kept (gtk_root_get_focus (GTK_ROOT (root)), keyval, plain))
    return GDK_EVENT_PROPAGATE;
  forget_colour (present, plain);
  typed = present->typing.text[0] != '\0';
  if ((!typed || is_digit (plain)) && use_tool (present, root, plain, state))
    {
      if (is_digit (plain))
        keep_colour (present, plain);
      return GDK_EVENT_STOP;
    }
  if (type (present, plain, state))
    return GDK_EVENT_STOP;
  /* What ended the number is a command, of a tool as well. */
  if (typed && use_tool (present, root, plain, state))
    return GDK_EVENT_STOP;
  if (plain == GDK_KEY_Escape && wk_present_is_panel_shown (present))
    {
      wk_present_toggle_panel (present);
      return GDK_EVENT_STOP;
    }
  if (command == WK_PRESENT_NOTHING || command == WK_PRESENT_TOOL)
    return GDK_EVENT_PROPAGATE;
  if (!again || may_repeat (present, command))
    wk_present_do (present, command);
  return GDK_EVENT_STOP;
}

/* --- the keys, told in a window --- */

/* What a window of shortcuts has no use for, unless someone searches in it. */
static gboolean
is_clicker (GtkWindow *help, guint plain)
{
  switch (plain)
    {
    case GDK_KEY_Page_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_F5:
    case GDK_KEY_Forward:
    case GDK_KEY_Back:
      return TRUE;
    case GDK_KEY_period:
    case GDK_KEY_b:
      return !GTK_IS_EDITABLE (gtk_window_get_focus (help));
    default:
      return FALSE;
    }
}

/* The class does not see that window: steps go on behind it. But what would end the
 * lecture, as Esc does, closes the window alone. */
static gboolean
help_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType modifiers,
             WkPresent *self)
{
  GtkWidget *help = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  guint plain = wk_present_keys_plain (key);

  if (!self->running || !is_clicker (GTK_WINDOW (help), plain))
    return GDK_EVENT_PROPAGATE;
  gtk_window_close (GTK_WINDOW (help));
  if (plain != GDK_KEY_F5)
    wk_present_key (self, GTK_WIDGET (self->window), key, code, modifiers);
  return GDK_EVENT_STOP;
}

/* Of the key that opened the window, too: it would count as held for ever. */
static void
help_key_up_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                WkPresent *self)
{
  wk_present_key_up (self, code);
}

void
wk_present_watch_help (WkPresent *present, GtkWindow *help)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (WK_IS_PRESENT (present));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (help_key_cb), present, 0);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (help_key_up_cb), present,
                           0);
  gtk_widget_add_controller (GTK_WIDGET (help), keys);
}

/* --- the pointer --- */

/* What is no business of the class leaves a blank screen blank. */
static gboolean
is_private (WkPresentCommand command)
{
  return command == WK_PRESENT_TIMER || command == WK_PRESENT_RESET_TIMER ||
         command == WK_PRESENT_SWAP || command == WK_PRESENT_LEAVE;
}

void
wk_present_click (WkPresent *self, WkPresentCommand command)
{
  if (is_private (command) || !uncover (self))
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
