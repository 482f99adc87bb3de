/* test-optim.c - what optim.json does not hold: Nesterov, limits, denormals
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <float.h>
#include <math.h>

#include "numeric/wk-numeric.h"
#include "numeric/wk-optim.h"

/* Sutskever's form: look ahead along the velocity first, then take the gradient there;
 * its look-ahead points are the parameters of the form that is used. */
static void
test_nesterov (void)
{
  WkOptimSpec spec = wk_optim_spec_default (WK_OPTIM_SGD, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkOptim) optim = NULL;
  double w = 2, theta = 2, velocity = 0;

  spec.momentum = 0.9;
  spec.nesterov = TRUE;
  optim = wk_optim_new (&spec, 1, &error);
  g_assert_no_error (error);
  for (guint t = 0; t < 30; t++)
    {
      double ahead = theta + 0.9 * velocity;
      double gradient = 3 * w;

      g_assert_cmpfloat (fabs (w - ahead), <, 1e-12);
      velocity = 0.9 * velocity - 0.1 * 3 * ahead;
      theta += velocity;
      g_assert_true (wk_optim_iterate (optim, &w, &gradient, &error));
    }
  g_assert_cmpuint (wk_optim_get_n_steps (optim), ==, 30);
}

/* The first step of Adam has the length of the rate, whatever the gradient. */
static void
test_adam_first_step (void)
{
  static const double gradients[] = { 1e-3, 1, 1e6, -5 };
  WkOptimSpec spec = wk_optim_spec_default (WK_OPTIM_ADAM, 0.25);

  for (guint i = 0; i < G_N_ELEMENTS (gradients); i++)
    {
      g_autoptr (WkOptim) optim = wk_optim_new (&spec, 1, NULL);
      double w = 1;

      g_assert_true (wk_optim_iterate (optim, &w, &gradients[i], NULL));
      g_assert_cmpfloat (fabs (w - (1 - copysign (0.25, gradients[i]))), <, 1e-5);
    }
}

/* A gradient that becomes 0 leaves no denormals behind. */
static void
test_denormals (void)
{
  for (guint i = 0; i < WK_N_OPTIM_METHODS; i++)
    {
      WkOptimSpec spec = wk_optim_spec_default ((WkOptimMethod) i, 0.1);
      g_autoptr (WkOptim) optim = NULL;
      double w = 1, gradient = 1;

      spec.momentum = 0.5;
      spec.beta1 = spec.beta2 = spec.alpha = 0.5;
      optim = wk_optim_new (&spec, 1, NULL);
      for (guint t = 0; t < 3000; t++)
        {
          double m, v;

          g_assert_true (wk_optim_iterate (optim, &w, &gradient, NULL));
          m = *wk_optim_peek_m (optim);
          v = *wk_optim_peek_v (optim);
          g_assert_true (m == 0 || isnormal (m));
          g_assert_true (v == 0 || isnormal (v));
          gradient = 0;
        }
      g_assert_cmpfloat (*wk_optim_peek_m (optim), ==, 0);
    }
}

static void
test_errors (void)
{
  WkOptimSpec good = wk_optim_spec_default (WK_OPTIM_ADAM, 0.1);
  WkOptimSpec bad[6] = { good, good, good, good, good, good };
  g_autoptr (WkOptim) optim = NULL, fast = NULL;
  g_autoptr (GError) error = NULL;
  double w[] = { 1, 2 }, gradient[] = { 0, NAN };

  bad[0].rate = 0;
  bad[1].rate = NAN;
  bad[2].beta1 = 1;
  bad[3].epsilon = 0;
  bad[4].momentum = -0.1;
  bad[5].weight_decay = INFINITY;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (wk_optim_new (&bad[i], 2, &error));
      g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED);
      g_clear_error (&error);
    }
  g_assert_null (wk_optim_new (&good, G_MAXSIZE / 2, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE);
  g_clear_error (&error);

  optim = wk_optim_new (&good, 2, &error);
  g_assert_no_error (error);
  g_assert_false (wk_optim_iterate (optim, w, gradient, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_assert_cmpstr (error->message, ==, "gradient[2] is not finite");
  g_clear_error (&error);

  good = wk_optim_spec_default (WK_OPTIM_SGD, DBL_MAX);
  fast = wk_optim_new (&good, 1, NULL);
  gradient[0] = 1e10;
  g_assert_false (wk_optim_iterate (fast, w, gradient, &error));
  g_assert_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_NOT_FINITE);
  g_assert_cmpstr (error->message, ==, "parameter is not finite");
}

static void
test_ids (void)
{
  WkOptimMethod method;

  for (guint i = 0; i < WK_N_OPTIM_METHODS; i++)
    {
      const char *id = wk_optim_method_get_id ((WkOptimMethod) i);

      g_assert_true (wk_optim_method_from_id (id, &method));
      g_assert_cmpuint (method, ==, i);
    }
  g_assert_false (wk_optim_method_from_id ("lbfgs", &method));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/optim/nesterov", test_nesterov);
  g_test_add_func ("/optim/adam-first-step", test_adam_first_step);
  g_test_add_func ("/optim/denormals", test_denormals);
  g_test_add_func ("/optim/errors", test_errors);
  g_test_add_func ("/optim/ids", test_ids);
  return g_test_run ();
}
