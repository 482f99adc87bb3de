/* wk-number-grid.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-number-grid.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"
#include "widgets/wk-number-cell.h"
#include "widgets/wk-ui.h"

#define MIN_CHARS 3
#define MAX_CHARS 10

struct _WkNumberGrid
{
  GtkGrid parent_instance;

  char *name;
  double *numbers;   /* rows x cols */
  GtkWidget **cells; /* borrowed */
  gsize rows;
  gsize cols;
  guint row; /* where the focus is or was last */
  guint col;
  GtkWidget *entry; /* over the cell that is open, or NULL */
  double before;    /* its number when it was opened */
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (WkNumberGrid, wk_number_grid, GTK_TYPE_GRID)

enum
{
  NUMBER_TYPED,
  UNREAD,
  PASTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WkNumberCell *
get_cell (WkNumberGrid *self, guint row, guint col)
{
  return row < self->rows && col < self->cols
             ? WK_NUMBER_CELL (self->cells[row * self->cols + col])
             : NULL;
}

static char *
cell_name (WkNumberGrid *self, guint row, guint col)
{
  if (self->rows == 1 && self->cols == 1)
    return g_strdup (self->name);
  if (self->rows == 1 || self->cols == 1)
    return g_strdup_printf (_ ("%s, number %u"), self->name, MAX (row, col) + 1);
  return g_strdup_printf (_ ("%s, row %u, column %u"), self->name, row + 1, col + 1);
}

static void
show_number (WkNumberGrid *self, guint row, guint col)
{
  WkNumberCell *cell = get_cell (self, row, col);
  g_autofree char *name = cell_name (self, row, col);
  g_autofree char *text =
      wk_number_to_text (self->numbers[row * self->cols + col], wk_ui_get_language ());

  wk_number_cell_set (cell, name, text);
}

/* --- an open cell --- */

static void
close_entry (WkNumberGrid *self)
{
  GtkWidget *entry = g_steal_pointer (&self->entry);

  if (entry != NULL)
    {
      WkNumberCell *cell = get_cell (self, self->row, self->col);

      gtk_grid_remove (GTK_GRID (self), entry);
      if (cell != NULL)
        gtk_widget_set_visible (GTK_WIDGET (cell), TRUE);
    }
}

/* FALSE if it cannot be read. */
static gboolean
take_text (WkNumberGrid *self, gboolean final)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  double number;

  if (wk_number_read (text, &number))
    {
      g_signal_emit (self, signals[NUMBER_TYPED], 0, self->row, self->col, number,
                     final);
      return TRUE;
    }
  if (final)
    g_signal_emit (self, signals[UNREAD], 0, self->row, self->col, text);
  return FALSE;
}

static void
typed_cb (WkNumberGrid *self)
{
  take_text (self, FALSE);
}

/* Takes over what was typed. What cannot be stays to be seen, marked, in the cell. */
static void
commit (WkNumberGrid *self)
{
  g_autofree char *text = NULL;
  WkNumberCell *cell = get_cell (self, self->row, self->col);

  if (self->entry == NULL || self->closing)
    return;
  self->closing = TRUE;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  take_text (self, TRUE);
  if (self->entry != NULL)
    close_entry (self);
  if (cell != NULL && gtk_widget_has_css_class (GTK_WIDGET (cell), "error"))
    {
      g_autofree char *name = cell_name (self, self->row, self->col);

      wk_number_cell_set (cell, name, text);
    }
  self->closing = FALSE;
}

static void
cancel (WkNumberGrid *self)
{
  self->closing = TRUE;
  wk_number_grid_unmark (self);
  g_signal_emit (self, signals[NUMBER_TYPED], 0, self->row, self->col, self->before,
                 TRUE);
  close_entry (self);
  show_number (self, self->row, self->col);
  self->closing = FALSE;
}

