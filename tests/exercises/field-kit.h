/* field-kit.h - a receptive field from a line of YAML
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-field-kit.h"
#include "exercises/wk-kinds.h"
#include "model/wk-yaml.h"

static inline const WkExerciseKind *
field_kind (void)
{
  return wk_kind_find (wk_exercise_kinds, "receptive-field");
}

static inline WkParams *
params_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) value = wk_yaml_parse (text, strlen (text), "test", &error);
  WkParams *params;

  g_assert_no_error (error);
  params = wk_kind_params (field_kind (), value, NULL, &error);
  g_assert_no_error (error);
  return params;
}

static inline WkSolution *
solution_of (const char *text)
{
  g_autoptr (WkParams) params = params_of (text);
  g_autoptr (GError) error = NULL;
  WkSolution *solution =
      field_kind ()->solve (params, wk_language_get ("en"), NULL, &error);

  g_assert_no_error (error);
  return solution;
}
