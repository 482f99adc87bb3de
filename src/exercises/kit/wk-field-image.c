/* wk-field-image.c - a receptive field on an image
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The image has as many pixels as the input. The field is a frame, what lies outside it
 * is veiled, and what lies outside the image hatched. Frames of earlier layers stay,
 * and where the gradient is worked out the image is as bright as each pixel counts.
 */
#include "config.h"

#include "exercises/kit/wk-field-figure.h"

#include <math.h>

#include "model/wk-number.h"
#include "numeric/wk-effective-field.h"

/* A field is followed this far beyond the image, as a share of its side. */
#define MOST_BEYOND 0.6
#define VEIL 0.66
#define SHADE 0.82
#define EASE 0.6
#define LEAST_DOTS 13.0
#define MAX_DOTS 24
/* Frames nearer than this to each other are not told apart. */
#define FRAME_GAP 7.0

typedef struct
{
  const WkFieldFigure *figure;
  WkRect view;    /* what is seen of the plane */
  WkRect image;   /* of the page */
  double scale;   /* page units a pixel */
  guint layer;    /* whose unit is looked at; 0: a pixel */
  gint64 unit[2]; /* row, column */
  WkRect frame;   /* its field */
  gboolean is_pick;
  WkRect bare; /* no dots here: under the frame of a pixel */
} Plane;

static double
line_height (const WkFieldFigure *figure)
{
  return 1.4 * wk_type_size (WK_TYPE_LABEL_STRONG, figure->view->text_scale);
}

/* --- where things are --- */

static WkRect
field_rect (const Plane *plane, guint layer, const gint64 unit[2])
{
  const WkField *field = plane->figure->field;
  const WkReceptiveField *rows = &field->depth[0][layer];
  const WkReceptiveField *columns = &field->depth[1][layer];

  return (WkRect){
    plane->image.x + (double) (columns->start + unit[1] * columns->jump) * plane->scale,
    plane->image.y + (double) (rows->start + unit[0] * rows->jump) * plane->scale,
    (double) columns->width * plane->scale, (double) rows->width * plane->scale
  };
}

/* First and last pixel of the axis that are to be seen. */
static void
find_extent (const WkField *field, guint axis, double *first, double *last)
{
  double n = field->n_inputs[axis];
  const WkReceptiveField *top = &field->depth[axis][field->n_layers];
  gint64 from = wk_field_unit (field, axis, field->n_layers), to = from;

  if (field->picked)
    {
      from = 0;
      to = top->n_units - 1;
    }
  *first = MIN (0.0, (double) (top->start + from * top->jump));
  *last = MAX (n, (double) (top->start + to * top->jump + top->width));
  *first = MAX (*first, -MOST_BEYOND * n);
  *last = MIN (*last, (1.0 + MOST_BEYOND) * n);
}

static void
place_image (Plane *plane)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  double x0, x1, y0, y1, width, height;
  double footer =
      line_height (figure) * (field->weights != WK_FIELD_WEIGHTS_OFF ? 2.0 : 1.0);
  WkRect room = figure->drawing;

  room.height -= footer + 10.0;
  find_extent (field, 1, &x0, &x1);
  find_extent (field, 0, &y0, &y1);
  plane->scale = MIN (room.width / (x1 - x0), room.height / (y1 - y0));
  width = plane->scale * (x1 - x0);
  height = plane->scale * (y1 - y0);
  plane->view = (WkRect){ room.x + (room.width - width) / 2.0,
                          room.y + (room.height - height) / 2.0, width, height };
  plane->image =
      (WkRect){ plane->view.x - x0 * plane->scale, plane->view.y - y0 * plane->scale,
                field->n_inputs[1] * plane->scale, field->n_inputs[0] * plane->scale };
}

static void
find_unit (Plane *plane)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  guint line = MIN (figure->step, field->n_groups);

  plane->is_pick = figure->step > 0 && field->picked &&
                   field->pick_layer <= wk_field_line_layer (field, figure->known);
  plane->layer = plane->is_pick ? field->pick_layer : wk_field_line_layer (field, line);
  for (guint axis = 0; axis < 2; axis++)
    plane->unit[axis] = plane->is_pick ? field->pick_unit[axis]
                                       : wk_field_unit (field, axis, plane->layer);
  plane->frame = field_rect (plane, plane->layer, plane->unit);
  if (!plane->is_pick && figure->step > 0 && !figure->checking)
    {
      guint before = wk_field_line_layer (field, line - 1);
      const gint64 unit[2] = { wk_field_unit (field, 0, before),
                               wk_field_unit (field, 1, before) };
      WkRect old = field_rect (plane, before, unit);
      double t = figure->progress;

      plane->frame.x = old.x + t * (plane->frame.x - old.x);
      plane->frame.y = old.y + t * (plane->frame.y - old.y);
      plane->frame.width = old.width + t * (plane->frame.width - old.width);
      plane->frame.height = old.height + t * (plane->frame.height - old.height);
    }
}

