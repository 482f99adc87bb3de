/* wk-cli-sheet.c - exercises on paper, with numbers of their own for each student
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "cli/wk-cli-export-private.h"
#include "render/wk-handout.h"

#define MAX_SEEDS 1000

/* --- seeds --- */

static gboolean
refuse_seeds (const char *text, GError **error)
{
  g_autofree char *quoted = wk_cli_quote (text);

  g_set_error (
      error, WK_CLI_ERROR, WK_CLI_USAGE,
      _ ("--seeds: “%s” is neither a range such as 1..30 nor words with commas "
         "between them, at most %d of them"),
      quoted, MAX_SEEDS);
  return FALSE;
}

/* "3..7"; FALSE if it is not of that form. */
static gboolean
read_range (const char *text, guint *first, guint *last)
{
  const char *dots = strstr (text, "..");
  g_autofree char *start =
      dots != NULL ? g_strndup (text, (gsize) (dots - text)) : NULL;

  return dots != NULL && wk_cli_read_count (start, first) &&
         wk_cli_read_count (dots + 2, last) && *first <= *last;
}

static gboolean
read_seeds (const char *text, GPtrArray *seeds, GError **error)
{
  g_auto (GStrv) parts = NULL;

  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    return refuse_seeds (text, error);
  parts = g_strsplit (text, ",", MAX_SEEDS + 1);
  if (parts[0] == NULL)
    return refuse_seeds (text, error);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint first, last;

      g_strstrip (parts[i]);
      if (*parts[i] == '\0' || seeds->len >= MAX_SEEDS)
        return refuse_seeds (text, error);
      if (!read_range (parts[i], &first, &last))
        {
          if (strstr (parts[i], "..") != NULL)
            return refuse_seeds (text, error);
          g_ptr_array_add (seeds, g_strdup (parts[i]));
          continue;
        }
      if (last - first >= MAX_SEEDS - seeds->len)
        return refuse_seeds (text, error);
      for (guint k = first; k <= last; k++)
        g_ptr_array_add (seeds, g_strdup_printf ("%u", k));
    }
  return TRUE;
}

/* --- exercises --- */

typedef struct
{
  const WkCliOptions *options;
  WkCliSource source;
  GPtrArray *exercises; /* of const WkExercise */
  GPtrArray *seeds;     /* of char */
} Sheets;

static void
sheets_clear (Sheets *self)
{
  wk_cli_source_clear (&self->source);
  g_clear_pointer (&self->exercises, g_ptr_array_unref);
  g_clear_pointer (&self->seeds, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheets, sheets_clear)

static gboolean
find_exercises (Sheets *self, GError **error)
{
  WkDeck *deck = self->source.deck;

  for (char **number = self->options->rest; *number != NULL; number++)
    {
      const WkExercise *exercise = wk_cli_exercise (deck, *number, error);

      if (exercise == NULL)
        return FALSE;
      g_ptr_array_add (self->exercises, (gpointer) exercise);
    }
  for (guint i = 0;
       self->options->rest[0] == NULL && i < wk_deck_get_n_exercises (deck); i++)
    g_ptr_array_add (self->exercises, (gpointer) wk_deck_get_exercise (deck, i));
  return TRUE;
}

/* Of an exercise that draws no numbers, the deck's own. */
static gboolean
add_sheet (Sheets *self, WkHandout *handout, const char *seed, GError **error)
{
  wk_handout_begin_sheet (handout, seed, self->options->solutions);
  for (guint i = 0; i < self->exercises->len; i++)
    {
      const WkExercise *exercise = g_ptr_array_index (self->exercises, i);
      gboolean varies = wk_exercise_get_kind (exercise)->vary != NULL;
      g_autoptr (WkSolution) solution = wk_cli_solution_of_seed (
          varies ? seed : NULL, exercise, self->source.language, error);

      if (solution == NULL)
        return FALSE;
      wk_handout_add_exercise (handout, exercise, solution);
    }
  return TRUE;
}

static WkHandout *
make_sheets (Sheets *self, GError **error)
{
  g_autoptr (WkHandout) handout =
      wk_handout_new_sheets (self->source.deck, self->source.language);

  if (self->seeds->len == 0 && !add_sheet (self, handout, NULL, error))
    return NULL;
  for (guint i = 0; i < self->seeds->len; i++)
    if (!add_sheet (self, handout, g_ptr_array_index (self->seeds, i), error))
      return NULL;
  wk_handout_end (handout);
  return g_steal_pointer (&handout);
}

gboolean
wk_cli_sheet (const WkCliOptions *options, GString *out, GError **error)
{
  g_auto (Sheets) self = { .options = options };
  WkExportOptions export = { .theme = WK_THEME_PRINT };
  g_autoptr (WkHandout) handout = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const WkExportPage *pages;
  guint n_pages;

  self.exercises = g_ptr_array_new ();
  self.seeds = g_ptr_array_new_with_free_func (g_free);
  if (!wk_cli_looks_read (&export, options, error) ||
      !wk_cli_output_read (&export, options, error) ||
      !read_seeds (options->seeds, self.seeds, error))
    return FALSE;
  if (export.format != WK_FORMAT_PDF)
    {
      g_set_error_literal (error, WK_CLI_ERROR, WK_CLI_USAGE,
                           _ ("sheets are pages of a PDF: name a file that ends with "
                              ".pdf"));
      return FALSE;
    }
  if (!wk_cli_source_open (&self.source, options, error) || !wk_fonts_init (error) ||
      !find_exercises (&self, error))
    return FALSE;
  handout = make_sheets (&self, error);
  if (handout == NULL)
    return FALSE;
  pages = wk_handout_get_pages (handout, &n_pages);
  bytes = wk_export_pages (pages, n_pages, &export, error);
  return bytes != NULL && wk_save_bytes (options->output, bytes, error);
}
