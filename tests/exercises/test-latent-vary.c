/* test-latent-vary.c - fresh numbers for the latent space
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every rule once more, plainly, over many seeds.
 */
#include "config.h"

#include "exercises/latent-kit.h"

static gboolean
is_among (double x, const double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    if (numbers[i] == x)
      return TRUE;
  return FALSE;
}

static gboolean
all_differ (const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      if (fabs (values[i] - values[k]) < 0.02)
        return FALSE;
  return TRUE;
}

/* The printed formula with this in the places of mu^2, sigma^2 and log sigma^2. */
static double
half (double square, double variance, double logarithm)
{
  return (square + variance - logarithm - 1) / 2;
}

static void
add_mistakes (double m, double s, double values[10])
{
  double v = s * s;

  values[0] += half (m * m, v, log (v));
  values[1] += 2 * half (m * m, v, log (v));
  values[2] += half (m * m, s, log (v));
  values[3] += half (m * m, v, log (s));
  values[4] += half (m * m, v, -log (v));
  values[5] += (m * m + v - log (v)) / 2;
  values[6] += (1 / v + m * m / v + log (v) - 1) / 2;
  values[7] += half (m * m, v, log10 (v));
  values[8] += half (m * m, v, log2 (v));
  values[9] += half (m, v, log (v));
}

/* All that is asked and all mistakes, the divergence's first; returns how many. */
static guint
fill_values (const double *mu,
             const double *sigma,
             const double *w,
             guint n,
             double values[24])
{
  guint n_values = n > 1 ? 12 : 10;

  for (guint i = 0; i < 24; i++)
    values[i] = 0;
  for (guint i = 0; i < n; i++)
    {
      double m = mu[i], s = sigma[i], v = w[i];
      const double z[] = { m + v * s, m + v * s * s, m - v * s,
                           m + v,     s + v * m,     v + m * s };

      add_mistakes (m, s, values);
      if (n > 1)
        values[10 + i] = half (m * m, s * s, log (s * s));
      for (guint k = 0; k < 6; k++)
        values[n_values++] = z[k];
    }
  return n_values;
}

/* None of it is missing above. */
static guint
count_values (const WkSolution *solution)
{
  guint n = 0;

  for (guint i = 0; i < wk_solution_get_n_answers (solution); i++)
    {
      const WkAnswer *answer = wk_solution_get_answer (solution, i);

      g_assert_cmpuint (answer->n_coinciding, ==, 0);
      n += 1 + answer->slips->len;
    }
  return n;
}

static void
check_fresh (WkParams *params, guint n)
{
  static const double means[] = { 0, 1, -1, 2, -2, 3 };
  static const double sigmas[] = { 0.5, 2, 0.25, 4, 0.1 };
  static const double ws[] = { 1, -1, 0.5, -0.5, 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WkSolution) solution =
      kind ()->solve (params, wk_language_get ("en"), NULL, &error);
  double values[24], sum = 0, squares = 0;
  guint n_values;
  gsize length;
  g_autofree double *mu = wk_params_dup_vector (params, "mu", &length);
  g_autofree double *sigma = wk_params_dup_vector (params, "sigma", &length);
  g_autofree double *w = wk_params_dup_vector (params, "w", &length);

  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, n);
  for (guint i = 0; i < n; i++)
    {
      double m = mu[i], s = sigma[i], v = w[i];
      g_autofree char *id = n > 1 ? g_strdup_printf ("z%u", i + 1) : g_strdup ("z");

      g_assert_true (is_among (m, means, G_N_ELEMENTS (means)));
      g_assert_true (is_among (s, sigmas, G_N_ELEMENTS (sigmas)));
      g_assert_true (is_among (v, ws, G_N_ELEMENTS (ws)));
      g_assert_cmpfloat (value_of (solution, id), ==, m + v * s);
      sum += fabs (m);
      squares += m * m;
    }
  g_assert_cmpfloat (sum, !=, squares);
  n_values = fill_values (mu, sigma, w, n, values);
  g_assert_cmpuint (count_values (solution), ==, n_values);
  g_assert_true (all_differ (values, n_values));
  g_assert_cmpfloat_with_epsilon (value_of (solution, "kl"), values[0], 1e-12);
}

