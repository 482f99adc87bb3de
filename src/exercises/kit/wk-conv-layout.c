/* wk-conv-layout.c - where image, kernel, products and output go on the page
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Side by side on a wide page, the output below on the tall one. Numbers are never set
 * smaller than the page's smallest type: where not all of them have room, first the
 * counting of rows and columns goes, then the numbers of the output, then those of the
 * image (the cells under the window are then shown in the kernel's place, step by
 * step), and at last the middle of a large kernel. The plan holds for all steps, so
 * that nothing jumps.
 */
#include "config.h"

#include "exercises/kit/wk-conv-figure-private.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"

#define MAX_CELL 72.0
#define MAX_CELL_BESIDE_SMALL 60.0
/* A cell is so much higher than its number, and wider by so much. */
#define CELL_LEADING 1.28
#define CELL_PAD 14.0
#define MAX_SMALL 34.0
#define MIN_SMALL 4.0
#define GAP 36.0
#define MAX_GAP 150.0
#define STACK_GAP 26.0
#define ARROW_GAP 92.0
#define INDEX_PAD 12.0

typedef struct
{
  gboolean input_numbers, output_numbers, stacked, indices, folded;
} Plan;

static const Plan plans[] = {
  { TRUE, TRUE, TRUE, TRUE, FALSE },     { TRUE, TRUE, TRUE, FALSE, FALSE },
  { TRUE, FALSE, TRUE, TRUE, FALSE },    { TRUE, FALSE, TRUE, FALSE, FALSE },
  { TRUE, TRUE, FALSE, TRUE, FALSE },    { TRUE, TRUE, FALSE, FALSE, FALSE },
  { TRUE, FALSE, FALSE, TRUE, FALSE },   { TRUE, FALSE, FALSE, FALSE, FALSE },
  { FALSE, TRUE, TRUE, FALSE, FALSE },   { FALSE, FALSE, TRUE, FALSE, FALSE },
  { FALSE, FALSE, FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE, FALSE, TRUE },
};

/* The widths of everything that is written, for one type of numbers. */
typedef struct
{
  WkRect body;
  gboolean tall;
  WkTypeRole type;
  double cell_height;        /* at least */
  double image, kernel, map; /* widest numbers; of the kernel with what lies there */
  double headings[4];        /* input, kernel, products, output */
  double heading;            /* height */
  double index_width, index_height;
  double column_index; /* the widest number of a column */
  double value_width, value_height;
} Sizes;

/* What one try comes to. */
typedef struct
{
  double cell, small;        /* heights of cells with and without numbers */
  double image, kernel, map; /* widths of cells */
  double map_height, image_height;
  double width[3], height[3]; /* of input, middle, output with their headings */
  double spare;               /* width that is left */
} Try;

double
wk_conv_figure_text_width (const WkConvFigure *figure,
                           WkTypeRole type,
                           const char *text)
{
  WkExtents extents;

  figure->view->measure->text (figure->view->measure, text, type,
                               figure->view->text_scale, 0.0, &extents);
  return extents.width;
}

/* --- measuring --- */

static double
number_width (const WkConvFigure *figure, WkTypeRole type, double number)
{
  g_autofree char *text = wk_number_to_text (number, figure->language);

  return wk_conv_figure_text_width (figure, type, text);
}

/* The widest of many numbers. What is shorter by two characters than another is not
 * measured: measuring is most of what a drag of a number costs. */
typedef struct
{
  const WkConvFigure *figure;
  WkTypeRole type;
  double width;
  glong longest; /* characters */
} Widest;

static Widest
widest_begin (const WkConvFigure *figure, WkTypeRole type)
{
  return (Widest){ figure, type, wk_conv_figure_text_width (figure, type, "?"), 1 };
}

static void
widest_add (Widest *widest, double number)
{
  g_autofree char *text = wk_number_to_text (number, widest->figure->language);
  glong length = g_utf8_strlen (text, -1);

  if (length < widest->longest - 1 || (length == 1 && widest->longest > 1))
    return;
  widest->longest = MAX (widest->longest, length);
  widest->width = MAX (widest->width,
                       wk_conv_figure_text_width (widest->figure, widest->type, text));
}

/* NULL: of a photograph, which shows none. */
static double
widest_of (const WkConvFigure *figure, WkTypeRole type, const double *numbers, int n)
{
  Widest widest = widest_begin (figure, type);

  for (int i = 0; numbers != NULL && i < n; i++)
    widest_add (&widest, numbers[i]);
  return widest.width;
}

