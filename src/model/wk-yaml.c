/* wk-yaml.c - text to values
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Works on libyaml's events, not on its documents: so the depth is bounded before a
 * tree exists, and what a deck may not have is refused where it stands. libyaml counts
 * lines and columns from 0, in characters.
 */
#include "config.h"

#include "model/wk-yaml.h"

#include <math.h>
#include <string.h>
#include <yaml.h>

#include "model/wk-message-private.h"
#include "model/wk-yaml-text.h"

G_DEFINE_QUARK (wk_yaml_error, wk_yaml_error)

/* Maps with more keys than this look for duplicates with a hash table. */
#define FEW_KEYS 16

typedef struct
{
  yaml_parser_t parser;
  WkYamlText text;
  const char *source;
  guint depth;
  guint n_nodes;
  GError **error;
} Reader;

static void fail_at (Reader *reader,
                     WkYamlError code,
                     guint line,
                     guint column,
                     const char *format,
                     ...) G_GNUC_PRINTF (5, 6);

static void
fail_at (Reader *reader,
         WkYamlError code,
         guint line,
         guint column,
         const char *format,
         ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = wk_message_to_line (g_strdup_vprintf (format, arguments));
  va_end (arguments);
  g_set_error (reader->error, WK_YAML_ERROR, code, "%s:%u:%u: error: %s",
               reader->source, line, column, sentence);
}

#define fail(reader, code, mark, ...)                                            \
  fail_at ((reader), (code), (guint) (mark).line + 1, (guint) (mark).column + 1, \
           __VA_ARGS__)

/* libyaml's own words; it has no place for a byte its reader refuses. */
static void
fail_from_parser (Reader *reader)
{
  const yaml_parser_t *parser = &reader->parser;
  const char *problem = parser->problem != NULL ? parser->problem : "cannot be read";

  if (parser->error == YAML_MEMORY_ERROR)
    fail (reader, WK_YAML_ERROR_LIMIT, parser->mark, _ ("out of memory"));
  else if (parser->error == YAML_READER_ERROR)
    {
      guint line, column;

      wk_yaml_text_place (reader->text.text, reader->text.length,
                          parser->problem_offset, &line, &column);
      fail_at (reader, WK_YAML_ERROR_SYNTAX, line, column, "%s", problem);
    }
  else if (parser->context != NULL &&
           parser->context_mark.line != parser->problem_mark.line)
    fail (reader, WK_YAML_ERROR_SYNTAX, parser->problem_mark,
          _ ("%s (%s that starts in line %u)"), problem, parser->context,
          (guint) parser->context_mark.line + 1);
  else if (parser->context != NULL)
    fail (reader, WK_YAML_ERROR_SYNTAX, parser->problem_mark, "%s (%s)", problem,
          parser->context);
  else
    fail (reader, WK_YAML_ERROR_SYNTAX, parser->problem_mark, "%s", problem);
}

static gboolean
next_event (Reader *reader, yaml_event_t *event)
{
  if (yaml_parser_parse (&reader->parser, event))
    return TRUE;
  fail_from_parser (reader);
  return FALSE;
}

/* The YAML 1.2 core schema. */

static gsize
count_digits (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]))
    n++;
  return n;
}

/* [-+]? ( digits [ . digits? ] | . digits ) ( [eE] [-+]? digits )? */
static gboolean
is_decimal (const char *text)
{
  const char *p = text;
  gsize whole, fraction = 0;

  p += *p == '-' || *p == '+' ? 1 : 0;
  whole = count_digits (p);
  p += whole;
  if (*p == '.')
    {
      fraction = count_digits (p + 1);
      p += 1 + fraction;
    }
  if (whole + fraction == 0)
    return FALSE;
  if (*p == 'e' || *p == 'E')
    {
      gsize digits;

      p++;
      p += *p == '-' || *p == '+' ? 1 : 0;
      digits = count_digits (p);
      p += digits;
      if (digits == 0)
        return FALSE;
    }
  return *p == '\0';
}

/* 0o17 and 0xff. */
static gboolean
read_prefixed (const char *text, double *number)
{
  int base = text[0] != '0' ? 0 : text[1] == 'o' ? 8 : text[1] == 'x' ? 16 : 0;

  *number = 0.0;
  if (base == 0 || text[2] == '\0')
    return FALSE;
  for (const char *p = text + 2; *p != '\0'; p++)
    {
      int digit = g_ascii_xdigit_value (*p);

      if (digit < 0 || digit >= base)
        return FALSE;
      *number = *number * base + digit;
    }
  return TRUE;
}