/* Empty (width or height 0) where they do not meet. */
static WkRect
meet (WkRect a, WkRect b)
{
  double x0 = MAX (a.x, b.x), x1 = MIN (a.x + a.width, b.x + b.width);
  double y0 = MAX (a.y, b.y), y1 = MIN (a.y + a.height, b.y + b.height);

  return (WkRect){ x0, y0, MAX (x1 - x0, 0.0), MAX (y1 - y0, 0.0) };
}

/* --- image, veil, shade --- */

static void
speak_photo (const Plane *plane, WkItem *item)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  g_autofree char *value = NULL;

  if (figure->step == 0 || plane->layer > wk_field_line_layer (field, figure->known))
    {
      wk_item_set_spoken (item, _L (figure->language, "image"), NULL, NULL, NULL);
      return;
    }
  if (plane->layer == 0)
    value = g_strdup_printf (_L (figure->language, "pixel in row %d, column %d"),
                             (int) plane->unit[0], (int) plane->unit[1]);
  else
    value =
        g_strdup_printf (_L (figure->language, "unit in row %d, column %d of layer %u"),
                         (int) plane->unit[0], (int) plane->unit[1], plane->layer);
  wk_item_set_spoken (item, _L (figure->language, "image"), value, NULL, "pick");
}

static void
draw_photo (const Plane *plane)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  WkItem *item;

  if (field->pixels == NULL)
    return;
  item = wk_scene_add_image (
      figure->builder, wk_scene_id (figure->builder, "photo-%u", plane->layer),
      plane->image, field->n_pixels[1], field->n_pixels[0], field->pixels);
  item->image.smooth = plane->scale < 3.0;
  speak_photo (plane, item);
}

static void
add_veil (const Plane *plane, const char *id, WkRect rect)
{
  WkItem *veil;

  if (rect.width <= 0.0 || rect.height <= 0.0)
    return;
  veil = wk_scene_add_box (plane->figure->builder, id, WK_ROLE_NONE, rect, 0.0);
  veil->width = 0.0;
  veil->fill = WK_ROLE_PAPER;
  veil->tint = 1.0;
  veil->opacity = VEIL;
}

static void
draw_veils (const Plane *plane)
{
  WkRect image = plane->image, seen = meet (plane->image, plane->frame);
  double right = image.x + image.width, bottom = image.y + image.height;

  if (plane->figure->step == 0 || plane->layer == 0)
    return;
  if (seen.width <= 0.0 || seen.height <= 0.0)
    {
      add_veil (plane, "veil", image);
      return;
    }
  add_veil (plane, "veil-top",
            (WkRect){ image.x, image.y, image.width, seen.y - image.y });
  add_veil (plane, "veil-bottom",
            (WkRect){ image.x, seen.y + seen.height, image.width,
                      bottom - seen.y - seen.height });
  add_veil (plane, "veil-left",
            (WkRect){ image.x, seen.y, seen.x - image.x, seen.height });
  add_veil (plane, "veil-right",
            (WkRect){ seen.x + seen.width, seen.y, right - seen.x - seen.width,
                      seen.height });
}

/* What lies beyond the border, where the field reaches beyond it. */
static void
draw_beyond (const Plane *plane)
{
  WkRect seen = meet (plane->frame, plane->view);
  WkItem *box;

  if (plane->figure->step == 0 || plane->layer == 0)
    return;
  box = wk_scene_add_box (plane->figure->builder, "beyond", WK_ROLE_NONE, seen, 0.0);
  box->width = 0.0;
  box->hatched = TRUE;
}

static gboolean
is_weighed (const Plane *plane)
{
  const WkFieldEffective *effective = &plane->figure->field->effective;

  return effective->weights != WK_FIELD_WEIGHTS_OFF && plane->figure->step > 0 &&
         plane->layer == effective->layer && plane->unit[0] == effective->unit[0] &&
         plane->unit[1] == effective->unit[1] &&
         (plane->is_pick || plane->figure->progress >= 1.0 || plane->figure->checking);
}

