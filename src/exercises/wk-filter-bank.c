/* wk-filter-bank.c - the shape of a convolutional layer's weights
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-bank-kit.h"
#include "exercises/kit/wk-number-edit.h"

extern const WkExerciseKind wk_kind_filter_bank;

static const WkParamSpec specs[] = {
  { .key = "in",
    .label = N_ ("Input maps"),
    .what = N_ ("How many maps the layer reads."),
    .type = WK_PARAM_INTEGER,
    .min = 1,
    .max = WK_BANK_MAX_MAPS,
    .fallback = "2" },
  { .key = "out",
    .label = N_ ("Filters"),
    .what = N_ ("How many filters there are, and so how many output maps."),
    .type = WK_PARAM_INTEGER,
    .min = 1,
    .max = WK_BANK_MAX_MAPS,
    .fallback = "4" },
  { .key = "kernel",
    .label = N_ ("Kernel"),
    .what = N_ ("Rows and columns of each slice of a filter."),
    WK_PARAM_PAIR (1, WK_BANK_MAX_KERNEL),
    .fallback = "[3, 3]" },
  { .key = "image",
    .label = N_ ("Input size"),
    .what = N_ ("Rows and columns of each input map; the weights do not depend on it."),
    WK_PARAM_PAIR (1, WK_BANK_MAX_IMAGE),
    .fallback = "[8, 8]" },
  { .key = "filter",
    .label = N_ ("Filter looked at"),
    .what = N_ ("The filter that is followed to its output map."),
    .type = WK_PARAM_INTEGER,
    .min = 1,
    .max = WK_BANK_MAX_MAPS,
    .fallback = "2" },
  { .key = "patches",
    .symbol = "x",
    .label = N_ ("Windows"),
    .what = N_ ("What lies in the window on each input map, one below the other. With "
                "many maps or a large kernel no pixel is worked."),
    .type = WK_PARAM_MATRIX,
    .min = -WK_BANK_MAX_NUMBER,
    .max = WK_BANK_MAX_NUMBER,
    .min_rows = 1,
    .min_cols = 1,
    .whole = TRUE,
    .fallback = "[[1, 0, 2], [0, 1, 0], [3, 0, 1], [0, 1, 0], [2, 1, 0], [0, 1, 3]]" },
  { .key = "weights",
    .symbol = "W_1",
    .label = N_ ("First filter"),
    .what = N_ ("Its slices, one for each input map, one below the other."),
    .type = WK_PARAM_MATRIX,
    .min = -WK_BANK_MAX_NUMBER,
    .max = WK_BANK_MAX_NUMBER,
    .min_rows = 1,
    .min_cols = 1,
    .whole = TRUE,
    .fallback =
        "[[2, 1, 0], [0, 0, -1], [0, 1, -1], [0, 0, 1], [0, 0, 2], [-1, 0, 2]]" },
  { .key = "bias",
    .symbol = "b_1",
    .label = N_ ("Bias of the first filter"),
    .what = N_ ("One number, added once."),
    .type = WK_PARAM_REAL,
    .min = -99,
    .max = 99,
    .fallback = "3" },
  { NULL },
};

static void
take_step (WkSolution *solution, const WkBank *bank, guint step, const char *focus)
{
  const WkLanguage *language = wk_solution_get_language (solution);

  wk_solution_take_step (solution, wk_bank_caption (bank, language, step),
                         wk_bank_formula (bank, language, step), focus);
}

static void
add_points (WkSolution *solution)
{
  static const char *const points[] = {
    N_ ("The weights have four dimensions."),
    N_ ("One is the number of filters, which is the number of output maps."),
    N_ ("Two are the spatial sizes of the kernel, its rows and columns."),
    N_ ("One is the depth of a filter, which is the number of input maps."),
    N_ ("The order of the four is a convention."),
    N_ ("The biases are separate, one for each filter."),
  };

  wk_solution_add_points (solution, points, G_N_ELEMENTS (points));
}

static WkSolution *
solve (WkParams *params,
       const WkLanguage *language,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (WkBank) bank = wk_bank_new (params, error);
  g_autoptr (WkSolution) solution = NULL;
  g_autofree char *pair = NULL;

  if (bank == NULL)
    return NULL;
  solution = wk_solution_new (params, language);
  pair = g_strdup_printf ("filter-%d output-%d", bank->filter + 1, bank->filter + 1);
  take_step (solution, bank, 1, bank->has_pixel ? "pixel" : "maps");
  take_step (solution, bank, 2, pair);
  take_step (solution, bank, 3, "count-weights");
  take_step (solution, bank, 4, "count-biases");
  wk_bank_add_answers (bank, solution);
  add_points (solution);
  wk_solution_set_data (solution, g_steal_pointer (&bank),
                        (GDestroyNotify) wk_bank_free);
  return g_steal_pointer (&solution);
}

static void
draw (const WkSolution *solution, const WkView *view, WkSceneBuilder *builder)
{
  wk_bank_draw (wk_solution_get_data (solution), view, builder);
}

static char *
describe (const WkSolution *solution, const WkView *view)
{
  return wk_bank_describe (wk_solution_get_data (solution),
                           wk_solution_get_language (solution),
                           (guint) floor (view->position + 1e-9));
}

/* A kernel or image given as one number becomes two. */
static WkParams *
split_pair (WkParams *params, const char *path, GError **error)
{
  g_autofree char *key = g_strndup (path, strcspn (path, "["));
  g_autoptr (WkValue) list = NULL;
  double pair[2];

  if (strchr (path, '[') == NULL ||
      wk_value_get_type_tag (wk_params_get_value (params, key)) != WK_VALUE_NUMBER)
    return wk_params_ref (params);
  wk_params_get_pair (params, key, pair);
  list = wk_value_new_vector (pair, 2);
  return wk_params_with (params, key, list, error);
}

static WkParams *
edit (const WkSolution *solution,
      const WkItem *item,
      const WkEdit *change,
      GError **error)
{
  g_autoptr (WkParams) params = NULL;
  g_autoptr (WkParams) changed = NULL;

  if (item->edits == NULL)
    return NULL;
  if (change->type == WK_EDIT_PICK)
    {
      const char *dash = strrchr (item->id, '-');
      g_autoptr (WkValue) picked = NULL;

      if (!g_str_equal (item->edits, "filter") || dash == NULL)
        return NULL;
      picked = wk_value_new_number (g_ascii_strtod (dash + 1, NULL));
      return wk_params_with (wk_solution_get_params (solution), "filter", picked,
                             error);
    }
  params = split_pair (wk_solution_get_params (solution), item->edits, error);
  if (params == NULL)
    return NULL;
  changed = wk_number_edit (params, item->edits, change, WK_BANK_MAX_MAPS, error);
  if (changed == NULL)
    return NULL;
  /* More maps or a larger kernel need more numbers. */
  return wk_kind_fit (&wk_kind_filter_bank, wk_params_get_values (changed), item->edits,
                      error);
}

const WkExerciseKind wk_kind_filter_bank = {
  .id = "filter-bank",
  .title = N_ ("Filter bank"),
  .topic = N_ ("Convolutional networks"),
  .summary = N_ ("The four dimensions of a convolutional layer's weights."),
  .specs = specs,
  .check = wk_bank_check,
  .vary = wk_bank_vary,
  .solve = solve,
  .draw = draw,
  .describe = describe,
  .edit = edit,
};
