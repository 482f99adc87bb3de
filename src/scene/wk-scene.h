/* wk-scene.h - a figure: a flat, immutable list of items on a page
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One list serves drawing, hit-testing, keyboard focus, tooltips, accessibility, layout
 * checks and export. Items are painted in list order. Coordinates are page units, y
 * down.
 */
#pragma once

#include "scene/wk-view.h"

G_BEGIN_DECLS

typedef enum
{
  WK_ITEM_BOX,
  WK_ITEM_CIRCLE,
  WK_ITEM_LINE,     /* straight, with or without a head */
  WK_ITEM_POLYLINE, /* open, through many points */
  WK_ITEM_AREA,     /* closed polygon, filled */
  WK_ITEM_TEXT,
  WK_ITEM_FORMULA,
  WK_ITEM_IMAGE,
  WK_ITEM_DOTS,  /* a scatter: many marks of a few classes */
  WK_ITEM_GROUP, /* nothing drawn: names what its children belong to */
} WkItemType;

typedef enum
{
  WK_ANCHOR_START,
  WK_ANCHOR_MIDDLE,
  WK_ANCHOR_END,
} WkAnchor;

typedef enum
{
  WK_VALIGN_BASELINE, /* y is the first baseline */
  WK_VALIGN_TOP,      /* y is the top of the first line's ascent */
  WK_VALIGN_MIDDLE,   /* y is the middle of the block; one line: of its digits */
  WK_VALIGN_BOTTOM,   /* y is the bottom of the last line's descent */
} WkVAlign;

typedef enum
{
  WK_MARKER_NONE,
  WK_MARKER_ARROW, /* filled head, 24 long */
  WK_MARKER_OPEN,  /* open arrow: zero on a log axis, off the axis */
} WkMarker;

/* Classes of dots: WK_ROLE_CLASS_1 to WK_ROLE_CLASS_10. */
#define WK_N_CLASSES 10
/* No marker reaches further from its point, in radii of the disc. */
#define WK_DOT_REACH 1.6

typedef struct
{
  double x, y;
} WkPoint;

/* Writable until the builder is finished; read-only in a scene. */
struct _WkItem
{
  WkItemType type;
  char *id;     /* stable: the same part has the same id at every position */
  char *parent; /* id of its group, or NULL */

  WkRole role; /* of strokes and text */
  WkEmphasis emphasis;
  double opacity; /* 1, but for items on the way in or out between two steps */

  WkRole fill;      /* of box, circle, area; WK_ROLE_NONE: no fill */
  double tint;      /* 0 to 1: share of the fill colour over paper; 1 the colour itself.
                       At most 0.4 where a number stands */
  double width;     /* of the stroke in units; 0: none */
  gboolean hatched; /* doesn't count: padding, don't-care */
  gboolean dashed;  /* besides what the role brings */
  gboolean cut;     /* LINE: drawn as cut in its middle (a gate that ReLU closed) */

  union
  {
    struct
    {
      double x, y, width, height, radius;
    } box;
    struct
    {
      double x, y, radius;
    } circle;
    struct
    {
      double x1, y1, x2, y2;
      WkMarker head; /* at x2, y2 */
      WkMarker tail; /* at x1, y1 */
    } line;
    struct
    {
      WkPoint *points;
      guint n;
    } poly; /* POLYLINE and AREA */
    struct
    {
      double x, y;
      double wrap; /* 0: one line */
      WkTypeRole type;
      WkAnchor anchor;
      WkVAlign valign;
      char *text; /* TEXT: plain; FORMULA: LaTeX subset */
    } text;       /* TEXT and FORMULA */
    struct
    {
      double x, y, width, height;
      guint columns, rows; /* pixels */
      guint8 *rgba;        /* straight alpha, rows * columns * 4 */
      gboolean smooth;     /* else nearest */
      gboolean ink;        /* alpha alone counts: drawn in the colour of @role */
    } image;
    struct
    {
      WkPoint *points;
      guint8 *classes; /* 0 to 9: WK_ROLE_CLASS_1 on, each with a marker of its own */
      guint n;
      double radius; /* of the disc; the other markers are as large */
    } dots;
  };

