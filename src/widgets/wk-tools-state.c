/* wk-tools-state.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-tools-state.h"

#include <math.h>

/* Points of a line that is being drawn; a hand gets there after minutes. */
#define MAX_LINE 20000

static guint changed_signal;
static guint tool_changed_signal;

G_DEFINE_FINAL_TYPE (WkToolsState, wk_tools_state, G_TYPE_OBJECT)

static void
changed (WkToolsState *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* --- what is down --- */

static WkInkPlace
place_of_line (WkToolsState *self)
{
  return (WkInkPlace){ self->exercise, self->step };
}

static void
keep_line (WkToolsState *self)
{
  WkInkPlace place = place_of_line (self);

  if (self->line->len == 0)
    return;
  if (self->exercise != NULL)
    wk_ink_add (wk_session_get_ink (self->session), &place, &self->pen,
                self->page_width, self->page_height, (const WkPoint *) self->line->data,
                self->line->len);
  g_array_set_size (self->line, 0);
}

static void
wipe (WkToolsState *self)
{
  WkInkPlace place = wk_session_get_ink_place (self->session);

  wk_ink_erase (wk_session_get_ink (self->session), &place, self->page_width,
                self->page_height, self->at.x, self->at.y, self->eraser, self->merge);
}

void
wk_tools_state_press (WkToolsState *self)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self));

  WkInkPlace place = wk_session_get_ink_place (self->session);

  wk_tools_state_lift (self);
  if (!self->shown || !(self->page_width > 0))
    return;
  self->down = TRUE;
  self->from = self->at;
  g_free (self->exercise);
  self->exercise = g_strdup (place.exercise);
  self->step = place.step;
  if (self->tool == WK_TOOL_PEN)
    {
      g_array_append_val (self->line, self->at);
      self->n_lines++;
    }
  self->merge = wk_ink_new_merge (wk_session_get_ink (self->session));
  if (self->tool == WK_TOOL_ERASER)
    wipe (self);
  changed (self);
}

void
wk_tools_state_lift (WkToolsState *self)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self));

  if (!self->down)
    return;
  self->down = FALSE;
  keep_line (self);
  changed (self);
}

gboolean
wk_tools_state_get_box (WkToolsState *self, WkRect *box)
{
  g_return_val_if_fail (WK_IS_TOOLS_STATE (self), FALSE);

  *box = (WkRect){ MIN (self->from.x, self->at.x), MIN (self->from.y, self->at.y),
                   fabs (self->at.x - self->from.x), fabs (self->at.y - self->from.y) };
  return self->down && self->tool == WK_TOOL_REGION;
}

/* --- the hand --- */

void
wk_tools_state_set_tool (WkToolsState *self, WkTool tool)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self) && tool < WK_N_TOOLS);

  if (self->tool == tool)
    return;
  wk_tools_state_lift (self);
  self->tool = tool;
  g_signal_emit (self, tool_changed_signal, 0);
  changed (self);
}

void
wk_tools_state_set_colour (WkToolsState *self, WkInkColour colour)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self) && colour < WK_N_INKS);

  if (self->pen.colour == colour)
    return;
  wk_tools_state_lift (self);
  self->pen.colour = colour;
  g_signal_emit (self, tool_changed_signal, 0);
  changed (self);
}

/* By equal factors, so that a step looks alike at any size. */
static double
resized (double size, int steps, double factor, double least, double most)
{
  return CLAMP (size * pow (factor, steps), least, most);
}

void
wk_tools_state_resize (WkToolsState *self, int steps)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self));

  switch (self->tool)
    {
    case WK_TOOL_HIGHLIGHT:
      self->highlight = resized (self->highlight, steps, 1.2, 16, 160);
      break;
    case WK_TOOL_SPOTLIGHT:
      self->spotlight = resized (self->spotlight, steps, 1.15, 50, 500);
      break;
    case WK_TOOL_PEN:
      wk_tools_state_lift (self);
      self->pen.width = resized (self->pen.width, steps, 1.3, 2, 24);
      break;
    case WK_TOOL_ERASER:
      self->eraser = resized (self->eraser, steps, 1.3, 6, 80);
      break;
    default:
      return;
    }
  changed (self);
}

void
wk_tools_state_set_page (WkToolsState *self, double width, double height)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self));

  if (self->page_width == width && self->page_height == height)
    return;
  wk_tools_state_lift (self);
  if (self->page_width > 0 && self->page_height > 0)
    {
      self->at.x *= width / self->page_width;
      self->at.y *= height / self->page_height;
    }
  self->page_width = width;
  self->page_height = height;
}

