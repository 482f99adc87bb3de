/* wk-vae-sparse.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A few columns of the full matrix are taken through all rows of the sparse one, so
 * that they stay near the processor, and their sums stay in its registers. This file is
 * compiled with -O3.
 */
#include "config.h"

#include "numeric/wk-vae-sparse.h"

#include <string.h>

#define BODY static inline __attribute__ ((always_inline))

/* Where the processor has shorter vectors, they are split. */
typedef float Floats __attribute__ ((vector_size (32), aligned (4), may_alias));
/* Columns at a time: eight vectors. */
#define COLUMNS 64

/* Where the @n bytes from @first on are not 0. Without a branch, which nobody could
 * foresee. */
BODY guint
find_some (const guint8 *bytes, guint first, guint n, guint16 *at)
{
  guint found = 0;

  for (guint k = 0; k < n; k++)
    {
      at[found] = (guint16) (first + k);
      found += bytes[k] != 0;
    }
  return found;
}

guint
wk_vae_sparse_from_bytes (const guint8 *bytes, guint n, guint16 *at, float *value)
{
  guint found = 0;
  guint i = 0;
  guint64 eight;

  for (; i + 8 <= n; i += 8)
    {
      memcpy (&eight, bytes + i, 8);
      if (eight != 0)
        found += find_some (bytes + i, i, 8, at + found);
    }
  found += find_some (bytes + i, i, n - i, at + found);
  for (guint k = 0; k < found; k++)
    value[k] = (float) bytes[at[k]] * (1.0f / 255.0f);
  return found;
}

void
wk_vae_sparse_transpose (const WkVaeSparse *from, guint n_columns, WkVaeSparse *to)
{
  guint n = from->begin[from->n_rows];

  /* Counted one place further on, so that begin[j] is where row j goes on. */
  memset (to->begin, 0, (n_columns + 1) * sizeof *to->begin);
  for (guint k = 0; k < n; k++)
    if (from->at[k] + 1u < n_columns)
      to->begin[from->at[k] + 2]++;
  for (guint j = 2; j <= n_columns; j++)
    to->begin[j] += to->begin[j - 1];
  for (guint i = 0; i < from->n_rows; i++)
    for (guint k = from->begin[i]; k < from->begin[i + 1]; k++)
      {
        guint place = to->begin[from->at[k] + 1]++;

        to->at[place] = (guint16) i;
        to->value[place] = from->value[k];
      }
  to->n_rows = n_columns;
}

/* COLUMNS columns of one row: eight sums, each by its name, which is how the compiler
 * leaves them in registers. */
BODY void
row_columns (const WkVaeSparse *a,
             guint row,
             const float *b,
             guint b_stride,
             const float *start,
             float *to)
{
  const guint16 *at = a->at;
  const float *value = a->value;
  static const float zeros[COLUMNS] = { 0 };
  const Floats *first = (const Floats *) (start != NULL ? start : zeros);
  Floats *last = (Floats *) to;
  Floats s0 = first[0], s1 = first[1], s2 = first[2], s3 = first[3];
  Floats s4 = first[4], s5 = first[5], s6 = first[6], s7 = first[7];
  guint end = a->begin[row + 1];

  for (guint i = a->begin[row]; i < end; i++)
    {
      const Floats *from = (const Floats *) (b + (gsize) at[i] * b_stride);
      float factor = value[i];

      s0 += factor * from[0];
      s1 += factor * from[1];
      s2 += factor * from[2];
      s3 += factor * from[3];
      s4 += factor * from[4];
      s5 += factor * from[5];
      s6 += factor * from[6];
      s7 += factor * from[7];
    }
  last[0] = s0;
  last[1] = s1;
  last[2] = s2;
  last[3] = s3;
  last[4] = s4;
  last[5] = s5;
  last[6] = s6;
  last[7] = s7;
}

/* What is left: fewer than COLUMNS. */
BODY void
row_rest (const WkVaeSparse *a,
          guint row,
          const float *b,
          guint b_stride,
          const float *start,
          guint n,
          float *to)
{
  for (guint j = 0; j < n; j++)
    to[j] = start != NULL ? start[j] : 0;
  for (guint i = a->begin[row]; i < a->begin[row + 1]; i++)
    {
      const float *from = b + (gsize) a->at[i] * b_stride;

      for (guint j = 0; j < n; j++)
        to[j] += a->value[i] * from[j];
    }
}

BODY void
product (const WkVaeSparse *a,
         guint first,
         guint n_rows,
         const float *b,
         guint b_stride,
         guint n_columns,
         const float *start,
         float *to,
         guint to_stride)
{
  guint j = 0;

  for (; j + COLUMNS <= n_columns; j += COLUMNS)
    for (guint i = 0; i < n_rows; i++)
      row_columns (a, first + i, b + j, b_stride, start != NULL ? start + j : NULL,
                   to + (gsize) i * to_stride + j);
  for (guint i = 0; i < n_rows && j < n_columns; i++)
    row_rest (a, first + i, b + j, b_stride, start != NULL ? start + j : NULL,
              n_columns - j, to + (gsize) i * to_stride + j);
}

/* --- one copy for each instruction set --- */

#define PARAMETERS                                                                 \
  const WkVaeSparse *a, guint first, guint n_rows, const float *b, guint b_stride, \
      guint n_columns, const float *start, float *to, guint to_stride
#define ARGUMENTS a, first, n_rows, b, b_stride, n_columns, start, to, to_stride

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__ ((target ("avx2"))) static void
product_wide (PARAMETERS)
{
  product (ARGUMENTS);
}
#endif

void
wk_vae_sparse_product (PARAMETERS)
{
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports ("avx2"))
    {
      product_wide (ARGUMENTS);
      return;
    }
#endif
  product (ARGUMENTS);
}
