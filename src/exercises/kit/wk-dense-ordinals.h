/* wk-dense-ordinals.h - "the second node": whole sentences, since languages bend them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nodes count from 0; there is a step a node only in layers of up to 12.
 */
#pragma once

#include "model/wk-language.h"

G_BEGIN_DECLS

const char *wk_dense_ordinal_negative_weight (const WkLanguage *language,
                                              guint node,
                                              gboolean several);
const char *wk_dense_ordinal_negative_bias (const WkLanguage *language, guint node);
const char *wk_dense_ordinal_own (const WkLanguage *language, guint node);

G_END_DECLS
