/* wk-conv-figure-middle.c - the kernel, what lies under it, and the products
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where there is room for one grid only, it shows the kernel, then the cells under the
 * window, then the products, as the steps speak of them. A convolution turns the kernel
 * as a whole, so that one sees a rotation and not two reflections.
 */
#include "config.h"

#include "exercises/kit/wk-conv-figure-private.h"

#include <math.h>

#include "model/wk-number.h"

#define TINT_KERNEL 0.36
#define LEAST_TINT 0.08
#define LEAST_GLOW 0.15
/* Numbers are too close together while the grid is smaller than this. */
#define SPARSE 0.86
#define LEAST_TURNING_SCALE 0.5

typedef enum
{
  SHOWS_NOTHING,
  SHOWS_KERNEL,
  SHOWS_WINDOW,
  SHOWS_PRODUCTS,
} Shows;

static double
largest_tap (const WkConvWork *work, Shows shows)
{
  double most = 0.0;

  for (int i = 0; i < work->conv.kernel.n_rows * work->conv.kernel.n_columns; i++)
    {
      const WkConvTap *tap = &work->taps[i];

      most = MAX (most, fabs (shows == SHOWS_KERNEL   ? tap->weight
                              : shows == SHOWS_WINDOW ? tap->value
                                                      : tap->product));
    }
  return most > 0.0 ? most : 1.0;
}

/* The cell at place (i, j) of a grid, dots counted. */
static WkRect
place_rect (const WkConvGrid *grid, int i, int j)
{
  return (WkRect){ grid->x + j * grid->width, grid->y + i * grid->height, grid->width,
                   grid->height };
}

static void
tint_weight (WkItem *item, double weight, double most)
{
  item->fill = weight < 0.0   ? WK_ROLE_NEGATIVE
               : weight > 0.0 ? WK_ROLE_POSITIVE
                              : WK_ROLE_NONE;
  item->tint = LEAST_TINT + (TINT_KERNEL - LEAST_TINT) * fabs (weight) / most;
}

static void
draw_dots (WkConvFigure *figure, const char *id, WkRect cell)
{
  wk_conv_figure_hold_text (figure, id, WK_ROLE_MUTED, cell, 1.0, "…");
}

/* --- the kernel --- */

static void
speak_weight (WkConvFigure *figure, WkItem *box, int u, int v, int r, int c)
{
  const WkConvWork *work = figure->work;
  gboolean turned = figure->t[WK_CONV_STEP_TURN] >= 1.0 && wk_conv_work_turns (work);
  gboolean is_origin = u == work->conv.origin_row && v == work->conv.origin_column;
  g_autofree char *words = wk_number_to_words (
      work->kernel[u * work->conv.kernel.n_columns + v], figure->language);
  g_autofree char *label = g_strdup_printf (
      is_origin ? _L (figure->language, "kernel, row %d, column %d, the origin")
                : _L (figure->language, "kernel, row %d, column %d"),
      u, v);
  g_autofree char *how =
      turned ? g_strdup_printf (
                   _L (figure->language, "Turned, it lies in row %d, column %d."), r, c)
             : NULL;
  g_autofree char *path = g_strdup_printf ("kernel[%d][%d]", u, v);

  wk_item_set_spoken (box, label, words, how, path);
}

/* At rest, as given or turned. */
static void
draw_kernel_at_rest (WkConvFigure *figure, gboolean turned)
{
  const WkConvWork *work = figure->work;
  const WkConvGrid *grid = &figure->kernel;
  double most = largest_tap (work, SHOWS_KERNEL);

  for (int i = 0; i < figure->rows.n; i++)
    for (int j = 0; j < figure->columns.n; j++)
      {
        int r = figure->rows.of[i], c = figure->columns.of[j];
        WkRect cell = place_rect (grid, i, j);
        int u, v;
        double weight;
        const char *id;
        WkItem *box;

        if (r < 0 || c < 0)
          {
            draw_dots (figure, wk_scene_id (figure->builder, "kernel-dots-%d-%d", i, j),
                       cell);
            continue;
          }
        u = turned ? wk_conv_work_tap (work, r, c)->kernel_row : r;
        v = turned ? wk_conv_work_tap (work, r, c)->kernel_column : c;
        weight = work->kernel[u * work->conv.kernel.n_columns + v];
        id = wk_scene_id (figure->builder, "kernel-%d-%d", u, v);
        box = wk_scene_add_box (figure->builder, id, WK_ROLE_LINE, cell, 0.0);
        box->width = 1.5;
        tint_weight (box, weight, most);
        speak_weight (figure, box, u, v, r, c);
        wk_conv_figure_hold (figure, id, WK_ROLE_INK, cell, 1.0, weight);
      }
}

