/* wk-latent-figure.c - the plane on one side, what is worked out on the other
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Left: one dimension as an axis, two as a plane. Right: what the step is about, or
 * what the view asks for. Where a step shows something else than the one before, the
 * old goes in its first half and the new comes in its second.
 */
#include "config.h"

#include <math.h>

#include "exercises/kit/wk-latent-figure-private.h"
#include "model/wk-number.h"
#include "scene/wk-figure.h"

#define GAP 52.0
/* Share of the width that the plane takes at most, and of a tall page's height. */
#define LEFT_SHARE 0.46
#define TALL_SHARE 0.5
#define ARROW_WIDTH 3.0

/* --- small parts --- */

double
wk_latent_text_width (const WkLatentFigure *figure, WkTypeRole type, const char *text)
{
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;

  measure->text (measure, text, type, figure->view->text_scale, 0, &extents);
  return extents.width;
}

double
wk_latent_formula_width (const WkLatentFigure *figure,
                         WkTypeRole type,
                         const char *source)
{
  const WkMeasure *measure = figure->view->measure;
  WkExtents extents;

  measure->formula (measure, source, type, figure->view->text_scale, 0, &extents);
  return extents.width;
}

void
wk_latent_caption (const WkLatentFigure *figure,
                   const char *id,
                   double x,
                   double y,
                   double room,
                   const char *text)
{
  if (wk_latent_text_width (figure, WK_TYPE_SECONDARY, text) <= room)
    wk_scene_add_text (figure->builder, id, WK_ROLE_MUTED, WK_TYPE_SECONDARY, x, y,
                       WK_ANCHOR_MIDDLE, WK_VALIGN_MIDDLE, text);
}

WkItem *
wk_latent_picture (const WkLatentFigure *figure,
                   const char *id,
                   WkRect rect,
                   const guint8 *pixels,
                   guint columns,
                   guint rows)
{
  g_autofree guint8 *rgba = g_malloc0 (4 * (gsize) columns * rows);
  WkItem *frame = wk_scene_add_box (figure->builder, id, WK_ROLE_LINE, rect, 0);
  WkItem *image;

  for (gsize i = 0; i < (gsize) columns * rows; i++)
    rgba[4 * i + 3] = pixels[i];
  frame->width = 2;
  frame->fill = WK_ROLE_PAPER;
  frame->tint = 1;
  image = wk_scene_add_image (figure->builder,
                              wk_scene_id (figure->builder, "%s-image", id), rect,
                              columns, rows, rgba);
  image->role = WK_ROLE_INK;
  image->image.ink = TRUE;
  image->width = 0;
  return frame;
}

void
wk_latent_arrow (const WkLatentFigure *figure,
                 const char *id,
                 WkPoint from,
                 WkPoint to,
                 guint step)
{
  WkItem *arrow = wk_scene_add_line (figure->builder, id, WK_ROLE_INK, from, to);

  arrow->line.head = WK_MARKER_ARROW;
  arrow->width = ARROW_WIDTH;
  arrow->emphasis = wk_latent_emphasis (figure, step, step);
}

WkEmphasis
wk_latent_emphasis (const WkLatentFigure *figure, guint first, guint last)
{
  return figure->step >= first && figure->step <= last ? WK_EMPHASIS_CURRENT
                                                       : WK_EMPHASIS_NORMAL;
}

