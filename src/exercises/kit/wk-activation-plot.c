/* wk-activation-plot.c - the small plot of an activation, with the point z -> a on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both axes pass through 0 and have the same scale where that shows the shape best (the
 * piecewise linear ones). The range follows z, so that the point is always on the plot.
 */
#include "config.h"

#include "exercises/kit/wk-activation-plot.h"

#include <math.h>

#include "model/wk-number.h"

#define N_SAMPLES 97
#define POINT_RADIUS 9.0

typedef struct
{
  WkRect box;
  double z_max, a_min, a_max;
} Axes;

static WkPoint
at (const Axes *axes, double z, double a)
{
  double x = (z / axes->z_max + 1.0) / 2.0;
  double y = (a - axes->a_min) / (axes->a_max - axes->a_min);

  return (WkPoint){ axes->box.x + x * axes->box.width,
                    axes->box.y + (1.0 - y) * axes->box.height };
}

static gboolean
is_bounded (WkActivation g)
{
  return g == WK_ACTIVATION_SIGMOID || g == WK_ACTIVATION_TANH;
}

static Axes
choose_axes (const WkActivationPlot *plot, WkRect box)
{
  Axes axes = { .box = box };
  double reach = plot->has_point ? fabs (plot->z) * 1.3 : 0.0;
  double low, high;

  axes.z_max = MAX (reach, is_bounded (plot->g) ? 5.0 : 3.0);
  low = wk_activation_value (plot->g, plot->slope, -axes.z_max);
  high = wk_activation_value (plot->g, plot->slope, axes.z_max);
  axes.a_min = MIN (0.0, MIN (low, high));
  axes.a_max = MAX (0.0, MAX (low, high));
  if (plot->g == WK_ACTIVATION_SIGMOID)
    axes.a_max = 1.0;
  if (plot->g == WK_ACTIVATION_TANH)
    axes.a_min = -(axes.a_max = 1.0);
  {
    double margin = 0.12 * (axes.a_max - axes.a_min);

    axes.a_max += margin;
    axes.a_min -= margin;
  }
  return axes;
}

static void
draw_axes (const Axes *axes, const WkView *view, WkSceneBuilder *builder)
{
  WkPoint left = at (axes, -axes->z_max, 0.0), right = at (axes, axes->z_max, 0.0);
  WkPoint bottom = at (axes, 0.0, axes->a_min), top = at (axes, 0.0, axes->a_max);
  double half = 0.6 * wk_type_size (WK_TYPE_SYMBOL_SMALL, view->text_scale);
  WkItem *item = wk_scene_add_line (builder, "plot-axis-z", WK_ROLE_MUTED, left, right);

  item->width = 1.5;
  item = wk_scene_add_line (builder, "plot-axis-a", WK_ROLE_MUTED, bottom, top);
  item->width = 1.5;
  wk_scene_add_formula (builder, "plot-z", WK_ROLE_MUTED, WK_TYPE_SYMBOL_SMALL,
                        right.x + 8.0, right.y, WK_ANCHOR_START, WK_VALIGN_MIDDLE, "z");
  wk_scene_add_formula (builder, "plot-a", WK_ROLE_MUTED, WK_TYPE_SYMBOL_SMALL, top.x,
                        top.y - half, WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, "a");
}

static void
draw_curve (const WkActivationPlot *plot, const Axes *axes, WkSceneBuilder *builder)
{
  WkPoint points[N_SAMPLES];
  WkItem *curve;

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      double z = axes->z_max * (2.0 * i / (N_SAMPLES - 1.0) - 1.0);

      points[i] = at (axes, z, wk_activation_value (plot->g, plot->slope, z));
    }
  curve = wk_scene_add_polyline (builder, "plot-curve", WK_ROLE_INK, points, N_SAMPLES);
  curve->width = 4.0;
}

