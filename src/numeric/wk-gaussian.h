/* wk-gaussian.h - the normal distribution of a variational autoencoder
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For independent dimensions with means mu and standard deviations sigma > 0.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wk_gaussian_kl:
 * @d_mu, @d_sigma, @d_logvar: (array length=n) (optional): derivatives with respect to
 *   mu, sigma and log sigma^2
 *
 * D(q || p) of q = N (mu, sigma^2) from p = N (0, 1): 1/2 sum mu^2 + sigma^2 - log
 * sigma^2
 * - 1, without cancellation near its minimum at mu = 0, sigma = 1.
 *
 * Returns: the divergence, in nats; NaN if a sigma is not positive
 */
double wk_gaussian_kl (const double *mu,
                       const double *sigma,
                       guint n,
                       double *d_mu,
                       double *d_sigma,
                       double *d_logvar);

/* The same from log sigma^2, as a network gives it. @d_mu and @d_logvar are optional.
 */
double wk_gaussian_kl_logvar (const double *mu,
                              const double *logvar,
                              guint n,
                              double *d_mu,
                              double *d_logvar);

/* z = mu + sigma w, with w drawn from N (0, 1). */
void wk_gaussian_sample (const double *mu,
                         const double *sigma,
                         const double *w,
                         guint n,
                         double *z);

/* The share of N (0, 1) in two dimensions that lies within @radius of its middle:
 * 1 - exp (-radius^2 / 2), the distribution of Rayleigh. */
double wk_gaussian_within (double radius);

/* From @dz = dJ/dz to the derivatives with respect to mu, sigma and log sigma^2 (all
 * optional): dz, dz w, and dz w sigma / 2. */
void wk_gaussian_sample_backward (const double *sigma,
                                  const double *w,
                                  const double *dz,
                                  guint n,
                                  double *d_mu,
                                  double *d_sigma,
                                  double *d_logvar);

G_END_DECLS
