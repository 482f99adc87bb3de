/* wk-canvas.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include <math.h>

#include "widgets/wk-page-fit.h"
#include "widgets/wk-ring.h"
#include "widgets/wk-ui.h"

#define MIN_WIDTH 480
#define MIN_HEIGHT 270
/* How near a pointer must come to a thin line, in pixels. */
#define SLOP 6.0
/* Behind the frames, before what may wait. */
#define LATE_PRIORITY (G_PRIORITY_HIGH_IDLE + 40)
/* Of a slice of that work, in microseconds. */
#define LATE_BUDGET 700

enum
{
  PROP_0,
  PROP_SELECTED,
  PROP_ANSWERS_SHOWN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WkCanvas, wk_canvas, GTK_TYPE_WIDGET)

/* --- the page --- */

double
wk_canvas_get_scale (WkCanvas *self)
{
  return self->scene != NULL ? self->page.width / wk_scene_get_width (self->scene) : 0;
}

WkRect
wk_canvas_to_pixels (WkCanvas *self, WkRect units)
{
  double scale = wk_canvas_get_scale (self);

  return (WkRect){ self->page.x + units.x * scale, self->page.y + units.y * scale,
                   units.width * scale, units.height * scale };
}

const WkItem *
wk_canvas_item_at (WkCanvas *self, double x, double y)
{
  double scale = wk_canvas_get_scale (self);

  if (scale <= 0)
    return NULL;
  return wk_scene_hit (self->scene, (x - self->page.x) / scale,
                       (y - self->page.y) / scale, SLOP / scale);
}

const WkItem *
wk_canvas_find_item (WkCanvas *self, const char *id)
{
  const WkItem *item =
      self->scene != NULL && id != NULL ? wk_scene_find (self->scene, id) : NULL;

  return item != NULL && item->label != NULL ? item : NULL;
}

/* The page takes the canvas's shape; its scene is drawn when it is painted. */
static void
place_page (WkCanvas *self, int width, int height)
{
  double page_width;
  double page_height;

  if (self->session != NULL)
    {
      gboolean tall_allowed =
          wk_session_get_text_scale (self->session) == WK_TEXT_SCALE_1;

      wk_page_fit (width, height, tall_allowed, &page_width, &page_height);
      if (!self->mirror)
        wk_session_set_page (self->session, page_width, page_height);
      wk_session_get_page (self->session, &page_width, &page_height);
    }
  else if (self->scene != NULL)
    {
      page_width = wk_scene_get_width (self->scene);
      page_height = wk_scene_get_height (self->scene);
    }
  else
    {
      return;
    }
  self->fit = wk_page_place (page_width, page_height, width, height);
  self->page = wk_canvas_zoom_page (self, width, height);
}

/* --- the scene --- */

static void
take_scene (WkCanvas *self, WkScene *scene)
{
  self->stale = FALSE;
  if (self->scene == scene)
    return;
  g_clear_pointer (&self->scene, wk_scene_unref);
  self->scene = scene != NULL ? wk_scene_ref (scene) : NULL;
  self->told = FALSE;
  self->blanks_stale = TRUE;
  wk_canvas_parts_set_scene (&self->parts, scene);
  wk_canvas_later (self);
}

/* Several changes between two frames are drawn once. While a worker solves, the last
 * good figure stays. */
void
wk_canvas_refresh (WkCanvas *self)
{
  if (self->scene != NULL && self->session != NULL &&
      wk_session_is_busy (self->session))
    return;
  if (self->stale && self->session != NULL)
    take_scene (self, wk_session_get_scene (self->session));
}

static void
tell (WkCanvas *self)
{
  if (self->told || self->scene == NULL)
    return;
  self->told = TRUE;
  wk_ui_set_name (GTK_WIDGET (self), wk_scene_get_title (self->scene));
  wk_ui_set_description (GTK_WIDGET (self), wk_scene_get_description (self->scene));
}

/* Returns whether there is more to do. */
static gboolean
follow_scene (WkCanvas *self, gint64 budget)
{
  gboolean moved = FALSE;
  gboolean more;

  if (!self->told)
    {
      tell (self);
      wk_canvas_update_card (self);
      if (self->entry != NULL && wk_canvas_find_item (self, self->entry_item) == NULL)
        wk_canvas_stop_typing (self);
    }
  if (self->blanks_stale)
    {
      self->blanks_stale = wk_canvas_blanks_work (self);
      if (self->blanks_stale)
        return TRUE;
    }
  more = wk_canvas_parts_work (&self->parts, budget, &moved);
  if (moved && !more)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  return more;
}

static gboolean
late_cb (gpointer data)
{
  WkCanvas *self = data;

  if (follow_scene (self, LATE_BUDGET))
    return G_SOURCE_CONTINUE;
  self->late = 0;
  return G_SOURCE_REMOVE;
}

