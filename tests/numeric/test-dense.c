/* test-dense.c - dense networks against the exam of 2018 and central differences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "numeric/wk-dense.h"
#include "numeric/wk-random.h"

/* The network of the exam; expected values are those of exam-2018.json. */
static const double exam_x[] = { 1, 3 };
static const double exam_y[] = { 32 };
static const double exam_W1[] = { 2, 1, 3, 2, -1, 1 };
static const double exam_b1[] = { 1, 0, -1 };
static const double exam_W2[] = { 3, 1, 2 };
static const double exam_b2[] = { 1 };

static void
make_exam (WkActivation g, WkDenseLayer layers[2])
{
  layers[0] = (WkDenseLayer){ 2, 3, exam_W1, exam_b1, g, 0 };
  layers[1] = (WkDenseLayer){ 3, 1, exam_W2, exam_b2, g, 0 };
}

static void
assert_values (const double *got, const double *expected, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (got[i], ==, expected[i]);
}

static void
test_exam_identity (void)
{
  static const double hidden[] = { 9, -2, 5 };
  static const double dW2[] = { 72, -16, 40 }, delta1[] = { 24, 8, 16 };
  static const double dW1[] = { 24, 8, 16, 72, 24, 48 }, dx[] = { 104, 56 };
  static const double after[] = { -46, -15, -29,  -142, -49, -95, -47,
                                  -16, -33, -141, 33,   -78, -15 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDenseTrace) trace = NULL, next = NULL;
  g_autoptr (WkDenseNet) net = NULL;
  WkDenseLayer layers[2];

  make_exam (WK_ACTIVATION_IDENTITY, layers);
  trace = wk_dense_run (layers, 2, exam_x, WK_LOSS_SQUARED_ERROR, exam_y, &error);
  g_assert_no_error (error);
  assert_values (wk_dense_trace_peek_z (trace, 1), hidden, 3);
  assert_values (wk_dense_trace_peek_a (trace, 1), hidden, 3);
  g_assert_cmpfloat (wk_dense_trace_get_a (trace, 2, 0), ==, 36);
  g_assert_cmpfloat (wk_dense_trace_get_J (trace), ==, 16);
  g_assert_cmpfloat (wk_dense_trace_get_dJ_da (trace, 2, 0), ==, 8);
  g_assert_cmpfloat (wk_dense_trace_get_delta (trace, 2, 0), ==, 8);
  g_assert_cmpfloat (wk_dense_trace_get_db (trace, 2, 0), ==, 8);
  assert_values (wk_dense_trace_peek_dW (trace, 2), dW2, 3);
  assert_values (wk_dense_trace_peek_delta (trace, 1), delta1, 3);
  assert_values (wk_dense_trace_peek_db (trace, 1), delta1, 3);
  assert_values (wk_dense_trace_peek_dW (trace, 1), dW1, 6);
  assert_values (wk_dense_trace_peek_dJ_da (trace, 0), dx, 2);
  g_assert_cmpfloat (wk_dense_trace_get_dW (trace, 1, 0, 2), ==, 16);

  net = wk_dense_step (layers, 2, trace, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wk_dense_net_get_n_theta (net), ==, 13);
  assert_values (wk_dense_net_get_theta (net), after, 13);
  next = wk_dense_run (wk_dense_net_get_layers (net), 2, exam_x, WK_LOSS_SQUARED_ERROR,
                       exam_y, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (wk_dense_trace_get_a (next, 2, 0), ==, 94356);
  g_assert_cmpfloat (wk_dense_trace_get_J (next), ==, 8897016976.0);
}

static void
test_exam_relu (void)
{
  static const double pre[] = { 9, -2, 5 }, hidden[] = { 9, 0, 5 };
  static const double dW2[] = { 108, 0, 60 }, db1[] = { 36, 0, 24 };
  static const double dW1[] = { 36, 0, 24, 108, 0, 72 }, dx[] = { 144, 96 };
  static const double after[] = { -70, 1,   -45,  -214, -1,   -143, -71,
                                  0,   -49, -213, 1,    -118, -23 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDenseTrace) trace = NULL;
  g_autoptr (WkDenseNet) net = NULL;
  WkDenseLayer layers[2];

  make_exam (WK_ACTIVATION_RELU, layers);
  trace = wk_dense_run (layers, 2, exam_x, WK_LOSS_SQUARED_ERROR, exam_y, &error);
  g_assert_no_error (error);
  assert_values (wk_dense_trace_peek_z (trace, 1), pre, 3);
  assert_values (wk_dense_trace_peek_a (trace, 1), hidden, 3);
  g_assert_cmpfloat (wk_dense_trace_get_a (trace, 2, 0), ==, 38);
  g_assert_cmpfloat (wk_dense_trace_get_J (trace), ==, 36);
  assert_values (wk_dense_trace_peek_dW (trace, 2), dW2, 3);
  assert_values (wk_dense_trace_peek_db (trace, 1), db1, 3);
  assert_values (wk_dense_trace_peek_dW (trace, 1), dW1, 6);
  assert_values (wk_dense_trace_peek_dJ_da (trace, 0), dx, 2);

  net = wk_dense_step (layers, 2, trace, 2, &error);
  g_assert_no_error (error);
  assert_values (wk_dense_net_get_theta (net), after, 13);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dense/exam-identity", test_exam_identity);
  g_test_add_func ("/dense/exam-relu", test_exam_relu);
  return g_test_run ();
}
