/* wk-stage-tools-keys.c - keys and actions of the tools
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-stage-tools-private.h"

#include <math.h>

#include "widgets/wk-ui.h"

/* A step of the arrows, in units; with Ctrl a small one. */
#define MOVE 20.0
#define SMALL_MOVE 4.0
/* Of what shows. */
#define PAN 0.125
/* What is picked out is enlarged so far and no farther. */
#define PART_MARGIN 110.0

static const WkToolKey keys[] = {
  { GDK_KEY_h, 0, "h", "highlight", -1, N_ ("Pointer highlight") },
  { GDK_KEY_l, 0, "l", "spotlight", -1, N_ ("Spotlight") },
  { GDK_KEY_d, 0, "d", "pen", -1, N_ ("Pen") },
  { GDK_KEY_1, 0, "1", "colour", WK_INK_RED, N_ ("Red pen") },
  { GDK_KEY_2, 0, "2", "colour", WK_INK_BLUE, N_ ("Blue pen") },
  { GDK_KEY_3, 0, "3", "colour", WK_INK_GREEN, N_ ("Green pen") },
  { GDK_KEY_p, 0, "p", "press", -1, N_ ("Put the pen down, or lift it") },
  { GDK_KEY_e, 0, "e", "eraser", -1, N_ ("Eraser") },
  { GDK_KEY_u, 0, "u", "undo", -1, N_ ("Undo the last stroke") },
  { GDK_KEY_c, 0, "c <Shift>e", "clear", -1, N_ ("Clear this step's strokes") },
  { GDK_KEY_e, GDK_SHIFT_MASK, NULL, "clear", -1, NULL },
  { GDK_KEY_c, GDK_SHIFT_MASK, "<Shift>c", "clear-all", -1, N_ ("Clear all strokes") },
  { GDK_KEY_z, 0, "z", "zoom", -1, N_ ("Enlarge, or show all") },
  { GDK_KEY_z, GDK_SHIFT_MASK, "<Shift>z", "region", -1,
    N_ ("Choose what to enlarge") },
  { GDK_KEY_plus, 0, "plus", "larger", -1, N_ ("Larger") },
  { GDK_KEY_KP_Add, 0, NULL, "larger", -1, NULL },
  { GDK_KEY_minus, 0, "minus", "smaller", -1, N_ ("Smaller") },
  { GDK_KEY_KP_Subtract, 0, NULL, "smaller", -1, NULL },
  { 0, GDK_SHIFT_MASK, "<Shift>Left <Shift>Right", NULL, -1,
    N_ ("Move the tool, or what is enlarged") },
  { GDK_KEY_F10, 0, "F10", "bar", -1, N_ ("Show the tools") },
  { GDK_KEY_Escape, 0, "Escape", "end", -1, N_ ("Put the tool away") },
};

const WkToolKey *
wk_stage_tools_get_keys (guint *n)
{
  *n = G_N_ELEMENTS (keys);
  return keys;
}

/* --- where the hand is --- */

/* Without a mouse: at what is picked out, else in the middle of what shows. */
static void
find_hand (WkStageTools *self)
{
  WkCanvas *canvas = WK_CANVAS (self->canvas);
  WkPoint at;
  WkRect box;

  if (self->state->shown)
    return;
  if (self->pointer_x >= 0 &&
      wk_stage_tools_to_page (self, self->pointer_x, self->pointer_y, &at))
    wk_tools_state_move (self->state, at.x, at.y);
  else if (wk_canvas_get_selected_bounds (canvas, &box) &&
           wk_stage_tools_to_page (self, 0, 0, &at))
    wk_tools_state_move (self->state, box.x + box.width / 2, box.y + box.height / 2);
  else if (wk_stage_tools_to_page (self, gtk_widget_get_width (self->canvas) / 2.0,
                                   gtk_widget_get_height (self->canvas) / 2.0, &at))
    wk_tools_state_move (self->state, at.x, at.y);
}

