/* wk-dot-layer.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Five thousand markers drawn by Cairo are five thousand scan conversions, or as many
 * calls that look at every state. Here each marker is a stamp, made once for its class,
 * size and quarter of a pixel, and put by hand into a layer of pixels, which Cairo then
 * draws at once. A scatter seldom changes from frame to frame, while something moves
 * over it: the last layers are kept, with all that went into them to compare with. What
 * is drawn depends on the dots alone, not on what was kept: pictures stay the same.
 */
#include "config.h"

#include "render/wk-dot-layer.h"

#include <math.h>
#include <string.h>

#include "render/wk-cairo-private.h"
#include "render/wk-marker.h"

#define PHASES 4
/* In pixels: beyond it outlines are as good. */
#define MAX_RADIUS 48.0
/* No surface reaches as far; a whole number of pixels, in quarters. */
#define MAX_PLACE 1e6
/* Fewer are stamped one by one, without a layer. */
#define FEW 64
/* A larger layer is cut to what is seen of it. */
#define MAX_PIXELS ((gint64) 3840 * 2160)
/* Of a thread: a figure has one or two, the window and a presentation show different
 * sizes of it. */
#define MAX_LAYERS 4
#define MAX_STAMPS 6

/* Where the shape begins and ends in a row, and between them the longest run that hides
 * what is below: it needs no blending. */
typedef struct
{
  guint8 from, to, solid, end;
} Span;

/* Coverage of one marker. */
typedef struct
{
  int x, y; /* of its corner from the marker's whole pixel */
  int width, height;
  guint8 *outer; /* the whole shape; NULL: not made yet */
  guint8 *inner; /* what its edge leaves */
  Span *spans;   /* of each row */
} Stamp;

typedef struct
{
  double radius; /* in pixels, as are the next */
  double whole[WK_N_CLASSES], fill[WK_N_CLASSES];
  Stamp stamps[WK_N_CLASSES][PHASES * PHASES];
} Stamps;

typedef struct
{
  int x, y, width, height;
} PixelRect;

typedef struct
{
  WkDots dots; /* with copies of points and classes */
  double scale, dx, dy;
  PixelRect rect;
  cairo_surface_t *surface;
} Layer;

typedef struct
{
  GPtrArray *stamps; /* of Stamps, the last used first */
  GPtrArray *layers; /* of Layer, the last used first */
  WkPath *path;      /* scratch */
} Cache;

/* A stamp in its colours, premultiplied. */
typedef struct
{
  const Stamp *stamp;
  guint32 *pixels; /* NULL: not made yet */
} Ink;

static void
stamps_free (gpointer data)
{
  Stamps *stamps = data;

  for (guint class = 0; class < WK_N_CLASSES; class ++)
    for (guint phase = 0; phase < PHASES * PHASES; phase++)
      {
        g_free (stamps->stamps[class][phase].outer);
        g_free (stamps->stamps[class][phase].inner);
        g_free (stamps->stamps[class][phase].spans);
      }
  g_free (stamps);
}

static void
layer_free (gpointer data)
{
  Layer *layer = data;

  g_free ((WkPoint *) layer->dots.points);
  g_free ((guint8 *) layer->dots.classes);
  g_clear_pointer (&layer->surface, cairo_surface_destroy);
  g_free (layer);
}

static void
cache_free (gpointer data)
{
  Cache *cache = data;

  g_ptr_array_unref (cache->stamps);
  g_ptr_array_unref (cache->layers);
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
      cache->stamps = g_ptr_array_new_with_free_func (stamps_free);
      cache->layers = g_ptr_array_new_with_free_func (layer_free);
      cache->path = wk_path_new ();
      g_private_set (&thread_cache, cache);
    }
  return cache;
}

/* Puts what stands at @i first. */
static gpointer
use (GPtrArray *array, guint i)
{
  gpointer thing = g_ptr_array_steal_index (array, i);

  g_ptr_array_insert (array, 0, thing);
  return thing;
}

static void
keep (GPtrArray *array, gpointer thing, guint most)
{
  if (array->len >= most)
    g_ptr_array_set_size (array, (int) most - 1);
  g_ptr_array_insert (array, 0, thing);
}

/* --- stamps --- */

static Stamps *
get_stamps (Cache *cache, const WkDots *dots, double scale)
{
  Stamps *wanted = g_new0 (Stamps, 1);

  wanted->radius = dots->radius * scale;
  for (guint class = 0; class < WK_N_CLASSES; class ++)
    {
      wk_marker_insets (dots, class, &wanted->whole[class], &wanted->fill[class]);
      wanted->whole[class] *= scale;
      wanted->fill[class] *= scale;
    }
  for (guint i = 0; i < cache->stamps->len; i++)
    {
      const Stamps *stamps = g_ptr_array_index (cache->stamps, i);

      if (stamps->radius == wanted->radius &&
          memcmp (stamps->whole, wanted->whole, sizeof wanted->whole) == 0 &&
          memcmp (stamps->fill, wanted->fill, sizeof wanted->fill) == 0)
        {
          g_free (wanted);
          return use (cache->stamps, i);
        }
    }
  keep (cache->stamps, wanted, MAX_STAMPS);
  return wanted;
}

