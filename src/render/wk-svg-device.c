/* wk-svg-device.c - see the header
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every id begins with the name of the figure, so that several files can stand in one
 * page. Behind it comes "-" and the item's id, or "_" for what is no item, so that the
 * two cannot meet.
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
#include "render/wk-paint-private.h"

/* An image of few pixels is written with at most so many a side, and each of its
 * pixels at most so many wide. */
#define MOST_SQUARES 512
#define MOST_FACTOR 16

/* Of groups within groups. */
#define MAX_DEPTH 16

/* A name for @id that was not given out before. */
static char *
make_id (WkSvgDevice *self, const char *id)
{
  GString *name = g_string_new (self->prefix);
  gsize length;

  if (name->len > 0)
    g_string_append_c (name, '-');
  for (const char *p = id; *p != '\0'; p++)
    {
      gboolean plain = g_ascii_isalnum (*p) || strchr ("-_.", *p) != NULL;

      if (name->len == 0 && (!plain || strchr ("-_.", *p) != NULL))
        g_string_append (name, "i-");
      g_string_append_c (name, plain ? *p : '-');
    }
  if (*id == '\0')
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
path_usable (WkSvgDevice *self, const WkPath *path)
{
  if (wk_path_is_finite (path))
    return TRUE;
  if (self->problem == NULL)
    self->problem = N_ ("a coordinate is not a finite number");
  return FALSE;
}

/* --- the device --- */

/* The viewBox is the page: what shows the file does the scaling. A scene that is a part
 * of the page is moved to its place. */
static void
svg_begin (WkDevice *device, const WkScene *scene, double scale, double dx, double dy)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  self->scene = scene;
  if (self->document == NULL)
    self->document = scene;
  self->framed = scale != 1 || dx != 0 || dy != 0;
  g_hash_table_remove_all (self->entered);
  if (!self->framed)
    return;
  g_string_append (self->body, "<g transform=\"translate(");
  wk_svg_append_pair (self->body, dx, dy);
  g_string_append (self->body, ") scale(");
  wk_svg_append_number (self->body, scale, 6);
  g_string_append (self->body, ")\">\n");
}

/* Closes the groups that are open from the @keep-th on. */
static void
close_groups (WkSvgDevice *self, guint keep)
{
  for (guint i = keep; i < self->groups->len; i++)
    g_string_append (self->body, "</g>\n");
  g_ptr_array_set_size (self->groups, (int) keep);
}

static void
svg_end (WkDevice *device)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  close_groups (self, 0);
  if (self->framed)
    g_string_append (self->body, "</g>\n");
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

static void
open_group (WkSvgDevice *self, const WkItem *group)
{
  const char *id = group->id != NULL ? group->id : "";

  if (g_hash_table_add (self->entered, g_strdup (id)))
    {
      g_autofree char *name = make_id (self, id);

      g_string_append_printf (self->body, "<g id=\"%s\">\n", name);
      append_label (self->body, group);
    }
  else
    {
      /* Something was painted between its parts: it goes on here. */
      g_string_append (self->body, "<g data-group=\"");
      wk_svg_append_escaped (self->body, id);
      g_string_append (self->body, "\">\n");
    }
  g_ptr_array_add (self->groups, g_strdup (id));
}

/* Leaves and enters groups until those that hold @item are open, and no other. */
static void
enter_groups (WkSvgDevice *self, const WkItem *item)
{
  const WkItem *chain[MAX_DEPTH];
  const WkItem *group =
      item->type == WK_ITEM_GROUP ? item : wk_scene_find (self->scene, item->parent);
  guint n = 0, same = 0;

  for (; group != NULL && n < MAX_DEPTH; n++)
    {
      chain[n] = group;
      group = group->parent != NULL ? wk_scene_find (self->scene, group->parent) : NULL;
    }
  while (same < n && same < self->groups->len &&
         g_strcmp0 (chain[n - 1 - same]->id, g_ptr_array_index (self->groups, same)) ==
             0)
    same++;
  close_groups (self, same);
  for (guint i = same; i < n; i++)
    open_group (self, chain[n - 1 - i]);
}

