/* wk-value.c - the values of parameters
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One node type for all: a tag, and a union. Nodes are shared between trees, so a
 * changed tree costs only the nodes on the path to the change. The count is atomic,
 * because a solution that a worker made holds values of the main thread.
 */
#include "config.h"

#include "model/wk-value.h"

#include <math.h>
#include <string.h>

#include "model/wk-boxed.h"

typedef struct
{
  guint line;
  guint column;
} Place;

struct _WkValue
{
  gatomicrefcount refs;
  WkValueType type;
  Place place;
  char *written; /* the scalar as the author wrote it, where that says more */
  union
  {
    gboolean boolean;
    double number;
    char *string;
    struct
    {
      gsize n;
      WkValue **items;
      char **keys;       /* of a map */
      Place *key_places; /* of a map */
    } list;
  } as;
};

WK_DEFINE_BOXED_TYPE (WkValue, wk_value)

static WkValue *
new_value (WkValueType type)
{
  WkValue *value = g_new0 (WkValue, 1);

  g_atomic_ref_count_init (&value->refs);
  value->type = type;
  return value;
}

static gboolean
is_container (const WkValue *value)
{
  return value->type == WK_VALUE_LIST || value->type == WK_VALUE_MAP;
}

WkValue *
wk_value_ref (WkValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);
  g_atomic_ref_count_inc (&value->refs);
  return value;
}

void
wk_value_unref (WkValue *value)
{
  if (value == NULL || !g_atomic_ref_count_dec (&value->refs))
    return;

  if (value->type == WK_VALUE_STRING)
    g_free (value->as.string);
  else if (is_container (value))
    {
      for (gsize i = 0; i < value->as.list.n; i++)
        {
          wk_value_unref (value->as.list.items[i]);
          if (value->as.list.keys != NULL)
            g_free (value->as.list.keys[i]);
        }
      g_free (value->as.list.items);
      g_free (value->as.list.keys);
      g_free (value->as.list.key_places);
    }
  g_free (value->written);
  g_free (value);
}

WkValue *
wk_value_new_null (void)
{
  return new_value (WK_VALUE_NULL);
}

WkValue *
wk_value_new_bool (gboolean boolean)
{
  WkValue *value = new_value (WK_VALUE_BOOL);

  value->as.boolean = boolean != FALSE;
  return value;
}

WkValue *
wk_value_new_number (double number)
{
  WkValue *value = new_value (WK_VALUE_NUMBER);

  value->as.number = number;
  return value;
}

WkValue *
wk_value_new_string (const char *string)
{
  WkValue *value = new_value (WK_VALUE_STRING);

  g_return_val_if_fail (string != NULL, value);
  value->as.string = g_strdup (string);
  return value;
}

WkValue *
wk_value_new_list (WkValue **items, gsize n_items)
{
  WkValue *value = new_value (WK_VALUE_LIST);

  value->as.list.n = n_items;
  value->as.list.items = g_new (WkValue *, n_items);
  for (gsize i = 0; i < n_items; i++)
    value->as.list.items[i] = items[i];
  return value;
}

WkValue *
wk_value_new_map (const char *const *keys, WkValue **items, gsize n_items)
{
  WkValue *value = wk_value_new_list (items, n_items);

  value->type = WK_VALUE_MAP;
  value->as.list.keys = g_new (char *, n_items);
  value->as.list.key_places = g_new0 (Place, n_items);
  for (gsize i = 0; i < n_items; i++)
    value->as.list.keys[i] = g_strdup (keys[i]);
  return value;
}

WkValue *
wk_value_new_vector (const double *numbers, gsize n)
{
  WkValue *value = new_value (WK_VALUE_LIST);

  value->as.list.n = n;
  value->as.list.items = g_new (WkValue *, n);
  for (gsize i = 0; i < n; i++)
    value->as.list.items[i] = wk_value_new_number (numbers[i]);
  return value;
}

WkValue *
wk_value_new_matrix (const double *numbers, gsize rows, gsize cols)
{
  WkValue *value = new_value (WK_VALUE_LIST);

  value->as.list.n = rows;
  value->as.list.items = g_new (WkValue *, rows);
  for (gsize i = 0; i < rows; i++)
    value->as.list.items[i] = wk_value_new_vector (numbers + i * cols, cols);
  return value;
}

WkValueType
wk_value_get_type_tag (const WkValue *value)
{
  g_return_val_if_fail (value != NULL, WK_VALUE_NULL);
  return value->type;
}

