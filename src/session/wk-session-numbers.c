/* wk-session-numbers.c - fresh numbers from a seed, and back to the deck's
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "model/wk-message-private.h"
#include "session/wk-session-private.h"

/* Fresh seeds that a draw may fail for, before it is the numbers' fault. */
#define MAX_FRESH_SEEDS 4

/* Short, read out without doubt, and harmless in any order. */
static const char *const words[] = {
  "acorn", "amber",  "apple", "aspen",  "badger",  "basil",  "beech", "birch",
  "brook", "cedar",  "cliff", "clover", "cloud",   "copper", "coral", "crane",
  "daisy", "dune",   "eagle", "elm",    "ember",   "fern",   "field", "finch",
  "fjord", "flint",  "fox",   "frost",  "glade",   "grove",  "hazel", "heron",
  "holly", "island", "ivy",   "jade",   "juniper", "lake",   "larch", "lark",
  "linen", "lotus",  "lynx",  "maple",  "marsh",   "meadow", "mint",  "moss",
  "oak",   "olive",  "opal",  "otter",  "pearl",   "pine",   "plum",  "quartz",
  "raven", "reed",   "river", "robin",  "sage",    "silver", "slate", "spruce",
  "stone", "swan",   "thyme", "tulip",  "violet",  "walnut", "wren",  "willow",
};

char *
wk_session_dup_fresh_seed (void)
{
  return g_strdup_printf ("%s-%d", words[g_random_int_range (0, G_N_ELEMENTS (words))],
                          g_random_int_range (10, 100));
}

gboolean
wk_session_can_vary (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  const WkExercise *exercise = wk_session_get_current (self);
  return exercise != NULL && wk_exercise_get_kind (exercise)->vary != NULL;
}

const char *
wk_session_get_seed (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExerciseState *state = wk_session_get_current_state (self);
  return state != NULL ? state->seed : NULL;
}

/* What the kind draws is laid over what there is. */
static WkParams *
draw (const WkExerciseKind *kind, const char *seed, WkParams *params, GError **error)
{
  g_autoptr (WkValue) drawn = kind->vary (seed, params, error);
  g_autoptr (WkValue) values = NULL;

  if (drawn == NULL)
    return NULL;
  values = wk_value_ref (wk_params_get_values (params));
  for (gsize i = 0; i < wk_value_get_length (drawn); i++)
    {
      WkValue *with = wk_value_with (values, wk_value_get_key (drawn, i),
                                     wk_value_get_item (drawn, i));

      if (with == NULL)
        continue;
      wk_value_unref (values);
      values = with;
    }
  return wk_kind_params (kind, values, NULL, error);
}

/* TRUE if it has something to draw that the exercise drawn for has not. */
static gboolean
has_more (const WkExerciseKind *kind, WkParams *drawn)
{
  const WkParamSpec *specs = wk_params_get_specs (drawn);

  for (const WkParamSpec *spec = kind->specs; spec->key != NULL; spec++)
    if (!spec->hidden && wk_param_spec_find (specs, spec->key) == NULL)
      return TRUE;
  return FALSE;
}

/* What a group's exercise draws of its own for the same seed (the rate of a gradient
 * step), if it agrees with what it has by now from the exercise that was drawn for. */
static void
draw_own (WkSession *self, guint i, const char *seed, WkParams *drawn)
{
  WkExerciseState *state = wk_session_get_state (self, i);
  const WkExerciseKind *kind =
      wk_exercise_get_kind (wk_deck_get_exercise (self->deck, i));
  g_autoptr (WkParams) own = NULL;

  if (kind->vary == NULL || !has_more (kind, drawn))
    return;
  own = draw (kind, seed, state->params, NULL);
  if (own == NULL || wk_params_equal (own, state->params))
    return;
  for (const WkParamSpec *spec = kind->specs; spec->key != NULL; spec++)
    {
      const WkValue *has = wk_params_get_value (state->params, spec->key);
      const WkValue *gets = wk_params_get_value (own, spec->key);

      if (wk_params_get_value (drawn, spec->key) != NULL && has != NULL &&
          gets != NULL && !wk_value_equal (has, gets))
        return;
    }
  wk_params_unref (state->params);
  state->params = g_steal_pointer (&own);
  wk_exercise_state_forget_solution (state);
}

static void
put_drawn (WkSession *self, const char *seed, WkParams *drawn)
{
  g_autofree WkParams **before = g_new (WkParams *, self->states->len);

  for (guint i = 0; i < self->states->len; i++)
    before[i] = wk_params_ref (wk_session_get_state (self, i)->params);
  wk_session_put_params (self, wk_params_ref (drawn));
  for (guint i = 0; i < self->states->len; i++)
    {
      WkExerciseState *state = wk_session_get_state (self, i);

      if (i != self->exercise && !wk_params_equal (before[i], state->params))
        draw_own (self, i, seed, drawn);
      if (i == self->exercise || !wk_params_equal (before[i], state->params))
        {
          g_free (state->seed);
          state->seed = g_strdup (seed);
        }
      wk_params_unref (before[i]);
    }
}

