/* test-latent-space.c - exam part 6c: values, mistakes, New Numbers, a digit's own
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expected values are the course's, those of tests/oracles/vae.json, or worked out here
 * with the printed formula.
 */
#include "config.h"

#include <glib/gstdio.h>

#include "exercises/answer-kit.h"
#include "exercises/latent-kit.h"
#include "model/wk-digits.h"
#include "numeric/wk-vae.h"
#include "scene/wk-scene.h"

static void
expect_formulas (const WkSolution *solution, const char *const formulas[7])
{
  g_assert_cmpuint (wk_solution_get_n_steps (solution), ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      const WkStep *step = wk_solution_get_step (solution, i);

      if (formulas[i] != NULL)
        g_assert_cmpstr (step->formula, ==, formulas[i]);
      g_assert_cmpuint (strlen (step->caption), >, 10);
    }
}

/* --- the exam --- */

static void
test_exam (void)
{
  static const char *const formulas[] = {
    "\\mu=\\focus{2},\\quad\\log\\sigma^2=-1.386,\\quad"
    "\\sigma=e^{\\frac12\\log\\sigma^2}=\\focus{0.5}",
    "z=\\mu+w\\sigma=2+(-1)\\cdot0.5=\\focus{1.5},\\quad w\\sim N(0,1)",
    "-\\log p(x\\mid z)=-\\log0.8-\\log(1-0.1)=\\focus{0.3285}",
    "D_{KL}(q\\|p)=\\tfrac{1}{2}(\\mu^2+\\sigma^2-\\log\\sigma^2-1)="
    "\\tfrac{1}{2}(4+0.25+1.386-1)=\\focus{2.318}",
    "J=-\\log p(x\\mid z)+\\beta\\,D_{KL}(q\\|p)=0.3285+1\\cdot2.318=\\focus{2.647}",
    "\\mu=(1,-1),\\quad\\sigma=(0.5,2),\\quad "
    "D_{KL}(q\\|p)=0.8181+1.307=\\focus{2.125}",
    "P(\\lVert z\\rVert\\le r)=1-e^{-r^2/2}="
    "\\focus{(39.3\\,\\%,86.5\\,\\%,98.9\\,\\%)},\\quad r=(1,2,3)",
  };
  g_autoptr (WkSolution) solution = solution_of ("{}");

  expect_formulas (solution, formulas);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 2);
  g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), 2.3181471805599454, 1e-14);
  g_assert_cmpfloat (value_of (solution, "z"), ==, 1.5);
  g_assert_cmpuint (wk_solution_find_answer (solution, "z")->step, ==, 2);
  g_assert_cmpuint (wk_solution_find_answer (solution, "kl")->step, ==, 4);
  g_assert_cmpstr (wk_solution_find_answer (solution, "kl")->hints[2], ==,
                   "$D_{KL}(q\\|p)=\\tfrac{1}{2}(4+0.25+1.386-1)$");
  g_assert_cmpuint (wk_solution_get_n_points (solution), ==, 6);
}

