/* wk-disc.h - round spots with soft edges, as textures
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GSK's radial gradients are slow in software and have bands; a spot is computed once a
 * size, and then only moved.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  int radius; /* in device pixels; the picture is twice as wide and high */
  float alpha;
  GdkRGBA colour;
  GBytes *pixels;
  GdkTexture *texture; /* of the pixels */
  GskRenderNode *node; /* the same where GTK draws in software, or NULL */
  float side;          /* of the node */
} WkDisc;

void wk_disc_clear (WkDisc *disc);
/* A hole in something dark: nothing inside, @alpha of black at the rim and in the
 * corners, and a soft edge between. */
void wk_disc_set_hole (WkDisc *disc, int radius, float alpha);
/* A ring with a faint glow inside, and thin dark and light outlines that show it on any
 * paper. */
void wk_disc_set_ring (WkDisc *disc, int radius, const GdkRGBA *colour);
/* Shows it at that place of @widget, which is being snapshot, @side pixels wide. */
void wk_disc_append (WkDisc *disc,
                     GtkWidget *widget,
                     GtkSnapshot *snapshot,
                     double x,
                     double y,
                     double side);

G_END_DECLS
