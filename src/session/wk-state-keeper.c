/* wk-state-keeper.c - writes the state file some seconds after a change
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking the state down is quick and done here; writing is done by a worker, one file
 * at a time, so that an older state never replaces a newer one.
 */
#include "config.h"

#include <string.h>

#include "render/wk-render.h"
#include "session/wk-state.h"

#define DELAY_SECONDS 2

struct _WkStateKeeper
{
  GObject parent_instance;

  char *path;
  WkSession *session;
  WkStateFill fill;
  gpointer user_data;
  guint timer;
  GMutex lock; /* held while the file is written */
  char *saved; /* what is on disk, as far as we know; under the lock */
  guint n_taken;
  guint n_written; /* under the lock */
};

G_DEFINE_FINAL_TYPE (WkStateKeeper, wk_state_keeper, G_TYPE_OBJECT)

typedef struct
{
  guint number;
  char *text;
} Taken;

static void
free_taken (gpointer data)
{
  g_free (((Taken *) data)->text);
  g_free (data);
}

/* In any thread. A state that cannot be written is given up without a word: it will be
 * tried again, and the program has better things to say. */
static void
write_text (WkStateKeeper *self, const Taken *taken)
{
  const char *text = taken->text;
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_mutex_lock (&self->lock);
  if (taken->number > self->n_written && g_strcmp0 (self->saved, text) != 0)
    {
      g_mkdir_with_parents (folder, 0700);
      if (wk_save_bytes (self->path, bytes, NULL))
        {
          g_free (self->saved);
          self->saved = g_strdup (text);
        }
    }
  self->n_written = MAX (self->n_written, taken->number);
  g_mutex_unlock (&self->lock);
}

static void
write_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  write_text (source, data);
  g_task_return_boolean (task, TRUE);
}

static Taken *
take_down (WkStateKeeper *self)
{
  g_autoptr (WkState) state = wk_state_new ();
  Taken *taken = g_new0 (Taken, 1);

  wk_state_store (state, self->session);
  if (self->fill != NULL)
    self->fill (state, self->user_data);
  taken->number = ++self->n_taken;
  taken->text = wk_state_to_text (state);
  return taken;
}

static gboolean
save_cb (gpointer data)
{
  WkStateKeeper *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  self->timer = 0;
  g_task_set_task_data (task, take_down (self), free_taken);
  g_task_run_in_thread (task, write_in_worker);
  return G_SOURCE_REMOVE;
}

/* Not put off by further changes: a drag of minutes is saved, too. */
static void
schedule (WkStateKeeper *self)
{
  if (self->timer == 0 && self->path != NULL && self->session != NULL)
    self->timer = g_timeout_add_seconds (DELAY_SECONDS, save_cb, self);
}

WkStateKeeper *
wk_state_keeper_new (const char *path,
                     WkSession *session,
                     WkStateFill fill,
                     gpointer user_data)
{
  static const char *const signals[] = {
    "notify::deck",     "notify::exercise",   "notify::position",
    "notify::params",   "notify::seed",       "notify::undo-name",
    "notify::language", "notify::text-scale", "answers-changed",
  };
  WkStateKeeper *self = g_object_new (WK_TYPE_STATE_KEEPER, NULL);

  self->path = g_strdup (path);
  self->session = g_object_ref (session);
  self->fill = fill;
  self->user_data = user_data;
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (session, signals[i], G_CALLBACK (schedule), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (wk_session_get_ink (session), "changed",
                           G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  return self;
}

void
wk_state_keeper_touch (WkStateKeeper *keeper)
{
  g_return_if_fail (WK_IS_STATE_KEEPER (keeper));

  schedule (keeper);
}

void
wk_state_keeper_close (WkStateKeeper *keeper)
{
  Taken *taken;

  g_return_if_fail (WK_IS_STATE_KEEPER (keeper));
  g_clear_handle_id (&keeper->timer, g_source_remove);
  if (keeper->session == NULL || keeper->path == NULL)
    return;
  taken = take_down (keeper);
  write_text (keeper, taken);
  free_taken (taken);
  keeper->fill = NULL;
  g_signal_handlers_disconnect_by_data (keeper->session, keeper);
  g_signal_handlers_disconnect_by_data (wk_session_get_ink (keeper->session), keeper);
  g_clear_object (&keeper->session);
}

static void
wk_state_keeper_dispose (GObject *object)
{
  WkStateKeeper *self = WK_STATE_KEEPER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_state_keeper_parent_class)->dispose (object);
}

static void
wk_state_keeper_finalize (GObject *object)
{
  WkStateKeeper *self = WK_STATE_KEEPER (object);

  g_free (self->path);
  g_free (self->saved);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wk_state_keeper_parent_class)->finalize (object);
}

static void
wk_state_keeper_class_init (WkStateKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wk_state_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_state_keeper_finalize;
}

static void
wk_state_keeper_init (WkStateKeeper *self)
{
  g_mutex_init (&self->lock);
}
