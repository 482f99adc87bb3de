/* wk-svg-device.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text goes out as outlines: each glyph once in <defs>, in units of its font, and used
 * wherever it stands. A variant that writes real text replaces write_outlines() only.
 * Ids of glyphs start with "_", those of items never do, so the two cannot meet.
 */
#include "config.h"

#include "render/wk-svg-private.h"

#include <cairo.h>
#include <hb.h>
#include <math.h>
#include <string.h>

#include "render/wk-cairo-private.h"
#include "render/wk-export-private.h"
#include "render/wk-fonts.h"
#include "render/wk-message-private.h"
#include "render/wk-outline.h"
#include "render/wk-paint-private.h"

typedef struct
{
  WkDevice parent;
  const WkScene *scene;
  const WkItem *item; /* being drawn */
  GString *defs;
  GString *body;
  GHashTable *glyphs; /* GlyphKey to its number */
  GHashTable *fonts;  /* hb_face_t to hb_font_t in units of the face */
  GHashTable *ids;    /* set of those given out */
  char *group;        /* id of the scene's group that is open, or NULL */
  guint n_clips;
  const char *problem;
} SvgDevice;

typedef struct
{
  gconstpointer face;
  guint32 glyph;
} GlyphKey;

static guint
glyph_key_hash (gconstpointer data)
{
  const GlyphKey *key = data;

  return g_direct_hash (key->face) * 31 + key->glyph;
}

static gboolean
glyph_key_equal (gconstpointer a, gconstpointer b)
{
  const GlyphKey *k = a, *l = b;

  return k->face == l->face && k->glyph == l->glyph;
}

/* A name for @id that XML allows and that was not given out before. */
static char *
make_id (SvgDevice *self, const char *id)
{
  GString *name = g_string_new (NULL);
  gsize length;

  for (const char *p = id; *p != '\0'; p++)
    {
      gboolean first = p == id;
      gboolean plain = g_ascii_isalpha (*p) ||
                       (!first && (g_ascii_isdigit (*p) || strchr ("-_.", *p) != NULL));

      if (first && !plain)
        g_string_append (name, "i-");
      g_string_append_c (name, plain || (first && g_ascii_isdigit (*p)) ? *p : '-');
    }
  if (name->len == 0)
    g_string_append (name, "item");
  length = name->len;
  for (guint n = 2; g_hash_table_contains (self->ids, name->str); n++)
    {
      g_string_truncate (name, length);
      g_string_append_printf (name, ".%u", n);
    }
  g_hash_table_add (self->ids, g_strdup (name->str));
  return g_string_free (name, FALSE);
}

static gboolean
path_usable (SvgDevice *self, const WkPath *path)
{
  if (wk_path_is_finite (path))
    return TRUE;
  if (self->problem == NULL)
    self->problem = N_ ("a coordinate is not a finite number");
  return FALSE;
}

/* --- glyphs --- */

static hb_font_t *
get_font (SvgDevice *self, hb_face_t *face)
{
  hb_font_t *font = g_hash_table_lookup (self->fonts, face);

  if (font == NULL)
    {
      font = wk_outline_font_new (face);
      g_hash_table_insert (self->fonts, face, font);
    }
  return font;
}

/* The number of the glyph's <path>, from 1; 0 if it draws nothing. */
static guint
get_outline (SvgDevice *self, hb_face_t *face, guint32 glyph)
{
  const GlyphKey key = { face, glyph };
  gpointer found;
  g_autoptr (WkPath) path = NULL;
  guint number;

  if (g_hash_table_lookup_extended (self->glyphs, &key, NULL, &found))
    return GPOINTER_TO_UINT (found);
  path = wk_path_new ();
  wk_outline_add (path, get_font (self, face), glyph, 1, 0, 0);
  number = path->points->len == 0 ? 0 : g_hash_table_size (self->glyphs) + 1;
  g_hash_table_insert (self->glyphs, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (number));
  if (number > 0)
    {
      g_string_append_printf (self->defs, "<path id=\"_g%u\" d=\"", number);
      wk_svg_append_path (self->defs, path);
      g_string_append (self->defs, "\"/>\n");
    }
  return number;
}

static void
write_outlines (SvgDevice *self, const WkGlyphRun *run)
{
  hb_face_t *face = run->font->face;
  double em = run->font->size / hb_face_get_upem (face);
  gboolean open = FALSE;

  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const WkGlyph *glyph = &run->glyphs[i];
      guint number = get_outline (self, face, glyph->glyph);

      if (number == 0)
        continue;
      if (!open)
        {
          g_string_append (self->body, "<g");
          wk_svg_append_colour (self->body, "fill", run->colour);
          g_string_append (self->body, " transform=\"translate(");
          wk_svg_append_pair (self->body, run->x, run->y);
          g_string_append (self->body, ") scale(");
          wk_svg_append_number (self->body, em, 7);
          g_string_append (self->body, ")\">");
          open = TRUE;
        }
      g_string_append_printf (self->body, "<use xlink:href=\"#_g%u\"", number);
      if (glyph->x != run->x)
        wk_svg_append_attribute (self->body, "x", round ((glyph->x - run->x) / em));
      if (glyph->y != run->y)
        wk_svg_append_attribute (self->body, "y", round ((glyph->y - run->y) / em));
      g_string_append (self->body, "/>");
    }
  if (open)
    g_string_append (self->body, "</g>\n");
}

