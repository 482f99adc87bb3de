/* wk-vae-sparse.h - products with pictures, most of whose pixels are 0
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * BLAS has products of full matrices only. Of handwritten digits four pixels in five
 * are 0, so that the two products of training that involve them take a quarter of the
 * time here. Compiled for several instruction sets, for training, as wk-vae-loops.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is not 0 in a matrix, row by row; columns ascend in a row. */
typedef struct
{
  guint n_rows;
  guint *begin; /* n_rows + 1: where in @at and @value a row begins */
  guint16 *at;  /* column */
  float *value;
} WkVaeSparse;

/* How many of these @n bytes are not 0, at most 65536: into @at where, into @value as
 * parts of 255. Both have room for @n + 8. */
guint wk_vae_sparse_from_bytes (const guint8 *bytes,
                                guint n,
                                guint16 *at,
                                float *value);
/* @to becomes @from, whose columns are below @n_columns, with rows for columns. The
 * arrays of @to have room. */
void wk_vae_sparse_transpose (const WkVaeSparse *from,
                              guint n_columns,
                              WkVaeSparse *to);
/* @to = a b + @start for @n_rows rows from @first on. The strides are from one row of
 * @b or @to to the next; @start is one row, or NULL for zeros. */
void wk_vae_sparse_product (const WkVaeSparse *a,
                            guint first,
                            guint n_rows,
                            const float *b,
                            guint b_stride,
                            guint n_columns,
                            const float *start,
                            float *to,
                            guint to_stride);

G_END_DECLS
