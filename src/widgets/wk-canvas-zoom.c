/* wk-canvas-zoom.c - a part of the page, enlarged
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that the canvas knows of it is where its page is. On the way the zoom grows by
 * equal factors in equal times. The middle goes along with 1 / zoom, which leaves the
 * point in place that is to stay: it is p = c + f / zoom with a constant f.
 */
#include "config.h"

#include "widgets/wk-canvas-private.h"

#include <math.h>

#define DURATION_US (280 * 1000)
/* What is revealed does not stick to the edge, in pixels. */
#define REVEAL_MARGIN 40.0

static double
zoom_of (const WkCanvasZoom *zoom)
{
  return MAX (zoom->zoom, 1);
}

/* The start of a side of @length pixels so that @middle of it is in the middle of
 * @room. */
static double
place_side (double room, double length, double middle)
{
  if (length <= room)
    return floor ((room - length) / 2);
  return CLAMP (floor (room / 2 - middle), room - length, 0);
}

static WkRect
place_page (WkCanvas *self, const WkCanvasZoom *at, double width, double height)
{
  double zoom = zoom_of (at);
  WkRect page = self->fit;
  double scale;

  if (zoom <= 1 || self->scene == NULL || !(page.width > 0))
    return page;
  page.width = round (self->fit.width * zoom);
  page.height = round (self->fit.height * zoom);
  scale = page.width / wk_scene_get_width (self->scene);
  page.x = place_side (width, page.width, at->x * scale);
  page.y = place_side (height, page.height, at->y * scale);
  return page;
}

WkRect
wk_canvas_zoom_page (WkCanvas *self, int width, int height)
{
  return place_page (self, &self->zoom, width, height);
}

gboolean
wk_canvas_is_zooming (WkCanvas *canvas, WkRect *widest)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), FALSE);

  const WkCanvasZoom *end = zoom_of (&canvas->zoom_from) < zoom_of (&canvas->zoom_to)
                                ? &canvas->zoom_from
                                : &canvas->zoom_to;

  *widest = place_page (canvas, end, gtk_widget_get_width (GTK_WIDGET (canvas)),
                        gtk_widget_get_height (GTK_WIDGET (canvas)));
  return canvas->zoom_tick != 0;
}

/* The middle as far as the page reaches. */
static WkCanvasZoom
settle (WkCanvas *self, WkCanvasZoom zoom)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double page_width, page_height, scale, x, y;

  zoom.zoom = CLAMP (zoom.zoom, 1, WK_CANVAS_MAX_ZOOM);
  if (!wk_canvas_get_page_size (self, &page_width, &page_height) ||
      !(self->fit.width > 0))
    return zoom;
  scale = self->fit.width * zoom.zoom / page_width;
  x = MIN (width / scale, page_width) / 2;
  y = MIN (height / scale, page_height) / 2;
  zoom.x = CLAMP (zoom.x, x, page_width - x);
  zoom.y = CLAMP (zoom.y, y, page_height - y);
  return zoom;
}

