/* wk-dense-step-plot.c - J along the step against the rate, and J of further steps
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-step-figure.h"

#include <math.h>

#include "model/wk-number.h"
#include "scene/wk-plot.h"

/* Values of J that differ by more are shown on a log axis. */
#define LOG_RATIO 30.0
/* Decades below J that a zero is worth. */
#define DECADES_BELOW 5.0
#define MAX_MINIMA 3
#define MAX_MARKS 40
#define RING_ROOM 28.0
#define LABEL_REACH 36.0

/* --- along the step --- */

static double
clean (const WkStepFigure *figure, double J)
{
  return wk_descent_clean (figure->descent, J);
}

static WkPlotAxis
choose_J_axis (const WkStepFigure *figure,
               const double *values,
               guint n,
               gboolean is_curve)
{
  WkPlotAxis axis = { .scale = WK_SCALE_LINEAR };
  double least = INFINITY, most = 0.0;
  g_autofree double *known = g_new (double, n);
  gboolean has_zero = FALSE;

  for (guint i = 0; i < n; i++)
    {
      double J = clean (figure, values[i]);

      if (J > 0.0)
        least = MIN (least, J);
      most = MAX (most, J);
      has_zero = has_zero || J == 0.0;
    }
  if (isfinite (least) && most / least > LOG_RATIO && least > 0.0)
    axis.scale = WK_SCALE_LOG;
  if (axis.scale == WK_SCALE_LINEAR)
    {
      const double ends[] = { 0.0, most };

      wk_plot_axis_fit (&axis, ends, 2);
      return axis;
    }
  for (guint i = 0; i < n; i++)
    known[i] = clean (figure, values[i]);
  wk_plot_axis_fit (&axis, known, n);
  /* Close to a zero samples lie as deep as one likes. */
  if (is_curve &&
      (has_zero || axis.min < figure->descent->J * pow (10.0, -DECADES_BELOW - 1.0)))
    axis.min =
        pow (10.0, MAX (floor (log10 (figure->descent->J)) - DECADES_BELOW, -300.0));
  if (axis.max <= axis.min)
    axis.max = 10.0 * axis.min;
  return axis;
}

/* The part of the curve that step @progress has reached. */
static void
draw_curve (WkStepFigure *figure, WkPlot *plot, double share)
{
  const GArray *samples = figure->descent->line->samples;
  g_autofree WkPoint *points = g_new (WkPoint, samples->len);
  guint n = (guint) ceil (share * samples->len);

  for (guint i = 0; i < samples->len; i++)
    {
      const WkLineSample *sample = &g_array_index (samples, WkLineSample, i);

      points[i] = (WkPoint){ sample->x, clean (figure, sample->value) };
    }
  wk_plot_add_curve (plot, "curve", WK_ROLE_POSITIVE, points, MIN (n, samples->len));
}

/* The first of @texts that has a place, at @at or somewhat lower. */
static WkItem *
add_any_label (WkPlot *plot,
               const char *id,
               WkRole role,
               WkTypeRole type,
               WkPoint at,
               const char *const *texts)
{
  WkItem *item = NULL;

  for (guint i = 0; texts[i] != NULL && item == NULL; i++)
    for (guint lower = 0; lower < 3 && item == NULL; lower++)
      item = wk_plot_add_label_near (plot, id, role, type,
                                     (WkPoint){ at.x, at.y + 22.0 * lower },
                                     LABEL_REACH, texts[i]);
  return item;
}

/* The chosen rate: until the step is judged an upright line, then a point on the
 * curve. */
static void
draw_rate (WkStepFigure *figure, WkPlot *plot)
{
  const WkDescent *descent = figure->descent;
  g_autofree char *rate = wk_number_to_text (descent->rate, figure->language);
  g_autofree char *text = g_strdup_printf (_L (figure->language, "rate %s"), rate);
  g_autofree char *words = wk_number_to_words (
      wk_descent_clean (descent, descent->J_after), figure->language);
  WkRole role = descent->J_after > descent->J ? WK_ROLE_NEGATIVE : WK_ROLE_POSITIVE;
  WkRect box = wk_plot_get_box (plot);
  double J = clean (figure, descent->J_after);
  WkPoint at = wk_plot_at (plot, descent->rate, J);
  WkItem *item;

  if (!figure->judged || !wk_plot_holds (plot, descent->rate, J))
    {
      item = wk_plot_add_upright (plot, "rate", WK_ROLE_INK, descent->rate);
      if (item != NULL)
        wk_item_set_spoken (item, _L (figure->language, "learning rate"), rate, NULL,
                            "rate");
      wk_plot_add_label (plot, "rate-text", WK_ROLE_INK, WK_TYPE_LABEL_STRONG,
                         (WkPoint){ at.x, box.y + 0.1 * box.height }, text);
      return;
    }
  item = wk_plot_add_mark (plot, "rate", role, WK_MARK_DISC, descent->rate, J);
  /* Its ring would lie over the numbers of the axes and their titles. */
  if (at.y < box.y + box.height - RING_ROOM && at.y > box.y + RING_ROOM &&
      at.x > box.x + RING_ROOM)
    item->emphasis = WK_EMPHASIS_CURRENT;
  wk_item_set_spoken (item, text, words, NULL, "rate");
  wk_plot_add_label (plot, "rate-text", role, WK_TYPE_LABEL_STRONG, at, text);
}

