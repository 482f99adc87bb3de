/* wk-stage-tools.h - a canvas and pointer, spotlight, pen and zoom to present with
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A widget around a canvas. What the tools show lies over the canvas's own picture,
 * which is not painted anew while the pointer moves; only what is enlarged is.
 *
 * All is reached by keys (one table), by mouse, touch or stylus (and a bar at the left
 * edge, which comes when the pointer goes there), and by the actions of the group
 * "tools": highlight, spotlight, pen, eraser, region, zoom, colour (an integer), undo,
 * clear, clear-all, larger, smaller, end, bar. Arrow keys are the steps'; with Shift
 * they move the tool, or what is enlarged.
 *
 * With the tools pen, eraser and region presses belong to the tool; with the others
 * they pass to the canvas and on to whoever listens around this widget in the bubble
 * phase.
 */
#pragma once

#include "widgets/wk-canvas.h"
#include "widgets/wk-tools-state.h"

G_BEGIN_DECLS

/* A line of the list of keys, for help and for the window of shortcuts. */
typedef struct
{
  guint key; /* lower case */
  GdkModifierType modifiers;
  const char *accelerator; /* as GTK writes them; NULL: listed with the one before */
  const char *action;      /* of the group "tools"; NULL: Shift and arrows */
  int parameter;           /* of the action, or -1 */
  const char *words;       /* marked for translation */
} WkToolKey;

#define WK_TYPE_STAGE_TOOLS (wk_stage_tools_get_type ())
G_DECLARE_FINAL_TYPE (WkStageTools, wk_stage_tools, WK, STAGE_TOOLS, GtkWidget)

/* @canvas has its session already, and no parent. */
GtkWidget *wk_stage_tools_new (WkCanvas *canvas);
WkCanvas *wk_stage_tools_get_canvas (WkStageTools *tools);
/* What the hand holds; what is set there shows in all that share it. */
WkToolsState *wk_stage_tools_get_state (WkStageTools *tools);
/* Two views of a session, such as the audience's and the lecturer's. */
void wk_stage_tools_share (WkStageTools *tools, WkStageTools *with);

/* Returns whether it was one of ours now: digits are only while the pen is in hand, +
 * and - while there is something to resize, C and P while one draws. */
gboolean wk_stage_tools_key (WkStageTools *tools, guint key, GdkModifierType modifiers);
/* What Esc does before anything else: lifts the pen, puts the tool away, shows all of
 * the page again, one each time. FALSE: there was nothing to end. */
gboolean wk_stage_tools_end (WkStageTools *tools);
const WkToolKey *wk_stage_tools_get_keys (guint *n);
/* The pointer hides after two seconds without motion. */
void wk_stage_tools_set_hide_pointer (WkStageTools *tools, gboolean hide);
gboolean wk_stage_tools_is_pointer_hidden (WkStageTools *tools);
/* "Pen, red", in the window's language; NULL: no tool. (transfer full) */
char *wk_stage_tools_dup_status (WkStageTools *tools);

G_END_DECLS