static gboolean
go_to (WkNumberGrid *self, gint64 row, gint64 col)
{
  WkNumberCell *cell;

  if (row < 0 || col < 0)
    return FALSE;
  cell = get_cell (self, (guint) row, (guint) col);
  return cell != NULL && gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static gboolean
entry_key_cb (WkNumberGrid *self, guint key, guint code, GdkModifierType modifiers)
{
  guint row = self->row;
  guint col = self->col;

  switch (key)
    {
    case GDK_KEY_Escape:
      cancel (self);
      return go_to (self, row, col);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Down:
      commit (self);
      return go_to (self, row + 1, col) || go_to (self, row, col);
    case GDK_KEY_Up:
      commit (self);
      return go_to (self, (gint64) row - 1, col) || go_to (self, row, col);
    case GDK_KEY_Tab:
      commit (self);
      return go_to (self, row, col + 1) || go_to (self, row + 1, 0);
    case GDK_KEY_ISO_Left_Tab:
      commit (self);
      return go_to (self, row, (gint64) col - 1) ||
             go_to (self, (gint64) row - 1, (gint64) self->cols - 1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static GtkWidget *
new_entry (WkNumberGrid *self, WkNumberCell *cell, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *name = cell_name (self, self->row, self->col);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MIN_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), MAX_CHARS);
  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (entry)),
                "propagate-text-width", TRUE, NULL);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 0.5F);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_widget_set_size_request (entry, gtk_widget_get_width (GTK_WIDGET (cell)),
                               gtk_widget_get_height (GTK_WIDGET (cell)));
  gtk_widget_add_css_class (entry, "cell");
  wk_ui_set_name (entry, name);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/* @first: what was typed, or NULL to change what is there */
static void
open_cell (WkNumberGrid *self, WkNumberCell *cell, const char *first)
{
  g_autofree char *text = NULL;

  commit (self);
  self->row = wk_number_cell_get_row (cell);
  self->col = wk_number_cell_get_col (cell);
  self->before = self->numbers[self->row * self->cols + self->col];
  if (gtk_widget_has_css_class (GTK_WIDGET (cell), "error"))
    text = g_strdup (wk_number_cell_get_text (cell));
  else
    text = wk_number_to_edit (self->before, wk_ui_get_language ());
  self->entry = new_entry (self, cell, first != NULL ? first : text);
  gtk_widget_set_visible (GTK_WIDGET (cell), FALSE);
  gtk_grid_attach (GTK_GRID (self), self->entry, (int) self->col, (int) self->row, 1,
                   1);
  gtk_widget_grab_focus (self->entry);
  if (first != NULL)
    gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  if (first != NULL)
    typed_cb (self);
}

/* --- walking --- */

/* One step of the last digit that counts: 1 for a whole number, else a tenth. */
static void
count (WkNumberGrid *self, int by)
{
  double number = self->numbers[self->row * self->cols + self->col];
  double step = number == rint (number) ? 1.0 : 0.1;

  g_signal_emit (self, signals[NUMBER_TYPED], 0, self->row, self->col,
                 wk_number_clean (number + by * step, 1.0), FALSE);
}

