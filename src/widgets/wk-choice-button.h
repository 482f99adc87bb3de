/* wk-choice-button.h - a button that opens a list of words to choose from
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As GtkDropDown, whose items GTK 4.8 shows to a screen reader without a name, and
 * whose list is built before anyone opens it.
 *
 * Signal: chosen (index), by hand only.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WK_TYPE_CHOICE_BUTTON (wk_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (WkChoiceButton, wk_choice_button, WK, CHOICE_BUTTON, GtkWidget)

GtkWidget *wk_choice_button_new (const char *name);
/* @words: NULL-terminated, copied */
void wk_choice_button_set_words (WkChoiceButton *button, const char *const *words);
void wk_choice_button_set_chosen (WkChoiceButton *button, guint i);
guint wk_choice_button_get_chosen (WkChoiceButton *button);
/* NULL: nothing is wrong. */
void wk_choice_button_mark (WkChoiceButton *button, const char *sentence);

G_END_DECLS
