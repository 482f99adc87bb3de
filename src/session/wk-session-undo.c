/* wk-session-undo.c - steps of undo over parameters, seeds and answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step keeps, for each exercise it changed, all that undo restores, from before and
 * from after. Nothing of that is ever written to, so a step costs some references.
 */
#include "config.h"

#include "session/wk-session-private.h"

typedef struct
{
  guint exercise;
  WkContent before, after;
} Part;

struct _WkUndoStep
{
  char *name;
  char *merge_key; /* or NULL */
  guint exercise;  /* where it was done */
  GArray *parts;   /* of Part */
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  wk_content_clear (&part->before);
  wk_content_clear (&part->after);
}

static void
free_step (gpointer data)
{
  WkUndoStep *step = data;

  g_free (step->name);
  g_free (step->merge_key);
  g_array_unref (step->parts);
  g_free (step);
}

void
wk_session_forget_changes (WkSession *self)
{
  g_queue_clear_full (&self->undo, free_step);
  g_queue_clear_full (&self->redo, free_step);
  g_clear_pointer (&self->drag, wk_solution_unref);
  self->is_dragging = FALSE;
  self->may_merge = FALSE;
}

static void
notify_names (WkSession *self)
{
  self->n_changes++;
  wk_session_notify (self, WK_SESSION_PROP_UNDO_NAME);
  wk_session_notify (self, WK_SESSION_PROP_REDO_NAME);
}

GArray *
wk_session_begin_change (WkSession *self)
{
  GArray *before =
      g_array_sized_new (FALSE, FALSE, sizeof (WkContent), self->states->len);

  g_array_set_clear_func (before, (GDestroyNotify) wk_content_clear);
  for (guint i = 0; i < self->states->len; i++)
    {
      WkContent content = wk_content_copy (&wk_session_get_state (self, i)->content);

      g_array_append_val (before, content);
    }
  return before;
}

/* --- putting content into the exercises --- */

static void
put_content (WkExerciseState *state, const WkContent *content)
{
  if (!wk_params_equal (state->params, content->params))
    wk_exercise_state_forget_solution (state);
  wk_exercise_state_forget_marks (state);
  wk_content_clear (&state->content);
  state->content = wk_content_copy (content);
}

/* The current exercise has other content than @old: solves and tells. */
static void
tell_changed (WkSession *self, const WkContent *old)
{
  const WkExerciseState *state = wk_session_get_current_state (self);

  if (!wk_params_equal (state->params, old->params))
    {
      wk_session_notify (self, WK_SESSION_PROP_PARAMS);
      wk_session_solve (self);
    }
  if (g_strcmp0 (state->seed, old->seed) != 0)
    wk_session_notify (self, WK_SESSION_PROP_SEED);
  wk_session_answers_changed (self);
}

/* --- noting a change --- */

/* What differs from @before, which keeps the rest. */
static GArray *
compare (WkSession *self, GArray *before)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  g_array_set_clear_func (parts, clear_part);
  for (guint i = 0; i < self->states->len; i++)
    {
      const WkContent *was = &g_array_index (before, WkContent, i);
      const WkContent *is = &wk_session_get_state (self, i)->content;
      Part part = { .exercise = i };

      if (wk_content_equal (was, is))
        continue;
      part.before = wk_content_copy (was);
      part.after = wk_content_copy (is);
      g_array_append_val (parts, part);
    }
  return parts;
}

static Part *
find_part (GArray *parts, guint exercise)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, Part, i).exercise == exercise)
      return &g_array_index (parts, Part, i);
  return NULL;
}

