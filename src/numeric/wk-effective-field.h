/* wk-effective-field.h - how much each pixel really counts for one unit
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The effective receptive field is the size of the gradient dy/dx_i of one unit y with
 * respect to the pixels x_i of its theoretical field: W. Luo, Y. Li, R. Urtasun, R.
 * Zemel, "Understanding the Effective Receptive Field in Deep Convolutional Neural
 * Networks", NIPS 2016. Here the layers are linear with one channel; every window has
 * its own weights, those of pooling layers too. From a layer's units p back to its
 * inputs:
 *
 *   g_in[p stride - pad_begin + u dilation] += w[u] g_out[p],   g[unit] = 1 at the top
 *
 * What falls into the padding is dropped: a path ends there. With independent weights
 * of mean 0 and variance 1, products over different paths are uncorrelated, so
 *
 *   E g_i^2 = number of paths from pixel i to the unit,
 *
 * which is the same recurrence with all weights 1; in two dimensions it is the product
 * of the numbers along the rows and along the columns.
 */
#pragma once

#include "numeric/wk-receptive-field.h"

G_BEGIN_DECLS

/* Luo et al. count what is above 1 - 95.45 % of the largest. */
#define WK_EFFECTIVE_SHARE 0.0455

/* Where a unit's theoretical field lies along one axis. */
typedef struct
{
  gint64 start; /* its first pixel, may be negative */
  guint width;  /* pixels, padding included */
} WkFieldExtent;

/**
 * wk_effective_field_extent:
 * @layers: the stack along one axis, input side first
 * @n_inputs: pixels along the axis
 * @unit: a unit of the last layer, from 0
 *
 * Returns: FALSE with %WK_RECEPTIVE_FIELD_ERROR if a layer does not fit, or with
 *   %WK_NUMERIC_ERROR_SHAPE if there is no such unit or the field is too wide
 */
gboolean wk_effective_field_extent (const WkWindow *layers,
                                    guint n_layers,
                                    int n_inputs,
                                    gint64 unit,
                                    WkFieldExtent *extent,
                                    GError **error);

/**
 * wk_effective_field_expect:
 * @profile: room for extent.width values
 *
 * The root mean square of the gradient along one axis, scaled so that the largest is 1.
 * In two dimensions it is profile_rows[i] * profile_columns[j].
 */
gboolean wk_effective_field_expect (const WkWindow *layers,
                                    guint n_layers,
                                    int n_inputs,
                                    gint64 unit,
                                    double *profile,
                                    GError **error);

/* A stack in two dimensions and the unit that is looked at. */
typedef struct
{
  const WkWindow *rows, *columns; /* n_layers each */
  guint n_layers;
  int n_rows, n_columns; /* of the input */
  gint64 unit_row, unit_column;
} WkEffectiveStack;

/**
 * wk_effective_field_sample:
 * @n_draws: sets of weights, at least 1; normal, with mean 0
 * @field: room for the rows' extent.width * the columns' extent.width values
 *
 * The root mean square of the gradient over @n_draws sets of real weights, scaled so
 * that the largest is 1. The same seed gives the same field everywhere.
 */
gboolean wk_effective_field_sample (const WkEffectiveStack *stack,
                                    guint64 seed,
                                    guint n_draws,
                                    double *field,
                                    GError **error);

/* How many of @n values are above @share of the largest: along one axis the effective
 * width, in two dimensions the area. */
gsize wk_effective_field_count (const double *values, gsize n, double share);

G_END_DECLS
