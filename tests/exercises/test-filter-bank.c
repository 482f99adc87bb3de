/* test-filter-bank.c - shape, counts and pixel of a convolutional layer, their mistakes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The expected numbers are the course's; those of fresh numbers are worked here from
 * the parameters alone.
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
  return wk_kind_find (wk_exercise_kinds, "filter-bank");
}

static WkSolution *
solve (const char *const *keys, WkValue **items, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) values = wk_value_new_map (keys, items, n);
  g_autoptr (WkParams) params = wk_kind_params (get_kind (), values, NULL, &error);
  WkSolution *solution;

  g_assert_no_error (error);
  solution = get_kind ()->solve (params, wk_language_get ("en"), NULL, &error);
  g_assert_no_error (error);
  return solution;
}

static void
test_exam (void)
{
  static const struct
  {
    const char *id, *typed, *part;
  } slips[] = {
    { "weights", "36", "one slice for every input map" },
    { "weights", "18", "There are 4 filters." },
    { "with_biases", "74", "One bias for each output map." },
    { "with_biases", "80", "One bias for each output map." },
    { "with_biases", "144", "One bias for each output map." },
    { "pixel", "7", "bias is missing" },
    { "pixel", "4", "not only the first" },
    { "pixel", "13", "added once" },
    { "pixel", "6.5", "not averaged" },
    { "pixel", "9", "not multiplied" },
    { "pixel", "8", "not turned" },
    { "pixel", "3", "own slice" },
    { "shape", "8, 8, 2, 4", "do not depend on the image" },
    { "shape", "32, 4, 3, 3, 2", "or the batch" },
  };
  g_autoptr (WkSolution) solution = solve (NULL, NULL, 0);

  expect (solution, "shape", "[4, 3, 3, 2]", WK_VERDICT_RIGHT, NULL);
  expect (solution, "shape", "4 2 3 3", WK_VERDICT_RIGHT, NULL);
  expect (solution, "weights", "72", WK_VERDICT_RIGHT, NULL);
  expect (solution, "with_biases", "76", WK_VERDICT_RIGHT, NULL);
  expect (solution, "pixel", "10", WK_VERDICT_RIGHT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    expect (solution, slips[i].id, slips[i].typed, WK_VERDICT_SLIP, slips[i].part);
  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 4);
  g_assert_cmpuint (wk_solution_get_n_points (solution), ==, 6);
}

/* 100 weights for 72, and 104 after it. */
static void
test_carried (void)
{
  g_autoptr (WkSolution) solution = solve (NULL, NULL, 0);
  const char *typed[] = { NULL, "100", "104", NULL };
  g_autofree char *feedback = NULL;

  g_assert_cmpint (wk_solution_mark (solution, 2, "104", typed, &feedback), ==,
                   WK_VERDICT_CARRIED);
}

/* Large banks are counted, and no pixel is asked. */
static void
test_large (void)
{
  static const char *const keys[] = { "in", "out", "kernel" };
  WkValue *items[] = { wk_value_new_number (512), wk_value_new_number (256),
                       wk_value_new_number (3) };
  g_autoptr (WkSolution) solution = solve (keys, items, 3);

  expect (solution, "weights", "1179648", WK_VERDICT_RIGHT, NULL);
  expect (solution, "with_biases", "1179904", WK_VERDICT_RIGHT, NULL);
  g_assert_null (wk_solution_find_answer (solution, "pixel"));
}

static double
at (WkValue *rows, int row, int column)
{
  return wk_value_get_number (
      wk_value_get_item (wk_value_get_item (rows, (gsize) row), (gsize) column));
}

