/* wk-bank-vary.c - fresh numbers for a filter bank
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sizes first: their products must tell the mistakes apart. Then the pixel, whose
 * mistakes must, too.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-bank-kit.h"
#include "numeric/wk-random.h"

/* About one draw of sizes in 3, and of numbers in 4, passes. */
#define MAX_SIZE_DRAWS 4000
#define MAX_NUMBER_DRAWS 400
#define MAX_VALUE 99

static gboolean
draw_sizes (WkRandom *random, gboolean uneven, WkBank *bank)
{
  static const int sides[] = { 1, 2, 3, 5 };
  double area;

  bank->n_in = wk_random_int_between (random, 1, 4);
  bank->n_out = wk_random_int_between (random, 2, 6);
  bank->n_rows = sides[wk_random_below (random, 4)];
  bank->n_columns = sides[wk_random_below (random, 4)];
  area = (double) bank->n_rows * bank->n_columns;
  bank->n_weights = bank->n_in * bank->n_out * area;
  bank->n_parameters = bank->n_weights + bank->n_out;
  /* With one map most of the mistakes give the right value. */
  return bank->n_in > 1 && bank->n_in != bank->n_out && bank->n_in != area &&
         bank->n_out != area && area >= 3 &&
         (bank->n_rows != bank->n_columns) == uneven &&
         wk_bank_has_pixel (bank->n_in, bank->n_rows, bank->n_columns) &&
         bank->n_parameters != 2 * bank->n_weights;
}

/* Three to five weights of each slice are not 0. */
static void
draw_numbers (WkRandom *random, WkBank *bank)
{
  int area = bank->n_rows * bank->n_columns;

  for (int c = 0; c < bank->n_in; c++)
    {
      double *weights = bank->weights + c * area;
      guint order[WK_BANK_PIXEL_SIDE * WK_BANK_PIXEL_SIDE];
      int n = wk_random_int_between (random, 3, MIN (5, area));

      for (int i = 0; i < area; i++)
        {
          order[i] = (guint) i;
          weights[i] = 0;
          bank->patches[c * area + i] = wk_random_int_between (random, 0, 3);
        }
      wk_random_shuffle (random, order, (guint) area);
      for (int i = 0; i < n; i++)
        weights[order[i]] = wk_random_below (random, 3) == 0
                                ? -1
                                : wk_random_int_between (random, 1, 3);
    }
  bank->bias = wk_random_int_between (random, 2, 5);
}

static void
work (WkBank *bank)
{
  int area = bank->n_rows * bank->n_columns;

  bank->pixel = bank->bias;
  for (int c = 0; c < bank->n_in; c++)
    {
      bank->sums[c] = 0;
      for (int i = 0; i < area; i++)
        bank->sums[c] += bank->patches[c * area + i] * bank->weights[c * area + i];
      bank->pixel += bank->sums[c];
    }
}

/* The pixel, its mistakes and the other asked values. */
static gboolean
all_differ (const WkBank *bank)
{
  double values[WK_BANK_N_MISTAKES + 3];
  guint n = 0;

  values[n++] = bank->pixel;
  values[n++] = bank->n_weights;
  values[n++] = bank->n_parameters;
  for (guint i = 0; i < WK_BANK_N_MISTAKES; i++)
    values[n++] = wk_bank_mistaken (bank, (WkBankMistake) i);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (fabs (values[i] - values[j]) <= 0.01)
        return FALSE;
  for (int c = 0; c < bank->n_in; c++)
    if (bank->sums[c] == 0)
      return FALSE;
  return fabs (bank->pixel) <= MAX_VALUE;
}

static WkValue *
to_value (const WkBank *bank, const WkParams *params)
{
  static const char *const keys[] = { "in",     "out",     "kernel",  "image",
                                      "filter", "patches", "weights", "bias" };
  const double kernel[] = { bank->n_rows, bank->n_columns };
  double image[2];
  gsize rows = (gsize) (bank->n_in * bank->n_rows);
  WkValue *items[G_N_ELEMENTS (keys)];

  wk_params_get_pair (params, "image", image);
  image[0] = MAX (image[0], kernel[0]);
  image[1] = MAX (image[1], kernel[1]);
  items[0] = wk_value_new_number (bank->n_in);
  items[1] = wk_value_new_number (bank->n_out);
  items[2] = wk_value_new_vector (kernel, 2);
  items[3] = wk_value_new_vector (image, 2);
  items[4] = wk_value_new_number (MIN (2, bank->n_out));
  items[5] = wk_value_new_matrix (bank->patches, rows, (gsize) bank->n_columns);
  items[6] = wk_value_new_matrix (bank->weights, rows, (gsize) bank->n_columns);
  items[7] = wk_value_new_number (bank->bias);
  return wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
}

WkValue *
wk_bank_vary (const char *seed, const WkParams *params, GError **error)
{
  enum
  {
    N = WK_BANK_PIXEL_MAPS * WK_BANK_PIXEL_SIDE * WK_BANK_PIXEL_SIDE
  };
  double patches[N], weights[N];
  WkBank bank = { .patches = patches, .weights = weights };
  WkRandom *random = wk_random_new_from_word (seed);
  gboolean uneven = wk_random_below (random, 2) == 1;
  WkValue *found = NULL;

  for (guint i = 0; i < MAX_SIZE_DRAWS && found == NULL; i++)
    {
      if (!draw_sizes (random, uneven, &bank))
        continue;
      for (guint k = 0; k < MAX_NUMBER_DRAWS && found == NULL; k++)
        {
          draw_numbers (random, &bank);
          work (&bank);
          if (all_differ (&bank))
            found = to_value (&bank, params);
        }
    }
  wk_random_free (random);
  if (found == NULL)
    wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, NULL, "%s",
                         _L (wk_language_from_environment (),
                             "no fresh numbers were found for this seed"));
  return found;
}
