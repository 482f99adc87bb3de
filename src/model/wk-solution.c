/* wk-solution.c - steps and answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A solution is filled by its kind's solve and only read afterwards, also from other
 * threads; so there are no locks and the count is atomic.
 */
#include "config.h"

#include "model/wk-solution.h"

#include <math.h>

#include "model/wk-boxed.h"

struct _WkSolution
{
  gatomicrefcount refs;
  WkParams *params;
  const WkLanguage *language;
  GPtrArray *steps;   /* of WkStep */
  GPtrArray *answers; /* of WkAnswer */
  GPtrArray *points;  /* of texts */
  char *note;
  gpointer data;
  GDestroyNotify destroy_data;
};

WK_DEFINE_BOXED_TYPE (WkSolution, wk_solution)

static void
free_step (gpointer pointer)
{
  WkStep *step = pointer;

  g_free (step->caption);
  g_free (step->formula);
  g_free (step->spoken);
  g_strfreev (step->focus);
  g_free (step);
}

static void
clear_slip (gpointer pointer)
{
  g_free (((WkSlip *) pointer)->feedback);
}

static void
free_answer (gpointer pointer)
{
  WkAnswer *answer = pointer;

  g_free (answer->id);
  g_free (answer->symbol);
  g_strfreev (answer->choices);
  g_free (answer->numbers);
  for (gsize i = 0; i < G_N_ELEMENTS (answer->hints); i++)
    g_free (answer->hints[i]);
  g_strfreev (answer->focus);
  g_array_unref (answer->slips);
  g_free (answer->item);
  g_free (answer);
}

WkSolution *
wk_solution_new (WkParams *params, const WkLanguage *language)
{
  WkSolution *solution = g_new0 (WkSolution, 1);

  g_atomic_ref_count_init (&solution->refs);
  solution->params = wk_params_ref (params);
  solution->language = language;
  solution->steps = g_ptr_array_new_with_free_func (free_step);
  solution->answers = g_ptr_array_new_with_free_func (free_answer);
  solution->points = g_ptr_array_new_with_free_func (g_free);
  return solution;
}

WkSolution *
wk_solution_ref (WkSolution *solution)
{
  g_return_val_if_fail (solution != NULL, NULL);
  g_atomic_ref_count_inc (&solution->refs);
  return solution;
}

void
wk_solution_unref (WkSolution *solution)
{
  if (solution == NULL || !g_atomic_ref_count_dec (&solution->refs))
    return;
  if (solution->destroy_data != NULL && solution->data != NULL)
    solution->destroy_data (solution->data);
  g_ptr_array_unref (solution->steps);
  g_ptr_array_unref (solution->answers);
  g_ptr_array_unref (solution->points);
  wk_params_unref (solution->params);
  g_free (solution->note);
  g_free (solution);
}

