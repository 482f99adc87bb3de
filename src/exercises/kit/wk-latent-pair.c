/* wk-latent-pair.c - a variational autoencoder beside a plain one
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Samples are drawn from the prior on one side and from a normal distribution fitted to
 * the codes on the other; where no digit lies near, the decoder has learned nothing.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"

#define GAP 60.0

static char *
holes_text (const WkLatentFigure *figure, const WkLatentModel *model)
{
  g_autofree char *number =
      wk_number_to_text (rint (100 * model->holes), figure->language);

  return g_strdup_printf (_L (figure->language, "%s %% holes"), number);
}

/* With the share of holes, where there is room for both sides'. */
static char *
title_of (const WkLatentFigure *figure, const WkLatentModel *model, gboolean short_one)
{
  const char *name = model->spec.deterministic
                         ? _L (figure->language, "autoencoder")
                         : _L (figure->language, "variational autoencoder");
  g_autofree char *holes = holes_text (figure, model);

  return short_one ? g_strdup (name) : g_strdup_printf ("%s: %s", name, holes);
}

static gboolean
has_room (const WkLatentFigure *figure, const WkLatentModel *model, double width)
{
  g_autofree char *title = model != NULL ? title_of (figure, model, FALSE) : NULL;

  return title == NULL ||
         wk_latent_text_width (figure, WK_TYPE_SECONDARY, title) <= width;
}

static void
draw_samples (const WkLatentFigure *figure, guint side, WkRect rect)
{
  const WkLatentPictures *pictures = figure->work->pictures;
  double cell = MIN (rect.width / WK_LATENT_PAIR_SAMPLES, rect.height);
  double x = rect.x + (rect.width - cell * WK_LATENT_PAIR_SAMPLES) / 2;

  for (guint i = 0; i < WK_LATENT_PAIR_SAMPLES; i++)
    {
      const char *id = wk_scene_id (figure->builder, "pair-%u-%u", side, i + 1);
      g_autofree char *value =
          wk_latent_pair_text (figure, pictures->pair_z[side][i], 2);
      WkItem *item = wk_latent_picture (
          figure, id, (WkRect){ x + i * cell + 2, rect.y, cell - 4, cell - 4 },
          pictures->pair[side][i], WK_DIGITS_SIDE, WK_DIGITS_SIDE);

      wk_item_set_spoken (item, _L (figure->language, "decoded from a draw at"), value,
                          NULL, NULL);
    }
}

static void
draw_side (const WkLatentFigure *figure, guint side, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  const WkLatentModel *model = side == 0 ? work->model : work->plain_model;
  const char *id = side == 0 ? "plane" : "plain-plane";
  double head = 1.2 * figure->line, foot = figure->projector ? 84 : 72;
  WkRect place = rect;
  WkLatentPlane plane;
  g_autofree char *title = NULL;
  gboolean roomy = has_room (figure, work->model, rect.width) &&
                   has_room (figure, work->plain_model, rect.width);

  place.y += head;
  place.height -= head + foot + 12;
  if (model == NULL)
    return;
  plane = wk_latent_plane_fit (figure, place, id, model);
  title = title_of (figure, model, !roomy);
  wk_latent_caption (figure, wk_scene_id (figure->builder, "%s-title", id),
                     rect.x + rect.width / 2, rect.y + figure->line / 2, rect.width,
                     title);
  wk_latent_plane_draw (figure, &plane, NULL, side == 0);
  draw_samples (figure, side,
                (WkRect){ rect.x, rect.y + rect.height - foot, rect.width, foot });
}

void
wk_latent_pair_draw (const WkLatentFigure *figure, WkRect rect)
{
  gboolean tall = wk_view_is_tall (figure->view);
  WkRect first = rect, second = rect;

  if (tall)
    {
      first.height = second.height = (rect.height - 20) / 2;
      second.y += first.height + 20;
    }
  else
    {
      first.width = second.width = (rect.width - GAP) / 2;
      second.x += first.width + GAP;
    }
  draw_side (figure, 0, first);
  draw_side (figure, 1, second);
}
