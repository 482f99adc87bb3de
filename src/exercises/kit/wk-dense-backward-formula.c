/* wk-dense-backward-formula.c - the chain of factors, symbols first, then numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward.h"

#include <math.h>

#include "model/wk-number.h"

/* Outputs, terms and factors written out; more are abbreviated. */
#define MAX_TERMS 4
/* What a list may take that must not break, on the narrowest page. */
#define MAX_LIST_SIGNS 32

char *
wk_dense_parameter_symbol (const WkBackward *backward, WkDenseParameter which)
{
  return which.from < 0 ? wk_dense_bias_symbol (backward->dense, which.layer, which.to)
                        : wk_dense_weight_symbol (backward->dense, which.layer,
                                                  (guint) which.from, which.to);
}

char *
wk_dense_backward_symbol (const WkBackward *backward, WkDenseParameter which)
{
  g_autofree char *symbol = wk_dense_parameter_symbol (backward, which);

  return g_strdup_printf ("\\partial J/\\partial %s", symbol);
}

static gboolean
has_one_output (const WkBackward *backward)
{
  return backward->dense->sizes[backward->dense->n_layers] == 1;
}

const char *
wk_dense_backward_loss_symbols (const WkBackward *backward)
{
  static const char *const one[] = { "(\\hat y-y)^2", "\\frac{1}{2}(\\hat y-y)^2",
                                     "-y\\ln\\hat y-(1-y)\\ln(1-\\hat y)" };
  static const char *const many[] = {
    "\\sum_k(\\hat y_k-y_k)^2", "\\frac{1}{2}\\sum_k(\\hat y_k-y_k)^2",
    "-\\sum_k\\left(y_k\\ln\\hat y_k+(1-y_k)\\ln(1-\\hat y_k)\\right)"
  };

  return has_one_output (backward) ? one[backward->loss] : many[backward->loss];
}

const char *
wk_dense_backward_start_symbols (const WkBackward *backward)
{
  if (backward->loss == WK_LOSS_SQUARED_ERROR)
    return has_one_output (backward) ? "2(\\hat y-y)" : "2(\\hat y_k-y_k)";
  return has_one_output (backward) ? "\\hat y-y" : "\\hat y_k-y_k";
}

static char *
delta_symbol (guint layer, guint node)
{
  return g_strdup_printf (node < 9 ? "\\delta^{[%u]}_%u" : "\\delta^{[%u]}_{%u}", layer,
                          node + 1);
}

/* "36-32", "36-(-2)" */
static char *
difference (const WkBackward *backward, const WkLanguage *language, guint k)
{
  const WkDense *dense = backward->dense;
  g_autofree char *out =
      wk_number_to_formula (wk_dense_a (dense, dense->n_layers, k), language);
  g_autofree char *target = wk_number_to_operand (dense->y[k], language);

  return g_strdup_printf ("%s-%s", out, target);
}

/* --- the forward step --- */

static char *
loss_numbers (const WkBackward *backward, const WkLanguage *language)
{
  const WkDense *dense = backward->dense;
  guint n = dense->sizes[dense->n_layers];
  GString *text = g_string_new (NULL);

  if (backward->loss == WK_LOSS_BINARY_CROSS_ENTROPY)
    {
      g_autofree char *out =
          wk_number_to_formula (wk_dense_a (dense, dense->n_layers, 0), language);
      g_autofree char *y = wk_number_to_formula (dense->y[0], language);

      if (n == 1)
        g_string_append_printf (text, "-%s\\ln %s-(1-%s)\\ln(1-%s)=", y, out, y, out);
      return g_string_free (text, FALSE);
    }
  if (backward->loss == WK_LOSS_HALF_SQUARED_ERROR)
    g_string_append (text, n > 1 ? "\\frac{1}{2}\\left(" : "\\frac{1}{2}");
  for (guint k = 0; k < n; k++)
    {
      g_autofree char *one = difference (backward, language, k);

      g_string_append_printf (text, "%s(%s)^2", k > 0 ? "+" : "", one);
      if (n > MAX_TERMS && k == 1)
        {
          g_string_append (text, "+\\cdots");
          k = n - 2;
        }
    }
  if (backward->loss == WK_LOSS_HALF_SQUARED_ERROR && n > 1)
    g_string_append (text, "\\right)");
  g_string_append_c (text, '=');
  return g_string_free (text, FALSE);
}

