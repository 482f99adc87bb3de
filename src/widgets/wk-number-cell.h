/* wk-number-cell.h - one number of a grid
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WK_TYPE_NUMBER_CELL (wk_number_cell_get_type ())
G_DECLARE_FINAL_TYPE (WkNumberCell, wk_number_cell, WK, NUMBER_CELL, GtkWidget)

GtkWidget *wk_number_cell_new (guint row, guint col);
guint wk_number_cell_get_row (WkNumberCell *cell);
guint wk_number_cell_get_col (WkNumberCell *cell);
/* @name: "Weights, row 1, column 2"; @text: the number as it is shown */
void wk_number_cell_set (WkNumberCell *cell, const char *name, const char *text);
const char *wk_number_cell_get_text (WkNumberCell *cell);
/* NULL: nothing is wrong. */
void wk_number_cell_mark (WkNumberCell *cell, const char *sentence);

G_END_DECLS
