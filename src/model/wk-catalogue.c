/* wk-catalogue.c - gettext's binary catalogues
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form (GNU gettext manual, "The Format of GNU MO Files"): a magic number that also
 * tells the byte order, a revision, the number of strings, and the offsets of two
 * tables of (length, offset), one for the ids and one for the translations. A message
 * with a plural has the forms one after the other, each ended by a zero byte. The hash
 * table at the end is left out by us, we build our own.
 */
#include "config.h"

#include "model/wk-catalogue.h"

#include <string.h>

#define MAGIC 0x950412deU
#define HEADER_BYTES 20
#define MAX_MESSAGES 100000

typedef struct
{
  const char *text;
  gsize length; /* of all forms, without the last zero byte */
} Message;

struct _WkCatalogue
{
  GBytes *bytes;
  GHashTable *messages; /* first id -> Message */
};

static guint32
read_word (const guint8 *data, gsize offset, gboolean swapped)
{
  guint32 word;

  memcpy (&word, data + offset, sizeof word);
  return swapped ? GUINT32_SWAP_LE_BE (word) : word;
}

/* Row @i of the table at @table, if the string lies inside the data, ends with a zero
 * byte and is UTF-8. */
static gboolean
read_string (const guint8 *data,
             gsize size,
             guint32 table,
             guint32 i,
             gboolean swapped,
             Message *message)
{
  gsize row = (gsize) table + (gsize) i * 8;
  gsize length, offset;

  if (row + 8 > size)
    return FALSE;
  length = read_word (data, row, swapped);
  offset = read_word (data, row + 4, swapped);
  if (offset >= size || length >= size - offset || data[offset + length] != '\0')
    return FALSE;

  message->text = (const char *) data + offset;
  message->length = length;
  for (gsize at = 0; at <= length; at += strlen (message->text + at) + 1)
    if (!g_utf8_validate (message->text + at, -1, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
read_messages (WkCatalogue *catalogue)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (catalogue->bytes, &size);
  gboolean swapped;
  guint32 n, ids, translations;

  if (size < HEADER_BYTES)
    return FALSE;
  swapped = read_word (data, 0, FALSE) != MAGIC;
  if (read_word (data, 0, swapped) != MAGIC || read_word (data, 4, swapped) >> 16 > 1)
    return FALSE;
  n = read_word (data, 8, swapped);
  ids = read_word (data, 12, swapped);
  translations = read_word (data, 16, swapped);
  if (n > MAX_MESSAGES)
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    {
      Message id, text;

      if (!read_string (data, size, ids, i, swapped, &id) ||
          !read_string (data, size, translations, i, swapped, &text))
        return FALSE;
      g_hash_table_insert (catalogue->messages, (gpointer) id.text,
                           g_memdup2 (&text, sizeof text));
    }
  return TRUE;
}

WkCatalogue *
wk_catalogue_new (GBytes *bytes)
{
  WkCatalogue *catalogue = g_new0 (WkCatalogue, 1);

  catalogue->bytes = g_bytes_ref (bytes);
  catalogue->messages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (!read_messages (catalogue))
    g_clear_pointer (&catalogue, wk_catalogue_free);
  return catalogue;
}

void
wk_catalogue_free (WkCatalogue *catalogue)
{
  if (catalogue == NULL)
    return;
  g_hash_table_unref (catalogue->messages);
  g_bytes_unref (catalogue->bytes);
  g_free (catalogue);
}

guint
wk_catalogue_get_n_messages (const WkCatalogue *catalogue)
{
  return g_hash_table_size (catalogue->messages);
}

const char *
wk_catalogue_get (const WkCatalogue *catalogue, const char *id, guint form)
{
  const Message *message = g_hash_table_lookup (catalogue->messages, id);
  gsize at = 0;

  if (message == NULL)
    return NULL;
  for (; form > 0; form--)
    {
      at += strlen (message->text + at) + 1;
      if (at > message->length)
        return NULL;
    }
  return message->text[at] != '\0' ? message->text + at : NULL;
}
