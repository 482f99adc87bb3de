/* wk-answers-panel.h - what is asked: fields, verdicts, hints, Show Solution
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Observes the session. Values on the way have their fields folded away below the main
 * ones. Showing the solution takes two presses, so that nothing slips out in front of a
 * class.
 */
#pragma once

#include <gtk/gtk.h>

#include "widgets/wk-answer-row.h"
#include "widgets/wk-player.h"

G_BEGIN_DECLS

#define WK_TYPE_ANSWERS_PANEL (wk_answers_panel_get_type ())
G_DECLARE_FINAL_TYPE (WkAnswersPanel, wk_answers_panel, WK, ANSWERS_PANEL, GtkWidget)

GtkWidget *wk_answers_panel_new (WkPlayer *player);
/* The row for an answer, or NULL. */
WkAnswerRow *wk_answers_panel_find_row (WkAnswersPanel *panel, const char *id);
/* One hint more for the answer one is at: the row with the focus, else the one that had
 * it last, else the first that is open. */
void wk_answers_panel_hint (WkAnswersPanel *panel);
/* TRUE if this was the second press. */
gboolean wk_answers_panel_show_solution (WkAnswersPanel *panel);

G_END_DECLS
