/* wk-kind.c - finding a kind, and its parameters
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-kind.h"

#include <string.h>

#include "model/wk-message-private.h"

const WkExerciseKind *
wk_kind_find (const WkExerciseKind *const *kinds, const char *id)
{
  if (kinds == NULL || id == NULL)
    return NULL;
  for (gsize i = 0; kinds[i] != NULL; i++)
    if (strcmp (kinds[i]->id, id) == 0)
      return kinds[i];
  return NULL;
}

WkParams *
wk_kind_params (const WkExerciseKind *kind,
                WkValue *values,
                GPtrArray *problems,
                GError **error)
{
  g_autoptr (WkParams) params = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (kind != NULL, NULL);
  params = wk_params_new (kind->specs, values, problems, error);
  if (params == NULL)
    return NULL;
  if (kind->check == NULL || kind->check (params, &problem))
    return g_steal_pointer (&params);

  if (problem == NULL)
    wk_params_set_error (&problem, WK_PARAMS_ERROR_CROSS, NULL, "%s",
                         _ ("the parameters do not fit together"));
  if (problems != NULL)
    g_ptr_array_add (problems, g_error_copy (problem));
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