static char *
pair_of (const double *values,
         guint n,
         char *(*write) (double, const WkLanguage *),
         const char *comma,
         const WkLanguage *language)
{
  GString *text = g_string_new (n > 1 ? "(" : NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = write (values[i], language);

      g_string_append_printf (text, "%s%s", i > 0 ? comma : "", number);
    }
  if (n > 1)
    g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

/* A place on the plane is read to two decimals, what is small to two digits. */
static double
short_number (double value)
{
  double unit = 0.01;

  if (fabs (value) >= 100 || value == 0)
    return value;
  if (fabs (value) < 0.1)
    unit = pow (10, floor (log10 (fabs (value))) - 1);
  return wk_number_clean (rint (value / unit) * unit, 0);
}

char *
wk_latent_pair_text (const WkLatentFigure *figure, const double *values, guint n)
{
  double rounded[WK_LATENT_MORE];

  for (guint i = 0; i < n; i++)
    rounded[i] = n > 1 ? short_number (values[i]) : values[i];
  return pair_of (rounded, n, wk_number_to_text, "; ", figure->language);
}

char *
wk_latent_pair_formula (const WkLatentFigure *figure, const double *values, guint n)
{
  double rounded[WK_LATENT_MORE];
  /* "0,5, 1" could be read as three numbers. */
  gboolean decimal_comma = *wk_language_get_decimal (figure->language) == ',';

  for (guint i = 0; i < n; i++)
    rounded[i] = n > 1 ? short_number (values[i]) : values[i];
  return pair_of (rounded, n, wk_number_to_formula, decimal_comma ? ";\\," : ",\\,",
                  figure->language);
}

/* --- what stands where --- */

typedef enum
{
  LEFT_AXIS,
  LEFT_CLOUD, /* of step 6 */
  LEFT_PLANE,
} Left;

typedef enum
{
  RIGHT_FLOW,
  RIGHT_MORE,
  RIGHT_GRID,
  RIGHT_PATH,
  RIGHT_PRIOR,
  RIGHT_KL,
  RIGHT_TRAINING,
} Right;

static Left
left_at (const WkLatentWork *work, guint step)
{
  if (work->view != WK_LATENT_VIEW_STEPS && work->view != WK_LATENT_VIEW_DIGIT)
    return LEFT_PLANE;
  if (work->view == WK_LATENT_VIEW_STEPS && step == WK_LATENT_STEP_MORE)
    return LEFT_CLOUD;
  if (work->is_digit ||
      (work->view == WK_LATENT_VIEW_STEPS && step == WK_LATENT_STEP_PLANE))
    return LEFT_PLANE;
  return LEFT_AXIS;
}

static Right
right_at (const WkLatentWork *work, guint step)
{
  switch (work->view)
    {
    case WK_LATENT_VIEW_GRID:
      return RIGHT_GRID;
    case WK_LATENT_VIEW_PATH:
      return RIGHT_PATH;
    case WK_LATENT_VIEW_PRIOR:
      return RIGHT_PRIOR;
    case WK_LATENT_VIEW_KL:
      return RIGHT_KL;
    case WK_LATENT_VIEW_TRAINING:
      return RIGHT_TRAINING;
    case WK_LATENT_VIEW_STEPS:
      if (step == WK_LATENT_STEP_MORE)
        return RIGHT_MORE;
      return step == WK_LATENT_STEP_PLANE ? RIGHT_GRID : RIGHT_FLOW;
    case WK_LATENT_VIEW_DIGIT:
    case WK_LATENT_VIEW_PAIR:
    default:
      return RIGHT_FLOW;
    }
}

void
wk_latent_no_model_draw (const WkLatentFigure *figure,
                         const char *id,
                         WkRect rect,
                         const char *reason)
{
  const char *text =
      reason != NULL ? reason : _L (figure->language, "There are no weights.");

  wk_flow_add (figure->builder, figure->view, id, WK_ROLE_MUTED, WK_TYPE_LABEL,
               WK_TYPE_SYMBOL_SMALL, rect.x, rect.y + 0.05 * rect.height, rect.width,
               text);
}

static void
draw_left (const WkLatentFigure *figure, Left left, WkRect rect)
{
  const WkLatentWork *work = figure->work;
  WkLatentPlane plane;
  WkLatentCloud cloud;

  if (left == LEFT_AXIS && work->n == 1)
    {
      wk_latent_axis_draw (figure, rect);
      return;
    }
  plane = wk_latent_plane_fit (figure, rect, "plane",
                               left == LEFT_PLANE ? work->model : NULL);
  if (left == LEFT_PLANE && work->model == NULL)
    {
      wk_latent_no_model_draw (figure, "no-model", plane.box, work->no_model);
      return;
    }
  for (guint k = 0; k < 2; k++)
    {
      cloud.mu[k] = left == LEFT_CLOUD ? work->more_mu[k] : work->mu[k];
      cloud.sigma[k] = left == LEFT_CLOUD ? work->more_sigma[k] : work->sigma[k];
    }
  for (guint k = 0; k < 2 && left != LEFT_PLANE; k++)
    plane.reach = MAX (plane.reach, ceil (fabs (cloud.mu[k]) + 2 * cloud.sigma[k]));
  wk_latent_plane_draw (figure, &plane, left == LEFT_PLANE ? NULL : &cloud,
                        left == LEFT_PLANE);
}

static void
draw_right (const WkLatentFigure *figure, Right right, WkRect rect)
{
  static void (*const draw[]) (const WkLatentFigure *, WkRect) = {
    [RIGHT_FLOW] = wk_latent_flow_draw,         [RIGHT_MORE] = wk_latent_more_draw,
    [RIGHT_GRID] = wk_latent_grid_draw,         [RIGHT_PATH] = wk_latent_path_draw,
    [RIGHT_PRIOR] = wk_latent_prior_draw,       [RIGHT_KL] = wk_latent_kl_draw,
    [RIGHT_TRAINING] = wk_latent_training_draw,
  };
  gboolean decodes = right == RIGHT_GRID || right == RIGHT_PATH ||
                     right == RIGHT_PRIOR || right == RIGHT_TRAINING;

  if (decodes && figure->work->model == NULL)
    return;
  draw[right](figure, rect);
}

/* The step whose picture is shown, and how much of it is seen, where the pictures of
 * the steps before and after the position differ. */
static guint
shown_step (const WkLatentFigure *figure, gboolean differs, double *opacity)
{
  double t = figure->step > 0 ? figure->t[figure->step] : 1;

  *opacity = 1;
  if (!differs || t >= 1)
    return figure->step;
  *opacity = fabs (2 * t - 1);
  return t < 0.5 ? figure->step - 1 : figure->step;
}

static void
draw_sides (const WkLatentFigure *figure, WkRect left, WkRect right)
{
  const WkLatentWork *work = figure->work;
  guint before = figure->step > 0 ? figure->step - 1 : 0;
  double opacity;
  guint step;

  step = shown_step (figure, left_at (work, before) != left_at (work, figure->step),
                     &opacity);
  wk_scene_builder_set_opacity (figure->builder, opacity);
  draw_left (figure, left_at (work, step), left);
  step = shown_step (figure, right_at (work, before) != right_at (work, figure->step),
                     &opacity);
  wk_scene_builder_set_opacity (figure->builder, opacity);
  draw_right (figure, right_at (work, step), right);
  wk_scene_builder_set_opacity (figure->builder, 1);
}

static void
split (const WkLatentFigure *figure, WkRect body, WkRect *left, WkRect *right)
{
  *left = *right = body;
  if (wk_view_is_tall (figure->view))
    {
      left->height = TALL_SHARE * body.height;
      right->y = body.y + left->height + 24;
      right->height = body.height - left->height - 24;
      return;
    }
  left->width = MIN (LEFT_SHARE * body.width, body.height);
  right->x = body.x + left->width + GAP;
  right->width = body.width - left->width - GAP;
}

void
wk_latent_figure_draw (const WkLatentWork *work,
                       const WkView *view,
                       WkSceneBuilder *builder)
{
  WkLatentFigure figure = {
    .work = work,
    .view = view,
    .language = view->language,
    .builder = builder,
    .step = wk_view_current_step (view),
    .projector = view->text_scale == WK_TEXT_SCALE_PROJECTOR,
    .line = 1.3 * wk_type_size (WK_TYPE_SECONDARY, view->text_scale),
  };
  WkRect body = wk_scene_builder_get_body (builder), left, right;

  for (guint step = 1; step <= WK_LATENT_N_STEPS; step++)
    figure.t[step] = wk_view_progress (view, step);
  if (work->view == WK_LATENT_VIEW_PAIR && work->model != NULL)
    {
      wk_latent_pair_draw (&figure, body);
      return;
    }
  split (&figure, body, &left, &right);
  draw_sides (&figure, left, right);
}
