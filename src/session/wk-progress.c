/* wk-progress.c - the thread that keeps attempts, and what is known of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread owns the database and holds no reference to the object: it answers through
 * a weak one, in the main context, so that the object may go at any time. Its last job
 * closes the file.
 */
#include "config.h"

#include "session/wk-progress.h"

#include "session/wk-progress-private.h"

typedef enum
{
  JOB_ADD,
  JOB_CLEAR,
  JOB_SUMMARIZE,
  JOB_FLUSH,
  JOB_QUIT,
} JobType;

typedef struct
{
  JobType type;
  WkKeptAttempt *attempt; /* ADD */
  GTask *task;            /* SUMMARIZE */
  char *deck;             /* SUMMARIZE */
  GMutex *lock;           /* FLUSH: told when it is done */
  GCond *told;
  gboolean *done;
} Job;

/* Shared by the object and its thread. */
typedef struct
{
  gatomicrefcount refs;
  GAsyncQueue *jobs;
  GWeakRef object;
  GMainContext *context;
  char *path;
} Shared;

struct _WkProgress
{
  GObject parent_instance;

  Shared *shared;
  GThread *thread;
  GHashTable *done; /* set of "deck\nexercise" */
  gboolean cleared; /* what the thread read before is out of date */
};

G_DEFINE_FINAL_TYPE (WkProgress, wk_progress, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
shared_unref (Shared *shared)
{
  if (!g_atomic_ref_count_dec (&shared->refs))
    return;
  g_async_queue_unref (shared->jobs);
  g_weak_ref_clear (&shared->object);
  g_main_context_unref (shared->context);
  g_free (shared->path);
  g_free (shared);
}

char *
wk_progress_default_path (void)
{
  const char *folder = g_getenv ("WORKINGS_STATEDIR");

  if (folder == NULL)
    return g_build_filename (g_get_user_data_dir (), "workings", "progress.db", NULL);
  return *folder != '\0' ? g_build_filename (folder, "progress.db", NULL) : NULL;
}

/* --- from the thread to the object --- */

typedef struct
{
  Shared *shared;
  char *trouble;   /* or NULL */
  GPtrArray *done; /* or NULL */
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  shared_unref (answer->shared);
  g_free (answer->trouble);
  g_clear_pointer (&answer->done, g_ptr_array_unref);
  g_free (answer);
}

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;
  g_autoptr (WkProgress) self = g_weak_ref_get (&answer->shared->object);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (self->cleared)
    g_clear_pointer (&answer->done, g_ptr_array_unref);
  for (guint i = 0; answer->done != NULL && i < answer->done->len; i++)
    g_hash_table_add (self->done, g_strdup (answer->done->pdata[i]));
  if (answer->done != NULL && answer->done->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (answer->trouble != NULL)
    g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, answer->trouble);
  return G_SOURCE_REMOVE;
}

/* @trouble and @done are taken. */
static void
tell (Shared *shared, char *trouble, GPtrArray *done)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Answer *answer = g_new0 (Answer, 1);

  g_atomic_ref_count_inc (&shared->refs);
  answer->shared = shared;
  answer->trouble = trouble;
  answer->done = done;
  g_source_set_callback (source, answer_cb, answer, free_answer);
  g_source_attach (source, shared->context);
}

/* --- the thread --- */

static void
do_job (Shared *shared, WkProgressStore *store, Job *job)
{
  char *trouble = NULL;

  switch (job->type)
    {
    case JOB_ADD:
      wk_progress_store_add (store, &job->attempt->attempt, &trouble);
      wk_kept_attempt_free (job->attempt);
      break;
    case JOB_CLEAR:
      wk_progress_store_clear (store, &trouble);
      break;
    case JOB_SUMMARIZE:
      g_task_return_pointer (job->task, wk_progress_store_summarize (store, job->deck),
                             (GDestroyNotify) wk_progress_summary_free);
      g_object_unref (job->task);
      g_free (job->deck);
      break;
    case JOB_FLUSH:
      g_mutex_lock (job->lock);
      *job->done = TRUE;
      g_cond_signal (job->told);
      g_mutex_unlock (job->lock);
      break;
    case JOB_QUIT:
    default:
      break;
    }
  if (trouble != NULL)
    tell (shared, trouble, NULL);
}

