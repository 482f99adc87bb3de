/* wk-dense-step.c - one step of gradient descent in a dense network
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "exercises/kit/wk-dense-step-figure.h"
#include "exercises/kit/wk-dense-step.h"
#include "scene/wk-scene.h"

extern const WkExerciseKind wk_kind_dense_step;

#define MIN_RATE 1e-9
#define MAX_RATE 1e6
/* On the axis of the rates so many units of the page are a decade, about. */
#define UNITS_A_DECADE 110.0
/* One step of the rate: a twentieth of a decade. */
#define STEPS_A_DECADE 20.0

/* First what this kind is about: the panel shows them in this order. */
static const WkParamSpec specs[] = {
  { .key = "rate",
    .symbol = "\\lambda",
    .label = N_ ("Learning rate"),
    .what = N_ ("How far along the gradient each parameter moves."),
    .type = WK_PARAM_REAL,
    .min = MIN_RATE,
    .max = MAX_RATE,
    .fallback = "2" },
  { .key = "steps",
    .label = N_ ("Steps"),
    .what = N_ ("How many steps are taken; those after the first are only plotted."),
    .type = WK_PARAM_INTEGER,
    .min = 1,
    .max = WK_DESCENT_MAX_STEPS,
    .fallback = "1" },
  WK_DENSE_SPEC_X,
  WK_DENSE_SPEC_LAYERS,
  WK_DENSE_SPEC_Y_NEEDED,
  WK_DENSE_SPEC_LOSS,
  { .key = "asked",
    .label = N_ ("Asked parameters"),
    .what = N_ ("Their names: b2_1 for a bias (layer, node), w1_13 for a weight "
                "(layer, from, to)."),
    .type = WK_PARAM_WORDS,
    .min_rows = 1,
    .max_rows = 24,
    .optional = TRUE },
  { .key = "pick",
    .label = N_ ("Picked"),
    .what = N_ ("The weight or bias whose new value is worked besides."),
    .type = WK_PARAM_WORD,
    .optional = TRUE,
    .hidden = TRUE },
  { .key = "all",
    .label = N_ ("All parameters"),
    .what = N_ ("A row for every weight and bias, not for the asked ones only."),
    .type = WK_PARAM_SWITCH,
    .fallback = "false" },
  WK_DENSE_SPEC_DIFFERENCES,
  { NULL },
};

static WkValue *
vary (const char *seed, const WkParams *params, GError **error)
{
  double rate;
  g_autoptr (WkValue) values = wk_dense_vary (seed, params, &rate, error);
  g_autoptr (WkValue) number = NULL;

  if (values == NULL)
    return NULL;
  /* Probabilities as targets stay what they are. */
  if (g_str_equal (wk_params_get_word (params, "loss"), "cross-entropy"))
    return wk_value_with (values, "y", wk_params_get_value (params, "y"));
  if (rate == 0.0)
    return g_steal_pointer (&values);
  number = wk_value_new_number (rate);
  return wk_value_with (values, "rate", number);
}

static void
add_answer (WkSolution *solution, const WkDescent *descent, WkDenseParameter which)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  double value = wk_descent_new_value (descent, which);
  gboolean is_integer = value == rint (value) && fabs (value) < 1e9;
  g_autofree char *name = wk_descent_id (which);
  g_autofree char *id = g_strdup_printf ("%s_new", name);
  g_autofree char *symbol = wk_dense_parameter_symbol (descent->backward, which);
  WkAnswer *answer = wk_solution_add_answer (
      solution, id, symbol, is_integer ? WK_ANSWER_INTEGER : WK_ANSWER_NUMBER, value);
  g_autofree char *focus = NULL;

  answer->step = wk_descent_find (descent, which);
  focus = wk_descent_focus (descent, answer->step);
  answer->focus = g_strsplit (focus, " ", -1);
  answer->item = g_strdup_printf ("new-%s", name);
  wk_descent_take_hints (descent, language, answer, which);
  wk_descent_add_slips (descent, language, answer, which);
}

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (WkDescent) descent = wk_descent_new (params, cancellable, error);
  g_autoptr (WkSolution) solution = NULL;

  if (descent == NULL)
    return NULL;
  solution = wk_solution_new (params, language);
  for (guint step = 1; step <= descent->steps->len; step++)
    {
      g_autofree char *focus = wk_descent_focus (descent, step);

      wk_solution_take_step (solution, wk_descent_caption (descent, language, step),
                             wk_descent_formula (descent, language, step), focus);
    }
  for (guint i = 0; i < descent->n_asked; i++)
    add_answer (solution, descent, g_array_index (descent->asked, WkDenseParameter, i));
  wk_solution_set_data (solution, g_steal_pointer (&descent),
                        (GDestroyNotify) wk_descent_free);
  return g_steal_pointer (&solution);
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_descent_figure_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_descent_describe (wk_solution_get_data (solution),
                              wk_solution_get_language (solution),
                              (guint) floor (view->position + 1e-9));
}

/* --- hands on the figure --- */

/* The rate lies on a log axis: hands move it by ratios. Three digits are enough. */
static WkParams *
edit_rate (WkParams *params, const WkEdit *change, GError **error)
{
  double rate = wk_params_get_number (params, "rate");
  g_autoptr (WkValue) item = NULL;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  switch (change->type)
    {
    case WK_EDIT_SET:
      item = wk_value_new_number (change->value);
      return wk_params_with (params, "rate", item, error);
    case WK_EDIT_STEP:
      rate *= pow (10.0, change->amount / STEPS_A_DECADE);
      break;
    case WK_EDIT_DRAG:
      rate *= pow (10.0, change->dx / UNITS_A_DECADE);
      break;
    case WK_EDIT_PICK:
    case WK_EDIT_POINT:
    default:
      return NULL;
    }
  rate = CLAMP (rate, MIN_RATE, MAX_RATE);
  rate = g_ascii_strtod (g_ascii_formatd (digits, sizeof digits, "%.3g", rate), NULL);
  item = wk_value_new_number (rate);
  return wk_params_with (params, "rate", item, error);
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  static const char *const cells[] = { "old-", "gradient-", "new-" };
  WkParams *params = wk_solution_get_params (solution);
  WkDenseParameter which;

  if (item->edits != NULL && g_str_equal (item->edits, "rate"))
    return edit_rate (params, change, error);
  for (guint i = 0; change->type == WK_EDIT_PICK && i < G_N_ELEMENTS (cells); i++)
    if (g_str_has_prefix (item->id, cells[i]) &&
        wk_descent_from_id (item->id + strlen (cells[i]), &which))
      {
        g_autoptr (WkValue) value = wk_value_new_string (item->id + strlen (cells[i]));

        return wk_params_with (params, "pick", value, error);
      }
  if (item->edits == NULL)
    return NULL;
  return wk_dense_edit (params, item->edits, change, error);
}

const WkExerciseKind wk_kind_dense_step = {
  .id = "dense-step",
  .title = N_ ("One gradient step"),
  .topic = N_ ("Dense networks"),
  .summary = N_ ("Weights and biases move against the gradient; the loss along the way "
                 "judges the step."),
  .specs = specs,
  .check = wk_descent_check,
  .vary = vary,
  .solve = solve,
  .draw = draw,
  .describe = describe,
  .edit = edit,
};
