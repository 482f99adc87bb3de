/* latent-figure-kit.h - what the tests of the latent space's figure share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exercises/latent-kit.h"
#include "exercises/plain-vae.h"
#include "model/wk-digits.h"
#include "render/wk-fonts.h"
#include "render/wk-render.h"
#include "scene/wk-figure.h"

#define DIGIT "numbers: digit, digit: 17"

static inline const WkDigits *
digits (void)
{
  const WkDigits *found = wk_digits_get (WK_DIGITS_TRAINING, NULL);

  g_assert_nonnull (found);
  return found;
}

static inline void
read_digit (guint digit, double *pixels)
{
  for (guint i = 0; i < PLAIN_PIXELS; i++)
    pixels[i] = digits ()->pixels[digit * PLAIN_PIXELS + i] / 255.0;
}

static inline WkScene *
scene_at (const WkSolution *solution, double position, double width, WkTextScale scale)
{
  WkView view = { .position = position,
                  .width = width,
                  .height = 900,
                  .text_scale = scale,
                  .language = wk_language_get ("en"),
                  .measure = wk_render_get_measure () };

  return wk_figure_draw (kind (), solution, &view);
}

static inline WkScene *
scene_of (const WkSolution *solution, double position)
{
  return scene_at (solution, position, 1600, WK_TEXT_SCALE_1);
}

static inline const WkItem *
item_of (WkScene *scene, const char *id)
{
  const WkItem *item = wk_scene_find (scene, id);

  if (item == NULL)
    g_error ("the figure has no “%s”", id);
  return item;
}

static inline PlainVae
shipped (void)
{
  static WkTrained *trained;

  if (trained == NULL)
    trained = wk_trained_find ("latent-space", "shipped", NULL);
  g_assert_nonnull (trained);
  return plain_vae (trained, 256);
}

/* The plane shows from -reach to reach: the prior's first circle has the radius 1. */
static inline double
reach_of (WkScene *scene)
{
  double reach = item_of (scene, "plane")->box.width /
                 (2 * item_of (scene, "plane-circle-1")->circle.radius);

  g_assert_cmpfloat (reach, >, 3.3);
  g_assert_cmpfloat (reach, <, 4.1);
  return reach;
}

static inline WkPoint
place_of (WkScene *scene, const double z[2])
{
  const WkRect box = { item_of (scene, "plane")->box.x, item_of (scene, "plane")->box.y,
                       item_of (scene, "plane")->box.width, 0 };
  double reach = reach_of (scene);

  return (WkPoint){ box.x + (z[0] + reach) / (2 * reach) * box.width,
                    box.y + (reach - z[1]) / (2 * reach) * box.width };
}

static inline guint
worst_pixel (const WkItem *image, guint left, guint top, const double *expected)
{
  double worst = 0;

  for (guint i = 0; i < PLAIN_PIXELS; i++)
    {
      guint row = top + i / 28, column = left + i % 28;
      guint8 ink = image->image.rgba[4 * (row * image->image.columns + column) + 3];

      worst = MAX (worst, fabs (ink - 255 * expected[i]));
    }
  return (guint) floor (worst);
}

static inline WkParams *
edited (const WkSolution *solution, WkScene *scene, const char *id, const WkEdit *edit)
{
  g_autoptr (GError) error = NULL;
  WkParams *params = kind ()->edit (solution, item_of (scene, id), edit, &error);

  g_assert_no_error (error);
  g_assert_nonnull (params);
  return params;
}

/* --- an axis, read by its numbers --- */

typedef struct
{
  double value[2], at[2]; /* of the first number and the last */
} Axis;

static inline double
tick_value (const char *formula)
{
  double exponent;

  if (g_str_has_prefix (formula, "10^{"))
    {
      exponent = g_ascii_strtod (formula + strlen ("10^{"), NULL);
      return pow (10, exponent);
    }
  return g_ascii_strtod (formula, NULL);
}

static inline Axis
read_axis (WkScene *scene, const char *plot, char axis, gboolean is_log)
{
  Axis read = { { 0 }, { 0 } };
  guint n = 0;

  for (guint i = 1;; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-tick-%c-%u", plot, axis, i);
      const WkItem *tick = wk_scene_find (scene, id);
      guint end = n == 0 ? 0 : 1;

      if (tick == NULL)
        break;
      read.value[end] = tick_value (tick->text.text);
      if (is_log)
        read.value[end] = log (read.value[end]);
      read.at[end] = axis == 'x' ? tick->text.x : tick->text.y;
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
  return read;
}

static inline double
back (const Axis *axis, double at)
{
  return axis->value[0] + (at - axis->at[0]) / (axis->at[1] - axis->at[0]) *
                              (axis->value[1] - axis->value[0]);
}
