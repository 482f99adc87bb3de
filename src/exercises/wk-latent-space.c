/* wk-latent-space.c - the latent space of a variational autoencoder
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure.h"
#include "exercises/kit/wk-latent-kit.h"
#include "exercises/kit/wk-latent-train.h"

extern const WkExerciseKind wk_kind_latent_space;

/* Weights may be a file. */
#define MAX_PATH_BYTES 4096
#define LAST_DIGIT 4999
/* The codes of a plain autoencoder lie where they like. */
#define FARTHEST 1e6

static const WkParamChoice numbers[] = {
  { "case", N_ ("the case by hand") },
  { "digit", N_ ("the chosen digit") },
  { NULL },
};

/* In the order of WkLatentView. */
static const WkParamChoice views[] = {
  { "steps", N_ ("what the step is about") },
  { "digit", N_ ("the picture through the network") },
  { "grid", N_ ("the plane, decoded") },
  { "path", N_ ("the path between two digits") },
  { "prior", N_ ("samples from the prior") },
  { "kl", N_ ("the divergence as a surface") },
  { "pair", N_ ("the plain autoencoder beside it") },
  { "training", N_ ("the training") },
  { NULL },
};

/* In the order of WkVaeLikelihood. */
static const WkParamChoice likelihoods[] = {
  { "bernoulli", N_ ("Bernoulli: cross-entropy") },
  { "gaussian", N_ ("Gaussian: half squared error") },
  { NULL },
};

#define LATENT_LIST(least, most)                                         \
  .type = WK_PARAM_VECTOR, .min = (least), .max = (most), .min_rows = 1, \
  .max_rows = WK_LATENT_MAX, .scalar = TRUE

