/* wk-line.c - a function of one positive number: where it turns, and where it crosses
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "numeric/wk-line.h"

#include <math.h>

/* 0.618^90 = 2e-19: beyond rounding. */
#define N_GOLDEN 90
#define N_BISECTIONS 70
#define GOLDEN 0.3819660112501051
/* Around a minimum samples at ratios 1 +- 0.02 / 2^k, so that a plot on a log axis
 * shows how deep it is. */
#define N_NEAR 12
#define NEAR 0.02
#define MIN_TURN 1e-13

typedef struct
{
  WkLineFunction f;
  gpointer data;
  WkLine *line;
} Search;

static gboolean
evaluate (const Search *search, double x, double *value)
{
  return search->f (x, value, search->data) && isfinite (*value);
}

/* Infinite where the function ends: never the lower one of two. */
static double
signed_value (const Search *search, double x, double sign)
{
  double value;

  return evaluate (search, x, &value) ? sign * value : INFINITY;
}

static void
add_feature (Search *search, WkLineFeatureType type, double x)
{
  WkLineFeature feature = { type, x, NAN };

  if (evaluate (search, x, &feature.value))
    g_array_append_val (search->line->features, feature);
}

/* Of sign * f between @low and @high. */
static double
golden_section (const Search *search, double low, double high, double sign)
{
  double a = low + GOLDEN * (high - low), b = high - GOLDEN * (high - low);
  double f_a = signed_value (search, a, sign), f_b = signed_value (search, b, sign);

  for (guint i = 0; i < N_GOLDEN && low < a && a < b && b < high; i++)
    if (f_a <= f_b)
      {
        high = b;
        b = a;
        f_b = f_a;
        a = low + GOLDEN * (high - low);
        f_a = signed_value (search, a, sign);
      }
    else
      {
        low = a;
        a = b;
        f_a = f_b;
        b = high - GOLDEN * (high - low);
        f_b = signed_value (search, b, sign);
      }
  return f_a <= f_b ? a : b;
}

static double
bisect (const Search *search, double low, double high, double level)
{
  double value;
  gboolean is_above = evaluate (search, low, &value) && value > level;

  for (guint i = 0; i < N_BISECTIONS; i++)
    {
      double middle = 0.5 * (low + high);

      if (middle <= low || middle >= high || !evaluate (search, middle, &value))
        break;
      if ((value > level) == is_above)
        low = middle;
      else
        high = middle;
    }
  return 0.5 * (low + high);
}

static const WkLineSample *
sample (const WkLine *line, guint i)
{
  return &g_array_index (line->samples, WkLineSample, i);
}

/* By more than rounding: where a function is flat, its last bits turn all the time. */
static gboolean
is_below (const WkLineSample *a, const WkLineSample *b)
{
  return b->value - a->value > MIN_TURN * fabs (b->value);
}

static void
find_turns (Search *search)
{
  for (guint i = 1; i + 1 < search->line->samples->len; i++)
    {
      const WkLineSample *before = sample (search->line, i - 1);
      const WkLineSample *at = sample (search->line, i);
      const WkLineSample *after = sample (search->line, i + 1);

      /* The first point of a flat bottom counts, the others do not. */
      if (is_below (at, before) && at->value <= after->value)
        add_feature (search, WK_LINE_MINIMUM,
                     golden_section (search, before->x, after->x, 1.0));
      else if (is_below (before, at) && at->value >= after->value)
        add_feature (search, WK_LINE_MAXIMUM,
                     golden_section (search, before->x, after->x, -1.0));
    }
}

static int
compare_features (gconstpointer a, gconstpointer b)
{
  double x = ((const WkLineFeature *) a)->x, y = ((const WkLineFeature *) b)->x;

  return (x > y) - (x < y);
}

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  double x = ((const WkLineSample *) a)->x, y = ((const WkLineSample *) b)->x;

  return (x > y) - (x < y);
}

static void
add_sample (Search *search, double x)
{
  WkLineSample one = { .x = x };

  if (evaluate (search, x, &one.value))
    g_array_append_val (search->line->samples, one);
}

/* After the turns: a minimum may dip below the level between two samples. */
static void
add_samples_at_turns (Search *search, double from, double to)
{
  for (guint i = 0; i < search->line->features->len; i++)
    {
      WkLineFeature turn = g_array_index (search->line->features, WkLineFeature, i);

      add_sample (search, turn.x);
      for (guint k = 0; turn.type == WK_LINE_MINIMUM && k < N_NEAR; k++)
        for (int side = -1; side <= 1; side += 2)
          {
            double x = turn.x * (1.0 + side * ldexp (NEAR, -(int) k));

            if (x > from && x < to)
              add_sample (search, x);
          }
    }
  g_array_sort (search->line->samples, compare_samples);
}

static void
find_crossings (Search *search, double level)
{
  for (guint i = 1; i < search->line->samples->len; i++)
    {
      const WkLineSample *before = sample (search->line, i - 1);
      const WkLineSample *after = sample (search->line, i);

      if ((before->value > level) != (after->value > level))
        add_feature (search, after->value > level ? WK_LINE_RISES : WK_LINE_FALLS,
                     bisect (search, before->x, after->x, level));
    }
}

