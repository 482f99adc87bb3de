/* wk-latent-edit.c - hands on a latent space
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plane and the grid take a click and a drag; so do the arrow keys. Chosen digits
 * are numbers that can be stepped. The picture one draws on is rasterised anew from the
 * stroke, over what was there at the press.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-latent-figure.h"
#include "exercises/kit/wk-latent-model.h"
#include "exercises/kit/wk-number-edit.h"

#define LIMIT 6.0   /* of mu */
#define NUDGE 0.1   /* of z, for one arrow key */
#define REACH 3.4   /* of the plane on which it is that */
#define SHADES 15.0 /* of the pad */
#define PEN 1.15    /* radius of the pen, in pixels of the pad */

/* Takes both: a link of a chain that ends with NULL where one does not fit. */
static WkParams *
with (WkParams *params, const char *key, WkValue *value, GError **error)
{
  WkParams *changed =
      params != NULL ? wk_params_with (params, key, value, error) : NULL;

  g_clear_pointer (&params, wk_params_unref);
  wk_value_unref (value);
  return changed;
}

/* A reference of its own, for the chain of with(). */
static WkParams *
start (const WkParams *params)
{
  return wk_params_ref ((WkParams *) params);
}

/* --- choosing digits --- */

static WkParams *
choose_digit (const WkLatentWork *work,
              const WkParams *params,
              guint digit,
              GError **error)
{
  WkParams *changed = start (params);

  if (work->view == WK_LATENT_VIEW_PATH)
    {
      /* Where the path ended it now begins. */
      int before = wk_params_get_int (params, "to");

      changed = with (changed, "to", wk_value_new_number (digit), error);
      changed = with (changed, "digit", wk_value_new_number (before), error);
      return with (changed, "own", wk_value_new_bool (FALSE), error);
    }
  changed = with (changed, "digit", wk_value_new_number (digit), error);
  changed = with (changed, "own", wk_value_new_bool (FALSE), error);
  /* A plain autoencoder has no numbers for it. */
  if (work->model != NULL && work->model->spec.deterministic)
    return changed;
  return with (changed, "numbers", wk_value_new_string ("digit"), error);
}

static WkParams *
step_digit (const WkLatentWork *work,
            const WkParams *params,
            const char *key,
            const WkEdit *edit,
            GError **error)
{
  int n = work->model != NULL ? (int) work->model->n : 1;
  int digit = wk_params_get_int (params, key);
  WkParams *changed;

  if (edit->type == WK_EDIT_STEP)
    digit += (int) rint (edit->amount);
  else if (edit->type == WK_EDIT_SET)
    digit = (int) rint (CLAMP (edit->value, 0, n - 1.0));
  else
    return NULL;
  digit = CLAMP (digit, 0, n - 1);
  changed = with (start (params), key, wk_value_new_number (digit), error);
  /* One of the set is asked for: it takes the place of an own one. */
  if (g_str_equal (key, "digit"))
    changed = with (changed, "own", wk_value_new_bool (FALSE), error);
  return changed;
}

/* --- the plane and the grid --- */

/* Within the plane, and to as many digits as tell two of its points apart. */
static WkParams *
put_point (const WkLatentWork *work,
           const WkParams *params,
           const double z[2],
           GError **error)
{
  const WkLatentModel *model = work->model;
  double units = 1000 / pow (10, floor (log10 (model->reach)));
  double rounded[2];
  g_autoptr (WkValue) value = NULL;

  for (guint k = 0; k < 2; k++)
    rounded[k] = rint (units * CLAMP (z[k], model->middle[k] - model->reach,
                                      model->middle[k] + model->reach)) /
                 units;
  value = wk_value_new_vector (rounded, 2);
  return wk_params_with (params, "z", value, error);
}

static WkParams *
move_point (const WkLatentWork *work,
            const WkParams *params,
            double dx,
            double dy,
            GError **error)
{
  const double z[] = { work->point[0] + dx, work->point[1] + dy };

  return put_point (work, params, z, error);
}

/* The place of the plane under the pointer: @box shows from -reach to reach about the
 * middle. */
static void
place_at (const WkLatentWork *work, const WkItem *item, const WkEdit *edit, double z[2])
{
  double reach = work->model->reach;
  double scale = 2 * reach / MAX (item->box.width, 1.0);

  z[0] = work->model->middle[0] +
         CLAMP ((edit->x - item->box.x) * scale - reach, -reach, reach);
  z[1] = work->model->middle[1] +
         CLAMP (reach - (edit->y - item->box.y) * scale, -reach, reach);
}

