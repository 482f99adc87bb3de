/* test-digits.c - the digits that ship, and files of digits that are damaged
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-digits.h"

#include <glib/gstdio.h>
#include <string.h>

#define IMAGES "mnist5k-train-images-idx3-ubyte.gz"
#define LABELS "mnist5k-train-labels-idx1-ubyte.gz"

/* --- what ships --- */

static void
add_number (GChecksum *sum, guint32 number)
{
  guint32 bytes = GUINT32_TO_BE (number);

  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

/* The checksums are those that `zcat FILE | sha256sum` gives: header and bytes. */
static void
assert_content (WkDigitsPart part, guint n, const char *pixels, const char *labels)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const WkDigits *digits = wk_digits_get (part, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (digits->n, ==, n);
  add_number (sum, 2051);
  add_number (sum, n);
  add_number (sum, 28);
  add_number (sum, 28);
  g_checksum_update (sum, digits->pixels, (gssize) n * WK_DIGITS_PIXELS);
  g_assert_cmpstr (g_checksum_get_string (sum), ==, pixels);
  g_checksum_reset (sum);
  add_number (sum, 2049);
  add_number (sum, n);
  g_checksum_update (sum, digits->labels, n);
  g_assert_cmpstr (g_checksum_get_string (sum), ==, labels);
  g_assert_true (wk_digits_get (part, NULL) == digits);
}

static void
test_content (void)
{
  /* Rows 127, 235, 316, … of MNIST's own training file. */
  static const guint8 first[] = { 4, 3, 5, 2 };

  assert_content (WK_DIGITS_TRAINING, 5000,
                  "b202b37461460c1490a489f9e95eb17315a9057953924280ddaa8dcf480cf228",
                  "c5a59bb200682ad69847dda9cf7c2bca0dbadd52d7007d99f57c8ca79f26437f");
  assert_content (WK_DIGITS_HELD_OUT, 1000,
                  "dd5941cba20ec2a7f9ecb6c1b150a7e6beb10b8100a3055d18dbc91a7d198f26",
                  "1beff08532734f3b28f68cb52fd1176026d2bd4f2dc3071a45c81c36bc56b1a3");
  g_assert_cmpmem (wk_digits_get (WK_DIGITS_TRAINING, NULL)->labels, sizeof first,
                   first, sizeof first);
}

static void
test_balance (void)
{
  for (WkDigitsPart part = WK_DIGITS_TRAINING; part <= WK_DIGITS_HELD_OUT; part++)
    {
      const WkDigits *digits = wk_digits_get (part, NULL);

      g_assert_nonnull (digits);
      for (guint block = 0; block < digits->n; block += 10)
        {
          guint seen = 0;

          for (guint i = 0; i < 10; i++)
            seen |= 1u << digits->labels[block + i];
          g_assert_cmphex (seen, ==, 0x3ff);
        }
    }
}

/* --- damaged files --- */

typedef struct
{
  char *top, *sets, *images, *labels;
} Folder;

static void
open_folder (Folder *folder, gconstpointer data)
{
  folder->top = g_dir_make_tmp ("wk-digits-XXXXXX", NULL);
  folder->sets = g_build_filename (folder->top, "sets", NULL);
  folder->images = g_build_filename (folder->sets, IMAGES, NULL);
  folder->labels = g_build_filename (folder->sets, LABELS, NULL);
  g_assert_cmpint (g_mkdir (folder->sets, 0755), ==, 0);
  g_setenv ("WORKINGS_DATADIR", folder->top, TRUE);
}

static void
close_folder (Folder *folder, gconstpointer data)
{
  g_unsetenv ("WORKINGS_DATADIR");
  g_remove (folder->images);
  g_remove (folder->labels);
  g_rmdir (folder->sets);
  g_rmdir (folder->top);
  g_free (folder->images);
  g_free (folder->labels);
  g_free (folder->sets);
  g_free (folder->top);
}

static GBytes *
zip (const guint8 *bytes, gsize n)
{
  g_autoptr (GZlibCompressor) zlib =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (zlib));

  g_assert_true (g_output_stream_write_all (stream, bytes, n, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
put (const char *path, GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  g_assert_true (g_file_set_contents (path, data, (gssize) n, NULL));
}

/* Numbers of the header, then @n bytes of zero but for the last, which is @last. */
static void
put_idx (const char *path, const guint32 *header, guint n_header, gsize n, guint8 last)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) zipped = NULL;

  for (guint i = 0; i < n_header; i++)
    {
      guint32 number = GUINT32_TO_BE (header[i]);

      g_byte_array_append (all, (const guint8 *) &number, sizeof number);
    }
  g_byte_array_set_size (all, all->len + (guint) n);
  memset (all->data + all->len - n, 0, n);
  if (n > 0)
    all->data[all->len - 1] = last;
  zipped = zip (all->data, all->len);
  put (path, zipped);
}

static void
put_images (Folder *folder, guint32 n)
{
  guint32 header[] = { 2051, n, 28, 28 };

  put_idx (folder->images, header, 4, (gsize) n * WK_DIGITS_PIXELS, 255);
}

static void
put_labels (Folder *folder, guint32 n)
{
  guint32 header[] = { 2049, n };

  put_idx (folder->labels, header, 2, n, 9);
}

static void
assert_fails (int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_digits_get (WK_DIGITS_TRAINING, &error));
  g_assert_error (error, WK_DIGITS_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("“%s”, expected “%s”", error->message, message);
}

static void
test_missing (Folder *folder, gconstpointer data)
{
  assert_fails (WK_DIGITS_ERROR_READ, "Digits, “" IMAGES "”: there is no such file");
  put_images (folder, 10);
  assert_fails (WK_DIGITS_ERROR_READ, "Digits, “" LABELS "”: there is no such file");
}

static void
test_headers (Folder *folder, gconstpointer data)
{
  static const struct
  {
    guint32 header[4];
    const char *message;
  } cases[] = {
    { { 2049, 10, 28, 28 }, "*" IMAGES "*begins with the number 2049, expected 2051" },
    { { 2051, 0, 28, 28 }, "*0 digits, expected 1 to 100000" },
    { { 2051, G_MAXUINT32, 28, 28 }, "*4294967295 digits, expected 1 to 100000" },
    { { 2051, 10, 29, 28 }, "*29 pixels high or wide, expected 28" },
    { { 2051, 10, 28, 27 }, "*27 pixels high or wide, expected 28" },
    /* Nothing of the promised size is there: no error but this one. */
    { { 2051, 100000, 28, 28 }, "*it ends too early" },
    { { 2051, 9, 28, 28 }, "*it is longer than it says" },
  };

  put_labels (folder, 10);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      put_idx (folder->images, cases[i].header, 4, 10 * WK_DIGITS_PIXELS, 1);
      assert_fails (WK_DIGITS_ERROR_DAMAGED, cases[i].message);
    }
  put_idx (folder->images, cases[0].header, 1, 0, 0);
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*");
  put_idx (folder->images, (const guint32[]){ 2051 }, 1, 0, 0);
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*it ends too early");
}

