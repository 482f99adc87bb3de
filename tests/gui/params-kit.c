/* params-kit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "params-kit.h"

#include "widgets/wk-number-grid.h"
#include "widgets/wk-param-panel.h"

gboolean
params_is_built (gpointer data)
{
  GtkWidget *panel = gui_find (GTK_WIDGET (data), WK_TYPE_PARAM_PANEL);

  return panel != NULL && !wk_param_panel_is_building (WK_PARAM_PANEL (panel)) &&
         gui_find (panel, WK_TYPE_PARAM_EDITOR) != NULL;
}

WkWindow *
params_open_exam (void)
{
  WkWindow *window = gui_open (1280, 1000);

  gui_set_animations (FALSE);
  gui_wait (params_is_built, window);
  return window;
}

/* The editor of the value at @path. */
WkParamEditor *
params_find_editor (GtkWidget *widget, const char *path)
{
  WkParamEditor *found = NULL;

  if (WK_IS_PARAM_EDITOR (widget) &&
      g_str_equal (wk_param_editor_get_path (WK_PARAM_EDITOR (widget)), path))
    return WK_PARAM_EDITOR (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = params_find_editor (child, path);
  return found;
}

GtkWidget *
params_find_grid (WkWindow *window, const char *path)
{
  WkParamEditor *editor = params_find_editor (GTK_WIDGET (window), path);

  g_assert_nonnull (editor);
  return gui_find (GTK_WIDGET (editor), WK_TYPE_NUMBER_GRID);
}

WkNumberCell *
params_find_cell (GtkWidget *grid, guint row, guint col)
{
  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (WK_IS_NUMBER_CELL (child) &&
        wk_number_cell_get_row (WK_NUMBER_CELL (child)) == row &&
        wk_number_cell_get_col (WK_NUMBER_CELL (child)) == col)
      return WK_NUMBER_CELL (child);
  return NULL;
}

double
params_number_at (WkWindow *window, const char *path)
{
  return wk_params_get_number (wk_session_get_params (wk_window_get_session (window)),
                               path);
}

gsize
params_length_at (WkWindow *window, const char *path)
{
  return wk_value_get_length (wk_params_get_value (
      wk_session_get_params (wk_window_get_session (window)), path));
}

GtkWidget *
params_open_entry (GtkWidget *grid)
{
  return gui_find (grid, GTK_TYPE_ENTRY);
}

/* As on the keyboard: the first digit opens the cell. */
void
params_type_into (GtkWidget *grid, guint row, guint col, const char *text)
{
  g_assert_true (
      gtk_widget_grab_focus (GTK_WIDGET (params_find_cell (grid, row, col))));
  g_assert_true (gui_widget_key (grid, GDK_KEY_Return, 0));
  g_assert_nonnull (params_open_entry (grid));
  gtk_editable_set_text (GTK_EDITABLE (params_open_entry (grid)), text);
}

const char *
params_message_of (WkWindow *window, const char *path)
{
  GtkWidget *child = gtk_widget_get_last_child (
      GTK_WIDGET (params_find_editor (GTK_WIDGET (window), path)));

  return GTK_IS_LABEL (child) && gtk_widget_has_css_class (child, "wrong")
             ? gtk_label_get_text (GTK_LABEL (child))
             : NULL;
}

void
params_check_editors (WkWindow *window)
{
  WkParams *params = wk_session_get_params (wk_window_get_session (window));

  for (const WkParamSpec *spec = wk_params_get_specs (params); spec->key != NULL;
       spec++)
    {
      WkParamEditor *editor = params_find_editor (GTK_WIDGET (window), spec->key);

      if ((editor != NULL) == spec->hidden)
        g_error ("%s: editor %p", spec->key, (void *) editor);
    }
}

void
params_row_action (WkWindow *window, const char *action, guint row)
{
  WkParamEditor *table = params_find_editor (GTK_WIDGET (window), "layers");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (table), action, "u", row));
  gui_wait (params_is_built, window);
}
