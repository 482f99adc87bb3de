/* wk-vae-pass.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gradient is never there as a whole: a part of it that the processor holds near is
 * worked out, and Adam takes that part of the weights, before the next. So all
 * derivatives by layers come first, and whether they are finite is asked of them.
 */
#include "config.h"

#include "numeric/wk-vae-pass.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cblas.h>

#include "numeric/wk-gaussian.h"
#include "numeric/wk-numeric.h"

/* Numbers of the gradient at a time, and rows of it where it comes from a sparse
 * product. */
#define TILE 65536
#define TILE_ROWS 32
/* Columns that a sparse product takes at a time. */
#define PACKED 64
/* Gradients beyond it have squares that a float may not hold. */
#define LARGEST 1e18f

/* --- room --- */

static float *
take (float **next, gsize n)
{
  float *taken = *next;

  /* Each begins where vectors are read fastest. */
  *next += (n + 15) / 16 * 16;
  return taken;
}

/* Room for what is not 0, at most half of it: see wk_vae_pass_load(). */
static gboolean
init_sparse (WkVaeSparse *sparse, guint n_rows, gsize n)
{
  sparse->begin = g_try_new0 (guint, (gsize) n_rows + 1);
  sparse->at = g_try_new (guint16, n);
  sparse->value = g_try_new (float, n);
  return sparse->begin != NULL && sparse->at != NULL && sparse->value != NULL;
}

static void
clear_sparse (WkVaeSparse *sparse)
{
  g_free (sparse->begin);
  g_free (sparse->at);
  g_free (sparse->value);
}

static void
share_room (WkVaePass *self, gsize n_tile)
{
  gsize pixels = (gsize) self->n_batch * self->spec.n_pixels;
  gsize hidden = (gsize) self->n_batch * self->spec.n_hidden;
  gsize latent = (gsize) self->n_batch * self->spec.n_latent;
  float *next = self->room + (64 - (gsize) self->room % 64) / sizeof (float) % 16;

  self->weights = take (&next, self->n_weights);
  self->m = take (&next, self->n_weights);
  self->v = take (&next, self->n_weights);
  self->x = take (&next, pixels);
  self->o = take (&next, pixels);
  self->hidden = take (&next, hidden);
  self->back = take (&next, hidden);
  self->unfolded = take (&next, hidden);
  self->fold = take (&next, hidden);
  self->mu = take (&next, latent);
  self->logvar = take (&next, latent);
  self->z = take (&next, latent);
  self->d_mu = take (&next, latent);
  self->d_logvar = take (&next, latent);
  self->dz = take (&next, latent);
  self->tile = take (&next, n_tile);
}

gboolean
wk_vae_pass_init (WkVaePass *pass, const WkVaeSpec *spec, guint n_batch, GError **error)
{
  gsize b = n_batch;
  gsize most = b * spec->n_pixels / 2 + spec->n_pixels + 8;
  gsize widest = MAX (spec->n_pixels, spec->n_hidden);
  gsize n_tile = MAX (TILE, TILE_ROWS * widest);
  gsize n;

  *pass = (WkVaePass){ .spec = *spec, .n_batch = n_batch };
  pass->n_weights = wk_vae_n_weights (spec);
  for (guint i = 0; i < WK_VAE_N_BLOCKS; i++)
    pass->at[i] = wk_vae_block (spec, i, NULL, NULL);
  n = 3 * pass->n_weights + b * (2 * spec->n_pixels + 4 * spec->n_hidden) +
      6 * b * spec->n_latent + n_tile + 16 * 17;
  pass->room = g_try_malloc0_n (n, sizeof (float));
  if (pass->room == NULL || !init_sparse (&pass->by_sample, n_batch, most) ||
      !init_sparse (&pass->by_pixel, spec->n_pixels, most))
    {
      g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                           N_ ("training: not enough memory"));
      return FALSE;
    }
  share_room (pass, n_tile);
  return TRUE;
}

void
wk_vae_pass_clear (WkVaePass *pass)
{
  clear_sparse (&pass->by_sample);
  clear_sparse (&pass->by_pixel);
  g_free (pass->room);
}

/* --- load --- */

static void
prefetch (const guint8 *bytes, guint n)
{
  for (guint i = 0; i < n; i += 64)
    __builtin_prefetch (bytes + i);
}

void
wk_vae_pass_load (WkVaePass *pass, const guint8 *samples, const guint *order, guint n)
{
  WkVaeSparse *sparse = &pass->by_sample;
  guint p = pass->spec.n_pixels;
  guint most = (guint) ((gsize) pass->n_batch * p / 2);
  guint found = 0;

  pass->is_sparse = TRUE;
  sparse->n_rows = n;
  for (guint i = 0; i < n; i++)
    {
      const guint8 *sample = samples + (gsize) (order != NULL ? order[i] : i) * p;

      /* In a shuffled order the processor cannot guess what comes next. */
      if (order != NULL && i + 2 < n)
        prefetch (samples + (gsize) order[i + 2] * p, p);
      wk_vae_from_bytes (sample, p, pass->x + (gsize) i * p);
      if (!pass->is_sparse)
        continue;
      found += wk_vae_sparse_from_bytes (sample, p, sparse->at + found,
                                         sparse->value + found);
      sparse->begin[i + 1] = found;
      /* There the product of full matrices is faster. */
      pass->is_sparse = found <= most;
    }
}

