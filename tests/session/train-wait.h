/* train-wait.h - waiting for what is trained in a thread
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "train-kind.h"

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition holds, 20 seconds at most. */
#define WAIT_FOR(condition)                                              \
  do                                                                     \
    {                                                                    \
      gint64 wait_begun = g_get_monotonic_time ();                       \
      guint wake = g_timeout_add (5, wake_cb, NULL);                     \
      while (!(condition) &&                                             \
             g_get_monotonic_time () - wait_begun < 20 * G_USEC_PER_SEC) \
        g_main_context_iteration (NULL, TRUE);                           \
      g_source_remove (wake);                                            \
      g_assert_true (condition);                                         \
    }                                                                    \
  while (0)

/* Runs the main loop for so long. */
static void
run_for (gint64 ms)
{
  gint64 until = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;
  guint wake = g_timeout_add (5, wake_cb, NULL);

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

/* Until nothing is trained any more. The minibatch it was at ends first. */
static int
wait_for_rest (void)
{
  int done;

  do
    {
      done = g_atomic_int_get (&n_batches_done);
      run_for (200);
    }
  while (g_atomic_int_get (&n_batches_done) != done);
  return done;
}
