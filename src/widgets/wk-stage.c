/* wk-stage.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-stage.h"

#include <math.h>

#include "widgets/wk-page-fit.h"
#include "widgets/wk-step-bar.h"
#include "widgets/wk-ui.h"

struct _WkStage
{
  GtkWidget parent_instance;

  WkSession *session;
  GtkWidget *canvas;
  WkPlayer *player; /* until the bar has it */
  GtkWidget *bar;   /* NULL in the first frame */
};

/* The place that is kept for the bar in the first frame. Where its icons and digits
 * need another height, the figure is painted once more. */
#define BAR_HEIGHT 55

G_DEFINE_FINAL_TYPE (WkStage, wk_stage, GTK_TYPE_WIDGET)

static void
measure_bar (WkStage *self,
             GtkOrientation orientation,
             int for_size,
             int *minimum,
             int *natural)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT : 0;
  if (self->bar != NULL)
    gtk_widget_measure (self->bar, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
wk_stage_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  WkStage *self = WK_STAGE (widget);
  int canvas_minimum;
  int canvas_natural;
  int bar_minimum;
  int bar_natural;

  gtk_widget_measure (self->canvas, orientation, -1, &canvas_minimum, &canvas_natural,
                      NULL, NULL);
  measure_bar (self, orientation, -1, &bar_minimum, &bar_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (canvas_minimum, bar_minimum);
      *natural = MAX (canvas_natural, bar_natural);
    }
  else
    {
      *minimum = canvas_minimum + bar_minimum;
      *natural = canvas_natural + bar_natural;
    }
}

static void
wk_stage_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WkStage *self = WK_STAGE (widget);
  gboolean tall_allowed = self->session == NULL ||
                          wk_session_get_text_scale (self->session) == WK_TEXT_SCALE_1;
  GtkAllocation box = { 0, 0, width, 0 };
  double page_width;
  double page_height;
  double scale;
  int bar_height;
  int ignored;

  measure_bar (self, GTK_ORIENTATION_VERTICAL, width, &bar_height, &ignored);
  scale =
      wk_page_fit (width, height - bar_height, tall_allowed, &page_width, &page_height);
  box.height = MIN (height - bar_height, (int) ceil (page_height * scale));
  box.height = MAX (box.height, 1);
  gtk_widget_measure (self->canvas, GTK_ORIENTATION_HORIZONTAL, -1, &ignored, NULL,
                      NULL, NULL);
  gtk_widget_size_allocate (self->canvas, &box, -1);
  box.y = box.height;
  box.height = bar_height;
  if (self->bar != NULL)
    gtk_widget_size_allocate (self->bar, &box, -1);
}

static void
wk_stage_dispose (GObject *object)
{
  WkStage *self = WK_STAGE (object);

  g_clear_pointer (&self->canvas, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_object (&self->player);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_stage_parent_class)->dispose (object);
}

static void
wk_stage_class_init (WkStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_stage_dispose;
  widget_class->measure = wk_stage_measure;
  widget_class->size_allocate = wk_stage_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wkstage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_stage_init (WkStage *self)
{
  self->canvas = wk_canvas_new ();
  gtk_widget_set_parent (self->canvas, GTK_WIDGET (self));
}

static void
add_bar (GtkWidget *widget)
{
  WkStage *self = WK_STAGE (widget);

  self->bar = g_object_new (WK_TYPE_STEP_BAR, NULL);
  gtk_widget_set_parent (self->bar, widget);
  wk_step_bar_set_player (WK_STEP_BAR (self->bar), self->player);
  g_clear_object (&self->player);
}

void
wk_stage_set_player (WkStage *stage, WkPlayer *player)
{
  g_return_if_fail (WK_IS_STAGE (stage) && stage->session == NULL);

  stage->session = g_object_ref (wk_player_get_session (player));
  wk_canvas_set_session (WK_CANVAS (stage->canvas), stage->session);
  stage->player = g_object_ref (player);
  wk_ui_later (GTK_WIDGET (stage), add_bar);
  g_signal_connect_object (stage->session, "notify::text-scale",
                           G_CALLBACK (gtk_widget_queue_resize), stage,
                           G_CONNECT_SWAPPED);
}

WkCanvas *
wk_stage_get_canvas (WkStage *stage)
{
  return WK_CANVAS (stage->canvas);
}