static gboolean
read_special (const char *text, double *number)
{
  const char *word = text + (*text == '-' || *text == '+' ? 1 : 0);

  if (strcmp (word, ".inf") == 0 || strcmp (word, ".Inf") == 0 ||
      strcmp (word, ".INF") == 0)
    *number = *text == '-' ? -INFINITY : INFINITY;
  else if (strcmp (text, ".nan") == 0 || strcmp (text, ".NaN") == 0 ||
           strcmp (text, ".NAN") == 0)
    *number = NAN;
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return g_strv_contains (words, text);
}

static WkValue *
resolve_plain (const char *text)
{
  static const char *const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
  static const char *const trues[] = { "true", "True", "TRUE", NULL };
  static const char *const falses[] = { "false", "False", "FALSE", NULL };
  g_autofree char *usual = NULL;
  WkValue *value;
  double number;

  if (is_one_of (text, nulls))
    return wk_value_new_null ();
  if (is_one_of (text, trues) || is_one_of (text, falses))
    value = wk_value_new_bool (is_one_of (text, trues));
  else
    {
      if (is_decimal (text))
        number = g_ascii_strtod (text, NULL);
      else if (!read_prefixed (text, &number) && !read_special (text, &number))
        return wk_value_new_string (text);
      value = wk_value_new_number (number);
    }

  /* Only what does not follow from the value is worth its memory. */
  usual = wk_value_to_text (value);
  if (strcmp (usual, text) != 0)
    wk_value_set_written (value, text);
  return value;
}

/* The scalar's text, with surrogates joined and the limits checked, or NULL. */
static char *
scalar_text (Reader *reader, const yaml_event_t *event)
{
  const char *text = (const char *) event->data.scalar.value;
  gboolean quoted = event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  gsize lone = 0;
  char *restored;

  if (event->data.scalar.length > WK_YAML_MAX_STRING)
    {
      fail (reader, WK_YAML_ERROR_LIMIT, event->start_mark,
            _ ("a text of %zu bytes, expected at most %d"), event->data.scalar.length,
            WK_YAML_MAX_STRING);
      return NULL;
    }
  if (strlen (text) != event->data.scalar.length)
    {
      fail (reader, WK_YAML_ERROR_SYNTAX, event->start_mark,
            _ ("a text with a zero character in it, expected none"));
      return NULL;
    }
  restored = wk_yaml_text_restore (&reader->text, text, quoted, event->start_mark.index,
                                   event->end_mark.index, &lone);
  if (restored == NULL)
    {
      const char *at = g_utf8_offset_to_pointer (reader->text.text, (glong) lone);
      guint line, column;

      wk_yaml_text_place (reader->text.text, reader->text.length,
                          (gsize) (at - reader->text.text), &line, &column);
      fail_at (reader, WK_YAML_ERROR_SYNTAX, line, column,
               _ ("half of a surrogate pair, expected both halves"));
    }
  return restored;
}

/* Aliases, anchors and tags. */
static gboolean
is_refused (Reader *reader, const yaml_event_t *event)
{
  const yaml_char_t *anchor = NULL, *tag = NULL;

  if (event->type == YAML_ALIAS_EVENT)
    {
      fail (reader, WK_YAML_ERROR_SYNTAX, event->start_mark,
            _ ("the alias *%s, expected the value itself"),
            (const char *) event->data.alias.anchor);
      return TRUE;
    }
  if (event->type == YAML_SCALAR_EVENT)
    {
      anchor = event->data.scalar.anchor;
      tag = event->data.scalar.tag;
    }
  else if (event->type == YAML_SEQUENCE_START_EVENT)
    {
      anchor = event->data.sequence_start.anchor;
      tag = event->data.sequence_start.tag;
    }
  else if (event->type == YAML_MAPPING_START_EVENT)
    {
      anchor = event->data.mapping_start.anchor;
      tag = event->data.mapping_start.tag;
    }
  if (anchor != NULL)
    fail (reader, WK_YAML_ERROR_SYNTAX, event->start_mark,
          _ ("the anchor &%s, expected none"), (const char *) anchor);
  else if (tag != NULL)
    fail (reader, WK_YAML_ERROR_SYNTAX, event->start_mark,
          _ ("the tag %s, expected none"), (const char *) tag);
  return anchor != NULL || tag != NULL;
}

