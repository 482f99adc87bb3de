/* test-dense-step.c - exam part 1d: new values, mistakes, J along the step, more steps
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expected values of the exam are worked by hand; those of other networks come from a
 * plain second pass forward and its central differences.
 */
#include "config.h"

#include "exercises/dense-kit.h"
#include "exercises/kit/wk-dense-step.h"
#include "exercises/plain-net.h"
#include "scene/fixed-measure.h"
#include "scene/wk-figure.h"

#define EXAM                                                                          \
  "x: [1, 3], y: [32], layers: [{W: [[2, 1, 3], [2, -1, 1]], b: [1, 0, -1], g: %s}, " \
  "{W: [[3], [1], [2]], b: [1], g: %s}]"

static const WkExerciseKind *
step_kind (void)
{
  return wk_kind_find (wk_exercise_kinds, "dense-step");
}

static WkParams *
params_for (const char *text, GError **error)
{
  g_autoptr (WkValue) values = parse (text);

  return wk_kind_params (step_kind (), values, NULL, error);
}

static WkSolution *
solution_for (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = params_for (text, &error);
  WkSolution *solution;

  g_assert_no_error (error);
  solution = step_kind ()->solve (params, wk_language_get ("en"), NULL, &error);
  g_assert_no_error (error);
  return solution;
}

static WkSolution *
exam_solution (const char *g, const char *more)
{
  g_autofree char *network = g_strdup_printf (EXAM, g, g);
  g_autofree char *text = g_strdup_printf ("{%s%s}", network, more);

  return solution_for (text);
}

static const WkDescent *
descent_of (const WkSolution *solution)
{
  return wk_solution_get_data (solution);
}

/* --- the exam --- */

static void
test_exam (void)
{
  g_autoptr (WkSolution) solution = exam_solution ("identity", "");
  const WkDescent *descent = descent_of (solution);
  const WkAnswer *answer = wk_solution_get_answer (solution, 0);

  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 6);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 2);
  g_assert_cmpstr (answer->id, ==, "b1_2_new");
  g_assert_cmpfloat (answer->value, ==, -16);
  g_assert_cmpuint (answer->step, ==, 4);
  answer = wk_solution_get_answer (solution, 1);
  g_assert_cmpstr (answer->id, ==, "w1_13_new");
  g_assert_cmpfloat (answer->value, ==, -29);
  g_assert_cmpuint (answer->step, ==, 5);
  for (guint hint = 0; hint < 3; hint++)
    g_assert_nonnull (answer->hints[hint]);
  g_assert_cmpfloat (descent->J, ==, 16);
  g_assert_cmpfloat (descent->J_after, ==, 94324.0 * 94324.0);
  g_assert_cmpfloat (descent->J_asked, ==, 5776);
  g_assert_cmpuint (descent->n_theta, ==, 13);
  g_assert_cmpfloat (descent->slope, ==, 16960);
  g_assert_cmpuint (descent->degree, ==, 2);
  g_assert_cmpfloat (descent->polynomial[0], ==, 36);
  g_assert_cmpfloat (descent->polynomial[1], ==, -2120);
  g_assert_cmpfloat (descent->polynomial[2], ==, 24640);
  g_assert_cmpstr (wk_solution_get_step (solution, 5)->formula, ==,
                   "\\hat y(\\lambda)=36-2120\\,\\lambda+24\\,640\\,\\lambda^2,\\quad "
                   "J(2)=(94\\,356-32)^2=\\focus{8.897\\times10^{9}}");
}

/* As printed: four digits. */
static void
assert_printed (const WkLineFeature *feature, double x, double value)
{
  g_assert_nonnull (feature);
  g_assert_cmpfloat_with_epsilon (feature->x, x, 5e-4 * x);
  g_assert_cmpfloat_with_epsilon (feature->value, value, 5e-4 * value + 1e-9);
}

static void
test_along (void)
{
  g_autoptr (WkSolution) solution = exam_solution ("identity", "");
  const WkLine *line = descent_of (solution)->line;
  g_autoptr (WkSolution) small = exam_solution ("identity", ", rate: 0.001");

  assert_printed (wk_line_get_feature (line, WK_LINE_MINIMUM, 0), 0.001930, 0);
  assert_printed (wk_line_get_feature (line, WK_LINE_MINIMUM, 1), 0.08411, 0);
  g_assert_null (wk_line_get_feature (line, WK_LINE_MINIMUM, 2));
  assert_printed (wk_line_get_feature (line, WK_LINE_MAXIMUM, 0), 0.04302, 1731);
  assert_printed (wk_line_get_feature (line, WK_LINE_RISES, 0), 0.003955, 16);
  assert_printed (wk_line_get_feature (line, WK_LINE_FALLS, 0), 0.08208, 16);
  assert_printed (wk_line_get_feature (line, WK_LINE_RISES, 1), 0.08604, 16);
  g_assert_cmpfloat_with_epsilon (descent_of (small)->J_after, 3.628, 5e-4);
  /* The far minimum is told whatever the rate. */
  assert_printed (wk_line_get_feature (descent_of (small)->line, WK_LINE_MINIMUM, 1),
                  0.08411, 0);
}

