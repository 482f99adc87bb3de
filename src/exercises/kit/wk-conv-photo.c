/* wk-conv-photo.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-conv-photo.h"

#include <math.h>
#include <string.h>

#include "model/wk-language.h"
#include "numeric/wk-filter.h"

/* Kept: the one that is looked at, and the one before. */
#define N_KEPT 2
/* Shown with at most so many pixels a side. */
#define SHOWN_SIDE 400
/* So many products are done in less than 2 ms. */
#define FEW_PRODUCTS 4e6

static GMutex lock;
static WkConvPhoto *kept[N_KEPT]; /* the newest first; guarded by lock */

static void
photo_free (WkConvPhoto *photo)
{
  g_free (photo->name);
  g_free (photo->kernel);
  for (guint i = 0; i < 3; i++)
    {
      g_free (photo->in[i]);
      g_free (photo->out[i]);
    }
  g_free (photo->shown_in.rgba);
  g_free (photo->shown_out.rgba);
  g_clear_pointer (&photo->image, wk_image_unref);
  g_free (photo);
}

void
wk_conv_photo_unref (WkConvPhoto *photo)
{
  if (g_atomic_ref_count_dec (&photo->ref_count))
    photo_free (photo);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkConvPhoto, wk_conv_photo_unref)

static WkConvPhoto *
photo_ref (WkConvPhoto *photo)
{
  g_atomic_ref_count_inc (&photo->ref_count);
  return photo;
}

/* --- memory --- */

static gboolean
is_made_of (const WkConvPhoto *photo, const WkConvPhotoKey *key)
{
  const WkConv *a = &photo->conv, *b = key->conv;
  gsize n = (gsize) a->kernel.n_rows * (gsize) a->kernel.n_columns;

  return strcmp (photo->name, key->name) == 0 && photo->colour == key->colour &&
         photo->divisor == key->divisor && a->kernel.n_rows == b->kernel.n_rows &&
         a->kernel.n_columns == b->kernel.n_columns && a->origin_row == b->origin_row &&
         a->origin_column == b->origin_column && a->dilation_row == b->dilation_row &&
         a->dilation_column == b->dilation_column && a->stride_row == b->stride_row &&
         a->stride_column == b->stride_column && a->mode == b->mode &&
         a->padding == b->padding &&
         memcmp (a->kernel.data, b->kernel.data, n * sizeof (double)) == 0;
}

static WkConvPhoto *
find (const WkConvPhotoKey *key)
{
  WkConvPhoto *found = NULL;

  g_mutex_lock (&lock);
  for (guint i = 0; i < N_KEPT && found == NULL; i++)
    if (kept[i] != NULL && is_made_of (kept[i], key))
      found = photo_ref (kept[i]);
  g_mutex_unlock (&lock);
  return found;
}

static void
keep (WkConvPhoto *photo)
{
  WkConvPhoto *old;

  g_mutex_lock (&lock);
  old = kept[N_KEPT - 1];
  memmove (kept + 1, kept, (N_KEPT - 1) * sizeof *kept);
  kept[0] = photo_ref (photo);
  g_mutex_unlock (&lock);
  if (old != NULL)
    wk_conv_photo_unref (old);
}

/* The size of a photograph that is in memory, whatever its kernel; 0: it is not. */
static double
find_pixels (const char *name)
{
  double pixels = 0.0;

  g_mutex_lock (&lock);
  for (guint i = 0; i < N_KEPT; i++)
    if (kept[i] != NULL && strcmp (kept[i]->name, name) == 0)
      pixels = (double) kept[i]->n_rows * kept[i]->n_columns;
  g_mutex_unlock (&lock);
  return pixels;
}

gboolean
wk_conv_photo_is_slow (const WkConvPhotoKey *key)
{
  WkConvPhoto *found = find (key);
  double pixels = find_pixels (key->name);

  if (found != NULL)
    {
      wk_conv_photo_unref (found);
      return FALSE;
    }
  return pixels == 0.0 || pixels * key->conv->kernel.n_rows *
                                  key->conv->kernel.n_columns *
                                  (key->colour ? 3.0 : 1.0) >
                              FEW_PRODUCTS;
}

/* --- how it is shown --- */

static guint8
to_byte (double value)
{
  return (guint8) CLAMP (rint (value), 0.0, 255.0);
}

/* Means over squares of @factor x @factor, with value -> @zero + @gain * value. */
static gboolean
show (WkConvPicture *picture,
      float *const *planes,
      int n_planes,
      int n_rows,
      int n_columns,
      double zero,
      double gain)
{
  int factor = (MAX (n_rows, n_columns) + SHOWN_SIDE - 1) / SHOWN_SIDE;

  picture->rows = (guint) ((n_rows + factor - 1) / factor);
  picture->columns = (guint) ((n_columns + factor - 1) / factor);
  picture->rgba = g_try_malloc ((gsize) picture->rows * picture->columns * 4);
  if (picture->rgba == NULL)
    return FALSE;
  for (guint row = 0; row < picture->rows; row++)
    for (guint column = 0; column < picture->columns; column++)
      {
        guint8 *pixel = picture->rgba + ((gsize) row * picture->columns + column) * 4;
        int top = (int) row * factor, left = (int) column * factor;
        int height = MIN (factor, n_rows - top), width = MIN (factor, n_columns - left);

        for (int k = 0; k < 3; k++)
          {
            const float *plane = planes[n_planes == 3 ? k : 0];
            double sum = 0.0;

            for (int r = 0; r < height; r++)
              for (int c = 0; c < width; c++)
                sum +=
                    plane[(gsize) (top + r) * (gsize) n_columns + (gsize) (left + c)];
            pixel[k] = to_byte (zero + gain * sum / (height * width));
          }
        pixel[3] = 255;
      }
  return TRUE;
}