/* What lies behind one minimum: further ones, told as such. */
static void
draw_minimum (WkStepFigure *figure, WkPlot *plot, const WkLineFeature *minimum, guint k)
{
  const WkLanguage *language = figure->language;
  double J = clean (figure, minimum->value);
  g_autofree char *id = g_strdup_printf ("minimum-%u", k + 1);
  g_autofree char *label = g_strdup_printf ("minimum-%u-text", k + 1);
  g_autofree char *words = wk_number_to_words (minimum->x, language);
  const char *first[] = { _L (language, "first minimum"), _L (language, "minimum"),
                          NULL };
  const char *zero[] = { _L (language, "also 0: further on along the line"),
                         _L (language, "also 0"), NULL };
  const char *other[] = { _L (language, "further minimum"), NULL };
  const char *const *texts = k == 0 ? first : J == 0.0 ? zero : other;
  WkRect box = wk_plot_get_box (plot);
  WkPoint at = wk_plot_at (plot, minimum->x, J);
  WkItem *item;

  if (J == 0.0 && wk_plot_at (plot, minimum->x, 0.0).y > box.y + box.height + 1.0)
    {
      item = wk_plot_add_zero (plot, id, WK_ROLE_POSITIVE, minimum->x);
      at.y = box.y + box.height - 70.0;
      /* The first one's words rather before it, where the curve comes from. */
      at.x -= k == 0 ? 12.0 : 0.0;
    }
  else
    item = wk_plot_add_mark (plot, id, WK_ROLE_POSITIVE, WK_MARK_RING, minimum->x, J);
  if (item == NULL)
    return;
  wk_item_set_spoken (item, texts[0], words, NULL, NULL);
  add_any_label (plot, label, WK_ROLE_POSITIVE, WK_TYPE_SECONDARY, at, texts);
}

/* Words keep off all of them, also of those that are drawn later. */
static void
keep_off_minima (WkStepFigure *figure, WkPlot *plot)
{
  WkRect box = wk_plot_get_box (plot);

  for (guint k = 0; k < MAX_MINIMA; k++)
    {
      const WkLineFeature *minimum =
          wk_line_get_feature (figure->descent->line, WK_LINE_MINIMUM, k);
      WkPoint at;

      if (minimum == NULL)
        return;
      at = wk_plot_at (plot, minimum->x, clean (figure, minimum->value));
      at.y = MIN (at.y, box.y + box.height - 22.0);
      wk_plot_keep_off (plot, (WkRect){ at.x - 9.0, at.y - 22.0, 18.0, 44.0 });
    }
}

static void
draw_hill (WkStepFigure *figure, WkPlot *plot)
{
  const WkLineFeature *hill =
      wk_line_get_feature (figure->descent->line, WK_LINE_MAXIMUM, 0);
  g_autofree char *J = NULL;

  if (hill == NULL || !wk_plot_holds (plot, hill->x, hill->value))
    return;
  J = wk_number_to_text (hill->value, figure->language);
  wk_plot_add_label (plot, "hill", WK_ROLE_MUTED, WK_TYPE_SECONDARY,
                     wk_plot_at (plot, hill->x, hill->value), J);
}

static void
draw_level (WkStepFigure *figure, WkPlot *plot)
{
  WkItem *level;

  if (!figure->knows_J)
    return;
  level = wk_plot_add_level (plot, "now", WK_ROLE_INK, figure->descent->J);
  if (level != NULL)
    wk_item_set_spoken (level, _L (figure->language, "loss now"), NULL, NULL, NULL);
}

static void
fill_plot (WkStepFigure *figure, WkPlot *plot)
{
  const WkDescent *descent = figure->descent;
  double share = figure->step->type > WK_DESCENT_RULE    ? 1.0
                 : figure->step->type == WK_DESCENT_RULE ? figure->progress
                                                         : 0.0;

  draw_level (figure, plot);
  if (share > 0.0)
    draw_curve (figure, plot, share);
  if (figure->step->type >= WK_DESCENT_RULE)
    draw_rate (figure, plot);
  if (figure->judged)
    keep_off_minima (figure, plot);
  for (guint k = 0; figure->judged && k < MAX_MINIMA; k++)
    {
      const WkLineFeature *minimum =
          wk_line_get_feature (descent->line, WK_LINE_MINIMUM, k);

      if (minimum != NULL)
        draw_minimum (figure, plot, minimum, k);
    }
  if (figure->knows_J)
    wk_plot_add_level_label (plot, "now-text", WK_ROLE_INK, WK_TYPE_SECONDARY,
                             descent->J, _L (figure->language, "loss now"));
  if (figure->judged)
    draw_hill (figure, plot);
}

