/* test-dense-backward.c - exam part 1c: derivatives, paths, mistakes, picks
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expected values of the exam are worked by hand; those of other networks are central
 * differences of a plain second pass forward that shares nothing with the program's.
 */
#include "config.h"

#include "exercises/dense-kit.h"
#include "exercises/kit/wk-dense-backward.h"
#include "exercises/plain-net.h"
#include "scene/fixed-measure.h"
#include "scene/wk-figure.h"

#define EXAM                                                                          \
  "x: [1, 3], y: [32], layers: [{W: [[2, 1, 3], [2, -1, 1]], b: [1, 0, -1], g: %s}, " \
  "{W: [[3], [1], [2]], b: [1], g: %s}]"

static const WkExerciseKind *
backward_kind (void)
{
  return wk_kind_find (wk_exercise_kinds, "dense-backward");
}

static WkParams *
params_for (const char *text, GError **error)
{
  g_autoptr (WkValue) values = parse (text);

  return wk_kind_params (backward_kind (), values, NULL, error);
}

static WkSolution *
solution_for (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = params_for (text, &error);
  WkSolution *solution;

  g_assert_no_error (error);
  solution = backward_kind ()->solve (params, wk_language_get ("en"), NULL, &error);
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

/* --- the exam --- */

static void
test_exam_values (void)
{
  static const char *const ids[] = { "db2_1", "dw2_21", "db1_2", "dw1_13" };
  static const double values[] = { 8, -16, 8, 16 };
  g_autoptr (WkSolution) solution = exam_solution ("identity", "");

  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 6);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      g_assert_cmpstr (answer->id, ==, ids[i]);
      g_assert_cmpfloat (answer->value, ==, values[i]);
      g_assert_cmpint (answer->type, ==, WK_ANSWER_INTEGER);
      g_assert_cmpuint (answer->step, ==, i + 3);
      for (guint hint = 0; hint < 3; hint++)
        g_assert_nonnull (answer->hints[hint]);
    }
}

typedef struct
{
  const char *id;
  double value;
} Known;

static void
check_known (const char *g, const char *more, const Known *known, guint n)
{
  GString *text = g_string_new (", asked: [");
  g_autoptr (WkSolution) solution = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", known[i].id);
  g_string_append_printf (text, "]%s", more);
  solution = exam_solution (g, text->str);
  g_string_free (text, TRUE);
  for (guint i = 0; i < n; i++)
    {
      const WkAnswer *answer = wk_solution_find_answer (solution, known[i].id);

      g_assert_nonnull (answer);
      g_assert_cmpfloat_with_epsilon (answer->value, known[i].value, 1e-9);
    }
}

