/* dense-kit.h - what the tests of chapter 1 share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plain second implementation of the pass forward, on arrays of the exam's shape,
 * that shares nothing with the program's.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "exercises/wk-kinds.h"
#include "model/wk-yaml.h"

#define EXAM_IDENTITY                                                               \
  "{x: [1, 3], layers: [{W: [[2, 1, 3], [2, -1, 1]], b: [1, 0, -1], g: identity}, " \
  "{W: [[3], [1], [2]], b: [1], g: identity}]}"
#define EXAM_RELU                                                               \
  "{x: [1, 3], layers: [{W: [[2, 1, 3], [2, -1, 1]], b: [1, 0, -1], g: relu}, " \
  "{W: [[3], [1], [2]], b: [1], g: relu}]}"

typedef struct
{
  double x[2], W1[2][3], b1[3], W2[3], b2, y;
} Net;

static inline double
plain (double z)
{
  return z;
}

static inline double
relu (double z)
{
  return z > 0.0 ? z : 0.0;
}

static inline double
leaky (double z)
{
  return z > 0.0 ? z : 0.1 * z;
}

typedef double (*Activation) (double);

static inline void
net_hidden (const Net *net, double z[3])
{
  for (int k = 0; k < 3; k++)
    z[k] = net->W1[0][k] * net->x[0] + net->W1[1][k] * net->x[1] + net->b1[k];
}

static inline double
net_output (const Net *net, const double a[3])
{
  return net->W2[0] * a[0] + net->W2[1] * a[1] + net->W2[2] * a[2] + net->b2;
}

static inline double
net_run (const Net *net, Activation g)
{
  double z[3], a[3];

  net_hidden (net, z);
  for (int k = 0; k < 3; k++)
    a[k] = g (z[k]);
  return g (net_output (net, a));
}

static inline const WkExerciseKind *
forward_kind (void)
{
  const WkExerciseKind *kind = wk_kind_find (wk_exercise_kinds, "dense-forward");

  g_assert_nonnull (kind);
  return kind;
}

static inline WkValue *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WkValue *value = wk_yaml_parse (text, strlen (text), "test", &error);

  g_assert_no_error (error);
  return value;
}

static inline WkParams *
params_of (const char *text)
{
  g_autoptr (WkValue) value = parse (text);
  g_autoptr (GError) error = NULL;
  WkParams *params = wk_kind_params (forward_kind (), value, NULL, &error);

  g_assert_no_error (error);
  return params;
}

static inline WkSolution *
solve (WkParams *params, const char *language)
{
  g_autoptr (GError) error = NULL;
  WkSolution *solution =
      forward_kind ()->solve (params, wk_language_get (language), NULL, &error);

  g_assert_no_error (error);
  return solution;
}

static inline WkSolution *
solution_of (const char *text)
{
  g_autoptr (WkParams) params = params_of (text);

  return solve (params, "en");
}

static inline Net
net_of (const WkParams *params)
{
  Net net = { 0 };
  gsize n, rows, cols;
  g_autofree double *x = wk_params_dup_vector (params, "x", &n);
  g_autofree double *W1 = wk_params_dup_matrix (params, "layers[0].W", &rows, &cols);
  g_autofree double *b1 = wk_params_dup_vector (params, "layers[0].b", &n);
  g_autofree double *W2 = wk_params_dup_matrix (params, "layers[1].W", &rows, &cols);
  g_autofree double *b2 = wk_params_dup_vector (params, "layers[1].b", &n);
  g_autofree double *y = wk_params_dup_vector (params, "y", &n);

  memcpy (net.x, x, sizeof net.x);
  memcpy (net.W1, W1, sizeof net.W1);
  memcpy (net.b1, b1, sizeof net.b1);
  memcpy (net.W2, W2, sizeof net.W2);
  net.b2 = b2[0];
  net.y = y != NULL ? y[0] : 0.0;
  return net;
}