static void
draw_along (WkStepFigure *figure, WkRect rect)
{
  const WkDescent *descent = figure->descent;
  const GArray *samples = descent->line->samples;
  g_autofree double *values = g_new (double, samples->len + 1);
  g_autoptr (WkPlot) plot = NULL;
  WkPlotAxis x = { WK_SCALE_LOG, descent->from, descent->to,
                   _L (figure->language, "learning rate"), FALSE };
  WkPlotAxis y;

  for (guint i = 0; i < samples->len; i++)
    values[i] = g_array_index (samples, WkLineSample, i).value;
  values[samples->len] = descent->J;
  y = choose_J_axis (figure, values, samples->len + 1, TRUE);
  y.title = _L (figure->language, "loss after the step");
  plot = wk_plot_new (figure->builder, "loss", rect, &x, &y);
  if (figure->step == NULL)
    {
      wk_plot_draw_empty (plot);
      return;
    }
  wk_plot_draw_axes (plot);
  fill_plot (figure, plot);
}

/* --- further steps --- */

static void
draw_history_points (WkStepFigure *figure, WkPlot *plot, guint n)
{
  const GArray *history = figure->descent->history;

  for (guint i = 0; n <= MAX_MARKS && i < n; i++)
    {
      double J = clean (figure, g_array_index (history, double, i));
      g_autofree char *id = g_strdup_printf ("point-%u", i);

      if (J > 0.0)
        wk_plot_add_mark (plot, id, WK_ROLE_POSITIVE, WK_MARK_DISC, i, J);
    }
}

static void
fill_history (WkStepFigure *figure, WkPlot *plot)
{
  const GArray *history = figure->descent->history;
  g_autofree WkPoint *points = g_new (WkPoint, history->len);
  guint n = (guint) ceil (figure->progress * history->len);
  double last = clean (figure, g_array_index (history, double, history->len - 1));
  g_autofree char *end = wk_descent_end_words (figure->descent, figure->language);
  const char *texts[] = { end, NULL };

  for (guint i = 0; i < history->len; i++)
    points[i] = (WkPoint){ i, clean (figure, g_array_index (history, double, i)) };
  draw_level (figure, plot);
  wk_plot_add_curve (plot, "curve", WK_ROLE_POSITIVE, points, MIN (n, history->len));
  draw_history_points (figure, plot, MIN (n, history->len));
  if (figure->progress < 1.0)
    return;
  if (last == 0.0)
    wk_plot_add_zero (plot, "end", WK_ROLE_POSITIVE, history->len - 1.0);
  add_any_label (
      plot, "end-text", WK_ROLE_INK, WK_TYPE_SECONDARY,
      wk_plot_at (plot, history->len - 1.0, last > 0.0 ? last : figure->descent->J),
      texts);
  wk_plot_add_level_label (plot, "now-text", WK_ROLE_INK, WK_TYPE_SECONDARY,
                           figure->descent->J, _L (figure->language, "loss before"));
}

static void
draw_history (WkStepFigure *figure, WkRect rect)
{
  const GArray *history = figure->descent->history;
  g_autoptr (WkPlot) plot = NULL;
  WkPlotAxis x = { WK_SCALE_LINEAR, 0.0, MAX (history->len - 1.0, 1.0),
                   _L (figure->language, "steps"), TRUE };
  WkPlotAxis y =
      choose_J_axis (figure, (const double *) history->data, history->len, FALSE);

  y.title = _L (figure->language, "loss");
  plot = wk_plot_new (figure->builder, "history", rect, &x, &y);
  wk_plot_draw_axes (plot);
  fill_history (figure, plot);
}

/* --- both --- */

void
wk_step_plot_draw (WkStepFigure *figure, WkRect rect)
{
  g_autofree char *verdict = NULL;

  if (figure->step != NULL && figure->step->type == WK_DESCENT_FURTHER)
    {
      draw_history (figure, rect);
      return;
    }
  if (figure->descent->line != NULL && figure->descent->line->samples->len >= 2)
    {
      draw_along (figure, rect);
      return;
    }
  if (!figure->judged)
    return;
  verdict = wk_descent_verdict (figure->descent, figure->language);
  wk_scene_add_text (figure->builder, "no-plot", WK_ROLE_MUTED, WK_TYPE_LABEL,
                     rect.x + rect.width / 2.0, rect.y + rect.height / 2.0,
                     WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, verdict)
      ->text.wrap = rect.width;
}
