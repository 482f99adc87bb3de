/* wk-filter-private.h - for tests and benchmarks: each way by itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "numeric/wk-filter.h"

G_BEGIN_DECLS

typedef enum
{
  WK_FILTER_AUTO,
  WK_FILTER_DIRECT,
  WK_FILTER_SEPARABLE, /* only for kernels that split */
} WkFilterWay;

/* A way to do the sums; all give the same bits. */
typedef struct
{
  const char *name;
  /* out[i] = w[0] x[0][i] + w[1] x[1][i] + ..., i < n, from left to right. */
  void (*combine) (const float *const *x,
                   const float *w,
                   guint n_terms,
                   float *out,
                   int n);
  gboolean (*is_finite) (const float *row, int n); /* all of the row */
} WkFilterUnit;

/* 0: plain C; 1: vectors as every processor has them; 2: AVX2. NULL if this processor
 * has not. */
const WkFilterUnit *wk_filter_get_unit (guint i);
const WkFilterUnit *wk_filter_get_best_unit (void);

gboolean wk_filter_map_by (const WkConv *conv,
                           WkFilterWay way,
                           const WkFilterUnit *unit,
                           const float *image,
                           int n_rows,
                           int n_columns,
                           float *out,
                           GError **error);

G_END_DECLS