static const WkParamSpec specs[] = {
  { .key = "mu",
    .symbol = "\\mu",
    .label = N_ ("Mean"),
    .what = N_ ("Of the cloud that the encoder gives: one for each latent dimension, "
                "one or two."),
    LATENT_LIST (-6, 6),
    .fallback = "[2]" },
  { .key = "sigma",
    .symbol = "\\sigma",
    .label = N_ ("Standard deviation"),
    .what = N_ ("Of the cloud; its square is the variance. The encoder puts out the "
                "logarithm of the variance."),
    LATENT_LIST (0.001, 10),
    .fallback = "[0.5]" },
  { .key = "w",
    .symbol = "w",
    .label = N_ ("Drawn number"),
    .what = N_ ("From the normal distribution with mean 0 and variance 1."),
    LATENT_LIST (-5, 5),
    .fallback = "[-1]" },
  { .key = "x",
    .symbol = "x",
    .label = N_ ("Pixels"),
    .what = N_ ("Of the picture that went in, from 0 to 1."),
    .type = WK_PARAM_VECTOR,
    .max = 1,
    .min_rows = 1,
    .max_rows = WK_LATENT_PIXELS,
    .fallback = "[1, 0]" },
  { .key = "decoded",
    .symbol = "\\hat x",
    .label = N_ ("Decoded pixels"),
    .what = N_ ("What the decoder makes of the drawn point, from 0 to 1."),
    .type = WK_PARAM_VECTOR,
    .max = 1,
    .min_rows = 1,
    .max_rows = WK_LATENT_PIXELS,
    .fallback = "[0.8, 0.1]" },
  { .key = "beta",
    .symbol = "\\beta",
    .label = N_ ("Weight of the divergence"),
    .what = N_ ("In the loss, and where one trains."),
    .type = WK_PARAM_REAL,
    .max = 100,
    /* Where it is interesting: below 1 as much as above. */
    .slide_max = 5,
    .pick = TRUE,
    .fallback = "1" },
  { .key = "numbers",
    .label = N_ ("Numbers of"),
    .what = N_ ("Whose numbers the steps work with."),
    .type = WK_PARAM_CHOICE,
    .choices = numbers,
    .pick = TRUE,
    .fallback = "case" },
  { .key = "view",
    .label = N_ ("Shown"),
    .what = N_ ("What stands beside the plane."),
    .type = WK_PARAM_CHOICE,
    .choices = views,
    .pick = TRUE,
    .fallback = "steps" },
  { .key = "digit",
    .label = N_ ("Digit"),
    .what = N_ ("Its place among the 5 000 that were trained on, from 0."),
    .type = WK_PARAM_INTEGER,
    .max = LAST_DIGIT,
    .pick = TRUE,
    .fallback = "0" },
  { .key = "own",
    .label = N_ ("Own digit"),
    .what = N_ ("The one that was drawn by hand, in place of one of the set."),
    .type = WK_PARAM_SWITCH,
    .pick = TRUE,
    .fallback = "false" },
  { .key = "drawing",
    .label = N_ ("Pixels of the own digit"),
    .what = N_ ("28 rows of 28 pixels from 0, empty, to 15, full."),
    .type = WK_PARAM_MATRIX,
    .max = 15,
    .min_rows = 28,
    .max_rows = 28,
    .min_cols = 28,
    .max_cols = 28,
    .whole = TRUE,
    .optional = TRUE,
    .hidden = TRUE },
  { .key = "pen",
    .label = N_ ("Pen"),
    .what = N_ ("Where the pen is that arrow keys draw with: column and row of the own "
                "digit."),
    .type = WK_PARAM_VECTOR,
    .max = 28,
    .min_rows = 2,
    .max_rows = 2,
    .hidden = TRUE,
    .fallback = "[" G_STRINGIFY (WK_LATENT_PEN_COLUMN) ", " G_STRINGIFY (
        WK_LATENT_PEN_ROW) "]" },
  { .key = "z",
    .label = N_ ("Point of the plane"),
    .what = N_ ("Dragged over it; it is decoded."),
    .type = WK_PARAM_VECTOR,
    .min = -FARTHEST,
    .max = FARTHEST,
    .min_rows = 2,
    .max_rows = 2,
    .hidden = TRUE,
    .fallback = "[0, 0]" },
  { .key = "to",
    .label = N_ ("Other end"),
    .what = N_ ("The digit where the path ends."),
    .type = WK_PARAM_INTEGER,
    .max = LAST_DIGIT,
    .hidden = TRUE,
    .fallback = "1" },
  { .key = "samples",
    .label = N_ ("Seed of the samples"),
    .what = N_ ("Any word; another one draws other points from the prior."),
    .type = WK_PARAM_SEED,
    .pick = TRUE,
    .when = "view=prior",
    .fallback = "\"1\"" },
  { .key = "model",
    .label = N_ ("Weights"),
    .what = N_ ("“shipped”, a file of weights, or the name of weights trained here."),
    .type = WK_PARAM_WORD,
    .max = MAX_PATH_BYTES,
    .pick = TRUE,
    .fallback = "shipped" },
  { .key = "more_mu",
    .label = N_ ("Means of the other cloud"),
    .what = N_ ("Of two to four dimensions, whose divergences the sixth step adds."),
    .type = WK_PARAM_VECTOR,
    .min = -6,
    .max = 6,
    .min_rows = 2,
    .max_rows = WK_LATENT_MORE,
    .pick = TRUE,
    .fallback = "[1, -1]" },
  { .key = "more_sigma",
    .label = N_ ("Standard deviations of the other cloud"),
    .what = N_ ("One for each of these means."),
    .type = WK_PARAM_VECTOR,
    .min = 0.001,
    .max = 10,
    .min_rows = 2,
    .max_rows = WK_LATENT_MORE,
    .pick = TRUE,
    .fallback = "[0.5, 2]" },
  { .key = "hidden",
    .label = N_ ("Hidden units"),
    .what = N_ ("Of encoder and decoder each, where one trains."),
    .type = WK_PARAM_INTEGER,
    .min = 16,
    .max = 1024,
    .pick = TRUE,
    .when = "view=training",
    .fallback = "256" },
  { .key = "likelihood",
    .label = N_ ("Likelihood of a pixel"),
    .what = N_ ("What the reconstruction is measured by, where one trains."),
    .type = WK_PARAM_CHOICE,
    .choices = likelihoods,
    .pick = TRUE,
    .when = "view=training",
    .fallback = "bernoulli" },
  { .key = "autoencoder",
    .label = N_ ("Plain autoencoder"),
    .what = N_ ("Trains without sampling and without the divergence."),
    .type = WK_PARAM_SWITCH,
    .pick = TRUE,
    .when = "view=training",
    .fallback = "false" },
  { .key = "training_seed",
    .label = N_ ("Seed of the training"),
    .what = N_ ("A whole number; the same one gives the same weights."),
    .type = WK_PARAM_INTEGER,
    .min = 0,
    .max = G_MAXINT32,
    .pick = TRUE,
    .when = "view=training",
    .fallback = "1" },
  { .key = "epochs",
    .label = N_ ("Epochs"),
    .what = N_ ("How often the training goes through all digits."),
    .type = WK_PARAM_INTEGER,
    .min = 1,
    .max = 500,
    .pick = TRUE,
    .when = "view=training",
    .fallback = "40" },
  { NULL },
};

