/* wk-latent-model.c - codes of all digits, and pictures decoded from places
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-latent-model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/wk-message-private.h"

/* Of the plane of a variational autoencoder: all three circles and some room. */
#define REACH 3.4
#define FARTHEST 6.0
/* Share of the codes in each dimension that the plane holds at least. */
#define HELD 0.97
/* The plane is looked over for holes in so many squares a side, up to so many standard
 * deviations. */
#define HOLE_SQUARES 24
#define HOLE_DEVIATIONS 2.0
/* Digits encoded between two looks at the cancellable. */
#define CHUNK 250

/* --- the recipe --- */

static gboolean
bad_recipe (GError **error, const char *key)
{
  g_set_error (error, WK_TRAINED_ERROR, WK_TRAINED_ERROR_KIND,
               _ ("the weights’ recipe has no “%s” that fits a latent space"), key);
  return FALSE;
}

gboolean
wk_latent_spec_from_recipe (WkValue *recipe, WkVaeSpec *spec, GError **error)
{
  const WkValue *hidden = wk_value_get_member (recipe, "hidden");
  const WkValue *likelihood = wk_value_get_member (recipe, "likelihood");
  const WkValue *plain = wk_value_get_member (recipe, "autoencoder");
  const WkValue *beta = wk_value_get_member (recipe, "beta");
  const WkValue *latent = wk_value_get_member (recipe, "latent");
  const char *word = likelihood != NULL ? wk_value_get_string (likelihood) : NULL;
  double n_hidden = hidden != NULL ? wk_value_get_number (hidden) : 0;

  if (!(n_hidden >= 1 && n_hidden <= 4096) || n_hidden != rint (n_hidden))
    return bad_recipe (error, "hidden");
  if (g_strcmp0 (word, "bernoulli") != 0 && g_strcmp0 (word, "gaussian") != 0)
    return bad_recipe (error, "likelihood");
  if (beta == NULL || !(wk_value_get_number (beta) >= 0) ||
      !isfinite (wk_value_get_number (beta)))
    return bad_recipe (error, "beta");
  /* What is drawn is a plane. */
  if (latent == NULL || wk_value_get_number (latent) != WK_LATENT_PLANE)
    return bad_recipe (error, "latent");
  *spec = wk_vae_spec_default ();
  spec->n_hidden = (guint) n_hidden;
  spec->n_latent = WK_LATENT_PLANE;
  spec->likelihood =
      g_str_equal (word, "bernoulli") ? WK_VAE_BERNOULLI : WK_VAE_GAUSSIAN;
  spec->beta = wk_value_get_number (beta);
  spec->deterministic = plain != NULL && wk_value_get_bool (plain);
  return wk_vae_spec_check (spec, error);
}

/* --- codes --- */

static gboolean
encode_all (WkLatentModel *model, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < model->n; i += CHUNK)
    {
      guint n = MIN (CHUNK, model->n - i);
      double *mu = model->mu + WK_LATENT_PLANE * i;
      double *sigma = model->sigma + WK_LATENT_PLANE * i;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      wk_vae_encode_many (&model->spec, model->weights,
                          model->pixels + (gsize) i * WK_DIGITS_PIXELS, n, mu, sigma);
      /* What it gives is log sigma^2. */
      for (guint k = 0; k < WK_LATENT_PLANE * n; k++)
        sigma[k] = exp (0.5 * sigma[k]);
    }
  return TRUE;
}

static void
take_codes (WkLatentModel *model, const float *mu, const float *logvar)
{
  for (guint i = 0; i < WK_LATENT_PLANE * model->n; i++)
    {
      model->mu[i] = (double) mu[i];
      model->sigma[i] = exp (0.5 * (double) logvar[i]);
    }
}

static gboolean
check_codes (const WkLatentModel *model, GError **error)
{
  for (guint i = 0; i < WK_LATENT_PLANE * model->n; i++)
    if (!isfinite (model->mu[i]) || !isfinite (model->sigma[i]))
      {
        g_set_error (error, WK_TRAINED_ERROR, WK_TRAINED_ERROR_DAMAGED,
                     _ ("the encoder’s value for digit %u is not finite"),
                     i / WK_LATENT_PLANE);
        return FALSE;
      }
  return TRUE;
}

