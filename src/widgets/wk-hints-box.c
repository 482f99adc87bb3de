/* wk-hints-box.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-hints-box.h"

#include "widgets/wk-flow-label.h"
#include "widgets/wk-ui.h"

struct _WkHintsBox
{
  GtkWidget parent_instance;

  WkSession *session;
  char *id;             /* whose hints there are */
  WkSolution *solution; /* of which they are */
  guint n;              /* as many */
};

G_DEFINE_FINAL_TYPE (WkHintsBox, wk_hints_box, GTK_TYPE_WIDGET)

static GtkWidget *
new_hint (guint number, const char *text, const WkLanguage *language)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *flow = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL_SMALL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *spoken = wk_ui_speak (text, language);
  g_autofree char *name = g_strdup_printf (_ ("Hint %u: %s"), number, spoken);
  GtkWidget *circle = gtk_label_new (digits);

  gtk_widget_add_css_class (circle, "circle");
  gtk_widget_set_valign (circle, GTK_ALIGN_START);
  gtk_widget_set_hexpand (flow, TRUE);
  wk_flow_label_set_text (WK_FLOW_LABEL (flow), text, language);
  wk_ui_set_name (flow, name);
  gtk_box_append (GTK_BOX (box), circle);
  gtk_box_append (GTK_BOX (box), flow);
  return box;
}

static void
clear (WkHintsBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->solution, wk_solution_unref);
  self->n = 0;
}

static void
add_heading (WkHintsBox *self, const WkAnswer *answer, const WkLanguage *language)
{
  GtkWidget *flow = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL_SMALL);
  g_autofree char *symbol =
      g_strdup_printf ("$%s$", answer->symbol != NULL ? answer->symbol : answer->id);
  g_autofree char *text = g_strdup_printf (_ ("Hints for %s"), symbol);

  wk_flow_label_set_text (WK_FLOW_LABEL (flow), text, language);
  wk_flow_label_set_role (WK_FLOW_LABEL (flow), WK_ROLE_MUTED);
  gtk_widget_set_parent (flow, GTK_WIDGET (self));
}

void
wk_hints_box_show (WkHintsBox *self, const char *id)
{
  g_return_if_fail (WK_IS_HINTS_BOX (self));

  const WkLanguage *language = wk_session_get_language (self->session);
  WkSolution *solution = wk_session_get_solution (self->session);
  WkAnswerState state;
  guint n = 0;

  if (wk_session_get_answer (self->session, id, &state))
    while (n < state.n_hints && state.answer->hints[n] != NULL)
      n++;
  if (n == 0 || n < self->n || solution != self->solution ||
      g_strcmp0 (id, self->id) != 0)
    clear (self);
  if (n > 0 && self->n == 0)
    {
      self->id = g_strdup (id);
      self->solution = wk_solution_ref (solution);
      if (wk_session_get_n_answers (self->session) > 1)
        add_heading (self, state.answer, language);
    }
  for (; self->n < n; self->n++)
    gtk_widget_set_parent (
        new_hint (self->n + 1, state.answer->hints[self->n], language),
        GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

GtkWidget *
wk_hints_box_new (WkSession *session)
{
  WkHintsBox *self = g_object_new (WK_TYPE_HINTS_BOX, "visible", FALSE, NULL);

  self->session = g_object_ref (session);
  wk_ui_set_name (GTK_WIDGET (self), _ ("Hints"));
  return GTK_WIDGET (self);
}

static void
wk_hints_box_dispose (GObject *object)
{
  WkHintsBox *self = WK_HINTS_BOX (object);

  clear (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_hints_box_parent_class)->dispose (object);
}

static void
wk_hints_box_class_init (WkHintsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_hints_box_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkhints");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_hints_box_init (WkHintsBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
}