/* The place at which the origin is shown; FALSE: dots stand for it. */
static gboolean
find_origin (const WkConvFigure *figure, gboolean turned, int *place_i, int *place_j)
{
  const WkConv *conv = &figure->work->conv;
  int row = conv->origin_row, column = conv->origin_column;

  if (turned)
    wk_conv_work_origin (figure->work, &row, &column);
  *place_i = *place_j = -1;
  for (int i = 0; i < figure->rows.n; i++)
    if (figure->rows.of[i] == row)
      *place_i = i;
  for (int j = 0; j < figure->columns.n; j++)
    if (figure->columns.of[j] == column)
      *place_j = j;
  return *place_i >= 0 && *place_j >= 0;
}

static void
draw_origin (WkConvFigure *figure, gboolean turned)
{
  const WkConvGrid *grid = &figure->kernel;
  int i, j;
  double x, y;
  WkItem *arrow;

  if (!find_origin (figure, turned, &i, &j))
    return;
  wk_conv_figure_add_ring (figure, "origin", place_rect (grid, i, j));
  if (!figure->has_origin_label)
    return;
  x = grid->x + grid->n_columns * grid->width + 10.0;
  y = grid->y + (i + 0.5) * grid->height;
  arrow = wk_scene_add_line (figure->builder, "origin-arrow", WK_ROLE_INK,
                             (WkPoint){ x + 40.0, y }, (WkPoint){ x, y });
  arrow->line.head = WK_MARKER_ARROW;
  arrow->width = 2.5;
  wk_scene_add_text (figure->builder, "origin-label", WK_ROLE_INK, WK_TYPE_LABEL,
                     x + 47.0, y, WK_ANCHOR_START, WK_VALIGN_MIDDLE,
                     _L (figure->language, "origin"));
}

/* --- turning --- */

typedef struct
{
  double x, y;         /* of the middle */
  double cosine, sine; /* of the angle, times the scale */
  double scale;
} Turn;

static Turn
make_turn (const WkConvGrid *grid, double share)
{
  double eased = share * share * (3.0 - 2.0 * share);
  double angle = G_PI * eased;
  double width = grid->n_columns * grid->width, height = grid->n_rows * grid->height;
  double c = fabs (cos (angle)), s = fabs (sin (angle));
  /* The turning grid keeps to its place, unless it is long and narrow. */
  double scale =
      MIN (width / (width * c + height * s), height / (height * c + width * s));

  scale = MAX (scale, LEAST_TURNING_SCALE);
  return (Turn){ grid->x + width / 2.0, grid->y + height / 2.0, scale * cos (angle),
                 scale * sin (angle), scale };
}

static WkPoint
turn_point (const Turn *turn, double x, double y)
{
  x -= turn->x;
  y -= turn->y;
  return (WkPoint){ turn->x + x * turn->cosine - y * turn->sine,
                    turn->y + x * turn->sine + y * turn->cosine };
}

static void
turn_cell (const Turn *turn, WkRect cell, WkPoint corners[5])
{
  corners[0] = turn_point (turn, cell.x, cell.y);
  corners[1] = turn_point (turn, cell.x + cell.width, cell.y);
  corners[2] = turn_point (turn, cell.x + cell.width, cell.y + cell.height);
  corners[3] = turn_point (turn, cell.x, cell.y + cell.height);
  corners[4] = corners[0];
}

