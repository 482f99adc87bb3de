/* ops-onnx.c - onnx.json: element-wise functions, softmax along an axis, convolution
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names, attributes and defaults are those of the ONNX operator specification. Tensors
 * hold float32 values; the tolerances of the file allow for it.
 */
#include "config.h"

#include "oracle.h"

#include "numeric/wk-conv-layer.h"
#include "numeric/wk-loss.h"

/* What describes the case and changes nothing. */
#define DESCRIPTION "onnx_case", "opset", "input_order", "output_order"

static void
run_function (OracleCase *c)
{
  static const struct
  {
    const char *op;
    WkActivation g;
  } functions[] = {
    { "Relu", WK_ACTIVATION_RELU }, { "LeakyRelu", WK_ACTIVATION_LEAKY_RELU },
    { "Elu", WK_ACTIVATION_ELU },   { "Sigmoid", WK_ACTIVATION_SIGMOID },
    { "Tanh", WK_ACTIVATION_TANH }, { "Softplus", WK_ACTIVATION_SOFTPLUS },
  };
  const Tensor *x = oracle_input (c, "x");
  g_autofree double *y = NULL;
  guint i = 0;
  double slope;

  if (x == NULL || !oracle_only_attrs (c, "alpha", DESCRIPTION, NULL))
    return;
  while (!g_str_equal (functions[i].op, c->op))
    i++;
  slope =
      oracle_attr_number (c, "alpha", wk_activation_get_default_slope (functions[i].g));
  y = g_new (double, x->n + 1);
  for (gsize k = 0; k < x->n; k++)
    y[k] = wk_activation_value (functions[i].g, slope, x->data[k]);
  oracle_check (c, "y", y, x->n);
}

/* Attribute @name, or @fallback, as an axis of @x; a negative one counts from the end.
 */
static gboolean
to_axis (OracleCase *c, const Tensor *x, double value, guint *axis)
{
  gint64 n_dims = x->n_dims, whole;

  if (!oracle_to_count (c, "the axis", value, -n_dims, n_dims - 1, &whole))
    return FALSE;
  *axis = (guint) (whole < 0 ? whole + n_dims : whole);
  return TRUE;
}

/* A line along one axis: @n entries, @step apart. */
typedef struct
{
  gsize n, step, n_lines;
} Lines;

static Lines
get_lines (const Tensor *x, guint axis)
{
  Lines lines = { .n = x->shape[axis], .step = 1 };

  for (guint k = axis + 1; k < x->n_dims; k++)
    lines.step *= x->shape[k];
  lines.n_lines = lines.n > 0 ? x->n / lines.n : 0;
  return lines;
}

static gsize
find_line (const Lines *lines, gsize line)
{
  return line / lines->step * lines->step * lines->n + line % lines->step;
}

static void
run_softmax (OracleCase *c)
{
  const Tensor *x = oracle_input (c, "x");
  g_autofree double *y = NULL, *line = NULL;
  guint axis;
  Lines lines;

  if (x == NULL || !oracle_only_attrs (c, "axis", DESCRIPTION, NULL) ||
      !to_axis (c, x, oracle_attr_number (c, "axis", -1), &axis))
    return;
  lines = get_lines (x, axis);
  y = g_new (double, x->n + 1);
  line = g_new (double, lines.n + 1);
  for (gsize i = 0; i < lines.n_lines; i++)
    {
      gsize first = find_line (&lines, i);

      for (gsize k = 0; k < lines.n; k++)
        line[k] = x->data[first + k * lines.step];
      if (g_str_equal (c->op, "Softmax"))
        wk_softmax (line, (guint) lines.n, line);
      else
        wk_log_softmax (line, (guint) lines.n, line);
      for (gsize k = 0; k < lines.n; k++)
        y[first + k * lines.step] = line[k];
    }
  oracle_check (c, "y", y, x->n);
}

/* Over one axis, or over all of them. */
static void
run_reduce_log_sum_exp (OracleCase *c)
{
  const Tensor *x = oracle_input (c, "data");
  const Tensor *axes = oracle_attr_tensor (c, "axes");
  g_autofree double *y = NULL, *line = NULL;
  guint axis = 0;
  Lines lines;

  if (x == NULL || !oracle_only_attrs (c, "axes", "keepdims", DESCRIPTION, NULL))
    return;
  if (axes == NULL)
    {
      oracle_check_number (c, "reduced", wk_logsumexp (x->data, (guint) x->n));
      return;
    }
  if (axes->n != 1)
    {
      oracle_fail (c, "several axes at once are not there");
      return;
    }
  if (!to_axis (c, x, axes->data[0], &axis))
    return;
  lines = get_lines (x, axis);
  y = g_new (double, lines.n_lines + 1);
  line = g_new (double, lines.n + 1);
  for (gsize i = 0; i < lines.n_lines; i++)
    {
      for (gsize k = 0; k < lines.n; k++)
        line[k] = x->data[find_line (&lines, i) + k * lines.step];
      y[i] = wk_logsumexp (line, (guint) lines.n);
    }
  oracle_check (c, "reduced", y, lines.n_lines);
}

