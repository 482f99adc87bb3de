/* wk-latent-plane.c - two latent dimensions: digits, clouds, circles of the prior
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of classes and circles are in wk-latent-names.c.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"

#define DOT 2.9
#define HANDLE 13.0
#define ELLIPSE_POINTS 48
/* Of the chosen digit: small, since a trained encoder's cloud is hardly larger. */
#define CHOSEN_DOT 2.5
#define CHOSEN_DOT_ALONE 6.0 /* without a cloud */
#define CHOSEN_ROOM 26.0

WkPoint
wk_latent_plane_at (const WkLatentPlane *plane, const double z[2])
{
  double scale = plane->box.width / (2 * plane->reach);

  return (WkPoint){
    plane->box.x + plane->box.width / 2 + (z[0] - plane->middle[0]) * scale,
    plane->box.y + plane->box.height / 2 - (z[1] - plane->middle[1]) * scale
  };
}

WkLatentPlane
wk_latent_plane_fit (const WkLatentFigure *figure,
                     WkRect rect,
                     const char *id,
                     const WkLatentModel *model)
{
  double size = wk_type_size (WK_TYPE_SYMBOL_SMALL, figure->view->text_scale);
  double left = 1.5 * size, below = 1.5 * size;
  double side = MIN (rect.width - left, rect.height - below);
  WkLatentPlane plane = { .id = id, .model = model, .reach = 3.4 };

  plane.box = (WkRect){ rect.x + left + (rect.width - left - side) / 2,
                        rect.y + (rect.height - below - side) / 2, side, side };
  if (model != NULL)
    {
      plane.reach = model->reach;
      memcpy (plane.middle, model->middle, sizeof plane.middle);
    }
  return plane;
}

gboolean
wk_latent_plane_holds (const WkLatentPlane *plane, WkPoint at, double margin)
{
  WkRect box = plane->box;

  return at.x >= box.x + margin && at.x <= box.x + box.width - margin &&
         at.y >= box.y + margin && at.y <= box.y + box.height - margin;
}

static const char *
name (const WkLatentFigure *figure, const WkLatentPlane *plane, const char *part)
{
  return wk_scene_id (figure->builder, "%s-%s", plane->id, part);
}

/* --- the ground --- */

static void
draw_ground (const WkLatentFigure *figure, const WkLatentPlane *plane, gboolean hands)
{
  WkRect box = plane->box;
  double size = wk_type_size (WK_TYPE_SYMBOL_SMALL, figure->view->text_scale);
  WkPoint middle = { box.x + box.width / 2, box.y + box.height / 2 }, zero;
  g_autofree char *value = NULL;
  WkItem *item = wk_scene_add_box (figure->builder, plane->id, WK_ROLE_NONE, box, 8);

  item->fill = WK_ROLE_WASH;
  item->tint = 1;
  item->width = 0;
  if (hands)
    {
      value = wk_latent_pair_text (figure, figure->work->point, 2);
      wk_item_set_spoken (
          item, _L (figure->language, "latent plane, point z"), value,
          _L (figure->language,
              "Click a digit to choose it; drag to decode what is under "
              "the pointer. A point alone has no divergence."),
          "z");
      item->moves = TRUE;
    }
  zero = wk_latent_plane_at (plane, (double[2]){ 0, 0 });
  if (zero.y > box.y && zero.y < box.y + box.height)
    wk_scene_add_line (figure->builder, name (figure, plane, "across"), WK_ROLE_LINE,
                       (WkPoint){ box.x, zero.y },
                       (WkPoint){ box.x + box.width, zero.y })
        ->width = 2;
  if (zero.x > box.x && zero.x < box.x + box.width)
    wk_scene_add_line (figure->builder, name (figure, plane, "up"), WK_ROLE_LINE,
                       (WkPoint){ zero.x, box.y },
                       (WkPoint){ zero.x, box.y + box.height })
        ->width = 2;
  wk_scene_add_formula (figure->builder, name (figure, plane, "z1"), WK_ROLE_MUTED,
                        WK_TYPE_SYMBOL_SMALL, middle.x,
                        box.y + box.height + 0.95 * size, WK_ANCHOR_MIDDLE,
                        WK_VALIGN_MIDDLE, "z_1");
  wk_scene_add_formula (figure->builder, name (figure, plane, "z2"), WK_ROLE_MUTED,
                        WK_TYPE_SYMBOL_SMALL, box.x - 0.6 * size, middle.y,
                        WK_ANCHOR_END, WK_VALIGN_MIDDLE, "z_2");
}

