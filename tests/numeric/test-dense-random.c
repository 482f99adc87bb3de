/* test-dense-random.c - gradients of random networks, and what goes wrong
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <float.h>
#include <math.h>

#include "numeric/wk-dense.h"
#include "numeric/wk-random.h"

#define MAX_LAYERS 6
#define MAX_NODES 5
#define MAX_SAMPLES 3

/* A network with its batch, all on the stack. */
typedef struct
{
  WkDenseLayer layers[MAX_LAYERS];
  double W[MAX_LAYERS][MAX_NODES * MAX_NODES], b[MAX_LAYERS][MAX_NODES];
  double x[MAX_SAMPLES * MAX_NODES], y[MAX_SAMPLES * MAX_NODES];
  guint n_layers, n_samples;
  WkLoss loss;
  WkReduction reduction;
} Problem;

static void
fill (WkRandom *random, double *x, gsize n, double low, double high)
{
  for (gsize i = 0; i < n; i++)
    x[i] = wk_random_uniform_between (random, low, high);
}

static void
draw_problem (WkRandom *random, Problem *p)
{
  guint size = 1 + wk_random_below (random, MAX_NODES);

  p->n_layers = 2 + wk_random_below (random, MAX_LAYERS - 1);
  p->n_samples = 1 + wk_random_below (random, MAX_SAMPLES);
  p->loss = (WkLoss) wk_random_below (random, WK_N_LOSSES);
  p->reduction = (WkReduction) wk_random_below (random, 3);
  fill (random, p->x, G_N_ELEMENTS (p->x), -1, 1);
  fill (random, p->y, G_N_ELEMENTS (p->y), 0, 1);
  for (guint l = 0; l < p->n_layers; l++)
    {
      WkDenseLayer *layer = &p->layers[l];

      layer->n_in = size;
      layer->n_out = size = 1 + wk_random_below (random, MAX_NODES);
      fill (random, p->W[l], G_N_ELEMENTS (p->W[l]), -1.5, 1.5);
      fill (random, p->b[l], G_N_ELEMENTS (p->b[l]), -1, 1);
      layer->W = p->W[l];
      layer->b = p->b[l];
      layer->g = (WkActivation) wk_random_below (random, WK_N_ACTIVATIONS);
      layer->slope = wk_random_uniform_between (random, 0.05, 1);
    }
  if (p->loss == WK_LOSS_BINARY_CROSS_ENTROPY)
    p->layers[p->n_layers - 1].g = WK_ACTIVATION_SIGMOID;
}

static WkDenseTrace *
run_problem (const Problem *p)
{
  g_autoptr (GError) error = NULL;
  WkDenseTrace *trace =
      wk_dense_trace_new (p->layers, p->n_layers, p->n_samples, &error);

  g_assert_no_error (error);
  wk_dense_forward (p->layers, p->n_layers, p->x, trace, &error);
  g_assert_no_error (error);
  wk_dense_backward (p->layers, p->n_layers, p->loss, p->reduction, p->y, trace,
                     &error);
  g_assert_no_error (error);
  return trace;
}

/* Near a kink the difference sees both slopes. */
static gboolean
is_smooth (const Problem *p, const WkDenseTrace *trace)
{
  for (guint l = 1; l <= p->n_layers; l++)
    {
      WkActivation g = p->layers[l - 1].g;
      const double *z = wk_dense_trace_peek_z (trace, l);

      if (g != WK_ACTIVATION_RELU && g != WK_ACTIVATION_LEAKY_RELU &&
          g != WK_ACTIVATION_ELU)
        continue;
      for (guint i = 0; i < p->n_samples * wk_dense_trace_get_size (trace, l); i++)
        {
          if (fabs (z[i]) < 1e-3)
            return FALSE;
        }
    }
  return TRUE;
}

static void
assert_derivative (double got, double difference, double J)
{
  if (fabs (got - difference) <= 2e-7 * (1 + fabs (got) + fabs (J)))
    return;
  g_test_message ("derivative %.17g, central difference %.17g", got, difference);
  g_test_fail ();
}

static guint
check_parameters (const Problem *p, const WkDenseTrace *trace)
{
  double J = wk_dense_trace_get_J (trace);
  guint n = 0;

  for (guint l = 1; l <= p->n_layers; l++)
    {
      const WkDenseLayer *layer = &p->layers[l - 1];

      for (int from = -1; from < (int) layer->n_in; from++)
        {
          for (guint to = 0; to < layer->n_out; to++, n++)
            {
              WkDenseParameter which = { l, from, to };
              g_autoptr (GError) error = NULL;
              double difference;

              wk_dense_finite_difference (p->layers, p->n_layers, p->n_samples, p->x,
                                          p->loss, p->reduction, p->y, which, 0,
                                          &difference, &error);
              g_assert_no_error (error);
              assert_derivative (wk_dense_trace_get_derivative (trace, which),
                                 difference, J);
            }
        }
    }
  return n;
}

