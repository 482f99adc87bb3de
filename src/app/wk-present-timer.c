/* wk-present-timer.c - how long the lecture has been going on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/wk-lecturer.h"
#include "app/wk-present-private.h"

static gint64
get_elapsed (WkPresent *self)
{
  gint64 running =
      self->timer_start != 0 ? g_get_monotonic_time () - self->timer_start : 0;

  return self->timer_sum + running;
}

/* (transfer full) */
static char *
tell (gint64 elapsed)
{
  int seconds = (int) (elapsed / G_USEC_PER_SEC);

  return seconds < 3600 ? g_strdup_printf ("%d:%02d", seconds / 60, seconds % 60)
                        : g_strdup_printf ("%d:%02d:%02d", seconds / 3600,
                                           seconds / 60 % 60, seconds % 60);
}

void
wk_present_timer_show (WkPresent *self)
{
  g_autofree char *text = NULL;

  if (self->timer_start != 0 || self->timer_sum != 0)
    text = tell (get_elapsed (self));
  if (self->lecturer != NULL)
    wk_lecturer_set_timer (WK_LECTURER (self->lecturer), text);
  wk_audience_set_timer (WK_AUDIENCE (self->audience),
                         self->lecturer == NULL ? text : NULL);
}

static gboolean
tick_cb (gpointer data)
{
  wk_present_timer_show (data);
  return G_SOURCE_CONTINUE;
}

void
wk_present_timer_toggle (WkPresent *self)
{
  if (self->timer_start != 0)
    {
      self->timer_sum = get_elapsed (self);
      self->timer_start = 0;
      g_clear_handle_id (&self->timer_source, g_source_remove);
    }
  else
    {
      self->timer_start = g_get_monotonic_time ();
      self->timer_source = g_timeout_add_seconds (1, tick_cb, self);
    }
  wk_present_timer_show (self);
}

void
wk_present_timer_reset (WkPresent *self)
{
  g_clear_handle_id (&self->timer_source, g_source_remove);
  self->timer_start = 0;
  self->timer_sum = 0;
  if (self->audience != NULL)
    wk_present_timer_show (self);
}
