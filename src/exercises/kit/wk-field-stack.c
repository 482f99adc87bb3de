/* wk-field-stack.c - a stack of layers: parameters, trace, cones
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-field-kit.h"

/* Beyond, neither numbers nor figure say anything. */
#define MAX_PIXELS 1000000

static const WkParamSpec layer_columns[] = {
  { .key = "kernel",
    .symbol = "k",
    .label = N_ ("Kernel"),
    .what = N_ ("One number, or one for rows and one for columns."),
    WK_PARAM_PAIR (1, WK_FIELD_MAX_KERNEL),
    .fallback = "3" },
  { .key = "stride",
    .symbol = "s",
    .label = N_ ("Stride"),
    .what = N_ ("One number, or one for rows and one for columns."),
    WK_PARAM_PAIR (1, 64),
    .fallback = "1" },
  { .key = "padding",
    .symbol = "p",
    .label = N_ ("Padding"),
    .what = N_ ("One number, or one for the beginning and one for the end."),
    WK_PARAM_PAIR (0, 256),
    .fallback = "0" },
  { .key = "dilation",
    .symbol = "d",
    .label = N_ ("Dilation"),
    .what = N_ ("One number, or one for rows and one for columns."),
    WK_PARAM_PAIR (1, 64),
    .fallback = "1" },
  { .key = "name",
    .label = N_ ("Name"),
    .what = N_ ("What the layer is called, if it has a name."),
    .type = WK_PARAM_WORD,
    .fallback = "\"\"" },
  { NULL },
};

static const WkParamChoice views[] = {
  { "section", N_ ("Cross-section") },
  { "image", N_ ("On an image") },
  { NULL },
};

static const WkParamChoice axes[] = {
  { "rows", N_ ("Down the rows") },
  { "columns", N_ ("Along the columns") },
  { NULL },
};

/* The order of WkFieldWeights. */
static const WkParamChoice weights[] = {
  { "off", N_ ("Off") },
  { "mean", N_ ("Mean over all weights") },
  { "draws", N_ ("Sixteen draws of weights") },
  { NULL },
};

const WkParamSpec wk_field_specs[] = {
  { .key = "preset",
    .label = N_ ("Network"),
    .what = N_ ("The layers below, or those of a published network."),
    .type = WK_PARAM_CHOICE,
    .choices = wk_field_presets,
    .fallback = "own" },
  { .key = "layers",
    .label = N_ ("Layers"),
    .what = N_ ("Convolutions and poolings, from the input on."),
    .type = WK_PARAM_TABLE,
    .min_rows = 1,
    .max_rows = WK_FIELD_MAX_LAYERS,
    .columns = layer_columns,
    .fallback = "[{kernel: 3}, {kernel: 5}, {kernel: 2, stride: 2}, {kernel: 3}]" },
  { .key = "input",
    .label = N_ ("Input size"),
    .what = N_ ("Pixels of the image, one number or rows and columns; left out: as "
                "many as the network takes."),
    WK_PARAM_PAIR (1, WK_FIELD_MAX_INPUT),
    .optional = TRUE },
  { .key = "axis",
    .label = N_ ("Axis"),
    .what = N_ ("Which one is worked out where rows and columns differ."),
    .type = WK_PARAM_CHOICE,
    .choices = axes,
    .fallback = "columns" },
  { .key = "view",
    .label = N_ ("View"),
    .what = N_ ("One axis with all layers, or the field on an image."),
    .type = WK_PARAM_CHOICE,
    .choices = views,
    .fallback = "section" },
  { .key = "photo",
    .label = N_ ("Photograph"),
    .what = N_ ("One that ships with the program, or a PNG or JPEG file."),
    .type = WK_PARAM_IMAGE,
    .fallback = "camera" },
  { .key = "effective",
    .label = N_ ("Effective field"),
    .what = N_ ("How much each pixel counts: the gradient of the unit, for layers "
                "with random weights."),
    .type = WK_PARAM_CHOICE,
    .choices = weights,
    .fallback = "off" },
  { .key = "weights",
    .label = N_ ("Seed of the weights"),
    .what = N_ ("Any word; each draws other weights."),
    .type = WK_PARAM_SEED,
    .fallback = "1" },
  { .key = "pick",
    .label = N_ ("Picked unit"),
    .what = N_ ("Its layer, row and column, counted from 0; layer 0 is the input."),
    .type = WK_PARAM_VECTOR,
    .min = 0,
    .max = 1e7,
    .min_rows = 3,
    .max_rows = 3,
    .optional = TRUE,
    .hidden = TRUE,
    .whole = TRUE },
  { .key = "open",
    .label = N_ ("Layers looked into"),
    .what = N_ ("The first and the last of the layers that are unfolded."),
    .type = WK_PARAM_VECTOR,
    .min = 1,
    .max = WK_FIELD_MAX_LAYERS,
    .min_rows = 2,
    .max_rows = 2,
    .optional = TRUE,
    .hidden = TRUE,
    .whole = TRUE },
  { NULL },
};