/* --- circles of the prior --- */

static void
draw_circle (const WkLatentFigure *figure, const WkLatentPlane *plane, guint r)
{
  double radius = r * plane->box.width / (2 * plane->reach);
  WkItem *circle;

  if (radius > plane->box.width / 2 - 1)
    return;
  circle = wk_scene_add_circle (
      figure->builder, wk_scene_id (figure->builder, "%s-circle-%u", plane->id, r),
      WK_ROLE_MUTED, plane->box.x + plane->box.width / 2,
      plane->box.y + plane->box.height / 2, radius);
  circle->width = 2;
  circle->emphasis = WK_EMPHASIS_DIMMED;
}

gboolean
wk_latent_plane_has_circles (const WkLatentPlane *plane)
{
  return plane->model == NULL || !plane->model->spec.deterministic;
}

/* --- digits --- */

static void
draw_dots (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  const WkLatentModel *model = plane->model;
  g_autofree WkPoint *points = g_new (WkPoint, model->n);
  g_autofree guint8 *classes = g_malloc (model->n);
  guint n = 0;

  for (guint i = 0; i < model->n; i++)
    {
      WkPoint at = wk_latent_plane_at (plane, model->mu + 2 * i);

      if (!wk_latent_plane_holds (plane, at, DOT))
        continue;
      points[n] = at;
      classes[n++] = model->labels[i];
    }
  wk_scene_add_dots (figure->builder, name (figure, plane, "digits"), points, classes,
                     n, DOT);
}

/* True to scale, however small: it is compared with the circles of the prior. */
static void
draw_ellipse (const WkLatentFigure *figure,
              const WkLatentPlane *plane,
              const char *id,
              const double mu[2],
              const double sigma[2],
              double deviations)
{
  double scale = plane->box.width / (2 * plane->reach);
  double rx = deviations * sigma[0] * scale, ry = deviations * sigma[1] * scale;
  WkPoint at = wk_latent_plane_at (plane, mu), points[ELLIPSE_POINTS];
  WkRect box = plane->box;
  WkItem *area;

  for (guint i = 0; i < ELLIPSE_POINTS; i++)
    {
      double turn = 2 * G_PI * i / ELLIPSE_POINTS;

      points[i] =
          (WkPoint){ CLAMP (at.x + rx * cos (turn), box.x, box.x + box.width),
                     CLAMP (at.y + ry * sin (turn), box.y, box.y + box.height) };
    }
  /* One glow is enough: two would leave the inner edge too little contrast. */
  area = wk_scene_add_area (figure->builder, id,
                            deviations > 1 ? WK_ROLE_FOCUS : WK_ROLE_NONE, 1, points,
                            ELLIPSE_POINTS);
  /* Among dots of any colour only ink stands out. */
  area->role = WK_ROLE_INK;
  area->width = 2;
}

/* A small cloud among dots would not be found: it lies on a plate of its own. */
static void
draw_halo (const WkLatentFigure *figure, const WkLatentPlane *plane, WkPoint at)
{
  WkItem *halo = wk_scene_add_circle (figure->builder, name (figure, plane, "chosen"),
                                      WK_ROLE_FOCUS, at.x, at.y, CHOSEN_ROOM - 2);

  halo->fill = WK_ROLE_PAPER;
  halo->tint = 1;
  halo->width = 4;
}

