/* wk-canvas.h - shows a scene, and lets one point at its parts
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knows nothing of exercises: one list of items serves drawing, pointing, keys and
 * assistive tools. The painted scene is kept until scene, theme, size or scale factor
 * changes; the rings of pointer and focus are drawn over it.
 *
 * Tab enters the figure at its first part, arrows walk the parts in reading order, Esc
 * leaves them. What hands do to a part goes to its kind as a WkEdit: Enter and a click
 * pick it, a drag drags it, + and - and the wheel step its number, digits open a field
 * to type it in. A part that moves is held with Enter: arrows then move it (Shift:
 * further; on a part that is drawn on, Shift draws), Enter lets go, Esc puts it back;
 * Control with an arrow moves it at once.
 *
 * A part of the page can be enlarged: it is painted anew at that size, and hands, rings
 * and fields follow.
 *
 * Properties (notify): selected, the id of the part that is picked out, or NULL;
 * answers-shown, whether values that are asked for have a field in the figure.
 *
 * Signal: clicked, in front of an audience.
 */
#pragma once

#include <gtk/gtk.h>

#include "session/wk-session.h"

G_BEGIN_DECLS

#define WK_TYPE_CANVAS (wk_canvas_get_type ())
G_DECLARE_FINAL_TYPE (WkCanvas, wk_canvas, WK, CANVAS, GtkWidget)

GtkWidget *wk_canvas_new (void);
/* Follows the session's scene and theme, and gives its page the canvas's shape. */
void wk_canvas_set_session (WkCanvas *canvas, WkSession *session);
/* Without a session. */
void wk_canvas_set_scene (WkCanvas *canvas, WkScene *scene);
void wk_canvas_set_theme (WkCanvas *canvas, WkThemeId theme);

void wk_canvas_select (WkCanvas *canvas, const char *id);
const char *wk_canvas_get_selected (WkCanvas *canvas);
/* TRUE while arrows walk the parts. */
gboolean wk_canvas_is_walking (WkCanvas *canvas);
/* What hands do to the part @id. Returns whether it meant something; what does not fit
 * is said on the part's card, and nothing changes. */
gboolean wk_canvas_edit (WkCanvas *canvas, const char *id, const WkEdit *edit);
/* In front of an audience: a plain click is told by "clicked" and touches nothing, and
 * there are neither tooltips nor a menu; dragging, Ctrl and a click, and keys act on
 * parts as ever. */
void wk_canvas_set_presenting (WkCanvas *canvas, gboolean presenting);
/* The page is another canvas's to choose; this one shows the same. */
void wk_canvas_set_mirror (WkCanvas *canvas, gboolean mirror);
/* Below the canvas's own entries in its menu. */
void wk_canvas_set_extra_menu (WkCanvas *canvas, GMenuModel *menu);
/* Does at once what would be done behind the next frames: tests. */
void wk_canvas_settle (WkCanvas *canvas);
/* How often the painter ran. */
guint wk_canvas_get_n_paints (WkCanvas *canvas);
/* Where the page is, in pixels of the widget; reaches beyond it while enlarged. */
WkRect wk_canvas_get_page_rect (WkCanvas *canvas);
/* Of the page in units; FALSE without one. */
gboolean wk_canvas_get_page_size (WkCanvas *canvas, double *width, double *height);
WkSession *wk_canvas_get_session (WkCanvas *canvas); /* or NULL */
WkThemeId wk_canvas_get_theme (WkCanvas *canvas);
/* TRUE if hands mean something there: on a part or a field. */
gboolean wk_canvas_is_part_at (WkCanvas *canvas, double x, double y);
/* The box of the part that is picked out, in units; FALSE if there is none. */
gboolean wk_canvas_get_selected_bounds (WkCanvas *canvas, WkRect *units);
/* TRUE while arrows move the part with the focus, which is held. */
gboolean wk_canvas_is_holding (WkCanvas *canvas);
/* In place of its own; NULL: its own. @name is static. */
void wk_canvas_set_cursor_name (WkCanvas *canvas, const char *name);

/* --- enlarged (wk-canvas-zoom.c) --- */

#define WK_CANVAS_MAX_ZOOM 8.0

/**
 * wk_canvas_set_zoom:
 * @zoom: 1, all of the page, to %WK_CANVAS_MAX_ZOOM
 * @x: what comes to the middle, in units of the page
 *
 * As far as the page reaches: there is never room beside it that is not there at 1.
 * With @animate it takes a moment, unless the desktop has animations off; another call
 * goes on from where it is. Another exercise starts at 1.
 */
void wk_canvas_set_zoom (WkCanvas *canvas,
                         double zoom,
                         double x,
                         double y,
                         gboolean animate);
/* TRUE while it takes its moment; @widest: where the page is at that end of the way
 * which shows more of it. */
gboolean wk_canvas_is_zooming (WkCanvas *canvas, WkRect *widest);
/* What was asked for, or as far as it goes; @x, @y: (optional): the middle. */
double wk_canvas_get_zoom (WkCanvas *canvas, double *x, double *y);

G_END_DECLS
