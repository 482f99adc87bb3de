/* wk-train-worker.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Thread and main context share one struct under a lock that neither holds for longer
 * than it takes to move some pointers. The main context is told through an idle source,
 * one at a time: where it is behind, snapshots wait together.
 */
#include "config.h"

#include "session/wk-train-worker.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* More than the window's threads have, so that a frame never waits for a minibatch. */
#define NICE 10
/* How often progress alone is told. */
#define TELL_US (100 * G_TIME_SPAN_MILLISECOND)
/* Snapshots that wait to be collected. */
#define MAX_PENDING 16

struct _WkTrainWorker
{
  const WkTraining *training;
  WkValue *recipe;
  guint n_epochs;
  WkTrainTell tell;
  gpointer user_data;
  GMainContext *context;
  GThread *thread;

  GMutex lock; /* of all below */
  GCond changed;
  gboolean is_paused, is_stopped;
  GSource *source;    /* that will tell, or NULL */
  GPtrArray *pending; /* of WkTrained */
  WkTrainReport report;
  GError *error;
};

/* The workers there are. At the end of the process they stop before libraries are taken
 * down: a thread inside a product of BLAS would not survive that. */
static GMutex all_lock;
static GSList *all;

static void
stop_all (void)
{
  for (GSList *worker = all; worker != NULL; worker = worker->next)
    {
      wk_train_worker_stop (worker->data);
      g_thread_join (((WkTrainWorker *) worker->data)->thread);
    }
}

static void
note_worker (WkTrainWorker *self)
{
  static gboolean is_registered;

  g_mutex_lock (&all_lock);
  if (!is_registered)
    atexit (stop_all);
  is_registered = TRUE;
  all = g_slist_prepend (all, self);
  g_mutex_unlock (&all_lock);
}

static void
forget_worker (WkTrainWorker *self)
{
  g_mutex_lock (&all_lock);
  all = g_slist_remove (all, self);
  g_mutex_unlock (&all_lock);
}

/* --- in the thread --- */

static void
lower_priority (void)
{
#ifdef __linux__
  /* Linux counts this for each thread. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), NICE);
#endif
}

static gboolean
tell_cb (gpointer data)
{
  WkTrainWorker *self = data;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->lock);
  self->tell (self, self->user_data);
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
tell (WkTrainWorker *self)
{
  if (self->source != NULL)
    return;
  self->source = g_idle_source_new ();
  g_source_set_callback (self->source, tell_cb, self, NULL);
  g_source_attach (self->source, self->context);
}

/* With the lock held. Takes @trained. */
static void
push (WkTrainWorker *self, WkTrained *trained)
{
  GPtrArray *pending = self->pending;

  if (pending->len > 0)
    {
      WkTrained *last = g_ptr_array_index (pending, pending->len - 1);
      WkTrained *bare = wk_trained_new_bare (last);

      wk_trained_unref (last);
      g_ptr_array_index (pending, pending->len - 1) = bare;
    }
  if (pending->len == MAX_PENDING)
    g_ptr_array_remove_index (pending, MAX_PENDING / 2);
  g_ptr_array_add (pending, trained);
}

/* Waits while paused. */
static gboolean
goes_on (WkTrainWorker *self)
{
  gboolean on;

  g_mutex_lock (&self->lock);
  while (self->is_paused && !self->is_stopped)
    g_cond_wait (&self->changed, &self->lock);
  on = !self->is_stopped && self->report.progress.epoch < self->n_epochs;
  g_mutex_unlock (&self->lock);
  return on;
}

/* One minibatch, and what there is to tell of it. */
static gboolean
train (WkTrainWorker *self, gpointer trainer, gint64 *told, GError **error)
{
  gint64 begun = g_get_monotonic_time ();
  guint epoch = self->report.progress.epoch; /* written by this thread alone */
  WkTrainingProgress progress = { 0 };
  WkTrained *trained = NULL;
  gint64 now;

  if (!self->training->iterate (trainer, error))
    return FALSE;
  self->training->get_progress (trainer, &progress);
  if (progress.epoch != epoch)
    {
      trained = self->training->snapshot (trainer, error);
      if (trained == NULL)
        return FALSE;
    }
  now = g_get_monotonic_time ();
  g_mutex_lock (&self->lock);
  self->report.progress = progress;
  self->report.seconds += (double) (now - begun) / G_USEC_PER_SEC;
  if (trained != NULL)
    push (self, trained);
  if (trained != NULL || now - *told >= TELL_US)
    {
      *told = now;
      tell (self);
    }
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gpointer
work (gpointer data)
{
  WkTrainWorker *self = data;
  g_autoptr (GError) error = NULL;
  gint64 told = 0;
  gpointer trainer;

  lower_priority ();
  trainer = self->training->new_trainer (self->recipe, &error);
  while (trainer != NULL && goes_on (self))
    if (!train (self, trainer, &told, &error))
      break;
  if (trainer != NULL)
    self->training->free_trainer (trainer);
  g_mutex_lock (&self->lock);
  self->report.has_ended = TRUE;
  self->error = g_steal_pointer (&error);
  tell (self);
  g_mutex_unlock (&self->lock);
  return NULL;
}

/* --- outside --- */

WkTrainWorker *
wk_train_worker_new (const WkTraining *training,
                     WkValue *recipe,
                     guint n_epochs,
                     WkTrainTell tell_caller,
                     gpointer user_data)
{
  WkTrainWorker *self = g_new0 (WkTrainWorker, 1);

  self->training = training;
  self->recipe = wk_value_ref (recipe);
  self->n_epochs = n_epochs;
  self->tell = tell_caller;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_trained_unref);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("training", work, self);
  note_worker (self);
  return self;
}

void
wk_train_worker_free (WkTrainWorker *self)
{
  if (self == NULL)
    return;
  wk_train_worker_stop (self);
  g_thread_join (self->thread);
  forget_worker (self);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_ptr_array_unref (self->pending);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  wk_value_unref (self->recipe);
  g_free (self);
}

void
wk_train_worker_set_paused (WkTrainWorker *self, gboolean paused)
{
  g_mutex_lock (&self->lock);
  self->is_paused = paused;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
wk_train_worker_stop (WkTrainWorker *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopped = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

GPtrArray *
wk_train_worker_collect (WkTrainWorker *self, WkTrainReport *report, GError **error)
{
  GPtrArray *snapshots;

  g_mutex_lock (&self->lock);
  snapshots = self->pending;
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_trained_unref);
  *report = self->report;
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  g_mutex_unlock (&self->lock);
  return snapshots;
}
