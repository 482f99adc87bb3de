/* wk-plot-axis.c - where an axis ends, and which numbers stand at it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "scene/wk-plot.h"

#include <math.h>

#include "model/wk-number.h"

/* Position of what a log axis cannot hold. */
#define FAR_BELOW -1e6
/* Numbers have four digits: what differs by less would read the same. */
#define MIN_RELATIVE_SPAN 0.01
/* Ticks when the ends are chosen. */
#define FIT_TICKS 6
/* Slack of comparisons, in steps. */
#define SLACK 1e-9
/* Decades below which a log axis has ticks at 1, 2 and 5. */
#define MIN_DECADES 3

/* --- round numbers --- */

/* The next larger step of the rank 1, 2, 5. */
static double
step_up (double step)
{
  double power = pow (10.0, floor (log10 (step) + SLACK));
  double digit = rint (step / power);

  return digit < 2.0 ? 2.0 * power : digit < 5.0 ? 5.0 * power : 10.0 * power;
}

static double
count_steps (double min, double max, double step)
{
  return floor (max / step + SLACK) - ceil (min / step - SLACK) + 1.0;
}

/* The smallest round step with at most @most ticks from @min to @max. */
static double
round_step (double min, double max, guint most)
{
  double step = pow (10.0, floor (log10 ((max - min) / most)));

  while (count_steps (min, max, step) > most)
    step = step_up (step);
  return step;
}

/* Without the 0.30000000000000004 that a multiple of 0.1 may be. */
static double
multiple (double step, double k)
{
  double inverse = rint (1.0 / step);

  return step < 1.0 && fabs (inverse * step - 1.0) < SLACK ? k / inverse : k * step;
}

/* --- the ends --- */

static void
fit_linear (WkPlotAxis *axis, double low, double high)
{
  double least = MIN_RELATIVE_SPAN * MAX (fabs (low), fabs (high));
  double step;

  if (high - low <= least)
    {
      double middle = low / 2.0 + high / 2.0;
      double half = least > 0.0 ? least / 2.0 : 0.5;

      low = middle - half;
      high = middle + half;
    }
  step = round_step (low, high, FIT_TICKS);
  axis->min = multiple (step, floor (low / step + SLACK));
  axis->max = multiple (step, ceil (high / step - SLACK));
}

static void
fit_log (WkPlotAxis *axis, double low, double high)
{
  double from = floor (log10 (low) + SLACK), to = ceil (log10 (high) - SLACK);

  if (from == to)
    to += 1.0;
  /* Powers of ten that a double can hold. */
  axis->min = pow (10.0, MAX (from, -307.0));
  axis->max = pow (10.0, MIN (to, 308.0));
}

void
wk_plot_axis_fit (WkPlotAxis *axis, const double *values, gsize n)
{
  gboolean is_log = axis->scale == WK_SCALE_LOG;
  double low = INFINITY, high = -INFINITY;

  g_return_if_fail (axis != NULL && (values != NULL || n == 0));

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]) && (!is_log || values[i] > 0.0))
      {
        /* The span of a linear axis must be finite, too. */
        double value = is_log ? values[i] : CLAMP (values[i], -1e300, 1e300);

        low = MIN (low, value);
        high = MAX (high, value);
      }
  if (low > high)
    {
      axis->min = is_log ? 1.0 : 0.0;
      axis->max = is_log ? 10.0 : 1.0;
    }
  else if (is_log)
    fit_log (axis, low, high);
  else
    fit_linear (axis, low, high);
}

/* --- ticks --- */

static guint
linear_ticks (const WkPlotAxis *axis, guint most, double *ticks)
{
  double step = MAX (round_step (axis->min, axis->max, most), axis->whole ? 1.0 : 0.0);
  double first = ceil (axis->min / step - SLACK);
  guint n = (guint) CLAMP (count_steps (axis->min, axis->max, step), 0.0, most);

  for (guint i = 0; i < n; i++)
    ticks[i] = multiple (step, first + i);
  return n;
}

static guint
decade_ticks (double from, double to, guint most, double *ticks)
{
  double stride = 1.0;
  guint n = 0;

  while (count_steps (from, to, stride) > most)
    stride += 1.0;
  for (double e = ceil (from / stride) * stride; e <= to && n < most; e += stride)
    ticks[n++] = pow (10.0, e);
  return n;
}

static guint
short_log_ticks (const WkPlotAxis *axis, guint most, double *ticks)
{
  static const double digits[] = { 1.0, 2.0, 5.0 };
  guint n = 0;

  for (double e = floor (log10 (axis->min)); e <= ceil (log10 (axis->max)); e += 1.0)
    for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
      {
        double tick = digits[i] * pow (10.0, e);

        if (tick < axis->min * (1.0 - SLACK) || tick > axis->max * (1.0 + SLACK))
          continue;
        if (n == most)
          return 0;
        ticks[n++] = tick;
      }
  return n;
}

guint
wk_plot_axis_ticks (const WkPlotAxis *axis, guint most, double ticks[WK_PLOT_MAX_TICKS])
{
  double from, to;
  guint n;

  g_return_val_if_fail (axis != NULL && ticks != NULL, 0);
  g_return_val_if_fail (axis->min < axis->max, 0);

  most = CLAMP (most, 2, WK_PLOT_MAX_TICKS);
  if (axis->scale == WK_SCALE_LINEAR)
    return linear_ticks (axis, most, ticks);
  from = ceil (log10 (axis->min) - SLACK);
  to = floor (log10 (axis->max) + SLACK);
  if (to - from < MIN_DECADES)
    {
      n = short_log_ticks (axis, most, ticks);
      if (n >= 2)
        return n;
      if (to - from < 1.0)
        return linear_ticks (axis, most, ticks);
    }
  return decade_ticks (from, to, most, ticks);
}

char *
wk_plot_axis_tick_text (const WkPlotAxis *axis, double tick, const WkLanguage *language)
{
  double exponent;

  g_return_val_if_fail (axis != NULL, NULL);

  if (axis->scale == WK_SCALE_LOG && tick > 0.0)
    {
      exponent = rint (log10 (tick));
      if (fabs (tick / pow (10.0, exponent) - 1.0) < SLACK &&
          (exponent < 0.0 || exponent > 1.0) &&
          log10 (axis->max) - log10 (axis->min) >= MIN_DECADES)
        return g_strdup_printf ("10^{%d}", (int) exponent);
    }
  return wk_number_to_formula (tick, language);
}

double
wk_plot_axis_share (const WkPlotAxis *axis, double value)
{
  g_return_val_if_fail (axis != NULL, 0.0);

  if (axis->scale == WK_SCALE_LINEAR)
    return (value - axis->min) / (axis->max - axis->min);
  if (!(value > 0.0))
    return isnan (value) ? NAN : FAR_BELOW;
  return (log10 (value) - log10 (axis->min)) / (log10 (axis->max) - log10 (axis->min));
}