static void
add_points (WkSolution *solution)
{
  static const char *const points[] = {
    N_ ("The encoder gives a distribution: $\\mu$ and $\\sigma^2$ for each latent "
        "dimension."),
    N_ ("A point is sampled, $z=\\mu+w\\sigma$ with $w\\sim N(0,1)$, and decoded."),
    N_ ("The loss is the reconstruction plus the KL divergence from $N(0,1)$."),
    N_ ("This makes the latent space continuous and filled."),
    N_ ("It generates: draw $z$ from the prior and decode it; interpolate, control."),
    N_ ("Without the divergence and the sampling there are holes."),
  };

  wk_solution_add_points (solution, points, G_N_ELEMENTS (points));
}

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  static const char *const focus[] = {
    [WK_LATENT_STEP_CLOUD] = "code cloud plane-digit",
    [WK_LATENT_STEP_DRAW] = "z w",
    [WK_LATENT_STEP_DECODE] = "decoded reconstruction-row",
    [WK_LATENT_STEP_KL] = "kl-row",
    [WK_LATENT_STEP_TOTAL] = "total-row",
    [WK_LATENT_STEP_MORE] = "more-sum",
    [WK_LATENT_STEP_PLANE] = "plane grid",
  };
  g_autoptr (WkLatentWork) work = wk_latent_work_new (params, cancellable, error);
  WkSolution *solution;

  if (work == NULL)
    return NULL;
  solution = wk_solution_new (params, language);
  for (WkLatentStep step = 1; step <= WK_LATENT_N_STEPS; step++)
    {
      wk_solution_take_step (solution, wk_latent_step_caption (work, language, step),
                             wk_latent_step_formula (work, language, step),
                             focus[step]);
      wk_solution_take_spoken (solution, wk_latent_step_spoken (work, language, step));
    }
  wk_latent_add_answers (work, solution);
  add_points (solution);
  wk_solution_set_data (solution, g_steal_pointer (&work),
                        (GDestroyNotify) wk_latent_work_free);
  return solution;
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_latent_figure_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_latent_describe (wk_solution_get_data (solution),
                             wk_solution_get_language (solution),
                             (guint) floor (view->position + 1e-9));
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  return wk_latent_edit (wk_solution_get_data (solution),
                         wk_solution_get_params (solution), item, change, error);
}

const WkExerciseKind wk_kind_latent_space = {
  .id = "latent-space",
  .title = N_ ("Latent space"),
  .topic = N_ ("Unsupervised learning"),
  .summary =
      N_ ("What the loss of a variational autoencoder does to the plane in which "
          "it puts its pictures."),
  .specs = specs,
  .check = wk_latent_work_check,
  .vary = wk_latent_vary,
  .solve = solve,
  .is_slow = wk_latent_work_is_slow,
  .draw = draw,
  .describe = describe,
  .edit = edit,
  .training = &wk_latent_training,
  .flags = WK_KIND_TRAINS,
};
