/* wk-ratio-words.c - steps, answers and mistakes of the parameter ratio
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-ratio-kit.h"
#include "model/wk-number.h"

static gboolean
is_even (const WkRatio *ratio)
{
  return ratio->in == ratio->out;
}

char *
wk_ratio_caption (const WkRatio *ratio, const WkLanguage *language, guint step)
{
  switch (step)
    {
    case 1:
      return g_strdup_printf (_L (language, "How many %d × %d layers see %d × %d?"),
                              ratio->small, ratio->small, ratio->large, ratio->large);
    case 2:
      return g_strdup (_L (language, "Model A: one layer."));
    case 3:
      return g_strdup_printf (_LN (language, "Model B: a stack of %d layer.",
                                   "Model B: a stack of %d layers.", ratio->n),
                              ratio->n);
    case 4:
    default:
      if (!is_even (ratio))
        return g_strdup (_L (language,
                             "The first layer of B has other channels than the "
                             "rest: they do not cancel."));
      return g_strdup (ratio->bias
                           ? _L (language, "With biases the channels do not cancel.")
                           : _L (language, "The channels cancel."));
    }
}

static char *
number (gint64 value, const WkLanguage *language)
{
  return wk_number_to_formula ((double) value, language);
}

/* "49C^2+C", or the number where the channels differ. */
static char *
model_symbols (const WkRatio *ratio, gboolean stack, const WkLanguage *language)
{
  int n = stack ? ratio->n : 1;
  int side = stack ? ratio->small : ratio->large;

  if (!is_even (ratio))
    return number (stack ? ratio->b : ratio->a, language);
  if (!ratio->bias)
    return g_strdup_printf ("%dC^2", n * side * side);
  if (n == 1)
    return g_strdup_printf ("%dC^2+C", side * side);
  return g_strdup_printf ("%dC^2+%dC", n * side * side, n);
}

static char *
large_formula (const WkRatio *ratio, const WkLanguage *language)
{
  g_autofree char *result = model_symbols (ratio, FALSE, language);
  int k = ratio->large;

  if (is_even (ratio))
    return g_strdup_printf ("A=%d\\cdot%d\\cdot C\\cdot C%s=\\focus{%s}", k, k,
                            ratio->bias ? "+C" : "", result);
  if (ratio->bias)
    return g_strdup_printf ("A=%d\\cdot%d\\cdot%d\\cdot%d+%d=\\focus{%s}", k, k,
                            ratio->in, ratio->out, ratio->out, result);
  return g_strdup_printf ("A=%d\\cdot%d\\cdot%d\\cdot%d=\\focus{%s}", k, k, ratio->in,
                          ratio->out, result);
}

static char *
stack_formula (const WkRatio *ratio, const WkLanguage *language)
{
  g_autofree char *result = model_symbols (ratio, TRUE, language);
  g_autofree char *rest = NULL;
  g_autofree char *biases = NULL;
  int k = ratio->small;

  if (is_even (ratio))
    return g_strdup_printf ("B=%d\\cdot(%d\\cdot%d\\cdot C\\cdot C%s)=\\focus{%s}",
                            ratio->n, k, k, ratio->bias ? "+C" : "", result);
  rest = ratio->n > 1 ? g_strdup_printf ("+%d\\cdot(%d\\cdot%d\\cdot%d\\cdot%d)",
                                         ratio->n - 1, k, k, ratio->out, ratio->out)
                      : g_strdup ("");
  biases = ratio->bias ? g_strdup_printf ("+%d\\cdot%d", ratio->n, ratio->out)
                       : g_strdup ("");
  return g_strdup_printf ("B=%d\\cdot%d\\cdot%d\\cdot%d%s%s=\\focus{%s}", k, k,
                          ratio->in, ratio->out, rest, biases, result);
}

/* "\frac{49}{27}", or a whole number. */
static char *
fraction (gint64 top, gint64 low, const WkLanguage *language)
{
  g_autofree char *above = number (top, language);
  g_autofree char *below = number (low, language);

  return low == 1 ? g_steal_pointer (&above)
                  : g_strdup_printf ("\\frac{%s}{%s}", above, below);
}

