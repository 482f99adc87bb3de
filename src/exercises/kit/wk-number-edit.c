/* wk-number-edit.c - hands on a number of the figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-number-edit.h"

#include <math.h>

#include "scene/wk-scene.h"

/* So many units of the page are one step of a drag. */
#define DRAG_UNITS 24.0

/* One step: 1 for an integer, a tenth for what has decimals, in proportion to what is
 * far from both. */
static double
step_of (double value)
{
  double size = fabs (value);

  if (size >= 1000.0)
    return pow (10.0, floor (log10 (size)) - 1.0);
  if (value == rint (value))
    return 1.0;
  return size >= 0.1 ? 0.1 : pow (10.0, floor (log10 (size)));
}

WkParams *
wk_number_edit (const WkParams *params,
                const char *path,
                const WkEdit *edit,
                double limit,
                GError **error)
{
  double old = wk_params_get_number (params, path);
  double step = step_of (old);
  double value = old;
  g_autoptr (WkValue) item = NULL;

  switch (edit->type)
    {
    case WK_EDIT_SET:
      value = edit->value;
      break;
    case WK_EDIT_STEP:
      value = old + rint (edit->amount) * step;
      break;
    case WK_EDIT_DRAG:
      value = old + rint (-edit->dy / DRAG_UNITS) * step;
      break;
    case WK_EDIT_PICK:
    case WK_EDIT_POINT:
    default:
      return NULL;
    }
  if (edit->type != WK_EDIT_SET)
    {
      /* Steps of a tenth must not leave 0.30000000000000004 behind. */
      value = CLAMP (rint (value / step) * step, -limit, limit);
      value =
          g_ascii_strtod (g_ascii_formatd ((char[32]){ 0 }, 32, "%.12g", value), NULL);
    }
  item = wk_value_new_number (value);
  return wk_params_with (params, path, item, error);
}
