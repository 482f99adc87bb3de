/* test-image.c - picture files of every sort
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files are made here; what must come out is known from what went in.
 */
#include "config.h"

#include "model/picture-files.h"

/* --- sorts of PNG --- */

static const guint8 png_rgb[] = { 1, 2, 3, 40, 50, 60, 255, 0, 128, 9, 8, 7 };
static const guint8 png_grey_alpha[] = { 100, 255, 100, 0, 0, 128, 255, 64 };
static const guint8 png_grey16[] = { 0x12, 0x34, 0xff, 0xff, 0x80, 0x80, 0x00, 0x40 };
static const guint8 png_palette[] = { 0x1b, 0x6c }; /* two bits: 0 1 2 3 | 1 2 3 0 */
static const guint8 png_bits[] = { 0xa0, 0x40 };

static void
expect_eight_bits (const char *path, gboolean interlaced)
{
  write_png (path, &(PngSort){ 2, 2, PNG_COLOR_TYPE_RGB, 8, interlaced }, png_rgb);
  {
    g_autoptr (WkImage) image = load (path, FALSE);

    expect_size (image, 2, 2);
    g_assert_false (wk_image_is_grey (image));
    expect_pixel (image, 0, 0, 1, 2, 3, 0);
    expect_pixel (image, 0, 1, 40, 50, 60, 0);
    expect_pixel (image, 1, 0, 255, 0, 128, 0);
    expect_pixel (image, 1, 1, 9, 8, 7, 0);
  }
  write_png (path, &(PngSort){ 2, 2, PNG_COLOR_TYPE_GA, 8, interlaced },
             png_grey_alpha);
  {
    g_autoptr (WkImage) image = load (path, FALSE);

    /* Over white: 255 - 0.502 255 = 127; 255 stays 255. */
    g_assert_true (wk_image_is_grey (image));
    expect_pixel (image, 0, 0, 100, 100, 100, 0);
    expect_pixel (image, 0, 1, 255, 255, 255, 0);
    expect_pixel (image, 1, 0, 127, 127, 127, 0);
    expect_pixel (image, 1, 1, 255, 255, 255, 0);
  }
}

static void
expect_other_depths (const char *path, gboolean interlaced)
{
  write_png (path, &(PngSort){ 2, 2, PNG_COLOR_TYPE_GRAY, 16, interlaced }, png_grey16);
  {
    g_autoptr (WkImage) image = load (path, FALSE);

    /* v 255 / 65535, rounded. */
    expect_pixel (image, 0, 0, 18, 18, 18, 0);
    expect_pixel (image, 0, 1, 255, 255, 255, 0);
    expect_pixel (image, 1, 0, 128, 128, 128, 0);
    expect_pixel (image, 1, 1, 0, 0, 0, 0);
  }
  write_png (path, &(PngSort){ 3, 2, PNG_COLOR_TYPE_PALETTE, 2, interlaced },
             png_palette);
  {
    g_autoptr (WkImage) image = load (path, FALSE);

    /* The second colour is transparent. */
    expect_size (image, 3, 2);
    expect_pixel (image, 0, 0, 255, 0, 0, 0);
    expect_pixel (image, 0, 1, 255, 255, 255, 0);
    expect_pixel (image, 0, 2, 0, 0, 255, 0);
    expect_pixel (image, 1, 0, 255, 255, 255, 0);
  }
  write_png (path, &(PngSort){ 3, 2, PNG_COLOR_TYPE_GRAY, 1, interlaced }, png_bits);
  {
    g_autoptr (WkImage) image = load (path, FALSE);

    expect_pixel (image, 0, 0, 255, 255, 255, 0);
    expect_pixel (image, 0, 1, 0, 0, 0, 0);
    expect_pixel (image, 1, 1, 255, 255, 255, 0);
  }
}

static void
test_png_sorts (void)
{
  g_autofree char *path = get_path ("sort.png");

  for (guint interlaced = 0; interlaced < 2; interlaced++)
    {
      expect_eight_bits (path, interlaced);
      expect_other_depths (path, interlaced);
    }
}

