/* wk-latent-pictures.h - the pictures a latent space's figure shows
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decoded once when the exercise is solved: a figure is drawn many times while a step
 * runs.
 */
#pragma once

#include "exercises/kit/wk-latent-work.h"
#include "model/wk-digits.h"

G_BEGIN_DECLS

#define WK_LATENT_PATH 9 /* pictures along the path, both ends among them */
#define WK_LATENT_SAMPLES 20
#define WK_LATENT_PAIR_SAMPLES 6

struct _WkLatentPictures
{
  guint8 input[WK_DIGITS_PIXELS];    /* the chosen digit, or the one drawn by hand */
  double code_mu[2], code_sigma[2];  /* where the encoder puts it */
  guint8 decoded[WK_DIGITS_PIXELS];  /* from the worked z */
  guint8 at_point[WK_DIGITS_PIXELS]; /* from the dragged z */

  /* WK_LATENT_VIEW_PATH */
  guint8 end[WK_DIGITS_PIXELS];
  double end_mu[2];
  guint8 path[WK_LATENT_PATH][WK_DIGITS_PIXELS];
  guint8 mixed[WK_LATENT_PATH][WK_DIGITS_PIXELS];

  /* WK_LATENT_VIEW_PRIOR */
  double sample_z[WK_LATENT_SAMPLES][2];
  guint8 samples[WK_LATENT_SAMPLES][WK_DIGITS_PIXELS];

  /* WK_LATENT_VIEW_PAIR: from the prior, and from a normal distribution fitted to the
   * plain autoencoder's codes. */
  double pair_z[2][WK_LATENT_PAIR_SAMPLES][2];
  guint8 pair[2][WK_LATENT_PAIR_SAMPLES][WK_DIGITS_PIXELS];
};

typedef struct _WkLatentPictures WkLatentPictures;

/* @work: with its model; its z, point and digit are settled. (transfer full) */
WkLatentPictures *wk_latent_pictures_new (const WkLatentWork *work,
                                          const WkParams *params);
/* What the digit of @params looks like to the encoder: WK_DIGITS_PIXELS values in
 * [0, 1]; the one drawn by hand, moved to the middle, where `own` is on. */
void wk_latent_pictures_get_input (const WkLatentModel *model,
                                   const WkParams *params,
                                   double *pixels);

G_END_DECLS
