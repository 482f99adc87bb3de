/* wk-field-edit.c - hands on a receptive field: units, lines, layers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "exercises/kit/wk-field-kit.h"
#include "scene/wk-scene.h"

/* So many units of the page are one step of a drag. */
#define DRAG_UNITS 24.0

static WkParams *
without (const WkParams *params, const char *key, GError **error)
{
  g_autoptr (WkValue) nothing = wk_value_new_null ();

  return wk_params_with (params, key, nothing, error);
}

/* --- picking a unit --- */

static WkParams *
with_pick (const WkField *field,
           const WkParams *params,
           guint layer,
           const gint64 unit[2],
           GError **error)
{
  double numbers[3] = { layer, 0, 0 };
  g_autoptr (WkValue) pick = NULL;

  for (guint axis = 0; axis < 2; axis++)
    numbers[1 + axis] =
        (double) CLAMP (unit[axis], 0, field->depth[axis][layer].n_units - 1);
  pick = wk_value_new_vector (numbers, G_N_ELEMENTS (numbers));
  return wk_params_with (params, "pick", pick, error);
}

/* The unit of @layer whose field lies nearest to that of what is picked now. */
static void
nearest_unit (const WkField *field, guint layer, gint64 unit[2])
{
  for (guint axis = 0; axis < 2; axis++)
    {
      double first = wk_field_centre (field, axis, layer, 0);
      double at;

      unit[axis] = wk_field_unit (field, axis, layer);
      if (!field->picked)
        continue;
      at = wk_field_centre (field, axis, field->pick_layer, field->pick_unit[axis]);
      unit[axis] =
          (gint64) rint ((at - first) / (double) field->depth[axis][layer].jump);
    }
}

/* @id is "unit-LAYER-UNIT" or "line-LINE". */
static gboolean
read_pick_id (const WkField *field, const char *id, guint *layer, gint64 unit[2])
{
  guint line;
  int along;

  if (sscanf (id, "unit-%u-%d", layer, &along) == 2 && *layer <= field->n_layers)
    {
      nearest_unit (field, *layer, unit);
      unit[field->axis] = along;
      return TRUE;
    }
  if (sscanf (id, "line-%u", &line) == 1 && line <= field->n_groups)
    {
      *layer = wk_field_line_layer (field, line);
      nearest_unit (field, *layer, unit);
      return TRUE;
    }
  return FALSE;
}

static WkParams *
edit_pick (const WkField *field,
           const WkParams *params,
           const WkItem *item,
           const WkEdit *edit,
           GError **error)
{
  guint layer = 0;
  gint64 unit[2] = { 0, 0 };
  gboolean same;

  if (!read_pick_id (field, item->id, &layer, unit))
    return NULL;
  same = field->picked && field->pick_layer == layer;
  if (edit->type == WK_EDIT_PICK)
    {
      gboolean again = same && (g_str_has_prefix (item->id, "line-") ||
                                field->pick_unit[field->axis] == unit[field->axis]);

      return again ? without (params, "pick", error)
                   : with_pick (field, params, layer, unit, error);
    }
  if (edit->type == WK_EDIT_STEP)
    unit[field->axis] = (same ? field->pick_unit[field->axis] : unit[field->axis]) +
                        (gint64) rint (edit->amount);
  else if (edit->type == WK_EDIT_DRAG && item->type == WK_ITEM_BOX &&
           item->box.width > 0.0)
    {
      double jump = (double) field->depth[field->axis][layer].jump;

      /* Neighbouring cells of a line are a jump apart, less the gap between them. */
      unit[field->axis] += (gint64) rint (edit->dx / (item->box.width * 1.22 * jump));
    }
  else
    return NULL;
  return with_pick (field, params, layer, unit, error);
}

/* The image: a click there picks the unit whose middle is nearest, a drag moves it. */
static WkParams *
edit_photo (const WkField *field,
            const WkParams *params,
            const WkItem *item,
            const WkEdit *edit,
            GError **error)
{
  guint layer = 0;
  gint64 unit[2];
  double scale = item->image.width / field->n_inputs[1];
  const double at[] = { (edit->y - item->image.y) / scale - 0.5,
                        (edit->x - item->image.x) / scale - 0.5 };
  const double moved[] = { edit->dy / scale, edit->dx / scale };

  if (sscanf (item->id, "photo-%u", &layer) != 1 || layer > field->n_layers ||
      (edit->type == WK_EDIT_PICK && !edit->at_point) || !(scale > 0.0))
    return NULL;
  for (guint axis = 0; axis < 2; axis++)
    {
      double jump = (double) field->depth[axis][layer].jump;
      gboolean same = field->picked && field->pick_layer == layer;

      unit[axis] = same ? field->pick_unit[axis] : wk_field_unit (field, axis, layer);
      if (edit->type == WK_EDIT_PICK)
        unit[axis] =
            (gint64) rint ((at[axis] - wk_field_centre (field, axis, layer, 0)) / jump);
      else if (edit->type == WK_EDIT_DRAG)
        unit[axis] += (gint64) rint (moved[axis] / jump);
      else if (edit->type == WK_EDIT_STEP && axis == field->axis)
        unit[axis] += (gint64) rint (edit->amount);
      else if (edit->type != WK_EDIT_STEP)
        return NULL;
    }
  return with_pick (field, params, layer, unit, error);
}

/* --- sliding the unit over its layer --- */

/* Where a layer has more units along an axis, some are passed over. */
#define MAX_STOPS 32

/**
 * wk_field_walk:
 * @places: so many units further, in reading order on an image; G_MININT: the first
 *
 * Returns: (transfer full): parameters with another unit picked; NULL beyond the last
 */
