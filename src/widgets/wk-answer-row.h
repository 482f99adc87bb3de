/* wk-answer-row.h - one asked value: its field and its verdict
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_ANSWER_ROW (wk_answer_row_get_type ())
G_DECLARE_FINAL_TYPE (WkAnswerRow, wk_answer_row, WK, ANSWER_ROW, GtkWidget)

/* For the answer @id of the session's current exercise. Marks through the session. */
GtkWidget *wk_answer_row_new (WkSession *session, const char *id);
const char *wk_answer_row_get_id (WkAnswerRow *row);
/* Shows what the session knows. What is being typed stays until that changed. */
void wk_answer_row_update (WkAnswerRow *row);
/* Its Check stands out: it is the only one, or nearly. */
void wk_answer_row_set_primary (WkAnswerRow *row, gboolean primary);
/* Fields of rows in one group stand below each other. */
void wk_answer_row_align (WkAnswerRow *row, GtkSizeGroup *group);
/* As if typed and Check pressed. */
void wk_answer_row_check (WkAnswerRow *row);
gboolean wk_answer_row_has_focus (WkAnswerRow *row);
GtkWidget *wk_answer_row_get_field (WkAnswerRow *row);
/* What stands below the field: "Right.", running text. NULL if nothing. */
const char *wk_answer_row_get_verdict (WkAnswerRow *row);

G_END_DECLS
