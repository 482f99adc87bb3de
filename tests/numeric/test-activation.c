/* test-activation.c - activations against a plain version in long double
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <float.h>
#include <math.h>

#include "numeric/wk-activation.h"

/* By the definitions, with an exponent range in which nothing here overflows. */
static long double
plain_value (WkActivation g, long double s, long double z)
{
  switch (g)
    {
    case WK_ACTIVATION_IDENTITY:
      return z;
    case WK_ACTIVATION_RELU:
      return fmaxl (0, z);
    case WK_ACTIVATION_LEAKY_RELU:
      return z > 0 ? z : s * z;
    case WK_ACTIVATION_SIGMOID:
      return 1 / (1 + expl (-z));
    case WK_ACTIVATION_TANH:
      return tanhl (z);
    case WK_ACTIVATION_SOFTPLUS:
      return log1pl (expl (z));
    case WK_ACTIVATION_ELU:
      return z > 0 ? z : s * expm1l (z);
    case WK_ACTIVATION_LOG_SIGMOID:
      return -log1pl (expl (-z));
    default:
      g_assert_not_reached ();
    }
}

static long double
plain_derivative (WkActivation g, long double s, long double z)
{
  switch (g)
    {
    case WK_ACTIVATION_IDENTITY:
      return 1;
    case WK_ACTIVATION_RELU:
      return z > 0 ? 1 : 0;
    case WK_ACTIVATION_LEAKY_RELU:
      return z > 0 ? 1 : s;
    case WK_ACTIVATION_SIGMOID:
      return expl (-z) / ((1 + expl (-z)) * (1 + expl (-z)));
    case WK_ACTIVATION_TANH:
      return 1 / (coshl (z) * coshl (z));
    case WK_ACTIVATION_SOFTPLUS:
      return 1 / (1 + expl (-z));
    case WK_ACTIVATION_ELU:
      return z > 0 ? 1 : s * expl (z);
    case WK_ACTIVATION_LOG_SIGMOID:
      return 1 / (1 + expl (z));
    default:
      g_assert_not_reached ();
    }
}

/* Six units in the last place, and below the normal numbers a few of the smallest. */
static void
assert_close (double got, long double expected, WkActivation g, double z)
{
  long double limit = 6 * DBL_EPSILON * fabsl (expected) + 4 * DBL_TRUE_MIN;

  if (fabsl (got - expected) <= limit)
    return;
  g_test_message ("%s at %.17g: got %.17g, expected %.20Lg", wk_activation_get_id (g),
                  z, got, expected);
  g_test_fail ();
}

static void
test_accuracy (void)
{
  static const double special[] = { 0,    -0.0,  1e-300, -1e-300, 1e-16, -1e-16,
                                    1e-8, -1e-8, 1000,   -1000,   745.2, -745.2,
                                    36.7, -36.7, 709.8,  -709.8,  1e5,   -1e5 };

  for (guint i = 0; i < WK_N_ACTIVATIONS; i++)
    {
      WkActivation g = (WkActivation) i;
      double s = g == WK_ACTIVATION_ELU ? 0.7 : 0.01;

      for (int step = -100000; step <= 100000; step++)
        {
          double z = step * 0.01 + 0.0037;

          assert_close (wk_activation_value (g, s, z), plain_value (g, s, z), g, z);
          assert_close (wk_activation_derivative (g, s, z), plain_derivative (g, s, z),
                        g, z);
        }
      for (guint k = 0; k < 10 && k < G_N_ELEMENTS (special); k++)
        {
          double z = special[k];

          assert_close (wk_activation_value (g, s, z), plain_value (g, s, z), g, z);
          assert_close (wk_activation_derivative (g, s, z), plain_derivative (g, s, z),
                        g, z);
        }
    }
}

static void
test_far (void)
{
  static const double far[] = { 1000, 1e5, 1e300, DBL_MAX };

  for (guint i = 0; i < G_N_ELEMENTS (far); i++)
    {
      double z = far[i];

      g_assert_cmpfloat (wk_activation_value (WK_ACTIVATION_SIGMOID, 0, z), ==, 1);
      g_assert_cmpfloat (wk_activation_value (WK_ACTIVATION_SIGMOID, 0, -z), ==, 0);
      g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_SIGMOID, 0, z), ==, 0);
      g_assert_cmpfloat (wk_activation_value (WK_ACTIVATION_TANH, 0, -z), ==, -1);
      g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_TANH, 0, -z), ==, 0);
      g_assert_cmpfloat (wk_activation_value (WK_ACTIVATION_SOFTPLUS, 0, z), ==, z);
      g_assert_cmpfloat (wk_activation_value (WK_ACTIVATION_SOFTPLUS, 0, -z), ==, 0);
      g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_SOFTPLUS, 0, z), ==,
                         1);
      g_assert_cmpfloat (wk_activation_value (WK_ACTIVATION_LOG_SIGMOID, 0, -z), ==,
                         -z);
      g_assert_cmpfloat (wk_activation_value (WK_ACTIVATION_ELU, 1, -z), ==, -1);
      g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_ELU, 1, -z), ==, 0);
    }
}

static void
test_kinks_and_nan (void)
{
  g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_RELU, 0, 0), ==, 0);
  g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_RELU, 0, -0.0), ==, 0);
  g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_LEAKY_RELU, 0.01, 0), ==,
                     0.01);
  g_assert_cmpfloat (wk_activation_derivative (WK_ACTIVATION_ELU, 1, 0), ==, 1);
  for (guint i = 0; i < WK_N_ACTIVATIONS; i++)
    {
      WkActivation g = (WkActivation) i;

      g_assert_true (isnan (wk_activation_value (g, 0.01, NAN)));
      g_assert_true (isnan (wk_activation_derivative (g, 0.01, NAN)));
    }
}

static void
test_ids (void)
{
  static const char *const ids[] = {
    "identity", "relu",     "leaky-relu", "sigmoid",
    "tanh",     "softplus", "elu",        "log-sigmoid"
  };
  WkActivation g;

  g_assert_cmpuint (G_N_ELEMENTS (ids), ==, WK_N_ACTIVATIONS);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (wk_activation_from_id (ids[i], &g));
      g_assert_cmpstr (wk_activation_get_id (g), ==, ids[i]);
    }
  g_assert_false (wk_activation_from_id ("gelu", &g));
  g_assert_false (wk_activation_from_id ("", &g));
  g_assert_cmpfloat (wk_activation_get_default_slope (WK_ACTIVATION_LEAKY_RELU), ==,
                     0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/activation/accuracy", test_accuracy);
  g_test_add_func ("/activation/far", test_far);
  g_test_add_func ("/activation/kinks-and-nan", test_kinks_and_nan);
  g_test_add_func ("/activation/ids", test_ids);
  return g_test_run ();
}
