/* wk-dense-slips.c - what typical mistakes give
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each slip is the same pass forward with one mistake in it, so its value follows the
 * parameters of whatever network is on screen.
 */
#include "config.h"

#include "exercises/kit/wk-dense-kit.h"

#include <math.h>
#include <string.h>

#include "model/wk-number.h"

static const WkDenseMistake NO_MISTAKE = { .lost_layer = 0, .plus_layer = 0 };

/* The weight a student reads who takes W's numbers one after the other. */
static double
weight_read (const WkDense *dense,
             const WkDenseMistake *m,
             guint layer,
             guint from,
             guint to)
{
  double w = m->pairs ? dense->W[layer - 1][to * dense->sizes[layer - 1] + from]
                      : wk_dense_weight (dense, layer, from, to);

  return m->drop_negative ? MAX (w, 0.0) : w;
}

static double
activate (const WkDense *dense, const WkDenseMistake *m, guint layer, double z)
{
  const WkDenseLayer *own = &dense->layer[layer - 1];
  WkActivation g = m->g != NULL ? m->g[layer - 1] : own->g;

  if (m->magnitude && g == WK_ACTIVATION_RELU)
    return fabs (z);
  return wk_activation_value (g, m->g != NULL && g != own->g ? m->slope : own->slope,
                              z);
}

/* On single products only the ReLU goes wrong; what other activations do is left out.
 */
static WkActivation
relu_only (const WkDense *dense, guint layer)
{
  return wk_dense_g (dense, layer) == WK_ACTIVATION_RELU ? WK_ACTIVATION_RELU
                                                         : WK_ACTIVATION_IDENTITY;
}

static double
mistaken_z (const WkDense *dense,
            const WkDenseMistake *m,
            guint layer,
            guint node,
            const double *before)
{
  guint n = dense->sizes[layer - 1];
  double z = 0.0;
  double b = wk_dense_bias (dense, layer, node);

  for (guint j = 0; j < n; j++)
    {
      double a = before[layer == 1 && m->reversed ? n - 1 - j : j];
      double product = weight_read (dense, m, layer, j, node) * a;

      z += m->each_product && (layer < dense->n_layers || dense->n_layers == 1)
               ? wk_activation_value (relu_only (dense, layer), 0.0, product)
               : product;
    }
  if (m->plus_layer == (int) layer && m->plus_node == (int) node)
    b = fabs (b);
  return (m->no_bias >> (layer - 1)) & 1 ? z : z + b;
}

void
wk_dense_mistaken (const WkDense *dense, const WkDenseMistake *mistake, double *out)
{
  double before[WK_DENSE_MAX_NODES], after[WK_DENSE_MAX_NODES];

  for (guint j = 0; j < dense->sizes[0]; j++)
    before[j] = dense->x[j];
  for (guint l = 1; l <= dense->n_layers; l++)
    {
      for (guint k = 0; k < dense->sizes[l]; k++)
        {
          after[k] =
              activate (dense, mistake, l, mistaken_z (dense, mistake, l, k, before));
          if (mistake->lost_layer == (int) l && mistake->lost_node == (int) k)
            after[k] = fabs (after[k]);
        }
      for (guint k = 0; k < dense->sizes[l]; k++)
        before[k] = after[k];
    }
  for (guint k = 0; k < dense->sizes[dense->n_layers]; k++)
    out[k] = before[k];
}

double
wk_dense_mistaken_z (const WkDense *dense,
                     const WkDenseMistake *mistake,
                     guint layer,
                     guint node)
{
  return mistaken_z (dense, mistake, layer, node,
                     wk_dense_trace_peek_a (dense->trace, layer - 1));
}

/* --- which slips there are --- */

typedef struct
{
  const WkDense *dense;
  const WkLanguage *language;
  WkAnswer *answer;
  guint layer, node;
  gboolean whole; /* the mistake runs through the whole pass, not this node alone */
} Asked;

static void
add (const Asked *asked, const WkDenseMistake *mistake, const char *feedback)
{
  double out[WK_DENSE_MAX_NODES];

  if (asked->whole)
    {
      wk_dense_mistaken (asked->dense, mistake, out);
      wk_answer_add_slip (asked->answer, out[asked->node], feedback);
    }
  else
    {
      double z = wk_dense_mistaken_z (asked->dense, mistake, asked->layer, asked->node);

      wk_answer_add_slip (asked->answer,
                          activate (asked->dense, mistake, asked->layer, z), feedback);
    }
}