static void
svg_begin_item (WkDevice *device, const WkItem *item)
{
  WkSvgDevice *self = (WkSvgDevice *) device;
  g_autofree char *id = NULL;

  self->item = item;
  if (item == NULL)
    return;
  enter_groups (self, item);
  if (item->type == WK_ITEM_GROUP)
    return;
  id = make_id (self, item->id != NULL ? item->id : "");
  self->item_start = self->body->len;
  self->n_elements = self->depth = 0;
  g_string_append_printf (self->body, "<g id=\"%s\">\n", id);
  self->item_content = self->body->len;
  append_label (self->body, item);
  self->item_plain = self->body->len == self->item_content;
}

void
wk_svg_count_element (WkSvgDevice *self)
{
  if (self->depth == 0)
    self->n_elements++;
}

/* An item that is one element gets no group around it: the id goes to the element. */
static void
unwrap_item (WkSvgDevice *self)
{
  /* ' id="..."', between "<g" and ">\n". */
  gsize length = self->item_content - self->item_start - strlen ("<g>\n");
  g_autofree char *id =
      g_strndup (self->body->str + self->item_start + strlen ("<g"), length);
  gsize name = strcspn (self->body->str + self->item_content, " >/");

  g_string_insert (self->body, (gssize) (self->item_content + name), id);
  g_string_erase (self->body, (gssize) self->item_start,
                  (gssize) (self->item_content - self->item_start));
}

static void
svg_end_item (WkDevice *device)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  wk_svg_flush_text (self);
  if (self->item != NULL && self->item->type != WK_ITEM_GROUP)
    {
      if (self->item_plain && self->n_elements == 1)
        unwrap_item (self);
      else
        g_string_append (self->body, "</g>\n");
    }
  self->item = NULL;
  g_clear_pointer (&self->filled, g_free);
}

/* Returns the path as it is written. (transfer full) */
static char *
append_path_element (WkSvgDevice *self, const WkPath *path)
{
  GString *data = g_string_new (NULL);

  wk_svg_flush_text (self);
  wk_svg_count_element (self);
  wk_svg_append_path (data, path);
  g_string_append_printf (self->body, "<path d=\"%s\"", data->str);
  return g_string_free (data, FALSE);
}

static void
svg_fill (WkDevice *device, const WkPath *path, WkColour colour)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  if (!path_usable (self, path))
    return;
  g_free (self->filled);
  self->filled = append_path_element (self, path);
  wk_svg_append_colour (self->body, "fill", colour);
  g_string_append (self->body, "/>\n");
  self->filled_end = self->body->len;
}

static void
append_stroke (GString *out, const WkStroke *stroke)
{
  wk_svg_append_colour (out, "stroke", stroke->colour);
  wk_svg_append_attribute (out, "stroke-width", stroke->width);
  if (stroke->n_dashes > 0)
    {
      g_string_append (out, " stroke-dasharray=\"");
      for (guint i = 0; i < stroke->n_dashes; i++)
        {
          if (i > 0)
            g_string_append_c (out, ' ');
          wk_svg_append_number (out, stroke->dashes[i], 2);
        }
      g_string_append_c (out, '"');
    }
  /* Round is what the root says. */
  if (!stroke->round)
    g_string_append (out, " stroke-linecap=\"butt\" stroke-linejoin=\"miter\"");
}

/* TRUE if the body ends with the fill of this very path: then its element gets the
 * stroke, too. Nothing has been written since, so the element is still that of the
 * item. */
static gboolean
joins_fill (WkSvgDevice *self, const WkPath *path)
{
  g_autoptr (GString) data = NULL;

  if (self->filled == NULL || self->filled_end != self->body->len ||
      self->pieces->len > 0)
    return FALSE;
  data = g_string_new (NULL);
  wk_svg_append_path (data, path);
  return strcmp (data->str, self->filled) == 0;
}

