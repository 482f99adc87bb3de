/* wk-session-train.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "model/wk-message-private.h"
#include "session/wk-session-private.h"
#include "session/wk-session-train-private.h"

/* Weights change what is shown at most so often. */
#define SHOW_MS 100

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WkSessionTrain, wk_session_train, G_TYPE_OBJECT)

static void show_newest (WkSessionTrain *self);

void
wk_session_train_changed (WkSessionTrain *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- the exercise --- */

const WkExerciseKind *
wk_session_train_get_kind (WkSessionTrain *self)
{
  const WkExercise *exercise =
      self->session != NULL ? wk_session_get_current (self->session) : NULL;
  const WkExerciseKind *kind =
      exercise != NULL ? wk_exercise_get_kind (exercise) : NULL;

  return kind != NULL && kind->training != NULL ? kind : NULL;
}

gboolean
wk_session_train_is_here (WkSessionTrain *self)
{
  return self->kind != NULL && self->kind == wk_session_train_get_kind (self) &&
         self->exercise == wk_session_get_exercise (self->session);
}

const char *
wk_session_train_get_weights (WkSessionTrain *self)
{
  const WkExerciseKind *kind = wk_session_train_get_kind (self);

  return kind != NULL ? wk_params_get_word (wk_session_get_params (self->session),
                                            kind->training->param)
                      : NULL;
}

WkParams *
wk_session_train_params_with (WkSessionTrain *self, const char *weights, GError **error)
{
  g_autoptr (WkValue) word = wk_value_new_string (weights);

  return wk_params_with (wk_session_get_params (self->session),
                         wk_session_train_get_kind (self)->training->param, word,
                         error);
}

/* --- following --- */

static void
apply_pause (WkSessionTrain *self)
{
  if (self->worker != NULL)
    wk_train_worker_set_paused (self->worker,
                                self->is_paused || !wk_session_train_is_here (self));
}

static void
set_paused (WkSessionTrain *self, gboolean paused)
{
  if (paused == self->is_paused)
    return;
  self->is_paused = paused;
  apply_pause (self);
  wk_session_train_changed (self);
}

void
wk_session_train_forget_newest (WkSessionTrain *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->newest, wk_trained_unref);
}

static void
set_followed (WkSessionTrain *self, const char *name)
{
  g_free (self->followed);
  self->followed = g_strdup (name);
}

/* From what the exercise has now on. */
static void
follow (WkSessionTrain *self)
{
  set_followed (self, wk_session_train_get_weights (self));
  self->n_follows++;
}

static void
fail (WkSessionTrain *self, GError *error)
{
  g_free (self->problem);
  self->problem = g_strdup (error->message);
}

/* What a training changes is one step of undo. (transfer full) */
static char *
undo_key (WkSessionTrain *self)
{
  return g_strdup_printf ("train %u", self->n_follows);
}

/* What is trained is on the figure. */
static void
watch (WkSessionTrain *self)
{
  guint step = (guint) floor (wk_session_get_position (self->session));
  g_autofree char *key = undo_key (self);
  g_autoptr (WkParams) params = NULL;

  if (self->kind->training->watch != NULL)
    params = self->kind->training->watch (wk_session_get_params (self->session), step);
  if (params != NULL)
    wk_session_change (self->session, params, _ ("Train"), key, NULL);
}

/* Gives the exercise the newest weights: its first of a training as a step of undo,
 * which then takes all that follow. */
