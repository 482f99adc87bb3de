/* wk-math-break.c - where a long formula breaks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-math-private.h"

WkBroken
wk_math_break (WkPiece *pieces, guint n, double wrap)
{
  double x = 0;

  for (guint i = 0; i < n; i++)
    {
      x += pieces[i].before;
      pieces[i].x = x;
      pieces[i].line = 0;
      x += pieces[i].box.width + pieces[i].box.italic;
    }
  return (WkBroken){ 1, x };
}
