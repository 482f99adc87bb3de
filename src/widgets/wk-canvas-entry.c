/* wk-canvas-entry.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-entry.h"

#include "widgets/wk-flow-label.h"
#include "widgets/wk-ui.h"

/* The field is as wide as its text, between these. */
#define MIN_CHARS 3
#define MAX_CHARS 9

struct _WkCanvasEntry
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *field;
  GtkWidget *plate; /* around icon, word and message */
  GtkWidget *icon;
  GtkWidget *word;
  GtkWidget *message;
  gboolean has_word;
  gboolean has_message;
  gboolean hovered;
};

enum
{
  ENTERED,
  CHANGED,
  CANCELLED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WkCanvasEntry, wk_canvas_entry, GTK_TYPE_WIDGET)

gboolean
wk_canvas_entry_has_focus (WkCanvasEntry *entry)
{
  g_return_val_if_fail (WK_IS_CANVAS_ENTRY (entry), FALSE);

  return (gtk_widget_get_state_flags (entry->field) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
update_words (WkCanvasEntry *self)
{
  gboolean all = self->hovered || wk_canvas_entry_has_focus (self);

  gtk_widget_set_visible (self->word, self->has_word);
  gtk_widget_set_visible (self->message, self->has_message && all);
  gtk_widget_set_visible (self->plate, self->has_word || (self->has_message && all));
}

static void
activate_cb (WkCanvasEntry *self)
{
  g_autofree char *text = g_strdup (wk_canvas_entry_get_text (self));

  g_signal_emit (self, signals[ENTERED], 0, text);
}

static void
fit_width (WkCanvasEntry *self)
{
  int n = (int) g_utf8_strlen (wk_canvas_entry_get_text (self), -1);

  n = CLAMP (n, MIN_CHARS, MAX_CHARS);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->field), n);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->field), n);
}

static void
changed_cb (WkCanvasEntry *self)
{
  fit_width (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType modifiers,
        WkCanvasEntry *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[CANCELLED], 0);
  return GDK_EVENT_STOP;
}

static void
focus_cb (WkCanvasEntry *self)
{
  update_words (self);
}

static void
leave_focus_cb (WkCanvasEntry *self)
{
  update_words (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
enter_cb (WkCanvasEntry *self)
{
  self->hovered = TRUE;
  update_words (self);
}

static void
leave_cb (WkCanvasEntry *self)
{
  self->hovered = FALSE;
  update_words (self);
}

static void
wk_canvas_entry_dispose (GObject *object)
{
  WkCanvasEntry *self = WK_CANVAS_ENTRY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (wk_canvas_entry_parent_class)->dispose (object);
}

static void
wk_canvas_entry_class_init (WkCanvasEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_canvas_entry_dispose;
  signals[ENTERED] = g_signal_new ("entered", WK_TYPE_CANVAS_ENTRY, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", WK_TYPE_CANVAS_ENTRY, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] =
      g_signal_new ("cancelled", WK_TYPE_CANVAS_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", WK_TYPE_CANVAS_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkcanvasentry");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_plate (WkCanvasEntry *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->plate = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->word = gtk_label_new (NULL);
  self->message = wk_flow_label_new (WK_TYPE_SECONDARY, WK_TYPE_SYMBOL_SMALL);
  gtk_widget_add_css_class (self->plate, "plate");
  gtk_widget_set_halign (self->plate, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (self->word), 0);
  gtk_box_append (GTK_BOX (self->plate), self->icon);
  gtk_box_append (GTK_BOX (self->plate), lines);
  gtk_box_append (GTK_BOX (lines), self->word);
  gtk_box_append (GTK_BOX (lines), self->message);
  gtk_widget_set_visible (self->plate, FALSE);
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->plate);
}

static void
add_controllers (WkCanvasEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
wk_canvas_entry_init (WkCanvasEntry *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->field = gtk_entry_new ();
  fit_width (self);
  gtk_editable_set_alignment (GTK_EDITABLE (self->field), 0.5f);
  gtk_widget_set_halign (self->field, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->field, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->field, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->field);
  make_plate (self);
  add_controllers (self);
}

GtkWidget *
wk_canvas_entry_new (void)
{
  return g_object_new (WK_TYPE_CANVAS_ENTRY, NULL);
}

void
wk_canvas_entry_set_name (WkCanvasEntry *entry, const char *name)
{
  g_return_if_fail (WK_IS_CANVAS_ENTRY (entry));

  wk_ui_set_name (GTK_WIDGET (entry), name);
  wk_ui_set_name (entry->field, name);
  /* What takes the focus is the text inside. */
  wk_ui_set_name (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry->field))),
                  name);
}

void
wk_canvas_entry_set_text (WkCanvasEntry *entry, const char *text)
{
  g_return_if_fail (WK_IS_CANVAS_ENTRY (entry));

  if (g_strcmp0 (wk_canvas_entry_get_text (entry), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry->field), text);
}

const char *
wk_canvas_entry_get_text (WkCanvasEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry->field));
}

