/* wk-present.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>

#include "app/wk-dialogs.h"
#include "app/wk-lecturer.h"
#include "app/wk-present-private.h"
#include "widgets/wk-ui.h"

/* How long a step stands while playing: from one key to the next. */
static const guint paces[] = { 1000, 1800, 3000, 5000, 8000, 12000, 20000 };

G_DEFINE_FINAL_TYPE (WkPresent, wk_present, G_TYPE_OBJECT)

/* --- playing --- */

static guint
get_pace (WkPresent *self)
{
  guint best = 1;

  for (guint i = 0; i < G_N_ELEMENTS (paces) && self->choices.pace > 0; i++)
    if (abs ((int) paces[i] - (int) self->choices.pace) <
        abs ((int) paces[best] - (int) self->choices.pace))
      best = i;
  return best;
}

static void
set_pace (WkPresent *self, int by)
{
  int i = CLAMP ((int) get_pace (self) + by, 0, (int) G_N_ELEMENTS (paces) - 1);
  g_autofree char *text = NULL;

  self->choices.pace = paces[i];
  wk_player_set_pause (self->player, paces[i]);
  text =
      g_strdup_printf (_ ("A step every %u s"), (paces[i] + WK_PLAYER_STEP_MS) / 1000);
  wk_present_say (self, text);
}

static void
play (WkPresent *self)
{
  guint next = wk_player_get_next (self->player);

  if (wk_session_get_playing (self->session))
    {
      wk_player_set_playing (self->player, FALSE);
      return;
    }
  if (next <= wk_session_get_n_steps (self->session) &&
      !wk_present_may_go (self, WK_WAIT_STEP, next))
    return;
  wk_present_limit_playing (self);
  wk_player_set_playing (self->player, TRUE);
}

/* Playing has come to what is asked: the next press shows it. */
static void
playing_cb (WkPresent *self)
{
  guint target = wk_player_get_target (self->player);

  if (!wk_session_get_playing (self->session) &&
      target == wk_player_get_limit (self->player) &&
      wk_session_get_position (self->session) == target)
    wk_present_may_go (self, WK_WAIT_STEP, target + 1);
}

/* --- what is over the figure --- */

/* What the lecturer cannot see on the own screen. */
void
wk_present_update_status (WkPresent *self)
{
  WkBlank blank = wk_audience_get_blank (WK_AUDIENCE (self->audience));
  const char *text = blank == WK_BLANK_BLACK      ? _ ("The screen is black")
                     : blank == WK_BLANK_WHITE    ? _ ("The screen is white")
                     : self->wait == WK_WAIT_STEP ? _ ("Forward again shows it")
                     : self->wait == WK_WAIT_LAST
                         ? _ ("End again shows all that is asked")
                         : NULL;

  if (self->lecturer != NULL)
    wk_lecturer_set_status (WK_LECTURER (self->lecturer), text);
}

void
wk_present_set_blank (WkPresent *self, WkBlank blank)
{
  wk_audience_set_blank (WK_AUDIENCE (self->audience), blank);
  wk_present_update_status (self);
}

static void
show_help (WkPresent *self)
{
  g_auto (GStrv) rows = wk_present_keys_to_rows ();

  if (self->lecturer != NULL)
    wk_dialogs_shortcuts (self->window);
  else
    wk_audience_set_help (WK_AUDIENCE (self->audience), (const char *const *) rows);
}

gboolean
wk_present_is_panel_shown (WkPresent *self)
{
  return self->lecturer != NULL
             ? wk_lecturer_is_panel_shown (WK_LECTURER (self->lecturer))
             : wk_audience_is_panel_shown (WK_AUDIENCE (self->audience));
}

void
wk_present_toggle_panel (WkPresent *self)
{
  gboolean shown = !wk_present_is_panel_shown (self);

  if (self->lecturer != NULL)
    wk_lecturer_set_panel_shown (WK_LECTURER (self->lecturer), shown);
  else
    wk_audience_set_panel_shown (WK_AUDIENCE (self->audience), shown);
}

static void
toggle_at_once (WkPresent *self)
{
  self->choices.at_once = !self->choices.at_once;
  wk_present_limit_playing (self);
  wk_present_update_actions (self);
  wk_present_say (self, self->choices.at_once
                            ? _ ("What is asked shows at once")
                            : _ ("What is asked waits for a second press"));
}

void
wk_present_set_theme (WkPresent *present, const char *theme)
{
  WkThemeId id;

  g_return_if_fail (WK_IS_PRESENT (present));

  if (g_strcmp0 (present->choices.theme, theme) != 0)
    {
      g_free (present->choices.theme);
      present->choices.theme = g_strdup (theme);
    }
  if (!present->running)
    return;
  if (theme == NULL || !wk_theme_from_name (theme, &id))
    id = present->theme;
  wk_session_set_theme (present->session, id);
  wk_present_update_actions (present);
}

