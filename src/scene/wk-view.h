/* wk-view.h - everything but the solution that a figure depends on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-language.h"
#include "model/wk-kind.h"
#include "scene/wk-type.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} WkRect;

/* All relative to the origin of the text: the start of its first baseline. */
typedef struct
{
  double width;   /* advance of the longest line */
  double ascent;  /* of the first line, above its baseline, > 0 */
  double descent; /* of the last line, below the first line's baseline, > 0 */
  WkRect ink;
  guint n_lines;
} WkExtents;

typedef struct _WkMeasure WkMeasure;

/* Declared here, implemented in render/ with the bundled fonts, handed in by session,
 * cli and tests. Tests of scene/ use a fixed-width one. */
struct _WkMeasure
{
  /* @wrap: width in units at which lines break between words; 0: never */
  void (*text) (const WkMeasure *measure,
                const char *text,
                WkTypeRole type,
                WkTextScale scale,
                double wrap,
                WkExtents *extents);
  /* @wrap: lines break at relations and binary operators; 0: never */
  void (*formula) (const WkMeasure *measure,
                   const char *source,
                   WkTypeRole type,
                   WkTextScale scale,
                   double wrap,
                   WkExtents *extents);
  /* Optional, may be NULL: a formula in words. (transfer full) */
  char *(*words) (const WkMeasure *measure,
                  const char *source,
                  const WkLanguage *language);
};

typedef enum
{
  WK_PAGE_16_9,  /* 1600 x 900 */
  WK_PAGE_16_10, /* 1440 x 900 */
  WK_PAGE_4_3,   /* 1200 x 900 */
  WK_PAGE_TALL,  /* 900 x 1200, text scale 1 only */
} WkPage;

struct _WkView
{
  double position;      /* 0: the bare question; n: all n steps done */
  double width, height; /* of the page, in units */
  WkTextScale text_scale;
  const WkLanguage *language;
  const WkMeasure *measure;
  const char *number;   /* of the exercise, "1a", or NULL */
  const char *title;    /* or NULL */
  const char *question; /* inline $...$; shown in the working band at position 0 */
  const char *audience; /* "PhD candidates only", or NULL */
  const char *remark;   /* note drawn on the figure, or NULL */
  gboolean hide_notes;  /* leave out the remark and the solution's own note */
  gboolean hide_title;  /* cut off the title strip: the page is then lower */
  gboolean hide_band;   /* cut off the working band: likewise */
};

void wk_page_size (WkPage page, double *width, double *height);
gboolean wk_page_from_name (const char *name, WkPage *page); /* "16:9", "tall" */
const char *wk_page_name (WkPage page);
gboolean wk_view_is_tall (const WkView *view);

/* How far step @step (from 1) has come: 0 not begun, 1 done. */
double wk_view_progress (const WkView *view, guint step);
/* The step that runs or has just ended: ceil of the position; 0 at the question. */
guint wk_view_current_step (const WkView *view);

G_END_DECLS
