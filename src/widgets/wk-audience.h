/* wk-audience.h - what the audience sees: the figure, and nothing that is not asked for
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figure fills the widget; where the page's shape ends there is paper. Over it
 * come, when they are told to: a black or white sheet, the number being typed, what is
 * about to be shown, the timer, the keys; beside or below it the parameters. All of it
 * in sizes that the last row can read.
 *
 * Signals: forward, back (the pointer), panel-closed (the parameters' own button).
 */
#pragma once

#include <gtk/gtk.h>

#include "widgets/wk-canvas.h"
#include "widgets/wk-stage-tools.h"

G_BEGIN_DECLS

typedef enum
{
  WK_BLANK_NONE,
  WK_BLANK_BLACK,
  WK_BLANK_WHITE,
} WkBlank;

#define WK_TYPE_AUDIENCE (wk_audience_get_type ())
G_DECLARE_FINAL_TYPE (WkAudience, wk_audience, WK, AUDIENCE, GtkWidget)

GtkWidget *wk_audience_new (WkSession *session);
WkCanvas *wk_audience_get_canvas (WkAudience *audience);
/* Around the canvas. */
WkStageTools *wk_audience_get_tools (WkAudience *audience);

void wk_audience_set_blank (WkAudience *audience, WkBlank blank);
WkBlank wk_audience_get_blank (WkAudience *audience);
/* Small, in the corner; NULL: nothing. */
void wk_audience_set_typed (WkAudience *audience, const char *text);
void wk_audience_set_timer (WkAudience *audience, const char *text);
/* Above the working band: @formula may be NULL; @words NULL: nothing at all. */
void wk_audience_set_prompt (WkAudience *audience,
                             const char *formula,
                             const char *words);
gboolean wk_audience_has_prompt (WkAudience *audience);
/* Rows of two words each, the keys and what they do; NULL: away with them. */
void wk_audience_set_help (WkAudience *audience, const char *const *rows);
gboolean wk_audience_is_help_shown (WkAudience *audience);
/* The parameters of the exercise. */
void wk_audience_set_panel_shown (WkAudience *audience, gboolean shown);
gboolean wk_audience_is_panel_shown (WkAudience *audience);

G_END_DECLS
