/* test-math-shipped.c - every formula that the program ships or makes up
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts of the built-in deck, steps, answers and hints of every exercise, with fresh
 * numbers too, in each language, and what stands on its figures: all of it parses, is
 * set, is read out, and has LaTeX. So no figure shows a source in place of a formula.
 */
#include "config.h"

#include "exercises/wk-kinds.h"
#include "model/wk-deck.h"
#include "render/wk-fonts.h"
#include "render/wk-math.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

#include <string.h>

#define N_VARIANTS 5

static guint n_seen;

static void
check_formula (const char *source, const char *where, const WkLanguage *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkMath) math = wk_math_parse (source, &error);
  g_autoptr (WkMathLayout) layout = NULL;
  g_autofree char *words = NULL;
  g_autofree char *latex = NULL;

  if (math == NULL)
    g_error ("%s: %s: %s", where, source, error->message);
  layout = wk_math_layout (source, 42, 1000, TRUE, &error);
  if (layout == NULL)
    g_error ("%s: %s: %s", where, source, error->message);
  words = wk_math_to_words (math, language);
  latex = wk_math_to_latex (math);
  g_assert_cmpuint (strlen (words), >, 0);
  g_assert_cmpuint (strlen (latex), >, 0);
  n_seen++;
}

/* Running text with $...$ in it. */
static void
check_text (const char *text, const char *where, const WkLanguage *language)
{
  g_auto (GStrv) parts = NULL;
  guint n;

  if (text == NULL)
    return;
  parts = g_strsplit (text, "$", -1);
  n = g_strv_length (parts);
  if (n > 0 && n % 2 == 0)
    g_error ("%s: an odd number of $: %s", where, text);
  for (guint i = 1; i < n; i += 2)
    check_formula (parts[i], where, language);
}

static void
check_solution (const WkSolution *solution,
                const char *number,
                const WkLanguage *language)
{
  for (guint i = 0; i < wk_solution_get_n_steps (solution); i++)
    {
      const WkStep *step = wk_solution_get_step (solution, i);

      check_text (step->caption, number, language);
      if (step->formula != NULL)
        check_formula (step->formula, number, language);
    }
  for (guint i = 0; i < wk_solution_get_n_answers (solution); i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      check_formula (answer->symbol, number, language);
      for (guint k = 0; k < G_N_ELEMENTS (answer->hints); k++)
        check_text (answer->hints[k], number, language);
      for (guint k = 0; answer->slips != NULL && k < answer->slips->len; k++)
        check_text (g_array_index (answer->slips, WkSlip, k).feedback, number,
                    language);
    }
  check_text (wk_solution_get_note (solution), number, language);
}

static void
check_figures (const WkExercise *exercise,
               const WkSolution *solution,
               const WkLanguage *language)
{
  for (guint step = 0; step <= wk_solution_get_n_steps (solution); step++)
    {
      WkView view = { .position = step,
                      .width = 1600,
                      .height = 900,
                      .language = language,
                      .measure = wk_render_get_measure () };
      g_autoptr (WkScene) scene = NULL;

      wk_view_set_exercise (&view, exercise);
      scene = wk_figure_draw (wk_exercise_get_kind (exercise), solution, &view);
      for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
        {
          const WkItem *item = wk_scene_get_item (scene, i);

          if (item->type == WK_ITEM_FORMULA)
            check_formula (item->text.text, item->id, language);
        }
    }
}

static void
check_exercise (const WkExercise *exercise, const WkLanguage *language)
{
  const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
  const char *number = wk_exercise_get_number (exercise);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkSolution) solution =
      kind->solve (wk_exercise_get_params (exercise), language, NULL, &error);

  g_assert_no_error (error);
  check_text (wk_exercise_get_question (exercise, language), number, language);
  check_text (wk_exercise_get_notes (exercise, language), number, language);
  check_text (wk_exercise_get_remark (exercise, language), number, language);
  check_solution (solution, number, language);
  check_figures (exercise, solution, language);
}

static void
test_deck (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  const char *const *tags = wk_language_list ();

  g_assert_no_error (error);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    for (guint k = 0; tags[k] != NULL; k++)
      check_exercise (wk_deck_get_exercise (deck, i), wk_language_get (tags[k]));
  g_assert_cmpuint (n_seen, >, 50);
}

/* @params with what was drawn put in. */
static WkParams *
fresh_params (const WkExerciseKind *kind,
              const WkParams *params,
              const WkValue *drawn,
              GError **error)
{
  g_autoptr (WkValue) values = wk_value_ref (wk_params_get_values (params));

  for (gsize i = 0; i < wk_value_get_length (drawn); i++)
    {
      WkValue *changed = wk_value_with (values, wk_value_get_key (drawn, i),
                                        wk_value_get_item (drawn, i));

      g_assert_nonnull (changed);
      wk_value_unref (values);
      values = changed;
    }
  return wk_kind_params (kind, values, NULL, error);
}

static void
test_variants (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  const WkLanguage *language = wk_language_get ("nb");

  g_assert_no_error (error);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    for (guint v = 0; v < N_VARIANTS; v++)
      {
        const WkExercise *exercise = wk_deck_get_exercise (deck, i);
        const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
        WkParams *params = wk_exercise_get_params (exercise);
        g_autofree char *seed = g_strdup_printf ("formula %u", v);
        g_autoptr (WkValue) values = NULL;
        g_autoptr (WkParams) fresh = NULL;
        g_autoptr (WkSolution) solution = NULL;

        if (kind->vary == NULL)
          continue;
        values = kind->vary (seed, params, &error);
        g_assert_no_error (error);
        fresh = fresh_params (kind, params, values, &error);
        g_assert_no_error (error);
        solution = kind->solve (fresh, language, NULL, &error);
        g_assert_no_error (error);
        check_solution (solution, wk_exercise_get_number (exercise), language);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (wk_fonts_init (NULL));
  g_test_add_func ("/math/shipped/deck", test_deck);
  g_test_add_func ("/math/shipped/variants", test_variants);
  return g_test_run ();
}
