/* wk-dense-formula.c - symbols and numbers of one node, as formulas
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every symbol carries its layer. A negative operand stands in brackets; a bias is
 * added or subtracted. Sums too long to read on one line keep both ends.
 */
#include "config.h"

#include "exercises/kit/wk-dense-kit.h"

#include <math.h>

#include "model/wk-number.h"

/* Terms written out; more are abbreviated. */
#define MAX_SYMBOL_TERMS 4
#define MAX_NUMBER_TERMS 5
#define MAX_LISTED_VALUES 5
#define MAX_LISTED_LENGTH 24

/* "_2" or "_{12}" */
static char *
subscript (guint node)
{
  return g_strdup_printf (node < 9 ? "_%u" : "_{%u}", node + 1);
}

char *
wk_dense_symbol (const WkDense *dense, guint layer, guint node)
{
  g_autofree char *index = subscript (node);

  if (layer == 0)
    return g_strdup_printf ("x%s", index);
  if (layer < dense->n_layers)
    return g_strdup_printf ("a^{[%u]}%s", layer, index);
  if (dense->sizes[layer] == 1)
    return g_strdup ("\\hat y");
  return g_strdup_printf ("\\hat y%s", index);
}

/* Two indices in a row; with a comma where one of them has two digits. */
static char *
two_indices (guint from, guint to)
{
  return g_strdup_printf (from >= 9 || to >= 9 ? "%u,%u" : "%u%u", from + 1, to + 1);
}

char *
wk_dense_weight_symbol (const WkDense *dense, guint layer, guint from, guint to)
{
  g_autofree char *indices = two_indices (from, to);

  return g_strdup_printf ("w^{[%u]}_{%s}", layer, indices);
}

char *
wk_dense_bias_symbol (const WkDense *dense, guint layer, guint node)
{
  g_autofree char *index = subscript (node);

  return g_strdup_printf ("b^{[%u]}%s", layer, index);
}

char *
wk_dense_z_symbol (const WkDense *dense, guint layer, guint node)
{
  g_autofree char *index = subscript (node);

  return g_strdup_printf ("z^{[%u]}%s", layer, index);
}

/* The sum over j of what enters node @to: "1", "2", or "k" for any. */
static char *
general_sum (guint layer, const char *to)
{
  g_autofree char *before =
      layer == 1 ? g_strdup ("x_j") : g_strdup_printf ("a^{[%u]}_j", layer - 1);

  return g_strdup_printf ("\\sum_j w^{[%u]}_{j%s}%s+b^{[%u]}_{%s}", layer, to, before,
                          layer, to);
}

char *
wk_dense_sum_symbols (const WkDense *dense, guint layer, guint node)
{
  guint n = dense->sizes[layer - 1];
  g_autofree char *bias = wk_dense_bias_symbol (dense, layer, node);
  GString *sum;

  if (n > MAX_SYMBOL_TERMS)
    {
      g_autofree char *to = g_strdup_printf (node >= 9 ? ",%u" : "%u", node + 1);
      g_autofree char *before =
          layer == 1 ? g_strdup ("x_j") : g_strdup_printf ("a^{[%u]}_j", layer - 1);

      return g_strdup_printf ("\\sum_j w^{[%u]}_{j%s}%s+%s", layer, to, before, bias);
    }
  sum = g_string_new (NULL);
  for (guint j = 0; j < n; j++)
    {
      g_autofree char *weight = wk_dense_weight_symbol (dense, layer, j, node);
      g_autofree char *before = wk_dense_symbol (dense, layer - 1, j);

      g_string_append_printf (sum, "%s%s+", weight, before);
    }
  g_string_append (sum, bias);
  return g_string_free (sum, FALSE);
}

static void
append_weight (GString *sum,
               double weight,
               const WkLanguage *language,
               gboolean colours)
{
  g_autofree char *number = wk_number_to_formula (weight, language);

  if (!colours || weight == 0.0)
    {
      g_autofree char *operand = wk_number_to_operand (weight, language);

      g_string_append (sum, operand);
    }
  else if (weight < 0.0)
    g_string_append_printf (sum, "(\\neg{%s})", number);
  else
    g_string_append_printf (sum, "\\pos{%s}", number);
}

