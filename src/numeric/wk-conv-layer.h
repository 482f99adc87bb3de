/* wk-conv-layer.h - convolutional and pooling layers of several maps
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arrays are rows of rows: x [samples, channels, rows, columns], W [out, in / groups,
 * kernel rows, kernel columns], one bias an output map. Output unit (p, q) has its
 * window at rows p stride - pad_begin + u dilation, u = 0, 1, ...; outside the image is
 * 0. As in every library the layer computes the cross-correlation, unless the mode says
 * convolution; then the kernel is turned first.
 *
 * Sums go over input maps, kernel rows, kernel columns, with the bias last.
 */
#pragma once

#include "numeric/wk-conv.h"
#include "numeric/wk-receptive-field.h"

G_BEGIN_DECLS

/* Samples, maps, rows and columns of an array. */
typedef struct
{
  guint n_samples, n_maps, n_rows, n_columns;
} WkMaps;

typedef struct
{
  guint n_out;          /* output maps */
  WkWindow row, column; /* kernel, stride, padding, dilation along the two axes */
  guint groups;         /* >= 1; divides the input and the output maps */
  WkConvMode mode;
} WkConvLayer;

typedef struct
{
  WkWindow row, column;   /* dilation is not looked at and counts as 1 */
  gboolean count_padding; /* averages divide by the whole window */
} WkPoolLayer;

/* The number of entries; 0 if it does not fit a gsize. */
gsize wk_maps_count (const WkMaps *maps);

/* The shape of the output. %WK_NUMERIC_ERROR_SHAPE if the window does not fit, the
 * groups do not divide the maps, or padding of a pool is as wide as its window. */
gboolean wk_conv_layer_get_shape (const WkConvLayer *layer,
                                  const WkMaps *in,
                                  WkMaps *out,
                                  GError **error);
gboolean wk_pool_layer_get_shape (const WkPoolLayer *layer,
                                  const WkMaps *in,
                                  WkMaps *out,
                                  GError **error);

/* @b may be NULL. @y has the shape of wk_conv_layer_get_shape(). */
gboolean wk_conv_layer_forward (const WkConvLayer *layer,
                                const WkMaps *in,
                                const double *x,
                                const double *W,
                                const double *b,
                                double *y,
                                GError **error);
/* From @dy = dJ/dy; @dx, @dW and @db are optional. */
gboolean wk_conv_layer_backward (const WkConvLayer *layer,
                                 const WkMaps *in,
                                 const double *x,
                                 const double *W,
                                 const double *dy,
                                 double *dx,
                                 double *dW,
                                 double *db,
                                 GError **error);

/* The largest value of each window; padding never wins. @argmax (optional) says where
 * in its plane it is (row * n_columns + column), the first in that order if there are
 * several. */
gboolean wk_max_pool_forward (const WkPoolLayer *layer,
                              const WkMaps *in,
                              const double *x,
                              double *y,
                              guint *argmax,
                              GError **error);
gboolean wk_max_pool_backward (const WkPoolLayer *layer,
                               const WkMaps *in,
                               const guint *argmax,
                               const double *dy,
                               double *dx,
                               GError **error);
gboolean wk_average_pool_forward (const WkPoolLayer *layer,
                                  const WkMaps *in,
                                  const double *x,
                                  double *y,
                                  GError **error);
gboolean wk_average_pool_backward (const WkPoolLayer *layer,
                                   const WkMaps *in,
                                   const double *dy,
                                   double *dx,
                                   GError **error);

G_END_DECLS
