/* wk-cairo-device.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A context dies silently on bad numbers (a path with NaN does not even set an error),
 * so each call looks at its numbers first and remembers the first thing that was wrong.
 *
 * On surfaces of pixels glyphs are not drawn by Cairo's own text calls: its
 * version 1.16 moves each glyph to a whole pixel, which spoils spacing and makes moving
 * text jump.
 */
#include "config.h"

#include "render/wk-cairo-private.h"

#include <cairo-ft.h>
#include <hb-ot.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "render/wk-fonts.h"
#include "render/wk-dot-layer.h"
#include "render/wk-marker.h"
#include "render/wk-message-private.h"
#include "render/wk-glyph-cache.h"
#include "render/wk-outline.h"
#include "render/wk-paint-private.h"

typedef struct
{
  WkDevice parent;
  cairo_t *cr;
  gboolean keep_text;
  gboolean dead;          /* the scale is 0 or no number: nothing can be drawn */
  const char *problem;    /* first thing that went wrong, or NULL */
  const WkItem *item;     /* being drawn */
  double alpha;           /* factor on every colour */
  double group_alpha;     /* of the group that is open; 0: none is */
  GArray *cairo_glyphs;   /* of cairo_glyph_t, scratch */
  GArray *cairo_clusters; /* of cairo_text_cluster_t, scratch */
} CairoDevice;

