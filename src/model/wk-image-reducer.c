/* wk-image-reducer.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mean over areas, in whole numbers, so that it is the same everywhere: along an
 * axis from n samples to m < n, each sample is m units long and each result n units;
 * the weight of a sample in a result is the length they share. Weights of a pixel of
 * the result add up to columns * rows of the source.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "model/wk-image-private.h"

struct _WkImageReducer
{
  guint columns, rows, n_channels; /* of what comes */
  guint n_colours;                 /* 1 or 3, without alpha */
  guint file_columns, file_rows;
  guint out_columns, out_rows;
  guint next_row, out_row; /* of what comes, and of the result */
  guint room;              /* units that the current row of the result still takes */
  guint8 *flat;            /* one row without alpha */
  guint32 *across;         /* one row, reduced along it */
  guint64 *sums;           /* of the current row of the result */
  guint8 *rgba;            /* the result, not yet upright */
};

/* The largest size of the same shape, to a pixel, with as many pixels as are kept. */
static void
get_kept_size (guint columns, guint rows, guint *kept_columns, guint *kept_rows)
{
  double scale = sqrt (WK_IMAGE_KEPT_PIXELS / ((double) columns * (double) rows));

  if (scale > 1)
    scale = 1;
  *kept_columns = MAX (1u, (guint) (columns * scale));
  *kept_rows = MAX (1u, (guint) (rows * scale));
}

void
wk_image_reducer_free (WkImageReducer *reducer)
{
  g_free (reducer->flat);
  g_free (reducer->across);
  g_free (reducer->sums);
  g_free (reducer->rgba);
  g_free (reducer);
}

WkImageReducer *
wk_image_reducer_new (guint columns,
                      guint rows,
                      guint n_channels,
                      guint file_columns,
                      guint file_rows)
{
  g_autoptr (WkImageReducer) reducer = NULL;

  g_return_val_if_fail (columns >= 1 && rows >= 1 && columns <= WK_IMAGE_MAX_SIDE &&
                            rows <= WK_IMAGE_MAX_SIDE,
                        NULL);
  g_return_val_if_fail (n_channels >= 1 && n_channels <= 4, NULL);

  reducer = g_new0 (WkImageReducer, 1);
  reducer->columns = columns;
  reducer->rows = rows;
  reducer->n_channels = n_channels;
  reducer->n_colours = n_channels >= 3 ? 3 : 1;
  reducer->file_columns = file_columns;
  reducer->file_rows = file_rows;
  get_kept_size (file_columns, file_rows, &reducer->out_columns, &reducer->out_rows);
  reducer->out_columns = MIN (reducer->out_columns, columns);
  reducer->out_rows = MIN (reducer->out_rows, rows);
  reducer->room = rows;
  reducer->flat = g_try_malloc_n (columns, reducer->n_colours);
  reducer->across =
      g_try_malloc_n (reducer->out_columns, reducer->n_colours * sizeof (guint32));
  reducer->sums =
      g_try_malloc0_n (reducer->out_columns, reducer->n_colours * sizeof (guint64));
  reducer->rgba = g_try_malloc_n ((gsize) reducer->out_columns * reducer->out_rows, 4);
  if (reducer->flat == NULL || reducer->across == NULL || reducer->sums == NULL ||
      reducer->rgba == NULL)
    return NULL;
  /* Rows that never come are white. */
  memset (reducer->rgba, 0xff, (gsize) reducer->out_columns * reducer->out_rows * 4);
  return g_steal_pointer (&reducer);
}

