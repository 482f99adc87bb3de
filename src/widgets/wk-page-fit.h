/* wk-page-fit.h - the page that fills a given room best
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "scene/wk-view.h"

G_BEGIN_DECLS

/* The page that fills @width x @height pixels best: 900 units high and 1200 to 1600
 * wide, or, if @tall_allowed, 900 x 1200. Returns pixels a unit, 0 for no room. */
double wk_page_fit (double width,
                    double height,
                    gboolean tall_allowed,
                    double *page_width,
                    double *page_height);

/* A page of that size in the middle of @width x @height, on whole pixels so that a
 * texture is not resampled. */
WkRect wk_page_place (double page_width, double page_height, int width, int height);

G_END_DECLS
