/* wk-parameter-ratio.c - one large kernel or a stack of small ones
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-number-edit.h"
#include "exercises/kit/wk-ratio-kit.h"

extern const WkExerciseKind wk_kind_parameter_ratio;

static const WkParamChoice directions[] = {
  { "a-to-b", N_ ("A to B") },
  { "b-to-a", N_ ("B to A") },
  { NULL },
};

static const WkParamSpec specs[] = {
  { .key = "large",
    .symbol = "K",
    .label = N_ ("Large kernel"),
    .what = N_ ("Rows and columns of the one kernel of model A."),
    .type = WK_PARAM_INTEGER,
    .min = 2,
    .max = WK_RATIO_MAX_LARGE,
    .fallback = "7" },
  { .key = "small",
    .symbol = "k",
    .label = N_ ("Small kernel"),
    .what = N_ ("Rows and columns of each kernel of model B."),
    .type = WK_PARAM_INTEGER,
    .min = 2,
    .max = WK_RATIO_MAX_SMALL,
    .fallback = "3" },
  { .key = "channels",
    .symbol = "C",
    .label = N_ ("Channels"),
    .what = N_ ("One number for in and out, or two numbers."),
    WK_PARAM_PAIR (1, WK_RATIO_MAX_CHANNELS),
    .fallback = "64" },
  { .key = "bias",
    .label = N_ ("Biases"),
    .what = N_ ("One for each output map of each layer, counted as parameters."),
    .type = WK_PARAM_SWITCH,
    .fallback = "false" },
  { .key = "asked",
    .label = N_ ("Ratio"),
    .what = N_ ("Which model is divided by which."),
    .type = WK_PARAM_CHOICE,
    .choices = directions,
    .fallback = "a-to-b" },
  { NULL },
};

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  static const char *const focus[] = { "stack", "large", "stack", "ratio" };
  WkSolution *solution = wk_solution_new (params, language);
  WkRatio *ratio = g_new0 (WkRatio, 1);

  wk_ratio_init (ratio, params);
  for (guint step = 1; step <= G_N_ELEMENTS (focus); step++)
    wk_solution_take_step (solution, wk_ratio_caption (ratio, language, step),
                           wk_ratio_formula (ratio, language, step), focus[step - 1]);
  wk_ratio_add_answers (ratio, solution);
  wk_solution_set_data (solution, ratio, g_free);
  return solution;
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_ratio_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_ratio_describe (wk_solution_get_data (solution),
                            wk_solution_get_language (solution),
                            (guint) floor (view->position + 1e-9));
}

static WkParams *
with_number (WkParams *params, const char *key, double value, GError **error)
{
  g_autoptr (WkValue) item = wk_value_new_number (value);

  return wk_params_with (params, key, item, error);
}

/* A stack only reaches some sizes: a step goes to the next of them. */
static WkParams *
step_large (const WkRatio *ratio, WkParams *params, double steps, GError **error)
{
  int n = MAX (ratio->n + (int) steps, 1);

  if (1 + n * (ratio->small - 1) > WK_RATIO_MAX_LARGE)
    return NULL;
  return with_number (params, "large", 1 + n * (ratio->small - 1), error);
}

/* The number of layers stays, as far as the large kernel allows. */
static WkParams *
set_small (const WkRatio *ratio, WkParams *params, double small, GError **error)
{
  g_autoptr (WkParams) changed = NULL;
  int n = ratio->n;

  if (small < 2 || small > WK_RATIO_MAX_SMALL || small != rint (small))
    return with_number (params, "small", small, error);
  while (n > 1 && 1 + n * ((int) small - 1) > WK_RATIO_MAX_LARGE)
    n--;
  changed = with_number (params, "small", small, error);
  return changed != NULL
             ? with_number (changed, "large", 1 + n * ((int) small - 1), error)
             : NULL;
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  const WkRatio *ratio = wk_solution_get_data (solution);
  WkParams *params = wk_solution_get_params (solution);
  double steps = change->type == WK_EDIT_STEP   ? rint (change->amount)
                 : change->type == WK_EDIT_DRAG ? rint (-change->dy / 24)
                                                : 0;

  if (item->edits == NULL ||
      (change->type != WK_EDIT_SET && change->type != WK_EDIT_STEP &&
       change->type != WK_EDIT_DRAG))
    return NULL;
  if (strcmp (item->edits, "large") == 0 && change->type != WK_EDIT_SET)
    return step_large (ratio, params, steps, error);
  if (strcmp (item->edits, "small") == 0)
    return set_small (
        ratio, params,
        change->type == WK_EDIT_SET ? change->value : ratio->small + steps, error);
  return wk_number_edit (params, item->edits, change, WK_RATIO_MAX_CHANNELS, error);
}

const WkExerciseKind wk_kind_parameter_ratio = {
  .id = "parameter-ratio",
  .title = N_ ("Parameter ratio"),
  .topic = N_ ("Convolutional networks"),
  .summary = N_ ("One large kernel against a stack of small ones that sees as much."),
  .specs = specs,
  .check = wk_ratio_check,
  .vary = wk_ratio_vary,
  .solve = solve,
  .draw = draw,
  .describe = describe,
  .edit = edit,
};
