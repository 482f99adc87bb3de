/* wk-param-grid.c - the editor of a vector or matrix
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "widgets/wk-number-grid.h"
#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

/* More cells than this are no longer typed one by one; a table can still be pasted. */
#define MAX_CELLS 400
/* A short vector of inputs stands upright, as the input nodes do. */
#define MAX_UPRIGHT 4

#define WK_TYPE_PARAM_GRID (wk_param_grid_get_type ())
G_DECLARE_FINAL_TYPE (WkParamGrid, wk_param_grid, WK, PARAM_GRID, WkParamEditor)

struct _WkParamGrid
{
  WkParamEditor parent_instance;

  GtkWidget *grid; /* WkNumberGrid */
  GtkWidget *size; /* instead of the grid where there are too many numbers */
  GSimpleActionGroup *actions;
  gsize rows; /* as shown */
  gsize cols;
  gboolean upright;
};

G_DEFINE_FINAL_TYPE (WkParamGrid, wk_param_grid, WK_TYPE_PARAM_EDITOR)

static const WkParamSpec *
get_spec (WkParamGrid *self)
{
  return wk_param_editor_get_spec (WK_PARAM_EDITOR (self));
}

static gboolean
is_matrix (WkParamGrid *self)
{
  return get_spec (self)->type == WK_PARAM_MATRIX;
}

/* --- numbers in and out --- */

static WkValue *
get_value (WkParamGrid *self)
{
  return wk_param_model_get (wk_param_editor_get_model (WK_PARAM_EDITOR (self)),
                             wk_param_editor_get_path (WK_PARAM_EDITOR (self)));
}

/* Of a vector the row of the grid is the place. */
static double
number_at (WkParamGrid *self, WkValue *value, gsize row, gsize col)
{
  if (wk_value_get_type_tag (value) == WK_VALUE_NUMBER)
    return wk_value_get_number (value);
  value = wk_value_get_item (value, is_matrix (self) ? row : row + col);
  return wk_value_get_number (is_matrix (self) ? wk_value_get_item (value, col)
                                               : value);
}

static void
get_shape (WkParamGrid *self, WkValue *value, gsize *rows, gsize *cols)
{
  gsize n = wk_value_get_length (value);

  *rows = n;
  *cols = wk_value_get_length (wk_value_get_item (value, 0));
  if (is_matrix (self))
    return;
  if (wk_value_get_type_tag (value) == WK_VALUE_NUMBER)
    n = 1;
  *rows = self->upright ? n : 1;
  *cols = self->upright ? 1 : n;
}

/* One number that may stand in place of the list does so again. */
static WkValue *
new_value (WkParamGrid *self, const double *numbers, gsize rows, gsize cols)
{
  if (is_matrix (self))
    return wk_value_new_matrix (numbers, rows, cols);
  if (get_spec (self)->scalar && rows * cols == 1)
    return wk_value_new_number (numbers[0]);
  return wk_value_new_vector (numbers, rows * cols);
}

static double *
dup_numbers (WkParamGrid *self, WkValue *value, gsize rows, gsize cols)
{
  double *numbers = g_new (double, MAX (rows * cols, 1));

  for (gsize i = 0; i < rows * cols; i++)
    numbers[i] = number_at (self, value, i / cols, i % cols);
  return numbers;
}

static void
wk_param_grid_sync (WkParamEditor *editor, WkValue *value)
{
  WkParamGrid *self = (WkParamGrid *) editor;
  g_autofree double *numbers = NULL;
  g_autofree char *size = NULL;
  gboolean fits;

  if (value == NULL)
    return;
  self->upright = !is_matrix (self) && !get_spec (self)->scalar &&
                  wk_value_get_length (value) <= MAX_UPRIGHT &&
                  strchr (wk_param_editor_get_path (editor), '.') == NULL;
  get_shape (self, value, &self->rows, &self->cols);
  fits = self->rows * self->cols <= MAX_CELLS;
  gtk_widget_set_visible (self->grid, fits);
  gtk_widget_set_visible (self->size, !fits);
  size = g_strdup_printf (_ ("%lu × %lu numbers"), (gulong) self->rows,
                          (gulong) self->cols);
  gtk_label_set_text (GTK_LABEL (self->size), size);
  if (!fits)
    return;
  numbers = dup_numbers (self, value, self->rows, self->cols);
  wk_number_grid_set_numbers (WK_NUMBER_GRID (self->grid), numbers, self->rows,
                              self->cols);
}

