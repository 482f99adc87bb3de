/* wk-plot-label.c - words inside a plot, where nothing is in their way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "scene/wk-plot-private.h"

/* Between a label and what it keeps off. */
#define CLEAR 8.0
#define N_RADII 6
#define LEGEND_LINE 40.0
#define LEGEND_GAP 12.0

void
wk_plot_keep_off (WkPlot *plot, WkRect rect)
{
  g_return_if_fail (plot != NULL);

  g_array_append_val (plot->rects, rect);
}

static gboolean
rects_meet (WkRect a, WkRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
         b.y < a.y + a.height;
}

static gboolean
is_inside (const WkPlot *plot, WkRect rect)
{
  WkRect box = plot->box;

  return rect.x >= box.x + CLEAR && rect.y >= box.y &&
         rect.x + rect.width <= plot->rect.x + plot->rect.width &&
         rect.y + rect.height <= box.y + box.height - 2.0;
}

static gboolean
is_free (const WkPlot *plot, WkRect rect)
{
  WkRect wide = { rect.x - CLEAR, rect.y - CLEAR, rect.width + 2.0 * CLEAR,
                  rect.height + 2.0 * CLEAR };

  if (!is_inside (plot, rect))
    return FALSE;
  for (guint i = 0; i < plot->rects->len; i++)
    if (rects_meet (wide, g_array_index (plot->rects, WkRect, i)))
      return FALSE;
  for (guint i = 0; i + 1 < plot->segments->len; i += 2)
    {
      WkPoint from = g_array_index (plot->segments, WkPoint, i);
      WkPoint to = g_array_index (plot->segments, WkPoint, i + 1);

      if (wk_plot_clip (wide, &from, &to))
        return FALSE;
    }
  return TRUE;
}

static WkItem *
draw_label (WkPlot *plot,
            const char *id,
            WkRole role,
            WkTypeRole type,
            WkRect rect,
            const char *text)
{
  WkItem *(*add) (WkSceneBuilder *, const char *, WkRole, WkTypeRole, double, double,
                  WkAnchor, WkVAlign, const char *) =
      wk_plot_is_formula_type (type) ? wk_scene_add_formula : wk_scene_add_text;

  WkItem *plate = wk_scene_add_box (
      plot->builder, wk_scene_id (plot->builder, "%s-%s-plate", plot->id, id),
      WK_ROLE_NONE, rect, 4.0);

  /* The light lines of the plot do not run through it. */
  plate->fill = WK_ROLE_PAPER;
  plate->tint = 1.0;
  plate->width = 0.0;
  wk_plot_keep_off (plot, rect);
  return add (plot->builder, wk_plot_id (plot, id), role, type, rect.x, rect.y,
              WK_ANCHOR_START, WK_VALIGN_TOP, text);
}

/* The first free one of @spots. */
static WkItem *
label_at (WkPlot *plot,
          const char *id,
          WkRole role,
          WkTypeRole type,
          const WkRect *spots,
          guint n,
          const char *text)
{
  for (guint i = 0; i < n; i++)
    if (is_free (plot, spots[i]))
      return draw_label (plot, id, role, type, spots[i], text);
  return NULL;
}

WkItem *
wk_plot_add_label (WkPlot *plot,
                   const char *id,
                   WkRole role,
                   WkTypeRole type,
                   WkPoint at,
                   const char *text)
{
  return wk_plot_add_label_near (plot, id, role, type, at, INFINITY, text);
}

WkItem *
wk_plot_add_label_near (WkPlot *plot,
                        const char *id,
                        WkRole role,
                        WkTypeRole type,
                        WkPoint at,
                        double reach,
                        const char *text)
{
  /* Right, left, above, below, and between them. */
  static const WkPoint sides[] = { { 1, 0 },  { -1, 0 },  { 0, -1 }, { 0, 1 },
                                   { 1, -1 }, { -1, -1 }, { 1, 1 },  { -1, 1 } };
  static const double radii[N_RADII] = { 10, 16, 24, 36, 54, 80 };
  WkRect spots[N_RADII * G_N_ELEMENTS (sides)];
  WkExtents extents;
  double w, h;
  guint n = 0;

  g_return_val_if_fail (plot != NULL && id != NULL && text != NULL, NULL);

  extents = wk_plot_measure (plot, text, type);
  w = extents.width;
  h = extents.ascent + extents.descent;
  for (guint r = 0; r < N_RADII && radii[r] <= reach; r++)
    for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
      spots[n++] = (WkRect){
        at.x + sides[s].x * (radii[r] + w / 2.0) - w / 2.0,
        at.y + sides[s].y * (radii[r] + h / 2.0) - h / 2.0,
        w,
        h,
      };
  return label_at (plot, id, role, type, spots, n, text);
}

