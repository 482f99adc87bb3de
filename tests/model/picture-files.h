/* picture-files.h - writing picture files, and what is expected of reading them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The encoders are those of libpng and libjpeg.
 */
#pragma once

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <png.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h>

#include "model/wk-image.h"

static char *folder;

static inline char *
get_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Not by GLib, which would wait for the disk. */
static inline void
write_bytes (const char *path, const void *data, gsize length)
{
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* --- encoders --- */

typedef struct
{
  guint columns, rows;
  int type, depth; /* as png.h has them */
  gboolean interlaced;
  const guint8 *exif;
  guint n_exif;
} PngSort;

/* @data: rows as they stand in the file. */
static inline void
write_png (const char *path, const PngSort *sort, const guint8 *data)
{
  static const png_color palette[3] = { { 255, 0, 0 }, { 0, 255, 0 }, { 0, 0, 255 } };
  static const png_byte alpha[2] = { 255, 0 };
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  FILE *file = fopen (path, "wb");
  gsize row_bytes;
  int passes;

  g_assert_nonnull (file);
  png_init_io (png, file);
  png_set_IHDR (png, info, sort->columns, sort->rows, sort->depth, sort->type,
                sort->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level (png, 1);
  if (sort->type == PNG_COLOR_TYPE_PALETTE)
    {
      png_set_PLTE (png, info, palette, 3);
      png_set_tRNS (png, info, alpha, 2, NULL);
    }
  if (sort->exif != NULL)
    png_set_eXIf_1 (png, info, sort->n_exif, (png_bytep) (gpointer) sort->exif);
  png_write_info (png, info);
  row_bytes = png_get_rowbytes (png, info);
  passes = png_set_interlace_handling (png);
  for (int pass = 0; pass < passes; pass++)
    for (guint row = 0; row < sort->rows; row++)
      png_write_row (png, data + row * row_bytes);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
  fclose (file);
}

typedef struct
{
  guint columns, rows;
  J_COLOR_SPACE space;
  gboolean progressive;
  const guint8 *exif; /* an APP1 marker */
  guint n_exif;
} JpegSort;

static inline void
write_jpeg (const char *path, const JpegSort *sort, const guint8 *data)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  FILE *file = fopen (path, "wb");
  guint n = sort->space == JCS_GRAYSCALE ? 1 : sort->space == JCS_CMYK ? 4 : 3;

  g_assert_nonnull (file);
  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_stdio_dest (&info, file);
  info.image_width = sort->columns;
  info.image_height = sort->rows;
  info.input_components = (int) n;
  info.in_color_space = sort->space;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, 100, TRUE);
  if (sort->progressive)
    jpeg_simple_progression (&info);
  jpeg_start_compress (&info, TRUE);
  if (sort->exif != NULL)
    jpeg_write_marker (&info, JPEG_APP0 + 1, sort->exif, sort->n_exif);
  while (info.next_scanline < info.image_height)
    {
      JSAMPROW row =
          (JSAMPROW) (gpointer) (data + info.next_scanline * n * sort->columns);

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  fclose (file);
}

/* --- what is expected --- */

static inline WkImage *
load (const char *path, gboolean with_remark)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;
  WkImage *image = wk_image_load (path, NULL, &remark, &error);

  g_assert_no_error (error);
  g_assert_nonnull (image);
  if (with_remark)
    {
      g_autofree char *base = g_path_get_basename (path);

      g_assert_nonnull (remark);
      g_assert_nonnull (strstr (remark, base));
      g_assert_null (strchr (remark, '\n'));
    }
  else
    g_assert_null (remark);
  return image;
}

/* One sentence with the file's name. */
static inline void
refuse (const char *path, WkImageError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *remark = NULL;

  g_assert_null (wk_image_load (path, NULL, &remark, &error));
  g_assert_error (error, WK_IMAGE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, base));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (strlen (error->message), <, 160);
  g_assert_null (remark);
  g_test_message ("%s", error->message);
}

static inline void
expect_pixel (const WkImage *image,
              guint row,
              guint column,
              int r,
              int g,
              int b,
              int by)
{
  const guint8 *pixel =
      wk_image_get_rgba (image) + 4 * (row * wk_image_get_columns (image) + column);

  g_assert_cmpint (ABS (pixel[0] - r), <=, by);
  g_assert_cmpint (ABS (pixel[1] - g), <=, by);
  g_assert_cmpint (ABS (pixel[2] - b), <=, by);
  g_assert_cmpint (pixel[3], ==, 255);
}

static inline void
expect_size (const WkImage *image, guint columns, guint rows)
{
  g_assert_cmpuint (wk_image_get_columns (image), ==, columns);
  g_assert_cmpuint (wk_image_get_rows (image), ==, rows);
}

static inline void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = get_path (name);

      g_unlink (path);
    }
  g_rmdir (folder);
}
