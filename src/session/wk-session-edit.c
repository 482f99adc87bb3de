/* wk-session-edit.c - hands on the figure, and what changes are called
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/wk-message-private.h"
#include "model/wk-number.h"
#include "scene/wk-scene.h"
#include "session/wk-session-private.h"

/* --- names --- */

/* The only child in which @a and @b differ; -1 if several do, or they are not alike. */
static int
only_child (const WkValue *a, const WkValue *b)
{
  gsize n = wk_value_get_length (a);
  int found = -1;

  if (wk_value_get_type_tag (a) != wk_value_get_type_tag (b) ||
      n != wk_value_get_length (b))
    return -1;
  for (gsize i = 0; i < n; i++)
    {
      if (g_strcmp0 (wk_value_get_key (a, i), wk_value_get_key (b, i)) != 0)
        return -1;
      if (wk_value_equal (wk_value_get_item (a, i), wk_value_get_item (b, i)))
        continue;
      if (found >= 0)
        return -1;
      found = (int) i;
    }
  return found;
}

/* A number, word, choice or switch as the panel shows it; NULL for lists and maps. */
static char *
value_text (const WkParamSpec *spec, const WkValue *value)
{
  const WkLanguage *language = wk_language_from_environment ();
  const char *word = wk_value_get_string (value);
  int choice;

  switch (wk_value_get_type_tag (value))
    {
    case WK_VALUE_NUMBER:
      return wk_number_to_text (wk_value_get_number (value), language);
    case WK_VALUE_BOOL:
      return g_strdup (wk_value_get_bool (value) ? _ ("on") : _ ("off"));
    case WK_VALUE_STRING:
      choice = spec != NULL ? wk_param_choice_index (spec->choices, word) : -1;
      return g_strdup (choice >= 0
                           ? wk_language_text (language, spec->choices[choice].label)
                           : word);
    case WK_VALUE_NULL:
    case WK_VALUE_LIST:
    case WK_VALUE_MAP:
    default:
      return NULL;
    }
}

/* "Layers 2, Weights 1, 3": down to the one number that differs. */
static char *
path_text (const WkParamSpec *spec,
           const WkValue **before,
           const WkValue **after,
           const WkParamSpec **leaf)
{
  GString *text = g_string_new (_ (spec->label));
  gboolean counted = FALSE;
  int child;

  *leaf = spec;
  while ((child = only_child (*before, *after)) >= 0)
    {
      const char *key = wk_value_get_key (*before, (gsize) child);

      if (key != NULL)
        {
          *leaf = wk_param_spec_find (spec->columns, key);
          g_string_append_printf (text, ", %s",
                                  *leaf != NULL ? _ ((*leaf)->label) : key);
          counted = FALSE;
        }
      else
        {
          g_string_append_printf (text, "%s%d", counted ? ", " : " ", child + 1);
          counted = TRUE;
        }
      *before = wk_value_get_item (*before, (gsize) child);
      *after = wk_value_get_item (*after, (gsize) child);
    }
  return g_string_free (text, FALSE);
}

char *
wk_session_name_change (const WkExerciseKind *kind, WkParams *before, WkParams *after)
{
  const WkParamSpec *changed = NULL, *leaf = NULL;
  const WkValue *old, *new;
  g_autofree char *where = NULL;
  g_autofree char *value = NULL;

  for (const WkParamSpec *spec = kind->specs; spec->key != NULL; spec++)
    {
      old = wk_params_get_value (before, spec->key);
      new = wk_params_get_value (after, spec->key);
      if (old == new || (old != NULL && new != NULL &&wk_value_equal (old, new)))
        continue;
      if (changed != NULL)
        return g_strdup (_ ("Change Parameters"));
      changed = spec;
    }
  if (changed == NULL)
    return g_strdup (_ ("Change Parameters"));
  old = wk_params_get_value (before, changed->key);
  new = wk_params_get_value (after, changed->key);
  if (old == NULL || new == NULL)
    return g_strdup_printf (_ ("Change %s"), _ (changed->label));
  where = path_text (changed, &old, &new, &leaf);
  value = value_text (leaf, new);
  return value != NULL ? g_strdup_printf (_ ("Set %s to %s"), where, value)
                       : g_strdup_printf (_ ("Change %s"), where);
}

/* --- edits --- */

static char *
name_edit (const WkExerciseKind *kind,
           const WkItem *item,
           const WkEdit *edit,
           WkParams *before,
           WkParams *after)
{
  const WkValue *value =
      item->edits != NULL ? wk_params_get_value (after, item->edits) : NULL;
  g_autofree char *text = value != NULL ? value_text (NULL, value) : NULL;

  if (item->label == NULL)
    return wk_session_name_change (kind, before, after);
  if (edit->type == WK_EDIT_PICK || edit->type == WK_EDIT_POINT)
    return g_strdup_printf (_ ("Pick %s"), item->label);
  if (item->strokes && (edit->type == WK_EDIT_DRAG || edit->pressed))
    return g_strdup_printf (_ ("Draw on %s"), item->label);
  return text != NULL ? g_strdup_printf (_ ("Set %s to %s"), item->label, text)
                      : g_strdup_printf (_ ("Change %s"), item->label);
}

gboolean
wk_session_edit (WkSession *self,
                 const WkItem *item,
                 const WkEdit *edit,
                 GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self) && item != NULL && edit != NULL, FALSE);

  const WkExercise *exercise = wk_session_get_current (self);
  const WkExerciseKind *kind =
      exercise != NULL ? wk_exercise_get_kind (exercise) : NULL;
  /* A way counts from the press; keys go on from where they have come to. */
  WkSolution *solution = self->drag != NULL && edit->type == WK_EDIT_DRAG
                             ? self->drag
                             : wk_session_get_solution (self);
  g_autoptr (WkSolution) kept = NULL;
  g_autoptr (WkParams) params = NULL;
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;

  if (kind == NULL || kind->edit == NULL || solution == NULL)
    return FALSE;
  kept = wk_solution_ref (solution);
  params = kind->edit (kept, item, edit, error);
  if (params == NULL)
    return FALSE;
  name = name_edit (kind, item, edit, wk_session_get_params (self), params);
  if (edit->type == WK_EDIT_STEP)
    key = g_strdup_printf ("step %s", item->id);
  else if (edit->type == WK_EDIT_NUDGE)
    key = g_strdup_printf ("nudge %s", item->id);
  else if (edit->type == WK_EDIT_PICK || edit->type == WK_EDIT_POINT)
    key = g_strdup ("pick");
  return wk_session_change (self, params, name, key, error);
}

gboolean
wk_session_can_walk (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  const WkExercise *exercise = wk_session_get_current (self);

  return exercise != NULL && wk_exercise_get_kind (exercise)->walk != NULL;
}

gboolean
wk_session_walk (WkSession *self, int places)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  const WkExercise *exercise = wk_session_get_current (self);
  const WkExerciseKind *kind =
      exercise != NULL ? wk_exercise_get_kind (exercise) : NULL;
  WkParams *now = wk_session_get_params (self);
  g_autoptr (WkParams) params = NULL;

  if (kind == NULL || kind->walk == NULL || now == NULL)
    return FALSE;
  params = kind->walk (now, places);
  return params != NULL &&
         wk_session_change (self, params, _ (kind->walk_label), "walk", NULL);
}
