/* wk-player.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-player.h"

#include <adwaita.h>
#include <math.h>

struct _WkPlayer
{
  GObject parent_instance;

  WkSession *session;
  AdwAnimation *animation;
  GtkWidget *home;   /* whose frame clock drives it by itself; only compared */
  GtkWidget *widget; /* and now; the animation watches it */
  guint duration;    /* of a step, ms */
  guint end;         /* source: no frames came */
  gboolean moving;   /* the position changes by our own hand */
  guint pause_ms;
  guint limit; /* where playing ends, if not at the last step */
  guint pause; /* source id of the wait between two steps, or 0 */
};

G_DEFINE_FINAL_TYPE (WkPlayer, wk_player, G_TYPE_OBJECT)

/* A step that has no frames ends so much later. */
#define LATE_MS 250

static gboolean
is_running (WkPlayer *self)
{
  return adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING;
}

static void
stop (WkPlayer *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_handle_id (&self->end, g_source_remove);
  if (is_running (self))
    adw_animation_pause (self->animation);
}

static void
set_position (WkPlayer *self, double position)
{
  self->moving = TRUE;
  wk_session_set_position (self->session, position);
  self->moving = FALSE;
}

static void
move_cb (double value, gpointer data)
{
  set_position (data, value);
}

/* A window that others cover may get no frames: its steps come all the same. */
static gboolean
end_cb (gpointer data)
{
  WkPlayer *self = data;

  self->end = 0;
  if (is_running (self))
    adw_animation_skip (self->animation);
  return G_SOURCE_REMOVE;
}

static void
animate (WkPlayer *self, guint step)
{
  AdwTimedAnimation *timed = ADW_TIMED_ANIMATION (self->animation);
  double from = wk_session_get_position (self->session);
  double to = step;

  stop (self);
  if (from > to + 1)
    from = to + 1;
  else if (from < to - 1)
    from = to - 1;
  adw_timed_animation_set_value_from (timed, from);
  adw_timed_animation_set_value_to (timed, to);
  adw_animation_reset (self->animation);
  adw_animation_play (self->animation);
  if (is_running (self))
    self->end = g_timeout_add_full (G_PRIORITY_LOW,
                                    adw_timed_animation_get_duration (timed) + LATE_MS,
                                    end_cb, self, NULL);
}

static guint
get_end (WkPlayer *self)
{
  return MIN (wk_session_get_n_steps (self->session), self->limit);
}

static gboolean
pause_over_cb (gpointer data)
{
  WkPlayer *self = data;

  self->pause = 0;
  if (wk_player_get_target (self) >= get_end (self))
    wk_session_set_playing (self->session, FALSE);
  else
    animate (self, wk_player_get_target (self) + 1);
  return G_SOURCE_REMOVE;
}

static void
done_cb (AdwAnimation *animation, WkPlayer *self)
{
  g_clear_handle_id (&self->end, g_source_remove);
  if (!wk_session_get_playing (self->session))
    return;
  if (wk_player_get_target (self) >= get_end (self))
    wk_session_set_playing (self->session, FALSE);
  else
    self->pause = g_timeout_add (self->pause_ms, pause_over_cb, self);
}

/* Someone else moved the position, or another exercise is shown. */
static void
position_cb (WkPlayer *self)
{
  if (self->moving)
    return;
  stop (self);
  wk_session_set_playing (self->session, FALSE);
}

static void
wk_player_dispose (GObject *object)
{
  WkPlayer *self = WK_PLAYER (object);

  if (self->animation != NULL)
    stop (self);
  g_clear_object (&self->animation);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_player_parent_class)->dispose (object);
}

static void
wk_player_class_init (WkPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wk_player_dispose;
}

static void
wk_player_init (WkPlayer *self)
{
  self->pause_ms = WK_PLAYER_PAUSE_MS;
  self->duration = WK_PLAYER_STEP_MS;
  self->limit = G_MAXUINT;
}

static void
make_animation (WkPlayer *self, GtkWidget *widget)
{
  self->widget = widget;
  self->animation =
      adw_timed_animation_new (widget, 0, 0, self->duration,
                               adw_callback_animation_target_new (move_cb, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation),
                                  ADW_EASE_IN_OUT_CUBIC);
  g_signal_connect_object (self->animation, "done", G_CALLBACK (done_cb), self, 0);
}