  /* Where it can be pointed at; NULL label: it cannot. */
  char *label;      /* what it is, spoken: "hidden node 2" */
  char *value;      /* its value as spoken, or NULL: "minus 2", "not computed yet" */
  char *how;        /* how it came about, one sentence, or NULL */
  char *edits;      /* path of the parameter it edits, "layers[0].W[1][2]", or NULL */
  gboolean follows; /* WK_EDIT_POINT as the pointer moves over it */
  gboolean moves;   /* can be moved in both directions: WK_EDIT_NUDGE by arrow keys */
  gboolean strokes; /* is drawn on: a drag tells all its points */
};

typedef struct _WkScene WkScene;

#define WK_TYPE_SCENE (wk_scene_get_type ())
GType wk_scene_get_type (void);
WkScene *wk_scene_ref (WkScene *scene);
void wk_scene_unref (WkScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkScene, wk_scene_unref)

double wk_scene_get_width (const WkScene *scene);
double wk_scene_get_height (const WkScene *scene);
/* How much of the page was cut off at its top: a title strip that is hidden. */
double wk_scene_get_cut (const WkScene *scene);
WkTextScale wk_scene_get_text_scale (const WkScene *scene);
const WkLanguage *wk_scene_get_language (const WkScene *scene);
/* For files and screen readers: what the figure is, and its state in words. */
const char *wk_scene_get_title (const WkScene *scene);
const char *wk_scene_get_description (const WkScene *scene);
guint wk_scene_get_n_items (const WkScene *scene);
const WkItem *wk_scene_get_item (const WkScene *scene, guint i);
const WkItem *wk_scene_find (const WkScene *scene, const char *id);
/* The topmost item with a label within @slop units of the point, or NULL. */
const WkItem *wk_scene_hit (const WkScene *scene, double x, double y, double slop);
/* Next item with a label in reading order; NULL @from: the first (last for step -1).
 * Reading order: groups as they were added, each with its members as they were added;
 * then what is in no group, in columns from left to right, each from its top. A kind
 * that is read otherwise adds its groups first, in the order they are read. */
const WkItem *wk_scene_walk (const WkScene *scene, const WkItem *from, int step);
/* The same order by index: what has a label. */
guint wk_scene_get_n_labelled (const WkScene *scene);
const WkItem *wk_scene_get_labelled (const WkScene *scene, guint i);
/* The box an item fills, for focus rings; of text: its logical box. */
gboolean wk_scene_item_bounds (const WkScene *scene,
                               const WkItem *item,
                               const WkMeasure *measure,
                               WkRect *bounds);
/* Where the first baseline of a TEXT or FORMULA item starts: the one place that knows
 * what anchor and valign mean, for painter and layouts. @extents are its measure. */
WkPoint wk_item_text_origin (const WkItem *item,
                             const WkExtents *extents,
                             WkTextScale scale);
/* One line an item, stable across versions of fonts: the text oracle of tests. */
char *wk_scene_dump (const WkScene *scene);
gboolean wk_scene_equal (const WkScene *a, const WkScene *b);

/* --- building --- */

WkSceneBuilder *wk_scene_builder_new (const WkView *view);
/* Frees the builder. */
WkScene *wk_scene_builder_finish (WkSceneBuilder *builder);
const WkView *wk_scene_builder_get_view (const WkSceneBuilder *builder);
/* The room between title strip and working band, less the margins. */
WkRect wk_scene_builder_get_body (const WkSceneBuilder *builder);
void wk_scene_builder_set_body (WkSceneBuilder *builder, WkRect body);
/* Of the page, for what is as high as its content. */
void wk_scene_builder_set_height (WkSceneBuilder *builder, double height);
void wk_scene_builder_set_title (WkSceneBuilder *builder, const char *title);
void wk_scene_builder_take_description (WkSceneBuilder *builder, char *description);

/* Each returns the new item, writable until finish. @id is copied and must be unique.
 * Defaults: emphasis normal, opacity 1, no fill, width 2.5 (lines 3, text 0). */
