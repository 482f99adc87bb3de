/* wk-exercise-list.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-exercise-list.h"

#include <string.h>

#include "widgets/wk-ui.h"

struct _WkExerciseList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry; /* GtkSearchEntry, made when it is asked for */
  GtkWidget *list;
  WkSession *session;
  WkProgress *progress; /* or NULL */
  char **wanted;        /* words that are searched for, or NULL */
  gboolean filling;     /* selection changes that are no one's wish */
};

G_DEFINE_FINAL_TYPE (WkExerciseList, wk_exercise_list, GTK_TYPE_WIDGET)

char *
wk_exercise_list_chapter (const WkExercise *exercise, const WkLanguage *language)
{
  const char *number = wk_exercise_get_number (exercise);
  const char *topic = _L (language, wk_exercise_get_kind (exercise)->topic);
  gsize n_digits = strspn (number, "0123456789");

  if (n_digits == 0)
    return g_strdup (topic);
  return g_strdup_printf ("%.*s · %s", (int) n_digits, number, topic);
}

static const WkExercise *
get_exercise (WkExerciseList *self, GtkListBoxRow *row)
{
  return wk_deck_get_exercise (wk_session_get_deck (self->session),
                               (guint) gtk_list_box_row_get_index (row));
}

/* A header where the chapter changes; made again only when its words do. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  WkExerciseList *self = data;
  const WkLanguage *language = wk_session_get_language (self->session);
  g_autofree char *chapter =
      wk_exercise_list_chapter (get_exercise (self, row), language);
  g_autofree char *last =
      before != NULL ? wk_exercise_list_chapter (get_exercise (self, before), language)
                     : NULL;
  GtkWidget *header;

  if (g_strcmp0 (chapter, last) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (chapter);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_label_set_ellipsize (GTK_LABEL (header), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (header, "chapter");
  gtk_list_box_row_set_header (row, header);
}

static GtkWidget *
new_row (const WkExercise *exercise, const WkLanguage *language)
{
  const char *number = wk_exercise_get_number (exercise);
  const char *title = wk_exercise_get_title (exercise, language);
  g_autofree char *name = g_strdup_printf ("%s %s", number, title);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *number_label = gtk_label_new (number);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *tick = gtk_label_new (NULL);

  gtk_widget_add_css_class (tick, "tick");
  gtk_label_set_xalign (GTK_LABEL (number_label), 0);
  gtk_label_set_yalign (GTK_LABEL (number_label), 0);
  gtk_label_set_width_chars (GTK_LABEL (number_label), 3);
  gtk_widget_add_css_class (number_label, "heading");
  gtk_label_set_xalign (GTK_LABEL (title_label), 0);
  gtk_label_set_yalign (GTK_LABEL (title_label), 0);
  gtk_label_set_wrap (GTK_LABEL (title_label), TRUE);
  gtk_label_set_lines (GTK_LABEL (title_label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title_label, TRUE);
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, title);
  wk_ui_set_name (row, name);
  return row;
}

/* --- what is done --- */

static void
show_done (WkExerciseList *self)
{
  WkDeck *deck = wk_session_get_deck (self->session);
  const WkLanguage *language = wk_session_get_language (self->session);
  GtkListBoxRow *row;

  for (int i = 0;
       (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL;
       i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, (guint) i);
      const char *number = wk_exercise_get_number (exercise);
      gboolean done =
          self->progress != NULL &&
          wk_progress_is_done (self->progress, wk_deck_get_id (deck), number);
      GtkWidget *tick = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
      g_autofree char *name =
          g_strdup_printf (done ? _ ("%s %s, done") : "%s %s", number,
                           wk_exercise_get_title (exercise, language));

      gtk_label_set_text (GTK_LABEL (tick), done ? "✓" : NULL);
      wk_ui_set_name (GTK_WIDGET (row), name);
    }
}

void
wk_exercise_list_set_progress (WkExerciseList *list, WkProgress *progress)
{
  g_return_if_fail (WK_IS_EXERCISE_LIST (list) && list->progress == NULL);

  list->progress = g_object_ref (progress);
  g_signal_connect_object (progress, "changed", G_CALLBACK (show_done), list,
                           G_CONNECT_SWAPPED);
  show_done (list);
}

/* --- search --- */

