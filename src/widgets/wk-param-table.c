/* wk-param-table.c - the editor of a list of rows, such as layers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of single values make a sheet with a line for each. Rows that hold vectors or
 * matrices make a group for each; the groups stand before the editor itself, in the
 * same wrapping lines. Rows are kept and given new values; only their number makes
 * widgets come and go.
 */
#include "config.h"

#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"
#include "widgets/wk-wrap-box.h"

#define WK_TYPE_PARAM_TABLE (wk_param_table_get_type ())
G_DECLARE_FINAL_TYPE (WkParamTable, wk_param_table, WK, TABLE_EDITOR, WkParamEditor)

struct _WkParamTable
{
  WkParamEditor parent_instance;

  gboolean sheet;    /* a line for each row */
  GtkWidget *body;   /* GtkGrid of a sheet */
  GPtrArray *groups; /* borrowed, where it is none */
  GPtrArray *rows;   /* of GPtrArray of borrowed editors */
  GtkWidget *add;
  GSimpleActionGroup *actions;
  gsize n_wanted; /* rows, of which one is made at a time */
  guint source;
};

G_DEFINE_FINAL_TYPE (WkParamTable, wk_param_table, WK_TYPE_PARAM_EDITOR)

static gboolean
is_single (const WkParamSpec *column)
{
  return column->type != WK_PARAM_VECTOR && column->type != WK_PARAM_MATRIX &&
         column->type != WK_PARAM_TABLE && column->type != WK_PARAM_WORDS;
}

/* A vector in whose place one number may stand is no reason for groups. */
static gboolean
is_sheet (const WkParamSpec *spec)
{
  for (const WkParamSpec *column = spec->columns; column->key != NULL; column++)
    if (!column->hidden && !is_single (column) && !column->scalar)
      return FALSE;
  return TRUE;
}

/* --- what rows do --- */

static void
change_rows (WkParamTable *self, const char *what, guint row)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  WkParamModel *model = wk_param_editor_get_model (editor);
  const char *path = wk_param_editor_get_path (editor);
  GError *error = NULL;

  if (row >= self->rows->len)
    return;
  if (g_str_equal (what, "add"))
    wk_param_model_add_row (model, path, row, &error);
  else if (g_str_equal (what, "remove"))
    wk_param_model_remove_row (model, path, row, &error);
  else
    wk_param_model_move_row (model, path, row, g_str_equal (what, "up") ? -1 : 1,
                             &error);
  if (error != NULL)
    wk_param_editor_take_error (editor, error);
  else
    wk_param_editor_mark (editor, NULL, NULL);
}

static void
row_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change_rows (data, g_action_get_name (G_ACTION (action)),
               g_variant_get_uint32 (parameter));
}

static void
add_cb (WkParamTable *self)
{
  change_rows (self, "add", self->rows->len - 1);
}

static void
append_item (GMenu *menu, const char *label, const char *action, guint row)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "u", row);
  g_menu_append_item (menu, item);
}

/* Made anew each time: where the row stands decides what is possible. */
static void
menu_cb (GtkMenuButton *button, gpointer data)
{
  WkParamTable *self = data;
  guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wk-row"));
  const WkParamSpec *spec = wk_param_editor_get_spec (WK_PARAM_EDITOR (self));
  g_autoptr (GMenu) menu = g_menu_new ();

  if (spec->max_rows == 0 || self->rows->len < spec->max_rows)
    append_item (menu, _ ("Add One Like This"), "table.add", row);
  if (row > 0)
    append_item (menu, _ ("Move Before"), "table.up", row);
  if (row + 1 < self->rows->len)
    append_item (menu, _ ("Move After"), "table.down", row);
  if (self->rows->len > MAX (spec->min_rows, 1))
    append_item (menu, _ ("Remove"), "table.remove", row);
  gtk_menu_button_set_popover (button,
                               gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

/* --- rows --- */

static char *
row_name (WkParamTable *self, guint row)
{
  return g_strdup_printf ("%s %u", wk_param_editor_get_name (WK_PARAM_EDITOR (self)),
                          row + 1);
}

static GtkWidget *
new_menu_button (WkParamTable *self, guint row)
{
  g_autofree char *of = row_name (self, row);
  g_autofree char *name = g_strdup_printf (_ ("%s: More"), of);
  GtkWidget *button = wk_ui_new_more_button (name);

  g_object_set_data (G_OBJECT (button), "wk-row", GUINT_TO_POINTER (row));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), menu_cb, self, NULL);
  return button;
}

