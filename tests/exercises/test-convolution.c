/* test-convolution.c - exam part 2a: its value, mistakes, hands on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expected values are the exam's and those of the table of mistakes; else those of the
 * plain second version.
 */
#include "config.h"

#include "exercises/conv-kit.h"
#include "exercises/hard-params.h"
#include "scene/fixed-measure.h"
#include "scene/wk-figure.h"

static double
value_of (const char *text)
{
  g_autoptr (WkSolution) solution = solution_of (text);

  return wk_solution_find_answer (solution, "pixel")->value;
}

/* --- values --- */

static void
test_exam (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM);
  const WkAnswer *answer = wk_solution_find_answer (solution, "pixel");

  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 5);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 1);
  g_assert_cmpfloat (answer->value, ==, 49);
  g_assert_cmpint (answer->type, ==, WK_ANSWER_INTEGER);
  g_assert_cmpstr (answer->symbol, ==, "y[0,2]");
  for (guint hint = 0; hint < 3; hint++)
    {
      g_assert_nonnull (answer->hints[hint]);
      g_assert_null (strstr (answer->hints[hint], "49"));
    }
  g_assert_nonnull (strstr (wk_solution_get_step (solution, 0)->formula,
                            "\\to({-1},2,2\\mid 3,1,0\\mid 4,{-1},4)"));
  g_assert_nonnull (
      strstr (wk_solution_get_step (solution, 0)->formula, "(1,2)\\to(1,0)"));
  g_assert_nonnull (strstr (wk_solution_get_step (solution, 1)->formula,
                            "{-1},{0},{1},\\quad\\text{columns}={2},{3},{4}"));
  g_assert_nonnull (strstr (wk_solution_get_step (solution, 2)->caption,
                            "1 above, 1 below, 2 right"));
  g_assert_nonnull (
      strstr (wk_solution_get_step (solution, 2)->formula, "0,0,0\\mid 4,5,1"));
  g_assert_nonnull (strstr (
      wk_solution_get_step (solution, 4)->formula,
      "3\\cdot4+1\\cdot5+0\\cdot1+4\\cdot5+(-1)\\cdot0+4\\cdot3=0+12+5+0+20+0+12="));
}

static void
test_variants (void)
{
  /* The exam's own table. */
  g_assert_cmpfloat (value_of ("{" EXAM_NUMBERS ", origin: [1, 2], pixel: [0, 2], "
                               "mode: cross-correlation}"),
                     ==, 13);
  g_assert_cmpfloat (value_of ("{" EXAM_NUMBERS ", pixel: [0, 2]}"), ==, 7);
  g_assert_cmpfloat (
      value_of ("{" EXAM_NUMBERS ", origin: [1, 2], pixel: [0, 2], padding: reflect}"),
      ==, 50);
  g_assert_cmpfloat (
      value_of ("{" EXAM_NUMBERS ", origin: [1, 2], pixel: [0, 2], padding: wrap}"), ==,
      53);
  g_assert_cmpfloat (value_of ("{" EXAM_NUMBERS
                               ", origin: [1, 2], pixel: [0, 2], padding: replicate}"),
                     ==, 57);
  g_assert_cmpfloat (
      value_of ("{" EXAM_NUMBERS ", origin: [1, 2], pixel: [0, 2], padding: none}"), ==,
      38);
}

static void
test_plain (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20180611);

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (WkValue) values = hard_params_make ("convolution", random);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkParams) params = NULL;
      g_autoptr (WkSolution) solution = NULL;
      g_autofree Plain *plain = NULL;
      g_autofree double *image = NULL;
      g_autofree double *kernel = NULL;
      double found, expected;

      if (wk_value_get_member (values, "source") != NULL)
        continue;
      params = wk_kind_params (kind (), values, NULL, &error);
      g_assert_no_error (error);
      solution = kind ()->solve (params, wk_language_get ("en"), NULL, &error);
      g_assert_no_error (error);
      plain = plain_of (params, &image, &kernel);
      expected = plain_value (plain);
      found = wk_solution_find_answer (solution, "pixel")->value;
      g_assert_cmpfloat_with_epsilon (found, expected,
                                      1e-9 * MAX (1.0, fabs (expected)));
    }
}

