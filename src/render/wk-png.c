/* wk-png.c - words in a PNG
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cairo writes no text chunks. International text (iTXt) goes right behind the header,
 * which is always 33 bytes long: PNG specification, second edition, 11.3.4.5.
 */
#include "config.h"

#include <string.h>

#include "render/wk-export-private.h"

#define HEADER 33

guint32
wk_png_checksum (const guint8 *data, gsize length)
{
  guint32 crc = 0xFFFFFFFFu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (0xEDB88320u & -(crc & 1));
    }
  return ~crc;
}

static void
append_word (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, 4);
}

static void
append_text (GByteArray *out, const char *key, const char *tag, const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GByteArray) chunk = g_byte_array_new ();

  if (text == NULL || *text == '\0')
    return;
  valid = g_utf8_make_valid (text, -1);
  g_byte_array_append (chunk, (const guint8 *) "iTXt", 4);
  g_byte_array_append (chunk, (const guint8 *) key, (guint) strlen (key) + 1);
  g_byte_array_append (chunk, (const guint8 *) "\0\0", 2); /* not compressed */
  g_byte_array_append (chunk, (const guint8 *) tag, (guint) strlen (tag) + 1);
  g_byte_array_append (chunk, (const guint8 *) "", 1); /* the key is not translated */
  g_byte_array_append (chunk, (const guint8 *) valid, (guint) strlen (valid));

  append_word (out, chunk->len - 4);
  g_byte_array_append (out, chunk->data, chunk->len);
  append_word (out, wk_png_checksum (chunk->data, chunk->len));
}

void
wk_png_add_texts (WkBuffer *buffer, const WkScene *scene, const char *state)
{
  g_autoptr (GByteArray) chunks = g_byte_array_new ();
  const WkLanguage *language = wk_scene_get_language (scene);
  const char *tag = language != NULL ? wk_language_get_tag (language) : "en";
  gsize rest;

  if (buffer->length < HEADER)
    return;
  append_text (chunks, "Title", tag, wk_scene_get_title (scene));
  append_text (chunks, "Description", tag, wk_scene_get_description (scene));
  append_text (chunks, "Software", "en", "Workings " WK_VERSION);
  append_text (chunks, WK_STATE_KEY, "", state);

  rest = buffer->length - HEADER;
  if (wk_buffer_write (buffer, chunks->data, chunks->len) != CAIRO_STATUS_SUCCESS)
    return;
  memmove (buffer->data + HEADER + chunks->len, buffer->data + HEADER, rest);
  memcpy (buffer->data + HEADER, chunks->data, chunks->len);
}
