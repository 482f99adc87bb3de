/* wk-bank-words.c - steps, answers and mistakes of a filter bank
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-bank-kit.h"
#include "model/wk-number.h"

char *
wk_bank_caption (const WkBank *bank, const WkLanguage *language, guint step)
{
  switch (step)
    {
    case 1:
      return g_strdup (_L (language, "One filter looks at all input maps at once."));
    case 2:
      return g_strdup (_L (language, "Each filter makes one output map."));
    case 3:
      return g_strdup (_L (language, "Each filter has one slice for every input map."));
    case 4:
    default:
      return g_strdup (_L (language, "One bias a filter."));
    }
}

/* "1+6+3", the last being the bias. */
static char *
sum_formula (const WkBank *bank, const WkLanguage *language)
{
  GString *text = g_string_new (NULL);

  for (int c = 0; c <= bank->n_in; c++)
    {
      g_autofree char *value =
          c == 0 ? wk_number_to_formula (bank->sums[0], language)
                 : wk_number_to_operand (c < bank->n_in ? bank->sums[c] : bank->bias,
                                         language);

      g_string_append_printf (text, "%s%s", c > 0 ? "+" : "", value);
    }
  return g_string_free (text, FALSE);
}

static char *
pixel_formula (const WkBank *bank, const WkLanguage *language, gboolean result)
{
  static const char term[] = "W[%s,c,u,v]\\,x_c[i{+}u,j{+}v]";
  g_autofree char *sum = bank->has_pixel ? sum_formula (bank, language) : NULL;
  g_autofree char *value =
      bank->has_pixel ? wk_number_to_formula (bank->pixel, language) : NULL;
  g_autofree char *product = g_strdup_printf (term, bank->has_pixel ? "1" : "o");
  const char *index = bank->has_pixel ? "1" : "o";

  if (!bank->has_pixel || !result)
    return g_strdup_printf ("y_{%s}=\\sum_{c=1}^{%d}\\sum_{u,v}%s+b_{%s}", index,
                            bank->n_in, product, index);
  return g_strdup_printf ("\\sum_{c=1}^{%d}\\sum_{u,v}%s+b_{%s}=%s=\\focus{%s}",
                          bank->n_in, product, index, sum, value);
}

char *
wk_bank_formula (const WkBank *bank, const WkLanguage *language, guint step)
{
  g_autofree char *weights = wk_number_to_formula (bank->n_weights, language);
  g_autofree char *all = wk_number_to_formula (bank->n_parameters, language);
  int out = bank->n_out, in = bank->n_in, h = bank->n_rows, w = bank->n_columns;

  switch (step)
    {
    case 1:
      return pixel_formula (bank, language, TRUE);
    case 2:
      /* The letters of the exam. */
      return g_strdup_printf (
          "\\text{%s}(W)=[\\text{filter_out},h_x,h_y,\\text{filter_in}]"
          "=\\focus{[%d,%d,%d,%d]}",
          _L (language, "shape"), out, h, w, in);
    case 3:
      return g_strdup_printf (
          "\\text{%s}=\\text{%s}\\cdot k_h\\cdot k_w\\cdot\\text{%s}"
          "=%d\\cdot%d\\cdot%d\\cdot%d=\\focus{%s}",
          _L (language, "weights"), _L (language, "filters"),
          _L (language, "input maps"), out, h, w, in, weights);
    case 4:
    default:
      return g_strdup_printf ("\\text{%s}=%s+%d=\\focus{%s}",
                              _L (language, "weights and biases"), weights, out, all);
    }
}

char *
wk_bank_describe (const WkBank *bank, const WkLanguage *language, guint step)
{
  g_autofree char *weights = wk_number_to_words (bank->n_weights, language);
  g_autofree char *all = wk_number_to_words (bank->n_parameters, language);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      _L (language, "A convolutional layer: %d input maps of %d × %d, %d filters of "
                    "%d × %d on each map, %d output maps."),
      bank->n_in, bank->image_rows, bank->image_columns, bank->n_out, bank->n_rows,
      bank->n_columns, bank->n_out);
  if (step >= 1 && bank->has_pixel)
    {
      g_autofree char *value = wk_number_to_words (bank->pixel, language);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _L (language, "One pixel of output map 1 is %s."),
                              value);
    }
  if (step >= 2)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (
          text, _L (language, "The weights have the shape %d, %d, %d, %d."),
          bank->n_out, bank->n_rows, bank->n_columns, bank->n_in);
    }
  if (step >= 3)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _L (language, "There are %s weights."), weights);
    }
  if (step >= 4)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _L (language, "With biases there are %s."), all);
    }
  return g_string_free (text, FALSE);
}

/* --- answers --- */

static void
add_shape (const WkBank *bank, WkSolution *solution)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  const double sizes[] = { bank->n_out, bank->n_rows, bank->n_columns, bank->n_in };
  const char *feedback =
      _L (language, "The weights do not depend on the image size or the batch.");
  WkAnswer *answer =
      wk_solution_add_list_answer (solution, "shape", "\\text{shape}(W)", sizes, 4);

  answer->step = 2;
  answer->focus = g_strsplit ("sizes", " ", -1);
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language, "Four sizes: how many filters, rows and columns of the "
                              "kernel, and how many maps each filter reads.")),
      g_strdup ("$[\\text{out},k_h,k_w,\\text{in}]$"),
      g_strdup_printf (_L (language, "%d filters, a kernel of %d × %d, %d input maps: "
                                     "write the four numbers in any order."),
                       bank->n_out, bank->n_rows, bank->n_columns, bank->n_in));
  wk_answer_add_slip (answer, bank->image_rows, feedback);
  wk_answer_add_slip (answer, bank->image_columns, feedback);
}

