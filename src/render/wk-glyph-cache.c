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

#include "render/wk-glyph-cache.h"

#define PHASES 4
/* No surface reaches as far; Cairo's fixed point ends not much later. */
#define MAX_PLACE 1e6
/* A thread's cache is emptied beyond this. */
#define MAX_BYTES (12 * 1024 * 1024)

typedef struct
{
  cairo_font_face_t *face; /* referenced by a Mask with this key */
  double size;
  gulong glyph;
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
  GHashTable *masks;
  gsize bytes;
} Cache;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_direct_hash (key->face) ^ (guint) key->glyph * 2654435761u ^
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

  cairo_font_face_destroy (mask->key.face);
  g_clear_pointer (&mask->surface, cairo_surface_destroy);
  g_free (mask);
}

static void
cache_free (gpointer data)
{
  Cache *cache = data;

  g_hash_table_unref (cache->masks);
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
      g_private_set (&thread_cache, cache);
    }
  return cache;
}

static void
set_font (cairo_t *cr, cairo_font_face_t *face, double size)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
  cairo_set_font_face (cr, face);
  cairo_set_font_size (cr, size);
}

static void
glyph_path (cairo_t *cr, const Key *key, double x, double y)
{
  cairo_glyph_t glyph = { key->glyph, x + (double) key->phase_x / PHASES,
                          y + (double) key->phase_y / PHASES };

  cairo_new_path (cr);
  cairo_glyph_path (cr, &glyph, 1);
}

static Mask *
mask_new (Cache *cache, const Key *key)
{
  Mask *mask = g_new0 (Mask, 1);
  cairo_surface_t *scratch = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (scratch);
  double x0, y0, x1, y1;
  int width, height;

  mask->key = *key;
  cairo_font_face_reference (key->face);
  set_font (cr, key->face, key->size);
  glyph_path (cr, key, 0, 0);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_destroy (cr);
  cairo_surface_destroy (scratch);
  if (!(x1 > x0) || !(y1 > y0))
    return mask;

  mask->x = floor (x0);
  mask->y = floor (y0);
  width = (int) (ceil (x1) - mask->x);
  height = (int) (ceil (y1) - mask->y);
  mask->surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cr = cairo_create (mask->surface);
  set_font (cr, key->face, key->size);
  glyph_path (cr, key, -mask->x, -mask->y);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (mask->surface);
  cache->bytes += (gsize) width * (gsize) height + sizeof (Mask) + 256;
  return mask;
}

void
wk_glyph_cache_draw (cairo_t *cr,
                     cairo_font_face_t *face,
                     double size,
                     const cairo_glyph_t *glyphs,
                     guint n_glyphs)
{
  Cache *cache = get_cache ();

  for (guint i = 0; i < n_glyphs; i++)
    {
      double x = round (glyphs[i].x * PHASES), y = round (glyphs[i].y * PHASES);
      double whole_x = floor (x / PHASES), whole_y = floor (y / PHASES);
      Key key = { .face = face, .size = size, .glyph = glyphs[i].index };
      Mask *mask;

      if (!(fabs (x) < MAX_PLACE) || !(fabs (y) < MAX_PLACE))
        continue;
      key.phase_x = (guint8) (x - whole_x * PHASES);
      key.phase_y = (guint8) (y - whole_y * PHASES);
      mask = g_hash_table_lookup (cache->masks, &key);
      if (mask == NULL)
        {
          if (cache->bytes > MAX_BYTES)
            {
              g_hash_table_remove_all (cache->masks);
              cache->bytes = 0;
            }
          mask = mask_new (cache, &key);
          g_hash_table_add (cache->masks, mask);
        }
      if (mask->surface != NULL)
        cairo_mask_surface (cr, mask->surface, whole_x + mask->x, whole_y + mask->y);
    }
}