static void
read_layers (const WkParams *params, GArray *layers)
{
  gsize n = wk_value_get_length (wk_params_get_value (params, "layers"));

  for (gsize i = 0; i < n; i++)
    {
      static const char *const keys[] = { "kernel", "stride", "padding", "dilation" };
      WkFieldLayer layer = { 0 };
      double pairs[G_N_ELEMENTS (keys)][2];
      g_autofree char *name = g_strdup_printf ("layers[%zu].name", i);

      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          g_autofree char *path = g_strdup_printf ("layers[%zu].%s", i, keys[k]);

          wk_params_get_pair (params, path, pairs[k]);
        }
      for (guint axis = 0; axis < 2; axis++)
        layer.window[axis] =
            (WkWindow){ (int) pairs[0][axis], (int) pairs[1][axis], (int) pairs[2][0],
                        (int) pairs[2][1], (int) pairs[3][axis] };
      layer.name = g_strdup (wk_params_get_word (params, name));
      g_array_append_val (layers, layer);
    }
}

/* As many pixels as give the top three units, or more where padding alone does. */
static int
enough_inputs (const WkField *field, guint axis)
{
  gint64 n = 3;

  for (guint l = field->n_layers; l > 0 && n <= 4 * (gint64) MAX_PIXELS; l--)
    {
      const WkWindow *window = &field->layers[l - 1].window[axis];

      n = (n - 1) * window->stride + (gint64) window->dilation * (window->kernel - 1) +
          1 - window->pad_begin - window->pad_end;
      n = MAX (n, 1);
    }
  return (int) MIN (n, 4 * (gint64) MAX_PIXELS);
}

static gboolean
fail_as_too_wide (GError **error)
{
  wk_params_set_error (
      error, WK_PARAMS_ERROR_CROSS, "layers",
      _L (wk_language_from_environment (),
          "the field grows beyond %d pixels, expected fewer layers, or smaller "
          "kernels and strides"),
      MAX_PIXELS);
  return FALSE;
}

static gboolean
trace_axis (WkField *field, guint axis, GError **error)
{
  g_autofree WkWindow *windows = g_new (WkWindow, field->n_layers);
  g_autoptr (GError) problem = NULL;
  const WkReceptiveField *top;
  gboolean fine;

  if (field->n_inputs[axis] > 3 * MAX_PIXELS)
    return fail_as_too_wide (error);
  for (guint l = 0; l < field->n_layers; l++)
    windows[l] = field->layers[l].window[axis];
  field->depth[axis] = g_new0 (WkReceptiveField, field->n_layers + 1);
  fine = wk_receptive_field_trace (windows, field->n_layers, field->n_inputs[axis],
                                   field->depth[axis], &problem);
  if (g_error_matches (problem, WK_RECEPTIVE_FIELD_ERROR,
                       WK_RECEPTIVE_FIELD_ERROR_INPUT_TOO_SMALL))
    {
      wk_params_set_error (
          error, WK_PARAMS_ERROR_CROSS, "input",
          _L (wk_language_from_environment (),
              "too small (%d), one of the layers is left without a unit; expected more "
              "pixels or more padding"),
          field->n_inputs[axis]);
      return FALSE;
    }
  top = &field->depth[axis][field->n_layers];
  if (!fine || top->width > MAX_PIXELS || top->jump > MAX_PIXELS ||
      top->start < -MAX_PIXELS)
    return fail_as_too_wide (error);
  return TRUE;
}

/* n from the top: one unit, what it is made from, what that is made from. */
static void
count_axis (WkField *field, guint axis)
{
  gint64 *count = g_new0 (gint64, field->n_layers + 1);

  count[field->n_layers] = 1;
  for (guint l = field->n_layers; l > 0; l--)
    {
      const WkWindow *window = &field->layers[l - 1].window[axis];

      count[l - 1] = (count[l] - 1) * window->stride +
                     (gint64) window->dilation * (window->kernel - 1) + 1;
    }
  field->count[axis] = count;
}

static gboolean
has_equal_axes (const WkField *field)
{
  if (field->n_inputs[0] != field->n_inputs[1])
    return FALSE;
  for (guint l = 0; l < field->n_layers; l++)
    {
      const WkWindow *a = &field->layers[l].window[0];
      const WkWindow *b = &field->layers[l].window[1];

      if (a->kernel != b->kernel || a->stride != b->stride ||
          a->dilation != b->dilation)
        return FALSE;
    }
  return TRUE;
}

/* A pick outlives a change of the layers if there is still something to pick there. */
static void
read_pick (WkField *field, const WkParams *params)
{
  gsize n;
  g_autofree double *pick = wk_params_dup_vector (params, "pick", &n);

  if (n != 3 || pick[0] > field->n_layers)
    return;
  field->picked = TRUE;
  field->pick_layer = (guint) pick[0];
  for (guint axis = 0; axis < 2; axis++)
    field->pick_unit[axis] = MIN ((gint64) pick[1 + axis],
                                  field->depth[axis][field->pick_layer].n_units - 1);
}

