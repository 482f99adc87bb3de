/* wk-activation-plot.h - the small plot of an activation, with the point z -> a on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-dense-kit.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

typedef struct
{
  WkActivation g;
  double slope;
  gboolean has_point;
  double z;
  double share; /* of the point's way: along the axis to z, then up to the curve */
} WkActivationPlot;

/* What suits a plot of this width. */
double wk_activation_plot_height (double width, const WkView *view);
void wk_activation_plot_draw (const WkActivationPlot *plot,
                              const WkView *view,
                              const WkLanguage *language,
                              WkSceneBuilder *builder,
                              WkRect rect);

G_END_DECLS