void
wk_canvas_later (WkCanvas *self)
{
  if (self->late == 0)
    self->late = g_idle_add_full (LATE_PRIORITY, late_cb, self, NULL);
}

void
wk_canvas_settle (WkCanvas *canvas)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  wk_canvas_refresh (canvas);
  while (follow_scene (canvas, G_USEC_PER_SEC))
    ;
  g_clear_handle_id (&canvas->late, g_source_remove);
}

/* --- drawing --- */

/* As much of the page as the canvas shows. */
static void
append_page (WkCanvas *self, GtkSnapshot *snapshot, int factor)
{
  const WkRect page = self->page;
  double x = MAX (page.x, 0), y = MAX (page.y, 0);
  double right = MIN (page.x + page.width, gtk_widget_get_width (GTK_WIDGET (self)));
  double bottom = MIN (page.y + page.height, gtk_widget_get_height (GTK_WIDGET (self)));
  WkRect target = { (page.x - x) * factor, (page.y - y) * factor, page.width * factor,
                    page.height * factor };

  wk_picture_get_part (&self->picture, self->scene, self->theme,
                       (int) (right - x) * factor, (int) (bottom - y) * factor, target,
                       FALSE);
  wk_picture_append (&self->picture, GTK_WIDGET (self), snapshot,
                     &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (right - x),
                                          (float) (bottom - y)));
}

static void
wk_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WkCanvas *self = WK_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA paper = wk_canvas_rgba (
      wk_theme_line (wk_theme_get (self->theme), WK_ROLE_PAPER, WK_EMPHASIS_NORMAL), 1);

  wk_canvas_refresh (self);
  gtk_snapshot_append_color (snapshot, &paper,
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  append_page (self, snapshot, gtk_widget_get_scale_factor (widget));
  wk_canvas_append_rings (self, snapshot);
  if (gtk_widget_has_visible_focus (widget) && !self->presenting)
    wk_ring_append_box (snapshot, 1, 1, width - 2, height - 2, &paper);
  wk_canvas_blanks_snapshot (self, snapshot);
  if (self->card != NULL)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->card), snapshot);
  if (self->entry != NULL)
    gtk_widget_snapshot_child (widget, self->entry, snapshot);
}

/* --- widget --- */

static void
wk_canvas_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? MIN_WIDTH : MIN_HEIGHT;
  *natural = horizontal ? 2 * MIN_WIDTH : 2 * MIN_HEIGHT;
}

