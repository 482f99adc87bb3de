/* wk-latent-axis.c - one latent dimension: the prior, the cloud, and a sample
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Densities of N (0, 1) and N (mu, sigma^2): 1 / (sigma sqrt (2 pi))
 * exp (-(x - mu)^2 / (2 sigma^2)).
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"
#include "scene/wk-plot.h"

#define N_POINTS 241
/* The axis reaches so many standard deviations to each side. */
#define DEVIATIONS 3.2

static double
density (double x, double mu, double sigma)
{
  double away = (x - mu) / sigma;

  return exp (-0.5 * away * away) / (sigma * sqrt (2 * G_PI));
}

static void
draw_density (const WkLatentFigure *figure,
              WkPlot *plot,
              const char *id,
              WkRole role,
              double mu,
              double sigma,
              const WkPlotAxis *axis)
{
  WkPoint points[N_POINTS];
  WkItem *curve;
  g_autofree char *numbers = NULL;
  const double values[] = { mu, sigma };

  /* A narrow cloud has its top between two points of an even grid. */
  for (guint i = 0; i < N_POINTS; i++)
    {
      double t = 2.0 * i / (N_POINTS - 1) - 1;
      double x = CLAMP (mu + 6 * sigma * t, axis->min, axis->max);

      points[i] = (WkPoint){ x, density (x, mu, sigma) };
    }
  curve = wk_plot_add_curve (plot, id, role, points, N_POINTS);
  if (curve == NULL)
    return;
  numbers = wk_latent_pair_text (figure, values, 2);
  wk_item_set_spoken (curve,
                      role == WK_ROLE_MUTED
                          ? _L (figure->language, "prior, mean and standard deviation")
                          : _L (figure->language, "cloud, mean and standard deviation"),
                      numbers, NULL, role == WK_ROLE_MUTED ? NULL : "mu[0]");
}

/* From the mean to the value drawn: w times sigma. */
static void
draw_sample (const WkLatentFigure *figure, WkPlot *plot)
{
  const WkLatentWork *work = figure->work;
  double t = figure->t[WK_LATENT_STEP_DRAW];
  g_autofree char *z = NULL;
  g_autofree char *text = NULL;
  WkRect box = wk_plot_get_box (plot);
  WkPoint from, to, top;
  WkItem *item;

  if (figure->step < WK_LATENT_STEP_DRAW || t <= 0)
    return;
  from = wk_plot_at (plot, work->mu[0], 0);
  to = wk_plot_at (plot, work->mu[0] + t * (work->z[0] - work->mu[0]), 0);
  item = wk_scene_add_line (figure->builder, "axis-draw", WK_ROLE_INK,
                            (WkPoint){ from.x, box.y + box.height },
                            (WkPoint){ to.x, box.y + box.height });
  item->width = 7;
  top = wk_plot_at (plot, work->mu[0] + t * (work->z[0] - work->mu[0]),
                    density (work->mu[0] + t * (work->z[0] - work->mu[0]), work->mu[0],
                             work->sigma[0]));
  item = wk_scene_add_line (figure->builder, "axis-height", WK_ROLE_INK,
                            (WkPoint){ to.x, box.y + box.height }, top);
  item->width = 2;
  item->dashed = TRUE;
  wk_plot_keep_off (plot, (WkRect){ to.x - 2, top.y, 4, box.y + box.height - top.y });
  item = wk_scene_add_circle (figure->builder, "axis-z", WK_ROLE_INK, to.x,
                              box.y + box.height, 10);
  item->fill = WK_ROLE_INK;
  item->tint = 1;
  item->width = 0;
  z = wk_number_to_text (work->z[0], figure->language);
  text = g_strdup_printf ("z = %s", z);
  if (t >= 1)
    {
      wk_item_set_spoken (item, _L (figure->language, "the value drawn, z"), z, NULL,
                          NULL);
      wk_plot_add_label (plot, "axis-z-text", WK_ROLE_INK, WK_TYPE_LABEL_STRONG, top,
                         text);
    }
}

void
wk_latent_axis_draw (const WkLatentFigure *figure, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  double mu = work->mu[0], sigma = work->sigma[0];
  const double ends[] = { -DEVIATIONS, DEVIATIONS, mu - DEVIATIONS * sigma,
                          mu + DEVIATIONS * sigma, work->z[0] };
  const double heights[] = { 0,
                             1.12 * MAX (density (0, 0, 1), density (mu, mu, sigma)) };
  WkPlotAxis x = { .title = _L (figure->language, "latent value z") };
  WkPlotAxis y = { .title = _L (figure->language, "density") };
  g_autoptr (WkPlot) plot = NULL;
  WkPoint top;

  wk_plot_axis_fit (&x, ends, G_N_ELEMENTS (ends));
  wk_plot_axis_fit (&y, heights, G_N_ELEMENTS (heights));
  y.min = 0;
  plot = wk_plot_new (figure->builder, "axis", rect, &x, &y);
  wk_plot_draw_axes (plot);
  draw_density (figure, plot, "prior", WK_ROLE_MUTED, 0, 1, &x);
  draw_density (figure, plot, "cloud", WK_ROLE_POSITIVE, mu, sigma, &x);
  draw_sample (figure, plot);
  top = wk_plot_at (plot, mu, density (mu, mu, sigma));
  wk_plot_add_label (plot, "cloud-name", WK_ROLE_POSITIVE, WK_TYPE_LABEL_STRONG, top,
                     _L (figure->language, "encoder’s q"));
  top = wk_plot_at (plot, -1.2, density (-1.2, 0, 1));
  wk_plot_add_label (plot, "prior-name", WK_ROLE_MUTED, WK_TYPE_LABEL, top,
                     _L (figure->language, "prior p"));
}
