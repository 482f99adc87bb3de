/* wk-page-fit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "widgets/wk-page-fit.h"

#include <math.h>

double
wk_page_fit (double width,
             double height,
             gboolean tall_allowed,
             double *page_width,
             double *page_height)
{
  *page_width = 1600;
  *page_height = 900;
  if (width <= 0 || height <= 0)
    return 0;
  /* From here on the tall page comes out larger than the one of 4:3 by a fifth or more;
   * nearer to a square it would only leave more room at its sides. */
  if (tall_allowed && height > 1.2 * width)
    {
      *page_width = 900;
      *page_height = 1200;
    }
  else
    {
      *page_width = CLAMP (round (900 * width / height), 1200, 1600);
    }
  return MIN (width / *page_width, height / *page_height);
}

WkRect
wk_page_place (double page_width, double page_height, int width, int height)
{
  double scale = MIN (width / page_width, height / page_height);
  WkRect place = { .width = MIN (round (page_width * scale), width),
                   .height = MIN (round (page_height * scale), height) };

  place.x = floor ((width - place.width) / 2);
  place.y = floor ((height - place.height) / 2);
  return place;
}