static void
test_slips (void)
{
  static const struct
  {
    const char *id, *typed, *part;
  } slips[] = {
    { "kl", "4.6363", "Half of the bracket." },
    { "kl", "2.4431", "Both places have the variance" },
    { "kl", "1.9716", "Both places have the variance" },
    { "kl", "0.9319", "positive for $\\sigma<1$" },
    { "kl", "2.8181", "it must be 0" },
    { "kl", "8.8069", "$q$ comes first" },
    { "kl", "1.9260", "natural" },
    { "kl", "2.625", "natural" },
    { "kl", "1.3181", "squared" },
    { "z", "1.75", "not the variance" },
    { "z", "2.5", "sign of $w$" },
    { "z", "1", "stretched by $\\sigma$" },
    { "z", "-1.5", "$\\mu$ is only added" },
    { "z", "0", "exchanged" },
  };
  g_autoptr (WkSolution) solution = solution_of ("{}");
  g_autoptr (WkSolution) one = solution_of ("{mu: 0, sigma: 1}");

  expect (solution, "kl", "2.3181", WK_VERDICT_RIGHT, NULL);
  expect (solution, "kl", "2,32", WK_VERDICT_RIGHT, NULL);
  expect (solution, "z", "3/2", WK_VERDICT_RIGHT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    expect (solution, slips[i].id, slips[i].typed, WK_VERDICT_SLIP, slips[i].part);
  /* Of N (0, 1) from itself: what is right is no mistake. */
  g_assert_cmpfloat (value_of (one, "kl"), ==, 0);
  expect (one, "kl", "0", WK_VERDICT_RIGHT, NULL);
  expect (one, "kl", "0.5", WK_VERDICT_SLIP, "it must be 0");
}

static void
test_two_dimensions (void)
{
  static const char *const formulas[7] = {
    "\\mu=\\focus{(2;-1)},\\quad\\log\\sigma^2=(-1{,}386;1{,}386),\\quad"
    "\\sigma=e^{\\frac12\\log\\sigma^2}=\\focus{(0{,}5;2)}",
    "z_1=\\mu_1+w_1\\sigma_1=2+(-1)\\cdot0{,}5=\\focus{1{,}5},\\quad "
    "z_2=\\mu_2+w_2\\sigma_2=-1+0{,}5\\cdot2=\\focus{0},\\quad w\\sim N(0,1)",
    NULL,
    "D_{KL}(q\\|p)=\\tfrac{1}{2}\\sum_d(\\mu_d^2+\\sigma_d^2-\\log\\sigma_d^2-1)="
    "\\tfrac{1}{2}(4+0{,}25+1{,}386-1)+\\tfrac{1}{2}(1+4-1{,}386-1)=2{,}318+1{,}307="
    "\\focus{3{,}625}",
  };
  g_autoptr (WkSolution) solution = solution_in ("{" TWO "}", "nb");
  g_autoptr (WkSolution) english = solution_of ("{" TWO "}");
  g_autoptr (WkSolution) scalar = solution_of ("{mu: [2, -1], sigma: 0.5, w: 1}");

  expect_formulas (solution, formulas);
  g_assert_cmpuint (wk_solution_get_n_answers (solution), ==, 3);
  g_assert_cmpfloat (value_of (solution, "z1"), ==, 1.5);
  g_assert_cmpfloat (value_of (solution, "z2"), ==, 0);
  g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), 3.625, 1e-14);
  expect (english, "kl", "2.318", WK_VERDICT_SLIP, "One dimension is missing");
  expect (english, "kl", "1.307", WK_VERDICT_SLIP, "One dimension is missing");
  expect (english, "kl", "7.25", WK_VERDICT_SLIP, "Half of the bracket.");
  expect (english, "z2", "1", WK_VERDICT_SLIP, "not the variance");
  /* One number stands for each dimension. */
  g_assert_cmpfloat (value_of (scalar, "z1"), ==, 2.5);
  g_assert_cmpfloat (value_of (scalar, "z2"), ==, -0.5);
}

