/* wk-image-jpeg.c - JPEG by libjpeg(-turbo), row by row
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A large picture is decoded at 1/2, 1/4 or 1/8 by the library itself, as long as that
 * is no smaller than what is kept. A progressive one has all its coefficients in
 * memory: the library's limit turns too many into an error. The library leaves by
 * longjmp; what a frame needs afterwards is in Reader.
 */
#include "config.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "model/wk-image-private.h"
#include "model/wk-message-private.h"

#define MAX_MEMORY (340 * 1000 * 1000)
/* Passes over a progressive picture: an ordinary one has ten. Each costs time for every
 * pixel, even if it holds nothing. */
#define MAX_SCANS 100
#define MAX_SCANNED_PIXELS ((guint64) 1200 * 1000 * 1000)

typedef struct
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr error;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  jmp_buf leave;
  WkImageFile *file;
  WkImageReducer *reducer;
  guint8 *row;  /* as the library gives it */
  guint8 *rgb;  /* the same of CMYK in RGB */
  guint8 *exif; /* one marker */
  int orientation;
  gboolean at_end;
} Reader;

/* --- errors and progress --- */

static void
error_cb (j_common_ptr info)
{
  Reader *reader = info->client_data;
  int code = info->err->msg_code;

  if (code == JERR_IMAGE_TOO_BIG || code == JERR_EMPTY_IMAGE)
    wk_image_file_check_size (reader->file, reader->info.image_width,
                              reader->info.image_height);
  else if (code == JERR_NO_BACKING_STORE || code == JERR_OUT_OF_MEMORY)
    wk_image_file_fail (reader->file, WK_IMAGE_ERROR_SIZE,
                        N_ ("“%s” needs more memory than is allowed for a picture"));
  else if (code == JERR_SOF_UNSUPPORTED || code == JERR_BAD_PRECISION ||
           code == JERR_ARITH_NOTIMPL || code == JERR_NOTIMPL ||
           code == JERR_CONVERSION_NOTIMPL || code == JERR_COMPONENT_COUNT)
    wk_image_file_fail (
        reader->file, WK_IMAGE_ERROR_FORMAT,
        N_ ("“%s” is a rare sort of JPEG that cannot be read; save it as PNG"));
  else if (reader->at_end)
    wk_image_file_fail (
        reader->file, WK_IMAGE_ERROR_DAMAGED,
        N_ ("“%s” is cut off: the JPEG ends before its picture begins"));
  else
    wk_image_file_fail (reader->file, WK_IMAGE_ERROR_DAMAGED,
                        N_ ("“%s” is not a sound JPEG"));
  longjmp (reader->leave, 1);
}

static void
message_cb (j_common_ptr info, int level)
{
  Reader *reader = info->client_data;

  /* -1: damaged data that can be gone on with. */
  if (level < 0 && !reader->at_end)
    wk_image_file_remark (reader->file,
                          N_ ("“%s” is damaged; it is shown as far as it can be read"));
}

static void
progress_cb (j_common_ptr info)
{
  Reader *reader = info->client_data;
  guint64 scans = (guint64) MAX (reader->info.input_scan_number, 1);
  guint64 pixels = (guint64) reader->info.image_width * reader->info.image_height;

  if (!wk_image_file_go_on (reader->file))
    longjmp (reader->leave, 1);
  if (scans > MAX_SCANS || (scans > 1 && scans * pixels > MAX_SCANNED_PIXELS))
    {
      wk_image_file_fail (
          reader->file, WK_IMAGE_ERROR_SIZE,
          N_ ("“%s” is a JPEG in too many passes; save it again in one"));
      longjmp (reader->leave, 1);
    }
}

/* --- bytes --- */

static void
source_cb (j_decompress_ptr info)
{
}

/* At the end of the file an end mark is made up, as the library wants it. */
static boolean
fill_cb (j_decompress_ptr info)
{
  static const JOCTET end_mark[] = { 0xff, JPEG_EOI };
  Reader *reader = info->client_data;
  WkImageFile *file = reader->file;

  file->begin = file->end = 0;
  if (wk_image_file_fill (file) == 0)
    {
      if (file->error != NULL)
        longjmp (reader->leave, 1);
      reader->at_end = TRUE;
      info->src->next_input_byte = end_mark;
      info->src->bytes_in_buffer = sizeof end_mark;
      return TRUE;
    }
  info->src->next_input_byte = file->buffer;
  info->src->bytes_in_buffer = file->end;
  return TRUE;
}

static void
skip_cb (j_decompress_ptr info, long n)
{
  Reader *reader = info->client_data;
  gsize left = n > 0 ? (gsize) n : 0;

  while (left > info->src->bytes_in_buffer && !reader->at_end)
    {
      left -= info->src->bytes_in_buffer;
      fill_cb (info);
    }
  if (reader->at_end)
    return;
  info->src->next_input_byte += left;
  info->src->bytes_in_buffer -= left;
}

static guint8
next_byte (j_decompress_ptr info)
{
  if (info->src->bytes_in_buffer == 0)
    fill_cb (info);
  info->src->bytes_in_buffer--;
  return *info->src->next_input_byte++;
}

