/* wk-type.c - the sizes of the look's table
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The projector's sizes are no multiple of the screen's: what is read from the last
 * row has a floor, and titles and answers stand out from it.
 */
#include "config.h"

#include "scene/wk-type.h"

/* The floors of the layout check. */
#define SMALLEST 22.0
#define SMALLEST_PROJECTOR 36.0

typedef struct
{
  double size[2]; /* by WkTextScale */
  double least[2];
  gboolean bold;
} TypeRow;

static const TypeRow type_rows[WK_N_TYPES] = {
  [WK_TYPE_NUMBER] = { { 34, 54 }, { SMALLEST, 54 }, TRUE },
  [WK_TYPE_TITLE] = { { 28, 54 }, { SMALLEST, 54 }, FALSE },
  [WK_TYPE_COUNTER] = { { 24, 36 }, { SMALLEST, SMALLEST_PROJECTOR }, FALSE },
  [WK_TYPE_CAPTION] = { { 26, 36 }, { SMALLEST, SMALLEST_PROJECTOR }, FALSE },
  [WK_TYPE_LABEL] = { { 24, 36 }, { SMALLEST, SMALLEST_PROJECTOR }, FALSE },
  [WK_TYPE_LABEL_STRONG] = { { 24, 36 }, { SMALLEST, SMALLEST_PROJECTOR }, TRUE },
  [WK_TYPE_SECONDARY] = { { 22, 36 }, { SMALLEST, SMALLEST_PROJECTOR }, FALSE },
  [WK_TYPE_GRID_VALUE] = { { 28, 36 }, { SMALLEST, SMALLEST_PROJECTOR }, FALSE },
  [WK_TYPE_NODE_VALUE] = { { 36, 45 }, { SMALLEST, 45 }, TRUE },
  [WK_TYPE_SYMBOL] = { { 30, 38 }, { SMALLEST, SMALLEST_PROJECTOR }, FALSE },
  [WK_TYPE_SYMBOL_SMALL] = { { 24, 36 }, { SMALLEST, SMALLEST_PROJECTOR }, FALSE },
  [WK_TYPE_FORMULA] = { { 42, 54 }, { 32, 45 }, FALSE },
  [WK_TYPE_FORMULA_SMALL] = { { 32, 45 }, { 32, 45 }, FALSE },
};

double
wk_type_size (WkTypeRole type, WkTextScale scale)
{
  g_return_val_if_fail (type < WK_N_TYPES, SMALLEST);

  return type_rows[type].size[scale == WK_TEXT_SCALE_PROJECTOR];
}

gboolean
wk_type_is_bold (WkTypeRole type)
{
  g_return_val_if_fail (type < WK_N_TYPES, FALSE);

  return type_rows[type].bold;
}

double
wk_type_min_size (WkTypeRole type, WkTextScale scale)
{
  g_return_val_if_fail (type < WK_N_TYPES, SMALLEST);

  return type_rows[type].least[scale == WK_TEXT_SCALE_PROJECTOR];
}