static void
add_weights (const WkBank *bank, WkSolution *solution)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  WkAnswer *answer = wk_solution_add_answer (solution, "weights", "\\text{weights}",
                                             WK_ANSWER_INTEGER, bank->n_weights);
  double area = (double) bank->n_rows * bank->n_columns;
  g_autofree char *filters = g_strdup_printf (
      _LN (language, "There is %d filter.", "There are %d filters.", bank->n_out),
      bank->n_out);

  answer->step = 3;
  answer->focus = g_strsplit ("sizes", " ", -1);
  wk_answer_take_hints (
      answer, g_strdup (_L (language, "Multiply the four sizes of the weights.")),
      g_strdup ("$\\text{out}\\cdot k_h\\cdot k_w\\cdot\\text{in}$"),
      g_strdup_printf ("$%d\\cdot%d\\cdot%d\\cdot%d$", bank->n_out, bank->n_rows,
                       bank->n_columns, bank->n_in));
  wk_answer_add_slip (answer, bank->n_out * area,
                      _L (language, "Each filter has one slice for every input map."));
  wk_answer_add_slip (answer, bank->n_in * area, filters);
}

/* From the student's own number of weights. */
static double
follow_biases (const WkSolution *solution, const WkAnswer *answer, const double *given)
{
  const WkBank *bank = wk_solution_get_data (solution);

  for (guint i = 0; i < wk_solution_get_n_answers (solution); i++)
    if (g_str_equal (wk_solution_get_answer (solution, i)->id, "weights"))
      return given[i] + bank->n_out;
  return NAN;
}

static void
add_biases (const WkBank *bank, WkSolution *solution)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  const char *feedback = _L (language, "One bias for each output map.");
  double wrong[] = { bank->n_in, (double) bank->n_in * bank->n_out, bank->n_weights };
  WkAnswer *answer =
      wk_solution_add_answer (solution, "with_biases", "\\text{weights}+\\text{biases}",
                              WK_ANSWER_INTEGER, bank->n_parameters);

  answer->step = 4;
  answer->focus = g_strsplit ("sizes", " ", -1);
  answer->follow = follow_biases;
  wk_answer_take_hints (
      answer, g_strdup (_L (language, "Each filter adds one bias to its output map.")),
      g_strdup ("$\\text{weights}+\\text{out}$"),
      g_strdup_printf ("$%.0f+%d$", bank->n_weights, bank->n_out));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    wk_answer_add_slip (answer, bank->n_weights + wrong[i], feedback);
  wk_answer_add_slip (answer, bank->n_weights,
                      _L (language, "The biases are missing: one for each filter."));
}

static void
add_pixel (const WkBank *bank, WkSolution *solution)
{
  static const char *const feedback[WK_BANK_N_MISTAKES] = {
    [WK_BANK_NO_BIAS] = N_ ("The bias is missing: add it once, at the end."),
    [WK_BANK_FIRST_MAP] =
        N_ ("The filter looks at all input maps, not only the first."),
    [WK_BANK_BIAS_EACH_MAP] = N_ ("The bias is added once, not once a map."),
    [WK_BANK_MEAN] = N_ ("The maps' results are added, not averaged."),
    [WK_BANK_PRODUCT] = N_ ("The maps' results are added, not multiplied."),
    [WK_BANK_TURNED] =
        N_ ("Layers compute the cross-correlation: the kernel is not turned."),
    [WK_BANK_FIRST_KERNEL] = N_ ("Each map has its own slice of the filter."),
  };
  const WkLanguage *language = wk_solution_get_language (solution);
  gboolean is_integer = bank->pixel == rint (bank->pixel);
  g_autofree char *sums = sum_formula (bank, language);
  g_autofree char *formula = pixel_formula (bank, language, FALSE);
  WkAnswer *answer = wk_solution_add_answer (
      solution, "pixel", "y_1[i,j]", is_integer ? WK_ANSWER_INTEGER : WK_ANSWER_NUMBER,
      bank->pixel);

  answer->step = 1;
  answer->focus = g_strsplit ("pixel", " ", -1);
  answer->item = g_strdup ("pixel");
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language, "On each map multiply the window cell by cell with its "
                              "slice; add everything, and the bias once.")),
      g_strdup_printf ("$%s$", formula), g_strdup_printf ("$%s$", sums));
  for (guint i = 0; i < WK_BANK_N_MISTAKES; i++)
    wk_answer_add_slip (answer, wk_bank_mistaken (bank, (WkBankMistake) i),
                        _L (language, feedback[i]));
}

void
wk_bank_add_answers (const WkBank *bank, WkSolution *solution)
{
  add_shape (bank, solution);
  add_weights (bank, solution);
  add_biases (bank, solution);
  if (bank->has_pixel)
    add_pixel (bank, solution);
}
