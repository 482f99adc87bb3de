/* wk-item.c - one item of a scene: its extent, and how it compares
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "scene/wk-scene-private.h"

/* Height of Inter's digits and of Pagella's, in em: what VALIGN_MIDDLE centres on. */
#define TEXT_DIGIT 0.727
#define FORMULA_DIGIT 0.69

/* A thin line is grabbed as if it were this wide to each side. */
#define LEAST_GRAB 4.0

void
wk_item_free (WkItem *item)
{
  if (item == NULL)
    return;

  switch (item->type)
    {
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      g_free (item->poly.points);
      break;
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
      g_free (item->text.text);
      break;
    case WK_ITEM_IMAGE:
      g_free (item->image.rgba);
      break;
    case WK_ITEM_DOTS:
      g_free (item->dots.points);
      g_free (item->dots.classes);
      break;
    case WK_ITEM_BOX:
    case WK_ITEM_CIRCLE:
    case WK_ITEM_LINE:
    case WK_ITEM_GROUP:
    default:
      break;
    }
  g_free (item->id);
  g_free (item->parent);
  g_free (item->label);
  g_free (item->value);
  g_free (item->how);
  g_free (item->edits);
  g_free (item);
}

void
wk_item_set_spoken (WkItem *item,
                    const char *label,
                    const char *value,
                    const char *how,
                    const char *edits)
{
  g_return_if_fail (item != NULL);

  g_free (item->label);
  g_free (item->value);
  g_free (item->how);
  g_free (item->edits);
  item->label = g_strdup (label);
  item->value = g_strdup (value);
  item->how = g_strdup (how);
  item->edits = g_strdup (edits);
}

WkRect
wk_rect_union (WkRect a, WkRect b)
{
  double x = MIN (a.x, b.x), y = MIN (a.y, b.y);

  return (WkRect){ x, y, MAX (a.x + a.width, b.x + b.width) - x,
                   MAX (a.y + a.height, b.y + b.height) - y };
}

WkPoint
wk_item_text_origin (const WkItem *item, const WkExtents *extents, WkTextScale scale)
{
  g_return_val_if_fail (item != NULL && extents != NULL, ((WkPoint){ 0, 0 }));

  WkPoint origin = { item->text.x, item->text.y };
  double digit = item->type == WK_ITEM_FORMULA ? FORMULA_DIGIT : TEXT_DIGIT;

  if (item->text.anchor == WK_ANCHOR_MIDDLE)
    origin.x -= extents->width / 2;
  else if (item->text.anchor == WK_ANCHOR_END)
    origin.x -= extents->width;

  switch (item->text.valign)
    {
    case WK_VALIGN_TOP:
      origin.y += extents->ascent;
      break;
    case WK_VALIGN_MIDDLE:
      if (extents->n_lines <= 1)
        origin.y += digit / 2 * wk_type_size (item->text.type, scale);
      else
        origin.y += (extents->ascent - extents->descent) / 2;
      break;
    case WK_VALIGN_BOTTOM:
      origin.y -= extents->descent;
      break;
    case WK_VALIGN_BASELINE:
    default:
      break;
    }
  return origin;
}

static WkRect
points_bounds (const WkPoint *points, guint n)
{
  WkRect bounds = { points[0].x, points[0].y, 0, 0 };

  for (guint i = 1; i < n; i++)
    bounds = wk_rect_union (bounds, (WkRect){ points[i].x, points[i].y, 0, 0 });
  return bounds;
}

static WkRect
grown (WkRect rect, double by)
{
  return (WkRect){ rect.x - by, rect.y - by, rect.width + 2 * by,
                   rect.height + 2 * by };
}

static gboolean
text_bounds (const WkItem *item,
             const WkMeasure *measure,
             WkTextScale scale,
             WkRect *bounds)
{
  WkExtents extents = { 0 };

  if (measure == NULL || item->text.text == NULL)
    return FALSE;
  if (item->type == WK_ITEM_TEXT)
    measure->text (measure, item->text.text, item->text.type, scale, item->text.wrap,
                   &extents);
  else
    measure->formula (measure, item->text.text, item->text.type, scale, item->text.wrap,
                      &extents);

  WkPoint origin = wk_item_text_origin (item, &extents, scale);
  *bounds = (WkRect){ origin.x, origin.y - extents.ascent, extents.width,
                      extents.ascent + extents.descent };
  return TRUE;
}

