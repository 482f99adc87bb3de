/* ops-exam.c - exam-2018.json, which has a form of its own
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A part holds its inputs and what is expected side by side; words in it are comments.
 */
#include "config.h"

#include "oracle.h"

#include <string.h>

#include "numeric/wk-conv.h"
#include "numeric/wk-count.h"
#include "numeric/wk-dense.h"
#include "numeric/wk-gaussian.h"
#include "numeric/wk-receptive-field.h"

/* expected[@name] of a part, or of a map inside it. */
static void
check_in (OracleCase *c, const Json *map, const char *name, const double *got, gsize n)
{
  oracle_check_json (c, name, json_get (map, name), got, n);
}

static void
check_one_in (OracleCase *c, const Json *map, const char *name, double got)
{
  check_in (c, map, name, &got, 1);
}

/* Inputs and comments of a part need no value. */
static void
take (OracleCase *c, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    oracle_take_expected (c, names[i]);
}

static gboolean
read_array (OracleCase *c, const Json *map, const char *name, double *values, gsize n)
{
  const Tensor *tensor = oracle_read_tensor (c, json_get (map, name));

  if (tensor == NULL || tensor->n != n)
    {
      oracle_fail (c, "'%s' does not have %" G_GSIZE_FORMAT " numbers", name, n);
      return FALSE;
    }
  memcpy (values, tensor->data, n * sizeof *values);
  return TRUE;
}

/* The network of 2, 3 and 1 nodes. */
typedef struct
{
  double x[2], y[1], W1[6], b1[3], W2[3], b2[1];
  WkDenseLayer layers[2];
} Exam;

static gboolean
read_exam (OracleCase *c, WkActivation g, Exam *exam)
{
  const Json *inputs = oracle_take_expected (c, "inputs");

  exam->layers[0] = (WkDenseLayer){ 2, 3, exam->W1, exam->b1, g, 0 };
  /* After its large step the file's ReLU network says -23: its output has none. */
  exam->layers[1] =
      (WkDenseLayer){ 3, 1, exam->W2, exam->b2, WK_ACTIVATION_IDENTITY, 0 };
  return read_array (c, inputs, "x", exam->x, 2) &&
         read_array (c, inputs, "y", exam->y, 1) &&
         read_array (c, inputs, "W1", exam->W1, 6) &&
         read_array (c, inputs, "b1", exam->b1, 3) &&
         read_array (c, inputs, "W2", exam->W2, 3) &&
         read_array (c, inputs, "b2", exam->b2, 1);
}

static WkDenseTrace *
run_exam (OracleCase *c, const Exam *exam, const WkDenseLayer *layers)
{
  g_autoptr (GError) error = NULL;
  WkDenseTrace *trace =
      wk_dense_run (layers, 2, exam->x, WK_LOSS_SQUARED_ERROR, exam->y, &error);

  oracle_fail_error (c, g_steal_pointer (&error));
  return trace;
}

/* "gd_step_rate_0.001" and the like. */
static void
check_step (OracleCase *c,
            const Exam *exam,
            const WkDenseTrace *trace,
            const Json *expected,
            double rate)
{
  g_autoptr (WkDenseNet) net = wk_dense_step (exam->layers, 2, trace, rate, NULL);
  const WkDenseLayer *layers = wk_dense_net_get_layers (net);
  g_autoptr (WkDenseTrace) after = run_exam (c, exam, layers);

  if (after == NULL)
    return;
  check_in (c, expected, "W1", layers[0].W, 6);
  check_in (c, expected, "b1", layers[0].b, 3);
  check_in (c, expected, "W2", layers[1].W, 3);
  check_in (c, expected, "b2", layers[1].b, 1);
  check_in (c, expected, "hidden_after", wk_dense_trace_peek_a (after, 1), 3);
  check_in (c, expected, "yhat_after", wk_dense_trace_peek_a (after, 2), 1);
  check_one_in (c, expected, "loss_after", wk_dense_trace_get_J (after));
}

