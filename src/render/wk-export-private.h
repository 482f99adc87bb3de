/* wk-export-private.h - what the exporters share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "render/wk-render.h"

G_BEGIN_DECLS

/* Grows without aborting when memory ends. */
typedef struct
{
  guint8 *data;
  gsize length;
  gsize room;
  gboolean failed;
} WkBuffer;

/* A cairo_write_func_t; @closure is a WkBuffer. */
cairo_status_t wk_buffer_write (gpointer closure,
                                const unsigned char *data,
                                unsigned int length);

/* Puts the scene's title and description and @state into a PNG, as iTXt chunks. */
void wk_png_add_texts (WkBuffer *buffer, const WkScene *scene, const char *state);
/* The checksum that ends a PNG's chunk: of type and data. */
guint32 wk_png_checksum (const guint8 *data, gsize length);

/* The keys under which files carry their state. */
#define WK_STATE_KEY "Workings"
/* What needs no percent sign in a PDF, besides letters and digits. */
#define WK_PDF_PLAIN " !\"#$&'*+,/:;<=>?@[]^`{|}"
#define WK_STATE_NAMESPACE "https://workings.github.io/ns/figure"

/* --- wk-export-pdf.c --- */

GBytes *wk_export_pdf (const WkExportPage *pages,
                       guint n_pages,
                       const WkExportOptions *options,
                       GError **error);

/* SOURCE_DATE_EPOCH as the date of the document, or none. Cairo would write the time of
 * day. */
void wk_pdf_set_date (cairo_surface_t *surface);

/* --- wk-export.c --- */

/* The scene and its insets; @target is that of the scene. */
gboolean wk_paint_page (const WkExportPage *page,
                        WkThemeId theme,
                        cairo_t *cr,
                        WkRect target,
                        gboolean transparent,
                        GError **error);
GBytes *wk_buffer_finish (WkBuffer *buffer, gboolean good);
gboolean wk_set_no_memory (GError **error);

G_END_DECLS