static gboolean
control_key (WkNumberGrid *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_c:
      wk_number_grid_copy (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_v:
      wk_number_grid_paste (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      count (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      count (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      return go_to (self, 0, 0);
    case GDK_KEY_End:
      return go_to (self, (gint64) self->rows - 1, (gint64) self->cols - 1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
begins_number (gunichar c)
{
  return g_unichar_isdigit (c) || (c != 0 && c < 0x80 && strchr ("+-.,", (int) c)) ||
         c == 0x2212;
}

static gboolean
key_cb (WkNumberGrid *self, guint key, guint code, GdkModifierType modifiers)
{
  WkNumberCell *cell = get_cell (self, self->row, self->col);
  gunichar c = gdk_keyval_to_unicode (key);
  char first[8] = { 0 };

  if (self->entry != NULL || cell == NULL)
    return GDK_EVENT_PROPAGATE;
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    return control_key (self, key);
  switch (key)
    {
    case GDK_KEY_Left:
      return go_to (self, self->row, (gint64) self->col - 1) || TRUE;
    case GDK_KEY_Right:
      return go_to (self, self->row, self->col + 1) || TRUE;
    case GDK_KEY_Up:
      return go_to (self, (gint64) self->row - 1, self->col) || TRUE;
    case GDK_KEY_Down:
      return go_to (self, self->row + 1, self->col) || TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2:
    case GDK_KEY_space:
      open_cell (self, cell, NULL);
      return GDK_EVENT_STOP;
    default:
      break;
    }
  if ((modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || !begins_number (c))
    return GDK_EVENT_PROPAGATE;
  g_unichar_to_utf8 (c, first);
  open_cell (self, cell, first);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (WkNumberGrid *self,
            int n_press,
            double x,
            double y,
            GtkGestureClick *gesture)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_cell (self, WK_NUMBER_CELL (cell), NULL);
}

static void
focus_in_cb (GtkEventController *controller, WkNumberGrid *self)
{
  WkNumberCell *cell = WK_NUMBER_CELL (gtk_event_controller_get_widget (controller));

  self->row = wk_number_cell_get_row (cell);
  self->col = wk_number_cell_get_col (cell);
}

/* Tab enters at the cell where the focus was, and leaves. */
static gboolean
wk_number_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WkNumberGrid *self = WK_NUMBER_GRID (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return go_to (self, self->row, self->col) || go_to (self, 0, 0);
}

/* --- clipboard --- */

void
wk_number_grid_paste_text (WkNumberGrid *grid, const char *text)
{
  WkNumberTable table = { 0 };

  table.numbers = wk_number_read_table (text, &table.rows, &table.cols, &table.unread);
  g_signal_emit (grid, signals[PASTED], 0, grid->row, grid->col, &table);
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
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (focus, "enter", G_CALLBACK (focus_in_cb), self);
  gtk_widget_add_controller (cell, focus);
  gtk_grid_attach (GTK_GRID (self), cell, (int) col, (int) row, 1, 1);
  return cell;
}

/* Cells beyond @rows x @cols go, missing ones come. */
static void
reshape (WkNumberGrid *self, gsize rows, gsize cols)
{
  g_autofree GtkWidget **old = g_steal_pointer (&self->cells);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  close_entry (self);
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
    go_to (self, self->row, self->col);
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
  for (guint row = 0; row < rows; row++)
    for (guint col = 0; col < cols; col++)
      {
        gsize i = row * cols + col;

        if (!same_shape || old == NULL || old[i] != numbers[i])
          show_number (grid, row, col);
        /* Undo while a cell is open. */
        if (is_open (grid, row, col))
          {
            const char *text = gtk_editable_get_text (GTK_EDITABLE (grid->entry));
            double typed;

            if (!wk_number_read (text, &typed) || typed != numbers[i])
              close_entry (grid);
          }
      }
}

void
wk_number_grid_mark (WkNumberGrid *grid, guint row, guint col, const char *sentence)
{
  WkNumberCell *cell = get_cell (grid, row, col);

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
        WkNumberCell *cell = get_cell (grid, row, col);

        if (!gtk_widget_has_css_class (GTK_WIDGET (cell), "error"))
          continue;
        wk_number_grid_mark (grid, row, col, NULL);
        show_number (grid, row, col);
      }
}

/* --- type --- */

static void
wk_number_grid_dispose (GObject *object)
{
  WkNumberGrid *self = WK_NUMBER_GRID (object);

  self->closing = TRUE;
  self->entry = NULL;
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
  signals[NUMBER_TYPED] = g_signal_new (
      "number-typed", WK_TYPE_NUMBER_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  signals[UNREAD] =
      g_signal_new ("unread", WK_TYPE_NUMBER_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
  signals[PASTED] =
      g_signal_new ("pasted", WK_TYPE_NUMBER_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_POINTER);
}

static void
wk_number_grid_init (WkNumberGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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
