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

/* One of the two parts of the loss. */
typedef struct
{
  const char *id;
  guint curve;
  const char *title, *below; /* of its axes; NULL: those of the part below serve */
  WkRect rect;
} Part;

static WkPlot *
make_plot (const WkLatentFigure *figure, const Curves *curves, const Part *part)
{
  WkPlotAxis x = { .max = MAX (curves->n, 2u),
                   .title = part->below,
                   .whole = TRUE,
                   .bare = part->below == NULL };
  WkPlotAxis y = { .title = part->title };
  g_autofree double *values = g_new (double, 2 * MAX (curves->n, 1));

  for (guint i = 0; i < curves->n; i++)
    {
      const double *row = curves->values + i * curves->columns + part->curve;

      values[2 * i] = row[0];
      values[2 * i + 1] = row[CURVE_HELD_RECONSTRUCTION];
    }
  wk_plot_axis_fit (&y, values, 2 * curves->n);
  return wk_plot_new (figure->builder, part->id, part->rect, &x, &y);
}

static void
draw_part (const WkLatentFigure *figure, const Curves *curves, const Part *part)
{
  const char *texts[] = { _L (figure->language, "training"),
                          _L (figure->language, "held-out") };
  guint curve = part->curve, held_curve = curve + CURVE_HELD_RECONSTRUCTION;
  g_autofree char *training = g_strdup_printf ("%s-training", part->id);
  g_autofree char *held = g_strdup_printf ("%s-held-out", part->id);
  g_autoptr (WkPlot) plot = make_plot (figure, curves, part);

  wk_plot_draw_axes (plot);
  if (curves->n == 0)
    return;
  draw_curve (plot, curves, curve, training, WK_ROLE_POSITIVE, texts[0]);
  draw_curve (plot, curves, held_curve, held, WK_ROLE_NEGATIVE, texts[1]);
  name_curve (plot, curves, curve, training, WK_ROLE_POSITIVE, 0.3, texts[0]);
  name_curve (plot, curves, held_curve, held, WK_ROLE_NEGATIVE, 0.75, texts[1]);
}

/* The same epoch lies at the same place in both, however wide the numbers are. */
static void
align (const WkLatentFigure *figure, const Curves *curves, Part *parts, guint n)
{
  double left[2] = { 0 }, most = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WkPlot) plot = make_plot (figure, curves, &parts[i]);

      left[i] = wk_plot_get_box (plot).x;
      most = MAX (most, left[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      parts[i].rect.x += most - left[i];
      parts[i].rect.width -= most - left[i];
    }
}

void
wk_latent_training_draw (const WkLatentFigure *figure, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  Curves curves = { .n = wk_trained_get_epoch (work->trained) };
  guint n = work->model->spec.deterministic ? 1 : 2;
  /* Of large letters the axis below is named and numbered once. */
  const char *epoch = _L (figure->language, "epoch");
  const char *between = n > 1 && figure->projector ? NULL : epoch;
  double numbers = 1.3 * wk_type_size (WK_TYPE_SYMBOL_SMALL, figure->view->text_scale);
  double named = between == NULL ? figure->line + numbers : 0;
  double height = n > 1 ? (rect.height - 16 - named) / 2 : rect.height;
  Part parts[] = {
    { "reconstruction-plot",
      CURVE_RECONSTRUCTION,
      _L (figure->language, "reconstruction, nats"),
      between,
      { rect.x, rect.y, rect.width, height } },
    { "kl-plot",
      CURVE_KL,
      _L (figure->language, "KL, nats"),
      epoch,
      { rect.x, rect.y + height + 16, rect.width, height + named } },
  };

  curves.values = wk_trained_get_curves (work->trained, &curves.columns);
  if (curves.values == NULL || curves.columns < N_CURVES)
    return;
  align (figure, &curves, parts, n);
  for (guint i = 0; i < n; i++)
    draw_part (figure, &curves, &parts[i]);
}
