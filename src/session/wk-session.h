/* wk-session.h - one open deck and its current exercise
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canvas, presentation, answer panel and export observe the session, never each other.
 * The session knows no time: what animates sets positions.
 *
 * Properties: deck, exercise (index), position (double), n-steps (read-only), scene
 * (read-only), theme (WkThemeId), text-scale (WkTextScale), page-width (double),
 * language (pointer), playing (boolean), busy (read-only: a solution is being worked
 * out). All notify, and only when they change; notify::scene means that the old scene
 * is stale. The new one is drawn when it is asked for.
 */
#pragma once

#include "render/wk-render.h"
#include "scene/wk-figure.h"

G_BEGIN_DECLS

#define WK_SESSION_ERROR (wk_session_error_quark ())
GQuark wk_session_error_quark (void);

typedef enum
{
  WK_SESSION_ERROR_NONE_OPEN, /* no deck, or a deck without exercises */
  WK_SESSION_ERROR_BUSY,      /* the solution is still being worked out */
  WK_SESSION_ERROR_SOLVE,     /* the kind gave neither solution nor reason */
} WkSessionError;

#define WK_TYPE_SESSION (wk_session_get_type ())
G_DECLARE_FINAL_TYPE (WkSession, wk_session, WK, SESSION, GObject)

/* @deck may be NULL. */
WkSession *wk_session_new (WkDeck *deck);

WkDeck *wk_session_get_deck (WkSession *session);
/* Starts anew: first exercise, its question, the deck's language. */
void wk_session_set_deck (WkSession *session, WkDeck *deck);
guint wk_session_get_exercise (WkSession *session);
/* Keeps each exercise's position: coming back shows it as it was left. An index beyond
 * the last is the last. */
void wk_session_set_exercise (WkSession *session, guint i);
/* The current exercise of the deck; NULL if there is none. */
const WkExercise *wk_session_get_current (WkSession *session);
double wk_session_get_position (WkSession *session);
/* Clamped to 0 and the number of steps. */
void wk_session_set_position (WkSession *session, double position);
/* The next whole position that way, from where the figure is: 1.4 goes to 2 or 1. */
double wk_session_get_stop (WkSession *session, int direction);
/* Goes there at once. TRUE if that changed anything. */
gboolean wk_session_step (WkSession *session, int direction);
guint wk_session_get_n_steps (WkSession *session);
/* Borrowed; valid until the next change. Never NULL: an exercise that cannot be solved
 * has a scene that says why. */
WkScene *wk_session_get_scene (WkSession *session);
WkSolution *wk_session_get_solution (WkSession *session); /* borrowed, or NULL */
const GError *wk_session_get_error (WkSession *session);  /* why there is none */
gboolean wk_session_is_busy (WkSession *session);

WkParams *wk_session_get_params (WkSession *session); /* borrowed, or NULL */
/**
 * wk_session_set_params:
 * @params: (transfer none): of the current exercise's kind
 *
 * What changed is changed in the other exercises of the group, too (those that take
 * their parameters from each other), where they had the same value before.
 *
 * Returns: %FALSE with @error, and nothing changed, if they do not fit the kind
 */
gboolean wk_session_set_params (WkSession *session, WkParams *params, GError **error);
/* One value, such as "layers[0].W[1][2]". */
gboolean wk_session_set_parameter (WkSession *session,
                                   const char *path,
                                   WkValue *value,
                                   GError **error);

void wk_session_set_theme (WkSession *session, WkThemeId theme);
WkThemeId wk_session_get_theme (WkSession *session);
void wk_session_set_text_scale (WkSession *session, WkTextScale scale);
WkTextScale wk_session_get_text_scale (WkSession *session);
/* The page's width for 900 high, 1200 to 1600; tall: 900 x 1200. Other sizes become the
 * nearest of these. */
void wk_session_set_page (WkSession *session, double width, double height);
void wk_session_get_page (WkSession *session, double *width, double *height);
const WkLanguage *wk_session_get_language (WkSession *session);
/* Of the figure. NULL: the deck's. */
void wk_session_set_language (WkSession *session, const WkLanguage *language);
gboolean wk_session_get_playing (WkSession *session);
void wk_session_set_playing (WkSession *session, gboolean playing);

/**
 * wk_session_draw:
 * @changes: (nullable): position and text scale count as they are; a width, height or
 *   language of 0 and %NULL is the session's own; the texts are always the exercise's
 *
 * A scene of the current exercise at another position, page or scale: export, preview.
 *
 * Returns: (transfer full): the scene, or NULL where there is no solution
 */
WkScene *wk_session_draw (WkSession *session, const WkView *changes, GError **error);

G_END_DECLS
