/* bench-painter.c - how long a step of 1a takes to paint
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the median of many frames; fails above the budget of a frame: 5 ms at
 * 1920 x 1080 and 12 ms at 3840 x 2160. WORKINGS_BENCH_SLACK is a factor on both, for
 * machines that are slow.
 */
#include "config.h"

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "exercises/wk-kinds.h"
#include "render/wk-fonts.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

#define FRAMES 101

static int
by_size (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static WkScene *
make_step (double position)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  const WkLanguage *language = wk_language_get ("en");
  const WkExercise *exercise;
  const WkExerciseKind *kind;
  g_autoptr (WkSolution) solution = NULL;
  WkView view = { .position = position,
                  .width = 1600,
                  .height = 900,
                  .language = language,
                  .measure = wk_render_get_measure () };

  if (deck == NULL)
    g_error ("%s", error->message);
  exercise = wk_deck_get_exercise (deck, (guint) wk_deck_find (deck, "1a"));
  kind = wk_exercise_get_kind (exercise);
  solution = kind->solve (wk_exercise_get_params (exercise), language, NULL, &error);
  if (solution == NULL)
    g_error ("%s", error->message);
  wk_view_set_exercise (&view, exercise);
  return wk_figure_draw (kind, solution, &view);
}

/* The processor's time of this thread, in ms: on a busy machine the clock on the wall
 * measures the others. */
static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static double
median_ms (const WkScene *scene, int width, int height)
{
  double times[FRAMES];
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  for (guint i = 0; i < FRAMES; i++)
    {
      double start = now_ms ();
      cairo_t *cr = cairo_create (surface);

      if (!wk_paint_cairo (scene, WK_THEME_LIGHT, cr, (WkRect){ 0, 0, width, height },
                           FALSE, NULL))
        g_error ("The painter failed");
      cairo_destroy (cr);
      times[i] = now_ms () - start;
    }
  cairo_surface_destroy (surface);
  qsort (times, FRAMES, sizeof times[0], by_size);
  return times[FRAMES / 2];
}

int
main (void)
{
  static const struct
  {
    int width, height;
    double budget;
  } rows[] = { { 1920, 1080, 5 }, { 3840, 2160, 12 } };
  const char *slack_text = g_getenv ("WORKINGS_BENCH_SLACK");
  double slack = slack_text != NULL ? g_ascii_strtod (slack_text, NULL) : 1;
  gboolean good = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (double position = 2; position < 3; position += 0.6)
      {
        g_autoptr (WkScene) scene = make_step (position);
        double ms = median_ms (scene, rows[i].width, rows[i].height);

        printf ("1a at %.1f, %d x %d: %.2f ms of %.0f\n", position, rows[i].width,
                rows[i].height, ms, rows[i].budget);
        good = good && ms <= rows[i].budget * slack;
      }
  return good ? 0 : 1;
}
