/* wk-dense-step-words.c - formulas, captions and sentences of a gradient step
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-step.h"

#include <math.h>

#include "model/wk-number.h"

/* Gradients, and losses of further steps, written out. */
#define MAX_LISTED 4

static char *
J_formula (const WkDescent *descent, const WkLanguage *language, double J)
{
  return wk_number_to_formula (wk_descent_clean (descent, J), language);
}

static gboolean
has_one_output (const WkDescent *descent)
{
  const WkDense *dense = descent->backward->dense;

  return dense->sizes[dense->n_layers] == 1;
}

/* --- formulas --- */

static char *
where_formula (const WkDescent *descent, const WkLanguage *language)
{
  const WkDense *dense = descent->backward->dense;
  g_autofree char *J = wk_number_to_formula (descent->J, language);
  g_autofree char *out = NULL;

  if (!has_one_output (descent))
    return g_strdup_printf ("J=%s=\\focus{%s}",
                            wk_dense_backward_loss_symbols (descent->backward), J);
  out = wk_number_to_formula (wk_dense_a (dense, dense->n_layers, 0), language);
  return g_strdup_printf ("\\hat y=%s,\\quad J=\\focus{%s}", out, J);
}

static char *
gradients_formula (const WkDescent *descent, const WkLanguage *language)
{
  GString *text = g_string_new (NULL);
  guint n = descent->asked->len;

  for (guint i = 0; i < n; i++)
    {
      WkDenseParameter which = g_array_index (descent->asked, WkDenseParameter, i);
      g_autofree char *symbol = wk_dense_backward_symbol (descent->backward, which);
      g_autofree char *value =
          wk_number_to_formula (wk_descent_gradient (descent, which), language);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? ",\\quad " : "", symbol, value);
      if (n > MAX_LISTED && i == 1)
        {
          g_string_append (text, ",\\quad\\dots");
          i = n - 2;
        }
    }
  return g_string_free (text, FALSE);
}

static char *
rule_formula (const WkDescent *descent, const WkLanguage *language)
{
  g_autofree char *rate = wk_number_to_formula (descent->rate, language);

  return g_strdup_printf ("\\theta\\leftarrow\\theta-\\lambda\\,\\partial J/"
                          "\\partial\\theta,\\quad\\lambda=%s",
                          rate);
}

/* "0-2\cdot8" */
static char *
numbers_of (const WkDescent *descent,
            const WkLanguage *language,
            WkDenseParameter which)
{
  g_autofree char *old =
      wk_number_to_formula (wk_descent_old (descent, which), language);
  g_autofree char *rate = wk_number_to_operand (descent->rate, language);
  g_autofree char *gradient =
      wk_number_to_operand (wk_descent_gradient (descent, which), language);

  return g_strdup_printf ("%s-%s\\cdot%s", old, rate, gradient);
}

static char *
parameter_formula (const WkDescent *descent,
                   const WkLanguage *language,
                   WkDenseParameter which)
{
  g_autofree char *symbol = wk_dense_parameter_symbol (descent->backward, which);
  g_autofree char *derivative = wk_dense_backward_symbol (descent->backward, which);
  g_autofree char *numbers = numbers_of (descent, language, which);
  g_autofree char *value =
      wk_number_to_formula (wk_descent_new_value (descent, which), language);

  return g_strdup_printf ("%s\\leftarrow %s-\\lambda\\,%s=%s=\\focus{%s}", symbol,
                          symbol, derivative, numbers, value);
}

/* "36-2120\lambda+24640\lambda^2" */
static char *
polynomial_text (const WkDescent *descent, const WkLanguage *language)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i <= descent->degree; i++)
    {
      double c = descent->polynomial[i];
      g_autofree char *number = wk_number_to_formula (fabs (c), language);

      if (c == 0.0 && i > 0)
        continue;
      g_string_append (text, c < 0.0 ? "-" : i > 0 ? "+" : "");
      g_string_append (text, number);
      if (i > 0)
        g_string_append (text, "\\,\\lambda");
      if (i > 1)
        g_string_append_printf (text, "^%u", i);
    }
  return g_string_free (text, FALSE);
}