static GtkWidget *
new_editor (WkParamTable *self,
            const WkParamSpec *column,
            guint row,
            WkParamEditorStyle style)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  g_autofree char *path = g_strdup_printf (
      "%s[%u].%s", wk_param_editor_get_path (editor), row, column->key);
  g_autofree char *of = row_name (self, row);

  return wk_param_editor_new (wk_param_editor_get_model (editor), column, path, of,
                              row + 1, style);
}

static void
add_line (WkParamTable *self, guint row, GPtrArray *widgets)
{
  const WkParamSpec *spec = wk_param_editor_get_spec (WK_PARAM_EDITOR (self));
  g_autofree char *digits = g_strdup_printf ("%u", row + 1);
  GtkWidget *number = gtk_label_new (digits);
  GtkWidget *button = new_menu_button (self, row);
  int x = 1;

  gtk_widget_add_css_class (number, "what");
  gtk_grid_attach (GTK_GRID (self->body), number, 0, (int) row + 1, 1, 1);
  for (const WkParamSpec *column = spec->columns; column->key != NULL; column++)
    if (!column->hidden)
      {
        GtkWidget *editor = new_editor (self, column, row, WK_PARAM_EDITOR_BARE);

        gtk_grid_attach (GTK_GRID (self->body), editor, x++, (int) row + 1, 1, 1);
        g_ptr_array_add (widgets, editor);
      }
  gtk_grid_attach (GTK_GRID (self->body), button, x, (int) row + 1, 1, 1);
}

/* Vectors and matrices side by side, below them what is single. */
static GtkWidget *
new_group (WkParamTable *self, guint row, GPtrArray *widgets)
{
  const WkParamSpec *spec = wk_param_editor_get_spec (WK_PARAM_EDITOR (self));
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *grids = wk_wrap_box_new (20, 12);
  GtkWidget *singles = wk_wrap_box_new (14, 6);
  g_autofree char *name = row_name (self, row);
  gboolean any_symbol = FALSE;

  for (const WkParamSpec *column = spec->columns; column->key != NULL; column++)
    {
      gboolean single = is_single (column);
      GtkWidget *editor;

      if (column->hidden)
        continue;
      editor = new_editor (self, column, row,
                           single ? WK_PARAM_EDITOR_INLINE : WK_PARAM_EDITOR_PLAIN);
      any_symbol |= !single && column->symbol != NULL;
      wk_wrap_box_append (WK_WRAP_BOX (single ? singles : grids), editor);
      g_ptr_array_add (widgets, editor);
    }
  wk_wrap_box_append (WK_WRAP_BOX (singles), new_menu_button (self, row));
  if (!any_symbol)
    {
      GtkWidget *title = gtk_label_new (name);

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_widget_add_css_class (title, "param-title");
      gtk_box_append (GTK_BOX (group), title);
    }
  gtk_box_append (GTK_BOX (group), grids);
  gtk_box_append (GTK_BOX (group), singles);
  gtk_widget_add_css_class (group, "param-group");
  gtk_widget_insert_action_group (group, "table", G_ACTION_GROUP (self->actions));
  wk_ui_set_name (group, name);
  return group;
}

static void
add_row (WkParamTable *self)
{
  GPtrArray *widgets = g_ptr_array_new ();
  guint row = self->rows->len;

  g_ptr_array_add (self->rows, widgets);
  if (self->sheet)
    {
      add_line (self, row, widgets);
    }
  else
    {
      GtkWidget *group = new_group (self, row, widgets);

      g_ptr_array_add (self->groups, group);
      wk_wrap_box_insert (WK_WRAP_BOX (gtk_widget_get_parent (GTK_WIDGET (self))),
                          group, GTK_WIDGET (self));
    }
  for (guint i = 0; i < widgets->len; i++)
    wk_param_editor_sync (widgets->pdata[i]);
}

static void
remove_row (WkParamTable *self)
{
  guint row = self->rows->len - 1;

  if (self->sheet)
    gtk_grid_remove_row (GTK_GRID (self->body), (int) row + 1);
  else
    gtk_widget_unparent (self->groups->pdata[row]);
  if (!self->sheet)
    g_ptr_array_remove_index (self->groups, row);
  g_ptr_array_remove_index (self->rows, row);
}