/* --- what is told of all codes --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
find_centres (WkLatentModel *model, double *scratch)
{
  for (guint c = 0; c < WK_LATENT_CLASSES; c++)
    for (guint k = 0; k < WK_LATENT_PLANE; k++)
      {
        guint n = 0;

        for (guint i = 0; i < model->n; i++)
          if (model->labels[i] == c)
            scratch[n++] = model->mu[2 * i + k];
        qsort (scratch, n, sizeof (double), compare);
        model->centres[c][k] = n > 0 ? scratch[n / 2] : 0;
      }
}

/* The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
static double
round_up (double value)
{
  static const double steps[] = { 1, 1.5, 2, 3, 4, 5, 6, 8, 10 };
  double power = pow (10, floor (log10 (value)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= value * (1 - 1e-9))
      return steps[i] * power;
  return 10 * power;
}

static void
find_reach (WkLatentModel *model, double *scratch)
{
  double far = 1e-3;

  for (guint k = 0; k < WK_LATENT_PLANE; k++)
    {
      double low, high;

      for (guint i = 0; i < model->n; i++)
        scratch[i] = model->mu[2 * i + k];
      qsort (scratch, model->n, sizeof (double), compare);
      low = scratch[(guint) ((1 - HELD) / 2 * (model->n - 1))];
      high = scratch[(guint) ((1 + HELD) / 2 * (model->n - 1))];
      if (model->spec.deterministic)
        model->middle[k] = (low + high) / 2;
      far = MAX (far, MAX (high - model->middle[k], model->middle[k] - low));
    }
  if (model->spec.deterministic || far > FARTHEST)
    model->reach = round_up (far);
  else
    model->reach = MAX (REACH, ceil (10 * far) / 10);
}

static void
find_spread (WkLatentModel *model)
{
  for (guint k = 0; k < WK_LATENT_PLANE; k++)
    {
      double sum = 0, squares = 0;

      for (guint i = 0; i < model->n; i++)
        sum += model->mu[2 * i + k];
      model->mean[k] = sum / model->n;
      for (guint i = 0; i < model->n; i++)
        squares += (model->mu[2 * i + k] - model->mean[k]) *
                   (model->mu[2 * i + k] - model->mean[k]);
      model->deviation[k] = sqrt (squares / model->n);
    }
}

static void
find_holes (WkLatentModel *model)
{
  guint8 taken[HOLE_SQUARES][HOLE_SQUARES] = { { 0 } };
  gboolean plain = model->spec.deterministic;
  guint inside = 0, empty = 0;

  for (guint i = 0; i < model->n; i++)
    {
      int at[WK_LATENT_PLANE];

      for (guint k = 0; k < WK_LATENT_PLANE; k++)
        {
          double mean = plain ? model->mean[k] : 0;
          double deviation = plain ? MAX (model->deviation[k], 1e-12) : 1;
          double share =
              ((model->mu[2 * i + k] - mean) / deviation / HOLE_DEVIATIONS + 1) / 2;

          at[k] = (int) floor (CLAMP (share, -1.0, 2.0) * HOLE_SQUARES);
        }
      if (at[0] >= 0 && at[0] < HOLE_SQUARES && at[1] >= 0 && at[1] < HOLE_SQUARES)
        taken[at[1]][at[0]] = 1;
    }
  for (guint row = 0; row < HOLE_SQUARES; row++)
    for (guint column = 0; column < HOLE_SQUARES; column++)
      {
        double x = (column + 0.5) / HOLE_SQUARES * 2 - 1;
        double y = (row + 0.5) / HOLE_SQUARES * 2 - 1;

        if (x * x + y * y > 1)
          continue;
        inside++;
        empty += !taken[row][column];
      }
  model->holes = empty / (double) inside;
}

/* --- the grid --- */

void
wk_latent_model_grid_place (const WkLatentModel *model,
                            guint row,
                            guint column,
                            double z[WK_LATENT_PLANE])
{
  double cell = 2 * model->reach / WK_LATENT_GRID;

  z[0] = model->middle[0] - model->reach + (column + 0.5) * cell;
  z[1] = model->middle[1] + model->reach - (row + 0.5) * cell;
}

static gboolean
decode_grid (WkLatentModel *model, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < WK_LATENT_GRID * WK_LATENT_GRID; i++)
    {
      double z[WK_LATENT_PLANE];

      if (i % WK_LATENT_GRID == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      wk_latent_model_grid_place (model, i / WK_LATENT_GRID, i % WK_LATENT_GRID, z);
      wk_latent_model_decode_bytes (model, z, model->grid + i * WK_DIGITS_PIXELS);
    }
  return TRUE;
}

/* --- all of it --- */

void
wk_latent_model_free (WkLatentModel *model)
{
  if (model == NULL)
    return;
  g_free (model->weights);
  g_free (model->mu);
  g_free (model->sigma);
  g_free (model->grid);
  g_free (model);
}

