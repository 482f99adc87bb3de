/* wk-answers-panel.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-answers-panel.h"

#include "widgets/wk-hints-box.h"
#include "widgets/wk-points-list.h"
#include "widgets/wk-ui.h"

/* How long the first press on Show Solution counts. */
#define CONFIRM_SECONDS 5
/* More fields than one would want to fill in; the figure asks for the others. */
#define MAX_ROWS 24

struct _WkAnswersPanel
{
  GtkWidget parent_instance;

  WkPlayer *player;
  WkSession *session;
  GtkWidget *heading;
  GtkWidget *rows;    /* box of the main answers */
  GtkWidget *fold;    /* button that shows the values on the way */
  GtkWidget *arrow;   /* in it */
  GtkWidget *asides;  /* box of values on the way */
  GtkWidget *points;  /* WkPointsList */
  GtkWidget *buttons; /* box of the two */
  GtkWidget *hints;   /* WkHintsBox, of the answer one is at */
  GtkWidget *hint;
  GtkWidget *solution;
  guint exercise; /* whose rows there are */
  char *current;  /* id of the answer that had the focus last, or NULL */
  guint confirm;  /* source; 0: nothing to confirm */
  gboolean open;  /* the values on the way are */
};

G_DEFINE_FINAL_TYPE (WkAnswersPanel, wk_answers_panel, GTK_TYPE_WIDGET)

static WkAnswerRow *
find_in (GtkWidget *box, const char *id)
{
  GtkWidget *row = gtk_widget_get_first_child (box);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (wk_answer_row_get_id (WK_ANSWER_ROW (row)), id) == 0)
      return WK_ANSWER_ROW (row);
  return NULL;
}

WkAnswerRow *
wk_answers_panel_find_row (WkAnswersPanel *self, const char *id)
{
  g_return_val_if_fail (WK_IS_ANSWERS_PANEL (self), NULL);

  WkAnswerRow *row = find_in (self->rows, id);

  return row != NULL ? row : find_in (self->asides, id);
}

/* --- which answer one is at --- */

static gboolean
has_hint (const WkAnswerState *state)
{
  return state->n_hints < G_N_ELEMENTS (state->answer->hints) &&
         state->answer->hints[state->n_hints] != NULL;
}

static gboolean
is_settled (const WkAnswerState *state)
{
  return state->revealed ||
         (state->typed != NULL && state->verdict == WK_VERDICT_RIGHT);
}

static gboolean
get_current (WkAnswersPanel *self, WkAnswerState *state)
{
  guint n = wk_session_get_n_answers (self->session);

  if (self->current != NULL &&
      wk_session_get_answer (self->session, self->current, state) &&
      !is_settled (state))
    return TRUE;
  for (int aside = 0; aside < 2; aside++)
    for (guint i = 0; i < n; i++)
      if (wk_session_get_answer_at (self->session, i, state) &&
          state->answer->aside == aside && !is_settled (state))
        return TRUE;
  return FALSE;
}

static void update_buttons (WkAnswersPanel *self);

static void
focus_entered_cb (GtkEventControllerFocus *controller, WkAnswersPanel *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  g_free (self->current);
  self->current = g_strdup (wk_answer_row_get_id (WK_ANSWER_ROW (row)));
  update_buttons (self);
}

/* --- Show Solution --- */

static void
update_buttons (WkAnswersPanel *self)
{
  guint n = wk_session_get_n_answers (self->session);
  guint n_points = wk_session_get_n_points (self->session);
  WkAnswerState state;
  gboolean any = get_current (self, &state);
  gboolean more = any && has_hint (&state);
  gboolean hidden_points = n_points > 0 && !wk_session_are_points_shown (self->session);
  const char *show = n > 0 ? _ ("Show Solution") : _ ("Show Points");
  g_autofree char *hint = more ? g_strdup_printf (_ ("Hint %u of 3"), state.n_hints + 1)
                               : g_strdup (_ ("Hint"));

  /* An answer one comes back to still has its hints. */
  wk_hints_box_show (WK_HINTS_BOX (self->hints), self->current != NULL ? self->current
                                                 : any ? state.answer->id
                                                       : NULL);
  gtk_button_set_label (GTK_BUTTON (self->hint), hint);
  wk_ui_set_name (self->hint, hint);
  gtk_widget_set_visible (self->hint, n > 0);
  gtk_widget_set_sensitive (self->hint, more);
  if (self->confirm != 0)
    show = _ ("Press Again");
  gtk_button_set_label (GTK_BUTTON (self->solution), show);
  wk_ui_set_name (self->solution, show);
  gtk_widget_set_sensitive (self->solution, any || hidden_points);
  gtk_widget_set_visible (self->buttons, any || hidden_points);
  if (self->confirm != 0)
    gtk_widget_add_css_class (self->solution, "confirm");
  else
    gtk_widget_remove_css_class (self->solution, "confirm");
}

