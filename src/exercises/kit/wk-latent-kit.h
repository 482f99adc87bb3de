/* wk-latent-kit.h - what the steps of the latent space say, ask and draw afresh
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-latent-work.h"
#include "model/wk-solution.h"

G_BEGIN_DECLS

char *wk_latent_step_caption (const WkLatentWork *work,
                              const WkLanguage *language,
                              WkLatentStep step);
char *wk_latent_step_formula (const WkLatentWork *work,
                              const WkLanguage *language,
                              WkLatentStep step);
/* The formula in words, or NULL: render/ speaks it. */
char *wk_latent_step_spoken (const WkLatentWork *work,
                             const WkLanguage *language,
                             WkLatentStep step);
/* The figure in words after @step steps; nothing of what comes later. */
char *wk_latent_describe (const WkLatentWork *work,
                          const WkLanguage *language,
                          guint step);
/* Two numbers put in: "2+(-1)\cdot0.5", of dimension @i (from 0). */
char *wk_latent_draw_numbers (const WkLatentWork *work,
                              const WkLanguage *language,
                              guint i);
/* "\tfrac12(4+0.25+1.386-1)" for each dimension, joined by a plus. */
char *wk_latent_kl_numbers (const WkLatentWork *work, const WkLanguage *language);

/* --- what is asked --- */

/* The value that a typical mistake gives for one dimension. */
typedef double (*WkLatentMistake) (double mu, double sigma);

#define WK_LATENT_N_MISTAKES 9
/* Of the divergence: for each dimension, then added. */
extern const WkLatentMistake wk_latent_mistakes[WK_LATENT_N_MISTAKES];

#define WK_LATENT_N_DRAW_MISTAKES 5
/* Of z in one dimension. */
void wk_latent_draw_mistakes (double mu,
                              double sigma,
                              double w,
                              double wrong[WK_LATENT_N_DRAW_MISTAKES]);

void wk_latent_add_answers (const WkLatentWork *work, WkSolution *solution);

/* WkExerciseKind.vary: other mu, sigma, w, pixels and decoded pixels. */
WkValue *wk_latent_vary (const char *seed, const WkParams *params, GError **error);

G_END_DECLS
