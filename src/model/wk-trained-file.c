/* wk-trained-file.c - weights as a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line that names the format; a line of JSON with kind, recipe, epoch, the number of
 * weights and the curves, padded with blanks so that what follows lies at a multiple of
 * four; the weights, float32, little endian; SHA-256 of all before it. The same weights
 * give the same bytes. Nothing is believed before the checksum was looked at, and no
 * size before it was compared with the file's.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/wk-trained-private.h"
#include "model/wk-yaml.h"

#define MAGIC "workings weights 1\n"
#define N_MAGIC (sizeof MAGIC - 1)
#define N_CHECKSUM 32
/* Of the line of JSON. */
#define MAX_HEADER (1024 * 1024)

G_STATIC_ASSERT (sizeof (float) == sizeof (guint32));

/* --- writing --- */

static WkValue *
curves_to_value (const WkTrained *trained)
{
  guint n_curves;
  const double *curves = wk_trained_get_curves (trained, &n_curves);
  guint epoch = wk_trained_get_epoch (trained);

  if (n_curves == 0 || epoch == 0)
    return wk_value_new_list (NULL, 0);
  return wk_value_new_matrix (curves, epoch, n_curves);
}

static void
append_header (const WkTrained *trained, GString *out)
{
  static const char *const keys[] = { "kind", "recipe", "epoch", "weights", "curves" };
  gsize n;
  WkValue *items[G_N_ELEMENTS (keys)];
  g_autoptr (WkValue) header = NULL;

  wk_trained_get_weights (trained, &n);
  items[0] = wk_value_new_string (wk_trained_get_kind (trained));
  items[1] = wk_value_ref (wk_trained_get_recipe (trained));
  items[2] = wk_value_new_number (wk_trained_get_epoch (trained));
  items[3] = wk_value_new_number ((double) n);
  items[4] = curves_to_value (trained);
  header = wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
  wk_value_append_json (header, out);
  while ((out->len + 1) % sizeof (float) != 0)
    g_string_append_c (out, ' ');
  g_string_append_c (out, '\n');
}

static void
swap_weights (gpointer weights, gsize n)
{
  guint32 *words = weights;

  for (gsize i = 0; G_BYTE_ORDER != G_LITTLE_ENDIAN && i < n; i++)
    words[i] = GUINT32_SWAP_LE_BE (words[i]);
}

static void
get_checksum (const guint8 *bytes, gsize n, guint8 checksum[N_CHECKSUM])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = N_CHECKSUM;

  g_checksum_update (sum, bytes, (gssize) n);
  g_checksum_get_digest (sum, checksum, &length);
}