void
wk_cairo_add_path (cairo_t *cr, const WkPath *path)
{
  const WkPoint *p = (const WkPoint *) path->points->data;

  for (guint i = 0; i < path->ops->len; i++)
    switch (g_array_index (path->ops, guint8, i))
      {
      case WK_PATH_MOVE:
        cairo_move_to (cr, p[0].x, p[0].y);
        p += 1;
        break;
      case WK_PATH_LINE:
        cairo_line_to (cr, p[0].x, p[0].y);
        p += 1;
        break;
      case WK_PATH_CURVE:
        cairo_curve_to (cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
        p += 3;
        break;
      default:
        cairo_close_path (cr);
        break;
      }
}

static void
set_path (CairoDevice *self, const WkPath *path)
{
  cairo_new_path (self->cr);
  wk_cairo_add_path (self->cr, path);
}

static gboolean
path_usable (CairoDevice *self, const WkPath *path)
{
  if (self->dead)
    return FALSE;
  if (wk_path_is_finite (path))
    return TRUE;
  if (self->problem == NULL)
    self->problem = N_ ("a coordinate is not a finite number");
  return FALSE;
}

static void
set_colour (CairoDevice *self, WkColour colour)
{
  cairo_set_source_rgba (self->cr, colour.red, colour.green, colour.blue,
                         colour.alpha * self->alpha);
}

static void
cairo_begin (WkDevice *device, const WkScene *scene, double scale, double dx, double dy)
{
  CairoDevice *self = (CairoDevice *) device;

  cairo_save (self->cr);
  self->alpha = 1;
  self->dead = !(scale > 0) || !isfinite (scale) || !isfinite (dx) || !isfinite (dy);
  if (self->dead)
    {
      self->problem = N_ ("the picture has no size");
      return;
    }
  cairo_translate (self->cr, dx, dy);
  cairo_scale (self->cr, scale, scale);
}

static void
cairo_end (WkDevice *device)
{
  cairo_restore (((CairoDevice *) device)->cr);
}

static void
cairo_begin_item (WkDevice *device, const WkItem *item)
{
  ((CairoDevice *) device)->item = item;
}

static void
cairo_end_item (WkDevice *device)
{
  ((CairoDevice *) device)->item = NULL;
}

static void
cairo_fill_path (WkDevice *device, const WkPath *path, WkColour colour)
{
  CairoDevice *self = (CairoDevice *) device;

  if (!path_usable (self, path))
    return;
  set_path (self, path);
  set_colour (self, colour);
  cairo_fill (self->cr);
}

static void
cairo_stroke_path (WkDevice *device, const WkPath *path, const WkStroke *stroke)
{
  CairoDevice *self = (CairoDevice *) device;

  if (!path_usable (self, path) || !isfinite (stroke->width))
    return;
  set_path (self, path);
  set_colour (self, stroke->colour);
  cairo_set_line_width (self->cr, stroke->width);
  cairo_set_dash (self->cr, stroke->dashes, (int) stroke->n_dashes, 0);
  cairo_set_line_cap (self->cr,
                      stroke->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (self->cr,
                       stroke->round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  cairo_stroke (self->cr);
}

/* Cairo opens the file itself, through FreeType and past fontconfig. Never freed. */
static cairo_font_face_t *
math_font_face (void)
{
  static cairo_font_face_t *face;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      FcPattern *pattern = FcPatternCreate ();

      FcPatternAddString (pattern, FC_FILE,
                          (const FcChar8 *) wk_fonts_get_math_path ());
      FcPatternAddInteger (pattern, FC_INDEX, 0);
      FcPatternAddBool (pattern, FC_HINTING, FcFalse);
      face = cairo_ft_font_face_create_for_pattern (pattern);
      FcPatternDestroy (pattern);
      g_once_init_leave (&once, 1);
    }
  return face;
}

static void
set_font (CairoDevice *self, const WkFont *font)
{
  if (font->pango_font != NULL)
    {
      cairo_set_scaled_font (self->cr,
                             pango_cairo_font_get_scaled_font (font->pango_font));
    }
  else
    {
      cairo_font_options_t *options = cairo_font_options_create ();

      cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
      cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
      cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
      cairo_set_font_options (self->cr, options);
      cairo_font_options_destroy (options);
      cairo_set_font_face (self->cr, math_font_face ());
      cairo_set_font_size (self->cr, font->size);
    }
}

/* Glyphs that share a cluster share its characters: up to where the next cluster
 * starts. Cairo wants the clusters in the order of the text. */
static cairo_text_cluster_flags_t
make_clusters (CairoDevice *self, const WkGlyphRun *run)
{
  guint n = run->n_glyphs;
  gsize length = strlen (run->text);
  gboolean backward = n > 1 && run->glyphs[0].cluster > run->glyphs[n - 1].cluster;
  gsize done = 0;

  g_array_set_size (self->cairo_clusters, 0);
  for (guint i = 0; i < n;)
    {
      guint start = run->glyphs[backward ? n - 1 - i : i].cluster;
      cairo_text_cluster_t cluster = { 0 };
      gsize end = length;
      guint j = i;

      while (j < n && run->glyphs[backward ? n - 1 - j : j].cluster <= start)
        j++;
      if (j < n)
        end = MIN (run->glyphs[backward ? n - 1 - j : j].cluster, length);
      cluster.num_glyphs = (int) (j - i);
      cluster.num_bytes = (int) (MAX (end, done) - done);
      g_array_append_val (self->cairo_clusters, cluster);
      done = MAX (end, done);
      i = j;
    }
  return backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0;
}

/* Glyphs as cached masks, where one unit is one size of pixel in both directions.
 * FALSE if it is not, or they are too large. The scratch glyphs are used up. */
static gboolean
draw_masks (CairoDevice *self, const WkGlyphRun *run)
{
  cairo_glyph_t *glyphs = (cairo_glyph_t *) self->cairo_glyphs->data;
  cairo_matrix_t matrix;
  double sx = 1, sy = 1, size;

  cairo_get_matrix (self->cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_group_target (self->cr), &sx, &sy);
  size = run->font->size * matrix.xx;
  if (matrix.xx != matrix.yy || matrix.xy != 0 || matrix.yx != 0 || sx != 1 ||
      sy != 1 || !(size > 0) || size > WK_GLYPH_CACHE_MAX_SIZE)
    return FALSE;
  for (guint i = 0; i < run->n_glyphs; i++)
    cairo_matrix_transform_point (&matrix, &glyphs[i].x, &glyphs[i].y);
  cairo_identity_matrix (self->cr);
  wk_glyph_cache_draw (self->cr, run->font->face, size, glyphs, run->n_glyphs);
  cairo_set_matrix (self->cr, &matrix);
  return TRUE;
}

static void
draw_outlines (CairoDevice *self, const WkGlyphRun *run)
{
  hb_font_t *font = wk_outline_font_new (run->font->face);
  double em = run->font->size / hb_face_get_upem (run->font->face);
  g_autoptr (WkPath) path = wk_path_new ();

  for (guint i = 0; i < run->n_glyphs; i++)
    wk_outline_add (path, font, run->glyphs[i].glyph, em, run->glyphs[i].x,
                    run->glyphs[i].y);
  hb_font_destroy (font);
  set_path (self, path);
  cairo_fill (self->cr);
}

static void
cairo_glyph_run (WkDevice *device, const WkGlyphRun *run)
{
  CairoDevice *self = (CairoDevice *) device;
  const cairo_glyph_t *glyphs;

  if (self->dead || run->n_glyphs == 0)
    return;
  g_array_set_size (self->cairo_glyphs, 0);
  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const WkGlyph *from = &run->glyphs[i];
      cairo_glyph_t glyph = { from->glyph, from->x, from->y };

      if (!isfinite (from->x) || !isfinite (from->y))
        {
          if (self->problem == NULL)
            self->problem = N_ ("a coordinate is not a finite number");
          return;
        }
      g_array_append_val (self->cairo_glyphs, glyph);
    }
  glyphs = (const cairo_glyph_t *) self->cairo_glyphs->data;
  set_colour (self, run->colour);
  /* Pictures of glyphs, such as emoji, are for Cairo. */
  if (!self->keep_text && !hb_ot_color_has_png (run->font->face))
    {
      if (!draw_masks (self, run))
        draw_outlines (self, run);
      return;
    }
  set_font (self, run->font);
  if (run->text == NULL)
    cairo_show_glyphs (self->cr, glyphs, (int) run->n_glyphs);
  else
    {
      cairo_text_cluster_flags_t flags = make_clusters (self, run);

      cairo_show_text_glyphs (self->cr, run->text, (int) strlen (run->text), glyphs,
                              (int) run->n_glyphs,
                              (const cairo_text_cluster_t *) self->cairo_clusters->data,
                              (int) self->cairo_clusters->len, flags);
    }
}

cairo_surface_t *
wk_cairo_image_new (guint columns, guint rows, const guint8 *rgba)
{
  cairo_surface_t *surface;
  guint8 *data;
  int stride;

  if (columns > 32767 || rows > 32767)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) columns, (int) rows);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      {
        const guint8 *from = rgba + ((gsize) row * columns + column) * 4;
        guint32 a = from[3];
        guint32 pixel = a << 24 | (from[0] * a + 127) / 255 << 16 |
                        (from[1] * a + 127) / 255 << 8 | (from[2] * a + 127) / 255;

        memcpy (data + (gsize) row * (gsize) stride + column * 4, &pixel, 4);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
cairo_draw_image (WkDevice *device,
                  WkRect rect,
                  guint columns,
                  guint rows,
                  const guint8 *rgba,
                  gboolean smooth)
{
  CairoDevice *self = (CairoDevice *) device;
  cairo_surface_t *surface;
  cairo_pattern_t *pattern;

  if (self->dead || !(rect.width > 0) || !(rect.height > 0) || !isfinite (rect.x) ||
      !isfinite (rect.y) || !isfinite (rect.width) || !isfinite (rect.height))
    return;
  surface = wk_cairo_image_new (columns, rows, rgba);
  if (surface == NULL)
    {
      if (self->problem == NULL)
        self->problem = N_ ("there is no memory for an image");
      return;
    }
  cairo_save (self->cr);
  cairo_rectangle (self->cr, rect.x, rect.y, rect.width, rect.height);
  cairo_clip (self->cr);
  cairo_translate (self->cr, rect.x, rect.y);
  cairo_scale (self->cr, rect.width / columns, rect.height / rows);
  cairo_set_source_surface (self->cr, surface, 0, 0);
  pattern = cairo_get_source (self->cr);
  cairo_pattern_set_filter (pattern, smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  /* Without it the rim fades out; in PDF it would turn the image into a pattern. */
  if (!self->keep_text)
    cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  if (self->alpha < 1)
    cairo_paint_with_alpha (self->cr, self->alpha);
  else
    cairo_paint (self->cr);
  cairo_restore (self->cr);
  cairo_surface_destroy (surface);
}

static void
cairo_draw_dots (WkDevice *device, const WkDots *dots)
{
  CairoDevice *self = (CairoDevice *) device;
  g_autoptr (WkPath) path = NULL;

  if (self->dead ||
      (!self->keep_text && wk_dot_layer_draw (self->cr, dots, self->alpha)))
    return;
  path = wk_path_new ();
  for (guint i = 0; i < dots->n; i++)
    {
      guint class = dots->classes[i];
      double insets[2];
      gboolean edged = wk_marker_insets (dots, class, &insets[0], &insets[1]);

      for (int inner = !edged; inner < 2; inner++)
        {
          wk_path_clear (path);
          wk_marker_add (path, class, dots->points[i].x, dots->points[i].y,
                         dots->radius, insets[inner]);
          cairo_fill_path (device, path,
                           inner ? dots->fills[class] : dots->edges[class]);
        }
    }
}

static void
cairo_push_clip (WkDevice *device, const WkPath *path)
{
  CairoDevice *self = (CairoDevice *) device;

  cairo_save (self->cr);
  if (!path_usable (self, path))
    return;
  set_path (self, path);
  cairo_clip (self->cr);
}

static void
cairo_pop_clip (WkDevice *device)
{
  cairo_restore (((CairoDevice *) device)->cr);
}

/* Outline and fill overlap, so a node that fades needs a group, no larger than it;
 * without an outline it needs none. */
static gboolean
group_bounds (const WkItem *item, WkRect *bounds)
{
  double margin;

  if (item == NULL || item->width <= 0 || item->role == WK_ROLE_NONE)
    return FALSE;
  margin = item->width + 6;
  if (item->type == WK_ITEM_BOX)
    *bounds = (WkRect){ item->box.x - margin, item->box.y - margin,
                        item->box.width + 2 * margin, item->box.height + 2 * margin };
  else if (item->type == WK_ITEM_CIRCLE)
    {
      double r = item->circle.radius + margin;

      *bounds = (WkRect){ item->circle.x - r, item->circle.y - r, 2 * r, 2 * r };
    }
  else
    return FALSE;
  return isfinite (bounds->x) && isfinite (bounds->y) && isfinite (bounds->width) &&
         isfinite (bounds->height);
}

/* Markers overlap; a layer of them fades as a whole by itself. */
static gboolean
dots_bounds (const CairoDevice *self, WkRect *bounds)
{
  const WkItem *item = self->item;
  double reach, x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE,
                y1 = -G_MAXDOUBLE;

  if (item == NULL || item->type != WK_ITEM_DOTS || !self->keep_text)
    return FALSE;
  for (guint i = 0; i < item->dots.n; i++)
    {
      x0 = MIN (x0, item->dots.points[i].x);
      y0 = MIN (y0, item->dots.points[i].y);
      x1 = MAX (x1, item->dots.points[i].x);
      y1 = MAX (y1, item->dots.points[i].y);
    }
  reach = WK_DOT_REACH * item->dots.radius;
  *bounds =
      (WkRect){ x0 - reach, y0 - reach, x1 - x0 + 2 * reach, y1 - y0 + 2 * reach };
  return item->dots.n > 0;
}

static void
cairo_push_opacity (WkDevice *device, double opacity)
{
  CairoDevice *self = (CairoDevice *) device;
  WkRect bounds;

  opacity = CLAMP (opacity, 0, 1);
  self->group_alpha = 0;
  if (self->dead ||
      (!group_bounds (self->item, &bounds) && !dots_bounds (self, &bounds)))
    {
      self->alpha = opacity;
      return;
    }
  self->group_alpha = opacity;
  cairo_save (self->cr);
  cairo_rectangle (self->cr, bounds.x, bounds.y, bounds.width, bounds.height);
  cairo_clip (self->cr);
  cairo_push_group (self->cr);
}

static void
cairo_pop_opacity (WkDevice *device)
{
  CairoDevice *self = (CairoDevice *) device;

  if (self->group_alpha > 0)
    {
      cairo_pop_group_to_source (self->cr);
      cairo_paint_with_alpha (self->cr, self->group_alpha);
      cairo_restore (self->cr);
    }
  self->group_alpha = 0;
  self->alpha = 1;
}

gboolean
wk_cairo_check (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_DRAW,
               _ ("The figure could not be drawn: %s"),
               cairo_status_to_string (status));
  return FALSE;
}

static gboolean
cairo_check (WkDevice *device, GError **error)
{
  CairoDevice *self = (CairoDevice *) device;

  if (self->problem != NULL)
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_DRAW,
                   _ ("The figure could not be drawn: %s"), _ (self->problem));
      return FALSE;
    }
  return wk_cairo_check (cairo_status (self->cr), error);
}

