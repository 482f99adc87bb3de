/* wk-number-grid.h - a vector or matrix whose numbers are typed, as in a spreadsheet
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arrows walk the cells. Typing, Enter, F2 or a click opens a cell; Enter and Tab take
 * over what was typed and go on, down and to the right; Esc leaves it as it was. Ctrl+C
 * copies all numbers as a table, Ctrl+V pastes one at the cell. Ctrl+Up and Ctrl+Down
 * count.
 *
 * Signals: number-typed (row, column, value, gboolean final): while typing, too;
 * unread (row, column, text); pasted (row, column, WkNumberTable *).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  double *numbers; /* row-major */
  gsize rows, cols;
  char *unread; /* what could not be read of the clipboard; then there are no numbers */
} WkNumberTable;

#define WK_TYPE_NUMBER_GRID (wk_number_grid_get_type ())
G_DECLARE_FINAL_TYPE (WkNumberGrid, wk_number_grid, WK, NUMBER_GRID, GtkGrid)

GtkWidget *wk_number_grid_new (const char *name);
/* Only cells that changed, came or went are touched. */
void wk_number_grid_set_numbers (WkNumberGrid *grid,
                                 const double *numbers,
                                 gsize rows,
                                 gsize cols);
/* The cell is wrong, NULL: none is. */
void wk_number_grid_mark (WkNumberGrid *grid,
                          guint row,
                          guint col,
                          const char *sentence);
void wk_number_grid_unmark (WkNumberGrid *grid);
/* As if text came from the clipboard. */
void wk_number_grid_paste_text (WkNumberGrid *grid, const char *text);
void wk_number_grid_copy (WkNumberGrid *grid);
void wk_number_grid_paste (WkNumberGrid *grid);

G_END_DECLS
