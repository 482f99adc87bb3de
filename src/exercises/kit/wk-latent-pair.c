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
/* Of a side's width, a sample that stands beside the plane. */
#define BESIDE_SHARE 0.14

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

/* Where the samples stand: in one row below the plane, or two beside each other and
 * three high at its right. */
typedef struct
{
  WkRect plane, samples;
  guint columns;
} Places;

static Places
place_below (WkRect rect, double foot)
{
  Places places = { rect, rect, WK_LATENT_PAIR_SAMPLES };

  places.plane.height -= foot + 12;
  places.samples.y = rect.y + rect.height - foot;
  places.samples.height = foot;
  return places;
}

static Places
place_beside (WkRect rect)
{
  Places places = { rect, rect, 2 };
  double cell =
      MIN (BESIDE_SHARE * rect.width, rect.height / (WK_LATENT_PAIR_SAMPLES / 2));

  places.samples.width = 2 * cell;
  places.samples.height = cell * (WK_LATENT_PAIR_SAMPLES / 2);
  places.samples.x = rect.x + rect.width - places.samples.width;
  places.samples.y = rect.y + (rect.height - places.samples.height) / 2;
  places.plane.width -= places.samples.width + 12;
  return places;
}

/* The plane as large as it can be. */
static Places
find_places (const WkLatentFigure *figure,
             WkRect rect,
             const char *id,
             const WkLatentModel *model)
{
  double foot = figure->projector ? 84 : 72;
  Places below = place_below (rect, foot), beside = place_beside (rect);

  return wk_latent_plane_fit (figure, beside.plane, id, model).box.width >
                 wk_latent_plane_fit (figure, below.plane, id, model).box.width
             ? beside
             : below;
}

static void
draw_samples (const WkLatentFigure *figure, guint side, const Places *places)
{
  const WkLatentPictures *pictures = figure->work->pictures;
  guint columns = places->columns, rows = WK_LATENT_PAIR_SAMPLES / columns;
  WkRect rect = places->samples;
  double cell = MIN (rect.width / columns, rect.height / rows);
  double x = rect.x + (rect.width - cell * columns) / 2;

  for (guint i = 0; i < WK_LATENT_PAIR_SAMPLES; i++)
    {
      const char *id = wk_scene_id (figure->builder, "pair-%u-%u", side, i + 1);
      g_autofree char *value =
          wk_latent_pair_text (figure, pictures->pair_z[side][i], 2);
      WkRect place = { x + i % columns * cell + 2, rect.y + i / columns * cell,
                       cell - 4, cell - 4 };
      WkItem *item = wk_latent_picture (figure, id, place, pictures->pair[side][i],
                                        WK_DIGITS_SIDE, WK_DIGITS_SIDE);

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
  double head = 1.2 * figure->line;
  WkRect rest = { rect.x, rect.y + head, rect.width, rect.height - head };
  Places places;
  WkLatentPlane plane;
  g_autofree char *title = NULL;
  gboolean roomy = has_room (figure, work->model, rect.width) &&
                   has_room (figure, work->plain_model, rect.width);

  if (model == NULL)
    {
      wk_latent_no_model_draw (figure, "no-plain", rect, work->no_plain);
      return;
    }
  places = find_places (figure, rest, id, model);
  plane = wk_latent_plane_fit (figure, places.plane, id, model);
  title = title_of (figure, model, !roomy);
  wk_latent_caption (figure, wk_scene_id (figure->builder, "%s-title", id),
                     rect.x + rect.width / 2, rect.y + figure->line / 2, rect.width,
                     title);
  wk_latent_plane_draw (figure, &plane, NULL, side == 0);
  draw_samples (figure, side, &places);
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
