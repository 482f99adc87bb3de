/* bench-change.c - our own work for one change of a number in 1c, 1d and 6c
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Set, solve, draw, paint at 1920 x 1080, for many values in a row as a slider gives
 * them. Prints the 95th percentile; fails above 8 ms. WORKINGS_BENCH_SLACK is a factor
 * on that, for machines that are slow.
 */
#include "config.h"

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "exercises/wk-kinds.h"
#include "render/wk-fonts.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

#define CHANGES 200
#define WARM 10
#define BUDGET 8.0
#define WIDTH 1920
#define HEIGHT 1080

typedef struct
{
  const char *number, *view, *path; /* view: of the kind, or NULL */
  double from, to;
  gboolean ratio;
} Row;

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

/* (transfer full): of the exercise, and what is shown of them. */
static WkParams *
params_of (const WkExercise *exercise, const char *view)
{
  WkParams *params = wk_exercise_get_params (exercise);
  g_autoptr (WkValue) value = NULL;

  if (view == NULL)
    return wk_params_ref (params);
  value = wk_value_new_string (view);
  params = wk_params_with (params, "view", value, NULL);
  if (params == NULL)
    g_error ("there is no view “%s”", view);
  return params;
}

static void
change (const WkExercise *exercise,
        const WkParams *start,
        const char *path,
        double value,
        cairo_t *cr)
{
  const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
  const WkLanguage *language = wk_language_get ("en");
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) item = wk_value_new_number (value);
  g_autoptr (WkParams) params = wk_params_with (start, path, item, &error);
  g_autoptr (WkSolution) solution = NULL;
  g_autoptr (WkScene) scene = NULL;
  WkView view = { .width = 1600,
                  .height = 900,
                  .language = language,
                  .measure = wk_render_get_measure () };

  if (params == NULL)
    g_error ("%s", error->message);
  solution = kind->solve (params, language, NULL, &error);
  if (solution == NULL)
    g_error ("%s", error->message);
  wk_view_set_exercise (&view, exercise);
  view.position = wk_solution_get_n_steps (solution);
  scene = wk_figure_draw (kind, solution, &view);
  if (!wk_paint_cairo (scene, WK_THEME_LIGHT, cr, (WkRect){ 0, 0, WIDTH, HEIGHT },
                       FALSE, NULL))
    g_error ("The painter failed");
}

static double
percentile_ms (const WkExercise *exercise, const Row *row)
{
  double times[CHANGES];
  g_autoptr (WkParams) params = params_of (exercise, row->view);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);

  for (int i = -WARM; i < CHANGES; i++)
    {
      double share = MAX (i, 0) / (CHANGES - 1.0);
      double value = row->ratio ? row->from * pow (row->to / row->from, share)
                                : row->from + share * (row->to - row->from);
      cairo_t *cr = cairo_create (surface);
      double start = now_ms ();

      change (exercise, params, row->path, value, cr);
      if (i >= 0)
        times[i] = now_ms () - start;
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  qsort (times, CHANGES, sizeof times[0], by_size);
  return times[CHANGES * 95 / 100];
}

int
main (void)
{
  static const Row rows[] = {
    { "1c", NULL, "layers[0].W[0][2]", -5, 5, FALSE },
    { "1d", NULL, "rate", 1e-4, 4, TRUE },
    { "1d", NULL, "layers[0].W[0][2]", -5, 5, FALSE },
    { "6c", NULL, "z[0]", -3, 3, FALSE },
    { "6c", "path", "z[0]", -3, 3, FALSE },
    { "6c", "pair", "z[0]", -3, 3, FALSE },
    { "6c", NULL, "beta", 0, 4, FALSE },
  };
  const char *slack_text = g_getenv ("WORKINGS_BENCH_SLACK");
  double slack = slack_text != NULL ? g_ascii_strtod (slack_text, NULL) : 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);
  gboolean good = TRUE;

  if (deck == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int index = wk_deck_find (deck, rows[i].number);
      double ms = percentile_ms (wk_deck_get_exercise (deck, (guint) index), &rows[i]);

      printf ("%s%s%s, a change of %s: 95 of 100 under %.2f ms, allowed %.0f\n",
              rows[i].number, rows[i].view != NULL ? ", view " : "",
              rows[i].view != NULL ? rows[i].view : "", rows[i].path, ms, BUDGET);
      good = good && ms <= BUDGET * slack;
    }
  return good ? 0 : 1;
}