static gboolean
fail (GError **error, WkSessionError code, const char *sentence)
{
  g_set_error_literal (error, WK_SESSION_ERROR, code, sentence);
  return FALSE;
}

gboolean
wk_session_new_numbers (WkSession *self, const char *seed, GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  const WkExercise *exercise = wk_session_get_current (self);
  const WkExerciseKind *kind =
      exercise != NULL ? wk_exercise_get_kind (exercise) : NULL;
  g_autoptr (WkParams) drawn = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *name = NULL;
  GArray *before;

  if (kind == NULL)
    return fail (error, WK_SESSION_ERROR_NONE_OPEN, _ ("No exercise is open."));
  if (kind->vary == NULL)
    return fail (error, WK_SESSION_ERROR_NO_NUMBERS,
                 _ ("This exercise has no numbers to draw."));
  if (seed != NULL && (*seed == '\0' || !g_utf8_validate (seed, -1, NULL)))
    return fail (error, WK_SESSION_ERROR_NO_NUMBERS,
                 _ ("A seed is a word, such as heron-42."));
  for (guint i = 0; drawn == NULL && i < (seed != NULL ? 1 : MAX_FRESH_SEEDS); i++)
    {
      g_clear_error (error);
      g_free (fresh);
      fresh = seed != NULL ? g_strdup (seed) : wk_session_dup_fresh_seed ();
      drawn = draw (kind, fresh, wk_session_get_params (self), error);
    }
  if (drawn == NULL)
    return FALSE;
  g_clear_error (error);
  name = g_strdup_printf (_ ("New Numbers “%s”"), fresh);
  before = wk_session_begin_change (self);
  put_drawn (self, fresh, drawn);
  wk_session_end_change (self, before, name, NULL);
  return TRUE;
}

/* The same lists, as long; numbers may differ, words (activations) may not. */
static gboolean
same_shape (const WkValue *a, const WkValue *b)
{
  WkValueType type = wk_value_get_type_tag (a);
  gsize n = wk_value_get_length (a);

  if (type != wk_value_get_type_tag (b) || n != wk_value_get_length (b))
    return FALSE;
  if (type != WK_VALUE_LIST && type != WK_VALUE_MAP)
    return type == WK_VALUE_NUMBER || wk_value_equal (a, b);
  for (gsize i = 0; i < n; i++)
    if (!same_shape (wk_value_get_item (a, i), wk_value_get_item (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
wk_session_is_free_variant (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  const WkExerciseState *state = wk_session_get_current_state (self);
  WkParams *own = wk_session_get_deck_params (self);

  if (state == NULL || state->seed == NULL)
    return FALSE;
  for (const WkParamSpec *spec = wk_params_get_specs (own); spec->key != NULL; spec++)
    {
      const WkValue *deck = wk_params_get_value (own, spec->key);
      const WkValue *value = wk_params_get_value (state->params, spec->key);

      if (!spec->hidden && (deck == NULL) == (value == NULL) && deck != NULL &&
          !same_shape (deck, value))
        return TRUE;
    }
  return FALSE;
}

/* --- the deck's own --- */

static WkContent
deck_content (WkSession *self, guint i)
{
  const WkExercise *exercise = wk_deck_get_exercise (self->deck, i);

  return (WkContent){
    .params = wk_exercise_get_params (exercise),
    .seed = (char *) wk_exercise_get_seed (exercise),
  };
}

static gboolean
is_deck_own (WkSession *self, guint i)
{
  const WkExerciseState *state = wk_session_get_state (self, i);
  WkContent own = deck_content (self, i);

  return wk_params_equal (state->params, own.params) &&
         g_strcmp0 (state->seed, own.seed) == 0;
}

gboolean
wk_session_is_deck_own (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), TRUE);

  for (guint i = 0; i < self->states->len; i++)
    if (wk_session_in_group (self->deck, i, self->exercise) && !is_deck_own (self, i))
      return FALSE;
  return TRUE;
}

gboolean
wk_session_reset (WkSession *self, GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  GArray *before;

  if (wk_session_get_current (self) == NULL)
    return fail (error, WK_SESSION_ERROR_NONE_OPEN, _ ("No exercise is open."));
  before = wk_session_begin_change (self);
  for (guint i = 0; i < self->states->len; i++)
    {
      WkExerciseState *state = wk_session_get_state (self, i);
      WkContent own = deck_content (self, i);

      if (!wk_session_in_group (self->deck, i, self->exercise) || is_deck_own (self, i))
        continue;
      wk_content_clear (&state->content);
      state->content = (WkContent){ wk_params_ref (own.params), g_strdup (own.seed),
                                    wk_sheet_new () };
      wk_exercise_state_forget_solution (state);
    }
  wk_session_end_change (self, before, _ ("Reset to the Deck’s Numbers"), NULL);
  return TRUE;
}
