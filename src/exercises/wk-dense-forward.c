/* wk-dense-forward.c - the output of a dense network, node by node
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-dense-figure.h"
#include "exercises/kit/wk-dense-kit.h"
#include "scene/wk-scene.h"

extern const WkExerciseKind wk_kind_dense_forward;

static const WkParamSpec specs[] = {
  WK_DENSE_SPEC_X,
  WK_DENSE_SPEC_LAYERS,
  WK_DENSE_SPEC_Y,
  { NULL },
};

static WkValue *
vary (const char *seed, const WkParams *params, GError **error)
{
  return wk_dense_vary (seed, params, NULL, error);
}

/* A pass forward in which each node that the student gave a value for has that value.
 */
static double
follow (const WkSolution *solution, const WkAnswer *answer, const double *given)
{
  const WkDense *dense = wk_solution_get_data (solution);
  double before[WK_DENSE_MAX_NODES], after[WK_DENSE_MAX_NODES];
  guint i = 0, first = dense->node_steps ? 1 : dense->n_layers;

  for (guint j = 0; j < dense->sizes[0]; j++)
    before[j] = dense->x[j];
  for (guint l = 1; l <= dense->n_layers; l++)
    {
      for (guint k = 0; k < dense->sizes[l]; k++)
        {
          double z = wk_dense_bias (dense, l, k);

          for (guint j = 0; j < dense->sizes[l - 1]; j++)
            z += wk_dense_weight (dense, l, j, k) * before[j];
          after[k] =
              wk_activation_value (dense->layer[l - 1].g, dense->layer[l - 1].slope, z);
          if (l < first)
            continue;
          if (wk_solution_get_answer (solution, i) == answer)
            return after[k];
          if (!isnan (given[i]))
            after[k] = given[i];
          i++;
        }
      memcpy (before, after, sizeof before);
    }
  return NAN;
}

static void
add_answer (WkSolution *solution, const WkDense *dense, guint layer, guint node)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  double value = wk_dense_a (dense, layer, node);
  gboolean is_output = layer == dense->n_layers;
  gboolean is_integer = value == rint (value) && fabs (value) < 1e9;
  g_autofree char *symbol = wk_dense_symbol (dense, layer, node);
  g_autofree char *id = !is_output ? g_strdup_printf ("a%u_%u", layer, node + 1)
                        : dense->sizes[layer] == 1
                            ? g_strdup ("yhat")
                            : g_strdup_printf ("yhat_%u", node + 1);
  WkAnswer *answer = wk_solution_add_answer (
      solution, id, symbol, is_integer ? WK_ANSWER_INTEGER : WK_ANSWER_NUMBER, value);
  g_autofree char *focus = NULL;

  answer->step = wk_dense_find_step (dense, layer, node);
  focus = wk_dense_step_focus (dense, answer->step);
  answer->focus = g_strsplit (focus, " ", -1);
  answer->item = g_strdup_printf ("node-%u-%u", layer, node + 1);
  answer->follow = follow;
  answer->aside = !is_output;
  wk_dense_take_hints (dense, language, answer, layer, node);
  wk_dense_add_forward_slips (dense, language, answer, layer, node);
}

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (WkDense) dense = wk_dense_new (params, error);
  g_autoptr (WkSolution) solution = NULL;
  guint first_asked;

  if (dense == NULL)
    return NULL;
  solution = wk_solution_new (params, language);
  for (guint step = 1; step <= wk_dense_get_n_steps (dense); step++)
    {
      g_autofree char *focus = wk_dense_step_focus (dense, step);

      wk_solution_take_step (solution, wk_dense_step_caption (dense, language, step),
                             wk_dense_step_formula (dense, language, step), focus);
    }
  /* Where nodes have no step of their own only the outputs are asked. */
  first_asked = dense->node_steps ? 1 : dense->n_layers;
  for (guint l = first_asked; l <= dense->n_layers; l++)
    for (guint k = 0; k < dense->sizes[l]; k++)
      add_answer (solution, dense, l, k);
  wk_solution_set_data (solution, g_steal_pointer (&dense),
                        (GDestroyNotify) wk_dense_free);
  return g_steal_pointer (&solution);
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_dense_figure_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_dense_describe (wk_solution_get_data (solution),
                            wk_solution_get_language (solution),
                            (guint) floor (view->position + 1e-9));
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  if (item->edits == NULL)
    return NULL;
  return wk_dense_edit (wk_solution_get_params (solution), item->edits, change, error);
}

const WkExerciseKind wk_kind_dense_forward = {
  .id = "dense-forward",
  .title = N_ ("Network output"),
  .topic = N_ ("Dense networks"),
  .summary = N_ ("The output of a dense network, one node after the other."),
  .specs = specs,
  .check = wk_dense_check,
  .vary = vary,
  .solve = solve,
  .draw = draw,
  .describe = describe,
  .edit = edit,
};
