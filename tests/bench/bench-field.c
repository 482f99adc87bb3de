/* bench-field.c - how long one change of a receptive field takes, whatever the network
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Solving, drawing and painting at 1920 x 1080, for picks all over the largest
 * published networks and the exam's stack. Prints median and 95th percentile; fails
 * above the 8 ms that a drag may take. WORKINGS_BENCH_SLACK is a factor on that.
 */
#include "config.h"

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "exercises/wk-kinds.h"
#include "model/wk-yaml.h"
#include "render/wk-fonts.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

#define N_PICKS 60
#define BUDGET 8.0

static int
by_size (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The processor's time of this thread, in ms. */
static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static double
change_ms (const char *text, double position, cairo_surface_t *surface)
{
  const WkExerciseKind *kind = wk_kind_find (wk_exercise_kinds, "receptive-field");
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) values = wk_yaml_parse (text, strlen (text), "bench", &error);
  g_autoptr (WkParams) params = wk_kind_params (kind, values, NULL, &error);
  g_autoptr (WkSolution) solution = NULL;
  g_autoptr (WkScene) scene = NULL;
  WkView view = { .position = position,
                  .width = 1600,
                  .height = 900,
                  .language = wk_language_get ("en"),
                  .measure = wk_render_get_measure (),
                  .number = "2c",
                  .title = "Receptive field" };
  double start = now_ms ();
  cairo_t *cr;

  if (params == NULL)
    g_error ("%s", error->message);
  solution = kind->solve (params, view.language, NULL, &error);
  if (solution == NULL)
    g_error ("%s", error->message);
  scene = wk_figure_draw (kind, solution, &view);
  cr = cairo_create (surface);
  if (!wk_paint_cairo (scene, WK_THEME_LIGHT, cr, (WkRect){ 0, 0, 1920, 1080 }, FALSE,
                       &error))
    g_error ("%s", error->message);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return now_ms () - start;
}

int
main (void)
{
  static const char *const figures[] = {
    "",
    "effective: mean",
    "view: image",
    "view: image, effective: mean",
    "preset: resnet-v1-152",
    "preset: resnet-v1-152, open: [36, 143]",
    "preset: resnet-v1-152, view: image",
    "preset: resnet-v1-152, effective: mean",
    "preset: inception-v3, view: image, effective: mean",
    "preset: vgg-19, view: image",
  };
  const char *slack = g_getenv ("WORKINGS_BENCH_SLACK");
  double budget = BUDGET * (slack != NULL ? g_ascii_strtod (slack, NULL) : 1.0);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1920, 1080);
  g_autoptr (GError) error = NULL;
  int failed = 0;

  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
    {
      double times[N_PICKS];

      for (int i = -3; i < N_PICKS; i++)
        {
          g_autofree char *text = g_strdup_printf (
              "{%s%spick: [%d, %d, %d]}", figures[f], *figures[f] != '\0' ? ", " : "",
              i % 5 + (i < 0 ? 5 : 0), (7 * i + 28) % 40, (11 * i + 44) % 40);

          double time = change_ms (text, 3.0 + (i + 3) % 3, surface);

          if (i >= 0)
            times[i] = time;
        }
      qsort (times, N_PICKS, sizeof (double), by_size);
      printf ("%-52s median %5.2f ms, 95 %% %5.2f ms\n", figures[f], times[N_PICKS / 2],
              times[N_PICKS * 95 / 100]);
      failed |= times[N_PICKS * 95 / 100] > budget;
    }
  cairo_surface_destroy (surface);
  return failed;
}
