/* wk-file-state.c - the state that an exported file carries, read back
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file may come from anywhere. Only the places where our own exporters put the state
 * are looked at, each with its length checked against what is there; nothing is
 * unpacked, no picture is decoded, no entity expanded.
 */
#include "config.h"

#include <string.h>

#include "render/wk-export-private.h"
#include "render/wk-fonts.h"
#include "render/wk-message-private.h"

static const guint8 png_start[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

#define PDF_START "%PDF-"
#define PDF_KEYWORDS "/Keywords"

typedef enum
{
  FOUND,
  NOTHING,
  DAMAGED,
} Outcome;

static gboolean
is_acceptable (const char *text, gsize length)
{
  return length > 0 && length <= WK_FILE_STATE_MAX_BYTES &&
         g_utf8_validate (text, (gssize) length, NULL);
}

/* --- PNG --- */

static guint32
read_word (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 |
         data[3];
}

/* An iTXt chunk's text, if the chunk is ours: keyword, two bytes about compression, a
 * language and a translated keyword come before it. */
static Outcome
read_itxt (const guint8 *data, gsize length, char **state)
{
  static const char start[] = WK_STATE_KEY "\0\0"; /* and the third zero of the array */
  const guint8 *end = data + length;
  const guint8 *p = data;

  if (length < sizeof (WK_STATE_KEY) ||
      memcmp (data, WK_STATE_KEY, sizeof (WK_STATE_KEY)) != 0)
    return NOTHING;
  if (length < sizeof start || memcmp (data, start, sizeof start) != 0)
    return DAMAGED;
  p += sizeof start;
  for (guint i = 0; i < 2; i++)
    {
      p = memchr (p, '\0', (gsize) (end - p));
      if (p == NULL)
        return DAMAGED;
      p++;
    }
  if (!is_acceptable ((const char *) p, (gsize) (end - p)))
    return DAMAGED;
  *state = g_strndup ((const char *) p, (gsize) (end - p));
  return FOUND;
}

static Outcome
read_png (const guint8 *data, gsize length, char **state)
{
  gsize at = sizeof png_start;

  while (length - at >= 12)
    {
      gsize size = read_word (data + at);
      const guint8 *type = data + at + 4;

      if (size > length - at - 12)
        return DAMAGED;
      if (memcmp (type, "IDAT", 4) == 0)
        return NOTHING;
      if (memcmp (type, "iTXt", 4) == 0)
        {
          Outcome outcome = read_itxt (type + 4, size, state);

          if (outcome == FOUND &&
              wk_png_checksum (type, size + 4) != read_word (type + 4 + size))
            {
              g_clear_pointer (state, g_free);
              return DAMAGED;
            }
          if (outcome != NOTHING)
            return outcome;
        }
      at += size + 12;
    }
  return DAMAGED;
}

/* --- SVG --- */

typedef struct
{
  guint in_metadata; /* depth within it, 0 outside */
  gboolean inside;   /* our element is open */
  gboolean done;
  gboolean too_long;
  GString *text;
} Reader;

static const char *
local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static gboolean
is_ours (const char **keys, const char **values)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], "xmlns") &&
        g_str_equal (values[i], WK_STATE_NAMESPACE))
      return TRUE;
  return FALSE;
}

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **keys,
          const char **values,
          gpointer data,
          GError **error)
{
  Reader *reader = data;

  if (reader->in_metadata > 0)
    reader->in_metadata++;
  else if (g_str_equal (local_name (name), "metadata"))
    reader->in_metadata = 1;
  /* Another editor may have moved the namespace to the root. */
  if (reader->in_metadata > 1 && g_str_equal (local_name (name), "figure") &&
      (is_ours (keys, values) || g_str_has_prefix (name, "workings:")))
    reader->inside = TRUE;
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->inside)
    {
      reader->done = TRUE;
      /* Nothing else is wanted of the file. */
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "done");
    }
  if (reader->in_metadata > 0)
    reader->in_metadata--;
}

static void
on_text (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Reader *reader = data;

  if (!reader->inside || reader->too_long)
    return;
  reader->too_long = reader->text->len + length > WK_FILE_STATE_MAX_BYTES;
  if (!reader->too_long)
    g_string_append_len (reader->text, text, (gssize) length);
}

