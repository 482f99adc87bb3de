/* wk-vae.h - a variational autoencoder: encoder, sampling, decoder, loss, gradient
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * D. P. Kingma and M. Welling, "Auto-Encoding Variational Bayes", ICLR 2014. Per sample
 * x of P values in [0, 1], with one hidden layer of H units on each side and L latent
 * dimensions:
 *
 *   h = relu (x We + be)      mu = h Wm + bm      l = log sigma^2 = h Wl + bl
 *   z = mu + w sigma, w ~ N (0, 1)
 *   g = relu (z Wd + bd)      o = g Wo + bo
 *
 *   Bernoulli: decoded x = sigmoid (o), reconstruction = sum of binary cross-entropies
 *   Gaussian:  decoded x = o, reconstruction = 1/2 sum (o - x)^2
 *   J = mean over the samples of reconstruction + beta D (q || p), in nats
 *
 * The plain autoencoder has z = mu and no divergence: w = 0, beta = 0.
 *
 * Here everything is double and summed in a fixed order, without BLAS. What is drawn
 * comes from wk_vae_encode() and wk_vae_decode(), whose bits are the same on every
 * machine. wk-vae-train.h has the fast floats.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WK_VAE_BERNOULLI,
  WK_VAE_GAUSSIAN,
} WkVaeLikelihood;

typedef struct
{
  guint n_pixels; /* P, 1 to 4096 */
  guint n_hidden; /* H, 1 to 4096 */
  guint n_latent; /* L, 1 to 64 */
  WkVaeLikelihood likelihood;
  double beta; /* >= 0 */
  gboolean
      deterministic; /* the plain autoencoder: z = mu, the divergence is left out */
} WkVaeSpec;

/* The weights lie in one array, in this order; W is [from][to]. */
typedef enum
{
  WK_VAE_WE, /* P x H */
  WK_VAE_BE, /* H */
  WK_VAE_WM, /* H x L */
  WK_VAE_BM, /* L */
  WK_VAE_WL, /* H x L */
  WK_VAE_BL, /* L */
  WK_VAE_WD, /* L x H */
  WK_VAE_BD, /* H */
  WK_VAE_WO, /* H x P */
  WK_VAE_BO, /* P */
  WK_VAE_N_BLOCKS,
} WkVaeBlock;

typedef struct
{
  double loss;           /* reconstruction + beta kl */
  double reconstruction; /* nats, summed over pixels, mean over samples */
  double kl;             /* nats, summed over dimensions, mean over samples */
} WkVaeLoss;

/* 784-256-(2+2)-256-784, Bernoulli, beta 1. */
WkVaeSpec wk_vae_spec_default (void);
/* FALSE with %WK_NUMERIC_ERROR_SHAPE or %WK_NUMERIC_ERROR_FAILED if a number is out of
 * its range. */
gboolean wk_vae_spec_check (const WkVaeSpec *spec, GError **error);
/* Where a block begins, and how many rows and columns it has (a bias has one row). */
gsize wk_vae_block (const WkVaeSpec *spec,
                    WkVaeBlock block,
                    guint *rows,
                    guint *columns);
gsize wk_vae_n_weights (const WkVaeSpec *spec);

/* @mu, @logvar: (array length=L). One sample. */
void wk_vae_encode (const WkVaeSpec *spec,
                    const double *weights,
                    const double *x,
                    double *mu,
                    double *logvar);
/* @x: (array length=P): the decoded picture, after the sigmoid if Bernoulli. One z. */
void wk_vae_decode (const WkVaeSpec *spec,
                    const double *weights,
                    const double *z,
                    double *x);
/**
 * wk_vae_encode_many:
 * @samples: (array): @n samples of P bytes, 255 is 1
 * @mu: (array): @n times L
 * @logvar: (array): @n times L
 *
 * The very numbers of wk_vae_encode(), faster: some 10 us a sample of 784 pixels. Who
 * wants to be able to stop asks for some hundred samples at a time.
 */
void wk_vae_encode_many (const WkVaeSpec *spec,
                         const double *weights,
                         const guint8 *samples,
                         guint n,
                         double *mu,
                         double *logvar);
/* @z: (array): @n of L; @x: (array): @n of P. The very numbers of wk_vae_decode(),
 * faster than one by one. */
void wk_vae_decode_many (const WkVaeSpec *spec,
                         const double *weights,
                         const double *z,
                         guint n,
                         double *x);
/* Nats of one sample decoded as @decoded (what wk_vae_decode() gives). */
double wk_vae_reconstruction (const WkVaeSpec *spec,
                              const double *x,
                              const double *decoded);

/**
 * wk_vae_loss:
 * @x: (array): @n samples of P
 * @w: (array): @n draws of L from N (0, 1); ignored if deterministic
 * @gradient: (array) (out) (optional): dJ/dweights, as long as the weights
 *
 * Returns: %FALSE with %WK_NUMERIC_ERROR_NOT_FINITE or %WK_NUMERIC_ERROR_SHAPE
 */
gboolean wk_vae_loss (const WkVaeSpec *spec,
                      const double *weights,
                      const double *x,
                      const double *w,
                      guint n,
                      WkVaeLoss *loss,
                      double *gradient,
                      GError **error);

G_END_DECLS
