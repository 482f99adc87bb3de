/* wk-optim.h - first-order optimisers, one step at a time
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With w the parameters, g = dJ/dw + weight_decay w, t the number of the step from 1,
 * all entry by entry:
 *
 *   SGD      v = momentum v + g (v = g in the first step);  w -= rate v
 *            Nesterov: w -= rate (g + momentum v)
 *   Adam     m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
 *            w -= rate m / (1 - beta1^t) / (sqrt (v / (1 - beta2^t)) + epsilon)
 *   Adagrad  v += g^2;  w -= rate g / (sqrt v + epsilon)
 *   RMSprop  v = alpha v + (1 - alpha) g^2;  w -= rate g / (sqrt v + epsilon)
 *
 * Adam: Kingma and Ba, ICLR 2015. Adagrad: Duchi, Hazan and Singer, JMLR 2011. RMSprop:
 * Tieleman and Hinton, lecture 6.5, 2012. Epsilon stands outside the root, as in
 * PyTorch.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WK_OPTIM_SGD,
  WK_OPTIM_ADAM,
  WK_OPTIM_ADAGRAD,
  WK_OPTIM_RMSPROP,
} WkOptimMethod;

#define WK_N_OPTIM_METHODS (WK_OPTIM_RMSPROP + 1)

typedef struct
{
  WkOptimMethod method;
  double rate;         /* > 0 */
  double weight_decay; /* >= 0; added to the gradient */
  double momentum;     /* SGD and RMSprop: 0 <= momentum < 1 */
  gboolean nesterov;   /* SGD */
  double beta1, beta2; /* Adam: in [0, 1) */
  double alpha;        /* RMSprop: in [0, 1) */
  double epsilon;      /* > 0 */
} WkOptimSpec;

typedef struct _WkOptim WkOptim;

/* "sgd", "adam", "adagrad", "rmsprop". */
const char *wk_optim_method_get_id (WkOptimMethod method);
gboolean wk_optim_method_from_id (const char *id, WkOptimMethod *method);

/* The usual numbers: momentum and decay 0, betas 0.9 and 0.999, alpha 0.99, epsilon
 * 1e-8 (Adagrad: 1e-10). */
WkOptimSpec wk_optim_spec_default (WkOptimMethod method, double rate);

/* For @n parameters, before the first step. NULL with %WK_NUMERIC_ERROR_SHAPE, or
 * %WK_NUMERIC_ERROR_FAILED if a number of @spec is out of its range. */
WkOptim *wk_optim_new (const WkOptimSpec *spec, gsize n, GError **error);
void wk_optim_free (WkOptim *optim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkOptim, wk_optim_free)

/* One step: @w changes, @gradient is dJ/dw at @w. FALSE with
 * %WK_NUMERIC_ERROR_NOT_FINITE if @gradient or the new @w is not finite. */
gboolean wk_optim_iterate (WkOptim *optim,
                           double *w,
                           const double *gradient,
                           GError **error);

/* Steps taken. */
guint wk_optim_get_n_steps (const WkOptim *optim);
gsize wk_optim_get_n (const WkOptim *optim);
/* First moment (Adam) or velocity (momentum); mean or sum of squares. For showing and
 * saving; zero where the method has none. */
const double *wk_optim_peek_m (const WkOptim *optim);
const double *wk_optim_peek_v (const WkOptim *optim);

G_END_DECLS