/* The chosen digit with its cloud: one standard deviation and two. */
static void
draw_chosen (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  const WkLatentWork *work = figure->work;
  const WkLatentPictures *pictures = work->pictures;
  WkPoint at = wk_latent_plane_at (plane, pictures->code_mu);
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;
  g_autofree char *mu = NULL;
  g_autofree char *sigma = NULL;
  WkItem *dot;

  if (!wk_latent_plane_holds (plane, at, 0))
    return;
  if (wk_latent_plane_holds (plane, at, CHOSEN_ROOM))
    draw_halo (figure, plane, at);
  if (!plane->model->spec.deterministic)
    {
      draw_ellipse (figure, plane, name (figure, plane, "cloud-2"), pictures->code_mu,
                    pictures->code_sigma, 2);
      draw_ellipse (figure, plane, name (figure, plane, "cloud-1"), pictures->code_mu,
                    pictures->code_sigma, 1);
    }
  dot = wk_scene_add_circle (
      figure->builder, name (figure, plane, "digit"), WK_ROLE_INK, at.x, at.y,
      plane->model->spec.deterministic ? CHOSEN_DOT_ALONE : CHOSEN_DOT);
  dot->fill = WK_ROLE_INK;
  dot->tint = 1;
  dot->width = 0;
  mu = wk_latent_pair_text (figure, pictures->code_mu, 2);
  sigma = wk_latent_pair_text (figure, pictures->code_sigma, 2);
  value = g_strdup_printf (_L (figure->language, "mean %s, standard deviation %s"), mu,
                           sigma);
  label =
      work->is_own || work->label < 0
          ? g_strdup (_L (figure->language, "the digit you drew"))
          : g_strdup_printf (_L (figure->language, "chosen digit, a %d"), work->label);
  wk_item_set_spoken (dot, label, value,
                      _L (figure->language, "Where the encoder puts it."), "digit");
}

/* Where the dragged point is drawn: what lies outside is held at the edge. */
static WkPoint
handle_at (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  WkPoint at = wk_latent_plane_at (plane, figure->work->point);

  at.x = CLAMP (at.x, plane->box.x + HANDLE + 2,
                plane->box.x + plane->box.width - HANDLE - 2);
  at.y = CLAMP (at.y, plane->box.y + HANDLE + 2,
                plane->box.y + plane->box.height - HANDLE - 2);
  return at;
}

/* Beside the grid stands what z is decoded to, large. */
static gboolean
is_decoded_beside (const WkLatentFigure *figure)
{
  WkLatentView view = figure->work->view;

  return view == WK_LATENT_VIEW_GRID ||
         (view == WK_LATENT_VIEW_STEPS && figure->step == WK_LATENT_STEP_PLANE);
}

/* Else it stands at the point, inside the plane and off the chosen digit. */
static WkRect
find_thumbnail (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  WkPoint at = handle_at (figure, plane);
  WkPoint chosen = wk_latent_plane_at (plane, figure->work->pictures->code_mu);
  double side = figure->projector ? 78 : 64, away = 0.7 * HANDLE + 4;
  WkRect best = { 0 };

  for (guint i = 0; i < 4; i++)
    {
      WkRect rect = { i % 2 == 0 ? at.x + away : at.x - away - side,
                      i < 2 ? at.y - away - side : at.y + away, side, side };
      WkPoint middle = { rect.x + side / 2, rect.y + side / 2 };

      if (!wk_latent_plane_holds (plane, middle, side / 2 + 2))
        continue;
      if (best.width == 0)
        best = rect;
      if (fabs (middle.x - chosen.x) > side / 2 + CHOSEN_ROOM ||
          fabs (middle.y - chosen.y) > side / 2 + CHOSEN_ROOM)
        return rect;
    }
  return best;
}

/* It has no words of its own: a hand on it is one on the plane, whose words they are.
 */
static void
draw_thumbnail (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  WkRect rect = find_thumbnail (figure, plane);

  if (!is_decoded_beside (figure) && rect.width > 0)
    wk_latent_picture (figure, "at-point", rect, figure->work->pictures->at_point,
                       WK_DIGITS_SIDE, WK_DIGITS_SIDE);
}

