/* wk-param-number.c - the editor of a whole or real number: field and slider
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "model/wk-number.h"
#include "widgets/wk-number-field.h"
#include "widgets/wk-param-editor.h"
#include "widgets/wk-ui.h"

/* Wider ranges are a guard, not something to slide over. */
#define MAX_SLIDER_WIDTH 1e4
#define MIN_SLIDER_STEPS 2
/* A positive range over so many powers of ten slides on a logarithmic scale. */
#define LOG_RATIO 999.0
#define STEPS_A_DECADE 20.0

#define WK_TYPE_PARAM_NUMBER (wk_param_number_get_type ())
G_DECLARE_FINAL_TYPE (WkParamNumber, wk_param_number, WK, PARAM_NUMBER, WkParamEditor)

struct _WkParamNumber
{
  WkParamEditor parent_instance;

  GtkWidget *field;  /* WkNumberField */
  GtkWidget *slider; /* GtkScale, or NULL */
  gboolean logarithmic;
  double step;
  gboolean syncing;
};

G_DEFINE_FINAL_TYPE (WkParamNumber, wk_param_number, WK_TYPE_PARAM_EDITOR)

static gboolean
has_range (const WkParamSpec *spec)
{
  return spec->min < spec->max;
}

/* The highest number that the slider goes to; the field takes all up to the maximum. */
static double
slide_max (const WkParamSpec *spec)
{
  return spec->slide_max > 0 ? spec->slide_max : spec->max;
}

/* A hundredth of the range or a little less, as 1, 2 or 5 times a power of ten. */
static double
round_step (double range)
{
  double power = pow (10, floor (log10 (range / 100)));
  double times = range / 100 / power;

  return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
}

static void
propose (WkParamNumber *self, double number, gboolean merge)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  g_autoptr (WkValue) value = wk_value_new_number (number);

  wk_param_editor_propose (editor, wk_param_editor_get_path (editor), value, merge);
}

static void
number_typed_cb (WkParamNumber *self, double number, gboolean final)
{
  propose (self, number, TRUE);
  if (final)
    wk_param_model_end_merge (wk_param_editor_get_model (WK_PARAM_EDITOR (self)));
}

static void
unread_cb (WkParamNumber *self, const char *text)
{
  g_autofree char *sentence = wk_param_editor_unread_sentence (text);

  wk_param_editor_mark (WK_PARAM_EDITOR (self),
                        wk_param_editor_get_path (WK_PARAM_EDITOR (self)), sentence);
}

/* --- slider --- */

static void
slid_cb (WkParamNumber *self)
{
  const WkParamSpec *spec = wk_param_editor_get_spec (WK_PARAM_EDITOR (self));
  double at = gtk_range_get_value (GTK_RANGE (self->slider));
  double number;

  if (self->syncing)
    return;
  if (self->logarithmic)
    {
      double power = pow (10, floor (at) - 1);

      number = rint (pow (10, at) / power) * power;
    }
  else
    number = spec->min + rint ((at - spec->min) / self->step) * self->step;
  number = CLAMP (wk_number_clean (number, 1e-6), spec->min, spec->max);
  propose (self, number, TRUE);
}

static void
released_cb (WkParamNumber *self)
{
  wk_param_model_end_merge (wk_param_editor_get_model (WK_PARAM_EDITOR (self)));
}

/* The wheel scrolls the panel; it must not change numbers that pass under it. */
static void
ignore_wheel (GtkWidget *slider)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (slider);

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr (GtkEventController) controller =
          g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_widget_remove_controller (slider, controller);
    }
}

static void
add_slider (WkParamNumber *self, GtkBox *body)
{
  WkParamEditor *editor = WK_PARAM_EDITOR (self);
  const WkParamSpec *spec = wk_param_editor_get_spec (editor);
  double low = spec->min;
  double high = slide_max (spec);
  double step = self->step;
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->logarithmic = spec->type == WK_PARAM_REAL && low > 0 && high / low >= LOG_RATIO;
  if (self->logarithmic)
    {
      low = log10 (low);
      high = log10 (high);
      step = 1 / STEPS_A_DECADE;
    }
  self->slider = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, low, high, step);
  gtk_scale_set_draw_value (GTK_SCALE (self->slider), FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->slider), -1);
  gtk_widget_set_size_request (self->slider, 140, -1);
  gtk_widget_set_hexpand (self->slider, TRUE);
  ignore_wheel (self->slider);
  wk_ui_set_name (self->slider, wk_param_editor_get_name (editor));
  g_signal_connect_swapped (self->slider, "value-changed", G_CALLBACK (slid_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (self->slider, focus);
  gtk_box_append (body, self->slider);
}

/* --- type --- */

static void
wk_param_number_sync (WkParamEditor *editor, WkValue *value)
{
  WkParamNumber *self = (WkParamNumber *) editor;
  double number = wk_value_get_number (value);

  if (value == NULL)
    return;
  self->syncing = TRUE;
  wk_number_field_set_number (WK_NUMBER_FIELD (self->field), number);
  if (self->slider != NULL)
    gtk_range_set_value (GTK_RANGE (self->slider),
                         self->logarithmic ? log10 (number) : number);
  self->syncing = FALSE;
}

static void
wk_param_number_mark (WkParamEditor *editor, const char *place, const char *sentence)
{
  wk_number_field_mark (WK_NUMBER_FIELD (((WkParamNumber *) editor)->field), sentence);
}

static void
wk_param_number_build (WkParamEditor *editor)
{
  WkParamNumber *self = (WkParamNumber *) editor;
  const WkParamSpec *spec = wk_param_editor_get_spec (editor);
  gboolean whole = spec->type == WK_PARAM_INTEGER;
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  double range = slide_max (spec) - spec->min;

  self->step = whole ? 1 : 0;
  if (!whole && has_range (spec) && range <= MAX_SLIDER_WIDTH &&
      !(spec->min > 0 && slide_max (spec) / spec->min >= LOG_RATIO))
    self->step = round_step (range);
  self->field = wk_number_field_new (wk_param_editor_get_name (editor), self->step,
                                     spec->min, spec->max);
  g_signal_connect_swapped (self->field, "number-typed", G_CALLBACK (number_typed_cb),
                            self);
  g_signal_connect_swapped (self->field, "unread", G_CALLBACK (unread_cb), self);
  if (!wk_param_editor_is_bare (editor) && has_range (spec) &&
      range <= MAX_SLIDER_WIDTH && range >= MIN_SLIDER_STEPS * self->step)
    add_slider (self, GTK_BOX (body));
  gtk_box_append (GTK_BOX (body), self->field);
  wk_param_editor_set_body (editor, body);
}

static void
wk_param_number_class_init (WkParamNumberClass *klass)
{
  WkParamEditorClass *editor_class = WK_PARAM_EDITOR_CLASS (klass);

  editor_class->build = wk_param_number_build;
  editor_class->sync = wk_param_number_sync;
  editor_class->mark = wk_param_number_mark;
}

static void
wk_param_number_init (WkParamNumber *self)
{
}

GtkWidget *
wk_param_number_new (void)
{
  return g_object_new (WK_TYPE_PARAM_NUMBER, NULL);
}
