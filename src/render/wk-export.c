/* wk-export.c - scenes to pixels and to the bytes of files
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Formats are rows of a table: the same painter on another device.
 */
#include "config.h"

#include "render/wk-export-private.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "render/wk-cairo-private.h"
#include "render/wk-fonts.h"
#include "render/wk-message-private.h"
#include "render/wk-svg-private.h"

/* Of Cairo's image surfaces. */
#define MAX_PIXELS 32767
#define DEFAULT_WIDTH 1600
/* 1600 units are 960 points, as wide as a wide slide. */
#define POINTS_PER_UNIT 0.6

typedef GBytes *(*Exporter) (WkScene *const *scenes,
                             guint n_scenes,
                             const WkExportOptions *options,
                             GError **error);

static gboolean
set_no_memory (GError **error)
{
  g_set_error_literal (error, WK_RENDER_ERROR, WK_RENDER_ERROR_DRAW,
                       _ ("There is not enough memory for a picture of this size"));
  return FALSE;
}

/* --- on a context, into memory --- */

gboolean
wk_paint_cairo (const WkScene *scene,
                WkThemeId theme,
                cairo_t *cr,
                WkRect target,
                gboolean transparent,
                GError **error)
{
  /* What is not made of pixels keeps text as text: PDF, print. */
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_group_target (cr));
  gboolean keep_text = type == CAIRO_SURFACE_TYPE_PDF ||
                       type == CAIRO_SURFACE_TYPE_PS || type == CAIRO_SURFACE_TYPE_SVG;
  WkDevice *device;
  gboolean drawn;

  if (!wk_fonts_init (error))
    return FALSE;
  device = wk_cairo_device_new (cr, keep_text);
  wk_paint (scene, wk_theme_get (theme), device, target, transparent);
  drawn = device->klass->check (device, error);
  device->klass->free (device);
  return drawn;
}

static cairo_surface_t *
paint_surface (const WkScene *scene,
               WkThemeId theme,
               guint width,
               guint height,
               gboolean transparent,
               GError **error)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean drawn;

  if (width == 0 || height == 0 || width > MAX_PIXELS || height > MAX_PIXELS)
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE,
                   _ ("A picture can be 1 to %d pixels wide and high, not %u × %u"),
                   MAX_PIXELS, width, height);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      set_no_memory (error);
      cairo_surface_destroy (surface);
      return NULL;
    }
  cr = cairo_create (surface);
  drawn = wk_paint_cairo (scene, theme, cr, (WkRect){ 0, 0, width, height },
                          transparent, error);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (drawn)
    drawn = wk_cairo_check (cairo_surface_status (surface), error);
  if (!drawn)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  return surface;
}

GBytes *
wk_paint_pixels (const WkScene *scene,
                 WkThemeId theme,
                 guint width,
                 guint height,
                 gboolean transparent,
                 gsize *stride,
                 GError **error)
{
  cairo_surface_t *surface =
      paint_surface (scene, theme, width, height, transparent, error);
  gsize row;

  if (surface == NULL)
    return NULL;
  row = (gsize) cairo_image_surface_get_stride (surface);
  if (stride != NULL)
    *stride = row;
  return g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                     row * height,
                                     (GDestroyNotify) cairo_surface_destroy, surface);
}

/* --- files --- */