static void
give_newest (WkSessionTrain *self)
{
  g_autoptr (WkTrained) trained = g_steal_pointer (&self->newest);
  const char *name = wk_trained_get_name (trained);
  int i = wk_train_snapshots_find (self->snapshots, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = wk_session_train_params_with (self, name, &error);
  g_autofree char *key = undo_key (self);

  self->shown_at = g_get_monotonic_time ();
  if (i >= 0)
    wk_train_snapshots_show (self->snapshots, (guint) i, trained);
  /* Whoever looks whether someone else chose finds it as it will be. */
  set_followed (self, name);
  if (params == NULL ||
      (!wk_session_amend (self->session, params, key) &&
       !wk_session_change (self->session, params, _ ("Train"), key, &error)))
    {
      fail (self, error);
      wk_session_train_stop (self);
    }
}

static gboolean
timer_cb (gpointer data)
{
  WkSessionTrain *self = data;

  self->timer = 0;
  show_newest (self);
  return G_SOURCE_REMOVE;
}

static void
show_newest (WkSessionTrain *self)
{
  gint64 wait = self->shown_at + SHOW_MS * G_TIME_SPAN_MILLISECOND;
  gint64 now = g_get_monotonic_time ();

  if (self->newest == NULL || self->timer != 0 || self->is_paused ||
      !wk_session_train_is_here (self))
    return;
  if (g_strcmp0 (wk_session_train_get_weights (self), self->followed) != 0)
    {
      /* Too late: other weights were chosen. */
      wk_session_train_forget_newest (self);
      return;
    }
  /* The one before is still being worked out; its end is told. */
  if (wk_session_is_busy (self->session))
    return;
  if (now < wait)
    self->timer = g_timeout_add ((guint) ((wait - now) / G_TIME_SPAN_MILLISECOND) + 1,
                                 timer_cb, self);
  else
    give_newest (self);
}

/* --- the worker --- */

/* Does not wait for it: that comes when it tells its end. */
static void
retire_worker (WkSessionTrain *self)
{
  if (self->worker == NULL)
    return;
  wk_train_worker_stop (self->worker);
  g_ptr_array_add (self->retired, g_steal_pointer (&self->worker));
}

static void
collect (WkTrainWorker *worker, gpointer data)
{
  g_autoptr (WkSessionTrain) self = g_object_ref (data);
  g_autoptr (GError) error = NULL;
  WkTrainReport report;
  g_autoptr (GPtrArray) snapshots = wk_train_worker_collect (worker, &report, &error);

  if (worker != self->worker)
    {
      if (report.has_ended)
        g_ptr_array_remove_fast (self->retired, worker);
      return;
    }
  self->report = report;
  for (guint i = 0; i < snapshots->len; i++)
    wk_train_snapshots_add (self->snapshots, g_ptr_array_index (snapshots, i));
  if (snapshots->len > 0)
    {
      g_clear_pointer (&self->newest, wk_trained_unref);
      self->newest = wk_trained_ref (g_ptr_array_index (snapshots, snapshots->len - 1));
    }
  if (error != NULL)
    fail (self, error);
  /* It will tell no more, so there is nothing to wait for. */
  if (report.has_ended)
    g_clear_pointer (&self->worker, wk_train_worker_free);
  show_newest (self);
  wk_session_train_changed (self);
}

/* Someone else chose weights, or another exercise. */
static void
session_changed_cb (WkSessionTrain *self)
{
  if (self->kind == NULL)
    {
      wk_session_train_changed (self);
      return;
    }
  apply_pause (self);
  if (wk_session_train_is_here (self) && self->deriving != NULL &&
      g_strcmp0 (wk_session_train_get_weights (self), self->wanted_over) != 0)
    wk_session_train_forget_wanted (self);
  if (wk_session_train_is_here (self) && self->worker != NULL &&
      g_strcmp0 (wk_session_train_get_weights (self), self->followed) != 0)
    set_paused (self, TRUE);
  show_newest (self);
  wk_session_train_changed (self);
}

static void
busy_cb (WkSessionTrain *self)
{
  show_newest (self);
}

static void
end (WkSessionTrain *self)
{
  wk_session_train_forget_wanted (self);
  wk_session_train_forget_newest (self);
  retire_worker (self);
}

static void
deck_cb (WkSessionTrain *self)
{
  end (self);
  self->kind = NULL;
  g_clear_pointer (&self->followed, g_free);
  wk_train_snapshots_begin (self->snapshots);
}

gboolean
wk_session_train_start (WkSessionTrain *self)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self), FALSE);

  const WkExerciseKind *kind = wk_session_train_get_kind (self);
  const WkParams *params = kind != NULL ? wk_session_get_params (self->session) : NULL;
  g_autoptr (WkValue) recipe = NULL;

  if (params == NULL)
    return FALSE;
  end (self);
  wk_train_snapshots_begin (self->snapshots);
  g_clear_pointer (&self->problem, g_free);
  self->kind = kind;
  self->exercise = wk_session_get_exercise (self->session);
  self->n_epochs = (guint) wk_params_get_int (params, kind->training->epochs);
  self->report = (WkTrainReport){ .seconds = 0 };
  self->is_paused = FALSE;
  follow (self);
  recipe = kind->training->recipe (params);
  self->worker =
      wk_train_worker_new (kind->training, recipe, self->n_epochs, collect, self);
  watch (self);
  wk_session_train_changed (self);
  return TRUE;
}

