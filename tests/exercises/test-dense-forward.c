/* test-dense-forward.c - exam parts 1a and 1b, their mistakes, their words
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expected values are the exam's, or typed from a table worked by hand.
 */
#include "config.h"

#include "exercises/dense-kit.h"
#include "scene/wk-figure.h"
#include "scene/fixed-measure.h"

/* --- values --- */

static void
check_values (const char *text, const double *expected)
{
  static const char *const ids[] = { "a1_1", "a1_2", "a1_3", "yhat" };
  g_autoptr (WkSolution) solution = solution_of (text);

  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 4);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      g_assert_cmpstr (answer->id, ==, ids[i]);
      g_assert_cmpfloat (answer->value, ==, expected[i]);
      g_assert_cmpint (answer->type, ==, WK_ANSWER_INTEGER);
      g_assert_cmpuint (answer->step, ==, i + 1);
      for (guint hint = 0; hint < 3; hint++)
        g_assert_nonnull (answer->hints[hint]);
    }
}

static void
test_exam_values (void)
{
  check_values (EXAM_IDENTITY, (const double[]){ 9, -2, 5, 36 });
  check_values (EXAM_RELU, (const double[]){ 9, 0, 5, 38 });
}

static double
activation_of (const char *g, double slope, double z)
{
  if (strcmp (g, "relu") == 0)
    return z > 0 ? z : 0;
  if (strcmp (g, "leaky-relu") == 0)
    return z > 0 ? z : slope * z;
  if (strcmp (g, "sigmoid") == 0)
    return 1 / (1 + exp (-z));
  if (strcmp (g, "tanh") == 0)
    return (exp (z) - exp (-z)) / (exp (z) + exp (-z));
  if (strcmp (g, "softplus") == 0)
    return log (1 + exp (z));
  return z;
}

