/* wk-number-cell.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-number-cell.h"

#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

struct _WkNumberCell
{
  GtkWidget parent_instance;

  GtkWidget *label;
  guint row;
  guint col;
};

G_DEFINE_FINAL_TYPE (WkNumberCell, wk_number_cell, GTK_TYPE_WIDGET)

static void
wk_number_cell_dispose (GObject *object)
{
  WkNumberCell *self = WK_NUMBER_CELL (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (wk_number_cell_parent_class)->dispose (object);
}

static void
wk_number_cell_class_init (WkNumberCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_number_cell_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
wk_number_cell_init (WkNumberCell *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
wk_number_cell_new (guint row, guint col)
{
  WkNumberCell *self = g_object_new (WK_TYPE_NUMBER_CELL, NULL);

  self->row = row;
  self->col = col;
  return GTK_WIDGET (self);
}

guint
wk_number_cell_get_row (WkNumberCell *cell)
{
  return cell->row;
}

guint
wk_number_cell_get_col (WkNumberCell *cell)
{
  return cell->col;
}

void
wk_number_cell_set (WkNumberCell *cell, const char *name, const char *text)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, text);

  gtk_label_set_text (GTK_LABEL (cell->label), text);
  wk_ui_set_name (GTK_WIDGET (cell), spoken);
}

const char *
wk_number_cell_get_text (WkNumberCell *cell)
{
  return gtk_label_get_text (GTK_LABEL (cell->label));
}

void
wk_number_cell_mark (WkNumberCell *cell, const char *sentence)
{
  wk_param_editor_style_control (GTK_WIDGET (cell), sentence);
}
