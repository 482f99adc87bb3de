/* wk-latent-vary.c - fresh numbers for the latent space
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that can be squared by hand, and of all that is asked and all mistakes no two
 * that give the same number: so what is typed tells what was done.
 * How many dimensions and pixels there are stays as it is; so does the model. What is
 * drawn is worked by hand: a digit's own numbers are left.
 */
#include "config.h"

#include "exercises/kit/wk-latent-kit.h"

#include <math.h>

#include "numeric/wk-gaussian.h"
#include "numeric/wk-random.h"

#define MAX_DRAWS 4000
/* Twice the tolerance, and so much more that rounding to two decimals keeps apart. */
#define LEAST_DIFFERENCE 0.02
/* Of the divergence the right value, the mistakes, and each dimension alone; of each z
 * the right value and the mistakes. */
#define MAX_VALUES                            \
  (1 + WK_LATENT_N_MISTAKES + WK_LATENT_MAX + \
   WK_LATENT_MAX * (1 + WK_LATENT_N_DRAW_MISTAKES))

static gboolean
all_differ (const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      if (fabs (values[i] - values[k]) < LEAST_DIFFERENCE)
        return FALSE;
  return TRUE;
}

/* Into @values, which begins with zeros. */
static guint
add_divergences (const WkLatentWork *work, double *values)
{
  guint n = 1;

  values[0] = wk_gaussian_kl (work->mu, work->sigma, work->n, NULL, NULL, NULL);
  for (guint k = 0; k < WK_LATENT_N_MISTAKES; k++, n++)
    for (guint i = 0; i < work->n; i++)
      values[n] += wk_latent_mistakes[k](work->mu[i], work->sigma[i]);
  for (guint i = 0; i < work->n && work->n > 1; i++, n++)
    values[n] = wk_gaussian_kl (&work->mu[i], &work->sigma[i], 1, NULL, NULL, NULL);
  return n;
}

static gboolean
values_differ (const WkLatentWork *work)
{
  double values[MAX_VALUES] = { 0 };
  guint n = add_divergences (work, values);

  for (guint i = 0; i < work->n; i++)
    {
      values[n++] = work->z[i];
      wk_latent_draw_mistakes (work->mu[i], work->sigma[i], work->w[i], values + n);
      n += WK_LATENT_N_DRAW_MISTAKES;
    }
  return all_differ (values, n);
}

/* A mean that is its own square would hide that squaring was forgotten; of two
 * dimensions one may. */
static gboolean
squares_show (const WkLatentWork *work)
{
  double sum = 0, squares = 0;

  for (guint i = 0; i < work->n; i++)
    {
      if (work->mu[i] == 0 && work->sigma[i] == 1)
        return FALSE;
      sum += fabs (work->mu[i]);
      squares += work->mu[i] * work->mu[i];
    }
  return squares != sum;
}

static gboolean
draw (WkRandom *random, WkLatentWork *work)
{
  static const double means[] = { 0, 1, -1, 2, -2, 3 };
  static const double sigmas[] = { 0.5, 2, 0.25, 4, 0.1 };
  static const double ws[] = { 1, -1, 0.5, -0.5, 2 };

  for (guint i = 0; i < work->n; i++)
    {
      work->mu[i] = means[wk_random_below (random, G_N_ELEMENTS (means))];
      work->sigma[i] = sigmas[wk_random_below (random, G_N_ELEMENTS (sigmas))];
      work->w[i] = ws[wk_random_below (random, G_N_ELEMENTS (ws))];
    }
  wk_gaussian_sample (work->mu, work->sigma, work->w, work->n, work->z);
  return squares_show (work) && values_differ (work);
}

/* Pixels that are on or off, of two or more both; decoded as tenths, each once if they
 * suffice. */
static void
draw_pixels (WkRandom *random, WkLatentWork *work)
{
  guint tenths[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  guint sum = 0;

  do
    {
      sum = 0;
      for (guint i = 0; i < work->n_pixels; i++)
        {
          work->x[i] = wk_random_below (random, 2);
          sum += work->x[i] > 0;
        }
    }
  while (work->n_pixels > 1 && (sum == 0 || sum == work->n_pixels));
  wk_random_shuffle (random, tenths, G_N_ELEMENTS (tenths));
  for (guint i = 0; i < work->n_pixels; i++)
    work->decoded[i] = tenths[i] / 10.0;
}

static WkValue *
take_values (const WkParams *params, const WkLatentWork *work)
{
  static const char *const keys[] = { "mu", "sigma", "w", "x", "decoded", "numbers" };
  WkValue *items[] = {
    wk_value_new_vector (work->mu, work->n),
    wk_value_new_vector (work->sigma, work->n),
    wk_value_new_vector (work->w, work->n),
    wk_value_new_vector (work->x, work->n_pixels),
    wk_value_new_vector (work->decoded, work->n_pixels),
    wk_value_new_string ("case"),
  };
  WkValue *values = wk_value_ref (wk_params_get_values (params));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      WkValue *changed = wk_value_with (values, keys[i], items[i]);

      wk_value_unref (values);
      wk_value_unref (items[i]);
      values = changed;
    }
  return values;
}

WkValue *
wk_latent_vary (const char *seed, const WkParams *params, GError **error)
{
  g_autoptr (WkRandom) random = wk_random_new_from_word (seed);
  WkLatentWork work = { 0 };

  wk_latent_work_get_size (params, &work.n, &work.n_pixels);
  for (guint i = 0; i < MAX_DRAWS; i++)
    if (draw (random, &work))
      {
        draw_pixels (random, &work);
        return take_values (params, &work);
      }
  wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, NULL,
                       _L (wk_language_from_environment (),
                           "No fresh numbers found for the seed “%s”: try another one"),
                       seed);
  return NULL;
}