/* @parts, which come after those of @step, become part of it. */
static void
merge_parts (WkSession *self, WkUndoStep *step, GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);
      Part *old = find_part (step->parts, part->exercise);

      if (old == NULL)
        {
          Part copy = { part->exercise, wk_content_copy (&part->before),
                        wk_content_copy (&part->after) };

          g_array_append_val (step->parts, copy);
          continue;
        }
      wk_content_clear (&old->after);
      /* Back at the numbers from before a drag, their answers are right there. */
      if (wk_params_equal (old->before.params, part->after.params) &&
          wk_sheet_is_empty (part->after.sheet))
        put_content (wk_session_get_state (self, part->exercise), &old->before);
      old->after =
          wk_content_copy (&wk_session_get_state (self, part->exercise)->content);
    }
  for (guint i = step->parts->len; i-- > 0;)
    {
      const Part *part = &g_array_index (step->parts, Part, i);

      if (wk_content_equal (&part->before, &part->after))
        g_array_remove_index (step->parts, i);
    }
}

/* TRUE if @parts became part of the last step. */
static gboolean
merge (WkSession *self, GArray *parts, const char *name, const char *key)
{
  WkUndoStep *last = g_queue_peek_head (&self->undo);

  if (last == NULL || !self->may_merge || key == NULL || last->merge_key == NULL ||
      g_strcmp0 (last->merge_key, key) != 0 || last->exercise != self->exercise)
    return FALSE;
  merge_parts (self, last, parts);
  if (last->parts->len == 0)
    free_step (g_queue_pop_head (&self->undo));
  else
    {
      g_free (last->name);
      last->name = g_strdup (name);
    }
  return TRUE;
}