static double
loss_at (Problem *p, double *value, double at)
{
  double before = *value;
  g_autoptr (WkDenseTrace) trace = NULL;

  *value = at;
  trace = run_problem (p);
  *value = before;
  return wk_dense_trace_get_J (trace);
}

static void
check_inputs (Problem *p, const WkDenseTrace *trace)
{
  const double h = 6e-6;

  for (guint i = 0; i < p->n_samples * p->layers[0].n_in; i++)
    {
      double above = loss_at (p, &p->x[i], p->x[i] + h);
      double below = loss_at (p, &p->x[i], p->x[i] - h);

      assert_derivative (wk_dense_trace_peek_dJ_da (trace, 0)[i],
                         (above - below) / (2 * h), wk_dense_trace_get_J (trace));
    }
}

static void
test_gradients (void)
{
  g_autoptr (WkRandom) random = wk_random_new (20180611);
  guint n_networks = 0, n_parameters = 0;

  while (n_networks < 1000)
    {
      g_autoptr (WkDenseTrace) trace = NULL;
      Problem p;

      draw_problem (random, &p);
      trace = run_problem (&p);
      if (!is_smooth (&p, trace))
        continue;
      n_parameters += check_parameters (&p, trace);
      check_inputs (&p, trace);
      n_networks++;
    }
  g_test_message ("%u networks, %u parameters", n_networks, n_parameters);
}

/* The recurrences of the header, written out once more, one sum at a time. */
static void
test_plain_forward (void)
{
  g_autoptr (WkRandom) random = wk_random_new (5);

  for (guint trial = 0; trial < 300; trial++)
    {
      g_autoptr (WkDenseTrace) trace = NULL;
      Problem p;

      draw_problem (random, &p);
      trace = run_problem (&p);
      for (guint s = 0; s < p.n_samples; s++)
        {
          for (guint l = 1; l <= p.n_layers; l++)
            {
              const WkDenseLayer *layer = &p.layers[l - 1];
              const double *a = wk_dense_trace_peek_a (trace, l - 1) + s * layer->n_in;
              const double *z = wk_dense_trace_peek_z (trace, l) + s * layer->n_out;

              for (guint k = 0; k < layer->n_out; k++)
                {
                  double sum = 0;

                  for (guint j = 0; j < layer->n_in; j++)
                    sum += a[j] * layer->W[j * layer->n_out + k];
                  g_assert_cmpfloat (z[k], ==, sum + layer->b[k]);
                }
            }
        }
    }
}

/* A batch is its samples one by one. */
static void
test_batch (void)
{
  g_autoptr (WkRandom) random = wk_random_new (6);

  for (guint trial = 0; trial < 300; trial++)
    {
      g_autoptr (WkDenseTrace) trace = NULL;
      guint n_in, n_out;
      double J = 0, db = 0;
      Problem p;

      draw_problem (random, &p);
      p.reduction = WK_REDUCTION_SUM;
      trace = run_problem (&p);
      n_in = p.layers[0].n_in;
      n_out = p.layers[p.n_layers - 1].n_out;
      for (guint s = 0; s < p.n_samples; s++)
        {
          g_autoptr (WkDenseTrace) one = wk_dense_run (
              p.layers, p.n_layers, p.x + s * n_in, p.loss, p.y + s * n_out, NULL);

          J += wk_dense_trace_get_J (one);
          db += wk_dense_trace_get_db (one, 1, 0);
        }
      g_assert_cmpfloat (wk_dense_trace_get_J (trace), ==, J);
      g_assert_cmpfloat (wk_dense_trace_get_db (trace, 1, 0), ==, db);
    }
}

static void
test_kink (void)
{
  const double W[] = { 1 }, b[] = { 0 }, x[] = { 0 }, y[] = { -1 };
  const WkDenseLayer layer = { 1, 1, W, b, WK_ACTIVATION_RELU, 0 };
  g_autoptr (WkDenseTrace) trace =
      wk_dense_run (&layer, 1, x, WK_LOSS_SQUARED_ERROR, y, NULL);
  double difference;

  /* To the right J = (b + 1)^2 has slope 2, to the left 0. */
  g_assert_true (wk_dense_finite_difference (
      &layer, 1, 1, x, WK_LOSS_SQUARED_ERROR, WK_REDUCTION_SUM, y,
      (WkDenseParameter){ 1, -1, 0 }, 1e-6, &difference, NULL));
  g_assert_cmpfloat (fabs (difference - 1), <, 1e-5);
  g_assert_cmpfloat (wk_dense_trace_get_db (trace, 1, 0), ==, 0);
}

/* A network of 2, 3 and 1 nodes in which each number can be spoilt. */
typedef struct
{
  double x[2], W1[6], b1[3], W2[3], b2[1], y[1];
} Numbers;

