/* test-solution.c - steps, answers, and how answers are marked
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-solution.h"

#include <math.h>
#include <string.h>

#include "model-kinds.h"

static WkSolution *
new_solution (void)
{
  g_autoptr (WkParams) params = wk_params_new (test_mixed_specs, NULL, NULL, NULL);

  return wk_solution_new (params, wk_language_get ("nb"));
}

static gboolean destroyed;

static void
destroy (gpointer data)
{
  destroyed = TRUE;
  g_free (data);
}

static void
test_solution (void)
{
  WkSolution *solution = new_solution ();
  const WkStep *step;

  wk_solution_take_step (solution, g_strdup ("One."), g_strdup ("a=1"), " a  b ");
  wk_solution_take_step (solution, g_strdup ("Two."), NULL, NULL);
  wk_solution_set_note (solution, "first");
  wk_solution_set_note (solution, wk_solution_get_note (solution));
  wk_solution_set_data (solution, g_strdup ("data"), destroy);
  wk_solution_add_answer (solution, "yhat", "\\hat y", WK_ANSWER_INTEGER, 36);

  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 2);
  step = wk_solution_get_step (solution, 0);
  g_assert_cmpstr (step->caption, ==, "One.");
  g_assert_cmpuint (g_strv_length (step->focus), ==, 2);
  g_assert_cmpstr (step->focus[1], ==, "b");
  g_assert_cmpuint (g_strv_length (wk_solution_get_step (solution, 1)->focus), ==, 0);
  g_assert_null (wk_solution_get_step (solution, 2));
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 1);
  g_assert_true (wk_solution_find_answer (solution, "yhat") ==
                 wk_solution_get_answer (solution, 0));
  g_assert_null (wk_solution_find_answer (solution, "y"));
  g_assert_cmpstr (wk_solution_get_note (solution), ==, "first");
  g_assert_cmpstr (wk_solution_get_data (solution), ==, "data");
  g_assert_true (wk_solution_get_language (solution) == wk_language_get ("nb"));
  g_assert_cmpint (wk_params_get_int (wk_solution_get_params (solution), "n"), ==, 3);
  wk_solution_unref (wk_solution_ref (solution));
  g_assert_false (destroyed);
  wk_solution_unref (solution);
  g_assert_true (destroyed);
}

static void
assert_mark (const WkAnswer *answer,
             const char *typed,
             WkVerdict verdict,
             const char *feedback)
{
  g_autofree char *found = NULL;
  WkVerdict given = wk_answer_mark (answer, typed, NULL, &found);

  if (given != verdict)
    g_error ("\"%s\" is marked %d, expected %d", typed, given, verdict);
  if (verdict == WK_VERDICT_UNREADABLE)
    g_assert_nonnull (found);
  else
    g_assert_cmpstr (found, ==, feedback);
  g_assert_cmpint (wk_answer_mark (answer, typed, NULL, NULL), ==, verdict);
}

static void
test_integer (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer =
      wk_solution_add_answer (solution, "yhat", "\\hat y", WK_ANSWER_INTEGER, 36);

  g_assert_cmpfloat (answer->tolerance, ==, 0);
  wk_answer_add_slip (answer, 36, "never told");
  wk_answer_add_slip (answer, NAN, "never told");
  wk_answer_add_slip (answer, 38, "ReLU used.");
  wk_answer_add_slip (answer, 35, "A bias is missing.");
  wk_answer_add_slip (answer, 35, "Two signs lost.");
  wk_answer_add_slip (answer, 35, "A bias is missing.");
  wk_answer_add_slip (answer, 35, "Third.");
  g_assert_cmpuint (answer->slips->len, ==, 5);
  g_assert_cmpuint (answer->n_coinciding, ==, 1);
  assert_mark (answer, "36", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, " 36,0 ", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "36.001", WK_VERDICT_WRONG, NULL);
  assert_mark (answer, "-36", WK_VERDICT_WRONG, NULL);
  assert_mark (answer, "38", WK_VERDICT_SLIP, "ReLU used.");
  assert_mark (answer, "35", WK_VERDICT_SLIP,
               "Either “A bias is missing.” or “Two signs lost.” or “Third.”");
  assert_mark (answer, "", WK_VERDICT_UNREADABLE, NULL);
  assert_mark (answer, "thirty-six", WK_VERDICT_UNREADABLE, NULL);
  assert_mark (answer, "36 apples", WK_VERDICT_UNREADABLE, NULL);
  assert_mark (answer, "\xff", WK_VERDICT_UNREADABLE, NULL);
}

/* Exact also where a double has few digits to spare, and after a rounding error. */
static void
test_large_integer (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *large =
      wk_solution_add_answer (solution, "J", "J", WK_ANSWER_INTEGER, 8897040324.0);
  WkAnswer *computed =
      wk_solution_add_answer (solution, "s", "s", WK_ANSWER_INTEGER, 36.0 + 1e-12);

  assert_mark (large, "8897040324", WK_VERDICT_RIGHT, NULL);
  assert_mark (large, "8 897 040 324", WK_VERDICT_RIGHT, NULL);
  assert_mark (large, "8897040325", WK_VERDICT_WRONG, NULL);
  assert_mark (large, "8.897e9", WK_VERDICT_WRONG, NULL);
  assert_mark (computed, "36", WK_VERDICT_RIGHT, NULL);
}

