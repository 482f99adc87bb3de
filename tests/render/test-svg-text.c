/* test-svg-text.c - text in an SVG stands where the painter puts it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each text and formula of a figure is drawn in a colour of its own, and nothing else,
 * into an SVG that rsvg-convert draws with the bundled fonts; the box of each colour is
 * then compared with the box that our own painter gives that item.
 */
#include "config.h"

#include <cairo.h>
#include <math.h>

#include "exercises/wk-kinds.h"
#include "model/wk-deck.h"
#include "render-scenes.h"
#include "render/wk-cairo-private.h"
#include "render/wk-svg-private.h"
#include "scene/wk-figure.h"

#define WIDTH 1600
#define HEIGHT 900
/* Units, and a pixel for where the edge of a glyph falls. */
#define MOST 2.0
#define EDGE 1.0

/* --- a device that lets only text through, in other colours --- */

typedef struct
{
  WkDevice parent;
  WkDevice *inner;
  guint n;  /* items with text so far */
  int only; /* the one to be drawn, or -1 */
  gboolean text;
} Sieve;

static void
sieve_begin (WkDevice *device, const WkScene *scene, double scale, double dx, double dy)
{
  WkDevice *inner = ((Sieve *) device)->inner;

  inner->klass->begin (inner, scale == 0 ? NULL : scene, scale, dx, dy);
}

static void
sieve_end (WkDevice *device)
{
  WkDevice *inner = ((Sieve *) device)->inner;

  inner->klass->end (inner);
}

static void
sieve_begin_item (WkDevice *device, const WkItem *item)
{
  Sieve *self = (Sieve *) device;

  self->text = item != NULL && item->opacity == 1 &&
               (item->type == WK_ITEM_TEXT || item->type == WK_ITEM_FORMULA);
  self->n += self->text;
  self->inner->klass->begin_item (self->inner, item);
}

static void
sieve_end_item (WkDevice *device)
{
  Sieve *self = (Sieve *) device;

  self->inner->klass->end_item (self->inner);
  self->text = FALSE;
}

/* Steps far enough apart for a blend of two not to be a third. */
static WkColour
colour_of (guint n)
{
  return (WkColour){ (double) (n / 36 % 6 * 40) / 255, (double) (n / 6 % 6 * 40) / 255,
                     (double) (n % 6 * 40) / 255, 1 };
}

static void
sieve_glyphs (WkDevice *device, const WkGlyphRun *run)
{
  Sieve *self = (Sieve *) device;
  WkGlyphRun copy = *run;

  if (!self->text || (self->only >= 0 && (guint) self->only + 1 != self->n))
    return;
  copy.colour = self->only >= 0 ? (WkColour){ 0, 0, 0, 1 } : colour_of (self->n - 1);
  self->inner->klass->glyphs (self->inner, &copy);
}

static void
no_path (WkDevice *device, const WkPath *path, WkColour colour)
{
}

static void
no_stroke (WkDevice *device, const WkPath *path, const WkStroke *stroke)
{
}

static void
no_image (WkDevice *device,
          WkRect rect,
          guint columns,
          guint rows,
          const guint8 *rgba,
          gboolean smooth)
{
}

static void
no_dots (WkDevice *device, const WkDots *dots)
{
}

static void
no_clip (WkDevice *device, const WkPath *path)
{
}

static void
no_opacity (WkDevice *device, double opacity)
{
}

static void
nothing (WkDevice *device)
{
}

static const WkDeviceClass sieve_class = {
  .begin = sieve_begin,
  .end = sieve_end,
  .begin_item = sieve_begin_item,
  .end_item = sieve_end_item,
  .fill = no_path,
  .stroke = no_stroke,
  .glyphs = sieve_glyphs,
  .image = no_image,
  .dots = no_dots,
  .push_clip = no_clip,
  .pop_clip = nothing,
  .push_opacity = no_opacity,
  .pop_opacity = nothing,
};

static guint
paint_through (WkScene *scene, WkDevice *inner, int only)
{
  Sieve sieve = { { &sieve_class }, inner, 0, only, FALSE };

  wk_paint (scene, wk_theme_get (WK_THEME_LIGHT), &sieve.parent,
            (WkRect){ 0, 0, WIDTH, HEIGHT }, TRUE);
  return sieve.n;
}

/* --- boxes --- */

typedef struct
{
  int x0, y0, x1, y1; /* x1 < x0: nothing */
} Box;

static const Box no_box = { WIDTH, HEIGHT, -1, -1 };

