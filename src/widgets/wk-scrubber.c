/* wk-scrubber.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GtkScale does the dragging, the keys and the accessible value; its own trough is
 * clear, and track and dots are drawn beneath it.
 */
#include "config.h"

#include "widgets/wk-scrubber.h"

#include <math.h>

#define TRACK_WIDTH 4.0f
#define DOT_RADIUS 5.5f
/* How near, in steps and in pixels, a hand must come for a dot to catch it. */
#define CATCH_STEPS 0.25
#define CATCH_PIXELS 10.0
/* Closer than this the dots would touch, and only the track is drawn. */
#define MIN_DOT_DISTANCE 14.0

struct _WkScrubber
{
  GtkWidget parent_instance;

  GtkWidget *scale;
  guint n_steps;
  double position;
};

enum
{
  SIGNAL_SCRUB,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WkScrubber, wk_scrubber, GTK_TYPE_WIDGET)

/* Where the slider's middle is at position 0 and at n-steps. The range's own functions
 * leave out paddings, so that the trough and the slider in it are asked. */
static void
get_ends (WkScrubber *self, double *first, double *last)
{
  GtkWidget *trough = gtk_widget_get_first_child (self->scale);
  GtkWidget *slider = gtk_widget_get_last_child (trough);
  graphene_rect_t room = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  graphene_rect_t knob = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  double half;

  *first = *last = 0;
  if (!gtk_widget_compute_bounds (trough, GTK_WIDGET (self), &room) ||
      !gtk_widget_compute_bounds (slider, GTK_WIDGET (self), &knob))
    return;
  half = knob.size.width / 2;
  *first = room.origin.x + half;
  *last = room.origin.x + room.size.width - half;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    {
      double swap = *first;

      *first = *last;
      *last = swap;
    }
}

