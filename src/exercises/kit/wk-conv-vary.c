/* wk-conv-vary.c - fresh numbers for a convolution at a pixel
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digits that can be multiplied by hand, a window that hangs over the edge, and no two
 * mistakes that give the same number, or feedback could not tell them apart. Sizes,
 * stride, dilation, mode and padding stay as they are.
 */
#include "config.h"

#include "exercises/kit/wk-conv-kit.h"

#include <math.h>

#include "numeric/wk-random.h"

/* About one draw in 30 passes for the exam's sizes. */
#define MAX_DRAWS 4000
#define LEAST_VALUE 5.0
#define MOST_VALUE 99.0
/* Of the kernel: more would be more than one adds by hand below 99. */
#define SMALL_KERNEL 12

static void
draw_kernel (WkRandom *random, WkConvWork *work)
{
  const WkPlane *kernel = &work->conv.kernel;

  for (int i = 0; i < kernel->n_rows * kernel->n_columns; i++)
    work->kernel[i] = wk_random_int_between (random, -2, 4);
  for (int i = 0; i < work->image.n_rows * work->image.n_columns; i++)
    work->pixels[i] = wk_random_int_between (random, 0, 5);
  work->conv.origin_row = wk_random_int_between (random, 0, kernel->n_rows - 1);
  work->conv.origin_column = wk_random_int_between (random, 0, kernel->n_columns - 1);
}

/* The origin is not the middle, where there is any other cell. */
static gboolean
kernel_fits (const WkConvWork *work)
{
  const WkConv *conv = &work->conv;
  int n = conv->kernel.n_rows * conv->kernel.n_columns;
  int n_negative = 0, n_zero = 0;

  for (int i = 0; i < n; i++)
    {
      n_negative += work->kernel[i] < 0.0;
      n_zero += work->kernel[i] == 0.0;
    }
  if (n > 1 && conv->origin_row == (conv->kernel.n_rows - 1) / 2 &&
      conv->origin_column == (conv->kernel.n_columns - 1) / 2)
    return FALSE;
  if (n <= 2)
    return n_zero == 0;
  if (n <= SMALL_KERNEL)
    return n_negative >= 1 && n_negative <= 2 && n_zero <= 1;
  return n_negative >= 2;
}

/* Where nothing is outside, or a window may not hang over, all cells are inside. */
static gboolean
window_fits (const WkConvWork *work)
{
  const WkPlane *kernel = &work->conv.kernel;
  int n = kernel->n_rows * kernel->n_columns;
  int n_inside = n - (int) wk_conv_work_count_outside (work);
  int n_products = 0;

  for (int i = 0; i < n; i++)
    n_products += work->taps[i].product != 0.0;
  if (n_products < MIN (4, n / 2))
    return FALSE;
  if (kernel->n_rows == 3 && kernel->n_columns == 3 &&
      work->conv.padding != WK_PADDING_NONE && work->image.n_rows >= 3 &&
      work->image.n_columns >= 3 && work->conv.dilation_row == 1 &&
      work->conv.dilation_column == 1)
    return n_inside == 4 || n_inside == 6;
  return n_inside >= MIN (4, n / 2);
}

/* Mistakes that can be told apart by their numbers: not where the kernel is one row or
 * column wide, since some of them then are none. */
static gboolean
slips_differ (const WkConvWork *work)
{
  const WkPlane *kernel = &work->conv.kernel;
  gboolean padded = work->conv.padding != WK_PADDING_NONE;
  gboolean hangs_over = wk_conv_work_count_outside (work) > 0;
  gboolean turns = wk_conv_work_turns (work);
  WkAnswer answer = { .value = NAN };
  gboolean differ = TRUE;

  if (kernel->n_rows < 2 || kernel->n_columns < 2)
    return TRUE;
  answer.slips = g_array_new (FALSE, TRUE, sizeof (WkSlip));
  wk_conv_add_slips (work, NULL, &answer);
  for (guint i = 0; i < answer.slips->len; i++)
    {
      double value = g_array_index (answer.slips, WkSlip, i).value;
      /* The last two: outside is read otherwise, the window is pushed inside. */
      gboolean about_padding = padded && i + 2 >= answer.slips->len;

      if (about_padding && !hangs_over)
        continue;
      differ = differ && fabs (value - work->value) > 0.01;
      for (guint j = 0; j < i; j++)
        differ = differ &&
                 fabs (value - g_array_index (answer.slips, WkSlip, j).value) > 0.01;
    }
  for (guint i = 0; i < answer.slips->len; i++)
    g_free (g_array_index (answer.slips, WkSlip, i).feedback);
  g_array_unref (answer.slips);
  /* An even kernel has no middle, so its centre may be its origin. */
  return differ || (!turns && kernel->n_rows * kernel->n_columns <= 4);
}

