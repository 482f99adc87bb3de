/* wk-glyph-cache.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan conversion of outlines is two thirds of the cost of a figure; Cairo's own cache
 * of glyphs would be fast but moves each glyph to a whole pixel. So each glyph is kept
 * at quarters of a pixel in both directions. Where a glyph falls depends on its
 * position alone, not on what the cache holds: pictures stay the same.
 */
#include "config.h"

#include <math.h>

#include "render/wk-cairo-private.h"
#include "render/wk-glyph-cache.h"
#include "render/wk-outline.h"
#include "render/wk-render.h"

#define PHASES 4
/* No surface reaches as far; Cairo's fixed point ends not much later. */
#define MAX_PLACE 1e6
/* A thread's cache is emptied beyond this. */
#define MAX_BYTES (12 * 1024 * 1024)

typedef struct
{
  hb_face_t *face; /* referenced by the cache */
  double size;
  guint32 glyph;
  guint8 phase_x, phase_y;
} Key;

typedef struct
{
  Key key;
  cairo_surface_t *surface; /* A8; NULL: nothing to draw */
  double x, y;              /* of its corner from the glyph's whole-pixel origin */
} Mask;

typedef struct
{
  GHashTable *masks; /* set of Mask, by its Key */
  GHashTable *fonts; /* hb_face_t to hb_font_t */
  WkPath *path;      /* scratch */
  gsize bytes;
} Cache;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_direct_hash (key->face) ^ key->glyph * 2654435761u ^
         (guint) (key->size * 256) * 40503u ^ (guint) (key->phase_x << 3) ^
         key->phase_y;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *k = a, *l = b;

  return k->face == l->face && k->size == l->size && k->glyph == l->glyph &&
         k->phase_x == l->phase_x && k->phase_y == l->phase_y;
}

static void
mask_free (gpointer data)
{
  Mask *mask = data;

  g_clear_pointer (&mask->surface, cairo_surface_destroy);
  g_free (mask);
}

static void
cache_free (gpointer data)
{
  Cache *cache = data;

  g_hash_table_unref (cache->masks);
  g_hash_table_unref (cache->fonts);
  wk_path_free (cache->path);
  g_free (cache);
}

static Cache *
get_cache (void)
{
  static GPrivate thread_cache = G_PRIVATE_INIT (cache_free);
  Cache *cache = g_private_get (&thread_cache);

  if (cache == NULL)
    {
      cache = g_new0 (Cache, 1);
      cache->masks = g_hash_table_new_full (key_hash, key_equal, mask_free, NULL);
      cache->fonts =
          g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hb_font_destroy);
      cache->path = wk_path_new ();
      g_private_set (&thread_cache, cache);
    }
  return cache;
}

void
wk_render_clear_glyphs (void)
{
  Cache *cache = get_cache ();

  g_hash_table_remove_all (cache->masks);
  cache->bytes = 0;
}

/* A font keeps its face alive, so that the key stays that face's. */
static hb_font_t *
get_font (Cache *cache, hb_face_t *face)
{
  hb_font_t *font = g_hash_table_lookup (cache->fonts, face);

  if (font == NULL)
    {
      font = wk_outline_font_new (face);
      g_hash_table_insert (cache->fonts, face, font);
    }
  return font;
}

static Mask *
mask_new (Cache *cache, const Key *key)
{
  Mask *mask = g_new0 (Mask, 1);
  double em = key->size / hb_face_get_upem (key->face);
  double px = (double) key->phase_x / PHASES, py = (double) key->phase_y / PHASES;
  WkRect box;
  cairo_t *cr;
  int width, height;

  mask->key = *key;
  wk_path_clear (cache->path);
  wk_outline_add (cache->path, get_font (cache, key->face), key->glyph, em, px, py);
  if (cache->path->points->len == 0)
    return mask;

  /* Control points reach beyond the curve at most: a little more room than needed. */
  box = wk_path_bounds (cache->path);
  mask->x = floor (box.x);
  mask->y = floor (box.y);
  width = (int) (ceil (box.x + box.width) - mask->x);
  height = (int) (ceil (box.y + box.height) - mask->y);
  mask->surface =
      cairo_image_surface_create (CAIRO_FORMAT_A8, MAX (width, 1), MAX (height, 1));
  cr = cairo_create (mask->surface);
  cairo_translate (cr, -mask->x, -mask->y);
  wk_cairo_add_path (cr, cache->path);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (mask->surface);
  cache->bytes += (gsize) width * (gsize) height + sizeof (Mask) + 256;
  return mask;
}

void
wk_glyph_cache_draw (cairo_t *cr,
                     hb_face_t *face,
                     double size,
                     const cairo_glyph_t *glyphs,
                     guint n_glyphs)
{
  Cache *cache = get_cache ();

  for (guint i = 0; i < n_glyphs; i++)
    {
      double x = round (glyphs[i].x * PHASES), y = round (glyphs[i].y * PHASES);
      double whole_x = floor (x / PHASES), whole_y = floor (y / PHASES);
      Key key = { .face = face, .size = size, .glyph = (guint32) glyphs[i].index };
      Mask *mask;

      if (!(fabs (x) < MAX_PLACE) || !(fabs (y) < MAX_PLACE))
        continue;
      key.phase_x = (guint8) (x - whole_x * PHASES);
      key.phase_y = (guint8) (y - whole_y * PHASES);
      mask = g_hash_table_lookup (cache->masks, &key);
      if (mask == NULL)
        {
          if (cache->bytes > MAX_BYTES)
            wk_render_clear_glyphs ();
          mask = mask_new (cache, &key);
          g_hash_table_add (cache->masks, mask);
        }
      if (mask->surface != NULL)
        cairo_mask_surface (cr, mask->surface, whole_x + mask->x, whole_y + mask->y);
    }
}
