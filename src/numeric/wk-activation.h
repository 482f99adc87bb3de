/* wk-activation.h - activation functions and their derivatives
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accurate to the last few bits for every finite z: nothing overflows on the way, and
 * tails decay to the smallest double instead of to 0 too early. A NaN comes out as NaN.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* z is the pre-activation; s is the slope of the layer. */
typedef enum
{
  WK_ACTIVATION_IDENTITY,    /* z */
  WK_ACTIVATION_RELU,        /* max (0, z); the derivative at 0 is 0 */
  WK_ACTIVATION_LEAKY_RELU,  /* z if z > 0, else s z; the derivative at 0 is s */
  WK_ACTIVATION_SIGMOID,     /* 1 / (1 + exp (-z)) */
  WK_ACTIVATION_TANH,        /* tanh z */
  WK_ACTIVATION_SOFTPLUS,    /* log (1 + exp z) */
  WK_ACTIVATION_ELU,         /* z if z > 0, else s (exp z - 1) */
  WK_ACTIVATION_LOG_SIGMOID, /* -log (1 + exp (-z)) */
} WkActivation;

#define WK_N_ACTIVATIONS (WK_ACTIVATION_LOG_SIGMOID + 1)

/* The usual s: 0.01 for the leaky ReLU, 1 for the ELU; 0 where s has no meaning. */
double wk_activation_get_default_slope (WkActivation g);

double wk_activation_value (WkActivation g, double slope, double z);
double wk_activation_derivative (WkActivation g, double slope, double z);

/* "identity", "relu", "leaky-relu", "sigmoid", "tanh", "softplus", "elu",
 * "log-sigmoid". */
const char *wk_activation_get_id (WkActivation g);
/* FALSE if no activation has this id. */
gboolean wk_activation_from_id (const char *id, WkActivation *g);

G_END_DECLS
