/* wk-number-field.h - an entry for one number, with buttons that count
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GtkSpinButton silently pulls a number into its range and knows no fractions; here
 * what was typed stays to be seen, and whoever owns the field says what is wrong with
 * it.
 *
 * Signals: number-typed (value, gboolean final): while typing, too; unread (text).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WK_TYPE_NUMBER_FIELD (wk_number_field_get_type ())
G_DECLARE_FINAL_TYPE (WkNumberField, wk_number_field, WK, NUMBER_FIELD, GtkWidget)

/* @step: what a button or the keys Up and Down add; 0: as the number suggests.
 * @low < @high: the range that the buttons keep to */
GtkWidget *wk_number_field_new (const char *name, double step, double low, double high);
void wk_number_field_set_number (WkNumberField *field, double number);
/* NULL: nothing is wrong. */
void wk_number_field_mark (WkNumberField *field, const char *sentence);

G_END_DECLS
