/* wk-vae.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-vae.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-gaussian.h"
#include "numeric/wk-numeric.h"
#include "numeric/wk-vae-doubles.h"

#define MAX_UNITS WK_VAE_DOUBLES_MAX
#define MAX_LATENT 64
#define MANY WK_VAE_DOUBLES_GROUP
/* What comes before 1: a sigmoid is below it, but rounds to it from 37 on. */
#define BELOW_ONE (1 - 0x1p-53)

WkVaeSpec
wk_vae_spec_default (void)
{
  return (WkVaeSpec){
    .n_pixels = 784,
    .n_hidden = 256,
    .n_latent = 2,
    .likelihood = WK_VAE_BERNOULLI,
    .beta = 1,
  };
}

gboolean
wk_vae_spec_check (const WkVaeSpec *spec, GError **error)
{
  if (spec->n_pixels < 1 || spec->n_pixels > MAX_UNITS || spec->n_hidden < 1 ||
      spec->n_hidden > MAX_UNITS || spec->n_latent < 1 || spec->n_latent > MAX_LATENT)
    {
      g_set_error (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE,
                   "autoencoder %u-%u-%u: at most %d pixels and hidden units and %d "
                   "latent dimensions",
                   spec->n_pixels, spec->n_hidden, spec->n_latent, MAX_UNITS,
                   MAX_LATENT);
      return FALSE;
    }
  if (!(spec->beta >= 0) || !isfinite (spec->beta))
    {
      g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_FAILED,
                           N_ ("beta is not a finite number from 0 on"));
      return FALSE;
    }
  return TRUE;
}

/* --- where the weights are --- */

static void
block_size (const WkVaeSpec *spec, WkVaeBlock block, guint *rows, guint *columns)
{
  guint p = spec->n_pixels;
  guint h = spec->n_hidden;
  guint l = spec->n_latent;
  const guint sizes[WK_VAE_N_BLOCKS][2] = {
    [WK_VAE_WE] = { p, h }, [WK_VAE_BE] = { 1, h }, [WK_VAE_WM] = { h, l },
    [WK_VAE_BM] = { 1, l }, [WK_VAE_WL] = { h, l }, [WK_VAE_BL] = { 1, l },
    [WK_VAE_WD] = { l, h }, [WK_VAE_BD] = { 1, h }, [WK_VAE_WO] = { h, p },
    [WK_VAE_BO] = { 1, p },
  };

  *rows = sizes[block][0];
  *columns = sizes[block][1];
}

gsize
wk_vae_block (const WkVaeSpec *spec, WkVaeBlock block, guint *rows, guint *columns)
{
  gsize offset = 0;
  guint r;
  guint c;

  for (guint i = 0; i < block; i++)
    {
      block_size (spec, i, &r, &c);
      offset += (gsize) r * c;
    }
  if (block < WK_VAE_N_BLOCKS)
    block_size (spec, block, &r, &c);
  else
    r = c = 0;
  if (rows != NULL)
    *rows = r;
  if (columns != NULL)
    *columns = c;
  return offset;
}

gsize
wk_vae_n_weights (const WkVaeSpec *spec)
{
  return wk_vae_block (spec, WK_VAE_N_BLOCKS, NULL, NULL);
}

static const double *
block_of (const WkVaeSpec *spec, const double *weights, WkVaeBlock block)
{
  return weights + wk_vae_block (spec, block, NULL, NULL);
}

/* --- forward --- */

/* Of @n rows: the block @w and the bias behind it. */
static void
affine (const WkVaeSpec *spec,
        const double *weights,
        WkVaeBlock w,
        const double *from,
        guint n,
        double *to)
{
  guint rows;
  guint columns;
  gsize offset = wk_vae_block (spec, w, &rows, &columns);

  wk_vae_doubles_affine (from, n, rows, weights + offset,
                         weights + offset + (gsize) rows * columns, columns, to);
}

/* The hidden layers of the encoder into @hidden. */
static void
encode (const WkVaeSpec *spec,
        const double *weights,
        const double *x,
        guint n,
        double *hidden,
        double *mu,
        double *logvar)
{
  affine (spec, weights, WK_VAE_WE, x, n, hidden);
  wk_vae_doubles_relu (hidden, (gsize) n * spec->n_hidden);
  affine (spec, weights, WK_VAE_WM, hidden, n, mu);
  affine (spec, weights, WK_VAE_WL, hidden, n, logvar);
}

/* The hidden layers of the decoder into @hidden, the logits (or means) into @o. */
static void
decode (const WkVaeSpec *spec,
        const double *weights,
        const double *z,
        guint n,
        double *hidden,
        double *o)
{
  affine (spec, weights, WK_VAE_WD, z, n, hidden);
  wk_vae_doubles_relu (hidden, (gsize) n * spec->n_hidden);
  affine (spec, weights, WK_VAE_WO, hidden, n, o);
}

