/* wk-receptive-field.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recurrence, with jump meaning its value *before* the layer:
 *
 *   width = width + dilation * (kernel - 1) * jump
 *   start = start - pad_begin * jump
 *   jump  = jump * stride
 *
 * The first sample seen is carried, not the textbook centre: an even kernel has its
 * centre between two samples, while the start is always whole. The centre of unit 0 is
 * start + (width - 1) / 2. A. Araujo, W. Norris, J. Sim, "Computing Receptive Fields of
 * Convolutional Neural Networks", Distill 2019.
 */
#include "config.h"

#include "numeric/wk-receptive-field.h"

/* The product of two values below this bound fits a gint64. */
#define MAX_EXTENT G_MAXINT32

G_DEFINE_QUARK (wk_receptive_field_error, wk_receptive_field_error)

static gboolean
window_is_valid (const WkWindow *layer)
{
  return layer->kernel >= 1 && layer->stride >= 1 && layer->pad_begin >= 0 &&
         layer->pad_end >= 0 && layer->dilation >= 1;
}

static gboolean
layer_fits (const WkWindow *layer, gint64 span, const WkReceptiveField *in)
{
  return window_is_valid (layer) && span < MAX_EXTENT && in->start > -MAX_EXTENT &&
         in->width < MAX_EXTENT && in->jump < MAX_EXTENT;
}

gint64
wk_window_count (const WkWindow *layer, gint64 n_inputs)
{
  gint64 span, room;

  g_return_val_if_fail (layer != NULL, 0);

  if (!window_is_valid (layer) || n_inputs < 0 || n_inputs > G_MAXINT64 / 4)
    return 0;
  span = layer->dilation * ((gint64) layer->kernel - 1);
  room = n_inputs + layer->pad_begin + layer->pad_end - span - 1;
  return room < 0 ? 0 : room / layer->stride + 1;
}

static gint64
span_of (const WkWindow *layer)
{
  return layer->dilation * ((gint64) layer->kernel - 1);
}

WkSpan
wk_window_down (const WkWindow *layer, WkSpan units)
{
  g_return_val_if_fail (layer != NULL, units);

  if (units.last < units.first)
    return units;
  return (WkSpan){ units.first * layer->stride - layer->pad_begin,
                   units.last * layer->stride - layer->pad_begin + span_of (layer) };
}

/* TRUE if one of the window's samples lies in @inputs. */
static gboolean
window_meets (const WkWindow *layer, gint64 unit, WkSpan inputs)
{
  gint64 first = unit * layer->stride - layer->pad_begin;
  gint64 skipped = MAX (0, inputs.first - first + layer->dilation - 1);
  gint64 sample = first + skipped / layer->dilation * layer->dilation;

  return sample <= inputs.last && sample <= first + span_of (layer);
}

WkSpan
wk_window_up (const WkWindow *layer, gint64 n_units, WkSpan inputs)
{
  WkSpan units;

  g_return_val_if_fail (layer != NULL && layer->stride > 0, inputs);

  if (inputs.last < inputs.first)
    return inputs;
  /* Rounding towards 0 may give one unit too many: the loops take it off again, and
   * those that look past all samples through the gaps of a dilated window. */
  units.first = (inputs.first + layer->pad_begin - span_of (layer)) / layer->stride - 1;
  units.last = (inputs.last + layer->pad_begin) / layer->stride;
  units.first = MAX (units.first, 0);
  units.last = MIN (units.last, n_units - 1);
  while (units.first <= units.last && !window_meets (layer, units.first, inputs))
    units.first++;
  while (units.first <= units.last && !window_meets (layer, units.last, inputs))
    units.last--;
  return units;
}

gboolean
wk_window_sees (const WkWindow *layer, gint64 unit, gint64 input)
{
  g_return_val_if_fail (layer != NULL, FALSE);

  return window_meets (layer, unit, (WkSpan){ input, input });
}

/**
 * wk_receptive_field_trace:
 * @layers: (array length=n_layers): the stack, input side first
 * @n_layers: number of layers, may be 0
 * @n_inputs: samples along the axis, at least 1
 * @rows: (out caller-allocates): room for @n_layers + 1 rows
 * @error: return location for an error
 *
 * Fills one row per depth; row 0 is the input itself, so that step i of the
 * solution is the pair (row i, row i + 1). On failure @rows is unspecified.
 *
 * Returns: %TRUE if every layer yields at least one unit
 */
gboolean
wk_receptive_field_trace (const WkWindow *layers,
                          guint n_layers,
                          int n_inputs,
                          WkReceptiveField *rows,
                          GError **error)
{
  g_return_val_if_fail (layers != NULL || n_layers == 0, FALSE);
  g_return_val_if_fail (n_inputs >= 1 && rows != NULL, FALSE);

  rows[0] = (WkReceptiveField){ .n_units = n_inputs, .width = 1, .jump = 1 };

  for (guint i = 0; i < n_layers; i++)
    {
      const WkWindow *layer = &layers[i];
      const WkReceptiveField *in = &rows[i];
      gint64 span = layer->dilation * ((gint64) layer->kernel - 1);
      gint64 n_units;

      if (!layer_fits (layer, span, in))
        {
          g_set_error (error, WK_RECEPTIVE_FIELD_ERROR,
                       WK_RECEPTIVE_FIELD_ERROR_BAD_LAYER, "Layer %u is out of range",
                       i + 1);
          return FALSE;
        }
      n_units = wk_window_count (layer, in->n_units);
      if (n_units == 0)
        {
          g_set_error (error, WK_RECEPTIVE_FIELD_ERROR,
                       WK_RECEPTIVE_FIELD_ERROR_INPUT_TOO_SMALL,
                       "Layer %u is wider than its padded input", i + 1);
          return FALSE;
        }

      rows[i + 1] = (WkReceptiveField){
        .n_units = n_units,
        .width = in->width + span * in->jump,
        .jump = in->jump * layer->stride,
        .start = in->start - layer->pad_begin * in->jump,
      };
    }

  return TRUE;
}
