/* wk-latent-words.c - what the steps of the latent space say
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-latent-kit.h"

#include <math.h>

#include "exercises/kit/wk-latent-model.h"
#include "model/wk-number.h"
#include "numeric/wk-gaussian.h"

/* Of the sum over pixels: so many terms at the beginning, and the last one. */
#define MOST_TERMS 4
#define FIRST_TERMS 2

/* --- pieces --- */

/* "+1.386" or "-1.386" */
static void
append_signed (GString *out, double value, const WkLanguage *language)
{
  g_autofree char *number = wk_number_to_formula (value, language);

  g_string_append_printf (out, "%s%s", *number == '-' ? "" : "+", number);
}

static void
append_number (GString *out, double value, const WkLanguage *language)
{
  g_autofree char *number = wk_number_to_formula (value, language);

  g_string_append (out, number);
}

/* "0,5, 1" could be read as three numbers. */
static const char *
list_comma (const WkLanguage *language)
{
  return *wk_language_get_decimal (language) == ',' ? ";" : ",";
}

/* "2", or "(2,-1)" of several. */
static void
append_list (GString *out, const double *numbers, guint n, const WkLanguage *language)
{
  const char *comma = list_comma (language);

  g_string_append (out, n > 1 ? "(" : "");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? comma : "");
      append_number (out, numbers[i], language);
    }
  g_string_append (out, n > 1 ? ")" : "");
}

/* "a+b" or "a+b=\focus{c}": what is added, and the sum. */
static void
append_sum (GString *out,
            const double *terms,
            guint n,
            double sum,
            const WkLanguage *language)
{
  for (guint i = 0; i < n && n > 1; i++)
    {
      g_string_append (out, i > 0 ? "+" : "=");
      append_number (out, terms[i], language);
    }
  g_string_append (out, "=\\focus{");
  append_number (out, sum, language);
  g_string_append_c (out, '}');
}

static double
log_variance (double sigma)
{
  return 2 * log (sigma);
}

/* --- 1: the cloud --- */

static char *
cloud_formula (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new ("\\mu=\\focus{");
  double logs[WK_LATENT_MAX];

  for (guint i = 0; i < work->n; i++)
    logs[i] = log_variance (work->sigma[i]);
  append_list (out, work->mu, work->n, language);
  g_string_append (out, "},\\quad\\log\\sigma^2=");
  append_list (out, logs, work->n, language);
  g_string_append (out, ",\\quad\\sigma=e^{\\frac12\\log\\sigma^2}=\\focus{");
  append_list (out, work->sigma, work->n, language);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* --- 2: the draw --- */

char *
wk_latent_draw_numbers (const WkLatentWork *work, const WkLanguage *language, guint i)
{
  g_autofree char *mu = wk_number_to_formula (work->mu[i], language);
  g_autofree char *w = wk_number_to_operand (work->w[i], language);
  g_autofree char *sigma = wk_number_to_operand (work->sigma[i], language);

  return g_strdup_printf ("%s+%s\\cdot%s", mu, w, sigma);
}

static char *
draw_formula (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < work->n; i++)
    {
      g_autofree char *numbers = wk_latent_draw_numbers (work, language, i);
      guint d = i + 1;

      if (work->n > 1)
        g_string_append_printf (out, "%sz_%u=\\mu_%u+w_%u\\sigma_%u=%s=\\focus{",
                                i > 0 ? ",\\quad " : "", d, d, d, d, numbers);
      else
        g_string_append_printf (out, "z=\\mu+w\\sigma=%s=\\focus{", numbers);
      append_number (out, work->z[i], language);
      g_string_append_c (out, '}');
    }
  g_string_append (out, ",\\quad w\\sim N(0,1)");
  return g_string_free (out, FALSE);
}

/* --- 3: the reconstruction --- */

/* "-\log0.8" of a pixel that is on, "-\log(1-0.1)" of one that is off, both parts of
 * one between. */
static void
append_pixel (GString *out, double x, double decoded, const WkLanguage *language)
{
  g_autofree char *p = wk_number_to_formula (decoded, language);
  g_autofree char *on = wk_number_to_formula (x, language);
  g_autofree char *off = wk_number_to_formula (1 - x, language);

  if (x > 0)
    g_string_append_printf (out, "-%s\\log%s", x < 1 ? on : "", p);
  if (x < 1)
    g_string_append_printf (out, "-%s\\log(1-%s)", x > 0 ? off : "", p);
}

