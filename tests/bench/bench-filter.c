/* bench-filter.c - how long a photograph takes through a kernel
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For bench-filter.py, which asks: each line on standard input, "SIDE split" or "SIDE
 * full", is answered by the processor's time in us that one 512 x 512 image of floats
 * takes through a kernel of that side, the smallest of some rounds.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "numeric/wk-filter.h"
#include "numeric/wk-random.h"

#define SIDE 512
#define ROUNDS 9
#define MAX_KERNEL 31

static double
now_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

static double
measure (const WkConv *conv, const float *image, float *out)
{
  double best = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = now_us (), took;

      if (!wk_filter_map (conv, image, SIDE, SIDE, out, NULL))
        g_error ("the filter failed");
      took = now_us () - start;
      if (i == 0 || took < best)
        best = took;
    }
  return best;
}

int
main (void)
{
  g_autofree float *image = g_new (float, SIDE *SIDE);
  g_autofree float *out = g_new (float, SIDE *SIDE);
  double weights[MAX_KERNEL * MAX_KERNEL];
  WkRandom *random = wk_random_new (1);
  char word[16];
  int n;

  for (guint i = 0; i < SIDE * SIDE; i++)
    image[i] = (float) wk_random_below (random, 256);
  while (scanf ("%d %15s", &n, word) == 2 && n >= 1 && n <= MAX_KERNEL)
    {
      WkConv conv = {
        { n, n, weights }, n / 2, n / 2, 1, 1, 1, 1, WK_CONV_CROSS_CORRELATION,
        WK_PADDING_REFLECT
      };

      for (int i = 0; i < n * n; i++)
        weights[i] = strcmp (word, "split") == 0
                         ? (i / n + 1) * (i % n + 1)
                         : wk_random_uniform_between (random, -1, 1);
      printf ("%.3f\n", measure (&conv, image, out));
      fflush (stdout);
    }
  wk_random_free (random);
  return 0;
}
