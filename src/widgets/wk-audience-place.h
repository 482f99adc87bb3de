/* wk-audience-place.h - where words over a figure hide least of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "scene/wk-scene.h"

G_BEGIN_DECLS

/* Chips that do not show are left alone. */

/* At the left end of the bottom of @area. Tells the place that is @taken by it. */
void wk_audience_place_corner (GtkWidget *chip,
                               const GtkAllocation *area,
                               GtkAllocation *taken);
/* Where in @area, or below it on @page, it hides least of @scene, or NULL; at the
 * bottom right if it can, and not over @taken. Lengths are pixels. */
void wk_audience_place_free (GtkWidget *chip,
                             const WkScene *scene,
                             WkRect page,
                             const GtkAllocation *area,
                             const GtkAllocation *taken);

/* Whether the parameters are there, the bar of tools, or what is being typed: there a
 * second button is for a menu. */
gboolean wk_audience_is_aside (GtkWidget *audience, double x, double y);

G_END_DECLS
