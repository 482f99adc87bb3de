/* wk-canvas-private.h - what the files of the canvas share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "widgets/wk-canvas-card.h"
#include "widgets/wk-canvas-entry.h"
#include "widgets/wk-canvas-parts.h"
#include "widgets/wk-canvas.h"
#include "widgets/wk-picture.h"

G_BEGIN_DECLS

/* A press that may become a drag. */
typedef struct
{
  WkScene *scene; /* as it was pressed on, or NULL */
  const WkItem *item;
  double x, y; /* of the press, in pixels */
  gboolean moving;
  GArray *points; /* of WkPoint, in units: of an item that is drawn on; else NULL */
  double least;   /* between two of them */
} WkCanvasDrag;

/* What is enlarged; at the zoom 0, as at 1, all of the page. */
typedef struct
{
  double zoom;
  double x, y; /* in the middle, in units */
} WkCanvasZoom;

struct _WkCanvas
{
  GtkWidget parent_instance;

  WkSession *session;
  WkScene *scene; /* on the screen */
  gboolean stale; /* the session has another one */
  WkThemeId theme;
  WkPicture picture;
  WkRect page;                     /* in pixels of the widget */
  WkRect fit;                      /* the same at zoom 1 */
  WkCanvasZoom zoom;               /* now */
  WkCanvasZoom zoom_from, zoom_to; /* while it changes */
  gint64 zoom_start;               /* time of the frame clock, 0: not yet known */
  guint zoom_tick;                 /* while it changes, or 0 */
  const char *cursor;              /* in place of the own, or NULL */
  const char *own_cursor;          /* as what is under the pointer asks, or NULL */
  guint late;                      /* source of what is done after a frame, or 0 */
  gboolean told;                   /* name and description are the scene's */
  gboolean presenting;
  gboolean mirror;

  WkCanvasParts parts;
  char *hovered;
  char *selected;
  char *problem; /* what was wrong with the last edit of the selected part, or NULL */
  WkCanvasCard *card; /* or NULL: nothing was picked out yet */
  WkRect card_target; /* what the card stands beside, in units */

  WkCanvasDrag drag;
  char *grabbed;         /* the part that the arrow keys move, or NULL */
  double scrolled;       /* less than a step, left over */
  GtkWidget *entry;      /* a number being typed, or NULL */
  char *entry_item;      /* onto this part */
  gboolean blanks_shown; /* answers can be given on the figure */
  gboolean blanks_stale;
  GPtrArray *blanks;      /* of WkCanvasBlank, in reading order */
  GtkWidget *menu;        /* or NULL: not yet opened */
  GMenuModel *extra_menu; /* or NULL */
};

/* --- wk-canvas.c --- */

/* Pixels a unit; 0 without a page. */
double wk_canvas_get_scale (WkCanvas *self);
WkRect wk_canvas_to_pixels (WkCanvas *self, WkRect units);
/* The part with that id that can be pointed at; NULL if there is none. */
const WkItem *wk_canvas_find_item (WkCanvas *self, const char *id);
const WkItem *wk_canvas_item_at (WkCanvas *self, double x, double y);
/* Draws the session's scene now, if it is another one than that on the screen. */
void wk_canvas_refresh (WkCanvas *self);
/* Emits "clicked". */
void wk_canvas_clicked (WkCanvas *self);
/* Card, parts and fields follow the scene soon. */
void wk_canvas_later (WkCanvas *self);

/* --- wk-canvas-zoom.c --- */

/* Where the page goes, from where it fits. */
WkRect wk_canvas_zoom_page (WkCanvas *self, int width, int height);
/* Back to all of the page, at once. */
void wk_canvas_zoom_reset (WkCanvas *self);
/* Moves what is enlarged so that the part shows. */
void wk_canvas_zoom_reveal (WkCanvas *self, const WkItem *item);

/* --- wk-canvas-select.c --- */

void wk_canvas_add_keys (WkCanvas *self);
gboolean wk_canvas_focus (GtkWidget *widget, GtkDirectionType direction);
void wk_canvas_update_card (WkCanvas *self);
/* Around the part under the pointer, and the one that is picked out; wide while it is
 * held. */