/* The mean over areas in double, for every pixel of the result by itself. */
static double
plain_mean (const guint8 *data,
            guint columns,
            guint rows,
            guint to_columns,
            guint to_rows,
            guint row,
            guint column)
{
  double top = (double) row * rows / to_rows, bottom = (row + 1.0) * rows / to_rows;
  double left = (double) column * columns / to_columns;
  double right = (column + 1.0) * columns / to_columns;
  double sum = 0;

  for (guint r = (guint) top; r < rows && r < bottom; r++)
    for (guint c = (guint) left; c < columns && c < right; c++)
      sum += data[(gsize) r * columns + c] * (MIN (bottom, r + 1.0) - MAX (top, r)) *
             (MIN (right, c + 1.0) - MAX (left, c));
  return sum / ((bottom - top) * (right - left));
}

static void
test_scaled (void)
{
  const guint columns = 1403, rows = 1009;
  g_autofree char *path = get_path ("large.png");
  g_autofree guint8 *data = g_malloc ((gsize) columns * rows);
  g_autoptr (WkImage) image = NULL;
  guint to_columns, to_rows;

  for (gsize i = 0; i < (gsize) columns * rows; i++)
    data[i] = (guint8) g_test_rand_int ();
  write_png (path, &(PngSort){ columns, rows, PNG_COLOR_TYPE_GRAY, 8 }, data);
  image = load (path, FALSE);
  to_columns = wk_image_get_columns (image);
  to_rows = wk_image_get_rows (image);
  g_assert_cmpuint (to_columns * to_rows, <=, WK_IMAGE_KEPT_PIXELS);
  g_assert_cmpuint ((to_columns + 1) * (to_rows + 1), >, WK_IMAGE_KEPT_PIXELS);
  g_assert_cmpuint (wk_image_get_file_columns (image), ==, columns);
  g_assert_cmpuint (wk_image_get_file_rows (image), ==, rows);
  for (guint i = 0; i < 4000; i++)
    {
      guint row = i < 4 ? (i & 1) * (to_rows - 1)
                        : (guint) g_test_rand_int_range (0, (int) to_rows);
      guint column = i < 4 ? (i >> 1) * (to_columns - 1)
                           : (guint) g_test_rand_int_range (0, (int) to_columns);
      double mean = plain_mean (data, columns, rows, to_columns, to_rows, row, column);

      g_assert_cmpfloat (
          fabs (mean - wk_image_get_rgba (image)[4 * (row * to_columns + column)]), <=,
          0.5 + 1e-6);
    }
}

/* --- which way up --- */

/* What EXIF's eight numbers mean, in the words of its table: which sides of the shown
 * picture the stored row 0 and column 0 are. Shown here is
 *   a b c
 *   d e f   and as it is stored, rows joined. */
static const char *const stored_pictures[] = {
  [1] = "abcdef", [2] = "cbafed", [3] = "fedcba", [4] = "defabc",
  [5] = "adbecf", [6] = "cfbead", [7] = "fcebda", [8] = "daebfc",
};

static const guint8 tiff_big[] = { 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                                   3,   0,   0, 0,  1, 0, 6, 0, 0, 0, 0,    0,    0 };
static const guint8 tiff_little[] = {
  'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3,
  0,   1,   0,  0, 0, 6, 0, 0, 0, 0, 0,    0,    0
};

static void
expect_upright (const WkImage *image)
{
  expect_size (image, 3, 2);
  for (guint i = 0; i < 6; i++)
    expect_pixel (image, i / 3, i % 3, 40 * (int) i, 40 * (int) i, 40 * (int) i, 2);
}

