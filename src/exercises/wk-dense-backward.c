/* wk-dense-backward.c - partial derivatives of the loss of a dense network
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>

#include "exercises/kit/wk-dense-backward-figure.h"
#include "exercises/kit/wk-dense-backward.h"
#include "scene/wk-scene.h"

extern const WkExerciseKind wk_kind_dense_backward;

static const WkParamSpec specs[] = {
  WK_DENSE_SPEC_X,
  WK_DENSE_SPEC_LAYERS,
  WK_DENSE_SPEC_Y_NEEDED,
  WK_DENSE_SPEC_LOSS,
  { .key = "asked",
    .label = N_ ("Asked derivatives"),
    .what = N_ ("Their names: db2_1 for a bias (layer, node), dw1_13 for a weight "
                "(layer, from, to)."),
    .type = WK_PARAM_WORDS,
    .min_rows = 1,
    .max_rows = 24,
    .optional = TRUE },
  { .key = "pick",
    .label = N_ ("Picked"),
    .what = N_ ("The weight or bias whose derivative is worked besides."),
    .type = WK_PARAM_WORD,
    .optional = TRUE,
    .hidden = TRUE },
  WK_DENSE_SPEC_DIFFERENCES,
  { NULL },
};

static WkValue *
vary (const char *seed, const WkParams *params, GError **error)
{
  g_autoptr (WkValue) values = wk_dense_vary (seed, params, NULL, error);

  if (values == NULL)
    return NULL;
  /* Probabilities as targets stay what they are. */
  if (g_str_equal (wk_params_get_word (params, "loss"), "cross-entropy"))
    return wk_value_with (values, "y", wk_params_get_value (params, "y"));
  return g_steal_pointer (&values);
}

/* The step that ends with the derivative with respect to @which. */
static guint
find_step (const WkBackward *backward, WkDenseParameter which)
{
  for (guint step = backward->steps->len; step > 1; step--)
    {
      const WkBackwardStep *this = wk_dense_backward_get_step (backward, step);

      if (this->type >= WK_BACKWARD_PATH && this->which.layer == which.layer &&
          this->which.from == which.from && this->which.to == which.to)
        return step;
    }
  return 0;
}

static double
follow (const WkSolution *solution, const WkAnswer *answer, const double *given)
{
  const WkBackward *backward = wk_solution_get_data (solution);
  WkDenseParameter which;

  if (!wk_dense_parameter_from_id (answer->id, &which))
    return NAN;
  return wk_dense_backward_follow (backward, given, which);
}

static void
add_answer (WkSolution *solution, const WkBackward *backward, WkDenseParameter which)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  double value = wk_dense_trace_get_derivative (backward->trace, which);
  gboolean is_integer = value == rint (value) && fabs (value) < 1e9;
  g_autofree char *id = wk_dense_parameter_id (which);
  g_autofree char *symbol = wk_dense_backward_symbol (backward, which);
  WkAnswer *answer = wk_solution_add_answer (
      solution, id, symbol, is_integer ? WK_ANSWER_INTEGER : WK_ANSWER_NUMBER, value);
  g_autofree char *focus = NULL;

  answer->step = find_step (backward, which);
  focus = wk_dense_backward_focus (backward, answer->step);
  answer->focus = g_strsplit (focus, " ", -1);
  /* In the list, since the tags show what is given. */
  answer->item = g_strdup_printf ("ledger-%u", wk_solution_get_n_answers (solution));
  answer->follow = follow;
  wk_dense_backward_take_hints (backward, language, answer, which);
  wk_dense_backward_add_slips (backward, language, answer, which);
}

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (WkBackward) backward = wk_dense_backward_new (params, error);
  g_autoptr (WkSolution) solution = NULL;

  if (backward == NULL)
    return NULL;
  solution = wk_solution_new (params, language);
  for (guint step = 1; step <= backward->steps->len; step++)
    {
      g_autofree char *focus = wk_dense_backward_focus (backward, step);

      wk_solution_take_step (
          solution, wk_dense_backward_caption (backward, language, step),
          wk_dense_backward_formula (backward, language, step), focus);
    }
  for (guint i = 0; i < backward->asked->len; i++)
    add_answer (solution, backward,
                g_array_index (backward->asked, WkDenseParameter, i));
  wk_solution_set_data (solution, g_steal_pointer (&backward),
                        (GDestroyNotify) wk_dense_backward_free);
  return g_steal_pointer (&solution);
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_dense_backward_figure_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_dense_backward_describe (wk_solution_get_data (solution),
                                     wk_solution_get_language (solution),
                                     (guint) floor (view->position + 1e-9));
}

/* Which parameter a click on an item means; a node stands for its bias. */
static gboolean
parameter_of (const char *id, WkDenseParameter *which)
{
  guint layer, from, to;

  if (sscanf (id, "weight-%2u-%2u-%2u", &layer, &from, &to) == 3 ||
      sscanf (id, "edge-%2u-%2u-%2u", &layer, &from, &to) == 3)
    *which = (WkDenseParameter){ layer, (int) from - 1, to - 1 };
  else if (sscanf (id, "bias-%2u-%2u", &layer, &to) == 2 ||
           sscanf (id, "node-%2u-%2u", &layer, &to) == 2)
    *which = (WkDenseParameter){ layer, -1, to - 1 };
  else
    return FALSE;
  return layer > 0;
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  WkParams *params = wk_solution_get_params (solution);
  WkDenseParameter which;

  if (change->type == WK_EDIT_PICK && parameter_of (item->id, &which))
    {
      g_autofree char *id = wk_dense_parameter_id (which);
      g_autoptr (WkValue) value = wk_value_new_string (id);

      return wk_params_with (params, "pick", value, error);
    }
  if (item->edits == NULL)
    return NULL;
  return wk_dense_edit (params, item->edits, change, error);
}

const WkExerciseKind wk_kind_dense_backward = {
  .id = "dense-backward",
  .title = N_ ("Partial derivatives"),
  .topic = N_ ("Dense networks"),
  .summary = N_ ("The derivatives of the loss, from the loss back to each weight."),
  .specs = specs,
  .check = wk_dense_backward_check,
  .vary = vary,
  .solve = solve,
  .draw = draw,
  .describe = describe,
  .edit = edit,
};
