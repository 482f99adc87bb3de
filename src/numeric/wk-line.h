/* wk-line.h - a function of one positive number: where it turns, and where it crosses
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For a loss along the direction of a step: samples for a plot, its minima and maxima,
 * and where it passes a level. Nothing is assumed about the function but that it is
 * continuous; features much narrower than the distance of two samples are missed.
 */
#pragma once

#include "numeric/wk-dense.h"

G_BEGIN_DECLS

/* FALSE, or a value that is not finite: the function ends here. */
typedef gboolean (*WkLineFunction) (double x, double *value, gpointer data);

typedef enum
{
  WK_LINE_MINIMUM,
  WK_LINE_MAXIMUM,
  WK_LINE_RISES, /* through the level */
  WK_LINE_FALLS,
} WkLineFeatureType;

typedef struct
{
  WkLineFeatureType type;
  double x, value;
} WkLineFeature;

typedef struct
{
  double x, value;
} WkLineSample;

typedef struct
{
  GArray *samples;  /* of WkLineSample, x rising; dense around minima */
  GArray *features; /* of WkLineFeature, x rising */
} WkLine;

/**
 * wk_line_explore:
 * @from, @to: 0 < @from < @to: samples are at equal ratios between them
 * @n: how many, at least 3
 * @level: a crossing at @from itself does not count
 *
 * Brackets each turn between three samples and narrows it by golden section (Press et
 * al., Numerical Recipes, section 10.2), each crossing between two by bisection, down
 * to rounding.
 *
 * Returns: (transfer full): the line; it ends early where the function does
 */
WkLine *wk_line_explore (WkLineFunction f,
                         gpointer data,
                         double from,
                         double to,
                         guint n,
                         double level);
void wk_line_free (WkLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkLine, wk_line_free)

/* The @k-th feature (from 0) of a type, or NULL. */
const WkLineFeature *wk_line_get_feature (const WkLine *line,
                                          WkLineFeatureType type,
                                          guint k);

/* --- the loss along a step --- */

/* J (theta - rate dJ/dtheta) of one sample, for any rate. */
typedef struct _WkDenseLine WkDenseLine;

/* @trace: of @layers at @x and @y, with its derivatives. The arrays at @x and @y are
 * not copied. (transfer full) */
WkDenseLine *wk_dense_line_new (const WkDenseLayer *layers,
                                guint n_layers,
                                const double *x,
                                WkLoss loss,
                                const double *y,
                                const WkDenseTrace *trace,
                                GError **error);
void wk_dense_line_free (WkDenseLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkDenseLine, wk_dense_line_free)

/* The sum of the squares of all derivatives: minus the slope of J at rate 0. */
double wk_dense_line_get_slope (const WkDenseLine *line);
/* A #WkLineFunction; @line is a WkDenseLine. */
gboolean wk_dense_line_at (double rate, double *J, gpointer line);
/* The outputs at the rate asked last. */
const double *wk_dense_line_peek_outputs (const WkDenseLine *line);

G_END_DECLS