/* "2 and 3", "1, 2 and 5" of the nodes marked in @marked; NULL if there is none. */
static char *
join_nodes (const gboolean *marked, guint n, const WkLanguage *language)
{
  GString *text = g_string_new (NULL);
  int last = -1;
  guint count = 0;

  for (guint k = 0; k < n; k++)
    if (marked[k])
      last = (int) k;
  for (guint k = 0; k < n; k++)
    if (marked[k])
      {
        if (count > 0)
          g_string_append (text, (int) k == last ? _L (language, " and ") : ", ");
        g_string_append_printf (text, "%u", k + 1);
        count++;
      }
  return g_string_free (text, count == 0);
}

static gboolean
has_layer (const WkDense *dense, WkActivation g)
{
  for (guint l = 1; l <= dense->n_layers; l++)
    if (wk_dense_g (dense, l) == g)
      return TRUE;
  return FALSE;
}

/* The first node of a layer with activation @g (not the output, if there are others)
 * whose z is negative. */
static gboolean
first_negative (const WkDense *dense, WkActivation g, guint *layer, guint *node)
{
  for (guint l = 1; l <= dense->n_layers; l++)
    for (guint k = 0; k < dense->sizes[l] && wk_dense_g (dense, l) == g; k++)
      if (wk_dense_z (dense, l, k) < 0.0)
        {
          *layer = l;
          *node = k;
          return TRUE;
        }
  return FALSE;
}

static void
add_bias_slips (const Asked *asked)
{
  const WkDense *dense = asked->dense;
  const WkLanguage *language = asked->language;

  if (!asked->whole)
    {
      WkDenseMistake mistake = NO_MISTAKE;

      mistake.no_bias = ~0u;
      add (asked, &mistake,
           _L (language, "Each node adds its own bias after the weighted sum."));
      return;
    }
  for (guint l = dense->n_layers; l >= 1 && dense->n_layers > 1; l--)
    {
      WkDenseMistake mistake = NO_MISTAKE;

      mistake.no_bias = 1u << (l - 1);
      add (asked, &mistake,
           dense->is_identity ? _L (language, "A bias is missing in one of the layers.")
                              : _L (language, "A bias is missing."));
    }
  {
    WkDenseMistake mistake = NO_MISTAKE;

    mistake.no_bias = ~0u;
    add (asked, &mistake,
         _L (language, "Each node adds its own bias after the weighted sum."));
  }
}

static void
add_reading_slips (const Asked *asked)
{
  const WkDense *dense = asked->dense;
  WkDenseMistake mistake = NO_MISTAKE;

  mistake.pairs = TRUE;
  add (asked, &mistake,
       _L (asked->language, "Row j holds what leaves input j; a node takes a column."));
  if (dense->sizes[0] < 2 || !(asked->whole || asked->layer == 1))
    return;
  mistake = NO_MISTAKE;
  mistake.reversed = TRUE;
  add (asked, &mistake, _L (asked->language, "The first row of W belongs to x₁."));
}

/* A sign lost on the way: of a node's value, or of a bias. Where ReLU follows the cut
 * often hides it, and what it makes of negative values is asked by other slips. */
static void
add_sign_slips_of_pass (const Asked *asked)
{
  const WkDense *dense = asked->dense;
  const WkLanguage *language = asked->language;

  for (guint l = 1; l < dense->n_layers; l++)
    {
      gboolean marked[WK_DENSE_MAX_NODES] = { FALSE };
      g_autofree char *nodes = NULL;
      g_autofree char *feedback = NULL;

      if (wk_dense_g (dense, l) == WK_ACTIVATION_RELU)
        continue;
      for (guint k = 0; k < dense->sizes[l]; k++)
        marked[k] =
            (wk_dense_a (dense, l, k) < 0.0) || wk_dense_bias (dense, l, k) < 0.0;
      nodes = join_nodes (marked, dense->sizes[l], language);
      if (nodes == NULL)
        continue;
      if (strstr (nodes, " ") == NULL)
        feedback =
            g_strdup_printf (_L (language, "Check the signs at node %s."), nodes);
      else
        feedback =
            g_strdup_printf (_L (language, "Check the signs at nodes %s."), nodes);
      for (guint k = 0; k < dense->sizes[l]; k++)
        {
          WkDenseMistake mistake = NO_MISTAKE;

          if (wk_dense_a (dense, l, k) < 0.0)
            {
              mistake.lost_layer = (int) l;
              mistake.lost_node = (int) k;
              add (asked, &mistake, feedback);
            }
          mistake = NO_MISTAKE;
          if (wk_dense_bias (dense, l, k) < 0.0)
            {
              mistake.plus_layer = (int) l;
              mistake.plus_node = (int) k;
              add (asked, &mistake, feedback);
            }
        }
    }
}

