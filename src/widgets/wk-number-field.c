/* wk-number-field.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-number-field.h"

#include <math.h>

#include "model/wk-number.h"
#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

#define WIDTH_CHARS 6
/* Page Up and Page Down. */
#define BIG_STEPS 10

struct _WkNumberField
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *less;
  GtkWidget *more;
  double number;
  double step;
  double low;
  double high;
  gboolean setting;
  gboolean typed; /* and not yet taken over */
};

G_DEFINE_FINAL_TYPE (WkNumberField, wk_number_field, GTK_TYPE_WIDGET)

enum
{
  NUMBER_TYPED,
  UNREAD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_number (WkNumberField *self)
{
  g_autofree char *text =
      wk_number_to_edit (wk_number_clean (self->number, 0), wk_ui_get_language ());

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->setting = FALSE;
  self->typed = FALSE;
}

static void
take_text (WkNumberField *self, gboolean final)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  double number;

  if (wk_number_read (text, &number))
    g_signal_emit (self, signals[NUMBER_TYPED], 0, number, final);
  else if (final)
    g_signal_emit (self, signals[UNREAD], 0, text);
}

static void
changed_cb (WkNumberField *self)
{
  if (self->setting)
    return;
  self->typed = TRUE;
  take_text (self, FALSE);
}

static void
commit (WkNumberField *self)
{
  if (!self->typed)
    return;
  take_text (self, TRUE);
  if (!gtk_widget_has_css_class (self->entry, "error"))
    show_number (self);
}

/* --- counting --- */

static double
get_step (WkNumberField *self)
{
  double size = fabs (self->number);

  if (self->step > 0)
    return self->step;
  if (size >= 1000)
    return pow (10, floor (log10 (size)) - 1);
  if (size == rint (size))
    return 1;
  return size >= 0.1 ? 0.1 : pow (10, floor (log10 (size)));
}

static void
count (WkNumberField *self, double steps)
{
  double number = wk_number_clean (self->number + steps * get_step (self), 1);

  if (self->low < self->high)
    number = CLAMP (number, self->low, self->high);
  if (number == self->number)
    return;
  g_signal_emit (self, signals[NUMBER_TYPED], 0, number, FALSE);
  show_number (self);
}

static void
less_cb (WkNumberField *self)
{
  count (self, -1);
}

static void
more_cb (WkNumberField *self)
{
  count (self, 1);
}

static gboolean
key_cb (WkNumberField *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
      count (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      count (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      count (self, BIG_STEPS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      count (self, -BIG_STEPS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!self->typed)
        return GDK_EVENT_PROPAGATE;
      show_number (self);
      g_signal_emit (self, signals[NUMBER_TYPED], 0, self->number, TRUE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- type --- */

static void
wk_number_field_dispose (GObject *object)
{
  WkNumberField *self = WK_NUMBER_FIELD (object);

  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->less, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  G_OBJECT_CLASS (wk_number_field_parent_class)->dispose (object);
}

static void
wk_number_field_class_init (WkNumberFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_number_field_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wknumberfield");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[NUMBER_TYPED] =
      g_signal_new ("number-typed", WK_TYPE_NUMBER_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  signals[UNREAD] = g_signal_new ("unread", WK_TYPE_NUMBER_FIELD, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_button (WkNumberField *self, const char *sign)
{
  GtkWidget *button = gtk_button_new_with_label (sign);

  gtk_widget_set_focusable (button, FALSE); /* Up and Down do the same */
  gtk_widget_add_css_class (button, "count");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
wk_number_field_init (WkNumberField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->less = add_button (self, "−");
  self->more = add_button (self, "+");
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (commit), self);
  g_signal_connect_swapped (self->less, "clicked", G_CALLBACK (less_cb), self);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (self->entry, focus);
}

GtkWidget *
wk_number_field_new (const char *name, double step, double low, double high)
{
  WkNumberField *self = g_object_new (WK_TYPE_NUMBER_FIELD, NULL);
  g_autofree char *less = g_strdup_printf (_ ("%s: Less"), name);
  g_autofree char *more = g_strdup_printf (_ ("%s: More"), name);

  self->step = step;
  self->low = low;
  self->high = high;
  wk_ui_set_name (GTK_WIDGET (self), name);
  wk_ui_set_name (self->entry, name);
  wk_ui_set_name (self->less, less);
  wk_ui_set_name (self->more, more);
  return GTK_WIDGET (self);
}

void
wk_number_field_set_number (WkNumberField *field, double number)
{
  double typed;

  field->number = number;
  /* What is just being typed is left alone, "3." or "1/4". */
  if (field->typed &&
      wk_number_read (gtk_editable_get_text (GTK_EDITABLE (field->entry)), &typed) &&
      typed == number)
    return;
  show_number (field);
}

void
wk_number_field_mark (WkNumberField *field, const char *sentence)
{
  wk_param_editor_style_control (field->entry, sentence);
}
