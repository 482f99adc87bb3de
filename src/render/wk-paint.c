/* wk-paint.c - the only drawing routine
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Items in list order, each turned into fills, strokes, glyphs and images for a device.
 * Nothing here knows what a device makes of them.
 */
#include "config.h"

#include "render/wk-paint-private.h"

#include <math.h>

#define HEAD_LENGTH 24.0
#define CURRENT_WIDTH 4.0
#define HATCH_STEP 11.0
#define HATCH_WIDTH 1.5
/* A mark that stands for a cut: two bars this long, this far apart. */
#define CUT_LENGTH 26.0
#define CUT_GAP 12.0

gboolean
wk_path_is_finite (const WkPath *path)
{
  for (guint i = 0; i < path->points->len; i++)
    {
      const WkPoint *point = &g_array_index (path->points, WkPoint, i);

      if (!isfinite (point->x) || !isfinite (point->y))
        return FALSE;
    }
  return TRUE;
}

static void
fill_path (WkPainter *painter, WkColour colour)
{
  if (colour.alpha > 0)
    painter->device->klass->fill (painter->device, painter->path, colour);
}

static void
stroke_path (WkPainter *painter, const WkStroke *stroke)
{
  if (stroke->width > 0 && stroke->colour.alpha > 0)
    painter->device->klass->stroke (painter->device, painter->path, stroke);
}

/* The outline or line in the scratch path, in the item's role. */
static void
stroke_item (WkPainter *painter,
             const WkItem *item,
             double width,
             gboolean signed_dashes)
{
  double dashes[4];
  WkStroke stroke = {
    .colour = wk_theme_line (painter->theme, item->role, item->emphasis),
    .width = width,
    .dashes = dashes,
    .round = item->type != WK_ITEM_LINE,
  };
  gboolean print = wk_theme_is_print (painter->theme);
  gboolean dimmed = item->emphasis == WK_EMPHASIS_DIMMED;

  if (item->role == WK_ROLE_NONE)
    return;
  if (item->dashed || (signed_dashes && !dimmed))
    stroke.n_dashes = wk_theme_dashes (
        painter->theme, item->dashed ? WK_ROLE_NEGATIVE : item->role, width, dashes);
  if (stroke.n_dashes > 0)
    stroke.round = FALSE;
  if (print && item->role == WK_ROLE_FOCUS && !dimmed)
    stroke.width *= 1.5;
  if (print && item->role == WK_ROLE_BACKWARD && !dimmed)
    {
      stroke.width = MAX (width, 5);
      stroke_path (painter, &stroke);
      stroke.colour = wk_theme_fill (painter->theme, WK_ROLE_PAPER, 1);
      stroke.width *= 0.4;
      stroke.n_dashes = 0;
    }
  stroke_path (painter, &stroke);
}

static void
hatch (WkPainter *painter, WkRect bounds)
{
  WkDevice *device = painter->device;
  WkStroke stroke = {
    .colour = wk_theme_line (painter->theme, WK_ROLE_LINE, WK_EMPHASIS_NORMAL),
    .width = HATCH_WIDTH,
  };
  double first, last;

  /* Lines x + y = k * step: neighbours' hatches join, since they are the page's. */
  if (!(bounds.width > 0 && bounds.width < 1e5) ||
      !(bounds.height > 0 && bounds.height < 1e5))
    return;
  device->klass->push_clip (device, painter->path);
  wk_path_clear (painter->path);
  first = ceil ((bounds.x + bounds.y) / HATCH_STEP);
  last = floor ((bounds.x + bounds.width + bounds.y + bounds.height) / HATCH_STEP);
  for (double k = first; k <= last; k++)
    {
      double x0 = bounds.x, y0 = k * HATCH_STEP - x0;

      wk_path_move (painter->path, x0, y0);
      wk_path_line (painter->path, x0 + bounds.width, y0 - bounds.width);
    }
  stroke_path (painter, &stroke);
  device->klass->pop_clip (device);
}

