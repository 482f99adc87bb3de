/* wk-field-load.c - the image under a receptive field, and what really counts in it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-field-kit.h"
#include "model/wk-image.h"
#include "model/wk-number.h"
#include "numeric/wk-effective-field.h"
#include "numeric/wk-random.h"

/* Pixels of the image a side; a larger input is shown with as many. */
#define MAX_SIDE 512
#define N_DRAWS 16
/* Multiplications beyond which draws of weights would take seconds. */
#define MAX_WORK 2e8

/* --- the image --- */

/* The middle of @image in the shape of the input, each of its pixels the mean of those
 * it covers. */
static guint8 *
fit_image (const WkImage *image, guint rows, guint columns)
{
  const guint8 *rgba = wk_image_get_rgba (image);
  double w = wk_image_get_columns (image), h = wk_image_get_rows (image);
  double scale = MIN (w / columns, h / rows);
  double left = (w - scale * columns) / 2.0, top = (h - scale * rows) / 2.0;
  guint8 *pixels = g_try_malloc_n ((gsize) rows * columns, 4);

  for (guint r = 0; pixels != NULL && r < rows; r++)
    for (guint c = 0; c < columns; c++)
      {
        gsize x0 = (gsize) (left + c * scale), x1 = (gsize) (left + (c + 1) * scale);
        gsize y0 = (gsize) (top + r * scale), y1 = (gsize) (top + (r + 1) * scale);
        guint64 sum[4] = { 0 }, n = 0;

        x1 = MIN (MAX (x1, x0 + 1), (gsize) w);
        y1 = MIN (MAX (y1, y0 + 1), (gsize) h);
        x0 = MIN (x0, x1 - 1);
        y0 = MIN (y0, y1 - 1);
        for (gsize y = y0; y < y1; y++)
          for (gsize x = x0; x < x1; x++, n++)
            for (guint k = 0; k < 4; k++)
              sum[k] += rgba[(y * (gsize) w + x) * 4 + k];
        for (guint k = 0; k < 4; k++)
          pixels[((gsize) r * columns + c) * 4 + k] = (guint8) ((sum[k] + n / 2) / n);
      }
  return pixels;
}

static gboolean
load_image (WkField *field,
            const WkParams *params,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (WkImage) image =
      wk_image_load (wk_params_get_word (params, "photo"), cancellable, NULL, error);
  double most = MAX (field->n_inputs[0], field->n_inputs[1]);
  double shrink = most > MAX_SIDE ? MAX_SIDE / most : 1.0;

  if (image == NULL)
    return FALSE;
  for (guint axis = 0; axis < 2; axis++)
    field->n_pixels[axis] = (guint) MAX (1.0, rint (field->n_inputs[axis] * shrink));
  field->pixels = fit_image (image, field->n_pixels[0], field->n_pixels[1]);
  return TRUE;
}

/* --- the gradient --- */

void
wk_field_effective_clear (WkFieldEffective *effective)
{
  g_free (effective->profile[0]);
  g_free (effective->profile[1]);
  g_free (effective->map);
  *effective = (WkFieldEffective){ 0 };
}

double
wk_field_effective_at (const WkFieldEffective *effective, guint row, guint column)
{
  if (effective->map != NULL)
    return effective->map[(gsize) row * effective->width[1] + column];
  return effective->profile[0][row] * effective->profile[1][column];
}

char *
wk_field_effective_words (const WkField *field,
                          const WkLanguage *language,
                          guint n_axes)
{
  const WkFieldEffective *effective = &field->effective;
  gsize n = 0;
  g_autofree char *count = NULL;
  g_autofree char *percent = wk_number_to_text (100.0 * WK_EFFECTIVE_SHARE, language);

  if (n_axes == 1)
    n = wk_effective_field_count (effective->profile[field->axis],
                                  effective->width[field->axis], WK_EFFECTIVE_SHARE);
  else
    for (guint row = 0; row < effective->width[0]; row++)
      for (guint column = 0; column < effective->width[1]; column++)
        n += wk_field_effective_at (effective, row, column) > WK_EFFECTIVE_SHARE;
  count = wk_number_to_text ((double) n, language);
  return g_strdup_printf (
      _L (language, "effective: %s pixels count more than %s %% of the largest"), count,
      percent);
}

