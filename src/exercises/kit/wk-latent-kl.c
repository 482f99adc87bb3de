/* wk-latent-kl.c - the divergence of N (mu, sigma^2) from the prior, as a landscape
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Level lines are exact: where the divergence is c, mu^2 = 2 c + 1 + log sigma^2 -
 * sigma^2.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"
#include "numeric/wk-gaussian.h"
#include "scene/wk-plot.h"

#define COLUMNS 96
#define ROWS 72
#define LINE_POINTS 240
/* Nats at which the ground is darkest. */
#define DEEPEST 6.0
/* A plain autoencoder's 0 has no place on the axis. */
#define LEAST_SIGMA 1e-6
/* Of a narrow landscape. */
#define NARROW 640.0
/* Between a line and its name. */
#define NAME_GAP 10.0
/* Units between two marks of which one would hide the other. */
#define COVERED 24.0

static double
divergence (double mu, double sigma)
{
  return wk_gaussian_kl (&mu, &sigma, 1, NULL, NULL, NULL);
}

static void
draw_ground (const WkLatentFigure *figure,
             const WkPlot *plot,
             const WkPlotAxis *x,
             const WkPlotAxis *y)
{
  guint8 *rgba = g_malloc0 (4 * ROWS * COLUMNS);
  WkItem *image;

  for (guint row = 0; row < ROWS; row++)
    for (guint column = 0; column < COLUMNS; column++)
      {
        double mu = x->min + (column + 0.5) / COLUMNS * (x->max - x->min);
        double share = (row + 0.5) / ROWS;
        double sigma = y->max * pow (y->min / y->max, share);
        double kl = MIN (divergence (mu, sigma) / DEEPEST, 1.0);

        rgba[4 * (row * COLUMNS + column) + 3] = (guint8) rint (255 * 0.34 * sqrt (kl));
      }
  image = wk_scene_add_image (figure->builder, "kl-ground", wk_plot_get_box (plot),
                              COLUMNS, ROWS, rgba);
  image->role = WK_ROLE_NEGATIVE;
  image->image.ink = TRUE;
  image->image.smooth = TRUE;
  image->width = 0;
  g_free (rgba);
}

/* Both halves of the line of @c nats. Returns where it is widest, for its name; what is
 * not drawn has an x of 0. */
static WkPoint
draw_level (WkPlot *plot, const WkPlotAxis *y, double c)
{
  WkPoint points[2 * LINE_POINTS + 1];
  guint n = 0;
  double from = log (y->min), to = log (y->max);
  g_autofree char *id = g_strdup_printf ("kl-level-%g", c);
  WkPoint widest = { 0, 1 };

  for (guint i = 0; i < 2 * LINE_POINTS; i++)
    {
      guint k = i < LINE_POINTS ? i : 2 * LINE_POINTS - 1 - i;
      double s = exp (from + (to - from) * k / (LINE_POINTS - 1.0));
      double square = 2 * c + 1 + 2 * log (s) - s * s;
      double mu = i < LINE_POINTS ? sqrt (MAX (square, 0)) : -sqrt (MAX (square, 0));

      if (square < 0)
        continue;
      points[n++] = (WkPoint){ mu, s };
      if (mu > widest.x)
        widest = points[n - 1];
    }
  /* Down to the axis there is nothing to close. */
  if (n > 0 && points[0].y > 1.001 * y->min)
    points[n++] = points[0];
  if (n >= 2)
    wk_plot_add_curve (plot, id, WK_ROLE_NEGATIVE, points, n);
  return widest;
}

/* Outside the line, on the side where the clouds are not: one number beside another
 * would be read as one. */
static void
name_level (const WkLatentFigure *figure, WkPlot *plot, double c, WkPoint widest)
{
  const WkLatentWork *work = figure->work;
  g_autofree char *text = wk_number_to_text (c, figure->language);
  g_autofree char *name = g_strdup_printf ("kl-level-%g-name", c);
  gboolean left = work->mu[0] + (work->n > 1 ? work->mu[1] : 0) > 0;
  WkPoint at = wk_plot_at (plot, left ? -widest.x : widest.x, widest.y);

  if (left)
    at.x -= wk_latent_text_width (figure, WK_TYPE_SECONDARY, text) + 2 * NAME_GAP;
  if (widest.x > 0)
    wk_plot_add_label_near (plot, name, WK_ROLE_INK, WK_TYPE_SECONDARY, at,
                            left ? 2 * NAME_GAP : 50, text);
}

