/* wk-vae-doubles.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A few columns of W are taken through several rows of inputs, so that they stay near
 * the processor, and their sums stay in its registers. This file is compiled with -O3;
 * the exponential is our own, since libm's differs between processors in its last bit.
 */
#include "config.h"

#include "numeric/wk-vae-doubles.h"

#include <string.h>

#define BODY static inline __attribute__ ((always_inline))

/* Where the processor has shorter vectors, they are split. */
typedef double Doubles __attribute__ ((vector_size (32)));
typedef gint64 Longs __attribute__ ((vector_size (32)));
#define WIDTH 4
/* Vectors of sums at a time, and the columns they are. */
#define SUMS 6
#define COLUMNS (SUMS * WIDTH)

/* The inputs of a row that are not 0. */
typedef struct
{
  guint n;
  guint16 at[WK_VAE_DOUBLES_MAX];
} Active;

BODY Doubles
load (const double *values)
{
  Doubles loaded;

  memcpy (&loaded, values, sizeof loaded);
  return loaded;
}

static void
find_active (const double *from, guint n_from, Active *active)
{
  guint n = 0;

  /* Without a branch that nobody could foresee. */
  for (guint i = 0; i < n_from; i++)
    {
      active->at[n] = (guint16) i;
      n += from[i] != 0;
    }
  active->n = n;
}

/* COLUMNS outputs of one row. */
BODY void
affine_columns (const double *from,
                const Active *active,
                const double *weights,
                const double *bias,
                guint n_to,
                double *to)
{
  Doubles sums[SUMS];

  for (guint k = 0; k < SUMS; k++)
    sums[k] = load (bias + k * WIDTH);
  for (guint i = 0; i < active->n; i++)
    {
      guint at = active->at[i];
      const double *row = weights + (gsize) at * n_to;

      for (guint k = 0; k < SUMS; k++)
        sums[k] += from[at] * load (row + k * WIDTH);
    }
  memcpy (to, sums, sizeof sums);
}

/* What is left: fewer than COLUMNS. */
BODY void
affine_rest (const double *from,
             const Active *active,
             const double *weights,
             const double *bias,
             guint n_to,
             guint n,
             double *to)
{
  memcpy (to, bias, n * sizeof *to);
  for (guint i = 0; i < active->n; i++)
    {
      guint at = active->at[i];
      const double *row = weights + (gsize) at * n_to;

      for (guint j = 0; j < n; j++)
        to[j] += from[at] * row[j];
    }
}

BODY void
affine_group (const double *from,
              guint n,
              guint n_from,
              const double *weights,
              const double *bias,
              guint n_to,
              double *to)
{
  Active active[WK_VAE_DOUBLES_GROUP];
  guint whole = n_to / COLUMNS * COLUMNS;

  for (guint s = 0; s < n; s++)
    find_active (from + (gsize) s * n_from, n_from, &active[s]);
  for (guint j = 0; j < whole; j += COLUMNS)
    for (guint s = 0; s < n; s++)
      affine_columns (from + (gsize) s * n_from, &active[s], weights + j, bias + j,
                      n_to, to + (gsize) s * n_to + j);
  for (guint s = 0; s < n && whole < n_to; s++)
    affine_rest (from + (gsize) s * n_from, &active[s], weights + whole, bias + whole,
                 n_to, n_to - whole, to + (gsize) s * n_to + whole);
}

BODY void
relu (double *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    values[i] = values[i] > 0 ? values[i] : 0;
}

BODY Doubles
select_doubles (Longs mask, Doubles yes, Doubles no)
{
  return (Doubles) ((mask & (Longs) yes) | (~mask & (Longs) no));
}

/* exp (x) for x <= 0: 2^n times the series on [-log 2 / 2, log 2 / 2], whose next term
 * is below 5e-18. */
BODY Doubles
exp_negative (Doubles x)
{
  /* A number of this size has no digits behind the point; its last bits are n. */
  const double shift = 0x1.8p52;
  Doubles least = (Doubles){ 0 } - 708.0;
  Doubles bounded = select_doubles (x > least, x, least);
  Doubles shifted = bounded * 0x1.71547652b82fep0 + shift;
  Doubles n = shifted - shift;
  /* log 2 in two parts, of which the first times n is exact. */
  Doubles r = bounded - n * 0x1.62e42feep-1 - n * 0x1.a39ef35793c76p-33;
  Doubles p = r * (1.0 / 6227020800.0) + 1.0 / 479001600.0;

  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r * r + r + 1.0;
  return (Doubles) ((Longs) p + ((Longs) shifted << 52));
}

BODY void
sigmoid (double *values, gsize n)
{
  for (gsize i = 0; i < n; i += WIDTH)
    {
      gsize size = MIN (WIDTH, n - i) * sizeof (double);
      Doubles x = { 0 };
      Doubles e;
      Longs sign;

      memcpy (&x, values + i, size);
      sign = (Longs) x & ((Longs){ 0 } + G_MININT64);
      e = exp_negative ((Doubles) ((Longs) x | ((Longs){ 0 } + G_MININT64)));
      x = select_doubles (sign != 0, e, (Doubles){ 0 } + 1.0) / (1.0 + e);
      memcpy (values + i, &x, size);
    }
}

/* --- one copy for each instruction set --- */

#if defined(__x86_64__) && defined(__GNUC__)
#define WIDE __attribute__ ((target ("avx2")))
#define HAS_WIDE 1
#else
#define HAS_WIDE 0
#endif

/* A unit of the copies of the three bodies. */
#define UNIT(which, target)                                                       \
  target static void affine_##which (const double *from, guint n, guint n_from,   \
                                     const double *weights, const double *bias,   \
                                     guint n_to, double *to)                      \
  {                                                                               \
    affine_group (from, n, n_from, weights, bias, n_to, to);                      \
  }                                                                               \
  target static void relu_##which (double *values, gsize n) { relu (values, n); } \
  target static void sigmoid_##which (double *values, gsize n)                    \
  {                                                                               \
    sigmoid (values, n);                                                          \
  }                                                                               \
  static const WkVaeDoublesUnit unit_##which = { affine_##which, relu_##which,    \
                                                 sigmoid_##which };

UNIT (plain, )
#if HAS_WIDE
UNIT (wide, WIDE)
#endif

const WkVaeDoublesUnit *
wk_vae_doubles_get_unit (guint i)
{
#if HAS_WIDE
  if (i == 1 && __builtin_cpu_supports ("avx2"))
    return &unit_wide;
#endif
  return i == 0 ? &unit_plain : NULL;
}

static const WkVaeDoublesUnit *
best_unit (void)
{
  const WkVaeDoublesUnit *wide = wk_vae_doubles_get_unit (1);

  return wide != NULL ? wide : &unit_plain;
}

void
wk_vae_doubles_affine (const double *from,
                       guint n,
                       guint n_from,
                       const double *weights,
                       const double *bias,
                       guint n_to,
                       double *to)
{
  const WkVaeDoublesUnit *unit = best_unit ();

  g_return_if_fail (n_from <= WK_VAE_DOUBLES_MAX);

  for (guint s = 0; s < n; s += WK_VAE_DOUBLES_GROUP)
    unit->affine (from + (gsize) s * n_from, MIN (WK_VAE_DOUBLES_GROUP, n - s), n_from,
                  weights, bias, n_to, to + (gsize) s * n_to);
}

void
wk_vae_doubles_relu (double *values, gsize n)
{
  best_unit ()->relu (values, n);
}

void
wk_vae_doubles_sigmoid (double *values, gsize n)
{
  best_unit ()->sigmoid (values, n);
}