static void
draw_point (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  WkPoint at = handle_at (figure, plane);
  WkItem *ring, *cross;

  draw_thumbnail (figure, plane);
  ring = wk_scene_add_circle (figure->builder, name (figure, plane, "point"),
                              WK_ROLE_FOCUS, at.x, at.y, HANDLE);
  ring->fill = WK_ROLE_PAPER;
  ring->tint = 1;
  ring->width = 5;
  for (guint i = 0; i < 2; i++)
    {
      double dx = i == 0 ? 6 : 0, dy = i == 0 ? 0 : 6;

      cross = wk_scene_add_line (
          figure->builder, wk_scene_id (figure->builder, "%s-point-%u", plane->id, i),
          WK_ROLE_INK, (WkPoint){ at.x - dx, at.y - dy },
          (WkPoint){ at.x + dx, at.y + dy });
      cross->width = 3;
    }
}

/* --- the path, the samples --- */

static void
draw_ring (const WkLatentFigure *figure,
           const WkLatentPlane *plane,
           const char *id,
           const double z[2])
{
  WkPoint at = wk_latent_plane_at (plane, z);
  WkItem *ring;

  if (!wk_latent_plane_holds (plane, at, 7))
    return;
  ring = wk_scene_add_circle (figure->builder, id, WK_ROLE_INK, at.x, at.y, 7);
  ring->fill = WK_ROLE_FOCUS;
  ring->tint = 1;
  ring->width = 2.5;
}

static void
draw_path (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  const WkLatentPictures *pictures = figure->work->pictures;
  WkPoint from = wk_latent_plane_at (plane, pictures->code_mu);
  WkPoint to = wk_latent_plane_at (plane, pictures->end_mu);

  if (wk_latent_plane_holds (plane, from, 0) && wk_latent_plane_holds (plane, to, 0))
    wk_scene_add_line (figure->builder, name (figure, plane, "path"), WK_ROLE_INK, from,
                       to)
        ->width = 3;
  for (guint i = 0; i < WK_LATENT_PATH; i++)
    {
      double t = i / (WK_LATENT_PATH - 1.0), z[2];

      for (guint k = 0; k < 2; k++)
        z[k] = (1 - t) * pictures->code_mu[k] + t * pictures->end_mu[k];
      draw_ring (figure, plane,
                 wk_scene_id (figure->builder, "%s-path-%u", plane->id, i), z);
    }
}

static void
draw_samples (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  const WkLatentWork *work = figure->work;
  gboolean pair = work->view == WK_LATENT_VIEW_PAIR;
  gboolean second = plane->model == work->plain_model;
  guint n = pair ? WK_LATENT_PAIR_SAMPLES : WK_LATENT_SAMPLES;

  for (guint i = 0; i < n; i++)
    draw_ring (figure, plane,
               wk_scene_id (figure->builder, "%s-sample-%u", plane->id, i),
               pair ? work->pictures->pair_z[second][i] : work->pictures->sample_z[i]);
}

/* How long the weights were trained, and with which beta: it belongs to the plane. */
static void
draw_origin (const WkLatentFigure *figure, const WkLatentPlane *plane)
{
  const WkLatentWork *work = figure->work;
  gboolean plain = plane->model == work->plain_model;
  WkTrained *trained = plain ? work->plain : work->trained;
  double size = wk_type_size (WK_TYPE_SYMBOL_SMALL, figure->view->text_scale);
  g_autofree char *epoch = NULL;
  g_autofree char *beta = NULL;
  g_autofree char *whole = NULL;
  const char *text;

  if (trained == NULL)
    return;
  epoch = g_strdup_printf (_L (figure->language, "epoch %u"),
                           wk_trained_get_epoch (trained));
  beta = wk_number_to_text (plane->model->spec.beta, figure->language);
  whole = plane->model->spec.deterministic
              ? g_strdup (epoch)
              : g_strdup_printf ("%s, β = %s", epoch, beta);
  text = wk_latent_text_width (figure, WK_TYPE_SECONDARY, whole) + size <=
                 plane->box.width / 2
             ? whole
             : epoch;
  if (wk_latent_text_width (figure, WK_TYPE_SECONDARY, text) + size <=
      plane->box.width / 2)
    wk_scene_add_text (figure->builder, name (figure, plane, "origin"), WK_ROLE_MUTED,
                       WK_TYPE_SECONDARY, plane->box.x + plane->box.width,
                       plane->box.y + plane->box.height + 0.85 * size, WK_ANCHOR_END,
                       WK_VALIGN_MIDDLE, text);
}

