/* wk-bank-kit.h - the weights of a convolutional layer, and one pixel of its output
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filters and maps count from 1 in symbols, ids and sentences, from 0 here.
 */
#pragma once

#include "model/wk-kind.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

#define WK_BANK_MAX_MAPS 1024
#define WK_BANK_MAX_KERNEL 11
#define WK_BANK_MAX_IMAGE 512
#define WK_BANK_MAX_NUMBER 9
/* A pixel is worked with numbers up to these sizes: what can be read on a page. */
#define WK_BANK_PIXEL_MAPS 4
#define WK_BANK_PIXEL_SIDE 5
#define WK_BANK_PIXEL_COLUMNS 16 /* of all maps together */

typedef struct
{
  int n_in, n_out, n_rows, n_columns; /* of the bank: maps, filters, kernel */
  int image_rows, image_columns;
  int filter; /* that is looked at, from 0 */
  gboolean has_pixel;
  double *patches; /* [n_in][n_rows][n_columns], or NULL */
  double *weights; /* of filter 1, the same shape */
  double bias;
  double sums[WK_BANK_PIXEL_MAPS]; /* of each map */
  double pixel;
  double n_weights, n_parameters;
} WkBank;

/* Shared by the parameters' table and the code that reads it. */
gboolean wk_bank_has_pixel (int n_in, int n_rows, int n_columns);
gboolean wk_bank_check (const WkParams *params, GError **error);
WkBank *wk_bank_new (const WkParams *params, GError **error);
void wk_bank_free (WkBank *bank);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WkBank, wk_bank_free)

double wk_bank_patch (const WkBank *bank, int map, int row, int column);
double wk_bank_weight (const WkBank *bank, int map, int row, int column);

/* Where the window is drawn on every input map. */
void wk_bank_get_window (const WkBank *bank, int *row, int *column);

/* What the usual mistakes give for the pixel. */
typedef enum
{
  WK_BANK_NO_BIAS,
  WK_BANK_FIRST_MAP,     /* only the first map */
  WK_BANK_BIAS_EACH_MAP, /* the bias once a map */
  WK_BANK_MEAN,          /* the mean over the maps */
  WK_BANK_PRODUCT,       /* the maps' results multiplied */
  WK_BANK_TURNED,        /* the kernels turned */
  WK_BANK_FIRST_KERNEL,  /* the first kernel on every map */
  WK_BANK_N_MISTAKES,
} WkBankMistake;

double wk_bank_mistaken (const WkBank *bank, WkBankMistake mistake);

/* --- words and formulas (transfer full) --- */

char *wk_bank_caption (const WkBank *bank, const WkLanguage *language, guint step);
char *wk_bank_formula (const WkBank *bank, const WkLanguage *language, guint step);
char *wk_bank_describe (const WkBank *bank, const WkLanguage *language, guint step);
void wk_bank_add_answers (const WkBank *bank, WkSolution *solution);

WkValue *wk_bank_vary (const char *seed, const WkParams *params, GError **error);
void wk_bank_draw (const WkBank *bank, const WkView *view, WkSceneBuilder *builder);

G_END_DECLS
