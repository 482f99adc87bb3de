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
  WkExportOptions export;
} WkCliFigure;

/* Checks all that can be checked without a deck. */
gboolean wk_cli_figure_read (WkCliFigure *figure,
                             const WkCliOptions *options,
                             GError **error);

/* @position: (out): of --position, 0 to @n_steps */
gboolean wk_cli_position (const char *text,
                          guint n_steps,
                          double *position,
                          GError **error);

G_END_DECLS
