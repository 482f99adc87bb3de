/* wk-loss.h - losses of a prediction, with their derivatives
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Natural logarithms throughout. Nothing overflows on the way: exponentials are taken
 * of numbers <= 0 only, and a cross-entropy never passes through a probability that was
 * rounded to 0.
 */
#pragma once

#include "numeric/wk-activation.h"

G_BEGIN_DECLS

/* For one sample: outputs a (of pre-activations z) against targets y, both of length n.
 */
typedef enum
{
  WK_LOSS_SQUARED_ERROR,        /* sum (a - y)^2 */
  WK_LOSS_HALF_SQUARED_ERROR,   /* 1/2 sum (a - y)^2 */
  WK_LOSS_BINARY_CROSS_ENTROPY, /* -sum y log a + (1 - y) log (1 - a), a in (0, 1) */
  WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS, /* the same of sigmoid (a) */
  WK_LOSS_CROSS_ENTROPY, /* -sum y log softmax (a); y a distribution over classes */
} WkLoss;

#define WK_N_LOSSES (WK_LOSS_CROSS_ENTROPY + 1)

/* How the losses of the samples of a batch become one number. */
typedef enum
{
  WK_REDUCTION_SUM,          /* their sum */
  WK_REDUCTION_SAMPLE_MEAN,  /* the sum divided by the number of samples */
  WK_REDUCTION_ELEMENT_MEAN, /* divided by samples times outputs, as in "MSE" */
} WkReduction;

/* "squared-error", "half-squared-error", "binary-cross-entropy",
 * "binary-cross-entropy-with-logits", "cross-entropy". */
const char *wk_loss_get_id (WkLoss loss);
/* FALSE if no loss has this id. */
gboolean wk_loss_from_id (const char *id, WkLoss *loss);

/* What a reduction multiplies the sum with. */
double wk_reduction_factor (WkReduction reduction, guint n_samples, guint n_outputs);

/**
 * wk_loss_evaluate:
 * @g, @slope: the activation that made @a from @z
 * @z, @a, @y: (array length=n): pre-activations, outputs, targets of one sample
 * @dJ_da: (array length=n) (optional): derivative with respect to the outputs
 * @delta: (array length=n) (optional): derivative with respect to @z
 *
 * Binary cross-entropy of a sigmoid is computed from @z: J = softplus (z) - y z and
 * delta = a - y, right also where a has been rounded to 0 or 1. Its @dJ_da is then what
 * (a - y) / (a (1 - a)) gives, perhaps infinite; elsewhere delta = dJ/da g'(z).
 *
 * Returns: J; not finite if an input is not, on overflow, or if the loss is not defined
 *   at @a
 */
double wk_loss_evaluate (WkLoss loss,
                         WkActivation g,
                         double slope,
                         const double *z,
                         const double *a,
                         const double *y,
                         guint n,
                         double *dJ_da,
                         double *delta);

/* log sum exp (x_i). Minus infinity for n = 0. */
double wk_logsumexp (const double *x, guint n);
/* exp (x_i) / sum exp (x_j) into @p; @p may be @x. */
void wk_softmax (const double *x, guint n, double *p);
/* x_i - logsumexp (x) into @log_p; @log_p may be @x. */
void wk_log_softmax (const double *x, guint n, double *log_p);

/* -log softmax (@logits)[@target]; @d_logits (optional) = softmax - one-hot. */
double wk_cross_entropy (const double *logits, guint n, guint target, double *d_logits);
/* -sum y_i log softmax (@logits)_i; an entry with y_i = 0 counts 0 whatever its logit.
 * @d_logits (optional) = sum (y) softmax - y; it may not be @logits or @y. */
double wk_cross_entropy_soft (const double *logits,
                              const double *y,
                              guint n,
                              double *d_logits);
/* Rows of @logits, one target a row; the loss and @d_logits (optional) reduced. */
double wk_cross_entropy_batch (const double *logits,
                               const guint *targets,
                               guint n_samples,
                               guint n,
                               WkReduction reduction,
                               double *d_logits);
/* softplus (z) - y z; @dz (optional) = sigmoid (z) - y. */
double wk_binary_cross_entropy_with_logit (double z, double y, double *dz);
/* -(y log a + (1 - y) log (1 - a)) with 0 log 0 = 0; @da (optional). NaN for a outside
 * [0, 1]. */
double wk_binary_cross_entropy (double a, double y, double *da);

G_END_DECLS
