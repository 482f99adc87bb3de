/* wk-latent-figure-private.h - what the files that draw a latent space share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/kit/wk-latent-figure.h"
#include "exercises/kit/wk-latent-model.h"
#include "exercises/kit/wk-latent-pictures.h"

G_BEGIN_DECLS

typedef struct
{
  const WkLatentWork *work;
  const WkView *view;
  const WkLanguage *language;
  WkSceneBuilder *builder;
  double t[WK_LATENT_N_STEPS + 1]; /* how far each step has come, from 1 */
  guint step;                      /* the one that runs or has just ended */
  gboolean projector;
  double line; /* height of a line of secondary words */
} WkLatentFigure;

/* --- wk-latent-figure.c: small parts --- */

double wk_latent_text_width (const WkLatentFigure *figure,
                             WkTypeRole type,
                             const char *text);
double wk_latent_formula_width (const WkLatentFigure *figure,
                                WkTypeRole type,
                                const char *source);
/* A secondary line of words, in the middle above or below something; left out where it
 * is wider than @room. @y is the middle of the line. */
void wk_latent_caption (const WkLatentFigure *figure,
                        const char *id,
                        double x,
                        double y,
                        double room,
                        const char *text);
/* Ink on paper in a thin frame: @columns x @rows pixels of 0 to 255. Returns the frame.
 */
WkItem *wk_latent_picture (const WkLatentFigure *figure,
                           const char *id,
                           WkRect rect,
                           const guint8 *pixels,
                           guint columns,
                           guint rows);
void wk_latent_arrow (const WkLatentFigure *figure,
                      const char *id,
                      WkPoint from,
                      WkPoint to,
                      guint step);
/* Without weights there is nothing to decode: the sentence that says why, or that there
 * are none. */
void wk_latent_no_model_draw (const WkLatentFigure *figure,
                              const char *id,
                              WkRect rect,
                              const char *reason);
/* Of what belongs to steps @first to @last: current while one of them runs. */
WkEmphasis wk_latent_emphasis (const WkLatentFigure *figure, guint first, guint last);
/* "(0.54, −1.21)" for text, and in a formula. (transfer full) */
char *wk_latent_pair_text (const WkLatentFigure *figure, const double *values, guint n);
char *wk_latent_pair_formula (const WkLatentFigure *figure,
                              const double *values,
                              guint n);

/* --- the left side --- */

/* One dimension: prior, cloud, and the value drawn. */
void wk_latent_axis_draw (const WkLatentFigure *figure, WkRect rect);

typedef struct
{
  const char *id; /* in front of the ids: "plane" */
  WkRect box;     /* a square */
  double reach;   /* from middle - reach to middle + reach */
  double middle[2];
  const WkLatentModel *model; /* or NULL: circles and cloud alone */
} WkLatentPlane;

WkPoint wk_latent_plane_at (const WkLatentPlane *plane, const double z[2]);
/* The place in @rect where the square and the names of its axes fit. */
WkLatentPlane wk_latent_plane_fit (const WkLatentFigure *figure,
                                   WkRect rect,
                                   const char *id,
                                   const WkLatentModel *model);

typedef struct
{
  double mu[2];
  double sigma[2];
} WkLatentCloud;

/* @cloud: (nullable): one worked by hand; @hands: the digit chosen and the point z are
 * on it, and it can be picked on. */
void wk_latent_plane_draw (const WkLatentFigure *figure,
                           const WkLatentPlane *plane,
                           const WkLatentCloud *cloud,
                           gboolean hands);

gboolean wk_latent_plane_holds (const WkLatentPlane *plane, WkPoint at, double margin);
/* Circles of the prior, which a plain autoencoder has none of. */
#define WK_LATENT_CIRCLES 3
gboolean wk_latent_plane_has_circles (const WkLatentPlane *plane);

/* What names keep off. */
typedef struct
{
  WkPoint at;
  double radius;
} WkLatentRoom;

/* Written last, on plates. */
void wk_latent_names_draw (const WkLatentFigure *figure,
                           const WkLatentPlane *plane,
                           const WkLatentCloud *cloud,
                           const WkLatentRoom *rooms,
                           guint n_rooms);

/* --- the right side, each in its rectangle --- */

/* The picture that goes in, on which one draws; of the flow. */
void wk_latent_pad_draw (const WkLatentFigure *figure, WkRect rect);
void wk_latent_flow_draw (const WkLatentFigure *figure, WkRect rect);
void wk_latent_more_draw (const WkLatentFigure *figure, WkRect rect);
void wk_latent_grid_draw (const WkLatentFigure *figure, WkRect rect);
void wk_latent_path_draw (const WkLatentFigure *figure, WkRect rect);
void wk_latent_prior_draw (const WkLatentFigure *figure, WkRect rect);
void wk_latent_kl_draw (const WkLatentFigure *figure, WkRect rect);
void wk_latent_training_draw (const WkLatentFigure *figure, WkRect rect);
/* Both planes: all of the body. */
void wk_latent_pair_draw (const WkLatentFigure *figure, WkRect rect);

G_END_DECLS