static void
append_bias (GString *sum, double bias, const WkLanguage *language)
{
  g_autofree char *number = wk_number_to_formula (fabs (bias), language);

  g_string_append_printf (sum, "%s%s", bias < 0.0 ? "-" : "+", number);
}

char *
wk_dense_sum_numbers (const WkDense *dense,
                      const WkLanguage *language,
                      guint layer,
                      guint node,
                      gboolean colours)
{
  guint n = dense->sizes[layer - 1];
  GString *sum = g_string_new (NULL);

  for (guint j = 0; j < n; j++)
    {
      g_autofree char *before =
          wk_number_to_operand (wk_dense_a (dense, layer - 1, j), language);

      if (j > 0)
        g_string_append_c (sum, '+');
      if (n > MAX_NUMBER_TERMS && j == 2)
        {
          g_string_append (sum, "\\cdots");
          j = n - 2;
          continue;
        }
      append_weight (sum, wk_dense_weight (dense, layer, j, node), language, colours);
      g_string_append_printf (sum, "\\cdot%s", before);
    }
  append_bias (sum, wk_dense_bias (dense, layer, node), language);
  return g_string_free (sum, FALSE);
}

char *
wk_dense_g_formula (WkActivation g,
                    double slope,
                    const WkLanguage *language,
                    const char *argument)
{
  g_autofree char *number = wk_number_to_formula (slope, language);

  switch (g)
    {
    case WK_ACTIVATION_RELU:
      return g_strdup_printf ("\\max(0,%s%s)",
                              wk_language_get_decimal (language)[0] == ',' ? "\\;" : "",
                              argument);
    case WK_ACTIVATION_LEAKY_RELU:
      return g_strdup_printf ("\\max(%s\\,%s,\\;%s)", number, argument, argument);
    case WK_ACTIVATION_SIGMOID:
      return g_strdup_printf ("\\sigma(%s)", argument);
    case WK_ACTIVATION_TANH:
      return g_strdup_printf ("\\tanh(%s)", argument);
    case WK_ACTIVATION_SOFTPLUS:
      return g_strdup_printf ("\\ln(1+e^{%s})", argument);
    case WK_ACTIVATION_IDENTITY:
    case WK_ACTIVATION_ELU:
    case WK_ACTIVATION_LOG_SIGMOID:
    default:
      return g_strdup (argument);
    }
}

/* "=\max(0,-2)=\focus{0}", what the activation makes of z. */
static char *
activation_numbers (const WkDense *dense,
                    const WkLanguage *language,
                    guint layer,
                    guint node)
{
  const WkDenseLayer *own = &dense->layer[layer - 1];
  double z_value = wk_dense_z (dense, layer, node);
  g_autofree char *z = wk_number_to_formula (z_value, language);
  g_autofree char *a = wk_number_to_formula (wk_dense_a (dense, layer, node), language);
  g_autofree char *call = NULL;

  if (own->g == WK_ACTIVATION_LEAKY_RELU)
    {
      g_autofree char *slope = wk_number_to_operand (own->slope, language);
      g_autofree char *operand = wk_number_to_operand (z_value, language);

      if (z_value > 0.0)
        return g_strdup_printf ("=\\focus{%s}", a);
      return g_strdup_printf ("=%s\\cdot%s=\\focus{%s}", slope, operand, a);
    }
  call = wk_dense_g_formula (own->g, own->slope, language, z);
  return g_strdup_printf ("=%s=\\focus{%s}", call, a);
}

