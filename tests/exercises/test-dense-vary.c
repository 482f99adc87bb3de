/* test-dense-vary.c - fresh numbers for the networks of chapter 1
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every rule once more, plainly, over many seeds: 1a and 1b on the exam's shape, with
 * those of 1c that concern the same numbers; sizes and activations elsewhere.
 */
#include "config.h"

#include "exercises/dense-kit.h"
#include "exercises/kit/wk-dense-kit.h"

#define N_SEEDS 500

static gboolean
is_one_of (double value, const double *set, guint n)
{
  for (guint i = 0; i < n; i++)
    if (value == set[i])
      return TRUE;
  return FALSE;
}

#define ONE_OF(value, ...)                             \
  is_one_of ((value), (const double[]){ __VA_ARGS__ }, \
             G_N_ELEMENTS (((const double[]){ __VA_ARGS__ })))

static void
check_ranges (const Net *net)
{
  double z[3];
  guint n_negative = 0, n_biases = 0;
  gboolean shows_order = FALSE;

  for (int j = 0; j < 2; j++)
    g_assert_true (ONE_OF (net->x[j], 1, 2, 3, 4, -1, -2));
  g_assert_cmpfloat (fabs (net->x[0]), !=, fabs (net->x[1]));
  net_hidden (net, z);
  for (int k = 0; k < 3; k++)
    {
      for (int j = 0; j < 2; j++)
        g_assert_true (ONE_OF (net->W1[j][k], 1, 2, 3, -1, -2, -3));
      g_assert_true (ONE_OF (net->W2[k], 1, 2, 3, -1, -2, -3));
      g_assert_true (ONE_OF (net->b1[k], -2, -1, 0, 1, 2));
      n_biases += net->b1[k] != 0.0;
      n_negative += z[k] < 0.0;
      g_assert_cmpfloat (z[k], !=, 0.0);
      g_assert_cmpfloat (fabs (z[k]), <=, 12.0);
      if (z[k] < 0.0)
        g_assert_cmpfloat (net->b1[k], !=, 0.0);
      if (relu (z[k] - net->b1[k]) + net->b1[k] != relu (z[k]))
        shows_order = TRUE;
    }
  g_assert_cmpuint (n_biases, >, 0);
  g_assert_cmpuint (n_negative, ==, 1);
  g_assert_true (shows_order);
  g_assert_true (ONE_OF (net->b2, 1, -1, 2, -2, 3));
}

/* No value of one row is in another row. */
static void
check_apart (const double rows[][4], const guint *lengths, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      for (guint a = 0; a < lengths[i]; a++)
        for (guint b = 0; b < lengths[j]; b++)
          if (fabs (rows[i][a] - rows[j][b]) <= 0.01)
            g_error ("values %u and %u are both %g", i, j, rows[i][a]);
}

static Net
without_bias (const Net *net, gboolean hidden, gboolean output)
{
  Net copy = *net;

  for (int k = 0; hidden && k < 3; k++)
    copy.b1[k] = 0.0;
  if (output)
    copy.b2 = 0.0;
  return copy;
}

static double
in_pairs (const Net *net, Activation g)
{
  const double *flat = &net->W1[0][0];
  Net copy = *net;

  for (int k = 0; k < 3; k++)
    {
      copy.W1[0][k] = flat[2 * k];
      copy.W1[1][k] = flat[2 * k + 1];
    }
  return net_run (&copy, g);
}