static void
check_network (OracleCase *c, const Exam *exam, const Json *expected)
{
  static const char prefix[] = "gd_step_rate_";
  g_autoptr (WkDenseTrace) trace = run_exam (c, exam, exam->layers);

  if (trace == NULL || expected == NULL || expected->type != JSON_MAP)
    return;
  check_in (c, expected, "hidden_pre", wk_dense_trace_peek_z (trace, 1), 3);
  check_in (c, expected, "hidden", wk_dense_trace_peek_a (trace, 1), 3);
  check_in (c, expected, "yhat", wk_dense_trace_peek_a (trace, 2), 1);
  check_one_in (c, expected, "loss", wk_dense_trace_get_J (trace));
  check_in (c, expected, "dJ_dyhat", wk_dense_trace_peek_dJ_da (trace, 2), 1);
  check_in (c, expected, "dJ_dW2", wk_dense_trace_peek_dW (trace, 2), 3);
  check_in (c, expected, "dJ_db2", wk_dense_trace_peek_db (trace, 2), 1);
  check_in (c, expected, "dJ_dW1", wk_dense_trace_peek_dW (trace, 1), 6);
  check_in (c, expected, "dJ_db1", wk_dense_trace_peek_db (trace, 1), 3);
  check_in (c, expected, "dJ_dx", wk_dense_trace_peek_dJ_da (trace, 0), 2);
  for (guint i = 0; i < expected->keys->len; i++)
    {
      const char *key = g_ptr_array_index (expected->keys, i);

      if (g_str_has_prefix (key, prefix))
        check_step (c, exam, trace, g_ptr_array_index (expected->items, i),
                    g_ascii_strtod (key + strlen (prefix), NULL));
    }
}

/* What the exam asks, in its own indices from 1. */
static void
check_asked (OracleCase *c, Exam *exam, const Json *asked)
{
  const Json *gradients = json_get (asked, "gradients_of_the_identity_net");
  const Json *step = json_get (asked, "gd_step_rate_2_identity");
  g_autoptr (WkDenseTrace) trace = NULL, relu = NULL;
  g_autoptr (WkDenseNet) net = NULL;

  relu = run_exam (c, exam, exam->layers);
  exam->layers[0].g = WK_ACTIVATION_IDENTITY;
  trace = run_exam (c, exam, exam->layers);
  if (trace == NULL || relu == NULL)
    return;
  check_in (c, asked, "identity_hidden", wk_dense_trace_peek_a (trace, 1), 3);
  check_in (c, asked, "identity_yhat", wk_dense_trace_peek_a (trace, 2), 1);
  check_in (c, asked, "relu_hidden", wk_dense_trace_peek_a (relu, 1), 3);
  check_in (c, asked, "relu_yhat", wk_dense_trace_peek_a (relu, 2), 1);
  check_one_in (c, gradients, "dJ_db2", wk_dense_trace_get_db (trace, 2, 0));
  check_one_in (c, gradients, "dJ_dw2_21", wk_dense_trace_get_dW (trace, 2, 1, 0));
  check_one_in (c, gradients, "dJ_db1_2", wk_dense_trace_get_db (trace, 1, 1));
  check_one_in (c, gradients, "dJ_dw1_13", wk_dense_trace_get_dW (trace, 1, 0, 2));
  net = wk_dense_step (exam->layers, 2, trace, 2, NULL);
  check_one_in (c, step, "b1_2", wk_dense_net_get_layers (net)[0].b[1]);
  check_one_in (c, step, "w1_13", wk_dense_net_get_layers (net)[0].W[2]);
}

static void
run_dense (OracleCase *c)
{
  static const char *const others[] = { "notes", NULL };
  static const WkActivation activations[] = { WK_ACTIVATION_IDENTITY,
                                              WK_ACTIVATION_RELU };
  Exam exam;

  for (guint i = 0; i < G_N_ELEMENTS (activations); i++)
    {
      const char *id = wk_activation_get_id (activations[i]);

      if (!read_exam (c, activations[i], &exam))
        return;
      check_network (c, &exam, oracle_take_expected (c, id));
    }
  check_asked (c, &exam, oracle_take_expected (c, "asked_in_the_exam"));
  take (c, others);
}

static void
check_taps (OracleCase *c, const char *name, const WkConvTap *taps, guint n_taps)
{
  const Json *list = oracle_take_expected (c, name);

  if (list == NULL || list->type != JSON_LIST || list->items->len != n_taps)
    {
      oracle_fail (c, "%s: %u taps are needed", name, n_taps);
      return;
    }
  for (guint i = 0; i < n_taps; i++)
    {
      const Json *tap = g_ptr_array_index (list->items, i);
      const double kernel_rc[] = { taps[i].kernel_row, taps[i].kernel_column };
      const double image_rc[] = { taps[i].row, taps[i].column };

      check_in (c, tap, "kernel_rc", kernel_rc, 2);
      check_in (c, tap, "image_rc", image_rc, 2);
      check_one_in (c, tap, "weight", taps[i].weight);
      check_one_in (c, tap, "inside", taps[i].inside);
      check_one_in (c, tap, "value", taps[i].value);
      check_one_in (c, tap, "product", taps[i].product);
    }
}