/* A network of another shape against the sums written out. */
static void
test_other_shape (void)
{
  static const char *const gs[] = { "identity", "relu", "leaky-relu",
                                    "sigmoid",  "tanh", "softplus" };

  for (guint i = 0; i < G_N_ELEMENTS (gs); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{x: [0.5, -1, 2], layers: [{W: [[1, -2], [0.5, 1], [-1, 1]], "
          "b: [0.25, -1], g: %s, slope: 0.2}, "
          "{W: [[2, 1], [-1, 3]], b: [0, 1], g: sigmoid}]}",
          gs[i]);
      g_autoptr (WkSolution) solution = solution_of (text);
      double a1 = activation_of (gs[i], 0.2, 0.5 - 0.5 - 2 + 0.25);
      double a2 = activation_of (gs[i], 0.2, -1 - 1 + 2 - 1.0);
      double y1 = 1 / (1 + exp (-(2 * a1 - a2)));
      double y2 = 1 / (1 + exp (-(a1 + 3 * a2 + 1)));
      const char *const ids[] = { "a1_1", "a1_2", "yhat_1", "yhat_2" };
      const double expected[] = { a1, a2, y1, y2 };

      g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 4);
      for (guint k = 0; k < 4; k++)
        {
          const WkAnswer *answer = wk_solution_find_answer (solution, ids[k]);

          g_assert_nonnull (answer);
          g_assert_cmpfloat_with_epsilon (answer->value, expected[k], 1e-12);
        }
    }
}

/* --- slips --- */

typedef struct
{
  const char *answer;
  double value;
  const char *feedback; /* a part of it */
} Slip;

static void
check_slip (WkSolution *solution, const Slip *slip)
{
  const WkAnswer *answer = wk_solution_find_answer (solution, slip->answer);
  g_autofree char *typed = g_strdup_printf ("%g", slip->value);
  g_autofree char *feedback = NULL;
  gboolean found = FALSE;

  g_assert_nonnull (answer);
  for (guint i = 0; i < answer->slips->len; i++)
    {
      const WkSlip *one = &g_array_index (answer->slips, WkSlip, i);

      g_assert_cmpfloat (fabs (one->value - answer->value), >, answer->tolerance);
      if (fabs (one->value - slip->value) < 1e-9 &&
          strstr (one->feedback, slip->feedback) != NULL)
        found = TRUE;
    }
  if (!found)
    g_error ("%s: no slip %g “%s”", slip->answer, slip->value, slip->feedback);
  g_assert_cmpint (wk_answer_mark (answer, typed, NULL, &feedback), ==,
                   WK_VERDICT_SLIP);
  g_assert_nonnull (strstr (feedback, slip->feedback));
}

static void
check_slips (const char *text, const Slip *slips, guint n)
{
  g_autoptr (WkSolution) solution = solution_of (text);

  for (guint i = 0; i < n; i++)
    check_slip (solution, &slips[i]);
}

static void
test_slips (void)
{
  static const Slip identity[] = {
    { "yhat", 35, "A bias is missing in one of the layers." },
    { "yhat", 34, "Each node adds its own bias after the weighted sum." },
    { "yhat", 38, "With the identity a negative value stays negative: node 2 is −2." },
    { "yhat", 40, "Check the signs at nodes 2 and 3." },
    { "yhat", 30, "Row j holds what leaves input j; a node takes a column." },
    { "yhat", 48, "The first row of W belongs to x₁." },
    { "a1_1", 8, "bias" },
    { "a1_2", 4, "negative" },
    { "a1_2", 2, "negative" },
    { "a1_3", 7, "bias is negative" },
    { "a1_3", 6, "bias" },
  };
  static const Slip relu_slips[] = {
    { "yhat", 36, "Apply ReLU at each hidden node; node 2 becomes 0." },
    { "yhat", 36, "Each node adds its own bias" },
    { "yhat", 37, "A bias is missing." },
    { "yhat", 40, "ReLU is not the absolute value." },
    { "yhat", 39, "First the whole sum, then ReLU." },
    { "yhat", 30, "a node takes a column" },
    { "yhat", 37.8, "Plain ReLU gives exactly 0." },
    { "a1_2", -2, "Apply ReLU" },
    { "a1_2", 2, "ReLU is not the absolute value." },
    { "a1_2", -0.2, "Plain ReLU gives exactly 0." },
  };

  check_slips (EXAM_IDENTITY, identity, G_N_ELEMENTS (identity));
  check_slips (EXAM_RELU, relu_slips, G_N_ELEMENTS (relu_slips));
}

/* Both ways to 35 are kept; told together they are told once. */
static void
test_equal_slips (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_IDENTITY);
  const WkAnswer *answer = wk_solution_find_answer (solution, "yhat");
  g_autofree char *feedback = NULL;
  guint n = 0;

  for (guint i = 0; i < answer->slips->len; i++)
    n += g_array_index (answer->slips, WkSlip, i).value == 35.0;
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (wk_answer_mark (answer, "35", NULL, &feedback), ==, WK_VERDICT_SLIP);
  g_assert_cmpstr (feedback, ==, "A bias is missing in one of the layers.");
}

/* --- words --- */

