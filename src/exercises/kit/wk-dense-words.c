/* wk-dense-words.c - captions, and what a screen reader says of a network
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which caption a step gets is decided by its numbers: what is new or easily done wrong
 * at this node.
 */
#include "config.h"

#include "exercises/kit/wk-dense-kit.h"

#include "exercises/kit/wk-dense-ordinals.h"
#include "model/wk-number.h"

#define MAX_SPOKEN_VALUES 12

const char *
wk_dense_g_name (WkActivation g, const WkLanguage *language)
{
  return _L (language, wk_dense_activations[MIN (g, WK_ACTIVATION_SOFTPLUS)].label);
}

static guint
count_negative_weights (const WkDense *dense, guint layer, guint node)
{
  guint n = 0;

  for (guint j = 0; j < dense->sizes[layer - 1]; j++)
    n += wk_dense_weight (dense, layer, j, node) < 0.0;
  return n;
}

/* What the activation does here, if there is something to say; else NULL. */
static const char *
activation_caption (const WkDense *dense,
                    const WkLanguage *language,
                    guint layer,
                    guint node)
{
  gboolean is_output = layer == dense->n_layers;
  double z = wk_dense_z (dense, layer, node);

  switch (wk_dense_g (dense, layer))
    {
    case WK_ACTIVATION_RELU:
      if (z < 0.0)
        return is_output ? _L (language, "Negative, so the output ReLU gives 0.")
                         : _L (language, "ReLU cuts what is negative.");
      return is_output ? _L (language, "Positive, so the output ReLU lets it pass.")
                       : NULL;
    case WK_ACTIVATION_LEAKY_RELU:
      return z < 0.0
                 ? _L (language, "Leaky ReLU keeps a small part of what is negative.")
                 : NULL;
    case WK_ACTIVATION_SIGMOID:
      return node == 0 ? _L (language, "The sigmoid brings any sum between 0 and 1.")
                       : NULL;
    case WK_ACTIVATION_TANH:
      return node == 0 ? _L (language, "The tanh brings any sum between −1 and 1.")
                       : NULL;
    case WK_ACTIVATION_SOFTPLUS:
      return node == 0 ? _L (language, "Softplus is a smooth ReLU, and never quite 0.")
                       : NULL;
    case WK_ACTIVATION_IDENTITY:
    case WK_ACTIVATION_ELU:
    case WK_ACTIVATION_LOG_SIGMOID:
    default:
      return NULL;
    }
}

static char *
node_caption (const WkDense *dense, const WkLanguage *language, guint layer, guint node)
{
  gboolean is_output = layer == dense->n_layers;
  const char *activation = activation_caption (dense, language, layer, node);
  guint n_negative = count_negative_weights (dense, layer, node);

  if (layer == 1 && node == 0 && !is_output &&
      (wk_dense_g (dense, layer) != WK_ACTIVATION_RELU || activation == NULL))
    return g_strdup (_L (
        language, "First hidden node: its inputs times their weights, plus its bias."));
  if (activation != NULL)
    return g_strdup (activation);
  if (is_output && dense->sizes[layer] == 1)
    return g_strdup (
        layer == 1 ? _L (language, "The output: inputs times weights, plus its bias.")
                   : _L (language, "The output sees only the hidden values."));
  if (is_output && node == 0)
    return g_strdup (
        layer == 1 ? _L (language, "First output: inputs times weights, plus its bias.")
                   : _L (language, "The outputs see only the hidden values."));
  if (node == 0)
    return g_strdup_printf (_L (language, "Layer %u sees only the values of layer %u."),
                            layer, layer - 1);
  if (n_negative > 0)
    return g_strdup (wk_dense_ordinal_negative_weight (language, node, n_negative > 1));
  if (wk_dense_bias (dense, layer, node) < 0.0)
    return g_strdup (wk_dense_ordinal_negative_bias (language, node));
  return g_strdup (wk_dense_ordinal_own (language, node));
}

char *
wk_dense_step_caption (const WkDense *dense, const WkLanguage *language, guint step)
{
  guint layer;
  int node;

  wk_dense_get_step (dense, step, &layer, &node);
  if (node >= 0)
    return node_caption (dense, language, layer, (guint) node);
  if (layer == dense->n_layers && dense->sizes[layer] == 1)
    return g_strdup (
        _L (language, "The output sees only the values of the last layer."));
  return g_strdup_printf (
      _L (language,
          "Layer %u: each of its %u nodes adds up what enters it, and its bias."),
      layer, dense->sizes[layer]);
}

