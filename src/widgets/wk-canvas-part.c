/* wk-canvas-part.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-part.h"

#include "widgets/wk-ui.h"

struct _WkCanvasPart
{
  GtkWidget parent_instance;

  char *id;
  char *name;
  char *how;
  gboolean moves;
  gboolean strokes;
  gboolean grabbed;
  WkRect bounds;
  guint generation;
};

enum
{
  ACTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WkCanvasPart, wk_canvas_part, GTK_TYPE_WIDGET)

static void
wk_canvas_part_finalize (GObject *object)
{
  WkCanvasPart *self = WK_CANVAS_PART (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->how);
  G_OBJECT_CLASS (wk_canvas_part_parent_class)->finalize (object);
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int what = g_str_equal (name, "part.increase")   ? 1
             : g_str_equal (name, "part.decrease") ? -1
                                                   : 0;

  g_signal_emit (widget, signals[ACTED], 0, what);
}

static void
wk_canvas_part_class_init (WkCanvasPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wk_canvas_part_finalize;
  gtk_widget_class_install_action (widget_class, "part.act", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "part.increase", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "part.decrease", NULL, action_cb);
  signals[ACTED] = g_signal_new ("acted", WK_TYPE_CANVAS_PART, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "wkpart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wk_canvas_part_init (WkCanvasPart *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
wk_canvas_part_new (const char *id)
{
  WkCanvasPart *self = g_object_new (WK_TYPE_CANVAS_PART, NULL);

  self->id = g_strdup (id);
  return GTK_WIDGET (self);
}

const char *
wk_canvas_part_get_id (WkCanvasPart *part)
{
  return part->id;
}

char *
wk_canvas_part_item_name (const WkItem *item)
{
  if (item->value == NULL)
    return g_strdup (item->label);
  return g_strdup_printf ("%s: %s", item->label, item->value);
}

/* How it came about, and what the keys do with it. */
static void
describe (WkCanvasPart *self)
{
  const char *keys = NULL;
  g_autofree char *text = NULL;

  if (self->strokes)
    keys = self->grabbed
               ? _ ("grabbed; arrows move the pen, with Shift they draw, Enter "
                    "lets go, Esc takes it back")
               : _ ("Enter takes the pen, then arrows move it.");
  else if (self->moves)
    keys = self->grabbed
               ? _ ("grabbed; arrows move it, Enter lets go, Esc puts it back")
               : _ ("Enter takes hold of it, then arrows move it.");
  if (self->grabbed || self->how == NULL)
    text = g_strdup (keys != NULL ? keys : "");
  else
    text = keys != NULL ? g_strdup_printf ("%s %s", self->how, keys)
                        : g_strdup (self->how);
  wk_ui_set_description (GTK_WIDGET (self), text);
}

void
wk_canvas_part_set_grabbed (WkCanvasPart *part, gboolean grabbed)
{
  if (part->grabbed == grabbed)
    return;
  part->grabbed = grabbed;
  describe (part);
}

void
wk_canvas_part_set_item (WkCanvasPart *part, const WkItem *item, const WkItem *last)
{
  g_autofree char *first_name = wk_canvas_part_item_name (item);
  g_autofree char *last_name = last != NULL ? wk_canvas_part_item_name (last) : NULL;
  g_autofree char *name = last == NULL
                              ? g_steal_pointer (&first_name)
                              : g_strdup_printf ("%s … %s", first_name, last_name);

  if (g_strcmp0 (part->name, name) != 0)
    {
      g_free (part->name);
      part->name = g_steal_pointer (&name);
      wk_ui_set_name (GTK_WIDGET (part), part->name);
    }
  if (g_strcmp0 (part->how, item->how) != 0 || part->moves != item->moves ||
      part->strokes != item->strokes)
    {
      g_free (part->how);
      part->how = g_strdup (item->how);
      part->moves = item->moves;
      part->strokes = item->strokes;
      describe (part);
    }
}

gboolean
wk_canvas_part_set_bounds (WkCanvasPart *part, WkRect bounds)
{
  if (part->bounds.x == bounds.x && part->bounds.y == bounds.y &&
      part->bounds.width == bounds.width && part->bounds.height == bounds.height)
    return FALSE;
  part->bounds = bounds;
  return TRUE;
}

WkRect
wk_canvas_part_get_bounds (WkCanvasPart *part)
{
  return part->bounds;
}

void
wk_canvas_part_set_generation (WkCanvasPart *part, guint generation)
{
  part->generation = generation;
}

guint
wk_canvas_part_get_generation (WkCanvasPart *part)
{
  return part->generation;
}