static gpointer
work (gpointer data)
{
  Shared *shared = data;
  char *trouble = NULL;
  WkProgressStore *store = wk_progress_store_open (shared->path, &trouble);
  gboolean quit = FALSE;

  tell (shared, trouble, wk_progress_store_list_done (store));
  while (!quit)
    {
      Job *job = g_async_queue_pop (shared->jobs);

      quit = job->type == JOB_QUIT;
      do_job (shared, store, job);
      g_free (job);
    }
  wk_progress_store_close (store);
  shared_unref (shared);
  return NULL;
}

/* --- from the object to the thread --- */

static void
push (WkProgress *self, Job job)
{
  g_async_queue_push (self->shared->jobs, g_memdup2 (&job, sizeof job));
}

WkProgress *
wk_progress_new (const char *path)
{
  WkProgress *self = g_object_new (WK_TYPE_PROGRESS, NULL);

  self->shared->path = g_strdup (path);
  g_atomic_ref_count_inc (&self->shared->refs);
  self->thread = g_thread_new ("progress", work, self->shared);
  return self;
}

static char *
make_key (const char *deck, const char *exercise)
{
  return g_strdup_printf ("%s\n%s", deck, exercise);
}

void
wk_progress_add (WkProgress *self, const WkAttempt *attempt)
{
  g_return_if_fail (WK_IS_PROGRESS (self) && attempt != NULL);

  push (self, (Job){ .type = JOB_ADD, .attempt = wk_kept_attempt_new (attempt) });
  if (attempt->done &&
      g_hash_table_add (self->done, make_key (attempt->deck, attempt->exercise)))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
attempted_cb (WkSession *session, const WkAttempt *attempt, WkProgress *self)
{
  wk_progress_add (self, attempt);
}

void
wk_progress_watch (WkProgress *self, WkSession *session)
{
  g_return_if_fail (WK_IS_PROGRESS (self) && WK_IS_SESSION (session));

  g_signal_connect_object (session, "attempted", G_CALLBACK (attempted_cb), self,
                           (GConnectFlags) 0);
}

gboolean
wk_progress_is_done (WkProgress *self, const char *deck, const char *exercise)
{
  g_return_val_if_fail (WK_IS_PROGRESS (self), FALSE);

  g_autofree char *key = make_key (deck, exercise);
  return g_hash_table_contains (self->done, key);
}

void
wk_progress_clear (WkProgress *self)
{
  g_return_if_fail (WK_IS_PROGRESS (self));

  push (self, (Job){ .type = JOB_CLEAR });
  self->cleared = TRUE;
  g_hash_table_remove_all (self->done);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
wk_progress_flush (WkProgress *self)
{
  g_return_if_fail (WK_IS_PROGRESS (self));

  GMutex lock;
  GCond told;
  gboolean done = FALSE;

  g_mutex_init (&lock);
  g_cond_init (&told);
  g_mutex_lock (&lock);
  push (self, (Job){ .type = JOB_FLUSH, .lock = &lock, .told = &told, .done = &done });
  while (!done)
    g_cond_wait (&told, &lock);
  g_mutex_unlock (&lock);
  g_mutex_clear (&lock);
  g_cond_clear (&told);
}

void
wk_progress_summarize_async (WkProgress *self,
                             const char *deck,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WK_IS_PROGRESS (self) && deck != NULL);

  push (self, (Job){ .type = JOB_SUMMARIZE,
                     .task = g_task_new (self, cancellable, callback, user_data),
                     .deck = g_strdup (deck) });
}

WkProgressSummary *
wk_progress_summarize_finish (WkProgress *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
wk_progress_finalize (GObject *object)
{
  WkProgress *self = WK_PROGRESS (object);

  if (self->thread != NULL)
    {
      push (self, (Job){ .type = JOB_QUIT });
      /* The last reference may be one that a summary's task held in the thread. */
      if (self->thread == g_thread_self ())
        g_thread_unref (self->thread);
      else
        g_thread_join (self->thread);
    }
  shared_unref (self->shared);
  g_hash_table_unref (self->done);
  G_OBJECT_CLASS (wk_progress_parent_class)->finalize (object);
}

static void
wk_progress_class_init (WkProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wk_progress_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", WK_TYPE_PROGRESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_TROUBLE] =
      g_signal_new ("trouble", WK_TYPE_PROGRESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wk_progress_init (WkProgress *self)
{
  Shared *shared = g_new0 (Shared, 1);

  g_atomic_ref_count_init (&shared->refs);
  shared->jobs = g_async_queue_new ();
  g_weak_ref_init (&shared->object, self);
  shared->context = g_main_context_ref_thread_default ();
  self->shared = shared;
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
