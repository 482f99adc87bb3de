/* wk-ratio-private.h - the parts of the parameter ratio's figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-ratio-kit.h"

G_BEGIN_DECLS

typedef struct
{
  const WkRatio *ratio;
  const WkView *view;
  const WkLanguage *language;
  WkSceneBuilder *builder;
  double t[5];     /* how far each step has come, from 1 */
  double line;     /* height of a line of secondary words */
  double bar_line; /* of a number above a tower */
} WkRatioFigure;

double wk_ratio_text_width (const WkRatioFigure *figure,
                            WkTypeRole type,
                            const char *text);

/* Two towers as high as the models have parameters, and their ratio. */
double wk_ratio_towers_width (const WkRatioFigure *figure);
void wk_ratio_draw_towers (const WkRatioFigure *figure, WkRect area);

/* Both models in numbers. */
double wk_ratio_table_width (const WkRatioFigure *figure);
double wk_ratio_table_height (const WkRatioFigure *figure);
void wk_ratio_draw_table (const WkRatioFigure *figure, WkRect area);

G_END_DECLS