static void
test_all_derivatives (void)
{
  static const Known identity[] = {
    { "dw2_11", 72 }, { "dw2_21", -16 }, { "dw2_31", 40 }, { "db2_1", 8 },
    { "db1_1", 24 },  { "db1_2", 8 },    { "db1_3", 16 },  { "dw1_11", 24 },
    { "dw1_12", 8 },  { "dw1_13", 16 },  { "dw1_21", 72 }, { "dw1_22", 24 },
    { "dw1_23", 48 },
  };
  /* With ReLU the output is 38, its delta 12, and node 2 is cut. */
  static const Known relu_net[] = {
    { "dw2_11", 108 }, { "dw2_21", 0 }, { "dw2_31", 60 }, { "db2_1", 12 },
    { "db1_1", 36 },   { "db1_2", 0 },  { "db1_3", 24 },  { "dw1_12", 0 },
    { "dw1_13", 24 },  { "dw1_22", 0 },
  };
  static const Known half[] = { { "db2_1", 4 }, { "dw1_23", 24 } };

  check_known ("identity", "", identity, G_N_ELEMENTS (identity));
  check_known ("identity", ", differences: true", identity, G_N_ELEMENTS (identity));
  check_known ("relu", "", relu_net, G_N_ELEMENTS (relu_net));
  check_known ("identity", ", loss: half-squared", half, G_N_ELEMENTS (half));
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

/* The table of mistakes, row by row; NAN where the mistake cannot be made or gives the
 * right value. */
static void
test_slips (void)
{
  static const char *const ids[] = { "db2_1", "dw2_21", "db1_2", "dw1_13" };
  static const struct
  {
    double values[4];
    const char *part;
  } rows[] = {
    { { 4, -8, 4, 8 }, "The square brings down a 2." },
    { { -8, 16, -8, -16 }, "keep this order" },
    { { NAN, 8, NAN, NAN }, "the value it multiplies" },
    { { NAN, NAN, -16, 40 }, "you meet its weight, not its value" },
    { { 16, -32, 16, 32 }, "Start with 2(ŷ − y), not with (ŷ − y)²." },
    { { 2, -4, 2, 4 }, "The chain begins at the loss." },
    { { NAN, NAN, NAN, 48 }, "w₁₃ leaves input 1." },
    { { NAN, NAN, NAN, 24 }, "w₁₃ enters node 3." },
    { { 12, 0, 0, 24 }, "Those are right for ReLU" },
    { { NAN, NAN, NAN, 8 }, "its weight is a factor" },
  };
  g_autoptr (WkSolution) solution = exam_solution ("identity", "");

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (guint i = 0; i < 4; i++)
      if (!isnan (rows[r].values[i]))
        check_slip (solution, ids[i], rows[r].values[i], rows[r].part);
}

static void
test_other_slips (void)
{
  g_autoptr (WkSolution) relu_net = exam_solution ("relu", "");
  g_autoptr (WkSolution) half = exam_solution ("identity", ", loss: half-squared");

  check_slip (relu_net, "db2_1", 8, "Those are right for the identity");
  check_slip (relu_net, "db1_2", 12, "Each layer adds the factor g′(z).");
  check_slip (half, "db2_1", 8, "The ½ of the loss cancels the 2.");
}

/* With 4 for the first derivative (the 2 forgotten) the others follow from it; with an
 * own value for the bias of a node, the weights into it do. */
static void
test_follow (void)
{
  g_autoptr (WkSolution) solution =
      exam_solution ("identity", ", asked: [db2_1, dw2_21, db1_2, dw1_13, dw1_22]");
  const double first[] = { 4, NAN, NAN, NAN, NAN };
  const double third[] = { 8, -16, 5, NAN, NAN };
  static const double wanted[] = { NAN, -8, 4, 8, 12 };

  for (guint i = 1; i < 5; i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      g_assert_cmpfloat (answer->follow (solution, answer, first), ==, wanted[i]);
    }
  g_assert_cmpfloat (
      wk_solution_get_answer (solution, 4)
          ->follow (solution, wk_solution_get_answer (solution, 4), third),
      ==, 15);
}

/* Every slip of fresh numbers differs from what is right. */
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
      g_autoptr (WkValue) values = backward_kind ()->vary (word, params, &error);
      g_autoptr (WkParams) fresh = NULL;
      g_autoptr (WkSolution) solution = NULL;

      g_assert_no_error (error);
      fresh = wk_kind_params (backward_kind (), values, NULL, &error);
      g_assert_no_error (error);
      solution = backward_kind ()->solve (fresh, wk_language_get ("en"), NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < 4; i++)
        {
          const WkAnswer *answer = wk_solution_get_answer (solution, i);

          g_assert_cmpfloat (fabs (answer->value), <=, 99.0);
          g_assert_cmpint (answer->type, ==, WK_ANSWER_INTEGER);
          g_assert_cmpuint (answer->slips->len, >=, 5);
          for (guint j = 0; j < i; j++)
            g_assert_cmpfloat (
                fabs (fabs (answer->value) -
                      fabs (wk_solution_get_answer (solution, j)->value)),
                >, 0.01);
        }
    }
}

/* --- other networks, against differences --- */