char *
wk_dense_step_focus (const WkDense *dense, guint step)
{
  GString *ids = g_string_new (NULL);
  guint layer;
  int node;

  wk_dense_get_step (dense, step, &layer, &node);
  for (guint k = 0; k < dense->sizes[layer]; k++)
    {
      if (node >= 0 && (guint) node != k)
        continue;
      g_string_append_printf (ids, "%snode-%u-%u", ids->len > 0 ? " " : "", layer,
                              k + 1);
      for (guint j = 0; node >= 0 && j < dense->sizes[layer - 1]; j++)
        g_string_append_printf (ids, " edge-%u-%u-%u node-%u-%u", layer, j + 1, k + 1,
                                layer - 1, j + 1);
      if (node >= 0)
        g_string_append_printf (ids, " bias-%u-%u", layer, k + 1);
    }
  return g_string_free (ids, FALSE);
}

char *
wk_dense_node_words (const WkDense *dense,
                     const WkLanguage *language,
                     guint layer,
                     guint node)
{
  if (layer == 0)
    return g_strdup_printf (_L (language, "input %u"), node + 1);
  if (layer == dense->n_layers)
    return dense->sizes[layer] == 1
               ? g_strdup (_L (language, "output"))
               : g_strdup_printf (_L (language, "output %u"), node + 1);
  if (dense->n_layers == 2)
    return g_strdup_printf (_L (language, "hidden node %u"), node + 1);
  return g_strdup_printf (_L (language, "node %u of hidden layer %u"), node + 1, layer);
}

char *
wk_dense_layer_words (const WkDense *dense, const WkLanguage *language, guint layer)
{
  if (layer == 0)
    return g_strdup (_L (language, "input"));
  if (layer == dense->n_layers)
    return g_strdup (_L (language, "output"));
  if (dense->n_layers == 2)
    return g_strdup (_L (language, "hidden"));
  return g_strdup_printf (_L (language, "hidden %u"), layer);
}

char *
wk_dense_how_words (const WkDense *dense,
                    const WkLanguage *language,
                    guint layer,
                    guint node)
{
  GString *words = g_string_new (NULL);
  guint n = dense->sizes[layer - 1];
  g_autofree char *bias =
      wk_number_to_words (wk_dense_bias (dense, layer, node), language);

  for (guint j = 0; j < n && j < MAX_SPOKEN_VALUES; j++)
    {
      g_autofree char *w =
          wk_number_to_words (wk_dense_weight (dense, layer, j, node), language);
      g_autofree char *a =
          wk_number_to_words (wk_dense_a (dense, layer - 1, j), language);

      g_string_append_printf (words, _L (language, "%s times %s"), w, a);
      g_string_append_printf (words, " %s ", _L (language, "plus"));
    }
  if (n > MAX_SPOKEN_VALUES)
    g_string_append_printf (words, "… %s ", _L (language, "plus"));
  g_string_append (words, bias);
  if (wk_dense_g (dense, layer) != WK_ACTIVATION_IDENTITY)
    g_string_append_printf (words, ", %s %s", _L (language, "then"),
                            wk_dense_g_name (wk_dense_g (dense, layer), language));
  return g_string_free (words, FALSE);
}

static void
append_values (GString *text,
               const WkDense *dense,
               const WkLanguage *language,
               guint layer,
               guint step)
{
  for (guint k = 0; k < dense->sizes[layer] && k < MAX_SPOKEN_VALUES; k++)
    {
      g_autofree char *value =
          wk_number_to_words (wk_dense_a (dense, layer, k), language);
      gboolean known = wk_dense_find_step (dense, layer, k) <= step;

      g_string_append_printf (text, "%s %s", k == 0 ? ":" : ",",
                              known ? value : _L (language, "not computed yet"));
      if (!known && k == 0 && dense->sizes[layer] > 1)
        break;
    }
  if (dense->sizes[layer] > MAX_SPOKEN_VALUES)
    g_string_append (text, ", …");
}

char *
wk_dense_describe (const WkDense *dense, const WkLanguage *language, guint step)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, _L (language, "A dense network with %u inputs and %u layers."),
      dense->sizes[0], dense->n_layers);
  for (guint l = 0; l <= dense->n_layers; l++)
    {
      g_autofree char *name = wk_dense_layer_words (dense, language, l);

      g_string_append_printf (text, " %s", name);
      if (l > 0)
        g_string_append_printf (text, " (%s)",
                                wk_dense_g_name (wk_dense_g (dense, l), language));
      append_values (text, dense, language, l, step);
      g_string_append_c (text, '.');
    }
  return g_string_free (text, FALSE);
}
