/* wk-latent-pad.c - the picture that goes in, and the pen that draws on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"

#define PEN_RADIUS 5.0

/* Arrow keys draw from here: without a mark one would have to remember where. It is
 * seen on ink and on paper. */
static void
draw_pen (const WkLatentFigure *figure, WkRect rect)
{
  const double *pen = figure->work->pen;
  double scale = rect.width / WK_DIGITS_SIDE;
  WkItem *mark = wk_scene_add_circle (figure->builder, "pen", WK_ROLE_FOCUS,
                                      rect.x + pen[0] * scale, rect.y + pen[1] * scale,
                                      PEN_RADIUS);

  mark->fill = WK_ROLE_PAPER;
  mark->tint = 1;
  mark->width = 3;
}

/* Once one draws, or is about to. */
static gboolean
is_pen_seen (const WkLatentWork *work)
{
  return work->is_own || work->pen[0] != WK_LATENT_PEN_COLUMN ||
         work->pen[1] != WK_LATENT_PEN_ROW;
}

void
wk_latent_pad_draw (const WkLatentFigure *figure, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  WkItem *item = wk_latent_picture (figure, "input", rect, work->pictures->input,
                                    WK_DIGITS_SIDE, WK_DIGITS_SIDE);
  g_autofree char *column = wk_number_to_text (work->pen[0], figure->language);
  g_autofree char *row = wk_number_to_text (work->pen[1], figure->language);
  g_autofree char *value =
      g_strdup_printf (_L (figure->language, "pen at column %s, row %s"), column, row);
  g_autofree char *label =
      work->is_own || work->label < 0
          ? g_strdup (_L (figure->language, "the digit you drew"))
          : g_strdup_printf (_L (figure->language, "digit number %u of the set, a %d"),
                             work->digit, work->label);

  wk_item_set_spoken (item, label, value,
                      _L (figure->language,
                          "Draw here to encode a digit of your own; it is moved to the "
                          "middle first, as those of the set were."),
                      "drawing");
  item->strokes = TRUE;
  item->moves = TRUE;
  if (is_pen_seen (work))
    draw_pen (figure, rect);
}
