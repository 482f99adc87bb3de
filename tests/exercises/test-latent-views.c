/* test-latent-views.c - what stands beside the plane of 6c, view by view
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Read off the figure as an eye would, by its axes and texts, and held beside loops
 * (plain-vae.h) and the log that the training left.
 */
#include "config.h"

#include <glib/gstdio.h>

#include "exercises/kit/wk-latent-work.h"
#include "exercises/latent-figure-kit.h"

static double
plain_kl (double mu, double sigma)
{
  return (mu * mu + sigma * sigma - 2 * log (sigma) - 1) / 2;
}

static const char *
text_of (WkScene *scene, const char *id)
{
  return item_of (scene, id)->text.text;
}

/* --- the divergence as a surface --- */

static void
check_level (WkScene *scene, const Axis *x, const Axis *y, const char *level)
{
  g_autofree char *id = g_strdup_printf ("kl-plot-kl-level-%s", level);
  g_autofree char *name = g_strdup_printf ("%s-name", id);
  const WkItem *curve = item_of (scene, id);
  double printed = g_ascii_strtod (level, NULL);

  g_assert_cmpuint (curve->poly.n, >, 50);
  for (guint i = 0; i < curve->poly.n; i++)
    {
      double mu = back (x, curve->poly.points[i].x);
      double sigma = exp (back (y, curve->poly.points[i].y));

      g_assert_cmpfloat_with_epsilon (plain_kl (mu, sigma), printed, 1e-3);
    }
  if (wk_scene_find (scene, name) != NULL)
    g_assert_cmpstr (text_of (scene, name), ==, level);
}

/* A line's number is the divergence all along it. */
static void
test_kl_levels (void)
{
  static const char *const levels[] = { "1", "4", "0.1", "0.5", "2" };
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT ", view: kl}");
  g_autoptr (WkScene) scene = scene_of (solution, 4);
  Axis x = read_axis (scene, "kl-plot", 'x', FALSE);
  Axis y = read_axis (scene, "kl-plot", 'y', TRUE);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *name = g_strdup_printf ("kl-plot-kl-level-%s-name", levels[i]);

      n += wk_scene_find (scene, name) != NULL;
      check_level (scene, &x, &y, levels[i]);
    }
  g_assert_cmpuint (n, >=, 3);
}

/* Each dimension is a point there, with its divergence as soon as that is known. */
static void
test_kl_points (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT ", view: kl}");
  PlainVae vae = shipped ();
  double pixels[PLAIN_PIXELS], mu[2], sigma[2];

  read_digit (17, pixels);
  plain_encode (&vae, pixels, mu, sigma);
  for (guint step = 3; step <= 4; step++)
    {
      g_autoptr (WkScene) scene = scene_of (solution, step);
      Axis x = read_axis (scene, "kl-plot", 'x', FALSE);
      Axis y = read_axis (scene, "kl-plot", 'y', TRUE);

      for (guint k = 0; k < 2; k++)
        {
          g_autofree char *id = g_strdup_printf ("kl-plot-kl-point-%u", k + 1);
          g_autofree char *name = g_strdup_printf ("%s-name", id);
          g_autofree char *number =
              g_strdup_printf ("%.4g", plain_kl (mu[k], sigma[k]));
          g_autofree char *text =
              g_strdup_printf ("z%s: %s", k == 0 ? "₁" : "₂", step < 4 ? "?" : number);
          const WkItem *point = item_of (scene, id);

          g_assert_cmpfloat_with_epsilon (back (&x, point->circle.x), mu[k], 1e-6);
          g_assert_cmpfloat_with_epsilon (exp (back (&y, point->circle.y)), sigma[k],
                                          1e-6);
          g_assert_cmpstr (text_of (scene, name), ==, text);
          g_assert_cmpstr (point->value, ==, step < 4 ? "not computed yet" : number);
        }
    }
}

/* --- samples of the prior --- */

static gboolean
find_ring (WkScene *scene, guint i, double z[2])
{
  g_autofree char *id = g_strdup_printf ("plane-sample-%u", i);
  const WkItem *ring = wk_scene_find (scene, id), *plane = item_of (scene, "plane");
  double reach = reach_of (scene);

  if (ring == NULL) /* outside the plane */
    return FALSE;
  z[0] = (ring->circle.x - plane->box.x) / plane->box.width * 2 * reach - reach;
  z[1] = reach - (ring->circle.y - plane->box.y) / plane->box.height * 2 * reach;
  return TRUE;
}