static void
forget_confirm (WkAnswersPanel *self)
{
  g_clear_handle_id (&self->confirm, g_source_remove);
}

static gboolean
confirm_over_cb (gpointer data)
{
  WkAnswersPanel *self = data;

  self->confirm = 0;
  update_buttons (self);
  return G_SOURCE_REMOVE;
}

gboolean
wk_answers_panel_show_solution (WkAnswersPanel *self)
{
  g_return_val_if_fail (WK_IS_ANSWERS_PANEL (self), FALSE);

  if (self->confirm == 0)
    {
      self->confirm = g_timeout_add_seconds (CONFIRM_SECONDS, confirm_over_cb, self);
      update_buttons (self);
      return FALSE;
    }
  forget_confirm (self);
  wk_session_show_points (self->session);
  wk_session_reveal (self->session, NULL);
  wk_player_last (self->player);
  return TRUE;
}

static void
solution_left_cb (WkAnswersPanel *self)
{
  if (self->confirm == 0)
    return;
  forget_confirm (self);
  update_buttons (self);
}

void
wk_answers_panel_hint (WkAnswersPanel *self)
{
  g_return_if_fail (WK_IS_ANSWERS_PANEL (self));

  WkAnswerState state;

  if (!get_current (self, &state))
    return;
  g_free (self->current);
  self->current = g_strdup (state.answer->id);
  wk_session_show_hint (self->session, self->current);
}

/* --- rows --- */

static void
show_asides (WkAnswersPanel *self, gboolean open)
{
  gboolean any = gtk_widget_get_first_child (self->asides) != NULL;

  self->open = open;
  gtk_widget_set_visible (self->fold, any);
  gtk_widget_set_visible (self->asides, any && open);
  if (open)
    gtk_widget_add_css_class (self->fold, "open");
  else
    gtk_widget_remove_css_class (self->fold, "open");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold),
                               GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
fold_cb (WkAnswersPanel *self)
{
  show_asides (self, !self->open);
}

/* The rows are those of the present solution. */
static gboolean
fits (WkAnswersPanel *self)
{
  guint n = MIN (wk_session_get_n_answers (self->session), MAX_ROWS);
  GtkWidget *row[] = { gtk_widget_get_first_child (self->rows),
                       gtk_widget_get_first_child (self->asides) };
  WkAnswerState state;

  for (guint i = 0; i < n; i++)
    {
      GtkWidget **next;

      wk_session_get_answer_at (self->session, i, &state);
      next = &row[state.answer->aside ? 1 : 0];
      if (*next == NULL ||
          strcmp (wk_answer_row_get_id (WK_ANSWER_ROW (*next)), state.answer->id) !=
              0 ||
          GTK_IS_ENTRY (wk_answer_row_get_field (WK_ANSWER_ROW (*next))) !=
              (state.answer->type != WK_ANSWER_CHOICE))
        return FALSE;
      *next = gtk_widget_get_next_sibling (*next);
    }
  return row[0] == NULL && row[1] == NULL;
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), row);
}

static void
make_rows (WkAnswersPanel *self)
{
  guint n = MIN (wk_session_get_n_answers (self->session), MAX_ROWS);
  WkAnswerState state;

  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  guint n_main = 0;

  clear_box (self->rows);
  clear_box (self->asides);
  g_clear_pointer (&self->current, g_free);
  for (guint i = 0; i < n; i++)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();
      GtkWidget *row;

      wk_session_get_answer_at (self->session, i, &state);
      row = wk_answer_row_new (self->session, state.answer->id);
      g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
      gtk_widget_add_controller (row, focus);
      gtk_box_append (GTK_BOX (state.answer->aside ? self->asides : self->rows), row);
      wk_answer_row_align (WK_ANSWER_ROW (row), group);
      n_main += !state.answer->aside;
    }
  if (n_main == 1)
    wk_answer_row_set_primary (WK_ANSWER_ROW (gtk_widget_get_first_child (self->rows)),
                               TRUE);
}

static void
update_rows (GtkWidget *box)
{
  GtkWidget *row = gtk_widget_get_first_child (box);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    wk_answer_row_update (WK_ANSWER_ROW (row));
}