static gboolean
draw (WkRandom *random, WkConvWork *work)
{
  WkConv *conv = &work->conv;
  int n = conv->kernel.n_rows * conv->kernel.n_columns;
  double size;

  draw_kernel (random, work);
  work->range = wk_conv_get_range (conv, &work->image);
  work->row = wk_random_int_between (random, 0, work->range.n_rows - 1);
  work->column = wk_random_int_between (random, 0, work->range.n_columns - 1);
  if (!kernel_fits (work))
    return FALSE;
  work->at_row = work->range.row + work->row * conv->stride_row;
  work->at_column = work->range.column + work->column * conv->stride_column;
  work->value =
      wk_conv_at (conv, &work->image, work->at_row, work->at_column, work->taps);
  size = fabs (work->value);
  if (n >= 4 && (size < LEAST_VALUE || (size > MOST_VALUE && n <= SMALL_KERNEL)))
    return FALSE;
  return window_fits (work) && slips_differ (work);
}

/* A photograph keeps its pixels; which of them, and what it goes through, is drawn. */
static WkValue *
vary_photo (WkRandom *random, const WkParams *params, const WkConvWork *work)
{
  static const char *const filters[] = { "box",     "sharpen",   "sobel-x",
                                         "sobel-y", "laplacian", "emboss" };
  const double pixel[] = { wk_random_int_between (random, 0, work->range.n_rows - 1),
                           wk_random_int_between (random, 0,
                                                  work->range.n_columns - 1) };
  g_autoptr (WkValue) filter =
      wk_value_new_string (filters[wk_random_below (random, G_N_ELEMENTS (filters))]);
  g_autoptr (WkValue) pair = wk_value_new_vector (pixel, 2);
  g_autoptr (WkValue) filtered =
      wk_value_with (wk_params_get_values (params), "filter", filter);

  return wk_value_with (filtered, "pixel", pair);
}

static WkValue *
take_values (const WkParams *params, const WkConvWork *work)
{
  static const char *const keys[] = { "image", "kernel", "origin", "pixel", "filter" };
  const double origin[] = { work->conv.origin_row, work->conv.origin_column };
  const double pixel[] = { work->row, work->column };
  WkValue *items[] = {
    wk_value_new_matrix (work->pixels, (gsize) work->image.n_rows,
                         (gsize) work->image.n_columns),
    wk_value_new_matrix (work->kernel, (gsize) work->conv.kernel.n_rows,
                         (gsize) work->conv.kernel.n_columns),
    wk_value_new_vector (origin, 2),
    wk_value_new_vector (pixel, 2),
    wk_value_new_string ("own"),
  };
  WkValue *values = wk_value_ref (wk_params_get_values (params));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      WkValue *changed = wk_value_with (values, keys[i], items[i]);

      wk_value_unref (values);
      wk_value_unref (items[i]);
      values = changed;
    }
  return values;
}

WkValue *
wk_conv_vary (const char *seed, const WkParams *params, GError **error)
{
  g_autoptr (WkRandom) random = wk_random_new_from_word (seed);
  g_autoptr (WkConvWork) work = wk_conv_work_new (params, NULL, error);

  if (work == NULL)
    return NULL;
  if (work->photo != NULL)
    return vary_photo (random, params, work);
  work->divisor = 1.0;
  for (guint i = 0; i < MAX_DRAWS; i++)
    if (draw (random, work))
      return take_values (params, work);
  g_set_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_CROSS,
               _L (wk_language_from_environment (),
                   "No fresh numbers found for the seed “%s”: try another one"),
               seed);
  return NULL;
}
