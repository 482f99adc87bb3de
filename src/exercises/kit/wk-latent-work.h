/* wk-latent-work.h - a variational autoencoder's exercise, worked out
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps work either with the numbers given (a small case by hand) or with those of
 * the chosen digit, which the trained encoder gives. Formulas: D. P. Kingma and
 * M. Welling, "Auto-Encoding Variational Bayes", ICLR 2014, appendix B.
 */
#pragma once

#include <gio/gio.h>

#include "model/wk-params.h"
#include "model/wk-trained.h"
#include "numeric/wk-vae.h"

G_BEGIN_DECLS

#define WK_LATENT_MAX 2    /* latent dimensions of the worked numbers */
#define WK_LATENT_MORE 4   /* of step 6 */
#define WK_LATENT_PIXELS 8 /* of the case by hand */
/* Where the pen of the pad is at first. */
#define WK_LATENT_PEN_COLUMN 14
#define WK_LATENT_PEN_ROW 8

typedef enum
{
  WK_LATENT_STEP_CLOUD = 1,
  WK_LATENT_STEP_DRAW,
  WK_LATENT_STEP_DECODE,
  WK_LATENT_STEP_KL,
  WK_LATENT_STEP_TOTAL,
  WK_LATENT_STEP_MORE,
  WK_LATENT_STEP_PLANE,
} WkLatentStep;
#define WK_LATENT_N_STEPS 7

/* In the order of the parameter "view". */
typedef enum
{
  WK_LATENT_VIEW_STEPS, /* beside the plane: what the step is about */
  WK_LATENT_VIEW_DIGIT, /* the chosen digit, or the dragged z, through the network */
  WK_LATENT_VIEW_GRID,  /* the plane, decoded */
  WK_LATENT_VIEW_PATH,  /* between two digits */
  WK_LATENT_VIEW_PRIOR, /* samples from the prior */
  WK_LATENT_VIEW_KL,    /* the divergence over (mu, sigma) */
  WK_LATENT_VIEW_PAIR,  /* the plain autoencoder beside it */
  WK_LATENT_VIEW_TRAINING,
} WkLatentView;

typedef struct _WkLatentModel WkLatentModel; /* kit/wk-latent-model.h */

typedef struct
{
  /* The worked numbers, @n dimensions. */
  guint n;
  double mu[WK_LATENT_MAX];
  double sigma[WK_LATENT_MAX];
  double w[WK_LATENT_MAX];
  double z[WK_LATENT_MAX];  /* mu + w sigma */
  double kl[WK_LATENT_MAX]; /* of each dimension, nats */
  double kl_sum;
  double reconstruction; /* nats, summed over pixels */
  double beta;
  double total; /* reconstruction + beta kl_sum */

  /* The case by hand: pixels and what was decoded; also there when a digit is worked
   * with. */
  guint n_pixels;
  double x[WK_LATENT_PIXELS];
  double decoded[WK_LATENT_PIXELS];

  /* Step 6: another cloud, of several dimensions. */
  guint n_more;
  double more_mu[WK_LATENT_MORE];
  double more_sigma[WK_LATENT_MORE];
  double more_kl[WK_LATENT_MORE];
  double more_sum;

  /* The chosen digit. */
  gboolean is_digit; /* the worked numbers are the digit's: 2 dimensions, 784 pixels */
  gboolean no_cloud; /* they would be, but the model is a plain autoencoder */
  gboolean is_own;   /* drawn by hand: no label, no place in the set */
  guint digit;       /* its place in the training set, from 0 */
  int label;         /* 0 to 9; -1 if drawn by hand or unknown */

  WkLatentView view;
  double point[2]; /* the dragged z */
  double pen[2];   /* column and row of the pad, from 0 to 28 */
  gboolean has_model;
  char *no_model;             /* why there is no model: one sentence; else NULL */
  WkTrained *trained;         /* or NULL */
  const WkLatentModel *model; /* derived from @trained, or NULL */
  WkTrained *plain;           /* the plain autoencoder, for WK_LATENT_VIEW_PAIR */
  const WkLatentModel *plain_model;
  char *no_plain;                     /* why it is not there; else NULL */
  struct _WkLatentPictures *pictures; /* or NULL: no model */
} WkLatentWork;

/* NULL with @error if cancelled, or if the numbers of a digit are asked for and there
 * is no model. */
WkLatentWork *wk_latent_work_new (const WkParams *params,
                                  GCancellable *cancellable,
                                  GError **error);
void wk_latent_work_free (WkLatentWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkLatentWork, wk_latent_work_free)
/* Latent dimensions and pixels of the case by hand. */
void wk_latent_work_get_size (const WkParams *params, guint *n, guint *n_pixels);
/* WkExerciseKind.check and .is_slow. */
gboolean wk_latent_work_check (const WkParams *params, GError **error);
gboolean wk_latent_work_is_slow (const WkParams *params);

G_END_DECLS
