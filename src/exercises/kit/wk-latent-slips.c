/* wk-latent-slips.c - what is asked about the latent space, and typical mistakes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A mistake with the divergence is the closed form with one thing wrong in it, made in
 * every dimension alike; the values are then added as the right ones are.
 */
#include "config.h"

#include "exercises/kit/wk-latent-kit.h"

#include <math.h>

#include "model/wk-number.h"

/* --- the divergence --- */

static double
bracket (double square, double variance, double log_variance)
{
  return 0.5 * (square + variance - log_variance - 1);
}

static double
without_half (double mu, double sigma)
{
  return 2 * bracket (mu * mu, sigma * sigma, 2 * log (sigma));
}

static double
deviation_in_sum (double mu, double sigma)
{
  return bracket (mu * mu, sigma, 2 * log (sigma));
}

static double
deviation_in_log (double mu, double sigma)
{
  return bracket (mu * mu, sigma * sigma, log (sigma));
}

static double
wrong_sign (double mu, double sigma)
{
  return bracket (mu * mu, sigma * sigma, -2 * log (sigma));
}

static double
without_one (double mu, double sigma)
{
  return bracket (mu * mu, sigma * sigma, 2 * log (sigma)) + 0.5;
}

/* D(p||q) of two normal distributions; the same source as the right direction. */
static double
other_direction (double mu, double sigma)
{
  return 0.5 * (2 * log (sigma) + (1 + mu * mu) / (sigma * sigma) - 1);
}

static double
decimal_log (double mu, double sigma)
{
  return bracket (mu * mu, sigma * sigma, 2 * log10 (sigma));
}

static double
binary_log (double mu, double sigma)
{
  return bracket (mu * mu, sigma * sigma, 2 * log2 (sigma));
}

static double
mean_not_squared (double mu, double sigma)
{
  return bracket (mu, sigma * sigma, 2 * log (sigma));
}

const WkLatentMistake wk_latent_mistakes[WK_LATENT_N_MISTAKES] = {
  without_half,    deviation_in_sum, deviation_in_log, wrong_sign,       without_one,
  other_direction, decimal_log,      binary_log,       mean_not_squared,
};

/* On which side of 1 the deviations lie decides what the logarithm's sign does. */
static const char *
sign_feedback (const WkLatentWork *work, const WkLanguage *language)
{
  gboolean below = FALSE, above = FALSE;

  for (guint i = 0; i < work->n; i++)
    {
      below = below || work->sigma[i] < 1;
      above = above || work->sigma[i] > 1;
    }
  if (below && above)
    return _L (language, "$-\\log\\sigma^2$ is positive for $\\sigma<1$, negative for "
                         "$\\sigma>1$.");
  return above ? _L (language, "$-\\log\\sigma^2$ is negative for $\\sigma>1$.")
               : _L (language, "$-\\log\\sigma^2$ is positive for $\\sigma<1$.");
}

/* In the order of wk_latent_mistakes. */
static void
fill_feedback (const WkLatentWork *work,
               const WkLanguage *language,
               const char *feedback[WK_LATENT_N_MISTAKES])
{
  const char *variance = _L (language, "Both places have the variance, $\\sigma^2$.");
  const char *natural = _L (language, "The logarithm is the natural one: nats.");
  const char *const words[] = {
    _L (language, "Half of the bracket."),
    variance,
    variance,
    sign_feedback (work, language),
    _L (language, "At $\\mu=0,\\sigma=1$ it must be 0: the $-1$ is missing."),
    _L (language, "The encoder's $q$ comes first: this is $D_{KL}(p\\|q)$."),
    natural,
    natural,
    _L (language, "The mean is squared, $\\mu^2$."),
  };

  for (guint i = 0; i < WK_LATENT_N_MISTAKES; i++)
    feedback[i] = words[i];
}