WkItem *
wk_plot_add_level_label (WkPlot *plot,
                         const char *id,
                         WkRole role,
                         WkTypeRole type,
                         double y,
                         const char *text)
{
  enum
  {
    N_PLACES = 9
  };
  WkRect spots[2 * N_PLACES];
  WkExtents extents;
  double at, w, h;
  guint n = 0;

  g_return_val_if_fail (plot != NULL && id != NULL && text != NULL, NULL);

  extents = wk_plot_measure (plot, text, type);
  at = wk_plot_at (plot, plot->x.min, y).y;
  w = extents.width;
  h = extents.ascent + extents.descent;
  for (guint i = 0; i < N_PLACES; i++)
    {
      double x = plot->box.x + plot->box.width - w -
                 i / (N_PLACES - 1.0) * (plot->box.width - w - 2.0 * CLEAR);

      spots[n++] = (WkRect){ x, at - h - CLEAR - 1.0, w, h };
      spots[n++] = (WkRect){ x, at + CLEAR + 1.0, w, h };
    }
  return label_at (plot, id, role, type, spots, n, text);
}

WkItem *
wk_plot_add_end_label (WkPlot *plot,
                       const char *id,
                       WkRole role,
                       WkTypeRole type,
                       const char *text)
{
  g_return_val_if_fail (plot != NULL && id != NULL && text != NULL, NULL);

  return plot->has_end ? wk_plot_add_label (plot, id, role, type, plot->end, text)
                       : NULL;
}

/* --- legend --- */

static void
draw_entry (WkPlot *plot,
            const char *id,
            const WkPlotLegend *entry,
            WkRect row,
            guint i)
{
  const char *name = wk_scene_id (plot->builder, "%s-%s-%u", plot->id, id, i + 1);
  double middle = row.y + row.height / 2.0;

  if (entry->is_mark)
    wk_plot_draw_mark (plot, name, entry->role, entry->shape,
                       (WkPoint){ row.x + LEGEND_LINE / 2.0, middle },
                       wk_plot_mark_radius (plot));
  else
    {
      WkItem *line = wk_scene_add_line (plot->builder, name, entry->role,
                                        (WkPoint){ row.x, middle },
                                        (WkPoint){ row.x + LEGEND_LINE, middle });

      line->width = 4.0;
      line->dashed = entry->dashed;
    }
  wk_scene_add_text (plot->builder, wk_scene_id (plot->builder, "%s-text", name),
                     WK_ROLE_MUTED, WK_TYPE_SECONDARY, row.x + LEGEND_LINE + LEGEND_GAP,
                     middle, WK_ANCHOR_START, WK_VALIGN_MIDDLE, entry->text);
}

gboolean
wk_plot_add_legend (WkPlot *plot, const char *id, const WkPlotLegend *entries, guint n)
{
  double line, width = 0.0;
  WkRect box;

  g_return_val_if_fail (plot != NULL && id != NULL, FALSE);
  g_return_val_if_fail (entries != NULL || n == 0, FALSE);

  box = plot->box;
  line = 1.35 * wk_type_size (WK_TYPE_SECONDARY, plot->view->text_scale);
  for (guint i = 0; i < n; i++)
    width =
        MAX (width, wk_plot_measure (plot, entries[i].text, WK_TYPE_SECONDARY).width);
  width += LEGEND_LINE + LEGEND_GAP;
  for (guint corner = 0; corner < 4; corner++)
    {
      WkRect rect = { box.x + 2.0 * CLEAR, box.y + CLEAR, width, n * line };

      if (corner % 2 == 0)
        rect.x = box.x + box.width - width - CLEAR;
      if (corner >= 2)
        rect.y = box.y + box.height - rect.height - 2.0 * CLEAR;
      if (!is_free (plot, rect))
        continue;
      for (guint i = 0; i < n; i++)
        draw_entry (plot, id, &entries[i],
                    (WkRect){ rect.x, rect.y + i * line, width, line }, i);
      wk_plot_keep_off (plot, rect);
      return TRUE;
    }
  return FALSE;
}