static WkValue *read_node (Reader *reader, const yaml_event_t *event);

static WkValue *
read_scalar (Reader *reader, const yaml_event_t *event)
{
  g_autofree char *text = scalar_text (reader, event);

  if (text == NULL)
    return NULL;
  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
    return resolve_plain (text);
  return wk_value_new_string (text);
}

static WkValue *
read_list (Reader *reader)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wk_value_unref);

  for (;;)
    {
      yaml_event_t event;
      gboolean end;
      WkValue *item = NULL;

      if (!next_event (reader, &event))
        return NULL;
      end = event.type == YAML_SEQUENCE_END_EVENT;
      if (!end)
        item = read_node (reader, &event);
      yaml_event_delete (&event);
      if (end)
        break;
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  g_ptr_array_set_free_func (items, NULL);
  return wk_value_new_list ((WkValue **) items->pdata, items->len);
}

typedef struct
{
  GPtrArray *keys;   /* of char */
  GPtrArray *items;  /* of WkValue */
  GArray *marks;     /* of yaml_mark_t, of the keys */
  GHashTable *known; /* of keys, once there are many */
} MapReader;

static gboolean
is_duplicate (MapReader *map, const char *key)
{
  if (map->known == NULL && map->keys->len >= FEW_KEYS)
    {
      map->known = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < map->keys->len; i++)
        g_hash_table_add (map->known, map->keys->pdata[i]);
    }
  if (map->known != NULL)
    return g_hash_table_contains (map->known, key);
  return g_ptr_array_find_with_equal_func (map->keys, key, g_str_equal, NULL);
}

static gboolean
read_key (Reader *reader, MapReader *map, const yaml_event_t *event)
{
  g_autofree char *key = NULL;

  if (is_refused (reader, event))
    return FALSE;
  if (event->type != YAML_SCALAR_EVENT)
    {
      fail (reader, WK_YAML_ERROR_SYNTAX, event->start_mark,
            _ ("a list or map as a key, expected a word"));
      return FALSE;
    }
  key = scalar_text (reader, event);
  if (key == NULL)
    return FALSE;
  if (strlen (key) > WK_YAML_MAX_KEY)
    {
      fail (reader, WK_YAML_ERROR_LIMIT, event->start_mark,
            _ ("a key of %zu bytes, expected at most %d"), strlen (key),
            WK_YAML_MAX_KEY);
      return FALSE;
    }
  if (is_duplicate (map, key))
    {
      fail (reader, WK_YAML_ERROR_SYNTAX, event->start_mark,
            _ ("the key \"%s\" a second time, expected each key once"), key);
      return FALSE;
    }
  if (map->known != NULL)
    g_hash_table_add (map->known, key);
  g_ptr_array_add (map->keys, g_steal_pointer (&key));
  g_array_append_val (map->marks, event->start_mark);
  return TRUE;
}

/* Reads keys and values up to the end of the map. */
static gboolean
read_pairs (Reader *reader, MapReader *map)
{
  for (;;)
    {
      yaml_event_t event;
      gboolean end, fine;
      WkValue *item;

      if (!next_event (reader, &event))
        return FALSE;
      end = event.type == YAML_MAPPING_END_EVENT;
      fine = end || read_key (reader, map, &event);
      yaml_event_delete (&event);
      if (end || !fine)
        return fine;

      if (!next_event (reader, &event))
        return FALSE;
      item = read_node (reader, &event);
      yaml_event_delete (&event);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (map->items, item);
    }
}

static WkValue *
read_map (Reader *reader)
{
  MapReader map = {
    .keys = g_ptr_array_new_with_free_func (g_free),
    .items = g_ptr_array_new_with_free_func ((GDestroyNotify) wk_value_unref),
    .marks = g_array_new (FALSE, FALSE, sizeof (yaml_mark_t)),
  };
  WkValue *value = NULL;

  if (read_pairs (reader, &map))
    {
      value = wk_value_new_map ((const char *const *) map.keys->pdata,
                                (WkValue **) map.items->pdata, map.items->len);
      g_ptr_array_set_free_func (map.items, NULL);
      for (guint i = 0; i < map.marks->len; i++)
        {
          const yaml_mark_t *mark = &g_array_index (map.marks, yaml_mark_t, i);

          wk_value_set_key_place (value, i, (guint) mark->line + 1,
                                  (guint) mark->column + 1);
        }
    }
  g_ptr_array_unref (map.keys);
  g_ptr_array_unref (map.items);
  g_array_unref (map.marks);
  g_clear_pointer (&map.known, g_hash_table_unref);
  return value;
}