/* --- mistakes --- */

static void
check_mark (const WkSolution *solution, const char *typed, const char *feedback)
{
  const WkAnswer *answer = wk_solution_find_answer (solution, "pixel");
  g_autofree char *found = NULL;

  g_assert_cmpint (
      wk_answer_mark (answer, typed, wk_solution_get_language (solution), &found), ==,
      WK_VERDICT_SLIP);
  if (strstr (found, feedback) == NULL)
    g_error ("%s: %s", typed, found);
}

static void
test_slips (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM);
  const WkAnswer *answer = wk_solution_find_answer (solution, "pixel");

  g_assert_cmpint (wk_answer_mark (answer, "49", NULL, NULL), ==, WK_VERDICT_RIGHT);
  g_assert_cmpint (wk_answer_mark (answer, "50", NULL, NULL), ==, WK_VERDICT_WRONG);
  check_mark (solution, "13", "cross-correlation");
  check_mark (solution, "7", "The marked cell, not the middle");
  check_mark (solution, "33", "cross-correlation");
  check_mark (solution, "33", "The marked cell, not the middle");
  check_mark (solution, "28", "The origin turns with the kernel");
  check_mark (solution, "18", "Turn in both directions");
  check_mark (solution, "34", "Turn in both directions");
  check_mark (solution, "57", "Zero padding: outside is 0.");
  check_mark (solution, "38", "may hang over the edge");
}

static void
test_slips_elsewhere (void)
{
  g_autoptr (WkSolution) correlation = solution_of (
      "{" EXAM_NUMBERS ", origin: [1, 2], pixel: [0, 2], mode: cross-correlation}");
  g_autoptr (WkSolution) wrapped =
      solution_of ("{" EXAM_NUMBERS ", origin: [1, 2], pixel: [0, 2], padding: wrap}");

  check_mark (correlation, "49", "That is the convolution");
  check_mark (wrapped, "49", "other side");
}

/* --- what cannot be --- */

