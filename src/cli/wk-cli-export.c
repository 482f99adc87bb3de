/* wk-cli-export.c - figures to files, or to the layout check
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All exercises are solved and all positions looked up before the first file is
 * written, so that wrong input leaves nothing behind.
 */
#include "config.h"

#include <string.h>

#include "cli/wk-cli-export-private.h"

/* One exercise and the positions wanted of it. */
typedef struct
{
  const WkExercise *exercise;
  WkSolution *solution;
  GArray *positions; /* of double */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->solution, wk_solution_unref);
  g_array_unref (job->positions);
  g_free (job);
}

typedef struct
{
  const WkCliOptions *options;
  WkCliFigure figure;
  WkDeck *deck;
  const WkLanguage *language;
  GPtrArray *jobs; /* of Job */
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->jobs, g_ptr_array_unref);
  g_clear_pointer (&export->deck, wk_deck_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* --- what to draw --- */

static gboolean
add_positions (GArray *positions,
               const WkCliOptions *options,
               const WkSolution *solution,
               GError **error)
{
  guint n = wk_solution_get_n_steps (solution);
  guint first, last;
  double position;

  if (options->position != NULL)
    {
      if (!wk_cli_position (options->position, n, &position, error))
        return FALSE;
      g_array_append_val (positions, position);
      return TRUE;
    }
  if (!wk_cli_steps (options->step, n, &first, &last, error))
    return FALSE;
  for (guint step = first; step <= last; step++)
    {
      position = step;
      g_array_append_val (positions, position);
    }
  return TRUE;
}

static gboolean
add_job (Export *export, const WkExercise *exercise, GError **error)
{
  Job *job = g_new0 (Job, 1);

  job->exercise = exercise;
  job->positions = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (export->jobs, job);
  job->solution = wk_cli_solution (export->options, exercise, export->language, error);
  if (job->solution == NULL)
    return FALSE;
  if (!add_positions (job->positions, export->options, job->solution, error))
    {
      wk_cli_prefix_exercise (error, exercise);
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_jobs (Export *export, GError **error)
{
  const WkExercise *exercise;

  export->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);
  if (!export->options->all)
    {
      exercise = wk_cli_exercise (export->deck, export->options->rest[0], error);
      return exercise != NULL && add_job (export, exercise, error);
    }
  for (guint i = 0; i < wk_deck_get_n_exercises (export->deck); i++)
    if (!add_job (export, wk_deck_get_exercise (export->deck, i), error))
      return FALSE;
  return TRUE;
}

static WkScene *
draw (const Export *export, const Job *job, double position)
{
  WkView view = {
    .position = position,
    .width = export->figure.page_width,
    .height = export->figure.page_height,
    .text_scale = export->figure.text_scale,
    .language = export->language,
    .measure = wk_render_get_measure (),
  };

  wk_view_set_exercise (&view, job->exercise);
  return wk_figure_draw (wk_exercise_get_kind (job->exercise), job->solution, &view);
}

/* --- where to --- */

/* "step2", or "position1.4" between steps. */
static char *
position_name (double position)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (position == (double) (guint) position)
    return g_strdup_printf ("step%u", (guint) position);
  return g_strconcat ("position",
                      g_ascii_formatd (number, sizeof number, "%.10g", position), NULL);
}

/* The exercise's number as part of a file's name: a deck may not choose the folder. */
static char *
number_name (const WkExercise *exercise)
{
  char *name = g_strdup (wk_exercise_get_number (exercise));

  for (char *p = name; *p != '\0'; p++)
    if (*p == '/' || g_ascii_iscntrl (*p) || (p == name && (*p == '.' || *p == '-')))
      *p = '_';
  return name;
}

static char *
file_name (const Export *export, const Job *job, const double *position)
{
  const char *ending = wk_format_name (export->figure.export.format);
  g_autofree char *number = number_name (job->exercise);
  g_autofree char *at = NULL;

  if (position == NULL)
    return g_strdup_printf ("%s.%s", number, ending);
  at = position_name (*position);
  return g_strdup_printf ("%s-%s.%s", number, at, ending);
}

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

static gboolean
wants_one_file (const Export *export)
{
  const char *output = export->options->output;
  gboolean several = export->options->all;
  WkFormat ending;

  for (guint i = 0; i < export->jobs->len; i++)
    several |= ((Job *) g_ptr_array_index (export->jobs, i))->positions->len > 1;
  if (!several)
    return !is_folder (output);
  if (export->figure.export.format != WK_FORMAT_PDF)
    return FALSE;
  /* A PDF has pages: of one exercise, or of the whole deck if no folder is meant. */
  if (is_folder (output))
    return FALSE;
  return !export->options->all || strcmp (output, "-") == 0 ||
         g_file_test (output, G_FILE_TEST_EXISTS) ||
         wk_format_from_path (output, &ending);
}

static gboolean
check_folder (const Export *export, GError **error)
{
  const char *output = export->options->output;
  g_autofree char *quoted = wk_cli_quote (output);
  g_autoptr (GHashTable) names = NULL;

  if (strcmp (output, "-") == 0)
    {
      g_set_error_literal (
          error, WK_CLI_ERROR, WK_CLI_USAGE,
          _ ("-o: several figures go into a folder, not to standard output"));
      return FALSE;
    }
  if (!is_folder (output))
    {
      g_set_error (
          error, WK_CLI_ERROR, WK_CLI_WRITE,
          _ ("-o: several figures go into a folder, and there is no folder “%s”"),
          quoted);
      return FALSE;
    }
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < export->jobs->len; i++)
    {
      const Job *job = g_ptr_array_index (export->jobs, i);

      if (g_hash_table_add (names, number_name (job->exercise)))
        continue;
      g_set_error (
          error, WK_CLI_ERROR, WK_CLI_INPUT,
          _ ("exercise %s: another exercise's files would have the same names"),
          wk_exercise_get_number (job->exercise));
      return FALSE;
    }
  return TRUE;
}

