/* wk-conv-library.h - the kernels one meets in image processing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/wk-params.h"

G_BEGIN_DECLS

/* Whole numbers, and what their sum is divided by. The origin is the middle. */
typedef struct
{
  int n_rows, n_columns;
  int divisor;
  double weights[81];
} WkConvFilter;

/* The first, "own", is the kernel of the exercise itself. */
extern const WkParamChoice wk_conv_filter_choices[];

/* FALSE for "own". @i: index of the choice. */
gboolean wk_conv_filter_get (guint i, WkConvFilter *filter);

G_END_DECLS