/* Lays the row on white; without alpha it is the row itself. */
static const guint8 *
flatten (WkImageReducer *reducer, const guint8 *pixels)
{
  guint n = reducer->n_colours;
  guint8 *out = reducer->flat;

  if (reducer->n_channels == n)
    return pixels;
  for (guint x = 0; x < reducer->columns; x++, pixels += n + 1)
    {
      guint alpha = pixels[n];

      for (guint c = 0; c < n; c++)
        *out++ = (guint8) ((pixels[c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  return reducer->flat;
}

static void
reduce_across (WkImageReducer *reducer, const guint8 *flat)
{
  guint n = reducer->n_colours, unit = reducer->out_columns, room = reducer->columns;
  guint32 *out = reducer->across;

  memset (out, 0, (gsize) reducer->out_columns * n * sizeof (guint32));
  for (guint x = 0; x < reducer->columns; x++, flat += n)
    {
      guint here = MIN (unit, room), next = unit - here;

      for (guint c = 0; c < n; c++)
        out[c] += flat[c] * here;
      room -= here;
      if (room > 0)
        continue;
      out += n;
      room = reducer->columns - next;
      if (next > 0)
        for (guint c = 0; c < n; c++)
          out[c] = flat[c] * next;
    }
}

static void
put_row (WkImageReducer *reducer)
{
  guint64 total = (guint64) reducer->columns * reducer->rows;
  guint n = reducer->n_colours;
  guint8 *out = reducer->rgba + (gsize) reducer->out_row * reducer->out_columns * 4;
  const guint64 *sums = reducer->sums;

  for (guint x = 0; x < reducer->out_columns; x++, sums += n, out += 4)
    {
      for (guint c = 0; c < 3; c++)
        out[c] = (guint8) ((sums[n == 3 ? c : 0] + total / 2) / total);
      out[3] = 0xff;
    }
  reducer->out_row++;
}

/* @weight times the row into the sums. */
static void
add_across (WkImageReducer *reducer, guint weight)
{
  gsize n = (gsize) reducer->out_columns * reducer->n_colours;

  for (gsize i = 0; i < n; i++)
    reducer->sums[i] += (guint64) reducer->across[i] * weight;
}

void
wk_image_reducer_add_row (WkImageReducer *reducer, const guint8 *pixels)
{
  guint unit = reducer->out_rows, here = MIN (unit, reducer->room), next = unit - here;

  g_return_if_fail (reducer->next_row < reducer->rows);

  reducer->next_row++;
  reduce_across (reducer, flatten (reducer, pixels));
  add_across (reducer, here);
  reducer->room -= here;
  if (reducer->room > 0)
    return;
  put_row (reducer);
  memset (reducer->sums, 0,
          (gsize) reducer->out_columns * reducer->n_colours * sizeof (guint64));
  reducer->room = reducer->rows - next;
  if (next > 0)
    add_across (reducer, next);
}

/* Where the pixel (@row, @column) of the upright picture is in the stored one. */
static gsize
find_source (const WkImageReducer *reducer, int orientation, guint row, guint column)
{
  guint width = reducer->out_columns, height = reducer->out_rows;
  guint r = row, c = column;

  if (orientation >= 5)
    {
      r = column;
      c = row;
    }
  /* Which ends change places: EXIF 2.3, table 6 of tag 0x0112. */
  if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
    r = height - 1 - r;
  if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
    c = width - 1 - c;
  return (gsize) r * width + c;
}

static guint8 *
put_upright (const WkImageReducer *reducer, int orientation, guint columns, guint rows)
{
  guint32 *out = g_try_malloc_n ((gsize) columns * rows, 4), *pixel = out;
  const guint32 *from = (const guint32 *) (gconstpointer) reducer->rgba;

  if (out == NULL)
    return NULL;
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < columns; c++)
      *pixel++ = from[find_source (reducer, orientation, r, c)];
  return (guint8 *) out;
}

WkImage *
wk_image_reducer_finish (WkImageReducer *reducer, int orientation)
{
  gboolean lies = orientation >= 5 && orientation <= 8;
  guint columns = lies ? reducer->out_rows : reducer->out_columns;
  guint rows = lies ? reducer->out_columns : reducer->out_rows;
  WkImage *image = NULL;
  guint8 *rgba;

  if (orientation >= 2 && orientation <= 8)
    rgba = put_upright (reducer, orientation, columns, rows);
  else
    rgba = g_steal_pointer (&reducer->rgba);
  if (rgba != NULL)
    image = wk_image_new_take (columns, rows,
                               lies ? reducer->file_rows : reducer->file_columns,
                               lies ? reducer->file_columns : reducer->file_rows, rgba);
  wk_image_reducer_free (reducer);
  return image;
}