/* --- the device --- */

static void
svg_begin (WkDevice *device, const WkScene *scene, double scale, double dx, double dy)
{
  /* The viewBox is the page: what shows the file does the scaling. */
  ((SvgDevice *) device)->scene = scene;
}

static void
close_group (SvgDevice *self)
{
  if (self->group != NULL)
    g_string_append (self->body, "</g>\n");
  g_clear_pointer (&self->group, g_free);
}

static void
svg_end (WkDevice *device)
{
  close_group ((SvgDevice *) device);
}

static void
append_label (GString *out, const WkItem *item)
{
  g_autofree char *label = NULL;

  if (item->label == NULL)
    return;
  label = item->value != NULL ? g_strconcat (item->label, ": ", item->value, NULL)
                              : g_strdup (item->label);
  wk_svg_append_element (out, "title", NULL, label);
}

/* A group's element is open as long as its children follow one another. */
static void
svg_begin_item (WkDevice *device, const WkItem *item)
{
  SvgDevice *self = (SvgDevice *) device;
  g_autofree char *id = NULL;

  self->item = item;
  if (item == NULL)
    return;
  if (item->type == WK_ITEM_GROUP || g_strcmp0 (item->parent, self->group) != 0)
    close_group (self);
  id = make_id (self, item->id != NULL ? item->id : "");
  g_string_append_printf (self->body, "<g id=\"%s\">\n", id);
  append_label (self->body, item);
  if (item->type == WK_ITEM_GROUP)
    self->group = g_strdup (item->id != NULL ? item->id : "");
}

static void
svg_end_item (WkDevice *device)
{
  SvgDevice *self = (SvgDevice *) device;

  if (self->item != NULL && self->item->type != WK_ITEM_GROUP)
    g_string_append (self->body, "</g>\n");
}

static void
append_path_element (SvgDevice *self, const WkPath *path)
{
  g_string_append (self->body, "<path d=\"");
  wk_svg_append_path (self->body, path);
  g_string_append_c (self->body, '"');
}

static void
svg_fill (WkDevice *device, const WkPath *path, WkColour colour)
{
  SvgDevice *self = (SvgDevice *) device;

  if (!path_usable (self, path))
    return;
  append_path_element (self, path);
  wk_svg_append_colour (self->body, "fill", colour);
  g_string_append (self->body, "/>\n");
}

static void
svg_stroke (WkDevice *device, const WkPath *path, const WkStroke *stroke)
{
  SvgDevice *self = (SvgDevice *) device;

  if (!path_usable (self, path) || !isfinite (stroke->width))
    return;
  append_path_element (self, path);
  g_string_append (self->body, " fill=\"none\"");
  wk_svg_append_colour (self->body, "stroke", stroke->colour);
  wk_svg_append_attribute (self->body, "stroke-width", stroke->width);
  if (stroke->n_dashes > 0)
    {
      g_string_append (self->body, " stroke-dasharray=\"");
      for (guint i = 0; i < stroke->n_dashes; i++)
        {
          if (i > 0)
            g_string_append_c (self->body, ' ');
          wk_svg_append_number (self->body, stroke->dashes[i], 2);
        }
      g_string_append_c (self->body, '"');
    }
  if (stroke->round)
    g_string_append (self->body, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
  else
    g_string_append (self->body, " stroke-miterlimit=\"10\"");
  g_string_append (self->body, "/>\n");
}

static void
svg_glyphs (WkDevice *device, const WkGlyphRun *run)
{
  SvgDevice *self = (SvgDevice *) device;

  for (guint i = 0; i < run->n_glyphs; i++)
    if (!isfinite (run->glyphs[i].x) || !isfinite (run->glyphs[i].y))
      {
        if (self->problem == NULL)
          self->problem = N_ ("a coordinate is not a finite number");
        return;
      }
  write_outlines (self, run);
}

static void
svg_image (WkDevice *device,
           WkRect rect,
           guint columns,
           guint rows,
           const guint8 *rgba,
           gboolean smooth)
{
  SvgDevice *self = (SvgDevice *) device;
  cairo_surface_t *surface = wk_cairo_image_new (columns, rows, rgba);
  WkBuffer buffer = { 0 };
  g_autofree char *base64 = NULL;

  if (surface == NULL || cairo_surface_write_to_png_stream (
                             surface, wk_buffer_write, &buffer) != CAIRO_STATUS_SUCCESS)
    {
      if (self->problem == NULL)
        self->problem = N_ ("there is no memory for an image");
      g_free (buffer.data);
      g_clear_pointer (&surface, cairo_surface_destroy);
      return;
    }
  cairo_surface_destroy (surface);
  base64 = g_base64_encode (buffer.data, buffer.length);
  g_free (buffer.data);

  g_string_append (self->body, "<image");
  wk_svg_append_attribute (self->body, "x", rect.x);
  wk_svg_append_attribute (self->body, "y", rect.y);
  wk_svg_append_attribute (self->body, "width", rect.width);
  wk_svg_append_attribute (self->body, "height", rect.height);
  g_string_append (self->body, " preserveAspectRatio=\"none\"");
  if (!smooth)
    g_string_append (self->body, " image-rendering=\"optimizeSpeed\""
                                 " style=\"image-rendering:pixelated\"");
  g_string_append_printf (self->body, " xlink:href=\"data:image/png;base64,%s\"/>\n",
                          base64);
}

static void
svg_push_clip (WkDevice *device, const WkPath *path)
{
  SvgDevice *self = (SvgDevice *) device;

  self->n_clips++;
  g_string_append_printf (self->defs, "<clipPath id=\"_c%u\"><path d=\"",
                          self->n_clips);
  if (path_usable (self, path))
    wk_svg_append_path (self->defs, path);
  g_string_append (self->defs, "\"/></clipPath>\n");
  g_string_append_printf (self->body, "<g clip-path=\"url(#_c%u)\">\n", self->n_clips);
}

static void
svg_pop (WkDevice *device)
{
  g_string_append (((SvgDevice *) device)->body, "</g>\n");
}

static void
svg_push_opacity (WkDevice *device, double opacity)
{
  SvgDevice *self = (SvgDevice *) device;

  g_string_append (self->body, "<g");
  wk_svg_append_attribute (self->body, "opacity", CLAMP (opacity, 0, 1));
  g_string_append (self->body, ">\n");
}

static gboolean
svg_check (WkDevice *device, GError **error)
{
  SvgDevice *self = (SvgDevice *) device;

  if (self->problem == NULL)
    return TRUE;
  g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_DRAW,
               _ ("The figure could not be drawn: %s"), _ (self->problem));
  return FALSE;
}