/* The darker, the less a pixel counts; eased, or nothing but the middle would be seen.
 */
static void
draw_shade (const Plane *plane)
{
  const WkField *field = plane->figure->field;
  const WkFieldEffective *effective = &field->effective;
  gint64 first[2], n[2];
  guint sides[2];
  g_autofree guint8 *rgba = NULL;
  WkItem *item;

  for (guint axis = 0; axis < 2; axis++)
    {
      gint64 end = effective->start[axis] + effective->width[axis];

      first[axis] = MAX (effective->start[axis], 0);
      n[axis] = MIN (end, field->n_inputs[axis]) - first[axis];
      if (n[axis] <= 0)
        return;
      sides[axis] = (guint) MIN (n[axis], 512);
    }
  rgba = g_malloc0_n ((gsize) sides[0] * sides[1], 4);
  for (guint r = 0; r < sides[0]; r++)
    for (guint c = 0; c < sides[1]; c++)
      {
        gint64 row = first[0] + r * n[0] / sides[0] - effective->start[0];
        gint64 column = first[1] + c * n[1] / sides[1] - effective->start[1];
        double share = wk_field_effective_at (effective, (guint) row, (guint) column);

        rgba[((gsize) r * sides[1] + c) * 4 + 3] =
            (guint8) rint (255.0 * SHADE * (1.0 - pow (CLAMP (share, 0.0, 1.0), EASE)));
      }
  item = wk_scene_add_image (
      plane->figure->builder, "shade",
      (WkRect){ plane->image.x + (double) first[1] * plane->scale,
                plane->image.y + (double) first[0] * plane->scale,
                (double) n[1] * plane->scale, (double) n[0] * plane->scale },
      sides[1], sides[0], rgba);
  item->image.smooth = plane->scale < 3.0;
}

/* --- frames and dots --- */

static void
add_edge (const Plane *plane,
          const char *id,
          WkRole role,
          double width,
          WkPoint a,
          WkPoint b)
{
  WkItem *line = wk_scene_add_line (plane->figure->builder, id, role, a, b);

  line->width = width;
}

/* Its edges as far as they are in view, light beneath so that they show on a photo. */
static void
draw_frame (const Plane *plane, const char *id, WkRect rect, WkRole role, double width)
{
  WkRect v = plane->view;
  double x0 = rect.x, x1 = rect.x + rect.width, y0 = rect.y, y1 = rect.y + rect.height;
  double left = MAX (x0, v.x), right = MIN (x1, v.x + v.width);
  double top = MAX (y0, v.y), bottom = MIN (y1, v.y + v.height);
  const struct
  {
    gboolean there;
    WkPoint a, b;
  } edges[] = {
    { y0 >= v.y - 0.5, { left, y0 }, { right, y0 } },
    { x1 <= v.x + v.width + 0.5, { x1, top }, { x1, bottom } },
    { y1 <= v.y + v.height + 0.5, { right, y1 }, { left, y1 } },
    { x0 >= v.x - 0.5, { x0, bottom }, { x0, top } },
  };

  if (left > right || top > bottom)
    return;
  for (guint pass = 0; pass < 2; pass++)
    for (guint e = 0; e < G_N_ELEMENTS (edges); e++)
      if (edges[e].there)
        {
          double over = pass == 0 ? width + 3.5 : width;
          WkPoint a = edges[e].a, b = edges[e].b;
          double dx = b.x > a.x ? over / 2.0 : b.x < a.x ? -over / 2.0 : 0.0;
          double dy = b.y > a.y ? over / 2.0 : b.y < a.y ? -over / 2.0 : 0.0;

          /* Each edge reaches into the corners. */
          a.x -= dx;
          a.y -= dy;
          b.x += dx;
          b.y += dy;
          add_edge (plane,
                    wk_scene_id (plane->figure->builder, "%s-%s-%u", id,
                                 pass == 0 ? "halo" : "edge", e + 1),
                    pass == 0 ? WK_ROLE_PAPER : role, over, a, b);
        }
}