/* --- type --- */

static void
stop_adding (WkParamTable *self)
{
  if (self->source == 0)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  wk_param_model_add_unfinished (wk_param_editor_get_model (WK_PARAM_EDITOR (self)),
                                 -1);
}

/* A row a call, so that the window stays lively. */
static gboolean
add_rows_cb (gpointer data)
{
  WkParamTable *self = data;

  if (self->rows->len < self->n_wanted)
    add_row (self);
  if (self->rows->len < self->n_wanted)
    return G_SOURCE_CONTINUE;
  stop_adding (self);
  return G_SOURCE_REMOVE;
}

static void
wk_param_table_sync (WkParamEditor *editor, WkValue *value)
{
  WkParamTable *self = (WkParamTable *) editor;
  const WkParamSpec *spec = wk_param_editor_get_spec (editor);
  gsize n = wk_value_get_length (value);

  self->n_wanted = n;
  while (self->rows->len > n)
    remove_row (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *widgets = self->rows->pdata[i];

      for (guint k = 0; k < widgets->len; k++)
        wk_param_editor_sync (widgets->pdata[k]);
    }
  if (self->rows->len < n && self->source == 0)
    {
      self->source = g_idle_add (add_rows_cb, self);
      wk_param_model_add_unfinished (wk_param_editor_get_model (editor), 1);
    }
  gtk_widget_set_visible (self->add, spec->max_rows == 0 || n < spec->max_rows);
}

/* Its rows mark themselves. */
static void
wk_param_table_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
}

static void
build_sheet (WkParamTable *self)
{
  const WkParamSpec *spec = wk_param_editor_get_spec (WK_PARAM_EDITOR (self));
  int x = 1;

  self->body = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->body), 8);
  gtk_grid_set_row_spacing (GTK_GRID (self->body), 6);
  for (const WkParamSpec *column = spec->columns; column->key != NULL; column++)
    if (!column->hidden)
      {
        GtkWidget *label = gtk_label_new (
            column->label != NULL ? wk_ui_text (column->label) : column->key);

        gtk_label_set_xalign (GTK_LABEL (label), 0);
        gtk_widget_add_css_class (label, "what");
        gtk_widget_set_tooltip_text (
            label, column->what != NULL ? wk_ui_text (column->what) : NULL);
        gtk_grid_attach (GTK_GRID (self->body), label, x++, 0, 1, 1);
      }
}

static void
wk_param_table_build (WkParamEditor *editor)
{
  static const GActionEntry entries[] = {
    { .name = "add", .parameter_type = "u", .activate = row_action_cb },
    { .name = "remove", .parameter_type = "u", .activate = row_action_cb },
    { .name = "up", .parameter_type = "u", .activate = row_action_cb },
    { .name = "down", .parameter_type = "u", .activate = row_action_cb },
  };
  WkParamTable *self = (WkParamTable *) editor;
  g_autofree char *name =
      g_strdup_printf (_ ("%s: Add"), wk_param_editor_get_name (editor));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table",
                                  G_ACTION_GROUP (self->actions));
  self->sheet = is_sheet (wk_param_editor_get_spec (editor));
  if (self->sheet)
    {
      build_sheet (self);
      gtk_box_append (GTK_BOX (box), self->body);
    }
  self->add = gtk_button_new_with_label (_ ("Add"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  wk_ui_set_name (self->add, name);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), self->add);
  wk_param_editor_set_body (editor, box);
}

static void
wk_param_table_dispose (GObject *object)
{
  stop_adding ((WkParamTable *) object);
  G_OBJECT_CLASS (wk_param_table_parent_class)->dispose (object);
}

static void
wk_param_table_finalize (GObject *object)
{
  WkParamTable *self = (WkParamTable *) object;

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->groups);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (wk_param_table_parent_class)->finalize (object);
}

static void
wk_param_table_class_init (WkParamTableClass *klass)
{
  WkParamEditorClass *editor_class = WK_PARAM_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_param_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_param_table_finalize;
  editor_class->build = wk_param_table_build;
  editor_class->sync = wk_param_table_sync;
  editor_class->mark = wk_param_table_mark;
}

static void
wk_param_table_init (WkParamTable *self)
{
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

GtkWidget *
wk_param_table_new (void)
{
  return g_object_new (WK_TYPE_PARAM_TABLE, NULL);
}
