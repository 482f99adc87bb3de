/* wk-params.c - an immutable set of checked parameters
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The checks themselves are in wk-params-check.c.
 */
#include "config.h"

#include "model/wk-params.h"

#include <stdarg.h>
#include <string.h>

#include "model/wk-boxed.h"
#include "model/wk-params-private.h"

struct _WkParams
{
  gatomicrefcount refs;
  const WkParamSpec *specs;
  WkValue *values; /* a map in the order of the specs */
};

WK_DEFINE_BOXED_TYPE (WkParams, wk_params)

/* GLib's accessors return NULL for a foreign error, which none of these gets, and come
 * to the private part, which is aligned, by way of bytes. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnull-dereference"
#pragma GCC diagnostic ignored "-Wcast-align"

/* The path travels inside the error, so that a reader can find its place and a panel
 * its row. */
typedef struct
{
  char *path;
} WkParamsErrorPrivate;

static void
wk_params_error_private_init (WkParamsErrorPrivate *priv)
{
  priv->path = NULL;
}

static void
wk_params_error_private_copy (const WkParamsErrorPrivate *source,
                              WkParamsErrorPrivate *copy)
{
  copy->path = g_strdup (source->path);
}

static void
wk_params_error_private_clear (WkParamsErrorPrivate *priv)
{
  g_free (priv->path);
}

G_DEFINE_EXTENDED_ERROR (WkParamsError, wk_params_error)

const char *
wk_params_error_get_path (const GError *error)
{
  WkParamsErrorPrivate *priv;

  if (error == NULL || error->domain != WK_PARAMS_ERROR)
    return NULL;
  priv = wk_params_error_get_private (error);
  return priv != NULL ? priv->path : NULL;
}

const char *
wk_params_error_get_sentence (const GError *error)
{
  const char *path = wk_params_error_get_path (error);
  gsize length = path != NULL ? strlen (path) : 0;

  g_return_val_if_fail (error != NULL, NULL);
  if (length > 0 && strncmp (error->message, path, length) == 0 &&
      strncmp (error->message + length, ": ", 2) == 0)
    return error->message + length + 2;
  return error->message;
}

GError *
wk_params_error_new_take (WkParamsError code, const char *path, char *sentence)
{
  GError *error;

  if (path != NULL && *path != '\0')
    error = g_error_new (WK_PARAMS_ERROR, code, "%s: %s", path, sentence);
  else
    error = g_error_new_literal (WK_PARAMS_ERROR, code, sentence);
  wk_params_error_get_private (error)->path = g_strdup (path);
  g_free (sentence);
  return error;
}

void
wk_params_error_set_path (GError *error, const char *path)
{
  WkParamsErrorPrivate *priv = wk_params_error_get_private (error);

  g_free (priv->path);
  priv->path = g_strdup (path);
}

#pragma GCC diagnostic pop

void
wk_params_set_error (GError **error,
                     WkParamsError code,
                     const char *path,
                     const char *format,
                     ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  g_propagate_error (error, wk_params_error_new_take (
                                code, path, g_strdup_vprintf (format, arguments)));
  va_end (arguments);
}

WkParams *
wk_params_new_unchecked (const WkParamSpec *specs, WkValue *values)
{
  WkParams *params = g_new0 (WkParams, 1);

  g_atomic_ref_count_init (&params->refs);
  params->specs = specs;
  params->values = values;
  return params;
}

WkParams *
wk_params_ref (WkParams *params)
{
  g_return_val_if_fail (params != NULL, NULL);
  g_atomic_ref_count_inc (&params->refs);
  return params;
}

void
wk_params_unref (WkParams *params)
{
  if (params == NULL || !g_atomic_ref_count_dec (&params->refs))
    return;
  wk_value_unref (params->values);
  g_free (params);
}

const WkParamSpec *
wk_params_get_specs (const WkParams *params)
{
  return params->specs;
}

WkValue *
wk_params_get_values (const WkParams *params)
{
  return params->values;
}

WkValue *
wk_params_get_value (const WkParams *params, const char *path)
{
  return wk_value_lookup (params->values, path);
}

