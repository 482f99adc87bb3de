/* test-image-large.c - 64 megapixels within 400 MB and a few seconds
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files are made by one process and read by another, whose largest memory and whose
 * processor time count. Sanitizers change both, so there only the result is looked at.
 */
#include "config.h"

#include <sys/resource.h>
#include <time.h>

#include "model/picture-files.h"

#define SIDE 8000
#define MAX_KILOBYTES (400 * 1000)
/* About 2 s are usual, 2.5 s for 16 bits and alpha; a busy machine takes more. */
#define MAX_SECONDS 4.0

/* What a photograph has: slopes and some noise. */
static void
fill_row (guint8 *row, gsize length, guint y)
{
  guint32 state = y * 2654435761u + 1;

  for (gsize i = 0; i < length; i++)
    {
      state = state * 1664525u + 1013904223u;
      row[i] = (guint8) (i / 64 + y / 40 + (state >> 29));
    }
}

static void
write_large_png (const char *path, int type, int depth, gboolean interlaced)
{
  gsize row_bytes = (gsize) SIDE * (type == PNG_COLOR_TYPE_RGB ? 3 : 4) * depth / 8;
  g_autofree guint8 *row = g_malloc (row_bytes);
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  FILE *file = fopen (path, "wb");
  int passes;

  g_assert_nonnull (file);
  png_init_io (png, file);
  png_set_IHDR (png, info, SIDE, SIDE, depth, type,
                interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level (png, 1);
  png_set_filter (png, 0, PNG_FILTER_SUB);
  png_write_info (png, info);
  passes = png_set_interlace_handling (png);
  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < SIDE; y++)
      {
        fill_row (row, row_bytes, y);
        png_write_row (png, row);
      }
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
  fclose (file);
}

static void
write_large_jpeg (const char *path, gboolean progressive)
{
  g_autofree guint8 *data = g_malloc ((gsize) SIDE * SIDE * 3);

  for (guint y = 0; y < SIDE; y++)
    fill_row (data + (gsize) y * SIDE * 3, SIDE * 3, y);
  write_jpeg (path, &(JpegSort){ SIDE, SIDE, JCS_RGB, progressive }, data);
}

static gboolean
is_sanitized (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return TRUE;
#elif defined(__has_feature)
  return __has_feature (address_sanitizer);
#else
  return FALSE;
#endif
}

static void
test_load (void)
{
  g_autoptr (WkImage) image = load (g_getenv ("WK_LARGE_PICTURE"), FALSE);
  struct rusage usage;
  double seconds;

  expect_size (image, 1000, 1000);
  g_assert_cmpuint (wk_image_get_file_columns (image), ==, SIDE);
  getrusage (RUSAGE_SELF, &usage);
  seconds = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
            1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  g_printerr ("# %.2f s, %ld MB\n", seconds, usage.ru_maxrss / 1000);
  if (is_sanitized ())
    return;
  g_assert_cmpint (usage.ru_maxrss, <, MAX_KILOBYTES);
  g_assert_cmpfloat (seconds, <, MAX_SECONDS);
}

static void
test_large (gconstpointer data)
{
  const char *sort = data;
  g_autofree char *path = get_path (sort);

  if (strcmp (sort, "rgb.png") == 0)
    write_large_png (path, PNG_COLOR_TYPE_RGB, 8, FALSE);
  else if (strcmp (sort, "rgba-interlaced.png") == 0)
    write_large_png (path, PNG_COLOR_TYPE_RGBA, 8, TRUE);
  else if (strcmp (sort, "rgba-16.png") == 0)
    write_large_png (path, PNG_COLOR_TYPE_RGBA, 16, FALSE);
  else
    write_large_jpeg (path, strcmp (sort, "progressive.jpg") == 0);
  g_setenv ("WK_LARGE_PICTURE", path, TRUE);
  g_test_trap_subprocess ("/image-large/load/subprocess", 0,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  static const char *const sorts[] = { "rgb.png", "rgba-interlaced.png", "rgba-16.png",
                                       "plain.jpg", "progressive.jpg" };
  int failed;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("wk-image-XXXXXX", NULL);
  g_test_add_func ("/image-large/load/subprocess", test_load);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *name = g_strconcat ("/image-large/", sorts[i], NULL);

      g_test_add_data_func (name, sorts[i], test_large);
    }
  failed = g_test_run ();
  remove_folder ();
  g_free (folder);
  return failed;
}