/* --- products --- */

/* to = from W + b for @n rows. */
static void
affine (const WkVaePass *self,
        const float *from,
        guint n_from,
        WkVaeBlock block,
        guint n_to,
        guint n,
        float *to)
{
  const float *bias = self->weights + self->at[block + 1];

  for (guint i = 0; i < n; i++)
    memcpy (to + (gsize) i * n_to, bias, n_to * sizeof *to);
  wk_numeric_lock_blas ();
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) n, (int) n_to,
               (int) n_from, 1, from, (int) n_from, self->weights + self->at[block],
               (int) n_to, 1, to, (int) n_to);
  wk_numeric_unlock_blas ();
}

/* back = delta W^T, added to what is there if @add. */
static void
through (const WkVaePass *self,
         WkVaeBlock block,
         const float *delta,
         guint n_to,
         guint n_from,
         guint n,
         gboolean add,
         float *back)
{
  wk_numeric_lock_blas ();
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) n, (int) n_from,
               (int) n_to, 1, delta, (int) n_to, self->weights + self->at[block],
               (int) n_to, add ? 1 : 0, back, (int) n_from);
  wk_numeric_unlock_blas ();
}

/* --- forward --- */

void
wk_vae_pass_encode (WkVaePass *pass, guint n)
{
  const float *weights = pass->weights;
  guint h = pass->spec.n_hidden;
  guint l = pass->spec.n_latent;

  if (pass->is_sparse)
    wk_vae_sparse_product (&pass->by_sample, 0, n, weights + pass->at[WK_VAE_WE], h, h,
                           weights + pass->at[WK_VAE_BE], pass->hidden, h);
  else
    affine (pass, pass->x, pass->spec.n_pixels, WK_VAE_WE, h, n, pass->hidden);
  wk_vae_relu (pass->hidden, (gsize) n * h);
  affine (pass, pass->hidden, h, WK_VAE_WM, l, n, pass->mu);
  affine (pass, pass->hidden, h, WK_VAE_WL, l, n, pass->logvar);
}

double
wk_vae_pass_sample (WkVaePass *pass, const float *w, guint n)
{
  gsize size = (gsize) n * pass->spec.n_latent;
  double kl = 0;

  for (gsize i = 0; i < size; i++)
    {
      double mu = (double) pass->mu[i];
      double logvar = (double) pass->logvar[i];
      double d_mu;
      double d_logvar;

      kl += wk_gaussian_kl_logvar (&mu, &logvar, 1, &d_mu, &d_logvar);
      pass->d_mu[i] = (float) d_mu;
      pass->d_logvar[i] = (float) d_logvar;
      pass->z[i] = pass->mu[i];
      if (!pass->spec.deterministic)
        pass->z[i] += w[i] * (float) exp (logvar / 2);
    }
  return kl;
}

double
wk_vae_pass_decode (WkVaePass *pass, guint n, gboolean derive)
{
  guint h = pass->spec.n_hidden;
  guint p = pass->spec.n_pixels;
  gsize size = (gsize) n * p;
  float *d = derive ? pass->o : NULL;

  affine (pass, pass->z, pass->spec.n_latent, WK_VAE_WD, h, n, pass->unfolded);
  wk_vae_relu (pass->unfolded, (gsize) n * h);
  affine (pass, pass->unfolded, h, WK_VAE_WO, p, n, pass->o);
  if (pass->spec.likelihood == WK_VAE_GAUSSIAN)
    return wk_vae_half_square (pass->o, pass->x, size, 1.0f / (float) n, d);
  return wk_vae_cross_entropy (pass->o, pass->x, size, 1.0f / (float) n, d);
}

/* --- backward --- */

/* Whether no number of from^T delta, summed over @n rows, can be too large. */
static gboolean
fits (float from, const float *delta, guint n_to, guint n)
{
  float largest = wk_vae_largest (delta, (gsize) n * n_to);

  /* Not finite is not less, either. The bias has 1 for @from. */
  return MAX (from, 1.0f) * largest * (float) n < LARGEST;
}