/* What is enlarged follows the hand. */
static void
keep_in_sight (WkStageTools *self)
{
  WkCanvas *canvas = WK_CANVAS (self->canvas);
  WkPoint at = self->state->at;
  double x, y, width, height;
  double zoom = wk_canvas_get_zoom (canvas, &x, &y);

  if (zoom <= 1 || !wk_canvas_get_page_size (canvas, &width, &height))
    return;
  width *= 0.42 / zoom;
  height *= 0.42 / zoom;
  if (fabs (at.x - x) > width || fabs (at.y - y) > height)
    wk_tools_state_set_zoom (self->state, zoom, CLAMP (x, at.x - width, at.x + width),
                             CLAMP (y, at.y - height, at.y + height), FALSE);
}

static gboolean
move_hand (WkStageTools *self, double dx, double dy)
{
  WkToolsState *state = self->state;
  double width, height;

  if (!wk_canvas_get_page_size (WK_CANVAS (self->canvas), &width, &height))
    return FALSE;
  if (state->tool == WK_TOOL_NONE)
    {
      double x, y;
      double zoom = wk_canvas_get_zoom (WK_CANVAS (self->canvas), &x, &y);

      if (zoom <= 1)
        return FALSE;
      wk_tools_state_set_zoom (state, zoom, x + dx / MOVE * PAN * width / zoom,
                               y + dy / MOVE * PAN * height / zoom, FALSE);
      return TRUE;
    }
  find_hand (self);
  wk_tools_state_move (state, CLAMP (state->at.x + dx, 0, width),
                       CLAMP (state->at.y + dy, 0, height));
  keep_in_sight (self);
  return TRUE;
}

static gboolean
arrow (WkStageTools *self, guint key, double step)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_hand (self, -step, 0);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_hand (self, step, 0);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_hand (self, 0, -step);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_hand (self, 0, step);
    default:
      return FALSE;
    }
}

/* --- what the actions do --- */

static void
toggle_tool (WkStageTools *self, WkTool tool)
{
  gboolean on = self->state->tool != tool;

  if (on)
    find_hand (self);
  wk_tools_state_set_tool (self->state, on ? tool : WK_TOOL_NONE);
}

/* Region by keys: a box is begun and ended with P. */
static void
press (WkStageTools *self)
{
  WkRect box;

  find_hand (self);
  if (wk_tools_state_get_box (self->state, &box) && box.width > 1 && box.height > 1)
    {
      wk_tools_state_set_tool (self->state, WK_TOOL_NONE);
      wk_stage_tools_zoom_to (self, box);
    }
  else if (self->state->down)
    {
      wk_tools_state_lift (self->state);
    }
  else
    {
      wk_tools_state_press (self->state);
    }
}

static void
toggle_zoom (WkStageTools *self)
{
  WkCanvas *canvas = WK_CANVAS (self->canvas);
  double width, height;
  WkRect box;
  WkPoint at;

  if (!wk_canvas_get_page_size (canvas, &width, &height))
    return;
  if (self->state->zoom > 1)
    wk_tools_state_set_zoom (self->state, 1, width / 2, height / 2, FALSE);
  else if (wk_canvas_is_walking (canvas) &&
           wk_canvas_get_selected_bounds (canvas, &box))
    wk_stage_tools_zoom_to (self, (WkRect){ box.x - PART_MARGIN, box.y - PART_MARGIN,
                                            box.width + 2 * PART_MARGIN,
                                            box.height + 2 * PART_MARGIN });
  else if (self->pointer_x >= 0 &&
           wk_stage_tools_to_page (self, self->pointer_x, self->pointer_y, &at))
    wk_stage_tools_zoom_at (self, WK_TOOLS_ZOOM_KEY, at, FALSE);
  else
    wk_tools_state_set_zoom (self->state, WK_TOOLS_ZOOM_KEY, width / 2, height / 2,
                             FALSE);
}

static gboolean
can_resize (WkStageTools *self)
{
  WkTool tool = self->state->tool;

  if (tool == WK_TOOL_NONE || tool == WK_TOOL_REGION)
    return self->state->zoom > 1 && !wk_canvas_is_walking (WK_CANVAS (self->canvas));
  return TRUE;
}

static void
resize (WkStageTools *self, int steps)
{
  double x, y;

  if (self->state->tool != WK_TOOL_NONE && self->state->tool != WK_TOOL_REGION)
    {
      wk_tools_state_resize (self->state, steps);
      return;
    }
  wk_canvas_get_zoom (WK_CANVAS (self->canvas), &x, &y);
  wk_stage_tools_zoom_at (self, pow (WK_TOOLS_ZOOM_STEP, steps), (WkPoint){ x, y },
                          FALSE);
}

