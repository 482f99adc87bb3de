/* wk-ink.h - what was drawn over the figures by hand
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strokes of a pen, kept by exercise and step: a stroke shows at the step it was drawn
 * at and at no other. Points are in units of the page there was when it was drawn; on a
 * page of another shape a stroke keeps its place relative to the page, as layouts do.
 *
 * A stroke is smoothed and thinned before it is kept, and there is a bound on all of
 * them: the oldest go. No part of a scene: ink changes no figure.
 *
 * Signal: changed.
 */
#pragma once

#include "scene/wk-scene.h"

G_BEGIN_DECLS

#define WK_INK_MAX_POINTS 40000
#define WK_INK_MAX_STROKES 4000
/* Of a stroke; a longer line becomes several. */
#define WK_INK_MAX_STROKE_POINTS 1000
/* Undo reaches so many strokes back, or strokes of twice the points above. */
#define WK_INK_MAX_UNDO (2 * WK_INK_MAX_STROKES)

typedef enum
{
  WK_INK_RED,
  WK_INK_BLUE,
  WK_INK_GREEN,
  WK_N_INKS,
} WkInkColour;

typedef struct
{
  WkInkColour colour;
  double width; /* of the line, in units: 1 to 40 */
} WkPen;

/* Immutable. */
typedef struct
{
  grefcount refs;
  guint id; /* unique in its ink, later ones are higher */
  WkPen pen;
  double page_width, page_height;
  guint n;
  WkPoint points[]; /* on tenths of a unit */
} WkInkStroke;

/* What a place of ink is: the number of an exercise, and the step that runs or has just
 * ended there. */
typedef struct
{
  const char *exercise;
  guint step;
} WkInkPlace;

#define WK_TYPE_INK (wk_ink_get_type ())
G_DECLARE_FINAL_TYPE (WkInk, wk_ink, WK, INK, GObject)

WkInk *wk_ink_new (void);
/* Without what could be undone: for a worker. (transfer full) */
WkInk *wk_ink_copy (WkInk *ink);

/* The step whose ink shows at @position. */
guint wk_ink_step (double position);
/* The role that a theme draws a pen in. */
WkRole wk_ink_role (WkInkColour colour);

gboolean wk_ink_is_empty (WkInk *ink);
guint wk_ink_get_n_strokes (WkInk *ink, const WkInkPlace *place);
/* Borrowed until the next change. */
const WkInkStroke *wk_ink_get_stroke (WkInk *ink, const WkInkPlace *place, guint i);

/* --- drawing --- */

/* @points as the hand gave them, on a page of that size. Points that are not finite are
 * left out; FALSE if none is left. */
gboolean wk_ink_add (WkInk *ink,
                     const WkInkPlace *place,
                     const WkPen *pen,
                     double page_width,
                     double page_height,
                     const WkPoint *points,
                     guint n);
/* Takes away the strokes that come within @radius units of the point. Returns how many.
 * Calls with the same @merge, other than 0, are one step of undo. */
guint wk_ink_erase (WkInk *ink,
                    const WkInkPlace *place,
                    double page_width,
                    double page_height,
                    double x,
                    double y,
                    double radius,
                    guint merge);
/* A fresh number for that. */
guint wk_ink_new_merge (WkInk *ink);
/* Both can be undone. FALSE if there was none. */
gboolean wk_ink_clear (WkInk *ink, const WkInkPlace *place);
gboolean wk_ink_clear_all (WkInk *ink);
/* Takes back the last thing that was done at @place; wk_ink_clear_all() was at every
 * place. FALSE if there is none. */
gboolean wk_ink_undo (WkInk *ink, const WkInkPlace *place);
gboolean wk_ink_can_undo (WkInk *ink, const WkInkPlace *place);
/* Another deck: nothing is left, nor can be undone. */
void wk_ink_forget (WkInk *ink);

/* --- as a figure (wk-ink-draw.c) --- */

/* One stroke on a page of that size, with a rim of paper that sets it off. (transfer
 * full) */
WkScene *wk_ink_draw_stroke (const WkInkStroke *stroke,
                             double page_width,
                             double page_height);
/* The line that a hand is drawing, without a rim: @points as they come. (transfer
 * full) */
WkScene *wk_ink_draw_line (const WkPen *pen,
                           double page_width,
                           double page_height,
                           const WkPoint *points,
                           guint n);
/* All ink of a place on a page of that size, of which @height units from @cut on show;
 * NULL if there is none. (transfer full) */
WkScene *wk_ink_draw (WkInk *ink,
                      const WkInkPlace *place,
                      double page_width,
                      double page_height,
                      double cut,
                      double height);
/* The same, to be laid over a figure that was drawn on a page of that size. */
WkScene *wk_ink_draw_over (WkInk *ink,
                           const WkInkPlace *place,
                           double page_width,
                           double page_height,
                           const WkScene *figure);

/* --- as text, for the state file (wk-ink-text.c) --- */

/* All strokes of an exercise, on one line of digits; NULL: there are none. (transfer
 * full) */
char *wk_ink_to_text (WkInk *ink, const char *exercise);
/* Adds what @text says, as far as it can be understood. */
void wk_ink_add_text (WkInk *ink, const char *exercise, const char *text);

G_END_DECLS
