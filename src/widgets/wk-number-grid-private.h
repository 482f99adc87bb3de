/* wk-number-grid-private.h - what the files of the grid share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "widgets/wk-number-cell.h"
#include "widgets/wk-number-grid.h"

G_BEGIN_DECLS

struct _WkNumberGrid
{
  GtkGrid parent_instance;

  char *name;
  double *numbers;   /* rows x cols */
  GtkWidget **cells; /* borrowed; NULL: still to be made */
  guint source;
  gsize rows;
  gsize cols;
  guint row; /* where the focus is or was last */
  guint col;
  GtkWidget *entry; /* over the cell that is open, or NULL */
  double before;    /* its number when it was opened */
  gboolean closing;
};

enum
{
  WK_NUMBER_GRID_TYPED,
  WK_NUMBER_GRID_UNREAD,
  WK_NUMBER_GRID_PASTED,
  WK_NUMBER_GRID_N_SIGNALS
};

extern guint wk_number_grid_signals[WK_NUMBER_GRID_N_SIGNALS];

/* NULL if there is none, or not yet. */
WkNumberCell *wk_number_grid_get_cell (WkNumberGrid *grid, guint row, guint col);
/* "Weights, row 1, column 2" (transfer full) */
char *wk_number_grid_cell_name (WkNumberGrid *grid, guint row, guint col);
void wk_number_grid_show_number (WkNumberGrid *grid, guint row, guint col);

/* --- wk-number-grid-keys.c --- */

/* The cell that is open shows its number again; what was typed is dropped. */
void wk_number_grid_close_entry (WkNumberGrid *grid);
gboolean wk_number_grid_go_to (WkNumberGrid *grid, gint64 row, gint64 col);
/* Keys of the grid, and clicks on a new cell. */
void wk_number_grid_listen (WkNumberGrid *grid);
void wk_number_grid_listen_to_cell (WkNumberGrid *grid, GtkWidget *cell);
/* The vfunc. */
gboolean wk_number_grid_focus (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
