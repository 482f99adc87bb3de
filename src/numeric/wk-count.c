/* wk-count.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-count.h"

static guint64
times (guint64 a, guint64 b)
{
  guint64 product;

  return g_uint64_checked_mul (&product, a, b) ? product : G_MAXUINT64;
}

static guint64
plus (guint64 a, guint64 b)
{
  guint64 sum;

  return g_uint64_checked_add (&sum, a, b) ? sum : G_MAXUINT64;
}

guint64
wk_count_dense (guint64 n_in, guint64 n_out, gboolean bias)
{
  return times (n_out, bias ? plus (n_in, 1) : n_in);
}

guint64
wk_count_conv (guint64 n_in,
               guint64 n_out,
               guint64 n_rows,
               guint64 n_columns,
               guint64 groups,
               gboolean bias)
{
  guint64 weights;

  g_return_val_if_fail (groups >= 1, 0);

  if (n_in % groups != 0 || n_out % groups != 0)
    return 0;
  weights = times (times (n_in / groups, n_out), times (n_rows, n_columns));
  return bias ? plus (weights, n_out) : weights;
}

guint64
wk_count_recurrent (guint n_gates, guint64 n_in, guint64 n_hidden, guint n_bias_vectors)
{
  guint64 a_row = plus (plus (n_in, n_hidden), n_bias_vectors);

  return times (n_gates, times (n_hidden, a_row));
}

guint64
wk_count_batch_norm (guint64 n_channels)
{
  return times (2, n_channels);
}