static void
test_orientation (void)
{
  g_autofree char *png = get_path ("turned.png");
  g_autofree char *jpeg = get_path ("turned.jpg");

  for (guint n = 1; n <= 8; n++)
    {
      guint columns = n >= 5 ? 2 : 3, rows = 5 - columns;
      guint8 data[6], exif[6 + sizeof tiff_big] = "Exif\0";
      guint8 large[48 * 48];

      for (guint i = 0; i < 6; i++)
        data[i] = (guint8) (40 * (stored_pictures[n][i] - 'a'));
      memcpy (exif + 6, n % 2 ? tiff_big : tiff_little, sizeof tiff_big);
      exif[6 + (n % 2 ? 19 : 18)] = (guint8) n;
      write_png (png,
                 &(PngSort){ columns, rows, PNG_COLOR_TYPE_GRAY, 8, FALSE, exif + 6,
                             sizeof tiff_big },
                 data);
      {
        g_autoptr (WkImage) image = load (png, FALSE);

        expect_upright (image);
      }
      /* Blocks of 16, so that JPEG keeps them. */
      for (guint i = 0; i < 48 * 32; i++)
        large[i] = data[i / (columns * 16) / 16 * columns + i % (columns * 16) / 16];
      write_jpeg (jpeg,
                  &(JpegSort){ columns * 16, rows * 16, JCS_GRAYSCALE, FALSE, exif,
                               sizeof exif },
                  large);
      {
        g_autoptr (WkImage) image = load (jpeg, FALSE);

        expect_size (image, 48, 32);
        for (guint i = 0; i < 6; i++)
          expect_pixel (image, i / 3 * 16 + 8, i % 3 * 16 + 8, 40 * (int) i,
                        40 * (int) i, 40 * (int) i, 2);
      }
    }
}

/* Blocks of EXIF that are cut, that lie about their sizes, or are noise. */
static void
test_bad_exif (void)
{
  static const guint8 grey[16 * 16];
  g_autofree char *path = get_path ("exif.jpg");

  for (guint i = 0; i < 200; i++)
    {
      guint8 exif[6 + sizeof tiff_big] = "Exif\0";
      guint length = (guint) g_test_rand_int_range (0, sizeof exif + 1);

      memcpy (exif + 6, i % 2 ? tiff_big : tiff_little, sizeof tiff_big);
      exif[g_test_rand_int_range (10, sizeof exif)] = (guint8) g_test_rand_int ();
      write_jpeg (path, &(JpegSort){ 16, 16, JCS_GRAYSCALE, FALSE, exif, length },
                  grey);
      {
        g_autoptr (WkImage) image = load (path, FALSE);

        expect_size (image, 16, 16);
      }
    }
}

/* --- sorts of JPEG --- */

static void
test_jpeg_sorts (void)
{
  g_autofree char *path = get_path ("sort.jpg");
  g_autofree guint8 *data = g_malloc (40 * 24 * 4);

  for (guint progressive = 0; progressive < 2; progressive++)
    {
      for (guint i = 0; i < 40 * 24; i++)
        memcpy (data + 3 * i, i % 40 < 16 ? "\xc8\x32\x14" : "\x0a\x64\xf0", 3);
      write_jpeg (path, &(JpegSort){ 40, 24, JCS_RGB, progressive }, data);
      {
        g_autoptr (WkImage) image = load (path, FALSE);

        expect_size (image, 40, 24);
        expect_pixel (image, 5, 5, 200, 50, 20, 3);
        expect_pixel (image, 20, 35, 10, 100, 240, 3);
      }
      memset (data, 77, 40 * 24);
      write_jpeg (path, &(JpegSort){ 40, 24, JCS_GRAYSCALE, progressive }, data);
      {
        g_autoptr (WkImage) image = load (path, FALSE);

        g_assert_true (wk_image_is_grey (image));
        expect_pixel (image, 5, 5, 77, 77, 77, 1);
      }
      /* Adobe's way, which libjpeg's marker announces: 255 is no ink. */
      for (guint i = 0; i < 40 * 24; i++)
        memcpy (data + 4 * i, "\xff\x80\x00\x80", 4);
      write_jpeg (path, &(JpegSort){ 40, 24, JCS_CMYK, progressive }, data);
      {
        g_autoptr (WkImage) image = load (path, FALSE);

        expect_pixel (image, 5, 5, 128, 64, 0, 3);
      }
    }
}

