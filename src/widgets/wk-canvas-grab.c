/* wk-canvas-grab.c - parts that are moved and drawn on, by keyboard
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Enter takes hold of a part that can be moved: from then on arrows move it, Enter lets
 * go, Esc puts it back. Held or not, Control with an arrow moves it. Shift makes ten of
 * one; of a part that is drawn on, arrows move the pen, and with Shift it draws.
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include "widgets/wk-ui.h"

#define FAR 10.0

gboolean
wk_canvas_can_grab (const WkItem *item)
{
  return item != NULL && (item->moves || item->strokes);
}

/* What the keys do with the part, for its card; NULL if nothing. */
const char *
wk_canvas_grab_hint (WkCanvas *self, const WkItem *item)
{
  gboolean held = g_strcmp0 (self->grabbed, item->id) == 0;

  if (item->strokes)
    return held ? _ ("Arrows move the pen, with Shift they draw; Enter lets go, Esc "
                     "takes it back")
                : _ ("Draw on it; or press Enter, and arrows move a pen");
  if (item->moves)
    return held ? _ ("Arrows move it, with Shift further; Enter lets go, Esc puts it "
                     "back")
                : _ ("Drag it; or press Enter, and arrows move it");
  return NULL;
}

/* The part says whether it is held, and what the keys do now. */
static void
tell (WkCanvas *self, const char *id)
{
  const WkItem *item = wk_canvas_find_item (self, id);

  wk_canvas_parts_set_grabbed (&self->parts, self->grabbed);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (item != NULL && g_strcmp0 (id, self->selected) == 0)
    wk_canvas_update_card (self);
}

gboolean
wk_canvas_grab (WkCanvas *self, const char *id)
{
  const WkItem *item = wk_canvas_find_item (self, id);
  GtkWidget *part;

  if (self->session == NULL || !wk_canvas_can_grab (item))
    return FALSE;
  wk_canvas_drop_drag (self, TRUE);
  part = wk_canvas_parts_get (&self->parts, item->id);
  if (part != NULL)
    gtk_widget_grab_focus (part);
  wk_canvas_select (self, item->id);
  wk_session_begin_drag (self->session);
  self->grabbed = g_strdup (item->id);
  tell (self, self->grabbed);
  return TRUE;
}

void
wk_canvas_let_go (WkCanvas *self, gboolean keep)
{
  g_autofree char *id = g_steal_pointer (&self->grabbed);

  if (id == NULL)
    return;
  if (self->session != NULL)
    wk_session_end_drag (self->session, keep);
  tell (self, id);
}

static gboolean
find_way (guint key, double *dx, double *dy)
{
  *dx = key == GDK_KEY_Right || key == GDK_KEY_KP_Right ? 1
        : key == GDK_KEY_Left || key == GDK_KEY_KP_Left ? -1
                                                        : 0;
  *dy = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1
        : key == GDK_KEY_Up || key == GDK_KEY_KP_Up   ? -1
                                                      : 0;
  return *dx != 0 || *dy != 0;
}

static void
nudge (WkCanvas *self, const WkItem *item, double dx, double dy, gboolean shift)
{
  g_autofree char *id = g_strdup (item->id);
  WkEdit edit = { .type = WK_EDIT_NUDGE,
                  .dx = dx,
                  .dy = dy,
                  .amount = shift && !item->strokes ? FAR : 1,
                  .pressed = shift && item->strokes };

  /* An undo meanwhile has ended what was one step. */
  if (self->grabbed != NULL && !wk_session_is_dragging (self->session))
    wk_session_begin_drag (self->session);
  if (!wk_canvas_edit (self, id, &edit) && self->problem == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
}

gboolean
wk_canvas_grab_key (WkCanvas *self, guint key, GdkModifierType modifiers)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;
  const WkItem *item = wk_canvas_find_item (self, self->selected);
  double dx, dy;

  if (self->session == NULL || !wk_canvas_can_grab (item) ||
      (modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((self->grabbed != NULL || control) && find_way (key, &dx, &dy))
    {
      nudge (self, item, dx, dy, (modifiers & GDK_SHIFT_MASK) != 0);
      return GDK_EVENT_STOP;
    }
  if (self->grabbed == NULL || control)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Escape:
      wk_canvas_let_go (self, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      wk_canvas_let_go (self, TRUE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- strokes --- */

/* More are thinned. */
#define MOST_POINTS 4096

void
wk_canvas_stroke_add (GArray *points, double *least, WkPoint point)
{
  if (points->len > 0)
    {
      const WkPoint *last = &g_array_index (points, WkPoint, points->len - 1);
      double dx = point.x - last->x, dy = point.y - last->y;

      if (dx * dx + dy * dy < *least * *least)
        return;
    }
  if (points->len >= MOST_POINTS)
    {
      guint n = 0;

      /* Every other one goes, and those to come are as far apart. */
      *least *= 2;
      for (guint i = 0; i < points->len; i += 2)
        g_array_index (points, WkPoint, n++) = g_array_index (points, WkPoint, i);
      g_array_set_size (points, n);
    }
  g_array_append_val (points, point);
}
