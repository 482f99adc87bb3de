/* wk-number-grid-keys.c - walking the cells of a grid, and typing into one
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"
#include "widgets/wk-number-grid-private.h"
#include "widgets/wk-ui.h"

#define MIN_CHARS 3
#define MAX_CHARS 10

/* --- an open cell --- */

void
wk_number_grid_close_entry (WkNumberGrid *self)
{
  GtkWidget *entry = g_steal_pointer (&self->entry);

  if (entry != NULL)
    {
      WkNumberCell *cell = wk_number_grid_get_cell (self, self->row, self->col);

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
      g_signal_emit (self, wk_number_grid_signals[WK_NUMBER_GRID_TYPED], 0, self->row,
                     self->col, number, final);
      return TRUE;
    }
  if (final)
    g_signal_emit (self, wk_number_grid_signals[WK_NUMBER_GRID_UNREAD], 0, self->row,
                   self->col, text);
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
  WkNumberCell *cell = wk_number_grid_get_cell (self, self->row, self->col);

  if (self->entry == NULL || self->closing)
    return;
  self->closing = TRUE;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  take_text (self, TRUE);
  if (self->entry != NULL)
    wk_number_grid_close_entry (self);
  if (cell != NULL && gtk_widget_has_css_class (GTK_WIDGET (cell), "error"))
    {
      g_autofree char *name = wk_number_grid_cell_name (self, self->row, self->col);

      wk_number_cell_set (cell, name, text);
    }
  self->closing = FALSE;
}

static void
cancel (WkNumberGrid *self)
{
  self->closing = TRUE;
  wk_number_grid_unmark (self);
  g_signal_emit (self, wk_number_grid_signals[WK_NUMBER_GRID_TYPED], 0, self->row,
                 self->col, self->before, TRUE);
  wk_number_grid_close_entry (self);
  wk_number_grid_show_number (self, self->row, self->col);
  self->closing = FALSE;
}

gboolean
wk_number_grid_go_to (WkNumberGrid *self, gint64 row, gint64 col)
{
  WkNumberCell *cell;

  if (row < 0 || col < 0)
    return FALSE;
  cell = wk_number_grid_get_cell (self, (guint) row, (guint) col);
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
      return wk_number_grid_go_to (self, row, col);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Down:
      commit (self);
      return wk_number_grid_go_to (self, row + 1, col) ||
             wk_number_grid_go_to (self, row, col);
    case GDK_KEY_Up:
      commit (self);
      return wk_number_grid_go_to (self, (gint64) row - 1, col) ||
             wk_number_grid_go_to (self, row, col);
    case GDK_KEY_Tab:
      commit (self);
      return wk_number_grid_go_to (self, row, col + 1) ||
             wk_number_grid_go_to (self, row + 1, 0);
    case GDK_KEY_ISO_Left_Tab:
      commit (self);
      return wk_number_grid_go_to (self, row, (gint64) col - 1) ||
             wk_number_grid_go_to (self, (gint64) row - 1, (gint64) self->cols - 1);
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
  g_autofree char *name = wk_number_grid_cell_name (self, self->row, self->col);

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

  g_signal_emit (self, wk_number_grid_signals[WK_NUMBER_GRID_TYPED], 0, self->row,
                 self->col, wk_number_clean (number + by * step, 1.0), FALSE);
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
      return wk_number_grid_go_to (self, 0, 0);
    case GDK_KEY_End:
      return wk_number_grid_go_to (self, (gint64) self->rows - 1,
                                   (gint64) self->cols - 1);
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
  WkNumberCell *cell = wk_number_grid_get_cell (self, self->row, self->col);
  gunichar c = gdk_keyval_to_unicode (key);
  char first[8] = { 0 };

  if (self->entry != NULL || cell == NULL)
    return GDK_EVENT_PROPAGATE;
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    return control_key (self, key);
  switch (key)
    {
    case GDK_KEY_Left:
      return wk_number_grid_go_to (self, self->row, (gint64) self->col - 1) || TRUE;
    case GDK_KEY_Right:
      return wk_number_grid_go_to (self, self->row, self->col + 1) || TRUE;
    case GDK_KEY_Up:
      return wk_number_grid_go_to (self, (gint64) self->row - 1, self->col) || TRUE;
    case GDK_KEY_Down:
      return wk_number_grid_go_to (self, self->row + 1, self->col) || TRUE;
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
gboolean
wk_number_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WkNumberGrid *self = WK_NUMBER_GRID (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return wk_number_grid_go_to (self, self->row, self->col) ||
         wk_number_grid_go_to (self, 0, 0);
}

void
wk_number_grid_listen (WkNumberGrid *grid)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), grid);
  gtk_widget_add_controller (GTK_WIDGET (grid), keys);
}

void
wk_number_grid_listen_to_cell (WkNumberGrid *grid, GtkWidget *cell)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), grid);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (focus, "enter", G_CALLBACK (focus_in_cb), grid);
  gtk_widget_add_controller (cell, focus);
}
