/* wk-conv-photo-figure.c - a photograph, its window magnified, and what comes out
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two pictures side by side, and between them (below them on the tall page) the
 * surroundings of the pixel, magnified, and one grid that shows the kernel, then the
 * values under it, then the products. The output is filled up to the pixel in reading
 * order; after the last step the whole of it is there.
 */
#include "config.h"

#include "exercises/kit/wk-conv-figure-private.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"

#define GAP 40.0
#define LINE 1.5 /* of a heading, in em */
/* Share of the width for what stands between the pictures. */
#define MIDDLE_SHARE 0.27
#define LEAST_MIDDLE 250.0
#define MAGNIFIED_SHARE 0.44
/* So many pixels are magnified beside the window on each side. */
#define SURROUNDINGS 3
#define MAX_MAGNIFIED (9 * 6 + 2 * SURROUNDINGS)
/* A marker on a photograph is at least so large, to be seen. */
#define LEAST_MARKER 14.0
#define HALO 9.0
#define EDGE 4.0
/* Between a picture and its heading: a window at the edge has its frame there. */
#define HEADING_GAP 7.0

typedef struct
{
  WkConvFigure *figure;
  WkRect input, output; /* of the pictures */
  WkRect magnified;     /* square of pixels */
  double headings[3];   /* middles of the lines above input, magnified, output */
  double value_y;
  int first_row, first_column, n; /* of what is magnified */
} Photo;

/* --- where things go --- */

static double
heading_height (const Photo *photo)
{
  return HEADING_GAP +
         LINE * wk_type_size (WK_TYPE_SECONDARY, photo->figure->view->text_scale);
}

static double
value_height (const Photo *photo)
{
  return 1.7 * wk_type_size (WK_TYPE_SYMBOL, photo->figure->view->text_scale);
}

/* As large as it fits below its heading, in the middle. */
static WkRect
fit_picture (const Photo *photo, WkRect box, int n_rows, int n_columns, double below)
{
  double top = heading_height (photo);
  double scale = MIN (box.width / n_columns, (box.height - top - below) / n_rows);
  double width = scale * n_columns, height = scale * n_rows;

  return (WkRect){ box.x + (box.width - width) / 2.0,
                   box.y + top + MAX (0.0, (box.height - top - below - height) / 2.0),
                   width, height };
}

static void
place_pictures (Photo *photo, WkRect left, WkRect right)
{
  const WkConvWork *work = photo->figure->work;
  double below = value_height (photo);

  photo->input =
      fit_picture (photo, left, work->image.n_rows, work->image.n_columns, below);
  photo->output =
      fit_picture (photo, right, work->image.n_rows, work->image.n_columns, below);
  photo->output = fit_picture (
      photo,
      (WkRect){ right.x, photo->output.y - heading_height (photo), right.width,
                photo->output.height + heading_height (photo) + below },
      work->range.n_rows, work->range.n_columns, below);
  photo->headings[0] = photo->input.y - heading_height (photo) / 2.0 - HEADING_GAP;
  photo->headings[2] = photo->output.y - heading_height (photo) / 2.0 - HEADING_GAP;
  photo->value_y = photo->output.y + photo->output.height + below / 2.0 + 4.0;
}

/* Magnified pixels above the grid, or left of it. */
static void
place_middle (Photo *photo, WkRect area, gboolean beside)
{
  double heading = heading_height (photo);
  double side = beside ? MIN (area.height - heading, area.width * 0.45)
                       : MIN (area.height * MAGNIFIED_SHARE - heading, area.width);
  WkRect grid = area;

  if (beside)
    {
      grid.x += side + GAP;
      grid.width -= side + GAP;
    }
  else
    {
      grid.y += heading + side + 14.0;
      grid.height -= heading + side + 14.0;
    }
  photo->magnified = (WkRect){ beside ? area.x : area.x + (area.width - side) / 2.0,
                               area.y + heading, side, side };
  photo->headings[1] = area.y + heading / 2.0 - HEADING_GAP;
  wk_conv_figure_fit_middle (photo->figure, grid);
}

static void
lay_out (Photo *photo)
{
  WkConvFigure *figure = photo->figure;
  WkRect body = wk_scene_builder_get_body (figure->builder);
  double middle = MAX (MAX (LEAST_MIDDLE, MIDDLE_SHARE * body.width),
                       wk_conv_figure_least_middle (figure));
  double width = (body.width - middle - 2.0 * GAP) / 2.0;
  WkRect left = { body.x, body.y, width, body.height };
  WkRect right = { body.x + body.width - width, body.y, width, body.height };
  WkRect area = { body.x + width + GAP, body.y, middle, body.height };
  gboolean tall = wk_view_is_tall (figure->view);

  if (tall)
    {
      width = (body.width - GAP) / 2.0;
      left = (WkRect){ body.x, body.y, width, body.height / 2.0 };
      right = (WkRect){ body.x + width + GAP, body.y, width, body.height / 2.0 };
      area = (WkRect){ body.x, body.y + body.height / 2.0 + GAP, body.width,
                       body.height / 2.0 - GAP };
    }
  place_pictures (photo, left, right);
  place_middle (photo, area, tall);
}