gboolean
wk_vae_pass_backward (WkVaePass *pass, guint n)
{
  guint p = pass->spec.n_pixels;
  guint h = pass->spec.n_hidden;
  guint l = pass->spec.n_latent;
  gsize latent = (gsize) n * l;
  gsize hidden = (gsize) n * h;
  float beta = pass->spec.deterministic ? 0 : (float) (pass->spec.beta / n);
  float from = wk_vae_largest (pass->hidden, hidden);

  through (pass, WK_VAE_WO, pass->o, p, h, n, FALSE, pass->fold);
  wk_vae_gate (pass->unfolded, hidden, pass->fold);
  through (pass, WK_VAE_WD, pass->fold, h, l, n, FALSE, pass->dz);
  for (gsize i = 0; i < latent; i++)
    {
      /* w sigma = z - mu, which is 0 where nothing is drawn. */
      float drawn = pass->dz[i] * (pass->z[i] - pass->mu[i]) / 2;

      /* What counts for nothing may be infinite: a plain autoencoder leaves log sigma^2
       * to itself. */
      pass->d_mu[i] = pass->dz[i] + (beta > 0 ? beta * pass->d_mu[i] : 0);
      pass->d_logvar[i] = drawn + (beta > 0 ? beta * pass->d_logvar[i] : 0);
    }
  through (pass, WK_VAE_WM, pass->d_mu, l, h, n, FALSE, pass->back);
  through (pass, WK_VAE_WL, pass->d_logvar, l, h, n, TRUE, pass->back);
  wk_vae_gate (pass->hidden, hidden, pass->back);
  if (pass->is_sparse)
    wk_vae_sparse_transpose (&pass->by_sample, p, &pass->by_pixel);
  return fits (wk_vae_largest (pass->unfolded, hidden), pass->o, p, n) &&
         fits (wk_vae_largest (pass->z, latent), pass->fold, h, n) &&
         fits (from, pass->d_mu, l, n) && fits (from, pass->d_logvar, l, n) &&
         fits (1, pass->back, h, n);
}

/* --- update --- */

/* A step of @n weights from @offset on, with the gradient in the tile. */
static void
step (WkVaePass *self, const WkVaeAdam *adam, gsize offset, gsize n)
{
  wk_vae_adam (adam, self->tile, n, self->m + offset, self->v + offset,
               self->weights + offset);
}

static void
update_bias (WkVaePass *self,
             const WkVaeAdam *adam,
             WkVaeBlock bias,
             const float *delta,
             guint n_to,
             guint n)
{
  wk_vae_column_sums (delta, n, n_to, self->tile);
  step (self, adam, self->at[bias], n_to);
}

/* W and b of a block, from what enters it and the derivative by what leaves it. */
static void
update_block (WkVaePass *self,
              const WkVaeAdam *adam,
              const float *from,
              guint n_from,
              WkVaeBlock block,
              const float *delta,
              guint n_to,
              guint n)
{
  guint rows = MAX (TILE / n_to, 1);

  for (guint i = 0; i < n_from; i += rows)
    {
      guint count = MIN (rows, n_from - i);

      wk_numeric_lock_blas ();
      cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) count, (int) n_to,
                   (int) n, 1, from + i, (int) n_from, delta, (int) n_to, 0, self->tile,
                   (int) n_to);
      wk_numeric_unlock_blas ();
      step (self, adam, self->at[block] + (gsize) i * n_to, (gsize) count * n_to);
    }
  update_bias (self, adam, block + 1, delta, n_to, n);
}

/* PACKED columns of the derivative lie one row behind the other; they take the room of
 * the encoder, which is not needed any more. */
static void
pack (WkVaePass *self, guint n)
{
  guint h = self->spec.n_hidden;
  float *to = self->hidden;

  for (guint j = 0; j < h; j += PACKED)
    for (guint i = 0; i < n; i++)
      {
        guint count = MIN (PACKED, h - j);

        memcpy (to, self->back + (gsize) i * h + j, count * sizeof *to);
        to += count;
      }
}

static void
update_encoder (WkVaePass *self, const WkVaeAdam *adam, guint n)
{
  guint h = self->spec.n_hidden;
  guint p = self->spec.n_pixels;

  if (!self->is_sparse)
    {
      update_block (self, adam, self->x, p, WK_VAE_WE, self->back, h, n);
      return;
    }
  pack (self, n);
  for (guint i = 0; i < p; i += TILE_ROWS)
    {
      guint rows = MIN (TILE_ROWS, p - i);

      for (guint j = 0; j < h; j += PACKED)
        {
          guint count = MIN (PACKED, h - j);

          wk_vae_sparse_product (&self->by_pixel, i, rows, self->hidden + (gsize) j * n,
                                 count, count, NULL, self->tile + j, h);
        }
      step (self, adam, self->at[WK_VAE_WE] + (gsize) i * h, (gsize) rows * h);
    }
  update_bias (self, adam, WK_VAE_BE, self->back, h, n);
}

void
wk_vae_pass_update (WkVaePass *pass, const WkVaeAdam *adam, guint n)
{
  guint h = pass->spec.n_hidden;
  guint l = pass->spec.n_latent;

  update_block (pass, adam, pass->unfolded, h, WK_VAE_WO, pass->o, pass->spec.n_pixels,
                n);
  update_block (pass, adam, pass->z, l, WK_VAE_WD, pass->fold, h, n);
  update_block (pass, adam, pass->hidden, h, WK_VAE_WM, pass->d_mu, l, n);
  update_block (pass, adam, pass->hidden, h, WK_VAE_WL, pass->d_logvar, l, n);
  update_encoder (pass, adam, n);
}
