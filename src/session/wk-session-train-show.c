/* wk-session-train-show.c - going back through the epochs, and to what ships
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-message-private.h"
#include "session/wk-session-train-private.h"

#define SHIPPED "shipped"

guint
wk_session_train_get_n_snapshots (WkSessionTrain *self)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self), 0);

  return wk_session_train_is_here (self) ? wk_train_snapshots_get_n (self->snapshots)
                                         : 0;
}

guint
wk_session_train_get_snapshot_epoch (WkSessionTrain *self, guint i)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self), 0);

  const WkTrained *trained = wk_train_snapshots_get (self->snapshots, i);
  return trained != NULL ? wk_trained_get_epoch (trained) : 0;
}

int
wk_session_train_get_shown (WkSessionTrain *self)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self), -1);

  const char *weights = wk_session_train_get_weights (self);

  if (wk_session_train_is_here (self) && self->deriving != NULL)
    return (int) self->wanted;
  if (weights != NULL && g_strcmp0 (weights, self->file) == 0)
    weights = self->file_name;
  return wk_session_train_is_here (self) && weights != NULL
             ? wk_train_snapshots_find (self->snapshots, weights)
             : -1;
}

void
wk_session_train_forget_wanted (WkSessionTrain *self)
{
  if (self->deriving != NULL)
    g_cancellable_cancel (self->deriving);
  g_clear_object (&self->deriving);
  g_clear_pointer (&self->wanted_over, g_free);
}

static gboolean
choose (WkSessionTrain *self, const char *weights, const char *name, const char *key)
{
  g_autoptr (WkParams) params = wk_session_train_params_with (self, weights, NULL);

  return params != NULL && wk_session_change (self->session, params, name, key, NULL);
}

static void
derive_in_worker (GTask *task,
                  gpointer source,
                  gpointer data,
                  GCancellable *cancellable)
{
  WkTrained *trained = data;
  const WkExerciseKind *kind = g_object_get_data (G_OBJECT (task), "kind");
  GError *error = NULL;

  if (kind->training->derive == NULL ||
      kind->training->derive (trained, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
derived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WkSessionTrain *self = WK_SESSION_TRAIN (source);
  GTask *task = G_TASK (result);
  WkTrained *trained = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *step = NULL;
  g_autofree char *key = NULL;
  int i;

  /* Cancelled by whoever asked for another one, ended the training, or went. */
  if (!g_task_propagate_boolean (task, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  wk_session_train_forget_wanted (self);
  i = wk_train_snapshots_find (self->snapshots, wk_trained_get_name (trained));
  if (i < 0 || !wk_session_train_is_here (self))
    return;
  wk_train_snapshots_show (self->snapshots, (guint) i, trained);
  step = g_strdup_printf (_ ("Show Epoch %u"), wk_trained_get_epoch (trained));
  key = g_strdup_printf ("show epoch %u", self->n_follows);
  choose (self, wk_trained_get_name (trained), step, key);
  wk_session_train_changed (self);
}

void
wk_session_train_show_snapshot (WkSessionTrain *self, guint i)
{
  g_return_if_fail (WK_IS_SESSION_TRAIN (self));

  WkTrained *trained = wk_train_snapshots_get (self->snapshots, i);
  g_autoptr (GTask) task = NULL;

  if (trained == NULL || !wk_session_train_is_here (self))
    return;
  wk_session_train_pause (self);
  if (self->worker == NULL)
    wk_session_train_forget_newest (self);
  wk_session_train_forget_wanted (self);
  if ((int) i == wk_session_train_get_shown (self))
    {
      wk_session_train_changed (self);
      return;
    }
  self->deriving = g_cancellable_new ();
  self->wanted = i;
  self->wanted_over = g_strdup (wk_session_train_get_weights (self));
  wk_session_train_changed (self);
  task = g_task_new (self, self->deriving, derived_cb, NULL);
  g_task_set_task_data (task, wk_trained_new_bare (trained),
                        (GDestroyNotify) wk_trained_unref);
  g_object_set_data (G_OBJECT (task), "kind", (gpointer) self->kind);
  g_task_run_in_thread (task, derive_in_worker);
}

gboolean
wk_session_train_is_shipped (WkSessionTrain *self)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self), FALSE);

  return g_strcmp0 (wk_session_train_get_weights (self), SHIPPED) == 0;
}

void
wk_session_train_show_shipped (WkSessionTrain *self)
{
  g_return_if_fail (WK_IS_SESSION_TRAIN (self));

  wk_session_train_forget_wanted (self);
  if (wk_session_train_get_kind (self) != NULL)
    choose (self, SHIPPED, _ ("Shipped Weights"), NULL);
}

/* --- keeping them --- */

WkTrained *
wk_session_train_dup_own (WkSessionTrain *self)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self), NULL);

  const WkExerciseKind *kind = wk_session_train_get_kind (self);
  const char *weights = wk_session_train_get_weights (self);
  g_autoptr (WkTrained) trained = NULL;
  gboolean is_unread;

  if (weights == NULL || wk_session_train_is_shipped (self))
    return NULL;
  trained = wk_trained_find_known (kind->id, weights, &is_unread);
  /* A file's have another name than its path. */
  return trained != NULL && g_str_equal (wk_trained_get_name (trained), weights)
             ? g_steal_pointer (&trained)
             : NULL;
}

gboolean
wk_session_train_take_file (WkSessionTrain *self,
                            const WkTrained *trained,
                            const char *path)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self) && trained != NULL && path != NULL,
                        FALSE);

  const char *name = wk_trained_get_name (trained);

  if (g_strcmp0 (wk_session_train_get_weights (self), name) != 0 ||
      !g_utf8_validate (path, -1, NULL))
    return FALSE;
  g_free (self->file);
  g_free (self->file_name);
  self->file = g_strdup (path);
  self->file_name = g_strdup (name);
  return choose (self, path, _ ("Save Weights"), NULL);
}
