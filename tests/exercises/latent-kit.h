/* latent-kit.h - what the tests of the latent space share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <string.h>

#include "exercises/wk-kinds.h"
#include "model/wk-yaml.h"

#define TWO "mu: [2, -1], sigma: [0.5, 2], w: [-1, 0.5]"

static inline const WkExerciseKind *
kind (void)
{
  return wk_kind_find (wk_exercise_kinds, "latent-space");
}

static inline WkParams *
params_of (const char *text, GError **error)
{
  g_autoptr (WkValue) values = wk_yaml_parse (text, strlen (text), "test", NULL);

  g_assert_nonnull (values);
  return wk_kind_params (kind (), values, NULL, error);
}

static inline WkSolution *
solution_in (const char *text, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = params_of (text, &error);
  WkSolution *solution;

  g_assert_no_error (error);
  solution = kind ()->solve (params, wk_language_get (language), NULL, &error);
  g_assert_no_error (error);
  return solution;
}

static inline WkSolution *
solution_of (const char *text)
{
  return solution_in (text, "en");
}

static inline double
value_of (const WkSolution *solution, const char *id)
{
  const WkAnswer *answer = wk_solution_find_answer (solution, id);

  g_assert_nonnull (answer);
  return answer->value;
}
