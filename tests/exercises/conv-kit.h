/* conv-kit.h - what the tests of the convolution share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plain second version: a kernel, already turned, is laid on an image that is already
 * padded. It shares nothing with the program's.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "exercises/wk-kinds.h"
#include "model/wk-yaml.h"

#define EXAM_NUMBERS                                                     \
  "image: [[2, 0, 4, 5, 1, 0], [1, 2, 5, 0, 3, 3], [1, 4, 4, 1, 0, 2], " \
  "[4, 3, 2, 1, 4, 1], [3, 1, 4, 2, 0, 3], [0, 4, 4, 4, 0, 3]], "        \
  "kernel: [[4, -1, 4], [0, 1, 3], [2, 2, -1]]"
#define EXAM "{" EXAM_NUMBERS ", origin: [1, 2], pixel: [0, 2]}"

static inline const WkExerciseKind *
kind (void)
{
  return wk_kind_find (wk_exercise_kinds, "convolution");
}

static inline WkParams *
params_of (const char *text, GError **error)
{
  g_autoptr (WkValue) values = wk_yaml_parse (text, strlen (text), "test", NULL);

  g_assert_nonnull (values);
  return wk_kind_params (kind (), values, NULL, error);
}

static inline WkSolution *
solution_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = params_of (text, &error);
  WkSolution *solution;

  g_assert_no_error (error);
  solution = kind ()->solve (params, wk_language_get ("en"), NULL, &error);
  g_assert_no_error (error);
  return solution;
}

/* --- the plain second version --- */

#define EDGE 70 /* more than any kernel hangs over */
#define SIDE (12 + 2 * EDGE)

typedef struct
{
  double padded[SIDE][SIDE]; /* the image begins at (EDGE, EDGE) */
  double laid[9][9];         /* as it lies on the image */
  int n_rows, n_columns, k_rows, k_columns;
  int origin[2]; /* of what is laid */
  int stride[2], dilation[2], start[2], pixel[2];
} Plain;

/* One step at a time, as a finger would go along the row. */
static inline int
walk_index (const char *padding, int i, int n)
{
  int at = 0, direction = 1;

  if (i >= 0 && i < n)
    return i;
  if (strcmp (padding, "replicate") == 0)
    return i < 0 ? 0 : n - 1;
  if (strcmp (padding, "zero") == 0 || strcmp (padding, "none") == 0)
    return -1;
  if (n == 1)
    return 0;
  for (int steps = abs (i); steps > 0; steps--)
    {
      if (strcmp (padding, "wrap") == 0)
        at = i > 0 ? (at == n - 1 ? 0 : at + 1) : (at == 0 ? n - 1 : at - 1);
      else
        {
          /* Mirrored: the same way for both signs. */
          if (at + direction >= n || at + direction < 0)
            direction = -direction;
          at += direction;
        }
    }
  return at;
}

static inline void
fill_padded (Plain *plain, const double *image, const char *padding)
{
  for (int r = 0; r < plain->n_rows + 2 * EDGE; r++)
    for (int c = 0; c < plain->n_columns + 2 * EDGE; c++)
      {
        int row = walk_index (padding, r - EDGE, plain->n_rows);
        int column = walk_index (padding, c - EDGE, plain->n_columns);

        plain->padded[r][c] =
            row < 0 || column < 0 ? 0.0 : image[row * plain->n_columns + column];
      }
}

static inline double
plain_value (const Plain *plain)
{
  int row = plain->start[0] + plain->pixel[0] * plain->stride[0];
  int column = plain->start[1] + plain->pixel[1] * plain->stride[1];
  double sum = 0.0;

  for (int u = 0; u < plain->k_rows; u++)
    for (int v = 0; v < plain->k_columns; v++)
      sum += plain->laid[u][v] *
             plain->padded[EDGE + row + (u - plain->origin[0]) * plain->dilation[0]]
                          [EDGE + column + (v - plain->origin[1]) * plain->dilation[1]];
  return sum;
}

static inline void
lay (Plain *plain, const double *kernel, gboolean rows, gboolean columns)
{
  for (int u = 0; u < plain->k_rows; u++)
    for (int v = 0; v < plain->k_columns; v++)
      plain->laid[u][v] = kernel[(rows ? plain->k_rows - 1 - u : u) * plain->k_columns +
                                 (columns ? plain->k_columns - 1 - v : v)];
}

static inline void
read_pair (const WkParams *params, const char *key, int pair[2])
{
  double numbers[2];

  wk_params_get_pair (params, key, numbers);
  for (int i = 0; i < 2; i++)
    pair[i] = (int) numbers[i];
}

/* With the right padding and turn; what is in @image and @kernel is the caller's. */
static inline Plain *
plain_of (const WkParams *params, double **image, double **kernel)
{
  Plain *plain = g_new0 (Plain, 1);
  gboolean turns = strcmp (wk_params_get_word (params, "mode"), "convolution") == 0;
  const char *padding = wk_params_get_word (params, "padding");
  gsize rows, columns;

  *image = wk_params_dup_matrix (params, "image", &rows, &columns);
  plain->n_rows = (int) rows;
  plain->n_columns = (int) columns;
  *kernel = wk_params_dup_matrix (params, "kernel", &rows, &columns);
  plain->k_rows = (int) rows;
  plain->k_columns = (int) columns;
  read_pair (params, "origin", plain->origin);
  read_pair (params, "stride", plain->stride);
  read_pair (params, "dilation", plain->dilation);
  read_pair (params, "pixel", plain->pixel);
  if (turns)
    {
      plain->origin[0] = plain->k_rows - 1 - plain->origin[0];
      plain->origin[1] = plain->k_columns - 1 - plain->origin[1];
    }
  if (strcmp (padding, "none") == 0)
    for (int axis = 0; axis < 2; axis++)
      plain->start[axis] = plain->origin[axis] * plain->dilation[axis];
  fill_padded (plain, *image, padding);
  lay (plain, *kernel, turns, turns);
  return plain;
}
