/* wk-choice-button.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-choice-button.h"

#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

struct _WkChoiceButton
{
  GtkWidget parent_instance;

  GtkWidget *button; /* GtkMenuButton */
  GtkWidget *list;   /* in its popover, or NULL: not open */
  char *name;
  char **words;
  guint chosen;
};

G_DEFINE_FINAL_TYPE (WkChoiceButton, wk_choice_button, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
row_activated_cb (WkChoiceButton *self, GtkListBoxRow *row)
{
  guint i = (guint) gtk_list_box_row_get_index (row);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (i == self->chosen)
    return;
  wk_choice_button_set_chosen (self, i);
  g_signal_emit (self, chosen_signal, 0, i);
}

static GtkWidget *
new_row (WkChoiceButton *self, guint i)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (self->words[i]);
  GtkWidget *tick = gtk_label_new (i == self->chosen ? "✓" : NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  wk_ui_set_name (row, self->words[i]);
  return row;
}

static void
shown_cb (WkChoiceButton *self)
{
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) self->chosen);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Called each time it is opened. */
static void
popup_cb (GtkMenuButton *button, gpointer data)
{
  WkChoiceButton *self = data;
  GtkWidget *popover = gtk_popover_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "choices");
  wk_ui_set_name (self->list, self->name);
  wk_ui_set_name (popover, self->name);
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, i));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb),
                            self);
  g_signal_connect_object (popover, "map", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_widget_add_css_class (popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (popover), self->list);
  gtk_menu_button_set_popover (button, popover);
}

static void
wk_choice_button_dispose (GObject *object)
{
  WkChoiceButton *self = WK_CHOICE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (wk_choice_button_parent_class)->dispose (object);
}

static void
wk_choice_button_finalize (GObject *object)
{
  g_free (WK_CHOICE_BUTTON (object)->name);
  g_strfreev (WK_CHOICE_BUTTON (object)->words);
  G_OBJECT_CLASS (wk_choice_button_parent_class)->finalize (object);
}

static void
wk_choice_button_class_init (WkChoiceButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_choice_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_choice_button_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkchoice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  chosen_signal = g_signal_new ("chosen", WK_TYPE_CHOICE_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wk_choice_button_init (WkChoiceButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), popup_cb, self,
                                         NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->chosen = G_MAXUINT;
}

GtkWidget *
wk_choice_button_new (const char *name)
{
  WkChoiceButton *self = g_object_new (WK_TYPE_CHOICE_BUTTON, NULL);

  self->name = g_strdup (name);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  wk_ui_set_name (GTK_WIDGET (self), name);
  return GTK_WIDGET (self);
}

/* What it is and what is chosen, on the button inside, which has the focus. */
static void
show_chosen (WkChoiceButton *self)
{
  guint n = self->words != NULL ? g_strv_length (self->words) : 0;
  const char *word = self->chosen < n ? self->words[self->chosen] : "";
  g_autofree char *spoken = g_strdup_printf ("%s: %s", self->name, word);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), word);
  wk_ui_set_name (self->button, spoken);
  wk_ui_set_name (gtk_widget_get_first_child (self->button), spoken);
}

void
wk_choice_button_set_words (WkChoiceButton *button, const char *const *words)
{
  g_strfreev (button->words);
  button->words = g_strdupv ((char **) words);
  show_chosen (button);
}

void
wk_choice_button_set_chosen (WkChoiceButton *button, guint i)
{
  if (button->chosen == i)
    return;
  button->chosen = i;
  show_chosen (button);
}

guint
wk_choice_button_get_chosen (WkChoiceButton *button)
{
  return button->chosen;
}

void
wk_choice_button_mark (WkChoiceButton *button, const char *sentence)
{
  wk_param_editor_style_control (gtk_widget_get_first_child (button->button), sentence);
}
