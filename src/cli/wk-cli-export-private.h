/* wk-cli-export-private.h - what a figure on the command line is made of
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "cli/wk-cli-private.h"

G_BEGIN_DECLS

/* The same for all figures of one command. */
typedef struct
{
  double page_width; /* units */
  double page_height;
  WkTextScale text_scale;
  guint n_frames; /* 0: only what is there at the end of a step */
  WkExportOptions export;
} WkCliFigure;

/* Checks all that can be checked without a deck. */
gboolean wk_cli_figure_read (WkCliFigure *figure,
                             const WkCliOptions *options,
                             GError **error);

/* What no option says is as in the file of --file. @origin may be NULL. */
void wk_cli_figure_follow (WkCliFigure *figure,
                           const WkCliOptions *options,
                           const WkOrigin *origin);
/* --theme and --width alone. */
gboolean wk_cli_looks_read (WkExportOptions *export,
                            const WkCliOptions *options,
                            GError **error);
/* The format that -o says by its ending; a PDF for standard output. */
gboolean wk_cli_output_read (WkExportOptions *export,
                             const WkCliOptions *options,
                             GError **error);
/* A whole number of plain digits; FALSE for anything else. */
gboolean wk_cli_read_count (const char *text, guint *count);

/* The parameters of @solution, and the seed they were drawn from, if one was. */
WkDeckNumbers wk_cli_numbers (const WkCliOptions *options,
                              const WkExercise *exercise,
                              const WkSolution *solution);

/* Pages of a file to be, which own what they point at. */
typedef struct
{
  GArray *pages;     /* of WkExportPage */
  GPtrArray *scenes; /* of WkScene */
  GStringChunk *words;
} WkCliPages;

void wk_cli_pages_init (WkCliPages *pages);
void wk_cli_pages_clear (WkCliPages *pages);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WkCliPages, wk_cli_pages_clear)
/* Takes @scene, copies the rest. */
void wk_cli_pages_add (WkCliPages *pages,
                       WkScene *scene,
                       const char *name,
                       const char *chapter,
                       const char *section,
                       const char *state);
gboolean wk_cli_pages_write (const WkCliPages *pages,
                             const WkExportOptions *options,
                             const char *path,
                             GError **error);

/* @position: (out): of --position, 0 to @n_steps */
gboolean wk_cli_position (const char *text,
                          guint n_steps,
                          double *position,
                          GError **error);

G_END_DECLS