static void
test_number (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer =
      wk_solution_add_answer (solution, "h", "h", WK_ANSWER_NUMBER, 0.7616);

  g_assert_cmpfloat (answer->tolerance, ==, 0.005);
  wk_answer_add_slip (answer, 0.764, "too near to be told");
  wk_answer_add_slip (answer, 0.77, "near");
  g_assert_cmpuint (answer->slips->len, ==, 1);
  assert_mark (answer, "0.76", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "0,7666", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "0.7566", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "0.7565", WK_VERDICT_WRONG, NULL);
  /* Both the right value and a slip are near: the right value is first. */
  assert_mark (answer, "0.7661", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "0.7668", WK_VERDICT_SLIP, "near");
}

static void
test_fraction (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer =
      wk_solution_add_answer (solution, "r", "r", WK_ANSWER_FRACTION, 49.0 / 27.0);

  answer->numerator = 49;
  answer->denominator = 27;
  wk_answer_add_slip (answer, 27.0 / 49.0, "Upside down.");
  assert_mark (answer, "49/27", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "98 / 54", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "1.81", WK_VERDICT_RIGHT, "As a fraction: 49/27.");
  assert_mark (answer, "1.82", WK_VERDICT_WRONG, NULL);
  /* 20/11 is within 0.005, but it is another fraction. */
  assert_mark (answer, "20/11", WK_VERDICT_WRONG, NULL);
  assert_mark (answer, "27/49", WK_VERDICT_SLIP, "Upside down.");
  assert_mark (answer, "0.55", WK_VERDICT_SLIP, "Upside down.");
}

static void
test_choice (void)
{
  static const char *const words[] = { "yes", "No, never", "10", NULL };
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer = wk_solution_add_answer (solution, "c", "c", WK_ANSWER_CHOICE, 1);

  answer->choices = g_strdupv ((char **) words);
  wk_answer_add_slip (answer, 0, "It is not.");
  assert_mark (answer, "No, never", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, " no, NEVER ", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "2", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "yes", WK_VERDICT_SLIP, "It is not.");
  assert_mark (answer, "1", WK_VERDICT_SLIP, "It is not.");
  assert_mark (answer, "10", WK_VERDICT_WRONG, NULL);
  assert_mark (answer, "4", WK_VERDICT_UNREADABLE, NULL);
  assert_mark (answer, "maybe", WK_VERDICT_UNREADABLE, NULL);
}

static void
test_side (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer = wk_solution_add_answer (solution, "r", "r", WK_ANSWER_INTEGER, 12);

  wk_answer_add_slip (answer, 144, "Give the side length.");
  assert_mark (answer, "12x12", WK_VERDICT_UNREADABLE, NULL);
  answer->side = TRUE;
  assert_mark (answer, "12", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "12x12", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, " 12 × 12 ", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "12*12", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "11x11", WK_VERDICT_WRONG, NULL);
  assert_mark (answer, "12x13", WK_VERDICT_UNREADABLE, NULL);
  assert_mark (answer, "12x", WK_VERDICT_UNREADABLE, NULL);
  assert_mark (answer, "144", WK_VERDICT_SLIP, "Give the side length.");
}