static void
check_refused (const char *text, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params = params_of (text, &error);

  g_assert_null (params);
  g_assert_nonnull (error);
  g_assert_cmpstr (wk_params_error_get_path (error), ==, path);
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_refused (void)
{
  check_refused ("{origin: [1, 3]}", "origin");
  check_refused ("{origin: [0.5, 0]}", "origin[0]");
  check_refused ("{origin: [-1, 0]}", "origin[0]");
  check_refused ("{pixel: [6, 0]}", "pixel");
  check_refused ("{pixel: [0, 3], stride: 2}", "pixel");
  check_refused ("{pixel: [0, 4], padding: none}", "pixel");
  check_refused ("{image: [[1, 2], [3, 4]], padding: none}", "padding");
  check_refused ("{padding: none, dilation: [1, 3]}", "padding");
  check_refused ("{stride: 0}", "stride");
  check_refused ("{dilation: [1, 7]}", "dilation[1]");
  check_refused ("{kernel: [[1, 2], [3]]}", "kernel[1]");
  check_refused ("{kernel: [[10000]]}", "kernel[0][0]");
}

/* --- hands --- */

static WkScene *
scene_at (const WkSolution *solution, double position)
{
  WkMeasure measure = fixed_measure;
  WkView view = { .position = position,
                  .language = wk_language_get ("en"),
                  .measure = &measure };

  wk_page_size (WK_PAGE_16_9, &view.width, &view.height);
  return wk_figure_draw (kind (), solution, &view);
}

static WkParams *
edited (const WkSolution *solution, double position, const char *id, WkEdit edit)
{
  g_autoptr (WkScene) scene = scene_at (solution, position);
  g_autoptr (GError) error = NULL;
  const WkItem *item = wk_scene_find (scene, id);
  WkParams *params;

  g_assert_nonnull (item);
  params = kind ()->edit (solution, item, &edit, &error);
  g_assert_no_error (error);
  return params;
}

static void
check_pair (const WkParams *params, const char *key, int first, int second)
{
  int pair[2];

  g_assert_nonnull (params);
  read_pair (params, key, pair);
  g_assert_cmpint (pair[0], ==, first);
  g_assert_cmpint (pair[1], ==, second);
}

static void
test_edits (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM);
  g_autoptr (WkParams) typed =
      edited (solution, 0, "image-1-2", (WkEdit){ .type = WK_EDIT_SET, .value = -7.5 });
  g_autoptr (WkParams) stepped =
      edited (solution, 3, "kernel-0-1", (WkEdit){ .type = WK_EDIT_STEP, .amount = 2 });
  g_autoptr (WkParams) dragged =
      edited (solution, 3, "kernel-0-0", (WkEdit){ .type = WK_EDIT_DRAG, .dy = -48 });
  g_autoptr (WkParams) origin =
      edited (solution, 5, "kernel-2-1", (WkEdit){ .type = WK_EDIT_PICK });
  g_autoptr (WkParams) pixel =
      edited (solution, 5, "output-4-3", (WkEdit){ .type = WK_EDIT_PICK });
  g_autoptr (WkParams) on_image =
      edited (solution, 0, "image-5-1", (WkEdit){ .type = WK_EDIT_PICK });
  g_autoptr (WkParams) same =
      edited (solution, 0, "output-0-2", (WkEdit){ .type = WK_EDIT_PICK });

  g_assert_cmpfloat (wk_params_get_number (typed, "image[1][2]"), ==, -7.5);
  g_assert_cmpfloat (wk_params_get_number (stepped, "kernel[0][1]"), ==, 1);
  g_assert_cmpfloat (wk_params_get_number (dragged, "kernel[0][0]"), ==, 6);
  check_pair (origin, "origin", 2, 1);
  check_pair (pixel, "pixel", 4, 3);
  check_pair (on_image, "pixel", 5, 1);
  g_assert_null (same);
}

/* The ring on the image is dragged from cell to cell and stays on the map. */
static void
test_drag_window (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM);
  g_autoptr (WkScene) scene = scene_at (solution, 2);
  double cell = wk_scene_find (scene, "place")->box.width;
  g_autoptr (WkParams) near =
      edited (solution, 2, "place",
              (WkEdit){ .type = WK_EDIT_DRAG, .dx = -1.1 * cell, .dy = 2.9 * cell });
  g_autoptr (WkParams) far = edited (
      solution, 2, "place", (WkEdit){ .type = WK_EDIT_DRAG, .dx = 1e4, .dy = 1e4 });
  g_autoptr (WkParams) number =
      edited (solution, 2, "place", (WkEdit){ .type = WK_EDIT_SET, .value = 9 });

  check_pair (near, "pixel", 3, 1);
  check_pair (far, "pixel", 5, 5);
  g_assert_cmpfloat (wk_params_get_number (number, "image[0][2]"), ==, 9);
}

static void
test_refused_edit (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM);
  g_autoptr (WkScene) scene = scene_at (solution, 0);
  g_autoptr (GError) error = NULL;
  WkEdit edit = { .type = WK_EDIT_SET, .value = 12345 };

  g_assert_null (
      kind ()->edit (solution, wk_scene_find (scene, "image-0-0"), &edit, &error));
  g_assert_error (error, WK_PARAMS_ERROR, WK_PARAMS_ERROR_RANGE);
}

/* Play Map: every cell of the output once, in reading order. */
static void
test_walk (void)
{
  g_autoptr (WkParams) params =
      params_of ("{image: [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 1, 1]], "
                 "kernel: [[1, 2]], stride: [3, 2]}",
                 NULL);
  static const int places[][2] = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      WkParams *next = kind ()->walk (params, 1);

      check_pair (params, "pixel", places[i][0], places[i][1]);
      g_assert_true ((next == NULL) == (i + 1 == G_N_ELEMENTS (places)));
      if (next == NULL)
        break;
      wk_params_unref (params);
      params = next;
    }
  g_assert_null (kind ()->walk (params, 1));
  g_assert_nonnull (kind ()->walk_label);
}

