/* plain-vae.h - an autoencoder written out as loops, beside which the real one is held
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 784-H-(2+2)-H-784, weights in the order that numeric/wk-vae.h tells, [from][to].
 */
#pragma once

#include <math.h>

#include "model/wk-trained.h"

#define PLAIN_PIXELS 784

typedef struct
{
  guint hidden;
  const float *we, *be, *wm, *bm, *wl, *bl, *wd, *bd, *wo, *bo;
} PlainVae;

static inline PlainVae
plain_vae (const WkTrained *trained, guint hidden)
{
  gsize n;
  const float *w = wk_trained_get_weights (trained, &n);
  PlainVae vae = { .hidden = hidden };

  vae.we = w;
  vae.be = vae.we + PLAIN_PIXELS * hidden;
  vae.wm = vae.be + hidden;
  vae.bm = vae.wm + hidden * 2;
  vae.wl = vae.bm + 2;
  vae.bl = vae.wl + hidden * 2;
  vae.wd = vae.bl + 2;
  vae.bd = vae.wd + 2 * hidden;
  vae.wo = vae.bd + hidden;
  vae.bo = vae.wo + hidden * PLAIN_PIXELS;
  g_assert_cmpuint ((gsize) (vae.bo + PLAIN_PIXELS - w), ==, n);
  return vae;
}

static inline void
plain_encode (const PlainVae *vae, const double *x, double mu[2], double sigma[2])
{
  double logvar[2];

  for (guint k = 0; k < 2; k++)
    {
      mu[k] = (double) vae->bm[k];
      logvar[k] = (double) vae->bl[k];
    }
  for (guint j = 0; j < vae->hidden; j++)
    {
      double h = (double) vae->be[j];

      for (guint i = 0; i < PLAIN_PIXELS; i++)
        h += x[i] * (double) vae->we[i * vae->hidden + j];
      h = MAX (h, 0);
      for (guint k = 0; k < 2; k++)
        {
          mu[k] += h * (double) vae->wm[2 * j + k];
          logvar[k] += h * (double) vae->wl[2 * j + k];
        }
    }
  for (guint k = 0; k < 2; k++)
    sigma[k] = sqrt (exp (logvar[k]));
}

static inline void
plain_decode (const PlainVae *vae, const double z[2], double *x)
{
  for (guint i = 0; i < PLAIN_PIXELS; i++)
    x[i] = (double) vae->bo[i];
  for (guint j = 0; j < vae->hidden; j++)
    {
      double g = (double) vae->bd[j] + z[0] * (double) vae->wd[j] +
                 z[1] * (double) vae->wd[vae->hidden + j];

      for (guint i = 0; i < PLAIN_PIXELS; i++)
        x[i] += MAX (g, 0) * (double) vae->wo[j * PLAIN_PIXELS + i];
    }
  for (guint i = 0; i < PLAIN_PIXELS; i++)
    x[i] = 1 / (1 + exp (-x[i]));
}
