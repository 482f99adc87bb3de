/* ops-receptive-field.c - receptive_field.json
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "oracle.h"

#include <math.h>

#include "numeric/wk-receptive-field.h"

#define MAX_LAYERS 100000

static gboolean
read_member (OracleCase *c,
             const Json *layer,
             const char *key,
             int fallback,
             int *value)
{
  const Json *member = json_get (layer, key);
  gint64 count;

  *value = fallback;
  if (member == NULL && fallback >= 0)
    return TRUE;
  if (member == NULL || member->type != JSON_NUMBER)
    {
      oracle_fail (c, "a layer has no number '%s'", key);
      return FALSE;
    }
  if (!oracle_to_count (c, key, member->number, 0, G_MAXINT, &count))
    return FALSE;
  *value = (int) count;
  return TRUE;
}

static WkWindow *
read_layers (OracleCase *c, guint *n_layers)
{
  const Json *json = json_get (c->inputs, "layers");
  g_autofree WkWindow *layers = NULL;

  if (json == NULL || json->type != JSON_LIST || json->items->len > MAX_LAYERS)
    {
      oracle_fail (c, "input 'layers' is no list of layers");
      return NULL;
    }
  *n_layers = json->items->len;
  layers = g_new0 (WkWindow, *n_layers + 1);
  for (guint i = 0; i < *n_layers; i++)
    {
      const Json *layer = g_ptr_array_index (json->items, i);

      if (!read_member (c, layer, "kernel", -1, &layers[i].kernel) ||
          !read_member (c, layer, "stride", 1, &layers[i].stride) ||
          !read_member (c, layer, "dilation", 1, &layers[i].dilation) ||
          !read_member (c, layer, "pad_begin", 0, &layers[i].pad_begin) ||
          !read_member (c, layer, "pad_end", 0, &layers[i].pad_end))
        return NULL;
    }
  return g_steal_pointer (&layers);
}

/* One map of the expected list @name against a row of the trace. */
static void
check_row (OracleCase *c,
           const char *name,
           guint at,
           const Json *row,
           const WkReceptiveField *got)
{
  const struct
  {
    const char *key;
    double value;
  } values[] = {
    { "rf", (double) got->width },
    { "jump", (double) got->jump },
    { "effective_stride", (double) got->jump },
    { "effective_padding", -(double) got->start },
    { "start", (double) got->start + ((double) got->width - 1) / 2 },
    { "output_size", (double) got->n_units },
  };

  if (row->type != JSON_MAP)
    {
      oracle_fail (c, "%s[%u] is no map", name, at);
      return;
    }
  for (guint k = 0; k < row->keys->len; k++)
    {
      const char *key = g_ptr_array_index (row->keys, k);
      g_autofree char *place = g_strdup_printf ("%s[%u].%s", name, at, key);
      guint i = 0;

      if (g_str_equal (key, "endpoint") || g_str_equal (key, "after_layer_index"))
        continue;
      while (i < G_N_ELEMENTS (values) && !g_str_equal (values[i].key, key))
        i++;
      if (i < G_N_ELEMENTS (values))
        oracle_check_json (c, place, g_ptr_array_index (row->items, k),
                           &values[i].value, 1);
      else
        oracle_fail (c, "%s: expected, but not computed", place);
    }
}

static void
check_rows (OracleCase *c,
            const char *name,
            const WkReceptiveField *rows,
            guint n_layers)
{
  const Json *list;

  if (!oracle_expects (c, name))
    return;
  list = oracle_take_expected (c, name);
  if (list->type != JSON_LIST)
    {
      oracle_fail (c, "expected '%s' is no list", name);
      return;
    }
  for (guint i = 0; i < list->items->len; i++)
    {
      const Json *row = g_ptr_array_index (list->items, i);
      const Json *after = json_get (row, "after_layer_index");
      gint64 index = i;

      if (after != NULL &&
          !oracle_to_count (c, "after_layer_index", after->number, 0, G_MAXINT, &index))
        return;
      if (index >= n_layers)
        oracle_fail (c, "%s[%u]: there is no such layer", name, i);
      else
        check_row (c, name, i, row, &rows[index + 1]);
    }
}

static void
run_receptive_field (OracleCase *c)
{
  g_autofree WkWindow *layers = NULL;
  g_autofree WkReceptiveField *rows = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_inputs;
  guint n_layers;

  layers = read_layers (c, &n_layers);
  if (layers == NULL || !oracle_attr_count (c, "input_size", 1, G_MAXINT, &n_inputs) ||
      !oracle_only_attrs (c, "network", "input_size", "start", "path", NULL))
    return;

  rows = g_new (WkReceptiveField, n_layers + 1);
  if (!wk_receptive_field_trace (layers, n_layers, (int) n_inputs, rows, &error))
    {
      oracle_fail_error (c, g_steal_pointer (&error));
      return;
    }
  check_rows (c, "per_layer", rows, n_layers);
  check_rows (c, "published", rows, n_layers);
}

const OracleOp oracle_ops_receptive_field[] = {
  { "receptive_field", run_receptive_field },
  { NULL, NULL },
};
