/* test-latent-figure.c - the plane of 6c, what is decoded of it, and hands on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Codes and pictures are held beside an autoencoder written out as loops
 * (plain-vae.h); shares of the prior beside the course's numbers.
 */
#include "config.h"

#include "exercises/latent-figure-kit.h"

/* --- where digits lie --- */

static guint
count_near (const WkItem *dots, double x, double y)
{
  guint n = 0;

  for (guint i = 0; i < dots->dots.n; i++)
    n += fabs (dots->dots.points[i].x - x) < 0.05 &&
         fabs (dots->dots.points[i].y - y) < 0.05;
  return n;
}

static void
test_plane (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT ", view: grid"
                                                 "}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  const WkItem *dots = item_of (scene, "plane-digits");
  PlainVae vae = shipped ();
  guint inside = 0;

  g_assert_cmpint (dots->type, ==, WK_ITEM_DOTS);
  g_assert_cmpuint (dots->dots.n, >, 4700);
  for (guint digit = 0; digit < 5000; digit += 97)
    {
      double pixels[PLAIN_PIXELS], mu[2], sigma[2];
      WkPoint at;

      read_digit (digit, pixels);
      plain_encode (&vae, pixels, mu, sigma);
      if (fabs (mu[0]) > 3.3 || fabs (mu[1]) > 3.3)
        continue;
      inside++;
      at = place_of (scene, mu);
      g_assert_cmpuint (count_near (dots, at.x, at.y), >=, 1);
    }
  g_assert_cmpuint (inside, >, 40);
}

static void
test_chosen (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT "}");
  g_autoptr (WkScene) scene = scene_of (solution, 4);
  const WkItem *dot = item_of (scene, "plane-digit");
  WkPoint at;
  PlainVae vae = shipped ();
  double pixels[PLAIN_PIXELS], mu[2], sigma[2], kl = 0;
  g_autofree char *text = NULL;

  read_digit (17, pixels);
  plain_encode (&vae, pixels, mu, sigma);
  at = place_of (scene, mu);
  g_assert_cmpfloat_with_epsilon (dot->circle.x, at.x, 0.01);
  g_assert_cmpfloat_with_epsilon (dot->circle.y, at.y, 0.01);
  for (guint k = 0; k < 2; k++)
    kl += (mu[k] * mu[k] + sigma[k] * sigma[k] - 2 * log (sigma[k]) - 1) / 2;
  /* The same number in the panel of the figure and in the answer. */
  g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), kl, 1e-6 * kl);
  text = g_strdup_printf ("%.4g", kl);
  g_assert_cmpstr (item_of (scene, "kl-value")->text.text, ==, text);
}

/* Half of what @area extends. */
static WkPoint
half_extents (const WkItem *area)
{
  WkPoint low = area->poly.points[0], high = low;

  for (guint i = 1; i < area->poly.n; i++)
    {
      low.x = MIN (low.x, area->poly.points[i].x);
      low.y = MIN (low.y, area->poly.points[i].y);
      high.x = MAX (high.x, area->poly.points[i].x);
      high.y = MAX (high.y, area->poly.points[i].y);
    }
  return (WkPoint){ (high.x - low.x) / 2, (high.y - low.y) / 2 };
}

/* The cloud is as large as it is, also where that is little, on any page. */
static void
test_cloud_is_to_scale (void)
{
  static const guint chosen[] = { 17, 0, 1234, 4999 };
  PlainVae vae = shipped ();
  guint n_small = 0;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (chosen); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{numbers: digit, digit: %u}", chosen[i / 2]);
      g_autoptr (WkSolution) solution = solution_of (text);
      g_autoptr (WkScene) scene =
          i % 2 == 0 ? scene_of (solution, 4)
                     : scene_at (solution, 4, 1200, WK_TEXT_SCALE_PROJECTOR);
      double unit = item_of (scene, "plane-circle-1")->circle.radius;
      double pixels[PLAIN_PIXELS], mu[2], sigma[2];

      read_digit (chosen[i / 2], pixels);
      plain_encode (&vae, pixels, mu, sigma);
      for (guint k = 1; k <= 2; k++)
        {
          g_autofree char *id = g_strdup_printf ("plane-cloud-%u", k);
          WkPoint half = half_extents (item_of (scene, id));

          g_assert_cmpfloat_with_epsilon (half.x, k * sigma[0] * unit, 1e-3);
          g_assert_cmpfloat_with_epsilon (half.y, k * sigma[1] * unit, 1e-3);
          n_small += half.x < 7 || half.y < 7;
        }
    }
  g_assert_cmpuint (n_small, >, 0);
}