/* --- all of it --- */

static void
draw_cloud (const WkLatentFigure *figure,
            const WkLatentPlane *plane,
            const WkLatentCloud *cloud)
{
  WkPoint at = wk_latent_plane_at (plane, cloud->mu);
  g_autofree char *value = NULL;
  WkItem *dot;

  draw_ellipse (figure, plane, name (figure, plane, "cloud-2"), cloud->mu, cloud->sigma,
                2);
  draw_ellipse (figure, plane, name (figure, plane, "cloud-1"), cloud->mu, cloud->sigma,
                1);
  if (!wk_latent_plane_holds (plane, at, 0))
    return;
  dot = wk_scene_add_circle (figure->builder, name (figure, plane, "mean"), WK_ROLE_INK,
                             at.x, at.y, 7);
  dot->fill = WK_ROLE_INK;
  dot->tint = 1;
  dot->width = 0;
  value = wk_latent_pair_text (figure, cloud->mu, 2);
  wk_item_set_spoken (dot, _L (figure->language, "mean of the cloud"), value, NULL,
                      NULL);
}

/* Names keep off what is dragged and what was chosen. */
static void
draw_names (const WkLatentFigure *figure,
            const WkLatentPlane *plane,
            const WkLatentCloud *cloud,
            gboolean hands)
{
  const WkLatentPictures *pictures = figure->work->pictures;
  WkLatentRoom rooms[3];
  guint n = 0;

  if (hands && pictures != NULL)
    {
      rooms[n++] =
          (WkLatentRoom){ wk_latent_plane_at (plane, pictures->code_mu), CHOSEN_ROOM };
      rooms[n++] = (WkLatentRoom){ handle_at (figure, plane), HANDLE + 4 };
    }
  if (hands && pictures != NULL && !is_decoded_beside (figure))
    {
      WkRect picture = find_thumbnail (figure, plane);

      if (picture.width > 0)
        rooms[n++] = (WkLatentRoom){ { picture.x + picture.width / 2,
                                       picture.y + picture.height / 2 },
                                     0.62 * picture.width };
    }
  wk_latent_names_draw (figure, plane, cloud, rooms, n);
}

void
wk_latent_plane_draw (const WkLatentFigure *figure,
                      const WkLatentPlane *plane,
                      const WkLatentCloud *cloud,
                      gboolean hands)
{
  const WkLatentWork *work = figure->work;

  hands = hands && plane->model != NULL;
  draw_ground (figure, plane, hands);
  if (plane->model != NULL)
    {
      draw_origin (figure, plane);
      draw_dots (figure, plane);
    }
  for (guint r = 1; r <= WK_LATENT_CIRCLES; r++)
    if (wk_latent_plane_has_circles (plane))
      draw_circle (figure, plane, r);
  if (cloud != NULL)
    draw_cloud (figure, plane, cloud);
  if (plane->model != NULL && work->pictures != NULL)
    {
      if (work->view == WK_LATENT_VIEW_PRIOR || work->view == WK_LATENT_VIEW_PAIR)
        draw_samples (figure, plane);
      if (work->view == WK_LATENT_VIEW_PATH)
        draw_path (figure, plane);
      if (hands)
        draw_chosen (figure, plane);
    }
  draw_names (figure, plane, cloud, hands);
  if (hands && work->pictures != NULL)
    draw_point (figure, plane);
}