/* Fills and hatches the scratch path; it is gone if the item is hatched. */
static void
fill_item (WkPainter *painter, const WkItem *item)
{
  if (item->fill != WK_ROLE_NONE)
    fill_path (painter, wk_theme_fill (painter->theme, item->fill, item->tint));
}

static void
paint_box (WkPainter *painter, const WkItem *item)
{
  WkRect rect = { item->box.x, item->box.y, item->box.width, item->box.height };
  double width = item->width;

  wk_path_clear (painter->path);
  wk_path_box (painter->path, rect, item->box.radius);
  fill_item (painter, item);
  if (item->hatched)
    {
      hatch (painter, rect);
      wk_path_clear (painter->path);
      wk_path_box (painter->path, rect, item->box.radius);
    }
  if (width <= 0)
    return;
  if (item->emphasis == WK_EMPHASIS_CURRENT)
    width = MAX (width, 3);
  stroke_item (painter, item, width, FALSE);
}

static void
paint_circle (WkPainter *painter, const WkItem *item)
{
  double x = item->circle.x, y = item->circle.y, r = item->circle.radius;
  double width = item->width;

  /* The ring around it is an item of its own: it fades in and out. */
  if (item->emphasis == WK_EMPHASIS_CURRENT && width > 0)
    width = MAX (width, CURRENT_WIDTH);
  wk_path_clear (painter->path);
  wk_path_circle (painter->path, x, y, r);
  fill_item (painter, item);
  if (item->hatched)
    {
      hatch (painter, (WkRect){ x - r, y - r, 2 * r, 2 * r });
      wk_path_clear (painter->path);
      wk_path_circle (painter->path, x, y, r);
    }
  if (width > 0)
    stroke_item (painter, item, width, FALSE);
}

/* A head whose tip is at (x, y), pointing along the unit vector (ux, uy). */
static void
paint_head (WkPainter *painter,
            const WkItem *item,
            WkMarker marker,
            WkPoint tip,
            WkPoint along,
            double length)
{
  double half = MAX (length * 0.42, item->width * 0.95);
  WkPoint back = { tip.x - length * along.x, tip.y - length * along.y };
  WkPoint left = { back.x - half * along.y, back.y + half * along.x };
  WkPoint right = { back.x + half * along.y, back.y - half * along.x };
  WkColour colour = wk_theme_line (painter->theme, item->role, item->emphasis);

  wk_path_clear (painter->path);
  wk_path_move (painter->path, left.x, left.y);
  wk_path_line (painter->path, tip.x, tip.y);
  wk_path_line (painter->path, right.x, right.y);
  if (marker == WK_MARKER_ARROW)
    {
      wk_path_close (painter->path);
      fill_path (painter, colour);
    }
  else
    {
      WkStroke stroke = { .colour = colour, .width = item->width, .round = TRUE };

      stroke_path (painter, &stroke);
    }
}

static void
paint_cut (WkPainter *painter, const WkItem *item, WkPoint middle, WkPoint along)
{
  WkStroke stroke = {
    .colour = wk_theme_line (painter->theme, item->role, item->emphasis),
    .width = MAX (2.5, MIN (item->width, 4)),
    .round = TRUE,
  };

  wk_path_clear (painter->path);
  for (int side = -1; side <= 1; side += 2)
    {
      double x = middle.x + side * CUT_GAP / 2 * along.x;
      double y = middle.y + side * CUT_GAP / 2 * along.y;
      /* Leaning a little, as a break is drawn. */
      double lx = CUT_LENGTH / 2 * (0.35 * along.x - along.y);
      double ly = CUT_LENGTH / 2 * (0.35 * along.y + along.x);

      wk_path_move (painter->path, x - lx, y - ly);
      wk_path_line (painter->path, x + lx, y + ly);
    }
  stroke_path (painter, &stroke);
}