/* Only one marker is held at a time: a file may have any number of them. */
static boolean
exif_cb (j_decompress_ptr info)
{
  Reader *reader = info->client_data;
  gsize length = (gsize) next_byte (info) << 8;

  length |= next_byte (info);
  length -= MIN (length, 2);
  for (gsize i = 0; i < length && !reader->at_end; i++)
    reader->exif[i] = next_byte (info);
  if (length > 6 && memcmp (reader->exif, "Exif\0\0", 6) == 0 &&
      reader->orientation == 1 && !reader->at_end)
    reader->orientation = wk_image_get_orientation (reader->exif + 6, length - 6);
  return TRUE;
}

/* --- pixels --- */

static void
start (Reader *reader)
{
  j_decompress_ptr info = &reader->info;

  jpeg_create_decompress (info);
  info->client_data = reader;
  reader->source = (struct jpeg_source_mgr){
    .next_input_byte = reader->file->buffer, /* read to tell the format */
    .bytes_in_buffer = reader->file->end,
    .init_source = source_cb,
    .fill_input_buffer = fill_cb,
    .skip_input_data = skip_cb,
    .resync_to_restart = jpeg_resync_to_restart,
    .term_source = source_cb,
  };
  reader->progress.progress_monitor = progress_cb;
  info->src = &reader->source;
  info->progress = &reader->progress;
  info->mem->max_memory_to_use = MAX_MEMORY;
  jpeg_set_marker_processor (info, JPEG_APP0 + 1, exif_cb);
}

/* The largest reduction that leaves at least as many pixels as are kept. */
static guint
find_reduction (guint columns, guint rows)
{
  for (guint n = 8; n > 1; n /= 2)
    {
      if ((guint64) (columns / n) * (rows / n) >= WK_IMAGE_KEPT_PIXELS)
        return n;
    }
  return 1;
}

/* Adobe's programs write CMYK turned round: 255 is no ink. */
static const guint8 *
cmyk_to_rgb (Reader *reader)
{
  const guint8 *from = reader->row;
  guint8 *out = reader->rgb;
  guint8 turn = reader->info.saw_Adobe_marker ? 0 : 0xff;

  for (guint x = 0; x < reader->info.output_width; x++, from += 4)
    for (guint c = 0; c < 3; c++)
      *out++ = (guint8) (((from[c] ^ turn) * (from[3] ^ turn) + 127) / 255);
  return reader->rgb;
}

static void
read_header (Reader *reader)
{
  j_decompress_ptr info = &reader->info;
  guint n_channels;

  jpeg_read_header (info, TRUE);
  if (!wk_image_file_check_size (reader->file, info->image_width, info->image_height))
    longjmp (reader->leave, 1);
  if (info->jpeg_color_space == JCS_GRAYSCALE)
    info->out_color_space = JCS_GRAYSCALE;
  else if (info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK)
    info->out_color_space = JCS_CMYK;
  else
    info->out_color_space = JCS_RGB;
  n_channels = info->out_color_space == JCS_GRAYSCALE ? 1 : 3;
  info->scale_num = 1;
  info->scale_denom = find_reduction (info->image_width, info->image_height);
  jpeg_start_decompress (info);
  reader->row = g_try_malloc_n (info->output_width, (gsize) info->output_components);
  reader->rgb = g_try_malloc_n (info->output_width, 3);
  reader->reducer =
      wk_image_reducer_new (info->output_width, info->output_height, n_channels,
                            info->image_width, info->image_height);
  if (reader->row == NULL || reader->rgb == NULL || reader->reducer == NULL)
    {
      wk_image_file_fail (reader->file, WK_IMAGE_ERROR_SIZE,
                          N_ ("There is not enough memory for “%s”"));
      longjmp (reader->leave, 1);
    }
}

static gboolean
read_all (Reader *reader)
{
  j_decompress_ptr info = &reader->info;

  if (setjmp (reader->leave) != 0)
    return FALSE;
  start (reader);
  read_header (reader);
  while (info->output_scanline < info->output_height)
    {
      JSAMPROW row = reader->row;

      jpeg_read_scanlines (info, &row, 1);
      wk_image_reducer_add_row (reader->reducer, info->out_color_space == JCS_CMYK
                                                     ? cmyk_to_rgb (reader)
                                                     : reader->row);
    }
  jpeg_finish_decompress (info);
  return TRUE;
}

WkImage *
wk_image_read_jpeg (WkImageFile *file)
{
  Reader *reader = g_new0 (Reader, 1);
  WkImage *image = NULL;

  reader->file = file;
  reader->orientation = 1;
  reader->exif = g_malloc (G_MAXUINT16);
  reader->info.err = jpeg_std_error (&reader->error);
  reader->error.error_exit = error_cb;
  reader->error.emit_message = message_cb;
  reader->info.client_data = reader;
  if (read_all (reader))
    {
      if (reader->at_end)
        wk_image_file_remark (
            file,
            N_ ("“%s” ends without an end mark; part of the picture may be missing"));
      image = wk_image_reducer_finish (g_steal_pointer (&reader->reducer),
                                       reader->orientation);
    }
  if (image == NULL)
    wk_image_file_fail (file, WK_IMAGE_ERROR_SIZE,
                        N_ ("There is not enough memory for “%s”"));
  jpeg_destroy_decompress (&reader->info);
  g_clear_pointer (&reader->reducer, wk_image_reducer_free);
  g_free (reader->row);
  g_free (reader->rgb);
  g_free (reader->exif);
  g_free (reader);
  return image;
}
