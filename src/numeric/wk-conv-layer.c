/* wk-conv-layer.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which cells of a window lie inside the image depends on the output unit alone, not on
 * sample or map: the taps of a unit are found once, as pairs of offsets into a plane of
 * x and into a slice of W, and serve all three sums:
 *
 *   y[n,o,p,q] += x[tap] W[tap]    dW[tap] += dy x[tap]    dx[tap] += dy W[tap]
 */
#include "config.h"

#include "numeric/wk-conv-layer.h"

#include <string.h>

#include "numeric/wk-numeric.h"

typedef struct
{
  gsize x, w; /* offsets into a plane of x and a slice of W */
} Tap;

/* One pass over all units, with what it reads and what it writes. */
typedef struct
{
  const WkConvLayer *layer;
  WkMaps in, out;
  gsize in_plane, out_plane, slice; /* entries of a plane of x, of y, of a slice of W */
  const double *x, *W, *dy;
  double *y, *dx, *dW;
  Tap *taps;
} Pass;

gsize
wk_maps_count (const WkMaps *maps)
{
  gsize n;

  g_return_val_if_fail (maps != NULL, 0);

  if (!g_size_checked_mul (&n, maps->n_samples, maps->n_maps) ||
      !g_size_checked_mul (&n, n, maps->n_rows) ||
      !g_size_checked_mul (&n, n, maps->n_columns))
    return 0;
  return n;
}

static gboolean
fail_shape (GError **error, const char *message)
{
  g_set_error_literal (error, WK_NUMERIC_ERROR, WK_NUMERIC_ERROR_SHAPE, message);
  return FALSE;
}

gboolean
wk_conv_layer_get_shape (const WkConvLayer *layer,
                         const WkMaps *in,
                         WkMaps *out,
                         GError **error)
{
  gint64 n_rows, n_columns;

  g_return_val_if_fail (layer != NULL && in != NULL && out != NULL, FALSE);

  n_rows = wk_window_count (&layer->row, in->n_rows);
  n_columns = wk_window_count (&layer->column, in->n_columns);
  if (n_rows < 1 || n_columns < 1)
    return fail_shape (error, "the window is wider than the padded input");
  if (layer->groups < 1 || layer->n_out < 1 || in->n_maps < 1 ||
      in->n_maps % layer->groups != 0 || layer->n_out % layer->groups != 0)
    return fail_shape (error, "the groups do not divide the maps");
  if (n_rows > G_MAXINT || n_columns > G_MAXINT)
    return fail_shape (error, "the output is too large");

  *out = (WkMaps){ in->n_samples, layer->n_out, (guint) n_rows, (guint) n_columns };
  if (in->n_samples < 1 || wk_maps_count (in) - 1 >= WK_NUMERIC_MAX_LENGTH ||
      wk_maps_count (out) - 1 >= WK_NUMERIC_MAX_LENGTH)
    return fail_shape (error, "the maps are empty or too large");
  return TRUE;
}

static gboolean
pass_begin (Pass *pass, const WkConvLayer *layer, const WkMaps *in, GError **error)
{
  pass->layer = layer;
  pass->in = *in;
  if (!wk_conv_layer_get_shape (layer, in, &pass->out, error))
    return FALSE;
  pass->in_plane = (gsize) in->n_rows * in->n_columns;
  pass->out_plane = (gsize) pass->out.n_rows * pass->out.n_columns;
  pass->slice = (gsize) layer->row.kernel * (gsize) layer->column.kernel;
  pass->taps = g_try_new (Tap, pass->slice);
  return pass->taps != NULL || fail_shape (error, "no memory for the window");
}

/* The taps of unit (p, q) that lie inside the image, row by row of the window. */
static gsize
find_taps (Pass *pass, guint p, guint q)
{
  const WkWindow *row = &pass->layer->row, *column = &pass->layer->column;
  gint64 top = (gint64) p * row->stride - row->pad_begin;
  gint64 left = (gint64) q * column->stride - column->pad_begin;
  gsize n_taps = 0;

  for (int u = 0; u < row->kernel; u++)
    {
      gint64 r = top + (gint64) u * row->dilation;

      if (r < 0 || r >= pass->in.n_rows)
        continue;
      for (int v = 0; v < column->kernel; v++)
        {
          gint64 c = left + (gint64) v * column->dilation;
          gsize w = (gsize) u * (gsize) column->kernel + (gsize) v;

          if (c < 0 || c >= pass->in.n_columns)
            continue;
          /* Half a turn is the order of the cells from behind. */
          if (pass->layer->mode == WK_CONV_CONVOLUTION)
            w = pass->slice - 1 - w;
          pass->taps[n_taps++] = (Tap){ (gsize) r * pass->in.n_columns + (gsize) c, w };
        }
    }
  return n_taps;
}