static void
read_open (WkField *field, const WkParams *params)
{
  gsize n;
  g_autofree double *open = wk_params_dup_vector (params, "open", &n);
  WkFieldGroup group;

  if (n == 2)
    group = (WkFieldGroup){ (guint) open[0], (guint) open[1] };
  field->opened = n == 2 && group.first < group.last && group.last <= field->n_layers &&
                  group.last - group.first + 1 < field->n_layers;
  wk_field_fold (field, field->opened ? &group : NULL);
}

static void
clear_layer (gpointer layer)
{
  g_free (((WkFieldLayer *) layer)->name);
}

WkField *
wk_field_new (const WkParams *params, GError **error)
{
  g_autoptr (WkField) field = g_new0 (WkField, 1);
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (WkFieldLayer));
  int input = 0;

  g_array_set_clear_func (layers, clear_layer);
  field->preset = wk_params_get_choice (params, "preset");
  if (field->preset > 0)
    input = wk_field_preset_append (field->preset, layers);
  else
    read_layers (params, layers);
  field->n_layers = layers->len;
  field->layers = g_array_steal (layers, NULL);
  for (guint axis = 0; axis < 2; axis++)
    {
      field->n_inputs[axis] = input > 0 ? input : enough_inputs (field, axis);
      if (wk_params_has (params, "input"))
        {
          double pair[2];

          wk_params_get_pair (params, "input", pair);
          field->n_inputs[axis] = (int) pair[axis];
        }
      if (!trace_axis (field, axis, error))
        return NULL;
      count_axis (field, axis);
    }
  field->square = has_equal_axes (field);
  field->axis = wk_params_get_choice (params, "axis");
  field->in_image = wk_params_get_choice (params, "view") == 1;
  field->weights = (WkFieldWeights) wk_params_get_choice (params, "effective");
  read_pick (field, params);
  read_open (field, params);
  return g_steal_pointer (&field);
}

void
wk_field_free (WkField *field)
{
  if (field == NULL)
    return;
  for (guint l = 0; l < field->n_layers; l++)
    clear_layer (&field->layers[l]);
  g_free (field->layers);
  g_free (field->pixels);
  wk_field_effective_clear (&field->effective);
  for (guint axis = 0; axis < 2; axis++)
    {
      g_free (field->depth[axis]);
      g_free (field->count[axis]);
    }
  g_free (field);
}

gboolean
wk_field_check (const WkParams *params, GError **error)
{
  g_autoptr (WkField) field = wk_field_new (params, error);

  return field != NULL;
}

guint
wk_field_line_layer (const WkField *field, guint line)
{
  return line == 0 ? 0 : field->groups[MIN (line, field->n_groups) - 1].last;
}

const WkWindow *
wk_field_window (const WkField *field, guint layer, guint axis)
{
  return &field->layers[layer - 1].window[axis];
}

const WkReceptiveField *
wk_field_at (const WkField *field, guint layer)
{
  return &field->depth[field->axis][layer];
}

/* --- cones --- */

WkSpan
wk_field_down (const WkField *field, guint axis, guint layer, WkSpan units, guint below)
{
  for (guint l = layer; l > below; l--)
    units = wk_window_down (wk_field_window (field, l, axis), units);
  return units;
}

WkSpan
wk_field_up (const WkField *field, guint axis, guint layer, WkSpan units, guint above)
{
  for (guint l = layer + 1; l <= above; l++)
    units = wk_window_up (wk_field_window (field, l, axis),
                          field->depth[axis][l].n_units, units);
  return units;
}

/* The unit at the top is the first where nothing is padded, so that fields begin at
 * pixel 0; else one in the middle, away from the border. The cones of the others lie
 * inside its cone. */
gint64
wk_field_unit (const WkField *field, guint axis, guint layer)
{
  const WkReceptiveField *top = &field->depth[axis][field->n_layers];
  gboolean padded = top->start < 0;
  gint64 unit = padded ? (top->n_units - 1) / 2 : 0;
  WkSpan span =
      wk_field_down (field, axis, field->n_layers, (WkSpan){ unit, unit }, layer);

  unit = padded ? (span.first + span.last) / 2 : span.first;
  return CLAMP (unit, 0, field->depth[axis][layer].n_units - 1);
}

double
wk_field_centre (const WkField *field, guint axis, guint layer, gint64 unit)
{
  const WkReceptiveField *at = &field->depth[axis][layer];

  return (double) (at->start + unit * at->jump) + (double) (at->width - 1) / 2.0;
}

guint
wk_field_get_n_steps (const WkField *field)
{
  return field->n_groups + 1;
}