void wk_canvas_append_rings (WkCanvas *self, GtkSnapshot *snapshot);
GdkRGBA wk_canvas_rgba (WkColour colour, float alpha);
void wk_canvas_allocate_card (WkCanvas *self, int width, int height);
/* Says on the card of the selected part what was wrong; NULL: nothing is. */
void wk_canvas_set_problem (WkCanvas *self, const char *problem);
/* For WkCanvasParts. */
void wk_canvas_part_made (GtkWidget *canvas, GtkWidget *part);

/* --- wk-canvas-hands.c --- */

void wk_canvas_add_pointer (WkCanvas *self);
/* Ends a drag. @keep FALSE: as before the press. */
void wk_canvas_drop_drag (WkCanvas *self, gboolean keep);
gboolean wk_canvas_query_tooltip (GtkWidget *widget,
                                  int x,
                                  int y,
                                  gboolean keyboard,
                                  GtkTooltip *tooltip);
/* Enter on the part: picks it, or opens the field for its number. */
void wk_canvas_act (WkCanvas *self, const char *id);

/* --- wk-canvas-grab.c --- */

gboolean wk_canvas_can_grab (const WkItem *item);
/* What pointer and keys do to the part, for its card; NULL if it cannot be moved. */
const char *wk_canvas_grab_hint (WkCanvas *self, const WkItem *item);
/* From now on arrow keys move the part @id. FALSE if it cannot be moved. */
gboolean wk_canvas_grab (WkCanvas *self, const char *id);
/* @keep FALSE: as before it was grabbed. */
void wk_canvas_let_go (WkCanvas *self, gboolean keep);
/* Keys of a part that can be moved. Returns whether it was one. */
gboolean wk_canvas_grab_key (WkCanvas *self, guint key, GdkModifierType modifiers);
/* Adds to a line being drawn, if it is @least units from the last point; a line too
 * long is thinned, and @least doubled. */
void wk_canvas_stroke_add (GArray *points, double *least, WkPoint point);

/* --- wk-canvas-typing.c --- */

/* The number that @item edits; FALSE if it edits none. */
gboolean wk_canvas_get_number (WkCanvas *self, const WkItem *item, double *number);
/* Opens a field on the part, if it edits a number. @text: (nullable): what was typed
 * already; NULL: the number there is. */
gboolean wk_canvas_type (WkCanvas *self, const char *id, const char *text);
void wk_canvas_stop_typing (WkCanvas *self);
/* Places @entry over the item @id; returns FALSE if there is none. */
void wk_canvas_size_entry (WkCanvas *self, GtkWidget *entry, const char *id);
gboolean wk_canvas_allocate_entry (WkCanvas *self, GtkWidget *entry, const char *id);

/* --- wk-canvas-blanks.c --- */

void wk_canvas_blanks_init (WkCanvas *self);
/* Brings them into line with what is asked and shown; makes at most one. Returns
 * whether there is more to do. */
gboolean wk_canvas_blanks_work (WkCanvas *self);
void wk_canvas_blanks_allocate (WkCanvas *self);
void wk_canvas_blanks_snapshot (WkCanvas *self, GtkSnapshot *snapshot);
/* The focus goes to the blank of the part @id, with @text (nullable) in place of what
 * it has. FALSE if there is no open one. */
gboolean wk_canvas_blanks_enter (WkCanvas *self, const char *id, const char *text);
/* From the blank with the focus (or from none) to the next that way; FALSE at the end.
 */
gboolean wk_canvas_blanks_tab (WkCanvas *self, int step);
gboolean wk_canvas_blanks_have_focus (WkCanvas *self);

/* --- wk-canvas-menu.c --- */

void wk_canvas_install_actions (GtkWidgetClass *widget_class);
void wk_canvas_add_menu (WkCanvas *self);
/* Beside the selected part, or at @x, @y if those are not negative. */
void wk_canvas_open_menu (WkCanvas *self, double x, double y);

G_END_DECLS
