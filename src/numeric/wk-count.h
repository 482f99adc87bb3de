/* wk-count.h - how many parameters a layer has
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All counts saturate at the largest guint64 instead of wrapping around.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* n_in n_out, and n_out biases. */
guint64 wk_count_dense (guint64 n_in, guint64 n_out, gboolean bias);

/* n_out (n_in / groups) rows columns, and n_out biases; 0 if @groups does not divide
 * both numbers of channels. */
guint64 wk_count_conv (guint64 n_in,
                       guint64 n_out,
                       guint64 n_rows,
                       guint64 n_columns,
                       guint64 groups,
                       gboolean bias);

/* @n_gates times (n_hidden (n_in + n_hidden) + @n_bias_vectors n_hidden): one gate for
 * a plain recurrent layer, three for a GRU, four for an LSTM. A textbook cell has one
 * bias vector, many libraries have two. */
guint64 wk_count_recurrent (guint n_gates,
                            guint64 n_in,
                            guint64 n_hidden,
                            guint n_bias_vectors);

/* gamma and beta of each channel. */
guint64 wk_count_batch_norm (guint64 n_channels);

G_END_DECLS
