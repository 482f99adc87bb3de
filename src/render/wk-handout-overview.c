/* wk-handout-overview.c - thumbnails with captions
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-handout-private.h"

#define COLUMNS 3
#define GAP 40.0
#define ROW_GAP 36.0
#define CAPTION_GAP 10.0
/* More of a caption than this is a mistake of its author; it still ends. */
#define TYPE WK_TYPE_SECONDARY
#define FORMULA_TYPE WK_TYPE_SYMBOL_SMALL

typedef struct
{
  WkHandout *handout;
  const WkThumbnail *thumbnails;
  guint n;
  double width; /* of a thumbnail */
} Overview;

static double
picture_height (const Overview *self, const WkThumbnail *thumbnail)
{
  return self->width * wk_scene_get_height (thumbnail->scene) /
         wk_scene_get_width (thumbnail->scene);
}

static double
caption_height (const Overview *self, const WkThumbnail *thumbnail)
{
  if (thumbnail->caption == NULL)
    return 0;
  return CAPTION_GAP + wk_flow_add (NULL, &self->handout->view, "caption", WK_ROLE_INK,
                                    TYPE, FORMULA_TYPE, 0, 0, self->width,
                                    thumbnail->caption);
}

/* Pictures of a row end on one line, so that the captions begin on one. */
static void
measure_row (const Overview *self, guint first, double *pictures, double *captions)
{
  *pictures = *captions = 0;
  for (guint i = first; i < self->n && i < first + COLUMNS; i++)
    {
      *pictures = MAX (*pictures, picture_height (self, &self->thumbnails[i]));
      *captions = MAX (*captions, caption_height (self, &self->thumbnails[i]));
    }
}

static void
add_thumbnail (const Overview *self,
               const WkThumbnail *thumbnail,
               double x,
               double pictures)
{
  WkHandout *handout = self->handout;
  double height = picture_height (self, thumbnail);

  wk_handout_place (handout, thumbnail->scene,
                    (WkRect){ x, handout->y + pictures - height, self->width, height },
                    thumbnail->name);
  if (thumbnail->caption != NULL)
    wk_flow_add (handout->builder, &handout->view, wk_handout_id (handout, "caption"),
                 WK_ROLE_INK, TYPE, FORMULA_TYPE, x,
                 handout->y + pictures + CAPTION_GAP, self->width, thumbnail->caption);
}

static void
add_title (WkHandout *self, const char *title)
{
  double width = self->view.width - 2 * WK_HANDOUT_MARGIN;

  self->y += wk_flow_add (self->builder, &self->view, wk_handout_id (self, "title"),
                          WK_ROLE_INK, WK_TYPE_TITLE, WK_TYPE_SYMBOL, WK_HANDOUT_MARGIN,
                          self->y, width, title) +
             24;
}

WkHandout *
wk_handout_new_overview (const char *title,
                         const WkThumbnail *thumbnails,
                         guint n_thumbnails,
                         gboolean endless,
                         const WkLanguage *language)
{
  WkHandout *self =
      wk_handout_new (WK_A4_LONG, WK_A4_SHORT, WK_A4_LONG_POINTS, language);
  Overview overview = { self, thumbnails, n_thumbnails,
                        (WK_A4_LONG - 2 * WK_HANDOUT_MARGIN - (COLUMNS - 1) * GAP) /
                            COLUMNS };
  gboolean fresh = TRUE; /* nothing is on the page but its title */

  self->chapter = NULL;
  wk_handout_begin_page (self);
  wk_scene_builder_set_title (self->builder, title);
  add_title (self, title);
  for (guint i = 0; i < n_thumbnails; i += COLUMNS)
    {
      double pictures, captions;

      measure_row (&overview, i, &pictures, &captions);
      if (!endless && !fresh &&
          self->y + pictures + captions > WK_A4_SHORT - WK_HANDOUT_MARGIN)
        {
          wk_handout_end_page (self, 0);
          wk_handout_begin_page (self);
        }
      for (guint k = i; k < n_thumbnails && k < i + COLUMNS; k++)
        add_thumbnail (&overview, &thumbnails[k],
                       WK_HANDOUT_MARGIN + (k - i) * (overview.width + GAP), pictures);
      self->y += pictures + captions + ROW_GAP;
      fresh = FALSE;
    }
  wk_handout_end_page (self, endless ? self->y - ROW_GAP + WK_HANDOUT_MARGIN : 0);
  return self;
}
