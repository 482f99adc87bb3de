/* wk-dense-step-figure.h - the table of new values and the plot of J along the step
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-dense-step.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

void wk_descent_figure_draw (const WkDescent *descent,
                             const WkView *view,
                             WkSceneBuilder *builder);

/* --- for the parts of the figure --- */

typedef struct
{
  const WkDescent *descent;
  const WkView *view;
  const WkLanguage *language;
  WkSceneBuilder *builder;
  const WkDescentStep *step; /* NULL at the question */
  guint number;              /* of the step, from 1; 0 at the question */
  double progress;
  gboolean knows_J, knows_gradients, judged; /* these steps are done */
} WkStepFigure;

/* The table: a row a parameter. */
typedef enum
{
  WK_STEP_COLUMN_SYMBOL,
  WK_STEP_COLUMN_OLD,
  WK_STEP_COLUMN_RATE,
  WK_STEP_COLUMN_GRADIENT,
  WK_STEP_COLUMN_ARROW,
  WK_STEP_COLUMN_NEW,
  WK_STEP_N_COLUMNS,
} WkStepColumn;

typedef struct
{
  WkTypeRole type;
  double widths[WK_STEP_N_COLUMNS]; /* 0: left out */
  double gap, width;
  double header, row;
  guint n_rows; /* in all */
} WkStepTable;

/* The widest that is no wider than @room, its rows no higher than fit @height. */
WkStepTable wk_step_table_plan (const WkStepFigure *figure, double room, double height);
/* Wider gaps, where there is room for them. */
void wk_step_table_widen (WkStepTable *table, double room);
/* What it takes with all its rows. */
double wk_step_table_height (const WkStepTable *table);
void wk_step_table_draw (const WkStepTable *table, WkStepFigure *figure, WkRect rect);

/* J before and after, and what the plot says, in lines of words and numbers. */
double wk_step_summary_height (const WkStepFigure *figure, double width);
void wk_step_summary_draw (WkStepFigure *figure, WkRect rect);

void wk_step_plot_draw (WkStepFigure *figure, WkRect rect);

WkExtents wk_step_measure (const WkStepFigure *figure,
                           const char *text,
                           WkTypeRole type);
WkExtents wk_step_measure_formula (const WkStepFigure *figure,
                                   const char *text,
                                   WkTypeRole type);
gboolean wk_step_is_projector (const WkStepFigure *figure);

G_END_DECLS
