/* wk-filter.h - photographs through a kernel, fast
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same map as wk_conv_map(), in single precision. Rounding: the weights are rounded
 * to float; then either
 *
 *   direct     y = sum over kernel rows, then columns, of w x, left to right; or
 *   separable  the same along the rows of the image with the row factor, then along its
 *              columns with the column factor,
 *
 * each product and each sum rounded to float, never fused, weights that are 0 left out.
 * So the result is bit for bit the same with every vector unit and without one. With n
 * products one after another (rows * columns, or rows + columns) it differs from the
 * exact sum by at most (n + 1) 2^-24 times the sum of |w x| (N. Higham, "Accuracy and
 * Stability of Numerical Algorithms", 2nd ed., section 3.1; plus the rounded weights).
 */
#pragma once

#include "numeric/wk-conv.h"

G_BEGIN_DECLS

/* Where the output stands and how large it is: as wk_conv_get_range(). */
WkConvRange wk_filter_get_range (const WkConv *conv, int n_rows, int n_columns);

/**
 * wk_filter_map:
 * @image: n_rows * n_columns values, row by row
 * @out: room for the range's n_rows * n_columns values; not @image
 *
 * Takes two passes if the kernel splits and they are less work. One thread; 1 megapixel
 * takes some milliseconds.
 *
 * Returns: TRUE; FALSE with %WK_NUMERIC_ERROR_NOT_FINITE if a weight or a value of the
 *   output is not finite, %WK_NUMERIC_ERROR_FAILED without memory
 */
gboolean wk_filter_map (const WkConv *conv,
                        const float *image,
                        int n_rows,
                        int n_columns,
                        float *out,
                        GError **error);

/* Whether the kernel is the product of a column and a row (rank 1), to the rounding of
 * doubles. Fills @column (n_rows) and @row (n_columns), which may be NULL. A kernel of
 * zeros splits too. */
gboolean wk_filter_split (const WkPlane *kernel, double *column, double *row);

G_END_DECLS