static void
swap_colours (WkPresent *self)
{
  gboolean dark = wk_session_get_theme (self->session) == WK_THEME_DARK;

  wk_present_set_theme (self, wk_theme_name (dark ? WK_THEME_LIGHT : WK_THEME_DARK));
}

/* --- commands --- */

static void
first_step (WkPresent *self)
{
  wk_present_forget_pending (self);
  wk_player_first (self->player);
}

static void
first_exercise (WkPresent *self)
{
  wk_present_go_to_exercise (self, 0);
}

/* Beyond the last is the last. */
static void
last_exercise (WkPresent *self)
{
  wk_present_go_to_exercise (self, G_MAXUINT);
}

static void
black (WkPresent *self)
{
  wk_present_set_blank (self, WK_BLANK_BLACK);
}

static void
white (WkPresent *self)
{
  wk_present_set_blank (self, WK_BLANK_WHITE);
}

static void
faster (WkPresent *self)
{
  set_pace (self, -1);
}

static void
slower (WkPresent *self)
{
  set_pace (self, 1);
}

typedef struct
{
  WkPresentCommand command;
  void (*act) (WkPresent *self);
  gboolean answers; /* to an announcement; others take it away */
} Act;

static const Act acts[] = {
  { WK_PRESENT_FORWARD, wk_present_forward, TRUE },
  { WK_PRESENT_BACK, wk_present_back, TRUE },
  { WK_PRESENT_FIRST_STEP, first_step, FALSE },
  { WK_PRESENT_LAST_STEP, wk_present_last_step, TRUE },
  { WK_PRESENT_FIRST_EXERCISE, first_exercise, FALSE },
  { WK_PRESENT_LAST_EXERCISE, last_exercise, FALSE },
  { WK_PRESENT_BLACK, black, FALSE },
  { WK_PRESENT_WHITE, white, FALSE },
  { WK_PRESENT_PLAY, play, TRUE },
  { WK_PRESENT_FASTER, faster, FALSE },
  { WK_PRESENT_SLOWER, slower, FALSE },
  { WK_PRESENT_PARAMETERS, wk_present_toggle_panel, FALSE },
  { WK_PRESENT_AT_ONCE, toggle_at_once, FALSE },
  { WK_PRESENT_COLOURS, swap_colours, FALSE },
  { WK_PRESENT_TIMER, wk_present_timer_toggle, FALSE },
  { WK_PRESENT_RESET_TIMER, wk_present_timer_reset, FALSE },
  { WK_PRESENT_SWAP, wk_present_swap, FALSE },
  { WK_PRESENT_WINDOW, wk_present_toggle_window, FALSE },
  { WK_PRESENT_HELP, show_help, FALSE },
  { WK_PRESENT_LEAVE, wk_present_stop, FALSE },
};

void
wk_present_do (WkPresent *present, WkPresentCommand command)
{
  g_return_if_fail (WK_IS_PRESENT (present) && present->running);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].command == command)
      {
        if (!acts[i].answers)
          wk_present_stop_waiting (present);
        acts[i].act (present);
        return;
      }
}

/* --- the session --- */

static void
position_cb (WkPresent *self)
{
  wk_present_note_shown (self);
}

/* What waits was pressed for the exercise before. */
static void
exercise_cb (WkPresent *self)
{
  wk_present_forget_pending (self);
  wk_present_stop_waiting (self);
}

/* Other numbers are asked for anew, by playing as well. */
static void
solution_cb (WkPresent *self)
{
  wk_present_stop_waiting (self);
  wk_present_limit_playing (self);
}

/* --- start and stop --- */

