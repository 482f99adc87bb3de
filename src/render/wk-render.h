/* wk-render.h - measuring, painting, exporting, checking: what other layers call
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-theme.h"

G_BEGIN_DECLS

typedef struct _cairo cairo_t;

/* The measure of the bundled fonts, for WkView. wk_fonts_init() must have succeeded. */
const WkMeasure *wk_render_get_measure (void);

/* The only drawing routine: the scene, fitted into @target and centred. Draws the
 * theme's paper over all of @target first, unless @transparent. */
void wk_paint (const WkScene *scene,
               const WkTheme *theme,
               WkDevice *device,
               WkRect target,
               gboolean transparent);

/* Paints on a context that GTK hands out; the context stays the caller's. */
gboolean wk_paint_cairo (const WkScene *scene,
                         WkThemeId theme,
                         cairo_t *cr,
                         WkRect target,
                         gboolean transparent,
                         GError **error);

/* Straight into memory: BGRA premultiplied as Cairo's ARGB32, rows of @stride bytes,
 * for a GdkMemoryTexture. (transfer full) */
GBytes *wk_paint_pixels (const WkScene *scene,
                         WkThemeId theme,
                         guint width,
                         guint height,
                         gboolean transparent,
                         gsize *stride,
                         GError **error);
/* What of the scene falls on @width x @height pixels when all of it is fitted into
 * @target, which may reach far beyond them: a part of a figure, enlarged. */
GBytes *wk_paint_part (const WkScene *scene,
                       WkThemeId theme,
                       guint width,
                       guint height,
                       WkRect target,
                       gboolean transparent,
                       gsize *stride,
                       GError **error);

/* What the two functions above gave, on a context that GTK hands out (taken): copied
 * into @place, without a detour. @pixels are kept as long as the context's surface. */
void wk_paint_bytes (cairo_t *cr,
                     GBytes *pixels,
                     guint width,
                     guint height,
                     gsize stride,
                     WkRect place);

/* Gives back the masks of glyphs that are kept for this thread, up to 12 MB: where
 * memory is measured, or short. They are made anew as they are needed. */
void wk_render_clear_glyphs (void);

/* The distinct characters of the scene that the bundled fonts lack, for a note to the
 * user: the system's fonts draw them, if it has any. NULL: it lacks none.
 * (transfer full) */
char *wk_render_find_foreign (const WkScene *scene);

typedef enum
{
  WK_FORMAT_PNG,
  WK_FORMAT_SVG,
  WK_FORMAT_PDF,
  WK_N_FORMATS,
} WkFormat;

typedef struct
{
  WkFormat format;
  WkThemeId theme;
  guint width; /* of a PNG in pixels; 0: 1600 */
  gboolean transparent;
  gboolean outlines; /* in an SVG shapes in place of text, for where its fonts lack */
} WkExportOptions;

/* A figure that stands in a part of a page: a thumbnail, the figure of a printed sheet,
 * or what was drawn over one. */
typedef struct
{
  WkScene *scene;
  WkRect rect;      /* in units of the page */
  const char *name; /* as below */
  gboolean transparent;
} WkInset;

/* One page of a file. All but @scene may be NULL. */
typedef struct
{
  WkScene *scene;
  const char *name; /* "1a-step2": what an SVG's ids begin with */
  const char
      *chapter; /* of a PDF's bookmarks: pages in a row that share it are below it */
  const char *section; /* the page's own bookmark */
  const char *state;   /* a line of JSON that brings the figure back; of a file with
                          several pages only the first one's counts */
  const WkInset *insets;
  guint n_insets;
  double paper_width; /* of a PDF's page in points; 0: 0.6 for each unit */
} WkExportPage;

gboolean wk_format_from_name (const char *name, WkFormat *format); /* "png", any case */
gboolean wk_format_from_path (const char *path, WkFormat *format);
const char *wk_format_name (WkFormat format);

/* Pages to bytes: exactly one for PNG and SVG. No date, no machine, no counter goes in:
 * the same pages give the same bytes. Where the environment has SOURCE_DATE_EPOCH, that
 * is a PDF's date. */
GBytes *wk_export_pages (const WkExportPage *pages,
                         guint n_pages,
                         const WkExportOptions *options,
                         GError **error);
/* Pages with nothing but a scene. */
GBytes *wk_export_bytes (WkScene *const *scenes,
                         guint n_scenes,
                         const WkExportOptions *options,
                         GError **error);

/* The state in a file that was exported, as WkExportPage had it. @source: its name for
 * messages. Damaged and foreign files give one sentence; nothing in them is trusted:
 * what comes out is text of at most WK_FILE_STATE_MAX_BYTES that has yet to be read as
 * a deck is. (transfer full) */
#define WK_FILE_STATE_MAX_BYTES (1024 * 1024)
char *wk_file_state_read (const guint8 *data,
                          gsize length,
                          const char *source,
                          GError **error);
/* TRUE if the first bytes are those of a PNG, an SVG or a PDF, not of a deck. */
gboolean wk_file_state_is_picture (const guint8 *data, gsize length);

/* To a file: beside, flushed, renamed; a symbolic link is followed; what is no regular
 * file (device, FIFO) is written directly; "-" is standard output. */
gboolean wk_save_bytes (const char *path, GBytes *bytes, GError **error);

/* --- layout check --- */

typedef enum
{
  WK_FINDING_OVERLAP,  /* two texts' ink overlaps, or a mark covers a text */
  WK_FINDING_CUT,      /* a clip or the page's edge cuts a text */
  WK_FINDING_OFF_PAGE, /* lies wholly off the page */
  WK_FINDING_SMALL,    /* smaller than its role may be */
  WK_FINDING_PALE,     /* too little contrast */
  WK_FINDING_SOURCE,   /* a formula that does not parse is shown as source */
} WkFindingType;

typedef struct
{
  WkFindingType type;
  char *item;    /* id */
  char *other;   /* id, or NULL */
  double amount; /* units of overlap, contrast found, size found */
  double wanted;
} WkFinding;

void wk_finding_free (WkFinding *finding);
char *wk_finding_to_text (const WkFinding *finding);

/* From the ink of the painted text, not from the layout's own estimates.
 * Returns: (transfer full) (element-type WkFinding): empty if all is well */
GPtrArray *wk_layout_check (const WkScene *scene, WkThemeId theme);

G_END_DECLS
