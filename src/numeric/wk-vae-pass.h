/* wk-vae-pass.h - one minibatch through a variational autoencoder and back, in floats
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What wk-vae-train.h is made of: load, encode, sample, decode, backward, update, in
 * that order. Formulas and order of the weights: wk-vae.h. Products of full matrices by
 * BLAS, those with pictures that are mostly 0 by wk-vae-sparse.h. Nothing is allocated
 * but by init.
 */
#pragma once

#include "numeric/wk-vae-loops.h"
#include "numeric/wk-vae-sparse.h"
#include "numeric/wk-vae.h"

G_BEGIN_DECLS

typedef struct
{
  WkVaeSpec spec;
  guint n_batch; /* rows at most */

  gsize n_weights;
  gsize at[WK_VAE_N_BLOCKS];
  float *weights, *m, *v; /* n_weights each; m and v: moments of Adam */

  /* Rows of one minibatch. */
  float *x;               /* P: the samples */
  gboolean is_sparse;     /* the two that follow hold x, too */
  WkVaeSparse by_sample;  /* a row for each sample */
  WkVaeSparse by_pixel;   /* a row for each pixel; made by backward */
  float *hidden, *back;   /* H: encoder; derivative of the loss by what enters it */
  float *unfolded, *fold; /* H: the same of the decoder */
  float *o;               /* P: logits or means; becomes the derivative by them */
  float *mu, *logvar, *z; /* L */
  float *d_mu, *d_logvar, *dz; /* L */

  float *tile; /* of the gradient */
  float *room; /* all of them */
} WkVaePass;

/* FALSE with %WK_NUMERIC_ERROR_SHAPE if there is not enough memory; clear it all the
 * same. All weights and moments are 0. */
gboolean wk_vae_pass_init (WkVaePass *pass,
                           const WkVaeSpec *spec,
                           guint n_batch,
                           GError **error);
void wk_vae_pass_clear (WkVaePass *pass);

/* @n samples of P bytes: those that @order tells, or the first ones if it is NULL. */
void wk_vae_pass_load (WkVaePass *pass,
                       const guint8 *samples,
                       const guint *order,
                       guint n);
/* Of the @n samples that were loaded: mu and logvar. */
void wk_vae_pass_encode (WkVaePass *pass, guint n);
/* z from mu, logvar and the draws @w (n L), which are ignored if deterministic. Returns
 * the divergence summed over the samples; d_mu and d_logvar become its derivatives. */
double wk_vae_pass_sample (WkVaePass *pass, const float *w, guint n);
/* Returns the reconstruction summed over the samples. With @derive o becomes the
 * derivative of its mean by o. */
double wk_vae_pass_decode (WkVaePass *pass, guint n, gboolean derive);
/* Derivatives by what enters every layer. FALSE if the gradient, or its square, could
 * be beyond what a float holds. */
gboolean wk_vae_pass_backward (WkVaePass *pass, guint n);
/* The gradient, a part at a time, and with it a step of Adam over all weights. */
void wk_vae_pass_update (WkVaePass *pass, const WkVaeAdam *adam, guint n);

G_END_DECLS
