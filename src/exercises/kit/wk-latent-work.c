/* wk-latent-work.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-latent-work.h"

#include <string.h>

#include "exercises/kit/wk-latent-model.h"
#include "exercises/kit/wk-latent-pictures.h"
#include "model/wk-language.h"
#include "numeric/wk-gaussian.h"
#include "numeric/wk-loss.h"

#define KIND "latent-space"
#define PLAIN "shipped-autoencoder"

/* How many numbers a list has; 0 where one number stands for any length. */
static gsize
length_of (const WkParams *params, const char *key)
{
  return wk_value_get_length (wk_params_get_value (params, key));
}

/* Up to @n numbers of a list into @out, or @n times the one that stands for it. */
static void
read_numbers (const WkParams *params, const char *key, guint n, double *out)
{
  const WkValue *value = wk_params_get_value (params, key);
  gboolean is_list = wk_value_get_type_tag (value) == WK_VALUE_LIST;

  for (guint i = 0; i < n; i++)
    out[i] = wk_value_get_number (is_list ? wk_value_get_item (value, i) : value);
}

/* --- the check --- */

/* @key has as many numbers as @leader, if both are lists. */
static gboolean
fits (const WkParams *params, const char *key, const char *leader, GError **error)
{
  gsize n = length_of (params, key), expected = length_of (params, leader);
  const WkLanguage *language = wk_language_from_environment ();

  if (n == expected || n == 0 || expected == 0)
    return TRUE;
  wk_params_set_error (error, WK_PARAMS_ERROR_SHAPE, key,
                       _LN (language, "%d number, expected %d as in %s",
                            "%d numbers, expected %d as in %s", (gulong) n),
                       (int) n, (int) expected, leader);
  return FALSE;
}

/* Cross-entropy has no end where a pixel that is on is decoded as certainly off. */
static gboolean
is_finite_loss (const WkParams *params, GError **error)
{
  guint n = (guint) length_of (params, "x");
  double x[WK_LATENT_PIXELS], decoded[WK_LATENT_PIXELS];

  read_numbers (params, "x", n, x);
  read_numbers (params, "decoded", n, decoded);
  for (guint i = 0; i < n; i++)
    if ((x[i] > 0 && decoded[i] <= 0) || (x[i] < 1 && decoded[i] >= 1))
      {
        g_autofree char *path = g_strdup_printf ("decoded[%u]", i);

        wk_params_set_error (
            error, WK_PARAMS_ERROR_CROSS, path,
            _L (wk_language_from_environment (),
                "%g for a pixel that is %g has an infinite loss: expected a number "
                "between 0 and 1"),
            decoded[i], x[i]);
        return FALSE;
      }
  return TRUE;
}

gboolean
wk_latent_work_check (const WkParams *params, GError **error)
{
  return fits (params, "sigma", "mu", error) && fits (params, "w", "mu", error) &&
         fits (params, "w", "sigma", error) && fits (params, "decoded", "x", error) &&
         fits (params, "more_sigma", "more_mu", error) &&
         is_finite_loss (params, error);
}

/* --- the case by hand --- */

void
wk_latent_work_get_size (const WkParams *params, guint *n, guint *n_pixels)
{
  static const char *const keys[] = { "mu", "sigma", "w" };

  *n = 1;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    *n = MAX (*n, (guint) length_of (params, keys[i]));
  *n_pixels = (guint) length_of (params, "x");
}

static void
read_case (WkLatentWork *work, const WkParams *params)
{
  read_numbers (params, "mu", work->n, work->mu);
  read_numbers (params, "sigma", work->n, work->sigma);
  read_numbers (params, "w", work->n, work->w);
}

static void
read_pixels (WkLatentWork *work, const WkParams *params)
{
  read_numbers (params, "x", work->n_pixels, work->x);
  read_numbers (params, "decoded", work->n_pixels, work->decoded);
  for (guint i = 0; i < work->n_pixels; i++)
    work->reconstruction +=
        wk_binary_cross_entropy (work->decoded[i], work->x[i], NULL);
}

static void
read_more (WkLatentWork *work, const WkParams *params)
{
  work->n_more = (guint) length_of (params, "more_mu");
  read_numbers (params, "more_mu", work->n_more, work->more_mu);
  read_numbers (params, "more_sigma", work->n_more, work->more_sigma);
  for (guint i = 0; i < work->n_more; i++)
    work->more_kl[i] =
        wk_gaussian_kl (&work->more_mu[i], &work->more_sigma[i], 1, NULL, NULL, NULL);
  work->more_sum =
      wk_gaussian_kl (work->more_mu, work->more_sigma, work->n_more, NULL, NULL, NULL);
}

/* --- the model --- */

/* FALSE only if cancelled: without weights the case by hand is still worked. */
static gboolean
find_model (WkLatentWork *work,
            const WkParams *params,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) problem = NULL;

  work->trained =
      wk_trained_find (KIND, wk_params_get_word (params, "model"), &problem);
  if (work->trained != NULL)
    work->model = wk_latent_model_get (work->trained, cancellable, &problem);
  work->has_model = work->model != NULL;
  if (work->has_model)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  work->no_model = g_strdup (problem->message);
  return TRUE;
}

