/* test-parameter-ratio.c - one large kernel against a stack, exact fractions
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The expected fractions are the course's, or counted here layer by layer.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/answer-kit.h"
#include "exercises/wk-kinds.h"
#include "scene/wk-scene.h"

static const WkExerciseKind *
get_kind (void)
{
  return wk_kind_find (wk_exercise_kinds, "parameter-ratio");
}

static WkSolution *
solve (double large,
       double small,
       double in,
       double out,
       gboolean bias,
       gboolean inverse)
{
  static const char *const keys[] = { "large", "small", "channels", "bias", "asked" };
  const double channels[] = { in, out };
  g_autoptr (GError) error = NULL;
  WkValue *items[] = { wk_value_new_number (large), wk_value_new_number (small),
                       in == out ? wk_value_new_number (in)
                                 : wk_value_new_vector (channels, 2),
                       wk_value_new_bool (bias),
                       wk_value_new_string (inverse ? "b-to-a" : "a-to-b") };
  g_autoptr (WkValue) values = wk_value_new_map (keys, items, 5);
  g_autoptr (WkParams) params = wk_kind_params (get_kind (), values, NULL, &error);
  WkSolution *solution;

  g_assert_no_error (error);
  solution = get_kind ()->solve (params, wk_language_get ("en"), NULL, &error);
  g_assert_no_error (error);
  return solution;
}

static void
expect_ratio (WkSolution *solution, gint64 top, gint64 low)
{
  const WkAnswer *answer = wk_solution_find_answer (solution, "ratio");

  g_assert_cmpint (answer->numerator, ==, top);
  g_assert_cmpint (answer->denominator, ==, low);
  g_assert_cmpfloat_with_epsilon (answer->value, (double) top / (double) low, 1e-12);
  wk_solution_unref (solution);
}

static void
test_exam (void)
{
  static const struct
  {
    const char *typed, *part;
  } slips[] = {
    { "49/9", "sees only 3 × 3" },     { "49/18", "2 layers see 5 × 5" },
    { "49/36", "4 layers 9 × 9" },     { "27/49", "A to B was asked." },
    { "7/9", "side × side" },          { "3136/27", "C channels in and C out" },
    { "5/3", "Biases are left out." }, { "1.8", "Two decimals or the fraction" },
  };
  g_autoptr (WkSolution) solution = solve (7, 3, 64, 64, FALSE, FALSE);

  expect (solution, "layers", "3", WK_VERDICT_RIGHT, NULL);
  expect (solution, "layers", "2", WK_VERDICT_SLIP, "2 layers see 5 × 5");
  expect (solution, "ratio", "49/27", WK_VERDICT_RIGHT, NULL);
  expect (solution, "ratio", "1.81", WK_VERDICT_RIGHT, "49/27");
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    expect (solution, "ratio", slips[i].typed, WK_VERDICT_SLIP, slips[i].part);
}

static void
test_fractions (void)
{
  expect_ratio (solve (7, 3, 1, 1, TRUE, FALSE), 5, 3);
  expect_ratio (solve (7, 3, 64, 64, TRUE, FALSE), 3137, 1731);
  expect_ratio (solve (7, 3, 64, 64, FALSE, TRUE), 27, 49);
  /* The stack is the larger one: 3136 against 74 304. */
  expect_ratio (solve (7, 3, 1, 64, FALSE, FALSE), 49, 1161);
  expect_ratio (solve (5, 3, 16, 16, FALSE, FALSE), 25, 18);
  expect_ratio (solve (3, 3, 8, 8, TRUE, FALSE), 1, 1);
  expect_ratio (solve (2, 2, 4096, 4096, FALSE, FALSE), 1, 1);
}

/* With equal channels and no biases a stack never has more weights. */
static void
test_never_more (void)
{
  for (int k = 2; k <= 11; k++)
    for (int n = 1; 1 + n * (k - 1) <= 31; n++)
      {
        g_autoptr (WkSolution) solution =
            solve (1 + n * (k - 1), k, 8, 8, FALSE, FALSE);

        g_assert_cmpfloat (wk_solution_find_answer (solution, "ratio")->value, >=, 1);
        g_assert_cmpfloat (wk_solution_find_answer (solution, "layers")->value, ==, n);
      }
}