void
wk_vae_encode (const WkVaeSpec *spec,
               const double *weights,
               const double *x,
               double *mu,
               double *logvar)
{
  double hidden[MAX_UNITS];

  encode (spec, weights, x, 1, hidden, mu, logvar);
}

void
wk_vae_encode_many (const WkVaeSpec *spec,
                    const double *weights,
                    const guint8 *samples,
                    guint n,
                    double *mu,
                    double *logvar)
{
  gsize p = spec->n_pixels;
  g_autofree double *x = g_new (double, MANY *p);
  g_autofree double *hidden = g_new (double, (gsize) MANY * spec->n_hidden);
  double values[256];

  for (guint i = 0; i < 256; i++)
    values[i] = i / 255.0;
  for (guint s = 0; s < n; s += MANY)
    {
      guint count = MIN (MANY, n - s);
      gsize latent = (gsize) s * spec->n_latent;

      for (gsize i = 0; i < count * p; i++)
        x[i] = values[samples[s * p + i]];
      encode (spec, weights, x, count, hidden, mu + latent, logvar + latent);
    }
}

void
wk_vae_decode (const WkVaeSpec *spec, const double *weights, const double *z, double *x)
{
  wk_vae_decode_many (spec, weights, z, 1, x);
}

void
wk_vae_decode_many (const WkVaeSpec *spec,
                    const double *weights,
                    const double *z,
                    guint n,
                    double *x)
{
  gsize p = spec->n_pixels;
  g_autofree double *hidden = g_new (double, (gsize) MANY * spec->n_hidden);

  for (guint s = 0; s < n; s += MANY)
    decode (spec, weights, z + (gsize) s * spec->n_latent, MIN (MANY, n - s), hidden,
            x + s * p);
  if (spec->likelihood == WK_VAE_BERNOULLI)
    wk_vae_doubles_sigmoid (x, n * p);
}

double
wk_vae_reconstruction (const WkVaeSpec *spec, const double *x, const double *decoded)
{
  double sum = 0;

  for (guint i = 0; i < spec->n_pixels; i++)
    {
      if (spec->likelihood == WK_VAE_GAUSSIAN)
        {
          sum += 0.5 * (decoded[i] - x[i]) * (decoded[i] - x[i]);
          continue;
        }
      /* A term with weight 0 is 0. */
      if (x[i] > 0)
        sum -= x[i] * log (decoded[i]);
      if (x[i] < 1)
        sum -= (1 - x[i]) * log1p (-MIN (decoded[i], BELOW_ONE));
    }
  return sum;
}

/* --- backward --- */

