/* timing-kit.h - times of the main thread, on machines that are slow or busy
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times are processor time of the thread, so that what waits does not count. What runs
 * beside it on the same processor still takes caches and clock from it; it only ever
 * adds, so the fastest of some rounds counts, and each round is measured in units of
 * work that has nothing to do with the program, done right before it.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib.h>

/* The fastest of so many rounds counts; the first that is fast enough ends them. */
#define ROUNDS 6

static inline double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static inline double
wall_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

/* How long this thread has been ready and had no processor, since it began: what other
 * programs took. Taken off the time on the wall it leaves what the thread did, slept
 * and waited for. 0 where the kernel does not tell. */
static inline double
queue_ms (void)
{
  unsigned long long ran, waited = 0;
  FILE *file = fopen ("/proc/thread-self/schedstat", "r");

  if (file == NULL)
    return 0;
  if (fscanf (file, "%llu %llu", &ran, &waited) != 2)
    waited = 0;
  fclose (file);
  return (double) waited / 1e6;
}

static inline int
by_size (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The value that a share of @share of @times does not exceed; sorts them. */
static inline double
percentile (GArray *times, double share)
{
  qsort (times->data, times->len, sizeof (double), by_size);
  return g_array_index (times, double,
                        MIN ((guint) (share * times->len), times->len - 1));
}

/* Hashing, small allocations, numbers to text, and a picture of the screen copied: what
 * a frame is made of, by GLib and the C library alone. */
static inline double
reference_work_ms (void)
{
  const gsize size = 1920 * 1080 * 4;
  static char *from, *to;
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  double start;

  /* Once: pages that come fresh from the kernel are another matter. */
  if (from == NULL)
    {
      from = g_malloc0 (size);
      to = g_malloc0 (size);
      memset (from, 1, size);
      memset (to, 1, size);
    }
  start = now_ms ();
  for (guint i = 0; i < 4000; i++)
    g_hash_table_add (table, g_strdup_printf ("%.6g", i * 1.37));
  for (guint i = 0; i < 3; i++)
    {
      memset (from, (int) i, size);
      memcpy (to, from, size);
    }
  return now_ms () - start;
}

/* That work on the machine the bounds were set for, with nothing else running. */
#define REFERENCE_MS 2.5

/* What bounds are multiplied with: 1 on that machine. WORKINGS_BENCH_SLACK sets it. */
static inline double
get_slack (void)
{
  const char *text = g_getenv ("WORKINGS_BENCH_SLACK");
  double least = G_MAXDOUBLE;

  if (text != NULL)
    return g_ascii_strtod (text, NULL);
  for (guint i = 0; i < 5; i++)
    {
      double used = reference_work_ms ();

      least = MIN (least, used);
    }
  return CLAMP (least / REFERENCE_MS, 1.0, 2.5);
}
