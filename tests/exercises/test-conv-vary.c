/* test-conv-vary.c - fresh numbers for a convolution
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every rule once more, plainly, over many seeds on the exam's sizes; other sizes keep
 * what is not drawn.
 */
#include "config.h"

#include "exercises/conv-kit.h"

#define N_SEEDS 300

static void
check_numbers (const Plain *plain, const double *image, const double *kernel)
{
  int n_negative = 0, n_zero = 0;

  for (int i = 0; i < 36; i++)
    g_assert_true (image[i] >= 0 && image[i] <= 5 && image[i] == floor (image[i]));
  for (int i = 0; i < 9; i++)
    {
      g_assert_true (kernel[i] >= -2 && kernel[i] <= 4 &&
                     kernel[i] == floor (kernel[i]));
      n_negative += kernel[i] < 0;
      n_zero += kernel[i] == 0;
    }
  g_assert_true (n_negative >= 1 && n_negative <= 2);
  g_assert_cmpint (n_zero, <=, 1);
  g_assert_false (plain->origin[0] == 1 && plain->origin[1] == 1);
}

static void
check_window (const Plain *plain)
{
  int n_inside = 0, n_products = 0;

  for (int u = 0; u < 3; u++)
    for (int v = 0; v < 3; v++)
      {
        int row = plain->pixel[0] + u - plain->origin[0];
        int column = plain->pixel[1] + v - plain->origin[1];

        n_inside += row >= 0 && row < 6 && column >= 0 && column < 6;
        n_products +=
            plain->laid[u][v] * plain->padded[EDGE + row][EDGE + column] != 0.0;
      }
  g_assert_true (n_inside == 4 || n_inside == 6);
  g_assert_cmpint (n_products, >=, 4);
}

static void
check_all_differ (Plain *plain, const double *image, const double *kernel)
{
  int row = plain->origin[0], column = plain->origin[1];
  double values[7];

  values[0] = plain_value (plain);
  /* Turned along one axis: the origin goes along on that axis alone. */
  lay (plain, kernel, FALSE, TRUE);
  plain->origin[0] = 2 - row;
  values[1] = plain_value (plain);
  lay (plain, kernel, FALSE, FALSE);
  plain->origin[1] = 2 - column;
  values[2] = plain_value (plain);
  plain->origin[0] = plain->origin[1] = 1;
  values[3] = plain_value (plain);
  lay (plain, kernel, TRUE, TRUE);
  values[4] = plain_value (plain);
  plain->origin[0] = 2 - row;
  plain->origin[1] = 2 - column;
  values[5] = plain_value (plain);
  plain->origin[0] = row;
  plain->origin[1] = column;
  fill_padded (plain, image, "replicate");
  values[6] = plain_value (plain);

  g_assert_cmpfloat (fabs (values[0]), >=, 5);
  g_assert_cmpfloat (fabs (values[0]), <=, 99);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpfloat (fabs (values[i] - values[k]), >, 0.01);
}

static void
test_fresh_numbers (void)
{
  g_autoptr (WkParams) exam = params_of (EXAM, NULL);

  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      g_autofree char *word = g_strdup_printf ("%u", seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (WkValue) values = kind ()->vary (word, exam, &error);
      g_autoptr (WkParams) params = NULL;
      g_autofree Plain *plain = NULL;
      g_autofree double *image = NULL;
      g_autofree double *kernel = NULL;

      g_assert_no_error (error);
      params = wk_kind_params (kind (), values, NULL, &error);
      g_assert_no_error (error);
      plain = plain_of (params, &image, &kernel);
      check_numbers (plain, image, kernel);
      check_window (plain);
      check_all_differ (plain, image, kernel);
    }
}

/* Other sizes, strides and paddings: numbers are found, and sizes stay. */
static void
test_fresh_elsewhere (void)
{
  static const char *const texts[] = {
    "{kernel: [[1, 2], [3, 4]]}",
    "{kernel: [[1]]}",
    "{kernel: [[1, 2, 3, 4, 5]], padding: reflect}",
    "{stride: 2, padding: none}",
    "{stride: [1, 3], dilation: [2, 1], mode: cross-correlation}",
    "{padding: wrap}",
    "{image: [[1, 2], [3, 4]], kernel: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint seed = 0; seed < 20; seed++)
      {
        g_autofree char *word = g_strdup_printf ("%u", seed);
        g_autoptr (GError) error = NULL;
        g_autoptr (WkParams) params = params_of (texts[i], &error);
        g_autoptr (WkValue) values = kind ()->vary (word, params, &error);
        g_autoptr (WkParams) fresh = NULL;

        if (error != NULL)
          g_error ("%s: %s", texts[i], error->message);
        fresh = wk_kind_params (kind (), values, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (wk_value_get_length (wk_params_get_value (fresh, "kernel")),
                          ==,
                          wk_value_get_length (wk_params_get_value (params, "kernel")));
        g_assert_cmpstr (wk_params_get_word (fresh, "padding"), ==,
                         wk_params_get_word (params, "padding"));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conv-vary/exam", test_fresh_numbers);
  g_test_add_func ("/conv-vary/elsewhere", test_fresh_elsewhere);
  return g_test_run ();
}
