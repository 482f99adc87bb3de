/* wk-disc.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-disc.h"

#include <math.h>

/* Of a radius: where the soft edge of a hole begins. */
#define SOFT 0.80
#define GLOW 0.22

void
wk_disc_clear (WkDisc *disc)
{
  g_clear_object (&disc->texture);
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

static GdkTexture *
render (const WkDisc *disc, Profile profile)
{
  static const int shifts[4] = { 16, 8, 0, 24 };
  int side = 2 * disc->radius;
  gsize stride = (gsize) side * 4;
  guint32 *data = g_malloc (stride * (gsize) side);
  g_autoptr (GBytes) bytes = NULL;

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
  bytes = g_bytes_new_take (data, stride * (gsize) side);
  /* The format that the renderer need not convert at each frame. */
  return gdk_memory_texture_new (side, side, GDK_MEMORY_DEFAULT, bytes, stride);
}

static GdkTexture *
get (WkDisc *disc, int radius, float alpha, GdkRGBA colour, Profile profile)
{
  radius = MAX (radius, 4);
  if (disc->texture != NULL && disc->radius == radius && disc->alpha == alpha &&
      gdk_rgba_equal (&disc->colour, &colour))
    return disc->texture;
  wk_disc_clear (disc);
  disc->radius = radius;
  disc->alpha = alpha;
  disc->colour = colour;
  disc->texture = render (disc, profile);
  return disc->texture;
}

GdkTexture *
wk_disc_get_hole (WkDisc *disc, int radius, float alpha)
{
  return get (disc, radius, alpha, (GdkRGBA){ 0, 0, 0, 1 }, hole_profile);
}

GdkTexture *
wk_disc_get_ring (WkDisc *disc, int radius, const GdkRGBA *colour)
{
  return get (disc, radius, 0, *colour, ring_profile);
}
