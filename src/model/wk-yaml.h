/* wk-yaml.h - text to values, with the place of every node
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libyaml's parser, with what a deck may not have refused: aliases, anchors, tags,
 * duplicate keys, several documents. Scalars follow the YAML 1.2 core schema. JSON is
 * YAML too; the surrogate pairs of its strings are joined.
 */
#pragma once

#include "model/wk-value.h"

G_BEGIN_DECLS

#define WK_YAML_ERROR (wk_yaml_error_quark ())
GQuark wk_yaml_error_quark (void);

typedef enum
{
  WK_YAML_ERROR_SYNTAX, /* the text does not parse, or uses what is refused */
  WK_YAML_ERROR_LIMIT,  /* too large, too deep, a string too long */
} WkYamlError;

#define WK_YAML_MAX_BYTES (8 * 1024 * 1024)
#define WK_YAML_MAX_DEPTH 64
#define WK_YAML_MAX_STRING (64 * 1024)
#define WK_YAML_MAX_NODES 500000
/* Of a key, in bytes: with all of them escaped still less than the 1024 characters up
 * to which YAML looks for the colon. */
#define WK_YAML_MAX_KEY 128

/* The message starts with "@source:line:column: error: ". */
WkValue *wk_yaml_parse (const char *text,
                        gsize length,
                        const char *source,
                        GError **error);

/* The text of @value, laid out for people; reads back as the same value. (transfer
 * full) */
char *wk_yaml_write (const WkValue *value);

G_END_DECLS
