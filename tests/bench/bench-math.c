/* bench-math.c - how long formulas take to set
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the medians for typical working lines; fails above 0.3 ms for setting one once
 * the font is loaded, or above 20 us for getting it from the cache.
 * WORKINGS_BENCH_SLACK is a factor on both, for machines that are slow.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "render/wk-math-private.h"

#define ROUNDS 301
#define HITS 1000

static const char *const lines[] = {
  "a^{[1]}_1=g(w^{[1]}_{11}x_1+w^{[1]}_{21}x_2+b^{[1]}_1)=g(2\\cdot1+2\\cdot3+1)"
  "=\\focus{9}",
  "\\hat "
  "y=g(w^{[2]}_{11}a^{[1]}_1+w^{[2]}_{21}a^{[1]}_2+w^{[2]}_{31}a^{[1]}_3+b^{[2]}_1)"
  "=3\\cdot9+1\\cdot(-2)+2\\cdot5+1=\\focus{36}",
  "\\frac{\\partial J}{\\partial w^{[1]}_{13}}=\\delta^{[2]}_1w^{[2]}_{31}g'\\,x_1"
  "=8\\cdot2\\cdot1\\cdot1=\\focus{16}",
};

static int
by_size (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The processor's time of this thread, in us. */
static double
now_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

static WkMathLayout *
lay (const char *line, double wrap)
{
  g_autoptr (GError) error = NULL;
  WkMathLayout *layout = wk_math_layout (line, 42, wrap, TRUE, &error);

  if (layout == NULL)
    g_error ("%s", error->message);
  return layout;
}

static double
fresh_us (const char *line, double wrap)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start;

      wk_math_cache_clear ();
      start = now_us ();
      wk_math_layout_unref (lay (line, wrap));
      times[i] = now_us () - start;
    }
  qsort (times, ROUNDS, sizeof times[0], by_size);
  return times[ROUNDS / 2];
}

static double
cached_us (const char *line)
{
  double times[ROUNDS];

  wk_math_layout_unref (lay (line, 0));
  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = now_us ();

      for (guint k = 0; k < HITS; k++)
        wk_math_layout_unref (lay (line, 0));
      times[i] = (now_us () - start) / HITS;
    }
  qsort (times, ROUNDS, sizeof times[0], by_size);
  return times[ROUNDS / 2];
}

int
main (void)
{
  const char *slack_text = g_getenv ("WORKINGS_BENCH_SLACK");
  double slack = slack_text != NULL ? g_ascii_strtod (slack_text, NULL) : 1;
  gboolean good = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      double fresh = fresh_us (lines[i], 0);
      double broken = fresh_us (lines[i], 700);
      double cached = cached_us (lines[i]);

      printf (
          "line %u: set %.1f us, on several lines %.1f us of 300; cached %.3f us of "
          "20\n",
          i + 1, fresh, broken, cached);
      good =
          good && fresh <= 300 * slack && broken <= 300 * slack && cached <= 20 * slack;
    }
  return good ? 0 : 1;
}