static void
test_pixels (void)
{
  static const struct
  {
    const char *params, *formula;
  } rows[] = {
    { "{x: [0.5], decoded: [0.8]}", "-0.5\\log0.8-0.5\\log(1-0.8)=\\focus{0.9163}" },
    { "{x: [1, 0], decoded: [1, 0]}", "-\\log1-\\log(1-0)=\\focus{0}" },
    { "{x: [1, 0, 1, 0, 1], decoded: [0.5, 0.5, 0.5, 0.5, 0.5]}",
      "-\\log0.5-\\log(1-0.5)-\\cdots-\\log0.5=\\focus{3.466}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WkSolution) solution = solution_of (rows[i].params);
      g_autofree char *formula =
          g_strconcat ("-\\log p(x\\mid z)=", rows[i].formula, NULL);

      g_assert_cmpstr (wk_solution_get_step (solution, 2)->formula, ==, formula);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *params, *path, *part;
  } rows[] = {
    { "{mu: [1, 2]}", "sigma", "expected 2 as in mu" },
    { "{mu: 1, sigma: [1, 2], w: [1]}", "w", "expected 2 as in sigma" },
    { "{sigma: [0]}", "sigma[0]", NULL },
    { "{x: [1]}", "decoded", "expected 1 as in x" },
    { "{more_mu: [1, 2, 3]}", "more_sigma", "expected 3 as in more_mu" },
    { "{decoded: [0, 0.1]}", "decoded[0]", "infinite" },
    { "{decoded: [0.8, 1]}", "decoded[1]", "infinite" },
    { "{x: [0.5, 0], decoded: [1, 0]}", "decoded[0]", "infinite" },
    { "{digit: 5000}", "digit", NULL },
    { "{view: tea}", "view", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (params_of (rows[i].params, &error));
      g_assert_cmpstr (wk_params_error_get_path (error), ==, rows[i].path);
      if (rows[i].part != NULL)
        g_assert_nonnull (strstr (error->message, rows[i].part));
    }
}

/* Another dimension brings room for it in the lists that go with it. */
static void
test_fit (void)
{
  g_autoptr (GError) error = NULL;
  const char *text = "{mu: [2, 1], sigma: [0.5], w: [-1]}";
  g_autoptr (WkValue) values = wk_yaml_parse (text, strlen (text), "test", NULL);
  g_autoptr (WkParams) params = wk_kind_fit (kind (), values, "mu", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wk_value_get_length (wk_params_get_value (params, "sigma")), ==, 2);
  g_assert_cmpuint (wk_value_get_length (wk_params_get_value (params, "w")), ==, 2);
}

/* --- the oracle --- */

static double *
numbers_of (const WkValue *map, const char *key, gsize *n)
{
  const WkValue *list = wk_value_lookup (wk_value_get_member (map, key), "data");
  double *numbers;

  *n = wk_value_get_length (list);
  numbers = g_new (double, *n);
  for (gsize i = 0; i < *n; i++)
    numbers[i] = wk_value_get_number (wk_value_get_item (list, i));
  return numbers;
}

static void
test_oracle (void)
{
  static const char *const keys[] = { "mu", "sigma", "w" };
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "oracles", "vae.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WkValue) oracle = NULL;
  const WkValue *cases;
  guint n_run = 0;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  oracle = wk_yaml_parse (text, length, path, &error);
  g_assert_no_error (error);
  cases = wk_value_get_member (oracle, "cases");
  for (gsize i = 0; i < wk_value_get_length (cases); i++)
    {
      const WkValue *row = wk_value_get_item (cases, i);
      const WkValue *inputs = wk_value_get_member (row, "inputs");
      double expected = wk_value_get_number (wk_value_lookup (row, "expected.kl"));
      g_autofree double *mu = NULL, *sigma = NULL;
      g_autoptr (WkValue) values = NULL;
      g_autoptr (WkParams) params = NULL;
      g_autoptr (WkSolution) solution = NULL;
      WkValue *items[3];
      gsize n, m;

      if (g_strcmp0 (wk_value_get_string (wk_value_get_member (row, "op")),
                     "kl_to_standard_normal") != 0)
        continue;
      mu = numbers_of (inputs, "mu", &n);
      sigma = numbers_of (inputs, "sigma", &m);
      g_assert_cmpuint (n, ==, m);
      items[0] = wk_value_new_vector (mu, n);
      items[1] = wk_value_new_vector (sigma, n);
      items[2] = wk_value_new_number (1);
      values = wk_value_new_map (keys, items, 3);
      /* Widths and dimensions that the kind does not have. */
      params = wk_kind_params (kind (), values, NULL, NULL);
      if (params == NULL)
        continue;
      solution = kind ()->solve (params, wk_language_get ("en"), NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), expected,
                                      1e-15 + 1e-9 * expected);
      n_run++;
    }
  g_assert_cmpuint (n_run, ==, 8);
}

/* --- a digit's numbers --- */

static double *
dup_weights (WkVaeSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WkTrained) trained = wk_trained_find ("latent-space", "shipped", &error);
  const float *floats;
  double *weights;
  gsize n;

  g_assert_no_error (error);
  *spec = wk_vae_spec_default ();
  floats = wk_trained_get_weights (trained, &n);
  g_assert_cmpuint (n, ==, wk_vae_n_weights (spec));
  weights = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    weights[i] = floats[i];
  return weights;
}

/* Cross-entropy over the pixels, plainly. */
static double
plain_reconstruction (const double *x, const double *decoded)
{
  double sum = 0;

  for (guint i = 0; i < WK_DIGITS_PIXELS; i++)
    sum -= (x[i] > 0 ? x[i] * log (decoded[i]) : 0) +
           (x[i] < 1 ? (1 - x[i]) * log1p (-decoded[i]) : 0);
  return sum;
}