/* (transfer full) */
static guint8 *
cover (const WkPath *path, const Stamp *stamp)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_A8, stamp->width, stamp->height);
  cairo_t *cr = cairo_create (surface);
  gsize width = (gsize) stamp->width, height = (gsize) stamp->height;
  guint8 *coverage = g_malloc0 (width * height);
  const guint8 *data;
  int stride;

  cairo_translate (cr, -stamp->x, -stamp->y);
  wk_cairo_add_path (cr, path);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (gsize row = 0; data != NULL && row < height; row++)
    memcpy (coverage + row * width, data + row * (gsize) stride, width);
  cairo_surface_destroy (surface);
  return coverage;
}

static Span
find_span (const guint8 *coverage, int width)
{
  int from = 0, to = width, solid, end, run = 0;

  while (from < to && coverage[from] == 0)
    from++;
  while (to > from && coverage[to - 1] == 0)
    to--;
  solid = end = to;
  for (int i = from; i < to; i++)
    {
      run = coverage[i] == 255 ? run + 1 : 0;
      if (run > end - solid)
        {
          solid = i + 1 - run;
          end = i + 1;
        }
    }
  return (Span){ (guint8) from, (guint8) to, (guint8) solid, (guint8) end };
}

static Span *
find_spans (const Stamp *stamp)
{
  Span *spans = g_new (Span, stamp->height);

  for (int row = 0; row < stamp->height; row++)
    spans[row] =
        find_span (stamp->outer + (gsize) row * (gsize) stamp->width, stamp->width);
  return spans;
}

static const Stamp *
get_stamp (Cache *cache, Stamps *stamps, guint class, guint phase)
{
  Stamp *stamp = &stamps->stamps[class][phase];
  double x = (double) (phase % PHASES) / PHASES;
  double y = (double) (phase / PHASES) / PHASES;
  WkRect box;

  if (stamp->outer != NULL)
    return stamp;
  wk_path_clear (cache->path);
  wk_marker_add (cache->path, class, x, y, stamps->radius, stamps->whole[class]);
  box = wk_path_bounds (cache->path);
  stamp->x = (int) floor (box.x);
  stamp->y = (int) floor (box.y);
  stamp->width = (int) ceil (box.x + box.width) - stamp->x;
  stamp->height = (int) ceil (box.y + box.height) - stamp->y;
  stamp->outer = cover (cache->path, stamp);
  stamp->spans = find_spans (stamp);
  wk_path_clear (cache->path);
  wk_marker_add (cache->path, class, x, y, stamps->radius, stamps->fill[class]);
  stamp->inner = cover (cache->path, stamp);
  return stamp;
}

/* Premultiplied: where the fill covers less than the shape there is edge. */
static void
colour_stamp (Ink *ink, const Stamp *stamp, WkColour fill, WkColour edge)
{
  gsize n = (gsize) stamp->width * (gsize) stamp->height;
  float red = (float) fill.red, green = (float) fill.green, blue = (float) fill.blue;
  float edge_red = (float) edge.red, edge_green = (float) edge.green;
  float edge_blue = (float) edge.blue;

  ink->stamp = stamp;
  ink->pixels = g_new0 (guint32, n);
  for (gsize i = 0; i < n; i++)
    {
      float outer = stamp->outer[i], inner = MIN (stamp->inner[i], stamp->outer[i]);
      float rest = outer - inner;

      if (stamp->outer[i] == 0)
        continue;

      ink->pixels[i] = (guint32) stamp->outer[i] << 24 |
                       (guint32) (edge_red * rest + red * inner + 0.5f) << 16 |
                       (guint32) (edge_green * rest + green * inner + 0.5f) << 8 |
                       (guint32) (edge_blue * rest + blue * inner + 0.5f);
    }
}