static char *
forward_formula (const WkBackward *backward, const WkLanguage *language)
{
  const WkDense *dense = backward->dense;
  g_autofree char *J =
      wk_number_to_formula (wk_dense_trace_get_J (backward->trace), language);
  g_autofree char *numbers = loss_numbers (backward, language);
  g_autofree char *out = NULL;

  if (!has_one_output (backward))
    return g_strdup_printf ("J=%s=%s\\focus{%s}",
                            wk_dense_backward_loss_symbols (backward), numbers, J);
  out = wk_number_to_formula (wk_dense_a (dense, dense->n_layers, 0), language);
  return g_strdup_printf ("\\hat y=%s,\\quad J=%s=%s\\focus{%s}", out,
                          wk_dense_backward_loss_symbols (backward), numbers, J);
}

/* --- where the way back starts --- */

/* Signs of a formula on the page, about. */
static guint
count_signs (const char *formula)
{
  guint n = 0;

  for (const char *p = formula; *p != '\0'; p++)
    if (*p == '\\')
      {
        while (g_ascii_isalpha (p[1]))
          p++;
        n++;
      }
    else if (*p != '{' && *p != '}' && *p != '^' && *p != '_')
      n++;
  return n;
}

/* Of numbers that are long themselves the first and the last stand for all. */
static char *
listed_ends (const WkBackward *backward, const WkLanguage *language, const char *comma)
{
  guint last = backward->dense->n_layers, n = backward->dense->sizes[last];
  g_autofree char *first = wk_number_to_formula (
      wk_dense_trace_get_delta (backward->trace, last, 0), language);
  g_autofree char *end = wk_number_to_formula (
      wk_dense_trace_get_delta (backward->trace, last, n - 1), language);

  return g_strdup_printf ("(%s%s%s%s%s)", first, comma, n > 2 ? "\\dots" : "",
                          n > 2 ? comma : "", end);
}

static char *
listed_deltas (const WkBackward *backward, const WkLanguage *language)
{
  guint last = backward->dense->n_layers, n = backward->dense->sizes[last];
  const char *comma = wk_language_get_decimal (language)[0] == ',' ? ";\\;" : ",\\;";
  GString *list = g_string_new ("(");

  for (guint k = 0; k < n; k++)
    {
      g_autofree char *delta = wk_number_to_formula (
          wk_dense_trace_get_delta (backward->trace, last, k), language);

      g_string_append_printf (list, "%s%s", k > 0 ? comma : "", delta);
      if (n > MAX_TERMS && k == 1)
        {
          g_string_append_printf (list, "%s\\dots", comma);
          k = n - 2;
        }
    }
  g_string_append_c (list, ')');
  if (count_signs (list->str) <= MAX_LIST_SIGNS)
    return g_string_free (list, FALSE);
  g_string_free (list, TRUE);
  return listed_ends (backward, language, comma);
}

static char *
start_formula (const WkBackward *backward, const WkLanguage *language)
{
  guint last = backward->dense->n_layers;
  const char *start = wk_dense_backward_start_symbols (backward);
  const char *two = backward->loss == WK_LOSS_SQUARED_ERROR ? "2\\cdot" : "";
  g_autofree char *delta = wk_number_to_formula (
      wk_dense_trace_get_delta (backward->trace, last, 0), language);
  g_autofree char *numbers = difference (backward, language, 0);
  g_autofree char *g_prime =
      wk_number_to_operand (wk_dense_backward_g_prime (backward, last, 0), language);

  if (!has_one_output (backward))
    {
      g_autofree char *list = listed_deltas (backward, language);

      if (backward->loss == WK_LOSS_BINARY_CROSS_ENTROPY)
        return g_strdup_printf ("\\delta^{[%u]}_k=\\partial J/\\partial\\hat "
                                "y_k\\cdot g'=%s,\\quad \\delta^{[%u]}=\\focus{%s}",
                                last, start, last, list);
      return g_strdup_printf ("\\delta^{[%u]}_k=%s\\cdot g'(z^{[%u]}_k),\\quad "
                              "\\delta^{[%u]}=\\focus{%s}",
                              last, two[0] != '\0' ? start : "(\\hat y_k-y_k)", last,
                              last, list);
    }
  if (backward->loss == WK_LOSS_BINARY_CROSS_ENTROPY)
    return g_strdup_printf ("\\delta^{[%u]}_1=\\partial J/\\partial\\hat y"
                            "\\cdot g'=%s=%s=\\focus{%s}",
                            last, start, numbers, delta);
  if (wk_dense_g (backward->dense, last) == WK_ACTIVATION_IDENTITY)
    {
      double d = wk_dense_a (backward->dense, last, 0) - backward->dense->y[0];
      g_autofree char *inner = wk_number_to_operand (d, language);

      return g_strdup_printf ("\\delta^{[%u]}_1=\\partial J/\\partial\\hat y\\cdot "
                              "g'=%s\\cdot1=%s%s=\\focus{%s}",
                              last, two[0] != '\0' ? start : "(\\hat y-y)", two, inner,
                              delta);
    }
  return g_strdup_printf ("\\delta^{[%u]}_1=\\partial J/\\partial\\hat y"
                          "\\cdot g'(z^{[%u]}_1)=%s(%s)\\cdot%s=\\focus{%s}",
                          last, last, two, numbers, g_prime, delta);
}