/* --- slips --- */

static void
check_slip (const WkSolution *solution, const char *id, double value, const char *part)
{
  const WkAnswer *answer = wk_solution_find_answer (solution, id);
  g_autofree char *typed = g_strdup_printf ("%g", value);
  g_autofree char *feedback = NULL;

  g_assert_nonnull (answer);
  g_assert_cmpint (wk_answer_mark (answer, typed, NULL, &feedback), ==,
                   WK_VERDICT_SLIP);
  if (strstr (feedback, part) == NULL)
    g_error ("%s = %g: “%s” lacks “%s”", id, value, feedback, part);
}

/* The table of mistakes, row by row; NAN where the mistake gives the right value. */
static void
test_slips (void)
{
  static const struct
  {
    double b, w;
    const char *part;
  } rows[] = {
    { 16, 35, "Descent subtracts the gradient." },
    { -8, -13, "One factor 2 is missing: the rate or the derivative." },
    { -32, -61, "The rate counts once." },
    { NAN, -32, "Subtract it from the old value." },
    { NAN, -26, "The rate multiplies only the gradient." },
    { -4, -5, "Multiply by the rate." },
    { 240, 99, "All gradients are taken at the old values." },
  };
  g_autoptr (WkSolution) solution = exam_solution ("identity", "");
  g_autoptr (WkSolution) slow = exam_solution ("identity", ", rate: 0.25");

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      if (!isnan (rows[r].b))
        check_slip (solution, "b1_2_new", rows[r].b, rows[r].part);
      check_slip (solution, "w1_13_new", rows[r].w, rows[r].part);
    }
  /* The right one: 3 - 0.25 * 16. */
  g_assert_cmpfloat (wk_solution_find_answer (slow, "w1_13_new")->value, ==, -1);
  check_slip (slow, "w1_13_new", -13, "The rate is missing");
  check_slip (slow, "w1_13_new", 1, "The square brings down a 2.");
}

/* Fresh numbers: no two mistakes give the same, and all can be written by hand. */
static void
test_fresh (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *network = g_strdup_printf ("{" EXAM "}", "identity", "identity");
  g_autoptr (WkParams) params = params_for (network, &error);

  g_assert_no_error (error);
  for (guint seed = 0; seed < 50; seed++)
    {
      g_autofree char *word = g_strdup_printf ("%u", seed);
      g_autoptr (WkValue) values = step_kind ()->vary (word, params, &error);
      g_autoptr (WkParams) fresh = NULL;
      g_autoptr (WkSolution) solution = NULL;
      double rate;

      g_assert_no_error (error);
      fresh = wk_kind_params (step_kind (), values, NULL, &error);
      g_assert_no_error (error);
      rate = wk_params_get_number (fresh, "rate");
      g_assert_true (rate == 0.25 || rate == 0.2 || rate == 0.1 || rate == 3);
      solution = step_kind ()->solve (fresh, wk_language_get ("en"), NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < 2; i++)
        {
          const WkAnswer *answer = wk_solution_get_answer (solution, i);
          double hundred = 100 * answer->value;

          g_assert_cmpfloat_with_epsilon (hundred, rint (hundred), 1e-9);
          g_assert_cmpuint (answer->slips->len, >=, 7);
          for (guint j = 0; j < answer->slips->len; j++)
            for (guint k = 0; k < j; k++)
              {
                const WkSlip *a = &g_array_index (answer->slips, WkSlip, j);
                const WkSlip *b = &g_array_index (answer->slips, WkSlip, k);

                g_assert_cmpfloat (fabs (a->value - b->value), >, 0.01);
              }
        }
    }
}

/* --- other networks --- */

