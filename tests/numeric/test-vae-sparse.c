/* test-vae-sparse.c - products with pictures that are mostly 0, beside plain loops
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "numeric/wk-vae-loops.h"
#include "numeric/wk-vae-sparse.h"

#define MOST 60

static void
sparse_init (WkVaeSparse *sparse, guint n_rows)
{
  sparse->n_rows = n_rows;
  sparse->begin = g_new0 (guint, MOST + 1);
  sparse->at = g_new (guint16, MOST * (MOST + 8));
  sparse->value = g_new (float, MOST *(MOST + 8));
}

static void
sparse_clear (WkVaeSparse *sparse)
{
  g_free (sparse->begin);
  g_free (sparse->at);
  g_free (sparse->value);
}

/* Of every length, with whole words of zeros among them. */
static guint
fill (guint8 *bytes, WkVaeSparse *sparse, guint n_rows, guint n_columns)
{
  guint found = 0;

  sparse->n_rows = n_rows;
  for (guint i = 0; i < n_rows; i++)
    {
      guint8 *row = bytes + i * n_columns;

      for (guint j = 0; j < n_columns; j++)
        row[j] =
            (guint8) (j / 8 % 2 == 0 ? MAX (g_test_rand_int_range (-400, 256), 0) : 0);
      found += wk_vae_sparse_from_bytes (row, n_columns, sparse->at + found,
                                         sparse->value + found);
      sparse->begin[i + 1] = found;
    }
  return found;
}

static void
test_from_bytes (void)
{
  guint8 bytes[MOST * MOST];
  WkVaeSparse sparse;

  sparse_init (&sparse, 1);
  for (guint n = 1; n <= MOST; n++)
    {
      guint found = fill (bytes, &sparse, 1, n);
      guint k = 0;

      for (guint j = 0; j < n; j++)
        {
          if (bytes[j] == 0)
            continue;
          g_assert_cmpuint (sparse.at[k], ==, j);
          g_assert_cmpfloat_with_epsilon (sparse.value[k], (float) bytes[j] / 255.0f,
                                          1e-7f);
          k++;
        }
      g_assert_cmpuint (found, ==, k);
    }
  sparse_clear (&sparse);
}

/* a b and a^T b beside sums over all of a, of any size. */
static void
check_product (guint n_rows, guint n_columns, guint n_to, gboolean transposed)
{
  guint8 bytes[MOST * MOST];
  WkVaeSparse a, flipped;
  guint n_inner = transposed ? n_rows : n_columns;
  guint n_out = transposed ? n_columns : n_rows;
  guint b_stride = n_to + (guint) g_test_rand_int_range (0, 3);
  guint to_stride = n_to + (guint) g_test_rand_int_range (0, 3);
  guint first = (guint) g_test_rand_int_range (0, (gint32) n_out);
  g_autofree float *b = g_new (float, n_inner *b_stride);
  g_autofree float *start = g_new (float, n_to);
  g_autofree float *to = g_new (float, n_out *to_stride);

  sparse_init (&a, n_rows);
  sparse_init (&flipped, n_columns);
  fill (bytes, &a, n_rows, n_columns);
  wk_vae_sparse_transpose (&a, n_columns, &flipped);
  for (guint i = 0; i < n_inner * b_stride; i++)
    b[i] = (float) g_test_rand_double_range (-1, 1);
  for (guint j = 0; j < n_to; j++)
    start[j] = (float) g_test_rand_double_range (-1, 1);
  wk_vae_sparse_product (transposed ? &flipped : &a, first, n_out - first, b, b_stride,
                         n_to, transposed ? NULL : start, to, to_stride);
  for (guint i = first; i < n_out; i++)
    for (guint j = 0; j < n_to; j++)
      {
        double sum = transposed ? 0 : (double) start[j];

        for (guint k = 0; k < n_inner; k++)
          sum += (double) b[k * b_stride + j] *
                 bytes[transposed ? k * n_columns + i : i * n_columns + k] / 255;
        g_assert_cmpfloat_with_epsilon ((double) to[(i - first) * to_stride + j], sum,
                                        2e-5);
      }
  sparse_clear (&a);
  sparse_clear (&flipped);
}

static void
test_product (void)
{
  const guint n_to[] = { 1, 5, 63, 64, 65, 130 };

  for (guint k = 0; k < 120; k++)
    check_product ((guint) g_test_rand_int_range (1, MOST),
                   (guint) g_test_rand_int_range (1, MOST), n_to[k % 6], k % 4 < 2);
}

static void
test_largest (void)
{
  float values[37];

  for (guint n = 1; n <= G_N_ELEMENTS (values); n++)
    {
      guint at = (guint) g_test_rand_int_range (0, (gint32) n);

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        values[i] = i < n ? (float) g_test_rand_double_range (-2, 2) : 9;
      values[at] = -3;
      g_assert_cmpfloat (wk_vae_largest (values, n), ==, 3);
      values[at] = (float) INFINITY;
      g_assert_false (isfinite (wk_vae_largest (values, n)));
      values[at] = (float) -NAN;
      g_assert_false (isfinite (wk_vae_largest (values, n)));
    }
  g_assert_cmpfloat (wk_vae_largest (values, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vae-sparse/from-bytes", test_from_bytes);
  g_test_add_func ("/vae-sparse/product", test_product);
  g_test_add_func ("/vae-sparse/largest", test_largest);
  return g_test_run ();
}