static void
append_dot (GtkSnapshot *snapshot,
            float x,
            float y,
            float radius,
            const GdkRGBA *colour,
            float width)
{
  GskRoundedRect dot;
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius);

  gsk_rounded_rect_init_from_rect (&dot, &bounds, radius);
  if (width > 0)
    {
      gtk_snapshot_append_border (snapshot, &dot,
                                  (float[4]){ width, width, width, width },
                                  (GdkRGBA[4]){ *colour, *colour, *colour, *colour });
    }
  else
    {
      gtk_snapshot_push_rounded_clip (snapshot, &dot);
      gtk_snapshot_append_color (snapshot, colour, &bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
append_track (GtkSnapshot *snapshot, float x1, float x2, float y, const GdkRGBA *colour)
{
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT (MIN (x1, x2), y - TRACK_WIDTH / 2,
                                                  fabsf (x2 - x1), TRACK_WIDTH));
}

static void
wk_scrubber_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WkScrubber *self = WK_SCRUBBER (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA accent = { 0.11f, 0.44f, 0.85f, 1 };
  GdkRGBA paper = { 1, 1, 1, 1 };
  GdkRGBA rest;
  double first;
  double last;
  double n = MAX (self->n_steps, 1u);
  float y = (float) gtk_widget_get_height (widget) / 2;
  float here;

  gtk_style_context_lookup_color (style, "accent_bg_color", &accent);
  gtk_style_context_lookup_color (style, "window_bg_color", &paper);
  gtk_style_context_get_color (style, &rest);
  rest.alpha *= 0.45f;
  get_ends (self, &first, &last);
  here = (float) (first + (last - first) * self->position / n);

  append_track (snapshot, (float) first, (float) last, y, &paper);
  append_track (snapshot, (float) first, (float) last, y,
                &(GdkRGBA){ rest.red, rest.green, rest.blue, rest.alpha * 0.6f });
  append_track (snapshot, (float) first, here, y, &accent);
  if (fabs (last - first) / n >= MIN_DOT_DISTANCE)
    {
      for (guint i = 0; i <= self->n_steps; i++)
        {
          float x = (float) (first + (last - first) * i / n);

          if (i <= self->position + 1e-9)
            {
              append_dot (snapshot, x, y, DOT_RADIUS, &accent, 0);
            }
          else
            {
              append_dot (snapshot, x, y, DOT_RADIUS, &paper, 0);
              append_dot (snapshot, x, y, DOT_RADIUS, &rest, 2);
            }
        }
    }
  GTK_WIDGET_CLASS (wk_scrubber_parent_class)->snapshot (widget, snapshot);
}

static gboolean
change_value_cb (GtkRange *range, GtkScrollType scroll, double value, WkScrubber *self)
{
  double first;
  double last;
  double step_pixels;
  double nearest = round (value);

  get_ends (self, &first, &last);
  step_pixels = fabs (last - first) / MAX (self->n_steps, 1u);
  if (scroll != GTK_SCROLL_JUMP || fabs (value - nearest) < CATCH_STEPS ||
      fabs (value - nearest) * step_pixels < CATCH_PIXELS)
    value = nearest;
  g_signal_emit (self, signals[SIGNAL_SCRUB], 0, CLAMP (value, 0, self->n_steps));
  return GDK_EVENT_STOP;
}

/* An assistive tool sets the adjustment itself, without the range's signal. */
static void
adjustment_cb (GtkAdjustment *adjustment, WkScrubber *self)
{
  double value = gtk_adjustment_get_value (adjustment);

  if (fabs (value - self->position) > 1e-6)
    g_signal_emit (self, signals[SIGNAL_SCRUB], 0, value);
}

static void
wk_scrubber_dispose (GObject *object)
{
  WkScrubber *self = WK_SCRUBBER (object);

  g_clear_pointer (&self->scale, gtk_widget_unparent);
  G_OBJECT_CLASS (wk_scrubber_parent_class)->dispose (object);
}

static void
wk_scrubber_class_init (WkScrubberClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_scrubber_dispose;
  widget_class->snapshot = wk_scrubber_snapshot;
  signals[SIGNAL_SCRUB] =
      g_signal_new ("scrub", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wkscrubber");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_scrubber_init (WkScrubber *self)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (0, 0, 1, 1, 1, 0);

  self->scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);
  self->n_steps = 1;
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), -1);
  gtk_widget_set_parent (self->scale, GTK_WIDGET (self));
  g_signal_connect (self->scale, "change-value", G_CALLBACK (change_value_cb), self);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (adjustment_cb),
                           self, 0);
}

void
wk_scrubber_set_n_steps (WkScrubber *scrubber, guint n_steps)
{
  g_return_if_fail (WK_IS_SCRUBBER (scrubber));

  if (scrubber->n_steps == n_steps)
    return;
  scrubber->n_steps = n_steps;
  /* As far as the range reaches, which is never empty, or its own clamping would count
   * as a hand's. */
  scrubber->position = MIN (scrubber->position, MAX (n_steps, 1u));
  gtk_range_set_range (GTK_RANGE (scrubber->scale), 0, MAX (n_steps, 1u));
  gtk_widget_queue_draw (GTK_WIDGET (scrubber));
}

void
wk_scrubber_set_position (WkScrubber *scrubber, double position)
{
  g_return_if_fail (WK_IS_SCRUBBER (scrubber));

  position = CLAMP (position, 0, scrubber->n_steps);
  if (scrubber->position == position)
    return;
  scrubber->position = position;
  gtk_range_set_value (GTK_RANGE (scrubber->scale), position);
  gtk_widget_queue_draw (GTK_WIDGET (scrubber));
}

void
wk_scrubber_set_spoken (WkScrubber *scrubber, const char *name, const char *value)
{
  g_return_if_fail (WK_IS_SCRUBBER (scrubber));

  wk_scrubber_set_position (scrubber, scrubber->position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrubber->scale),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, value, -1);
}