/* All numbers moved against the central differences of the plain network: J after the
 * step is what the plain network gives there. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1847);
  guint n = g_test_thorough () ? 2000 : 400, n_checked = 0;

  for (guint i = 0; i < n; i++)
    {
      Plain net = plain_random (random);
      Plain moved;
      double h = 1e-5, rate = 0.05, J;
      g_autofree char *text = plain_to_text (&net, "b1_1", ", rate: 0.05");
      g_autoptr (WkSolution) solution = solution_for (text);

      moved = net;
      for (guint l = 0; l < net.n_layers; l++)
        for (guint k = 0; k < net.sizes[l + 1]; k++)
          for (guint j = 0; j <= net.sizes[l]; j++)
            {
              double *at = j == 0 ? &net.b[l][k] : &net.W[l][j - 1][k];
              double *to = j == 0 ? &moved.b[l][k] : &moved.W[l][j - 1][k];
              double old = *at, up, down;

              *at = old + h;
              up = plain_J (&net);
              *at = old - h;
              down = plain_J (&net);
              *at = old;
              *to -= rate * (up - down) / (2 * h);
            }
      J = plain_J (&moved);
      if (net.near_kink || !isfinite (J))
        continue;
      n_checked++;
      g_assert_cmpfloat_with_epsilon (descent_of (solution)->J, plain_J (&net),
                                      1e-9 * (1 + J));
      g_assert_cmpfloat_with_epsilon (descent_of (solution)->J_after, J,
                                      1e-5 * (1 + J));
      g_assert_cmpfloat_with_epsilon (wk_solution_get_answer (solution, 0)->value,
                                      moved.b[0][0], 1e-6 * (1 + fabs (moved.b[0][0])));
    }
  g_assert_cmpuint (n_checked, >, n * 3 / 4);
}

/* --- further steps --- */

static void
test_further (void)
{
  g_autoptr (WkSolution) far = exam_solution ("identity", ", steps: 20");
  g_autoptr (WkSolution) near = exam_solution ("identity", ", rate: 0.001, steps: 500");
  g_autoptr (WkSolution) few = exam_solution ("identity", ", rate: 0.001, steps: 3");
  const GArray *history = descent_of (few)->history;

  g_assert_cmpuint (wk_solution_get_n_steps (far), ==, 7);
  g_assert_cmpint (descent_of (far)->end, ==, WK_DESCENT_DIVERGED);
  for (guint i = 0; i < descent_of (far)->history->len; i++)
    g_assert_true (isfinite (g_array_index (descent_of (far)->history, double, i)));
  g_assert_nonnull (strstr (wk_solution_get_step (far, 6)->caption, "Diverged"));
  g_assert_cmpint (descent_of (near)->end, ==, WK_DESCENT_CONVERGED);
  g_assert_cmpint (descent_of (few)->end, ==, WK_DESCENT_STOPPED);
  g_assert_cmpuint (history->len, ==, 4);
  g_assert_cmpfloat (g_array_index (history, double, 0), ==, 16);
  g_assert_cmpfloat_with_epsilon (g_array_index (history, double, 1), 3.628, 5e-4);
  g_assert_cmpfloat (g_array_index (history, double, 3), <,
                     g_array_index (history, double, 2));
}

/* Nothing to do, nothing to divide by. */
static void
test_no_gradient (void)
{
  g_autoptr (WkSolution) at_target =
      solution_for ("{x: [1], y: [3], layers: [{W: [[2]], b: [1], g: identity}]}");
  g_autoptr (WkSolution) closed = solution_for (
      "{x: [1], y: [3], layers: [{W: [[-2]], b: [1], g: relu}], steps: 5}");

  g_assert_cmpfloat (descent_of (at_target)->slope, ==, 0);
  g_assert_null (descent_of (at_target)->line);
  g_assert_cmpfloat (wk_solution_get_answer (at_target, 0)->value, ==, 1);
  g_assert_cmpfloat (descent_of (closed)->slope, ==, 0);
  g_assert_cmpfloat (descent_of (closed)->J_after, ==, 9);
  g_assert_cmpint (descent_of (closed)->end, ==, WK_DESCENT_CONVERGED);
}

/* --- the figure --- */

static WkScene *
scene_at (const WkSolution *solution, double position)
{
  WkView view = { .position = position,
                  .width = 2400,
                  /* Room for all 13 rows also with a wide measure. */
                  .height = 1200,
                  .language = wk_language_get ("en"),
                  .measure = &fixed_measure };

  return wk_figure_draw (step_kind (), solution, &view);
}

static const char *
text_at (const WkScene *scene, const char *id)
{
  const WkItem *item = wk_scene_find (scene, id);

  if (item == NULL)
    g_error ("no %s", id);
  return item->text.text;
}