static void
svg_stroke (WkDevice *device, const WkPath *path, const WkStroke *stroke)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  if (!path_usable (self, path) || !isfinite (stroke->width))
    return;
  if (joins_fill (self, path))
    g_string_truncate (self->body, self->body->len - strlen ("/>\n"));
  else
    {
      g_free (append_path_element (self, path));
      g_string_append (self->body, " fill=\"none\"");
    }
  append_stroke (self->body, stroke);
  g_string_append (self->body, "/>\n");
}

static void
svg_glyphs (WkDevice *device, const WkGlyphRun *run)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  for (guint i = 0; i < run->n_glyphs; i++)
    if (!isfinite (run->glyphs[i].x) || !isfinite (run->glyphs[i].y))
      {
        if (self->problem == NULL)
          self->problem = N_ ("a coordinate is not a finite number");
        return;
      }
  wk_svg_add_run (self, run);
}

/* Not every viewer honours image-rendering, and a smoothed grid of values is another
 * picture: each pixel is written as a square of several, so that no more than a seam is
 * smoothed. (transfer full) */
static guint8 *
new_squares (guint *columns, guint *rows, const guint8 *rgba)
{
  guint factor = CLAMP (MOST_SQUARES / MAX (MAX (*columns, *rows), 1), 1, MOST_FACTOR);
  guint width = *columns * factor, height = *rows * factor;
  guint32 *squares = g_new (guint32, (gsize) width * height);
  const guint32 *pixels = (const guint32 *) (gconstpointer) rgba;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      squares[(gsize) y * width + x] =
          pixels[(gsize) (y / factor) * *columns + x / factor];
  *columns = width;
  *rows = height;
  return (guint8 *) squares;
}

static void
svg_image (WkDevice *device,
           WkRect rect,
           guint columns,
           guint rows,
           const guint8 *rgba,
           gboolean smooth)
{
  WkSvgDevice *self = (WkSvgDevice *) device;
  g_autofree guint8 *squares = smooth ? NULL : new_squares (&columns, &rows, rgba);
  cairo_surface_t *surface =
      wk_cairo_image_new (columns, rows, squares != NULL ? squares : rgba);
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

  wk_svg_flush_text (self);
  wk_svg_count_element (self);
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
  WkSvgDevice *self = (WkSvgDevice *) device;

  wk_svg_flush_text (self);
  wk_svg_count_element (self);
  self->depth++;
  self->n_clips++;
  g_string_append_printf (self->defs, "<clipPath id=\"%s_c%u\"><path d=\"", self->base,
                          self->n_clips);
  if (path_usable (self, path))
    wk_svg_append_path (self->defs, path);
  g_string_append (self->defs, "\"/></clipPath>\n");
  g_string_append_printf (self->body, "<g clip-path=\"url(#%s_c%u)\">\n", self->base,
                          self->n_clips);
}

static void
svg_pop (WkDevice *device)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  wk_svg_flush_text (self);
  if (self->depth > 0)
    self->depth--;
  g_string_append (self->body, "</g>\n");
}

static void
svg_push_opacity (WkDevice *device, double opacity)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  wk_svg_flush_text (self);
  wk_svg_count_element (self);
  self->depth++;
  g_string_append (self->body, "<g");
  wk_svg_append_attribute (self->body, "opacity", CLAMP (opacity, 0, 1));
  g_string_append (self->body, ">\n");
}

static gboolean
svg_check (WkDevice *device, GError **error)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  if (self->problem == NULL)
    return TRUE;
  g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_DRAW,
               _ ("The figure could not be drawn: %s"), _ (self->problem));
  return FALSE;
}

