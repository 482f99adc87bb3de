/* oracle-case.c - reading and comparing the values of a case
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <math.h>

/* So many wrong entries of one output are named; the rest are counted. */
#define MAX_NAMED 5

void
oracle_fail (OracleCase *c, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (c->problems, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
oracle_fail_error (OracleCase *c, GError *error)
{
  if (error == NULL)
    return FALSE;
  oracle_fail (c, "%s", error->message);
  g_error_free (error);
  return TRUE;
}

/* A number, or "nan", "inf", "-inf". */
static gboolean
read_number (const Json *json, double *number)
{
  if (json->type == JSON_NUMBER || json->type == JSON_BOOLEAN)
    *number = json->number;
  else if (json->type != JSON_STRING)
    return FALSE;
  else if (g_str_equal (json->string, "nan"))
    *number = NAN;
  else if (g_str_equal (json->string, "inf"))
    *number = INFINITY;
  else if (g_str_equal (json->string, "-inf"))
    *number = -INFINITY;
  else
    return FALSE;
  return TRUE;
}

/* Appends the numbers of nested lists, and finds their shape at @depth. */
static gboolean
collect (const Json *json, guint depth, Tensor *tensor, GArray *numbers)
{
  double number;

  if (read_number (json, &number))
    {
      g_array_append_val (numbers, number);
      return depth == tensor->n_dims;
    }
  if (json->type != JSON_LIST || depth >= TENSOR_MAX_DIMS)
    return FALSE;
  if (depth == tensor->n_dims)
    {
      /* The first list at this depth, before any number: it sets the length. */
      if (numbers->len > 0)
        return FALSE;
      tensor->shape[tensor->n_dims++] = json->items->len;
    }
  if (json->items->len != tensor->shape[depth])
    return FALSE;
  for (guint i = 0; i < json->items->len; i++)
    {
      if (!collect (g_ptr_array_index (json->items, i), depth + 1, tensor, numbers))
        return FALSE;
    }
  return TRUE;
}

/* {"shape": [..], "data": [..]} */
static gboolean
read_shape (const Json *json, Tensor *tensor)
{
  const Json *shape = json_get (json, "shape");

  if (shape == NULL || shape->type != JSON_LIST || shape->items->len > TENSOR_MAX_DIMS)
    return FALSE;
  tensor->n_dims = shape->items->len;
  tensor->n = 1;
  for (guint i = 0; i < tensor->n_dims; i++)
    {
      const Json *size = g_ptr_array_index (shape->items, i);

      if (size->type != JSON_NUMBER || !(size->number >= 0) || size->number > 1e9 ||
          size->number != floor (size->number))
        return FALSE;
      tensor->shape[i] = (gsize) size->number;
      if (!g_size_checked_mul (&tensor->n, tensor->n, tensor->shape[i]))
        return FALSE;
    }
  return TRUE;
}

const Tensor *
oracle_read_tensor (OracleCase *c, const Json *json)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  Tensor tensor = { .n = 1 }, flat = { .n = 1 };
  Tensor *result;

  if (json == NULL)
    return NULL;
  if (json->type == JSON_MAP)
    {
      const Json *data = json_get (json, "data");

      if (!read_shape (json, &tensor) || data == NULL ||
          !collect (data, 0, &flat, numbers) || numbers->len != tensor.n)
        return NULL;
    }
  else
    {
      if (!collect (json, 0, &tensor, numbers))
        return NULL;
      tensor.n = numbers->len;
    }

  result = g_new (Tensor, 1);
  *result = tensor;
  /* One more, so that an empty tensor has an address. */
  g_array_set_size (numbers, numbers->len + 1);
  result->data = (gpointer) g_array_free (g_steal_pointer (&numbers), FALSE);
  g_ptr_array_add (c->tensors, result);
  return result;
}

const Tensor *
oracle_input_optional (OracleCase *c, const char *name)
{
  const Json *json = json_get (c->inputs, name);
  const Tensor *tensor = oracle_read_tensor (c, json);

  if (json != NULL && json->type != JSON_NULL && tensor == NULL)
    oracle_fail (c, "input '%s' is no tensor", name);
  return tensor;
}

const Tensor *
oracle_input (OracleCase *c, const char *name)
{
  if (json_get (c->inputs, name) == NULL)
    {
      oracle_fail (c, "input '%s' is missing", name);
      return NULL;
    }
  return oracle_input_optional (c, name);
}

const Tensor *
oracle_input_n (OracleCase *c, const char *name, gsize n)
{
  const Tensor *tensor = oracle_input (c, name);

  if (tensor == NULL || tensor->n == n)
    return tensor;
  oracle_fail (c,
               "input '%s' has %" G_GSIZE_FORMAT " values instead of %" G_GSIZE_FORMAT,
               name, tensor->n, n);
  return NULL;
}

gboolean
oracle_expects (const OracleCase *c, const char *name)
{
  return json_get (c->expected, name) != NULL;
}

const Json *
oracle_take_expected (OracleCase *c, const char *name)
{
  g_hash_table_add (c->checked, g_strdup (name));
  return json_get (c->expected, name);
}

const Tensor *
oracle_expected (OracleCase *c, const char *name)
{
  const Tensor *tensor = oracle_read_tensor (c, oracle_take_expected (c, name));

  if (tensor == NULL)
    oracle_fail (c, "expected '%s' is no tensor", name);
  return tensor;
}

gboolean
oracle_has_attr (const OracleCase *c, const char *name)
{
  const Json *json = json_get (c->attrs, name);

  return json != NULL && json->type != JSON_NULL;
}

double
oracle_attr_number (OracleCase *c, const char *name, double fallback)
{
  double number = fallback;

  if (oracle_has_attr (c, name) && !read_number (json_get (c->attrs, name), &number))
    oracle_fail (c, "attribute '%s' is no number", name);
  return number;
}

double
oracle_attr_slope (OracleCase *c, double fallback)
{
  double slope = oracle_attr_number (c, "negative_slope", fallback);

  slope = oracle_attr_number (c, "slope", slope);
  return oracle_attr_number (c, "alpha", slope);
}

gboolean
oracle_attr_boolean (OracleCase *c, const char *name, gboolean fallback)
{
  return oracle_attr_number (c, name, fallback) != 0;
}

const char *
oracle_attr_string (OracleCase *c, const char *name, const char *fallback)
{
  const Json *json = json_get (c->attrs, name);

  if (!oracle_has_attr (c, name))
    return fallback;
  if (json->type == JSON_STRING)
    return json->string;
  oracle_fail (c, "attribute '%s' is no string", name);
  return fallback;
}

gboolean
oracle_to_count (OracleCase *c,
                 const char *what,
                 double x,
                 gint64 low,
                 gint64 high,
                 gint64 *value)
{
  if (!(x >= (double) low && x <= (double) high && x == floor (x)))
    {
      oracle_fail (c, "%s is %.17g, which is no whole number in its range", what, x);
      return FALSE;
    }
  *value = (gint64) x;
  return TRUE;
}

gboolean
oracle_attr_count (OracleCase *c,
                   const char *name,
                   gint64 low,
                   gint64 high,
                   gint64 *value)
{
  if (!oracle_has_attr (c, name))
    {
      oracle_fail (c, "attribute '%s' is missing", name);
      return FALSE;
    }
  return oracle_to_count (c, name, oracle_attr_number (c, name, NAN), low, high, value);
}

const Tensor *
oracle_attr_tensor (OracleCase *c, const char *name)
{
  const Tensor *tensor;

  if (!oracle_has_attr (c, name))
    return NULL;
  tensor = oracle_read_tensor (c, json_get (c->attrs, name));
  if (tensor == NULL)
    oracle_fail (c, "attribute '%s' is no list of numbers", name);
  return tensor;
}

gboolean
oracle_only_attrs (OracleCase *c, const char *first, ...)
{
  for (guint i = 0; c->attrs != NULL && i < c->attrs->keys->len; i++)
    {
      const char *key = g_ptr_array_index (c->attrs->keys, i);
      gboolean known = FALSE;
      va_list names;

      va_start (names, first);
      for (const char *name = first; name != NULL; name = va_arg (names, const char *))
        known = known || g_str_equal (name, key);
      va_end (names);
      if (!known)
        {
          oracle_fail (c, "attribute '%s' is not there", key);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
agrees (const OracleCase *c, double got, double expected)
{
  if (isnan (expected) || isnan (got))
    return isnan (expected) && isnan (got);
  if (isinf (expected) || isinf (got))
    return got == expected;
  return fabs (got - expected) <= c->abs + c->rel * fabs (expected);
}

void
oracle_check_json (OracleCase *c,
                   const char *place,
                   const Json *json,
                   const double *got,
                   gsize n)
{
  const Tensor *expected = oracle_read_tensor (c, json);
  gsize n_wrong = 0;

  if (expected == NULL)
    {
      oracle_fail (c, "expected %s is no tensor", place);
      return;
    }
  if (expected->n != n)
    {
      oracle_fail (c, "%s: got %" G_GSIZE_FORMAT " values, expected %" G_GSIZE_FORMAT,
                   place, n, expected->n);
      return;
    }
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *index = NULL;

      if (agrees (c, got[i], expected->data[i]) || n_wrong++ >= MAX_NAMED)
        continue;
      index =
          expected->n_dims > 0 ? g_strdup_printf ("[%" G_GSIZE_FORMAT "]", i) : NULL;
      oracle_fail (c, "%s%s: got %.17g, expected %.17g", place,
                   index != NULL ? index : "", got[i], expected->data[i]);
    }
  if (n_wrong > MAX_NAMED)
    oracle_fail (c, "%s: %" G_GSIZE_FORMAT " more", place, n_wrong - MAX_NAMED);
}

void
oracle_check (OracleCase *c, const char *name, const double *got, gsize n)
{
  if (oracle_expects (c, name))
    oracle_check_json (c, name, oracle_take_expected (c, name), got, n);
}

void
oracle_check_number (OracleCase *c, const char *name, double got)
{
  oracle_check (c, name, &got, 1);
}
