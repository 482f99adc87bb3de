/* wk-filter-combine.c - sums of shifted rows, in the vector unit there is
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One loop in GCC's vectors of 8 floats, compiled twice on x86-64: for AVX2 and for
 * SSE2, which every such processor has; elsewhere the compiler splits the vectors as it
 * can. Each lane does what plain C does, so that the results are the same; FMA would
 * round differently and is not used. Blocks of 64 stay in registers over all terms.
 */
#include "config.h"

#include <math.h>

#include "numeric/wk-filter-private.h"

#define LANES 8
#define VECTORS 8

typedef float Vector
    __attribute__ ((vector_size (LANES * sizeof (float)), aligned (4)));

#define LOAD(at) (*(const Vector *) (gconstpointer) (at))
#define STORE(at) (*(Vector *) (gpointer) (at))

/* Written out: sums in an array would be kept in memory. */
static inline __attribute__ ((always_inline)) void
combine_eight (const float *const *x, const float *w, guint n_terms, float *out, int at)
{
  const float *row = x[0] + at;
  Vector a = w[0] * LOAD (row), b = w[0] * LOAD (row + LANES);
  Vector c = w[0] * LOAD (row + 2 * LANES), d = w[0] * LOAD (row + 3 * LANES);
  Vector e = w[0] * LOAD (row + 4 * LANES), f = w[0] * LOAD (row + 5 * LANES);
  Vector g = w[0] * LOAD (row + 6 * LANES), h = w[0] * LOAD (row + 7 * LANES);

  for (guint t = 1; t < n_terms; t++)
    {
      float weight = w[t];

      row = x[t] + at;
      a += weight * LOAD (row);
      b += weight * LOAD (row + LANES);
      c += weight * LOAD (row + 2 * LANES);
      d += weight * LOAD (row + 3 * LANES);
      e += weight * LOAD (row + 4 * LANES);
      f += weight * LOAD (row + 5 * LANES);
      g += weight * LOAD (row + 6 * LANES);
      h += weight * LOAD (row + 7 * LANES);
    }
  out += at;
  STORE (out) = a;
  STORE (out + LANES) = b;
  STORE (out + 2 * LANES) = c;
  STORE (out + 3 * LANES) = d;
  STORE (out + 4 * LANES) = e;
  STORE (out + 5 * LANES) = f;
  STORE (out + 6 * LANES) = g;
  STORE (out + 7 * LANES) = h;
}

static inline __attribute__ ((always_inline)) void
combine_one (const float *const *x, const float *w, guint n_terms, float *out, int at)
{
  Vector sum = w[0] * LOAD (x[0] + at);

  for (guint t = 1; t < n_terms; t++)
    sum += w[t] * LOAD (x[t] + at);
  STORE (out + at) = sum;
}

static inline __attribute__ ((always_inline)) void
combine_all (const float *const *x, const float *w, guint n_terms, float *out, int n)
{
  int i = 0;

  for (; i + LANES * VECTORS <= n; i += LANES * VECTORS)
    combine_eight (x, w, n_terms, out, i);
  for (; i + LANES <= n; i += LANES)
    combine_one (x, w, n_terms, out, i);
  for (; i < n; i++)
    {
      float sum = w[0] * x[0][i];

      for (guint t = 1; t < n_terms; t++)
        sum += w[t] * x[t][i];
      out[i] = sum;
    }
}

/* 0 times a finite number is 0, 0 times any other is a NaN. */
static inline __attribute__ ((always_inline)) gboolean
check_all (const float *row, int n)
{
  Vector a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };
  float sum = 0;
  int i = 0;

  for (; i + 4 * LANES <= n; i += 4 * LANES)
    {
      a += LOAD (row + i) * 0.0f;
      b += LOAD (row + i + LANES) * 0.0f;
      c += LOAD (row + i + 2 * LANES) * 0.0f;
      d += LOAD (row + i + 3 * LANES) * 0.0f;
    }
  for (; i < n; i++)
    sum += row[i] * 0.0f;
  a += b + c + d;
  for (guint k = 0; k < LANES; k++)
    sum += a[k];
  return sum == 0.0f;
}

static void
combine_base (const float *const *x, const float *w, guint n_terms, float *out, int n)
{
  combine_all (x, w, n_terms, out, n);
}

static gboolean
check_base (const float *row, int n)
{
  return check_all (row, n);
}

#if defined(__x86_64__)
__attribute__ ((target ("avx2"))) static void
combine_avx2 (const float *const *x, const float *w, guint n_terms, float *out, int n)
{
  combine_all (x, w, n_terms, out, n);
}

__attribute__ ((target ("avx2"))) static gboolean
check_avx2 (const float *row, int n)
{
  return check_all (row, n);
}
#endif

static void
combine_plain (const float *const *x, const float *w, guint n_terms, float *out, int n)
{
  for (int i = 0; i < n; i++)
    {
      float sum = w[0] * x[0][i];

      for (guint t = 1; t < n_terms; t++)
        sum += w[t] * x[t][i];
      out[i] = sum;
    }
}

static gboolean
check_plain (const float *row, int n)
{
  for (int i = 0; i < n; i++)
    if (!isfinite (row[i]))
      return FALSE;
  return TRUE;
}

const WkFilterUnit *
wk_filter_get_unit (guint i)
{
  static const WkFilterUnit plain = { "plain", combine_plain, check_plain };
  static const WkFilterUnit base = { "base", combine_base, check_base };
#if defined(__x86_64__)
  static const WkFilterUnit avx2 = { "avx2", combine_avx2, check_avx2 };

  if (i == 2 && __builtin_cpu_supports ("avx2"))
    return &avx2;
#endif
  return i == 0 ? &plain : i == 1 ? &base : NULL;
}

const WkFilterUnit *
wk_filter_get_best_unit (void)
{
  const WkFilterUnit *avx2 = wk_filter_get_unit (2);

  return avx2 != NULL ? avx2 : wk_filter_get_unit (1);
}