static void
wk_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WkCanvas *self = WK_CANVAS (widget);
  double scale = wk_canvas_get_scale (self);

  place_page (self, width, height);
  if (wk_canvas_get_scale (self) != scale)
    {
      self->blanks_stale = TRUE;
      wk_canvas_later (self);
    }
  wk_canvas_parts_allocate (&self->parts, self->page, wk_canvas_get_scale (self));
  wk_canvas_blanks_allocate (self);
  wk_canvas_allocate_card (self, width, height);
  if (self->entry != NULL &&
      !wk_canvas_allocate_entry (self, self->entry, self->entry_item))
    wk_canvas_later (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
wk_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_string (value, WK_CANVAS (object)->selected);
  else if (id == PROP_ANSWERS_SHOWN)
    g_value_set_boolean (value, WK_CANVAS (object)->blanks_shown);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
answers_cb (WkCanvas *self)
{
  self->blanks_stale = TRUE;
  wk_canvas_later (self);
  /* What a hint lights. */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wk_canvas_set_property (GObject *object,
                        guint id,
                        const GValue *value,
                        GParamSpec *pspec)
{
  WkCanvas *self = WK_CANVAS (object);

  if (id != PROP_ANSWERS_SHOWN)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->blanks_shown == g_value_get_boolean (value))
    return;
  self->blanks_shown = g_value_get_boolean (value);
  answers_cb (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
wk_canvas_dispose (GObject *object)
{
  WkCanvas *self = WK_CANVAS (object);
  GtkWidget *child;

  wk_canvas_set_session (self, NULL);
  wk_canvas_zoom_reset (self);
  g_clear_handle_id (&self->late, g_source_remove);
  wk_canvas_parts_clear (&self->parts);
  g_ptr_array_set_size (self->blanks, 0);
  self->card = NULL;
  self->entry = NULL;
  self->menu = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->scene, wk_scene_unref);
  g_clear_pointer (&self->drag.scene, wk_scene_unref);
  g_clear_pointer (&self->drag.points, g_array_unref);
  g_clear_object (&self->extra_menu);
  wk_picture_clear (&self->picture);
  G_OBJECT_CLASS (wk_canvas_parent_class)->dispose (object);
}

static void
wk_canvas_finalize (GObject *object)
{
  WkCanvas *self = WK_CANVAS (object);

  g_free (self->hovered);
  g_free (self->selected);
  g_free (self->problem);
  g_ptr_array_unref (self->blanks);
  g_free (self->entry_item);
  g_free (self->grabbed);
  G_OBJECT_CLASS (wk_canvas_parent_class)->finalize (object);
}

static void
wk_canvas_class_init (WkCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wk_canvas_get_property;
  object_class->set_property = wk_canvas_set_property;
  object_class->dispose = wk_canvas_dispose;
  object_class->finalize = wk_canvas_finalize;
  widget_class->measure = wk_canvas_measure;
  widget_class->size_allocate = wk_canvas_size_allocate;
  widget_class->snapshot = wk_canvas_snapshot;
  widget_class->focus = wk_canvas_focus;
  widget_class->query_tooltip = wk_canvas_query_tooltip;
  props[PROP_SELECTED] = g_param_spec_string (
      "selected", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ANSWERS_SHOWN] = g_param_spec_boolean (
      "answers-shown", NULL, NULL, TRUE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CLICKED] = g_signal_new ("clicked", WK_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  wk_canvas_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "wkcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wk_canvas_init (WkCanvas *self)
{
  wk_canvas_parts_init (&self->parts, GTK_WIDGET (self), wk_canvas_part_made);
  wk_canvas_blanks_init (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  wk_canvas_add_keys (self);
  wk_canvas_add_pointer (self);
  wk_canvas_add_menu (self);
}

GtkWidget *
wk_canvas_new (void)
{
  return g_object_new (WK_TYPE_CANVAS, NULL);
}

void
wk_canvas_set_scene (WkCanvas *canvas, WkScene *scene)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (canvas->scene == scene)
    return;
  take_scene (canvas, scene);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
wk_canvas_set_theme (WkCanvas *canvas, WkThemeId theme)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (canvas->theme == theme)
    return;
  canvas->theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
scene_cb (WkCanvas *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What was on the screen is of no use to the hands any more. */
static void
exercise_cb (WkCanvas *self)
{
  wk_canvas_drop_drag (self, TRUE);
  wk_canvas_stop_typing (self);
  wk_canvas_select (self, NULL);
  wk_canvas_zoom_reset (self);
  g_clear_pointer (&self->scene, wk_scene_unref);
  scene_cb (self);
}

static void
theme_cb (WkCanvas *self)
{
  wk_canvas_set_theme (self, wk_session_get_theme (self->session));
}

/* Only text of the smaller size has a tall page. */
static void
text_scale_cb (WkCanvas *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
page_cb (WkCanvas *self)
{
  if (self->mirror)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
wk_canvas_set_session (WkCanvas *canvas, WkSession *session)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (canvas->session == session)
    return;
  wk_canvas_let_go (canvas, TRUE);
  if (canvas->session != NULL)
    g_signal_handlers_disconnect_by_data (canvas->session, canvas);
  g_set_object (&canvas->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "notify::scene", G_CALLBACK (scene_cb), canvas);
  g_signal_connect_swapped (session, "notify::exercise", G_CALLBACK (exercise_cb),
                            canvas);
  g_signal_connect_swapped (session, "notify::deck", G_CALLBACK (exercise_cb), canvas);
  g_signal_connect_swapped (session, "answers-changed", G_CALLBACK (answers_cb),
                            canvas);
  g_signal_connect_swapped (session, "notify::theme", G_CALLBACK (theme_cb), canvas);
  g_signal_connect_swapped (session, "notify::text-scale", G_CALLBACK (text_scale_cb),
                            canvas);
  g_signal_connect_swapped (session, "notify::page-width", G_CALLBACK (page_cb),
                            canvas);
  theme_cb (canvas);
  canvas->stale = TRUE;
  /* Drawing waits for the size: the page takes the canvas's shape. */
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

void
wk_canvas_select (WkCanvas *canvas, const char *id)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  if (g_strcmp0 (canvas->selected, id) == 0)
    return;
  wk_canvas_let_go (canvas, TRUE);
  if (canvas->session != NULL)
    wk_session_end_merge (canvas->session);
  g_free (canvas->selected);
  canvas->selected = g_strdup (id);
  g_clear_pointer (&canvas->problem, g_free);
  wk_canvas_update_card (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  g_object_notify_by_pspec (G_OBJECT (canvas), props[PROP_SELECTED]);
}

const char *
wk_canvas_get_selected (WkCanvas *canvas)
{
  return canvas->selected;
}

void
wk_canvas_set_presenting (WkCanvas *canvas, gboolean presenting)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  canvas->presenting = presenting;
}

void
wk_canvas_set_mirror (WkCanvas *canvas, gboolean mirror)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  canvas->mirror = mirror;
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

void
wk_canvas_clicked (WkCanvas *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

void
wk_canvas_set_extra_menu (WkCanvas *canvas, GMenuModel *menu)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));

  g_set_object (&canvas->extra_menu, menu);
}

guint
wk_canvas_get_n_paints (WkCanvas *canvas)
{
  return canvas->picture.n_paints;
}

WkRect
wk_canvas_get_page_rect (WkCanvas *canvas)
{
  return canvas->page;
}