static char *
case_decode_formula (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new ("-\\log p(x\\mid z)=");

  for (guint i = 0; i < work->n_pixels; i++)
    {
      if (work->n_pixels > MOST_TERMS && i == FIRST_TERMS)
        {
          g_string_append (out, "-\\cdots");
          i = work->n_pixels - 1;
        }
      append_pixel (out, work->x[i], work->decoded[i], language);
    }
  append_sum (out, NULL, 0, work->reconstruction, language);
  return g_string_free (out, FALSE);
}

static gboolean
is_gaussian (const WkLatentWork *work)
{
  return work->model != NULL && work->model->spec.likelihood == WK_VAE_GAUSSIAN;
}

static char *
digit_decode_formula (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new ("-\\log p(x\\mid z)=");

  if (is_gaussian (work))
    g_string_append_printf (out, "\\tfrac{1}{2}\\sum_{i=1}^{%d}(\\hat x_i-x_i)^2",
                            WK_DIGITS_PIXELS);
  else
    g_string_append_printf (out,
                            "-\\sum_{i=1}^{%d}\\bigl(x_i\\log\\hat x_i"
                            "+(1-x_i)\\log(1-\\hat x_i)\\bigr)",
                            WK_DIGITS_PIXELS);
  append_sum (out, NULL, 0, work->reconstruction, language);
  return g_string_free (out, FALSE);
}

/* --- 4: the divergence --- */

char *
wk_latent_kl_numbers (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < work->n; i++)
    {
      double mu = work->mu[i], sigma = work->sigma[i];

      g_string_append_printf (out, "%s\\tfrac{1}{2}(", i > 0 ? "+" : "");
      append_number (out, mu * mu, language);
      append_signed (out, sigma * sigma, language);
      append_signed (out, -log_variance (sigma), language);
      g_string_append (out, "-1)");
    }
  return g_string_free (out, FALSE);
}

static char *
kl_formula (const WkLatentWork *work, const WkLanguage *language)
{
  g_autofree char *numbers = wk_latent_kl_numbers (work, language);
  GString *out = g_string_new ("D_{KL}(q\\|p)=");

  g_string_append (out, work->n > 1
                            ? "\\tfrac{1}{2}\\sum_d(\\mu_d^2+\\sigma_d^2"
                              "-\\log\\sigma_d^2-1)="
                            : "\\tfrac{1}{2}(\\mu^2+\\sigma^2-\\log\\sigma^2-1)=");
  g_string_append (out, numbers);
  append_sum (out, work->kl, work->n, work->kl_sum, language);
  return g_string_free (out, FALSE);
}

/* --- 5 to 7 --- */

static char *
total_formula (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new ("J=-\\log p(x\\mid z)+\\beta\\,D_{KL}(q\\|p)=");

  append_number (out, work->reconstruction, language);
  g_string_append_c (out, '+');
  append_number (out, work->beta, language);
  g_string_append (out, "\\cdot");
  append_number (out, work->kl_sum, language);
  append_sum (out, NULL, 0, work->total, language);
  return g_string_free (out, FALSE);
}

static char *
more_formula (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new ("\\mu=");

  append_list (out, work->more_mu, work->n_more, language);
  g_string_append (out, ",\\quad\\sigma=");
  append_list (out, work->more_sigma, work->n_more, language);
  g_string_append (out, ",\\quad D_{KL}(q\\|p)");
  append_sum (out, work->more_kl, work->n_more, work->more_sum, language);
  return g_string_free (out, FALSE);
}

/* The prior's circles hold the same share whatever was drawn. */
static char *
plane_formula (const WkLanguage *language)
{
  const double radii[] = { 1, 2, 3 };
  const char *comma = list_comma (language);
  GString *out = g_string_new ("P(\\lVert z\\rVert\\le r)=1-e^{-r^2/2}=\\focus{(");

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      /* Not more digits than can be read off a circle. */
      double percent = rint (1000 * wk_gaussian_within (radii[i])) / 10;

      g_string_append (out, i > 0 ? comma : "");
      append_number (out, percent, language);
      g_string_append (out, "\\,\\%");
    }
  g_string_append (out, ")},\\quad r=");
  append_list (out, radii, G_N_ELEMENTS (radii), language);
  return g_string_free (out, FALSE);
}

