/* wk-cli-source.c - what a command is about: a deck, or an exported file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "cli/wk-cli-private.h"

static gboolean
open_file (WkCliSource *source, const WkCliOptions *options, GError **error)
{
  if (options->deck != NULL)
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("--file brings its own deck; leave out --deck"));
      return FALSE;
    }
  source->origin = wk_origin_load (options->file, wk_exercise_kinds, error);
  if (source->origin == NULL)
    return FALSE;
  source->deck = wk_deck_ref (source->origin->deck);
  return TRUE;
}

gboolean
wk_cli_source_open (WkCliSource *source, const WkCliOptions *options, GError **error)
{
  if (options->file == NULL)
    source->deck = wk_cli_load_deck (options, error);
  else if (!open_file (source, options, error))
    return FALSE;
  if (source->deck == NULL)
    return FALSE;
  source->language = source->origin != NULL && options->language == NULL
                         ? source->origin->language
                         : wk_cli_language (options, source->deck, error);
  return source->language != NULL;
}

void
wk_cli_source_clear (WkCliSource *source)
{
  g_clear_pointer (&source->deck, wk_deck_unref);
  g_clear_pointer (&source->origin, wk_origin_free);
}

const WkExercise *
wk_cli_source_exercise (const WkCliSource *source,
                        const WkCliOptions *options,
                        GError **error)
{
  if (options->rest[0] != NULL)
    return wk_cli_exercise (source->deck, options->rest[0], error);
  if (source->origin != NULL)
    return wk_deck_get_exercise (source->deck, source->origin->exercise);
  g_set_error (error, WK_CLI_ERROR, WK_CLI_USAGE, _ ("the argument %s is missing"),
               "N");
  return NULL;
}

gboolean
wk_cli_source_position (const WkCliSource *source,
                        const WkExercise *exercise,
                        guint n_steps,
                        double *position)
{
  if (source->origin == NULL ||
      exercise != wk_deck_get_exercise (source->deck, source->origin->exercise))
    return FALSE;
  *position = MIN (source->origin->position, (double) n_steps);
  return TRUE;
}