/* --- what the figure shows when --- */

static const char *
text_at (const WkScene *scene, const char *id)
{
  const WkItem *item = wk_scene_find (scene, id);

  return item == NULL || item->opacity <= 0.0 ? NULL : item->text.text;
}

static void
test_figure (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM);

  for (guint step = 0; step <= 5; step++)
    {
      g_autoptr (WkScene) scene = scene_at (solution, step);
      const WkItem *asked = wk_scene_find (scene, "output-0-2");

      /* What comes before the pixel in reading order, and nothing behind it. */
      g_assert_cmpstr (text_at (scene, "output-0-0-value"), ==, step > 0 ? "28" : NULL);
      g_assert_cmpstr (text_at (scene, "output-0-1-value"), ==, step > 0 ? "7" : NULL);
      g_assert_cmpstr (text_at (scene, "output-0-2-value"), ==, step > 4 ? "49" : NULL);
      g_assert_null (text_at (scene, "output-0-3-value"));
      g_assert_cmpstr (asked->value, ==, step > 4 ? "49" : "not computed yet");
      /* The window hangs over the edge; its outside is 0 once it is read. */
      g_assert_true ((wk_scene_find (scene, "window") != NULL) == (step >= 2));
      g_assert_cmpstr (text_at (scene, "image--1-3-value"), ==, step > 2 ? "0" : NULL);
      g_assert_true (step < 2 || wk_scene_find (scene, "image--1-0")->hatched);
      g_assert_cmpstr (text_at (scene, "product-1-0-value"), ==,
                       step > 3 ? "12" : NULL);
      g_assert_nonnull (wk_scene_get_description (scene));
    }
}

/* Half way through the first step the kernel stands on its side: no cell is missing. */
static void
test_turning (void)
{
  g_autoptr (WkSolution) solution = solution_of (EXAM);
  g_autoptr (WkScene) given = scene_at (solution, 0);
  g_autoptr (WkScene) turning = scene_at (solution, 0.5);
  g_autoptr (WkScene) turned = scene_at (solution, 1);
  const WkItem *corner = wk_scene_find (given, "kernel-0-0");
  const WkItem *opposite = wk_scene_find (turned, "kernel-2-2");

  g_assert_cmpint (wk_scene_find (turning, "kernel-0-0")->type, ==, WK_ITEM_AREA);
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("kernel-%d-%d-value", i / 3, i % 3);

      g_assert_nonnull (wk_scene_find (turning, id));
    }
  /* The page gives the question more room than a step, so only the order counts. */
  g_assert_cmpfloat (corner->box.x, <, wk_scene_find (given, "kernel-0-2")->box.x);
  g_assert_cmpfloat (opposite->box.x, <, wk_scene_find (turned, "kernel-2-0")->box.x);
  g_assert_cmpfloat (opposite->box.y, <, wk_scene_find (turned, "kernel-0-2")->box.y);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/convolution/exam", test_exam);
  g_test_add_func ("/convolution/variants", test_variants);
  g_test_add_func ("/convolution/plain-second-version", test_plain);
  g_test_add_func ("/convolution/slips", test_slips);
  g_test_add_func ("/convolution/slips-elsewhere", test_slips_elsewhere);
  g_test_add_func ("/convolution/refused", test_refused);
  g_test_add_func ("/convolution/edits", test_edits);
  g_test_add_func ("/convolution/drag-window", test_drag_window);
  g_test_add_func ("/convolution/refused-edit", test_refused_edit);
  g_test_add_func ("/convolution/play-map", test_walk);
  g_test_add_func ("/convolution/figure", test_figure);
  g_test_add_func ("/convolution/turning", test_turning);
  return g_test_run ();
}