static void
extend (Box *box, int x, int y)
{
  box->x0 = MIN (box->x0, x);
  box->y0 = MIN (box->y0, y);
  box->x1 = MAX (box->x1, x);
  box->y1 = MAX (box->y1, y);
}

/* Where at least half of a pixel is covered. */
static Box
our_box (WkScene *scene, int only)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  WkDevice *device = wk_cairo_device_new (cr, FALSE);
  const guint32 *pixels;
  int stride;
  Box box = no_box;

  paint_through (scene, device, only);
  device->klass->free (device);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface) / 4;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (pixels[y * stride + x] >> 24 >= 128)
        extend (&box, x, y);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return box;
}

/* What rsvg-convert makes of it, with the bundled fonts and no others. */
static cairo_surface_t *
draw_svg (WkScene *scene, gboolean outlines, guint *n)
{
  WkDevice *device = wk_svg_device_new (outlines);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *source = scratch_path ("boxes.svg");
  g_autofree char *result = scratch_path ("boxes.png");
  const char *const arguments[] = { "rsvg-convert", "-o", result, source, NULL };
  cairo_surface_t *surface;

  *n = paint_through (scene, device, -1);
  bytes = wk_svg_device_dup_bytes (device, NULL);
  device->klass->free (device);
  g_assert_true (wk_save_bytes (source, bytes, NULL));
  g_free (run_tool (arguments));
  surface = cairo_image_surface_create_from_png (result);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

/* A pixel that is at least half covered has a colour near its text's: all of it,
 * thinned by the alpha that comes with it. */
static void
find_boxes (cairo_surface_t *surface, Box *boxes, guint n)
{
  const guint32 *pixels =
      (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface) / 4;

  for (guint i = 0; i < n; i++)
    boxes[i] = no_box;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        guint32 pixel = pixels[y * stride + x];
        guint alpha = pixel >> 24;
        guint digits[3];

        if (alpha < 128)
          continue;
        for (guint c = 0; c < 3; c++)
          digits[c] =
              (guint) lround ((pixel >> (16 - 8 * c) & 255) * 255.0 / alpha / 40);
        extend (&boxes[(digits[0] * 36 + digits[1] * 6 + digits[2]) % 216], x, y);
      }
}

static void
check_scene (WkScene *scene, const char *name)
{
  for (guint outlines = 0; outlines < 2; outlines++)
    {
      Box boxes[216];
      guint n;
      cairo_surface_t *surface = draw_svg (scene, outlines == 1, &n);

      g_assert_cmpuint (n, <=, 216);
      find_boxes (surface, boxes, 216);
      cairo_surface_destroy (surface);
      for (guint i = 0; i < n; i++)
        {
          Box ours = our_box (scene, (int) i), theirs = boxes[i];
          int off = MAX (MAX (abs (ours.x0 - theirs.x0), abs (ours.y0 - theirs.y0)),
                         MAX (abs (ours.x1 - theirs.x1), abs (ours.y1 - theirs.y1)));

          if (off > MOST + EDGE)
            g_error ("%s, text %u, outlines %u: [%d %d %d %d] instead of [%d %d %d %d]",
                     name, i, outlines, theirs.x0, theirs.y0, theirs.x1, theirs.y1,
                     ours.x0, ours.y0, ours.x1, ours.y1);
        }
    }
}

static void
test_sample (void)
{
  g_autoptr (WkScene) scene = make_scene (WK_TEXT_SCALE_1);

  check_scene (scene, "sample");
}

/* Of each exercise of the deck the last step, in both sizes of text. */
static void
test_deck (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkDeck) deck = wk_deck_load_builtin (wk_exercise_kinds, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < wk_deck_get_n_exercises (deck); i++)
    {
      const WkExercise *exercise = wk_deck_get_exercise (deck, i);
      const WkExerciseKind *kind = wk_exercise_get_kind (exercise);
      WkView view = make_view (i % 2 == 0 ? WK_TEXT_SCALE_1 : WK_TEXT_SCALE_PROJECTOR);
      g_autoptr (WkSolution) solution =
          kind->solve (wk_exercise_get_params (exercise), view.language, NULL, &error);
      g_autoptr (WkScene) scene = NULL;

      g_assert_no_error (error);
      view.position = wk_solution_get_n_steps (solution);
      wk_view_set_exercise (&view, exercise);
      scene = wk_figure_draw (kind, solution, &view);
      check_scene (scene, wk_exercise_get_number (exercise));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_bundled_fonts ();
  g_test_add_func ("/svg-text/sample", test_sample);
  g_test_add_func ("/svg-text/deck", test_deck);
  return g_test_run ();
}