static const char *
heading (WkAnswersPanel *self, guint n)
{
  GtkWidget *first = gtk_widget_get_first_child (self->rows);

  if (n == 0)
    return _ ("A Full Answer Says");
  return first != NULL && gtk_widget_get_next_sibling (first) == NULL
             ? _ ("Your Answer")
             : _ ("Your Answers");
}

static void
answers_cb (WkAnswersPanel *self)
{
  guint n = wk_session_get_n_answers (self->session);
  guint n_points = wk_session_get_n_points (self->session);
  guint exercise = wk_session_get_exercise (self->session);

  /* While other numbers are worked out the fields stay, and the cursor in them. */
  if (wk_session_is_busy (self->session) && exercise == self->exercise)
    return;
  self->exercise = exercise;
  if (!fits (self))
    {
      make_rows (self);
      show_asides (self, FALSE);
      forget_confirm (self);
    }
  else
    {
      update_rows (self->rows);
      update_rows (self->asides);
    }
  wk_points_list_update (WK_POINTS_LIST (self->points));
  gtk_label_set_label (GTK_LABEL (self->heading), heading (self, n));
  update_buttons (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || n_points > 0);
}

/* Another exercise: the first press was meant for the one before. */
static void
exercise_cb (WkAnswersPanel *self)
{
  solution_left_cb (self);
}

/* A new language changes the spoken symbols of all rows. */
static void
language_cb (WkAnswersPanel *self)
{
  clear_box (self->rows);
  clear_box (self->asides);
  answers_cb (self);
}

/* --- making it --- */

static void
add_fold (WkAnswersPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->fold = gtk_button_new ();
  self->arrow = gtk_image_new_from_icon_name ("wk-play-symbolic");
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Values on the Way")));
  gtk_button_set_child (GTK_BUTTON (self->fold), box);
  gtk_widget_add_css_class (self->fold, "flat");
  gtk_widget_add_css_class (self->fold, "fold");
  gtk_widget_set_halign (self->fold, GTK_ALIGN_START);
  wk_ui_set_name (self->fold, _ ("Values on the Way"));
  g_signal_connect_swapped (self->fold, "clicked", G_CALLBACK (fold_cb), self);
}

static void
add_buttons (WkAnswersPanel *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->hint = gtk_button_new_with_label (_ ("Hint"));
  self->solution = gtk_button_new_with_label (_ ("Show Solution"));
  g_signal_connect_swapped (self->hint, "clicked", G_CALLBACK (wk_answers_panel_hint),
                            self);
  g_signal_connect_swapped (self->solution, "clicked",
                            G_CALLBACK (wk_answers_panel_show_solution), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (solution_left_cb), self);
  gtk_widget_add_controller (self->solution, focus);
  gtk_box_append (GTK_BOX (self->buttons), self->hint);
  gtk_box_append (GTK_BOX (self->buttons), self->solution);
  gtk_widget_add_css_class (self->buttons, "help");
}

GtkWidget *
wk_answers_panel_new (WkPlayer *player)
{
  WkAnswersPanel *self = g_object_new (WK_TYPE_ANSWERS_PANEL, NULL);
  GtkWidget *widget = GTK_WIDGET (self);

  self->player = g_object_ref (player);
  self->session = g_object_ref (wk_player_get_session (player));
  self->hints = wk_hints_box_new (self->session);
  self->points = wk_points_list_new (self->session);
  gtk_widget_set_parent (self->heading, widget);
  gtk_widget_set_parent (self->rows, widget);
  gtk_widget_set_parent (self->points, widget);
  gtk_widget_set_parent (self->buttons, widget);
  gtk_widget_set_parent (self->hints, widget);
  gtk_widget_set_parent (self->fold, widget);
  gtk_widget_set_parent (self->asides, widget);
  g_signal_connect_object (self->session, "answers-changed", G_CALLBACK (answers_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::exercise", G_CALLBACK (exercise_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::language", G_CALLBACK (language_cb),
                           self, G_CONNECT_SWAPPED);
  answers_cb (self);
  return widget;
}

static void
wk_answers_panel_dispose (GObject *object)
{
  WkAnswersPanel *self = WK_ANSWERS_PANEL (object);
  GtkWidget *child;

  forget_confirm (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->current, g_free);
  g_clear_object (&self->session);
  g_clear_object (&self->player);
  G_OBJECT_CLASS (wk_answers_panel_parent_class)->dispose (object);
}

static void
wk_answers_panel_class_init (WkAnswersPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_answers_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkanswers");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_answers_panel_init (WkAnswersPanel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "heading");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->asides = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  add_fold (self);
  add_buttons (self);
  wk_ui_set_name (GTK_WIDGET (self), _ ("Your Answers"));
}
