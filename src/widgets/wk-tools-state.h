/* wk-tools-state.h - what the hand holds: pointer, spotlight, pen, eraser, a region
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by all views of a figure: what the lecturer points at in one window is seen in
 * the other. Lengths and places are in units of the page. It names no widget.
 *
 * Signals: changed; tool-changed (the tool in hand, or the colour of the pen).
 */
#pragma once

#include "session/wk-session.h"

G_BEGIN_DECLS

typedef enum
{
  WK_TOOL_NONE,
  WK_TOOL_HIGHLIGHT, /* a ring around the pointer */
  WK_TOOL_SPOTLIGHT, /* all but a round place is dimmed */
  WK_TOOL_PEN,
  WK_TOOL_ERASER, /* wipes whole strokes away */
  WK_TOOL_REGION, /* a box is drawn around what is to be enlarged */
  WK_N_TOOLS,
} WkTool;

#define WK_TYPE_TOOLS_STATE (wk_tools_state_get_type ())
G_DECLARE_FINAL_TYPE (WkToolsState, wk_tools_state, WK, TOOLS_STATE, GObject)

/* Read by views; written by the functions below. */
struct _WkToolsState
{
  GObject parent_instance;

  WkSession *session;
  WkTool tool;
  gboolean shown; /* there is a point to show the tool at */
  WkPoint at;
  WkPen pen;
  double highlight; /* radius */
  double spotlight; /* radius */
  double eraser;    /* radius */

  double page_width, page_height; /* of the points below */
  gboolean down;  /* the pen or eraser is on the paper, or a box begun */
  WkPoint from;   /* where it was put down */
  GArray *line;   /* of WkPoint: what the pen draws now */
  guint n_lines;  /* begun so far, with that one */
  guint merge;    /* of what the eraser wipes now */
  char *exercise; /* where the line belongs */
  guint step;

  double zoom; /* 1: all of the page */
  WkPoint middle;
  gboolean at_once; /* not to be animated: a hand drags it */
};

WkToolsState *wk_tools_state_new (WkSession *session);

/* Lifts what is down. */
void wk_tools_state_set_tool (WkToolsState *state, WkTool tool);
void wk_tools_state_set_colour (WkToolsState *state, WkInkColour colour);
/* The tool in hand is larger, or smaller: radius, or width of the line. */
void wk_tools_state_resize (WkToolsState *state, int steps);
/* The page that points are on from now on. */
void wk_tools_state_set_page (WkToolsState *state, double width, double height);
/* The hand is there; what is down draws, wipes or spans. */
void wk_tools_state_move (WkToolsState *state, double x, double y);
/* The pointer left: nothing is shown, unless the tool is down. A spotlight stays. */
void wk_tools_state_hide (WkToolsState *state);
/* Puts pen or eraser on the paper where the hand is, or begins a box. */
void wk_tools_state_press (WkToolsState *state);
/* The line is kept; of a box see wk_tools_state_get_box(). */
void wk_tools_state_lift (WkToolsState *state);
/* FALSE: none is being spanned. */
gboolean wk_tools_state_get_box (WkToolsState *state, WkRect *box);
void wk_tools_state_set_zoom (WkToolsState *state,
                              double zoom,
                              double x,
                              double y,
                              gboolean at_once);

gboolean wk_tools_state_can_undo (WkToolsState *state);
gboolean wk_tools_state_undo (WkToolsState *state);
gboolean wk_tools_state_can_clear (WkToolsState *state);
gboolean wk_tools_state_clear (WkToolsState *state);

G_END_DECLS
