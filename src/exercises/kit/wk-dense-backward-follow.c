/* wk-dense-backward-follow.c - derivatives that follow from a student's own
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The derivative with respect to a bias is the delta of its node, and everything below
 * is made of deltas; so who has one of them wrong has all below it wrong, too.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-dense-backward.h"

/* The delta that the student has: his derivative of the node's bias. */
static gboolean
get_given (const WkBackward *backward,
           WkDenseParameter own,
           const double *given,
           guint layer,
           guint node,
           double *delta)
{
  for (guint i = 0; i < backward->asked->len; i++)
    {
      WkDenseParameter which = g_array_index (backward->asked, WkDenseParameter, i);

      if (which.layer == layer && which.from < 0 && which.to == node &&
          !(own.from < 0 && own.layer == layer && own.to == node) && !isnan (given[i]))
        {
          *delta = given[i];
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * wk_dense_backward_follow:
 * @given: a value for each of @backward's asked derivatives, NAN where there is none
 * @which: whose derivative is asked
 *
 * The way back once more, in which each node whose bias the student gave a derivative
 * for has that delta.
 */
double
wk_dense_backward_follow (const WkBackward *backward,
                          const double *given,
                          WkDenseParameter which)
{
  const WkDense *dense = backward->dense;
  double above[WK_DENSE_MAX_NODES], delta[WK_DENSE_MAX_NODES];

  for (guint l = dense->n_layers; l >= which.layer; l--)
    {
      for (guint k = 0; k < dense->sizes[l]; k++)
        {
          if (get_given (backward, which, given, l, k, &delta[k]))
            continue;
          delta[k] = 0.0;
          for (guint m = 0; l < dense->n_layers && m < dense->sizes[l + 1]; m++)
            delta[k] += above[m] * wk_dense_weight (dense, l + 1, k, m);
          delta[k] *= wk_dense_backward_g_prime (backward, l, k);
          if (l == dense->n_layers)
            delta[k] = wk_dense_trace_get_delta (backward->trace, l, k);
        }
      for (guint k = 0; k < dense->sizes[l]; k++)
        above[k] = delta[k];
    }
  return above[which.to] * wk_dense_backward_tail (backward, which);
}
