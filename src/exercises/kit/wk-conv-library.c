/* wk-conv-library.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Gaussians are binomial coefficients, which tend to it and are whole numbers:
 * n choose k has variance n / 4, so sigma is 1 for five cells and 1.41 for nine.
 */
#include "config.h"

#include "exercises/kit/wk-conv-library.h"

#include <string.h>

#include "model/wk-language.h"

const WkParamChoice wk_conv_filter_choices[] = {
  { "own", N_ ("own kernel") },
  { "identity", N_ ("identity") },
  { "box", N_ ("box, 3 × 3") },
  { "box-9", N_ ("box, 9 × 9") },
  { "gaussian", N_ ("Gaussian, 5 × 5") },
  { "gaussian-9", N_ ("Gaussian, 9 × 9") },
  { "sharpen", N_ ("sharpen") },
  { "sobel-x", N_ ("Sobel x") },
  { "sobel-y", N_ ("Sobel y") },
  { "laplacian", N_ ("Laplacian") },
  { "emboss", N_ ("emboss") },
  { NULL },
};

typedef struct
{
  const char *id;
  double weights[9];
} Small;

/* Cross-correlated, Sobel x is positive where it gets brighter to the right. */
static const Small small[] = {
  { "identity", { 0, 0, 0, 0, 1, 0, 0, 0, 0 } },
  { "sharpen", { 0, -1, 0, -1, 5, -1, 0, -1, 0 } },
  { "sobel-x", { -1, 0, 1, -2, 0, 2, -1, 0, 1 } },
  { "sobel-y", { -1, -2, -1, 0, 0, 0, 1, 2, 1 } },
  { "laplacian", { 0, 1, 0, 1, -4, 1, 0, 1, 0 } },
  { "emboss", { -2, -1, 0, -1, 1, 1, 0, 1, 2 } },
};

static void
set_box (WkConvFilter *filter, int n)
{
  filter->n_rows = filter->n_columns = n;
  filter->divisor = n * n;
  for (int i = 0; i < n * n; i++)
    filter->weights[i] = 1.0;
}

static void
set_binomial (WkConvFilter *filter, int n)
{
  double row[9] = { 1.0 };
  double sum = 0.0;

  for (int i = 1; i < n; i++)
    for (int k = i; k > 0; k--)
      row[k] += row[k - 1];
  filter->n_rows = filter->n_columns = n;
  for (int i = 0; i < n * n; i++)
    sum += filter->weights[i] = row[i / n] * row[i % n];
  filter->divisor = (int) sum;
}

gboolean
wk_conv_filter_get (guint i, WkConvFilter *filter)
{
  const char *id = wk_conv_filter_choices[i].id;

  if (g_str_equal (id, "own"))
    return FALSE;
  memset (filter, 0, sizeof *filter);
  if (g_str_equal (id, "box") || g_str_equal (id, "box-9"))
    set_box (filter, g_str_equal (id, "box") ? 3 : 9);
  else if (g_str_equal (id, "gaussian") || g_str_equal (id, "gaussian-9"))
    set_binomial (filter, g_str_equal (id, "gaussian") ? 5 : 9);
  for (guint k = 0; k < G_N_ELEMENTS (small); k++)
    if (g_str_equal (id, small[k].id))
      {
        filter->n_rows = filter->n_columns = 3;
        filter->divisor = 1;
        memcpy (filter->weights, small[k].weights, sizeof small[k].weights);
      }
  return TRUE;
}
