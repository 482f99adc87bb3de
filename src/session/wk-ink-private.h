/* wk-ink-private.h - what the files of the ink share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session/wk-ink.h"

G_BEGIN_DECLS

/* Grid of the kept points, a unit: what is written is what is drawn. */
#define WK_INK_GRID 10

/* Places of points are kept within this, in units. */
#define WK_INK_MAX_PLACE 3000.0

typedef struct
{
  char *exercise;
  guint step;
  GPtrArray *strokes; /* of WkInkStroke, the oldest first */
  char *text;         /* as written to a file; NULL: to be written anew */
} WkInkSlot;

/* In no order. */
GPtrArray *wk_ink_get_slots (WkInk *ink); /* of WkInkSlot */
/* Keeps @points as they are, without undo. */
void wk_ink_put (WkInk *ink,
                 const WkInkPlace *place,
                 const WkPen *pen,
                 double page_width,
                 double page_height,
                 const WkPoint *points,
                 guint n);

/* --- wk-ink-line.c: no ink is named there, only points --- */

/* Without what is not finite, without tremor, and with as few points as come within
 * half a unit of it. (transfer full) (element-type WkPoint) */
GArray *wk_ink_line_thin (const WkPoint *points, guint n);
/* A smooth curve through the points, as short straight lines. (transfer full)
 * (element-type WkPoint) */
GArray *wk_ink_line_curve (const WkPoint *points, guint n);
/* How far the point is from the line. */
double wk_ink_line_distance (const WkPoint *points, guint n, WkPoint from);

G_END_DECLS
