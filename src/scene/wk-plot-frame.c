/* wk-plot-frame.c - the axes of a plot with their numbers and titles
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "scene/wk-plot-private.h"

static void
draw_tick (WkPlot *plot, gboolean is_x, guint i)
{
  const WkPlotAxis *axis = is_x ? &plot->x : &plot->y;
  double tick = is_x ? plot->x_ticks[i] : plot->y_ticks[i];
  double share = wk_plot_axis_share (axis, tick);
  WkRect box = plot->box;
  double x = box.x + share * box.width, y = box.y + (1.0 - share) * box.height;
  const char *name =
      wk_scene_id (plot->builder, "%s-tick-%c-%u", plot->id, is_x ? 'x' : 'y', i + 1);
  g_autofree char *text = wk_plot_axis_tick_text (axis, tick, plot->view->language);
  WkItem *line;

  if (is_x)
    {
      line = wk_scene_add_line (
          plot->builder, wk_scene_id (plot->builder, "%s-mark", name), WK_ROLE_MUTED,
          (WkPoint){ x, box.y + box.height }, (WkPoint){ x, box.y + box.height + 6.0 });
      line->width = 2.0;
      if (!axis->bare)
        wk_scene_add_formula (plot->builder, name, WK_ROLE_MUTED, WK_PLOT_TICK_TYPE, x,
                              box.y + box.height + wk_plot_tick_gap (plot),
                              WK_ANCHOR_MIDDLE, WK_VALIGN_TOP, text);
      return;
    }
  if (share > 1e-6)
    {
      line = wk_scene_add_line (
          plot->builder, wk_scene_id (plot->builder, "%s-line", name), WK_ROLE_LINE,
          (WkPoint){ box.x, y }, (WkPoint){ box.x + box.width, y });
      line->width = 1.5;
    }
  wk_scene_add_formula (plot->builder, name, WK_ROLE_MUTED, WK_PLOT_TICK_TYPE,
                        box.x - wk_plot_tick_gap (plot), y, WK_ANCHOR_END,
                        WK_VALIGN_MIDDLE, text);
}

static void
draw_titles (WkPlot *plot)
{
  WkRect box = plot->box, rect = plot->rect;

  if (plot->y.title != NULL)
    {
      WkItem *item =
          wk_scene_add_text (plot->builder, wk_plot_id (plot, "title-y"), WK_ROLE_MUTED,
                             WK_PLOT_TITLE_TYPE, rect.x, rect.y, WK_ANCHOR_START,
                             WK_VALIGN_TOP, plot->y.title);
      WkExtents extents = wk_plot_measure (plot, plot->y.title, WK_PLOT_TITLE_TYPE);

      /* Over the axis, if it is not too long for that. */
      if (box.x + extents.width <= rect.x + rect.width)
        item->text.x = box.x;
      else
        item->text.wrap = rect.width;
    }
  if (plot->x.title != NULL)
    {
      WkItem *item =
          wk_scene_add_text (plot->builder, wk_plot_id (plot, "title-x"), WK_ROLE_MUTED,
                             WK_PLOT_TITLE_TYPE, box.x + box.width / 2.0,
                             box.y + box.height + wk_plot_tick_gap (plot) +
                                 plot->tick_height + WK_PLOT_TITLE_GAP / 2.0,
                             WK_ANCHOR_MIDDLE, WK_VALIGN_TOP, plot->x.title);
      double half =
          wk_plot_measure (plot, plot->x.title, WK_PLOT_TITLE_TYPE).width / 2.0;

      if (2.0 * half > rect.width)
        {
          item->text.wrap = rect.width;
          item->text.x = rect.x + rect.width / 2.0;
        }
      else
        item->text.x = CLAMP (item->text.x, rect.x + half, rect.x + rect.width - half);
    }
}

static void
draw_axis_lines (WkPlot *plot)
{
  WkRect box = plot->box;
  WkPoint origin = { box.x, box.y + box.height };

  wk_scene_add_line (plot->builder, wk_plot_id (plot, "axis-x"), WK_ROLE_MUTED, origin,
                     (WkPoint){ box.x + box.width, origin.y });
  wk_scene_add_line (plot->builder, wk_plot_id (plot, "axis-y"), WK_ROLE_MUTED, origin,
                     (WkPoint){ box.x, box.y });
}

void
wk_plot_draw_axes (WkPlot *plot)
{
  g_return_if_fail (plot != NULL);

  for (guint i = 0; i < plot->n_y_ticks; i++)
    draw_tick (plot, FALSE, i);
  for (guint i = 0; i < plot->n_x_ticks; i++)
    draw_tick (plot, TRUE, i);
  draw_axis_lines (plot);
  draw_titles (plot);
}

void
wk_plot_draw_empty (WkPlot *plot)
{
  WkItem *mark;

  g_return_if_fail (plot != NULL);

  draw_axis_lines (plot);
  draw_titles (plot);
  mark = wk_scene_add_text (plot->builder, wk_plot_id (plot, "unknown"), WK_ROLE_MUTED,
                            WK_TYPE_NODE_VALUE, plot->box.x + plot->box.width / 2.0,
                            plot->box.y + plot->box.height / 2.0, WK_ANCHOR_MIDDLE,
                            WK_VALIGN_MIDDLE, "?");
  mark->emphasis = WK_EMPHASIS_NOT_YET;
}
