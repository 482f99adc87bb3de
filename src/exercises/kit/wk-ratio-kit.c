/* wk-ratio-kit.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-ratio-kit.h"

#include <math.h>
#include <string.h>

#include "numeric/wk-count.h"
#include "numeric/wk-random.h"
#include "numeric/wk-receptive-field.h"

#define MAX_DRAWS 2000

/* What @n layers of @kernel see, by the rule of receptive fields; -1 without layers. */
static int
field_of (int kernel, int n)
{
  WkWindow layers[WK_RATIO_MAX_LARGE];
  WkReceptiveField rows[WK_RATIO_MAX_LARGE + 1];

  for (int i = 0; i < n; i++)
    layers[i] = (WkWindow){ kernel, 1, 0, 0, 1 };
  if (!wk_receptive_field_trace (layers, (guint) n, 4 * WK_RATIO_MAX_LARGE * kernel,
                                 rows, NULL))
    return -1;
  return (int) rows[n].width;
}

/* "3, 5, 7, 9" around @large. */
static char *
reachable (int small, int large)
{
  GString *text = g_string_new (NULL);
  int n = MAX ((large - 1) / (small - 1), 1);

  for (int i = MAX (1, n - 1); i <= n + 2; i++)
    g_string_append_printf (text, "%s%d", text->len > 0 ? ", " : "",
                            1 + i * (small - 1));
  return g_string_free (text, FALSE);
}

gboolean
wk_ratio_check (const WkParams *params, GError **error)
{
  int large = wk_params_get_int (params, "large");
  int small = wk_params_get_int (params, "small");
  g_autofree char *fields = NULL;

  if (large >= small && (large - 1) % (small - 1) == 0)
    return TRUE;
  fields = reachable (small, large);
  wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, "large",
                       _L (wk_language_from_environment (),
                           "%d × %d is not what layers of %d × %d see: %s, …"),
                       large, large, small, small, fields);
  return FALSE;
}

gint64
wk_ratio_layer (const WkRatio *ratio, int layer)
{
  return (gint64) wk_count_conv ((guint64) (layer == 0 ? ratio->in : ratio->out),
                                 (guint64) ratio->out, (guint64) ratio->small,
                                 (guint64) ratio->small, 1, ratio->bias);
}

gint64
wk_ratio_stack (const WkRatio *ratio, int n)
{
  gint64 sum = 0;

  for (int i = 0; i < n; i++)
    sum += wk_ratio_layer (ratio, i);
  return sum;
}

static gint64
common_divisor (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

static void
work (WkRatio *ratio)
{
  gint64 divisor;

  ratio->n = (ratio->large - 1) / (ratio->small - 1);
  ratio->a = (gint64) wk_count_conv ((guint64) ratio->in, (guint64) ratio->out,
                                     (guint64) ratio->large, (guint64) ratio->large, 1,
                                     ratio->bias);
  ratio->b = wk_ratio_stack (ratio, ratio->n);
  divisor = common_divisor (ratio->a, ratio->b);
  ratio->top = (ratio->inverse ? ratio->b : ratio->a) / divisor;
  ratio->low = (ratio->inverse ? ratio->a : ratio->b) / divisor;
}

void
wk_ratio_init (WkRatio *ratio, const WkParams *params)
{
  double channels[2];

  wk_params_get_pair (params, "channels", channels);
  *ratio = (WkRatio){
    .large = wk_params_get_int (params, "large"),
    .small = wk_params_get_int (params, "small"),
    .in = (int) channels[0],
    .out = (int) channels[1],
    .bias = wk_params_get_switch (params, "bias"),
    .inverse = wk_params_get_choice (params, "asked") == 1,
  };
  work (ratio);
  g_warn_if_fail (field_of (ratio->small, ratio->n) == ratio->large);
}

/* --- fresh numbers --- */

/* The ratio and what the usual mistakes give for it. */
static gboolean
all_differ (const WkRatio *ratio)
{
  double a = (double) ratio->a, b = (double) ratio->b;
  const double ratios[] = {
    a / b,
    b / a,
    a / (double) wk_ratio_stack (ratio, 1),
    a / (double) wk_ratio_stack (ratio, ratio->n - 1),
    a / (double) wk_ratio_stack (ratio, ratio->n + 1),
    (double) ratio->large / (ratio->n * ratio->small),
    a / b * ratio->out,
    ratio->bias ? (double) ratio->large * ratio->large /
                      (ratio->n * ratio->small * ratio->small)
                : ((double) ratio->large * ratio->large + 1) /
                      (ratio->n * ratio->small * ratio->small + ratio->n),
  };
  guint n = G_N_ELEMENTS (ratios);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      {
        /* Of two layers one fewer is one. */
        if (ratio->n == 2 && i == 3 && j == 2)
          continue;
        if (fabs (ratios[i] - ratios[j]) <= 0.01 ||
            fabs (1 / ratios[i] - 1 / ratios[j]) <= 0.01)
          return FALSE;
      }
  return TRUE;
}

WkValue *
wk_ratio_vary (const char *seed, const WkParams *params, GError **error)
{
  static const char *const keys[] = { "large", "small", "channels", "bias", "asked" };
  static const int sides[] = { 2, 3, 5 };
  WkRandom *random = wk_random_new_from_word (seed);
  WkValue *items[G_N_ELEMENTS (keys)];
  WkRatio ratio = { 0 };
  gboolean found = FALSE;

  for (guint i = 0; i < MAX_DRAWS && !found; i++)
    {
      ratio.small = sides[wk_random_below (random, 3)];
      ratio.large = 1 + wk_random_int_between (random, 2, 5) * (ratio.small - 1);
      ratio.inverse = wk_random_below (random, 2) == 1;
      ratio.bias = wk_random_below (random, 2) == 1;
      ratio.in = ratio.bias ? wk_random_int_between (random, 2, 4) : 64;
      ratio.out = ratio.in;
      work (&ratio);
      found = all_differ (&ratio);
    }
  wk_random_free (random);
  if (!found)
    {
      wk_params_set_error (error, WK_PARAMS_ERROR_CROSS, NULL, "%s",
                           _L (wk_language_from_environment (),
                               "no fresh numbers were found for this seed"));
      return NULL;
    }
  items[0] = wk_value_new_number (ratio.large);
  items[1] = wk_value_new_number (ratio.small);
  items[2] = wk_value_new_number (ratio.in);
  items[3] = wk_value_new_bool (ratio.bias);
  items[4] = wk_value_new_string (ratio.inverse ? "b-to-a" : "a-to-b");
  return wk_value_new_map (keys, items, G_N_ELEMENTS (keys));
}
