/* wk-dense.h - dense networks: forward, backward, one step
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers count from 1, layer 0 is the input; nodes and samples count from 0 here and
 * from 1 in messages. With w[l]_jk from node j of layer l - 1 to node k of layer l:
 *
 *   z[l]_k = sum over j of a[l-1]_j w[l]_jk, plus b[l]_k      a[l]_k = g(z[l]_k)
 *   delta[l]_k = dJ/dz[l]_k
 *   delta[l-1]_j = (sum over k of delta[l]_k w[l]_jk) g'(z[l-1]_j)
 *   dJ/dw[l]_jk = sum over samples of a[l-1]_j delta[l]_k
 *   dJ/db[l]_k = sum over samples of delta[l]_k
 *
 * All in double, every sum in the order of its index from 0 and the bias last, without
 * BLAS: what is shown by hand has the same bits on every machine.
 */
#pragma once

#include "numeric/wk-activation.h"
#include "numeric/wk-loss.h"
#include "numeric/wk-numeric.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_in, n_out; /* >= 1; n_in is n_out of the layer before */
  const double *W;   /* n_in x n_out: W[j * n_out + k], from j to k */
  const double *b;   /* n_out */
  WkActivation g;
  double slope; /* for the leaky ReLU and the ELU */
} WkDenseLayer;

/* Everything that one pass forward and backward leaves behind. */
typedef struct _WkDenseTrace WkDenseTrace;

/* Room for a batch of @n_samples rows; layers are only looked at for their sizes. NULL
 * with %WK_NUMERIC_ERROR_SHAPE if they do not fit together or are too large. */
WkDenseTrace *wk_dense_trace_new (const WkDenseLayer *layers,
                                  guint n_layers,
                                  guint n_samples,
                                  GError **error);
void wk_dense_trace_free (WkDenseTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkDenseTrace, wk_dense_trace_free)

/* @x: n_samples rows of n_in values. What is not finite is an error that names the
 * place, such as "layer 2, node 3: pre-activation is not finite". */
gboolean wk_dense_forward (const WkDenseLayer *layers,
                           guint n_layers,
                           const double *x,
                           WkDenseTrace *trace,
                           GError **error);

/* After wk_dense_forward(): J against the targets @y (n_samples rows of outputs). */
gboolean wk_dense_loss (const WkDenseLayer *layers,
                        guint n_layers,
                        WkLoss loss,
                        WkReduction reduction,
                        const double *y,
                        WkDenseTrace *trace,
                        GError **error);

/* After wk_dense_forward(): J, and all derivatives of J. */
gboolean wk_dense_backward (const WkDenseLayer *layers,
                            guint n_layers,
                            WkLoss loss,
                            WkReduction reduction,
                            const double *y,
                            WkDenseTrace *trace,
                            GError **error);

/* One sample through everything: new, forward and backward (only forward if @y is
 * NULL). (transfer full) */
WkDenseTrace *wk_dense_run (const WkDenseLayer *layers,
                            guint n_layers,
                            const double *x,
                            WkLoss loss,
                            const double *y,
                            GError **error);

guint wk_dense_trace_get_n_layers (const WkDenseTrace *trace);
guint wk_dense_trace_get_n_samples (const WkDenseTrace *trace);
/* Nodes of a layer; of the input for 0. */
guint wk_dense_trace_get_size (const WkDenseTrace *trace, guint layer);
double wk_dense_trace_get_J (const WkDenseTrace *trace);

/* Of the first sample. @layer from 1; a also of 0, the input. */
double wk_dense_trace_get_z (const WkDenseTrace *trace, guint layer, guint node);
double wk_dense_trace_get_a (const WkDenseTrace *trace, guint layer, guint node);
/* dJ/da; of layer 0 it is dJ/dx. */
double wk_dense_trace_get_dJ_da (const WkDenseTrace *trace, guint layer, guint node);
double wk_dense_trace_get_delta (const WkDenseTrace *trace, guint layer, guint node);
/* Summed over the samples. */
double wk_dense_trace_get_dW (const WkDenseTrace *trace,
                              guint layer,
                              guint from,
                              guint to);
double wk_dense_trace_get_db (const WkDenseTrace *trace, guint layer, guint node);

/* Whole arrays, owned by the trace: rows of samples; dW as W, db as b. */
const double *wk_dense_trace_peek_z (const WkDenseTrace *trace, guint layer);
const double *wk_dense_trace_peek_a (const WkDenseTrace *trace, guint layer);
const double *wk_dense_trace_peek_dJ_da (const WkDenseTrace *trace, guint layer);
const double *wk_dense_trace_peek_delta (const WkDenseTrace *trace, guint layer);
const double *wk_dense_trace_peek_dW (const WkDenseTrace *trace, guint layer);
const double *wk_dense_trace_peek_db (const WkDenseTrace *trace, guint layer);

/* A network that owns its numbers. */
typedef struct _WkDenseNet WkDenseNet;

/* A copy of @layers. NULL with %WK_NUMERIC_ERROR_SHAPE. */
WkDenseNet *wk_dense_net_new (const WkDenseLayer *layers,
                              guint n_layers,
                              GError **error);
void wk_dense_net_free (WkDenseNet *net);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkDenseNet, wk_dense_net_free)

/* To hand to the functions above; valid as long as @net. */
const WkDenseLayer *wk_dense_net_get_layers (const WkDenseNet *net);
guint wk_dense_net_get_n_layers (const WkDenseNet *net);
/* All parameters in a row: W[1], b[1], W[2], b[2], ... May be written. */
double *wk_dense_net_get_theta (WkDenseNet *net);
gsize wk_dense_net_get_n_theta (const WkDenseNet *net);
/* The derivatives of @trace in the order of theta, into @gradient. */
void wk_dense_net_copy_gradient (const WkDenseNet *net,
                                 const WkDenseTrace *trace,
                                 double *gradient);

/* One step of plain gradient descent, all parameters at once: a new network with
 * theta - @rate dJ/dtheta, with the derivatives of @trace. (transfer full) */
WkDenseNet *wk_dense_step (const WkDenseLayer *layers,
                           guint n_layers,
                           const WkDenseTrace *trace,
                           double rate,
                           GError **error);

/* Which single parameter. */
typedef struct
{
  guint layer; /* from 1 */
  int from;    /* node of the layer before, or -1: the bias */
  guint to;
} WkDenseParameter;

/* Its value in @layers; its derivative in @trace. */
double wk_dense_get_parameter (const WkDenseLayer *layers, WkDenseParameter which);
double wk_dense_trace_get_derivative (const WkDenseTrace *trace,
                                      WkDenseParameter which);

/**
 * wk_dense_finite_difference:
 * @x, @y: @n_samples rows
 * @h: half the distance of the two points, or 0: cbrt (2^-52) max (1, |theta|), where
 *   rounding and truncation balance
 * @derivative: (out): (J (theta + h) - J (theta - h)) / (2 h)
 *
 * The derivative by the central difference, which uses nothing of the backward pass. At
 * a kink (ReLU at 0) it is the mean of both slopes.
 */
gboolean wk_dense_finite_difference (const WkDenseLayer *layers,
                                     guint n_layers,
                                     guint n_samples,
                                     const double *x,
                                     WkLoss loss,
                                     WkReduction reduction,
                                     const double *y,
                                     WkDenseParameter which,
                                     double h,
                                     double *derivative,
                                     GError **error);

G_END_DECLS
