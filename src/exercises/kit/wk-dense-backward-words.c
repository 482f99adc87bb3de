/* wk-dense-backward-words.c - captions, conventions, and words for a screen reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-backward.h"

#include "model/wk-number.h"

static char *
last_node_caption (const WkBackward *backward,
                   const WkLanguage *language,
                   WkDenseParameter which)
{
  g_autofree char *tail =
      wk_dense_symbol (backward->dense, which.layer - 1, (guint) which.from);

  if (backward->dense->n_layers == 2)
    return g_strdup_printf (_L (language, "Node %u, then its weight from $%s$."),
                            which.to + 1, tail);
  return g_strdup_printf (
      _L (language, "Node %u of layer %u, then its weight from $%s$."), which.to + 1,
      which.layer, tail);
}

/* What ReLU has closed on the path, if anything; else NULL. */
static char *
gate_caption (const WkBackward *backward,
              const WkLanguage *language,
              const WkBackwardStep *step)
{
  const WkDense *dense = backward->dense;

  for (guint l = dense->n_layers; l >= step->which.layer; l--)
    if (wk_dense_g (dense, l) == WK_ACTIVATION_RELU &&
        wk_dense_backward_g_prime (backward, l, step->nodes[l]) == 0.0)
      {
        g_autofree char *node =
            wk_dense_node_words (dense, language, l, step->nodes[l]);

        return g_strdup_printf (_L (language,
                                    "ReLU is closed at %s: nothing comes back "
                                    "through it."),
                                node);
      }
  return NULL;
}

static char *
path_caption (const WkBackward *backward,
              const WkLanguage *language,
              const WkBackwardStep *step)
{
  gboolean is_last = step->which.layer == backward->dense->n_layers;
  char *gate = gate_caption (backward, language, step);

  if (step->n_paths > 1)
    {
      g_free (gate);
      return g_strdup_printf (_L (language, "Path %u of %u: multiply along it."),
                              step->path + 1, step->n_paths);
    }
  if (gate != NULL)
    return gate;
  if (step->which.from < 0)
    return g_strdup (
        is_last
            ? _L (language, "A bias enters with factor 1.")
            : _L (language,
                  "To go back through a node, multiply by the weight and by $g'$."));
  if (is_last)
    return g_strdup (_L (language, "A weight is multiplied by the value it carries."));
  return last_node_caption (backward, language, step->which);
}

char *
wk_dense_backward_caption (const WkBackward *backward,
                           const WkLanguage *language,
                           guint step)
{
  const WkBackwardStep *this = wk_dense_backward_get_step (backward, step);

  switch (this->type)
    {
    case WK_BACKWARD_FORWARD:
      return g_strdup (_L (language, "Forward: output and loss."));
    case WK_BACKWARD_LOSS:
      return g_strdup (_L (language, "The loss starts the way back."));
    case WK_BACKWARD_PATH:
      return path_caption (backward, language, this);
    case WK_BACKWARD_SUM:
    default:
      if (this->n_paths <= WK_BACKWARD_MAX_PATHS)
        return g_strdup (_L (language, "Several paths: add up their products."));
      if (this->n_paths == G_MAXUINT)
        return g_strdup (_L (
            language, "Very many paths: each term gathers those through one node."));
      return g_strdup_printf (
          _L (language, "%u paths: each term gathers those through one node."),
          this->n_paths);
    }
}

static void
append_target (GString *ids, WkDenseParameter which)
{
  if (which.from < 0)
    g_string_append_printf (ids, " bias-%u-%u", which.layer, which.to + 1);
  else
    g_string_append_printf (ids, " weight-%u-%d-%u node-%u-%d", which.layer,
                            which.from + 1, which.to + 1, which.layer - 1,
                            which.from + 1);
}

char *
wk_dense_backward_focus (const WkBackward *backward, guint step)
{
  const WkBackwardStep *this = wk_dense_backward_get_step (backward, step);
  const WkDense *dense = backward->dense;
  GString *ids = g_string_new ("loss");

  switch (this->type)
    {
    case WK_BACKWARD_FORWARD:
    case WK_BACKWARD_LOSS:
      for (guint k = 0; k < dense->sizes[dense->n_layers]; k++)
        g_string_append_printf (ids, " node-%u-%u", dense->n_layers, k + 1);
      break;
    case WK_BACKWARD_PATH:
      for (guint l = dense->n_layers; l >= this->which.layer; l--)
        {
          g_string_append_printf (ids, " node-%u-%u", l, this->nodes[l] + 1);
          if (l > this->which.layer)
            g_string_append_printf (ids, " back-%u-%u-%u", l, this->nodes[l - 1] + 1,
                                    this->nodes[l] + 1);
        }
      append_target (ids, this->which);
      break;
    case WK_BACKWARD_SUM:
    default:
      g_string_append_printf (ids, " node-%u-%u", this->which.layer,
                              this->which.to + 1);
      append_target (ids, this->which);
      break;
    }
  return g_string_free (ids, FALSE);
}

char *
wk_dense_backward_conventions (const WkBackward *backward, const WkLanguage *language)
{
  const WkDense *dense = backward->dense;
  GString *text = g_string_new (NULL);

  switch (backward->loss)
    {
    case WK_LOSS_HALF_SQUARED_ERROR:
      g_string_append (text, _L (language, "The loss has the factor ½."));
      break;
    case WK_LOSS_BINARY_CROSS_ENTROPY:
      g_string_append (text,
                       _L (language, "Cross-entropy with the natural logarithm."));
      break;
    case WK_LOSS_SQUARED_ERROR:
    case WK_LOSS_BINARY_CROSS_ENTROPY_WITH_LOGITS:
    case WK_LOSS_CROSS_ENTROPY:
    default:
      g_string_append (text, _L (language, "The loss is without ½."));
      break;
    }
  for (guint l = 1; l <= dense->n_layers; l++)
    if (wk_dense_g (dense, l) == WK_ACTIVATION_RELU)
      {
        g_string_append_printf (text, "  %s", _L (language, "ReLU′(0) = 0."));
        break;
      }
  return g_string_free (text, FALSE);
}

char *
wk_dense_backward_describe (const WkBackward *backward,
                            const WkLanguage *language,
                            guint step)
{
  g_autofree char *forward = wk_dense_describe (
      backward->dense, language, step > 0 ? wk_dense_get_n_steps (backward->dense) : 0);
  GString *text = g_string_new (forward);
  g_autofree char *J =
      wk_number_to_words (wk_dense_trace_get_J (backward->trace), language);

  g_string_append_printf (text, " %s: %s.", _L (language, "loss"),
                          step > 0 ? J : _L (language, "not computed yet"));
  for (guint i = 1; i <= step && i <= backward->steps->len; i++)
    {
      const WkBackwardStep *this = wk_dense_backward_get_step (backward, i);
      g_autofree char *value = NULL;
      g_autofree char *id = NULL;

      if (this->type < WK_BACKWARD_PATH ||
          (this->type == WK_BACKWARD_PATH && this->n_paths > 1))
        continue;
      id = wk_dense_parameter_id (this->which);
      value = wk_number_to_words (
          wk_dense_trace_get_derivative (backward->trace, this->which), language);
      g_string_append_printf (text, " %s: %s.", id, value);
    }
  return g_string_free (text, FALSE);
}
