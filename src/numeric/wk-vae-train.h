/* wk-vae-train.h - training a variational autoencoder, one minibatch at a time
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Floats, matrix products by BLAS, Adam. New / iterate / state: the caller owns the
 * loop and may stop after any minibatch; nothing is allocated in it. With one thread
 * the same seed gives the same weights bit for bit on the same machine.
 *
 * Weights begin uniform within 1 / sqrt (fan-in), W and b alike (LeCun et al.,
 * "Efficient BackProp", 1998, but for the factor; it is what PyTorch's layers do). Each
 * epoch takes the samples in a new order; a last batch that is short is taken, too.
 */
#pragma once

#include "numeric/wk-vae.h"

G_BEGIN_DECLS

typedef struct
{
  double rate;   /* of Adam, > 0; betas 0.9 and 0.999, epsilon 1e-8 */
  guint n_batch; /* samples in a minibatch, 1 to 4096 */
  guint64 seed;  /* of weights, order and draws */
} WkVaeRecipe;

typedef struct _WkVaeTrainer WkVaeTrainer;

/* Rate 0.001, minibatches of 64, seed 1. */
WkVaeRecipe wk_vae_recipe_default (void);

/**
 * wk_vae_trainer_new:
 * @samples: (array): @n samples of P bytes, 255 is 1; must stay as long as the trainer
 * @n: >= 1
 *
 * Returns: (transfer full): before the first minibatch, or %NULL with
 *   %WK_NUMERIC_ERROR_SHAPE or %WK_NUMERIC_ERROR_FAILED
 */
WkVaeTrainer *wk_vae_trainer_new (const WkVaeSpec *spec,
                                  const WkVaeRecipe *recipe,
                                  const guint8 *samples,
                                  guint n,
                                  GError **error);
void wk_vae_trainer_free (WkVaeTrainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkVaeTrainer, wk_vae_trainer_free)

/* One minibatch: loss, gradient, a step of Adam. %FALSE with
 * %WK_NUMERIC_ERROR_NOT_FINITE if the loss or a weight is not finite any more; the
 * weights are then those before the step. */
gboolean wk_vae_trainer_iterate (WkVaeTrainer *trainer, GError **error);
/* Of the minibatch that came last. */
WkVaeLoss wk_vae_trainer_get_batch_loss (const WkVaeTrainer *trainer);
/* Mean over the epoch that ended last (zeros before), while training went on. */
WkVaeLoss wk_vae_trainer_get_epoch_loss (const WkVaeTrainer *trainer);
/* Whole epochs done, and the minibatches of the one that runs. */
guint wk_vae_trainer_get_epoch (const WkVaeTrainer *trainer);
guint wk_vae_trainer_get_batch (const WkVaeTrainer *trainer);
guint wk_vae_trainer_get_n_batches (const WkVaeTrainer *trainer);

/* As long as wk_vae_n_weights(); valid until the next minibatch. */
const float *wk_vae_trainer_peek_weights (const WkVaeTrainer *trainer);
/* From here on the training goes on from these weights; Adam begins anew. */
void wk_vae_trainer_set_weights (WkVaeTrainer *trainer, const float *weights);
/* Means of all latent positions: mu of each of @n samples, L values each. With BLAS;
 * fast, for watching, not for what must be the same on every machine. */
void wk_vae_trainer_encode (WkVaeTrainer *trainer,
                            const guint8 *samples,
                            guint n,
                            float *mu,
                            float *logvar);

/**
 * wk_vae_trainer_evaluate:
 * @samples: (array): @n samples of P bytes
 * @n_draws: how many fixed draws of w each sample is judged with; the same in every
 * call
 *
 * Mean over samples and draws, with the weights as they are.
 */
gboolean wk_vae_trainer_evaluate (WkVaeTrainer *trainer,
                                  const guint8 *samples,
                                  guint n,
                                  guint n_draws,
                                  WkVaeLoss *loss,
                                  GError **error);

G_END_DECLS
