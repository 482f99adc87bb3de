/* wk-params-fit.c - lists that follow when another one changes its length
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lengths belong together: a row of weights for each node of the layer before. Which
 * ones, only a kind's check knows. So the check is asked: as long as it refuses the
 * length of a list, that list is tried longer and shorter until the check has nothing
 * more to say about it. Where it refuses the very list that was changed (one more bias
 * needs one more column of weights), each of the others is tried one longer and one
 * shorter. No kind has to tell its rules twice.
 */
#include "config.h"

#include <string.h>

#include "model/wk-kind.h"

/* A list is changed by at most so much, and so many lists are. */
#define MAX_REACH 64
#define MAX_LISTS 64

const WkParamSpec *
wk_param_spec_at (const WkParamSpec *specs, const char *path)
{
  const WkParamSpec *spec = NULL;

  while (path != NULL && *path != '\0' && specs != NULL)
    {
      gsize length = strcspn (path, ".[");
      g_autofree char *key = g_strndup (path, length);

      spec = wk_param_spec_find (specs, key);
      path = strchr (path + length, '.');
      if (path != NULL)
        path++;
      specs = spec != NULL ? spec->columns : NULL;
    }
  return path == NULL ? spec : NULL;
}

static WkValue *
new_zero (const WkParamSpec *spec)
{
  gboolean any = spec->min == 0.0 && spec->max == 0.0;

  return wk_value_new_number (any ? 0.0 : CLAMP (0.0, spec->min, spec->max));
}

/* @list with @n items; new ones are zero, or rows of zeros. */
static WkValue *
resized (WkValue *list, const WkParamSpec *spec, gsize n, gsize cols)
{
  g_autofree WkValue **items = g_new0 (WkValue *, MAX (n, 1));
  gsize old = wk_value_get_length (list);

  for (gsize i = 0; i < n; i++)
    {
      WkValue *item = i < old ? wk_value_get_item (list, i) : NULL;

      if (cols > 0)
        items[i] = resized (item, spec, cols, 0);
      else
        items[i] = item != NULL ? wk_value_ref (item) : new_zero (spec);
    }
  return wk_value_new_list (items, n);
}

WkValue *
wk_param_resized (WkValue *value, const WkParamSpec *spec, gsize rows, gsize cols)
{
  g_return_val_if_fail (spec != NULL, NULL);
  return resized (value, spec, rows, spec->type == WK_PARAM_MATRIX ? MAX (cols, 1) : 0);
}

/* The error that @values bring, or NULL. */
static GError *
refusal (const WkExerciseKind *kind, WkValue *values)
{
  GError *error = NULL;
  WkParams *params = wk_kind_params (kind, values, NULL, &error);

  g_clear_pointer (&params, wk_params_unref);
  return error;
}

/* TRUE if @values with @list at @path please the check, or at least are refused for
 * something else. */
static gboolean
is_better (const WkExerciseKind *kind, WkValue *values, const char *path)
{
  g_autoptr (GError) error = refusal (kind, values);

  return error == NULL || (g_strcmp0 (wk_params_error_get_path (error), path) != 0 &&
                           error->code != WK_PARAMS_ERROR_RANGE);
}

static WkValue *
with_length (const WkExerciseKind *kind,
             WkValue *values,
             const char *path,
             const WkParamSpec *spec,
             gssize rows,
             gssize cols)
{
  g_autoptr (WkValue) list = NULL;
  g_autoptr (WkValue) changed = NULL;

  if (rows < 1 || cols < 1)
    return NULL;
  list = wk_param_resized (wk_value_lookup (values, path), spec, (gsize) rows,
                           (gsize) cols);
  changed = wk_value_with (values, path, list);
  if (changed == NULL || !is_better (kind, changed, path))
    return NULL;
  return g_steal_pointer (&changed);
}

/* @values with the list at @path as long as the check wants it; NULL if no length
 * pleases it. */
static WkValue *
repaired (const WkExerciseKind *kind, WkValue *values, const char *path, gssize reach)
{
  const WkParamSpec *spec = wk_param_spec_at (kind->specs, path);
  WkValue *list = wk_value_lookup (values, path);
  gssize rows = (gssize) wk_value_get_length (list);
  gssize cols = (gssize) wk_value_get_length (wk_value_get_item (list, 0));
  gboolean is_matrix = spec != NULL && spec->type == WK_PARAM_MATRIX;
  WkValue *changed = NULL;

  if (spec == NULL || rows == 0 || (spec->type != WK_PARAM_VECTOR && !is_matrix))
    return NULL;
  cols = MAX (cols, 1);
  for (gssize by = 1; by <= reach && changed == NULL; by++)
    {
      changed = with_length (kind, values, path, spec, rows + by, cols);
      if (changed == NULL)
        changed = with_length (kind, values, path, spec, rows - by, cols);
      if (changed == NULL && is_matrix)
        changed = with_length (kind, values, path, spec, rows, cols + by);
      if (changed == NULL && is_matrix)
        changed = with_length (kind, values, path, spec, rows, cols - by);
    }
  return changed;
}

