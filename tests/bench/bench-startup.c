/* bench-startup.c - from the start to the first frame, beside an empty window
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   bench-startup WORKINGS EMPTY
 *
 * Starts both in turn, so that whatever else the machine does falls on both alike, and
 * prints the medians. Each tells on standard error when its first frame is drawn; for
 * the program that frame holds the figure. Ends with 1 if the program takes more than
 * 1.3 times as long.
 */
#include "config.h"

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_STARTS 15
#define MAX_RATIO 1.3

/* Milliseconds from the start to the first frame; does not return on failure. */
static double
start (const char *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  gint64 begin;
  gint64 frame = -1;

  g_subprocess_launcher_setenv (launcher, "WORKINGS_TIMINGS", "1", TRUE);
  begin = g_get_monotonic_time ();
  process = g_subprocess_launcher_spawn (launcher, &error, program, NULL);
  if (process == NULL)
    g_error ("%s", error->message);
  lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  while (frame < 0)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

      if (line == NULL)
        g_error ("%s ended without a frame", program);
      /* Other marks of the start are left out, anything else is passed on. */
      if (sscanf (line, "first frame at %" G_GINT64_FORMAT " us", &frame) != 1 &&
          strstr (line, " us, used ") == NULL)
        g_printerr ("%s\n", line);
    }
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return (double) (frame - begin) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a;
  const double *y = b;

  return (*x > *y) - (*x < *y);
}

static double
median (double *times)
{
  qsort (times, N_STARTS, sizeof *times, compare);
  return times[N_STARTS / 2];
}

int
main (int argc, char **argv)
{
  double workings[N_STARTS];
  double empty[N_STARTS];
  double ratio;

  if (argc != 3)
    {
      g_printerr ("usage: bench-startup WORKINGS EMPTY\n");
      return 2;
    }
  /* The first start of each fills the page cache and does not count. */
  start (argv[1]);
  start (argv[2]);
  for (guint i = 0; i < N_STARTS; i++)
    {
      workings[i] = start (argv[1]);
      empty[i] = start (argv[2]);
    }
  ratio = median (workings) / median (empty);
  g_print ("first frame: workings %.1f ms, empty window %.1f ms, ratio %.2f "
           "(medians of %d)\n",
           median (workings), median (empty), ratio, N_STARTS);
  return ratio <= MAX_RATIO ? 0 : 1;
}