/* A digit of the set, or NULL for an empty drawing; w = (-1, 0). */
static void
check_digit (const WkSolution *solution, const guint8 *bytes)
{
  WkVaeSpec spec;
  g_autofree double *weights = dup_weights (&spec);
  double x[WK_DIGITS_PIXELS], decoded[WK_DIGITS_PIXELS];
  double mu[2], logvar[2], z[2], kl = 0;
  g_autofree char *sum = NULL;

  for (guint i = 0; i < WK_DIGITS_PIXELS; i++)
    x[i] = bytes != NULL ? bytes[i] / 255.0 : 0;
  wk_vae_encode (&spec, weights, x, mu, logvar);
  z[0] = mu[0] - exp (logvar[0] / 2);
  z[1] = mu[1];
  for (guint i = 0; i < 2; i++)
    kl += (mu[i] * mu[i] + exp (logvar[i]) - logvar[i] - 1) / 2;
  wk_vae_decode (&spec, weights, z, decoded);
  g_assert_cmpfloat_with_epsilon (value_of (solution, "z1"), z[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (value_of (solution, "z2"), z[1], 1e-9);
  g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), kl, 1e-9);
  sum = g_strdup_printf ("=\\focus{%.4g}", plain_reconstruction (x, decoded));
  g_assert_true (g_str_has_suffix (wk_solution_get_step (solution, 2)->formula, sum));
}

static void
test_digit (void)
{
  const WkDigits *digits = wk_digits_get (WK_DIGITS_TRAINING, NULL);
  g_autoptr (WkSolution) own = solution_of ("{numbers: digit, own: true, digit: 3}");

  for (guint digit = 0; digit < 5000; digit += 1111)
    {
      g_autofree char *text =
          g_strdup_printf ("{numbers: digit, digit: %u, mu: [1, 1], sigma: 1, "
                           "w: [-1, 0]}",
                           digit);
      g_autofree char *short_text =
          g_strdup_printf ("{numbers: digit, digit: %u}", digit);
      g_autoptr (WkSolution) solution = solution_of (text);
      /* What is missing of w is 0. */
      g_autoptr (WkSolution) padded = solution_of (short_text);

      check_digit (solution, digits->pixels + digit * WK_DIGITS_PIXELS);
      check_digit (padded, digits->pixels + digit * WK_DIGITS_PIXELS);
    }
  check_digit (own, NULL);
}

/* Without a model the case by hand is worked, and a digit's numbers are refused. */
static void
test_no_model (void)
{
  g_autoptr (WkSolution) solution = solution_of ("{model: /nowhere/there.wkm}");
  g_autoptr (GError) error = NULL;
  g_autoptr (WkParams) params =
      params_of ("{numbers: digit, model: /nowhere/there.wkm}", &error);

  g_assert_cmpfloat (value_of (solution, "z"), ==, 1.5);
  g_assert_no_error (error);
  g_assert_null (kind ()->solve (params, wk_language_get ("en"), NULL, &error));
  g_assert_cmpstr (wk_params_error_get_path (error), ==, "model");
}

/* A plain autoencoder has no cloud for a digit: the case by hand goes on, and that is
 * said. So it can be trained whatever was looked at before. */
static void
test_no_cloud (void)
{
  g_autoptr (WkSolution) solution =
      solution_of ("{numbers: digit, digit: 17, model: shipped-autoencoder}");
  const WkView view = { .position = 1, .language = wk_language_get ("en") };
  g_autofree char *words = kind ()->describe (solution, &view);

  g_assert_cmpfloat (value_of (solution, "z"), ==, 1.5);
  g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), 2.318147, 1e-6);
  g_assert_nonnull (strstr (wk_solution_get_step (solution, 0)->caption, "no cloud"));
  g_assert_nonnull (strstr (words, "no cloud"));
}