static void
expect_rules (WkValue *values)
{
  int in = (int) wk_value_get_number (wk_value_get_member (values, "in"));
  int out = (int) wk_value_get_number (wk_value_get_member (values, "out"));
  int h = (int) wk_value_get_number (wk_value_lookup (values, "kernel[0]"));
  int w = (int) wk_value_get_number (wk_value_lookup (values, "kernel[1]"));
  WkValue *patches = wk_value_get_member (values, "patches");
  WkValue *weights = wk_value_get_member (values, "weights");
  double bias = wk_value_get_number (wk_value_get_member (values, "bias"));
  double sum = 0, turned = 0, product = 1, first_kernel = 0, first = 0;

  g_assert_true (in >= 1 && in <= 4 && out >= 2 && out <= 6);
  g_assert_true (in != out && in != h * w && out != h * w);
  for (int c = 0; c < in; c++)
    {
      double s = 0;
      int n = 0;

      for (int i = 0; i < h * w; i++)
        {
          int u = i / w, v = i % w;
          double x = at (patches, c * h + u, v);

          s += x * at (weights, c * h + u, v);
          turned += x * at (weights, c * h + h - 1 - u, w - 1 - v);
          first_kernel += x * at (weights, u, v);
          n += at (weights, c * h + u, v) != 0;
        }
      g_assert_true (s != 0 && n >= 3 && n <= 5);
      sum += s;
      product *= s;
      first = c == 0 ? s : first;
    }
  {
    const double all[] = { sum + bias,       sum,
                           first + bias,     sum + in * bias,
                           sum / in + bias,  product + bias,
                           turned + bias,    first_kernel + bias,
                           in * out * h * w, in * out * h * w + out };

    for (guint i = 0; i < G_N_ELEMENTS (all); i++)
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (fabs (all[i] - all[j]), >, 0.01);
    g_assert_cmpfloat (fabs (all[0]), <=, 99);
  }
}

static void
test_fresh (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = wk_kind_params (get_kind (), NULL, NULL, &error);
  guint n_uneven = 0;

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *seed = g_strdup_printf ("seed-%u", i);
      g_autoptr (WkValue) values = get_kind ()->vary (seed, params, &error);
      g_autoptr (WkValue) again = get_kind ()->vary (seed, params, &error);
      g_autoptr (WkParams) checked = NULL;

      g_assert_no_error (error);
      g_assert_true (wk_value_equal (values, again));
      checked = wk_kind_params (get_kind (), values, NULL, &error);
      g_assert_no_error (error);
      expect_rules (values);
      n_uneven += wk_value_get_number (wk_value_lookup (values, "kernel[0]")) !=
                  wk_value_get_number (wk_value_lookup (values, "kernel[1]"));
    }
  g_assert_cmpuint (n_uneven, >, 200);
  g_assert_cmpuint (n_uneven, <, 300);
}

/* One more map brings rows of zeros; a click follows another filter. */
static void
test_edit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkSolution) solution = solve (NULL, NULL, 0);
  WkItem item = { .id = (char *) "size-in", .edits = (char *) "in" };
  WkEdit step = { .type = WK_EDIT_STEP, .amount = 1 };
  g_autoptr (WkParams) more = NULL;
  g_autoptr (WkParams) picked = NULL;

  more = get_kind ()->edit (solution, &item, &step, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wk_params_get_int (more, "in"), ==, 3);
  g_assert_cmpuint (wk_value_get_length (wk_params_get_value (more, "patches")), ==, 9);
  g_assert_cmpfloat (wk_params_get_number (more, "weights[8][2]"), ==, 0);

  item = (WkItem){ .id = (char *) "output-3", .edits = (char *) "filter" };
  step.type = WK_EDIT_PICK;
  picked = get_kind ()->edit (solution, &item, &step, &error);
  g_assert_cmpint (wk_params_get_int (picked, "filter"), ==, 3);
}

static void
test_refused (void)
{
  static const char *const keys[] = { "kernel", "image" };
  WkValue *items[] = { wk_value_new_number (5), wk_value_new_number (4) };
  g_autoptr (WkValue) values = wk_value_new_map (keys, items, 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (wk_kind_params (get_kind (), values, NULL, &error));
  g_assert_cmpstr (wk_params_error_get_path (error), ==, "image");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter-bank/exam", test_exam);
  g_test_add_func ("/filter-bank/carried", test_carried);
  g_test_add_func ("/filter-bank/large", test_large);
  g_test_add_func ("/filter-bank/fresh", test_fresh);
  g_test_add_func ("/filter-bank/edit", test_edit);
  g_test_add_func ("/filter-bank/refused", test_refused);
  return g_test_run ();
}