static void
test_hints (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer = wk_solution_add_answer (solution, "c", "c", WK_ANSWER_NUMBER, 1);

  wk_answer_take_hints (answer, g_strdup ("a"), g_strdup ("b"), NULL);
  wk_answer_take_hints (answer, g_strdup ("c"), NULL, g_strdup ("d"));
  g_assert_cmpstr (answer->hints[0], ==, "c");
  g_assert_null (answer->hints[1]);
  g_assert_cmpstr (answer->hints[2], ==, "d");
}

/* Twice the sum of the two before. */
static double
follow_sum (const WkSolution *solution, const WkAnswer *answer, const double *given)
{
  double one =
      isnan (given[0]) ? wk_solution_get_answer (solution, 0)->value : given[0];
  double two =
      isnan (given[1]) ? wk_solution_get_answer (solution, 1)->value : given[1];

  return 2 * (one + two);
}

static void
assert_carried (const WkSolution *solution,
                const char *one,
                const char *two,
                const char *typed,
                WkVerdict verdict,
                const char *feedback)
{
  const char *const all[] = { one, two, typed };
  g_autofree char *found = NULL;

  g_assert_cmpint (wk_solution_mark (solution, 2, typed, all, &found), ==, verdict);
  if (verdict != WK_VERDICT_UNREADABLE)
    g_assert_cmpstr (found, ==, feedback);
  g_assert_cmpint (wk_solution_mark (solution, 2, typed, all, NULL), ==, verdict);
}

/* Right first, then slips, then what follows from wrong values before; each is named
 * only if the value depends on it. */
static void
test_carried (void)
{
  g_autoptr (WkParams) params = wk_params_new (test_mixed_specs, NULL, NULL, NULL);
  g_autoptr (WkSolution) solution = wk_solution_new (params, wk_language_get ("en"));
  WkAnswer *answer;

  wk_solution_add_answer (solution, "one", "a_1", WK_ANSWER_INTEGER, 1);
  wk_solution_add_answer (solution, "two", "a_2", WK_ANSWER_INTEGER, 2);
  answer = wk_solution_add_answer (solution, "y", "y", WK_ANSWER_INTEGER, 6);
  wk_answer_add_slip (answer, 10, "A slip.");
  answer->follow = follow_sum;

  assert_carried (solution, NULL, NULL, "6", WK_VERDICT_RIGHT, NULL);
  assert_carried (solution, "7", NULL, "6", WK_VERDICT_RIGHT, NULL);
  assert_carried (solution, "7", NULL, "18", WK_VERDICT_CARRIED,
                  "Right from your value of $a_1$.");
  assert_carried (solution, "1", "5", "12", WK_VERDICT_CARRIED,
                  "Right from your value of $a_2$.");
  assert_carried (solution, "7", "5", "24", WK_VERDICT_CARRIED,
                  "Right from your value of $a_1$ and $a_2$.");
  assert_carried (solution, "3", NULL, "10", WK_VERDICT_SLIP, "A slip.");
  assert_carried (solution, "7", "what", "18", WK_VERDICT_CARRIED,
                  "Right from your value of $a_1$.");
  assert_carried (solution, "7", NULL, "17", WK_VERDICT_WRONG, NULL);
  assert_carried (solution, "7", NULL, "many", WK_VERDICT_UNREADABLE, NULL);
  assert_carried (solution, "1", "2", "7", WK_VERDICT_WRONG, NULL);
  /* Half of a wrong value is not whole, and still follows. */
  assert_carried (solution, "0.25", NULL, "4.5", WK_VERDICT_CARRIED,
                  "Right from your value of $a_1$.");
}

static void
test_points (void)
{
  g_autoptr (WkSolution) solution = new_solution ();

  g_assert_cmpuint (wk_solution_get_n_points (solution), ==, 0);
  wk_solution_add_point (solution, "The mean.");
  wk_solution_add_point (solution, "The variance.");
  g_assert_cmpuint (wk_solution_get_n_points (solution), ==, 2);
  g_assert_cmpstr (wk_solution_get_point (solution, 1), ==, "The variance.");
  g_assert_null (wk_solution_get_point (solution, 2));
}