WkParams *
wk_field_walk (const WkParams *params, int places)
{
  g_autoptr (WkField) field = wk_field_new (params, NULL);
  gint64 unit[2], stride[2], stops[2], place;
  guint layer;

  if (field == NULL)
    return NULL;
  layer = field->picked ? field->pick_layer : field->n_layers;
  for (guint axis = 0; axis < 2; axis++)
    {
      gint64 n = field->depth[axis][layer].n_units;
      gboolean moves = field->in_image || axis == field->axis;

      unit[axis] =
          field->picked ? field->pick_unit[axis] : wk_field_unit (field, axis, layer);
      stride[axis] = (n + MAX_STOPS - 1) / MAX_STOPS;
      stops[axis] = moves ? (n + stride[axis] - 1) / stride[axis] : 1;
    }
  place = (stops[0] > 1 ? unit[0] / stride[0] * stops[1] : 0) +
          (stops[1] > 1 ? unit[1] / stride[1] : 0);
  place = places == G_MININT ? 0 : place + places;
  if (place < 0 || place >= stops[0] * stops[1])
    return NULL;
  if (stops[0] > 1)
    unit[0] = place / stops[1] * stride[0];
  if (stops[1] > 1)
    unit[1] = place % stops[1] * stride[1];
  return with_pick (field, params, layer, unit, NULL);
}

/* --- looking into a group --- */

static WkParams *
edit_open (const WkField *field,
           const WkParams *params,
           const WkItem *item,
           const WkEdit *edit,
           GError **error)
{
  double range[2];
  guint line;
  g_autoptr (WkValue) open = NULL;

  if (edit->type != WK_EDIT_PICK)
    return NULL;
  if (strcmp (item->id, "unfold") == 0)
    return without (params, "open", error);
  if (sscanf (item->id, "fold-%u", &line) != 1 || line < 1 || line > field->n_groups)
    return NULL;
  range[0] = field->groups[line - 1].first;
  range[1] = field->groups[line - 1].last;
  open = wk_value_new_vector (range, 2);
  return wk_params_with (params, "open", open, error);
}

/* --- a layer's numbers --- */

static WkValue *
pair_value (double rows, double columns)
{
  const double both[] = { rows, columns };

  return rows == columns ? wk_value_new_number (rows) : wk_value_new_vector (both, 2);
}

/* A published network becomes the deck's own layers before one of them changes. */
static WkParams *
own_params (const WkField *field, const WkParams *params, GError **error)
{
  static const char *const keys[] = { "kernel", "stride", "padding", "dilation",
                                      "name" };
  g_autofree WkValue **rows = g_new (WkValue *, field->n_layers);
  g_autoptr (WkValue) layers = NULL;
  g_autoptr (WkValue) own = wk_value_new_string (wk_field_presets[0].id);
  g_autoptr (WkValue) input = pair_value (field->n_inputs[0], field->n_inputs[1]);
  g_autoptr (WkParams) with_layers = NULL;
  g_autoptr (WkParams) with_input = NULL;

  for (guint l = 0; l < field->n_layers; l++)
    {
      const WkWindow *a = &field->layers[l].window[0], *b = &field->layers[l].window[1];
      WkValue *items[] = { pair_value (a->kernel, b->kernel),
                           pair_value (a->stride, b->stride),
                           pair_value (a->pad_begin, a->pad_end),
                           pair_value (a->dilation, b->dilation),
                           wk_value_new_string (field->layers[l].name) };

      rows[l] = wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
    }
  layers = wk_value_new_list (rows, field->n_layers);
  with_layers = wk_params_with (params, "layers", layers, error);
  if (with_layers == NULL)
    return NULL;
  with_input = wk_params_with (with_layers, "input", input, error);
  return with_input != NULL ? wk_params_with (with_input, "preset", own, error) : NULL;
}

static WkParams *
edit_layer (const WkField *field,
            const WkParams *params,
            const char *path,
            const WkEdit *edit,
            GError **error)
{
  g_autoptr (WkParams) own =
      field->preset > 0 ? own_params (field, params, error) : NULL;
  const WkParams *base = field->preset > 0 ? own : params;
  double pair[2], change = 0.0;
  g_autoptr (WkValue) value = NULL;

  if (base == NULL)
    return NULL;
  wk_params_get_pair (base, path, pair);
  switch (edit->type)
    {
    case WK_EDIT_SET:
      pair[0] = pair[1] = edit->value;
      break;
    case WK_EDIT_STEP:
      change = rint (edit->amount);
      break;
    case WK_EDIT_DRAG:
      change = rint (-edit->dy / DRAG_UNITS);
      break;
    case WK_EDIT_PICK:
    default:
      return NULL;
    }
  /* A drag stops at the smallest; what is typed is told to be wrong. */
  for (guint i = 0; i < 2 && edit->type != WK_EDIT_SET; i++)
    pair[i] = CLAMP (pair[i] + change, 1.0, 64.0);
  value = pair_value (pair[0], pair[1]);
  return wk_params_with (base, path, value, error);
}

WkParams *
wk_field_edit (const WkField *field,
               const WkParams *params,
               const WkItem *item,
               const WkEdit *edit,
               GError **error)
{
  if (item->edits == NULL)
    return NULL;
  if (strcmp (item->edits, "pick") == 0 && item->type == WK_ITEM_IMAGE)
    return edit_photo (field, params, item, edit, error);
  if (strcmp (item->edits, "pick") == 0)
    return edit_pick (field, params, item, edit, error);
  if (strcmp (item->edits, "open") == 0)
    return edit_open (field, params, item, edit, error);
  return edit_layer (field, params, item->edits, edit, error);
}