static void
append_root (WkSvgDevice *self, GString *out)
{
  const WkScene *scene = self->document;
  const WkLanguage *language = wk_scene_get_language (scene);
  const char *tag = language != NULL ? wk_language_get_tag (language) : "en";
  const char *title = wk_scene_get_title (scene);
  const char *description = wk_scene_get_description (scene);
  double width = wk_scene_get_width (scene);
  double height = wk_scene_get_height (scene);

  g_string_append (out, "<svg xmlns=\"http://www.w3.org/2000/svg\""
                        " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
  wk_svg_append_attribute (out, "width", width);
  wk_svg_append_attribute (out, "height", height);
  g_string_append (out, " viewBox=\"0 0 ");
  wk_svg_append_pair (out, width, height);
  g_string_append_printf (out, "\" xml:lang=\"%s\" lang=\"%s\" role=\"img\"", tag, tag);
  if (title != NULL && *title != '\0')
    g_string_append_printf (out, " aria-labelledby=\"%s_title\"", self->base);
  if (description != NULL && *description != '\0')
    g_string_append_printf (out, " aria-describedby=\"%s_description\"", self->base);
  g_string_append (out, " stroke-linecap=\"round\" stroke-linejoin=\"round\""
                        " stroke-miterlimit=\"10\"");
  if (!self->outlines)
    g_string_append (out, " font-family=\"" WK_SVG_FAMILY "\"");
  g_string_append (out, ">\n");
}

GBytes *
wk_svg_device_dup_bytes (WkDevice *device, const char *state)
{
  WkSvgDevice *self = (WkSvgDevice *) device;
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autofree char *title_id = g_strconcat (self->base, "_title", NULL);
  g_autofree char *description_id = g_strconcat (self->base, "_description", NULL);

  append_root (self, out);
  wk_svg_append_element (out, "title", title_id, wk_scene_get_title (self->document));
  wk_svg_append_element (out, "desc", description_id,
                         wk_scene_get_description (self->document));
  if (state != NULL)
    {
      g_string_append (
          out, "<metadata><workings:figure xmlns:workings=\"" WK_STATE_NAMESPACE "\">");
      wk_svg_append_content (out, state);
      g_string_append (out, "</workings:figure></metadata>\n");
    }
  if (self->defs->len > 0)
    g_string_append_printf (out, "<defs>\n%s</defs>\n", self->defs->str);
  g_string_append_len (out, self->body->str, (gssize) self->body->len);
  g_string_append (out, "</svg>\n");
  return g_string_free_to_bytes (out);
}

void
wk_svg_device_set_name (WkDevice *device, const char *name)
{
  WkSvgDevice *self = (WkSvgDevice *) device;
  GString *prefix = g_string_new (NULL);

  for (const char *p = name; p != NULL && *p != '\0'; p++)
    g_string_append_c (prefix,
                       g_ascii_isalnum (*p) || strchr ("-.", *p) != NULL ? *p : '-');
  g_free (self->prefix);
  self->prefix = g_string_free (prefix, FALSE);
  if (self->document == NULL)
    {
      g_free (self->base);
      self->base = g_strdup (self->prefix);
    }
}

static void
svg_free (WkDevice *device)
{
  WkSvgDevice *self = (WkSvgDevice *) device;

  g_string_free (self->defs, TRUE);
  g_string_free (self->body, TRUE);
  g_hash_table_unref (self->glyphs);
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->entered);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->pieces);
  g_free (self->filled);
  g_free (self->base);
  g_free (self->prefix);
  g_free (self);
}

WkDevice *
wk_svg_device_new (gboolean outlines)
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
    .dots = wk_svg_add_dots,
    .push_clip = svg_push_clip,
    .pop_clip = svg_pop,
    .push_opacity = svg_push_opacity,
    .pop_opacity = svg_pop,
    .check = svg_check,
    .free = svg_free,
  };
  WkSvgDevice *self = g_new0 (WkSvgDevice, 1);

  self->parent.klass = &klass;
  self->outlines = outlines;
  self->defs = g_string_new (NULL);
  self->body = g_string_new (NULL);
  self->glyphs = wk_svg_glyphs_new ();
  self->fonts =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hb_font_destroy);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (WkSvgPiece));
  g_array_set_clear_func (self->pieces, wk_svg_clear_piece);
  self->base = g_strdup ("");
  self->prefix = g_strdup ("");
  return &self->parent;
}
