/* wk-check-private.h - what the layout check records, and its geometry
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-render.h"

G_BEGIN_DECLS

/* Polygons; each ends with the first point of the next, or with the last of all. */
typedef struct
{
  WkPoint *points;
  guint n;
  guint *starts; /* index of each polygon's first point */
  guint n_starts;
  gboolean *closed;
  WkRect bounds;
  int references;
} WkShape;

WkShape *wk_shape_new (const WkPath *path);
WkShape *wk_shape_ref (WkShape *shape);
void wk_shape_unref (WkShape *shape);
/* As a fill has it, by the winding rule. */
gboolean wk_shape_contains (const WkShape *shape, double x, double y);
/* TRUE if a stroke of half width @reach along the shape touches the box. */
gboolean wk_shape_line_touches (const WkShape *shape, WkRect box, double reach);
gboolean wk_shape_fill_touches (const WkShape *shape, WkRect box);
gboolean wk_rect_overlap (WkRect a, WkRect b, double *depth);
gboolean wk_rect_contains (WkRect rect, double x, double y, double margin);

/* A scatter, each marker taken as the disc it is as large as. */
typedef struct
{
  WkDots dots; /* borrows the item's points */
  WkRect bounds;
  guint columns, rows; /* of a grid over the bounds */
  double cell;         /* how wide and high its cells are */
  guint *starts;       /* of each cell's dots in @order, and the end; made when asked */
  guint *order;
} WkDotField;

WkDotField *wk_dot_field_new (const WkDots *dots);
void wk_dot_field_free (WkDotField *field);
/* TRUE if a dot reaches into the box. */
gboolean wk_dot_field_touches (WkDotField *field, WkRect box);

typedef enum
{
  WK_MARK_FILL,
  WK_MARK_STROKE,
  WK_MARK_IMAGE,
  WK_MARK_DOTS,
} WkMarkType;

/* One fill, stroke, image or scatter. */
typedef struct
{
  WkMarkType type;
  const WkItem *item; /* NULL: the paper */
  WkShape *shape;     /* NULL: of dots */
  WkDotField *dots;   /* or NULL */
  WkShape *clip;      /* or NULL */
  WkColour colour;
  double reach; /* half the width of a stroke */
  WkRect bounds;
  guint columns, rows; /* of an image */
  const guint8 *rgba;
} WkMark;

/* The ink of one glyph, or of a formula's rule. */
typedef struct
{
  WkRect box;
  WkColour colour;
  WkShape *clip; /* or NULL */
} WkInk;

/* All that was painted of one text or formula. */
typedef struct
{
  const WkItem *item;
  GArray *ink; /* of WkInk */
  WkRect bounds;
  double size; /* largest font in it */
  guint order; /* marks before this one lie beneath */
  gboolean source;
} WkInkedText;

typedef struct
{
  WkDevice parent;
  GPtrArray *marks; /* of WkMark */
  GPtrArray *texts; /* of WkInkedText */
  GPtrArray *clips; /* of WkShape, the stack */
  GHashTable *fonts;
  const WkItem *item;
  WkInkedText *text; /* being painted, or NULL */
  double opacity;
  WkTextScale scale;
} WkCheckDevice;

WkDevice *wk_check_device_new (void);
/* What @device recorded. (transfer full) (element-type WkFinding) */
GPtrArray *wk_check_judge (WkCheckDevice *device,
                           const WkScene *scene,
                           const WkTheme *theme);

G_END_DECLS
