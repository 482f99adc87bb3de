/* wk-session-solve.c - solving, now or in a worker
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The worker gets references to what never changes and nothing of the session; so a
 * session may go while one of its solves still runs.
 */
#include "config.h"

#include "session/wk-session-private.h"

G_DEFINE_QUARK (wk_session_error, wk_session_error)

typedef struct
{
  const WkExerciseKind *kind;
  WkParams *params;
  const WkLanguage *language;
  WkSolved solved;
  gpointer user_data;
  GDestroyNotify destroy;
} Job;

static void
free_job (Job *job)
{
  wk_params_unref (job->params);
  if (job->destroy != NULL)
    job->destroy (job->user_data);
  g_free (job);
}

WkSolution *
wk_session_solve_now (const WkExerciseKind *kind,
                      WkParams *params,
                      const WkLanguage *language,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GError) reason = NULL;
  WkSolution *solution = kind->solve (params, language, cancellable, &reason);

  if (solution != NULL)
    return solution;
  if (reason == NULL)
    g_set_error_literal (&reason, WK_SESSION_ERROR, WK_SESSION_ERROR_SOLVE,
                         _L (language, "This exercise could not be solved."));
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
wk_session_is_slow (const WkExerciseKind *kind, const WkParams *params)
{
  return kind->is_slow != NULL ? kind->is_slow (params)
                               : (kind->flags & WK_KIND_SLOW) != 0;
}

static void
solve_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  WkSolution *solution =
      wk_session_solve_now (job->kind, job->params, job->language, cancellable, &error);

  if (solution != NULL)
    g_task_return_pointer (task, solution, (GDestroyNotify) wk_solution_unref);
  else
    g_task_return_error (task, error);
}

static void
solved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = G_TASK (result);
  const Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  WkSolution *solution = g_task_propagate_pointer (task, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_clear_pointer (&solution, wk_solution_unref);
      g_clear_error (&error);
      return;
    }
  job->solved (job->user_data, solution, error);
}

void
wk_session_solve_later (const WkExerciseKind *kind,
                        WkParams *params,
                        const WkLanguage *language,
                        GCancellable *cancellable,
                        WkSolved solved,
                        gpointer user_data,
                        GDestroyNotify destroy)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, solved_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->params = wk_params_ref (params);
  job->language = language;
  job->solved = solved;
  job->user_data = user_data;
  job->destroy = destroy;
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  g_task_run_in_thread (task, solve_in_worker);
}
