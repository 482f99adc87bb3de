/* oracle-json.h - a small strict JSON reader that keeps every bit of a number
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 8259, and stricter: no duplicate keys, nothing after the value, at most
 * ORACLE_JSON_MAX_DEPTH levels. Independent of the readers of the program, so that a
 * mistake in those cannot hide in the expected values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ORACLE_JSON_MAX_DEPTH 64

typedef enum
{
  JSON_NULL,
  JSON_BOOLEAN,
  JSON_NUMBER,
  JSON_STRING,
  JSON_LIST,
  JSON_MAP,
} JsonType;

typedef struct _Json Json;
struct _Json
{
  JsonType type;
  double number;    /* of a boolean: 0 or 1 */
  char *string;     /* of a string */
  GPtrArray *items; /* of a list or map: Json */
  GPtrArray *keys;  /* of a map: char, in the order of the file */
};

/* The message says line and column. */
Json *json_parse (const char *text, gsize length, GError **error);
void json_free (Json *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Json, json_free)

/* The value at @key, or NULL; also if @json is no map. */
const Json *json_get (const Json *json, const char *key);
const char *json_type_name (const Json *json);

G_END_DECLS
