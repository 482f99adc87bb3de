/* wk-vae-loops.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain loops, which the compiler turns into vectors: this file is compiled with -O3
 * and without errno for roots. Each body is compiled once for each instruction set.
 */
#include "config.h"

#include "numeric/wk-vae-loops.h"

#include <math.h>
#include <string.h>

/* Sums that are kept apart, so that they can be one vector. */
#define LANES 16
/* Of numbers that are worked on at a time; products of numbers up to 2 stay below 2^127
 * over PART / WIDTH of them. */
#define PART 768

#define BODY static inline __attribute__ ((always_inline))

/* Written as vectors, since the compiler leaves this loop alone; where the processor
 * has shorter ones, they are split. */
typedef float Floats __attribute__ ((vector_size (32)));
typedef gint32 Ints __attribute__ ((vector_size (32)));
#define WIDTH 8

BODY Floats
select_floats (Ints mask, Floats yes, Floats no)
{
  return (Floats) ((mask & (Ints) yes) | (~mask & (Ints) no));
}

/* exp (x) for x <= 0. Cephes' expf (S. Moshier): 2^n times a polynomial on
 * [-log 2 / 2, log 2 / 2], 2 ulp. */
BODY Floats
exp_negative (Floats x)
{
  Floats least = (Floats){ 0 } - 87.0f;
  Floats bounded = select_floats (x > least, x, least);
  Ints n = __builtin_convertvector(bounded * 1.44269504f - 0.5f, Ints);
  Floats whole = __builtin_convertvector(n, Floats);
  Floats r = bounded - whole * 0.693359375f + whole * 2.12194440e-4f;
  Floats p = r * 1.9875691500e-4f + 1.3981999507e-3f;

  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  return (p * r * r + r + 1.0f) * (Floats) ((n + 127) << 23);
}

BODY void
from_bytes (const guint8 *bytes, gsize n, float *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = (float) bytes[i] * (1.0f / 255.0f);
}

BODY void
relu (float *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    values[i] = values[i] > 0.0f ? values[i] : 0.0f;
}

BODY void
gate (const float *activation, gsize n, float *back)
{
  for (gsize i = 0; i < n; i++)
    back[i] = activation[i] > 0.0f ? back[i] : 0.0f;
}

/* What WIDTH numbers add to the loss without its logarithm, the factors whose logarithm
 * is added in the end, and the derivative. */
BODY void
cross_entropy_some (Floats o,
                    Floats x,
                    float scale,
                    Floats *sum,
                    Floats *product,
                    Floats *d)
{
  Ints sign = (Ints) o & ((Ints){ 0 } + G_MININT32);
  Floats size = (Floats) ((Ints) o & ~sign);
  Floats e = exp_negative (-size);
  /* sigmoid (o) = 1/2 + 1/2 sign (o) (1 - e) / (1 + e) */
  Floats half = 0.5f * (1.0f - e) / (1.0f + e);

  *sum += 0.5f * (o + size) - o * x;
  *product *= 1.0f + e;
  *d = scale * (0.5f + (Floats) ((Ints) half | sign) - x);
}

/* The sum over log (1 + e) is the logarithm of a product. */
BODY double
cross_entropy (const float *o, const float *x, gsize n, float scale, float *d)
{
  double total = 0;

  for (gsize begin = 0; begin < n; begin += PART)
    {
      Floats sum = { 0 };
      Floats product = (Floats){ 0 } + 1.0f;

      for (gsize i = begin; i < MIN (begin + PART, n); i += WIDTH)
        {
          /* Behind the end: a logit of -87 and the target 0 are as good as nothing. */
          Floats logit = (Floats){ 0 } - 87.0f;
          Floats target = { 0 };
          Floats delta;
          gsize size = MIN (WIDTH, n - i) * sizeof (float);

          if (G_LIKELY (size == sizeof logit))
            {
              memcpy (&logit, o + i, sizeof logit);
              memcpy (&target, x + i, sizeof target);
            }
          else
            {
              memcpy (&logit, o + i, size);
              memcpy (&target, x + i, size);
            }
          cross_entropy_some (logit, target, scale, &sum, &product, &delta);
          if (d != NULL && G_LIKELY (size == sizeof delta))
            memcpy (d + i, &delta, sizeof delta);
          else if (d != NULL)
            memcpy (d + i, &delta, size);
        }
      for (guint k = 0; k < WIDTH; k++)
        total += (double) sum[k] + log ((double) product[k]);
    }
  return total;
}

