/* wk-stage-tools.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-stage-tools-private.h"

#include "widgets/wk-ui.h"

/* Between the bar and the edge. */
#define BAR_MARGIN 12

G_DEFINE_FINAL_TYPE (WkStageTools, wk_stage_tools, GTK_TYPE_WIDGET)

gboolean
wk_stage_tools_to_page (WkStageTools *self, double x, double y, WkPoint *at)
{
  WkRect page = wk_canvas_get_page_rect (WK_CANVAS (self->canvas));
  double width, height;

  if (!wk_canvas_get_page_size (WK_CANVAS (self->canvas), &width, &height))
    return FALSE;
  *at = (WkPoint){ (x - page.x) * width / page.width,
                   (y - page.y) * height / page.height };
  wk_tools_state_set_page (self->state, width, height);
  return TRUE;
}

/* --- what is told --- */

char *
wk_stage_tools_dup_status (WkStageTools *self)
{
  static const char *const tools[WK_N_TOOLS] = {
    NULL,          N_ ("Pointer highlight"),      N_ ("Spotlight"), N_ ("Pen"),
    N_ ("Eraser"), N_ ("Choose what to enlarge"),
  };
  static const char *const colours[WK_N_INKS] = { N_ ("red"), N_ ("blue"),
                                                  N_ ("green") };
  const WkToolsState *state;

  g_return_val_if_fail (WK_IS_STAGE_TOOLS (self), NULL);

  state = self->state;
  if (state->tool == WK_TOOL_PEN)
    return g_strdup_printf ("%s, %s", _ (tools[state->tool]),
                            _ (colours[state->pen.colour]));
  if (state->tool != WK_TOOL_NONE)
    return g_strdup (_ (tools[state->tool]));
  if (state->zoom > 1)
    return g_strdup_printf (_ ("Enlarged to %.0f %%"), 100 * state->zoom);
  return NULL;
}

static void
tell (WkStageTools *self)
{
  g_autofree char *status = wk_stage_tools_dup_status (self);

  wk_ui_set_description (GTK_WIDGET (self), status != NULL ? status : "");
}

static void
state_cb (WkStageTools *self)
{
  const WkToolsState *state = self->state;

  if (self->zoom != state->zoom || self->middle.x != state->middle.x ||
      self->middle.y != state->middle.y)
    {
      gboolean told = self->zoom == state->zoom;

      self->zoom = state->zoom;
      self->middle = state->middle;
      wk_canvas_set_zoom (WK_CANVAS (self->canvas), self->zoom, self->middle.x,
                          self->middle.y, !state->at_once);
      if (!told)
        tell (self);
    }
  wk_stage_tools_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The tool or its colour is another one. */
static void
tool_cb (WkStageTools *self)
{
  wk_stage_tools_update_hands (self);
  tell (self);
}

/* The keys walk through the figure's parts: what points goes along. */
static void
selected_cb (WkStageTools *self)
{
  WkCanvas *canvas = WK_CANVAS (self->canvas);
  WkTool tool = self->state->tool;
  WkRect box;

  if ((tool != WK_TOOL_SPOTLIGHT && tool != WK_TOOL_HIGHLIGHT) ||
      !wk_canvas_is_walking (canvas) || !wk_canvas_get_selected_bounds (canvas, &box))
    return;
  wk_tools_state_move (self->state, box.x + box.width / 2, box.y + box.height / 2);
}

/* --- widget --- */

static void
wk_stage_tools_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  WkStageTools *self = WK_STAGE_TOOLS (widget);

  gtk_widget_measure (self->canvas, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
wk_stage_tools_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WkStageTools *self = WK_STAGE_TOOLS (widget);
  GtkRequisition wanted;

  gtk_widget_size_allocate (self->canvas, &(GtkAllocation){ 0, 0, width, height }, -1);
  if (!gtk_widget_should_layout (self->bar))
    return;
  gtk_widget_get_preferred_size (self->bar, NULL, &wanted);
  gtk_widget_size_allocate (self->bar,
                            &(GtkAllocation){ BAR_MARGIN,
                                              MAX ((height - wanted.height) / 2, 0),
                                              wanted.width, wanted.height },
                            -1);
}

static void
wk_stage_tools_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WkStageTools *self = WK_STAGE_TOOLS (widget);

  gtk_widget_snapshot_child (widget, self->canvas, snapshot);
  wk_stage_tools_draw (self, snapshot);
  gtk_widget_snapshot_child (widget, self->bar, snapshot);
}

static void
leave_state (WkStageTools *self)
{
  if (self->state == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->state);
}

static void
take_state (WkStageTools *self, WkToolsState *state)
{
  leave_state (self);
  self->state = g_object_ref (state);
  g_signal_connect_swapped (state, "changed", G_CALLBACK (state_cb), self);
  g_signal_connect_swapped (state, "tool-changed", G_CALLBACK (tool_cb), self);
  state_cb (self);
  tool_cb (self);
}

static void
wk_stage_tools_dispose (GObject *object)
{
  WkStageTools *self = WK_STAGE_TOOLS (object);

  wk_stage_tools_stop_timers (self);
  leave_state (self);
  wk_ink_layer_clear (&self->layer);
  wk_disc_clear (&self->hole);
  wk_disc_clear (&self->ring);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->canvas, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (wk_stage_tools_parent_class)->dispose (object);
}

static void
wk_stage_tools_class_init (WkStageToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_stage_tools_dispose;
  widget_class->measure = wk_stage_tools_measure;
  widget_class->size_allocate = wk_stage_tools_size_allocate;
  widget_class->snapshot = wk_stage_tools_snapshot;
  gtk_widget_class_set_css_name (widget_class, "wkstagetools");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_stage_tools_init (WkStageTools *self)
{
  self->zoom = 1;
  self->pointer_x = self->pointer_y = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  wk_ui_set_name (GTK_WIDGET (self), _ ("Figure with tools"));
}

GtkWidget *
wk_stage_tools_new (WkCanvas *canvas)
{
  WkSession *session;
  g_autoptr (WkToolsState) state = NULL;
  WkStageTools *self;

  g_return_val_if_fail (WK_IS_CANVAS (canvas), NULL);
  session = wk_canvas_get_session (canvas);
  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (WK_TYPE_STAGE_TOOLS, NULL);
  self->canvas = GTK_WIDGET (canvas);
  gtk_widget_set_parent (self->canvas, GTK_WIDGET (self));
  self->bar = wk_tools_bar_new ();
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  wk_ink_layer_init (&self->layer, wk_session_get_ink (session));
  wk_stage_tools_add_actions (self);
  wk_stage_tools_add_hands (self);
  g_signal_connect_object (canvas, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  state = wk_tools_state_new (session);
  take_state (self, state);
  return GTK_WIDGET (self);
}

WkCanvas *
wk_stage_tools_get_canvas (WkStageTools *self)
{
  g_return_val_if_fail (WK_IS_STAGE_TOOLS (self), NULL);

  return WK_CANVAS (self->canvas);
}

WkToolsState *
wk_stage_tools_get_state (WkStageTools *self)
{
  g_return_val_if_fail (WK_IS_STAGE_TOOLS (self), NULL);

  return self->state;
}

void
wk_stage_tools_share (WkStageTools *self, WkStageTools *with)
{
  g_return_if_fail (WK_IS_STAGE_TOOLS (self) && WK_IS_STAGE_TOOLS (with));
  g_return_if_fail (self->state->session == with->state->session);

  if (self->state != with->state)
    take_state (self, with->state);
}
