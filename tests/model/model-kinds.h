/* model-kinds.h - two kinds for the tests of model/, which sees no real one
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-kind.h"

static const WkParamChoice test_activations[] = {
  { "identity", "identity" },
  { "relu", "ReLU" },
  { "leaky-relu", "leaky ReLU" },
  { NULL },
};

static const WkParamSpec test_layer_columns[] = {
  { .key = "W",
    .label = "weights",
    .type = WK_PARAM_MATRIX,
    .min = -1e6,
    .max = 1e6,
    .min_rows = 1,
    .max_rows = 12,
    .min_cols = 1,
    .max_cols = 12 },
  { .key = "b",
    .label = "biases",
    .type = WK_PARAM_VECTOR,
    .min = -1e6,
    .max = 1e6,
    .min_rows = 1,
    .max_rows = 12 },
  { .key = "g",
    .label = "activation",
    .type = WK_PARAM_CHOICE,
    .choices = test_activations,
    .fallback = "identity" },
  { .key = "slope", .type = WK_PARAM_REAL, .min = 0, .max = 1, .fallback = "0.01" },
  { NULL },
};

static const WkParamSpec test_dense_specs[] = {
  { .key = "x",
    .type = WK_PARAM_VECTOR,
    .min = -1e6,
    .max = 1e6,
    .min_rows = 1,
    .max_rows = 12 },
  { .key = "y",
    .type = WK_PARAM_VECTOR,
    .min = -1e6,
    .max = 1e6,
    .min_rows = 1,
    .max_rows = 12,
    .optional = TRUE },
  { .key = "layers",
    .type = WK_PARAM_TABLE,
    .min_rows = 1,
    .max_rows = 6,
    .columns = test_layer_columns },
  { NULL },
};

/* Every row of W belongs to a value of the layer before. */
static gboolean
test_dense_check (const WkParams *params, GError **error)
{
  gsize before = wk_value_get_length (wk_params_get_value (params, "x"));
  gsize n = wk_value_get_length (wk_params_get_value (params, "layers"));

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("layers[%zu].W", i);
      const WkValue *matrix = wk_params_get_value (params, path);

      if (wk_value_get_length (matrix) != before)
        {
          wk_params_set_error (error, WK_PARAMS_ERROR_SHAPE, path,
                               "%zu rows, expected %zu", wk_value_get_length (matrix),
                               before);
          return FALSE;
        }
      before = wk_value_get_length (wk_value_get_item (matrix, 0));
    }
  return TRUE;
}

static const WkExerciseKind test_dense = {
  .id = "dense-forward",
  .title = "Network output",
  .specs = test_dense_specs,
  .check = test_dense_check,
};

static const WkParamChoice test_modes[] = { { "one", "one" },
                                            { "two", "two" },
                                            { NULL } };

/* Every type of parameter, with a default for most. */
static const WkParamSpec test_mixed_specs[] = {
  { .key = "x", .type = WK_PARAM_VECTOR, .max_rows = 3, .fallback = "[1, 2]" },
  { .key = "n", .type = WK_PARAM_INTEGER, .min = 1, .max = 12, .fallback = "3" },
  { .key = "rate", .type = WK_PARAM_REAL, .fallback = "0.5" },
  { .key = "mode", .type = WK_PARAM_CHOICE, .choices = test_modes, .fallback = "two" },
  { .key = "biases", .type = WK_PARAM_SWITCH, .fallback = "false" },
  { .key = "words", .type = WK_PARAM_WORDS, .min_rows = 1, .fallback = "[a, b]" },
  { .key = "picked", .type = WK_PARAM_WORD, .optional = TRUE },
  { .key = "image", .type = WK_PARAM_IMAGE, .fallback = "camera" },
  { .key = "seed", .type = WK_PARAM_SEED, .fallback = "\"1\"" },
  { .key = "kernel",
    .type = WK_PARAM_MATRIX,
    .min_rows = 2,
    .max_rows = 2,
    .fallback = "[[1, 2, 3], [4, 5, 6]]" },
  { NULL },
};

static const WkExerciseKind test_mixed = {
  .id = "mixed",
  .title = "All there is",
  .specs = test_mixed_specs,
};

static const WkExerciseKind *const test_kinds[] = { &test_dense, &test_mixed, NULL };
