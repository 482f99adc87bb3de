/* wk-disc.h - round spots with soft edges, as textures
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GSK's radial gradients are slow in software and have bands; a spot is computed once a
 * size, and then only moved.
 */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct
{
  int radius; /* in device pixels; the texture is twice as wide and high */
  float alpha;
  GdkRGBA colour;
  GdkTexture *texture;
} WkDisc;

void wk_disc_clear (WkDisc *disc);
/* A hole in something dark: nothing inside, @alpha of black at the rim and in the
 * corners, and a soft edge between. Borrowed. */
GdkTexture *wk_disc_get_hole (WkDisc *disc, int radius, float alpha);
/* A ring with a faint glow inside, and thin dark and light outlines that show it on any
 * paper. Borrowed. */
GdkTexture *wk_disc_get_ring (WkDisc *disc, int radius, const GdkRGBA *colour);

G_END_DECLS