static void
toggle_bar (WkStageTools *self)
{
  GtkRevealer *bar = GTK_REVEALER (self->bar);
  gboolean shown = !gtk_revealer_get_reveal_child (bar);
  guint duration = gtk_revealer_get_transition_duration (bar);

  g_clear_handle_id (&self->bar_source, g_source_remove);
  /* At once: what is still to be faded in takes no focus. */
  gtk_revealer_set_transition_duration (bar, 0);
  gtk_revealer_set_reveal_child (bar, shown);
  gtk_revealer_set_transition_duration (bar, duration);
  if (shown)
    gtk_widget_child_focus (self->bar, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->canvas);
}

gboolean
wk_stage_tools_end (WkStageTools *self)
{
  g_return_val_if_fail (WK_IS_STAGE_TOOLS (self), FALSE);

  if (gtk_revealer_get_reveal_child (GTK_REVEALER (self->bar)) &&
      gtk_widget_get_focus_child (self->bar) != NULL)
    toggle_bar (self);
  else if (self->state->down)
    wk_tools_state_lift (self->state);
  else if (self->state->tool != WK_TOOL_NONE)
    wk_tools_state_set_tool (self->state, WK_TOOL_NONE);
  else if (self->state->zoom > 1)
    toggle_zoom (self);
  else
    return FALSE;
  return TRUE;
}

/* --- actions --- */

static const struct
{
  const char *name;
  WkTool tool;
} tool_actions[] = {
  { "highlight", WK_TOOL_HIGHLIGHT },
  { "spotlight", WK_TOOL_SPOTLIGHT },
  { "pen", WK_TOOL_PEN },
  { "eraser", WK_TOOL_ERASER },
  { "region", WK_TOOL_REGION },
};

static void
tool_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (tool_actions); i++)
    if (g_str_equal (name, tool_actions[i].name))
      toggle_tool (data, tool_actions[i].tool);
}

static void
colour_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WkStageTools *self = data;
  int colour = g_variant_get_int32 (parameter);

  if (colour < 0 || colour >= WK_N_INKS)
    return;
  find_hand (self);
  wk_tools_state_set_tool (self->state, WK_TOOL_PEN);
  wk_tools_state_set_colour (self->state, (WkInkColour) colour);
}

static void
plain_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  WkStageTools *self = data;

  if (g_str_equal (name, "zoom"))
    toggle_zoom (self);
  else if (g_str_equal (name, "press"))
    press (self);
  else if (g_str_equal (name, "undo"))
    wk_tools_state_undo (self->state);
  else if (g_str_equal (name, "clear"))
    wk_tools_state_clear (self->state);
  else if (g_str_equal (name, "clear-all"))
    wk_ink_clear_all (wk_session_get_ink (self->state->session));
  else if (g_str_equal (name, "larger"))
    resize (self, 1);
  else if (g_str_equal (name, "smaller"))
    resize (self, -1);
  else if (g_str_equal (name, "bar"))
    toggle_bar (self);
  else
    wk_stage_tools_end (self);
}