static WkDenseTrace *
run_numbers (const Numbers *n, WkActivation g2, WkLoss loss, GError **error)
{
  const WkDenseLayer layers[] = { { 2, 3, n->W1, n->b1, WK_ACTIVATION_IDENTITY, 0 },
                                  { 3, 1, n->W2, n->b2, g2, 0 } };

  return wk_dense_run (layers, 2, n->x, loss, n->y, error);
}

static void
assert_not_finite (const Numbers *n, WkActivation g2, WkLoss loss, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (run_numbers (n, g2, loss, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_not_finite (void)
{
  const Numbers good = { .x = { 1, 3 },
                         .W1 = { 2, 1, 3, 2, -1, 1 },
                         .b1 = { 1, 0, -1 },
                         .W2 = { 3, 1, 2 },
                         .b2 = { 1 },
                         .y = { 32 } };
  const WkActivation g = WK_ACTIVATION_IDENTITY;
  const WkLoss loss = WK_LOSS_SQUARED_ERROR;
  Numbers n;

  n = good;
  n.x[1] = NAN;
  assert_not_finite (&n, g, loss, "input 2 is not finite");
  n = good;
  n.W1[5] = INFINITY;
  assert_not_finite (&n, g, loss, "layer 1, node 3: weight from node 2 is not finite");
  n = good;
  n.b2[0] = NAN;
  assert_not_finite (&n, g, loss, "layer 2, node 1: bias is not finite");
  n = good;
  n.W1[1] = n.x[0] = 1e200;
  assert_not_finite (&n, g, loss, "layer 1, node 2: pre-activation is not finite");
  n = good;
  n.W2[2] = DBL_MAX;
  assert_not_finite (&n, g, loss, "layer 2, node 1: pre-activation is not finite");
  n = good;
  n.y[0] = -INFINITY;
  assert_not_finite (&n, g, loss, "target 1 is not finite");
  n = good;
  n.b2[0] = 1e200;
  assert_not_finite (&n, g, loss, "the loss is not finite");
  /* 36 is no probability. */
  assert_not_finite (&good, g, WK_LOSS_BINARY_CROSS_ENTROPY, "the loss is not finite");
  n = good;
  n.x[0] = 1e160;
  n.W1[0] = n.W1[1] = n.W1[2] = 0;
  n.b2[0] = 1e150;
  assert_not_finite (
      &n, g, loss,
      "layer 1, node 1: derivative of the weight from node 1 is not finite");
}

static void
test_not_finite_in_batch (void)
{
  const double W[] = { 1, 1 }, b[] = { 0 }, x[] = { 1, 2, 3, DBL_MAX };
  const WkDenseLayer layer = { 2, 1, W, b, WK_ACTIVATION_IDENTITY, 0 };
  const double large[] = { 1, 2, DBL_MAX, DBL_MAX };
  g_autoptr (WkDenseTrace) trace = wk_dense_trace_new (&layer, 1, 2, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (wk_dense_forward (&layer, 1, x, trace, &error));
  g_assert_false (wk_dense_forward (&layer, 1, large, trace, &error));
  g_assert_cmpstr (error->message, ==,
                   "sample 2, layer 1, node 1: pre-activation is not finite");
}

static void
test_shapes (void)
{
  const double numbers[16] = { 0 };
  const WkActivation g = WK_ACTIVATION_IDENTITY;
  const WkDenseLayer apart[] = { { 2, 3, numbers, numbers, g, 0 },
                                 { 2, 1, numbers, numbers, g, 0 } };
  const WkDenseLayer empty = { 2, 0, numbers, numbers, g, 0 };
  const WkDenseLayer huge = { G_MAXUINT, G_MAXUINT, numbers, numbers, g, 0 };
  const WkDenseLayer wide = { 1 << 20, 1 << 20, numbers, numbers, g, 0 };
  const WkDenseLayer small = { 1, 1, numbers, numbers, g, 0 };
  const WkDenseLayer *const wrong[] = { &empty, &huge, &wide };
  g_autoptr (WkDenseTrace) trace = wk_dense_trace_new (&small, 1, 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_dense_trace_new (apart, 2, 1, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==,
                   "layer 2: takes 2 values, but the layer before has 3 nodes");
  g_clear_error (&error);
  g_assert_null (wk_dense_net_new (apart, 2, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
  g_clear_error (&error);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (wk_dense_trace_new (wrong[i], 1, 1, &error));
      g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
      g_clear_error (&error);
    }
  g_assert_null (wk_dense_trace_new (&small, 1, G_MAXUINT, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
  g_clear_error (&error);
  g_assert_false (wk_dense_forward (apart, 1, numbers, trace, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dense-random/gradients", test_gradients);
  g_test_add_func ("/dense-random/plain-forward", test_plain_forward);
  g_test_add_func ("/dense-random/batch", test_batch);
  g_test_add_func ("/dense-random/kink", test_kink);
  g_test_add_func ("/dense-random/not-finite", test_not_finite);
  g_test_add_func ("/dense-random/not-finite-in-batch", test_not_finite_in_batch);
  g_test_add_func ("/dense-random/shapes", test_shapes);
  return g_test_run ();
}
