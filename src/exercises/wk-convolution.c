/* wk-convolution.c - the value of a convolution at one pixel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-conv-kit.h"
#include "exercises/kit/wk-conv-library.h"
#include "scene/wk-scene.h"

extern const WkExerciseKind wk_kind_convolution;

/* In the order of WkConvMode and WkPadding. */
static const WkParamChoice modes[] = {
  { "convolution", N_ ("convolution") },
  { "cross-correlation", N_ ("cross-correlation") },
  { NULL },
};
static const WkParamChoice paddings[] = {
  { "none", N_ ("none") },       { "zero", N_ ("zero") },
  { "reflect", N_ ("reflect") }, { "replicate", N_ ("replicate") },
  { "wrap", N_ ("wrap") },       { NULL },
};

static const WkParamChoice sources[] = {
  { "numbers", N_ ("numbers") },
  { "photo", N_ ("a photograph") },
  { NULL },
};
/* In the order of WkChannel, but that grey comes first. */
static const WkParamChoice channels[] = {
  { "grey", N_ ("grey") },
  { "red", N_ ("colour: red") },
  { "green", N_ ("colour: green") },
  { "blue", N_ ("colour: blue") },
  { NULL },
};

static const WkParamSpec specs[] = {
  {
      .key = "image",
      .symbol = "x",
      .label = N_ ("Image"),
      .what = N_ ("Rows of numbers, at most 12 × 12; not looked at for a photograph."),
      .type = WK_PARAM_MATRIX,
      .min = -WK_CONV_MAX_NUMBER,
      .max = WK_CONV_MAX_NUMBER,
      .min_rows = 1,
      .max_rows = WK_CONV_MAX_IMAGE,
      .min_cols = 1,
      .max_cols = WK_CONV_MAX_IMAGE,
      .fallback = "[[2, 0, 4, 5, 1, 0], [1, 2, 5, 0, 3, 3], [1, 4, 4, 1, 0, 2], "
                  "[4, 3, 2, 1, 4, 1], [3, 1, 4, 2, 0, 3], [0, 4, 4, 4, 0, 3]]",
  },
  {
      .key = "kernel",
      .symbol = "k",
      .label = N_ ("Kernel"),
      .what = N_ ("Rows of weights, at most 9 × 9."),
      .type = WK_PARAM_MATRIX,
      .min = -WK_CONV_MAX_NUMBER,
      .max = WK_CONV_MAX_NUMBER,
      .min_rows = 1,
      .max_rows = WK_CONV_MAX_KERNEL,
      .min_cols = 1,
      .max_cols = WK_CONV_MAX_KERNEL,
      .fallback = "[[4, -1, 4], [0, 1, 3], [2, 2, -1]]",
  },
  {
      .key = "origin",
      .symbol = "o",
      .label = N_ ("Origin"),
      .what = N_ ("The cell of the kernel that lies on the pixel: row and column, from "
                  "0. Its middle if left out."),
      .type = WK_PARAM_VECTOR,
      .max = WK_CONV_MAX_KERNEL - 1,
      .min_rows = 2,
      .max_rows = 2,
      .whole = TRUE,
      .optional = TRUE,
  },
  {
      .key = "pixel",
      .label = N_ ("Pixel"),
      .what = N_ ("The cell of the output that is asked: row and column, from 0. In a "
                  "photograph the nearest there is."),
      .type = WK_PARAM_VECTOR,
      .max = WK_IMAGE_MAX_SIDE - 1,
      .min_rows = 2,
      .max_rows = 2,
      .whole = TRUE,
      .fallback = "[0, 0]",
  },
  {
      .key = "source",
      .label = N_ ("Image from"),
      .what = N_ ("Numbers to work by hand, or a photograph."),
      .type = WK_PARAM_CHOICE,
      .choices = sources,
      .fallback = "numbers",
  },
  {
      .key = "photo",
      .label = N_ ("Photograph"),
      .what = N_ ("One that ships with the program, or a PNG or JPEG file."),
      .type = WK_PARAM_IMAGE,
      .fallback = "camera",
  },
  {
      .key = "channel",
      .label = N_ ("Channel"),
      .what = N_ ("Grey, or each colour by itself; the named one is worked out."),
      .type = WK_PARAM_CHOICE,
      .choices = channels,
      .fallback = "grey",
  },
  {
      .key = "filter",
      .label = N_ ("Filter"),
      .what = N_ ("The kernel above, or a known one with its origin in the middle."),
      .type = WK_PARAM_CHOICE,
      .choices = wk_conv_filter_choices,
      .fallback = "own",
  },
  {
      .key = "mode",
      .label = N_ ("Operation"),
      .what = N_ ("Convolution turns the kernel by 180°, cross-correlation does not."),
      .type = WK_PARAM_CHOICE,
      .choices = modes,
      .fallback = "convolution",
  },
  {
      .key = "padding",
      .label = N_ ("Padding"),
      .what =
          N_ ("What is read outside the image; with none every window lies inside."),
      .type = WK_PARAM_CHOICE,
      .choices = paddings,
      .fallback = "zero",
  },
  {
      .key = "stride",
      .label = N_ ("Stride"),
      .what = N_ ("From one window to the next: a number, or rows and columns."),
      .type = WK_PARAM_VECTOR,
      .min = 1,
      .max = WK_CONV_MAX_IMAGE,
      .min_rows = 2,
      .max_rows = 2,
      .whole = TRUE,
      .scalar = TRUE,
      .fallback = "1",
  },
  {
      .key = "dilation",
      .label = N_ ("Dilation"),
      .what = N_ ("From one cell of the kernel to the next on the image: a number, or "
                  "rows and columns."),
      .type = WK_PARAM_VECTOR,
      .min = 1,
      .max = WK_CONV_MAX_DILATION,
      .min_rows = 2,
      .max_rows = 2,
      .whole = TRUE,
      .scalar = TRUE,
      .fallback = "1",
  },
  { NULL },
};

