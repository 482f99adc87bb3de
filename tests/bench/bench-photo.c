/* bench-photo.c - the pixel of a photograph follows the pointer, a number is dragged
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything of ours between a movement of the pointer and the next frame: the kind's
 * edit, solving, drawing the scene, painting it at 1920 x 1080. Prints the median and
 * the 95th percentile, which must be below 8 ms; WORKINGS_BENCH_SLACK is a factor on
 * that, for machines that are slow.
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

#define MOVES 200
#define WIDTH 1920
#define HEIGHT 1080
#define BUDGET_MS 8.0

#define ROW12 "[1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6]"
#define ROW9 "[1, 2, 3, -2, 1, 2, 1, -3, 2]"

static const char *const cases[] = {
  "{source: photo, photo: camera, filter: sobel-x}",
  "{source: photo, photo: coffee, channel: red, filter: gaussian-9}",
  "{image: [" ROW12 ", " ROW12 ", " ROW12 ", " ROW12 ", " ROW12 ", " ROW12 ", " ROW12
  ", " ROW12 ", " ROW12 ", " ROW12 ", " ROW12 ", " ROW12 "], kernel: [" ROW9 ", " ROW9
  ", " ROW9 ", " ROW9 ", " ROW9 ", " ROW9 ", " ROW9 ", " ROW9 ", " ROW9
  "], pixel: [11, 11]}",
};

static int
by_size (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static WkSolution *
solve (const WkExerciseKind *kind, WkParams *params)
{
  g_autoptr (GError) error = NULL;
  WkSolution *solution = kind->solve (params, wk_language_get ("en"), NULL, &error);

  if (solution == NULL)
    g_error ("%s", error->message);
  return solution;
}

/* The scene after move @i: over the picture, or with a number dragged. */
static WkScene *
move (const WkExerciseKind *kind,
      WkSolution **solution,
      const WkScene *scene,
      const WkView *view,
      guint i)
{
  const WkItem *photo = wk_scene_find (scene, "photo-input");
  const WkItem *item = photo != NULL ? photo : wk_scene_find (scene, "kernel-0-0");
  WkEdit edit = { .type = WK_EDIT_DRAG, .dy = i % 2 == 0 ? 60 : -60 };
  g_autoptr (WkParams) params = NULL;

  if (photo != NULL)
    edit =
        (WkEdit){ .type = WK_EDIT_POINT,
                  .at_point = TRUE,
                  .x = photo->image.x + (0.1 + 0.8 * i / MOVES) * photo->image.width,
                  .y = photo->image.y + (0.9 - 0.7 * i / MOVES) * photo->image.height };
  params = kind->edit (*solution, item, &edit, NULL);
  if (params != NULL)
    {
      if (kind->is_slow (params))
        g_error ("a pixel of a photograph in memory is called slow");
      wk_solution_unref (*solution);
      *solution = solve (kind, params);
    }
  return wk_figure_draw (kind, *solution, view);
}

static gboolean
measure (const WkExerciseKind *kind, const char *text, double slack)
{
  g_autoptr (WkValue) values = wk_yaml_parse (text, strlen (text), "bench", NULL);
  g_autoptr (WkParams) params = wk_kind_params (kind, values, NULL, NULL);
  g_autoptr (WkSolution) solution = solve (kind, params);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  WkView view = { .position = 3,
                  .width = 1600,
                  .height = 900,
                  .language = wk_language_get ("en"),
                  .measure = wk_render_get_measure () };
  WkScene *scene = wk_figure_draw (kind, solution, &view);
  double times[MOVES];

  for (guint i = 0; i < MOVES; i++)
    {
      double start = now_ms ();
      WkScene *next = move (kind, &solution, scene, &view, i);
      cairo_t *cr = cairo_create (surface);

      wk_paint_cairo (next, WK_THEME_LIGHT, cr, (WkRect){ 0, 0, WIDTH, HEIGHT }, FALSE,
                      NULL);
      cairo_destroy (cr);
      wk_scene_unref (scene);
      scene = next;
      times[i] = now_ms () - start;
    }
  qsort (times, MOVES, sizeof *times, by_size);
  printf ("%.64s: median %.2f ms, 95th percentile %.2f ms (at most %.1f)\n", text,
          times[MOVES / 2], times[MOVES * 95 / 100], slack * BUDGET_MS);
  wk_scene_unref (scene);
  cairo_surface_destroy (surface);
  return times[MOVES * 95 / 100] <= slack * BUDGET_MS;
}

int
main (void)
{
  const char *slack = g_getenv ("WORKINGS_BENCH_SLACK");
  const WkExerciseKind *kind = wk_kind_find (wk_exercise_kinds, "convolution");
  g_autoptr (GError) error = NULL;
  gboolean fine = TRUE;

  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    fine &=
        measure (kind, cases[i], slack != NULL ? g_ascii_strtod (slack, NULL) : 1.0);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
