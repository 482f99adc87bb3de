/* wk-working-row.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-working-row.h"

#include "widgets/wk-flow-label.h"
#include "widgets/wk-formula-text.h"
#include "widgets/wk-ui.h"

struct _WkWorkingRow
{
  GtkListBoxRow parent_instance;

  guint number;
  char *done; /* flow texts */
  char *pending;
  const WkLanguage *language;
  GtkWidget *flow;
};

G_DEFINE_FINAL_TYPE (WkWorkingRow, wk_working_row, GTK_TYPE_LIST_BOX_ROW)

static void
wk_working_row_finalize (GObject *object)
{
  WkWorkingRow *self = WK_WORKING_ROW (object);

  g_free (self->done);
  g_free (self->pending);
  G_OBJECT_CLASS (wk_working_row_parent_class)->finalize (object);
}

static void
wk_working_row_class_init (WkWorkingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wk_working_row_finalize;
}

static void
wk_working_row_init (WkWorkingRow *self)
{
}

/* A step without a formula is told by its caption. */
static void
set_texts (WkWorkingRow *self, const WkStep *step)
{
  if (step->formula != NULL && step->formula[0] != '\0')
    {
      self->done = wk_formula_text_short (step->formula);
      self->pending = wk_formula_text_pending (step->formula);
    }
  else
    {
      self->done = g_strdup (step->caption);
      self->pending = g_strdup ("…");
    }
}

GtkWidget *
wk_working_row_new (guint number, const WkStep *step, const WkLanguage *language)
{
  WkWorkingRow *self = g_object_new (WK_TYPE_WORKING_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GtkWidget *circle = gtk_label_new (digits);

  self->number = number;
  self->language = language;
  set_texts (self, step);
  self->flow = wk_flow_label_new (WK_TYPE_LABEL, WK_TYPE_SYMBOL);
  gtk_widget_set_hexpand (self->flow, TRUE);
  gtk_widget_set_valign (self->flow, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (circle, "circle");
  gtk_widget_set_valign (circle, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), circle);
  gtk_box_append (GTK_BOX (box), self->flow);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

void
wk_working_row_set_current (WkWorkingRow *row, guint current)
{
  GtkWidget *widget = GTK_WIDGET (row);
  gboolean pending = row->number > current;
  const char *text = pending ? row->pending : row->done;
  g_autofree char *spoken = wk_ui_speak (text, row->language);
  g_autofree char *step = g_strdup_printf (_ ("Step %u"), row->number);
  g_autofree char *name = pending
                              ? g_strdup_printf ("%s: %s", step, _ ("not computed yet"))
                              : g_strdup_printf ("%s: %s", step, spoken);

  wk_flow_label_set_text (WK_FLOW_LABEL (row->flow), text, row->language);
  wk_flow_label_set_role (WK_FLOW_LABEL (row->flow),
                          pending ? WK_ROLE_MUTED : WK_ROLE_INK);
  if (row->number == current)
    gtk_widget_add_css_class (widget, "current");
  else
    gtk_widget_remove_css_class (widget, "current");
  if (pending)
    gtk_widget_add_css_class (widget, "pending");
  else
    gtk_widget_remove_css_class (widget, "pending");
  wk_ui_set_name (widget, name);
}
