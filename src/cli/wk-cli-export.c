/* wk-cli-export.c - figures to files, or to the layout check
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All exercises are solved and all positions looked up before the first file is
 * written, so that wrong input leaves nothing behind.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cli/wk-cli-export-private.h"

/* One picture. */
typedef struct
{
  double position;
  guint step;  /* of a frame: the one that comes about */
  guint frame; /* from 1; 0: none */
} Shot;

/* One exercise and the pictures wanted of it. */
typedef struct
{
  const WkExercise *exercise;
  WkSolution *solution;
  GArray *shots; /* of Shot */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->solution, wk_solution_unref);
  g_array_unref (job->shots);
  g_free (job);
}

typedef struct
{
  const WkCliOptions *options;
  WkCliFigure figure;
  WkCliSource source;
  GPtrArray *jobs; /* of Job */
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->jobs, g_ptr_array_unref);
  wk_cli_source_clear (&export->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* --- what to draw --- */

static void
add_shot (GArray *shots, double position, guint step, guint frame)
{
  Shot shot = { position, step, frame };

  g_array_append_val (shots, shot);
}

/* The pictures that lead to step @step; the last one is the step. */
static void
add_frames (GArray *shots, guint step, guint n_frames)
{
  for (guint i = 1; i <= n_frames; i++)
    add_shot (shots, i < n_frames ? step - 1 + (double) i / n_frames : step, step, i);
}

static gboolean
add_shots (Job *job, const Export *export, GError **error)
{
  const WkCliOptions *options = export->options;
  guint n = wk_solution_get_n_steps (job->solution);
  guint n_frames = export->figure.n_frames;
  guint first, last;
  double position;

  if (options->position != NULL)
    {
      if (!wk_cli_position (options->position, n, &position, error))
        return FALSE;
      add_shot (job->shots, position, 0, 0);
      return TRUE;
    }
  if (options->step == NULL && n_frames == 0 &&
      wk_cli_source_position (&export->source, job->exercise, n, &position))
    {
      add_shot (job->shots, position, 0, 0);
      return TRUE;
    }
  if (!wk_cli_steps (options->step, n, &first, &last, error))
    return FALSE;
  for (guint step = first; step <= last; step++)
    if (n_frames > 0 && step > 0)
      add_frames (job->shots, step, n_frames);
    else
      add_shot (job->shots, step, 0, 0);
  return TRUE;
}

static gboolean
add_job (Export *export, const WkExercise *exercise, GError **error)
{
  Job *job = g_new0 (Job, 1);

  job->exercise = exercise;
  job->shots = g_array_new (FALSE, FALSE, sizeof (Shot));
  g_ptr_array_add (export->jobs, job);
  job->solution =
      wk_cli_solution (export->options, exercise, export->source.language, error);
  if (job->solution == NULL)
    return FALSE;
  if (!add_shots (job, export, error))
    {
      wk_cli_prefix_exercise (error, exercise);
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_jobs (Export *export, GError **error)
{
  WkDeck *deck = export->source.deck;
  const WkExercise *exercise;

  export->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);
  if (!export->options->all)
    {
      exercise = wk_cli_source_exercise (&export->source, export->options, error);
      return exercise != NULL && add_job (export, exercise, error);
    }
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    if (!add_job (export, wk_deck_get_exercise (deck, i), error))
      return FALSE;
  return TRUE;
}

static WkView
view_of (const Export *export, const Job *job, const Shot *shot)
{
  WkView view = {
    .position = shot->position,
    .width = export->figure.page_width,
    .height = export->figure.page_height,
    .text_scale = export->figure.text_scale,
    .language = export->source.language,
    .measure = wk_render_get_measure (),
    .hide_title = export->options->no_title,
    .hide_band = export->options->no_band,
  };

  wk_view_set_exercise (&view, job->exercise);
  return view;
}

static WkScene *
draw (const Export *export, const Job *job, const Shot *shot)
{
  WkView view = view_of (export, job, shot);

  return wk_figure_draw (wk_exercise_get_kind (job->exercise), job->solution, &view);
}

/* What brings the picture back. @whole: all exercises of a file that has several. */
static char *
new_state (const Export *export, const Job *job, const Shot *shot, gboolean whole)
{
  WkDeck *deck = export->source.deck;
  guint n = wk_deck_get_n_exercises (deck);
  g_autofree WkDeckNumbers *numbers = g_new0 (WkDeckNumbers, n);
  WkView view = view_of (export, job, shot);
  guint exercise = 0;

  for (guint i = 0; i < n; i++)
    {
      const WkExercise *other = wk_deck_get_exercise (deck, i);

      numbers[i] = (WkDeckNumbers){ wk_exercise_get_params (other),
                                    wk_exercise_get_seed (other) };
      for (guint k = 0; k < export->jobs->len; k++)
        {
          const Job *own = g_ptr_array_index (export->jobs, k);

          if (own->exercise == other)
            numbers[i] = wk_cli_numbers (export->options, other, own->solution);
        }
      if (other == job->exercise)
        exercise = i;
    }
  return wk_origin_to_text (deck, numbers, whole ? -1 : (int) exercise, exercise, &view,
                            export->figure.export.theme);
}

/* --- where to --- */

/* "step2", "position1.4", "step2-frame03". */
static char *
shot_name (const Export *export, const Shot *shot)
{
  guint n = export->figure.n_frames;
  int digits = n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : 4;

  if (shot->frame > 0)
    return g_strdup_printf ("step%u-frame%0*u", shot->step, digits, shot->frame);
  return wk_position_name (shot->position);
}

/* "1a-step2" */
static char *
figure_name (const Export *export, const Job *job, const Shot *shot)
{
  g_autofree char *number = wk_exercise_file_name (job->exercise);
  g_autofree char *at = shot_name (export, shot);

  return g_strdup_printf ("%s-%s", number, at);
}

static char *
file_name (const Export *export, const Job *job, const Shot *shot)
{
  const char *ending = wk_format_name (export->figure.export.format);
  g_autofree char *name = shot != NULL ? figure_name (export, job, shot)
                                       : wk_exercise_file_name (job->exercise);

  return g_strdup_printf ("%s.%s", name, ending);
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
    several |= ((Job *) g_ptr_array_index (export->jobs, i))->shots->len > 1;
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

      if (g_hash_table_add (names, wk_exercise_file_name (job->exercise)))
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
note_foreign (const WkCliPages *pages)
{
  for (guint i = 0; i < pages->pages->len; i++)
    {
      const WkExportPage *page = &g_array_index (pages->pages, WkExportPage, i);
      g_autofree char *foreign = wk_render_find_foreign (page->scene);
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
write_pages (const Export *export, WkCliPages *pages, const char *path, GError **error)
{
  if (!wk_cli_pages_write (pages, &export->figure.export, path, error))
    return FALSE;
  note_foreign (pages);
  return TRUE;
}

/* @whole: the file holds more than one exercise. */
static void
add_page (const Export *export,
          WkCliPages *pages,
          const Job *job,
          const Shot *shot,
          gboolean whole)
{
  const WkLanguage *language = export->source.language;
  g_autofree char *name = figure_name (export, job, shot);
  g_autofree char *state =
      pages->pages->len == 0 ? new_state (export, job, shot, whole) : NULL;
  WkScene *scene = draw (export, job, shot);
  g_autofree char *section =
      shot->position == floor (shot->position)
          ? g_strdup_printf (_L (language, "Step %.0f"), shot->position)
          : NULL;

  wk_cli_pages_add (pages, scene, name, wk_scene_get_title (scene), section, state);
}

/* The job's figures into files of their own, or for PDF into the pages of one. */
static gboolean
write_into_folder (const Export *export, const Job *job, GError **error)
{
  gboolean one = export->figure.export.format == WK_FORMAT_PDF && job->shots->len > 1;
  g_auto (WkCliPages) pages = { NULL };

  wk_cli_pages_init (&pages);
  for (guint i = 0; i < job->shots->len; i++)
    {
      const Shot *shot = &g_array_index (job->shots, Shot, i);
      g_autofree char *name = file_name (export, job, one ? NULL : shot);
      g_autofree char *path = g_build_filename (export->options->output, name, NULL);

      add_page (export, &pages, job, shot, FALSE);
      if (one && i + 1 < job->shots->len)
        continue;
      if (!write_pages (export, &pages, path, error))
        return FALSE;
      wk_cli_pages_clear (&pages);
      wk_cli_pages_init (&pages);
    }
  return TRUE;
}

static gboolean
write_one_file (const Export *export, GError **error)
{
  g_auto (WkCliPages) pages = { NULL };

  wk_cli_pages_init (&pages);
  for (guint i = 0; i < export->jobs->len; i++)
    {
      const Job *job = g_ptr_array_index (export->jobs, i);

      for (guint k = 0; k < job->shots->len; k++)
        add_page (export, &pages, job, &g_array_index (job->shots, Shot, k),
                  export->jobs->len > 1);
    }
  return write_pages (export, &pages, export->options->output, error);
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
check_figure (const Export *export, const Job *job, const Shot *shot, GString *out)
{
  g_autoptr (WkScene) scene = draw (export, job, shot);
  g_autoptr (GPtrArray) findings = wk_layout_check (scene, export->figure.export.theme);
  g_autofree char *at = shot_name (export, shot);

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

      for (guint k = 0; k < job->shots->len; k++)
        n += check_figure (export, job, &g_array_index (job->shots, Shot, k), out);
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
  gboolean named = options->rest[0] != NULL || options->file != NULL;

  if (options->all && options->rest[0] != NULL)
    g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                         _ ("export: --all takes no exercise number"));
  else if (!options->all && !named)
    g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                         _ ("export: the argument N is missing, the number of an "
                            "exercise; --all is all of them"));
  else
    return TRUE;
  return FALSE;
}

gboolean
wk_cli_export (const WkCliOptions *options, GString *out, GError **error)
{
  g_auto (Export) export = { .options = options };

  if (!check_arguments (options, error) ||
      !wk_cli_figure_read (&export.figure, options, error) ||
      !wk_cli_source_open (&export.source, options, error))
    return FALSE;
  wk_cli_figure_follow (&export.figure, options, export.source.origin);
  if (!add_jobs (&export, error) || !wk_fonts_init (error))
    return FALSE;
  return options->check_layout ? check_layout (&export, out, error)
                               : write_figures (&export, error);
}