/* --- what is decoded --- */

static void
test_grid (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{view: grid, z: [1.25, -0.5]}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  const WkItem *grid = item_of (scene, "grid-image");
  PlainVae vae = shipped ();
  double picture[PLAIN_PIXELS], reach = reach_of (scene);

  g_assert_true (grid->image.ink);
  g_assert_cmpuint (grid->image.columns, ==, 8 * 28);
  for (guint place = 0; place < 64; place += 9)
    {
      guint row = place / 8, column = place % 8;
      const double z[] = { reach * ((column + 0.5) / 4 - 1),
                           reach * (1 - (row + 0.5) / 4) };

      plain_decode (&vae, z, picture);
      g_assert_cmpuint (worst_pixel (grid, 28 * column, 28 * row, picture), ==, 0);
    }
  plain_decode (&vae, (double[]){ 1.25, -0.5 }, picture);
  g_assert_cmpuint (worst_pixel (item_of (scene, "at-point-image"), 0, 0, picture), ==,
                    0);
}

/* Wherever the plane is, the point on it is seen decoded, also where no grid stands
 * beside it; and the picture takes no press from the plane. */
static void
test_point_is_decoded (void)
{
  static const char *const texts[] = {
    "{" DIGIT ", z: [1.25, -0.5]}", "{" DIGIT ", view: digit, z: [1.25, -0.5]}",
    "{view: kl, z: [3.3, 3.3]}",    "{view: training, z: [-3.3, -3.3]}",
    "{view: pair, z: [-3.3, 3.3]}",
  };
  static const double points[][2] = {
    { 1.25, -0.5 }, { 1.25, -0.5 }, { 3.3, 3.3 }, { -3.3, -3.3 }, { -3.3, 3.3 }
  };
  PlainVae vae = shipped ();
  double picture[PLAIN_PIXELS];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (WkSolution) solution = solution_of (texts[i]);
      g_autoptr (WkScene) scene = scene_of (solution, 3);
      const WkItem *image = item_of (scene, "at-point-image");
      const WkItem *hit = wk_scene_hit (scene, image->box.x + image->box.width / 2,
                                        image->box.y + image->box.height / 2, 0);

      plain_decode (&vae, points[i], picture);
      g_assert_cmpuint (worst_pixel (image, 0, 0, picture), ==, 0);
      g_assert_nonnull (hit);
      g_assert_cmpstr (hit->id, ==, "plane");
    }
}

/* Ends are the reconstructions of both digits from their means; pixels are mixed. */
static void
test_path (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT ", view: path, to: 31"
                                                 "}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  const WkItem *path = item_of (scene, "path-image"),
               *mixed = item_of (scene, "mixed-image");
  PlainVae vae = shipped ();
  double from[PLAIN_PIXELS], to[PLAIN_PIXELS], picture[PLAIN_PIXELS];
  double mu[2][2], sigma[2], z[2];

  read_digit (17, from);
  read_digit (31, to);
  plain_encode (&vae, from, mu[0], sigma);
  plain_encode (&vae, to, mu[1], sigma);
  for (guint i = 0; i < 9; i++)
    {
      double t = i / 8.0;

      for (guint k = 0; k < 2; k++)
        z[k] = (1 - t) * mu[0][k] + t * mu[1][k];
      plain_decode (&vae, z, picture);
      g_assert_cmpuint (worst_pixel (path, 28 * i, 0, picture), ==, 0);
      for (guint p = 0; p < PLAIN_PIXELS; p++)
        picture[p] = (1 - t) * from[p] + t * to[p];
      g_assert_cmpuint (worst_pixel (mixed, 28 * i, 0, picture), ==, 0);
    }
}

/* --- words on it --- */

/* Of a normal distribution in two dimensions, 39.3, 86.5 and 98.9 % lie within 1, 2 and
 * 3 standard deviations. */