/* Two clouds at one place are one mark. */
static gboolean
is_hidden (const WkLatentWork *work, const WkPlot *plot, guint k)
{
  WkPoint first = wk_plot_at (plot, work->mu[0], MAX (work->sigma[0], LEAST_SIGMA));
  WkPoint at = wk_plot_at (plot, work->mu[k], MAX (work->sigma[k], LEAST_SIGMA));

  return k > 0 && hypot (at.x - first.x, at.y - first.y) < 2;
}

static void
draw_clouds (const WkLatentFigure *figure, WkPlot *plot)
{
  const WkLatentWork *work = figure->work;

  for (guint k = 0; k < work->n; k++)
    {
      g_autofree char *id = g_strdup_printf ("kl-point-%u", k + 1);
      g_autofree char *number = wk_number_to_text (work->kl[k], figure->language);
      gboolean known = figure->step >= WK_LATENT_STEP_KL;
      WkItem *mark =
          is_hidden (work, plot, k)
              ? NULL
              : wk_plot_add_mark (plot, id, WK_ROLE_INK, WK_MARK_DISC, work->mu[k],
                                  MAX (work->sigma[k], LEAST_SIGMA));

      if (mark != NULL)
        wk_item_set_spoken (mark, _L (figure->language, "divergence of the cloud"),
                            known ? number : _L (figure->language, "not computed yet"),
                            NULL, NULL);
    }
}

static void
name_clouds (const WkLatentFigure *figure, WkPlot *plot)
{
  const WkLatentWork *work = figure->work;

  for (guint k = 0; k < work->n; k++)
    {
      g_autofree char *name = g_strdup_printf ("kl-point-%u-name", k + 1);
      g_autofree char *number = wk_number_to_text (work->kl[k], figure->language);
      const char *value = figure->step >= WK_LATENT_STEP_KL ? number : "?";
      g_autofree char *text =
          work->n > 1 ? g_strdup_printf ("z%s: %s", k == 0 ? "₁" : "₂", value)
                      : g_strdup (value);

      wk_plot_add_label (
          plot, name, WK_ROLE_INK, WK_TYPE_LABEL_STRONG,
          wk_plot_at (plot, work->mu[k], MAX (work->sigma[k], LEAST_SIGMA)), text);
    }
}

/* Where the divergence is 0; a cloud that lies there covers it. */
static void
draw_least (const WkLatentWork *work, WkPlot *plot)
{
  WkPoint least = wk_plot_at (plot, 0, 1);

  for (guint k = 0; k < work->n; k++)
    {
      WkPoint at = wk_plot_at (plot, work->mu[k], MAX (work->sigma[k], LEAST_SIGMA));

      if (hypot (at.x - least.x, at.y - least.y) < COVERED)
        return;
    }
  wk_plot_add_mark (plot, "kl-least", WK_ROLE_RIGHT, WK_MARK_CROSS, 0, 1);
}

/* Curves, then marks, then words, which keep off both. */
void
wk_latent_kl_draw (const WkLatentFigure *figure, WkRect rect)
{
  /* The fewer the less room there is between them for words: of large letters two. */
  static const double levels[] = { 1, 4, 0.1, 0.5, 2 };
  guint n_levels = figure->projector     ? 2
                   : rect.width < NARROW ? 3
                                         : G_N_ELEMENTS (levels);
  WkPoint widest[G_N_ELEMENTS (levels)];
  const WkLatentWork *work = figure->work;
  WkPlotAxis x = { WK_SCALE_LINEAR, -3.4, 3.4, _L (figure->language, "mean μ"), FALSE };
  WkPlotAxis y = { WK_SCALE_LOG, 0.05, 5, _L (figure->language, "standard deviation σ"),
                   FALSE };
  g_autoptr (WkPlot) plot = NULL;

  for (guint k = 0; k < work->n; k++)
    {
      x.max = MAX (x.max, ceil (fabs (work->mu[k]) + 0.3));
      if (work->sigma[k] > 0)
        y.min = MIN (y.min, work->sigma[k] / 2);
      y.max = MAX (y.max, 1.5 * work->sigma[k]);
    }
  x.min = -x.max;
  plot = wk_plot_new (figure->builder, "kl-plot", rect, &x, &y);
  draw_ground (figure, plot, &x, &y);
  wk_plot_draw_axes (plot);
  for (guint i = 0; i < n_levels; i++)
    widest[i] = draw_level (plot, &y, levels[i]);
  draw_least (work, plot);
  draw_clouds (figure, plot);
  name_clouds (figure, plot);
  for (guint i = 0; i < n_levels; i++)
    name_level (figure, plot, levels[i], widest[i]);
}
