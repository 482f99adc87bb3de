/* wk-value.h - the values of parameters: numbers, words, lists, maps
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An immutable, reference-counted tree. The same tree holds what a deck says, what
 * `--set` says and what the window edits, so each is read and checked in one place.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  WK_VALUE_NULL,
  WK_VALUE_BOOL,
  WK_VALUE_NUMBER, /* a double; always finite unless a deck said .inf or 1e999 */
  WK_VALUE_STRING, /* UTF-8 */
  WK_VALUE_LIST,
  WK_VALUE_MAP, /* keys in the order written */
} WkValueType;

typedef struct _WkValue WkValue;

#define WK_TYPE_VALUE (wk_value_get_type ())
GType wk_value_get_type (void);

WkValue *wk_value_ref (WkValue *value);
void wk_value_unref (WkValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkValue, wk_value_unref)

WkValue *wk_value_new_null (void);
WkValue *wk_value_new_bool (gboolean value);
WkValue *wk_value_new_number (double value);
WkValue *wk_value_new_string (const char *value);
/* Both take the references in @items (and copy the keys); the arrays stay the caller's.
 */
WkValue *wk_value_new_list (WkValue **items, gsize n_items);
WkValue *wk_value_new_map (const char *const *keys, WkValue **items, gsize n_items);
/* A list of numbers; a list of @rows lists of @cols numbers, row-major. */
WkValue *wk_value_new_vector (const double *numbers, gsize n);
WkValue *wk_value_new_matrix (const double *numbers, gsize rows, gsize cols);

WkValueType wk_value_get_type_tag (const WkValue *value);
gboolean wk_value_get_bool (const WkValue *value);      /* FALSE for another type */
double wk_value_get_number (const WkValue *value);      /* 0 for another type */
const char *wk_value_get_string (const WkValue *value); /* NULL for another type */
gsize wk_value_get_length (const WkValue *value);       /* of a list or map, else 0 */
WkValue *wk_value_get_item (const WkValue *value, gsize i);           /* borrowed */
const char *wk_value_get_key (const WkValue *value, gsize i);         /* borrowed */
WkValue *wk_value_get_member (const WkValue *value, const char *key); /* NULL if none */

/* Paths look like "layers[1].W[0][2]". NULL where nothing is there. */
WkValue *wk_value_lookup (const WkValue *value, const char *path);
/* A copy of @value in which @path is @item (shared where unchanged); NULL if the
 * path does not exist (a new key of a map may be added as the last component). */
WkValue *wk_value_with (WkValue *value, const char *path, WkValue *item);

gboolean wk_value_equal (const WkValue *a, const WkValue *b);
guint wk_value_hash (const WkValue *value);

/* Where the value was written, counted from 1; 0 if it was not read from text. */
void wk_value_get_place (const WkValue *value, guint *line, guint *column);
/* Of a fresh value (one reference) only. */
void wk_value_set_place (WkValue *value, guint line, guint column);
/* The place of the @i-th key of a map. */
void wk_value_get_key_place (const WkValue *value, gsize i, guint *line, guint *column);
void wk_value_set_key_place (WkValue *value, gsize i, guint line, guint column);

/* A plain scalar as its author wrote it, where the value alone does not say it:
 * "1e999", "007", "True". NULL else. Of a fresh value only. */
const char *wk_value_get_written (const WkValue *value);
void wk_value_set_written (WkValue *value, const char *written);

/* One line of YAML flow style that reads back as the same value. */
char *wk_value_to_text (const WkValue *value);
/* JSON; numbers as wk_number_to_exact() writes them, null for what is not finite. */
void wk_value_append_json (const WkValue *value, GString *out);

G_END_DECLS
