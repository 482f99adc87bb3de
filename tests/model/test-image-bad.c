/* test-image-bad.c - what is no picture, or not a whole one
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/picture-files.h"

/* --- cut off and damaged --- */

static void
test_cut_off (void)
{
  g_autofree char *png = get_path ("cut.png");
  g_autofree char *jpeg = get_path ("cut.jpg");
  g_autofree guint8 *data = g_malloc0 (64 * 64 * 3);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  for (guint i = 0; i < 64 * 64 * 3; i++)
    data[i] = (guint8) g_test_rand_int ();
  write_png (png, &(PngSort){ 64, 64, PNG_COLOR_TYPE_RGB, 8 }, data);
  g_assert_true (g_file_get_contents (png, &bytes, &length, NULL));
  for (gsize n = 1; n < length; n += n < 60 || n > length - 20 ? 1 : 97)
    {
      write_bytes (png, bytes, n);
      refuse (png, n < 8 ? WK_IMAGE_ERROR_FORMAT : WK_IMAGE_ERROR_DAMAGED);
    }
  g_clear_pointer (&bytes, g_free);

  write_jpeg (jpeg, &(JpegSort){ 64, 64, JCS_RGB }, data);
  g_assert_true (g_file_get_contents (jpeg, &bytes, &length, NULL));
  write_bytes (jpeg, bytes, length - 2);
  g_clear_pointer ((WkImage **) &(WkImage *){ load (jpeg, TRUE) }, wk_image_unref);
  write_bytes (jpeg, bytes, length / 2);
  g_clear_pointer ((WkImage **) &(WkImage *){ load (jpeg, TRUE) }, wk_image_unref);
  for (gsize n = 1; n < 400; n += 7)
    {
      write_bytes (jpeg, bytes, n);
      refuse (jpeg, n < 3 ? WK_IMAGE_ERROR_FORMAT : WK_IMAGE_ERROR_DAMAGED);
    }
}

/* Any byte may be wrong: an image or one sentence comes, and in time. */
static void
test_damaged (void)
{
  g_autofree char *path = get_path ("damaged");
  g_autofree guint8 *data = g_malloc0 (64 * 64 * 3);

  for (guint i = 0; i < 64 * 64 * 3; i++)
    data[i] = (guint8) (i * 7);
  for (guint sort = 0; sort < 4; sort++)
    {
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (sort < 2)
        write_png (path, &(PngSort){ 64, 64, PNG_COLOR_TYPE_RGB, 8, sort == 1 }, data);
      else
        write_jpeg (path, &(JpegSort){ 64, 64, JCS_RGB, sort == 3 }, data);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (guint i = 0; i < 150; i++)
        {
          g_autofree char *copy = g_memdup2 (bytes, length);
          g_autofree char *remark = NULL;
          g_autoptr (GError) error = NULL;
          g_autoptr (WkImage) image = NULL;

          for (guint k = 0; k < 3; k++)
            copy[g_test_rand_int_range (2, (int) length)] = (char) g_test_rand_int ();
          write_bytes (path, copy, length);
          image = wk_image_load (path, NULL, &remark, &error);
          g_assert_true ((image != NULL) != (error != NULL));
        }
    }
}

