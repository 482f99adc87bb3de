/* wk-param-model.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-param-model.h"

#include <string.h>

struct _WkParamModel
{
  GObject parent_instance;

  WkSession *session;
  WkParams *params; /* as last told, or NULL */
  int n_unfinished;
};

G_DEFINE_FINAL_TYPE (WkParamModel, wk_param_model, G_TYPE_OBJECT)

static guint changed_signal;

static void
params_cb (WkParamModel *self)
{
  WkParams *params = wk_session_get_params (self->session);

  if (params == self->params)
    return;
  g_clear_pointer (&self->params, wk_params_unref);
  if (params != NULL)
    self->params = wk_params_ref (params);
  g_signal_emit (self, changed_signal, 0);
}

static void
wk_param_model_dispose (GObject *object)
{
  WkParamModel *self = WK_PARAM_MODEL (object);

  g_clear_pointer (&self->params, wk_params_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_param_model_parent_class)->dispose (object);
}

static void
wk_param_model_class_init (WkParamModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wk_param_model_dispose;
  changed_signal =
      g_signal_new ("changed", WK_TYPE_PARAM_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    g_cclosure_marshal_VOID__VOID, G_TYPE_NONE, 0);
}

static void
wk_param_model_init (WkParamModel *self)
{
}

WkParamModel *
wk_param_model_new (WkSession *session)
{
  WkParamModel *self = g_object_new (WK_TYPE_PARAM_MODEL, NULL);
  WkParams *params = wk_session_get_params (session);

  self->session = g_object_ref (session);
  if (params != NULL)
    self->params = wk_params_ref (params);
  g_signal_connect_object (session, "notify::params", G_CALLBACK (params_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

WkSession *
wk_param_model_get_session (WkParamModel *model)
{
  return model->session;
}

const WkParamSpec *
wk_param_model_get_specs (WkParamModel *model)
{
  return model->params != NULL ? wk_params_get_specs (model->params) : NULL;
}

WkValue *
wk_param_model_get (WkParamModel *model, const char *path)
{
  return model->params != NULL ? wk_params_get_value (model->params, path) : NULL;
}

gboolean
wk_param_model_is_shown (WkParamModel *model, const WkParamSpec *spec, const char *path)
{
  const char *sign = spec->when != NULL ? strchr (spec->when, '=') : NULL;
  const char *key = strrchr (path, '.');
  g_autofree char *neighbour = NULL;
  g_autofree char *text = NULL;
  WkValue *value;

  if (sign == NULL)
    return TRUE;
  neighbour = g_strdup_printf ("%.*s%.*s", key != NULL ? (int) (key + 1 - path) : 0,
                               path, (int) (sign - spec->when), spec->when);
  value = wk_param_model_get (model, neighbour);
  text = value != NULL ? wk_value_to_text (value) : NULL;
  return g_strcmp0 (text, sign + 1) == 0;
}

/* --- changes --- */

/* @held: the path whose lengths decide, or NULL */
static gboolean
take (WkParamModel *model,
      WkValue *values,
      const char *held,
      const char *merge_key,
      GError **error)
{
  const WkExercise *exercise = wk_session_get_current (model->session);
  g_autoptr (WkParams) params = NULL;

  if (exercise == NULL || values == NULL)
    return FALSE;
  params = wk_kind_fit (wk_exercise_get_kind (exercise), values, held, error);
  return params != NULL &&
         wk_session_change (model->session, params, NULL, merge_key, error);
}

static gboolean
take_at (WkParamModel *model,
         const char *path,
         WkValue *value,
         const char *held,
         const char *merge_key,
         GError **error)
{
  g_autoptr (WkValue) values = NULL;

  if (model->params != NULL)
    values = wk_value_with (wk_params_get_values (model->params), path, value);
  return take (model, values, held, merge_key, error);
}

gboolean
wk_param_model_set (WkParamModel *model,
                    const char *path,
                    WkValue *value,
                    gboolean merge,
                    GError **error)
{
  return take_at (model, path, value, path, merge ? path : NULL, error);
}

void
wk_param_model_end_merge (WkParamModel *model)
{
  wk_session_end_merge (model->session);
}

gboolean
wk_param_model_set_present (WkParamModel *model,
                            const char *path,
                            gboolean present,
                            GError **error)
{
  const WkParamSpec *spec = wk_param_spec_at (wk_param_model_get_specs (model), path);
  g_autoptr (WkValue) value = NULL;

  g_return_val_if_fail (spec != NULL, FALSE);
  if (!present)
    value = wk_value_new_null ();
  else if (spec->type == WK_PARAM_VECTOR || spec->type == WK_PARAM_MATRIX)
    value = wk_param_resized (NULL, spec, MAX (spec->min_rows, 1), spec->min_cols);
  else if (spec->type == WK_PARAM_INTEGER || spec->type == WK_PARAM_REAL)
    value = wk_value_new_number (spec->min);
  else if (spec->type == WK_PARAM_SWITCH)
    value = wk_value_new_bool (TRUE);
  else if (spec->type == WK_PARAM_CHOICE)
    value = wk_value_new_string (spec->choices[0].id);
  else
    value = wk_value_new_string ("");
  return take_at (model, path, value, NULL, NULL, error);
}

gboolean
wk_param_model_resize (WkParamModel *model,
                       const char *path,
                       gsize rows,
                       gsize cols,
                       GError **error)
{
  const WkParamSpec *spec = wk_param_spec_at (wk_param_model_get_specs (model), path);
  WkValue *old = wk_param_model_get (model, path);
  g_autoptr (WkValue) list = NULL;

  g_return_val_if_fail (spec != NULL, FALSE);
  if (spec->scalar && rows == 1)
    {
      list = wk_value_ref (wk_value_get_item (old, 0));
    }
  else if (old != NULL && wk_value_get_type_tag (old) == WK_VALUE_NUMBER)
    {
      g_autofree double *same = g_new (double, rows);

      for (gsize i = 0; i < rows; i++)
        same[i] = wk_value_get_number (old);
      list = wk_value_new_vector (same, rows);
    }
  else
    list = wk_param_resized (old, spec, rows, cols);
  return take_at (model, path, list, path, NULL, error);
}

void
wk_param_model_add_unfinished (WkParamModel *model, int n)
{
  model->n_unfinished += n;
}

gboolean
wk_param_model_is_unfinished (WkParamModel *model)
{
  return model->n_unfinished > 0;
}

/* --- rows of tables --- */

/* The table at @path with @n rows, those of @order. */
static gboolean
take_order (WkParamModel *model,
            const char *path,
            const gsize *order,
            gsize n,
            GError **error)
{
  WkValue *table = wk_param_model_get (model, path);
  g_autofree WkValue **items = g_new0 (WkValue *, n + 1);
  g_autoptr (WkValue) changed = NULL;

  for (gsize i = 0; i < n; i++)
    items[i] = wk_value_ref (wk_value_get_item (table, order[i]));
  changed = wk_value_new_list (items, n);
  return take_at (model, path, changed, NULL, NULL, error);
}

gboolean
wk_param_model_add_row (WkParamModel *model,
                        const char *path,
                        gsize after,
                        GError **error)
{
  gsize n = wk_value_get_length (wk_param_model_get (model, path));
  g_autofree gsize *order = g_new (gsize, n + 1);

  g_return_val_if_fail (after < n, FALSE);
  for (gsize i = 0; i <= n; i++)
    order[i] = i <= after ? i : i - 1;
  return take_order (model, path, order, n + 1, error);
}

gboolean
wk_param_model_remove_row (WkParamModel *model,
                           const char *path,
                           gsize row,
                           GError **error)
{
  gsize n = wk_value_get_length (wk_param_model_get (model, path));
  g_autofree gsize *order = g_new (gsize, n + 1);

  g_return_val_if_fail (row < n, FALSE);
  for (gsize i = 0; i + 1 < n; i++)
    order[i] = i < row ? i : i + 1;
  return take_order (model, path, order, n - 1, error);
}

gboolean
wk_param_model_move_row (WkParamModel *model,
                         const char *path,
                         gsize row,
                         int by,
                         GError **error)
{
  gsize n = wk_value_get_length (wk_param_model_get (model, path));
  gssize to = (gssize) row + by;
  g_autofree gsize *order = g_new (gsize, n + 1);

  g_return_val_if_fail (row < n, FALSE);
  if (to < 0 || to >= (gssize) n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    order[i] = i;
  for (gssize i = (gssize) row; i != to; i += by > 0 ? 1 : -1)
    order[i] = order[i + (by > 0 ? 1 : -1)];
  order[to] = row;
  return take_order (model, path, order, n, error);
}
