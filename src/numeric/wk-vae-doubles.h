/* wk-vae-doubles.h - layers of doubles whose bits are the same on every machine
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compiled for several instruction sets, none with fused products; each output is
 * summed by itself, bias first, then in the order of the inputs. So neither the vectors
 * of a processor nor what is worked on at the same time changes a bit.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Inputs of a layer at most. */
#define WK_VAE_DOUBLES_MAX 4096
/* Rows that are worked on together. */
#define WK_VAE_DOUBLES_GROUP 8

/* to = from W + b for @n rows; inputs of 0 are left out, which must not meet a weight
 * that is not finite. W is [n_from][n_to], 1 <= @n_from <= WK_VAE_DOUBLES_MAX. */
void wk_vae_doubles_affine (const double *from,
                            guint n,
                            guint n_from,
                            const double *weights,
                            const double *bias,
                            guint n_to,
                            double *to);
/* max (x, 0) in place. */
void wk_vae_doubles_relu (double *values, gsize n);
/* 1 / (1 + exp (-x)) in place, within 4e-16 of it, relative; where that is below
 * exp (-708), it is exp (-708). */
void wk_vae_doubles_sigmoid (double *values, gsize n);

/* The functions above for one instruction set, affine at most WK_VAE_DOUBLES_GROUP
 * rows; for tests. */
typedef struct
{
  void (*affine) (const double *from,
                  guint n,
                  guint n_from,
                  const double *weights,
                  const double *bias,
                  guint n_to,
                  double *to);
  void (*relu) (double *values, gsize n);
  void (*sigmoid) (double *values, gsize n);
} WkVaeDoublesUnit;

/* 0: what every processor has; 1: AVX2. NULL if this processor has not. */
const WkVaeDoublesUnit *wk_vae_doubles_get_unit (guint i);

G_END_DECLS