static void
test_shares (void)
{
  static const char *const shares[] = { "39.3 %", "86.5 %", "98.9 %" };
  g_autoptr (WkSolution) solution = solution_of ("{}");
  g_autoptr (WkScene) scene = scene_of (solution, 6);

  for (guint r = 1; r <= 3; r++)
    {
      g_autofree char *id = g_strdup_printf ("plane-share-%u", r);

      g_assert_cmpstr (item_of (scene, id)->text.text, ==, shares[r - 1]);
    }
}

static WkRect
bounds_of (WkScene *scene, const char *id)
{
  WkRect bounds;

  g_assert_true (wk_scene_item_bounds (scene, item_of (scene, id),
                                       wk_render_get_measure (), &bounds));
  return bounds;
}

/* Names of the prior's circles on the cloud would be read as the cloud's own. */
static void
test_names_keep_off (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{}");
  g_autoptr (WkScene) scene = scene_of (solution, 6);
  WkRect cloud = bounds_of (scene, "plane-cloud-2");

  for (guint r = 1; r <= 3; r++)
    {
      g_autofree char *id = g_strdup_printf ("plane-share-%u", r);
      WkRect share = bounds_of (scene, id);

      g_assert_true (share.x + share.width <= cloud.x ||
                     share.x >= cloud.x + cloud.width);
    }
}

/* A shape without a name would have to be guessed: a letter is the least. */
static void
test_nets_are_named (void)
{
  static const char *const params[] = { "{}", "{" DIGIT "}" };

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (WkSolution) solution = solution_of (params[i % 2]);
      g_autoptr (WkScene) scene =
          scene_at (solution, 2, i / 2 % 2 == 0 ? 1600 : 1200,
                    i / 4 == 0 ? WK_TEXT_SCALE_1 : WK_TEXT_SCALE_PROJECTOR);
      const char *word = item_of (scene, "encoder-name")->text.text;

      g_assert_cmpstr (word, ==, strlen (word) > 1 ? "encoder" : "q");
      word = item_of (scene, "decoder-name")->text.text;
      g_assert_cmpstr (word, ==, strlen (word) > 1 ? "decoder" : "p");
    }
}

