/* wk-latent-names.c - names on the plane: of classes, and of circles their shares
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of classes stand at the medians of their digits; where two would meet they are
 * pushed apart. A circle of the prior of radius r holds 1 - exp (-r^2 / 2) of it in two
 * dimensions.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"
#include "numeric/wk-gaussian.h"

#define ROUNDS 200 /* of pushing names apart */

/* --- what must keep off each other --- */

typedef struct
{
  double x, y, rx, ry;
  gboolean fixed;
} Blob;

typedef struct
{
  Blob blobs[WK_LATENT_CLASSES + 8];
  guint n;
  const Blob *cloud; /* what names of circles keep off, or NULL */
} Blobs;

static void
add_blob (Blobs *blobs, WkPoint at, double rx, double ry, gboolean fixed)
{
  if (blobs->n < G_N_ELEMENTS (blobs->blobs))
    blobs->blobs[blobs->n++] = (Blob){ at.x, at.y, rx, ry, fixed };
}

/* How deep one is in the other, and which way out is; 0 if they do not meet. */
static double
overlap (const Blob *a, const Blob *b, double *dx, double *dy)
{
  double apart = MAX (a->rx, a->ry) + MAX (b->rx, b->ry) + 3, away;

  *dx = a->x - b->x;
  *dy = a->y - b->y;
  if (*dx * *dx + *dy * *dy >= apart * apart)
    return 0;
  away = hypot (*dx, *dy);
  if (away < 1e-9)
    {
      *dx = 1;
      *dy = 0;
      return apart - away;
    }
  *dx /= away;
  *dy /= away;
  return apart - away;
}

/* By (dx, dy), not out of the box. */
static void
push (Blob *blob, double dx, double dy, WkRect box)
{
  if (blob->fixed)
    return;
  blob->x = CLAMP (blob->x + dx, box.x + blob->rx, box.x + box.width - blob->rx);
  blob->y = CLAMP (blob->y + dy, box.y + blob->ry, box.y + box.height - blob->ry);
}

/* Pushes apart what meets, inside the box. What is fixed stays. */
static void
settle (Blobs *blobs, WkRect box)
{
  gboolean meet = TRUE;

  for (guint round = 0; meet && round < ROUNDS; round++)
    {
      meet = FALSE;
      for (guint i = 0; i < blobs->n; i++)
        for (guint j = 0; j < i; j++)
          {
            Blob *a = &blobs->blobs[i], *b = &blobs->blobs[j];
            double share = a->fixed || b->fixed ? 1 : 0.5, dx, dy, depth;

            if (a->fixed && b->fixed)
              continue;
            depth = overlap (a, b, &dx, &dy);
            if (depth <= 0)
              continue;
            meet = TRUE;
            push (a, share * depth * dx, share * depth * dy, box);
            push (b, -share * depth * dx, -share * depth * dy, box);
          }
    }
}

static gboolean
is_free (const Blobs *blobs, const Blob *asked, guint but)
{
  for (guint i = 0; i < blobs->n; i++)
    if (i != but &&
        fabs (blobs->blobs[i].x - asked->x) < blobs->blobs[i].rx + asked->rx &&
        fabs (blobs->blobs[i].y - asked->y) < blobs->blobs[i].ry + asked->ry)
      return FALSE;
  return TRUE;
}

/* --- circles of the prior --- */

static char *
share_text (const WkLatentFigure *figure, guint r)
{
  double shown = rint (1000 * wk_gaussian_within (r)) / 10;
  g_autofree char *number = wk_number_to_text (shown, figure->language);

  return g_strdup_printf ("%s %%", number);
}

static gboolean
meets_cloud (const Blobs *blobs, const Blob *asked)
{
  const Blob *cloud = blobs->cloud;

  return cloud != NULL && fabs (cloud->x - asked->x) < cloud->rx + asked->rx &&
         fabs (cloud->y - asked->y) < cloud->ry + asked->ry;
}