static void
check_mistakes_apart (const Net *net)
{
  Net no_hidden = without_bias (net, TRUE, FALSE);
  Net no_output = without_bias (net, FALSE, TRUE);
  Net none = without_bias (net, TRUE, TRUE);
  double y = net_run (net, plain), yr = net_run (net, relu), z[3], lost[4];
  guint n_lost = 0;

  net_hidden (net, z);
  for (int k = 0; k < 3; k++)
    {
      if (z[k] < 0.0)
        lost[n_lost++] = y - 2.0 * net->W2[k] * z[k];
      if (net->b1[k] < 0.0 && n_lost < 4)
        lost[n_lost++] = y - 2.0 * net->W2[k] * net->b1[k];
    }
  g_assert_cmpfloat (fabs (y), >=, 5.0);
  g_assert_cmpfloat (fabs (y), <=, 60.0);
  g_assert_cmpfloat (yr, >, 0.0);
  {
    const double rows[][4] = {
      { y },
      { yr },
      { net_run (&no_hidden, plain), net_run (&no_output, plain) },
      { net_run (&none, plain) },
      { in_pairs (net, plain) },
      { lost[0], lost[1 % n_lost], lost[2 % n_lost], lost[3 % n_lost] },
    };

    check_apart (rows, (const guint[]){ 1, 1, 2, 1, 1, 4 }, 6);
  }
  {
    double magnitude = net->b2;

    for (int k = 0; k < 3; k++)
      magnitude += net->W2[k] * fabs (z[k]);
    const double rows[][4] = {
      { yr },
      { y },
      { net_run (&no_hidden, relu), net_run (&no_output, relu) },
      { fabs (magnitude) },
      { in_pairs (net, relu) },
      { net_run (net, leaky) },
    };

    check_apart (rows, (const guint[]){ 1, 1, 2, 1, 1, 1 }, 6);
  }
}

/* 1c: d = yhat - y, and the four derivatives that are asked. */
static void
check_derivatives (const Net *net)
{
  double z[3];
  double d = net_run (net, plain) - net->y;
  double asked[5];

  net_hidden (net, z);
  g_assert_true (ONE_OF (d, 2, -2, 3, -3, 4, -4));
  g_assert_cmpfloat (fabs (net->W2[1]), >=, 2.0);
  g_assert_cmpfloat (fabs (net->W2[2]), >=, 2.0);
  g_assert_cmpfloat (fabs (net->x[0]), >=, 2.0);
  g_assert_true (z[1] < 0.0 || z[2] < 0.0);
  asked[0] = 2 * d;
  asked[1] = 2 * d * z[1];
  asked[2] = 2 * d * net->W2[1];
  asked[3] = 2 * d * net->W2[2] * net->x[0];
  asked[4] = d * d;
  for (int i = 0; i < 5; i++)
    for (int j = 0; j < i; j++)
      g_assert_cmpfloat (fabs (asked[i]), !=, fabs (asked[j]));
}