void
wk_tools_state_move (WkToolsState *self, double x, double y)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self) && isfinite (x) && isfinite (y));

  if (self->shown && self->at.x == x && self->at.y == y)
    return;
  self->shown = TRUE;
  self->at = (WkPoint){ x, y };
  if (self->down && self->tool == WK_TOOL_PEN)
    {
      if (self->line->len >= MAX_LINE)
        wk_tools_state_press (self);
      else
        g_array_append_val (self->line, self->at);
    }
  else if (self->down && self->tool == WK_TOOL_ERASER)
    {
      wipe (self);
    }
  if (self->tool != WK_TOOL_NONE)
    changed (self);
}

void
wk_tools_state_hide (WkToolsState *self)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self));

  if (!self->shown || self->down || self->tool == WK_TOOL_SPOTLIGHT)
    return;
  self->shown = FALSE;
  if (self->tool != WK_TOOL_NONE)
    changed (self);
}

void
wk_tools_state_set_zoom (WkToolsState *self,
                         double zoom,
                         double x,
                         double y,
                         gboolean at_once)
{
  g_return_if_fail (WK_IS_TOOLS_STATE (self));

  self->zoom = zoom;
  self->middle = (WkPoint){ x, y };
  self->at_once = at_once;
  changed (self);
}

/* --- ink --- */

gboolean
wk_tools_state_can_undo (WkToolsState *self)
{
  WkInkPlace place = wk_session_get_ink_place (self->session);

  return self->line->len > 0 ||
         wk_ink_can_undo (wk_session_get_ink (self->session), &place);
}

gboolean
wk_tools_state_undo (WkToolsState *self)
{
  g_return_val_if_fail (WK_IS_TOOLS_STATE (self), FALSE);

  WkInkPlace place = wk_session_get_ink_place (self->session);

  wk_tools_state_lift (self);
  return wk_ink_undo (wk_session_get_ink (self->session), &place);
}

gboolean
wk_tools_state_can_clear (WkToolsState *self)
{
  WkInkPlace place = wk_session_get_ink_place (self->session);

  return self->line->len > 0 ||
         wk_ink_get_n_strokes (wk_session_get_ink (self->session), &place) > 0;
}

gboolean
wk_tools_state_clear (WkToolsState *self)
{
  g_return_val_if_fail (WK_IS_TOOLS_STATE (self), FALSE);

  WkInkPlace place = wk_session_get_ink_place (self->session);

  wk_tools_state_lift (self);
  return wk_ink_clear (wk_session_get_ink (self->session), &place);
}

/* --- object --- */

/* A line belongs to the step it was begun at. */
static void
position_cb (WkToolsState *self)
{
  WkInkPlace place = wk_session_get_ink_place (self->session);

  if (place.step != self->step || g_strcmp0 (place.exercise, self->exercise) != 0)
    wk_tools_state_lift (self);
  changed (self);
}

static void
exercise_cb (WkToolsState *self)
{
  self->zoom = 1;
  position_cb (self);
}

/* The deck is another one: the line has no place any more. */
static void
deck_cb (WkToolsState *self)
{
  g_array_set_size (self->line, 0);
  exercise_cb (self);
}

static void
wk_tools_state_finalize (GObject *object)
{
  WkToolsState *self = WK_TOOLS_STATE (object);

  g_clear_object (&self->session);
  g_array_unref (self->line);
  g_free (self->exercise);
  G_OBJECT_CLASS (wk_tools_state_parent_class)->finalize (object);
}

static void
wk_tools_state_class_init (WkToolsStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wk_tools_state_finalize;
  changed_signal = g_signal_new ("changed", WK_TYPE_TOOLS_STATE, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  tool_changed_signal =
      g_signal_new ("tool-changed", WK_TYPE_TOOLS_STATE, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
wk_tools_state_init (WkToolsState *self)
{
  self->line = g_array_new (FALSE, FALSE, sizeof (WkPoint));
  self->pen = (WkPen){ WK_INK_RED, 5 };
  self->highlight = 56;
  self->spotlight = 170;
  self->eraser = 20;
  self->zoom = 1;
}

WkToolsState *
wk_tools_state_new (WkSession *session)
{
  WkToolsState *self = g_object_new (WK_TYPE_TOOLS_STATE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (wk_session_get_ink (session), "changed",
                           G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::exercise", G_CALLBACK (exercise_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::deck", G_CALLBACK (deck_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
