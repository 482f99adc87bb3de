/* wk-image-png.c - PNG by libpng, row by row
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libpng leaves by longjmp: what a frame needs afterwards is in Reader, which is not
 * touched by that.
 */
#include "config.h"

#include <png.h>
#include <string.h>

#include "model/wk-image-private.h"
#include "model/wk-message-private.h"

/* Of one chunk of words or EXIF; such chunks can swell when they are unpacked. */
#define MAX_CHUNK (1 << 20)
#define ROWS_PER_LOOK 64

typedef struct
{
  WkImageFile *file;
  png_structp png;
  png_infop info;
  WkImageReducer *reducer;
  guint8 *pixels; /* a row, or the whole picture if it is interlaced */
  gboolean at_end;
} Reader;

static void
read_cb (png_structp png, png_bytep data, size_t length)
{
  Reader *reader = png_get_io_ptr (png);
  WkImageFile *file = reader->file;

  while (length > 0)
    {
      gsize n;

      if (file->begin == file->end && wk_image_file_fill (file) == 0)
        {
          reader->at_end = TRUE;
          png_error (png, "end of file");
        }
      n = MIN (length, file->end - file->begin);
      memcpy (data, file->buffer + file->begin, n);
      file->begin += n;
      data += n;
      length -= n;
    }
}

G_NORETURN static void
error_cb (png_structp png, png_const_charp message)
{
  Reader *reader = png_get_error_ptr (png);

  wk_image_file_fail (reader->file, WK_IMAGE_ERROR_DAMAGED,
                      reader->at_end
                          ? N_ ("“%s” is cut off: the PNG ends before its picture does")
                          : N_ ("“%s” is not a sound PNG"));
  png_longjmp (png, 1);
}

static void
warning_cb (png_structp png, png_const_charp message)
{
  Reader *reader = png_get_error_ptr (png);

  /* Of the other chunks none matters here. */
  if (g_str_has_prefix (message, "IDAT"))
    wk_image_file_remark (
        reader->file,
        N_ ("“%s” holds more than its size says; only what belongs to the size is "
            "shown"));
}

/* Before anything is decoded. */
static void
read_header (Reader *reader)
{
  static const guint8 exif[] = "eXIf";
  png_structp png = reader->png;

  png_set_user_limits (png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max (png, MAX_CHUNK);
  png_set_keep_unknown_chunks (png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_keep_unknown_chunks (png, PNG_HANDLE_CHUNK_AS_DEFAULT, exif, 1);
  png_read_info (png, reader->info);
  if (!wk_image_file_check_size (reader->file, png_get_image_width (png, reader->info),
                                 png_get_image_height (png, reader->info)))
    png_error (png, "size");
  png_set_expand (png);
  png_set_scale_16 (png);
}

static void
look_up (Reader *reader, guint row)
{
  if (row % ROWS_PER_LOOK == 0 && !wk_image_file_go_on (reader->file))
    png_error (reader->png, "cancelled");
}

static void
read_rows (Reader *reader)
{
  png_structp png = reader->png;
  guint rows = png_get_image_height (png, reader->info);
  guint columns = png_get_image_width (png, reader->info);
  int n_passes = png_set_interlace_handling (png);
  gsize row_bytes;

  png_read_update_info (png, reader->info);
  row_bytes = png_get_rowbytes (png, reader->info);
  reader->pixels = g_try_malloc_n (row_bytes, n_passes > 1 ? rows : 1);
  reader->reducer = wk_image_reducer_new (
      columns, rows, png_get_channels (png, reader->info), columns, rows);
  if (reader->pixels == NULL || reader->reducer == NULL)
    {
      wk_image_file_fail (reader->file, WK_IMAGE_ERROR_SIZE,
                          N_ ("There is not enough memory for “%s”"));
      png_error (png, "memory");
    }
  for (int pass = 0; pass < n_passes; pass++)
    for (guint row = 0; row < rows; row++)
      {
        guint8 *pixels = reader->pixels + (n_passes > 1 ? row * row_bytes : 0);

        look_up (reader, row);
        png_read_row (png, pixels, NULL);
        if (pass == n_passes - 1)
          wk_image_reducer_add_row (reader->reducer, pixels);
      }
  png_read_end (png, reader->info);
}

static gboolean
read_all (Reader *reader)
{
  if (setjmp (png_jmpbuf (reader->png)) != 0)
    return FALSE;
  png_set_read_fn (reader->png, reader, read_cb);
  read_header (reader);
  read_rows (reader);
  return TRUE;
}

static int
get_orientation (Reader *reader)
{
  png_bytep exif = NULL;
  png_uint_32 length = 0;

  if (png_get_eXIf_1 (reader->png, reader->info, &length, &exif) == 0 || exif == NULL)
    return 1;
  return wk_image_get_orientation (exif, length);
}

WkImage *
wk_image_read_png (WkImageFile *file)
{
  Reader reader = { .file = file };
  WkImage *image = NULL;

  reader.png =
      png_create_read_struct (PNG_LIBPNG_VER_STRING, &reader, error_cb, warning_cb);
  if (reader.png != NULL)
    reader.info = png_create_info_struct (reader.png);
  if (reader.info != NULL && read_all (&reader))
    image = wk_image_reducer_finish (g_steal_pointer (&reader.reducer),
                                     get_orientation (&reader));
  if (image == NULL)
    wk_image_file_fail (file, WK_IMAGE_ERROR_SIZE,
                        N_ ("There is not enough memory for “%s”"));
  g_clear_pointer (&reader.reducer, wk_image_reducer_free);
  g_free (reader.pixels);
  png_destroy_read_struct (&reader.png, &reader.info, NULL);
  return image;
}
