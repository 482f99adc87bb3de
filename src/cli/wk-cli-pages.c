/* wk-cli-pages.c - the pages of a file, and the numbers they were made from
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "cli/wk-cli-export-private.h"

WkDeckNumbers
wk_cli_numbers (const WkCliOptions *options,
                const WkExercise *exercise,
                const WkSolution *solution)
{
  WkDeckNumbers numbers = { .params = wk_solution_get_params (solution) };

  /* What was set by hand is no longer what a seed gave. */
  if (options->sets == NULL)
    numbers.seed =
        options->seed != NULL ? options->seed : wk_exercise_get_seed (exercise);
  return numbers;
}

void
wk_cli_pages_init (WkCliPages *pages)
{
  pages->pages = g_array_new (FALSE, TRUE, sizeof (WkExportPage));
  pages->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_scene_unref);
  pages->words = g_string_chunk_new (1024);
}

void
wk_cli_pages_clear (WkCliPages *pages)
{
  g_clear_pointer (&pages->pages, g_array_unref);
  g_clear_pointer (&pages->scenes, g_ptr_array_unref);
  g_clear_pointer (&pages->words, g_string_chunk_free);
}

static const char *
keep (WkCliPages *pages, const char *text)
{
  return text != NULL ? g_string_chunk_insert (pages->words, text) : NULL;
}

void
wk_cli_pages_add (WkCliPages *pages,
                  WkScene *scene,
                  const char *name,
                  const char *chapter,
                  const char *section,
                  const char *state)
{
  WkExportPage page = { .scene = scene,
                        .name = keep (pages, name),
                        .chapter = keep (pages, chapter),
                        .section = keep (pages, section),
                        .state = keep (pages, state) };

  g_ptr_array_add (pages->scenes, scene);
  g_array_append_val (pages->pages, page);
}

gboolean
wk_cli_pages_write (const WkCliPages *pages,
                    const WkExportOptions *options,
                    const char *path,
                    GError **error)
{
  g_autoptr (GBytes) bytes = wk_export_pages ((const WkExportPage *) pages->pages->data,
                                              pages->pages->len, options, error);

  return bytes != NULL && wk_save_bytes (path, bytes, error);
}