WkItem *wk_scene_add_box (WkSceneBuilder *builder,
                          const char *id,
                          WkRole role,
                          WkRect rect,
                          double radius);
WkItem *wk_scene_add_circle (WkSceneBuilder *builder,
                             const char *id,
                             WkRole role,
                             double x,
                             double y,
                             double radius);
WkItem *wk_scene_add_line (WkSceneBuilder *builder,
                           const char *id,
                           WkRole role,
                           WkPoint from,
                           WkPoint to);
WkItem *wk_scene_add_polyline (WkSceneBuilder *builder,
                               const char *id,
                               WkRole role,
                               const WkPoint *points,
                               guint n);
WkItem *wk_scene_add_area (WkSceneBuilder *builder,
                           const char *id,
                           WkRole fill,
                           double tint,
                           const WkPoint *points,
                           guint n);
WkItem *wk_scene_add_text (WkSceneBuilder *builder,
                           const char *id,
                           WkRole role,
                           WkTypeRole type,
                           double x,
                           double y,
                           WkAnchor anchor,
                           WkVAlign valign,
                           const char *text);
WkItem *wk_scene_add_formula (WkSceneBuilder *builder,
                              const char *id,
                              WkRole role,
                              WkTypeRole type,
                              double x,
                              double y,
                              WkAnchor anchor,
                              WkVAlign valign,
                              const char *source);
/* @rgba is copied. */
WkItem *wk_scene_add_image (WkSceneBuilder *builder,
                            const char *id,
                            WkRect rect,
                            guint columns,
                            guint rows,
                            const guint8 *rgba);
/* @points and @classes are copied. One item of any number of marks: a part is pointed
 * at through an item below or above it. Painted in the order given, each in the colours
 * and the shape of its class; the item's tint is the share of those colours over paper,
 * dimmed it steps back to the line colour. Text over dots stands on a plate. */
WkItem *wk_scene_add_dots (WkSceneBuilder *builder,
                           const char *id,
                           const WkPoint *points,
                           const guint8 *classes,
                           guint n,
                           double radius);
/* One marker of a class, for legends and labels. */
WkItem *wk_scene_add_mark (WkSceneBuilder *builder,
                           const char *id,
                           guint class,
                           double x,
                           double y,
                           double radius);
WkItem *wk_scene_add_group (WkSceneBuilder *builder, const char *id, const char *label);
/* Items added from now on belong to group @id, until NULL. */
void wk_scene_set_group (WkSceneBuilder *builder, const char *id);
/* Items added from now on are seen as much as that: parts on their way in or out. */
void wk_scene_builder_set_opacity (WkSceneBuilder *builder, double opacity);
/* printf into the item's id space: a scratch string that lives as long as the builder.
 */
const char *wk_scene_id (WkSceneBuilder *builder, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
/* @label, @value, @how are copied; NULL for none. */
void wk_item_set_spoken (WkItem *item,
                         const char *label,
                         const char *value,
                         const char *how,
                         const char *edits);

/* --- hands on the figure --- */

typedef enum
{
  WK_EDIT_SET,   /* typed: @value */
  WK_EDIT_STEP,  /* +/-, scroll: @amount steps */
  WK_EDIT_DRAG,  /* from the press: @dx, @dy units */
  WK_EDIT_PICK,  /* click or Enter; with @at_point: at @x, @y */
  WK_EDIT_POINT, /* the pointer is at @x, @y, not pressed: items with @follows only */
  WK_EDIT_NUDGE, /* arrow keys: @dx, @dy of -1, 0, 1 times @amount; items with @moves */
} WkEditType;

struct _WkEdit
{
  WkEditType type;
  double value;
  double amount;
  double dx, dy;
  gboolean at_point; /* @x, @y are known: of the pointer, in units of the page */
  double x, y;
  gboolean pressed; /* NUDGE of an item with @strokes: draws on the way */
  const WkPoint
      *points; /* DRAG of an item with @strokes: from the press on, in units */
  guint n_points;
};

G_END_DECLS
