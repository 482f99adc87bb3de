/* wk-ratio-kit.h - one large kernel against a stack of small ones
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Model A is one layer of K x K, model B n layers of k x k that see as much:
 * 1 + n (k - 1) = K. Both read the same channels and write the same; inside the stack
 * there are as many as it writes. Stride 1.
 */
#pragma once

#include "model/wk-kind.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

#define WK_RATIO_MAX_LARGE 31
#define WK_RATIO_MAX_SMALL 11
#define WK_RATIO_MAX_CHANNELS 4096

typedef struct
{
  int large, small, n; /* K, k, layers of B */
  int in, out;         /* channels */
  gboolean bias, inverse;
  gint64 a, b;     /* parameters of the models */
  gint64 top, low; /* the asked ratio in lowest terms */
} WkRatio;

gboolean wk_ratio_check (const WkParams *params, GError **error);
void wk_ratio_init (WkRatio *ratio, const WkParams *params);
/* Parameters of a stack of @n layers, and of its layer @layer (from 0) alone. */
gint64 wk_ratio_stack (const WkRatio *ratio, int n);
gint64 wk_ratio_layer (const WkRatio *ratio, int layer);

char *wk_ratio_caption (const WkRatio *ratio, const WkLanguage *language, guint step);
char *wk_ratio_formula (const WkRatio *ratio, const WkLanguage *language, guint step);
char *wk_ratio_assumptions (const WkRatio *ratio, const WkLanguage *language);
char *wk_ratio_describe (const WkRatio *ratio, const WkLanguage *language, guint step);
void wk_ratio_add_answers (const WkRatio *ratio, WkSolution *solution);
WkValue *wk_ratio_vary (const char *seed, const WkParams *params, GError **error);
void wk_ratio_draw (const WkRatio *ratio, const WkView *view, WkSceneBuilder *builder);

G_END_DECLS