/* Says once a file which characters are not from the bundled fonts: only they may look
 * different on another machine. */
static void
note_foreign (GPtrArray *scenes)
{
  for (guint i = 0; i < scenes->len; i++)
    {
      g_autofree char *foreign = wk_render_find_foreign (scenes->pdata[i]);
      g_autofree char *note = NULL;

      if (foreign == NULL)
        continue;
      note = g_strdup_printf (
          _ ("note: the program's fonts lack “%s”; what this system has in their place "
             "may look different elsewhere"),
          foreign);
      wk_cli_tell (note);
      return;
    }
}

static gboolean
write_scenes (const Export *export, GPtrArray *scenes, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = wk_export_bytes (
      (WkScene *const *) scenes->pdata, scenes->len, &export->figure.export, error);

  if (bytes == NULL || !wk_save_bytes (path, bytes, error))
    return FALSE;
  note_foreign (scenes);
  return TRUE;
}

/* The job's figures into files of their own, or for PDF into the pages of one. */
static gboolean
write_into_folder (const Export *export, const Job *job, GError **error)
{
  gboolean one =
      export->figure.export.format == WK_FORMAT_PDF && job->positions->len > 1;
  g_autoptr (GPtrArray) scenes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wk_scene_unref);

  for (guint i = 0; i < job->positions->len; i++)
    {
      const double *position = &g_array_index (job->positions, double, i);
      g_autofree char *name = file_name (export, job, one ? NULL : position);
      g_autofree char *path = g_build_filename (export->options->output, name, NULL);

      g_ptr_array_add (scenes, draw (export, job, *position));
      if (one && i + 1 < job->positions->len)
        continue;
      if (!write_scenes (export, scenes, path, error))
        return FALSE;
      g_ptr_array_set_size (scenes, 0);
    }
  return TRUE;
}

static gboolean
write_one_file (const Export *export, GError **error)
{
  g_autoptr (GPtrArray) scenes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wk_scene_unref);

  for (guint i = 0; i < export->jobs->len; i++)
    {
      const Job *job = g_ptr_array_index (export->jobs, i);

      for (guint k = 0; k < job->positions->len; k++)
        g_ptr_array_add (scenes,
                         draw (export, job, g_array_index (job->positions, double, k)));
    }
  return write_scenes (export, scenes, export->options->output, error);
}

static gboolean
write_figures (const Export *export, GError **error)
{
  if (wants_one_file (export))
    return write_one_file (export, error);
  if (!check_folder (export, error))
    return FALSE;
  for (guint i = 0; i < export->jobs->len; i++)
    if (!write_into_folder (export, g_ptr_array_index (export->jobs, i), error))
      return FALSE;
  return TRUE;
}

/* --- the layout check --- */

static guint
check_figure (const Export *export, const Job *job, double position, GString *out)
{
  g_autoptr (WkScene) scene = draw (export, job, position);
  g_autoptr (GPtrArray) findings = wk_layout_check (scene, export->figure.export.theme);
  g_autofree char *at = position_name (position);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *text = wk_finding_to_text (g_ptr_array_index (findings, i));

      g_string_append_printf (out, "%s %s: %s\n",
                              wk_exercise_get_number (job->exercise), at, text);
    }
  return findings->len;
}

static gboolean
check_layout (const Export *export, GString *out, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < export->jobs->len; i++)
    {
      const Job *job = g_ptr_array_index (export->jobs, i);

      for (guint k = 0; k < job->positions->len; k++)
        n += check_figure (export, job, g_array_index (job->positions, double, k), out);
    }
  if (n == 0)
    return TRUE;
  g_set_error (
      error, WK_CLI_ERROR, WK_CLI_INPUT,
      ngettext ("--check-layout: %u finding", "--check-layout: %u findings", n), n);
  return FALSE;
}

static gboolean
check_arguments (const WkCliOptions *options, GError **error)
{
  if (options->all == (options->rest[0] != NULL))
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           options->all
                               ? _ ("export: --all takes no exercise number")
                               : _ ("export: the argument N is missing, the number "
                                    "of an exercise; --all is all of them"));
      return FALSE;
    }
  return TRUE;
}

gboolean
wk_cli_export (const WkCliOptions *options, GString *out, GError **error)
{
  g_auto (Export) export = { .options = options };

  if (!check_arguments (options, error) ||
      !wk_cli_figure_read (&export.figure, options, error))
    return FALSE;
  export.deck = wk_cli_load_deck (options, error);
  if (export.deck == NULL)
    return FALSE;
  export.language = wk_cli_language (options, export.deck, error);
  if (export.language == NULL || !add_jobs (&export, error) || !wk_fonts_init (error))
    return FALSE;
  return options->check_layout ? check_layout (&export, out, error)
                               : write_figures (&export, error);
}