gboolean
wk_item_bounds (const WkItem *item,
                const WkMeasure *measure,
                WkTextScale scale,
                WkRect *bounds)
{
  switch (item->type)
    {
    case WK_ITEM_BOX:
      *bounds = grown (
          (WkRect){ item->box.x, item->box.y, item->box.width, item->box.height },
          item->width / 2);
      return TRUE;
    case WK_ITEM_CIRCLE:
      *bounds = grown ((WkRect){ item->circle.x, item->circle.y, 0, 0 },
                       item->circle.radius + item->width / 2);
      return TRUE;
    case WK_ITEM_LINE:
      *bounds = grown (points_bounds ((WkPoint[]){ { item->line.x1, item->line.y1 },
                                                   { item->line.x2, item->line.y2 } },
                                      2),
                       item->width / 2);
      return TRUE;
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      if (item->poly.n == 0)
        return FALSE;
      *bounds =
          grown (points_bounds (item->poly.points, item->poly.n), item->width / 2);
      return TRUE;
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
      return text_bounds (item, measure, scale, bounds);
    case WK_ITEM_IMAGE:
      *bounds = (WkRect){ item->image.x, item->image.y, item->image.width,
                          item->image.height };
      return TRUE;
    case WK_ITEM_DOTS:
      if (item->dots.n == 0)
        return FALSE;
      *bounds = grown (points_bounds (item->dots.points, item->dots.n),
                       WK_DOT_REACH * item->dots.radius);
      return TRUE;
    case WK_ITEM_GROUP:
    default:
      return FALSE;
    }
}

static double
segment_distance (WkPoint a, WkPoint b, double x, double y)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length2 : 0;

  t = CLAMP (t, 0, 1);
  return hypot (x - a.x - t * dx, y - a.y - t * dy);
}

static gboolean
polygon_contains (const WkPoint *points, guint n, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    if ((points[i].y > y) != (points[j].y > y) &&
        x < (points[j].x - points[i].x) * (y - points[i].y) /
                    (points[j].y - points[i].y) +
                points[i].x)
      inside = !inside;
  return inside;
}

static double
poly_distance (const WkItem *item, double x, double y)
{
  const WkPoint *points = item->poly.points;
  double nearest = G_MAXDOUBLE;

  if (item->type == WK_ITEM_AREA && polygon_contains (points, item->poly.n, x, y))
    return 0;
  for (guint i = 0; i + 1 < item->poly.n; i++)
    nearest = MIN (nearest, segment_distance (points[i], points[i + 1], x, y));
  if (item->type == WK_ITEM_AREA && item->poly.n > 1)
    nearest =
        MIN (nearest, segment_distance (points[item->poly.n - 1], points[0], x, y));
  return MAX (nearest - MAX (item->width / 2, LEAST_GRAB), 0);
}

/* To the disc that is as large as a marker. */
static double
dots_distance (const WkItem *item, double x, double y)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < item->dots.n; i++)
    {
      double dx = item->dots.points[i].x - x, dy = item->dots.points[i].y - y;

      nearest = MIN (nearest, dx * dx + dy * dy);
    }
  return MAX (sqrt (nearest) - item->dots.radius, 0);
}

double
wk_item_distance (const WkItem *item, const WkRect *bounds, double x, double y)
{
  double dx = MAX (MAX (bounds->x - x, x - bounds->x - bounds->width), 0);
  double dy = MAX (MAX (bounds->y - y, y - bounds->y - bounds->height), 0);

  switch (item->type)
    {
    case WK_ITEM_CIRCLE:
      return MAX (hypot (x - item->circle.x, y - item->circle.y) - item->circle.radius -
                      item->width / 2,
                  0);
    case WK_ITEM_LINE:
      return MAX (segment_distance ((WkPoint){ item->line.x1, item->line.y1 },
                                    (WkPoint){ item->line.x2, item->line.y2 }, x, y) -
                      MAX (item->width / 2, LEAST_GRAB),
                  0);
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      return poly_distance (item, x, y);
    case WK_ITEM_DOTS:
      return dots_distance (item, x, y);
    case WK_ITEM_BOX:
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
    case WK_ITEM_IMAGE:
    case WK_ITEM_GROUP:
    default:
      return hypot (dx, dy);
    }
}

static gboolean
points_finite (const WkPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!isfinite (points[i].x) || !isfinite (points[i].y))
      return FALSE;
  return TRUE;
}

static gboolean
all_finite (const double *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      return FALSE;
  return TRUE;
}