/* --- the pictures --- */

static void
add_heading (Photo *photo, const char *id, double x, double y, const char *text)
{
  wk_scene_add_text (photo->figure->builder, id, WK_ROLE_MUTED, WK_TYPE_SECONDARY, x, y,
                     WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
}

/* A frame that is seen on any picture: a halo below the line. */
static void
add_marker (Photo *photo, const char *id, WkRole role, WkRect rect)
{
  const char *below = wk_scene_id (photo->figure->builder, "%s-halo", id);
  double grow_x = MAX (0.0, LEAST_MARKER - rect.width) / 2.0;
  double grow_y = MAX (0.0, LEAST_MARKER - rect.height) / 2.0;

  rect = (WkRect){ rect.x - grow_x, rect.y - grow_y, rect.width + 2.0 * grow_x,
                   rect.height + 2.0 * grow_y };
  wk_scene_add_box (photo->figure->builder, below, WK_ROLE_PAPER, rect, 3.0)->width =
      HALO;
  wk_scene_add_box (photo->figure->builder, id, role, rect, 3.0)->width = EDGE;
}

static WkRect
pixel_rect (WkRect picture,
            int n_rows,
            int n_columns,
            int row,
            int column,
            int height,
            int width)
{
  double x = picture.width / n_columns, y = picture.height / n_rows;

  return (WkRect){ picture.x + column * x, picture.y + row * y, width * x, height * y };
}

static void
speak_picture (Photo *photo, WkItem *item, const char *label, double value)
{
  const WkLanguage *language = photo->figure->language;
  g_autofree char *number = wk_number_to_words (value, language);
  g_autofree char *words =
      g_strdup_printf (_L (language, "%s at row %d, column %d"), number,
                       photo->figure->work->row, photo->figure->work->column);

  wk_item_set_spoken (item, label, words, NULL, "pixel");
  item->follows = TRUE;
}

static void
draw_input (Photo *photo)
{
  WkConvFigure *figure = photo->figure;
  const WkConvWork *work = figure->work;
  const WkConvPicture *shown = &work->photo->shown_in;
  WkItem *item;

  add_heading (photo, "input-heading", photo->input.x + photo->input.width / 2.0,
               photo->headings[0], _L (figure->language, "input"));
  item = wk_scene_add_image (figure->builder, "photo-input", photo->input,
                             shown->columns, shown->rows, shown->rgba);
  speak_picture (photo, item, _L (figure->language, "photograph"),
                 wk_conv_work_read (work, work->at_row, work->at_column));
}

/* So many of a row of what is shown are not beyond the pixel. */
static guint
count_shown (const Photo *photo, guint row)
{
  const WkConvWork *work = photo->figure->work;
  const WkConvPicture *shown = &work->photo->shown_out;
  guint at = (guint) (work->row * (gint64) shown->rows / work->range.n_rows);

  if (photo->figure->t[WK_CONV_STEP_ADD] >= 1.0 || row < at)
    return shown->columns;
  return row > at
             ? 0
             : (guint) (work->column * (gint64) shown->columns / work->range.n_columns);
}

static void
draw_output (Photo *photo)
{
  WkConvFigure *figure = photo->figure;
  const WkConvWork *work = figure->work;
  const WkConvPicture *shown = &work->photo->shown_out;
  double t = figure->t[WK_CONV_STEP_ADD];
  gboolean known = t >= 1.0;
  WkItem *item;

  add_heading (photo, "output-heading", photo->output.x + photo->output.width / 2.0,
               photo->headings[2],
               work->photo->is_signed ? _L (figure->language, "output, 0 is grey")
                                      : _L (figure->language, "output"));
  item = wk_scene_add_box (figure->builder, "output-frame", WK_ROLE_LINE, photo->output,
                           0.0);
  item->width = 1.5;
  item = wk_scene_add_image (figure->builder, "photo-output", photo->output,
                             shown->columns, shown->rows, shown->rgba);
  item->opacity = figure->t[WK_CONV_STEP_TURN];
  for (guint row = 0; row < shown->rows; row++)
    {
      guint n = count_shown (photo, row);

      for (guint column = n; column < shown->columns; column++)
        item->image.rgba[((gsize) row * shown->columns + column) * 4 + 3] = 0;
    }
  speak_picture (photo, item, _L (figure->language, "output"), work->value);
  if (!known)
    {
      g_free (item->value);
      item->value = g_strdup (_L (figure->language, "not computed yet"));
    }
}

static void
draw_value (Photo *photo)
{
  WkConvFigure *figure = photo->figure;
  double t = figure->t[WK_CONV_STEP_ADD];
  g_autofree char *formula = wk_conv_figure_value_formula (figure, t > 0.5);
  WkItem *item = wk_scene_add_formula (
      figure->builder, "output-formula", WK_ROLE_INK, WK_TYPE_SYMBOL,
      photo->output.x + photo->output.width / 2.0, photo->value_y, WK_ANCHOR_MIDDLE,
      WK_VALIGN_MIDDLE, formula);

  item->opacity = t > 0.0 && t < 1.0 ? fabs (2.0 * t - 1.0) : 1.0;
}

/* --- the surroundings of the pixel --- */

static void
find_surroundings (Photo *photo)
{
  const WkConvWork *work = photo->figure->work;
  const WkPlane *kernel = &work->conv.kernel;
  const WkConvTap *first = wk_conv_work_tap (work, 0, 0);
  int height = (kernel->n_rows - 1) * work->conv.dilation_row + 1;
  int width = (kernel->n_columns - 1) * work->conv.dilation_column + 1;

  photo->n = MAX (height, width) + 2 * SURROUNDINGS;
  photo->first_row = first->row - (photo->n - height) / 2;
  photo->first_column = first->column - (photo->n - width) / 2;
}

/* What the padding reads there; where it reads nothing, paper. */
static void
copy_pixel (const WkConvWork *work, int row, int column, guint8 *to)
{
  const WkConvPhoto *photo = work->photo;
  int from_row = wk_padding_index (work->conv.padding, row, work->image.n_rows);
  int from_column =
      wk_padding_index (work->conv.padding, column, work->image.n_columns);
  gsize at;

  memset (to, 0, 4);
  if (from_row < 0 || from_column < 0)
    return;
  at = (gsize) from_row * (gsize) work->image.n_columns + (gsize) from_column;
  for (int k = 0; k < 3; k++)
    to[k] = (guint8) CLAMP (rint (photo->in[photo->n_planes == 3 ? k : 0][at]), 0, 255);
  to[3] = 255;
}

static void
draw_magnified (Photo *photo)
{
  WkConvFigure *figure = photo->figure;
  const WkConvWork *work = figure->work;
  const WkRect *rect = &photo->magnified;
  guint8 rgba[MAX_MAGNIFIED * MAX_MAGNIFIED * 4];
  WkItem *item;

  for (int r = 0; r < photo->n; r++)
    for (int c = 0; c < photo->n; c++)
      copy_pixel (work, photo->first_row + r, photo->first_column + c,
                  rgba + (r * photo->n + c) * 4);
  add_heading (photo, "magnified-heading", rect->x + rect->width / 2.0,
               photo->headings[1], _L (figure->language, "magnified"));
  item =
      wk_scene_add_box (figure->builder, "magnified-outside", WK_ROLE_LINE, *rect, 0.0);
  item->hatched = TRUE;
  item->width = 1.5;
  item = wk_scene_add_image (figure->builder, "magnified", *rect, (guint) photo->n,
                             (guint) photo->n, rgba);
  wk_item_set_spoken (item, _L (figure->language, "the pixel's surroundings"), NULL,
                      NULL, NULL);
}

static void
draw_markers (Photo *photo)
{
  WkConvFigure *figure = photo->figure;
  const WkConvWork *work = figure->work;
  const WkPlane *kernel = &work->conv.kernel;
  const WkConvTap *first = wk_conv_work_tap (work, 0, 0);
  int height = (kernel->n_rows - 1) * work->conv.dilation_row + 1;
  int width = (kernel->n_columns - 1) * work->conv.dilation_column + 1;
  double cell = photo->magnified.width / photo->n;
  WkRect window = { photo->magnified.x + (first->column - photo->first_column) * cell,
                    photo->magnified.y + (first->row - photo->first_row) * cell,
                    width * cell, height * cell };
  WkRect place = { photo->magnified.x + (work->at_column - photo->first_column) * cell,
                   photo->magnified.y + (work->at_row - photo->first_row) * cell, cell,
                   cell };

  add_marker (photo, "photo-window", WK_ROLE_FOCUS,
              pixel_rect (photo->input, work->image.n_rows, work->image.n_columns,
                          first->row, first->column, height, width));
  if (figure->t[WK_CONV_STEP_LAY] > 0.0)
    add_marker (photo, "window", WK_ROLE_FOCUS, window);
  add_marker (photo, "place", WK_ROLE_INK, place);
  add_marker (photo, "output-pixel", WK_ROLE_INK,
              pixel_rect (photo->output, work->range.n_rows, work->range.n_columns,
                          work->row, work->column, 1, 1));
}

void
wk_conv_figure_draw_photo (WkConvFigure *figure)
{
  Photo photo = { .figure = figure };

  figure->input.numbers = FALSE;
  figure->names_value = TRUE;
  lay_out (&photo);
  find_surroundings (&photo);
  wk_scene_add_group (figure->builder, "input", _L (figure->language, "input"));
  wk_scene_set_group (figure->builder, "input");
  draw_input (&photo);
  draw_magnified (&photo);
  wk_scene_set_group (figure->builder, NULL);
  wk_conv_figure_draw_middle (figure);
  wk_scene_add_group (figure->builder, "output", _L (figure->language, "output"));
  wk_scene_set_group (figure->builder, "output");
  draw_output (&photo);
  draw_value (&photo);
  wk_scene_set_group (figure->builder, NULL);
  draw_markers (&photo);
}