/* A value shows from its own step on, not before. */
static void
test_not_yet (void)
{
  g_autoptr (WkSolution) solution = exam_solution ("identity", ", all: true");
  g_autoptr (WkSolution) plain_one = exam_solution ("identity", "");
  g_autoptr (WkScene) bare = scene_at (plain_one, 0);
  g_autoptr (WkScene) question = scene_at (solution, 0);
  g_autoptr (WkScene) rule = scene_at (solution, 3);
  g_autoptr (WkScene) bias = scene_at (solution, 4);
  g_autoptr (WkScene) judged = scene_at (solution, 6);

  g_assert_cmpstr (text_at (question, "old-w1_13"), ==, "3");
  g_assert_cmpstr (text_at (question, "gradient-w1_13"), ==, "?");
  g_assert_cmpstr (text_at (bare, "summary-1"), ==, "?");
  g_assert_null (wk_scene_find (question, "loss-curve"));
  g_assert_null (wk_scene_find (question, "loss-tick-x-1"));
  g_assert_cmpstr (text_at (rule, "gradient-w1_13"), ==, "16");
  g_assert_cmpstr (text_at (rule, "new-b1_2"), ==, "?");
  g_assert_cmpstr (text_at (bias, "new-b1_2"), ==, "−16");
  g_assert_cmpstr (text_at (bias, "new-w1_13"), ==, "?");
  g_assert_cmpstr (text_at (bias, "new-w2_11"), ==, "?");
  g_assert_cmpstr (text_at (judged, "new-w2_11"), ==, "−141");
  g_assert_cmpint (wk_scene_find (judged, "loss-minimum-1")->line.head, ==,
                   WK_MARKER_OPEN);
  g_assert_nonnull (wk_scene_find (judged, "loss-minimum-2"));
}

static void
test_hands (void)
{
  g_autoptr (WkSolution) solution = exam_solution ("identity", ", all: true");
  g_autoptr (WkScene) scene = scene_at (solution, 6);
  const WkItem *mark = wk_scene_find (scene, "loss-rate");
  const WkItem *cell = wk_scene_find (scene, "gradient-w2_11");
  const WkItem *old = wk_scene_find (scene, "old-w1_13");
  const WkEdit pick = { .type = WK_EDIT_PICK };
  const WkEdit drag = { .type = WK_EDIT_DRAG, .dx = -330 };
  const WkEdit set = { .type = WK_EDIT_SET, .value = 7 };
  g_autoptr (WkParams) picked = step_kind ()->edit (solution, cell, &pick, NULL);
  g_autoptr (WkParams) dragged = step_kind ()->edit (solution, mark, &drag, NULL);
  g_autoptr (WkParams) typed = step_kind ()->edit (solution, old, &set, NULL);
  g_autoptr (WkSolution) worked = NULL;
  const WkDescent *descent;

  g_assert_cmpstr (wk_params_get_word (picked, "pick"), ==, "w2_11");
  worked = step_kind ()->solve (picked, wk_language_get ("en"), NULL, NULL);
  descent = descent_of (worked);
  g_assert_cmpuint (wk_solution_get_n_steps (worked), ==, 7);
  g_assert_cmpuint (wk_solution_get_n_answers (worked), ==, 2);
  g_assert_cmpuint (
      wk_descent_find (descent, (WkDenseParameter){ .layer = 2, .from = 0 }), ==, 6);
  g_assert_cmpfloat (wk_params_get_number (dragged, "rate"), ==, 0.002);
  g_assert_cmpfloat (wk_params_get_number (typed, "layers[0].W[0][2]"), ==, 7);
}

/* --- errors --- */

static void
check_error (const char *more, const char *path)
{
  g_autofree char *network = g_strdup_printf (EXAM, "identity", "identity");
  g_autofree char *text = g_strdup_printf ("{%s%s}", network, more);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = params_for (text, &error);

  g_assert_null (params);
  g_assert_nonnull (error);
  g_assert_cmpstr (wk_params_error_get_path (error), ==, path);
}

static void
test_errors (void)
{
  check_error (", asked: [b2_1, w2_41]", "asked[1]");
  check_error (", asked: [db2_1]", "asked[0]");
  check_error (", pick: nothing", "pick");
  check_error (", rate: 0", "rate");
  check_error (", rate: -1", "rate");
  check_error (", steps: 0", "steps");
  check_error (", steps: 1001", "steps");
  check_error (", loss: cross-entropy", "loss");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dense-step/exam", test_exam);
  g_test_add_func ("/dense-step/along", test_along);
  g_test_add_func ("/dense-step/slips", test_slips);
  g_test_add_func ("/dense-step/fresh", test_fresh);
  g_test_add_func ("/dense-step/random", test_random);
  g_test_add_func ("/dense-step/further", test_further);
  g_test_add_func ("/dense-step/no-gradient", test_no_gradient);
  g_test_add_func ("/dense-step/not-yet", test_not_yet);
  g_test_add_func ("/dense-step/hands", test_hands);
  g_test_add_func ("/dense-step/errors", test_errors);
  return g_test_run ();
}
