/* wk-conv-kit.h - one pixel of a convolution, worked by hand
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What solve leaves behind for drawing, and the words and formulas made of it. Rows and
 * columns count from 0 everywhere, as on the figure.
 */
#pragma once

#include "exercises/kit/wk-conv-photo.h"
#include "model/wk-kind.h"
#include "numeric/wk-conv.h"

G_BEGIN_DECLS

#define WK_CONV_MAX_KERNEL 9
#define WK_CONV_MAX_IMAGE 12
#define WK_CONV_MAX_DILATION 6
/* Larger numbers than this nobody multiplies by hand. */
#define WK_CONV_MAX_NUMBER 9999.0

/* The five steps of a worked pixel. */
typedef enum
{
  WK_CONV_STEP_QUESTION,
  WK_CONV_STEP_TURN,
  WK_CONV_STEP_LAY,
  WK_CONV_STEP_READ,
  WK_CONV_STEP_MULTIPLY,
  WK_CONV_STEP_ADD,
} WkConvStep;

typedef struct
{
  WkConv conv;   /* its numbers are in kernel */
  WkPlane image; /* its numbers are in pixels; none of a photograph */
  double *kernel, *pixels;
  double divisor;     /* of the sum; 1 but for kernels of the library */
  gboolean is_own;    /* the kernel's numbers are the exercise's, not the library's */
  WkConvPhoto *photo; /* NULL: numbers */
  int plane;          /* of the photograph, that is worked */
  WkConvRange range;  /* where the output's cells stand in the image */
  int row, column;    /* of the output: the cell that is asked */
  int at_row, at_column; /* of the image: where the origin lies then */
  WkConvTap *taps;       /* one a cell of the kernel, row by row */
  double value;
  double *map; /* range.n_rows * range.n_columns; NULL of a photograph */
  /* The padding that the kernel and its origin imply, in rows and columns. */
  int above, below, left, right;
} WkConvWork;

WkConvWork *wk_conv_work_new (const WkParams *params,
                              GCancellable *cancellable,
                              GError **error);
void wk_conv_work_free (WkConvWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkConvWork, wk_conv_work_free)

/* The check across parameters. */
gboolean wk_conv_work_check (const WkParams *params, GError **error);

/* TRUE if solving would hold up a frame: a photograph that is not in memory. */
gboolean wk_conv_work_is_slow (const WkParams *params);

/* The tap that lies in row @r and column @c of the window, as it lies on the image. */
const WkConvTap *wk_conv_work_tap (const WkConvWork *work, int r, int c);
/* Row and column of the origin in the kernel as it lies on the image. */
void wk_conv_work_origin (const WkConvWork *work, int *row, int *column);
/* Inside the image. */
double wk_conv_work_pixel (const WkConvWork *work, int row, int column);
/* Outside the image too, by the padding. */
double wk_conv_work_read (const WkConvWork *work, int row, int column);
gboolean wk_conv_work_turns (const WkConvWork *work);
guint wk_conv_work_count_outside (const WkConvWork *work);

/* --- slips: the same sum with a mistake in it --- */

typedef struct
{
  gboolean other_mode;    /* turned where it must not be, or not turned */
  gboolean centre;        /* the middle of the kernel is taken for its origin */
  gboolean old_origin;    /* turned, but the origin left where it was */
  gboolean only_columns;  /* turned left-right only */
  gboolean only_rows;     /* turned up-down only */
  gboolean pushed;        /* the window is pushed inside the image */
  gboolean other_padding; /* the edge repeated for 0, or 0 for anything else */
} WkConvMistake;

double wk_conv_mistaken (const WkConvWork *work, const WkConvMistake *mistake);
/* One for each mistake that can be made here, also where it gives the right value. */
void wk_conv_add_slips (const WkConvWork *work,
                        const WkLanguage *language,
                        WkAnswer *answer);

/* --- symbols, formulas, words (all transfer full) --- */

/* "y[0,2]" */
char *wk_conv_symbol (const WkConvWork *work);
char *wk_conv_caption (const WkConvWork *work,
                       const WkLanguage *language,
                       WkConvStep step);
char *wk_conv_formula (const WkConvWork *work,
                       const WkLanguage *language,
                       WkConvStep step);
/* The formula in words, where these have to be the kind's; else NULL. */
char *wk_conv_spoken (const WkConvWork *work,
                      const WkLanguage *language,
                      WkConvStep step);
void wk_conv_take_hints (const WkConvWork *work,
                         const WkLanguage *language,
                         WkAnswer *answer);
/* "3 times 4", of one tap. */
char *wk_conv_tap_words (const WkConvTap *tap, const WkLanguage *language);
char *wk_conv_describe (const WkConvWork *work, const WkLanguage *language, guint step);

/* --- hands on the figure --- */

WkParams *wk_conv_edit (const WkParams *params,
                        const WkItem *item,
                        const WkEdit *edit,
                        GError **error);
/* The pixel @places on, in reading order; NULL beyond the map. A photograph is walked
 * in strides: its pixels are too many. */
WkParams *wk_conv_walk (const WkParams *params, int places);

/* --- fresh numbers --- */

WkValue *wk_conv_vary (const char *seed, const WkParams *params, GError **error);

/* --- the figure --- */

void wk_conv_figure_draw (const WkConvWork *work,
                          const WkView *view,
                          WkSceneBuilder *builder);

G_END_DECLS