static WkParams *
edit_plane (const WkLatentWork *work,
            const WkParams *params,
            const WkItem *item,
            const WkEdit *edit,
            GError **error)
{
  double z[2];

  if (edit->type == WK_EDIT_NUDGE)
    return move_point (
        work, params, edit->dx * edit->amount * NUDGE * work->model->reach / REACH,
        -edit->dy * edit->amount * NUDGE * work->model->reach / REACH, error);
  if (!edit->at_point || (edit->type != WK_EDIT_PICK && edit->type != WK_EDIT_DRAG))
    return NULL;
  place_at (work, item, edit, z);
  if (edit->type == WK_EDIT_DRAG)
    return put_point (work, params, z, error);
  return choose_digit (work, params, wk_latent_model_nearest (work->model, z), error);
}

static WkParams *
edit_grid (const WkLatentWork *work,
           const WkParams *params,
           const WkItem *item,
           const WkEdit *edit,
           GError **error)
{
  double cell = 2 * work->model->reach / WK_LATENT_GRID;
  double z[2];

  if (edit->type == WK_EDIT_NUDGE)
    return move_point (work, params, edit->dx * edit->amount * cell,
                       -edit->dy * edit->amount * cell, error);
  if (!edit->at_point || (edit->type != WK_EDIT_PICK && edit->type != WK_EDIT_DRAG))
    return NULL;
  place_at (work, item, edit, z);
  if (edit->type == WK_EDIT_PICK)
    for (guint k = 0; k < 2; k++)
      z[k] = work->model->middle[k] +
             (floor ((z[k] - work->model->middle[k]) / cell) + 0.5) * cell;
  return put_point (work, params, z, error);
}

static WkParams *
draw_again (const WkParams *params, GError **error)
{
  const char *seed = wk_params_get_word (params, "samples");
  guint64 number;
  g_autofree char *next = NULL;

  if (g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT32, &number, NULL))
    next = g_strdup_printf ("%" G_GUINT64_FORMAT, number + 1);
  else
    next = g_strdup ("1");
  return with (start (params), "samples", wk_value_new_string (next), error);
}

/* --- drawing a digit --- */

static double
distance_to (double x, double y, WkPoint from, WkPoint to)
{
  double dx = to.x - from.x, dy = to.y - from.y;
  double square = dx * dx + dy * dy;
  double t = square > 0
                 ? CLAMP (((x - from.x) * dx + (y - from.y) * dy) / square, 0.0, 1.0)
                 : 0;

  return hypot (x - from.x - t * dx, y - from.y - t * dy);
}

/* Where keys go on drawing; its middle stays on the pad. */
static WkParams *
with_pen (const WkParams *params, double column, double row, GError **error)
{
  const double pen[] = { CLAMP (column, 0.5, WK_DIGITS_SIDE - 0.5),
                         CLAMP (row, 0.5, WK_DIGITS_SIDE - 0.5) };
  g_autoptr (WkValue) value = wk_value_new_vector (pen, 2);

  return wk_params_with (params, "pen", value, error);
}

/* The pixels of the pad that lie within the pen's reach of @from to @to, along one
 * direction. */
static void
pen_span (double from, double to, int *first, int *last)
{
  *first = (int) CLAMP (floor (MIN (from, to) - PEN - 1), 0, WK_DIGITS_SIDE);
  *last = (int) CLAMP (ceil (MAX (from, to) + PEN + 1), 0, WK_DIGITS_SIDE);
}

/* Ink where the pen's edge fades over one pixel. @points in pixels of the pad. A stroke
 * may have thousands of them, and is drawn anew at each move of the hand: so of each
 * only the pixels near it are looked at. */
static void
ink (double *pad, const WkPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      WkPoint from = points[i], to = points[MIN (i + 1, n - 1)];
      int left, right, top, bottom;

      pen_span (from.x, to.x, &left, &right);
      pen_span (from.y, to.y, &top, &bottom);
      for (int row = top; row < bottom; row++)
        for (int column = left; column < right; column++)
          {
            double *shade = pad + row * WK_DIGITS_SIDE + column;
            double away = distance_to (column + 0.5, row + 0.5, from, to);

            *shade = MAX (*shade, rint (SHADES * CLAMP (PEN + 0.5 - away, 0.0, 1.0)));
          }
    }
}