static GSimpleAction *
find_action (WkStageTools *self, const char *name)
{
  return G_SIMPLE_ACTION (
      g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

static void
set_state (WkStageTools *self, const char *name, gboolean on)
{
  g_simple_action_set_state (find_action (self, name), g_variant_new_boolean (on));
}

void
wk_stage_tools_update_actions (WkStageTools *self)
{
  WkToolsState *state = self->state;
  gboolean draws = state->tool == WK_TOOL_PEN || state->tool == WK_TOOL_ERASER ||
                   state->tool == WK_TOOL_REGION;

  for (guint i = 0; i < G_N_ELEMENTS (tool_actions); i++)
    set_state (self, tool_actions[i].name, state->tool == tool_actions[i].tool);
  set_state (self, "zoom", state->zoom > 1);
  set_state (self, "press", state->down);
  g_simple_action_set_state (
      find_action (self, "colour"),
      g_variant_new_int32 (state->tool == WK_TOOL_PEN ? (int) state->pen.colour : -1));
  g_simple_action_set_enabled (find_action (self, "press"), draws);
  g_simple_action_set_enabled (find_action (self, "undo"),
                               wk_tools_state_can_undo (state));
  g_simple_action_set_enabled (find_action (self, "clear"),
                               wk_tools_state_can_clear (state));
  g_simple_action_set_enabled (find_action (self, "clear-all"),
                               !wk_ink_is_empty (wk_session_get_ink (state->session)));
}

void
wk_stage_tools_add_actions (WkStageTools *self)
{
  static const GActionEntry entries[] = {
    { "highlight", tool_action_cb, NULL, "false", NULL, { 0 } },
    { "spotlight", tool_action_cb, NULL, "false", NULL, { 0 } },
    { "pen", tool_action_cb, NULL, "false", NULL, { 0 } },
    { "eraser", tool_action_cb, NULL, "false", NULL, { 0 } },
    { "region", tool_action_cb, NULL, "false", NULL, { 0 } },
    { "colour", colour_action_cb, "i", "-1", NULL, { 0 } },
    { "zoom", plain_action_cb, NULL, "false", NULL, { 0 } },
    { "press", plain_action_cb, NULL, "false", NULL, { 0 } },
    { "undo", plain_action_cb, NULL, NULL, NULL, { 0 } },
    { "clear", plain_action_cb, NULL, NULL, NULL, { 0 } },
    { "clear-all", plain_action_cb, NULL, NULL, NULL, { 0 } },
    { "larger", plain_action_cb, NULL, NULL, NULL, { 0 } },
    { "smaller", plain_action_cb, NULL, NULL, NULL, { 0 } },
    { "bar", plain_action_cb, NULL, NULL, NULL, { 0 } },
    { "end", plain_action_cb, NULL, NULL, NULL, { 0 } },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tools",
                                  G_ACTION_GROUP (self->actions));
}

/* --- keys --- */

static void
activate (WkStageTools *self, const WkToolKey *of)
{
  g_action_group_activate_action (
      G_ACTION_GROUP (self->actions), of->action,
      of->parameter >= 0 ? g_variant_new_int32 (of->parameter) : NULL);
}

/* Keys that mean something else while there is nothing for them to do here. */
static gboolean
is_ours (WkStageTools *self, const WkToolKey *of)
{
  if (of->parameter >= 0)
    return self->state->tool == WK_TOOL_PEN;
  if (g_str_equal (of->action, "larger") || g_str_equal (of->action, "smaller"))
    return can_resize (self);
  /* A letter that has another meaning in a lecture. */
  if (of->key == GDK_KEY_c && of->modifiers == 0)
    return self->state->tool == WK_TOOL_PEN || self->state->tool == WK_TOOL_ERASER;
  if (g_str_equal (of->action, "press"))
    return g_action_get_enabled (G_ACTION (find_action (self, "press")));
  return TRUE;
}

/* A part that is held, or moved with Control, before what is enlarged. */
static gboolean
canvas_keeps_arrows (WkStageTools *self, gboolean control)
{
  WkCanvas *canvas = WK_CANVAS (self->canvas);

  return self->state->tool == WK_TOOL_NONE && wk_canvas_is_walking (canvas) &&
         (control || wk_canvas_is_holding (canvas));
}

gboolean
wk_stage_tools_key (WkStageTools *self, guint key, GdkModifierType modifiers)
{
  g_return_val_if_fail (WK_IS_STAGE_TOOLS (self), FALSE);

  GdkModifierType shift = modifiers & GDK_SHIFT_MASK;
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;

  if ((modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (shift != 0 && !canvas_keeps_arrows (self, control) &&
      arrow (self, key, control ? SMALL_MOVE : MOVE))
    return TRUE;
  if (control)
    return FALSE;
  if (key == GDK_KEY_Escape)
    return wk_stage_tools_end (self);
  key = gdk_keyval_to_lower (key);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const WkToolKey *of = &keys[i];

      /* On many keyboards + is typed with Shift. */
      if (of->key != key || of->action == NULL ||
          (of->modifiers != shift && key != GDK_KEY_plus))
        continue;
      if (!is_ours (self, of))
        return FALSE;
      activate (self, of);
      return TRUE;
    }
  return FALSE;
}