static char *
ratio_formula (const WkRatio *ratio, const WkLanguage *language)
{
  g_autofree char *a = model_symbols (ratio, FALSE, language);
  g_autofree char *b = model_symbols (ratio, TRUE, language);
  g_autofree char *result = fraction (ratio->top, ratio->low, language);
  double value = (double) ratio->top / (double) ratio->low;
  g_autofree char *near = wk_number_to_formula (value, language);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "\\frac{%s}{%s}=\\frac{%s}{%s}",
                          ratio->inverse ? "B" : "A", ratio->inverse ? "A" : "B",
                          ratio->inverse ? b : a, ratio->inverse ? a : b);
  if (is_even (ratio) && ratio->bias)
    {
      g_autofree char *large =
          g_strdup_printf ("%d\\cdot%d+1", ratio->large * ratio->large, ratio->in);
      g_autofree char *stack = g_strdup_printf (
          "%d\\cdot%d+%d", ratio->n * ratio->small * ratio->small, ratio->in, ratio->n);

      g_string_append_printf (text, "=\\frac{%s}{%s}", ratio->inverse ? stack : large,
                              ratio->inverse ? large : stack);
    }
  g_string_append_printf (text, "=\\focus{%s}", result);
  if (ratio->low != 1)
    g_string_append_printf (text, "\\approx%s", near);
  return g_string_free (text, FALSE);
}

char *
wk_ratio_formula (const WkRatio *ratio, const WkLanguage *language, guint step)
{
  switch (step)
    {
    case 1:
      return g_strdup_printf ("1+n(%d-1)=%d\\Rightarrow n=\\focus{%d}", ratio->small,
                              ratio->large, ratio->n);
    case 2:
      return large_formula (ratio, language);
    case 3:
      return stack_formula (ratio, language);
    case 4:
    default:
      return ratio_formula (ratio, language);
    }
}

char *
wk_ratio_assumptions (const WkRatio *ratio, const WkLanguage *language)
{
  g_autofree char *channels =
      is_even (ratio)
          ? g_strdup_printf (_L (language, "The same channels in and out, C = %d"),
                             ratio->in)
          : g_strdup_printf (_LN (language, "%d channel in, %d out",
                                  "%d channels in, %d out", ratio->in),
                             ratio->in, ratio->out);

  return g_strdup_printf (ratio->bias
                              ? _L (language, "%s; one bias for each map; stride 1.")
                              : _L (language, "%s; no biases; stride 1."),
                          channels);
}

char *
wk_ratio_describe (const WkRatio *ratio, const WkLanguage *language, guint step)
{
  g_autofree char *assumptions = wk_ratio_assumptions (ratio, language);
  g_autofree char *a = wk_number_to_words ((double) ratio->a, language);
  g_autofree char *b = wk_number_to_words ((double) ratio->b, language);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      _L (language, "Model A is one layer of %d × %d, model B a stack of layers of "
                    "%d × %d that sees as much."),
      ratio->large, ratio->large, ratio->small, ratio->small);
  g_string_append_printf (text, " %s", assumptions);
  if (step >= 1)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (
          text, _LN (language, "B has %d layer.", "B has %d layers.", ratio->n),
          ratio->n);
    }
  if (step >= 2)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _L (language, "A has %s parameters."), a);
    }
  if (step >= 3)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _L (language, "B has %s parameters."), b);
    }
  if (step >= 4)
    {
      g_autofree char *top = wk_number_to_words ((double) ratio->top, language);
      g_autofree char *low = wk_number_to_words ((double) ratio->low, language);

      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ratio->inverse ? _L (language, "B to A is %s to %s.")
                                             : _L (language, "A to B is %s to %s."),
                              top, low);
    }
  return g_string_free (text, FALSE);
}

/* --- answers --- */

/* "Two see 5 × 5, four see 9 × 9", for any number. */
static char *
fields_words (const WkRatio *ratio, const WkLanguage *language)
{
  int fewer = 1 + (ratio->n - 1) * (ratio->small - 1);
  int more = 1 + (ratio->n + 1) * (ratio->small - 1);

  return g_strdup_printf (_L (language, "%d layers see %d × %d, %d layers %d × %d."),
                          ratio->n - 1, fewer, fewer, ratio->n + 1, more, more);
}