static void
add_sign_slips_of_node (const Asked *asked)
{
  const WkDense *dense = asked->dense;
  const WkLanguage *language = asked->language;
  guint l = asked->layer, k = asked->node;
  WkDenseMistake mistake = NO_MISTAKE;

  for (guint j = 0; j < dense->sizes[l - 1]; j++)
    {
      double w = wk_dense_weight (dense, l, j, k);
      double before = wk_dense_a (dense, l - 1, j);
      double z = wk_dense_z (dense, l, k);
      g_autofree char *number = wk_number_to_text (w, language);
      g_autofree char *feedback = NULL;

      if (w >= 0.0)
        continue;
      feedback = g_strdup_printf (
          _L (language, "The weight from node %u before is negative: %s."), j + 1,
          number);
      wk_answer_add_slip (
          asked->answer, activate (dense, &mistake, l, z - 2.0 * w * before), feedback);
    }
  if (wk_dense_a (dense, l, k) < 0.0)
    wk_answer_add_slip (asked->answer, -wk_dense_a (dense, l, k),
                        _L (language, "The sum is negative: keep its sign."));
  if (wk_dense_bias (dense, l, k) < 0.0)
    {
      mistake.plus_layer = (int) l;
      mistake.plus_node = (int) k;
      add (asked, &mistake, _L (language, "The bias is negative: subtract it."));
    }
}

static char *
relu_for_identity_feedback (const Asked *asked)
{
  guint layer = 0, node = 0;

  if (!first_negative (asked->dense, WK_ACTIVATION_IDENTITY, &layer, &node))
    return g_strdup (
        _L (asked->language, "The identity leaves each weighted sum as it is."));
  {
    g_autofree char *value =
        wk_number_to_text (wk_dense_z (asked->dense, layer, node), asked->language);

    return g_strdup_printf (
        _L (asked->language,
            "With the identity a negative value stays negative: node %u is %s."),
        node + 1, value);
  }
}

static void
add_identity_slips (const Asked *asked)
{
  WkActivation g[WK_DENSE_MAX_LAYERS];
  WkDenseMistake mistake = NO_MISTAKE;
  g_autofree char *feedback = relu_for_identity_feedback (asked);

  for (guint l = 0; l < asked->dense->n_layers; l++)
    g[l] = asked->dense->layer[l].g == WK_ACTIVATION_IDENTITY
               ? WK_ACTIVATION_RELU
               : asked->dense->layer[l].g;
  mistake.g = g;
  add (asked, &mistake, feedback);
}

/* ReLU left out everywhere; or used at the output only; or used, but no bias. */
static void
add_relu_left_out (const Asked *asked)
{
  const WkDense *dense = asked->dense;
  const WkLanguage *language = asked->language;
  WkActivation g[WK_DENSE_MAX_LAYERS];
  WkDenseMistake mistake = NO_MISTAKE;
  guint layer = 0, node = 0;
  g_autofree char *feedback = NULL;

  if (first_negative (dense, WK_ACTIVATION_RELU, &layer, &node))
    feedback = g_strdup_printf (
        _L (language, "Apply ReLU at each hidden node; node %u becomes 0."), node + 1);
  else
    feedback = g_strdup (_L (language, "Apply ReLU at each hidden node."));

  for (guint l = 0; l < dense->n_layers; l++)
    g[l] = dense->layer[l].g == WK_ACTIVATION_RELU ? WK_ACTIVATION_IDENTITY
                                                   : dense->layer[l].g;
  mistake.g = g;
  add (asked, &mistake, feedback);
  g[dense->n_layers - 1] = dense->layer[dense->n_layers - 1].g;
  if (asked->whole && dense->n_layers > 1)
    add (asked, &mistake, feedback);
}