/* Two numbers of attribute @name, or four; @fallback if it is not there. */
static gboolean
read_numbers (OracleCase *c, const char *name, guint n, int fallback, int *values)
{
  const Tensor *tensor = oracle_attr_tensor (c, name);

  for (guint i = 0; i < n; i++)
    values[i] = fallback;
  if (!oracle_has_attr (c, name))
    return TRUE;
  if (tensor == NULL || tensor->n != n)
    {
      oracle_fail (c, "attribute '%s' does not have %u numbers", name, n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      gint64 value;

      if (!oracle_to_count (c, name, tensor->data[i], 0, 1 << 20, &value))
        return FALSE;
      values[i] = (int) value;
    }
  return TRUE;
}

/* As many units as the input has strides; what padding that takes is halved, and the
 * odd one goes to the end (SAME_UPPER) or to the beginning. */
static void
pad_same (WkWindow *window, gsize n, gboolean upper)
{
  gint64 units = ((gint64) n + window->stride - 1) / window->stride;
  gint64 span = (gint64) (window->kernel - 1) * window->dilation + 1;
  gint64 padding = MAX ((units - 1) * window->stride + span - (gint64) n, 0);

  window->pad_begin = (int) (upper ? padding / 2 : padding - padding / 2);
  window->pad_end = (int) padding - window->pad_begin;
}

static gboolean
read_conv (OracleCase *c, const Tensor *x, const Tensor *W, WkConvLayer *layer)
{
  const char *auto_pad = oracle_attr_string (c, "auto_pad", "NOTSET");
  int kernel[2], pads[4], strides[2], dilations[2];

  if (!read_numbers (c, "kernel_shape", 2, 0, kernel) ||
      !read_numbers (c, "pads", 4, 0, pads) ||
      !read_numbers (c, "strides", 2, 1, strides) ||
      !read_numbers (c, "dilations", 2, 1, dilations))
    return FALSE;
  layer->groups = (guint) CLAMP (oracle_attr_number (c, "group", 1), 0, 65536);
  layer->n_out = (guint) W->shape[0];
  layer->mode = WK_CONV_CROSS_CORRELATION;
  layer->row =
      (WkWindow){ (int) W->shape[2], strides[0], pads[0], pads[2], dilations[0] };
  layer->column =
      (WkWindow){ (int) W->shape[3], strides[1], pads[1], pads[3], dilations[1] };
  if (strides[0] < 1 || strides[1] < 1)
    {
      oracle_fail (c, "a stride is 0");
      return FALSE;
    }
  if (g_str_has_prefix (auto_pad, "SAME_"))
    {
      pad_same (&layer->row, x->shape[2], g_str_equal (auto_pad, "SAME_UPPER"));
      pad_same (&layer->column, x->shape[3], g_str_equal (auto_pad, "SAME_UPPER"));
    }
  else if (!g_str_equal (auto_pad, "NOTSET") && !g_str_equal (auto_pad, "VALID"))
    {
      oracle_fail (c, "auto_pad '%s' is not there", auto_pad);
      return FALSE;
    }
  return TRUE;
}

static void
run_conv (OracleCase *c)
{
  const Tensor *x = oracle_input (c, "x"), *W = oracle_input (c, "W");
  const Tensor *b = oracle_input_optional (c, "B");
  g_autoptr (GError) error = NULL;
  g_autofree double *y = NULL;
  WkConvLayer layer;
  WkMaps in, out;

  if (x == NULL || W == NULL ||
      !oracle_only_attrs (c, "kernel_shape", "pads", "strides", "dilations", "group",
                          "auto_pad", DESCRIPTION, NULL))
    return;
  if (x->n_dims != 4 || W->n_dims != 4 || x->n == 0 || W->n == 0)
    {
      oracle_fail (c, "only planes are there");
      return;
    }
  if (!read_conv (c, x, W, &layer))
    return;
  in = (WkMaps){ (guint) x->shape[0], (guint) x->shape[1], (guint) x->shape[2],
                 (guint) x->shape[3] };
  if (W->shape[1] * layer.groups != x->shape[1] || (b != NULL && b->n != layer.n_out))
    {
      oracle_fail (c, "'W' or 'B' does not fit 'x'");
      return;
    }
  if (wk_conv_layer_get_shape (&layer, &in, &out, &error))
    {
      y = g_new (double, wk_maps_count (&out));
      wk_conv_layer_forward (&layer, &in, x->data, W->data, b != NULL ? b->data : NULL,
                             y, &error);
    }
  if (!oracle_fail_error (c, g_steal_pointer (&error)))
    oracle_check (c, "y", y, wk_maps_count (&out));
}

const OracleOp oracle_ops_onnx[] = {
  { "Relu", run_function },
  { "LeakyRelu", run_function },
  { "Elu", run_function },
  { "Sigmoid", run_function },
  { "Tanh", run_function },
  { "Softplus", run_function },
  { "Softmax", run_softmax },
  { "LogSoftmax", run_softmax },
  { "ReduceLogSumExp", run_reduce_log_sum_exp },
  { "Conv", run_conv },
  { NULL, NULL },
};
