/* wk-latent-views.c - what the decoder makes of places: the grid, a path, samples
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"

#define SIDE_GAP 44.0
#define LEAST_SIDE 150.0

/* @n pictures side by side and one above the other, as one. */
static guint8 *
compose (const guint8 *pictures, guint n, guint columns, guint *width, guint *height)
{
  guint rows = (n + columns - 1) / columns;
  guint8 *pixels = g_malloc0 ((gsize) rows * columns * WK_DIGITS_PIXELS);

  *width = columns * WK_DIGITS_SIDE;
  *height = rows * WK_DIGITS_SIDE;
  for (guint i = 0; i < n; i++)
    for (guint row = 0; row < WK_DIGITS_SIDE; row++)
      memcpy (pixels + ((gsize) (i / columns) * WK_DIGITS_SIDE + row) * *width +
                  i % columns * WK_DIGITS_SIDE,
              pictures + (gsize) i * WK_DIGITS_PIXELS + row * WK_DIGITS_SIDE,
              WK_DIGITS_SIDE);
  return pixels;
}

static WkItem *
draw_pictures (const WkLatentFigure *figure,
               const char *id,
               WkRect rect,
               const guint8 *pictures,
               guint n,
               guint columns)
{
  guint width, height;
  g_autofree guint8 *pixels = compose (pictures, n, columns, &width, &height);

  return wk_latent_picture (figure, id, rect, pixels, width, height);
}

/* --- the grid --- */

/* The square in which z lies. */
static gboolean
find_square (const WkLatentModel *model, const double z[2], guint *row, guint *column)
{
  double cell = 2 * model->reach / WK_LATENT_GRID;
  double across = floor ((z[0] - model->middle[0] + model->reach) / cell);
  double down = floor ((model->middle[1] + model->reach - z[1]) / cell);

  if (across < 0 || down < 0 || across >= WK_LATENT_GRID || down >= WK_LATENT_GRID)
    return FALSE;
  *row = (guint) down;
  *column = (guint) across;
  return TRUE;
}

static void
draw_grid (const WkLatentFigure *figure, WkRect square)
{
  const WkLatentModel *model = figure->work->model;
  guint row, column;
  g_autofree char *value = wk_latent_pair_text (figure, figure->work->point, 2);
  double cell = square.width / WK_LATENT_GRID;
  WkItem *item = draw_pictures (figure, "grid", square, model->grid,
                                WK_LATENT_GRID * WK_LATENT_GRID, WK_LATENT_GRID);

  item->moves = TRUE;
  wk_item_set_spoken (item, _L (figure->language, "the plane, decoded"), value,
                      _L (figure->language,
                          "Each picture is decoded from its place on the plane; click "
                          "one to put z there."),
                      "z");
  if (!find_square (model, figure->work->point, &row, &column))
    return;
  item = wk_scene_add_box (
      figure->builder, "grid-place", WK_ROLE_FOCUS,
      (WkRect){ square.x + column * cell, square.y + row * cell, cell, cell }, 8);
  item->width = 5;
}

/* The picture decoded from z, and the number under it. */
static void
draw_point (const WkLatentFigure *figure, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  double side = MIN (rect.width, rect.height - 2.4 * figure->line);
  g_autofree char *z = wk_latent_pair_formula (figure, work->point, 2);
  g_autofree char *formula = g_strdup_printf ("z=%s", z);
  g_autofree char *value = wk_latent_pair_text (figure, work->point, 2);
  WkRect box = { rect.x + (rect.width - side) / 2, rect.y + 1.2 * figure->line, side,
                 side };
  WkItem *item;

  wk_latent_caption (figure, "at-point-caption", rect.x + rect.width / 2,
                     rect.y + figure->line / 2, rect.width + 30,
                     _L (figure->language, "decoded from z"));
  item = wk_latent_picture (figure, "at-point", box, work->pictures->at_point,
                            WK_DIGITS_SIDE, WK_DIGITS_SIDE);
  wk_item_set_spoken (item, _L (figure->language, "decoded from z"), value, NULL, NULL);
  if (wk_latent_formula_width (figure, WK_TYPE_SYMBOL, formula) <= rect.width + 30)
    wk_scene_add_formula (figure->builder, "at-point-z", WK_ROLE_INK, WK_TYPE_SYMBOL,
                          rect.x + rect.width / 2, box.y + side + 0.8 * figure->line,
                          WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, formula);
}

