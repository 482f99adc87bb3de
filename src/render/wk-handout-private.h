/* wk-handout-private.h - what overviews and sheets share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "render/wk-handout.h"
#include "scene/wk-figure.h"

G_BEGIN_DECLS

#define WK_HANDOUT_MARGIN 72.0
/* A4 is 210 mm x 297 mm; 1240 units are 595.28 points wide. */
#define WK_A4_SHORT 1240.0
#define WK_A4_LONG 1754.0
#define WK_A4_SHORT_POINTS 595.276
#define WK_A4_LONG_POINTS 841.89

struct _WkHandout
{
  WkView view; /* of the pages */
  double paper_width;
  GArray *pages;     /* of WkExportPage */
  GPtrArray *scenes; /* of WkScene, the pages' and the figures' */
  GPtrArray *insets; /* of WkInset[], one a page */
  GStringChunk *words;

  /* The page being made. */
  WkSceneBuilder *builder;
  GArray *placed; /* of WkInset */
  double y;       /* where it goes on */
  guint n_items;  /* given ids so far */
  const char *chapter;
  const char *section;

  /* Of sheets. */
  const WkDeck *deck;
  const char *seed;
  gboolean solutions;
};

WkHandout *wk_handout_new (double width,
                           double height,
                           double paper_width,
                           const WkLanguage *language);
void wk_handout_begin_page (WkHandout *self);
/* @height: of the page, if it is to be as high as its content; 0: the usual. */
void wk_handout_end_page (WkHandout *self, double height);
/* Lives as long as the handout. */
const char *wk_handout_keep (WkHandout *self, const char *text);
/* An id for the next item of the page. */
const char *wk_handout_id (WkHandout *self, const char *what);
/* References @scene, adds a thin frame around it. */
void wk_handout_place (WkHandout *self, WkScene *scene, WkRect rect, const char *name);

G_END_DECLS