/* One of the set takes the place of an own one, by whatever it is stepped. */
static void
test_step_own (void)
{
  static const WkEdit steps[] = {
    { .type = WK_EDIT_STEP, .amount = 1 },
    { .type = WK_EDIT_STEP, .amount = -1 },
    { .type = WK_EDIT_SET, .value = 18 },
  };
  static const int digits[] = { 18, 16, 18 };
  char pad[] = "drawing", number[] = "digit", to[] = "to";
  const WkItem items[] = { { .id = pad, .edits = pad },
                           { .id = number, .edits = number } };
  const WkItem end = { .id = to, .edits = to };
  g_autoptr (WkSolution) own = solution_of ("{numbers: digit, own: true, digit: 17}");
  WkParams *params = wk_solution_get_params (own);
  g_autoptr (WkParams) other_end = kind ()->edit (own, &end, &steps[0], NULL);

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    for (guint k = 0; k < G_N_ELEMENTS (steps); k++)
      {
        g_autofree char *text =
            g_strdup_printf ("{numbers: digit, digit: %d}", digits[k]);
        g_autoptr (WkSolution) expected = solution_of (text);
        g_autoptr (WkParams) changed = NULL;
        g_autoptr (WkSolution) solution = NULL;

        if (items[i].edits == pad && steps[k].type != WK_EDIT_STEP)
          continue; /* a picture has no number that is set */
        changed = kind ()->edit (own, &items[i], &steps[k], NULL);
        g_assert_nonnull (changed);
        g_assert_false (wk_params_get_switch (changed, "own"));
        solution = kind ()->solve (changed, wk_language_get ("en"), NULL, NULL);
        g_assert_cmpfloat (value_of (solution, "kl"), ==, value_of (expected, "kl"));
        g_assert_cmpfloat (value_of (solution, "kl"), !=, value_of (own, "kl"));
      }
  g_assert_true (wk_params_get_switch (params, "own"));
  /* The path's other end is none that is drawn. */
  g_assert_true (wk_params_get_switch (other_end, "own"));
  g_assert_cmpint (wk_params_get_int (other_end, "to"), ==, 2);
}

/* --- files of weights --- */