WkLine *
wk_line_explore (WkLineFunction f,
                 gpointer data,
                 double from,
                 double to,
                 guint n,
                 double level)
{
  Search search = { f, data, NULL };
  double last = to;

  g_return_val_if_fail (f != NULL && n >= 3, NULL);
  g_return_val_if_fail (0.0 < from && from < to && isfinite (to), NULL);

  search.line = g_new0 (WkLine, 1);
  search.line->samples = g_array_sized_new (FALSE, FALSE, sizeof (WkLineSample), n);
  search.line->features = g_array_new (FALSE, FALSE, sizeof (WkLineFeature));
  for (guint i = 0; i < n; i++)
    {
      WkLineSample one = { .x = i + 1 == n ? to
                                           : from * pow (to / from, i / (n - 1.0)) };

      if (!evaluate (&search, one.x, &one.value))
        break;
      g_array_append_val (search.line->samples, one);
      last = one.x;
    }
  find_turns (&search);
  add_samples_at_turns (&search, from, last);
  find_crossings (&search, level);
  g_array_sort (search.line->features, compare_features);
  return search.line;
}

void
wk_line_free (WkLine *line)
{
  if (line == NULL)
    return;
  g_array_unref (line->samples);
  g_array_unref (line->features);
  g_free (line);
}

const WkLineFeature *
wk_line_get_feature (const WkLine *line, WkLineFeatureType type, guint k)
{
  g_return_val_if_fail (line != NULL, NULL);

  for (guint i = 0; i < line->features->len; i++)
    {
      const WkLineFeature *feature = &g_array_index (line->features, WkLineFeature, i);

      if (feature->type == type && k-- == 0)
        return feature;
    }
  return NULL;
}

/* --- the loss along a step --- */

struct _WkDenseLine
{
  WkDenseNet *net;
  WkDenseTrace *trace;
  double *theta, *gradient;
  gsize n_theta;
  const double *x, *y;
  WkLoss loss;
};

WkDenseLine *
wk_dense_line_new (const WkDenseLayer *layers,
                   guint n_layers,
                   const double *x,
                   WkLoss loss,
                   const double *y,
                   const WkDenseTrace *trace,
                   GError **error)
{
  g_autoptr (WkDenseLine) line = NULL;

  g_return_val_if_fail (x != NULL && y != NULL && trace != NULL, NULL);

  line = g_new0 (WkDenseLine, 1);
  line->x = x;
  line->y = y;
  line->loss = loss;
  line->net = wk_dense_net_new (layers, n_layers, error);
  if (line->net == NULL)
    return NULL;
  line->trace = wk_dense_trace_new (layers, n_layers, 1, error);
  if (line->trace == NULL)
    return NULL;
  line->n_theta = wk_dense_net_get_n_theta (line->net);
  line->theta = wk_numeric_try_alloc (line->n_theta, error);
  if (line->theta == NULL)
    return NULL;
  line->gradient = wk_numeric_try_alloc (line->n_theta, error);
  if (line->gradient == NULL)
    return NULL;
  for (gsize i = 0; i < line->n_theta; i++)
    line->theta[i] = wk_dense_net_get_theta (line->net)[i];
  wk_dense_net_copy_gradient (line->net, trace, line->gradient);
  return g_steal_pointer (&line);
}

void
wk_dense_line_free (WkDenseLine *line)
{
  if (line == NULL)
    return;
  g_clear_pointer (&line->net, wk_dense_net_free);
  g_clear_pointer (&line->trace, wk_dense_trace_free);
  g_free (line->theta);
  g_free (line->gradient);
  g_free (line);
}

double
wk_dense_line_get_slope (const WkDenseLine *line)
{
  double sum = 0.0;

  g_return_val_if_fail (line != NULL, NAN);

  for (gsize i = 0; i < line->n_theta; i++)
    sum += line->gradient[i] * line->gradient[i];
  return sum;
}

gboolean
wk_dense_line_at (double rate, double *J, gpointer data)
{
  WkDenseLine *line = data;
  const WkDenseLayer *layers = wk_dense_net_get_layers (line->net);
  guint n_layers = wk_dense_net_get_n_layers (line->net);
  double *theta = wk_dense_net_get_theta (line->net);

  for (gsize i = 0; i < line->n_theta; i++)
    theta[i] = line->theta[i] - rate * line->gradient[i];
  if (!wk_dense_forward (layers, n_layers, line->x, line->trace, NULL) ||
      !wk_dense_loss (layers, n_layers, line->loss, WK_REDUCTION_SUM, line->y,
                      line->trace, NULL))
    return FALSE;
  *J = wk_dense_trace_get_J (line->trace);
  return TRUE;
}

const double *
wk_dense_line_peek_outputs (const WkDenseLine *line)
{
  g_return_val_if_fail (line != NULL, NULL);

  return wk_dense_trace_peek_a (line->trace, wk_dense_net_get_n_layers (line->net));
}