gboolean
wk_params_has (const WkParams *params, const char *path)
{
  return wk_params_get_value (params, path) != NULL;
}

double
wk_params_get_number (const WkParams *params, const char *path)
{
  return wk_value_get_number (wk_params_get_value (params, path));
}

int
wk_params_get_int (const WkParams *params, const char *path)
{
  double number = wk_params_get_number (params, path);

  return (int) CLAMP (number, (double) G_MININT, (double) G_MAXINT);
}

gboolean
wk_params_get_switch (const WkParams *params, const char *path)
{
  return wk_value_get_bool (wk_params_get_value (params, path));
}

const char *
wk_params_get_word (const WkParams *params, const char *path)
{
  return wk_value_get_string (wk_params_get_value (params, path));
}

guint
wk_params_get_choice (const WkParams *params, const char *key)
{
  const WkParamSpec *spec = wk_param_spec_find (params->specs, key);
  const char *word = wk_params_get_word (params, key);
  int i =
      spec != NULL && word != NULL ? wk_param_choice_index (spec->choices, word) : 0;

  return (guint) MAX (i, 0);
}

int
wk_param_choice_index (const WkParamChoice *choices, const char *id)
{
  if (choices == NULL || id == NULL)
    return -1;
  for (int i = 0; choices[i].id != NULL; i++)
    if (strcmp (choices[i].id, id) == 0)
      return i;
  return -1;
}

double *
wk_params_dup_vector (const WkParams *params, const char *path, gsize *n)
{
  WkValue *list = wk_params_get_value (params, path);
  double *numbers;

  *n = wk_value_get_length (list);
  if (*n == 0)
    return NULL;
  numbers = g_try_new (double, *n);
  if (numbers == NULL)
    {
      *n = 0;
      return NULL;
    }
  for (gsize i = 0; i < *n; i++)
    numbers[i] = wk_value_get_number (wk_value_get_item (list, i));
  return numbers;
}

void
wk_params_get_pair (const WkParams *params, const char *path, double pair[2])
{
  const WkValue *value = wk_params_get_value (params, path);

  for (gsize i = 0; i < 2; i++)
    pair[i] = wk_value_get_number (wk_value_get_type_tag (value) == WK_VALUE_LIST
                                       ? wk_value_get_item (value, i)
                                       : value);
}

double *
wk_params_dup_matrix (const WkParams *params,
                      const char *path,
                      gsize *rows,
                      gsize *cols)
{
  WkValue *list = wk_params_get_value (params, path);
  double *numbers = NULL;

  *rows = wk_value_get_length (list);
  *cols = wk_value_get_length (wk_value_get_item (list, 0));
  if (*rows > 0 && *cols > 0 && *rows <= G_MAXSIZE / sizeof (double) / *cols)
    numbers = g_try_new (double, *rows **cols);
  if (numbers == NULL)
    {
      *rows = *cols = 0;
      return NULL;
    }
  for (gsize i = 0; i < *rows; i++)
    for (gsize j = 0; j < *cols; j++)
      numbers[i * *cols + j] =
          wk_value_get_number (wk_value_get_item (wk_value_get_item (list, i), j));
  return numbers;
}

WkParams *
wk_params_with (const WkParams *params, const char *path, WkValue *item, GError **error)
{
  g_autoptr (WkValue) values = wk_value_with (params->values, path, item);

  if (values == NULL)
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_UNKNOWN_KEY, path, "%s",
                           wk_params_message_no_such_path ());
      return NULL;
    }
  return wk_params_new (params->specs, values, NULL, error);
}

gboolean
wk_params_equal (const WkParams *a, const WkParams *b)
{
  return a == b || (a != NULL && b != NULL && a->specs == b->specs &&
                    wk_value_equal (a->values, b->values));
}

const WkParamSpec *
wk_param_spec_find (const WkParamSpec *specs, const char *key)
{
  for (const WkParamSpec *spec = specs; spec != NULL && spec->key != NULL; spec++)
    if (strcmp (spec->key, key) == 0)
      return spec;
  return NULL;
}