static char *
judge_formula (const WkDescent *descent, const WkLanguage *language)
{
  const WkBackward *backward = descent->backward;
  g_autofree char *rate = wk_number_to_formula (descent->rate, language);
  g_autofree char *J = J_formula (descent, language, descent->J_after);
  g_autofree char *polynomial = NULL;
  g_autofree char *out = NULL;
  g_autofree char *y = NULL;
  const char *half = backward->loss == WK_LOSS_HALF_SQUARED_ERROR ? "\\frac{1}{2}" : "";

  if (!has_one_output (descent) || backward->loss == WK_LOSS_BINARY_CROSS_ENTROPY ||
      descent->outputs_after == NULL)
    return g_strdup_printf ("J(\\lambda)=J\\left(\\theta-\\lambda\\,\\partial J/"
                            "\\partial\\theta\\right),\\quad J(%s)=\\focus{%s}",
                            rate, J);
  out = wk_number_to_formula (descent->outputs_after[0], language);
  y = wk_number_to_operand (backward->dense->y[0], language);
  if (descent->degree == 0)
    return g_strdup_printf ("\\hat y(%s)=%s,\\quad J(%s)=%s(%s-%s)^2=\\focus{%s}", rate,
                            out, rate, half, out, y, J);
  polynomial = polynomial_text (descent, language);
  return g_strdup_printf ("\\hat y(\\lambda)=%s,\\quad J(%s)=%s(%s-%s)^2=\\focus{%s}",
                          polynomial, rate, half, out, y, J);
}

static char *
further_formula (const WkDescent *descent, const WkLanguage *language)
{
  GString *text = g_string_new (NULL);
  guint n = descent->history->len;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *J =
          J_formula (descent, language, g_array_index (descent->history, double, i));

      g_string_append_printf (text, i + 1 == n ? "%sJ_{%u}=\\focus{%s}" : "%sJ_{%u}=%s",
                              i > 0 ? ",\\quad " : "", i, J);
      if (n > MAX_LISTED && i == 1)
        {
          g_string_append (text, ",\\quad\\dots");
          i = n - 2;
        }
    }
  return g_string_free (text, FALSE);
}

char *
wk_descent_formula (const WkDescent *descent, const WkLanguage *language, guint step)
{
  const WkDescentStep *this = wk_descent_get (descent, step);

  switch (this->type)
    {
    case WK_DESCENT_WHERE:
      return where_formula (descent, language);
    case WK_DESCENT_GRADIENTS:
      return gradients_formula (descent, language);
    case WK_DESCENT_RULE:
      return rule_formula (descent, language);
    case WK_DESCENT_PARAMETER:
      return parameter_formula (descent, language, this->which);
    case WK_DESCENT_JUDGE:
      return judge_formula (descent, language);
    case WK_DESCENT_FURTHER:
    default:
      return further_formula (descent, language);
    }
}

/* --- captions --- */

char *
wk_descent_end_words (const WkDescent *descent, const WkLanguage *language)
{
  guint n = descent->history->len - 1;

  switch (descent->end)
    {
    case WK_DESCENT_CONVERGED:
      return g_strdup_printf (
          _LN (language, "Converged after %u step.", "Converged after %u steps.", n),
          n);
    case WK_DESCENT_DIVERGED:
      return g_strdup_printf (
          _L (language, "Diverged: at step %u J is too large for a number."), n + 1);
    case WK_DESCENT_STOPPED:
    default:
      return g_strdup_printf (
          _LN (language, "Stopped after %u step.", "Stopped after %u steps.", n), n);
    }
}

char *
wk_descent_verdict (const WkDescent *descent, const WkLanguage *language)
{
  if (!(descent->slope > 0.0))
    return g_strdup (_L (language, "All gradients are 0: nothing moves."));
  if (!isfinite (descent->J_after))
    return g_strdup (
        _L (language, "J is too large for a number: far too long a step."));
  if (descent->J_after > descent->J)
    return g_strdup (_L (language, "J has grown: the rate is too large."));
  if (descent->J_after < descent->J)
    return g_strdup (_L (language, "J has fallen."));
  return g_strdup (_L (language, "J is what it was."));
}

char *
wk_descent_caption (const WkDescent *descent, const WkLanguage *language, guint step)
{
  const WkDescentStep *this = wk_descent_get (descent, step);

  switch (this->type)
    {
    case WK_DESCENT_WHERE:
      return g_strdup (_L (language, "Where we are."));
    case WK_DESCENT_GRADIENTS:
      return g_strdup (_L (language, "The gradients, by the way back through the "
                                     "network."));
    case WK_DESCENT_RULE:
      return g_strdup (_L (language, "Against the gradient, as far as the rate says."));
    case WK_DESCENT_PARAMETER:
      return g_strdup (
          step == WK_DESCENT_PARAMETER + 1
              ? _L (language, "The old value, less the rate times the gradient.")
              : _L (language, "All parameters move at once, with the old gradients."));
    case WK_DESCENT_JUDGE:
      return g_strdup (_L (language, "Was that a good step?"));
    case WK_DESCENT_FURTHER:
    default:
      {
        g_autofree char *end = wk_descent_end_words (descent, language);

        return g_strdup_printf (_L (language, "On with the same rate. %s"), end);
      }
    }
}

