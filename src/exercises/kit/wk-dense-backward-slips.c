/* wk-dense-backward-slips.c - what typical mistakes on the way back give
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each slip is the same pass backward with one mistake in it, so its value follows the
 * parameters of whatever network is on screen.
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward.h"

typedef enum
{
  START_RIGHT,
  START_LOSS,    /* J in place of its derivative */
  START_OUTSIDE, /* the inner difference left out */
} Start;

typedef struct
{
  Start start;
  gboolean value_for_weight; /* a for w on the way through a node */
  gboolean no_weight;        /* w forgotten there */
  gboolean no_g_prime;
  gboolean weight_for_value; /* w for a at the end */
  int tail;                  /* another node for the tail, or -1 */
  int head;                  /* another node for the head, as to what follows, or -1 */
} Mistake;

static const Mistake NO_MISTAKE = { .tail = -1, .head = -1 };

static double
start_of (const WkBackward *backward, const Mistake *m, guint k)
{
  const WkDense *dense = backward->dense;
  guint last = dense->n_layers;
  double d = wk_dense_a (dense, last, k) - dense->y[k];
  double scale = backward->loss == WK_LOSS_SQUARED_ERROR ? 2.0 : 1.0;
  double g_prime = m->no_g_prime ? 1.0 : wk_dense_backward_g_prime (backward, last, k);

  switch (m->start)
    {
    case START_LOSS:
      return backward->loss == WK_LOSS_SQUARED_ERROR ? d * d * g_prime
                                                     : 0.5 * d * d * g_prime;
    case START_OUTSIDE:
      return scale * g_prime;
    case START_RIGHT:
    default:
      if (!m->no_g_prime)
        return wk_dense_trace_get_delta (backward->trace, last, k);
      return wk_dense_trace_get_dJ_da (backward->trace, last, k);
    }
}

static double
mistaken (const WkBackward *backward, const Mistake *m, WkDenseParameter which)
{
  const WkDense *dense = backward->dense;
  double delta[WK_DENSE_MAX_NODES], before[WK_DENSE_MAX_NODES];
  guint head = m->head >= 0 ? (guint) m->head : which.to;

  for (guint k = 0; k < dense->sizes[dense->n_layers]; k++)
    delta[k] = start_of (backward, m, k);
  for (guint l = dense->n_layers - 1; l >= which.layer; l--)
    {
      for (guint j = 0; j < dense->sizes[l]; j++)
        {
          before[j] = 0.0;
          for (guint k = 0; k < dense->sizes[l + 1]; k++)
            before[j] += delta[k] * (m->no_weight ? 1.0
                                     : m->value_for_weight
                                         ? wk_dense_a (dense, l, j)
                                         : wk_dense_weight (dense, l + 1, j, k));
          if (!m->no_g_prime)
            before[j] *= wk_dense_backward_g_prime (backward, l, j);
        }
      for (guint j = 0; j < dense->sizes[l]; j++)
        delta[j] = before[j];
    }
  if (which.from < 0)
    return delta[head];
  if (m->weight_for_value)
    return delta[head] *
           wk_dense_weight (dense, which.layer, (guint) which.from, which.to);
  return delta[head] * wk_dense_a (dense, which.layer - 1,
                                   (guint) (m->tail >= 0 ? m->tail : which.from));
}

typedef struct
{
  const WkBackward *backward;
  const WkLanguage *language;
  WkAnswer *answer;
  WkDenseParameter which;
} Asked;

static void
add (const Asked *asked, Mistake mistake, const char *feedback)
{
  wk_answer_add_slip (asked->answer, mistaken (asked->backward, &mistake, asked->which),
                      feedback);
}

static void
add_loss_slips (const Asked *asked)
{
  const WkLanguage *language = asked->language;
  double right = asked->answer->value;
  WkLoss loss = asked->backward->loss;
  Mistake mistake = NO_MISTAKE;

  if (loss == WK_LOSS_SQUARED_ERROR)
    wk_answer_add_slip (asked->answer, right / 2.0,
                        _L (language, "The square brings down a 2."));
  if (loss == WK_LOSS_HALF_SQUARED_ERROR)
    wk_answer_add_slip (asked->answer, 2.0 * right,
                        _L (language, "The ½ of the loss cancels the 2."));
  wk_answer_add_slip (asked->answer, -right,
                      _L (language, "The inner derivative of ŷ − y is +1; keep this "
                                    "order."));
  if (loss == WK_LOSS_BINARY_CROSS_ENTROPY)
    return;
  mistake.start = START_LOSS;
  add (asked, mistake,
       loss == WK_LOSS_SQUARED_ERROR
           ? _L (language, "Start with 2(ŷ − y), not with (ŷ − y)².")
           : _L (language, "Start with ŷ − y, not with ½(ŷ − y)²."));
  mistake.start = START_OUTSIDE;
  add (asked, mistake, _L (language, "The chain begins at the loss."));
}