/* --- a path --- */

/* "\delta^{[2]}_1 w^{[2]}_{31} g'(z^{[1]}_3) x_1" and "8\cdot2\cdot1\cdot1" */
static void
path_factors (const WkBackward *backward,
              const WkLanguage *language,
              const WkBackwardStep *step,
              GString *symbols,
              GString *numbers)
{
  const WkDense *dense = backward->dense;
  WkDenseParameter which = step->which;
  guint last = dense->n_layers;
  const char *times = last > which.layer + 1 ? "\\cdot " : "\\,";
  g_autofree char *delta = delta_symbol (last, step->nodes[last]);
  g_autofree char *start = wk_number_to_operand (
      wk_dense_trace_get_delta (backward->trace, last, step->nodes[last]), language);

  g_string_append (symbols, delta);
  g_string_append (numbers, start);
  for (guint l = last - 1; l >= which.layer; l--)
    {
      guint j = step->nodes[l], k = step->nodes[l + 1];
      g_autofree char *weight = wk_dense_weight_symbol (dense, l + 1, j, k);
      g_autofree char *z = wk_dense_z_symbol (dense, l, j);
      g_autofree char *w =
          wk_number_to_operand (wk_dense_weight (dense, l + 1, j, k), language);
      g_autofree char *g_prime =
          wk_number_to_operand (wk_dense_backward_g_prime (backward, l, j), language);

      g_string_append_printf (symbols, "%s%s\\,g'(%s)", times, weight, z);
      g_string_append_printf (numbers, "\\cdot%s\\cdot%s", w, g_prime);
    }
  if (which.from >= 0)
    {
      g_autofree char *tail =
          wk_dense_symbol (dense, which.layer - 1, (guint) which.from);
      g_autofree char *a =
          wk_number_to_operand (wk_dense_backward_tail (backward, which), language);

      g_string_append_printf (symbols, "%s%s", times, tail);
      g_string_append_printf (numbers, "\\cdot%s", a);
    }
  else if (which.layer == last)
    {
      g_string_append (symbols, "\\cdot1");
      g_string_append (numbers, "\\cdot1");
    }
}

static char *
path_formula (const WkBackward *backward,
              const WkLanguage *language,
              const WkBackwardStep *step)
{
  WkDenseParameter which = step->which;
  g_autofree char *symbol = wk_dense_backward_symbol (backward, which);
  g_autoptr (GString) symbols = g_string_new (NULL);
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autofree char *product = NULL;
  double value = step->n_paths > 1
                     ? wk_dense_backward_product (backward, step)
                     : wk_dense_trace_get_derivative (backward->trace, which);

  product = wk_number_to_formula (value, language);
  path_factors (backward, language, step, symbols, numbers);
  if (step->n_paths > 1)
    return g_strdup_printf ("%s=%s=\\focus{%s}", symbols->str, numbers->str, product);
  if (which.from < 0 && which.layer < backward->dense->n_layers)
    {
      g_autofree char *delta = delta_symbol (which.layer, which.to);

      return g_strdup_printf ("%s=%s=%s=%s=\\focus{%s}", symbol, delta, symbols->str,
                              numbers->str, product);
    }
  return g_strdup_printf ("%s=%s=%s=\\focus{%s}", symbol, symbols->str, numbers->str,
                          product);
}

/* --- the sum of several paths --- */

static void
append_term (GString *terms, double value, gboolean first, const WkLanguage *language)
{
  g_autofree char *number = first ? wk_number_to_formula (value, language)
                                  : wk_number_to_operand (value, language);

  g_string_append_printf (terms, "%s%s", first ? "" : "+", number);
}

static char *
few_paths_formula (const WkBackward *backward, const WkLanguage *language, guint step)
{
  const WkBackwardStep *sum = wk_dense_backward_get_step (backward, step);
  g_autofree char *symbol = wk_dense_backward_symbol (backward, sum->which);
  g_autofree char *value = wk_number_to_formula (
      wk_dense_trace_get_derivative (backward->trace, sum->which), language);
  g_autoptr (GString) terms = g_string_new (NULL);

  for (guint path = 0; path < sum->n_paths; path++)
    append_term (terms,
                 wk_dense_backward_product (
                     backward,
                     wk_dense_backward_get_step (backward, step - sum->n_paths + path)),
                 path == 0, language);
  return g_strdup_printf ("%s=%s=\\focus{%s}", symbol, terms->str, value);
}