static void
test_labels (Folder *folder, gconstpointer data)
{
  put_images (folder, 10);
  put_labels (folder, 9);
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*" LABELS "*names 9 digits, expected 10");
  put_idx (folder->labels, (const guint32[]){ 2049, 10 }, 2, 10, 10);
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*digit 10 is said to be a 10*");
  put_idx (folder->labels, (const guint32[]){ 2049, 10 }, 2, 9, 1);
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*" LABELS "*ends too early");
}

/* What is no gzip, and each way to cut or change one. */
static void
test_zip (Folder *folder, gconstpointer data)
{
  g_autofree char *zipped = NULL;
  gsize n;

  put_labels (folder, 10);
  put_images (folder, 10);
  g_assert_true (g_file_get_contents (folder->images, &zipped, &n, NULL));
  for (gsize cut = 0; cut < n; cut++)
    {
      g_assert_true (g_file_set_contents (folder->images, zipped, (gssize) cut, NULL));
      assert_fails (WK_DIGITS_ERROR_DAMAGED, "*" IMAGES "*");
    }
  /* The checksum at the end of the gzip. */
  zipped[n - 6] ^= 1;
  g_assert_true (g_file_set_contents (folder->images, zipped, (gssize) n, NULL));
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*" IMAGES "*it cannot be unpacked*");
  g_assert_true (g_file_set_contents (folder->images, "not a gzip", -1, NULL));
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*" IMAGES "*it cannot be unpacked*");
}

/* Much of nothing in a little gzip: only what the header says is unpacked. */
static void
test_bomb (Folder *folder, gconstpointer data)
{
  guint32 header[] = { 2051, 1, 28, 28 };

  put_labels (folder, 1);
  put_idx (folder->images, header, 4, 64 << 20, 1);
  assert_fails (WK_DIGITS_ERROR_DAMAGED, "*it is longer than it says");
}

/* --- several at once --- */

static gpointer
get_digits (gpointer data)
{
  return (gpointer) wk_digits_get (WK_DIGITS_TRAINING, NULL);
}

static void
test_threads (void)
{
  GThread *threads[8];
  gpointer first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("digits", get_digits, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gpointer digits = g_thread_join (threads[i]);

      g_assert_nonnull (digits);
      g_assert_true (i == 0 || digits == first);
      first = digits;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("WORKINGS_DATADIR");
  /* What was read is kept, so the damaged ones come first. */
  g_test_add ("/digits/damaged/missing", Folder, NULL, open_folder, test_missing,
              close_folder);
  g_test_add ("/digits/damaged/headers", Folder, NULL, open_folder, test_headers,
              close_folder);
  g_test_add ("/digits/damaged/labels", Folder, NULL, open_folder, test_labels,
              close_folder);
  g_test_add ("/digits/damaged/zip", Folder, NULL, open_folder, test_zip, close_folder);
  g_test_add ("/digits/damaged/bomb", Folder, NULL, open_folder, test_bomb,
              close_folder);
  g_test_add_func ("/digits/shipped/threads", test_threads);
  g_test_add_func ("/digits/shipped/content", test_content);
  g_test_add_func ("/digits/shipped/balance", test_balance);
  return g_test_run ();
}
