/* wk-latent-train.h - training an autoencoder on the digits that ship
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of the parameters hidden, likelihood, autoencoder, beta, training_seed and epochs;
 * two latent dimensions, Adam with rate 0.001, minibatches of 64
 * (numeric/wk-vae-train.h). The recipe has these as hidden, likelihood, autoencoder,
 * beta, seed, rate, batch and latent; a plain autoencoder's beta is 0 there.
 */
#pragma once

#include "model/wk-kind.h"

G_BEGIN_DECLS

/* Of each epoch, in nats a digit: means over the epoch while training went on, and with
 * the weights at its end over the 1 000 digits held out. */
typedef enum
{
  WK_LATENT_CURVE_RECONSTRUCTION,
  WK_LATENT_CURVE_KL,
  WK_LATENT_CURVE_HELD_OUT_RECONSTRUCTION,
  WK_LATENT_CURVE_HELD_OUT_KL,
  WK_LATENT_N_CURVES,
} WkLatentCurve;

extern const WkTraining wk_latent_training;

G_END_DECLS
