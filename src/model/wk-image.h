/* wk-image.h - pictures: those that ship with the program, and the user's own
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PNG and JPEG, told by their first bytes and never by their name. The header is looked
 * at before anything is decoded: at most 64 000 000 pixels and 16 384 a side. Rows are
 * scaled down as they are decoded, so that a large picture never lies in memory whole
 * (interlaced PNG and progressive JPEG have to).
 *
 * What comes out is 8 bits a channel, upright (EXIF), opaque and at most one megapixel:
 * 16 bits are rounded to 8, palettes and CMYK become RGB, what is transparent is laid
 * on white, and a larger picture is reduced by the mean over areas, of values as they
 * are stored. Colour profiles and gamma are not looked at.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WK_IMAGE_MAX_PIXELS 64000000 /* of a file */
#define WK_IMAGE_MAX_SIDE 16384      /* of a file */
#define WK_IMAGE_KEPT_PIXELS 1000000 /* of an image */

#define WK_IMAGE_ERROR (wk_image_error_quark ())
GQuark wk_image_error_quark (void);

typedef enum
{
  WK_IMAGE_ERROR_READ,    /* not there, not readable, a folder, a pipe, empty */
  WK_IMAGE_ERROR_FORMAT,  /* neither PNG nor JPEG, or a sort of them not known here */
  WK_IMAGE_ERROR_SIZE,    /* too many pixels, or more memory than is allowed */
  WK_IMAGE_ERROR_DAMAGED, /* cut off or damaged */
} WkImageError;

/* Immutable, reference counted, safe to use from several threads. */
typedef struct _WkImage WkImage;

#define WK_TYPE_IMAGE (wk_image_get_type ())
GType wk_image_get_type (void);
WkImage *wk_image_ref (WkImage *image);
void wk_image_unref (WkImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkImage, wk_image_unref)

guint wk_image_get_columns (const WkImage *image);
guint wk_image_get_rows (const WkImage *image);
/* Of the file, upright. */
guint wk_image_get_file_columns (const WkImage *image);
guint wk_image_get_file_rows (const WkImage *image);
/* Whether every pixel is grey. */
gboolean wk_image_is_grey (const WkImage *image);
/* rows * columns * 4 bytes R, G, B, 255, as wk_scene_add_image() takes them. */
const guint8 *wk_image_get_rgba (const WkImage *image);

typedef enum
{
  WK_CHANNEL_RED,
  WK_CHANNEL_GREEN,
  WK_CHANNEL_BLUE,
  WK_CHANNEL_GREY, /* 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601); exact if grey */
} WkChannel;

/* @out: rows * columns values, 0 to 255. */
void wk_image_get_plane (const WkImage *image, WkChannel channel, float *out);

/* Of @rgba: rows * columns * 4, copied; alpha is taken for 255. NULL if a size is 0,
 * too large, or there is no memory. */
WkImage *wk_image_new (guint columns, guint rows, const guint8 *rgba);

/* A photograph that ships with the program. */
typedef struct
{
  const char *id;     /* "camera": what a deck says */
  const char *title;  /* N_("Photographer"), to be translated */
  const char *credit; /* "Lav Varshney, CC0" */
} WkPhoto;

/* All of them; the last has the id NULL. */
const WkPhoto *wk_image_list_photos (void);
/* NULL if there is none of that name. */
const WkPhoto *wk_image_find_photo (const char *id);

/**
 * wk_image_load:
 * @name: id of a photograph, or the path of a PNG or JPEG
 * @cancellable: (nullable): looked at all along
 * @remark: (out) (optional) (transfer full) (nullable): a sentence about a file that
 *   can be shown but is not quite right, in the user's own language
 * @error: one sentence that names the file, in the user's own language
 *
 * For a worker: a file of 64 megapixels takes about two seconds. The photographs that
 * ship take about a millisecond. The last few images are kept, and given again as long
 * as their file has not changed.
 *
 * Returns: (transfer full): the image, or NULL with %WK_IMAGE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
WkImage *wk_image_load (const char *name,
                        GCancellable *cancellable,
                        char **remark,
                        GError **error);

G_END_DECLS
