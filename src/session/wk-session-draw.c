/* wk-session-draw.c - the scene of the state there is, or of another view of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "session/wk-session-private.h"

static WkView
own_view (WkSession *self)
{
  return (WkView){
    .position = wk_session_get_position (self),
    .width = self->page_width,
    .height = self->page_height,
    .text_scale = self->text_scale,
    .language = wk_session_get_language (self),
    .measure = wk_render_get_measure (),
  };
}

WkScene *
wk_session_get_scene (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExercise *exercise = wk_session_get_current (self);
  const WkExerciseState *state = wk_session_get_current_state (self);
  WkView view = own_view (self);

  if (self->scene != NULL)
    return self->scene;
  if (exercise != NULL)
    wk_view_set_exercise (&view, exercise);
  if (exercise == NULL)
    self->scene =
        wk_figure_draw_message (&view, _L (view.language, "No exercise is open."));
  else if (state->solution != NULL)
    self->scene =
        wk_figure_draw (wk_exercise_get_kind (exercise), state->solution, &view);
  else
    self->scene = wk_figure_draw_message (
        &view, state->error != NULL ? state->error->message
                                    : _L (view.language, "Working it out…"));
  return self->scene;
}

WkScene *
wk_session_draw (WkSession *self, const WkView *changes, GError **error)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  const WkExercise *exercise = wk_session_get_current (self);
  const WkExerciseState *state = wk_session_get_current_state (self);
  g_autoptr (WkSolution) translated = NULL;
  WkView view = own_view (self);
  const WkLanguage *own = view.language;

  if (changes != NULL)
    {
      view.position = changes->position;
      view.text_scale = changes->text_scale;
      view.hide_notes = changes->hide_notes;
      view.hide_title = changes->hide_title;
      view.hide_band = changes->hide_band;
      view.width = changes->width > 0 ? changes->width : view.width;
      view.height = changes->height > 0 ? changes->height : view.height;
      view.language = changes->language != NULL ? changes->language : own;
    }
  if (exercise == NULL)
    g_set_error_literal (error, WK_SESSION_ERROR, WK_SESSION_ERROR_NONE_OPEN,
                         _L (own, "No exercise is open."));
  else if (state->error != NULL)
    g_propagate_error (error, g_error_copy (state->error));
  else if (state->solution == NULL)
    g_set_error_literal (error, WK_SESSION_ERROR, WK_SESSION_ERROR_BUSY,
                         _L (own, "The solution is still being worked out."));
  if (state == NULL || state->solution == NULL)
    return NULL;

  wk_view_set_exercise (&view, exercise);
  if (view.language == own)
    return wk_figure_draw (wk_exercise_get_kind (exercise), state->solution, &view);
  translated = wk_session_solve_now (wk_exercise_get_kind (exercise), state->params,
                                     view.language, NULL, error);
  return translated != NULL
             ? wk_figure_draw (wk_exercise_get_kind (exercise), translated, &view)
             : NULL;
}

WkInk *
wk_session_get_ink (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), NULL);

  return self->ink;
}

WkInkPlace
wk_session_get_ink_place (WkSession *self)
{
  g_return_val_if_fail (WK_IS_SESSION (self), ((WkInkPlace){ NULL, 0 }));

  const WkExercise *exercise = wk_session_get_current (self);

  return (WkInkPlace){ exercise != NULL ? wk_exercise_get_number (exercise) : NULL,
                       wk_ink_step (wk_session_get_position (self)) };
}