/* The fields of the layers before, each inside the next. */
static void
draw_nested (const Plane *plane)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  double last = plane->frame.width;

  for (guint line = MIN (figure->step, field->n_groups); !plane->is_pick && line-- > 1;)
    {
      guint layer = wk_field_line_layer (field, line);
      const gint64 unit[2] = { wk_field_unit (field, 0, layer),
                               wk_field_unit (field, 1, layer) };
      WkRect rect = field_rect (plane, layer, unit);

      if (last - rect.width < 2.0 * FRAME_GAP || rect.width < 2.0 * FRAME_GAP)
        continue;
      last = rect.width;
      draw_frame (plane, wk_scene_id (figure->builder, "field-%u", line), rect,
                  WK_ROLE_INK, 1.8);
    }
}

static void
add_dot (const Plane *plane, guint layer, const gint64 unit[2], gboolean lit)
{
  const WkFieldFigure *figure = plane->figure;
  double x = plane->image.x +
             (wk_field_centre (figure->field, 1, layer, unit[1]) + 0.5) * plane->scale;
  double y = plane->image.y +
             (wk_field_centre (figure->field, 0, layer, unit[0]) + 0.5) * plane->scale;
  WkRect v = plane->view;
  WkItem *dot;

  if (x < v.x || x > v.x + v.width || y < v.y || y > v.y + v.height ||
      (x > plane->bare.x && x < plane->bare.x + plane->bare.width &&
       y > plane->bare.y && y < plane->bare.y + plane->bare.height))
    return;
  dot = wk_scene_add_circle (
      figure->builder,
      wk_scene_id (figure->builder, "dot-%d-%d", (int) unit[0], (int) unit[1]),
      WK_ROLE_INK, x, y, lit ? 7.0 : 4.0);

  dot->width = lit ? 2.5 : 1.5;
  dot->fill = lit ? WK_ROLE_POSITIVE : WK_ROLE_PAPER;
  dot->tint = 1.0;
}

/* The middles of a layer's units, a jump apart; those in @lit (or none) stand out. */
static void
draw_dots (const Plane *plane, guint layer, const WkSpan lit[2])
{
  const WkField *field = plane->figure->field;
  gint64 unit[2];

  for (guint axis = 0; axis < 2; axis++)
    if (field->depth[axis][layer].n_units > MAX_DOTS ||
        (double) field->depth[axis][layer].jump * plane->scale < LEAST_DOTS)
      return;
  for (unit[0] = 0; unit[0] < field->depth[0][layer].n_units; unit[0]++)
    for (unit[1] = 0; unit[1] < field->depth[1][layer].n_units; unit[1]++)
      add_dot (plane, layer, unit,
               unit[0] >= lit[0].first && unit[0] <= lit[0].last &&
                   unit[1] >= lit[1].first && unit[1] <= lit[1].last);
}

/* --- words below --- */

static void
add_words (const Plane *plane, const char *id, const char *text, guint row)
{
  const WkFieldFigure *figure = plane->figure;
  double y =
      plane->view.y + plane->view.height + 10.0 + (row + 0.5) * line_height (figure);

  if (!wk_field_figure_has_words (figure))
    return;
  wk_scene_add_text (figure->builder, id, WK_ROLE_INK,
                     row == 0 ? WK_TYPE_LABEL_STRONG : WK_TYPE_LABEL,
                     figure->drawing.x + figure->drawing.width / 2.0, y,
                     WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
}

static char *
square_text (const WkFieldFigure *figure, gint64 rows, gint64 columns)
{
  g_autofree char *a = wk_number_to_text ((double) rows, figure->language);
  g_autofree char *b = wk_number_to_text ((double) columns, figure->language);

  return g_strdup_printf ("%s × %s", a, b);
}

/* Shorter as @level grows; NULL after the last. */
static char *
field_words (const Plane *plane, guint level)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  gint64 first[2], width[2], inside[2];
  g_autofree char *size = NULL;
  g_autofree char *left = NULL;
  gboolean cut = FALSE;

  for (guint axis = 0; axis < 2; axis++)
    {
      const WkReceptiveField *at = &field->depth[axis][plane->layer];
      gint64 last;

      width[axis] = at->width;
      first[axis] = at->start + plane->unit[axis] * at->jump;
      last = MIN (first[axis] + at->width, field->n_inputs[axis]);
      inside[axis] = MAX (last - MAX (first[axis], 0), 0);
      cut |= inside[axis] < width[axis];
    }
  size = square_text (figure, width[0], width[1]);
  left = square_text (figure, inside[0], inside[1]);
  if (level == 0 && cut)
    return g_strdup_printf (
        _L (figure->language, "%s pixels, %s of them inside the image"), size, left);
  if (level == 0)
    return g_strdup_printf (
        _L (figure->language, "%s pixels: rows %d to %d, columns %d to %d"), size,
        (int) first[0], (int) (first[0] + width[0] - 1), (int) first[1],
        (int) (first[1] + width[1] - 1));
  return g_strdup_printf (_L (figure->language, "%s pixels"), size);
}