gboolean
wk_value_get_bool (const WkValue *value)
{
  return value != NULL && value->type == WK_VALUE_BOOL && value->as.boolean;
}

double
wk_value_get_number (const WkValue *value)
{
  return value != NULL && value->type == WK_VALUE_NUMBER ? value->as.number : 0.0;
}

const char *
wk_value_get_string (const WkValue *value)
{
  return value != NULL && value->type == WK_VALUE_STRING ? value->as.string : NULL;
}

gsize
wk_value_get_length (const WkValue *value)
{
  return value != NULL && is_container (value) ? value->as.list.n : 0;
}

WkValue *
wk_value_get_item (const WkValue *value, gsize i)
{
  return i < wk_value_get_length (value) ? value->as.list.items[i] : NULL;
}

const char *
wk_value_get_key (const WkValue *value, gsize i)
{
  if (value == NULL || value->type != WK_VALUE_MAP || i >= value->as.list.n)
    return NULL;
  return value->as.list.keys[i];
}

/* The index of a key given by its first @length bytes, or -1. */
static gssize
find_key (const WkValue *value, const char *key, gsize length)
{
  if (value == NULL || value->type != WK_VALUE_MAP)
    return -1;
  for (gsize i = 0; i < value->as.list.n; i++)
    {
      const char *candidate = value->as.list.keys[i];

      if (strncmp (candidate, key, length) == 0 && candidate[length] == '\0')
        return (gssize) i;
    }
  return -1;
}

WkValue *
wk_value_get_member (const WkValue *value, const char *key)
{
  gssize i = find_key (value, key, strlen (key));

  return i < 0 ? NULL : value->as.list.items[i];
}

/* One part of a path: a key, or an index. */
typedef struct
{
  const char *key; /* NULL for an index */
  gsize length;
  gsize index;
} Component;

/* Reads the next part of a path and moves on; FALSE where it is malformed. */
static gboolean
next_component (const char **path, gboolean first, Component *part)
{
  const char *p = *path;

  if (*p == '[')
    {
      char *end;
      guint64 index;

      if (!g_ascii_isdigit (p[1]))
        return FALSE;
      index = g_ascii_strtoull (p + 1, &end, 10);
      if (*end != ']')
        return FALSE;
      *part = (Component){ .index = (gsize) MIN (index, (guint64) G_MAXSSIZE) };
      *path = end + 1;
      return TRUE;
    }
  if (!first)
    {
      if (*p != '.')
        return FALSE;
      p++;
    }
  *part = (Component){ .key = p, .length = strcspn (p, ".[") };
  *path = p + part->length;
  return part->length > 0;
}

/* The index that @part names in @value, or -1. */
static gssize
resolve (const WkValue *value, const Component *part)
{
  if (part->key != NULL)
    return find_key (value, part->key, part->length);
  if (value->type != WK_VALUE_LIST || part->index >= value->as.list.n)
    return -1;
  return (gssize) part->index;
}

WkValue *
wk_value_lookup (const WkValue *value, const char *path)
{
  const WkValue *at = value;
  gboolean first = TRUE;

  g_return_val_if_fail (path != NULL, NULL);
  while (at != NULL && *path != '\0')
    {
      Component part;
      gssize i;

      if (!next_component (&path, first, &part))
        return NULL;
      i = resolve (at, &part);
      at = i < 0 ? NULL : at->as.list.items[i];
      first = FALSE;
    }
  return (WkValue *) at;
}

/* A copy of a list or map that shares all items, with room for one more. */
static WkValue *
copy_container (const WkValue *value)
{
  WkValue *copy = new_value (value->type);
  gsize n = value->as.list.n;

  copy->place = value->place;
  copy->as.list.n = n;
  copy->as.list.items = g_new0 (WkValue *, n + 1);
  for (gsize i = 0; i < n; i++)
    copy->as.list.items[i] = wk_value_ref (value->as.list.items[i]);
  if (value->type == WK_VALUE_MAP)
    {
      copy->as.list.keys = g_new0 (char *, n + 1);
      copy->as.list.key_places = g_new0 (Place, n + 1);
      for (gsize i = 0; i < n; i++)
        {
          copy->as.list.keys[i] = g_strdup (value->as.list.keys[i]);
          copy->as.list.key_places[i] = value->as.list.key_places[i];
        }
    }
  return copy;
}