/* Weights that add up to 0 give values around 0: these are shown around grey. */
static void
find_shades (WkConvPhoto *photo, double *zero, double *gain)
{
  gsize n = (gsize) photo->range.n_rows * (gsize) photo->range.n_columns;
  double sum = 0.0, size = 0.0, most = 0.0;

  for (int i = 0; i < photo->conv.kernel.n_rows * photo->conv.kernel.n_columns; i++)
    {
      sum += photo->kernel[i];
      size += fabs (photo->kernel[i]);
    }
  *zero = 0.0;
  *gain = 1.0;
  photo->is_signed = fabs (sum) <= 1e-9 * size && size > 0.0;
  if (!photo->is_signed)
    return;
  for (int k = 0; k < photo->n_planes; k++)
    for (gsize i = 0; i < n; i++)
      most = MAX (most, fabs (photo->out[k][i]));
  *zero = 128.0;
  *gain = most > 0.0 ? 127.0 / most : 1.0;
}

/* --- making --- */

static gboolean
fail_without_memory (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _L (wk_language_from_environment (),
                           "There is not enough memory for this photograph."));
  return FALSE;
}

static WkConvPhoto *
photo_new (const WkConvPhotoKey *key)
{
  WkConvPhoto *photo = g_new0 (WkConvPhoto, 1);
  gsize n = (gsize) key->conv->kernel.n_rows * (gsize) key->conv->kernel.n_columns;

  g_atomic_ref_count_init (&photo->ref_count);
  photo->name = g_strdup (key->name);
  photo->conv = *key->conv;
  photo->kernel = g_memdup2 (key->conv->kernel.data, n * sizeof (double));
  photo->conv.kernel.data = photo->kernel;
  photo->divisor = key->divisor;
  photo->colour = key->colour;
  photo->n_planes = key->colour ? 3 : 1;
  return photo;
}

static gboolean
filter_plane (WkConvPhoto *photo, int k, GError **error)
{
  static const WkChannel channels[] = { WK_CHANNEL_RED, WK_CHANNEL_GREEN,
                                        WK_CHANNEL_BLUE };
  gsize n = (gsize) photo->n_rows * (gsize) photo->n_columns;
  gsize n_out = (gsize) photo->range.n_rows * (gsize) photo->range.n_columns;

  photo->in[k] = g_try_new (float, n);
  photo->out[k] = g_try_new (float, n_out);
  if (photo->in[k] == NULL || photo->out[k] == NULL)
    return fail_without_memory (error);
  wk_image_get_plane (photo->image, photo->colour ? channels[k] : WK_CHANNEL_GREY,
                      photo->in[k]);
  if (!wk_filter_map (&photo->conv, photo->in[k], photo->n_rows, photo->n_columns,
                      photo->out[k], error))
    return FALSE;
  if (photo->divisor != 1.0)
    for (gsize i = 0; i < n_out; i++)
      photo->out[k][i] = (float) (photo->out[k][i] / photo->divisor);
  return TRUE;
}

static gboolean
make (WkConvPhoto *photo, GCancellable *cancellable, GError **error)
{
  double zero, gain;

  photo->image = wk_image_load (photo->name, cancellable, NULL, error);
  if (photo->image == NULL)
    return FALSE;
  photo->n_rows = (int) wk_image_get_rows (photo->image);
  photo->n_columns = (int) wk_image_get_columns (photo->image);
  photo->range = wk_filter_get_range (&photo->conv, photo->n_rows, photo->n_columns);
  if (photo->range.n_rows == 0 || photo->range.n_columns == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _L (wk_language_from_environment (),
                       "The kernel does not fit into this photograph of %d × %d "
                       "pixels."),
                   photo->n_columns, photo->n_rows);
      return FALSE;
    }
  for (int k = 0; k < photo->n_planes; k++)
    if (!filter_plane (photo, k, error) ||
        g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  find_shades (photo, &zero, &gain);
  if (!show (&photo->shown_in, photo->in, photo->n_planes, photo->n_rows,
             photo->n_columns, 0.0, 1.0) ||
      !show (&photo->shown_out, photo->out, photo->n_planes, photo->range.n_rows,
             photo->range.n_columns, zero, gain))
    return fail_without_memory (error);
  return TRUE;
}

WkConvPhoto *
wk_conv_photo_get (const WkConvPhotoKey *key, GCancellable *cancellable, GError **error)
{
  g_autoptr (WkConvPhoto) photo = find (key);

  if (photo != NULL)
    return g_steal_pointer (&photo);
  photo = photo_new (key);
  if (!make (photo, cancellable, error))
    return NULL;
  keep (photo);
  return g_steal_pointer (&photo);
}
