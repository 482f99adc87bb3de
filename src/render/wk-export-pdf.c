/* wk-export-pdf.c - pages to PDF
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state goes into the document's keywords: this Cairo knows no keys of one's own.
 * As long as it is ASCII, Cairo writes it as a plain string, which is found again
 * without understanding the rest of the file.
 */
#include "config.h"

#include <cairo-pdf.h>

#include "render/wk-cairo-private.h"
#include "render/wk-export-private.h"
#include "render/wk-message-private.h"

/* 1600 units are 960 points, as wide as a wide slide. */
#define POINTS_PER_UNIT 0.6

/* SOURCE_DATE_EPOCH, in the form Cairo wants; "" for none. (transfer full) */
static char *
dup_date (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds = 0;

  if (epoch == NULL ||
      !g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    return g_strdup ("");
  date = g_date_time_new_from_unix_utc (seconds);
  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

void
wk_pdf_set_date (cairo_surface_t *surface)
{
  g_autofree char *date = dup_date ();

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static void
set_metadata (cairo_surface_t *surface, const WkExportPage *page)
{
  const char *title = wk_scene_get_title (page->scene);
  const char *description = wk_scene_get_description (page->scene);

  wk_pdf_set_date (surface);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Workings " WK_VERSION);
  if (title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (description != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, description);
  if (page->state != NULL)
    {
      g_autofree char *ascii = g_uri_escape_string (page->state, WK_PDF_PLAIN, FALSE);
      g_autofree char *keywords = g_strconcat (WK_STATE_KEY " ", ascii, NULL);

      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
    }
}

/* The bookmark of page @i, and of the chapter it begins. */
static void
add_bookmarks (cairo_surface_t *surface,
               const WkExportPage *pages,
               guint i,
               int *chapter)
{
  const WkExportPage *page = &pages[i];
  g_autofree char *link = g_strdup_printf ("page=%u", i + 1);

  if (page->chapter == NULL)
    *chapter = CAIRO_PDF_OUTLINE_ROOT;
  else if (i == 0 || g_strcmp0 (pages[i - 1].chapter, page->chapter) != 0)
    *chapter =
        cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, page->chapter,
                                       link, CAIRO_PDF_OUTLINE_FLAG_OPEN);
  if (page->section != NULL)
    cairo_pdf_surface_add_outline (surface, *chapter, page->section, link, 0);
}

GBytes *
wk_export_pdf (const WkExportPage *pages,
               guint n_pages,
               const WkExportOptions *options,
               GError **error)
{
  WkBuffer buffer = { 0 };
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (wk_buffer_write, &buffer, 1, 1);
  cairo_t *cr = cairo_create (surface);
  int chapter = CAIRO_PDF_OUTLINE_ROOT;
  gboolean good = TRUE;

  /* Later versions would pack the document's information into a compressed stream. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  set_metadata (surface, &pages[0]);
  for (guint i = 0; good && i < n_pages; i++)
    {
      double units = wk_scene_get_width (pages[i].scene);
      double width =
          pages[i].paper_width > 0 ? pages[i].paper_width : units * POINTS_PER_UNIT;
      double height = wk_scene_get_height (pages[i].scene) * width / units;

      cairo_pdf_surface_set_size (surface, width, height);
      good =
          wk_paint_page (&pages[i], options->theme, cr, (WkRect){ 0, 0, width, height },
                         options->transparent, error);
      if (n_pages > 1)
        add_bookmarks (surface, pages, i, &chapter);
      cairo_show_page (cr);
    }
  if (good && !buffer.failed)
    good = wk_cairo_check (cairo_status (cr), error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (good && buffer.failed)
    good = wk_set_no_memory (error);
  else if (good)
    good = wk_cairo_check (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  return wk_buffer_finish (&buffer, good);
}