/* Takes @before. */
gboolean
wk_session_end_change (WkSession *self,
                       GArray *before,
                       const char *name,
                       const char *merge_key)
{
  g_autoptr (GArray) taken = before;
  g_autoptr (GArray) parts = compare (self, before);
  g_autofree char *drag_key = NULL;
  WkContent old = { NULL };

  if (parts->len == 0)
    return FALSE;
  if (self->is_dragging)
    merge_key = drag_key = g_strdup_printf ("drag %u", self->n_drags);
  g_object_freeze_notify (G_OBJECT (self));
  old = wk_content_copy (&g_array_index (taken, WkContent, self->exercise));
  if (!merge (self, parts, name, merge_key))
    {
      WkUndoStep *step = g_new0 (WkUndoStep, 1);

      step->name = g_strdup (name);
      step->merge_key = g_strdup (merge_key);
      step->exercise = self->exercise;
      step->parts = g_array_ref (parts);
      g_queue_push_head (&self->undo, step);
    }
  g_queue_clear_full (&self->redo, free_step);
  self->may_merge = merge_key != NULL;
  notify_names (self);
  tell_changed (self, &old);
  wk_content_clear (&old);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/* --- what goes on within a step --- */

/* What changed in an exercise: its content before, and what it has become. */
typedef struct
{
  const WkExerciseKind *kind;
  const WkContent *was, *is;
} Amended;

/* Content of before becomes what it would be had the change come first. */
static void
amend_content (WkContent *content, const Amended *amended)
{
  g_autoptr (WkValue) merged = NULL;
  WkParams *params;

  if (wk_content_equal (content, amended->was))
    {
      WkContent copy = wk_content_copy (amended->is);

      wk_content_clear (content);
      *content = copy;
      return;
    }
  merged = wk_value_merge (wk_params_get_values (content->params),
                           wk_params_get_values (amended->was->params),
                           wk_params_get_values (amended->is->params));
  params = wk_kind_params (amended->kind, merged, NULL, NULL);
  if (params == NULL)
    return;
  wk_params_unref (content->params);
  content->params = params;
}

static void
amend_step (WkSession *self, WkUndoStep *step, const GArray *before, gboolean both)
{
  for (guint i = 0; i < step->parts->len; i++)
    {
      Part *part = &g_array_index (step->parts, Part, i);
      Amended amended = {
        wk_exercise_get_kind (wk_deck_get_exercise (self->deck, part->exercise)),
        &g_array_index (before, WkContent, part->exercise),
        &wk_session_get_state (self, part->exercise)->content,
      };

      if (wk_content_equal (amended.was, amended.is))
        continue;
      amend_content (&part->after, &amended);
      if (both)
        amend_content (&part->before, &amended);
    }
}

gboolean
wk_session_amend (WkSession *self, WkParams *params, const char *merge_key)
{
  g_autoptr (GArray) before = NULL;
  GList *found = self->undo.head;

  while (found != NULL &&
         g_strcmp0 (((WkUndoStep *) found->data)->merge_key, merge_key) != 0)
    found = found->next;
  if (found == NULL)
    return FALSE;
  before = wk_session_begin_change (self);
  g_object_freeze_notify (G_OBJECT (self));
  wk_session_put_params (self, wk_params_ref (params));
  for (GList *step = self->redo.head; step != NULL; step = step->next)
    amend_step (self, step->data, before, TRUE);
  for (GList *step = self->undo.head; step != found; step = step->next)
    amend_step (self, step->data, before, TRUE);
  amend_step (self, found->data, before, FALSE);
  self->n_changes++;
  tell_changed (self, &g_array_index (before, WkContent, self->exercise));
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/* --- undo and redo --- */

static gboolean
move_step (WkSession *self, GQueue *from, GQueue *to, gboolean back)
{
  WkUndoStep *step = g_queue_pop_head (from);
  WkContent old = { NULL };

  if (step == NULL)
    return FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  self->may_merge = FALSE;
  if (to != NULL)
    g_queue_push_head (to, step);
  wk_session_set_exercise (self, step->exercise);
  old = wk_content_copy (&wk_session_get_current_state (self)->content);
  for (guint i = 0; i < step->parts->len; i++)
    {
      const Part *part = &g_array_index (step->parts, Part, i);

      put_content (wk_session_get_state (self, part->exercise),
                   back ? &part->before : &part->after);
    }
  notify_names (self);
  tell_changed (self, &old);
  wk_content_clear (&old);
  if (to == NULL)
    free_step (step);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

gboolean
wk_session_undo (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  wk_session_end_drag (self, TRUE);
  return move_step (self, &self->undo, &self->redo, TRUE);
}

gboolean
wk_session_redo (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  wk_session_end_drag (self, TRUE);
  return move_step (self, &self->redo, &self->undo, FALSE);
}

const char *
wk_session_get_undo_name (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkUndoStep *step = g_queue_peek_head (&self->undo);
  return step != NULL ? step->name : NULL;
}

const char *
wk_session_get_redo_name (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkUndoStep *step = g_queue_peek_head (&self->redo);
  return step != NULL ? step->name : NULL;
}

guint
wk_session_get_n_changes (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), 0);

  return self->n_changes;
}

void
wk_session_end_merge (WkSession *self)
{
  g_return_if_fail (WK_IS_SESSION (self));

  if (!self->is_dragging)
    self->may_merge = FALSE;
}

/* --- drags --- */

void
wk_session_begin_drag (WkSession *self)
{
  g_return_if_fail (WK_IS_SESSION (self));

  WkSolution *solution = wk_session_get_solution (self);

  wk_session_end_drag (self, TRUE);
  if (solution == NULL)
    return;
  self->drag = wk_solution_ref (solution);
  self->is_dragging = TRUE;
  self->may_merge = FALSE;
  self->n_drags++;
}

void
wk_session_end_drag (WkSession *self, gboolean keep)
{
  g_return_if_fail (WK_IS_SESSION (self));

  const WkUndoStep *last = g_queue_peek_head (&self->undo);
  g_autofree char *key = NULL;

  if (!self->is_dragging)
    return;
  self->is_dragging = FALSE;
  self->may_merge = FALSE;
  g_clear_pointer (&self->drag, wk_solution_unref);
  key = g_strdup_printf ("drag %u", self->n_drags);
  if (!keep && last != NULL && g_strcmp0 (last->merge_key, key) == 0)
    move_step (self, &self->undo, NULL, TRUE);
}

gboolean
wk_session_is_dragging (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), FALSE);

  return self->is_dragging;
}