static void
test_rules (void)
{
  g_autoptr (WkParams) identity = params_of (EXAM_IDENTITY);
  g_autoptr (WkParams) with_relu = params_of (EXAM_RELU);

  for (guint i = 0; i < N_SEEDS; i++)
    {
      g_autofree char *seed = g_strdup_printf ("seed %u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkValue) values = forward_kind ()->vary (seed, identity, &error);
      g_autoptr (WkValue) again = forward_kind ()->vary (seed, identity, NULL);
      g_autoptr (WkValue) other = forward_kind ()->vary (seed, with_relu, NULL);
      g_autoptr (WkParams) params = NULL;
      g_autoptr (WkParams) other_params = NULL;
      Net net, other_net;

      g_assert_no_error (error);
      g_assert_true (wk_value_equal (values, again));
      params = wk_kind_params (forward_kind (), values, NULL, &error);
      g_assert_no_error (error);
      other_params = wk_kind_params (forward_kind (), other, NULL, &error);
      g_assert_no_error (error);
      net = net_of (params);
      other_net = net_of (other_params);
      /* The same numbers for the whole family, each with its own activation. */
      g_assert_cmpmem (&net, sizeof net, &other_net, sizeof other_net);
      g_assert_cmpstr (wk_params_get_word (params, "layers[0].g"), ==, "identity");
      g_assert_cmpstr (wk_params_get_word (other_params, "layers[0].g"), ==, "relu");
      check_ranges (&net);
      check_mistakes_apart (&net);
      check_derivatives (&net);
    }
}

static void
check_step (double old, double gradient, double rate)
{
  double right = old - rate * gradient;

  g_assert_cmpfloat (old, !=, 0.0);
  g_assert_cmpfloat (fabs (right * 100.0 - rint (right * 100.0)), <, 1e-6);
  g_assert_cmpfloat (right, !=, old + rate * gradient);
  g_assert_cmpfloat (right, !=, old - gradient);
  g_assert_cmpfloat (right, !=, old - rate * gradient / 2.0);
  g_assert_cmpfloat (right, !=, old - rate * rate * gradient);
  g_assert_cmpfloat (right, !=, -rate * gradient);
  g_assert_cmpfloat (right, !=, rate * (old - gradient));
  g_assert_cmpfloat (right, !=, old - gradient / rate);
}

static void
test_rates (void)
{
  for (guint i = 0; i < N_SEEDS; i++)
    {
      g_autofree char *seed = g_strdup_printf ("%u", i);
      WkDenseExam exam;
      double d;

      g_assert_true (wk_dense_draw_exam (seed, &exam));
      g_assert_true (ONE_OF (exam.rate, 0.25, 0.2, 0.1, 3));
      d = exam.b2 - exam.y;
      for (int k = 0; k < 3; k++)
        d += exam.W2[k] *
             (exam.W1[k] * exam.x[0] + exam.W1[3 + k] * exam.x[1] + exam.b1[k]);
      check_step (exam.b1[1], 2 * d * exam.W2[1], exam.rate);
      check_step (exam.W1[2], 2 * d * exam.W2[2] * exam.x[0], exam.rate);
    }
}

static void
test_seeds_differ (void)
{
  g_autoptr (WkParams) params = params_of (EXAM_IDENTITY);
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *seed = g_strdup_printf ("æ%u", i);
      g_autoptr (WkValue) values = forward_kind ()->vary (seed, params, NULL);

      g_hash_table_add (seen, wk_value_to_text (values));
    }
  g_assert_cmpuint (g_hash_table_size (seen), >=, 95);
}

static void
test_other_shapes (void)
{
  static const char *const texts[] = {
    "{x: [1], layers: [{W: [[1]], b: [0], g: sigmoid}]}",
    "{x: [1, 2, 3], layers: [{W: [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]], "
    "b: [0, 0, 0, 0], g: sigmoid}, {W: [[1, 2], [1, 2], [1, 2], [1, 2]], b: [0, 0], "
    "g: softplus}]}",
    "{x: [1, 2], y: [7, 8], layers: [{W: [[1, 1], [1, 1]], b: [0, 0], g: relu}]}",
  };

  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    {
      g_autoptr (WkParams) params = params_of (texts[t]);

      for (guint i = 0; i < 50; i++)
        {
          g_autofree char *seed = g_strdup_printf ("%u", i);
          g_autoptr (GError) error = NULL;
          g_autoptr (WkValue) values = forward_kind ()->vary (seed, params, &error);
          g_autoptr (WkParams) fresh = NULL;
          g_autoptr (WkSolution) solution = NULL;

          g_assert_no_error (error);
          fresh = wk_kind_params (forward_kind (), values, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (wk_params_get_word (fresh, "layers[0].g"), ==,
                           wk_params_get_word (params, "layers[0].g"));
          g_assert_cmpint (wk_params_has (fresh, "y"), ==, wk_params_has (params, "y"));
          solution = solve (fresh, "en");
          for (guint a = 0; a < wk_solution_get_n_answers (solution); a++)
            g_assert_cmpfloat (fabs (wk_solution_get_answer (solution, a)->value), <=,
                               99.0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dense-vary/rules", test_rules);
  g_test_add_func ("/dense-vary/rates", test_rates);
  g_test_add_func ("/dense-vary/seeds-differ", test_seeds_differ);
  g_test_add_func ("/dense-vary/other-shapes", test_other_shapes);
  return g_test_run ();
}
