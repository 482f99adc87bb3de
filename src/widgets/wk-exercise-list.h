/* wk-exercise-list.h - the exercises of a deck, by chapter
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-progress.h"

G_BEGIN_DECLS

#define WK_TYPE_EXERCISE_LIST (wk_exercise_list_get_type ())
G_DECLARE_FINAL_TYPE (WkExerciseList, wk_exercise_list, WK, EXERCISE_LIST, GtkWidget)

/* Shows the session's deck, follows its exercise, and sets it. The rows come after the
 * first frame; then that of the current exercise takes the keyboard's focus. */
void wk_exercise_list_set_session (WkExerciseList *list, WkSession *session);

/* Ticks what is done. */
void wk_exercise_list_set_progress (WkExerciseList *list, WkProgress *progress);
/* An entry above the list, which then shows what has all its words in number, title or
 * chapter. Esc ends it, Enter goes to the first that is left. */
void wk_exercise_list_search (WkExerciseList *list);

/* "1 · Dense networks": the number's leading digits and the kind's topic. (transfer
 * full) */
char *wk_exercise_list_chapter (const WkExercise *exercise, const WkLanguage *language);

G_END_DECLS
