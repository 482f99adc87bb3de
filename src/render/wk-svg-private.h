/* wk-svg-private.h - the SVG device
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cairo's own SVG surface numbers its ids by a counter of the process and has no text;
 * this one gives the same bytes each time, and keeps the items' ids and labels.
 */
#pragma once

#include "render/wk-device.h"

G_BEGIN_DECLS

/* What stands in for Inter is about as wide. */
#define WK_SVG_FAMILY "Inter, Arial, sans-serif"

/* Some characters on one baseline, in one look. */
typedef struct
{
  char *text;
  double x, y, end;
  double size;
  gboolean math;
  gboolean bold;
  char *family; /* of a font that is not the program's, or NULL */
  WkColour colour;
} WkSvgPiece;

typedef struct
{
  WkDevice parent;
  const WkScene *document; /* the first that is drawn: it says how large the file is */
  const WkScene *scene;    /* being drawn */
  const WkItem *item;      /* being drawn */
  GString *defs;
  GString *body;
  GHashTable *glyphs;  /* of a face to their numbers */
  GHashTable *fonts;   /* hb_face_t to hb_font_t in units of the face */
  GHashTable *ids;     /* set of those given out */
  GPtrArray *groups;   /* ids of the scene's groups that are open, outermost first */
  GHashTable *entered; /* set of the scene's groups that were opened before */
  GArray *pieces;      /* of WkSvgPiece: a <text> to be */
  char *base;          /* of the document's ids: "1a-step2", or "" */
  char *prefix;        /* of the ids of the scene being drawn */
  gboolean outlines;
  gboolean framed;     /* the scene is a part of the page, in a <g> of its own */
  gsize item_start;    /* where the item's element begins in the body */
  gsize item_content;  /* where that element's content begins */
  gboolean item_plain; /* it has no title */
  guint n_elements;    /* of the item so far, on its own level */
  guint depth;         /* of clips and opacity within the item */
  char *filled;        /* the path that was filled last */
  gsize filled_end;    /* the body's length then */
  guint n_clips;
  guint n_markers; /* kinds of markers among the definitions */
  const char *problem;
} WkSvgDevice;

/* @outlines: shapes of glyphs in place of text. */
WkDevice *wk_svg_device_new (gboolean outlines);
/* What the ids of the scene to be drawn begin with; NULL: nothing. */
void wk_svg_device_set_name (WkDevice *device, const char *name);
/* The whole document, with @state in its metadata. Once, after wk_paint(). (transfer
 * full) */
GBytes *wk_svg_device_dup_bytes (WkDevice *device, const char *state);

/* --- wk-svg-text.c --- */

void wk_svg_add_run (WkSvgDevice *self, const WkGlyphRun *run);
/* An element of the item begins. */
void wk_svg_count_element (WkSvgDevice *self);
/* Before anything else is drawn: writes the text that has come together. */
void wk_svg_flush_text (WkSvgDevice *self);
void wk_svg_clear_piece (gpointer piece);
GHashTable *wk_svg_glyphs_new (void);

/* --- wk-svg-dots.c --- */

void wk_svg_add_dots (WkDevice *device, const WkDots *dots);

/* --- writing --- */

/* At most @decimals, without trailing zeros, with a point in every locale. */
void wk_svg_append_number (GString *out, double value, int decimals);
/* ' name="value"' */
void wk_svg_append_attribute (GString *out, const char *name, double value);
void wk_svg_append_pair (GString *out, double x, double y);
/* Valid XML whatever @text holds. */
void wk_svg_append_escaped (GString *out, const char *text);
/* The same outside of attributes, where quotes stay as they are. */
void wk_svg_append_content (GString *out, const char *text);
/* An element with nothing but text; nothing if there is none. */
void wk_svg_append_element (GString *out,
                            const char *name,
                            const char *id,
                            const char *text);
/* ' fill="#rrggbb" fill-opacity="…"' */
void wk_svg_append_colour (GString *out, const char *name, WkColour colour);
void wk_svg_append_path (GString *out, const WkPath *path);

G_END_DECLS
