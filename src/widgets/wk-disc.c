/* wk-disc.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-disc.h"

#include <gsk/gsk.h>
#include <math.h>

#include "render/wk-render.h"

/* Of a radius: where the soft edge of a hole begins. */
#define SOFT 0.80
#define GLOW 0.22

void
wk_disc_clear (WkDisc *disc)
{
  g_clear_pointer (&disc->pixels, g_bytes_unref);
  g_clear_object (&disc->texture);
  g_clear_pointer (&disc->node, gsk_render_node_unref);
}

/* What is at the distance @r from the middle, both in pixels: premultiplied red, green,
 * blue and alpha, 0 to 1. */
typedef void (*Profile) (const WkDisc *disc, double r, double pixel[4]);

static double
smooth_step (double from, double to, double x)
{
  double t = CLAMP ((x - from) / (to - from), 0, 1);

  return t * t * (3 - 2 * t);
}

static void
hole_profile (const WkDisc *disc, double r, double pixel[4])
{
  pixel[0] = pixel[1] = pixel[2] = 0;
  pixel[3] = disc->alpha * smooth_step (SOFT * disc->radius, disc->radius - 1, r);
}

/* Lays @colour over the pixel. */
static void
over (double pixel[4], double red, double green, double blue, double alpha)
{
  pixel[0] = red * alpha + pixel[0] * (1 - alpha);
  pixel[1] = green * alpha + pixel[1] * (1 - alpha);
  pixel[2] = blue * alpha + pixel[2] * (1 - alpha);
  pixel[3] = alpha + pixel[3] * (1 - alpha);
}

/* 1 within @half of the circle with radius @at, 0 a pixel beyond. */
static double
band (double r, double at, double half)
{
  return CLAMP (half + 0.5 - fabs (r - at), 0, 1);
}

static void
ring_profile (const WkDisc *disc, double r, double pixel[4])
{
  const GdkRGBA *c = &disc->colour;
  double width = MAX (disc->radius * 0.09, 2.5);
  double at = disc->radius - width - 2.5;

  pixel[0] = pixel[1] = pixel[2] = pixel[3] = 0;
  over (pixel, c->red, c->green, c->blue, GLOW * CLAMP (at - r + 0.5, 0, 1));
  over (pixel, 0, 0, 0, 0.55 * band (r, at, width / 2 + 2));
  over (pixel, 1, 1, 1, 0.8 * band (r, at, width / 2 + 1));
  over (pixel, c->red, c->green, c->blue, band (r, at, width / 2));
}

static GBytes *
render (const WkDisc *disc, Profile profile)
{
  static const int shifts[4] = { 16, 8, 0, 24 };
  int side = 2 * disc->radius;
  gsize n = (gsize) side * (gsize) side;
  guint32 *data = g_new (guint32, n);

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        double pixel[4];
        guint32 word = 0;

        profile (disc, hypot (x + 0.5 - disc->radius, y + 0.5 - disc->radius), pixel);
        for (int i = 0; i < 4; i++)
          word |= (guint32) lround (255 * CLAMP (pixel[i], 0, 1)) << shifts[i];
        data[(gsize) y * (gsize) side + (gsize) x] = word;
      }
  return g_bytes_new_take (data, n * sizeof *data);
}

static void
set (WkDisc *disc, int radius, float alpha, GdkRGBA colour, Profile profile)
{
  radius = MAX (radius, 4);
  if (disc->pixels != NULL && disc->radius == radius && disc->alpha == alpha &&
      gdk_rgba_equal (&disc->colour, &colour))
    return;
  wk_disc_clear (disc);
  disc->radius = radius;
  disc->alpha = alpha;
  disc->colour = colour;
  disc->pixels = render (disc, profile);
  disc->texture = gdk_memory_texture_new (2 * radius, 2 * radius, GDK_MEMORY_DEFAULT,
                                          disc->pixels, (gsize) radius * 8);
}

void
wk_disc_set_hole (WkDisc *disc, int radius, float alpha)
{
  set (disc, radius, alpha, (GdkRGBA){ 0, 0, 0, 1 }, hole_profile);
}

void
wk_disc_set_ring (WkDisc *disc, int radius, const GdkRGBA *colour)
{
  set (disc, radius, 0, *colour, ring_profile);
}

/* As a picture does it: GTK would convert the texture at each frame. */
static void
append_node (WkDisc *disc, GtkSnapshot *snapshot, double x, double y, float side)
{
  if (disc->node == NULL || disc->side != side)
    {
      g_clear_pointer (&disc->node, gsk_render_node_unref);
      disc->side = side;
      disc->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, side, side));
      wk_paint_bytes (gsk_cairo_node_get_draw_context (disc->node), disc->pixels,
                      (guint) disc->radius * 2, (guint) disc->radius * 2,
                      (gsize) disc->radius * 8,
                      (WkRect){ 0, 0, (double) side, (double) side });
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_node (snapshot, disc->node);
  gtk_snapshot_restore (snapshot);
}

void
wk_disc_append (WkDisc *disc,
                GtkWidget *widget,
                GtkSnapshot *snapshot,
                double x,
                double y,
                double side)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  if (disc->pixels == NULL)
    return;
  if (renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer))
    append_node (disc, snapshot, x, y, (float) side);
  else
    gtk_snapshot_append_texture (
        snapshot, disc->texture,
        &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) side, (float) side));
}