static void
test_steps (void)
{
  static const struct
  {
    const char *text;
    guint step;
    const char *caption, *formula;
  } rows[] = {
    { EXAM_IDENTITY, 1,
      "First hidden node: its inputs times their weights, plus its bias.",
      "a^{[1]}_1=g(w^{[1]}_{11}x_1+w^{[1]}_{21}x_2+b^{[1]}_1)="
      "\\pos{2}\\cdot1+\\pos{2}\\cdot3+1=\\focus{9}" },
    { EXAM_IDENTITY, 2, "The second node has a negative weight.",
      "a^{[1]}_2=g(w^{[1]}_{12}x_1+w^{[1]}_{22}x_2+b^{[1]}_2)="
      "\\pos{1}\\cdot1+(\\neg{-1})\\cdot3+0=\\focus{-2}" },
    { EXAM_IDENTITY, 3, "The third has a negative bias.",
      "a^{[1]}_3=g(w^{[1]}_{13}x_1+w^{[1]}_{23}x_2+b^{[1]}_3)="
      "\\pos{3}\\cdot1+\\pos{1}\\cdot3-1=\\focus{5}" },
    { EXAM_IDENTITY, 4, "The output sees only the hidden values.",
      "\\hat y=g(w^{[2]}_{11}a^{[1]}_1+w^{[2]}_{21}a^{[1]}_2+w^{[2]}_{31}a^{[1]}_3"
      "+b^{[2]}_1)=\\pos{3}\\cdot9+\\pos{1}\\cdot(-2)+\\pos{2}\\cdot5+1=\\focus{36}" },
    { EXAM_RELU, 2, "ReLU cuts what is negative.",
      "z^{[1]}_2=\\pos{1}\\cdot1+(\\neg{-1})\\cdot3+0=-2,\\quad "
      "a^{[1]}_2=\\max(0,-2)=\\focus{0}" },
    { EXAM_RELU, 4, "Positive, so the output ReLU lets it pass.",
      "z^{[2]}_1=\\pos{3}\\cdot9+\\pos{1}\\cdot0+\\pos{2}\\cdot5+1=38,\\quad "
      "\\hat y=\\max(0,38)=\\focus{38}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WkSolution) solution = solution_of (rows[i].text);
      const WkStep *step = wk_solution_get_step (solution, rows[i].step - 1);

      g_assert_cmpstr (step->caption, ==, rows[i].caption);
      g_assert_cmpstr (step->formula, ==, rows[i].formula);
    }
}

/* Many nodes: a step a layer, and a sum that keeps both ends. */
static void
test_large (void)
{
  GString *text = g_string_new ("{x: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], layers: [");
  g_autoptr (WkSolution) solution = NULL;

  for (guint l = 0; l < 6; l++)
    {
      g_string_append (text, l > 0 ? ", {W: [" : "{W: [");
      for (guint j = 0; j < 12; j++)
        g_string_append_printf (text, "%s[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]",
                                j > 0 ? ", " : "");
      g_string_append (text, "], b: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}");
    }
  g_string_append (text, "]}");
  solution = solution_of (text->str);
  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 6);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 12);
  g_assert_cmpfloat (wk_solution_find_answer (solution, "yhat_2")->value, ==, 1.0);
  g_assert_nonnull (
      strstr (wk_solution_get_step (solution, 0)->formula, "(12,\\;1,\\;0,\\;\\dots"));
  g_string_free (text, TRUE);
}

static void
test_decimal_comma (void)
{
  g_autoptr (WkParams) params =
      params_of ("{x: [0.5], layers: [{W: [[1.5]], b: [-0.25], g: relu}]}");
  g_autoptr (WkSolution) solution = solve (params, "nb");

  g_assert_cmpstr (wk_solution_get_step (solution, 0)->formula, ==,
                   "z^{[1]}_1=\\pos{1{,}5}\\cdot0{,}5-0{,}25=0{,}5,\\quad "
                   "\\hat y=\\max(0,\\;0{,}5)=\\focus{0{,}5}");
}

/* --- the figure --- */

static WkScene *
scene_at (WkSolution *solution, double position)
{
  WkView view = { .position = position,
                  .text_scale = WK_TEXT_SCALE_1,
                  .language = wk_solution_get_language (solution),
                  .measure = &fixed_measure,
                  .number = "1a",
                  .title = "Title" };

  wk_page_size (WK_PAGE_16_9, &view.width, &view.height);
  return wk_figure_draw (forward_kind (), solution, &view);
}

static const char *
text_of (WkScene *scene, const char *id)
{
  const WkItem *item = wk_scene_find (scene, id);

  return item == NULL ? NULL : item->text.text;
}