char *
wk_descent_focus (const WkDescent *descent, guint step)
{
  const WkDescentStep *this = wk_descent_get (descent, step);
  GString *ids = g_string_new (NULL);
  g_autofree char *id = NULL;

  switch (this->type)
    {
    case WK_DESCENT_WHERE:
      g_string_append (ids, "summary-1");
      break;
    case WK_DESCENT_GRADIENTS:
      for (guint i = 0; i < descent->asked->len; i++)
        {
          g_autofree char *one =
              wk_descent_id (g_array_index (descent->asked, WkDenseParameter, i));

          g_string_append_printf (ids, "%sgradient-%s", i > 0 ? " " : "", one);
        }
      break;
    case WK_DESCENT_PARAMETER:
      id = wk_descent_id (this->which);
      g_string_append_printf (ids, "old-%s gradient-%s new-%s", id, id, id);
      break;
    case WK_DESCENT_RULE:
    case WK_DESCENT_JUDGE:
      g_string_append (ids, "loss-rate");
      break;
    case WK_DESCENT_FURTHER:
    default:
      g_string_append (ids, "history-curve");
      break;
    }
  return g_string_free (ids, FALSE);
}

void
wk_descent_take_hints (const WkDescent *descent,
                       const WkLanguage *language,
                       WkAnswer *answer,
                       WkDenseParameter which)
{
  g_autofree char *symbol = wk_dense_parameter_symbol (descent->backward, which);
  g_autofree char *derivative = wk_dense_backward_symbol (descent->backward, which);
  g_autofree char *numbers = numbers_of (descent, language, which);

  wk_answer_take_hints (
      answer,
      g_strdup (_L (language, "Go against the gradient: the old value, less the rate "
                              "times the gradient. All gradients are taken at the old "
                              "values.")),
      g_strdup_printf ("$%s\\leftarrow %s-\\lambda\\,%s$", symbol, symbol, derivative),
      g_strdup_printf ("$%s\\leftarrow %s$", symbol, numbers));
}

/* --- words --- */

char *
wk_descent_name (const WkDescent *descent,
                 const WkLanguage *language,
                 WkDenseParameter which)
{
  const WkDense *dense = descent->backward->dense;
  g_autofree char *to = wk_dense_node_words (dense, language, which.layer, which.to);
  g_autofree char *from = NULL;

  if (which.from < 0)
    return g_strdup_printf (_L (language, "bias of %s"), to);
  from = wk_dense_node_words (dense, language, which.layer - 1, (guint) which.from);
  return g_strdup_printf (_L (language, "weight from %s to %s"), from, to);
}

static void
describe_parameters (const WkDescent *descent,
                     const WkLanguage *language,
                     guint step,
                     GString *text)
{
  for (guint i = 0; i < descent->asked->len; i++)
    {
      WkDenseParameter which = g_array_index (descent->asked, WkDenseParameter, i);
      g_autofree char *id = wk_descent_name (descent, language, which);
      g_autofree char *old =
          wk_number_to_words (wk_descent_old (descent, which), language);
      g_autofree char *gradient =
          wk_number_to_words (wk_descent_gradient (descent, which), language);
      g_autofree char *value =
          wk_number_to_words (wk_descent_new_value (descent, which), language);

      g_string_append_c (text, ' ');
      if (step >= wk_descent_find (descent, which))
        g_string_append_printf (text, _L (language, "%s: from %s to %s, gradient %s."),
                                id, old, value, gradient);
      else if (step > WK_DESCENT_GRADIENTS)
        g_string_append_printf (text, _L (language, "%s: %s, gradient %s."), id, old,
                                gradient);
      else
        g_string_append_printf (text, "%s: %s.", id, old);
    }
}

char *
wk_descent_describe (const WkDescent *descent, const WkLanguage *language, guint step)
{
  GString *text = g_string_new (NULL);
  g_autofree char *rate = wk_number_to_words (descent->rate, language);
  g_autofree char *J = wk_number_to_words (descent->J, language);
  g_autofree char *after = NULL;
  g_autofree char *verdict = NULL;

  g_string_append_printf (text, _L (language, "Learning rate %s. Loss before: %s."),
                          rate, step > 0 ? J : _L (language, "not computed yet"));
  describe_parameters (descent, language, step, text);
  if (step < 1 || step > descent->steps->len ||
      wk_descent_get (descent, step)->type < WK_DESCENT_JUDGE)
    return g_string_free (text, FALSE);
  after = wk_number_to_words (wk_descent_clean (descent, descent->J_after), language);
  verdict = wk_descent_verdict (descent, language);
  g_string_append_c (text, ' ');
  g_string_append_printf (text, _L (language, "Loss after: %s. %s"), after, verdict);
  if (wk_descent_get (descent, step)->type == WK_DESCENT_FURTHER)
    {
      g_autofree char *end = wk_descent_end_words (descent, language);

      g_string_append_printf (text, " %s", end);
    }
  return g_string_free (text, FALSE);
}