BODY double
half_square (const float *o, const float *x, gsize n, float scale, float *d)
{
  float sums[LANES] = { 0 };
  double total = 0;

  for (gsize i = 0; i < n; i++)
    {
      float difference = o[i] - x[i];

      sums[i % LANES] += difference * difference;
      if (d != NULL)
        d[i] = scale * difference;
    }
  for (guint k = 0; k < LANES; k++)
    total += (double) sums[k] / 2;
  return total;
}

BODY void
column_sums (const float *values, gsize rows, gsize columns, float *sums)
{
  memset (sums, 0, columns * sizeof *sums);
  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < columns; j++)
      sums[j] += values[i * columns + j];
}

/* The bits of positive floats are in the same order as they, and those of what is not
 * finite are above all. */
BODY float
largest (const float *values, gsize n)
{
  gint32 most = 0;
  float value;

  for (gsize i = 0; i < n; i++)
    {
      gint32 bits;

      memcpy (&bits, &values[i], sizeof bits);
      bits &= G_MAXINT32;
      most = MAX (most, bits);
    }
  memcpy (&value, &most, sizeof value);
  return value;
}

BODY void
adam_step (const WkVaeAdam *adam,
           const float *restrict gradient,
           gsize n,
           float *restrict m,
           float *restrict v,
           float *restrict weights)
{
  const WkVaeAdam a = *adam;

  for (gsize i = 0; i < n; i++)
    {
      float g = gradient[i];

      m[i] = a.beta1 * m[i] + (1.0f - a.beta1) * g;
      v[i] = a.beta2 * v[i] + (1.0f - a.beta2) * g * g;
      weights[i] -= a.rate * m[i] / (sqrtf (v[i]) * a.correction + a.epsilon);
    }
}

/* --- one copy for each instruction set --- */

#if defined(__x86_64__) && defined(__GNUC__)
#define WIDE __attribute__ ((target ("avx2,fma")))
#define HAS_WIDE 1
#else
#define WIDE
#define HAS_WIDE 0
#endif

static gboolean
is_wide (void)
{
#if HAS_WIDE
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
#else
  return FALSE;
#endif
}

/* @type name (parameters) as a wide and a plain copy of @body, and the choice. @give is
 * return, or (void) where there is nothing to. */
#define IN_BOTH(type, give, name, body, parameters, arguments)     \
  WIDE static type name##_wide parameters { give body arguments; } \
  static type name##_plain parameters { give body arguments; }     \
  type name parameters                                             \
  {                                                                \
    if (is_wide ())                                                \
      give name##_wide arguments;                                  \
    else                                                           \
      give name##_plain arguments;                                 \
  }

IN_BOTH (double,
         return,
         wk_vae_cross_entropy,
         cross_entropy,
         (const float *o, const float *x, gsize n, float scale, float *d),
         (o, x, n, scale, d))
IN_BOTH (double,
         return,
         wk_vae_half_square,
         half_square,
         (const float *o, const float *x, gsize n, float scale, float *d),
         (o, x, n, scale, d))
IN_BOTH (float,
         return,
         wk_vae_largest,
         largest,
         (const float *values, gsize n),
         (values, n))
IN_BOTH (void, (void), wk_vae_relu, relu, (float *values, gsize n), (values, n))
IN_BOTH (void,
         (void),
         wk_vae_gate,
         gate,
         (const float *activation, gsize n, float *back),
         (activation, n, back))
IN_BOTH (void,
         (void),
         wk_vae_from_bytes,
         from_bytes,
         (const guint8 *bytes, gsize n, float *values),
         (bytes, n, values))
IN_BOTH (void,
         (void),
         wk_vae_column_sums,
         column_sums,
         (const float *values, gsize rows, gsize columns, float *sums),
         (values, rows, columns, sums))
IN_BOTH (void,
         (void),
         wk_vae_adam,
         adam_step,
         (const WkVaeAdam *adam,
          const float *gradient,
          gsize n,
          float *m,
          float *v,
          float *weights),
         (adam, gradient, n, m, v, weights))
