/* wk-latent-figure.h - an autoencoder's plane, and what is worked out beside it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-latent-work.h"
#include "scene/wk-scene.h"

G_BEGIN_DECLS

void wk_latent_figure_draw (const WkLatentWork *work,
                            const WkView *view,
                            WkSceneBuilder *builder);

/* WkExerciseKind.edit. */
WkParams *wk_latent_edit (const WkLatentWork *work,
                          const WkParams *params,
                          const WkItem *item,
                          const WkEdit *edit,
                          GError **error);

G_END_DECLS