/* One epoch stands above the other. */
static void
test_epochs_are_aligned (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{view: training}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  WkRect above = bounds_of (scene, "reconstruction-plot-axis-x");
  WkRect below = bounds_of (scene, "kl-plot-axis-x");

  g_assert_cmpfloat_with_epsilon (above.x, below.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (above.width, below.width, 1e-9);
}

/* A point has no divergence: dragging it changes no answer. */
static void
test_point_has_none (void)
{
  g_autoptr (WkSolution) here = solution_of ("{" DIGIT "}");
  g_autoptr (WkSolution) there = solution_of ("{" DIGIT ", z: [2, 2]"
                                              "}");

  g_assert_cmpfloat (value_of (here, "kl"), ==, value_of (there, "kl"));
}

static void
test_question_tells_nothing (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{}");
  g_autoptr (WkScene) scene = scene_of (solution, 0);

  g_assert_cmpstr (item_of (scene, "kl-value")->text.text, ==, "?");
  g_assert_cmpstr (item_of (scene, "z-value")->text.text, ==, "\\text{?}");
  for (guint i = 0; i < wk_scene_get_n_labelled (scene); i++)
    {
      const char *value = wk_scene_get_labelled (scene, i)->value;

      g_assert_true (value == NULL || strcmp (value, "1.5") != 0);
      g_assert_true (value == NULL || strncmp (value, "2.318", 5) != 0);
    }
}

/* --- hands --- */

static void
test_pick (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT ", view: grid"
                                                 "}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  PlainVae vae = shipped ();
  double pixels[PLAIN_PIXELS], mu[2], sigma[2];
  g_autoptr (WkParams) picked = NULL;
  g_autoptr (WkParams) dragged = NULL;
  g_autoptr (WkParams) nudged = NULL;
  /* Ten tenths, on a plane of the usual size. */
  double step = reach_of (scene) / 3.4;
  WkEdit edit = { .type = WK_EDIT_PICK, .at_point = TRUE };

  read_digit (1234, pixels);
  plain_encode (&vae, pixels, mu, sigma);
  edit.x = place_of (scene, mu).x;
  edit.y = place_of (scene, mu).y;
  picked = edited (solution, scene, "plane", &edit);
  g_assert_cmpint (wk_params_get_int (picked, "digit"), ==, 1234);
  g_assert_cmpstr (wk_params_get_word (picked, "numbers"), ==, "digit");
  edit.type = WK_EDIT_DRAG;
  dragged = edited (solution, scene, "plane", &edit);
  g_assert_cmpfloat_with_epsilon (wk_params_get_number (dragged, "z[0]"), mu[0], 1e-3);
  g_assert_cmpfloat_with_epsilon (wk_params_get_number (dragged, "z[1]"), mu[1], 1e-3);
  edit = (WkEdit){ .type = WK_EDIT_NUDGE, .dx = 1, .dy = -1, .amount = 10 };
  nudged = edited (solution, scene, "plane", &edit);
  g_assert_cmpfloat_with_epsilon (wk_params_get_number (nudged, "z[0]"), step, 1e-3);
  g_assert_cmpfloat_with_epsilon (wk_params_get_number (nudged, "z[1]"), step, 1e-3);
}

/* The codes of a plain autoencoder lie where they like: the point goes wherever a digit
 * lies on its plane, by the pointer, and by arrow keys no further. */
static void
test_far_point (void)
{
  g_autoptr (WkSolution) solution =
      solution_of ("{model: shipped-autoencoder, view: grid}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  const WkItem *plane = item_of (scene, "plane");
  g_autoptr (WkTrained) trained =
      wk_trained_find ("latent-space", "shipped-autoencoder", NULL);
  PlainVae vae = plain_vae (trained, 256);
  WkEdit edit = { .type = WK_EDIT_DRAG,
                  .at_point = TRUE,
                  .x = plane->box.x,
                  .y = plane->box.y + plane->box.height / 2 };
  g_autoptr (WkParams) left = edited (solution, scene, "plane", &edit);
  double low = wk_params_get_number (left, "z[0]"), high;
  double least = INFINITY, pixels[PLAIN_PIXELS], mu[2], sigma[2];
  g_autoptr (WkParams) right = NULL;
  g_autoptr (WkParams) over = NULL;

  for (guint digit = 0; digit < 5000; digit += 97)
    {
      read_digit (digit, pixels);
      plain_encode (&vae, pixels, mu, sigma);
      least = MIN (least, mu[0]);
    }
  g_assert_cmpfloat (least, <, -10); /* or there is nothing to see here */
  g_assert_cmpfloat (low, <, least + 2);
  edit.x = plane->box.x + plane->box.width;
  right = edited (solution, scene, "plane", &edit);
  high = wk_params_get_number (right, "z[0]");
  /* Where the pointer is, in proportion. */
  edit.x = plane->box.x + plane->box.width / 4;
  over = edited (solution, scene, "plane", &edit);
  g_assert_cmpfloat_with_epsilon (wk_params_get_number (over, "z[0]"),
                                  low + (high - low) / 4, 0.02);
  edit = (WkEdit){ .type = WK_EDIT_NUDGE, .dx = -1, .amount = 10000 };
  g_clear_pointer (&over, wk_params_unref);
  over = edited (solution, scene, "plane", &edit);
  g_assert_cmpfloat (wk_params_get_number (over, "z[0]"), ==, low);
}

/* A line across the middle: ink there, none far from it, and the digit is one's own. */
static void
test_draw (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT "}");
  g_autoptr (WkScene) scene = scene_of (solution, 1);
  const WkItem *pad = item_of (scene, "input");
  double x = pad->box.x, y = pad->box.y, side = pad->box.width;
  const WkPoint points[] = { { x + 0.2 * side, y + 0.5 * side },
                             { x + 0.8 * side, y + 0.5 * side } };
  const WkEdit edit = { .type = WK_EDIT_DRAG, .points = points, .n_points = 2 };
  g_autoptr (WkParams) drawn = edited (solution, scene, "input", &edit);
  g_autoptr (WkSolution) own = NULL;

  g_assert_true (wk_params_get_switch (drawn, "own"));
  g_assert_cmpfloat (wk_params_get_number (drawn, "drawing[13][14]"), >=, 10);
  g_assert_cmpfloat (wk_params_get_number (drawn, "drawing[14][14]"), >=, 10);
  g_assert_cmpfloat (wk_params_get_number (drawn, "drawing[18][14]"), ==, 0);
  g_assert_cmpfloat (wk_params_get_number (drawn, "drawing[14][1]"), ==, 0);
  own = kind ()->solve (drawn, wk_language_get ("en"), NULL, NULL);
  g_assert_nonnull (own);
  g_assert_cmpfloat (value_of (own, "kl"), !=, value_of (solution, "kl"));
}

/* Wherever it is drawn, it is encoded in the middle: seven pixels further up the
 * numbers are the same, and those of loops over the pixels moved by hand. */
static void
test_draw_in_a_corner (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT "}");
  g_autoptr (WkScene) scene = scene_of (solution, 1);
  const WkItem *pad = item_of (scene, "input");
  double x = pad->box.x, y = pad->box.y, side = pad->box.width;
  PlainVae vae = shipped ();
  double pixels[PLAIN_PIXELS] = { 0 }, mu[2], sigma[2], expected = 0;

  for (guint i = 0; i < 2; i++)
    {
      double height = y + (i == 0 ? 0.5 : 0.25) * side;
      const WkPoint points[] = { { x + 0.25 * side, height },
                                 { x + 0.75 * side, height } };
      const WkEdit edit = { .type = WK_EDIT_DRAG, .points = points, .n_points = 2 };
      g_autoptr (WkParams) drawn = edited (solution, scene, "input", &edit);
      g_autoptr (WkSolution) own =
          kind ()->solve (drawn, wk_language_get ("en"), NULL, NULL);

      /* Of the first, which lies in the middle as it is. */
      for (guint p = 0; i == 0 && p < PLAIN_PIXELS; p++)
        {
          g_autofree char *path = g_strdup_printf ("drawing[%u][%u]", p / 28, p % 28);

          pixels[p] = wk_params_get_number (drawn, path) / 15;
        }
      plain_encode (&vae, pixels, mu, sigma);
      expected = 0;
      for (guint k = 0; k < 2; k++)
        expected += (mu[k] * mu[k] + sigma[k] * sigma[k] - 2 * log (sigma[k]) - 1) / 2;
      g_assert_cmpfloat_with_epsilon (value_of (own, "kl"), expected, 1e-6 * expected);
    }
}