WkLatentModel *
wk_latent_model_new (const WkVaeSpec *spec,
                     const float *weights,
                     const float *mu,
                     const float *logvar,
                     GCancellable *cancellable,
                     GError **error)
{
  const WkDigits *digits = wk_digits_get (WK_DIGITS_TRAINING, error);
  gsize n_weights = wk_vae_n_weights (spec);
  g_autofree double *scratch = NULL;
  WkLatentModel *model;

  if (digits == NULL)
    return NULL;
  model = g_new0 (WkLatentModel, 1);
  model->spec = *spec;
  model->weights = g_new (double, n_weights);
  for (gsize i = 0; i < n_weights; i++)
    model->weights[i] = (double) weights[i];
  model->n = digits->n;
  model->pixels = digits->pixels;
  model->labels = digits->labels;
  model->mu = g_new0 (double, (gsize) WK_LATENT_PLANE * model->n);
  model->sigma = g_new0 (double, (gsize) WK_LATENT_PLANE * model->n);
  model->grid = g_malloc (WK_LATENT_GRID * WK_LATENT_GRID * WK_DIGITS_PIXELS);
  if (mu != NULL && logvar != NULL)
    take_codes (model, mu, logvar);
  else if (!encode_all (model, cancellable, error))
    {
      wk_latent_model_free (model);
      return NULL;
    }
  if (spec->deterministic)
    memset (model->sigma, 0, WK_LATENT_PLANE * model->n * sizeof (double));
  if (!check_codes (model, error))
    {
      wk_latent_model_free (model);
      return NULL;
    }
  scratch = g_new (double, model->n);
  find_centres (model, scratch);
  find_reach (model, scratch);
  find_spread (model);
  find_holes (model);
  if (!decode_grid (model, cancellable, error))
    {
      wk_latent_model_free (model);
      return NULL;
    }
  return model;
}

static gpointer
make_model (WkTrained *trained, GCancellable *cancellable, GError **error)
{
  WkVaeSpec spec;
  gsize n;
  const float *weights = wk_trained_get_weights (trained, &n);

  if (!wk_latent_spec_from_recipe (wk_trained_get_recipe (trained), &spec, error))
    return NULL;
  if (n != wk_vae_n_weights (&spec))
    {
      g_set_error (error, WK_TRAINED_ERROR, WK_TRAINED_ERROR_KIND,
                   _ ("the file’s weights are %u, but its recipe’s “%s” asks for %u"),
                   (guint) n, "hidden", (guint) wk_vae_n_weights (&spec));
      return NULL;
    }
  return wk_latent_model_new (&spec, weights, NULL, NULL, cancellable, error);
}

const WkLatentModel *
wk_latent_model_get (WkTrained *trained, GCancellable *cancellable, GError **error)
{
  return wk_trained_get_derived (
      trained, make_model, (GDestroyNotify) (void (*) (void)) wk_latent_model_free,
      cancellable, error);
}

/* --- one picture --- */

void
wk_latent_model_get_digit (const WkLatentModel *model, guint digit, double *pixels)
{
  const guint8 *bytes = model->pixels + (gsize) digit * WK_DIGITS_PIXELS;

  for (guint i = 0; i < WK_DIGITS_PIXELS; i++)
    pixels[i] = bytes[i] / 255.0;
}

void
wk_latent_model_encode (const WkLatentModel *model,
                        const double *pixels,
                        double mu[WK_LATENT_PLANE],
                        double sigma[WK_LATENT_PLANE])
{
  double logvar[WK_LATENT_PLANE];

  wk_vae_encode (&model->spec, model->weights, pixels, mu, logvar);
  for (guint k = 0; k < WK_LATENT_PLANE; k++)
    sigma[k] = model->spec.deterministic ? 0 : exp (0.5 * logvar[k]);
}

void
wk_latent_model_decode (const WkLatentModel *model,
                        const double z[WK_LATENT_PLANE],
                        double *picture)
{
  wk_vae_decode (&model->spec, model->weights, z, picture);
}

void
wk_latent_model_decode_bytes (const WkLatentModel *model,
                              const double z[WK_LATENT_PLANE],
                              guint8 *picture)
{
  double values[WK_DIGITS_PIXELS];

  wk_latent_model_decode (model, z, values);
  for (guint i = 0; i < WK_DIGITS_PIXELS; i++)
    picture[i] = (guint8) rint (255 * CLAMP (values[i], 0.0, 1.0));
}

double
wk_latent_model_reconstruction (const WkLatentModel *model,
                                const double *pixels,
                                const double *picture)
{
  return wk_vae_reconstruction (&model->spec, pixels, picture);
}

guint
wk_latent_model_nearest (const WkLatentModel *model, const double z[WK_LATENT_PLANE])
{
  double least = INFINITY;
  guint nearest = 0;

  for (guint i = 0; i < model->n; i++)
    {
      double x = model->mu[2 * i] - z[0], y = model->mu[2 * i + 1] - z[1];

      if (x * x + y * y < least)
        {
          least = x * x + y * y;
          nearest = i;
        }
    }
  return nearest;
}