static WkValue *
read_node (Reader *reader, const yaml_event_t *event)
{
  WkValue *value;

  if (is_refused (reader, event))
    return NULL;
  if (++reader->n_nodes > WK_YAML_MAX_NODES)
    {
      fail (reader, WK_YAML_ERROR_LIMIT, event->start_mark,
            _ ("too many values, expected at most %d"), WK_YAML_MAX_NODES);
      return NULL;
    }
  if (event->type == YAML_SCALAR_EVENT)
    value = read_scalar (reader, event);
  else if (reader->depth >= WK_YAML_MAX_DEPTH)
    {
      fail (reader, WK_YAML_ERROR_LIMIT, event->start_mark,
            _ ("lists or maps nested too deep, expected at most %d levels"),
            WK_YAML_MAX_DEPTH);
      return NULL;
    }
  else
    {
      reader->depth++;
      value = event->type == YAML_SEQUENCE_START_EVENT ? read_list (reader)
                                                       : read_map (reader);
      reader->depth--;
    }
  if (value != NULL)
    wk_value_set_place (value, (guint) event->start_mark.line + 1,
                        (guint) event->start_mark.column + 1);
  return value;
}

/* Takes the events around a document; TRUE if the next one begins its content, which
 * is then in @event. An empty text gives a NULL value. */
static WkValue *
read_document (Reader *reader)
{
  g_autoptr (WkValue) value = NULL;
  yaml_event_t event;
  gboolean end;

  for (;;)
    {
      yaml_event_type_t type;

      if (!next_event (reader, &event))
        return NULL;
      type = event.type;
      end = type == YAML_STREAM_END_EVENT;
      if (type == YAML_DOCUMENT_START_EVENT && value != NULL)
        {
          fail (reader, WK_YAML_ERROR_SYNTAX, event.start_mark,
                _ ("a second document, expected one"));
          yaml_event_delete (&event);
          return NULL;
        }
      if (type != YAML_STREAM_START_EVENT && type != YAML_DOCUMENT_START_EVENT &&
          type != YAML_DOCUMENT_END_EVENT && !end)
        {
          value = read_node (reader, &event);
          if (value == NULL)
            {
              yaml_event_delete (&event);
              return NULL;
            }
        }
      yaml_event_delete (&event);
      if (end)
        break;
    }
  if (value == NULL)
    {
      value = wk_value_new_null ();
      wk_value_set_place (value, 1, 1);
    }
  return g_steal_pointer (&value);
}

WkValue *
wk_yaml_parse (const char *text, gsize length, const char *source, GError **error)
{
  Reader reader = { .source = source, .error = error };
  WkValue *value = NULL;
  const char *problem;
  guint line, column;

  g_return_val_if_fail (text != NULL && source != NULL, NULL);
  if (length > WK_YAML_MAX_BYTES)
    {
      fail_at (&reader, WK_YAML_ERROR_LIMIT, 1, 1,
               _ ("a text of %zu bytes, expected at most %d"), length,
               WK_YAML_MAX_BYTES);
      return NULL;
    }
  /* A byte order mark says nothing about UTF-8 and would shift the columns. */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }

  if (!wk_yaml_text_init (&reader.text, text, length, &line, &column, &problem))
    fail_at (&reader, WK_YAML_ERROR_SYNTAX, line, column, "%s", _ (problem));
  else if (!yaml_parser_initialize (&reader.parser))
    fail_at (&reader, WK_YAML_ERROR_LIMIT, 1, 1, _ ("out of memory"));
  else
    {
      yaml_parser_set_encoding (&reader.parser, YAML_UTF8_ENCODING);
      yaml_parser_set_input_string (&reader.parser,
                                    (const unsigned char *) reader.text.text, length);
      value = read_document (&reader);
      yaml_parser_delete (&reader.parser);
    }
  wk_yaml_text_clear (&reader.text);
  return value;
}