static void
draw_turning_cell (WkConvFigure *figure, const Turn *turn, int i, int j, double most)
{
  const WkConvWork *work = figure->work;
  int r = figure->rows.of[i], c = figure->columns.of[j];
  WkRect cell = place_rect (&figure->kernel, i, j);
  WkPoint corners[5];
  WkPoint middle =
      turn_point (turn, cell.x + cell.width / 2.0, cell.y + cell.height / 2.0);
  double weight;
  const char *id;
  WkItem *item;

  if (r < 0 || c < 0)
    return;
  weight = work->kernel[r * work->conv.kernel.n_columns + c];
  id = wk_scene_id (figure->builder, "kernel-%d-%d", r, c);
  turn_cell (turn, cell, corners);
  item = wk_scene_add_area (figure->builder, id, WK_ROLE_NONE, 0.0, corners, 4);
  tint_weight (item, weight, most);
  item = wk_scene_add_polyline (figure->builder,
                                wk_scene_id (figure->builder, "%s-edge", id),
                                WK_ROLE_LINE, corners, 5);
  item->width = 1.5;
  wk_conv_figure_hold (
      figure, id, WK_ROLE_INK,
      (WkRect){ middle.x - cell.width / 2.0, middle.y - cell.height / 2.0, cell.width,
                cell.height },
      turn->scale >= SPARSE ? 1.0 : MAX (0.0, 1.0 - 4.0 * (SPARSE - turn->scale)),
      weight);
}

static void
draw_turning_kernel (WkConvFigure *figure, double share)
{
  Turn turn = make_turn (&figure->kernel, share);
  double most = largest_tap (figure->work, SHOWS_KERNEL);
  WkPoint corners[5];
  int origin_i, origin_j;

  for (int i = 0; i < figure->rows.n; i++)
    for (int j = 0; j < figure->columns.n; j++)
      draw_turning_cell (figure, &turn, i, j, most);
  if (!find_origin (figure, FALSE, &origin_i, &origin_j))
    return;
  turn_cell (&turn, place_rect (&figure->kernel, origin_i, origin_j), corners);
  wk_scene_add_polyline (figure->builder, "origin", WK_ROLE_INK, corners, 5)->width =
      3.5;
}

static void
draw_kernel (WkConvFigure *figure)
{
  double share = figure->t[WK_CONV_STEP_TURN];
  gboolean turns = wk_conv_work_turns (figure->work);

  wk_scene_add_group (figure->builder, "kernel", _L (figure->language, "kernel"));
  wk_scene_set_group (figure->builder, "kernel");
  wk_conv_figure_add_heading (figure, &figure->kernel, "kernel",
                              wk_conv_figure_kernel_words (figure, share >= 1.0));
  if (turns && share > 0.0 && share < 1.0)
    draw_turning_kernel (figure, share);
  else
    {
      draw_kernel_at_rest (figure, turns && share >= 1.0);
      draw_origin (figure, turns && share >= 1.0);
    }
  wk_scene_set_group (figure->builder, NULL);
}

/* --- what lies under it, and the products --- */

/* What a cell shows; the products come one after the other. */
static Shows
cell_shows (const WkConvFigure *figure, int r, int c)
{
  const WkPlane *kernel = &figure->work->conv.kernel;
  gboolean reads = !figure->input.numbers && figure->t[WK_CONV_STEP_READ] > 0.0;
  int place = r * kernel->n_columns + c;
  double come = figure->t[WK_CONV_STEP_MULTIPLY] * kernel->n_rows * kernel->n_columns;

  if (come > 0.0 && place + 1 <= come + 1e-9)
    return SHOWS_PRODUCTS;
  return reads ? SHOWS_WINDOW : SHOWS_NOTHING;
}

static void
speak_product (WkConvFigure *figure,
               WkItem *box,
               const WkConvTap *tap,
               Shows shows,
               int r,
               int c)
{
  g_autofree char *label = g_strdup_printf (
      shows == SHOWS_WINDOW ? _L (figure->language, "window, row %d, column %d")
                            : _L (figure->language, "product, row %d, column %d"),
      r, c);
  g_autofree char *words =
      shows == SHOWS_NOTHING
          ? g_strdup (_L (figure->language, "not computed yet"))
          : wk_number_to_words (shows == SHOWS_WINDOW ? tap->value : tap->product,
                                figure->language);
  g_autofree char *how =
      shows == SHOWS_PRODUCTS ? wk_conv_tap_words (tap, figure->language) : NULL;

  wk_item_set_spoken (box, label, words, how, NULL);
}