static void
wk_param_grid_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
  WkParamGrid *self = (WkParamGrid *) editor;
  const char *path = wk_param_editor_get_path (editor);
  gsize length = strlen (path);
  guint first = 0;
  guint second = 0;
  int n = 0;

  wk_number_grid_unmark (WK_NUMBER_GRID (self->grid));
  if (sentence == NULL || place == NULL || strncmp (place, path, length) != 0)
    return;
  n = sscanf (place + length, "[%u][%u]", &first, &second);
  if (n == 0 && self->rows * self->cols == 1)
    n = 1;
  if (is_matrix (self) ? n == 2 : n == 1)
    wk_number_grid_mark (WK_NUMBER_GRID (self->grid),
                         is_matrix (self) || self->upright ? first : 0,
                         is_matrix (self) ? second
                         : self->upright  ? 0
                                          : first,
                         sentence);
}

/* --- what the grid tells --- */

static char *
cell_path (WkParamGrid *self, guint row, guint col)
{
  const char *path = wk_param_editor_get_path (WK_PARAM_EDITOR (self));

  if (is_matrix (self))
    return g_strdup_printf ("%s[%u][%u]", path, row, col);
  if (wk_value_get_type_tag (get_value (self)) == WK_VALUE_NUMBER)
    return g_strdup (path);
  return g_strdup_printf ("%s[%u]", path, row + col);
}

static void
number_typed_cb (WkParamGrid *self, guint row, guint col, double number, gboolean final)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  g_autofree char *path = cell_path (self, row, col);
  g_autoptr (WkValue) value = wk_value_new_number (number);

  wk_param_editor_propose (editor, path, value, TRUE);
  if (final)
    wk_param_model_end_merge (wk_param_editor_get_model (editor));
}

static void
unread_cb (WkParamGrid *self, guint row, guint col, const char *text)
{
  g_autofree char *path = cell_path (self, row, col);
  g_autofree char *sentence = wk_param_editor_unread_sentence (text);

  wk_param_editor_mark (WK_PARAM_EDITOR (self), path, sentence);
}

/* A table laid over the numbers there are, with its corner at the cell. */
static void
pasted_cb (WkParamGrid *self, guint row, guint col, const WkNumberTable *table)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  WkValue *old = get_value (self);
  gboolean line = !is_matrix (self);
  gsize n = table->rows * table->cols;
  gsize t_rows = line ? (self->upright ? n : 1) : table->rows;
  gsize t_cols = line ? (self->upright ? 1 : n) : table->cols;
  gsize rows = MAX (self->rows, row + t_rows);
  gsize cols = MAX (self->cols, col + t_cols);
  g_autofree double *numbers = NULL;
  g_autoptr (WkValue) value = NULL;

  if (table->numbers == NULL)
    {
      g_autofree char *sentence =
          g_strdup_printf (_ ("“%s” on the clipboard cannot be read as a number."),
                           table->unread != NULL ? table->unread : "");

      wk_param_editor_mark (editor, NULL, sentence);
      return;
    }
  if (rows > G_MAXUINT16 || cols > G_MAXUINT16)
    return;
  numbers = g_try_new0 (double, rows *cols);
  if (numbers == NULL)
    return;
  for (gsize i = 0; i < rows * cols; i++)
    {
      gsize y = i / cols;
      gsize x = i % cols;

      if (y >= row && y < row + t_rows && x >= col && x < col + t_cols)
        numbers[i] = table->numbers[(y - row) * t_cols + (x - col)];
      else if (y < self->rows && x < self->cols)
        numbers[i] = number_at (self, old, y, x);
    }
  value = new_value (self, numbers, rows, cols);
  wk_param_editor_propose (editor, wk_param_editor_get_path (editor), value, FALSE);
}

/* --- its size --- */

static void
resize (WkParamGrid *self, int by_rows, int by_cols)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  gsize rows = self->rows;
  gsize cols = self->cols;
  GError *error = NULL;

  if (!is_matrix (self))
    {
      rows = rows * cols;
      cols = 1;
    }
  if ((by_rows < 0 && rows <= 1) || (by_cols < 0 && cols <= 1))
    return;
  if (wk_param_model_resize (wk_param_editor_get_model (editor),
                             wk_param_editor_get_path (editor), rows + (gsize) by_rows,
                             cols + (gsize) by_cols, &error))
    wk_param_editor_mark (editor, NULL, NULL);
  else
    wk_param_editor_take_error (editor, error);
}