/* A header that promises what would fill the memory, and one that promises less. */
static void
test_lies (void)
{
  static const guint8 data[64 * 64];
  g_autofree char *path = get_path ("lie.png");
  g_autofree char *jpeg = get_path ("lie.jpg");
  g_autofree char *bytes = NULL;
  gsize length = 0;
  guint8 *size;
  gint64 before;

  write_jpeg (path, &(JpegSort){ 16, 16, JCS_GRAYSCALE }, data);
  g_clear_pointer ((WkImage **) &(WkImage *){ load (path, TRUE) }, wk_image_unref);
  write_png (jpeg, &(PngSort){ 16, 16, PNG_COLOR_TYPE_GRAY, 8 }, data);
  g_clear_pointer ((WkImage **) &(WkImage *){ load (jpeg, TRUE) }, wk_image_unref);

  /* The size of a JPEG is in its frame header: FF C0, length, 8, rows, columns. */
  write_jpeg (jpeg, &(JpegSort){ 16, 16, JCS_GRAYSCALE }, data);
  g_assert_true (g_file_get_contents (jpeg, &bytes, &length, NULL));
  size = memmem (bytes, length, "\xff\xc0", 2);
  g_assert_nonnull (size);
  memcpy (size + 5, "\xff\xff\xff\xff", 4);
  write_bytes (jpeg, bytes, length);
  refuse (jpeg, WK_IMAGE_ERROR_SIZE);
  memcpy (size + 5, "\x1f\x40\x1f\x00", 4); /* 8000 x 7936: allowed, but not there */
  write_bytes (jpeg, bytes, length);
  before = g_get_monotonic_time ();
  g_clear_pointer ((WkImage **) &(WkImage *){ load (jpeg, TRUE) }, wk_image_unref);
  g_test_message ("a JPEG of 63 MP from %u bytes: %d ms", (guint) length,
                  (int) ((g_get_monotonic_time () - before) / 1000));
  memcpy (size + 5, "\x00\x00\x00\x00", 4);
  write_bytes (jpeg, bytes, length);
  refuse (jpeg, WK_IMAGE_ERROR_DAMAGED);
}

/* A file that lies about what it is. */
static void
test_other_formats (void)
{
  static const struct
  {
    const char *bytes, *name;
  } others[] = {
    { "GIF89a\1\0\1\0", "GIF" },
    { "RIFF\1\1\1\1WEBPVP8 ", "WebP" },
    { "II*", "TIFF" },
    { "%PDF-1.4", "PDF" },
    { "<svg xmlns='x'/>", "SVG" },
    { "hello", "neither" },
    { "\x89PNG\r\n", "neither" },
  };
  g_autofree char *path = get_path ("other.png");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      write_bytes (path, others[i].bytes, strlen (others[i].bytes));
      g_assert_null (wk_image_load (path, NULL, NULL, &error));
      g_assert_error (error, WK_IMAGE_ERROR, WK_IMAGE_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, others[i].name));
    }
}

static void
test_no_files (void)
{
  g_autofree char *empty = get_path ("empty.png");
  g_autofree char *pipe = get_path ("pipe.png");
  g_autofree char *loop = get_path ("loop.png");
  g_autofree char *missing = get_path ("missing.png");
  g_autofree char *secret = get_path ("secret.png");

  write_bytes (empty, "", 0);
  refuse (empty, WK_IMAGE_ERROR_READ);
  refuse (folder, WK_IMAGE_ERROR_READ);
  refuse (missing, WK_IMAGE_ERROR_READ);
  refuse ("/dev/zero", WK_IMAGE_ERROR_READ);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  refuse (pipe, WK_IMAGE_ERROR_READ);
  g_assert_cmpint (symlink ("loop.png", loop), ==, 0);
  refuse (loop, WK_IMAGE_ERROR_READ);
  write_bytes (secret, "x", 1);
  g_assert_cmpint (g_chmod (secret, 0), ==, 0);
  /* Root may read everything. */
  refuse (secret, geteuid () == 0 ? WK_IMAGE_ERROR_FORMAT : WK_IMAGE_ERROR_READ);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (wk_image_load ("camera", cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("wk-image-XXXXXX", NULL);
  g_test_add_func ("/image-bad/cut-off", test_cut_off);
  g_test_add_func ("/image-bad/damaged", test_damaged);
  g_test_add_func ("/image-bad/lies", test_lies);
  g_test_add_func ("/image-bad/other-formats", test_other_formats);
  g_test_add_func ("/image-bad/no-files", test_no_files);
  g_test_add_func ("/image-bad/cancelled", test_cancelled);
  failed = g_test_run ();
  remove_folder ();
  g_free (folder);
  return failed;
}
