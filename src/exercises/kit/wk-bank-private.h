/* wk-bank-private.h - the parts of a filter bank's figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-bank-kit.h"

G_BEGIN_DECLS

typedef struct
{
  const WkBank *bank;
  const WkView *view;
  const WkLanguage *language;
  WkSceneBuilder *builder;
  double t[5]; /* how far each step has come, from 1 */
} WkBankFigure;

double wk_bank_text_width (const WkBankFigure *figure,
                           WkTypeRole type,
                           const char *text);
double wk_bank_formula_width (const WkBankFigure *figure,
                              WkTypeRole type,
                              const char *source);
double wk_bank_line_height (const WkBankFigure *figure, WkTypeRole type);
/* Centred words that wrap, from @y down; returns their height, also with @id NULL, when
 * nothing is drawn. */
double wk_bank_heading (const WkBankFigure *figure,
                        const char *id,
                        const char *text,
                        double x,
                        double y,
                        double width);

/* One filter, from 0, in @room. */
void wk_bank_draw_block (const WkBankFigure *figure,
                         int filter,
                         gboolean lit,
                         WkRect room);

/* One pixel with its numbers: step 1. */
void wk_bank_draw_pixel (const WkBankFigure *figure, WkRect body);

/* Sizes, orders and counts in @area. The width they want, and their height at @width;
 * @wide: the words beside the sizes, too. */
double wk_bank_table_width (const WkBankFigure *figure, gboolean wide);
double wk_bank_table_height (const WkBankFigure *figure, double width);
void wk_bank_draw_table (const WkBankFigure *figure, WkRect area);

G_END_DECLS
