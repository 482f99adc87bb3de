/* wk-side-panel.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-side-panel.h"

#include "widgets/wk-answers-panel.h"
#include "widgets/wk-flow-label.h"
#include "widgets/wk-ui.h"
#include "widgets/wk-working-row.h"

struct _WkSidePanel
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *box;
  GtkLabel *question_heading;
  GtkWidget *question; /* WkFlowLabel, below its heading */
  GtkWidget *answers;  /* WkAnswersPanel, below the question; NULL at first */
  GtkWidget *working_heading;
  GtkWidget *working; /* GtkListBox of WkWorkingRow */
  WkPlayer *player;
  WkSolution *solution; /* whose steps are listed */
  guint shown_step;
  guint follow_id; /* a tick; 0: none */
  guint frames;    /* until the current row has its place */
};

G_DEFINE_FINAL_TYPE (WkSidePanel, wk_side_panel, GTK_TYPE_WIDGET)

/* Scrolls as little as needed. */
static void
show_row (WkSidePanel *self, GtkWidget *row)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  /* The box has margins, which scroll too. */
  if (gtk_widget_compute_bounds (row, self->scroller, &bounds))
    gtk_adjustment_clamp_page (adjustment, value + bounds.origin.y,
                               value + bounds.origin.y + bounds.size.height);
}

/* A row that becomes current tells more, and is higher only after the next layout. */
static gboolean
follow_cb (GtkWidget *widget,
           G_GNUC_UNUSED GdkFrameClock *clock,
           G_GNUC_UNUSED gpointer data)
{
  WkSidePanel *self = WK_SIDE_PANEL (widget);
  GtkListBoxRow *row;

  if (self->frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->follow_id = 0;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->working),
                                       (int) self->shown_step - 1);
  if (self->shown_step > 0 && row != NULL)
    show_row (self, GTK_WIDGET (row));
  return G_SOURCE_REMOVE;
}

static void
follow_row (WkSidePanel *self)
{
  self->frames = 1;
  if (self->follow_id == 0)
    self->follow_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

static void
position_cb (WkSidePanel *self)
{
  guint target = wk_player_get_target (self->player);
  GtkListBoxRow *row;

  if (self->shown_step == target)
    return;
  self->shown_step = target;
  for (int i = 0;
       (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->working), i)) != NULL;
       i++)
    wk_working_row_set_current (WK_WORKING_ROW (row), target);
  follow_row (self);
}

static void
fill_question (WkSidePanel *self)
{
  WkSession *session = wk_player_get_session (self->player);
  const WkLanguage *language = wk_session_get_language (session);
  const WkExercise *exercise = wk_session_get_current (session);
  const char *question =
      exercise != NULL ? wk_exercise_get_question (exercise, language) : NULL;
  gboolean any = question != NULL && question[0] != '\0';

  wk_flow_label_set_text (WK_FLOW_LABEL (self->question), question, language);
  gtk_widget_set_visible (self->question, any);
  gtk_widget_set_visible (GTK_WIDGET (self->question_heading), any);
}

static void
fill_working (WkSidePanel *self)
{
  WkSession *session = wk_player_get_session (self->player);
  WkSolution *solution = wk_session_get_solution (session);
  guint n_steps = solution != NULL ? wk_solution_get_n_steps (solution) : 0;
  GtkWidget *row;

  if (solution == self->solution && solution != NULL)
    return;
  g_clear_pointer (&self->solution, wk_solution_unref);
  if (solution != NULL)
    self->solution = wk_solution_ref (solution);
  while ((row = gtk_widget_get_first_child (self->working)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->working), row);
  for (guint i = 0; i < n_steps; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->working),
                         wk_working_row_new (i + 1, wk_solution_get_step (solution, i),
                                             wk_solution_get_language (solution)));
  gtk_widget_set_visible (self->working, n_steps > 0);
  gtk_widget_set_visible (self->working_heading, n_steps > 0);
  self->shown_step = G_MAXUINT;
  position_cb (self);
}

static void
row_activated_cb (WkSidePanel *self, GtkListBoxRow *row)
{
  wk_player_go_to (self->player, (guint) gtk_list_box_row_get_index (row) + 1);
}

static gboolean
is_in (WkSidePanel *self, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* The answers come first, then the working: at the current step, or at the first one.
 */
static gboolean
wk_side_panel_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WkSidePanel *self = WK_SIDE_PANEL (widget);
  int step =
      self->shown_step > 0 && self->solution != NULL ? (int) self->shown_step : 1;
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->working), step - 1);

  if (self->answers == NULL)
    return wk_ui_focus_list (self->working, (GtkWidget *) row, direction);
  if (direction != GTK_DIR_TAB_BACKWARD &&
      gtk_widget_get_focus_child (self->working) == NULL &&
      gtk_widget_child_focus (self->answers, direction))
    return TRUE;
  if (direction == GTK_DIR_TAB_BACKWARD && is_in (self, self->answers))
    return gtk_widget_child_focus (self->answers, direction);
  return wk_ui_focus_list (self->working, (GtkWidget *) row, direction) ||
         (direction == GTK_DIR_TAB_BACKWARD &&
          gtk_widget_child_focus (self->answers, direction));
}

static void
follow (GtkWidget *widget)
{
  WkSidePanel *self = WK_SIDE_PANEL (widget);
  WkSession *session = wk_player_get_session (self->player);

  g_signal_connect_object (session, "notify::scene", G_CALLBACK (fill_working), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::deck", G_CALLBACK (fill_question), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::exercise", G_CALLBACK (fill_question),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (fill_question),
                           self, G_CONNECT_SWAPPED);
  self->answers = wk_answers_panel_new (self->player);
  gtk_box_insert_child_after (self->box, self->answers, self->question);
  fill_question (self);
  fill_working (self);
}

static void
wk_side_panel_dispose (GObject *object)
{
  WkSidePanel *self = WK_SIDE_PANEL (object);

  if (self->follow_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_id);
  self->follow_id = 0;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->solution, wk_solution_unref);
  g_clear_object (&self->player);
  G_OBJECT_CLASS (wk_side_panel_parent_class)->dispose (object);
}

static void
wk_side_panel_class_init (WkSidePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_side_panel_dispose;
  widget_class->focus = wk_side_panel_focus;
  wk_ui_set_template (widget_class, "wk-side-panel.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wksidepanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, WkSidePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, WkSidePanel, box);
  gtk_widget_class_bind_template_child (widget_class, WkSidePanel, question_heading);
  gtk_widget_class_bind_template_child (widget_class, WkSidePanel, working_heading);
  gtk_widget_class_bind_template_child (widget_class, WkSidePanel, working);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
wk_side_panel_init (WkSidePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->question = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL_SMALL);
  gtk_box_insert_child_after (self->box, self->question,
                              GTK_WIDGET (self->question_heading));
}

void
wk_side_panel_set_player (WkSidePanel *panel, WkPlayer *player)
{
  g_return_if_fail (WK_IS_SIDE_PANEL (panel) && panel->player == NULL);

  panel->player = g_object_ref (player);
  /* Setting text takes time; the first frame, with the figure, does not wait for it. */
  wk_ui_later (GTK_WIDGET (panel), follow);
}
