/* wk-stage-tools-private.h - what the files of the tools share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "widgets/wk-disc.h"
#include "widgets/wk-ink-layer.h"
#include "widgets/wk-stage-tools.h"

G_BEGIN_DECLS

/* Zoom of a key, a turn of the wheel, and a click. */
#define WK_TOOLS_ZOOM_STEP 1.25
#define WK_TOOLS_ZOOM_KEY 2.0

struct _WkStageTools
{
  GtkWidget parent_instance;

  GtkWidget *canvas;
  WkToolsState *state;
  gulong state_handler;
  WkInkLayer layer;
  WkDisc hole, ring;
  GSimpleActionGroup *actions;
  GtkWidget *bar; /* GtkRevealer */
  guint bar_source;

  double zoom; /* as given to the canvas */
  WkPoint middle;

  gboolean hide_pointer;
  gboolean pointer_hidden;
  guint hide_source;
  gint64 last_motion;
  double pointer_x, pointer_y; /* in pixels; -1: not over the widget */
  gboolean pressing;           /* a gesture holds the tool */
  gboolean panning;
  WkPoint pan_from; /* the middle at the press */
  double scrolled;  /* less than a step, left over */
  double pinch;     /* the zoom at the start of a pinch */
};

/* In units of the page. FALSE without one. */
gboolean wk_stage_tools_to_page (WkStageTools *self, double x, double y, WkPoint *at);

/* --- wk-stage-tools-draw.c --- */

void wk_stage_tools_draw (WkStageTools *self, GtkSnapshot *snapshot);

/* --- wk-stage-tools-hands.c --- */

void wk_stage_tools_add_hands (WkStageTools *self);
/* Cursor, and who gets presses, as the tool asks. */
void wk_stage_tools_update_hands (WkStageTools *self);
void wk_stage_tools_stop_timers (WkStageTools *self);
/* Enlarges @factor times around that point, which stays where it is. */
void wk_stage_tools_zoom_at (WkStageTools *self,
                             double factor,
                             WkPoint at,
                             gboolean at_once);
/* As much as shows all of @box, in units. */
void wk_stage_tools_zoom_to (WkStageTools *self, WkRect box);

/* --- wk-stage-tools-keys.c --- */

void wk_stage_tools_add_actions (WkStageTools *self);
void wk_stage_tools_update_actions (WkStageTools *self);

/* --- wk-tools-bar.c --- */

/* (transfer floating) */
GtkWidget *wk_tools_bar_new (void);

G_END_DECLS