/* With arrow keys; there is ink only where Shift was held. */
static void
test_pen (void)
{
  for (guint pressed = 0; pressed < 2; pressed++)
    {
      g_autoptr (WkSolution) solution = solution_of ("{" DIGIT "}");
      g_autoptr (WkScene) scene = scene_of (solution, 1);
      const WkEdit edit = {
        .type = WK_EDIT_NUDGE, .dx = -1, .dy = 1, .amount = 3, .pressed = pressed == 1
      };
      g_autoptr (WkParams) moved = edited (solution, scene, "input", &edit);
      g_autoptr (WkSolution) after =
          kind ()->solve (moved, wk_language_get ("en"), NULL, NULL);
      g_autoptr (WkScene) drawn = scene_of (after, 1);
      const WkItem *pad = item_of (drawn, "input"), *mark = item_of (drawn, "pen");
      double pixel = pad->box.width / 28;

      g_assert_null (wk_scene_find (scene, "pen"));
      g_assert_cmpstr (item_of (scene, "input")->value, ==, "pen at column 14, row 8");
      g_assert_cmpstr (pad->value, ==, "pen at column 11, row 11");
      g_assert_cmpfloat (wk_params_get_number (moved, "pen[0]"), ==, 11);
      g_assert_cmpfloat (wk_params_get_number (moved, "pen[1]"), ==, 11);
      g_assert_cmpfloat_with_epsilon (mark->circle.x, pad->box.x + 11 * pixel, 1e-9);
      g_assert_cmpfloat_with_epsilon (mark->circle.y, pad->box.y + 11 * pixel, 1e-9);
      g_assert_true (wk_params_get_switch (moved, "own") == (pressed == 1));
      g_assert_true (wk_params_has (moved, "drawing") == (pressed == 1));
      if (pressed == 0)
        continue;
      /* From (14, 8) to (11, 11), by way of (12.5, 9.5). */
      g_assert_cmpfloat (wk_params_get_number (moved, "drawing[9][12]"), ==, 15);
      g_assert_cmpfloat (wk_params_get_number (moved, "drawing[11][14]"), ==, 0);
      g_assert_cmpfloat (wk_params_get_number (moved, "drawing[13][9]"), ==, 0);
    }
}

