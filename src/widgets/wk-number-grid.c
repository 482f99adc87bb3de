/* wk-number-grid.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-number-grid.h"

#include "model/wk-number.h"
#include "widgets/wk-number-grid-private.h"
#include "widgets/wk-ui.h"

/* So many cells are made at once; more would hold the window up. */
#define CELLS_AT_ONCE 12

G_DEFINE_FINAL_TYPE (WkNumberGrid, wk_number_grid, GTK_TYPE_GRID)

guint wk_number_grid_signals[WK_NUMBER_GRID_N_SIGNALS];

WkNumberCell *
wk_number_grid_get_cell (WkNumberGrid *self, guint row, guint col)
{
  if (row >= self->rows || col >= self->cols)
    return NULL;
  return (WkNumberCell *) self->cells[row * self->cols + col];
}

char *
wk_number_grid_cell_name (WkNumberGrid *self, guint row, guint col)
{
  if (self->rows == 1 && self->cols == 1)
    return g_strdup (self->name);
  if (self->rows == 1 || self->cols == 1)
    return g_strdup_printf (_ ("%s, number %u"), self->name, MAX (row, col) + 1);
  return g_strdup_printf (_ ("%s, row %u, column %u"), self->name, row + 1, col + 1);
}

void
wk_number_grid_show_number (WkNumberGrid *self, guint row, guint col)
{
  WkNumberCell *cell = wk_number_grid_get_cell (self, row, col);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (cell == NULL)
    return;
  name = wk_number_grid_cell_name (self, row, col);
  text =
      wk_number_to_text (self->numbers[row * self->cols + col], wk_ui_get_language ());
  wk_number_cell_set (cell, name, text);
}

/* --- clipboard --- */

void
wk_number_grid_paste_text (WkNumberGrid *grid, const char *text)
{
  WkNumberTable table = { 0 };

  table.numbers = wk_number_read_table (text, &table.rows, &table.cols, &table.unread);
  g_signal_emit (grid, wk_number_grid_signals[WK_NUMBER_GRID_PASTED], 0, grid->row,
                 grid->col, &table);
  g_free (table.numbers);
  g_free (table.unread);
}

static void
read_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WkNumberGrid) self = data;
  g_autofree char *text =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    wk_number_grid_paste_text (self, text);
}

void
wk_number_grid_paste (WkNumberGrid *grid)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (grid)), NULL,
                                 read_text_cb, g_object_ref (grid));
}

/* What a spreadsheet takes: tabs, and the decimal sign of the window's language. */
void
wk_number_grid_copy (WkNumberGrid *grid)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < grid->rows * grid->cols; i++)
    {
      g_autofree char *number = wk_number_to_exact (grid->numbers[i]);
      GString *local = g_string_new (number);

      g_string_replace (local, ".", wk_language_get_decimal (wk_ui_get_language ()), 0);
      g_string_append (text, local->str);
      g_string_append_c (text, (i + 1) % grid->cols == 0 ? '\n' : '\t');
      g_string_free (local, TRUE);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (grid)), text->str);
}

/* --- cells --- */

static GtkWidget *
add_cell (WkNumberGrid *self, guint row, guint col)
{
  GtkWidget *cell = wk_number_cell_new (row, col);

  wk_number_grid_listen_to_cell (self, cell);
  gtk_grid_attach (GTK_GRID (self), cell, (int) col, (int) row, 1, 1);
  return cell;
}

/* Cells beyond @rows x @cols go, missing ones come. */
static void
reshape (WkNumberGrid *self, gsize rows, gsize cols)
{
  g_autofree GtkWidget **old = g_steal_pointer (&self->cells);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  wk_number_grid_close_entry (self);
  self->cells = g_new0 (GtkWidget *, MAX (rows * cols, 1));
  for (guint row = 0; row < MAX (rows, self->rows); row++)
    for (guint col = 0; col < MAX (cols, self->cols); col++)
      {
        GtkWidget *cell =
            row < self->rows && col < self->cols ? old[row * self->cols + col] : NULL;

        if (row >= rows || col >= cols)
          {
            if (cell != NULL)
              gtk_grid_remove (GTK_GRID (self), cell);
            continue;
          }
        self->cells[row * cols + col] = cell != NULL ? cell : add_cell (self, row, col);
      }
  self->rows = rows;
  self->cols = cols;
  self->row = MIN (self->row, (guint) MAX (rows, 1) - 1);
  self->col = MIN (self->col, (guint) MAX (cols, 1) - 1);
  if (had_focus)
    wk_number_grid_go_to (self, self->row, self->col);
}