void
wk_latent_grid_draw (const WkLatentFigure *figure, WkRect rect)
{
  double head = 1.2 * figure->line;
  double square = MIN (rect.height - head, rect.width);
  double side = rect.width - square - SIDE_GAP;
  double bottom = rect.y + rect.height;
  double used, top;
  const char *alike = _L (figure->language, "decoded: what is close looks alike");

  /* The picture beside the grid wants room: the grid gives some of its own. */
  if (side < LEAST_SIDE)
    {
      side = figure->projector ? 190 : LEAST_SIDE + 20;
      square = MIN (square, rect.width - SIDE_GAP - side);
    }
  side = MIN (side, 240);
  used = square + SIDE_GAP + side;
  rect.x += MAX (0, (rect.width - used) / 2);
  rect.y += MAX (0, (rect.height - head - square) / 2);
  wk_latent_caption (figure, "grid-caption", rect.x + square / 2,
                     rect.y + figure->line / 2, square,
                     wk_latent_text_width (figure, WK_TYPE_SECONDARY, alike) <= square
                         ? alike
                         : _L (figure->language, "the plane, decoded"));
  draw_grid (figure, (WkRect){ rect.x, rect.y + head, square, square });
  /* A low grid leaves no room above it. */
  top = rect.y + head + 0.12 * square - 1.2 * figure->line;
  top = MIN (top, MAX (rect.y, bottom - side - 2.4 * figure->line));
  draw_point (figure, (WkRect){ rect.x + square + SIDE_GAP, top, side,
                                MIN (side + 2.4 * figure->line, bottom - top) });
}

/* --- the path --- */

static void
draw_end (const WkLatentFigure *figure,
          const char *id,
          WkRect rect,
          const guint8 *pixels,
          const char *label)
{
  WkItem *item =
      wk_latent_picture (figure, id, rect, pixels, WK_DIGITS_SIDE, WK_DIGITS_SIDE);

  wk_item_set_spoken (item, label, NULL, NULL,
                      g_str_equal (id, "path-to") ? "to" : "digit");
}

static void
draw_strip (const WkLatentFigure *figure,
            const char *id,
            WkRect rect,
            const guint8 *pictures,
            const char *text)
{
  double height = rect.width / WK_LATENT_PATH;
  WkItem *item;

  wk_latent_caption (figure, wk_scene_id (figure->builder, "%s-caption", id),
                     rect.x + rect.width / 2, rect.y + figure->line / 2, rect.width,
                     text);
  item = draw_pictures (
      figure, id, (WkRect){ rect.x, rect.y + 1.15 * figure->line, rect.width, height },
      pictures, WK_LATENT_PATH, WK_LATENT_PATH);
  wk_item_set_spoken (item, text, NULL, NULL, NULL);
}

void
wk_latent_path_draw (const WkLatentFigure *figure, WkRect rect)
{
  const WkLatentPictures *pictures = figure->work->pictures;
  double strip = rect.width / WK_LATENT_PATH + 1.15 * figure->line;
  double end = MIN (170, rect.height - 2 * strip - 60);
  double gap = MAX (16, (rect.height - end - 2 * strip) / 3);
  double y = rect.y + gap / 2;

  draw_end (figure, "path-from", (WkRect){ rect.x, y, end, end }, pictures->input,
            _L (figure->language, "the path begins at this digit"));
  draw_end (figure, "path-to", (WkRect){ rect.x + rect.width - end, y, end, end },
            pictures->end, _L (figure->language, "the path ends at this digit"));
  wk_latent_arrow (figure, "path-arrow", (WkPoint){ rect.x + end + 16, y + end / 2 },
                   (WkPoint){ rect.x + rect.width - end - 16, y + end / 2 }, 0);
  y += end + gap;
  draw_strip (figure, "path", (WkRect){ rect.x, y, rect.width, strip },
              pictures->path[0], _L (figure->language, "straight through the plane"));
  y += strip + gap;
  draw_strip (figure, "mixed", (WkRect){ rect.x, y, rect.width, strip },
              pictures->mixed[0], _L (figure->language, "mixing pixels instead"));
}

/* --- samples from the prior --- */

void
wk_latent_prior_draw (const WkLatentFigure *figure, WkRect rect)
{
  guint columns = rect.width > 1.15 * rect.height ? 5 : 4;
  guint rows = WK_LATENT_SAMPLES / columns;
  double head = 1.2 * figure->line;
  double cell = MIN (rect.width / columns, (rect.height - head) / rows);
  WkRect box = { rect.x + (rect.width - columns * cell) / 2,
                 rect.y + head + MAX (0, (rect.height - head - rows * cell) / 2),
                 columns * cell, rows * cell };
  WkItem *item;

  wk_latent_caption (figure, "samples-caption", rect.x + rect.width / 2,
                     box.y - head + figure->line / 2, rect.width,
                     _L (figure->language, "decoded from draws of the prior"));
  item = draw_pictures (figure, "samples", box, figure->work->pictures->samples[0],
                        WK_LATENT_SAMPLES, columns);
  wk_item_set_spoken (item, _L (figure->language, "decoded from draws of the prior"),
                      NULL, _L (figure->language, "Click to draw others."), "samples");
}