static void
test_prior (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{view: prior}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  const WkItem *image = item_of (scene, "samples-image");
  guint columns = image->image.columns / 28, n = 0;
  PlainVae vae = shipped ();
  double picture[PLAIN_PIXELS], z[2];
  const WkEdit edit = { .type = WK_EDIT_PICK };
  g_autoptr (WkParams) again = edited (solution, scene, "samples", &edit);
  g_autoptr (WkSolution) others =
      kind ()->solve (again, wk_language_get ("en"), NULL, NULL);
  g_autoptr (WkScene) drawn = scene_of (others, 7);

  for (guint i = 0; i < 20; i++)
    {
      double other[2];

      if (!find_ring (scene, i, z))
        continue;
      n++;
      plain_decode (&vae, z, picture);
      g_assert_cmpuint (
          worst_pixel (image, i % columns * 28, i / columns * 28, picture), ==, 0);
      if (find_ring (drawn, i, other))
        g_assert_cmpfloat (hypot (z[0] - other[0], z[1] - other[1]), >, 1e-6);
    }
  g_assert_cmpuint (n, >=, 18);
  g_assert_cmpstr (wk_params_get_word (again, "samples"), !=,
                   wk_params_get_word (wk_solution_get_params (solution), "samples"));
}

/* --- beside a plain autoencoder --- */

static void
encode_all (const char *name, double *mu)
{
  g_autoptr (WkTrained) trained = wk_trained_find ("latent-space", name, NULL);
  PlainVae vae = plain_vae (trained, 256);

  for (guint i = 0; i < 5000; i++)
    {
      double pixels[PLAIN_PIXELS], sigma[2];

      read_digit (i, pixels);
      plain_encode (&vae, pixels, mu + 2 * i, sigma);
    }
}

static gboolean
is_empty (const double *codes, double x, double y, double half)
{
  for (guint i = 0; i < 5000; i++)
    if (codes[2 * i] >= x - half && codes[2 * i] < x + half &&
        codes[2 * i + 1] >= y - half && codes[2 * i + 1] < y + half)
      return FALSE;
  return TRUE;
}

/* Per cent of the 24 x 24 squares over two standard deviations, of those whose middle
 * lies within two, in which no code lies. */
static double
count_holes (const double *codes)
{
  guint inside = 0, empty = 0;

  for (int row = 0; row < 24; row++)
    for (int column = 0; column < 24; column++)
      {
        double x = (column - 11.5) / 6, y = (row - 11.5) / 6;

        if (hypot (x, y) > 2)
          continue;
        inside++;
        empty += is_empty (codes, x, y, 1 / 12.0);
      }
  return 100.0 * empty / inside;
}

static void
standardise (double *codes)
{
  for (guint k = 0; k < 2; k++)
    {
      double mean = 0, square = 0;

      for (guint i = 0; i < 5000; i++)
        mean += codes[2 * i + k] / 5000;
      for (guint i = 0; i < 5000; i++)
        square += pow (codes[2 * i + k] - mean, 2) / 5000;
      for (guint i = 0; i < 5000; i++)
        codes[2 * i + k] = (codes[2 * i + k] - mean) / sqrt (square);
    }
}

static void
test_holes (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{view: pair}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  g_autofree double *codes = g_new (double, 10000);
  double holes[2];
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  encode_all ("shipped", codes);
  holes[0] = count_holes (codes);
  encode_all ("shipped-autoencoder", codes);
  standardise (codes);
  holes[1] = count_holes (codes);
  first = g_strdup_printf ("variational autoencoder: %.0f %% holes", holes[0]);
  second = g_strdup_printf ("autoencoder: %.0f %% holes", holes[1]);
  g_assert_cmpstr (text_of (scene, "plane-title"), ==, first);
  g_assert_cmpstr (text_of (scene, "plain-plane-title"), ==, second);
  g_assert_cmpfloat (holes[1], >, 2 * holes[0]);
}