/* @kernel with its columns, and on request its rows, from behind. */
static void
turn (const double *kernel, gboolean rows, double *turned)
{
  for (guint u = 0; u < 3; u++)
    {
      for (guint v = 0; v < 3; v++)
        turned[u * 3 + v] = kernel[(rows ? 2 - u : u) * 3 + 2 - v];
    }
}

static void
check_mistakes (OracleCase *c, WkConv conv, const WkPlane *image, const int *pixel)
{
  const Json *mistakes = oracle_take_expected (c, "common_mistakes_at_pixel");
  const double *kernel = conv.kernel.data;
  int origin = conv.origin_column;
  double turned[9];

  conv.padding = WK_PADDING_REPLICATE;
  check_one_in (c, mistakes, "convolution_with_edge_replication",
                wk_conv_at (&conv, image, pixel[0], pixel[1], NULL));
  conv.padding = WK_PADDING_ZERO;
  conv.origin_column = 1;
  check_one_in (c, mistakes, "convolution_with_centred_origin",
                wk_conv_at (&conv, image, pixel[0], pixel[1], NULL));
  conv.mode = WK_CONV_CROSS_CORRELATION;
  check_one_in (c, mistakes, "cross_correlation_with_centred_origin",
                wk_conv_at (&conv, image, pixel[0], pixel[1], NULL));
  conv.origin_column = origin;
  check_one_in (c, mistakes, "cross_correlation",
                wk_conv_at (&conv, image, pixel[0], pixel[1], NULL));
  conv.kernel.data = turned;
  turn (kernel, TRUE, turned);
  check_one_in (c, mistakes, "kernel_flipped_but_origin_not_flipped",
                wk_conv_at (&conv, image, pixel[0], pixel[1], NULL));
  turn (kernel, FALSE, turned);
  conv.origin_column = 2 - origin;
  check_one_in (c, mistakes, "kernel_flipped_only_horizontally",
                wk_conv_at (&conv, image, pixel[0], pixel[1], NULL));
}

static void
run_convolution (OracleCase *c)
{
  static const char *const others[] = { "image",         "kernel",   "origin_rc",
                                        "pixel_rc",      "designed", "definition",
                                        "verified_with", NULL };
  double image_data[36], kernel_data[9], origin[2], at[2], map[36];
  const WkPlane image = { 6, 6, image_data };
  WkConv conv = { .kernel = { 3, 3, kernel_data },
                  .dilation_row = 1,
                  .dilation_column = 1,
                  .stride_row = 1,
                  .stride_column = 1,
                  .padding = WK_PADDING_ZERO };
  WkConvTap taps[9];
  double value;
  int pixel[2];

  take (c, others);
  if (!read_array (c, c->expected, "image", image_data, 36) ||
      !read_array (c, c->expected, "kernel", kernel_data, 9) ||
      !read_array (c, c->expected, "origin_rc", origin, 2) ||
      !read_array (c, c->expected, "pixel_rc", at, 2))
    return;
  if (!(origin[0] >= 0 && origin[0] <= 2 && origin[1] >= 0 && origin[1] <= 2 &&
        at[0] >= 0 && at[0] <= 5 && at[1] >= 0 && at[1] <= 5))
    {
      oracle_fail (c, "the origin or the pixel lies outside");
      return;
    }
  conv.origin_row = (int) origin[0];
  conv.origin_column = (int) origin[1];
  pixel[0] = (int) at[0];
  pixel[1] = (int) at[1];

  value = wk_conv_at (&conv, &image, pixel[0], pixel[1], taps);
  oracle_check_number (c, "answer_in_the_exam", value);
  oracle_check_number (c, "convolution_at_pixel", value);
  check_taps (c, "convolution_taps", taps, 9);
  wk_conv_map (&conv, &image, map);
  oracle_check (c, "convolution_map", map, 36);
  check_mistakes (c, conv, &image, pixel);

  conv.mode = WK_CONV_CROSS_CORRELATION;
  value = wk_conv_at (&conv, &image, pixel[0], pixel[1], taps);
  oracle_check_number (c, "cross_correlation_at_pixel", value);
  check_taps (c, "cross_correlation_taps", taps, 9);
  wk_conv_map (&conv, &image, map);
  oracle_check (c, "cross_correlation_map", map, 36);
}