GBytes *
wk_trained_to_bytes (const WkTrained *trained)
{
  g_autoptr (GString) out = NULL;
  gsize n;
  gsize length;
  const float *weights;
  guint8 checksum[N_CHECKSUM];

  g_return_val_if_fail (trained != NULL, NULL);
  out = g_string_new (MAGIC);
  weights = wk_trained_get_weights (trained, &n);
  append_header (trained, out);
  length = out->len;
  g_string_append_len (out, (const char *) weights, (gssize) (n * sizeof *weights));
  swap_weights (out->str + length, n);
  get_checksum ((const guint8 *) out->str, out->len, checksum);
  g_string_append_len (out, (const char *) checksum, N_CHECKSUM);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

/* --- reading --- */

typedef struct
{
  int fd;
  char *name; /* for messages */
  guint8 *bytes;
  gsize n;
  const char *header; /* in bytes; a line */
  gsize n_header;
  const guint8 *weights; /* in bytes */
  gsize n_weights;
} Reader;

static void
clear_reader (Reader *reader)
{
  if (reader->fd >= 0)
    close (reader->fd);
  g_free (reader->name);
  g_free (reader->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
fail_damaged (const Reader *reader, const char *what, GError **error)
{
  return wk_trained_fail (error, WK_TRAINED_ERROR_DAMAGED,
                          _ ("The weights “%s” are damaged: %s"), reader->name, what);
}

/* Without waiting: a pipe would block for ever. */
static gboolean
open_file (Reader *reader, const char *path, GError **error)
{
  struct stat buffer;

  reader->fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (reader->fd < 0 && (errno == ENOENT || errno == ENOTDIR))
    return wk_trained_fail (error, WK_TRAINED_ERROR_READ, _ ("There is no file “%s”"),
                            reader->name);
  if (reader->fd < 0)
    return wk_trained_fail (error, WK_TRAINED_ERROR_READ, _ ("“%s” cannot be opened"),
                            reader->name);
  if (fstat (reader->fd, &buffer) != 0 || !S_ISREG (buffer.st_mode))
    return wk_trained_fail (error, WK_TRAINED_ERROR_READ,
                            _ ("“%s” is no file of weights but a folder or a device"),
                            reader->name);
  if (buffer.st_size > WK_TRAINED_MAX_BYTES)
    return wk_trained_fail (error, WK_TRAINED_ERROR_DAMAGED,
                            _ ("“%s” is larger than 64 MB, too large for weights"),
                            reader->name);
  reader->n = (gsize) buffer.st_size;
  return TRUE;
}

static gboolean
read_bytes (Reader *reader, GError **error)
{
  gsize done = 0;

  reader->bytes = g_try_malloc (reader->n + 1);
  if (reader->bytes == NULL)
    return wk_trained_fail (error, WK_TRAINED_ERROR_READ,
                            _ ("not enough memory for the weights"));
  while (done < reader->n)
    {
      gssize n = read (reader->fd, reader->bytes + done, reader->n - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return wk_trained_fail (error, WK_TRAINED_ERROR_READ, _ ("“%s” cannot be read"),
                                reader->name);
      if (n == 0)
        break;
      done += (gsize) n;
    }
  reader->n = done;
  return TRUE;
}

/* Magic and checksum; where header and weights are. */
static gboolean
find_parts (Reader *reader, GError **error)
{
  guint8 checksum[N_CHECKSUM];
  const char *end;
  gsize left;

  if (reader->n < N_MAGIC || memcmp (reader->bytes, MAGIC, N_MAGIC) != 0)
    return wk_trained_fail (error, WK_TRAINED_ERROR_DAMAGED,
                            _ ("“%s” is no file of weights of this program, or of a "
                               "later version"),
                            reader->name);
  if (reader->n < N_MAGIC + N_CHECKSUM)
    return fail_damaged (reader, _ ("it ends too early"), error);
  get_checksum (reader->bytes, reader->n - N_CHECKSUM, checksum);
  if (memcmp (checksum, reader->bytes + reader->n - N_CHECKSUM, N_CHECKSUM) != 0)
    return fail_damaged (reader, _ ("the checksum is another one"), error);

  left = reader->n - N_MAGIC - N_CHECKSUM;
  reader->header = (const char *) reader->bytes + N_MAGIC;
  end = memchr (reader->header, '\n', MIN (left, MAX_HEADER));
  if (end == NULL)
    return fail_damaged (reader, _ ("it says nothing of what it holds"), error);
  reader->n_header = (gsize) (end - reader->header);
  reader->weights = (const guint8 *) end + 1;
  left -= reader->n_header + 1;
  if (left % sizeof (float) != 0)
    return fail_damaged (reader, _ ("its size is not that of whole numbers"), error);
  reader->n_weights = left / sizeof (float);
  return TRUE;
}

/* A whole number of the header, 0 to @max. */
static gboolean
get_count (const WkValue *header, const char *key, double max, guint *count)
{
  const WkValue *value = wk_value_get_member (header, key);
  double number = value != NULL ? wk_value_get_number (value) : -1;

  if (value == NULL || wk_value_get_type_tag (value) != WK_VALUE_NUMBER ||
      !(number >= 0) || number > max || number != floor (number))
    return FALSE;
  *count = (guint) number;
  return TRUE;
}

/* (transfer full): @epoch rows, all as long; NULL if they are not. */
static double *
get_curves (const WkValue *header, guint epoch, guint *n_curves)
{
  const WkValue *rows = wk_value_get_member (header, "curves");
  g_autofree double *curves = g_new0 (double, (gsize) epoch *WK_TRAINED_MAX_CURVES + 1);

  *n_curves = 0;
  if (rows == NULL || wk_value_get_type_tag (rows) != WK_VALUE_LIST)
    return NULL;
  if (wk_value_get_length (rows) == 0)
    return g_steal_pointer (&curves);
  if (wk_value_get_length (rows) != epoch)
    return NULL;
  *n_curves = (guint) MIN (wk_value_get_length (wk_value_get_item (rows, 0)),
                           WK_TRAINED_MAX_CURVES + 1);
  if (*n_curves > WK_TRAINED_MAX_CURVES)
    return NULL;
  for (guint i = 0; i < epoch; i++)
    {
      const WkValue *row = wk_value_get_item (rows, i);

      if (wk_value_get_length (row) != *n_curves)
        return NULL;
      for (guint k = 0; k < *n_curves; k++)
        {
          const WkValue *value = wk_value_get_item (row, k);

          if (wk_value_get_type_tag (value) != WK_VALUE_NUMBER)
            return NULL;
          curves[(gsize) i * *n_curves + k] = wk_value_get_number (value);
        }
    }
  return g_steal_pointer (&curves);
}

static WkTrained *
make_trained (const Reader *reader, const WkValue *header, GError **error)
{
  const WkValue *kind = wk_value_get_member (header, "kind");
  WkValue *recipe = wk_value_get_member (header, "recipe");
  g_autofree double *curves = NULL;
  g_autofree float *weights = NULL;
  g_autoptr (GError) problem = NULL;
  WkTrained *trained;
  guint n_curves = 0;
  guint epoch = 0;
  guint n = 0;

  if (get_count (header, "epoch", WK_TRAINED_MAX_EPOCHS, &epoch))
    curves = get_curves (header, epoch, &n_curves);
  if (curves == NULL || kind == NULL || wk_value_get_string (kind) == NULL ||
      recipe == NULL || !get_count (header, "weights", WK_TRAINED_MAX_WEIGHTS, &n))
    {
      fail_damaged (reader, _ ("kind, recipe or curves cannot be made out"), error);
      return NULL;
    }
  if (n != reader->n_weights)
    {
      g_autofree char *what = g_strdup_printf (_ ("%u weights expected, %u are there"),
                                               n, (guint) reader->n_weights);

      fail_damaged (reader, what, error);
      return NULL;
    }
  weights = g_try_malloc_n (MAX (n, 1), sizeof *weights);
  if (weights == NULL)
    {
      wk_trained_fail (error, WK_TRAINED_ERROR_READ,
                       _ ("not enough memory for the weights"));
      return NULL;
    }
  memcpy (weights, reader->weights, n * sizeof *weights);
  swap_weights (weights, n);
  trained = wk_trained_new (wk_value_get_string (kind), recipe, epoch, weights, n,
                            curves, n_curves, &problem);
  if (trained == NULL)
    fail_damaged (reader, problem->message, error);
  return trained;
}

WkTrained *
wk_trained_read (const char *path, GError **error)
{
  g_auto (Reader) reader = { .fd = -1 };
  g_autoptr (WkValue) header = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  reader.name = wk_trained_short_name (path);
  if (!open_file (&reader, path, error) || !read_bytes (&reader, error) ||
      !find_parts (&reader, error))
    return NULL;
  header = wk_yaml_parse (reader.header, reader.n_header, reader.name, NULL);
  if (header == NULL || wk_value_get_type_tag (header) != WK_VALUE_MAP)
    {
      fail_damaged (&reader, _ ("kind, recipe or curves cannot be made out"), error);
      return NULL;
    }
  return make_trained (&reader, header, error);
}