/* Reduced by the library and by the mean over areas: a slope stays a slope. */
static void
test_large_jpeg (void)
{
  const guint columns = 4000, rows = 2600;
  g_autofree char *path = get_path ("large.jpg");
  g_autofree guint8 *data = g_malloc ((gsize) columns * rows);
  g_autoptr (WkImage) image = NULL;
  guint to_columns, to_rows;

  for (gsize i = 0; i < (gsize) columns * rows; i++)
    data[i] = (guint8) (i % columns * 250 / columns);
  write_jpeg (path, &(JpegSort){ columns, rows, JCS_GRAYSCALE }, data);
  image = load (path, FALSE);
  to_columns = wk_image_get_columns (image);
  to_rows = wk_image_get_rows (image);
  g_assert_cmpuint (to_columns * to_rows, <=, WK_IMAGE_KEPT_PIXELS);
  g_assert_cmpuint (to_columns, ==, 1240);
  g_assert_cmpuint (to_rows, ==, 806);
  for (guint column = 0; column < to_columns; column++)
    {
      int v = (int) ((column + 0.5) / to_columns * 250);

      expect_pixel (image, to_rows / 2, column, v, v, v, 2);
    }
}

/* --- what ships, planes, what is kept --- */

static void
test_photos (void)
{
  guint n = 0;

  for (const WkPhoto *photo = wk_image_list_photos (); photo->id != NULL; photo++, n++)
    {
      g_autoptr (WkImage) image = load (photo->id, FALSE);
      g_autofree float *plane = g_new (float, 256 * 256);
      gboolean colour =
          strcmp (photo->id, "coffee") == 0 || strcmp (photo->id, "astronaut") == 0;

      expect_size (image, 256, 256);
      g_assert_true (wk_image_find_photo (photo->id) == photo);
      g_assert_cmpint (wk_image_is_grey (image), ==, !colour);
      wk_image_get_plane (image, WK_CHANNEL_GREY, plane);
      for (guint i = 0; i < 256 * 256; i += 251)
        {
          const guint8 *p = wk_image_get_rgba (image) + 4 * i;

          if (!colour)
            g_assert_true (plane[i] == (float) p[0]);
          g_assert_cmpfloat_with_epsilon (
              plane[i], 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2], 1e-4);
        }
      wk_image_get_plane (image, WK_CHANNEL_BLUE, plane);
      g_assert_true (plane[777] == (float) wk_image_get_rgba (image)[4 * 777 + 2]);
    }
  g_assert_cmpuint (n, ==, 6);
  g_assert_null (wk_image_find_photo ("nobody"));
}

static void
test_kept (void)
{
  static const guint8 black[4], white[4] = { 255, 255, 255, 255 };
  g_autofree char *path = get_path ("kept.png");
  g_autoptr (WkImage) first = NULL, second = NULL, third = NULL;

  write_png (path, &(PngSort){ 2, 2, PNG_COLOR_TYPE_GRAY, 8 }, black);
  first = load (path, FALSE);
  second = load (path, FALSE);
  g_assert_true (first == second);
  write_png (path, &(PngSort){ 2, 2, PNG_COLOR_TYPE_GRAY, 8 }, white);
  third = load (path, FALSE);
  expect_pixel (third, 0, 0, 255, 255, 255, 0);
  expect_pixel (first, 0, 0, 0, 0, 0, 0);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("wk-image-XXXXXX", NULL);
  g_test_add_func ("/image/png/sorts", test_png_sorts);
  g_test_add_func ("/image/png/scaled", test_scaled);
  g_test_add_func ("/image/orientation", test_orientation);
  g_test_add_func ("/image/bad-exif", test_bad_exif);
  g_test_add_func ("/image/jpeg/sorts", test_jpeg_sorts);
  g_test_add_func ("/image/jpeg/large", test_large_jpeg);
  g_test_add_func ("/image/photos", test_photos);
  g_test_add_func ("/image/kept", test_kept);
  failed = g_test_run ();
  remove_folder ();
  g_free (folder);
  return failed;
}