static double
work_of (const WkField *field, guint n_layers)
{
  double work = 0.0, width[2] = { 1.0, 1.0 };

  for (guint l = n_layers; l > 0; l--)
    {
      double units = 1.0, cells = 1.0;

      for (guint axis = 0; axis < 2; axis++)
        {
          const WkWindow *window = wk_field_window (field, l, axis);

          units *= width[axis];
          cells *= window->kernel;
          width[axis] = (width[axis] - 1.0) * window->stride +
                        (double) window->dilation * (window->kernel - 1) + 1.0;
        }
      work += units * cells;
    }
  return N_DRAWS * work;
}

/* The root mean square of the map along the other axis, the largest 1. */
static void
take_margin (WkFieldEffective *effective, guint axis)
{
  double *profile = effective->profile[axis], largest = 0.0;
  guint n = effective->width[axis], m = effective->width[1 - axis];

  for (guint i = 0; i < n; i++)
    {
      double sum = 0.0;

      for (guint k = 0; k < m; k++)
        {
          gsize row = axis == 0 ? i : k, column = axis == 0 ? k : i;
          double value = effective->map[row * effective->width[1] + column];

          sum += value * value;
        }
      profile[i] = sqrt (sum);
      largest = MAX (largest, profile[i]);
    }
  for (guint i = 0; i < n && largest > 0.0; i++)
    profile[i] /= largest;
}

static void
draw_weights (const WkField *field,
              WkFieldEffective *effective,
              WkWindow *const windows[2],
              const char *seed)
{
  WkEffectiveStack stack = {
    .rows = windows[0],
    .columns = windows[1],
    .n_layers = effective->layer,
    .n_rows = field->n_inputs[0],
    .n_columns = field->n_inputs[1],
    .unit_row = effective->unit[0],
    .unit_column = effective->unit[1],
  };

  if (work_of (field, effective->layer) > MAX_WORK)
    return;
  effective->map =
      g_try_new (double, (gsize) effective->width[0] * effective->width[1]);
  if (effective->map == NULL)
    return;
  if (!wk_effective_field_sample (&stack, wk_random_hash_word (seed), N_DRAWS,
                                  effective->map, NULL))
    {
      g_clear_pointer (&effective->map, g_free);
      return;
    }
  effective->weights = WK_FIELD_WEIGHTS_DRAWN;
  take_margin (effective, 0);
  take_margin (effective, 1);
}

/* One axis; FALSE if its field is too wide to be worked out. */
static gboolean
expect_axis (const WkField *field,
             WkFieldEffective *effective,
             const WkWindow *windows,
             guint axis)
{
  WkFieldExtent extent;

  if (!wk_effective_field_extent (windows, effective->layer, field->n_inputs[axis],
                                  effective->unit[axis], &extent, NULL))
    return FALSE;
  effective->start[axis] = extent.start;
  effective->width[axis] = extent.width;
  effective->profile[axis] = g_new0 (double, extent.width);
  return wk_effective_field_expect (windows, effective->layer, field->n_inputs[axis],
                                    effective->unit[axis], effective->profile[axis],
                                    NULL);
}

static void
weigh_pixels (WkField *field, const char *seed)
{
  WkFieldEffective *effective = &field->effective;
  gboolean picked = field->picked && field->pick_layer > 0, fine = TRUE;
  WkWindow *windows[2];

  effective->layer = picked ? field->pick_layer : field->n_layers;
  for (guint axis = 0; axis < 2; axis++)
    {
      effective->unit[axis] = picked ? field->pick_unit[axis]
                                     : wk_field_unit (field, axis, effective->layer);
      windows[axis] = g_new (WkWindow, field->n_layers);
      for (guint l = 1; l <= field->n_layers; l++)
        windows[axis][l - 1] = *wk_field_window (field, l, axis);
      fine = fine && expect_axis (field, effective, windows[axis], axis);
    }
  if (fine)
    effective->weights = WK_FIELD_WEIGHTS_MEAN;
  if (fine && field->weights == WK_FIELD_WEIGHTS_DRAWN)
    draw_weights (field, effective, windows, seed);
  g_free (windows[0]);
  g_free (windows[1]);
}

gboolean
wk_field_load (WkField *field,
               const WkParams *params,
               GCancellable *cancellable,
               GError **error)
{
  if (field->in_image && !load_image (field, params, cancellable, error))
    return FALSE;
  if (field->weights != WK_FIELD_WEIGHTS_OFF)
    weigh_pixels (field, wk_params_get_word (params, "weights"));
  return TRUE;
}

gboolean
wk_field_is_slow (const WkParams *params)
{
  const char *photo = wk_params_get_word (params, "photo");

  return wk_params_get_choice (params, "effective") == WK_FIELD_WEIGHTS_DRAWN ||
         (wk_params_get_choice (params, "view") == 1 &&
          wk_image_find_photo (photo) == NULL);
}