cairo_status_t
wk_buffer_write (gpointer closure, const unsigned char *data, unsigned int length)
{
  WkBuffer *buffer = closure;

  if (buffer->length + length > buffer->room)
    {
      gsize room = MAX (buffer->length + length, buffer->room * 2);
      guint8 *larger = g_try_realloc (buffer->data, room);

      if (larger == NULL)
        {
          buffer->failed = TRUE;
          return CAIRO_STATUS_NO_MEMORY;
        }
      buffer->data = larger;
      buffer->room = room;
    }
  memcpy (buffer->data + buffer->length, data, length);
  buffer->length += length;
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
buffer_finish (WkBuffer *buffer, gboolean good)
{
  if (good)
    return g_bytes_new_take (buffer->data, buffer->length);
  g_free (buffer->data);
  return NULL;
}

static GBytes *
export_png (WkScene *const *scenes,
            guint n_scenes,
            const WkExportOptions *options,
            GError **error)
{
  const WkScene *scene = scenes[0];
  guint width = options->width > 0 ? options->width : DEFAULT_WIDTH;
  double height =
      round (width * wk_scene_get_height (scene) / wk_scene_get_width (scene));
  WkBuffer buffer = { 0 };
  cairo_surface_t *surface;
  cairo_status_t status;

  surface =
      paint_surface (scene, options->theme, width, (guint) CLAMP (height, 1, G_MAXINT),
                     options->transparent, error);
  if (surface == NULL)
    return NULL;
  status = cairo_surface_write_to_png_stream (surface, wk_buffer_write, &buffer);
  cairo_surface_destroy (surface);
  if (buffer.failed || status == CAIRO_STATUS_NO_MEMORY)
    return set_no_memory (error), buffer_finish (&buffer, FALSE);
  if (!wk_cairo_check (status, error))
    return buffer_finish (&buffer, FALSE);
  wk_png_add_texts (&buffer, scene);
  if (buffer.failed)
    return set_no_memory (error), buffer_finish (&buffer, FALSE);
  return buffer_finish (&buffer, TRUE);
}

static void
set_pdf_metadata (cairo_surface_t *surface, const WkScene *scene)
{
  static const char no_date[] = "1970-01-01T00:00:00Z";
  const char *title = wk_scene_get_title (scene);
  const char *description = wk_scene_get_description (scene);

  /* Cairo would write the time of day. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, no_date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, no_date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Workings " WK_VERSION);
  if (title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (description != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, description);
}

static GBytes *
export_pdf (WkScene *const *scenes,
            guint n_scenes,
            const WkExportOptions *options,
            GError **error)
{
  WkBuffer buffer = { 0 };
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (wk_buffer_write, &buffer, 1, 1);
  cairo_t *cr = cairo_create (surface);
  gboolean good = TRUE;

  set_pdf_metadata (surface, scenes[0]);
  for (guint i = 0; good && i < n_scenes; i++)
    {
      double width = wk_scene_get_width (scenes[i]) * POINTS_PER_UNIT;
      double height = wk_scene_get_height (scenes[i]) * POINTS_PER_UNIT;

      cairo_pdf_surface_set_size (surface, width, height);
      good =
          wk_paint_cairo (scenes[i], options->theme, cr,
                          (WkRect){ 0, 0, width, height }, options->transparent, error);
      cairo_show_page (cr);
    }
  if (good && !buffer.failed)
    good = wk_cairo_check (cairo_status (cr), error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (good && buffer.failed)
    good = set_no_memory (error);
  else if (good)
    good = wk_cairo_check (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  return buffer_finish (&buffer, good);
}

static GBytes *
export_svg (WkScene *const *scenes,
            guint n_scenes,
            const WkExportOptions *options,
            GError **error)
{
  const WkScene *scene = scenes[0];
  WkDevice *device = wk_svg_device_new ();
  GBytes *bytes = NULL;

  wk_paint (scene, wk_theme_get (options->theme), device,
            (WkRect){ 0, 0, wk_scene_get_width (scene), wk_scene_get_height (scene) },
            options->transparent);
  if (device->klass->check (device, error))
    bytes = wk_svg_device_dup_bytes (device);
  device->klass->free (device);
  return bytes;
}

static const struct
{
  const char *name;
  gboolean pages; /* takes several scenes */
  Exporter export;
} formats[WK_N_FORMATS] = {
  [WK_FORMAT_PNG] = { "png", FALSE, export_png },
  [WK_FORMAT_SVG] = { "svg", FALSE, export_svg },
  [WK_FORMAT_PDF] = { "pdf", TRUE, export_pdf },
};

gboolean
wk_format_from_name (const char *name, WkFormat *format)
{
  for (guint i = 0; i < WK_N_FORMATS; i++)
    if (name != NULL && g_ascii_strcasecmp (name, formats[i].name) == 0)
      {
        *format = (WkFormat) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
wk_format_from_path (const char *path, WkFormat *format)
{
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : NULL;
  const char *dot = base != NULL ? strrchr (base, '.') : NULL;

  return dot != NULL && dot != base && wk_format_from_name (dot + 1, format);
}

const char *
wk_format_name (WkFormat format)
{
  return (guint) format < WK_N_FORMATS ? formats[format].name : NULL;
}

GBytes *
wk_export_bytes (WkScene *const *scenes,
                 guint n_scenes,
                 const WkExportOptions *options,
                 GError **error)
{
  g_return_val_if_fail (scenes != NULL && n_scenes > 0 && options != NULL, NULL);
  g_return_val_if_fail ((guint) options->format < WK_N_FORMATS, NULL);

  if (n_scenes > 1 && !formats[options->format].pages)
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE,
                   _ ("A %s file holds one step, not %u"),
                   formats[options->format].name, n_scenes);
      return NULL;
    }
  if (!wk_fonts_init (error))
    return NULL;
  return formats[options->format].export(scenes, n_scenes, options, error);
}

char *
wk_render_find_foreign (const WkScene *scene)
{
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GString) formulas = g_string_new (NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);

      if (item->type == WK_ITEM_TEXT && item->text.text != NULL)
        g_string_append (texts, item->text.text);
      else if (item->type == WK_ITEM_FORMULA && item->text.text != NULL)
        g_string_append (formulas, item->text.text);
    }
  first = wk_fonts_find_foreign (texts->str, FALSE);
  second = wk_fonts_find_foreign (formulas->str, TRUE);
  if (first == NULL && second == NULL)
    return NULL;
  g_string_assign (texts, first != NULL ? first : "");
  for (const char *p = second; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr (texts->str, -1, g_utf8_get_char (p)) == NULL)
      g_string_append_unichar (texts, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&texts), FALSE);
}