/* TRUE for "layers[0].W[1]" in "layers[0].W". */
static gboolean
is_within (const char *place, const char *path)
{
  gsize length = path != NULL ? strlen (path) : 0;

  return length > 0 && strncmp (place, path, length) == 0 &&
         strchr (".[", place[length]) != NULL;
}

static gboolean
is_about_lengths (const GError *error)
{
  return wk_params_error_get_path (error) != NULL &&
         (error->code == WK_PARAMS_ERROR_SHAPE || error->code == WK_PARAMS_ERROR_CROSS);
}

/* @values with all but the lists at @held made to fit; NULL with the first refusal. */
static WkParams *
follow (const WkExerciseKind *kind,
        WkValue *values,
        const char *const held[2],
        gssize reach,
        GError **error)
{
  g_autoptr (WkValue) current = wk_value_ref (values);
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < MAX_LISTS; i++)
    {
      g_autoptr (GError) problem = NULL;
      WkParams *params = wk_kind_params (kind, current, NULL, &problem);
      const char *place = wk_params_error_get_path (problem);
      WkValue *changed = NULL;

      if (params != NULL)
        return params;
      if (is_about_lengths (problem) && !is_within (place, held[0]) &&
          !is_within (place, held[1]))
        changed = repaired (kind, current, place, reach);
      if (first == NULL)
        first = g_steal_pointer (&problem);
      if (changed == NULL)
        break;
      wk_value_unref (current);
      current = changed;
    }
  g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

/* What comes of it if the list at @other is one longer or shorter, too. */
static WkParams *
lead_by (const WkExerciseKind *kind,
         WkValue *values,
         const char *path,
         const char *other)
{
  static const int ways[][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  const WkParamSpec *spec = wk_param_spec_at (kind->specs, other);
  WkValue *list = wk_value_lookup (values, other);
  gssize rows = (gssize) wk_value_get_length (list);
  gssize cols = MAX ((gssize) wk_value_get_length (wk_value_get_item (list, 0)), 1);
  gsize n_ways = spec->type == WK_PARAM_MATRIX ? 4 : 2;
  WkParams *params = NULL;

  for (gsize i = 0; i < n_ways && params == NULL && rows > 0; i++)
    {
      g_autoptr (WkValue) tried = NULL;
      g_autoptr (WkValue) changed = NULL;

      if (rows + ways[i][0] < 1 || cols + ways[i][1] < 1)
        continue;
      tried = wk_param_resized (list, spec, (gsize) (rows + ways[i][0]),
                                (gsize) (cols + ways[i][1]));
      changed = wk_value_with (values, other, tried);
      params = follow (kind, changed, (const char *[]){ path, other }, 1, NULL);
    }
  return params;
}

/* Some other list has to change its length first; NULL if none helps. */
static WkParams *
lead (const WkExerciseKind *kind,
      const WkParamSpec *specs,
      WkValue *values,
      const char *prefix,
      const char *path)
{
  WkParams *params = NULL;

  for (const WkParamSpec *spec = specs; spec->key != NULL && params == NULL; spec++)
    {
      g_autofree char *other = g_strconcat (prefix, spec->key, NULL);
      gsize n = wk_value_get_length (wk_value_lookup (values, other));

      if (spec->type == WK_PARAM_TABLE)
        for (gsize i = 0; i < n && params == NULL; i++)
          {
            g_autofree char *row = g_strdup_printf ("%s[%zu].", other, i);

            params = lead (kind, spec->columns, values, row, path);
          }
      else if ((spec->type == WK_PARAM_VECTOR || spec->type == WK_PARAM_MATRIX) &&
               strcmp (other, path) != 0)
        params = lead_by (kind, values, path, other);
    }
  return params;
}

WkParams *
wk_kind_fit (const WkExerciseKind *kind,
             WkValue *values,
             const char *path,
             GError **error)
{
  GError *refused = NULL;
  WkParams *params;

  g_return_val_if_fail (kind != NULL && values != NULL, NULL);
  params = follow (kind, values, (const char *[]){ path, NULL }, MAX_REACH, &refused);
  /* Only where it is a matter of lengths: a pixel outside the image is no reason for a
   * larger image. */
  if (params == NULL && path != NULL && is_about_lengths (refused) &&
      refused->code == WK_PARAMS_ERROR_SHAPE &&
      is_within (wk_params_error_get_path (refused), path))
    params = lead (kind, kind->specs, values, "", path);
  if (params != NULL)
    g_clear_error (&refused);
  else
    g_propagate_error (error, refused);
  return params;
}