static char *
node_formula (const WkDense *dense, const WkLanguage *language, guint layer, guint node)
{
  g_autofree char *symbol = wk_dense_symbol (dense, layer, node);
  g_autofree char *numbers = wk_dense_sum_numbers (dense, language, layer, node, TRUE);
  g_autofree char *z_symbol = NULL;
  g_autofree char *z = NULL;
  g_autofree char *activated = NULL;

  if (wk_dense_g (dense, layer) == WK_ACTIVATION_IDENTITY)
    {
      g_autofree char *symbols = wk_dense_sum_symbols (dense, layer, node);
      g_autofree char *a =
          wk_number_to_formula (wk_dense_a (dense, layer, node), language);

      return g_strdup_printf ("%s=g(%s)=%s=\\focus{%s}", symbol, symbols, numbers, a);
    }
  z_symbol = wk_dense_z_symbol (dense, layer, node);
  z = wk_number_to_formula (wk_dense_z (dense, layer, node), language);
  activated = activation_numbers (dense, language, layer, node);
  return g_strdup_printf ("%s=%s=%s,\\quad %s%s", z_symbol, numbers, z, symbol,
                          activated);
}

/* "(3, -2, \dots, 5)": as many as are read at a glance, fewer if they are long. */
static char *
listed_values (const WkDense *dense, const WkLanguage *language, guint layer)
{
  guint n = dense->sizes[layer], head = n, length = 0;
  const char *comma = wk_language_get_decimal (language)[0] == ',' ? ";\\;" : ",\\;";
  GString *list = g_string_new ("(");

  for (guint k = 0; k < n && k < MAX_LISTED_VALUES; k++)
    {
      g_autofree char *a = wk_number_to_text (wk_dense_a (dense, layer, k), language);

      length += (guint) g_utf8_strlen (a, -1);
    }
  if (n > MAX_LISTED_VALUES)
    head = length > MAX_LISTED_LENGTH ? 2 : 3;
  else if (n > 3 && length > MAX_LISTED_LENGTH)
    head = 2;
  for (guint k = 0; k < n; k++)
    {
      g_autofree char *a =
          wk_number_to_formula (wk_dense_a (dense, layer, k), language);

      if (k > 0)
        g_string_append (list, comma);
      if (k == head && head < n - 1)
        {
          g_string_append_printf (list, "\\dots%s", comma);
          k = n - 1;
          g_free (a);
          a = wk_number_to_formula (wk_dense_a (dense, layer, k), language);
        }
      g_string_append (list, a);
    }
  g_string_append_c (list, ')');
  return g_string_free (list, FALSE);
}

static char *
layer_formula (const WkDense *dense, const WkLanguage *language, guint layer)
{
  g_autofree char *sum = general_sum (layer, "k");
  g_autofree char *values = listed_values (dense, language, layer);
  g_autofree char *whole = layer == dense->n_layers
                               ? g_strdup ("\\hat y")
                               : g_strdup_printf ("a^{[%u]}", layer);

  return g_strdup_printf ("%s_k=g(%s),\\quad %s=\\focus{%s}", whole, sum, whole,
                          values);
}

char *
wk_dense_step_formula (const WkDense *dense, const WkLanguage *language, guint step)
{
  guint layer;
  int node;

  wk_dense_get_step (dense, step, &layer, &node);
  if (node < 0 && dense->sizes[layer] > 1)
    return layer_formula (dense, language, layer);
  return node_formula (dense, language, layer, (guint) MAX (node, 0));
}

void
wk_dense_take_hints (const WkDense *dense,
                     const WkLanguage *language,
                     WkAnswer *answer,
                     guint layer,
                     guint node)
{
  const WkDenseLayer *own = &dense->layer[layer - 1];
  g_autofree char *symbol = wk_dense_symbol (dense, layer, node);
  g_autofree char *symbols = wk_dense_sum_symbols (dense, layer, node);
  g_autofree char *numbers = wk_dense_sum_numbers (dense, language, layer, node, FALSE);
  g_autofree char *call = wk_dense_g_formula (own->g, own->slope, language, numbers);
  const char *rule =
      own->g == WK_ACTIVATION_IDENTITY
          ? _L (language, "Multiply each value that enters the node by its weight, add "
                          "the products "
                          "and the node's own bias. The identity changes nothing.")
          : _L (language,
                "Multiply each value that enters the node by its weight, add the "
                "products "
                "and the node's own bias; then apply the activation to the sum.");

  wk_answer_take_hints (answer, g_strdup (rule),
                        g_strdup_printf ("$%s=g(%s)$", symbol, symbols),
                        g_strdup_printf ("$%s=%s$", symbol, call));
}