static void
test_unreachable (void)
{
  static const char *const keys[] = { "large", "small" };
  WkValue *items[] = { wk_value_new_number (8), wk_value_new_number (3) };
  g_autoptr (WkValue) values = wk_value_new_map (keys, items, 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_kind_params (get_kind (), values, NULL, &error));
  g_assert_cmpstr (wk_params_error_get_path (error), ==, "large");
  g_assert_nonnull (strstr (error->message, "5, 7, 9, 11"));
}

static gint64
count (int side, int n, int in, int out, gboolean bias)
{
  gint64 sum = 0;

  for (int i = 0; i < n; i++)
    for (int o = 0; o < out; o++)
      sum += side * side * (i == 0 ? in : out) + bias;
  return sum;
}

static void
test_fresh (void)
{
  g_autoptr (WkParams) params = wk_kind_params (get_kind (), NULL, NULL, NULL);
  guint n_inverse = 0, n_bias = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *seed = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkValue) values = get_kind ()->vary (seed, params, &error);
      g_autoptr (WkValue) again = get_kind ()->vary (seed, params, &error);
      g_autoptr (WkParams) fresh = wk_kind_params (get_kind (), values, NULL, &error);
      g_autoptr (WkSolution) solution = NULL;
      const WkAnswer *answer;
      int large, small, n;
      double channels[2], ratio;

      g_assert_no_error (error);
      g_assert_true (wk_value_equal (values, again));
      solution = get_kind ()->solve (fresh, wk_language_get ("en"), NULL, &error);
      large = wk_params_get_int (fresh, "large");
      small = wk_params_get_int (fresh, "small");
      wk_params_get_pair (fresh, "channels", channels);
      n = (large - 1) / (small - 1);
      g_assert_true (small == 2 || small == 3 || small == 5);
      g_assert_true (n >= 2 && n <= 5 && 1 + n * (small - 1) == large);
      answer = wk_solution_find_answer (solution, "ratio");
      ratio = (double) count (large, 1, (int) channels[0], (int) channels[1],
                              wk_params_get_switch (fresh, "bias")) /
              (double) count (small, n, (int) channels[0], (int) channels[1],
                              wk_params_get_switch (fresh, "bias"));
      if (strcmp (wk_params_get_word (fresh, "asked"), "b-to-a") == 0)
        {
          ratio = 1 / ratio;
          n_inverse++;
        }
      n_bias += wk_params_get_switch (fresh, "bias");
      g_assert_cmpfloat_with_epsilon (answer->value, ratio, 1e-12);
      for (guint k = 0; k < answer->slips->len; k++)
        g_assert_cmpfloat (
            fabs (g_array_index (answer->slips, WkSlip, k).value - answer->value), >,
            answer->tolerance);
    }
  g_assert_cmpuint (n_inverse, >, 75);
  g_assert_cmpuint (n_bias, >, 75);
}

/* Steps go from one size a stack can see to the next. */
static void
test_edit (void)
{
  g_autoptr (WkSolution) solution = solve (7, 3, 64, 64, FALSE, FALSE);
  WkItem item = { .id = (char *) "large", .edits = (char *) "large" };
  WkEdit step = { .type = WK_EDIT_STEP, .amount = 1 };
  g_autoptr (WkParams) larger = get_kind ()->edit (solution, &item, &step, NULL);
  g_autoptr (WkParams) other = NULL;

  g_assert_cmpint (wk_params_get_int (larger, "large"), ==, 9);
  item.edits = (char *) "small";
  other = get_kind ()->edit (solution, &item, &step, NULL);
  g_assert_cmpint (wk_params_get_int (other, "small"), ==, 4);
  g_assert_cmpint (wk_params_get_int (other, "large"), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parameter-ratio/exam", test_exam);
  g_test_add_func ("/parameter-ratio/fractions", test_fractions);
  g_test_add_func ("/parameter-ratio/never-more", test_never_more);
  g_test_add_func ("/parameter-ratio/unreachable", test_unreachable);
  g_test_add_func ("/parameter-ratio/fresh", test_fresh);
  g_test_add_func ("/parameter-ratio/edit", test_edit);
  return g_test_run ();
}