/* The part of one input map in one unit of output map @o: slice @w of W, plane @x. */
static void
add_products (Pass *pass, gsize n_taps, gsize x, gsize w, gsize y)
{
  for (gsize t = 0; t < n_taps; t++)
    {
      gsize at_x = x + pass->taps[t].x, at_w = w + pass->taps[t].w;

      if (pass->y != NULL)
        pass->y[y] += pass->x[at_x] * pass->W[at_w];
      if (pass->dx != NULL)
        pass->dx[at_x] += pass->dy[y] * pass->W[at_w];
      if (pass->dW != NULL)
        pass->dW[at_w] += pass->dy[y] * pass->x[at_x];
    }
}

static void
run_pass (Pass *pass)
{
  guint maps_per_group = pass->in.n_maps / pass->layer->groups;
  guint out_per_group = pass->out.n_maps / pass->layer->groups;

  for (gsize unit = 0; unit < pass->out_plane; unit++)
    {
      gsize n_taps = find_taps (pass, (guint) (unit / pass->out.n_columns),
                                (guint) (unit % pass->out.n_columns));

      for (gsize n = 0; n < pass->out.n_samples; n++)
        {
          for (gsize o = 0; o < pass->out.n_maps; o++)
            {
              gsize first = o / out_per_group * maps_per_group;
              gsize y = (n * pass->out.n_maps + o) * pass->out_plane + unit;

              for (gsize c = 0; c < maps_per_group; c++)
                add_products (pass, n_taps,
                              (n * pass->in.n_maps + first + c) * pass->in_plane,
                              (o * maps_per_group + c) * pass->slice, y);
            }
        }
    }
}

gboolean
wk_conv_layer_forward (const WkConvLayer *layer,
                       const WkMaps *in,
                       const double *x,
                       const double *W,
                       const double *b,
                       double *y,
                       GError **error)
{
  Pass pass = { .x = x, .W = W, .y = y };
  gsize n;

  g_return_val_if_fail (x != NULL && W != NULL && y != NULL, FALSE);

  if (!pass_begin (&pass, layer, in, error))
    return FALSE;
  n = wk_maps_count (&pass.out);
  memset (y, 0, n * sizeof *y);
  run_pass (&pass);
  for (gsize i = 0; b != NULL && i < n; i++)
    y[i] += b[i / pass.out_plane % pass.out.n_maps];
  g_free (pass.taps);
  return wk_numeric_check_finite (y, n, "output of the convolution", error);
}

gboolean
wk_conv_layer_backward (const WkConvLayer *layer,
                        const WkMaps *in,
                        const double *x,
                        const double *W,
                        const double *dy,
                        double *dx,
                        double *dW,
                        double *db,
                        GError **error)
{
  Pass pass = { .x = x, .W = W, .dy = dy, .dx = dx, .dW = dW };
  gsize n_W, n;

  g_return_val_if_fail (x != NULL && W != NULL && dy != NULL, FALSE);

  if (!pass_begin (&pass, layer, in, error))
    return FALSE;
  n = wk_maps_count (&pass.out);
  n_W = pass.slice * layer->n_out * (in->n_maps / layer->groups);
  if (dx != NULL)
    memset (dx, 0, wk_maps_count (in) * sizeof *dx);
  if (dW != NULL)
    memset (dW, 0, n_W * sizeof *dW);
  if (db != NULL)
    memset (db, 0, layer->n_out * sizeof *db);
  run_pass (&pass);
  for (gsize i = 0; db != NULL && i < n; i++)
    db[i / pass.out_plane % pass.out.n_maps] += dy[i];
  g_free (pass.taps);
  return (dx == NULL ||
          wk_numeric_check_finite (dx, wk_maps_count (in), "dx", error)) &&
         (dW == NULL || wk_numeric_check_finite (dW, n_W, "dW", error)) &&
         (db == NULL || wk_numeric_check_finite (db, layer->n_out, "db", error));
}
