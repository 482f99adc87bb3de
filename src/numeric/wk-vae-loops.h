/* wk-vae-loops.h - the loops over single numbers of the training, in vector units
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compiled for several instruction sets; which one runs is chosen by the processor.
 * Only for training: results may differ in their last bits between machines.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes to [0, 1]. */
void wk_vae_from_bytes (const guint8 *bytes, gsize n, float *values);
/* max (x, 0) in place. */
void wk_vae_relu (float *values, gsize n);
/* @back becomes 0 where @activation is not positive. */
void wk_vae_gate (const float *activation, gsize n, float *back);
/* Binary cross-entropy of the targets @x from logits @o, in nats. Where @d is not NULL
 * it becomes @scale (sigmoid (o) - x); it may be @o. */
double wk_vae_cross_entropy (const float *o,
                             const float *x,
                             gsize n,
                             float scale,
                             float *d);
/* 1/2 sum (o - x)^2; @d becomes @scale (o - x). */
double wk_vae_half_square (const float *o,
                           const float *x,
                           gsize n,
                           float scale,
                           float *d);
/* sums[j] = sum over rows of values[i][j]. */
void wk_vae_column_sums (const float *values, gsize rows, gsize columns, float *sums);
/* The largest size of a number, or what is not finite if there is one. */
float wk_vae_largest (const float *values, gsize n);

typedef struct
{
  float beta1, beta2;
  float rate;       /* rate / (1 - beta1^t) */
  float correction; /* 1 / sqrt (1 - beta2^t) */
  float epsilon;
} WkVaeAdam;

/* One step of Adam over all @n weights. */
void wk_vae_adam (const WkVaeAdam *adam,
                  const float *gradient,
                  gsize n,
                  float *m,
                  float *v,
                  float *weights);

G_END_DECLS