static void
show (WkCanvas *self, WkCanvasZoom zoom)
{
  self->zoom = zoom;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static WkCanvasZoom
between (const WkCanvasZoom *from, const WkCanvasZoom *to, double share)
{
  double a = zoom_of (from), b = zoom_of (to);
  double zoom = a * pow (b / a, share);
  double along = fabs (b - a) > 1e-6 ? (1 / a - 1 / zoom) / (1 / a - 1 / b) : share;

  return (WkCanvasZoom){ zoom, from->x + along * (to->x - from->x),
                         from->y + along * (to->y - from->y) };
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WkCanvas *self = WK_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double t;

  if (self->zoom_start == 0)
    self->zoom_start = now;
  t = (double) (now - self->zoom_start) / DURATION_US;
  if (t >= 1)
    {
      self->zoom_tick = 0;
      show (self, self->zoom_to);
      return G_SOURCE_REMOVE;
    }
  /* Quick from the start, since a key waits for it, and soft at the end. */
  show (self, between (&self->zoom_from, &self->zoom_to, 1 - pow (1 - t, 3)));
  return G_SOURCE_CONTINUE;
}

static gboolean
has_animations (WkCanvas *self)
{
  gboolean on = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations",
                &on, NULL);
  return on && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
stop (WkCanvas *self)
{
  if (self->zoom_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->zoom_tick);
  self->zoom_tick = 0;
}

void
wk_canvas_set_zoom (WkCanvas *canvas, double zoom, double x, double y, gboolean animate)
{
  g_return_if_fail (WK_IS_CANVAS (canvas));
  g_return_if_fail (isfinite (zoom) && isfinite (x) && isfinite (y));

  stop (canvas);
  canvas->zoom_to = settle (canvas, (WkCanvasZoom){ zoom, x, y });
  if (!animate || !has_animations (canvas))
    {
      show (canvas, canvas->zoom_to);
      return;
    }
  canvas->zoom_from = settle (canvas, canvas->zoom);
  canvas->zoom_start = 0;
  canvas->zoom_tick =
      gtk_widget_add_tick_callback (GTK_WIDGET (canvas), tick_cb, NULL, NULL);
}

double
wk_canvas_get_zoom (WkCanvas *canvas, double *x, double *y)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), 1);

  WkCanvasZoom zoom =
      settle (canvas, canvas->zoom_tick != 0 ? canvas->zoom_to : canvas->zoom);

  if (x != NULL)
    *x = zoom.x;
  if (y != NULL)
    *y = zoom.y;
  return zoom.zoom;
}

void
wk_canvas_zoom_reset (WkCanvas *self)
{
  stop (self);
  if (zoom_of (&self->zoom) > 1)
    show (self, (WkCanvasZoom){ 0 });
}

/* How far @from to @to reach out of 0 to @room, so that it is moved by that. */
static double
overhang (double from, double to, double room)
{
  if (to - from > room - 2 * REVEAL_MARGIN)
    return (from + to - room) / 2;
  if (from < REVEAL_MARGIN)
    return from - REVEAL_MARGIN;
  return MAX (to - (room - REVEAL_MARGIN), 0);
}

void
wk_canvas_zoom_reveal (WkCanvas *self, const WkItem *item)
{
  WkRect box;
  double dx, dy, x, y, scale;
  double zoom = wk_canvas_get_zoom (self, &x, &y);

  if (zoom <= 1)
    return;
  /* As it will be when it has come to rest. */
  scale = self->fit.width * zoom / wk_scene_get_width (self->scene);
  box = wk_canvas_item_bounds (self->scene, item);
  dx = (box.x - x) * scale + gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  dy = (box.y - y) * scale + gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  dx = overhang (dx, dx + box.width * scale, gtk_widget_get_width (GTK_WIDGET (self)));
  dy =
      overhang (dy, dy + box.height * scale, gtk_widget_get_height (GTK_WIDGET (self)));
  if (dx != 0 || dy != 0)
    wk_canvas_set_zoom (self, zoom, x + dx / scale, y + dy / scale, TRUE);
}

/* --- what a widget around the canvas needs --- */

gboolean
wk_canvas_get_page_size (WkCanvas *canvas, double *width, double *height)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), FALSE);

  if (canvas->scene == NULL || canvas->page.width <= 0)
    return FALSE;
  *width = wk_scene_get_width (canvas->scene);
  *height = wk_scene_get_height (canvas->scene);
  return TRUE;
}

WkSession *
wk_canvas_get_session (WkCanvas *canvas)
{
  return canvas->session;
}

WkThemeId
wk_canvas_get_theme (WkCanvas *canvas)
{
  return canvas->theme;
}

gboolean
wk_canvas_get_selected_bounds (WkCanvas *canvas, WkRect *units)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), FALSE);

  const WkItem *item = wk_canvas_find_item (canvas, canvas->selected);

  if (item == NULL)
    return FALSE;
  *units = wk_canvas_item_bounds (canvas->scene, item);
  return TRUE;
}

gboolean
wk_canvas_is_holding (WkCanvas *canvas)
{
  g_return_val_if_fail (WK_IS_CANVAS (canvas), FALSE);

  return canvas->grabbed != NULL;
}