gboolean
wk_item_is_finite (const WkItem *item)
{
  if (!isfinite (item->width) || !isfinite (item->tint) || !isfinite (item->opacity))
    return FALSE;

  switch (item->type)
    {
    case WK_ITEM_BOX:
      return all_finite ((double[]){ item->box.x, item->box.y, item->box.width,
                                     item->box.height, item->box.radius },
                         5);
    case WK_ITEM_CIRCLE:
      return all_finite (
          (double[]){ item->circle.x, item->circle.y, item->circle.radius }, 3);
    case WK_ITEM_LINE:
      return all_finite (
          (double[]){ item->line.x1, item->line.y1, item->line.x2, item->line.y2 }, 4);
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      return points_finite (item->poly.points, item->poly.n);
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
      return all_finite ((double[]){ item->text.x, item->text.y, item->text.wrap }, 3);
    case WK_ITEM_IMAGE:
      return all_finite ((double[]){ item->image.x, item->image.y, item->image.width,
                                     item->image.height },
                         4);
    case WK_ITEM_DOTS:
      return isfinite (item->dots.radius) &&
             points_finite (item->dots.points, item->dots.n);
    case WK_ITEM_GROUP:
    default:
      return TRUE;
    }
}

static gboolean
dots_equal (const WkItem *a, const WkItem *b)
{
  guint n = a->dots.n;

  return n == b->dots.n && a->dots.radius == b->dots.radius &&
         (n == 0 ||
          (memcmp (a->dots.points, b->dots.points, n * sizeof (WkPoint)) == 0 &&
           memcmp (a->dots.classes, b->dots.classes, n) == 0));
}

static gboolean
geometry_equal (const WkItem *a, const WkItem *b)
{
  switch (a->type)
    {
    case WK_ITEM_BOX:
      return memcmp (&a->box, &b->box, sizeof a->box) == 0;
    case WK_ITEM_CIRCLE:
      return memcmp (&a->circle, &b->circle, sizeof a->circle) == 0;
    case WK_ITEM_LINE:
      return a->line.x1 == b->line.x1 && a->line.y1 == b->line.y1 &&
             a->line.x2 == b->line.x2 && a->line.y2 == b->line.y2 &&
             a->line.head == b->line.head && a->line.tail == b->line.tail;
    case WK_ITEM_POLYLINE:
    case WK_ITEM_AREA:
      return a->poly.n == b->poly.n &&
             (a->poly.n == 0 || memcmp (a->poly.points, b->poly.points,
                                        a->poly.n * sizeof (WkPoint)) == 0);
    case WK_ITEM_TEXT:
    case WK_ITEM_FORMULA:
      return a->text.x == b->text.x && a->text.y == b->text.y &&
             a->text.wrap == b->text.wrap && a->text.type == b->text.type &&
             a->text.anchor == b->text.anchor && a->text.valign == b->text.valign &&
             g_strcmp0 (a->text.text, b->text.text) == 0;
    case WK_ITEM_IMAGE:
      return a->image.x == b->image.x && a->image.y == b->image.y &&
             a->image.width == b->image.width && a->image.height == b->image.height &&
             a->image.columns == b->image.columns && a->image.rows == b->image.rows &&
             a->image.smooth == b->image.smooth && a->image.ink == b->image.ink &&
             memcmp (a->image.rgba, b->image.rgba,
                     (gsize) a->image.columns * a->image.rows * 4) == 0;
    case WK_ITEM_DOTS:
      return dots_equal (a, b);
    case WK_ITEM_GROUP:
    default:
      return TRUE;
    }
}

gboolean
wk_item_equal (const WkItem *a, const WkItem *b)
{
  return a->type == b->type && a->role == b->role && a->emphasis == b->emphasis &&
         a->opacity == b->opacity && a->fill == b->fill && a->tint == b->tint &&
         a->width == b->width && a->hatched == b->hatched && a->dashed == b->dashed &&
         a->cut == b->cut && a->follows == b->follows && a->moves == b->moves &&
         a->strokes == b->strokes && g_strcmp0 (a->id, b->id) == 0 &&
         g_strcmp0 (a->parent, b->parent) == 0 && g_strcmp0 (a->label, b->label) == 0 &&
         g_strcmp0 (a->value, b->value) == 0 && g_strcmp0 (a->how, b->how) == 0 &&
         g_strcmp0 (a->edits, b->edits) == 0 && geometry_equal (a, b);
}
