/* wk-ink-draw.c - ink as a scene, so that the one painter draws it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "render/wk-render.h"
#include "session/wk-ink-private.h"

/* Of paper, on each side of a line, in units. */
#define RIM 1.6
/* Painters take long for lines that cross themselves often: longer ones are drawn in
 * pieces, whose round ends join. */
#define PIECE_POINTS 64u

static WkSceneBuilder *
new_builder (double width, double height)
{
  const WkView view = { .width = width,
                        .height = height,
                        .language = wk_language_get ("en"),
                        .measure = wk_render_get_measure () };

  return wk_scene_builder_new (&view);
}

/* In one of two layers: all rims are under all lines, so that the pieces of a long line
 * join. */
static void
add_curve (WkSceneBuilder *builder,
           guint number,
           gboolean rim,
           const WkPen *pen,
           const WkPoint *points,
           guint n)
{
  g_autoptr (GArray) curve = wk_ink_line_curve (points, n);
  const char *id = wk_scene_id (builder, rim ? "rim-%u" : "stroke-%u", number);

  /* A dot: the round ends of a line without length. */
  if (curve->len == 1)
    {
      WkPoint dot = g_array_index (curve, WkPoint, 0);

      dot.x += 0.01;
      g_array_append_val (curve, dot);
    }
  for (guint first = 0; first + 1 < curve->len; first += PIECE_POINTS - 1)
    {
      guint length = MIN (curve->len - first, PIECE_POINTS);
      WkItem *item = wk_scene_add_polyline (
          builder, first == 0 ? id : wk_scene_id (builder, "%s-%u", id, first),
          rim ? WK_ROLE_PAPER : wk_ink_role (pen->colour),
          &g_array_index (curve, WkPoint, first), length);

      item->width = pen->width + (rim ? 2 * RIM : 0);
    }
}

/* @page: of which @page->y units are cut off at the top. */
static void
add_stroke (WkSceneBuilder *builder,
            const WkRect *page,
            guint number,
            gboolean rim,
            const WkInkStroke *stroke)
{
  double x = page->width / stroke->page_width;
  double y = page->height / stroke->page_height;
  g_autofree WkPoint *points = g_new (WkPoint, stroke->n);

  for (guint i = 0; i < stroke->n; i++)
    points[i] = (WkPoint){ stroke->points[i].x * x, stroke->points[i].y * y - page->y };
  add_curve (builder, number, rim, &stroke->pen, points, stroke->n);
}

WkScene *
wk_ink_draw_stroke (const WkInkStroke *stroke, double page_width, double page_height)
{
  g_return_val_if_fail (stroke != NULL && page_width > 0 && page_height > 0, NULL);

  WkRect page = { 0, 0, page_width, page_height };
  WkSceneBuilder *builder = new_builder (page_width, page_height);

  add_stroke (builder, &page, 1, TRUE, stroke);
  add_stroke (builder, &page, 1, FALSE, stroke);
  return wk_scene_builder_finish (builder);
}

WkScene *
wk_ink_draw_line (const WkPen *pen,
                  double page_width,
                  double page_height,
                  const WkPoint *points,
                  guint n)
{
  g_return_val_if_fail (n > 0 && page_width > 0 && page_height > 0, NULL);

  WkSceneBuilder *builder = new_builder (page_width, page_height);
  g_autoptr (GArray) thin = wk_ink_line_thin (points, n);

  if (thin->len > 0)
    add_curve (builder, 1, FALSE, pen, (const WkPoint *) thin->data, thin->len);
  return wk_scene_builder_finish (builder);
}

WkScene *
wk_ink_draw (WkInk *ink,
             const WkInkPlace *place,
             double page_width,
             double page_height,
             double cut,
             double height)
{
  g_return_val_if_fail (WK_IS_INK (ink), NULL);
  g_return_val_if_fail (page_width > 0 && page_height > 0 && height > 0, NULL);

  guint n = wk_ink_get_n_strokes (ink, place);
  WkRect page = { 0, cut, page_width, page_height };
  WkSceneBuilder *builder;

  if (n == 0)
    return NULL;
  builder = new_builder (page_width, height);
  for (guint i = 0; i < 2 * n; i++)
    add_stroke (builder, &page, i % n + 1, i < n,
                wk_ink_get_stroke (ink, place, i % n));
  return wk_scene_builder_finish (builder);
}

WkScene *
wk_ink_draw_over (WkInk *ink,
                  const WkInkPlace *place,
                  double page_width,
                  double page_height,
                  const WkScene *figure)
{
  g_return_val_if_fail (figure != NULL, NULL);

  return wk_ink_draw (ink, place, page_width, page_height, wk_scene_get_cut (figure),
                      wk_scene_get_height (figure));
}
