/* wk-stage.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-stage.h"

#include <math.h>

#include "widgets/wk-page-fit.h"
#include "widgets/wk-param-panel.h"
#include "widgets/wk-step-bar.h"
#include "widgets/wk-train-bar.h"
#include "widgets/wk-ui.h"

struct _WkStage
{
  GtkWidget parent_instance;

  WkSession *session;
  GtkWidget *canvas;
  WkPlayer *player;  /* until the bar has it */
  GtkWidget *bar;    /* NULL in the first frame */
  GtkWidget *panel;  /* WkParamPanel, as well */
  GtkWidget *train;  /* WkTrainBar, as well; hidden where nothing is trained */
  gboolean expanded; /* the panel, as far as there is room for it */
  gboolean chosen;   /* by hand: room or not */
  guint fold_source;
};

/* The place that is kept for the bar in the first frame. Where its icons and digits
 * need another height, the figure is painted once more. */
#define BAR_HEIGHT 55

/* The panel under the bar: its head alone, or a share of the stage between these. The
 * figure takes what it can use; the height never depends on what is in the panel, so
 * that it stands still when the exercise changes. */
#define HEAD_HEIGHT 46
#define MIN_SHARE 0.22
#define MAX_SHARE 0.30
#define MAX_MIN_HEIGHT 260.0
#define MAX_HEIGHT 420.0
/* In a lower stage the panel folds. */
#define ROOM_TO_EXPAND 680

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

enum
{
  PROP_0,
  PROP_EXPANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The height of the training bar; 0 while it is hidden. */
static int
train_height (WkStage *self, int width)
{
  int height = 0;

  if (self->train != NULL)
    gtk_widget_measure (self->train, GTK_ORIENTATION_VERTICAL, width, &height, NULL,
                        NULL, NULL);
  return height;
}

/* What lies under the step bar. The training bar takes its room from the panel, so that
 * the figure stands still; above a folded panel it needs room of its own. */
static int
panel_height (WkStage *self, int width, int height, int bar_height)
{
  double left = height - bar_height - width * 9.0 / 16.0;

  if (!self->expanded)
    {
      int head = 0;

      /* Higher where the desktop's text is large. */
      if (self->panel != NULL)
        gtk_widget_measure (gtk_widget_get_first_child (self->panel),
                            GTK_ORIENTATION_VERTICAL, -1, &head, NULL, NULL, NULL);
      return MAX (head, HEAD_HEIGHT) + train_height (self, width);
    }
  return (int) CLAMP (left, MIN (MIN_SHARE * height, MAX_MIN_HEIGHT),
                      MIN (MAX_SHARE * height, MAX_HEIGHT));
}

static void
fold_cb (WkStage *self)
{
  self->fold_source = 0;
  if (self->panel != NULL)
    wk_param_panel_set_expanded (WK_PARAM_PANEL (self->panel), self->expanded);
}

/* As high as the stage is; what that means for the panel comes after the layout. */
static void
choose_fold (WkStage *self, int height)
{
  if (!self->chosen && self->expanded != (height >= ROOM_TO_EXPAND))
    self->expanded = !self->expanded;
  if (self->panel != NULL && self->fold_source == 0 &&
      wk_param_panel_get_expanded (WK_PARAM_PANEL (self->panel)) != self->expanded)
    self->fold_source = g_idle_add_once ((GSourceOnceFunc) fold_cb, self);
}

/* By hand. */
static void
set_expanded (WkStage *self, gboolean expanded)
{
  if (expanded == self->expanded)
    return;
  self->expanded = expanded;
  self->chosen = TRUE;
  g_clear_handle_id (&self->fold_source, g_source_remove);
  fold_cb (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

static void
expanded_cb (WkStage *self)
{
  set_expanded (self, wk_param_panel_get_expanded (WK_PARAM_PANEL (self->panel)));
}

static void
wk_stage_set_property (GObject *object,
                       guint id,
                       const GValue *value,
                       GParamSpec *pspec)
{
  if (id == PROP_EXPANDED)
    set_expanded (WK_STAGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wk_stage_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EXPANDED)
    g_value_set_boolean (value, WK_STAGE (object)->expanded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
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
      int panel_minimum = 0;

      int train_minimum = 0;

      if (self->panel != NULL)
        gtk_widget_measure (self->panel, orientation, -1, &panel_minimum, NULL, NULL,
                            NULL);
      if (self->train != NULL)
        gtk_widget_measure (self->train, orientation, -1, &train_minimum, NULL, NULL,
                            NULL);
      panel_minimum = MAX (panel_minimum, train_minimum);
      *minimum = MAX (canvas_minimum, MAX (bar_minimum, panel_minimum));
      *natural = MAX (canvas_natural, bar_natural);
    }
  else
    {
      bar_minimum += train_height (self, -1);
      *minimum = canvas_minimum + bar_minimum + HEAD_HEIGHT;
      *natural = canvas_natural + bar_natural + HEAD_HEIGHT;
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
  int left;
  int ignored;

  choose_fold (self, height);
  measure_bar (self, GTK_ORIENTATION_VERTICAL, width, &bar_height, &ignored);
  left = height - bar_height - panel_height (self, width, height, bar_height);
  scale = wk_page_fit (width, left, tall_allowed, &page_width, &page_height);
  box.height = MIN (left, (int) ceil (page_height * scale));
  box.height = MAX (box.height, 1);
  gtk_widget_measure (self->canvas, GTK_ORIENTATION_HORIZONTAL, -1, &ignored, NULL,
                      NULL, NULL);
  gtk_widget_size_allocate (self->canvas, &box, -1);
  box.y = box.height;
  box.height = bar_height;
  if (self->bar != NULL)
    gtk_widget_size_allocate (self->bar, &box, -1);
  box.y += box.height;
  box.height = train_height (self, width);
  if (self->train != NULL && gtk_widget_should_layout (self->train))
    gtk_widget_size_allocate (self->train, &box, -1);
  box.y += box.height;
  box.height = MAX (height - box.y, 1);
  if (self->panel != NULL)
    {
      gtk_widget_measure (self->panel, GTK_ORIENTATION_VERTICAL, width, &ignored, NULL,
                          NULL, NULL);
      box.height = MAX (box.height, ignored);
      gtk_widget_size_allocate (self->panel, &box, -1);
    }
}

static void
wk_stage_dispose (GObject *object)
{
  WkStage *self = WK_STAGE (object);

  g_clear_pointer (&self->canvas, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->train, gtk_widget_unparent);
  g_clear_pointer (&self->panel, gtk_widget_unparent);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_object (&self->player);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wk_stage_parent_class)->dispose (object);
}

static void
wk_stage_class_init (WkStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wk_stage_dispose;
  G_OBJECT_CLASS (klass)->set_property = wk_stage_set_property;
  G_OBJECT_CLASS (klass)->get_property = wk_stage_get_property;
  properties[PROP_EXPANDED] = g_param_spec_boolean (
      "expanded", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
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
  self->train = wk_train_bar_new (self->session);
  gtk_widget_set_parent (self->train, widget);
  self->panel = wk_param_panel_new (self->session);
  wk_param_panel_set_expanded (WK_PARAM_PANEL (self->panel), self->expanded);
  g_signal_connect_swapped (self->panel, "notify::expanded", G_CALLBACK (expanded_cb),
                            self);
  gtk_widget_set_parent (self->panel, widget);
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