static void
paint_line (WkPainter *painter, const WkItem *item)
{
  WkPoint from = { item->line.x1, item->line.y1 },
          to = { item->line.x2, item->line.y2 };
  double length = hypot (to.x - from.x, to.y - from.y);
  WkPoint along = { (to.x - from.x) / length, (to.y - from.y) / length };
  WkPoint middle = { (from.x + to.x) / 2, (from.y + to.y) / 2 };
  double head = MIN (HEAD_LENGTH, length / 2);
  WkPoint start = from, end = to;

  /* Also when it is no number: then the device has nothing to refuse. */
  if (!(length > 0) || item->width <= 0 || item->role == WK_ROLE_NONE)
    return;
  /* A wide shaft ends inside its head, not at the tip. */
  if (item->line.head == WK_MARKER_ARROW)
    end = (WkPoint){ to.x - 0.9 * head * along.x, to.y - 0.9 * head * along.y };
  if (item->line.tail == WK_MARKER_ARROW)
    start = (WkPoint){ from.x + 0.9 * head * along.x, from.y + 0.9 * head * along.y };

  wk_path_clear (painter->path);
  wk_path_move (painter->path, start.x, start.y);
  if (item->cut && length > 2 * CUT_GAP)
    {
      wk_path_line (painter->path, middle.x - CUT_GAP / 2 * along.x,
                    middle.y - CUT_GAP / 2 * along.y);
      wk_path_move (painter->path, middle.x + CUT_GAP / 2 * along.x,
                    middle.y + CUT_GAP / 2 * along.y);
    }
  wk_path_line (painter->path, end.x, end.y);
  stroke_item (painter, item, item->width, TRUE);

  if (item->cut)
    paint_cut (painter, item, middle, along);
  if (item->line.head != WK_MARKER_NONE)
    paint_head (painter, item, item->line.head, to, along, head);
  if (item->line.tail != WK_MARKER_NONE)
    paint_head (painter, item, item->line.tail, from, (WkPoint){ -along.x, -along.y },
                head);
}

static void
poly_path (WkPainter *painter, const WkItem *item, gboolean close)
{
  wk_path_clear (painter->path);
  for (guint i = 0; i < item->poly.n; i++)
    {
      WkPoint point = item->poly.points[i];

      if (i == 0)
        wk_path_move (painter->path, point.x, point.y);
      else
        wk_path_line (painter->path, point.x, point.y);
    }
  if (close)
    wk_path_close (painter->path);
}

static WkRect
poly_bounds (const WkItem *item)
{
  double x0 = item->poly.points[0].x, x1 = x0;
  double y0 = item->poly.points[0].y, y1 = y0;

  for (guint i = 1; i < item->poly.n; i++)
    {
      x0 = MIN (x0, item->poly.points[i].x);
      x1 = MAX (x1, item->poly.points[i].x);
      y0 = MIN (y0, item->poly.points[i].y);
      y1 = MAX (y1, item->poly.points[i].y);
    }
  return (WkRect){ x0, y0, x1 - x0, y1 - y0 };
}

static void
paint_poly (WkPainter *painter, const WkItem *item)
{
  gboolean area = item->type == WK_ITEM_AREA;

  if (item->poly.n < 2)
    return;
  poly_path (painter, item, area);
  if (area)
    {
      fill_item (painter, item);
      if (item->hatched)
        {
          hatch (painter, poly_bounds (item));
          poly_path (painter, item, area);
        }
    }
  if (item->width > 0)
    stroke_item (painter, item, item->width, !area);
}

/* The image's alpha in the colour of the item's role, so that a drawing follows the
 * theme. */
static guint8 *
new_inked (const WkPainter *painter, const WkItem *item)
{
  gsize n = (gsize) item->image.columns * item->image.rows;
  WkColour colour = wk_theme_line (painter->theme, item->role, item->emphasis);
  const guint8 ink[3] = { (guint8) rint (255 * colour.red),
                          (guint8) rint (255 * colour.green),
                          (guint8) rint (255 * colour.blue) };
  guint8 *rgba = g_malloc (4 * n);

  for (gsize i = 0; i < n; i++)
    {
      rgba[4 * i] = ink[0];
      rgba[4 * i + 1] = ink[1];
      rgba[4 * i + 2] = ink[2];
      rgba[4 * i + 3] = item->image.rgba[4 * i + 3];
    }
  return rgba;
}