static void
run_parameter_ratio (OracleCase *c)
{
  static const char *const others[] = { "one_7x7", "three_3x3", NULL };
  static const WkWindow stack[] = { { 3, 1, 0, 0, 1 },
                                    { 3, 1, 0, 0, 1 },
                                    { 3, 1, 0, 0, 1 } };
  const double counts[] = { (double) wk_count_conv (1, 1, 7, 7, 1, FALSE),
                            3 * (double) wk_count_conv (1, 1, 3, 3, 1, FALSE) };
  const Json *with_bias = oracle_take_expected (c, "with_bias");
  WkReceptiveField rows[4];

  take (c, others);
  oracle_check (c, "ratio_without_bias", counts, 2);
  oracle_check_number (c, "ratio", counts[0] / counts[1]);
  wk_receptive_field_trace (stack, 3, 100, rows, NULL);
  oracle_check_number (c, "receptive_field_of_both", (double) rows[3].width);
  for (guint i = 0;
       with_bias != NULL && with_bias->type == JSON_LIST && i < with_bias->items->len;
       i++)
    {
      const Json *row = g_ptr_array_index (with_bias->items, i);
      double C, one, three;

      if (!read_array (c, row, "C", &C, 1) || !(C >= 1 && C <= 1e6))
        return;
      one = (double) wk_count_conv ((guint64) C, (guint64) C, 7, 7, 1, TRUE);
      three = 3 * (double) wk_count_conv ((guint64) C, (guint64) C, 3, 3, 1, TRUE);
      check_one_in (c, row, "one_7x7", one);
      check_one_in (c, row, "three_3x3", three);
      check_one_in (c, row, "ratio", one / three);
    }
}

static void
run_kl (OracleCase *c)
{
  static const char *const others[] = { "formula", "log", "exact", NULL };
  const Json *samples = oracle_take_expected (c, "samples");

  take (c, others);
  if (samples == NULL || samples->type != JSON_LIST)
    {
      oracle_fail (c, "there are no samples");
      return;
    }
  for (guint i = 0; i < samples->items->len; i++)
    {
      const Json *sample = g_ptr_array_index (samples->items, i);
      const Tensor *mu = oracle_read_tensor (c, json_get (sample, "mu"));
      const Tensor *sigma = oracle_read_tensor (c, json_get (sample, "sigma"));

      if (mu == NULL || sigma == NULL || mu->n != sigma->n)
        oracle_fail (c, "'mu' and 'sigma' do not fit together");
      else
        check_one_in (
            c, sample, "kl",
            wk_gaussian_kl (mu->data, sigma->data, (guint) mu->n, NULL, NULL, NULL));
    }
}

static gboolean
read_window (OracleCase *c, const Json *layer, WkWindow *window)
{
  static const char *const keys[] = { "kernel", "stride", "pad_begin", "pad_end",
                                      "dilation" };
  int values[G_N_ELEMENTS (keys)];

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      double value;

      if (!read_array (c, layer, keys[k], &value, 1) || !(value >= 0 && value <= 1000))
        return FALSE;
      values[k] = (int) value;
    }
  *window = (WkWindow){ values[0], values[1], values[2], values[3], values[4] };
  return TRUE;
}

/* The exam's four layers on 32 samples. */
static void
run_receptive_field (OracleCase *c)
{
  static const char *const others[] = { "rule", "verified_with", NULL };
  const Json *layers = oracle_take_expected (c, "layers");
  const Json *per_layer = oracle_take_expected (c, "per_layer");
  WkReceptiveField rows[5];
  WkWindow windows[4];

  take (c, others);
  if (layers == NULL || layers->type != JSON_LIST || layers->items->len != 4 ||
      per_layer == NULL || per_layer->type != JSON_LIST || per_layer->items->len != 4)
    {
      oracle_fail (c, "'layers' and 'per_layer' are not the four of the exam");
      return;
    }
  for (guint i = 0; i < 4; i++)
    {
      if (!read_window (c, g_ptr_array_index (layers->items, i), &windows[i]))
        return;
    }
  if (!wk_receptive_field_trace (windows, 4, 32, rows, NULL))
    {
      oracle_fail (c, "the stack does not fit 32 samples");
      return;
    }
  for (guint i = 0; i < 4; i++)
    {
      const Json *row = g_ptr_array_index (per_layer->items, i);
      const WkReceptiveField *got = &rows[i + 1];

      check_one_in (c, row, "rf", (double) got->width);
      check_one_in (c, row, "jump", (double) got->jump);
      check_one_in (c, row, "effective_padding", -(double) got->start);
      check_one_in (c, row, "start",
                    (double) got->start + ((double) got->width - 1) / 2);
      check_one_in (c, row, "output_size", (double) got->n_units);
    }
  oracle_check_number (c, "answer", (double) rows[4].width);
}

const OracleOp oracle_exam_parts[] = {
  { "dense", run_dense },
  { "convolution", run_convolution },
  { "receptive_field", run_receptive_field },
  { "parameter_ratio", run_parameter_ratio },
  { "kl", run_kl },
  { NULL, NULL },
};
