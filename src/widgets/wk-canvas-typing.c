/* wk-canvas-typing.c - a number typed onto a part of the figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"
#include "widgets/wk-ui.h"

gboolean
wk_canvas_get_number (WkCanvas *self, const WkItem *item, double *number)
{
  WkParams *params =
      self->session != NULL ? wk_session_get_params (self->session) : NULL;
  WkValue *value = params != NULL && item->edits != NULL
                       ? wk_params_get_value (params, item->edits)
                       : NULL;

  if (value == NULL || wk_value_get_type_tag (value) != WK_VALUE_NUMBER)
    return FALSE;
  *number = wk_value_get_number (value);
  return TRUE;
}

/* The left edge of a field: over the middle, or over the question mark that ends a
 * line: "y = ?". */
static double
find_left (const WkItem *item, WkRect target, int field_width, int field_height)
{
  gboolean asks = (item->type == WK_ITEM_TEXT || item->type == WK_ITEM_FORMULA) &&
                  (g_str_has_suffix (item->text.text, "?") ||
                   g_str_has_suffix (item->text.text, "?}"));

  return asks && target.width > 1.5 * target.height
             ? target.x + target.width -
                   MIN (target.height / 2, MAX (16, field_height / 2))
             : target.x + (target.width - field_width) / 2;
}

/* In a large figure the question mark that is painted would look out around a field of
 * the usual height. */
void
wk_canvas_size_entry (WkCanvas *self, GtkWidget *entry, const char *id)
{
  static const double shares[] = { 0.36, 0.66 }; /* of a shape, and of a line of text */
  const WkItem *item = wk_scene_find (self->scene, id);
  gboolean text;
  WkRect target;

  if (item == NULL)
    return;
  text = item->type == WK_ITEM_TEXT || item->type == WK_ITEM_FORMULA;
  target = wk_canvas_to_pixels (self, wk_canvas_item_bounds (self->scene, item));
  wk_canvas_entry_set_room (WK_CANVAS_ENTRY (entry), shares[text] * target.height);
}

gboolean
wk_canvas_allocate_entry (WkCanvas *self, GtkWidget *entry, const char *id)
{
  const WkItem *item =
      self->scene != NULL && id != NULL ? wk_scene_find (self->scene, id) : NULL;
  int canvas_width = gtk_widget_get_width (GTK_WIDGET (self));
  GtkAllocation box = { 0 };
  WkRect target;
  int field_width;
  int field_height;

  gtk_widget_measure (entry, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &box.width, NULL,
                      NULL);
  gtk_widget_measure (entry, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height,
                      NULL, NULL);
  wk_canvas_entry_get_field_size (WK_CANVAS_ENTRY (entry), &field_width, &field_height);
  target = item != NULL
               ? wk_canvas_to_pixels (self, wk_canvas_item_bounds (self->scene, item))
               : (WkRect){ 0 };
  /* The field is in the middle of what may hang below it. */
  if (item != NULL)
    box.x = (int) rint (find_left (item, target, field_width, field_height)) -
            (box.width - field_width) / 2;
  box.y = (int) rint (target.y + target.height / 2) - field_height / 2;
  box.x = CLAMP (box.x, 0, MAX (canvas_width - box.width, 0));
  gtk_widget_size_allocate (entry, &box, -1);
  return item != NULL;
}

/* 1/4 and 1e-3 are read; what they were read as is shown as soon as it differs. */
static void
changed_cb (WkCanvas *self)
{
  const char *text = wk_canvas_entry_get_text (WK_CANVAS_ENTRY (self->entry));
  const WkLanguage *language = wk_ui_get_language ();
  g_autofree char *plain = NULL;
  g_autofree char *note = NULL;
  double value;

  if (wk_number_read (text, &value))
    {
      plain = wk_number_to_text (value, language);
      if (strpbrk (text, "/eE") != NULL)
        note = g_strdup_printf ("= %s", plain);
    }
  wk_canvas_entry_set_state (
      WK_CANVAS_ENTRY (self->entry),
      note != NULL ? WK_CANVAS_ENTRY_NOTE : WK_CANVAS_ENTRY_NOTHING, NULL, note, NULL);
}

static void
entered_cb (WkCanvasEntry *entry, const char *text, WkCanvas *self)
{
  g_autofree char *id = g_strdup (self->entry_item);
  double value;

  if (!wk_number_read (text, &value))
    {
      wk_canvas_entry_set_state (entry, WK_CANVAS_ENTRY_WRONG, NULL,
                                 _ ("This cannot be read as a number."), NULL);
      return;
    }
  if (wk_canvas_edit (self, id, &(WkEdit){ .type = WK_EDIT_SET, .value = value }))
    wk_canvas_stop_typing (self);
  else
    wk_canvas_entry_set_state (
        entry, WK_CANVAS_ENTRY_WRONG, NULL,
        self->problem != NULL ? self->problem : _ ("This number does not fit here."),
        NULL);
}

/* The focus goes back to the part it came from. */
static void
cancelled_cb (WkCanvas *self)
{
  wk_canvas_set_problem (self, NULL);
  wk_canvas_stop_typing (self);
}

static gboolean
gone_cb (gpointer data)
{
  gtk_widget_unparent (data);
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

/* Its own signal may be what takes it away. */
static void
remove_entry (WkCanvas *self)
{
  GtkWidget *entry = g_steal_pointer (&self->entry);

  g_signal_handlers_disconnect_by_data (entry, self);
  gtk_widget_set_visible (entry, FALSE);
  g_idle_add_full (G_PRIORITY_DEFAULT, gone_cb, g_object_ref (entry), NULL);
  g_clear_pointer (&self->entry_item, g_free);
}

static void
left_cb (WkCanvas *self)
{
  if (self->entry != NULL)
    remove_entry (self);
}

void
wk_canvas_stop_typing (WkCanvas *self)
{
  g_autofree char *id = NULL;
  gboolean had_focus;
  GtkWidget *part;

  if (self->entry == NULL)
    return;
  id = g_strdup (self->entry_item);
  had_focus = wk_canvas_entry_has_focus (WK_CANVAS_ENTRY (self->entry));
  g_signal_handlers_disconnect_by_data (self->entry, self);
  part = had_focus ? wk_canvas_parts_get (&self->parts, id) : NULL;
  if (part != NULL)
    gtk_widget_grab_focus (part);
  else if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  remove_entry (self);
}

gboolean
wk_canvas_type (WkCanvas *self, const char *id, const char *text)
{
  const WkItem *item = wk_canvas_find_item (self, id);
  g_autofree char *old = NULL;
  double number;

  if (item == NULL || !wk_canvas_get_number (self, item, &number))
    return FALSE;
  wk_canvas_stop_typing (self);
  wk_canvas_select (self, item->id);
  self->entry_item = g_strdup (item->id);
  self->entry = wk_canvas_entry_new ();
  wk_canvas_entry_set_name (WK_CANVAS_ENTRY (self->entry), item->label);
  old = wk_number_to_text (number, wk_ui_get_language ());
  wk_canvas_entry_set_text (WK_CANVAS_ENTRY (self->entry), text != NULL ? text : old);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect (self->entry, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect_swapped (self->entry, "left", G_CALLBACK (left_cb), self);
  wk_canvas_entry_edit (WK_CANVAS_ENTRY (self->entry), text == NULL);
  return TRUE;
}
