/* wk-latent-training.c - both parts of the loss over the epochs that were trained
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "scene/wk-plot.h"

/* In the order of the training's curves. */
enum
{
  CURVE_RECONSTRUCTION,
  CURVE_KL,
  CURVE_HELD_RECONSTRUCTION,
  CURVE_HELD_KL,
  N_CURVES
};

typedef struct
{
  const double *values;
  guint n, columns;
} Curves;

static void
draw_curve (WkPlot *plot,
            const Curves *curves,
            guint curve,
            const char *id,
            WkRole role,
            const char *text)
{
  g_autofree WkPoint *points = g_new (WkPoint, MAX (curves->n, 1));
  WkItem *item;

  for (guint i = 0; i < curves->n; i++)
    points[i] = (WkPoint){ i + 1, curves->values[i * curves->columns + curve] };
  if (curves->n == 1)
    item = wk_plot_add_mark (plot, id, role, WK_MARK_DISC, points[0].x, points[0].y);
  else
    item = wk_plot_add_curve (plot, id, role, points, curves->n);
  if (item != NULL)
    wk_item_set_spoken (item, text, NULL, NULL, NULL);
}

/* Beside the curve, @share of the way along; after all curves, to keep off them. */
static void
name_curve (WkPlot *plot,
            const Curves *curves,
            guint curve,
            const char *id,
            WkRole role,
            double share,
            const char *text)
{
  g_autofree char *name = g_strdup_printf ("%s-name", id);
  guint i = (guint) (share * (curves->n - 1));

  wk_plot_add_label (
      plot, name, role, WK_TYPE_SECONDARY,
      wk_plot_at (plot, i + 1, curves->values[i * curves->columns + curve]), text);
}

static void
draw_plot (const WkLatentFigure *figure,
           const Curves *curves,
           const char *id,
           WkRect rect,
           guint curve,
           const char *title,
           const char *below)
{
  const char *texts[] = { _L (figure->language, "training"),
                          _L (figure->language, "held-out") };
  guint held_curve = curve + CURVE_HELD_RECONSTRUCTION;
  WkPlotAxis x = { WK_SCALE_LINEAR, 0, MAX (curves->n, 2u), below, TRUE };
  WkPlotAxis y = { .title = title };
  g_autofree double *values = g_new (double, 2 * MAX (curves->n, 1));
  g_autofree char *training = g_strdup_printf ("%s-training", id);
  g_autofree char *held = g_strdup_printf ("%s-held-out", id);
  g_autoptr (WkPlot) plot = NULL;

  for (guint i = 0; i < curves->n; i++)
    {
      values[2 * i] = curves->values[i * curves->columns + curve];
      values[2 * i + 1] = curves->values[i * curves->columns + held_curve];
    }
  wk_plot_axis_fit (&y, values, 2 * curves->n);
  plot = wk_plot_new (figure->builder, id, rect, &x, &y);
  wk_plot_draw_axes (plot);
  if (curves->n == 0)
    return;
  draw_curve (plot, curves, curve, training, WK_ROLE_POSITIVE, texts[0]);
  draw_curve (plot, curves, held_curve, held, WK_ROLE_NEGATIVE, texts[1]);
  name_curve (plot, curves, curve, training, WK_ROLE_POSITIVE, 0.3, texts[0]);
  name_curve (plot, curves, held_curve, held, WK_ROLE_NEGATIVE, 0.75, texts[1]);
}

void
wk_latent_training_draw (const WkLatentFigure *figure, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  Curves curves = { .n = wk_trained_get_epoch (work->trained) };
  gboolean kl = !work->model->spec.deterministic;
  /* Of large letters the axis below is named once. */
  const char *epoch = _L (figure->language, "epoch");
  const char *between = kl && figure->projector ? NULL : epoch;
  double named = between == NULL ? figure->line : 0;
  double height = kl ? (rect.height - 16 - named) / 2 : rect.height;
  WkRect above = { rect.x, rect.y, rect.width, height };
  WkRect below = { rect.x, rect.y + height + 16, rect.width, height + named };

  curves.values = wk_trained_get_curves (work->trained, &curves.columns);
  if (curves.values == NULL || curves.columns < N_CURVES)
    return;
  draw_plot (figure, &curves, "reconstruction-plot", above, CURVE_RECONSTRUCTION,
             _L (figure->language, "reconstruction, nats"), between);
  if (kl)
    draw_plot (figure, &curves, "kl-plot", below, CURVE_KL,
               _L (figure->language, "KL, nats"), epoch);
}
