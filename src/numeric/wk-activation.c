/* wk-activation.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything sigmoidal is written with e = exp (-|z|), which lies in (0, 1]: with it
 *
 *   sigmoid (z)  = 1 / (1 + e)          for z >= 0, e / (1 + e) for z < 0
 *   sigmoid' (z) = e / (1 + e)^2
 *   softplus (z) = max (z, 0) + log1p (e)
 *   tanh' (z)    = 4 e^2 / (1 + e^2)^2  (not 1 - tanh^2, which cancels)
 */
#include "config.h"

#include "numeric/wk-activation.h"

#include <math.h>

static const struct
{
  const char *id;
  double slope;
} table[WK_N_ACTIVATIONS] = {
  [WK_ACTIVATION_IDENTITY] = { "identity", 0 },
  [WK_ACTIVATION_RELU] = { "relu", 0 },
  [WK_ACTIVATION_LEAKY_RELU] = { "leaky-relu", 0.01 },
  [WK_ACTIVATION_SIGMOID] = { "sigmoid", 0 },
  [WK_ACTIVATION_TANH] = { "tanh", 0 },
  [WK_ACTIVATION_SOFTPLUS] = { "softplus", 0 },
  [WK_ACTIVATION_ELU] = { "elu", 1 },
  [WK_ACTIVATION_LOG_SIGMOID] = { "log-sigmoid", 0 },
};

static double
sigmoid (double z)
{
  double e = exp (-fabs (z));

  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

static double
sigmoid_derivative (double z)
{
  double e = exp (-fabs (z));

  return e / ((1 + e) * (1 + e));
}

static double
softplus (double z)
{
  return (z > 0 ? z : 0) + log1p (exp (-fabs (z)));
}

double
wk_activation_get_default_slope (WkActivation g)
{
  g_return_val_if_fail ((guint) g < WK_N_ACTIVATIONS, 0);
  return table[g].slope;
}

/**
 * wk_activation_value:
 * @slope: s of the leaky ReLU and of the ELU; not looked at by the others
 * @z: pre-activation
 *
 * Returns: g (z)
 */
double
wk_activation_value (WkActivation g, double slope, double z)
{
  /* The comparisons below would turn a NaN into a harmless number. */
  if (isnan (z))
    return z;

  switch (g)
    {
    case WK_ACTIVATION_IDENTITY:
      return z;
    case WK_ACTIVATION_RELU:
      return z > 0 ? z : 0;
    case WK_ACTIVATION_LEAKY_RELU:
      return z > 0 ? z : slope * z;
    case WK_ACTIVATION_SIGMOID:
      return sigmoid (z);
    case WK_ACTIVATION_TANH:
      return tanh (z);
    case WK_ACTIVATION_SOFTPLUS:
      return softplus (z);
    case WK_ACTIVATION_ELU:
      return z > 0 ? z : slope * expm1 (z);
    case WK_ACTIVATION_LOG_SIGMOID:
      return -softplus (-z);
    default:
      g_return_val_if_reached (NAN);
    }
}

/**
 * wk_activation_derivative:
 * @slope: as for wk_activation_value()
 * @z: pre-activation
 *
 * At a kink (z = 0 of ReLU, leaky ReLU and ELU) it is the derivative from the left.
 *
 * Returns: g' (z)
 */
double
wk_activation_derivative (WkActivation g, double slope, double z)
{
  double e;

  if (isnan (z))
    return z;

  switch (g)
    {
    case WK_ACTIVATION_IDENTITY:
      return 1;
    case WK_ACTIVATION_RELU:
      return z > 0 ? 1 : 0;
    case WK_ACTIVATION_LEAKY_RELU:
      return z > 0 ? 1 : slope;
    case WK_ACTIVATION_SIGMOID:
      return sigmoid_derivative (z);
    case WK_ACTIVATION_TANH:
      e = exp (-2 * fabs (z));
      return 4 * e / ((1 + e) * (1 + e));
    case WK_ACTIVATION_SOFTPLUS:
      return sigmoid (z);
    case WK_ACTIVATION_ELU:
      return z > 0 ? 1 : slope * exp (z);
    case WK_ACTIVATION_LOG_SIGMOID:
      return sigmoid (-z);
    default:
      g_return_val_if_reached (NAN);
    }
}

const char *
wk_activation_get_id (WkActivation g)
{
  g_return_val_if_fail ((guint) g < WK_N_ACTIVATIONS, NULL);
  return table[g].id;
}

gboolean
wk_activation_from_id (const char *id, WkActivation *g)
{
  g_return_val_if_fail (id != NULL && g != NULL, FALSE);

  for (guint i = 0; i < WK_N_ACTIVATIONS; i++)
    {
      if (g_str_equal (id, table[i].id))
        {
          *g = (WkActivation) i;
          return TRUE;
        }
    }
  return FALSE;
}
