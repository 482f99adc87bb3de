/* wk-export.c - scenes to pixels and to the bytes of files
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Formats are rows of a table: the same painter on another device.
 */
#include "config.h"

#include "render/wk-export-private.h"

#include <math.h>
#include <string.h>

#include "render/wk-cairo-private.h"
#include "render/wk-fonts.h"
#include "render/wk-message-private.h"
#include "render/wk-svg-private.h"

/* Of Cairo's image surfaces. */
#define MAX_PIXELS 32767
#define DEFAULT_WIDTH 1600

typedef GBytes *(*Exporter) (const WkExportPage *pages,
                             guint n_pages,
                             const WkExportOptions *options,
                             GError **error);

gboolean
wk_set_no_memory (GError **error)
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

/* Where @rect, in units of the scene, comes to lie when the scene is fitted into
 * @target. */
static WkRect
place_inset (const WkScene *scene, WkRect target, WkRect rect)
{
  double width = wk_scene_get_width (scene), height = wk_scene_get_height (scene);
  double scale = MIN (target.width / width, target.height / height);

  return (WkRect){ target.x + (target.width - scale * width) / 2 + scale * rect.x,
                   target.y + (target.height - scale * height) / 2 + scale * rect.y,
                   scale * rect.width, scale * rect.height };
}

gboolean
wk_paint_page (const WkExportPage *page,
               WkThemeId theme,
               cairo_t *cr,
               WkRect target,
               gboolean transparent,
               GError **error)
{
  if (!wk_paint_cairo (page->scene, theme, cr, target, transparent, error))
    return FALSE;
  for (guint i = 0; i < page->n_insets; i++)
    {
      const WkInset *inset = &page->insets[i];

      if (!wk_paint_cairo (inset->scene, theme, cr,
                           place_inset (page->scene, target, inset->rect),
                           transparent || inset->transparent, error))
        return FALSE;
    }
  return TRUE;
}

static cairo_surface_t *
paint_surface (const WkExportPage *page,
               WkThemeId theme,
               guint width,
               guint height,
               WkRect target,
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
      wk_set_no_memory (error);
      cairo_surface_destroy (surface);
      return NULL;
    }
  cr = cairo_create (surface);
  drawn = wk_paint_page (page, theme, cr, target, transparent, error);
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
  return wk_paint_part (scene, theme, width, height, (WkRect){ 0, 0, width, height },
                        transparent, stride, error);
}

GBytes *
wk_paint_part (const WkScene *scene,
               WkThemeId theme,
               guint width,
               guint height,
               WkRect target,
               gboolean transparent,
               gsize *stride,
               GError **error)
{
  const WkExportPage page = { .scene = (WkScene *) scene };
  cairo_surface_t *surface =
      paint_surface (&page, theme, width, height, target, transparent, error);
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

void
wk_paint_bytes (cairo_t *cr,
                GBytes *pixels,
                guint width,
                guint height,
                gsize stride,
                WkRect place)
{
  static const cairo_user_data_key_t key;
  /* Cairo only reads from a source. */
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guint8 *) g_bytes_get_data (pixels, NULL), CAIRO_FORMAT_ARGB32, (int) width,
      (int) height, (int) stride);

  cairo_surface_set_user_data (surface, &key, g_bytes_ref (pixels),
                               (cairo_destroy_func_t) g_bytes_unref);
  cairo_translate (cr, place.x, place.y);
  cairo_scale (cr, place.width / width, place.height / height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
  cairo_destroy (cr);
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

GBytes *
wk_buffer_finish (WkBuffer *buffer, gboolean good)
{
  if (good)
    return g_bytes_new_take (buffer->data, buffer->length);
  g_free (buffer->data);
  return NULL;
}

static GBytes *
export_png (const WkExportPage *pages,
            guint n_pages,
            const WkExportOptions *options,
            GError **error)
{
  const WkScene *scene = pages[0].scene;
  guint width = options->width > 0 ? options->width : DEFAULT_WIDTH;
  guint height = (guint) CLAMP (
      round (width * wk_scene_get_height (scene) / wk_scene_get_width (scene)), 1,
      G_MAXINT);
  WkBuffer buffer = { 0 };
  cairo_surface_t *surface;
  cairo_status_t status;

  surface =
      paint_surface (&pages[0], options->theme, width, height,
                     (WkRect){ 0, 0, width, height }, options->transparent, error);
  if (surface == NULL)
    return NULL;
  status = cairo_surface_write_to_png_stream (surface, wk_buffer_write, &buffer);
  cairo_surface_destroy (surface);
  if (buffer.failed || status == CAIRO_STATUS_NO_MEMORY)
    return wk_set_no_memory (error), wk_buffer_finish (&buffer, FALSE);
  if (!wk_cairo_check (status, error))
    return wk_buffer_finish (&buffer, FALSE);
  wk_png_add_texts (&buffer, scene, pages[0].state);
  if (buffer.failed)
    return wk_set_no_memory (error), wk_buffer_finish (&buffer, FALSE);
  return wk_buffer_finish (&buffer, TRUE);
}

static GBytes *
export_svg (const WkExportPage *pages,
            guint n_pages,
            const WkExportOptions *options,
            GError **error)
{
  const WkExportPage *page = &pages[0];
  const WkTheme *theme = wk_theme_get (options->theme);
  WkDevice *device = wk_svg_device_new (options->outlines);
  WkRect whole = { 0, 0, wk_scene_get_width (page->scene),
                   wk_scene_get_height (page->scene) };
  GBytes *bytes = NULL;

  wk_svg_device_set_name (device, page->name);
  wk_paint (page->scene, theme, device, whole, options->transparent);
  for (guint i = 0; i < page->n_insets; i++)
    {
      const WkInset *inset = &page->insets[i];

      wk_svg_device_set_name (device, inset->name != NULL ? inset->name : page->name);
      wk_paint (inset->scene, theme, device, inset->rect,
                options->transparent || inset->transparent);
    }
  if (device->klass->check (device, error))
    bytes = wk_svg_device_dup_bytes (device, page->state);
  device->klass->free (device);
  return bytes;
}

static const struct
{
  const char *name;
  gboolean pages; /* takes several */
  Exporter export;
} formats[WK_N_FORMATS] = {
  [WK_FORMAT_PNG] = { "png", FALSE, export_png },
  [WK_FORMAT_SVG] = { "svg", FALSE, export_svg },
  [WK_FORMAT_PDF] = { "pdf", TRUE, wk_export_pdf },
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
wk_export_pages (const WkExportPage *pages,
                 guint n_pages,
                 const WkExportOptions *options,
                 GError **error)
{
  g_return_val_if_fail (pages != NULL && n_pages > 0 && options != NULL, NULL);
  g_return_val_if_fail ((guint) options->format < WK_N_FORMATS, NULL);

  if (n_pages > 1 && !formats[options->format].pages)
    {
      g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_SIZE,
                   _ ("A %s file holds one step, not %u"),
                   formats[options->format].name, n_pages);
      return NULL;
    }
  if (!wk_fonts_init (error))
    return NULL;
  return formats[options->format].export(pages, n_pages, options, error);
}

GBytes *
wk_export_bytes (WkScene *const *scenes,
                 guint n_scenes,
                 const WkExportOptions *options,
                 GError **error)
{
  g_autofree WkExportPage *pages = g_new0 (WkExportPage, n_scenes);

  g_return_val_if_fail (scenes != NULL, NULL);
  for (guint i = 0; i < n_scenes; i++)
    pages[i].scene = scenes[i];
  return wk_export_pages (pages, n_scenes, options, error);
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
