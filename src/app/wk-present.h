/* wk-present.h - a window in front of the class
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is there during a lecture alone: what the audience sees, where it sees it
 * (this window, another screen, an ordinary window), what the keys do. On leaving, the
 * window is as it was before.
 *
 * Asked values: a step that shows a value which is asked for, and open, waits for a
 * second press, as Show Solution does; so does the jump to the last step. Values on the
 * way need none. The step once shown needs none again, until the numbers change.
 */
#pragma once

#include "app/wk-window.h"
#include "app/wk-present-keys.h"
#include "session/wk-state.h"
#include "widgets/wk-audience.h"

G_BEGIN_DECLS

#define WK_TYPE_PRESENT (wk_present_get_type ())
G_DECLARE_FINAL_TYPE (WkPresent, wk_present, WK, PRESENT, GObject)

/* @window owns it. */
WkPresent *wk_present_new (WkWindow *window);

void wk_present_start (WkPresent *present);
void wk_present_stop (WkPresent *present);
gboolean wk_present_is_running (WkPresent *present);
/* Does what the key of @command does. */
void wk_present_do (WkPresent *present, WkPresentCommand command);
/* A key that was pressed, during a lecture or not. Returns whether it was for one. */
gboolean wk_present_key (WkPresent *present,
                         GtkWidget *root,
                         guint keyval,
                         guint code,
                         GdkModifierType state);
/* It was let go. */
void wk_present_key_up (WkPresent *present, guint code);

/* Undo, or redo, during a lecture: where it leads to another exercise, that starts from
 * its question. */
void wk_present_undo (WkPresent *present, gboolean again);
/* A window that tells the keys is over the lecturer's view: what clickers send closes
 * it and is not lost. */
void wk_present_watch_help (WkPresent *present, GtkWindow *help);

/* NULL where there is none. */
WkAudience *wk_present_get_audience (WkPresent *present);
/* The text scale to come back to. */
WkTextScale wk_present_get_own_text_scale (WkPresent *present);

/* What is remembered from lecture to lecture. */
const WkPresentState *wk_present_get_choices (WkPresent *present);
void wk_present_set_choices (WkPresent *present, const WkPresentState *choices);
/* A WkTheme's name; NULL: the figure's own. */
void wk_present_set_theme (WkPresent *present, const char *theme);
/* In an ordinary window, or on a screen: the one of that name, NULL: whichever. */
void wk_present_set_place (WkPresent *present, gboolean apart, const char *monitor);

G_END_DECLS
