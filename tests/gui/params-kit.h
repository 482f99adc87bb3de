/* params-kit.h - the panel of parameters under test
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gui-kit.h"
#include "widgets/wk-number-cell.h"
#include "widgets/wk-param-editor.h"

G_BEGIN_DECLS

/* A condition for gui_wait(); @data: the window. */
gboolean params_is_built (gpointer data);
WkWindow *params_open_exam (void);
WkParamEditor *params_find_editor (GtkWidget *widget, const char *path);
GtkWidget *params_find_grid (WkWindow *window, const char *path);
WkNumberCell *params_find_cell (GtkWidget *grid, guint row, guint col);
double params_number_at (WkWindow *window, const char *path);
gsize params_length_at (WkWindow *window, const char *path);
GtkWidget *params_open_entry (GtkWidget *grid);
void params_type_into (GtkWidget *grid, guint row, guint col, const char *text);
const char *params_message_of (WkWindow *window, const char *path);
void params_check_editors (WkWindow *window);
void params_row_action (WkWindow *window, const char *action, guint row);

G_END_DECLS