/* On the circle, where nothing else is; nowhere if there is no such place. */
static void
name_circle (const WkLatentFigure *figure,
             const WkLatentPlane *plane,
             Blobs *blobs,
             guint r)
{
  double radius = r * plane->box.width / (2 * plane->reach);
  double size = wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
  g_autofree char *text = share_text (figure, r);
  double half = wk_latent_text_width (figure, WK_TYPE_SECONDARY, text) / 2 + 6;
  WkItem *plate;

  if (radius > plane->box.width / 2 - 1)
    return;
  for (guint i = 0; i < 24; i++)
    {
      double turn = (i % 2 == 0 ? 1.0 : -1.0) * (i + 1) / 2 * G_PI / 12 - G_PI / 2;
      Blob blob = { plane->box.x + plane->box.width / 2 + radius * cos (turn),
                    plane->box.y + plane->box.height / 2 - radius * sin (turn), half,
                    0.62 * size, TRUE };

      if (!is_free (blobs, &blob, G_MAXUINT) || meets_cloud (blobs, &blob) ||
          !wk_latent_plane_holds (plane, (WkPoint){ blob.x, blob.y },
                                  MAX (half, blob.ry) + 2))
        continue;
      plate = wk_scene_add_box (
          figure->builder, wk_scene_id (figure->builder, "%s-plate-%u", plane->id, r),
          WK_ROLE_NONE,
          (WkRect){ blob.x - blob.rx, blob.y - blob.ry, 2 * blob.rx, 2 * blob.ry }, 6);
      plate->fill = WK_ROLE_PAPER;
      plate->tint = 1;
      plate->width = 0;
      wk_scene_add_text (figure->builder,
                         wk_scene_id (figure->builder, "%s-share-%u", plane->id, r),
                         WK_ROLE_MUTED, WK_TYPE_SECONDARY, blob.x, blob.y,
                         WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
      add_blob (blobs, (WkPoint){ blob.x, blob.y }, blob.rx, blob.ry, TRUE);
      return;
    }
}

/* --- classes --- */

static double
class_radius (const WkLatentFigure *figure)
{
  return 0.66 * wk_type_size (WK_TYPE_SECONDARY, figure->view->text_scale);
}

/* Left out where there is no place for it. */
static void
draw_class (const WkLatentFigure *figure,
            const WkLatentPlane *plane,
            const Blobs *blobs,
            guint c)
{
  const Blob *blob = &blobs->blobs[c];
  WkItem *disc;

  for (guint i = 0; i < blobs->n; i++)
    if (i != c && (blobs->blobs[i].fixed || i < c) &&
        hypot (blobs->blobs[i].x - blob->x, blobs->blobs[i].y - blob->y) <
            class_radius (figure) + MIN (blobs->blobs[i].rx, blobs->blobs[i].ry))
      return;
  disc = wk_scene_add_circle (
      figure->builder, wk_scene_id (figure->builder, "%s-class-%u", plane->id, c),
      (WkRole) (WK_ROLE_CLASS_1 + c), blob->x, blob->y, class_radius (figure));
  char digit[2] = { (char) ('0' + c), '\0' };

  disc->fill = WK_ROLE_PAPER;
  disc->tint = 1;
  disc->width = 3;
  wk_scene_add_text (figure->builder,
                     wk_scene_id (figure->builder, "%s-class-%u-name", plane->id, c),
                     WK_ROLE_INK, WK_TYPE_SECONDARY, blob->x, blob->y, WK_ANCHOR_MIDDLE,
                     WK_VALIGN_MIDDLE, digit);
}

/* What is drawn over the digits keeps its place; names go round it. */
static void
find_blobs (const WkLatentFigure *figure, const WkLatentPlane *plane, Blobs *blobs)
{
  double radius = class_radius (figure) + 1;

  for (guint c = 0; c < WK_LATENT_CLASSES; c++)
    {
      WkPoint at = wk_latent_plane_at (plane, plane->model->centres[c]);

      at.x =
          CLAMP (at.x, plane->box.x + radius, plane->box.x + plane->box.width - radius);
      at.y = CLAMP (at.y, plane->box.y + radius,
                    plane->box.y + plane->box.height - radius);
      add_blob (blobs, at, radius, radius, FALSE);
    }
}

/* --- all of it --- */

void
wk_latent_names_draw (const WkLatentFigure *figure,
                      const WkLatentPlane *plane,
                      const WkLatentCloud *cloud,
                      const WkLatentRoom *rooms,
                      guint n_rooms)
{
  double unit = plane->box.width / (2 * plane->reach);
  Blob ellipse;
  Blobs blobs = { .n = 0 };

  if (cloud != NULL)
    {
      WkPoint at = wk_latent_plane_at (plane, cloud->mu);

      ellipse = (Blob){ at.x, at.y, 2 * unit * cloud->sigma[0],
                        2 * unit * cloud->sigma[1], TRUE };
      blobs.cloud = &ellipse;
    }

  if (plane->model != NULL)
    find_blobs (figure, plane, &blobs);
  for (guint i = 0; i < n_rooms; i++)
    add_blob (&blobs, rooms[i].at, rooms[i].radius, rooms[i].radius, TRUE);
  settle (&blobs, plane->box);
  for (guint r = 1; r <= WK_LATENT_CIRCLES; r++)
    if (wk_latent_plane_has_circles (plane))
      name_circle (figure, plane, &blobs, r);
  for (guint c = 0; plane->model != NULL && c < WK_LATENT_CLASSES; c++)
    draw_class (figure, plane, &blobs, c);
}
