/* wk-player.h - moves a session's position: step by step, at once, or playing
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step takes 600 ms, eased in and out, on the frame clock of a widget; it comes to
 * its end without frames, too. Any call while it runs starts from where the position
 * is. Where the desktop has animations off, the position changes at once.
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_PLAYER_STEP_MS 600
/* How long a finished step stands before the next one while playing. */
#define WK_PLAYER_PAUSE_MS 1800

#define WK_TYPE_PLAYER (wk_player_get_type ())
G_DECLARE_FINAL_TYPE (WkPlayer, wk_player, WK, PLAYER, GObject)

/* @widget: whose frame clock drives it; not owned */
WkPlayer *wk_player_new (WkSession *session, GtkWidget *widget);
/* Another one's frame clock, of the window that is looked at; NULL: that one's again. A
 * step that moves is at its end. */
void wk_player_set_widget (WkPlayer *player, GtkWidget *widget);
WkSession *wk_player_get_session (WkPlayer *player);

/* Twice as fast with 2; at once with 0. */
void wk_player_set_speed (WkPlayer *player, double factor);

void wk_player_first (WkPlayer *player);
void wk_player_back (WkPlayer *player);
void wk_player_forward (WkPlayer *player);
/* The step that wk_player_forward() goes to, maybe beyond the last. */
guint wk_player_get_next (WkPlayer *player);
void wk_player_last (WkPlayer *player);
/* Moves to @step, 0 to n; over more than one step only the last one is animated. */
void wk_player_go_to (WkPlayer *player, guint step);
/* At once, as a scrubber does. */
void wk_player_scrub (WkPlayer *player, double position);
/* From the start again if at the end. The session tells whether it plays. */
void wk_player_set_playing (WkPlayer *player, gboolean playing);
/* How long a finished step stands; 0: %WK_PLAYER_PAUSE_MS. */
void wk_player_set_pause (WkPlayer *player, guint milliseconds);
/* Playing ends at @step; %G_MAXUINT: at the last. */
void wk_player_set_limit (WkPlayer *player, guint step);
guint wk_player_get_limit (WkPlayer *player);
/* Where it is, or is on its way to. */
guint wk_player_get_target (WkPlayer *player);

G_END_DECLS
