/* wk-dense-ordinals.c - "the second node": whole sentences, since languages bend them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-dense-ordinals.h"

static const char *const negative_weight[] = {
  N_ ("The first node has a negative weight."),
  N_ ("The second node has a negative weight."),
  N_ ("The third node has a negative weight."),
  N_ ("The fourth node has a negative weight."),
  N_ ("The fifth node has a negative weight."),
  N_ ("The sixth node has a negative weight."),
  N_ ("The seventh node has a negative weight."),
  N_ ("The eighth node has a negative weight."),
  N_ ("The ninth node has a negative weight."),
  N_ ("The tenth node has a negative weight."),
  N_ ("The eleventh node has a negative weight."),
  N_ ("The twelfth node has a negative weight."),
};

static const char *const negative_weights[] = {
  N_ ("The first node has negative weights."),
  N_ ("The second node has negative weights."),
  N_ ("The third node has negative weights."),
  N_ ("The fourth node has negative weights."),
  N_ ("The fifth node has negative weights."),
  N_ ("The sixth node has negative weights."),
  N_ ("The seventh node has negative weights."),
  N_ ("The eighth node has negative weights."),
  N_ ("The ninth node has negative weights."),
  N_ ("The tenth node has negative weights."),
  N_ ("The eleventh node has negative weights."),
  N_ ("The twelfth node has negative weights."),
};

static const char *const negative_bias[] = {
  N_ ("The first has a negative bias."),    N_ ("The second has a negative bias."),
  N_ ("The third has a negative bias."),    N_ ("The fourth has a negative bias."),
  N_ ("The fifth has a negative bias."),    N_ ("The sixth has a negative bias."),
  N_ ("The seventh has a negative bias."),  N_ ("The eighth has a negative bias."),
  N_ ("The ninth has a negative bias."),    N_ ("The tenth has a negative bias."),
  N_ ("The eleventh has a negative bias."), N_ ("The twelfth has a negative bias."),
};

static const char *const own[] = {
  N_ ("The first node has its own weights and its own bias."),
  N_ ("The second node has its own weights and its own bias."),
  N_ ("The third node has its own weights and its own bias."),
  N_ ("The fourth node has its own weights and its own bias."),
  N_ ("The fifth node has its own weights and its own bias."),
  N_ ("The sixth node has its own weights and its own bias."),
  N_ ("The seventh node has its own weights and its own bias."),
  N_ ("The eighth node has its own weights and its own bias."),
  N_ ("The ninth node has its own weights and its own bias."),
  N_ ("The tenth node has its own weights and its own bias."),
  N_ ("The eleventh node has its own weights and its own bias."),
  N_ ("The twelfth node has its own weights and its own bias."),
};

const char *
wk_dense_ordinal_negative_weight (const WkLanguage *language,
                                  guint node,
                                  gboolean several)
{
  node = MIN (node, G_N_ELEMENTS (own) - 1);
  return _L (language, several ? negative_weights[node] : negative_weight[node]);
}

const char *
wk_dense_ordinal_negative_bias (const WkLanguage *language, guint node)
{
  node = MIN (node, G_N_ELEMENTS (own) - 1);
  return _L (language, negative_bias[node]);
}

const char *
wk_dense_ordinal_own (const WkLanguage *language, guint node)
{
  node = MIN (node, G_N_ELEMENTS (own) - 1);
  return _L (language, own[node]);
}