/* "a b  c" to { "a", "b", "c", NULL }. */
static char **
split_ids (const char *ids)
{
  g_auto (GStrv) parts = g_strsplit (ids != NULL ? ids : "", " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (kept, g_strdup (parts[i]));
  g_ptr_array_add (kept, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

void
wk_solution_take_step (WkSolution *solution,
                       char *caption,
                       char *formula,
                       const char *focus_ids)
{
  WkStep *step = g_new0 (WkStep, 1);

  step->caption = caption;
  step->formula = formula;
  step->focus = split_ids (focus_ids);
  g_ptr_array_add (solution->steps, step);
}

void
wk_solution_take_spoken (WkSolution *solution, char *spoken)
{
  WkStep *step;

  g_return_if_fail (solution->steps->len > 0);
  step = g_ptr_array_index (solution->steps, solution->steps->len - 1);
  g_free (step->spoken);
  step->spoken = spoken;
}

WkAnswer *
wk_solution_add_answer (WkSolution *solution,
                        const char *id,
                        const char *symbol,
                        WkAnswerType type,
                        double value)
{
  WkAnswer *answer = g_new0 (WkAnswer, 1);

  answer->id = g_strdup (id);
  answer->symbol = g_strdup (symbol);
  answer->type = type;
  answer->value = value;
  answer->tolerance =
      type == WK_ANSWER_NUMBER || type == WK_ANSWER_FRACTION ? 0.005 : 0.0;
  answer->denominator = 1;
  answer->slips = g_array_new (FALSE, FALSE, sizeof (WkSlip));
  g_array_set_clear_func (answer->slips, clear_slip);
  g_ptr_array_add (solution->answers, answer);
  return answer;
}

WkAnswer *
wk_solution_add_list_answer (WkSolution *solution,
                             const char *id,
                             const char *symbol,
                             const double *numbers,
                             guint n_numbers)
{
  WkAnswer *answer = wk_solution_add_answer (solution, id, symbol, WK_ANSWER_LIST, NAN);

  answer->numbers = g_memdup2 (numbers, n_numbers * sizeof (double));
  answer->n_numbers = n_numbers;
  return answer;
}

void
wk_answer_take_hints (WkAnswer *answer, char *hint1, char *hint2, char *hint3)
{
  char *hints[] = { hint1, hint2, hint3 };

  for (gsize i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      g_free (answer->hints[i]);
      answer->hints[i] = hints[i];
    }
}

void
wk_answer_add_slip (WkAnswer *answer, double value, const char *feedback)
{
  WkSlip slip = { .value = value };

  if (!isfinite (value))
    return;
  if (fabs (value - answer->value) <= answer->tolerance + 1e-9 * fabs (answer->value))
    {
      answer->n_coinciding++;
      return;
    }
  slip.feedback = g_strdup (feedback != NULL ? feedback : "");
  g_array_append_val (answer->slips, slip);
}

void
wk_solution_set_data (WkSolution *solution, gpointer data, GDestroyNotify destroy)
{
  if (solution->destroy_data != NULL && solution->data != NULL)
    solution->destroy_data (solution->data);
  solution->data = data;
  solution->destroy_data = destroy;
}

void
wk_solution_set_note (WkSolution *solution, const char *note)
{
  char *copy = g_strdup (note);

  g_free (solution->note);
  solution->note = copy;
}

WkParams *
wk_solution_get_params (const WkSolution *solution)
{
  return solution->params;
}

const WkLanguage *
wk_solution_get_language (const WkSolution *solution)
{
  return solution->language;
}

guint
wk_solution_get_n_steps (const WkSolution *solution)
{
  return solution->steps->len;
}

const WkStep *
wk_solution_get_step (const WkSolution *solution, guint i)
{
  return i < solution->steps->len ? solution->steps->pdata[i] : NULL;
}

guint
wk_solution_get_n_answers (const WkSolution *solution)
{
  return solution->answers->len;
}

const WkAnswer *
wk_solution_get_answer (const WkSolution *solution, guint i)
{
  return i < solution->answers->len ? solution->answers->pdata[i] : NULL;
}

const WkAnswer *
wk_solution_find_answer (const WkSolution *solution, const char *id)
{
  for (guint i = 0; i < solution->answers->len; i++)
    {
      const WkAnswer *answer = solution->answers->pdata[i];

      if (g_strcmp0 (answer->id, id) == 0)
        return answer;
    }
  return NULL;
}

gconstpointer
wk_solution_get_data (const WkSolution *solution)
{
  return solution->data;
}

const char *
wk_solution_get_note (const WkSolution *solution)
{
  return solution->note;
}

void
wk_solution_add_point (WkSolution *solution, const char *point)
{
  g_return_if_fail (point != NULL);
  g_ptr_array_add (solution->points, g_strdup (point));
}

void
wk_solution_add_points (WkSolution *solution, const char *const *points, guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    wk_solution_add_point (solution, _L (solution->language, points[i]));
}

guint
wk_solution_get_n_points (const WkSolution *solution)
{
  return solution->points->len;
}

const char *
wk_solution_get_point (const WkSolution *solution, guint i)
{
  return i < solution->points->len ? solution->points->pdata[i] : NULL;
}