/* The plain autoencoder is there to be compared with: without it there is a sentence in
 * its place, and no error. */
static gboolean
find_plain (WkLatentWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (work->view != WK_LATENT_VIEW_PAIR)
    return TRUE;
  work->plain = wk_trained_find (KIND, PLAIN, &problem);
  if (work->plain != NULL)
    work->plain_model = wk_latent_model_get (work->plain, cancellable, &problem);
  if (work->plain_model != NULL)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  work->no_plain = g_strdup (problem->message);
  return TRUE;
}

static void
read_look (WkLatentWork *work, const WkParams *params)
{
  work->is_digit = wk_params_get_choice (params, "numbers") == 1;
  work->is_own = wk_params_get_switch (params, "own");
  work->digit = (guint) wk_params_get_int (params, "digit");
  work->label = -1;
  work->view = (WkLatentView) wk_params_get_choice (params, "view");
  read_numbers (params, "z", 2, work->point);
  read_numbers (params, "pen", 2, work->pen);
}

/* --- the chosen digit --- */

/* Without a model there are no numbers of a digit. A plain autoencoder gives none
 * either; but one may come to be shown while it is trained, or chosen to be looked at,
 * and then the case by hand goes on. */
static gboolean
check_cloud (WkLatentWork *work, GError **error)
{
  if (!work->is_digit)
    return TRUE;
  if (!work->has_model)
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "model", "%s", work->no_model);
      return FALSE;
    }
  work->no_cloud = work->model->spec.deterministic;
  work->is_digit = !work->no_cloud;
  return TRUE;
}

/* The numbers that the encoder gives for it, and what its z is decoded to. */
static void
read_digit (WkLatentWork *work, const WkParams *params)
{
  const WkLatentModel *model = work->model;
  double pixels[WK_DIGITS_PIXELS], picture[WK_DIGITS_PIXELS];
  double w[WK_LATENT_MAX] = { 0 };

  read_numbers (params, "w", work->n, w);
  work->n = WK_LATENT_PLANE;
  wk_latent_pictures_get_input (model, params, pixels);
  wk_latent_model_encode (model, pixels, work->mu, work->sigma);
  memcpy (work->w, w, sizeof w);
  wk_gaussian_sample (work->mu, work->sigma, work->w, work->n, work->z);
  wk_latent_model_decode (model, work->z, picture);
  work->reconstruction = wk_latent_model_reconstruction (model, pixels, picture);
}

static void
work_out (WkLatentWork *work)
{
  wk_gaussian_sample (work->mu, work->sigma, work->w, work->n, work->z);
  for (guint i = 0; i < work->n; i++)
    work->kl[i] = wk_gaussian_kl (&work->mu[i], &work->sigma[i], 1, NULL, NULL, NULL);
  work->kl_sum = wk_gaussian_kl (work->mu, work->sigma, work->n, NULL, NULL, NULL);
  work->total = work->reconstruction + work->beta * work->kl_sum;
}

WkLatentWork *
wk_latent_work_new (const WkParams *params, GCancellable *cancellable, GError **error)
{
  g_autoptr (WkLatentWork) work = g_new0 (WkLatentWork, 1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  read_look (work, params);
  work->beta = wk_params_get_number (params, "beta");
  wk_latent_work_get_size (params, &work->n, &work->n_pixels);
  read_case (work, params);
  read_pixels (work, params);
  read_more (work, params);
  if (!find_model (work, params, cancellable, error) ||
      !find_plain (work, cancellable, error) || !check_cloud (work, error))
    return NULL;
  if (work->has_model)
    work->digit = MIN (work->digit, work->model->n - 1);
  if (work->has_model && !work->is_own)
    work->label = work->model->labels[work->digit];
  if (work->is_digit)
    read_digit (work, params);
  work_out (work);
  if (work->has_model)
    work->pictures = wk_latent_pictures_new (work, params);
  return g_steal_pointer (&work);
}

void
wk_latent_work_free (WkLatentWork *work)
{
  g_clear_pointer (&work->trained, wk_trained_unref);
  g_clear_pointer (&work->plain, wk_trained_unref);
  g_free (work->no_model);
  g_free (work->no_plain);
  g_free (work->pictures);
  g_free (work);
}

/* Whether these weights have yet to be read, or what is drawn of them worked out. */
static gboolean
is_raw (const char *name)
{
  gboolean is_unread;
  g_autoptr (WkTrained) trained = wk_trained_find_known (KIND, name, &is_unread);

  return is_unread || (trained != NULL && !wk_trained_has_derived (trained));
}

gboolean
wk_latent_work_is_slow (const WkParams *params)
{
  return is_raw (wk_params_get_word (params, "model")) ||
         (wk_params_get_choice (params, "view") == WK_LATENT_VIEW_PAIR &&
          is_raw (PLAIN));
}
