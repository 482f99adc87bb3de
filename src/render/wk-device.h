/* wk-device.h - what the painter draws on
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * About a dozen calls, in page units. Implementations: Cairo (screen, PNG, PDF, print),
 * SVG, and the layout check, which records where ink falls. Text reaches a device as
 * shaped glyphs together with its characters, so that PDF and SVG can keep it as text.
 */
#pragma once

#include <glib.h>

#include "scene/wk-scene.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} WkColour;

typedef enum
{
  WK_PATH_MOVE,  /* 1 point */
  WK_PATH_LINE,  /* 1 point */
  WK_PATH_CURVE, /* 3 points */
  WK_PATH_CLOSE, /* 0 points */
} WkPathOp;

typedef struct
{
  GArray *ops;    /* of guint8 */
  GArray *points; /* of WkPoint */
} WkPath;

WkPath *wk_path_new (void);
void wk_path_free (WkPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkPath, wk_path_free)
void wk_path_clear (WkPath *path);
void wk_path_move (WkPath *path, double x, double y);
void wk_path_line (WkPath *path, double x, double y);
void wk_path_curve (WkPath *path,
                    double x1,
                    double y1,
                    double x2,
                    double y2,
                    double x3,
                    double y3);
void wk_path_close (WkPath *path);
void wk_path_box (WkPath *path, WkRect rect, double radius);
/* Of all points, those that steer curves too. */
WkRect wk_path_bounds (const WkPath *path);
void wk_path_circle (WkPath *path, double x, double y, double radius);

typedef struct
{
  WkColour colour;
  double width;
  const double *dashes;
  guint n_dashes;
  gboolean round; /* caps and joins; else butt and mitre */
} WkStroke;

/* A face at a size. */
typedef struct
{
  gpointer face;       /* hb_face_t; lives as long as the process */
  gpointer pango_font; /* PangoFont, or NULL for the math face */
  double size;         /* units per em */
} WkFont;

typedef struct
{
  guint32 glyph;
  double x, y;   /* of its origin, page units */
  guint cluster; /* byte offset of its character in the run's text; offsets rise from
                    glyph to glyph, or, in text from right to left, fall */
} WkGlyph;

typedef struct
{
  const WkFont *font;
  const WkGlyph *glyphs;
  guint n_glyphs;
  const char *text; /* UTF-8 of this run; NULL for glyphs without a code point */
  double x, y;      /* start of the run's baseline */
  double advance;
  WkColour colour;
} WkGlyphRun;

/* A scatter: markers in the order they lie on each other. */
typedef struct
{
  const WkPoint *points;
  const guint8 *classes; /* below WK_N_CLASSES */
  guint n;
  double radius;
  WkColour fills[WK_N_CLASSES];
  WkColour edges[WK_N_CLASSES];  /* the same as the fill: there is none */
  gboolean around[WK_N_CLASSES]; /* the edge lies around the fill, not within */
} WkDots;

typedef struct _WkDevice WkDevice;

typedef struct
{
  /* Before all other calls: a page unit is @scale of the device's own units, and the
   * page's corner lies at (@dx, @dy). */
  void (*begin) (WkDevice *device,
                 const WkScene *scene,
                 double scale,
                 double dx,
                 double dy);
  void (*end) (WkDevice *device);
  /* @item: what the calls until end_item() draw. May be NULL. */
  void (*begin_item) (WkDevice *device, const WkItem *item);
  void (*end_item) (WkDevice *device);
  void (*fill) (WkDevice *device, const WkPath *path, WkColour colour);
  void (*stroke) (WkDevice *device, const WkPath *path, const WkStroke *stroke);
  void (*glyphs) (WkDevice *device, const WkGlyphRun *run);
  void (*image) (WkDevice *device,
                 WkRect rect,
                 guint columns,
                 guint rows,
                 const guint8 *rgba,
                 gboolean smooth);
  /* All opaque. */
  void (*dots) (WkDevice *device, const WkDots *dots);
  void (*push_clip) (WkDevice *device, const WkPath *path);
  void (*pop_clip) (WkDevice *device);
  void (*push_opacity) (WkDevice *device, double opacity);
  void (*pop_opacity) (WkDevice *device);
  /* FALSE if anything went wrong since the start. */
  gboolean (*check) (WkDevice *device, GError **error);
  void (*free) (WkDevice *device);
} WkDeviceClass;

/* The first member of each implementation. */
struct _WkDevice
{
  const WkDeviceClass *klass;
};

G_END_DECLS