/* The sum of the products along all paths is the derivative. */
static void
check_paths (const WkSolution *solution)
{
  const WkBackward *backward = wk_solution_get_data (solution);

  for (guint step = 3; step <= wk_solution_get_n_steps (solution); step++)
    {
      const WkBackwardStep *sum = wk_dense_backward_get_step (backward, step);
      double total = 0;

      if (sum->type != WK_BACKWARD_SUM || sum->n_paths > WK_BACKWARD_MAX_PATHS)
        continue;
      for (guint path = 0; path < sum->n_paths; path++)
        total += wk_dense_backward_product (
            backward,
            wk_dense_backward_get_step (backward, step - sum->n_paths + path));
      g_assert_cmpfloat_with_epsilon (
          total, wk_dense_trace_get_derivative (backward->trace, sum->which), 1e-10);
    }
}

static void
test_differences (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1986);
  guint n = g_test_thorough () ? 5000 : 1000, n_checked = 0;

  for (guint i = 0; i < n; i++)
    {
      Plain net = plain_random (random);
      guint l = (guint) g_rand_int_range (random, 1, (int) net.n_layers + 1);
      guint j = (guint) g_rand_int_range (random, 0, (int) net.sizes[l - 1]);
      guint k = (guint) g_rand_int_range (random, 0, (int) net.sizes[l]);
      gboolean is_bias = g_rand_int_range (random, 0, 3) == 0;
      double *at = is_bias ? &net.b[l - 1][k] : &net.W[l - 1][j][k];
      double old = *at, up, down, h = 1e-5, expected;
      g_autofree char *id = is_bias ? g_strdup_printf ("db%u_%u", l, k + 1)
                                    : g_strdup_printf ("dw%u_%u%u", l, j + 1, k + 1);
      g_autofree char *text = plain_to_text (&net, id, ", differences: true");
      g_autoptr (WkSolution) solution = solution_for (text);

      *at = old + h;
      up = plain_J (&net);
      *at = old - h;
      down = plain_J (&net);
      expected = (up - down) / (2 * h);
      check_paths (solution);
      if (net.near_kink)
        continue;
      n_checked++;
      g_assert_cmpfloat_with_epsilon (wk_solution_find_answer (solution, id)->value,
                                      expected, 1e-6 * (1 + fabs (expected)));
    }
  g_assert_cmpuint (n_checked, >, n * 9 / 10);
}

/* --- picks --- */

static WkScene *
scene_at (const WkSolution *solution, double position)
{
  WkView view = { .position = position,
                  .width = 1600,
                  .height = 900,
                  .language = wk_language_get ("en"),
                  .measure = &fixed_measure };

  return wk_figure_draw (backward_kind (), solution, &view);
}

/* The step whose derivative belongs to an item: "weight-1-2-3", "bias-1-2". */
static guint
step_of (const WkSolution *solution, const char *item)
{
  const WkBackward *backward = wk_solution_get_data (solution);

  for (guint step = 3; step <= wk_solution_get_n_steps (solution); step++)
    {
      WkDenseParameter which = wk_dense_backward_get_step (backward, step)->which;
      g_autofree char *id =
          which.from < 0 ? g_strdup_printf ("bias-%u-%u", which.layer, which.to + 1)
                         : g_strdup_printf ("weight-%u-%d-%u", which.layer,
                                            which.from + 1, which.to + 1);

      if (g_str_equal (id, item))
        return step;
    }
  g_error ("%s is never worked", item);
}

/* Each weight and bias of the figure, picked, is worked and drawn. */
static void
test_picks (void)
{
  g_autoptr (WkSolution) solution = exam_solution ("identity", "");
  g_autoptr (WkScene) scene = scene_at (solution, 6);
  guint n_picked = 0;

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);
      const WkEdit pick = { .type = WK_EDIT_PICK };
      g_autoptr (GError) error = NULL;
      g_autoptr (WkParams) params = NULL;
      g_autoptr (WkSolution) picked = NULL;
      g_autoptr (WkScene) drawn = NULL;
      guint step;

      if (item->label == NULL || (!g_str_has_prefix (item->id, "weight-") &&
                                  !g_str_has_prefix (item->id, "bias-")))
        continue;
      params = backward_kind ()->edit (solution, item, &pick, &error);
      g_assert_no_error (error);
      g_assert_nonnull (params);
      picked = backward_kind ()->solve (params, wk_language_get ("en"), NULL, &error);
      g_assert_no_error (error);
      step = step_of (picked, item->id);
      g_assert_cmpfloat (
          wk_dense_backward_product (
              wk_solution_get_data (picked),
              wk_dense_backward_get_step (wk_solution_get_data (picked), step)),
          !=, 0);
      drawn = scene_at (picked, step);
      g_assert_nonnull (wk_scene_find (drawn, g_str_has_prefix (item->id, "bias-")
                                                  ? "bias-outline"
                                                  : "back-target"));
      n_picked++;
    }
  g_assert_cmpuint (n_picked, ==, 13);
}

