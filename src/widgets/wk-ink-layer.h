/* wk-ink-layer.h - the ink of a figure, and the line being drawn, as textures
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is kept is one texture, painted anew when it changes. The line that a hand draws
 * is painted piece by piece; what has been painted of it stays, so that a long line
 * costs no more than a short one.
 */
#pragma once

#include <gtk/gtk.h>

#include "widgets/wk-picture.h"
#include "widgets/wk-tools-state.h"

G_BEGIN_DECLS

/* Where the page is on the screen. */
typedef struct
{
  GtkWidget *widget;
  WkRect page;             /* in pixels of the widget */
  WkRect painted;          /* as it is painted; else enlarged: while that changes */
  double units_x, units_y; /* size of the page in units */
  int width, height;       /* of the widget */
  int factor;              /* device pixels a pixel */
  WkThemeId theme;
} WkInkScreen;

/* A scene of ink, and the box of the screen it is painted in. */
typedef struct
{
  WkScene *scene;
  WkRect bounds; /* of its lines, in units */
  WkPicture picture;
} WkInkPiece;

typedef struct
{
  WkInk *ink; /* whose changes it follows */
  gulong handler;
  gboolean stale;
  char *exercise; /* what @kept shows */
  guint step;
  double units_x, units_y;
  WkInkPiece kept;
  GPtrArray *pieces; /* of WkInkPiece: of the line being drawn, but for its end */
  guint line;        /* which one: see WkToolsState.n_lines */
  guint n_shown;     /* points of the line, as painted */
  guint n_done;      /* points of the line that @pieces show */
  WkInkPiece end;
} WkInkLayer;

void wk_ink_layer_init (WkInkLayer *layer, WkInk *ink);
void wk_ink_layer_clear (WkInkLayer *layer);
void wk_ink_layer_snapshot (WkInkLayer *layer,
                            GtkSnapshot *snapshot,
                            const WkToolsState *state,
                            const WkInkScreen *screen);
/* How often the painter ran: tests. */
guint wk_ink_layer_get_n_paints (const WkInkLayer *layer);

G_END_DECLS