static void
draw_product (WkConvFigure *figure, int i, int j, const double *most)
{
  int r = figure->rows.of[i], c = figure->columns.of[j];
  WkRect cell = place_rect (&figure->products, i, j);
  const WkConvTap *tap;
  Shows shows;
  const char *id;
  WkItem *box;
  double value;

  if (r < 0 || c < 0)
    {
      draw_dots (figure, wk_scene_id (figure->builder, "product-dots-%d-%d", i, j),
                 cell);
      return;
    }
  tap = wk_conv_work_tap (figure->work, r, c);
  shows = cell_shows (figure, r, c);
  value = shows == SHOWS_PRODUCTS ? tap->product : tap->value;
  id = wk_scene_id (figure->builder, "product-%d-%d", r, c);
  box = wk_scene_add_box (figure->builder, id, WK_ROLE_LINE, cell, 0.0);
  box->width = 1.5;
  if (shows == SHOWS_PRODUCTS)
    {
      box->fill = WK_ROLE_FOCUS;
      box->tint = LEAST_GLOW + (1.0 - LEAST_GLOW) * fabs (value) / most[shows];
    }
  else if (shows == SHOWS_WINDOW)
    {
      box->fill = value < 0.0 ? WK_ROLE_NEGATIVE : WK_ROLE_INK;
      box->tint = 0.25 * fabs (value) / most[shows];
      box->hatched = !tap->inside;
    }
  speak_product (figure, box, tap, shows, r, c);
  if (shows != SHOWS_NOTHING)
    wk_conv_figure_hold (figure, id, WK_ROLE_INK, cell,
                         shows == SHOWS_WINDOW ? figure->t[WK_CONV_STEP_READ] : 1.0,
                         value);
}

static void
draw_products (WkConvFigure *figure)
{
  const double most[] = { 1.0, 1.0, largest_tap (figure->work, SHOWS_WINDOW),
                          largest_tap (figure->work, SHOWS_PRODUCTS) };
  gboolean window = figure->t[WK_CONV_STEP_MULTIPLY] <= 0.0 && !figure->input.numbers;

  wk_scene_add_group (figure->builder, "products", _L (figure->language, "products"));
  wk_scene_set_group (figure->builder, "products");
  wk_conv_figure_add_heading (figure, &figure->products, "products",
                              window ? _L (figure->language, "window")
                                     : _L (figure->language, "products"));
  for (int i = 0; i < figure->rows.n; i++)
    for (int j = 0; j < figure->columns.n; j++)
      draw_product (figure, i, j, most);
  wk_scene_set_group (figure->builder, NULL);
}

static void
draw_arrow (WkConvFigure *figure)
{
  const WkConvGrid *grid = &figure->products;
  double t = figure->t[WK_CONV_STEP_ADD];
  double y = grid->y + grid->n_rows * grid->height / 2.0;
  double middle = figure->arrow_x + figure->arrow_width / 2.0;
  WkItem *item;

  if (t <= 0.0 || figure->arrow_width <= 0.0)
    return;
  item = wk_scene_add_line (
      figure->builder, "sum-arrow", WK_ROLE_INK, (WkPoint){ figure->arrow_x, y },
      (WkPoint){ figure->arrow_x + figure->arrow_width * MIN (2.0 * t, 1.0), y });
  item->line.head = WK_MARKER_ARROW;
  item = wk_scene_add_formula (figure->builder, "sum-sign", WK_ROLE_INK, WK_TYPE_SYMBOL,
                               middle, y - 16.0, WK_ANCHOR_MIDDLE, WK_VALIGN_BOTTOM,
                               "\\Sigma");
  item->opacity = MIN (2.0 * t, 1.0);
}

void
wk_conv_figure_draw_middle (WkConvFigure *figure)
{
  gboolean shows_products =
      figure->t[WK_CONV_STEP_MULTIPLY] > 0.0 ||
      (!figure->input.numbers && figure->t[WK_CONV_STEP_READ] > 0.0);

  if (figure->stacked || !shows_products)
    draw_kernel (figure);
  if (figure->stacked || shows_products)
    draw_products (figure);
  draw_arrow (figure);
}