/* A node that ReLU has cut: the way through it is drawn as cut, not as 0. */
static void
test_closed_gate (void)
{
  g_autoptr (WkSolution) solution = exam_solution ("relu", ", asked: [dw1_12]");
  g_autoptr (WkScene) scene = scene_at (solution, 3);
  const WkItem *arrow = wk_scene_find (scene, "back-target");

  g_assert_nonnull (arrow);
  g_assert_true (arrow->cut);
  g_assert_nonnull (
      strstr (wk_solution_get_step (solution, 2)->caption, "ReLU is closed"));
}

/* Nothing that is computed shows at the question, and no derivative before its step. */
static void
test_not_yet (void)
{
  g_autoptr (WkSolution) solution = exam_solution ("identity", "");
  g_autoptr (WkScene) question = scene_at (solution, 0);
  g_autoptr (WkScene) forward = scene_at (solution, 1);
  const WkItem *loss = wk_scene_find (question, "loss-value");
  const WkItem *ledger = wk_scene_find (forward, "ledger-4");

  g_assert_cmpstr (loss->text.text, ==, "?");
  g_assert_cmpstr (wk_scene_find (forward, "loss-value")->text.text, ==, "16");
  g_assert_nonnull (strstr (ledger->text.text, "?"));
  for (guint i = 0; i < wk_scene_get_n_items (question); i++)
    g_assert_false (g_str_has_prefix (wk_scene_get_item (question, i)->id, "back-"));
}

/* --- ids and errors --- */

static void
test_ids (void)
{
  static const char *const good[] = { "db2_1", "dw2_21", "dw1_10_3", "db1_12",
                                      "dw6_64_64" };
  static const char *const bad[] = { "",        "db",      "db0_1",  "dw1_1",
                                     "dw1_123", "dw1_1_3", "b2_1",   "db2_1x",
                                     "dw1_01",  "db7_1",   "db1_65", "dw1_1_0" };
  WkDenseParameter which;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *back = NULL;

      g_assert_true (wk_dense_parameter_from_id (good[i], &which));
      back = wk_dense_parameter_id (which);
      g_assert_cmpstr (back, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (wk_dense_parameter_from_id (bad[i], &which));
}

static void
check_error (const char *g, const char *more, const char *path)
{
  g_autofree char *network = g_strdup_printf (EXAM, "identity", g);
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
  check_error ("identity", ", asked: [db2_1, dw2_41]", "asked[1]");
  check_error ("identity", ", asked: [loss]", "asked[0]");
  check_error ("identity", ", pick: nothing", "pick");
  check_error ("identity", ", loss: cross-entropy", "loss");
  check_error ("sigmoid", ", loss: cross-entropy", "y");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dense-backward/exam", test_exam_values);
  g_test_add_func ("/dense-backward/all-derivatives", test_all_derivatives);
  g_test_add_func ("/dense-backward/slips", test_slips);
  g_test_add_func ("/dense-backward/other-slips", test_other_slips);
  g_test_add_func ("/dense-backward/follow", test_follow);
  g_test_add_func ("/dense-backward/fresh", test_fresh);
  g_test_add_func ("/dense-backward/differences", test_differences);
  g_test_add_func ("/dense-backward/picks", test_picks);
  g_test_add_func ("/dense-backward/closed-gate", test_closed_gate);
  g_test_add_func ("/dense-backward/not-yet", test_not_yet);
  g_test_add_func ("/dense-backward/ids", test_ids);
  g_test_add_func ("/dense-backward/errors", test_errors);
  return g_test_run ();
}