static void
test_to_text (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *fraction =
      wk_solution_add_answer (solution, "f", "f", WK_ANSWER_FRACTION, 49 / 27.0);
  WkAnswer *number =
      wk_solution_add_answer (solution, "n", "n", WK_ANSWER_NUMBER, -0.5);
  WkAnswer *choice = wk_solution_add_answer (solution, "c", "c", WK_ANSWER_CHOICE, 1);
  const char *words[] = { "grows", "shrinks", NULL };
  g_autofree char *one = NULL, *two = NULL, *three = NULL;

  fraction->numerator = 49;
  fraction->denominator = 27;
  choice->choices = g_strdupv ((char **) words);
  one = wk_answer_to_text (fraction, wk_language_get ("nb"));
  two = wk_answer_to_text (number, wk_language_get ("nb"));
  three = wk_answer_to_text (choice, NULL);
  g_assert_cmpstr (one, ==, "49/27");
  g_assert_cmpstr (two, ==, "\342\210\2220,5");
  g_assert_cmpstr (three, ==, "shrinks");
}

static void
test_list (void)
{
  static const double sizes[] = { 4, 3, 3, 2 };
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer = wk_solution_add_list_answer (solution, "shape", "s", sizes, 4);
  g_autofree char *text = NULL;
  g_autofree char *yaml = NULL;
  g_autoptr (WkValue) value = NULL;
  g_autoptr (WkValue) swapped = wk_value_new_vector ((double[]){ 2, 3, 3, 4 }, 4);
  g_autoptr (WkValue) other = wk_value_new_vector ((double[]){ 4, 3, 2, 2 }, 4);
  g_autoptr (WkValue) word = wk_value_new_string ("4 x 3 x 3 x 2");

  wk_answer_add_slip (answer, 28, "Not the size of the image.");
  assert_mark (answer, "4, 3, 3, 2", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "[2 3 3 4]", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "3x3x2x4", WK_VERDICT_RIGHT, NULL);
  assert_mark (answer, "4, 3, 3", WK_VERDICT_WRONG, NULL);
  assert_mark (answer, "4, 3, 2, 2", WK_VERDICT_WRONG, NULL);
  assert_mark (answer, "1, 4, 3, 3, 2", WK_VERDICT_SLIP, "Not the size of the image.");
  assert_mark (answer, "28, 28, 4, 2", WK_VERDICT_SLIP, "Not the size of the image.");
  assert_mark (answer, "four", WK_VERDICT_UNREADABLE, NULL);

  text = wk_answer_to_text (answer, NULL);
  g_assert_cmpstr (text, ==, "[4, 3, 3, 2]");
  value = wk_answer_to_value (answer);
  yaml = wk_value_to_text (value);
  g_assert_cmpstr (yaml, ==, "[4, 3, 3, 2]");
  g_assert_true (wk_answer_agrees (answer, value));
  g_assert_true (wk_answer_agrees (answer, swapped));
  g_assert_true (wk_answer_agrees (answer, word));
  g_assert_false (wk_answer_agrees (answer, other));
}

static void
test_fraction_guard (void)
{
  g_autoptr (WkSolution) solution = new_solution ();
  WkAnswer *answer =
      wk_solution_add_answer (solution, "ratio", "A/B", WK_ANSWER_FRACTION, 49.0 / 27);
  g_autoptr (WkValue) right = wk_value_new_string ("49/27");
  g_autoptr (WkValue) near = wk_value_new_string ("20/11");
  g_autoptr (WkValue) value = NULL;

  answer->numerator = 49;
  answer->denominator = 27;
  value = wk_answer_to_value (answer);
  g_assert_cmpstr (wk_value_get_string (value), ==, "49/27");
  g_assert_true (wk_answer_agrees (answer, right));
  g_assert_false (wk_answer_agrees (answer, near));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/solution/solution", test_solution);
  g_test_add_func ("/solution/integer", test_integer);
  g_test_add_func ("/solution/large-integer", test_large_integer);
  g_test_add_func ("/solution/number", test_number);
  g_test_add_func ("/solution/fraction", test_fraction);
  g_test_add_func ("/solution/choice", test_choice);
  g_test_add_func ("/solution/side", test_side);
  g_test_add_func ("/solution/list", test_list);
  g_test_add_func ("/solution/fraction-guard", test_fraction_guard);
  g_test_add_func ("/solution/hints", test_hints);
  g_test_add_func ("/solution/carried", test_carried);
  g_test_add_func ("/solution/points", test_points);
  g_test_add_func ("/solution/to-text", test_to_text);
  return g_test_run ();
}