static char *
pixel_words (const Plane *plane, guint layer, const WkSpan units[2])
{
  const WkFieldFigure *figure = plane->figure;
  g_autofree char *count =
      square_text (figure, MAX (units[0].last - units[0].first + 1, 0),
                   MAX (units[1].last - units[1].first + 1, 0));

  return g_strdup_printf (_L (figure->language, "seen by %s units of layer %u"), count,
                          layer);
}

static void
add_fitting (const Plane *plane, const char *id, char *text, guint row)
{
  g_autofree char *own = text;
  g_autofree char *fitted = wk_field_figure_fit (
      plane->figure, own, row == 0 ? WK_TYPE_LABEL_STRONG : WK_TYPE_LABEL,
      plane->figure->drawing.width);

  add_words (plane, id, fitted, row);
}

static void
draw_words (const Plane *plane)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  char *text;

  if (figure->step == 0)
    {
      g_autofree char *size =
          square_text (figure, field->n_inputs[0], field->n_inputs[1]);

      add_fitting (plane, "image-text",
                   g_strdup_printf (_L (figure->language, "%s pixels"), size), 0);
      return;
    }
  if (!plane->is_pick && figure->progress < 0.6)
    return;
  text = field_words (plane, 0);
  if (wk_field_figure_measure (figure, text, WK_TYPE_LABEL_STRONG) >
      figure->drawing.width)
    {
      g_free (text);
      text = field_words (plane, 1);
    }
  add_fitting (plane, "image-text", text, 0);
  if (is_weighed (plane))
    add_fitting (plane, "effective-text",
                 wk_field_effective_words (field, figure->language, 2), 1);
}

/* --- one pixel, seen from above --- */

/* Smaller, the sides of its frame would lie on each other. */
#define LEAST_PIXEL 22.0
/* Around it, where a dot would touch it. */
#define BARE 12.0

static WkRect
pixel_frame (const Plane *plane)
{
  WkRect frame = plane->frame;
  double dx = MAX (LEAST_PIXEL - frame.width, 0.0);
  double dy = MAX (LEAST_PIXEL - frame.height, 0.0);

  return (WkRect){ frame.x - dx / 2.0, frame.y - dy / 2.0, frame.width + dx,
                   frame.height + dy };
}

static void
draw_pixel (const Plane *plane)
{
  const WkFieldFigure *figure = plane->figure;
  const WkField *field = figure->field;
  guint layer = wk_field_line_layer (field, figure->known);
  WkRect frame = pixel_frame (plane);
  Plane bare = *plane;
  WkSpan units[2];

  for (guint axis = 0; axis < 2; axis++)
    units[axis] = wk_field_up (field, axis, 0,
                               (WkSpan){ plane->unit[axis], plane->unit[axis] }, layer);
  bare.bare = (WkRect){ frame.x - BARE, frame.y - BARE, frame.width + 2.0 * BARE,
                        frame.height + 2.0 * BARE };
  draw_dots (&bare, layer, units);
  draw_frame (plane, "pixel", frame, WK_ROLE_FOCUS, 4.0);
  add_fitting (plane, "image-text", pixel_words (plane, layer, units), 0);
}

void
wk_field_image_draw (const WkFieldFigure *figure)
{
  Plane plane = { .figure = figure };
  const WkSpan none[2] = { { 0, -1 }, { 0, -1 } };

  place_image (&plane);
  find_unit (&plane);
  draw_beyond (&plane);
  draw_photo (&plane);
  if (plane.layer == 0 && figure->step > 0)
    {
      draw_pixel (&plane);
      return;
    }
  if (figure->step > 0)
    {
      draw_veils (&plane);
      if (is_weighed (&plane))
        draw_shade (&plane);
      else
        {
          draw_nested (&plane);
          draw_dots (&plane, plane.layer, none);
        }
      draw_frame (&plane, "frame", plane.frame, WK_ROLE_FOCUS, 5.0);
    }
  draw_words (&plane);
}