static void
cairo_device_free (WkDevice *device)
{
  CairoDevice *self = (CairoDevice *) device;

  cairo_destroy (self->cr);
  g_array_unref (self->cairo_glyphs);
  g_array_unref (self->cairo_clusters);
  g_free (self);
}

WkDevice *
wk_cairo_device_new (cairo_t *cr, gboolean keep_text)
{
  static const WkDeviceClass klass = {
    .begin = cairo_begin,
    .end = cairo_end,
    .begin_item = cairo_begin_item,
    .end_item = cairo_end_item,
    .fill = cairo_fill_path,
    .stroke = cairo_stroke_path,
    .glyphs = cairo_glyph_run,
    .image = cairo_draw_image,
    .dots = cairo_draw_dots,
    .push_clip = cairo_push_clip,
    .pop_clip = cairo_pop_clip,
    .push_opacity = cairo_push_opacity,
    .pop_opacity = cairo_pop_opacity,
    .check = cairo_check,
    .free = cairo_device_free,
  };
  CairoDevice *self = g_new0 (CairoDevice, 1);

  self->parent.klass = &klass;
  self->cr = cairo_reference (cr);
  self->keep_text = keep_text;
  self->alpha = 1;
  self->cairo_glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  self->cairo_clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  return &self->parent;
}