char *
wk_latent_step_formula (const WkLatentWork *work,
                        const WkLanguage *language,
                        WkLatentStep step)
{
  switch (step)
    {
    case WK_LATENT_STEP_CLOUD:
      return cloud_formula (work, language);
    case WK_LATENT_STEP_DRAW:
      return draw_formula (work, language);
    case WK_LATENT_STEP_DECODE:
      return work->is_digit ? digit_decode_formula (work, language)
                            : case_decode_formula (work, language);
    case WK_LATENT_STEP_KL:
      return kl_formula (work, language);
    case WK_LATENT_STEP_TOTAL:
      return total_formula (work, language);
    case WK_LATENT_STEP_MORE:
      return more_formula (work, language);
    case WK_LATENT_STEP_PLANE:
    default:
      return plane_formula (language);
    }
}

/* --- in words --- */

/* "4 plus 0.25 plus 1.386 minus 1", what stands in one bracket of the divergence. */
static char *
bracket_words (double mu, double sigma, const WkLanguage *language)
{
  double log_part = -log_variance (sigma);
  g_autofree char *square = wk_number_to_words (mu * mu, language);
  g_autofree char *variance = wk_number_to_words (sigma * sigma, language);
  g_autofree char *logarithm = wk_number_to_words (fabs (log_part), language);

  return g_strdup_printf (log_part < 0 ? _L (language, "%s plus %s minus %s minus 1")
                                       : _L (language, "%s plus %s plus %s minus 1"),
                          square, variance, logarithm);
}

/* Read sign by sign, a half before a bracket is not heard as one. */
static char *
kl_spoken (const WkLatentWork *work, const WkLanguage *language)
{
  GString *out = g_string_new (_L (
      language, "The divergence of q from p, for each dimension: half of mu squared "
                "plus sigma squared minus the logarithm of sigma squared minus 1."));
  g_autofree char *sum = wk_number_to_words (work->kl_sum, language);

  for (guint i = 0; i < work->n; i++)
    {
      g_autofree char *bracket = bracket_words (work->mu[i], work->sigma[i], language);
      g_autofree char *value = wk_number_to_words (work->kl[i], language);

      g_string_append_c (out, ' ');
      g_string_append_printf (out, _L (language, "Half of %s is %s."), bracket, value);
    }
  if (work->n > 1)
    {
      g_string_append_c (out, ' ');
      g_string_append_printf (out, _L (language, "Together %s."), sum);
    }
  return g_string_free (out, FALSE);
}

char *
wk_latent_step_spoken (const WkLatentWork *work,
                       const WkLanguage *language,
                       WkLatentStep step)
{
  return step == WK_LATENT_STEP_KL ? kl_spoken (work, language) : NULL;
}

/* --- captions --- */

static char *
decode_caption (const WkLatentWork *work, const WkLanguage *language)
{
  if (!work->is_digit)
    return g_strdup (
        _L (language, "Decode and compare, in nats added over the pixels."));
  return g_strdup_printf (
      is_gaussian (work)
          ? _L (language, "Half the squared error: nats but for a constant, added over "
                          "%d pixels.")
          : _L (language, "Decode and compare, in nats added over %d pixels."),
      WK_DIGITS_PIXELS);
}

/* As short as a projector has room for. */
char *
wk_latent_step_caption (const WkLatentWork *work,
                        const WkLanguage *language,
                        WkLatentStep step)
{
  g_autofree char *beta = wk_number_to_formula (work->beta, language);

  switch (step)
    {
    case WK_LATENT_STEP_CLOUD:
      if (work->no_cloud)
        return g_strdup (_L (language, "A plain autoencoder gives a point, no cloud: "
                                       "here is the case by hand."));
      return g_strdup (_L (language, "The encoder gives a cloud, not a point: it puts "
                                     "out $\\mu$ and $\\log\\sigma^2$."));
    case WK_LATENT_STEP_DRAW:
      return g_strdup (_L (language, "Draw from it: with $w$ apart, gradients reach "
                                     "$\\mu$ and $\\sigma$."));
    case WK_LATENT_STEP_DECODE:
      return decode_caption (work, language);
    case WK_LATENT_STEP_KL:
      return g_strdup (_L (language, "How far is the cloud $q$ from the prior "
                                     "$p=N(0,1)$, in nats?"));
    case WK_LATENT_STEP_TOTAL:
      return g_strdup_printf (_L (language, "Total, $\\beta=%s$."), beta);
    case WK_LATENT_STEP_MORE:
      return g_strdup (_L (language, "More dimensions: add."));
    case WK_LATENT_STEP_PLANE:
    default:
      return g_strdup (_L (language, "Overlapping clouds leave no holes: what is close "
                                     "looks alike."));
    }
}
