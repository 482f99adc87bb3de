/* wk-session.h - one open deck and its current exercise
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canvas, presentation, answer panel and export observe the session, never each other.
 *
 * Properties (all notify): deck, exercise (index), position (double), n-steps, scene,
 * theme, text-scale, page-width, language, playing.
 */
#pragma once

#include "render/wk-render.h"
#include "scene/wk-figure.h"

G_BEGIN_DECLS

#define WK_TYPE_SESSION (wk_session_get_type ())
G_DECLARE_FINAL_TYPE (WkSession, wk_session, WK, SESSION, GObject)

WkSession *wk_session_new (WkDeck *deck);

WkDeck *wk_session_get_deck (WkSession *session);
void wk_session_set_deck (WkSession *session, WkDeck *deck);
guint wk_session_get_exercise (WkSession *session);
/* Keeps each exercise's position: coming back shows it as it was left. */
void wk_session_set_exercise (WkSession *session, guint i);
double wk_session_get_position (WkSession *session);
void wk_session_set_position (WkSession *session, double position);
guint wk_session_get_n_steps (WkSession *session);
WkScene *wk_session_get_scene (WkSession *session);       /* borrowed */
WkSolution *wk_session_get_solution (WkSession *session); /* borrowed, or NULL */
const GError *wk_session_get_error (WkSession *session);  /* why there is none */
WkParams *wk_session_get_params (WkSession *session);

void wk_session_set_theme (WkSession *session, WkThemeId theme);
WkThemeId wk_session_get_theme (WkSession *session);
void wk_session_set_text_scale (WkSession *session, WkTextScale scale);
/* The page's width for 900 high, 1200 to 1600; tall: 900 x 1200. */
void wk_session_set_page (WkSession *session, double width, double height);
const WkLanguage *wk_session_get_language (WkSession *session);
void wk_session_set_language (WkSession *session, const WkLanguage *language);

/* A scene of the current exercise at another position, page or scale: export, preview.
 */
WkScene *wk_session_draw (WkSession *session, const WkView *changes, GError **error);

G_END_DECLS
