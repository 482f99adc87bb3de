/* wk-conv.h - one image, one kernel with a marked origin, every product
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With the origin (o_r, o_c), a cell of the kernel counted from its corner, and the
 * dilations d_r, d_c:
 *
 *   convolution        y[i,j] = sum k[u,v] x[i - (u - o_r) d_r, j - (v - o_c) d_c]
 *   cross-correlation  y[i,j] = sum k[u,v] x[i + (u - o_r) d_r, j + (v - o_c) d_c]
 *
 * The sum goes over the rows of the kernel, then over its columns, in double.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WK_CONV_CONVOLUTION,
  WK_CONV_CROSS_CORRELATION,
} WkConvMode;

/* What is read outside the image, of a row a b c d. */
typedef enum
{
  WK_PADDING_NONE,      /* the window must not hang over the edge */
  WK_PADDING_ZERO,      /* 0 0 | a b c d | 0 0 */
  WK_PADDING_REFLECT,   /* c b | a b c d | c b */
  WK_PADDING_REPLICATE, /* a a | a b c d | d d */
  WK_PADDING_WRAP,      /* c d | a b c d | a b */
} WkPadding;

#define WK_N_CONV_MODES (WK_CONV_CROSS_CORRELATION + 1)
#define WK_N_PADDINGS (WK_PADDING_WRAP + 1)

/* "convolution", "cross-correlation"; "none", "zero", "reflect", "replicate", "wrap".
 */
const char *wk_conv_mode_get_id (WkConvMode mode);
gboolean wk_conv_mode_from_id (const char *id, WkConvMode *mode);
const char *wk_padding_get_id (WkPadding padding);
gboolean wk_padding_from_id (const char *id, WkPadding *padding);

/* The longest side of a plane, and the largest dilation and stride: a product of two
 * fits an int. */
#define WK_CONV_MAX_SIDE 32768

/* Rows of numbers. */
typedef struct
{
  int n_rows, n_columns; /* >= 1 */
  const double *data;    /* data[row * n_columns + column] */
} WkPlane;

typedef struct
{
  WkPlane kernel;
  int origin_row, origin_column;     /* inside the kernel */
  int dilation_row, dilation_column; /* >= 1 */
  int stride_row, stride_column;     /* >= 1, of the output map */
  WkConvMode mode;
  WkPadding padding;
} WkConv;

/* One cell of the kernel at one place of the image. */
typedef struct
{
  int kernel_row, kernel_column;
  double weight;
  int row, column;           /* where the cell lies, perhaps outside the image */
  gboolean inside;           /* whether it lies inside */
  int from_row, from_column; /* where the value is read; -1: nowhere, it is 0 */
  double value, product;
} WkConvTap;

/* Where the output units stand: unit (p, q) at row + p stride_row, column + q
 * stride_column of the image. */
typedef struct
{
  int row, column;
  int n_rows, n_columns; /* 0 if the kernel does not fit */
} WkConvRange;

/* Without padding, every place whose window lies inside; else every place of the image.
 */
WkConvRange wk_conv_get_range (const WkConv *conv, const WkPlane *image);

/**
 * wk_conv_at:
 * @row, @column: a place of the image
 * @taps: (array) (optional): room for one tap a cell of the kernel, row by row
 *
 * A place whose window hangs over the edge is computed also for %WK_PADDING_NONE, as if
 * there were zeros: the range says which places count.
 *
 * Returns: y[row, column]
 */
double wk_conv_at (const WkConv *conv,
                   const WkPlane *image,
                   int row,
                   int column,
                   WkConvTap *taps);

/* The whole map into @out, row by row, with the size of wk_conv_get_range(). */
void wk_conv_map (const WkConv *conv, const WkPlane *image, double *out);

/* Where a padding reads the place @i of an axis of @n samples; -1: a zero. */
int wk_padding_index (WkPadding padding, int i, int n);

G_END_DECLS
