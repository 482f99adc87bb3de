/* wk-linear-autoencoder.h - how well a linear autoencoder or denoiser can do at best
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bounds that trained networks are compared with.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wk_linear_autoencoder_optimum:
 * @x: (array): @n samples of @p values; @n >= @p >= @code >= 1
 * @reconstruction: (array) (out) (optional): @n samples of @p
 * @singular_values: (array length=p) (out) (optional): of the centred samples, falling
 * @sse: (out): the smallest sum of squared errors
 *
 * A linear autoencoder with biases and a code of @code values can do no better than the
 * projection on the first principal components (Baldi and Hornik, Neural Networks 2,
 * 1989); the error is the sum of the other squared singular values.
 *
 * Returns: %FALSE with %WK_NUMERIC_ERROR_SHAPE or %WK_NUMERIC_ERROR_FAILED
 */
gboolean wk_linear_autoencoder_optimum (const double *x,
                                        guint n,
                                        guint p,
                                        guint code,
                                        double *reconstruction,
                                        double *singular_values,
                                        double *sse,
                                        GError **error);

/**
 * wk_linear_denoiser_optimum:
 * @covariance: (array): @p x @p, of x with mean 0; symmetric
 * @sigma: > 0, standard deviation of the noise added to each value
 * @w: (array) (out): @p x @p: estimate = w (x + noise)
 * @risk: (out): the expected squared error, summed over the values
 *
 * The Wiener filter C (C + sigma^2 I)^-1, with risk trace (sigma^2 w).
 *
 * Returns: %FALSE with %WK_NUMERIC_ERROR_SHAPE or %WK_NUMERIC_ERROR_FAILED
 */
gboolean wk_linear_denoiser_optimum (const double *covariance,
                                     guint p,
                                     double sigma,
                                     double *w,
                                     double *risk,
                                     GError **error);

G_END_DECLS