GBytes *
wk_svg_device_dup_bytes (WkDevice *device)
{
  SvgDevice *self = (SvgDevice *) device;
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg");
  const WkLanguage *language = wk_scene_get_language (self->scene);
  const char *tag = language != NULL ? wk_language_get_tag (language) : "en";
  const char *title = wk_scene_get_title (self->scene);
  const char *description = wk_scene_get_description (self->scene);
  double width = wk_scene_get_width (self->scene);
  double height = wk_scene_get_height (self->scene);

  g_string_append (out, " xmlns=\"http://www.w3.org/2000/svg\""
                        " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
  wk_svg_append_attribute (out, "width", width);
  wk_svg_append_attribute (out, "height", height);
  g_string_append (out, " viewBox=\"0 0 ");
  wk_svg_append_pair (out, width, height);
  g_string_append_printf (out, "\" xml:lang=\"%s\" lang=\"%s\" role=\"img\"", tag, tag);
  if (title != NULL && *title != '\0')
    g_string_append_printf (
        out, " aria-labelledby=\"_title%s\"",
        description != NULL && *description != '\0' ? " _description" : "");
  g_string_append (out, ">\n");
  wk_svg_append_element (out, "title", "_title", title);
  wk_svg_append_element (out, "desc", "_description", description);
  if (self->defs->len > 0)
    g_string_append_printf (out, "<defs>\n%s</defs>\n", self->defs->str);
  g_string_append_len (out, self->body->str, (gssize) self->body->len);
  g_string_append (out, "</svg>\n");
  return g_string_free_to_bytes (out);
}

static void
svg_free (WkDevice *device)
{
  SvgDevice *self = (SvgDevice *) device;

  g_string_free (self->defs, TRUE);
  g_string_free (self->body, TRUE);
  g_hash_table_unref (self->glyphs);
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->ids);
  g_free (self->group);
  g_free (self);
}

WkDevice *
wk_svg_device_new (void)
{
  static const WkDeviceClass klass = {
    .begin = svg_begin,
    .end = svg_end,
    .begin_item = svg_begin_item,
    .end_item = svg_end_item,
    .fill = svg_fill,
    .stroke = svg_stroke,
    .glyphs = svg_glyphs,
    .image = svg_image,
    .push_clip = svg_push_clip,
    .pop_clip = svg_pop,
    .push_opacity = svg_push_opacity,
    .pop_opacity = svg_pop,
    .check = svg_check,
    .free = svg_free,
  };
  SvgDevice *self = g_new0 (SvgDevice, 1);

  self->parent.klass = &klass;
  self->defs = g_string_new (NULL);
  self->body = g_string_new (NULL);
  self->glyphs = g_hash_table_new_full (glyph_key_hash, glyph_key_equal, g_free, NULL);
  self->fonts =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hb_font_destroy);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return &self->parent;
}