/* dJ/dw = a g' sum over m of w delta: each term gathers the paths through node m. */
static char *
many_paths_formula (const WkBackward *backward,
                    const WkLanguage *language,
                    const WkBackwardStep *step)
{
  const WkDense *dense = backward->dense;
  WkDenseParameter which = step->which;
  guint l = which.layer, n = dense->sizes[l + 1];
  g_autofree char *symbol = wk_dense_backward_symbol (backward, which);
  g_autofree char *value = wk_number_to_formula (
      wk_dense_trace_get_derivative (backward->trace, which), language);
  g_autofree char *z = wk_dense_z_symbol (dense, l, which.to);
  g_autofree char *g_prime = wk_number_to_operand (
      wk_dense_backward_g_prime (backward, l, which.to), language);
  g_autofree char *a =
      wk_number_to_operand (wk_dense_backward_tail (backward, which), language);
  g_autofree char *tail =
      which.from < 0 ? NULL : wk_dense_symbol (dense, l - 1, (guint) which.from);
  g_autoptr (GString) terms = g_string_new (NULL);

  for (guint m = 0; m < n; m++)
    {
      append_term (terms,
                   wk_dense_weight (dense, l + 1, which.to, m) *
                       wk_dense_trace_get_delta (backward->trace, l + 1, m),
                   m == 0, language);
      if (n > MAX_TERMS && m == 1)
        {
          g_string_append (terms, "+\\cdots");
          m = n - 2;
        }
    }
  return g_strdup_printf ("%s=%s%sg'(%s)\\cdot\\sum_m w^{[%u]}_{%u%sm}\\delta^{[%u]}_m"
                          "=%s%s%s\\cdot(%s)=\\focus{%s}",
                          symbol, tail != NULL ? tail : "", tail != NULL ? "\\," : "",
                          z, l + 1, which.to + 1, which.to > 8 ? "," : "", l + 1,
                          tail != NULL ? a : "", tail != NULL ? "\\cdot" : "", g_prime,
                          terms->str, value);
}

char *
wk_dense_backward_formula (const WkBackward *backward,
                           const WkLanguage *language,
                           guint step)
{
  const WkBackwardStep *this = wk_dense_backward_get_step (backward, step);

  switch (this->type)
    {
    case WK_BACKWARD_FORWARD:
      return forward_formula (backward, language);
    case WK_BACKWARD_LOSS:
      return start_formula (backward, language);
    case WK_BACKWARD_PATH:
      return path_formula (backward, language, this);
    case WK_BACKWARD_SUM:
    default:
      return this->n_paths <= WK_BACKWARD_MAX_PATHS
                 ? few_paths_formula (backward, language, step)
                 : many_paths_formula (backward, language, this);
    }
}

void
wk_dense_backward_take_hints (const WkBackward *backward,
                              const WkLanguage *language,
                              WkAnswer *answer,
                              WkDenseParameter which)
{
  const WkBackwardStep *step = wk_dense_backward_get_step (backward, answer->step);
  g_autofree char *symbol = wk_dense_backward_symbol (backward, which);
  g_autofree char *target = delta_symbol (which.layer, which.to);
  g_autofree char *tail =
      which.from < 0
          ? g_strdup ("")
          : wk_dense_symbol (backward->dense, which.layer - 1, (guint) which.from);
  g_autoptr (GString) symbols = g_string_new (NULL);
  g_autoptr (GString) numbers = g_string_new (NULL);
  const char *rule =
      which.from < 0
          ? _L (language,
                "Follow the path back from the loss and multiply its factors. "
                "A bias enters with factor 1.")
          : _L (language,
                "Follow the path back from the loss and multiply its factors, the last "
                "of them the value that the weight carries.");

  if (step->n_paths == 1)
    {
      path_factors (backward, language, step, symbols, numbers);
      wk_answer_take_hints (answer, g_strdup (rule),
                            g_strdup_printf ("$%s=%s$", symbol, symbols->str),
                            g_strdup_printf ("$%s=%s$", symbol, numbers->str));
      return;
    }
  {
    g_autofree char *delta = wk_number_to_operand (
        wk_dense_trace_get_delta (backward->trace, which.layer, which.to), language);
    g_autofree char *a =
        wk_number_to_operand (wk_dense_backward_tail (backward, which), language);

    wk_answer_take_hints (
        answer,
        g_strdup (_L (language, "Several paths lead back to it: multiply the factors "
                                "along each, and add up the products.")),
        g_strdup_printf ("$%s=%s%s%s$", symbol, target, which.from < 0 ? "" : "\\,",
                         tail),
        which.from < 0 ? g_strdup_printf ("$%s=%s\\cdot1$", symbol, delta)
                       : g_strdup_printf ("$%s=%s\\cdot%s$", symbol, delta, a));
  }
}