WkPlayer *
wk_player_new (WkSession *session, GtkWidget *widget)
{
  WkPlayer *self = g_object_new (WK_TYPE_PLAYER, NULL);

  self->session = g_object_ref (session);
  self->home = widget;
  make_animation (self, widget);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::exercise", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
wk_player_set_widget (WkPlayer *player, GtkWidget *widget)
{
  g_return_if_fail (WK_IS_PLAYER (player));

  if (widget == NULL)
    widget = player->home;
  if (widget == player->widget)
    return;
  if (is_running (player))
    adw_animation_skip (player->animation);
  g_object_unref (player->animation);
  make_animation (player, widget);
}

WkSession *
wk_player_get_session (WkPlayer *player)
{
  return player->session;
}

void
wk_player_set_speed (WkPlayer *player, double factor)
{
  g_return_if_fail (WK_IS_PLAYER (player) && factor >= 0);

  player->duration = factor > 0 ? (guint) (WK_PLAYER_STEP_MS / factor) : 0;
  adw_timed_animation_set_duration (ADW_TIMED_ANIMATION (player->animation),
                                    player->duration);
}

void
wk_player_set_pause (WkPlayer *player, guint milliseconds)
{
  g_return_if_fail (WK_IS_PLAYER (player));

  player->pause_ms = milliseconds > 0 ? milliseconds : WK_PLAYER_PAUSE_MS;
}

void
wk_player_set_limit (WkPlayer *player, guint step)
{
  g_return_if_fail (WK_IS_PLAYER (player));

  player->limit = step;
}

guint
wk_player_get_limit (WkPlayer *player)
{
  return player->limit;
}

guint
wk_player_get_target (WkPlayer *player)
{
  double position = wk_session_get_position (player->session);

  if (is_running (player))
    position =
        adw_timed_animation_get_value_to (ADW_TIMED_ANIMATION (player->animation));
  return (guint) ceil (position);
}

void
wk_player_go_to (WkPlayer *player, guint step)
{
  g_return_if_fail (WK_IS_PLAYER (player));

  wk_session_set_playing (player->session, FALSE);
  animate (player, MIN (step, wk_session_get_n_steps (player->session)));
}

void
wk_player_first (WkPlayer *player)
{
  wk_player_go_to (player, 0);
}

void
wk_player_back (WkPlayer *player)
{
  guint target = wk_player_get_target (player);

  wk_player_go_to (player, target > 0 ? target - 1 : 0);
}

guint
wk_player_get_next (WkPlayer *player)
{
  double position = wk_session_get_position (player->session);

  /* From between two steps, where a scrubber may have left it, to the next one. */
  if (!is_running (player) && position != floor (position))
    return (guint) ceil (position);
  return wk_player_get_target (player) + 1;
}

void
wk_player_forward (WkPlayer *player)
{
  wk_player_go_to (player, wk_player_get_next (player));
}

void
wk_player_last (WkPlayer *player)
{
  wk_player_go_to (player, wk_session_get_n_steps (player->session));
}

void
wk_player_scrub (WkPlayer *player, double position)
{
  g_return_if_fail (WK_IS_PLAYER (player));

  stop (player);
  wk_session_set_playing (player->session, FALSE);
  set_position (player, position);
}

void
wk_player_set_playing (WkPlayer *player, gboolean playing)
{
  guint n_steps;

  g_return_if_fail (WK_IS_PLAYER (player));

  n_steps = wk_session_get_n_steps (player->session);
  if (playing == wk_session_get_playing (player->session) || (playing && n_steps == 0))
    return;
  if (!playing)
    {
      /* A step that has begun is brought to its end. */
      g_clear_handle_id (&player->pause, g_source_remove);
      wk_session_set_playing (player->session, FALSE);
      return;
    }
  if (wk_session_get_position (player->session) >= n_steps)
    set_position (player, 0);
  if (!is_running (player) && wk_player_get_target (player) >= get_end (player))
    return;
  wk_session_set_playing (player->session, TRUE);
  if (!is_running (player))
    animate (player, wk_player_get_target (player) + 1);
}
