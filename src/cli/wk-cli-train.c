/* wk-cli-train.c - weights for a kind that trains, and the log of how they came about
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log holds nothing but the recipe and the curves, so that the same training gives
 * the same log: a figure more than the last bits of a processor's products move.
 */
#include "config.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "cli/wk-cli-private.h"

/* The line of progress is written anew so often, at most. */
#define REDRAW_US (G_USEC_PER_SEC / 5)
/* From the cursor to the end. */
#define CLEAR_LINE "\033[K"

typedef struct
{
  const WkExerciseKind *kind;
  const WkCliOptions *options;
  gpointer trainer;
  guint n_epochs;
  WkTrained *trained; /* of the last whole epoch */
  GString *log;
  gboolean shows_progress; /* standard error is a terminal */
  gint64 begun, shown;
} Train;

static void
train_clear (Train *train)
{
  if (train->trainer != NULL)
    train->kind->training->free_trainer (train->trainer);
  g_clear_pointer (&train->trained, wk_trained_unref);
  if (train->log != NULL)
    g_string_free (train->log, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Train, train_clear)

/* --- what to train --- */

/* The kinds that can be trained: "latent-space". (transfer full) */
static char *
list_kinds (void)
{
  GString *names = g_string_new (NULL);

  for (const WkExerciseKind *const *kind = wk_exercise_kinds; *kind != NULL; kind++)
    if ((*kind)->training != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*kind)->id);
  return g_string_free (names, FALSE);
}

static gboolean
find_kind (Train *train, GError **error)
{
  const char *word = train->options->rest[0];
  g_autofree char *quoted = wk_cli_quote (word);
  g_autofree char *kinds = list_kinds ();

  train->kind = wk_kind_find (wk_exercise_kinds, word);
  if (train->kind != NULL && train->kind->training != NULL)
    return TRUE;
  if (train->kind == NULL)
    g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                 _ ("there is no kind “%s”; these can be trained: %s"), quoted, kinds);
  else
    g_set_error (error, WK_CLI_ERROR, WK_CLI_INPUT,
                 _ ("the kind “%s” has nothing to train; these can be trained: %s"),
                 quoted, kinds);
  return FALSE;
}

/* A whole number of an option, under the kind's @key. */
static gboolean
put_count (const char *option,
           const char *text,
           const char *key,
           WkValue **values,
           GError **error)
{
  g_autofree char *quoted = NULL;
  g_autoptr (WkValue) number = NULL;
  WkValue *changed;
  guint64 count;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &count, NULL))
    {
      quoted = wk_cli_quote (text);
      g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE,
                   _ ("--%s: “%s” is not a whole number"), option, quoted);
      return FALSE;
    }
  number = wk_value_new_number ((double) count);
  changed = wk_value_with (*values, key, number);
  g_return_val_if_fail (changed != NULL, FALSE);
  wk_value_unref (*values);
  *values = changed;
  return TRUE;
}

static WkParams *
make_params (const Train *train, GError **error)
{
  const WkExerciseKind *kind = train->kind;
  const WkCliOptions *options = train->options;
  g_autoptr (WkParams) defaults = wk_kind_params (kind, NULL, NULL, error);
  g_autoptr (WkValue) values = NULL;

  if (defaults == NULL)
    return NULL;
  values = wk_value_ref (wk_params_get_values (defaults));
  for (char *const *set = options->sets; set != NULL && *set != NULL; set++)
    if (!wk_cli_put_in (*set, kind->specs, &values, error))
      return NULL;
  if (!put_count ("seed", options->seed, kind->training->seed, &values, error) ||
      !put_count ("epochs", options->epochs, kind->training->epochs, &values, error))
    return NULL;
  return wk_kind_params (kind, values, NULL, error);
}

static gboolean
begin (Train *train, GError **error)
{
  g_autoptr (WkParams) params = make_params (train, error);
  g_autoptr (WkValue) recipe = NULL;

  if (params == NULL)
    return FALSE;
  train->n_epochs = (guint) wk_params_get_int (params, train->kind->training->epochs);
  recipe = train->kind->training->recipe (params);
  train->trainer = train->kind->training->new_trainer (recipe, error);
  return train->trainer != NULL;
}