static void
add_way_slips (const Asked *asked)
{
  const WkDense *dense = asked->backward->dense;
  const WkLanguage *language = asked->language;
  Mistake mistake = NO_MISTAKE;

  if (!dense->is_identity)
    {
      mistake.no_g_prime = TRUE;
      add (asked, mistake, _L (language, "Each layer adds the factor g′(z)."));
    }
  if (asked->which.layer == dense->n_layers)
    {
      mistake = NO_MISTAKE;
      mistake.weight_for_value = TRUE;
      if (asked->which.from >= 0)
        add (
            asked, mistake,
            _L (language,
                "The derivative with respect to a weight is the value it multiplies."));
      return;
    }
  mistake = NO_MISTAKE;
  mistake.value_for_weight = TRUE;
  add (asked, mistake,
       _L (language,
           "On the way back through a node you meet its weight, not its value."));
  mistake = NO_MISTAKE;
  mistake.no_weight = TRUE;
  add (asked, mistake,
       _L (language, "On the way back through a node its weight is a factor."));
}

/* "w₁₃" */
static char *
weight_text (WkDenseParameter which)
{
  g_autofree char *digits =
      g_strdup_printf (which.from > 8 || which.to > 8 ? "%u,%u" : "%u%u",
                       (guint) which.from + 1, which.to + 1);
  GString *text = g_string_new ("w");

  for (const char *at = digits; *at != '\0'; at++)
    if (*at == ',')
      g_string_append_c (text, ',');
    else
      g_string_append_unichar (text, 0x2080 + (gunichar) (*at - '0'));
  return g_string_free (text, FALSE);
}

static void
add_wrong_ends (const Asked *asked)
{
  const WkDense *dense = asked->backward->dense;
  const WkLanguage *language = asked->language;
  WkDenseParameter which = asked->which;
  guint n_from, n_to;
  g_autofree char *weight = NULL;
  g_autofree char *leaves = NULL;
  g_autofree char *enters = NULL;
  Mistake mistake = NO_MISTAKE;

  if (which.from < 0 || which.layer == dense->n_layers)
    return;
  n_from = dense->sizes[which.layer - 1];
  n_to = dense->sizes[which.layer];
  weight = weight_text (which);
  leaves = which.layer == 1
               ? g_strdup_printf (_L (language, "%s leaves input %d."), weight,
                                  which.from + 1)
               : g_strdup_printf (_L (language, "%s leaves node %d of layer %u."),
                                  weight, which.from + 1, which.layer - 1);
  enters = g_strdup_printf (_L (language, "%s enters node %u."), weight, which.to + 1);
  if (n_from > 1)
    {
      mistake.tail = (int) (((guint) which.from + 1) % n_from);
      add (asked, mistake, leaves);
    }
  mistake = NO_MISTAKE;
  if (n_to > 1)
    {
      mistake.head = (int) ((which.to + 1) % n_to);
      add (asked, mistake, enters);
    }
}

/* The whole exercise with the other of the exam's two activations. */
static void
add_other_activation (const Asked *asked, WkActivation here, WkActivation there)
{
  const WkBackward *backward = asked->backward;
  const WkDense *dense = backward->dense;
  WkDenseLayer layer[WK_DENSE_MAX_LAYERS];
  g_autoptr (WkDenseTrace) trace = NULL;
  gboolean any = FALSE;

  for (guint l = 0; l < dense->n_layers; l++)
    {
      layer[l] = dense->layer[l];
      if (layer[l].g != here)
        continue;
      layer[l].g = there;
      any = TRUE;
    }
  if (!any)
    return;
  trace =
      wk_dense_run (layer, dense->n_layers, dense->x, backward->loss, dense->y, NULL);
  if (trace == NULL)
    return;
  wk_answer_add_slip (
      asked->answer, wk_dense_trace_get_derivative (trace, asked->which),
      there == WK_ACTIVATION_RELU
          ? _L (asked->language,
                "Those are right for ReLU; here the identity is asked.")
          : _L (asked->language,
                "Those are right for the identity; here ReLU is asked."));
}

void
wk_dense_backward_add_slips (const WkBackward *backward,
                             const WkLanguage *language,
                             WkAnswer *answer,
                             WkDenseParameter which)
{
  Asked asked = { backward, language, answer, which };

  add_loss_slips (&asked);
  add_way_slips (&asked);
  add_wrong_ends (&asked);
  add_other_activation (&asked, WK_ACTIVATION_IDENTITY, WK_ACTIVATION_RELU);
  add_other_activation (&asked, WK_ACTIVATION_RELU, WK_ACTIVATION_IDENTITY);
}
