/* wk-latent-pictures.c - the pictures a latent space's figure shows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-latent-model.h"
#include "exercises/kit/wk-latent-pictures.h"
#include "numeric/wk-random.h"

/* Shades of the pad one draws on. */
#define SHADES 15.0

static guint8
shade (double value)
{
  return (guint8) rint (255 * CLAMP (value, 0.0, 1.0));
}

/* The digits of the set were moved until their mass had its middle in the middle (Y.
 * LeCun et al., on the MNIST database); the encoder knows no others. */
static void
centre (double *pixels)
{
  double mass = 0, across = 0, down = 0;
  double moved[WK_DIGITS_PIXELS] = { 0 };
  int dx, dy;

  for (int i = 0; i < WK_DIGITS_PIXELS; i++)
    {
      mass += pixels[i];
      across += pixels[i] * (i % WK_DIGITS_SIDE);
      down += pixels[i] * (i / WK_DIGITS_SIDE);
    }
  if (!(mass > 0))
    return;
  dx = (int) rint ((WK_DIGITS_SIDE - 1) / 2.0 - across / mass);
  dy = (int) rint ((WK_DIGITS_SIDE - 1) / 2.0 - down / mass);
  for (int y = 0; y < WK_DIGITS_SIDE; y++)
    for (int x = 0; x < WK_DIGITS_SIDE; x++)
      if (x + dx >= 0 && x + dx < WK_DIGITS_SIDE && y + dy >= 0 &&
          y + dy < WK_DIGITS_SIDE)
        moved[(y + dy) * WK_DIGITS_SIDE + x + dx] = pixels[y * WK_DIGITS_SIDE + x];
  memcpy (pixels, moved, sizeof moved);
}

/* As it was drawn. */
static void
read_drawing (const WkParams *params, double *pixels)
{
  gsize rows = 0, columns = 0;
  g_autofree double *drawing = NULL;

  memset (pixels, 0, WK_DIGITS_PIXELS * sizeof (double));
  if (!wk_params_has (params, "drawing"))
    return;
  drawing = wk_params_dup_matrix (params, "drawing", &rows, &columns);
  if (drawing == NULL || rows * columns != WK_DIGITS_PIXELS)
    return;
  for (guint i = 0; i < WK_DIGITS_PIXELS; i++)
    pixels[i] = drawing[i] / SHADES;
}

/* A set of one's own may be smaller. */
static guint
digit_at (const WkLatentModel *model, const WkParams *params, const char *key)
{
  return MIN ((guint) wk_params_get_int (params, key), model->n - 1);
}

void
wk_latent_pictures_get_input (const WkLatentModel *model,
                              const WkParams *params,
                              double *pixels)
{
  if (!wk_params_get_switch (params, "own"))
    {
      wk_latent_model_get_digit (model, digit_at (model, params, "digit"), pixels);
      return;
    }
  read_drawing (params, pixels);
  centre (pixels);
}

static void
add_path (WkLatentPictures *pictures,
          const WkLatentModel *model,
          const WkParams *params,
          const double *pixels)
{
  guint to = digit_at (model, params, "to");
  double end[WK_DIGITS_PIXELS];

  wk_latent_model_get_digit (model, to, end);
  memcpy (pictures->end, model->pixels + (gsize) to * WK_DIGITS_PIXELS,
          WK_DIGITS_PIXELS);
  memcpy (pictures->end_mu, model->mu + 2 * to, sizeof pictures->end_mu);
  for (guint i = 0; i < WK_LATENT_PATH; i++)
    {
      double t = i / (WK_LATENT_PATH - 1.0), z[2];

      for (guint k = 0; k < 2; k++)
        z[k] = (1 - t) * pictures->code_mu[k] + t * pictures->end_mu[k];
      wk_latent_model_decode_bytes (model, z, pictures->path[i]);
      for (guint p = 0; p < WK_DIGITS_PIXELS; p++)
        pictures->mixed[i][p] = shade ((1 - t) * pixels[p] + t * end[p]);
    }
}

static void
add_samples (WkLatentPictures *pictures, const WkLatentModel *model, const char *seed)
{
  g_autoptr (WkRandom) random = wk_random_new_from_word (seed);

  for (guint i = 0; i < WK_LATENT_SAMPLES; i++)
    {
      for (guint k = 0; k < 2; k++)
        pictures->sample_z[i][k] = wk_random_normal (random);
      wk_latent_model_decode_bytes (model, pictures->sample_z[i], pictures->samples[i]);
    }
}

static void
add_pair (WkLatentPictures *pictures, const WkLatentWork *work, const char *seed)
{
  for (guint side = 0; side < 2; side++)
    {
      const WkLatentModel *model = side == 0 ? work->model : work->plain_model;
      g_autoptr (WkRandom) random = wk_random_new_from_word (seed);

      for (guint i = 0; model != NULL && i < WK_LATENT_PAIR_SAMPLES; i++)
        {
          for (guint k = 0; k < 2; k++)
            {
              double w = wk_random_normal (random);

              pictures->pair_z[side][i][k] =
                  model->spec.deterministic ? model->mean[k] + model->deviation[k] * w
                                            : w;
            }
          wk_latent_model_decode_bytes (model, pictures->pair_z[side][i],
                                        pictures->pair[side][i]);
        }
    }
}

WkLatentPictures *
wk_latent_pictures_new (const WkLatentWork *work, const WkParams *params)
{
  const WkLatentModel *model = work->model;
  WkLatentPictures *pictures = g_new0 (WkLatentPictures, 1);
  const char *seed = wk_params_get_word (params, "samples");
  double pixels[WK_DIGITS_PIXELS], drawn[WK_DIGITS_PIXELS];

  wk_latent_pictures_get_input (model, params, pixels);
  if (work->is_own)
    read_drawing (params, drawn);
  for (guint i = 0; i < WK_DIGITS_PIXELS; i++)
    pictures->input[i] = shade (work->is_own ? drawn[i] : pixels[i]);
  wk_latent_model_encode (model, pixels, pictures->code_mu, pictures->code_sigma);
  wk_latent_model_decode_bytes (model, work->point, pictures->at_point);
  if (work->is_digit)
    wk_latent_model_decode_bytes (model, work->z, pictures->decoded);
  if (work->view == WK_LATENT_VIEW_PATH)
    add_path (pictures, model, params, pixels);
  if (work->view == WK_LATENT_VIEW_PRIOR)
    add_samples (pictures, model, seed);
  if (work->view == WK_LATENT_VIEW_PAIR)
    add_pair (pictures, work, seed);
  return pictures;
}