static Outcome
read_svg (const guint8 *data, gsize length, char **state)
{
  static const GMarkupParser parser = { .start_element = on_start,
                                        .end_element = on_end,
                                        .text = on_text };
  Reader reader = { .text = g_string_new (NULL) };
  GMarkupParseContext *context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  gboolean whole = g_markup_parse_context_parse (context, (const char *) data,
                                                 (gssize) length, NULL);
  Outcome outcome = whole ? NOTHING : DAMAGED;

  g_markup_parse_context_free (context);
  if (reader.done && !reader.too_long &&
      is_acceptable (reader.text->str, reader.text->len))
    {
      *state = g_strdup (reader.text->str);
      outcome = FOUND;
    }
  else if (reader.done)
    outcome = DAMAGED;
  g_string_free (reader.text, TRUE);
  return outcome;
}

/* --- PDF --- */

static Outcome
read_keywords (const guint8 *p, const guint8 *end, char **state)
{
  static const char start[] = "(" WK_STATE_KEY " ";
  const guint8 *close;
  g_autofree char *text = NULL;

  while (p < end && (*p == ' ' || *p == '\r' || *p == '\n'))
    p++;
  if ((gsize) (end - p) < sizeof start || memcmp (p, start, sizeof start - 1) != 0)
    return NOTHING;
  p += sizeof start - 1;
  /* Our exporter leaves no bracket in it, and nothing that would be escaped. */
  close = memchr (p, ')', MIN ((gsize) (end - p), 3 * (gsize) WK_FILE_STATE_MAX_BYTES));
  if (close == NULL || memchr (p, '\\', (gsize) (close - p)) != NULL)
    return DAMAGED;
  text = g_uri_unescape_segment ((const char *) p, (const char *) close, NULL);
  if (text == NULL || !is_acceptable (text, strlen (text)))
    return DAMAGED;
  *state = g_steal_pointer (&text);
  return FOUND;
}

static Outcome
read_pdf (const guint8 *data, gsize length, char **state)
{
  const guint8 *end = data + length;
  const guint8 *p = data;
  gsize n = strlen (PDF_KEYWORDS);

  while ((p = memmem (p, (gsize) (end - p), PDF_KEYWORDS, n)) != NULL)
    {
      Outcome outcome;

      p += n;
      outcome = read_keywords (p, end, state);
      if (outcome != NOTHING)
        return outcome;
    }
  return NOTHING;
}

/* --- any --- */

/* The first thing in an XML file that is no blank or byte order mark is a "<". */
static gboolean
looks_like_xml (const guint8 *data, gsize length)
{
  gsize i = length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  while (i < length && g_ascii_isspace ((char) data[i]))
    i++;
  return i < length && data[i] == '<';
}

static gboolean
starts_with (const guint8 *data, gsize length, gconstpointer start, gsize n)
{
  return length >= n && memcmp (data, start, n) == 0;
}

gboolean
wk_file_state_is_picture (const guint8 *data, gsize length)
{
  return starts_with (data, length, png_start, sizeof png_start) ||
         starts_with (data, length, PDF_START, strlen (PDF_START)) ||
         looks_like_xml (data, length);
}

char *
wk_file_state_read (const guint8 *data,
                    gsize length,
                    const char *source,
                    GError **error)
{
  Outcome outcome = NOTHING;
  char *state = NULL;

  if (starts_with (data, length, png_start, sizeof png_start))
    outcome = read_png (data, length, &state);
  else if (starts_with (data, length, PDF_START, strlen (PDF_START)))
    outcome = read_pdf (data, length, &state);
  else if (looks_like_xml (data, length))
    outcome = read_svg (data, length, &state);

  if (outcome == FOUND)
    return state;
  if (outcome == DAMAGED)
    g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_READ,
                 _ ("%s is damaged, and what exercise it shows cannot be read from it"),
                 source);
  else
    g_set_error (error, WK_RENDER_ERROR, WK_RENDER_ERROR_READ,
                 _ ("%s does not tell what exercise it shows, as the PNG, SVG and PDF "
                    "files of this program do"),
                 source);
  return NULL;
}