/* Numbers that will not do: what is asked in one answer is nearly a mistake of the
 * other, or of the other dimension. */
static void
test_too_near (void)
{
  static const struct
  {
    guint n;
    double mu[2], sigma[2], w[2];
    guint one, other; /* of fill_values() */
  } rows[] = {
    /* z = 2.125, and the divergence with decimal logarithms is 2.1333. */
    { 1, { 2 }, { 0.25 }, { 0.5 }, 7, 10 },
    /* z is 2.5 in both dimensions. */
    { 2, { 2, 3 }, { 0.5, 0.25 }, { 1, -2 }, 12, 18 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double values[24];
      guint n = fill_values (rows[i].mu, rows[i].sigma, rows[i].w, rows[i].n, values);

      g_assert_cmpfloat (fabs (values[rows[i].one] - values[rows[i].other]), <, 0.02);
      g_assert_false (all_differ (values, n));
    }
}

/* What is not drawn is as it was. */
static void
check_kept (WkParams *before, WkParams *after)
{
  static const char *const drawn[] = { "mu",      "sigma",   "w", "x",
                                       "decoded", "numbers", NULL };

  for (const WkParamSpec *spec = kind ()->specs; spec->key != NULL; spec++)
    {
      const WkValue *old = wk_params_get_value (before, spec->key);
      const WkValue *new = wk_params_get_value (after, spec->key);

      if (g_strv_contains (drawn, spec->key))
        continue;
      g_assert_true (old == new || wk_value_equal (old, new));
    }
}

static void
vary_many (const char *text, guint n, guint n_pixels)
{
  g_autoptr (WkParams) params = params_of (text, NULL);
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full ((GHashFunc) wk_value_hash, (GEqualFunc) wk_value_equal,
                             (GDestroyNotify) wk_value_unref, NULL);

  for (guint seed = 0; seed < 400; seed++)
    {
      g_autofree char *word = g_strdup_printf ("%u", seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkValue) values = kind ()->vary (word, params, &error);
      g_autoptr (WkValue) again = kind ()->vary (word, params, NULL);
      g_autoptr (WkParams) fresh = NULL;
      g_autofree double *x = NULL;
      gsize length;
      guint n_on = 0;

      g_assert_no_error (error);
      g_assert_true (wk_value_equal (values, again));
      fresh = wk_kind_params (kind (), values, NULL, &error);
      g_assert_no_error (error);
      check_fresh (fresh, n);
      check_kept (params, fresh);
      g_assert_cmpstr (wk_params_get_word (fresh, "numbers"), ==, "case");
      x = wk_params_dup_vector (fresh, "x", &length);
      g_assert_cmpuint (length, ==, n_pixels);
      for (guint i = 0; i < n_pixels; i++)
        n_on += x[i] == 1;
      g_assert_true (n_pixels == 1 || (n_on > 0 && n_on < n_pixels));
      g_hash_table_add (seen, wk_value_ref (wk_params_get_value (fresh, "mu")));
    }
  /* All means that there can be where there is one: 2, -2 and 3. */
  g_assert_cmpuint (g_hash_table_size (seen), >=, n > 1 ? 12 : 3);
}

static void
test_fresh (void)
{
  vary_many ("{}", 1, 2);
  vary_many ("{" TWO ", x: [1], decoded: [0.5]}", 2, 1);
  vary_many ("{x: [1, 0, 0.5, 1], decoded: [0.5, 0.5, 0.5, 0.5], beta: 4, numbers: "
             "digit, digit: 7}",
             1, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/latent-vary/too-near", test_too_near);
  g_test_add_func ("/latent-vary/fresh", test_fresh);
  return g_test_run ();
}
