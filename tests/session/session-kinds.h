/* session-kinds.h - a deck of kinds made for the tests: quick, slow, failing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <string.h>

#include "render/wk-fonts.h"
#include "scene/wk-scene.h"
#include "session/wk-session.h"

static const WkParamSpec sum_specs[] = { { .key = "n",
                                           .label = "steps",
                                           .what = "How many steps.",
                                           .type = WK_PARAM_INTEGER,
                                           .min = 0,
                                           .max = 9,
                                           .fallback = "3" },
                                         { .key = "w",
                                           .label = "weights",
                                           .what = "What is added.",
                                           .type = WK_PARAM_VECTOR,
                                           .min = -99,
                                           .max = 99,
                                           .min_rows = 1,
                                           .max_rows = 4,
                                           .fallback = "[1, 2]" },
                                         { .key = "pick",
                                           .label = "pick",
                                           .what = "Which one is asked, too.",
                                           .type = WK_PARAM_INTEGER,
                                           .min = 0,
                                           .max = 3,
                                           .hidden = TRUE,
                                           .fallback = "0" },
                                         { NULL } };

static guint n_draws;
static guint n_solves;
static GMutex slow_lock; /* held: slow solves wait */

/* The sum of w, and twice that sum: the second follows from the first. */
static inline double
sum_of (const WkParams *params)
{
  gsize n;
  g_autofree double *w = wk_params_dup_vector (params, "w", &n);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += w[i];
  return sum;
}

static inline double
follow_twice (const WkSolution *solution, const WkAnswer *answer, const double *given)
{
  return 2 * given[0];
}

static inline void
add_answers (WkSolution *solution, const WkParams *params)
{
  WkAnswer *sum =
      wk_solution_add_answer (solution, "sum", "s", WK_ANSWER_NUMBER, sum_of (params));
  WkAnswer *twice = wk_solution_add_answer (solution, "twice", "t", WK_ANSWER_NUMBER,
                                            2 * sum_of (params));

  wk_solution_add_answer (solution, "picked", "p", WK_ANSWER_INTEGER,
                          wk_params_get_number (params, "pick") + 1);
  sum->step = 1;
  sum->item = g_strdup ("w0");
  wk_answer_add_slip (sum, 1000, "Too much.");
  wk_answer_take_hints (sum, g_strdup ("Add."), g_strdup ("$s=w_1$"),
                        g_strdup ("$s=1$"));
  twice->step = 2;
  twice->follow = follow_twice;
}

static inline WkValue *
vary_sum (const char *seed, const WkParams *params, GError **error)
{
  static const char *const keys[] = { "w" };
  gsize n = wk_value_get_length (wk_params_get_value (params, "w"));
  double w[4] = { (double) (g_str_hash (seed) % 90), 1, 2, 3 };
  WkValue *items[] = { wk_value_new_vector (w, n) };

  if (strcmp (seed, "never") == 0)
    {
      wk_value_unref (items[0]);
      g_set_error_literal (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_CROSS,
                           "No numbers.");
      return NULL;
    }
  return wk_value_new_map (keys, items, 1);
}

static inline WkParams *
edit_sum (const WkSolution *solution,
          const WkItem *item,
          const WkEdit *edit,
          GError **error)
{
  WkParams *params = wk_solution_get_params (solution);
  double old = wk_params_get_number (params, "w[0]");
  double value = edit->type == WK_EDIT_SET    ? edit->value
                 : edit->type == WK_EDIT_STEP ? old + edit->amount
                                              : old - rint (edit->dy);
  g_autoptr (WkValue) number = wk_value_new_number (value);

  return wk_params_with (params, "w[0]", number, error);
}

static inline WkSolution *
solve_sum (WkParams *params,
           const WkLanguage *language,
           GCancellable *cancellable,
           GError **error)
{
  WkSolution *solution;
  int n = wk_params_get_int (params, "n");

  g_atomic_int_inc (&n_solves);
  if (n == 8)
    {
      g_set_error_literal (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_CROSS,
                           "Eight steps cannot be worked out.");
      return NULL;
    }
  if (n == 9)
    return NULL;
  solution = wk_solution_new (params, language);
  for (int i = 0; i < n; i++)
    wk_solution_take_step (solution,
                           g_strdup_printf ("%s %d", wk_language_get_tag (language), i),
                           g_strdup ("1+1=2"), "");
  add_answers (solution, params);
  return solution;
}

static inline WkSolution *
solve_slowly (WkParams *params,
              const WkLanguage *language,
              GCancellable *cancellable,
              GError **error)
{
  g_mutex_lock (&slow_lock);
  g_mutex_unlock (&slow_lock);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return solve_sum (params, language, cancellable, error);
}

static inline void
draw_sum (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  n_draws++;
  wk_scene_add_text (builder, "w0", WK_ROLE_INK, WK_TYPE_LABEL, 200, 200,
                     WK_ANCHOR_START, WK_VALIGN_BASELINE, "w");
}

static inline gboolean
check_sum (const WkParams *params, GError **error)
{
  if (wk_params_get_number (params, "w[0]") != 13)
    return TRUE;
  wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "w", "13 brings bad luck");
  return FALSE;
}

static const WkExerciseKind quick = {
  .id = "sum",
  .title = "Sum",
  .topic = "Test",
  .summary = "Adds.",
  .specs = sum_specs,
  .check = check_sum,
  .vary = vary_sum,
  .solve = solve_sum,
  .draw = draw_sum,
  .edit = edit_sum,
};

static const WkExerciseKind slow = {
  .id = "slow-sum",
  .title = "Slow sum",
  .topic = "Test",
  .summary = "Adds, slowly.",
  .specs = sum_specs,
  .solve = solve_slowly,
  .draw = draw_sum,
  .flags = WK_KIND_SLOW,
};

static const WkExerciseKind *const kinds[] = { &quick, &slow, NULL };

static const char deck_text[] =
    "deck: 1\n"
    "id: test\n"
    "title: Test\n"
    "language: en\n"
    "exercises:\n"
    "  - {number: 1a, kind: sum, title: First, question: What?,\n"
    "     parameters: {n: 4, w: [1, 2, 3]}}\n"
    "  - {number: 1b, kind: sum, title: Second, question: What?, from: 1a,\n"
    "     parameters: {n: 2}}\n"
    "  - {number: 2, kind: sum, title: Alone, question: What?,\n"
    "     parameters: {n: 6, w: [1, 2, 3]}}\n"
    "  - {number: 3, kind: slow-sum, title: Slow, question: What?}\n";

static inline WkDeck *
parse_deck (const char *text)
{
  g_autoptr (GError) error = NULL;
  WkDeck *deck = wk_deck_parse (text, strlen (text), "test", kinds, NULL, &error);

  g_assert_no_error (error);
  return deck;
}

static inline WkSession *
open_session (void)
{
  g_autoptr (WkDeck) deck = parse_deck (deck_text);

  return wk_session_new (deck);
}

static inline void
count_cb (GObject *object, GParamSpec *pspec, gpointer count)
{
  ++*(guint *) count;
}

static inline void
watch (WkSession *session, const char *property, guint *count)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *count = 0;
  g_signal_connect (session, signal, G_CALLBACK (count_cb), count);
}

static inline void
wait_until_done (WkSession *session)
{
  while (wk_session_is_busy (session))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static inline gboolean
set_number (WkSession *session, const char *path, double number, GError **error)
{
  g_autoptr (WkValue) value = wk_value_new_number (number);

  return wk_session_set_parameter (session, path, value, error);
}
