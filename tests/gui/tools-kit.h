/* tools-kit.h - a window with a figure and the tools over it, under test
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gui-kit.h"
#include "widgets/wk-stage-tools.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWindow *window;
  WkStageTools *tools;
  WkToolsState *state;
  WkCanvas *canvas;
  WkSession *session;
} Stage;

/* The built-in exam, at text scale 1.4, drawn. */
Stage *stage_open (int width, int height, WkThemeId theme);
/* The same at 1280 x 800, at that step, without animations. */
Stage *stage_open_at (guint step, WkThemeId theme);
void stage_close (Stage *stage);
/* Lets @n frames of the window pass. */
void stage_frames (Stage *stage, guint n);
/* As if pressed in the window; frames pass. */
gboolean stage_key (Stage *stage, guint key, GdkModifierType modifiers);
/* The pointer comes to @x, @y of the page, in units. */
void stage_move (Stage *stage, double x, double y);
void stage_leave (Stage *stage);
/* A press at the first of @n points of the page, a way along them, and letting go. */
void stage_drag (Stage *stage, const WkPoint *points, guint n);
void stage_scroll (Stage *stage, double clicks);
/* From units of the page to pixels of the widget. */
WkPoint stage_to_pixels (Stage *stage, double x, double y);
/* What is on the screen. (transfer full) */
GdkTexture *stage_shot (Stage *stage);
/* Its pixels, rows of 4 * width bytes as GDK_MEMORY_DEFAULT. (transfer full) */
GBytes *stage_pixels (Stage *stage, int *width, int *height);

G_END_DECLS