void
wk_session_train_pause (WkSessionTrain *self)
{
  g_return_if_fail (WK_IS_SESSION_TRAIN (self));

  if (self->worker != NULL)
    set_paused (self, TRUE);
}

void
wk_session_train_resume (WkSessionTrain *self)
{
  g_return_if_fail (WK_IS_SESSION_TRAIN (self));

  if (self->worker == NULL || !wk_session_train_is_here (self))
    return;
  wk_session_train_forget_wanted (self);
  if (g_strcmp0 (wk_session_train_get_weights (self), self->followed) != 0)
    follow (self);
  set_paused (self, FALSE);
  show_newest (self);
}

void
wk_session_train_stop (WkSessionTrain *self)
{
  g_return_if_fail (WK_IS_SESSION_TRAIN (self));

  wk_session_train_forget_newest (self);
  if (self->worker == NULL)
    return;
  wk_train_worker_stop (self->worker);
  self->is_paused = TRUE;
  wk_session_train_changed (self);
}

/* --- what it tells --- */

gboolean
wk_session_train_is_possible (WkSessionTrain *self)
{
  g_return_val_if_fail (WK_IS_SESSION_TRAIN (self), FALSE);

  return wk_session_train_get_kind (self) != NULL;
}

void
wk_session_train_get_progress (WkSessionTrain *self, WkSessionTrainProgress *progress)
{
  g_return_if_fail (WK_IS_SESSION_TRAIN (self) && progress != NULL);

  const WkTrainingProgress *at = &self->report.progress;
  double done = at->epoch;

  *progress = (WkSessionTrainProgress){ .seconds_left = -1 };
  if (!wk_session_train_is_here (self))
    return;
  if (at->n_batches > 0)
    done += (double) at->batch / at->n_batches;
  progress->state = self->worker == NULL ? WK_SESSION_TRAIN_ENDED
                    : self->is_paused    ? WK_SESSION_TRAIN_PAUSED
                                         : WK_SESSION_TRAIN_RUNNING;
  progress->epoch = at->epoch;
  progress->n_epochs = self->n_epochs;
  progress->fraction = CLAMP (done / MAX (self->n_epochs, 1), 0, 1);
  if (done > 0)
    progress->seconds_left = self->report.seconds / done * (self->n_epochs - done);
  progress->problem = self->problem;
}

/* --- start and end --- */

WkSessionTrain *
wk_session_get_train (WkSession *session)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } watched[] = {
    { "notify::deck", G_CALLBACK (deck_cb) },
    { "notify::exercise", G_CALLBACK (session_changed_cb) },
    { "notify::params", G_CALLBACK (session_changed_cb) },
    { "notify::busy", G_CALLBACK (busy_cb) },
  };

  g_return_val_if_fail (WK_IS_SESSION (session), NULL);

  if (session->train == NULL)
    {
      session->train = g_object_new (WK_TYPE_SESSION_TRAIN, NULL);
      session->train->session = session;
      for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
        g_signal_connect_object (session, watched[i].signal, watched[i].callback,
                                 session->train, G_CONNECT_SWAPPED);
    }
  return session->train;
}

void
wk_session_train_close (WkSessionTrain *self)
{
  g_return_if_fail (WK_IS_SESSION_TRAIN (self));

  end (self);
  g_ptr_array_set_size (self->retired, 0);
}

void
wk_session_end_train (WkSession *session)
{
  if (session->train == NULL)
    return;
  wk_session_train_close (session->train);
  session->train->session = NULL;
  g_clear_object (&session->train);
}

static void
wk_session_train_finalize (GObject *object)
{
  WkSessionTrain *self = WK_SESSION_TRAIN (object);

  end (self);
  g_ptr_array_unref (self->retired);
  g_free (self->followed);
  g_free (self->problem);
  g_free (self->file);
  g_free (self->file_name);
  wk_train_snapshots_free (self->snapshots);
  G_OBJECT_CLASS (wk_session_train_parent_class)->finalize (object);
}

static void
wk_session_train_class_init (WkSessionTrainClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wk_session_train_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", WK_TYPE_SESSION_TRAIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
wk_session_train_init (WkSessionTrain *self)
{
  self->snapshots = wk_train_snapshots_new (WK_TRAIN_MAX_BYTES);
  self->retired =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wk_train_worker_free);
}