static void
add_layers (const WkRatio *ratio, WkSolution *solution)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  g_autofree char *fields = fields_words (ratio, language);
  WkAnswer *answer =
      wk_solution_add_answer (solution, "layers", "n", WK_ANSWER_INTEGER, ratio->n);

  answer->step = 1;
  answer->focus = g_strsplit ("stack", " ", -1);
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language, "The first layer sees its own kernel; each further one "
                              "adds its kernel less one.")),
      g_strdup ("$1+n(k-1)=K$"),
      g_strdup_printf ("$1+n(%d-1)=%d$", ratio->small, ratio->large));
  wk_answer_add_slip (answer, ratio->n - 1, fields);
  wk_answer_add_slip (answer, ratio->n + 1, fields);
}

static void
add_ratio_slip (const WkRatio *ratio,
                WkAnswer *answer,
                double a,
                double b,
                const char *feedback)
{
  wk_answer_add_slip (answer, ratio->inverse ? b / a : a / b, feedback);
}

static void
add_ratio_slips (const WkRatio *ratio, const WkLanguage *language, WkAnswer *answer)
{
  double a = (double) ratio->a, b = (double) ratio->b;
  double area = (double) ratio->large * ratio->large;
  double stack = (double) ratio->n * ratio->small * ratio->small;
  double value = answer->value, rough = rint (value * 10) / 10;
  g_autofree char *fields = fields_words (ratio, language);
  g_autofree char *one =
      g_strdup_printf (_L (language, "One %d × %d layer sees only %d × %d."),
                       ratio->small, ratio->small, ratio->small, ratio->small);

  add_ratio_slip (ratio, answer, a, (double) wk_ratio_stack (ratio, 1), one);
  if (ratio->n > 2)
    add_ratio_slip (ratio, answer, a, (double) wk_ratio_stack (ratio, ratio->n - 1),
                    fields);
  add_ratio_slip (ratio, answer, a, (double) wk_ratio_stack (ratio, ratio->n + 1),
                  fields);
  wk_answer_add_slip (answer, 1 / value,
                      ratio->inverse ? _L (language, "B to A was asked.")
                                     : _L (language, "A to B was asked."));
  add_ratio_slip (ratio, answer, ratio->large, ratio->n * ratio->small,
                  _L (language, "A kernel has side × side weights."));
  if (is_even (ratio))
    {
      add_ratio_slip (ratio, answer, a * ratio->in, b,
                      _L (language, "Both models have C channels in and C out."));
      add_ratio_slip (ratio, answer, a, b * ratio->in,
                      _L (language, "Both models have C channels in and C out."));
    }
  if (ratio->bias)
    add_ratio_slip (ratio, answer, area, stack,
                    _L (language, "The biases are missing: one for each output map of "
                                  "each layer."));
  else
    add_ratio_slip (ratio, answer, area + 1, stack + ratio->n,
                    _L (language, "Biases are left out."));
  if (rough > 0)
    wk_answer_add_slip (answer, rough,
                        _L (language, "Two decimals or the fraction, please."));
}

static void
add_ratio (const WkRatio *ratio, WkSolution *solution)
{
  const WkLanguage *language = wk_solution_get_language (solution);
  const char *symbol = ratio->inverse ? "B/A" : "A/B";
  g_autofree char *a = model_symbols (ratio, FALSE, language);
  g_autofree char *b = model_symbols (ratio, TRUE, language);
  WkAnswer *answer =
      wk_solution_add_answer (solution, "ratio", symbol, WK_ANSWER_FRACTION,
                              (double) ratio->top / (double) ratio->low);

  answer->numerator = ratio->top;
  answer->denominator = ratio->low;
  answer->step = 4;
  answer->focus = g_strsplit ("large stack", " ", -1);
  wk_answer_take_hints (
      answer,
      g_strdup (_L (language,
                    "Count the parameters of both models: side times side times "
                    "channels in times channels out, for each layer.")),
      g_strdup_printf (is_even (ratio) ? "$%s=K^2C^2/(n\\,k^2C^2)$" : "$%s$", symbol),
      g_strdup_printf ("$A=%s,\\quad B=%s$", a, b));
  add_ratio_slips (ratio, language, answer);
}

void
wk_ratio_add_answers (const WkRatio *ratio, WkSolution *solution)
{
  add_layers (ratio, solution);
  add_ratio (ratio, solution);
}