static WkValue *
with_component (WkValue *value, const char *path, gboolean first, WkValue *item)
{
  Component part;
  WkValue *copy, *changed;
  gssize i;

  if (*path == '\0')
    return wk_value_ref (item);
  if (!is_container (value) || !next_component (&path, first, &part))
    return NULL;

  i = resolve (value, &part);
  if (i < 0)
    {
      if (*path != '\0' || part.key == NULL || value->type != WK_VALUE_MAP)
        return NULL;
      copy = copy_container (value);
      i = (gssize) copy->as.list.n++;
      copy->as.list.keys[i] = g_strndup (part.key, part.length);
      copy->as.list.items[i] = wk_value_ref (item);
      return copy;
    }

  changed = with_component (value->as.list.items[i], path, FALSE, item);
  if (changed == NULL)
    return NULL;
  copy = copy_container (value);
  wk_value_unref (copy->as.list.items[i]);
  copy->as.list.items[i] = changed;
  return copy;
}

WkValue *
wk_value_with (WkValue *value, const char *path, WkValue *item)
{
  g_return_val_if_fail (value != NULL && path != NULL && item != NULL, NULL);
  return with_component (value, path, TRUE, item);
}

gboolean
wk_value_equal (const WkValue *a, const WkValue *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->type != b->type)
    return FALSE;

  switch (a->type)
    {
    case WK_VALUE_NULL:
      return TRUE;
    case WK_VALUE_BOOL:
      return a->as.boolean == b->as.boolean;
    case WK_VALUE_NUMBER:
      return a->as.number == b->as.number ||
             (isnan (a->as.number) && isnan (b->as.number));
    case WK_VALUE_STRING:
      return strcmp (a->as.string, b->as.string) == 0;
    case WK_VALUE_LIST:
    case WK_VALUE_MAP:
    default:
      break;
    }

  /* The order of a map's keys carries no meaning. */
  if (a->as.list.n != b->as.list.n)
    return FALSE;
  for (gsize i = 0; i < a->as.list.n; i++)
    {
      const WkValue *other = a->type == WK_VALUE_MAP
                                 ? wk_value_get_member (b, a->as.list.keys[i])
                                 : b->as.list.items[i];

      if (other == NULL || !wk_value_equal (a->as.list.items[i], other))
        return FALSE;
    }
  return TRUE;
}

guint
wk_value_hash (const WkValue *value)
{
  guint hash = value->type * 2654435761U;

  switch (value->type)
    {
    case WK_VALUE_BOOL:
      return hash + (value->as.boolean ? 1 : 0);
    case WK_VALUE_NUMBER:
      {
        /* 0 and -0 are equal, and so are all NaNs. */
        double number = isnan (value->as.number) ? 1.0 : value->as.number + 0.0;

        return hash ^ g_double_hash (&number);
      }
    case WK_VALUE_STRING:
      return hash ^ g_str_hash (value->as.string);
    case WK_VALUE_LIST:
      for (gsize i = 0; i < value->as.list.n; i++)
        hash = hash * 31 + wk_value_hash (value->as.list.items[i]);
      return hash;
    case WK_VALUE_MAP:
      for (gsize i = 0; i < value->as.list.n; i++)
        hash += g_str_hash (value->as.list.keys[i]) ^
                (wk_value_hash (value->as.list.items[i]) * 2246822519U);
      return hash;
    case WK_VALUE_NULL:
    default:
      return hash;
    }
}

void
wk_value_get_place (const WkValue *value, guint *line, guint *column)
{
  *line = value != NULL ? value->place.line : 0;
  *column = value != NULL ? value->place.column : 0;
}

void
wk_value_set_place (WkValue *value, guint line, guint column)
{
  g_return_if_fail (value != NULL);
  value->place = (Place){ .line = line, .column = column };
}

void
wk_value_get_key_place (const WkValue *value, gsize i, guint *line, guint *column)
{
  gboolean known = wk_value_get_key (value, i) != NULL;

  *line = known ? value->as.list.key_places[i].line : 0;
  *column = known ? value->as.list.key_places[i].column : 0;
}

void
wk_value_set_key_place (WkValue *value, gsize i, guint line, guint column)
{
  g_return_if_fail (wk_value_get_key (value, i) != NULL);
  value->as.list.key_places[i] = (Place){ .line = line, .column = column };
}

const char *
wk_value_get_written (const WkValue *value)
{
  return value != NULL ? value->written : NULL;
}

void
wk_value_set_written (WkValue *value, const char *written)
{
  g_return_if_fail (value != NULL);
  g_free (value->written);
  value->written = g_strdup (written);
}