static void
paint_image (WkPainter *painter, const WkItem *item)
{
  g_autofree guint8 *inked = NULL;

  if (item->image.rgba == NULL || item->image.columns == 0 || item->image.rows == 0)
    return;
  if (item->image.ink)
    inked = new_inked (painter, item);
  painter->device->klass->image (
      painter->device,
      (WkRect){ item->image.x, item->image.y, item->image.width, item->image.height },
      item->image.columns, item->image.rows, inked != NULL ? inked : item->image.rgba,
      item->image.smooth);
  if (item->width > 0 && item->role != WK_ROLE_NONE)
    {
      wk_path_clear (painter->path);
      wk_path_box (painter->path,
                   (WkRect){ item->image.x, item->image.y, item->image.width,
                             item->image.height },
                   0);
      stroke_item (painter, item, item->width, FALSE);
    }
}

static void
paint_dots (WkPainter *painter, const WkItem *item)
{
  WkDots dots = {
    .points = item->dots.points,
    .classes = item->dots.classes,
    .n = item->dots.n,
    .radius = item->dots.radius,
  };

  if (dots.n == 0 || !(dots.radius > 0))
    return;
  for (guint i = 0; i < WK_N_CLASSES; i++)
    dots.around[i] = wk_theme_marker (painter->theme, i, item->emphasis, item->tint,
                                      &dots.fills[i], &dots.edges[i]);
  painter->device->klass->dots (painter->device, &dots);
}

static void
paint_item (WkPainter *painter, const WkItem *item)
{
  switch (item->type)
    {
    case WK_ITEM_BOX:
      paint_box (painter, item);
      break;
    case WK_ITEM_CIRCLE:
      paint_circle (painter, item);
      break;
    case WK_ITEM_LINE:
      paint_line (painter, item);
      break;
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      paint_poly (painter, item);
      break;
    case WK_ITEM_TEXT:
      wk_paint_text_item (painter, item);
      break;
    case WK_ITEM_FORMULA:
      wk_paint_formula_item (painter, item);
      break;
    case WK_ITEM_IMAGE:
      paint_image (painter, item);
      break;
    case WK_ITEM_DOTS:
      paint_dots (painter, item);
      break;
    case WK_ITEM_GROUP:
      break;
    }
}

void
wk_paint (const WkScene *scene,
          const WkTheme *theme,
          WkDevice *device,
          WkRect target,
          gboolean transparent)
{
  double width = wk_scene_get_width (scene), height = wk_scene_get_height (scene);
  double scale = MIN (target.width / width, target.height / height);
  WkPainter painter = {
    .theme = theme,
    .device = device,
    .scale = wk_scene_get_text_scale (scene),
    .path = wk_path_new (),
    .glyphs = g_array_new (FALSE, FALSE, sizeof (WkGlyph)),
    .text = g_string_new (NULL),
  };

  device->klass->begin (device, scene, scale,
                        target.x + (target.width - scale * width) / 2,
                        target.y + (target.height - scale * height) / 2);
  if (!transparent)
    {
      device->klass->begin_item (device, NULL);
      /* All of the target, which may be wider or higher than the scene by a rounding.
       */
      wk_path_box (painter.path,
                   (WkRect){ (width - target.width / scale) / 2,
                             (height - target.height / scale) / 2, target.width / scale,
                             target.height / scale },
                   0);
      fill_path (&painter, wk_theme_fill (theme, WK_ROLE_PAPER, 1));
      device->klass->end_item (device);
    }
  for (guint i = 0; i < wk_scene_get_n_items (scene); i++)
    {
      const WkItem *item = wk_scene_get_item (scene, i);

      if (!(item->opacity > 0))
        continue;
      device->klass->begin_item (device, item);
      if (item->opacity < 1)
        device->klass->push_opacity (device, item->opacity);
      paint_item (&painter, item);
      if (item->opacity < 1)
        device->klass->pop_opacity (device);
      device->klass->end_item (device);
    }
  device->klass->end (device);

  wk_path_free (painter.path);
  g_array_unref (painter.glyphs);
  g_string_free (painter.text, TRUE);
}