static const char *
step_focus (WkConvStep step)
{
  static const char *const focus[] = {
    [WK_CONV_STEP_TURN] = "kernel",         [WK_CONV_STEP_LAY] = "window place",
    [WK_CONV_STEP_READ] = "window",         [WK_CONV_STEP_MULTIPLY] = "products",
    [WK_CONV_STEP_ADD] = "products output",
  };

  return focus[step];
}

static void
add_answer (WkSolution *solution, const WkConvWork *work)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  g_autofree char *symbol = wk_conv_symbol (work);
  gboolean is_integer = work->value == rint (work->value) && fabs (work->value) < 1e9;
  WkAnswer *answer = wk_solution_add_answer (
      solution, "pixel", symbol, is_integer ? WK_ANSWER_INTEGER : WK_ANSWER_NUMBER,
      work->value);

  answer->step = WK_CONV_STEP_ADD;
  answer->focus = g_strsplit ("kernel window", " ", -1);
  answer->item = g_strdup_printf ("output-%d-%d", work->row, work->column);
  wk_conv_take_hints (work, language, answer);
  wk_conv_add_slips (work, language, answer);
}

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (WkConvWork) work = wk_conv_work_new (params, cancellable, error);
  WkSolution *solution;

  if (work == NULL)
    return NULL;
  solution = wk_solution_new (params, language);
  for (WkConvStep step = WK_CONV_STEP_TURN; step <= WK_CONV_STEP_ADD; step++)
    {
      wk_solution_take_step (solution, wk_conv_caption (work, language, step),
                             wk_conv_formula (work, language, step), step_focus (step));
      wk_solution_take_spoken (solution, wk_conv_spoken (work, language, step));
    }
  add_answer (solution, work);
  wk_solution_set_data (solution, g_steal_pointer (&work),
                        (GDestroyNotify) wk_conv_work_free);
  return solution;
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_conv_figure_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_conv_describe (wk_solution_get_data (solution),
                           wk_solution_get_language (solution),
                           (guint) floor (view->position + 1e-9));
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  return wk_conv_edit (wk_solution_get_params (solution), item, change, error);
}

const WkExerciseKind wk_kind_convolution = {
  .id = "convolution",
  .title = N_ ("Convolution at a pixel"),
  .topic = N_ ("Convolutional networks"),
  .summary = N_ ("The value of a convolution at one pixel, cell by cell."),
  .specs = specs,
  .check = wk_conv_work_check,
  .vary = wk_conv_vary,
  .solve = solve,
  .is_slow = wk_conv_work_is_slow,
  .draw = draw,
  .describe = describe,
  .edit = edit,
  .walk_label = N_ ("Play Map"),
  .walk = wk_conv_walk,
};