/* Keys go on where the pointer stopped, and do not leave the pad. */
static void
test_pen_follows (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT "}");
  g_autoptr (WkScene) scene = scene_of (solution, 1);
  const WkItem *pad = item_of (scene, "input");
  double x = pad->box.x, y = pad->box.y, pixel = pad->box.width / 28;
  const WkPoint points[] = { { x + 5 * pixel, y + 5 * pixel },
                             { x + 20.1 * pixel, y + 7.4 * pixel } };
  WkEdit edit = { .type = WK_EDIT_DRAG, .points = points, .n_points = 2 };
  g_autoptr (WkParams) drawn = edited (solution, scene, "input", &edit);
  g_autoptr (WkParams) far = NULL;

  g_assert_cmpfloat (wk_params_get_number (drawn, "pen[0]"), ==, 20);
  g_assert_cmpfloat (wk_params_get_number (drawn, "pen[1]"), ==, 7.5);
  edit = (WkEdit){ .type = WK_EDIT_NUDGE, .dx = 1, .dy = -1, .amount = 100 };
  far = edited (solution, scene, "input", &edit);
  g_assert_cmpfloat (wk_params_get_number (far, "pen[0]"), ==, 27.5);
  g_assert_cmpfloat (wk_params_get_number (far, "pen[1]"), ==, 0.5);
}

/* --- weights that are not there --- */

static void
test_no_weights (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{model: seed=77, view: grid}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);

  g_assert_null (wk_scene_find (scene, "plane-digits"));
  item_of (scene, "no-model-0");
  /* The case by hand is worked all the same: 1/2 (4 + 1/4 + log 4 - 1). */
  g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), 2.318147, 1e-6);
}

/* Train brings its weights on the figure, and changes nothing where they are on it. */
static void
test_watch (void)
{
  static const char *const views[] = { "steps", "digit", "grid", "path",
                                       "prior", "kl",    "pair", "training" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (views); i++)
    for (guint step = 0; step <= 7; step++)
      {
        g_autofree char *text = g_strdup_printf (
            "{view: %s, numbers: %s}", views[i / 2], i % 2 == 0 ? "case" : "digit");
        g_autoptr (WkSolution) solution = solution_of (text);
        g_autoptr (WkScene) scene = scene_of (solution, step);
        g_autoptr (WkParams) params =
            kind ()->training->watch (wk_solution_get_params (solution), step);
        gboolean is_there = wk_scene_find (scene, "plane-digits") != NULL;

        if ((params == NULL) != is_there)
          g_error ("%s, step %u: the weights are%s on the figure", text, step,
                   is_there ? "" : " not");
        if (params != NULL)
          g_assert_cmpstr (wk_params_get_word (params, "view"), ==, "training");
      }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/latent-figure/plane", test_plane);
  g_test_add_func ("/latent-figure/chosen", test_chosen);
  g_test_add_func ("/latent-figure/cloud-is-to-scale", test_cloud_is_to_scale);
  g_test_add_func ("/latent-figure/grid", test_grid);
  g_test_add_func ("/latent-figure/point-is-decoded", test_point_is_decoded);
  g_test_add_func ("/latent-figure/path", test_path);
  g_test_add_func ("/latent-figure/shares", test_shares);
  g_test_add_func ("/latent-figure/names-keep-off", test_names_keep_off);
  g_test_add_func ("/latent-figure/nets-are-named", test_nets_are_named);
  g_test_add_func ("/latent-figure/epochs-are-aligned", test_epochs_are_aligned);
  g_test_add_func ("/latent-figure/point-has-no-divergence", test_point_has_none);
  g_test_add_func ("/latent-figure/question-tells-nothing",
                   test_question_tells_nothing);
  g_test_add_func ("/latent-figure/pick", test_pick);
  g_test_add_func ("/latent-figure/far-point", test_far_point);
  g_test_add_func ("/latent-figure/draw", test_draw);
  g_test_add_func ("/latent-figure/draw-in-a-corner", test_draw_in_a_corner);
  g_test_add_func ("/latent-figure/pen", test_pen);
  g_test_add_func ("/latent-figure/pen-follows", test_pen_follows);
  g_test_add_func ("/latent-figure/no-weights", test_no_weights);
  g_test_add_func ("/latent-figure/watch", test_watch);
  return g_test_run ();
}
