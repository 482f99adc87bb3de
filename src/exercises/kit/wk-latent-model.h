/* wk-latent-model.h - what is worked out of an autoencoder's weights to be drawn
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the encoder puts each digit of the training set, and what the decoder makes of
 * places of the plane. In double and in a fixed order throughout (numeric/wk-vae.h),
 * but for the codes that a trainer hands over while one watches.
 */
#pragma once

#include <gio/gio.h>

#include "model/wk-digits.h"
#include "model/wk-trained.h"
#include "numeric/wk-vae.h"

G_BEGIN_DECLS

#define WK_LATENT_GRID 8 /* decoded pictures a side of the grid */
#define WK_LATENT_CLASSES 10
#define WK_LATENT_PLANE 2 /* dimensions of a model that can be drawn */

typedef struct _WkLatentModel WkLatentModel;

/* Immutable; belongs to its WkTrained. */
struct _WkLatentModel
{
  WkVaeSpec spec;
  double *weights;

  /* The training set: @n digits. */
  guint n;
  const guint8 *pixels;
  const guint8 *labels;
  double *mu;    /* n * 2 */
  double *sigma; /* n * 2; zeros of a plain autoencoder */
  /* Medians of each class, where its name is written. */
  double centres[WK_LATENT_CLASSES][WK_LATENT_PLANE];

  /* The plane is shown from middle - reach to middle + reach in both dimensions; the
   * middle is 0 but for a plain autoencoder, whose codes lie where they like. */
  double middle[WK_LATENT_PLANE];
  double reach;
  /* Of all codes: a normal distribution fitted to them. */
  double mean[WK_LATENT_PLANE];
  double deviation[WK_LATENT_PLANE];
  /* Share of the squares of the plane within two standard deviations (of the prior; of
   * the fitted distribution for a plain autoencoder) in which no digit lies. */
  double holes;
  /* WK_LATENT_GRID rows of pictures from the top, each WK_DIGITS_PIXELS. */
  guint8 *grid;
};

/* Width, sort and beta from the recipe of weights. %FALSE with %WK_TRAINED_ERROR_KIND
 * where something is missing or out of range. */
gboolean wk_latent_spec_from_recipe (WkValue *recipe, WkVaeSpec *spec, GError **error);

/**
 * wk_latent_model_new:
 * @weights: (array): as many as wk_vae_n_weights() says
 * @mu, @logvar: (array) (nullable): codes of all training digits, 2 each; %NULL: worked
 *   out here, which takes some tenths of a second
 *
 * Returns: (transfer full): the model, or %NULL with @error: no digits, cancelled, or
 *   codes that are not finite
 */
WkLatentModel *wk_latent_model_new (const WkVaeSpec *spec,
                                    const float *weights,
                                    const float *mu,
                                    const float *logvar,
                                    GCancellable *cancellable,
                                    GError **error);
void wk_latent_model_free (WkLatentModel *model);

/* Derived from weights once and kept with them; borrowed. */
const WkLatentModel *wk_latent_model_get (WkTrained *trained,
                                          GCancellable *cancellable,
                                          GError **error);

/* @pixels: WK_DIGITS_PIXELS values in [0, 1]. */
void wk_latent_model_encode (const WkLatentModel *model,
                             const double *pixels,
                             double mu[WK_LATENT_PLANE],
                             double sigma[WK_LATENT_PLANE]);
/* @picture: (array length=WK_DIGITS_PIXELS), in [0, 1]. */
void wk_latent_model_decode (const WkLatentModel *model,
                             const double z[WK_LATENT_PLANE],
                             double *picture);
/* The same in 256 shades. */
void wk_latent_model_decode_bytes (const WkLatentModel *model,
                                   const double z[WK_LATENT_PLANE],
                                   guint8 *picture);
/* Nats, summed over pixels: of @pixels decoded as @picture. */
double wk_latent_model_reconstruction (const WkLatentModel *model,
                                       const double *pixels,
                                       const double *picture);
/* The digit whose mu is nearest to @z. */
guint wk_latent_model_nearest (const WkLatentModel *model,
                               const double z[WK_LATENT_PLANE]);
/* Row and column (both from 0, the top left) of the grid's place, and the z there. */
void wk_latent_model_grid_place (const WkLatentModel *model,
                                 guint row,
                                 guint column,
                                 double z[WK_LATENT_PLANE]);
/* A digit's pixels as values in [0, 1]. */
void wk_latent_model_get_digit (const WkLatentModel *model,
                                guint digit,
                                double *pixels);

G_END_DECLS