/* --- progress and log --- */

static void
write_error (const char *text)
{
  gssize ignored = write (STDERR_FILENO, text, strlen (text));

  (void) ignored;
}

static void
show_progress (Train *train, const WkTrainingProgress *progress)
{
  gint64 now = g_get_monotonic_time ();
  double done = progress->epoch + (double) progress->batch / progress->n_batches;
  double seconds = (double) (now - train->begun) / G_USEC_PER_SEC;
  guint left = (guint) (seconds / MAX (done, 1e-6) * (train->n_epochs - done) + 0.5);
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;

  if (!train->shows_progress || now - train->shown < REDRAW_US)
    return;
  train->shown = now;
  words = g_strdup_printf (_ ("epoch %u of %u, %u:%02u left"),
                           MIN (progress->epoch + 1, train->n_epochs), train->n_epochs,
                           left / 60, left % 60);
  line = g_strconcat ("\r", words, CLEAR_LINE, NULL);
  write_error (line);
}

static void
end_progress (const Train *train)
{
  if (train->shown != 0)
    write_error ("\r" CLEAR_LINE);
}

static void
begin_log (Train *train)
{
  g_string_append_printf (train->log, "# %s\n# epoch", train->kind->id);
  for (guint i = 0; train->kind->training->curve_names[i] != NULL; i++)
    g_string_append_printf (train->log, "\t%s", train->kind->training->curve_names[i]);
  g_string_append_c (train->log, '\n');
  if (train->options->verbose)
    write_error (train->log->str);
}

static void
log_epoch (Train *train, const WkTrained *trained)
{
  guint n_curves;
  const double *curves = wk_trained_get_curves (trained, &n_curves);
  guint epoch = wk_trained_get_epoch (trained);
  const double *row = curves + (gsize) n_curves * (epoch - 1);
  gsize start = train->log->len;

  g_string_append_printf (train->log, "%u", epoch);
  for (guint i = 0; i < n_curves; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (train->log, "\t%s",
                              g_ascii_formatd (number, sizeof number, "%.4f", row[i]));
    }
  g_string_append_c (train->log, '\n');
  if (!train->options->verbose)
    return;
  end_progress (train);
  write_error (train->log->str + start);
}

/* --- training --- */

static gboolean
end_epoch (Train *train, GError **error)
{
  WkTrained *trained = train->kind->training->snapshot (train->trainer, error);

  if (trained == NULL)
    return FALSE;
  g_clear_pointer (&train->trained, wk_trained_unref);
  train->trained = trained;
  log_epoch (train, trained);
  return TRUE;
}

static gboolean
train_all (Train *train, GError **error)
{
  const WkTraining *training = train->kind->training;
  WkTrainingProgress progress = { 0 };

  train->begun = g_get_monotonic_time ();
  begin_log (train);
  while (progress.epoch < train->n_epochs)
    {
      guint before = progress.epoch;

      if (!training->iterate (train->trainer, error))
        return FALSE;
      training->get_progress (train->trainer, &progress);
      if (progress.epoch != before && !end_epoch (train, error))
        return FALSE;
      show_progress (train, &progress);
    }
  return TRUE;
}

static gboolean
save (const Train *train, GError **error)
{
  g_autoptr (GBytes) weights = wk_trained_to_bytes (train->trained);
  g_autoptr (GBytes) log = g_bytes_new (train->log->str, train->log->len);

  return wk_save_bytes (train->options->output, weights, error) &&
         (train->options->log == NULL ||
          wk_save_bytes (train->options->log, log, error));
}

gboolean
wk_cli_train (const WkCliOptions *options, GString *out, GError **error)
{
  g_auto (Train) train = { .options = options };
  gboolean done;

  if (options->output == NULL)
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("-o is missing, which says where the weights go"));
      return FALSE;
    }
  train.log = g_string_new (NULL);
  train.shows_progress = isatty (STDERR_FILENO) == 1;
  if (!find_kind (&train, error) || !begin (&train, error))
    return FALSE;
  done = train_all (&train, error);
  end_progress (&train);
  return done && save (&train, error);
}