void
wk_canvas_entry_set_placeholder (WkCanvasEntry *entry, const char *text)
{
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry->field), text);
}

void
wk_canvas_entry_set_state (WkCanvasEntry *entry,
                           WkCanvasEntryState state,
                           const char *word,
                           const char *message,
                           const WkLanguage *language)
{
  static const char *classes[] = { NULL, "note", "right", "wrong" };
  static const char *icons[] = { NULL, "wk-note-symbolic", "wk-tick-symbolic",
                                 "wk-cross-symbolic" };
  g_autofree char *said = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (WK_IS_CANVAS_ENTRY (entry));

  for (guint i = 1; i < G_N_ELEMENTS (classes); i++)
    {
      if (i == (guint) state)
        gtk_widget_add_css_class (GTK_WIDGET (entry), classes[i]);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (entry), classes[i]);
    }
  gtk_widget_set_visible (entry->icon, icons[state] != NULL);
  if (icons[state] != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (entry->icon), icons[state]);
  if (language == NULL)
    language = wk_ui_get_language ();
  entry->has_word = word != NULL;
  entry->has_message = message != NULL;
  gtk_label_set_text (GTK_LABEL (entry->word), word != NULL ? word : "");
  if (message != NULL)
    wk_flow_label_set_text (WK_FLOW_LABEL (entry->message), message, language);
  said = message != NULL ? wk_ui_speak (message, language) : NULL;
  spoken = g_strjoin (word != NULL && said != NULL ? ". " : "",
                      word != NULL ? word : "", said, NULL);
  wk_ui_set_description (entry->field, spoken);
  wk_ui_set_description (
      GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry->field))), spoken);
  update_words (entry);
}

void
wk_canvas_entry_set_editable (WkCanvasEntry *entry, gboolean editable)
{
  g_return_if_fail (WK_IS_CANVAS_ENTRY (entry));

  gtk_editable_set_editable (GTK_EDITABLE (entry->field), editable);
}

void
wk_canvas_entry_set_room (WkCanvasEntry *entry, double height)
{
  /* As in the style sheet; the usual field is 26 high. */
  static const struct
  {
    const char *name;
    double height;
  } sizes[] = { { "large", 39 }, { "larger", 52 }, { "largest", 78 } };
  double below = 26;

  g_return_if_fail (WK_IS_CANVAS_ENTRY (entry));

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gboolean last = i + 1 == G_N_ELEMENTS (sizes);

      if (height > below && (last || height <= sizes[i].height))
        gtk_widget_add_css_class (entry->field, sizes[i].name);
      else
        gtk_widget_remove_css_class (entry->field, sizes[i].name);
      below = sizes[i].height;
    }
}

void
wk_canvas_entry_edit (WkCanvasEntry *entry, gboolean select_all)
{
  GtkText *text;

  g_return_if_fail (WK_IS_CANVAS_ENTRY (entry));

  text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry->field)));
  gtk_text_grab_focus_without_selecting (text);
  if (select_all)
    gtk_editable_select_region (GTK_EDITABLE (text), 0, -1);
  else
    gtk_editable_set_position (GTK_EDITABLE (text), -1);
}

void
wk_canvas_entry_get_field_size (WkCanvasEntry *entry, int *width, int *height)
{
  gtk_widget_measure (entry->field, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL,
                      NULL);
  gtk_widget_measure (entry->field, GTK_ORIENTATION_VERTICAL, *width, NULL, height,
                      NULL, NULL);
}