static WkParams *
with_drawing (const WkParams *params, const WkPoint *points, guint n, GError **error)
{
  double pad[WK_DIGITS_PIXELS] = { 0 };
  g_autoptr (WkValue) value = NULL;
  WkParams *changed;

  if (wk_params_get_switch (params, "own") && wk_params_has (params, "drawing"))
    {
      gsize rows = 0, columns = 0;
      g_autofree double *before =
          wk_params_dup_matrix (params, "drawing", &rows, &columns);

      if (before != NULL && rows * columns == WK_DIGITS_PIXELS)
        memcpy (pad, before, sizeof pad);
    }
  ink (pad, points, n);
  value = wk_value_new_matrix (pad, WK_DIGITS_SIDE, WK_DIGITS_SIDE);
  changed = wk_params_with (params, "drawing", value, error);
  changed = with (changed, "own", wk_value_new_bool (TRUE), error);
  return with (changed, "numbers", wk_value_new_string ("digit"), error);
}

/* With the pointer, which leaves the pen where the stroke ends, to half a pixel. */
static WkParams *
draw_stroke (const WkParams *params,
             const WkItem *item,
             const WkEdit *edit,
             GError **error)
{
  double scale = WK_DIGITS_SIDE / MAX (item->box.width, 1.0);
  guint n = edit->n_points;
  g_autofree WkPoint *points = g_new (WkPoint, n);
  g_autoptr (WkParams) moved = NULL;

  for (guint i = 0; i < n; i++)
    points[i] = (WkPoint){ (edit->points[i].x - item->box.x) * scale,
                           (edit->points[i].y - item->box.y) * scale };
  moved = with_pen (params, rint (2 * points[n - 1].x) / 2,
                    rint (2 * points[n - 1].y) / 2, error);
  return moved != NULL ? with_drawing (moved, points, n, error) : NULL;
}

/* With arrow keys, which draw while Shift is held. */
static WkParams *
move_pen (const WkParams *params, const WkEdit *edit, GError **error)
{
  double from[2], to[2];
  g_autoptr (WkParams) moved = NULL;

  wk_params_get_pair (params, "pen", from);
  moved = with_pen (params, from[0] + edit->dx * edit->amount,
                    from[1] + edit->dy * edit->amount, error);
  if (moved == NULL || !edit->pressed)
    return g_steal_pointer (&moved);
  wk_params_get_pair (moved, "pen", to);
  return with_drawing (
      moved, (const WkPoint[]){ { from[0], from[1] }, { to[0], to[1] } }, 2, error);
}

static WkParams *
edit_pad (const WkLatentWork *work,
          const WkParams *params,
          const WkItem *item,
          const WkEdit *edit,
          GError **error)
{
  if (edit->type == WK_EDIT_STEP)
    return step_digit (work, params, "digit", edit, error);
  if (edit->type == WK_EDIT_DRAG && edit->n_points > 0)
    return draw_stroke (params, item, edit, error);
  return edit->type == WK_EDIT_NUDGE ? move_pen (params, edit, error) : NULL;
}

/* --- all of it --- */

/* Numbers of the case by hand. */
static WkParams *
edit_number (const WkParams *params,
             const WkItem *item,
             const WkEdit *edit,
             GError **error)
{
  double limit =
      g_str_has_prefix (item->edits, "x[") || g_str_has_prefix (item->edits, "decoded[")
          ? 1
          : LIMIT;

  return wk_number_edit (params, item->edits, edit, limit, error);
}

WkParams *
wk_latent_edit (const WkLatentWork *work,
                const WkParams *params,
                const WkItem *item,
                const WkEdit *edit,
                GError **error)
{
  if (item->edits == NULL)
    return NULL;
  if (strchr (item->edits, '[') != NULL)
    return edit_number (params, item, edit, error);
  if (work->model == NULL)
    return NULL;
  if (g_str_equal (item->id, "plane"))
    return edit_plane (work, params, item, edit, error);
  if (g_str_equal (item->id, "grid"))
    return edit_grid (work, params, item, edit, error);
  if (g_str_equal (item->edits, "samples"))
    return edit->type == WK_EDIT_PICK || edit->type == WK_EDIT_STEP
               ? draw_again (params, error)
               : NULL;
  if (g_str_equal (item->edits, "drawing"))
    return edit_pad (work, params, item, edit, error);
  if (g_str_equal (item->edits, "digit") || g_str_equal (item->edits, "to"))
    return step_digit (work, params, item->edits, edit, error);
  return NULL;
}