/* Returns whether there are more to be made. */
static gboolean
add_some_cells (WkNumberGrid *self)
{
  guint n = 0;

  for (guint row = 0; row < self->rows; row++)
    for (guint col = 0; col < self->cols; col++)
      {
        GtkWidget **cell = &self->cells[row * self->cols + col];

        if (*cell != NULL)
          continue;
        if (n++ == CELLS_AT_ONCE)
          return TRUE;
        *cell = add_cell (self, row, col);
        wk_number_grid_show_number (self, row, col);
      }
  return FALSE;
}

static gboolean
add_cells_cb (gpointer data)
{
  WkNumberGrid *self = data;

  if (add_some_cells (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
is_open (WkNumberGrid *self, guint row, guint col)
{
  return self->entry != NULL && !self->closing && row == self->row && col == self->col;
}

void
wk_number_grid_set_numbers (WkNumberGrid *grid,
                            const double *numbers,
                            gsize rows,
                            gsize cols)
{
  gboolean same_shape = rows == grid->rows && cols == grid->cols;
  g_autofree double *old = g_steal_pointer (&grid->numbers);

  if (!same_shape)
    {
      /* Closing a cell shows its number once more. */
      grid->closing = TRUE;
      reshape (grid, rows, cols);
      grid->closing = FALSE;
    }
  grid->numbers = g_memdup2 (numbers, rows * cols * sizeof *numbers);
  if (!same_shape && add_some_cells (grid) && grid->source == 0)
    grid->source = g_idle_add (add_cells_cb, grid);
  for (guint row = 0; row < rows; row++)
    for (guint col = 0; col < cols; col++)
      {
        gsize i = row * cols + col;

        if (!same_shape || old == NULL || old[i] != numbers[i])
          wk_number_grid_show_number (grid, row, col);
        /* Undo while a cell is open. */
        if (is_open (grid, row, col))
          {
            const char *text = gtk_editable_get_text (GTK_EDITABLE (grid->entry));
            double typed;

            if (!wk_number_read (text, &typed) || typed != numbers[i])
              wk_number_grid_close_entry (grid);
          }
      }
}

void
wk_number_grid_mark (WkNumberGrid *grid, guint row, guint col, const char *sentence)
{
  WkNumberCell *cell = wk_number_grid_get_cell (grid, row, col);

  if (cell != NULL)
    wk_number_cell_mark (cell, sentence);
  if (grid->entry != NULL && row == grid->row && col == grid->col)
    {
      if (sentence != NULL)
        gtk_widget_add_css_class (grid->entry, "error");
      else
        gtk_widget_remove_css_class (grid->entry, "error");
    }
}

void
wk_number_grid_unmark (WkNumberGrid *grid)
{
  for (guint row = 0; row < grid->rows; row++)
    for (guint col = 0; col < grid->cols; col++)
      {
        WkNumberCell *cell = wk_number_grid_get_cell (grid, row, col);

        if (cell == NULL || !gtk_widget_has_css_class (GTK_WIDGET (cell), "error"))
          continue;
        wk_number_grid_mark (grid, row, col, NULL);
        wk_number_grid_show_number (grid, row, col);
      }
}

/* --- type --- */

static void
wk_number_grid_dispose (GObject *object)
{
  WkNumberGrid *self = WK_NUMBER_GRID (object);

  self->closing = TRUE;
  self->entry = NULL;
  g_clear_handle_id (&self->source, g_source_remove);
  G_OBJECT_CLASS (wk_number_grid_parent_class)->dispose (object);
}

static void
wk_number_grid_finalize (GObject *object)
{
  g_free (WK_NUMBER_GRID (object)->name);
  g_free (WK_NUMBER_GRID (object)->numbers);
  g_free (WK_NUMBER_GRID (object)->cells);
  G_OBJECT_CLASS (wk_number_grid_parent_class)->finalize (object);
}

static void
wk_number_grid_class_init (WkNumberGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_number_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = wk_number_grid_finalize;
  widget_class->focus = wk_number_grid_focus;
  gtk_widget_class_set_css_name (widget_class, "wkgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  wk_number_grid_signals[WK_NUMBER_GRID_TYPED] = g_signal_new (
      "number-typed", WK_TYPE_NUMBER_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  wk_number_grid_signals[WK_NUMBER_GRID_UNREAD] =
      g_signal_new ("unread", WK_TYPE_NUMBER_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
  wk_number_grid_signals[WK_NUMBER_GRID_PASTED] =
      g_signal_new ("pasted", WK_TYPE_NUMBER_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_POINTER);
}

static void
wk_number_grid_init (WkNumberGrid *self)
{
  wk_number_grid_listen (self);
  gtk_grid_set_row_spacing (GTK_GRID (self), 4);
  gtk_grid_set_column_spacing (GTK_GRID (self), 4);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
wk_number_grid_new (const char *name)
{
  WkNumberGrid *self = g_object_new (WK_TYPE_NUMBER_GRID, NULL);

  self->name = g_strdup (name);
  wk_ui_set_name (GTK_WIDGET (self), name);
  return GTK_WIDGET (self);
}