static void
resize_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  int by = g_str_has_prefix (name, "add") ? 1 : -1;

  if (g_str_has_suffix (name, "row"))
    resize (data, by, 0);
  else
    resize (data, 0, by);
}

static void
copy_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_number_grid_copy (WK_NUMBER_GRID (((WkParamGrid *) data)->grid));
}

static void
paste_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wk_number_grid_paste (WK_NUMBER_GRID (((WkParamGrid *) data)->grid));
}

static gboolean
may_change (guint low, guint high)
{
  return high == 0 || high > low;
}

static GMenu *
new_menu (WkParamGrid *self)
{
  const WkParamSpec *spec = get_spec (self);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) size = g_menu_new ();
  g_autoptr (GMenu) clipboard = g_menu_new ();

  if (may_change (spec->min_rows, spec->max_rows))
    {
      g_menu_append (size, is_matrix (self) ? _ ("Add Row") : _ ("Add Number"),
                     "grid.add-row");
      g_menu_append (
          size, is_matrix (self) ? _ ("Remove Last Row") : _ ("Remove Last Number"),
          "grid.remove-row");
    }
  if (is_matrix (self) && may_change (spec->min_cols, spec->max_cols))
    {
      g_menu_append (size, _ ("Add Column"), "grid.add-column");
      g_menu_append (size, _ ("Remove Last Column"), "grid.remove-column");
    }
  g_menu_append (clipboard, _ ("Copy Numbers"), "grid.copy");
  g_menu_append (clipboard, _ ("Paste Numbers"), "grid.paste");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (size));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (clipboard));
  return menu;
}

/* The popover costs more than the rest of the editor: it is made when it is opened. */
static void
menu_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenu) menu = new_menu (data);

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button,
                                 gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
add_menu (WkParamGrid *self)
{
  static const GActionEntry entries[] = {
    { .name = "add-row", .activate = resize_action_cb },
    { .name = "remove-row", .activate = resize_action_cb },
    { .name = "add-column", .activate = resize_action_cb },
    { .name = "remove-column", .activate = resize_action_cb },
    { .name = "copy", .activate = copy_action_cb },
    { .name = "paste", .activate = paste_action_cb },
  };
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  g_autofree char *name =
      g_strdup_printf (_ ("%s: More"), wk_param_editor_get_name (editor));
  GtkWidget *button = wk_ui_new_more_button (name);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "grid",
                                  G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), menu_cb, self, NULL);
  wk_param_editor_add_to_heading (editor, button);
}

/* --- type --- */

static void
wk_param_grid_build (WkParamEditor *editor)
{
  WkParamGrid *self = (WkParamGrid *) editor;
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->grid = wk_number_grid_new (wk_param_editor_get_name (editor));
  self->size = gtk_label_new (NULL);
  gtk_widget_set_visible (self->size, FALSE);
  g_signal_connect_swapped (self->grid, "number-typed", G_CALLBACK (number_typed_cb),
                            self);
  g_signal_connect_swapped (self->grid, "unread", G_CALLBACK (unread_cb), self);
  g_signal_connect_swapped (self->grid, "pasted", G_CALLBACK (pasted_cb), self);
  gtk_box_append (GTK_BOX (body), self->grid);
  gtk_box_append (GTK_BOX (body), self->size);
  wk_param_editor_set_body (editor, body);
  add_menu (self);
}

static void
wk_param_grid_dispose (GObject *object)
{
  g_clear_object (&((WkParamGrid *) object)->actions);
  G_OBJECT_CLASS (wk_param_grid_parent_class)->dispose (object);
}

static void
wk_param_grid_class_init (WkParamGridClass *klass)
{
  WkParamEditorClass *editor_class = WK_PARAM_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_param_grid_dispose;
  editor_class->build = wk_param_grid_build;
  editor_class->sync = wk_param_grid_sync;
  editor_class->mark = wk_param_grid_mark;
}

static void
wk_param_grid_init (WkParamGrid *self)
{
}

GtkWidget *
wk_param_grid_new (void)
{
  return g_object_new (WK_TYPE_PARAM_GRID, NULL);
}
