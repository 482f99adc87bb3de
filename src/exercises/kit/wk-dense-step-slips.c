/* wk-dense-step-slips.c - what typical mistakes in a gradient step give
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-step.h"

/* The derivative of @which once @moved has its new value: taken too late. FALSE if it
 * is too large for a number. */
static gboolean
gradient_after (const WkDescent *descent,
                WkDenseParameter moved,
                WkDenseParameter which,
                double *gradient)
{
  const WkBackward *backward = descent->backward;
  const WkDense *dense = backward->dense;
  g_autoptr (WkDenseNet) net = wk_dense_net_new (dense->layer, dense->n_layers, NULL);
  g_autoptr (WkDenseTrace) trace = NULL;

  if (net == NULL)
    return FALSE;
  wk_descent_move (descent, net, moved);
  trace = wk_dense_run (wk_dense_net_get_layers (net), dense->n_layers, dense->x,
                        backward->loss, dense->y, NULL);
  if (trace == NULL)
    return FALSE;
  *gradient = wk_dense_trace_get_derivative (trace, which);
  return TRUE;
}

/* The rate forgotten, and the 2 of the square: with rate 2 one cannot tell which. */
static void
add_forgotten (const WkDescent *descent,
               const WkLanguage *language,
               WkAnswer *answer,
               double old,
               double gradient)
{
  gboolean squared = descent->backward->loss == WK_LOSS_SQUARED_ERROR;

  if (squared && descent->rate == 2.0)
    {
      wk_answer_add_slip (
          answer, old - gradient,
          _L (language, "One factor 2 is missing: the rate or the derivative."));
      return;
    }
  wk_answer_add_slip (answer, old - gradient,
                      _L (language, "The rate is missing: it multiplies the "
                                    "gradient."));
  if (squared)
    wk_answer_add_slip (answer, old - descent->rate * gradient / 2.0,
                        _L (language, "The square brings down a 2."));
}

void
wk_descent_add_slips (const WkDescent *descent,
                      const WkLanguage *language,
                      WkAnswer *answer,
                      WkDenseParameter which)
{
  double old = wk_descent_old (descent, which);
  double gradient = wk_descent_gradient (descent, which);
  double rate = descent->rate;

  wk_answer_add_slip (answer, old + rate * gradient,
                      _L (language, "Descent subtracts the gradient."));
  add_forgotten (descent, language, answer, old, gradient);
  wk_answer_add_slip (answer, old - rate * rate * gradient,
                      _L (language, "The rate counts once."));
  wk_answer_add_slip (answer, -rate * gradient,
                      _L (language, "Subtract it from the old value."));
  wk_answer_add_slip (answer, rate * (old - gradient),
                      _L (language, "The rate multiplies only the gradient."));
  wk_answer_add_slip (answer, old - gradient / rate,
                      _L (language, "Multiply by the rate."));
  for (guint i = 0; i < descent->n_asked; i++)
    {
      WkDenseParameter moved = g_array_index (descent->asked, WkDenseParameter, i);
      double late;

      if ((moved.layer != which.layer || moved.from != which.from ||
           moved.to != which.to) &&
          gradient_after (descent, moved, which, &late))
        wk_answer_add_slip (
            answer, old - rate * late,
            _L (language, "All gradients are taken at the old values."));
    }
}
