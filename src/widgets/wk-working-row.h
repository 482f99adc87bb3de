/* wk-working-row.h - one step of the working: its number in a circle, its formula
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/wk-solution.h"

G_BEGIN_DECLS

#define WK_TYPE_WORKING_ROW (wk_working_row_get_type ())
G_DECLARE_FINAL_TYPE (WkWorkingRow, wk_working_row, WK, WORKING_ROW, GtkListBoxRow)

/* @number: from 1 */
GtkWidget *wk_working_row_new (guint number,
                               const WkStep *step,
                               const WkLanguage *language);
/* @current: the step the figure shows; later ones show only their symbol. */
void wk_working_row_set_current (WkWorkingRow *row, guint current);

G_END_DECLS