static char *
searched_text (WkExerciseList *self, GtkListBoxRow *row)
{
  const WkLanguage *language = wk_session_get_language (self->session);
  const WkExercise *exercise = get_exercise (self, row);
  g_autofree char *chapter = wk_exercise_list_chapter (exercise, language);
  g_autofree char *all =
      g_strdup_printf ("%s %s %s", wk_exercise_get_number (exercise),
                       wk_exercise_get_title (exercise, language), chapter);

  return g_utf8_casefold (all, -1);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  WkExerciseList *self = data;
  g_autofree char *text = searched_text (self, row);

  for (guint i = 0; self->wanted != NULL && self->wanted[i] != NULL; i++)
    if (strstr (text, self->wanted[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
searched_cb (WkExerciseList *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *folded = g_utf8_casefold (typed, -1);

  g_strfreev (self->wanted);
  self->wanted = g_strsplit_set (folded, " \t", -1);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static void
stop_search_cb (WkExerciseList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  searched_cb (self);
  gtk_widget_set_visible (self->entry, FALSE);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
search_activate_cb (WkExerciseList *self)
{
  GtkListBoxRow *row;

  for (int i = 0;
       (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL;
       i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        wk_session_set_exercise (self->session, (guint) i);
        stop_search_cb (self);
        return;
      }
}

void
wk_exercise_list_search (WkExerciseList *list)
{
  g_return_if_fail (WK_IS_EXERCISE_LIST (list));

  if (list->entry == NULL)
    {
      list->entry = gtk_search_entry_new ();
      wk_ui_set_name (list->entry, _ ("Search Exercises"));
      gtk_widget_add_css_class (list->entry, "search");
      g_signal_connect_swapped (list->entry, "changed", G_CALLBACK (searched_cb), list);
      g_signal_connect_swapped (list->entry, "stop-search", G_CALLBACK (stop_search_cb),
                                list);
      g_signal_connect_swapped (list->entry, "activate",
                                G_CALLBACK (search_activate_cb), list);
      gtk_box_prepend (GTK_BOX (list->box), list->entry);
      gtk_list_box_set_filter_func (GTK_LIST_BOX (list->list), filter_cb, list, NULL);
    }
  gtk_widget_set_visible (list->entry, TRUE);
  gtk_widget_grab_focus (list->entry);
}

/* --- rows --- */

static void
exercise_cb (WkExerciseList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (
      GTK_LIST_BOX (self->list), (int) wk_session_get_exercise (self->session));
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);

  if (row == NULL || gtk_list_box_row_is_selected (row))
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  /* Focus in the list goes along; elsewhere it stays where it is. */
  if (focus != NULL && focus != GTK_WIDGET (row))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
fill (WkExerciseList *self)
{
  WkDeck *deck = wk_session_get_deck (self->session);
  const WkLanguage *language = wk_session_get_language (self->session);
  GtkWidget *row;

  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         new_row (wk_deck_get_exercise (deck, i), language));
  self->filling = FALSE;
  show_done (self);
  exercise_cb (self);
}

static void
row_selected_cb (WkExerciseList *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    wk_session_set_exercise (self->session, (guint) gtk_list_box_row_get_index (row));
}

static gboolean
wk_exercise_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WkExerciseList *self = WK_EXERCISE_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  /* From the entry to the list and back. */
  if (self->entry != NULL && gtk_widget_get_visible (self->entry))
    {
      gboolean in_entry = gtk_widget_get_focus_child (self->box) == self->entry;
      gboolean in_list = gtk_widget_get_focus_child (self->box) == self->list;

      if ((direction == GTK_DIR_TAB_FORWARD && !in_entry && !in_list) ||
          (direction == GTK_DIR_TAB_BACKWARD && in_list))
        return gtk_widget_grab_focus (self->entry);
      if (direction == GTK_DIR_TAB_BACKWARD && in_entry)
        return FALSE;
    }
  return wk_ui_focus_list (self->list, (GtkWidget *) row, direction);
}

static void
wk_exercise_list_dispose (GObject *object)
{
  WkExerciseList *self = WK_EXERCISE_LIST (object);

  /* A list that goes away asks for headers once more. */
  if (self->list != NULL)
    {
      gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
      gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
    }
  self->list = NULL;
  self->entry = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->progress);
  g_clear_pointer (&self->wanted, g_strfreev);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_exercise_list_parent_class)->dispose (object);
}

static void
wk_exercise_list_class_init (WkExerciseListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_exercise_list_dispose;
  widget_class->focus = wk_exercise_list_focus;
  wk_ui_set_template (widget_class, "wk-exercise-list.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkexerciselist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, WkExerciseList, list);
  gtk_widget_class_bind_template_child (widget_class, WkExerciseList, box);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
wk_exercise_list_init (WkExerciseList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, self, NULL);
}

static void
focus_current (WkExerciseList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
follow (GtkWidget *widget)
{
  WkExerciseList *self = WK_EXERCISE_LIST (widget);

  g_signal_connect_object (self->session, "notify::deck", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::language", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::exercise", G_CALLBACK (exercise_cb),
                           self, G_CONNECT_SWAPPED);
  fill (self);
  focus_current (self);
}

void
wk_exercise_list_set_session (WkExerciseList *list, WkSession *session)
{
  g_return_if_fail (WK_IS_EXERCISE_LIST (list) && list->session == NULL);

  list->session = g_object_ref (session);
  /* Rows take time; the first frame, with the figure, does not wait for them. */
  wk_ui_later (GTK_WIDGET (list), follow);
}