static void
watch (WkPresent *self)
{
  g_signal_connect_object (self->session, "notify::position", G_CALLBACK (position_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::exercise", G_CALLBACK (exercise_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::solution", G_CALLBACK (solution_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::playing", G_CALLBACK (playing_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::busy",
                           G_CALLBACK (wk_present_make_up), self, G_CONNECT_SWAPPED);
}

static void
make_audience (WkPresent *self)
{
  self->audience = g_object_ref_sink (wk_audience_new (self->session));
  wk_present_watch_pointer (self);
  g_signal_connect_object (self->audience, "panel-closed",
                           G_CALLBACK (wk_present_toggle_panel), self,
                           G_CONNECT_SWAPPED);
}

static void
keep_awake (WkPresent *self)
{
  g_set_weak_pointer (&self->application,
                      gtk_window_get_application (GTK_WINDOW (self->window)));
  if (self->application != NULL)
    self->cookie = gtk_application_inhibit (
        self->application, GTK_WINDOW (self->window),
        GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SUSPEND,
        _ ("A lecture is being given"));
}

void
wk_present_start (WkPresent *present)
{
  g_return_if_fail (WK_IS_PRESENT (present));

  if (present->running)
    return;
  present->running = TRUE;
  present->windowed = FALSE;
  present->text_scale = wk_session_get_text_scale (present->session);
  present->theme = wk_session_get_theme (present->session);
  present->fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (present->window));
  g_set_weak_pointer (&present->focus,
                      gtk_window_get_focus (GTK_WINDOW (present->window)));
  make_audience (present);
  wk_session_set_text_scale (present->session, WK_TEXT_SCALE_PROJECTOR);
  wk_present_set_theme (present, present->choices.theme);
  watch (present);
  wk_present_note_shown (present);
  wk_player_set_pause (present->player, paces[get_pace (present)]);
  wk_present_limit_playing (present);
  wk_present_place (present);
  wk_present_watch_screens (present);
  keep_awake (present);
  wk_window_present_changed (present->window);
}

static void
let_sleep (WkPresent *self)
{
  if (self->cookie != 0 && self->application != NULL)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  g_clear_weak_pointer (&self->application);
}

/* The window's own look and focus, as they were. */
static void
come_back (WkPresent *self)
{
  wk_session_set_text_scale (self->session, self->text_scale);
  wk_session_set_theme (self->session, self->theme);
  wk_present_unplace (self);
  if (self->focus != NULL)
    gtk_window_set_focus (GTK_WINDOW (self->window), self->focus);
  g_clear_weak_pointer (&self->focus);
  wk_window_present_changed (self->window);
}

static void
stop (WkPresent *self)
{
  self->running = FALSE;
  wk_present_unwatch_screens (self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_clear_handle_id (&self->pending_source, g_source_remove);
  wk_present_typing_clear (&self->typing);
  wk_present_stop_waiting (self);
  wk_present_timer_reset (self);
  wk_present_ask_clear (self);
  wk_present_forget_pending (self);
  wk_player_set_limit (self->player, G_MAXUINT);
  wk_player_set_pause (self->player, 0);
  let_sleep (self);
}

void
wk_present_stop (WkPresent *present)
{
  g_return_if_fail (WK_IS_PRESENT (present));

  if (!present->running)
    return;
  stop (present);
  come_back (present);
  g_clear_object (&present->audience);
}

gboolean
wk_present_is_running (WkPresent *present)
{
  return present != NULL && present->running;
}

WkAudience *
wk_present_get_audience (WkPresent *present)
{
  return (WkAudience *) present->audience;
}

WkTextScale
wk_present_get_own_text_scale (WkPresent *present)
{
  return present->running ? present->text_scale
                          : wk_session_get_text_scale (present->session);
}

const WkPresentState *
wk_present_get_choices (WkPresent *present)
{
  return &present->choices;
}

void
wk_present_set_choices (WkPresent *present, const WkPresentState *choices)
{
  WkPresentState copy = *choices;

  g_return_if_fail (WK_IS_PRESENT (present));

  copy.theme = g_strdup (choices->theme);
  copy.monitor = g_strdup (choices->monitor);
  g_free (present->choices.theme);
  g_free (present->choices.monitor);
  present->choices = copy;
}

/* --- type --- */

/* The window is being closed: nothing of it is to be restored. */
static void
wk_present_dispose (GObject *object)
{
  WkPresent *self = WK_PRESENT (object);

  if (self->running)
    {
      stop (self);
      wk_present_close_windows (self);
      g_clear_object (&self->audience);
    }
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  g_clear_object (&self->player);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_present_parent_class)->dispose (object);
}

static void
wk_present_finalize (GObject *object)
{
  WkPresent *self = WK_PRESENT (object);

  g_hash_table_unref (self->shown);
  g_free (self->choices.theme);
  g_free (self->choices.monitor);
  G_OBJECT_CLASS (wk_present_parent_class)->finalize (object);
}

static void
wk_present_class_init (WkPresentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wk_present_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_present_finalize;
}

static void
wk_present_init (WkPresent *self)
{
  wk_present_ask_init (self);
}

WkPresent *
wk_present_new (WkWindow *window)
{
  WkPresent *self = g_object_new (WK_TYPE_PRESENT, NULL);

  self->window = window;
  self->session = g_object_ref (wk_window_get_session (window));
  self->player = g_object_ref (wk_window_get_player (window));
  wk_present_add_actions (self);
  return self;
}