static void
test_position (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_RELU);
  static const char *const shown[5][4] = {
    { "?", "?", "?", "?" }, { "9", "?", "?", "?" },  { "9", "0", "?", "?" },
    { "9", "0", "5", "?" }, { "9", "0", "5", "38" },
  };
  static const char *const ids[] = { "1-1", "1-2", "1-3", "2-1" };

  for (guint position = 0; position <= 4; position++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, position);

      for (guint i = 0; i < 4; i++)
        {
          g_autofree char *value = g_strconcat ("value-", ids[i], NULL);
          g_autofree char *node = g_strconcat ("node-", ids[i], NULL);
          const WkItem *item = wk_scene_find (scene, node);

          g_assert_cmpstr (text_of (scene, value), ==, shown[position][i]);
          g_assert_nonnull (item);
          if (i >= position)
            {
              g_assert_cmpstr (item->value, ==, "not computed yet");
              g_assert_null (item->how);
            }
        }
      g_assert_cmpstr (text_of (scene, "was-1-2"), ==, position >= 2 ? "was −2" : NULL);
    }
}

/* Nothing that is computed may be anywhere in the scene of the bare question. */
static void
test_question_tells_nothing (void)
{
  g_autoptr (WkSolution) first = solution_of (EXAM_IDENTITY);
  g_autoptr (WkScene) scene = scene_at (first, 0.0);

  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);

      if (item->type == WK_ITEM_TEXT)
        for (guint bad = 0; bad < 3; bad++)
          g_assert_cmpstr (item->text.text, !=,
                           ((const char *[]){ "9", "5", "36" })[bad]);
      if (item->value != NULL)
        g_assert_cmpstr (item->value, !=, "36");
      g_assert_null (item->how);
    }
}

/* Between two steps the value flows first, then the node fills. */
static void
test_motion (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_IDENTITY);
  g_autoptr (WkScene) early = scene_at (solution, 0.3);
  g_autoptr (WkScene) late = scene_at (solution, 0.95);
  const WkItem *edge = wk_scene_find (early, "edge-1-1-1");
  const WkItem *track = wk_scene_find (early, "track-1-1-1");

  g_assert_nonnull (edge);
  g_assert_nonnull (track);
  g_assert_cmpfloat (edge->line.x2, <, track->line.x2);
  g_assert_cmpstr (text_of (early, "value-1-1"), ==, "?");
  g_assert_cmpstr (text_of (late, "value-1-1"), ==, "9");
  g_assert_null (wk_scene_find (late, "track-1-1-1"));
}

/* What a step speaks of is on the figure. */
static void
test_focus (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_IDENTITY);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, i + 1);
      const WkStep *step = wk_solution_get_step (solution, i);

      for (guint f = 0; step->focus[f] != NULL; f++)
        g_assert_nonnull (wk_scene_find (scene, step->focus[f]));
    }
}

static double
edited (const char *id, const WkEdit *edit, const char *path)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_IDENTITY);
  g_autoptr (WkScene) scene = scene_at (solution, 1.0);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = NULL;
  const WkItem *item = wk_scene_find (scene, id);

  g_assert_nonnull (item);
  g_assert_cmpstr (item->edits, ==, path);
  params = forward_kind ()->edit (solution, item, edit, &error);
  g_assert_no_error (error);
  g_assert_nonnull (params);
  return wk_params_get_number (params, path);
}

static void
test_edit (void)
{
  const WkEdit up = { .type = WK_EDIT_STEP, .amount = 1 };
  const WkEdit drag = { .type = WK_EDIT_DRAG, .dy = 50 };
  const WkEdit set = { .type = WK_EDIT_SET, .value = -2.5 };

  g_assert_cmpfloat (edited ("weight-1-2-2", &up, "layers[0].W[1][1]"), ==, 0.0);
  g_assert_cmpfloat (edited ("node-0-2", &drag, "x[1]"), ==, 1.0);
  g_assert_cmpfloat (edited ("bias-2-1", &set, "layers[1].b[0]"), ==, -2.5);
}

