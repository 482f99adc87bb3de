/* wk-cli-overview.c - a whole exercise or deck at a glance
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "cli/wk-cli-export-private.h"
#include "render/wk-handout.h"

typedef struct
{
  const WkCliOptions *options;
  WkCliSource source;
  GArray *thumbnails; /* of WkThumbnail */
  GPtrArray *scenes;  /* of WkScene */
  GStringChunk *words;
} Overview;

static void
overview_clear (Overview *self)
{
  wk_cli_source_clear (&self->source);
  g_clear_pointer (&self->thumbnails, g_array_unref);
  g_clear_pointer (&self->scenes, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_string_chunk_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Overview, overview_clear)

static WkView
view_at (const Overview *self, const WkExercise *exercise, guint step)
{
  WkView view = { .position = step,
                  .text_scale = WK_TEXT_SCALE_1,
                  .language = self->source.language,
                  .measure = wk_render_get_measure (),
                  .hide_title = TRUE,
                  .hide_band = TRUE };

  wk_page_size (WK_PAGE_16_9, &view.width, &view.height);
  wk_view_set_exercise (&view, exercise);
  return view;
}

static void
add_thumbnail (Overview *self,
               const WkExercise *exercise,
               const WkSolution *solution,
               guint step,
               const char *caption)
{
  WkView view = view_at (self, exercise, step);
  WkScene *scene = wk_figure_draw (wk_exercise_get_kind (exercise), solution, &view);
  g_autofree char *number = wk_exercise_file_name (exercise);
  g_autofree char *name = g_strdup_printf ("%s-step%u", number, step);
  WkThumbnail thumbnail = { .scene = scene,
                            .name = g_string_chunk_insert (self->words, name),
                            .caption = g_string_chunk_insert (self->words, caption) };

  g_ptr_array_add (self->scenes, scene);
  g_array_append_val (self->thumbnails, thumbnail);
}

/* The question, then every step. */
static WkSolution *
add_steps (Overview *self, const WkExercise *exercise, GError **error)
{
  WkSolution *solution =
      wk_cli_solution (self->options, exercise, self->source.language, error);
  guint n = solution != NULL ? wk_solution_get_n_steps (solution) : 0;

  if (solution == NULL)
    return NULL;
  add_thumbnail (self, exercise, solution, 0,
                 _L (self->source.language, "The question"));
  for (guint i = 1; i <= n; i++)
    {
      const WkStep *step = wk_solution_get_step (solution, i - 1);
      g_autofree char *caption =
          g_strdup_printf ("%u. %s", i, step->caption != NULL ? step->caption : "");

      add_thumbnail (self, exercise, solution, i, caption);
    }
  return solution;
}

static gboolean
add_last_steps (Overview *self, GError **error)
{
  for (guint i = 0; i < wk_deck_get_n_exercises (self->source.deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (self->source.deck, i);
      g_autoptr (WkSolution) solution =
          wk_cli_solution (self->options, exercise, self->source.language, error);
      g_autofree char *caption =
          g_strdup_printf ("%s  %s", wk_exercise_get_number (exercise),
                           wk_exercise_get_title (exercise, self->source.language));

      if (solution == NULL)
        return FALSE;
      add_thumbnail (self, exercise, solution, wk_solution_get_n_steps (solution),
                     caption);
    }
  return TRUE;
}

static char *
new_state (const Overview *self,
           const WkExercise *only,
           const WkSolution *solution,
           WkThemeId theme)
{
  WkDeck *deck = self->source.deck;
  int i = only != NULL ? wk_deck_find (deck, wk_exercise_get_number (only)) : -1;
  guint n = wk_deck_get_n_exercises (deck);
  g_autofree WkDeckNumbers *numbers = only != NULL ? g_new0 (WkDeckNumbers, n) : NULL;
  WkView view = view_at (self, only != NULL ? only : wk_deck_get_exercise (deck, 0), 0);

  if (i >= 0)
    numbers[i] = wk_cli_numbers (self->options, only, solution);
  return wk_origin_to_text (deck, numbers, i, (guint) MAX (i, 0), &view, theme);
}

static gboolean
write_overview (Overview *self,
                const char *title,
                const char *state,
                const WkExportOptions *options,
                GError **error)
{
  g_autoptr (WkHandout) handout = wk_handout_new_overview (
      title, (const WkThumbnail *) self->thumbnails->data, self->thumbnails->len,
      options->format != WK_FORMAT_PDF, self->source.language);
  g_autoptr (GBytes) bytes = NULL;
  const WkExportPage *pages;
  guint n_pages;

  wk_handout_set_state (handout, state);
  pages = wk_handout_get_pages (handout, &n_pages);
  bytes = wk_export_pages (pages, n_pages, options, error);
  return bytes != NULL && wk_save_bytes (self->options->output, bytes, error);
}

static gboolean
draw_overview (Overview *self, const WkExportOptions *export, GError **error)
{
  const WkLanguage *language = self->source.language;
  const WkExercise *only = NULL;
  g_autoptr (WkSolution) solution = NULL;
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;

  if (self->options->rest[0] != NULL)
    {
      only = wk_cli_exercise (self->source.deck, self->options->rest[0], error);
      solution = only != NULL ? add_steps (self, only, error) : NULL;
      if (solution == NULL)
        return FALSE;
      title = g_strdup_printf ("%s  %s", wk_exercise_get_number (only),
                               wk_exercise_get_title (only, language));
    }
  else if (add_last_steps (self, error))
    title = g_strdup (wk_deck_get_title (self->source.deck, language));
  else
    return FALSE;
  state = new_state (self, only, solution, export->theme);
  return write_overview (self, title, state, export, error);
}

gboolean
wk_cli_overview (const WkCliOptions *options, GString *out, GError **error)
{
  g_auto (Overview) self = { .options = options };
  WkExportOptions export = { .width = 0 };

  if (!wk_cli_looks_read (&export, options, error) ||
      !wk_cli_output_read (&export, options, error))
    return FALSE;
  self.thumbnails = g_array_new (FALSE, TRUE, sizeof (WkThumbnail));
  self.scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_scene_unref);
  self.words = g_string_chunk_new (1024);
  if (!wk_cli_source_open (&self.source, options, error) || !wk_fonts_init (error))
    return FALSE;
  return draw_overview (&self, &export, error);
}