/* @over on @under, both premultiplied. */
static inline guint32
blend (guint32 over, guint32 under)
{
  guint32 rest = 255 - (over >> 24);
  guint32 low = (under & 0xff00ff) * rest + 0x800080;
  guint32 high = (under >> 8 & 0xff00ff) * rest + 0x800080;

  /* Division by 255, two channels at a time. */
  low = (low + (low >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
  high = (high + (high >> 8 & 0xff00ff)) & 0xff00ff00;
  return over + (low | high);
}

/* --- the dots, in pixels --- */

#define NOWHERE G_MAXUINT

typedef struct
{
  int x, y;    /* whole pixel */
  guint phase; /* NOWHERE: too far away */
} Place;

/* To the nearest quarter; all in whole numbers, which is faster than floor(). */
static Place
find_place (WkPoint point, double scale, double dx, double dy)
{
  double x = (point.x * scale + dx) * PHASES + 0.5;
  double y = (point.y * scale + dy) * PHASES + 0.5;
  int column, row;

  if (!(fabs (x) < MAX_PLACE) || !(fabs (y) < MAX_PLACE))
    return (Place){ .phase = NOWHERE };
  column = (int) (x + MAX_PLACE) - (int) MAX_PLACE;
  row = (int) (y + MAX_PLACE) - (int) MAX_PLACE;
  return (Place){ (column + (int) MAX_PLACE) / PHASES - (int) MAX_PLACE / PHASES,
                  (row + (int) MAX_PLACE) / PHASES - (int) MAX_PLACE / PHASES,
                  ((guint) column & (PHASES - 1)) |
                      ((guint) row & (PHASES - 1)) * PHASES };
}

typedef struct
{
  Cache *cache;
  Stamps *stamps;
  const WkDots *dots;
  double scale, dx, dy;
  Place *places; /* of the dots */
  Ink inks[WK_N_CLASSES][PHASES * PHASES];
} Work;

static const Ink *
get_ink (Work *work, guint class, guint phase)
{
  Ink *ink = &work->inks[class][phase];

  if (ink->pixels == NULL)
    colour_stamp (ink, get_stamp (work->cache, work->stamps, class, phase),
                  work->dots->fills[class], work->dots->edges[class]);
  return ink;
}

static void
clear_inks (Work *work)
{
  for (guint class = 0; class < WK_N_CLASSES; class ++)
    for (guint phase = 0; phase < PHASES * PHASES; phase++)
      g_free (work->inks[class][phase].pixels);
}

/* Cut to what is seen if it would be very large; FALSE if nothing is seen. */
static gboolean
find_rect (cairo_t *cr, const Work *work, PixelRect *rect)
{
  /* With room for what lies around them, at the sharpest corner. */
  double reach = ceil (1.3 * WK_DOT_REACH * work->stamps->radius) + 2;
  double x0 = MAX_PLACE, y0 = MAX_PLACE, x1 = -MAX_PLACE, y1 = -MAX_PLACE;
  gboolean found = FALSE;

  for (guint i = 0; i < work->dots->n; i++)
    {
      Place place = work->places[i];

      if (place.phase == NOWHERE)
        continue;
      x0 = MIN (x0, place.x - reach);
      y0 = MIN (y0, place.y - reach);
      x1 = MAX (x1, place.x + reach);
      y1 = MAX (y1, place.y + reach);
      found = TRUE;
    }
  if (found && (x1 - x0) * (y1 - y0) > MAX_PIXELS)
    {
      double left, top, right, bottom;

      cairo_clip_extents (cr, &left, &top, &right, &bottom);
      x0 = MAX (x0, floor (left));
      y0 = MAX (y0, floor (top));
      x1 = MIN (x1, ceil (right));
      y1 = MIN (y1, ceil (bottom));
    }
  if (!found || !(x1 > x0) || !(y1 > y0) || x1 - x0 > 32767 || y1 - y0 > 32767)
    return FALSE;
  *rect = (PixelRect){ (int) x0, (int) y0, (int) (x1 - x0), (int) (y1 - y0) };
  return TRUE;
}

static void
put_stamp (guint32 *pixels, gsize stride, PixelRect rect, const Ink *ink, Place place)
{
  const Stamp *stamp = ink->stamp;
  int x = place.x + stamp->x - rect.x, y = place.y + stamp->y - rect.y;
  int left = MAX (0, -x), right = MIN (stamp->width, rect.width - x);

  for (int row = MAX (0, -y); row < MIN (stamp->height, rect.height - y); row++)
    {
      const guint32 *over = ink->pixels + (gsize) row * (gsize) stamp->width;
      guint32 *under = pixels + (gsize) (y + row) * stride;
      int from = MAX (left, stamp->spans[row].from);
      int to = MIN (right, stamp->spans[row].to);

      int solid = CLAMP (stamp->spans[row].solid, from, to);
      int end = CLAMP (stamp->spans[row].end, solid, to);

      for (int column = from; column < solid; column++)
        under[x + column] = blend (over[column], under[x + column]);
      for (int column = solid; column < end; column++)
        under[x + column] = over[column];
      for (int column = end; column < to; column++)
        under[x + column] = blend (over[column], under[x + column]);
    }
}

static cairo_surface_t *
make_surface (Work *work, PixelRect rect)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, rect.width, rect.height);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface) / 4;

  if (pixels == NULL)
    return surface;
  cairo_surface_flush (surface);
  for (guint i = 0; i < work->dots->n; i++)
    {
      Place place = work->places[i];

      if (place.phase != NOWHERE)
        put_stamp (pixels, stride, rect,
                   get_ink (work, work->dots->classes[i], place.phase), place);
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
draw_surface (cairo_t *cr, cairo_surface_t *surface, int x, int y, double alpha)
{
  cairo_set_source_surface (cr, surface, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  if (alpha < 1)
    cairo_paint_with_alpha (cr, alpha);
  else
    cairo_paint (cr);
}

/* --- layers --- */

static gboolean
is_layer_of (const Layer *layer, const Work *work, PixelRect rect)
{
  const WkDots *a = &layer->dots, *b = work->dots;

  return a->n == b->n && a->radius == b->radius && layer->scale == work->scale &&
         layer->dx == work->dx && layer->dy == work->dy && layer->rect.x == rect.x &&
         layer->rect.y == rect.y && layer->rect.width == rect.width &&
         layer->rect.height == rect.height &&
         memcmp (a->fills, b->fills, sizeof a->fills) == 0 &&
         memcmp (a->edges, b->edges, sizeof a->edges) == 0 &&
         memcmp (a->around, b->around, sizeof a->around) == 0 &&
         memcmp (a->classes, b->classes, a->n) == 0 &&
         memcmp (a->points, b->points, a->n * sizeof (WkPoint)) == 0;
}

static const Layer *
get_layer (Work *work, PixelRect rect)
{
  GPtrArray *layers = work->cache->layers;
  Layer *layer;

  for (guint i = 0; i < layers->len; i++)
    if (is_layer_of (g_ptr_array_index (layers, i), work, rect))
      return use (layers, i);
  layer = g_new0 (Layer, 1);
  layer->dots = *work->dots;
  layer->dots.points = g_memdup2 (work->dots->points, work->dots->n * sizeof (WkPoint));
  layer->dots.classes = g_memdup2 (work->dots->classes, work->dots->n);
  layer->scale = work->scale;
  layer->dx = work->dx;
  layer->dy = work->dy;
  layer->rect = rect;
  layer->surface = make_surface (work, rect);
  keep (layers, layer, MAX_LAYERS);
  return layer;
}

/* One by one: a few of them may lie far apart. */
static void
draw_few (cairo_t *cr, Work *work)
{
  for (guint i = 0; i < work->dots->n; i++)
    {
      Place place = work->places[i];
      cairo_surface_t *surface;
      const Ink *ink;

      if (place.phase == NOWHERE)
        continue;
      ink = get_ink (work, work->dots->classes[i], place.phase);
      surface = cairo_image_surface_create_for_data (
          (guint8 *) ink->pixels, CAIRO_FORMAT_ARGB32, ink->stamp->width,
          ink->stamp->height, 4 * ink->stamp->width);
      draw_surface (cr, surface, place.x + ink->stamp->x, place.y + ink->stamp->y, 1);
      /* The pixels are gone before the context is. */
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_surface_finish (surface);
      cairo_surface_destroy (surface);
    }
}

gboolean
wk_dot_layer_draw (cairo_t *cr, const WkDots *dots, double alpha)
{
  double sx = 1, sy = 1;
  cairo_matrix_t matrix;
  PixelRect rect;
  Work *work;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &sx, &sy);
  if (matrix.xx != matrix.yy || matrix.xy != 0 || matrix.yx != 0 || sx != 1 ||
      sy != 1 || !(matrix.xx > 0) || !(dots->radius * matrix.xx < MAX_RADIUS))
    return FALSE;
  work = g_new0 (Work, 1);
  work->cache = get_cache ();
  work->stamps = get_stamps (work->cache, dots, matrix.xx);
  work->dots = dots;
  work->scale = matrix.xx;
  work->dx = matrix.x0;
  work->dy = matrix.y0;
  work->places = g_new (Place, dots->n);
  for (guint i = 0; i < dots->n; i++)
    work->places[i] = find_place (dots->points[i], work->scale, work->dx, work->dy);
  cairo_identity_matrix (cr);
  if (dots->n < FEW && alpha >= 1)
    draw_few (cr, work);
  else if (find_rect (cr, work, &rect))
    {
      const Layer *layer = get_layer (work, rect);

      draw_surface (cr, layer->surface, rect.x, rect.y, alpha);
    }
  cairo_set_matrix (cr, &matrix);
  clear_inks (work);
  g_free (work->places);
  g_free (work);
  return TRUE;
}