/* A data folder that has all but the plain autoencoder. */
static char *
make_folder (void)
{
  g_autofree char *from = wk_data_path ("models/latent-space.wkm");
  g_autofree char *folder = g_dir_make_tmp ("workings-XXXXXX", NULL);
  g_autofree char *models = g_build_filename (folder, "models", NULL);
  g_autofree char *to = g_build_filename (models, "latent-space.wkm", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (to);

  g_assert_cmpint (g_mkdir (models, 0700), ==, 0);
  g_assert_true (g_file_make_symbolic_link (link, from, NULL, NULL));
  return g_steal_pointer (&folder);
}

static void
remove_folder (const char *folder)
{
  g_autofree char *models = g_build_filename (folder, "models", NULL);
  g_autofree char *link = g_build_filename (models, "latent-space.wkm", NULL);

  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (g_rmdir (models), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Where it cannot be read its half says so, and no words claim that it is there. */
static void
test_no_plain (void)
{
  static const char *const told = "plane of a plain autoencoder";
  g_autofree char *folder = NULL;
  g_autoptr (WkSolution) whole = solution_of ("{view: pair}");
  g_autoptr (WkScene) pair = scene_of (whole, 7);
  g_autoptr (WkSolution) solution = NULL;
  g_autoptr (WkScene) scene = NULL;

  digits (); /* read before they are hidden */
  folder = make_folder ();
  g_setenv ("WORKINGS_DATADIR", folder, TRUE);
  solution = solution_of ("{view: pair}");
  g_unsetenv ("WORKINGS_DATADIR");
  remove_folder (folder);
  scene = scene_of (solution, 7);
  g_assert_null (wk_scene_find (pair, "no-plain-0"));
  g_assert_nonnull (strstr (wk_scene_get_description (pair), told));
  g_assert_nonnull (wk_scene_find (scene, "plane-digits"));
  g_assert_null (wk_scene_find (scene, "plain-plane-digits"));
  g_assert_nonnull (strstr (text_of (scene, "no-plain-0"), "There is no file"));
  g_assert_null (strstr (wk_scene_get_description (scene), told));
  g_assert_nonnull (strstr (wk_scene_get_description (scene),
                            "There is no file “latent-space-autoencoder.wkm”"));
}

/* --- the path --- */

static WkParams *
pick (const WkSolution *solution, guint digit)
{
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  WkEdit edit = { .type = WK_EDIT_PICK, .at_point = TRUE };
  PlainVae vae = shipped ();
  double pixels[PLAIN_PIXELS], mu[2], sigma[2];

  read_digit (digit, pixels);
  plain_encode (&vae, pixels, mu, sigma);
  edit.x = place_of (scene, mu).x;
  edit.y = place_of (scene, mu).y;
  return edited (solution, scene, "plane", &edit);
}

/* Two clicks choose both ends: where the path ended it begins. */
static void
test_path_is_picked (void)
{
  static const guint ends[] = { 1234, 42 };
  static const char *const pictures[] = { "path-from-image", "path-to-image" };
  static const char *const rings[] = { "plane-path-0", "plane-path-8" };
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT ", view: path}");
  g_autoptr (WkParams) once = pick (solution, ends[0]);
  g_autoptr (WkSolution) between =
      kind ()->solve (once, wk_language_get ("en"), NULL, NULL);
  g_autoptr (WkParams) twice = pick (between, ends[1]);
  g_autoptr (WkSolution) last =
      kind ()->solve (twice, wk_language_get ("en"), NULL, NULL);
  g_autoptr (WkScene) scene = scene_of (last, 7);
  PlainVae vae = shipped ();

  g_assert_cmpint (wk_params_get_int (once, "to"), ==, 1234);
  for (guint i = 0; i < 2; i++)
    {
      double pixels[PLAIN_PIXELS], mu[2], sigma[2];
      WkPoint at;

      g_assert_cmpint (wk_params_get_int (twice, i == 0 ? "digit" : "to"), ==, ends[i]);
      read_digit (ends[i], pixels);
      plain_encode (&vae, pixels, mu, sigma);
      at = place_of (scene, mu);
      g_assert_cmpuint (worst_pixel (item_of (scene, pictures[i]), 0, 0, pixels), ==,
                        0);
      g_assert_cmpfloat_with_epsilon (item_of (scene, rings[i])->circle.x, at.x, 0.01);
      g_assert_cmpfloat_with_epsilon (item_of (scene, rings[i])->circle.y, at.y, 0.01);
    }
}

/* --- digits on the plane --- */

/* A dot has the colour and the shape of what its digit is. */
static void
test_classes (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{view: grid}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  const WkItem *dots = item_of (scene, "plane-digits");
  PlainVae vae = shipped ();
  guint n_of[10] = { 0 };

  for (guint digit = 0; digit < 5000; digit += 53)
    {
      double pixels[PLAIN_PIXELS], mu[2], sigma[2], least = INFINITY;
      guint nearest = 0;
      WkPoint at;

      read_digit (digit, pixels);
      plain_encode (&vae, pixels, mu, sigma);
      if (fabs (mu[0]) > 3.3 || fabs (mu[1]) > 3.3)
        continue;
      at = place_of (scene, mu);
      for (guint i = 0; i < dots->dots.n; i++)
        {
          double away =
              hypot (dots->dots.points[i].x - at.x, dots->dots.points[i].y - at.y);

          nearest = away < least ? i : nearest;
          least = MIN (least, away);
        }
      g_assert_cmpuint (dots->dots.classes[nearest], ==, digits ()->labels[digit]);
      n_of[digits ()->labels[digit]]++;
    }
  for (guint c = 0; c < 10; c++)
    g_assert_cmpuint (n_of[c], >, 0);
}

/* --- a digit through the network --- */

/* "\mu=(-1.04,\,2.27)" holds these two, to two decimals or two digits. */
static void
check_pair (WkScene *scene, const char *id, const double expected[2])
{
  const char *text = strchr (text_of (scene, id), '(');

  for (guint k = 0; k < 2; k++)
    {
      double size = fabs (expected[k]);
      double unit =
          size >= 0.1 || size == 0 ? 0.01 : pow (10, floor (log10 (size)) - 1);
      char *end;

      g_assert_nonnull (text);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (text + 1, &end), expected[k],
                                      unit / 2 + 1e-9);
      text = k == 0 ? strchr (end, ',') + strlen ("\\,") : NULL;
    }
}

static void
check_number (WkScene *scene, const char *id, double expected)
{
  g_autofree char *text = g_strdup_printf ("%.4g", expected);

  g_assert_cmpstr (text_of (scene, id), ==, text);
}

static void
test_flow (void)
{
  static const double w[] = { -1, 0.5 };
  g_autoptr (WkSolution) solution = solution_of ("{" DIGIT ", view: digit, mu: [0, 0], "
                                                 "sigma: [1, 1], w: [-1, 0.5]}");
  g_autoptr (WkScene) before = scene_of (solution, 2);
  g_autoptr (WkScene) scene = scene_of (solution, 5);
  PlainVae vae = shipped ();
  double pixels[PLAIN_PIXELS], picture[PLAIN_PIXELS], mu[2], sigma[2], z[2];
  double reconstruction = 0, kl = 0;

  read_digit (17, pixels);
  plain_encode (&vae, pixels, mu, sigma);
  for (guint k = 0; k < 2; k++)
    {
      z[k] = mu[k] + w[k] * sigma[k];
      kl += plain_kl (mu[k], sigma[k]);
    }
  plain_decode (&vae, z, picture);
  for (guint i = 0; i < PLAIN_PIXELS; i++)
    reconstruction -=
        pixels[i] * log (picture[i]) + (1 - pixels[i]) * log1p (-picture[i]);
  check_pair (scene, "mu-value", mu);
  check_pair (scene, "sigma-value", sigma);
  check_pair (scene, "w", w);
  check_pair (scene, "z-value", z);
  check_number (scene, "reconstruction-value", reconstruction);
  check_number (scene, "kl-value", kl);
  check_number (scene, "total-value", reconstruction + kl);
  g_assert_cmpuint (worst_pixel (item_of (scene, "input-image"), 0, 0, pixels), ==, 0);
  g_assert_cmpuint (worst_pixel (item_of (scene, "decoded-image"), 0, 0, picture), ==,
                    0);
  g_assert_null (wk_scene_find (before, "decoded-image"));
  g_assert_cmpstr (text_of (before, "reconstruction-value"), ==, "?");
}

/* The course's numbers with another weight: -log 0.8 - log 0.9 is 0.3285, and to it
 * comes four times 2.3181. */
static void
test_beta (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{beta: 4}");
  g_autoptr (WkScene) scene = scene_of (solution, 5);
  const WkLatentWork *work = wk_solution_get_data (solution);

  g_assert_cmpfloat_with_epsilon (work->total, 0.3285 + 4 * 2.3181, 4 * 5e-5 + 5e-5);
  g_assert_cmpstr (text_of (scene, "total-value"), ==, "9.601");
  g_assert_cmpstr (text_of (scene, "total-name"), ==, "loss J, β = 4");
  g_assert_nonnull (strstr (wk_solution_get_step (solution, 4)->formula, "9.601"));
}

/* What the last step is for is told there, and not before. */
static void
test_close_is_alike (void)
{
  static const char *const told = "what is close in the plane looks alike";
  g_autoptr (WkSolution) solution = solution_of ("{}");
  g_autoptr (WkScene) before = scene_of (solution, 6);
  g_autoptr (WkScene) scene = scene_of (solution, 7);

  g_assert_null (strstr (wk_scene_get_description (before), told));
  g_assert_nonnull (strstr (wk_scene_get_description (scene), told));
  g_assert_nonnull (strstr (wk_solution_get_step (solution, 6)->caption,
                            "what is close looks alike"));
  g_assert_nonnull (strstr (text_of (scene, "grid-caption"), "looks alike"));
}

/* --- the training --- */

/* The log's line of an epoch: reconstruction and divergence, then of the held-out. */
static void
read_log (guint epoch, double values[4])
{
  g_autofree char *path = wk_data_path ("models/latent-space.log");
  g_autofree char *text = NULL;
  g_autofree char *head = g_strdup_printf ("\n%u\t", epoch);
  const char *at;
  char *end;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = strstr (text, head);
  g_assert_nonnull (at);
  at += strlen (head);
  for (guint i = 0; i < 4; i++)
    {
      values[i] = g_ascii_strtod (at, &end);
      at = end;
    }
}

static double
height_at (WkScene *scene, const char *plot, const char *curve, double epoch)
{
  g_autofree char *id = g_strdup_printf ("%s-%s-%s", plot, plot, curve);
  const WkItem *item = item_of (scene, id);
  Axis x = read_axis (scene, plot, 'x', FALSE), y = read_axis (scene, plot, 'y', FALSE);

  for (guint i = 0; i < item->poly.n; i++)
    if (fabs (back (&x, item->poly.points[i].x) - epoch) < 0.01)
      return back (&y, item->poly.points[i].y);
  return NAN;
}

static void
test_training (void)
{
  static const guint epochs[] = { 1, 25, 50 };
  static const char *const plots[] = { "reconstruction-plot", "kl-plot" };
  g_autoptr (WkSolution) solution = solution_of ("{view: training}");
  g_autoptr (WkScene) scene = scene_of (solution, 7);
  double values[4];

  for (guint i = 0; i < G_N_ELEMENTS (epochs); i++)
    {
      read_log (epochs[i], values);
      for (guint k = 0; k < 4; k++)
        g_assert_cmpfloat_with_epsilon (
            height_at (scene, plots[k % 2], k < 2 ? "training" : "held-out", epochs[i]),
            values[k], 1e-4);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!wk_fonts_init (&error))
    g_error ("%s", error->message);
  g_test_add_func ("/latent-views/kl-levels", test_kl_levels);
  g_test_add_func ("/latent-views/kl-points", test_kl_points);
  g_test_add_func ("/latent-views/prior", test_prior);
  g_test_add_func ("/latent-views/holes", test_holes);
  g_test_add_func ("/latent-views/no-plain", test_no_plain);
  g_test_add_func ("/latent-views/path-is-picked", test_path_is_picked);
  g_test_add_func ("/latent-views/classes", test_classes);
  g_test_add_func ("/latent-views/flow", test_flow);
  g_test_add_func ("/latent-views/beta", test_beta);
  g_test_add_func ("/latent-views/close-is-alike", test_close_is_alike);
  g_test_add_func ("/latent-views/training", test_training);
  return g_test_run ();
}