/* Kernel, values and products share one width, so that their cells correspond. */
static double
widest_tap (const WkConvFigure *figure, WkTypeRole type)
{
  const WkConvWork *work = figure->work;
  Widest widest = widest_begin (figure, type);

  for (int i = 0; i < work->conv.kernel.n_rows * work->conv.kernel.n_columns; i++)
    {
      widest_add (&widest, work->taps[i].weight);
      widest_add (&widest, work->taps[i].value);
      widest_add (&widest, work->taps[i].product);
    }
  return widest.width;
}

static void
measure_headings (const WkConvFigure *figure, Sizes *sizes)
{
  const char *const words[][2] = {
    { wk_conv_figure_input_words (figure), NULL },
    { wk_conv_figure_kernel_words (figure, FALSE),
      wk_conv_figure_kernel_words (figure, TRUE) },
    { _L (figure->language, "window"), _L (figure->language, "products") },
    { _L (figure->language, "output"), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint k = 0; k < 2 && words[i][k] != NULL; k++)
      sizes->headings[i] =
          MAX (sizes->headings[i],
               wk_conv_figure_text_width (figure, WK_TYPE_SECONDARY, words[i][k]));
  sizes->heading = 1.5 * wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
}

char *
wk_conv_figure_value_formula (const WkConvFigure *figure, gboolean known)
{
  g_autofree char *symbol = wk_conv_symbol (figure->work);
  g_autofree char *value = wk_number_to_formula (figure->work->value, figure->language);

  if (!figure->names_value)
    return g_strdup (known ? value : "\\text{?}");
  return g_strdup_printf ("%s=%s", symbol, known ? value : "\\text{?}");
}

static Sizes
measure (const WkConvFigure *figure, WkTypeRole type)
{
  const WkConvWork *work = figure->work;
  double em = wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
  g_autofree char *formula = wk_conv_figure_value_formula (figure, TRUE);
  WkExtents extents;
  Sizes sizes = {
    .body = wk_scene_builder_get_body (figure->builder),
    .tall = wk_view_is_tall (figure->view),
    .type = type,
    .cell_height = ceil (CELL_LEADING * wk_type_size (type, figure->view->text_scale)),
    .image = widest_of (figure, type, work->pixels,
                        work->image.n_rows * work->image.n_columns),
    .kernel = widest_tap (figure, type),
    .map =
        widest_of (figure, type, work->map, work->range.n_rows * work->range.n_columns),
    .index_width =
        number_width (figure, WK_TYPE_SECONDARY,
                      work->above > 0 ? -work->above
                                      : work->image.n_rows + work->below - 1) +
        INDEX_PAD,
    .index_height = 1.42 * em,
    .column_index = MAX (number_width (figure, WK_TYPE_SECONDARY, -work->left),
                         number_width (figure, WK_TYPE_SECONDARY,
                                       work->image.n_columns + work->right - 1)) +
                    INDEX_PAD / 2.0,
  };

  sizes.image += CELL_PAD;
  sizes.kernel += CELL_PAD;
  sizes.map += CELL_PAD;
  measure_headings (figure, &sizes);
  figure->view->measure->formula (figure->view->measure, formula, WK_TYPE_SYMBOL,
                                  figure->view->text_scale, 0.0, &extents);
  sizes.value_width = extents.width;
  sizes.value_height = 1.7 * wk_type_size (WK_TYPE_SYMBOL, figure->view->text_scale);
  return sizes;
}

/* --- trying --- */

static int
input_rows (const WkConvWork *work)
{
  return work->image.n_rows + work->above + work->below;
}

static int
input_columns (const WkConvWork *work)
{
  return work->image.n_columns + work->left + work->right;
}

static void
fill_sizes (const WkConvFigure *figure, const Sizes *sizes, const Plan *plan, Try *try)
{
  const WkConvWork *work = figure->work;
  double index_width = plan->indices ? sizes->index_width : 0.0;
  double index_height = plan->indices ? sizes->index_height : 0.0;
  double kernel = sizes->heading + figure->rows.n * try->cell;

  try->image = plan->input_numbers ? MAX (try->cell, sizes->image) : try->small;
  if (plan->indices)
    try->image = MAX (try->image, sizes->column_index);
  try->image_height = plan->input_numbers ? try->cell : try->small;
  try->kernel = MAX (try->cell, sizes->kernel);
  try->map = plan->output_numbers ? MAX (try->cell, sizes->map) : try->small;
  try->map_height = plan->output_numbers ? try->cell : try->small;

  try->width[0] =
      MAX (index_width + input_columns (work) * try->image, sizes->headings[0]);
  try->height[0] =
      sizes->heading + index_height + input_rows (work) * try->image_height;
  try->width[1] = MAX (figure->columns.n * try->kernel,
                       MAX (sizes->headings[1], sizes->headings[2]));
  try->height[1] = plan->stacked ? 2.0 * kernel + STACK_GAP : kernel;
  try->width[2] = MAX ((plan->output_numbers ? index_width : 0.0) +
                           work->range.n_columns * try->map,
                       sizes->headings[3]);
  try->height[2] = sizes->heading + (plan->output_numbers ? index_height : 0.0) +
                   work->range.n_rows * try->map_height;
  if (!plan->output_numbers)
    {
      try->width[2] = MAX (try->width[2], sizes->value_width);
      try->height[2] += sizes->value_height;
    }
}

static gboolean
fits (const Sizes *sizes, Try *try)
{
  double height = MAX (try->height[0], try->height[1]);
  double width = try->width[0] + GAP + try->width[1];

  if (sizes->tall)
    {
      height += GAP + try->height[2];
      width = MAX (width, try->width[2]);
    }
  else
    {
      height = MAX (height, try->height[2]);
      width += GAP + try->width[2];
    }
  try->spare = sizes->body.width - width;
  return try->spare >= 0.0 && height <= sizes->body.height;
}

/* The best sizes of a plan: the largest cells, where none are small; else both kinds as
 * near to their largest as they can be together. */
static gboolean
find_best (const WkConvFigure *figure, const Sizes *sizes, const Plan *plan, Try *best)
{
  gboolean has_small = !plan->input_numbers || !plan->output_numbers;
  double most = has_small ? MAX_CELL_BESIDE_SMALL : MAX_CELL;
  double best_score = 0.0;

  most = MAX (most, sizes->cell_height);
  for (double cell = most; cell >= sizes->cell_height; cell -= 1.0)
    for (double small = MAX_SMALL; small >= (has_small ? MIN_SMALL : MAX_SMALL);
         small -= 1.0)
      {
        Try try = { .cell = cell, .small = small };
        double score = cell / most + 1.2 * small / MAX_SMALL;

        if (score <= best_score)
          break;
        fill_sizes (figure, sizes, plan, &try);
        if (!fits (sizes, &try))
          continue;
        *best = try;
        best_score = score;
      }
  return best_score > 0.0;
}

/* --- large kernels --- */

/* @keep of @n, the first and the last of them, with dots between. */
static void
fold (WkConvFold *fold, int n, int keep)
{
  int head = (keep + 1) / 2;

  fold->n = 0;
  for (int i = 0; i < n; i++)
    if (keep >= n || i < head || i >= n - (keep - head))
      fold->of[fold->n++] = i;
    else if (i == head)
      fold->of[fold->n++] = -1;
}

static gboolean
find_folded (WkConvFigure *figure, const Sizes *sizes, const Plan *plan, Try *best)
{
  int n_rows = figure->work->conv.kernel.n_rows;
  int n_columns = figure->work->conv.kernel.n_columns;

  /* Dots must stand for more than one. */
  for (int rows = n_rows; rows >= 1; rows = rows == n_rows ? n_rows - 2 : rows - 1)
    for (int columns = n_columns; columns >= 1;
         columns = columns == n_columns ? n_columns - 2 : columns - 1)
      {
        fold (&figure->rows, n_rows, rows);
        fold (&figure->columns, n_columns, columns);
        if (find_best (figure, sizes, plan, best))
          return TRUE;
      }
  return FALSE;
}

/* On the projector the value that is asked is larger: the cells of the output widen as
 * far as there is room. */
static void
widen_output (const WkConvFigure *figure, const Sizes *sizes, Try *try)
{
  const WkConvWork *work = figure->work;
  int n = work->range.n_columns;
  double value = work->map[work->row * n + work->column];
  double most = sizes->body.height - try->height[2];
  double wanted =
      number_width (figure, WK_TYPE_NODE_VALUE, value) + WK_CONV_ANSWER_ROOM;
  double more = CLAMP (wanted - try->map, 0.0, MAX (try->spare, 0.0) / n);
  double higher = CLAMP (most / work->range.n_rows, 0.0, more);

  try->map += more;
  try->map_height += higher;
  try->width[2] += more * n;
  try->height[2] += higher * work->range.n_rows;
  try->spare -= more * n;
}

/* --- placing --- */

/* @x, @y, @width: of the block, heading included. */
static void
place_grid (WkConvGrid *grid, const Sizes *sizes, double x, double y, double width)
{
  double index_width = grid->indices ? sizes->index_width : 0.0;
  double full = index_width + grid->n_columns * grid->width;

  grid->x = x + (width - full) / 2.0 + index_width;
  grid->y = y + sizes->heading + (grid->indices ? sizes->index_height : 0.0);
  grid->heading_x = grid->x + grid->n_columns * grid->width / 2.0;
  /* A heading wider than its grid stays in the block. */
  if (grid->n_columns * grid->width < width && full >= width)
    grid->heading_x = x + width / 2.0;
  /* The outline of the window reaches a little above its grid. */
  grid->heading_y = y + sizes->heading / 2.0 - 5.0;
}

static void
set_grids (WkConvFigure *figure, const Plan *plan, const Try *try)
{
  const WkConvWork *work = figure->work;

  figure->input = (WkConvGrid){ .first_row = -work->above,
                                .first_column = -work->left,
                                .n_rows = input_rows (work),
                                .n_columns = input_columns (work),
                                .width = try->image,
                                .height = try->image_height,
                                .numbers = plan->input_numbers,
                                .indices = plan->indices };
  figure->kernel = (WkConvGrid){ .n_rows = figure->rows.n,
                                 .n_columns = figure->columns.n,
                                 .width = try->kernel,
                                 .height = try->cell,
                                 .numbers = TRUE };
  figure->products = figure->kernel;
  figure->output = (WkConvGrid){ .n_rows = work->range.n_rows,
                                 .n_columns = work->range.n_columns,
                                 .width = try->map,
                                 .height = try->map_height,
                                 .numbers = plan->output_numbers,
                                 .indices = plan->indices && plan->output_numbers };
  figure->stacked = plan->stacked;
}

static void
place_middle (WkConvFigure *figure,
              const Sizes *sizes,
              const Try *try,
              double x,
              double y)
{
  place_grid (&figure->kernel, sizes, x, y, try->width[1]);
  if (figure->stacked)
    y += sizes->heading + figure->rows.n * try->cell + STACK_GAP;
  place_grid (&figure->products, sizes, x, y, try->width[1]);
}

static void
place_output (WkConvFigure *figure,
              const Sizes *sizes,
              const Try *try,
              double x,
              double y)
{
  place_grid (&figure->output, sizes, x, y, try->width[2]);
  figure->value_y = y + try->height[2] - sizes->value_height / 2.0;
}

static void
place_wide (WkConvFigure *figure, const Sizes *sizes, const Try *try)
{
  double gap = MIN (GAP + try->spare / 2.0, MAX_GAP);
  double rest = try->spare - 2.0 * (gap - GAP);
  double x = sizes->body.x + rest / 2.0;
  double middle = sizes->body.y + sizes->body.height / 2.0;
  double origin = wk_conv_figure_text_width (figure, WK_TYPE_LABEL,
                                             _L (figure->language, "origin"));
  double kernel_end;

  place_grid (&figure->input, sizes, x, middle - try->height[0] / 2.0, try->width[0]);
  x += try->width[0] + gap;
  place_middle (figure, sizes, try, x, middle - try->height[1] / 2.0);
  x += try->width[1] + gap;
  place_output (figure, sizes, try, x, middle - try->height[2] / 2.0);

  kernel_end = figure->kernel.x + figure->kernel.n_columns * figure->kernel.width;
  figure->has_origin_label = x - kernel_end >= origin + 66.0;
  if (gap >= ARROW_GAP)
    {
      figure->arrow_x = figure->products.x +
                        figure->products.n_columns * figure->products.width + 16.0;
      figure->arrow_width = x - 16.0 - figure->arrow_x;
    }
}

static void
place_tall (WkConvFigure *figure, const Sizes *sizes, const Try *try)
{
  double gap = MIN (GAP + try->spare / 3.0, MAX_GAP);
  double row = MAX (try->height[0], try->height[1]);
  double width = try->width[0] + gap + try->width[1];
  double x = sizes->body.x + (sizes->body.width - width) / 2.0;
  double spare = sizes->body.height - row - try->height[2] - GAP;
  double y = sizes->body.y + spare / 3.0;

  place_grid (&figure->input, sizes, x, y + (row - try->height[0]) / 2.0,
              try->width[0]);
  place_middle (figure, sizes, try, x + try->width[0] + gap,
                y + (row - try->height[1]) / 2.0);
  place_output (figure, sizes, try,
                sizes->body.x + (sizes->body.width - try->width[2]) / 2.0,
                y + row + GAP + spare / 3.0);
}

void
wk_conv_figure_lay_out (WkConvFigure *figure)
{
  static const WkTypeRole types[] = { WK_TYPE_GRID_VALUE, WK_TYPE_SECONDARY };
  const WkPlane *kernel = &figure->work->conv.kernel;
  Sizes sizes[G_N_ELEMENTS (types)];
  Try best = { 0 };

  fold (&figure->rows, kernel->n_rows, kernel->n_rows);
  fold (&figure->columns, kernel->n_columns, kernel->n_columns);
  figure->names_value = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    sizes[i] = measure (figure, types[i]);
  for (guint p = 0; p < G_N_ELEMENTS (plans); p++)
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      {
        if (plans[p].folded)
          {
            figure->names_value = FALSE;
            sizes[i] = measure (figure, types[i]);
          }
        if (!(plans[p].folded ? find_folded (figure, &sizes[i], &plans[p], &best)
                              : find_best (figure, &sizes[i], &plans[p], &best)) &&
            (p + 1 < G_N_ELEMENTS (plans) || i + 1 < G_N_ELEMENTS (types)))
          continue;
        figure->type = types[i];
        if (figure->view->text_scale == WK_TEXT_SCALE_PROJECTOR &&
            plans[p].output_numbers)
          widen_output (figure, &sizes[i], &best);
        set_grids (figure, &plans[p], &best);
        if (sizes[i].tall)
          place_tall (figure, &sizes[i], &best);
        else
          place_wide (figure, &sizes[i], &best);
        return;
      }
}

/* --- beside a photograph --- */

/* The grid alone, as large as @area lets it be, heading above. */
static gboolean
fit_grid (WkConvFigure *figure, const Sizes *sizes, WkRect area)
{
  double width = area.width / figure->columns.n;
  double height = (area.height - sizes->heading) / figure->rows.n;
  double cell = MIN (MIN (height, MAX_CELL_BESIDE_SMALL), area.width);

  if (height < sizes->cell_height || width < sizes->kernel)
    return FALSE;
  figure->type = sizes->type;
  figure->kernel = (WkConvGrid){ .n_rows = figure->rows.n,
                                 .n_columns = figure->columns.n,
                                 .width = MAX (MIN (width, cell), sizes->kernel),
                                 .height = cell,
                                 .numbers = TRUE };
  place_grid (&figure->kernel, sizes, area.x, area.y, area.width);
  figure->products = figure->kernel;
  return TRUE;
}

/* Columns are wider than rows are high: fewer of them may be all that is needed. */
static gboolean
fit_columns (WkConvFigure *figure, const Sizes *sizes, WkRect area)
{
  WkConvFold all = figure->columns;
  int n = figure->work->conv.kernel.n_columns;

  if (fit_grid (figure, sizes, area))
    return TRUE;
  for (int keep = MIN (all.n, n - 2); keep >= 1; keep--)
    {
      fold (&figure->columns, n, keep);
      if (fit_grid (figure, sizes, area))
        return TRUE;
    }
  figure->columns = all;
  return FALSE;
}

double
wk_conv_figure_fit_middle (WkConvFigure *figure, WkRect area)
{
  static const WkTypeRole types[] = { WK_TYPE_GRID_VALUE, WK_TYPE_SECONDARY };
  int n_rows = figure->work->conv.kernel.n_rows;
  int n_columns = figure->work->conv.kernel.n_columns;
  Sizes sizes[G_N_ELEMENTS (types)];

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    sizes[i] = measure (figure, types[i]);
  /* As many as fit; dots must stand for more than one. */
  for (int keep = WK_CONV_MAX_KERNEL; keep >= 1; keep--)
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      {
        fold (&figure->rows, n_rows, keep == n_rows - 1 ? keep - 1 : keep);
        fold (&figure->columns, n_columns, keep == n_columns - 1 ? keep - 1 : keep);
        if (fit_columns (figure, &sizes[i], area))
          return sizes[i].heading + figure->kernel.n_rows * figure->kernel.height;
      }
  return area.height;
}

double
wk_conv_figure_least_middle (const WkConvFigure *figure)
{
  Sizes sizes = measure (figure, WK_TYPE_SECONDARY);
  int n = MIN (figure->work->conv.kernel.n_columns, 2);

  return MAX (n * sizes.kernel, MAX (sizes.headings[1], sizes.headings[2]));
}