static void
test_edit_out_of_range (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_IDENTITY);
  g_autoptr (WkScene) scene = scene_at (solution, 1.0);
  g_autoptr (GError) error = NULL;
  const WkEdit set = { .type = WK_EDIT_SET, .value = 1e9 };
  const WkEdit pick = { .type = WK_EDIT_PICK };

  g_assert_null (forward_kind ()->edit (solution, wk_scene_find (scene, "node-0-1"),
                                        &set, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_RANGE);
  g_assert_null (
      forward_kind ()->edit (solution, wk_scene_find (scene, "node-0-1"), &pick, NULL));
  g_assert_null (
      forward_kind ()->edit (solution, wk_scene_find (scene, "node-1-1"), &set, NULL));
}

static void
test_describe (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM_IDENTITY);
  WkView view = { .position = 0.0, .language = wk_solution_get_language (solution) };
  g_autofree char *question = forward_kind ()->describe (solution, &view);
  g_autofree char *done = NULL;

  view.position = 4.0;
  done = forward_kind ()->describe (solution, &view);
  g_assert_nonnull (strstr (question, "not computed yet"));
  g_assert_null (strstr (question, "36"));
  g_assert_nonnull (strstr (done, "36"));
}

/* --- wrong parameters --- */

static void
test_wrong (void)
{
  static const struct
  {
    const char *text, *path;
  } rows[] = {
    { "{x: [1], layers: [{W: [[1, 2]], b: [1, 2]}, {W: [[1]], b: [1]}]}",
      "layers[1].W" },
    { "{x: [1, 2], layers: [{W: [[1, 2]], b: [1, 2]}]}", "layers[0].W" },
    { "{x: [1], layers: [{W: [[1, 2]], b: [1]}]}", "layers[0].b" },
    { "{x: [1], y: [1, 2], layers: [{W: [[1]], b: [1]}]}", "y" },
    { "{x: [1], layers: [{W: [[1, 2], [1]], b: [1]}]}", "layers[0].W" },
    { "{x: [.nan], layers: [{W: [[1]], b: [1]}]}", "x[0]" },
    { "{x: [1e999], layers: [{W: [[1]], b: [1]}]}", "x[0]" },
    { "{x: [1], layers: []}", "layers" },
    { "{x: [1], layers: [{W: [[1]], b: [1], g: swish}]}", "layers[0].g" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WkValue) value = parse (rows[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_null (wk_kind_params (forward_kind (), value, NULL, &error));
      g_assert_nonnull (error);
      if (!g_str_has_prefix (wk_params_error_get_path (error), rows[i].path))
        g_error ("%s: %s: %s", rows[i].text, wk_params_error_get_path (error),
                 error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dense-forward/exam-values", test_exam_values);
  g_test_add_func ("/dense-forward/other-shape", test_other_shape);
  g_test_add_func ("/dense-forward/slips", test_slips);
  g_test_add_func ("/dense-forward/equal-slips", test_equal_slips);
  g_test_add_func ("/dense-forward/steps", test_steps);
  g_test_add_func ("/dense-forward/large", test_large);
  g_test_add_func ("/dense-forward/decimal-comma", test_decimal_comma);
  g_test_add_func ("/dense-forward/position", test_position);
  g_test_add_func ("/dense-forward/question-tells-nothing",
                   test_question_tells_nothing);
  g_test_add_func ("/dense-forward/motion", test_motion);
  g_test_add_func ("/dense-forward/focus", test_focus);
  g_test_add_func ("/dense-forward/edit", test_edit);
  g_test_add_func ("/dense-forward/edit-out-of-range", test_edit_out_of_range);
  g_test_add_func ("/dense-forward/describe", test_describe);
  g_test_add_func ("/dense-forward/wrong", test_wrong);
  return g_test_run ();
}