/* @n_latent and @hidden of the weights, whatever the recipe says. */
static char *
write_weights (const char *folder, const char *text, guint n_latent, guint hidden)
{
  g_autoptr (WkValue) recipe = wk_yaml_parse (text, strlen (text), "test", NULL);
  WkVaeSpec spec = { .n_pixels = 784, .n_hidden = hidden, .n_latent = n_latent };
  gsize n = wk_vae_n_weights (&spec);
  g_autofree float *weights = g_new0 (float, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (WkTrained) trained =
      wk_trained_new ("latent-space", recipe, 0, weights, n, NULL, 0, &error);
  g_autoptr (GBytes) bytes = NULL;
  char *path = g_build_filename (folder, "own.wkm", NULL);

  g_assert_no_error (error);
  bytes = wk_trained_to_bytes (trained);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return path;
}

/* What is said of the file; NULL if its weights can be worked with. The case by hand
 * can be worked in any case. */
static char *
what_is_wrong (const char *path)
{
  g_autofree char *by_hand = g_strdup_printf ("{model: %s}", path);
  g_autofree char *text = g_strdup_printf ("{numbers: digit, model: %s}", path);
  g_autoptr (WkSolution) solution = solution_of (by_hand);
  g_autoptr (WkParams) params = params_of (text, NULL);
  g_autoptr (WkSolution) digit = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat (value_of (solution, "z"), ==, 1.5);
  digit = kind ()->solve (params, wk_language_get ("en"), NULL, &error);
  g_assert_true ((digit == NULL) == (error != NULL));
  if (digit != NULL)
    return NULL;
  g_assert_cmpstr (wk_params_error_get_path (error), ==, "model");
  return g_strdup (wk_params_error_get_sentence (error));
}

static void
test_files (void)
{
#define RECIPE(likelihood, beta, latent)                                     \
  "{hidden: 16, likelihood: " likelihood ", autoencoder: false, beta: " beta \
  ", seed: 1, rate: 0.001, batch: 64" latent "}"
#define NONE(key) "the weights’ recipe has no “" key "” that fits a latent space"
  static const struct
  {
    const char *recipe;
    guint n_latent, hidden;
    const char *sentence;
  } rows[] = {
    { RECIPE ("bernoulli", "1", ", latent: 2"), 2, 16, NULL },
    /* 2 (784 h) + h + 784 + 2 (2 h + 2) + 3 h, 26 004 for 16, 27 580 for 17. */
    { RECIPE ("bernoulli", "1", ", latent: 2"), 2, 17,
      "the file’s weights are 27580, but its recipe’s “hidden” asks for 26004" },
    { RECIPE ("poisson", "1", ", latent: 2"), 2, 16, NONE ("likelihood") },
    { RECIPE ("bernoulli", "-1", ", latent: 2"), 2, 16, NONE ("beta") },
    { RECIPE ("bernoulli", "1", ", latent: 3"), 3, 16, NONE ("latent") },
    { RECIPE ("bernoulli", "1", ", latent: 3"), 2, 16, NONE ("latent") },
    { RECIPE ("bernoulli", "1", ""), 2, 16, NONE ("latent") },
  };
  g_autofree char *folder = g_dir_make_tmp ("workings-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path =
          write_weights (folder, rows[i].recipe, rows[i].n_latent, rows[i].hidden);
      g_autofree char *sentence = what_is_wrong (path);

      g_assert_cmpstr (sentence, ==, rows[i].sentence);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- hints --- */

static void
test_hints (void)
{
#define START "Start at the mean, and go as many standard deviations as the draw says."
#define ADD                                                                  \
  "For each dimension add the squared mean and the variance, take away the " \
  "variance's "                                                              \
  "natural logarithm and 1, and halve it."
  static const struct
  {
    const char *params, *id, *hints[3], *result;
  } rows[] = {
    { "{}", "z", { START, "$z=\\mu+w\\sigma$", "$z=2+(-1)\\cdot0.5$" }, "1.5" },
    { "{}",
      "kl",
      { ADD, "$D_{KL}(q\\|p)=\\tfrac{1}{2}(\\mu^2+\\sigma^2-\\log\\sigma^2-1)$",
        "$D_{KL}(q\\|p)=\\tfrac{1}{2}(4+0.25+1.386-1)$" },
      "2.318" },
    { "{" TWO "}",
      "z1",
      { START, "$z_d=\\mu_d+w_d\\sigma_d$", "$z_1=2+(-1)\\cdot0.5$" },
      "1.5" },
    { "{" TWO "}",
      "z2",
      { START, "$z_d=\\mu_d+w_d\\sigma_d$", "$z_2=-1+0.5\\cdot2$" },
      "=0" },
    { "{" TWO "}",
      "kl",
      { ADD,
        "$D_{KL}(q\\|p)=\\tfrac{1}{2}\\sum_d(\\mu_d^2+\\sigma_d^2-\\log\\sigma_d^2-1)$",
        "$D_{KL}(q\\|p)=\\tfrac{1}{2}(4+0.25+1.386-1)+"
        "\\tfrac{1}{2}(1+4-1.386-1)$" },
      "3.625" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WkSolution) solution = solution_of (rows[i].params);
      const WkAnswer *answer = wk_solution_find_answer (solution, rows[i].id);

      for (guint k = 0; k < 3; k++)
        {
          g_assert_cmpstr (answer->hints[k], ==, rows[i].hints[k]);
          /* All three lead to the result; none has it. */
          g_assert_null (strstr (answer->hints[k], rows[i].result));
        }
    }
}

/* --- in words --- */

static void
test_words (void)
{
  static const char *const told[] = { NULL,     NULL,     "is 1.5",  "0.3285",
                                      "2.318 ", "2.647 ", "to 2.125" };
  g_autoptr (WkSolution) solution = solution_of ("{}");

  for (guint position = 0; position <= 7; position++)
    {
      WkView view = { .position = position, .language = wk_language_get ("en") };
      g_autofree char *words = kind ()->describe (solution, &view);

      for (guint step = 1; step < G_N_ELEMENTS (told); step++)
        if (told[step] != NULL)
          g_assert_true ((strstr (words, told[step]) != NULL) == (step <= position));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/latent-space/exam", test_exam);
  g_test_add_func ("/latent-space/slips", test_slips);
  g_test_add_func ("/latent-space/two-dimensions", test_two_dimensions);
  g_test_add_func ("/latent-space/pixels", test_pixels);
  g_test_add_func ("/latent-space/refused", test_refused);
  g_test_add_func ("/latent-space/fit", test_fit);
  g_test_add_func ("/latent-space/oracle", test_oracle);
  g_test_add_func ("/latent-space/digit", test_digit);
  g_test_add_func ("/latent-space/no-model", test_no_model);
  g_test_add_func ("/latent-space/no-cloud", test_no_cloud);
  g_test_add_func ("/latent-space/step-own", test_step_own);
  g_test_add_func ("/latent-space/files", test_files);
  g_test_add_func ("/latent-space/hints", test_hints);
  g_test_add_func ("/latent-space/words", test_words);
  return g_test_run ();
}
