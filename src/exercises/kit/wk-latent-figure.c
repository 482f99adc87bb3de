/* wk-latent-figure.c - the steps in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "exercises/kit/wk-latent-figure.h"

#include <math.h>

#include "exercises/kit/wk-latent-kit.h"

void
wk_latent_figure_draw (const WkLatentWork *work,
                       const WkView *view,
                       WkSceneBuilder *builder)
{
  WkRect body = wk_scene_builder_get_body (builder);
  g_autofree char *words =
      wk_latent_describe (work, view->language, (guint) floor (view->position + 1e-9));

  wk_scene_add_text (builder, "words", WK_ROLE_INK, WK_TYPE_LABEL, body.x, body.y,
                     WK_ANCHOR_START, WK_VALIGN_TOP, words)
      ->text.wrap = body.width;
}