static void
add_kl (const WkLatentWork *work, WkSolution *solution)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  WkAnswer *answer = wk_solution_add_answer (solution, "kl", "D_{KL}(q\\|p)",
                                             WK_ANSWER_NUMBER, work->kl_sum);
  g_autofree char *numbers = wk_latent_kl_numbers (work, language);
  const char *feedback[WK_LATENT_N_MISTAKES];

  answer->step = WK_LATENT_STEP_KL;
  answer->item = g_strdup ("kl-value");
  answer->focus = g_strsplit ("mu sigma", " ", -1);
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language,
                    "For each dimension add the squared mean and the variance, "
                    "take away the variance's natural logarithm and 1, and "
                    "halve it.")),
      g_strdup (work->n > 1
                    ? "$D_{KL}(q\\|p)=\\tfrac{1}{2}\\sum_d(\\mu_d^2+\\sigma_d^2"
                      "-\\log\\sigma_d^2-1)$"
                    : "$D_{KL}(q\\|p)=\\tfrac{1}{2}(\\mu^2+\\sigma^2-\\log\\sigma^2"
                      "-1)$"),
      g_strdup_printf ("$D_{KL}(q\\|p)=%s$", numbers));
  fill_feedback (work, language, feedback);
  for (guint k = 0; k < WK_LATENT_N_MISTAKES; k++)
    {
      double sum = 0;

      for (guint i = 0; i < work->n; i++)
        sum += wk_latent_mistakes[k](work->mu[i], work->sigma[i]);
      wk_answer_add_slip (answer, sum, feedback[k]);
    }
  for (guint i = 0; i < work->n && work->n > 1; i++)
    wk_answer_add_slip (answer, work->kl[i],
                        _L (language, "One dimension is missing: add both."));
}

/* --- the drawn point --- */

void
wk_latent_draw_mistakes (double mu,
                         double sigma,
                         double w,
                         double wrong[WK_LATENT_N_DRAW_MISTAKES])
{
  wrong[0] = mu + w * sigma * sigma;
  wrong[1] = mu - w * sigma;
  wrong[2] = mu + w;
  wrong[3] = sigma + w * mu;
  wrong[4] = w + mu * sigma;
}

static void
add_z (const WkLatentWork *work, WkSolution *solution, guint i)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  const char *const feedback[WK_LATENT_N_DRAW_MISTAKES] = {
    _L (language, "Times the standard deviation $\\sigma$, not the variance."),
    _L (language, "Keep the sign of $w$: it is added."),
    _L (language, "The draw $w$ is stretched by $\\sigma$."),
    _L (language, "$w$ multiplies $\\sigma$; $\\mu$ is only added."),
    _L (language, "$\\mu$ and $w$ are exchanged: the cloud lies around $\\mu$."),
  };
  g_autofree char *place = work->n > 1 ? g_strdup_printf ("%u", i + 1) : g_strdup ("");
  g_autofree char *id = g_strconcat ("z", place, NULL);
  g_autofree char *symbol =
      work->n > 1 ? g_strdup_printf ("z_%u", i + 1) : g_strdup ("z");
  g_autofree char *numbers = wk_latent_draw_numbers (work, language, i);
  WkAnswer *answer =
      wk_solution_add_answer (solution, id, symbol, WK_ANSWER_NUMBER, work->z[i]);
  double wrong[WK_LATENT_N_DRAW_MISTAKES];

  answer->step = WK_LATENT_STEP_DRAW;
  answer->item = work->n == 1 ? g_strdup ("z-value") : NULL;
  answer->focus = g_strsplit ("mu sigma w", " ", -1);
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language,
                    "Start at the mean, and go as many standard deviations as "
                    "the draw says.")),
      g_strdup (work->n > 1 ? "$z_d=\\mu_d+w_d\\sigma_d$" : "$z=\\mu+w\\sigma$"),
      g_strdup_printf ("$%s=%s$", symbol, numbers));
  wk_latent_draw_mistakes (work->mu[i], work->sigma[i], work->w[i], wrong);
  for (guint k = 0; k < WK_LATENT_N_DRAW_MISTAKES; k++)
    wk_answer_add_slip (answer, wrong[k], feedback[k]);
}

void
wk_latent_add_answers (const WkLatentWork *work, WkSolution *solution)
{
  for (guint i = 0; i < work->n; i++)
    add_z (work, solution, i);
  add_kl (work, solution);
}