static void
add_relu_slips (const Asked *asked)
{
  const WkDense *dense = asked->dense;
  const WkLanguage *language = asked->language;
  WkActivation g[WK_DENSE_MAX_LAYERS];
  WkDenseMistake mistake = NO_MISTAKE;

  add_relu_left_out (asked);

  mistake.magnitude = TRUE;
  add (asked, &mistake, _L (language, "ReLU is not the absolute value."));

  mistake = NO_MISTAKE;
  mistake.each_product = TRUE;
  add (asked, &mistake, _L (language, "First the whole sum, then ReLU."));
  mistake = NO_MISTAKE;
  mistake.drop_negative = TRUE;
  add (asked, &mistake, _L (language, "First the whole sum, then ReLU."));

  for (guint l = 0; l < dense->n_layers; l++)
    g[l] = dense->layer[l].g == WK_ACTIVATION_RELU ? WK_ACTIVATION_LEAKY_RELU
                                                   : dense->layer[l].g;
  mistake = NO_MISTAKE;
  mistake.g = g;
  mistake.slope = 0.1;
  add (asked, &mistake, _L (language, "Plain ReLU gives exactly 0."));
}

static gboolean
is_smooth (WkActivation g)
{
  return g == WK_ACTIVATION_SIGMOID || g == WK_ACTIVATION_TANH ||
         g == WK_ACTIVATION_SOFTPLUS;
}

/* The other activations: left out, at all layers or (told so) at the hidden ones. */
static void
add_other_slips (const Asked *asked)
{
  const WkDense *dense = asked->dense;
  const WkLanguage *language = asked->language;
  WkActivation g[WK_DENSE_MAX_LAYERS];
  WkDenseMistake mistake = NO_MISTAKE;
  gboolean smooth = FALSE, leaky = has_layer (dense, WK_ACTIVATION_LEAKY_RELU);

  mistake.g = g;
  for (guint l = 0; l < dense->n_layers; l++)
    {
      g[l] = dense->layer[l].g;
      if (is_smooth (g[l]))
        {
          smooth = TRUE;
          g[l] = WK_ACTIVATION_IDENTITY;
        }
    }
  if (smooth)
    add (asked, &mistake,
         _L (language, "Apply the activation after the weighted sum and the bias."));
  for (guint l = 0; l < dense->n_layers; l++)
    g[l] = dense->layer[l].g == WK_ACTIVATION_LEAKY_RELU ? WK_ACTIVATION_RELU
                                                         : dense->layer[l].g;
  if (leaky)
    add (asked, &mistake,
         _L (language, "The leaky ReLU keeps a small part of what is negative."));
  for (guint l = 0; l < dense->n_layers; l++)
    g[l] = dense->layer[l].g == WK_ACTIVATION_LEAKY_RELU ? WK_ACTIVATION_IDENTITY
                                                         : dense->layer[l].g;
  if (leaky)
    add (asked, &mistake,
         _L (language, "Where the sum is negative, multiply it by the slope."));
}

/**
 * wk_dense_add_forward_slips:
 * @answer: for the value of @node in @layer
 *
 * An output's slips run through the whole pass; a hidden node's have everything before
 * it right, since what follows from an earlier wrong answer is told as such.
 */
void
wk_dense_add_forward_slips (const WkDense *dense,
                            const WkLanguage *language,
                            WkAnswer *answer,
                            guint layer,
                            guint node)
{
  Asked asked = {
    .dense = dense,
    .language = language,
    .answer = answer,
    .layer = layer,
    .node = node,
    .whole = layer == dense->n_layers && dense->n_layers > 1,
  };
  WkActivation own = wk_dense_g (dense, layer);

  add_bias_slips (&asked);
  if (asked.whole)
    add_sign_slips_of_pass (&asked);
  else
    add_sign_slips_of_node (&asked);
  add_reading_slips (&asked);
  if (asked.whole ? has_layer (dense, WK_ACTIVATION_IDENTITY)
                  : own == WK_ACTIVATION_IDENTITY)
    add_identity_slips (&asked);
  if (asked.whole ? has_layer (dense, WK_ACTIVATION_RELU) : own == WK_ACTIVATION_RELU)
    add_relu_slips (&asked);
  add_other_slips (&asked);
}
