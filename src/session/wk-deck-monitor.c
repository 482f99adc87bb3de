/* wk-deck-monitor.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "session/wk-deck-monitor.h"

#include <glib/gstdio.h>

#define QUIET_MS 300

struct _WkDeckMonitor
{
  GObject parent_instance;

  char *path;
  GFileMonitor *monitor;
  guint timer;
  GStatBuf seen; /* as of the last time it was told, or at first */
};

G_DEFINE_FINAL_TYPE (WkDeckMonitor, wk_deck_monitor, G_TYPE_OBJECT)

static guint changed_signal;

/* Time to the nanosecond, size and place: enough to know an editor's save. */
static gboolean
is_same (const GStatBuf *a, const GStatBuf *b)
{
  return a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static gboolean
quiet_cb (gpointer data)
{
  WkDeckMonitor *self = data;
  GStatBuf now;

  self->timer = 0;
  /* Gone for a moment, or for good: nothing to open then. */
  if (g_stat (self->path, &now) != 0 || is_same (&now, &self->seen))
    return G_SOURCE_REMOVE;
  self->seen = now;
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
touched_cb (WkDeckMonitor *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (QUIET_MS, quiet_cb, self);
}

WkDeckMonitor *
wk_deck_monitor_new (const char *path)
{
  WkDeckMonitor *self = g_object_new (WK_TYPE_DECK_MONITOR, NULL);
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (path != NULL, self);
  file = g_file_new_for_path (path);
  self->path = g_strdup (path);
  g_stat (path, &self->seen);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (touched_cb), self,
                             G_CONNECT_SWAPPED);
  return self;
}

const char *
wk_deck_monitor_get_path (WkDeckMonitor *self)
{
  g_return_val_if_fail (WK_IS_DECK_MONITOR (self), NULL);

  return self->path;
}

static void
wk_deck_monitor_finalize (GObject *object)
{
  WkDeckMonitor *self = WK_DECK_MONITOR (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_free (self->path);
  G_OBJECT_CLASS (wk_deck_monitor_parent_class)->finalize (object);
}

static void
wk_deck_monitor_class_init (WkDeckMonitorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wk_deck_monitor_finalize;
  changed_signal = g_signal_new ("changed", WK_TYPE_DECK_MONITOR, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wk_deck_monitor_init (WkDeckMonitor *self)
{
}
