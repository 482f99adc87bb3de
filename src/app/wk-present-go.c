/* wk-present-go.c - through the deck, step by step
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-present-private.h"
#include "widgets/wk-ui.h"

/* From the question on: what was left open at its answer would tell it at once. Told as
 * one change, or it would count as shown up to there. */
void
wk_present_go_to_exercise (WkPresent *self, guint i)
{
  g_object_freeze_notify (G_OBJECT (self->session));
  wk_session_set_exercise (self->session, i);
  wk_session_set_position (self->session, 0);
  g_object_thaw_notify (G_OBJECT (self->session));
}

static void
go_to_step (WkPresent *self, WkWait wait, guint step)
{
  if (wk_present_may_go (self, wait, step))
    wk_player_go_to (self->player, step);
}

/* The solution is still being worked out. */
gboolean
wk_present_is_late (WkPresent *self)
{
  return wk_session_get_solution (self->session) == NULL &&
         wk_session_is_busy (self->session);
}

void
wk_present_forward (WkPresent *self)
{
  guint n = wk_deck_get_n_exercises (wk_session_get_deck (self->session));
  guint i = wk_session_get_exercise (self->session);
  guint next = wk_player_get_next (self->player);

  if (wk_present_is_late (self))
    {
      self->pending++;
      return;
    }
  if (next <= wk_session_get_n_steps (self->session))
    go_to_step (self, WK_WAIT_STEP, next);
  else if (i + 1 < n)
    wk_present_go_to_exercise (self, i + 1);
  else
    wk_present_say (self, _ ("The deck ends here"));
}

/* The exercise before is shown as this lecture left it, since more might tell an
 * answer. How far someone went before the lecture is no business of the class. */
static void
back_to_exercise (WkPresent *self, guint i)
{
  if (wk_present_was_shown (self, i))
    wk_session_set_exercise (self->session, i);
  else
    wk_present_go_to_exercise (self, i);
}

void
wk_present_back (WkPresent *self)
{
  guint i = wk_session_get_exercise (self->session);

  if (self->wait != WK_WAIT_NONE)
    wk_present_stop_waiting (self);
  else if (self->pending > 0)
    self->pending--;
  else if (self->pending_end)
    self->pending_end = FALSE;
  else if (wk_player_get_target (self->player) > 0)
    wk_player_back (self->player);
  else if (i > 0)
    back_to_exercise (self, i - 1);
}

void
wk_present_last_step (WkPresent *self)
{
  if (wk_present_is_late (self))
    {
      self->pending = 0;
      self->pending_end = TRUE;
      return;
    }
  go_to_step (self, WK_WAIT_LAST, wk_session_get_n_steps (self->session));
}

void
wk_present_forget_pending (WkPresent *self)
{
  self->pending = 0;
  self->pending_end = FALSE;
}

/* Presses that came while a solution was being worked out are made up for, on into the
 * next exercise, which may have to be worked out as well. But nobody has seen what they
 * announce: that waits for a press of its own. */
static gboolean
make_up_cb (gpointer data)
{
  WkPresent *self = data;

  self->pending_source = 0;
  if (self->pending_end && !wk_present_is_late (self))
    {
      self->pending_end = FALSE;
      wk_present_last_step (self);
    }
  while (self->pending > 0 && self->wait == WK_WAIT_NONE && !wk_present_is_late (self))
    {
      guint left = self->pending - 1;

      wk_present_forward (self);
      /* Another exercise forgets what waits. */
      self->pending = left;
    }
  if (self->wait != WK_WAIT_NONE)
    wk_present_forget_pending (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: what comes with the solution, or with another exercise, is told after
 * this or before it, and takes announcements away. */
void
wk_present_make_up (WkPresent *self)
{
  if ((self->pending > 0 || self->pending_end) && self->pending_source == 0 &&
      !wk_session_is_busy (self->session))
    self->pending_source =
        g_idle_add_full (G_PRIORITY_HIGH_IDLE, make_up_cb, self, NULL);
}
