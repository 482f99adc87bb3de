/* wk-receptive-field.c - what one unit of a stack of layers sees of the input
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-field-figure.h"
#include "exercises/kit/wk-field-kit.h"

extern const WkExerciseKind wk_kind_receptive_field;

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (WkField) field = wk_field_new (params, error);
  g_autoptr (WkSolution) solution = NULL;

  if (field == NULL || !wk_field_load (field, params, cancellable, error))
    return NULL;
  solution = wk_solution_new (params, language);
  for (guint step = 1; step <= wk_field_get_n_steps (field); step++)
    {
      g_autofree char *focus = wk_field_step_focus (field, step);

      wk_solution_take_step (solution, wk_field_step_caption (field, language, step),
                             wk_field_step_formula (field, language, step), focus);
    }
  wk_field_add_answers (field, solution);
  wk_solution_set_data (solution, g_steal_pointer (&field),
                        (GDestroyNotify) wk_field_free);
  return g_steal_pointer (&solution);
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_field_figure_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_field_describe (wk_solution_get_data (solution),
                            wk_solution_get_language (solution),
                            (guint) floor (view->position + 1e-9));
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  return wk_field_edit (wk_solution_get_data (solution),
                        wk_solution_get_params (solution), item, change, error);
}

const WkExerciseKind wk_kind_receptive_field = {
  .id = "receptive-field",
  .title = N_ ("Receptive field"),
  .topic = N_ ("Convolutional networks"),
  .summary = N_ ("What one unit of a stack of layers sees of the input."),
  .specs = wk_field_specs,
  .check = wk_field_check,
  .vary = wk_field_vary,
  .solve = solve,
  .is_slow = wk_field_is_slow,
  .draw = draw,
  .describe = describe,
  .edit = edit,
  .walk_label = N_ ("Slide Field"),
  .walk = wk_field_walk,
};
