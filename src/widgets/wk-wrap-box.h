/* wk-wrap-box.h - children side by side, in as many lines as they need
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Unlike GtkFlowBox it has no columns, and its children are what Tab reaches.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WK_TYPE_WRAP_BOX (wk_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (WkWrapBox, wk_wrap_box, WK, WRAP_BOX, GtkWidget)

GtkWidget *wk_wrap_box_new (int spacing, int line_spacing);
void wk_wrap_box_append (WkWrapBox *box, GtkWidget *child);
/* @before: a child */
void wk_wrap_box_insert (WkWrapBox *box, GtkWidget *child, GtkWidget *before);
void wk_wrap_box_clear (WkWrapBox *box);

G_END_DECLS
