/* wk-conv-figure-private.h - between layout and drawing of a convolution
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-conv-kit.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

/* Where the rows and columns of a grid of numbers are. */
/* What a cell needs beside the number that is asked, for the ring around it. */
#define WK_CONV_ANSWER_ROOM 14.0

typedef struct
{
  int first_row, first_column; /* what the first cell counts as */
  int n_rows, n_columns;       /* places, dots included */
  double x, y;                 /* of the first cell */
  double width, height;        /* of a cell */
  gboolean numbers;            /* written in the cells; else these are only tinted */
  gboolean indices;            /* rows and columns are counted at the edges */
  double heading_x, heading_y; /* middle of the words above */
} WkConvGrid;

/* Which of a kernel's rows (or columns) are shown: all, or some with dots between. */
typedef struct
{
  int n;
  int of[WK_CONV_MAX_KERNEL + 1]; /* -1: dots */
} WkConvFold;

typedef struct
{
  const WkConvWork *work;
  const WkView *view;
  const WkLanguage *language;
  WkSceneBuilder *builder;

  WkTypeRole type; /* of numbers in cells */
  WkConvGrid input, output;
  WkConvGrid kernel;
  WkConvGrid products; /* the same place as the kernel if not stacked */
  gboolean stacked;    /* kernel and products each have a place of their own */
  WkConvFold rows, columns;
  double value_y;              /* of the value below an output without numbers */
  double arrow_x, arrow_width; /* from products to output; width 0: no room */
  gboolean has_origin_label;
  gboolean names_value; /* "y[0,2]=49" and not "49" */

  double t[WK_CONV_STEP_ADD + 1]; /* how far each step has come */
  GPtrArray *numbers;             /* of WkConvNumber: they come above everything */
} WkConvFigure;

/* A number that is held back until all boxes and outlines are there. */
typedef struct
{
  char *id;
  char *text;
  char *formula;
  WkRole role;
  WkRect cell;
  double opacity;
  gboolean raised; /* what is asked */
} WkConvNumber;

/* --- wk-conv-layout.c --- */

/* Fills everything from type to has_origin_label. */
void wk_conv_figure_lay_out (WkConvFigure *figure);
/* The one grid beside a photograph: the kernel, then what lies under it, then the
 * products. Returns the height used, heading included. */
double wk_conv_figure_fit_middle (WkConvFigure *figure, WkRect area);
/* The least width it can do with. */
double wk_conv_figure_least_middle (const WkConvFigure *figure);
double wk_conv_figure_text_width (const WkConvFigure *figure,
                                  WkTypeRole type,
                                  const char *text);
/* "y[0,2]=49"; (transfer full) */
char *wk_conv_figure_value_formula (const WkConvFigure *figure, gboolean known);

/* --- wk-conv-figure.c --- */

const char *wk_conv_figure_input_words (const WkConvFigure *figure);
const char *wk_conv_figure_kernel_words (const WkConvFigure *figure, gboolean turned);
/* The cell that counts as (row, column). */
WkRect wk_conv_grid_cell (const WkConvGrid *grid, int row, int column);
WkRect wk_conv_rect_mix (WkRect from, WkRect to, double share);
void wk_conv_figure_add_heading (WkConvFigure *figure,
                                 const WkConvGrid *grid,
                                 const char *id,
                                 const char *text);
void wk_conv_figure_add_indices (WkConvFigure *figure,
                                 const WkConvGrid *grid,
                                 const char *id);
/* Keeps @number, which is written into @cell, for later. */
void wk_conv_figure_hold (WkConvFigure *figure,
                          const char *id,
                          WkRole role,
                          WkRect cell,
                          double opacity,
                          double number);
void wk_conv_figure_hold_text (WkConvFigure *figure,
                               const char *id,
                               WkRole role,
                               WkRect cell,
                               double opacity,
                               const char *text);
/* The number that was held last is what is asked. */
void wk_conv_figure_raise_last (WkConvFigure *figure);
/* An outline inside a cell: the origin, and where it lies. */
WkItem *wk_conv_figure_add_ring (WkConvFigure *figure, const char *id, WkRect cell);

/* --- wk-conv-photo-figure.c --- */

void wk_conv_figure_draw_photo (WkConvFigure *figure);

/* --- wk-conv-figure-planes.c, wk-conv-figure-middle.c --- */

void wk_conv_figure_draw_input (WkConvFigure *figure);
void wk_conv_figure_draw_output (WkConvFigure *figure);
void wk_conv_figure_draw_middle (WkConvFigure *figure);

G_END_DECLS
