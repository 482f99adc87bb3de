/* wk-image-private.h - what the readers of picture files share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-image.h"

G_BEGIN_DECLS

/* Tells of one picture file while it is read. */
typedef struct
{
  int fd;
  char *name; /* as shown, in messages */
  GCancellable *cancellable;
  guint8 buffer[65536];
  gsize begin, end; /* of what is still unread in the buffer */
  char *remark;
  GError *error; /* the first one */
} WkImageFile;

/* At least one byte into the empty buffer; 0 at the end or on an error. */
gsize wk_image_file_fill (WkImageFile *file);
/* FALSE if cancelled, with the error set. */
gboolean wk_image_file_go_on (WkImageFile *file);
/* One sentence, marked for translation; the name stands in it as %s. Keeps the first
 * error. Always FALSE. */
gboolean wk_image_file_fail (WkImageFile *file, WkImageError code, const char *text);
/* Checks width and height against the limits. */
gboolean wk_image_file_check_size (WkImageFile *file, guint64 columns, guint64 rows);
/* A sentence as above. Keeps the first remark. */
void wk_image_file_remark (WkImageFile *file, const char *text);

/* Takes rows from the top, scales them down, and puts them upright at the end. */
typedef struct _WkImageReducer WkImageReducer;

/* For rows of @columns pixels with @n_channels: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB
 * and alpha. @file_columns, @file_rows: as the file has them, not less than the rows
 * that will come (a decoder may scale by itself). NULL if there is no memory. */
WkImageReducer *wk_image_reducer_new (guint columns,
                                      guint rows,
                                      guint n_channels,
                                      guint file_columns,
                                      guint file_rows);
void wk_image_reducer_free (WkImageReducer *reducer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkImageReducer, wk_image_reducer_free)
/* @pixels: columns * n_channels bytes. */
void wk_image_reducer_add_row (WkImageReducer *reducer, const guint8 *pixels);
/* @orientation: 1 to 8, as EXIF counts; anything else counts as 1. Frees @reducer.
 * NULL if there is no memory. */
WkImage *wk_image_reducer_finish (WkImageReducer *reducer, int orientation);

/* Takes @rgba, which is opaque. */
WkImage *wk_image_new_take (guint columns,
                            guint rows,
                            guint file_columns,
                            guint file_rows,
                            guint8 *rgba);

/* The orientation in a block of EXIF that begins with its TIFF header, or 1. */
int wk_image_get_orientation (const guint8 *exif, gsize length);

/* The file stands at its beginning. NULL with file->error set. */
WkImage *wk_image_read_png (WkImageFile *file);
WkImage *wk_image_read_jpeg (WkImageFile *file);

G_END_DECLS
