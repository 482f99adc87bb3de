/* wk-bank-kit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-bank-kit.h"

#include "numeric/wk-conv-layer.h"
#include "numeric/wk-count.h"

gboolean
wk_bank_has_pixel (int n_in, int n_rows, int n_columns)
{
  return n_in <= WK_BANK_PIXEL_MAPS && n_rows <= WK_BANK_PIXEL_SIDE &&
         n_columns <= WK_BANK_PIXEL_SIDE && n_in * n_columns <= WK_BANK_PIXEL_COLUMNS;
}

/* @key holds one block of rows for each map. */
static gboolean
check_numbers (const WkParams *params,
               const char *key,
               int n_in,
               int rows,
               int columns,
               GError **error)
{
  const WkLanguage *language = wk_language_from_environment ();
  WkValue *numbers = wk_params_get_value (params, key);
  gsize n_rows = wk_value_get_length (numbers);
  gsize n_columns = wk_value_get_length (wk_value_get_item (numbers, 0));

  if (n_rows != (gsize) n_in * (gsize) rows)
    {
      wk_params_set_error (
          error, WK_PARAMS_ERROR_SHAPE, key,
          _LN (language, "%u row, expected %u: the rows of the kernel for each map",
               "%u rows, expected %u: the rows of the kernel for each map", n_rows),
          (guint) n_rows, (guint) (n_in * rows));
      return FALSE;
    }
  if (n_columns != (gsize) columns)
    {
      wk_params_set_error (
          error, WK_PARAMS_ERROR_SHAPE, key,
          _LN (language, "%u column, expected %u: the columns of the kernel",
               "%u columns, expected %u: the columns of the kernel", n_columns),
          (guint) n_columns, (guint) columns);
      return FALSE;
    }
  return TRUE;
}

gboolean
wk_bank_check (const WkParams *params, GError **error)
{
  const WkLanguage *language = wk_language_from_environment ();
  int n_in = wk_params_get_int (params, "in");
  double kernel[2], image[2];

  wk_params_get_pair (params, "kernel", kernel);
  wk_params_get_pair (params, "image", image);
  if (image[0] < kernel[0] || image[1] < kernel[1])
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "image",
                           _L (language, "%d × %d is smaller than the kernel, %d × %d"),
                           (int) image[0], (int) image[1], (int) kernel[0],
                           (int) kernel[1]);
      return FALSE;
    }
  if (!wk_bank_has_pixel (n_in, (int) kernel[0], (int) kernel[1]))
    return TRUE;
  return check_numbers (params, "patches", n_in, (int) kernel[0], (int) kernel[1],
                        error) &&
         check_numbers (params, "weights", n_in, (int) kernel[0], (int) kernel[1],
                        error);
}

static double
dot (const double *a, const double *b, int n, gboolean turned)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += a[i] * b[turned ? n - 1 - i : i];
  return sum;
}

/* By the same layer that everything else uses: one output unit that sees all. */
static gboolean
work_pixel (WkBank *bank, GError **error)
{
  WkConvLayer layer = { .n_out = 1,
                        .row = { bank->n_rows, 1, 0, 0, 1 },
                        .column = { bank->n_columns, 1, 0, 0, 1 },
                        .groups = 1,
                        .mode = WK_CONV_CROSS_CORRELATION };
  WkMaps in = { 1, (guint) bank->n_in, (guint) bank->n_rows, (guint) bank->n_columns };
  int area = bank->n_rows * bank->n_columns;

  for (int c = 0; c < bank->n_in; c++)
    bank->sums[c] =
        dot (bank->patches + c * area, bank->weights + c * area, area, FALSE);
  return wk_conv_layer_forward (&layer, &in, bank->patches, bank->weights, &bank->bias,
                                &bank->pixel, error);
}

WkBank *
wk_bank_new (const WkParams *params, GError **error)
{
  g_autoptr (WkBank) bank = g_new0 (WkBank, 1);
  double pair[2];

  bank->n_in = wk_params_get_int (params, "in");
  bank->n_out = wk_params_get_int (params, "out");
  /* Fewer filters must not be refused because another one was looked at. */
  bank->filter = MIN (wk_params_get_int (params, "filter"), bank->n_out) - 1;
  bank->bias = wk_params_get_number (params, "bias");
  wk_params_get_pair (params, "kernel", pair);
  bank->n_rows = (int) pair[0];
  bank->n_columns = (int) pair[1];
  wk_params_get_pair (params, "image", pair);
  bank->image_rows = (int) pair[0];
  bank->image_columns = (int) pair[1];
  bank->n_weights = (double) wk_count_conv ((guint64) bank->n_in, (guint64) bank->n_out,
                                            (guint64) bank->n_rows,
                                            (guint64) bank->n_columns, 1, FALSE);
  bank->n_parameters = (double) wk_count_conv (
      (guint64) bank->n_in, (guint64) bank->n_out, (guint64) bank->n_rows,
      (guint64) bank->n_columns, 1, TRUE);
  bank->has_pixel = wk_bank_has_pixel (bank->n_in, bank->n_rows, bank->n_columns);
  if (bank->has_pixel)
    {
      gsize rows, columns;

      bank->patches = wk_params_dup_matrix (params, "patches", &rows, &columns);
      bank->weights = wk_params_dup_matrix (params, "weights", &rows, &columns);
      if (!work_pixel (bank, error))
        return NULL;
    }
  return g_steal_pointer (&bank);
}

void
wk_bank_free (WkBank *bank)
{
  g_free (bank->patches);
  g_free (bank->weights);
  g_free (bank);
}

double
wk_bank_patch (const WkBank *bank, int map, int row, int column)
{
  return bank->patches[(map * bank->n_rows + row) * bank->n_columns + column];
}

double
wk_bank_weight (const WkBank *bank, int map, int row, int column)
{
  return bank->weights[(map * bank->n_rows + row) * bank->n_columns + column];
}

void
wk_bank_get_window (const WkBank *bank, int *row, int *column)
{
  *row = MIN (1, bank->image_rows - bank->n_rows);
  *column = MAX (bank->image_columns - bank->n_columns - 1, 0);
}

double
wk_bank_mistaken (const WkBank *bank, WkBankMistake mistake)
{
  int area = bank->n_rows * bank->n_columns;
  double sum = 0, product = 1, turned = 0, first = 0;

  for (int c = 0; c < bank->n_in; c++)
    {
      const double *patch = bank->patches + c * area;

      sum += bank->sums[c];
      product *= bank->sums[c];
      turned += dot (patch, bank->weights + c * area, area, TRUE);
      first += dot (patch, bank->weights, area, FALSE);
    }
  switch (mistake)
    {
    case WK_BANK_NO_BIAS:
      return sum;
    case WK_BANK_FIRST_MAP:
      return bank->sums[0] + bank->bias;
    case WK_BANK_BIAS_EACH_MAP:
      return sum + bank->n_in * bank->bias;
    case WK_BANK_MEAN:
      return sum / bank->n_in + bank->bias;
    case WK_BANK_PRODUCT:
      return product + bank->bias;
    case WK_BANK_TURNED:
      return turned + bank->bias;
    case WK_BANK_FIRST_KERNEL:
      return first + bank->bias;
    case WK_BANK_N_MISTAKES:
    default:
      return bank->pixel;
    }
}