static void
draw_point (const WkActivationPlot *plot,
            const Axes *axes,
            const WkLanguage *language,
            WkSceneBuilder *builder)
{
  double along = CLAMP (2.0 * plot->share, 0.0, 1.0);
  double up = CLAMP (2.0 * plot->share - 1.0, 0.0, 1.0);
  double a = wk_activation_value (plot->g, plot->slope, plot->z);
  WkPoint foot = at (axes, plot->z * along, 0.0);
  WkPoint point = at (axes, plot->z * along, a * up);
  WkPoint side = at (axes, 0.0, a * up);
  WkItem *item;

  if (a == 0.0)
    side = point = foot;
  item = wk_scene_add_line (builder, "plot-up", WK_ROLE_FOCUS, foot, point);
  item->width = 2.5;
  item->dashed = TRUE;
  item = wk_scene_add_line (builder, "plot-across", WK_ROLE_FOCUS, point, side);
  item->width = 2.5;
  item->dashed = TRUE;
  item = wk_scene_add_circle (builder, "plot-point", WK_ROLE_INK, point.x, point.y,
                              POINT_RADIUS);
  item->width = 3.0;
  item->fill = WK_ROLE_FOCUS;
  item->tint = 1.0;
  if (plot->share >= 1.0)
    {
      g_autofree char *z_words = wk_number_to_words (plot->z, language);
      g_autofree char *a_words = wk_number_to_words (a, language);
      g_autofree char *value =
          g_strdup_printf (_L (language, "%s becomes %s"), z_words, a_words);

      wk_item_set_spoken (item, _L (language, "activation at this node"), value, NULL,
                          NULL);
    }
}

/* @source if it is no wider than @width, else @otherwise (may be NULL). */
static void
add_fitting (WkSceneBuilder *builder,
             const WkView *view,
             const char *id,
             WkRole role,
             WkPoint where,
             double width,
             const char *source,
             const char *otherwise)
{
  const char *tries[] = { source, otherwise };

  for (guint i = 0; i < G_N_ELEMENTS (tries) && tries[i] != NULL; i++)
    {
      WkExtents extents;

      view->measure->formula (view->measure, tries[i], WK_TYPE_SYMBOL_SMALL,
                              view->text_scale, 0.0, &extents);
      if (extents.width > width)
        continue;
      wk_scene_add_formula (builder, id, role, WK_TYPE_SYMBOL_SMALL, where.x, where.y,
                            WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, tries[i]);
      return;
    }
}

/* At this height, with the lines of text above and below, a ReLU rises by 45 degrees.
 */
double
wk_activation_plot_height (double width, const WkView *view)
{
  double line = 1.6 * wk_type_size (WK_TYPE_SYMBOL_SMALL, view->text_scale);

  return 2.9 * line + (width - 0.8 * line) * 0.62;
}

/**
 * wk_activation_plot_draw:
 * @rect: for everything: the function above, the plot, z -> a below
 */
void
wk_activation_plot_draw (const WkActivationPlot *plot,
                         const WkView *view,
                         const WkLanguage *language,
                         WkSceneBuilder *builder,
                         WkRect rect)
{
  double line = 1.6 * wk_type_size (WK_TYPE_SYMBOL_SMALL, view->text_scale);
  double middle = rect.x + rect.width / 2.0;
  g_autofree char *call = wk_dense_g_formula (plot->g, plot->slope, language, "z");
  g_autofree char *title = g_strdup_printf ("g(z)=%s", call);
  WkRect box = { rect.x, rect.y + 1.9 * line, rect.width - 0.8 * line, 0.0 };
  Axes axes;

  box.height = rect.height - 2.9 * line;
  axes = choose_axes (plot, box);
  add_fitting (builder, view, "plot-title", WK_ROLE_MUTED,
               (WkPoint){ middle, rect.y + line / 2.0 }, rect.width, title, call);
  draw_axes (&axes, view, builder);
  draw_curve (plot, &axes, builder);
  if (!plot->has_point || plot->share <= 0.0)
    return;
  draw_point (plot, &axes, language, builder);
  if (plot->share >= 1.0)
    {
      double value = wk_activation_value (plot->g, plot->slope, plot->z);
      g_autofree char *z = wk_number_to_formula (plot->z, language);
      g_autofree char *a = wk_number_to_formula (value, language);
      g_autofree char *result = g_strdup_printf ("g(%s)=%s", z, a);

      add_fitting (builder, view, "plot-result", WK_ROLE_INK,
                   (WkPoint){ middle, rect.y + rect.height - line / 2.0 }, rect.width,
                   result, NULL);
    }
}
