/* wk-scene-private.h - what the files of scene/ share of a scene and its builder
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "scene/wk-scene.h"

G_BEGIN_DECLS

struct _WkScene
{
  gatomicrefcount ref_count;
  double width, height;
  double cut;
  WkTextScale text_scale;
  const WkLanguage *language;
  char *title;
  char *description;
  GPtrArray *items;    /* of WkItem, in the order they are painted */
  GHashTable *by_id;   /* id to WkItem; both borrowed from items */
  GPtrArray *walk;     /* of WkItem with a label, in reading order */
  WkRect *hit_bounds;  /* of every item, as measured when it was built */
  gboolean *hit_valid; /* FALSE where the item fills nothing */
};

struct _WkSceneBuilder
{
  WkView view;
  WkRect body;
  double cut; /* from the top, in units */
  char *title;
  char *description;
  char *group; /* of the items to come, or NULL */
  double opacity;
  GPtrArray *items;
  GHashTable *by_id;
  GStringChunk *scratch;
};

/* Items added so far, and one of them, still writable. */
guint wk_scene_builder_get_n_items (const WkSceneBuilder *builder);
WkItem *wk_scene_builder_get_item (WkSceneBuilder *builder, guint i);
const WkItem *wk_scene_builder_find (const WkSceneBuilder *builder, const char *id);

/* Drops all items. */
void wk_scene_builder_clear (WkSceneBuilder *builder);
/* The page from @from to @to, in units from its top, is all that is left of it. */
void wk_scene_builder_crop (WkSceneBuilder *builder, double from, double to);

void wk_item_free (WkItem *item);
gboolean wk_item_equal (const WkItem *a, const WkItem *b);
/* FALSE if a coordinate or size is not finite. */
gboolean wk_item_is_finite (const WkItem *item);
/* Of anything but a group. */
gboolean wk_item_bounds (const WkItem *item,
                         const WkMeasure *measure,
                         WkTextScale scale,
                         WkRect *bounds);
/* How far the point is from what the item fills; 0 inside. @bounds: as above. */
double wk_item_distance (const WkItem *item, const WkRect *bounds, double x, double y);

/* Fills the walk, once the items are measured. */
void wk_scene_find_walk (WkScene *scene);

WkRect wk_rect_union (WkRect a, WkRect b);

G_END_DECLS
