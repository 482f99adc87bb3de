/* wk-latent-describe.c - the latent space in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the figure shows after a step, for a screen reader and the command line. Nothing
 * is told that a later step works out.
 */
#include "config.h"

#include "exercises/kit/wk-latent-kit.h"

#include <string.h>

#include "exercises/kit/wk-latent-model.h"
#include "model/wk-number.h"

/* What stands beside the plane, in the order of WkLatentView; the steps tell their own.
 */
static const char *const shown[] = {
  NULL,
  N_ ("A picture goes through encoder, sampling and decoder."),
  N_ ("A grid shows what places all over the plane are decoded to."),
  N_ ("A straight path leads from one digit to another, decoded on its way."),
  N_ ("Points drawn from the prior are decoded."),
  N_ ("A surface shows the divergence over mean and standard deviation."),
  N_ ("Beside it lies the plane of a plain autoencoder, with its holes."),
  N_ ("Curves show reconstruction and divergence, epoch by epoch."),
};

/* "2", "2 and -1", "2, -1 and 0" */
static char *
list_words (const double *numbers, guint n, const WkLanguage *language)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = wk_number_to_words (numbers[i], language);

      g_string_append_printf (out, "%s%s",
                              i == 0       ? ""
                              : i + 1 == n ? _L (language, " and ")
                                           : ", ",
                              number);
    }
  return g_string_free (out, FALSE);
}

static void
append_cloud (GString *out, const WkLatentWork *work, const WkLanguage *language)
{
  g_autofree char *mu = list_words (work->mu, work->n, language);
  g_autofree char *sigma = list_words (work->sigma, work->n, language);

  g_string_append_printf (
      out, _L (language, "The encoder gives mean %s and standard deviation %s."), mu,
      sigma);
  g_string_append_c (out, ' ');
}

/* What is given before anything is worked out. */
static void
append_given (GString *out, const WkLatentWork *work, const WkLanguage *language)
{
  g_autofree char *w = list_words (work->w, work->n, language);
  g_autofree char *x = list_words (work->x, work->n_pixels, language);
  g_autofree char *decoded = list_words (work->decoded, work->n_pixels, language);

  if (work->is_digit)
    {
      if (work->is_own)
        g_string_append (out, _L (language, "It works with a digit drawn by hand."));
      else if (work->label >= 0)
        g_string_append_printf (
            out,
            _L (language, "It works with digit number %u of the set, of class %d."),
            work->digit, work->label);
      else
        g_string_append_printf (
            out, _L (language, "It works with digit number %u of the set."),
            work->digit);
      g_string_append_c (out, ' ');
      g_string_append_printf (out, _L (language, "The draw is %s."), w);
      g_string_append_c (out, ' ');
      return;
    }
  if (work->no_cloud)
    g_string_append_printf (out, "%s ",
                            _L (language, "A plain autoencoder gives a point, no "
                                          "cloud: here is the case by hand."));
  append_cloud (out, work, language);
  g_string_append_printf (
      out, _L (language, "The draw is %s; pixels %s come out as %s."), w, x, decoded);
  g_string_append_c (out, ' ');
}

static void
append_number (GString *out,
               const char *format,
               double value,
               const WkLanguage *language)
{
  g_autofree char *number = wk_number_to_words (value, language);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  g_string_append_printf (out, "%s%s%s ", parts[0], number, parts[1]);
}

/* What the steps so far have worked out. */
static void
append_results (GString *out,
                const WkLatentWork *work,
                const WkLanguage *language,
                guint step)
{
  g_autofree char *z = list_words (work->z, work->n, language);

  if (step >= WK_LATENT_STEP_CLOUD && work->is_digit)
    append_cloud (out, work, language);
  if (step >= WK_LATENT_STEP_DRAW)
    {
      g_string_append_printf (out, _L (language, "The point drawn is %s."), z);
      g_string_append_c (out, ' ');
    }
  if (step >= WK_LATENT_STEP_DECODE)
    append_number (out, _L (language, "The reconstruction costs %s nats."),
                   work->reconstruction, language);
  if (step >= WK_LATENT_STEP_KL)
    append_number (out, _L (language, "The divergence from the prior is %s nats."),
                   work->kl_sum, language);
  if (step >= WK_LATENT_STEP_TOTAL)
    append_number (out, _L (language, "The loss is %s nats."), work->total, language);
  if (step >= WK_LATENT_STEP_MORE)
    append_number (out,
                   _L (language, "The divergences of the other cloud add up to %s."),
                   work->more_sum, language);
}

/* Whether the plane of all digits is drawn after @step steps. */
static gboolean
shows_plane (const WkLatentWork *work, guint step)
{
  if (work->view != WK_LATENT_VIEW_STEPS)
    return work->view != WK_LATENT_VIEW_DIGIT || work->is_digit;
  return step == WK_LATENT_STEP_PLANE ||
         (work->is_digit && step != WK_LATENT_STEP_MORE);
}

static void
append_plane (GString *out,
              const WkLatentWork *work,
              const WkLanguage *language,
              guint step)
{
  WkLatentView view = work->view == WK_LATENT_VIEW_STEPS && step == WK_LATENT_STEP_PLANE
                          ? WK_LATENT_VIEW_GRID
                          : work->view;
  g_autofree char *n = wk_number_to_words (work->model->n, language);
  g_autofree char *point = list_words (work->point, 2, language);

  if (shows_plane (work, step))
    {
      g_string_append_c (out, ' ');
      g_string_append_printf (out,
                              _L (language, "Each of %s digits lies in the plane where "
                                            "the encoder puts its mean."),
                              n);
    }
  if (shown[view] != NULL && (view != WK_LATENT_VIEW_PAIR || work->plain_model != NULL))
    g_string_append_printf (out, " %s", _L (language, shown[view]));
  if (view != work->view)
    g_string_append_printf (out, " %s",
                            _L (language, "Clouds that overlap near one prior leave no "
                                          "holes: what is close in the plane looks "
                                          "alike when decoded."));
  if (shows_plane (work, step))
    {
      g_string_append_c (out, ' ');
      g_string_append_printf (out, _L (language, "The point one drags is at %s."),
                              point);
    }
}

char *
wk_latent_describe (const WkLatentWork *work, const WkLanguage *language, guint step)
{
  GString *out = g_string_new (
      _L (language, "A variational autoencoder: the encoder turns a picture into a "
                    "cloud, a point is drawn from it, the decoder turns that into a "
                    "picture."));

  g_string_append_c (out, ' ');
  append_given (out, work, language);
  append_results (out, work, language, step);
  g_strchomp (out->str);
  out->len = strlen (out->str);
  if (work->has_model)
    append_plane (out, work, language, step);
  if (work->has_model && work->no_plain != NULL)
    g_string_append_printf (out, " %s", work->no_plain);
  if (work->no_model != NULL)
    g_string_append_printf (out, " %s", work->no_model);
  return g_string_free (out, FALSE);
}