static double
sigmoid (double o)
{
  double e = exp (-fabs (o));

  return o >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/* What one sample needs. */
typedef struct
{
  double *mu, *logvar, *sigma, *z; /* L each */
  double *d_mu, *d_logvar;         /* L each */
  double *hidden, *hidden_decoder; /* H each */
  double *o;                       /* P; becomes dJ/do */
  double *back;                    /* H */
  double *room;
} Pass;

static gboolean
pass_init (Pass *pass, const WkVaeSpec *spec, GError **error)
{
  gsize l = spec->n_latent;
  gsize h = spec->n_hidden;
  double *next = wk_numeric_try_alloc (6 * l + 3 * h + spec->n_pixels, error);

  pass->room = next;
  if (next == NULL)
    return FALSE;
  pass->mu = next;
  pass->logvar = pass->mu + l;
  pass->sigma = pass->logvar + l;
  pass->z = pass->sigma + l;
  pass->d_mu = pass->z + l;
  pass->d_logvar = pass->d_mu + l;
  pass->hidden = pass->d_logvar + l;
  pass->hidden_decoder = pass->hidden + h;
  pass->back = pass->hidden_decoder + h;
  pass->o = pass->back + h;
  return TRUE;
}

/* Reconstruction from the logits, without cancellation; @o becomes its derivative. */
static double
reconstruction (const WkVaeSpec *spec, const double *x, double *o)
{
  double sum = 0;

  for (guint i = 0; i < spec->n_pixels; i++)
    if (spec->likelihood == WK_VAE_BERNOULLI)
      {
        sum += MAX (o[i], 0) - x[i] * o[i] + log1p (exp (-fabs (o[i])));
        o[i] = sigmoid (o[i]) - x[i];
      }
    else
      {
        o[i] -= x[i];
        sum += 0.5 * o[i] * o[i];
      }
  return sum;
}

/* Adds from^T delta to @d_weights and delta to @d_bias, both times @scale. */
static void
affine_backward (const double *from,
                 guint n_from,
                 const double *delta,
                 guint n_to,
                 double scale,
                 double *d_weights,
                 double *d_bias)
{
  for (guint i = 0; i < n_from; i++)
    {
      double factor = scale * from[i];

      for (guint j = 0; factor != 0 && j < n_to; j++)
        d_weights[(gsize) i * n_to + j] += factor * delta[j];
    }
  for (guint j = 0; j < n_to; j++)
    d_bias[j] += scale * delta[j];
}

/* back += W delta, from the layer above. */
static void
through (const double *weights,
         guint n_from,
         const double *delta,
         guint n_to,
         double *back)
{
  for (guint i = 0; i < n_from; i++)
    for (guint j = 0; j < n_to; j++)
      back[i] += weights[(gsize) i * n_to + j] * delta[j];
}

/* ReLU'(0) = 0. */
static void
gate (const double *activation, guint n, double *back)
{
  for (guint i = 0; i < n; i++)
    if (!(activation[i] > 0))
      back[i] = 0;
}

static void
backward (const WkVaeSpec *spec,
          const double *weights,
          const double *x,
          const double *w,
          double scale,
          Pass *pass,
          double *gradient)
{
  guint p = spec->n_pixels;
  guint h = spec->n_hidden;
  guint l = spec->n_latent;
  double *at[WK_VAE_N_BLOCKS];
  double dz[MAX_LATENT] = { 0 };

  for (guint i = 0; i < WK_VAE_N_BLOCKS; i++)
    at[i] = gradient + wk_vae_block (spec, i, NULL, NULL);
  affine_backward (pass->hidden_decoder, h, pass->o, p, scale, at[WK_VAE_WO],
                   at[WK_VAE_BO]);
  memset (pass->back, 0, h * sizeof (double));
  through (block_of (spec, weights, WK_VAE_WO), h, pass->o, p, pass->back);
  gate (pass->hidden_decoder, h, pass->back);
  affine_backward (pass->z, l, pass->back, h, scale, at[WK_VAE_WD], at[WK_VAE_BD]);
  through (block_of (spec, weights, WK_VAE_WD), l, pass->back, h, dz);
  for (guint i = 0; i < l; i++)
    {
      double sampled = spec->deterministic ? 0 : dz[i] * w[i] * pass->sigma[i] / 2;
      double beta = spec->deterministic ? 0 : spec->beta;

      pass->d_mu[i] = dz[i] + beta * pass->d_mu[i];
      pass->d_logvar[i] = sampled + beta * pass->d_logvar[i];
    }
  affine_backward (pass->hidden, h, pass->d_mu, l, scale, at[WK_VAE_WM], at[WK_VAE_BM]);
  affine_backward (pass->hidden, h, pass->d_logvar, l, scale, at[WK_VAE_WL],
                   at[WK_VAE_BL]);
  memset (pass->back, 0, h * sizeof (double));
  through (block_of (spec, weights, WK_VAE_WM), h, pass->d_mu, l, pass->back);
  through (block_of (spec, weights, WK_VAE_WL), h, pass->d_logvar, l, pass->back);
  gate (pass->hidden, h, pass->back);
  affine_backward (x, p, pass->back, h, scale, at[WK_VAE_WE], at[WK_VAE_BE]);
}

gboolean
wk_vae_loss (const WkVaeSpec *spec,
             const double *weights,
             const double *x,
             const double *w,
             guint n,
             WkVaeLoss *loss,
             double *gradient,
             GError **error)
{
  Pass pass;

  if (!wk_vae_spec_check (spec, error) || !pass_init (&pass, spec, error))
    return FALSE;
  *loss = (WkVaeLoss){ 0 };
  if (gradient != NULL)
    memset (gradient, 0, wk_vae_n_weights (spec) * sizeof *gradient);
  for (guint s = 0; s < n; s++)
    {
      const double *sample = x + (gsize) s * spec->n_pixels;
      const double *draw = w + (gsize) s * spec->n_latent;

      encode (spec, weights, sample, 1, pass.hidden, pass.mu, pass.logvar);
      for (guint i = 0; i < spec->n_latent; i++)
        {
          pass.sigma[i] = exp (pass.logvar[i] / 2);
          pass.z[i] = pass.mu[i] + (spec->deterministic ? 0 : draw[i] * pass.sigma[i]);
        }
      loss->kl += wk_gaussian_kl_logvar (pass.mu, pass.logvar, spec->n_latent,
                                         pass.d_mu, pass.d_logvar);
      decode (spec, weights, pass.z, 1, pass.hidden_decoder, pass.o);
      loss->reconstruction += reconstruction (spec, sample, pass.o);
      if (gradient != NULL)
        backward (spec, weights, sample, draw, 1.0 / n, &pass, gradient);
    }
  g_free (pass.room);
  loss->kl /= MAX (n, 1);
  loss->reconstruction /= MAX (n, 1);
  loss->loss = loss->reconstruction + (spec->deterministic ? 0 : spec->beta * loss->kl);
  return wk_numeric_check_finite (&loss->loss, 1, "loss of the autoencoder", error);
}
