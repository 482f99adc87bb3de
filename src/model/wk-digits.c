/* wk-digits.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * IDX: four bytes of magic (0, 0, 8: bytes, number of dimensions), the dimensions as
 * big-endian 32-bit numbers, then the bytes themselves. The sizes of the header are
 * looked at before there is room for them, and what is unpacked is never more than they
 * say and one byte.
 */
#include "config.h"

#include "model/wk-digits.h"

#include "model/wk-deck.h"
#include "model/wk-message-private.h"

#define MAGIC_LABELS 2049
#define MAGIC_IMAGES 2051
/* More than all of MNIST: 78 MB of pixels. */
#define MAX_DIGITS 100000

G_DEFINE_QUARK (wk_digits_error, wk_digits_error)

static const struct
{
  const char *images, *labels;
} names[] = {
  [WK_DIGITS_TRAINING] = { "sets/mnist5k-train-images-idx3-ubyte.gz",
                           "sets/mnist5k-train-labels-idx1-ubyte.gz" },
  [WK_DIGITS_HELD_OUT] = { "sets/mnist5k-test-images-idx3-ubyte.gz",
                           "sets/mnist5k-test-labels-idx1-ubyte.gz" },
};

static GMutex mutex;
static WkDigits kept[G_N_ELEMENTS (names)];

/* @format holds one %s, for the name of the file. */
static gboolean G_GNUC_PRINTF (4, 5)
    fail (GError **error, WkDigitsError code, const char *path, const char *format, ...)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, WK_DIGITS_ERROR, code, _ ("Digits, “%s”: %s"), name, what);
  return FALSE;
}

/* @n bytes, exactly. */
static gboolean
read_bytes (GInputStream *stream,
            const char *path,
            guint8 *bytes,
            gsize n,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize done;

  if (!g_input_stream_read_all (stream, bytes, n, &done, NULL, &problem))
    return fail (error, WK_DIGITS_ERROR_DAMAGED, path, _ ("it cannot be unpacked (%s)"),
                 problem->message);
  if (done < n)
    return fail (error, WK_DIGITS_ERROR_DAMAGED, path, _ ("it ends too early"));
  return TRUE;
}

static gboolean
read_number (GInputStream *stream, const char *path, guint32 *number, GError **error)
{
  guint32 bytes = 0;

  if (!read_bytes (stream, path, (guint8 *) &bytes, sizeof bytes, error))
    return FALSE;
  *number = GUINT32_FROM_BE (bytes);
  return TRUE;
}

/* Magic and sizes: how many digits there are. */
static gboolean
read_header (GInputStream *stream,
             const char *path,
             guint32 magic,
             guint32 *n,
             GError **error)
{
  guint32 found;
  guint32 side;

  if (!read_number (stream, path, &found, error))
    return FALSE;
  if (found != magic)
    return fail (error, WK_DIGITS_ERROR_DAMAGED, path,
                 _ ("it begins with the number %u, expected %u"), found, magic);
  if (!read_number (stream, path, n, error))
    return FALSE;
  if (*n < 1 || *n > MAX_DIGITS)
    return fail (error, WK_DIGITS_ERROR_DAMAGED, path,
                 _ ("it says that it holds %u digits, expected 1 to %d"), *n,
                 MAX_DIGITS);
  for (guint i = 0; magic == MAGIC_IMAGES && i < 2; i++)
    {
      if (!read_number (stream, path, &side, error))
        return FALSE;
      if (side != WK_DIGITS_SIDE)
        return fail (error, WK_DIGITS_ERROR_DAMAGED, path,
                     _ ("its digits are %u pixels high or wide, expected %d"), side,
                     WK_DIGITS_SIDE);
    }
  return TRUE;
}

static GInputStream *
open_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInputStream) raw = NULL;
  g_autoptr (GZlibDecompressor) unzip = NULL;

  /* A pipe would block for ever. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      fail (error, WK_DIGITS_ERROR_READ, path, _ ("there is no such file"));
      return NULL;
    }
  raw = g_file_read (file, NULL, &problem);
  if (raw == NULL)
    {
      fail (error, WK_DIGITS_ERROR_READ, path, _ ("it cannot be opened (%s)"),
            problem->message);
      return NULL;
    }
  unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  return g_converter_input_stream_new (G_INPUT_STREAM (raw), G_CONVERTER (unzip));
}

/* @size bytes for each of @n digits; @n is told by the file. (transfer full) */
static guint8 *
read_file (const char *path, guint32 magic, gsize size, guint32 *n, GError **error)
{
  g_autoptr (GInputStream) stream = open_file (path, error);
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GError) problem = NULL;
  guint8 more;
  gssize left;

  if (stream == NULL || !read_header (stream, path, magic, n, error))
    return NULL;
  bytes = g_try_malloc_n (*n, size);
  if (bytes == NULL)
    {
      fail (error, WK_DIGITS_ERROR_READ, path, _ ("not enough memory"));
      return NULL;
    }
  if (!read_bytes (stream, path, bytes, *n * size, error))
    return NULL;
  /* Reading on also has the checksum of gzip looked at. */
  left = g_input_stream_read (stream, &more, 1, NULL, &problem);
  if (left < 0)
    fail (error, WK_DIGITS_ERROR_DAMAGED, path, _ ("it cannot be unpacked (%s)"),
          problem->message);
  else if (left > 0)
    fail (error, WK_DIGITS_ERROR_DAMAGED, path, _ ("it is longer than it says"));
  return left == 0 ? g_steal_pointer (&bytes) : NULL;
}

static gboolean
check_labels (const char *path,
              const guint8 *labels,
              guint32 n,
              guint32 expected,
              GError **error)
{
  if (n != expected)
    return fail (error, WK_DIGITS_ERROR_DAMAGED, path,
                 _ ("it names %u digits, expected %u"), n, expected);
  for (guint i = 0; i < n; i++)
    if (labels[i] > 9)
      return fail (error, WK_DIGITS_ERROR_DAMAGED, path,
                   _ ("digit %u is said to be a %d, expected 0 to 9"), i + 1,
                   labels[i]);
  return TRUE;
}

static gboolean
read_part (WkDigitsPart part, WkDigits *digits, GError **error)
{
  g_autofree char *images = wk_data_path (names[part].images);
  g_autofree char *labels = wk_data_path (names[part].labels);
  g_autofree guint8 *pixels = NULL;
  g_autofree guint8 *classes = NULL;
  guint32 n;
  guint32 n_labels;

  pixels = read_file (images, MAGIC_IMAGES, WK_DIGITS_PIXELS, &n, error);
  if (pixels == NULL)
    return FALSE;
  classes = read_file (labels, MAGIC_LABELS, 1, &n_labels, error);
  if (classes == NULL || !check_labels (labels, classes, n_labels, n, error))
    return FALSE;
  digits->n = n;
  digits->pixels = g_steal_pointer (&pixels);
  digits->labels = g_steal_pointer (&classes);
  return TRUE;
}

const WkDigits *
wk_digits_get (WkDigitsPart part, GError **error)
{
  gboolean is_there;

  g_return_val_if_fail (part < G_N_ELEMENTS (kept), NULL);
  g_mutex_lock (&mutex);
  is_there = kept[part].pixels != NULL || read_part (part, &kept[part], error);
  g_mutex_unlock (&mutex);
  return is_there ? &kept[part] : NULL;
}
